/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a page shows against what it says for machines. The two are at times of different days:
 *   - what is for machines may be the day the text was entered, or the page made anew. Where readers are
 *     shown another day, that is the day of publication; against what is meant as that day for machines it
 *     must be a later one, which stands there for machines too.
 *   - an instant given in UTC is of the day there. What the page shows beside it, a day or a day and
 *     time, is the day it was where the page was published.
 */
#include "import/datefix.h"
#include "import/when.h"

#define DAY 1440            /* minutes */
#define EAST_MOST (14 * 60) /* minutes that clocks are ahead of UTC, at most */
#define WEST_MOST (12 * 60) /* and behind it */
#define ZONE_STEP 15        /* minutes between zones */

dl_day dl_when_day(const dl_when *when)
{
    const dl_date_parts *p = &when->parts;
    return p->year && p->day && !p->swappable ? dl_day_from_civil(p->year, p->month, p->day)
                                              : DL_DAY_NONE;
}

dl_day dl_when_nearest(const dl_when *line, dl_day near)
{
    dl_arena none = {0};
    dl_date_found found;
    dl_date_context context = {.near = near};
    dl_day day = DL_DAY_NONE;
    if (dl_date_fix(line->text, &line->parts, &context, &none, &found))
        day = found.date.day;
    dl_arena_release(&none);
    return day;
}

static dl_day distance(dl_day a, dl_day b)
{
    return a < b ? b - a : a - b;
}

/* Whether a date of ROLE says DAY, give or take one: clocks differ. */
static bool is_said(const dl_whens *whens, dl_when_role role, dl_day day)
{
    for (size_t i = 0; i < whens->count; i++) {
        dl_day other = dl_when_day(&whens->items[i]);
        if (whens->items[i].role == role && other != DL_DAY_NONE && distance(other, day) <= 1)
            return true;
    }
    return false;
}

/* The day that the page shows between title and text, and only that, where it is none that BEST may be with and
 * not the day of a change; NULL where there is none. */
static const dl_when *find_shown(const dl_whens *whens, const dl_when *best)
{
    const dl_when *found = NULL;
    for (size_t i = 0; i < whens->count; i++) {
        const dl_when *when = &whens->items[i];
        dl_day day = dl_when_day(when);
        bool change = when->shown && when->role == DL_WHEN_UPDATED;
        bool shown = when->role == DL_WHEN_HEAD || (when->shown && when->role == DL_WHEN_PUBLISHED);
        if ((!shown && !change) || day == DL_DAY_NONE)
            continue;
        if (distance(day, dl_when_day(best)) <= 1 && !change)
            return NULL;
        if (change && (best->role != DL_WHEN_META || day >= dl_when_day(best)))
            continue;
        if (found && dl_when_day(found) != day)
            return NULL;
        found = found ? found : when;
    }
    bool changed = found && found->role != DL_WHEN_UPDATED &&
                   is_said(whens, DL_WHEN_UPDATED, dl_when_day(found));
    return changed ? NULL : found;
}

const dl_when *dl_whens_prefer_shown(const dl_whens *whens, const dl_when *best)
{
    dl_day day = dl_when_day(best);
    if ((best->role != DL_WHEN_META && best->role != DL_WHEN_RECORD) || day == DL_DAY_NONE)
        return best;
    const dl_when *shown = find_shown(whens, best);
    if (!shown)
        return best;
    dl_day other = dl_when_day(shown);
    for (size_t i = 0; i < whens->count; i++)
        if (whens->items[i].role == best->role && dl_when_day(&whens->items[i]) == other)
            return &whens->items[i];
    bool sure = best->role == DL_WHEN_META || (shown->machine && other > day);
    return sure ? shown : best;
}

/* Whether WHEN shows the time TIME of UTC on DAY as a clock does anywhere at that instant, and how many minutes
 * that is ahead. */
static bool find_zone(const dl_when *when, dl_day day, const dl_when *time, int *ret)
{
    int ahead = (day - dl_when_day(time)) * DAY + when->parts.minute - time->parts.minute;
    int rest = (ahead + DAY) % ZONE_STEP;
    bool zone = when->parts.minute >= 0 && ahead >= -WEST_MOST && ahead <= EAST_MOST &&
                (rest <= 1 || rest == ZONE_STEP - 1);
    *ret = zone ? ahead : 0;
    return zone;
}

/* Whether WHEN may show the instant TIME by a clock of another zone: it names none, or the one that makes it so. */
static bool may_be_local(const dl_when *when, const dl_when *time)
{
    int ahead;
    dl_day day = dl_when_day(when);
    if (when->parts.zone == DL_DATE_UNZONED)
        return true;
    return when->parts.zone != 0 && day != DL_DAY_NONE && find_zone(when, day, time, &ahead) &&
           distance(ahead, when->parts.zone) <= 1;
}

/* The day that WHEN shows for the instant TIME, where it is one of those that it can be; DL_DAY_NONE where it is
 * not. A dateline may be of a day before for another reason. */
static dl_day find_shown_day(const dl_when *when, const dl_when *time)
{
    dl_day day = dl_when_day(time);
    bool line = when->role == DL_WHEN_DATELINE && !when->parts.year && when->parts.day;
    bool states = (when->role >= DL_WHEN_LEAD && may_be_local(when, time)) ||
                  when->role == DL_WHEN_TOP || when->role == DL_WHEN_LINK;
    dl_day shown = !states ? DL_DAY_NONE : line ? dl_when_nearest(when, day) : dl_when_day(when);
    bool east = shown == day + 1 && time->parts.minute >= DAY - EAST_MOST;
    bool west = shown == day - 1 && time->parts.minute < WEST_MOST && !line;
    return shown == day || east || west ? shown : DL_DAY_NONE;
}

/* What shows the instant TIME as it was where the page is from; NULL where nothing does but as TIME says it. What
 * shows the time too is surest. */
static const dl_when *find_local(const dl_whens *whens, const dl_when *time)
{
    const dl_when *timed = NULL, *dated = NULL;
    bool same = false;
    int ahead;
    for (size_t i = 0; i < whens->count; i++) {
        const dl_when *when = &whens->items[i];
        dl_day day = find_shown_day(when, time);
        if (day == DL_DAY_NONE)
            continue;
        same |= day == dl_when_day(time);
        if (!timed && find_zone(when, day, time, &ahead))
            timed = when;
        else if (!dated && day != dl_when_day(time))
            dated = when;
    }
    if (timed && (!same || dl_when_day(timed) == dl_when_day(time)))
        return timed;
    return same ? NULL : dated;
}

bool dl_whens_make_local(const dl_whens *whens, const dl_when *best, dl_arena *arena,
                         dl_date_found *ret)
{
    int ahead;
    if (best->role < DL_WHEN_META || best->parts.zone != 0 || best->parts.minute < 0 ||
        dl_when_day(best) == DL_DAY_NONE)
        return true;
    const dl_when *local = find_local(whens, best);
    if (!local)
        return true;
    dl_day day = find_shown_day(local, best);
    bool timed = find_zone(local, day, best, &ahead);
    ret->date.day = day;
    ret->date.precision = timed ? DL_PRECISION_MINUTE : DL_PRECISION_DAY;
    ret->date.minute = (int16_t)(timed ? local->parts.minute : 0);
    ret->evidence = dl_arena_printf(
        arena, "“%.*s”; there it was “%.*s”", (int)(best->parts.end - best->parts.start),
        best->text + best->parts.start, (int)(local->parts.end - local->parts.start),
        local->text + local->parts.start);
    return ret->evidence;
}
