/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/archive.h"
#include "cli/demo.h"
#include "cli/inuse.h"
#include "cli/output.h"
#include "cli/paths.h"

/* Says that there is no archive at PATH, and how to get one. */
static void fail_missing(const char *path)
{
    dl_message("there is no archive at %s yet; make one with dateline import PATH, or look at the "
               "sample with --demo",
               path);
}

static dl_status find_path(const dl_options *options, dl_open_mode mode, char **ret,
                           dl_error *error)
{
    if (dl_options_has(options, DL_OPTION_DEMO))
        return dl_demo_make(ret, error);
    dl_status status = dl_path_archive(options, ret, error);
    if (!status && mode == DL_OPEN_CREATE && !options->archive && !getenv("DATELINE_ARCHIVE"))
        status = dl_path_make_parents(*ret, error);
    return status;
}

bool dl_archive_open(const dl_options *options, dl_open_mode mode, dl_archive *ret)
{
    dl_error error = {0};
    dl_archive archive = {0};
    if (find_path(options, mode, &archive.path, &error)) {
        dl_message_error(&error);
        goto fail;
    }
    if (mode != DL_OPEN_CREATE && access(archive.path, F_OK) != 0 && errno == ENOENT) {
        fail_missing(archive.path);
        goto fail;
    }
    if (dl_store_sqlite.open(archive.path, mode, &archive.store, &error)) {
        dl_message_error(&error);
        goto fail;
    }
    dl_in_use_set(archive.path);
    archive.finder = dl_must(calloc(1, sizeof *archive.finder));
    archive.store->annotate = dl_finder_find;
    archive.store->annotate_context = archive.finder;
    *ret = archive;
    return true;
fail:
    dl_archive_close(&archive);
    return false;
}

dl_status dl_archive_outdated(dl_archive *archive, uint64_t *ret_other, uint64_t *ret_none,
                              dl_error *error)
{
    dl_arena arena = {0};
    dl_name_row *rows = NULL;
    size_t count = 0;
    char now[DL_ANNOTATOR_VERSION];
    uint64_t other = 0, none = 0;
    dl_status status = dl_finder_version(archive->finder, now, error);
    if (!status)
        status = archive->store->ops->annotators(archive->store, &arena, &rows, &count, error);
    for (size_t i = 0; !status && i < count; i++) {
        if (!*rows[i].name)
            none += rows[i].count;
        else if (strcmp(rows[i].name, now) != 0)
            other += rows[i].count;
    }
    dl_arena_release(&arena);
    if (status)
        return status;
    *ret_other = other;
    *ret_none = none;
    return DL_OK;
}

void dl_archive_close(dl_archive *archive)
{
    dl_store_sqlite.close(archive->store);
    dl_in_use_set(NULL);
    if (archive->finder)
        dl_finder_release(archive->finder);
    free(archive->finder);
    free(archive->path);
    *archive = (dl_archive){0};
    dl_demo_remove();
}
