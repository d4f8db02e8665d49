/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept between runs, in a terminal: where an archive was left, what was entered at prompts; and
 * other programs that have the terminal meanwhile. */
#include "support/test.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tty/archive.h"

static const archive_text texts[] = {
    {"crane.txt", "The crane is painted\n\n"
                  "Date: 13/02/2022 | Source: Harbour Gazette\n\n"
                  "Norway lent the paint. NATO lent the ladder, and Norway held it.\n"},
    {"dock.txt", "A dock is swept; $(touch swept) `touch swept` 'quoted\n\n"
                 "Date: 16/09/2023 | Source: Nordwire\n\n"
                 "Iceland swept the dock on Monday. NATO watched Iceland sweep it.\n"},
};

static char state[400], state_setting[420];

static int set_up(void **unused)
{
    (void)unused;
    int failed = archive_make(texts, COUNT_OF(texts));
    snprintf(state, sizeof state, "%s/state", made.directory);
    snprintf(state_setting, sizeof state_setting, "XDG_STATE_HOME=%s", state);
    return failed;
}

/* Starts the reader with WORDS (up to NULL; or NULL), keeping its state in a directory of the test's. */
static terminal *start(const char *const *words, const char *setting)
{
    const char *argv[4] = {made.program, words ? words[0] : NULL, NULL};
    const char *environment[] = {made.setting, made.home, state_setting, setting, NULL};
    terminal *t = terminal_new(&(terminal_options){.argv = argv, .environment = environment});
    terminal_wait_start(t);
    return t;
}

static void quit(terminal *t)
{
    terminal_send(t, "Q");
    int status = terminal_wait_end(t);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    terminal_assert_restored(t);
    terminal_free(t);
}

/* The path of the one file of the state whose name begins with BEGIN; checks that nothing else is there
 * than what is to be. */
static const char *state_file(const char *begin)
{
    static char path[800];
    char name[500];
    snprintf(name, sizeof name, "%s/dateline", state);
    *path = '\0';
    DIR *directory = opendir(name);
    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory));) {
        if (strncmp(entry->d_name, begin, strlen(begin)) == 0)
            snprintf(path, sizeof path, "%s/%s", name, entry->d_name);
        if (strchr(entry->d_name + 1, '.') && entry->d_name[0] != '.')
            fail_msg("%s is left over", entry->d_name);
    }
    closedir(directory);
    assert_true(*path);
    return path;
}

static unsigned mode_of(const char *path)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    return status.st_mode & 0777;
}

static void test_the_archive_opens_where_it_was_left(void **unused)
{
    (void)unused;
    static const char *const fresh[] = {"--fresh", NULL}, *const query[] = {"source:nordwire",
                                                                            NULL};
    terminal *t = start(NULL, NULL);
    terminal_assert_shows(t, "doc 1/2");
    terminal_type(t, "j\r]*");
    terminal_assert_shows(t, "n: Norway 2/2");
    quit(t);
    char directory[500];
    snprintf(directory, sizeof directory, "%s/dateline", state);
    assert_int_equal(mode_of(directory), 0700);
    assert_int_equal(mode_of(state_file("session-")), 0600);
    t = start(NULL, NULL);
    terminal_assert_shows(t, "n: Norway 2/2");
    terminal_assert_shows(t, "The crane is painted");
    terminal_type(t, "<");
    terminal_assert_shows(t, "doc 2/2");
    quit(t);
    t = start(query, NULL);
    terminal_assert_shows(t, "1 of 2 docs");
    quit(t);
    t = start(fresh, NULL);
    terminal_assert_shows(t, "doc 1/2");
    terminal_assert_shows(t, "2 of 2 docs");
    terminal_assert_hides(t, "n: Norway");
    quit(t);
}

static void test_a_signal_keeps_the_place_too(void **unused)
{
    (void)unused;
    static const int numbers[] = {SIGTERM, SIGHUP, SIGINT};
    static const char *const fresh[] = {"--fresh", NULL};
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        terminal *t = start(fresh, NULL);
        terminal_type(t, "\r]*");
        terminal_assert_shows(t, "n: Iceland 2/2");
        kill(terminal_process(t), numbers[i]);
        int status = terminal_wait_end(t);
        assert_true(WIFSIGNALED(status));
        terminal_free(t);
        t = start(NULL, NULL);
        terminal_assert_shows(t, "n: Iceland 2/2");
        quit(t);
    }
}

static void write_state(const char *path, const char *text, size_t len)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static void test_what_is_no_session_is_passed_over(void **unused)
{
    (void)unused;
    static const struct {
        const char *text;
        size_t len;
    } files[] = {{"", 0}, {"\0\0\0\0", 4}, {"dateline session\t99\nhere\n", 25}, {"\xff\n", 2}};
    terminal *before = start(NULL, NULL);
    terminal_type(before, "/dock\r");
    quit(before);
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        write_state(state_file("session-"), files[i].text, files[i].len);
        write_state(state_file("history"), files[i].text, files[i].len);
        terminal *t = start(NULL, NULL);
        terminal_assert_shows(t, "doc 1/2");
        terminal_type(t, "j/");
        terminal_press(t, "\020");
        terminal_press(t, "\033");
        quit(t);
        t = start(NULL, NULL);
        terminal_assert_shows(t, "doc 2/2");
        quit(t);
    }
}

static void test_a_state_that_cannot_be_kept_is_no_failure(void **unused)
{
    (void)unused;
    terminal *t = archive_read(80, 24, "XDG_STATE_HOME=/proc/nowhere", NULL);
    terminal_type(t, "j");
    quit(t);
}

static void test_histories_of_two_readers(void **unused)
{
    (void)unused;
    static const char *const fresh[] = {"--fresh", NULL};
    terminal *one = start(fresh, NULL), *two = start(fresh, NULL);
    terminal_type(one, "\r/paint\r");
    terminal_type(two, "\r/ladder\r");
    terminal_type(two, "Fnato\r");
    quit(one);
    quit(two);
    assert_int_equal(mode_of(state_file("history")), 0600);
    terminal *t = start(fresh, NULL);
    terminal_type(t, "/");
    terminal_press(t, "\020"); /* ^P */
    terminal_assert_shows(t, "/ladder");
    terminal_press(t, "\020");
    terminal_assert_shows(t, "/paint");
    terminal_press(t, "\022"); /* ^R */
    terminal_type(t, "lad");
    terminal_assert_shows(t, "/(history, lad) ladder");
    terminal_press(t, "\033");
    terminal_press(t, "\033");
    terminal_type(t, "F");
    terminal_press(t, "\020");
    terminal_assert_shows(t, "filter: nato");
    terminal_press(t, "\033");
    quit(t);
}

static void test_what_is_imported_meanwhile(void **unused)
{
    (void)unused;
    static const archive_text later = {"kite.txt", "A kite is flown\n\n"
                                                   "Date: 16/09/2024 | Source: Nordwire\n\n"
                                                   "Japan flew the kite.\n"};
    terminal *t = archive_read(80, 24, NULL, NULL);
    terminal_type(t, "j");
    char path[500];
    archive_write(&later);
    snprintf(path, sizeof path, "%s/%s", made.directory, later.file);
    const char *argv[] = {made.program, "import", path, NULL};
    const char *environment[] = {made.setting, made.home, NULL};
    assert_int_equal(terminal_run(argv, environment), 0);
    terminal_wait_text(t, "1 new text; R shows it");
    terminal_type(t, "R");
    terminal_assert_shows(t, "1 new");
    terminal_assert_shows(t, "doc 3/3");
    terminal_type(t, "gg");
    terminal_assert_shows(t, "A kite is flown");
    quit(t);
}

/* --- other programs --- */

/* Makes a script of the shell in the test's directory; its path. */
static const char *make_script(const char *name, const char *text)
{
    static char path[700];
    archive_write(&(archive_text){name, text});
    snprintf(path, sizeof path, "%s/%s", made.directory, name);
    assert_int_equal(chmod(path, 0700), 0);
    return path;
}

static void test_a_prompt_in_the_editor(void **unused)
{
    (void)unused;
    char visual[800];
    snprintf(visual, sizeof visual, "VISUAL=%s --wait",
             make_script("editor",
                         "#!/bin/sh\n[ \"$1\" = --wait ] || exit 1\n"
                         "read -r line <\"$2\"; printf '%s or\\nworse\\n' \"$line\" >\"$2\"\n"));
    terminal *t = archive_read(80, 24, visual, NULL);
    terminal_type(t, "F$(touch swept)");
    terminal_press(t, "\030"); /* ^X */
    terminal_press(t, "\005"); /* ^E */
    terminal_assert_shows(t, "filter: $(touch swept) or worse");
    terminal_press(t, "\033");
    assert_true(terminal_alternate(t));
    terminal_resize(t, 100, 30); /* as before */
    terminal_wait_size(t);
    quit(t);
}

static void test_an_editor_that_fails(void **unused)
{
    (void)unused;
    terminal *t = archive_read(80, 24, "VISUAL=/nowhere/editor", NULL);
    terminal_type(t, "E");
    terminal_assert_shows(t, "/nowhere/editor cannot be started");
    quit(t);
    t = archive_read(80, 24, "VISUAL=vi 'unfinished", NULL);
    terminal_type(t, "E");
    terminal_assert_shows(t, "VISUAL names no editor: “vi 'unfinished”");
    quit(t);
    t = archive_read(80, 24, "VISUAL=", "EDITOR=$(touch /tmp/none)");
    terminal_type(t, "E"); /* no command is run for it */
    terminal_assert_shows(t, "EDITOR names no editor");
    quit(t);
    t = archive_read(80, 24, "VISUAL= ", "EDITOR=false");
    terminal_type(t, "Fnato");
    terminal_press(t, "\030");
    terminal_press(t, "\005");
    terminal_assert_shows(t, "filter: nato");
    terminal_press(t, "\033");
    quit(t);
}

/* Reads the file NAME of the test's directory and removes it. */
static const char *take_file(const char *name)
{
    static char text[1000];
    char path[500];
    snprintf(path, sizeof path, "%s/%s", made.directory, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    unlink(path);
    return text;
}

static void test_the_document_in_the_editor(void **unused)
{
    (void)unused;
    char visual[800], path[700], script[900];
    /* called with a name in quotes and an argument of two words */
    snprintf(script, sizeof script,
             "#!/bin/sh\ntest \"$1\" = 'two words' || exit 1\ncat \"$2\" >%s/seen\n"
             "echo \"$2\" >>%s/seen\n",
             made.directory, made.directory);
    snprintf(visual, sizeof visual, "VISUAL='%s' \"two words\"", make_script("my editor", script));
    terminal *t = archive_read(80, 24, visual, NULL);
    terminal_type(t, "E"); /* its file */
    snprintf(path, sizeof path, "%s%s/dock.txt\n", texts[1].text, made.directory);
    assert_string_equal(take_file("seen"), path);
    snprintf(path, sizeof path, "%s/dock.txt", made.directory);
    assert_int_equal(unlink(path), 0);
    terminal_type(t, "E"); /* its text, where that is gone */
    terminal_assert_shows(t, "that was a copy, and no change to it is kept");
    const char *seen = take_file("seen");
    assert_non_null(
        strstr(seen, "A dock is swept; $(touch swept) `touch swept` 'quoted\n\nIceland"));
    archive_write(&texts[1]);
    quit(t);
}

/* A document that stands in a file of rows and in no file of its own. */
static void test_a_place_in_a_container(void **unused)
{
    (void)unused;
    static const archive_text rows = {
        "rows.jsonl",
        "{\"id\":\"n/1\",\"title\":\"Wicks\",\"date\":\"2024-09-14\","
        "\"text\":\"The wicks of the quay lamps were cut, said the keeper.\"}\n"
        "{\"title\":\"Wicks again\",\"text\":\"A row of no more than a few words.\"}\n"};
    char visual[800], script[900], path[400];
    archive_write(&rows);
    snprintf(path, sizeof path, "%s/rows.jsonl", made.directory);
    const char *import[] = {made.program, "import", path, NULL};
    const char *environment[] = {made.setting, made.home, NULL};
    assert_int_equal(terminal_run(import, environment), 0);
    snprintf(script, sizeof script,
             "#!/bin/sh\n{ cat \"$1\"; echo; stat -c %%a \"$1\" \"${1%%/*}\"; } >%s/seen\n"
             "echo \"$1\" >%s/name\n",
             made.directory, made.directory);
    snprintf(visual, sizeof visual, "VISUAL=%s", make_script("viewer", script));
    terminal *t = archive_read(80, 24, visual, NULL);
    terminal_type(t, "Ftitle:wicks date:2024\r");
    terminal_assert_shows(t, "file rows.jsonl#1");
    terminal_type(t, "E");
    terminal_assert_shows(t, "that was a copy of rows.jsonl#1");
    const char *seen = take_file("seen");
    assert_non_null(strstr(seen, "{\"id\":\"n/1\",\"title\":\"Wicks\""));
    assert_non_null(strstr(seen, "\n400\n700\n")); /* for nobody else, and not to be changed */
    const char *name = take_file("name");
    assert_int_equal(access(strtok((char *)name, "\n"), F_OK), -1);

    archive_write(&(archive_text){"rows.jsonl", "{\"id\":\"n/1\",\"text\":\"Others.\"}\n"
                                                "{\"text\":\"And others.\"}\n"});
    terminal_type(t, "E"); /* its text */
    terminal_assert_shows(t, "rows.jsonl#1 has changed since it was imported");
    assert_non_null(strstr(take_file("seen"), "Wicks\n\nThe wicks of the quay lamps"));
    terminal_type(t, "o");
    terminal_assert_shows(t, "rows.jsonl#1 has changed since it was imported");
    assert_int_equal(unlink(path), 0);
    terminal_type(t, "o");
    terminal_assert_shows(t, "no link to the web, and no file here any more");
    archive_write(&rows);
    terminal_type(t, "E"); /* it is back */
    terminal_assert_shows(t, "that was a copy of rows.jsonl#1");
    quit(t);
    const char *forget[] = {made.program, "forget", "--yes", "title:wicks", NULL};
    assert_int_equal(terminal_run(forget, environment), 0);
}

static void test_the_text_to_a_command(void **unused)
{
    (void)unused;
    terminal *t = archive_read(80, 24, NULL, NULL);
    char command[600];
    snprintf(command, sizeof command, "|cat > '%s/piped'; echo \"it is\" done | tr d D\r",
             made.directory);
    terminal_send(t, command);
    terminal_wait_text(t, "it is Done");
    terminal_wait_text(t, "[Enter goes back to dateline]");
    assert_false(terminal_alternate(t));
    terminal_send(t, "\n");
    terminal_wait_text(t, "2 of 2 docs");
    const char *piped = take_file("piped");
    assert_string_equal(piped,
                        "A dock is swept; $(touch swept) `touch swept` 'quoted\n\n"
                        "Iceland swept the dock on Monday. NATO watched Iceland sweep it.\n");
    terminal_send(t, "|exit 3\r");
    terminal_wait_text(t, "[Enter goes back to dateline]");
    terminal_send(t, "\n");
    terminal_wait_text(t, "the command failed");
    char swept[500];
    snprintf(swept, sizeof swept, "%s/swept", made.directory);
    assert_int_not_equal(access(swept, F_OK), 0);
    assert_int_not_equal(access("swept", F_OK), 0);
    quit(t);
}

/* More than a pipe holds goes to a command that reads nothing, then to one that reads a line. */
static void test_a_command_that_stops_reading(void **unused)
{
    (void)unused;
    static char text[400000];
    size_t len = (size_t)snprintf(text, sizeof text,
                                  "A long rope\n\nDate: 17/09/2023 | Source: Ropewalk\n\n");
    while (len < sizeof text - 100)
        len += (size_t)snprintf(text + len, sizeof text - len,
                                "Norway spun a rope for the dock, and the dock was glad.\n\n");
    archive_write(&(archive_text){"rope.txt", text});
    char path[500];
    snprintf(path, sizeof path, "%s/rope.txt", made.directory);
    const char *argv[] = {made.program, "import", path, NULL};
    const char *environment[] = {made.setting, made.home, NULL};
    assert_int_equal(terminal_run(argv, environment), 0);
    static const char *const words[] = {"source:ropewalk", NULL};
    terminal *t = archive_start(words, 80, 24, NULL, NULL);
    terminal_wait_start(t);
    static const char *const commands[] = {"|exec <&-; echo \"it is\" shut | tr h H\r",
                                           "|head -1 >/dev/null; echo \"it is\" read | tr r R\r"};
    static const char *const done[] = {"it is sHut", "it is Read"};
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        terminal_send(t, commands[i]);
        terminal_wait_text(t, done[i]);
        terminal_wait_text(t, "[Enter goes back to dateline]");
        terminal_send(t, "\n");
        terminal_wait_text(t, "A long rope");
    }
    quit(t);
    t = archive_start(words, 80, 24, NULL, NULL);
    terminal_wait_start(t);
    kill(terminal_process(t), SIGPIPE); /* one that came from elsewhere still ends it */
    int status = terminal_wait_end(t);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGPIPE);
    terminal_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_the_archive_opens_where_it_was_left),
        TERMINAL_TEST(test_a_signal_keeps_the_place_too),
        TERMINAL_TEST(test_what_is_no_session_is_passed_over),
        TERMINAL_TEST(test_a_state_that_cannot_be_kept_is_no_failure),
        TERMINAL_TEST(test_histories_of_two_readers),
        TERMINAL_TEST(test_a_prompt_in_the_editor),
        TERMINAL_TEST(test_an_editor_that_fails),
        TERMINAL_TEST(test_the_document_in_the_editor),
        TERMINAL_TEST(test_a_place_in_a_container),
        TERMINAL_TEST(test_the_text_to_a_command),
        TERMINAL_TEST(test_what_is_imported_meanwhile),
        TERMINAL_TEST(test_a_command_that_stops_reading),
    };
    return cmocka_run_group_tests(tests, set_up, archive_remove);
}
