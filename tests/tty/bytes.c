/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only what changes on the screen is sent to the terminal: bytes are counted, key by key. */
#include "support/test.h"

#include <string.h>

#include "tty/ways.h"

/* Bytes that pressing KEYS has the reader write. */
static size_t count_bytes(terminal *t, const char *keys)
{
    size_t before, after;
    terminal_log(t, &before);
    ways_press(t, keys);
    terminal_log(t, &after);
    return after - before;
}

static const struct {
    const char *before, *keys, *what;
    size_t most; /* bytes, on any screen */
} cases[] = {
    {"<Enter>]", "]", "the next mention, in view", 300},
    {"<Enter>]", "r", "a flag and two counts", 400},
    {"<Enter>", "<Tab>", "another pane has the keyboard", 450},
    {"F", "x", "a letter in a prompt", 150},
    {"", "zt", "a key that is not bound here", 450},
    {"<Enter>]", "<C-g>", "a message", 400},
    {"j<Enter>", "<C-e>", "a line further in a text", 1200},
    {"j<Enter>", "<Esc>", "nothing at all", 100},
};

static void count(int width, int height)
{
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ways_restore();
        terminal *t = archive_read(width, height, NULL, NULL);
        ways_press(t, cases[i].before);
        size_t bytes = count_bytes(t, cases[i].keys);
        print_message("# %dx%d: %zu bytes: %s\n", width, height, bytes, cases[i].what);
        assert_in_range(bytes, 1, cases[i].most);
        terminal_free(t);
    }
}

static void test_small_screen(void **state)
{
    (void)state;
    count(80, 24);
}

static void test_large_screen(void **state)
{
    (void)state;
    count(200, 60);
}

/* What the measure is worth: to draw everything anew takes far more. */
static void test_all_of_it(void **state)
{
    (void)state;
    terminal *t = archive_read(200, 60, NULL, NULL);
    assert_true(count_bytes(t, "<C-l>") > 3000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_small_screen),
        TERMINAL_TEST(test_large_screen),
        TERMINAL_TEST(test_all_of_it),
    };
    return cmocka_run_group_tests_name("bytes", tests, ways_set_up, ways_tear_down);
}
