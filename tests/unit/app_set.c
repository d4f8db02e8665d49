/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `:set` in the reader: what can be typed, and what each option does to the screen. */
#include <string.h>

#include "support/reader.h"

static const char *cells_of(test_reader *r)
{
    dl_str_clear(&r->text);
    dl_frame_dump_cells(&r->frame, &r->text);
    return r->text.text;
}

/* How many cells of the frame are marked as names, the focus and the current one included. */
static int count_marked(test_reader *r)
{
    int count = 0;
    for (int y = 0; y < r->frame.height; y++)
        for (int x = 0; x < r->frame.width; x++) {
            dl_style style = dl_frame_cell(&r->frame, x, y)->style;
            count += style.role < DL_ROLE_TEXT && !(style.flags & DL_STYLE_SELECTED);
        }
    return count;
}

static void test_what_can_be_typed(void **state)
{
    test_reader *r = *state;
    static const struct {
        const char *typed, *says;
    } cases[] = {
        {"set", "all options have their defaults"},
        {"set measure?", "measure=80 (default 80): cells of"},
        {"set measure", "measure=80 (default 80): cells of"},
        {"set ascii", NULL},
        {"set ascii?", "ascii=true (default false)"},
        {"set", "ascii=true"},
        {"set noascii", NULL},
        {"set", "all options have their defaults"},
        {"set marks=first", NULL},
        {"set", "marks=first"},
    };
    test_reader_start(r);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        test_press(r, ":");
        test_press(r, cases[i].typed);
        test_press(r, "<Enter>");
        assert_int_equal(r->app->prompt.kind, DL_PROMPT_NONE);
        if (cases[i].says)
            assert_shows(r, cases[i].says);
    }
}

static void test_what_is_wrong_stays_open(void **state)
{
    test_reader *r = *state;
    static const struct {
        const char *typed, *says;
    } cases[] = {
        {"set measure=12", "20 to 400"},           {"set marks=some", "all, first, focus or none"},
        {"set mark=first", "did you mean marks?"}, {"set nomeasure", "it can be 20 to 400"},
        {"set noseuch", "no option 'noseuch'"},    {"set ascii!", "no option 'ascii!'"},
        {"set ascii?x", "false or true"},          {"set ascii=maybe", "false or true"},
    };
    test_reader_start(r);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        test_press(r, ":");
        test_press(r, cases[i].typed);
        test_press(r, "<Enter>");
        assert_int_equal(r->app->prompt.kind, DL_PROMPT_COMMAND);
        assert_string_equal(r->app->prompt.text.text, cases[i].typed);
        if (!strstr(r->app->prompt.error, cases[i].says))
            fail_msg("%s: %s", cases[i].typed, r->app->prompt.error);
        test_press(r, "<Esc>:set<Enter>");
        assert_shows(r, "all options have their defaults");
    }
}

static void test_completion(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, ":set <Tab>");
    for (int i = 0; i < DL_SETTING_COUNT; i++)
        assert_shows(r, dl_setting_name((dl_setting)i));
    assert_shows(r, "default 80: cells of");
    test_press(r, "<C-u>set mea<Tab>");
    assert_string_equal(r->app->prompt.text.text, "set measure=");
    test_press(r, "<C-u>set marks=<Tab>");
    assert_shows(r, "the default");
    assert_string_equal(r->app->prompt.text.text, "set marks=");
    test_press(r, "<Tab><Tab><Enter>");
    assert_int_equal(dl_settings_number(dl_app_settings(r->app), DL_SETTING_MARKS), DL_MARKS_FIRST);
}

static void test_density(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>O");
    int all = count_marked(r);
    test_press(r, ":set marks=first<Enter>");
    int first = count_marked(r);
    test_press(r, ":set marks=none<Enter>");
    assert_int_equal(count_marked(r), 0);
    test_press(r, ":set marks=focus<Enter>");
    assert_int_equal(count_marked(r), 0); /* nothing is in focus */
    assert_in_range(first, 1, all - 1);
    test_press(r, "]"); /* the current mention shows whatever is not marked */
    int current = count_marked(r);
    assert_true(current > 0);
    test_press(r, ":set marks=none<Enter>");
    assert_int_equal(count_marked(r), current);
    test_press(r, "*:set marks=focus<Enter>");
    int focus = count_marked(r);
    assert_in_range(focus, current + 1, all);
    test_press(r, ":set marks=first<Enter>"); /* the firsts, and all of the focus */
    assert_in_range(count_marked(r), first + 1, all);
    test_press(r, "z0");
    assert_int_equal(count_marked(r), all);
    test_press(r, ":set marks=first<Enter>zs");
    assert_int_equal(count_marked(r), focus);
    test_press(r, "zs"); /* back to what was before */
    assert_int_equal(dl_settings_number(dl_app_settings(r->app), DL_SETTING_MARKS), DL_MARKS_FIRST);
}

static void test_firsts(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>");
    dl_reading *reading = &r->app->reading;
    const bool *firsts = dl_reading_firsts(reading);
    size_t later = 0;
    for (size_t i = 0; i < reading->doc.mentions_count; i++) {
        bool seen = false;
        for (size_t before = 0; before < i; before++)
            seen = seen || strcmp(reading->doc.mentions[before].entity,
                                  reading->doc.mentions[i].entity) == 0;
        assert_int_equal(firsts[i], !seen);
        later += seen;
    }
    assert_true(later > 0);
}

static void test_measure(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>");
    assert_int_equal(r->app->reading.width, 76); /* what the screen leaves */
    test_resize(r, 200, 60);
    assert_int_equal(r->app->reading.width, 80);
    size_t lines = dl_reading_lines(&r->app->reading);
    test_press(r, ":set measure=40<Enter>");
    assert_int_equal(r->app->reading.width, 40);
    assert_true(dl_reading_lines(&r->app->reading) > lines);
    test_press(r, ":set measure=120<Enter>");
    assert_int_equal(r->app->reading.width, 120);
}

static void test_ascii(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]");
    assert_shows(r, "›");
    test_press(r, ":set ascii<Enter>");
    for (const char *at = test_screen(r); *at; at++)
        assert_true((unsigned char)*at < 0x80);
    test_press(r, ":set noascii<Enter>");
    assert_shows(r, "›");
}

static void test_theme(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, ":set theme=light<Enter>");
    assert_int_equal(r->effects, DL_EFFECT_THEME);
    assert_ptr_equal(dl_app_theme(r->app), dl_theme_find("light"));
    test_press(r, ":set theme=auto<Enter>");
    assert_ptr_equal(dl_app_theme(r->app), dl_theme_find("dark")); /* the terminal's */
}

static void test_scroll_margin(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "?:set scroll-margin=3<Enter>12j");
    dl_help *help = &r->app->help;
    for (int i = 0; i < 30; i++) {
        test_press(r, "j");
        assert_true(help->cursor >= help->top + 3);
        assert_true(help->cursor + 3 < help->top + dl_app_page(r->app));
    }
    for (int i = 0; i < 20; i++) {
        test_press(r, "k");
        assert_true(help->cursor >= help->top + 3);
        assert_true(help->cursor + 3 < help->top + dl_app_page(r->app));
    }
    test_press(r, "gg");
    assert_int_equal(help->top, 0);
    test_press(r, "G");
    assert_int_equal(help->top + dl_app_page(r->app), help->len);
    test_press(r, "q:set scroll-margin=20<Enter>Gggjjkk"); /* more than half of the rows */
    assert_non_null(strstr(cells_of(r), "text"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_what_can_be_typed),
        READER_TEST(test_what_is_wrong_stays_open),
        READER_TEST(test_completion),
        READER_TEST(test_density),
        READER_TEST(test_firsts),
        READER_TEST(test_measure),
        READER_TEST(test_ascii),
        READER_TEST(test_theme),
        READER_TEST(test_scroll_margin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
