/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/text.h"
#include "store/occurrence.h"

/* Letters: a word of so many that is all capitals is written in no other way. */
#define SHORT_CAPITALS 3

bool dl_occurrences_init(dl_occurrences *o, const char *name)
{
    size_t len = strlen(name);
    dl_tokens walk = {.text = name, .len = len};
    dl_token word;
    *o = (dl_occurrences){.name = name, .phrase = dl_phrase_new(name, len, false)};
    if (dl_token_next(&walk, &o->core))
        while (dl_token_next(&walk, &word))
            o->core.end = word.end;
    return o->phrase != NULL;
}

void dl_occurrences_release(dl_occurrences *o)
{
    dl_phrase_free(o->phrase);
}

/* --- capitals --- */

typedef struct capitals {
    size_t letters;
    bool first, all; /* the first letter is one; all are */
} capitals;

static capitals count_capitals(const char *word, size_t len)
{
    capitals found = {.all = true};
    size_t n;
    for (size_t at = 0; at < len; at += n) {
        uint32_t cp = dl_text_decode(word + at, len - at, &n);
        if (!dl_text_is_alnum(cp))
            continue;
        bool upper = dl_text_is_upper(cp);
        found.first |= upper && found.letters == 0;
        found.all &= upper || (cp >= '0' && cp <= '9');
        found.letters++;
    }
    found.all &= found.letters > 1;
    return found;
}

/* Whether a word of the name may be written as the word of a text is. */
static bool is_written(const char *name, dl_token of_name, const char *text, dl_token of_text)
{
    capitals wanted = count_capitals(name + of_name.start, of_name.end - of_name.start);
    capitals written = count_capitals(text + of_text.start, of_text.end - of_text.start);
    if (wanted.all && wanted.letters <= SHORT_CAPITALS)
        return written.all;
    return written.first || !wanted.first;
}

/* --- what stands between words --- */

/* Whether CP parts words and says nothing else. */
static bool is_blank(uint32_t cp)
{
    return cp <= ' ' || cp == '-' || cp == 0xA0 || cp == 0xAD ||
           (cp >= 0x2000 && cp <= 0x2015) /* spaces, joiners, hyphens, dashes */ || cp == 0x2028 ||
           cp == 0x202F || cp == 0x3000;
}

/* The first code point of the gap from *AT to END that says something, and moves *AT behind it; 0: none. */
static uint32_t next_sign(const char *text, size_t *at, size_t end, size_t *newlines)
{
    while (*at < end) {
        size_t n;
        uint32_t cp = dl_text_decode(text + *at, end - *at, &n);
        *at += n;
        *newlines += cp == '\n';
        if (!is_blank(cp))
            return cp;
    }
    return 0;
}

/* Whether the gap between two words of a text is one that the name has there. */
static bool is_gap(const char *name, dl_token of_name, const char *text, dl_token of_text)
{
    size_t a = of_name.start, b = of_text.start, newlines = 0, none = 0;
    uint32_t x, y;
    do {
        x = next_sign(name, &a, of_name.end, &none);
        y = next_sign(text, &b, of_text.end, &newlines);
    } while (x && x == y);
    return x == y && newlines < 2;
}

/* --- looking --- */

/* Whether no cluster of TEXT reaches over the end of the bytes from START to END. */
static bool ends_cluster(const char *text, size_t len, size_t start, size_t end)
{
    while (start < end)
        start += dl_text_grapheme(text + start, len - start);
    return start == end;
}

/* Whether the words that the phrase has found are the name's, and what stands around them. */
static bool is_name(const dl_occurrences *o, const char *text, size_t len, dl_token *range)
{
    size_t name_len = strlen(o->name), tail = name_len - o->core.end;
    dl_tokens names = {.text = o->name, .len = name_len};
    dl_tokens words = {.text = text, .len = range->end, .pos = range->start};
    dl_token of_name, of_text, gap_name = {0}, gap_text = {0};
    for (bool first = true; dl_token_next(&names, &of_name); first = false) {
        if (!dl_token_next(&words, &of_text) || !is_written(o->name, of_name, text, of_text))
            return false;
        gap_name.end = of_name.start;
        gap_text.end = of_text.start;
        if (!first && !is_gap(o->name, gap_name, text, gap_text))
            return false;
        gap_name.start = of_name.end;
        gap_text.start = of_text.end;
    }
    size_t head = o->core.start;
    if (range->start < head || len - range->end < tail ||
        memcmp(text + range->start - head, o->name, head) != 0 ||
        memcmp(text + range->end, o->name + o->core.end, tail) != 0 ||
        !ends_cluster(text, len, range->start - head, range->start) ||
        !ends_cluster(text, len, range->end, range->end + tail))
        return false;
    range->start -= head;
    range->end += tail;
    return true;
}

bool dl_occurrence_find(const dl_occurrences *o, const char *text, size_t len, size_t from,
                        dl_token *ret_range)
{
    dl_token range;
    while (dl_phrase_find(o->phrase, text, len, from, &range)) {
        size_t next = range.start + 1;
        if (is_name(o, text, len, &range) && range.start + 1 > from) {
            *ret_range = range;
            return true;
        }
        from = next;
    }
    return false;
}
