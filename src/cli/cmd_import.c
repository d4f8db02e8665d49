/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/archive.h"
#include "cli/files.h"
#include "cli/ingest.h"
#include "cli/intake.h"
#include "cli/inuse.h"
#include "cli/output.h"
#include "cli/owngazetteer.h"
#include "cli/ownoutlets.h"
#include "cli/preview.h"
#include "cli/progress.h"
#include "cli/stop.h"
#include "cli/subcommand.h"
#include "cli/watch.h"

/* An import: all that its two kinds, into the archive and --dry-run, share. */
typedef struct job {
    dl_intake intake;
    dl_known known;
    dl_tally tally;
    dl_annotator annotator;
    dl_outlets *outlets;
    bool follows; /* folders (--watch) */
    bool cut;     /* a stop was asked for while something was read */
} job;

static bool add_size(void *context, const dl_file_seen *seen)
{
    *(uint64_t *)context += seen->size;
    return !dl_stop_asked();
}

/* Makes all ready. ARCHIVE is the path of what is imported into, NULL for none. */
static dl_status prepare(job *im, const dl_options *options, const char *archive, dl_error *error)
{
    uint64_t total = 0;
    dl_known_init(&im->known, archive);
    dl_files_walk(options->words, options->words_count, add_size, &total);
    dl_tally_start(&im->tally, total, options->report);
    if (!dl_options_has(options, DL_OPTION_NO_ANNOTATE)) {
        dl_status status = dl_own_annotator_load(&im->annotator, dl_own_gazetteer_tell, error);
        if (status)
            return status;
        im->intake.annotator = &im->annotator;
    }
    dl_status status = dl_own_outlets_load(&im->outlets, error);
    if (status)
        return status;
    im->intake.options = options;
    im->intake.import = (dl_import_options){.source = options->source,
                                            .publisher = options->publisher,
                                            .lang = options->lang,
                                            .map = &options->map,
                                            .outlets = im->outlets,
                                            .near = options->near,
                                            .today = dl_day_today()};
    im->intake.known = &im->known;
    im->intake.tally = &im->tally;
    return DL_OK;
}

/* Reads all the files at the COUNT paths. */
static dl_status take_files(job *im, char *const *paths, size_t count, dl_error *error)
{
    dl_status status = dl_intake_run(&im->intake, paths, count, error);
    dl_progress_hide();
    im->cut = dl_stop_asked();
    return status;
}

/* The same, and puts what came of them into the archive. */
static dl_status store_files(job *im, char *const *paths, size_t count, dl_error *error)
{
    dl_status status = take_files(im, paths, count, error);
    return status ? status : dl_ingest_end(im->intake.context, error);
}

/* Whether a file that appears in a folder is left alone: it is being written, or the archive's own, which the first
 * walk has told of. */
static bool leave_alone(const char *path)
{
    return dl_in_use(path) || dl_watch_is_unfinished(path);
}

/* Whether a file is in the first walk: it is being written. The archive's is told to be skipped. */
static bool leave_unfinished(const char *path)
{
    return !dl_in_use(path) && dl_watch_is_unfinished(path);
}

/* Reads what appears in the folders that WATCH follows, until a stop is asked for; tells what came of each
 * batch. */
static dl_status follow(job *im, dl_watch *watch, dl_error *error)
{
    dl_path_list paths = {0};
    dl_tally before = {.skipped = 0};
    dl_status status = DL_OK;
    dl_tally_tell_since(&im->tally, &before);
    dl_message("%zu folder%s followed; Ctrl-C ends", watch->followed,
               watch->followed == 1 ? " is" : "s are");
    im->tally.quiet = true;
    im->intake.leave = leave_alone;
    while (!status && !dl_stop_asked() && dl_watch_wait(watch, &paths)) {
        before = im->tally;
        status = store_files(im, paths.items, paths.len, error);
        dl_tally_tell_since(&im->tally, &before);
    }
    dl_path_list_clear(&paths);
    if (!status && !dl_stop_asked())
        status = dl_fail(error, DL_ERR_NOT_FOUND, "the folders that were followed are gone");
    return status;
}

/* Says so where options that tell of the texts came too late for some of them. */
static void tell_late(const dl_options *options, const dl_tally *tally)
{
    static const dl_option_id ids[] = {DL_OPTION_SOURCE, DL_OPTION_PUBLISHER, DL_OPTION_LANG,
                                       DL_OPTION_MAP, DL_OPTION_NEAR};
    bool told = false;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        told |= dl_options_has(options, ids[i]);
    if (told && tally->outcomes[DL_PUT_UNCHANGED])
        dl_message("what was there already stays as it was read; to have it read with these "
                   "options, forget it first");
}

/* Says what the import has come to and ends it; returns the exit code. STATUS and ERROR are what ended
 * it early, KEPT what an interruption leaves; NULL: nothing was to be kept. */
static int finish(job *im, const dl_options *options, dl_status status, dl_error *error,
                  const char *kept)
{
    bool failed = status && status != DL_ERR_INTERRUPTED;
    if (failed)
        dl_message_error(error);
    else if (im->cut)
        dl_message("interrupted%s", kept ? kept : "");
    dl_tally_tell(&im->tally, kept != NULL);
    tell_late(options, &im->tally);
    if (dl_site_names_end(&im->intake.sites, im->outlets, kept != NULL, error)) {
        dl_message_error(error);
        failed = true;
    }
    dl_site_names_release(&im->intake.sites);
    if (options->report && dl_tally_write(&im->tally, options->report, error)) {
        dl_message_error(error);
        failed = true;
    }
    failed |= !im->follows && (im->tally.failed || im->cut);
    dl_known_release(&im->known);
    dl_tally_release(&im->tally);
    dl_annotator_release(&im->annotator);
    dl_outlets_free(im->outlets);
    return failed ? DL_EXIT_FAILED : DL_EXIT_DONE;
}

/* How many documents of the archive are copies of others. */
static dl_status count_copies(dl_store *store, uint64_t *ret, dl_error *error)
{
    static const dl_fold closed;
    static const dl_query everything = {.fold = &closed};
    dl_counts counts;
    dl_status status = store->ops->count(store, &everything, NULL, &counts, error);
    if (!status)
        *ret = counts.folded;
    return status;
}

static int import_to_archive(const dl_options *options)
{
    dl_archive archive;
    dl_ingest ingest;
    dl_error error = {0};
    if (!dl_archive_open(options, DL_OPEN_CREATE, &archive))
        return DL_EXIT_FAILED;
    job im = {.intake = {.sink = dl_ingest_take, .context = &ingest}};
    dl_watch watch = {.fd = -1};
    dl_ingest_init(&ingest, archive.store, &im.tally);
    dl_stop_catch();
    uint64_t before = 0, after = 0;
    dl_status status = prepare(&im, options, archive.path, &error);
    if (!status)
        status = count_copies(archive.store, &before, &error);
    if (!status && dl_options_has(options, DL_OPTION_WATCH)) {
        im.follows = im.intake.follows = true;
        im.intake.leave = leave_unfinished;
        status = dl_watch_init(&watch, options->words, options->words_count, &error);
    }
    if (!status)
        status = store_files(&im, options->words, options->words_count, &error);
    if (!status && im.follows && !im.cut)
        status = follow(&im, &watch, &error);
    if (!status)
        status = count_copies(archive.store, &after, &error);
    im.tally.duplicates = after > before ? after - before : 0;
    int code = finish(&im, options, status, &error,
                      "; what was read is kept, and the same command goes on with the rest");
    dl_watch_release(&watch);
    dl_ingest_release(&ingest);
    dl_archive_close(&archive);
    return code;
}

static int import_dry(const dl_options *options)
{
    dl_preview preview;
    dl_error error = {0};
    dl_preview_init(&preview, options);
    job im = {.intake = {.sink = dl_preview_take, .context = &preview, .keeps_paths = true}};
    dl_stop_catch();
    dl_status status = prepare(&im, options, NULL, &error);
    if (!status)
        status = take_files(&im, options->words, options->words_count, &error);
    dl_preview_release(&preview);
    return finish(&im, options, status, &error, NULL);
}

int dl_run_import(const dl_options *options)
{
    bool dry = dl_options_has(options, DL_OPTION_DRY_RUN);
    if (dry && dl_options_has(options, DL_OPTION_WATCH)) {
        dl_message("--watch reads into the archive; it does not go with --dry-run");
        return DL_EXIT_USAGE;
    }
    if (dry)
        return import_dry(options);
    if (options->format != DL_FORMAT_TEXT) {
        dl_message("import prints documents only with --dry-run; --format goes with that");
        return DL_EXIT_USAGE;
    }
    return import_to_archive(options);
}
