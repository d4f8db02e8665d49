/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The two texts are laid one upon the other where their sentences begin, and followed word by word until
 * they part, lines of furniture passed over. Where they part decides: at the end of both, at the end of the
 * copy, or too early.
 *
 * Where sentences begin is not always told from what stands before them. So each text has a few places
 * where it may: its first word, its first sentence, behind its dateline as import found it, behind the
 * first signs that could set a dateline off. That last one is a guess, which only one of the two is given:
 * else two names before a dash could be exchanged.
 */
#include "dateline/copy.h"
#include "model/wording.h"

#define STARTS_MAX 8
#define DATELINE_WORDS 12 /* of a dateline that import did not find */
#define CUT_WORDS 40      /* that a copy has kept where it was cut */
#define CUT_SENTENCES 3   /* a cut leaves out so many, or is within one */
#define CUT_PART 3        /* and this part of the whole */
#define SIGNATURE_LINES 3
#define SIGNATURE_WORDS 12

/* One of the two texts, and how far it was followed. */
typedef struct side {
    dl_wording wording;
    size_t starts[STARTS_MAX], count;
    size_t sure; /* of these: those not behind a guess at a dateline */
    size_t at;   /* the next word */
} side;

static void add_start(side *s, size_t word)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->starts[i] == word)
            return;
    if (s->count < STARTS_MAX && word < s->wording.words.len)
        s->starts[s->count++] = word;
}

/* Notes where the text may begin. */
static bool side_init(side *s, dl_copy_text text)
{
    *s = (side){0};
    if (!dl_wording_init(&s->wording, text.body))
        return false;
    size_t first = dl_wording_sentence(&s->wording);
    if (text.lead)
        add_start(s, dl_wording_at(&s->wording, text.lead));
    add_start(s, first);
    add_start(s, 0);
    s->sure = s->count;
    for (size_t i = first + 1; i < s->wording.words.len && i <= first + DATELINE_WORDS; i++) {
        const dl_word *word = &s->wording.words.items[i];
        if (word->line != s->wording.words.items[first].line)
            break;
        if (word->after_dateline)
            add_start(s, i);
    }
    return true;
}

static const dl_wording_line *line_of(const side *s, size_t word)
{
    return &s->wording.lines.items[s->wording.words.items[word].line];
}

/* Goes on behind lines of furniture that begin here. */
static void pass_furniture(side *s)
{
    while (s->at < s->wording.words.len && line_of(s, s->at)->furniture &&
           line_of(s, s->at)->first == s->at)
        s->at = line_of(s, s->at)->end;
}

/* Follows both while they say the same. Returns the number of words. */
static size_t follow(side *a, side *b)
{
    size_t same = 0;
    pass_furniture(a);
    pass_furniture(b);
    while (a->at < a->wording.words.len && b->at < b->wording.words.len &&
           dl_word_equal(&a->wording, a->at, &b->wording, b->at)) {
        a->at++;
        b->at++;
        same++;
        pass_furniture(a);
        pass_furniture(b);
    }
    return same;
}

/* Whether a sentence ends before word AT: a line that does, or nothing but furniture behind one. */
static bool is_after_sentence(const side *s, size_t at)
{
    if (at == 0)
        return false;
    const dl_wording_line *line = line_of(s, at - 1);
    for (; line->furniture && line > s->wording.lines.items; line--)
        continue;
    return (at >= line->end) && line->sentence;
}

/* Whether what is left of S is a signature: a few short lines that are no sentences and hold no figures,
 * behind the last sentence. */
static bool is_signature(const side *s)
{
    size_t end = s->wording.words.len, lines = 0;
    if (s->at == end)
        return true;
    if (line_of(s, s->at)->first != s->at || !is_after_sentence(s, s->at))
        return false;
    for (size_t at = s->at; at < end; at = line_of(s, at)->end, lines++) {
        const dl_wording_line *line = line_of(s, at);
        if (line->sentence || line->end - line->first > SIGNATURE_WORDS || lines == SIGNATURE_LINES)
            return false;
        for (size_t i = line->first; i < line->end; i++)
            if (s->wording.words.items[i].digits)
                return false;
    }
    return true;
}

/* The number of sentences that S goes on for. */
static size_t sentences_left(const side *s)
{
    size_t count = 0;
    for (size_t i = s->at; i < s->wording.words.len; i++) {
        const dl_wording_line *line = line_of(s, i);
        bool last = i + 1 == line->end;
        count += last ? line->sentence : s->wording.words.items[i + 1].after_sentence;
    }
    return count;
}

/* Whether COPY, of which SAME words are WHOLE's too, was cut at its end. */
static bool is_cut(const side *copy, const side *whole, size_t same)
{
    size_t left = whole->wording.words.len - whole->at;
    if (copy->at < copy->wording.words.len || same < CUT_WORDS)
        return false;
    const dl_wording_line *last = line_of(copy, copy->at - 1);
    const dl_word *next = &whole->wording.words.items[whole->at];
    bool starts_line = line_of(whole, whole->at)->first == whole->at;
    if (!starts_line && !next->after_sentence && !last->sentence)
        return true;
    bool at_sentence = last->sentence && (starts_line || next->after_sentence);
    return at_sentence && left * CUT_PART >= whole->wording.words.len &&
           sentences_left(whole) >= CUT_SENTENCES;
}

/* Whether the texts carry to the end from where they stand. */
static bool carries(side *copy, side *whole, bool *ret_short)
{
    bool whole_texts = copy->at == 0 && whole->at == 0;
    size_t same = follow(copy, whole);
    bool ended = copy->at == copy->wording.words.len && whole->at == whole->wording.words.len;
    *ret_short = same < DL_COPY_WORDS;
    if (*ret_short)
        return ended && whole_texts && same > 0;
    return ended || (is_signature(copy) && is_signature(whole)) || is_cut(copy, whole, same);
}

bool dl_copy_of(dl_copy_text copy, dl_copy_text whole, bool *ret, bool *ret_short)
{
    side a, b = {0};
    bool ok = side_init(&a, copy) && side_init(&b, whole), found = false, is_short = false;
    for (size_t i = 0; ok && !found && i < a.count; i++)
        for (size_t j = 0; !found && j < (i < a.sure ? b.count : b.sure); j++) {
            a.at = a.starts[i];
            b.at = b.starts[j];
            found = carries(&a, &b, &is_short);
        }
    dl_wording_release(&a.wording);
    dl_wording_release(&b.wording);
    if (ok) {
        *ret = found;
        *ret_short = found && is_short;
    }
    return ok;
}
