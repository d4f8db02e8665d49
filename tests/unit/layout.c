/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The layout is tested against one that is made at once and the slow way: places to break for the
 * whole text, then filling cluster by cluster. The program is built twice, the second time with a
 * window of a few bytes, so that lines reach its end all the time.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unilbrk.h>
#include <unistr.h>

#include "dateline/layout.h"
#include "dateline/str.h"
#include "dateline/text.h"
#include "support/test.h"
#include "view/breaks.h"

static void assert_line(dl_layout *layout, size_t i, const char *expected, bool opens)
{
    dl_line line;
    assert_true(dl_layout_line(layout, i, &line));
    assert_int_equal(line.end - line.start, strlen(expected));
    assert_memory_equal(layout->text + line.start, expected, strlen(expected));
    assert_int_equal(line.opens, opens);
}

static void test_words_fill_lines(void **state)
{
    (void)state;
    const char *text = "The ferry to Osk  left\nat noon.\n\nNobody was on a \"half-empty\" boat.\n";
    dl_layout layout;
    dl_layout_init(&layout, text, strlen(text), 11);
    assert_line(&layout, 0, "The ferry", true);
    assert_line(&layout, 1, "to Osk", false);
    assert_line(&layout, 2, "left", false);
    assert_line(&layout, 3, "at noon.", false);
    assert_line(&layout, 4, "", false);
    assert_line(&layout, 5, "Nobody was", true);
    assert_line(&layout, 6, "on a \"half-", false);
    assert_line(&layout, 7, "empty\"", false);
    assert_line(&layout, 8, "boat.", false);
    assert_int_equal(dl_layout_count(&layout), 9);
    assert_int_equal(dl_layout_find(&layout, 10000), 8);
    dl_layout_release(&layout);
}

static void test_long_words_break_between_clusters(void **state)
{
    (void)state;
    const char *text = "ne\xCC\x81ne\xCC\x81ne\xCC\x81 漢字漢 xxxxxx";
    dl_layout layout;
    dl_layout_init(&layout, text, strlen(text), 3);
    assert_line(&layout, 0, "ne\xCC\x81n", true);
    assert_line(&layout, 1, "e\xCC\x81ne\xCC\x81", false);
    assert_line(&layout, 2, "漢", false);
    assert_line(&layout, 4, "漢", false);
    assert_line(&layout, 5, "xxx", false);
    assert_line(&layout, 6, "xxx", false);
    assert_int_equal(dl_layout_count(&layout), 7);
    dl_layout_release(&layout);
    dl_layout_init(&layout, text, strlen(text), 1);
    assert_line(&layout, 6, "漢", false);
    assert_line(&layout, 7, "字", false);
    dl_layout_release(&layout);
}

static void test_a_stop_inside_a_word_is_no_place_to_break(void **state)
{
    (void)state;
    const char *text = "the “U.S. port” example.org Осло.по 港.湾";
    dl_layout layout;
    dl_layout_init(&layout, text, strlen(text), 8);
    assert_line(&layout, 0, "the", true);
    assert_line(&layout, 1, "“U.S.", false);
    assert_line(&layout, 2, "port”", false);
    assert_line(&layout, 3, "example.", false);
    assert_line(&layout, 4, "org", false);
    assert_line(&layout, 5, "Осло.по", false);
    assert_line(&layout, 6, "港.湾", false);
    dl_layout_release(&layout);
}

static void test_texts_of_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t lines;
    } cases[] = {{"", 0}, {"\n", 1}, {"\n\n", 2}, {"   ", 1}, {"a", 1}, {"a\n", 1}, {"\na", 2}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dl_layout layout;
        dl_layout_init(&layout, cases[i].text, strlen(cases[i].text), 0);
        assert_int_equal(dl_layout_count(&layout), cases[i].lines);
        dl_line line;
        assert_false(dl_layout_line(&layout, cases[i].lines, &line));
        assert_int_equal(dl_layout_find(&layout, 0), 0);
        dl_layout_release(&layout);
    }
}

/* --- against the slow way --- */

/* The end of the line at START and the start of the next, with BREAKS for the whole text. */
static size_t slow_line(const char *text, size_t len, size_t width, const char *breaks,
                        size_t start, size_t *ret_end)
{
    size_t cells = 0, shown = start, next = 0, next_shown = 0;
    for (size_t pos = start, n; pos < len; pos += n) {
        if (text[pos] == '\n') {
            *ret_end = shown;
            return pos + 1;
        }
        if (pos > start && breaks[pos] == UC_BREAK_POSSIBLE) {
            next = pos;
            next_shown = shown;
        }
        n = dl_text_grapheme(text + pos, len - pos);
        cells += (size_t)dl_text_grapheme_cells(text + pos, n);
        if ((n == 1 && (text[pos] == ' ' || text[pos] == '\t')) ||
            (n == 3 && memcmp(text + pos, "\xE3\x80\x80", 3) == 0))
            continue;
        if (cells > width && pos > start) {
            *ret_end = next ? next_shown : shown;
            return next ? next : pos;
        }
        shown = pos + n;
    }
    *ret_end = shown;
    return len;
}

static void assert_lines_are_right(dl_layout *layout, const char *breaks)
{
    const char *text = layout->text;
    size_t i = 0;
    dl_line line;
    for (size_t start = 0, end, next; start < layout->len; start = next, i++) {
        next = slow_line(text, layout->len, layout->width, breaks, start, &end);
        assert_true(dl_layout_line(layout, i, &line));
        if (line.start != start || line.end != end)
            fail_msg("width %zu line %zu: %zu-%zu, not %zu-%zu: \"%.300s\"", layout->width, i,
                     line.start, line.end, start, end, text + start);
        size_t cells = dl_text_cells(text + start, end - start);
        assert_true(cells <= layout->width ||
                    dl_text_grapheme(text + start, end - start) == end - start);
        assert_int_equal(dl_layout_find(layout, start), i);
        assert_int_equal(dl_layout_find(layout, next - 1), i);
        for (size_t pos = end; pos < next; pos++)
            assert_non_null(strchr(" \t\n\xE3\x80\x80", text[pos]));
    }
    assert_false(dl_layout_line(layout, i, &line));
    assert_int_equal(dl_layout_count(layout), i);
}

/* Makes a text of up to MAX pieces of those in PIECES. */
static void make_text(dl_str *out, const char *const *pieces, size_t count, int max)
{
    dl_str_clear(out);
    for (int n = rand() % max; n >= 0; n--)
        dl_str_add(out, pieces[(size_t)rand() % count]);
}

static void check_random_texts(const char *const *pieces, size_t count)
{
    dl_str text;
    dl_str_init(&text);
    for (int round = 0; round < 600; round++) {
        make_text(&text, pieces, count, round % 20 == 0 ? 4000 : 60);
        char *breaks = malloc(text.len + 1);
        dl_breaks_find(text.text, text.len, breaks);
        dl_layout layout;
        dl_layout_init(&layout, text.text, text.len, (size_t)(1 + rand() % (round % 2 ? 200 : 24)));
        if (rand() % 2)
            dl_layout_find(&layout, (size_t)rand() % (text.len + 1));
        assert_lines_are_right(&layout, breaks);
        dl_layout_release(&layout);
        free(breaks);
    }
    dl_str_release(&text);
}

#define CHECK_PIECES(...)                                                                          \
    do {                                                                                           \
        static const char *const pieces[] = {__VA_ARGS__};                                         \
        check_random_texts(pieces, sizeof pieces / sizeof *pieces);                                \
    } while (0)

static void test_random_plain_words(void **state)
{
    (void)state;
    CHECK_PIECES("port ", "harbour ", "a ", "of ", "1,200 ", "said. ", "\"no\" ", "Osk's ", "well-",
                 "either/or ", "(see ", "below) ", "\n", "\n\n", "  ", "U.S. ", "50% ", "$5 ",
                 "why? ", "x.y:z; ");
}

static void test_random_ascii(void **state)
{
    (void)state;
    static char bytes[97][2];
    static const char *pieces[97 + 40];
    for (int i = 0; i < 97; i++) {
        bytes[i][0] = (char)(i < 95 ? ' ' + i : i == 95 ? '\n' : '\t');
        pieces[i] = bytes[i];
    }
    for (int i = 97; i < 97 + 40; i++)
        pieces[i] = i % 4 ? " " : "word";
    check_random_texts(pieces, 97 + 40);
}

static void test_random_scripts(void **state)
{
    (void)state;
    CHECK_PIECES("port ", "“harbour” ", "漢字", "、", "。", " ", "\xE3\x80\x80", "e\xCC\x81",
                 "한국어 ", "Порт ", "हिन्दी ", "\U0001F600", "\U0001F468\xE2\x80\x8D\U0001F469",
                 "…", "—", "\n", "\xC2\xA0", "¶", "a", "b", "ไทย", "\U0001F1EF\U0001F1F5",
                 "\xCC\x81", "\n\n");
}

/* --- laziness --- */

static void test_a_long_paragraph_is_laid_out_as_far_as_asked(void **state)
{
    (void)state;
    size_t len = 10 * 1000 * 1000;
    char *text = malloc(len);
    for (size_t i = 0; i < len; i++)
        text[i] = "na\xC3\xAFve "[i % 7];
    dl_layout layout;
    dl_line line;
    dl_layout_init(&layout, text, len, 80);
    assert_true(dl_layout_line(&layout, 49, &line));
    assert_int_equal(layout.count, 50);
    assert_true(layout.done < 6000);
    assert_true(layout.breaks_end < 20000);
    size_t found = dl_layout_find(&layout, 20000);
    assert_int_equal(found, layout.count - 1);
    assert_true(layout.done < 21000);
    dl_layout_release(&layout);
    free(text);
}

/* --- Unicode's own cases --- */

/* Reads a case of LineBreakTest.txt: "× 0023 ÷ 00A9 ÷". False where it holds what clean text does
 * not. */
static bool read_case(const char *line, dl_str *text, char *breaks)
{
    dl_str_clear(text);
    while (*line && *line != '#') {
        char bytes[6];
        char sign = strncmp(line, "÷", 2) == 0 ? UC_BREAK_POSSIBLE : UC_BREAK_PROHIBITED;
        char *end;
        breaks[text->len] = sign;
        unsigned long cp = strtoul(line + 2, &end, 16);
        if (end == line + 2 || strspn(end, " ") == 0)
            return text->len > 0;
        if ((cp < ' ' && cp != '\t') || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029)
            return false;
        int n = u8_uctomb((uint8_t *)bytes, (ucs4_t)cp, sizeof bytes);
        if (n < 0)
            return false;
        dl_str_addn(text, bytes, (size_t)n);
        line = end + strspn(end, " ");
    }
    return text->len > 0;
}

/* Whether TEXT is laid out in every width as the places in BREAKS say. */
static bool case_holds(const dl_str *text, const char *breaks)
{
    bool right = true;
    for (size_t width = 1; right && width <= dl_text_cells(text->text, text->len); width++) {
        dl_layout layout;
        dl_line line;
        size_t end, i = 0;
        dl_layout_init(&layout, text->text, text->len, width);
        for (size_t start = 0; right && start < text->len; i++) {
            size_t next = slow_line(text->text, text->len, width, breaks, start, &end);
            right = dl_layout_line(&layout, i, &line) && line.start == start && line.end == end;
            start = next;
        }
        dl_layout_release(&layout);
    }
    return right;
}

static void test_unicodes_own_cases(void **state)
{
    (void)state;
    FILE *file = fopen("/usr/share/unicode/auxiliary/LineBreakTest.txt", "r");
    if (!file)
        SKIP("unicode-data is not installed");
    char line[1024], breaks[512];
    dl_str text;
    dl_str_init(&text);
    int cases = 0, differ = 0;
    while (fgets(line, sizeof line, file)) {
        if (*line == '#' || !read_case(line, &text, breaks))
            continue;
        cases++;
        differ += !case_holds(&text, breaks);
    }
    fclose(file);
    dl_str_release(&text);
    print_message("# %d cases of LineBreakTest.txt, %d differ\n", cases, differ);
    assert_true(cases > 5000);
    assert_true(differ <= 6);
}

static int set_up(void **state)
{
    (void)state;
    srand(20220213);
    return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_fill_lines),
        cmocka_unit_test(test_long_words_break_between_clusters),
        cmocka_unit_test(test_a_stop_inside_a_word_is_no_place_to_break),
        cmocka_unit_test(test_texts_of_nothing),
        cmocka_unit_test(test_random_plain_words),
        cmocka_unit_test(test_random_ascii),
        cmocka_unit_test(test_random_scripts),
        cmocka_unit_test(test_a_long_paragraph_is_laid_out_as_far_as_asked),
        cmocka_unit_test(test_unicodes_own_cases),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
