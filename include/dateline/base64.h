/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_BASE64_H
#define DATELINE_BASE64_H

#include "dateline/str.h"

/* Adds the LEN bytes at DATA to OUT in base64 (RFC 4648, section 4), padded, in one line. */
void dl_base64_add(dl_str *out, const void *data, size_t len);

#endif
