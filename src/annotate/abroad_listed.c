/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names of the gazetteer itself in a text in another language: a person is called there as in English as
 * often as not, and the user lists names in whatever language she reads. They are looked up as in an
 * English text, but no rule decides between readings: names of persons and organisations count with two
 * words or more, acronyms of organisations with three letters, those of the user's own kinds always, all others never;
 * but in languages without lists names of countries do, too, of which many are the same there.
 */
#include <stdlib.h>
#include <string.h>

#include "annotate/abroad.h"
#include "annotate/reading.h"

static bool counts(const dl_reading *r, const dl_span *span, bool countries)
{
    const dl_word *first = dl_reading_word(r, span->first);
    bool whole = span->end - span->first > 1 && span->form == DL_FORM_NAME;
    bool acronym = span->form == DL_FORM_ACRONYM && first->end - first->start > 2;
    bool sure = span->confidence >= DL_CONFIDENCE_UNSURE;
    switch (span->entity->kind) {
    case DL_KIND_PERSON:
        return whole && sure;
    case DL_KIND_ORGANISATION:
        return (whole || acronym) && sure;
    case DL_KIND_COUNTRY:
        return countries && span->form == DL_FORM_NAME && sure;
    case DL_KIND_OTHER:
        return true;
    default:
        return false;
    }
}

static dl_mention mention_of(const dl_reading *r, const dl_span *span)
{
    dl_mention mention = dl_span_mention(r, span);
    mention.confidence = DL_ABROAD_CONFIDENCE;
    return mention;
}

static bool overlap(const dl_mention *a, const dl_mention *b)
{
    return a->field == b->field && a->start < b->end && b->start < a->end;
}

/* Whether quotation marks stand around the mention. */
static bool is_quoted(const char *text, const dl_mention *m)
{
    static const char *const marks[][2] = {{"«", "»"}, {"“", "”"}, {"„", "“"}, {"\"", "\""}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t open = strlen(marks[i][0]);
        if (m->start >= open && memcmp(text + m->start - open, marks[i][0], open) == 0 &&
            strncmp(text + m->end, marks[i][1], strlen(marks[i][1])) == 0)
            return true;
    }
    return false;
}

/* Puts MENTION among the *COUNT at ITEMS in place of the shorter ones that it overlaps; one as long, or
 * longer, stays instead, but for one as long that is not the user's OWN. */
static void put(dl_mention *items, size_t *count, dl_mention mention, bool own)
{
    size_t kept = 0, len = mention.end - mention.start;
    for (size_t i = 0; i < *count; i++) {
        size_t other = items[i].end - items[i].start;
        if (overlap(&items[i], &mention) && (other > len || (other == len && !own)))
            return;
    }
    for (size_t i = 0; i < *count; i++)
        if (!overlap(&items[i], &mention))
            items[kept++] = items[i];
    items[kept++] = mention;
    *count = kept;
}

dl_status dl_abroad_add_listed(const dl_gazetteer *gazetteer, const dl_annotate_input *input,
                               bool countries, dl_arena *arena, dl_mention **mentions,
                               size_t *count, dl_error *error)
{
    dl_reading r = {.gazetteer = gazetteer,
                    .input = input,
                    .arena = arena,
                    .texts = {input->title ? input->title : "", input->body}};
    bool ok = dl_reading_cut(&r) && dl_find_hits(&r) && dl_find_listed(&r);
    dl_mention *all = ok ? dl_arena_calloc(arena, *count + r.spans.len + 1, sizeof *all) : NULL;
    if (all && *count)
        memcpy(all, *mentions, *count * sizeof *all);
    for (size_t i = 0; all && i < r.spans.len; i++) {
        const dl_span *span = &r.spans.items[i];
        if (span->dropped || !counts(&r, span, countries))
            continue;
        dl_mention mention = mention_of(&r, span);
        bool own = mention.kind == DL_KIND_OTHER && is_quoted(r.texts[mention.field], &mention);
        put(all, count, mention, own);
    }
    if (all && *count)
        qsort(all, *count, sizeof *all, dl_mention_compare);
    dl_reading_discard(&r);
    if (!all)
        return dl_fail_nomem(error);
    *mentions = all;
    return DL_OK;
}
