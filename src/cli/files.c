/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/output.h"
#include "cli/paths.h"

#define MOST_BYTES ((size_t)256 << 20) /* of one file: it is held in memory while it is read */

/* A call that a signal has interrupted is not called again: whoever catches signals wants to end. */
static dl_status fail_errno(const char *path, dl_error *error)
{
    if (errno == EISDIR)
        return dl_fail(error, DL_ERR_IO, "%s: %s; name a file", path, strerror(errno));
    return dl_fail(error, errno == EINTR ? DL_ERR_INTERRUPTED : DL_ERR_IO, "%s: %s", path,
                   strerror(errno));
}

static dl_status read_all(int fd, const char *path, dl_str *content, dl_error *error)
{
    char chunk[1 << 16];
    ssize_t count;
    while ((count = read(fd, chunk, sizeof chunk)) != 0) {
        if (count < 0)
            return fail_errno(path, error);
        dl_str_addn(content, chunk, (size_t)count);
        if (content->len > MOST_BYTES)
            return dl_fail(error, DL_ERR_UNSUPPORTED, "%s: it is larger than %zu MB; split it",
                           path, MOST_BYTES >> 20);
    }
    return dl_str_ok(content) ? DL_OK : dl_fail_nomem(error);
}

dl_status dl_file_read(const char *path, dl_str *content, dl_error *error)
{
    dl_str_clear(content);
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, "standard input", content, error);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail_errno(path, error);
    dl_status status = read_all(fd, path, content, error);
    close(fd);
    return status;
}

/* Writes all of BYTES to FD and to the disk. */
static bool write_all(int fd, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t count = write(fd, bytes, len);
        if (count < 0 && errno != EINTR)
            return false;
        if (count > 0) {
            bytes += count;
            len -= (size_t)count;
        }
    }
    return fsync(fd) == 0;
}

dl_status dl_file_write(const char *path, const char *bytes, size_t len, dl_error *error)
{
    dl_status status = dl_path_make_parents(path, error);
    if (status)
        return status;
    dl_str new;
    dl_str_init(&new);
    dl_str_addf(&new, "%s.XXXXXX", path);
    dl_must(dl_str_ok(&new) ? new.text : NULL);
    int fd = mkostemp(new.text, O_CLOEXEC); /* makes it 0600 */
    bool done = fd >= 0 && write_all(fd, bytes, len);
    done = (fd < 0 || close(fd) == 0) && done && rename(new.text, path) == 0;
    if (!done) {
        status = fail_errno(path, error);
        if (fd >= 0)
            unlink(new.text);
    }
    dl_str_release(&new);
    return status;
}

dl_status dl_file_append(const char *path, const char *bytes, size_t len, dl_error *error)
{
    dl_status status = dl_path_make_parents(path, error);
    if (status)
        return status;
    char last = '\n';
    int fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, S_IRUSR | S_IWUSR);
    off_t size = fd < 0 ? -1 : lseek(fd, 0, SEEK_END);
    bool done = size >= 0 && (size == 0 || pread(fd, &last, 1, size - 1) == 1);
    done = done && (last == '\n' || write_all(fd, "\n", 1)) && write_all(fd, bytes, len);
    if (!done)
        status = fail_errno(path, error);
    if (fd >= 0)
        close(fd);
    return status;
}

static int compare_names(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

bool dl_file_is_passed_over(const char *name)
{
    static const char *const suffixes[] = {"~", ".part", ".partial", ".crdownload", ".tmp"};
    size_t len = strlen(name);
    if (*name == '.' || (len > 1 && *name == '#' && name[len - 1] == '#'))
        return true;
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        size_t size = strlen(suffixes[i]);
        if (len > size && strcmp(name + len - size, suffixes[i]) == 0)
            return true;
    }
    return false;
}

/* Whether the folder whose path is the LEN bytes at PATH has mails in it as a Maildir keeps them. */
static bool is_maildir(const char *path, size_t len)
{
    static const char *const parts[] = {"cur", "new"};
    struct stat status;
    bool is = true;
    for (size_t i = 0; is && i < 2; i++) {
        dl_str part;
        dl_str_init(&part);
        dl_str_addn(&part, path, len);
        dl_str_addf(&part, "/%s", parts[i]);
        is = dl_str_ok(&part) && stat(part.text, &status) == 0 && S_ISDIR(status.st_mode);
        dl_str_release(&part);
    }
    return is;
}

bool dl_folder_is_passed_over(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    if (*name == '.')
        return !is_maildir(path, strlen(path));
    return slash && strcmp(name, "tmp") == 0 && is_maildir(path, (size_t)(slash - path));
}

/* Visits what fts has reached; false ends the walk. */
static bool visit_entry(FTS *tree, FTSENT *entry, dl_file_visit *visit, void *context)
{
    struct stat target;
    dl_file_seen seen = {.path = entry->fts_path, .walked = entry->fts_level > FTS_ROOTLEVEL};
    bool folder = entry->fts_info == FTS_D;
    if (seen.walked && folder && dl_folder_is_passed_over(entry->fts_path)) {
        fts_set(tree, entry, FTS_SKIP);
        return true;
    }
    if (seen.walked && !folder && dl_file_is_passed_over(entry->fts_name))
        return true;
    switch (entry->fts_info) {
    case FTS_F:
        seen.size = (uint64_t)entry->fts_statp->st_size;
        return visit(context, &seen);
    case FTS_DEFAULT: /* a pipe or device: read where it is given, not where it lies about */
        return seen.walked || visit(context, &seen);
    case FTS_SL:
        if (stat(entry->fts_accpath, &target) != 0)
            seen.failure = errno;
        else if (!S_ISREG(target.st_mode))
            return true;
        else
            seen.size = (uint64_t)target.st_size;
        return visit(context, &seen);
    case FTS_SLNONE:
        seen.failure = ENOENT;
        return visit(context, &seen);
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
        seen.failure = entry->fts_errno;
        return visit(context, &seen);
    default:
        return true;
    }
}

static bool walk_path(char *path, dl_file_visit *visit, void *context)
{
    char *one[] = {path, NULL};
    bool go_on = true;
    if (strcmp(path, "-") == 0)
        return visit(context, &(dl_file_seen){.path = "-"});
    FTS *tree = fts_open(one, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, compare_names);
    if (!tree)
        return visit(context, &(dl_file_seen){.path = path, .failure = errno});
    FTSENT *entry;
    while (go_on && (entry = fts_read(tree)))
        go_on = visit_entry(tree, entry, visit, context);
    fts_close(tree);
    return go_on;
}

void dl_files_walk(char *const *paths, size_t count, dl_file_visit *visit, void *context)
{
    bool go_on = true;
    for (size_t i = 0; i < count && go_on; i++)
        go_on = walk_path(paths[i], visit, context);
}
