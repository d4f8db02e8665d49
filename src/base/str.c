/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/str.h"

/* What an empty string points to, so that `text` can always be read. Never written to. */
static char empty[1];

void dl_str_init(dl_str *str)
{
    *str = (dl_str){.text = empty};
}

void dl_str_release(dl_str *str)
{
    if (str->size)
        free(str->text);
    dl_str_init(str);
}

void dl_str_clear(dl_str *str)
{
    str->len = 0;
    str->failed = false;
    if (str->size)
        str->text[0] = '\0';
}

bool dl_str_ok(const dl_str *str)
{
    return !str->failed;
}

/* Makes room for EXTRA more bytes and a NUL. */
static bool reserve(dl_str *str, size_t extra)
{
    if (str->failed)
        return false;
    if (extra < str->size && str->len < str->size - extra)
        return true;
    size_t size = str->size < 32 ? 32 : str->size;
    if (extra > SIZE_MAX / 4 || str->len > SIZE_MAX / 4)
        goto failed;
    while (size < str->len + extra + 1)
        size *= 2;
    char *text = realloc(str->size ? str->text : NULL, size);
    if (!text)
        goto failed;
    if (!str->size)
        text[0] = '\0';
    str->text = text;
    str->size = size;
    return true;
failed:
    str->failed = true;
    return false;
}

void dl_str_addn(dl_str *str, const char *text, size_t len)
{
    if (len == 0 || !reserve(str, len))
        return;
    memcpy(str->text + str->len, text, len);
    str->len += len;
    str->text[str->len] = '\0';
}

void dl_str_add(dl_str *str, const char *text)
{
    dl_str_addn(str, text, strlen(text));
}

void dl_str_addc(dl_str *str, char c)
{
    dl_str_addn(str, &c, 1);
}

void dl_str_addf(dl_str *str, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len < 0)
        str->failed = true;
    else if (reserve(str, (size_t)len)) {
        vsnprintf(str->text + str->len, (size_t)len + 1, format, again);
        str->len += (size_t)len;
    }
    va_end(again);
    va_end(args);
}

void dl_str_splice(dl_str *str, size_t start, size_t end, const char *text, size_t len)
{
    if (len == 0 && start == end)
        return;
    if (!reserve(str, len))
        return;
    memmove(str->text + start + len, str->text + end, str->len - end + 1);
    if (len)
        memcpy(str->text + start, text, len);
    str->len = str->len - (end - start) + len;
}

void dl_str_cut(dl_str *str, size_t len)
{
    if (len == str->len)
        return;
    str->len = len;
    str->text[len] = '\0';
}

char *dl_str_detach(dl_str *str)
{
    if (!reserve(str, 0)) {
        dl_str_release(str);
        return NULL;
    }
    char *text = str->text;
    dl_str_init(str);
    return text;
}
