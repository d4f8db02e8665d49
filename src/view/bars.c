/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bars: pieces that stand left and right, and make room for one another by what they are worth. */
#include <string.h>

#include "dateline/text.h"
#include "view/paint.h"

typedef struct bar {
    const dl_bar_piece *pieces;
    size_t count;
    size_t dropped; /* how many have gone */
    int gap;        /* blanks between two */
} bar;

static bool is_empty(const dl_bar_piece *piece)
{
    return !piece->text || !*piece->text;
}

/* Whether piece I is painted: those of the lowest `keep` go first, of equals the last. */
static bool is_kept(const bar *b, size_t i)
{
    if (is_empty(&b->pieces[i]))
        return false;
    size_t go_before = 0;
    for (size_t j = 0; j < b->count; j++)
        go_before +=
            !is_empty(&b->pieces[j]) && (b->pieces[j].keep < b->pieces[i].keep ||
                                         (j > i && b->pieces[j].keep == b->pieces[i].keep));
    return go_before >= b->dropped;
}

static size_t piece_cells(const dl_bar_piece *piece)
{
    return dl_text_cells(piece->text, strlen(piece->text));
}

/* Cells that the kept pieces take with the blanks between them. */
static size_t needed(const bar *b)
{
    size_t cells = 0;
    for (size_t i = 0; i < b->count; i++)
        if (is_kept(b, i))
            cells += piece_cells(&b->pieces[i]) + (cells ? (size_t)b->gap : 0);
    return cells;
}

/* Narrows the gaps, then drops pieces until all fit in ROOM cells or one is left. */
static void fit(bar *b, size_t room)
{
    size_t pieces = 0;
    for (size_t i = 0; i < b->count; i++)
        pieces += !is_empty(&b->pieces[i]);
    for (;; b->dropped++) {
        for (b->gap = 2; b->gap > 0; b->gap--)
            if (needed(b) <= room)
                return;
        b->gap = 1;
        if (b->dropped + 1 >= pieces)
            return;
    }
}

static void paint_side(dl_frame *frame, dl_rect room, const bar *b, bool right,
                       const dl_glyphs *glyphs)
{
    int x = room.x, end = room.x + room.width;
    for (size_t i = 0; i < b->count; i++) {
        const dl_bar_piece *piece = &b->pieces[i];
        if (piece->right == right && is_kept(b, i))
            x += dl_frame_label(frame, x, room.y, end - x, piece->style, piece->text,
                                strlen(piece->text), glyphs->ellipsis) +
                 b->gap;
    }
}

/* Cells of the pieces that stand right. */
static int right_cells(const bar *b)
{
    int cells = 0;
    for (size_t i = 0; i < b->count; i++)
        if (b->pieces[i].right && is_kept(b, i))
            cells += (int)piece_cells(&b->pieces[i]) + (cells ? b->gap : 0);
    return cells;
}

void dl_paint_bar(dl_frame *frame, dl_rect rect, const dl_bar_piece *pieces, size_t count,
                  const dl_glyphs *glyphs)
{
    if (rect.width <= 0 || rect.height <= 0)
        return;
    dl_paint_blanks(frame, (dl_rect){rect.x, rect.y, rect.width, 1}, DL_STYLE(BAR));
    dl_rect room = {rect.x + 1, rect.y, rect.width - 2, 1};
    if (room.width <= 0)
        return;
    bar b = {.pieces = pieces, .count = count};
    fit(&b, (size_t)room.width);
    paint_side(frame, room, &b, false, glyphs);
    int right = right_cells(&b), width = right < room.width ? right : room.width;
    paint_side(frame, (dl_rect){room.x + room.width - width, room.y, width, 1}, &b, true, glyphs);
}
