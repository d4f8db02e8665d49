/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of the command line can be asked without running the program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/options.h"
#include "cli/pathlist.h"
#include "cli/paths.h"
#include "cli/rawtext.h"
#include "cli/subcommand.h"
#include "cli/words.h"
#include "support/test.h"

static void assert_joined(char *const *words, size_t count, const char *want)
{
    dl_str text;
    dl_str_init(&text);
    dl_words_join(&text, words, count);
    assert_string_equal(text.text, want);
    dl_str_release(&text);
}

static void test_words_are_joined_as_they_were_meant(void **state)
{
    (void)state;
    assert_joined((char *[]){"nato", "date:2022"}, 2, "nato date:2022");
    assert_joined((char *[]){"source:Iran Press TV", "nato"}, 2, "source:\"Iran Press TV\" nato");
    assert_joined((char *[]){"source:\"Iran Press TV\""}, 1, "source:\"Iran Press TV\"");
    assert_joined((char *[]){"nato date:2022"}, 1, "nato date:2022");
    assert_joined((char *[]){"source:tass date:2022"}, 1, "source:tass date:2022");
    assert_joined((char *[]){"source:Radio 4: The News"}, 1, "source:\"Radio 4: The News\"");
    assert_joined((char *[]){"\"a phrase\""}, 1, "\"a phrase\"");
    assert_joined((char *[]){"x\033[2Jy"}, 1, "x\xEF\xBF\xBD[2Jy");
    assert_joined((char *[]){"caf\xE9"}, 1, "café");
}

/* --- paths to be completed --- */

static void touch(const char *folder, const char *name)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
}

static void assert_listed(const char *typed, const char *const *want, size_t count)
{
    dl_arena arena = {0};
    const char *found[8];
    assert_int_equal(dl_paths_list(typed, &arena, found, COUNT_OF(found)), count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(found[i], want[i]);
    dl_arena_release(&arena);
}

static void test_paths_are_listed_as_a_shell_reads_them(void **state)
{
    (void)state;
    static const char *const names[] = {
        "it's $(touch x).txt", "b;c", ".hidden", "d\te", "f\xff", "é"};
    char folder[] = "dateline-cli-XXXXXX", path[300];
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < COUNT_OF(names); i++)
        touch(folder, names[i]);
    snprintf(path, sizeof path, "%s/g h", folder);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(chdir(folder), 0);
    assert_listed("", (const char *[]){"b\\;c", "g\\ h/", "it\\'s\\ \\$\\(touch\\ x\\).txt", "é"},
                  4);
    assert_listed("./i", (const char *[]){"./it\\'s\\ \\$\\(touch\\ x\\).txt"}, 1);
    assert_listed("g\\ ", (const char *[]){"g\\ h/"}, 1);
    assert_listed("g\\ h/", NULL, 0);
    assert_listed(".h", (const char *[]){".hidden"}, 1);
    assert_listed("nowhere/a", NULL, 0);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        assert_int_equal(unlink(names[i]), 0);
    assert_int_equal(rmdir("g h"), 0);
    assert_int_equal(chdir(".."), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void assert_path(const char *path, const char *want)
{
    char *text = dl_path_text(path);
    assert_string_equal(text, want);
    free(text);
}

static void test_a_path_as_text_holds_no_control_and_stays_its_own(void **state)
{
    (void)state;
    assert_path("/home/a/über.txt", "/home/a/über.txt");
    assert_path("a\nb", "a\\x0ab");
    assert_path("a\033[2J", "a\\x1b[2J");
    assert_path("a\xC2\x9B", "a\\xc2\\x9b");
    assert_path("a\xFF", "a\\xff");
    assert_path("a\\xff", "a\\x5cxff");
    assert_path("a\xEF\xBF\xBD", "a\xEF\xBF\xBD");
}

static void test_the_archive_is_where_the_user_says(void **state)
{
    (void)state;
    dl_options options = {.archive = "given.db"};
    char *path;
    setenv("DATELINE_ARCHIVE", "environment.db", 1);
    setenv("XDG_DATA_HOME", "/data", 1);
    setenv("HOME", "/home/somebody", 1);
    assert_int_equal(dl_path_archive(&options, &path, NULL), DL_OK);
    assert_string_equal(path, "given.db");
    free(path);
    options.archive = NULL;
    assert_int_equal(dl_path_archive(&options, &path, NULL), DL_OK);
    assert_string_equal(path, "environment.db");
    free(path);
    unsetenv("DATELINE_ARCHIVE");
    assert_int_equal(dl_path_archive(&options, &path, NULL), DL_OK);
    assert_string_equal(path, "/data/dateline/archive.db");
    free(path);
    setenv("XDG_DATA_HOME", "relative", 1);
    assert_int_equal(dl_path_archive(&options, &path, NULL), DL_OK);
    assert_string_equal(path, "/home/somebody/.local/share/dateline/archive.db");
    free(path);
    options.archive = "";
    assert_int_equal(dl_path_archive(&options, &path, NULL), DL_ERR_INVALID);
}

static void assert_raw(const char *bytes, size_t len, const char *want)
{
    dl_rawtext raw;
    assert_int_equal(dl_rawtext_init(&raw, bytes, len, NULL), DL_OK);
    assert_string_equal(raw.text.text, want);
    assert_int_equal(dl_rawtext_at(&raw, raw.text.len), len);
    dl_rawtext_release(&raw);
}

static void test_raw_text_keeps_its_places(void **state)
{
    (void)state;
    assert_raw("", 0, "");
    assert_raw("a\r\nb\f", 5, "a \nb ");
    assert_raw("\xEF\xBB\xBFNATO", 7, "   NATO");
    assert_raw("a\0b\x7F\x1B[", 6, "a b  [");
    assert_raw("a\xC2\x9B"
               "b",
               4, "a  b");
    assert_raw("e\xCC\x81", 3, "e\xCC\x81"); /* not composed, which would be shorter */
}

static void test_raw_bytes_of_another_encoding_are_traced_back(void **state)
{
    (void)state;
    dl_rawtext raw;
    static const char bytes[] = "caf\xE9 \x93Oslo\x94\r";
    assert_int_equal(dl_rawtext_init(&raw, bytes, sizeof bytes - 1, NULL), DL_OK);
    assert_string_equal(raw.text.text, "café “Oslo” ");
    size_t place = (size_t)(strstr(raw.text.text, "Oslo") - raw.text.text);
    assert_int_equal(dl_rawtext_at(&raw, place), 6);
    assert_int_equal(dl_rawtext_at(&raw, place + 4), 10);
    assert_int_equal(dl_rawtext_at(&raw, raw.text.len), sizeof bytes - 1);
    dl_rawtext_release(&raw);
    static const char mixed[] = "Вена \x97 Oslo\xFF";
    assert_int_equal(dl_rawtext_init(&raw, mixed, sizeof mixed - 1, NULL), DL_OK);
    assert_string_equal(raw.text.text, "Вена — Osloÿ");
    assert_int_equal(raw.bad, 9);
    assert_int_equal(dl_rawtext_at(&raw, 2), 2);
    assert_int_equal(dl_rawtext_at(&raw, 8), 8);
    assert_int_equal(dl_rawtext_at(&raw, (size_t)(strstr(raw.text.text, "Oslo") - raw.text.text)),
                     11);
    dl_rawtext_release(&raw);
    dl_error error;
    assert_int_equal(dl_rawtext_init(&raw, "\xFE\xFF\0a", 4, &error), DL_ERR_UNSUPPORTED);
}

static void test_a_subcommand_is_near_what_is_nearly_it(void **state)
{
    (void)state;
    static const struct {
        const char *word, *near;
    } rows[] = {
        {"lst", "list"},          {"lits", "list"}, {"imprt", "import"}, {"sorces", "sources"},
        {"mentoins", "mentions"}, {"LIST", "list"}, {"nato", NULL},      {"russia", NULL},
        {"czech", NULL},          {"iran", NULL},   {"ukraine", NULL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const dl_subcommand *near = dl_subcommand_near(rows[i].word);
        assert_string_equal(near ? near->name : "none", rows[i].near ? rows[i].near : "none");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths_are_listed_as_a_shell_reads_them),
        cmocka_unit_test(test_words_are_joined_as_they_were_meant),
        cmocka_unit_test(test_a_path_as_text_holds_no_control_and_stays_its_own),
        cmocka_unit_test(test_the_archive_is_where_the_user_says),
        cmocka_unit_test(test_raw_text_keeps_its_places),
        cmocka_unit_test(test_raw_bytes_of_another_encoding_are_traced_back),
        cmocka_unit_test(test_a_subcommand_is_near_what_is_nearly_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
