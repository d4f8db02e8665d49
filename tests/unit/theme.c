/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistr.h>

#include "dateline/kinds.h"
#include "dateline/text.h"
#include "dateline/theme.h"

/* --- contrast, as WCAG 2.1 defines it --- */

static double linear(uint32_t channel)
{
    double c = channel / 255.0;
    return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(int colour)
{
    uint32_t rgb = dl_colour_rgb(colour);
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8 & 255) +
           0.0722 * linear(rgb & 255);
}

static double contrast(int a, int b)
{
    double x = luminance(a), y = luminance(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

/* The lowest contrast of STYLE on the screens that a theme is likely to be used on. */
static double lowest(const dl_theme *theme, dl_style style)
{
    static const int dark[] = {0, 234, 235}, light[] = {231, 255, 254};
    const int *screens = strcmp(dl_theme_name(theme), "dark") == 0 ? dark : light;
    dl_look look = dl_theme_look(theme, style);
    double found = INFINITY;
    for (int i = 0; i < 3; i++) {
        assert_true(look.foreground >= 0);
        double c = contrast(look.foreground, look.background < 0 ? screens[i] : look.background);
        found = c < found ? c : found;
    }
    return found;
}

typedef struct expectation {
    dl_style style;
    double dark, light; /* as docs say, to one decimal */
} expectation;

static void test_contrasts_are_those_of_the_palette(void **state)
{
    (void)state;
    static const expectation expected[] = {
        {DL_STYLE(TEXT), 9.8, 11.9},
        {DL_STYLE(DIM), 5.6, 5.6},
        {DL_STYLE(PERSON), 11.0, 5.3},
        {DL_STYLE(COUNTRY), 6.9, 10.2},
        {DL_STYLE(ORGANISATION), 6.5, 5.5},
        {DL_STYLE(PLACE), 9.5, 5.9},
        {DL_STYLE(OTHER), 7.5, 11.1},
        {{DL_ROLE_TEXT, DL_STYLE_HIT}, 15.0, 15.3},
        {{DL_ROLE_ORGANISATION, DL_STYLE_CURRENT}, 9.1, 7.0},
        {{DL_ROLE_OTHER, DL_STYLE_CURRENT}, 10.4, 14.1},
        {DL_STYLE(BAR), 6.3, 9.8},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        double dark = lowest(dl_theme_find("dark"), expected[i].style);
        double light = lowest(dl_theme_find("light"), expected[i].style);
        if (fabs(dark - expected[i].dark) > 0.0501 || fabs(light - expected[i].light) > 0.0501)
            fail_msg("role %d flags %d: %.2f %.2f", expected[i].style.role, expected[i].style.flags,
                     dark, light);
    }
}

static void test_every_role_can_be_read(void **state)
{
    (void)state;
    static const uint8_t flags[] = {0, DL_STYLE_HIT, DL_STYLE_SELECTED,
                                    DL_STYLE_HIT | DL_STYLE_CURRENT};
    const char *names[] = {"dark", "light"};
    for (size_t t = 0; t < 2; t++)
        for (uint8_t role = 0; role < DL_ROLE_COUNT; role++)
            for (size_t f = 0; f < sizeof flags; f++) {
                double c = lowest(dl_theme_find(names[t]), (dl_style){role, flags[f]});
                if (c < 4.5)
                    fail_msg("%s: role %d flags %d: %.2f", names[t], role, flags[f], c);
            }
    for (size_t t = 0; t < 2; t++)
        for (uint8_t role = 0; role < DL_ROLE_TEXT; role++)
            if (lowest(dl_theme_find(names[t]), (dl_style){role, DL_STYLE_CURRENT}) < 4.5)
                fail_msg("%s: current mention of role %d", names[t], role);
}

/* What a cell can be all at once: a name in focus, unsure, in the selected row, current, hit. */
static void test_every_pair_of_colours_can_be_read(void **state)
{
    (void)state;
    static const char *const names[] = {"dark", "light"};
    static const uint8_t all[] = {DL_STYLE_BOLD,  DL_STYLE_UNSURE,  DL_STYLE_SELECTED,
                                  DL_STYLE_FOCUS, DL_STYLE_CURRENT, DL_STYLE_HIT};
    for (size_t t = 0; t < 2; t++)
        for (uint8_t role = 0; role < DL_ROLE_COUNT; role++)
            for (unsigned bits = 0; bits < 1U << sizeof all; bits++) {
                uint8_t flags = 0;
                for (size_t i = 0; i < sizeof all; i++)
                    flags |= bits >> i & 1 ? all[i] : 0;
                bool name = role < DL_ROLE_TEXT, text = name || role == DL_ROLE_TEXT;
                if (((flags & DL_STYLE_FOCUS) && !name) || ((flags & DL_STYLE_CURRENT) && !text))
                    continue; /* only names are in focus, only they and hits are current */
                double c = lowest(dl_theme_find(names[t]), (dl_style){role, flags});
                if (c < 4.5)
                    fail_msg("%s: role %d flags %d: %.2f", names[t], role, flags, c);
            }
}

/* --- kinds of the user's own --- */

static double lab_curve(double t)
{
    return t > 0.008856 ? cbrt(t) : 7.787 * t + 16 / 116.0;
}

/* How far two colours are apart (CIE76), for normal sight. */
static double distance(int a, int b)
{
    double lab[2][3];
    for (int i = 0; i < 2; i++) {
        uint32_t rgb = dl_colour_rgb(i ? b : a);
        double red = linear(rgb >> 16), green = linear(rgb >> 8 & 255), blue = linear(rgb & 255);
        double x = lab_curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047);
        double y = lab_curve(0.2126 * red + 0.7152 * green + 0.0722 * blue);
        double z = lab_curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883);
        lab[i][0] = 116 * y - 16;
        lab[i][1] = 500 * (x - y);
        lab[i][2] = 200 * (y - z);
    }
    return sqrt(pow(lab[0][0] - lab[1][0], 2) + pow(lab[0][1] - lab[1][1], 2) +
                pow(lab[0][2] - lab[1][2], 2));
}

static void test_own_kinds_differ_from_all_others(void **state)
{
    (void)state;
    const char *names[] = {"dark", "light"};
    assert_int_equal(DL_ROLE_TEXT - DL_ROLE_RED, DL_COLOUR_COUNT);
    for (size_t t = 0; t < 2; t++)
        for (uint8_t own = DL_ROLE_RED; own < DL_ROLE_TEXT; own++)
            for (uint8_t role = 0; role < own; role++) {
                const dl_theme *theme = dl_theme_find(names[t]);
                double d = distance(dl_theme_look(theme, (dl_style){own, 0}).foreground,
                                    dl_theme_look(theme, (dl_style){role, 0}).foreground);
                if (d < 24)
                    fail_msg("%s: roles %d and %d are %.1f apart", names[t], own, role, d);
            }
}

static void test_own_kinds_are_marked_without_colour(void **state)
{
    (void)state;
    for (size_t t = 0; dl_theme_at(t); t++)
        for (uint8_t own = DL_ROLE_RED; own < DL_ROLE_TEXT; own++)
            assert_true(dl_theme_look(dl_theme_at(t), (dl_style){own, 0}).attributes &
                        DL_ATTR_UNDERLINE);
}

/* --- signs that hold without colour --- */

static bool look_equal(dl_look a, dl_look b)
{
    return a.foreground == b.foreground && a.background == b.background &&
           a.attributes == b.attributes;
}

static void test_kinds_and_states_differ_in_every_theme(void **state)
{
    (void)state;
    static const uint8_t states[] = {0, DL_STYLE_FOCUS, DL_STYLE_HIT, DL_STYLE_SELECTED};
    for (size_t t = 0; dl_theme_at(t); t++) {
        const dl_theme *theme = dl_theme_at(t);
        for (uint8_t role = 0; role < DL_ROLE_PLACE; role++) {
            dl_look look = dl_theme_look(theme, (dl_style){role, 0});
            dl_look next = dl_theme_look(theme, (dl_style){role + 1, 0});
            assert_int_not_equal(look.attributes, 0);
            assert_int_not_equal(look.attributes, next.attributes);
            for (size_t s = 1; s < sizeof states; s++)
                assert_false(look_equal(look, dl_theme_look(theme, (dl_style){role, states[s]})));
        }
        for (uint8_t role = 0; role <= DL_ROLE_PLACE; role++)
            assert_int_not_equal(dl_theme_look(theme, (dl_style){role, 0}).attributes,
                                 dl_theme_look(theme, DL_STYLE(OFFICE)).attributes);
        dl_look focus = dl_theme_look(theme, (dl_style){DL_ROLE_COUNTRY, DL_STYLE_FOCUS});
        dl_look current =
            dl_theme_look(theme, (dl_style){DL_ROLE_COUNTRY, DL_STYLE_FOCUS | DL_STYLE_CURRENT});
        assert_false(look_equal(focus, current));
        assert_true(current.attributes & DL_ATTR_REVERSE);
        dl_look hit =
            dl_theme_look(theme, (dl_style){DL_ROLE_COUNTRY, DL_STYLE_FOCUS | DL_STYLE_HIT});
        assert_true(hit.attributes & DL_ATTR_UNDERLINE);
        assert_true(
            look_equal(hit, dl_theme_look(theme, (dl_style){DL_ROLE_COUNTRY, DL_STYLE_HIT})));
    }
}

static void test_the_selected_row_and_the_focus_are_told_apart(void **state)
{
    (void)state;
    for (size_t t = 0; dl_theme_at(t); t++) {
        const dl_theme *theme = dl_theme_at(t);
        for (uint8_t role = 0; role <= DL_ROLE_TEXT; role++) {
            dl_style selected = {role, DL_STYLE_SELECTED};
            dl_style both = {role, DL_STYLE_SELECTED | DL_STYLE_FOCUS};
            assert_false(look_equal(dl_theme_look(theme, selected), dl_theme_look(theme, both)));
            assert_false(look_equal(dl_theme_look(theme, selected),
                                    dl_theme_look(theme, (dl_style){role, 0})));
        }
    }
}

static void test_themes_use_the_colours_they_say(void **state)
{
    (void)state;
    for (size_t t = 0; dl_theme_at(t); t++) {
        const dl_theme *theme = dl_theme_at(t);
        assert_ptr_equal(dl_theme_find(dl_theme_name(theme)), theme);
        for (uint8_t role = 0; role < DL_ROLE_COUNT; role++)
            for (uint8_t flags = 0; flags < 64; flags++) {
                dl_look look = dl_theme_look(theme, (dl_style){role, flags});
                assert_true(look.foreground >= -1 && look.foreground < dl_theme_colours(theme));
                assert_true(look.background >= -1 && look.background < dl_theme_colours(theme));
            }
    }
    assert_null(dl_theme_find("no such theme"));
}

static void test_colours_are_those_of_xterm(void **state)
{
    (void)state;
    assert_int_equal(dl_colour_rgb(1), 0xCD0000);
    assert_int_equal(dl_colour_rgb(16), 0x000000);
    assert_int_equal(dl_colour_rgb(222), 0xFFD787);
    assert_int_equal(dl_colour_rgb(231), 0xFFFFFF);
    assert_int_equal(dl_colour_rgb(235), 0x262626);
    assert_int_equal(dl_colour_rgb(255), 0xEEEEEE);
}

/* --- glyphs --- */

static void test_glyphs_are_one_cell(void **state)
{
    (void)state;
    const dl_glyphs *sets[] = {dl_glyphs_unicode(), dl_glyphs_ascii()};
    for (size_t s = 0; s < 2; s++) {
        const char *const *glyphs = (const char *const *)sets[s];
        for (size_t i = 0; i < sizeof **sets / sizeof *glyphs; i++) {
            assert_int_equal(dl_text_cells(glyphs[i], strlen(glyphs[i])), 1);
            assert_true(s == 0 || (unsigned char)*glyphs[i] < 0x80);
        }
    }
}

static void test_glyphs_suit_the_locale(void **state)
{
    (void)state;
    assert_ptr_equal(dl_glyphs_for_locale(), dl_glyphs_unicode());
    setlocale(LC_ALL, "C");
    assert_ptr_equal(dl_glyphs_for_locale(), dl_glyphs_ascii());
    setlocale(LC_ALL, "C.UTF-8");
}

/* --- pictures --- */

/* Whether XML is balanced elements, quoted attributes, known entities and legal characters. */
static void assert_well_formed(const char *xml, size_t len)
{
    int depth = 0;
    assert_null(u8_check((const uint8_t *)xml, len));
    for (const char *c = xml; c < xml + len; c++) {
        assert_true(*c == '\n' || (unsigned char)*c >= ' ');
        assert_false(strncmp(c, "\xEF\xBF\xBE", 3) == 0 || strncmp(c, "\xEF\xBF\xBF", 3) == 0);
        if (*c == '&')
            assert_true(strncmp(c, "&amp;", 5) == 0 || strncmp(c, "&lt;", 4) == 0 ||
                        strncmp(c, "&gt;", 4) == 0);
        if (*c != '<')
            continue;
        const char *end = strchr(c, '>');
        assert_non_null(end);
        assert_null(memchr(c + 1, '<', (size_t)(end - c - 1)));
        depth += c[1] == '/' ? -1 : end[-1] == '/' ? 0 : 1;
        assert_true(depth >= 0);
        c = end;
    }
    assert_int_equal(depth, 0);
}

static void paint_hostile(dl_frame *frame)
{
    const char *lines[] = {"<script>&amp;\"'</text>", "]]><!-- \x1b[31m\x07",
                           "\xEF\xBF\xBE\xEF\xBF\xBF", "漢字 e\xCC\x81 \xE2\x80\xAE",
                           "\xff\xfe\x80"};
    dl_frame_begin(frame, 24, 5);
    for (int i = 0; i < 5; i++)
        dl_frame_text(frame, 0, i, 24, (dl_style){(uint8_t)i, (uint8_t)(1 << i)}, lines[i],
                      strlen(lines[i]));
}

static void test_pictures_are_well_formed_and_always_the_same(void **state)
{
    (void)state;
    dl_frame frame;
    dl_str first, second;
    dl_frame_init(&frame);
    dl_str_init(&first);
    dl_str_init(&second);
    for (size_t t = 0; dl_theme_at(t); t++) {
        paint_hostile(&frame);
        dl_str_clear(&first);
        dl_str_clear(&second);
        dl_frame_dump_svg(&frame, dl_theme_at(t), &first);
        assert_well_formed(first.text, first.len);
        dl_frame_dump_svg(&frame, dl_theme_at(t), &second);
        assert_string_equal(first.text, second.text);
    }
    assert_non_null(strstr(first.text, "&lt;script&gt;&amp;amp;"));
    dl_str_release(&first);
    dl_str_release(&second);
    dl_frame_release(&frame);
}

static void test_a_picture_places_every_character(void **state)
{
    (void)state;
    dl_frame frame;
    dl_str out;
    dl_frame_init(&frame);
    dl_str_init(&out);
    dl_frame_begin(&frame, 10, 2);
    dl_frame_text(&frame, 1, 1, 9, DL_STYLE(ORGANISATION), "Bo 漢", 6);
    dl_frame_dump_svg(&frame, dl_theme_find("light"), &out);
    assert_non_null(strstr(out.text, "width=\"84.30\" height=\"34\""));
    assert_non_null(strstr(out.text,
                           "<text x=\"8.43\" y=\"30\" textLength=\"25.29\" fill=\"#af005f\" "
                           "font-weight=\"bold\" text-decoration=\"underline\">Bo </text>"));
    assert_non_null(strstr(out.text, "<text x=\"42.15\" y=\"30\" text-anchor=\"middle\""));
    dl_str_release(&out);
    dl_frame_release(&frame);
}

static int set_up(void **state)
{
    (void)state;
    return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contrasts_are_those_of_the_palette),
        cmocka_unit_test(test_every_role_can_be_read),
        cmocka_unit_test(test_own_kinds_differ_from_all_others),
        cmocka_unit_test(test_own_kinds_are_marked_without_colour),
        cmocka_unit_test(test_every_pair_of_colours_can_be_read),
        cmocka_unit_test(test_kinds_and_states_differ_in_every_theme),
        cmocka_unit_test(test_the_selected_row_and_the_focus_are_told_apart),
        cmocka_unit_test(test_themes_use_the_colours_they_say),
        cmocka_unit_test(test_colours_are_those_of_xterm),
        cmocka_unit_test(test_glyphs_are_one_cell),
        cmocka_unit_test(test_glyphs_suit_the_locale),
        cmocka_unit_test(test_pictures_are_well_formed_and_always_the_same),
        cmocka_unit_test(test_a_picture_places_every_character),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
