/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/romanised.h"

static bool is_class(char class, char c)
{
    static const struct {
        char class;
        const char *letters;
    } classes[] = {
        {'V', "aeiou"}, {'A', "aeou"}, {'C', "bcdfghjklmnpqrstvwxz"}, {'L', "bmpv"}, {'H', "jqx"}};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (classes[i].class == class)
            return strchr(classes[i].letters, c);
    return false;
}

/* How many bytes at AT of WORD the pattern FROM takes, which may be none; SIZE_MAX where it does not fit. Notes what
 * its classes stand for. */
static size_t match(const char *from, const char *word, size_t at, char taken[2])
{
    size_t n = 0, classes = 0;
    if (*from == '^' && at > 0)
        return SIZE_MAX;
    for (from += *from == '^'; *from; from++) {
        char c = word[at + n];
        if (*from == '$')
            return c ? SIZE_MAX : n;
        bool class = *from >= 'A' && *from <= 'Z';
        if (!c || (class ? !is_class(*from, c) : *from != c))
            return SIZE_MAX;
        if (class && classes < 2)
            taken[classes++] = c;
        n++;
    }
    return n;
}

/* Puts TO in place of LEN bytes at AT; returns how many it takes, or LEN where there is no room. */
static size_t replace(const char *to, char *word, size_t at, size_t len, const char taken[2])
{
    size_t new = strlen(to), rest = strlen(word + at + len) + 1;
    if (at + new + rest > DL_NAME_WORD)
        return len;
    memmove(word + at + new, word + at + len, rest);
    for (size_t i = 0; i < new; i++)
        word[at + i] = to[i] == '1' || to[i] == '2' ? taken[to[i] - '1'] : to[i];
    return new;
}

uint32_t dl_letters_of(const char *word)
{
    uint32_t letters = 0;
    for (; *word; word++)
        letters |= *word >= 'a' && *word <= 'z' ? 1U << (*word - 'a') : 0;
    return letters;
}

bool dl_has_letters(uint32_t letters, const char *text)
{
    for (; *text; text++)
        if (*text >= 'a' && *text <= 'z' && !(letters >> (*text - 'a') & 1))
            return false;
    return true;
}

/* Replaces FROM wherever it stands in WORD; whether it stood anywhere. */
static bool rewrite(const dl_rewriting *rule, char word[DL_NAME_WORD])
{
    bool found = false;
    char taken[2] = {0}, first = rule->from[0];
    bool letter = first >= 'a' && first <= 'z';
    for (size_t at = 0; word[at];) {
        if (letter && word[at] != first) {
            at++;
            continue;
        }
        size_t len = match(rule->from, word, at, taken);
        bool here = len != SIZE_MAX && len > 0;
        at += here ? replace(rule->to, word, at, len, taken) : 1;
        found |= here;
        if (rule->from[0] == '^')
            break;
    }
    return found;
}

void dl_rewrite(const dl_rewriting *rules, size_t count, char word[DL_NAME_WORD])
{
    uint32_t letters = dl_letters_of(word);
    for (size_t i = 0; i < count; i++)
        if (dl_has_letters(letters, rules[i].from) && rewrite(&rules[i], word))
            letters = dl_letters_of(word);
}

static int compare_spelling(const void *word, const void *given)
{
    return strcmp(word, ((const dl_spelling_key *)given)->spelling);
}

const dl_spelling_key *dl_spelling_row(const dl_spelling_key *given, size_t count, const char *word)
{
    return bsearch(word, given, count, sizeof *given, compare_spelling);
}

bool dl_is_one_of(const char *word, const char *list)
{
    size_t len = strlen(word);
    for (const char *at = list; at; at = strchr(at, ' ')) {
        at += *at == ' ';
        if (len && strncmp(at, word, len) == 0 && (at[len] == ' ' || !at[len]))
            return true;
    }
    return false;
}

bool dl_ends_with(const char *word, const char *end)
{
    size_t len = strlen(word), n = strlen(end);
    return len >= n && strcmp(word + len - n, end) == 0;
}
