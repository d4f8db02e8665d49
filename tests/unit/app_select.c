/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Selecting in the reading pane. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "dateline/text.h"
#include "support/reader.h"

/* What is selected; "" where nothing is. */
static const char *selected(test_reader *r)
{
    static char text[2048];
    size_t len;
    text[0] = '\0';
    if (dl_app_context(r->app) == DL_CONTEXT_SELECT) {
        dl_span span = dl_selection_span(&r->app->selection, &r->app->reading);
        const char *field = dl_reading_field(&r->app->reading, r->app->selection.field, &len);
        snprintf(text, sizeof text, "%.*s", (int)(span.end - span.start), field + span.start);
    }
    return text;
}

#define assert_selected(r, want) assert_string_equal(selected(r), want)

static void fill_letter(dl_store *store)
{
    static const test_document letter = {
        .origin = "letter.txt",
        .published = "2024-05-01",
        .source = "Coast Wire",
        .title = "A letter to the {org/lamp-office Lamp Office}",
        .body = "The {org/lamp-office Lamp Office} has a letter. It is long, and it rhymes.\n\n"
                "It says: “We sail at ‘noon’ sharp.” No one signed it.\n\n"
                "Ne\u0301e: 灯台は 👩‍👩‍👧 here.\n"};
    test_document_put(store, &letter);
}

static void start(test_reader *r)
{
    test_reader_open(r, fill_letter, NULL);
    test_press(r, "<Enter>");
}

static void test_v_begins_at_the_current_mention(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "]]v");
    assert_selected(r, "Lamp Office");
    assert_shows(r, "selected: bytes 4-15");
    assert_int_equal(r->frame.cursor_x, 2 + 14);
    test_press(r, "v");
    assert_selected(r, "");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_TEXT);
    assert_current(r, "Lamp Office");
}

static void test_without_a_current_mention_the_first_in_view_is_taken(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "v");
    assert_selected(r, "Lamp Office");
    assert_shows(r, "title");
    assert_shows(r, "first mention in view");
}

static void test_motions(void **state)
{
    static const struct {
        const char *keys, *want;
    } cases[] = {
        {"l", "Lamp Office "},
        {"3l", "Lamp Office ha"},
        {"2h", "Lamp Offi"},
        {"w", "Lamp Office h"},
        {"2w", "Lamp Office has a"},
        {"we", "Lamp Office has"},
        {"e", "Lamp Office has"},
        {"b", "Lamp O"},
        {"2b", "L"},
        {"o2b", "The Lamp Office"},
        {"ob", "The Lamp Office"},
        {"o3h", "he Lamp Office"},
        {")", "Lamp Office has a letter."},
        {"2)", "Lamp Office has a letter. It is long, and it rhymes."},
        {"o(", "The Lamp Office"},
        {"}", "Lamp Office has a letter. It is long, and it rhymes."},
        {"$", "Lamp Office has a letter. It is long, and it rhymes."},
        {"o0", "The Lamp Office"},
        {"is", "The Lamp Office has a letter."},
        {"isis", "The Lamp Office has a letter. It is long, and it rhymes."},
        {"2is", "The Lamp Office has a letter. It is long, and it rhymes."},
        {"ip", "The Lamp Office has a letter. It is long, and it rhymes."},
        {"V", "The Lamp Office has a letter. It is long, and it rhymes."},
        {"}2w", "Lamp Office has a letter. It is long, and it rhymes.\n\nIt s"},
        {"2jiq", "We sail at ‘noon’ sharp."},
        {"2jiqiq", "“We sail at ‘noon’ sharp.”"},
        {"2jiqiqiq", "“We sail at ‘noon’ sharp.”"},
        {"2jis", "The Lamp Office has a letter. It is long, and it rhymes.\n\nIt says: “We sail at "
                 "‘noon’ sharp.”"},
        {"G", "Lamp Office has a letter. It is long, and it rhymes.\n\nIt says: “We sail at ‘noon’ "
              "sharp.” No one signed it.\n\nNe\u0301e: 灯台は 👩‍👩‍👧 "},
        {"<Esc>", ""},
        {"q", ""},
    };
    test_reader *r = *state;
    start(r);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        test_press(r, "]]v");
        assert_selected(r, "Lamp Office");
        test_press(r, cases[i].keys);
        if (strcmp(selected(r), cases[i].want) != 0)
            fail_msg("%s: selected \"%s\", not \"%s\"", cases[i].keys, selected(r), cases[i].want);
        test_press(r, "<Esc>gg");
        r->app->reading.has_current = false;
    }
}

static void test_a_nested_quotation_grows(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "/noon<Enter>v");
    assert_selected(r, "noon");
    test_press(r, "iq");
    assert_selected(r, "‘noon’");
    test_press(r, "iq");
    assert_selected(r, "We sail at ‘noon’ sharp.");
    test_press(r, "iq");
    assert_selected(r, "“We sail at ‘noon’ sharp.”");
}

static void test_where_there_is_no_quotation_it_says_so(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "]]viq");
    assert_shows(r, "no quotation");
    assert_selected(r, "Lamp Office");
}

/* Whatever keys move it, no edge of a selection is ever inside a grapheme cluster. */
static void test_edges_are_those_of_graphemes(void **state)
{
    static const char *const keys[] = {"h",  "l",  "w",     "e",     "b",  "(",     ")",
                                       "{",  "}",  "j",     "k",     "0",  "$",     "o",
                                       "is", "ip", "iq",    "V",     "v",  "<C-d>", "<C-u>",
                                       "G",  "gg", "<C-e>", "<C-y>", "3l", "2h",    "50%"};
    test_reader *r = *state;
    start(r);
    unsigned seed = 7;
    for (int i = 0; i < 3000; i++) {
        if (dl_app_context(r->app) != DL_CONTEXT_SELECT)
            test_press(r, "v");
        seed = seed * 1103515245U + 12345U;
        test_press(r, keys[(seed >> 16) % COUNT_OF(keys)]);
        if (i % 100 == 0)
            test_resize(r, 20 + (int)(seed >> 20) % 80, 5 + (int)(seed >> 24) % 30);
        if (dl_app_context(r->app) != DL_CONTEXT_SELECT)
            continue;
        size_t len, at = 0;
        dl_span span = dl_selection_span(&r->app->selection, &r->app->reading);
        const char *text = dl_reading_field(&r->app->reading, r->app->selection.field, &len);
        assert_true(span.start < span.end && span.end <= len);
        bool starts = false, ends = false;
        for (; at <= len; at += at < len ? dl_text_grapheme(text + at, len - at) : 1) {
            starts = starts || at == span.start;
            ends = ends || at == span.end;
        }
        assert_true(starts && ends);
        size_t line = dl_selection_line(&r->app->selection, &r->app->reading);
        assert_true(dl_reading_in_view(&r->app->reading, line));
    }
}

static void test_going_over_to_the_title_begins_anew(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "]]vk");
    assert_int_equal(r->app->selection.field, DL_FIELD_TITLE);
    assert_int_equal(r->app->selection.anchor, r->app->selection.head);
    test_press(r, "V");
    assert_selected(r, "A letter to the Lamp Office");
    test_press(r, "j");
    assert_int_equal(r->app->selection.field, DL_FIELD_BODY);
}

static void test_it_scrolls_along(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]v");
    test_press(r, "j40j");
    size_t line = dl_selection_line(&r->app->selection, &r->app->reading);
    assert_true(r->app->reading.top > 0);
    assert_true(dl_reading_in_view(&r->app->reading, line));
    test_press(r, "gg");
    assert_int_equal(r->app->reading.top, 0);
}

static void test_title_and_body_are_apart(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>ggv99k");
    assert_int_equal(r->app->selection.field, DL_FIELD_TITLE);
    test_press(r, "l");
    assert_hides(r, "begins anew");
    test_press(r, "G");
    assert_int_equal(r->app->selection.field, DL_FIELD_BODY);
    assert_shows(r, "title and body are apart: what is selected begins anew here");
}

static void test_another_document_or_pane_ends_it(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]v");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_SELECT);
    test_press(r, "J");
    assert_shows(r, "not bound here");
    test_press(r, "?");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_HELP);
    test_press(r, "q");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_SELECT);
    test_press(r, "<Esc>J]");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_TEXT);
}

static void test_a_note_is_on_what_is_selected(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]]visaa word of mine<Enter>");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_TEXT);
    assert_shows(r, "+ a word of mine");
}

/* How many mentions the document read has. */
static size_t count_mentions(test_reader *r)
{
    return r->app->reading.doc.mentions_count;
}

static void test_the_names_that_are_selected_are_corrected(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]]visc"); /* the League and its secretary */
    assert_shows(r, "n not a name  a another  m merge  s split  e new: 2 mentions");
    test_press(r, "<Esc>");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_SELECT); /* still selected */
    size_t before = count_mentions(r);
    test_press(r, "cnh");
    assert_shows(r, "these are no names here: 2 mentions; u undoes");
    assert_int_equal(count_mentions(r), before - 2);
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_TEXT);
    test_press(r, "u");
    assert_int_equal(count_mentions(r), before);
    test_press(r, "[]vcakenya<Enter>"); /* one that is selected whole */
    assert_shows(r, "“Harbour League” is Kenya here: 1 mention");
    test_press(r, "u");
}

static void test_a_name_is_corrected_only_where_all_of_it_is_selected(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]]vhc");
    assert_shows(r, "e new entity or name: “Harbour Leagu”");
    test_press(r, "e<Enter>");
    assert_shows(r, "as whole words that stands nowhere: ^O goes less far");
    test_press(r, "<Esc><Esc>");
    test_press(r, "z3gg]visc"); /* nor one of a kind that is not shown */
    assert_shows(r, "e new: “Ilse Brandvik” (Ilse Brand");
    test_press(r, "<Esc>");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        READER_TEST(test_v_begins_at_the_current_mention),
        READER_TEST(test_without_a_current_mention_the_first_in_view_is_taken),
        READER_TEST(test_motions),
        READER_TEST(test_a_nested_quotation_grows),
        READER_TEST(test_where_there_is_no_quotation_it_says_so),
        READER_TEST(test_edges_are_those_of_graphemes),
        READER_TEST(test_going_over_to_the_title_begins_anew),
        READER_TEST(test_it_scrolls_along),
        READER_TEST(test_title_and_body_are_apart),
        READER_TEST(test_another_document_or_pane_ends_it),
        READER_TEST(test_a_note_is_on_what_is_selected),
        READER_TEST(test_the_names_that_are_selected_are_corrected),
        READER_TEST(test_a_name_is_corrected_only_where_all_of_it_is_selected),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("app_select", tests, NULL, NULL);
}
