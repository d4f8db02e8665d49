/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_SQLITE_DECISIONS_H
#define STORE_SQLITE_DECISIONS_H

#include "dateline/decision.h"
#include "store/decide.h"
#include "store/sqlite/sqlite.h"

/*
 * Decisions in the SQLite backend. The log is a table (decisions.c). A document that decisions concern
 * stands in the other tables as it is read, and as it was imported and annotated in `undecided`
 * (undecided.c); from that it is made anew whenever a decision is taken or revoked (deciding.c).
 */

typedef struct dl_rulings {
    dl_ruling *items;
    size_t len, size;
} dl_rulings;

/* A document as import and annotation gave it. */
typedef struct dl_undecided {
    dl_document document; /* without origin */
    const dl_mention *mentions;
    size_t mentions_count;
    const dl_entity *entities; /* ordered by id */
    size_t entities_count;
    const char *annotated; /* the title that the mentions in the title are of */
    const char *annotator; /* as in dl_put */
    dl_key home;
    unsigned facts;
    const dl_sketch *sketch; /* of the document's text, or NULL */
    bool kept;               /* it stands in `undecided`: decisions concern it */
} dl_undecided;

/* --- the log (decisions.c) --- */

/* Whether the log is empty. */
dl_status dl_log_is_empty(dl_sqlite *store, bool *ret, dl_error *error);

/* Adds DECISION, unless its id is known: *RET_NUMBER is 0 then. Decisions that come to hold or hold no
 * longer by it, itself among them, are added to FLIPPED; its own strings are the caller's. */
dl_status dl_log_add(dl_sqlite *store, const dl_decision *decision, dl_arena *arena,
                     dl_rulings *flipped, int64_t *ret_number, dl_error *error);

/* Sets *RET to how many decisions are not what was put there. */
dl_status dl_log_check(dl_sqlite *store, size_t *ret, dl_error *error);

/* The time of the last decision; 0 where there is none. */
dl_status dl_log_last(dl_sqlite *store, int64_t *ret_time, dl_error *error);

/* Adds to RULINGS, in order, the decisions that hold about a document of the hash HASH, which replaces
 * the one of OLD (or NULL), or about sources. Strings are ARENA's. */
dl_status dl_log_document(dl_sqlite *store, const unsigned char *hash, const unsigned char *old,
                          dl_arena *arena, dl_rulings *rulings, dl_error *error);

/* Adds those that go everywhere and may be about mentions of PUT. */
dl_status dl_log_mentions(dl_sqlite *store, const dl_put *put, dl_arena *arena, dl_rulings *rulings,
                          dl_error *error);

/* --- decisions about words (bywords.c) --- */

/* Numbers of decisions. */
typedef struct dl_byword_numbers {
    int64_t *items;
    size_t len, size;
} dl_byword_numbers;

/* Adds to *FOUND the decisions that hold, go everywhere and are about words that may stand in DOC, whatever
 * these are mentions of. The caller frees found->items in any case. */
dl_status dl_bywords_find(dl_sqlite *store, const dl_document *doc, dl_byword_numbers *found,
                          dl_error *error);

/* Whether decisions that hold and go everywhere may be about mentions of the entity of that id; dl_bywords_find
 * was called since the log has grown last. */
bool dl_bywords_concern(const dl_sqlite *store, const char *id);

/* Frees what is kept of them. */
void dl_bywords_release(dl_sqlite *store);

/* --- as imported (undecided.c) --- */

/* The document of KEY as imported, STORED being it as it is read. Strings are ARENA's or STORED's. */
dl_status dl_undecided_read(dl_sqlite *store, const dl_stored *stored, dl_arena *arena,
                            dl_undecided *ret, dl_error *error);

/* Keeps IMPORTED for the document of KEY, whose body as read is BODY, with the rulings that apply. */
dl_status dl_undecided_add(dl_sqlite *store, dl_key key, const dl_undecided *imported,
                           const char *body, const dl_rulings *rulings, dl_error *error);

/* Forgets what is kept for the document of KEY. */
dl_status dl_undecided_remove(dl_sqlite *store, dl_key key, dl_error *error);

/* Sets *RET to whether what is kept of the document of KEY is what was put there; IMPORTED was read. */
dl_status dl_undecided_check(dl_sqlite *store, dl_key key, const dl_undecided *imported, bool *ret,
                             dl_error *error);

/* --- making documents (deciding.c) --- */

/* Adds IMPORTED with the decisions that concern it: under the key WISH where that is of its day, else
 * under a new one (DL_KEY_NONE: no wish). REPLACES: as dl_rows_add. */
dl_status dl_deciding_add(dl_sqlite *store, dl_key wish, const dl_undecided *imported,
                          const unsigned char *replaces, dl_key *ret_key, dl_error *error);

/* Makes the document of KEY anew after decisions were taken or revoked, or where FOUND is not NULL
 * after these names were found in it. Whether that changed it. */
dl_status dl_deciding_renew(dl_sqlite *store, dl_key key, const dl_put *found, bool *ret_changed,
                            dl_error *error);

/* Sets *RET to whether STORED, which was read back, is what its decisions make of what is kept of it. */
dl_status dl_deciding_check(dl_sqlite *store, const dl_stored *stored, dl_arena *arena, bool *ret,
                            dl_error *error);

#endif
