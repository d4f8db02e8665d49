/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Links, and links within links: copies kept by an archive or a cache, translations, pages made fast for
 * phones have addresses that hold the address of the page they were made of.
 */
#include <string.h>
#include <strings.h>

#include "import/address.h"

/* Hosts, and what is below them, whose addresses hold another. */
static const struct wrapper {
    const char *host;
    bool carries; /* it is told as the carrier; the others only hasten the page */
} wrappers[] = {
    {"web.archive.org", true},
    {"archive.org", true},
    {"webcitation.org", true},
    {"archive.today", true},
    {"archive.ph", true},
    {"archive.is", true},
    {"archive.li", true},
    {"archive.vn", true},
    {"archive.md", true},
    {"archive.fo", true},
    {"perma.cc", true},
    {"ghostarchive.org", true},
    {"webcache.googleusercontent.com", true},
    {"cc.bingj.com", true},
    {"translate.goog", true},
    {"translate.google.com", true},
    {"translate.yandex.com", true},
    {"google.com", false},
    {"ampproject.org", false},
    {"12ft.io", false},
    {"facebook.com", false},
    {"outline.com", false},
};

static bool is_end(char c)
{
    return strchr("/:?#&%+\\ \"<>", c) != NULL;
}

/* The host at the begin of TEXT, as it stands there: without what is before an "@" and after a colon. */
static dl_slice host_at(const char *text, size_t len)
{
    size_t end = 0;
    while (end < len && !strchr("/?#", text[end]))
        end++;
    const char *user = memrchr(text, '@', end);
    dl_slice host = {user ? user + 1 : text, 0};
    size_t rest = len - (size_t)(host.text - text);
    while (host.len < rest && !is_end(host.text[host.len]))
        host.len++;
    return host;
}

/* The first "https://" in TEXT, written as in an address within an address, too; sets *RET_SIZE. */
static const char *find_scheme(const char *text, size_t len, size_t *ret_size)
{
    static const char *const schemes[] = {"http://", "https://", "http%3A%2F%2F", "https%3A%2F%2F"};
    for (size_t at = 0; at < len; at++)
        for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
            size_t size = strlen(schemes[i]);
            if (len - at > size && !strncasecmp(text + at, schemes[i], size)) {
                *ret_size = size;
                return text + at;
            }
        }
    return NULL;
}

/* Whether HOST names a site anyone can reach: labels, the last of letters. */
static bool is_public(dl_slice host)
{
    const char *dot = host.len ? memrchr(host.text, '.', host.len) : NULL;
    if (!dot || host.text[0] == '.' || host.len > 253)
        return false;
    size_t top = host.len - (size_t)(dot + 1 - host.text);
    for (size_t i = 0; i < top; i++)
        if (dot[1 + i] >= '0' && dot[1 + i] <= '9' && strncasecmp(dot + 1, "xn--", 4))
            return false;
    return top >= 2;
}

/* Whether HOST only leads on: to a paper by its number, to what a short link stands for. */
static bool leads_on(dl_slice host)
{
    static const char *const hosts[] = {"doi.org",
                                        "hdl.handle.net",
                                        "bit.ly",
                                        "t.co",
                                        "goo.gl",
                                        "ow.ly",
                                        "tinyurl.com",
                                        "buff.ly",
                                        "feedproxy.google.com",
                                        "feeds.feedburner.com",
                                        "dlvr.it",
                                        "lnkd.in",
                                        "is.gd",
                                        "rebrand.ly",
                                        "shorturl.at"};
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        size_t size = strlen(hosts[i]);
        if (host.len >= size && !strncasecmp(host.text + host.len - size, hosts[i], size) &&
            (host.len == size || host.text[host.len - size - 1] == '.'))
            return true;
    }
    return false;
}

/* A copy of HOST in lower case, without the label of the machine or of the device it is for; an empty slice where
 * it is not public. False when memory is out. */
static bool keep_host(dl_slice host, dl_arena *arena, dl_slice *ret)
{
    static const char *const labels[] = {"www.",  "m.",    "mobile.", "amp.",
                                         "www2.", "www3.", "edition."};
    *ret = (dl_slice){0};
    if (!is_public(host) || leads_on(host))
        return true;
    char *copy = dl_arena_strndup(arena, host.text, host.len);
    for (size_t i = 0; copy && i < host.len; i++)
        if (copy[i] >= 'A' && copy[i] <= 'Z')
            copy[i] = (char)(copy[i] | 0x20);
    dl_slice kept = {copy, host.len};
    for (size_t i = 0; copy && i < sizeof labels / sizeof *labels; i++) {
        size_t size = strlen(labels[i]);
        if (kept.len > size && !memcmp(kept.text, labels[i], size) &&
            memchr(kept.text + size, '.', kept.len - size))
            kept = (dl_slice){kept.text + size, kept.len - size};
    }
    *ret = kept;
    return copy != NULL;
}

static const struct wrapper *find_wrapper(dl_slice host)
{
    for (size_t i = 0; i < sizeof wrappers / sizeof *wrappers; i++) {
        size_t size = strlen(wrappers[i].host);
        if (host.len >= size && !strncasecmp(host.text + host.len - size, wrappers[i].host, size) &&
            (host.len == size || host.text[host.len - size - 1] == '.'))
            return &wrappers[i];
    }
    return NULL;
}

/* "north--coast-example.translate.goog": the host that its first label spells, points as hyphens and hyphens
 * doubled. */
static bool spell_out(dl_slice host, dl_arena *arena, dl_slice *ret)
{
    size_t len = 0, label = strcspn(host.text, ".");
    char *copy = dl_arena_strndup(arena, host.text, label);
    for (size_t i = 0; copy && i < label; i++) {
        bool doubled = copy[i] == '-' && i + 1 < label && copy[i + 1] == '-';
        copy[len++] = copy[i] == '-' && !doubled ? '.' : copy[i];
        i += doubled;
    }
    *ret = (dl_slice){copy, len};
    return copy != NULL;
}

/* Whether the segment of a path from TEXT to END is what wrappers set before a host without a scheme. */
static bool is_mark(const char *text, const char *end)
{
    size_t len = (size_t)(end - text);
    return (len > 3 && *text >= '0' && *text <= '9') || (len == 1 && strchr("scv", *text)) ||
           (len == 3 && !memcmp(text, "amp", 3));
}

/* The host without a scheme that follows a mark in the path at TEXT: "/amp/s/www.example.org/". NULL where there is
 * none. */
static const char *find_marked(const char *text, size_t len)
{
    const char *end = text + len;
    bool marked = false;
    while (text < end && *text == '/') {
        const char *next = memchr(text + 1, '/', (size_t)(end - text - 1));
        const char *stop = next ? next : end;
        bool mark = is_mark(text + 1, stop);
        if (marked && !mark && memchr(text, '.', (size_t)(stop - text)))
            return text + 1;
        marked = mark;
        text = stop;
    }
    return NULL;
}

dl_slice dl_address_host(dl_slice link)
{
    size_t size;
    const char *scheme = link.len ? find_scheme(link.text, link.len, &size) : NULL;
    if (!scheme || scheme != link.text)
        return link;
    dl_slice host = host_at(link.text + size, link.len - size);
    bool www = host.len > 4 && !strncasecmp(host.text, "www.", 4);
    return www ? (dl_slice){host.text + 4, host.len - 4} : host;
}

bool dl_address_read(dl_slice link, dl_arena *arena, dl_address *ret)
{
    size_t size = 0;
    *ret = (dl_address){0};
    const char *scheme = link.len ? find_scheme(link.text, link.len, &size) : NULL;
    if (!scheme || scheme != link.text)
        return true;
    const char *end = link.text + link.len;
    dl_slice host = host_at(link.text + size, link.len - size), inner = {0};
    const struct wrapper *wrapper = find_wrapper(host);
    if (!wrapper)
        return keep_host(host, arena, &ret->host);
    const char *rest = host.text + host.len;
    const char *within = find_scheme(rest, (size_t)(end - rest), &size);
    if (within)
        inner = host_at(within + size, (size_t)(end - within) - size);
    else if (!strcmp(wrapper->host, "translate.goog") &&
             !spell_out((dl_slice){host.text, host.len}, arena, &inner))
        return false;
    const char *marked = inner.len ? NULL : find_marked(rest, (size_t)(end - rest));
    if (marked)
        inner = host_at(marked, (size_t)(end - marked));
    if (!inner.len && !wrapper->carries)
        return keep_host(host, arena, &ret->host);
    if (wrapper->carries) {
        dl_slice carrier = {wrapper->host, strlen(wrapper->host)};
        if (!keep_host(carrier, arena, &ret->carrier))
            return false;
    }
    return keep_host(inner, arena, &ret->host);
}
