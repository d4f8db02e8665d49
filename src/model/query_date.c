/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands after date: and since:. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/query.h"
#include "model/query.h"

/* Reads a day, month or year as one end of a range. */
static dl_status read_end(const char *text, size_t len, dl_day *ret_first, dl_day *ret_last,
                          dl_error *error)
{
    if (dl_day_parse(text, len, ret_first, ret_last))
        return DL_OK;
    char word[DL_QUERY_EXCERPT + 1];
    snprintf(word, sizeof word, "%.*s", (int)len, text);
    word[dl_query_excerpt(word)] = '\0';
    size_t digits = strspn(word, "0123456789");
    bool shaped = digits == 4 && (len == 4 || len == 7 || len == 10) &&
                  (len < 7 || (word[4] == '-' && strspn(word + 5, "0123456789") == 2)) &&
                  (len < 10 || (word[7] == '-' && strspn(word + 8, "0123456789") == 2));
    if (shaped)
        return dl_fail(error, DL_ERR_SYNTAX, "there is no %s %s in the calendar",
                       len == 4   ? "year"
                       : len == 7 ? "month"
                                  : "day",
                       word);
    return dl_fail(error, DL_ERR_SYNTAX,
                   "'%s' is not a date; write 2022, 2022-02, 2022-02-13, two of them with .. "
                   "between, undated, inferred or ambiguous",
                   word);
}

dl_status dl_query_read_date(const char *text, dl_term *ret_term, size_t *ret_at, dl_error *error)
{
    dl_term term = {.kind = DL_TERM_DATE, .first = DL_DAY_MIN, .last = DL_DAY_MAX};
    size_t len = strlen(text);
    const char *dots = strstr(text, "..");
    size_t first_len = dots ? (size_t)(dots - text) : len;
    dl_day unused;
    dl_status status = DL_OK;
    *ret_at = 0;
    if (dl_query_equals_word(text, "undated")) {
        term.kind = DL_TERM_UNDATED;
    } else if (dl_query_equals_word(text, "inferred")) {
        term.kind = DL_TERM_INFERRED;
    } else if (dl_query_equals_word(text, "ambiguous")) {
        term.kind = DL_TERM_AMBIGUOUS;
    } else if (dots && len == 2) {
        status = dl_fail(error, DL_ERR_SYNTAX,
                         "a range needs a first or a last day: 2022.. or "
                         "..2022");
    } else {
        if (first_len || !dots)
            status = read_end(text, first_len, &term.first, dots ? &unused : &term.last, error);
        if (!status && dots && dots[2]) {
            *ret_at = first_len + 2;
            status = read_end(dots + 2, len - *ret_at, &unused, &term.last, error);
        }
    }
    if (!status && term.kind == DL_TERM_DATE && term.first > term.last) {
        *ret_at = 0;
        status = dl_fail(error, DL_ERR_SYNTAX,
                         "the range's first date comes after its last; write %s..%.*s", dots + 2,
                         (int)first_len, text);
    }
    if (!status)
        *ret_term = term;
    return status;
}

dl_status dl_query_parse_date(const char *text, dl_term *ret_term, dl_error *error)
{
    size_t unused;
    return dl_query_read_date(text, ret_term, &unused, error);
}

/* Days in the unit that LETTER says; 0 for none. */
static long unit_days(char letter)
{
    return letter == 'd' ? 1 : letter == 'w' ? 7 : letter == 'm' ? 30 : letter == 'y' ? 365 : 0;
}

dl_status dl_query_read_since(const char *text, dl_term *ret_term, dl_error *error)
{
    char *end;
    long number = *text >= '0' && *text <= '9' ? strtol(text, &end, 10) : 0;
    long days = number > 0 && number < DL_DAY_MAX && *end && !end[1] ? number * unit_days(*end) : 0;
    if (!days)
        return dl_fail(error, DL_ERR_SYNTAX,
                       "'%.*s' is no span; write a number and d, w, m or y: 30d, 2w, 6m, 1y",
                       dl_query_excerpt(text), text);
    dl_day today = dl_day_today();
    *ret_term = (dl_term){.kind = DL_TERM_DATE,
                          .since = true,
                          .first = days < today ? today - (dl_day)days : DL_DAY_MIN,
                          .last = DL_DAY_MAX};
    return DL_OK;
}
