/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder is followed before it is looked into: what comes meanwhile is then told twice, and known the second
 * time, but never missed. inotify tells that a file was closed by one who wrote to it, or that it was moved in; a
 * walk through a new folder may come upon one that is still written to, which a lease tells (fcntl(2)): none
 * is given for reading while somebody has the file open for writing.
 */
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/output.h"
#include "cli/stop.h"
#include "cli/watch.h"
#include "dateline/vec.h"

#define QUIET_MS 200  /* of nothing more, after which a batch is done */
#define BATCH_MS 2000 /* after which it is in any case */
#define EVENTS (IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ONLYDIR)

void dl_path_list_clear(dl_path_list *list)
{
    for (size_t i = 0; i < list->len; i++)
        free(list->items[i]);
    free(list->items);
    *list = (dl_path_list){0};
}

static void add_path(dl_path_list *list, const char *path)
{
    char *copy = dl_must(strdup(path));
    if (!dl_vec_push(list, copy))
        dl_must(NULL);
}

static dl_status fail_follow(const dl_watch *watch, const char *path, dl_error *error)
{
    if (errno == ENOSPC)
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "cannot follow %s: the system lets nobody follow more than the %zu folders "
                       "followed now (sysctl fs.inotify.max_user_watches)",
                       path, watch->followed);
    if (errno == ENOTDIR)
        return dl_fail(error, DL_ERR_INVALID, "%s is no folder; --watch follows folders", path);
    return dl_fail(error, DL_ERR_IO, "cannot follow %s: %s", path, strerror(errno));
}

/* Follows the one folder at PATH. A folder that has been moved keeps its number, and gets its new path. */
static dl_status follow(dl_watch *watch, const char *path, bool root, dl_error *error)
{
    int number = inotify_add_watch(watch->fd, path, EVENTS | (root ? 0 : IN_DONT_FOLLOW));
    if (number < 0)
        return fail_follow(watch, path, error);
    size_t size = (size_t)number + 1;
    if (size > watch->folders_size) {
        size += size / 2;
        watch->folders = dl_must(realloc(watch->folders, size * sizeof *watch->folders));
        memset(watch->folders + watch->folders_size, 0,
               (size - watch->folders_size) * sizeof *watch->folders);
        watch->folders_size = size;
    }
    watch->followed += !watch->folders[number];
    free(watch->folders[number]);
    watch->folders[number] = dl_must(strdup(path));
    return DL_OK;
}

/* Follows the folder at PATH and those below it; what has gone meanwhile is passed over. */
static dl_status follow_all(dl_watch *watch, const char *path, dl_error *error)
{
    char *one[] = {(char *)path, NULL};
    dl_status status = follow(watch, path, true, error);
    FTS *tree = status ? NULL : fts_open(one, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, NULL);
    const FTSENT *entry;
    while (tree && !status && (entry = fts_read(tree))) {
        if (entry->fts_info != FTS_D || entry->fts_level == FTS_ROOTLEVEL)
            continue;
        if (dl_folder_is_passed_over(entry->fts_path))
            fts_set(tree, (FTSENT *)entry, FTS_SKIP);
        else
            status = follow(watch, entry->fts_path, false, error);
        if (status == DL_ERR_INVALID || (status == DL_ERR_IO && errno == ENOENT))
            status = DL_OK;
    }
    if (tree)
        fts_close(tree);
    return status;
}

dl_status dl_watch_init(dl_watch *watch, char *const *paths, size_t count, dl_error *error)
{
    *watch = (dl_watch){.roots = paths, .roots_count = count};
    dl_status status = DL_OK;
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->fd < 0)
        return dl_fail(error, DL_ERR_UNSUPPORTED, "no folder can be followed: %s%s",
                       strerror(errno),
                       errno == EMFILE ? " (sysctl fs.inotify.max_user_instances)" : "");
    for (size_t i = 0; !status && i < count; i++)
        status = follow_all(watch, paths[i], error);
    return status;
}

void dl_watch_release(dl_watch *watch)
{
    for (size_t i = 0; i < watch->folders_size; i++)
        free(watch->folders[i]);
    free(watch->folders);
    if (watch->fd >= 0)
        close(watch->fd);
}

/* A folder has appeared at PATH: its files are told by it. */
static void take_folder(dl_watch *watch, const char *path, dl_path_list *ret)
{
    dl_error error;
    if (follow_all(watch, path, &error) == DL_ERR_UNSUPPORTED && !watch->complained) {
        dl_message("%s", error.message);
        watch->complained = true;
    }
    add_path(ret, path);
}

static void take_event(dl_watch *watch, const struct inotify_event *event, dl_path_list *ret)
{
    if (event->mask & IN_Q_OVERFLOW) {
        for (size_t i = 0; i < watch->roots_count; i++)
            take_folder(watch, watch->roots[i], ret);
        return;
    }
    size_t number = (size_t)event->wd;
    char *folder = event->wd >= 0 && number < watch->folders_size ? watch->folders[number] : NULL;
    if (folder && (event->mask & IN_IGNORED)) {
        free(folder);
        watch->folders[number] = NULL;
        watch->followed--;
        return;
    }
    if (!folder || !event->len)
        return;
    dl_str path;
    dl_str_init(&path);
    dl_str_addf(&path, "%s/%s", folder, event->name);
    dl_must(dl_str_ok(&path) ? path.text : NULL);
    bool is_folder = event->mask & IN_ISDIR;
    if (is_folder && !dl_folder_is_passed_over(path.text))
        take_folder(watch, path.text, ret);
    else if (!is_folder && (event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) &&
             !dl_file_is_passed_over(event->name))
        add_path(ret, path.text);
    dl_str_release(&path);
}

/* Takes what has happened so far. */
static void take_events(dl_watch *watch, dl_path_list *ret)
{
    char events[16384] __attribute__((aligned(__alignof__(struct inotify_event))));
    for (ssize_t len; (len = read(watch->fd, events, sizeof events)) > 0;)
        for (ssize_t at = 0; at < len;) {
            const struct inotify_event *event = (const void *)(events + at);
            take_event(watch, event, ret);
            at += (ssize_t)(sizeof *event + event->len);
        }
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Whether PATH is FOLDER or lies in it. */
static bool is_within(const char *path, const char *folder)
{
    size_t len = strlen(folder);
    return strncmp(path, folder, len) == 0 && (!path[len] || path[len] == '/');
}

/* Keeps each path once, and none below another. */
static void settle(dl_path_list *list)
{
    size_t kept = 0;
    if (list->len)
        qsort(list->items, list->len, sizeof *list->items, compare_paths);
    for (size_t i = 0; i < list->len; i++) {
        bool known = false;
        for (size_t k = kept; k > 0 && !known; k--) /* those below a folder follow it closely */
            known = is_within(list->items[i], list->items[k - 1]);
        if (known)
            free(list->items[i]);
        else
            list->items[kept++] = list->items[i];
    }
    list->len = kept;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool dl_watch_wait(dl_watch *watch, dl_path_list *ret)
{
    bool ready = true;
    int64_t since = 0;
    dl_path_list_clear(ret);
    while (watch->followed || ret->len) {
        if (!dl_stop_await_for(watch->fd, ret->len ? QUIET_MS : -1, &ready))
            return false;
        if (ready)
            take_events(watch, ret);
        if (ret->len && !since)
            since = now_ms();
        if (ret->len && (!ready || now_ms() - since > BATCH_MS)) {
            settle(ret);
            return true;
        }
    }
    return false;
}

bool dl_watch_is_unfinished(const char *path)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return true;
    if (!S_ISREG(info.st_mode))
        return false;
    void (*before)(int) =
        signal(SIGIO, SIG_IGN); /* the one who now wants to write waits a moment */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool written = fd >= 0 && fcntl(fd, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
    if (fd >= 0) {
        fcntl(fd, F_SETLEASE, F_UNLCK);
        close(fd);
    }
    signal(SIGIO, before);
    return written;
}
