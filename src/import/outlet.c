/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <strings.h>

#include "import/outlet.h"

/* Countries that write the month before the day. */
static const char *const month_first[] = {"US", "PH", "FM", "PW", "MH"};

/* How NAME of LEN bytes in lower case sorts against TEXT. */
static int compare(const char *name, size_t len, const char *text)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char a = (unsigned char)name[i], b = (unsigned char)text[i];
        if (a >= 'A' && a <= 'Z')
            a |= 0x20;
        if (a != b || b == '\0')
            return a < b ? -1 : 1;
    }
    return text[len] ? -1 : 0;
}

const dl_outlet *dl_outlet_index_find(const dl_outlet_index *index, const char *name, size_t len)
{
    size_t low = 0, high = index->spellings_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare(name, len, index->texts + index->spellings[middle].text);
        if (order == 0)
            return &index->table[index->spellings[middle].outlet];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

/* The outlet of exactly that spelling. */
static const dl_outlet *find_spelling(const dl_outlets *own, const char *name, size_t len)
{
    const dl_outlet *outlet = own ? dl_outlet_index_find(dl_outlets_index(own), name, len) : NULL;
    return outlet ? outlet : dl_outlet_index_find(&dl_outlet_known, name, len);
}

const dl_outlet *dl_outlet_find(const dl_outlets *own, const char *name, size_t len)
{
    const dl_outlet *outlet = find_spelling(own, name, len);
    bool article = !outlet && len > 4 && !strncasecmp(name, "the ", 4);
    return article ? find_spelling(own, name + 4, len - 4) : outlet;
}

const dl_outlet *dl_outlet_find_host(const dl_outlets *own, const char *host, size_t len)
{
    while (memchr(host, '.', len)) {
        const dl_outlet *outlet = find_spelling(own, host, len);
        if (outlet)
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
