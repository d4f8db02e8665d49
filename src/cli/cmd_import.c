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
typedef struct import {
    dl_import_options options;
    dl_import_sink *sink;
    void *context;
    bool keeps_paths; /* origins are the paths as they were given, not from the root on */
    dl_str content;   /* of one file */
    uint64_t files, skipped, failed;
    dl_error fatal; /* the failure of the sink that ended it, if one did */
} import;

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
    import *imp = context;
    dl_status status = imp->sink(imp->context, document, &imp->fatal);
    if (status) {
        imp->fatal.status = status;
        return dl_fail(error, status, "%s", imp->fatal.message);
    }
    return stop_asked ? dl_fail(error, DL_ERR_INTERRUPTED, "interrupted") : DL_OK;
}

/* What the archive calls the file: its path from the root on, and standard input by what it held,
 * for a later text from there is no new version of it. To be freed. */
static dl_status make_origin(const import *imp, const char *path, char **ret, dl_error *error)
{
    char *absolute = NULL;
    if (strcmp(path, "-") == 0 && !imp->keeps_paths) {
        char hash[DL_SHA256_HEX];
        dl_str name;
        dl_sha256_hex(imp->content.text, imp->content.len, hash);
        dl_str_init(&name);
        dl_str_addf(&name, "stdin/%.16s", hash);
        *ret = dl_must(dl_str_detach(&name));
        return DL_OK;
    }
    if (!imp->keeps_paths) {
        dl_status status = dl_path_absolute(path, &absolute, error);
        if (status)
            return status;
    }
    *ret = dl_path_text(absolute ? absolute : path);
    free(absolute);
    return DL_OK;
}

static dl_status import_file(import *imp, const char *path, dl_error *error)
{
    char *origin;
    dl_status status = dl_file_read(path, &imp->content, error);
    if (status)
        return status;
    status = make_origin(imp, path, &origin, error);
    if (status)
        return status;
    const dl_input input = {.origin = origin, .data = imp->content.text, .len = imp->content.len};
    status = dl_import(&input, &imp->options, take_document, imp, error);
    free(origin);
    return status;
}

static bool visit_file(void *context, const char *path, bool walked, int failure)
{
    import *imp = context;
    dl_error error = {0};
    if (stop_asked)
        return false;
    dl_status status = failure ? dl_fail(&error, DL_ERR_IO, "%s: %s", path, strerror(failure))
                               : import_file(imp, path, &error);
    dl_progress_show(++imp->files);
    if (imp->fatal.status || status == DL_ERR_INTERRUPTED)
        return false;
    if (!status)
        return dl_output_open();
    if (status == DL_ERR_UNSUPPORTED && walked)
        imp->skipped++;
    else
        imp->failed++;
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

/* Reads all the files; what became of them is in IMP. */
static void import_files(import *imp, const dl_options *options)
{
    uint64_t total = 0;
    dl_signals_catch(ask_to_stop);
    if (dl_progress_is_bar())
        dl_files_walk(options->words, options->words_count, count_file, &total);
    dl_progress_start(total);
    dl_files_walk(options->words, options->words_count, visit_file, imp);
    dl_progress_hide();
    dl_str_release(&imp->content);
}

/* What the import has come to: the exit code, after messages for what was not said yet. */
static int finish(const import *imp)
{
    if (imp->fatal.status)
        return dl_message_error(&imp->fatal);
    if (stop_asked)
        dl_message(
            "interrupted; what was read is kept, and the same command goes on with the rest");
    return imp->failed || stop_asked ? DL_EXIT_FAILED : DL_EXIT_DONE;
}

static void print_summary(const import *imp, const dl_ingest *ingest)
{
    const uint64_t *outcomes = ingest->outcomes;
    dl_message("%" PRIu64 " new, %" PRIu64 " unchanged, %" PRIu64 " versions, %" PRIu64
               " other origins, %" PRIu64 " skipped, %" PRIu64 " failed",
               outcomes[DL_PUT_NEW], outcomes[DL_PUT_UNCHANGED], outcomes[DL_PUT_VERSION],
               outcomes[DL_PUT_ORIGIN], imp->skipped, imp->failed);
}

static int import_to_archive(import *imp, const dl_options *options)
{
    dl_archive archive;
    dl_ingest ingest;
    dl_error error = {0};
    if (!dl_archive_open(options, DL_OPEN_CREATE, &archive))
        return DL_EXIT_FAILED;
    dl_ingest_init(&ingest);
    ingest.store = archive.store;
    imp->sink = dl_ingest_add;
    imp->context = &ingest;
    int code = DL_EXIT_FAILED;
    if (!dl_options_has(options, DL_OPTION_NO_ANNOTATE) &&
        dl_ingest_load_gazetteer(&ingest, &error)) {
        dl_message_error(&error);
    } else {
        import_files(imp, options);
        if (!imp->fatal.status && dl_ingest_end(&ingest, &imp->fatal))
            dl_message("the last documents are not stored");
        code = finish(imp);
        print_summary(imp, &ingest);
    }
    dl_ingest_release(&ingest);
    dl_archive_close(&archive);
    return code;
}

static int import_dry(import *imp, const dl_options *options)
{
    dl_preview preview;
    dl_error error = {0};
    if (dl_preview_init(&preview, options, &error))
        return dl_message_error(&error);
    imp->sink = dl_preview_add;
    imp->context = &preview;
    imp->keeps_paths = true;
    import_files(imp, options);
    dl_preview_release(&preview);
    return finish(imp);
}

int dl_run_import(const dl_options *options)
{
import imp = {.options = {.source = options->source, .publisher = options->publisher, .near = options->near } };
    dl_str_init(&imp.content);
    if (dl_options_has(options, DL_OPTION_DRY_RUN))
        return import_dry(&imp, options);
    if (options->format != DL_FORMAT_TEXT) {
        dl_message("import prints documents only with --dry-run; --format goes with that");
        return DL_EXIT_USAGE;
    }
    return import_to_archive(&imp, options);
}
