/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words become the name of an entity in a terminal, and a source is set and taken back, in as many keys as that may
 * take; titles that stand for their holder are hidden and shown.
 */
#include "support/test.h"

#include <string.h>

#include "tty/archive.h"

static const archive_text texts[] = {
    {"lantern.txt",
     "Keepers rehearse\n\nDate: 13/02/2022 | Source: Eastern Lens\n\n"
     "The Norwegian prime minister opened Quiet Lantern 2022 on the island. The keepers "
     "lit lamps all night, and Quiet Lantern 2022 ended at dawn.\n"},
};

static int set_up(void **state)
{
    (void)state;
    return archive_make(texts, COUNT_OF(texts));
}

/* Words that nobody knew are made an entity, a source is set, and that alone is undone: ten keys besides the words. */
static void test_words_become_an_entity(void **state)
{
    (void)state;
    terminal *t = archive_read(120, 40, NULL, NULL);
    terminal_type(t, "\r"); /* to the text */
    terminal_type(t, "/");
    terminal_type(t, "quiet lantern 2022");
    terminal_type(t, "\r");
    terminal_type(t, "vce");
    terminal_assert_shows(t, "it is called: Quiet Lantern 2022");
    terminal_type(t, "\r");
    terminal_wait_text(t, "is Quiet Lantern 2022 everywhere: 2 mentions");
    terminal_type(t, "Cs");
    terminal_type(t, "\025Lantern Post"); /* what it was is taken away */
    terminal_type(t, "\r");
    terminal_wait_text(t, "Lantern Post · ");
    terminal_type(t, "u");
    terminal_wait_text(t, "undone");
    terminal_assert_shows(t, "Eastern Lens · ");
    terminal_assert_hides(t, "Lantern Post · ");
    terminal_type(t, "e");
    terminal_assert_shows(t, "Quiet Lantern 2022");
    terminal_free(t);
}

static void test_offices(void **state)
{
    (void)state;
    terminal *t = archive_read(120, 40, NULL, NULL);
    int row = terminal_find(t, "prime minister opened", 0);
    int column = row >= 0 ? terminal_column(t, "prime minister opened", row) : 0;
    terminal_assert(t, row >= 0, "the text is shown");
    terminal_cell office = terminal_at(t, column, row);
    terminal_assert(t, office.bold && office.italic,
                    "a title that stands for its holder is marked");
    terminal_type(t, "zO");
    terminal_wait_text(t, "titles that stand for their holder: not shown");
    office = terminal_at(t, column, row);
    terminal_assert(t, !office.bold && !office.italic, "and hidden");
    terminal_free(t);
}

/* Somebody whom no text names can be meant, as the lists know her; how far that goes is asked in the same line. */
static void test_who_is_but_listed(void **state)
{
    (void)state;
    terminal *t = archive_read(80, 24, NULL, NULL);
    terminal_type(t, "\r]");
    terminal_type(t, "ca");
    terminal_type(t, "Gro Harlem Brundtland");
    terminal_wait_text(t, "in no text yet");
    terminal_assert_shows(t, "WHO Director-General");
    terminal_wait_text(t, "listed: person  [here 1]");
    terminal_type(t, "\017"); /* ^O */
    terminal_wait_text(t, "[in this text ");
    terminal_type(t, "\r");
    terminal_wait_text(t, "is Gro Harlem Brundtland in this text: ");
    terminal_type(t, "u");
    terminal_wait_text(t, "undone");
    terminal_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_offices),
        TERMINAL_TEST(test_words_become_an_entity),
        TERMINAL_TEST(test_who_is_but_listed),
    };
    return cmocka_run_group_tests(tests, set_up, archive_remove);
}
