/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Probes: the conditions of a query that no index is walked for, since they exclude, or are seldom
 * asked. Each is answered for a row by what one or two look-ups give. near() is the dearest and comes
 * last; its two groups drive and probe as those of any entity do.
 */
#include <string.h>

#include "store/sqlite/levels.h"
#include "store/sqlite/select.h"

/* What a term becomes. */
typedef struct making {
    dl_plan *plan;
    dl_sqlite *store;
    dl_error *error;
} making;

/* Adds PROBE unless its group is empty: then it holds of nothing. */
static void keep(const making *m, dl_probe probe)
{
    if (probe.group.count)
        m->plan->probes[m->plan->probes_count++] = probe;
    else
        m->plan->nothing |= !probe.negated;
}

static void add_bears(const making *m, const dl_term *term, int64_t bits)
{
    m->plan->probes[m->plan->probes_count++] =
        (dl_probe){.kind = DL_PROBE_BEARS, .negated = term->negated, .bits = bits};
}

static dl_status add_entities(const making *m, const dl_term *term)
{
    dl_probe probe = {.kind = DL_PROBE_ENTITIES, .negated = true, .least = m->plan->least};
    if (dl_term_is_of_form(term)) {
        add_bears(m, term, DL_BEARS_KIND(term->entity_kind));
        return DL_OK;
    }
    if (!term->negated)
        return DL_OK; /* it may drive */
    dl_status status =
        dl_group_entities(&probe.group, m->plan, m->store, term->ids, term->ids_count, m->error);
    if (!status)
        keep(m, probe);
    return status;
}

static dl_status add_sources(const making *m, const dl_term *term)
{
    bool via = term->kind == DL_TERM_VIA;
    dl_probe probe = {.kind = via ? DL_PROBE_VIA : DL_PROBE_SOURCES, .negated = term->negated};
    if (!via && !term->negated)
        return DL_OK; /* they may drive */
    if (!term->text) {
        m->plan->probes[m->plan->probes_count++] =
            (dl_probe){.kind = DL_PROBE_UNSOURCED, .negated = term->negated};
        return DL_OK;
    }
    dl_status status =
        dl_group_sources(&probe.group, m->plan, m->store, term->ids, term->ids_count, m->error);
    if (!status)
        keep(m, probe);
    return status;
}

static dl_status add_near(const making *m, const dl_term *term)
{
    dl_probe probe = {.kind = DL_PROBE_NEAR,
                      .negated = term->negated,
                      .least = m->plan->least,
                      .scope = term->scope};
    const dl_named *near = term->near;
    dl_status status = dl_group_entities(&probe.group, m->plan, m->store, near[0].ids,
                                         near[0].ids_count, m->error);
    if (!status)
        status = dl_group_entities(&probe.other, m->plan, m->store, near[1].ids, near[1].ids_count,
                                   m->error);
    if (!status)
        keep(m, probe);
    return status;
}

static dl_status add_tag(const making *m, const dl_term *term)
{
    dl_probe probe = {.kind = DL_PROBE_TAG, .negated = true};
    if (!term->negated)
        return DL_OK; /* it may drive */
    dl_status status =
        dl_group_tags(&probe.group, m->plan, m->store, term->ids, term->ids_count, m->error);
    if (!status)
        keep(m, probe);
    return status;
}

/* Adds what TERM asks for; NEAR: whether it is the turn of near(). */
static dl_status add_term(const making *m, const dl_term *term, bool with_sources, bool near)
{
    if ((term->kind == DL_TERM_NEAR) != near)
        return DL_OK;
    switch (term->kind) {
    case DL_TERM_ENTITY:
        return add_entities(m, term);
    case DL_TERM_SOURCE:
        return with_sources ? add_sources(m, term) : DL_OK;
    case DL_TERM_VIA:
        return add_sources(m, term);
    case DL_TERM_NEAR:
        return add_near(m, term);
    case DL_TERM_LANG:
        m->plan->probes[m->plan->probes_count++] =
            (dl_probe){.kind = DL_PROBE_LANG, .negated = term->negated, .text = term->text};
        return DL_OK;
    case DL_TERM_TAG:
        return add_tag(m, term);
    case DL_TERM_FORM:
        add_bears(m, term, DL_BEARS_FORM(term->form));
        return DL_OK;
    case DL_TERM_IS:
        m->plan->probes[m->plan->probes_count++] =
            (dl_probe){.kind = DL_PROBE_STATE, .negated = term->negated, .state = term->state};
        return DL_OK;
    case DL_TERM_AMBIGUOUS:
        if (term->negated)
            m->plan->probes[m->plan->probes_count++] =
                (dl_probe){.kind = DL_PROBE_AMBIGUOUS, .negated = true};
        return DL_OK;
    case DL_TERM_INFERRED:
        if (term->negated)
            m->plan->probes[m->plan->probes_count++] =
                (dl_probe){.kind = DL_PROBE_INFERRED, .negated = true};
        return DL_OK;
    default:
        return DL_OK;
    }
}

dl_status dl_probes_make(dl_plan *plan, dl_sqlite *store, const dl_query *query, bool with_sources,
                         dl_error *error)
{
    const making m = {plan, store, error};
    dl_status status = DL_OK;
    for (int near = 0; near < 2; near++)
        for (size_t i = 0; !status && i < query->count; i++)
            status = add_term(&m, &query->terms[i], with_sources, near);
    if (query->outdated)
        plan->probes[plan->probes_count++] =
            (dl_probe){.kind = DL_PROBE_OUTDATED, .text = query->outdated};
    return status;
}

/* Adds the numbers of GROUP as one blob. */
static void bind_group(dl_sql *sql, const dl_group *group)
{
    dl_sql_bind(sql, dl_value_blob(group->count ? (const void *)group->ids : "",
                                   group->count * sizeof *group->ids));
}

/* Adds that one of the group stands in TABLE's COLUMN beside the document's key. */
static void add_exists(dl_sql *sql, const char *head, const dl_group *group)
{
    dl_sql_add(sql, head);
    dl_sql_add_ids(sql, group);
    dl_sql_add(sql, ")");
}

static const char *state_sql(dl_term_state state)
{
    static const char *const conditions[] = {"d.read = 0", "d.starred = 1", "d.noted = 1",
                                             "EXISTS (SELECT 1 FROM copy p WHERE p.key = d.key)"};
    return conditions[state];
}

void dl_sql_add_probe(dl_sql *sql, const dl_probe *probe)
{
    dl_sql_add(sql, probe->negated ? " AND NOT " : " AND ");
    switch (probe->kind) {
    case DL_PROBE_ENTITIES:
        dl_sql_add_naming(sql, &probe->group, probe->least, false);
        break;
    case DL_PROBE_SOURCES:
        add_exists(sql, "EXISTS (SELECT 1 FROM carried p WHERE p.key = d.key AND p.source IN ",
                   &probe->group);
        break;
    case DL_PROBE_UNSOURCED:
        dl_sql_add(sql, "d.source = 0");
        break;
    case DL_PROBE_VIA:
        add_exists(sql, "EXISTS (SELECT 1 FROM via p WHERE p.key = d.key AND p.source IN ",
                   &probe->group);
        break;
    case DL_PROBE_LANG:
        dl_sql_add(sql, "d.key IN (SELECT key FROM record WHERE lang = ");
        dl_sql_bind(sql, dl_value_text(probe->text));
        dl_sql_add(sql, " COLLATE NOCASE UNION ALL SELECT key FROM record WHERE lang > ");
        dl_sql_bind(sql, dl_value_text(probe->text));
        dl_sql_add(sql, " || '-' COLLATE NOCASE AND lang < ");
        dl_sql_bind(sql, dl_value_text(probe->text));
        dl_sql_add(sql, " || '.' COLLATE NOCASE)");
        break;
    case DL_PROBE_TAG:
        add_exists(sql, "EXISTS (SELECT 1 FROM labelled p WHERE p.key = d.key AND p.tag IN ",
                   &probe->group);
        break;
    case DL_PROBE_STATE:
        dl_sql_add(sql, state_sql(probe->state));
        break;
    case DL_PROBE_AMBIGUOUS:
        dl_sql_add(sql, "d.ambiguous = 1");
        break;
    case DL_PROBE_INFERRED:
        dl_sql_add(sql, "d.how = 2");
        break;
    case DL_PROBE_WORDS:
        dl_sql_add(sql, "d.key IN (SELECT rowid FROM words WHERE words MATCH ");
        dl_sql_bind(sql, dl_value_text(probe->text));
        dl_sql_add(sql, ")");
        break;
    case DL_PROBE_NEAR:
        dl_sql_add(sql, "coalesce((SELECT dl_near(m.list, m.steps, ");
        bind_group(sql, &probe->group);
        dl_sql_add(sql, ", ");
        bind_group(sql, &probe->other);
        dl_sql_add(sql, ", ");
        dl_sql_bind(sql, dl_value_int(probe->scope));
        dl_sql_add(sql, ", ");
        dl_sql_bind(sql, dl_value_int(probe->least));
        dl_sql_add(sql, ") FROM mention m WHERE m.key = d.key), 0)");
        break;
    case DL_PROBE_BEARS:
        dl_sql_add(sql, "(d.bears & ");
        dl_sql_bind(sql, dl_value_int(probe->bits));
        dl_sql_add(sql, ") <> 0");
        break;
    case DL_PROBE_OUTDATED:
        dl_sql_add(sql, "d.annotator IS NOT (SELECT id FROM annotator WHERE version = ");
        dl_sql_bind(sql, dl_value_text(probe->text));
        dl_sql_add(sql, ")");
        break;
    }
}
