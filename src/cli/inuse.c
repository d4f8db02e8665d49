/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/inuse.h"
#include "cli/output.h"
#include "dateline/str.h"

/* The path of the archive that is open. Files are read in other threads than the one that opens and closes it. */
static struct {
    pthread_mutex_t lock;
    char *path;
} archive = {.lock = PTHREAD_MUTEX_INITIALIZER};

void dl_in_use_set(const char *path)
{
    char *copy = path ? dl_must(strdup(path)) : NULL;
    pthread_mutex_lock(&archive.lock);
    free(archive.path);
    archive.path = copy;
    pthread_mutex_unlock(&archive.lock);
}

/* Whether the file of that STATUS is the one at PATH with SUFFIX. */
static bool is_beside(const struct stat *status, const char *path, const char *suffix)
{
    struct stat other;
    dl_str name;
    dl_str_init(&name);
    dl_str_addf(&name, "%s%s", path, suffix);
    dl_must(dl_str_ok(&name) ? name.text : NULL);
    bool same = stat(name.text, &other) == 0 && other.st_dev == status->st_dev &&
                other.st_ino == status->st_ino;
    dl_str_release(&name);
    return same;
}

bool dl_in_use(const char *path)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    struct stat status;
    bool found = false;
    pthread_mutex_lock(&archive.lock);
    if (archive.path && stat(path, &status) == 0)
        for (size_t i = 0; !found && i < sizeof suffixes / sizeof *suffixes; i++)
            found = is_beside(&status, archive.path, suffixes[i]);
    pthread_mutex_unlock(&archive.lock);
    return found;
}
