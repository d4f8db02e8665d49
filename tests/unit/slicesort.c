/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sort in slices: stable, and the same however it is sliced. */
#include "app/slicesort.h"
#include "support/test.h"

#define MOST 300

static int compare(const void *context, uint32_t a, uint32_t b)
{
    const int *values = context;
    return (values[a] > values[b]) - (values[a] < values[b]);
}

static void test_sorts_in_any_slices(void **state)
{
    (void)state;
    uint64_t seed = 3;
    int values[MOST];
    for (size_t count = 0; count < MOST; count += 1 + count / 9)
        for (size_t slice = 1; slice < 40; slice *= 3) {
            for (size_t i = 0; i < count; i++) {
                seed = seed * 6364136223846793005u + 1442695040888963407u;
                values[i] = (int)(seed >> 60);
            }
            dl_slicesort sort = {0};
            assert_true(dl_slicesort_begin(&sort, count));
            size_t told = 0;
            while (!dl_slicesort_go(&sort, compare, values, slice)) {
                assert_true(dl_slicesort_done(&sort) >= told);
                told = dl_slicesort_done(&sort);
                assert_true(told <= count);
            }
            bool met[MOST] = {0};
            for (size_t i = 0; i < count; i++) {
                assert_false(met[sort.from[i]]);
                met[sort.from[i]] = true;
                int order = i ? compare(values, sort.from[i - 1], sort.from[i]) : -1;
                assert_true(order < 0 || (order == 0 && sort.from[i - 1] < sort.from[i]));
            }
            dl_slicesort_release(&sort);
        }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_sorts_in_any_slices)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
