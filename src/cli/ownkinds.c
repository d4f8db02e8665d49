/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/output.h"
#include "cli/ownkinds.h"
#include "cli/paths.h"

static struct {
    bool read;
    dl_kinds kinds;
    char complaint[512];
    size_t faults;
} own;

/* Where a fault is told. */
typedef struct telling {
    const char *path;
    dl_gazetteer_report *report;
    void *context;
} telling;

static void tell(void *context, unsigned line, const char *message)
{
    const telling *t = context;
    t->report(t->context, &(dl_gazetteer_fault){t->path, line, message});
}

bool dl_own_kinds_are_in(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strcmp(slash ? slash + 1 : path, "kinds.tsv") == 0;
}

void dl_own_kinds_take(dl_kinds *kinds, const char *path, const char *text, size_t len,
                       dl_gazetteer_report *report, void *context)
{
    telling t = {path, report, context};
    if (dl_kinds_read(kinds, text, len, tell, &t, NULL))
        dl_must(NULL);
}

static void note_fault(void *context, const dl_gazetteer_fault *fault)
{
    (void)context;
    const char *slash = strrchr(fault->file, '/');
    if (own.faults++ == 0)
        snprintf(own.complaint, sizeof own.complaint, "%s:%zu: %s", slash ? slash + 1 : fault->file,
                 fault->line, fault->text);
}

static bool read_file(void *context, const dl_file_seen *seen)
{
    (void)context;
    if (!dl_own_kinds_are_in(seen->path))
        return true;
    dl_str text;
    dl_error error = {0};
    dl_str_init(&text);
    if (dl_file_read(seen->path, &text, &error))
        note_fault(NULL, &(dl_gazetteer_fault){seen->path, 0, error.message});
    else
        dl_own_kinds_take(&own.kinds, seen->path, text.text, text.len, note_fault, NULL);
    dl_str_release(&text);
    return true;
}

const dl_kinds *dl_own_kinds(void)
{
    char *folder;
    if (own.read)
        return &own.kinds;
    own.read = true;
    dl_kinds_init(&own.kinds);
    if (!dl_path_gazetteer(&folder))
        return &own.kinds;
    if (access(folder, F_OK) == 0)
        dl_files_walk(&folder, 1, read_file, NULL);
    free(folder);
    return &own.kinds;
}

const char *dl_own_kinds_complaint(void)
{
    dl_own_kinds();
    return own.faults ? own.complaint : NULL;
}
