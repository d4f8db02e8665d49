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
    assert_shows(r, "1 new text; R shows it");
    import(r, 1, 3);
    assert_true(dl_app_look(r->app)); /* the number is another one now */
    test_screen(r);
    assert_shows(r, "4 new texts; R shows them");
    test_press(r, "j");
    assert_false(dl_app_look(r->app));
    test_press(r, "R");
    assert_shows(r, "4 new");
    test_press(r, "r"); /* one's own changes are not told */
    assert_false(dl_app_look(r->app));
}

/* --- :import --- */

static void test_an_import_is_asked_for(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, ":import<Enter>"); /* asks for what */
    assert_int_equal(r->app->prompt.kind, DL_PROMPT_COMMAND);
    assert_string_equal(r->app->prompt.text.text, "import ");
    r->effects = 0;
    test_press(r, "~/a\\ b *.html<Enter>");
    assert_int_equal(r->effects, DL_EFFECT_IMPORT);
    assert_string_equal(dl_app_import(r->app), "~/a\\ b *.html");
    dl_app_import_told(r->app, NULL, NULL);
    test_screen(r);
    assert_shows(r, "importing…");
    dl_app_import_told(r->app, "1200 documents", "0:12 left");
    test_screen(r);
    assert_shows(r, "importing: 1200 documents");
    assert_shows(r, "0:12 left");
    assert_shows(r, ":import stops");
    r->effects = 0;
    test_press(r, ":import other<Enter>");
    assert_int_equal(r->effects, 0);
    assert_shows(r, "an import is running; :import alone stops it");
    test_press(r, ":import<Enter>");
    assert_int_equal(r->effects, DL_EFFECT_IMPORT);
    assert_null(dl_app_import(r->app));
}

static void test_what_was_imported_is_taken_in(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "20j:import x<Enter>");
    char *read = strdup(r->app->reading.doc.document.origin);
    dl_app_import_told(r->app, NULL, NULL);
    assert_false(dl_app_look(r->app)); /* what is there now is known */
    import(r, 100, 5);
    assert_false(dl_app_look(r->app)); /* while it goes on nothing is said of it */
    dl_app_import_ended(r->app, "import: 5 new");
    test_press(r, "F");
    assert_false(dl_app_look(r->app)); /* not over a prompt */
    assert_shows(r, "100 of 100 docs");
    test_press(r, "<Esc>?");
    assert_false(dl_app_look(r->app)); /* nor over the help */
    test_press(r, "q");
    assert_true(dl_app_look(r->app));
    test_screen(r);
    assert_shows(r, "import: 5 new");
    assert_shows(r, "105 of 105 docs");
    assert_hides(r, "importing");
    assert_reads(r, read);
    assert_string_equal(dl_doclist_current(&r->app->list)->sha256,
                        r->app->reading.doc.document.sha256);
    test_press(r, "j");
    assert_false(dl_app_look(r->app)); /* and once is enough */
    free(read);
}

static size_t list_paths(const char *typed, dl_arena *arena, const char **ret, size_t limit)
{
    (void)arena;
    assert_true(limit >= 2);
    if (strcmp(typed, "a\\ b/c") != 0)
        return 0;
    ret[0] = "a\\ b/cd.txt";
    ret[1] = "a\\ b/ce/";
    return 2;
}

static void test_paths_are_completed(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    r->app->list_paths = list_paths;
    test_press(r, ":import first a\\ b/c<Tab>");
    assert_shows(r, "a\\ b/cd.txt");
    assert_shows(r, "a\\ b/ce/");
    assert_shows(r, "folder");
    test_press(r, "<Tab>");
    assert_true(strstr(r->app->prompt.text.text, "import first a\\ b/c") ==
                r->app->prompt.text.text);
    assert_true(r->app->prompt.text.len > strlen("import first a\\ b/c"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_new_documents),
        READER_TEST(test_the_place_in_a_text_stays),
        READER_TEST(test_in_the_concordance),
        READER_TEST(test_it_is_told_once_when_there_is_time),
        READER_TEST(test_an_import_is_asked_for),
        READER_TEST(test_what_was_imported_is_taken_in),
        READER_TEST(test_paths_are_completed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
