/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader in a terminal, on an archive of five documents that all name NATO. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tty/archive.h"

static const archive_text texts[] = {
    {"gulls.txt", "Gulls are counted twice\n\n"
                  "Date: 22/04/2021 | Source: Lantern Post\n\n"
                  "Observers from Norway and Japan counted the gulls on the breakwater, and NATO "
                  "counted them again from the air.\n\n"
                  "The two numbers differ by one gull, which a delegate of the United Nations "
                  "believes to be a buoy. Japan keeps the photographs.\n"},
    {"lamps.txt", "Lamp oil for the outer harbour\n\n"
                  "Date: 13/02/2022 | Source: Harbour Gazette\n\n"
                  "NATO sailors carried forty cans of lamp oil up the steps of the outer harbour, "
                  "and Norway paid for the cans.\n\n"
                  "The keeper wrote to the United Nations to ask whose oil it was. The answer came "
                  "from Norway: it is the oil of whoever lights the lamp.\n"},
    {"ropes.txt", "A school for knots opens\n\n"
                  "Date: 16/09/2023 | Source: Nordwire\n\n"
                  "The school for knots in the old customs house teaches eleven knots in six "
                  "languages. Iceland sent a teacher and Japan sent rope.\n\n"
                  "NATO has asked for a twelfth knot. The United Nations will hear of it in the "
                  "spring, the teacher said.\n"},
    {"buoys.txt",
     "Bells on buoys ring again\n\n"
     "Date: 27/01/2024 | Source: Coastline News\n\n"
     "The bells on the buoys had been silent since the ice came. Norway and Iceland "
     "sent a diver each.\n\n"
     "The divers were brought home by NATO, whose pilot had heard the bells from above "
     "the clouds.\n"},
    {"tides.txt", "Tide tables in large print\n\n"
                  "Date: 13/09/2024 | Source: Eastern Lens\n\n"
                  "NATO has bought the first tide tables in large letters, which Japan had asked "
                  "for since the war of the lenses.\n\n"
                  "A second copy goes to NATO as well and a third to the United Nations, where the "
                  "tide is not known to matter — not even in the café.\n"},
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

/* Fails unless the reading pane shows the document of that title, from its beginning. */
static void assert_reads(terminal *t, const char *title)
{
    int facts = terminal_find(t, " stated ", 0); /* the row below the title */
    terminal_assert(t, facts > 0 && terminal_find(t, title, facts - 1) == facts - 1, title);
}

/* The text of the current mention: the cells that are drawn reversed after the sign of its line. */
static void assert_current(terminal *t, const char *name)
{
    int y = terminal_find(t, "›", 0);
    terminal_assert(t, y > 0, "no mention is current");
    char text[256] = "";
    for (int x = terminal_column(t, "›", y), n = 0; x < 119 && n < 200; x++) {
        terminal_cell cell = terminal_at(t, x, y);
        if (cell.reverse)
            n += snprintf(text + n, sizeof text - (size_t)n, "%s", cell.text);
    }
    assert_string_equal(text, name);
}

/* --- ways through the archive --- */

static void test_start_and_quit(void **state)
{
    (void)state;
    terminal *t = archive_read(80, 24, NULL, NULL);
    assert_true(terminal_alternate(t));
    assert_false(terminal_cursor_visible(t));
    terminal_assert_shows(t, "5 of 5 docs");
    terminal_assert_shows(t, "Tide tables in large print");
    quit(t);
    terminal_assert_restored(t);
}

static void test_a_source_a_concordance_and_back(void **state)
{
    (void)state;
    terminal *t = archive_read(120, 40, NULL, NULL);
    terminal_type(t, "h"); /* to the sources */
    terminal_type(t, "/Harbour\r");
    terminal_type(t, "\r"); /* choose it */
    terminal_assert_shows(t, "[source:\"Harbour Gazette\"");
    terminal_assert_shows(t, "1 of 5 docs");
    terminal_assert_hides(t, "Tide tables in large print");
    terminal_type(t, "\r"); /* open its document */
    assert_reads(t, "Lamp oil for the outer harbour");
    terminal_type(t, "\\"); /* the filter off */
    terminal_assert_shows(t, "5 of 5 docs");
    terminal_type(t, "]");
    assert_current(t, "NATO");
    terminal_type(t, "\r");
    terminal_assert_shows(t, "CONCORDANCE  NATO");
    terminal_assert_shows(t, "6 mentions");
    terminal_type(t, "k"); /* the line above is of a later document */
    assert_reads(t, "A school for knots opens");
    terminal_type(t, "\r"); /* stay there */
    terminal_assert_hides(t, "CONCORDANCE");
    assert_reads(t, "A school for knots opens");
    assert_current(t, "NATO");
    terminal_type(t, "<"); /* one step back */
    assert_reads(t, "Lamp oil for the outer harbour");
    quit(t);
}

static void test_an_entity_through_all_texts_and_back(void **state)
{
    (void)state;
    static const char *const titles[] = {"Bells on buoys ring again", "A school for knots opens",
                                         "Lamp oil for the outer harbour",
                                         "Gulls are counted twice"};
    terminal *t = archive_read(120, 40, NULL, NULL);
    terminal_type(t, "\r]");
    assert_current(t, "NATO");
    terminal_type(t, "*");
    assert_current(t, "NATO");
    terminal_assert_shows(t, "› A second copy goes to NATO");
    for (size_t i = 0; i < COUNT_OF(titles); i++) {
        terminal_type(t, ")");
        assert_reads(t, titles[i]);
        assert_current(t, "NATO");
    }
    terminal_type(t, "<");
    assert_reads(t, "Tide tables in large print");
    terminal_type(t, "<");
    assert_reads(t, "Tide tables in large print");
    terminal_assert_shows(t, "› NATO has bought");
    quit(t);
}

static void test_control_c_and_escape_never_quit(void **state)
{
    (void)state;
    static const char *const places[] = {"", "h", "\r", ":", "F", "/", "?", "g", "12", "e", "\rgr"};
    terminal *t = archive_read(80, 24, NULL, NULL);
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        terminal_type(t, places[i]);
        for (int n = 0; n < 3; n++) {
            terminal_press(t, "\x03");
            terminal_press(t, "\033");
        }
    }
    terminal_type(t, "?q");
    quit(t);
}

static void test_a_storm_of_resizes(void **state)
{
    (void)state;
    terminal *t = archive_read(80, 24, NULL, NULL);
    terminal_type(t, "\r]");
    unsigned random = 7;
    for (int i = 0; i < 120; i++) {
        random = random * 1103515245 + 12345;
        terminal_resize(t, (int)(1 + (random >> 16) % 200), (int)(1 + (random >> 24) % 60));
        if (i % 4 == 3)
            terminal_wait_size(t);
    }
    terminal_resize(t, 120, 40);
    terminal_wait_size(t);
    assert_reads(t, "Tide tables in large print");
    quit(t);
    assert_false(terminal_alternate(t)); /* what stood there was cut by the smallest size */
    terminal_assert_plain(t);
}

/* --- terminals that are none --- */

static void refuse(const char *script, const char *setting, const char *message)
{
    const char *argv[] = {"/bin/sh", "-c", script, made.program, NULL};
    const char *environment[] = {made.setting, made.home, setting, NULL};
    terminal *t = terminal_new(
        &(terminal_options){.argv = argv, .environment = environment, .width = 200, .height = 24});
    int status = terminal_wait_end(t);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 2);
    terminal_assert_shows(t, message);
    assert_int_equal(strlen(terminal_row(t, 2)), 0); /* one line of it */
    assert_false(terminal_alternate(t));
    terminal_assert_plain(t);
    terminal_free(t);
}

static void test_no_terminal(void **state)
{
    (void)state;
    refuse("exec \"$0\"", "TERM=dumb", "dateline: ");
    refuse("exec \"$0\"", "TERM=unknown", "dateline: ");
    refuse("exec \"$0\"", "TERM=", "TERM is not set");
    refuse("exec \"$0\"", "TERM", "TERM is not set");
    refuse("exec \"$0\"", "TERM=no-such-terminal", "no-such-terminal");
    refuse("exec \"$0\" </dev/null", NULL, "standard input is none");
    refuse("exec \"$0\" >/dev/null", NULL, "standard output is none");
    refuse("echo | exec \"$0\"", NULL, "standard input is none");
}

static void test_commands_work_without_a_terminal(void **state)
{
    (void)state;
    const char *const argv[] = {made.program, "list", NULL};
    const char *const environment[] = {made.setting, made.home, "TERM=dumb", NULL};
    assert_int_equal(terminal_run(argv, environment), 0);
}

static void test_no_archive(void **state)
{
    (void)state;
    const char *const argv[] = {made.program, NULL};
    const char *const environment[] = {"DATELINE_ARCHIVE=/nonexistent/archive.db", made.home, NULL};
    terminal *t =
        terminal_new(&(terminal_options){.argv = argv, .environment = environment, .width = 200});
    int status = terminal_wait_end(t);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 1);
    terminal_assert_shows(t, "dateline import");
    terminal_assert_plain(t);
}

/* --- kinds of terminals --- */

static void test_kinds_of_terminal(void **state)
{
    (void)state;
    static const char *const kinds[] = {
        "TERM=linux",     "TERM=screen", "TERM=tmux",           "TERM=screen-256color",
        "TERM=xterm",     "TERM=vt100",  "TERM=xterm-256color", "TERM=tmux-256color",
        "TERM=alacritty", "TERM=foot",
    };
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        terminal *t = archive_read(80, 24, kinds[i], NULL);
        terminal_type(t, "\r]]");
        terminal_assert_shows(t, "Tide tables in large print");
        quit(t);
        terminal_assert_plain(t);
        terminal_free(t);
    }
}

/* Whether any cell has a colour of its own. */
static bool is_coloured(terminal *t)
{
    for (int y = 0; y < 24; y++)
        for (int x = 0; x < 80; x++) {
            terminal_cell cell = terminal_at(t, x, y);
            if (cell.foreground >= 0 || cell.background >= 0)
                return true;
        }
    return false;
}

static void test_colours(void **state)
{
    (void)state;
    terminal *t = archive_read(80, 24, NULL, NULL);
    assert_true(is_coloured(t));
    quit(t);
    t = archive_read(80, 24, "NO_COLOR=", NULL);
    assert_true(is_coloured(t));
    quit(t);
    t = archive_read(80, 24, "NO_COLOR=1", NULL);
    assert_false(is_coloured(t));
    int y = terminal_find(t, "NATO", 12);
    terminal_cell cell = terminal_at(t, terminal_column(t, "NATO", y), y);
    assert_true(cell.bold && cell.underline); /* organisations */
    quit(t);
}

/* The colour of "NATO" in the reading pane. */
static int colour_of_organisations(terminal *t)
{
    int y = terminal_find(t, "NATO has bought", 0);
    assert_true(y > 0);
    return terminal_at(t, terminal_column(t, "NATO", y), y).foreground;
}

static void test_themes_of_the_terminal(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *background;
        int colour;
    } cases[] = {{"TERM=xterm-256color", "COLORFGBG", 210},
                 {"TERM=xterm-256color", "COLORFGBG=15;0", 210},
                 {"TERM=xterm-256color", "COLORFGBG=0;15", 125},
                 {"TERM=xterm-256color", "COLORFGBG=0;default;7", 125},
                 {"TERM=xterm", "COLORFGBG=15;0", 5},
                 {"TERM=xterm", "COLORFGBG=0;15", 5}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        terminal *t = archive_read(80, 24, cases[i].kind, cases[i].background);
        assert_int_equal(colour_of_organisations(t), cases[i].colour);
        quit(t);
        terminal_free(t);
    }
}

static void test_a_theme_chosen(void **state)
{
    (void)state;
    terminal *t = archive_read(80, 24, NULL, NULL);
    assert_int_equal(colour_of_organisations(t), 210);
    terminal_type(t, ":set theme=light\r");
    assert_int_equal(colour_of_organisations(t), 125);
    terminal_type(t, ":set theme=none\r");
    assert_false(is_coloured(t));
    quit(t);
}

static void test_a_locale_that_is_not_utf_8(void **state)
{
    (void)state;
    static const char *const locales[] = {"LC_ALL=C", "LC_ALL=POSIX"};
    for (size_t i = 0; i < COUNT_OF(locales); i++) {
        terminal *t = archive_read(120, 40, locales[i], NULL);
        terminal_assert_shows(t, "not known to matter - not even in the cafe.");
        terminal_type(t, "\r]S");
        terminal_press(t, "\033");
        terminal_press(t, "\033");
        quit(t);
        size_t len;
        const char *log = terminal_log(t, &len);
        for (size_t n = 0; n < len; n++)
            assert_in_range((unsigned char)log[n], 1, 0x7E);
        terminal_free(t);
    }
}

/* A locale that is not there at all is no reason to show less. */
static void test_a_locale_that_is_missing(void **state)
{
    (void)state;
    terminal *t = archive_read(120, 40, "LC_ALL=xx_XX.UTF-8", NULL);
    terminal_assert_shows(t, "│");
    quit(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_start_and_quit),
        TERMINAL_TEST(test_a_source_a_concordance_and_back),
        TERMINAL_TEST(test_an_entity_through_all_texts_and_back),
        TERMINAL_TEST(test_control_c_and_escape_never_quit),
        TERMINAL_TEST(test_a_storm_of_resizes),
        TERMINAL_TEST(test_no_terminal),
        TERMINAL_TEST(test_commands_work_without_a_terminal),
        TERMINAL_TEST(test_no_archive),
        TERMINAL_TEST(test_kinds_of_terminal),
        TERMINAL_TEST(test_colours),
        TERMINAL_TEST(test_themes_of_the_terminal),
        TERMINAL_TEST(test_a_theme_chosen),
        TERMINAL_TEST(test_a_locale_that_is_not_utf_8),
        TERMINAL_TEST(test_a_locale_that_is_missing),
    };
    return cmocka_run_group_tests_name("reader", tests, set_up, archive_remove);
}
