/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The terminal taken over and given back.
 *
 * ncurses is asked for as little as possible: it knows the terminal's capabilities, works out what
 * bytes change one screen into another, and joins the bytes of a key. What it does badly is done
 * here: its handlers of signals are taken out as soon as they are in (events.c says why), the size is
 * asked of the terminal and not of the environment, and keypad mode, which it forgets when the
 * process is continued, is set again.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <term.h>

#include "tui/tui.h"

#define ESCAPE_DELAY 25 /* ms in which the rest of a key's sequence must come after its ESC */

dl_status dl_tui_check(dl_error *error)
{
    static const char instead[] = "; dateline --help lists what works without one";
    if (!isatty(STDIN_FILENO))
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "the reader needs a terminal, and standard input is none%s", instead);
    if (!isatty(STDOUT_FILENO))
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "the reader needs a terminal, and standard output is none%s", instead);
    const char *name = getenv("TERM");
    if (!name || !*name)
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "TERM is not set: it must name the kind of terminal this is, such as "
                       "xterm-256color");
    int found;
    if (setupterm(NULL, STDOUT_FILENO, &found) == ERR)
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "TERM names a kind of terminal that is not known here (%.64s); try "
                       "TERM=xterm-256color",
                       name);
    bool able = cursor_address && !generic_type && !hard_copy;
    del_curterm(cur_term);
    if (!able)
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "a terminal of the kind that TERM names (%.64s) cannot show a screen%s",
                       name, instead);
    return DL_OK;
}

/* Signals that ncurses catches on its own. */
static const int curses_signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
#define CURSES_SIGNALS (sizeof curses_signals / sizeof *curses_signals)

/* newterm without its handlers of signals. Until endwin has been called once, ncurses 6.4 flushes at
 * each move of the cursor, a hundred writes for a screen; so it is called before there is anything on
 * the screen, and the first refresh takes the terminal over again. */
static SCREEN *make_screen(void)
{
    struct sigaction before[CURSES_SIGNALS];
    for (size_t i = 0; i < CURSES_SIGNALS; i++)
        sigaction(curses_signals[i], NULL, &before[i]);
    SCREEN *screen = newterm(NULL, stdout, stdin);
    if (screen)
        endwin();
    for (size_t i = 0; i < CURSES_SIGNALS; i++)
        sigaction(curses_signals[i], &before[i], NULL);
    return screen;
}

static void set_modes(dl_tui *tui)
{
    raw(); /* ^C, ^Z, ^S and the like are keys */
    noecho();
    nonl();
    typeahead(-1); /* a refresh is not cut short by input */
    set_escdelay(ESCAPE_DELAY);
    leaveok(stdscr, FALSE);
    dl_keys_init(tui);
}

static void set_colours(dl_tui *tui)
{
    if (!has_colors() || start_color() == ERR || use_default_colors() == ERR)
        return;
    tui->colours = COLORS;
    tui->direct = tigetflag("RGB") > 0 || tigetnum("RGB") > 0 || COLORS > 256;
    tui->pairs.max = COLOR_PAIRS - 1 < DL_PAIRS ? COLOR_PAIRS - 1 : DL_PAIRS;
}

/* What transliterates to ASCII; NULL where there is none. */
static iconv_t open_ascii(void)
{
    iconv_t ascii = iconv_open("ASCII//TRANSLIT", "UTF-8");
    return (intptr_t)ascii == -1 ? NULL : ascii;
}

const char *dl_tui_paste_mode(bool on)
{
    if (!cursor_address || strncmp(cursor_address, "\033[", 2) != 0)
        return NULL; /* sequences of its own, and it might show this one */
    return on ? "\033[?2004h" : "\033[?2004l";
}

static void set_paste_mode(bool on)
{
    const char *mode = dl_tui_paste_mode(on);
    ssize_t written = mode ? write(STDOUT_FILENO, mode, strlen(mode)) : 0;
    (void)written; /* pasted text is then like typed one */
}

dl_status dl_tui_open(const dl_tui_options *options, dl_tui **ret_tui, dl_error *error)
{
    dl_tui *tui = calloc(1, sizeof *tui);
    if (!tui)
        return dl_fail_nomem(error);
    *tui = (dl_tui){.options = *options, .cursor = -1, .held = ERR, .signals = -1, .whole = true};
    dl_frame_init(&tui->shown);
    if (options->ascii)
        tui->ascii = open_ascii();
    dl_rescue_init();
    dl_status status = dl_events_init(tui, error);
    if (!status && !(tui->screen = make_screen()))
        status = dl_fail(error, DL_ERR_UNSUPPORTED, "the terminal cannot be used");
    if (!status) {
        dl_rescue_arm(tui->mouse);
        set_paste_mode(true);
        tui->input = newpad(1, 1);
        if (!tui->input)
            status = dl_fail_nomem(error);
    }
    if (status) {
        dl_tui_close(tui);
        return status;
    }
    set_modes(tui);
    set_colours(tui);
    dl_tui_measure(tui);
    *ret_tui = tui;
    return DL_OK;
}

void dl_tui_close(dl_tui *tui)
{
    if (!tui)
        return;
    if (tui->screen) {
        set_paste_mode(false);
        endwin();
        dl_rescue_disarm();
        if (tui->input)
            delwin(tui->input);
        delscreen(tui->screen);
    }
    dl_events_release(tui);
    dl_rescue_release();
    if (tui->ascii)
        iconv_close(tui->ascii);
    dl_frame_release(&tui->shown);
    free(tui->run);
    free(tui);
}

int dl_tui_colours(const dl_tui *tui)
{
    return tui->colours;
}

void dl_tui_size(const dl_tui *tui, int *ret_width, int *ret_height)
{
    *ret_width = tui->width;
    *ret_height = tui->height;
}

void dl_tui_measure(dl_tui *tui)
{
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0)
        resizeterm(size.ws_row, size.ws_col);
    getmaxyx(stdscr, tui->height, tui->width);
    tui->whole = true;
}

void dl_tui_leave(dl_tui *tui)
{
    (void)tui;
    set_paste_mode(false);
    endwin();
    dl_rescue_disarm();
}

void dl_tui_enter(dl_tui *tui)
{
    dl_rescue_arm(tui->mouse);
    reset_prog_mode();
    set_paste_mode(true);
    keypad(tui->input, TRUE);
    tui->cursor = -1;
    dl_tui_measure(tui);
    tui->resized = true;
}

void dl_tui_set_mouse(dl_tui *tui, bool on)
{
    const mmask_t wanted = BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED;
    if (on == tui->mouse)
        return;
    tui->mouse = on;
    dl_rescue_arm(on);
    mouseinterval(0); /* a press is told at once; what makes a double click is not waited for */
    mousemask(on ? wanted : 0, NULL);
    dl_keys_set_mouse(tui, on);
}

void dl_tui_repaint(dl_tui *tui)
{
    tui->whole = true;
}
