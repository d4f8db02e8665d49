/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notes in the reading pane, and marked places. */
#include <stdio.h>
#include <string.h>

#include "support/reader.h"

static const test_document barge = {
    .origin = "barge.txt",
    .published = "2025-05-05",
    .title = "A barge is late",
    .body =
        "The barge of {org/lamp-office the Lamp Office} left on Monday. It carried oil for nine "
        "lamps.\n\nNobody at the quay had asked for it. {person/ilse-brandvik Ilse Brandvik} "
        "signed for the oil all the same, and went home.",
};

static void fill(dl_store *store)
{
    test_archive_fill(store);
    test_document_put(store, &barge);
}

static dl_reading *reading(test_reader *r)
{
    return &r->app->reading;
}

/* Fails unless LOWER stands on the row of the screen after the one that ends with UPPER. */
static void check_below(test_reader *r, const char *upper, const char *lower)
{
    const char *screen = test_screen(r), *at = strstr(screen, upper);
    assert_non_null(at);
    const char *next = strchr(at, '\n');
    assert_non_null(next);
    assert_non_null(strstr(next, lower));
    assert_true(strstr(next, lower) < strchr(next + 1, '\n'));
}

static void test_a_note_again(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "<Enter>]awhich office?<Enter>.");
    assert_shows(r, "there is a note here already; a changes it");
    test_press(r, "].");
    assert_shows(r, "note; u undoes");
    assert_int_equal(reading(r)->notes.len, 2);
    assert_string_equal(reading(r)->notes.items[1].note->text, "which office?");
    test_press(r, "u");
    assert_int_equal(reading(r)->notes.len, 1);
}

static void test_a_note_on_a_sentence(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "<Enter>]");
    assert_current(r, "the Lamp Office");
    test_press(r, "awhich office?<Enter>");
    assert_shows(r, "note; u undoes");
    check_below(r, "It carried oil for nine", "+ which office?");
    assert_true(dl_doclist_current(&r->app->list)->noted);
    assert_shows(r, "+        2025-05-05");
    test_press(r, "a"); /* the same again edits it */
    assert_string_equal(r->app->prompt.text.text, "which office?");
    test_press(r, "<C-u>the new one<Enter>");
    assert_shows(r, "note changed; u undoes");
    assert_hides(r, "which office?");
    test_press(r, "u");
    assert_shows(r, "undone: note changed on “A barge is late”");
    assert_shows(r, "+ which office?");
    test_press(r, "]aher own?<Enter>");
    assert_shows(r, "+ her own?");
    test_press(r, "a<C-u><Enter>"); /* an empty text takes it away */
    assert_shows(r, "note taken away");
    assert_hides(r, "+ her own?");
    test_press(r, "3u");
    assert_int_equal(reading(r)->notes.len, 0);
    assert_false(dl_doclist_current(&r->app->list)->noted);
    test_press(r, "<C-r>");
    assert_shows(r, "+ which office?");
    test_press(r, "a<Esc>a<Enter>"); /* nor does no change */
    assert_int_equal(reading(r)->notes.len, 1);
    assert_shows(r, "+ which office?");
}

static void test_a_note_on_a_selection(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "<Enter>]vipaboth sentences<Enter>");
    check_below(r, "lamps.", "+ both sentences");
    assert_false(r->app->selection.active);
    const dl_note *note = reading(r)->notes.items[0].note;
    assert_int_equal(note->passage.start, 0);
    assert_string_equal(note->passage.quote + strlen(note->passage.quote) - 6, "lamps.");
}

static void test_a_note_on_the_document(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "a");
    assert_shows(r, "note on the document: ");
    test_press(r, "ask the quay<Enter>");
    assert_shows(r, "+ ask the quay");
    assert_true(dl_passage_is_whole(&reading(r)->notes.items[0].note->passage));
    test_press(r, "j:note of another<Enter>k");
    assert_shows(r, "+ ask the quay");
    test_press(r, "jFis:noted<Enter>");
    assert_int_equal(r->app->counts.documents, 2);
}

static void test_a_note_on_all_marked(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "aask the quay<Enter>xjx;a");
    assert_shows(r, "note on all marked: ");
    test_press(r, "see the log<Enter>");
    assert_shows(r, "note on 2 documents; u undoes");
    assert_shows(r, "+ see the log");
    assert_true(dl_passage_is_whole(&reading(r)->notes.items[0].note->passage));
    test_press(r, "k"); /* what was noted already stays */
    assert_shows(r, "+ ask the quay; see the log");
    test_press(r, "u");
    assert_shows(r, "undone: note on 2 documents");
    assert_shows(r, "+ ask the quay");
    assert_hides(r, "see the log");
    test_press(r, "j");
    assert_hides(r, "+ see the log");
    test_press(r, ";a<Enter>");
    assert_hides(r, "note on");
    test_press(r, ";:note by its name<Enter>");
    assert_shows(r, "note on 2 documents");
}

/* Lines and bytes agree wherever the view begins, and no line is reached twice. */
static void test_lines_with_notes_among_them(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r,
               "<Enter>]aone with so many words that it takes more than one line of the pane, at "
               "least where the pane is as narrow as this one<Enter>");
    test_press(r, "]atwo<Enter>gga");
    test_press(r, "whole<Enter>");
    for (int width = 20; width <= 100; width += 8) {
        test_resize(r, width, 12);
        size_t lines = dl_reading_lines(reading(r)), text = 0;
        size_t last = 0;
        assert_false(dl_reading_has_line(reading(r), lines));
        assert_true(dl_reading_has_line(reading(r), lines - 1));
        for (size_t i = 0; i < lines; i++) {
            dl_field field;
            dl_line line;
            size_t at = dl_reading_byte(reading(r), i, &field);
            if (field == DL_FIELD_BODY)
                assert_true(at >= last);
            last = field == DL_FIELD_BODY ? at : 0;
            if (!dl_reading_text_line(reading(r), i, &field, &line))
                continue;
            text++;
            assert_int_equal(dl_reading_line(reading(r), field, line.start), i);
        }
        assert_true(text < lines);
        test_press(r, "ggGgg");
        for (size_t i = 0; i < lines; i++)
            test_press(r, "<C-e>");
        assert_shows(r, "went home.");
    }
}

static void test_tags_and_star_above_a_text(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "!Tfleet<Enter>Toil<Enter>");
    assert_shows(r, "! starred · tagged fleet, oil");
    test_press(r, "3u");
    assert_hides(r, "starred ·");
}

/* The text comes again, changed: the note is under its passage, or says that it has gone. */
static void test_notes_on_a_new_version(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "<Enter>]aabout the office<Enter>]aabout the oil<Enter>ma");
    test_document later = barge;
    later.body = "It is Tuesday. The barge of {org/lamp-office the Lamp Office} left on Monday. "
                 "It carried oil for nine lamps.\n\nNobody signed.";
    test_document_put(r->store, &later);
    dl_reading_close(&r->app->reading);
    assert_true(dl_app_requery(r->app));
    test_press(r, "<Enter>");
    check_below(r, "left on Monday.", "+ about the office");
    assert_shows(r, "+ about the oil (on text no longer there: “");
    test_press(r, "jgg'a");
    assert_reads(r, "barge.txt");
    assert_shows(r, "the text of this place is no longer there");
}

static void test_places(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "'a");
    assert_shows(r, "no place is marked a; m a marks one");
    test_press(r, "<Enter>3]");
    char current[64];
    dl_spot spot = reading(r)->current;
    size_t len;
    const char *text = dl_reading_field(reading(r), spot.field, &len);
    snprintf(current, sizeof current, "%.*s", (int)(spot.end - spot.start), text + spot.start);
    test_press(r, "ma");
    assert_shows(r, "this is place a");
    test_press(r, "qGmb'a");
    assert_reads(r, "dredgers.txt");
    assert_current(r, current);
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    test_press(r, "''"); /* where the jump began */
    assert_reads(r, "ferry.txt");
    test_press(r, "''"); /* to and fro */
    assert_reads(r, "dredgers.txt");
    assert_current(r, current);
    test_press(r, "''");
    assert_reads(r, "ferry.txt");
    test_press(r, "''<lt>"); /* a step by another way is a step */
    assert_reads(r, "ferry.txt");
    test_press(r, "'b");
    assert_reads(r, "ferry.txt");
    test_press(r, "m1");
    assert_shows(r, "a place is marked by a letter");
    test_press(r, "m<Esc>'<Esc>");
    test_press(r, "Fsource:coast<Enter>'b"); /* out of the list */
    assert_reads(r, "ferry.txt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_a_note_on_a_sentence),
        READER_TEST(test_a_note_on_a_selection),
        READER_TEST(test_a_note_again),
        READER_TEST(test_a_note_on_the_document),
        READER_TEST(test_a_note_on_all_marked),
        READER_TEST(test_lines_with_notes_among_them),
        READER_TEST(test_tags_and_star_above_a_text),
        READER_TEST(test_notes_on_a_new_version),
        READER_TEST(test_places),
    };
    return cmocka_run_group_tests_name("app_notes", tests, NULL, NULL);
}
