/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/distance.h"
#include "support/test.h"

static void test_edits_are_counted(void **state)
{
    (void)state;
    assert_int_equal(dl_distance("list", "list", 2), 0);
    assert_int_equal(dl_distance("lst", "list", 2), 1);
    assert_int_equal(dl_distance("lisst", "list", 2), 1);
    assert_int_equal(dl_distance("lost", "list", 2), 1);
    assert_int_equal(dl_distance("sorce", "source", 2), 1);
    assert_int_equal(dl_distance("imoprt", "import", 2), 1);
    assert_int_equal(dl_distance("", "ab", 2), 2);
    assert_int_equal(dl_distance("kitten", "sitting", 9), 3);
}

static void test_the_case_of_letters_does_not_count(void **state)
{
    (void)state;
    assert_int_equal(dl_distance("TASS", "tass", 2), 0);
    assert_int_equal(dl_distance("Tas", "tASS", 2), 1);
}

static void test_more_than_asked_is_one_more(void **state)
{
    (void)state;
    assert_int_equal(dl_distance("ukraine", "list", 2), 3);
    char a[DL_DISTANCE_WORD + 2], b[DL_DISTANCE_WORD + 1];
    memset(a, 'x', sizeof a);
    a[sizeof a - 1] = '\0';
    memset(b, 'x', sizeof b);
    b[sizeof b - 1] = '\0';
    assert_int_equal(dl_distance(a, b, 5), 6);
    assert_int_equal(dl_distance(b, b, 5), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edits_are_counted),
        cmocka_unit_test(test_the_case_of_letters_does_not_count),
        cmocka_unit_test(test_more_than_asked_is_one_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
