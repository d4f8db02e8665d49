/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STORE_BENCH_H
#define TESTS_STORE_BENCH_H

#include "dateline/date.h"
#include "dateline/token.h"
#include "support.h"

/* A store under test, and shorthands to ask it. What it answers is written down in the transcript. */
typedef struct bench {
    const dl_store_ops *ops;
    dl_store *store;
    dl_arena arena;
    unsigned least;    /* of the queries that are asked (dl_query) */
    dl_str transcript; /* of all tests */
} bench;

typedef struct bench_test {
    const char *name;
    void (*test)(void *context); /* the bench */
} bench_test;

/* Each ends with a test without a name. */
extern const bench_test suite_put[], suite_list[], suite_query[], suite_reading[], suite_marks[],
    suite_locate[], suite_decide[], suite_alias[], suite_amend[], suite_group[], suite_timeline[],
    suite_office[], suite_names[], suite_persons[];

#define ORDERS 8
extern const dl_order orders[ORDERS];

/* What bench_list takes for the focus. */
#define BENCH_FOCUS "person/ada-brandt"
extern const dl_anchor no_anchor;
extern const dl_query everything;

/* --- what there is to find --- */

/* Six documents made to be told apart by queries. */
#define LIBRARY 6
extern const sample bench_library[LIBRARY];

/* Queries that each match some of the first RANDOM_DOCUMENTS random documents; the first all. */
#define RANDOM_DOCUMENTS 90
#define FILTERS 17
extern const char *const bench_filters[FILTERS];

void bench_put_all(bench *b, const sample *samples, size_t count);
void bench_put_random(bench *b, unsigned count);

/* --- asking --- */

/* The query of TEXT, its names resolved where the archive knows them. */
dl_query bench_query(bench *b, const char *text);

typedef struct rows {
    dl_doc_row *items;
    size_t count;
} rows;

rows bench_list(bench *b, const dl_query *query, dl_order order, dl_anchor anchor, bool back,
                size_t limit);
dl_anchor bench_anchor(const dl_doc_row *row);

/* The origins of all that TEXT matches, in ORDER, parted by blanks. */
const char *bench_origins(bench *b, const char *text, dl_order order);
#define CHECK_QUERY(text, should) CHECK_TEXT(bench_origins(b, text, DL_ORDER_OLDEST), should)

dl_key bench_key(bench *b, const sample *from);
dl_stored bench_stored(bench *b, const sample *from);
void bench_set_read(bench *b, const sample *from, bool read);
dl_counts bench_count(bench *b, const char *text, const char *focus);

/* "Name documents/unread, ..." of the source list under TEXT; "id mentions/documents, ...". */
const char *bench_sources(bench *b, const char *text);
const char *bench_entities(bench *b, const char *text, size_t limit);

/* The ids that TEXT resolves to, parted by blanks. */
const char *bench_resolve(bench *b, dl_kind kind, const char *text, size_t limit);
const char *bench_resolve_own(bench *b, dl_kind kind, const char *own, const char *text,
                              size_t limit);

/* The mentions of the document, "text=id, ..." in the order they stand; offices with "^" before. */
const char *bench_mentions(bench *b, const sample *from);

/* Takes the decision D; takes back the decision of that id, and sets the id of what does that. */
void bench_decide(bench *b, dl_decision *d);
void bench_revoke(bench *b, const char *id, char ret_id[DL_DECISION_ID]);

/* The store's own check finds nothing. */
void bench_check(bench *b);

#endif
