/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists of feeds (OPML), as readers of feeds export them. They hold no documents, but they name sources: the title
 * of a feed and the site it is of. Feeds of one site share a name where their titles have words in
 * common at the beginning or the end ("Ern Post - Sport", "Ern Post - World"), and tell nothing where they
 * have not; nor does a site that carries the feeds of many.
 */
#include <libxml/xmlreader.h>
#include <libxml/xmlversion.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dateline/text.h"
#include "dateline/vec.h"
#include "import/html.h"
#include "import/importer.h"
#include "import/xmlhead.h"

#define READER_OPTIONS                                                                             \
    (XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |               \
     XML_PARSE_COMPACT)
#define LIST_MAX ((size_t)16 << 20) /* bytes */
#define HOST_MAX 253
#define NAME_LEAST 3  /* bytes */
#define NAME_MOST 100 /* bytes; what is longer is a motto */

/* A feed of the list. */
typedef struct entry {
    char *host, *name;
} entry;

typedef struct list {
    struct {
        entry *items;
        size_t len, size;
    } entries;
    size_t feeds;
} list;

static int sniff(const dl_part *part)
{
    size_t len;
    const char *root = dl_xml_find_root(part->head, part->head_len, &len);
    return root && dl_xml_begins(root, len, "<opml") ? 85 : 0;
}

/* Whether the feeds at HOST, and below it, are of many. */
static bool is_shared(const char *host)
{
    static const char *const hosts[] = {
        "feedburner.com", "google.com",    "youtube.com",   "reddit.com",    "facebook.com",
        "twitter.com",    "x.com",         "t.me",          "github.com",    "medium.com",
        "rsshub.app",     "rss.app",       "feedblitz.com", "feedly.com",    "yahoo.com",
        "openrss.org",    "fetchrss.com",  "politepol.com", "inoreader.com", "vimeo.com",
        "archive.org",    "soundcloud.com"};
    size_t len = strlen(host);
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        size_t size = strlen(hosts[i]);
        if (len >= size && !strcmp(host + len - size, hosts[i]) &&
            (len == size || host[len - size - 1] == '.'))
            return true;
    }
    return false;
}

static bool takes_off(const char **host, size_t *len, const char *prefix)
{
    size_t size = strlen(prefix);
    bool has =
        *len > size && !strncasecmp(*host, prefix, size) && memchr(*host + size, '.', *len - size);
    *host += has ? size : 0;
    *len -= has ? size : 0;
    return has;
}

/* The host of the address URL, of a FEED or of a site, to be freed: in lower case, without what does not name it.
 * NULL where there is none, or memory is out. */
static char *read_host(const char *url, bool feed)
{
    static const char *const prefixes[] = {"feeds.", "feed.", "rss."};
    const char *host = url ? strstr(url, "://") : NULL;
    if (!host)
        return NULL;
    host += 3;
    const char *at = memchr(host, '@', strcspn(host, "/?#"));
    host = at ? at + 1 : host;
    size_t len = strcspn(host, ":/?#");
    takes_off(&host, &len, "www.");
    for (size_t i = 0; feed && i < sizeof prefixes / sizeof *prefixes; i++)
        if (takes_off(&host, &len, prefixes[i]))
            break;
    if (len > HOST_MAX || !memchr(host, '.', len))
        return NULL;
    char *copy = strndup(host, len);
    for (char *p = copy; p && *p; p++) {
        *p = *p >= 'A' && *p <= 'Z' ? (char)(*p | 0x20) : *p;
        if (!((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') || *p == '-' || *p == '.')) {
            free(copy);
            return NULL;
        }
    }
    return copy;
}

/* A title as a name, to be freed: clean, in one line, without what a table of outlets takes for its own signs. */
static char *read_name(const char *title)
{
    dl_str clean;
    size_t len = 0;
    dl_str_init(&clean);
    if (title && dl_text_clean(&clean, title, strlen(title)) == DL_OK)
        for (size_t i = 0; i < clean.len; i++) {
            char c = strchr("\t\n", clean.text[i]) ? ' ' : clean.text[i];
            bool doubled = c == ' ' && (!len || clean.text[len - 1] == ' ');
            if (!doubled && !(c == '#' && !len))
                clean.text[len++] = c;
        }
    if (clean.len)
        dl_str_cut(&clean, len && clean.text[len - 1] == ' ' ? len - 1 : len);
    char *name = clean.len >= NAME_LEAST && clean.len <= NAME_MOST ? dl_str_detach(&clean) : NULL;
    dl_str_release(&clean);
    return name;
}

/* Takes the outline that READER stands at. False when memory is out. */
static bool take_outline(list *l, xmlTextReader *reader)
{
    xmlChar *feed = xmlTextReaderGetAttribute(reader, (const xmlChar *)"xmlUrl");
    xmlChar *site = xmlTextReaderGetAttribute(reader, (const xmlChar *)"htmlUrl");
    xmlChar *title = xmlTextReaderGetAttribute(reader, (const xmlChar *)"title");
    xmlChar *text = xmlTextReaderGetAttribute(reader, (const xmlChar *)"text");
    bool ok = true;
    l->feeds += feed != NULL;
    entry e = {0};
    if (feed && (e.name = read_name((const char *)(title && *title ? title : text)))) {
        e.host = read_host((const char *)site, false);
        if (!e.host)
            e.host = read_host((const char *)feed, true);
    }
    if (e.host && !is_shared(e.host)) {
        ok = dl_vec_push(&l->entries, e);
        if (ok)
            e = (entry){0};
    }
    free(e.host);
    free(e.name);
    xmlFree(feed);
    xmlFree(site);
    xmlFree(title);
    xmlFree(text);
    return ok;
}

static bool take_outlines(list *l, const dl_str *content)
{
    dl_html_begin();
    xmlTextReader *reader =
        xmlReaderForMemory(content->text, (int)content->len, NULL, NULL, READER_OPTIONS);
    bool ok = reader;
    while (ok && xmlTextReaderRead(reader) == 1)
        if (xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT)
            ok = take_outline(l, reader);
    xmlFreeTextReader(reader);
    return ok;
}

static int compare_entries(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    int order = strcmp(x->host, y->host);
    return order ? order : strcmp(x->name, y->name);
}

/* How many bytes A and B have in common from the beginning, or, where BACK, from the end; whole words. */
static size_t share(const char *a, const char *b, bool back)
{
    size_t x = strlen(a), y = strlen(b), same = 0, words = 0;
    while (same < x && same < y &&
           (back ? a[x - same - 1] == b[y - same - 1] : a[same] == b[same])) {
        same++;
        bool edge_a = same == x || (back ? a[x - same - 1] : a[same]) == ' ';
        bool edge_b = same == y || (back ? b[y - same - 1] : b[same]) == ' ';
        words = edge_a && edge_b ? same : words;
    }
    return words;
}

/* Cuts the signs off that part two titles, from *TEXT of *LEN bytes at both ends. */
static void trim(const char **text, size_t *len)
{
    static const char signs[] = " -|:,;/.>";
    for (;;) {
        size_t dash =
            *len > 3 && (!memcmp(*text, "\xe2\x80\x93", 3) || !memcmp(*text, "\xe2\x80\x94", 3)) ? 3
            : *len && strchr(signs, **text)                                                      ? 1
                                            : 0;
        *text += dash;
        *len -= dash;
        if (!dash)
            break;
    }
    while (*len && strchr(signs, (*text)[*len - 1]))
        --*len;
    while (*len > 3 && !memcmp(*text + *len - 3, "\xe2\x80", 2)) {
        *len -= 3;
        while (*len && strchr(signs, (*text)[*len - 1]))
            --*len;
    }
}

/* The name that the COUNT feeds at ENTRIES, of one site, have in common, to be freed; NULL where they have none. */
static char *find_common(const entry *entries, size_t count)
{
    const char *first = entries[0].name;
    size_t len = strlen(first), from_start = len, from_end = len;
    for (size_t i = 1; i < count; i++) {
        size_t start = share(first, entries[i].name, false),
               end = share(first, entries[i].name, true);
        from_start = start < from_start ? start : from_start;
        from_end = end < from_end ? end : from_end;
    }
    const char *text = from_start >= from_end ? first : first + len - from_end;
    len = from_start >= from_end ? from_start : from_end;
    if (count > 1)
        trim(&text, &len);
    return len >= NAME_LEAST ? strndup(text, len) : NULL;
}

/* Tells the name of each site. */
static dl_status tell(const list *l, dl_split *to, dl_error *error)
{
    dl_status status = DL_OK;
    const entry *entries = l->entries.items;
    if (l->entries.len)
        qsort(l->entries.items, l->entries.len, sizeof *l->entries.items, compare_entries);
    for (size_t from = 0, end; !status && from < l->entries.len; from = end) {
        for (end = from + 1; end < l->entries.len && !strcmp(entries[end].host, entries[from].host);
             end++)
            ;
        char *name = find_common(&entries[from], end - from);
        if (name)
            status = dl_split_name(to, name, entries[from].host, error);
        free(name);
    }
    return status;
}

static dl_status split(const dl_part *part, dl_stream *in, dl_split *to, dl_error *error)
{
    list l = {0};
    dl_str content;
    dl_str_init(&content);
    dl_status status = dl_stream_all(in, LIST_MAX, &content, error);
    if (status)
        status = dl_fail_in(error, status, part->origin);
    else if (!take_outlines(&l, &content))
        status = dl_fail_nomem(error);
    else if (!l.feeds)
        status = dl_fail(error, DL_ERR_INVALID, "%s: a list of feeds (OPML) that names none",
                         part->origin);
    else
        status = tell(&l, to, error);
    for (size_t i = 0; i < l.entries.len; i++) {
        free(l.entries.items[i].host);
        free(l.entries.items[i].name);
    }
    free(l.entries.items);
    dl_str_release(&content);
    return status;
}

const dl_importer dl_importer_opml = {
    .name = "opml", .library = "libxml2 " LIBXML_DOTTED_VERSION, .sniff = sniff, .split = split};
