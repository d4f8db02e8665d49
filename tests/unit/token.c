/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <uniwbrk.h>

#include "base/utf8.h"
#include "dateline/text.h"
#include "dateline/token.h"
#include "support/test.h"

/* The words of TEXT with their terms, as "word=term word=term"; "word" alone where they are equal. */
static dl_str words_of(const char *text)
{
    dl_str out;
    dl_str_init(&out);
    dl_tokens walk = {.text = text, .len = strlen(text)};
    dl_token token;
    size_t last = 0;
    while (dl_token_next(&walk, &token)) {
        assert_true(token.start >= last && token.start < token.end && token.end <= walk.pos);
        last = token.end;
        dl_str term;
        dl_str_init(&term);
        dl_token_term(&term, text + token.start, token.end - token.start);
        if (out.len > 0)
            dl_str_addc(&out, ' ');
        dl_str_addn(&out, text + token.start, token.end - token.start);
        if (term.len != token.end - token.start ||
            memcmp(term.text, text + token.start, term.len) != 0)
            dl_str_addf(&out, "=%s", term.text);
        dl_str_release(&term);
    }
    assert_false(dl_token_next(&walk, &token));
    return out;
}

typedef struct words_case {
    const char *text, *words;
} words_case;

static void check_words(const words_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        dl_str words = words_of(cases[i].text);
        assert_string_equal(words.text, cases[i].words);
        dl_str_release(&words);
    }
}

static void test_words_and_numbers(void **state)
{
    (void)state;
    static const words_case cases[] = {
        {"", ""},
        {"  \n-- … !", ""},
        {"one, two; three.", "one two three"},
        {"The envoy", "The=the envoy"},
        {"al-Masri", "al Masri=masri"},
        {"an F-16 flew", "an F=f 16 flew"},
        {"3.5 1,000.25 20:30 2022-02-13 12.", "3.5 1,000.25 20 30 2022 02 13 12"},
        {"5km G7 B2B", "5km G7=g7 B2B=b2b"},
        {"m² ½ Ⅻ", "m ² ½ Ⅻ=ⅻ"},
        {"ended Monday.The minister said:No", "ended Monday=monday The=the minister said No=no"},
        {"_stress_ snake_case a__b", "stress snake_case a b"},
        {"and/or a+b x@example.org", "and or a b x example org"},
        {"word\xff"
         "broken \xe4\xb8",
         "word broken"},
    };
    check_words(cases, COUNT_OF(cases));
}

static void test_possessives(void **state)
{
    (void)state;
    static const words_case cases[] = {
        {"Norway's Norway’s NORWAY'S", "Norway=norway Norway=norway NORWAY=norway"},
        {"the Workers' Party, the workers’", "the Workers=workers Party=party the workers"},
        {"James's boss's", "James=james boss"},
        {"it's the 1990's", "it the 1990"},
        {"U.S.'s U.S.’s US's", "U.S.=US U.S.=US US"},
        {"é's e\u0301's", "é e\u0301=é"},
        {"'s", "s"},
        {"Norway's'", "Norway=norway"},
        {"o'sullivan", "o'sullivan"},
    };
    check_words(cases, COUNT_OF(cases));
}

static void test_apostrophes_join(void **state)
{
    (void)state;
    static const words_case cases[] = {
        {"don't don’t", "don't don’t=don't"},
        {"O'Hara O’Hara", "O'Hara=o'hara O’Hara=o'hara"},
        {"Sana'a Sana‘a обʼєкт", "Sana'a=sana'a Sana‘a=sana'a обʼєкт=об'єкт"},
        {"'quoted' ‘quoted’ \"quoted\"", "quoted quoted quoted"},
        {"rock'n'roll", "rock'n'roll"},
        {"צה\"ל", "צה\"ל"},
    };
    check_words(cases, COUNT_OF(cases));
}

static void test_acronyms(void **state)
{
    (void)state;
    static const words_case cases[] = {
        {"U.S. US us Us uS", "U.S.=US US us Us=us uS=us"},
        {"in the U.S", "in the U.S=US"},
        {"in the U.S.", "in the U.S.=US"},
        {"U.S.-led", "U.S.=US led"},
        {"(U.K.)", "U.K.=UK"},
        {"U.S.S.R. U.S.A NATO N.A.T.O.", "U.S.S.R.=ussr U.S.A=usa NATO=nato N.A.T.O.=nato"},
        {"e.g. i.e. 9 a.m.", "e.g.=eg i.e.=ie 9 a.m.=am"},
        {"J. Doe J.K. Doe", "J=j Doe=doe J.K.=JK Doe=doe"},
        {"Ph.D. U.S.Army", "Ph=ph D=d U.S.=US Army=army"},
        {"ЕС С.Ш.А.", "ЕС С.Ш.А.=сша"},
        {"U.S..", "U.S.=US"},
        {"G.7 v.2", "G=g 7 v 2"},
    };
    check_words(cases, COUNT_OF(cases));
}

static void test_scripts(void **state)
{
    (void)state;
    static const words_case cases[] = {
        {"中文word中 カード", "中 文 word 中 カ ー ド"},
        {"กำลัง ๑๒", "กำ ลั ง ๑ ๒"},
        {"한국의 대통령은", "한국의 대통령은"},
        {"हिन्दी में", "हिन्दी में"},
        {"می\u200Cشود", "می\u200Cشود=میشود"},
        {"ÉTAT Straße ΑΘΗΝΑ", "ÉTAT=état Straße=strasse ΑΘΗΝΑ=αθηνα"},
        {"co\u00ADop", "co\u00ADop=coop"},
        {"e\u0301tat", "e\u0301tat=état"},
        {"\u0301 x\u0301", "x\u0301"},
    };
    check_words(cases, COUNT_OF(cases));
}

/* Letters, marks and joiners of the classes the rules know, but for those where words differ from
 * the standard (token.h) and for emoji, which it holds to be joined to a word by a ZWJ. */
static const char *const alphabet[] = {"a",  "Z",      "é",      "e\u0301", "5",     "٣",
                                       "א",  "한",     "ш",      " ",       "-",     ",",
                                       "\n", "\u2027", "\u200D", "ß",       "\u00B7"};

static void test_words_are_those_of_the_standard(void **state)
{
    (void)state;
    unsigned seed = 20220213;
    for (int round = 0; round < 20000; round++) {
        char text[128] = "";
        for (int i = 0; i < 8; i++) {
            seed = seed * 1103515245U + 12345U;
            strcat(text, alphabet[(seed >> 16) % COUNT_OF(alphabet)]);
        }
        size_t len = strlen(text);
        char breaks[128];
        u8_wordbreaks((const uint8_t *)text, len, breaks);
        dl_tokens walk = {.text = text, .len = len};
        dl_token token = {0, 0};
        bool more = dl_token_next(&walk, &token);
        for (size_t start = 0, end; start < len; start = end) {
            bool holds_alnum = false;
            for (end = start; end < len && (end == start || !breaks[end]); end++) {
                size_t n;
                holds_alnum |= dl_text_is_alnum(dl_text_decode(text + end, len - end, &n));
            }
            if (!holds_alnum)
                continue;
            assert_true(more);
            assert_int_equal(token.start, start);
            assert_int_equal(token.end, end);
            more = dl_token_next(&walk, &token);
        }
        assert_false(more);
    }
}

/* --- phrases --- */

/* The ranges where PHRASE is found in TEXT, as "start-end start-end". */
static void check_phrase(const char *phrase, bool prefix, const char *text, const char *expected)
{
    dl_phrase *wanted = dl_phrase_new(phrase, strlen(phrase), prefix);
    assert_non_null(wanted);
    dl_str out;
    dl_str_init(&out);
    dl_token range;
    for (size_t from = 0; dl_phrase_find(wanted, text, strlen(text), from, &range);
         from = range.end)
        dl_str_addf(&out, "%s%zu-%zu", out.len ? " " : "", range.start, range.end);
    assert_string_equal(out.text, expected);
    dl_str_release(&out);
    dl_phrase_free(wanted);
}

static void test_phrases_are_found(void **state)
{
    (void)state;
    check_phrase("envoy", false, "The Envoy's envoy, an envoys", "4-9 12-17");
    check_phrase("foreign minister", false, "Foreign\nMinister; the foreign-minister",
                 "0-16 22-38");
    check_phrase("foreign minister", false, "foreign prime minister", "");
    check_phrase("a a b", false, "a a a b", "2-7");
    check_phrase("U.S. forces", false, "US forces, us forces, U.S. forces", "0-9 22-33");
    check_phrase("nato", false, "NATO, N.A.T.O. and nato", "0-4 6-14 19-23");
    check_phrase("don't", false, "don’t", "0-7");
    check_phrase("中文", false, "中文和中 文", "0-6 9-16");
    check_phrase("中", true, "中文", "0-3");
    check_phrase("état", false, "L'ÉTAT, ÉTAT", "9-14");
    check_phrase("", false, "anything", "");
    check_phrase("- !", true, "anything", "");
    check_phrase("envoy", false, "", "");
    check_phrase("end", false, "the end", "4-7");
    check_phrase("the end of", false, "at the end", "");
}

static void test_phrases_with_a_prefix(void **state)
{
    (void)state;
    check_phrase("min", true, "Minister min mi admin", "0-8 9-12");
    check_phrase("min", false, "Minister min mi", "9-12");
    check_phrase("foreign min", true, "foreign ministry, foreigner minister", "0-16");
    check_phrase("minis for", true, "ministry foreign, minis foreign", "18-31");
}

static void test_phrases_start_at_words_only(void **state)
{
    (void)state;
    dl_phrase *phrase = dl_phrase_new("port", 4, false);
    dl_token range;
    const char *text = "airport port";
    assert_true(dl_phrase_find(phrase, text, strlen(text), 3, &range));
    assert_int_equal(range.start, 8);
    assert_true(dl_phrase_find(phrase, text, strlen(text), 8, &range));
    assert_int_equal(range.start, 8);
    assert_false(dl_phrase_find(phrase, text, strlen(text), 9, &range));
    assert_false(dl_phrase_find(phrase, text, strlen(text), strlen(text), &range));
    dl_phrase_free(phrase);
    dl_phrase_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_and_numbers),
        cmocka_unit_test(test_possessives),
        cmocka_unit_test(test_apostrophes_join),
        cmocka_unit_test(test_acronyms),
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_words_are_those_of_the_standard),
        cmocka_unit_test(test_phrases_are_found),
        cmocka_unit_test(test_phrases_with_a_prefix),
        cmocka_unit_test(test_phrases_start_at_words_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
