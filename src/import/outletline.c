/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "import/outletline.h"

enum { NAME, SPELLINGS, DOMAINS, COUNTRY, HABIT, KIND, FIELDS };

/* Cuts LINE at its tabs. Returns how many fields there are, at most FIELDS + 1. */
static int cut_fields(char *line, char *fields[FIELDS])
{
    static char none[] = "";
    int count = 0;
    for (int i = 0; i < FIELDS; i++)
        fields[i] = none;
    while (line) {
        if (count == FIELDS)
            return FIELDS + 1;
        fields[count++] = line;
        line = strchr(line, '\t');
        if (line)
            *line++ = '\0';
    }
    for (int i = 0; i < FIELDS; i++)
        if (!strcmp(fields[i], "-"))
            fields[i] = none;
    return count;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Whether the LEN bytes at TEXT are a host's name in lower case. */
static bool is_domain(const char *text, size_t len)
{
    bool dot = false;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        dot |= c == '.' && i > 0 && i + 1 < len;
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !strchr(".-", c) && c < 0x80)
            return false;
    }
    return dot;
}

/* Writes that the LEN bytes at TEXT are WHAT into FAULT. Returns -1. */
static int refuse(char fault[DL_OUTLET_FAULT], const char *text, size_t len, const char *what)
{
    snprintf(fault, DL_OUTLET_FAULT, "\"%.*s\" %s", (int)(len < 40 ? len : 40), text, what);
    return -1;
}

/* Looks at each of the DOMAINS. */
static int check_domains(const char *domains, char fault[DL_OUTLET_FAULT])
{
    while (*domains) {
        size_t len = strcspn(domains, "|");
        if (!is_domain(domains, len))
            return refuse(fault, domains, len,
                          "is no domain; write it in lower case, without http:// and path: "
                          "example.org");
        domains += len + (domains[len] == '|');
    }
    return 0;
}

static int read_habit(const char *text, int *ret, char fault[DL_OUTLET_FAULT])
{
    static const struct {
        const char *name;
        int day_month;
    } habits[] = {{"", DL_OUTLET_NO_HABIT}, {"dmy", 1}, {"mdy", -1}, {"ymd", 0}};
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
        if (!strcmp(text, habits[i].name)) {
            *ret = habits[i].day_month;
            return 0;
        }
    return refuse(fault, text, strlen(text), "is no order of day and month; write dmy, mdy or ymd");
}

static int read_kind(const char *text, dl_outlet_kind *ret, char fault[DL_OUTLET_FAULT])
{
    static const char *const kinds[] = {"agency", "outlet", "official", "carrier", "archive", ""};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(text, kinds[i])) {
            *ret = (dl_outlet_kind)i;
            return 0;
        }
    return refuse(fault, text, strlen(text),
                  "is no kind of outlet; write agency, outlet, official, carrier or archive");
}

int dl_outlet_line_read(char *line, dl_outlet_line *ret, char fault[DL_OUTLET_FAULT])
{
    char *fields[FIELDS];
    if (line[0] == '#' || line[strspn(line, " \t\r")] == '\0')
        return 0;
    if (cut_fields(line, fields) > FIELDS)
        return refuse(fault, fields[NAME], strlen(fields[NAME]),
                      "has more than 6 fields; they are name, spellings, domains, country, habit, "
                      "kind, with one tab between two");
    const char *country = fields[COUNTRY];
    if (!*fields[NAME])
        return refuse(fault, fields[DOMAINS], strlen(fields[DOMAINS]),
                      "has no name before its first tab");
    if (*country && (!is_upper(country[0]) || !is_upper(country[1]) || country[2]))
        return refuse(fault, country, strlen(country),
                      "is no country; write its two capital letters of ISO 3166 (NO, DE), or -");
    if (check_domains(fields[DOMAINS], fault) ||
        read_habit(fields[HABIT], &ret->day_month, fault) ||
        read_kind(fields[KIND], &ret->kind, fault))
        return -1;
    ret->name = fields[NAME];
    ret->spellings = fields[SPELLINGS];
    ret->domains = fields[DOMAINS];
    memcpy(ret->country, country, strlen(country) + 1);
    return 1;
}

static int fold(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

int dl_outlet_spelling_compare(const char *a, const char *b)
{
    while (*a && fold(*a) == fold(*b))
        a++, b++;
    return fold(*a) - fold(*b);
}

char *dl_outlet_line_next(char **rest)
{
    while (**rest == '|')
        ++*rest;
    char *text = *rest;
    if (!*text)
        return NULL;
    *rest += strcspn(text, "|");
    if (**rest)
        *(*rest)++ = '\0';
    return text;
}
