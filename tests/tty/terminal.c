/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include <vterm.h>

#include "dateline/str.h"
#include "tty/terminal.h"

#define MARKER "\033]7766;dateline;"
#define BEFORE "what stood here before"

struct terminal {
    pid_t process;
    int master;
    int status;
    bool ended;
    int width, height;
    struct termios modes; /* before the program began */
    VTerm *vterm;
    VTermScreen *screen;
    bool cursor, alternate, was_alternate;
    dl_str log;
    size_t fed;  /* bytes of the log that the screen shows */
    size_t mark; /* its length when the last bytes were sent */
    size_t scan; /* where the next marker may begin */
    unsigned long sent, keys, markers;
    int marked_width, marked_height; /* as the last marker said */
    bool busy;                       /* so did it: the screen may change without a key */
    char row[4096];
};

/* Those in use, so that a test that fails leaves no program running. */
static terminal *open_terminals[8];

/* --- the program --- */

static const char *const surroundings[] = {"TERM=xterm-256color",
                                           "LC_ALL=C.UTF-8",
                                           "DATELINE_TTY_MARKER=1",
                                           "LINES",
                                           "COLUMNS",
                                           "DATELINE_CONFIG",
                                           "XDG_CONFIG_HOME",
                                           "XDG_STATE_HOME=/dev/null",
                                           "NO_COLOR",
                                           "COLORFGBG",
                                           "COLORTERM",
                                           "BROWSER",
                                           "TMUX",
                                           "STY",
                                           "DATELINE_ARCHIVE",
                                           "TZ=UTC",
                                           "PS1=ready> ",
                                           "ENV",
                                           "HISTFILE",
                                           NULL};

/* Under the sanitizers a fault of the program under test is left to its own handler. */
static void set_sanitizers(void)
{
    char text[1024];
    const char *old = getenv("ASAN_OPTIONS");
    snprintf(text, sizeof text,
             "%s:handle_segv=0:handle_abort=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:"
             "use_sigaltstack=0",
             old ? old : "");
    setenv("ASAN_OPTIONS", text, 1);
}

static void set_environment(const char *const *environment)
{
    for (const char *const *e = environment; e && *e; e++) {
        const char *sign = strchr(*e, '=');
        char name[64];
        snprintf(name, sizeof name, "%.*s", sign ? (int)(sign - *e) : 63, *e);
        if (sign)
            setenv(name, sign + 1, 1);
        else
            unsetenv(name);
    }
}

_Noreturn static void become(const char *const *argv, const char *const *environment)
{
    set_environment(surroundings);
    set_sanitizers();
    set_environment(environment);
    static const int numbers[] = {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGTSTP, SIGCHLD};
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        signal(numbers[i], SIG_DFL);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    execvp(argv[0], (char *const *)(uintptr_t)argv);
    fprintf(stderr, "%s: %s\n", argv[0], strerror(errno));
    _exit(126);
}

int terminal_run(const char *const *argv, const char *const *environment)
{
    pid_t process = fork();
    if (process == 0) {
        int null = open("/dev/null", O_RDWR);
        dup2(null, STDIN_FILENO);
        dup2(null, STDOUT_FILENO);
        become(argv, environment);
    }
    int status = -1;
    assert_int_equal(waitpid(process, &status, 0), process);
    return status;
}

/* --- the terminal --- */

static int take_property(VTermProp property, VTermValue *value, void *context)
{
    terminal *t = context;
    if (property == VTERM_PROP_CURSORVISIBLE)
        t->cursor = value->boolean;
    if (property == VTERM_PROP_ALTSCREEN)
        t->alternate = value->boolean;
    t->was_alternate |= t->alternate;
    return 1;
}

/* libvterm 0.1.4 faults on a wide character in a screen of one column. */
static int vterm_columns(int width)
{
    return width < 2 ? 2 : width;
}

static void make_screen(terminal *t)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = take_property};
    t->vterm = vterm_new(t->height, vterm_columns(t->width));
    vterm_set_utf8(t->vterm, 1);
    t->screen = vterm_obtain_screen(t->vterm);
    vterm_screen_set_callbacks(t->screen, &callbacks, t);
    vterm_screen_enable_altscreen(t->screen, 1);
    vterm_screen_reset(t->screen, 1);
    vterm_input_write(t->vterm, BEFORE "\r\n", sizeof BEFORE + 1);
}

terminal *terminal_new(const terminal_options *options)
{
    terminal *t = calloc(1, sizeof *t);
    assert_non_null(t);
    t->width = options->width ? options->width : 80;
    t->height = options->height ? options->height : 24;
    dl_str_init(&t->log);
    make_screen(t);
    struct winsize size = {.ws_row = (unsigned short)t->height, .ws_col = (unsigned short)t->width};
    int slave;
    assert_int_equal(openpty(&t->master, &slave, NULL, NULL, &size), 0);
    assert_int_equal(tcgetattr(slave, &t->modes), 0);
    fcntl(t->master, F_SETFD, FD_CLOEXEC);
    t->process = fork();
    assert_true(t->process >= 0);
    if (t->process == 0) {
        login_tty(slave);
        become(options->argv, options->environment);
    }
    close(slave);
    for (size_t i = 0;; i++) {
        assert_true(i < COUNT_OF(open_terminals));
        if (!open_terminals[i]) {
            open_terminals[i] = t;
            return t;
        }
    }
}

void terminal_free(terminal *t)
{
    if (!t)
        return;
    if (!t->ended) {
        kill(t->process, SIGKILL);
        waitpid(t->process, NULL, 0);
    }
    if (t->master >= 0)
        close(t->master);
    vterm_free(t->vterm);
    dl_str_release(&t->log);
    for (size_t i = 0; i < COUNT_OF(open_terminals); i++)
        if (open_terminals[i] == t)
            open_terminals[i] = NULL;
    free(t);
}

int terminal_tear_down(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(open_terminals); i++)
        terminal_free(open_terminals[i]);
    return 0;
}

/* --- what the program writes --- */

static void print_screen(terminal *t)
{
    for (int y = 0; y < t->height; y++)
        print_error("  |%s\n", terminal_row(t, y));
    size_t start = t->log.len > 400 ? t->log.len - 400 : 0;
    print_error("  the last bytes: ");
    for (size_t i = start; i < t->log.len; i++) {
        unsigned char c = (unsigned char)t->log.text[i];
        if (c >= 0x20 && c < 0x7F && c != '\\')
            print_error("%c", c);
        else
            print_error("\\x%02x", c);
    }
    print_error("\n");
}

void terminal_assert(terminal *t, bool condition, const char *what)
{
    if (condition)
        return;
    print_screen(t);
    fail_msg("%s", what);
}

static void write_all(int fd, const char *bytes, size_t len)
{
    for (ssize_t n; len > 0; bytes += n, len -= (size_t)n)
        if ((n = write(fd, bytes, len)) < 0)
            return; /* the program has ended; whoever waits for it says so */
}

/* Reads what there is, waiting for it until DEADLINE; false at the end of the output. */
static bool read_more(terminal *t, const char *what, time_t deadline)
{
    struct pollfd fd = {.fd = t->master, .events = POLLIN};
    time_t left = deadline - time(NULL);
    if (left <= 0 || poll(&fd, 1, (int)left * 1000) == 0) {
        print_screen(t);
        fail_msg("waited %d seconds for %s", TERMINAL_PATIENCE, what);
    }
    char bytes[4096];
    ssize_t n = read(t->master, bytes, sizeof bytes);
    if (n <= 0)
        return false; /* EIO: no one has the other side open */
    dl_str_addn(&t->log, bytes, (size_t)n);
    return true;
}

static void feed(terminal *t, size_t end)
{
    vterm_input_write(t->vterm, t->log.text + t->fed, end - t->fed);
    t->fed = end;
    char answer[256];
    for (size_t n; (n = vterm_output_read(t->vterm, answer, sizeof answer)) > 0;)
        write_all(t->master, answer, n);
}

/* Goes on in what has been read, to the end of the next marker if there is one (true), else of all. */
static bool advance(terminal *t)
{
    char *start = memmem(t->log.text + t->scan, t->log.len - t->scan, MARKER, strlen(MARKER));
    char *end = start ? strchr(start, '\a') : NULL;
    if (!end) {
        feed(t, t->log.len);
        if (start)
            t->scan = (size_t)(start - t->log.text);
        else if (t->log.len > strlen(MARKER) && t->log.len - strlen(MARKER) > t->scan)
            t->scan = t->log.len - strlen(MARKER);
        return false;
    }
    t->scan = (size_t)(end + 1 - t->log.text);
    feed(t, t->scan);
    t->busy = memmem(start, (size_t)(end - start), ";busy", strlen(";busy")) != NULL;
    t->markers += !t->busy;
    assert_int_equal(
        sscanf(start + strlen(MARKER), "%lu;%dx%d", &t->keys, &t->marked_width, &t->marked_height),
        3);
    return true;
}

/* Goes on until the condition DONE holds after a marker; fails with WHAT where it never does. */
static void wait_for(terminal *t, bool (*done)(const terminal *t), const char *what)
{
    time_t deadline = time(NULL) + TERMINAL_PATIENCE;
    for (;;) {
        while (advance(t))
            if (!t->busy && done(t))
                return;
        if (!read_more(t, what, deadline)) {
            print_screen(t);
            fail_msg("the program ended before %s", what);
        }
    }
}

static bool has_marker(const terminal *t)
{
    return t->markers > 0;
}

static bool has_keys(const terminal *t)
{
    return t->keys >= t->sent;
}

static bool has_size(const terminal *t)
{
    return t->marked_width == t->width && t->marked_height == t->height;
}

void terminal_wait_start(terminal *t)
{
    wait_for(t, has_marker, "the first screen");
}

void terminal_wait_refresh(terminal *t)
{
    wait_for(t, has_marker, "a refresh");
}

void terminal_wait_size(terminal *t)
{
    if (t->busy || !has_size(t))
        wait_for(t, has_size, "the new size");
}

void terminal_wait_taken(terminal *t)
{
    time_t deadline = time(NULL) + TERMINAL_PATIENCE;
    int slave = open(ptsname(t->master), O_RDWR | O_NOCTTY), left = 1;
    assert_true(slave >= 0);
    while (ioctl(slave, FIONREAD, &left) == 0 && left > 0 && time(NULL) < deadline)
        sched_yield();
    close(slave);
    assert_int_equal(left, 0);
}

void terminal_wait_text(terminal *t, const char *text)
{
    time_t deadline = time(NULL) + TERMINAL_PATIENCE;
    while (advance(t))
        ;
    while (terminal_find(t, text, 0) < 0) {
        if (!read_more(t, text, deadline)) {
            print_screen(t);
            fail_msg("the program ended before it showed \"%s\"", text);
        }
        while (advance(t))
            ;
    }
}

void terminal_wait_output(terminal *t, const char *text)
{
    time_t deadline = time(NULL) + TERMINAL_PATIENCE;
    while (!memmem(t->log.text + t->mark, t->log.len - t->mark, text, strlen(text)))
        if (!read_more(t, text, deadline))
            fail_msg("the program ended before it wrote \"%s\"", text);
    while (advance(t))
        ;
}

int terminal_wait_end(terminal *t)
{
    time_t deadline = time(NULL) + TERMINAL_PATIENCE;
    while (read_more(t, "the end of the program", deadline))
        ;
    while (advance(t))
        ;
    while (waitpid(t->process, &t->status, 0) < 0)
        assert_int_equal(errno, EINTR);
    t->ended = true;
    return t->status;
}

/* --- what is done to it --- */

void terminal_send(terminal *t, const char *bytes)
{
    t->mark = t->log.len;
    write_all(t->master, bytes, strlen(bytes));
}

void terminal_begin(terminal *t, const char *text)
{
    for (const char *c = text; *c; c++)
        t->sent += ((unsigned char)*c & 0xC0) != 0x80;
    terminal_send(t, text);
}

void terminal_type(terminal *t, const char *text)
{
    if (!*text)
        return;
    terminal_begin(t, text);
    wait_for(t, has_keys, "what the keys do");
}

void terminal_press(terminal *t, const char *bytes)
{
    t->sent++;
    terminal_send(t, bytes);
    wait_for(t, has_keys, "what the key does");
}

void terminal_resize(terminal *t, int width, int height)
{
    t->width = width;
    t->height = height;
    vterm_set_size(t->vterm, height, vterm_columns(width));
    struct winsize size = {.ws_row = (unsigned short)height, .ws_col = (unsigned short)width};
    assert_int_equal(ioctl(t->master, TIOCSWINSZ, &size), 0);
}

void terminal_scribble(terminal *t, const char *bytes)
{
    vterm_input_write(t->vterm, bytes, strlen(bytes));
}

int terminal_hang_up(terminal *t)
{
    time_t deadline = time(NULL) + TERMINAL_PATIENCE;
    close(t->master);
    t->master = -1;
    while (waitpid(t->process, &t->status, WNOHANG) == 0) {
        if (time(NULL) >= deadline)
            fail_msg("the program goes on without a terminal");
        sched_yield();
    }
    t->ended = true;
    return t->status;
}

void terminal_remember_modes(terminal *t)
{
    assert_int_equal(tcgetattr(t->master, &t->modes), 0);
}

pid_t terminal_process(const terminal *t)
{
    return t->process;
}

pid_t terminal_foreground(const terminal *t)
{
    return tcgetpgrp(t->master);
}

/* --- what it shows --- */

static size_t encode(uint32_t cp, char *to)
{
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t len = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--, cp >>= 6)
        to[i] = (char)(0x80 | (cp & 0x3F));
    to[0] = (char)(len == 1 ? cp : lead[len] | cp);
    return len;
}

static int colour_of(const VTermColor *colour, bool is_default)
{
    if (is_default)
        return -1;
    return VTERM_COLOR_IS_INDEXED(colour) ? colour->indexed.idx : 256;
}

terminal_cell terminal_at(terminal *t, int x, int y)
{
    VTermScreenCell cell;
    terminal_cell ret = {.text = " "};
    if (!vterm_screen_get_cell(t->screen, (VTermPos){.row = y, .col = x}, &cell))
        return ret;
    size_t len = 0;
    if (cell.chars[0] == UINT32_MAX)
        ret.text[0] = '\0';
    else {
        for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
            len += encode(cell.chars[i], ret.text + len);
        if (len > 0)
            ret.text[len] = '\0';
    }
    ret.bold = cell.attrs.bold;
    ret.underline = cell.attrs.underline != 0;
    ret.italic = cell.attrs.italic;
    ret.reverse = cell.attrs.reverse;
    ret.foreground = colour_of(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
    ret.background = colour_of(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
    return ret;
}

const char *terminal_row(terminal *t, int y)
{
    size_t len = 0, end = 0;
    for (int x = 0; x < t->width && len + 32 < sizeof t->row; x++) {
        terminal_cell cell = terminal_at(t, x, y);
        size_t n = strlen(cell.text);
        memcpy(t->row + len, cell.text, n);
        len += n;
        if (n > 0 && strcmp(cell.text, " ") != 0)
            end = len;
    }
    t->row[end] = '\0';
    return t->row;
}

int terminal_find(terminal *t, const char *text, int y)
{
    for (; y < t->height; y++)
        if (strstr(terminal_row(t, y), text))
            return y;
    return -1;
}

int terminal_column(terminal *t, const char *text, int y)
{
    const char *found = strstr(terminal_row(t, y), text);
    if (!found)
        return -1;
    size_t bytes = (size_t)(found - t->row);
    int x = 0;
    for (size_t len = 0; len < bytes; x++)
        len += strlen(terminal_at(t, x, y).text);
    return x;
}

void terminal_assert_shows(terminal *t, const char *text)
{
    char what[256];
    snprintf(what, sizeof what, "\"%s\" is not on the screen", text);
    terminal_assert(t, terminal_find(t, text, 0) >= 0, what);
}

void terminal_assert_hides(terminal *t, const char *text)
{
    char what[256];
    snprintf(what, sizeof what, "\"%s\" is on the screen", text);
    terminal_assert(t, terminal_find(t, text, 0) < 0, what);
}

bool terminal_cursor_visible(const terminal *t)
{
    return t->cursor;
}

bool terminal_alternate(const terminal *t)
{
    return t->alternate;
}

/* Where the log last asks for a mode; 0 where it does not. */
static size_t last_of(const terminal *t, const char *sequence)
{
    size_t last = 0, len = strlen(sequence);
    const char *from = t->log.text, *found;
    while ((found = memmem(from, t->log.len - (size_t)(from - t->log.text), sequence, len))) {
        from = found + len;
        last = (size_t)(from - t->log.text);
    }
    return last;
}

bool terminal_keypad(const terminal *t)
{
    return last_of(t, "\033[?1h") > last_of(t, "\033[?1l");
}

bool terminal_brackets_paste(const terminal *t)
{
    return last_of(t, "\033[?2004h") > last_of(t, "\033[?2004l");
}

static void assert_pen_reset(terminal *t)
{
    static const VTermAttr off[] = {VTERM_ATTR_BOLD,  VTERM_ATTR_UNDERLINE, VTERM_ATTR_ITALIC,
                                    VTERM_ATTR_BLINK, VTERM_ATTR_REVERSE,   VTERM_ATTR_STRIKE,
                                    VTERM_ATTR_FONT};
    VTermState *state = vterm_obtain_state(t->vterm);
    VTermValue value;
    for (size_t i = 0; i < COUNT_OF(off); i++) {
        value.number = 0;
        vterm_state_get_penattr(state, off[i], &value);
        assert_int_equal(value.number, 0);
    }
    vterm_state_get_penattr(state, VTERM_ATTR_FOREGROUND, &value);
    assert_true(VTERM_COLOR_IS_DEFAULT_FG(&value.color));
    vterm_state_get_penattr(state, VTERM_ATTR_BACKGROUND, &value);
    assert_true(VTERM_COLOR_IS_DEFAULT_BG(&value.color));
}

void terminal_assert_plain(terminal *t)
{
    struct termios modes;
    assert_int_equal(tcgetattr(t->master, &modes), 0);
    assert_int_equal(modes.c_iflag, t->modes.c_iflag);
    assert_int_equal(modes.c_oflag, t->modes.c_oflag);
    assert_int_equal(modes.c_cflag, t->modes.c_cflag);
    assert_int_equal(modes.c_lflag, t->modes.c_lflag);
    assert_memory_equal(modes.c_cc, t->modes.c_cc, sizeof modes.c_cc);
    assert_true(t->cursor);
    assert_false(terminal_keypad(t));
    assert_false(terminal_brackets_paste(t));
    assert_pen_reset(t);
}

void terminal_assert_restored(terminal *t)
{
    assert_true(t->was_alternate);
    assert_false(t->alternate);
    assert_string_equal(terminal_row(t, 0), BEFORE);
    terminal_assert_plain(t);
}

const char *terminal_log(const terminal *t, size_t *ret_len)
{
    *ret_len = t->log.len;
    return t->log.text;
}
