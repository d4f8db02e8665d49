/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_QUESTION_H
#define CLI_QUESTION_H

#include <stddef.h>

#include "cli/options.h"
#include "dateline/arena.h"
#include "dateline/query.h"
#include "dateline/store.h"

/* What a subcommand that reads asks of the archive. */
typedef struct dl_question {
    const dl_options *options;
    const char *archive; /* the file's name, without its directory */
    dl_store *store;
    dl_arena arena; /* the query's, and for results that are small */
    dl_query query;
} dl_question;

/* Prints the answer to a question. */
typedef dl_status dl_answer(dl_question *question, dl_error *error);

/* Parses the words as a query, opens the archive, binds the query's names to what it knows, and has
 * ANSWER print. Returns the exit code; what went wrong has been said. A mistake in the query is
 * found before the archive is opened. */
int dl_question_ask(const dl_options *options, char *const *words, size_t count, dl_answer *answer);

#endif
