/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * langwords: writes to standard output the C source of the table of src/import/langwords.h, from
 * src/import/language.def. Run at build time only.
 */
#include <stdio.h>
#include <string.h>

#include "import/langwords.h"

static const struct {
    const char *words, *letters;
} languages[] = {
#define DL_LANGUAGE(code, words, letters) {words, letters},
#include "import/language.def"
#undef DL_LANGUAGE
};
#define LANGUAGES (sizeof languages / sizeof *languages)
_Static_assert(LANGUAGES <= 64, "a bit a language");

static dl_language_word table[DL_LANGUAGE_WORDS];
static size_t used;

/* The place that holds the word, or the letter, or the one free for it. */
static dl_language_word *find_place(const char *word, size_t len)
{
    uint32_t hash = 0;
    for (size_t i = 0; i < len; i++)
        hash = dl_language_hash(hash, (unsigned char)word[i]);
    size_t place = dl_language_place(hash);
    while (table[place].len &&
           (table[place].len != len || memcmp(table[place].text, word, len) != 0))
        place = (place + 1) % DL_LANGUAGE_WORDS;
    return &table[place];
}

/* Adds to LANGUAGE the words of LIST, parted by spaces, each with MARK before it; false where one is too long or they
 * are too many. */
static int add_words(size_t language, const char *list, const char *mark)
{
    while (*list) {
        char word[DL_LANGUAGE_WORD_MAX + 2];
        size_t size = strcspn(list, " "), len = strlen(mark) + size;
        if (len <= DL_LANGUAGE_WORD_MAX)
            snprintf(word, sizeof word, "%s%.*s", mark, (int)size, list);
        dl_language_word *place = len <= DL_LANGUAGE_WORD_MAX ? find_place(word, len) : NULL;
        if (!place || (!place->len && used * 2 >= DL_LANGUAGE_WORDS)) {
            fprintf(stderr, "langwords: language.def: no room for “%.*s”\n", (int)size, list);
            return 0;
        }
        used += !place->len;
        place->len = (uint8_t)len;
        memcpy(place->text, word, len);
        place->languages |= (uint64_t)1 << language;
        list += size + (list[size] == ' ');
    }
    return 1;
}

static unsigned count_bits(uint64_t set)
{
    unsigned count = 0;
    for (; set; set &= set - 1)
        count++;
    return count;
}

static void write_word(const dl_language_word *word)
{
    printf("    {0x%llx, %u, %u, {", (unsigned long long)word->languages,
           DL_LANGUAGE_POINTS / count_bits(word->languages), (unsigned)word->len);
    for (size_t i = 0; i < word->len; i++)
        printf("'\\%03o', ", (unsigned)(unsigned char)word->text[i]);
    printf("}},\n");
}

int main(void)
{
    for (size_t i = 0; i < LANGUAGES; i++)
        if (!add_words(i, languages[i].words, "") ||
            !add_words(i, languages[i].letters, DL_LANGUAGE_LETTER))
            return 1;
    printf("/* Written by src/tools/langwords.c. */\n#include \"import/langwords.h\"\n"
           "const dl_language_word dl_language_words[DL_LANGUAGE_WORDS] = {\n");
    for (size_t i = 0; i < DL_LANGUAGE_WORDS; i++)
        if (table[i].len)
            write_word(&table[i]);
        else
            printf("    {0},\n");
    printf("};\n");
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
