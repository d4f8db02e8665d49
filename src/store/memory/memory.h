/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef STORE_MEMORY_MEMORY_H
#define STORE_MEMORY_MEMORY_H

#include <stdatomic.h>

#include "dateline/store.h"
#include "dateline/token.h"
#include "store/decide.h"
#include "store/group.h"

/*
 * The backend in memory: arrays and scans, nothing kept that can be counted. It keeps the seam
 * honest, and tests and previews need no file. Strings live in one arena until the store is closed;
 * what changes is plain values, so that a transaction is undone by putting back a copy of them.
 */

/* What import and annotation gave of a document. */
typedef struct dl_held_ground {
    const dl_document *document;
    const dl_mention *mentions;
    size_t mentions_count;
    const dl_entity *entities; /* ordered by id */
    size_t entities_count;
    const char *annotated; /* the title that the mentions in the title are of */
    const char *annotator; /* as in dl_put */
    dl_key home;           /* the key it would have without decisions */
    unsigned facts;        /* bits of the facts that decisions have set */
} dl_held_ground;

/* A document held: as it is read, and what decisions made that of. */
typedef struct dl_held {
    dl_key key;
    dl_held_ground ground;
    const dl_document *document;
    const char *fold; /* of its source; NULL where none is known */
    const dl_mention *mentions;
    size_t mentions_count;
    char replaces[DL_SHA256_HEX]; /* empty: nothing */
    char digest[DL_SHA256_HEX];
    bool read, starred;
    dl_key head;      /* it is a copy of; DL_KEY_NONE: of none */
    dl_sketch sketch; /* by which a head is found; of a copy empty */
} dl_held;

typedef struct dl_held_origin {
    const char *path;
    char sha256[DL_SHA256_HEX];
} dl_held_origin;

typedef struct dl_held_mark {
    char sha256[DL_SHA256_HEX];
    bool read, starred;
} dl_held_mark;

typedef struct dl_held_tag {
    char sha256[DL_SHA256_HEX]; /* of what bears it */
    const char *name, *fold;
} dl_held_tag;

typedef struct dl_held_place {
    char letter;
    dl_passage passage;
} dl_held_place;

typedef struct dl_held_former {
    char sha256[DL_SHA256_HEX], successor[DL_SHA256_HEX];
    const dl_document *document;
} dl_held_former;

typedef struct dl_held_source {
    const char *name, *country;
} dl_held_source;

/* As a row of person_key in assets/schema/010.sql. */
typedef struct dl_held_person {
    const char *id, *key, *country, *person;
} dl_held_person;

typedef struct dl_held_decision {
    dl_decision decision;
    bool active; /* none that is active revokes it */
} dl_held_decision;

typedef struct dl_memory_state {
    struct {
        dl_held *items;
        size_t len, size;
    } documents; /* ordered by key */
    struct {
        dl_held_origin *items;
        size_t len, size;
    } origins; /* in the order they were first seen */
    struct {
        dl_held_mark *items;
        size_t len, size;
    } marks;
    struct {
        dl_held_tag *items;
        size_t len, size;
    } tags;
    struct {
        dl_note *items;
        size_t len, size;
    } notes;
    struct {
        dl_saved_row *items;
        size_t len, size;
    } saved;
    struct {
        const char **items;
        size_t len, size;
    } dossiers;
    struct {
        dl_cited *items;
        size_t len, size;
    } cited;
    struct {
        dl_held_place *items;
        size_t len, size;
    } places;
    struct {
        dl_held_former *items;
        size_t len, size;
    } formers; /* versions that are replaced */
    struct {
        dl_held_source *items;
        size_t len, size;
    } sources; /* imprints ever seen */
    struct {
        dl_entity *items;
        size_t len, size;
    } entities; /* ever mentioned */
    struct {
        dl_held_person *items;
        size_t len, size;
    } persons; /* whom no list has, in the order they were found */
    struct {
        dl_held_decision *items;
        size_t len, size;
    } log; /* in the order they were taken */
} dl_memory_state;

typedef struct dl_memory {
    dl_store store;
    dl_arena arena;
    dl_memory_state now, before; /* `before`: while a transaction is open */
    bool open;                   /* a transaction */
    bool spoilt;
    bool writable;
    atomic_bool interrupted;
} dl_memory;

static inline dl_memory *dl_memory_of(dl_store *store)
{
    return (dl_memory *)store;
}

/* The document of that key or hash, or NULL; good until the next change. */
dl_held *dl_memory_find(const dl_memory *memory, dl_key key);
dl_held *dl_memory_find_hash(const dl_memory *memory, const char *sha256);

/* Begins a change outside a transaction as one of its own, and ends it: with what STATUS says, and where
 * that is a failure with nothing changed. */
dl_status dl_memory_change_begin(dl_store *store, bool *ret_own, dl_error *error);
dl_status dl_memory_change_end(dl_store *store, bool own, dl_status status, dl_error *error);

/* --- versions (versions.c) --- */

/* The document of that hash, or the one that has replaced it; NULL. */
dl_held *dl_memory_target(const dl_memory *memory, const char *sha256);

/* The hashes of a version and of those it came of. */
typedef struct dl_line {
    const char **items;
    size_t len, size;
} dl_line;

/* Fills *RET with the line of the document of that hash; the caller frees ret->items in any case. False
 * when memory is out. */
bool dl_memory_line(const dl_memory *memory, const char *sha256, dl_line *ret);
bool dl_line_holds(const dl_line *line, const char *sha256);

/* Notes that OLD's document is replaced by the version SUCCESSOR. False when memory is out. */
bool dl_memory_retire(dl_memory *memory, const dl_document *old, const char *successor);
/* Notes that the version SHA256 is a document again. */
void dl_memory_revive(dl_memory *memory, const char *sha256);

/* --- marks (marks.c) --- */

/* The mark on that hash, which is made where there is none; NULL: out of memory. */
dl_held_mark *dl_memory_mark(dl_memory *memory, const char *sha256);

/* Gives TO the marks of FROM, which it replaces. False when memory is out. */
bool dl_memory_carry(dl_memory *memory, const char *from, const char *to);

/* Sets what ROW shows of HELD's marks. False when memory is out. */
bool dl_memory_show_marks(const dl_memory *memory, const dl_held *held, dl_doc_row *row);

/* Whether the document of that hash bears the tag that folds so. */
bool dl_memory_bears(const dl_memory *memory, const char *sha256, const char *fold);

/* The tags of STORED, in ARENA. False when memory is out. */
bool dl_memory_copy_tags(const dl_memory *memory, dl_arena *arena, dl_stored *stored);

/* Whether HELD names the entity of that id, and how often, by mentions of a confidence of LEAST or more. */
uint32_t dl_held_hits(const dl_held *held, const char *entity, unsigned least);

/* --- groups of copies (group.c) --- */

dl_groups dl_memory_groups(dl_memory *memory);

/* How many copies of HEAD there are. */
uint32_t dl_memory_copies(const dl_memory *memory, dl_key head);

/* Checks the group of each document; adds to *FAULTS those that were reported. */
dl_status dl_memory_check_groups(const dl_memory *memory, dl_check_report *report, void *context,
                                 size_t *faults, dl_error *error);

/* --- decisions (decide.c, put.c) --- */

/* Makes GIVEN's mentions and entities those of GROUND, TITLE being the title they were found in. */
dl_status dl_memory_set_ground(dl_memory *memory, const dl_put *given, const char *title,
                               dl_held_ground *ground, dl_error *error);

/* The entity of GIVEN's id, which is noted where it is new; NULL when memory is out. */
const dl_entity *dl_memory_note_entity(dl_memory *memory, const dl_entity *given);

/* Makes *RET what PUT is with its persons joined to those of the archive (persons.c). */
dl_status dl_memory_join(dl_memory *memory, const dl_put *put, dl_put *ret, dl_error *error);

/* The id of the person whom the one that annotation gives the id ID is. */
const char *dl_memory_person(const dl_memory *memory, const char *id);

/* Makes *DOCUMENT and *RET what decisions make of GROUND, whose mentions were found in READ and which
 * replaces the version OLD (or NULL). */
dl_status dl_memory_make(dl_memory *memory, dl_held_ground *ground, const dl_document *read,
                         const char *old, dl_document *document, dl_put *ret, dl_error *error);

/* Sets *RET_ID to what the mentions of ID became by the merges that hold, in their order; NULL where there was
 * none. */
dl_status dl_memory_merged(dl_memory *memory, const char *id, const char **ret_id, dl_error *error);

/* Makes the document of KEY anew, where FOUND is not NULL with these names. */
dl_status dl_memory_renew(dl_memory *memory, dl_key key, const dl_put *found, dl_error *error);

/* --- what a query matches, in which order (match.c) --- */

/* The documents that match a query, in an order. */
typedef struct dl_matches {
    const dl_held **items;
    size_t len, size;
    int64_t *scores;     /* of every document held, where the order goes by them; else NULL */
    const dl_held *held; /* the documents held, which scores are told by */
    size_t held_count;
} dl_matches;

/* Finds them; release them in any case. Without the query's source: terms where WITH_SOURCES is
 * false. FOCUS: the entity whose mentions an order goes by, or NULL. */
dl_status dl_memory_match(dl_memory *memory, const dl_query *query, bool with_sources,
                          dl_order order, const char *focus, dl_matches *ret, dl_error *error);
void dl_matches_release(dl_matches *matches);

/* Leaves copies out of MATCHES as FOLD says (group.c). False when memory is out. */
bool dl_memory_fold(const dl_fold *fold, dl_matches *matches);

/* Orders documents by source: by name, those without one last. */
int dl_held_compare_sources(const dl_held *a, const dl_held *b);

/* Sets SCORES, one for each document held, to how relevant it is to QUERY's words (relevance.c). */
dl_status dl_memory_weigh(const dl_memory *memory, const dl_query *query, int64_t *scores,
                          dl_error *error);

/* How many of MATCHES come before ANCHOR (INCLUSIVE: before it or are it). */
dl_status dl_matches_rank(const dl_matches *matches, dl_order order, dl_anchor anchor,
                          bool inclusive, size_t *ret_rank, dl_error *error);

/* --- the operations (hold.c, put.c, list.c, facets.c) --- */

dl_status dl_memory_put(dl_store *store, const dl_put *put, dl_put_outcome *ret_outcome,
                        dl_error *error);
dl_status dl_memory_forget(dl_store *store, dl_key key, dl_error *error);
dl_status dl_memory_find_prefix(dl_store *store, const char *prefix, dl_key *ret_key,
                                dl_error *error);
dl_status dl_memory_former(dl_store *store, const char *prefix, dl_arena *arena, dl_former *ret,
                           dl_error *error);
dl_status dl_memory_change(dl_store *store, const dl_change *changes, size_t count, dl_arena *arena,
                           dl_change **ret_inverse, size_t *ret_inverse_count, dl_error *error);
dl_status dl_memory_notes(dl_store *store, dl_key key, dl_arena *arena, dl_note **ret_notes,
                          size_t *ret_count, dl_error *error);
dl_status dl_memory_tags(dl_store *store, dl_arena *arena, dl_name_row **ret_rows,
                         size_t *ret_count, dl_error *error);
dl_status dl_memory_saved(dl_store *store, dl_arena *arena, dl_saved_row **ret_rows,
                          size_t *ret_count, dl_error *error);
dl_status dl_memory_dossiers(dl_store *store, dl_arena *arena, dl_name_row **ret_rows,
                             size_t *ret_count, dl_error *error);
dl_status dl_memory_cited(dl_store *store, const char *dossier, dl_arena *arena,
                          dl_cited **ret_items, size_t *ret_count, dl_error *error);
dl_status dl_memory_place(dl_store *store, char letter, dl_arena *arena, dl_passage *ret,
                          dl_error *error);
dl_status dl_memory_list(dl_store *store, const dl_query *query, dl_order order, dl_anchor anchor,
                         bool back, size_t limit, const char *focus, dl_arena *arena,
                         dl_doc_row **ret_rows, size_t *ret_count, dl_error *error);
dl_status dl_memory_rank(dl_store *store, const dl_query *query, dl_order order, dl_anchor anchor,
                         const char *focus, uint64_t *ret_rank, dl_error *error);
dl_status dl_memory_seek(dl_store *store, const dl_query *query, dl_order order, uint64_t rank,
                         const char *focus, dl_arena *arena, dl_anchor *ret_anchor,
                         dl_error *error);
dl_status dl_memory_group(dl_store *store, dl_key key, size_t limit, dl_arena *arena,
                          dl_doc_row **ret_rows, size_t *ret_count, dl_error *error);
dl_status dl_memory_mentions(dl_store *store, const dl_query *query, const char *entity,
                             dl_order order, dl_anchor anchor, dl_field field, uint32_t start,
                             bool back, size_t limit, dl_arena *arena, dl_mention_row **ret_rows,
                             size_t *ret_count, dl_error *error);
dl_status dl_memory_mentions_before(dl_store *store, const dl_query *query, const char *entity,
                                    dl_order order, dl_anchor anchor, uint64_t *ret_count,
                                    dl_error *error);
dl_status dl_memory_count(dl_store *store, const dl_query *query, const char *focus,
                          dl_counts *ret_counts, dl_error *error);
dl_status dl_memory_sources(dl_store *store, const dl_query *query, dl_arena *arena,
                            dl_source_row **ret_rows, size_t *ret_count, dl_error *error);
dl_status dl_memory_names(dl_store *store, dl_arena *arena, const char *const **ret_names,
                          size_t *ret_count, dl_error *error);
dl_status dl_memory_entities(dl_store *store, const dl_query *query, size_t limit, dl_arena *arena,
                             dl_entity_row **ret_rows, size_t *ret_count, dl_error *error);
dl_status dl_memory_entity(dl_store *store, const char *id, dl_arena *arena, dl_entity *ret,
                           dl_error *error);
dl_status dl_memory_resolve(dl_store *store, dl_kind kind, const char *own, const char *text,
                            size_t limit, dl_arena *arena, dl_entity **ret_entities,
                            size_t *ret_count, dl_error *error);
dl_status dl_memory_bearing(dl_store *store, dl_kind kind, const char *text, size_t limit,
                            dl_arena *arena, dl_entity **ret_entities, size_t *ret_count,
                            dl_error *error);
dl_status dl_memory_below(dl_store *store, const char *id, size_t limit, dl_arena *arena,
                          dl_entity **ret_entities, size_t *ret_count, dl_error *error);

dl_status dl_memory_decide(dl_store *store, dl_decision *decisions, size_t count, size_t *ret_added,
                           dl_error *error);
dl_status dl_memory_decisions(dl_store *store, dl_arena *arena, dl_decision **ret_log,
                              size_t *ret_count, dl_error *error);
dl_status dl_memory_held(dl_store *store, dl_decision_kind kind, const char *entity,
                         dl_arena *arena, dl_decision **ret_decisions, size_t *ret_count,
                         dl_error *error);
dl_status dl_memory_corrected_last(dl_store *store, dl_arena *arena, dl_decision **ret_decisions,
                                   size_t *ret_count, dl_error *error);
dl_status dl_memory_spelled(dl_store *store, const char *entity, const char *spelling,
                            uint64_t *ret_mentions, dl_error *error);
dl_status dl_memory_affected(dl_store *store, const dl_decision *decision, uint64_t *ret_mentions,
                             uint64_t *ret_documents, dl_error *error);
dl_status dl_memory_annotated(dl_store *store, dl_key key, const dl_put *found, bool *ret_changed,
                              dl_error *error);
dl_status dl_memory_annotators(dl_store *store, dl_arena *arena, dl_name_row **ret_rows,
                               size_t *ret_count, dl_error *error);
dl_status dl_memory_timeline(dl_store *store, const dl_timeline *wanted, dl_arena *arena,
                             dl_timeline_row **ret_rows, size_t *ret_count, dl_error *error);

#endif
