/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Entities from the command line: why one is one, and the corrections that concern all its mentions. What is
 * corrected is a decision like any that the reader takes on the screen.
 */
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "cli/archive.h"
#include "cli/entity.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/subcommand.h"

#define RESOLVED_MAX 20

dl_status dl_entity_find(dl_store *store, const char *text, dl_arena *arena, dl_entity *ret,
                         dl_error *error)
{
    dl_entity *found = NULL;
    const dl_entity *named = NULL;
    size_t count = 0, same = 0;
    dl_status status = store->ops->resolve(store, DL_KIND_COUNT, NULL, text, RESOLVED_MAX, arena,
                                           &found, &count, error);
    for (size_t i = 0; i < count && !status; i++) {
        if (strcasecmp(found[i].id, text) == 0) {
            *ret = found[i];
            return DL_OK;
        }
        if (dl_spelling_equal(found[i].name, strlen(found[i].name), text, strlen(text))) {
            named = &found[i];
            same++;
        }
    }
    if (status)
        return status;
    if (!count)
        return dl_fail(error, DL_ERR_NOT_FOUND,
                       "the archive knows nobody and nothing called '%s'; 'entities' lists whom it "
                       "knows",
                       text);
    if (same != 1 && count > 1)
        return dl_fail(error, DL_ERR_AMBIGUOUS, "%zu bear the name '%s'; give one's id, as %s",
                       count, text, found[0].id);
    *ret = same == 1 ? *named : found[0];
    return DL_OK;
}

/* --- corrections --- */

static bool show_progress(void *context, uint64_t done, uint64_t total)
{
    bool *started = context;
    if (total && !*started)
        dl_progress_start(total, "documents");
    *started |= total > 0;
    if (total)
        dl_progress_show(done);
    return true;
}

/* Takes the decision D, and has the log's way of showing how far it is. */
static dl_status decide(dl_store *store, dl_decision *d, dl_error *error)
{
    bool started = false;
    store->progress = show_progress;
    store->progress_context = &started;
    dl_status status = store->ops->decide(store, d, 1, NULL, error);
    store->progress = NULL;
    if (started)
        dl_progress_hide();
    return status;
}

/* Merges the first of the two entities that WORDS mean into the second. */
static dl_status merge(dl_store *store, char *const *words, dl_arena *arena, dl_error *error)
{
    dl_entity from, to;
    uint64_t mentions = 0;
    dl_status status = dl_entity_find(store, words[0], arena, &from, error);
    if (!status)
        status = dl_entity_find(store, words[1], arena, &to, error);
    if (!status && strcmp(from.id, to.id) == 0)
        status =
            dl_fail(error, DL_ERR_INVALID, "'%s' and '%s' are both %s", words[0], words[1], to.id);
    if (!status)
        status = store->ops->spelled(store, from.id, NULL, &mentions, error);
    dl_decision d = {
        .kind = DL_DECISION_MERGE, .reach = DL_REACH_EVERYWHERE, .entity = status ? NULL : from.id};
    if (!status) {
        d.to = to;
        status = decide(store, &d, error);
    }
    if (!status)
        dl_message("%s is %s everywhere: %" PRIu64 " mention%s", from.id, to.id, mentions,
                   mentions == 1 ? "" : "s");
    return status;
}

/* --- the subcommand --- */

static dl_status run(const dl_options *options, dl_store *store, bool show, dl_error *error)
{
    dl_arena arena = {0};
    dl_entity entity;
    dl_status status;
    if (show) {
        status = dl_entity_find(store, options->words[1], &arena, &entity, error);
        if (!status)
            status = dl_entity_show(store, &entity, options->format, error);
    } else {
        status = merge(store, options->words + 1, &arena, error);
    }
    dl_arena_release(&arena);
    return status;
}

int dl_run_entity(const dl_options *options)
{
    const char *what = options->words_count ? options->words[0] : "";
    bool show = strcmp(what, "show") == 0 && options->words_count == 2;
    bool merges = strcmp(what, "merge") == 0 && options->words_count == 3;
    dl_archive archive;
    dl_error error = {0};
    if (!show && !merges) {
        dl_message("'entity show NAME' says why it is one, 'entity merge NAME INTO' makes all "
                   "mentions of one those of another; a NAME of several words is quoted");
        return DL_EXIT_USAGE;
    }
    if (!dl_archive_open(options, show ? DL_OPEN_READ : DL_OPEN_WRITE, &archive))
        return DL_EXIT_FAILED;
    dl_status status = run(options, archive.store, show, &error);
    dl_archive_close(&archive);
    return status ? dl_message_error(&error) : DL_EXIT_DONE;
}
