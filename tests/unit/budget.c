/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Budgets: built with one that is spent at once, but for a second a megabyte. */
#include <string.h>

#include "dateline/annotate.h"
#include "dateline/budget.h"
#include "support/test.h"

#define CALLS 64 /* as often as the clock is looked at at least once */

static void test_a_spent_budget_is_told_with_its_origin(void **state)
{
    dl_budget budget;
    dl_error error = {0};
    dl_status status = DL_OK;
    (void)state;
    dl_budget_start(&budget, "folder/slow.html", 1000);
    for (size_t i = 0; i < CALLS && !status; i++)
        status = dl_budget_ask(&budget, &error);
    assert_int_equal(status, DL_ERR_UNSUPPORTED);
    assert_string_equal(error.message, "folder/slow.html: took more than 0 s; left out");
    assert_int_equal(dl_budget_ask(&budget, NULL), DL_ERR_UNSUPPORTED);
    assert_int_equal(dl_budget_look(&budget, NULL), DL_ERR_UNSUPPORTED);
}

static void test_a_large_record_has_more(void **state)
{
    dl_budget budget;
    (void)state;
    dl_budget_start(&budget, "large", (size_t)600 << 20);
    for (size_t i = 0; i < 10 * CALLS; i++)
        assert_int_equal(dl_budget_ask(&budget, NULL), DL_OK);
    assert_int_equal(dl_budget_ask(NULL, NULL), DL_OK);
}

static void test_names_are_found_within_a_budget(void **state)
{
    dl_gazetteer *gazetteer;
    dl_annotation names = {0};
    dl_arena arena = {0};
    dl_error error = {0};
    dl_budget budget;
    (void)state;
    assert_int_equal(dl_gazetteer_load(&gazetteer, NULL), DL_OK);
    dl_annotate_input input = {.body = "Norway closed the harbour of Bergen.", .budget = &budget};
    dl_budget_start(&budget, "folder/slow.txt", 36);
    assert_int_equal(
        dl_annotate(&(dl_annotator){.gazetteer = gazetteer}, &input, &arena, &names, &error),
        DL_ERR_UNSUPPORTED);
    assert_non_null(strstr(error.message, "folder/slow.txt: took more than"));
    assert_int_equal(names.mentions_count, 0);
    input.budget = NULL;
    assert_int_equal(
        dl_annotate(&(dl_annotator){.gazetteer = gazetteer}, &input, &arena, &names, &error),
        DL_OK);
    assert_int_not_equal(names.mentions_count, 0);
    dl_arena_release(&arena);
    dl_gazetteer_free(gazetteer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_spent_budget_is_told_with_its_origin),
        cmocka_unit_test(test_a_large_record_has_more),
        cmocka_unit_test(test_names_are_found_within_a_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
