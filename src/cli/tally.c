/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/files.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/record.h"
#include "cli/tally.h"
#include "dateline/vec.h"

#define SUFFIX 5    /* bytes, ".lzma", without which what is in a compressed file is named */
#define TOLD_EACH 5 /* files left out for one reason that are told one by one */
#define TOLD_END 5  /* reasons in the summary */
#define REASONS 200 /* that are told apart: some quote what was read, and there is no end of them */

void dl_tally_start(dl_tally *tally, uint64_t total, bool report)
{
    *tally = (dl_tally){.entries = report ? dl_must(json_array()) : NULL};
    dl_progress_start(total, "documents");
}

void dl_tally_release(dl_tally *tally)
{
    for (size_t i = 0; i < tally->reasons.len; i++)
        free(tally->reasons.items[i].text);
    free(tally->reasons.items);
    json_decref(tally->entries);
    *tally = (dl_tally){0};
}

/* Adds an entry of the report. */
static void add_entry(dl_tally *tally, const char *what, const char *origin, size_t len,
                      const char *why)
{
    if (!tally->entries)
        return;
    json_t *entry = dl_must(json_object());
    dl_record_bytes(entry, "origin", origin, len);
    dl_record_text(entry, "outcome", what);
    dl_record_text(entry, "reason", why);
    if (json_array_append_new(tally->entries, entry))
        dl_must(NULL);
}

void dl_tally_put(dl_tally *tally, const dl_put *put, dl_put_outcome outcome)
{
    const dl_document *document = put->document;
    tally->outcomes[outcome]++;
    if (document->published.precision != DL_PRECISION_NONE ||
        (outcome != DL_PUT_NEW && outcome != DL_PUT_VERSION))
        return;
    tally->undated++;
    add_entry(tally, "undated", document->origin, strlen(document->origin),
              document->readings_count ? "its date can be read in two ways" : "no date in it");
}

/* Where in MESSAGE, which begins with an origin whose first FILE_LEN bytes are the file's, the reason
 * begins. */
static const char *find_reason(const char *message, size_t file_len)
{
    size_t len = strlen(message);
    size_t from = file_len > SUFFIX ? file_len - SUFFIX : 0;
    const char *colon = strstr(message + (from < len ? from : 0), ": ");
    return colon ? colon + 2 : message;
}

static dl_tally_reason *find_entry(dl_tally *tally, const char *text)
{
    for (size_t i = 0; i < tally->reasons.len; i++)
        if (strcmp(tally->reasons.items[i].text, text) == 0)
            return &tally->reasons.items[i];
    if (tally->reasons.len == REASONS)
        return &tally->reasons.items[REASONS - 1];
    if (tally->reasons.len == REASONS - 1)
        text = "various other reasons";
    dl_tally_reason new = {.text = dl_must(strdup(text))};
    if (!dl_vec_push(&tally->reasons, new))
        dl_must(NULL);
    return &tally->reasons.items[tally->reasons.len - 1];
}

void dl_tally_leave(dl_tally *tally, const dl_error *why, size_t file_len, bool named)
{
    const char *message = why->message, *text = find_reason(message, file_len);
    bool part = strlen(message) > file_len && strchr("!#", message[file_len]);
    bool skip = why->status == DL_ERR_UNSUPPORTED && (part || !named);
    dl_tally_reason *reason = find_entry(tally, text);
    uint64_t before = reason->skipped + reason->failed;
    reason->skipped += skip;
    reason->failed += !skip;
    tally->skipped += skip;
    tally->failed += !skip;
    size_t origin_len = text > message ? (size_t)(text - message) - 2 : 0;
    add_entry(tally, skip ? "skipped" : "failed", message, origin_len, text);
    if (before < TOLD_EACH)
        dl_message("%s %s", skip ? "skipped" : "cannot read", message);
    else if (before == TOLD_EACH)
        dl_message("more files of which the same is to be said are only counted: %s", reason->text);
}

void dl_tally_show(dl_tally *tally, uint64_t bytes)
{
    tally->bytes = bytes;
    if (!tally->quiet)
        dl_progress_show_bytes(tally->documents, bytes);
}

static int compare_reasons(const void *a, const void *b)
{
    const dl_tally_reason *x = a, *y = b;
    uint64_t m = x->skipped + x->failed, n = y->skipped + y->failed;
    return (m < n) - (m > n);
}

/* Says why files were left out, the most frequent reasons first. */
static void tell_reasons(const dl_tally *tally)
{
    size_t count = tally->reasons.len;
    if (tally->skipped + tally->failed < 2)
        return;
    dl_tally_reason *sorted = dl_must(calloc(count, sizeof *sorted));
    memcpy(sorted, tally->reasons.items, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_reasons);
    for (size_t i = 0; i < count && i < TOLD_END; i++)
        dl_message("  %" PRIu64 " %s: %s", sorted[i].skipped + sorted[i].failed,
                   sorted[i].failed ? "failed" : "skipped", sorted[i].text);
    if (count > TOLD_END)
        dl_message("  and %zu other reasons; --report=FILE lists every file", count - TOLD_END);
    free(sorted);
}

/* A sum and what it is of. */
typedef struct sum {
    const char *name;
    uint64_t count;
    const char *one; /* what one is called, or NULL */
} sum;

/* Says SUMS in a line, on a terminal in as many as that is wide. WHOLE: with those that are 0, too. */
static void tell_sums(const sum *sums, size_t count, bool whole)
{
    static const char name[] = "dateline: ", indent[] = "  ";
    size_t width = dl_progress_is_bar() ? (size_t)dl_progress_width() : SIZE_MAX;
    dl_str line;
    dl_str_init(&line);
    for (size_t i = 0; i < count; i++) {
        char text[64];
        if (!whole && !sums[i].count)
            continue;
        int len = snprintf(text, sizeof text, "%" PRIu64 " %s", sums[i].count,
                           sums[i].count == 1 && sums[i].one ? sums[i].one : sums[i].name);
        if (line.len && strlen(name) + line.len + (size_t)len + 3 > width) {
            dl_str_addc(&line, ',');
            dl_message("%s", line.text);
            dl_str_clear(&line);
            dl_str_add(&line, indent);
        } else {
            dl_str_add(&line, line.len ? ", " : "");
        }
        dl_str_add(&line, text);
    }
    dl_must(dl_str_ok(&line) ? line.text : NULL);
    if (line.len)
        dl_message("%s", line.text);
    dl_str_release(&line);
}

void dl_tally_tell(const dl_tally *tally, bool stored)
{
    const uint64_t *n = tally->outcomes;
    const sum sums[] = {
        {"new", n[DL_PUT_NEW], NULL},
        {"unchanged", n[DL_PUT_UNCHANGED], NULL},
        {"versions", n[DL_PUT_VERSION], "version"},
        {"other origins", n[DL_PUT_ORIGIN], "other origin"},
        {"duplicates", tally->duplicates, "duplicate"},
        {"undated", tally->undated, NULL},
        {"skipped", tally->skipped, NULL},
        {"failed", tally->failed, NULL},
    };
    if (stored)
        tell_sums(sums, sizeof sums / sizeof *sums, true);
    tell_reasons(tally);
}

void dl_tally_tell_since(const dl_tally *tally, const dl_tally *before)
{
    const uint64_t *n = tally->outcomes, *m = before->outcomes;
    const sum sums[] = {
        {"new", n[DL_PUT_NEW] - m[DL_PUT_NEW], NULL},
        {"versions", n[DL_PUT_VERSION] - m[DL_PUT_VERSION], "version"},
        {"other origins", n[DL_PUT_ORIGIN] - m[DL_PUT_ORIGIN], "other origin"},
        {"unchanged", n[DL_PUT_UNCHANGED] - m[DL_PUT_UNCHANGED], NULL},
        {"undated", tally->undated - before->undated, NULL},
        {"skipped", tally->skipped - before->skipped, NULL},
        {"failed", tally->failed - before->failed, NULL},
    };
    tell_sums(sums, sizeof sums / sizeof *sums, false);
}

dl_status dl_tally_write(const dl_tally *tally, const char *path, dl_error *error)
{
    const uint64_t *n = tally->outcomes;
    const struct {
        const char *name;
        uint64_t count;
    } totals[] = {
        {"new", n[DL_PUT_NEW]},
        {"unchanged", n[DL_PUT_UNCHANGED]},
        {"versions", n[DL_PUT_VERSION]},
        {"other_origins", n[DL_PUT_ORIGIN]},
        {"undated", tally->undated},
        {"skipped", tally->skipped},
        {"failed", tally->failed},
        {"bytes", tally->bytes},
        {"duplicates", tally->duplicates},
    };
    json_t *report = dl_record_new(), *sums = dl_must(json_object());
    for (size_t i = 0; i < sizeof totals / sizeof *totals; i++)
        dl_record_number(sums, totals[i].name, totals[i].count);
    if (json_object_set_new(report, "totals", sums) ||
        json_object_set(report, "entries", tally->entries))
        dl_must(NULL);
    char *text = dl_must(json_dumps(report, JSON_INDENT(1)));
    dl_status status = DL_OK;
    if (strcmp(path, "-") == 0)
        dl_output_bytes(text, strlen(text));
    else
        status = dl_file_write(path, text, strlen(text), error);
    free(text);
    json_decref(report);
    return status;
}
