/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/output.h"
#include "cli/pathlist.h"
#include "dateline/str.h"
#include "dateline/text.h"
#include "dateline/vec.h"

typedef struct names {
    char **items;
    size_t len, size;
} names;

/* TYPED without its backslashes, and a home directory in place of a tilde before a slash, to be freed. */
static char *read_typed(const char *typed)
{
    dl_str path;
    const char *home = getenv("HOME");
    dl_str_init(&path);
    if (typed[0] == '~' && typed[1] == '/' && home) {
        dl_str_add(&path, home);
        typed++;
    }
    for (; *typed; typed++) {
        if (*typed == '\\' && typed[1])
            typed++;
        dl_str_addc(&path, *typed);
    }
    return dl_must(dl_str_detach(&path));
}

/* Whether NAME is clean text, so that it can be typed and read. */
static bool is_typable(const char *name)
{
    for (size_t len = strlen(name), used; len > 0; name += used, len -= used) {
        uint32_t cp = dl_text_decode(name, len, &used);
        if ((cp == 0xFFFD && used == 1) || cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
            return false;
    }
    return true;
}

static void add_quoted(dl_str *out, const char *name)
{
    static const char special[] = " \t|&;<>(){}$`\"'\\*?[]#~=%!";
    for (; *name; name++) {
        if (strchr(special, *name))
            dl_str_addc(out, '\\');
        dl_str_addc(out, *name);
    }
}

static bool is_folder(DIR *directory, const char *name)
{
    struct stat info;
    return fstatat(dirfd(directory), name, &info, 0) == 0 && S_ISDIR(info.st_mode);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Adds the names in DIRECTORY that begin with START, folders with a slash. */
static void find_names(DIR *directory, const char *start, names *ret)
{
    const struct dirent *entry;
    while ((entry = readdir(directory))) {
        const char *name = entry->d_name;
        if (strncmp(name, start, strlen(start)) != 0 || (*name == '.' && *start != '.') ||
            strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || !is_typable(name))
            continue;
        dl_str copy;
        dl_str_init(&copy);
        dl_str_addf(&copy, "%s%s", name, is_folder(directory, name) ? "/" : "");
        char *kept = dl_must(dl_str_detach(&copy));
        if (!dl_vec_push(ret, kept))
            dl_must(NULL);
    }
    if (ret->len)
        qsort(ret->items, ret->len, sizeof *ret->items, compare_names);
}

size_t dl_paths_list(const char *typed, dl_arena *arena, const char **ret, size_t limit)
{
    char *path = read_typed(typed), *slash = strrchr(path, '/');
    const char *typed_slash = strrchr(typed, '/'), *start = slash ? slash + 1 : path;
    names found = {0};
    size_t count = 0;
    char *folder = dl_must(slash ? strndup(path, (size_t)(slash - path) + 1) : strdup("."));
    DIR *directory = opendir(folder);
    if (directory) {
        find_names(directory, start, &found);
        closedir(directory);
    }
    for (size_t i = 0; i < found.len; i++) {
        dl_str text;
        dl_str_init(&text);
        if (typed_slash)
            dl_str_addn(&text, typed, (size_t)(typed_slash - typed) + 1);
        add_quoted(&text, found.items[i]);
        if (count < limit && dl_str_ok(&text) &&
            (ret[count] = dl_arena_strndup(arena, text.text, text.len)))
            count++;
        dl_str_release(&text);
        free(found.items[i]);
    }
    free(found.items);
    free(folder);
    free(path);
    return count;
}
