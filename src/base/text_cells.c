/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What of a text is drawn, and in how many cells.
 *
 * ncurses and terminals move on by wcwidth of each code point; newer terminals shape whole grapheme
 * clusters and take another number of cells for some of them: an emoji with a joiner, a skin tone
 * or a variation selector. A row laid out by one rule and drawn by the other falls apart. So only
 * such clusters are drawn on whose width all agree: dl_text_safe leaves of an emoji sequence its
 * first emoji and leaves out variation selectors, and what remains is as wide as the sum of its
 * code points' wcwidth, whether it goes through ncurses, a title or a message. The cells of a
 * cluster are by definition those of its safe form; one function, draw_cluster, makes both, so
 * layout and drawing cannot differ.
 *
 * The stored text is not touched by any of this.
 */
#include <wchar.h>

#include <unictype.h>
#include <unigbrk.h>

#include "base/utf8.h"
#include "dateline/text.h"

#define HIDDEN_MARK 0x2426 /* stands for an invisible code point; one cell wide everywhere */
#define MARKS_MAX 4        /* combining marks on a base: an ncurses cell holds five code points */

int dl_text_cp_cells(uint32_t cp)
{
    if (cp < 0x80)
        return 1;
    int cells = wcwidth((wchar_t)cp);
    return cells >= 0 ? cells : 1;
}

static bool is_regional(uint32_t cp)
{
    return cp >= 0x1F1E6 && cp <= 0x1F1FF;
}

size_t dl_text_grapheme(const char *text, size_t len)
{
    if (len <= 1)
        return len;
    if (dl_is_ascii(text[0]) && dl_is_ascii(text[1]))
        return text[0] == '\r' && text[1] == '\n' ? 2 : 1;
    size_t n, pos;
    uint32_t prev = dl_text_decode(text, len, &pos);
    /* The library judges a pair of neighbours; what depends on more than those is kept here. */
    bool emoji = uc_is_property_extended_pictographic(prev);
    bool paired = false;
    for (; pos < len; pos += n) {
        uint32_t next = dl_text_decode(text + pos, len - pos, &n);
        bool pictograph = uc_is_property_extended_pictographic(next);
        if (is_regional(prev) && is_regional(next)) { /* GB12, GB13: flags are pairs */
            if (paired)
                break;
            paired = true;
        } else if (prev == 0x200D && pictograph) { /* GB11 */
            if (!emoji)
                break;
        } else if (uc_is_grapheme_break(prev, next)) {
            break;
        }
        if (!pictograph && uc_graphemeclusterbreak_property(next) != GBP_EXTEND && next != 0x200D)
            emoji = false;
        prev = next;
    }
    return pos;
}

/* How a code point is drawn. */
typedef enum shape {
    SHAPE_SPACING,   /* as it is, in cells of its own */
    SHAPE_COMBINING, /* as it is, on the one before */
    SHAPE_SPACE,     /* as a space */
    SHAPE_BROKEN,    /* as U+FFFD */
    SHAPE_HIDDEN,    /* as a mark: else it would be unseen, or turn what is around it */
    SHAPE_SELECTOR,  /* not at all: it chooses between glyphs of the character before it */
    SHAPE_JOINER,    /* as it is in a script that needs it, else as a mark */
    SHAPE_EMOJI_PART /* not at all on an emoji, else as it is */
} shape;

bool dl_text_is_hidden(uint32_t cp)
{
    return uc_is_property_default_ignorable_code_point(cp) ||
           (uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Cf) &&
            uc_graphemeclusterbreak_property(cp) != GBP_PREPEND);
}

bool dl_text_is_treacherous(uint32_t cp)
{
    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
        return cp != '\t' && cp != '\n';
    bool joins = cp == 0x200C || cp == 0x200D || (cp >= 0xFE00 && cp <= 0xFE0F);
    return cp >= 0xA0 && !joins && dl_text_is_hidden(cp);
}

static shape shape_of(uint32_t cp)
{
    if (cp >= 0x20 && cp < 0x7F)
        return SHAPE_SPACING;
    if (cp == '\t' || cp == '\n' || cp == 0x2028 || cp == 0x2029)
        return SHAPE_SPACE;
    if (cp < 0xA0)
        return SHAPE_BROKEN;
    if (cp == 0x200C || cp == 0x200D)
        return SHAPE_JOINER;
    if (uc_is_property_variation_selector(cp))
        return SHAPE_SELECTOR;
    if (dl_text_is_hidden(cp))
        return SHAPE_HIDDEN;
    int cells = wcwidth((wchar_t)cp);
    if (cells < 0 && uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Cn))
        return SHAPE_BROKEN;
    if (cells == 0)
        return SHAPE_COMBINING;
    return uc_is_property_emoji_modifier(cp) ? SHAPE_EMOJI_PART : SHAPE_SPACING;
}

/* Whether CP is of a script whose letters need joiners: those from Arabic to the Vedic signs. */
static bool takes_joiner(uint32_t cp)
{
    return cp >= 0x600 && cp < 0x1D00 && !(cp >= 0x1100 && cp < 0x1200);
}

/* A cluster while it is drawn. */
typedef struct drawing {
    dl_str *out; /* NULL: only cells are wanted */
    size_t cells;
    uint32_t prev; /* the code point drawn last, 0 at the start */
    int marks;     /* combining marks on the last base */
} drawing;

static void put(drawing *d, uint32_t cp, size_t cells)
{
    if (d->out)
        dl_utf8_add(d->out, cp);
    d->cells += cells;
    d->prev = cp;
    if (cells)
        d->marks = 0;
}

static void put_combining(drawing *d, uint32_t cp)
{
    if (uc_is_grapheme_break(d->cells ? d->prev : 0xA0, cp)) {
        put(d, DL_REPLACEMENT, 1); /* the end of a Hangul syllable without its beginning */
        return;
    }
    if (d->cells == 0)
        put(d, 0xA0, 1); /* a mark alone stands on a no-break space, not on what was drawn before */
    if (d->marks++ < MARKS_MAX)
        put(d, cp, 0);
}

/* Draws one code point; false when nothing after it in the cluster is to be drawn. */
static bool put_shape(drawing *d, uint32_t cp)
{
    switch (shape_of(cp)) {
    case SHAPE_SPACING:
        put(d, cp, (size_t)dl_text_cp_cells(cp));
        break;
    case SHAPE_COMBINING:
        put_combining(d, cp);
        break;
    case SHAPE_SPACE:
        put(d, ' ', 1);
        break;
    case SHAPE_BROKEN:
        put(d, DL_REPLACEMENT, 1);
        break;
    case SHAPE_SELECTOR:
        if (d->cells > 0)
            break;
        __attribute__((fallthrough));
    case SHAPE_HIDDEN:
        put(d, HIDDEN_MARK, 1);
        break;
    case SHAPE_JOINER:
        if (uc_is_property_extended_pictographic(d->prev))
            return false;
        if (takes_joiner(d->prev))
            put_combining(d, cp);
        else
            put(d, HIDDEN_MARK, 1);
        break;
    case SHAPE_EMOJI_PART:
        if (!uc_is_property_extended_pictographic(d->prev))
            put(d, cp, (size_t)dl_text_cp_cells(cp));
        break;
    }
    return true;
}

/* Adds the grapheme cluster of LEN bytes as it is drawn to OUT (may be NULL); returns its cells. */
static size_t draw_cluster(dl_str *out, const char *text, size_t len)
{
    drawing d = {.out = out};
    for (size_t pos = 0; pos < len;) {
        size_t n;
        uint32_t cp = dl_text_decode(text + pos, len - pos, &n);
        if (!put_shape(&d, cp))
            break;
        pos += n;
    }
    return d.cells;
}

/* How many printable ASCII characters at TEXT, LIMIT at most, are clusters of their own. */
static size_t plain_prefix(const char *text, size_t len, size_t limit)
{
    size_t n = 0;
    while (n < len && n < limit && dl_is_ascii_graph(text[n]))
        n++;
    return n > 0 && n < len && !dl_is_ascii(text[n]) ? n - 1 : n;
}

void dl_text_safe(dl_str *out, const char *text, size_t len)
{
    while (len > 0) {
        size_t n = plain_prefix(text, len, len);
        if (n > 0) {
            dl_str_addn(out, text, n);
        } else {
            n = dl_text_grapheme(text, len);
            draw_cluster(out, text, n);
        }
        text += n;
        len -= n;
    }
}

int dl_text_grapheme_cells(const char *text, size_t len)
{
    if (len == 1 && dl_is_ascii(*text))
        return 1;
    return (int)draw_cluster(NULL, text, len);
}

size_t dl_text_cells(const char *text, size_t len)
{
    size_t cells;
    dl_text_fit(text, len, SIZE_MAX, &cells);
    return cells;
}

size_t dl_text_fit(const char *text, size_t len, size_t cells, size_t *ret_cells)
{
    size_t pos = 0, used = 0;
    while (pos < len) {
        size_t n = plain_prefix(text + pos, len - pos, cells - used), wide = n;
        if (n == 0) {
            n = dl_text_grapheme(text + pos, len - pos);
            wide = (size_t)dl_text_grapheme_cells(text + pos, n);
        }
        if (wide > cells - used)
            break;
        pos += n;
        used += wide;
    }
    if (ret_cells)
        *ret_cells = used;
    return pos;
}
