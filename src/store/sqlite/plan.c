/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "dateline/token.h"
#include "store/names.h"
#include "store/sqlite/select.h"

dl_status dl_entity_number(dl_sqlite *store, const char *id, int64_t *ret, dl_error *error)
{
    *ret = 0;
    if (!id)
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

static dl_status add_entity(dl_plan *plan, dl_sqlite *store, const dl_term *term, dl_error *error)
{
    dl_group *group = &plan->entities[plan->entities_count++];
    *group = (dl_group){.ids = dl_arena_calloc(&plan->arena, term->ids_count, sizeof *group->ids)};
    if (!group->ids)
        return dl_fail_nomem(error);
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < term->ids_count; i++)
        status = group_add(group, store, "SELECT number, documents FROM entity WHERE id = ?",
                           DL_VALUES(dl_value_text(term->ids[i])), error);
    plan->nothing |= group->count == 0;
    return status;
}

static dl_status add_source(dl_plan *plan, dl_sqlite *store, const char *name, dl_error *error)
{
    dl_str fold;
    dl_str_init(&fold);
    dl_name_fold(&fold, name, strlen(name));
    dl_status status = DL_OK;
    if (!dl_str_ok(&fold))
        status = dl_fail_nomem(error);
    else
        status = group_add(
            &plan->sources, store, "SELECT id, documents FROM source WHERE fold = ? AND name = ?",
            DL_VALUES(dl_value_textn(fold.text, fold.len), dl_value_text(name)), error);
    dl_str_release(&fold);
    return status;
}

static dl_status add_sources(dl_plan *plan, dl_sqlite *store, const dl_query *query,
                             dl_error *error)
{
    size_t names = 0;
    for (size_t i = 0; i < query->count; i++)
        if (query->terms[i].kind == DL_TERM_SOURCE) {
            plan->sourced = true;
            names += query->terms[i].ids_count;
        }
    if (!plan->sourced)
        return DL_OK;
    plan->sources.ids = dl_arena_calloc(&plan->arena, names, sizeof *plan->sources.ids);
    dl_status status = plan->sources.ids ? DL_OK : dl_fail_nomem(error);
    for (size_t i = 0; !status && i < query->count; i++) {
        const dl_term *term = &query->terms[i];
        if (term->kind != DL_TERM_SOURCE)
            continue;
        plan->unsourced |= !term->text;
        for (size_t j = 0; !status && term->text && j < term->ids_count; j++)
            status = add_source(plan, store, term->ids[j], error);
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

/* Adds the phrase of TERM to an FTS5 expression: quoted, so that nothing in it is syntax. False
 * where it holds no word. */
static bool add_phrase(dl_str *match, const dl_term *term)
{
    dl_tokens walk = {.text = term->text, .len = strlen(term->text)};
    dl_token word;
    if (!dl_token_next(&walk, &word))
        return false;
    if (match->len)
        dl_str_add(match, " AND ");
    dl_str_addc(match, '"');
    for (const char *c = term->text; *c; c++) {
        if (*c == '"')
            dl_str_addc(match, '"');
        dl_str_addc(match, *c);
    }
    dl_str_add(match, term->prefix ? "\" *" : "\"");
    return true;
}

static dl_status add_words(dl_plan *plan, const dl_query *query, dl_error *error)
{
    dl_str match;
    dl_str_init(&match);
    for (size_t i = 0; i < query->count; i++)
        if (query->terms[i].kind == DL_TERM_TEXT && !add_phrase(&match, &query->terms[i]))
            plan->nothing = true;
    if (match.len)
        plan->match = dl_arena_strndup(&plan->arena, match.text, match.len);
    bool ok = dl_str_ok(&match) && (match.len == 0 || plan->match);
    dl_str_release(&match);
    return ok ? DL_OK : dl_fail_nomem(error);
}

/* --- dates --- */

static int compare_ranges(const void *a, const void *b)
{
    const dl_key_range *x = a, *y = b;
    return (x->low > y->low) - (x->low < y->low);
}

/* Makes the ranges apart and ascending. */
static void merge_ranges(dl_plan *plan)
{
    dl_key_range *ranges = plan->ranges;
    size_t kept = 0;
    if (plan->ranges_count)
        qsort(ranges, plan->ranges_count, sizeof *ranges, compare_ranges);
    for (size_t i = 0; i < plan->ranges_count; i++) {
        if (ranges[i].low > ranges[i].high)
            continue;
        if (kept && ranges[i].low <= ranges[kept - 1].high + 1) {
            if (ranges[i].high > ranges[kept - 1].high)
                ranges[kept - 1].high = ranges[i].high;
        } else {
            ranges[kept++] = ranges[i];
        }
    }
    plan->ranges_count = kept;
}

static dl_status add_dates(dl_plan *plan, const dl_query *query, dl_error *error)
{
    bool dated = false;
    plan->ranges = dl_arena_calloc(&plan->arena, query->count + 1, sizeof *plan->ranges);
    if (!plan->ranges)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < query->count; i++) {
        const dl_term *term = &query->terms[i];
        dl_key_range range = {DL_KEY_LEAST, dl_key_make(DL_DAY_MIN, 0) - 1};
        if (term->kind == DL_TERM_DATE)
            range = (dl_key_range){dl_key_make(term->first, 0), dl_key_make(term->last + 1, 0) - 1};
        if (term->kind == DL_TERM_DATE || term->kind == DL_TERM_UNDATED)
            plan->ranges[plan->ranges_count++] = range;
        plan->inferred |= term->kind == DL_TERM_INFERRED;
        dated |= term->kind == DL_TERM_INFERRED;
    }
    dated |= plan->ranges_count > 0;
    if (!dated)
        plan->ranges[plan->ranges_count++] = (dl_key_range){DL_KEY_LEAST, DL_KEY_MOST};
    merge_ranges(plan);
    plan->nothing |= plan->ranges_count == 0 && !plan->inferred;
    return DL_OK;
}

dl_status dl_plan_init(dl_plan *plan, dl_sqlite *store, const dl_query *query, bool with_sources,
                       dl_error *error)
{
    *plan = (dl_plan){0};
    plan->entities = dl_arena_calloc(&plan->arena, query->count, sizeof *plan->entities);
    dl_status status = plan->entities ? add_dates(plan, query, error) : dl_fail_nomem(error);
    if (!status)
        status = add_words(plan, query, error);
    if (!status && with_sources)
        status = add_sources(plan, store, query, error);
    for (size_t i = 0; !status && i < query->count; i++)
        if (query->terms[i].kind == DL_TERM_ENTITY)
            status = add_entity(plan, store, &query->terms[i], error);
    return status;
}

void dl_plan_release(dl_plan *plan)
{
    dl_arena_release(&plan->arena);
}

bool dl_plan_is_dates(const dl_plan *plan)
{
    return !plan->match && !plan->sourced && !plan->inferred && plan->entities_count == 0;
}
