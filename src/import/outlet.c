/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of outlets is asked a few times a document, and is small: a search through its text, at
 * the speed of memory, costs less than a table of its own would, and needs no state.
 */
#include <string.h>
#include <strings.h>

#include "dateline/asset.h"
#include "import/outlet.h"

enum { FIELD_NAME, FIELD_SPELLINGS, FIELD_DOMAINS, FIELD_COUNTRY, FIELD_HABIT, FIELD_KIND, FIELDS };

/* Countries that write the month before the day. */
static const char *const month_first[] = {"US", "PH", "FM", "PW", "MH"};

/* Reads the record whose line starts at LINE. False for a comment and a line that is no record. */
static bool read_record(const char *line, dl_outlet *ret)
{
    const char *fields[FIELDS];
    size_t lengths[FIELDS];
    if (*line == '#')
        return false;
    for (int i = 0; i < FIELDS; i++) {
        lengths[i] = strcspn(line, "\t\n");
        fields[i] = line;
        line += lengths[i];
        if (*line == '\t')
            line++;
        else if (i + 1 < FIELDS)
            return false;
    }
    *ret = (dl_outlet){.name = fields[FIELD_NAME], .name_len = lengths[FIELD_NAME]};
    if (lengths[FIELD_COUNTRY] == 2)
        memcpy(ret->country, fields[FIELD_COUNTRY], 2);
    ret->day_month = !strncmp(fields[FIELD_HABIT], "dmy", 3)   ? 1
                     : !strncmp(fields[FIELD_HABIT], "mdy", 3) ? -1
                                                               : 0;
    ret->archive = !strncmp(fields[FIELD_KIND], "archive", 7);
    ret->agency = !strncmp(fields[FIELD_KIND], "agency", 6);
    return true;
}

/* Whether the LEN bytes at HIT fill a name, a spelling or a domain of the record at LINE. */
static bool is_whole(const char *line, const char *hit, size_t len)
{
    int field = 0;
    for (const char *p = line; p < hit; p++)
        field += *p == '\t';
    return field <= FIELD_DOMAINS && (hit == line || strchr("\t|", hit[-1])) &&
           strchr("\t|\n", hit[len]);
}

bool dl_outlet_find(const char *name, size_t len, dl_outlet *ret)
{
    const dl_asset *asset = dl_asset_find("gazetteer/outlets.tsv");
    char folded[64];
    if (!asset || len < 2 || len >= sizeof folded || memchr(name, '\0', len))
        return false;
    memcpy(folded, name, len);
    folded[len] = '\0';
    const char *table = (const char *)asset->data, *end = table + asset->len;
    for (int exact = 1; exact >= 0; exact--)
        for (const char *p = table;
             (p = exact ? memmem(p, (size_t)(end - p), name, len) : strcasestr(p, folded)); p++) {
            const char *line = p;
            while (line > table && line[-1] != '\n')
                line--;
            if (is_whole(line, p, len) && read_record(line, ret))
                return true;
        }
    return false;
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
    dl_outlet outlet;
    if (dl_outlet_find(publisher, strlen(publisher), &outlet))
        return outlet.day_month;
    const char *end = strrchr(publisher, '.');
    const char *code = end ? end + 1 : publisher;
    if (!strcasecmp(code, "uk"))
        return 1;
    bool two_letters = strlen(code) == 2;
    return two_letters ? country_habit(code) : 0;
}
