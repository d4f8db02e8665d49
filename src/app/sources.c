/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The source pane's lines are made anew from what the store said whenever a fold, the filter or the
 * narrowing text changes; the cursor then looks for the line it was on.
 */
#include <stdlib.h>
#include <string.h>

#include "app/narrow.h"
#include "app/sources.h"
#include "dateline/country.h"
#include "dateline/vec.h"

void dl_sources_init(dl_sources *sources)
{
    *sources = (dl_sources){0};
}

void dl_sources_release(dl_sources *sources)
{
    dl_arena_release(&sources->arena);
    free(sources->closed);
    free(sources->narrow);
    free(sources->filter);
    free(sources->items);
    *sources = (dl_sources){0};
}

const dl_source_line *dl_sources_current(const dl_sources *sources)
{
    return sources->cursor < sources->len ? &sources->items[sources->cursor] : NULL;
}

bool dl_source_line_holds(const dl_source_line *line, const dl_source_row *row)
{
    switch (line->kind) {
    case DL_SOURCE_COUNTRY:
        return row->name && row->country && strcmp(row->country, line->country) == 0;
    case DL_SOURCE_NAMED:
        return row->name && strcmp(row->name, line->name) == 0;
    default:
        return line->kind == DL_SOURCE_NONE && !row->name;
    }
}

/* --- folds --- */

static size_t find_closed(const dl_sources *sources, const char *country)
{
    size_t i = 0;
    while (i < sources->closed_len && strncmp(sources->closed[i], country, 2) != 0)
        i++;
    return i;
}

static bool is_open(const dl_sources *sources, const char *country)
{
    return find_closed(sources, country) == sources->closed_len;
}

static void set_open(dl_sources *sources, const char *country, bool open)
{
    size_t at = find_closed(sources, country);
    if (open && at < sources->closed_len)
        memmove(&sources->closed[at], &sources->closed[--sources->closed_len],
                sizeof *sources->closed);
    else if (!open && at == sources->closed_len) {
        if (at == sources->closed_size &&
            !dl_vec_grow((void **)&sources->closed, &sources->closed_size, at + 1,
                         sizeof *sources->closed))
            return;
        strncpy(sources->closed[at], country, 2);
        sources->closed[at][2] = '\0';
        sources->closed_len++;
    }
}

/* --- lines --- */

static bool same_country(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* Documents, or unread ones, of the country of ROW, or of the source where it has none. */
static uint64_t sum_country(const dl_sources *sources, const dl_source_row *row, size_t count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        const dl_source_row *other = &sources->rows[i];
        if (row->country ? same_country(other->country, row->country) : other == row)
            sum += sources->sort == DL_SOURCES_BY_COUNT ? other->documents : other->unread;
    }
    return sum;
}

/* A row with what it is sorted by. */
typedef struct sorted_row {
    dl_source_row row;
    uint64_t country, own; /* counts; 0 where sources stand by name */
    bool down;
} sorted_row;

static int compare_counts(uint64_t a, uint64_t b)
{
    return (a < b) - (a > b);
}

/* Orders rows by their country, those without a country after, then by count, then by name; the row of
 * no source stays last. */
static int compare_rows(const void *a, const void *b)
{
    const sorted_row *s = a, *t = b;
    const dl_source_row *x = &s->row, *y = &t->row;
    int sign = s->down ? -1 : 1;
    if (!x->name || !y->name)
        return !x->name - !y->name;
    if (!x->country != !y->country)
        return !x->country - !y->country;
    if (x->country && !same_country(x->country, y->country)) {
        int order = compare_counts(s->country, t->country);
        return sign * (order ? order : strcmp(x->country, y->country));
    }
    int order = compare_counts(s->own, t->own);
    return sign * (order ? order : strcmp(x->name, y->name));
}

/* Puts the rows in their order. False when memory is out. */
static bool sort_rows(dl_sources *sources)
{
    size_t count = sources->rows_count;
    sorted_row *sorted = calloc(count + 1, sizeof *sorted);
    for (size_t i = 0; sorted && i < count; i++) {
        const dl_source_row *row = &sources->rows[i];
        sorted[i] = (sorted_row){.row = *row, .down = sources->down};
        if (sources->sort == DL_SOURCES_BY_NAME)
            continue;
        sorted[i].own = sources->sort == DL_SOURCES_BY_COUNT ? row->documents : row->unread;
        sorted[i].country = sum_country(sources, row, count);
    }
    if (sorted && count)
        qsort(sorted, count, sizeof *sorted, compare_rows);
    for (size_t i = 0; sorted && i < count; i++)
        sources->rows[i] = sorted[i].row;
    free(sorted);
    return sorted != NULL;
}

/* Adds the country's own line, with the sums of its sources from row FROM on. */
static bool add_country(dl_sources *sources, size_t from)
{
    const char *country = sources->rows[from].country;
    dl_source_line line = {.kind = DL_SOURCE_COUNTRY,
                           .name = dl_country_name(&sources->arena, country),
                           .country = country,
                           .open = is_open(sources, country) || sources->narrow};
    for (size_t i = from; i < sources->rows_count; i++)
        if (same_country(sources->rows[i].country, country)) {
            line.documents += sources->rows[i].documents;
            line.unread += sources->rows[i].unread;
        }
    return line.name && dl_vec_push(sources, line);
}

/* Whether a source that is narrowed to, or the country it stands under, is to be shown. */
static bool is_shown(dl_sources *sources, const dl_source_row *row)
{
    if (dl_narrow_holds(row->name, sources->narrow))
        return true;
    const char *country = row->country ? dl_country_name(&sources->arena, row->country) : NULL;
    return country && dl_narrow_holds(country, sources->narrow);
}

static bool add_sources(dl_sources *sources)
{
    const char *country = NULL;
    for (size_t i = 0; i < sources->rows_count; i++) {
        const dl_source_row *row = &sources->rows[i];
        dl_source_line line = {.kind = row->name ? DL_SOURCE_NAMED : DL_SOURCE_NONE,
                               .name = row->name ? row->name : "(no source)",
                               .country = row->country,
                               .documents = row->documents,
                               .unread = row->unread,
                               .chosen = sources->rows_chosen[i]};
        if (row->name && !is_shown(sources, row))
            continue;
        if (!row->name && !dl_narrow_holds(line.name, sources->narrow))
            continue;
        if (row->country && !same_country(row->country, country) && !add_country(sources, i))
            return false;
        country = row->country;
        bool folded = row->country && !sources->narrow && !is_open(sources, row->country);
        if (!folded && !dl_vec_push(sources, line))
            return false;
    }
    return true;
}

/* Adds a line that is no source's, where it counts anything. */
static bool add_other(dl_sources *sources, dl_source_kind kind, const char *name,
                      uint64_t documents, bool chosen)
{
    dl_source_line line = {.kind = kind, .name = name, .documents = documents, .chosen = chosen};
    if ((documents == 0 && !chosen) || !dl_narrow_holds(name, sources->narrow))
        return true;
    return dl_vec_push(sources, line);
}

/* Adds the saved searches under their heading. */
static bool add_saved(dl_sources *sources)
{
    const dl_source_line heading = {.kind = DL_SOURCE_HEADING, .name = "saved"};
    bool any = false;
    for (size_t i = 0; sources->saved && i < sources->saved->len; i++) {
        const dl_saved *saved = &sources->saved->items[i];
        const dl_source_line line = {.kind = DL_SOURCE_SAVED,
                                     .name = saved->name,
                                     .query = saved->query,
                                     .documents = saved->documents,
                                     .unread = saved->unread,
                                     .chosen = sources->filter &&
                                               strcmp(sources->filter, saved->query) == 0};
        if (!dl_narrow_holds(saved->name, sources->narrow))
            continue;
        if ((!any && !dl_vec_push(sources, heading)) || !dl_vec_push(sources, line))
            return false;
        any = true;
    }
    return true;
}

/* Adds the dossiers under theirs. */
static bool add_dossiers(dl_sources *sources)
{
    const dl_source_line heading = {.kind = DL_SOURCE_HEADING, .name = "dossiers"};
    bool any = false;
    for (size_t i = 0; i < sources->dossiers_count; i++) {
        const dl_name_row *row = &sources->dossiers[i];
        const dl_source_line line = {
            .kind = DL_SOURCE_DOSSIER, .name = row->name, .documents = row->count};
        if (!dl_narrow_holds(row->name, sources->narrow))
            continue;
        if ((!any && !dl_vec_push(sources, heading)) || !dl_vec_push(sources, line))
            return false;
        any = true;
    }
    return true;
}

bool dl_source_line_filters(const dl_source_line *line)
{
    return line->kind != DL_SOURCE_HEADING && line->kind != DL_SOURCE_DOSSIER;
}

/* Notes QUERY as text. */
static bool note_filter(dl_sources *sources, const dl_query *query)
{
    dl_str text;
    dl_str_init(&text);
    dl_query_format(&text, query);
    free(sources->filter);
    sources->filter = dl_str_detach(&text);
    return sources->filter != NULL;
}

void dl_sources_set_saved(dl_sources *sources, const dl_saved_list *list, const dl_query *query)
{
    sources->saved = list;
    if (note_filter(sources, query))
        dl_sources_arrange(sources);
}

bool dl_sources_arrange(dl_sources *sources)
{
    dl_source_line old = {0};
    if (sources->cursor < sources->len)
        old = sources->items[sources->cursor];
    sources->len = 0;
    dl_source_line all = {.kind = DL_SOURCE_ALL,
                          .name = "All",
                          .documents = sources->documents,
                          .unread = sources->unread};
    bool made = (sources->narrow && *sources->narrow) || dl_vec_push(sources, all);
    made = made && add_sources(sources) &&
           add_other(sources, DL_SOURCE_UNDATED, "undated", sources->dates.undated,
                     sources->undated_chosen) &&
           add_other(sources, DL_SOURCE_INFERRED, "inferred", sources->dates.inferred,
                     sources->inferred_chosen) &&
           add_other(sources, DL_SOURCE_AMBIGUOUS, "two readings", sources->dates.ambiguous,
                     sources->ambiguous_chosen) &&
           (sources->choosing || (add_saved(sources) && add_dossiers(sources)));
    sources->cursor = 0;
    for (size_t i = 0; old.name && i < sources->len; i++) {
        const dl_source_line *line = &sources->items[i];
        bool same = line->kind == old.kind && strcmp(line->name, old.name) == 0;
        /* a source whose fold was closed leaves the cursor on its country */
        bool parent = line->kind == DL_SOURCE_COUNTRY && same_country(line->country, old.country);
        if (same || parent)
            sources->cursor = i;
        if (same)
            break;
    }
    return made;
}

void dl_sources_pick(dl_sources *sources)
{
    dl_narrow best = DL_NARROW_NOT;
    bool found = false;
    for (size_t i = 0; i < sources->len; i++) {
        if (sources->items[i].kind == DL_SOURCE_COUNTRY ||
            sources->items[i].kind == DL_SOURCE_HEADING)
            continue;
        dl_narrow match = dl_narrow_match(sources->items[i].name, sources->narrow);
        if (found && match <= best)
            continue;
        sources->cursor = i;
        best = match;
        found = true;
    }
}

/* --- what the store says --- */

static bool names_source(const dl_query *query, const char *name)
{
    for (size_t i = 0; i < query->count; i++) {
        const dl_term *term = &query->terms[i];
        if (term->kind != DL_TERM_SOURCE || term->negated)
            continue;
        if (!term->text || !name) {
            if (!term->text && !name)
                return true;
            continue;
        }
        for (size_t j = 0; j < term->ids_count; j++)
            if (strcmp(term->ids[j], name) == 0)
                return true;
    }
    return false;
}

static bool has_term(const dl_query *query, dl_term_kind kind)
{
    for (size_t i = 0; i < query->count; i++)
        if (query->terms[i].kind == kind && !query->terms[i].negated)
            return true;
    return false;
}

/* Counts what passes QUERY without its terms of dates, or else without those of sources; COUNTS, those
 * of QUERY itself, where it has no such terms. */
static dl_status count_without(dl_sources *sources, dl_store *store, const dl_query *query,
                               bool dates, dl_counts *counts, dl_error *error)
{
    dl_term *terms = dl_arena_calloc(&sources->arena, query->count + 1, sizeof *terms);
    if (!terms)
        return dl_fail_nomem(error);
    dl_query kept = {.terms = terms};
    for (size_t i = 0; i < query->count; i++) {
        const dl_term *term = &query->terms[i];
        if (dates ? !dl_term_is_date(term) : term->kind != DL_TERM_SOURCE)
            terms[kept.count++] = *term;
    }
    return kept.count == query->count ? DL_OK
                                      : store->ops->count(store, &kept, NULL, counts, error);
}

/* Counts what QUERY would hold without its dates, and all it would hold without its sources. */
static dl_status count_others(dl_sources *sources, dl_store *store, const dl_query *query,
                              const dl_counts *counts, dl_error *error)
{
    dl_counts all = *counts;
    sources->dates = *counts;
    dl_status status = count_without(sources, store, query, true, &sources->dates, error);
    if (!status)
        status = count_without(sources, store, query, false, &all, error);
    sources->documents = all.documents;
    sources->unread = all.unread;
    return status;
}

dl_status dl_sources_load(dl_sources *sources, dl_store *store, const dl_query *query,
                          const dl_counts *counts, dl_error *error)
{
    dl_arena fresh = {0}, old = sources->arena;
    dl_source_row *rows;
    dl_name_row *dossiers;
    size_t count, dossiers_count;
    dl_status status = store->ops->sources(store, query, &fresh, &rows, &count, error);
    if (!status)
        status = store->ops->dossiers(store, &fresh, &dossiers, &dossiers_count, error);
    bool *chosen = status ? NULL : dl_arena_calloc(&fresh, count + 1, sizeof *chosen);
    if (status || !chosen) {
        dl_arena_release(&fresh);
        return status ? status : dl_fail_nomem(error);
    }
    sources->arena = fresh;
    sources->rows = rows;
    sources->rows_count = count;
    if (!sort_rows(sources))
        status = dl_fail_nomem(error);
    for (size_t i = 0; i < count; i++)
        chosen[i] = names_source(query, rows[i].name);
    sources->rows_chosen = chosen;
    sources->dossiers = dossiers;
    sources->dossiers_count = dossiers_count;
    sources->undated_chosen = has_term(query, DL_TERM_UNDATED);
    sources->inferred_chosen = has_term(query, DL_TERM_INFERRED);
    sources->ambiguous_chosen = has_term(query, DL_TERM_AMBIGUOUS);
    if (!status)
        status = count_others(sources, store, query, counts, error);
    if (!status && (!note_filter(sources, query) || !dl_sources_arrange(sources)))
        status = dl_fail_nomem(error);
    /* the lines made before, which the cursor was looked for in, lived there */
    dl_arena_release(&old);
    return status;
}

void dl_sources_sort(dl_sources *sources, dl_source_sort sort, const dl_query *query)
{
    sources->down = sort == sources->sort && !sources->down;
    sources->sort = sort;
    if (!sort_rows(sources))
        return;
    for (size_t i = 0; i < sources->rows_count; i++)
        sources->rows_chosen[i] = names_source(query, sources->rows[i].name);
    dl_sources_arrange(sources);
}

void dl_sources_mark(dl_sources *sources, const char *name, bool read)
{
    uint64_t step = read ? (uint64_t)-1 : 1;
    sources->unread += step;
    for (size_t i = 0; i < sources->rows_count; i++) {
        const char *row = sources->rows[i].name;
        if (row && name ? strcmp(row, name) == 0 : !row && !name)
            sources->rows[i].unread += step;
    }
    dl_sources_arrange(sources);
}

void dl_sources_fold(dl_sources *sources, bool open)
{
    const dl_source_line *line = dl_sources_current(sources);
    if (!line || !line->country)
        return;
    set_open(sources, line->country, open);
    dl_sources_arrange(sources);
}

void dl_sources_fold_all(dl_sources *sources, bool open)
{
    for (size_t i = 0; i < sources->rows_count; i++)
        if (sources->rows[i].country)
            set_open(sources, sources->rows[i].country, open);
    dl_sources_arrange(sources);
}
