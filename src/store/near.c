/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/sentence.h"
#include "store/near.h"
#include "store/put.h"

/* A walk over the sentences of one field, up to the mentions of it. */
typedef struct place {
    dl_sentences walk;
    dl_span span;    /* of the sentence at hand */
    size_t sentence; /* its number, from 1; 0: before the first */
} place;

static place place_in(const dl_document *doc, dl_field field)
{
    const char *text = dl_document_field(doc, field);
    dl_prose prose = {.text = text ? text : "", .len = text ? strlen(text) : 0};
    if (field == DL_FIELD_BODY)
        prose.lead = doc->lead;
    return (place){.walk = {.prose = prose}};
}

/* Goes on to the sentence that holds the byte AT. */
static void place_go(place *p, size_t at)
{
    while ((p->sentence == 0 || p->span.end <= at) && dl_sentence_next(&p->walk, &p->span))
        p->sentence++;
}

void dl_steps_add(dl_str *out, const dl_document *doc, const dl_mention *mentions, size_t count)
{
    place at = {0};
    for (size_t i = 0; i < count; i++) {
        bool fresh = i == 0 || mentions[i].field != mentions[i - 1].field;
        if (fresh)
            at = place_in(doc, mentions[i].field);
        size_t sentence = at.sentence, paragraph = at.walk.paragraph;
        place_go(&at, mentions[i].start);
        dl_step step = fresh || at.walk.paragraph != paragraph ? DL_STEP_DOCUMENT
                       : at.sentence != sentence               ? DL_STEP_PARAGRAPH
                                                               : DL_STEP_SENTENCE;
        dl_str_addc(out, (char)step);
    }
}

bool dl_nearness_meet(dl_nearness *near, dl_step step, bool first, bool second)
{
    if ((int)step > (int)near->scope)
        near->first = near->second = near->both = 0;
    near->first += first && !second;
    near->second += second && !first;
    near->both += first && second;
    return (near->first && near->second) || (near->both && near->first + near->second) ||
           near->both > 1;
}
