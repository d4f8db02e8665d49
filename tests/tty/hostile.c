/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents, names of files, and typed text full of control sequences. A terminal in a test may
 * ignore such a sequence and show nothing wrong, so it is the bytes that are read (oracle.h).
 */
#include "support/test.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tty/archive.h"
#include "tty/oracle.h"

/* One of each: CSI, OSC 52 and 0 with BEL and ST, DCS, APC, C1 as a byte and as UTF-8, shifts,
 * overwriting, bells, bidi, zero width, tags, a byte order mark, ill-formed UTF-8, DEL. */
#define CSI "\033[31;5mred\033[2J\033[1;1H\033[?1049l"
#define OSC "\033]52;c;ZXZpbA==\a\033]0;title\033\\\033]8;;http://example.org\033\\link"
#define STRINGS "\033P1$r0m\033\\\033_Gi=1;\033\\\033^x\033\\\033c"
#define C1                                                                                         \
    "\xC2\x9B"                                                                                     \
    "31m\xC2\x9D"                                                                                  \
    "52;c;eHl6\xC2\x9C\xC2\x90q\xC2\x9C\x9B"                                                       \
    "5m"
#define MOVES "gone\b\b\b\bover\rstart\v\f\x0E\x0F\a\x7F"
#define BIDI "\xE2\x80\xAEgnp.exe\xE2\x80\xAC \xE2\x81\xA6x\xE2\x81\xA9 \xD8\x9C"
#define HIDDEN "a\xE2\x80\x8Bz\xE2\x81\xA0\xEF\xBB\xBF\xF3\xA0\x81\x81\xEF\xB8\x8F\xC2\xAD"
#define BROKEN "\xFF\xFE\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80\xE2\x80"
#define NAME CSI "\033]52;c;eHl6\a\033]0;title\033\\" BIDI "\n\xFF" /* without a slash */
#define ALL CSI " " OSC " " STRINGS " " C1 " " MOVES " " BIDI " " HIDDEN " " BROKEN

/* An address that a shell would take for commands. */
#define LINK "https://example.org/a?b=$(touch${IFS}x);`id`&c='1'%s#--new"

static const archive_text texts[] = {
    {"title.txt", "Title " CSI BIDI OSC "\n\nDate: 22/04/2021 | Source: Lantern Post\n\n"
                  "Norway and NATO met on the pier " CSI " in the evening.\n"},
    {"source.txt", "A source with too much in it\n\nDate: 16/09/2023 | Source: Evil " BIDI MOVES
                   "\n\nNATO met " C1 " Norway on the pier " OSC " in the morning.\n"},
    {"body.txt", "A body with too much in it\n\nDate: 27/01/2024 | Source: Nordwire\n\n" ALL
                 " NATO \n\n" ALL "\n\nNorway " STRINGS "said.\n"},
    {"name" NAME ".txt", "A name of a file with too much in it\n\n"
                         "Date: 13/09/2024 | Source: Eastern Lens\n\n"
                         "NATO has seen the name of the file and so has Norway.\n"},
    {"bare.txt", ALL},
    {"linked.txt", "Linked to the harbour\n\nDate: 22/04/2021 | Source: Lantern Post\n" LINK
                   "\n\nThe harbour stands in Norway, as it did in the year before.\n"},
};

static int set_up(void **state)
{
    (void)state;
    return archive_make(texts, COUNT_OF(texts));
}

static void assert_clean(terminal *t)
{
    size_t len;
    char why[ORACLE_WHY];
    const char *log = terminal_log(t, &len);
    if (!oracle_accepts(log, len, why))
        fail_msg("%s", why);
}

/* Leaves the reader, and then reads all that it wrote. */
static void quit(terminal *t)
{
    terminal_press(t, "\033");
    terminal_press(t, "\033");
    terminal_send(t, "Q");
    assert_int_equal(terminal_wait_end(t), 0);
    terminal_assert_restored(t);
    assert_clean(t);
}

static terminal *start(int width, int height)
{
    return archive_read(width, height, NULL, NULL);
}

/* --- the oracle itself --- */

static void test_the_oracle_knows_bad_from_good(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\033]52;c;eHl6\a",
        "\033]0;t\033\\",
        "\033]7766;dateline;1\033\\",
        "\033]8;;x\033\\",
        "\033P1$r\033\\",
        "\033c",
        "\033[?2005h",
        "\033[6n",
        "\033[5i",
        "\033[8;1;1t",
        "\033[1;31",
        "\033",
        "a\a",
        "\x0E",
        "\x7F",
        "\xC2\x9B",
        "\x9B",
        "\xE2\x80\xAE",
        "\xE2\x80\x8B",
        "\xF3\xA0\x81\x81",
        "\xED\xA0\x80",
        "\xEF\xBB\xBF",
        "\033[31;?5m",
        "\033[>c",
    };
    static const char *const good[] = {
        "text — 漢字 e\xCC\x81\r\n",
        "\033[1;31m\033[H\033[2J\033[12d\033[K",
        "\033[?1049h\033[22;0;0t\033[?25l",
        "\033]7766;dateline;12;80x24\a",
        "\033]104\a",
        "\033[?2004h\033[?2004l",
    };
    char why[ORACLE_WHY];
    for (size_t i = 0; i < COUNT_OF(bad); i++)
        assert_false(oracle_accepts(bad[i], strlen(bad[i]), why));
    for (size_t i = 0; i < COUNT_OF(good); i++)
        assert_true(oracle_accepts(good[i], strlen(good[i]), why));
}

/* --- documents --- */

/* Goes through every screen there is, in the document at hand too. */
static void test_documents(void **state)
{
    (void)state;
    static const int sizes[][2] = {{80, 24}, {120, 40}, {200, 60}, {33, 9}};
    static const char *const keys[] = {"\r", "]", "]", "]", "*",  "n",  "\r", "j", "q", "e",
                                       "\r", "?", "q", "S", "\r", "\\", "O",  "O", "h", "l"};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        terminal *t = start(sizes[i][0], sizes[i][1]);
        for (size_t doc = 0; doc < COUNT_OF(texts); doc++) {
            for (size_t k = 0; k < COUNT_OF(keys); k++)
                terminal_type(t, keys[k]);
            terminal_press(t, "\x07"); /* where am I: the file's name */
            terminal_press(t, "\x06");
            terminal_press(t, "\x0C");
            terminal_press(t, "\033");
            terminal_press(t, "\033");
            terminal_type(t, "J");
        }
        quit(t);
        terminal_free(t);
    }
}

static void test_kinds_of_terminal(void **state)
{
    (void)state;
    static const char *const kinds[] = {"LC_ALL=C", "NO_COLOR=1", "TERM=xterm"};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        terminal *t = archive_read(80, 24, kinds[i], NULL);
        for (size_t doc = 0; doc < COUNT_OF(texts); doc++)
            terminal_type(t, "\r]\x07J");
        quit(t);
        terminal_free(t);
    }
}

/* What the oracle cannot tell from ncurses' own: a backspace or return out of a document would move
 * the cursor, and the text before it would be overwritten. */
static void test_nothing_is_overwritten(void **state)
{
    (void)state;
    terminal *t = start(200, 60);
    terminal_type(t, "/too much in it\r\r"); /* the newest of them: the body */
    int y = terminal_find(t, "gone", 0);
    terminal_assert(t, y > 0, "the text is on the screen");
    terminal_assert_shows(t, "gone");
    terminal_assert_shows(t, "over");
    terminal_assert_shows(t, "gnp.exe");
    terminal_assert_shows(t, "a␦z");
    quit(t);
}

/* --- links --- */

/* The browser, which writes each of its words in angle brackets, and much besides that nobody is to
 * see. It is another program: what it has written is there when its name is. */
#define BROWSER                                                                                    \
    "#!/bin/sh\n"                                                                                  \
    "cd \"$(dirname \"$0\")\" || exit\n"                                                           \
    "for word; do printf '<%s>' \"$word\"; done >words.new\n"                                      \
    "printf '\\033]52;c;eHl6\\a'; printf '\\033[31m' >&2; echo no >/dev/tty\n"                     \
    "mv words.new words\n"

/* Waits for the file NAME beside the archive, reads it and takes it away. */
static void read_beside(const char *name, char *buffer, size_t size)
{
    char path[300];
    FILE *file;
    snprintf(path, sizeof path, "%s/%s", made.directory, name);
    time_t deadline = time(NULL) + TERMINAL_PATIENCE;
    while (!(file = fopen(path, "r"))) {
        assert_true(time(NULL) < deadline);
        sched_yield();
    }
    buffer[fread(buffer, 1, size - 1, file)] = '\0';
    fclose(file);
    unlink(path);
}

static void test_a_link_is_one_word(void **state)
{
    (void)state;
    static const struct {
        const char *command, *words;
    } cases[] = {
        {"%s/browser", "<" LINK ">"},
        {" %s/browser --new-tab :other", "<--new-tab><" LINK ">"},
        {"%s/browser --url=%%s -x", "<--url=" LINK "><-x>"},
    };
    char browser[300];
    snprintf(browser, sizeof browser, "%s/browser", made.directory);
    archive_write(&(archive_text){"browser", BROWSER});
    assert_int_equal(chmod(browser, 0700), 0);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char setting[700] = "BROWSER=", words[1024];
        snprintf(setting + 8, sizeof setting - 8, cases[i].command, made.directory);
        terminal *t = archive_read(80, 24, setting, NULL);
        terminal_type(t, "/Linked\ro");
        read_beside("words", words, sizeof words);
        assert_string_equal(words, cases[i].words);
        quit(t);
        terminal_free(t);
    }
    terminal *t = archive_read(80, 24, "BROWSER=/nowhere/browser", NULL);
    terminal_type(t, "/Linked\ro");
    terminal_assert_shows(t, "/nowhere/browser");
    quit(t);
}

/* --- typed text and messages --- */

static void test_prompts_and_messages(void **state)
{
    (void)state;
    static const char *const typed[] = {
        "source:" BIDI, "sorce:" BIDI,         "\"" HIDDEN,
        "date:" BIDI,   "person:" HIDDEN BIDI, BIDI HIDDEN,
    };
    static const char *const prompts[] = {"F", "D", "S", "/", ":", "e"};
    for (size_t p = 0; p < COUNT_OF(prompts); p++) {
        terminal *t = start(80, 24);
        for (size_t i = 0; i < COUNT_OF(typed); i++) {
            terminal_type(t, prompts[p]);
            terminal_type(t, typed[i]);
            terminal_type(t, "\t\r");
            terminal_press(t, "\033");
            terminal_press(t, "\033");
        }
        quit(t);
        terminal_free(t);
    }
}

static void test_typed_text_is_shown_safe(void **state)
{
    (void)state;
    terminal *t = start(80, 24);
    terminal_type(t, "Fsource:" BIDI);
    terminal_assert_shows(t, "source:␦gnp.exe␦");
    terminal_type(t, "\r");
    terminal_assert_shows(t, "␦gnp.exe␦");
    quit(t);
}

/* Keys that a terminal sends as sequences, or a paste that holds them. */
static void test_a_paste(void **state)
{
    (void)state;
    terminal *t = start(80, 24);
    terminal_type(t, "F");
    terminal_send(t, OSC CSI C1 BROKEN MOVES);
    terminal_wait_taken(t);
    terminal_press(t, "\033");
    quit(t);
}

static void refuse(const char *word, const char *other)
{
    const char *words[] = {word, other, NULL};
    terminal *t = archive_start(words, 200, 24, NULL, NULL);
    int status = terminal_wait_end(t);
    assert_true(WIFEXITED(status));
    assert_in_range(WEXITSTATUS(status), 1, 2);
    assert_clean(t);
    terminal_free(t);
}

static void test_errors_before_the_screen(void **state)
{
    (void)state;
    refuse("source:" BIDI OSC, NULL);
    refuse("sorce:" CSI, C1);
    refuse("\"" ALL, NULL);
    refuse("--" CSI OSC, NULL);
    refuse("--archive=/nowhere/" ALL, NULL);
    refuse("impor" BIDI, NULL);
}

static void test_the_name_of_the_archive(void **state)
{
    (void)state;
    char path[600], setting[700];
    snprintf(path, sizeof path, "%s/evil" NAME ".db", made.directory);
    snprintf(setting, sizeof setting, "DATELINE_ARCHIVE=%s", path);
    assert_int_equal(rename(made.path, path), 0);
    terminal *t = archive_read(120, 40, setting, NULL);
    terminal_assert_shows(t, "evil");
    terminal_press(t, "\x07");
    quit(t);
    assert_int_equal(rename(path, made.path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_the_oracle_knows_bad_from_good),
        TERMINAL_TEST(test_documents),
        TERMINAL_TEST(test_kinds_of_terminal),
        TERMINAL_TEST(test_nothing_is_overwritten),
        TERMINAL_TEST(test_prompts_and_messages),
        TERMINAL_TEST(test_typed_text_is_shown_safe),
        TERMINAL_TEST(test_a_paste),
        TERMINAL_TEST(test_a_link_is_one_word),
        TERMINAL_TEST(test_errors_before_the_screen),
        TERMINAL_TEST(test_the_name_of_the_archive),
    };
    return cmocka_run_group_tests_name("hostile", tests, set_up, archive_remove);
}
