/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "dateline/str.h"

/* What the text modules share below the public functions. Most text is ASCII, and for ASCII each of
 * them has a way that asks no library. */

#define DL_REPLACEMENT 0xFFFD /* U+FFFD REPLACEMENT CHARACTER */

static inline bool dl_is_ascii(char c)
{
    return (unsigned char)c < 0x80;
}

/* Whether C is an ASCII character with a glyph, or a space. */
static inline bool dl_is_ascii_graph(char c)
{
    return c >= 0x20 && c < 0x7F;
}

static inline char dl_ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Whether the code point is a combining mark (Mn, Mc or Me). */
bool dl_is_mark(uint32_t cp);

/* Adds the code point CP in UTF-8. */
void dl_utf8_add(dl_str *out, uint32_t cp);

/* Length of the ASCII prefix of TEXT that what follows it cannot change in normalisation: all of
 * it but the last character where something else follows. */
size_t dl_ascii_prefix(const char *text, size_t len);

/* Length of the stretch at TEXT that can be normalised or folded alone: its first character and
 * all that follows up to the next ASCII character. LEN is at least 1. */
size_t dl_utf8_stretch(const char *text, size_t len);

/* Whether bytes without a mark are UTF-8: whether its sequences are no fewer than what cannot be one. */
bool dl_utf8_likely(const char *in, size_t len);

#endif
