/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dateline/str.h"
#include "dateline/vec.h"
#include "store/memory/memory.h"
#include "store/names.h"

/* --- counts --- */

static void count_one(const dl_held *held, const char *focus, unsigned least, dl_counts *counts)
{
    dl_day day = dl_key_day(held->key);
    counts->documents++;
    counts->unread += !held->read;
    counts->undated += day == DL_DAY_NONE;
    counts->inferred += held->document->published.how == DL_HOW_INFERRED;
    counts->ambiguous += held->document->readings_count > 1;
    counts->mentions += dl_held_hits(held, focus, least);
    if (day != DL_DAY_NONE && (counts->first == DL_DAY_NONE || day < counts->first))
        counts->first = day;
    if (day > counts->last)
        counts->last = day;
}

/* Counts what of FOUND is folded away. */
static dl_status count_folded(const dl_fold *fold, const char *focus, unsigned least,
                              dl_matches *found, dl_counts *counts, dl_error *error)
{
    size_t all = found->len;
    if (!dl_memory_fold(fold, found))
        return dl_fail_nomem(error);
    counts->folded = all - found->len;
    counts->mentions = 0;
    for (size_t i = 0; i < found->len; i++)
        counts->mentions += dl_held_hits(found->items[i], focus, least);
    return DL_OK;
}

dl_status dl_memory_count(dl_store *base, const dl_query *query, const char *focus,
                          dl_counts *ret_counts, dl_error *error)
{
    dl_memory *memory = dl_memory_of(base);
    dl_matches found = {0};
    dl_counts counts = {.held = memory->now.documents.len};
    dl_query all = *query;
    all.fold = NULL;
    dl_status status = dl_memory_match(memory, &all, true, DL_ORDER_NEWEST, NULL, &found, error);
    for (size_t i = 0; !status && i < found.len; i++)
        count_one(found.items[i], focus, query->least, &counts);
    if (!status && query->fold)
        status = count_folded(query->fold, focus, query->least, &found, &counts, error);
    dl_matches_release(&found);
    if (!status)
        *ret_counts = counts;
    return status;
}

/* --- sources --- */

static const char *country_of(const dl_memory *memory, const char *name)
{
    for (size_t i = 0; name && i < memory->now.sources.len; i++)
        if (strcmp(memory->now.sources.items[i].name, name) == 0)
            return memory->now.sources.items[i].country;
    return NULL;
}

static bool same_source(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

dl_status dl_memory_sources(dl_store *base, const dl_query *query, dl_arena *arena,
                            dl_source_row **ret_rows, size_t *ret_count, dl_error *error)
{
    static const dl_query everything = {0};
    dl_memory *memory = dl_memory_of(base);
    dl_matches all = {0}, found = {0};
    size_t count = 0;
    dl_status status =
        dl_memory_match(memory, &everything, true, DL_ORDER_SOURCE, NULL, &all, error);
    if (!status)
        status = dl_memory_match(memory, query, false, DL_ORDER_SOURCE, NULL, &found, error);
    dl_source_row *rows = dl_arena_calloc(arena, all.len, sizeof *rows);
    if (!status && !rows)
        status = dl_fail_nomem(error);
    for (size_t i = 0; !status && i < all.len; i++) {
        const char *name = all.items[i]->document->source;
        if (count && same_source(rows[count - 1].name, name))
            continue;
        const char *country = country_of(memory, name);
        rows[count++] = (dl_source_row){.name = dl_arena_strdup(arena, name),
                                        .country = dl_arena_strdup(arena, country)};
        if ((name && !rows[count - 1].name) || (country && !rows[count - 1].country))
            status = dl_fail_nomem(error);
    }
    for (size_t i = 0, row = 0; !status && i < found.len; i++) {
        while (!same_source(rows[row].name, found.items[i]->document->source))
            row++;
        rows[row].documents++;
        rows[row].unread += !found.items[i]->read;
    }
    dl_matches_release(&all);
    dl_matches_release(&found);
    if (status)
        return status;
    *ret_rows = rows;
    *ret_count = count;
    return DL_OK;
}

/* --- names --- */

/* A name and its fold, by which names are ordered. */
typedef struct folded {
    const char *fold, *name;
} folded;

static int compare_folded(const void *a, const void *b)
{
    const folded *x = a, *y = b;
    int order = strcmp(x->fold, y->fold);
    return order ? order : strcmp(x->name, y->name);
}

static const char *fold_into(dl_arena *arena, const char *name, size_t len)
{
    dl_str fold;
    dl_str_init(&fold);
    dl_name_fold(&fold, name, len);
    const char *copy = dl_str_ok(&fold) ? dl_arena_strdup(arena, fold.text) : NULL;
    dl_str_release(&fold);
    return copy;
}

typedef struct folded_list {
    folded *items;
    size_t len, size;
} folded_list;

static bool add_name(folded_list *list, dl_arena *arena, const char *name)
{
    if (!name)
        return true;
    folded item = {.name = dl_arena_strdup(arena, name)};
    item.fold = fold_into(arena, name, strlen(name));
    return item.fold && item.name && dl_vec_push(list, item);
}

dl_status dl_memory_names(dl_store *base, dl_arena *arena, const char *const **ret_names,
                          size_t *ret_count, dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    folded_list list = {0};
    bool ok = true;
    for (size_t i = 0; ok && i < memory->now.documents.len; i++) {
        const dl_document *doc = memory->now.documents.items[i].document;
        ok = add_name(&list, arena, doc->source) && add_name(&list, arena, doc->publisher);
        for (size_t v = 0; ok && v < doc->via_count; v++)
            ok = add_name(&list, arena, doc->via[v]);
    }
    const char **names = dl_arena_calloc(arena, list.len, sizeof *names);
    size_t count = 0;
    if (list.len)
        qsort(list.items, list.len, sizeof *list.items, compare_folded);
    for (size_t i = 0; names && i < list.len; i++)
        if (i == 0 || compare_folded(&list.items[i - 1], &list.items[i]) != 0)
            names[count++] = list.items[i].name;
    free(list.items);
    if (!ok || !names)
        return dl_fail_nomem(error);
    *ret_names = names;
    *ret_count = count;
    return DL_OK;
}

/* --- entities --- */

static int compare_entity_rows(const void *a, const void *b)
{
    const dl_entity_row *x = a, *y = b;
    if (x->mentions != y->mentions)
        return x->mentions > y->mentions ? -1 : 1;
    return strcmp(x->entity.id, y->entity.id);
}

/* Sets *RET to the entities mentioned in FOUND, most first, in ARENA. */
static dl_status count_entities(const dl_memory *memory, const dl_matches *found, unsigned least,
                                dl_arena *arena, dl_entity_row **ret_rows, size_t *ret_count,
                                dl_error *error)
{
    dl_entity_row *rows = dl_arena_calloc(arena, memory->now.entities.len, sizeof *rows);
    size_t count = 0;
    if (!rows)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < memory->now.entities.len; i++) {
        const dl_entity *entity = &memory->now.entities.items[i];
        dl_entity_row row = {.entity = {dl_arena_strdup(arena, entity->id),
                                        dl_arena_strdup(arena, entity->name), entity->kind}};
        if (!row.entity.id || !row.entity.name)
            return dl_fail_nomem(error);
        for (size_t d = 0; d < found->len; d++) {
            uint32_t hits = dl_held_hits(found->items[d], entity->id, least);
            row.mentions += hits;
            row.documents += hits > 0;
        }
        if (row.mentions)
            rows[count++] = row;
    }
    if (count)
        qsort(rows, count, sizeof *rows, compare_entity_rows);
    *ret_rows = rows;
    *ret_count = count;
    return DL_OK;
}

dl_status dl_memory_entities(dl_store *base, const dl_query *query, size_t limit, dl_arena *arena,
                             dl_entity_row **ret_rows, size_t *ret_count, dl_error *error)
{
    dl_memory *memory = dl_memory_of(base);
    dl_matches found = {0};
    size_t count = 0;
    dl_status status = dl_memory_match(memory, query, true, DL_ORDER_NEWEST, NULL, &found, error);
    if (!status)
        status = count_entities(memory, &found, query->least, arena, ret_rows, &count, error);
    if (!status)
        *ret_count = count < limit ? count : limit;
    dl_matches_release(&found);
    return status;
}

/* The one of COUNT rows of that id; NULL: there is none. */
static const dl_entity *find_row(const dl_entity_row *rows, size_t count, const char *id)
{
    for (size_t i = 0; id && i < count; i++)
        if (strcmp(rows[i].entity.id, id) == 0)
            return &rows[i].entity;
    return NULL;
}

dl_status dl_memory_entity(dl_store *base, const char *id, dl_arena *arena, dl_entity *ret,
                           dl_error *error)
{
    static const dl_query everything = {0};
    dl_entity_row *rows;
    const char *merged = NULL;
    size_t count = 0;
    dl_status status = dl_memory_entities(base, &everything, SIZE_MAX, arena, &rows, &count, error);
    const dl_entity *found = status ? NULL : find_row(rows, count, id);
    if (!status && !found)
        status = dl_memory_merged(dl_memory_of(base), id, &merged, error);
    if (!status && !found)
        found = find_row(rows, count, merged);
    if (status)
        return status;
    if (!found)
        return dl_fail(error, DL_ERR_NOT_FOUND, "nothing called '%s' is mentioned", id);
    *ret = *found;
    return DL_OK;
}

/* Whether FOLD is the entity's name or one of its spellings; not WHOLE: words of one. */
static bool goes_by(const dl_memory *memory, const dl_entity *entity, const char *fold, bool whole,
                    dl_arena *arena, bool *failed)
{
    const char *name = fold_into(arena, entity->name, strlen(entity->name));
    if (name && (whole ? strcmp(name, fold) == 0 : dl_name_holds(name, fold)))
        return true;
    *failed |= !name;
    for (size_t d = 0; d < memory->now.documents.len; d++) {
        const dl_held *held = &memory->now.documents.items[d];
        for (size_t i = 0; i < held->mentions_count; i++) {
            const dl_mention *m = &held->mentions[i];
            if (strcmp(m->entity, entity->id) != 0)
                continue;
            const char *text =
                m->field == DL_FIELD_TITLE ? held->document->title : held->document->body;
            const char *seen = fold_into(arena, text + m->start, m->end - m->start);
            *failed |= !seen;
            if (seen && (whole ? strcmp(seen, fold) == 0 : dl_name_holds(seen, fold)))
                return true;
        }
    }
    return false;
}

/* Whether ID is PREFIX, a slash and TEXT; any text where that is NULL. */
static bool is_composed(const char *id, const char *prefix, const char *text)
{
    size_t len = strlen(prefix);
    return strncasecmp(id, prefix, len) == 0 && id[len] == '/' &&
           (!text || dl_id_equal(id + len + 1, text));
}

/* Whether ID begins with ABOVE and a slash. */
static bool is_below(const char *id, const char *above)
{
    size_t len = strlen(above);
    return strncmp(id, above, len) == 0 && id[len] == '/';
}

/* Whether TEXT is the entity's id, or that of KIND's prefix (any kind's; OWN where given) and TEXT. */
static bool has_id(const dl_entity *entity, dl_kind kind, const char *own, const char *text)
{
    if (dl_id_equal(entity->id, text))
        return true;
    for (int k = 0; k < DL_KIND_COUNT; k++) {
        const char *prefix = own ? own : dl_kind_prefix((dl_kind)k);
        if ((kind == DL_KIND_COUNT || k == (int)kind) && is_composed(entity->id, prefix, text))
            return true;
    }
    return false;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(((const dl_entity *)a)->id, ((const dl_entity *)b)->id);
}

/* Sets *RET to the one of COUNT rows that an entity of that name or id, of which nothing is left, was merged into;
 * NULL where there is none. */
static dl_status find_merged(dl_memory *memory, const dl_entity_row *rows, size_t count,
                             dl_kind kind, const char *own, const char *text, const char *fold,
                             dl_arena *arena, const dl_entity **ret, dl_error *error)
{
    size_t known = memory->now.entities.len;
    dl_entity *all = dl_arena_calloc(arena, known, sizeof *all);
    dl_status status = all ? DL_OK : dl_fail_nomem(error);
    *ret = NULL;
    if (known && all) {
        memcpy(all, memory->now.entities.items, known * sizeof *all);
        qsort(all, known, sizeof *all, compare_ids);
    }
    for (size_t i = 0; i < known && !status && !*ret; i++) {
        const char *name = fold_into(arena, all[i].name, strlen(all[i].name)), *merged = NULL;
        if (!name || find_row(rows, count, all[i].id) ||
            (strcmp(name, fold) != 0 && !has_id(&all[i], kind, own, text)))
            continue;
        status = dl_memory_merged(memory, all[i].id, &merged, error);
        const dl_entity *found = find_row(rows, count, merged);
        if (found && (kind == DL_KIND_COUNT || found->kind == kind) &&
            (!own || is_composed(found->id, own, NULL)))
            *ret = found;
    }
    return status;
}

dl_status dl_memory_resolve(dl_store *base, dl_kind kind, const char *own, const char *text,
                            size_t limit, dl_arena *arena, dl_entity **ret_entities,
                            size_t *ret_count, dl_error *error)
{
    static const dl_query everything = {0};
    dl_memory *memory = dl_memory_of(base);
    dl_entity_row *rows;
    const dl_entity *merged = NULL;
    size_t count, found = 0;
    bool failed = false;
    const char *fold = fold_into(arena, text ? text : "", text ? strlen(text) : 0);
    dl_status status = dl_memory_entities(base, &everything, SIZE_MAX, arena, &rows, &count, error);
    if (status)
        return status;
    dl_entity *entities = dl_arena_calloc(arena, count, sizeof *entities);
    if (!fold || !entities)
        return dl_fail_nomem(error);
    for (int whole = 1; whole >= 0 && found == 0; whole--) {
        for (size_t i = 0; i < count; i++) {
            const dl_entity *entity = &rows[i].entity;
            bool fits = (kind == DL_KIND_COUNT || entity->kind == kind) &&
                        (!own || is_composed(entity->id, own, NULL));
            if (fits && (!text || (whole && has_id(entity, kind, own, text)) ||
                         goes_by(memory, entity, fold, whole != 0, arena, &failed)))
                entities[found++] = *entity;
        }
        if (whole && !found && text)
            status = find_merged(memory, rows, count, kind, own, text, fold, arena, &merged, error);
        if (merged && !found)
            entities[found++] = *merged;
    }
    if (status)
        return status;
    if (failed)
        return dl_fail_nomem(error);
    *ret_entities = entities;
    *ret_count = found < limit ? found : limit;
    return DL_OK;
}

/* What dl_memory_bearing and dl_memory_below look for. */
typedef struct looking {
    dl_kind kind;
    const char *fold; /* words of a name; NULL: any name */
    const char *id;   /* what the id begins with; NULL: any */
    size_t limit;
} looking;

static dl_status look(dl_store *base, const looking *what, dl_arena *arena,
                      dl_entity **ret_entities, size_t *ret_count, dl_error *error)
{
    static const dl_query everything = {0};
    dl_memory *memory = dl_memory_of(base);
    dl_entity_row *rows;
    size_t count, found = 0;
    bool failed = false;
    dl_status status = dl_memory_entities(base, &everything, SIZE_MAX, arena, &rows, &count, error);
    if (status)
        return status;
    dl_entity *entities = dl_arena_calloc(arena, count, sizeof *entities);
    for (size_t i = 0; entities && i < count; i++) {
        const dl_entity *entity = &rows[i].entity;
        if ((what->kind == DL_KIND_COUNT || entity->kind == what->kind) &&
            (!what->id || is_below(entity->id, what->id)) &&
            (!what->fold || goes_by(memory, entity, what->fold, false, arena, &failed)))
            entities[found++] = *entity;
    }
    if (failed || !entities)
        return dl_fail_nomem(error);
    *ret_entities = entities;
    *ret_count = found < what->limit ? found : what->limit;
    return DL_OK;
}

dl_status dl_memory_bearing(dl_store *base, dl_kind kind, const char *text, size_t limit,
                            dl_arena *arena, dl_entity **ret_entities, size_t *ret_count,
                            dl_error *error)
{
    looking what = {.kind = kind, .fold = fold_into(arena, text, strlen(text)), .limit = limit};
    return what.fold ? look(base, &what, arena, ret_entities, ret_count, error)
                     : dl_fail_nomem(error);
}

dl_status dl_memory_below(dl_store *base, const char *id, size_t limit, dl_arena *arena,
                          dl_entity **ret_entities, size_t *ret_count, dl_error *error)
{
    const looking what = {.kind = DL_KIND_COUNT, .id = id, .limit = limit};
    return look(base, &what, arena, ret_entities, ret_count, error);
}
