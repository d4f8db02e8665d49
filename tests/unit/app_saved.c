/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved searches: made, entered, renamed, changed, deleted, counted. */
#include <string.h>

#include "support/reader.h"

/* Puts the cursor of the sources on the saved search NAME. */
static void go_to(test_reader *r, const char *name)
{
    dl_app_enter(r->app, DL_PANE_SOURCES);
    for (size_t i = 0; i < r->app->sources.len; i++) {
        const dl_source_line *line = &r->app->sources.items[i];
        if (line->kind == DL_SOURCE_SAVED && strcmp(line->name, name) == 0) {
            r->app->sources.cursor = i;
            return;
        }
    }
    fail_msg("no search %s", name);
}

static size_t count_saved(test_reader *r)
{
    size_t count = 0;
    test_screen(r);
    for (size_t i = 0; i < r->app->sources.len; i++)
        count += r->app->sources.items[i].kind == DL_SOURCE_SAVED;
    return count;
}

/* The counts of the only search, when all work is done. */
static void check_counts(test_reader *r, unsigned documents, unsigned unread)
{
    assert_int_equal(count_saved(r), 1);
    const dl_source_line *line = &r->app->sources.items[r->app->sources.len - 1];
    assert_int_equal(line->documents, documents);
    assert_int_equal(line->unread, unread);
}

static void start(test_reader *r)
{
    test_reader_start(r);
    test_resize(r, 120, 40);
}

static void test_a_filter_is_kept(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "W");
    assert_shows(r, "no filter to save; s searches, F filters");
    test_press(r, "Forg:harbour-league date:2022..<Enter>W");
    assert_shows(r, "save as: ");
    test_press(r, "  mine <Enter>");
    assert_shows(r, "saved as mine; u undoes");
    assert_shows(r, "─ saved ─");
    assert_shows(r, "+mine");
    check_counts(r, 4, 4);
    test_press(r, "F<C-u><Enter>");
    assert_hides(r, "+mine");
    check_counts(r, 4, 4); /* it counts the archive, not the filter */
    test_press(r, "Fsource:none<Enter>");
    check_counts(r, 4, 4);
    test_press(r, "r");
    check_counts(r, 4, 3);
    go_to(r, "mine");
    test_press(r, "<Enter>");
    assert_shows(r, "[org:\"Harbour League\" ×]");
    assert_shows(r, "[date:2022.. ×]");
    assert_hides(r, "source:none");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    go_to(r, "mine");
    test_press(r, "<Enter>");
    assert_hides(r, "×]");
    test_press(r, "<lt>"); /* a run of one motion is one step */
    assert_shows(r, "[source:none ×]");
}

static void test_it_is_renamed_changed_and_deleted(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "Fferry<Enter>Wboats<Enter>");
    assert_int_equal(count_saved(r), 1);
    go_to(r, "boats");
    test_press(r, "c");
    assert_shows(r, "r rename  c change to this filter  d delete");
    test_press(r, "r");
    assert_shows(r, "new name: boats");
    test_press(r, "<C-u>ferries<Enter>");
    assert_shows(r, "boats is called ferries");
    assert_int_equal(count_saved(r), 1);
    test_press(r, "u");
    go_to(r, "boats");
    test_press(r, "<C-r>");
    go_to(r, "ferries");
    test_press(r, "F<C-u>ferries<Enter>");
    go_to(r, "ferries");
    test_press(r, "cc");
    assert_shows(r, "changed ferries");
    check_counts(r, 1, 1);
    test_press(r, "u");
    check_counts(r, 2, 2);
    go_to(r, "ferries");
    test_press(r, "cd");
    assert_shows(r, "deleted ferries");
    assert_int_equal(count_saved(r), 0);
    assert_hides(r, "saved ─");
    test_press(r, "u");
    assert_int_equal(count_saved(r), 1);
    go_to(r, "ferries");
    test_press(r, "c<Esc>");
    assert_int_equal(count_saved(r), 1);
}

/* A source that is renamed or joined is still what a search kept before asks for. */
static void test_it_follows_a_source_renamed(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "Fsource:\"Lake Post\"<Enter>Wlake<Enter>F<C-u><Enter>");
    check_counts(r, 2, 2);
    test_press(r, "h/Lake<Enter>cr<C-u>Shore Mail<Enter>");
    check_counts(r, 2, 2);
    test_press(r, "/Shore<Enter>cjValley Radio<Enter>");
    check_counts(r, 3, 3);
    go_to(r, "lake");
    test_press(r, "<Enter>");
    assert_shows(r, "3 of 7 docs");
    test_press(r, "uu"); /* both taken back */
    check_counts(r, 2, 2);
}

/* `S` is for sources: neither what is saved nor a dossier is chosen there. */
static void test_S_passes_over_it(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "Frope<Enter>Wlake ropes<Enter>F<C-u><Enter>");
    assert_int_equal(count_saved(r), 1);
    test_press(r, "Sla");
    assert_int_equal(count_saved(r), 0);
    assert_string_equal(dl_sources_current(&r->app->sources)->name, "Lake Post");
    test_press(r, "ke ropes");
    assert_shows(r, "no source holds that");
    test_press(r, "<Enter>");
    assert_shows(r, "no such source");
    test_press(r, "<Esc>");
    assert_int_equal(count_saved(r), 1);
    test_press(r, "Slake<Enter>");
    assert_shows(r, "[source:\"Lake Post\" ×]");
    assert_int_equal(count_saved(r), 1);
}

static void test_a_name_that_is_taken_is_refused(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "Fferry<Enter>Wboats<Enter>Fkelp<Enter>Wboats<Enter>");
    assert_shows(r, "there is a saved search 'boats' already");
    check_counts(r, 2, 2);
    test_press(r, "u"); /* what is undone is the first */
    assert_int_equal(count_saved(r), 0);
}

static void test_counts_are_made_when_idle(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "Fferry<Enter>Wone<Enter>Fkelp<Enter>Wtwo<Enter>");
    dl_app *app = r->app;
    dl_saved_touch(app, true);
    assert_false(app->saved.read);
    test_screen(r);
    assert_true(app->saved.read && app->saved.len == 2);
    assert_true(app->saved.items[0].counted && app->saved.items[1].counted);
    assert_int_equal(app->saved.items[0].documents, 2);
    assert_int_equal(app->saved.items[1].documents, 1);
}

static void test_a_search_for_nobody_known_finds_nothing(void **state)
{
    test_reader *r = *state;
    start(r);
    dl_change change = {.kind = DL_CHANGE_SAVED, .on = true};
    change.saved.name = "gone";
    change.saved.query = "person:nobody";
    assert_true(dl_app_change(r->app, &change, 1, "made"));
    test_screen(r);
    assert_true(r->app->saved.items[0].wrong);
    go_to(r, "gone");
    test_press(r, "<Enter>");
    assert_shows(r, "no person like 'nobody'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_a_filter_is_kept),
        READER_TEST(test_it_is_renamed_changed_and_deleted),
        READER_TEST(test_it_follows_a_source_renamed),
        READER_TEST(test_S_passes_over_it),
        READER_TEST(test_a_name_that_is_taken_is_refused),
        READER_TEST(test_counts_are_made_when_idle),
        READER_TEST(test_a_search_for_nobody_known_finds_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
