/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Other spellings of names from other scripts (dateline/namekey.h): of persons whom the gazetteer lists, and of those
 * whom the text itself names. Keys are made only of names that no list has, once for each name of a text.
 *
 * What speaks against it that a spelling is of somebody: another country before the title, or a text from long before
 * she was first in office.
 */
#include <stdlib.h>
#include <string.h>

#include "annotate/reading.h"
#include "dateline/namekey.h"
#include "dateline/vec.h"

#define CAREER (40 * 366) /* days before the first office in which she may be spoken of */
#define SURNAME_BYTES 4   /* of a surname in another spelling, at least, */
#define SURNAME_MOST 24   /* and at most */
#define DIFFERENCE 0x1FU  /* two bytes more or less */

enum { SPELLED = 80 };

/* The country named before the titles of the person whose name begins at FIRST, or NULL. */
static const char *country_of(const dl_reading *r, size_t first)
{
    size_t at = first;
    while (dl_reading_before(r, at) && dl_reading_word(r, at - 1)->flags & DL_WORD_TITLE)
        at--;
    return at < first ? dl_country_before(r, at) : NULL;
}

/* Whether nothing tells SPAN, before which COUNTRY stands (or NULL), from the listed person. */
static bool can_be(const dl_reading *r, const dl_listed *person, const char *country)
{
    dl_day first = DL_DAY_NONE;
    if (country && *person->country && strcmp(country, person->country) != 0)
        return false;
    for (size_t i = 0; i < person->tenures_count; i++) {
        if (person->tenures[i].from == DL_DAY_NONE)
            return true;
        if (first == DL_DAY_NONE || person->tenures[i].from < first)
            first = person->tenures[i].from;
    }
    return first == DL_DAY_NONE || r->input->day == DL_DAY_NONE || r->input->day > first - CAREER;
}

/* The slot of the person whose name has KEY among SIZE slots, or the free one where she would go. */
static uint32_t *find_slot(const dl_reading *r, uint32_t *slots, size_t size, const char *key)
{
    size_t slot = dl_name_key_hash(key) & (size - 1);
    while (slots[slot] && strcmp(r->spelled.items[slots[slot] - 1].key, key) != 0)
        slot = (slot + 1) & (size - 1);
    return &slots[slot];
}

/* The person of this text whose name has KEY; NULL for none. */
static dl_spelled *find_here(const dl_reading *r, const char *key)
{
    if (!r->spelled_slots)
        return NULL;
    uint32_t number = *find_slot(r, r->spelled_slots, r->spelled_size, key);
    return number ? &r->spelled.items[number - 1] : NULL;
}

/* Makes room for one more; false when memory is out. */
static bool reserve_slot(dl_reading *r)
{
    size_t size = r->spelled_size ? r->spelled_size * 2 : 16;
    if (r->spelled.len * 2 < r->spelled_size)
        return true;
    uint32_t *slots = calloc(size, sizeof *slots);
    if (!slots)
        return false;
    for (uint32_t i = 0; i < r->spelled.len; i++)
        *find_slot(r, slots, size, r->spelled.items[i].key) = i + 1;
    free(r->spelled_slots);
    r->spelled_slots = slots;
    r->spelled_size = size;
    return true;
}

static void link_to(dl_span *span, const dl_entity *entity, const dl_listed *listed)
{
    span->entity = entity;
    span->listed = listed;
    span->rule = DL_RULE_TRANSLITERATION;
    if (span->confidence > SPELLED)
        span->confidence = SPELLED;
}

/* Makes a new person of SPAN, whose name has KEY (NULL where nobody else may be called so), and who is of COUNTRY. */
static bool add_new(dl_reading *r, dl_span *span, const char *id, const char *name, const char *key,
                    const char *country)
{
    const dl_entity *entity = dl_reading_entity(r, id, name, &span->listed);
    span->entity = entity;
    if (!entity || !key)
        return entity;
    char surname[DL_NAME_KEY];
    dl_spelled spelled = {dl_arena_strdup(r->arena, key), entity, country};
    dl_surname_key_of(key, surname);
    dl_reading_set_surname(r, entity, dl_key_fold(surname));
    if (!spelled.key || !reserve_slot(r) || !dl_vec_push(&r->spelled, spelled))
        return false;
    *find_slot(r, r->spelled_slots, r->spelled_size, key) = (uint32_t)r->spelled.len;
    return true;
}

bool dl_name_person(dl_reading *r, dl_span *span)
{
    char key[DL_NAME_KEY];
    const char *name = dl_reading_text(r, span->first, span->end);
    const char *id = name ? dl_reading_id(r, "person/", name) : NULL;
    if (!id)
        return false;
    span->entity = dl_reading_made(r, id, &span->listed);
    if (span->entity)
        return true;
    if (dl_name_key(name, strlen(name), key) == DL_TRADITION_NONE)
        return add_new(r, span, id, name, NULL, NULL);
    const char *country = country_of(r, span->first);
    const dl_listed *listed = dl_gazetteer_keyed(r->gazetteer, key);
    if (listed && !can_be(r, listed, country))
        return add_new(r, span, id, name, NULL, NULL);
    dl_spelled *here = listed ? NULL : find_here(r, key);
    if (here && country && here->country && strcmp(country, here->country) != 0)
        return add_new(r, span, id, name, NULL, NULL);
    if (!listed && !here)
        return add_new(r, span, id, name, key, country);
    if (here && !here->country)
        here->country = country;
    if (listed)
        r->evidence[listed - r->gazetteer->entities.items]++;
    link_to(span, listed ? &listed->entity : here->entity, listed);
    return true;
}

/* --- surnames --- */

/* A fold of the key of the surname of NAMESAKE's person, 0 where it has none. */
static uint32_t key_of(const dl_reading *r, const dl_namesake *namesake)
{
    uintptr_t entity = (uintptr_t)namesake->entity;
    uintptr_t first = (uintptr_t)r->gazetteer->entities.items;
    bool listed =
        entity >= first && entity < first + r->gazetteer->entities.len * sizeof(dl_listed);
    return listed ? ((const dl_listed *)entity)->surname_key
                  : ((const dl_made *)entity)->surname_key;
}

/* The sound that a word begins with: what is written for one another is one. */
static unsigned sound_of(const char *word)
{
    static const char sounds[] = "abjdaakkajklmnabkrjtavvkaj"; /* of a to z */
    char c = (char)(*word | 0x20);
    return c >= 'a' && c <= 'z' ? (unsigned)(sounds[c - 'a'] - 'a') : 0;
}

/* Notes the surname of NAMESAKE, if it has a key. */
static bool note_surname(dl_reading *r, const dl_namesake *namesake)
{
    size_t len;
    const dl_span *full = dl_reading_span(r, namesake->word);
    if (!full || full->family_first || full->end - full->first < 2)
        return true;
    const char *last = dl_reading_bytes(r, full->end - 1, &len);
    dl_namesake spelled = {
        .hash = key_of(r, namesake), .word = namesake->word, .entity = namesake->entity};
    if (!spelled.hash || len > SURNAME_MOST)
        return true;
    r->sounds[spelled.hash & 1][sound_of(last)] |= 1U << len;
    return dl_vec_push(&r->surnames, spelled);
}

/* Makes the table of surnames anew where there are other namesakes by now. */
static bool make_surnames(dl_reading *r)
{
    const dl_namesake *all = r->namesakes.items;
    if (r->surnames_of == r->namesakes.len)
        return true;
    r->surnames.len = 0;
    r->surnames_of = r->namesakes.len;
    memset(r->sounds, 0, sizeof r->sounds);
    for (size_t i = 0; i < r->namesakes.len; i++) {
        bool again = i > 0 && all[i].hash == all[i - 1].hash && all[i].entity == all[i - 1].entity;
        if (!again && !note_surname(r, &all[i]))
            return false;
    }
    if (r->surnames.len)
        qsort(r->surnames.items, r->surnames.len, sizeof *r->surnames.items, dl_namesake_compare);
    return true;
}

/* The persons whose surnames have KEY. */
static const dl_namesake *find_surnames(const dl_reading *r, const char *key, size_t *ret_count)
{
    uint32_t hash = dl_key_fold(key);
    size_t first;
    *ret_count = dl_vec_range(&r->surnames, &hash, dl_namesake_compare_hash, &first);
    return *ret_count ? &r->surnames.items[first] : NULL;
}

bool dl_find_spelled(dl_reading *r, size_t word, const dl_namesake **ret, size_t *ret_count)
{
    static const dl_tradition traditions[] = {DL_TRADITION_SLAVIC, DL_TRADITION_ARABIC};
    const dl_word *w = dl_reading_word(r, word);
    size_t len;
    const char *text = dl_reading_bytes(r, word, &len);
    *ret = NULL;
    *ret_count = 0;
    if (w->id || len < SURNAME_BYTES || len > SURNAME_MOST)
        return true;
    if (!make_surnames(r))
        return false;
    for (size_t i = 0; !*ret && i < sizeof traditions / sizeof *traditions && r->surnames.len;
         i++) {
        char key[DL_NAME_KEY];
        if (!(r->sounds[i][sound_of(text)] & DIFFERENCE << (len - 2)))
            continue; /* nobody's is like it */
        dl_surname_key(traditions[i], text, len, key);
        *ret = *key ? find_surnames(r, key, ret_count) : NULL;
    }
    return true;
}
