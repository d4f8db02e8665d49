/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <strings.h>

#include "import/datefold.h"
#include "import/datewords.h"

/* How the LEN bytes at TEXT sort against row I. */
static int compare(const char *text, size_t len, size_t i)
{
    const char *word = dl_date_words_text + dl_date_words[i].text;
    int order = strncmp(text, word, len);
    return order ? order : -(word[len] != '\0');
}

const dl_date_word *dl_date_word_find(const char *text, size_t len, size_t *ret_count)
{
    size_t low = 0, high = dl_date_words_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (compare(text, len, middle) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t first = low;
    while (low < dl_date_words_count && compare(text, len, low) == 0)
        low++;
    *ret_count = low - first;
    return low > first ? &dl_date_words[first] : NULL;
}

bool dl_date_word_begins(const char *text, size_t len)
{
    unsigned bit = dl_date_prefix_bit(text, len);
    return dl_date_words_prefixes[bit / 8] & (1u << bit % 8);
}

int dl_date_language(const char *tag)
{
    /* names that one language has besides its own */
    static const char *const others[][2] = {{"no", "nb"}, {"nn", "nb"},  {"in", "id"},
                                            {"iw", "he"}, {"tl", "fil"}, {"jp", "ja"}};
    size_t len = tag ? strcspn(tag, "-_") : 0;
    if (len < 2 || len > 3)
        return -1;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strlen(others[i][0]) == len && !strncasecmp(tag, others[i][0], len))
            return dl_date_language(others[i][1]);
    for (size_t i = 0; i < dl_date_languages_count; i++)
        if (strlen(dl_date_languages[i]) == len && !strncasecmp(tag, dl_date_languages[i], len))
            return (int)i;
    return -1;
}
