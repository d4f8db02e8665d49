/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/xmlhead.h"

#include <string.h>
#include <strings.h>

const char *dl_xml_find_root(const char *head, size_t len, size_t *ret_len)
{
    size_t pos = len >= 3 && !memcmp(head, "\xef\xbb\xbf", 3) ? 3 : 0;
    while (pos < len) {
        const char *end = NULL;
        size_t left;
        while (pos < len && head[pos] && strchr(" \t\r\n", head[pos]))
            pos++;
        left = len - pos;
        if (left > 4 && !memcmp(head + pos, "<!--", 4))
            end = memmem(head + pos, left, "-->", 3);
        else if (left > 2 && head[pos] == '<' && head[pos + 1] == '?')
            end = memchr(head + pos, '>', left);
        else if (left > 9 && !memcmp(head + pos, "<!DOCTYPE", 9)) {
            const char *subset = memchr(head + pos, '[', left),
                       *close = memchr(head + pos, '>', left);
            end = subset && close && subset < close ? memmem(head + pos, left, "]>", 2) : close;
        }
        if (!end) {
            *ret_len = left;
            return left && head[pos] == '<' ? head + pos : NULL;
        }
        end = memchr(end, '>', len - (size_t)(end - head));
        pos = end ? (size_t)(end - head) + 1 : len;
    }
    return NULL;
}

bool dl_xml_begins(const char *text, size_t len, const char *with)
{
    size_t size = strlen(with);
    return len > size && !strncasecmp(text, with, size) && strchr(" \t\r\n>", text[size]) &&
           text[size];
}
