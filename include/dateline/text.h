/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_TEXT_H
#define DATELINE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/status.h"
#include "dateline/str.h"

/*
 * UTF-8 text. Inside the program text is always well-formed UTF-8 in NFC without NUL, C0 (but for
 * tab and newline), DEL and C1 controls: dl_text_clean makes it so where it comes in. Offsets and
 * lengths are in bytes. Widths are in cells, as ncurses counts them (wcwidth of the locale in
 * force, whose LC_CTYPE must be a UTF-8 one), since it is ncurses that draws. Line, grapheme and
 * word breaks, normalisation and case folding follow libunistring's tables (Unicode 14).
 *
 * No function minds text that is ill-formed all the same: each byte of it counts as a U+FFFD.
 */

/* Adds the text of LEN bytes at IN to OUT as clean text: decoded from the charset that
 * dl_text_charset tells; bytes that cannot be read replaced by U+FFFD; byte order marks and soft
 * hyphens dropped; CR LF, CR, VT, FF, NEL and U+2028/2029 made LF; other controls replaced by U+FFFD;
 * then NFC. DL_ERR_NOMEM only. */
dl_status dl_text_clean(dl_str *out, const char *in, size_t len);

/* The same of text that is declared to be in CHARSET, a name as in MIME and HTML (NULL: nothing is
 * declared). Bytes that show themselves to be UTF-8 or UTF-16 are read so all the same, and a name that
 * nobody knows counts for nothing. */
dl_status dl_text_clean_as(dl_str *out, const char *in, size_t len, const char *charset);

/* What charset bytes are in that do not say: UTF-16 by its mark or its zeros ("UTF-16LE", "UTF-16BE");
 * "UTF-8" where bytes that cannot be UTF-8 do not outnumber its multi-byte sequences; "windows-1251",
 * "koi8-r", "euc-jp", "shift_jis", "euc-kr", "gb18030" where a text of some length clearly is;
 * "windows-1252" otherwise. Static storage. */
const char *dl_text_charset(const char *in, size_t len);

/* Adds TEXT to OUT so that it is safe on a terminal, in a title and in a message, whatever it
 * holds, and so wide that every terminal agrees: a tab or newline becomes a space; other controls,
 * ill-formed bytes and code points not assigned U+FFFD; bidi controls, zero-width and tag characters
 * a visible mark, but joiners stay in the scripts that need them; variation selectors are dropped,
 * an emoji sequence is cut to its first emoji, a base keeps four combining marks. Cluster by
 * cluster, so the safe form of a text is that of its clusters, one after the other. */
void dl_text_safe(dl_str *out, const char *text, size_t len);

/* The code point at TEXT (LEN bytes remain, at least 1) and its length in bytes, 1 where ill-formed
 * (the code point is U+FFFD then). Most text is ASCII, so that is seen to here; the rest is done by the
 * function whose name ends in `wide`. */
uint32_t dl_text_decode_wide(const char *text, size_t len, size_t *ret_len);
static inline uint32_t dl_text_decode(const char *text, size_t len, size_t *ret_len)
{
    if ((unsigned char)*text >= 0x80)
        return dl_text_decode_wide(text, len, ret_len);
    *ret_len = 1;
    return (unsigned char)*text;
}

/* Cells that a code point takes on the screen: 0 (combining), 1 or 2; 1 for what has no width. */
int dl_text_cp_cells(uint32_t cp);

/* Byte length of the extended grapheme cluster (UAX 29) that starts at TEXT; 0 where LEN is 0. */
size_t dl_text_grapheme(const char *text, size_t len);

/* Cells of the grapheme cluster of LEN bytes at TEXT: the widths of its safe form's code points
 * summed, which is what ncurses and terminals do. 0 only for LEN 0; 1 or 2 for most, but a syllable
 * of an Indic script may take more. */
int dl_text_grapheme_cells(const char *text, size_t len);

/* Cells of the LEN bytes at TEXT, cluster by cluster. */
size_t dl_text_cells(const char *text, size_t len);

/* The longest prefix of TEXT, in bytes and whole clusters, that fits in CELLS; its cells are stored
 * in *ret_cells (may be NULL). 0 where the first cluster is too wide. */
size_t dl_text_fit(const char *text, size_t len, size_t cells, size_t *ret_cells);

/* Whether the code point is a letter or a digit; whether an upper-case letter; whether of a script
 * written without spaces (Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar). */
bool dl_text_is_alnum_wide(uint32_t cp);
static inline bool dl_text_is_alnum(uint32_t cp)
{
    if (cp >= 0x80)
        return dl_text_is_alnum_wide(cp);
    return (cp >= '0' && cp <= '9') || ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z');
}
bool dl_text_is_upper(uint32_t cp);
bool dl_text_is_unspaced(uint32_t cp);

/* Whether CP is unseen, and may turn or hide what stands around it: a bidi control, a zero-width
 * character, a variation selector, a tag. */
bool dl_text_is_hidden(uint32_t cp);

/* Whether CP has no place in text that goes out or is taken over from others: a control but tab and
 * newline, or what is hidden but for joiners and variation selectors, by which letters and signs are
 * put together. */
bool dl_text_is_treacherous(uint32_t cp);

/* Adds the full case folding of TEXT (NFC) to OUT. */
void dl_text_fold(dl_str *out, const char *text, size_t len);

/* Adds an ASCII slug of TEXT to OUT: transliterated, lower case, runs of anything but letters and
 * digits made one hyphen, none at the ends ("Kim Yo-jong" becomes "kim-yo-jong"). Letters that
 * cannot be transliterated are spelled by code point; empty only where TEXT has no letter or digit. */
void dl_text_slug(dl_str *out, const char *text, size_t len);

#endif
