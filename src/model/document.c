/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/document.h"
#include "dateline/sentence.h"

/* Copies the COUNT strings of LIST into ARENA; sets *FAILED when memory is out. */
static const char *const *copy_list(dl_arena *arena, const char *const *list, size_t count,
                                    bool *failed)
{
    if (count == 0)
        return NULL;
    const char **copy = dl_arena_calloc(arena, count, sizeof *copy);
    for (size_t i = 0; copy && i < count; i++)
        if (!(copy[i] = dl_arena_strdup(arena, list[i])))
            *failed = true;
    if (!copy)
        *failed = true;
    return copy;
}

bool dl_document_copy(dl_arena *arena, const dl_document *doc, dl_document *ret)
{
    dl_document copy = *doc;
    bool failed = false;
    const char **strings[] = {&copy.origin,         &copy.title,     &copy.body,     &copy.source,
                              &copy.source_country, &copy.publisher, &copy.evidence, &copy.place,
                              &copy.author,         &copy.lang,      &copy.link};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        const char *from = *strings[i];
        *strings[i] = dl_arena_strdup(arena, from);
        failed |= from && !*strings[i];
    }
    copy.via = copy_list(arena, doc->via, doc->via_count, &failed);
    copy.readings = copy_list(arena, doc->readings, doc->readings_count, &failed);
    if (failed)
        return false;
    *ret = copy;
    return true;
}

int64_t dl_document_utc(const dl_document *doc)
{
    bool states =
        doc->published.precision == DL_PRECISION_MINUTE && doc->published.how != DL_HOW_READER;
    return states ? doc->published_utc : DL_UTC_NONE;
}

/* Bytes of the first sentence of TEXT, no more than its first line. */
static size_t first_sentence(const char *text)
{
    dl_sentences walk = {.prose = {.text = text, .len = strcspn(text, "\n")}};
    dl_span span = {0};
    dl_sentence_next(&walk, &span);
    return span.end;
}

const char *dl_document_heading(const dl_document *doc, size_t *ret_len)
{
    if (doc->title) {
        *ret_len = strlen(doc->title);
        return doc->title;
    }
    const char *text = doc->body + doc->lead;
    text += strspn(text, " \t\n");
    *ret_len = first_sentence(text);
    return text;
}

bool dl_document_has_web_link(const dl_document *doc)
{
    const char *link = doc->link;
    if (!link || (strncmp(link, "http://", 7) != 0 && strncmp(link, "https://", 8) != 0))
        return false;
    for (const unsigned char *c = (const unsigned char *)link; *c; c++)
        if (*c <= ' ' || *c == 127)
            return false;
    return true;
}
