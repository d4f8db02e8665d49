/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "dateline/vec.h"
#include "store/names.h"
#include "store/sqlite/select.h"

/* --- SQL as it grows --- */

void dl_sql_init(dl_sql *sql)
{
    *sql = (dl_sql){0};
    dl_str_init(&sql->text);
}

void dl_sql_release(dl_sql *sql)
{
    dl_str_release(&sql->text);
    free(sql->values.items);
    dl_sql_init(sql);
}

void dl_sql_add(dl_sql *sql, const char *text)
{
    dl_str_add(&sql->text, text);
}

void dl_sql_bind(dl_sql *sql, dl_value value)
{
    dl_str_addc(&sql->text, '?');
    if (!dl_vec_push(&sql->values, value))
        sql->text.failed = true;
}

dl_status dl_sql_begin(dl_sqlite *store, const dl_sql *sql, sqlite3_stmt **ret_rows,
                       dl_error *error)
{
    if (!dl_str_ok(&sql->text))
        return dl_fail_nomem(error);
    dl_values values = {sql->values.items, sql->values.len};
    return dl_rows_begin(store, sql->text.text, values, ret_rows, error);
}

void dl_sql_add_ids(dl_sql *sql, const dl_group *group)
{
    dl_sql_add(sql, "(");
    for (size_t i = 0; i < group->count; i++) {
        if (i)
            dl_sql_add(sql, ",");
        dl_sql_bind(sql, dl_value_int(group->ids[i]));
    }
    dl_sql_add(sql, ")");
}

void dl_sql_add_leg_sources(dl_sql *sql, const dl_leg *leg)
{
    if (leg->sources == DL_LEG_ANY || leg->sources == DL_LEG_ALL) {
        dl_sql_add(sql, "1");
        return;
    }
    bool at = leg->sources == DL_LEG_AT;
    dl_sql_add(sql, at                             ? "s.fold = "
                    : leg->sources == DL_LEG_AFTER ? "(s.fold, s.name) > ("
                                                   : "(s.fold, s.name) < (");
    dl_sql_bind(sql, leg->fold);
    dl_sql_add(sql, at ? " AND s.name = " : ", ");
    dl_sql_bind(sql, leg->name);
    dl_sql_add(sql, at ? "" : ")");
}

void dl_sql_add_hits(dl_sql *sql, const char *alias, unsigned least)
{
    if (!least) {
        dl_sql_add(sql, alias);
        dl_sql_add(sql, ".hits");
        return;
    }
    dl_sql_add(sql, "dl_hits(");
    dl_sql_add(sql, alias);
    dl_sql_add(sql, ".levels, ");
    dl_sql_bind(sql, dl_value_int(least));
    dl_sql_add(sql, ")");
}

/* Adds that the row ALIAS of `named` tells of a mention that counts. */
static void add_counts(dl_sql *sql, const char *alias, unsigned least)
{
    if (!least)
        return;
    dl_sql_add(sql, " AND ");
    dl_sql_add_hits(sql, alias, least);
    dl_sql_add(sql, " > 0");
}

/* --- drivers --- */

#define ARMS_MAX 32        /* walks that are merged into one */
#define ASKED_MAX 8        /* things that each row is asked for one by one */
#define FEW_DOCUMENTS 2000 /* that are sooner sorted than found one by one in another order */

typedef enum driver_kind {
    DRIVER_DOCUMENTS,
    DRIVER_WORDS,
    DRIVER_ENTITY,
    DRIVER_SOURCES,
    DRIVER_TAG
} driver_kind;

typedef struct driver {
    driver_kind kind;
    const char *index; /* DOCUMENTS: of those in a state of which there are few; or NULL */
    const dl_group *group;
    size_t arms;
} driver;

/* The index of documents that are in a state PLAN asks for; NULL where it asks for none. */
static const char *state_index(const dl_plan *plan)
{
    return plan->states[DL_STATE_STARRED]  ? " INDEXED BY document_starred"
           : plan->states[DL_STATE_NOTED]  ? " INDEXED BY document_noted"
           : plan->states[DL_STATE_UNREAD] ? " INDEXED BY document_unread"
                                           : NULL;
}

/* Takes the one of COUNT groups that fewer than *LEAST documents hold. */
static void choose_group(driver *best, driver_kind kind, const dl_group *groups, size_t count,
                         int64_t *least)
{
    for (size_t i = 0; i < count; i++) {
        if (groups[i].count > ARMS_MAX || groups[i].documents >= *least)
            continue;
        *best = (driver){.kind = kind, .group = &groups[i], .arms = groups[i].count};
        *least = groups[i].documents;
    }
}

static driver choose_driver(const dl_plan *plan, const dl_leg *leg)
{
    driver best = {.kind = DRIVER_DOCUMENTS, .arms = 1};
    bool sorted = leg->sources != DL_LEG_ANY;
    int64_t least = sorted ? FEW_DOCUMENTS : INT64_MAX;
    if (plan->match)
        return (driver){.kind = DRIVER_WORDS, .arms = 1};
    best.index = sorted ? NULL : state_index(plan);
    if (best.index && !plan->states[DL_STATE_UNREAD])
        return best;
    size_t arms = plan->sources.count + plan->unsourced;
    if (plan->sourced && arms <= ARMS_MAX && plan->sources.documents < least) {
        best = (driver){.kind = DRIVER_SOURCES, .group = &plan->sources, .arms = arms};
        least = plan->sources.documents;
    }
    choose_group(&best, DRIVER_ENTITY, plan->entities, plan->entities_count, &least);
    choose_group(&best, DRIVER_TAG, plan->tags, plan->tags_count, &least);
    return best;
}

/* The expression for the key that the driver's index orders. */
static const char *key_of(driver_kind kind)
{
    return kind == DRIVER_WORDS ? "f.rowid" : kind == DRIVER_DOCUMENTS ? "d.key" : "n.key";
}

/* Adds FROM and the condition that is the driver's own; ARM: which of a group; NAMED: the source's
 * name is asked for. */
static void add_from(dl_sql *sql, const dl_plan *plan, const dl_leg *leg, driver by, size_t arm,
                     bool named)
{
    bool unsourced = by.kind == DRIVER_SOURCES && arm == by.group->count;
    const char *source =
        named || leg->sources != DL_LEG_ANY ? " CROSS JOIN source s ON s.id = d.source" : "";
    if (by.kind == DRIVER_WORDS) {
        dl_sql_add(sql, " FROM words f CROSS JOIN document d ON d.key = f.rowid");
        dl_sql_add(sql, source);
        dl_sql_add(sql, " WHERE f.words MATCH ");
        dl_sql_bind(sql, dl_value_text(plan->match));
    } else if (unsourced) {
        dl_sql_add(sql, " FROM document d");
        dl_sql_add(sql, source);
        dl_sql_add(sql, " WHERE d.source = 0");
    } else if (by.kind != DRIVER_DOCUMENTS) {
        dl_sql_add(sql, by.kind == DRIVER_ENTITY ? " FROM named n"
                        : by.kind == DRIVER_TAG  ? " FROM labelled n"
                                                 : " FROM carried n");
        dl_sql_add(sql, " CROSS JOIN document d ON d.key = n.key");
        dl_sql_add(sql, source);
        dl_sql_add(sql, by.kind == DRIVER_ENTITY ? " WHERE n.entity = "
                        : by.kind == DRIVER_TAG  ? " WHERE n.tag = "
                                                 : " WHERE n.source = ");
        dl_sql_bind(sql, dl_value_int(by.group->ids[arm]));
        add_counts(sql, "n", by.kind == DRIVER_ENTITY ? plan->least : 0);
    } else if (leg->sources == DL_LEG_ANY) {
        dl_sql_add(sql, " FROM document d");
        dl_sql_add(sql, by.index ? by.index : "");
        dl_sql_add(sql, source);
        dl_sql_add(sql, " WHERE 1");
    } else {
        dl_sql_add(sql, " FROM source s CROSS JOIN document d ON d.source = s.id WHERE 1");
    }
}

static void add_range(dl_sql *sql, const char *key, dl_key_range range)
{
    if (range.low > DL_KEY_LEAST) {
        dl_sql_add(sql, " AND ");
        dl_sql_add(sql, key);
        dl_sql_add(sql, " >= ");
        dl_sql_bind(sql, dl_value_int(range.low));
    }
    if (range.high < DL_KEY_MOST) {
        dl_sql_add(sql, " AND ");
        dl_sql_add(sql, key);
        dl_sql_add(sql, " <= ");
        dl_sql_bind(sql, dl_value_int(range.high));
    }
}

/* Adds the conditions on dates that the leg's keys do not see to. */
static void add_dates(dl_sql *sql, const dl_plan *plan, const dl_leg *leg)
{
    if (!leg->whole)
        return;
    dl_sql_add(sql, " AND (");
    dl_sql_add(sql, plan->inferred ? "((d.how = 2" : "((0");
    dl_sql_add(sql, plan->ambiguous ? " OR d.ambiguous = 1)" : ")");
    for (size_t i = 0; i < plan->barred_count; i++) {
        dl_sql_add(sql, " AND NOT (1");
        add_range(sql, "d.key", plan->barred[i]);
        dl_sql_add(sql, ")");
    }
    dl_sql_add(sql, ")");
    for (size_t i = 0; i < plan->ranges_count; i++) {
        dl_sql_add(sql, " OR (1");
        add_range(sql, "d.key", plan->ranges[i]);
        dl_sql_add(sql, ")");
    }
    dl_sql_add(sql, ")");
}

void dl_sql_add_naming(dl_sql *sql, const dl_group *group, unsigned least, bool may_drive)
{
    bool many = group->count > ASKED_MAX;
    dl_sql_add(sql, !many ? "EXISTS (SELECT 1 FROM named p WHERE p.key = d.key AND p.entity IN "
                    : may_drive ? "d.key IN (SELECT p.key FROM named p WHERE p.entity IN "
                                : "+d.key IN (SELECT p.key FROM named p WHERE p.entity IN ");
    dl_sql_add_ids(sql, group);
    add_counts(sql, "p", least);
    dl_sql_add(sql, ")");
}

/* Adds the conditions of groups that do not drive, and the probes. FREE: nothing but the order of keys drives, so
 * that the keys of a great group may. */
static void add_probes(dl_sql *sql, const dl_plan *plan, driver by, bool free)
{
    if (plan->sourced && by.group != &plan->sources) {
        dl_sql_add(sql, plan->unsourced ? " AND (d.source = 0 OR " : " AND (");
        dl_sql_add(sql, "EXISTS (SELECT 1 FROM carried p WHERE p.key = d.key AND p.source IN ");
        dl_sql_add_ids(sql, &plan->sources);
        dl_sql_add(sql, "))");
    }
    for (size_t i = 0; i < plan->entities_count; i++) {
        if (by.group == &plan->entities[i])
            continue;
        dl_sql_add(sql, " AND ");
        dl_sql_add_naming(sql, &plan->entities[i], plan->least, free);
    }
    for (size_t i = 0; i < plan->tags_count; i++) {
        if (by.group == &plan->tags[i])
            continue;
        dl_sql_add(sql, " AND EXISTS (SELECT 1 FROM labelled p WHERE p.key = d.key AND p.tag IN ");
        dl_sql_add_ids(sql, &plan->tags[i]);
        dl_sql_add(sql, ")");
    }
    for (size_t i = 0; i < plan->probes_count; i++)
        dl_sql_add_probe(sql, &plan->probes[i]);
}

void dl_conditions_add(dl_sql *sql, const dl_plan *plan)
{
    const dl_leg whole = {.whole = true};
    if (plan->match) {
        dl_sql_add(sql, " AND d.key IN (SELECT rowid FROM words WHERE words MATCH ");
        dl_sql_bind(sql, dl_value_text(plan->match));
        dl_sql_add(sql, ")");
    }
    add_dates(sql, plan, &whole);
    add_probes(sql, plan, (driver){.kind = DRIVER_DOCUMENTS}, false);
}

/* --- the select --- */

/* Whether the driver's rows are those that count the mentions of FOCUS. */
static bool counts_focus(driver by, int64_t focus)
{
    return by.kind == DRIVER_ENTITY && by.arms == 1 && by.group->ids[0] == focus;
}

static void add_columns(dl_sql *sql, dl_columns columns, driver by, const char *key, int64_t focus,
                        unsigned least)
{
    static const char *const lists[] = {
        [DL_COLUMNS_KEY] = ", s.fold, s.name, d.source",
        [DL_COLUMNS_ROW] = (", s.fold, s.name, d.source, d.sha256, d.minute, d.precision, d.how, "
                            "d.read, d.titled, d.heading, d.starred, d.noted, d.ambiguous, "
                            "EXISTS (SELECT 1 FROM labelled l WHERE l.key = d.key), "
                            "EXISTS (SELECT 1 FROM copy c WHERE c.key = d.key), "
                            "(SELECT count(*) FROM copy c WHERE c.head = d.key)"),
        [DL_COLUMNS_COUNT] = " AS key, d.source AS source, d.read AS read, d.how AS how, "
                             "d.ambiguous AS ambiguous",
    };
    dl_sql_add(sql, "SELECT ");
    dl_sql_add(sql, key);
    dl_sql_add(sql, lists[columns]);
    if (columns == DL_COLUMNS_KEY)
        return;
    dl_sql_add(sql, ", ");
    if (counts_focus(by, focus)) {
        dl_sql_add_hits(sql, "n", least);
    } else if (focus) {
        dl_sql_add(sql, "coalesce((SELECT ");
        dl_sql_add_hits(sql, "h", least);
        dl_sql_add(sql, " FROM named h WHERE h.key = d.key AND h.entity = ");
        dl_sql_bind(sql, dl_value_int(focus));
        dl_sql_add(sql, "), 0)");
    } else {
        dl_sql_add(sql, "0");
    }
    dl_sql_add(sql, " AS hits");
}

void dl_select_add(dl_sql *sql, const dl_plan *plan, const dl_leg *leg, dl_columns columns,
                   int64_t focus)
{
    driver by = choose_driver(plan, leg);
    for (size_t arm = 0; arm < by.arms; arm++) {
        bool unsourced = by.kind == DRIVER_SOURCES && arm == by.group->count;
        const char *key = unsourced ? "d.key" : key_of(by.kind);
        if (arm)
            dl_sql_add(sql, " UNION ");
        add_columns(sql, columns, by, key, focus, plan->least);
        add_from(sql, plan, leg, by, arm, columns != DL_COLUMNS_COUNT);
        add_range(sql, key, leg->keys);
        dl_sql_add(sql, " AND ");
        dl_sql_add_leg_sources(sql, leg);
        add_dates(sql, plan, leg);
        add_probes(sql, plan, by, by.kind == DRIVER_DOCUMENTS && leg->sources == DL_LEG_ANY);
        dl_fold_add(sql, plan);
    }
}

void dl_select_add_order(dl_sql *sql, const dl_leg *leg)
{
    dl_sql_add(sql, " ORDER BY ");
    if (dl_leg_by_source(leg))
        dl_sql_add(sql, leg->sources_down ? "2 DESC, 3 DESC, " : "2, 3, ");
    dl_sql_add(sql, leg->down ? "1 DESC" : "1");
}
