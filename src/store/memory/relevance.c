/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Relevance as SQLite's FTS5 reckons it in bm25(): each word or phrase weighs the more the fewer
 * documents hold it, and counts the more the oftener it stands in a text that is short beside the
 * others. In millionths.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "store/memory/memory.h"

#define K1 1.2            /* how soon further places of a phrase count for little */
#define B 0.75            /* how much the length of a text counts */
#define LEAST_WEIGHT 1e-6 /* of what more than half of all documents hold */

static size_t count_words(const char *text)
{
    dl_tokens walk = {.text = text, .len = text ? strlen(text) : 0};
    dl_token word;
    size_t count = 0;
    while (walk.len && dl_token_next(&walk, &word))
        count++;
    return count;
}

static size_t document_length(const dl_document *doc)
{
    return count_words(doc->title) + count_words(doc->body);
}

/* How often PHRASE begins in TEXT. */
static size_t count_places(const dl_phrase *phrase, const char *text)
{
    size_t count = 0, from = 0;
    dl_token at;
    while (text && dl_phrase_find(phrase, text, strlen(text), from, &at)) {
        count++;
        from = at.start + 1;
    }
    return count;
}

static size_t count_hits(const dl_phrase *phrase, const dl_document *doc, bool title)
{
    return count_places(phrase, doc->title) + (title ? 0 : count_places(phrase, doc->body));
}

static double weigh(size_t documents, size_t holders)
{
    double weight = log(((double)documents - (double)holders + 0.5) / ((double)holders + 0.5));
    return weight <= 0 ? LEAST_WEIGHT : weight;
}

/* Adds to SCORES, one for each document held, what PHRASE is worth in it. */
static void add_phrase(const dl_memory *memory, const dl_phrase *phrase, bool title,
                       const size_t *lengths, double mean, double *scores)
{
    size_t count = memory->now.documents.len, holders = 0;
    const dl_held *held = memory->now.documents.items;
    for (size_t i = 0; i < count; i++)
        holders += count_hits(phrase, held[i].document, title) > 0;
    double weight = weigh(count, holders);
    for (size_t i = 0; i < count; i++) {
        double hits = (double)count_hits(phrase, held[i].document, title);
        double length = K1 * (1 - B + B * (double)lengths[i] / mean);
        scores[i] += weight * (hits * (K1 + 1) / (hits + length));
    }
}

dl_status dl_memory_weigh(const dl_memory *memory, const dl_query *query, int64_t *scores,
                          dl_error *error)
{
    size_t count = memory->now.documents.len, words = 0;
    size_t *lengths = calloc(count + 1, sizeof *lengths);
    double *sums = calloc(count + 1, sizeof *sums);
    bool ok = lengths && sums;
    for (size_t i = 0; ok && i < count; i++) {
        lengths[i] = document_length(memory->now.documents.items[i].document);
        words += lengths[i];
    }
    double mean = count ? (double)words / (double)count : 0;
    for (size_t i = 0; ok && i < query->count; i++) {
        const dl_term *term = &query->terms[i];
        if (!dl_term_is_ranked(term))
            continue;
        dl_phrase *phrase = dl_phrase_new(term->text, strlen(term->text), term->prefix);
        ok = phrase != NULL;
        if (ok && words)
            add_phrase(memory, phrase, term->kind == DL_TERM_TITLE, lengths, mean, sums);
        dl_phrase_free(phrase);
    }
    for (size_t i = 0; ok && i < count; i++)
        scores[i] = llround(sums[i] * 1e6);
    free(lengths);
    free(sums);
    return ok ? DL_OK : dl_fail_nomem(error);
}
