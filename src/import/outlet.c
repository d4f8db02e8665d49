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

const dl_outlet *dl_outlet_find(const char *name, size_t len)
{
    size_t low = 0, high = dl_outlet_spellings_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare(name, len, dl_outlet_texts + dl_outlet_spellings[middle].text);
        if (order == 0)
            return &dl_outlet_table[dl_outlet_spellings[middle].outlet];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
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

int dl_outlet_habit(const char *publisher)
{
    const dl_outlet *outlet = dl_outlet_find(publisher, strlen(publisher));
    if (outlet)
        return outlet->day_month;
    const char *end = strrchr(publisher, '.');
    const char *code = end ? end + 1 : publisher;
    return strlen(code) == 2 ? country_habit(code) : 0;
}
