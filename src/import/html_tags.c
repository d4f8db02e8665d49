/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A look at the tags of a page before it is parsed, which must cost next to nothing: it goes from one "<" to
 * the next, over comments and the insides of scripts and styles as libxml2 does, and within a tag from
 * attribute to attribute.
 */
#include <string.h>
#include <strings.h>

#include "import/html_tags.h"

typedef struct reader {
    const char *at, *end;
} reader;

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool begins(const reader *r, const char *what)
{
    size_t len = strlen(what);
    return (size_t)(r->end - r->at) >= len && !strncasecmp(r->at, what, len);
}

/* Goes to the first place where WHAT stands, or to the end. */
static void seek(reader *r, const char *what)
{
    const char *found = memmem(r->at, (size_t)(r->end - r->at), what, strlen(what));
    r->at = found ? found : r->end;
}

static void skip_space(reader *r)
{
    while (r->at < r->end && is_space(*r->at))
        r->at++;
}

/* Goes over "=" and the value behind it, where they stand here. */
static void skip_value(reader *r)
{
    skip_space(r);
    if (r->at == r->end || *r->at != '=')
        return;
    r->at++;
    skip_space(r);
    if (r->at < r->end && (*r->at == '"' || *r->at == '\'')) {
        const char quote[] = {*r->at++, '\0'};
        seek(r, quote);
        r->at += r->at < r->end;
        return;
    }
    while (r->at < r->end && !is_space(*r->at) && *r->at != '>')
        r->at++;
}

/* Goes over the tag that begins here. Returns how many attributes it has. */
static size_t read_tag(reader *r)
{
    size_t count = 0;
    while (r->at < r->end && !is_space(*r->at) && *r->at != '>')
        r->at++;
    for (;;) {
        skip_space(r);
        if (r->at == r->end || *r->at == '>')
            return count;
        const char *name = r->at;
        while (r->at < r->end && !is_space(*r->at) && *r->at != '=' && *r->at != '>')
            r->at++;
        skip_value(r);
        count += r->at > name;
    }
}

bool dl_html_tags_bounded(const char *html, size_t len)
{
    reader r = {html, html + len};
    while ((r.at = memchr(r.at, '<', (size_t)(r.end - r.at))) && ++r.at < r.end) {
        if (begins(&r, "!--")) {
            seek(&r, "-->");
            continue;
        }
        if (!is_letter(*r.at))
            continue;
        bool script = begins(&r, "script") || begins(&r, "style");
        if (read_tag(&r) > DL_HTML_ATTRIBUTES)
            return false;
        if (script)
            seek(&r, "</");
    }
    return true;
}
