/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two sequences have in common, against all that could be. */
#include <string.h>

#include "dateline/diff.h"
#include "support/test.h"

#define MOST 40

static unsigned next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33);
}

/* The length of the longest common subsequence, by its definition. */
static size_t longest(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len)
{
    size_t table[MOST + 1][MOST + 1] = {{0}};
    for (size_t i = 1; i <= a_len; i++)
        for (size_t j = 1; j <= b_len; j++) {
            size_t up = table[i - 1][j], left = table[i][j - 1];
            table[i][j] = a[i - 1] == b[j - 1] ? table[i - 1][j - 1] + 1 : up > left ? up : left;
        }
    return table[a_len][b_len];
}

/* Fails unless what is left of both is the same and the longest there is. */
static void check(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len)
{
    bool only_a[MOST + 1], only_b[MOST + 1];
    assert_true(dl_diff(a, a_len, b, b_len, only_a, only_b));
    size_t j = 0, common = 0;
    for (size_t i = 0; i < a_len; i++) {
        if (only_a[i])
            continue;
        while (j < b_len && only_b[j])
            j++;
        assert_true(j < b_len && a[i] == b[j]);
        j++;
        common++;
    }
    while (j < b_len)
        assert_true(only_b[j++]);
    assert_int_equal(common, longest(a, a_len, b, b_len));
}

static void test_the_longest_there_is(void **state)
{
    (void)state;
    uint64_t seed = 5;
    uint32_t a[MOST], b[MOST];
    for (int round = 0; round < 20000; round++) {
        size_t a_len = next_random(&seed) % MOST, b_len = next_random(&seed) % MOST;
        unsigned words = 1 + next_random(&seed) % 12;
        for (size_t i = 0; i < a_len; i++)
            a[i] = next_random(&seed) % words;
        for (size_t i = 0; i < b_len; i++)
            b[i] = next_random(&seed) % words;
        check(a, a_len, b, b_len);
    }
}

/* A few changes to the same words, as texts differ. */
static void test_few_changes(void **state)
{
    (void)state;
    uint64_t seed = 9;
    uint32_t a[MOST], b[MOST];
    for (int round = 0; round < 5000; round++) {
        size_t len = next_random(&seed) % MOST, b_len = 0;
        for (size_t i = 0; i < len; i++)
            a[i] = next_random(&seed) % 30;
        for (size_t i = 0; i < len && b_len < MOST; i++) {
            unsigned change = next_random(&seed) % 12;
            if (change > 0)
                b[b_len++] = change == 1 ? 99 : a[i];
            if (change == 2 && b_len < MOST)
                b[b_len++] = 77;
        }
        check(a, len, b, b_len);
    }
}

static void test_ends(void **state)
{
    (void)state;
    const uint32_t words[] = {1, 2, 3, 4};
    check(words, 0, words, 0);
    check(words, 4, words, 0);
    check(words, 0, words, 4);
    check(words, 4, words, 4);
    check(words, 4, words + 1, 3);
    check(words, 3, words, 4);
    check(words, 2, words + 2, 2);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_longest_there_is),
        cmocka_unit_test(test_few_changes),
        cmocka_unit_test(test_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
