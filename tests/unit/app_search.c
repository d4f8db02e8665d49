/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching the archive: what is listed while words are typed, what stays, what comes back. */
#include "support/reader.h"

static void test_the_list_is_live(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "s");
    assert_shows(r, "search: ");
    assert_reads(r, "dredgers.txt");
    test_press(r, "kel");
    assert_shows(r, "1 of 7 docs");
    assert_shows(r, "[kel* ×]");
    assert_reads(r, "kelp.txt");
    assert_current(r, "Kelp");
    test_press(r, "<BS><BS><BS>ferr");
    assert_shows(r, "3 of 7 docs"); /* dredgers: ferries */
    assert_reads(r, "dredgers.txt");
    assert_current(r, "ferries");
    test_press(r, "y");
    assert_shows(r, "2 of 7 docs");
    assert_reads(r, "kelp.txt");
    assert_current(r, "ferry");
    test_press(r, " rope");
    assert_shows(r, "1 of 7 docs");
    assert_current(r, "ferry");
    test_press(r, "zzz");
    assert_shows(r, "0 of 7 docs");
    assert_shows(r, "search: ferry ropezzz");
}

static void test_short_words_stand_for_themselves(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "sshe");
    assert_shows(r, "[she* ×]");
    test_press(r, "<BS>");
    assert_shows(r, "0 of 7 docs"); /* sh */
    test_press(r, "<C-u>it");
    assert_shows(r, "[it ×]");
    test_press(r, "<C-u>ferry ");
    assert_shows(r, "[ferry ×]");
    test_press(r, "<C-u>\"the lea");
    assert_shows(r, "[\"the lea\"* ×]");
    test_press(r, "gue\"");
    assert_shows(r, "[\"the league\" ×]");
    test_press(r, "<C-u>k*");
    assert_shows(r, "[k* ×]");
    test_press(r, "<C-u>");
    assert_hides(r, "×]");
    assert_shows(r, "7 of 7 docs");
}

static void test_enter_keeps_what_is_shown(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>Gsrope<Enter>");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    assert_shows(r, "[rope* ×]");
    assert_hides(r, "search:");
    assert_reads(r, "kelp.txt");
    assert_current(r, "rope");
    assert_shows(r, "3 hits");
    test_press(r, "<Enter>");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    assert_current(r, "rope");
    test_press(r, "n");
    assert_current(r, "rope");
    test_press(r, "<lt><lt><lt>"); /* n, into the text, the search */
    assert_hides(r, "×]");
    assert_reads(r, "dredgers.txt");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    assert_shows(r, "need not take its word");
    test_press(r, ">");
    assert_shows(r, "[rope* ×]");
    assert_reads(r, "kelp.txt");
}

static void test_all_words_are_hits(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "skelp ferry<Enter><Enter>"); /* to where they stand together, not to the title */
    assert_current(r, "ferry");
    assert_shows(r, "3/3");
    test_press(r, "N");
    assert_current(r, "kelp");
    test_press(r, "n");
    test_press(r, "gr");
    assert_shows(r, "CONCORDANCE  kelp ferry");
    assert_shows(r, "hit 3 of 3");
}

/* The hits of each document that the list's column, the pane and the idle count say. */
static void check_counts(test_reader *r, uint64_t total)
{
    uint64_t sum = 0;
    for (uint64_t i = 0; i < r->app->list.total; i++) {
        test_press(r, i ? "j" : "gg");
        const dl_doc_row *row = dl_doclist_current(&r->app->list);
        uint32_t counted;
        assert_true(dl_hits_find(&r->app->hits, row->key, &counted));
        assert_int_equal(counted, r->app->reading.focus.len);
        sum += counted;
    }
    assert_int_equal(sum, total);
    assert_int_equal(r->app->hits.total, total);
}

/* Wherever hits are counted it is those of documents that hold all the words, whatever the filter is. */
static void test_one_count_of_hits(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "sferry rope<Enter>");
    assert_shows(r, "[ferry ×]  [rope* ×]");
    check_counts(r, 4);
    assert_shows(r, " 4 hits");
    test_press(r, "<BS><BS>"); /* texts that hold one of the words alone are in the list again */
    assert_shows(r, "7 of 7 docs");
    check_counts(r, 4);
    test_press(r, "Dundated<Enter>"); /* the ferry is named there, and no rope */
    assert_reads(r, "ferry.txt");
    check_counts(r, 0);
    assert_shows(r, "0 hits");
    assert_shows(r, "n: ferry rope* 0 here, 0 in filter");
    test_press(r, "<BS>Frope<Enter>sstr"); /* while words are typed the old count says nothing */
    assert_hides(r, " hits");
}

static void test_what_a_star_means_is_said(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "skelp ferr");
    assert_shows(r, "search: kelp ferr  ferr*: all that begins so, until a blank follows");
    test_press(r, "y ");
    assert_hides(r, "begins so");
    test_press(r, "<C-u>ferr*");
    assert_hides(r, "begins so");
    test_press(r, "<C-u>kelp ferr<Enter>");
    assert_shows(r, "n: kelp ferr* ");
    test_press(r, "gr");
    assert_shows(r, "CONCORDANCE  kelp ferr*");
}

static void test_escape_leaves_all_as_it_was(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Fdate:2021..<Enter>j<Enter>*");
    dl_spot at = r->app->reading.current;
    size_t trail = r->app->trail.len;
    test_press(r, "sferry<Esc>");
    assert_shows(r, "[date:2021.. ×]");
    assert_hides(r, "ferry ×]");
    assert_reads(r, "lamps.txt");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    assert_int_equal(r->app->focus.kind, DL_FOCUS_ENTITY);
    assert_true(r->app->reading.has_current);
    assert_memory_equal(&r->app->reading.current, &at, sizeof at);
    assert_int_equal(r->app->trail.len, trail);
    test_press(r, "Osxyz<C-c>");
    assert_true(r->app->zoomed);
    test_press(r, "s<Enter>");
    assert_true(r->app->zoomed);
    assert_int_equal(r->app->trail.len, trail);
}

static void test_escape_leads_back_to_the_concordance(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]grjj");
    uint64_t line = r->app->concordance.cursor;
    test_press(r, "sferry<Esc>");
    assert_shows(r, "CONCORDANCE  Harbour League");
    assert_int_equal(r->app->concordance.cursor, line);
    test_press(r, "sferry<Enter>");
    assert_hides(r, "CONCORDANCE");
    assert_reads(r, "kelp.txt");
    test_press(r, "<lt>");
    assert_reads(r, "dredgers.txt");
}

static void test_other_chips_stay(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "Frope source:valley -perch<Enter>sferry source:none<Enter>");
    assert_shows(r, "[source:\"Valley Radio\" ×]");
    assert_shows(r, "[-perch ×]");
    assert_shows(r, "[ferry ×]");
    assert_shows(r, "[source:none ×]");
    assert_hides(r, "[rope ×]");
    assert_shows(r, "2 of 7 docs");
    test_press(r, "skelp<Enter>");
    assert_hides(r, "[ferry ×]");
    assert_shows(r, "1 of 7 docs");
    test_press(r, "\\sferry<Enter>"); /* a filter that is off says nothing */
    assert_hides(r, "source:");
    assert_shows(r, "[ferry* ×]");
    assert_shows(r, "2 of 7 docs");
}

static void test_what_cannot_be_searched_for_stays_open(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "skelp sorce:x<Enter>");
    assert_shows(r, "did you mean source:?");
    assert_int_equal(r->app->prompt.cursor, 5);
    test_press(r, "<C-e><C-u>kelp source:nobody<Enter>");
    assert_shows(r, "no source like 'nobody'");
    test_press(r, "<C-u>zeppelin<Enter>");
    assert_shows(r, "no text holds all of that");
    test_press(r, "<C-u>kelp<Enter>");
    assert_reads(r, "kelp.txt");
}

static void test_what_is_selected_is_searched_for(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]v$s");
    assert_hides(r, "selected:");
    assert_shows(r, "1 of 7 docs");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    test_press(r, "<lt>");
    assert_hides(r, "×]");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    test_press(r, "/third of its<Enter>vsn");
    assert_shows(r, "[\"third of its\" ×]");
    assert_current(r, "third of its");
}

static void test_counts_come_when_idle(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    for (const char *key = "sthe"; *key; key++)
        dl_app_key(r->app, (dl_stroke)(unsigned char)*key);
    assert_true(r->app->search.uncounted);
    assert_int_equal(r->app->list.total, 7);
    test_screen(r);
    assert_false(r->app->search.uncounted);
    assert_int_equal(r->app->counts.documents, 7);
    assert_int_equal(r->app->list.total, 7);
    test_press(r, "<Enter>");
    test_screen(r);
    assert_false(r->app->search.unsourced);
    assert_true(r->app->hits.whole);
}

static void test_the_history_has_its_own_words(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "sferry<Enter>skelp<Enter>s<Up><Up>");
    assert_shows(r, "search: ferry");
    assert_shows(r, "[ferry* ×]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_the_list_is_live),
        READER_TEST(test_short_words_stand_for_themselves),
        READER_TEST(test_enter_keeps_what_is_shown),
        READER_TEST(test_all_words_are_hits),
        READER_TEST(test_one_count_of_hits),
        READER_TEST(test_what_a_star_means_is_said),
        READER_TEST(test_escape_leaves_all_as_it_was),
        READER_TEST(test_escape_leads_back_to_the_concordance),
        READER_TEST(test_other_chips_stay),
        READER_TEST(test_what_cannot_be_searched_for_stays_open),
        READER_TEST(test_what_is_selected_is_searched_for),
        READER_TEST(test_counts_come_when_idle),
        READER_TEST(test_the_history_has_its_own_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
