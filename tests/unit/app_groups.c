/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of copies in the reader: one row, opened and closed, passed over by what goes by the list. */
#include "support/reader.h"

#define TEXT                                                                                       \
    "The herons of the old dock have come back, and {org/harbour-league the League} has closed "   \
    "the pier to all who are not counting them. They were last seen in 1998, when a storm took "   \
    "their island.\n"

static const test_document documents[] = {
    {.origin = "winter.txt",
     .published = "2023-01-01",
     .title = "Herons return",
     .source = "Coast Wire",
     .body = TEXT},
    {.origin = "spring.txt",
     .published = "2023-01-02",
     .title = "A pier closed",
     .source = "Pilot",
     .body = TEXT},
    {.origin = "late.txt",
     .published = "2023-01-04",
     .title = "Counting birds",
     .source = "Beacon",
     .body = TEXT},
    {.origin = "other.txt",
     .published = "2023-01-03",
     .title = "Tides",
     .source = "Pilot",
     .body = "{org/harbour-league The League} moved the tide table.\n"},
};

static void fill(dl_store *store)
{
    for (size_t i = 0; i < COUNT_OF(documents); i++)
        test_document_put(store, &documents[i]);
}

static void test_a_group_is_a_row(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    assert_shows(r, "+2 Herons return");
    assert_hides(r, "A pier closed");
    assert_shows(r, "4 of 4 docs, 2 folded");
    assert_int_equal(r->app->list.total, 2);
    test_press(r, "j");
    assert_reads(r, "winter.txt");
    assert_shows(r, "also carried by Pilot, Beacon");
    test_press(r, "zo");
    assert_int_equal(r->app->list.total, 4);
    assert_shows(r, "= A pier closed");
    assert_shows(r, "= Counting birds");
    assert_reads(r, "winter.txt");
    test_press(r, "gg");
    assert_reads(r, "late.txt");
    test_press(r, "zc");
    assert_reads(r, "winter.txt");
    assert_int_equal(r->app->list.total, 2);
    test_press(r, "za");
    assert_int_equal(r->app->list.total, 4);
    test_press(r, "zM");
    assert_int_equal(r->app->list.total, 2);
    test_press(r, "zR");
    assert_int_equal(r->app->list.total, 4);
    test_press(r, "zc");
    assert_shows(r, "all groups are open");
    test_press(r, "zMggzo");
    assert_shows(r, "no copies");
}

static void test_mentions_pass_over_copies(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "<Enter>]*");
    assert_reads(r, "other.txt");
    assert_shows(r, "2 mentions");
    test_press(r, ")");
    assert_reads(r, "winter.txt");
    test_press(r, "<Enter>");
    assert_int_equal(r->app->concordance.total, 2);
}

static void test_a_copy_whose_head_is_filtered_out(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, "source:pilot");
    assert_int_equal(r->app->list.total, 2);
    assert_shows(r, "= A pier closed");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        READER_TEST(test_a_group_is_a_row),
        READER_TEST(test_mentions_pass_over_copies),
        READER_TEST(test_a_copy_whose_head_is_filtered_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
