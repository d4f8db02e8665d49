/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in what others have put into the archive: all stays where it is. */
#include <stdlib.h>
#include <string.h>

#include "support/reader.h"

/* Puts COUNT documents into the archive of R: by another connection where the backend has such. */
static void import(test_reader *r, unsigned from, unsigned count)
{
    dl_error error;
    dl_store *other = r->store;
    bool apart = r->ops == &dl_store_sqlite;
    if (apart)
        assert_int_equal(r->ops->open(r->path, DL_OPEN_WRITE, &other, &error), DL_OK);
    assert_int_equal(r->ops->begin(other, &error), DL_OK);
    test_archive_fill_many(other, from, count);
    assert_int_equal(r->ops->commit(other, &error), DL_OK);
    if (apart)
        r->ops->close(other);
}

static void fill(dl_store *store)
{
    test_archive_fill_many(store, 0, 100);
}

static void test_new_documents(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "R");
    assert_shows(r, "nothing new");
    test_press(r, "20j<C-e><C-e>k");
    char *read = strdup(r->app->reading.doc.document.origin);
    uint64_t above = r->app->list.cursor - r->app->list.top;
    import(r, 100, 5);
    test_press(r, "R");
    assert_shows(r, "5 new");
    assert_shows(r, "105 of 105 docs");
    assert_reads(r, read);
    assert_string_equal(dl_doclist_current(&r->app->list)->sha256,
                        r->app->reading.doc.document.sha256);
    assert_int_equal(r->app->list.cursor - r->app->list.top, above);
    assert_int_equal(r->app->trail.len, 0);
    test_press(r, "R");
    assert_shows(r, "nothing new");
    free(read);
}

static void test_the_place_in_a_text_stays(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Forg:league<Enter><Enter>9]*<C-e>");
    size_t top = r->app->reading.top;
    dl_spot spot = r->app->reading.current;
    import(r, 0, 9);
    test_press(r, "R");
    assert_shows(r, "9 new");
    assert_reads(r, "dredgers.txt");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    assert_int_equal(r->app->reading.top, top);
    assert_true(r->app->reading.has_current);
    assert_int_equal(dl_spot_compare(r->app->reading.current, spot), 0);
    assert_int_equal(r->app->focus.kind, DL_FOCUS_ENTITY);
}

static void test_in_the_concordance(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>9]grjj");
    uint64_t total = r->app->concordance.total;
    import(r, 0, 40);
    test_press(r, "R");
    assert_int_equal(r->app->overlay, DL_OVERLAY_CONCORDANCE);
    assert_true(r->app->concordance.total > total);
    test_press(r, "jjkkq");
    assert_reads(r, "dredgers.txt");
}

static void test_it_is_told_once_when_there_is_time(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    assert_false(dl_app_look(r->app)); /* what is there now is known */
    assert_false(dl_app_look(r->app));
    import(r, 0, 1);
    bool apart = r->ops == &dl_store_sqlite;
    test_press(r, "F");
    assert_false(dl_app_look(r->app)); /* not over a prompt */
    test_press(r, "<Esc>2");
    assert_false(dl_app_look(r->app)); /* nor over keys that are begun */
    test_press(r, "<Esc>");
    assert_int_equal(dl_app_look(r->app), apart);
    if (!apart)
        return;
    test_screen(r);
    assert_shows(r, "the archive has changed; R takes it in");
    test_press(r, "j");
    assert_false(dl_app_look(r->app));
    test_press(r, "R");
    assert_shows(r, "1 new");
    test_press(r, "r"); /* one's own changes are not told */
    assert_false(dl_app_look(r->app));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_new_documents),
        READER_TEST(test_the_place_in_a_text_stays),
        READER_TEST(test_in_the_concordance),
        READER_TEST(test_it_is_told_once_when_there_is_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
