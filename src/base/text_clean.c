/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes from outside made into the program's text: decoded, its line ends made one, its controls
 * taken out, then composed (NFC).
 *
 * A byte order mark decides on the encoding; else the bytes are UTF-8 if they read as UTF-8 more often
 * than not (a cut or damaged character in a text that is UTF-8 otherwise costs only itself), whatever
 * is declared, for nothing else does; then what is declared, or what the bytes look like (charset.c). Composition is local: it cannot reach across an
 * ASCII character, so only stretches between two of those are given to the library, and of those
 * only the few that hold something other than characters which are composed already.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <uninorm.h>

#include "base/charset.h"
#include "base/utf8.h"
#include "dateline/text.h"

/* The decoded text with the state that line ends need. */
typedef struct cleaner {
    dl_str text;
    bool after_cr;
} cleaner;

static void add(cleaner *c, uint32_t cp)
{
    bool after_cr = c->after_cr;
    c->after_cr = cp == '\r';
    switch (cp) {
    case '\n':
        if (after_cr)
            return;
        break;
    case '\r':
    case '\v':
    case '\f':
    case 0x85: /* next line */
    case 0x2028:
    case 0x2029:
        cp = '\n';
        break;
    case 0xAD:   /* soft hyphen */
    case 0xFEFF: /* byte order mark */
        return;
    default:
        if ((cp < 0x20 && cp != '\t') || (cp >= 0x7F && cp < 0xA0))
            cp = DL_REPLACEMENT;
    }
    dl_utf8_add(&c->text, cp);
}

/* Adds the characters that need no thought at IN; returns how many bytes they are. */
static size_t add_plain(cleaner *c, const char *in, size_t len)
{
    size_t n = 0;
    while (n < len && (dl_is_ascii_graph(in[n]) || (in[n] == '\n' && !(n == 0 && c->after_cr))))
        n++;
    dl_str_addn(&c->text, in, n);
    if (n > 0)
        c->after_cr = false;
    return n;
}

static void add_utf8(cleaner *c, const char *in, size_t len)
{
    while (len > 0) {
        size_t n = add_plain(c, in, len);
        if (n == 0)
            add(c, dl_text_decode(in, len, &n));
        in += n;
        len -= n;
    }
}

static void add_windows_1252(cleaner *c, const char *in, size_t len)
{
    static const uint16_t high[32] = {
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    while (len > 0) {
        size_t n = add_plain(c, in, len);
        if (n == 0) {
            unsigned char byte = (unsigned char)*in;
            add(c, byte >= 0x80 && byte < 0xA0 ? high[byte - 0x80] : byte);
            n = 1;
        }
        in += n;
        len -= n;
    }
}

static void add_utf16(cleaner *c, const char *in, size_t len, bool big_endian)
{
    const unsigned char *bytes = (const unsigned char *)in;
    uint32_t lead = 0;
    for (size_t i = 0; i + 1 < len; i += 2) {
        uint32_t unit = big_endian ? (uint32_t)(bytes[i] << 8 | bytes[i + 1])
                                   : (uint32_t)(bytes[i + 1] << 8 | bytes[i]);
        bool trail = (unit & 0xFC00) == 0xDC00;
        if (lead && trail)
            add(c, 0x10000 + ((lead & 0x3FF) << 10) + (unit & 0x3FF));
        else if (lead)
            add(c, DL_REPLACEMENT);
        if ((unit & 0xFC00) == 0xD800) {
            lead = unit;
            continue;
        }
        if (!trail)
            add(c, unit);
        else if (!lead)
            add(c, DL_REPLACEMENT);
        lead = 0;
    }
    if (lead || len % 2)
        add(c, DL_REPLACEMENT);
}

/* Where the first byte at POS or later stands that is not ASCII, or LEN. */
static size_t skip_ascii(const char *in, size_t pos, size_t len)
{
    for (uint64_t eight; len - pos >= sizeof eight; pos += sizeof eight) {
        memcpy(&eight, in + pos, sizeof eight);
        if (eight & 0x8080808080808080U)
            break;
    }
    while (pos < len && dl_is_ascii(in[pos]))
        pos++;
    return pos;
}

bool dl_utf8_likely(const char *in, size_t len)
{
    size_t good = 0, bad = 0, n;
    for (size_t pos = skip_ascii(in, 0, len); pos < len; pos = skip_ascii(in, pos + n, len)) {
        dl_text_decode(in + pos, len - pos, &n);
        if (n > 1)
            good++;
        else
            bad++;
    }
    return bad <= good;
}

/* Whether a charset of that name is none to ask iconv for, but what the bytes show by themselves. */
static bool is_unicode(const char *charset)
{
    return strncasecmp(charset, "utf", 3) == 0;
}

/* Decodes by the charset that is declared; false where it is not known, or the bytes know better. */
static bool decode_declared(cleaner *c, const char *in, size_t len, const char *charset)
{
    if (!charset || is_unicode(charset) ||
        (dl_utf8_likely(in, len) && skip_ascii(in, 0, len) < len))
        return false;
    dl_str text;
    dl_str_init(&text);
    dl_status status = dl_charset_decode(&text, charset, in, len);
    if (status == DL_OK)
        add_utf8(c, text.text, text.len);
    c->text.failed |= status == DL_ERR_NOMEM;
    dl_str_release(&text);
    return status != DL_ERR_UNSUPPORTED;
}

static void decode(cleaner *c, const char *in, size_t len, const char *declared)
{
    const char *charset = dl_text_charset(in, len);
    if (strncmp(charset, "UTF-16", 6) == 0)
        add_utf16(c, in, len, charset[6] == 'B');
    else if (decode_declared(c, in, len, declared))
        return;
    else if (strcmp(charset, "UTF-8") == 0)
        add_utf8(c, in, len);
    else if (strcmp(charset, "windows-1252") == 0 || !decode_declared(c, in, len, charset))
        add_windows_1252(c, in, len);
}

/* Whether CP is surely the same in NFC whatever stands beside it. Only the blocks that text is
 * mostly made of are listed; the library decides on the others. */
static bool is_composed(uint32_t cp)
{
    return cp < 0x300 || (cp >= 0x400 && cp < 0x483) || (cp >= 0x2010 && cp < 0x2028) ||
           cp == 0x20AC || (cp >= 0x4E00 && cp < 0xA000) || cp == DL_REPLACEMENT;
}

static bool stretch_is_composed(const char *text, size_t len)
{
    for (size_t pos = 0, n; pos < len; pos += n)
        if (!is_composed(dl_text_decode(text + pos, len - pos, &n)))
            return false;
    return true;
}

static void add_normalised(dl_str *out, const char *text, size_t len)
{
    uint8_t buffer[256];
    size_t size = sizeof buffer;
    uint8_t *normal = u8_normalize(UNINORM_NFC, (const uint8_t *)text, len, buffer, &size);
    if (normal)
        dl_str_addn(out, (const char *)normal, size);
    else
        out->failed = true;
    if (normal != buffer)
        free(normal);
}

static void add_composed(dl_str *out, const char *text, size_t len)
{
    while (len > 0) {
        size_t n = dl_ascii_prefix(text, len);
        if (n > 0) {
            dl_str_addn(out, text, n);
        } else {
            n = dl_utf8_stretch(text, len);
            if (stretch_is_composed(text, n))
                dl_str_addn(out, text, n);
            else
                add_normalised(out, text, n);
        }
        text += n;
        len -= n;
    }
}

dl_status dl_text_clean(dl_str *out, const char *in, size_t len)
{
    return dl_text_clean_as(out, in, len, NULL);
}

dl_status dl_text_clean_as(dl_str *out, const char *in, size_t len, const char *charset)
{
    cleaner c = {0};
    dl_str_init(&c.text);
    decode(&c, in, len, charset);
    if (!dl_str_ok(&c.text))
        out->failed = true;
    else
        add_composed(out, c.text.text, c.text.len);
    dl_str_release(&c.text);
    return dl_str_ok(out) ? DL_OK : DL_ERR_NOMEM;
}
