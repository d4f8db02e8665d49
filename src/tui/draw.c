/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A frame shown.
 *
 * The frame that the terminal shows is kept, and the new one compared with it; what differs of a row,
 * from the first such cell to the last, is given to ncurses, which in its turn sends what differs.
 * Then the new one is kept, and the caller gets the old one to paint the next in: no cell is copied,
 * and a first screen touches no more memory than it has.
 *
 * Text reaches ncurses as cells (add_wchnstr) and never as a string: it is not interpreted, and it
 * is clipped in cells and not in characters.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tui/tui.h"

/* --- colours --- */

/* COLOUR as the terminal counts them. */
static int colour_of(const dl_tui *tui, int colour)
{
    if (colour < 0 || colour >= 256)
        return -1;
    if (tui->direct && colour >= 8)
        return (int)dl_colour_rgb(colour);
    return colour < tui->colours ? colour : -1;
}

/* The pair of these colours, made at its first use; 0, which is the terminal's own colours, where
 * the terminal has no more. */
static int use_pair(dl_tui *tui, int16_t foreground, int16_t background)
{
    dl_pairs *pairs = &tui->pairs;
    if (foreground < 0 && background < 0)
        return 0;
    for (int i = 0; i < pairs->len; i++)
        if (pairs->items[i].foreground == foreground && pairs->items[i].background == background)
            return i + 1;
    if (pairs->len >= pairs->max || init_extended_pair(pairs->len + 1, colour_of(tui, foreground),
                                                       colour_of(tui, background)) == ERR)
        return 0;
    pairs->items[pairs->len].foreground = foreground;
    pairs->items[pairs->len].background = background;
    return ++pairs->len;
}

static attr_t attributes_of(uint8_t attributes)
{
    return (attributes & DL_ATTR_BOLD ? A_BOLD : A_NORMAL) |
           (attributes & DL_ATTR_UNDERLINE ? A_UNDERLINE : A_NORMAL) |
           (attributes & DL_ATTR_ITALIC ? A_ITALIC : A_NORMAL) |
           (attributes & DL_ATTR_REVERSE ? A_REVERSE : A_NORMAL);
}

/* --- cells --- */

/* The LEN bytes of a character as one of ASCII: what iconv makes of it where that is one, its first
 * where it is punctuation, else a question mark. */
static char to_ascii(const dl_tui *tui, const char *text, size_t len)
{
    char in[DL_CELL_BYTES], out[16], *from = in, *to = out;
    size_t left = sizeof out;
    len = len < sizeof in ? len : sizeof in;
    memcpy(in, text, len);
    if (!tui->ascii || iconv(tui->ascii, &from, &len, &to, &left) == (size_t)-1)
        return '?';
    return to > out && (to == out + 1 || ispunct((unsigned char)*out)) ? *out : '?';
}

/* The code points of CELL, as many as ncurses holds. */
static void set_points(const dl_tui *tui, const dl_cell *cell, wchar_t ret[DL_CELL_POINTS + 1])
{
    size_t count = 0, n;
    if (cell->len == 1)
        ret[count++] = (wchar_t)cell->text[0];
    else if (tui->options.ascii)
        ret[count++] = (wchar_t)to_ascii(tui, cell->text, cell->len);
    else
        for (size_t pos = 0; pos < cell->len && count < DL_CELL_POINTS; pos += n)
            ret[count++] = (wchar_t)dl_text_decode(cell->text + pos, cell->len - pos, &n);
    ret[count] = L'\0';
}

/* How cells of one style look, as ncurses says it. */
typedef struct ink {
    dl_style style;
    attr_t attributes;
    short pair;
} ink;

static ink find_ink(dl_tui *tui, const dl_theme *theme, dl_style style)
{
    dl_look look = dl_theme_look(theme, style);
    return (ink){.style = style,
                 .attributes = attributes_of(look.attributes),
                 .pair = (short)use_pair(tui, look.foreground, look.background)};
}

/* Gives the cells from FIRST up to END of row Y, all of which lie in FRAME, to ncurses. */
static void put_cells(dl_tui *tui, const dl_frame *frame, const dl_theme *theme, int y, int first,
                      int end)
{
    wchar_t points[DL_CELL_POINTS + 1];
    const dl_cell *cell = dl_frame_cell(frame, first, y);
    ink now = find_ink(tui, theme, cell->style);
    int count = 0;
    for (int x = first; x < end; x++, cell++) {
        if (cell->cells == 0 && !tui->options.ascii)
            continue; /* ncurses makes the right half */
        if (cell->style.role != now.style.role || cell->style.flags != now.style.flags)
            now = find_ink(tui, theme, cell->style);
        if (cell->len > 0 && x + cell->cells <= tui->width)
            set_points(tui, cell, points);
        else /* what a wide character leaves where it cannot stand */
            memcpy(points, L" ", sizeof L" ");
        setcchar(&tui->run[count++], points, now.attributes, now.pair, NULL);
    }
    mvadd_wchnstr(y, first, tui->run, count);
}

/* Blanks the cells from FIRST on of row Y, which FRAME does not reach. */
static void put_blanks(dl_tui *tui, int y, int first)
{
    for (int x = first; x < tui->width; x++)
        setcchar(&tui->run[x - first], L" ", A_NORMAL, 0, NULL);
    mvadd_wchnstr(y, first, tui->run, tui->width - first);
}

/* Whether the terminal shows the cells of FRAME elsewhere than now, or in other looks. */
static bool is_all_new(const dl_tui *tui, const dl_frame *frame, const dl_theme *theme)
{
    return tui->whole || tui->theme != theme || tui->shown.width != frame->width ||
           tui->shown.height != frame->height;
}

/* Gives the cells of row Y that differ from what is shown there to ncurses; ALL: all of them. */
static void draw_row(dl_tui *tui, const dl_frame *frame, const dl_theme *theme, int y, bool all)
{
    int width = frame->width < tui->width ? frame->width : tui->width;
    int first = 0, end = y < frame->height ? width : 0;
    if (!all && end > 0) {
        const dl_cell *old = dl_frame_cell(&tui->shown, 0, y), *new = dl_frame_cell(frame, 0, y);
        while (first < end && dl_cell_equal(&old[first], &new[first]))
            first++;
        while (end > first && dl_cell_equal(&old[end - 1], &new[end - 1]))
            end--;
        if (first < end && new[first].cells == 0)
            first--; /* the left half makes both */
    }
    if (first < end)
        put_cells(tui, frame, theme, y, first, end);
    int reached = y < frame->height ? width : 0;
    if (all && reached < tui->width)
        put_blanks(tui, y, reached);
}

/* Makes room for a row on its way to ncurses. */
static dl_status make_room(dl_tui *tui)
{
    if (tui->run_size >= tui->width)
        return DL_OK;
    cchar_t *run = realloc(tui->run, (size_t)tui->width * sizeof *run);
    if (!run)
        return DL_ERR_NOMEM;
    tui->run = run;
    tui->run_size = tui->width;
    return DL_OK;
}

/* --- the whole --- */

static bool is_cursor_shown(const dl_tui *tui, const dl_frame *frame)
{
    int x = frame->cursor_x, y = frame->cursor_y;
    return x >= 0 && x < tui->width && y >= 0 && y < tui->height;
}

static void place_cursor(dl_tui *tui, const dl_frame *frame)
{
    if (is_cursor_shown(tui, frame))
        move(frame->cursor_y, frame->cursor_x);
    else
        move(tui->height - 1, tui->width - 1); /* out of the way where it cannot be hidden */
}

/* After the refresh, which may be what changes to the reader's own screen: some terminals keep
 * whether the cursor shows with the screen they change from. */
static void show_cursor(dl_tui *tui, const dl_frame *frame)
{
    int visible = is_cursor_shown(tui, frame);
    if (visible != tui->cursor)
        curs_set(visible);
    tui->cursor = visible;
}

bool dl_tui_note(dl_tui *tui, const char *text)
{
    int width = (int)strlen(text), x = tui->width - width, y = tui->height - 1;
    if (tui->whole || x < 0 || tui->shown.width != tui->width || tui->shown.height != tui->height)
        return false;
    dl_frame_text(&tui->shown, x, y, width, DL_STYLE(BAR), text, (size_t)width);
    put_cells(tui, &tui->shown, tui->theme, y, 0, tui->width);
    place_cursor(tui, &tui->shown);
    refresh();
    return true;
}

void dl_tui_mark(const dl_tui *tui, bool busy)
{
    char text[80];
    if (!tui->options.marker)
        return;
    int len = snprintf(text, sizeof text, "\033]7766;dateline;%llu;%dx%d%s\a",
                       (unsigned long long)tui->keys, tui->width, tui->height, busy ? ";busy" : "");
    for (ssize_t done = 0, n; done < len; done += n)
        if ((n = write(STDOUT_FILENO, text + done, (size_t)(len - done))) <= 0)
            return;
}

dl_status dl_tui_draw(dl_tui *tui, dl_frame *frame, const dl_theme *theme)
{
    dl_status status = make_room(tui);
    if (status)
        return status;
    bool all = is_all_new(tui, frame, theme);
    for (int y = 0; y < tui->height; y++)
        draw_row(tui, frame, theme, y, all);
    place_cursor(tui, frame);
    if (tui->whole)
        clearok(curscr, TRUE);
    refresh();
    show_cursor(tui, frame);
    dl_frame shown = *frame;
    *frame = tui->shown;
    tui->shown = shown;
    tui->theme = theme;
    tui->whole = false;
    return DL_OK;
}
