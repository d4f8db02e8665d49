/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two lines of a concordance compared, word by word. */
#include <stdio.h>
#include <string.h>

#include "support/reader.h"

static const test_document documents[] = {
    {.origin = "winter.txt",
     .published = "2022-12-01",
     .source = "Coast Wire",
     .country = "NO",
     .title = "Winter plans",
     .body =
         "Not this paragraph.\n\n"
         "The pilots want {org/harbour-league the League} to keep EVERY lamp lit, they said, and "
         "nothing else.\n\nNor this one.\n"},
    {.origin = "spring.txt",
     .published = "2023-04-01",
     .source = "Lake Post",
     .country = "KE",
     .title = "Spring plans",
     .body =
         "The pilots want\n{org/harbour-league the League} to keep every second lamp lit -- they "
         "said -- and nothing.\n"},
    {.origin = "summer.txt",
     .published = "2023-07-01",
     .title = NULL,
     .body = "Herons nest where {org/harbour-league the League} once moored.\n"},
};

static void fill(dl_store *store)
{
    for (size_t i = 0; i < COUNT_OF(documents); i++)
        test_document_put(store, &documents[i]);
}

/* Opens the concordance of the League: summer, spring, winter. */
static void start(test_reader *r)
{
    test_reader_open(r, fill, NULL);
    test_press(r, "<Enter>]<Enter>");
    assert_int_equal(r->app->concordance.total, 3);
}

/* The words that one side alone has, parted by bars. */
static const char *alone(const test_reader *r, int side)
{
    static char text[512];
    const dl_compare_side *s = &r->app->compare.sides[side];
    text[0] = '\0';
    for (size_t i = 0; i < s->only_count; i++) {
        size_t len = strlen(text);
        snprintf(text + len, sizeof text - len, "%s%.*s", i ? "|" : "",
                 (int)(s->only[i].end - s->only[i].start), s->text + s->only[i].start);
    }
    return text;
}

static void test_two_marked_lines(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "jxx=");
    assert_int_equal(r->app->overlay, DL_OVERLAY_COMPARE);
    assert_shows(r, "2022-12-01 · Coast Wire · Winter plans"); /* the earlier first */
    assert_string_equal(alone(r, 0), "else");
    assert_string_equal(alone(r, 1), "second");
    assert_hides(r, "this paragraph");
    test_press(r, "q");
    assert_shows(r, "CONCORDANCE");
    assert_int_equal(r->app->concordance.marks.len, 2);
}

static void test_the_current_line_and_one_marked(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "=");
    assert_shows(r, "mark two lines");
    test_press(r, "xk="); /* on the marked one itself */
    assert_shows(r, "mark two lines");
    test_press(r, "j=");
    assert_shows(r, "· no source ·");
    assert_shows(r, "Herons nest");
    test_press(r, "<Esc>Xggxxx=");
    assert_shows(r, "3 are marked");
}

static void test_enter_goes_there(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "jxx=<Enter>");
    assert_int_equal(r->app->overlay, DL_OVERLAY_CONCORDANCE);
    assert_reads(r, "winter.txt");
    assert_current(r, "the League");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_TEXT);
    test_press(r, "q"); /* a level up are the lines, with their marks */
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_CONCORDANCE);
    assert_current(r, "the League");
    test_press(r, "=<Tab><Enter>");
    assert_reads(r, "spring.txt");
    test_press(r, "q<Enter>"); /* and from there one stays */
    assert_int_equal(r->app->overlay, DL_OVERLAY_NONE);
    assert_reads(r, "spring.txt");
    test_press(r, "gr=<Enter>qq");
    assert_int_equal(r->app->overlay, DL_OVERLAY_NONE);
    assert_reads(r, "spring.txt");
}

static void test_beside_or_over(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "jxx=");
    static const int sizes[][2] = {{120, 40}, {100, 24}, {99, 24}, {80, 24},
                                   {40, 8},   {20, 5},   {9, 3}};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        test_resize(r, sizes[i][0], sizes[i][1]);
        test_press(r, "jjG<C-u>kgg<Tab>50%");
    }
    test_resize(r, 120, 40);
    test_press(r, "gg");
    assert_true(strstr(test_row(r, 3), "The pilots") != strrchr(test_row(r, 3), 'T'));
    test_press(r, "?"); /* the help lies over it */
    test_press(r, "q");
    assert_int_equal(r->app->overlay, DL_OVERLAY_COMPARE);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        READER_TEST(test_two_marked_lines),
        READER_TEST(test_the_current_line_and_one_marked),
        READER_TEST(test_enter_goes_there),
        READER_TEST(test_beside_or_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
