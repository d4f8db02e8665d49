/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/working.h"

#define PATIENCE_MS 5 /* what takes no longer is not told of */
#define TELL_MS 100   /* between two numbers shown */
#define HEAR_MS 10    /* between two looks for keys */

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void take_out(dl_working *working, size_t i)
{
    working->len--;
    memmove(working->events + i, working->events + i + 1,
            (working->len - i) * sizeof *working->events);
}

/* Takes what came in, up to a text that was pasted, which lives until the next one; the store's lock is held as long as a stopped process stands still (SIGTSTP). */
static void hear(dl_working *working)
{
    dl_event event;
    const dl_event *last = working->len ? &working->events[working->len - 1] : NULL;
    while (working->len < DL_WORKING_EVENTS && !(last && last->kind == DL_EVENT_PASTE) &&
           dl_tui_next(working->tui, false, &event)) {
        working->events[working->len] = event;
        last = &working->events[working->len++];
    }
}

/* Whether a change is to be stopped: by a key, which has then done its part, or because the program is to
 * end, which it does next. */
static bool is_stopped(dl_working *working)
{
    for (size_t i = 0; i < working->len; i++) {
        const dl_event *event = &working->events[i];
        if (event->kind == DL_EVENT_END)
            return true;
        if (event->kind == DL_EVENT_KEY &&
            (event->stroke == DL_STROKE_ESC || event->stroke == DL_STROKE_CTRL('c'))) {
            take_out(working, i);
            return true;
        }
    }
    return false;
}

/* Says TEXT now and then, and looks what came in; false where there was no time for that yet. */
static bool attend(dl_working *working, const char *text)
{
    int64_t now = now_ms();
    if (now - working->since_ms < PATIENCE_MS)
        return false;
    if (now - working->told_ms >= TELL_MS) {
        working->told_ms = now;
        if (dl_tui_note(working->tui, text))
            dl_tui_mark(working->tui, true);
    }
    if (now - working->heard_ms >= HEAR_MS) {
        working->heard_ms = now;
        hear(working);
    }
    return true;
}

static bool tell(void *context, uint64_t done, uint64_t total)
{
    char text[96];
    if (total)
        snprintf(text, sizeof text, "  working: %llu of %llu, Esc stops ", (unsigned long long)done,
                 (unsigned long long)total);
    else
        snprintf(text, sizeof text, "  working ");
    return !attend(context, text) || !total || !is_stopped(context);
}

bool dl_working_goes_on(dl_working *working, const char *what)
{
    char text[96];
    snprintf(text, sizeof text, "  %s, Esc stops ", what);
    return !attend(working, text) || !is_stopped(working);
}

void dl_working_init(dl_working *working, dl_store *store, dl_tui *tui)
{
    *working = (dl_working){.tui = tui};
    store->progress = tell;
    store->progress_context = working;
    dl_working_begin(working);
}

void dl_working_begin(dl_working *working)
{
    working->since_ms = now_ms();
    working->told_ms = working->heard_ms = 0;
}

bool dl_working_next(dl_working *working, bool wait, dl_event *ret)
{
    if (!working->len)
        return dl_tui_next(working->tui, wait, ret);
    *ret = working->events[0];
    take_out(working, 0);
    return true;
}
