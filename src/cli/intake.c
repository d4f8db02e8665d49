/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The three steps of dl_intake_run as a pipeline (dateline/pipeline.h). An item is a record with what
 * came out of it, or a failure, which goes the same way so that it is told in its place.
 *
 * What is known to the archive is asked for by the hash of the whole record first: where a record is
 * one document that has not changed, its hash is all it costs.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/files.h"
#include "cli/filestream.h"
#include "cli/intake.h"
#include "cli/output.h"
#include "cli/paths.h"
#include "cli/stop.h"
#include "dateline/hash.h"
#include "dateline/pipeline.h"

#define ITEMS_PER_JOB 16
#define COST_PER_JOB ((size_t)24 << 20) /* bytes of records */

#define STDIN_ORIGIN "stdin"

typedef struct item {
    dl_intake *intake;
    dl_record record; /* its bytes and strings stand behind the item; none: it is a failure */
    dl_taken taken;
    dl_status status;
    dl_error error;
    uint64_t read;   /* bytes read of all files when it was made */
    size_t file_len; /* of the origin, up to which it is the file's */
    bool walked;
} item;

/* What an item carries behind itself. */
typedef struct packing {
    char *at;
} packing;

static const char *pack(packing *p, const char *text, size_t len)
{
    char *start = p->at;
    memcpy(start, text, len);
    start[len] = '\0';
    p->at += len + 1;
    return start;
}

static const char *pack_string(packing *p, const char *text)
{
    return text ? pack(p, text, strlen(text)) : NULL;
}

static size_t string_size(const char *text)
{
    return text ? strlen(text) + 1 : 0;
}

static item *make_item(dl_intake *in, size_t extra)
{
    item *new = dl_must(calloc(1, sizeof *new + extra));
    new->intake = in;
    new->read = in->read;
    new->walked = in->walked;
    new->file_len = in->file ? strlen(in->file) : 0;
    return new;
}

/* Puts an item into the pipeline, and remembers where that takes no more. */
static dl_status put_item(dl_intake *in, item *new, size_t cost, dl_error *error)
{
    dl_error own = {0};
    dl_status status = dl_pipeline_put(in->pipeline, new, cost, &own);
    if (!status)
        return DL_OK;
    in->ended = own;
    in->ended.status = status;
    return dl_fail(error, status, "%s", own.message);
}

/* Tells of what could not be read, but not of what came of a stop. */
static void put_failure(dl_intake *in, dl_status status, const dl_error *why)
{
    if (in->ended.status || dl_stop_asked())
        return;
    item *new = make_item(in, 0);
    new->status = new->error.status = status;
    memcpy(new->error.message, why->message, sizeof why->message);
    put_item(in, new, sizeof *new, NULL);
}

/* What the archive calls a record: a file's path, and standard input by what it held, for a later text
 * from there is no new version of it. */
static void make_origin(const dl_intake *in, const dl_record *record, dl_str *ret)
{
    const char *origin = record->part.origin;
    dl_str_clear(ret);
    if (in->file && strcmp(in->file, STDIN_ORIGIN) == 0) {
        char hash[DL_SHA256_HEX];
        dl_sha256_hex(record->data, record->len, hash);
        dl_str_addf(ret, STDIN_ORIGIN "/%.16s", hash);
        origin += strlen(STDIN_ORIGIN);
    }
    dl_str_add(ret, origin);
    dl_must(dl_str_ok(ret) ? ret->text : NULL);
}

/* Copies a record, and all it points to, into the pipeline. */
static dl_status put_record(void *context, const dl_record *record, dl_error *error)
{
    dl_intake *in = context;
    const dl_part *part = &record->part;
    if (in->ended.status || dl_stop_asked())
        return dl_fail(error, DL_ERR_INTERRUPTED, "interrupted");
    dl_str origin;
    dl_str_init(&origin);
    make_origin(in, record, &origin);
    size_t extra = record->len + 1 + origin.len + 1 + string_size(part->path) +
                   string_size(part->media_type) + string_size(part->charset) +
                   string_size(part->link);
    item *new = make_item(in, extra);
    packing p = {(char *)(new + 1)};
    new->record = *record;
    new->record.data = new->record.part.head = pack(&p, record->data, record->len);
    new->record.part.origin = pack(&p, origin.text, origin.len);
    new->record.part.path = pack_string(&p, part->path);
    new->record.part.media_type = pack_string(&p, part->media_type);
    new->record.part.charset = pack_string(&p, part->charset);
    new->record.part.link = pack_string(&p, part->link);
    dl_str_release(&origin);
    return put_item(in, new, sizeof *new + extra, error);
}

static void take_failure(void *context, dl_status status, const dl_error *error)
{
    put_failure(context, status, error);
}

static dl_status take_name(void *context, const char *name, const char *host, dl_error *error)
{
    dl_intake *in = context;
    (void)error;
    dl_site_names_add(&in->sites, name, host);
    return DL_OK;
}

/* The origin of the file at PATH, to be freed. */
static dl_status name_file(const dl_intake *in, const char *path, char **ret, dl_error *error)
{
    char *absolute = NULL;
    if (!in->keeps_paths && strcmp(path, "-") == 0) {
        *ret = dl_must(strdup(STDIN_ORIGIN));
        return DL_OK;
    }
    if (!in->keeps_paths) {
        dl_status status = dl_path_absolute(path, &absolute, error);
        if (status)
            return status;
    }
    *ret = dl_path_text(absolute ? absolute : path);
    free(absolute);
    return DL_OK;
}

static dl_status split_file(dl_intake *in, const char *path, dl_error *error)
{
    char *origin = NULL;
    dl_filestream file;
    dl_status status = dl_filestream_open(&file, path, &in->read, error);
    if (status)
        return status;
    status = name_file(in, path, &origin, error);
    if (!status) {
        const dl_part part = {.origin = origin, .path = strcmp(path, "-") ? path : NULL};
        const dl_splitting to = {
            .record = put_record, .failed = take_failure, .named = take_name, .context = in};
        in->file = origin;
        status = dl_import_split(&part, &file.stream, &to, error);
    }
    dl_filestream_close(&file);
    return status;
}

static bool visit_file(void *context, const dl_file_seen *seen)
{
    dl_intake *in = context;
    dl_error error = {0};
    dl_status status = DL_OK;
    in->walked = seen->walked || in->follows;
    if (in->leave && strcmp(seen->path, "-") != 0 && in->leave(seen->path))
        return !dl_stop_asked();
    if (seen->failure)
        status = dl_fail(&error, DL_ERR_IO, "%s: %s", seen->path, strerror(seen->failure));
    else
        status = split_file(in, seen->path, &error);
    if (status)
        put_failure(in, status, &error);
    free(in->file);
    in->file = NULL;
    return !in->ended.status && !dl_stop_asked();
}

/* What is read, as the pipeline sees it. */
typedef struct run {
    dl_intake *intake;
    char *const *paths;
    size_t count;
} run;

static dl_status produce(void *context, dl_pipeline *pipeline, dl_error *error)
{
    run *r = context;
    dl_intake *in = r->intake;
    in->pipeline = pipeline;
    dl_files_walk(r->paths, r->count, visit_file, in);
    return in->ended.status ? dl_fail(error, in->ended.status, "%s", in->ended.message) : DL_OK;
}

/* Takes one document of the item's record: leaves one that is known, and finds the names in another. All
 * that is read comes by here, whatever its format, so its budget is asked for here. */
static dl_status take_document(void *context, const dl_document *document, dl_error *error)
{
    item *it = context;
    const dl_intake *in = it->intake;
    dl_status status = dl_budget_look(it->record.budget, error);
    if (status)
        return status;
    if (dl_known_find(in->known, document->sha256, document->origin)) {
        it->taken.known++;
        return DL_OK;
    }
    return dl_taken_add(&it->taken, document, in->annotator, it->record.budget, error);
}

static void work(void *context, void *state, void *data)
{
    item *it = data;
    dl_budget budget;
    char hash[DL_SHA256_HEX];
    (void)context;
    (void)state;
    if (!it->record.format)
        return;
    dl_sha256_hex(it->record.data, it->record.len, hash);
    if (dl_known_find(it->intake->known, hash, it->record.part.origin)) {
        it->taken.known++;
        return;
    }
    dl_budget_start(&budget, it->record.part.origin, it->record.len);
    it->record.budget = &budget;
    it->status = dl_import_parse(&it->record, &it->intake->import, take_document, it, &it->error);
}

/* Hands on what came out of an item, and tells what did not. */
static dl_status consume(void *context, void *data, dl_error *error)
{
    dl_intake *in = ((run *)context)->intake;
    item *it = data;
    if (it->status == DL_ERR_NOMEM)
        return dl_fail_nomem(error);
    dl_status status = DL_OK;
    in->tally->documents += it->taken.puts.len + it->taken.known;
    if (it->taken.puts.len || it->taken.known)
        status = in->sink(in->context, &it->taken, error);
    if (!status && it->status) {
        it->error.status = it->status;
        dl_tally_leave(in->tally, &it->error, it->file_len, !it->walked);
    }
    dl_tally_show(in->tally, it->read);
    if (!status && !dl_output_open())
        status = dl_fail(error, DL_ERR_INTERRUPTED, "the output was closed");
    return status;
}

static void drop(void *context, void *data)
{
    item *it = data;
    (void)context;
    dl_taken_release(&it->taken);
    free(it);
}

dl_status dl_intake_run(dl_intake *intake, char *const *paths, size_t count, dl_error *error)
{
    static const dl_pipeline_ops ops = {
        .produce = produce, .work = work, .consume = consume, .drop = drop};
    intake->ended = (dl_error){0};
    run r = {.intake = intake, .paths = paths, .count = count};
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t jobs = intake->options->jobs ? intake->options->jobs
                  : processors > 0      ? (size_t)processors
                                        : 1;
    const dl_pipeline_bounds bounds = {.workers = jobs == 1 ? 0 : (unsigned)jobs,
                                       .items = ITEMS_PER_JOB * jobs,
                                       .cost = COST_PER_JOB * jobs};
    return dl_pipeline_run(&ops, &r, &bounds, error);
}
