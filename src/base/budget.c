/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <time.h>

#include "dateline/budget.h"

#ifndef DL_BUDGET_SECONDS
#define DL_BUDGET_SECONDS 10 /* and one for each megabyte */
#endif
#define EVERY 64 /* calls from one look at the clock to the next */

static uint64_t read_clock(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

void dl_budget_start(dl_budget *budget, const char *origin, size_t len)
{
    uint64_t seconds = DL_BUDGET_SECONDS + (len >> 20);
    *budget = (dl_budget){.origin = origin, .start = read_clock(), .allowed = seconds * 1000000000};
}

dl_status dl_budget_look(const dl_budget *budget, dl_error *error)
{
    if (!budget || read_clock() - budget->start <= budget->allowed)
        return DL_OK;
    return dl_fail(error, DL_ERR_UNSUPPORTED, "%s: took more than %u s; left out", budget->origin,
                   (unsigned)(budget->allowed / 1000000000));
}

dl_status dl_budget_ask(dl_budget *budget, dl_error *error)
{
    if (!budget || ++budget->asked % EVERY)
        return DL_OK;
    dl_status status = dl_budget_look(budget, error);
    budget->asked -= status != DL_OK; /* the next one is told so, too */
    return status;
}
