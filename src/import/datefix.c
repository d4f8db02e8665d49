/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From the parts of a date that a text states to a day. A part that is missing is filled from what
 * is known besides, and the evidence says from what:
 *   - a year from the day the date is near to, or from the weekday together with the one year the
 *     text speaks of in which day and weekday agree;
 *   - the order of day and month from the weekday, from a day close by, or from the habit of the
 *     outlet; where none decides, both readings are kept and there is no date.
 */
#include <string.h>

#include "import/datefix.h"

#define CLOSE_DAYS 3 /* an outlet dates its page within these of the text's own date */

#define EPOCH 719163 /* 1970-01-01 */

#define YEAR_FIRST 1900
#define YEAR_LAST 2099

/* Which years the text speaks of. */
typedef struct years {
    bool spoken[YEAR_LAST - YEAR_FIRST + 1];
} years;

/* Notes each number of four digits in TEXT that can be a year and stands alone. */
static void note_years(const char *text, years *ret)
{
    memset(ret, 0, sizeof *ret);
    for (const char *p = text; *p;) {
        if (*p < '0' || *p > '9') {
            p++;
            continue;
        }
        const char *start = p;
        int value = 0;
        for (; *p >= '0' && *p <= '9'; p++)
            value = p - start < 4 ? value * 10 + (*p - '0') : value;
        bool grouped = (start > text && strchr(".,", start[-1]) && start - 1 > text &&
                        start[-2] >= '0' && start[-2] <= '9') ||
                       (strchr(".,", *p) && *p && p[1] >= '0' && p[1] <= '9');
        if (p - start == 4 && !grouped && value >= YEAR_FIRST && value <= YEAR_LAST)
            ret->spoken[value - YEAR_FIRST] = true;
    }
}

static bool weekday_fits(dl_day day, int weekday)
{
    return day != DL_DAY_NONE && (weekday < 0 || dl_day_weekday(day) == weekday);
}

static dl_day distance(dl_day a, dl_day b)
{
    return a < b ? b - a : a - b;
}

/* The day nearest to NEAR with that month and day of CALENDAR and that weekday (-1: any), in any year. */
static dl_day nearest_day(dl_date_calendar calendar, int month, int day, int weekday, dl_day near)
{
    dl_day best = DL_DAY_NONE;
    int year = dl_calendar_year(calendar, dl_day_to_civil(near).year);
    for (int y = year - 14; y <= year + 14; y++) {
        dl_day candidate =
            y >= 1 && y <= 9999 ? dl_calendar_day(calendar, y, month, day) : DL_DAY_NONE;
        if (weekday_fits(candidate, weekday) &&
            (best == DL_DAY_NONE || distance(candidate, near) < distance(best, near)))
            best = candidate;
    }
    return best;
}

/* The day with that month, day and weekday in the one year of those the text speaks of where they
 * agree; none where there is no such year or more than one. */
static dl_day spoken_day(int month, int day, int weekday, const char *text)
{
    years spoken;
    dl_day found = DL_DAY_NONE;
    note_years(text, &spoken);
    for (int y = YEAR_FIRST; y <= YEAR_LAST; y++) {
        dl_day candidate = dl_day_from_civil(y, month, day);
        if (!spoken.spoken[y - YEAR_FIRST] || !weekday_fits(candidate, weekday))
            continue;
        if (found != DL_DAY_NONE)
            return DL_DAY_NONE;
        found = candidate;
    }
    return found;
}

static void set_day(dl_date_found *found, dl_day day, int minute, dl_how how)
{
    found->date = (dl_date){.day = day, .precision = DL_PRECISION_DAY, .how = how};
    if (minute >= 0) {
        found->date.precision = DL_PRECISION_MINUTE;
        found->date.minute = (int16_t)minute;
    }
}

/* Says in *FOUND what its date was read from: the words themselves, and WHY. */
static bool set_evidence(dl_date_found *found, const char *text, const dl_date_parts *parts,
                         const char *why, dl_arena *arena)
{
    found->evidence = dl_arena_printf(arena, "“%.*s”; %s", (int)(parts->end - parts->start),
                                      text + parts->start, why);
    return found->evidence;
}

/* A date told from another day: "yesterday", "on Sunday". */
static bool fix_relative(const char *text, const dl_date_parts *parts, dl_day near, dl_arena *arena,
                         dl_date_found *found)
{
    if (near == DL_DAY_NONE)
        return true;
    dl_day day = near;
    if (parts->relation == DL_DATE_OFFSET)
        day += parts->offset;
    else {
        day -= (dl_day_weekday(near) - parts->weekday + 7) % 7;
        if (parts->relation == DL_DATE_WEEKDAY_LAST && day == near)
            day -= 7;
    }
    if (day < DL_DAY_MIN || day > DL_DAY_MAX)
        return true;
    char from[11];
    set_day(found, day, -1, DL_HOW_INFERRED);
    const char *why = dl_arena_printf(arena, "told from %s", dl_day_format(near, from));
    return why && set_evidence(found, text, parts, why, arena);
}

/* A day and month without a year. */
static bool fix_year(const char *text, const dl_date_parts *parts, const dl_date_context *context,
                     dl_arena *arena, dl_date_found *found)
{
    char near[11];
    const char *why;
    dl_day day = DL_DAY_NONE;
    int month = parts->month, mday = parts->day;
    for (int turn = 0; turn < (parts->swappable ? 2 : 1) && day == DL_DAY_NONE; turn++) {
        if (context->near != DL_DAY_NONE)
            day = nearest_day(parts->calendar, month, mday, parts->weekday, context->near);
        else if (context->rest && parts->weekday >= 0 && !parts->calendar)
            day = spoken_day(month, mday, parts->weekday, context->rest);
        month = parts->day;
        mday = parts->month;
    }
    if (day == DL_DAY_NONE)
        return true;
    set_day(found, day, parts->minute, DL_HOW_INFERRED);
    if (context->near != DL_DAY_NONE)
        why = dl_arena_printf(arena, "the year nearest to %s", dl_day_format(context->near, near));
    else
        why = dl_arena_printf(arena, "%d in the text", dl_day_to_civil(day).year);
    return why && set_evidence(found, text, parts, why, arena);
}

/* "03/04/2024": which of the two numbers is the day. */
static bool fix_order(const char *text, const dl_date_parts *parts, const dl_date_context *context,
                      dl_arena *arena, dl_date_found *found)
{
    dl_day days[2] = {dl_day_from_civil(parts->year, parts->month, parts->day),
                      dl_day_from_civil(parts->year, parts->day, parts->month)};
    static const char *const orders[] = {"day before month", "month before day"};
    int chosen = -1;
    const char *sign = "";
    bool fits[2] = {parts->weekday >= 0 && weekday_fits(days[0], parts->weekday),
                    parts->weekday >= 0 && weekday_fits(days[1], parts->weekday)};
    bool close[2] = {context->near && distance(days[0], context->near) <= CLOSE_DAYS,
                     context->near && distance(days[1], context->near) <= CLOSE_DAYS};
    if (fits[0] != fits[1]) {
        chosen = fits[1];
        sign = "by the weekday";
    } else if (close[0] != close[1]) {
        chosen = close[1];
        sign = "by a date close to it";
    } else if (context->day_month) {
        chosen = context->day_month < 0;
        sign = context->habit ? context->habit : "by the outlet's habit";
    }
    if (chosen < 0) {
        for (int i = 0; i < 2; i++)
            found->readings[i] =
                (dl_date){.day = days[i], .precision = DL_PRECISION_DAY, .how = DL_HOW_STATED};
        found->readings_count = 2;
        return set_evidence(found, text, parts, "day and month may be either", arena);
    }
    set_day(found, days[chosen], parts->minute, DL_HOW_INFERRED);
    const char *why = dl_arena_printf(arena, "%s %s", orders[chosen], sign);
    return why && set_evidence(found, text, parts, why, arena);
}

/* A date that is stated whole. */
static bool fix_stated(const char *text, const dl_date_parts *parts, dl_arena *arena,
                       dl_date_found *found)
{
    bool sighted = parts->calendar == DL_DATE_HIJRI;
    set_day(found, dl_day_from_civil(parts->year, parts->month, parts->day), parts->minute,
            sighted ? DL_HOW_INFERRED : DL_HOW_STATED);
    return !sighted ||
           set_evidence(found, text, parts,
                        "by the calendar of Umm al-Qura; a day off where the month was sighted",
                        arena);
}

/* The instant of a date whose time is stated with its zone. */
static int64_t find_utc(const dl_date_parts *parts, dl_date date)
{
    if (date.precision != DL_PRECISION_MINUTE || parts->zone == DL_DATE_UNZONED)
        return DL_UTC_NONE;
    return (int64_t)(date.day - EPOCH) * 86400 + (int64_t)(date.minute - parts->zone) * 60;
}

bool dl_date_fix(const char *text, const dl_date_parts *parts, const dl_date_context *context,
                 dl_arena *arena, dl_date_found *ret)
{
    dl_date_found found = {.start = parts->start, .end = parts->end};
    bool ok = true;
    if (parts->relation != DL_DATE_ABSOLUTE)
        ok = fix_relative(text, parts, context->near, arena, &found);
    else if (!parts->year)
        ok = fix_year(text, parts, context, arena, &found);
    else if (parts->swappable)
        ok = fix_order(text, parts, context, arena, &found);
    else if (parts->day)
        ok = fix_stated(text, parts, arena, &found);
    else
        found.date =
            (dl_date){.day = dl_day_from_civil(parts->year, parts->month ? parts->month : 1, 1),
                      .precision = parts->month ? DL_PRECISION_MONTH : DL_PRECISION_YEAR,
                      .how = DL_HOW_STATED};
    found.utc = find_utc(parts, found.date);
    if (ok)
        *ret = found;
    return ok;
}
