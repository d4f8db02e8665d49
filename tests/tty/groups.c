/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A group of copies in a terminal: one row, opened and closed. */
#include "support/test.h"

#include "tty/archive.h"

#define TEXT                                                                                       \
    "The harbour board of Tarn will mend its northern mole after two winters of storm damage, "    \
    "the "                                                                                         \
    "board said on Saturday. Work begins in September and is to cost 14 million crowns, a third "  \
    "of it paid by the fishing fleet of Norway.\n"

static const archive_text texts[] = {
    {"one.txt", "Tarn mends its mole\n\nDate: 13/06/2024 | Source: Nordwire\n\n" TEXT},
    {"two.txt", "A mole is mended\n\nDate: 14/06/2024 | Source: Lantern Post\n\n" TEXT},
    {"three.txt", "Storm damage\n\nDate: 15/06/2024 | Source: Ritzau\n\n" TEXT},
    {"other.txt", "A bell is rung\n\nDate: 01/06/2024 | Source: Ritzau\n\n"
                  "The bell on the seaward wall rang twice, and Iceland heard it.\n"},
};

static int set_up(void **state)
{
    (void)state;
    return archive_make(texts, COUNT_OF(texts));
}

/* The group is closed: the head alone has a row, which says how many copies there are. */
static void assert_closed(terminal *t)
{
    terminal_assert_shows(t, "+2 Tarn mends its mole");
    terminal_assert_hides(t, "= A mole is mended");
    terminal_assert_hides(t, "= Storm damage");
}

/* It is open: each copy stands at its own day, newest first. */
static void assert_open(terminal *t)
{
    int last = terminal_find(t, "= Storm damage", 0);
    terminal_assert(t, last >= 0, "the last copy has a row");
    int second = terminal_find(t, "= A mole is mended", last);
    terminal_assert(t, second == last + 1, "the one before stands below it");
    terminal_assert(t, terminal_find(t, "Tarn mends its mole", second) == second + 1,
                    "and the head below both");
}

static void test_the_group_under_the_cursor(void **state)
{
    (void)state;
    terminal *t = archive_read(100, 30, NULL, NULL);
    assert_closed(t);
    terminal_type(t, "zo");
    assert_open(t);
    terminal_type(t, "zo");
    assert_open(t);
    terminal_type(t, "zc");
    assert_closed(t);
    terminal_type(t, "za");
    assert_open(t);
    terminal_type(t, "ggzc"); /* from a copy, too */
    assert_closed(t);
    terminal_type(t, "zaza");
    assert_closed(t);
    terminal_free(t);
}

static void test_a_document_without_copies(void **state)
{
    (void)state;
    terminal *t = archive_read(100, 30, NULL, NULL);
    for (const char *const *keys = (const char *const[]){"Gzo", "zc", "za", NULL}; *keys; keys++) {
        terminal_type(t, *keys);
        terminal_assert_shows(t, "this document has no copies");
        terminal_type(t, "k");
        assert_closed(t);
        terminal_type(t, "j");
    }
    terminal_free(t);
}

static void test_all_groups(void **state)
{
    (void)state;
    terminal *t = archive_read(100, 30, NULL, NULL);
    terminal_type(t, "zR");
    terminal_assert_shows(t, "every document has a row");
    assert_open(t);
    terminal_type(t, "zc");
    terminal_assert_shows(t, "all groups are open; zM closes them");
    terminal_type(t, "zM");
    assert_closed(t);
    terminal_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_the_group_under_the_cursor),
        TERMINAL_TEST(test_a_document_without_copies),
        TERMINAL_TEST(test_all_groups),
    };
    return cmocka_run_group_tests_name("groups", tests, set_up, archive_remove);
}
