/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two passages beside each other, or below 100 columns one over the other. */
#include "app/screen.h"
#include "dateline/text.h"

#define BESIDE_FROM 100 /* columns of a screen with room for both side by side */

/* Where the sides stand in BODY, each with its heading. */
static void place_sides(dl_rect body, dl_rect ret[2])
{
    ret[0] = ret[1] = body;
    if (body.width >= BESIDE_FROM) {
        ret[0].width = (body.width - 1) / 2;
        ret[1].x = body.x + ret[0].width + 1;
        ret[1].width = body.width - ret[0].width - 1;
    } else {
        ret[0].height = body.height / 2;
        ret[1].y = body.y + ret[0].height;
        ret[1].height = body.height - ret[0].height;
    }
}

static dl_rect body_of(const dl_app *app)
{
    const dl_geometry *g = &app->geometry;
    int top = g->top[0].height + g->top[1].height;
    int bottom = g->bottom[0].height + g->bottom[1].height;
    return (dl_rect){0, top, app->width, app->height - top - bottom};
}

static size_t text_width(const dl_app *app, dl_rect side)
{
    int width = side.width - DL_TEXT_MARGIN_LEFT - DL_TEXT_MARGIN_RIGHT;
    int measure = dl_settings_number(&app->settings, DL_SETTING_MEASURE);
    return width < 1 ? 1 : width > measure ? (size_t)measure : (size_t)width;
}

size_t dl_screen_arrange_compare(dl_app *app)
{
    dl_rect sides[2];
    place_sides(body_of(app), sides);
    dl_compare_layout(&app->compare, text_width(app, sides[0]), text_width(app, sides[1]));
    int height = sides[1].height < sides[0].height ? sides[1].height : sides[0].height;
    return height > 1 ? (size_t)height - 1 : 1;
}

static void paint_side(dl_app *app, dl_frame *frame, dl_rect rect, int number)
{
    dl_compare_side *side = &app->compare.sides[number];
    bool chosen = app->compare.side == number;
    dl_rect heading = {rect.x, rect.y, rect.width, rect.height > 0 ? 1 : 0};
    dl_style style = DL_STYLE(HEADING);
    if (heading.height <= 0)
        return;
    style.flags |= chosen ? DL_STYLE_BOLD : 0;
    if (chosen)
        dl_frame_text(frame, rect.x, rect.y, 1, DL_STYLE(SIGN), app->glyphs->cursor,
                      strlen(app->glyphs->cursor));
    dl_frame_label(frame, rect.x + 2, rect.y, rect.width - 2, style, side->heading,
                   strlen(side->heading), app->glyphs->ellipsis);
    dl_text_section section = {.layout = &side->layout,
                               .style = DL_STYLE(TEXT),
                               .hits = side->only,
                               .hits_count = side->only_count};
    dl_text_view view = {.sections = &section,
                         .sections_count = 1,
                         .top = app->compare.top,
                         .current = dl_layout_find(&side->layout, side->name.start)};
    rect.y++;
    rect.height--;
    dl_paint_text(frame, rect, &view, app->glyphs);
}

void dl_screen_paint_compare(dl_app *app, dl_frame *frame)
{
    dl_rect sides[2];
    size_t height = dl_screen_arrange_compare(app), lines = dl_compare_lines(&app->compare);
    if (app->compare.top + height > lines)
        app->compare.top = lines > height ? lines - height : 0;
    place_sides(body_of(app), sides);
    for (int i = 0; i < 2; i++) {
        paint_side(app, frame, sides[i], i);
        dl_drawn_note(&app->drawn, (dl_drawn_part){sides[i], DL_CONTEXT_COMPARE, DL_PANE_LIST, true,
                                                   (uint64_t)i});
    }
    if (sides[1].x > 0)
        dl_frame_fill(frame, (dl_rect){sides[1].x - 1, sides[1].y, 1, sides[1].height},
                      DL_STYLE(BORDER), app->glyphs->vertical);
}
