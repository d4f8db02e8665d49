/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/output.h"
#include "cli/ownoutlets.h"
#include "cli/paths.h"

/* CONTEXT: the file's path. */
static void tell_fault(void *context, unsigned line, const char *message)
{
    dl_message("%s:%u: %s", (const char *)context, line, message);
}

dl_status dl_own_outlets_load(dl_outlets **ret, dl_error *error)
{
    char *path;
    dl_str text;
    *ret = NULL;
    if (!dl_path_outlets(&path))
        return DL_OK;
    dl_str_init(&text);
    dl_status status = DL_OK;
    if (access(path, F_OK) == 0)
        status = dl_file_read(path, &text, error);
    if (!status && text.len)
        status = dl_outlets_read(text.text, text.len, tell_fault, path, ret, error);
    dl_str_release(&text);
    free(path);
    return status;
}
