/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "cli/rawtext.h"
#include "dateline/text.h"

/* Where the first byte that is no UTF-8 stands; LEN where there is none. */
static size_t find_bad(const char *bytes, size_t len)
{
    for (size_t i = 0, used; i < len; i += used)
        if (dl_text_decode(bytes + i, len - i, &used) == 0xFFFD && used == 1)
            return i;
    return len;
}

static bool is_control(uint32_t cp)
{
    return (cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp < 0xA0) || cp == 0xFEFF;
}

static void add_in_place(dl_str *out, const char *bytes, size_t len)
{
    for (size_t i = 0, used; i < len; i += used) {
        uint32_t cp = dl_text_decode(bytes + i, len - i, &used);
        if (!is_control(cp))
            dl_str_addn(out, bytes + i, used);
        else
            dl_str_addn(out, "   ", used); /* no control has more than three bytes */
    }
}

/* Whether bytes in CHARSET are a character each. */
static bool is_single(const char *charset)
{
    static const char *const several[] = {"euc-jp",  "shift_jis", "euc-kr",
                                          "gb18030", "UTF-16LE",  "UTF-16BE"};
    for (size_t i = 0; i < sizeof several / sizeof *several; i++)
        if (strcmp(charset, several[i]) == 0)
            return false;
    return true;
}

/* What each byte beyond ASCII is in CHARSET (NULL: none is declared), as UTF-8 with a NUL; false when memory is out. */
static bool make_table(const char *charset, char table[128][8])
{
    bool ok = true;
    for (int i = 0; ok && i < 128; i++) {
        const char byte = (char)(0x80 + i);
        dl_str text;
        dl_str_init(&text);
        ok = dl_text_clean_as(&text, &byte, 1, charset) == DL_OK && text.len < sizeof table[i];
        if (ok)
            memcpy(table[i], text.text, text.len + 1);
        dl_str_release(&text);
    }
    return ok;
}

/* Decodes what is UTF-8 as such, where CHARSET says that most of it is, and each other byte in CHARSET; notes in PLACES,
 * which has room for three times LEN and one more, where each byte of OUT has come from. */
static dl_status add_decoded(dl_str *out, const char *bytes, size_t len, const char *charset,
                             uint32_t *places)
{
    char table[128][8];
    bool mixed = strcmp(charset, "UTF-8") == 0;
    if (!make_table(mixed ? NULL : charset, table))
        return DL_ERR_NOMEM;
    for (size_t i = 0, used; i < len; i += used) {
        size_t start = out->len;
        uint32_t cp = dl_text_decode(bytes + i, len - i, &used);
        bool whole = used > 1 && mixed && !is_control(cp);
        used = whole ? used : 1;
        if (whole)
            dl_str_addn(out, bytes + i, used);
        else if ((unsigned char)bytes[i] >= 0x80)
            dl_str_add(out, table[(unsigned char)bytes[i] - 0x80]);
        else
            dl_str_addc(out, is_control((unsigned char)bytes[i]) ? ' ' : bytes[i]);
        if (!dl_str_ok(out))
            return DL_ERR_NOMEM;
        for (size_t k = start; k < out->len; k++)
            places[k] = (uint32_t)(i + (whole ? k - start : 0));
    }
    places[out->len] = (uint32_t)len;
    return DL_OK;
}

dl_status dl_rawtext_init(dl_rawtext *raw, const char *bytes, size_t len, dl_error *error)
{
    dl_rawtext made = {.bad = find_bad(bytes, len), .charset = "UTF-8"};
    dl_str_init(&made.text);
    if (len >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "it is UTF-16, whose byte ranges would be of no use; convert it to UTF-8");
    if (made.bad < len)
        made.charset = dl_text_charset(bytes, len);
    if (!is_single(made.charset))
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "it is %s, whose byte ranges would be of no use; convert it to UTF-8",
                       made.charset);
    if (made.bad == len) {
        add_in_place(&made.text, bytes, len);
    } else {
        made.places = calloc(3 * len + 1, sizeof *made.places);
        if (!made.places || add_decoded(&made.text, bytes, len, made.charset, made.places))
            goto nomem;
    }
    if (!dl_str_ok(&made.text))
        goto nomem;
    *raw = made;
    return DL_OK;
nomem:
    dl_rawtext_release(&made);
    return dl_fail_nomem(error);
}

void dl_rawtext_release(dl_rawtext *raw)
{
    dl_str_release(&raw->text);
    free(raw->places);
    raw->places = NULL;
}

size_t dl_rawtext_at(const dl_rawtext *raw, size_t place)
{
    return raw->places ? raw->places[place] : place;
}
