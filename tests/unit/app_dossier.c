/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dossiers: adding, going through, ordering, annotating, and undoing any of it. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "support/reader.h"

/* The passages of the dossier NAME as the store has them, parted by bars, comments in brackets. */
static const char *passages(test_reader *r, const char *name)
{
    static char text[2048];
    dl_arena arena = {0};
    dl_cited *items;
    size_t count;
    text[0] = '\0';
    if (r->store->ops->cited(r->store, name, &arena, &items, &count, NULL))
        snprintf(text, sizeof text, "none");
    else
        for (size_t i = 0; i < count; i++) {
            size_t len = strlen(text);
            snprintf(text + len, sizeof text - len, "%s%.21s", i ? "|" : "",
                     *items[i].passage.quote ? items[i].passage.quote : "whole");
            len = strlen(text);
            if (items[i].comment)
                snprintf(text + len, sizeof text - len, "[%s]", items[i].comment);
        }
    dl_arena_release(&arena);
    return text;
}

#define assert_passages(r, name, want) assert_string_equal(passages(r, name), want)

/* Three passages of the first document in the dossier Silt. */
static void fill(test_reader *r)
{
    test_reader_start(r);
    test_press(r, "<Enter>/silt does<Enter>YqSilt<Enter>");
    test_press(r, "/Norway<Enter>Ys");
    test_press(r, "Yd");
}

static void test_the_first_asks_which(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>/silt does<Enter>Yq");
    assert_shows(r, "dossier:");
    test_press(r, "<Esc>");
    assert_passages(r, "Silt", "none");
    test_press(r, "Yq");
    test_press(r, "Silt<Enter>");
    assert_shows(r, "added to the dossier Silt");
    assert_passages(r, "Silt", "\"and silt does not wa");
    test_press(r, "/Norway<Enter>Ys");
    assert_shows(r, "added to the dossier Silt");
    assert_passages(r, "Silt", "\"and silt does not wa|Norway lends a survey");
    test_press(r, "Ypuuu");
    assert_passages(r, "Silt", "none");
    test_press(r, "<C-r>");
    assert_passages(r, "Silt", "\"and silt does not wa");
}

static void test_it_is_completed_and_chosen(void **state)
{
    test_reader *r = *state;
    fill(r);
    test_press(r, ":dossier Boats<Enter>");
    assert_shows(r, "the dossier Boats");
    test_press(r, "Ys");
    assert_passages(r, "Boats", "Norway lends a survey");
    test_press(r, ":dossier<Enter><C-u>Si<Tab>");
    assert_shows(r, "dossier: Silt");
    test_press(r, "<Enter>Yp"); /* the paragraph, which is this sentence, stands there */
    assert_shows(r, "the dossier Silt holds this passage already");
    assert_passages(r, "Silt", "\"and silt does not wa|Norway lends a survey|whole");
    test_press(r, "Yd");
    assert_shows(r, "the dossier Silt holds this passage already");
}

static void test_a_selection_and_a_line(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]vYSilt<Enter>");
    assert_passages(r, "Silt", "Harbour League");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_TEXT);
    test_press(r, "]grjY");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_CONCORDANCE);
    assert_shows(r, "added to the dossier Silt");
}

static void test_it_stands_among_the_sources(void **state)
{
    test_reader *r = *state;
    fill(r);
    test_resize(r, 120, 40);
    assert_shows(r, "dossiers");
    test_press(r, "<Esc>qhG");
    assert_shows(r, "Enter open the dossier");
    assert_string_equal(dl_sources_current(&r->app->sources)->name, "Silt");
    assert_int_equal(dl_sources_current(&r->app->sources)->documents, 3);
    test_press(r, "k");
    assert_hides(r, "filter to it"); /* a heading is nothing to filter to */
    test_press(r, "<Enter>");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_SOURCES); /* a heading is nothing to open */
    test_press(r, "jx");
    assert_shows(r, "is for a source");
    test_press(r, "<Enter>");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_DOSSIER);
    assert_shows(r, "DOSSIER  Silt");
    assert_shows(r, "the document as a whole");
    test_press(r, "q");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_SOURCES);
}

/* Opens the dossier on its row, the last of the sources. */
static void open(test_reader *r)
{
    test_resize(r, 120, 40);
    test_press(r, r->app->pane == DL_PANE_TEXT ? "qhG<Enter>" : "hG<Enter>");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_DOSSIER);
}

static void test_moving_previews_and_enter_goes_there(void **state)
{
    test_reader *r = *state;
    fill(r);
    test_press(r, "qG");
    assert_reads(r, "ferry.txt");
    size_t steps = r->app->trail.at;
    open(r);
    assert_reads(r, "dredgers.txt");
    assert_current(r, "\"and silt does not wait for anybody.\"");
    test_press(r, "j");
    assert_current(
        r, "Norway lends a survey boat, which the League will crew with its own people after "
           "a course of ten days.");
    assert_int_equal(r->app->trail.at, steps);
    test_press(r, "<Enter>");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_TEXT);
    assert_reads(r, "dredgers.txt");
    assert_int_equal(r->app->trail.at, steps + 1);
    test_press(r, "<lt>");
    assert_reads(r, "ferry.txt");
}

static void test_q_goes_back_to_where_it_was_opened(void **state)
{
    test_reader *r = *state;
    fill(r);
    test_press(r, "qG");
    open(r);
    assert_reads(r, "dredgers.txt");
    test_press(r, "q");
    assert_reads(r, "ferry.txt");
}

static void test_passages_are_put_in_order(void **state)
{
    test_reader *r = *state;
    fill(r);
    open(r);
    test_press(r, "J");
    assert_passages(r, "Silt", "Norway lends a survey|\"and silt does not wa|whole");
    assert_int_equal(r->app->dossier.cursor, 1);
    test_press(r, "5J");
    assert_passages(r, "Silt", "Norway lends a survey|whole|\"and silt does not wa");
    test_press(r, "J");
    assert_shows(r, "the last of them");
    test_press(r, "2K");
    assert_passages(r, "Silt", "\"and silt does not wa|Norway lends a survey|whole");
    test_press(r, "uu");
    assert_passages(r, "Silt", "Norway lends a survey|\"and silt does not wa|whole");
    test_press(r, "u");
    assert_passages(r, "Silt", "\"and silt does not wa|Norway lends a survey|whole");
}

static void test_comments_and_taking_out(void **state)
{
    test_reader *r = *state;
    fill(r);
    open(r);
    test_press(r, "aso she says<Enter>");
    assert_passages(r, "Silt", "\"and silt does not wa[so she says]|Norway lends a survey|whole");
    assert_shows(r, "so she says");
    test_press(r, "a<C-u><Enter>");
    assert_passages(r, "Silt", "\"and silt does not wa|Norway lends a survey|whole");
    test_press(r, "ujx");
    assert_passages(r, "Silt", "\"and silt does not wa[so she says]|whole");
    test_press(r, "x");
    assert_passages(r, "Silt", "\"and silt does not wa[so she says]");
    test_press(r, "x");
    assert_passages(r, "Silt", "");
    test_press(r, "x");
    assert_shows(r, "empty");
    test_press(r, "uuu");
    assert_passages(r, "Silt", "\"and silt does not wa[so she says]|Norway lends a survey|whole");
}

static void test_a_passage_of_it_is_cited(void **state)
{
    test_reader *r = *state;
    fill(r);
    open(r);
    test_press(r, "jy");
    assert_int_equal(r->effects, DL_EFFECT_COPY);
    const dl_copied *copied = dl_app_copied(r->app);
    assert_memory_equal(copied->document->body + copied->reference.start, "Norway lends", 12);
    test_press(r, "jy");
    assert_true(dl_app_copied(r->app)->reference.whole);
    test_press(r, "qy");
    assert_string_equal(dl_app_copied(r->app)->dossier, "Silt");
}

static void test_a_name_is_changed_and_a_dossier_deleted(void **state)
{
    test_reader *r = *state;
    fill(r);
    test_resize(r, 120, 40);
    test_press(r, "<Esc>qhGc");
    assert_shows(r, "r rename  d delete");
    test_press(r, "r<C-u>Mud<Enter>");
    assert_passages(r, "Silt", "none");
    assert_passages(r, "Mud", "\"and silt does not wa|Norway lends a survey|whole");
    test_press(r, "l<Enter>/soundings<Enter>Ys");
    assert_string_equal(r->app->open_dossier, "Mud");
    test_press(r, "qhGcd");
    assert_passages(r, "Mud", "none");
    assert_shows(r, "Mud is deleted");
    test_press(r, "uuu");
    assert_passages(r, "Silt", "\"and silt does not wa|Norway lends a survey|whole");
    test_press(r, "hggc");
    assert_shows(r, "this row is no source");
}

static void test_the_open_one_keeps_its_name_through_undo(void **state)
{
    test_reader *r = *state;
    fill(r);
    test_resize(r, 120, 40);
    test_press(r, "<Esc>qhGcr<C-u>Mud<Enter>");
    assert_string_equal(r->app->open_dossier, "Mud");
    test_press(r, "u");
    assert_string_equal(r->app->open_dossier, "Silt");
    test_press(r, "<C-r>");
    assert_string_equal(r->app->open_dossier, "Mud");
    test_press(r, "ul<Enter>/soundings<Enter>Ys");
    assert_shows(r, "added to the dossier Silt");
    assert_passages(r, "Mud", "none");
}

static void test_one_that_is_no_more_is_closed(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>/silt does<Enter>YqSilt<Enter>u");
    assert_passages(r, "Silt", "none");
    assert_null(r->app->open_dossier);
    test_press(r, "Yq");
    assert_shows(r, "dossier:");
    assert_passages(r, "Silt", "none");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        READER_TEST(test_the_first_asks_which),
        READER_TEST(test_it_is_completed_and_chosen),
        READER_TEST(test_a_selection_and_a_line),
        READER_TEST(test_it_stands_among_the_sources),
        READER_TEST(test_moving_previews_and_enter_goes_there),
        READER_TEST(test_q_goes_back_to_where_it_was_opened),
        READER_TEST(test_passages_are_put_in_order),
        READER_TEST(test_comments_and_taking_out),
        READER_TEST(test_a_passage_of_it_is_cited),
        READER_TEST(test_a_name_is_changed_and_a_dossier_deleted),
        READER_TEST(test_the_open_one_keeps_its_name_through_undo),
        READER_TEST(test_one_that_is_no_more_is_closed),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("app_dossier", tests, NULL, NULL);
}
