/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_BUDGET_H
#define DATELINE_BUDGET_H

#include <stddef.h>
#include <stdint.h>

#include "dateline/status.h"

/*
 * How much of a processor one record may take, so that one that was made to be slow cannot stop the
 * rest: ten seconds and one for each megabyte. Whatever loops over a text asks now and then, between
 * blocks, elements or words, and gives up when told so. A budget belongs to the thread it was begun in.
 */
typedef struct dl_budget {
    const char *origin;      /* of the record */
    uint64_t start, allowed; /* nanoseconds of the thread's time */
    unsigned asked;
} dl_budget;

/* Begins the budget of a record of LEN bytes; ORIGIN, which must live as long, begins the message. */
void dl_budget_start(dl_budget *budget, const char *origin, size_t len);

/* DL_OK while there is some left; DL_ERR_UNSUPPORTED, saying how long it took, once there is none. BUDGET
 * may be NULL: no bounds. */
dl_status dl_budget_look(const dl_budget *budget, dl_error *error);

/* The same, cheap enough to be asked for each word: the clock is looked at each 64th time. */
dl_status dl_budget_ask(dl_budget *budget, dl_error *error);

#endif
