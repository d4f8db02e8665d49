/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A frame shown.
 *
 * What the terminal shows is kept cell by cell, each with its colours and its bytes. A row of the
 * new frame is made in the same form and compared; what differs, from the first such cell to the
 * last, is given to ncurses, which in its turn sends what differs. The halves of a wide character
 * differ together or not at all, so no half of one is ever given alone.
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

static void put_char(dl_shown *cell, char c)
{
    cell->cells = 1;
    cell->len = 1;
    cell->text[0] = c;
}

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

/* How many of the LEN bytes of TEXT a cell holds: whole code points. */
static size_t fit(const char *text, size_t len)
{
    size_t pos = 0;
    if (len <= 1)
        return len;
    for (size_t points = 0, n; pos < len && points < DL_CELL_POINTS; points++, pos += n)
        dl_text_decode(text + pos, len - pos, &n);
    return pos < DL_CELL_BYTES ? pos : DL_CELL_BYTES;
}

/* Makes row Y of FRAME into ROW, as wide as the screen. */
static void make_row(const dl_tui *tui, const dl_frame *frame, const dl_theme *theme, int y,
                     dl_shown *row)
{
    dl_style style = {0};
    dl_look look = dl_theme_look(theme, style);
    memset(row, 0, (size_t)tui->width * sizeof *row);
    for (int x = 0; x < tui->width; x++) {
        dl_shown *shown = &row[x];
        shown->foreground = shown->background = -1;
        put_char(shown, ' ');
        if (x >= frame->width || y >= frame->height)
            continue;
        const dl_cell *cell = dl_frame_cell(frame, x, y);
        if (cell->style.role != style.role || cell->style.flags != style.flags) {
            style = cell->style;
            look = dl_theme_look(theme, style);
        }
        shown->foreground = look.foreground;
        shown->background = look.background;
        shown->attributes = look.attributes;
        if (x + cell->cells > tui->width)
            continue;
        if (tui->options.ascii && cell->len > 1)
            put_char(shown, to_ascii(tui, cell->text, cell->len));
        else if (cell->len > 0 || !tui->options.ascii) {
            shown->cells = cell->cells;
            shown->len = (uint8_t)fit(cell->text, cell->len);
            memcpy(shown->text, cell->text, shown->len);
        }
    }
}

static void set_cell(dl_tui *tui, const dl_shown *shown, cchar_t *ret)
{
    wchar_t points[DL_CELL_POINTS + 1];
    size_t count = 0, n;
    for (size_t pos = 0; pos < shown->len && count < DL_CELL_POINTS; pos += n)
        points[count++] = (wchar_t)dl_text_decode(shown->text + pos, shown->len - pos, &n);
    points[count] = L'\0';
    int pair = use_pair(tui, shown->foreground, shown->background);
    setcchar(ret, points, attributes_of(shown->attributes), (short)pair, NULL);
}

/* Gives the cells of ROW that differ from what row Y shows to ncurses. */
static void draw_row(dl_tui *tui, int y, const dl_shown *row)
{
    dl_shown *old = &tui->shown[(size_t)y * (size_t)tui->width];
    int first = 0, last = tui->width - 1, count = 0;
    if (!tui->whole) {
        while (first <= last && memcmp(&old[first], &row[first], sizeof *row) == 0)
            first++;
        while (last >= first && memcmp(&old[last], &row[last], sizeof *row) == 0)
            last--;
        if (first > last)
            return;
    }
    for (int x = first; x <= last; x++) {
        if (row[x].cells == 0)
            continue;
        if (count && memcmp(&row[x], &row[x - 1], sizeof *row) == 0)
            tui->run[count] = tui->run[count - 1];
        else
            set_cell(tui, &row[x], &tui->run[count]);
        count++;
    }
    mvadd_wchnstr(y, first, tui->run, count);
    memcpy(&old[first], &row[first], (size_t)(last - first + 1) * sizeof *row);
}

/* Makes room for what a screen of the present size shows. */
static dl_status make_room(dl_tui *tui)
{
    size_t width = (size_t)tui->width, height = (size_t)tui->height;
    if (tui->shown_width == tui->width && tui->shown_height == tui->height)
        return DL_OK;
    dl_shown *shown = realloc(tui->shown, width * (height + 1) * sizeof *shown);
    if (shown)
        tui->shown = shown;
    cchar_t *run = realloc(tui->run, width * sizeof *run);
    if (run)
        tui->run = run;
    bool ok = shown && run;
    tui->shown_width = ok ? tui->width : 0;
    tui->shown_height = ok ? tui->height : 0;
    tui->whole = true;
    return ok ? DL_OK : DL_ERR_NOMEM;
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

dl_status dl_tui_draw(dl_tui *tui, const dl_frame *frame, const dl_theme *theme)
{
    dl_status status = make_room(tui);
    if (status)
        return status;
    dl_shown *row = &tui->shown[(size_t)tui->width * (size_t)tui->height];
    for (int y = 0; y < tui->height; y++) {
        make_row(tui, frame, theme, y, row);
        draw_row(tui, y, row);
    }
    place_cursor(tui, frame);
    if (tui->whole)
        clearok(curscr, TRUE);
    refresh();
    show_cursor(tui, frame);
    tui->whole = false;
    return DL_OK;
}
