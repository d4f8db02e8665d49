/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/archive.h"
#include "cli/output.h"
#include "cli/question.h"
#include "cli/words.h"

/* Whether QUERY has what the order asked for goes by; says so where it has not. */
static bool can_order(const dl_options *options, const dl_query *query)
{
    bool can = options->order != DL_ORDER_RELEVANCE || dl_query_has_words(query);
    if (!can)
        dl_message("--sort=relevance needs words in the query to rank by");
    return can;
}

int dl_question_ask(const dl_options *options, char *const *words, size_t count, dl_answer *answer)
{
    dl_question question = {.options = options};
    dl_archive archive;
    dl_error error = {0};
    int code = DL_EXIT_USAGE;
    dl_arena_init(&question.arena);
    if (dl_words_parse(words, count, &question.arena, &question.query) &&
        can_order(options, &question.query)) {
        code = DL_EXIT_FAILED;
        if (dl_archive_open(options, DL_OPEN_READ, &archive)) {
            const char *slash = strrchr(archive.path, '/');
            question.archive = slash ? slash + 1 : archive.path;
            question.store = archive.store;
            dl_status status =
                dl_store_resolve(question.store, &question.arena, &question.query, &error);
            for (size_t i = 0; !status && i < question.query.count; i++)
                if (question.query.terms[i].told)
                    dl_message("%s", question.query.terms[i].told);
            question.query.least = (unsigned)options->confidence;
            if (!status)
                status = answer(&question, &error);
            code = status ? dl_message_error(&error) : DL_EXIT_DONE;
            dl_archive_close(&archive);
        }
    }
    dl_arena_release(&question.arena);
    return code;
}
