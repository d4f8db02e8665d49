/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_MAGIC_H
#define DL_IMPORT_MAGIC_H

#include <stddef.h>

/* What the bytes of a file that is no plain text look like ("a PDF document"); NULL where they may be
 * plain text. Static storage. */
const char *dl_magic_name(const char *data, size_t len);

#endif
