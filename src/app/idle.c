/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <time.h>

#include "app/app.h"
#include "app/cmd_concordance.h"
#include "app/cmd_lines.h"
#include "app/complete.h"
#include "app/hits.h"
#include "app/idle.h"

/* How long a slice lasts: a key that comes meanwhile waits no longer, and a frame is 16. */
#define SLICE_MS 4
/* How often the bottom bar tells how far the work has come. */
#define TELL_MS 100

static const dl_work_row table[] = {
    {dl_app_conc_step, dl_app_conc_progress, dl_app_conc_stop},
    {dl_app_find_line_step, dl_app_find_line_progress, dl_app_find_line_stop},
    {dl_offer_step, NULL, NULL},
    {dl_search_step, NULL, NULL},
    {dl_saved_step, NULL, NULL},
    {dl_hits_step, dl_hits_progress, dl_hits_stop},
};
#define ROWS (sizeof table / sizeof *table)

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* One unit of the first work there is. */
static dl_work step(dl_app *app)
{
    dl_work work = DL_WORK_NONE;
    for (size_t i = 0; work == DL_WORK_NONE && i < ROWS; i++)
        work = table[i].step(app);
    return work;
}

unsigned dl_app_idle(dl_app *app)
{
    int64_t start = now_ms(), now = start;
    unsigned ret = 0;
    while (now - start < SLICE_MS) {
        dl_work work = step(app);
        if (work == DL_WORK_CHANGED)
            ret |= DL_IDLE_CHANGED;
        if (work == DL_WORK_NONE)
            return ret;
        now = now_ms();
    }
    dl_progress unused;
    if (now - app->told_ms >= TELL_MS && dl_app_progress(app, &unused)) {
        app->told_ms = now;
        ret |= DL_IDLE_CHANGED;
    }
    return ret | DL_IDLE_MORE;
}

bool dl_app_progress(const dl_app *app, dl_progress *ret)
{
    for (size_t i = 0; i < ROWS; i++)
        if (table[i].progress && table[i].progress(app, ret))
            return true;
    return false;
}

bool dl_app_stop(dl_app *app)
{
    dl_progress unused;
    for (size_t i = 0; i < ROWS; i++)
        if (table[i].progress && table[i].progress(app, &unused)) {
            table[i].stop(app);
            return true;
        }
    return false;
}
