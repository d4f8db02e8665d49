/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line being typed: the keys of readline, graphemes, the history, candidates. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/prompt.h"
#include "support/test.h"

static dl_prompt prompt;

static int open_prompt(void **state)
{
    (void)state;
    dl_prompt_init(&prompt);
    dl_prompt_open(&prompt, DL_PROMPT_FILTER, "");
    return 0;
}

static int release_prompt(void **state)
{
    (void)state;
    dl_prompt_release(&prompt);
    return 0;
}

/* Types KEYS; returns what the last of them did. */
static dl_prompt_event type(const char *keys)
{
    dl_prompt_event event = DL_PROMPT_NOTHING;
    while (*keys) {
        dl_stroke stroke;
        size_t len = dl_stroke_parse(keys, &stroke);
        assert_true(len > 0);
        event = dl_prompt_key(&prompt, stroke);
        keys += len;
    }
    return event;
}

/* Fails unless the text is WANTED, where a bar stands for the cursor. */
#define assert_line(wanted) check_line(wanted, __FILE__, __LINE__)
static void check_line(const char *wanted, const char *file, int line)
{
    char text[256];
    snprintf(text, sizeof text, "%.*s|%s", (int)prompt.cursor, prompt.text.text,
             prompt.text.text + prompt.cursor);
    _assert_string_equal(text, wanted, file, line);
}

static void test_moves_and_kills(void **state)
{
    (void)state;
    type("org:nato date:2022");
    assert_line("org:nato date:2022|");
    assert_int_equal(type("<C-a>"), DL_PROMPT_MOVED);
    assert_line("|org:nato date:2022");
    type("<C-f><Right>");
    assert_line("or|g:nato date:2022");
    type("<C-b><Left><Left><Left>");
    assert_line("|org:nato date:2022");
    type("<A-f>");
    assert_line("org|:nato date:2022");
    type("<A-f><A-f>");
    assert_line("org:nato date|:2022");
    type("<A-b>");
    assert_line("org:nato |date:2022");
    type("<C-w>"); /* by white space, not by words */
    assert_line("|date:2022");
    type("<C-e><C-y>");
    assert_line("date:2022org:nato |");
    type("<Left><Left><C-u>");
    assert_line("|o ");
    type("<C-k><C-y><C-y>");
    assert_line("o o |");
    type("<Home><Del><C-d>");
    assert_line("|o ");
    type("<End><BS><C-h>");
    assert_line("|");
    assert_int_equal(type("<C-w>"), DL_PROMPT_NOTHING);
    type("<C-y>");
    assert_line("o |"); /* what takes a character leaves the last kill */
}

static void test_backspace_in_an_empty_line_cancels(void **state)
{
    (void)state;
    assert_int_equal(type("a<BS>"), DL_PROMPT_CHANGED);
    assert_int_equal(type("<BS>"), DL_PROMPT_CANCEL);
}

static void test_the_cursor_stands_between_graphemes(void **state)
{
    (void)state;
    type("ae\u0301\u65e5\U0001F468\u200D\U0001F469z");
    type("<Left><Left>"); /* over z and the family */
    assert_line("ae\u0301\u65e5|\U0001F468\u200D\U0001F469z");
    type("<BS>");
    assert_line("ae\u0301|\U0001F468\u200D\U0001F469z");
    type("<C-h>");
    assert_line("a|\U0001F468\u200D\U0001F469z");
    type("<Del>");
    assert_line("a|z");
}

static void test_what_is_typed_by_name_is_text(void **state)
{
    (void)state;
    type("<lt>b<Space>c<Bar>>");
    assert_line("<b c|>|");
}

static void test_the_next_key_as_it_is(void **state)
{
    (void)state;
    assert_int_equal(type("a<C-v>"), DL_PROMPT_MOVED);
    assert_int_equal(type("<Tab>"), DL_PROMPT_CHANGED);
    type("b");
    assert_line("a\tb|");
}

static void test_what_ends_a_line(void **state)
{
    (void)state;
    assert_int_equal(type("a<Enter>"), DL_PROMPT_SUBMIT);
    assert_int_equal(type("<Esc>"), DL_PROMPT_CANCEL);
    assert_int_equal(type("<C-c>"), DL_PROMPT_CANCEL);
    assert_int_equal(type("<C-g>"), DL_PROMPT_CANCEL);
    assert_line("a|"); /* whoever opened it closes it */
    assert_int_equal(type("<F5>"), DL_PROMPT_NOTHING);
}

static void test_rows_of_a_narrowed_pane(void **state)
{
    (void)state;
    static const dl_prompt_kind kinds[] = {DL_PROMPT_SOURCES, DL_PROMPT_NAMES};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        dl_prompt_open(&prompt, kinds[i], "");
        assert_int_equal(type("<C-n>"), DL_PROMPT_NEXT);
        assert_int_equal(type("<Down>"), DL_PROMPT_NEXT);
        assert_int_equal(type("<C-p>"), DL_PROMPT_PREVIOUS);
        assert_int_equal(type("<Up>"), DL_PROMPT_PREVIOUS);
    }
}

static void enter(dl_prompt_kind kind, const char *text)
{
    dl_prompt_open(&prompt, kind, text);
    dl_prompt_close(&prompt, true);
}

static void test_history(void **state)
{
    (void)state;
    enter(DL_PROMPT_FILTER, "one");
    enter(DL_PROMPT_FILTER, "two");
    enter(DL_PROMPT_FILTER, "one"); /* again: the newest now, and once */
    enter(DL_PROMPT_FILTER, "");    /* nothing to remember */
    enter(DL_PROMPT_COMMAND, "down");
    dl_prompt_open(&prompt, DL_PROMPT_FILTER, "draft");
    type("<Up>");
    assert_line("one|");
    type("<C-p>");
    assert_line("two|");
    assert_int_equal(type("<C-p>"), DL_PROMPT_NOTHING);
    type("x<C-n>"); /* what was changed on the way is not kept */
    assert_line("one|");
    type("<Down>");
    assert_line("draft|");
    assert_int_equal(type("<Down>"), DL_PROMPT_NOTHING);
    dl_prompt_close(&prompt, false);
    dl_prompt_open(&prompt, DL_PROMPT_FILTER, "");
    type("<Up>");
    assert_line("one|");
}

static void test_a_long_history_forgets_its_oldest(void **state)
{
    (void)state;
    char text[16];
    for (int i = 0; i < 600; i++) {
        snprintf(text, sizeof text, "line %d", i);
        enter(DL_PROMPT_FILTER, text);
    }
    assert_int_equal(prompt.history[DL_PROMPT_FILTER].len, 500);
    assert_string_equal(prompt.history[DL_PROMPT_FILTER].items[0], "line 100");
}

/* Offers the COUNT candidates in place of what stands between FROM and the cursor. */
static void offer(const char *const *texts, size_t count, size_t from)
{
    prompt.candidates = dl_arena_calloc(&prompt.arena, count, sizeof *prompt.candidates);
    for (size_t i = 0; i < count; i++)
        prompt.candidates[i] = (dl_candidate){.text = texts[i]};
    prompt.candidates_count = count;
    prompt.candidates_from = from;
    prompt.candidates_to = prompt.cursor;
}

static void test_candidates_take_the_word_at_the_cursor(void **state)
{
    (void)state;
    static const char *const texts[] = {"org:nato", "org:imo", "org:un"};
    type("a org rest<A-b><Left>");
    assert_int_equal(type("<Tab>"), DL_PROMPT_COMPLETE);
    offer(texts, 3, 2);
    assert_int_equal(type("<Tab>"), DL_PROMPT_MOVED);
    assert_line("a org:nato| rest");
    type("<Tab>");
    assert_line("a org:imo| rest");
    type("<Tab><Tab>"); /* around */
    assert_line("a org:nato| rest");
    type("<S-Tab>");
    assert_line("a org:un| rest");
    type("x"); /* typing takes the offer back */
    assert_line("a org:unx| rest");
    assert_int_equal(prompt.candidates_count, 0);
    assert_int_equal(type("<S-Tab>"), DL_PROMPT_COMPLETE);
}

static void test_the_only_candidate_is_taken(void **state)
{
    (void)state;
    static const char *const text = "source:";
    type("so");
    offer(&text, 1, 0);
    assert_int_equal(type("<Tab>"), DL_PROMPT_CHANGED);
    assert_line("source:|");
    assert_int_equal(prompt.candidates_count, 0);
}

static void test_an_error_goes_with_the_text_it_is_about(void **state)
{
    (void)state;
    type("sorce:x");
    strcpy(prompt.error, "no field");
    type("<C-a><C-e>");
    assert_string_equal(prompt.error, "no field");
    type("<BS>");
    assert_string_equal(prompt.error, "");
}

static void test_the_history_is_searched(void **state)
{
    (void)state;
    enter(DL_PROMPT_FILTER, "org:nato date:2022");
    enter(DL_PROMPT_FILTER, "lamp");
    enter(DL_PROMPT_FILTER, "org:league");
    enter(DL_PROMPT_FILTER, "Rope");
    dl_prompt_open(&prompt, DL_PROMPT_FILTER, "draft");
    assert_int_equal(type("<C-r>"), DL_PROMPT_MOVED);
    assert_line("draft|");
    assert_int_equal(type("org"), DL_PROMPT_CHANGED);
    assert_line("org:league|");
    type("<C-r>"); /* an older one */
    assert_line("org:nato date:2022|");
    type("<C-r>"); /* there is none */
    assert_line("org:nato date:2022|");
    assert_true(*prompt.error);
    type("<BS>");
    assert_line("org:league|");
    assert_false(*prompt.error);
    type("<BS><BS>ROPE"); /* letter case aside */
    assert_line("Rope|");
    type("<C-c>"); /* as before the search, which alone is cancelled */
    assert_line("draft|");
    assert_false(prompt.searching);
    type("<C-r>lam<C-a>"); /* any other key takes what was found */
    assert_line("|lamp");
    assert_false(prompt.searching);
    assert_int_equal(type("<C-r>nato<Enter>"), DL_PROMPT_SUBMIT);
    assert_line("org:nato date:2022|");
    type("<C-r>zzz");
    assert_line("org:nato date:2022|");
    assert_int_equal(type("<Esc>"), DL_PROMPT_CHANGED);
}

static void test_the_editor_is_called(void **state)
{
    (void)state;
    type("lamp");
    assert_int_equal(type("<C-x>"), DL_PROMPT_MOVED);
    assert_int_equal(type("<C-e>"), DL_PROMPT_EDIT);
    assert_int_equal(type("<C-x>e"), DL_PROMPT_MOVED); /* nothing else follows ^X */
    assert_line("lamp|");
    dl_prompt_set(&prompt, "org:nato\n\tdate:2022  lamp\n\n");
    assert_line("org:nato date:2022  lamp|");
    dl_prompt_set(&prompt, "\n\n");
    assert_line("|");
    dl_prompt_set(&prompt, "");
    assert_line("|");
}

/* --- histories between runs --- */

static const char *const names[] = {"", "find", "filter"};

static void test_histories_are_merged(void **state)
{
    (void)state;
    static const char stored[] = "find\tlamp\nfind\trope\nfilter\torg:nato\n";
    dl_history ours[3] = {0}, theirs[3] = {0};
    dl_str first, second;
    dl_str_init(&first);
    dl_str_init(&second);
    dl_histories_read(ours, names, 3, stored);
    dl_histories_read(theirs, names, 3, stored);
    assert_int_equal(ours[1].len, 2);
    dl_history_add(&ours[1], "buoy", true);
    dl_history_add(&ours[1], "lamp", true); /* again */
    dl_history_add(&ours[1], "buoy", true);
    dl_history_add(&ours[0], "not kept", true);
    dl_history_add(&theirs[1], "twine", true);
    dl_history_add(&theirs[2], "a\tb", true);
    /* two readers, one after the other: neither loses what the other entered */
    dl_histories_merge(ours, names, 3, stored, &first);
    assert_string_equal(first.text, "find\trope\nfind\tlamp\nfind\tbuoy\nfilter\torg:nato\n");
    dl_histories_merge(theirs, names, 3, first.text, &second);
    assert_string_equal(second.text, "find\trope\nfind\tlamp\nfind\tbuoy\nfind\ttwine\n"
                                     "filter\torg:nato\nfilter\ta\tb\n");
    for (int i = 0; i < 3; i++) {
        dl_history_release(&ours[i]);
        dl_history_release(&theirs[i]);
    }
    dl_str_release(&first);
    dl_str_release(&second);
}

static void test_histories_that_are_none(void **state)
{
    (void)state;
    static const char *const texts[] = {"",         "\n\n",        "find",       "find\t",
                                        "find\t\n", "\tnothing\n", "other\tx\n", "\xff\xfe\t\x01"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        dl_history histories[3] = {0};
        dl_histories_read(histories, names, 3, texts[i]);
        for (int kind = 0; kind < 3; kind++) {
            assert_int_equal(histories[kind].len, 0);
            dl_history_release(&histories[kind]);
        }
    }
}

static void test_histories_are_bounded(void **state)
{
    (void)state;
    dl_history histories[3] = {0};
    dl_str text, merged;
    dl_str_init(&text);
    dl_str_init(&merged);
    for (size_t i = 0; i < DL_HISTORY_MAX + 50; i++)
        dl_str_addf(&text, "find\t%zu\n", i);
    dl_histories_read(histories, names, 3, text.text);
    assert_int_equal(histories[1].len, DL_HISTORY_MAX);
    assert_string_equal(histories[1].items[0], "50");
    for (size_t i = 0; i < DL_HISTORY_MAX + 7; i++) { /* more than is kept, in one run */
        char entry[32];
        snprintf(entry, sizeof entry, "entry %zu", i);
        dl_history_add(&histories[1], entry, true);
    }
    assert_int_equal(histories[1].fresh, DL_HISTORY_MAX);
    dl_histories_merge(histories, names, 3, text.text, &merged);
    assert_memory_equal(merged.text, "find\tentry 7\n", 13);
    dl_history_release(&histories[1]);
    dl_str_release(&text);
    dl_str_release(&merged);
}

static void test_what_is_pasted_is_one_line_of_text(void **state)
{
    (void)state;
    static const struct {
        const char *pasted, *line;
    } cases[] = {
        {"a\nb", "a b"},
        {"\r\n a \t\n\tb \n", "a b"},
        {"a  b", "a  b"},
        {"a\033[1mb", "a[1mb"},
        {"a\x01\x7F\x80\xC2\x9B\xFF z", "a z"},
        {"<Esc>|<lt>", "<Esc>|<lt>"},
        {"\n\t", ""},
        {"né 漢", "né 漢"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        dl_prompt_set(&prompt, "");
        bool any = *cases[i].line;
        assert_int_equal(dl_prompt_paste(&prompt, cases[i].pasted),
                         any ? DL_PROMPT_CHANGED : DL_PROMPT_NOTHING);
        assert_string_equal(prompt.text.text, cases[i].line);
    }
    dl_prompt_set(&prompt, "to  end");
    type("<Left><Left><Left><Left><C-v>"); /* what was begun is over */
    dl_prompt_paste(&prompt, "the\n");
    assert_line("to the| end");
}

static void test_what_is_pasted_is_looked_for_in_the_history(void **state)
{
    (void)state;
    type("the tide<C-e>");
    dl_prompt_close(&prompt, true);
    dl_prompt_open(&prompt, DL_PROMPT_FILTER, "");
    type("<C-r>");
    assert_int_equal(dl_prompt_paste(&prompt, "the\nti"), DL_PROMPT_CHANGED);
    assert_line("the tide|");
}

#define PROMPT_TEST(test) cmocka_unit_test_setup_teardown(test, open_prompt, release_prompt)

static const struct CMUnitTest tests[] = {
    PROMPT_TEST(test_moves_and_kills),
    PROMPT_TEST(test_backspace_in_an_empty_line_cancels),
    PROMPT_TEST(test_the_cursor_stands_between_graphemes),
    PROMPT_TEST(test_what_is_typed_by_name_is_text),
    PROMPT_TEST(test_the_next_key_as_it_is),
    PROMPT_TEST(test_what_ends_a_line),
    PROMPT_TEST(test_rows_of_a_narrowed_pane),
    PROMPT_TEST(test_history),
    PROMPT_TEST(test_a_long_history_forgets_its_oldest),
    PROMPT_TEST(test_candidates_take_the_word_at_the_cursor),
    PROMPT_TEST(test_the_only_candidate_is_taken),
    PROMPT_TEST(test_an_error_goes_with_the_text_it_is_about),
    PROMPT_TEST(test_the_history_is_searched),
    PROMPT_TEST(test_the_editor_is_called),
    PROMPT_TEST(test_what_is_pasted_is_one_line_of_text),
    PROMPT_TEST(test_what_is_pasted_is_looked_for_in_the_history),
    cmocka_unit_test(test_histories_are_merged),
    cmocka_unit_test(test_histories_that_are_none),
    cmocka_unit_test(test_histories_are_bounded),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
