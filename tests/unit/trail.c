/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader remembers: the trail's places, changes to undo, and the facts above a text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/facts.h"
#include "app/trail.h"
#include "app/undo.h"
#include "support/test.h"

/* --- the trail --- */

static dl_place place(const char *name)
{
    dl_place made = {.sha256 = strdup(name), .filter = strdup("")};
    assert_true(made.sha256 && made.filter);
    return made;
}

/* Steps from FROM; fails unless that leads to WANTED (NULL: nowhere). */
static void check_step(dl_trail *trail, bool back, const char *from, const char *wanted)
{
    dl_place present = place(from), target = {0};
    if (!dl_trail_step(trail, back, present, &target)) {
        assert_null(wanted);
        dl_place_release(&present);
        return;
    }
    assert_string_equal(target.sha256, wanted);
    dl_place_release(&target);
}

static void test_the_trail_goes_back_and_forth(void **state)
{
    (void)state;
    dl_trail trail = {0};
    check_step(&trail, true, "a", NULL);
    assert_true(dl_trail_push(&trail, place("a")));
    assert_true(dl_trail_push(&trail, place("b")));
    check_step(&trail, false, "c", NULL);
    check_step(&trail, true, "c", "b");
    check_step(&trail, true, "b", "a");
    check_step(&trail, true, "a", NULL);
    check_step(&trail, false, "a'", "b"); /* the place left is as it was when it was left */
    check_step(&trail, true, "b", "a'");
    check_step(&trail, false, "a'", "b");
    check_step(&trail, false, "b", "c");
    dl_trail_release(&trail);
}

static void test_a_new_step_forgets_what_lay_ahead(void **state)
{
    (void)state;
    dl_trail trail = {0};
    for (int i = 0; i < 40; i++) {
        char name[8];
        snprintf(name, sizeof name, "%d", i);
        assert_true(dl_trail_push(&trail, place(name)));
    }
    for (int i = 0; i < 30; i++) {
        char name[8];
        snprintf(name, sizeof name, "%d", 39 - i);
        check_step(&trail, true, "now", name);
    }
    assert_true(dl_trail_push(&trail, place("new")));
    assert_int_equal(trail.len, 11);
    check_step(&trail, false, "now", NULL);
    check_step(&trail, true, "now", "new");
    check_step(&trail, true, "new", "9");
    dl_trail_release(&trail);
}

/* --- undo --- */

/* A step that is told by how many changes take it back. */
static dl_undo_step step(const char *what, size_t count)
{
    dl_undo_step made = {.count = count};
    made.what = dl_arena_strdup(&made.arena, what);
    made.changes = dl_arena_calloc(&made.arena, count, sizeof *made.changes);
    return made;
}

static void turn(dl_undo *undo, bool redo, size_t count)
{
    dl_arena arena = {0};
    const dl_change *changes = dl_arena_calloc(&arena, count, sizeof *changes);
    dl_undo_turn(undo, redo, arena, changes, count);
}

static void test_changes_are_undone_and_done_again(void **state)
{
    (void)state;
    dl_undo undo = {0};
    assert_null(dl_undo_next(&undo, false));
    assert_null(dl_undo_next(&undo, true));
    assert_true(dl_undo_push(&undo, step("one", 1)) && dl_undo_push(&undo, step("two", 2)));
    assert_string_equal(dl_undo_next(&undo, false)->what, "two");
    assert_string_equal(dl_undo_next(&undo, false)->what, "two"); /* not done yet */
    turn(&undo, false, 20);
    assert_string_equal(dl_undo_next(&undo, false)->what, "one");
    assert_string_equal(dl_undo_next(&undo, true)->what, "two");
    assert_int_equal(dl_undo_next(&undo, true)->count, 20);
    turn(&undo, false, 10);
    assert_null(dl_undo_next(&undo, false));
    turn(&undo, true, 11);
    assert_int_equal(dl_undo_next(&undo, false)->count, 11);
    assert_true(dl_undo_push(&undo, step("three", 3))); /* what was undone is forgotten */
    assert_null(dl_undo_next(&undo, true));
    assert_int_equal(undo.len, 2);
    dl_undo_release(&undo);
}

/* --- facts --- */

static void test_dates_of_a_list(void **state)
{
    (void)state;
    static const struct {
        const char *date;
        dl_how how;
        const char *shown;
    } dates[] = {
        {"2024-01-27", DL_HOW_STATED, "2024-01-27"},
        {"2024-01-27T13:41", DL_HOW_STATED, "2024-01-27"},
        {"2024-01-27", DL_HOW_INFERRED, "~2024-01-27"},
        {"2024-01", DL_HOW_STATED, "2024-01"},
        {"2024", DL_HOW_INFERRED, "~2024"},
        {"2024-01-27", DL_HOW_FILE, "2024-01-27"},
    };
    char buf[DL_LIST_DATE];
    for (size_t i = 0; i < COUNT_OF(dates); i++) {
        dl_date date;
        assert_true(dl_date_parse(dates[i].date, strlen(dates[i].date), &date));
        date.how = dates[i].how;
        assert_string_equal(dl_facts_date(date, i % 2 != 0, buf), dates[i].shown);
    }
    assert_string_equal(dl_facts_date((dl_date){.day = DL_DAY_NONE}, false, buf), "----------");
    assert_string_equal(dl_facts_date((dl_date){.day = DL_DAY_NONE}, true, buf), "2 readings");
}

static void check_facts(const dl_document *doc, const char *wanted)
{
    dl_arena arena = {0};
    dl_stored stored = {.document = *doc};
    assert_string_equal(dl_facts_format(&stored, NULL, 0, dl_glyphs_ascii(), &arena), wanted);
    dl_arena_release(&arena);
}

static void test_facts_above_a_text(void **state)
{
    (void)state;
    static const char *const via[] = {"Coast Wire", "Lake Post"};
    const char *dot = dl_glyphs_ascii()->dot;
    char wanted[256];
    dl_document doc = {.origin = "/a/folder/kelp.txt", .body = ""};
    snprintf(wanted, sizeof wanted, "no date %s no source %s no dateline\nfile kelp.txt", dot, dot);
    check_facts(&doc, wanted);
    assert_true(dl_date_parse("2021-04-02T13:41", 16, &doc.published));
    doc.published.how = DL_HOW_INFERRED;
    doc.evidence = "April 2; a Friday";
    doc.source = "Valley Radio";
    doc.publisher = "an archive";
    doc.place = "GREY SOUND";
    doc.author = "A. Osk";
    doc.via = via;
    doc.via_count = 2;
    doc.link = "https://example.org/kelp";
    snprintf(
        wanted, sizeof wanted,
        "~2021-04-02 13:41 inferred (April 2; a Friday) %s Valley Radio, on an archive %s GREY "
        "SOUND %s by A. Osk\nvia Coast Wire < Lake Post %s https://example.org/kelp %s file "
        "kelp.txt",
        dot, dot, dot, dot, dot);
    check_facts(&doc, wanted);
    doc = (dl_document){.origin = "", .body = "", .published = {.day = DL_DAY_NONE}};
    check_facts(&doc, "no date - no source - no dateline\nfile ");
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_the_trail_goes_back_and_forth),
    cmocka_unit_test(test_a_new_step_forgets_what_lay_ahead),
    cmocka_unit_test(test_changes_are_undone_and_done_again),
    cmocka_unit_test(test_dates_of_a_list),
    cmocka_unit_test(test_facts_above_a_text),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
