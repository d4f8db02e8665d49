/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/arena.h"
#include "dateline/query.h"

/* Adds the COUNT words of a command line to OUT as the text of one query. The shell has taken its
 * quotation marks off, so a word that is a field and a value with blanks in it is quoted again
 * (source:"Iran Press TV" arrives as source:Iran Press TV). */
void dl_words_join(dl_str *out, char *const *words, size_t count);

/* Reads the words as a query. On failure, which is one of use, a message has been written. */
bool dl_words_parse(char *const *words, size_t count, dl_arena *arena, dl_query *ret);

#endif
