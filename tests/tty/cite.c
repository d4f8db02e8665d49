/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a citation goes: the register, and the clipboard by the way that the terminal has. The text is
 * as hostile as it can be, so the bytes are read.
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "dateline/base64.h"
#include "tty/archive.h"
#include "tty/oracle.h"

#define QUOTE "“The bell; $(touch x) `id` \\ rings,\xE2\x80\xAE” "

static const archive_text texts[] = {
    {"bell.txt", "A bell for the ferry\n\nDate: 13/09/2024 | Source: Eastern Lens\n\n"
                 "NATO has lent the island a bell. " QUOTE "Norway \033]52;c;ZXZpbA==\a agreed.\n"},
    {"long.txt", NULL},
};

/* A text of one paragraph that no clipboard takes. */
static char *make_long(void)
{
    dl_str text;
    dl_str_init(&text);
    dl_str_add(&text, "A long text\n\nDate: 12/09/2023 | Source: Eastern Lens\n\nJapan said: ");
    for (int i = 0; i < 9000; i++)
        dl_str_addf(&text, "%d bells, ", i);
    dl_str_add(&text, "all rung.\n");
    return dl_str_detach(&text);
}

static int set_up(void **state)
{
    (void)state;
    archive_text all[COUNT_OF(texts)];
    memcpy(all, texts, sizeof texts);
    all[1].text = make_long();
    int failed = archive_make(all, COUNT_OF(all));
    free((char *)all[1].text);
    return failed;
}

/* What the file NAME below the home directory holds, to be freed; NULL where there is none. */
static char *read_file(const char *name, size_t *ret_len)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", made.directory, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    char *text = calloc(1, 1 << 20);
    assert_non_null(text);
    *ret_len = fread(text, 1, (1 << 20) - 1, file);
    fclose(file);
    return text;
}

#define REGISTER ".local/state/dateline/register"

static void remove_file(const char *name)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", made.directory, name);
    remove(path);
}

/* How often PART stands in what was written. */
static size_t count_in_log(terminal *t, const char *part)
{
    size_t len, count = 0;
    const char *log = terminal_log(t, &len);
    for (const char *at = log; (at = memmem(at, len - (size_t)(at - log), part, strlen(part)));)
        at += strlen(part), count++;
    return count;
}

/* Starts the reader and cites with KEYS. */
static terminal *cite(const char *keys, const char *setting, const char *other)
{
    remove_file(REGISTER);
    terminal *t = archive_read(120, 40, setting, other);
    terminal_type(t, keys);
    return t;
}

/* The command by which TEXT is handed to the terminal. */
static char *command_for(const char *text, size_t len)
{
    dl_str command;
    dl_str_init(&command);
    dl_str_add(&command, "\033]52;c;");
    dl_base64_add(&command, text, len);
    dl_str_add(&command, "\a");
    return dl_str_detach(&command);
}

static void test_the_register_is_the_users_alone(void **state)
{
    (void)state;
    terminal *t = cite("\r]]yq", NULL, NULL);
    terminal_wait_text(t, "in the register and clipboard");
    size_t len;
    char *text = read_file(REGISTER, &len);
    assert_non_null(text);
    assert_non_null(strstr(text, "“The bell; $(touch x) `id` \\ rings,”\n\nEastern Lens, "
                                 "2024-09-13 (stated)\nA bell for the ferry\n"));
    assert_null(strstr(text, "\xE2\x80\xAE"));
    assert_null(strchr(text, '\033'));
    assert_non_null(strchr(text, '#'));
    struct stat info;
    char path[600];
    snprintf(path, sizeof path, "%s/%s", made.directory, REGISTER);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
    *strrchr(path, '/') = '\0';
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    free(text);
    terminal_free(t);
}

/* The whole of it, once, in base64, and nothing else that the oracle would not take. */
static void test_a_terminal_is_handed_the_text(void **state)
{
    (void)state;
    terminal *t = cite("\r]yp", NULL, NULL);
    terminal_wait_text(t, "in the register and clipboard");
    size_t len, all;
    char *text = read_file(REGISTER, &len);
    char *command = command_for(text, len);
    assert_int_equal(count_in_log(t, command), 1);
    assert_int_equal(count_in_log(t, "\033]52"), 1);
    char *log = strndup(terminal_log(t, &all), all), why[ORACLE_WHY];
    char *at = strstr(log, command);
    memmove(at, at + strlen(command), strlen(at + strlen(command)) + 1);
    if (!oracle_accepts(log, strlen(log), why))
        fail_msg("%s", why);
    free(log);
    free(command);
    free(text);
    terminal_free(t);
}

static void test_screen_is_handed_it_in_pieces(void **state)
{
    (void)state;
    terminal *t = cite("\r]yp", "STY=1.tty", "TERM=screen");
    terminal_wait_text(t, "in the register and clipboard");
    assert_int_equal(count_in_log(t, "\033P\033]52;c;"), 1);
    assert_true(count_in_log(t, "\033\\\033P") > 1);
    assert_int_equal(count_in_log(t, "\a\033\\"), 1);
    terminal_free(t);
}

static void test_a_terminal_that_knows_no_commands_is_sent_none(void **state)
{
    (void)state;
    static const char *const terms[] = {"TERM=linux", "TERM=vt100", "TERM=ansi"};
    for (size_t i = 0; i < COUNT_OF(terms); i++) {
        terminal *t = cite("\r]ys", terms[i], NULL);
        terminal_wait_text(t, "this terminal has no clipboard");
        assert_int_equal(count_in_log(t, "\033]52"), 0);
        size_t len;
        char *text = read_file(REGISTER, &len);
        assert_non_null(text);
        free(text);
        terminal_free(t);
    }
}

static void test_what_is_too_long_is_in_the_register_alone(void **state)
{
    (void)state;
    terminal *t = cite("j\r]yp", NULL, NULL);
    terminal_wait_text(t, "too long for the terminal's clipboard");
    assert_int_equal(count_in_log(t, "\033]52"), 0);
    size_t len;
    char *text = read_file(REGISTER, &len);
    assert_non_null(text);
    assert_true(len > 80000);
    free(text);
    terminal_free(t);
}

/* A tmux that keeps what it is given. */
static void write_tmux(const char *script)
{
    archive_text file = {"tmux", script};
    char path[600];
    archive_write(&file);
    snprintf(path, sizeof path, "%s/tmux", made.directory);
    assert_int_equal(chmod(path, 0755), 0);
}

static void test_tmux_is_given_it_on_its_input(void **state)
{
    (void)state;
    char path[300];
    write_tmux("#!/bin/sh\nprintf '<%s>' \"$@\" >\"$HOME/words\"\ncat >\"$HOME/buffer\"\n");
    snprintf(path, sizeof path, "PATH=%s:/usr/bin:/bin", made.directory);
    terminal *t = cite("\r]]yq", "TMUX=/tmp/t,1,0", path);
    terminal_wait_text(t, "in the register and tmux's buffer");
    assert_int_equal(count_in_log(t, "\033]52"), 0);
    size_t len, given_len, words_len;
    char *text = read_file(REGISTER, &len), *given = read_file("buffer", &given_len);
    char *words = read_file("words", &words_len);
    assert_string_equal(words, "<load-buffer><-w><->");
    assert_int_equal(given_len, len);
    assert_string_equal(given, text);
    free(words);
    free(given);
    free(text);
    terminal_free(t);
}

static void test_a_tmux_that_fails_is_told(void **state)
{
    (void)state;
    char path[300];
    write_tmux("#!/bin/sh\nexit 1\n");
    snprintf(path, sizeof path, "PATH=%s:/usr/bin:/bin", made.directory);
    terminal *t = cite("j\r]yp", "TMUX=/tmp/t,1,0", path);
    terminal_wait_text(t, "tmux did not take it");
    terminal_free(t);
    remove_file("tmux");
    snprintf(path, sizeof path, "PATH=%s", made.directory);
    t = cite("\r]]yq", "TMUX=/tmp/t,1,0", path);
    terminal_wait_text(t, "tmux did not take it");
    terminal_free(t);
}

static void test_a_register_that_cannot_be_written_is_told(void **state)
{
    (void)state;
    terminal *t = cite("\r]]yq", "XDG_STATE_HOME=/dev/null", NULL);
    terminal_wait_text(t, "/dev/null/dateline");
    terminal_free(t);
}

/* What somebody called something is found, read and cited in five keystrokes besides the words. */
static void test_a_search_leads_to_a_citation(void **state)
{
    (void)state;
    remove_file(REGISTER);
    terminal *t = archive_read(120, 40, NULL, NULL);
    terminal_type(t, "s");
    terminal_type(t, "rings norway");
    terminal_type(t, "\r\ryq");
    terminal_wait_text(t, "quotation: “The bell");
    size_t len;
    char *text = read_file(REGISTER, &len);
    assert_non_null(text);
    assert_non_null(strstr(text, "“The bell; $(touch x) `id` \\ rings,”"));
    free(text);
    terminal_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_the_register_is_the_users_alone),
        TERMINAL_TEST(test_a_search_leads_to_a_citation),
        TERMINAL_TEST(test_a_terminal_is_handed_the_text),
        TERMINAL_TEST(test_screen_is_handed_it_in_pieces),
        TERMINAL_TEST(test_a_terminal_that_knows_no_commands_is_sent_none),
        TERMINAL_TEST(test_what_is_too_long_is_in_the_register_alone),
        TERMINAL_TEST(test_tmux_is_given_it_on_its_input),
        TERMINAL_TEST(test_a_tmux_that_fails_is_told),
        TERMINAL_TEST(test_a_register_that_cannot_be_written_is_told),
    };
    return cmocka_run_group_tests_name("cite", tests, set_up, archive_remove);
}
