/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "dateline/pane.h"

static dl_frame frame;

static const dl_style plain = DL_STYLE(TEXT);

static void begin(int width, int height)
{
    assert_int_equal(dl_frame_begin(&frame, width, height), DL_OK);
}

/* Fails unless the frame's dump, all of it or that of its text alone, is EXPECTED. */
static void assert_dump(void (*dump)(const dl_frame *, dl_str *), const char *expected)
{
    dl_str out;
    dl_str_init(&out);
    dump(&frame, &out);
    assert_string_equal(out.text, expected);
    dl_str_release(&out);
}

static void assert_shows(const char *expected)
{
    assert_dump(dl_frame_dump_text, expected);
}

/* --- tables --- */

#define CELL(string)                                                                               \
    {                                                                                              \
        .text = (string), .len = strlen(string), .style = plain                                    \
    }

static void test_a_table_has_heading_columns_and_a_cursor(void **state)
{
    (void)state;
    const dl_column columns[] = {{.width = 5}, {.width = 0}, {.width = 3, .right = true}};
    const dl_table_cell heading[] = {CELL("DAY"), CELL("title"), CELL("n")};
    const dl_table_cell first[] = {CELL("Mon"), CELL("a short one"), CELL("12")};
    const dl_table_cell second[] = {CELL("Wednesday"), CELL("one that is too long"), CELL("12345")};
    const dl_table_row rows[] = {{.cells = first}, {.cells = second, .cursor = true}, {0}};
    dl_table table = {columns, 3, heading, rows, 3, true};
    begin(24, 6);
    dl_frame_fill(&frame, (dl_rect){0, 0, 24, 6}, plain, "#");
    dl_paint_table(&frame, (dl_rect){1, 1, 22, 4}, &table, dl_glyphs_unicode());
    assert_dump(dl_frame_dump_cells, "frame 24x6 cursor hidden\n"
                                     "01 text |########################|\n"
                                     "02 text |# DAY   title         n#|\n"
                                     "03 text |# Mon   a short one  12#|\n"
                                     "04 text |#▌Wedn… one that i… …45#|\n"
                                     "04 style| >                      |\n"
                                     "04 flags| ssssssssssssssssssssss |\n"
                                     "05 text |#                      #|\n"
                                     "06 text |########################|\n");
}

static void test_columns_share_what_is_left(void **state)
{
    (void)state;
    const dl_column columns[] = {{.width = 0}, {.width = 4}, {.width = 0}, {.width = 0}};
    dl_table table = {.columns = columns, .columns_count = 4};
    const dl_rect rect = {10, 0, 20, 5};
    int x;
    const int expected[4][2] = {{11, 4}, {16, 4}, {21, 4}, {26, 4}};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(dl_table_column(&table, rect, i, &x), expected[i][1]);
        assert_int_equal(x, expected[i][0]);
    }
    assert_int_equal(dl_table_column(&table, (dl_rect){0, 0, 22, 1}, 0, &x), 5);
    assert_int_equal(dl_table_column(&table, (dl_rect){0, 0, 22, 1}, 3, &x), 4);
    assert_int_equal(dl_table_column(&table, (dl_rect){0, 0, 4, 1}, 1, &x), 2);
    assert_int_equal(dl_table_column(&table, (dl_rect){0, 0, 4, 1}, 3, &x), 0);
}

static void test_a_table_in_one_row_shows_a_row_before_its_heading(void **state)
{
    (void)state;
    const dl_column columns[] = {{.width = 0}};
    const dl_table_cell heading[] = {CELL("HEAD")}, cell[] = {CELL("row")};
    const dl_table_row rows[] = {{.cells = cell, .cursor = true}};
    dl_table table = {columns, 1, heading, rows, 1, false};
    begin(6, 1);
    dl_paint_table(&frame, (dl_rect){0, 0, 6, 1}, &table, dl_glyphs_ascii());
    assert_shows(">row  \n");
    table.rows_count = 0;
    dl_paint_table(&frame, (dl_rect){0, 0, 6, 1}, &table, dl_glyphs_ascii());
    assert_shows(" HEAD \n");
    dl_paint_table(&frame, (dl_rect){0, 0, 0, 0}, &table, dl_glyphs_ascii());
}

static void test_marks_of_a_cell_are_painted_and_cut(void **state)
{
    (void)state;
    const dl_column columns[] = {{.width = 0, .right = true}, {.width = 0}};
    const dl_mark left[] = {{0, 3, DL_STYLE(PERSON)}, {4, 7, DL_STYLE(COUNTRY)}};
    const dl_mark right[] = {{4, 11, DL_STYLE(ORGANISATION)}};
    const dl_table_cell cells[] = {
        {.text = "Osk Ost says", .len = 12, .style = plain, .marks = left, .marks_count = 2},
        {.text = "the Harbour Union", .len = 17, .style = plain, .marks = right, .marks_count = 1}};
    const dl_table_row rows[] = {{.cells = cells}};
    dl_table table = {.columns = columns, .columns_count = 2, .rows = rows, .rows_count = 1};
    begin(20, 1);
    dl_paint_table(&frame, (dl_rect){0, 0, 20, 1}, &table, dl_glyphs_unicode());
    assert_dump(dl_frame_dump_cells, "frame 20x1 cursor hidden\n"
                                     "01 text | …Ost says the Harb…|\n"
                                     "01 style|  CCC          OOOO |\n");
}

/* --- the reading pane --- */

static void test_a_text_has_marks_hits_and_a_strip(void **state)
{
    (void)state;
    const char *title = "Osk opens port", *body = "The port of Osk opened.\n\nShips came "
                                                  "from Ost to the new harbour of Osk.";
    dl_layout layouts[2];
    dl_layout_init(&layouts[0], title, strlen(title), 16);
    dl_layout_init(&layouts[1], body, strlen(body), 16);
    const dl_mark in_title[] = {{0, 3, DL_STYLE(PLACE)}};
    const dl_mark in_body[] = {{4, 15, {DL_ROLE_PLACE, DL_STYLE_FOCUS}},
                               {41, 44, {DL_ROLE_COUNTRY, DL_STYLE_CURRENT}}};
    const dl_mark hits[] = {{12, 22, DL_STYLE(TEXT)}};
    const dl_text_section sections[] = {
        {.layout = &layouts[0], .style = DL_STYLE(TITLE), .marks = in_title, .marks_count = 1},
        {.layout = &layouts[1],
         .style = plain,
         .marks = in_body,
         .marks_count = 2,
         .hits = hits,
         .hits_count = 1}};
    const size_t focus[] = {12, 67};
    dl_text_view view = {sections, 2, 0, 5, strlen(body), 0, 40, focus, 2};
    begin(20, 6);
    dl_paint_text(&frame, (dl_rect){0, 0, 20, 6}, &view, dl_glyphs_unicode());
    assert_dump(dl_frame_dump_cells, "frame 20x6 cursor hidden\n"
                                     "01 text |  Osk opens port    |\n"
                                     "01 style|  LLLTTTTTTTTTTT    |\n"
                                     "02 text |  The port of Osk  ◆|\n"
                                     "02 style|      llllllll???  >|\n"
                                     "03 text |  opened.          ┃|\n"
                                     "03 style|  ??????           >|\n"
                                     "04 text |                   ┃|\n"
                                     "04 style|                   >|\n"
                                     "05 text |  Ships came from  ╎|\n"
                                     "05 style|                   .|\n"
                                     "06 text |› Ost to the new   ◆|\n"
                                     "06 style|> ***              >|\n");
    view.top = 6;
    view.strip_len = 0;
    begin(20, 2);
    dl_paint_text(&frame, (dl_rect){0, 0, 20, 2}, &view, dl_glyphs_ascii());
    assert_shows("  harbour of Osk.   \n                    \n");
    for (size_t i = 0; i < 2; i++)
        dl_layout_release(&layouts[i]);
}

static void test_a_mark_never_parts_a_cluster(void **state)
{
    (void)state;
    const char *text = "cafe\xCC\x81s";
    dl_layout layout;
    dl_layout_init(&layout, text, strlen(text), 10);
    const dl_mark marks[] = {{0, 4, DL_STYLE(OTHER)}};
    const dl_text_section section = {
        .layout = &layout, .style = plain, .marks = marks, .marks_count = 1};
    dl_text_view view = {.sections = &section, .sections_count = 1, .current = SIZE_MAX};
    begin(10, 1);
    dl_paint_text(&frame, (dl_rect){0, 0, 10, 1}, &view, dl_glyphs_unicode());
    assert_dump(dl_frame_dump_cells, "frame 10x1 cursor hidden\n"
                                     "01 text |  cafe\xCC\x81s   |\n"
                                     "01 style|  UUUU    |\n");
    dl_layout_release(&layout);
}

/* --- bars and prompt --- */

static void test_pieces_of_a_bar_make_room(void **state)
{
    (void)state;
    const dl_bar_piece pieces[] = {{"dateline", DL_STYLE(BAR), false, 9},
                                   {"", DL_STYLE(BAR), false, 1},
                                   {"[org:Osk]", DL_STYLE(CHIP), false, 5},
                                   {"2 of 5", DL_STYLE(BAR), true, 4},
                                   {"newest", DL_STYLE(BAR), true, 3}};
    static const struct {
        int width;
        const char *shown;
    } cases[] = {
        {40, " dateline  [org:Osk]     2 of 5  newest \n"},
        {37, " dateline  [org:Osk]  2 of 5  newest \n"},
        {36, " dateline [org:Osk]   2 of 5 newest \n"},
        {34, " dateline [org:Osk] 2 of 5 newest \n"},
        {33, " dateline  [org:Osk]      2 of 5 \n"},
        {20, " dateline [org:Osk] \n"},
        {19, " dateline          \n"},
        {8, " datel… \n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        begin(cases[i].width, 1);
        dl_paint_bar(&frame, (dl_rect){0, 0, cases[i].width, 1}, pieces, 5, dl_glyphs_unicode());
        assert_shows(cases[i].shown);
    }
    begin(2, 1);
    dl_paint_bar(&frame, (dl_rect){0, 0, 2, 1}, pieces, 5, dl_glyphs_unicode());
    dl_paint_bar(&frame, (dl_rect){0, 0, 2, 1}, pieces, 0, dl_glyphs_unicode());
    assert_shows("  \n");
}

static void test_a_prompt_shows_its_cursor_and_candidates(void **state)
{
    (void)state;
    const dl_table_cell cells[3][2] = {{CELL("org:osk"), CELL("12")},
                                       {CELL("org:ost-union"), CELL("3")},
                                       {CELL("org:oslo"), CELL("1")}};
    const dl_table_row rows[] = {{.cells = cells[0]}, {.cells = cells[1]}, {.cells = cells[2]}};
    dl_prompt_view prompt = {"filter: ", "org:os", 6, NULL, NULL, NULL, rows, 3, 2};
    begin(24, 4);
    dl_paint_prompt(&frame, (dl_rect){0, 1, 24, 3}, &prompt, dl_glyphs_unicode());
    assert_dump(dl_frame_dump_cells, "frame 24x4 cursor 15,4\n"
                                     "01 text |                        |\n"
                                     "02 text | org:ost-union  3       |\n"
                                     "02 style|===================     |\n"
                                     "03 text | org:oslo       1       |\n"
                                     "03 style|===================     |\n"
                                     "03 flags|sssssssssssssssssss     |\n"
                                     "04 text |filter: org:os          |\n"
                                     "04 style|========================|\n"
                                     "04 flags|bbbbbbbb                |\n");
    prompt.above = "new: place";
    begin(24, 4);
    dl_paint_prompt(&frame, (dl_rect){0, 1, 24, 3}, &prompt, dl_glyphs_unicode());
    assert_shows("                        \n org:oslo       1       \n new: place             \n"
                 "filter: org:os          \n");
}

static void test_a_long_prompt_scrolls_with_its_cursor(void **state)
{
    (void)state;
    dl_prompt_view prompt = {"/",     "the harbour of Ost", 18, "not found", NULL, NULL, NULL, 0,
                             SIZE_MAX};
    begin(12, 1);
    dl_paint_prompt(&frame, (dl_rect){0, 0, 12, 1}, &prompt, dl_glyphs_unicode());
    assert_shows("/our of Ost \n");
    assert_int_equal(frame.cursor_x, 11);
    prompt.cursor = 0;
    dl_paint_prompt(&frame, (dl_rect){0, 0, 12, 1}, &prompt, dl_glyphs_unicode());
    assert_shows("/the harbour\n");
    assert_int_equal(frame.cursor_x, 1);
    begin(32, 1);
    dl_paint_prompt(&frame, (dl_rect){0, 0, 32, 1}, &prompt, dl_glyphs_unicode());
    assert_shows("/the harbour of Ost  not found  \n");
}

/* --- geometry --- */

static bool is_empty(dl_rect rect)
{
    return rect.width <= 0 || rect.height <= 0;
}

static bool overlap(dl_rect a, dl_rect b)
{
    return !is_empty(a) && !is_empty(b) && a.x < b.x + b.width && b.x < a.x + a.width &&
           a.y < b.y + b.height && b.y < a.y + a.height;
}

/* Collects what G places: bars, panes, rule, divider. */
#define RECTS (4 + DL_PANE_COUNT + 2)
static void collect(const dl_geometry *g, dl_rect rects[RECTS])
{
    memcpy(rects, g->top, sizeof g->top);
    memcpy(rects + 2, g->bottom, sizeof g->bottom);
    memcpy(rects + 4, g->panes, sizeof g->panes);
    rects[RECTS - 2] = g->rule;
    rects[RECTS - 1] = g->divider;
}

static void check_geometry(const dl_geometry *g, int width, int height,
                           const dl_geometry_wish *wish)
{
    dl_rect rects[RECTS];
    bool drawer = wish->sources_drawer || wish->names_drawer;
    collect(g, rects);
    for (int i = 0; i < RECTS; i++) {
        dl_rect r = rects[i];
        if (!is_empty(r) &&
            (r.x < 0 || r.y < 0 || r.x + r.width > width || r.y + r.height > height))
            fail_msg("%dx%d: rectangle %d sticks out", width, height, i);
        for (int j = 0; !drawer && j < i; j++)
            if (overlap(r, rects[j]))
                fail_msg("%dx%d: rectangles %d and %d overlap", width, height, i, j);
    }
    bool small = width < 20 || height < 5;
    assert_int_equal(g->too_small, small);
    if (small)
        return;
    assert_false(is_empty(g->top[0]) || is_empty(g->bottom[0]));
    assert_int_equal(is_empty(g->top[1]), height < 24);
    for (dl_pane pane = 0; pane < DL_PANE_COUNT; pane++) {
        bool expected = pane == DL_PANE_LIST || pane == DL_PANE_TEXT;
        if (wish->zoomed)
            expected = pane == wish->zoomed_pane;
        else if (pane == DL_PANE_SOURCES)
            expected = wish->sources_drawer || (width >= 100 && !wish->whole_width);
        if (expected && is_empty(g->panes[pane]))
            fail_msg("%dx%d: no pane %d", width, height, (int)pane);
        if (wish->zoomed && !expected)
            assert_true(is_empty(g->panes[pane]));
    }
    if (!wish->zoomed && wish->names_drawer && !wish->sources_drawer && width < 100)
        assert_false(is_empty(g->panes[DL_PANE_NAMES]));
}

static void test_every_size_has_its_places(void **state)
{
    (void)state;
    static const dl_geometry_wish wishes[] = {
        {.list_rows = 5, .sources_rows = 13},
        {.list_rows = 0, .sources_rows = 0},
        {.list_rows = SIZE_MAX, .sources_rows = SIZE_MAX},
        {.list_rows = 20, .whole_width = true},
        {.list_rows = 5, .sources_rows = 9, .zoomed = true, .zoomed_pane = DL_PANE_TEXT},
        {.list_rows = 5, .sources_rows = 9, .zoomed = true, .zoomed_pane = DL_PANE_NAMES},
        {.list_rows = 5, .sources_rows = 9, .sources_drawer = true},
        {.list_rows = 5, .sources_rows = 9, .names_drawer = true},
        {.list_rows = 5, .sources_rows = 9, .list_more = 1000, .left_more = 1000},
        {.list_rows = 5, .sources_rows = 9, .list_more = -1000, .left_more = -1000},
    };
    for (size_t w = 0; w < sizeof wishes / sizeof *wishes; w++)
        for (int width = 1; width <= 220; width++)
            for (int height = 1; height <= 70; height++) {
                dl_geometry g;
                dl_geometry_make(&g, width, height, &wishes[w]);
                check_geometry(&g, width, height, &wishes[w]);
            }
}

static void assert_rect(dl_rect rect, int x, int y, int width, int height)
{
    assert_int_equal(rect.x, x);
    assert_int_equal(rect.y, y);
    assert_int_equal(rect.width, width);
    assert_int_equal(rect.height, height);
}

static void test_the_drawn_screens(void **state)
{
    (void)state;
    dl_geometry g;
    dl_geometry_make(&g, 120, 40, &(dl_geometry_wish){.list_rows = 5, .sources_rows = 13});
    assert_rect(g.panes[DL_PANE_SOURCES], 0, 2, 26, 14);
    assert_rect(g.panes[DL_PANE_NAMES], 0, 16, 26, 22);
    assert_rect(g.divider, 27, 2, 1, 36);
    assert_rect(g.panes[DL_PANE_LIST], 28, 2, 91, 6);
    assert_rect(g.rule, 28, 8, 92, 1);
    assert_rect(g.panes[DL_PANE_TEXT], 29, 9, 91, 29);
    assert_rect(g.bottom[0], 0, 38, 120, 1);
    dl_geometry_make(&g, 80, 24, &(dl_geometry_wish){.list_rows = 2, .sources_rows = 13});
    assert_rect(g.panes[DL_PANE_LIST], 0, 2, 79, 3);
    assert_rect(g.rule, 0, 5, 80, 1);
    assert_rect(g.panes[DL_PANE_TEXT], 0, 6, 80, 17);
    assert_rect(g.bottom[0], 0, 23, 80, 1);
    assert_true(is_empty(g.panes[DL_PANE_SOURCES]) && is_empty(g.divider));
    dl_geometry_make(&g, 120, 40, &(dl_geometry_wish){.list_rows = 21, .whole_width = true});
    assert_rect(g.panes[DL_PANE_LIST], 0, 2, 119, 22);
    assert_rect(g.panes[DL_PANE_TEXT], 0, 25, 120, 13);
    dl_geometry_make(&g, 80, 24, &(dl_geometry_wish){.list_rows = 99, .sources_drawer = true});
    assert_int_equal(g.panes[DL_PANE_LIST].height, 7);
    assert_rect(g.panes[DL_PANE_SOURCES], 0, 2, 28, 21);
    assert_rect(g.divider, 29, 2, 1, 21);
}

static void test_borders_meet(void **state)
{
    (void)state;
    dl_geometry g;
    dl_geometry_make(&g, 40, 10, &(dl_geometry_wish){.list_rows = 1, .sources_drawer = true});
    begin(40, 10);
    dl_frame_fill(&frame, (dl_rect){0, 0, 40, 10}, plain, "#");
    dl_paint_borders(&frame, &g, dl_glyphs_unicode());
    assert_shows("########################################\n"
                 "                             │##########\n"
                 "                             │##########\n"
                 "                             ├──────────\n"
                 "                             │##########\n"
                 "                             │##########\n"
                 "                             │##########\n"
                 "                             │##########\n"
                 "                             │##########\n"
                 "########################################\n");
}

static int set_up(void **state)
{
    (void)state;
    dl_frame_init(&frame);
    return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    dl_frame_release(&frame);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_table_has_heading_columns_and_a_cursor),
        cmocka_unit_test(test_columns_share_what_is_left),
        cmocka_unit_test(test_a_table_in_one_row_shows_a_row_before_its_heading),
        cmocka_unit_test(test_marks_of_a_cell_are_painted_and_cut),
        cmocka_unit_test(test_a_text_has_marks_hits_and_a_strip),
        cmocka_unit_test(test_a_mark_never_parts_a_cluster),
        cmocka_unit_test(test_pieces_of_a_bar_make_room),
        cmocka_unit_test(test_a_prompt_shows_its_cursor_and_candidates),
        cmocka_unit_test(test_a_long_prompt_scrolls_with_its_cursor),
        cmocka_unit_test(test_every_size_has_its_places),
        cmocka_unit_test(test_the_drawn_screens),
        cmocka_unit_test(test_borders_meet),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
