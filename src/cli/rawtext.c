/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "cli/rawtext.h"
#include "dateline/text.h"

static bool is_utf8(const char *bytes, size_t len)
{
    for (size_t i = 0, used; i < len; i += used)
        if (dl_text_decode(bytes + i, len - i, &used) == 0xFFFD && used == 1)
            return false;
    return true;
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

/* Decodes byte by byte; notes in PLACES, which has room for three times LEN and one more, where each
 * byte of OUT has come from. */
static dl_status add_decoded(dl_str *out, const char *bytes, size_t len, uint32_t *places)
{
    for (size_t i = 0; i < len; i++) {
        size_t start = out->len;
        if (is_control((unsigned char)bytes[i]) && (unsigned char)bytes[i] < 0x80)
            dl_str_addc(out, ' ');
        else if (dl_text_clean(out, bytes + i, 1) || !dl_str_ok(out))
            return DL_ERR_NOMEM;
        for (size_t k = start; k < out->len; k++)
            places[k] = (uint32_t)i;
    }
    places[out->len] = (uint32_t)len;
    return DL_OK;
}

dl_status dl_rawtext_init(dl_rawtext *raw, const char *bytes, size_t len, dl_error *error)
{
    dl_rawtext made = {0};
    dl_str_init(&made.text);
    if (len >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "it is UTF-16, whose byte ranges would be of no use; convert it to UTF-8");
    if (is_utf8(bytes, len)) {
        add_in_place(&made.text, bytes, len);
    } else {
        made.places = calloc(3 * len + 1, sizeof *made.places);
        if (!made.places || add_decoded(&made.text, bytes, len, made.places))
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
