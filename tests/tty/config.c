/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user wants otherwise, in a terminal: the configuration file, options, keys. */
#include "support/test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tty/archive.h"

static const archive_text texts[] = {
    {"crane.txt", "The crane is painted\n\n"
                  "Date: 13/02/2022 | Source: Harbour Gazette\n\n"
                  "Norway lent the paint. NATO lent the ladder, and Norway held it.\n"},
    {"dock.txt", "A dock is swept\n\n"
                 "Date: 16/09/2023 | Source: Nordwire\n\n"
                 "Iceland swept the dock on Monday. NATO watched Iceland sweep it.\n"},
};

static int set_up(void **state)
{
    (void)state;
    return archive_make(texts, COUNT_OF(texts));
}

static void quit(terminal *t)
{
    terminal_send(t, "Q");
    int status = terminal_wait_end(t);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

/* Starts the reader with TEXT as its configuration file. */
static terminal *read_with(const char *text)
{
    static char setting[340];
    archive_write(&(archive_text){"config.yaml", text});
    snprintf(setting, sizeof setting, "DATELINE_CONFIG=%s/config.yaml", made.directory);
    return archive_read(120, 40, setting, NULL);
}

static void test_options_of_the_file(void **state)
{
    (void)state;
    terminal *t = read_with("ascii: true\ntheme: none\nmeasure: 30\n");
    terminal_assert_hides(t, "│");
    terminal_assert_shows(t, "Iceland swept the dock on"); /* Monday. stands in the next row */
    terminal_assert_hides(t, "Iceland swept the dock on Monday.");
    for (int x = 0; x < 120; x++)
        for (int y = 0; y < 40; y++)
            assert_int_equal(terminal_at(t, x, y).foreground, -1);
    terminal_type(t, ":set measure=60\r");
    terminal_assert_shows(t, "Iceland swept the dock on Monday.");
    quit(t);
}

static void test_keys_of_the_file(void **state)
{
    (void)state;
    terminal *t = read_with("keys:\n"
                            "  everywhere:\n"
                            "    \"gx\": names\n"
                            "    \"?\": nothing\n"
                            "    \"<F9>\": help\n"
                            "    \"zx\": set measure=30\n"
                            "  documents:\n"
                            "    \"j\": bottom\n");
    terminal_assert_shows(t, "F1 all keys"); /* hints go by the keys that are bound */
    terminal_type(t, "?");
    terminal_assert_shows(t, "? is not bound here; F1 shows all keys");
    terminal_press(t, "\033[20~"); /* F9 */
    terminal_type(t, "G");
    terminal_assert_shows(t, "<F1> <F9>");
    terminal_type(t, "q");
    terminal_type(t, "j"); /* in the list, to its end */
    terminal_assert_shows(t, "doc 2/2");
    terminal_type(t, "k");
    terminal_assert_shows(t, "doc 1/2");
    terminal_type(t, "zx");
    terminal_assert_hides(t, "Iceland swept the dock on Monday.");
    terminal_type(t, "gx");
    terminal_assert_shows(t, "name:");
    terminal_press(t, "\033");
    quit(t);
}

static void test_a_wrong_line_is_told(void **state)
{
    (void)state;
    terminal *t = read_with("measure: 30\nmesure: 40\nkeys:\n  text:\n    \"g\": quit\n");
    terminal_assert_shows(t, "config:2: no option 'mesure'; did you mean measure?");
    terminal_assert_shows(t, "(1 more: dateline config check)");
    terminal_assert_hides(t, "Iceland swept the dock on Monday."); /* the rest holds */
    terminal_type(t, "gg");
    terminal_assert_hides(t, "mesure");
    quit(t);
}

/* Whether the program has written BYTES from byte FROM of its output on. */
static bool has_written(terminal *t, const char *bytes, size_t from)
{
    size_t len;
    const char *log = terminal_log(t, &len);
    return memmem(log + from, len - from, bytes, strlen(bytes)) != NULL;
}

#define MOUSE_ON "\033[?1006;1000h"
#define MOUSE_OFF "\033[?1006;1000l"

static void test_the_mouse_where_it_is_asked_for(void **state)
{
    (void)state;
    terminal *t = archive_read(80, 24, NULL, NULL);
    terminal_press(t, "\033[<0;10;4M"); /* nobody has asked: it is no key */
    terminal_assert_shows(t, "doc 1/2");
    assert_false(has_written(t, "1000h", 0));
    terminal_type(t, ":set mouse\r");
    assert_true(has_written(t, MOUSE_ON, 0));
    int y = terminal_find(t, "The crane is painted", 0);
    char press[64];
    snprintf(press, sizeof press, "\033[<0;10;%dM\033[<0;10;%dm", y + 1, y + 1);
    terminal_press(t, press);
    terminal_assert_shows(t, "doc 2/2");
    terminal_press(t, press);
    y = terminal_find(t, "NATO lent", 0);
    int x = terminal_column(t, "NATO", y) + 2;
    snprintf(press, sizeof press, "\033[<0;%d;%dM\033[<0;%d;%dm", x, y + 1, x, y + 1);
    terminal_press(t, press);
    terminal_assert_shows(t, "›");
    terminal_press(t, press);
    terminal_assert_shows(t, "CONCORDANCE  NATO");
    terminal_press(t, "\033[<65;10;5M"); /* the wheel */
    terminal_type(t, "q");
    size_t len;
    terminal_log(t, &len);
    terminal_type(t, ":set nomouse\r");
    assert_true(has_written(t, MOUSE_OFF, len));
    terminal_type(t, ":set mouse\r");
    terminal_log(t, &len);
    quit(t);
    assert_true(has_written(t, MOUSE_OFF, len));
    terminal_assert_restored(t);
}

static void test_the_mouse_is_given_back(void **state)
{
    (void)state;
    size_t len;
    terminal *t = read_with("mouse: true\n");
    assert_true(has_written(t, MOUSE_ON, 0));
    terminal_type(t, "Fnato");
    terminal_log(t, &len);
    kill(terminal_process(t), SIGSEGV); /* the worst end */
    terminal_wait_end(t);
    assert_true(has_written(t, MOUSE_OFF, len));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_options_of_the_file),
        TERMINAL_TEST(test_keys_of_the_file),
        TERMINAL_TEST(test_a_wrong_line_is_told),
        TERMINAL_TEST(test_the_mouse_where_it_is_asked_for),
        TERMINAL_TEST(test_the_mouse_is_given_back),
    };
    return cmocka_run_group_tests(tests, set_up, archive_remove);
}
