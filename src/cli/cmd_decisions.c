/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of decisions as a file, and names found anew with the decisions applied on top. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/archive.h"
#include "cli/decision_record.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/record.h"
#include "cli/subcommand.h"
#include "cli/words.h"
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

/* --- reannotate --- */

#define BATCH 100 /* documents a transaction */

typedef struct renewal {
    dl_store *store;
    const dl_query *query;
    dl_anchor anchor; /* after which it goes on */
    uint64_t done, changed;
} renewal;

/* Finds the names in the document of KEY anew. */
static dl_status renew_one(renewal *r, dl_key key, dl_arena *arena, dl_error *error)
{
    dl_store *store = r->store;
    dl_stored stored;
    dl_put found = {0};
    bool changed = false;
    dl_status status = store->ops->get(store, key, arena, &stored, error);
    if (!status)
        status = store->annotate(store->annotate_context, &stored.document, arena, &found, error);
    if (!status)
        status = store->ops->annotated(store, key, &found, &changed, error);
    r->changed += !status && changed;
    return status;
}

/* Does the next batch; *RET_END: it was the last. */
static dl_status renew_batch(renewal *r, bool *ret_end, dl_error *error)
{
    const dl_store_ops *ops = r->store->ops;
    dl_arena rows_arena = {0}, arena = {0};
    dl_doc_row *rows = NULL;
    size_t count = 0;
    dl_status status = ops->list(r->store, r->query, DL_ORDER_OLDEST, r->anchor, false, BATCH, NULL,
                                 &rows_arena, &rows, &count, error);
    bool begun = !status && count && !(status = ops->begin(r->store, error));
    for (size_t i = 0; i < count && !status; i++) {
        dl_arena_clear(&arena);
        status = renew_one(r, rows[i].key, &arena, error);
    }
    if (begun && !status)
        status = ops->commit(r->store, error);
    else if (begun)
        ops->rollback(r->store);
    if (!status && count)
        r->anchor = (dl_anchor){.key = rows[count - 1].key};
    r->done += count;
    *ret_end = count < BATCH;
    dl_arena_release(&rows_arena);
    dl_arena_release(&arena);
    return status;
}

static dl_status renew_all(renewal *r, dl_error *error)
{
    dl_counts counts;
    bool end = false;
    dl_status status = r->store->ops->count(r->store, r->query, NULL, &counts, error);
    if (status)
        return status;
    dl_progress_start(counts.documents, "documents");
    while (!status && !end) {
        status = renew_batch(r, &end, error);
        dl_progress_show(r->done);
    }
    dl_progress_hide();
    return status;
}

int dl_run_reannotate(const dl_options *options)
{
    dl_archive archive;
    dl_error error = {0};
    dl_arena arena = {0};
    dl_query query;
    int code = DL_EXIT_USAGE;
    if (!dl_words_parse(options->words, options->words_count, &arena, &query))
        goto out;
    code = DL_EXIT_FAILED;
    if (!dl_archive_open(options, DL_OPEN_WRITE, &archive))
        goto out;
    archive.finder->tells = true;
    renewal r = {.store = archive.store, .query = &query, .anchor = {.key = DL_KEY_NONE}};
    dl_status status = dl_store_resolve(archive.store, &arena, &query, &error);
    if (!status)
        status = renew_all(&r, &error);
    if (!status)
        dl_message("%" PRIu64 " of %" PRIu64 " document%s changed", r.changed, r.done,
                   r.done == 1 ? "" : "s");
    dl_archive_close(&archive);
    code = status ? dl_message_error(&error) : DL_EXIT_DONE;
out:
    dl_arena_release(&arena);
    return code;
}
