/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/datefind.h"
#include "import/outlet.h"
#include "import/when.h"

/* Whether the line is a link or a path and nothing else. */
static bool is_link(const char *line, size_t len)
{
    return !memchr(line, ' ', len) && memchr(line, '/', len) &&
           (line[0] == '/' || memmem(line, len, "://", 3) || memchr(line, '.', len)) &&
           !(line[0] >= '0' && line[0] <= '9');
}

static bool is_digits(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

/* Notes the dates of a line. FLAGS as for dl_date_scan. Returns whether it has a dateline. */
static bool note_line(dl_whens *whens, const char *line, size_t len, unsigned flags)
{
    dl_dateline dateline;
    bool digits = len == 8 && is_digits(line, len);
    if (is_link(line, len))
        dl_whens_note_link(whens, line, len);
    else if (dl_dateline_read(NULL, line, len, &dateline)) {
        dl_whens_note_dateline(whens, line, &dateline);
        if (!dateline.dated)
            dl_whens_note(whens, line, len, DL_WHEN_SPEECH, flags & ~(unsigned)DL_DATE_RELATIVES);
        return true;
    } else
        dl_whens_note(whens, line, len, DL_WHEN_HEAD, flags | (digits ? DL_DATE_COMPACT : 0));
    return false;
}

/* Notes the dates of all lines of TEXT. Returns whether there is a dateline. */
static bool note_lines(dl_whens *whens, const char *text, size_t len, unsigned flags)
{
    bool dateline = false;
    for (size_t pos = 0; pos < len;) {
        const char *end = memchr(text + pos, '\n', len - pos);
        size_t size = end ? (size_t)(end - text) - pos : len - pos;
        dateline |= note_line(whens, text + pos, size, flags);
        pos += size + 1;
    }
    return dateline;
}

dl_status dl_date_find(const char *text, size_t len, const dl_date_context *context,
                       dl_arena *arena, dl_date_found *ret)
{
    dl_whens whens = {0};
    unsigned flags = dl_date_flag_of(context->lang);
    bool dateline = note_lines(&whens, text, len, flags);
    if (whens.count == 0 && !dateline && context->near != DL_DAY_NONE)
        note_lines(&whens, text, len, flags | DL_DATE_RELATIVES);
    const dl_when *chosen;
    dl_date_found found = {.utc = DL_UTC_NONE};
    if (!dl_whens_choose(&whens, context, arena, &chosen, &found))
        return DL_ERR_NOMEM;
    if (!chosen)
        return DL_ERR_NOT_FOUND;
    size_t base = (size_t)(chosen->text - text);
    found.start += base;
    found.end += base;
    *ret = found;
    return DL_OK;
}

int dl_date_habit(const char *publisher, const char *lang)
{
    static const char *const year_first[] = {"ja", "zh", "ko", "hu", "fa", "lt", "mn"};
    int habit = publisher ? dl_outlet_habit(NULL, publisher) : 0;
    if (habit || !lang || !strcmp(lang, "en"))
        return habit;
    if (!strncmp(lang, "en-", 3))
        return dl_outlet_habit(NULL, lang + 3);
    for (size_t i = 0; i < sizeof year_first / sizeof *year_first; i++)
        if (!strncmp(lang, year_first[i], 2))
            return 0;
    return 1;
}
