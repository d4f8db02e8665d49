/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef MODEL_QUERY_H
#define MODEL_QUERY_H

#include <stdbool.h>

/* What the reading and the writing of queries must agree on. */

/* Whether C can stand in a field's name; whether it parts terms. */
bool dl_query_is_field_char(char c);
bool dl_query_is_space(char c);

/* Whether TEXT is the lower-case WORD, in whatever case of ASCII letters. */
bool dl_query_equals_word(const char *text, const char *word);

/* Whether the unquoted word TEXT is an operator of other query languages: OR, AND, NOT. */
bool dl_query_is_operator(const char *text);

#endif
