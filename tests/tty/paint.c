/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The floor of the terminal alone, driven by tests/tty/screen.c: shows a page of characters of every
 * kind in every style, names the last key, and does what the reader's loop does around it. Digits
 * choose the theme; `s` suspends, `p` draws the whole anew, `w` makes frames larger than the screen, `q` quits, `x` calls exit, `a` aborts, `v`
 * overflows the stack.
 */
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/tui.h"

typedef struct page {
    dl_tui *tui;
    dl_frame frame;
    const dl_theme *theme;
    dl_stroke last; /* DL_STROKE_NONE: none, or input that is no key */
    int excess;     /* cells that the frame is larger than the screen */
    unsigned shift; /* moves the lines sideways, so that draws differ */
} page;

static const char *const lines[] = {
    "plain words and 12345",
    "cafe\xCC\x81 e\xCC\xA0\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85 stacked",
    "漢字 かな 한국어 一二三",
    "Привет, мир · Ελλάδα",
    "שלום עולם مرحبا بالعالم",
    "தமிழ் नमस्ते ภาษาไทย",
    "😀 👍🏽 👩‍👩‍👧 🇫🇷 ☎️ end",
    "bidi \xE2\x80\xAE turned \xE2\x80\xAC zero\xE2\x80\x8Bwidth",
    "\033[31mred\033]52;c;eHl6\a \b\b\r\x9B 1m \xC2\x9B\x31m\xFF\xFE",
    "│─┃◆▌›…¶×",
};

#define LINES_COUNT (sizeof lines / sizeof *lines)

static void paint(page *p)
{
    int width, height;
    dl_tui_size(p->tui, &width, &height);
    if (dl_frame_begin(&p->frame, width + p->excess, height + p->excess))
        abort();
    for (int y = 1; y < height; y++) {
        const char *text = lines[(size_t)y % LINES_COUNT];
        dl_style style = {.role = (uint8_t)((unsigned)y % DL_ROLE_COUNT),
                          .flags = (uint8_t)(((unsigned)y + p->shift) % 64)};
        dl_frame_text(&p->frame, (int)(p->shift % 7), y, p->frame.width, style, text, strlen(text));
    }
    char name[DL_STROKE_TEXT], head[64];
    int len = snprintf(head, sizeof head, "key %s size %dx%d colours %d",
                       p->last ? dl_stroke_format(p->last, name) : "none", width, height,
                       dl_tui_colours(p->tui));
    dl_frame_text(&p->frame, 0, 0, width, DL_STYLE(BAR), head, (size_t)len);
    if (dl_tui_draw(p->tui, &p->frame, p->theme))
        abort();
    dl_tui_mark(p->tui, false);
}

static unsigned overflow(unsigned depth)
{
    volatile char block[4096];
    block[depth % sizeof block] = (char)depth;
    return depth == UINT_MAX ? 0 : overflow(depth + 1) + (unsigned)block[depth % sizeof block];
}

/* Whether to go on. */
static bool take_key(page *p, dl_stroke stroke)
{
    p->last = stroke;
    p->shift += stroke != 'p';
    if (stroke >= '0' && stroke <= '4')
        p->theme = dl_theme_at(stroke - '0');
    else if (stroke == 's')
        dl_tui_suspend(p->tui);
    else if (stroke == 'p')
        dl_tui_repaint(p->tui);
    else if (stroke == 'w')
        p->excess = 1;
    else if (stroke == 'x')
        exit(7);
    else if (stroke == 'a')
        abort();
    else if (stroke == 'v')
        p->shift = overflow(0);
    return stroke != 'q';
}

static int run(page *p)
{
    for (;;) {
        paint(p);
        dl_event event;
        if (!dl_tui_next(p->tui, true, &event))
            return 1;
        do {
            if (event.kind == DL_EVENT_END)
                return event.signal;
            p->last = DL_STROKE_NONE;
            if (event.kind == DL_EVENT_KEY && !take_key(p, event.stroke))
                return 0;
        } while (dl_tui_next(p->tui, false, &event));
    }
}

/* Whether signals are as they were before the terminal was taken: none caught, none blocked. */
static bool signals_are_back(void)
{
    sigset_t mask;
    struct sigaction action;
    sigprocmask(SIG_BLOCK, NULL, &mask);
    for (int number = 1; number < 32; number++)
        if (sigismember(&mask, number) || sigaction(number, NULL, &action) < 0 ||
            action.sa_handler != SIG_DFL)
            return false;
    return true;
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "C.UTF-8");
    page p = {.theme = dl_theme_find("dark")};
    dl_frame_init(&p.frame);
    dl_error error;
    const dl_tui_options options = {.ascii = argc > 1 && strcmp(argv[1], "ascii") == 0,
                                    .marker = true};
    bool usual = signals_are_back(); /* a sanitizer may catch some */
    if (dl_tui_check(&error) || dl_tui_open(&options, &p.tui, &error)) {
        fprintf(stderr, "%s\n", error.message);
        return 2;
    }
    int number = run(&p);
    dl_tui_close(p.tui);
    dl_frame_release(&p.frame);
    bool back = !usual || signals_are_back();
    if (number) {
        signal(number, SIG_DFL);
        raise(number);
    }
    return back ? 0 : 3;
}
