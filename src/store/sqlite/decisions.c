/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The log of decisions. It is only added to. Which of its decisions hold follows from it: one does
 * unless another that holds revokes it. That is kept in `active`, so that what concerns a document is
 * found by index; an addition changes it along one chain of revocations.
 */
#include <stdlib.h>
#include <string.h>

#include "dateline/str.h"
#include "dateline/vec.h"
#include "store/put.h"
#include "store/sqlite/decisions.h"
#include "store/sqlite/marks.h"

#define COLUMNS                                                                                    \
    "number, id, time, kind, sha256, reach, spelling, entity, to_id, to_name, to_kind, fact, "     \
    "source, value, field, start, \"end\", quote, prefix, suffix, revokes, batch"

/* The hashes of a document: its own, that of the one it replaces or is to, and so on. */
#define LINE_OF_1_2                                                                                \
    "WITH RECURSIVE line (h) AS (SELECT ?1 UNION SELECT ?2 WHERE ?2 IS NOT NULL" DL_LINE_UP ") "

/* --- rows --- */

bool dl_log_digest(const dl_decision *d, unsigned char ret[DL_HASH_BYTES])
{
    const char *strings[] = {
        d->id,     d->sha256, d->spelling,      d->entity,         d->to.id,          d->to.name,
        d->source, d->value,  d->passage.quote, d->passage.prefix, d->passage.suffix, d->revokes};
    char hex[DL_SHA256_HEX];
    dl_str text;
    dl_str_init(&text);
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        dl_digest_add(&text, strings[i]);
    dl_str_addf(&text, "%lld,%d,%d,%d,%d,%d,%u,%u", (long long)d->time, (int)d->kind, (int)d->reach,
                (int)d->to.kind, (int)d->fact, (int)d->passage.field, d->passage.start,
                d->passage.end);
    if (*d->batch)
        dl_digest_add(&text, d->batch);
    bool ok = dl_str_ok(&text);
    if (ok) {
        dl_sha256_hex(text.text, text.len, hex);
        dl_hash_bytes(hex, ret);
    }
    dl_str_release(&text);
    return ok;
}

/* Reads the texts of the row, which are ARENA's. */
static bool take_texts(sqlite3_stmt *rows, dl_arena *arena, dl_decision *d)
{
    const struct {
        int column;
        const char **text;
    } texts[] = {{6, &d->spelling},       {7, &d->entity},          {8, &d->to.id},
                 {9, &d->to.name},        {12, &d->source},         {13, &d->value},
                 {17, &d->passage.quote}, {18, &d->passage.prefix}, {19, &d->passage.suffix}};
    bool failed = false;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i].text = dl_column_text(rows, texts[i].column, arena, &failed);
    return !failed;
}

/* Copies the id in column I; "" where there is none. */
static void take_id(sqlite3_stmt *rows, int i, char ret[DL_DECISION_ID])
{
    const char *text = (const char *)sqlite3_column_text(rows, i);
    size_t len = text ? strnlen(text, DL_DECISION_ID - 1) : 0;
    if (len)
        memcpy(ret, text, len);
    ret[len] = '\0';
}

static dl_status take_ruling(dl_sqlite *store, sqlite3_stmt *rows, dl_arena *arena, dl_ruling *ret,
                             dl_error *error)
{
    dl_ruling ruling = {.number = sqlite3_column_int64(rows, 0)};
    dl_decision *d = &ruling.decision;
    take_id(rows, 1, d->id);
    take_id(rows, 20, d->revokes);
    take_id(rows, 21, d->batch);
    d->time = sqlite3_column_int64(rows, 2);
    d->kind = (dl_decision_kind)sqlite3_column_int(rows, 3);
    if (!dl_column_hash(rows, 4, d->sha256))
        d->sha256[0] = '\0';
    d->reach = (dl_reach)sqlite3_column_int(rows, 5);
    d->to.kind = (dl_kind)sqlite3_column_int(rows, 10);
    d->fact = (dl_fact)sqlite3_column_int(rows, 11);
    d->passage.field = (dl_field)sqlite3_column_int(rows, 14);
    d->passage.start = (uint32_t)sqlite3_column_int64(rows, 15);
    d->passage.end = (uint32_t)sqlite3_column_int64(rows, 16);
    memcpy(d->passage.sha256, d->sha256, sizeof d->sha256);
    if (!take_texts(rows, arena, d))
        return dl_fail_nomem(error);
    if (d->passage.field >= DL_FIELD_COUNT || dl_decision_check(d, NULL))
        return dl_sqlite_corrupt(store, "decision", error);
    *ret = ruling;
    return DL_OK;
}

/* Adds the decisions that SQL gives to RULINGS. */
static dl_status gather(dl_sqlite *store, const char *sql, dl_values values, dl_arena *arena,
                        dl_rulings *rulings, dl_error *error)
{
    sqlite3_stmt *rows = NULL;
    dl_status status = dl_rows_begin(store, sql, values, &rows, error);
    bool row = true;
    dl_ruling ruling;
    while (!status && !(status = dl_rows_next(store, rows, &row, error)) && row) {
        status = take_ruling(store, rows, arena, &ruling, error);
        if (!status && !dl_vec_push(rulings, ruling))
            status = dl_fail_nomem(error);
    }
    dl_rows_end(rows);
    return status;
}

/* --- adding --- */

static dl_value text_or_null(const char *text)
{
    return dl_value_text(text && *text ? text : NULL);
}

static dl_status insert(dl_sqlite *store, const dl_decision *d, bool active, dl_error *error)
{
    unsigned char hash[DL_HASH_BYTES], digest[DL_HASH_BYTES];
    if (*d->sha256)
        dl_hash_bytes(d->sha256, hash);
    if (!dl_log_digest(d, digest))
        return dl_fail_nomem(error);
    return dl_sql_run(
        store,
        "INSERT INTO decision (id, time, kind, active, sha256, reach, spelling, entity, to_id, "
        "to_name, to_kind, fact, source, value, field, start, \"end\", quote, prefix, suffix, "
        "revokes, batch, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?, ?, ?)",
        DL_VALUES(dl_value_text(d->id), dl_value_int(d->time), dl_value_int(d->kind),
                  dl_value_int(active), dl_value_blob(*d->sha256 ? hash : NULL, DL_HASH_BYTES),
                  dl_value_int(d->reach), dl_value_text(d->spelling), dl_value_text(d->entity),
                  dl_value_text(d->to.id), dl_value_text(d->to.name), dl_value_int(d->to.kind),
                  dl_value_int(d->fact), dl_value_text(d->source), dl_value_text(d->value),
                  dl_value_int(d->passage.field), dl_value_int(d->passage.start),
                  dl_value_int(d->passage.end), dl_value_text(d->passage.quote),
                  dl_value_text(d->passage.prefix), dl_value_text(d->passage.suffix),
                  text_or_null(d->revokes), text_or_null(d->batch),
                  dl_value_blob(digest, sizeof digest)),
        error);
}

/* Sets *RET to whether no decision that holds revokes the one of ID. */
static dl_status find_active(dl_sqlite *store, const char *id, bool *ret, dl_error *error)
{
    int64_t revoked = 0;
    dl_status status =
        dl_sql_number(store, "SELECT 1 FROM decision WHERE revokes = ? AND active LIMIT 1",
                      DL_VALUES(dl_value_text(id)), &revoked, error);
    *ret = !revoked;
    return status;
}

/* Follows the chain of revocations from RULING, which holds or not since now, to the decisions that
 * do so by it. */
static dl_status settle(dl_sqlite *store, dl_ruling ruling, dl_arena *arena, dl_rulings *flipped,
                        dl_error *error)
{
    dl_status status = DL_OK;
    while (!status && ruling.decision.kind == DL_DECISION_REVOKE) {
        dl_rulings target = {0};
        int64_t was = 0;
        bool active;
        dl_values id = DL_VALUES(dl_value_text(ruling.decision.revokes));
        status = gather(store, "SELECT " COLUMNS " FROM decision WHERE id = ?", id, arena, &target,
                        error);
        bool known = target.len > 0;
        if (known)
            ruling = target.items[0];
        free(target.items);
        if (status || !known)
            return status;
        id = DL_VALUES(dl_value_text(ruling.decision.id));
        status = dl_sql_number(store, "SELECT active FROM decision WHERE id = ?", id, &was, error);
        if (!status)
            status = find_active(store, ruling.decision.id, &active, error);
        if (status || active == (was != 0))
            return status;
        status = dl_sql_run(store, "UPDATE decision SET active = ? WHERE number = ?",
                            DL_VALUES(dl_value_int(active), dl_value_int(ruling.number)), error);
        ruling.applied = active;
        if (!status && !dl_vec_push(flipped, ruling))
            status = dl_fail_nomem(error);
    }
    return status;
}

dl_status dl_log_add(dl_sqlite *store, const dl_decision *decision, dl_arena *arena,
                     dl_rulings *flipped, int64_t *ret_number, dl_error *error)
{
    dl_ruling ruling = {.decision = *decision};
    int64_t known = 0;
    dl_status status = dl_sql_number(store, "SELECT number FROM decision WHERE id = ?",
                                     DL_VALUES(dl_value_text(decision->id)), &known, error);
    *ret_number = 0;
    if (status || known)
        return status;
    status = find_active(store, decision->id, &ruling.applied, error);
    if (!status)
        status = insert(store, decision, ruling.applied, error);
    if (status)
        return status;
    *ret_number = ruling.number = sqlite3_last_insert_rowid(store->db);
    if (!ruling.applied)
        return DL_OK;
    if (!dl_vec_push(flipped, ruling))
        return dl_fail_nomem(error);
    return settle(store, ruling, arena, flipped, error);
}

/* --- asking --- */

dl_status dl_log_is_empty(dl_sqlite *store, bool *ret, dl_error *error)
{
    int64_t any = 0;
    dl_status status =
        dl_sql_number(store, "SELECT 1 FROM decision LIMIT 1", DL_NO_VALUES, &any, error);
    *ret = !any;
    return status;
}

dl_status dl_log_last(dl_sqlite *store, int64_t *ret_time, dl_error *error)
{
    *ret_time = 0;
    return dl_sql_number(store, "SELECT time FROM decision ORDER BY time DESC LIMIT 1",
                         DL_NO_VALUES, ret_time, error);
}

dl_status dl_log_document(dl_sqlite *store, const unsigned char *hash, const unsigned char *old,
                          dl_arena *arena, dl_rulings *rulings, dl_error *error)
{
    dl_status status = gather(
        store, LINE_OF_1_2 "SELECT " COLUMNS " FROM decision WHERE active AND sha256 IN line",
        DL_VALUES(dl_value_blob(hash, DL_HASH_BYTES), dl_value_blob(old, DL_HASH_BYTES)), arena,
        rulings, error);
    if (!status)
        status =
            gather(store, "SELECT " COLUMNS " FROM decision WHERE active AND source IS NOT NULL",
                   DL_NO_VALUES, arena, rulings, error);
    if (!status && rulings->len)
        qsort(rulings->items, rulings->len, sizeof *rulings->items, dl_decision_compare);
    return status;
}

/* Whether a decision that goes everywhere is asked for by the words of a text (bywords.c), and not by the
 * entities that it mentions. */
static bool goes_by_words(const dl_decision *d)
{
    return d->kind == DL_DECISION_ALIAS || !d->entity;
}

/* Adds the decisions about mentions of ENTITY wherever they stand, unless they are among RULINGS; a decision may
 * be asked for twice where two lead to one entity. */
static dl_status gather_entity(dl_sqlite *store, const char *entity, dl_arena *arena,
                               dl_rulings *rulings, dl_error *error)
{
    if (!dl_bywords_concern(store, entity))
        return DL_OK;
    for (size_t i = 0; i < rulings->len; i++) {
        const dl_decision *d = &rulings->items[i].decision;
        if (d->entity && !*d->sha256 && !goes_by_words(d) && strcmp(d->entity, entity) == 0)
            return DL_OK;
    }
    return gather(store,
                  "SELECT " COLUMNS " FROM decision "
                  "WHERE active AND sha256 IS NULL AND entity = ? AND kind <> ?",
                  DL_VALUES(dl_value_text(entity), dl_value_int(DL_DECISION_ALIAS)), arena, rulings,
                  error);
}

dl_status dl_log_mentions(dl_sqlite *store, const dl_put *put, dl_arena *arena, dl_rulings *rulings,
                          dl_error *error)
{
    dl_byword_numbers found = {0};
    dl_status status = dl_bywords_find(store, put->document, &found, error);
    for (size_t i = 0; i < found.len && !status; i++)
        status = gather(store, "SELECT " COLUMNS " FROM decision WHERE number = ?",
                        DL_VALUES(dl_value_int(found.items[i])), arena, rulings, error);
    free(found.items);
    for (size_t i = 0; i < put->entities_count && !status; i++)
        status = gather_entity(store, put->entities[i].id, arena, rulings, error);
    /* what one decision makes a mention of, another may be about */
    for (size_t i = 0; i < rulings->len && !status; i++)
        if (rulings->items[i].decision.to.id)
            status = gather_entity(store, rulings->items[i].decision.to.id, arena, rulings, error);
    if (!status && rulings->len)
        qsort(rulings->items, rulings->len, sizeof *rulings->items, dl_decision_compare);
    return status;
}

/* Makes *RET the decisions that SQL gives, in ARENA. */
static dl_status read_log(dl_sqlite *store, const char *sql, dl_values values, dl_arena *arena,
                          dl_decision **ret, size_t *ret_count, dl_error *error)
{
    dl_rulings all = {0};
    dl_status status = gather(store, sql, values, arena, &all, error);
    dl_decision *log = status ? NULL : dl_arena_calloc(arena, all.len, sizeof *log);
    if (!status && !log)
        status = dl_fail_nomem(error);
    for (size_t i = 0; !status && i < all.len; i++)
        log[i] = all.items[i].decision;
    if (!status) {
        *ret = log;
        *ret_count = all.len;
    }
    free(all.items);
    return status;
}

dl_status dl_sqlite_decisions(dl_store *base, dl_arena *arena, dl_decision **ret_log,
                              size_t *ret_count, dl_error *error)
{
    return read_log(dl_sqlite_of(base), "SELECT " COLUMNS " FROM decision ORDER BY time, id",
                    DL_NO_VALUES, arena, ret_log, ret_count, error);
}

dl_status dl_sqlite_held(dl_store *base, dl_decision_kind kind, const char *entity, dl_arena *arena,
                         dl_decision **ret_decisions, size_t *ret_count, dl_error *error)
{
    bool of_source = kind == DL_DECISION_SOURCE_NAME || kind == DL_DECISION_SOURCE_COUNTRY;
    dl_value any = dl_value_int(kind == DL_DECISION_COUNT);
    return read_log(dl_sqlite_of(base),
                    of_source ? "SELECT " COLUMNS " FROM decision WHERE source IS NOT NULL "
                                "AND active AND (?1 OR kind = ?2) "
                                "AND (?3 IS NULL OR entity = ?3 OR to_id = ?3) ORDER BY +time, id"
                              : "SELECT " COLUMNS " FROM decision WHERE active "
                                "AND (?1 OR kind = ?2) "
                                "AND (?3 IS NULL OR entity = ?3 OR to_id = ?3) ORDER BY +time, id",
                    DL_VALUES(any, dl_value_int(kind), dl_value_text(entity)), arena, ret_decisions,
                    ret_count, error);
}

/* Those about mentions that hold. */
#define OF_MENTIONS_1_TO_4 "active AND kind IN (?1, ?2, ?3, ?4) "

dl_status dl_sqlite_corrected_last(dl_store *base, dl_arena *arena, dl_decision **ret_decisions,
                                   size_t *ret_count, dl_error *error)
{
    return read_log(dl_sqlite_of(base),
                    "SELECT " COLUMNS " FROM decision WHERE " OF_MENTIONS_1_TO_4
                    "AND batch = (SELECT batch FROM decision INDEXED BY decision_by_time "
                    "WHERE " OF_MENTIONS_1_TO_4 "ORDER BY time DESC, id DESC LIMIT 1) "
                    "ORDER BY time, id",
                    DL_VALUES(dl_value_int(DL_DECISION_NOT_NAME), dl_value_int(DL_DECISION_ENTITY),
                              dl_value_int(DL_DECISION_MERGE), dl_value_int(DL_DECISION_ALIAS)),
                    arena, ret_decisions, ret_count, error);
}

/* Writes the batch of D, number NUMBER, whose digest was made without it. */
static dl_status write_batch(dl_sqlite *store, int64_t number, dl_decision d, const char *batch,
                             dl_error *error)
{
    unsigned char old[DL_HASH_BYTES], new[DL_HASH_BYTES];
    bool ok = dl_log_digest(&d, old);
    memcpy(d.batch, batch, sizeof d.batch);
    if (!ok || !dl_log_digest(&d, new))
        return dl_fail_nomem(error);
    /* the digest of one that is not what was put there stays wrong */
    return dl_sql_run(store,
                      "UPDATE decision SET batch = ?1, "
                      "digest = CASE digest WHEN ?2 THEN ?3 ELSE digest END WHERE number = ?4",
                      DL_VALUES(dl_value_text(d.batch), dl_value_hash(old), dl_value_hash(new),
                                dl_value_int(number)),
                      error);
}

dl_status dl_log_batch_all(dl_sqlite *store, dl_error *error)
{
    dl_rulings all = {0};
    dl_arena arena = {0};
    dl_status status = gather(store, "SELECT " COLUMNS " FROM decision ORDER BY time, id",
                              DL_NO_VALUES, &arena, &all, error);
    dl_decision *log = status ? NULL : dl_arena_calloc(&arena, all.len, sizeof *log);
    if (!status && !log)
        status = dl_fail_nomem(error);
    for (size_t i = 0; !status && i < all.len; i++)
        log[i] = all.items[i].decision;
    if (!status)
        dl_decisions_batch(log, all.len);
    for (size_t i = 0; !status && i < all.len; i++)
        status =
            write_batch(store, all.items[i].number, all.items[i].decision, log[i].batch, error);
    free(all.items);
    dl_arena_release(&arena);
    return status;
}

dl_status dl_log_check(dl_sqlite *store, size_t *ret, dl_error *error)
{
    sqlite3_stmt *rows = NULL;
    dl_arena arena = {0};
    size_t wrong = 0;
    bool row = true;
    dl_status status = dl_rows_begin(store, "SELECT " COLUMNS ", digest FROM decision",
                                     DL_NO_VALUES, &rows, error);
    while (!status && !(status = dl_rows_next(store, rows, &row, error)) && row) {
        unsigned char now[DL_HASH_BYTES];
        dl_ruling ruling;
        dl_arena_clear(&arena);
        status = take_ruling(store, rows, &arena, &ruling, error);
        if (!status && !dl_log_digest(&ruling.decision, now))
            status = dl_fail_nomem(error);
        const void *kept = sqlite3_column_blob(rows, 22);
        wrong += !status && (!kept || sqlite3_column_bytes(rows, 22) != DL_HASH_BYTES ||
                             memcmp(kept, now, sizeof now) != 0);
    }
    dl_rows_end(rows);
    dl_arena_release(&arena);
    *ret = wrong;
    return status;
}
