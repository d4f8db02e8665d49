/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A passage by its reference. It is printed as it stands in the newest version of its document, with the
 * reference that says it there; where that version does not hold it any more, as it was.
 */
#include <string.h>

#include "cli/citation.h"
#include "cli/output.h"
#include "cli/record.h"
#include "cli/show_passage.h"
#include "dateline/locate.h"

static const char *const columns[] = {"reference", "cited",     "found", "quote",     "field",
                                      "source",    "publisher", "via",   "published", "precision",
                                      "how",       "title",     "link",  "origin",    NULL};

/* What is printed: a passage as it stands in DOC. */
typedef struct shown {
    dl_document doc;
    dl_reference reference; /* there */
    dl_reference written;   /* as that is written down */
    dl_reference cited;     /* as it was asked for, with the whole hash */
    dl_located how;
    bool corrected; /* it is printed as it was imported */
} shown;

static const char *const how_names[] = {[DL_LOCATED_HERE] = "here",
                                        [DL_LOCATED_NEWER] = "newer",
                                        [DL_LOCATED_CORRECTED] = "corrected",
                                        [DL_LOCATED_GONE] = "gone"};

/* The version that PASSAGE was cited from, which a newer one has replaced, as far as the archive knows. */
static dl_status restore_former(dl_store *store, shown *s, const dl_passage *passage,
                                dl_arena *arena, dl_error *error)
{
    dl_former former;
    dl_status status = store->ops->former(store, passage->sha256, arena, &former, error);
    if (status)
        return status;
    memcpy(s->doc.sha256, passage->sha256, sizeof s->doc.sha256);
    s->doc.title = former.title;
    s->doc.body = former.body;
    s->reference = s->written = s->cited;
    return DL_OK;
}

/* What PASSAGE was cited from as it was imported, where the reader has corrected it. */
static dl_status restore_imported(dl_store *store, shown *s, dl_key key, dl_arena *arena,
                                  dl_error *error)
{
    dl_stored imported;
    dl_status status = store->ops->imported(store, key, arena, &imported, error);
    if (status)
        return status;
    if (s->cited.field == DL_FIELD_TITLE)
        s->doc.title = imported.document.title;
    else
        s->doc.body = imported.document.body;
    s->reference = s->written = s->cited;
    s->corrected = true;
    return DL_OK;
}

static dl_status find_shown(dl_store *store, const dl_reference *reference, dl_arena *arena,
                            shown *ret, dl_error *error)
{
    dl_passage passage;
    dl_place_found found;
    dl_status status = dl_reference_resolve(store, reference, arena, &passage, error);
    if (!status)
        status = dl_passage_find(store, &passage, arena, &found, error);
    if (status)
        return status;
    *ret = (shown){.doc = found.document.document, .how = found.how};
    ret->cited = (dl_reference){.field = passage.field, .start = passage.start, .end = passage.end};
    memcpy(ret->cited.sha256, passage.sha256, sizeof passage.sha256);
    ret->reference = (dl_reference){.field = passage.field, .start = found.start, .end = found.end};
    memcpy(ret->reference.sha256, ret->doc.sha256, sizeof ret->doc.sha256);
    status = dl_reference_settle(store, &found.document, &ret->reference, &ret->written, error);
    if (status)
        return status;
    bool moved = found.start != passage.start || found.end != passage.end;
    if (strcmp(ret->doc.sha256, passage.sha256) == 0)
        return moved ? restore_imported(store, ret, found.document.key, arena, error) : DL_OK;
    return dl_located_nowhere(found.how) ? restore_former(store, ret, &passage, arena, error)
                                         : DL_OK;
}

/* Says on standard error what has become of the document. */
static void tell_version(const shown *s)
{
    if (s->how == DL_LOCATED_NEWER)
        dl_message("%.12s has been replaced by a newer version, where the passage stands as "
                   "printed",
                   s->cited.sha256);
    else if (s->how == DL_LOCATED_CORRECTED && s->corrected)
        dl_message("%.12s has been corrected since, and does not hold the passage any more; it is "
                   "printed as it was imported",
                   s->cited.sha256);
    else if (s->how == DL_LOCATED_CORRECTED)
        dl_message(
            "%.12s has been replaced by a newer version, of which a correction has taken the "
            "passage out; it is printed as it was",
            s->cited.sha256);
    else if (s->how == DL_LOCATED_GONE)
        dl_message("%.12s has been replaced by a newer version, which does not hold the passage "
                   "any more; it is printed as it was",
                   s->cited.sha256);
}

static void print_record(const shown *s, dl_format format)
{
    dl_str cited;
    dl_str_init(&cited);
    dl_reference_format(&cited, &s->cited);
    dl_must(dl_str_ok(&cited) ? cited.text : NULL);
    json_t *record = dl_citation_record(&s->doc, &s->reference, &s->written);
    dl_record_text(record, "cited", cited.text);
    dl_record_text(record, "found", how_names[s->how]);
    dl_record_head(format, columns);
    dl_record_print(record, format, columns);
    dl_str_release(&cited);
}

/* Prints TEXT line by line, each made safe for a terminal. */
static void print_lines(const dl_str *text)
{
    dl_str safe;
    dl_str_init(&safe);
    size_t len = text->len && text->text[text->len - 1] == '\n' ? text->len - 1 : text->len;
    dl_output_add_safe(&safe, text->text, len, true);
    dl_output_line(&safe);
    dl_str_release(&safe);
}

dl_status dl_show_passage(dl_store *store, const dl_reference *reference, dl_format format,
                          dl_error *error)
{
    dl_arena arena = {0};
    shown s;
    dl_status status = find_shown(store, reference, &arena, &s, error);
    if (!status) {
        dl_str text;
        dl_str_init(&text);
        tell_version(&s);
        if (format == DL_FORMAT_TEXT)
            dl_citation_add_text(&text, &s.doc, &s.reference, &s.written);
        else if (format == DL_FORMAT_MARKDOWN)
            dl_citation_add_markdown(&text, &s.doc, &s.reference, &s.written);
        else
            print_record(&s, format);
        if (text.len)
            print_lines(&text);
        dl_str_release(&text);
    }
    dl_arena_release(&arena);
    return status;
}
