/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_HASH_H
#define DATELINE_HASH_H

#include <stddef.h>

#define DL_SHA256_HEX 65 /* bytes of a hash as a string: 64 hexadecimal digits and a NUL */

/* The SHA-256 (FIPS 180-4) of the LEN bytes at DATA in lower-case hexadecimal. */
void dl_sha256_hex(const void *data, size_t len, char ret_hex[DL_SHA256_HEX]);

#endif
