/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/output.h"
#include "cli/paths.h"
#include "dateline/str.h"
#include "dateline/text.h"

/* The user's home; NULL where nobody knows. */
static const char *home_directory(void)
{
    const char *home = getenv("HOME");
    if (home && home[0] == '/')
        return home;
    const struct passwd *entry = getpwuid(getuid());
    return entry && entry->pw_dir && entry->pw_dir[0] == '/' ? entry->pw_dir : NULL;
}

/* Sets *RET to NAME in dateline's directory below the directory that VARIABLE names, by default
 * BY_DEFAULT in the user's home (XDG base directory specification). False where there is no home. */
static bool path_below(const char *variable, const char *by_default, const char *name, char **ret)
{
    const char *base = getenv(variable), *home = home_directory();
    bool is_set = base && base[0] == '/'; /* a relative one is to be ignored, says the standard */
    if (!is_set && !home)
        return false;
    dl_str path;
    dl_str_init(&path);
    dl_str_addf(&path, "%s%s/dateline%s", is_set ? base : home, is_set ? "" : by_default, name);
    *ret = dl_must(dl_str_detach(&path));
    return true;
}

dl_status dl_path_archive(const dl_options *options, char **ret, dl_error *error)
{
    const char *given = options->archive ? options->archive : getenv("DATELINE_ARCHIVE");
    if (options->archive && !*given)
        return dl_fail(error, DL_ERR_INVALID, "--archive names no file");
    if (given && *given) {
        *ret = dl_must(strdup(given));
        return DL_OK;
    }
    if (!path_below("XDG_DATA_HOME", "/.local/share", "/archive.db", ret))
        return dl_fail(
            error, DL_ERR_NOT_FOUND,
            "HOME is not set, so there is no place for the archive; give --archive=FILE");
    return DL_OK;
}

bool dl_path_config(char **ret)
{
    const char *given = getenv("DATELINE_CONFIG");
    if (given && *given) {
        *ret = dl_must(strdup(given));
        return true;
    }
    return path_below("XDG_CONFIG_HOME", "/.config", "/config", ret);
}

bool dl_path_outlets(char **ret)
{
    return path_below("XDG_CONFIG_HOME", "/.config", "/outlets.tsv", ret);
}

bool dl_path_gazetteer(char **ret)
{
    return path_below("XDG_CONFIG_HOME", "/.config", "/gazetteer", ret);
}

bool dl_path_state(char **ret)
{
    return path_below("XDG_STATE_HOME", "/.local/state", "", ret);
}

dl_status dl_path_make_parents(const char *path, dl_error *error)
{
    char *copy = dl_must(strdup(path));
    dl_status status = DL_OK;
    for (char *slash = strchr(copy + 1, '/'); slash && !status; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(copy, 0700) != 0 && errno != EEXIST)
            status = dl_fail(error, DL_ERR_IO, "cannot make the directory %s: %s", copy,
                             strerror(errno));
        *slash = '/';
    }
    free(copy);
    return status;
}

dl_status dl_path_absolute(const char *path, char **ret, dl_error *error)
{
    const char *slash = strrchr(path, '/');
    const char *last = slash ? slash + 1 : path;
    char *head = dl_must(slash ? strndup(path, (size_t)(slash - path) + 1) : strdup("."));
    char *directory = realpath(head, NULL);
    int failure = errno;
    free(head);
    if (!directory)
        return dl_fail(error, DL_ERR_IO, "cannot find %s: %s", path, strerror(failure));
    dl_str absolute;
    dl_str_init(&absolute);
    dl_str_addf(&absolute, "%s/%s", strcmp(directory, "/") == 0 ? "" : directory, last);
    free(directory);
    *ret = dl_must(dl_str_detach(&absolute));
    return DL_OK;
}

char *dl_path_text(const char *path)
{
    dl_str text;
    dl_str_init(&text);
    for (size_t len = strlen(path), used; len > 0; path += used, len -= used) {
        uint32_t cp = dl_text_decode(path, len, &used);
        bool is_wrong = cp == 0xFFFD && used == 1;
        if (is_wrong || cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == '\\')
            for (size_t i = 0; i < used; i++)
                dl_str_addf(&text, "\\x%02x", (unsigned)(unsigned char)path[i]);
        else
            dl_str_addn(&text, path, used);
    }
    return dl_must(dl_str_detach(&text));
}

/* The value of a hexadecimal digit; -1 where C is none. */
static int digit_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

char *dl_path_of_text(const char *text, size_t len)
{
    dl_str path;
    dl_str_init(&path);
    for (size_t i = 0; i < len; i++) {
        bool escaped = len - i >= 4 && text[i] == '\\' && text[i + 1] == 'x';
        int high = escaped ? digit_value(text[i + 2]) : -1;
        int low = escaped ? digit_value(text[i + 3]) : -1;
        if (high >= 0 && low >= 0)
            i += 3;
        dl_str_addc(&path, high >= 0 && low >= 0 ? (char)(high * 16 + low) : text[i]);
    }
    return dl_must(dl_str_detach(&path));
}
