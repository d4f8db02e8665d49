/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in a text stands first what a query asks for: where a filtered list lands. */
#include <string.h>

#include "app/reading.h"
#include "dateline/sentence.h"

/* Sets *RET to the first place where the words of TERM stand. */
static bool find_words(const dl_reading *reading, const dl_term *term, dl_spot *ret)
{
    dl_phrase *phrase = dl_phrase_new(term->text, strlen(term->text), term->prefix);
    bool found = false;
    for (int field = DL_FIELD_TITLE; phrase && !found && field < DL_FIELD_COUNT; field++) {
        size_t len;
        const char *text = dl_reading_field(reading, (dl_field)field, &len);
        dl_token hit;
        found = dl_phrase_find(phrase, text, len, 0, &hit);
        if (found)
            *ret = (dl_spot){(dl_field)field, hit.start, hit.end};
    }
    dl_phrase_free(phrase);
    return found;
}

/* Sets *RET to the first mention that TERM asks for. */
static bool find_named(const dl_reading *reading, const dl_term *term, dl_spot *ret)
{
    for (size_t i = 0; i < reading->doc.mentions_count; i++) {
        const dl_mention *mention = &reading->doc.mentions[i];
        if (dl_term_means(term, mention)) {
            *ret = (dl_spot){mention->field, mention->start, mention->end};
            return true;
        }
    }
    return false;
}

static bool is_named(const dl_mention *mention, const dl_named *named)
{
    for (size_t i = 0; i < named->ids_count; i++)
        if (strcmp(mention->entity, named->ids[i]) == 0)
            return true;
    return false;
}

/* The bytes that stand within SCOPE of the place of MENTION in its field. */
static dl_span scope_at(const dl_reading *reading, const dl_mention *mention, dl_scope scope)
{
    dl_prose prose = {0};
    prose.text = dl_reading_field(reading, mention->field, &prose.len);
    if (mention->field == DL_FIELD_BODY)
        prose.lead = reading->doc.document.lead;
    if (scope == DL_SCOPE_SENTENCE)
        return dl_sentence_at(&prose, mention->start);
    return mention->field == DL_FIELD_TITLE ? (dl_span){0, prose.len}
                                            : dl_paragraph_at(&prose, mention->start);
}

/* Sets *RET to the first mention of the one name of TERM that has the other near it. */
static bool find_near(const dl_reading *reading, const dl_term *term, dl_spot *ret)
{
    const dl_stored *doc = &reading->doc;
    for (size_t i = 0; i < doc->mentions_count; i++) {
        const dl_mention *at = &doc->mentions[i];
        bool first = is_named(at, &term->near[0]);
        if (!first && !is_named(at, &term->near[1]))
            continue;
        dl_span span = scope_at(reading, at, term->scope);
        for (size_t j = 0; j < doc->mentions_count; j++) {
            const dl_mention *other = &doc->mentions[j];
            bool within = term->scope == DL_SCOPE_DOCUMENT ||
                          (other->field == at->field && other->start >= span.start &&
                           other->start < span.end);
            if (i != j && within && is_named(other, &term->near[first])) {
                *ret = (dl_spot){at->field, at->start, at->end};
                return true;
            }
        }
    }
    return false;
}

/* Whether TERM asks for something that stands in the text. */
static bool find_term(const dl_reading *reading, const dl_term *term, dl_spot *ret)
{
    if (term->negated)
        return false;
    switch (term->kind) {
    case DL_TERM_TEXT:
    case DL_TERM_TITLE:
        return find_words(reading, term, ret);
    case DL_TERM_ENTITY:
    case DL_TERM_FORM:
        return find_named(reading, term, ret);
    case DL_TERM_NEAR:
        return find_near(reading, term, ret);
    default:
        return false;
    }
}

bool dl_reading_find_near(const dl_reading *reading, const dl_query *query, dl_spot *ret)
{
    for (size_t i = 0; reading->open && i < query->count; i++) {
        const dl_term *term = &query->terms[i];
        if (term->kind == DL_TERM_NEAR && find_term(reading, term, ret))
            return true;
    }
    return false;
}

bool dl_reading_find(const dl_reading *reading, const dl_query *query, dl_spot *ret)
{
    bool found = false;
    for (size_t i = 0; reading->open && i < query->count; i++) {
        const dl_term *term = &query->terms[i];
        dl_spot spot;
        bool here = find_term(reading, term, &spot);
        if (here && (!found || dl_spot_compare(spot, *ret) < 0))
            *ret = spot;
        found = found || here;
    }
    return found;
}
