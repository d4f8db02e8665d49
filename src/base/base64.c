/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <nettle/base64.h>

#include "dateline/base64.h"

#define STEP 3072 /* bytes encoded at a time: whole groups of three */

void dl_base64_add(dl_str *out, const void *data, size_t len)
{
    const uint8_t *at = data;
    char text[BASE64_ENCODE_RAW_LENGTH(STEP)];
    for (size_t n; len > 0; at += n, len -= n) {
        n = len < STEP ? len : STEP;
        base64_encode_raw(text, n, at);
        dl_str_addn(out, text, BASE64_ENCODE_RAW_LENGTH(n));
    }
}
