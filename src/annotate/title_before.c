/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The title that stands before a name, for whoever has the name's place alone. */
#include <stdlib.h>
#include <string.h>

#include "annotate/gazetteer.h"
#include "annotate/word.h"

#define REACH 160 /* bytes before a name that its titles take at most */

/* Where the title that begins at word I ends; I where none does. */
static size_t title_end(const dl_gazetteer *g, const dl_words *words, size_t i)
{
    size_t end = i;
    uint32_t node = 0;
    for (size_t j = i; j < words->len; j++) {
        node = dl_lexicon_step(g->lexicon, node, words->items[j].id);
        for (uint32_t e = node ? dl_lexicon_value(g->lexicon, node) : 0; e;
             e = g->entries.items[e].next)
            if (g->entries.items[e].type == DL_ENTRY_TITLE)
                end = j + 1;
        if (!node || !dl_word_joins(&words->items[j]))
            break;
    }
    return end;
}

/* Whether titles alone stand from word I to the last. */
static bool are_titles(const dl_gazetteer *g, const dl_words *words, size_t i)
{
    while (i < words->len) {
        size_t end = title_end(g, words, i);
        const dl_word *last = &words->items[end ? end - 1 : 0];
        bool point = last->gap == DL_GAP_POINT && last->classes & DL_CLASS_ABBREVIATION;
        if (end == i || (end < words->len && !point && !dl_word_joins(last)))
            return false;
        i = end;
    }
    return true;
}

/* Whether only space, or the point of a title that is written short, stands from AT to END. */
static bool is_near(const char *text, size_t at, size_t end)
{
    size_t point = at < end && text[at] == '.';
    return end - at > point && strspn(text + at + point, " \n") >= end - at - point;
}

bool dl_gazetteer_title_before(const dl_gazetteer *gazetteer, const char *text, size_t at,
                               size_t *ret_start, size_t *ret_end)
{
    dl_words words = {0};
    size_t from = at > REACH ? at - REACH : 0, first = SIZE_MAX;
    while (from && from < at && text[from - 1] != ' ' && text[from - 1] != '\n')
        from++;
    if (!dl_words_add(&words, gazetteer->lexicon, text + from, at - from, 0) || !words.len ||
        !is_near(text, from + words.items[words.len - 1].end, at))
        goto out;
    for (size_t i = words.len; i-- > 0;)
        if (are_titles(gazetteer, &words, i))
            first = i;
    if (first == SIZE_MAX)
        goto out;
    if (first > 0 && words.items[first - 1].classes & DL_CLASS_FORMER &&
        dl_word_joins(&words.items[first - 1]))
        first--;
    *ret_start = from + words.items[first].start;
    *ret_end = from + words.items[words.len - 1].end;
out:
    free(words.items);
    return first != SIZE_MAX;
}
