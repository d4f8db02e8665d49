/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lines of a concordance in a terminal: how a wording changed in as many keys as it may take, and
 * the differences seen without colours.
 */
#include "support/test.h"

#include <string.h>

#include "tty/archive.h"

static const archive_text texts[] = {
    {"winter.txt",
     "Keepers warn of the tide\n\nDate: 13/02/2022 | Source: Eastern Lens\n\n"
     "The keepers said that NATO goes on with the seaward spread of lamps in the wake "
     "of the storm.\n"},
    {"spring.txt",
     "Keepers warn again\n\nDate: 29/01/2023 | Source: Lantern Post\n\n"
     "A keeper in Norway said that NATO had hastened the seaward advance of lamps step "
     "by step.\n"},
    {"other.txt", "A bell is rung\n\nDate: 01/06/2022 | Source: Ritzau\n\n"
                  "The bell on the seaward wall rang twice, and Iceland heard it.\n"},
};

static int set_up(void **state)
{
    (void)state;
    return archive_make(texts, COUNT_OF(texts));
}

/* How a wording changed: from the first screen, ten keys, a j and the words. */
static void test_how_a_wording_changed(void **state)
{
    (void)state;
    terminal *t = archive_read(120, 40, NULL, NULL);
    terminal_type(t, "s");
    terminal_type(t, "seaward");
    terminal_type(t, "\r");
    terminal_type(t, "gr");
    terminal_assert_shows(t, "CONCORDANCE  seaward");
    terminal_type(t, "gsl");
    terminal_assert_shows(t, "▸left");
    terminal_type(t, "xjx=");
    int row = terminal_find(t, "2022-02-13 · Eastern Lens", 0);
    terminal_assert(t, row >= 0 && terminal_column(t, "2023-01-29 · Lantern Post", row) > 50,
                    "one stands beside the other");
    terminal_assert_shows(t, "spread of lamps");
    terminal_assert_shows(t, "seaward advance");
    terminal_free(t);
}

/* The order by relevance, turned round, and given up with the words that it ranks by. */
static void test_the_most_relevant_stands_first(void **state)
{
    (void)state;
    terminal *t = archive_read(120, 40, NULL, NULL);
    terminal_type(t, "sbell\rgsr");
    terminal_assert_shows(t, "most relevant first");
    terminal_type(t, "gsr");
    terminal_assert_shows(t, "least relevant first");
    terminal_type(t, "\\");
    terminal_assert_shows(t, "newest first");
    terminal_free(t);
}

/* Whether TEXT is shown in reverse, from its first cell to its last. */
static bool is_reverse(terminal *t, const char *text)
{
    int y = terminal_find(t, text, 0), x = terminal_column(t, text, y);
    return y >= 0 && terminal_at(t, x, y).reverse &&
           terminal_at(t, x + (int)strlen(text) - 1, y).reverse;
}

static void test_differences_without_colours(void **state)
{
    (void)state;
    terminal *t = archive_read(120, 40, "NO_COLOR=1", NULL);
    terminal_type(t, "\r]*");
    terminal_type(t, "/seaward\r");
    terminal_type(t, "grxx");
    terminal_assert_shows(t, "2 marked");
    terminal_type(t, "=");
    terminal_assert(t, !is_reverse(t, "seaward"), "what both have is as it is");
    terminal_assert(t, is_reverse(t, "hastened"), "what one has alone is in reverse");
    terminal_assert(t, is_reverse(t, "rang twice"), "and so is what the other has");
    terminal_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_how_a_wording_changed),
        TERMINAL_TEST(test_the_most_relevant_stands_first),
        TERMINAL_TEST(test_differences_without_colours),
    };
    return cmocka_run_group_tests_name("lines", tests, set_up, archive_remove);
}
