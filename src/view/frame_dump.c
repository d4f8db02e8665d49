/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Frames as lines of text, to read and to compare. docs/golden-frames.md describes the format. */
#include <ctype.h>

#include "dateline/frame.h"

/* What stands for a cell in a plane; a blank where there is nothing to say. */
typedef char letter_of(const dl_cell *cell);

static char role_letter(const dl_cell *cell)
{
    static const char letters[] = {
#define DL_ROLE(id, letter) letter,
#include "dateline/roles.def"
#undef DL_ROLE
    };
    char letter = letters[cell->style.role];
    if (cell->style.flags & DL_STYLE_CHOSEN)
        return '#';
    if (cell->style.flags & DL_STYLE_CURRENT)
        return '*';
    if (cell->style.flags & DL_STYLE_HIT)
        return '?';
    if (!(cell->style.flags & DL_STYLE_FOCUS))
        return letter;
    return letter == ' ' ? 'f' : (char)tolower((unsigned char)letter);
}

static char flag_letter(const dl_cell *cell)
{
    int selected = cell->style.flags & DL_STYLE_SELECTED ? 1 : 0;
    int bold = cell->style.flags & DL_STYLE_BOLD ? 2 : 0;
    int unsure = cell->style.flags & DL_STYLE_UNSURE ? 4 : 0;
    return " sbSuvBV"[selected + bold + unsure];
}

/* Adds the plane NAME of row Y to OUT, unless all of it is blank. A right half shows as a blank. */
static void dump_plane(const dl_frame *frame, int y, const char *name, letter_of *letter,
                       dl_str *out)
{
    size_t begin = out->len;
    bool seen = false;
    dl_str_addf(out, "%02d %s|", y + 1, name);
    for (int x = 0; x < frame->width; x++) {
        const dl_cell *cell = dl_frame_cell(frame, x, y);
        char c = cell->cells ? letter(cell) : ' ';
        dl_str_addc(out, c);
        seen = seen || c != ' ';
    }
    dl_str_add(out, "|\n");
    if (!seen && dl_str_ok(out))
        dl_str_cut(out, begin);
}

static void dump_row(const dl_frame *frame, int y, dl_str *out)
{
    for (int x = 0; x < frame->width; x++) {
        const dl_cell *cell = dl_frame_cell(frame, x, y);
        dl_str_addn(out, cell->text, cell->len);
    }
}

void dl_frame_dump_text(const dl_frame *frame, dl_str *out)
{
    for (int y = 0; y < frame->height; y++) {
        dump_row(frame, y, out);
        dl_str_addc(out, '\n');
    }
}

void dl_frame_dump_cells(const dl_frame *frame, dl_str *out)
{
    dl_str_addf(out, "frame %dx%d cursor ", frame->width, frame->height);
    if (frame->cursor_x < 0 || frame->cursor_y < 0)
        dl_str_add(out, "hidden\n");
    else
        dl_str_addf(out, "%d,%d\n", frame->cursor_x + 1, frame->cursor_y + 1);
    for (int y = 0; y < frame->height; y++) {
        dl_str_addf(out, "%02d text |", y + 1);
        dump_row(frame, y, out);
        dl_str_add(out, "|\n");
        dump_plane(frame, y, "style", role_letter, out);
        dump_plane(frame, y, "flags", flag_letter, out);
    }
}
