/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <string.h>

#include "dateline/reference.h"

#define HASH_DIGITS 8 /* of a hash without a range */
#define DIGITS "0123456789"

/* Reads a number of at most nine digits at *TEXT and goes beyond it. */
static bool read_number(const char **text, size_t *ret)
{
    size_t len = strspn(*text, DIGITS), number = 0;
    if (len == 0 || len > 9)
        return false;
    for (size_t i = 0; i < len; i++)
        number = number * 10 + (size_t)((*text)[i] - '0');
    *text += len;
    *ret = number;
    return true;
}

/* Reads the range after `#`. */
static bool read_range(const char *text, dl_reference *ret)
{
    static const char title[] = "title:", body[] = "body:";
    ret->field = DL_FIELD_BODY;
    if (strncmp(text, title, sizeof title - 1) == 0) {
        ret->field = DL_FIELD_TITLE;
        text += sizeof title - 1;
    } else if (strncmp(text, body, sizeof body - 1) == 0) {
        text += sizeof body - 1;
    }
    return read_number(&text, &ret->start) && *text++ == '-' && read_number(&text, &ret->end) &&
           !*text && ret->start < ret->end;
}

dl_status dl_reference_parse(const char *text, dl_reference *ret, dl_error *error)
{
    dl_reference found = {.whole = true};
    size_t len = strspn(text, DIGITS "abcdef");
    bool ranged = text[len] == '#';
    if (len >= DL_SHA256_HEX || len < (ranged ? DL_REFERENCE_DIGITS : HASH_DIGITS) ||
        (!ranged && text[len]))
        return DL_ERR_NOT_FOUND;
    memcpy(found.sha256, text, len);
    found.whole = !ranged;
    if (ranged && !read_range(text + len + 1, &found))
        return dl_fail(error, DL_ERR_SYNTAX,
                       "%.80s is no reference: after # comes a range of bytes, as in #120-180 or "
                       "#title:0-24",
                       text);
    *ret = found;
    return DL_OK;
}

void dl_reference_format(dl_str *out, const dl_reference *reference)
{
    dl_str_add(out, reference->sha256);
    if (!reference->whole)
        dl_str_addf(out, "#%s%zu-%zu", reference->field == DL_FIELD_TITLE ? "title:" : "",
                    reference->start, reference->end);
}
