/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <strings.h>

#include "import/datefold.h"
#include "import/datewords.h"

const dl_date_word *dl_date_word_find(const char *text, size_t len, size_t *ret_count)
{
    const struct dl_date_place *place;
    *ret_count = 0;
    for (unsigned i = dl_date_word_place(text, len); (place = &dl_date_places[i])->row;
         i = (i + 1) % DL_DATE_PLACES) {
        const dl_date_word *first = &dl_date_words[place->row - 1];
        const char *word = dl_date_words_text + first->text;
        if (!strncmp(word, text, len) && !word[len]) {
            *ret_count = place->count;
            return first;
        }
    }
    return NULL;
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
