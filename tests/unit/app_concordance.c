/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The concordance: what it lists, where it opens, what it leaves. */
#include <stdio.h>
#include <string.h>

#include "support/reader.h"

static const dl_conc_line *line(const test_reader *r)
{
    return dl_concordance_current(&r->app->concordance);
}

static void test_opens_on_the_current_mention(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "j<Enter>2]<Enter>"); /* of the Lamp Office, which two documents name */
    assert_shows(r, "CONCORDANCE  Lamp Office");
    assert_int_equal(r->app->concordance.total, 2);
    assert_string_equal(line(r)->source ? line(r)->source : "", "");
    assert_shows(r, "mention 2 of 2");
    test_press(r, "q2[<Enter>"); /* of the League */
    assert_int_equal(r->app->concordance.total, TEST_ARCHIVE_LEAGUE);
    assert_reads(r, "lamps.txt");
    assert_string_equal(line(r)->name, "HL");
}

/* The bottom bar says where a line stands and why it is a mention, and at 80 columns all of that. */
static void test_says_why_a_line_is_one(void **state)
{
    test_reader *r = *state;
    char bytes[64];
    test_reader_start(r);
    test_resize(r, 80, 24);
    test_press(r, "j<Enter>2]<Enter>q2[<Enter>");
    assert_string_equal(line(r)->name, "HL");
    snprintf(bytes, sizeof bytes, "bytes %zu-%zu", line(r)->spot.start, line(r)->spot.end);
    assert_shows(r, bytes);
    snprintf(bytes, sizeof bytes, "form %s", dl_form_name(line(r)->mention->form));
    assert_shows(r, bytes);
    snprintf(bytes, sizeof bytes, "rule %s", dl_rule_name(line(r)->mention->rule));
    assert_shows(r, bytes);
    snprintf(bytes, sizeof bytes, " sure %u ", line(r)->mention->confidence);
    assert_shows(r, bytes);
    test_resize(r, 120, 40);
    assert_shows(r, "lamps.txt  bytes");
    assert_shows(r, "Enter stay there");
    test_press(r, "qs\"silt\"<Enter>gr"); /* of a hit there is nothing to say but where it is */
    assert_shows(r, "hit 1 of");
    assert_shows(r, "bytes");
    assert_hides(r, "rule");
}

static void test_lines_go_in_the_one_order(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "]<Enter>");
    dl_key key = line(r)->key;
    dl_spot spot = line(r)->spot;
    for (int i = 1; i < TEST_ARCHIVE_LEAGUE; i++) {
        test_press(r, "j");
        assert_true(line(r)->key < key ||
                    (line(r)->key == key && dl_spot_compare(line(r)->spot, spot) > 0));
        assert_current(r, line(r)->name); /* the text moves along */
        key = line(r)->key;
        spot = line(r)->spot;
    }
    test_press(r, "j");
    assert_int_equal(r->app->concordance.cursor, TEST_ARCHIVE_LEAGUE - 1);
    assert_reads(r, "kelp.txt");
}

static void test_documents_of_a_concordance(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    static const char *const next[] = {"}", "J", ")"}, *const back[] = {"{", "K", "("};
    test_press(r, "]<Enter>");
    for (size_t i = 0; i < COUNT_OF(next); i++) {
        test_press(r, next[i]);
        assert_reads(r, "lamps.txt");
        test_press(r, next[i]);
        assert_reads(r, "perch.txt");
        test_press(r, back[i]);
        assert_reads(r, "lamps.txt");
        assert_string_equal(line(r)->name, "HL"); /* its first */
        test_press(r, back[i]);
        assert_int_equal(r->app->concordance.cursor, 0);
    }
    test_press(r, "9}");
    assert_reads(r, "kelp.txt");
    assert_string_equal(line(r)->name, "Harbour League");
    test_press(r, "N");
    assert_reads(r, "kestrel.txt");
    test_press(r, "2n");
    assert_int_equal(r->app->concordance.cursor, TEST_ARCHIVE_LEAGUE - 1);
}

static void test_sorts(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "]<Enter>2}");
    assert_reads(r, "perch.txt");
    test_press(r, "gsd");
    assert_shows(r, "oldest first");
    assert_shows(r, "the list behind these lines, too: they stand in one order");
    assert_reads(r, "perch.txt"); /* the cursor stays on its line */
    test_press(r, "gg");
    assert_reads(r, "kelp.txt");
    test_press(r, "gss");
    assert_shows(r, "by source");
    test_press(r, "gg");
    assert_reads(r, "dredgers.txt");
    test_press(r, "gssgg");
    assert_reads(r, "lamps.txt"); /* without a source */
    test_press(r, "gsx");
    assert_shows(r, "not an order");
    test_press(r, "gs<Esc>");
    assert_hides(r, "not an order");
    test_press(r, "q"); /* the order is the one of lists too */
    assert_int_equal(r->app->order, DL_ORDER_SOURCE_DOWN);
    assert_reads(r, "dredgers.txt");
}

static void test_gr_reopens_the_row_left(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "]gr3}q");
    assert_reads(r, "dredgers.txt");
    test_press(r, "gr");
    assert_reads(r, "kestrel.txt");
    test_press(r, "<Enter>gr"); /* after staying too */
    assert_reads(r, "kestrel.txt");
    test_press(r, "q");
    test_press(r, "gg[[[[gr"); /* another name, another concordance */
    assert_reads(r, "perch.txt");
}

static void test_gr_is_of_the_focus_where_no_mention_is_current(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "gr"); /* neither: the first mention in view */
    assert_shows(r, "CONCORDANCE  Harbour League");
    test_press(r, "q5G");
    test_press(r, "<Enter>/ropemakers<Enter>");
    assert_current(r, "ropemakers");
    test_press(r, "gr");
    assert_shows(r, "CONCORDANCE  ropemakers");
    assert_string_equal(line(r)->name, "ropemakers");
    test_press(r, "q6Ggr");
    assert_shows(r, "CONCORDANCE  ropemakers");
}

static void test_under_the_filter(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, test_archive_fill, "source:coast");
    test_press(r, "]<Enter>");
    assert_int_equal(r->app->concordance.total, 10);
    test_press(r, "}\\"); /* off: the lines of all, on the same one */
    assert_int_equal(r->app->concordance.total, TEST_ARCHIVE_LEAGUE);
    assert_reads(r, "kestrel.txt");
    test_press(r, "\\"); /* on again, and then without it: as many, on the same one */
    assert_int_equal(r->app->concordance.total, 10);
    test_press(r, "<BS>");
    assert_int_equal(r->app->overlay, DL_OVERLAY_CONCORDANCE);
    assert_int_equal(r->app->concordance.total, TEST_ARCHIVE_LEAGUE);
    assert_int_equal(r->app->filter.count, 0);
    test_press(r, "q");
    assert_int_equal(r->app->overlay, DL_OVERLAY_NONE);
}

static void test_what_leaves_it_goes_back_first(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    static const char *const keys[] = {"<Esc>", "<C-c>", "q", "S<Esc>q", "e<Esc><Esc>"};
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        test_press(r, "S<Esc>ql99[<Enter>G");
        assert_reads(r, "kelp.txt");
        test_press(r, keys[i]);
        assert_int_equal(r->app->overlay, DL_OVERLAY_NONE);
        assert_reads(r, "dredgers.txt");
    }
}

static void test_help_over_a_concordance(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "]<Enter>G?");
    assert_hides(r, "CONCORDANCE  Har");
    assert_shows(r, "what it does");
    test_press(r, "j]"); /* the archive is not read from here */
    assert_shows(r, "] is not bound here");
    test_press(r, "q");
    assert_shows(r, "CONCORDANCE  Harbour League");
    assert_reads(r, "kelp.txt");
    test_press(r, "??q<Esc>");
    assert_reads(r, "dredgers.txt");
}

static void test_stays_marked_read_and_previews_do_not(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "]<Enter>G");
    assert_false(r->app->reading.doc.read);
    test_press(r, "<Enter>");
    assert_true(r->app->reading.doc.read);
}

static const struct CMUnitTest tests[] = {
    READER_TEST(test_opens_on_the_current_mention),
    READER_TEST(test_says_why_a_line_is_one),
    READER_TEST(test_lines_go_in_the_one_order),
    READER_TEST(test_documents_of_a_concordance),
    READER_TEST(test_sorts),
    READER_TEST(test_gr_reopens_the_row_left),
    READER_TEST(test_gr_is_of_the_focus_where_no_mention_is_current),
    READER_TEST(test_under_the_filter),
    READER_TEST(test_what_leaves_it_goes_back_first),
    READER_TEST(test_help_over_a_concordance),
    READER_TEST(test_stays_marked_read_and_previews_do_not),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
