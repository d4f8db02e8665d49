/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/pipeline.h"
#include "support/test.h"

#define ITEMS 2000

typedef struct item {
    unsigned number, square;
} item;

typedef struct job {
    unsigned count, fail_at, end_at; /* what is produced; the producer, the consumer fail there */
    unsigned cost;
    pthread_mutex_t lock;
    unsigned on_the_way, most; /* items made and not dropped */
    unsigned consumed, states;
} job;

static void count_item(job *j, int step)
{
    pthread_mutex_lock(&j->lock);
    j->on_the_way += (unsigned)step;
    if (j->on_the_way > j->most)
        j->most = j->on_the_way;
    pthread_mutex_unlock(&j->lock);
}

static dl_status produce(void *context, dl_pipeline *pipeline, dl_error *error)
{
    job *j = context;
    for (unsigned i = 0; i < j->count; i++) {
        if (j->fail_at && i == j->fail_at)
            return dl_fail(error, DL_ERR_IO, "no more after %u", i);
        item *made = calloc(1, sizeof *made);
        assert_non_null(made);
        made->number = i;
        count_item(j, 1);
        dl_status status = dl_pipeline_put(pipeline, made, j->cost, error);
        if (status)
            return status;
    }
    return DL_OK;
}

static void *begin(void *context)
{
    job *j = context;
    pthread_mutex_lock(&j->lock);
    j->states++;
    pthread_mutex_unlock(&j->lock);
    return calloc(1, sizeof(unsigned));
}

static void end(void *context, void *state)
{
    job *j = context;
    pthread_mutex_lock(&j->lock);
    j->states--;
    pthread_mutex_unlock(&j->lock);
    free(state);
}

/* Items of very different length of work, so that they are done out of order. */
static void work(void *context, void *state, void *data)
{
    item *i = data;
    volatile unsigned turns = 0; /* read and written by each, so that none is left out */
    (void)context;
    ++*(unsigned *)state;
    while (turns < (i->number * 7919u) % 997u)
        turns = turns + 1;
    i->square = i->number * i->number;
}

static dl_status consume(void *context, void *data, dl_error *error)
{
    job *j = context;
    const item *i = data;
    assert_int_equal(i->number, j->consumed);
    assert_int_equal(i->square, i->number * i->number);
    if (j->end_at && i->number == j->end_at)
        return dl_fail(error, DL_ERR_READONLY, "enough at %u", i->number);
    j->consumed++;
    return DL_OK;
}

static void drop(void *context, void *data)
{
    free(data);
    count_item(context, -1);
}

static const dl_pipeline_ops ops = {
    .produce = produce, .begin = begin, .end = end, .work = work, .consume = consume, .drop = drop};

static dl_status run(job *j, unsigned workers, size_t items, size_t cost, dl_error *error)
{
    const dl_pipeline_bounds bounds = {.workers = workers, .items = items, .cost = cost};
    pthread_mutex_init(&j->lock, NULL);
    dl_status status = dl_pipeline_run(&ops, j, &bounds, error);
    pthread_mutex_destroy(&j->lock);
    assert_int_equal(j->on_the_way, 0);
    assert_int_equal(j->states, 0);
    return status;
}

static void test_order_is_kept_and_nothing_lost(void **state)
{
    (void)state;
    static const unsigned workers[] = {0, 1, 2, 7};
    static const size_t items[] = {1, 2, 64};
    for (size_t w = 0; w < COUNT_OF(workers); w++)
        for (size_t i = 0; i < COUNT_OF(items); i++) {
            job j = {.count = ITEMS, .cost = 1};
            assert_int_equal(run(&j, workers[w], items[i], 1000, NULL), DL_OK);
            assert_int_equal(j.consumed, ITEMS);
            assert_true(j.most <= items[i] + 1);
        }
    job none = {0};
    assert_int_equal(run(&none, 3, 8, 8, NULL), DL_OK);
}

static void test_cost_bounds_what_is_on_its_way(void **state)
{
    (void)state;
    job j = {.count = 200, .cost = 10};
    assert_int_equal(run(&j, 2, 64, 30, NULL), DL_OK);
    assert_int_equal(j.consumed, 200);
    assert_true(j.most <= 4);
    job large = {.count = 20, .cost = 100};
    assert_int_equal(run(&large, 2, 64, 30, NULL), DL_OK);
    assert_int_equal(large.consumed, 20);
    assert_true(large.most <= 2);
}

static void test_a_failing_producer_loses_nothing(void **state)
{
    (void)state;
    for (unsigned workers = 0; workers < 4; workers++) {
        job j = {.count = ITEMS, .fail_at = 700, .cost = 1};
        dl_error error;
        assert_int_equal(run(&j, workers, 16, 1000, &error), DL_ERR_IO);
        assert_string_equal(error.message, "no more after 700");
        assert_int_equal(j.consumed, 700);
    }
}

static void test_the_consumer_ends_all(void **state)
{
    (void)state;
    for (unsigned workers = 0; workers < 4; workers++) {
        job j = {.count = ITEMS, .end_at = 300, .cost = 1};
        dl_error error;
        assert_int_equal(run(&j, workers, 16, 1000, &error), DL_ERR_READONLY);
        assert_string_equal(error.message, "enough at 300");
        assert_int_equal(j.consumed, 300);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_is_kept_and_nothing_lost),
        cmocka_unit_test(test_cost_bounds_what_is_on_its_way),
        cmocka_unit_test(test_a_failing_producer_loses_nothing),
        cmocka_unit_test(test_the_consumer_ends_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
