/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef BASE_CHARSET_H
#define BASE_CHARSET_H

#include <stddef.h>

#include "dateline/status.h"
#include "dateline/str.h"

/* Adds LEN bytes in CHARSET to OUT as UTF-8, what cannot be read as U+FFFD. DL_ERR_UNSUPPORTED, and
 * nothing is added, where the charset is not known. */
dl_status dl_charset_decode(dl_str *out, const char *charset, const char *in, size_t len);

#endif
