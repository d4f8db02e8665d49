/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "annotate/lexicon.h"
#include "annotate/machine.h"
#include "dateline/vec.h"

#define SIZE_FIRST 65536 /* what the gazetteer that the program carries needs, a power of two */

/* Two hash tables with open addressing, never more than half full: folded word to number, and
 * (node, word) to node. */

/* Makes an empty hash table. */
static bool make_slots(dl_table table)
{
    *table.items = calloc(SIZE_FIRST, table.item);
    if (!*table.items)
        return false;
    *table.len = *table.size = SIZE_FIRST;
    return true;
}

dl_lexicon *dl_lexicon_new(void)
{
    dl_lexicon *lexicon = calloc(1, sizeof *lexicon);
    if (!lexicon)
        return NULL;
    if (make_slots(DL_TABLE(lexicon->slots)) && make_slots(DL_TABLE(lexicon->edges)) &&
        dl_vec_push(&lexicon->words, (dl_lexeme){0}) && dl_vec_push(&lexicon->values, 0))
        return lexicon;
    dl_lexicon_free(lexicon);
    return NULL;
}

void dl_lexicon_free(dl_lexicon *lexicon)
{
    if (!lexicon)
        return;
    dl_table tables[DL_LEXICON_TABLES];
    dl_lexicon_tables(lexicon, tables);
    for (size_t i = 0; i < DL_LEXICON_TABLES; i++)
        dl_table_release(&tables[i]);
    free(lexicon);
}

void dl_lexicon_tables(dl_lexicon *lexicon, dl_table ret[DL_LEXICON_TABLES])
{
    ret[0] = DL_TABLE(lexicon->text);
    ret[1] = DL_TABLE(lexicon->words);
    ret[2] = DL_TABLE(lexicon->values);
    ret[3] = DL_TABLE(lexicon->slots);
    ret[4] = DL_TABLE(lexicon->edges);
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
static dl_lexicon_slot *find_slot(const dl_lexicon *lexicon, const char *text, size_t len,
                                  uint32_t hash)
{
    dl_lexicon_slot *slots = lexicon->slots.items;
    size_t mask = lexicon->slots.len - 1, at = hash & mask;
    for (; slots[at].word; at = (at + 1) & mask) {
        if (slots[at].hash != hash)
            continue;
        const dl_lexeme *word = &lexicon->words.items[slots[at].word];
        if (word->len == len && memcmp(lexicon->text.items + word->text, text, len) == 0)
            break;
    }
    return &slots[at];
}

static bool double_slots(dl_lexicon *lexicon)
{
    size_t size = lexicon->slots.len * 2;
    dl_lexicon_slot *slots = calloc(size, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < lexicon->slots.len; i++) {
        dl_lexicon_slot slot = lexicon->slots.items[i];
        size_t at = slot.hash & (size - 1);
        while (slot.word && slots[at].word)
            at = (at + 1) & (size - 1);
        if (slot.word)
            slots[at] = slot;
    }
    free(lexicon->slots.items);
    lexicon->slots.items = slots;
    lexicon->slots.len = lexicon->slots.size = size;
    return true;
}

uint32_t dl_lexicon_intern(dl_lexicon *lexicon, const char *folded, size_t len)
{
    if (lexicon->words.len * 2 > lexicon->slots.len && !double_slots(lexicon))
        return 0;
    uint32_t hash = dl_lexicon_hash(folded, len);
    dl_lexicon_slot *slot = find_slot(lexicon, folded, len, hash);
    if (slot->word)
        return slot->word;
    size_t at = lexicon->text.len;
    dl_lexeme word = {.text = (uint32_t)at, .len = (uint32_t)len};
    if (at + len >= UINT32_MAX || !dl_vec_reserve(&lexicon->text, len + 1) ||
        !dl_vec_push(&lexicon->words, word))
        return 0;
    memcpy(lexicon->text.items + at, folded, len);
    lexicon->text.items[at + len] = '\0';
    lexicon->text.len += len + 1;
    *slot = (dl_lexicon_slot){(uint32_t)(lexicon->words.len - 1), hash};
    return slot->word;
}

uint32_t dl_lexicon_find(const dl_lexicon *lexicon, const char *folded, size_t len, uint32_t hash)
{
    return find_slot(lexicon, folded, len, hash)->word;
}

void dl_lexicon_fetch(const dl_lexicon *lexicon, uint32_t hash)
{
    dl_fetch(&lexicon->slots.items[hash & (lexicon->slots.len - 1)]);
}

uint32_t dl_lexicon_classes(const dl_lexicon *lexicon, uint32_t word)
{
    return lexicon->words.items[word].classes;
}

void dl_lexicon_classify(dl_lexicon *lexicon, uint32_t word, uint32_t classes)
{
    lexicon->words.items[word].classes |= classes;
}

/* The slot that holds the edge, or the free one where it would go: no edge is of word 0. */
static size_t find_edge(const dl_edge *edges, size_t size, uint32_t node, uint32_t word)
{
    uint64_t key = (uint64_t)node << 32 | word;
    size_t slot = (size_t)((key * 0x9E3779B97F4A7C15u) >> 32) & (size - 1);
    while (edges[slot].word && (edges[slot].word != word || edges[slot].node != node))
        slot = (slot + 1) & (size - 1);
    return slot;
}

static bool double_edges(dl_lexicon *lexicon)
{
    size_t size = lexicon->edges.len * 2;
    dl_edge *edges = calloc(size, sizeof *edges);
    if (!edges)
        return false;
    for (size_t i = 0; i < lexicon->edges.len; i++) {
        dl_edge edge = lexicon->edges.items[i];
        if (edge.word)
            edges[find_edge(edges, size, edge.node, edge.word)] = edge;
    }
    free(lexicon->edges.items);
    lexicon->edges.items = edges;
    lexicon->edges.len = lexicon->edges.size = size;
    return true;
}

uint32_t dl_lexicon_step(const dl_lexicon *lexicon, uint32_t node, uint32_t word)
{
    const dl_edge *edges = lexicon->edges.items;
    if (!node)
        return lexicon->words.items[word].node;
    return word ? edges[find_edge(edges, lexicon->edges.len, node, word)].to : 0;
}

uint32_t dl_lexicon_grow(dl_lexicon *lexicon, uint32_t node, uint32_t word)
{
    /* each node but the root is led to by one edge */
    if (lexicon->values.len * 2 > lexicon->edges.len && !double_edges(lexicon))
        return 0;
    size_t slot = find_edge(lexicon->edges.items, lexicon->edges.len, node, word);
    dl_edge *found = &lexicon->edges.items[slot];
    if (found->word)
        return found->to;
    if (!dl_vec_push(&lexicon->values, 0))
        return 0;
    *found = (dl_edge){.node = node, .word = word, .to = (uint32_t)(lexicon->values.len - 1)};
    if (node == 0) {
        lexicon->words.items[word].classes |= DL_CLASS_LISTED;
        lexicon->words.items[word].node = found->to;
    }
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
