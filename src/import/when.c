/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which of the dates on a page is the day it was published. Each date noted has a role, from where it
 * stands and what is said before it; the role that says most wins, and among equals the first. Dates
 * that tell less than a day, or lack a year, stand behind those that are whole, and are then
 * completed by what is known. Two traps are known:
 *   - the date at the top of a page is often the day it was visited: where the dateline names another
 *     day, that is the day, in the year that puts it before the visit;
 *   - "04/03/2005" is read in the order that agrees with the dateline.
 */
#include <string.h>
#include <strings.h>

#include "import/datefix.h"
#include "import/datelex.h"
#include "import/outlet.h"
#include "import/when.h"

#define TIMED 25    /* what a time beside it adds to the weight of a date, in tenths of a role */
#define SITE_DAYS 7 /* a site shows a text at most so many days after its dateline */

#define LABEL_REACH 48 /* bytes before a date in which its label stands */

/* Whether the text is cut at byte POS: what stands before says nothing of the date after it. */
static bool is_cut(const char *text, size_t pos)
{
    return strchr("|\n", text[pos]) || (text[pos] == '.' && text[pos + 1] == ' ');
}

/* The role that the words before byte START of TEXT give to the date there; ROLE where none does.
 * They reach back to what parts it from an earlier date; the nearest counts. */
static dl_when_role labelled(const char *text, size_t start, size_t from, dl_when_role role,
                             unsigned flags)
{
    size_t begin = start > from + LABEL_REACH ? start - LABEL_REACH : from;
    while (begin > from && begin < start && ((unsigned char)text[begin] & 0xC0) == 0x80)
        begin++;
    for (size_t i = start; i > begin + 1; i--)
        if (is_cut(text, i - 2)) {
            begin = i - 1;
            break;
        }
    int language = (int)(flags / DL_DATE_LANGUAGE) - 1, label = 0;
    for (dl_date_token token = dl_date_lex(text, start, begin, language); token.kind != DL_DATE_END;
         token = dl_date_lex(text, start, token.end, language)) {
        const dl_date_word *word = dl_date_as(&token, DL_DATE_LABEL);
        if (word)
            label = word->value;
    }
    switch (label) {
    case -2:
        return DL_WHEN_OTHER;
    case -1:
        return DL_WHEN_CAPTURED;
    case 1:
        return DL_WHEN_UPDATED;
    case 2:
        return role <= DL_WHEN_LISTED                          ? role
               : role == DL_WHEN_AFTER || role == DL_WHEN_TAIL ? DL_WHEN_FOOT
                                                               : DL_WHEN_PUBLISHED;
    default:
        return role;
    }
}

dl_when_role dl_when_labelled(const char *label, size_t len, dl_when_role role, unsigned flags)
{
    return labelled(label, len, 0, role, flags);
}

static void add(dl_whens *whens, const char *text, const dl_date_parts *parts, dl_when_role role)
{
    if (whens->count < DL_WHENS)
        whens->items[whens->count++] = (dl_when){.text = text, .parts = *parts, .role = role};
}

/* Whether a date without a year that ends at END is a dateline's, within a line: an agency in
 * brackets follows it. */
static bool agency_follows(const dl_outlets *own, const char *text, size_t len, size_t end)
{
    size_t reach = len - end < LABEL_REACH ? len - end : LABEL_REACH;
    const char *close =
        reach > 3 && !memcmp(text + end, " (", 2) ? memchr(text + end, ')', reach) : NULL;
    return close && dl_outlet_find(own, text + end + 2, (size_t)(close - text) - end - 2);
}

size_t dl_whens_note(dl_whens *whens, const char *text, size_t len, dl_when_role role,
                     unsigned flags)
{
    return dl_whens_note_from(whens, text, len, 0, role, flags);
}

size_t dl_whens_note_from(dl_whens *whens, const char *text, size_t len, size_t from,
                          dl_when_role role, unsigned flags)
{
    size_t count = 0, before = 0;
    dl_date_parts parts;
    while (count < DL_WHENS && dl_date_scan(text, len, from, flags, &parts)) {
        dl_when_role found = labelled(text, parts.start, before, role, flags);
        if (parts.relation != DL_DATE_ABSOLUTE)
            found = DL_WHEN_TELLING;
        else if (!parts.year && agency_follows(whens->outlets, text, len, parts.end))
            found = DL_WHEN_DATELINE;
        add(whens, text, &parts, found);
        if (whens->count)
            whens->items[whens->count - 1].shown = role == DL_WHEN_HEAD;
        from = before = parts.end;
        count++;
    }
    return count;
}

/* Reads "060401" in a link as 2006-04-01 where the year stands there as a folder too. */
static bool find_short_stamp(const char *text, size_t len, dl_date_parts *ret)
{
    size_t pos = 0;
    int year = 0;
    while (pos < len) {
        size_t start = pos;
        long value = 0;
        for (; pos < len && text[pos] >= '0' && text[pos] <= '9'; pos++)
            value = pos - start < 8 ? value * 10 + (text[pos] - '0') : value;
        size_t digits = pos - start;
        if (digits == 4 && start && text[start - 1] == '/' && pos < len && text[pos] == '/')
            year = (int)value;
        if (digits == 6 && year && value / 10000 == year % 100 &&
            dl_civil_valid(year, (int)(value / 100 % 100), (int)(value % 100))) {
            *ret = (dl_date_parts){.start = start,
                                   .end = pos,
                                   .weekday = -1,
                                   .minute = -1,
                                   .zone = DL_DATE_UNZONED,
                                   .year = year,
                                   .month = (int)(value / 100 % 100),
                                   .day = (int)(value % 100)};
            return true;
        }
        pos += pos < len;
    }
    return false;
}

void dl_whens_note_link(dl_whens *whens, const char *text, size_t len)
{
    dl_date_parts parts;
    if (find_short_stamp(text, len, &parts)) {
        add(whens, text, &parts, DL_WHEN_LINK);
        return;
    }
    for (size_t from = 0; dl_date_scan(text, len, from, DL_DATE_IN_URL | DL_DATE_COMPACT, &parts);
         from = parts.end)
        if (parts.year && parts.month) {
            add(whens, text, &parts, DL_WHEN_LINK);
            return;
        }
}

void dl_whens_note_dateline(dl_whens *whens, const char *text, const dl_dateline *line)
{
    if (line->dated)
        add(whens, text, &line->date, DL_WHEN_DATELINE);
}

/* How much a date says of the day of publication: its role, where it is whole; behind all of these
 * where it lacks the year or the day, and last where it is later than LATEST. */
static int weight(const dl_when *when, dl_day latest)
{
    const dl_date_parts *p = &when->parts;
    int whole = p->relation != DL_DATE_ABSOLUTE ? 1 : p->year && p->day ? 2 : p->month && p->day;
    if (when->role <= DL_WHEN_CAPTURED)
        return -1;
    if (latest != DL_DAY_NONE && whole == 2 &&
        dl_day_from_civil(p->year, p->month, p->day) > latest)
        return 0;
    bool sighted = p->calendar == DL_DATE_HIJRI; /* the same day may stand there more exactly */
    bool timed = p->minute >= 0 && when->role >= DL_WHEN_AFTER && when->role < DL_WHEN_HEAD &&
                 when->role != DL_WHEN_UPDATED;
    return whole * 1000 + (int)when->role * 10 + timed * TIMED - sighted;
}

static const dl_when *find_best(const dl_whens *whens, dl_when_role role)
{
    const dl_when *best = NULL;
    for (size_t i = 0; i < whens->count; i++) {
        const dl_when *when = &whens->items[i];
        bool asked = role == DL_WHEN_OTHER || when->role == role;
        int more = best ? weight(when, whens->latest) - weight(best, whens->latest) : 1;
        bool nearer = more == 0 && when->role == DL_WHEN_TOP; /* to the title */
        if (asked && weight(when, whens->latest) >= 0 && (more > 0 || nearer))
            best = when;
    }
    return best;
}

/* The day that another date of the document says whole and BEST in one of its two readings. */
static dl_day find_same(const dl_whens *whens, const dl_when *best)
{
    const dl_date_parts *p = &best->parts;
    dl_day days[2] = {dl_day_from_civil(p->year, p->month, p->day),
                      dl_day_from_civil(p->year, p->day, p->month)};
    for (size_t i = 0; i < whens->count; i++) {
        dl_day day = dl_when_day(&whens->items[i]);
        if (day != DL_DAY_NONE && whens->items[i].role >= DL_WHEN_AFTER &&
            (day == days[0] || day == days[1]))
            return day;
    }
    return DL_DAY_NONE;
}

/* In which order the other dates in figures are written: +1 day before month, -1 month before day, 0 where
 * they do not tell or disagree. */
static int find_order(const dl_whens *whens)
{
    int order = 0;
    for (size_t i = 0; i < whens->count; i++) {
        int other = whens->items[i].parts.order;
        if (other && order && other != order)
            return 0;
        order = other ? other : order;
    }
    return order;
}

/* Completes a day that has no year by what besides the page tells it: the link, or the day of the copy, before
 * which it was. Leaves *RET as it is where nothing does. */
static bool complete(const dl_whens *whens, const dl_when *best, dl_arena *arena,
                     dl_date_found *ret)
{
    dl_date_parts parts = best->parts;
    dl_date_context none = {0};
    const char *why = "the year is the link's";
    if (parts.year || !parts.day || parts.swappable || parts.calendar ||
        parts.relation != DL_DATE_ABSOLUTE || ret->date.precision != DL_PRECISION_NONE)
        return true;
    for (size_t i = 0; i < whens->count && !parts.year; i++) {
        const dl_date_parts *link = &whens->items[i].parts;
        if (whens->items[i].role == DL_WHEN_LINK && link->year && link->month == parts.month)
            parts.year = link->year;
    }
    if (!parts.year && whens->captured != DL_DAY_NONE) {
        why = "the last before the copy was made";
        parts.year = dl_day_to_civil(whens->captured).year;
        parts.year -= dl_day_from_civil(parts.year, parts.month, parts.day) > whens->captured + 1;
    }
    dl_day day = parts.year ? dl_day_from_civil(parts.year, parts.month, parts.day) : DL_DAY_NONE;
    if (day == DL_DAY_NONE || (parts.weekday >= 0 && dl_day_weekday(day) != parts.weekday))
        return true;
    if (!dl_date_fix(best->text, &parts, &none, arena, ret))
        return false;
    ret->date.how = DL_HOW_INFERRED;
    ret->evidence = dl_arena_printf(arena, "“%.*s”; %s", (int)(parts.end - parts.start),
                                    best->text + parts.start, why);
    return ret->evidence;
}

bool dl_whens_choose(const dl_whens *whens, const dl_date_context *context, dl_arena *arena,
                     const dl_when **ret_chosen, dl_date_found *ret)
{
    dl_date_context known = *context;
    const dl_when *best = find_best(whens, DL_WHEN_OTHER);
    const dl_when *line = find_best(whens, DL_WHEN_DATELINE);
    if (best)
        best = dl_whens_prefer_shown(whens, best);
    *ret_chosen = best;
    if (!best)
        return true;
    if (line && line != best && !line->parts.year && best->parts.year && best->parts.day) {
        dl_day day = dl_day_from_civil(best->parts.year, best->parts.month, best->parts.day);
        dl_day said = dl_when_nearest(line, day);
        bool visit = best->role == DL_WHEN_TOP || best->role == DL_WHEN_HEAD;
        if (best->parts.swappable)
            known.near = said;
        else if (visit && said && (said > day + 1 || said + SITE_DAYS < day)) {
            known.near = said > day + 1 ? day - 182 : day;
            *ret_chosen = best = line;
        }
    }
    if (best->parts.relation != DL_DATE_ABSOLUTE && known.near == DL_DAY_NONE)
        known.near = whens->captured;
    int order = best->parts.swappable ? find_order(whens) : 0;
    if (best->parts.swappable && known.near == DL_DAY_NONE)
        known.near = find_same(whens, best);
    if (order) {
        known.day_month = order;
        known.habit = "as in other dates of the page";
    }
    if (!dl_date_fix(best->text, &best->parts, &known, arena, ret))
        return false;
    if (best->role == DL_WHEN_LINK && ret->date.precision != DL_PRECISION_NONE)
        ret->date.how = DL_HOW_FILE;
    return dl_whens_make_local(whens, best, arena, ret) && complete(whens, best, arena, ret);
}

dl_date dl_whens_captured(const dl_whens *whens, dl_date published)
{
    for (size_t i = 0; i < whens->count; i++) {
        const dl_when *when = &whens->items[i];
        const dl_date_parts *p = &when->parts;
        dl_day day = p->year && !p->swappable
                         ? dl_day_from_civil(p->year, p->month ? p->month : 1, p->day ? p->day : 1)
                         : DL_DAY_NONE;
        bool after = published.precision != DL_PRECISION_NONE && day > published.day;
        if (p->day && (when->role == DL_WHEN_CAPTURED || (when->role == DL_WHEN_TOP && after)))
            return (dl_date){.day = day, .precision = DL_PRECISION_DAY, .how = DL_HOW_STATED};
    }
    return (dl_date){0};
}
