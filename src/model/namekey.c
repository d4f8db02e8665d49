/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "dateline/namekey.h"
#include "dateline/str.h"
#include "dateline/text.h"
#include "model/romanised.h"

/* Adds NAME to OUT without apostrophes and what is written for them: "Qur'an" is one word. */
static void drop_apostrophes(dl_str *out, const char *name, size_t len)
{
    static const char *const marks[] = {"'", "’", "‘", "ʼ", "ʹ", "ʿ", "ʾ", "`"};
    for (size_t i = 0; i < len;) {
        size_t n = 0;
        for (size_t k = 0; !n && k < sizeof marks / sizeof *marks; k++)
            if (len - i >= strlen(marks[k]) && memcmp(name + i, marks[k], strlen(marks[k])) == 0)
                n = strlen(marks[k]);
        if (!n)
            dl_str_addc(out, name[i]);
        i += n ? n : 1;
    }
}

/* Cuts SLUG into words; false where it has too many, too long ones, digits, or one of a single letter. */
static bool cut_slug(const char *slug, dl_name_words *ret)
{
    ret->count = 0;
    while (*slug) {
        size_t len = strcspn(slug, "-");
        if (ret->count == DL_NAME_WORDS || len < 2 || len >= DL_NAME_WORD / 2)
            return false;
        for (size_t i = 0; i < len; i++)
            if (slug[i] < 'a')
                return false;
        memcpy(ret->items[ret->count], slug, len);
        ret->items[ret->count++][len] = '\0';
        slug += len + (slug[len] == '-');
    }
    return true;
}

/* Cuts NAME into words where it is of ASCII letters, blanks, hyphens and points, as most are; false where it is not,
 * or as cut_slug says. *RET_PLAIN tells which. */
static bool cut_plain(const char *name, size_t len, dl_name_words *ret, bool *ret_plain)
{
    char slug[DL_NAME_KEY];
    size_t n = 0;
    *ret_plain = false;
    if (len >= sizeof slug)
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = name[i], lower = (char)(c | 0x20);
        bool gap = c == ' ' || c == '-' || c == '.' || c == '\n';
        if (!gap && (c < 0 || lower < 'a' || lower > 'z'))
            return false;
        if (!gap)
            slug[n++] = lower;
        else if (n && slug[n - 1] != '-')
            slug[n++] = '-';
    }
    *ret_plain = true;
    slug[n && slug[n - 1] == '-' ? n - 1 : n] = '\0';
    return cut_slug(slug, ret);
}

/* Whether TEXT has letters of Latin alone. */
static bool is_latin(const char *text, size_t len)
{
    for (size_t i = 0, n; i < len; i += n) {
        uint32_t cp = dl_text_decode(text + i, len - i, &n);
        bool latin = cp < 0x250 || (cp >= 0x1E00 && cp < 0x1F00);
        bool mark = cp >= 0x300 && cp < 0x370;
        if (!latin && !mark && !(cp >= 0x2000 && cp < 0x2070)) /* hyphens and blanks */
            return false;
    }
    return true;
}

/* Cuts NAME into words of ASCII letters; false where that cannot be done. */
static bool cut(const char *name, size_t len, dl_name_words *ret)
{
    bool plain;
    bool done = cut_plain(name, len, ret, &plain);
    if (plain)
        return done;
    dl_str bare, slug;
    dl_str_init(&bare);
    dl_str_init(&slug);
    drop_apostrophes(&bare, name, len);
    if (dl_str_ok(&bare) && is_latin(bare.text, bare.len))
        dl_text_slug(&slug, bare.text, bare.len);
    bool ok = dl_str_ok(&bare) && dl_str_ok(&slug) && cut_slug(slug.text, ret);
    dl_str_release(&bare);
    dl_str_release(&slug);
    return ok;
}

/* Joins the words to a key that begins with LETTER; "" where it is too long. */
static void join(char letter, const dl_name_words *words, char ret[DL_NAME_KEY])
{
    size_t len = 1;
    ret[0] = letter;
    ret[1] = '\0';
    for (size_t i = 0; i < words->count; i++) {
        int n = snprintf(ret + len, DL_NAME_KEY - len, "%c%s", i ? '-' : ':', words->items[i]);
        if (n < 0 || (size_t)n >= DL_NAME_KEY - len) {
            *ret = '\0';
            return;
        }
        len += (size_t)n;
    }
}

dl_tradition dl_name_key(const char *name, size_t len, char ret[DL_NAME_KEY])
{
    static const struct {
        dl_tradition tradition;
        char letter;
        bool (*make)(dl_name_words *name);
    } traditions[] = {{DL_TRADITION_KOREAN, 'k', dl_korean_key},
                      {DL_TRADITION_CHINESE, 'c', dl_chinese_key},
                      {DL_TRADITION_SLAVIC, 's', dl_slavic_key},
                      {DL_TRADITION_ARABIC, 'a', dl_arabic_key}};
    dl_name_words words;
    *ret = '\0';
    if (!cut(name, len, &words) || words.count < 2)
        return DL_TRADITION_NONE;
    for (size_t i = 0; i < sizeof traditions / sizeof *traditions; i++) {
        dl_name_words parts = words;
        if (!traditions[i].make(&parts))
            continue;
        if (parts.count > 1)
            join(traditions[i].letter, &parts, ret);
        return *ret ? traditions[i].tradition : DL_TRADITION_NONE;
    }
    return DL_TRADITION_NONE;
}

void dl_surname_key(dl_tradition tradition, const char *name, size_t len, char ret[DL_NAME_KEY])
{
    dl_name_words words;
    *ret = '\0';
    if ((tradition != DL_TRADITION_SLAVIC && tradition != DL_TRADITION_ARABIC) ||
        !cut(name, len, &words))
        return;
    bool slavic = tradition == DL_TRADITION_SLAVIC;
    (slavic ? dl_slavic_surname : dl_arabic_surname)(&words);
    if (words.count == 1)
        join(slavic ? 's' : 'a', &words, ret);
}

void dl_surname_key_of(const char *key, char ret[DL_NAME_KEY])
{
    const char *last = strrchr(key, '-');
    *ret = '\0';
    if (last && (*key == 's' || *key == 'a'))
        snprintf(ret, DL_NAME_KEY, "%c:%s", *key, last + 1);
}

uint64_t dl_name_key_hash(const char *key)
{
    uint64_t hash = 0xcbf29ce484222325U; /* FNV-1a */
    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * 0x100000001b3U;
    return hash;
}
