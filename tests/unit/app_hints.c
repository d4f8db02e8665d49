/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hints on the mentions in view: where they stand, what they lead to. */
#include <locale.h>
#include <string.h>

#include "dateline/text.h"
#include "support/reader.h"

/* What the cells of hints in row Y show, a blank for every other cell up to the last of them. */
static const char *hints_in(test_reader *r, int y)
{
    static char row[512];
    size_t end = 0;
    for (int x = 0; x < r->frame.width; x++) {
        const dl_cell *cell = dl_frame_cell(&r->frame, x, y);
        bool hint = cell->style.role == DL_ROLE_HINT;
        row[x] = hint ? cell->text[0] : ' ';
        if (hint)
            end = (size_t)x + 1;
    }
    row[end] = '\0';
    return row;
}

static size_t count_hints(test_reader *r)
{
    size_t cells = 0;
    for (int y = 0; y < r->frame.height; y++)
        for (const char *at = hints_in(r, y); *at; at++)
            cells += *at != ' ';
    return cells;
}

/* The first row of the text pane, the cell at which its text begins. */
static dl_rect text_pane(test_reader *r)
{
    return r->app->geometry.panes[DL_PANE_TEXT];
}

static void test_a_letter_goes_there(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "<Enter>f");
    assert_shows(r, "letter: go there; capital: concordance");
    assert_shows(r, "aarbour League charters"); /* over the first cell */
    assert_shows(r, "frandvik called");
    size_t steps = r->app->trail.at;
    test_press(r, "d");
    assert_current(r, "Ilse Brandvik");
    assert_int_equal(count_hints(r), 0);
    assert_int_equal(r->app->trail.at, steps + 1);
    test_press(r, "ff");
    assert_current(r, "Brandvik");
    assert_int_equal(r->app->trail.at, steps + 2);
    test_press(r, "]");
    assert_current(r, "League");
    test_press(r, "<lt>"); /* past the bracket, a small step */
    assert_current(r, "Ilse Brandvik");
    assert_int_equal(r->app->focus.kind, DL_FOCUS_NONE);
}

static void test_a_capital_opens_the_concordance(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "<Enter>fD");
    assert_shows(r, "CONCORDANCE  Ilse Brandvik");
    test_press(r, "q");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    assert_reads(r, "dredgers.txt");
    /* over a hit of the text in focus it is the name's all the same, and so in a concordance's text */
    test_press(r, "/League<Enter>fD<Tab>");
    if (r->app->pane != DL_PANE_TEXT)
        test_press(r, "<Tab>");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_TEXT);
    test_press(r, "fA");
    assert_shows(r, "CONCORDANCE  Harbour League");
}

static void test_cancelled_and_unknown(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>");
    size_t steps = r->app->trail.at;
    test_press(r, "f<Esc>");
    assert_int_equal(count_hints(r), 0);
    assert_hides(r, "letter: ");
    assert_current(r, NULL);
    test_press(r, "fm");
    assert_shows(r, "there is no hint m; f shows them again");
    test_press(r, "f<Down>");
    assert_shows(r, "there is no hint <Down>; f shows them again");
    assert_current(r, NULL);
    assert_int_equal(r->app->trail.at, steps);
    test_press(r, "f<C-c>j"); /* j moves again */
    assert_int_equal(r->app->reading.top, 1);
}

static void test_only_kinds_shown(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>f");
    size_t all = count_hints(r);
    test_press(r, "<Esc>z3f");
    size_t fewer = count_hints(r);
    assert_true(fewer > 0 && fewer < all);
    test_press(r, "a");
    assert_current(r, "Ilse Brandvik");
    test_press(r, "z1z2z4f");
    assert_shows(r, "no mention in view");
    assert_int_equal(count_hints(r), 0);
}

static void test_nothing_else_is_turned_round(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]*f");
    for (int y = 0; y < r->frame.height; y++)
        for (int x = 0; x < r->frame.width; x++)
            assert_false(dl_frame_cell(&r->frame, x, y)->style.flags &
                         (DL_STYLE_FOCUS | DL_STYLE_CURRENT | DL_STYLE_HIT));
    assert_true(count_hints(r) > 0);
}

static void test_a_resize_keeps_them(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "<Enter>f");
    size_t many = count_hints(r);
    test_resize(r, 80, 24);
    size_t few = count_hints(r);
    assert_true(few > 0 && few < many);
    test_press(r, "s");
    assert_current(r, "Harbour League");
    test_press(r, "f");
    test_resize(r, 10, 3);
    assert_int_equal(count_hints(r), 0);
    test_resize(r, 80, 24);
    assert_true(count_hints(r) > 0);
    test_resize(r, 10, 3);
    test_press(r, "a"); /* none of them is to be seen */
    assert_current(r, "Harbour League");
    test_resize(r, 80, 24);
    assert_shows(r, "there is no hint a;");
    assert_int_equal(count_hints(r), 0);
}

/* Thirty names in a text, all in view at 120x40; short ones, wide ones, some at the end of a line. */
static void fill_crowded(dl_store *store)
{
    dl_str body;
    dl_str_init(&body);
    dl_str_add(&body,
               "{country/NO 日}{country/KE 本} met {org/lamp-office L}{person/otieno-maks M} "
               "and {org/lamp-office L}.\n");
    for (int i = 0; i < 12; i++)
        dl_str_add(&body, "{person/ilse-brandvik Brandvik} wrote to {country/NO Norway}.\n");
    for (int i = 0; i < 85; i++)
        dl_str_addc(&body, '-');
    for (int i = 0; i < 8; i++)
        dl_str_add(&body, " {country/KE K}");
    assert_true(dl_str_ok(&body));
    test_document_put(store, &(test_document){"crowded.txt", "2024-03-10", "Coast Wire", "NO",
                                              "No names up here", body.text, NULL});
    dl_str_release(&body);
}

static void test_two_letters(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill_crowded, NULL);
    test_resize(r, 120, 40);
    test_press(r, "<Enter>f");
    assert_int_equal(r->app->hints.len, 37);
    assert_int_equal(count_hints(r), 2 * 37);
    assert_shows(r, "aaas met adafnd ag"); /* wide names hold two letters; a short one makes room */
    assert_shows(r, "ahandvik wrote to ajrway");
    test_press(r, "s");
    assert_shows(r, "s and the second letter");
    assert_int_equal(count_hints(r), 37 - 24); /* what is left to type, where it can go on so */
    test_press(r, "a");
    assert_current(r, "Norway");
    test_press(r, "fl");
    assert_shows(r, "there is no hint l;");
    test_press(r, "fsp");
    assert_shows(r, "there is no hint sp;");
    test_press(r, "fsA"); /* of which kind is not clear */
    assert_shows(r, "there is no hint sA;");
    test_press(r, "fas");
    assert_current(r, "本");
    test_press(r, "fAS");
    assert_shows(r, "CONCORDANCE  Kenya");
}

/* At every width: each hint stands whole, and no half of a wide character is left. */
static void test_every_width(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill_crowded, NULL);
    test_press(r, "<Enter>");
    for (int width = 20; width < 130; width++) {
        test_resize(r, width, 60);
        test_press(r, "ggf");
        dl_rect text = text_pane(r);
        size_t letters = 0;
        for (size_t i = 0; i < r->app->hints.len; i++)
            letters += strlen(r->app->hints.items[i].letters);
        assert_true(letters > 0);
        assert_int_equal(count_hints(r), letters);
        for (int y = 0; y < r->frame.height; y++) {
            const char *row = hints_in(r, y);
            if (*row)
                assert_in_range(y, text.y, text.y + text.height - 1);
            assert_true((int)strlen(row) < text.x + text.width); /* the strip is not touched */
        }
        test_screen(r);
        for (int y = 0; y < r->frame.height; y++)
            for (int x = 0; x < width; x++) {
                const dl_cell *cell = dl_frame_cell(&r->frame, x, y);
                assert_true(cell->cells != 2 ||
                            (x + 1 < width && dl_frame_cell(&r->frame, x + 1, y)->cells == 0));
            }
        test_press(r, "<Esc>");
    }
}

static void test_by_name(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, ":hints<Enter>");
    assert_shows(r, "hints does nothing here");
    test_press(r, "<Esc><Enter>:hints<Enter>");
    assert_shows(r, "letter: go there");
    test_press(r, "a");
    assert_current(r, "Harbour League");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_a_letter_goes_there),
        READER_TEST(test_a_capital_opens_the_concordance),
        READER_TEST(test_cancelled_and_unknown),
        READER_TEST(test_only_kinds_shown),
        READER_TEST(test_nothing_else_is_turned_round),
        READER_TEST(test_a_resize_keeps_them),
        READER_TEST(test_two_letters),
        READER_TEST(test_every_width),
        READER_TEST(test_by_name),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
