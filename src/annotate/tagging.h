/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_TAGGING_H
#define ANNOTATE_TAGGING_H

#include "annotate/glance.h"

/* The best labels of a text's words. */
typedef struct dl_tagging {
    uint8_t *labels; /* one a word */
    bool narrow;     /* see dl_glances */
    int32_t
        *margins; /* by how much no other label would do (lattice.h), where a name or what a rule
                         found is near; 0 elsewhere */
} dl_tagging;

/* Finds the best labels of the words of R (whose other stages have run). False when memory is out. */
bool dl_tagging_init(dl_tagging *tagging, const dl_reading *r, const dl_tagger *tagger);
void dl_tagging_release(dl_tagging *tagging);

/* Whether a name cannot go on from the word before I to it. */
bool dl_tagging_breaks(const dl_reading *r, size_t i);

/* The word by which an organisation of several words is called for short. */
typedef struct dl_head {
    uint32_t hash;           /* of it */
    uint32_t first, end;     /* words of the name */
    const dl_entity *entity; /* NULL: that of the name's words */
    const dl_listed *listed; /* NULL: not listed */
    bool several;            /* the text names others with that head */
} dl_head;

typedef struct dl_heads {
    dl_head *items;
    size_t len, size;
} dl_heads;

/* Collects the heads of R's organisations. False when memory is out; released in any case. */
bool dl_heads_init(dl_heads *heads, const dl_reading *r);
void dl_heads_release(dl_heads *heads);

/* Which organisation the head HASH means at WORD; NULL where the text names none. */
const dl_head *dl_heads_find(const dl_heads *heads, uint32_t hash, uint32_t word);

/* A name that the tagger sees. */
typedef struct dl_tagged {
    uint32_t first, end;
    unsigned type;
    uint8_t confidence;
} dl_tagged;

/* Whether the word is what stands behind persons' names: "KBE". */
bool dl_is_honour(const dl_reading *r, size_t word);

/* Whether T can be a name at all (tagged_name.c): of Latin letters, no ship and no headline; a person that is more than a
 * title or a month; a place that is no part of a longer name; a body that is no kind and no deed. */
bool dl_is_tagged_name(const dl_reading *r, const dl_tagger *tagger, const dl_tagged *t);

#endif
