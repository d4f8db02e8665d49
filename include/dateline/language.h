/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_LANGUAGE_H
#define DL_IMPORT_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

/* The language that TEXT is written in, by its script and its small words: ISO 639; NULL where it is too
 * short to tell. *RET_SURE: no other language is close. Looks no further than a few thousand bytes. */
const char *dl_language_find(const char *text, size_t len, bool *ret_sure);

#endif
