/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the panes stand.
 *
 *     top bar, one or two rows
 *     sources  | list            from 100 columns; below that the left is a drawer over the others
 *              |-----------
 *     names    | text
 *     bottom bar, one or two rows
 *
 * The list has the height that its rows need, up to a third of what the bars leave; where it is all
 * there is beside the text (a concordance), up to two thirds. The sources have the height that their
 * rows need, and the names have the rest. On a screen of a few rows first the rule goes and then the
 * list's heading, so that there is still a row of the list and a line of the text.
 */
#include <string.h>

#include "view/paint.h"

#define COLUMN_FROM 100    /* columns of a screen with a column of sources */
#define TWO_ROWS_FROM 24   /* rows of a screen with two rows in a bar */
#define LEFT_WIDTH 27      /* of the left column, its right margin included */
#define LEFT_WIDTH_MIN 16  /* the least that the user can make of it */
#define ASIDE_WIDTH 30     /* the same of what stands right of the text */
#define DRAWER_WIDTH 30    /* its border included */
#define RULE_FROM 6        /* rows between the bars that leave room for a rule */
#define NAMES_HEIGHT_MIN 4 /* rows of names that are worth showing */

static int clamp(long value, int low, int high)
{
    return value < low ? low : value > high ? high : (int)value;
}

/* Places the bars; returns what they leave. */
static dl_rect place_bars(dl_geometry *g, int width, int height)
{
    int top = height < TWO_ROWS_FROM ? 1 : 2;
    int bottom = height < TWO_ROWS_FROM || width < COLUMN_FROM ? 1 : 2;
    for (int i = 0; i < top; i++)
        g->top[i] = (dl_rect){0, i, width, 1};
    for (int i = 0; i < bottom; i++)
        g->bottom[i] = (dl_rect){0, height - bottom + i, width, 1};
    return (dl_rect){0, top, width, height - top - bottom};
}

/* Places sources and names, one above the other where both are WANTED, in AREA. */
static void place_left(dl_geometry *g, dl_rect area, bool sources, bool names, size_t sources_rows)
{
    int height = sources ? area.height : 0;
    if (sources && names) {
        long wanted = sources_rows < (size_t)area.height ? (long)sources_rows + 1 : area.height;
        height = clamp(wanted, 2, area.height * 2 / 3);
        if (area.height - height < NAMES_HEIGHT_MIN)
            height = area.height;
    }
    g->panes[DL_PANE_SOURCES] = (dl_rect){area.x, area.y, area.width, height};
    if (names)
        g->panes[DL_PANE_NAMES] =
            (dl_rect){area.x, area.y + height, area.width, area.height - height};
}

/* Places list over text in AREA. */
static void place_right(dl_geometry *g, dl_rect area, const dl_geometry_wish *wish)
{
    bool rule = area.height >= RULE_FROM;
    int rows = area.height - (rule ? 1 : 0);
    int most = wish->whole_width ? area.height * 2 / 3 : area.height / 3;
    long wanted = wish->list_rows < (size_t)area.height ? (long)wish->list_rows + 1 : area.height;
    int height = rule ? clamp(wanted, 2, most < 2 ? 2 : most) : 1;
    if (rule)
        height = clamp((long)height + wish->list_more, 2, rows - 2);
    /* the last column is left blank; the text has its strip there */
    g->panes[DL_PANE_LIST] = (dl_rect){area.x, area.y, area.width - 1, height};
    if (rule)
        g->rule = (dl_rect){area.x, area.y + height, area.width, 1};
    int pad = area.x > 0 ? 1 : 0; /* beside the divider */
    g->panes[DL_PANE_TEXT] = (dl_rect){area.x + pad, area.y + area.height - (rows - height),
                                       area.width - pad, rows - height};
}

/* Places the names right of the text. */
static void place_aside(dl_geometry *g, int width)
{
    dl_rect *text = &g->panes[DL_PANE_TEXT];
    if (width < COLUMN_FROM || text->height < NAMES_HEIGHT_MIN)
        return;
    text->width -= ASIDE_WIDTH;
    g->aside = (dl_rect){text->x + text->width, text->y, 1, text->height};
    g->panes[DL_PANE_NAMES] = (dl_rect){g->aside.x + 1, text->y, ASIDE_WIDTH - 1, text->height};
}

/* Places the drawers that are wished for over the left of BODY. */
static void place_drawers(dl_geometry *g, dl_rect body, const dl_geometry_wish *wish)
{
    if (!wish->sources_drawer && !wish->names_drawer)
        return;
    dl_rect area = body;
    if (body.width > DRAWER_WIDTH) {
        area.width = DRAWER_WIDTH - 2;
        g->divider = (dl_rect){body.x + DRAWER_WIDTH - 1, body.y, 1, body.height};
    }
    place_left(g, area, wish->sources_drawer, wish->names_drawer, wish->sources_rows);
}

void dl_geometry_make(dl_geometry *ret, int width, int height, const dl_geometry_wish *wish)
{
    *ret = (dl_geometry){.too_small = width < DL_SCREEN_MIN_WIDTH || height < DL_SCREEN_MIN_HEIGHT};
    if (ret->too_small)
        return;
    dl_rect body = place_bars(ret, width, height), right = body;
    if (wish->zoomed) {
        ret->panes[wish->zoomed_pane] = body;
        return;
    }
    bool column = width >= COLUMN_FROM && !wish->whole_width;
    if (column) {
        int left = width / 6 > LEFT_WIDTH ? width / 6 : LEFT_WIDTH;
        left = clamp((long)left + wish->left_more, LEFT_WIDTH_MIN, width / 2);
        place_left(ret, (dl_rect){0, body.y, left - 1, body.height}, true, true,
                   wish->sources_rows);
        ret->divider = (dl_rect){left, body.y, 1, body.height};
        right.x = left + 1;
        right.width = width - right.x;
    }
    place_right(ret, right, wish);
    if (wish->aside)
        place_aside(ret, width);
    if (!column)
        place_drawers(ret, body, wish);
}

void dl_paint_borders(dl_frame *frame, const dl_geometry *geometry, const dl_glyphs *glyphs)
{
    const dl_style border = DL_STYLE(BORDER);
    dl_rect rule = geometry->rule, divider = geometry->divider;
    dl_frame_fill(frame, rule, border, glyphs->horizontal);
    if (geometry->aside.width > 0) {
        dl_frame_fill(frame, geometry->aside, border, glyphs->vertical);
        if (rule.height > 0)
            dl_frame_fill(frame, (dl_rect){geometry->aside.x, rule.y, 1, 1}, border,
                          glyphs->tee_down);
    }
    if (divider.width <= 0)
        return;
    dl_paint_blanks(frame, (dl_rect){0, divider.y, divider.x, divider.height}, DL_STYLE(TEXT));
    dl_frame_fill(frame, divider, border, glyphs->vertical);
    if (rule.height > 0)
        dl_frame_fill(frame, (dl_rect){divider.x, rule.y, 1, 1}, border, glyphs->tee_right);
}
