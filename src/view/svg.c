/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A frame as a picture.
 *
 * A row becomes runs of cells that look the same: first their background as one rectangle, then
 * their characters as one text element. Only plain characters share an element, and each element
 * says where it begins and how long it is: whatever font is found, characters stand in their cells.
 * A wide character stands in the middle of its two. Lines and blocks are drawn as shapes instead,
 * because those of a font leave gaps between the rows.
 *
 * Numbers are printed as whole hundredths of a pixel, so that no locale and no rounding of floating
 * point changes a byte.
 */
#include <string.h>

#include "dateline/text.h"
#include "dateline/theme.h"

/* In hundredths of a pixel; a cell is as wide as a character of DejaVu Sans Mono at 14 pixels. */
#define CELL_WIDTH 843
#define CELL_HEIGHT 1700
#define BASELINE 1300
#define FONT_SIZE 14

typedef struct picture {
    const dl_frame *frame;
    const dl_theme *theme;
    dl_str *out;
} picture;

/* How a cell comes out at last. */
typedef struct paint {
    uint32_t foreground, background;
    uint8_t attributes;
} paint;

static paint paint_of(const picture *p, const dl_cell *cell)
{
    dl_look look = dl_theme_look(p->theme, cell->style);
    uint32_t foreground =
        look.foreground < 0 ? dl_theme_foreground(p->theme) : dl_colour_rgb(look.foreground);
    uint32_t background =
        look.background < 0 ? dl_theme_background(p->theme) : dl_colour_rgb(look.background);
    bool reverse = look.attributes & DL_ATTR_REVERSE;
    return (paint){reverse ? background : foreground, reverse ? foreground : background,
                   look.attributes & (uint8_t)~DL_ATTR_REVERSE};
}

static bool paint_equal(paint a, paint b)
{
    return a.foreground == b.foreground && a.background == b.background &&
           a.attributes == b.attributes;
}

/* Adds ` NAME="VALUE"`, VALUE in hundredths. */
static void add_number(dl_str *out, const char *name, int value)
{
    dl_str_addf(out, " %s=\"%d", name, value / 100);
    if (value % 100)
        dl_str_addf(out, ".%02d", value % 100);
    dl_str_addc(out, '"');
}

static void add_rect(dl_str *out, dl_rect rect, uint32_t colour)
{
    dl_str_add(out, "<rect");
    add_number(out, "x", rect.x);
    add_number(out, "y", rect.y);
    add_number(out, "width", rect.width);
    add_number(out, "height", rect.height);
    dl_str_addf(out, " fill=\"#%06x\"/>\n", (unsigned)colour);
}

/* Adds text to XML, in which some code points may not stand at all. */
static void add_xml(dl_str *out, const char *text, size_t len)
{
    for (size_t pos = 0, n; pos < len; pos += n) {
        uint32_t cp = dl_text_decode(text + pos, len - pos, &n);
        if (cp == '&')
            dl_str_add(out, "&amp;");
        else if (cp == '<')
            dl_str_add(out, "&lt;");
        else if (cp == '>')
            dl_str_add(out, "&gt;");
        else if (cp < ' ' || cp == 0xFFFD || cp == 0xFFFE || cp == 0xFFFF)
            dl_str_add(out, "\xEF\xBF\xBD");
        else
            dl_str_addn(out, text + pos, n);
    }
}

/* A line or block, drawn as up to two rectangles in hundredths of a cell's width and height. */
typedef struct shape {
    const char *text;
    struct {
        int x, y, width, height;
    } parts[2];
} shape;

static const shape shapes[] = {
    {"│", {{44, 0, 12, 100}}},
    {"─", {{0, 47, 100, 6}}},
    {"├", {{44, 0, 12, 100}, {50, 47, 50, 6}}},
    {"┬", {{0, 47, 100, 6}, {44, 50, 12, 50}}},
    {"┴", {{0, 47, 100, 6}, {44, 0, 12, 50}}},
    {"┃", {{38, 0, 24, 100}}},
    {"╎", {{44, 8, 12, 34}, {44, 58, 12, 34}}},
    {"▌", {{0, 0, 50, 100}}},
    {"█", {{0, 0, 100, 100}}},
};

static const shape *shape_of(const dl_cell *cell)
{
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (strlen(shapes[i].text) == cell->len &&
            memcmp(shapes[i].text, cell->text, cell->len) == 0)
            return &shapes[i];
    return NULL;
}

static void add_shape(dl_str *out, const shape *drawn, int x, int y, uint32_t colour)
{
    for (size_t i = 0; i < sizeof drawn->parts / sizeof *drawn->parts; i++) {
        if (drawn->parts[i].width == 0)
            continue;
        dl_rect rect = {
            x + drawn->parts[i].x * CELL_WIDTH / 100, y + drawn->parts[i].y * CELL_HEIGHT / 100,
            drawn->parts[i].width * CELL_WIDTH / 100, drawn->parts[i].height * CELL_HEIGHT / 100};
        add_rect(out, rect, colour);
    }
}

static bool is_blank(const dl_cell *cell)
{
    return cell->len == 1 && *cell->text == ' ';
}

/* How many cells from X of row Y can share a text element, all looking the same: plain characters,
 * or one character of any other sort. */
static int shared_cells(const picture *p, int x, int y, paint ink)
{
    const dl_cell *cell = dl_frame_cell(p->frame, x, y);
    if (cell->len != 1)
        return cell->cells;
    int n = 1;
    while (x + n < p->frame->width && cell[n].len == 1 && paint_equal(paint_of(p, &cell[n]), ink))
        n++;
    while (n > 1 && is_blank(&cell[n - 1]) && !(ink.attributes & DL_ATTR_UNDERLINE))
        n--;
    return n;
}

/* Adds the text of CELLS cells from X of row Y. */
static void add_text(const picture *p, int x, int y, int cells, paint ink)
{
    dl_str *out = p->out;
    const dl_cell *cell = dl_frame_cell(p->frame, x, y);
    bool wide = cell->cells == 2;
    dl_str_add(out, "<text");
    add_number(out, "x", x * CELL_WIDTH + (wide ? CELL_WIDTH : 0));
    add_number(out, "y", y * CELL_HEIGHT + BASELINE);
    if (wide)
        dl_str_add(out, " text-anchor=\"middle\"");
    else
        add_number(out, "textLength", cells * CELL_WIDTH);
    dl_str_addf(out, " fill=\"#%06x\"", (unsigned)ink.foreground);
    if (ink.attributes & DL_ATTR_BOLD)
        dl_str_add(out, " font-weight=\"bold\"");
    if (ink.attributes & DL_ATTR_ITALIC)
        dl_str_add(out, " font-style=\"italic\"");
    if (ink.attributes & DL_ATTR_UNDERLINE)
        dl_str_add(out, " text-decoration=\"underline\"");
    dl_str_addc(out, '>');
    for (int i = 0; i < cells; i++)
        add_xml(out, cell[i].text, cell[i].len);
    dl_str_add(out, "</text>\n");
}

static void add_backgrounds(const picture *p, int y)
{
    uint32_t screen = dl_theme_background(p->theme);
    for (int x = 0, n; x < p->frame->width; x += n) {
        uint32_t colour = paint_of(p, dl_frame_cell(p->frame, x, y)).background;
        n = 1;
        while (x + n < p->frame->width &&
               paint_of(p, dl_frame_cell(p->frame, x + n, y)).background == colour)
            n++;
        dl_rect rect = {x * CELL_WIDTH, y * CELL_HEIGHT, n * CELL_WIDTH, CELL_HEIGHT};
        if (colour != screen)
            add_rect(p->out, rect, colour);
    }
}

static void add_characters(const picture *p, int y)
{
    for (int x = 0, n; x < p->frame->width; x += n) {
        const dl_cell *cell = dl_frame_cell(p->frame, x, y);
        paint ink = paint_of(p, cell);
        const shape *drawn = shape_of(cell);
        n = 1;
        if (drawn)
            add_shape(p->out, drawn, x * CELL_WIDTH, y * CELL_HEIGHT, ink.foreground);
        else if (!is_blank(cell) || (ink.attributes & DL_ATTR_UNDERLINE))
            add_text(p, x, y, n = shared_cells(p, x, y, ink), ink);
    }
}

void dl_frame_dump_svg(const dl_frame *frame, const dl_theme *theme, dl_str *out)
{
    picture p = {frame, theme, out};
    int width = frame->width * CELL_WIDTH, height = frame->height * CELL_HEIGHT;
    dl_str_add(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
    add_number(out, "width", width);
    add_number(out, "height", height);
    dl_str_addf(out,
                " font-family=\"'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace\" "
                "font-size=\"%d\" xml:space=\"preserve\">\n",
                FONT_SIZE);
    add_rect(out, (dl_rect){0, 0, width, height}, dl_theme_background(theme));
    for (int y = 0; y < frame->height; y++) {
        add_backgrounds(&p, y);
        add_characters(&p, y);
    }
    dl_str_add(out, "</svg>\n");
}
