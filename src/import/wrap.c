/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/wrap.h"

#include <string.h>
#include <unictype.h>

#include "dateline/text.h"
#include "import/furniture.h"

#define WRAP_MIN 40    /* cells: a text wrapped closer than this is a column, or verse */
#define WRAP_MAX 110   /* cells: lines longer than this are paragraphs */
#define WRAP_SLACK 6   /* how much shorter a full line may be, for words that are not split */
#define VERSE_MAX 60   /* cells: verse is narrower */
#define VERSE_BREAKS 3 /* so many lines of it begin with capitals */
#define MAILED_MIN 56  /* cells: what mailers and people break lines at */
#define MAILED_MAX 80  /* cells */

/* Whether a script without spaces begins at TEXT: U+3000 to U+9FFF. */
static bool is_unspaced(const char *text)
{
    unsigned char c = (unsigned char)*text;
    return c >= 0xE3 && c <= 0xE9;
}

size_t dl_wrap_cells(const char *text, size_t len)
{
    size_t cells = 0;
    for (size_t i = 0; i < len; i++) {
        cells += ((unsigned char)text[i] & 0xC0) != 0x80;
        cells += is_unspaced(text + i);
    }
    return cells;
}

/* The first letter of LINE, behind marks of quotation and the like; 0 where there is none. */
static uint32_t first_letter(const dl_line *line)
{
    for (size_t i = 0, size; i < line->len && i < 16; i += size) {
        uint32_t cp = dl_text_decode(line->text + i, line->len - i, &size);
        if (dl_text_is_alnum(cp))
            return cp;
    }
    return 0;
}

/* Whether A and B, which follows it, may be lines of one paragraph at all. */
static bool may_go_on(const dl_line *a, const dl_line *b)
{
    return !b->after_gap && (!b->indented || a->indented) && !dl_bullet(b->text, b->len);
}

static bool is_full(const dl_line *a, const dl_line *b, size_t width)
{
    const char *space = memchr(b->text, ' ', b->len);
    size_t word = is_unspaced(b->text)
                      ? 2
                      : dl_wrap_cells(b->text, space ? (size_t)(space - b->text) : b->len);
    return a->cells + 1 + word + WRAP_SLACK > width;
}

/* Whether LINES, of WIDTH, are verse. */
static bool is_verse(const dl_line *lines, size_t count, size_t width)
{
    size_t breaks = 0, capitals = 0;
    for (size_t i = 0; width < VERSE_MAX && i + 1 < count; i++)
        if (may_go_on(&lines[i], &lines[i + 1])) {
            breaks++;
            capitals += dl_text_is_upper(first_letter(&lines[i + 1]));
        }
    return breaks >= VERSE_BREAKS && capitals * 4 >= breaks * 3;
}

size_t dl_wrap_width(const dl_line *lines, size_t count, bool mailed)
{
    size_t widest = 0, full = 0, followed = 0, longer = 0;
    size_t most = mailed ? MAILED_MAX : WRAP_MAX;
    for (size_t i = 0; i < count; i++) {
        if (lines[i].cells <= most)
            widest = lines[i].cells > widest ? lines[i].cells : widest;
        else if (!mailed || memchr(lines[i].text, ' ', lines[i].len))
            longer++; /* in a mail an address may be */
    }
    if (widest < WRAP_MIN || longer * 50 > count || is_verse(lines, count, widest))
        return 0;
    if (mailed && widest >= MAILED_MIN)
        return widest;
    for (size_t i = 0; i + 1 < count; i++)
        if (!lines[i + 1].after_gap) {
            followed++;
            full += lines[i].cells * 5 >= widest * 4;
        }
    return followed >= 2 && full * 2 > followed ? widest : 0;
}

bool dl_wrap_goes_on(const dl_line *a, const dl_line *b, size_t width, bool mailed)
{
    if (!width || !may_go_on(a, b))
        return false;
    return is_full(a, b, width) ||
           (mailed && a->cells * 3 >= width * 2 && uc_is_lower(first_letter(b)));
}

bool dl_wrap_is_spaced(const dl_line *a, const dl_line *b)
{
    return a->len < 3 || !is_unspaced(a->text + a->len - 3) || !is_unspaced(b->text);
}
