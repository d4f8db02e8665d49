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
 * force), since it is ncurses that draws. Line, grapheme and word breaks, normalisation and case
 * folding are libunistring's.
 */

/* Adds the text of LEN bytes at IN to OUT as clean text: byte order marks dropped, UTF-16 with a
 * mark decoded, text that is not UTF-8 read as Windows-1252, CR LF and CR made LF, form feeds and
 * U+2028/2029 made LF, other controls replaced by U+FFFD, then NFC. DL_ERR_NOMEM only. */
dl_status dl_text_clean(dl_str *out, const char *in, size_t len);

/* Adds TEXT to OUT so that it is safe on a terminal, in a title and in a message, whatever it
 * holds: controls (C0, DEL, C1, tab and newline too) become U+FFFD or a space for tab and newline,
 * bidi controls, zero-width and tag characters become visible marks, ill-formed bytes U+FFFD.
 * Joiners inside an emoji or a script that needs them (ZWJ, ZWNJ between letters) are kept. */
void dl_text_safe(dl_str *out, const char *text, size_t len);

/* The code point at TEXT (LEN bytes remain, at least 1) and its length in bytes, 1 where ill-formed
 * (the code point is U+FFFD then). */
uint32_t dl_text_decode(const char *text, size_t len, size_t *ret_len);

/* Cells that a code point takes on the screen: 0, 1 or 2; 1 for what has no width of its own. */
int dl_text_cp_cells(uint32_t cp);

/* Byte length of the extended grapheme cluster (UAX 29) that starts at TEXT; 0 where LEN is 0. */
size_t dl_text_grapheme(const char *text, size_t len);

/* Cells of the grapheme cluster of LEN bytes at TEXT: the width of its widest code point, at most
 * 2; 0 only for LEN 0. */
int dl_text_grapheme_cells(const char *text, size_t len);

/* Cells of the LEN bytes at TEXT, cluster by cluster. */
size_t dl_text_cells(const char *text, size_t len);

/* The longest prefix of TEXT, in bytes and whole clusters, that fits in CELLS; its cells are stored
 * in *ret_cells (may be NULL). */
size_t dl_text_fit(const char *text, size_t len, size_t cells, size_t *ret_cells);

/* Whether the code point is a letter or a digit; whether an upper-case letter; whether of a script
 * written without spaces (Han, Hiragana, Katakana, Thai, Lao, Khmer, Myanmar). */
bool dl_text_is_alnum(uint32_t cp);
bool dl_text_is_upper(uint32_t cp);
bool dl_text_is_unspaced(uint32_t cp);

/* Adds the full case folding of TEXT (NFC) to OUT. */
void dl_text_fold(dl_str *out, const char *text, size_t len);

/* Adds an ASCII slug of TEXT to OUT: transliterated, lower case, runs of anything but letters and
 * digits made one hyphen, none at the ends ("Kim Yo-jong" becomes "kim-yo-jong"). */
void dl_text_slug(dl_str *out, const char *text, size_t len);

#endif
