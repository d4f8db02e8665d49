/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_DATELEX_H
#define DL_IMPORT_DATELEX_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The tokens that dates are made of. A word is looked up once, here, so that the forms of
 * dateform.c speak of "a month" and never of letters.
 */

typedef enum dl_date_token_kind {
    DL_DATE_END,
    DL_DATE_NUMBER,   /* value; digits: how many are written */
    DL_DATE_MONTH,    /* value 1 to 12 */
    DL_DATE_WEEKDAY,  /* value 0 Monday to 6 Sunday */
    DL_DATE_ORDINAL,  /* "st", "nd", "rd", "th" */
    DL_DATE_MERIDIEM, /* value 0 for "am", 12 for "pm" */
    DL_DATE_ZONE,     /* "GMT", "EST" and the like */
    DL_DATE_ERA,      /* "Juche": value is the year before its first */
    DL_DATE_RELATIVE, /* value: a day counted from today ("yesterday": -1) */
    DL_DATE_UNIT,     /* value: days in it, or 0 for less than a day ("hours") */
    DL_DATE_AGO,
    DL_DATE_LAST,
    DL_DATE_OF,   /* "of", "the" */
    DL_DATE_AT,   /* "at" */
    DL_DATE_WORD, /* any other word */
    DL_DATE_MARK, /* any other character: value is the byte, or ASCII's like of it */
} dl_date_token_kind;

typedef struct dl_date_token {
    dl_date_token_kind kind;
    int value, digits;
    bool spaced; /* white space stands before it */
    size_t start, end;
} dl_date_token;

/* The token that starts at or after byte POS of the LEN bytes at TEXT; its end is where the next
 * call goes on. An empty line, or a wide gap, ends the text: no date goes across it. */
dl_date_token dl_date_lex(const char *text, size_t len, size_t pos);

/* Whether C can stand within a word or number. Bytes above ASCII count as letters. */
bool dl_date_is_word(unsigned char c);

#endif
