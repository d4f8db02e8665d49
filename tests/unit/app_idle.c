/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long work in slices: it goes on while no key is pending, is told of, can be stopped. */
#include "support/reader.h"

/* An archive in which counting a text takes more than one slice. */
static void many(dl_store *store)
{
    test_archive_fill_many(store, 0, 600);
}

/* Takes the strokes of KEYS without doing any work between them. */
static void press_only(test_reader *reader, const char *keys)
{
    dl_stroke stroke;
    for (; *keys; keys += dl_stroke_parse(keys, &stroke)) {
        dl_stroke_parse(keys, &stroke);
        dl_app_key(reader->app, stroke);
    }
}

static void test_counts_a_text(void **state)
{
    test_reader *reader = *state;
    test_reader_start(reader);
    test_press(reader, "<Tab>/League<CR>");
    assert_shows(reader, "14 in filter");
    assert_true(reader->app->hits.whole);
    test_press(reader, "<Tab>/Osk<CR>");
    assert_false(reader->app->hits.counting);
}

static void test_rows_are_counted(void **state)
{
    test_reader *reader = *state;
    test_reader_start(reader);
    uint32_t count;
    test_press(reader, "<Tab>/league<CR>");
    for (uint64_t i = 0; i < reader->app->list.total; i++) {
        const dl_doc_row *row = dl_doclist_row(&reader->app->list, i);
        assert_true(dl_hits_find(&reader->app->hits, row->key, &count));
    }
    test_press(reader, "*");
    assert_false(dl_hits_find(&reader->app->hits, reader->app->reading.doc.key, &count));
}

static void test_goes_on_in_slices(void **state)
{
    test_reader *reader = *state;
    test_reader_open(reader, many, NULL);
    press_only(reader, "<Tab>/League<CR>");
    dl_progress progress;
    assert_true(dl_app_progress(reader->app, &progress));
    assert_string_equal(progress.what, "counting");
    test_screen_busy(reader);
    assert_shows(reader, "counting");
    test_screen(reader);
    assert_hides(reader, "counting");
    assert_false(dl_app_progress(reader->app, &progress));
    assert_int_equal(dl_app_idle(reader->app), 0);
    assert_true(reader->app->hits.done >= 300);
}

static void test_another_focus_drops_it(void **state)
{
    test_reader *reader = *state;
    test_reader_open(reader, many, NULL);
    press_only(reader, "<Tab>/League<CR>");

    dl_app_idle(reader->app);
    press_only(reader, "nn*");
    dl_progress progress;
    assert_false(dl_app_progress(reader->app, &progress));
    test_screen(reader);
    assert_int_equal(reader->app->hits.total, 0);
}

static void test_is_stopped(void **state)
{
    test_reader *reader = *state;
    test_reader_open(reader, many, NULL);
    press_only(reader, "<Tab>/League<CR><Esc>");
    dl_progress progress;
    assert_false(dl_app_progress(reader->app, &progress));
    test_screen(reader);
    assert_shows(reader, "stopped");
    assert_false(reader->app->hits.whole);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        READER_TEST(test_counts_a_text),     READER_TEST(test_rows_are_counted),
        READER_TEST(test_goes_on_in_slices), READER_TEST(test_another_focus_drops_it),
        READER_TEST(test_is_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
