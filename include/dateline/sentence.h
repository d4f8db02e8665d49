/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_SENTENCE_H
#define DATELINE_SENTENCE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Sentences and paragraphs of a text. What is cited, what "in the same sentence" means and how far a
 * line of a concordance reaches all ask here, so that they agree.
 *
 * Paragraphs are parted by an empty line. Sentences end as UAX 29 says (section 5), with what a
 * reader of news knows besides:
 *   - a point ends no sentence after an initial or an acronym ("J. Osk", "the U.S. envoy"), a title
 *     ("Gen. Hale") or another word written short, unless a word follows that begins sentences ("in
 *     the U.S. The envoy"); nor after the number of an item ("1. The parties agree"), nor between
 *     the parts of a date ("13.02.2022", "Feb. 13", "13. Februar");
 *   - a number begins a sentence like a capital does;
 *   - marks that close what was opened belong to the sentence they stand behind, after a space too
 *     where they can only close (« Non ! »); what goes on in lower case, or in と after a bracket, is
 *     the same sentence ("Really?" he asked);
 *   - a mark of exclamation or question amid a word (an address in the web) ends nothing;
 *   - an ellipsis ends a sentence as three points do;
 *   - a line break amid a sentence is a space where the line is as long as lines are that were broken
 *     to fit a page, and an end elsewhere;
 *   - what stands before the byte LEAD, a dateline, is a sentence of its own.
 * Scripts without marks between sentences (Thai, Lao) have one sentence a paragraph.
 */

/* Bytes of a text, end exclusive. */
typedef struct dl_span {
    size_t start, end;
} dl_span;

/* A text of LEN bytes. */
typedef struct dl_prose {
    const char *text;
    size_t len;
    size_t lead; /* where it begins after its dateline; 0 without one */
} dl_prose;

/* Walks over the sentences of a text. Zero it, set prose, then call dl_sentence_next. */
typedef struct dl_sentences {
    dl_prose prose;
    size_t pos;       /* where the next call goes on */
    size_t paragraph; /* number of the paragraph in which the last one stands, from 0 */
    dl_span found;    /* by dl_sentences_find */
} dl_sentences;

/* The next sentence, without the white space around it; false at the end of the text. */
bool dl_sentence_next(dl_sentences *walk, dl_span *ret_span);

/* The sentence that holds the byte AT; where white space stands there, what is before it, and at the
 * begin of a text what is after it. Empty only in a text of white space. Reads no more than the
 * paragraph. */
dl_span dl_sentence_at(const dl_prose *prose, size_t at);

/* The same for many places of one text: asked for them in ascending order, with one WALK that nothing
 * else uses, it reads the text once, however long a paragraph is. */
dl_span dl_sentences_find(dl_sentences *walk, size_t at);

/* The paragraph that holds the byte AT, without the white space around it, and by the same rule. */
dl_span dl_paragraph_at(const dl_prose *prose, size_t at);

#endif
