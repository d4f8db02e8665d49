/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <string.h>

#include "cli/archive.h"
#include "cli/output.h"
#include "cli/record.h"
#include "cli/subcommand.h"

static const char *const columns[] = {"fault", NULL};

/* Prints a fault that was found. */
static void report(void *context, const char *sentence)
{
    const dl_format *format = context;
    if (*format != DL_FORMAT_TEXT) {
        json_t *record = dl_record_new();
        dl_record_text(record, "fault", sentence);
        dl_record_print(record, *format, columns);
        return;
    }
    dl_str line;
    dl_str_init(&line);
    dl_output_add_safe(&line, sentence, strlen(sentence), false);
    dl_output_line(&line);
    dl_str_release(&line);
}

/* Tells of documents whose names can be found anew: no fault. */
static dl_status tell_outdated(dl_archive *archive, dl_error *error)
{
    uint64_t other, none;
    dl_status status = dl_archive_outdated(archive, &other, &none, error);
    if (!status && other)
        dl_message("the names in %" PRIu64 " document%s were found by another version; "
                   "dateline reannotate finds them anew",
                   other, other == 1 ? "" : "s");
    if (!status && none)
        dl_message("the names in %" PRIu64 " document%s were not looked for; "
                   "dateline reannotate finds them",
                   none, none == 1 ? "" : "s");
    return status;
}

int dl_run_check(const dl_options *options)
{
    dl_archive archive;
    dl_error error = {0};
    dl_counts counts = {0};
    const dl_query all = {0};
    dl_format format = options->format;
    if (!dl_archive_open(options, DL_OPEN_READ, &archive))
        return DL_EXIT_FAILED;
    dl_record_head(options->format, columns);
    const dl_store_ops *ops = archive.store->ops;
    dl_status status = ops->check(archive.store, report, &format, &error);
    if (!status)
        status = ops->count(archive.store, &all, NULL, &counts, &error);
    if (!status) {
        dl_message("%s: %" PRIu64 " document%s, no fault found", archive.path, counts.documents,
                   counts.documents == 1 ? "" : "s");
        status = tell_outdated(&archive, &error);
    }
    if (status)
        dl_message_error(&error);
    dl_archive_close(&archive);
    return status ? DL_EXIT_FAILED : DL_EXIT_DONE;
}
