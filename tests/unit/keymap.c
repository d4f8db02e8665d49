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
        {"<M-b>", DL_STROKE_ALT | 'b', "<A-b>"},
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
    const dl_binding *binding = dl_keymap_find(keymap, context, strokes, count, begins);
    return binding ? binding->command : DL_COMMAND_NONE;
}

static void test_the_table_does_not_clash(void **state)
{
    (void)state;
    dl_keymap keymap = {0};
    dl_error error;
    for (int i = 1; i < DL_COMMAND_COUNT; i++) {
        const dl_command_row *row = dl_command_find((dl_command)i);
        if (dl_keymap_bind(&keymap, (dl_command)i, row->contexts, row->keys, &error))
            fail_msg("%s", error.message);
    }
    dl_keymap_release(&keymap);
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
    assert_true(dl_help_load(&help, &keymap, 200));
    assert_string_equal(help.items[0].group, "Moving");
    size_t commands = 0;
    for (size_t i = 0; i < help.len; i++) {
        commands += !help.items[i].group && *help.items[i].name;
        if (!help.items[i].group && strcmp(help.items[i].name, "undo") == 0)
            assert_string_equal(help.items[i].keys, "u <F9>");
    }
    assert_int_equal(commands + 1, DL_COMMAND_COUNT);
    help.narrow = strdup("<F9>");
    assert_true(dl_help_load(&help, &keymap, 200));
    assert_int_equal(help.len, 2); /* the command below its heading */
    dl_help_release(&help);
    dl_keymap_release(&keymap);
}

/* All that the help says of COMMAND at WIDTH, its lines joined. */
static char *said_of(dl_help *help, const dl_keymap *keymap, dl_command command, int width)
{
    static char text[1024];
    dl_help_columns columns = dl_help_columns_for(width);
    const dl_command_row *row = dl_command_find(command);
    text[0] = '\0';
    assert_true(dl_help_load(help, keymap, width));
    for (size_t i = 0; i < help->len; i++) {
        const dl_help_line *line = &help->items[i];
        if (line->row != row || line->group)
            continue;
        assert_true(strlen(line->help) <= (size_t)columns.help);
        strcat(text, *text && *line->help ? " " : "");
        strcat(text, line->help);
    }
    return text;
}

static void test_the_help_is_cut_nowhere(void **state)
{
    (void)state;
    dl_keymap keymap;
    dl_help help;
    assert_int_equal(dl_keymap_init(&keymap, NULL), DL_OK);
    dl_help_init(&help);
    for (int i = 1; i < DL_COMMAND_COUNT; i++)
        for (int width = 40; width <= 120; width += 40) {
            const dl_command_row *row = dl_command_find((dl_command)i);
            assert_string_equal(said_of(&help, &keymap, (dl_command)i, width), row->help);
        }
    dl_help_release(&help);
    dl_keymap_release(&keymap);
}

static void test_the_help_is_searched_by_group(void **state)
{
    (void)state;
    dl_keymap keymap;
    dl_help help;
    size_t cites = 0, commands = 0;
    assert_int_equal(dl_keymap_init(&keymap, NULL), DL_OK);
    dl_help_init(&help);
    help.narrow = strdup("citing");
    assert_true(dl_help_load(&help, &keymap, 200));
    assert_string_equal(help.items[0].group, "Citing");
    for (int i = 1; i < DL_COMMAND_COUNT; i++)
        cites += strcmp(dl_command_find((dl_command)i)->group, "Citing") == 0;
    for (size_t i = 1; i < help.len; i++)
        commands += *help.items[i].name != '\0';
    assert_int_equal(commands, cites);
    dl_help_release(&help);
    dl_keymap_release(&keymap);
}

static void test_the_help_goes_with_the_screen(void **state)
{
    (void)state;
    dl_keymap keymap;
    dl_help help;
    assert_int_equal(dl_keymap_init(&keymap, NULL), DL_OK);
    dl_help_init(&help);
    assert_true(dl_help_load(&help, &keymap, 200));
    while (help.items[help.cursor].row != dl_command_find(DL_COMMAND_SORT))
        help.cursor++;
    assert_null(help.items[help.cursor].group);
    assert_true(dl_help_resize(&help, &keymap, 60));
    assert_string_equal(help.items[help.cursor].name, "sort");
    while (!help.items[help.cursor].group)
        help.cursor--;
    const char *group = help.items[help.cursor].group;
    assert_true(dl_help_resize(&help, &keymap, 100));
    assert_string_equal(help.items[help.cursor].group, group);
    dl_help_release(&help);
    dl_keymap_release(&keymap);
}

/* --- as the user wants it --- */

static void test_the_user_binds(void **state)
{
    (void)state;
    dl_keymap keymap;
    dl_error error = {.message = ""};
    bool begins;
    char call[DL_CALL_TEXT];
    assert_int_equal(dl_keymap_init(&keymap, NULL), DL_OK);
    /* the table's own of the same keys gives way, in those panes alone */
    if (dl_keymap_rebind(&keymap, DL_COMMAND_UNDO, "", DL_CONTEXT_TEXT, "j", 3, &error))
        fail_msg("%s", error.message);
    assert_int_equal(find(&keymap, DL_CONTEXT_TEXT, "j", &begins), DL_COMMAND_UNDO);
    assert_int_equal(find(&keymap, DL_CONTEXT_LIST, "j", &begins), DL_COMMAND_DOWN);
    /* in the contexts that the command is for, and no others */
    assert_int_equal(
        dl_keymap_rebind(&keymap, DL_COMMAND_UNDO, "", DL_CONTEXT_ANY, "<F9>", 4, &error), DL_OK);
    assert_int_equal(find(&keymap, DL_CONTEXT_LIST, "<F9>", &begins), DL_COMMAND_UNDO);
    assert_int_equal(find(&keymap, DL_CONTEXT_HELP, "<F9>", &begins), DL_COMMAND_NONE);
    /* everywhere gives way to a pane's own, as in the table */
    assert_int_equal(dl_keymap_rebind(&keymap, DL_COMMAND_HELP, "", DL_CONTEXT_ANY, "x", 5, &error),
                     DL_OK);
    assert_int_equal(find(&keymap, DL_CONTEXT_SOURCES, "x", &begins), DL_COMMAND_MARK_ROW);
    assert_int_equal(find(&keymap, DL_CONTEXT_HELP, "x", &begins), DL_COMMAND_HELP);
    /* a command can be called with a text */
    assert_int_equal(
        dl_keymap_rebind(&keymap, DL_COMMAND_SET, "marks=none", DL_CONTEXT_ANY, "zx", 6, &error),
        DL_OK);
    dl_stroke strokes[] = {'z', 'x'};
    assert_string_equal(dl_keymap_find(&keymap, DL_CONTEXT_TEXT, strokes, 2, &begins)->text,
                        "marks=none");
    assert_string_equal(dl_keymap_call(&keymap, DL_COMMAND_SET, DL_CONTEXT_ANY, call), ":set");
    assert_string_equal(dl_keymap_call(&keymap, DL_COMMAND_OPEN, DL_CONTEXT_ANY, call), "Enter");
    assert_string_equal(dl_keymap_call(&keymap, DL_COMMAND_BACK, DL_CONTEXT_ANY, call), "<");
    dl_keymap_release(&keymap);
}

static void test_the_user_unbinds(void **state)
{
    (void)state;
    dl_keymap keymap;
    dl_error error;
    bool begins;
    assert_int_equal(dl_keymap_init(&keymap, NULL), DL_OK);
    assert_int_equal(dl_keymap_unbind(&keymap, DL_CONTEXT_TEXT, "j", &error), DL_OK);
    assert_int_equal(find(&keymap, DL_CONTEXT_TEXT, "j", &begins), DL_COMMAND_NONE);
    assert_int_equal(find(&keymap, DL_CONTEXT_LIST, "j", &begins), DL_COMMAND_DOWN);
    assert_int_equal(dl_keymap_unbind(&keymap, DL_CONTEXT_TEXT, "j", &error), DL_ERR_NOT_FOUND);
    assert_int_equal(dl_keymap_unbind(&keymap, DL_CONTEXT_TEXT, "gZ", &error), DL_ERR_NOT_FOUND);
    assert_int_equal(dl_keymap_unbind(&keymap, DL_CONTEXT_TEXT, "<Nope>", &error), DL_ERR_SYNTAX);
    /* what began others can be bound when those are gone */
    assert_int_equal(dl_keymap_rebind(&keymap, DL_COMMAND_UNDO, "", DL_CONTEXT_ANY, "Z", 1, &error),
                     DL_ERR_AMBIGUOUS);
    assert_string_equal(error.message, "Z of undo begins ZZ of quit");
    assert_int_equal(dl_keymap_unbind(&keymap, DL_CONTEXT_ANY, "ZZ", &error), DL_OK);
    assert_int_equal(dl_keymap_rebind(&keymap, DL_COMMAND_UNDO, "", DL_CONTEXT_ANY, "Z", 1, &error),
                     DL_OK);
    assert_int_equal(find(&keymap, DL_CONTEXT_TEXT, "Z", &begins), DL_COMMAND_UNDO);
    assert_false(begins);
    dl_keymap_release(&keymap);
}

static void test_what_the_user_cannot_bind(void **state)
{
    (void)state;
    static const struct {
        dl_command command;
        unsigned contexts;
        const char *keys;
        dl_status status;
        const char *says;
    } wrong[] = {
        {DL_COMMAND_UNDO, DL_CONTEXT_ANY, "g", DL_ERR_AMBIGUOUS, "g of undo begins gg of top"},
        {DL_COMMAND_UNDO, DL_CONTEXT_TEXT, "]x", DL_ERR_AMBIGUOUS,
         "] of next-mention begins ]x of undo"},
        {DL_COMMAND_UNDO, DL_CONTEXT_TEXT, "gx", DL_ERR_AMBIGUOUS,
         "gx is bound to undo and to redo (line 7)"},
        {DL_COMMAND_UNDO, DL_CONTEXT_TEXT, "gxy", DL_ERR_AMBIGUOUS,
         "gx of redo (line 7) begins gxy of undo"},
        {DL_COMMAND_UNDO, DL_CONTEXT_TEXT, "5", DL_ERR_SYNTAX, "digit"},
        {DL_COMMAND_UNDO, DL_CONTEXT_TEXT, "<Nope>", DL_ERR_SYNTAX, "cannot be read"},
        {DL_COMMAND_UNDO, DL_CONTEXT_TEXT, "", DL_ERR_SYNTAX, "cannot be read"},
        {DL_COMMAND_UNDO, DL_CONTEXT_TEXT, "a b", DL_ERR_SYNTAX, "cannot be read"},
        {DL_COMMAND_UNDO, DL_CONTEXT_TEXT, "abcd", DL_ERR_SYNTAX, "cannot be read"},
        {DL_COMMAND_UNDO, DL_CONTEXT_TEXT, "q<Esc>", DL_ERR_SYNTAX, "cancel"},
        {DL_COMMAND_NEXT_PARAGRAPH, DL_CONTEXT_SOURCES, "<F9>", DL_ERR_INVALID, "does nothing"},
    };
    dl_keymap keymap;
    assert_int_equal(dl_keymap_init(&keymap, NULL), DL_OK);
    assert_int_equal(dl_keymap_rebind(&keymap, DL_COMMAND_REDO, "", DL_CONTEXT_TEXT, "gx", 7, NULL),
                     DL_OK);
    size_t len = keymap.len;
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        dl_error error = {.message = ""};
        dl_status status = dl_keymap_rebind(&keymap, wrong[i].command, "", wrong[i].contexts,
                                            wrong[i].keys, 9, &error);
        assert_int_equal(status, wrong[i].status);
        if (!strstr(error.message, wrong[i].says))
            fail_msg("%s: %s", wrong[i].keys, error.message);
        assert_int_equal(keymap.len, len);
    }
    dl_keymap_release(&keymap);
}

static void test_contexts_by_name(void **state)
{
    (void)state;
    unsigned contexts, all = 0;
    char names[160];
    dl_context_list(names, sizeof names);
    for (char *name = strtok(names, ", "); name; name = strtok(NULL, ", ")) {
        assert_true(dl_context_named(name, &contexts));
        if (strcmp(name, "everywhere") != 0 && strcmp(name, "main") != 0)
            all |= contexts;
    }
    assert_int_equal(all, DL_CONTEXT_ANY);
    assert_false(dl_context_named("", &contexts));
    assert_false(dl_context_named("nowhere", &contexts));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_strokes_are_read_and_written),
    cmocka_unit_test(test_no_strokes),
    cmocka_unit_test(test_every_number_has_a_text),
    cmocka_unit_test(test_what_a_prompt_takes_as_text),
    cmocka_unit_test(test_the_table_does_not_clash),
    cmocka_unit_test(test_the_table_binds),
    cmocka_unit_test(test_the_narrower_goes_first),
    cmocka_unit_test(test_keys_that_clash),
    cmocka_unit_test(test_the_table_is_whole),
    cmocka_unit_test(test_the_help_shows_the_keys_that_are_bound_now),
    cmocka_unit_test(test_the_help_is_cut_nowhere),
    cmocka_unit_test(test_the_help_is_searched_by_group),
    cmocka_unit_test(test_the_help_goes_with_the_screen),
    cmocka_unit_test(test_the_user_binds),
    cmocka_unit_test(test_the_user_unbinds),
    cmocka_unit_test(test_what_the_user_cannot_bind),
    cmocka_unit_test(test_contexts_by_name),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
