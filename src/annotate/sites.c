/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Places that bear a person's name: "Alassane Ouattara Stadium", whose name takes in the word for the place, and "the
 * Félix Houphouët-Boigny ground", whose does not. Nobody is called by such a name for short, so it is taken back from
 * those who are.
 */
#include <string.h>

#include "annotate/reading.h"

enum { BY_SITE = 70 };

/* Whether the word is one for what is built and named after people. */
static bool is_built(const dl_reading *r, size_t word)
{
    static const char *const words[] = {
        "arena",    "airfield",   "airport",    "barracks", "base",     "bridge",  "dam",
        "dock",     "dockyard",   "expressway", "ground",   "grounds",  "highway", "interchange",
        "motorway", "racecourse", "stadium",    "terminal", "velodrome"};
    char folded[DL_WORD_FOLDED];
    size_t len;
    const char *text = dl_reading_bytes(r, word, &len);
    size_t n = dl_word_fold(text, len, folded);
    for (size_t i = 0; n && i < sizeof words / sizeof *words; i++)
        if (n == strlen(words[i]) && memcmp(folded, words[i], n) == 0)
            return true;
    return false;
}

size_t dl_site_end(const dl_reading *r, size_t first, size_t end)
{
    const dl_word *last = dl_reading_word(r, end - 1), *site = dl_reading_word(r, end);
    bool capital = site->shape == DL_SHAPE_CAPITAL;
    if (!dl_word_joins(last) || last->flags & (DL_WORD_POSSESSIVE | DL_WORD_CAPITALS) ||
        site->flags & (DL_WORD_TITLED | DL_WORD_FIRST) || !is_built(r, end))
        return 0;
    const dl_word *before = dl_reading_before(r, first);
    if (capital)
        return end + 1;
    bool whole = end - first > 1 && before && before->classes & DL_CLASS_ARTICLE;
    return whole && site->shape == DL_SHAPE_LOWER ? end : 0;
}

static bool make_site(dl_reading *r, const dl_span *person, size_t end)
{
    dl_span span = *person;
    span.end = (uint32_t)end;
    const char *name = dl_reading_text(r, span.first, span.end);
    const char *id = name ? dl_reading_id(r, "place/", name) : NULL;
    span.entity = id ? dl_reading_entity(r, id, name, &span.listed) : NULL;
    span.form = DL_FORM_NAME;
    span.rule = DL_RULE_PLACE_WORD;
    span.confidence = BY_SITE;
    span.family_first = false;
    dl_reading_drop(r, span.first);
    return span.entity && dl_reading_add(r, span, NULL);
}

bool dl_find_sites(dl_reading *r)
{
    size_t spans = r->spans.len;
    bool found = false;
    for (size_t i = 0; i < spans; i++) {
        const dl_span span = r->spans.items[i];
        size_t end = span.dropped || span.entity->kind != DL_KIND_PERSON
                         ? 0
                         : dl_site_end(r, span.first, span.end);
        if (!end || (end > span.end && dl_reading_span(r, span.end)))
            continue;
        if (span.listed && r->evidence[span.listed - r->gazetteer->entities.items])
            r->evidence[span.listed - r->gazetteer->entities.items]--;
        if (!make_site(r, &span, end))
            return false;
        found = true;
    }
    if (found)
        dl_forget_places(r);
    return true;
}
