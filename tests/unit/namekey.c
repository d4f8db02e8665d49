/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys of names: which spellings are one, and which names are two. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "dateline/namekey.h"
#include "support/test.h"

typedef enum expected { SAME, MISSED, NEAR, JOINED } expected;

static const struct {
    const char *one, *other;
    expected expected;
} pairs[] = {
#define DL_SAME(one, other) {one, other, SAME},
#define DL_MISSED(one, other) {one, other, MISSED},
#define DL_NEAR(one, other) {one, other, NEAR},
#define DL_JOINED(one, other) {one, other, JOINED},
#include "namekey.def"
};

static void test_pairs_are_one_or_two(void **state)
{
    size_t counts[4] = {0}, wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char one[DL_NAME_KEY], other[DL_NAME_KEY];
        dl_name_key(pairs[i].one, strlen(pairs[i].one), one);
        dl_name_key(pairs[i].other, strlen(pairs[i].other), other);
        bool same = *one && strcmp(one, other) == 0;
        bool want = pairs[i].expected == SAME || pairs[i].expected == JOINED;
        counts[pairs[i].expected]++;
        wrong += same != want;
        if (same != want)
            print_message("%s and %s: keys %s and %s\n", pairs[i].one, pairs[i].other, one, other);
    }
    print_message("%zu are one, %zu of them missed; %zu are two, %zu of them joined\n",
                  counts[SAME] + counts[MISSED], counts[MISSED], counts[NEAR] + counts[JOINED],
                  counts[JOINED]);
    assert_int_equal(wrong, 0);
    assert_true(counts[SAME] >= 150 && counts[NEAR] >= 150 && counts[JOINED] == 0);
}

static void assert_no_key(const char *name)
{
    char key[DL_NAME_KEY] = "x";
    assert_int_equal(dl_name_key(name, strlen(name), key), DL_TRADITION_NONE);
    assert_string_equal(key, "");
}

static void test_what_is_no_full_name_has_no_key(void **state)
{
    (void)state;
    assert_no_key("");
    assert_no_key("Sergei");
    assert_no_key(" - . ");
    assert_no_key("S. Lavrov");
    assert_no_key("Sergei V. Lavrov");
    assert_no_key("Сергей Лавров");
    assert_no_key("Sergei Lavrov 2");
    assert_no_key("Sergei \xff\xfe");
    assert_no_key("Abd Abd");
    assert_no_key("Sergei one two three four five six seven eight");
    assert_no_key("Sergei Kscheschtschkinwalterschtscharinowskij");
}

/* No word is as long as its rules could make it. */
static void test_long_words(void **state)
{
    char name[400], key[DL_NAME_KEY];
    (void)state;
    for (int len = 1; len < 120; len++)
        for (const char *c = "xwoyiesz"; *c; c++) {
            int n = snprintf(name, sizeof name, "Sergei ");
            memset(name + n, *c, (size_t)len);
            memcpy(name + n + len, " abdul al-Din", sizeof " abdul al-Din");
            dl_name_key(name, strlen(name), key);
            assert_true(strlen(key) < sizeof key);
            memcpy(name, "Khalid ", 7);
            dl_name_key(name, strlen(name), key);
        }
}

static void assert_surname(dl_tradition tradition, const char *one, const char *other)
{
    char a[DL_NAME_KEY], b[DL_NAME_KEY];
    dl_surname_key(tradition, one, strlen(one), a);
    dl_surname_key(tradition, other, strlen(other), b);
    assert_true(*a);
    assert_string_equal(a, b);
}

static void test_surnames(void **state)
{
    char key[DL_NAME_KEY], of[DL_NAME_KEY], alone[DL_NAME_KEY];
    (void)state;
    assert_surname(DL_TRADITION_SLAVIC, "Shoigu", "Choïgou");
    assert_surname(DL_TRADITION_SLAVIC, "Lawrow", "Lavrov");
    assert_surname(DL_TRADITION_ARABIC, "al-Gadhafi", "Qaddafi");
    dl_surname_key(DL_TRADITION_KOREAN, "Kim", 3, key);
    assert_string_equal(key, "");
    dl_name_key("Sergej Lawrow", 13, key);
    dl_surname_key_of(key, of);
    dl_surname_key(DL_TRADITION_SLAVIC, "Lavrov", 6, alone);
    assert_string_equal(of, alone);
}

/* The tables are searched by halves. */
static void test_tables_are_in_order(void **state)
{
#define DL_SPELLING(spelling, key, shared) spelling,
    static const char *const slavic[] = {
#include "model/slavic_given.def"
        NULL};
    static const char *const arabic[] = {
#include "model/arabic_given.def"
        NULL};
    static const char *const families[] = {
#include "model/korean_family.def"
        NULL};
    static const char *const syllables[] = {
#include "model/korean_syllable.def"
        NULL};
    static const char *const chinese[] = {
#include "model/chinese_family.def"
        NULL};
#undef DL_SPELLING
    static const char *const *const tables[] = {slavic, arabic, families, syllables, chinese};
    (void)state;
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (size_t i = 1; tables[t][i]; i++)
            assert_true(strcmp(tables[t][i - 1], tables[t][i]) < 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs_are_one_or_two),
        cmocka_unit_test(test_what_is_no_full_name_has_no_key),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_surnames),
        cmocka_unit_test(test_tables_are_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
