/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The user's own outlets: lines as in the program's table, made an index like that of the program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/arena.h"
#include "dateline/str.h"
#include "dateline/text.h"
#include "dateline/vec.h"
#include "import/outlet.h"

/* A spelling while it is sorted. */
typedef struct spelling {
    const char *text;
    unsigned outlet, line;
} spelling;

struct dl_outlets {
    dl_arena arena;
    dl_outlet_index index;
    size_t count;
};

typedef struct reader {
    dl_arena *arena;
    unsigned line;
    struct {
        dl_outlet *items;
        size_t len, size;
    } outlets;
    struct {
        spelling *items;
        size_t len, size;
    } spellings;
    dl_outlets_fault *fault;
    void *context;
} reader;

/* Adds a spelling of the outlet last added. False when memory is out. */
static bool add_spelling(reader *r, const char *text)
{
    spelling s = {dl_arena_strdup(r->arena, text), (unsigned)r->outlets.len - 1, r->line};
    return s.text && dl_vec_push(&r->spellings, s);
}

/* Adds the outlet of LINE, with what is known of it where the line does not say. */
static bool add_outlet(reader *r, dl_outlet_line *line)
{
    const dl_outlet *known = dl_outlet_find(NULL, line->name, strlen(line->name));
    const char *name = dl_arena_strdup(r->arena, line->name);
    dl_outlet outlet = {
        .name = name, .day_month = (signed char)line->day_month, .kind = (unsigned char)line->kind};
    memcpy(outlet.country, *line->country || !known ? line->country : known->country,
           sizeof outlet.country);
    if (line->day_month == DL_OUTLET_NO_HABIT)
        outlet.day_month =
            (signed char)(known ? known->day_month : dl_outlet_habit(NULL, outlet.country));
    if (line->kind == DL_OUTLET_KINDS)
        outlet.kind = known ? known->kind : DL_OUTLET_OUTLET;
    bool ok = name && dl_vec_push(&r->outlets, outlet) && add_spelling(r, name);
    char *lists[] = {line->spellings, line->domains};
    for (int i = 0; ok && i < 2; i++)
        for (char *text; ok && (text = dl_outlet_line_next(&lists[i]));)
            ok = add_spelling(r, text);
    return ok;
}

static void complain(reader *r, unsigned line, const char *message)
{
    if (r->fault)
        r->fault(r->context, line, message);
}

/* Reads the LEN bytes at TEXT as one line. False when memory is out. */
static bool read_line(reader *r, const char *text, size_t len)
{
    char fault[DL_OUTLET_FAULT];
    dl_outlet_line line;
    char *copy = dl_arena_strndup(r->arena, text, len);
    int is = copy ? dl_outlet_line_read(copy, &line, fault) : 0;
    if (is < 0)
        complain(r, r->line, fault);
    return copy && (is <= 0 || add_outlet(r, &line));
}

/* Reads all lines of TEXT. False when memory is out. */
static bool read_lines(reader *r, const char *text, size_t len)
{
    for (size_t pos = 0; pos < len;) {
        const char *end = memchr(text + pos, '\n', len - pos);
        size_t size = end ? (size_t)(end - text) - pos : len - pos;
        r->line++;
        if (!read_line(r, text + pos, size))
            return false;
        pos += size + 1;
    }
    return true;
}

static int compare_spellings(const void *a, const void *b)
{
    const spelling *x = a, *y = b;
    int order = dl_outlet_spelling_compare(x->text, y->text);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

/* Complains of a spelling that stands twice, for two outlets. */
static void complain_twice(reader *r, const spelling *first, const spelling *again)
{
    char message[DL_OUTLET_FAULT];
    snprintf(message, sizeof message, "\"%.60s\" is in line %u already, which holds", again->text,
             first->line);
    complain(r, again->line, message);
}

/* Makes the index of what R has read; of a spelling that stands twice the first holds. False when memory is
 * out. */
static bool make_index(reader *r, dl_outlets *outlets)
{
    size_t bytes = 0, at = 0, count = 0;
    if (r->spellings.len)
        qsort(r->spellings.items, r->spellings.len, sizeof *r->spellings.items, compare_spellings);
    for (size_t i = 0; i < r->spellings.len; i++)
        bytes += strlen(r->spellings.items[i].text) + 1;
    dl_outlet *table = dl_arena_calloc(r->arena, r->outlets.len, sizeof *table);
    dl_outlet_spelling *spellings = dl_arena_calloc(r->arena, r->spellings.len, sizeof *spellings);
    char *texts = dl_arena_alloc(r->arena, bytes);
    if (!table || !spellings || !texts)
        return false;
    if (r->outlets.len)
        memcpy(table, r->outlets.items, r->outlets.len * sizeof *table);
    const spelling *last = NULL;
    for (size_t i = 0; i < r->spellings.len; i++) {
        const spelling *s = &r->spellings.items[i];
        if (last && last->outlet != s->outlet && !dl_outlet_spelling_compare(last->text, s->text)) {
            complain_twice(r, last, s);
            continue;
        }
        spellings[count++] = (dl_outlet_spelling){(unsigned)at, s->outlet};
        memcpy(texts + at, s->text, strlen(s->text) + 1);
        at += strlen(s->text) + 1;
        last = s;
    }
    outlets->count = r->outlets.len;
    outlets->index = (dl_outlet_index){table, spellings, texts, count};
    return true;
}

dl_status dl_outlets_read(const char *text, size_t len, dl_outlets_fault *fault, void *context,
                          dl_outlets **ret, dl_error *error)
{
    dl_str clean;
    dl_str_init(&clean);
    dl_outlets *outlets = calloc(1, sizeof *outlets);
    reader r = {.arena = outlets ? &outlets->arena : NULL, .fault = fault, .context = context};
    bool ok = outlets && dl_text_clean(&clean, text, len) == DL_OK &&
              read_lines(&r, clean.text, clean.len) && make_index(&r, outlets);
    dl_str_release(&clean);
    free(r.outlets.items);
    free(r.spellings.items);
    if (!ok) {
        dl_outlets_free(outlets);
        return dl_fail_nomem(error);
    }
    *ret = outlets;
    return DL_OK;
}

void dl_outlets_free(dl_outlets *outlets)
{
    if (outlets)
        dl_arena_release(&outlets->arena);
    free(outlets);
}

bool dl_outlets_know_host(const dl_outlets *outlets, const char *host)
{
    return dl_outlet_find_host(outlets, host, strlen(host));
}

bool dl_outlets_have_name(const dl_outlets *outlets, const char *name)
{
    return outlets && dl_outlet_index_find(&outlets->index, name, strlen(name));
}

size_t dl_outlets_count(const dl_outlets *outlets)
{
    return outlets->count;
}

const dl_outlet_index *dl_outlets_index(const dl_outlets *own)
{
    return own ? &own->index : NULL;
}
