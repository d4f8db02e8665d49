/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of decisions as a file. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/archive.h"
#include "cli/decision_record.h"
#include "cli/output.h"
#include "cli/record.h"
#include "cli/subcommand.h"
#include "dateline/vec.h"

/* --- decisions export --- */

static dl_status export_log(dl_store *store, dl_error *error)
{
    dl_arena arena = {0};
    dl_decision *log;
    size_t count;
    dl_status status = store->ops->decisions(store, &arena, &log, &count, error);
    for (size_t i = 0; !status && i < count && dl_output_open(); i++)
        dl_record_print(dl_decision_record(&log[i]), DL_FORMAT_JSON, NULL);
    dl_arena_release(&arena);
    return status;
}

/* --- decisions import --- */

/* Decisions read from a file. */
typedef struct intake {
    const char *path;
    dl_arena arena;
    struct {
        dl_decision *items;
        size_t len, size;
    } log;
} intake;

/* Reads line NUMBER. */
static dl_status take_line(intake *in, const char *line, size_t len, size_t number, dl_error *error)
{
    json_error_t wrong;
    dl_decision decision;
    char where[512];
    if (strspn(line, " \t\r\n") == len)
        return DL_OK;
    json_t *record = json_loadb(line, len, 0, &wrong);
    dl_status status =
        record ? dl_decision_of_record(record, &in->arena, &decision, error)
               : dl_fail(error, DL_ERR_SYNTAX, "column %d: %s", wrong.column, wrong.text);
    json_decref(record);
    if (!status && !dl_vec_push(&in->log, decision))
        status = dl_fail_nomem(error);
    snprintf(where, sizeof where, "%s: line %zu", in->path, number);
    return status ? dl_fail_in(error, status, where) : DL_OK;
}

static dl_status read_file(intake *in, FILE *file, dl_error *error)
{
    char *line = NULL;
    size_t size = 0, number = 0;
    ssize_t len;
    dl_status status = DL_OK;
    while (!status && (len = getline(&line, &size, file)) >= 0)
        status = take_line(in, line, (size_t)len, ++number, error);
    if (!status && ferror(file))
        status = dl_fail(error, DL_ERR_IO, "%s: %s", in->path, strerror(errno));
    free(line);
    return status;
}

static dl_status import_log(dl_store *store, const char *path, dl_error *error)
{
    bool standard = strcmp(path, "-") == 0;
    intake in = {.path = standard ? "standard input" : path};
    FILE *file = standard ? stdin : fopen(path, "re");
    if (!file)
        return dl_fail(error, DL_ERR_IO, "%s: %s", path, strerror(errno));
    size_t added = 0;
    dl_status status = read_file(&in, file, error);
    if (!status)
        status = store->ops->decide(store, in.log.items, in.log.len, &added, error);
    if (!status)
        dl_message("%zu new, %zu known already", added, in.log.len - added);
    if (!standard)
        fclose(file);
    free(in.log.items);
    dl_arena_release(&in.arena);
    return status;
}

int dl_run_decisions(const dl_options *options)
{
    const char *what = options->words_count ? options->words[0] : "";
    bool export = strcmp(what, "export") == 0 && options->words_count == 1;
    bool import = strcmp(what, "import") == 0 && options->words_count == 2;
    dl_archive archive;
    dl_error error = {0};
    if (!export && !import) {
        dl_message(
            "'decisions export' writes them to standard output, 'decisions import FILE' takes "
            "them in");
        return DL_EXIT_USAGE;
    }
    if (!dl_archive_open(options, export ? DL_OPEN_READ : DL_OPEN_WRITE, &archive))
        return DL_EXIT_FAILED;
    dl_status status = export ? export_log(archive.store, &error)
                              : import_log(archive.store, options->words[1], &error);
    dl_archive_close(&archive);
    return status ? dl_message_error(&error) : DL_EXIT_DONE;
}
