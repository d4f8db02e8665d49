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

/* The digest of all that D holds, as it is stored with it. False when memory is out. */
bool dl_log_digest(const dl_decision *d, unsigned char ret[DL_HASH_BYTES]);

/* Sets *RET to how many decisions are not what was put there. */
dl_status dl_log_check(dl_sqlite *store, size_t *ret, dl_error *error);

/* Notes the batches of decisions, for an older archive. */
dl_status dl_log_batch_all(dl_sqlite *store, dl_error *error);

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

/* Keeps the document of KEY as it is stored, unless it is kept already: no decision that holds sets a fact of
 * it. */
dl_status dl_undecided_keep(dl_sqlite *store, dl_key key, dl_error *error);

/* The SQL that dl_mentions_read takes for the mentions that were found in a document that is kept. */
#define DL_MENTIONS_UNDECIDED "SELECT list FROM undecided WHERE key = ?"

/* Forgets what is kept for the document of KEY. */
dl_status dl_undecided_remove(dl_sqlite *store, dl_key key, dl_error *error);

/* Sets *RET to whether what is kept of the document of KEY is what was put there; IMPORTED was read. */
dl_status dl_undecided_check(dl_sqlite *store, dl_key key, const dl_undecided *imported, bool *ret,
                             dl_error *error);

/* --- persons by the keys of their names (persons.c) --- */

/* Makes *RET what PUT is with its persons joined to those of the archive (store/join.h). RET may be PUT. */
dl_status dl_persons_join(dl_sqlite *store, const dl_put *put, dl_arena *arena, dl_put *ret,
                          dl_error *error);

/* Sets *RET_ID to the id of the person whom the one that annotation gives the id ID is; NULL where she has
 * that one. */
dl_status dl_persons_find(dl_sqlite *store, const char *id, dl_arena *arena, const char **ret_id,
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

/* Sets *RET to whether STORED, which was read back, is what its decisions make of GROUND, what is kept of it. */
dl_status dl_deciding_check(dl_sqlite *store, const dl_stored *stored, const dl_undecided *ground,
                            bool *ret, dl_error *error);

/* Makes the digests of documents that decisions concern as this version has them, for an older archive. */
dl_status dl_deciding_digest_all(dl_sqlite *store, dl_error *error);

/* --- decisions that come last (amending.c) --- */

/* Decisions about mentions that have come to hold, or hold no longer, and that no other follows. */
typedef struct dl_amending {
    dl_sqlite *store;
    const dl_ruling *rulings; /* in the order of the log */
    struct {
        size_t *items; /* places among them of those that go everywhere */
        size_t len, size;
    } everywhere;
    bool revoked; /* they hold no longer */
} dl_amending;

/* Puts FLIPPED into the order of the log and makes *RET of them, to be released with dl_amending_release in any
 * case; *RET_FITS: whether documents can be amended by it. */
dl_status dl_amending_begin(dl_sqlite *store, const dl_rulings *flipped, dl_amending *ret,
                            bool *ret_fits, dl_error *error);
void dl_amending_release(dl_amending *amending);

/* Amends the document of KEY. OWN: the places of COUNT rulings, in order, that are about it alone. ARENA is
 * for its own use. */
dl_status dl_amending_renew(const dl_amending *amending, dl_key key, const size_t *own,
                            size_t count, dl_arena *arena, dl_error *error);

/* Reads of the document of KEY its hash, texts and mentions, with the entities in order, and the number of its
 * source. */
dl_status dl_amending_read(dl_sqlite *store, dl_key key, dl_arena *arena, dl_stored *ret,
                           int64_t *ret_source, dl_error *error);

#endif
