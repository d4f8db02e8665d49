/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#include "base/utf8.h"
#include "dateline/text.h"

uint32_t dl_text_decode_wide(const char *text, size_t len, size_t *ret_len)
{
    ucs4_t cp;
    int n = u8_mbtoucr(&cp, (const uint8_t *)text, len);
    *ret_len = n > 0 ? (size_t)n : 1;
    return n > 0 ? cp : DL_REPLACEMENT;
}

void dl_utf8_add(dl_str *out, uint32_t cp)
{
    uint8_t bytes[6];
    int n = u8_uctomb(bytes, cp, sizeof bytes);
    if (n > 0)
        dl_str_addn(out, (const char *)bytes, (size_t)n);
}

size_t dl_ascii_prefix(const char *text, size_t len)
{
    size_t n = 0;
    while (n < len && dl_is_ascii(text[n]))
        n++;
    return n == len || n == 0 ? n : n - 1;
}

size_t dl_utf8_stretch(const char *text, size_t len)
{
    size_t n = 1;
    while (n < len && !dl_is_ascii(text[n]))
        n++;
    return n;
}

bool dl_is_mark(uint32_t cp)
{
    return cp >= 0x300 && uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M);
}

bool dl_text_is_alnum_wide(uint32_t cp)
{
    return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N);
}

bool dl_text_is_upper(uint32_t cp)
{
    if (cp < 0x80)
        return cp >= 'A' && cp <= 'Z';
    return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt);
}

bool dl_text_is_unspaced(uint32_t cp)
{
    static const char *const scripts[] = {"Han", "Hiragana", "Katakana", "Thai",
                                          "Lao", "Khmer",    "Myanmar"};
    if (cp < 0xE00)
        return false;
    if (cp == 0x30FC || cp == 0xFF70) /* the long vowel mark is common to both kana */
        return true;
    const uc_script_t *script = uc_script(cp);
    for (size_t i = 0; script && i < sizeof scripts / sizeof *scripts; i++)
        if (strcmp(script->name, scripts[i]) == 0)
            return true;
    return false;
}

/* Adds the case folding of a stretch that may not be ASCII. */
static void fold_stretch(dl_str *out, const char *text, size_t len)
{
    uint8_t buffer[256];
    size_t folded_len = sizeof buffer;
    uint8_t *folded =
        u8_casefold((const uint8_t *)text, len, NULL, UNINORM_NFC, buffer, &folded_len);
    if (folded)
        dl_str_addn(out, (const char *)folded, folded_len);
    else if (errno == ENOMEM)
        out->failed = true;
    else
        dl_str_addn(out, text, len);
    if (folded != buffer)
        free(folded);
}

void dl_text_fold(dl_str *out, const char *text, size_t len)
{
    while (len > 0) {
        size_t n = dl_ascii_prefix(text, len);
        size_t start = out->len;
        dl_str_addn(out, text, n);
        for (size_t i = start; i < out->len; i++)
            out->text[i] = dl_ascii_lower(out->text[i]);
        text += n;
        len -= n;
        if (len == 0)
            break;
        n = dl_utf8_stretch(text, len);
        fold_stretch(out, text, n);
        text += n;
        len -= n;
    }
}
