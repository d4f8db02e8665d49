/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unictype.h>
#include <unistr.h>

#include "dateline/frame.h"
#include "dateline/text.h"

static const dl_style plain = DL_STYLE(TEXT);

static int set_up(void **state)
{
    static dl_frame frame;
    setlocale(LC_ALL, "C.UTF-8");
    dl_frame_init(&frame);
    *state = &frame;
    return 0;
}

static int tear_down(void **state)
{
    dl_frame_release(*state);
    return 0;
}

static int paint(dl_frame *frame, int x, int y, const char *text)
{
    return dl_frame_text(frame, x, y, frame->width, plain, text, strlen(text));
}

/* Fails unless FRAME shows EXPECTED and no wide character stands cut in half. */
static void assert_shows(const dl_frame *frame, const char *expected)
{
    dl_str out;
    dl_str_init(&out);
    dl_frame_dump_text(frame, &out);
    assert_string_equal(out.text, expected);
    dl_str_release(&out);
    for (int y = 0; y < frame->height; y++) {
        int cells = 0;
        for (int x = 0; x < frame->width; x += dl_frame_cell(frame, x, y)->cells) {
            const dl_cell *cell = dl_frame_cell(frame, x, y);
            assert_in_range(cell->cells, 1, 2);
            assert_true(cell->cells == 1 || cell[1].cells == 0);
            cells += cell->cells;
        }
        assert_int_equal(cells, frame->width);
    }
}

static void test_begin_gives_blanks(void **state)
{
    dl_frame *frame = *state;
    assert_int_equal(dl_frame_begin(frame, 3, 2), DL_OK);
    assert_shows(frame, "   \n   \n");
    paint(frame, 0, 0, "abc");
    assert_int_equal(dl_frame_begin(frame, 2, 1), DL_OK);
    assert_shows(frame, "  \n");
    assert_int_equal(frame->cursor_x, -1);
    assert_int_equal(dl_frame_begin(frame, 0, 7), DL_OK);
    assert_shows(frame, "");
}

static void test_text_is_clipped_to_width_and_frame(void **state)
{
    dl_frame *frame = *state;
    dl_frame_begin(frame, 5, 1);
    assert_int_equal(dl_frame_text(frame, 1, 0, 2, plain, "abcd", 4), 2);
    assert_shows(frame, " ab  \n");
    assert_int_equal(paint(frame, 3, 0, "wxyz"), 2);
    assert_shows(frame, " abwx\n");
    assert_int_equal(paint(frame, -2, 0, "1234"), 4);
    assert_shows(frame, "34bwx\n");
    assert_int_equal(paint(frame, 0, 1, "no"), 0);
    assert_int_equal(paint(frame, 0, -1, "no"), 0);
    assert_int_equal(paint(frame, 9, 0, "no"), 0);
    assert_int_equal(dl_frame_text(frame, 0, 0, -3, plain, "no", 2), 0);
    assert_int_equal(dl_frame_text(frame, 4, 0, 2147483647, plain, "!!", 2), 1);
    assert_shows(frame, "34bw!\n");
}

static void test_wide_characters_at_the_edges_become_blanks(void **state)
{
    dl_frame *frame = *state;
    dl_frame_begin(frame, 5, 1);
    paint(frame, 0, 0, "xxxxx");
    paint(frame, -1, 0, "漢字漢字");
    assert_shows(frame, " 字 x\n");
    assert_int_equal(dl_frame_text(frame, 0, 0, 3, plain, "漢字", 6), 3);
    assert_shows(frame, "漢  x\n");
    paint(frame, 0, 0, "xxxxx");
    paint(frame, 0, 0, "漢字漢");
    assert_shows(frame, "漢字 \n");
}

static void test_half_painted_wide_characters_leave_a_blank(void **state)
{
    dl_frame *frame = *state;
    dl_frame_begin(frame, 6, 1);
    paint(frame, 0, 0, "漢字語");
    paint(frame, 1, 0, "a");
    assert_shows(frame, " a字語\n");
    paint(frame, 2, 0, "b");
    assert_shows(frame, " ab 語\n");
    paint(frame, 3, 0, "国");
    assert_shows(frame, " ab国 \n");
    paint(frame, 2, 0, "国");
    assert_shows(frame, " a国  \n");
    dl_frame_fill(frame, (dl_rect){3, 0, 2, 1}, plain, "│");
    assert_shows(frame, " a ││ \n");
}

static void test_marks_combine_and_a_lone_one_stands_alone(void **state)
{
    dl_frame *frame = *state;
    dl_frame_begin(frame, 4, 1);
    assert_int_equal(paint(frame, 0, 0, "e\xCC\x81x"), 2);
    assert_shows(frame, "e\xCC\x81x  \n");
    assert_int_equal(dl_frame_cell(frame, 0, 0)->len, 3);
    paint(frame, 1, 0, "\xCC\x81");
    assert_shows(frame, "e\xCC\x81\xC2\xA0\xCC\x81  \n");
}

static void test_a_cluster_that_does_not_fit_is_not_cut(void **state)
{
    dl_frame *frame = *state;
    dl_frame_begin(frame, 4, 1);
    const char *flag = "\U0001F1EF\U0001F1F5"; /* two letters, one cell each */
    assert_int_equal(dl_text_cells(flag, strlen(flag)), 2);
    paint(frame, 1, 0, flag);
    assert_int_equal(dl_frame_cell(frame, 1, 0)->len, 4);
    assert_int_equal(dl_frame_cell(frame, 2, 0)->len, 4);
    paint(frame, 3, 0, flag);
    assert_int_equal(dl_frame_cell(frame, 3, 0)->len, 1);
}

static void test_labels_end_in_an_ellipsis(void **state)
{
    dl_frame *frame = *state;
    dl_frame_begin(frame, 8, 1);
    assert_int_equal(dl_frame_label(frame, 0, 0, 6, plain, "abcdef", 6, "…"), 6);
    assert_shows(frame, "abcdef  \n");
    assert_int_equal(dl_frame_label(frame, 0, 0, 5, plain, "abcdef", 6, "…"), 5);
    assert_shows(frame, "abcd…f  \n");
    dl_frame_begin(frame, 8, 1);
    assert_int_equal(dl_frame_label(frame, 0, 0, 4, plain, "漢字語", 9, "…"), 3);
    assert_shows(frame, "漢…     \n");
    dl_frame_begin(frame, 8, 1);
    assert_int_equal(dl_frame_label(frame, 0, 0, 1, plain, "abc", 3, "…"), 1);
    assert_int_equal(dl_frame_label(frame, 4, 0, 2, plain, "abcd", 4, "..."), 2);
    assert_int_equal(dl_frame_label(frame, 0, 0, 0, plain, "abc", 3, "…"), 0);
    assert_shows(frame, "…   ..  \n");
}

static void test_flags_are_added_to_whole_characters(void **state)
{
    dl_frame *frame = *state;
    dl_frame_begin(frame, 6, 2);
    paint(frame, 0, 0, "a漢字b");
    dl_frame_mark(frame, (dl_rect){2, 0, 2, 9}, DL_STYLE_SELECTED);
    const uint8_t expected[] = {0, 0, 0, DL_STYLE_SELECTED, DL_STYLE_SELECTED, 0};
    for (int x = 0; x < 6; x++)
        assert_int_equal(dl_frame_cell(frame, x, 0)->style.flags, expected[x]);
    assert_int_equal(dl_frame_cell(frame, 2, 1)->style.flags, DL_STYLE_SELECTED);
}

/* Fails where a cell of the row holds what must never reach a terminal. */
static void assert_row_safe(const dl_frame *frame, uint32_t painted)
{
    int cells = 0;
    for (int x = 0; x < frame->width; x++) {
        const dl_cell *cell = dl_frame_cell(frame, x, 0);
        cells += cell->cells;
        for (size_t pos = 0, n; pos < cell->len; pos += n) {
            uint32_t cp = dl_text_decode(cell->text + pos, cell->len - pos, &n);
            bool bidi = uc_is_property_bidi_control(cp);
            bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029;
            if (bidi || control || (cp >= 0xE0000 && cp < 0xE1000) || (cp & 0xFFFE) == 0xFFFE)
                fail_msg("U+%04X shows as U+%04X", (unsigned)painted, (unsigned)cp);
        }
    }
    if (cells != frame->width)
        fail_msg("U+%04X breaks the grid", (unsigned)painted);
}

static void test_no_code_point_reaches_a_frame_as_a_control(void **state)
{
    dl_frame *frame = *state;
    for (uint32_t cp = 0; cp < 0x110000; cp++) {
        char text[16] = "ab";
        int n = u8_uctomb((uint8_t *)text + 2, cp, 8);
        if (n < 0) { /* a surrogate: three bytes that are not UTF-8 */
            memcpy(text + 2, (char[]){(char)0xED, (char)(0x80 | (cp >> 6 & 0x3F)), (char)0x80}, 3);
            n = 3;
        }
        text[2 + n] = 'c';
        dl_frame_begin(frame, 8, 1);
        dl_frame_text(frame, 0, 0, 8, plain, text, (size_t)n + 3);
        assert_row_safe(frame, cp);
        dl_frame_text(frame, 3, 0, 8, plain, text + 2, (size_t)n);
        assert_row_safe(frame, cp);
    }
    assert_false(frame->failed);
}

static void test_any_bytes_painted_anywhere_keep_the_grid(void **state)
{
    dl_frame *frame = *state;
    srand(20210402);
    dl_frame_begin(frame, 17, 1);
    for (int round = 0; round < 20000; round++) {
        char text[24];
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = (char)(rand() % 3 ? rand() % 256 : "\xE6\xBC\xA2"[rand() % 3]);
        if (round % 100 == 0)
            dl_frame_begin(frame, 17, 1);
        dl_frame_text(frame, rand() % 30 - 10, 0, rand() % 20, plain, text, sizeof text);
        assert_row_safe(frame, 0xFFFD);
    }
}

static void test_equal_means_text_style_and_cursor(void **state)
{
    dl_frame *a = *state, b;
    dl_frame_init(&b);
    dl_frame_begin(a, 4, 1);
    dl_frame_begin(&b, 4, 1);
    paint(a, 0, 0, "é漢");
    paint(&b, 0, 0, "é漢");
    assert_true(dl_frame_equal(a, &b));
    b.cursor_x = 0;
    assert_false(dl_frame_equal(a, &b));
    b.cursor_x = -1;
    dl_frame_mark(&b, (dl_rect){0, 0, 1, 1}, DL_STYLE_FOCUS);
    assert_false(dl_frame_equal(a, &b));
    dl_frame_begin(&b, 4, 1);
    paint(&b, 0, 0, "è漢");
    assert_false(dl_frame_equal(a, &b));
    dl_frame_begin(&b, 5, 1);
    assert_false(dl_frame_equal(a, &b));
    dl_frame_release(&b);
}

static void test_a_golden_frame_says_what_each_cell_is(void **state)
{
    dl_frame *frame = *state;
    dl_frame_begin(frame, 12, 3);
    dl_style focus = {.role = DL_ROLE_ORGANISATION, .flags = DL_STYLE_FOCUS};
    dl_style current = {.role = DL_ROLE_PERSON, .flags = DL_STYLE_CURRENT | DL_STYLE_UNSURE};
    dl_style hit = {.role = DL_ROLE_TEXT, .flags = DL_STYLE_HIT | DL_STYLE_BOLD};
    dl_frame_text(frame, 0, 0, 12, focus, "日本", 6);
    dl_frame_text(frame, 5, 0, 12, current, "Osk", 3);
    dl_frame_text(frame, 9, 0, 12, hit, "x", 1);
    dl_frame_text(frame, 0, 2, 12, DL_STYLE(COUNTRY), "Peru", 4);
    dl_frame_mark(frame, (dl_rect){0, 2, 2, 1}, DL_STYLE_SELECTED);
    frame->cursor_x = 3;
    frame->cursor_y = 1;
    dl_str out;
    dl_str_init(&out);
    dl_frame_dump_cells(frame, &out);
    assert_string_equal(out.text, "frame 12x3 cursor 4,2\n"
                                  "01 text |日本 Osk x  |\n"
                                  "01 style|o o  *** ?  |\n"
                                  "01 flags|     uuu b  |\n"
                                  "02 text |            |\n"
                                  "03 text |Peru        |\n"
                                  "03 style|CCCC        |\n"
                                  "03 flags|ss          |\n");
    dl_str_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_begin_gives_blanks),
        cmocka_unit_test(test_text_is_clipped_to_width_and_frame),
        cmocka_unit_test(test_wide_characters_at_the_edges_become_blanks),
        cmocka_unit_test(test_half_painted_wide_characters_leave_a_blank),
        cmocka_unit_test(test_marks_combine_and_a_lone_one_stands_alone),
        cmocka_unit_test(test_a_cluster_that_does_not_fit_is_not_cut),
        cmocka_unit_test(test_labels_end_in_an_ellipsis),
        cmocka_unit_test(test_flags_are_added_to_whole_characters),
        cmocka_unit_test(test_no_code_point_reaches_a_frame_as_a_control),
        cmocka_unit_test(test_any_bytes_painted_anywhere_keep_the_grid),
        cmocka_unit_test(test_equal_means_text_style_and_cursor),
        cmocka_unit_test(test_a_golden_frame_says_what_each_cell_is),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
