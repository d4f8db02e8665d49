/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A ring of slots holds the items on their way, in the order they were put:
 *
 *     head              next                tail
 *      | done or at work | waiting           | free
 *
 * The producer fills the slot at `tail`, a worker takes the one at `next`, the consumer the one at
 * `head` when it is done. These three counters only grow; a slot is a counter modulo the size of the
 * ring. One lock guards all, since an item is much more work than a change of hands.
 */
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "dateline/pipeline.h"

#define WORKERS_MAX 64

typedef struct slot {
    void *item;
    size_t cost;
    bool done;
} slot;

struct dl_pipeline {
    const dl_pipeline_ops *ops;
    void *context;
    dl_pipeline_bounds bounds;
    void *state; /* of the work, where the calling thread does it */

    pthread_mutex_t lock;
    pthread_cond_t room, waiting, finished;
    slot *slots;
    uint64_t head, next, tail;
    size_t cost;      /* of what is on its way */
    bool all_put;     /* the producer is through */
    bool stopped;     /* the consumer has ended all */
    dl_status status; /* of the producer */
    dl_error error;
};

static slot *slot_at(dl_pipeline *p, uint64_t number)
{
    return &p->slots[number % p->bounds.items];
}

/* Does all with ITEM at once, where there are no threads. */
static dl_status take_at_once(dl_pipeline *p, void *item, dl_error *error)
{
    p->ops->work(p->context, p->state, item);
    dl_status status = p->ops->consume(p->context, item, error);
    p->ops->drop(p->context, item);
    p->stopped |= status != DL_OK;
    return status;
}

dl_status dl_pipeline_put(dl_pipeline *p, void *item, size_t cost, dl_error *error)
{
    if (!p->slots)
        return take_at_once(p, item, error);
    pthread_mutex_lock(&p->lock);
    while (!p->stopped && p->tail > p->head &&
           (p->tail - p->head == p->bounds.items || p->cost + cost > p->bounds.cost))
        pthread_cond_wait(&p->room, &p->lock);
    bool stopped = p->stopped;
    if (!stopped) {
        *slot_at(p, p->tail++) = (slot){.item = item, .cost = cost};
        p->cost += cost;
        pthread_cond_signal(&p->waiting);
    }
    pthread_mutex_unlock(&p->lock);
    if (stopped) {
        p->ops->drop(p->context, item);
        return dl_fail(error, DL_ERR_INTERRUPTED, "stopped");
    }
    return DL_OK;
}

static void *produce(void *data)
{
    dl_pipeline *p = data;
    dl_error error = {0};
    dl_status status = p->ops->produce(p->context, p, &error);
    pthread_mutex_lock(&p->lock);
    p->status = status;
    p->error = error;
    p->all_put = true;
    pthread_cond_broadcast(&p->waiting);
    pthread_cond_signal(&p->finished);
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* The slot that is to be worked on next; NULL where there will be none. The lock is held. */
static slot *take_waiting(dl_pipeline *p)
{
    while (!p->stopped && p->next == p->tail && !p->all_put)
        pthread_cond_wait(&p->waiting, &p->lock);
    return p->stopped || p->next == p->tail ? NULL : slot_at(p, p->next++);
}

static void *work(void *data)
{
    dl_pipeline *p = data;
    void *state = p->ops->begin ? p->ops->begin(p->context) : NULL;
    slot *taken;
    pthread_mutex_lock(&p->lock);
    while ((taken = take_waiting(p))) {
        pthread_mutex_unlock(&p->lock);
        p->ops->work(p->context, state, taken->item);
        pthread_mutex_lock(&p->lock);
        taken->done = true;
        if (taken == slot_at(p, p->head))
            pthread_cond_signal(&p->finished);
    }
    pthread_mutex_unlock(&p->lock);
    if (p->ops->end)
        p->ops->end(p->context, state);
    return NULL;
}

/* Takes what is done, in its order, until there is no more or the consumer ends it. */
static dl_status consume(dl_pipeline *p, dl_error *error)
{
    dl_status status = DL_OK;
    pthread_mutex_lock(&p->lock);
    while (!status) {
        while (p->head < p->tail ? !slot_at(p, p->head)->done : !p->all_put)
            pthread_cond_wait(&p->finished, &p->lock);
        if (p->head == p->tail)
            break;
        slot taken = *slot_at(p, p->head);
        pthread_mutex_unlock(&p->lock);
        status = p->ops->consume(p->context, taken.item, error);
        p->ops->drop(p->context, taken.item);
        pthread_mutex_lock(&p->lock);
        p->head++;
        p->cost -= taken.cost;
        p->stopped = status != DL_OK;
        pthread_cond_signal(&p->room);
    }
    pthread_cond_broadcast(&p->waiting);
    pthread_mutex_unlock(&p->lock);
    return status;
}

/* Starts a thread with all signals blocked: they are the calling thread's. */
static bool start(pthread_t *thread, void *(*run)(void *), dl_pipeline *p)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(thread, NULL, run, p) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

/* Everything in this thread. */
static dl_status run_alone(dl_pipeline *p, dl_error *error)
{
    p->state = p->ops->begin ? p->ops->begin(p->context) : NULL;
    dl_status status = p->ops->produce(p->context, p, error);
    if (p->ops->end)
        p->ops->end(p->context, p->state);
    return status;
}

static dl_status run_threads(dl_pipeline *p, dl_error *error)
{
    pthread_t producer, workers[WORKERS_MAX];
    unsigned count = 0;
    dl_status status = DL_OK;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->room, NULL);
    pthread_cond_init(&p->waiting, NULL);
    pthread_cond_init(&p->finished, NULL);
    while (count < p->bounds.workers && count < WORKERS_MAX && start(&workers[count], work, p))
        count++;
    bool producing = count && start(&producer, produce, p);
    if (producing) {
        status = consume(p, error);
        pthread_join(producer, NULL);
    } else {
        pthread_mutex_lock(&p->lock);
        p->all_put = true;
        pthread_cond_broadcast(&p->waiting);
        pthread_mutex_unlock(&p->lock);
    }
    while (count)
        pthread_join(workers[--count], NULL);
    while (p->head < p->tail)
        p->ops->drop(p->context, slot_at(p, p->head++)->item);
    pthread_cond_destroy(&p->finished);
    pthread_cond_destroy(&p->waiting);
    pthread_cond_destroy(&p->room);
    pthread_mutex_destroy(&p->lock);
    if (!producing) {
        free(p->slots);
        p->slots = NULL;
        return run_alone(p, error);
    }
    if (!status && p->status && error)
        *error = p->error;
    return status ? status : p->status;
}

dl_status dl_pipeline_run(const dl_pipeline_ops *ops, void *context,
                          const dl_pipeline_bounds *bounds, dl_error *error)
{
    dl_pipeline p = {.ops = ops, .context = context, .bounds = *bounds};
    if (!bounds->workers)
        return run_alone(&p, error);
    p.slots = calloc(bounds->items, sizeof *p.slots);
    if (!p.slots)
        return dl_fail_nomem(error);
    dl_status status = run_threads(&p, error);
    free(p.slots);
    return status;
}
