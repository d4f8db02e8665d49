/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/layers.h"

typedef struct merging {
    const dl_mark *names;
    size_t count, at; /* names, and the first that is not taken yet */
    dl_mark *out;
    size_t len;
} merging;

static void put(merging *m, size_t start, size_t end, dl_style style)
{
    if (start < end)
        m->out[m->len++] = (dl_mark){start, end, style};
}

/* An office with the names that lie in it. */
static void add_around(merging *m, const dl_mark *office)
{
    size_t from = office->start;
    for (; m->at < m->count && m->names[m->at].start < office->end; m->at++) {
        const dl_mark *name = &m->names[m->at];
        put(m, from, name->start, office->style);
        put(m, name->start, name->end, name->style);
        from = name->end;
    }
    put(m, from, office->end, office->style);
}

/* The current office, and what is left of names that reach beyond it. */
static void add_over(merging *m, const dl_mark *office)
{
    dl_mark after = {0};
    for (; m->at < m->count && m->names[m->at].start < office->end; m->at++) {
        const dl_mark *name = &m->names[m->at];
        if (name->start < office->start)
            put(m, name->start, office->start, name->style);
        if (name->end > office->end)
            after = (dl_mark){office->end, name->end, name->style};
    }
    put(m, office->start, office->end, office->style);
    put(m, after.start, after.end, after.style);
}

size_t dl_layers_merge(const dl_mark *names, size_t count, const dl_mark *offices,
                       size_t offices_count, dl_mark *out)
{
    merging m = {.names = names, .count = count, .out = out};
    for (size_t i = 0; i < offices_count; i++) {
        for (; m.at < count && names[m.at].end <= offices[i].start; m.at++)
            put(&m, names[m.at].start, names[m.at].end, names[m.at].style);
        if (offices[i].style.flags & DL_STYLE_CURRENT)
            add_over(&m, &offices[i]);
        else
            add_around(&m, &offices[i]);
    }
    for (; m.at < count; m.at++)
        put(&m, names[m.at].start, names[m.at].end, names[m.at].style);
    return m.len;
}
