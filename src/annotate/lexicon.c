/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "annotate/lexicon.h"
#include "dateline/arena.h"
#include "dateline/vec.h"

#define SIZE_FIRST 65536 /* what the gazetteer that the program carries needs, a power of two */

/* Two hash tables with open addressing, never more than half full: folded word to number, and
 * (node, word) to node. */

typedef struct entry {
    const char *text;
    uint32_t len;
    uint32_t hash;
    uint32_t classes;
} entry;

typedef struct edge {
    uint64_t key; /* node << 32 | word; 0: free, for no word is 0 */
    uint32_t to;
} edge;

struct dl_lexicon {
    dl_arena arena; /* the words' text */
    struct {
        entry *items;
        size_t len, size;
    } words; /* by number; the first is no word */
    struct {
        uint32_t *items;
        size_t len, size;
    } values;        /* by node */
    uint32_t *slots; /* numbers of words, 0: free */
    size_t slots_size;
    edge *edges;
    size_t edges_size, edges_len;
};

dl_lexicon *dl_lexicon_new(void)
{
    dl_lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (!lexicon)
        return NULL;
    lexicon->slots_size = lexicon->edges_size = SIZE_FIRST;
    lexicon->slots = calloc(lexicon->slots_size, sizeof *lexicon->slots);
    lexicon->edges = calloc(lexicon->edges_size, sizeof *lexicon->edges);
    if (lexicon->slots && lexicon->edges && dl_vec_push(&lexicon->words, (entry){0}) &&
        dl_vec_push(&lexicon->values, 0))
        return lexicon;
    dl_lexicon_free(lexicon);
    return NULL;
}

void dl_lexicon_free(dl_lexicon *lexicon)
{
    if (!lexicon)
        return;
    dl_arena_release(&lexicon->arena);
    free(lexicon->words.items);
    free(lexicon->values.items);
    free(lexicon->slots);
    free(lexicon->edges);
    free(lexicon);
}

/* FNV-1a. */
uint32_t dl_lexicon_hash(const char *folded, size_t len)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)folded[i]) * 16777619u;
    return hash;
}

/* The slot that holds the word, or the free one where it would go. */
static size_t find_slot(const dl_lexicon *lexicon, const char *text, size_t len, uint32_t hash)
{
    size_t slot = hash & (lexicon->slots_size - 1);
    for (; lexicon->slots[slot]; slot = (slot + 1) & (lexicon->slots_size - 1)) {
        const entry *word = &lexicon->words.items[lexicon->slots[slot]];
        if (word->hash == hash && word->len == len && memcmp(word->text, text, len) == 0)
            break;
    }
    return slot;
}

static bool double_slots(dl_lexicon *lexicon)
{
    size_t size = lexicon->slots_size * 2;
    uint32_t *slots = calloc(size, sizeof *slots);
    if (!slots)
        return false;
    for (size_t number = 1; number < lexicon->words.len; number++) {
        size_t slot = lexicon->words.items[number].hash & (size - 1);
        while (slots[slot])
            slot = (slot + 1) & (size - 1);
        slots[slot] = (uint32_t)number;
    }
    free(lexicon->slots);
    lexicon->slots = slots;
    lexicon->slots_size = size;
    return true;
}

uint32_t dl_lexicon_intern(dl_lexicon *lexicon, const char *folded, size_t len)
{
    if (lexicon->words.len * 2 > lexicon->slots_size && !double_slots(lexicon))
        return 0;
    uint32_t hash = dl_lexicon_hash(folded, len);
    size_t slot = find_slot(lexicon, folded, len, hash);
    if (lexicon->slots[slot])
        return lexicon->slots[slot];
    char *text = dl_arena_strndup(&lexicon->arena, folded, len);
    entry word = {.text = text, .len = (uint32_t)len, .hash = hash};
    if (!text || !dl_vec_push(&lexicon->words, word))
        return 0;
    return lexicon->slots[slot] = (uint32_t)(lexicon->words.len - 1);
}

uint32_t dl_lexicon_find(const dl_lexicon *lexicon, const char *folded, size_t len, uint32_t hash)
{
    return lexicon->slots[find_slot(lexicon, folded, len, hash)];
}

uint32_t dl_lexicon_classes(const dl_lexicon *lexicon, uint32_t word)
{
    return lexicon->words.items[word].classes;
}

void dl_lexicon_classify(dl_lexicon *lexicon, uint32_t word, uint32_t classes)
{
    lexicon->words.items[word].classes |= classes;
}

static size_t find_edge(const edge *edges, size_t size, uint64_t key)
{
    size_t slot = (size_t)((key * 0x9E3779B97F4A7C15u) >> 32) & (size - 1);
    while (edges[slot].key && edges[slot].key != key)
        slot = (slot + 1) & (size - 1);
    return slot;
}

static bool double_edges(dl_lexicon *lexicon)
{
    size_t size = lexicon->edges_size * 2;
    edge *edges = calloc(size, sizeof *edges);
    if (!edges)
        return false;
    for (size_t i = 0; i < lexicon->edges_size; i++)
        if (lexicon->edges[i].key)
            edges[find_edge(edges, size, lexicon->edges[i].key)] = lexicon->edges[i];
    free(lexicon->edges);
    lexicon->edges = edges;
    lexicon->edges_size = size;
    return true;
}

uint32_t dl_lexicon_step(const dl_lexicon *lexicon, uint32_t node, uint32_t word)
{
    uint64_t key = (uint64_t)node << 32 | word;
    return word ? lexicon->edges[find_edge(lexicon->edges, lexicon->edges_size, key)].to : 0;
}

uint32_t dl_lexicon_grow(dl_lexicon *lexicon, uint32_t node, uint32_t word)
{
    if (lexicon->edges_len * 2 > lexicon->edges_size && !double_edges(lexicon))
        return 0;
    uint64_t key = (uint64_t)node << 32 | word;
    edge *found = &lexicon->edges[find_edge(lexicon->edges, lexicon->edges_size, key)];
    if (found->key)
        return found->to;
    if (!dl_vec_push(&lexicon->values, 0))
        return 0;
    *found = (edge){.key = key, .to = (uint32_t)(lexicon->values.len - 1)};
    lexicon->edges_len++;
    if (node == 0)
        lexicon->words.items[word].classes |= DL_CLASS_LISTED;
    return found->to;
}

uint32_t dl_lexicon_value(const dl_lexicon *lexicon, uint32_t node)
{
    return lexicon->values.items[node];
}

void dl_lexicon_set_value(dl_lexicon *lexicon, uint32_t node, uint32_t value)
{
    lexicon->values.items[node] = value;
}
