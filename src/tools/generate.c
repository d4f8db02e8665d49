/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * generate [--seed N] [--count N] DIR: writes COUNT text files (20,000 unless told) below DIR, a
 * thousand in each of DIR/000, DIR/001, ...: stories that were never news, from a vocabulary of the
 * project's own and the names of its gazetteer, for measuring. About 1.8 KB each; words and names by
 * Zipf's law, 60 invented sources, twenty years of days.
 *
 * generate --brief [--seed N] [--count N] FILE: writes stories of some 300 bytes to FILE, each a line of
 * JSON, for archives of a million.
 *
 * Deterministic to the byte: the same seed and number make the same file, however many are made, so
 * a small archive is the beginning of a large one.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tools/story.h"

#define PER_FOLDER 1000

static int complain(const char *path)
{
    fprintf(stderr, "generate: %s: %s\n", path, strerror(errno));
    return -1;
}

static int make_folder(const char *path)
{
    return mkdir(path, 0777) < 0 && errno != EEXIST ? complain(path) : 0;
}

static int write_file(const char *path, const dl_str *text)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return complain(path);
    fwrite(text->text, 1, text->len, file);
    int failed = ferror(file);
    return fclose(file) < 0 || failed ? complain(path) : 0;
}

static int write_story(const dl_mill *mill, uint64_t number, const char *dir)
{
    char path[4096];
    int folder = snprintf(path, sizeof path, "%s/%03d", dir, (int)(number / PER_FOLDER));
    if (folder < 0 || (size_t)folder + 16 > sizeof path) {
        errno = ENAMETOOLONG;
        return complain(dir);
    }
    if (number % PER_FOLDER == 0 && make_folder(path) < 0)
        return -1;
    snprintf(path + folder, sizeof path - (size_t)folder, "/%06d.txt", (int)number);
    dl_str text;
    dl_str_init(&text);
    dl_story_add(mill, number, &text);
    errno = ENOMEM;
    int status = dl_str_ok(&text) ? write_file(path, &text) : complain(path);
    dl_str_release(&text);
    return status;
}

/* Writes COUNT stories cut short to the file at PATH. */
static int write_briefs(const dl_mill *mill, uint64_t count, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return complain(path);
    dl_str text;
    dl_str_init(&text);
    for (uint64_t i = 0; i < count && dl_str_ok(&text) && !ferror(file); i++) {
        dl_str_clear(&text);
        dl_brief_add(mill, i, &text);
        fwrite(text.text, 1, text.len, file);
    }
    int failed = !dl_str_ok(&text) || ferror(file);
    dl_str_release(&text);
    return fclose(file) < 0 || failed ? complain(path) : 0;
}

/* Writes COUNT stories below DIR. */
static int write_stories(const dl_mill *mill, uint64_t count, const char *dir)
{
    int status = make_folder(dir);
    for (uint64_t i = 0; !status && i < count; i++)
        status = write_story(mill, i, dir);
    return status;
}

/* Reads the number after option NAME at *ARGV, if it is that option. */
static int read_option(char ***argv, const char *name, uint64_t *ret)
{
    if (strcmp(**argv, name) != 0 || !(*argv)[1])
        return 0;
    char *end;
    errno = 0;
    unsigned long long number = strtoull((*argv)[1], &end, 10);
    if (errno || *end || !*(*argv)[1] || number > 999999999)
        return 0;
    *ret = number;
    *argv += 2;
    return 1;
}

int main(int argc, char **argv)
{
    (void)argc;
    uint64_t seed = 1, count = 20000;
    argv++;
    int brief = *argv && strcmp(*argv, "--brief") == 0;
    argv += brief;
    while (*argv && (read_option(&argv, "--seed", &seed) || read_option(&argv, "--count", &count)))
        continue;
    if (!*argv || argv[1] || **argv == '-') {
        fprintf(stderr, "usage: generate [--seed N] [--count N] DIR\n"
                        "       generate --brief [--seed N] [--count N] FILE\n");
        return 2;
    }
    dl_mill *mill = malloc(sizeof *mill);
    int status = mill ? dl_mill_init(mill, seed) : -1;
    if (status < 0)
        fprintf(stderr, "generate: out of memory\n");
    if (!status)
        status = brief ? write_briefs(mill, count, *argv) : write_stories(mill, count, *argv);
    if (mill)
        dl_mill_release(mill);
    free(mill);
    return status ? 1 : 0;
}
