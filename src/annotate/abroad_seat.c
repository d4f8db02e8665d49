/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a capital's name in another language is the government or the town, by the words around it
 * (assets/abroad/words.tsv), for languages that have such words; and the town of a dateline in capitals.
 *
 * It is the government where it is the subject of what governments do: right behind it, small words aside, or right
 * before it, stands such a verb ("Вашингтон заявил", "Paris a vivement condamné", "erklärte Berlin"); in Turkish the verb
 * ends the sentence, and a comma, the only one, sets the subject apart. Only the nominative is listed so. What stands before it speaks
 * against that: a preposition or "city", a word with a capital that may be a part of a longer name ("Спартак Москва"), a
 * quotation mark.
 */
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "annotate/abroad.h"
#include "dateline/text.h"

#define WORD_MAX 40      /* bytes of a word that is looked up */
#define SMALL_WORDS 4    /* between the name and the verb, at most */
#define SENTENCE_MAX 400 /* bytes to the verb that ends a sentence */
#define TOWN_WORDS 4

/* A word of the text: bytes, and how many of them are letters and what joins them. */
typedef struct word {
    size_t start, end;
} word;

static bool is_space(const char *text, size_t at)
{
    return text[at] == ' ' || text[at] == '\n' || strncmp(text + at, "\u00A0", 2) == 0;
}

/* Whether CP may stand in a word. */
static bool is_inner(uint32_t cp)
{
    return uc_is_property_alphabetic(cp) || uc_is_general_category(cp, UC_CATEGORY_M) ||
           uc_is_general_category(cp, UC_CATEGORY_Nd) || cp == '\'' || cp == 0x2019 || cp == '-';
}

static uint32_t before(const char *text, size_t at, size_t *ret_start)
{
    size_t n, start = at;
    while (start > 0 && start + 4 > at && ((unsigned char)text[--start] & 0xC0) == 0x80)
        ;
    *ret_start = start;
    return at ? dl_text_decode(text + start, at - start, &n) : 0;
}

/* The word behind AT, space between; an empty one where there is none. */
static word word_behind(const char *text, size_t len, size_t at)
{
    size_t n;
    while (at < len && is_space(text, at))
        at += text[at] == ' ' || text[at] == '\n' ? 1 : 2;
    word w = {at, at};
    while (w.end < len && w.end - at <= WORD_MAX &&
           is_inner(dl_text_decode(text + w.end, len - w.end, &n)))
        w.end += n;
    return w;
}

/* The word before AT, space between. */
static word word_before(const char *text, size_t at)
{
    size_t start;
    for (uint32_t cp = before(text, at, &start); cp == ' ' || cp == '\n' || cp == 0xA0;
         cp = before(text, at, &start))
        at = start;
    word w = {at, at};
    while (w.start > 0 && at - w.start <= WORD_MAX && is_inner(before(text, w.start, &start)))
        w.start = start;
    return w;
}

/* Whether the word is in the list of the class. */
static bool is_of(const char *language, const char *text, word w, dl_abroad_class class)
{
    uint8_t key[WORD_MAX + 3] = " ";
    size_t len = WORD_MAX;
    if (w.end == w.start || w.end - w.start > WORD_MAX)
        return false;
    uint8_t *small = u8_tolower((const uint8_t *)text + w.start, w.end - w.start, language,
                                UNINORM_NFC, key + 1, &len);
    if (small != key + 1) { /* a word that grows so is in no list */
        free(small);
        return false;
    }
    memcpy(key + 1 + len, " ", 2);
    for (const dl_abroad_words *list = dl_abroad_word_lists; list->language; list++)
        if (list->class == class && strcmp(list->language, language) == 0)
            return strstr(list->words, (const char *)key);
    return false;
}

static bool is_capital(const char *text, word w)
{
    size_t n;
    return w.end > w.start && uc_is_upper(dl_text_decode(text + w.start, w.end - w.start, &n));
}

static bool is_number(const char *text, word w)
{
    return w.end > w.start && strspn(text + w.start, "0123456789") >= w.end - w.start;
}

/* Whether what stands right before the name lets it be a subject. */
static bool may_be_subject(const char *language, const char *text, size_t start)
{
    size_t at;
    uint32_t cp = before(text, start, &at);
    word w = word_before(text, start);
    if (cp && cp != ' ' && cp != '\n' && cp != 0xA0 && cp != '(')
        return false;
    if (cp == '(' || w.start == w.end)
        return true;
    if (is_of(language, text, w, DL_ABROAD_TOWN))
        return false;
    return !is_capital(text, w) || is_of(language, text, w, DL_ABROAD_SMALL) ||
           is_of(language, text, w, DL_ABROAD_AND) || is_of(language, text, w, DL_ABROAD_SAY);
}

/* Whether such a verb stands behind END, small words and numbers between. */
static bool is_said_behind(const char *language, const char *text, size_t len, size_t end)
{
    for (int i = 0; i <= SMALL_WORDS && end < len && is_space(text, end); i++) {
        word w = word_behind(text, len, end);
        if (is_of(language, text, w, DL_ABROAD_SAY))
            return true;
        if (!is_of(language, text, w, DL_ABROAD_SMALL) && !is_number(text, w))
            return false;
        end = w.end;
    }
    return false;
}

/* Whether the sentence in which a comma stands at END closes with such a verb, as in Turkish. */
static bool is_said_last(const char *language, const char *text, size_t len, size_t end)
{
    size_t at = end, most = end + SENTENCE_MAX < len ? end + SENTENCE_MAX : len;
    if (strcmp(language, "tr") != 0 || end >= len || text[end] != ',')
        return false;
    for (at++; at < most && !strchr(".!?,\n", text[at]); at++)
        ;
    return at < most && text[at] != ',' &&
           is_of(language, text, word_before(text, at), DL_ABROAD_SAY);
}

bool dl_abroad_is_government(const char *language, const char *text, size_t len, size_t start,
                             size_t end)
{
    size_t at;
    if (!may_be_subject(language, text, start))
        return false;
    if (is_said_behind(language, text, len, end) || is_said_last(language, text, len, end))
        return true;
    uint32_t cp = before(text, start, &at);
    bool parted = cp == ' ' || cp == '\n' || cp == 0xA0;
    word next = end < len && is_space(text, end) ? word_behind(text, len, end) : (word){0};
    return parted && !is_capital(text, next) &&
           is_of(language, text, word_before(text, start), DL_ABROAD_SAY);
}

bool dl_abroad_are_joined(const char *language, const char *text, size_t end, size_t start)
{
    word w = word_behind(text, start, end);
    return (start == end + 2 && strncmp(text + end, ", ", 2) == 0) ||
           (is_space(text, end) && w.end < start && is_space(text, w.end) &&
            word_behind(text, start, w.end).start == start &&
            is_of(language, text, w, DL_ABROAD_AND));
}

/* --- datelines --- */

/* Whether the word is written in capitals, two at least. */
static bool is_upper(const char *text, word w)
{
    size_t n, letters = 0;
    for (size_t at = w.start; at < w.end; at += n) {
        uint32_t cp = dl_text_decode(text + at, w.end - at, &n);
        if (uc_is_property_alphabetic(cp) && !uc_is_upper(cp))
            return false;
        letters += uc_is_upper(cp);
    }
    return letters > 1;
}

/* Whether what stands at AT ends the place of a dateline: a comma, a bracket, a full stop, a dash. */
static bool is_mark(const char *text, size_t len, size_t at)
{
    static const char *const marks[] = {",", "(", ".", "/", ":", "-", "–", "—"};
    while (at < len && is_space(text, at))
        at += text[at] == ' ' || text[at] == '\n' ? 1 : 2;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (at < len && strncmp(text + at, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}

bool dl_abroad_dateline(const char *language, const char *text, size_t len, size_t *ret_start,
                        size_t *ret_end, char ret[DL_ABROAD_TOWN_MAX])
{
    word w = word_behind(text, len, 0);
    size_t start = w.start, end = w.start, written = DL_ABROAD_TOWN_MAX - 1;
    for (int i = 0; i < TOWN_WORDS && is_upper(text, w); i++) {
        end = w.end;
        w = end < len && text[end] == ' ' ? word_behind(text, len, end) : (word){end, end};
    }
    if (end == start || end - start >= DL_ABROAD_TOWN_MAX / 2 || !is_mark(text, len, end))
        return false;
    uint8_t *titled = u8_totitle((const uint8_t *)text + start, end - start, language, UNINORM_NFC,
                                 (uint8_t *)ret, &written);
    if (titled != (uint8_t *)ret) { /* it did not fit */
        free(titled);
        return false;
    }
    ret[written] = '\0';
    *ret_start = start;
    *ret_end = end;
    return true;
}
