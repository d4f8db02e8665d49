/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the gazetteer lists at each word: a walk down the trie from each word that begins a phrase.
 * A phrase counts only where it is written as a name: here are the rules of letter case.
 */
#include "annotate/reading.h"

#define PAIR_FAITH 3 /* words from which on an inner word of a name may be written small */

/* Whether the gap after WORD parts the words of a name as the listed spelling does. */
static bool gap_fits(const dl_word *word, const dl_spelling *listed)
{
    if (word->flags & DL_WORD_POSSESSIVE && !listed->possessive)
        return false;
    return dl_word_joins(word) || word->gap == listed->gap;
}

/* What is done to "us" in capitals. */
static const char objects[] =
    " ask bring follow give help join leave let make save send show spare teach tell trust ";

/* Whether an acronym, or a word listed with "!", is written as listed. In a sentence in capitals
 * the letters of a small word ("WHO", "US") tell nothing, unless it begins the sentence or follows
 * an article, or the text has the acronym elsewhere and no "help" or the like stands before; one that is no word is itself there too. */
static bool exact_fits(const dl_reading *r, size_t at, const dl_spelling *listed,
                       const dl_entry *entry)
{
    const dl_word *word = &r->words.items[at];
    if (word->shape != listed->shape &&
        !(word->shape == DL_SHAPE_UPPER && word->flags & DL_WORD_POINTED))
        return false;
    if (!(word->flags & DL_WORD_CAPITALS) || word->flags & DL_WORD_POINTED)
        return true;
    const dl_word *before = dl_reading_before(r, at);
    bool object = before && dl_is_word_of(r, at - 1, objects);
    bool stands_out =
        !before || before->classes & DL_CLASS_ARTICLE || (!object && dl_seen_acronym(r, word));
    return !entry->exact && (stands_out || !(word->classes & DL_CLASS_FUNCTION));
}

/* Whether WORD has the letter case of a name's word that is listed as LISTED. */
static bool name_fits(const dl_word *word, const dl_spelling *listed)
{
    switch (listed->shape) {
    case DL_SHAPE_UPPER:
        return word->shape == DL_SHAPE_UPPER;
    case DL_SHAPE_INITIAL:
        return word->shape == DL_SHAPE_INITIAL;
    case DL_SHAPE_CAPITAL:
    case DL_SHAPE_MIXED:
        return word->shape == DL_SHAPE_CAPITAL || word->shape == DL_SHAPE_MIXED ||
               (word->shape == DL_SHAPE_UPPER && !(word->flags & DL_WORD_POINTED));
    default:
        return true;
    }
}

/* Bodies, titles and heads of organisations are common words: they count in any letter case, and
 * the rules that use them look at it. */
static bool case_matters(const dl_entry *entry)
{
    return entry->type == DL_ENTRY_ALIAS;
}

bool dl_entry_fits(const dl_reading *r, size_t word, const dl_entry *entry)
{
    size_t small = 0; /* inner words written in lower case against the listing */
    bool acronym = entry->form == DL_FORM_ACRONYM || entry->exact;
    const dl_spelling *listed = dl_entry_spelling(r->gazetteer, entry);
    for (size_t i = 0; i < entry->words; i++, listed++) {
        const dl_word *w = &r->words.items[word + i];
        if (i + 1u < entry->words && !gap_fits(w, listed))
            return false;
        if (!case_matters(entry))
            continue;
        if (acronym && entry->words == 1) {
            if (!exact_fits(r, word + i, listed, entry))
                return false;
        } else if (!name_fits(w, listed)) {
            bool hyphened = i > 0 && r->words.items[word + i - 1].gap == DL_GAP_HYPHEN;
            if (i == 0 || w->shape != DL_SHAPE_LOWER || entry->exact)
                return false;
            small += !hyphened;
        }
    }
    if (small == 0)
        return true;
    bool first = r->words.items[word].flags & DL_WORD_FIRST;
    return entry->words >= PAIR_FAITH ? small * 2 < entry->words : !first;
}

const dl_entry *dl_hit_next(const dl_reading *r, size_t word, dl_hit hit, uint32_t start)
{
    for (uint32_t i = start; i; i = r->gazetteer->entries.items[i].next) {
        const dl_entry *entry = &r->gazetteer->entries.items[i];
        if (entry->type == DL_ENTRY_ALIAS && entry->words == hit.words &&
            dl_entry_fits(r, word, entry))
            return entry;
    }
    return NULL;
}

/* Notes the entries of one node that fit at WORD. */
static void note_entries(dl_reading *r, size_t word, uint32_t head)
{
    for (uint32_t i = head; i; i = r->gazetteer->entries.items[i].next) {
        const dl_entry *entry = &r->gazetteer->entries.items[i];
        dl_hit *hit = &r->hits[word][entry->type];
        if (hit->words != entry->words && dl_entry_fits(r, word, entry))
            *hit = (dl_hit){.entry = i, .words = entry->words};
    }
}

bool dl_find_hits(dl_reading *r)
{
    const dl_lexicon *lexicon = r->gazetteer->lexicon;
    for (size_t i = 0; i < r->words.len; i++) {
        const dl_word *word = &r->words.items[i];
        if (!(word->classes & DL_CLASS_LISTED))
            continue;
        uint32_t node = 0;
        for (size_t j = i; j < r->words.len; j++) {
            node = dl_lexicon_step(lexicon, node, r->words.items[j].id);
            if (!node)
                break;
            uint32_t head = dl_lexicon_value(lexicon, node);
            if (head)
                note_entries(r, i, head);
            if (r->words.items[j].gap == DL_GAP_BREAK)
                break;
        }
        for (size_t j = i; j < i + r->hits[i][DL_ENTRY_TITLE].words; j++)
            r->words.items[j].flags |= DL_WORD_TITLE;
    }
    return true;
}
