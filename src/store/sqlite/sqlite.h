/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SQLITE_SQLITE_H
#define STORE_SQLITE_SQLITE_H

#include <sqlite3.h>

#include "dateline/store.h"
#include "dateline/str.h"
#include "store/group.h"

/*
 * The SQLite backend, from within: the open store, and a thin layer over prepared statements.
 * Statements are kept by their text and prepared once; every value is bound, so that no text from
 * outside ever becomes SQL.
 */

#define DL_SQLITE_STATEMENTS 128 /* kept prepared; the one used least lately makes room */

typedef struct dl_statement {
    char *sql;
    uint64_t hash; /* of `sql` */
    sqlite3_stmt *stmt;
    uint64_t used; /* when it was used last, on the store's own clock */
} dl_statement;

/* A document with what it scores. */
typedef struct dl_scored {
    dl_key key;
    int64_t score;
} dl_scored;

/* The documents of a query in the order of their scores (ranked.c), and what it was made of. */
typedef struct dl_ranked {
    dl_str made_of; /* empty: it is of use to nobody */
    dl_scored *items;
    size_t len, size;
} dl_ranked;

/* The decisions about words that hold (bywords.c), by the first of these words. */
typedef struct dl_byword {
    uint64_t hash; /* of its term */
    int64_t decision;
} dl_byword;

typedef struct dl_bywords {
    dl_byword *items;
    size_t len, size;
    struct {
        uint64_t
            *items; /* hashes of the ids of entities that decisions which go everywhere are about */
        size_t len, size;
    } entities;
    int64_t made_of; /* the last decision's number; negative: it is of no use */
} dl_bywords;

/* An entity that was read lately (known.c). */
typedef struct dl_known {
    int64_t number;
    char *id, *name;
    dl_kind kind;
} dl_known;

/* Counts that are to change (sums.c): of an entity at a place, and of a spelling. */
typedef struct dl_sum_count {
    int64_t entity, month, source; /* as in timeline */
    int64_t documents, mentions;
} dl_sum_count;

typedef struct dl_sum_spelling {
    const char *fold; /* the arena's */
    int64_t entity, times;
} dl_sum_spelling;

typedef struct dl_sums {
    struct {
        dl_sum_count *items;
        size_t len, size;
    } counts;
    struct {
        dl_sum_spelling *items;
        size_t len, size;
    } spellings;
    dl_arena arena;
    bool held; /* until they are many */
} dl_sums;

#define DL_SQLITE_RANKINGS 2 /* kept: a list's, and that of the text in focus within it */

typedef struct dl_sqlite {
    dl_store store;
    sqlite3 *db;
    char *path; /* as given, for messages */
    bool writable;
    bool spoilt; /* something failed half way in the open transaction: it cannot be committed */
    dl_statement statements[DL_SQLITE_STATEMENTS];
    uint64_t clock;
    uint64_t written; /* grows as documents are written or taken away */
    dl_ranked ranked[DL_SQLITE_RANKINGS];
    size_t ranked_last; /* the one used last */
    dl_bywords bywords;
    dl_sums sums;
    dl_known *known;    /* by number */
    int64_t *known_ids; /* numbers by id */
} dl_sqlite;

/* The backend's own view of a store. */
static inline dl_sqlite *dl_sqlite_of(dl_store *store)
{
    return (dl_sqlite *)store;
}

/* --- values and statements (statement.c) --- */

typedef struct dl_value {
    int type; /* SQLITE_INTEGER, SQLITE_TEXT, SQLITE_BLOB, SQLITE_NULL */
    int64_t number;
    const void *data; /* the caller's, which must outlive the statement's use */
    size_t len;
} dl_value;

dl_value dl_value_int(int64_t number);
dl_value dl_value_text(const char *text); /* NULL: SQL's NULL */
dl_value dl_value_textn(const char *text, size_t len);
dl_value dl_value_blob(const void *data, size_t len); /* NULL: SQL's NULL */

typedef struct dl_values {
    const dl_value *items;
    size_t count;
} dl_values;

/* DL_VALUES(dl_value_int(1), ...): the values of a statement, in the order of its `?`. */
#define DL_VALUES(...)                                                                             \
    ((dl_values){(const dl_value[]){__VA_ARGS__},                                                  \
                 sizeof((const dl_value[]){__VA_ARGS__}) / sizeof(dl_value)})
#define DL_NO_VALUES ((dl_values){NULL, 0})

/* Prepares SQL, or finds it prepared, and binds VALUES. The statement is the store's: when done with
 * it, call dl_rows_end. */
dl_status dl_rows_begin(dl_sqlite *store, const char *sql, dl_values values,
                        sqlite3_stmt **ret_rows, dl_error *error);

/* Steps to the next row; *RET_ROW says whether there is one. */
dl_status dl_rows_next(dl_sqlite *store, sqlite3_stmt *rows, bool *ret_row, dl_error *error);

/* Makes the statement ready to be used again. NULL is legal. */
void dl_rows_end(sqlite3_stmt *rows);

/* Runs SQL to its end. */
dl_status dl_sql_run(dl_sqlite *store, const char *sql, dl_values values, dl_error *error);

/* Runs SQL and sets *RET to the first column of its first row; leaves it where there is no row. */
dl_status dl_sql_number(dl_sqlite *store, const char *sql, dl_values values, int64_t *ret,
                        dl_error *error);

/* Copies text column I of the row; NULL for SQL's NULL. *FAILED is set when memory is out. */
const char *dl_column_text(sqlite3_stmt *rows, int i, dl_arena *arena, bool *failed);

/* Writes the 32 bytes of blob column I as hexadecimal digits; false where it is no hash. */
bool dl_column_hash(sqlite3_stmt *rows, int i, char ret_hex[DL_SHA256_HEX]);

/* How a row is read: SIZE bytes of what it holds go to *RET, its strings to ARENA. */
typedef struct dl_row_reader {
    size_t size;
    dl_status (*read)(dl_sqlite *store, sqlite3_stmt *row, dl_arena *arena, void *ret,
                      dl_error *error);
} dl_row_reader;

/* Reads all that is left of ROWS by READER and ends it: *RET_ITEMS is an array in ARENA. */
dl_status dl_rows_gather(dl_sqlite *store, sqlite3_stmt *rows, dl_row_reader reader,
                         dl_arena *arena, void **ret_items, size_t *ret_count, dl_error *error);

/* Sets *RET_TEXTS to the first column of each row that SQL gives, in ARENA. */
dl_status dl_texts_read(dl_sqlite *store, const char *sql, dl_values values, dl_arena *arena,
                        const char *const **ret_texts, size_t *ret_count, dl_error *error);

/* Sets *RET to a copy of the SIZE bytes at ITEMS in ARENA: what was gathered in a vector. */
dl_status dl_items_keep(dl_arena *arena, const void *items, size_t size, void **ret,
                        dl_error *error);

/* Makes an error of what SQLite last failed with on STORE. */
dl_status dl_sqlite_fail(dl_sqlite *store, int code, dl_error *error);

/* Says that a row of TABLE holds what this program never writes. */
dl_status dl_sqlite_corrupt(dl_sqlite *store, const char *table, dl_error *error);

/* Finalises all statements. */
void dl_statements_release(dl_sqlite *store);

#define DL_HASH_BYTES 32

/* The bytes of a hash written in 64 hexadecimal digits. */
void dl_hash_bytes(const char *hex, unsigned char ret[DL_HASH_BYTES]);

/* --- the tokenizer (tokenizer.c) --- */

/* Makes FTS5's tokenizer "dateline" known to the connection DB. Returns SQLite's code. */
int dl_tokenizer_register(sqlite3 *db);

/* --- SQL's functions (near.c, functions.c) --- */

/* Makes dl_near, and the others, known to the connection DB. Returns SQLite's code. */
int dl_near_register(sqlite3 *db);
int dl_functions_register(sqlite3 *db);

/* --- opening (open.c, schema.c) --- */

dl_status dl_sqlite_open(const char *path, dl_open_mode mode, dl_store **ret_store,
                         dl_error *error);
void dl_sqlite_close(dl_store *store);

/* Whether the archive at PATH, which exists, is one this program may open: DL_ERR_NEWER,
 * DL_ERR_INVALID (not an archive). Reads the file's head and nothing else. */
dl_status dl_schema_peek(const char *path, dl_error *error);

/* The same as SQLite reads the open file, before anything is written; sets the schema's version, 0 for a
 * file that is new. */
dl_status dl_schema_check(dl_sqlite *store, int64_t *ret_version, dl_error *error);

/* Brings the schema, which had VERSION, up to date; DL_ERR_READONLY where it would have to and cannot. */
dl_status dl_schema_migrate(dl_sqlite *store, int64_t version, dl_error *error);

/* Makes anew what is derived from each document by rules that a program of another version may have
 * had otherwise: its heading in lists, the steps between its mentions, how sure these are (derive.c). */
dl_status dl_derive_all(dl_sqlite *store, dl_error *error);

/* --- transactions (transaction.c) --- */

dl_status dl_sqlite_begin(dl_store *store, dl_error *error);
dl_status dl_sqlite_commit(dl_store *store, dl_error *error);
void dl_sqlite_rollback(dl_store *store);

/* Begins a transaction unless one is open; *RET_OWN says whether it did. */
dl_status dl_change_begin(dl_store *store, bool *ret_own, dl_error *error);

/* Ends a change: commits or rolls back the transaction if it is its OWN, marks another's as spoilt
 * where STATUS is a failure. Returns STATUS, or that of the commit. */
dl_status dl_change_end(dl_store *store, bool own, dl_status status, dl_error *error);

/* Begins a transaction to read in unless one is open; *RET_OWN says whether it did. Where it succeeds
 * call dl_reading_end. */
dl_status dl_reading_begin(dl_sqlite *store, bool *ret_own, dl_error *error);
void dl_reading_end(dl_sqlite *store, bool own);

/* --- entities read lately (known.c) --- */

/* The entity of that number, or number of that id; NULL and 0 where it is not known, and is to be read. */
const dl_known *dl_known_entity(const dl_sqlite *store, int64_t number);
int64_t dl_known_number(const dl_sqlite *store, const char *id);

void dl_known_add(dl_sqlite *store, int64_t number, const dl_entity *entity);
void dl_known_clear(dl_sqlite *store);

/* --- the rows of a document (rows.c) --- */

/* Which of them: those that every change of a document concerns, and besides them the words of its
 * texts, its mentions, or its place in a group of copies. */
enum {
    DL_ROWS_PLAIN = 0,
    DL_ROWS_WORDS = 1,
    DL_ROWS_NAMING = 2,
    DL_ROWS_GROUP = 4,
    DL_ROWS_ALL = 7
};

/* Writes all rows of PUT's document but its origins, or those of PARTS, under KEY. DIGEST: see deciding.c;
 * REPLACES: hash of the version before, or NULL. */
dl_status dl_rows_add(dl_sqlite *store, dl_key key, const dl_put *put, const unsigned char *digest,
                      const unsigned char *replaces, int parts, dl_error *error);

/* Takes away what dl_rows_add wrote of STORED, which was read back. Its origins and marks stay. */
dl_status dl_rows_remove(dl_sqlite *store, const dl_stored *stored, int parts, dl_error *error);

/* --- what found names (annotator.c) --- */

/* Counts a document more for the annotator VERSION (NULL: none), which is noted where it is new; *RET: its
 * number. */
dl_status dl_annotator_add(dl_sqlite *store, const char *version, int64_t *ret, dl_error *error);

/* SQL: counts the document of key ?1 less. */
#define DL_ANNOTATOR_LESS_1                                                                        \
    "UPDATE annotator SET documents = documents - 1 WHERE id = "                                   \
    "(SELECT annotator FROM document WHERE key = ?1)"

/* Makes VERSION the one that found the names of the document of KEY. */
dl_status dl_annotator_set(dl_sqlite *store, dl_key key, const char *version, dl_error *error);

/* The part of both that has to do with mentions and entities (naming.c). */
dl_status dl_naming_add(dl_sqlite *store, dl_key key, const dl_put *put, dl_error *error);
dl_status dl_naming_remove(dl_sqlite *store, const dl_stored *stored, dl_error *error);

/* Both at once, where the texts and the SOURCE are what they were: writes what becomes another, and no more. */
dl_status dl_naming_replace(dl_sqlite *store, const dl_stored *stored, int64_t source,
                            const dl_put *put, dl_error *error);

/* The document of STORED was of the source FROM, and is of another now; its mentions are what they were. */
dl_status dl_naming_move(dl_sqlite *store, const dl_stored *stored, int64_t from, dl_error *error);

/* Fills in, of a document that an older archive holds, what levels.h tells of; whether that is what its mentions
 * say: of the forms and kinds, and of which entity not (NULL: it is, of all). */
dl_status dl_naming_fill(dl_sqlite *store, const dl_stored *stored, dl_error *error);
dl_status dl_naming_check(dl_sqlite *store, const dl_stored *stored, bool *ret_bears,
                          const char **ret_entity, dl_arena *arena, dl_error *error);

/* Adds the mentions of PUT to LIST, packed as packing.h says; entities that are new are made. */
dl_status dl_naming_pack(dl_sqlite *store, const dl_put *put, dl_str *list, dl_error *error);

/* Groups of copies as they stand in the tables (group.c). */
dl_groups dl_sqlite_groups(dl_sqlite *store);

/* Sets *RET_FAULT to what is wrong with the group of the document KEY; NULL: nothing. */
dl_status dl_group_check(dl_sqlite *store, dl_key key, const char **ret_fault, dl_error *error);

/* Finds the group of every document, for an archive that has none. */
dl_status dl_group_all(dl_sqlite *store, dl_error *error);

/* Sets *RET to a key for a new document of DAY: the number after the greatest in use. */
dl_status dl_key_take(dl_sqlite *store, dl_day day, dl_key *ret, dl_error *error);

/* --- the operations --- */

dl_status dl_sqlite_put(dl_store *store, const dl_put *put, dl_put_outcome *ret_outcome,
                        dl_error *error);
dl_status dl_sqlite_holds(dl_store *store, const char *sha256, const char *origin, bool *ret_holds,
                          dl_error *error);
dl_status dl_sqlite_forget(dl_store *store, dl_key key, dl_error *error);
dl_status dl_sqlite_get(dl_store *store, dl_key key, dl_arena *arena, dl_stored *ret,
                        dl_error *error);
dl_status dl_sqlite_find(dl_store *store, const char *prefix, dl_key *ret_key, dl_error *error);
dl_status dl_sqlite_list(dl_store *store, const dl_query *query, dl_order order, dl_anchor anchor,
                         bool back, size_t limit, const char *focus, dl_arena *arena,
                         dl_doc_row **ret_rows, size_t *ret_count, dl_error *error);
dl_status dl_sqlite_rank(dl_store *store, const dl_query *query, dl_order order, dl_anchor anchor,
                         const char *focus, uint64_t *ret_rank, dl_error *error);
dl_status dl_sqlite_seek(dl_store *store, const dl_query *query, dl_order order, uint64_t rank,
                         const char *focus, dl_arena *arena, dl_anchor *ret_anchor,
                         dl_error *error);
dl_status dl_sqlite_count(dl_store *store, const dl_query *query, const char *focus,
                          dl_counts *ret_counts, dl_error *error);
dl_status dl_sqlite_group(dl_store *store, dl_key key, size_t limit, dl_arena *arena,
                          dl_doc_row **ret_rows, size_t *ret_count, dl_error *error);
dl_status dl_sqlite_sources(dl_store *store, const dl_query *query, dl_arena *arena,
                            dl_source_row **ret_rows, size_t *ret_count, dl_error *error);
dl_status dl_sqlite_names(dl_store *store, dl_arena *arena, const char *const **ret_names,
                          size_t *ret_count, dl_error *error);
dl_status dl_sqlite_entities(dl_store *store, const dl_query *query, size_t limit, dl_arena *arena,
                             dl_entity_row **ret_rows, size_t *ret_count, dl_error *error);
dl_status dl_sqlite_entity(dl_store *store, const char *id, dl_arena *arena, dl_entity *ret,
                           dl_error *error);
dl_status dl_sqlite_resolve(dl_store *store, dl_kind kind, const char *own, const char *text,
                            size_t limit, dl_arena *arena, dl_entity **ret_entities,
                            size_t *ret_count, dl_error *error);
dl_status dl_sqlite_bearing(dl_store *store, dl_kind kind, const char *text, size_t limit,
                            dl_arena *arena, dl_entity **ret_entities, size_t *ret_count,
                            dl_error *error);
dl_status dl_sqlite_below(dl_store *store, const char *id, size_t limit, dl_arena *arena,
                          dl_entity **ret_entities, size_t *ret_count, dl_error *error);
dl_status dl_sqlite_mentions(dl_store *store, const dl_query *query, const char *entity,
                             dl_order order, dl_anchor anchor, dl_field field, uint32_t start,
                             bool back, size_t limit, dl_arena *arena, dl_mention_row **ret_rows,
                             size_t *ret_count, dl_error *error);
dl_status dl_sqlite_mentions_before(dl_store *store, const dl_query *query, const char *entity,
                                    dl_order order, dl_anchor anchor, uint64_t *ret_count,
                                    dl_error *error);
dl_status dl_sqlite_former(dl_store *store, const char *prefix, dl_arena *arena, dl_former *ret,
                           dl_error *error);
dl_status dl_sqlite_change(dl_store *store, const dl_change *changes, size_t count, dl_arena *arena,
                           dl_change **ret_inverse, size_t *ret_inverse_count, dl_error *error);
dl_status dl_sqlite_notes(dl_store *store, dl_key key, dl_arena *arena, dl_note **ret_notes,
                          size_t *ret_count, dl_error *error);
dl_status dl_sqlite_tags(dl_store *store, dl_arena *arena, dl_name_row **ret_rows,
                         size_t *ret_count, dl_error *error);
dl_status dl_sqlite_saved(dl_store *store, dl_arena *arena, dl_saved_row **ret_rows,
                          size_t *ret_count, dl_error *error);
dl_status dl_sqlite_dossiers(dl_store *store, dl_arena *arena, dl_name_row **ret_rows,
                             size_t *ret_count, dl_error *error);
dl_status dl_sqlite_cited(dl_store *store, const char *dossier, dl_arena *arena,
                          dl_cited **ret_items, size_t *ret_count, dl_error *error);
dl_status dl_sqlite_place(dl_store *store, char letter, dl_arena *arena, dl_passage *ret,
                          dl_error *error);
dl_status dl_sqlite_decide(dl_store *store, dl_decision *decisions, size_t count, size_t *ret_added,
                           dl_error *error);
dl_status dl_sqlite_decisions(dl_store *store, dl_arena *arena, dl_decision **ret_log,
                              size_t *ret_count, dl_error *error);
dl_status dl_sqlite_held(dl_store *store, dl_decision_kind kind, const char *entity,
                         dl_arena *arena, dl_decision **ret_decisions, size_t *ret_count,
                         dl_error *error);
dl_status dl_sqlite_corrected_last(dl_store *store, dl_arena *arena, dl_decision **ret_decisions,
                                   size_t *ret_count, dl_error *error);
dl_status dl_sqlite_spelled(dl_store *store, const char *entity, const char *spelling,
                            uint64_t *ret_mentions, dl_error *error);
dl_status dl_sqlite_affected(dl_store *store, const dl_decision *decision, uint64_t *ret_mentions,
                             uint64_t *ret_documents, dl_error *error);
dl_status dl_sqlite_imported(dl_store *store, dl_key key, dl_arena *arena, dl_stored *ret,
                             dl_error *error);
dl_status dl_sqlite_annotated(dl_store *store, dl_key key, const dl_put *found, bool *ret_changed,
                              dl_error *error);
dl_status dl_sqlite_annotators(dl_store *store, dl_arena *arena, dl_name_row **ret_rows,
                               size_t *ret_count, dl_error *error);
dl_status dl_sqlite_timeline(dl_store *store, const dl_timeline *wanted, dl_arena *arena,
                             dl_timeline_row **ret_rows, size_t *ret_count, dl_error *error);
dl_status dl_sqlite_check(dl_store *store, dl_check_report *report, void *context, dl_error *error);

#endif
