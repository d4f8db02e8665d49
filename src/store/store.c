/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is the same whatever the backend: keys, and how the names in a query are bound to what an
 * archive knows. A name is looked up by its fold, first whole, then as words of a longer name (of persons
 * both: any of their names is theirs); where nothing bears it, the nearest by edit distance is suggested.
 */
#include <string.h>
#include <strings.h>

#include "dateline/country.h"
#include "dateline/distance.h"
#include "dateline/store.h"
#include "dateline/text.h"
#include "store/names.h"

#define NUMBER_BITS 20
#define IDS_MAX 64           /* entities that one name may mean */
#define BODIES_MAX 4000      /* of one country */
#define OF_KIND_MAX 10000    /* entities of one kind that kind: asks for, the most mentioned */
#define SUGGESTION_MAX 20000 /* entities that are compared with a name nothing bears */

dl_key dl_key_make(dl_day day, uint32_t number)
{
    if (day == DL_DAY_NONE)
        return (dl_key)number - ((dl_key)1 << 32);
    return ((dl_key)day << NUMBER_BITS) + number;
}

dl_day dl_key_day(dl_key key)
{
    return key < dl_key_make(DL_DAY_MIN, 0) ? DL_DAY_NONE : (dl_day)(key >> NUMBER_BITS);
}

/* --- what was meant --- */

/* The nearest name so far to one that nothing bears. */
typedef struct nearest {
    const char *fold; /* of what is looked for */
    size_t distance;  /* of `name`; at first one more than is still near */
    const char *name;
} nearest;

static nearest nearest_to(const char *fold)
{
    size_t most = strlen(fold) / 4 + 1;
    return (nearest){.fold = fold, .distance = (most < 3 ? most : 3) + 1};
}

static void compare(nearest *near, const char *fold, const char *name)
{
    size_t distance = dl_distance(near->fold, fold, near->distance);
    if (distance < near->distance) {
        near->distance = distance;
        near->name = name;
    }
}

/* Compares NAME, and each of its words, with what is looked for. */
static dl_status nearest_try(nearest *near, const char *name)
{
    dl_str fold;
    dl_str_init(&fold);
    dl_name_fold(&fold, name, strlen(name));
    bool ok = dl_str_ok(&fold);
    if (ok)
        compare(near, fold.text, name);
    for (const char *at = fold.text; ok && *at; at += strspn(at, " ")) {
        char word[DL_DISTANCE_WORD + 1];
        size_t len = strcspn(at, " ");
        if (len < sizeof word) {
            memcpy(word, at, len);
            word[len] = '\0';
            compare(near, word, name);
        }
        at += len;
    }
    dl_str_release(&fold);
    return ok ? DL_OK : DL_ERR_NOMEM;
}

/* What KIND of name is not known, and which may have been meant. */
static dl_status fail_unknown(const char *kind, const char *text, const char *suggestion,
                              dl_error *error)
{
    if (!suggestion)
        return dl_fail(error, DL_ERR_NOT_FOUND, "no %s like '%s'", kind, text);
    return dl_fail(error, DL_ERR_NOT_FOUND, "no %s like '%s'; did you mean %s?", kind, text,
                   suggestion);
}

/* --- binding names --- */

/* What one term is bound with. */
typedef struct binding {
    dl_store *store;
    dl_arena *arena;
    dl_term *term;
    const char *fold; /* of the term's text */
    dl_error *error;
} binding;

/* Sets what TERM reads as to how SHOWN is written. */
static dl_status show_term(const binding *bind, dl_term *term, const dl_term *shown)
{
    dl_str text;
    dl_str_init(&text);
    dl_term_format(&text, shown);
    const char *copy = dl_str_ok(&text) ? dl_arena_strndup(bind->arena, text.text, text.len) : NULL;
    dl_str_release(&text);
    if (!copy)
        return dl_fail_nomem(bind->error);
    term->shown = copy;
    return DL_OK;
}

/* The same of the binding's term: with NAME, the one thing that it means, else as it was given. */
static dl_status show_as(const binding *bind, const char *name)
{
    dl_term shown = *bind->term;
    if (name)
        shown.text = name;
    return show_term(bind, bind->term, &shown);
}

/* Sets IDS to those of NAMES that are WHOLE as the text is, or else that hold it as words. */
static dl_status match_sources(const binding *bind, const char *const *names, size_t count,
                               bool whole, const char **ids, size_t *ret_count)
{
    dl_str fold;
    dl_str_init(&fold);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        dl_str_clear(&fold);
        dl_name_fold(&fold, names[i], strlen(names[i]));
        if (whole ? strcmp(fold.text, bind->fold) == 0 : dl_name_holds(fold.text, bind->fold))
            ids[found++] = names[i];
    }
    bool ok = dl_str_ok(&fold);
    dl_str_release(&fold);
    *ret_count = found;
    return ok ? DL_OK : dl_fail_nomem(bind->error);
}

/* Sets *RET to the name that the source spelt so has been given since, the last of several; NULL: none. */
static dl_status find_renamed(const binding *bind, const char **ret)
{
    dl_decision *log;
    size_t count;
    dl_status status = bind->store->ops->held(bind->store, DL_DECISION_SOURCE_NAME, NULL,
                                              bind->arena, &log, &count, bind->error);
    *ret = NULL;
    for (size_t i = 0; !status && i < count; i++) {
        const char *from = *ret ? *ret : bind->term->text;
        if (log[i].value &&
            dl_spelling_equal(log[i].source, strlen(log[i].source), from, strlen(from)))
            *ret = log[i].value;
    }
    return status;
}

/* Sets IDS to those of NAMES that the text means: it is theirs, or was before they were renamed, or else they
 * hold it as words. */
static dl_status mean_sources(const binding *bind, const char *const *names, size_t count,
                              const char **ids, size_t *ret_count)
{
    const char *renamed = NULL;
    dl_status status = match_sources(bind, names, count, true, ids, ret_count);
    if (!status && *ret_count == 0)
        status = find_renamed(bind, &renamed);
    for (size_t i = 0; renamed && i < count; i++)
        if (strcmp(names[i], renamed) == 0)
            ids[(*ret_count)++] = names[i];
    return status || *ret_count ? status : match_sources(bind, names, count, false, ids, ret_count);
}

/* Sets the term's ids; *RET_NAME is the source's name where it is one, else NULL. */
static dl_status find_sources(const binding *bind, const char **ret_name)
{
    const char *const *names;
    size_t count, found = 0;
    dl_status status =
        bind->store->ops->names(bind->store, bind->arena, &names, &count, bind->error);
    if (status)
        return status;
    const char **ids = dl_arena_calloc(bind->arena, count, sizeof *ids);
    if (!ids)
        return dl_fail_nomem(bind->error);
    status = mean_sources(bind, names, count, ids, &found);
    nearest near = nearest_to(bind->fold);
    for (size_t i = 0; !status && found == 0 && i < count; i++)
        status = nearest_try(&near, names[i]);
    if (status)
        return status == DL_ERR_NOMEM ? dl_fail_nomem(bind->error) : status;
    if (found == 0)
        return fail_unknown("source", bind->term->text, near.name, bind->error);
    bind->term->ids = ids;
    bind->term->ids_count = found;
    *ret_name = found == 1 ? ids[0] : NULL;
    return DL_OK;
}

/* Sets the term's id to the tag that folds as its text does. */
static dl_status find_tag(const binding *bind, const char **ret_name)
{
    dl_name_row *rows;
    size_t count, at = 0;
    dl_status status = bind->store->ops->tags(bind->store, bind->arena, &rows, &count, bind->error);
    if (status)
        return status;
    const char **ids = dl_arena_calloc(bind->arena, 1, sizeof *ids);
    nearest near = nearest_to(bind->fold);
    dl_str fold;
    dl_str_init(&fold);
    for (; ids && !status && at < count && dl_str_ok(&fold); at++) {
        dl_str_clear(&fold);
        dl_name_fold(&fold, rows[at].name, strlen(rows[at].name));
        if (strcmp(fold.text, bind->fold) == 0)
            break;
        status = nearest_try(&near, rows[at].name);
    }
    bool ok = ids && !status && dl_str_ok(&fold);
    dl_str_release(&fold);
    if (!ok)
        return dl_fail_nomem(bind->error);
    if (at == count)
        return fail_unknown("tag", bind->term->text, near.name, bind->error);
    bind->term->ids = ids;
    bind->term->ids_count = 1;
    *ret_name = ids[0] = rows[at].name;
    return DL_OK;
}

/* Whether ENTITY is of the kind that TERM asks for. */
static bool is_of_kind(const dl_term *term, const dl_entity *entity)
{
    size_t len = term->own ? strlen(term->own) : 0;
    return term->any_kind ||
           (entity->kind == term->entity_kind &&
            (!len || (strncmp(entity->id, term->own, len) == 0 && entity->id[len] == '/')));
}

/* Fails with the nearest name: the same of another kind ("org:NATO"), or one much like it. */
static dl_status fail_entity(const binding *bind)
{
    static const dl_query all = {0};
    const dl_term *term = bind->term;
    const char *kind = term->any_kind ? "name"
                       : term->own    ? term->own
                                      : dl_kind_name(term->entity_kind);
    dl_store *store = bind->store;
    dl_entity *entities;
    dl_entity_row *rows;
    size_t count;
    dl_status status = store->ops->resolve(store, DL_KIND_COUNT, NULL, term->text, 1, bind->arena,
                                           &entities, &count, bind->error);
    if (status)
        return status;
    if (count) {
        bool of_four = entities->kind != DL_KIND_OTHER; /* which else there are is not known here */
        const char *other =
            dl_arena_printf(bind->arena, "%s:%s",
                            of_four ? dl_kind_prefix(entities->kind) : "entity", entities->name);
        return fail_unknown(kind, term->text, other, bind->error);
    }
    status =
        store->ops->entities(store, &all, SUGGESTION_MAX, bind->arena, &rows, &count, bind->error);
    nearest near = nearest_to(bind->fold);
    for (size_t i = 0; !status && i < count; i++)
        if (is_of_kind(term, &rows[i].entity))
            status = nearest_try(&near, rows[i].entity.name);
    if (status)
        return status == DL_ERR_NOMEM ? dl_fail_nomem(bind->error) : status;
    return fail_unknown(kind, term->text, near.name, bind->error);
}

/* Whether the COUNT entities are persons, all of them. */
static bool are_persons(const dl_entity *entities, size_t count)
{
    size_t i = 0;
    while (i < count && entities[i].kind == DL_KIND_PERSON)
        i++;
    return i == count;
}

/* What a term means while it is found out. */
typedef struct meant {
    dl_entity *items;
    size_t count;
} meant;

/* Makes *RET what it is and what of the COUNT entities at MORE is not in it yet. */
static dl_status join(const binding *bind, meant *ret, const dl_entity *more, size_t count)
{
    dl_entity *all = dl_arena_calloc(bind->arena, ret->count + count, sizeof *all);
    size_t kept = ret->count;
    if (!all)
        return dl_fail_nomem(bind->error);
    for (size_t i = 0; i < ret->count; i++)
        all[i] = ret->items[i];
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < ret->count && strcmp(ret->items[k].id, more[i].id) != 0)
            k++;
        if (k == ret->count)
            all[kept++] = more[i];
    }
    *ret = (meant){all, kept};
    return DL_OK;
}

/* Adds to what the name of a person means whoever else bears it: a person known by a surname alone must not hide
 * all others of that name. */
static dl_status add_namesakes(const binding *bind, meant *ret)
{
    dl_entity *more = NULL;
    size_t count = 0;
    if (strchr(bind->fold, ' ') || !ret->count || !are_persons(ret->items, ret->count))
        return DL_OK;
    dl_status status = bind->store->ops->bearing(bind->store, DL_KIND_PERSON, bind->term->text,
                                                 IDS_MAX, bind->arena, &more, &count, bind->error);
    return status ? status : join(bind, ret, more, count);
}

/* Adds the bodies of the country with that CODE. */
static dl_status add_bodies(const binding *bind, const char *code, meant *ret)
{
    dl_entity *more = NULL;
    size_t count = 0;
    const char *id = dl_arena_printf(bind->arena, "org/%s", code);
    if (!id)
        return dl_fail_nomem(bind->error);
    dl_status status = bind->store->ops->below(bind->store, id, BODIES_MAX, bind->arena, &more,
                                               &count, bind->error);
    return status ? status : join(bind, ret, more, count);
}

/* Adds to the countries meant all bodies of theirs. *RET_NAME: the country's where no text names more of it than
 * these. */
static dl_status add_all_bodies(const binding *bind, meant *ret, const char **ret_name)
{
    char code[3];
    size_t countries = ret->count;
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < countries; i++)
        if (strncmp(ret->items[i].id, "country/", 8) == 0)
            status = add_bodies(bind, ret->items[i].id + 8, ret);
    if (status || countries || !dl_country_find(bind->term->text, code))
        return status;
    status = add_bodies(bind, code, ret);
    *ret_name = ret->count ? dl_country_name(bind->arena, code) : NULL;
    return status || !ret->count || *ret_name ? status : dl_fail_nomem(bind->error);
}

#define TOLD 5 /* names, of those that bear one */

/* Has the term tell of whom its name means. */
static dl_status tell_several(const binding *bind, const meant *what)
{
    dl_str text;
    dl_str_init(&text);
    dl_str_addf(&text, "%zu%s bear the name %s (one: entity:%s): ", what->count,
                what->count == IDS_MAX ? " or more" : "", bind->term->text, what->items->id);
    for (size_t i = 0; i < what->count && i < TOLD; i++)
        dl_str_addf(&text, "%s%s", i ? ", " : "", what->items[i].name);
    dl_str_add(&text, what->count > TOLD ? "..." : "");
    bind->term->told = dl_str_ok(&text) ? dl_arena_strdup(bind->arena, text.text) : NULL;
    dl_str_release(&text);
    return bind->term->told ? DL_OK : dl_fail_nomem(bind->error);
}

/* Sets *RET to what the binding's term means; *RET_NAME (in and out) to the name of what is one. */
static dl_status mean_entities(const binding *bind, meant *ret, const char **ret_name)
{
    const dl_term *term = bind->term;
    const char *text = term->whole_kind ? NULL : term->text;
    size_t limit = term->whole_kind ? OF_KIND_MAX : IDS_MAX;
    dl_kind kind = term->any_kind ? DL_KIND_COUNT : term->entity_kind;
    dl_status status =
        bind->store->ops->resolve(bind->store, kind, term->own, text, limit, bind->arena,
                                  &ret->items, &ret->count, bind->error);
    if (!status && text && !strchr(text, '/') && (kind == DL_KIND_PERSON || kind == DL_KIND_COUNT))
        status = add_namesakes(bind, ret);
    *ret_name = ret->count == 1 && text ? ret->items->name : NULL;
    if (!status && text && ret->count > 1)
        status = tell_several(bind, ret);
    if (!status && text && kind == DL_KIND_COUNTRY)
        status = add_all_bodies(bind, ret, ret_name);
    return status;
}

/* Sets the term's ids; *RET_NAME is the entity's name where it is one, else NULL. */
static dl_status find_entities(const binding *bind, const char **ret_name)
{
    meant found = {0};
    dl_status status = mean_entities(bind, &found, ret_name);
    if (status)
        return status;
    if (found.count == 0 && bind->term->whole_kind)
        return dl_fail(bind->error, DL_ERR_NOT_FOUND, "nothing of the kind %s is named here",
                       bind->term->text);
    if (found.count == 0)
        return fail_entity(bind);
    const char **ids = dl_arena_calloc(bind->arena, found.count, sizeof *ids);
    if (!ids)
        return dl_fail_nomem(bind->error);
    for (size_t i = 0; i < found.count; i++)
        ids[i] = found.items[i].id;
    bind->term->ids = ids;
    bind->term->ids_count = found.count;
    return DL_OK;
}

/* Binds the name of a term, or one of the two of near(). */
static dl_status resolve_name(binding *bind, const char **ret_name)
{
    dl_str fold;
    dl_str_init(&fold);
    dl_name_fold(&fold, bind->term->text, strlen(bind->term->text));
    bind->fold = fold.text;
    bool entity = bind->term->kind == DL_TERM_ENTITY, tag = bind->term->kind == DL_TERM_TAG;
    dl_status status = !dl_str_ok(&fold) ? dl_fail_nomem(bind->error)
                       : entity          ? find_entities(bind, ret_name)
                       : tag             ? find_tag(bind, ret_name)
                                         : find_sources(bind, ret_name);
    dl_str_release(&fold);
    return status;
}

static dl_status resolve_near(binding *bind)
{
    dl_term *term = bind->term;
    dl_named near[2] = {term->near[0], term->near[1]}, names[2] = {near[0], near[1]};
    for (size_t i = 0; i < 2; i++) {
        dl_term side = {.kind = DL_TERM_ENTITY, .any_kind = true, .text = near[i].text};
        const char *name = NULL;
        bind->term = &side;
        dl_status status = resolve_name(bind, &name);
        bind->term = term;
        if (status)
            return status;
        near[i].ids = side.ids;
        near[i].ids_count = side.ids_count;
        names[i].text = near[i].shown = name ? name : near[i].text;
    }
    dl_term shown = *term;
    shown.near = names;
    memcpy(term->near, near, sizeof near);
    return show_term(bind, term, &shown);
}

dl_status dl_store_called(dl_store *store, const char *text, dl_arena *arena, dl_entity **ret,
                          size_t *ret_count, dl_error *error)
{
    dl_entity *found = NULL;
    size_t count = 0, kept = 0;
    dl_status status = store->ops->resolve(store, DL_KIND_COUNT, NULL, text, DL_CALLED_MAX, arena,
                                           &found, &count, error);
    if (status)
        return status;
    for (size_t i = 0; i < count; i++) {
        if (strcasecmp(found[i].id, text) == 0) {
            found[0] = found[i];
            kept = 1;
            break;
        }
        if (dl_spelling_equal(found[i].name, strlen(found[i].name), text, strlen(text)))
            found[kept++] = found[i];
    }
    *ret = found;
    *ret_count = kept;
    return DL_OK;
}

dl_status dl_store_name(dl_store *store, const char *name, const dl_kinds *kinds, size_t place,
                        dl_arena *arena, dl_entity *ret, dl_error *error)
{
    const char *prefix = dl_kinds_prefix(kinds, place);
    dl_entity made = {.name = dl_arena_strdup(arena, name), .kind = dl_kinds_stored(kinds, place)},
              taken;
    dl_error none;
    dl_str slug;
    dl_str_init(&slug);
    dl_text_slug(&slug, name, strlen(name));
    dl_status status = dl_str_ok(&slug) && made.name ? DL_OK : dl_fail_nomem(error);
    for (unsigned number = 1; !status; number++) {
        made.id = number == 1 ? dl_arena_printf(arena, "%s/%s", prefix, slug.text)
                              : dl_arena_printf(arena, "%s/%s-%u", prefix, slug.text, number);
        if (!made.id)
            status = dl_fail_nomem(error);
        else if ((status = store->ops->entity(store, made.id, arena, &taken, &none)))
            break;
    }
    dl_str_release(&slug);
    if (status == DL_ERR_NOT_FOUND) {
        *ret = made;
        return DL_OK;
    }
    return status == DL_ERR_NOMEM ? dl_fail_nomem(error)
                                  : dl_fail(error, status, "%s", none.message);
}

dl_status dl_store_resolve(dl_store *store, dl_arena *arena, dl_query *query, dl_error *error)
{
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < query->count; i++) {
        dl_term *term = &query->terms[i];
        binding bind = {.store = store, .arena = arena, .term = term, .error = error};
        const char *name = NULL;
        if (term->kind == DL_TERM_NEAR) {
            status = resolve_near(&bind);
        } else if (dl_term_is_of_form(term)) {
            continue;
        } else if (term->kind == DL_TERM_ENTITY || term->kind == DL_TERM_VIA ||
                   term->kind == DL_TERM_TAG || (term->kind == DL_TERM_SOURCE && term->text)) {
            status = resolve_name(&bind, &name);
            if (!status)
                status = show_as(&bind, name);
        }
    }
    return status;
}
