/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader sets on documents: read, stars, tags, rows marked, all of a list; and undoing it. */
#include <string.h>

#include "support/reader.h"

/* The row of the document from ORIGIN, which is in view. */
static const dl_doc_row *row_of(test_reader *r, uint64_t number)
{
    const dl_doc_row *row = dl_doclist_row(&r->app->list, number);
    assert_non_null(row);
    return row;
}

/* The tags of the document shown as the store has them, parted by blanks. Static storage. */
static const char *tags(test_reader *r)
{
    static char text[128];
    dl_arena arena = {0};
    dl_stored stored;
    assert_int_equal(r->ops->get(r->store, r->app->reading.doc.key, &arena, &stored, NULL), DL_OK);
    text[0] = '\0';
    for (size_t i = 0; i < stored.tags_count; i++) {
        strcat(text, i ? " " : "");
        strcat(text, stored.tags[i]);
    }
    dl_arena_release(&arena);
    return text;
}

static void test_a_star(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "!");
    assert_shows(r, "star; u undoes");
    assert_true(r->app->reading.doc.starred && row_of(r, 0)->starred);
    assert_shows(r, "N!         2024-03-10");
    test_press(r, "j!k!");
    assert_shows(r, "star taken off");
    assert_false(row_of(r, 0)->starred);
    assert_true(row_of(r, 1)->starred);
    test_press(r, "u");
    assert_shows(r, "undone: star taken off on “");
    assert_true(row_of(r, 0)->starred);
    test_press(r, "2u");
    assert_false(row_of(r, 0)->starred || row_of(r, 1)->starred);
    test_press(r, "<C-r>");
    assert_shows(r, "redone: star on “");
    assert_true(row_of(r, 0)->starred && !row_of(r, 1)->starred);
}

static void test_tags(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "TTo check<Enter>");
    assert_shows(r, "tag “To check”; u undoes");
    test_press(r, "Tfleet<Enter>");
    assert_string_equal(tags(r), "fleet To check");
    test_press(r, "Tto CHECK<Enter>"); /* the same again takes it off */
    assert_shows(r, "taken off");
    assert_string_equal(tags(r), "fleet");
    test_press(r, "u");
    assert_string_equal(tags(r), "fleet To check");
    test_press(r, "jTf<Tab>");
    assert_string_equal(r->app->prompt.text.text, "fleet");
    test_press(r, "<Esc>T  <Enter>"); /* an empty one changes nothing */
    assert_string_equal(tags(r), "");
    test_press(r, ":tag new one<Enter>");
    assert_string_equal(tags(r), "new one");
}

static void test_marked_rows(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, ";");
    assert_shows(r, "no row is marked; x marks one");
    test_press(r, "!"); /* nor is anything done on the row under the cursor instead */
    assert_shows(r, "no row is marked; x marks one");
    test_press(r, ";r;T;C;a");
    assert_int_equal(r->app->question, DL_QUESTION_NONE);
    assert_int_equal(r->app->prompt.kind, DL_PROMPT_NONE);
    assert_false(row_of(r, 0)->starred || row_of(r, 0)->read);
    test_press(r, "xjjx");
    assert_shows(r, "2 marked");
    assert_shows(r, "N  x       2024-03-10");
    test_press(r, ";");
    assert_shows(r, "the next command is done on all 2 marked");
    test_press(r, "!");
    assert_shows(r, "star: 2 of 2 marked; u undoes");
    assert_true(row_of(r, 0)->starred && !row_of(r, 1)->starred && row_of(r, 2)->starred);
    test_press(r, "!"); /* without `;` the row under the cursor */
    assert_false(row_of(r, 2)->starred);
    test_press(r, ";!");
    assert_shows(r, "star: 1 of 2 marked");
    test_press(r, ";r");
    assert_true(row_of(r, 0)->read && !row_of(r, 1)->read && row_of(r, 2)->read);
    assert_int_equal(r->app->counts.unread, TEST_ARCHIVE_DOCUMENTS - 2);
    test_press(r, "u");
    assert_shows(r, "undone: marked read on 2 documents");
    assert_int_equal(r->app->counts.unread, TEST_ARCHIVE_DOCUMENTS);
    test_press(r, "j;Tpair<Enter>");
    assert_string_equal(tags(r), "");
    test_press(r, "k");
    assert_string_equal(tags(r), "pair");
    test_press(r, "x"); /* no longer */
    assert_shows(r, "1 marked");
    test_press(r, ";j"); /* another command is not for them, and says so */
    assert_shows(r, "down is not done on marked rows");
    test_press(r, "j!");
    assert_true(row_of(r, 3)->starred);
    test_press(r, "X");
    assert_shows(r, "no row is marked any more");
    assert_int_equal(r->app->marked.len, 0);
}

static void test_marks_stay_while_the_list_shows_others(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "xFsource:lake<Enter>x;!<lt>");
    assert_true(row_of(r, 0)->starred);
    assert_int_equal(r->app->marked.len, 2);
}

static void test_all_of_a_list_read(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Fsource:coast<Enter>A");
    assert_shows(r, "mark 2 unread documents of the whole list as read?");
    test_press(r, "n");
    assert_int_equal(r->app->counts.unread, 2);
    test_press(r, "Ay");
    assert_shows(r, "marked read: 2 documents; u undoes");
    assert_int_equal(r->app->counts.unread, 0);
    test_press(r, "A");
    assert_shows(r, "no unread document here");
    test_press(r, "F<C-u><Enter>");
    assert_int_equal(r->app->counts.unread, TEST_ARCHIVE_DOCUMENTS - 2);
    test_press(r, "u");
    assert_int_equal(r->app->counts.unread, TEST_ARCHIVE_DOCUMENTS);
}

static void test_all_of_a_source_read(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "h/Lake<Enter>A");
    assert_shows(r, "mark 2 unread documents of Lake Post as read?");
    test_press(r, "y");
    assert_int_equal(r->app->counts.unread, TEST_ARCHIVE_DOCUMENTS - 2);
    assert_int_equal(dl_sources_current(&r->app->sources)->unread, 0);
}

/* More than one page of what is unread, some of it out of the list's window. */
static void fill(dl_store *store)
{
    test_archive_fill_many(store, 1, 5000);
}

static void test_all_of_a_long_list_read(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "Ay");
    assert_int_equal(r->app->counts.unread, 0);
    test_press(r, "u");
    assert_int_equal(r->app->counts.unread, 5000);
}

/* A document that what is set takes out of the list stays until the reader goes on. */
static void test_a_list_of_what_is_unread(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Fis:unread<Enter>jr");
    assert_int_equal(r->app->list.total, TEST_ARCHIVE_DOCUMENTS);
    assert_reads(r, "lamps.txt");
    test_press(r, "j");
    assert_reads(r, "perch.txt");
    assert_int_equal(r->app->list.total, TEST_ARCHIVE_DOCUMENTS - 1);
    assert_int_equal(r->app->list.cursor, 1);
    test_press(r, "<Enter>J"); /* going into a text reads it */
    assert_reads(r, "kestrel.txt");
    assert_int_equal(r->app->list.total, TEST_ARCHIVE_DOCUMENTS - 2);
    test_press(r, "u");
    assert_shows(r, "undone: marked read");
    assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS - 2);
    test_press(r, "Ay");
    assert_int_equal(r->app->list.total, 0);
    test_press(r, "u");
    assert_int_equal(r->app->list.total, TEST_ARCHIVE_DOCUMENTS - 2);
    test_press(r, "F<C-u>is:<Tab>");
    assert_shows(r, "is:starred");
    test_press(r, "<Esc>TTo check<Enter>F<C-u>tag:\"to<Tab>");
    assert_string_equal(r->app->prompt.text.text, "tag:\"To check\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_a_star),
        READER_TEST(test_tags),
        READER_TEST(test_marked_rows),
        READER_TEST(test_marks_stay_while_the_list_shows_others),
        READER_TEST(test_all_of_a_list_read),
        READER_TEST(test_a_list_of_what_is_unread),
        READER_TEST(test_all_of_a_source_read),
        READER_TEST_ON("sqlite: test_all_of_a_long_list_read", test_all_of_a_long_list_read,
                       dl_store_sqlite),
    };
    return cmocka_run_group_tests_name("app_marks", tests, NULL, NULL);
}
