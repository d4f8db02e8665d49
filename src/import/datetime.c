/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times of the day and their zones: "3:05 p.m. EDT", "14h05", "klo 14.05", "14時05分", "23:30:00 -0500". */
#include "import/datereader.h"

static bool is_number(const dl_date_token *token, int digits)
{
    return token->kind == DL_DATE_NUMBER && token->digits <= digits;
}

/* Whether TOKEN says that hours (VALUE 0) or minutes (1) stand before it. */
static bool is_hour(const dl_date_token *token, int value)
{
    const dl_date_word *word = dl_date_as(token, DL_DATE_HOUR);
    return word && word->value == value;
}

/* "+3", "-0500", "+05:30"; NAMED: behind the name of a zone. */
static size_t match_offset(dl_date_reader *r, size_t i, bool named)
{
    const dl_date_token *t = &r->tokens[i];
    if (!(dl_date_is_mark(t, '+') || dl_date_is_mark(t, '-')) || t[1].kind != DL_DATE_NUMBER ||
        t[1].spaced || t[1].digits > 4)
        return 0;
    bool minutes = dl_date_is_mark(t + 2, ':') && !t[2].spaced && is_number(t + 3, 2) &&
                   t[3].digits == 2 && !t[3].spaced;
    if (t[1].digits != 4 && !named && !minutes)
        return 0;
    int zone = t[1].digits > 2 ? t[1].value / 100 * 60 + t[1].value % 100 : t[1].value * 60;
    zone += minutes ? t[3].value : 0;
    r->parts.zone = zone > 15 * 60 ? DL_DATE_UNZONED : t->value == '-' ? -zone : zone;
    return minutes ? 4 : 2;
}

/* "GMT", "UTC+8", "-0500", "(EST)", "-0500 (EST)". */
static size_t match_zone(dl_date_reader *r, size_t i)
{
    bool bracket = dl_date_is_mark(&r->tokens[i], '(');
    size_t taken = bracket;
    const dl_date_word *zone = dl_date_as(&r->tokens[i + taken], DL_DATE_ZONE);
    int named = zone && zone->value != DL_DATE_ZONE_NONE ? zone->value : DL_DATE_UNZONED;
    taken += zone ? 1 : 0;
    size_t offset = match_offset(r, i + taken, zone);
    taken += offset;
    if ((!zone && !offset) || (bracket && !dl_date_is_mark(&r->tokens[i + taken], ')')))
        return 0;
    if (!offset)
        r->parts.zone = named;
    taken += bracket;
    const dl_date_token *t = &r->tokens[i + taken];
    if (dl_date_is_mark(t, '(') && dl_date_as(t + 1, DL_DATE_ZONE) && dl_date_is_mark(t + 2, ')'))
        taken += 3;
    return taken;
}

/* Tokens of the minutes, and what says that it is a time, behind the hour before the I-th token. AT: a
 * word before says so already. */
static size_t match_minutes(const dl_date_reader *r, size_t i, bool at, int *minute)
{
    const dl_date_token *t = &r->tokens[i];
    if (is_hour(t, 0)) {
        if (!is_number(t + 1, 2) || t[1].value > 59)
            return 1;
        bool clear = !t[1].spaced || is_hour(t + 2, 1);
        *minute = clear ? t[1].value : 0;
        return !clear ? 1 : is_hour(t + 2, 1) ? 3 : 2;
    }
    bool colon = dl_date_is_mark(t, ':'), point = dl_date_is_mark(t, '.');
    if ((!colon && !point) || !is_number(t + 1, 2) || t[1].digits != 2 || t->spaced ||
        t[1].spaced || (point && !at && !is_hour(t + 2, 0) && !dl_date_as(t + 2, DL_DATE_ZONE)))
        return 0;
    *minute = t[1].value;
    size_t taken = 2;
    for (int part = 0; part < 2 && colon; part++) /* seconds and their fraction */
        if (dl_date_is_mark(t + taken, part ? '.' : ':') && !t[taken].spaced &&
            t[taken + 1].kind == DL_DATE_NUMBER && !t[taken + 1].spaced)
            taken += 2;
    return taken + is_hour(t + taken, 0);
}

size_t dl_date_match_time(dl_date_reader *r, size_t i)
{
    size_t begin = i;
    bool at = i > 0 && dl_date_as(&r->tokens[i - 1], DL_DATE_AT);
    const dl_date_word *half = dl_date_as(&r->tokens[i], DL_DATE_HALFDAY);
    i += half ? 1 : 0;
    const dl_date_token *t = &r->tokens[i];
    if (!is_number(t, 2))
        return 0;
    int hour = t->value, minute = 0;
    size_t taken = match_minutes(r, i + 1, at, &minute);
    bool clock = taken > 0;
    i += 1 + taken;
    const dl_date_word *after = half ? NULL : dl_date_as(&r->tokens[i], DL_DATE_MERIDIEM);
    if (after) {
        i++;
        i += dl_date_is_mark(&r->tokens[i], '.') && !r->tokens[i].spaced;
    }
    if (!clock && !after)
        return 0;
    if ((half || after) && hour <= 12)
        hour = hour % 12 + (half ? half : after)->value;
    if (hour > 23 || minute > 59)
        return 0;
    r->parts.minute = hour * 60 + minute;
    return i - begin + match_zone(r, i);
}
