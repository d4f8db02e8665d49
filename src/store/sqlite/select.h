/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SQLITE_SELECT_H
#define STORE_SQLITE_SELECT_H

#include "dateline/str.h"
#include "store/sqlite/sqlite.h"

/*
 * From a query to SQL, in three steps.
 *
 * A *plan* (plan.c) is a query whose names have become numbers: groups of which any will do, ranges
 * of keys, one FTS5 expression.
 *
 * A walk through a list is cut into *legs* (leg.c), each a range of keys in one direction that an
 * index gives in display order: "oldest first, undated last" is two legs, "by source, after this
 * row" is the rest of that source and then all sources after it.
 *
 * A *select* (select.c) is the SQL of a plan on a leg. It has a driver, the table whose index is
 * walked: FTS5 where words are looked for (it walks rowids, and these are keys), else the group that
 * holds the fewest documents, else the documents. What the driver does not see to is asked of each
 * row. A group of several is a UNION of ordered walks, which SQLite merges as it goes.
 */

/* Inclusive at both ends. */
typedef struct dl_key_range {
    dl_key low, high;
} dl_key_range;

#define DL_KEY_LEAST (DL_KEY_NONE + 1)
#define DL_KEY_MOST INT64_MAX

/* Things of which any will do. */
typedef struct dl_group {
    int64_t *ids;
    size_t count;
    int64_t documents; /* that hold one of them, at most */
} dl_group;

/* What is asked of each row and never drives a walk. */
typedef enum dl_probe_kind {
    DL_PROBE_ENTITIES, /* names one of `group` */
    DL_PROBE_SOURCES,  /* bears one of `group` as source, publisher or via */
    DL_PROBE_UNSOURCED,
    DL_PROBE_VIA,  /* was taken from one of `group` */
    DL_PROBE_LANG, /* is in the language `text` */
    DL_PROBE_INFERRED,
    DL_PROBE_AMBIGUOUS,
    DL_PROBE_TAG,      /* bears one of `group` */
    DL_PROBE_STATE,    /* is in `state` */
    DL_PROBE_WORDS,    /* matches the FTS5 expression `text` */
    DL_PROBE_NEAR,     /* names one of `group` and one of `other` within `scope` */
    DL_PROBE_BEARS,    /* has a mention of a form or kind of `bits` */
    DL_PROBE_OUTDATED, /* its names were not found by the annotator `text` */
} dl_probe_kind;

typedef struct dl_probe {
    dl_probe_kind kind;
    int64_t bits;   /* BEARS */
    unsigned least; /* confidence of the mentions that count: ENTITIES, NEAR */
    bool negated;
    dl_group group, other;
    dl_scope scope;
    dl_term_state state;
    const char *text;
} dl_probe;

typedef struct dl_plan {
    dl_arena arena;
    bool nothing;          /* no document can match */
    unsigned least;        /* confidence below which mentions count for nothing */
    const char *match;     /* FTS5 expression, or NULL */
    const char *relevance; /* FTS5 expression of the words that make a document relevant, or NULL */
    dl_key_range *ranges;  /* of keys: apart, ascending */
    size_t ranges_count;
    dl_key_range *barred; /* of keys: none of these; `ranges` are without them */
    size_t barred_count;
    bool inferred;  /* documents with an inferred date are meant, besides the ranges */
    bool ambiguous; /* so are those whose date has two readings */
    bool sourced;   /* `sources` and `unsourced` say which */
    bool unsourced;
    dl_group sources;
    dl_group *entities; /* each must be there */
    size_t entities_count;
    dl_group *tags; /* each must be there */
    size_t tags_count;
    bool states[DL_STATE_COUNT]; /* that must be so; they are probes too */
    const dl_fold *fold;         /* copies are left out as it says; NULL: none (dl_plan_fold) */
    dl_probe *probes;            /* each must hold */
    size_t probes_count;
} dl_plan;

/* Makes the plan of QUERY, without its source: terms where WITH_SOURCES is false. Release it in any
 * case. */
dl_status dl_plan_init(dl_plan *plan, dl_sqlite *store, const dl_query *query, bool with_sources,
                       dl_error *error);
void dl_plan_release(dl_plan *plan);

/* Whether documents are meant by something of their dates that keys do not say. */
static inline bool dl_plan_is_flagged(const dl_plan *plan)
{
    return plan->inferred || plan->ambiguous;
}

/* Whether the plan asks for dates alone, so that held counts can answer it; and whether for nothing, so
 * that all documents are meant. Folding does not count. */
bool dl_plan_is_dates(const dl_plan *plan);
bool dl_plan_is_everything(const dl_plan *plan);

/* The numbers of what TERM names: the entities, or the sources, that bear one of its ids (plan.c). */
dl_status dl_group_entities(dl_group *group, dl_plan *plan, dl_sqlite *store,
                            const char *const *ids, size_t count, dl_error *error);
dl_status dl_group_sources(dl_group *group, dl_plan *plan, dl_sqlite *store, const char *const *ids,
                           size_t count, dl_error *error);

dl_status dl_group_tags(dl_group *group, dl_plan *plan, dl_sqlite *store, const char *const *names,
                        size_t count, dl_error *error);

/* Adds to PLAN the probes that QUERY's terms ask for, without its source: terms where WITH_SOURCES is
 * false (probe.c). */
dl_status dl_probes_make(dl_plan *plan, dl_sqlite *store, const dl_query *query, bool with_sources,
                         dl_error *error);

/* --- legs --- */

/* Which sources a leg passes through. */
typedef enum dl_leg_sources {
    DL_LEG_ANY,    /* all, in the order of keys */
    DL_LEG_AT,     /* one */
    DL_LEG_ALL,    /* all, source by source */
    DL_LEG_AFTER,  /* those whose names come after the anchor's, source by source */
    DL_LEG_BEFORE, /* those before */
} dl_leg_sources;

typedef struct dl_leg {
    dl_key_range keys;
    bool down;         /* keys descend */
    bool sources_down; /* sources descend */
    dl_leg_sources sources;
    dl_value fold, name; /* of the anchor's source: AT, AFTER, BEFORE */
    bool whole;          /* the plan's ranges are not seen to by `keys` */
} dl_leg;

/* Where a walk begins and which way it goes. */
typedef struct dl_walk {
    dl_order order;
    dl_anchor anchor;
    bool back;
    bool inclusive; /* the anchor's own row comes first */
} dl_walk;

/* The legs of WALK under PLAN in the order they are walked, in the plan's arena. */
dl_status dl_legs_make(dl_plan *plan, const dl_walk *walk, dl_leg **ret_legs, size_t *ret_count,
                       dl_error *error);

/* Whether LEG goes source by source. */
bool dl_leg_by_source(const dl_leg *leg);

/* --- building SQL --- */

typedef struct dl_sql {
    dl_str text;
    struct {
        dl_value *items;
        size_t len, size;
    } values;
} dl_sql;

void dl_sql_init(dl_sql *sql);
void dl_sql_release(dl_sql *sql);

/* Adds SQL that is the program's own, never a text from outside. */
void dl_sql_add(dl_sql *sql, const char *text);
/* Adds `?` and binds the value, which must live as long as the statement. */
void dl_sql_bind(dl_sql *sql, dl_value value);
/* Adds "(?,?,...)", the numbers of GROUP. */
void dl_sql_add_ids(dl_sql *sql, const dl_group *group);
/* Adds the condition that the document `d` names one of GROUP. Of a great group the keys are gathered once;
 * MAY_DRIVE: they may be walked, in their order. */
void dl_sql_add_naming(dl_sql *sql, const dl_group *group, unsigned least, bool may_drive);
/* Adds how many mentions of a confidence of LEAST or more the row ALIAS of `named` tells of. */
void dl_sql_add_hits(dl_sql *sql, const char *alias, unsigned least);
/* Adds " AND " and the condition that PROBE holds of the document `d`. */
void dl_sql_add_probe(dl_sql *sql, const dl_probe *probe);
/* Adds the condition that the source `s` is one that LEG passes through ("1" for any). */
void dl_sql_add_leg_sources(dl_sql *sql, const dl_leg *leg);

/* Prepares and binds; dl_rows_end when done. */
dl_status dl_sql_begin(dl_sqlite *store, const dl_sql *sql, sqlite3_stmt **ret_rows,
                       dl_error *error);

/* What is selected of each document. */
typedef enum dl_columns {
    DL_COLUMNS_KEY,   /* key, fold and name of the source, its number */
    DL_COLUMNS_ROW,   /* the same, and what a list shows */
    DL_COLUMNS_COUNT, /* key, source, read, how, ambiguous, hits: named so */
} dl_columns;

/* Adds the select of PLAN on LEG, without order and limit. FOCUS: the number of the entity whose
 * mentions `hits` counts, or 0. */
void dl_select_add(dl_sql *sql, const dl_plan *plan, const dl_leg *leg, dl_columns columns,
                   int64_t focus);

/* Adds all that PLAN asks of the document `d`, each with " AND " before it. */
void dl_conditions_add(dl_sql *sql, const dl_plan *plan);

/* Adds the order in which LEG is walked. */
void dl_select_add_order(dl_sql *sql, const dl_leg *leg);

/* --- folding (fold.c) --- */

/* Makes PLAN leave out copies as QUERY says, which lives as long. Where no document is a copy it costs
 * nothing. */
dl_status dl_plan_fold(dl_plan *plan, dl_sqlite *store, const dl_query *query, dl_error *error);

/* Adds that the document `d` is not folded away. */
void dl_fold_add(dl_sql *sql, const dl_plan *plan);

/* Adds to *RET the documents on LEG that PLAN, which folds, leaves out, or where FOCUS is not 0 the mentions
 * of that entity in them. */
dl_status dl_fold_count(dl_sqlite *store, const dl_plan *plan, const dl_leg *leg, int64_t focus,
                        uint64_t *ret, dl_error *error);

/* --- walking (walk.c) --- */

/* A walk through all its legs, row by row. */
typedef struct dl_cursor {
    dl_sqlite *store;
    dl_plan *plan;
    dl_leg *legs;
    size_t legs_count, leg; /* `leg`: the next to be opened */
    dl_columns columns;
    int64_t focus;
    uint64_t left; /* rows that may still be given */
    dl_sql sql;
    sqlite3_stmt *rows; /* of the leg that is open; its columns are the current row */
} dl_cursor;

/* Begins WALK, for at most LIMIT rows. End it with dl_cursor_end in any case. */
dl_status dl_cursor_begin(dl_cursor *cursor, dl_sqlite *store, dl_plan *plan, const dl_walk *walk,
                          dl_columns columns, int64_t focus, uint64_t limit, dl_error *error);
dl_status dl_cursor_next(dl_cursor *cursor, bool *ret_row, dl_error *error);
void dl_cursor_end(dl_cursor *cursor);

/* Reads the row of DL_COLUMNS_ROW that ROWS stands on (list.c). */
dl_status dl_row_read(dl_sqlite *store, sqlite3_stmt *rows, dl_arena *arena, dl_doc_row *ret,
                      dl_error *error);

/* --- orders by score (ranked.c) --- */

/* A list in an order by score, ready to be asked. */
typedef struct dl_ranking {
    dl_sqlite *store;
    dl_order order;
    int64_t focus;         /* the number of the entity whose mentions count, or 0 */
    const char *relevance; /* the plan's */
    unsigned least;        /* the plan's */
    const dl_scored *items;
    size_t len;
} dl_ranking;

/* Ranks the documents of PLAN, or finds them ranked. *RET is good until another ranking is asked for or
 * PLAN is released. */
dl_status dl_ranking_make(dl_sqlite *store, dl_plan *plan, dl_order order, int64_t focus,
                          dl_ranking *ret, dl_error *error);
void dl_ranked_release(dl_sqlite *store);

/* The number of items before the document KEY, held or not (INCLUSIVE: before it or it). */
dl_status dl_ranking_place(const dl_ranking *ranking, dl_key key, bool inclusive, size_t *ret,
                           dl_error *error);

/* The items that a walk passes: COUNT from FIRST on, or going back those up to FIRST + COUNT. */
typedef struct dl_stretch {
    size_t first, count;
    bool back;
} dl_stretch;

dl_status dl_ranking_stretch(const dl_ranking *ranking, const dl_walk *walk, dl_stretch *ret,
                             dl_error *error);

/* The I-th item of the walk along STRETCH. */
static inline dl_scored dl_ranking_item(const dl_ranking *ranking, dl_stretch stretch, size_t i)
{
    return ranking->items[stretch.back ? stretch.first + stretch.count - 1 - i : stretch.first + i];
}

/* How often ITEM's document names the entity in focus. */
dl_status dl_ranking_hits(const dl_ranking *ranking, dl_scored item, int64_t *ret, dl_error *error);

/* Reads the row of one document; DL_COLUMNS_ROW or DL_COLUMNS_KEY, begun as a cursor is. */
dl_status dl_document_begin(dl_cursor *cursor, dl_sqlite *store, dl_plan *everything, dl_key key,
                            dl_columns columns, int64_t focus, dl_error *error);

/* --- held counts (tally.c) --- */

/* The month of DAY: year * 12 + month - 1, 0 for DL_DAY_NONE; and in SQL, of a column of keys. */
int64_t dl_month_of(dl_day day);
#define DL_MONTH_OF_KEY(key)                                                                       \
    "CASE WHEN " key " < 1048576 THEN 0 ELSE strftime('%Y', (" key " >> 20) + 1721424.5) * 12 + "  \
    "strftime('%m', (" key " >> 20) + 1721424.5) - 1 END"

/* The keys that documents of MONTH can have. */
dl_key_range dl_month_keys(int64_t month);

typedef struct dl_tally {
    int64_t source; /* where counts are asked for by source */
    uint64_t documents, unread, inferred, ambiguous;
} dl_tally;

/* What is added to counts. */
typedef struct dl_tally_delta {
    int documents, unread, inferred, ambiguous;
} dl_tally_delta;

typedef struct dl_tallies {
    dl_tally *items;
    size_t len, size;
} dl_tallies;

/* Adds to the counts held for the month of KEY and the imprint SOURCE. */
dl_status dl_tally_add(dl_sqlite *store, dl_key key, int64_t source, const dl_tally_delta *delta,
                       dl_error *error);

/* Adds to *RET what is held within LEG. */
dl_status dl_tally_sum(dl_sqlite *store, const dl_leg *leg, dl_tally *ret, dl_error *error);

/* Adds to *RET what is held within KEYS, a row a source, sources perhaps more than once. The caller
 * frees ret->items. */
dl_status dl_tally_by_source(dl_sqlite *store, dl_key_range keys, dl_tallies *ret, dl_error *error);

/* The number of the entity of that id; 0 for NULL and where there is none. */
dl_status dl_entity_number(dl_sqlite *store, const char *id, int64_t *ret, dl_error *error);

/* Sets *RET to the number of ENTITY, which is made where it is new (naming.c). */
dl_status dl_entity_take(dl_sqlite *store, const dl_entity *entity, int64_t *ret, dl_error *error);

/* The entity of that number, which a mention has; DL_ERR_CORRUPT where there is none. */
dl_status dl_entity_read(dl_sqlite *store, int64_t number, dl_arena *arena, dl_entity *ret,
                         dl_error *error);

/* The entities of the documents of PLAN, most mentioned first, then by id; at most LIMIT
 * (ranking.c). */
dl_status dl_entities_rank(dl_sqlite *store, dl_plan *plan, size_t limit, dl_arena *arena,
                           dl_entity_row **ret_rows, size_t *ret_count, dl_error *error);

/* Adds to *RET the mentions of FOCUS, of a confidence of LEAST or more, in documents with KEYS (list.c). */
dl_status dl_named_sum(dl_sqlite *store, dl_key_range keys, int64_t focus, unsigned least,
                       uint64_t *ret, dl_error *error);

/* Counts the rows of PLAN that WALK passes, or where FOCUS is not 0 the mentions of that entity in
 * them (list.c). */
dl_status dl_walk_count(dl_sqlite *store, dl_plan *plan, const dl_walk *walk, int64_t focus,
                        uint64_t *ret, dl_error *error);

#endif
