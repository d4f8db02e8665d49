/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_PIPELINE_H
#define DATELINE_PIPELINE_H

#include <stddef.h>

#include "dateline/status.h"

/*
 * Work in three steps on many items, in order at both ends and in parallel in between: one thread
 * produces them, several work on them, and the calling thread consumes them in the order they were
 * produced, whichever was done first. How many are on their way at once is bounded, in number and in
 * cost, so that a fast producer waits for a slow consumer.
 */

typedef struct dl_pipeline dl_pipeline;

/* What is done with the items, which are the caller's. CONTEXT is what dl_pipeline_run was given. */
typedef struct dl_pipeline_ops {
    /* Hands items to dl_pipeline_put until there are no more. A status that is not DL_OK is returned by
     * dl_pipeline_run after what was put is consumed. In a thread of its own. */
    dl_status (*produce)(void *context, dl_pipeline *pipeline, dl_error *error);

    /* Makes and frees what a worker keeps from item to item; both may be NULL. In the worker's thread. */
    void *(*begin)(void *context);
    void (*end)(void *context, void *state);

    /* Does what can be done with ITEM apart from the others. In a worker's thread. */
    void (*work)(void *context, void *state, void *item);

    /* Takes ITEM. A status that is not DL_OK ends all. In the calling thread. */
    dl_status (*consume)(void *context, void *item, dl_error *error);

    /* Frees ITEM: after it was consumed, or where it never will be. */
    void (*drop)(void *context, void *item);
} dl_pipeline_ops;

/* Puts ITEM, which is the pipeline's from here on, into it, and waits while too much is on its way.
 * COST in a unit of the caller's, bytes say; an item that costs more than all may goes alone.
 * DL_ERR_INTERRUPTED, and ITEM dropped, once the consumer has ended all: stop producing then. */
dl_status dl_pipeline_put(dl_pipeline *pipeline, void *item, size_t cost, dl_error *error);

/* How much may be on its way at once, and in how many threads it is worked on. */
typedef struct dl_pipeline_bounds {
    unsigned workers; /* 0: everything in the calling thread, item by item */
    size_t items;     /* 1 or more */
    size_t cost;
} dl_pipeline_bounds;

/* Runs until all is produced and consumed, or the consumer ends it. Signals are left to the calling
 * thread. Where a thread cannot be started, fewer do the work. */
dl_status dl_pipeline_run(const dl_pipeline_ops *ops, void *context,
                          const dl_pipeline_bounds *bounds, dl_error *error);

#endif
