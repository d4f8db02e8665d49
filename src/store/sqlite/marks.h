/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SQLITE_MARKS_H
#define STORE_SQLITE_MARKS_H

#include "store/changing.h"
#include "store/sqlite/sqlite.h"

/*
 * What the reader makes herself: marks on documents (change.c), items that hold a passage (items.c),
 * what she keeps under names (shelf.c), what is derived from them (marks.c).
 */

/* What a change is carried out with. */
typedef struct dl_changing {
    dl_sqlite *store;
    dl_inverse *inverse;
    dl_error *error;
} dl_changing;

static inline dl_value dl_value_hash(const unsigned char hash[DL_HASH_BYTES])
{
    return dl_value_blob(hash, DL_HASH_BYTES);
}

/* --- versions (versions.c) --- */

/* A document as a change finds it. */
typedef struct dl_target {
    dl_key key; /* DL_KEY_NONE: there is none */
    char sha256[DL_SHA256_HEX];
    unsigned char hash[DL_HASH_BYTES];
    int64_t source;
    bool read, starred;
} dl_target;

/* The document of the hash SHA256, or that has replaced the one that had it. */
dl_status dl_target_find(dl_sqlite *store, const char *sha256, dl_target *ret, dl_error *error);

/* --- single changes --- */

/* Sets the document TARGET read or unread, which it is not yet. */
dl_status dl_read_set(dl_sqlite *store, const dl_target *target, bool read, dl_error *error);

dl_status dl_note_change(const dl_changing *c, const dl_change *change);
dl_status dl_cited_change(const dl_changing *c, const dl_change *change);
dl_status dl_place_change(const dl_changing *c, const dl_change *change);
dl_status dl_saved_change(const dl_changing *c, const dl_change *change);
dl_status dl_dossier_change(const dl_changing *c, const dl_change *change);

/* The number of the dossier NAME; 0 where there is none. */
dl_status dl_dossier_find(dl_sqlite *store, const char *name, int64_t *ret, dl_error *error);

/* The items of the dossier of that number and name, in their order. */
dl_status dl_dossier_items(dl_sqlite *store, int64_t dossier, const char *name, dl_arena *arena,
                           dl_cited **ret_items, size_t *ret_count, dl_error *error);

/* --- what is derived (marks.c) --- */

/* Gives the document of the hash TO the marks of the hash FROM, which it replaces. */
dl_status dl_marks_carry(dl_sqlite *store, const unsigned char *from, const unsigned char *to,
                         dl_error *error);

/* Writes what the document of KEY and HASH shows of its marks and notes; but whether it is read, which
 * is counted. */
dl_status dl_marks_derive(dl_sqlite *store, dl_key key, const unsigned char *hash, dl_error *error);

/* Notes on each document that descends from the version HASH whether there is a note on it. */
dl_status dl_noted_derive(dl_sqlite *store, const unsigned char *hash, dl_error *error);

/* A version with all that have come of it: "line" of a WITH RECURSIVE that begins with a select of
 * hashes named h. */
#define DL_LINE_DOWN                                                                               \
    " UNION SELECT f.successor FROM former f JOIN line ON f.sha256 = line.h"                       \
    " UNION SELECT d.sha256 FROM record r JOIN document d ON d.key = r.key"                        \
    " JOIN line ON r.replaces = line.h"

/* The same to what a version came of. */
#define DL_LINE_UP                                                                                 \
    " UNION SELECT f.sha256 FROM former f JOIN line ON f.successor = line.h"                       \
    " UNION SELECT r.replaces FROM document d JOIN record r ON r.key = d.key"                      \
    " JOIN line ON d.sha256 = line.h WHERE r.replaces IS NOT NULL"

/* Reads rows of a name and a count. */
dl_status dl_name_rows_read(dl_sqlite *store, const char *sql, dl_values values, dl_arena *arena,
                            dl_name_row **ret_rows, size_t *ret_count, dl_error *error);

/* --- items (items.c) --- */

/* The columns of a passage, and how to read them from column I on. */
#define DL_PASSAGE_COLUMNS "sha256, field, start, \"end\", quote, prefix, suffix"
#define DL_PASSAGE_WIDTH 7
dl_status dl_passage_read(dl_sqlite *store, sqlite3_stmt *rows, int i, dl_arena *arena,
                          dl_passage *ret, dl_error *error);

/* The columns of a note and of a cited item, and how to read a row of them into a dl_note or a dl_cited,
 * whose dossier is not set. */
#define DL_NOTE_COLUMNS DL_PASSAGE_COLUMNS ", id, time, text"
#define DL_CITED_COLUMNS DL_PASSAGE_COLUMNS ", id, time, comment, rank"
dl_status dl_note_read(dl_sqlite *store, sqlite3_stmt *rows, dl_arena *arena, void *ret,
                       dl_error *error);
dl_status dl_cited_read(dl_sqlite *store, sqlite3_stmt *rows, dl_arena *arena, void *ret,
                        dl_error *error);

#endif
