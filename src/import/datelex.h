/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_DATELEX_H
#define DL_IMPORT_DATELEX_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import/datewords.h"

/*
 * The tokens that dates are made of. A word is looked up once, here, so that the forms of
 * dateform.c speak of "a month" and never of letters. A word may mean several things, by language
 * and by where it stands ("mar" is a month and a weekday in Spanish): the token has them all, and
 * the form asks for the one it needs.
 */

typedef enum dl_date_token_kind {
    DL_DATE_END,
    DL_DATE_NUMBER, /* value; digits: how many are written; zero: in which script */
    DL_DATE_MARK, /* any character that is none of these: value is the byte, or ASCII's like of it */
    DL_DATE_WORD, /* a word that means nothing in a date, or one of the following */

    DL_DATE_MONTH,    /* value 1 to 12 */
    DL_DATE_WEEKDAY,  /* value 0 Monday to 6 Sunday */
    DL_DATE_ORDINAL,  /* "st", "nd", "rd", "th" */
    DL_DATE_MERIDIEM, /* value 0 for "am", 12 for "pm" */
    DL_DATE_HALFDAY,  /* the same before the time */
    DL_DATE_HOUR,     /* "Uhr", "h": value 0 after hours, 1 after minutes */
    DL_DATE_ZONE,     /* "GMT", "EST": value is minutes east of UTC, or DL_DATE_ZONE_NONE */
    DL_DATE_ERA,      /* "Juche": value is the year before its first */
    DL_DATE_YEARSIGN, /* what follows a year: value is its calendar, as DL_DATE_BUDDHIST */
    DL_DATE_SIGN,     /* a number is a year (1), a month (2), a day (3) */
    DL_DATE_RELATIVE, /* value: a day counted from today ("yesterday": -1) */
    DL_DATE_UNIT,     /* value: days in it, or 0 for less than a day ("hours") */
    DL_DATE_AGO,
    DL_DATE_LAST,
    DL_DATE_OF,    /* "of", "the" */
    DL_DATE_AT,    /* "at" */
    DL_DATE_LABEL, /* says what the date after it is of: value as in assets/dates/words.tsv */
    DL_DATE_PART,  /* the first part of a word of several */
} dl_date_token_kind;

#define DL_DATE_ZONE_NONE SHRT_MIN /* several zones have the name */

typedef struct dl_date_token {
    dl_date_token_kind kind; /* END, NUMBER, MARK or WORD */
    int value, digits;
    uint32_t zero;             /* of the digits' script: '0', U+06F0 */
    bool spaced;               /* white space stands before it */
    bool upper;                /* it begins with a capital, or its script has none */
    const dl_date_word *words; /* what a word means; NULL: nothing */
    size_t words_count;
    int language; /* of the text, as the caller said */
    size_t start, end;
} dl_date_token;

/* The token that starts at or after byte POS of the LEN bytes at TEXT, of LANGUAGE (datewords.h; -1:
 * not known); its end is where the next call goes on. An empty line, or a wide gap, ends the text: no
 * date goes across it. */
dl_date_token dl_date_lex(const char *text, size_t len, size_t pos, int language);

/* What TOKEN means as a word of KIND, in the language of the text before any other; NULL: nothing. */
const dl_date_word *dl_date_as(const dl_date_token *token, dl_date_token_kind kind);

#endif
