/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trail: what makes a step on it, and what a step brings back. */
#include <string.h>

#include "support/reader.h"

/* Fails unless the reader is back where it was when the list was first seen. */
static void assert_at_start(test_reader *r)
{
    assert_reads(r, "dredgers.txt");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    assert_int_equal(r->app->reading.top, 0);
    assert_current(r, NULL);
}

static void test_a_run_is_one_step(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "J");
    assert_int_equal(r->app->trail.at, 0); /* a preview */
    test_press(r, "K<Enter>/the<Enter>");
    size_t at = r->app->trail.at;
    test_press(r, "nnnnnn");
    assert_int_equal(r->app->trail.at, at + 1);
    dl_spot spot = r->app->reading.current;
    test_press(r, "<lt>>");
    assert_int_equal(dl_spot_compare(r->app->reading.current, spot), 0);
    test_press(r, "njn"); /* another key between: two runs */
    assert_int_equal(r->app->trail.at, at + 3);
}

/* From mention to mention of a text is no jump, however far; into the next text is, and a run of that is one. */
static void test_brackets_step_between_texts_alone(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "]]]]j]3][");
    assert_int_equal(r->app->trail.len, 0);
    test_press(r, "99]]");
    assert_shows(r, "last name here");
    assert_int_equal(r->app->trail.len, 0);
    test_press(r, "]");
    assert_reads(r, "lamps.txt");
    assert_int_equal(r->app->trail.at, 1);
    test_press(r, "]]]]");
    assert_int_equal(r->app->trail.at, 1);
    test_press(r, "<lt>");
    assert_reads(r, "dredgers.txt");
    test_press(r, "<lt>");
    assert_shows(r, "this is where the trail begins");
}

/* Enter goes on where a text was left; one that was but previewed has its beginning. */
static void test_reading_goes_on_where_it_stopped(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 80, 16);
    test_press(r, "<Enter>G");
    size_t top = r->app->reading.top;
    assert_true(top > 0);
    test_press(r, "qjk");
    assert_int_equal(r->app->reading.top, 0);
    test_press(r, "<Enter>");
    assert_int_equal(r->app->reading.top, top);
    test_press(r, "ggqjk<Enter>"); /* and at its beginning where it was left there */
    assert_int_equal(r->app->reading.top, 0);
    test_press(r, "Gqj<Enter>");
    assert_int_equal(r->app->reading.top, 0);
}

static void test_a_run_over_edges_is_one_step(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]*");
    size_t at = r->app->trail.at;
    for (int i = 0; i < 20; i++)
        test_press(r, "n");
    assert_reads(r, "kelp.txt");
    assert_int_equal(r->app->trail.at, at + 1);
    test_press(r, "<lt>");
    assert_reads(r, "dredgers.txt");
    assert_current(r, "Harbour League");
}

static void test_following_a_name_through_all_and_back(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>9]"); /* onto the League, by its acronym */
    assert_current(r, "HL");
    size_t top = r->app->reading.top;
    dl_spot spot = r->app->reading.current;
    test_press(r, "*))))");
    assert_reads(r, "kelp.txt");
    test_press(r, "<lt><lt>");
    assert_reads(r, "dredgers.txt");
    assert_int_equal(r->app->reading.top, top);
    assert_true(r->app->reading.has_current);
    assert_int_equal(dl_spot_compare(r->app->reading.current, spot), 0);
    assert_int_equal(r->app->focus.kind, DL_FOCUS_NONE);
}

static void test_a_preview_is_no_step(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "jjGggJK");
    assert_int_equal(r->app->trail.len, 0);
    test_press(r, "<lt>");
    assert_shows(r, "this is where the trail begins");
    test_press(r, ">");
    assert_shows(r, "this is where the trail ends");
    test_press(r, "S<C-n><C-n><Esc>qe<C-n><Esc>q?jjq");
    assert_int_equal(r->app->trail.len, 0);
    test_press(r, "]gr"); /* moving in the concordance is none */
    test_press(r, "jjGgg}q");
    assert_int_equal(r->app->trail.len, 0);
}

static void test_a_step_keeps_the_filter(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, test_archive_fill, "source:lake");
    test_press(r, "<Enter>\\");
    assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS);
    test_press(r, "Fdate:2024<Enter>");
    assert_int_equal(r->app->counts.documents, 0); /* both parts must hold */
    test_press(r, "<lt>");
    assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS);
    assert_true(r->app->filter_off);
    test_press(r, "<lt>");
    assert_int_equal(r->app->counts.documents, 2);
    assert_shows(r, "[source:\"Lake Post\"");
    test_press(r, ">>");
    assert_int_equal(r->app->counts.documents, 0);
}

static void test_a_step_keeps_the_place_to_the_line(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>7j");
    dl_field field;
    size_t byte = dl_reading_byte(&r->app->reading, r->app->reading.top, &field);
    test_press(r, "J<lt>");
    assert_int_equal(r->app->reading.top, 7);
    test_press(r, "J");
    test_resize(r, 50, 24); /* other lines, the same text on top */
    test_press(r, "<lt>");
    dl_reading *reading = &r->app->reading;
    assert_int_equal(reading->top, dl_reading_line(reading, field, byte));
    test_press(r, "gg2j"); /* within the facts, above the body */
    test_press(r, "J<lt>");
    assert_int_equal(reading->top, 2);
}

static void test_a_step_keeps_the_pane(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "hx<lt>");
    assert_int_equal(r->app->pane, DL_PANE_SOURCES);
    test_press(r, "l<Enter>J");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    test_press(r, "<lt>");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    test_press(r, "<lt>");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
}

static void test_a_choice_leads_back_to_where_it_was_begun(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Svalley<Enter><lt>");
    assert_at_start(r);
    test_resize(r, 120, 40);
    test_press(r, "Svalley<Enter><lt>");
    assert_at_start(r);
    test_press(r, "elamp<Enter><lt>");
    assert_at_start(r);
    test_press(r, "<Enter>Svalley<Enter><lt>");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    test_press(r, "qhSvalley<Enter><lt>"); /* in the pane itself too */
    assert_int_equal(r->app->pane, DL_PANE_SOURCES);
}

static void test_a_drawer_is_no_place(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Scoast<Enter>");
    assert_int_equal(r->app->counts.documents, 2);
    test_press(r, "<lt>");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    assert_hides(r, "SOURCES");
    assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS);
    test_press(r, "ebrand<Enter>");
    assert_current(r, "Ilse Brandvik");
    test_press(r, "<lt>");
    assert_hides(r, "NAMES HERE");
}

static void test_a_jump_forgets_what_lay_ahead(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>JJ<lt>");
    assert_int_equal(r->app->trail.len - r->app->trail.at, 1);
    test_press(r, "/the<Enter>");
    assert_int_equal(r->app->trail.len, r->app->trail.at);
    test_press(r, ">");
    assert_shows(r, "this is where the trail ends");
}

static void test_counts_on_the_trail(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]j]j]");
    test_press(r, "4<C-o>");
    assert_at_start(r);
    test_press(r, "99>");
    assert_int_equal(r->app->trail.at, r->app->trail.len);
    test_press(r, "99<lt>");
    assert_at_start(r);
    test_press(r, "99>99<C-t>");
    assert_at_start(r);
}

static void test_a_concordance_is_one_step_where_one_stays(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>7]");
    size_t top = r->app->reading.top, at = r->app->trail.at;
    dl_spot spot = r->app->reading.current;
    test_press(r, "<Enter>}}j");
    test_press(r, "q"); /* back, as if it had not been */
    assert_int_equal(r->app->trail.at, at);
    assert_int_equal(r->app->reading.top, top);
    assert_int_equal(dl_spot_compare(r->app->reading.current, spot), 0);
    assert_reads(r, "dredgers.txt");
    test_press(r, "<Enter>G<Enter>");
    assert_int_equal(r->app->trail.at, at + 1);
    assert_reads(r, "kelp.txt");
    test_press(r, "<lt>");
    assert_reads(r, "dredgers.txt");
    assert_int_equal(r->app->reading.top, top);
    assert_int_equal(dl_spot_compare(r->app->reading.current, spot), 0);
}

static void test_back_from_within_a_concordance(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>2]<Enter>G<lt>");
    assert_int_equal(r->app->overlay, DL_OVERLAY_NONE);
    assert_reads(r, "dredgers.txt");
    test_press(r, ">"); /* to where the concordance was opened, not to what it showed */
    assert_reads(r, "dredgers.txt");
    assert_current(r, "Harbour League");
}

/* Choose a source, open its document, take the filter off, go to the next mention, open the
 * concordance, land in another document, come back with one key. */
static void test_the_tour(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Svalley<Enter>");
    assert_reads(r, "kelp.txt");
    test_press(r, "<Enter>\\");
    assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS);
    assert_reads(r, "kelp.txt");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    test_press(r, "]]");
    assert_current(r, "Harbour League");
    test_press(r, "<Enter>");
    assert_shows(r, "CONCORDANCE");
    assert_string_equal(dl_concordance_current(&r->app->concordance)->source, "Valley Radio");
    test_press(r, "4{<Enter>");
    assert_reads(r, "dredgers.txt");
    test_press(r, "<lt>");
    assert_reads(r, "kelp.txt");
    assert_current(r, "Harbour League");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
}

static const struct CMUnitTest tests[] = {
    READER_TEST(test_a_run_is_one_step),
        READER_TEST(test_brackets_step_between_texts_alone),
    READER_TEST(test_reading_goes_on_where_it_stopped),
    READER_TEST(test_a_run_over_edges_is_one_step),
    READER_TEST(test_following_a_name_through_all_and_back),
    READER_TEST(test_a_preview_is_no_step),
    READER_TEST(test_a_step_keeps_the_filter),
    READER_TEST(test_a_step_keeps_the_place_to_the_line),
    READER_TEST(test_a_step_keeps_the_pane),
    READER_TEST(test_a_choice_leads_back_to_where_it_was_begun),
    READER_TEST(test_a_drawer_is_no_place),
    READER_TEST(test_a_jump_forgets_what_lay_ahead),
    READER_TEST(test_counts_on_the_trail),
    READER_TEST(test_a_concordance_is_one_step_where_one_stays),
    READER_TEST(test_back_from_within_a_concordance),
    READER_TEST(test_the_tour),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
