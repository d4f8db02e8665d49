/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whom of those who bear a surname a mention of it means. Where the text has named one of them so far it is that one; where
 * it has named several the title before the surname may tell, if just one of them is named with it or known to
 * hold that office. Else the mention is uncertain, and the guess is the one whom the text has called by the surname already, or who is
 * in office on the day, or who was named last. What a
 * later stage finds is another bearer is asked again for all mentions.
 */
#include "annotate/reading.h"

#define BEARERS_MOST 64 /* of one surname that are compared */
#define BESIDE_WORDS 6  /* of what a person is, behind a comma */

enum { SURE = 88, SO_FAR = 78, TOLD = 82, UNSURE = 40 };

static bool is_several(const dl_namesake *const *all, size_t count)
{
    size_t i = 1;
    while (i < count && all[i]->entity == all[0]->entity)
        i++;
    return i < count;
}

/* The one of them who is listed and in office on the day; NULL for none or several. */
static const dl_namesake *find_in_office(const dl_reading *r, const dl_namesake *const *all,
                                         size_t count)
{
    const dl_namesake *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if ((found && found->entity == all[i]->entity) || !dl_is_in_office(r, all[i]->entity))
            continue;
        if (found)
            return NULL;
        found = all[i];
    }
    return found;
}

/* The one of them whom the text has called by the surname alone; NULL for none or several. */
static const dl_namesake *find_called(const dl_namesake *const *all, size_t count)
{
    const dl_namesake *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!all[i]->called)
            continue;
        if (found && found->entity != all[i]->entity)
            return NULL;
        found = all[i];
    }
    return found;
}

/* A surname may not be surer than who bears it is one at all. */
static uint8_t cap(const dl_reading *r, const dl_namesake *namesake, uint8_t confidence)
{
    const dl_span *full = dl_reading_span(r, namesake->word);
    bool doubtful = full && full->entity == namesake->entity &&
                    full->confidence < DL_CONFIDENCE_UNSURE && full->confidence < confidence;
    return doubtful ? full->confidence : confidence;
}

/* Whom of the COUNT bearers a surname at WORD means. */
static const dl_namesake *pick(const dl_reading *r, const dl_namesake *const *all, size_t count,
                               size_t word, uint8_t *ret_confidence)
{
    const dl_namesake *last = NULL, *first = NULL;
    bool several = false, so_far = false, own = false;
    for (size_t i = 0; i < count; i++)
        own = own || all[i]->own;
    for (size_t i = 0; i < count; i++) {
        if (all[i]->own != own)
            continue;
        first = first ? first : all[i];
        several = several || all[i]->entity != first->entity;
        if (all[i]->word > word)
            continue;
        so_far = so_far || (last && last->entity != all[i]->entity);
        last = all[i];
    }
    const dl_namesake *picked = last ? last : first;
    bool unsure = (last ? so_far : several) || picked->unsure;
    const dl_namesake *likely = several && unsure ? find_called(all, count) : NULL;
    if (several && unsure && !likely)
        likely = find_in_office(r, all, count);
    picked = likely ? likely : picked;
    *ret_confidence = cap(r, picked, unsure ? UNSURE : several ? SO_FAR : SURE);
    return picked;
}

/* The bearers of a surname, of very many those nearest to WORD. */
static size_t find_nearest(const dl_namesake *all, size_t count, size_t word,
                           const dl_namesake *ret[BEARERS_MOST])
{
    size_t from = 0, to = count > BEARERS_MOST ? count - BEARERS_MOST : 0, kept = 0;
    while (from < to) { /* half of them before WORD */
        size_t middle = from + (to - from) / 2;
        if (all[middle + BEARERS_MOST / 2].word < word)
            from = middle + 1;
        else
            to = middle;
    }
    for (size_t i = from; i < count && kept < BEARERS_MOST; i++)
        ret[kept++] = &all[i];
    return kept;
}

/* Those whom the mention at WORD may mean. */
static size_t read_bearers(const dl_reading *r, const dl_titled *titled, const dl_namesake *all,
                           size_t count, size_t word, const dl_namesake *ret[BEARERS_MOST])
{
    return dl_leave_bearers(r, titled, ret, find_nearest(all, count, word, ret));
}

const dl_namesake *dl_pick_namesake(const dl_reading *r, const dl_namesake *all, size_t count,
                                    size_t word, uint8_t *ret_confidence)
{
    const dl_namesake *bearers[BEARERS_MOST];
    size_t kept = read_bearers(r, NULL, all, count, word, bearers);
    return pick(r, bearers, kept, word, ret_confidence);
}

void dl_note_meant(dl_reading *r, const dl_namesake *namesake, uint8_t confidence)
{
    uintptr_t first = (uintptr_t)r->namesakes.items, at = (uintptr_t)namesake;
    if (confidence >= DL_CONFIDENCE_UNSURE && at >= first &&
        at < first + r->namesakes.len * sizeof *namesake)
        r->namesakes.items[namesake - r->namesakes.items].called = true;
}

/* The title stands before the name, or behind it and a comma. */
bool dl_is_told(const dl_reading *r, const dl_namesake *namesake, size_t title)
{
    uint32_t hash = dl_reading_word(r, title)->hash;
    const dl_word *before = dl_reading_before(r, namesake->word);
    const dl_span *full = dl_reading_span(r, namesake->word);
    if (before && before->flags & DL_WORD_TITLE && before->hash == hash)
        return true;
    if (!full || full->end - full->first < 2 ||
        dl_reading_word(r, full->end - 1)->gap != DL_GAP_COMMA)
        return false;
    for (size_t i = full->end; i < full->end + BESIDE_WORDS && i < r->words.len; i++) {
        const dl_word *w = dl_reading_word(r, i);
        if (w->flags & DL_WORD_FIRST)
            return false;
        if (w->hash == hash)
            return true;
        if (!dl_word_joins(w))
            return false;
    }
    return false;
}

/* The one of them whom the title tells of by the text, or else by the gazetteer; NULL for none or several. */
static const dl_namesake *find_titled(const dl_reading *r, const dl_titled *titled,
                                      const dl_namesake *const *all, size_t count)
{
    uint8_t confidence;
    const dl_namesake *found = NULL;
    bool several = false;
    for (size_t i = 0; i < count; i++)
        if (dl_is_told(r, all[i], titled->first - 1u)) {
            several = several || (found && found->entity != all[i]->entity);
            found = all[i];
        }
    if (found)
        return several ? NULL : found;
    const dl_listed *holder = dl_holder_titled(r, titled, &confidence);
    for (size_t i = 0; holder && confidence >= DL_CONFIDENCE_UNSURE && i < count; i++)
        if (all[i]->entity == &holder->entity)
            return all[i];
    return NULL;
}

const dl_namesake *dl_pick_titled(const dl_reading *r, const dl_titled *titled,
                                  const dl_namesake *all, size_t count, uint8_t *ret_confidence)
{
    const dl_namesake *bearers[BEARERS_MOST];
    size_t kept = read_bearers(r, titled, all, count, titled->first, bearers);
    if (!kept || dl_is_another_holder(r, titled, bearers, kept))
        return NULL;
    const dl_namesake *told =
        is_several(bearers, kept) ? find_titled(r, titled, bearers, kept) : NULL;
    if (!told)
        told = pick(r, bearers, kept, titled->first, ret_confidence);
    else
        *ret_confidence = cap(r, told, TOLD);
    bool guessed =
        kept < count && count <= BEARERS_MOST && !told->sex; /* the others are of the other sex */
    if (*ret_confidence > UNSURE && (guessed || dl_is_other_office(r, titled, told)))
        *ret_confidence = UNSURE;
    return told;
}

/* The title right before the surname that begins at WORD; false for none. */
static bool read_title(const dl_reading *r, const dl_span *span, dl_titled *ret)
{
    size_t at = span->first;
    while (at > 0 && dl_reading_word(r, at - 1)->flags & DL_WORD_TITLE &&
           !dl_reading_span(r, at - 1) && !(dl_reading_word(r, at)->flags & DL_WORD_FIRST))
        at--;
    *ret = (dl_titled){.first = span->first, .end = span->end, .title = (uint32_t)at};
    return at < span->first;
}

/* Whether ENTITY is one of those bearers near WORD. */
static bool is_bearer(const dl_namesake *all, size_t count, size_t word, const dl_entity *entity)
{
    const dl_namesake *bearers[BEARERS_MOST];
    size_t kept = find_nearest(all, count, word, bearers), k = 0;
    while (k < kept && bearers[k]->entity != entity)
        k++;
    return k < kept;
}

/* Asks again whom SPAN, a surname, means. */
static void ask(dl_reading *r, dl_span *span)
{
    size_t count;
    const dl_namesake *all = dl_find_namesakes(r, dl_reading_word(r, span->end - 1)->hash, &count);
    if (!count || !all->several || !is_bearer(all, count, span->first, span->entity))
        return;
    dl_titled titled;
    const dl_namesake *picked =
        read_title(r, span, &titled)
            ? dl_pick_titled(r, &titled, all, count, &span->confidence)
            : dl_pick_namesake(r, all, count, span->first, &span->confidence);
    if (!picked)
        return;
    span->entity = picked->entity;
    span->listed = NULL;
    dl_note_meant(r, picked, span->confidence);
}

void dl_ask_surnames(dl_reading *r)
{
    for (size_t i = 0; i < r->namesakes.len; i++)
        r->namesakes.items[i].called = false;
    for (size_t i = 0; i < r->words.len; i++) {
        dl_span *span = r->covered[i] ? &r->spans.items[r->covered[i] - 1] : NULL;
        if (span && span->first == i && span->rule == DL_RULE_SURNAME &&
            span->form == DL_FORM_SURNAME)
            ask(r, span);
    }
}
