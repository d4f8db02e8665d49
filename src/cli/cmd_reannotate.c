/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names found anew, as a pipeline (dateline/pipeline.h): one thread reads documents out of the archive,
 * over a connection of its own, others find the names in them, and the calling thread writes these, in
 * batches that are a transaction each. The store applies the reader's decisions on top.
 *
 * The archive knows of each document what version of the annotator found its names. Those of the present
 * version are passed over, and that is all there is to going on where an earlier run was cut off.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/archive.h"
#include "cli/ingest.h"
#include "cli/output.h"
#include "cli/owngazetteer.h"
#include "cli/progress.h"
#include "cli/stop.h"
#include "cli/subcommand.h"
#include "cli/words.h"
#include "dateline/pipeline.h"

#define PAGE_ROWS 200

#define ITEMS_PER_JOB 16
#define COST_PER_JOB ((size_t)24 << 20) /* bytes of documents */

/* A batch is stored when it holds this many documents, */
#ifndef BATCH_DOCUMENTS
#define BATCH_DOCUMENTS 1000
#endif
#define BATCH_SECONDS 2 /* or is so old */

typedef struct job {
    dl_store *store;  /* written to */
    dl_store *source; /* the same archive, read from */
    dl_query query;
    dl_annotator annotator;
    char version[DL_ANNOTATOR_VERSION]; /* its */
    uint64_t documents;                 /* of the query */
    uint64_t due;                       /* those of them whose names are to be found */
    uint64_t done, bytes, changed;
    uint64_t moved; /* were others when their names were to be written */
    size_t batch;   /* documents in it; a transaction is open where there is one */
    double since;   /* when it was begun, seconds */
} job;

/* A document on its way; all of it is the arena's. */
typedef struct item {
    dl_arena arena;
    dl_stored stored;
    dl_annotation names;
    dl_status status;
    dl_error error;
} item;

static void drop(void *context, void *data)
{
    item *it = data;
    (void)context;
    dl_arena_release(&it->arena);
    free(it);
}

/* --- reading --- */

static dl_status put_document(job *j, dl_pipeline *pipeline, dl_key key, dl_error *error)
{
    item *it = dl_must(calloc(1, sizeof *it));
    dl_status status = j->source->ops->get(j->source, key, &it->arena, &it->stored, error);
    if (!status)
        return dl_pipeline_put(pipeline, it, it->arena.used, error);
    drop(j, it);
    return status == DL_ERR_NOT_FOUND ? DL_OK : status; /* it was there a moment ago */
}

static dl_status produce(void *context, dl_pipeline *pipeline, dl_error *error)
{
    job *j = context;
    dl_arena arena = {0};
    dl_anchor anchor = {.key = DL_KEY_NONE};
    dl_status status = DL_OK;
    size_t count = 1;
    while (!status && count && !dl_stop_asked()) {
        dl_doc_row *rows = NULL;
        dl_arena_clear(&arena);
        status = j->source->ops->list(j->source, &j->query, DL_ORDER_OLDEST, anchor, false,
                                      PAGE_ROWS, NULL, &arena, &rows, &count, error);
        for (size_t i = 0; !status && i < count && !dl_stop_asked(); i++)
            status = put_document(j, pipeline, rows[i].key, error);
        if (!status && count)
            anchor.key = rows[count - 1].key;
    }
    dl_arena_release(&arena);
    return status;
}

/* --- finding names --- */

static void work(void *context, void *state, void *data)
{
    const job *j = context;
    item *it = data;
    (void)state;
    it->status = dl_ingest_annotate(&j->annotator, &it->stored.document, NULL, &it->arena,
                                    &it->names, &it->error);
}

/* --- writing --- */

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static dl_status end_batch(job *j, dl_error *error)
{
    if (!j->batch)
        return DL_OK;
    j->batch = 0;
    return j->store->ops->commit(j->store, error);
}

static dl_status write_names(job *j, const item *it, dl_error *error)
{
    const dl_put found = {.document = &it->stored.document,
                          .mentions = it->names.mentions,
                          .mentions_count = it->names.mentions_count,
                          .entities = it->names.entities,
                          .entities_count = it->names.entities_count,
                          .keys = it->names.keys,
                          .annotator = it->names.version};
    bool changed = false;
    dl_status status = j->store->ops->annotated(j->store, it->stored.key, &found, &changed, error);
    j->moved += status == DL_ERR_NOT_FOUND;
    j->changed += !status && changed;
    return status == DL_ERR_NOT_FOUND ? DL_OK : status;
}

static dl_status consume(void *context, void *data, dl_error *error)
{
    job *j = context;
    const item *it = data;
    const dl_document *doc = &it->stored.document;
    dl_status status = DL_OK;
    if (it->status)
        return dl_fail(error, it->status, "%s: %s", doc->origin ? doc->origin : doc->sha256,
                       it->error.message);
    if (!j->batch && !(status = j->store->ops->begin(j->store, error)))
        j->since = now();
    if (status)
        return status;
    j->batch++;
    status = write_names(j, it, error);
    if (!status && (j->batch >= BATCH_DOCUMENTS || now() - j->since >= BATCH_SECONDS))
        status = end_batch(j, error);
    j->done++;
    j->bytes += strlen(doc->body) + (doc->title ? strlen(doc->title) : 0);
    dl_progress_show_with_bytes(j->done, j->bytes);
    return status;
}

/* --- the whole --- */

/* Counts what is to be done; ALL: whatever found the names there are. */
static dl_status count_documents(job *j, bool all, dl_error *error)
{
    dl_counts counts;
    dl_status status = j->store->ops->count(j->store, &j->query, NULL, &counts, error);
    if (status)
        return status;
    j->documents = counts.documents;
    j->query.outdated = all ? NULL : j->version;
    status = j->store->ops->count(j->store, &j->query, NULL, &counts, error);
    j->due = counts.documents;
    return status;
}

static dl_status find_names(job *j, size_t jobs, dl_error *error)
{
    static const dl_pipeline_ops ops = {
        .produce = produce, .work = work, .consume = consume, .drop = drop};
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (!jobs)
        jobs = processors > 0 ? (size_t)processors : 1;
    const dl_pipeline_bounds bounds = {.workers = jobs == 1 ? 0 : (unsigned)jobs,
                                       .items = ITEMS_PER_JOB * jobs,
                                       .cost = COST_PER_JOB * jobs};
    dl_progress_start(j->due, "documents");
    dl_status status = dl_pipeline_run(&ops, j, &bounds, error);
    if (!status)
        status = end_batch(j, error);
    else if (j->batch)
        j->store->ops->rollback(j->store);
    dl_progress_hide();
    return status;
}

/* Says what came of it; returns the exit code. */
static int tell(const job *j)
{
    bool cut = dl_stop_asked() && j->done < j->due;
    if (!j->due)
        dl_message("nothing to do: the names in %" PRIu64 " document%s were found by this version",
                   j->documents, j->documents == 1 ? "" : "s");
    else
        dl_message("%" PRIu64 " of %" PRIu64 " document%s changed", j->changed, j->done,
                   j->done == 1 ? "" : "s");
    if (j->moved)
        dl_message("%" PRIu64
                   " document%s changed meanwhile; the same command sees to what is left",
                   j->moved, j->moved == 1 ? " was" : "s were");
    if (cut)
        dl_message("interrupted, %" PRIu64
                   " left; what was done is kept, and the same command goes "
                   "on with the rest",
                   j->due - j->done);
    return cut ? DL_EXIT_FAILED : DL_EXIT_DONE;
}

static dl_status reannotate(job *j, const dl_options *options, const char *path, dl_arena *arena,
                            dl_error *error)
{
    dl_status status = dl_store_resolve(j->store, arena, &j->query, error);
    if (!status)
        status = dl_own_annotator_load(&j->annotator, dl_own_gazetteer_tell, error);
    if (status)
        return status;
    dl_annotator_version(&j->annotator, j->version);
    status = count_documents(j, dl_options_has(options, DL_OPTION_ALL), error);
    if (!status && j->due)
        status = dl_store_sqlite.open(path, DL_OPEN_READ, &j->source, error);
    if (!status && j->due)
        status = find_names(j, options->jobs, error);
    dl_store_sqlite.close(j->source);
    dl_annotator_release(&j->annotator);
    return status;
}

int dl_run_reannotate(const dl_options *options)
{
    dl_archive archive;
    dl_error error = {0};
    dl_arena arena = {0};
    job j = {.done = 0};
    int code = DL_EXIT_USAGE;
    if (!dl_words_parse(options->words, options->words_count, &arena, &j.query))
        goto out;
    code = DL_EXIT_FAILED;
    if (!dl_archive_open(options, DL_OPEN_WRITE, &archive))
        goto out;
    j.store = archive.store;
    dl_stop_catch();
    code =
        reannotate(&j, options, archive.path, &arena, &error) ? dl_message_error(&error) : tell(&j);
    dl_archive_close(&archive);
out:
    dl_arena_release(&arena);
    return code;
}
