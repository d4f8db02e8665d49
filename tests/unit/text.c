/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <iconv.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "base/utf8.h"
#include "dateline/text.h"
#include "support/test.h"

#define LAST_LETTER 0x323AF /* the highest code point of a letter in Unicode 15 */

/* Texts that are hard to draw, each a cluster but for the last few. */
static const char *const hard[] = {
    "a",
    "é",
    "e\u0301",
    "中",
    "한",
    "\u1112\u1161\u11ab", /* conjoining jamo */
    "की",                 /* a spacing mark has a cell of its own */
    "กำ",
    "\U0001F468\u200D\U0001F469\u200D\U0001F467", /* family, joined */
    "\U0001F44D\U0001F3FB",                       /* thumb with skin tone */
    "\U0001F3FB",                                 /* skin tone alone */
    "\u2764\uFE0F",                               /* heart as emoji */
    "\u231A\uFE0E",                               /* watch as text */
    "1\uFE0F\u20E3",                              /* keycap */
    "\U0001F1FA\U0001F1E6",                       /* flag */
    "\U0001F1FA",                                 /* half a flag */
    "\U0001F3F4\U000E0067\U000E0062\U000E007F",   /* flag of tags */
    "\u1161",                                     /* halves of a syllable */
    "\u11ab",
    "\u0301", /* marks with nothing before them */
    "\u093F",
    "a\u0301\u0302\u0303\u0304\u0305\u0306\u0307",
    "a\u200D",
    "\u200D",
    "\u0646\u200C", /* a non-joiner in Persian */
    "\uFE0F",
    "\u202E",
    "\uFEFF",
    "\t",
    "\x1b",
    "\xc2\x9b",
    "\xff",
    "\xe4\xb8",
    "\xed\xa0\x80", /* a surrogate */
    "\u0600\u0661", /* a sign that precedes digits */
    "mixed e\u0301 中文 \U0001F44D\U0001F3FB, \u202Eover\u202C\n\x1b[31m end",
    "\u0301\u0302\u200D\u200D\U0001F468\u200D\xf0\x9f",
};

static dl_str safe_form(const char *text, size_t len)
{
    dl_str out;
    dl_str_init(&out);
    dl_text_safe(&out, text, len);
    assert_true(dl_str_ok(&out));
    return out;
}

/* Whether CP must never reach a terminal. */
static bool is_dangerous(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x61C || cp == 0x200E || cp == 0x200F ||
           (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF ||
           cp == 0x200B || cp == 0xAD || (cp >= 0xFFF9 && cp <= 0xFFFB) ||
           (cp >= 0xE0000 && cp <= 0xE0FFF);
}

/* Checks that TEXT is well-formed, holds nothing dangerous and that its cells are what a terminal
 * moves on by: the sum of the code points' widths. Returns the cells. */
static size_t check_safe(dl_str text)
{
    size_t cells = 0;
    for (size_t pos = 0, n; pos < text.len; pos += n) {
        uint32_t cp = dl_text_decode(text.text + pos, text.len - pos, &n);
        assert_true(cp != DL_REPLACEMENT || n == 3);
        assert_false(is_dangerous(cp));
        assert_true(wcwidth((wchar_t)cp) >= 0);
        cells += (size_t)wcwidth((wchar_t)cp);
    }
    return cells;
}

static void test_nothing_dangerous_comes_out_safe(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        dl_str text;
        dl_str_init(&text);
        dl_utf8_add(&text, cp);
        dl_str alone = safe_form(text.text, text.len);
        assert_int_equal(check_safe(alone), dl_text_cells(text.text, text.len));
        assert_true(check_safe(alone) >= 1);
        dl_str_splice(&text, 0, 0, "x", 1);
        dl_str_add(&text, "y");
        dl_str between = safe_form(text.text, text.len);
        assert_int_equal(check_safe(between), dl_text_cells(text.text, text.len));
        dl_str_release(&alone);
        dl_str_release(&between);
        dl_str_release(&text);
    }
}

static void test_cells_are_those_of_the_safe_form(void **state)
{
    (void)state;
    for (size_t a = 0; a < COUNT_OF(hard); a++)
        for (size_t b = 0; b < COUNT_OF(hard); b++) {
            char text[256];
            size_t len = (size_t)snprintf(text, sizeof text, "%s%s", hard[a], hard[b]);
            dl_str safe = safe_form(text, len);
            size_t cells = check_safe(safe);
            assert_int_equal(dl_text_cells(text, len), cells);
            assert_int_equal(dl_text_cells(safe.text, safe.len), cells);
            dl_str again = safe_form(safe.text, safe.len);
            assert_string_equal(again.text, safe.text);
            dl_str_release(&again);
            dl_str_release(&safe);
        }
}

static void test_cells_as_drawn(void **state)
{
    (void)state;
    static const struct {
        const char *text, *safe;
        size_t cells;
    } cases[] = {
        {"plain text", "plain text", 10},
        {"中文", "中文", 4},
        {"e\u0301", "e\u0301", 1},
        {"की", "की", 2},
        {"\u1112\u1161\u11ab", "\u1112\u1161\u11ab", 2},
        {"\U0001F468\u200D\U0001F469\u200D\U0001F467!", "\U0001F468!", 3},
        {"\U0001F44D\U0001F3FB", "\U0001F44D", 2},
        {"\u2764\uFE0F", "\u2764", 1},
        {"\u231A\uFE0E", "\u231A", 2},
        {"1\uFE0F\u20E3", "1\u20E3", 1},
        {"\U0001F1FA\U0001F1E6", "\U0001F1FA\U0001F1E6", 2},
        {"\u0301a", "\u00A0\u0301a", 2},
        {"a\u0301\u0302\u0303\u0304\u0305\u0306", "a\u0301\u0302\u0303\u0304", 1},
        {"می\u200Cشود", "می\u200Cشود", 5},
        {"a\u200Db", "a\u2426b", 3},
        {"\u202Egnp.exe", "\u2426gnp.exe", 8},
        {"x\U000E0041y", "x\u2426y", 3},
        {"a\tb\nc", "a b c", 5},
        {"\x1b[2J\x7f\xc2\x9b", "\uFFFD[2J\uFFFD\uFFFD", 6},
        {"a\xff\xfe", "a\uFFFD\uFFFD", 3},
        {"a\xe4\xb8", "a\uFFFD\uFFFD", 3},
        {"\u0378", "\uFFFD", 1}, /* not assigned */
        {"\uE000", "\uE000", 1}, /* private use */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        dl_str safe = safe_form(cases[i].text, strlen(cases[i].text));
        assert_string_equal(safe.text, cases[i].safe);
        assert_int_equal(dl_text_cells(cases[i].text, strlen(cases[i].text)), cases[i].cells);
        dl_str_release(&safe);
    }
    dl_str nul = safe_form("a\0b", 3);
    assert_string_equal(nul.text, "a\uFFFDb");
    dl_str_release(&nul);
}

static void test_clusters_add_up_to_the_text(void **state)
{
    (void)state;
    for (size_t a = 0; a < COUNT_OF(hard); a++)
        for (size_t b = 0; b < COUNT_OF(hard); b++) {
            char text[256];
            size_t len = (size_t)snprintf(text, sizeof text, "%s%s", hard[a], hard[b]), cells = 0;
            for (size_t pos = 0, n; pos < len; pos += n) {
                n = dl_text_grapheme(text + pos, len - pos);
                assert_in_range(n, 1, len - pos);
                int wide = dl_text_grapheme_cells(text + pos, n);
                assert_true(wide >= 1);
                cells += (size_t)wide;
            }
            assert_int_equal(cells, dl_text_cells(text, len));
        }
    assert_int_equal(dl_text_grapheme("", 0), 0);
    assert_int_equal(dl_text_grapheme_cells("", 0), 0);
}

static void test_fit_takes_what_fits_and_no_more(void **state)
{
    (void)state;
    for (size_t a = 0; a < COUNT_OF(hard); a++)
        for (size_t b = 0; b < COUNT_OF(hard); b++) {
            char text[256];
            size_t len = (size_t)snprintf(text, sizeof text, "ab%sc%s", hard[a], hard[b]);
            size_t total = dl_text_cells(text, len);
            for (size_t room = 0; room <= total + 1; room++) {
                size_t used = SIZE_MAX, fit = dl_text_fit(text, len, room, &used);
                assert_true(used <= room);
                assert_int_equal(dl_text_cells(text, fit), used);
                if (fit == len)
                    continue;
                size_t next = dl_text_grapheme(text + fit, len - fit);
                size_t wide = (size_t)dl_text_grapheme_cells(text + fit, next);
                assert_true(used + wide > room);
            }
        }
    assert_int_equal(dl_text_fit("abc", 3, 2, NULL), 2);
}

/* Reads one line of GraphemeBreakTest.txt ("÷ 0020 × 0308 ÷") into a text and its boundaries. */
static size_t read_break_test(char *line, dl_str *text, size_t breaks[64])
{
    size_t count = 0;
    line[strcspn(line, "#\n")] = '\0';
    for (char *word = strtok(line, " \t"); word; word = strtok(NULL, " \t")) {
        if (strcmp(word, "÷") == 0)
            breaks[count++] = text->len;
        else if (strcmp(word, "×") != 0)
            dl_utf8_add(text, (uint32_t)strtoul(word, NULL, 16));
    }
    return count;
}

static void test_clusters_are_those_of_the_standard(void **state)
{
    (void)state;
    FILE *file = fopen("/usr/share/unicode/auxiliary/GraphemeBreakTest.txt", "r");
    if (!file)
        SKIP("unicode-data is not installed");
    char line[4096];
    int cases = 0;
    while (fgets(line, sizeof line, file)) {
        dl_str text;
        size_t breaks[64], pos = 0;
        dl_str_init(&text);
        size_t count = read_break_test(line, &text, breaks);
        for (size_t i = 1; i < count; i++) {
            pos += dl_text_grapheme(text.text + pos, text.len - pos);
            assert_int_equal(pos, breaks[i]);
        }
        assert_int_equal(pos, text.len);
        cases += count > 0;
        dl_str_release(&text);
    }
    fclose(file);
    assert_true(cases > 500);
}

static void test_decode_tells_ill_formed_bytes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len, ret_len;
        uint32_t cp;
    } cases[] = {{"a", 1, 1, 'a'},
                 {"\0", 1, 1, 0},
                 {"\xC3\xA9", 2, 2, 0xE9},
                 {"\xF0\x9F\x98\x80", 4, 4, 0x1F600},
                 {"\xC3\xA9", 1, 1, 0xFFFD},
                 {"\xF0\x9F\x98\x80", 3, 1, 0xFFFD},
                 {"\xC0\xAF", 2, 1, 0xFFFD},
                 {"\xED\xA0\x80", 3, 1, 0xFFFD},
                 {"\xF4\x90\x80\x80", 4, 1, 0xFFFD},
                 {"\x80", 1, 1, 0xFFFD}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t n = 0;
        assert_int_equal(dl_text_decode(cases[i].text, cases[i].len, &n), cases[i].cp);
        assert_int_equal(n, cases[i].ret_len);
    }
}

/* --- coming in --- */

static void check_clean(const char *in, size_t len, const char *expected)
{
    dl_str out;
    dl_str_init(&out);
    dl_str_add(&out, "before:");
    assert_int_equal(dl_text_clean(&out, in, len), DL_OK);
    assert_memory_equal(out.text, "before:", 7);
    assert_string_equal(out.text + 7, expected);
    assert_int_equal(out.len, 7 + strlen(expected));
    dl_str_release(&out);
}

#define CHECK_CLEAN(in, expected) check_clean(in, sizeof(in) - 1, expected)

static void test_clean_makes_line_ends_one(void **state)
{
    (void)state;
    CHECK_CLEAN("", "");
    CHECK_CLEAN("a\r\nb\rc\nd\r\r\ne\n\rf", "a\nb\nc\nd\n\ne\n\nf");
    CHECK_CLEAN("a\fb\vc\xC2\x85"
                "d\xE2\x80\xA8"
                "e\xE2\x80\xA9"
                "f",
                "a\nb\nc\nd\ne\nf");
    CHECK_CLEAN("\r", "\n");
    CHECK_CLEAN("\tx\n", "\tx\n");
}

static void test_clean_takes_controls_out(void **state)
{
    (void)state;
    CHECK_CLEAN("a\0b\x1b[31m\x7f\x08", "a\uFFFDb\uFFFD[31m\uFFFD\uFFFD");
    CHECK_CLEAN("\xC2\x80\xC2\x9B", "\uFFFD\uFFFD");
    CHECK_CLEAN("co\u00ADoperation \uFEFFnow", "cooperation now");
}

static void test_clean_reads_encodings(void **state)
{
    (void)state;
    CHECK_CLEAN("\xEF\xBB\xBFplain", "plain");
    CHECK_CLEAN("\xFF\xFE"
                "H\0\xE9\0=\xD8\0\xDE",
                "Hé\U0001F600");
    CHECK_CLEAN("\xFE\xFF"
                "\0H\0\xE9\xD8=\xDE\0",
                "Hé\U0001F600");
    CHECK_CLEAN("\xFE\xFF"
                "\xD8=\0H",
                "\uFFFDH"); /* half a pair, first */
    CHECK_CLEAN("\xFE\xFF"
                "\xDE\0\0H",
                "\uFFFDH"); /* half a pair, second */
    CHECK_CLEAN("\xFE\xFF"
                "\xD8=\xD8=\xDE\0",
                "\uFFFD\U0001F600");
    CHECK_CLEAN("\xFE\xFF"
                "\0H\0",
                "H\uFFFD"); /* cut in a unit */
    CHECK_CLEAN("\xFE\xFF"
                "\0H\xD8=",
                "H\uFFFD");
    CHECK_CLEAN("caf\xE9 \x93so-called\x94 \x80 5", "café “so-called” € 5");
    CHECK_CLEAN("\x81\x8D\x8F\x90\x9D\x85", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD…");
    CHECK_CLEAN("\xC3\xA9t\xC3\xA9 \xFF", "été \uFFFD"); /* UTF-8 with one bad byte */
    CHECK_CLEAN("\xC3\xA9t\xC3", "ét\uFFFD");
}

/* TEXT, which is UTF-8, in CHARSET. */
static void encode(const char *text, const char *charset, dl_str *ret)
{
    char out[4096], *to = out, *from = (char *)text;
    size_t left = strlen(text), room = sizeof out;
    iconv_t cd = iconv_open(charset, "UTF-8");
    assert_true(cd != (iconv_t)-1);
    assert_int_equal(iconv(cd, &from, &left, &to, &room), 0);
    iconv_close(cd);
    dl_str_init(ret);
    dl_str_addn(ret, out, (size_t)(to - out));
}

static const char
    russian[] = "Порт был закрыт на рассвете; паром остался у причала.\n"
                "Власти города обещали открыть его в понедельник утром.",
    japanese[] = "港は夜明けに閉鎖され、フェリーは桟橋に残った。\n市は月曜日の朝に開くと約束した。",
    korean[] = "항구는 새벽에 폐쇄되었고 여객선은 부두에 남아 있었다.\n"
               "시는 월요일 아침에 열겠다고 약속했다.",
    chinese[] = "港口在黎明时分关闭，渡轮留在码头。\n市政府答应星期一早上重新开放，"
                "并表示没有人受伤，所有的船只都是安全的。",
    french[] = "Le port a été fermé à l’aube ; le ferry est resté à quai, a-t-on "
               "annoncé dès l’après-midi : « il rouvrira » à la fin du mois d’août.",
    greek[] = "Το λιμάνι έκλεισε την αυγή και το πλοίο έμεινε στην προβλήτα.";

static void test_charsets_are_told_by_the_bytes(void **state)
{
    static const struct {
        const char *text, *charset;
    } examples[] = {
        {russian, "windows-1251"}, {russian, "koi8-r"},  {russian, "UTF-16LE"},
        {russian, "UTF-16BE"},     {japanese, "euc-jp"}, {japanese, "shift_jis"},
        {korean, "euc-kr"},        {chinese, "gb18030"}, {french, "windows-1252"},
        {french, "UTF-16LE"},      {greek, "UTF-16BE"},  {greek, "UTF-8"},
        {chinese, "UTF-8"},        {japanese, "UTF-8"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        dl_str bytes;
        encode(examples[i].text, examples[i].charset, &bytes);
        assert_string_equal(dl_text_charset(bytes.text, bytes.len), examples[i].charset);
        check_clean(bytes.text, bytes.len, examples[i].text);
        dl_str_release(&bytes);
    }
}

static void check_declared(const char *in, size_t len, const char *charset, const char *expected)
{
    dl_str out;
    dl_str_init(&out);
    assert_int_equal(dl_text_clean_as(&out, in, len, charset), DL_OK);
    assert_string_equal(out.text, expected);
    dl_str_release(&out);
}

static void test_declared_charsets(void **state)
{
    static const char *const charsets[] = {"ISO-8859-7", "windows-1253"};
    (void)state;
    for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++) {
        dl_str bytes;
        encode(greek, charsets[i], &bytes);
        check_declared(bytes.text, bytes.len, charsets[i], greek);
        dl_str_release(&bytes);
    }
    check_declared("\x93Quai\x94 ferm\xe9", 12, "iso-8859-1", "“Quai” fermé");
    check_declared("ferm\xc3\xa9", 6, "windows-1251", "fermé"); /* it is UTF-8 all the same */
    check_declared("ferm\xe9", 5, "utf-8", "fermé");
    check_declared("ferm\xe9", 5, "no such charset", "fermé");
    check_declared("ferm\xe9", 5, "utf-8//TRANSLIT", "fermé");
    check_declared("\x1b$B9A\x1b(B!", 9, "iso-2022-jp", "港!");
    check_declared("a\x81", 2, "shift_jis", "a\uFFFD");
    check_declared("a\x81\xff\x82\xa0", 5, "shift_jis", "a\uFFFD\uFFFDあ");
}

static void test_clean_composes(void **state)
{
    (void)state;
    CHECK_CLEAN("cafe\u0301 \u212B \u1112\u1161\u11ab", "café Å 한");
    CHECK_CLEAN("a\u0323\u0307 x", "\u1EA1\u0307 x");
    CHECK_CLEAN("a\u0307\u0323 x", "\u1EA1\u0307 x");
    CHECK_CLEAN("q\u0307\u0323", "q\u0323\u0307");
    CHECK_CLEAN("“so”\u0301 中文 Москва", "“so”\u0301 中文 Москва");
    CHECK_CLEAN("\u0438\u0306", "й");
}

static void test_clean_of_clean_text_changes_nothing(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= LAST_LETTER; cp++) {
        dl_str once, twice, text;
        dl_str_init(&once);
        dl_str_init(&twice);
        dl_str_init(&text);
        dl_str_add(&text, "x");
        dl_utf8_add(&text, cp);
        dl_str_add(&text, "\u0301y");
        assert_int_equal(dl_text_clean(&once, text.text, text.len), DL_OK);
        assert_int_equal(dl_text_clean(&twice, once.text, once.len), DL_OK);
        assert_string_equal(once.text, twice.text);
        dl_str_release(&once);
        dl_str_release(&twice);
        dl_str_release(&text);
    }
}

/* --- letters --- */

static void test_letters_are_known(void **state)
{
    (void)state;
    static const uint32_t alnum[] = {'a',    'Z',    '0',   0xE9, 0x416,
                                     0x4E2D, 0xD55C, 0x663, 0xBD, 0x2160};
    static const uint32_t other[] = {' ',   '-',    '_',     '\'', 0x2019,
                                     0x301, 0x2014, 0x1F600, 0xAB, 0x3002};
    for (size_t i = 0; i < COUNT_OF(alnum); i++)
        assert_true(dl_text_is_alnum(alnum[i]));
    for (size_t i = 0; i < COUNT_OF(other); i++)
        assert_false(dl_text_is_alnum(other[i]));
    assert_true(dl_text_is_upper('A') && dl_text_is_upper(0x416) && dl_text_is_upper(0x1C5));
    assert_false(dl_text_is_upper('a') || dl_text_is_upper('1') || dl_text_is_upper(0x4E2D));
    static const uint32_t unspaced[] = {0x4E2D, 0x3005, 0x3042, 0x30AB, 0x30FC, 0xFF76,
                                        0xFF70, 0xE01,  0xE81,  0x1780, 0x1000, 0x20000};
    static const uint32_t spaced[] = {'a', 0xD55C, 0x3002, 0x627, 0x905, 0x1100, 0xFF21};
    for (size_t i = 0; i < COUNT_OF(unspaced); i++)
        assert_true(dl_text_is_unspaced(unspaced[i]));
    for (size_t i = 0; i < COUNT_OF(spaced); i++)
        assert_false(dl_text_is_unspaced(spaced[i]));
}

static void check_fold(const char *text, const char *expected)
{
    dl_str out;
    dl_str_init(&out);
    dl_text_fold(&out, text, strlen(text));
    assert_string_equal(out.text, expected);
    dl_str_release(&out);
}

static void test_fold(void **state)
{
    (void)state;
    check_fold("", "");
    check_fold("NATO and the EU", "nato and the eu");
    check_fold("ÉTAT, STRASSE, Straße", "état, strasse, strasse");
    check_fold("МОСКВА ΑΘΗΝΑΣ", "москва αθηνασ");
    check_fold("Aσς İ", "aσσ i\u0307");
    check_fold("E\u0301A", "éa");
    check_fold("bad \xff BYTE", "bad \uFFFD byte");
}

static void test_slug(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Kim Yo-jong", "kim-yo-jong"},
        {"  ...O’Brien's  (2nd)!", "o-brien-s-2nd"},
        {"Straße Ærø Łódź Þór Đorđe", "strasse-aero-lodz-thor-dorde"},
        {"İstanbul ısı", "istanbul-isi"},
        {"Ｆｕｌｌ ①", "full-1"},
        {"Щербаков Юрий", "shcherbakov-yurii"},
        {"Ελλάδα", "ellada"},
        {"한국", "hanguk"},
        {"中文", "u4e2du6587"},
        {"٣", "3"},
        {"हिन्दी", "u0939u093fu0928u094du0926u0940"},
        {"か が", "u304b-u304bu3099"},
        {"ь", "u044c"},
        {"", ""},
        {"--- …", ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        dl_str out;
        dl_str_init(&out);
        dl_text_slug(&out, cases[i][0], strlen(cases[i][0]));
        assert_string_equal(out.text, cases[i][1]);
        dl_str_release(&out);
    }
}

static void test_slug_is_ascii_and_empty_only_without_letters(void **state)
{
    (void)state;
    for (uint32_t cp = 1; cp <= LAST_LETTER; cp++) {
        dl_str text, out;
        dl_str_init(&text);
        dl_str_init(&out);
        dl_utf8_add(&text, cp);
        dl_text_slug(&out, text.text, text.len);
        assert_true(out.len > 0 || !dl_text_is_alnum(cp));
        for (size_t i = 0; i < out.len; i++)
            assert_true(strchr("abcdefghijklmnopqrstuvwxyz0123456789-", out.text[i]));
        assert_true(out.len == 0 || (out.text[0] != '-' && out.text[out.len - 1] != '-'));
        dl_str_release(&text);
        dl_str_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_dangerous_comes_out_safe),
        cmocka_unit_test(test_cells_are_those_of_the_safe_form),
        cmocka_unit_test(test_cells_as_drawn),
        cmocka_unit_test(test_clusters_add_up_to_the_text),
        cmocka_unit_test(test_fit_takes_what_fits_and_no_more),
        cmocka_unit_test(test_clusters_are_those_of_the_standard),
        cmocka_unit_test(test_decode_tells_ill_formed_bytes),
        cmocka_unit_test(test_clean_makes_line_ends_one),
        cmocka_unit_test(test_clean_takes_controls_out),
        cmocka_unit_test(test_clean_reads_encodings),
        cmocka_unit_test(test_charsets_are_told_by_the_bytes),
        cmocka_unit_test(test_declared_charsets),
        cmocka_unit_test(test_clean_composes),
        cmocka_unit_test(test_clean_of_clean_text_changes_nothing),
        cmocka_unit_test(test_letters_are_known),
        cmocka_unit_test(test_fold),
        cmocka_unit_test(test_slug),
        cmocka_unit_test(test_slug_is_ascii_and_empty_only_without_letters),
    };
    if (!setlocale(LC_CTYPE, "C.UTF-8"))
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
