/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sentence.h"
#include "base/utf8.h"
#include "dateline/sentence.h"
#include "dateline/str.h"
#include "dateline/text.h"
#include "support/test.h"

/* The sentences of TEXT, "a|b|c", with "||" between paragraphs. */
static dl_str sentences_of(const char *text, size_t lead)
{
    dl_str out;
    dl_str_init(&out);
    dl_sentences walk = {.prose = {.text = text, .len = strlen(text), .lead = lead}};
    dl_sentences finder = {.prose = walk.prose};
    dl_span span;
    size_t paragraph = 0, last = 0;
    for (size_t n = 0; dl_sentence_next(&walk, &span); n++) {
        assert_true(span.start >= last && span.start < span.end && span.end <= walk.pos);
        if (n > 0)
            dl_str_add(&out, walk.paragraph > paragraph ? "||" : "|");
        dl_str_addn(&out, text + span.start, span.end - span.start);
        paragraph = walk.paragraph;
        last = span.end;
        for (size_t at = span.start; at < span.end; at++) {
            dl_span found = dl_sentence_at(&walk.prose, at);
            assert_int_equal(found.start, span.start);
            assert_int_equal(found.end, span.end);
            found = dl_sentences_find(&finder, at);
            assert_int_equal(found.start, span.start);
            assert_int_equal(found.end, span.end);
        }
    }
    for (size_t at = walk.prose.len; at-- > 0;) { /* backwards it finds the same */
        dl_span found = dl_sentences_find(&finder, at), want = dl_sentence_at(&walk.prose, at);
        assert_int_equal(found.start, want.start);
        assert_int_equal(found.end, want.end);
    }
    return out;
}

static void check(const char *const *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        dl_str text, found;
        dl_str_init(&text);
        for (const char *c = cases[i]; *c; c++)
            if (*c != '|')
                dl_str_addc(&text, *c);
            else if (c[1] == '|')
                dl_str_add(&text, "\n\n"), c++;
            else
                dl_str_addc(&text, ' ');
        found = sentences_of(text.text, 0);
        assert_string_equal(found.text, cases[i]);
        dl_str_release(&found);
        dl_str_release(&text);
    }
}

#define CHECK(...)                                                                                 \
    do {                                                                                           \
        static const char *const cases[] = {__VA_ARGS__};                                          \
        check(cases, COUNT_OF(cases));                                                             \
    } while (0)

static void test_marks_end_sentences(void **state)
{
    (void)state;
    CHECK("The envoy left.|The talks went on.|Nobody knew why!|Did they?|No.",
          "One paragraph.||Another one, which holds no", "He waited ... and went.",
          "He waited...|Then he went.", "They met on Monday.|20 people came.",
          "The price rose by 3.5 points to 1.200.|Then it fell.",
          "He asked: what now?|Nobody said.");
}

static void test_words_written_short(void **state)
{
    (void)state;
    CHECK("Gen. Hale met Mr. J. R. Osk of Kestrel Inc. in St. Brannoc.|They spoke.",
          "The U.S. envoy and the U.K. Treasury agreed.", "They came at 10 a.m. Moscow time.",
          "See No. 5 of vol. 2, para. 3.|No.|We shall not.",
          "On Feb. 13 and in Sept. Harbour Union agreed.", "Goods, e.g. Kestrel boats, i.e. ours.",
          "Grain, oil etc. were sold.|It cost 5 млн. рублей.", "Он приехал в г. Орск.|Она нет.",
          "Am 13. Februar kamen sie.|Sie blieben.", "Dated 13.02.2022.|Signed.");
}

static void test_words_that_begin_sentences_follow(void **state)
{
    (void)state;
    CHECK("He flew to the U.S.|The talks failed.", "They left at 10 a.m.|She stayed.",
          "It was Plan B.|But nobody knew.", "Kestrel Inc.|It makes boats.");
}

static void test_quotation_marks_close(void **state)
{
    (void)state;
    CHECK("“We will go.”|He went.", "\"We will go.\"|He went.", "He said: ‘Go.’|She did.",
          "\"Really?\" he asked.|\"Yes!\" she said.", "« Non ! »|Il partit.",
          "(He left.)|Then she came.", "He said “stop.”|“Why?” she asked.",
          "“First.|Second.|Third.”|Done.", "He left [see below].|It rained.");
}

static void test_items_and_addresses(void **state)
{
    (void)state;
    CHECK("1. The parties agree.|2. They sign.", "IV. The parties agree.|V. They sign.",
          "See example.org/a?b=C&d!E for it.|Then go.", "Kestrel.Org says so.|We do not.");
}

static void test_other_scripts(void **state)
{
    (void)state;
    CHECK("वह गया।|वे आए।", "هل جاء؟|نعم جاء.|ثم ذهب.", "یہ ایک ہے۔|وہ دو ہیں۔",
          "د. سامي وصل.|ثم غادر.", "มาแล้วไปแล้ว", "Հա։|Ոչ։", "በቃ።|እሺ።");
    static const char *const unspaced[][2] = {
        {"他来了。我们走吧！好吗？", "他来了。|我们走吧！|好吗？"},
        {"“他来了。”我们走。", "“他来了。”|我们走。"},
        {"「行く。」と述べた。彼は去った。", "「行く。」と述べた。|彼は去った。"},
    };
    for (size_t i = 0; i < COUNT_OF(unspaced); i++) {
        dl_str found = sentences_of(unspaced[i][0], 0);
        assert_string_equal(found.text, unspaced[i][1]);
        dl_str_release(&found);
    }
}

static void check_lines(const char *text, const char *expected)
{
    dl_str found = sentences_of(text, 0);
    assert_string_equal(found.text, expected);
    dl_str_release(&found);
}

static void test_line_breaks(void **state)
{
    (void)state;
    check_lines(
        "The envoy of the Harbour Union said on Monday that\nthe talks with Gen. Hale and Mr."
        "\nOsk were over.",
        "The envoy of the Harbour Union said on Monday that\nthe talks with Gen. Hale and "
        "Mr.|Osk were over.");
    check_lines("Short line\nanother", "Short line|another");
    check_lines("The envoy of the Harbour Union came here with these\n- a letter\n- a map",
                "The envoy of the Harbour Union came here with these|- a letter|- a map");
    check_lines(" \n\n  One. \n \nTwo. \n\n\n", "One.||Two.");
    check_lines(" \n ", "");
    check_lines("", "");
}

static void test_a_dateline_is_its_own_sentence(void **state)
{
    (void)state;
    const char *text = "SKARNE, March 3. /KESTREL/. The envoy left. He flew.";
    dl_str found = sentences_of(text, (size_t)(strstr(text, "The") - text));
    assert_string_equal(found.text, "SKARNE, March 3. /KESTREL/.|The envoy left.|He flew.");
    dl_str_release(&found);
}

static void check_at(const char *text, size_t at, const char *sentence, const char *paragraph)
{
    dl_prose prose = {.text = text, .len = strlen(text)};
    dl_span s = dl_sentence_at(&prose, at), p = dl_paragraph_at(&prose, at);
    assert_int_equal(s.end - s.start, strlen(sentence));
    assert_memory_equal(text + s.start, sentence, strlen(sentence));
    assert_int_equal(p.end - p.start, strlen(paragraph));
    assert_memory_equal(text + p.start, paragraph, strlen(paragraph));
}

static void test_where_a_byte_stands(void **state)
{
    (void)state;
    const char *text = " One. Two\nthree.\n \nFour é. \n\nFive";
    check_at(text, 0, "One.", "One. Two\nthree.");
    check_at(text, 1, "One.", "One. Two\nthree.");
    check_at(text, 5, "One.", "One. Two\nthree.");
    check_at(text, 6, "Two", "One. Two\nthree.");
    check_at(text, 17, "three.", "One. Two\nthree.");
    check_at(text, 18, "three.", "One. Two\nthree.");
    check_at(text, 19, "Four é.", "Four é.");
    check_at(text, 25, "Four é.", "Four é.");
    check_at(text, strlen(text) - 1, "Five", "Five");
    check_at(text, strlen(text), "Five", "Five");
    check_at(text, 1000, "Five", "Five");
    check_at(" \n", 1, "", "");
    check_at("", 0, "", "");
}

/* Every place of every text gives whole characters and makes way. */
static void test_ill_formed_text_is_walked(void **state)
{
    (void)state;
    unsigned seed = 7;
    for (int round = 0; round < 3000; round++) {
        char text[40];
        static const char alphabet[] = ".?!\n \"'(a1Z\xE3\x80\x82\xC2\xAB\xE2\x80\x9D\xCC\x81\xFF";
        size_t len = (seed = seed * 1103515245u + 12345u) >> 16 & 31u;
        for (size_t i = 0; i < len; i++)
            text[i] =
                alphabet[((seed = seed * 1103515245u + 12345u) >> 16) % (sizeof alphabet - 1)];
        size_t pos = 0;
        while (pos < len) {
            size_t next = dl_sentence_break(text, len, pos);
            assert_true(next > pos && next <= len);
            pos = next;
        }
        dl_prose prose = {.text = text, .len = len};
        for (size_t at = 0; at <= len; at++) {
            dl_span s = dl_sentence_at(&prose, at), p = dl_paragraph_at(&prose, at);
            assert_true(s.start <= s.end && s.end <= len);
            assert_true(p.start <= s.start && s.end <= p.end);
        }
    }
}

/* --- Unicode's own cases --- */

#define OWN_WAY 6 /* cases in which sentence.h differs from UAX 29 on purpose: "!" amid a word */

/* Whether the walk breaks the text of a line of SentenceBreakTest.txt where it says. */
static bool breaks_as_said(char *line, bool *ret_case)
{
    dl_str text;
    size_t breaks[128], count = 0;
    dl_str_init(&text);
    line[strcspn(line, "#\n")] = '\0';
    for (char *word = strtok(line, " \t"); word; word = strtok(NULL, " \t"))
        if (strcmp(word, "÷") == 0)
            breaks[count++] = text.len;
        else if (strcmp(word, "×") != 0)
            dl_utf8_add(&text, (uint32_t)strtoul(word, NULL, 16));
    bool same = true;
    size_t pos = 0;
    for (size_t i = 1; i < count && same; i++) {
        pos = dl_sentence_break(text.text, text.len, pos);
        same = pos == breaks[i];
    }
    *ret_case = count > 0;
    dl_str_release(&text);
    return same;
}

static void test_unicodes_own_cases(void **state)
{
    (void)state;
    FILE *file = fopen("/usr/share/unicode/auxiliary/SentenceBreakTest.txt", "r");
    if (!file)
        SKIP("unicode-data is not installed");
    char line[4096];
    int cases = 0, own = 0, skipped = 0;
    while (fgets(line, sizeof line, file)) {
        char copy[sizeof line];
        bool is_case;
        if (strstr(line, "000D ")) { /* which no clean text has */
            skipped++;
            continue;
        }
        strcpy(copy, line);
        if (!breaks_as_said(copy, &is_case)) {
            own++;
            print_message("# otherwise: %s", line);
        }
        cases += is_case;
    }
    fclose(file);
    print_message("# SentenceBreakTest: %d cases, %d otherwise, %d left out\n", cases, own,
                  skipped);
    assert_true(cases > 400);
    assert_int_equal(own, OWN_WAY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_end_sentences),
        cmocka_unit_test(test_words_written_short),
        cmocka_unit_test(test_words_that_begin_sentences_follow),
        cmocka_unit_test(test_quotation_marks_close),
        cmocka_unit_test(test_items_and_addresses),
        cmocka_unit_test(test_other_scripts),
        cmocka_unit_test(test_line_breaks),
        cmocka_unit_test(test_a_dateline_is_its_own_sentence),
        cmocka_unit_test(test_where_a_byte_stands),
        cmocka_unit_test(test_ill_formed_text_is_walked),
        cmocka_unit_test(test_unicodes_own_cases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
