/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Listed persons by the keys of their names, so that a spelling which nobody listed finds them. */
#include <stdlib.h>
#include <string.h>

#include "annotate/gazetteer.h"
#include "dateline/namekey.h"
#include "dateline/vec.h"

static int compare_keyed(const void *a, const void *b)
{
    const dl_keyed *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->person > y->person) - (x->person < y->person);
}

/* Forgets one name of that key. */
static void forget(dl_gazetteer *gazetteer, const dl_keyed *keyed)
{
    for (size_t i = gazetteer->keyed.len; i-- > 0;) {
        dl_keyed *at = &gazetteer->keyed.items[i];
        if (compare_keyed(at, keyed) != 0)
            continue;
        memmove(at, at + 1, (gazetteer->keyed.len - i - 1) * sizeof *at);
        gazetteer->keyed.len--;
        return;
    }
}

bool dl_keyed_note(dl_gazetteer *gazetteer, uint32_t person, const char *name, size_t len,
                   bool take)
{
    char key[DL_NAME_KEY], surname[DL_NAME_KEY];
    dl_listed *listed = &gazetteer->entities.items[person];
    if (dl_name_key(name, len, key) == DL_TRADITION_NONE)
        return true;
    dl_keyed keyed = {.key = dl_name_key_hash(key), .person = person};
    if (!take && !listed->surname_key) {
        dl_surname_key_of(key, surname);
        listed->surname_key = dl_key_fold(surname);
    }
    if (!take)
        return dl_vec_push(&gazetteer->keyed, keyed);
    forget(gazetteer, &keyed);
    return true;
}

uint32_t dl_key_fold(const char *key)
{
    uint64_t hash = dl_name_key_hash(key);
    uint32_t tradition = *key == 'a';
    return *key ? ((uint32_t)(hash ^ hash >> 32) & ~1U) | tradition : 0;
}

void dl_keyed_sort(dl_gazetteer *gazetteer)
{
    if (gazetteer->keyed.len)
        qsort(gazetteer->keyed.items, gazetteer->keyed.len, sizeof *gazetteer->keyed.items,
              compare_keyed);
}

static int compare_key(const void *item, const void *key)
{
    uint64_t x = ((const dl_keyed *)item)->key, y = *(const uint64_t *)key;
    return (x > y) - (x < y);
}

const dl_listed *dl_gazetteer_keyed(const dl_gazetteer *gazetteer, const char *key)
{
    const dl_keyed *all = gazetteer->keyed.items;
    const uint64_t hash = dl_name_key_hash(key);
    size_t first, count = dl_vec_range(&gazetteer->keyed, &hash, compare_key, &first);
    for (size_t i = first; i < first + count; i++)
        if (all[i].person != all[first].person)
            return NULL;
    return count ? &gazetteer->entities.items[all[first].person] : NULL;
}
