/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the reader makes of a passage: notes, items of a dossier, marked places. An item is written
 * whole or not at all, so changing one is putting it again under its id.
 */
#include <string.h>

#include "store/sqlite/marks.h"

/* --- reading --- */

dl_status dl_passage_read(dl_sqlite *store, sqlite3_stmt *rows, int i, dl_arena *arena,
                          dl_passage *ret, dl_error *error)
{
    bool failed = false;
    int64_t field = sqlite3_column_int64(rows, i + 1), start = sqlite3_column_int64(rows, i + 2),
            end = sqlite3_column_int64(rows, i + 3);
    dl_passage passage = {
        .field = (dl_field)field,
        .start = (uint32_t)start,
        .end = (uint32_t)end,
        .quote = dl_column_text(rows, i + 4, arena, &failed),
        .prefix = dl_column_text(rows, i + 5, arena, &failed),
        .suffix = dl_column_text(rows, i + 6, arena, &failed),
    };
    if (failed)
        return dl_fail_nomem(error);
    if (!dl_column_hash(rows, i, passage.sha256) || field < 0 || field >= DL_FIELD_COUNT ||
        start < 0 || end < start || end > UINT32_MAX || !passage.quote || !passage.prefix ||
        !passage.suffix || strlen(passage.quote) != (size_t)(end - start))
        return dl_sqlite_corrupt(store, "note, cited or place", error);
    *ret = passage;
    return DL_OK;
}

/* Reads an item's id from column I. */
static bool read_id(sqlite3_stmt *rows, int i, char ret_id[DL_ITEM_ID])
{
    const char *id = (const char *)sqlite3_column_text(rows, i);
    if (!id || !dl_item_id_check(id))
        return false;
    memcpy(ret_id, id, DL_ITEM_ID);
    return true;
}

dl_status dl_note_read(dl_sqlite *store, sqlite3_stmt *rows, dl_arena *arena, void *ret,
                       dl_error *error)
{
    bool failed = false;
    dl_note note;
    dl_status status = dl_passage_read(store, rows, 0, arena, &note.passage, error);
    if (status)
        return status;
    note.time = sqlite3_column_int64(rows, DL_PASSAGE_WIDTH + 1);
    note.text = dl_column_text(rows, DL_PASSAGE_WIDTH + 2, arena, &failed);
    if (failed)
        return dl_fail_nomem(error);
    if (!read_id(rows, DL_PASSAGE_WIDTH, note.id) || !note.text)
        return dl_sqlite_corrupt(store, "note", error);
    *(dl_note *)ret = note;
    return DL_OK;
}

dl_status dl_cited_read(dl_sqlite *store, sqlite3_stmt *rows, dl_arena *arena, void *ret,
                        dl_error *error)
{
    bool failed = false;
    dl_cited cited = {.dossier = NULL};
    dl_status status = dl_passage_read(store, rows, 0, arena, &cited.passage, error);
    if (status)
        return status;
    cited.time = sqlite3_column_int64(rows, DL_PASSAGE_WIDTH + 1);
    cited.comment = dl_column_text(rows, DL_PASSAGE_WIDTH + 2, arena, &failed);
    cited.rank = sqlite3_column_int64(rows, DL_PASSAGE_WIDTH + 3);
    if (failed)
        return dl_fail_nomem(error);
    if (!read_id(rows, DL_PASSAGE_WIDTH, cited.id))
        return dl_sqlite_corrupt(store, "cited", error);
    *(dl_cited *)ret = cited;
    return DL_OK;
}

/* --- writing --- */

/* Sets the values of DL_PASSAGE_COLUMNS; HASH is where one of them lives. */
static void bind_passage(const dl_passage *passage, unsigned char hash[DL_HASH_BYTES],
                         dl_value values[DL_PASSAGE_WIDTH])
{
    dl_hash_bytes(passage->sha256, hash);
    values[0] = dl_value_hash(hash);
    values[1] = dl_value_int(passage->field);
    values[2] = dl_value_int(passage->start);
    values[3] = dl_value_int(passage->end);
    values[4] = dl_value_text(passage->quote);
    values[5] = dl_value_text(passage->prefix);
    values[6] = dl_value_text(passage->suffix);
}

/* Whether the version that PASSAGE was taken from is, or was, in the archive. */
static dl_status check_version(const dl_changing *c, const dl_passage *passage)
{
    dl_target target;
    dl_status status = dl_target_find(c->store, passage->sha256, &target, c->error);
    if (!status && target.key == DL_KEY_NONE)
        status = dl_change_fail_document(passage->sha256, c->error);
    return status;
}

/* --- notes --- */

/* Sets *RET_FOUND to whether there is a note of ID, and *RET to it. */
static dl_status find_note(const dl_changing *c, const char *id, bool *ret_found, dl_note *ret)
{
    sqlite3_stmt *rows;
    dl_status status = dl_rows_begin(c->store, "SELECT " DL_NOTE_COLUMNS " FROM note WHERE id = ?",
                                     DL_VALUES(dl_value_text(id)), &rows, c->error);
    if (status)
        return status;
    status = dl_rows_next(c->store, rows, ret_found, c->error);
    if (!status && *ret_found)
        status = dl_note_read(c->store, rows, c->inverse->arena, ret, c->error);
    dl_rows_end(rows);
    return status;
}

/* Makes right what documents say about notes on the version of PASSAGE. */
static dl_status derive_noted(const dl_changing *c, const dl_passage *passage)
{
    unsigned char hash[DL_HASH_BYTES];
    dl_hash_bytes(passage->sha256, hash);
    return dl_noted_derive(c->store, hash, c->error);
}

static dl_status put_note(const dl_changing *c, const dl_note *note)
{
    char hex[DL_SHA256_HEX];
    unsigned char hash[DL_HASH_BYTES], digest[DL_HASH_BYTES];
    dl_value values[DL_PASSAGE_WIDTH + 4];
    if (!dl_note_digest(note, hex))
        return dl_fail_nomem(c->error);
    dl_hash_bytes(hex, digest);
    bind_passage(&note->passage, hash, values);
    values[DL_PASSAGE_WIDTH] = dl_value_text(note->id);
    values[DL_PASSAGE_WIDTH + 1] = dl_value_int(note->time);
    values[DL_PASSAGE_WIDTH + 2] = dl_value_text(note->text);
    values[DL_PASSAGE_WIDTH + 3] = dl_value_hash(digest);
    dl_status status =
        dl_sql_run(c->store,
                   "INSERT OR REPLACE INTO note (" DL_NOTE_COLUMNS ", digest) VALUES "
                   "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   (dl_values){values, sizeof values / sizeof *values}, c->error);
    return status ? status : derive_noted(c, &note->passage);
}

dl_status dl_note_change(const dl_changing *c, const dl_change *change)
{
    dl_change inverse = {.kind = DL_CHANGE_NOTE, .note = change->note};
    dl_status status = change->on ? check_version(c, &change->note.passage) : DL_OK;
    if (!status)
        status = find_note(c, change->note.id, &inverse.on, &inverse.note);
    if (!status && !change->on && !inverse.on)
        status = dl_change_fail_missing("note", change->note.id, c->error);
    if (!status)
        status = dl_inverse_add(c->inverse, &inverse, c->error);
    if (!status && inverse.on) {
        status = dl_sql_run(c->store, "DELETE FROM note WHERE id = ?",
                            DL_VALUES(dl_value_text(change->note.id)), c->error);
        if (!status)
            status = derive_noted(c, &inverse.note.passage);
    }
    return !status && change->on ? put_note(c, &change->note) : status;
}

/* --- items of a dossier --- */

/* Sets *RET_FOUND to whether there is an item of ID, and *RET to it. */
static dl_status find_cited(const dl_changing *c, const char *id, bool *ret_found, dl_cited *ret)
{
    sqlite3_stmt *rows;
    bool failed = false;
    dl_status status = dl_rows_begin(c->store,
                                     "SELECT " DL_CITED_COLUMNS ", (SELECT name FROM dossier d "
                                     "WHERE d.id = dossier) FROM cited WHERE id = ?",
                                     DL_VALUES(dl_value_text(id)), &rows, c->error);
    if (status)
        return status;
    status = dl_rows_next(c->store, rows, ret_found, c->error);
    if (!status && *ret_found)
        status = dl_cited_read(c->store, rows, c->inverse->arena, ret, c->error);
    if (!status && *ret_found) {
        ret->dossier = dl_column_text(rows, DL_PASSAGE_WIDTH + 4, c->inverse->arena, &failed);
        if (!ret->dossier)
            status =
                failed ? dl_fail_nomem(c->error) : dl_sqlite_corrupt(c->store, "cited", c->error);
    }
    dl_rows_end(rows);
    return status;
}

static dl_status put_cited(const dl_changing *c, const dl_cited *cited)
{
    char hex[DL_SHA256_HEX];
    unsigned char hash[DL_HASH_BYTES], digest[DL_HASH_BYTES];
    dl_value values[DL_PASSAGE_WIDTH + 6];
    int64_t dossier = 0;
    dl_status status = dl_dossier_find(c->store, cited->dossier, &dossier, c->error);
    if (!status && dossier == 0)
        status = dl_change_fail_missing("dossier", cited->dossier, c->error);
    if (status)
        return status;
    if (!dl_cited_digest(cited, hex))
        return dl_fail_nomem(c->error);
    dl_hash_bytes(hex, digest);
    bind_passage(&cited->passage, hash, values);
    values[DL_PASSAGE_WIDTH] = dl_value_text(cited->id);
    values[DL_PASSAGE_WIDTH + 1] = dl_value_int(cited->time);
    values[DL_PASSAGE_WIDTH + 2] = dl_value_text(cited->comment);
    values[DL_PASSAGE_WIDTH + 3] = dl_value_int(cited->rank);
    values[DL_PASSAGE_WIDTH + 4] = dl_value_int(dossier);
    values[DL_PASSAGE_WIDTH + 5] = dl_value_hash(digest);
    return dl_sql_run(c->store,
                      "INSERT OR REPLACE INTO cited (" DL_CITED_COLUMNS ", dossier, digest) VALUES "
                      "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      (dl_values){values, sizeof values / sizeof *values}, c->error);
}

dl_status dl_cited_change(const dl_changing *c, const dl_change *change)
{
    dl_change inverse = {.kind = DL_CHANGE_CITED, .cited = change->cited};
    dl_status status = change->on ? check_version(c, &change->cited.passage) : DL_OK;
    if (!status)
        status = find_cited(c, change->cited.id, &inverse.on, &inverse.cited);
    if (!status && !change->on && !inverse.on)
        status = dl_change_fail_missing("cited passage", change->cited.id, c->error);
    if (!status)
        status = dl_inverse_add(c->inverse, &inverse, c->error);
    if (status)
        return status;
    return change->on ? put_cited(c, &change->cited)
                      : dl_sql_run(c->store, "DELETE FROM cited WHERE id = ?",
                                   DL_VALUES(dl_value_text(change->cited.id)), c->error);
}

dl_status dl_dossier_items(dl_sqlite *store, int64_t dossier, const char *name, dl_arena *arena,
                           dl_cited **ret_items, size_t *ret_count, dl_error *error)
{
    static const dl_row_reader reader = {sizeof(dl_cited), dl_cited_read};
    sqlite3_stmt *rows;
    dl_cited *items;
    size_t count;
    const char *copy = dl_arena_strdup(arena, name);
    dl_status status = copy ? DL_OK : dl_fail_nomem(error);
    if (!status)
        status = dl_rows_begin(
            store, "SELECT " DL_CITED_COLUMNS " FROM cited WHERE dossier = ? ORDER BY rank, id",
            DL_VALUES(dl_value_int(dossier)), &rows, error);
    if (!status)
        status = dl_rows_gather(store, rows, reader, arena, (void **)&items, &count, error);
    if (status)
        return status;
    for (size_t i = 0; i < count; i++)
        items[i].dossier = copy;
    *ret_items = items;
    *ret_count = count;
    return DL_OK;
}

/* --- places --- */

static dl_status find_place(dl_sqlite *store, char letter, dl_arena *arena, bool *ret_found,
                            dl_passage *ret, dl_error *error)
{
    sqlite3_stmt *rows;
    dl_status status =
        dl_rows_begin(store, "SELECT " DL_PASSAGE_COLUMNS " FROM place WHERE letter = ?",
                      DL_VALUES(dl_value_textn(&letter, 1)), &rows, error);
    if (status)
        return status;
    status = dl_rows_next(store, rows, ret_found, error);
    if (!status && *ret_found)
        status = dl_passage_read(store, rows, 0, arena, ret, error);
    dl_rows_end(rows);
    return status;
}

dl_status dl_sqlite_place(dl_store *base, char letter, dl_arena *arena, dl_passage *ret,
                          dl_error *error)
{
    const char name[] = {letter, '\0'};
    bool found = false;
    dl_status status = find_place(dl_sqlite_of(base), letter, arena, &found, ret, error);
    return status || found ? status : dl_change_fail_missing("place", name, error);
}

dl_status dl_place_change(const dl_changing *c, const dl_change *change)
{
    const char letter = change->place.letter, name[] = {letter, '\0'};
    unsigned char hash[DL_HASH_BYTES];
    dl_value values[DL_PASSAGE_WIDTH + 1];
    dl_change inverse = {.kind = DL_CHANGE_PLACE, .place = change->place};
    dl_status status = change->on ? check_version(c, &change->place.passage) : DL_OK;
    if (!status)
        status = find_place(c->store, letter, c->inverse->arena, &inverse.on,
                            &inverse.place.passage, c->error);
    if (!status && !change->on && !inverse.on)
        status = dl_change_fail_missing("place", name, c->error);
    if (!status)
        status = dl_inverse_add(c->inverse, &inverse, c->error);
    if (status)
        return status;
    if (!change->on)
        return dl_sql_run(c->store, "DELETE FROM place WHERE letter = ?",
                          DL_VALUES(dl_value_textn(&letter, 1)), c->error);
    bind_passage(&change->place.passage, hash, values);
    values[DL_PASSAGE_WIDTH] = dl_value_textn(&letter, 1);
    return dl_sql_run(c->store,
                      "INSERT OR REPLACE INTO place (" DL_PASSAGE_COLUMNS ", letter) VALUES "
                      "(?, ?, ?, ?, ?, ?, ?, ?)",
                      (dl_values){values, sizeof values / sizeof *values}, c->error);
}
