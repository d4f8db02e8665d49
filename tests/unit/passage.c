/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passages: made, and found again in a text that has changed. */
#include <string.h>

#include "dateline/passage.h"
#include "support/test.h"

static dl_document make(const char *hash, const char *title, const char *body)
{
    dl_document doc = {.title = title, .body = body};
    memset(doc.sha256, hash[0], DL_SHA256_HEX - 1);
    return doc;
}

/* Takes QUOTE's COUNT-th occurrence (from 0) in FROM and finds it in TO; the byte where, or -1. */
static long find_again(const char *from, const char *quote, int count, const char *to)
{
    dl_arena arena = {0};
    dl_document before = make("a", NULL, from), after = make("b", NULL, to);
    const char *at = strstr(from, quote);
    while (count-- > 0)
        at = strstr(at + 1, quote);
    size_t start = (size_t)(at - from), end = start + strlen(quote);
    dl_passage passage;
    assert_true(dl_passage_make(&arena, &before, DL_FIELD_BODY, start, end, &passage));
    assert_string_equal(passage.quote, quote);
    bool found = dl_passage_locate(&passage, &after, &start, &end);
    dl_arena_release(&arena);
    return found ? (long)start : -1;
}

static void holds_what_stood_there(void **state)
{
    (void)state;
    dl_arena arena = {0};
    dl_document doc = make("a", "A title", "The minister said no. The minister said yes.");
    dl_passage passage, copy;
    assert_true(dl_passage_make(&arena, &doc, DL_FIELD_BODY, 22, 34, &passage));
    assert_string_equal(passage.quote, "The minister");
    assert_string_equal(passage.prefix, "The minister said no. ");
    assert_string_equal(passage.suffix, " said yes.");
    assert_string_equal(passage.sha256, doc.sha256);
    assert_true(dl_passage_copy(&arena, &passage, &copy));
    assert_string_equal(copy.suffix, passage.suffix);
    assert_true(dl_passage_make(&arena, &doc, DL_FIELD_TITLE, 2, 7, &passage));
    assert_string_equal(passage.quote, "title");
    assert_int_equal(passage.field, DL_FIELD_TITLE);
    dl_arena_release(&arena);
}

static void cuts_no_cluster(void **state)
{
    (void)state;
    dl_arena arena = {0};
    /* e with a combining caron has no composed form with the dot below; "x" and a flag stand around */
    dl_document doc = make("a", NULL, "x q\xcc\x8c\xcc\xa3 y");
    dl_passage passage;
    assert_true(dl_passage_make(&arena, &doc, DL_FIELD_BODY, 3, 5, &passage));
    assert_int_equal(passage.start, 2);
    assert_int_equal(passage.end, 7);
    assert_true(dl_passage_make(&arena, &doc, DL_FIELD_BODY, 4, 9000, &passage));
    assert_string_equal(passage.quote, doc.body + 2);
    assert_true(dl_passage_make(&arena, &doc, DL_FIELD_BODY, 9000, 9001, &passage));
    assert_string_equal(passage.quote, "");
    dl_arena_release(&arena);
}

static void is_found_where_it_moved(void **state)
{
    (void)state;
    assert_int_equal(find_again("One. Two. Three.", "Two.", 0, "New. One. Two. Three."), 10);
    assert_int_equal(find_again("One. Two. Three.", "Two.", 0, "One. Three."), -1);
    assert_int_equal(find_again("One. Two.", "Two.", 0, ""), -1);
}

static void is_told_from_its_like_by_what_stands_around(void **state)
{
    (void)state;
    const char *from = "He denied it in May. She praised NATO. He denied it in June.";
    assert_int_equal(
        find_again(from, "denied it", 1, "Later: he denied it in May. He denied it in June."), 31);
    assert_int_equal(find_again(from, "denied it", 0, "He denied it in June. He denied it in May."),
                     25);
}

static void the_nearest_wins_where_nothing_tells(void **state)
{
    (void)state;
    assert_int_equal(
        find_again("a. word. b. word. c. word. d", "word", 1, "word - - word - - word"), 9);
}

static void white_space_and_marks_may_differ(void **state)
{
    (void)state;
    assert_int_equal(find_again("He said: \xe2\x80\x9cnot a\nstep\xe2\x80\x9d more.",
                                "\xe2\x80\x9cnot a\nstep\xe2\x80\x9d", 0,
                                "- He said: \"not  a step\" more."),
                     11);
}

static void its_own_place_is_believed(void **state)
{
    (void)state;
    dl_arena arena = {0};
    dl_document doc = make("a", NULL, "yes yes yes");
    dl_passage passage;
    size_t start, end;
    assert_true(dl_passage_make(&arena, &doc, DL_FIELD_BODY, 4, 7, &passage));
    assert_true(dl_passage_locate(&passage, &doc, &start, &end));
    assert_int_equal(start, 4);
    assert_int_equal(end, 7);
    dl_arena_release(&arena);
}

static void a_whole_document_is_found_everywhere(void **state)
{
    (void)state;
    dl_arena arena = {0};
    dl_document doc = make("a", NULL, "text"), other = make("b", NULL, "other");
    dl_passage passage;
    size_t start, end;
    assert_true(dl_passage_make(&arena, &doc, DL_FIELD_BODY, 0, 0, &passage));
    assert_true(dl_passage_is_whole(&passage));
    assert_string_equal(passage.suffix, "");
    assert_true(dl_passage_locate(&passage, &other, &start, &end));
    assert_int_equal(end, 0);
    dl_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_what_stood_there),
        cmocka_unit_test(cuts_no_cluster),
        cmocka_unit_test(is_found_where_it_moved),
        cmocka_unit_test(is_told_from_its_like_by_what_stands_around),
        cmocka_unit_test(the_nearest_wins_where_nothing_tells),
        cmocka_unit_test(white_space_and_marks_may_differ),
        cmocka_unit_test(its_own_place_is_believed),
        cmocka_unit_test(a_whole_document_is_found_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
