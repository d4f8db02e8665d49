/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_MAGIC_H
#define DL_IMPORT_MAGIC_H

#include <stdbool.h>
#include <stddef.h>

/* What the bytes of a file look like. Static storage. */
typedef struct dl_magic {
    const char *name; /* "an e-book (EPUB)" */
    const char
        *clause; /* why it is not read and what to do: "which cannot be read; convert it ..." */
} dl_magic;

/* What LEN bytes at the head of a file that is no plain text look like; NULL where they may be plain text. */
const dl_magic *dl_magic_find(const char *data, size_t len);

/* Whether they are of a document that is an archive of its own parts: a text processor's, an e-book. */
bool dl_magic_is_document(const char *data, size_t len);

/* Whether they are the head of a mail: several of its fields, and one that only mails have. */
bool dl_magic_is_mail(const char *data, size_t len);

#endif
