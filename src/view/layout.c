/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Filling lines.
 *
 * A line takes as many clusters as it has cells for and ends at the last place where UAX 14 allows
 * it; white space at its end hangs over the edge and is not shown. Where a word is wider than the
 * line, it is broken between two clusters. libunistring finds most of the places; the filling is our own,
 * because its idea of widths is not that of ncurses.
 *
 * There are two ways to find a line, which agree:
 *
 * - fast: printable ASCII up to the edge, and the break is at a space between two plain words, where
 *   no rule of UAX 14 but the one on spaces has a say. That is most lines of most texts.
 * - else: the places to break are computed for a few lines at once and kept, for the lines that
 *   follow will want them too. Whether a place allows a break depends on what stands before it and
 *   on the character after it; so a window may begin at any line's start, and all its places but its
 *   very end are sure. A line that reaches the end of the window starts a new one, and a longer one
 *   where even that is not enough.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unictype.h>
#include <unilbrk.h>

#include "dateline/layout.h"
#include "dateline/text.h"
#include "dateline/vec.h"
#include "view/breaks.h"

/* Bytes for which places to break are computed at once: a few lines, since in most texts the lines
 * that need it stand apart. The tests use a window of a few bytes. */
#ifndef DL_LAYOUT_WINDOW
#define DL_LAYOUT_WINDOW 384
#endif

void dl_layout_init(dl_layout *layout, const char *text, size_t len, size_t width)
{
    *layout = (dl_layout){.text = text, .len = len, .width = width ? width : 1};
}

void dl_layout_release(dl_layout *layout)
{
    free(layout->lines);
    free(layout->breaks);
    dl_layout_init(layout, layout->text, layout->len, layout->width);
}

/* --- the fast way --- */

/* Whether all of TEXT is printable ASCII. */
static bool is_plain(const char *text, size_t len)
{
    const uint64_t ones = 0x0101010101010101, high = ones * 0x80;
    size_t i = 0;
    for (; i + 8 <= len; i += 8) {
        uint64_t eight;
        memcpy(&eight, text + i, 8);
        if ((eight | (eight - ones * ' ') | (eight + ones)) & high)
            return false;
    }
    for (; i < len; i++)
        if (text[i] < ' ' || text[i] > '~')
            return false;
    return true;
}

/* Whether a line can begin with C after a space, whatever stood before the space but an opening
 * bracket. */
static bool begins_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '\'' || c == '"';
}

/* Whether no break is allowed beside C but at spaces: a part of plain words. */
static bool within_word(char c)
{
    return begins_word(c) || c == '.' || c == ',' || c == ':' || c == ';';
}

static size_t trim(const char *text, size_t len)
{
    while (len > 0 && text[len - 1] == ' ')
        len--;
    return len;
}

/* Where a line ends and the next one begins, as lengths from its start. */
typedef struct span {
    size_t shown, taken;
} span;

/* Whether a break is allowed at AT, after the spaces there; only if that is beyond doubt. */
static bool breaks_plainly(const char *text, size_t len, size_t at, span *ret)
{
    size_t shown = trim(text, at);
    if (shown == 0 || strchr("([{", text[shown - 1]))
        return false;
    if (at < len && text[at] == '\n')
        at++;
    else if (at + 1 < len && (!begins_word(text[at]) || (text[at + 1] & 0x80)))
        return false;
    else if (at + 1 == len && !begins_word(text[at]))
        return false;
    *ret = (span){shown, at};
    return true;
}

/* Finds the line at START if that can be done the fast way. */
static bool find_plain(const dl_layout *layout, size_t start, span *ret)
{
    const char *text = layout->text + start;
    size_t len = layout->len - start, width = layout->width;
    size_t seen = len <= width ? len : width + 1;
    const char *newline = memchr(text, '\n', seen);
    size_t upto = newline ? (size_t)(newline - text) : seen;
    if (!is_plain(text, upto))
        return false;
    if (newline || len <= width) {
        *ret = (span){trim(text, upto), upto + (newline ? 1 : 0)};
        return true;
    }
    size_t at = width;
    if (text[at] == ' ') {
        while (at < len && text[at] == ' ')
            at++;
    } else {
        while (at > 0 && text[at - 1] != ' ' && within_word(text[at]))
            at--;
        if (at == 0 || text[at - 1] != ' ')
            return false;
    }
    return breaks_plainly(text, len, at, ret);
}

/* --- the other way --- */

/* Computes the places to break in at least AHEAD bytes from START, or up to the end of the text. */
static bool open_window(dl_layout *layout, size_t start, size_t ahead)
{
    size_t end = ahead < layout->len - start ? start + ahead : layout->len;
    while (end < layout->len && ((unsigned char)layout->text[end] & 0xC0) == 0x80)
        end++;
    char *breaks = realloc(layout->breaks, end - start);
    if (!breaks)
        return false;
    layout->breaks = breaks;
    layout->breaks_start = start;
    layout->breaks_end = end;
    dl_breaks_find(layout->text + start, end - start, breaks);
    return true;
}

/* Whether the cluster of LEN bytes may hang over the edge: white space that is not there to keep
 * words together. */
static bool hangs(const char *text, size_t len)
{
    if (len == 1)
        return *text == ' ' || *text == '\t';
    size_t n;
    uint32_t cp = dl_text_decode(text, len, &n);
    return n == len && uc_is_property_white_space(cp) && cp != 0xA0 && cp != 0x2007 && cp != 0x202F;
}

/* Finds the line at START within the window; false where it reaches the window's end. */
static bool find_in_window(const dl_layout *layout, size_t start, span *ret)
{
    const char *text = layout->text;
    size_t used = 0, shown = start, place = start, place_shown = start;
    for (size_t pos = start, n; pos < layout->len; pos += n) {
        if (text[pos] == '\n') {
            *ret = (span){shown - start, pos + 1 - start};
            return true;
        }
        if (pos >= layout->breaks_end)
            return false;
        if (pos > start && layout->breaks[pos - layout->breaks_start] == UC_BREAK_POSSIBLE) {
            place = pos;
            place_shown = shown;
        }
        n = dl_text_grapheme(text + pos, layout->len - pos);
        used += (size_t)dl_text_grapheme_cells(text + pos, n);
        if (hangs(text + pos, n))
            continue;
        if (used > layout->width && pos > start) {
            bool inside = place == start; /* of a word that is too long */
            *ret = (span){(inside ? shown : place_shown) - start, (inside ? pos : place) - start};
            return true;
        }
        shown = pos + n;
    }
    *ret = (span){shown - start, layout->len - start};
    return true;
}

static bool find_any(dl_layout *layout, size_t start, span *ret)
{
    if (start >= layout->breaks_start && start < layout->breaks_end &&
        find_in_window(layout, start, ret))
        return true;
    for (size_t ahead = DL_LAYOUT_WINDOW; open_window(layout, start, ahead); ahead *= 2)
        if (find_in_window(layout, start, ret))
            return true;
    return false;
}

/* --- lines --- */

/* Whether a line that starts at START is the first of the text or comes after an empty line. */
static bool after_gap(const dl_layout *layout, size_t start)
{
    if (start == 0)
        return true;
    const dl_line *before = &layout->lines[layout->count - 1];
    return before->start == before->end && layout->text[start - 1] == '\n';
}

/* Lays out one more line; false at the end of the text or when memory is out. */
static bool add_line(dl_layout *layout)
{
    size_t start = layout->done;
    span found;
    if (layout->failed || start >= layout->len)
        return false;
    if ((layout->count == layout->size && !dl_vec_grow((void **)&layout->lines, &layout->size,
                                                       layout->count + 1, sizeof *layout->lines)) ||
        (!find_plain(layout, start, &found) && !find_any(layout, start, &found))) {
        layout->failed = true;
        return false;
    }
    bool opens = found.shown > 0 && after_gap(layout, start);
    layout->lines[layout->count++] = (dl_line){start, start + found.shown, opens};
    layout->done = start + found.taken;
    return true;
}

bool dl_layout_line(dl_layout *layout, size_t i, dl_line *ret)
{
    while (layout->count <= i)
        if (!add_line(layout))
            return false;
    *ret = layout->lines[i];
    return true;
}

size_t dl_layout_count(dl_layout *layout)
{
    while (add_line(layout))
        ;
    return layout->count;
}

size_t dl_layout_find(dl_layout *layout, size_t at)
{
    while (layout->done <= at && add_line(layout))
        ;
    size_t low = 0, high = layout->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (layout->lines[middle].start <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}
