/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing from within the reader: another process does it, and the reader stays what it is. */
#include "support/test.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tty/archive.h"

static const archive_text texts[] = {
    {"lamp.txt", "A lamp on the mole\n\nDate: 13/02/2022 | Source: Harbour Gazette\n\n"
                 "Norway lit a lamp on the mole, and nobody put it out again.\n"},
};

/* Files whose names are no words: none of them may be read by a shell, or by the terminal. */
static const archive_text later[] = {
    {"new/it's $(touch swept).txt", "A kite is flown\n\nDate: 16/09/2024 | Source: "
                                    "Nordwire\n\nJapan flew a kite over the mole.\n"},
    {"new/--help", "A rope is cut\n\nDate: 17/09/2024 | Source: Nordwire\n\nIceland cut a rope.\n"},
    {"new/a\tb\033[2Jc.txt",
     "A bell is cast\n\nDate: 18/09/2024 | Source: Nordwire\n\nChile cast a bell of tin.\n"},
};

static int set_up(void **state)
{
    char path[400];
    (void)state;
    if (archive_make(texts, COUNT_OF(texts)) || chdir(made.directory))
        return -1;
    if (mkdir("new", 0700) || mkfifo("pipe", 0600))
        return -1;
    for (size_t i = 0; i < COUNT_OF(later); i++)
        archive_write(&later[i]);
    snprintf(path, sizeof path, "%s/new/empty", made.directory);
    return mkdir(path, 0700);
}

static void quit(terminal *t)
{
    terminal_send(t, "Q");
    int status = terminal_wait_end(t);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void test_files_by_completed_names(void **state)
{
    (void)state;
    terminal *t = archive_read(80, 24, NULL, NULL);
    terminal_type(t, ":import new/it\t");
    terminal_assert_shows(t, "new/it\\'s\\ \\$\\(touch\\ swept\\).txt");
    terminal_type(t, "\r");
    terminal_wait_text(t, "import: 1 new");
    terminal_assert_shows(t, "2 of 2 docs");
    terminal_assert_shows(t, "A kite is flown");
    terminal_assert_shows(t, "doc 2/2"); /* the cursor stays on its document */
    assert_int_equal(access("swept", F_OK), -1);
    quit(t);
}

static void test_a_folder_with_any_names(void **state)
{
    (void)state;
    terminal *t = archive_read(80, 24, NULL, NULL);
    terminal_type(t, ":import new\r");
    terminal_wait_text(t, "import: 2 new, 1 unchanged");
    terminal_assert_shows(t, "4 of 4 docs");
    quit(t);
}

static void test_what_is_not_there(void **state)
{
    (void)state;
    terminal *t = archive_read(80, 24, NULL, NULL);
    terminal_type(t, ":import new/*.none\r");
    terminal_wait_text(t, "import: 1 failed (*.none: No such file or directory)");
    terminal_type(t, ":import 'new\r");
    terminal_assert_shows(t, "these are no paths: quotes stand in pairs");
    terminal_type(t, ":import $(touch swept)\r");
    terminal_assert_shows(t, "no command is run");
    assert_int_equal(access("swept", F_OK), -1);
    quit(t);
}

/* A pipe that nobody writes to is waited for: the import goes on until it is stopped. */
static void test_it_is_stopped(void **state)
{
    (void)state;
    terminal *t = archive_read(80, 24, NULL, NULL);
    terminal_type(t, ":import pipe\r");
    terminal_assert_shows(t, "importing");
    terminal_type(t, "\r"); /* meanwhile one reads */
    terminal_assert_shows(t, "next name");
    terminal_press(t, "\033"); /* and this stops nothing */
    terminal_assert_shows(t, "importing");
    terminal_type(t, ":import new\r");
    terminal_assert_shows(t, "an import is running");
    terminal_type(t, ":import\r");
    terminal_wait_text(t, "import stopped");
    terminal_assert_hides(t, "importing");
    quit(t);
}

static void test_the_end_of_the_reader_ends_it(void **state)
{
    (void)state;
    terminal *t = archive_read(80, 24, NULL, NULL);
    terminal_type(t, ":import pipe\r");
    terminal_assert_shows(t, "importing");
    terminal_send(t, "Q");
    int status = terminal_wait_end(t);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    terminal_assert_shows(t, "dateline: import stopped");
}

/* Starts dateline with WORDS (up to NULL), which are no words of the reader. */
static terminal *run(const char *const *words)
{
    const char *argv[8] = {made.program}, *environment[] = {made.setting, made.home, NULL};
    for (size_t i = 0; words[i]; i++)
        argv[1 + i] = words[i];
    return terminal_new(&(terminal_options){.argv = argv, .environment = environment});
}

static void test_following_ends_with_control_c(void **state)
{
    (void)state;
    terminal *t = run((const char *[]){"import", "--watch", "new", NULL});
    terminal_wait_output(t, "Ctrl-C ends");
    terminal_send(t, "\003");
    int status = terminal_wait_end(t);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    terminal_assert_shows(t, "0 new, 3 unchanged");
    terminal_assert_hides(t, "interrupted");
}

/* Asked on a terminal, the answer counts; a star that was set is there again with the text. */
static void test_forgetting_asks(void **state)
{
    (void)state;
    static const char *const words[] = {"forget", "title:lamp", NULL};
    terminal *t = archive_read(80, 24, NULL, NULL);
    terminal_type(t, "Ftitle:lamp\r!");
    terminal_assert_shows(t, "!");
    quit(t);
    t = run(words);
    terminal_wait_output(t, "forget 1 document? [y/N] ");
    terminal_assert_shows(t, "A lamp on the mole");
    terminal_send(t, "\r");
    terminal_wait_end(t);
    terminal_assert_shows(t, "nothing is forgotten");
    t = run(words);
    terminal_wait_output(t, "[y/N] ");
    terminal_send(t, "y\r");
    terminal_wait_end(t);
    terminal_assert_shows(t, "1 document forgotten; what you set on them is kept");
    t = archive_read(80, 24, NULL, NULL);
    terminal_assert_hides(t, "A lamp on the mole");
    terminal_type(t, ":import lamp.txt\r");
    terminal_wait_text(t, "import: 1 new");
    terminal_type(t, "Fis:starred\r");
    terminal_assert_shows(t, "A lamp on the mole");
    terminal_assert_shows(t, "starred");
    quit(t);
}

/* The sums at the end stand in lines that the terminal has room for. */
static void test_sums_fit_the_terminal(void **state)
{
    (void)state;
    terminal *t = run((const char *[]){"import", "lamp.txt", NULL});
    assert_int_equal(terminal_wait_end(t), 0);
    terminal_assert_shows(t, "0 new, 1 unchanged, 0 versions, 0 other origins, 0 duplicates,");
    int first = terminal_find(t, "dateline: 0 new", 0);
    terminal_assert(t, terminal_find(t, "dateline:   0 undated, 0 skipped", first) == first + 1,
                    "the second line begins with what has no room in the first");
    terminal_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_files_by_completed_names),
        TERMINAL_TEST(test_a_folder_with_any_names),
        TERMINAL_TEST(test_sums_fit_the_terminal),
        TERMINAL_TEST(test_what_is_not_there),
        TERMINAL_TEST(test_it_is_stopped),
        TERMINAL_TEST(test_the_end_of_the_reader_ends_it),
        TERMINAL_TEST(test_following_ends_with_control_c),
        TERMINAL_TEST(test_forgetting_asks),
    };
    return cmocka_run_group_tests_name("import", tests, set_up, archive_remove);
}
