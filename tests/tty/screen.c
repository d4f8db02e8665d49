/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The floor of the terminal alone, by way of tests/tty/paint: what is drawn, which keys are read,
 * and that the terminal is restored on every way out.
 */
#include "support/test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tty/oracle.h"
#include "tty/terminal.h"

#define PAINT "tests/tty/paint"

static terminal *open_with(const char *setting, int width, int height)
{
    static const char *const argv[] = {PAINT, NULL};
    const char *environment[] = {setting, NULL};
    terminal *t = terminal_new(&(terminal_options){
        .argv = argv, .environment = environment, .width = width, .height = height});
    terminal_wait_start(t);
    return t;
}

static terminal *open_paint(void)
{
    return open_with(NULL, 80, 24);
}

static void quit(terminal *t)
{
    terminal_send(t, "q");
    int status = terminal_wait_end(t);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_start_and_quit(void **state)
{
    (void)state;
    terminal *t = open_paint();
    assert_true(terminal_alternate(t));
    assert_false(terminal_cursor_visible(t));
    terminal_assert_shows(t, "plain words and 12345");
    quit(t);
    terminal_assert_restored(t);
    terminal_free(t);
}

static int looks(terminal_cell cell)
{
    return cell.bold | cell.underline << 1 | cell.italic << 2 | cell.reverse << 3;
}

/* Draws the same page by differences and anew; the screens must be the same, cell by cell. */
static void test_differences_draw_what_a_whole_draw_does(void **state)
{
    (void)state;
    static const int sizes[][2] = {{80, 24}, {200, 60}, {23, 7}, {2, 3}};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        int width = sizes[i][0], height = sizes[i][1];
        terminal *t = open_with(NULL, width, height);
        terminal *anew = open_with(NULL, width, height);
        for (int key = 0; key < 40; key++) {
            char text[2] = {(char)(key % 9 == 8 ? '0' + key % 5 : 'j')};
            terminal_type(t, text);
            terminal_type(anew, text);
        }
        terminal_type(anew, "p");
        for (int y = 1; y < height; y++)
            for (int x = 0; x < width; x++) {
                terminal_cell a = terminal_at(t, x, y), b = terminal_at(anew, x, y);
                assert_string_equal(a.text, b.text);
                if (!*a.text) /* libvterm gives a right half no looks that could be relied on */
                    continue;
                assert_int_equal(looks(a), looks(b));
                assert_int_equal(a.foreground, b.foreground);
                assert_int_equal(a.background, b.background);
            }
        quit(t);
        quit(anew);
        terminal_free(t);
        terminal_free(anew);
    }
}

static void test_wide_characters_are_clipped_in_cells(void **state)
{
    (void)state;
    terminal *t = open_with(NULL, 21, 24);
    assert_string_equal(terminal_row(t, 2), "漢字 かな 한국어 一二");
    for (int width = 20; width > 1; width--) {
        terminal_resize(t, width, 24);
        terminal_wait_size(t);
        for (int y = 0; y < 24; y++) {
            const char *last = terminal_at(t, width - 1, y).text;
            assert_true(strlen(last) < 3 || terminal_column(t, last, y) >= 0);
        }
    }
    terminal_resize(t, 1, 24); /* libvterm stays at two columns */
    terminal_wait_size(t);
    quit(t);
    terminal_free(t);
}

static void test_a_frame_larger_than_the_screen_is_cut(void **state)
{
    (void)state;
    terminal *t = open_with(NULL, 20, 24);
    for (int key = 0; key < 8; key++) { /* a wide character comes to stand across the edge */
        terminal_type(t, "w");
        int y = terminal_find(t, "漢字", 0);
        assert_true(terminal_column(t, "漢字", y) == (key + 1) % 7);
        assert_int_equal(terminal_column(t, "Привет", y + 1), (key + 1) % 7);
    }
    quit(t);
}

static void test_a_whole_draw_mends_the_screen(void **state)
{
    (void)state;
    terminal *t = open_paint();
    terminal_scribble(t, "\033[5;1Hnot ours");
    terminal_assert_shows(t, "not ours");
    terminal_type(t, "p");
    terminal_assert_hides(t, "not ours");
    terminal_scribble(t, "\033[5;70Hnot ours");
    terminal_resize(t, 81, 24);
    terminal_wait_size(t);
    terminal_assert_hides(t, "not ours");
    quit(t);
}

static void test_marks_combine_and_controls_do_not(void **state)
{
    (void)state;
    terminal *t = open_paint();
    int y = terminal_find(t, "stacked", 0);
    assert_string_equal(terminal_at(t, 3, y).text, "e\xCC\x81");
    assert_string_equal(terminal_at(t, 5, y).text, "e\xCC\xA0\xCC\x81\xCC\x82\xCC\x83");
    terminal_assert_shows(t, "bidi ␦ turned ␦ zero␦width");
    terminal_assert_shows(t, "[31mred");
    quit(t);
    terminal_free(t);
}

static void test_only_what_ncurses_has_a_reason_for_is_written(void **state)
{
    (void)state;
    terminal *t = open_paint();
    for (int key = 0; key < 64; key++)
        terminal_type(t, key % 9 == 8 ? "p" : "j");
    quit(t);
    size_t len;
    char why[ORACLE_WHY];
    const char *log = terminal_log(t, &len);
    if (!oracle_accepts(log, len, why))
        fail_msg("%s", why);
}

/* --- keys --- */

static void assert_key(terminal *t, const char *bytes, const char *name)
{
    char shown[64];
    terminal_press(t, bytes);
    snprintf(shown, sizeof shown, "key %s size", name);
    terminal_assert_shows(t, shown);
}

static void test_keys(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *name;
    } keys[] = {
        {"j", "j"},
        {"]", "]"},
        {"<", "<lt>"},
        {"\r", "<Enter>"},
        {"\t", "<Tab>"},
        {"\x01", "<C-a>"},
        {"\x03", "<C-c>"},
        {"\x13", "<C-s>"},
        {"\x1A", "<C-z>"},
        {"\x1C", "<C-\\>"},
        {"\x7F", "<BS>"},
        {"\n", "<C-j>"},
        {"\033[A", "<Up>"},
        {"\033OA", "<Up>"},
        {"\033[B", "<Down>"},
        {"\033OC", "<Right>"},
        {"\033[H", "<Home>"},
        {"\033OF", "<End>"},
        {"\033[1~", "<Home>"},
        {"\033[8~", "<End>"},
        {"\033[5~", "<PageUp>"},
        {"\033[6~", "<PageDown>"},
        {"\033[3~", "<Del>"},
        {"\033[2~", "<Ins>"},
        {"\033[Z", "<S-Tab>"},
        {"\033OP", "<F1>"},
        {"\033[24~", "<F12>"},
        {"\033b", "<A-b>"},
        {"\033[", "<A-[>"},
        {"\033O", "<A-O>"},
        {"\033", "<Esc>"},
        {"é", "é"},
        {"漢", "漢"},
        {"😀", "😀"},
    };
    terminal *t = open_paint();
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        assert_key(t, keys[i].bytes, keys[i].name);
    terminal_type(t, "\033\033"); /* twice in one */
    terminal_assert_shows(t, "key <Esc> size");
    quit(t);
    terminal_free(t);
}

static void test_unknown_sequences_are_ignored(void **state)
{
    (void)state;
    static const char *const sequences[] = {
        "\033[201~",
        "\033[1;5D",
        "\033[<0;12;7M",
        "\033[?1;2c",
        "\033[>41;354;0c",
        "\033[24;80R",
        "\033[I",
        "\033[27;5;106~",
        "\033O9",
        "\033]11;rgb:0/0/0\a",
        "\033]10;qqq\033\\",
        "\033P>|qq(1)\033\\",
        "\033_Gi=1;OK\033\\",
    };
    terminal *t = open_paint();
    terminal_type(t, "j");
    for (size_t i = 0; i < COUNT_OF(sequences); i++)
        assert_key(t, sequences[i], "none");
    assert_key(t, "k", "k");
    quit(t);
    terminal_free(t);
}

static void test_bytes_that_are_no_character_cost_no_key(void **state)
{
    (void)state;
    terminal *t = open_paint();
    terminal_press(t, "\xFF");
    assert_key(t, "j", "j");
    terminal_press(t, "\x80");
    assert_key(t, "k", "k");
    terminal_send(t, "\xE6\xBC"); /* the rest never comes */
    assert_key(t, "l", "l");
    terminal_send(t, "\xE6\xBC");
    terminal_press(t, "\xED\xA0\x80"); /* a surrogate: three bytes, no character */
    assert_key(t, "h", "h");
    quit(t);
    terminal_free(t);
}

static void test_a_character_may_come_in_parts(void **state)
{
    (void)state;
    terminal *t = open_paint();
    terminal_send(t, "\xF0");
    terminal_wait_taken(t);
    terminal_send(t, "\x9F\x98");
    terminal_wait_taken(t);
    assert_key(t, "\x80", "😀");
    quit(t);
    terminal_free(t);
}

/* --- sizes --- */

static void test_a_storm_of_resizes_loses_none(void **state)
{
    (void)state;
    terminal *t = open_paint();
    unsigned random = 20240127;
    for (int storm = 0; storm < 30; storm++) {
        int width = 0, height = 0;
        for (int i = 0; i < 12; i++) {
            random = random * 1103515245 + 12345;
            width = (int)(2 + (random >> 16) % 200);
            height = (int)(1 + (random >> 24) % 60);
            terminal_resize(t, width, height);
        }
        terminal_wait_size(t);
        char shown[64];
        snprintf(shown, sizeof shown, "size %dx%d", width, height);
        if (width > 40)
            terminal_assert_shows(t, shown);
    }
    quit(t);
    terminal_free(t);
}

/* --- ways out --- */

static void end_by(int number, const char *keys)
{
    terminal *t = open_paint();
    terminal_type(t, "jj");
    if (keys)
        terminal_send(t, keys);
    else
        assert_int_equal(kill(terminal_process(t), number), 0);
    int status = terminal_wait_end(t);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), number);
    terminal_assert_restored(t);
    terminal_free(t);
}

static void test_signals_end_it(void **state)
{
    (void)state;
    static const int numbers[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGPIPE, SIGTERM, SIGUSR1, SIGUSR2,
                                  SIGALRM, SIGSEGV, SIGBUS,  SIGFPE,  SIGILL,  SIGABRT, SIGSYS};
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        end_by(numbers[i], NULL);
}

static void test_abort_restores(void **state)
{
    (void)state;
    end_by(SIGABRT, "a");
}

static void test_an_overflown_stack_restores(void **state)
{
    (void)state;
    end_by(SIGSEGV, "v");
}

static void test_exit_restores(void **state)
{
    (void)state;
    terminal *t = open_paint();
    terminal_send(t, "x");
    int status = terminal_wait_end(t);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 7);
    terminal_assert_restored(t);
    terminal_free(t);
}

/* --- kinds of terminal --- */

static void test_kinds_of_terminal(void **state)
{
    (void)state;
    static const struct {
        const char *setting;
        int colours;
    } kinds[] = {
        {"TERM=xterm", 8},      {"TERM=xterm-256color", 256},
        {"TERM=screen", 8},     {"TERM=linux", 8},
        {"TERM=tmux", 8},       {"TERM=tmux-256color", 256},
        {"TERM=vt100", 0},      {"TERM=vt220", 0},
        {"TERM=xterm-mono", 0}, {"TERM=rxvt", 8},
        {"TERM=ansi", 8},       {"TERM=screen-256color", 256},
    };
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        char shown[64];
        snprintf(shown, sizeof shown, "colours %d", kinds[i].colours);
        terminal *t = open_with(kinds[i].setting, 80, 24);
        terminal_assert_shows(t, shown);
        for (int key = 0; key < 12; key++)
            terminal_type(t, "j");
        terminal_assert_shows(t, "Привет");
        quit(t);
        terminal_assert_plain(t);
        terminal_free(t);
    }
}

static void test_colours_of_a_direct_terminal(void **state)
{
    (void)state;
    terminal *t = open_with("TERM=xterm-direct", 80, 24);
    terminal_type(t, "0");
    terminal_assert_shows(t, "漢字");
    quit(t);
    terminal_assert_restored(t);
    terminal_free(t);
}

static void test_ascii_alone(void **state)
{
    (void)state;
    static const char *const argv[] = {PAINT, "ascii", NULL};
    terminal *t = terminal_new(&(terminal_options){.argv = argv});
    terminal_wait_start(t);
    terminal_assert_shows(t, "cafe e stacked");
    terminal_assert_shows(t, "? ?  ? ?");
    quit(t);
    size_t len;
    const char *log = terminal_log(t, &len);
    for (size_t i = 0; i < len; i++)
        assert_in_range((unsigned char)log[i], 1, 0x7E);
    terminal_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_start_and_quit),
        TERMINAL_TEST(test_differences_draw_what_a_whole_draw_does),
        TERMINAL_TEST(test_wide_characters_are_clipped_in_cells),
        TERMINAL_TEST(test_a_frame_larger_than_the_screen_is_cut),
        TERMINAL_TEST(test_a_whole_draw_mends_the_screen),
        TERMINAL_TEST(test_marks_combine_and_controls_do_not),
        TERMINAL_TEST(test_only_what_ncurses_has_a_reason_for_is_written),
        TERMINAL_TEST(test_keys),
        TERMINAL_TEST(test_unknown_sequences_are_ignored),
        TERMINAL_TEST(test_bytes_that_are_no_character_cost_no_key),
        TERMINAL_TEST(test_a_character_may_come_in_parts),
        TERMINAL_TEST(test_a_storm_of_resizes_loses_none),
        TERMINAL_TEST(test_signals_end_it),
        TERMINAL_TEST(test_abort_restores),
        TERMINAL_TEST(test_an_overflown_stack_restores),
        TERMINAL_TEST(test_exit_restores),
        TERMINAL_TEST(test_kinds_of_terminal),
        TERMINAL_TEST(test_colours_of_a_direct_terminal),
        TERMINAL_TEST(test_ascii_alone),
    };
    return cmocka_run_group_tests_name("screen", tests, NULL, NULL);
}
