/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved pages. One record is one document. */
#include <string.h>
#include <strings.h>

#include <libxml/xmlversion.h>

#include "dateline/hash.h"
#include "import/facts.h"
#include "import/html.h"
#include "import/importer.h"
#include "import/richtext.h"

#define SNIFFED 2048 /* bytes in which tags are counted */

/* Tags that text about HTML has too, but not so many so early. */
static const char *const tags[] = {"<p>",  "<p ",     "<br",   "<div",   "<span", "<a ",
                                   "<h1",  "<h2",     "<meta", "<title", "<body", "<table",
                                   "</p>", "</div>",  "<link", "</a>",   "<img",  "<ul",
                                   "<li",  "<strong", "<em>"};

/* How many tags stand in the beginning of PART. */
static int count_tags(const dl_part *part)
{
    size_t reach = part->head_len < SNIFFED ? part->head_len : SNIFFED;
    int count = 0;
    for (const char *p = part->head; (p = memchr(p, '<', reach - (size_t)(p - part->head))); p++)
        for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
            size_t size = strlen(tags[i]);
            if (reach - (size_t)(p - part->head) >= size && !strncasecmp(p, tags[i], size)) {
                count++;
                break;
            }
        }
    return count;
}

/* What is before the first element: white space, a mark of the byte order, comments, an XML declaration. */
static size_t skip_preface(const char *head, size_t len)
{
    size_t pos = len >= 3 && !memcmp(head, "\xef\xbb\xbf", 3) ? 3 : 0;
    for (;;) {
        const char *end = NULL;
        while (pos < len && strchr(" \t\r\n", head[pos]) && head[pos])
            pos++;
        if (len - pos > 4 && !memcmp(head + pos, "<!--", 4))
            end = memmem(head + pos, len - pos, "-->", 3);
        else if (len - pos > 5 && !memcmp(head + pos, "<?xml", 5))
            end = memchr(head + pos, '>', len - pos);
        if (!end)
            return pos;
        pos = (size_t)(end - head) + (*end == '>' ? 1 : 3);
    }
}

/* Takes out the NULs of UTF-16, so that its ASCII can be read. */
static size_t narrow(const char *head, size_t len, char *buf, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < len && count < size; i++)
        if (head[i] && head[i] != '\xff' && head[i] != '\xfe')
            buf[count++] = head[i];
    return count;
}

static int sniff(const dl_part *part)
{
    static const char *const begins[] = {"<!doctype html", "<html", "<head", "<body"};
    char narrowed[SNIFFED];
    dl_part seen = *part;
    if (part->head_len > 2 && memchr(part->head, '\0', part->head_len < 64 ? part->head_len : 64)) {
        seen.head_len = narrow(part->head, part->head_len, narrowed, sizeof narrowed);
        seen.head = narrowed;
    }
    size_t pos = skip_preface(seen.head, seen.head_len);
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++)
        if (seen.head_len - pos >= strlen(begins[i]) &&
            !strncasecmp(seen.head + pos, begins[i], strlen(begins[i])))
            return 80;
    bool said = part->media_type && (!strcasecmp(part->media_type, "text/html") ||
                                     !strcasecmp(part->media_type, "application/xhtml+xml"));
    int count = count_tags(&seen);
    if (pos < seen.head_len && seen.head[pos] == '<' && count > 0)
        return said ? 80 : 40;
    return said && count ? 60 : count >= 8 ? 20 : 0;
}

/* Takes for the text of M what it says that is, where it shows no text, or not half as much: a page that is made by
 * scripts as it is looked at, or shows the beginning to those who do not pay. */
static dl_status take_text(dl_manuscript *m, dl_arena *arena, dl_error *error)
{
    size_t shown = 0;
    for (size_t i = 0; i < m->blocks.count; i++)
        shown += m->blocks.items[i].len;
    const char *text = m->text && strlen(m->text) > shown * 2 ? m->text : NULL;
    if (!text && m->blocks.count == 0)
        text = m->summary;
    if (!text)
        return DL_OK;
    m->whole = true;
    return dl_richtext_blocks(text, strlen(text), DL_RICHTEXT_GUESS, arena, m, error);
}

static dl_status parse(const dl_record *record, const dl_import_options *options,
                       dl_import_sink *sink, void *context, dl_error *error)
{
    dl_arena arena = {0};
    dl_document document;
    const dl_part *part = &record->part;
    dl_manuscript manuscript = {
        .origin = part->origin, .captured = part->captured, .budget = record->budget};
    dl_status status = DL_OK;
    if (part->link && !dl_manuscript_claim(&manuscript, DL_FACT_LINK, DL_TRUST_HINT, "address",
                                           part->link, strlen(part->link), &arena))
        status = dl_fail_nomem(error);
    if (!status)
        status = dl_html_read(record->data, record->len, part->charset, &arena, &manuscript, error);
    if (!status)
        status = take_text(&manuscript, &arena, error);
    if (!status)
        status = dl_facts_read(&manuscript, options, &arena, &document, error);
    if (!status) {
        dl_sha256_hex(record->data, record->len, document.sha256);
        status = sink(context, &document, error);
    }
    dl_arena_release(&arena);
    return status;
}

const dl_importer dl_importer_html = {
    .name = "html", .library = "libxml2 " LIBXML_DOTTED_VERSION, .sniff = sniff, .parse = parse};
