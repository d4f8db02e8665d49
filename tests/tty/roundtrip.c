/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A user's round trip. In the reader she corrects a date, dismisses a wrong name everywhere, writes a
 * note, cites a quotation and keeps it in a dossier. Then the program comes with another gazetteer
 * (tests/tty/later), names are found anew, and the file comes in a new version. Nothing of hers is
 * lost, and what she cited is found. The tests go on from each other, in their order.
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tty/archive.h"

#define HEAD "A pier is mended\n\nDate: 13/09/2024 | Source: Eastern Lens\n\n"
#define CREW "The crew came from Norway. Two Kenyans stayed behind.\n\n"
#define QUOTE "\"The pier is older than Norway,\""
#define REST QUOTE " the harbour master said. The Mzizi Republic paid for it.\n"

static const archive_text texts[] = {
    {"pier.txt", HEAD CREW REST},
    {"rope.txt", "A rope is spun\n\nDate: 14/09/2024 | Source: Eastern Lens\n\n"
                 "Norway spun a rope. Kenya bought it.\n"},
};
static const archive_text next_version = {
    "pier.txt", HEAD "It was told on Monday, in the rain.\n\n" CREW REST "Nobody objected.\n"};

static char later[600];     /* the program with the other gazetteer */
static char reference[200]; /* what she cited: HASH#START-END */
static char decided[4096];  /* the decision log when she had done her work */

static int set_up(void **state)
{
    (void)state;
    char path[512];
    assert_non_null(realpath("tests/tty/later", path));
    snprintf(later, sizeof later, "%s", path);
    return archive_make(texts, COUNT_OF(texts));
}

/* What PROGRAM prints on the archive with the words of COMMAND; it must succeed. */
static const char *ask(const char *program, const char *command)
{
    static char text[1 << 16];
    char line[4800], output[400];
    snprintf(output, sizeof output, "%s/output", made.directory);
    snprintf(line, sizeof line, "'%s' %s >'%s'", program, command, output);
    const char *argv[] = {"/bin/sh", "-c", line, NULL};
    const char *environment[] = {made.setting, made.home, NULL};
    assert_int_equal(terminal_run(argv, environment), 0);
    FILE *file = fopen(output, "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    return text;
}

static void assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("'%s' is not in: %s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("'%s' is in: %s", part, text);
}

static void quit(terminal *t)
{
    terminal_send(t, "Q");
    int status = terminal_wait_end(t);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    terminal_free(t);
}

/* Takes the reference that stands in the register. */
static void take_reference(void)
{
    char path[400], text[4096];
    snprintf(path, sizeof path, "%s/.local/state/dateline/register", made.directory);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_holds(text, QUOTE);
    const char *sign = strrchr(text, '#');
    assert_non_null(sign);
    while (sign > text && strchr("0123456789abcdef", sign[-1]))
        sign--;
    snprintf(reference, sizeof reference, "%.*s", (int)strcspn(sign, " \n"), sign);
}

static void test_she_corrects_notes_and_cites(void **state)
{
    (void)state;
    terminal *t = archive_read(100, 30, NULL, NULL);
    terminal_type(t, "j\rCd\0251999-12-31\r");
    terminal_assert_shows(t, "1999-12-31 set by you");
    terminal_type(t, "]cne");
    terminal_wait_text(t, "is no name everywhere");
    terminal_type(t, "]aask them\r");
    terminal_assert_shows(t, "+ ask them");
    terminal_type(t, "/harbour\ryq");
    terminal_wait_text(t, "in the register");
    take_reference();
    terminal_type(t, "Yqpiers\r");
    terminal_wait_text(t, "added to the dossier piers");
    quit(t);
    snprintf(decided, sizeof decided, "%s", ask(made.program, "decisions export"));
    assert_holds(decided, "\"kind\":\"fact\"");
    assert_holds(decided, "\"kind\":\"not-name\"");
}

/* Her work is in the archive as PROGRAM shows it. */
static void assert_kept(const char *program)
{
    char command[300];
    terminal *t = archive_read(100, 30, NULL, NULL);
    terminal_type(t, "j\r");
    terminal_assert_shows(t, "1999-12-31 set by you");
    int noted = terminal_find(t, "Two Kenyans stayed behind.", 0);
    terminal_assert(t, noted >= 0 && terminal_find(t, "+ ask them", 0) == noted + 1,
                    "the note stands under its passage");
    terminal_assert_shows(t, "piers");
    quit(t);
    snprintf(command, sizeof command, "show '%s'", reference);
    assert_holds(ask(program, command), QUOTE);
    assert_holds(ask(program, "dossier piers"), QUOTE);
    assert_holds(ask(program, "export --format=json"), "ask them");
    assert_holds(ask(program, "list --format=json"), "1999-12-31");
    assert_string_equal(ask(program, "decisions export"), decided);
    assert_lacks(ask(program, "entities"), "Norway");
    ask(program, "check");
}

static void test_it_is_there_when_she_comes_back(void **state)
{
    (void)state;
    assert_kept(made.program);
    assert_holds(ask(made.program, "mentions --format=json kenya"), "Kenyans");
    assert_lacks(ask(made.program, "mentions --format=json kenya"), "Mzizi");
}

static void test_another_gazetteer_takes_nothing(void **state)
{
    (void)state;
    ask(later, "reannotate");
    assert_kept(later);
    assert_holds(ask(later, "mentions --format=json kenya"), "Mzizi");
    terminal *t = archive_read(100, 30, NULL, NULL);
    terminal_wait_text(
        t, "the names in 2 documents were found by another version: dateline reannotate");
    terminal_type(t, "j");
    terminal_assert_hides(t, "reannotate");
    quit(t);
    ask(later, "reannotate");
    assert_kept(later);
}

/* What she forgets stays cited, and what she decided and noted is there when the file comes again. */
static void test_what_is_forgotten_comes_back(void **state)
{
    (void)state;
    char command[600];
    ask(made.program, "reannotate");
    ask(made.program, "forget --yes title:pier");
    assert_lacks(ask(made.program, "list"), "pier");
    assert_string_equal(ask(made.program, "decisions export"), decided);
    assert_holds(ask(made.program, "dossier piers"), QUOTE);
    terminal *t = archive_read(100, 30, NULL, NULL);
    terminal_type(t, "hG\r");
    terminal_assert_shows(t, "forgotten not in archive");
    terminal_assert_shows(t, "forgotten: this archive does not hold the document any more");
    int kept = terminal_find(t, "what was cited of", 0);
    terminal_assert(t, kept >= 0 && terminal_find(t, QUOTE, kept) > kept,
                    "what was cited is shown in the place of the text");
    terminal_assert_hides(t, "Norway spun a rope");
    terminal_type(t, "y");
    terminal_assert_shows(t, "in no text any more");
    terminal_type(t, "\r");
    terminal_assert_shows(t, "does not hold the document");
    terminal_type(t, "q");
    terminal_assert_shows(t, "A rope is spun");
    quit(t);
    snprintf(command, sizeof command, "import '%s/pier.txt'", made.directory);
    ask(made.program, command);
    assert_kept(made.program);
}

static void test_a_new_version_takes_nothing(void **state)
{
    (void)state;
    char command[600];
    archive_write(&next_version);
    snprintf(command, sizeof command, "import '%s/pier.txt'", made.directory);
    ask(later, command);
    assert_kept(later);
    assert_holds(ask(later, "show mzizi"), "told on Monday");
    /* and back to what it was */
    archive_write(&texts[0]);
    ask(made.program, command);
    ask(made.program, "reannotate");
    assert_kept(made.program);
}

static void test_another_archive_takes_the_log(void **state)
{
    (void)state;
    char command[3400];
    snprintf(
        command, sizeof command,
        "decisions export >'%s/log' && DATELINE_ARCHIVE='%s/other.db' && "
        "export DATELINE_ARCHIVE && '%s' import '%s'/*.txt && '%s' decisions import '%s/log' && "
        "'%s' decisions export",
        made.directory, made.directory, later, made.directory, later, made.directory, later);
    assert_string_equal(ask(made.program, command), decided);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_she_corrects_notes_and_cites),
        TERMINAL_TEST(test_it_is_there_when_she_comes_back),
        TERMINAL_TEST(test_another_gazetteer_takes_nothing),
        TERMINAL_TEST(test_what_is_forgotten_comes_back),
        TERMINAL_TEST(test_a_new_version_takes_nothing),
        TERMINAL_TEST(test_another_archive_takes_the_log),
    };
    return cmocka_run_group_tests(tests, set_up, archive_remove);
}
