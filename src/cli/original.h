/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_ORIGINAL_H
#define CLI_ORIGINAL_H

#include <stdbool.h>

#include "dateline/status.h"
#include "dateline/str.h"

/*
 * The way back from a document to the bytes that it was read from: from what the archive calls its origin
 * (dateline/origin.h) to a file, and in a container to the record with the document's hash.
 */

/* Sets *RET to the path of the file at ORIGIN that is no container for it, to be freed; NULL where there is
 * no such file. */
char *dl_original_file(const char *origin);

/* Sets *RET to the path of the file that ORIGIN, which may be a place in it, leads to, to be freed; NULL where
 * none does. */
char *dl_original_container(const char *origin);

/* Sets RET to the bytes of the record of SHA256 that was read at ORIGIN. DL_ERR_NOT_FOUND, with a sentence
 * that says what is gone or has changed. All formats must be linked (dl_imports_all). */
dl_status dl_original_read(const char *origin, const char *sha256, dl_str *ret, dl_error *error);

#endif
