/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "dateline/token.h"
#include "store/names.h"
#include "store/sqlite/select.h"

dl_status dl_entity_number(dl_sqlite *store, const char *id, int64_t *ret, dl_error *error)
{
    *ret = id ? dl_known_number(store, id) : 0;
    if (!id || *ret)
        return DL_OK;
    return dl_sql_number(store, "SELECT number FROM entity WHERE id = ?",
                         DL_VALUES(dl_value_text(id)), ret, error);
}

/* --- groups --- */

/* Adds to GROUP what SQL, given VALUES, knows: a number and how many documents hold it. */
static dl_status group_add(dl_group *group, dl_sqlite *store, const char *sql, dl_values values,
                           dl_error *error)
{
    sqlite3_stmt *rows;
    dl_status status = dl_rows_begin(store, sql, values, &rows, error);
    if (status)
        return status;
    bool row = false;
    status = dl_rows_next(store, rows, &row, error);
    if (!status && row) {
        group->ids[group->count++] = sqlite3_column_int64(rows, 0);
        group->documents += sqlite3_column_int64(rows, 1);
    }
    dl_rows_end(rows);
    return status;
}

dl_status dl_group_entities(dl_group *group, dl_plan *plan, dl_sqlite *store,
                            const char *const *ids, size_t count, dl_error *error)
{
    *group = (dl_group){.ids = dl_arena_calloc(&plan->arena, count, sizeof *group->ids)};
    if (!group->ids)
        return dl_fail_nomem(error);
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < count; i++)
        status = group_add(group, store, "SELECT number, documents FROM entity WHERE id = ?",
                           DL_VALUES(dl_value_text(ids[i])), error);
    return status;
}

/* Adds a group of entities one of which must be there. */
static dl_status add_entities(dl_plan *plan, dl_sqlite *store, const char *const *ids, size_t count,
                              dl_error *error)
{
    dl_group *group = &plan->entities[plan->entities_count++];
    dl_status status = dl_group_entities(group, plan, store, ids, count, error);
    plan->nothing |= group->count == 0;
    return status;
}

static dl_status add_source(dl_group *group, dl_sqlite *store, const char *name, dl_error *error)
{
    dl_str fold;
    dl_str_init(&fold);
    dl_name_fold(&fold, name, strlen(name));
    dl_status status = DL_OK;
    if (!dl_str_ok(&fold))
        status = dl_fail_nomem(error);
    else
        status =
            group_add(group, store, "SELECT id, documents FROM source WHERE fold = ? AND name = ?",
                      DL_VALUES(dl_value_textn(fold.text, fold.len), dl_value_text(name)), error);
    dl_str_release(&fold);
    return status;
}

dl_status dl_group_sources(dl_group *group, dl_plan *plan, dl_sqlite *store, const char *const *ids,
                           size_t count, dl_error *error)
{
    *group = (dl_group){.ids = dl_arena_calloc(&plan->arena, count, sizeof *group->ids)};
    dl_status status = group->ids ? DL_OK : dl_fail_nomem(error);
    for (size_t i = 0; !status && i < count; i++)
        status = add_source(group, store, ids[i], error);
    return status;
}

static dl_status add_sources(dl_plan *plan, dl_sqlite *store, const dl_query *query,
                             dl_error *error)
{
    size_t names = 0;
    for (size_t i = 0; i < query->count; i++)
        if (query->terms[i].kind == DL_TERM_SOURCE && !query->terms[i].negated) {
            plan->sourced = true;
            names += query->terms[i].ids_count;
        }
    if (!plan->sourced)
        return DL_OK;
    plan->sources.ids = dl_arena_calloc(&plan->arena, names, sizeof *plan->sources.ids);
    dl_status status = plan->sources.ids ? DL_OK : dl_fail_nomem(error);
    for (size_t i = 0; !status && i < query->count; i++) {
        const dl_term *term = &query->terms[i];
        if (term->kind != DL_TERM_SOURCE || term->negated)
            continue;
        plan->unsourced |= !term->text;
        for (size_t j = 0; !status && term->text && j < term->ids_count; j++)
            status = add_source(&plan->sources, store, term->ids[j], error);
    }
    int64_t none = 0;
    if (!status && plan->unsourced)
        status =
            dl_sql_number(store, "SELECT sum(documents) FROM tally WHERE source = 0 AND month < 1",
                          DL_NO_VALUES, &none, error);
    plan->sources.documents += none;
    plan->nothing |= plan->sources.count == 0 && !plan->unsourced;
    return status;
}

/* --- words --- */

/* Adds the phrase of TERM to an FTS5 expression, after AND or OR: quoted, so that nothing in it is
 * syntax. False where it holds no word. */
static bool add_phrase(dl_str *match, const char *joint, const dl_term *term)
{
    dl_tokens walk = {.text = term->text, .len = strlen(term->text)};
    dl_token word;
    if (!dl_token_next(&walk, &word))
        return false;
    if (match->len)
        dl_str_add(match, joint);
    dl_str_add(match, term->kind == DL_TERM_TITLE ? "title : \"" : "\"");
    for (const char *c = term->text; *c; c++) {
        if (*c == '"')
            dl_str_addc(match, '"');
        dl_str_addc(match, *c);
    }
    dl_str_add(match, term->prefix ? "\" *" : "\"");
    return true;
}

/* Sets the plan's expression: all of WANTED and none of BARRED; where nothing is wanted it cannot
 * drive and is a probe. */
static bool keep_words(dl_plan *plan, const dl_str *wanted, const dl_str *barred)
{
    if (wanted->len && barred->len)
        plan->match = dl_arena_printf(&plan->arena, "(%s) NOT (%s)", wanted->text, barred->text);
    else if (wanted->len)
        plan->match = dl_arena_strndup(&plan->arena, wanted->text, wanted->len);
    else if (barred->len)
        plan->probes[plan->probes_count++] =
            (dl_probe){.kind = DL_PROBE_WORDS,
                       .negated = true,
                       .text = dl_arena_strndup(&plan->arena, barred->text, barred->len)};
    bool probed = !wanted->len && barred->len;
    return dl_str_ok(wanted) && dl_str_ok(barred) && (plan->match || !wanted->len) &&
           (!probed || plan->probes[plan->probes_count - 1].text);
}

static dl_status add_words(dl_plan *plan, const dl_query *query, dl_error *error)
{
    dl_str wanted, barred, ranked;
    dl_str_init(&wanted);
    dl_str_init(&barred);
    dl_str_init(&ranked);
    for (size_t i = 0; i < query->count; i++) {
        const dl_term *term = &query->terms[i];
        if (term->kind != DL_TERM_TEXT && term->kind != DL_TERM_TITLE)
            continue;
        if (term->negated)
            add_phrase(&barred, " OR ", term);
        else if (!add_phrase(&wanted, " AND ", term))
            plan->nothing = true;
        if (dl_term_is_ranked(term))
            add_phrase(&ranked, " AND ", term);
    }
    bool ok = keep_words(plan, &wanted, &barred) && dl_str_ok(&ranked);
    if (ok && ranked.len) {
        plan->relevance = dl_arena_strndup(&plan->arena, ranked.text, ranked.len);
        ok = plan->relevance != NULL;
    }
    dl_str_release(&wanted);
    dl_str_release(&barred);
    dl_str_release(&ranked);
    return ok ? DL_OK : dl_fail_nomem(error);
}

/* --- dates --- */

static int compare_ranges(const void *a, const void *b)
{
    const dl_key_range *x = a, *y = b;
    return (x->low > y->low) - (x->low < y->low);
}

/* Makes the ranges apart and ascending; returns how many are left. */
static size_t merge_ranges(dl_key_range *ranges, size_t count)
{
    size_t kept = 0;
    if (count)
        qsort(ranges, count, sizeof *ranges, compare_ranges);
    for (size_t i = 0; i < count; i++) {
        if (ranges[i].low > ranges[i].high)
            continue;
        if (kept && ranges[i].low <= ranges[kept - 1].high + 1) {
            if (ranges[i].high > ranges[kept - 1].high)
                ranges[kept - 1].high = ranges[i].high;
        } else {
            ranges[kept++] = ranges[i];
        }
    }
    return kept;
}

/* Takes BARRED, apart and ascending, out of the plan's ranges, which have room for one more each. */
static void bar_range(dl_plan *plan, dl_key_range barred)
{
    size_t count = plan->ranges_count;
    for (size_t i = 0; i < count; i++) {
        dl_key_range *range = &plan->ranges[i];
        if (barred.high < range->low || barred.low > range->high)
            continue;
        if (barred.high < range->high)
            plan->ranges[plan->ranges_count++] = (dl_key_range){barred.high + 1, range->high};
        range->high = barred.low - 1;
    }
    plan->ranges_count = merge_ranges(plan->ranges, plan->ranges_count);
}

/* The keys of the days that TERM names. */
static dl_key_range range_of(const dl_term *term)
{
    if (term->kind == DL_TERM_UNDATED)
        return (dl_key_range){DL_KEY_LEAST, dl_key_make(DL_DAY_MIN, 0) - 1};
    return (dl_key_range){dl_key_make(term->first, 0), dl_key_make(term->last + 1, 0) - 1};
}

static dl_status add_dates(dl_plan *plan, const dl_query *query, dl_error *error)
{
    bool dated = false;
    /* each range that is barred may cut another in two */
    plan->ranges = dl_arena_calloc(&plan->arena, 2 * query->count + 1, sizeof *plan->ranges);
    plan->barred = dl_arena_calloc(&plan->arena, query->count, sizeof *plan->barred);
    if (!plan->ranges || !plan->barred)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < query->count; i++) {
        const dl_term *term = &query->terms[i];
        bool range = term->kind == DL_TERM_DATE || term->kind == DL_TERM_UNDATED;
        if (range && term->negated)
            plan->barred[plan->barred_count++] = range_of(term);
        else if (range)
            plan->ranges[plan->ranges_count++] = range_of(term);
        plan->inferred |= term->kind == DL_TERM_INFERRED && !term->negated;
        plan->ambiguous |= term->kind == DL_TERM_AMBIGUOUS && !term->negated;
        dated |= dl_term_is_date(term) && !term->negated;
    }
    if (!dated)
        plan->ranges[plan->ranges_count++] = (dl_key_range){DL_KEY_LEAST, DL_KEY_MOST};
    plan->ranges_count = merge_ranges(plan->ranges, plan->ranges_count);
    plan->barred_count = merge_ranges(plan->barred, plan->barred_count);
    for (size_t i = 0; i < plan->barred_count; i++)
        bar_range(plan, plan->barred[i]);
    plan->nothing |= plan->ranges_count == 0 && !dl_plan_is_flagged(plan);
    return DL_OK;
}

/* Adds what TERM asks of the entities named, if it does. */
static dl_status add_named(dl_plan *plan, dl_sqlite *store, const dl_term *term, dl_error *error)
{
    if (term->negated || dl_term_is_of_form(term))
        return DL_OK;
    if (term->kind == DL_TERM_ENTITY)
        return add_entities(plan, store, term->ids, term->ids_count, error);
    dl_status status = DL_OK;
    for (size_t i = 0; !status && term->kind == DL_TERM_NEAR && i < 2; i++)
        status = add_entities(plan, store, term->near[i].ids, term->near[i].ids_count, error);
    return status;
}

dl_status dl_group_tags(dl_group *group, dl_plan *plan, dl_sqlite *store, const char *const *names,
                        size_t count, dl_error *error)
{
    dl_status status = DL_OK;
    *group = (dl_group){.ids = dl_arena_calloc(&plan->arena, count, sizeof *group->ids)};
    if (!group->ids)
        return dl_fail_nomem(error);
    for (size_t i = 0; !status && i < count; i++)
        status = group_add(group, store,
                           "SELECT id, (SELECT count(*) FROM labelled WHERE tag = t.id) "
                           "FROM tag t WHERE name = ?",
                           DL_VALUES(dl_value_text(names[i])), error);
    return status;
}

/* Adds what TERM asks of what the reader has set, if it does. */
static dl_status add_marks(dl_plan *plan, dl_sqlite *store, const dl_term *term, dl_error *error)
{
    if (term->kind == DL_TERM_IS && !term->negated)
        plan->states[term->state] = true;
    if (term->kind != DL_TERM_TAG || term->negated)
        return DL_OK;
    dl_group *group = &plan->tags[plan->tags_count++];
    dl_status status = dl_group_tags(group, plan, store, term->ids, term->ids_count, error);
    plan->nothing |= group->count == 0;
    return status;
}

dl_status dl_plan_init(dl_plan *plan, dl_sqlite *store, const dl_query *query, bool with_sources,
                       dl_error *error)
{
    *plan = (dl_plan){.least = query->least};
    plan->entities = dl_arena_calloc(&plan->arena, 2 * query->count, sizeof *plan->entities);
    plan->tags = dl_arena_calloc(&plan->arena, query->count, sizeof *plan->tags);
    plan->probes = dl_arena_calloc(&plan->arena, query->count + 2, sizeof *plan->probes);
    if (!plan->tags || !plan->entities || !plan->probes)
        return dl_fail_nomem(error);
    dl_status status = add_dates(plan, query, error);
    if (!status)
        status = add_words(plan, query, error);
    if (!status && with_sources)
        status = add_sources(plan, store, query, error);
    for (size_t i = 0; !status && i < query->count; i++) {
        status = add_named(plan, store, &query->terms[i], error);
        if (!status)
            status = add_marks(plan, store, &query->terms[i], error);
    }
    return status ? status : dl_probes_make(plan, store, query, with_sources, error);
}

void dl_plan_release(dl_plan *plan)
{
    dl_arena_release(&plan->arena);
}

bool dl_plan_is_dates(const dl_plan *plan)
{
    return !plan->match && !plan->sourced && !dl_plan_is_flagged(plan) &&
           plan->entities_count == 0 && plan->tags_count == 0 && plan->probes_count == 0;
}

bool dl_plan_is_everything(const dl_plan *plan)
{
    return dl_plan_is_dates(plan) && plan->ranges_count == 1 &&
           plan->ranges[0].low == DL_KEY_LEAST && plan->ranges[0].high == DL_KEY_MOST;
}
