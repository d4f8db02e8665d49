/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The current mention, the focus, and jumps within and across documents. */
#include <string.h>

#include "support/reader.h"

static size_t current_line(test_reader *r)
{
    dl_reading *reading = &r->app->reading;
    return dl_reading_line(reading, reading->current.field, reading->current.start);
}

/* --- the current mention --- */

static void test_brackets_go_from_mention_to_mention(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "]");
    assert_current(r, "Harbour League"); /* of the title */
    assert_int_equal(r->app->reading.current.field, DL_FIELD_TITLE);
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    assert_true(r->app->reading.doc.read);
    test_press(r, "2]");
    assert_current(r, "Ilse Brandvik");
    test_press(r, "]");
    assert_current(r, "Brandvik");
    test_press(r, "[");
    assert_current(r, "Ilse Brandvik");
    assert_shows(r, "›");
    assert_int_equal(r->app->focus.kind, DL_FOCUS_NONE); /* brackets set no focus */
}

static void test_out_of_view_it_is_unset(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "2]");
    test_press(r, "<C-f>");
    assert_current(r, NULL);
    size_t top = r->app->reading.top;
    test_press(r, "]"); /* from the first line in view on */
    assert_true(current_line(r) >= top);
    test_press(r, "<C-f>k[");
    assert_true(r->app->reading.has_current);
}

static void test_reading_goes_on_from_the_line_gone_to(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "4]");
    assert_current(r, "Brandvik");
    test_press(r, "gg"); /* nothing scrolls, and yet one reads from the top again */
    assert_current(r, NULL);
    test_press(r, "]");
    assert_current(r, "Harbour League");
    assert_int_equal(r->app->reading.current.field, DL_FIELD_TITLE);
    test_press(r, "gg[");
    assert_shows(r, "first name of the first document");
    test_press(r, "4]jj"); /* scrolling leaves the current one alone as long as it is in view */
    assert_true(r->app->reading.has_current);
    test_press(r, "G<Enter>"); /* what is in view counts where a mention is to be chosen */
    assert_shows(r, "CONCORDANCE");
}

static void test_a_jump_lands_on_the_upper_third(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    dl_reading *reading = &r->app->reading;
    for (int i = 0; i < 15; i++) {
        size_t top = reading->top;
        test_press(r, "]");
        if (reading->top != top && dl_reading_has_line(reading, reading->top + reading->height))
            assert_int_equal(current_line(r) - reading->top, reading->height / 3);
        assert_true(dl_reading_in_view(reading, current_line(r)));
    }
    test_press(r, "9[");
    assert_true(dl_reading_in_view(reading, current_line(r)));
}

static void test_mentions_cross_a_soft_edge(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "99]");
    assert_reads(r, "dredgers.txt");
    assert_current(r, "Harbour League");
    test_press(r, "]");
    assert_shows(r, "last name here; ] again: (no source) ~2024-01-27");
    assert_reads(r, "dredgers.txt");
    test_press(r, "]");
    assert_reads(r, "lamps.txt");
    assert_current(r, "HL");
    test_press(r, "[");
    assert_shows(r, "first name here; [ again: Coast Wire 2024-03-10");
    test_press(r, "j["); /* another key: the edge speaks again */
    assert_reads(r, "lamps.txt");
    test_press(r, "[");
    assert_reads(r, "dredgers.txt");
}

static void test_every_edge_speaks(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "99]]]"); /* over the edge */
    assert_reads(r, "lamps.txt");
    test_press(r, "99]]");
    assert_reads(r, "lamps.txt");
    assert_shows(r, "last name here");
    test_press(r, "G]");
    assert_shows(r, "last name here");
}

static void test_the_last_document_has_no_edge(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "G<Enter>]");
    assert_current(r, "Otieno Maks");
    test_press(r, "]");
    assert_shows(r, "last name of the last document");
    test_press(r, "gg[");
    assert_reads(r, "ferry.txt");
    test_press(r, "qggl9[[");
    assert_shows(r, "first name of the first document");
}

static void test_a_document_without_mentions(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "6Gl");
    assert_reads(r, "barley.txt");
    static const char *const keys[] = {"*", "#", "<Enter>"};
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        test_press(r, keys[i]);
        assert_shows(r, "no mention in view");
        assert_reads(r, "barley.txt");
    }
    test_press(r, "e");
    assert_shows(r, "no names in this text");
    test_press(r, "]]");
    assert_reads(r, "ferry.txt");
    assert_current(r, "Otieno Maks");
}

static void test_kinds_not_shown_are_passed_over(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>z3");
    assert_shows(r, "organisation: not shown");
    test_press(r, "]");
    assert_current(r, "Ilse Brandvik");
    test_press(r, "z1z0[");
    assert_current(r, "Harbour League");
    test_press(r, ":toggle-kind 2<Enter>");
    assert_shows(r, "country: not shown");
    test_press(r, "z9");
    assert_shows(r, "there are");
}

/* --- the focus --- */

static void test_star_focuses_and_goes_on(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]*");
    assert_string_equal(r->app->focus.id, TEST_LEAGUE);
    assert_int_equal(r->app->reading.current.field, DL_FIELD_BODY);
    assert_current(r, "Harbour League");
    assert_shows(r, "16 mentions");
    test_press(r, "*");
    assert_current(r, "League");
    test_press(r, "#");
    assert_current(r, "Harbour League");
}

static void test_star_selects_the_first_in_view_and_says_so(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "j<Enter>*");
    assert_shows(r, "first mention in view: HL");
    assert_current(r, "League");
    assert_string_equal(r->app->focus.id, TEST_LEAGUE);
}

/* Where nothing is in focus `n` repeats what the filter asks for. */
static void test_words_of_the_filter_without_a_focus(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, test_archive_fill, "source:coast league");
    assert_int_equal(r->app->focus.kind, DL_FOCUS_NONE);
    test_press(r, "n");
    assert_int_equal(r->app->focus.kind, DL_FOCUS_TEXT);
    assert_string_equal(r->app->focus.name, "league");
    assert_current(r, "League");
}

static void test_a_name_of_the_filter_without_a_focus(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, test_archive_fill, "-dredgers org:\"Harbour League\"");
    test_press(r, ")");
    assert_string_equal(r->app->focus.id, TEST_LEAGUE);
}

static void test_neither_in_the_filter(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, test_archive_fill, "source:coast -league");
    test_press(r, "n");
    assert_shows(r, "nothing in focus");
}

static void test_only_star_hash_concordance_and_find_set_the_focus(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    static const char *const keys[] = {"]",      "[",       "n",       "N",  ")", "(",
                                       "J",      "K",       "z3",      "zs", "r", "<lt>",
                                       "F<Esc>", "S<Esc>q", "e<Esc>q", "\\"};
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        test_press(r, keys[i]);
        assert_int_equal(r->app->focus.kind, DL_FOCUS_NONE);
    }
    test_press(r, "n");
    assert_shows(r, "nothing in focus");
    test_press(r, "z099K99[<Enter>");
    assert_string_equal(r->app->focus.id, TEST_LEAGUE);
    test_press(r, "q2]");
    assert_string_equal(r->app->focus.id, TEST_LEAGUE);
    assert_current(r, "Ilse Brandvik");
    test_press(r, "n"); /* from the current mention on */
    assert_current(r, "League");
}

static void test_hits_cross_a_soft_edge(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]*99n");
    assert_reads(r, "dredgers.txt");
    test_press(r, "n");
    assert_shows(r, "last Harbour League here; n again: (no source) ~2024-01-27");
    test_press(r, "n");
    assert_reads(r, "lamps.txt");
    assert_current(r, "HL");
    test_press(r, "nnn");
    assert_shows(r, "last Harbour League here; n again: Lake Post 2023-06-02");
    assert_reads(r, "lamps.txt");
    test_press(r, "nnn"); /* perch has one */
    assert_reads(r, "kestrel.txt");
    test_press(r, "NN");
    assert_reads(r, "perch.txt");
    test_press(r, "NN"); /* backwards: the last there */
    assert_reads(r, "lamps.txt");
    assert_current(r, "Harbour League");
}

static void test_parentheses_go_by_documents(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]*))");
    assert_reads(r, "perch.txt");
    test_press(r, "2)");
    assert_reads(r, "kelp.txt");
    assert_current(r, "Harbour League");
    test_press(r, ")");
    assert_shows(r, "no document after this names Harbour League");
    test_press(r, "(");
    assert_reads(r, "kestrel.txt");
    assert_current(r, "League"); /* its first */
    test_press(r, "9((");
    assert_shows(r, "no document before this names Harbour League");
    assert_reads(r, "dredgers.txt");
}

static void test_jumps_follow_the_order_and_the_filter(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, test_archive_fill, "source:\"Coast Wire\"");
    test_press(r, "<Enter>]*)");
    assert_reads(r, "kestrel.txt");
    test_press(r, ")");
    assert_shows(r, "no document after this");
    test_press(r, "\\gsd)"); /* oldest first, all of them */
    assert_reads(r, "perch.txt");
    test_press(r, ")))");
    assert_reads(r, "dredgers.txt");
}

static void test_focus_alone(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>zs"); /* nothing is marked then */
    assert_shows(r, "the focus alone is marked; * on a mention");
    test_press(r, "zs");
    test_press(r, "]*zs");
    assert_shows(r, "the focus alone");
    dl_str cells;
    dl_str_init(&cells);
    dl_frame_dump_cells(&r->frame, &cells);
    assert_null(strstr(cells.text, "PPPP")); /* Brandvik is not marked */
    dl_str_release(&cells);
    test_press(r, "z0");
    dl_str_init(&cells);
    dl_frame_dump_cells(&r->frame, &cells);
    assert_non_null(strstr(cells.text, "PPPP"));
    dl_str_release(&cells);
}

/* --- a text in focus --- */

static void test_slash_finds_a_text(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>/strip<Enter>");
    assert_int_equal(r->app->focus.kind, DL_FOCUS_TEXT);
    assert_current(r, "strips");
    test_press(r, "n");
    assert_current(r, "strip");
    test_press(r, "N");
    assert_current(r, "strips");
    assert_shows(r, "n: strip* 1/4");
    test_press(r, "/zzz<Enter>");
    assert_shows(r, "no zzz in this text");
    test_press(r, "gg/soundings taken<Enter>"); /* a phrase, by any case */
    assert_current(r, "Soundings taken");
    test_press(r, "/Dredgers<Enter>");
    assert_shows(r, "no Dredgers after this; N goes back");
    test_press(r, "N");
    assert_current(r, "dredgers");
    test_press(r, "/--<Enter>"); /* no word in it */
    assert_reads(r, "dredgers.txt");
}

static void test_a_long_focus_leaves_room_for_the_rest(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>/the channel has lost a third of its depth since the storm<Enter>");
    assert_shows(r, "n: \"the channel has lo… 1/1");
    assert_shows(r, "doc 1/7");
    assert_shows(r, "? all keys");
    test_resize(r, 20, 5);
    assert_shows(r, "doc 1/7");
}

static void test_a_text_goes_across_documents(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>/kes<Enter>");
    assert_shows(r, "no kes in this text; n: the next document that has it");
    test_press(r, "n");
    assert_shows(r, "no kes* here; n again: Coast Wire 2022-02-13");
    test_press(r, "n");
    assert_reads(r, "kestrel.txt");
    assert_current(r, "kestrel");
    test_press(r, "/ferry<Enter>gg(");
    assert_shows(r, "no document before this names ferry*");
    test_press(r, ")");
    assert_reads(r, "kelp.txt");
    assert_current(r, "ferry");
    test_press(r, ")");
    assert_reads(r, "ferry.txt");
    test_press(r, "gr"); /* its concordance */
    assert_int_equal(r->app->concordance.total, 2);
    test_press(r, "gg<Enter>");
    assert_reads(r, "kelp.txt");
}

/* --- where am I --- */

static void test_control_g_says_where(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 160, 30);
    test_press(r, "<C-g>");
    assert_shows(r, "dredgers.txt");
    assert_shows(r, "date stated");
    test_press(r, "3]<C-g>");
    assert_shows(r, "person/ilse-brandvik · sure 90 · rule ");
}

/* Where there is no room for all of it, the same key goes on where it left off, and no fact is cut in two. */
static void test_control_g_goes_on(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 80, 24);
    test_press(r, "<Enter>3]<C-g>");
    assert_shows(r, "person/ilse-brandvik · sure 90 · rule ");
    assert_shows(r, "  C-g: more");
    assert_hides(r, "body bytes");
    test_press(r, "<C-g>");
    assert_hides(r, "sure 90");
    assert_shows(r,
                 dl_rule_text(dl_reading_mention(&r->app->reading, r->app->reading.current)->rule));
    for (int i = 0; i < 4 && strstr(r->app->message, ": more"); i++)
        test_press(r, "<C-g>");
    assert_shows(r, "dredgers.txt");
    assert_hides(r, ": more");
    test_press(r, "<C-g>"); /* and begins anew */
    assert_shows(r, "person/ilse-brandvik");
    test_press(r, "<C-g>j<C-g>"); /* as it does after another key */
    assert_shows(r, "person/ilse-brandvik");
}

static const struct CMUnitTest tests[] = {
    READER_TEST(test_brackets_go_from_mention_to_mention),
    READER_TEST(test_out_of_view_it_is_unset),
    READER_TEST(test_reading_goes_on_from_the_line_gone_to),
    READER_TEST(test_a_jump_lands_on_the_upper_third),
    READER_TEST(test_mentions_cross_a_soft_edge),
    READER_TEST(test_every_edge_speaks),
    READER_TEST(test_the_last_document_has_no_edge),
    READER_TEST(test_a_document_without_mentions),
    READER_TEST(test_kinds_not_shown_are_passed_over),
    READER_TEST(test_star_focuses_and_goes_on),
    READER_TEST(test_star_selects_the_first_in_view_and_says_so),
    READER_TEST(test_words_of_the_filter_without_a_focus),
    READER_TEST(test_a_name_of_the_filter_without_a_focus),
    READER_TEST(test_neither_in_the_filter),
    READER_TEST(test_only_star_hash_concordance_and_find_set_the_focus),
    READER_TEST(test_hits_cross_a_soft_edge),
    READER_TEST(test_parentheses_go_by_documents),
    READER_TEST(test_jumps_follow_the_order_and_the_filter),
    READER_TEST(test_focus_alone),
    READER_TEST(test_slash_finds_a_text),
    READER_TEST(test_a_long_focus_leaves_room_for_the_rest),
    READER_TEST(test_a_text_goes_across_documents),
    READER_TEST(test_control_g_says_where),
    READER_TEST(test_control_g_goes_on),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
