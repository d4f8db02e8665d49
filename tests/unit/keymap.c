/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Strokes as they are written, and what they are bound to. */
#include <string.h>

#include "app/help.h"
#include "support/test.h"

/* --- strokes --- */

static void test_strokes_are_read_and_written(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        dl_stroke stroke;
        const char *written; /* NULL: as it was read */
    } strokes[] = {
        {"j", 'j', NULL},
        {"G", 'G', NULL},
        {"<C-f>", 6, NULL},
        {"<c-F>", 6, "<C-f>"},
        {"<C-]>", 29, NULL},
        {"<Enter>", DL_STROKE_ENTER, NULL},
        {"<CR>", DL_STROKE_ENTER, "<Enter>"},
        {"<enter>", DL_STROKE_ENTER, "<Enter>"},
        {"<Space>", ' ', NULL},
        {" ", ' ', "<Space>"},
        {"<lt>", '<', NULL},
        {"<", '<', "<lt>"},
        {"<<lt>", '<', "<lt>"},
        {"<-", '<', "<lt>"},
        {">", '>', NULL},
        {"<C-w>", 23, NULL},
        {"<A-b>", DL_STROKE_ALT | 'b', NULL},
        {"<A-Left>", DL_STROKE_ALT | DL_STROKE_LEFT, NULL},
        {"<F1>", DL_STROKE_F1, NULL},
        {"<F12>", DL_STROKE_F12, NULL},
        {"<PgDn>", DL_STROKE_PAGE_DOWN, "<PageDown>"},
        {"<S-Tab>", DL_STROKE_BACK_TAB, NULL},
        {"<Tab>", DL_STROKE_TAB, NULL},
        {"<Esc>", DL_STROKE_ESC, NULL},
        {"<BS>", DL_STROKE_BACKSPACE, NULL},
        {"é", 0xE9, NULL},
        {"日", 0x65E5, NULL},
        {"🙂", 0x1F642, NULL},
        {"|", '|', "<Bar>"},
    };
    for (size_t i = 0; i < COUNT_OF(strokes); i++) {
        dl_stroke stroke = 0, again = 0;
        char text[DL_STROKE_TEXT];
        size_t len = dl_stroke_parse(strokes[i].text, &stroke);
        assert_true(len > 0 && len <= strlen(strokes[i].text));
        assert_int_equal(stroke, strokes[i].stroke);
        dl_stroke_format(stroke, text);
        assert_string_equal(text, strokes[i].written ? strokes[i].written : strokes[i].text);
        assert_int_equal(dl_stroke_parse(text, &again), strlen(text));
        assert_int_equal(again, stroke);
    }
}

static void test_no_strokes(void **state)
{
    (void)state;
    static const char *const none[] = {"",       "<Nope>",   "<F0>", "<F13>",
                                       "<C-ab>", "<A-Nope>", "<X-a>"};
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        dl_stroke stroke = 77;
        assert_int_equal(dl_stroke_parse(none[i], &stroke), 0);
        assert_int_equal(stroke, 77);
    }
}

static void test_every_number_has_a_text(void **state)
{
    (void)state;
    for (dl_stroke stroke = 0; stroke < 0x900000; stroke += stroke < 0x3000 ? 1 : 977) {
        char text[DL_STROKE_TEXT];
        memset(text, '#', sizeof text);
        assert_ptr_equal(dl_stroke_format(stroke, text), text);
        assert_non_null(memchr(text, '\0', sizeof text));
    }
}

static void test_what_a_prompt_takes_as_text(void **state)
{
    (void)state;
    static const dl_stroke text[] = {' ', 'a', '~', 0xA0, 0xE9, 0x65E5, 0x1F642, 0x10FFFF};
    static const dl_stroke other[] = {
        0, 6, 27, 127, 0x80, 0x9B, 0xD800, 0xDFFF, DL_STROKE_UP, DL_STROKE_F1, DL_STROKE_ALT | 'b'};
    for (size_t i = 0; i < COUNT_OF(text); i++)
        assert_true(dl_stroke_is_text(text[i]));
    for (size_t i = 0; i < COUNT_OF(other); i++)
        assert_false(dl_stroke_is_text(other[i]));
}

/* --- bindings --- */

static dl_command find(const dl_keymap *keymap, dl_context context, const char *keys, bool *begins)
{
    dl_stroke strokes[DL_SEQUENCE_MAX];
    size_t count = 0;
    while (*keys)
        keys += dl_stroke_parse(keys, &strokes[count++]);
    return dl_keymap_find(keymap, context, strokes, count, begins);
}

static void test_the_table_binds(void **state)
{
    (void)state;
    dl_keymap keymap;
    dl_error error;
    bool begins;
    if (dl_keymap_init(&keymap, &error))
        fail_msg("%s", error.message);
    assert_int_equal(find(&keymap, DL_CONTEXT_LIST, "j", &begins), DL_COMMAND_DOWN);
    assert_false(begins);
    assert_int_equal(find(&keymap, DL_CONTEXT_LIST, "g", &begins), DL_COMMAND_NONE);
    assert_true(begins);
    assert_int_equal(find(&keymap, DL_CONTEXT_LIST, "gg", &begins), DL_COMMAND_TOP);
    assert_int_equal(find(&keymap, DL_CONTEXT_TEXT, "}", &begins), DL_COMMAND_NEXT_PARAGRAPH);
    assert_int_equal(find(&keymap, DL_CONTEXT_CONCORDANCE, "}", &begins), DL_COMMAND_CONC_NEXT);
    assert_int_equal(find(&keymap, DL_CONTEXT_LIST, "}", &begins), DL_COMMAND_NONE);
    assert_false(begins);
    dl_keymap_release(&keymap);
}

static void test_the_narrower_goes_first(void **state)
{
    (void)state;
    dl_keymap keymap = {0};
    bool begins;
    assert_int_equal(dl_keymap_bind(&keymap, DL_COMMAND_UNDO, DL_CONTEXT_TEXT, "a", NULL), DL_OK);
    assert_int_equal(dl_keymap_bind(&keymap, DL_COMMAND_REDO, DL_CONTEXT_ANY, "a <C-a>", NULL),
                     DL_OK);
    assert_int_equal(find(&keymap, DL_CONTEXT_TEXT, "a", &begins), DL_COMMAND_UNDO);
    assert_int_equal(find(&keymap, DL_CONTEXT_LIST, "a", &begins), DL_COMMAND_REDO);
    assert_int_equal(find(&keymap, DL_CONTEXT_TEXT, "<C-a>", &begins), DL_COMMAND_REDO);
    dl_keymap_release(&keymap);
}

static void test_keys_that_clash(void **state)
{
    (void)state;
    static const struct {
        unsigned contexts;
        const char *keys;
        dl_status status;
    } second[] = {
        {DL_CONTEXT_TEXT, "gx", DL_ERR_AMBIGUOUS},  /* the same */
        {DL_CONTEXT_TEXT, "g", DL_ERR_AMBIGUOUS},   /* begins it */
        {DL_CONTEXT_TEXT, "gxy", DL_ERR_AMBIGUOUS}, /* begun by it */
        {DL_CONTEXT_ANY, "g", DL_ERR_AMBIGUOUS},    /* of another breadth too */
        {DL_CONTEXT_TEXT | DL_CONTEXT_LIST, "gxy", DL_ERR_AMBIGUOUS},
        {DL_CONTEXT_ANY, "gx", DL_OK}, /* goes after it */
        {DL_CONTEXT_LIST, "g", DL_OK}, /* elsewhere */
        {DL_CONTEXT_TEXT, "gy x", DL_OK},
        {DL_CONTEXT_TEXT, "abcd", DL_ERR_SYNTAX},
        {DL_CONTEXT_TEXT, "<Nope>", DL_ERR_SYNTAX},
        {DL_CONTEXT_TEXT, " a", DL_ERR_SYNTAX},
    };
    for (size_t i = 0; i < COUNT_OF(second); i++) {
        dl_keymap keymap = {0};
        dl_error error = {0};
        assert_int_equal(dl_keymap_bind(&keymap, DL_COMMAND_UNDO, DL_CONTEXT_TEXT, "gx", &error),
                         DL_OK);
        dl_status status =
            dl_keymap_bind(&keymap, DL_COMMAND_REDO, second[i].contexts, second[i].keys, &error);
        assert_int_equal(status, second[i].status);
        if (status)
            assert_non_null(strstr(error.message, "redo"));
        dl_keymap_release(&keymap);
    }
}

/* --- the table as others see it --- */

static void test_the_table_is_whole(void **state)
{
    (void)state;
    dl_command_info info, other;
    size_t count = 0;
    while (dl_command_at(count, &info)) {
        assert_true(*info.name && *info.group && *info.contexts && *info.help);
        assert_true(strspn(info.name, "abcdefghijklmnopqrstuvwxyz-") == strlen(info.name));
        assert_true(info.help[strlen(info.help) - 1] != '.');
        assert_int_equal(dl_command_named(info.name, strlen(info.name)), count + 1);
        for (size_t i = 0; i < count && dl_command_at(i, &other); i++)
            assert_string_not_equal(info.name, other.name);
        count++;
    }
    assert_int_equal(count + 1, DL_COMMAND_COUNT);
    assert_int_equal(dl_command_named("dow", 3), DL_COMMAND_NONE);
    assert_int_equal(dl_command_named("", 0), DL_COMMAND_NONE);
}

static void test_the_help_shows_the_keys_that_are_bound_now(void **state)
{
    (void)state;
    dl_keymap keymap;
    dl_help help;
    assert_int_equal(dl_keymap_init(&keymap, NULL), DL_OK);
    assert_int_equal(dl_keymap_bind(&keymap, DL_COMMAND_UNDO, DL_CONTEXT_ANY, "<F9>", NULL), DL_OK);
    dl_help_init(&help);
    assert_true(dl_help_load(&help, &keymap));
    assert_string_equal(help.items[0].group, "Moving");
    size_t commands = 0;
    for (size_t i = 0; i < help.len; i++) {
        commands += !help.items[i].group;
        if (!help.items[i].group && strcmp(help.items[i].name, "undo") == 0)
            assert_string_equal(help.items[i].keys, "u <F9>");
    }
    assert_int_equal(commands + 1, DL_COMMAND_COUNT);
    help.narrow = strdup("<F9>");
    assert_true(dl_help_load(&help, &keymap));
    assert_int_equal(help.len, 2); /* the command below its heading */
    dl_help_release(&help);
    dl_keymap_release(&keymap);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_strokes_are_read_and_written),
    cmocka_unit_test(test_no_strokes),
    cmocka_unit_test(test_every_number_has_a_text),
    cmocka_unit_test(test_what_a_prompt_takes_as_text),
    cmocka_unit_test(test_the_table_binds),
    cmocka_unit_test(test_the_narrower_goes_first),
    cmocka_unit_test(test_keys_that_clash),
    cmocka_unit_test(test_the_table_is_whole),
    cmocka_unit_test(test_the_help_shows_the_keys_that_are_bound_now),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
