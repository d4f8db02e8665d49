/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/output.h"
#include "cli/scratch.h"
#include "dateline/str.h"

#define NAME_MAX_BYTES 60 /* of a copy's name: its end, where a suffix stands */

static dl_status make_directory(dl_scratch *scratch, dl_error *error)
{
    const char *parent = getenv("TMPDIR");
    dl_str path;
    dl_str_init(&path);
    dl_str_addf(&path, "%s/dateline-XXXXXX", parent && *parent ? parent : "/tmp");
    char *name = dl_must(dl_str_detach(&path));
    if (mkdtemp(name)) { /* mode 0700 */
        scratch->path = name;
        return DL_OK;
    }
    dl_fail(error, DL_ERR_IO, "cannot make a directory for a copy: %s: %s", name, strerror(errno));
    free(name);
    return DL_ERR_IO;
}

/* Adds NAME without what a path or a program could take for something else. */
static void add_name(dl_str *out, const char *name)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    size_t len = strlen(name), start = len > NAME_MAX_BYTES ? len - NAME_MAX_BYTES : 0;
    dl_str_add(out, "copy-"); /* neither hidden nor an option */
    for (size_t i = start; i < len; i++)
        if (strchr(plain, name[i]))
            dl_str_addc(out, name[i]);
}

dl_status dl_scratch_add(dl_scratch *scratch, const char *name, char **ret_path, int *ret_fd,
                         dl_error *error)
{
    dl_status status = scratch->path ? DL_OK : make_directory(scratch, error);
    if (status)
        return status;
    dl_str path;
    dl_str_init(&path);
    int fd = -1;
    for (unsigned i = 0; fd < 0 && i < 1000; i++) {
        dl_str_clear(&path);
        dl_str_addf(&path, "%s/", scratch->path);
        if (i)
            dl_str_addf(&path, "%u-", i);
        add_name(&path, name);
        dl_must(dl_str_ok(&path) ? path.text : NULL);
        fd = open(path.text, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    if (fd < 0) {
        status =
            dl_fail(error, DL_ERR_IO, "cannot write a copy: %s: %s", path.text, strerror(errno));
        dl_str_release(&path);
        return status;
    }
    *ret_path = dl_must(dl_str_detach(&path));
    *ret_fd = fd;
    return DL_OK;
}

void dl_scratch_release(dl_scratch *scratch)
{
    DIR *directory = scratch->path ? opendir(scratch->path) : NULL;
    const struct dirent *entry;
    while (directory && (entry = readdir(directory)))
        unlinkat(dirfd(directory), entry->d_name, 0); /* of . and .. that does nothing */
    if (directory)
        closedir(directory);
    if (scratch->path)
        rmdir(scratch->path);
    free(scratch->path);
    scratch->path = NULL;
}
