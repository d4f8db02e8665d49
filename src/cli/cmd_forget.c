/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Taking documents out of the archive. What would go is shown first, and asked about where somebody can
 * answer; what the reader has set on it stays.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/archive.h"
#include "cli/documents.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/subcommand.h"
#include "cli/words.h"

#define SHOWN 5   /* documents that are named */
#define BATCH 100 /* documents a transaction */

typedef struct forgetting {
    dl_store *store;
    const dl_query *query;
    dl_anchor anchor; /* after which it goes on */
    uint64_t count, done;
} forgetting;

static void print_row(const dl_doc_row *row)
{
    dl_str line;
    dl_str_init(&line);
    dl_documents_add_date(&line, row->published, row->ambiguous);
    dl_str_add(&line, "  ");
    dl_documents_add_source(&line, row->source);
    dl_str_add(&line, "  ");
    dl_output_add_cell(&line, row->heading, strlen(row->heading), 60);
    dl_output_line(&line);
    dl_str_release(&line);
}

/* Counts what is to go, and prints the first of it. */
static dl_status show(forgetting *f, dl_error *error)
{
    dl_arena arena = {0};
    dl_counts counts = {0};
    dl_doc_row *rows = NULL;
    size_t count = 0;
    const dl_store_ops *ops = f->store->ops;
    dl_status status = ops->count(f->store, f->query, NULL, &counts, error);
    if (!status)
        status = ops->list(f->store, f->query, DL_ORDER_OLDEST, f->anchor, false, SHOWN, NULL,
                           &arena, &rows, &count, error);
    for (size_t i = 0; i < count; i++)
        print_row(&rows[i]);
    if (count < counts.documents)
        printf("and %" PRIu64 " more\n", counts.documents - count);
    fflush(stdout);
    f->count = counts.documents;
    dl_arena_release(&arena);
    return status;
}

/* Whether the user wants it: she said so before, or does when asked. *RET_CODE: how the program ends where
 * she does not. */
static bool may_forget(const dl_options *options, uint64_t count, int *ret_code)
{
    char answer[16] = "";
    const char *plural = count == 1 ? "" : "s";
    if (dl_options_has(options, DL_OPTION_YES))
        return true;
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO)) {
        dl_message("nothing is forgotten: --yes says that %" PRIu64 " document%s may go", count,
                   plural);
        *ret_code = DL_EXIT_USAGE;
        return false;
    }
    fprintf(stderr, "forget %" PRIu64 " document%s? [y/N] ", count, plural);
    if (fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y'))
        return true;
    dl_message("nothing is forgotten");
    *ret_code = DL_EXIT_DONE;
    return false;
}

static dl_status forget_batch(forgetting *f, bool *ret_end, dl_error *error)
{
    const dl_store_ops *ops = f->store->ops;
    dl_arena arena = {0};
    dl_doc_row *rows = NULL;
    size_t count = 0;
    dl_status status = ops->list(f->store, f->query, DL_ORDER_OLDEST, f->anchor, false, BATCH, NULL,
                                 &arena, &rows, &count, error);
    bool begun = !status && count && !(status = ops->begin(f->store, error));
    for (size_t i = 0; i < count && !status; i++)
        status = ops->forget(f->store, rows[i].key, error);
    if (begun && !status)
        status = ops->commit(f->store, error);
    else if (begun)
        ops->rollback(f->store);
    if (!status && count)
        f->anchor = (dl_anchor){.key = rows[count - 1].key};
    f->done += status ? 0 : count;
    *ret_end = count < BATCH;
    dl_arena_release(&arena);
    return status;
}

static dl_status forget_all(forgetting *f, dl_error *error)
{
    bool end = false;
    dl_status status = DL_OK;
    dl_progress_start(f->count, "documents");
    while (!status && !end) {
        status = forget_batch(f, &end, error);
        dl_progress_show(f->done);
    }
    dl_progress_hide();
    dl_message("%" PRIu64 " document%s forgotten; what you set on them is kept", f->done,
               f->done == 1 ? "" : "s");
    return status;
}

/* Forgets what QUERY holds of, in the open archive; the exit code. */
static int forget(const dl_options *options, dl_store *store, dl_query *query, dl_arena *arena)
{
    dl_error error = {0};
    forgetting f = {.store = store, .query = query, .anchor = {.key = DL_KEY_NONE}};
    int code = DL_EXIT_DONE;
    dl_status status = dl_store_resolve(store, arena, query, &error);
    if (!status)
        status = show(&f, &error);
    if (!status && !f.count)
        dl_message("no document is meant by that");
    else if (!status && may_forget(options, f.count, &code))
        status = forget_all(&f, &error);
    return status ? dl_message_error(&error) : code;
}

int dl_run_forget(const dl_options *options)
{
    dl_archive archive;
    dl_arena arena = {0};
    dl_query query;
    int code = DL_EXIT_USAGE;
    if (options->words_count == 0) {
        dl_message("forget needs a query that says which documents: dateline forget QUERY");
    } else if (dl_words_parse(options->words, options->words_count, &arena, &query)) {
        code = DL_EXIT_FAILED;
        if (dl_archive_open(options, DL_OPEN_WRITE, &archive)) {
            code = forget(options, archive.store, &query, &arena);
            dl_archive_close(&archive);
        }
    }
    dl_arena_release(&arena);
    return code;
}
