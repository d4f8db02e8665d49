/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The order in which the lines of a page are read. pdftotext gives columns of which the paragraphs do not stand
 * side by side in zigzag; so they are put in order here, by the white between them. A gutter, white from the top to
 * the bottom of a region with enough on either side, parts it into columns. What has none is cut into strips
 * where white goes from left to right, and strips that have a gutter in common are a region again.
 * Lines keep the number of their region, for the edge of one says which lines are full.
 */
#include <stdlib.h>
#include <string.h>

#include "import/pdf.h"

#define LINES_MAX 2000    /* of a page that is put in order; a text has a hundred */
#define DEPTH_MAX 8       /* regions in regions */
#define COLUMN_LINES 3    /* fewer are no column */
#define COLUMN_SHARE 8    /* nor is what has less than this part of the text of a region */
#define GUTTER 0.8F       /* heights that it is wide */
#define OVERLAP 0.5F      /* of its height, that a line shares with another in its row */
#define BULLET_BYTES 6    /* of a sign or a number that stands before a line */
#define BULLET_SPACE 4.0F /* heights between the two */
#define WORD_SPACE 1.0F   /* heights between two parts of a line */

static float height(const dl_pdf_line *line)
{
    return line->bottom - line->top;
}

static int compare_left(const void *a, const void *b)
{
    const dl_pdf_line *x = a, *y = b;
    return (x->left > y->left) - (x->left < y->left);
}

static int compare_down(const void *a, const void *b)
{
    const dl_pdf_line *x = a, *y = b;
    if (x->bottom != y->bottom)
        return x->bottom < y->bottom ? -1 : 1;
    return compare_left(a, b);
}

/* Whether A and B stand in one row. */
static bool share_row(const dl_pdf_line *a, const dl_pdf_line *b)
{
    float top = a->top > b->top ? a->top : b->top;
    float bottom = a->bottom < b->bottom ? a->bottom : b->bottom;
    float least = height(a) < height(b) ? height(a) : height(b);
    return bottom - top > least * OVERLAP;
}

/* Sorts LINES from the top down, and those of a row from the left. */
static void sort_down(dl_pdf_line *lines, size_t count)
{
    qsort(lines, count, sizeof *lines, compare_down);
    for (size_t i = 1; i < count; i++)
        for (size_t k = i;
             k > 0 && share_row(&lines[k - 1], &lines[k]) && lines[k].left < lines[k - 1].left;
             k--) {
            dl_pdf_line line = lines[k];
            lines[k] = lines[k - 1];
            lines[k - 1] = line;
        }
}

/* Sorts LINES from the left and returns how many of them stand before the widest gutter; 0: there is none. */
static size_t find_gutter(dl_pdf_line *lines, size_t count)
{
    size_t all = 0, before = 0, best = 0;
    float widest = 0, right;
    qsort(lines, count, sizeof *lines, compare_left);
    for (size_t i = 0; i < count; i++)
        all += lines[i].len;
    right = lines[0].right;
    for (size_t i = 0; i + COLUMN_LINES <= count; i++) {
        float white = lines[i].left - right;
        if (i >= COLUMN_LINES && white > widest && white >= GUTTER * height(&lines[i]) &&
            before * COLUMN_SHARE >= all && (all - before) * COLUMN_SHARE >= all) {
            widest = white;
            best = i;
        }
        before += lines[i].len;
        right = lines[i].right > right ? lines[i].right : right;
    }
    return best;
}

/* How many of LINES, sorted down, are in the first strip: what follows begins below all of them. */
static size_t cut_strip(const dl_pdf_line *lines, size_t count)
{
    float bottom = lines[0].bottom;
    size_t i = 1;
    for (; i < count && lines[i].top + height(&lines[i]) * (1 - OVERLAP) < bottom; i++)
        bottom = lines[i].bottom > bottom ? lines[i].bottom : bottom;
    return i;
}

/* How many of LINES, sorted down, are a region of columns that begins with their first strip; where that has none,
 * of the strip alone. *RET_PARTED says which. Leaves them sorted. */
static size_t find_region(dl_pdf_line *lines, size_t count, bool *ret_parted)
{
    size_t strip = cut_strip(lines, count), region = strip, end = strip;
    *ret_parted = false;
    for (;;) {
        bool parted = end >= 2 * COLUMN_LINES && find_gutter(lines, end);
        sort_down(lines, end);
        if (parted) {
            region = end;
            *ret_parted = true;
        }
        if (end == count || (!parted && (*ret_parted || end >= 4 * COLUMN_LINES)))
            return region;
        end += cut_strip(lines + end, count - end);
    }
}

/* Puts LINES of a region in order. *NEXT counts the regions of the page. */
static void order_region(dl_pdf_line *lines, size_t count, int depth, unsigned *next)
{
    size_t left = count >= 2 * COLUMN_LINES && depth < DEPTH_MAX ? find_gutter(lines, count) : 0;
    bool parted;
    if (left) {
        order_region(lines, left, depth + 1, next);
        order_region(lines + left, count - left, depth + 1, next);
        return;
    }
    sort_down(lines, count);
    for (size_t i = 0; i < count; i++)
        lines[i].region = *next;
    ++*next;
    for (size_t at = 0, size; at < count && depth < DEPTH_MAX; at += size) {
        size = find_region(lines + at, count - at, &parted);
        if (parted)
            order_region(lines + at, size, depth + 1, next);
    }
}

/* Whether B goes on where A ends, in the same row: a bullet and its item, two halves of a line. */
static bool is_one_line(const dl_pdf_line *a, const dl_pdf_line *b)
{
    float space = b->left - a->right;
    return share_row(a, b) && space >= -1 &&
           space < height(b) * (a->len <= BULLET_BYTES ? BULLET_SPACE : WORD_SPACE);
}

/* Makes one line of A and B, which stands behind it. False when memory is out. */
static bool join(dl_arena *arena, dl_pdf_line *a, const dl_pdf_line *b)
{
    char *text = dl_arena_printf(arena, "%s %s", a->text, b->text);
    if (!text)
        return false;
    if (b->len > a->len) {
        a->top = b->top;
        a->bottom = b->bottom;
    }
    a->text = text;
    a->len = strlen(text);
    a->right = b->right;
    a->last = b->last;
    return true;
}

bool dl_pdf_order(dl_pdf *pdf)
{
    dl_pdf_line *lines = pdf->lines.items;
    size_t kept = 0;
    unsigned region = 0;
    for (size_t from = 0, to; from < pdf->lines.len; from = to) {
        for (to = from; to < pdf->lines.len && lines[to].page == lines[from].page; to++)
            ;
        if (to - from <= LINES_MAX)
            order_region(lines + from, to - from, 0, &region);
    }
    for (size_t i = 0; i < pdf->lines.len; i++) {
        dl_pdf_line line = lines[i];
        for (; i + 1 < pdf->lines.len && line.page == lines[i + 1].page &&
               is_one_line(&line, &lines[i + 1]);
             i++)
            if (!join(pdf->arena, &line, &lines[i + 1]))
                return false;
        lines[kept++] = line;
    }
    pdf->lines.len = kept;
    return true;
}
