/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tty/archive.h"
#include "tty/terminal.h"

static void write_file(const char *directory, const archive_text *text)
{
    char path[512];
    snprintf(path, sizeof path, "%s/%s", directory, text->file);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text->text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

void archive_make(archive *ret, const archive_text *texts, size_t count)
{
    const char *parent = getenv("TMPDIR");
    snprintf(ret->directory, sizeof ret->directory, "%s/dateline-tty-XXXXXX",
             parent && *parent ? parent : "/tmp");
    assert_non_null(mkdtemp(ret->directory));
    assert_non_null(realpath("dateline", ret->program));
    snprintf(ret->path, sizeof ret->path, "%s/archive.db", ret->directory);
    snprintf(ret->setting[0], sizeof ret->setting[0], "DATELINE_ARCHIVE=%s", ret->path);
    snprintf(ret->setting[1], sizeof ret->setting[1], "HOME=%s", ret->directory);
    const char *argv[64] = {ret->program, "import"};
    char paths[60][512];
    assert_true(count < 60);
    for (size_t i = 0; i < count; i++) {
        write_file(ret->directory, &texts[i]);
        snprintf(paths[i], sizeof paths[i], "%s/%s", ret->directory, texts[i].file);
        argv[2 + i] = paths[i];
    }
    const char *environment[] = {ret->setting[0], ret->setting[1], NULL};
    assert_int_equal(terminal_run(argv, environment), 0);
}

void archive_remove(archive *a)
{
    DIR *directory = opendir(a->directory);
    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory));) {
        char path[600];
        snprintf(path, sizeof path, "%s/%s", a->directory, entry->d_name);
        if (entry->d_name[0] != '.')
            unlink(path);
    }
    closedir(directory);
    assert_int_equal(rmdir(a->directory), 0);
}
