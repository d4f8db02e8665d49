/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/confidence.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/owngazetteer.h"
#include "cli/ownkinds.h"
#include "cli/paths.h"
#include "dateline/vec.h"

/* The files, and their texts. */
typedef struct own_files {
    struct {
        dl_gazetteer_source *items;
        size_t len, size;
    } sources;
    dl_kinds kinds; /* that have been declared so far */
    dl_gazetteer_report *report;
    void *context;
} own_files;

static bool read_file(void *context, const dl_file_seen *seen)
{
    own_files *files = context;
    size_t len = strlen(seen->path);
    if (len < 4 || strcmp(seen->path + len - 4, ".tsv") != 0)
        return true;
    dl_str text;
    dl_error error = {0};
    dl_str_init(&text);
    if (dl_file_read(seen->path, &text, &error)) {
        bool named = strncmp(error.message, seen->path, len) == 0 && error.message[len] == ':';
        const char *why = error.message + (named ? len + strlen(": ") : 0);
        files->report(files->context, &(dl_gazetteer_fault){seen->path, 0, why});
        dl_str_release(&text);
        return true;
    }
    if (dl_own_kinds_are_in(seen->path)) {
        dl_own_kinds_take(&files->kinds, seen->path, text.text, text.len, files->report,
                          files->context);
        dl_str_release(&text);
        return true;
    }
    size_t text_len = text.len;
    dl_gazetteer_source source = {dl_must(strdup(seen->path)), dl_must(dl_str_detach(&text)),
                                  text_len};
    if (!dl_vec_push(&files->sources, source))
        dl_must(NULL);
    return true;
}

/* Tells of an entity whose id begins like that of a kind, and is of none. */
static void tell_stray(void *context, const dl_entity *entity, const char *file, size_t line,
                       const char *nearest)
{
    const own_files *files = context;
    char text[256];
    if (!nearest)
        return;
    snprintf(
        text, sizeof text,
        "%.60s is of no kind, and is shown as \"other\"; did you mean %s/? A kind of your own is "
        "declared in kinds.tsv",
        entity->id, nearest);
    files->report(files->context, &(dl_gazetteer_fault){file, line, text});
}

dl_status dl_own_gazetteer_add(dl_gazetteer *gazetteer, dl_gazetteer_report *report, void *context,
                               dl_error *error)
{
    own_files files = {.report = report, .context = context};
    char *folder;
    if (!dl_path_gazetteer(&folder))
        return DL_OK;
    if (access(folder, F_OK) == 0)
        dl_files_walk(&folder, 1, read_file, &files);
    dl_status status = dl_gazetteer_extend(gazetteer, files.sources.items, files.sources.len,
                                           report, context, error);
    if (!status)
        dl_gazetteer_undeclared(gazetteer, &files.kinds, tell_stray, &files);
    for (size_t i = 0; i < files.sources.len; i++) {
        free((char *)files.sources.items[i].name);
        free((char *)files.sources.items[i].text);
    }
    free(files.sources.items);
    dl_kinds_release(&files.kinds);
    free(folder);
    return status;
}

dl_status dl_own_annotator_load(dl_annotator *ret, dl_gazetteer_report *report, dl_error *error)
{
    dl_status status = dl_annotator_load(ret, error);
    if (status)
        return status;
    status = dl_own_gazetteer_add(ret->gazetteer, report, NULL, error);
    if (status)
        dl_annotator_release(ret);
    else
        ret->least = (unsigned)dl_confidence();
    return status;
}

void dl_own_gazetteer_tell(void *context, const dl_gazetteer_fault *fault)
{
    (void)context;
    if (fault->line)
        dl_message("%s:%zu: %s", fault->file, fault->line, fault->text);
    else
        dl_message("%s: %s", fault->file, fault->text);
}

void dl_own_gazetteer_pass(void *context, const dl_gazetteer_fault *fault)
{
    (void)context;
    (void)fault;
}
