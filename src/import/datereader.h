/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_DATEREADER_H
#define DL_IMPORT_DATEREADER_H

#include "import/dateform.h"
#include "import/datelex.h"

#define DL_DATE_WINDOW 32 /* tokens looked at from where a date starts */

/* A date being read: the tokens from where it may start, and the parts found so far. The functions
 * read from the I-th token on, fill the parts, and return how many tokens they take; 0 where what they
 * look for does not stand there. */
typedef struct dl_date_reader {
    const char *text;
    size_t len;
    unsigned flags;
    int language;
    dl_date_token tokens[DL_DATE_WINDOW]; /* the last is always an END */
    size_t count;
    dl_date_parts parts;
    bool impossible; /* it has the form of a date, and names a day that does not exist */
} dl_date_reader;

static inline bool dl_date_is_mark(const dl_date_token *token, int mark)
{
    return token->kind == DL_DATE_MARK && token->value == mark;
}

/* The day, month and year, in one of the forms (dateform.c). */
size_t dl_date_match_form(dl_date_reader *r, size_t i);

/* A time with its zone (datetime.c). */
size_t dl_date_match_time(dl_date_reader *r, size_t i);

#endif
