/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Habits of the hand: moving, counts, pages, panes, and what a key never does. */
#include <string.h>

#include "support/reader.h"

/* --- rows of the list --- */

static void test_j_and_k_move_and_preview(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    assert_reads(r, "dredgers.txt");
    test_press(r, "j");
    assert_reads(r, "lamps.txt");
    test_press(r, "<Down>");
    assert_reads(r, "perch.txt");
    test_press(r, "k<Up>");
    assert_reads(r, "dredgers.txt");
    test_press(r, "k");
    assert_int_equal(r->app->list.cursor, 0);
    assert_false(r->app->reading.doc.read);
    assert_int_equal(r->app->trail.at, 0);
}

static void test_digits_count(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "3j");
    assert_int_equal(r->app->list.cursor, 3);
    test_press(r, "2k");
    assert_int_equal(r->app->list.cursor, 1);
    test_press(r, "5G");
    assert_int_equal(r->app->list.cursor, 4);
    test_press(r, "2gg");
    assert_int_equal(r->app->list.cursor, 1);
    test_press(r, "10j");
    assert_int_equal(r->app->list.cursor, TEST_ARCHIVE_DOCUMENTS - 1);
    test_press(r, "99999999999999999999k");
    assert_int_equal(r->app->list.cursor, 0);
    test_press(r, "0"); /* no count begins with it, and nothing is bound to it */
    assert_shows(r, "0 is not bound here");
}

static void test_a_count_is_shown_and_escape_drops_it(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "12g");
    assert_shows(r, "12g");
    test_press(r, "<Esc>");
    assert_hides(r, "12g");
    test_press(r, "3<Esc>j");
    assert_int_equal(r->app->list.cursor, 1);
}

static void test_ends(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "G");
    assert_reads(r, "ferry.txt");
    test_press(r, "gg");
    assert_reads(r, "dredgers.txt");
    test_press(r, "<End>");
    assert_reads(r, "ferry.txt");
    test_press(r, "<Home>");
    assert_reads(r, "dredgers.txt");
    test_press(r, "50%");
    assert_int_equal(r->app->list.cursor, (TEST_ARCHIVE_DOCUMENTS - 1) / 2);
    test_press(r, "100%");
    assert_reads(r, "ferry.txt");
    test_press(r, "%");
    assert_shows(r, "50% is half way");
    assert_reads(r, "ferry.txt");
}

static void test_colon_and_a_number_goes_there(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, ":4<Enter>");
    assert_int_equal(r->app->list.cursor, 3);
    test_press(r, ":50%<Enter>");
    assert_int_equal(r->app->list.cursor, 3);
    test_press(r, ":99999999999999999999999<Enter>");
    assert_int_equal(r->app->list.cursor, TEST_ARCHIVE_DOCUMENTS - 1);
    test_press(r, ":4x<Enter>");
    assert_shows(r, "a number");
    assert_int_equal(r->app->prompt.kind, DL_PROMPT_COMMAND);
}

/* --- lines of the text --- */

static void test_pages(void **state)
{
    test_reader *r = *state;
    dl_reading *text;
    test_reader_start(r);
    text = &r->app->reading;
    test_press(r, "<Enter>");
    size_t height = text->height;
    static const char *const down[] = {"<C-f>", "<Space>", "<PageDown>"};
    static const char *const up[] = {"<C-b>", "b", "<PageUp>"};
    for (size_t i = 0; i < COUNT_OF(down); i++) {
        test_press(r, down[i]);
        assert_int_equal(text->top, height - 2); /* two lines stay in view */
        test_press(r, up[i]);
        assert_int_equal(text->top, 0);
    }
    test_press(r, "<C-d>");
    assert_int_equal(text->top, (height + 1) / 2);
    test_press(r, "<C-u>");
    assert_int_equal(text->top, 0);
    test_press(r, "3<C-d>");
    assert_int_equal(text->top, 3);
    test_press(r, "gg4<C-e>");
    assert_int_equal(text->top, 4);
    test_press(r, "<C-y>");
    assert_int_equal(text->top, 3);
    test_press(r, "gg2j");
    assert_int_equal(text->top, 2);
    test_press(r, "G");
    assert_int_equal(text->top + height, dl_reading_lines(text));
    test_press(r, "10G");
    assert_int_equal(text->top, 9);
}

static void test_scrolling_a_list_moves_the_cursor_only_at_its_edge(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 80, 16); /* four rows of the list */
    test_press(r, "jj<C-e>");
    assert_int_equal(r->app->list.top, 1);
    assert_int_equal(r->app->list.cursor, 2);
    test_press(r, "2<C-e>");
    assert_int_equal(r->app->list.top, 3);
    assert_int_equal(r->app->list.cursor, 3);
    assert_reads(r, "kestrel.txt");
    test_press(r, "99<C-e>");
    size_t rows = dl_app_page(r->app);
    assert_int_equal(r->app->list.top, TEST_ARCHIVE_DOCUMENTS - rows);
    test_press(r, "99<C-y>");
    assert_int_equal(r->app->list.top, 0);
    assert_int_equal(r->app->list.cursor, rows - 1);
}

/* Fails unless the first line of the reading pane begins with TEXT. */
static void assert_top(test_reader *r, const char *text)
{
    const char *row = test_row(r, r->app->geometry.panes[DL_PANE_TEXT].y) + DL_TEXT_MARGIN_LEFT;
    assert_memory_equal(row, text, strlen(text));
}

static void test_paragraphs(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>}");
    assert_top(r, "GREY SOUND, March 10");
    test_press(r, "2}");
    assert_top(r, "Brandvik called");
    test_press(r, "}");
    assert_top(r, "Soundings taken");
    test_press(r, "{");
    assert_top(r, "Brandvik called");
    test_press(r, "9{");
    assert_int_equal(r->app->reading.top, 0);
}

static void test_a_page_at_the_end_is_a_soft_edge(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>G<Space>");
    assert_shows(r, "end of this document; Space again: Lamps of the outer");
    assert_reads(r, "dredgers.txt");
    test_press(r, "<Space>");
    assert_reads(r, "lamps.txt");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    assert_true(r->app->reading.doc.read);
    /* the next edge speaks again, and so does one that was left by another key */
    test_press(r, "G<Space>");
    assert_reads(r, "lamps.txt");
    test_press(r, "k<Space><Space>");
    test_press(r, "<lt>");
    assert_reads(r, "dredgers.txt");
}

static void test_the_last_document_ends(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "G<Enter>G<Space><Space>");
    assert_shows(r, "end of the last document");
    assert_reads(r, "ferry.txt");
}

static void test_a_page_of_rows_shows_what_is_beyond(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "?");
    size_t page = dl_app_page(r->app);
    assert_shows(r, "a row or line up");
    test_press(r, "<Space>");
    assert_hides(r, "a row or line up");
    assert_int_equal(r->app->help.top, page - 2);
    assert_int_equal(r->app->help.cursor, page - 2);
    test_press(r, "99<Space>"); /* no further than the last page */
    assert_int_equal(r->app->help.top, r->app->help.len - page);
    assert_int_equal(r->app->help.cursor, r->app->help.len - 1);
    test_press(r, "b");
    assert_int_equal(r->app->help.top, r->app->help.len - page - (page - 2));
    test_press(r, "99b");
    assert_int_equal(r->app->help.top, 0);
    assert_int_equal(r->app->help.cursor, 0);
}

static void test_lines_to_top_middle_bottom(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    dl_reading *text = &r->app->reading;
    test_press(r, "<Enter>zt");
    assert_shows(r, "no current mention in view");
    test_press(r, "7]");
    size_t line = dl_reading_line(text, text->current.field, text->current.start);
    test_press(r, "zt");
    assert_int_equal(text->top, line);
    test_press(r, "zb");
    assert_int_equal(text->top, line - (text->height - 1));
    test_press(r, "zz");
    assert_int_equal(text->top, line - text->height / 2);
    assert_true(text->has_current);
}

/* --- documents --- */

static void test_J_and_K_leave_the_keyboard(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "J");
    assert_reads(r, "lamps.txt");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    assert_false(r->app->reading.doc.read);
    test_press(r, "<Enter>2J");
    assert_reads(r, "kestrel.txt");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    assert_true(r->app->reading.doc.read);
    test_press(r, "K");
    assert_reads(r, "perch.txt");
    test_press(r, "99J");
    assert_reads(r, "ferry.txt");
    test_press(r, "J");
    assert_shows(r, "last document");
    test_press(r, "99KK");
    assert_shows(r, "first document");
    assert_reads(r, "dredgers.txt");
}

static void test_reading_marks_read_and_a_preview_does_not(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    assert_int_equal(r->app->counts.unread, TEST_ARCHIVE_DOCUMENTS);
    test_press(r, "jjjgg");
    assert_int_equal(r->app->counts.unread, TEST_ARCHIVE_DOCUMENTS);
    test_press(r, "<Enter>");
    assert_int_equal(r->app->counts.unread, TEST_ARCHIVE_DOCUMENTS - 1);
    assert_true(dl_doclist_current(&r->app->list)->read);
}

static void test_u_undoes(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "u");
    assert_shows(r, "nothing to undo");
    test_press(r, "r");
    assert_true(r->app->reading.doc.read);
    assert_shows(r, "marked read");
    test_press(r, "jr");
    test_press(r, "2u");
    assert_int_equal(r->app->counts.unread, TEST_ARCHIVE_DOCUMENTS);
    assert_false(dl_doclist_row(&r->app->list, 0)->read);
    assert_shows(r, "undone: marked read on “");
    test_press(r, "<C-r>");
    assert_shows(r, "redone: marked read on “");
    assert_true(dl_doclist_row(&r->app->list, 0)->read);
    assert_false(dl_doclist_row(&r->app->list, 1)->read);
    test_press(r, "<C-r>");
    test_press(r, "<C-r>");
    assert_shows(r, "nothing to redo");
    assert_int_equal(r->app->counts.unread, TEST_ARCHIVE_DOCUMENTS - 2);
    test_press(r, "ur<C-r>"); /* a change forgets what was undone */
    assert_shows(r, "nothing to redo");
}

/* --- panes --- */

static void test_tab_walks_the_panes_in_view(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Tab>");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    test_press(r, "<Tab>"); /* sources and names are drawers here, with keys of their own */
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    test_resize(r, 120, 40);
    static const dl_pane order[] = {DL_PANE_TEXT, DL_PANE_NAMES, DL_PANE_SOURCES, DL_PANE_LIST};
    for (size_t i = 0; i < COUNT_OF(order); i++) {
        test_press(r, "<Tab>");
        assert_int_equal(r->app->pane, order[i]);
    }
    test_press(r, "<S-Tab><S-Tab>");
    assert_int_equal(r->app->pane, DL_PANE_NAMES);
    test_press(r, "<C-w>w<C-w><C-w>");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
}

static void test_control_w_goes_by_direction(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "<C-w>j");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    test_press(r, "<C-w>k");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    test_press(r, "<C-w>h");
    assert_int_equal(r->app->pane, DL_PANE_SOURCES);
    test_press(r, "<C-w>j");
    assert_int_equal(r->app->pane, DL_PANE_NAMES);
    test_press(r, "<C-w>l");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    test_press(r, "<C-w>h"); /* what stands at the left of the text */
    assert_int_equal(r->app->pane, DL_PANE_SOURCES);
    test_press(r, "<C-w>l<C-w>jh"); /* while h goes back the way one came */
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    test_resize(r, 80, 24);
    test_press(r, "<C-w>j<C-w>h");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    test_press(r, "<C-w>x");
    assert_shows(r, "<C-w>x is not bound here");
}

static void test_control_w_sizes_the_panes(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    const dl_rect *list = &r->app->geometry.panes[DL_PANE_LIST];
    const dl_rect *sources = &r->app->geometry.panes[DL_PANE_SOURCES];
    int height = list->height, width = sources->width;
    test_press(r, "3<C-w>+2<C-w>>");
    assert_int_equal(list->height, height + 3);
    assert_int_equal(sources->width, width + 2);
    test_press(r, "<C-w>-<C-w><lt>");
    assert_int_equal(list->height, height + 2);
    assert_int_equal(sources->width, width + 1);
    test_press(r, "<C-w>=");
    assert_int_equal(list->height, height);
    assert_int_equal(sources->width, width);
}

static void test_h_and_l_go_out_and_in(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "l");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    test_press(r, "h");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    test_press(r, "h");
    assert_int_equal(r->app->pane, DL_PANE_SOURCES);
    test_press(r, "jl"); /* a country whose fold is open: into the list */
    assert_int_equal(r->app->pane, DL_PANE_LIST);
}

static void test_O_gives_a_pane_the_screen(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "O");
    assert_shows(r, "DOCUMENTS");
    assert_hides(r, "SOURCES");
    assert_hides(r, "has chartered two dredgers");
    test_press(r, "<Enter>");
    assert_hides(r, "DOCUMENTS");
    assert_shows(r, "has chartered two dredgers");
    test_press(r, "O");
    assert_shows(r, "DOCUMENTS");
    assert_shows(r, "SOURCES");
    test_press(r, "Oq"); /* q is one level up */
    assert_shows(r, "SOURCES");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
}

static void test_folds(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "hj");
    int names = r->app->geometry.panes[DL_PANE_NAMES].y;
    test_press(r, "zc");
    assert_hides(r, "    Lake Post  ");
    assert_int_equal(r->app->geometry.panes[DL_PANE_NAMES].y, names - 1);
    test_press(r, "zo");
    assert_shows(r, "    Lake Post  ");
    test_press(r, "jh"); /* from a source: closes the fold it stands in */
    assert_hides(r, "    Lake Post  ");
    assert_string_equal(dl_sources_current(&r->app->sources)->name, "Kenya");
    test_press(r, "l");
    assert_shows(r, "    Lake Post  ");
    test_press(r, "zazM");
    assert_int_equal(r->app->geometry.panes[DL_PANE_NAMES].y, names - 2);
    test_press(r, "zR");
    assert_int_equal(r->app->geometry.panes[DL_PANE_NAMES].y, names);
}

/* --- what a key never does --- */

static void test_escape_never_quits_and_keeps_the_filter(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, test_archive_fill, "source:coast");
    static const char *const before[] = {"",  "<Enter>", "S",  "e",  "gr", "?",
                                         "F", ":q",      "/x", "gs", "g",  "q"};
    for (size_t i = 0; i < COUNT_OF(before); i++) {
        test_press(r, before[i]);
        test_press(r, "<Esc><Esc><Esc><C-c><C-c>");
        assert_int_equal(r->effects, 0);
        assert_int_equal(r->app->filter.count, 1);
        assert_int_equal(r->app->overlay, DL_OVERLAY_NONE);
        assert_int_equal(r->app->prompt.kind, DL_PROMPT_NONE);
    }
}

static void test_q_goes_up_and_asks_at_the_top(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>q");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    test_press(r, "q");
    assert_shows(r, "quit?");
    test_press(r, "j");
    assert_int_equal(r->effects, 0);
    assert_int_equal(r->app->list.cursor, 0); /* the answer is no command */
    test_press(r, "qq");
    assert_int_equal(r->effects, DL_EFFECT_QUIT);
}

static void test_quits_at_once(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    static const char *const keys[] = {"Q",          "ZZ",       ":q<Enter>", ":quit<Enter>",
                                       ":q!<Enter>", ":x<Enter>"};
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        r->effects = 0;
        test_press(r, keys[i]);
        assert_int_equal(r->effects, DL_EFFECT_QUIT);
    }
}

static void test_keys_for_the_terminal(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<C-l>");
    assert_int_equal(r->effects, DL_EFFECT_REPAINT);
    test_press(r, "<C-z>");
    assert_int_equal(r->effects, DL_EFFECT_SUSPEND);
}

static void test_the_original(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "o");
    assert_int_equal(r->effects, DL_EFFECT_LINK);
    assert_string_equal(dl_app_link(r->app), "https://example.org/dredgers");
    for (int i = 0; i < 2; i++) { /* no link, and one of another scheme: the file itself */
        r->effects = 0;
        test_press(r, "jo");
        assert_int_equal(r->effects, DL_EFFECT_ERRAND);
        assert_true(dl_app_errand(r->app)->browse);
    }
}

static void test_an_unbound_key_says_so(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "$");
    assert_shows(r, "$ is not bound here; ? shows all keys");
    test_press(r, "gx");
    assert_shows(r, "gx is not bound here");
    test_press(r, "<F5>");
    assert_shows(r, "<F5> is not bound here");
    test_press(r, "é");
    assert_shows(r, "é is not bound here");
    test_press(r, "}"); /* the reading pane's, not the list's */
    assert_shows(r, "} is not bound here");
    test_press(r, "j");
    assert_hides(r, "not bound");
    test_press(r, "<C-w><Bar>"); /* by what stands on the key */
    assert_shows(r, "<C-w>| is not bound here");
    test_press(r, "?<lt>");
    assert_shows(r, "< is not bound here");
}

static const struct CMUnitTest tests[] = {
    READER_TEST(test_j_and_k_move_and_preview),
    READER_TEST(test_digits_count),
    READER_TEST(test_a_count_is_shown_and_escape_drops_it),
    READER_TEST(test_ends),
    READER_TEST(test_colon_and_a_number_goes_there),
    READER_TEST(test_pages),
    READER_TEST(test_scrolling_a_list_moves_the_cursor_only_at_its_edge),
    READER_TEST(test_paragraphs),
    READER_TEST(test_a_page_at_the_end_is_a_soft_edge),
    READER_TEST(test_the_last_document_ends),
    READER_TEST(test_a_page_of_rows_shows_what_is_beyond),
    READER_TEST(test_lines_to_top_middle_bottom),
    READER_TEST(test_J_and_K_leave_the_keyboard),
    READER_TEST(test_reading_marks_read_and_a_preview_does_not),
    READER_TEST(test_u_undoes),
    READER_TEST(test_tab_walks_the_panes_in_view),
    READER_TEST(test_control_w_goes_by_direction),
    READER_TEST(test_control_w_sizes_the_panes),
    READER_TEST(test_h_and_l_go_out_and_in),
    READER_TEST(test_O_gives_a_pane_the_screen),
    READER_TEST(test_folds),
    READER_TEST(test_escape_never_quits_and_keeps_the_filter),
    READER_TEST(test_q_goes_up_and_asks_at_the_top),
    READER_TEST(test_quits_at_once),
    READER_TEST(test_keys_for_the_terminal),
    READER_TEST(test_the_original),
    READER_TEST(test_an_unbound_key_says_so),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
