/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Charsets: which one bytes are in that do not say so, and the way from a named one to UTF-8, which is
 * iconv's.
 *
 * UTF-16 shows by its zeros, which stand in every second place. Of the older charsets those are told
 * that look like no other: in double-byte ones every byte of a long text must pair up, and the letters
 * that a language uses most make up much of it; in Cyrillic ones likewise. A text that is too short or
 * not clear is Windows-1252, by far the most frequent.
 *
 * Names are read as browsers read them: pages that say "iso-8859-1" mean Windows-1252, "gb2312" its
 * successors. A name goes to iconv only where it is a plain word, for iconv takes commands in it.
 */
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/charset.h"
#include "base/utf8.h"
#include "dateline/text.h"

#define REACH ((size_t)256 << 10) /* bytes that are looked at */
#define CLEAR 24                  /* characters beyond ASCII that statistics take at least */

static const struct label {
    const char *name, *charset; /* NULL: not to be believed, or not to be read */
} labels[] = {
    {"ascii", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"latin1", "windows-1252"},
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"gb2312", "gb18030"},
    {"gb_2312-80", "gb18030"},
    {"gbk", "gb18030"},
    {"x-gbk", "gb18030"},
    {"shift_jis", "cp932"},
    {"shift-jis", "cp932"},
    {"x-sjis", "cp932"},
    {"windows-31j", "cp932"},
    {"euc-kr", "cp949"},
    {"ks_c_5601-1987", "cp949"},
    {"ksc5601", "cp949"},
    {"windows-949", "cp949"},
    {"big5", "big5-hkscs"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"x-user-defined", NULL},
    {"utf-7", NULL},
    {"unicode", NULL},
};

/* Whether NAME is a plain word. */
static bool is_plain(const char *name)
{
    return *name && strlen(name) < 40 &&
           strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:") ==
               strlen(name);
}

static const char *find_charset(const char *name)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcasecmp(labels[i].name, name) == 0)
            return labels[i].charset;
    return is_plain(name) ? name : NULL;
}

dl_status dl_charset_decode(dl_str *out, const char *charset, const char *in, size_t len)
{
    const char *known = find_charset(charset);
    iconv_t cd = known ? iconv_open("UTF-8", known) : (iconv_t)-1;
    if (cd == (iconv_t)-1)
        return DL_ERR_UNSUPPORTED;
    char chunk[4096], *from = (char *)in;
    size_t left = len;
    while (left) {
        char *to = chunk;
        size_t room = sizeof chunk;
        bool failed = iconv(cd, &from, &left, &to, &room) == (size_t)-1;
        int why = errno;
        dl_str_addn(out, chunk, (size_t)(to - chunk));
        if (failed && why != E2BIG) {
            dl_utf8_add(out, DL_REPLACEMENT);
            from++;
            left--;
            iconv(cd, NULL, NULL, NULL, NULL);
        }
    }
    iconv_close(cd);
    return dl_str_ok(out) ? DL_OK : DL_ERR_NOMEM;
}

/* "UTF-16LE" or "UTF-16BE" where the high bytes of nearly all units are zero or one and the same, as
 * in any script of one alphabet, its spaces and line ends. */
static const char *find_utf16(const unsigned char *in, size_t len)
{
    if (len < 16 || !memchr(in, 0, len))
        return NULL;
    for (size_t high = 0; high < 2; high++) {
        size_t count[256] = {0}, zeros = 0, most = 0, units = len / 2;
        for (size_t i = 0; i < units; i++) {
            count[in[2 * i + high]]++;
            zeros += in[2 * i + 1 - high] == 0;
        }
        for (size_t i = 1; i < 256; i++)
            most = count[i] > most ? count[i] : most;
        if (zeros * 50 < units && count[0] * 20 > units && (count[0] + most) * 10 > units * 9)
            return high ? "UTF-16LE" : "UTF-16BE";
    }
    return NULL;
}

/* A double-byte charset, and which of its leads make up much of any text. */
typedef struct doubles {
    const char *name;
    unsigned char lead, last, trail;        /* least and greatest lead, least trail */
    unsigned char typical_from, typical_to; /* leads */
    unsigned percent;                       /* so many of the characters at least */
    bool kana;                              /* A1 to DF stand alone */
} doubles;

static const doubles doubles_table[] = {
    {"euc-jp", 0xA1, 0xFE, 0xA1, 0xA4, 0xA5, 25, false},   /* hiragana, katakana */
    {"shift_jis", 0x81, 0xFC, 0x40, 0x82, 0x83, 25, true}, /* the same */
    {"euc-kr", 0xA1, 0xFE, 0xA1, 0xB0, 0xC8, 85, false},   /* hangul */
    {"gb18030", 0x81, 0xFE, 0x40, 0xB0, 0xD7, 60, false},  /* hanzi of the first level */
};

static bool matches(const doubles *d, const unsigned char *in, size_t len)
{
    size_t all = 0, typical = 0;
    for (size_t i = 0; i + 1 < len; i++) {
        unsigned char lead = in[i], trail = in[i + 1];
        if (lead < 0x80 || (d->kana && lead >= 0xA1 && lead <= 0xDF))
            continue;
        if (lead < d->lead || lead > d->last || trail < d->trail || trail == 0x7F || trail == 0xFF)
            return false;
        all += lead != 0xA1 && lead != 0xA3 && lead != 0x81; /* signs apart */
        typical += lead >= d->typical_from && lead <= d->typical_to;
        i++;
    }
    return all >= CLEAR && typical * 100 >= all * d->percent;
}

/* A Cyrillic charset by the six letters that Russian uses most. */
static bool is_cyrillic(const unsigned char *in, size_t len, const char *frequent)
{
    size_t letters = 0, high = 0, found = 0;
    for (size_t i = 0; i < len; i++) {
        letters += in[i] >= 0xC0 || (unsigned)((in[i] | 0x20) - 'a') < 26;
        high += in[i] >= 0xC0;
        found += in[i] >= 0xC0 && strchr(frequent, in[i]) != NULL;
    }
    return high >= CLEAR && high * 2 > letters && found * 100 >= high * 38;
}

const char *dl_text_charset(const char *in, size_t len)
{
    const unsigned char *bytes = (const unsigned char *)in;
    size_t reach = len < REACH ? len : REACH;
    if (len >= 2 && memcmp(in, "\xFF\xFE", 2) == 0)
        return "UTF-16LE";
    if (len >= 2 && memcmp(in, "\xFE\xFF", 2) == 0)
        return "UTF-16BE";
    if (len >= 3 && memcmp(in, "\xEF\xBB\xBF", 3) == 0)
        return "UTF-8";
    const char *wide = find_utf16(bytes, reach);
    if (wide)
        return wide;
    if (dl_utf8_likely(in, len))
        return "UTF-8";
    if (is_cyrillic(bytes, reach, "\xEE\xE5\xE0\xE8\xED\xF2"))
        return "windows-1251";
    if (is_cyrillic(bytes, reach, "\xCF\xC5\xC1\xC9\xCE\xD4"))
        return "koi8-r";
    for (size_t i = 0; i < sizeof doubles_table / sizeof *doubles_table; i++)
        if (matches(&doubles_table[i], bytes, reach))
            return doubles_table[i].name;
    return "windows-1252";
}
