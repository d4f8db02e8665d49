/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinds of the user's own, from her file to the terminal: declared, switched, asked for, and given up. */
#include "support/test.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "tty/archive.h"

static const archive_text texts[] = {
    {"crane.txt", "The crane is painted\n\n"
                  "Date: 13/02/2022 | Source: Harbour Gazette\n\n"
                  "Norway lent the paint, and nobody was hurt.\n"},
};

static const archive_text armed = {
    "drill.txt", "A drill ends\n\n"
                 "Date: 16/09/2023 | Source: Nordwire\n\n"
                 "Norway fired a Tern-4 on Monday. The Blue Heron saw the Tern-4 fall.\n"};

#define GAZETTEER ".config/dateline/gazetteer"

static void declare(const char *kinds)
{
    archive_write(&(archive_text){GAZETTEER "/kinds.tsv", kinds});
}

/* The names have to be there before the text is read; kinds may be declared at any time. */
static int set_up(void **state)
{
    (void)state;
    static const char *const folders[] = {".config", ".config/dateline", GAZETTEER};
    char path[512];
    archive_make(texts, COUNT_OF(texts));
    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        snprintf(path, sizeof path, "%s/%s", made.directory, folders[i]);
        assert_int_equal(mkdir(path, 0700), 0);
    }
    archive_write(
        &(archive_text){GAZETTEER "/names.tsv", "weapon/tern\tTern-4\nship/heron\tBlue Heron\n"});
    archive_write(&armed);
    snprintf(path, sizeof path, "%s/%s", made.directory, armed.file);
    const char *argv[] = {made.program, "import", path, NULL};
    const char *environment[] = {made.setting, made.home, NULL};
    assert_int_equal(terminal_run(argv, environment), 0);
    return 0;
}

static void quit(terminal *t)
{
    terminal_send(t, "Q");
    int status = terminal_wait_end(t);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

/* The cell on which NAME begins in the first line of the text. */
static terminal_cell cell_of(terminal *t, const char *name)
{
    static const char line[] = "Norway fired a Tern-4 on Monday. The Blue Heron";
    int y = terminal_find(t, line, 0);
    return terminal_at(t, terminal_column(t, line, y) + (int)(strstr(line, name) - line), y);
}

static void test_a_kind_from_file_to_screen(void **state)
{
    (void)state;
    declare("ship\t\tgreen\nweapon\tarms\tviolet\n");
    terminal *t = archive_read(120, 40, NULL, NULL);
    terminal_cell arms = cell_of(t, "Tern-4"), ship = cell_of(t, "Blue"),
                  text = cell_of(t, "fired");
    assert_true(arms.underline && ship.underline && !text.underline);
    assert_int_not_equal(arms.foreground, ship.foreground);
    assert_int_not_equal(arms.foreground, text.foreground);
    terminal_assert_shows(t, " arms "); /* over its names, at the left */
    terminal_type(t, "z");
    terminal_assert_shows(t, "4 place 5 ship 6 arms 7 other");
    terminal_type(t, "6");
    terminal_assert_shows(t, "arms: not shown");
    assert_false(cell_of(t, "Tern-4").underline);
    assert_true(cell_of(t, "Blue").underline);
    terminal_type(t, ":toggle-kind arms\r");
    assert_true(cell_of(t, "Tern-4").underline);
    terminal_type(t, "Fweapon:tern\r");
    terminal_assert_shows(t, "[weapon:Tern-4 ×]");
    terminal_assert_shows(t, "1 of 2 docs");
    quit(t);
}

static void test_without_colours(void **state)
{
    (void)state;
    static const char *const settings[] = {"TERM=xterm", "TERM=vt220", "NO_COLOR=1"};
    declare("weapon\tarms\tviolet\n");
    for (size_t i = 0; i < COUNT_OF(settings); i++) {
        terminal *t = archive_read(80, 24, settings[i], NULL);
        terminal_cell arms = cell_of(t, "Tern-4");
        assert_true(arms.underline);
        assert_int_equal(arms.foreground, -1);
        terminal_type(t, "z5");
        assert_false(cell_of(t, "Tern-4").underline);
        quit(t);
    }
}

static void test_a_bad_declaration_is_told(void **state)
{
    (void)state;
    declare("weapon\tarms\tpink\n");
    terminal *t = archive_read(120, 40, NULL, NULL);
    terminal_assert_shows(t, "kinds.tsv:1: no colour 'pink'; it can be red, green, blue");
    terminal_assert_shows(t, " other "); /* what is not declared is that */
    terminal_assert_hides(t, " arms ");
    assert_true(cell_of(t, "Tern-4").underline);
    terminal_type(t, "Fweapon:tern\r");
    terminal_assert_shows(t, "no field 'weapon:'");
    terminal_press(t, "\033");
    quit(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_a_kind_from_file_to_screen),
        TERMINAL_TEST(test_without_colours),
        TERMINAL_TEST(test_a_bad_declaration_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, archive_remove);
}
