/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names of the gazetteer itself in a text in another language: a person is called there as in English as
 * often as not, and the user lists names in whatever language she reads. They are looked up as in an
 * English text, but no rule decides between readings: names of persons and organisations count with two
 * words or more, those of the user's own kinds always, all others never.
 */
#include <stdlib.h>
#include <string.h>

#include "annotate/abroad.h"
#include "annotate/reading.h"

static bool counts(const dl_span *span)
{
    bool whole = span->end - span->first > 1 && span->form == DL_FORM_NAME;
    switch (span->entity->kind) {
    case DL_KIND_PERSON:
    case DL_KIND_ORGANISATION:
        return whole && span->confidence >= DL_CONFIDENCE_UNSURE;
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

/* Puts MENTION among the *COUNT at ITEMS in place of the shorter ones that it overlaps; one as long, or
 * longer, stays instead. */
static void put(dl_mention *items, size_t *count, dl_mention mention)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (overlap(&items[i], &mention) &&
            items[i].end - items[i].start >= mention.end - mention.start)
            return;
    for (size_t i = 0; i < *count; i++)
        if (!overlap(&items[i], &mention))
            items[kept++] = items[i];
    items[kept++] = mention;
    *count = kept;
}

dl_status dl_abroad_add_listed(const dl_gazetteer *gazetteer, const dl_annotate_input *input,
                               dl_arena *arena, dl_mention **mentions, size_t *count,
                               dl_error *error)
{
    dl_reading r = {.gazetteer = gazetteer,
                    .input = input,
                    .arena = arena,
                    .texts = {input->title ? input->title : "", input->body}};
    bool ok = dl_reading_cut(&r) && dl_find_hits(&r) && dl_find_listed(&r);
    dl_mention *all = ok ? dl_arena_calloc(arena, *count + r.spans.len + 1, sizeof *all) : NULL;
    if (all && *count)
        memcpy(all, *mentions, *count * sizeof *all);
    for (size_t i = 0; all && i < r.spans.len; i++)
        if (!r.spans.items[i].dropped && counts(&r.spans.items[i]))
            put(all, count, mention_of(&r, &r.spans.items[i]));
    if (all && *count)
        qsort(all, *count, sizeof *all, dl_mention_compare);
    dl_reading_discard(&r);
    if (!all)
        return dl_fail_nomem(error);
    *mentions = all;
    return DL_OK;
}
