/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "dateline/token.h"
#include "dateline/vec.h"

/* How far before a place a word may begin that the place lies in. */
#define WORD_MAX 256

typedef struct term {
    size_t start, len; /* in the phrase's `terms` */
} term;

struct dl_phrase {
    dl_str terms; /* one after the other */
    struct {
        term *items;
        size_t len, size;
    } list;
    bool prefix;
};

dl_phrase *dl_phrase_new(const char *text, size_t len, bool prefix)
{
    dl_phrase *phrase = calloc(1, sizeof *phrase);
    if (!phrase)
        return NULL;
    dl_str_init(&phrase->terms);
    phrase->prefix = prefix;
    dl_tokens walk = {.text = text, .len = len};
    dl_token token;
    while (dl_token_next(&walk, &token)) {
        size_t start = phrase->terms.len;
        dl_token_term(&phrase->terms, text + token.start, token.end - token.start);
        term found = {start, phrase->terms.len - start};
        if (!dl_vec_push(&phrase->list, found))
            phrase->terms.failed = true;
    }
    if (dl_str_ok(&phrase->terms))
        return phrase;
    dl_phrase_free(phrase);
    return NULL;
}

void dl_phrase_free(dl_phrase *phrase)
{
    if (!phrase)
        return;
    dl_str_release(&phrase->terms);
    free(phrase->list.items);
    free(phrase);
}

/* Whether a word is seen at its first letter not to have a term that begins with FIRST. */
static bool begins_otherwise(const char *word, size_t len, char first)
{
    return dl_is_ascii(word[0]) && (len == 1 || dl_is_ascii(word[1])) &&
           dl_ascii_lower(word[0]) != dl_ascii_lower(first);
}

/* Whether the word TOKEN of TEXT has the phrase's term number I. */
static bool matches(const dl_phrase *phrase, size_t i, const char *text, dl_token token,
                    dl_str *scratch)
{
    term wanted = phrase->list.items[i];
    bool prefix = phrase->prefix && i + 1 == phrase->list.len;
    if (begins_otherwise(text + token.start, token.end - token.start,
                         phrase->terms.text[wanted.start]))
        return false;
    dl_str_clear(scratch);
    dl_token_term(scratch, text + token.start, token.end - token.start);
    return dl_str_ok(scratch) &&
           (prefix ? scratch->len >= wanted.len : scratch->len == wanted.len) &&
           memcmp(scratch->text, phrase->terms.text + wanted.start, wanted.len) == 0;
}

/* A place at or before FROM where the walk can begin so that it sees the word FROM lies in. */
static size_t word_edge(const char *text, size_t from)
{
    size_t edge = from, least = from > WORD_MAX ? from - WORD_MAX : 0;
    while (edge > least && !(dl_is_ascii(text[edge - 1]) && text[edge - 1] <= ' '))
        edge--;
    while (edge < from && ((unsigned char)text[edge] & 0xC0) == 0x80)
        edge++;
    return edge;
}

bool dl_phrase_find(const dl_phrase *phrase, const char *text, size_t len, size_t from,
                    dl_token *ret_range)
{
    if (phrase->list.len == 0 || from >= len)
        return false;
    dl_str scratch;
    dl_str_init(&scratch);
    dl_tokens walk = {.text = text, .len = len, .pos = word_edge(text, from)};
    dl_token first;
    bool found = false;
    while (!found && dl_token_next(&walk, &first)) {
        if (first.start < from || !matches(phrase, 0, text, first, &scratch))
            continue;
        dl_tokens ahead = walk;
        dl_token last = first;
        size_t i = 1;
        while (i < phrase->list.len && dl_token_next(&ahead, &last) &&
               matches(phrase, i, text, last, &scratch))
            i++;
        found = i == phrase->list.len;
        if (found)
            *ret_range = (dl_token){first.start, last.end};
    }
    dl_str_release(&scratch);
    return found;
}
