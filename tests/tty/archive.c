/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tty/archive.h"

#define TEXTS_MAX 16
#define WORDS_MAX 6

archive made;

void archive_write(const archive_text *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", made.directory, text->file);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text->text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

int archive_make(const archive_text *texts, size_t count)
{
    const char *parent = getenv("TMPDIR");
    snprintf(made.directory, sizeof made.directory, "%s/dateline-tty-XXXXXX",
             parent && *parent ? parent : "/tmp");
    assert_non_null(mkdtemp(made.directory));
    assert_non_null(realpath("dateline", made.program));
    snprintf(made.path, sizeof made.path, "%s/archive.db", made.directory);
    snprintf(made.setting, sizeof made.setting, "DATELINE_ARCHIVE=%s", made.path);
    snprintf(made.home, sizeof made.home, "HOME=%s", made.directory);
    const char *argv[TEXTS_MAX + 3] = {made.program, "import"};
    char paths[TEXTS_MAX][512];
    assert_true(count <= TEXTS_MAX);
    for (size_t i = 0; i < count; i++) {
        archive_write(&texts[i]);
        snprintf(paths[i], sizeof paths[i], "%s/%s", made.directory, texts[i].file);
        argv[2 + i] = paths[i];
    }
    const char *environment[] = {made.setting, made.home, NULL};
    assert_int_equal(terminal_run(argv, environment), 0);
    return 0;
}

static int remove_entry(const char *path, const struct stat *info, int type, struct FTW *walk)
{
    (void)info;
    (void)type;
    (void)walk;
    return remove(path);
}

int archive_remove(void **state)
{
    (void)state;
    assert_int_equal(nftw(made.directory, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
    return 0;
}

terminal *archive_start(const char *const *words, int width, int height, const char *setting,
                        const char *other)
{
    const char *argv[WORDS_MAX + 3] = {made.program, "--fresh"};
    for (size_t i = 0; words && words[i]; i++) {
        assert_true(i < WORDS_MAX);
        argv[2 + i] = words[i];
    }
    const char *environment[] = {made.setting,           made.home,
                                 "XDG_STATE_HOME",       setting ? setting : other,
                                 setting ? other : NULL, NULL};
    return terminal_new(&(terminal_options){
        .argv = argv, .environment = environment, .width = width, .height = height});
}

terminal *archive_read(int width, int height, const char *setting, const char *other)
{
    terminal *t = archive_start(NULL, width, height, setting, other);
    terminal_wait_start(t);
    return t;
}
