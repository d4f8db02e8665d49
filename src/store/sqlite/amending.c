/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Documents amended by decisions about mentions that no other follows in the log. Decisions are applied one
 * after another, each to what those before it have left; so the last ones are applied to what a document has
 * now, and where they are all that was decided of it and are taken back, it has what was found in it.
 * That comes to the same as making it anew of its ground and the whole log (deciding.c), but reads and
 * writes little: a correction may touch a hundred thousand documents.
 */
#include <stdlib.h>
#include <string.h>

#include "dateline/vec.h"
#include "store/sqlite/decisions.h"
#include "store/sqlite/packing.h"
#include "store/sqlite/select.h"

/* --- what can be done so --- */

static int compare_rulings(const void *a, const void *b)
{
    return dl_decision_compare(&((const dl_ruling *)a)->decision,
                               &((const dl_ruling *)b)->decision);
}

/* Counts the decisions about mentions that hold, from D on. */
static dl_status count_from(dl_sqlite *store, const dl_decision *d, int64_t *ret, dl_error *error)
{
    return dl_sql_number(
        store,
        "SELECT count(*) FROM decision WHERE (time, id) >= (?, ?) AND active "
        "AND kind IN (?, ?, ?, ?)",
        DL_VALUES(dl_value_int(d->time), dl_value_text(d->id), dl_value_int(DL_DECISION_NOT_NAME),
                  dl_value_int(DL_DECISION_ENTITY), dl_value_int(DL_DECISION_MERGE),
                  dl_value_int(DL_DECISION_ALIAS)),
        ret, error);
}

/* What there is among the decisions that have flipped. */
typedef struct flips {
    size_t of_mentions, held, revokes;
    const dl_decision *first; /* of those about mentions */
} flips;

/* Looks at the rulings, and lists those that go everywhere. */
static dl_status look_over(dl_amending *amending, size_t count, flips *ret, dl_error *error)
{
    for (size_t i = 0; i < count; i++) {
        const dl_ruling *ruling = &amending->rulings[i];
        ret->revokes += ruling->decision.kind == DL_DECISION_REVOKE;
        if (!dl_decision_is_of_mentions(ruling->decision.kind))
            continue;
        ret->of_mentions++;
        ret->held += ruling->applied;
        ret->first = ret->first ? ret->first : &ruling->decision;
        if (!*ruling->decision.sha256 && !dl_vec_push(&amending->everywhere, i))
            return dl_fail_nomem(error);
    }
    return DL_OK;
}

dl_status dl_amending_begin(dl_sqlite *store, const dl_rulings *flipped, dl_amending *ret,
                            bool *ret_fits, dl_error *error)
{
    flips seen = {0};
    int64_t from = 0;
    *ret = (dl_amending){.store = store, .rulings = flipped->items};
    if (flipped->len)
        qsort(flipped->items, flipped->len, sizeof *flipped->items, compare_rulings);
    dl_status status = look_over(ret, flipped->len, &seen, error);
    ret->revoked = seen.held == 0;
    *ret_fits = seen.first && seen.of_mentions + seen.revokes == flipped->len &&
                (ret->revoked || seen.held == seen.of_mentions);
    if (!status && *ret_fits)
        status = count_from(store, seen.first, &from, error);
    *ret_fits &= (size_t)from == seen.held;
    return status;
}

void dl_amending_release(dl_amending *amending)
{
    free(amending->everywhere.items);
}

/* --- reading --- */

static dl_status take_columns(dl_sqlite *store, sqlite3_stmt *rows, dl_arena *arena, dl_stored *ret,
                              int64_t *ret_source, dl_error *error)
{
    dl_document *doc = &ret->document;
    bool failed = false;
    doc->title = dl_column_text(rows, 2, arena, &failed);
    doc->body = dl_column_text(rows, 4, arena, &failed);
    if (failed)
        return dl_fail_nomem(error);
    int64_t lead = sqlite3_column_int64(rows, 3);
    if (!dl_column_hash(rows, 0, doc->sha256) || !doc->body || lead < 0 ||
        (size_t)lead > strlen(doc->body))
        return dl_sqlite_corrupt(store, "record", error);
    doc->lead = (size_t)lead;
    *ret_source = sqlite3_column_int64(rows, 1);
    return DL_OK;
}

/* Reads the mentions that SQL gives, and their entities in order. */
static dl_status read_mentions(dl_sqlite *store, const char *sql, dl_key key, dl_arena *arena,
                               dl_stored *ret, dl_error *error)
{
    dl_status status =
        dl_mentions_read(store, sql, key, arena, &ret->mentions, &ret->mentions_count,
                         &ret->entities, &ret->entities_count, error);
    if (!status)
        status = dl_entities_sort(&ret->entities, ret->entities_count, arena, error);
    if (!status && !dl_mentions_fit(ret))
        status = dl_sqlite_corrupt(store, "mention", error);
    return status;
}

dl_status dl_amending_read(dl_sqlite *store, dl_key key, dl_arena *arena, dl_stored *ret,
                           int64_t *ret_source, dl_error *error)
{
    dl_stored stored = {.key = key};
    sqlite3_stmt *rows;
    bool row = false;
    dl_status status = dl_rows_begin(store,
                                     "SELECT d.sha256, d.source, r.title, r.lead, r.body "
                                     "FROM document d JOIN record r ON r.key = d.key "
                                     "WHERE d.key = ?",
                                     DL_VALUES(dl_value_int(key)), &rows, error);
    if (status)
        return status;
    status = dl_rows_next(store, rows, &row, error);
    if (!status)
        status = row ? take_columns(store, rows, arena, &stored, ret_source, error)
                     : dl_fail(error, DL_ERR_NOT_FOUND, "the document is not in the archive");
    dl_rows_end(rows);
    if (!status)
        status = read_mentions(store, DL_MENTIONS_OF_DOCUMENT, key, arena, &stored, error);
    if (!status)
        *ret = stored;
    return status;
}

static dl_put put_of(const dl_stored *stored)
{
    return (dl_put){.document = &stored->document,
                    .mentions = stored->mentions,
                    .mentions_count = stored->mentions_count,
                    .entities = stored->entities,
                    .entities_count = stored->entities_count};
}

/* --- decisions that have come to hold --- */

/* The rulings for a document, in order: those that go everywhere, and the COUNT of numbers OWN. NULL when memory
 * is out. */
static dl_ruling *choose(const dl_amending *amending, const size_t *own, size_t count,
                         dl_arena *arena)
{
    const size_t *wide = amending->everywhere.items, wide_count = amending->everywhere.len;
    dl_ruling *chosen = dl_arena_calloc(arena, wide_count + count, sizeof *chosen);
    for (size_t i = 0, k = 0; chosen && i + k < wide_count + count;) {
        bool is_own = k < count && (i == wide_count || own[k] < wide[i]);
        chosen[i + k] = amending->rulings[is_own ? own[k] : wide[i]];
        chosen[i + k].applied = false;
        k += is_own;
        i += !is_own;
    }
    return chosen;
}

/* Notes what was decided of the document: those of the COUNT rulings that apply. */
static dl_status note(dl_sqlite *store, dl_key key, const dl_ruling *rulings, size_t count,
                      dl_error *error)
{
    dl_status status = dl_undecided_keep(store, key, error);
    for (size_t i = 0; i < count && !status; i++)
        if (rulings[i].applied)
            status =
                dl_sql_run(store, "INSERT INTO decided (decision, key) VALUES (?, ?)",
                           DL_VALUES(dl_value_int(rulings[i].number), dl_value_int(key)), error);
    return status;
}

static dl_status apply(const dl_amending *amending, dl_key key, const size_t *own, size_t count,
                       dl_arena *arena, dl_error *error)
{
    dl_stored stored;
    int64_t source;
    bool applied = false;
    dl_status status = dl_amending_read(amending->store, key, arena, &stored, &source, error);
    if (status)
        return status;
    dl_put put = put_of(&stored);
    dl_ruling *rulings = choose(amending, own, count, arena);
    if (!rulings)
        return dl_fail_nomem(error);
    count += amending->everywhere.len;
    status = dl_decide_mentions(rulings, count, &put, stored.document.title, arena, &put, error);
    for (size_t i = 0; i < count && !status; i++)
        applied |= rulings[i].applied;
    if (status || !applied)
        return status;
    status = note(amending->store, key, rulings, count, error);
    return status ? status : dl_naming_replace(amending->store, &stored, source, &put, error);
}

/* --- decisions that hold no longer --- */

/* Sets *RET to whether none that holds has anything to say of the document, which is kept as it was found. */
static dl_status is_free(dl_sqlite *store, dl_key key, bool *ret, dl_error *error)
{
    int64_t free_of_all = 0;
    dl_status status = dl_sql_number(
        store,
        "SELECT facts = 0 AND NOT EXISTS (SELECT 1 FROM decided x JOIN decision d "
        "ON d.number = x.decision WHERE x.key = ?1 AND d.active) FROM undecided WHERE key = ?1",
        DL_VALUES(dl_value_int(key)), &free_of_all, error);
    *ret = free_of_all != 0;
    return status;
}

/* Gives the document the mentions that were found in it. */
static dl_status restore(dl_sqlite *store, dl_key key, dl_arena *arena, dl_error *error)
{
    dl_stored stored;
    int64_t source;
    dl_status status = dl_amending_read(store, key, arena, &stored, &source, error);
    if (status)
        return status;
    dl_stored found = stored;
    status = read_mentions(store, DL_MENTIONS_UNDECIDED, key, arena, &found, error);
    const dl_put put = put_of(&found);
    if (!status)
        status = dl_naming_replace(store, &stored, source, &put, error);
    return status ? status : dl_undecided_remove(store, key, error);
}

dl_status dl_amending_renew(const dl_amending *amending, dl_key key, const size_t *own,
                            size_t count, dl_arena *arena, dl_error *error)
{
    bool is_restored;
    if (!amending->revoked)
        return apply(amending, key, own, count, arena, error);
    dl_status status = is_free(amending->store, key, &is_restored, error);
    if (status)
        return status;
    return is_restored ? restore(amending->store, key, arena, error)
                       : dl_deciding_renew(amending->store, key, NULL, NULL, error);
}
