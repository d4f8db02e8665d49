/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Painting into a grid of cells.
 *
 * Text is taken a grapheme cluster at a time. A cluster is made safe first; what is left of it is
 * one or more characters that take cells (a flag is two letters, a Tamil syllable a consonant and a
 * vowel sign), each with the marks that combine with it. Each of these becomes one cell of the
 * frame, or two, the second of which is then an empty right half: that is what a terminal draws at
 * once. A cluster that does not fit whole is not cut but painted as blanks, for half a syllable
 * reads as another one.
 *
 * Painting over one half of a wide character makes a blank of the other, so that no half ever
 * stands alone, whatever is painted in whatever order.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/frame.h"
#include "dateline/text.h"

/* What the cells of plain characters point to; the first is the blank, 0x20. */
static const char printable[] =
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`"
    "abcdefghijklmnopqrstuvwxyz{|}~";

static bool is_printable(char c)
{
    return c >= ' ' && c <= '~';
}

static const dl_cell blank = {.text = printable, .len = 1, .cells = 1, .style.role = DL_ROLE_TEXT};

void dl_frame_init(dl_frame *frame)
{
    *frame = (dl_frame){.cursor_x = -1, .cursor_y = -1};
}

void dl_frame_release(dl_frame *frame)
{
    free(frame->cells);
    dl_arena_release(&frame->arena);
    dl_frame_init(frame);
}

dl_status dl_frame_begin(dl_frame *frame, int width, int height)
{
    size_t count = width > 0 && height > 0 ? (size_t)width * (size_t)height : 0;
    if (count > frame->size) {
        dl_cell *cells =
            count <= SIZE_MAX / sizeof *cells ? realloc(frame->cells, count * sizeof *cells) : NULL;
        if (!cells)
            return DL_ERR_NOMEM;
        frame->cells = cells;
        frame->size = count;
    }
    for (size_t i = 0; i < count; i++)
        frame->cells[i] = blank;
    frame->width = count ? width : 0;
    frame->height = count ? height : 0;
    frame->cursor_x = frame->cursor_y = -1;
    frame->failed = false;
    dl_arena_clear(&frame->arena);
    return DL_OK;
}

static dl_cell *cell_at(const dl_frame *frame, int x, int y)
{
    return &frame->cells[(size_t)y * (size_t)frame->width + (size_t)x];
}

const dl_cell *dl_frame_cell(const dl_frame *frame, int x, int y)
{
    return cell_at(frame, x, y);
}

/* Makes a blank of a cell in its own style. */
static void blank_cell(dl_cell *cell)
{
    dl_style style = cell->style;
    *cell = blank;
    cell->style = style;
}

/* Puts a character of CELLS cells at X, Y, all of which lie in the frame. */
static void put(dl_frame *frame, int x, int y, dl_style style, const char *text, size_t len,
                int cells)
{
    dl_cell *cell = cell_at(frame, x, y);
    if (cell->cells == 0)
        blank_cell(cell - 1);
    if (x + cells < frame->width && cell[cells].cells == 0)
        blank_cell(cell + cells);
    *cell = (dl_cell){.text = text, .len = (uint16_t)len, .cells = (uint8_t)cells, .style = style};
    if (cells == 2)
        cell[1] = (dl_cell){.text = printable, .style = style};
}

/* Where text is being painted: the next cell, and the part of the row that may be painted. */
typedef struct pen {
    dl_frame *frame;
    int x, y, left, right;
    dl_style style;
} pen;

static void put_blanks(const pen *p, int from, int to)
{
    for (int x = from > p->left ? from : p->left; x < to && x < p->right; x++)
        put(p->frame, x, p->y, p->style, printable, 1, 1);
}

/* The length of the first character of safe text and the marks on it; stores its cells. */
static size_t first_character(const char *text, size_t len, int *ret_cells)
{
    size_t pos;
    *ret_cells = dl_text_cp_cells(dl_text_decode(text, len, &pos));
    while (pos < len) {
        size_t n;
        if (dl_text_cp_cells(dl_text_decode(text + pos, len - pos, &n)) > 0)
            break;
        pos += n;
    }
    return pos;
}

/* Paints a cluster of safe text, which must live as long as the frame's arena. */
static void paint_cluster(pen *p, const char *text, size_t len)
{
    int total = 0, cells;
    for (size_t pos = 0; pos < len; total += cells)
        pos += first_character(text + pos, len - pos, &cells);
    if (p->x < p->left || total > p->right - p->x) {
        put_blanks(p, p->x, p->x + total);
        p->x += total;
        return;
    }
    for (size_t pos = 0; pos < len;) {
        size_t n = first_character(text + pos, len - pos, &cells);
        if (cells > 0)
            put(p->frame, p->x, p->y, p->style, text + pos, n, cells);
        p->x += cells;
        pos += n;
    }
}

/* Makes the cluster of LEN bytes safe and paints it. SAFE is for use meanwhile. */
static void paint_foreign(pen *p, dl_str *safe, const char *text, size_t len)
{
    dl_str_clear(safe);
    dl_text_safe(safe, text, len);
    const char *kept = dl_str_ok(safe) && safe->len <= UINT16_MAX
                           ? dl_arena_strndup(&p->frame->arena, safe->text, safe->len)
                           : NULL;
    if (kept)
        paint_cluster(p, kept, safe->len);
    else
        p->frame->failed = true;
}

/* X + WIDTH, where that is not beyond LIMIT. */
static int right_edge(int x, int width, int limit)
{
    return width < 0 ? x : (long)x + width < limit ? x + width : limit;
}

int dl_frame_text(dl_frame *frame, int x, int y, int width, dl_style style, const char *text,
                  size_t len)
{
    if (y < 0 || y >= frame->height)
        return 0;
    pen p = {frame, x, y, 0, right_edge(x, width, frame->width), style};
    dl_str safe;
    dl_str_init(&safe);
    for (size_t pos = 0; pos < len && p.x < p.right && !frame->failed;) {
        size_t n = 1;
        if (is_printable(text[pos]) && (pos + 1 == len || (unsigned char)text[pos + 1] < 0x80)) {
            if (p.x >= p.left)
                put(frame, p.x, y, style, &printable[text[pos] - ' '], 1, 1);
            p.x++;
        } else {
            n = dl_text_grapheme(text + pos, len - pos);
            paint_foreign(&p, &safe, text + pos, n);
        }
        pos += n;
    }
    dl_str_release(&safe);
    return (p.x < p.right ? p.x : p.right > x ? p.right : x) - x;
}

int dl_frame_label(dl_frame *frame, int x, int y, int width, dl_style style, const char *text,
                   size_t len, const char *ellipsis)
{
    if (width <= 0)
        return 0;
    if (dl_text_fit(text, len, (size_t)width, NULL) == len)
        return dl_frame_text(frame, x, y, width, style, text, len);
    size_t mark = dl_text_cells(ellipsis, strlen(ellipsis));
    size_t room = (size_t)width > mark ? (size_t)width - mark : 0;
    size_t fit = dl_text_fit(text, len, room, NULL);
    int done = dl_frame_text(frame, x, y, (int)room, style, text, fit);
    return done +
           dl_frame_text(frame, x + done, y, width - done, style, ellipsis, strlen(ellipsis));
}

/* RECT without what lies outside the frame. */
static dl_rect clip(const dl_frame *frame, dl_rect rect)
{
    int right = right_edge(rect.x, rect.width, frame->width);
    int bottom = right_edge(rect.y, rect.height, frame->height);
    int x = rect.x > 0 ? rect.x : 0, y = rect.y > 0 ? rect.y : 0;
    return (dl_rect){x, y, right - x, bottom - y};
}

void dl_frame_fill(dl_frame *frame, dl_rect rect, dl_style style, const char *text)
{
    size_t len = strlen(text);
    const char *kept = printable;
    if (len != 1 || !is_printable(*text)) {
        kept = dl_arena_strndup(&frame->arena, text, len);
        if (!kept || len > UINT16_MAX) {
            frame->failed = true;
            return;
        }
    } else {
        kept = &printable[*text - ' '];
    }
    rect = clip(frame, rect);
    for (int y = rect.y; y < rect.y + rect.height; y++)
        for (int x = rect.x; x < rect.x + rect.width; x++)
            put(frame, x, y, style, kept, len, 1);
}

void dl_frame_mark(dl_frame *frame, dl_rect rect, uint8_t flags)
{
    rect = clip(frame, rect);
    for (int y = rect.y; y < rect.y + rect.height; y++) {
        for (int x = rect.x; x < rect.x + rect.width; x++) {
            dl_cell *cell = cell_at(frame, x, y);
            for (int i = 0; i < cell->cells; i++)
                cell[i].style.flags |= flags;
        }
    }
}

bool dl_cell_equal(const dl_cell *a, const dl_cell *b)
{
    return a->len == b->len && a->cells == b->cells && a->style.role == b->style.role &&
           a->style.flags == b->style.flags &&
           (a->text == b->text || memcmp(a->text, b->text, a->len) == 0);
}

bool dl_frame_equal(const dl_frame *a, const dl_frame *b)
{
    if (a->width != b->width || a->height != b->height || a->cursor_x != b->cursor_x ||
        a->cursor_y != b->cursor_y)
        return false;
    size_t count = (size_t)a->width * (size_t)a->height;
    for (size_t i = 0; i < count; i++)
        if (!dl_cell_equal(&a->cells[i], &b->cells[i]))
            return false;
    return true;
}
