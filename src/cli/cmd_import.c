/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli/archive.h"
#include "cli/files.h"
#include "cli/ingest.h"
#include "cli/output.h"
#include "cli/paths.h"
#include "cli/preview.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "cli/subcommand.h"
#include "dateline/hash.h"
#include "dateline/import.h"

/* An import under way. The sink takes the documents: the archive's ingest, or the preview of
 * --dry-run. */
typedef struct intake {
    dl_import_options options;
    dl_import_sink *sink;
    void *context;
    bool keeps_paths; /* origins are the paths as they were given, not from the root on */
    dl_str content;   /* of one file */
    uint64_t files, skipped, failed;
    dl_error fatal; /* the failure of the sink that ended it, if one did */
} intake;

static volatile sig_atomic_t stop_asked;

/* The first signal ends the import after the document at hand. */
static void ask_to_stop(int number)
{
    (void)number;
    stop_asked = 1;
}

/* Hands a document on to the sink, and remembers a failure of the sink's own, which is none of the
 * file's. */
static dl_status take_document(void *context, const dl_document *document, dl_error *error)
{
    intake *in = context;
    dl_status status = in->sink(in->context, document, &in->fatal);
    if (status) {
        in->fatal.status = status;
        return dl_fail(error, status, "%s", in->fatal.message);
    }
    return stop_asked ? dl_fail(error, DL_ERR_INTERRUPTED, "interrupted") : DL_OK;
}

/* What the archive calls the file: its path from the root on, and standard input by what it held,
 * for a later text from there is no new version of it. To be freed. */
static dl_status make_origin(const intake *in, const char *path, char **ret, dl_error *error)
{
    char *absolute = NULL;
    if (strcmp(path, "-") == 0 && !in->keeps_paths) {
        char hash[DL_SHA256_HEX];
        dl_str name;
        dl_sha256_hex(in->content.text, in->content.len, hash);
        dl_str_init(&name);
        dl_str_addf(&name, "stdin/%.16s", hash);
        *ret = dl_must(dl_str_detach(&name));
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

static dl_status take_file(intake *in, const char *path, dl_error *error)
{
    char *origin;
    dl_status status = dl_file_read(path, &in->content, error);
    if (status)
        return status;
    status = make_origin(in, path, &origin, error);
    if (status)
        return status;
    const dl_input input = {.origin = origin, .data = in->content.text, .len = in->content.len};
    status = dl_import(&input, &in->options, take_document, in, error);
    free(origin);
    return status;
}

static bool visit_file(void *context, const char *path, bool walked, int failure)
{
    intake *in = context;
    dl_error error = {0};
    if (stop_asked)
        return false;
    dl_status status = failure ? dl_fail(&error, DL_ERR_IO, "%s: %s", path, strerror(failure))
                               : take_file(in, path, &error);
    dl_progress_show(++in->files);
    if (in->fatal.status || status == DL_ERR_INTERRUPTED)
        return false;
    if (!status)
        return dl_output_open();
    if (status == DL_ERR_UNSUPPORTED && walked)
        in->skipped++;
    else
        in->failed++;
    dl_message("%s %s", status == DL_ERR_UNSUPPORTED && walked ? "skipped" : "cannot read",
               error.message);
    return true;
}

static bool count_file(void *context, const char *path, bool walked, int failure)
{
    uint64_t *count = context;
    (void)path;
    (void)walked;
    (void)failure;
    ++*count;
    return !stop_asked;
}

/* Reads all the files; what became of them is in IN. */
static void take_files(intake *in, const dl_options *options)
{
    uint64_t total = 0;
    dl_signals_catch(ask_to_stop);
    if (dl_progress_is_bar())
        dl_files_walk(options->words, options->words_count, count_file, &total);
    dl_progress_start(total, "files");
    dl_files_walk(options->words, options->words_count, visit_file, in);
    dl_progress_hide();
    dl_str_release(&in->content);
}

/* What the import has come to: the exit code, after messages for what was not said yet. KEPT is
 * what an interruption leaves. */
static int finish(const intake *in, const char *kept)
{
    if (in->fatal.status)
        return dl_message_error(&in->fatal);
    if (stop_asked)
        dl_message("interrupted%s", kept);
    return in->failed || stop_asked ? DL_EXIT_FAILED : DL_EXIT_DONE;
}

static void print_summary(const intake *in, const dl_ingest *ingest)
{
    const uint64_t *outcomes = ingest->outcomes;
    dl_message("%" PRIu64 " new, %" PRIu64 " unchanged, %" PRIu64 " versions, %" PRIu64
               " other origins, %" PRIu64 " skipped, %" PRIu64 " failed",
               outcomes[DL_PUT_NEW], outcomes[DL_PUT_UNCHANGED], outcomes[DL_PUT_VERSION],
               outcomes[DL_PUT_ORIGIN], in->skipped, in->failed);
}

static intake make_intake(const dl_options *options, dl_import_sink *sink, void *context)
{
    intake in = {.options = {.source = options->source,
                             .publisher = options->publisher,
                             .map = &options->map,
                             .near = options->near},
                 .sink = sink,
                 .context = context};
    dl_str_init(&in.content);
    return in;
}

static int import_to_archive(const dl_options *options)
{
    dl_archive archive;
    dl_ingest ingest;
    dl_error error = {0};
    if (!dl_archive_open(options, DL_OPEN_CREATE, &archive))
        return DL_EXIT_FAILED;
    dl_ingest_init(&ingest);
    ingest.store = archive.store;
    int code = DL_EXIT_FAILED;
    if (!dl_options_has(options, DL_OPTION_NO_ANNOTATE) &&
        dl_ingest_load_gazetteer(&ingest, &error)) {
        dl_message_error(&error);
    } else {
        intake in = make_intake(options, dl_ingest_add, &ingest);
        take_files(&in, options);
        if (!in.fatal.status)
            in.fatal.status = dl_ingest_end(&ingest, &in.fatal);
        code = finish(&in, "; what was read is kept, and the same command goes on with the rest");
        print_summary(&in, &ingest);
    }
    dl_ingest_release(&ingest);
    dl_archive_close(&archive);
    return code;
}

static int import_dry(const dl_options *options)
{
    dl_preview preview;
    dl_error error = {0};
    if (dl_preview_init(&preview, options, &error))
        return dl_message_error(&error);
    intake in = make_intake(options, dl_preview_add, &preview);
    in.keeps_paths = true;
    take_files(&in, options);
    dl_preview_release(&preview);
    return finish(&in, "");
}

int dl_run_import(const dl_options *options)
{
    if (dl_options_has(options, DL_OPTION_DRY_RUN))
        return import_dry(options);
    if (options->format != DL_FORMAT_TEXT) {
        dl_message("import prints documents only with --dry-run; --format goes with that");
        return DL_EXIT_USAGE;
    }
    return import_to_archive(options);
}
