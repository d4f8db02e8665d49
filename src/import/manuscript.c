/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/text.h"
#include "import/manuscript.h"
#include "import/moment.h"

/* Makes each run of spaces, tabs and newlines in TEXT one space, and none at its ends. */
static void squeeze(dl_str *text)
{
    size_t len = 0;
    for (size_t i = 0; i < text->len; i++) {
        char c = text->text[i];
        bool space = c == ' ' || c == '\t' || c == '\n';
        if (!space)
            text->text[len++] = c;
        else if (len && text->text[len - 1] != ' ')
            text->text[len++] = ' ';
    }
    while (len && text->text[len - 1] == ' ')
        len--;
    if (text->len)
        dl_str_cut(text, len);
}

/* Makes TEXT a date where it is the number of an instant. False when memory is out. */
static bool name_moment(dl_str *text)
{
    double moment = dl_moment_read(text->text);
    dl_str date;
    dl_str_init(&date);
    if (moment > 0 && dl_moment_add(&date, moment)) {
        dl_str_clear(text);
        dl_str_addn(text, date.text, date.len);
    }
    bool ok = dl_str_ok(&date) && dl_str_ok(text);
    dl_str_release(&date);
    return ok;
}

/* Makes room for one more claim. */
static bool grow(dl_manuscript *m, dl_arena *arena)
{
    if (m->claims.count < m->claims.size)
        return true;
    size_t size = m->claims.size ? m->claims.size * 2 : 16;
    dl_claim *items = dl_arena_calloc(arena, size, sizeof *items);
    if (!items)
        return false;
    if (m->claims.count)
        memcpy(items, m->claims.items, m->claims.count * sizeof *items);
    m->claims.items = items;
    m->claims.size = size;
    return true;
}

bool dl_manuscript_claim(dl_manuscript *m, dl_fact fact, dl_trust trust, const char *by,
                         const char *value, size_t len, dl_arena *arena)
{
    dl_str clean;
    dl_str_init(&clean);
    bool ok = dl_text_clean(&clean, value, len) == DL_OK;
    squeeze(&clean);
    if (ok && clean.len && (fact == DL_FACT_PUBLISHED || fact == DL_FACT_UPDATED))
        ok = name_moment(&clean);
    if (ok && clean.len) {
        const char *copy = dl_arena_strndup(arena, clean.text, clean.len);
        ok = copy && grow(m, arena);
        if (ok)
            m->claims.items[m->claims.count++] =
                (dl_claim){.fact = fact, .trust = trust, .value = copy, .by = by};
    }
    dl_str_release(&clean);
    return ok;
}

const dl_claim *dl_manuscript_find(const dl_manuscript *m, dl_fact fact, dl_trust least)
{
    const dl_claim *best = NULL;
    for (size_t i = 0; i < m->claims.count; i++) {
        const dl_claim *claim = &m->claims.items[i];
        if (claim->fact == fact && claim->trust >= least && (!best || claim->trust > best->trust))
            best = claim;
    }
    return best;
}
