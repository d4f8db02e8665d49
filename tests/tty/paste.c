/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is pasted is text: none of it is a key, whatever it holds and however it arrives. A terminal that
 * brackets what is pasted sends what is sent here.
 */
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "tty/ways.h"

#define BEGIN "\033[200~"
#define END "\033[201~"

static terminal *start(void)
{
    ways_restore();
    terminal *t = archive_read(80, 24, NULL, NULL);
    assert_true(terminal_brackets_paste(t));
    return t;
}

static void quit(terminal *t)
{
    terminal_send(t, "Q");
    assert_int_equal(terminal_wait_end(t), 0);
    terminal_assert_restored(t);
    terminal_free(t);
}

static void test_lines_are_one_line_of_a_prompt(void **state)
{
    (void)state;
    terminal *t = start();
    terminal_type(t, "F");
    terminal_press(t, BEGIN "org:nato\r\n\tqQ" END);
    terminal_assert_shows(t, "filter: org:nato qQ");
    terminal_type(t, "\x17lamp\r");
    terminal_assert_shows(t, "[org:NATO ×]  [lamp ×]");
    quit(t);
}

static void test_a_list_follows_what_is_pasted(void **state)
{
    (void)state;
    terminal *t = start();
    terminal_type(t, "s");
    terminal_press(t, BEGIN "twelfth\nknot" END);
    terminal_assert_shows(t, "search: twelfth knot");
    terminal_assert_shows(t, "A school for knots opens");
    terminal_assert_hides(t, "Gulls are counted twice");
    terminal_press(t, "\033");
    quit(t);
}

static void test_without_a_prompt_nothing_is_done(void **state)
{
    (void)state;
    terminal *t = start();
    terminal_press(t, BEGIN "Qj\rZZ!" END);
    terminal_assert_shows(t, "what is pasted goes into a prompt: open one first, such as s");
    terminal_type(t, "q"); /* which asks: and is not answered */
    terminal_press(t, BEGIN "q" END);
    terminal_assert_shows(t, "quit?");
    terminal_press(t, "\033");
    quit(t);
}

static void test_controls_and_keys_are_no_text(void **state)
{
    (void)state;
    static const char *const pasted[] = {
        BEGIN "so\033[Am\033OPe\x03\x01\x7F\x08\xFF\xC2\x9B\x1A of it" END,
        BEGIN "so\033[<0;2;3Mme of it\033" END,
        BEGIN "some of it\033[M" END,
        BEGIN BEGIN "some of it\033[20" END,
    };
    static const char *const shown[] = {"some of it", "so[<0;2;3Mme of it", "some of it[M",
                                        "[200~some of it[20"};
    for (size_t i = 0; i < COUNT_OF(pasted); i++) {
        terminal *t = start();
        terminal_type(t, ":set mouse=true\rF");
        terminal_press(t, pasted[i]);
        int row = terminal_find(t, "filter: ", 0);
        terminal_assert(t, row > 0, "the prompt is open");
        assert_string_equal(strchr(terminal_row(t, row), ':') + 2, shown[i]);
        terminal_press(t, "\033");
        quit(t);
    }
}

static void test_it_may_come_in_parts(void **state)
{
    (void)state;
    static const char *const parts[] = {"\033[200~\xE2", "\x82", "\xAC one ", "Q",
                                        "\033",          "[20",  "1"};
    terminal *t = start();
    terminal_type(t, "F");
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        terminal_send(t, parts[i]);
        terminal_wait_taken(t);
    }
    terminal_press(t, "~");
    terminal_assert_shows(t, "filter: € one Q");
    terminal_press(t, "\033");
    quit(t);
}

/* More than anybody means to paste: the rest of it is no keys either. */
static void test_a_long_text_is_cut(void **state)
{
    (void)state;
    enum { LENGTH = 40000, PIECE = 500 };
    char piece[PIECE + 1];
    memset(piece, 'x', PIECE);
    piece[PIECE] = '\0';
    terminal *t = start();
    terminal_type(t, ":");
    terminal_send(t, BEGIN);
    for (int i = 0; i < LENGTH / PIECE; i++) {
        terminal_send(t, piece);
        terminal_wait_taken(t);
    }
    terminal_press(t, " the end" END);
    terminal_assert_hides(t, "the end");
    terminal_type(t, "!");
    terminal_assert_shows(t, "xxxx!");
    terminal_press(t, "\033");
    quit(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_lines_are_one_line_of_a_prompt),
        TERMINAL_TEST(test_a_list_follows_what_is_pasted),
        TERMINAL_TEST(test_without_a_prompt_nothing_is_done),
        TERMINAL_TEST(test_controls_and_keys_are_no_text),
        TERMINAL_TEST(test_it_may_come_in_parts),
        TERMINAL_TEST(test_a_long_text_is_cut),
    };
    return cmocka_run_group_tests_name("paste", tests, ways_set_up, ways_tear_down);
}
