/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Libraries for HTML, mail and archives take several times as long to load as a reader's first screen
 * takes to appear. So there are two programs of the same sources: `dateline`, and `dateline-import`, which is linked
 * with them too; the first becomes the second for the subcommands that read files of any format.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/companion.h"
#include "cli/output.h"
#include "cli/subcommand.h"

#define NAME "dateline-import"

/* Writes the companion's path beside this program into PATH; false where that cannot be told. */
static bool find_beside(char path[PATH_MAX])
{
    ssize_t len = readlink("/proc/self/exe", path, PATH_MAX - sizeof "/" NAME);
    if (len <= 0)
        return false;
    path[len] = '\0';
    char *slash = strrchr(path, '/');
    if (!slash)
        return false;
    memcpy(slash + 1, NAME, sizeof NAME);
    return access(path, X_OK) == 0;
}

void dl_companion_find(char path[PATH_MAX])
{
    static const char installed[] = PKGLIBEXECDIR "/" NAME;
    if (!find_beside(path))
        memcpy(path, installed, sizeof installed);
}

int dl_companion_run(char **argv)
{
    char path[PATH_MAX];
    dl_companion_find(path);
    execv(path, argv);
    dl_message("cannot run %s, which reads files: %s; is dateline installed whole?", path,
               strerror(errno));
    return DL_EXIT_FAILED;
}
