/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mentions of one document, and the counts that follow from them: how often the document names each
 * entity, how often the archive does, when and in what source, and under which spellings.
 *
 * All of it is changed in one way: from the mentions that the document had to those that it has, of which
 * there may be none on either side. Only what is another is written: of the entities that a text names, a
 * correction is about one or two.
 */
#include <stdlib.h>
#include <string.h>

#include "dateline/str.h"
#include "store/names.h"
#include "store/near.h"
#include "store/put.h"
#include "store/sqlite/levels.h"
#include "store/sqlite/packing.h"
#include "store/sqlite/select.h"
#include "store/sqlite/sums.h"

#define SOURCE_UNKNOWN (-1)

/* A spelling that a document has for an entity. */
typedef struct spelling {
    int64_t entity;
    const char *fold;
    int64_t times;
} spelling;

/* What a document has: zero for nothing. */
typedef struct naming {
    dl_put put;       /* its mentions and entities, these ordered by id */
    int64_t *numbers; /* of the entities */
    int64_t *hits;    /* mentions of each */
    dl_value *levels; /* how sure these are, as levels.h packs it */
    spelling *spellings;
    size_t spellings_count;
} naming;

/* The change of a document's naming. */
typedef struct change {
    dl_sqlite *store;
    dl_key key;
    dl_timeline_place place;
    naming old, new;
    dl_arena arena;
    dl_error *error;
} change;

static size_t entity_of(const naming *n, const dl_mention *mention)
{
    return (size_t)(dl_put_entity(&n->put, mention->entity) - n->put.entities);
}

/* --- what a document has --- */

dl_status dl_entity_take(dl_sqlite *store, const dl_entity *entity, int64_t *ret, dl_error *error)
{
    dl_status status = dl_entity_number(store, entity->id, ret, error);
    if (status || *ret)
        return status;
    dl_str fold;
    dl_str_init(&fold);
    dl_name_fold(&fold, entity->name, strlen(entity->name));
    if (!dl_str_ok(&fold))
        status = dl_fail_nomem(error);
    else
        status =
            dl_sql_run(store, "INSERT INTO entity (id, kind, name, fold) VALUES (?, ?, ?, ?)",
                       DL_VALUES(dl_value_text(entity->id), dl_value_int(entity->kind),
                                 dl_value_text(entity->name), dl_value_textn(fold.text, fold.len)),
                       error);
    *ret = sqlite3_last_insert_rowid(store->db);
    dl_str_release(&fold);
    return status;
}

/* Packs how sure the mentions of each entity of N are. */
static dl_status pack_levels(change *c, naming *n)
{
    size_t count = n->put.mentions_count;
    dl_level *levels = dl_arena_calloc(&c->arena, count, sizeof *levels);
    dl_str packed;
    dl_str_init(&packed);
    n->levels = dl_arena_calloc(&c->arena, n->put.entities_count, sizeof *n->levels);
    bool ok = levels && n->levels;
    for (size_t i = 0; ok && i < count; i++)
        levels[i] = (dl_level){entity_of(n, &n->put.mentions[i]), n->put.mentions[i].confidence};
    if (ok)
        dl_levels_sort(levels, count);
    for (size_t i = 0; ok && i < count;) {
        dl_str_clear(&packed);
        size_t entity = levels[i].entity;
        i += dl_levels_pack(&packed, &levels[i], count - i);
        char *bytes =
            dl_str_ok(&packed) ? dl_arena_strndup(&c->arena, packed.text, packed.len) : NULL;
        n->levels[entity] = dl_value_blob(bytes, packed.len);
        ok = bytes != NULL;
    }
    dl_str_release(&packed);
    return ok ? DL_OK : dl_fail_nomem(c->error);
}

/* Counts how often, and how surely, each entity of N is mentioned. */
static dl_status count_hits(change *c, naming *n)
{
    n->numbers = dl_arena_calloc(&c->arena, n->put.entities_count, sizeof *n->numbers);
    n->hits = dl_arena_calloc(&c->arena, n->put.entities_count, sizeof *n->hits);
    if (!n->numbers || !n->hits)
        return dl_fail_nomem(c->error);
    for (size_t i = 0; i < n->put.mentions_count; i++)
        n->hits[entity_of(n, &n->put.mentions[i])]++;
    return pack_levels(c, n);
}

/* Sets the new naming to PUT's; entities that the archive does not know are made. */
static dl_status take_new(change *c, const dl_put *put)
{
    const naming *old = &c->old;
    naming *n = &c->new;
    n->put = *put;
    dl_status status = count_hits(c, n);
    for (size_t i = 0, k = 0; !status && i < put->entities_count; i++) {
        if (n->hits[i] == 0)
            continue;
        while (k < old->put.entities_count &&
               strcmp(old->put.entities[k].id, put->entities[i].id) < 0)
            k++;
        if (k < old->put.entities_count &&
            strcmp(old->put.entities[k].id, put->entities[i].id) == 0)
            n->numbers[i] = old->numbers[k];
        else
            status = dl_entity_take(c->store, &put->entities[i], &n->numbers[i], c->error);
    }
    return status;
}

static int compare_mentioned(const void *a, const void *b)
{
    return strcmp((*(const dl_mention *const *)a)->entity, (*(const dl_mention *const *)b)->entity);
}

/* Sets the old naming to STORED's, whose entities the archive knows. */
static dl_status take_old(change *c, const dl_stored *stored)
{
    naming *n = &c->old;
    size_t count = stored->mentions_count, found = 0;
    const dl_mention **sorted = dl_arena_calloc(&c->arena, count, sizeof *sorted);
    dl_entity *entities = dl_arena_calloc(&c->arena, count, sizeof *entities);
    if (!sorted || !entities)
        return dl_fail_nomem(c->error);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &stored->mentions[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, compare_mentioned);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || compare_mentioned(&sorted[i - 1], &sorted[i]) != 0)
            entities[found++] = (dl_entity){.id = sorted[i]->entity, .kind = sorted[i]->kind};
    n->put = (dl_put){.document = &stored->document,
                      .mentions = stored->mentions,
                      .mentions_count = count,
                      .entities = entities,
                      .entities_count = found};
    dl_status status = count_hits(c, n);
    for (size_t i = 0; !status && i < found; i++)
        status = dl_entity_number(c->store, entities[i].id, &n->numbers[i], c->error);
    return status;
}

/* --- spellings --- */

static int compare_spellings(const void *a, const void *b)
{
    const spelling *x = a, *y = b;
    if (x->entity != y->entity)
        return x->entity < y->entity ? -1 : 1;
    return strcmp(x->fold, y->fold);
}

/* Whether N has the mention M. *AT goes along N's mentions as M does along another's. */
static bool has_mention(const naming *n, const dl_mention *m, size_t *at)
{
    while (*at < n->put.mentions_count && dl_mention_compare(&n->put.mentions[*at], m) < 0)
        ++*at;
    for (size_t i = *at;
         i < n->put.mentions_count && dl_mention_compare(&n->put.mentions[i], m) == 0; i++)
        if (n->put.mentions[i].form == m->form && strcmp(n->put.mentions[i].entity, m->entity) == 0)
            return true; /* a name and an office can stand in the same place */
    return false;
}

/* Collects the spellings of N's mentions, but for those that OTHER, of the same texts, has too. */
static dl_status collect_spellings(change *c, naming *n, const naming *other)
{
    size_t count = 0, at = 0;
    dl_str fold;
    dl_str_init(&fold);
    n->spellings = dl_arena_calloc(&c->arena, n->put.mentions_count, sizeof *n->spellings);
    bool ok = n->spellings != NULL;
    for (size_t i = 0; ok && i < n->put.mentions_count; i++) {
        const dl_mention *mention = &n->put.mentions[i];
        if (has_mention(other, mention, &at))
            continue;
        const char *text = dl_document_field(n->put.document, mention->field);
        dl_str_clear(&fold);
        dl_name_fold(&fold, text + mention->start, mention->end - mention->start);
        spelling *one = &n->spellings[count++];
        one->entity = n->numbers[entity_of(n, mention)];
        one->fold = dl_str_ok(&fold) ? dl_arena_strndup(&c->arena, fold.text, fold.len) : NULL;
        one->times = 1;
        ok = one->fold != NULL;
    }
    dl_str_release(&fold);
    if (!ok)
        return dl_fail_nomem(c->error);
    if (count)
        qsort(n->spellings, count, sizeof *n->spellings, compare_spellings);
    for (size_t i = 0; i < count; i++) {
        spelling *last = n->spellings_count ? &n->spellings[n->spellings_count - 1] : NULL;
        if (last && compare_spellings(last, &n->spellings[i]) == 0)
            last->times++;
        else
            n->spellings[n->spellings_count++] = n->spellings[i];
    }
    return DL_OK;
}

static dl_status change_spellings(change *c)
{
    naming *old = &c->old, *new = &c->new;
    dl_status status = collect_spellings(c, old, new);
    if (!status)
        status = collect_spellings(c, new, old);
    for (size_t i = 0, k = 0; !status && (i < old->spellings_count || k < new->spellings_count);) {
        const spelling *was = i < old->spellings_count ? &old->spellings[i] : NULL;
        const spelling *is = k < new->spellings_count ? &new->spellings[k] : NULL;
        int order = !was ? 1 : !is ? -1 : compare_spellings(was, is);
        int64_t times = (order >= 0 ? is->times : 0) - (order <= 0 ? was->times : 0);
        i += order <= 0;
        k += order >= 0;
        const spelling *seen = order <= 0 ? was : is;
        if (times)
            status = dl_sums_spell(c->store, seen->entity, seen->fold, times, c->error);
    }
    return status;
}

/* --- entities --- */

/* Finds out where the document counts, which is of SOURCE, or is to be asked for that (SOURCE_UNKNOWN). */
static dl_status place_document(change *c, int64_t source)
{
    c->place = (dl_timeline_place){dl_month_of(dl_key_day(c->key)), source};
    if (source != SOURCE_UNKNOWN)
        return DL_OK;
    return dl_sql_number(c->store, "SELECT source FROM document WHERE key = ?",
                         DL_VALUES(dl_value_int(c->key)), &c->place.source, c->error);
}

/* How often, and how surely, a document names an entity; no levels: not at all. */
typedef struct naming_times {
    int64_t hits;
    dl_value levels;
} naming_times;

static naming_times times_of(const naming *n, size_t i)
{
    return (naming_times){n->hits[i], n->levels[i]};
}

static bool same_levels(const dl_value *a, const dl_value *b)
{
    return a->len == b->len && (!a->len || memcmp(a->data, b->data, a->len) == 0);
}

/* Files the document under ENTITY, which it names so. */
static dl_status file_under(const change *c, int64_t entity, const naming_times *is)
{
    dl_value number = dl_value_int(entity), key = dl_value_int(c->key);
    return is->hits
               ? dl_sql_run(c->store,
                            "INSERT INTO named (entity, key, hits, levels) VALUES (?, ?, ?, ?) "
                            "ON CONFLICT (entity, key) DO UPDATE SET hits = excluded.hits, "
                            "levels = excluded.levels",
                            DL_VALUES(number, key, dl_value_int(is->hits), is->levels), c->error)
               : dl_sql_run(c->store, "DELETE FROM named WHERE entity = ? AND key = ?",
                            DL_VALUES(number, key), c->error);
}

/* The document names ENTITY as IS says, which it did as WAS says. */
static dl_status change_entity(const change *c, int64_t entity, naming_times was, naming_times is)
{
    int64_t documents = (is.hits > 0) - (was.hits > 0);
    if (was.hits == is.hits && same_levels(&was.levels, &is.levels))
        return DL_OK;
    dl_status status = file_under(c, entity, &is);
    if (!status && was.hits != is.hits)
        status =
            dl_sums_count(c->store, entity, &c->place, documents, is.hits - was.hits, c->error);
    return status;
}

static dl_status change_entities(change *c)
{
    const naming *old = &c->old, *new = &c->new;
    const naming_times none = {0};
    dl_status status = DL_OK;
    for (size_t i = 0, k = 0;
         !status && (i < old->put.entities_count || k < new->put.entities_count);) {
        int order = i == old->put.entities_count ? 1
                    : k == new->put.entities_count
                        ? -1
                        : strcmp(old->put.entities[i].id, new->put.entities[k].id);
        int64_t number = order <= 0 ? old->numbers[i] : new->numbers[k];
        status = change_entity(c, number, order <= 0 ? times_of(old, i) : none,
                               order >= 0 ? times_of(new, k) : none);
        i += order <= 0;
        k += order >= 0;
    }
    return status;
}

/* --- mentions --- */

/* Adds the new mentions to LIST, packed. */
static dl_status pack_mentions(const change *c, dl_str *list)
{
    const naming *n = &c->new;
    for (size_t i = 0; i < n->put.mentions_count; i++) {
        const dl_mention *mentions = n->put.mentions;
        dl_mention_pack(list, mentions, i, n->numbers[entity_of(n, &mentions[i])]);
    }
    return dl_str_ok(list) ? DL_OK : dl_fail_nomem(c->error);
}

/* Whether the mentions stand where those before did, so that the steps between them are the same. */
static bool is_in_place(const change *c)
{
    const dl_put *old = &c->old.put, *new = &c->new.put;
    bool same = old->mentions_count == new->mentions_count;
    for (size_t i = 0; same && i < old->mentions_count; i++)
        same = old->mentions[i].field == new->mentions[i].field &&
               old->mentions[i].start == new->mentions[i].start;
    return same;
}

/* The bits of the forms and kinds of which N has any. */
static int64_t bears_of(const naming *n)
{
    int64_t bears = 0;
    for (size_t i = 0; i < n->put.mentions_count; i++)
        bears |= DL_BEARS_FORM(n->put.mentions[i].form) |
                 DL_BEARS_KIND(n->put.entities[entity_of(n, &n->put.mentions[i])].kind);
    return bears;
}

/* Notes of which forms and kinds the document has any. */
static dl_status note_bears(const change *c, const naming *n)
{
    int64_t bears = bears_of(n);
    return dl_sql_run(c->store, "UPDATE document SET bears = ?1 WHERE key = ?2 AND bears <> ?1",
                      DL_VALUES(dl_value_int(bears), dl_value_int(c->key)), c->error);
}

static dl_status change_mentions(const change *c)
{
    const dl_put *put = &c->new.put;
    if (put->mentions_count == 0)
        return dl_sql_run(c->store, "DELETE FROM mention WHERE key = ?",
                          DL_VALUES(dl_value_int(c->key)), c->error);
    dl_str list, steps;
    dl_str_init(&list);
    dl_str_init(&steps);
    dl_status status = pack_mentions(c, &list);
    if (!status && is_in_place(c)) {
        status = dl_sql_run(c->store, "UPDATE mention SET list = ? WHERE key = ?",
                            DL_VALUES(dl_value_blob(list.text, list.len), dl_value_int(c->key)),
                            c->error);
        goto out;
    }
    dl_steps_add(&steps, put->document, put->mentions, put->mentions_count);
    if (!status && !dl_str_ok(&steps))
        status = dl_fail_nomem(c->error);
    if (!status)
        status = dl_sql_run(c->store,
                            "INSERT OR REPLACE INTO mention (key, list, steps) VALUES (?, ?, ?)",
                            DL_VALUES(dl_value_int(c->key), dl_value_blob(list.text, list.len),
                                      dl_value_blob(steps.text, steps.len)),
                            c->error);
out:
    dl_str_release(&list);
    dl_str_release(&steps);
    return status;
}

/* --- the whole --- */

/* OLD and NEW: what the document of KEY, which is of SOURCE, had and has, or NULL for nothing. */
static dl_status change_naming(dl_sqlite *store, dl_key key, int64_t source, const dl_stored *old,
                               const dl_put *new, dl_error *error)
{
    change c = {.store = store, .key = key, .error = error};
    if (!(old && old->mentions_count) && !(new &&new->mentions_count))
        return DL_OK; /* nothing is written of a document without names */
    store->written++;
    dl_status status = place_document(&c, source);
    if (!status && old)
        status = take_old(&c, old);
    if (!status && new)
        status = take_new(&c, new);
    if (!status)
        status = change_mentions(&c);
    if (!status && bears_of(&c.old) != bears_of(&c.new))
        status = note_bears(&c, &c.new);
    if (!status)
        status = change_entities(&c);
    if (!status)
        status = change_spellings(&c);
    if (!status)
        status = dl_sums_settle(store, error);
    dl_arena_release(&c.arena);
    return status;
}

dl_status dl_naming_add(dl_sqlite *store, dl_key key, const dl_put *put, dl_error *error)
{
    return change_naming(store, key, SOURCE_UNKNOWN, NULL, put, error);
}

dl_status dl_naming_remove(dl_sqlite *store, const dl_stored *stored, dl_error *error)
{
    return change_naming(store, stored->key, SOURCE_UNKNOWN, stored, NULL, error);
}

dl_status dl_naming_replace(dl_sqlite *store, const dl_stored *stored, int64_t source,
                            const dl_put *put, dl_error *error)
{
    return change_naming(store, stored->key, source, stored, put, error);
}

dl_status dl_naming_pack(dl_sqlite *store, const dl_put *put, dl_str *list, dl_error *error)
{
    change c = {.store = store, .error = error};
    dl_status status = take_new(&c, put);
    if (!status)
        status = pack_mentions(&c, list);
    dl_arena_release(&c.arena);
    return status;
}

dl_status dl_naming_move(dl_sqlite *store, const dl_stored *stored, int64_t from, dl_error *error)
{
    change c = {.store = store, .key = stored->key, .error = error};
    dl_status status = take_old(&c, stored);
    if (!status)
        status = place_document(&c, SOURCE_UNKNOWN);
    if (!status)
        status = note_bears(&c, &c.old); /* the document's row is another */
    const dl_timeline_place was = {c.place.month, from};
    bool moved = from != c.place.source;
    for (size_t i = 0; !status && moved && i < c.old.put.entities_count; i++) {
        status = dl_sums_count(store, c.old.numbers[i], &was, -1, -c.old.hits[i], error);
        if (!status)
            status = dl_sums_count(store, c.old.numbers[i], &c.place, 1, c.old.hits[i], error);
    }
    if (!status)
        status = dl_sums_settle(store, error);
    dl_arena_release(&c.arena);
    return status;
}

dl_status dl_naming_fill(dl_sqlite *store, const dl_stored *stored, dl_error *error)
{
    change c = {.store = store, .key = stored->key, .error = error};
    dl_status status = take_old(&c, stored);
    if (!status)
        status = note_bears(&c, &c.old);
    for (size_t i = 0; !status && i < c.old.put.entities_count; i++)
        status = dl_sql_run(
            store, "UPDATE named SET levels = ? WHERE entity = ? AND key = ?",
            DL_VALUES(c.old.levels[i], dl_value_int(c.old.numbers[i]), dl_value_int(stored->key)),
            error);
    dl_arena_release(&c.arena);
    return status;
}

dl_status dl_naming_check(dl_sqlite *store, const dl_stored *stored, bool *ret_bears,
                          const char **ret_entity, dl_arena *arena, dl_error *error)
{
    change c = {.store = store, .key = stored->key, .error = error};
    int64_t bears = 0, same = 1;
    dl_status status = take_old(&c, stored);
    *ret_entity = NULL;
    if (!status)
        status = dl_sql_number(store, "SELECT bears FROM document WHERE key = ?",
                               DL_VALUES(dl_value_int(stored->key)), &bears, error);
    *ret_bears = status || bears == bears_of(&c.old);
    for (size_t i = 0; !status && !*ret_entity && i < c.old.put.entities_count; i++) {
        status = dl_sql_number(
            store, "SELECT levels = ? FROM named WHERE entity = ? AND key = ?",
            DL_VALUES(c.old.levels[i], dl_value_int(c.old.numbers[i]), dl_value_int(stored->key)),
            &same, error);
        if (!status && !same)
            *ret_entity = dl_arena_strdup(arena, c.old.put.entities[i].id);
    }
    dl_arena_release(&c.arena);
    return status;
}
