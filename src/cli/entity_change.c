/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Corrections of entities from the command line. Each word after `entity` makes decisions of what follows it
 * and says what they change; they are taken, or with --dry-run only counted, and are undone together.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/documents.h"
#include "cli/entity.h"
#include "cli/output.h"
#include "cli/ownkinds.h"
#include "cli/progress.h"
#include "cli/words.h"
#include "dateline/text.h"
#include "dateline/vec.h"

/* What is to be done. */
typedef struct change {
    const dl_options *options;
    char *const *words; /* after the one that says what */
    size_t words_count;
    dl_store *store;
    dl_arena arena;
    struct {
        dl_decision *items;
        size_t len, size;
    } decisions;
    dl_str said;                  /* what it comes to: "“Orlan” is other/orlan" */
    uint64_t mentions, documents; /* it changes; documents 0: not counted */
    dl_error *error;
} change;

static dl_status add(change *c, dl_decision decision)
{
    return dl_vec_push(&c->decisions, decision) ? DL_OK : dl_fail_nomem(c->error);
}

/* --- what is meant --- */

/* WORD as text that documents could hold. */
static const char *read_word(change *c, const char *word)
{
    dl_str clean;
    dl_str_init(&clean);
    const char *copy = dl_text_clean(&clean, word, strlen(word)) == DL_OK
                           ? dl_arena_strdup(&c->arena, clean.text)
                           : NULL;
    dl_str_release(&clean);
    return dl_must((char *)copy);
}

/* Sets *RET to the one entity whose name or id NAME is; its id is NULL where there is none. */
static dl_status find_known(change *c, const char *name, dl_entity *ret)
{
    dl_entity *found = NULL;
    size_t count = 0;
    *ret = (dl_entity){0};
    dl_status status = dl_store_called(c->store, name, &c->arena, &found, &count, c->error);
    if (!status && count > 1)
        status = dl_fail(c->error, DL_ERR_AMBIGUOUS, "%zu bear the name '%s'; give one's id, as %s",
                         count, name, found[0].id);
    if (!status && count)
        *ret = found[0];
    return status;
}

/* Makes *RET a new entity of that name: of the kind that was asked for, else of that of the entity LIKE. */
static dl_status make_new(change *c, const char *name, const dl_entity *like, dl_entity *ret)
{
    const dl_kinds *kinds = dl_own_kinds();
    size_t place = dl_options_has(c->options, DL_OPTION_KIND)
                       ? c->options->kind
                       : dl_kinds_place(kinds, like->kind, like->id);
    return dl_store_name(c->store, name, kinds, place, &c->arena, ret, c->error);
}

/* Makes *RET what the gazetteer has by that name or id, unless a kind was asked for; else a new one like LIKE. */
static dl_status find_or_make(change *c, const char *name, const dl_entity *like, dl_entity *ret)
{
    bool id = dl_entity_is_id(name);
    dl_status status = id || !dl_options_has(c->options, DL_OPTION_KIND)
                           ? dl_entity_find_listed(name, &c->arena, ret, c->error)
                           : DL_ERR_NOT_FOUND;
    if (status == DL_ERR_NOT_FOUND && id)
        return dl_fail(c->error, DL_ERR_NOT_FOUND,
                       "neither the archive nor the gazetteer has the id %s; give a name to make a "
                       "new one",
                       name);
    return status == DL_ERR_NOT_FOUND ? make_new(c, name, like, ret) : status;
}

static dl_status plan_new(change *c)
{
    const char *name = read_word(c, c->words[0]);
    dl_entity to;
    dl_status status = find_known(c, name, &to);
    if (!status && to.id)
        return dl_fail(c->error, DL_ERR_INVALID,
                       "'%s' is known: %s; 'entity alias' gives it another spelling", name, to.id);
    if (!status)
        status = make_new(c, name, &(dl_entity){.id = "other", .kind = DL_KIND_OTHER}, &to);
    if (status)
        return status;
    dl_str_addf(&c->said, "“%s” is %s", name, to.id);
    return add(c, (dl_decision){.kind = DL_DECISION_ALIAS,
                                .reach = DL_REACH_EVERYWHERE,
                                .spelling = name,
                                .to = to});
}

static dl_status plan_alias(change *c)
{
    const char *spelling = read_word(c, c->words[1]);
    dl_entity to;
    dl_status status = dl_entity_find_target(c->store, c->words[0], &c->arena, &to, c->error);
    if (status)
        return status;
    dl_str_addf(&c->said, "“%s” is %s", spelling, to.id);
    return add(c, (dl_decision){.kind = DL_DECISION_ALIAS,
                                .reach = DL_REACH_EVERYWHERE,
                                .spelling = spelling,
                                .to = to});
}

static dl_status plan_ignore(change *c)
{
    const char *spelling = read_word(c, c->words[0]);
    dl_str_addf(&c->said, "“%s” is no name", spelling);
    return add(c, (dl_decision){.kind = DL_DECISION_NOT_NAME,
                                .reach = DL_REACH_EVERYWHERE,
                                .spelling = spelling});
}

/* Of two kinds are rather two, unless that is said to be meant; what is of no kind may turn out to be of any. */
static dl_status check_kinds(change *c, const dl_entity *from, const dl_entity *to)
{
    const dl_kinds *kinds = dl_own_kinds();
    const char *one = dl_kinds_called(kinds, from->kind, from->id),
               *other = dl_kinds_called(kinds, to->kind, to->id);
    bool may =
        dl_options_has(c->options, DL_OPTION_YES) || dl_options_has(c->options, DL_OPTION_DRY_RUN);
    if (may || strcmp(one, other) == 0 ||
        (from->kind == DL_KIND_OTHER && strncmp(from->id, "other/", 6) == 0))
        return DL_OK;
    return dl_fail(c->error, DL_ERR_INVALID,
                   "%s and %s are of two kinds, %s and %s; --yes makes them one all the same",
                   from->id, to->id, one, other);
}

static dl_status plan_merge(change *c)
{
    dl_entity from, to;
    dl_status status = dl_entity_find(c->store, c->words[0], &c->arena, &from, c->error);
    if (!status)
        status = dl_entity_find_target(c->store, c->words[1], &c->arena, &to, c->error);
    if (status)
        return status;
    if (strcmp(from.id, to.id) == 0)
        return dl_fail(c->error, DL_ERR_INVALID, "'%s' and '%s' are both %s", c->words[0],
                       c->words[1], to.id);
    status = check_kinds(c, &from, &to);
    if (status)
        return status;
    dl_str_addf(&c->said, "%s is %s", from.id, to.id);
    return add(c, (dl_decision){.kind = DL_DECISION_MERGE,
                                .reach = DL_REACH_EVERYWHERE,
                                .entity = from.id,
                                .to = to});
}

/* --- split --- */

typedef struct splitting {
    change *change;
    const char *from;
    dl_entity to;
} splitting;

static dl_status split_document(void *context, const dl_doc_row *row, dl_error *error)
{
    splitting *s = context;
    dl_decision d = {
        .kind = DL_DECISION_MERGE, .reach = DL_REACH_TEXT, .entity = s->from, .to = s->to};
    (void)error;
    memcpy(d.sha256, row->sha256, sizeof d.sha256);
    s->change->mentions += row->hits;
    s->change->documents++;
    return add(s->change, d);
}

static dl_status plan_split(change *c)
{
    dl_entity from;
    dl_query query = {0};
    const char *name = read_word(c, c->options->as);
    splitting s = {.change = c};
    dl_status status = dl_entity_find(c->store, c->words[0], &c->arena, &from, c->error);
    if (!status)
        status = find_known(c, name, &s.to);
    bool itself = !status && s.to.id && strcmp(s.to.id, from.id) == 0;
    if (itself && (strcmp(name, from.name) == 0 || strcmp(name, from.id) == 0))
        status = dl_fail(c->error, DL_ERR_INVALID, "'%s' is %s itself", name, from.id);
    else if (itself) /* one of its spellings may be somebody else's name */
        s.to.id = NULL;
    if (!status && !s.to.id)
        status = itself ? make_new(c, name, &from, &s.to) : find_or_make(c, name, &from, &s.to);
    if (!status && !dl_words_parse(c->words + 1, c->words_count - 1, &c->arena, &query))
        return dl_fail(c->error, DL_ERR_SYNTAX, "the query that says in which texts is not one");
    if (!status)
        status = dl_store_resolve(c->store, &c->arena, &query, c->error);
    if (status)
        return status;
    const dl_term term = dl_entity_term(&from);
    dl_query both = {.terms = dl_arena_calloc(&c->arena, query.count + 1, sizeof term),
                     .count = query.count + 1};
    if (!both.terms)
        return dl_fail_nomem(c->error);
    if (query.count)
        memcpy(both.terms, query.terms, query.count * sizeof term);
    both.terms[query.count] = term;
    s.from = from.id;
    status = dl_documents_walk(c->store, &both, DL_ORDER_OLDEST, SIZE_MAX, from.id, split_document,
                               &s, c->error);
    if (!status && !c->decisions.len)
        status = dl_fail(c->error, DL_ERR_NOT_FOUND, "%s is not named there", from.id);
    if (!status)
        dl_str_addf(&c->said, "%s is %s there", from.id, s.to.id);
    return status;
}

/* --- undo --- */

static dl_status plan_undo(change *c)
{
    dl_decision *taken, revoke;
    size_t count = 0;
    dl_status status = c->store->ops->corrected_last(c->store, &c->arena, &taken, &count, c->error);
    if (!status && !count)
        return dl_fail(c->error, DL_ERR_NOT_FOUND, "no correction of names is left to be undone");
    for (size_t i = 0; !status && i < count; i++) {
        dl_decision_revoke(taken[i].id, &revoke);
        status = add(c, revoke);
    }
    if (status)
        return status;
    dl_str_add(&c->said, "undone: ");
    dl_decision_tell(&taken[count - 1], &c->said);
    if (count > 1)
        dl_str_addf(&c->said, ", and %zu with it", count - 1);
    return DL_OK;
}

/* --- doing --- */

static bool show_progress(void *context, uint64_t done, uint64_t total)
{
    bool *started = context;
    if (total && !*started)
        dl_progress_start(total, "documents");
    *started |= total > 0;
    if (total)
        dl_progress_show(done);
    return true;
}

/* Counts what the decisions change, but for what splits, which is counted where the texts are found. A merge
 * everywhere is of all mentions of an entity, which are counted already. */
static dl_status count(change *c)
{
    const dl_store_ops *ops = c->store->ops;
    dl_status status = DL_OK;
    for (size_t i = 0; i < c->decisions.len && !status; i++) {
        const dl_decision *d = &c->decisions.items[i];
        uint64_t mentions = 0, documents = 0;
        if (d->kind == DL_DECISION_REVOKE || *d->sha256)
            continue;
        if (d->kind == DL_DECISION_MERGE)
            status = ops->spelled(c->store, d->entity, NULL, &mentions, c->error);
        else
            status = ops->affected(c->store, d, &mentions, &documents, c->error);
        c->mentions += mentions;
        c->documents += documents;
    }
    return status;
}

static dl_status carry_out(change *c)
{
    bool dry = dl_options_has(c->options, DL_OPTION_DRY_RUN);
    bool started = false, undo = c->decisions.items[0].kind == DL_DECISION_REVOKE;
    c->store->progress = show_progress;
    c->store->progress_context = &started;
    dl_status status = count(c);
    if (!status && !dry)
        status =
            c->store->ops->decide(c->store, c->decisions.items, c->decisions.len, NULL, c->error);
    c->store->progress = NULL;
    if (started)
        dl_progress_hide();
    if (status)
        return status;
    if (!undo)
        dl_str_addf(&c->said, "%s: %" PRIu64 " mention%s",
                    c->decisions.items[0].reach == DL_REACH_EVERYWHERE ? " everywhere" : "",
                    c->mentions, c->mentions == 1 ? "" : "s");
    if (c->documents)
        dl_str_addf(&c->said, " in %" PRIu64 " document%s", c->documents,
                    c->documents == 1 ? "" : "s");
    dl_message("%s%s", (const char *)dl_must(dl_str_ok(&c->said) ? c->said.text : NULL),
               dry ? "; nothing was changed" : "");
    return DL_OK;
}

static const struct {
    const char *name;
    dl_status (*plan)(change *c);
} changes[] = {
    {"new", plan_new},       {"alias", plan_alias}, {"split", plan_split},
    {"ignore", plan_ignore}, {"merge", plan_merge}, {"undo", plan_undo},
};

dl_status dl_entity_change(const dl_options *options, dl_store *store, dl_error *error)
{
    change c = {.options = options,
                .words = options->words + 1,
                .words_count = options->words_count - 1,
                .store = store,
                .error = error};
    size_t i = 0;
    dl_str_init(&c.said);
    while (strcmp(changes[i].name, options->words[0]) != 0)
        i++;
    dl_status status = changes[i].plan(&c);
    if (!status)
        status = carry_out(&c);
    dl_str_release(&c.said);
    free(c.decisions.items);
    dl_arena_release(&c.arena);
    return status;
}
