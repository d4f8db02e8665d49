/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <strings.h>

#include "import/outlet.h"

#define NAME_BYTES 64 /* of a name that is looked for with an article, too */

/* Countries that write the month before the day. */
static const char *const month_first[] = {"US", "PH", "FM", "PW", "MH"};

static unsigned char fold(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

/* How NAME of LEN bytes sorts against TEXT, both in lower case. */
static int compare(const char *name, size_t len, const char *text)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char a = fold(name[i]), b = fold(text[i]);
        if (a != b || b == '\0')
            return a < b ? -1 : 1;
    }
    return text[len] ? -1 : 0;
}

/* The spelling NAME in INDEX; NULL where there is none. */
static const dl_outlet_spelling *find_in(const dl_outlet_index *index, const char *name, size_t len)
{
    size_t low = 0, high = index->spellings_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare(name, len, index->texts + index->spellings[middle].text);
        if (order == 0)
            return &index->spellings[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const dl_outlet *dl_outlet_index_find(const dl_outlet_index *index, const char *name, size_t len)
{
    const dl_outlet_spelling *found = find_in(index, name, len);
    return found ? &index->table[found->outlet] : NULL;
}

/* Whether NAME stands in INDEX just so, among the spellings that are FOUND's but for their letter case. */
static bool is_written(const dl_outlet_index *index, const dl_outlet_spelling *found,
                       const char *name, size_t len)
{
    const dl_outlet_spelling *end = index->spellings + index->spellings_count;
    while (found > index->spellings && !compare(name, len, index->texts + found[-1].text))
        found--;
    for (; found < end && !compare(name, len, index->texts + found->text); found++)
        if (!memcmp(index->texts + found->text, name, len))
            return true;
    return false;
}

/* The outlet of the spelling NAME, where WRITTEN just so. */
static const dl_outlet *find_spelling(const dl_outlets *own, const char *name, size_t len,
                                      bool written)
{
    const dl_outlet_index *indexes[] = {dl_outlets_index(own), &dl_outlet_known};
    for (size_t i = 0; i < 2; i++) {
        const dl_outlet_spelling *found = indexes[i] ? find_in(indexes[i], name, len) : NULL;
        if (found && (!written || is_written(indexes[i], found, name, len)))
            return &indexes[i]->table[found->outlet];
    }
    return NULL;
}

const dl_outlet *dl_outlet_find(const dl_outlets *own, const char *name, size_t len)
{
    const dl_outlet *outlet = find_spelling(own, name, len, false);
    char longer[NAME_BYTES];
    if (outlet || !len)
        return outlet;
    if (len > 4 && !strncasecmp(name, "the ", 4))
        return find_spelling(own, name + 4, len - 4, false);
    if (!memchr(name, ' ', len) || len + 4 > sizeof longer) /* "Times" is not The Times */
        return NULL;
    memcpy(longer, "the ", 4);
    memcpy(longer + 4, name, len);
    return find_spelling(own, longer, len + 4, false);
}

const dl_outlet *dl_outlet_find_written(const dl_outlets *own, const char *name, size_t len)
{
    bool single = len && !memchr(name, ' ', len);
    return single ? find_spelling(own, name, len, true) : dl_outlet_find(own, name, len);
}

/* Whether DOMAIN is that below which a state has all its offices, and those of its provinces: "gov.pl". */
static bool is_state(const char *domain, size_t len)
{
    static const char *const labels[] = {"gov.",  "gob.", "gub.", "gouv.",
                                         "govt.", "go.",  "gc.",  "admin."};
    const char *dot = memchr(domain, '.', len);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (len > strlen(labels[i]) && !strncasecmp(domain, labels[i], strlen(labels[i])))
            return !memchr(dot + 1, '.', len - (size_t)(dot + 1 - domain));
    return false;
}

const dl_outlet *dl_outlet_find_host(const dl_outlets *own, const char *host, size_t len)
{
    const char *whole = host;
    while (len && memchr(host, '.', len)) {
        const dl_outlet *outlet = find_spelling(own, host, len, false);
        if (outlet && (host == whole || !is_state(host, len)))
            return outlet;
        size_t label = (size_t)((const char *)memchr(host, '.', len) - host) + 1;
        host += label;
        len -= label;
    }
    return NULL;
}

/* The habit of the country with the two letters at CODE. */
static int country_habit(const char *code)
{
    for (size_t i = 0; i < sizeof month_first / sizeof *month_first; i++)
        if (!strncasecmp(code, month_first[i], 2))
            return -1;
    return 1;
}

int dl_outlet_habit(const dl_outlets *own, const char *publisher)
{
    const dl_outlet *outlet = dl_outlet_find(own, publisher, strlen(publisher));
    if (outlet)
        return outlet->day_month;
    const char *end = strrchr(publisher, '.');
    const char *code = end ? end + 1 : publisher;
    return strlen(code) == 2 ? country_habit(code) : 0;
}

int dl_outlet_link_habit(const char *link)
{
    /* domains of countries that are sold to all, and of those where the year is written first */
    static const char *const others[] = {"io", "tv", "co", "me", "ai", "cc", "ly", "to", "gg", "fm",
                                         "eu", "jp", "cn", "kr", "tw", "hu", "lt", "mn", "ir"};
    const char *host = strstr(link, "://");
    host = host ? host + 3 : link;
    size_t len = strcspn(host, "/:?#");
    if (len < 4 || host[len - 3] != '.')
        return 0;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (!strncasecmp(host + len - 2, others[i], 2))
            return 0;
    return country_habit(host + len - 2);
}
