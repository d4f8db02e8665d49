/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of settings: values read, written, bounded; names; what goes before what. */
#include <stdio.h>
#include <string.h>

#include "support/test.h"

#include "dateline/settings.h"
#include "dateline/theme.h"

#define HERE ((dl_setting_origin){.from = DL_FROM_FILE, .where = "config", .line = 3})

static const char *value_of(const dl_settings *settings, dl_setting setting)
{
    static char buf[DL_SETTING_TEXT];
    return dl_settings_text(settings, setting, buf);
}

static void test_each_row_is_sound(void **state)
{
    (void)state;
    dl_settings settings;
    char bounds[128];
    dl_settings_init(&settings);
    for (int i = 0; i < DL_SETTING_COUNT; i++) {
        dl_setting setting = (dl_setting)i;
        dl_error error;
        assert_string_equal(value_of(&settings, setting), dl_setting_default(setting));
        assert_int_equal(settings.origins[i].from, DL_FROM_DEFAULT);
        assert_true(*dl_setting_bounds(setting, bounds, sizeof bounds));
        assert_true(strlen(bounds) + 1 < sizeof bounds);
        assert_true(*dl_setting_help(setting));
        assert_null(strchr(dl_setting_help(setting), '\n'));
        if (i > 0) /* as they are listed */
            assert_true(strcmp(dl_setting_name(setting), dl_setting_name((dl_setting)(i - 1))) > 0);
        /* what is no value is told with the bounds, and changes nothing */
        assert_int_equal(dl_settings_set(&settings, setting, "zebra!", HERE, &error),
                         DL_ERR_INVALID);
        assert_non_null(strstr(error.message, bounds));
        assert_non_null(strstr(error.message, dl_setting_name(setting)));
        assert_int_equal(dl_settings_set(&settings, setting, "", HERE, &error), DL_ERR_INVALID);
        assert_string_equal(value_of(&settings, setting), dl_setting_default(setting));
    }
}

static void test_words_are_those_of_the_program(void **state)
{
    (void)state;
    char word[DL_SETTING_TEXT];
    assert_string_equal(dl_setting_word(DL_SETTING_THEME, 0, word), "auto");
    size_t i = 0;
    for (; dl_theme_at(i); i++)
        assert_string_equal(dl_setting_word(DL_SETTING_THEME, i + 1, word),
                            dl_theme_name(dl_theme_at(i)));
    assert_null(dl_setting_word(DL_SETTING_THEME, i + 1, word));
    assert_string_equal(dl_setting_word(DL_SETTING_MARKS, DL_MARKS_ALL, word), "all");
    assert_string_equal(dl_setting_word(DL_SETTING_MARKS, DL_MARKS_FIRST, word), "first");
    assert_string_equal(dl_setting_word(DL_SETTING_MARKS, DL_MARKS_FOCUS, word), "focus");
    assert_string_equal(dl_setting_word(DL_SETTING_MARKS, DL_MARKS_NONE, word), "none");
    assert_string_equal(dl_setting_word(DL_SETTING_CITE, DL_CITE_TEXT, word), "text");
    assert_string_equal(dl_setting_word(DL_SETTING_CITE, DL_CITE_MARKDOWN, word), "markdown");
    assert_string_equal(dl_setting_word(DL_SETTING_CITE, DL_CITE_JSON, word), "json");
    assert_null(dl_setting_word(DL_SETTING_MEASURE, 0, word));
}

static void test_values(void **state)
{
    (void)state;
    static const struct {
        const char *text, *value; /* value NULL: it is none */
    } cases[] = {
        {"measure=20", "20"},
        {"measure=400", "400"},
        {"measure=19", NULL},
        {"measure=401", NULL},
        {"measure=99999999999999999999", NULL},
        {"measure=+60", NULL},
        {"measure=6 0", NULL},
        {"measure= 60", NULL},
        {"ascii=on", "true"},
        {"ascii=no", "false"},
        {"ascii=True", NULL},
        {"theme=16-light", "16-light"},
        {"theme=16|none", NULL},
        {"marks=focus", "focus"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        dl_settings settings;
        dl_setting setting;
        dl_error error = {.message = ""};
        dl_settings_init(&settings);
        assert_int_equal(
            dl_setting_find(cases[i].text, strcspn(cases[i].text, "="), &setting, &error), DL_OK);
        dl_status status = dl_settings_assign(&settings, cases[i].text, HERE, &error);
        if (cases[i].value && status)
            fail_msg("%s: %s", cases[i].text, error.message);
        assert_int_equal(status, cases[i].value ? DL_OK : DL_ERR_INVALID);
        assert_string_equal(value_of(&settings, setting),
                            cases[i].value ? cases[i].value : dl_setting_default(setting));
        assert_int_equal(settings.origins[setting].from,
                         cases[i].value ? DL_FROM_FILE : DL_FROM_DEFAULT);
    }
}

static void test_names(void **state)
{
    (void)state;
    dl_settings settings;
    dl_error error;
    dl_settings_init(&settings);
    assert_int_equal(dl_settings_assign(&settings, "mesure=70", HERE, &error), DL_ERR_NOT_FOUND);
    assert_string_equal(error.message, "no option 'mesure'; did you mean measure?");
    assert_int_equal(dl_settings_assign(&settings, "quince=70", HERE, &error), DL_ERR_NOT_FOUND);
    assert_string_equal(error.message, "no option 'quince'");
    assert_int_equal(dl_settings_assign(&settings, "measure", HERE, &error), DL_ERR_INVALID);
    assert_non_null(strstr(error.message, "name=value"));
    assert_int_equal(dl_settings_assign(&settings, "", HERE, &error), DL_ERR_INVALID);
}

static void test_what_goes_before_what(void **state)
{
    (void)state;
    dl_settings settings;
    dl_setting_origin from = HERE;
    dl_settings_init(&settings);
    static const struct {
        dl_setting_from from;
        const char *given, *then;
    } steps[] = {
        {DL_FROM_FILE, "light", "light"}, {DL_FROM_ENVIRONMENT, "none", "light"},
        {DL_FROM_FILE, "dark", "dark"},   {DL_FROM_COMMAND_LINE, "16", "16"},
        {DL_FROM_FILE, "light", "16"},    {DL_FROM_READER, "none", "none"},
    };
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        from.from = steps[i].from;
        assert_int_equal(dl_settings_set(&settings, DL_SETTING_THEME, steps[i].given, from, NULL),
                         DL_OK);
        assert_string_equal(value_of(&settings, DL_SETTING_THEME), steps[i].then);
    }
    assert_int_equal(settings.origins[DL_SETTING_THEME].from, DL_FROM_READER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_row_is_sound),
        cmocka_unit_test(test_words_are_those_of_the_program),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_what_goes_before_what),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
