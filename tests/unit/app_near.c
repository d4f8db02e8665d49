/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filtering by the name at hand: near the focus, or without it. */
#include "support/reader.h"

static void test_without_a_focus_it_says_what_to_do(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]ws");
    assert_shows(r, "near what? * on a name puts it in focus first");
    test_press(r, "*<lt>wd");
    assert_hides(r, "near(");
}

static void test_the_name_at_hand_is_near_the_focus(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 160, 40);
    test_press(r, "<Enter>]*/Brandvik<Enter>"); /* a text in focus now */
    test_press(r, "ws");
    assert_shows(r, "near what?");
    test_press(r, "<lt>]wp"); /* the League again; Brandvik */
    assert_shows(r, "[near(Harbour League, Ilse Brandvik, paragraph) ×]");
    assert_shows(r, "2 of 7 docs");
    assert_reads(r, "dredgers.txt");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    test_press(r, "wp");
    assert_shows(r, "asks for that already");
    test_press(r, "ws");
    assert_shows(r, "sentence)");
    test_press(r, "<BS>");
    assert_hides(r, "sentence)");
    test_press(r, "<lt>");
    assert_shows(r, "sentence)");
    test_press(r, "<lt><lt>");
    assert_hides(r, "near(");
    assert_shows(r, "7 of 7 docs");
}

static void test_the_focus_is_not_near_itself(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]*ws");
    assert_shows(r, "Harbour League is the focus itself");
    assert_hides(r, "near(");
}

static void test_a_row_of_the_names_is_at_hand(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "<Enter>]*eKenya<Esc>");
    assert_int_equal(r->app->pane, DL_PANE_NAMES);
    test_press(r, "/Kenya<Enter>wd");
    assert_shows(r, "[near(Harbour League, Kenya, document) ×]");
    assert_shows(r, "2 of 7 docs");
    test_press(r, "ws");
    assert_shows(r, "0 of 7 docs");
}

/* The list lands where the names stand near each other, not on the first mention of the focus. */
static void test_it_lands_where_they_are_near(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r,
               "<Enter>gg]*qggF<C-u>near(\"harbour league\", \"ilse brandvik\", paragraph)<Enter>");
    assert_reads(r, "dredgers.txt");
    assert_true(r->app->reading.has_current);
    assert_int_equal(r->app->reading.current.field,
                     DL_FIELD_BODY); /* the title names the League alone */
}

static void test_without_a_name(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]wn");
    assert_shows(r, "[-org:\"Harbour League\" ×]");
    assert_shows(r, "2 of 7 docs");
    assert_reads(r, "barley.txt");
    test_press(r, "<BS><Enter>]wn<lt>wn");
    assert_shows(r, "[-org:\"Harbour League\" ×]");
}

/* The names of the sources shown, in their order. */
static void check_sources(test_reader *r, const char *wanted)
{
    dl_str names;
    dl_str_init(&names);
    for (size_t i = 0; i < r->app->sources.len; i++)
        if (r->app->sources.items[i].kind == DL_SOURCE_NAMED)
            dl_str_addf(&names, "%s;", r->app->sources.items[i].name);
    assert_string_equal(names.text, wanted);
    dl_str_release(&names);
}

static void test_sources_are_sorted(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    dl_app_enter(r->app, DL_PANE_SOURCES);
    check_sources(r, "Lake Post;Coast Wire;Valley Radio;");
    test_press(r, "gs");
    assert_shows(r, "sort by: n name  c count  u unread");
    test_press(r, "n");
    check_sources(r, "Coast Wire;Lake Post;Valley Radio;"); /* Norway, Kenya */
    test_press(r, "gsn");
    check_sources(r, "Lake Post;Coast Wire;Valley Radio;");
    test_press(r, "<C-w>lrJrh"); /* one of each source read */
    dl_app_enter(r->app, DL_PANE_SOURCES);
    test_press(r, "gsu");
    check_sources(r, "Lake Post;Coast Wire;Valley Radio;");
    test_press(r, "gsu");
    check_sources(r, "Coast Wire;Lake Post;Valley Radio;");
    test_press(r, "gsc");
    check_sources(r, "Lake Post;Coast Wire;Valley Radio;");
    test_press(r, "gss");
    assert_shows(r, "by source");
}

static void test_in_the_concordance_the_lines_become_fewer(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "<Enter>]gr");
    assert_shows(r, "16 mentions");
    test_press(r, "<Tab><Tab>");
    if (dl_app_context(r->app) != DL_CONTEXT_NAMED)
        test_press(r, "<Tab>");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_NAMED);
    test_press(r, "ws");
    assert_shows(r, "CONCORDANCE");
    assert_shows(r, "[near(Harbour League, Ilse Brandvik, sentence) ×]");
    test_press(r, "q");
    if (r->app->overlay)
        test_press(r, "q");
    assert_hides(r, "CONCORDANCE");
    assert_shows(r, "[near(Harbour League, Ilse Brandvik, sentence) ×]");
}

static void test_tab_completes_names(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    const dl_str *typed = &r->app->prompt.text;
    test_press(r, "Fnear(har<Tab>");
    assert_string_equal(typed->text, "near(Harbour League");
    test_press(r, ", \"ilse b<Tab>");
    assert_string_equal(typed->text, "near(Harbour League, Ilse Brandvik");
    test_press(r, ", pa<Tab>");
    assert_string_equal(typed->text, "near(Harbour League, Ilse Brandvik, paragraph)");
    test_press(r, " so<Tab>");
    assert_string_equal(typed->text, "near(Harbour League, Ilse Brandvik, paragraph) source:");
    test_press(r, "<C-w><Enter>");
    assert_int_equal(r->app->prompt.kind, DL_PROMPT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_without_a_focus_it_says_what_to_do),
        READER_TEST(test_the_name_at_hand_is_near_the_focus),
        READER_TEST(test_the_focus_is_not_near_itself),
        READER_TEST(test_a_row_of_the_names_is_at_hand),
        READER_TEST(test_it_lands_where_they_are_near),
        READER_TEST(test_without_a_name),
        READER_TEST(test_sources_are_sorted),
        READER_TEST(test_tab_completes_names),
        READER_TEST(test_in_the_concordance_the_lines_become_fewer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
