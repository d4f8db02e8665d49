/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * In what a page is written. A byte order mark decides, then whether it reads as UTF-8, then what its
 * container says, then what it says itself in its first lines; what is left is told by the bytes of its text,
 * as of plain text (dl_text_charset). Pages are saved and passed on in UTF-8 with the declaration they came with, so what reads as UTF-8 is UTF-8
 * but where it is all ASCII and says to be of an encoding that is made of ASCII bytes.
 *
 * A label stands for what browsers take it for (the Encoding standard): "iso-8859-1" has always been
 * written for Windows-1252, "gb2312" for all of GB18030.
 */
#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include <unistr.h>

#include "dateline/text.h"
#include "import/html_charset.h"

#define DECLARED_REACH 4096 /* bytes of a page in which it declares its charset */
#define LABEL_MAX 40

/* Labels, and what iconv calls the encoding that is meant. Others go by their own name. */
static const struct label {
    const char *label, *name;
} labels[] = {
    {"iso-8859-1", "CP1252"},    {"iso8859-1", "CP1252"},  {"latin1", "CP1252"},
    {"us-ascii", "CP1252"},      {"ascii", "CP1252"},      {"iso-8859-9", "CP1254"},
    {"iso-8859-11", "CP874"},    {"tis-620", "CP874"},     {"gb2312", "GB18030"},
    {"gbk", "GB18030"},          {"x-gbk", "GB18030"},     {"gb_2312-80", "GB18030"},
    {"shift_jis", "CP932"},      {"shift-jis", "CP932"},   {"sjis", "CP932"},
    {"x-sjis", "CP932"},         {"windows-31j", "CP932"}, {"euc-kr", "CP949"},
    {"ks_c_5601-1987", "CP949"}, {"big5", "BIG5-HKSCS"},   {"x-big5", "BIG5-HKSCS"},
    {"x-euc-jp", "EUC-JP"},      {"utf-16", "UTF-16LE"},   {"x-mac-roman", "MACINTOSH"},
};

/* What iconv calls the encoding LABEL of LEN bytes; an empty string where it is not a label. */
static void name_encoding(const char *label, size_t len, char ret[LABEL_MAX])
{
    ret[0] = '\0';
    if (len >= LABEL_MAX)
        return;
    for (size_t i = 0; i < len; i++)
        if (!strchr("-_.:", label[i]) && !((label[i] | 0x20) >= 'a' && (label[i] | 0x20) <= 'z') &&
            !(label[i] >= '0' && label[i] <= '9'))
            return;
    memcpy(ret, label, len);
    ret[len] = '\0';
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (!strcasecmp(ret, labels[i].label)) {
            strcpy(ret, labels[i].name);
            return;
        }
}

/* The charset that the page declares in its head: what stands after "charset=" or "encoding=". */
static void find_declared(const char *html, size_t len, char ret[LABEL_MAX])
{
    static const char *const marks[] = {"charset", "encoding"};
    size_t reach = len < DECLARED_REACH ? len : DECLARED_REACH;
    ret[0] = '\0';
    for (size_t i = 0; i + 8 < reach && !ret[0]; i++)
        for (size_t k = 0; k < 2; k++) {
            size_t size = strlen(marks[k]), pos = i + size;
            if (i + size >= reach || strncasecmp(html + i, marks[k], size))
                continue;
            while (pos < reach && strchr(" \t\r\n", html[pos]))
                pos++;
            if (pos >= reach || html[pos++] != '=')
                continue;
            while (pos < reach && strchr(" \t\r\n\"'", html[pos]))
                pos++;
            size_t end = pos;
            while (end < reach && !strchr(" \t\r\n\"';/>?", html[end]))
                end++;
            name_encoding(html + pos, end - pos, ret);
        }
}

/* Adds to OUT the text at IN, written as NAME, in UTF-8; what cannot be read of it becomes U+FFFD, byte by byte.
 * False where there is no such encoding. */
static bool convert(const char *name, const char *in, size_t len, dl_str *out)
{
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1)
        return false;
    char buf[4096], *from = (char *)in; /* iconv takes no const and changes nothing */
    while (len) {
        char *to = buf;
        size_t left = sizeof buf;
        size_t done = iconv(converter, &from, &len, &to, &left);
        dl_str_addn(out, buf, (size_t)(to - buf));
        if (done != (size_t)-1 || errno == E2BIG)
            continue;
        dl_str_add(out, "\xef\xbf\xbd");
        from++;
        len--;
    }
    iconv_close(converter);
    return true;
}

/* Whether HTML, which is not all UTF-8, is so for the most part. */
static bool is_mostly_utf8(const char *html, size_t len)
{
    size_t good = 0, bad = 0;
    while (len) {
        ucs4_t cp;
        int size = u8_mbtoucr(&cp, (const uint8_t *)html, len);
        good += size > 1;
        bad += size < 0;
        html += size < 0 ? 1 : size;
        len -= size < 0 ? 1 : (size_t)size;
    }
    return good > bad;
}

/* The name of the UTF-16 that HTML is, by its mark or by where its NULs stand; NULL where it is none. */
static const char *find_utf16(const char *html, size_t len)
{
    if (len >= 2 && (!memcmp(html, "\xff\xfe", 2) || !memcmp(html, "\xfe\xff", 2)))
        return html[0] == '\xff' ? "UTF-16LE" : "UTF-16BE";
    size_t nul[2] = {0, 0}, reach = len < DECLARED_REACH ? len : DECLARED_REACH;
    for (size_t i = 0; i < reach; i++)
        nul[i & 1] += html[i] == '\0';
    if (reach < 8 || nul[0] + nul[1] < reach / 3)
        return NULL;
    return nul[1] > nul[0] * 4 ? "UTF-16LE" : nul[0] > nul[1] * 4 ? "UTF-16BE" : NULL;
}

static bool is_ascii(const char *text, size_t len)
{
    unsigned char high = 0;
    for (size_t i = 0; i < len; i++)
        high |= (unsigned char)text[i];
    return high < 0x80;
}

/* Where the tag at HTML ends, with all that is in it if that is no text to read. */
static const char *skip_tag(const char *html, const char *end)
{
    static const char *const silent[] = {"script", "style"};
    for (size_t i = 0; i < 2; i++) {
        size_t size = strlen(silent[i]);
        if ((size_t)(end - html) <= size || strncasecmp(html + 1, silent[i], size))
            continue;
        const char *close = html;
        while ((close = memmem(close + 1, (size_t)(end - close) - 1, "</", 2)))
            if ((size_t)(end - close) >= size + 2 && !strncasecmp(close + 2, silent[i], size))
                break;
        html = close ? close : end;
    }
    const char *close = memchr(html, '>', (size_t)(end - html));
    return close ? close + 1 : end;
}

/* What the text of HTML looks to be written in; tags are ASCII whatever it is. */
static const char *guess_encoding(const char *html, size_t len)
{
    const char *end = html + len;
    dl_str text;
    dl_str_init(&text);
    while (html < end) {
        const char *tag = memchr(html, '<', (size_t)(end - html));
        dl_str_addn(&text, html, (size_t)((tag ? tag : end) - html));
        html = tag ? skip_tag(tag, end) : end;
    }
    const char *guess = dl_str_ok(&text) ? dl_text_charset(text.text, text.len) : "CP1252";
    dl_str_release(&text);
    return guess;
}

/* What HTML is written in, which is no UTF-8 unless VALID; "UTF-8" where it is that but for damage. */
static void find_encoding(const char *html, size_t len, const char *charset, bool valid,
                          char ret[LABEL_MAX])
{
    const char *utf16 = find_utf16(html, len);
    if (utf16) {
        strcpy(ret, utf16);
        return;
    }
    name_encoding(charset ? charset : "", charset ? strlen(charset) : 0, ret);
    if (!ret[0])
        find_declared(html, len, ret);
    bool shifted = !strncasecmp(ret, "iso-2022-", 9) || !strcasecmp(ret, "hz-gb-2312");
    if (shifted && valid && is_ascii(html, len))
        return;
    bool said = ret[0] && strncasecmp(ret, "utf", 3) && !shifted;
    if (valid || (!said && is_mostly_utf8(html, len)))
        strcpy(ret, "UTF-8");
    else if (!said) {
        const char *guess = guess_encoding(html, len);
        name_encoding(guess, strlen(guess), ret);
    }
}

/* Adds to OUT what is well-formed in the LEN bytes at IN, a space for each NUL and U+FFFD for the rest. */
static void mend(const char *in, size_t len, dl_str *out)
{
    while (len) {
        const uint8_t *bad = u8_check((const uint8_t *)in, len);
        size_t good = bad ? (size_t)((const char *)bad - in) : len;
        for (const char *nul; (nul = memchr(in, '\0', good));) {
            dl_str_addn(out, in, (size_t)(nul - in));
            dl_str_addc(out, ' ');
            good -= (size_t)(nul - in) + 1;
            len -= (size_t)(nul - in) + 1;
            in = nul + 1;
        }
        dl_str_addn(out, in, good);
        in += good;
        len -= good;
        if (len) {
            dl_str_add(out, "\xef\xbf\xbd");
            in++;
            len--;
        }
    }
}

dl_status dl_html_decode(const char **html, size_t *len, const char *charset, dl_str *buf,
                         dl_error *error)
{
    char name[LABEL_MAX];
    if (*len >= 3 && !memcmp(*html, "\xef\xbb\xbf", 3)) {
        *html += 3;
        *len -= 3;
    }
    bool valid = !u8_check((const uint8_t *)*html, *len), nul = memchr(*html, '\0', *len);
    find_encoding(*html, *len, charset, valid, name);
    bool utf8 = !strcmp(name, "UTF-8");
    if (utf8 && valid && !nul)
        return DL_OK;
    dl_str other;
    dl_str_init(&other);
    if (!utf8 && (convert(name, *html, *len, &other) || convert("CP1252", *html, *len, &other))) {
        *html = other.text;
        *len = other.len;
    }
    mend(*html, *len, buf);
    *html = buf->text;
    *len = buf->len;
    bool ok = dl_str_ok(&other) && dl_str_ok(buf);
    dl_str_release(&other);
    return ok ? DL_OK : dl_fail_nomem(error);
}
