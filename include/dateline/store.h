/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_STORE_H
#define DATELINE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/arena.h"
#include "dateline/change.h"
#include "dateline/decision.h"
#include "dateline/document.h"
#include "dateline/kinds.h"
#include "dateline/mention.h"
#include "dateline/namekey.h"
#include "dateline/query.h"
#include "dateline/sketch.h"
#include "dateline/status.h"

/*
 * The archive: documents, the entities they mention, and what the reader has set on them. A store
 * is reached through dl_store_ops, a table of typed operations that speak model types only; queries
 * are data, and how they are answered (SQL, a scan) is the backend's business. Every backend passes
 * the one conformance suite in tests/store.
 *
 * Documents are held by a key that sorts by date of publication: day * 2^20 + a number within the
 * day, undated ones below all. A key is good until the store is closed or the document's date
 * changes; it is never shown, written to a file or kept between runs. People and files refer to a
 * document by its SHA-256.
 *
 * Results are allocated from the arena that the caller gives and stay valid as long as it. A store
 * is used by one thread at a time, but for `interrupt`.
 *
 * Lists page by key ("keyset paging"): a page begins after an anchor, which is a row that the
 * caller already has, and never at a number of rows to skip.
 *
 * Documents that are copies of others (dateline/copy.h) are found as they are put, and grouped. Lists,
 * their numbers and the mentions walked leave copies out where the query says so (dl_fold); what counts
 * documents never does.
 */

typedef int64_t dl_key;

#define DL_KEY_NONE INT64_MIN

/* The key of the NUMBER-th document of DAY, which may be DL_DAY_NONE; the least key that a document
 * of that day can have is dl_key_make(day, 0). A day has room for 2^20, the undated for 2^32. */
dl_key dl_key_make(dl_day day, uint32_t number);

/* The day that KEY holds; DL_DAY_NONE for an undated document's. */
dl_day dl_key_day(dl_key key);

typedef enum dl_order {
    DL_ORDER_NEWEST,      /* by key, descending: undated last */
    DL_ORDER_OLDEST,      /* by key, ascending, but undated last too */
    DL_ORDER_SOURCE,      /* by source's name (folded; none last), then newest first */
    DL_ORDER_SOURCE_DOWN, /* the same, sources descending (none first) */
    DL_ORDER_HITS,        /* by mentions of the focus, most first, then newest first */
    DL_ORDER_HITS_DOWN,   /* the same, fewest first */
    DL_ORDER_RELEVANCE, /* by how well the query's words are met (BM25), best first, then newest */
    DL_ORDER_RELEVANCE_DOWN, /* the same, worst first */
} dl_order;

/* Whether ORDER goes by a score that is reckoned for the query: hits or relevance. */
static inline bool dl_order_is_scored(dl_order order)
{
    return order >= DL_ORDER_HITS;
}

/* Whether ORDER turns the order before it round: fewest, worst, oldest or last first. */
static inline bool dl_order_is_down(dl_order order)
{
    return order == DL_ORDER_OLDEST || order == DL_ORDER_SOURCE_DOWN ||
           order == DL_ORDER_HITS_DOWN || order == DL_ORDER_RELEVANCE_DOWN;
}

/* A place in a list of documents: the row that a page begins after. */
typedef struct dl_anchor {
    dl_key key;         /* DL_KEY_NONE: before the first row, or after the last going back */
    const char *source; /* that row's source, where the order is by source */
} dl_anchor;

/* A row of the document list. */
typedef struct dl_doc_row {
    dl_key key;
    const char *sha256;
    const char *source; /* NULL: none known */
    const char
        *heading; /* the title, else the first sentence after the dateline, at most 400 bytes */
    bool titled;  /* heading is a title */
    dl_date published;
    bool ambiguous; /* its date has two readings */
    bool read, starred, noted, tagged;
    bool copy;       /* of another document (dateline/copy.h), the head of its group */
    uint32_t copies; /* of this one: it is the head of a group with so many more */
    uint32_t hits;   /* mentions of the focus entity that the list was asked with */
} dl_doc_row;

/* A row of the source list. */
typedef struct dl_source_row {
    const char *name;    /* NULL: the documents without a source */
    const char *country; /* ISO 3166-1 alpha-2, or NULL */
    uint64_t documents;  /* under the query, but for its source: terms */
    uint64_t unread;
} dl_source_row;

/* An entity with its counts under a query. */
typedef struct dl_entity_row {
    dl_entity entity;
    uint64_t mentions, documents;
} dl_entity_row;

/* One mention in its document, a line of a concordance. */
typedef struct dl_mention_row {
    dl_key key; /* of the document */
    dl_mention mention;
} dl_mention_row;

/* What a query holds, in numbers. */
typedef struct dl_counts {
    uint64_t documents, unread, undated, inferred;
    uint64_t ambiguous; /* whose date has two readings or more */
    uint64_t held;      /* documents in the archive, whatever the query */
    uint64_t folded;    /* of `documents`: copies that a list of the query leaves out */
    uint64_t mentions;  /* of the focus entity asked with, but in copies that are left out */
    dl_day first, last; /* of the dated documents; DL_DAY_NONE where there is none */
} dl_counts;

typedef enum dl_put_outcome {
    DL_PUT_NEW,
    DL_PUT_UNCHANGED, /* this record was known under this origin */
    DL_PUT_ORIGIN,    /* this record was known under another origin, which is added */
    DL_PUT_VERSION,   /* this origin held another record, which this one replaces */
} dl_put_outcome;

/* What is stored of one document beside itself. */
typedef struct dl_put {
    const dl_document *document;
    const dl_mention *mentions; /* ordered by dl_mention_compare */
    size_t mentions_count;
    const dl_entity *entities; /* each entity mentioned, once, ordered by id */
    size_t entities_count;
    const dl_person_key *keys; /* of each entity, by which a person is one with others of the archive; NULL:
                                  nobody has any */
    const dl_sketch *sketch; /* of the body, to find copies by; NULL: the store makes it */
    const char *annotator;   /* version of what found the names; NULL: they were not looked for */
} dl_put;

/* A document read back. */
typedef struct dl_stored {
    dl_key key;
    dl_document document; /* origin: the first of `origins` */
    const char *const *origins;
    size_t origins_count;
    bool read, starred, noted;
    const char *const *tags; /* by name */
    size_t tags_count;
    const dl_mention *mentions; /* ordered by dl_mention_compare */
    size_t mentions_count;
    const dl_entity *entities; /* each that is mentioned, once */
    size_t entities_count;
    const char *replaces;  /* SHA-256 of the version before, or NULL */
    unsigned decided;      /* a bit for each dl_fact that the reader has set */
    const char *annotator; /* as in dl_put */
} dl_stored;

/* A version that a newer one has replaced. */
typedef struct dl_former {
    char sha256[DL_SHA256_HEX];
    char
        successor[DL_SHA256_HEX]; /* the version that replaced it, itself perhaps replaced by now */
    const char *title;            /* NULL: none */
    const char *body;
} dl_former;

/* What a row of a timeline spans. */
typedef enum dl_bucket { DL_BUCKET_ALL, DL_BUCKET_YEAR, DL_BUCKET_MONTH, DL_BUCKET_DAY } dl_bucket;

/* How often something is named over time: what is asked. */
typedef struct dl_timeline {
    const char *entity; /* its id; NULL: documents held, whatever they name */
    unsigned least;     /* confidence below which mentions count for nothing; 0: all count */
    dl_day first,
        last; /* DL_DAY_NONE: open at that end; undated documents count where `first` is open */
    dl_bucket bucket;
    bool by_source; /* as the reader sees it; a row for each, by name, "not known" last */
} dl_timeline;

typedef struct dl_timeline_row {
    dl_day day; /* the first of the bucket; DL_DAY_NONE for undated documents, and where `all` */
    const char *source; /* NULL where it is not known, or not asked for */
    uint64_t documents; /* at least 1: what holds nothing has no row */
    uint64_t mentions;
} dl_timeline_row;

/* A search kept under a name. */
typedef struct dl_saved_row {
    const char *name, *query;
} dl_saved_row;

/* A name with how much it holds: a dossier with its items, a tag with its documents, a version of what
 * finds names with the documents whose names it found. */
typedef struct dl_name_row {
    const char *name;
    uint64_t count;
} dl_name_row;

/* Called by `check` for each fault it finds, with a sentence. */
typedef void dl_check_report(void *context, const char *sentence);

/* How to open a store. */
typedef enum dl_open_mode {
    DL_OPEN_READ,   /* fails where there is none; falls back to read-only where it must */
    DL_OPEN_WRITE,  /* fails where there is none */
    DL_OPEN_CREATE, /* makes one where there is none */
} dl_open_mode;

typedef struct dl_store dl_store;

typedef struct dl_store_ops {
    const char *name; /* "sqlite" */

    /* Opens the store at PATH and brings its schema up to date. DL_ERR_NEWER, and the file is left
     * untouched, where a newer program made it. */
    dl_status (*open)(const char *path, dl_open_mode mode, dl_store **ret_store, dl_error *error);
    void (*close)(dl_store *store); /* NULL is legal; rolls an open transaction back */

    /* A transaction. `put` and what changes marks may be called outside one too and are then one of
     * their own. Where one of them fails for another reason than its arguments, the transaction
     * is spoilt: `commit` then rolls it back and fails. */
    dl_status (*begin)(dl_store *store, dl_error *error);
    dl_status (*commit)(dl_store *store, dl_error *error);
    void (*rollback)(dl_store *store);

    /* Stores a document with its mentions and entities. Marks of a replaced version carry over.
     * Within a transaction, callers put documents in the order of their dates. */
    dl_status (*put)(dl_store *store, const dl_put *put, dl_put_outcome *ret_outcome,
                     dl_error *error);
    /* Whether ORIGIN is known to hold the record of that hash: what an import asks first, so that
     * what is unchanged need not be annotated again. */
    dl_status (*holds)(dl_store *store, const char *sha256, const char *origin, bool *ret_holds,
                       dl_error *error);

    /* Takes the document of that key out of the archive, with its origins, its mentions and the texts of
     * the versions it replaced. What the reader has set on it stays and is there again when its
     * record is put again. DL_ERR_NOT_FOUND. */
    dl_status (*forget)(dl_store *store, dl_key key, dl_error *error);

    /* The document of that key; DL_ERR_NOT_FOUND. */
    dl_status (*get)(dl_store *store, dl_key key, dl_arena *arena, dl_stored *ret, dl_error *error);
    /* The key of the document whose hash begins with PREFIX (7 hexadecimal digits or more), or that
     * has replaced one whose hash does; DL_ERR_NOT_FOUND, DL_ERR_AMBIGUOUS. */
    dl_status (*find)(dl_store *store, const char *prefix, dl_key *ret_key, dl_error *error);
    /* The replaced version whose hash begins with PREFIX; DL_ERR_NOT_FOUND, DL_ERR_AMBIGUOUS. */
    dl_status (*former)(dl_store *store, const char *prefix, dl_arena *arena, dl_former *ret,
                        dl_error *error);

    /* The page of at most LIMIT rows after ANCHOR in ORDER under QUERY; BACK turns the walk round,
     * rows then come nearest first. FOCUS (an entity's id, or NULL) fills `hits`, and an order by
     * mentions goes by it. Without a focus, or without words in the query, all documents score
     * the same. */
    dl_status (*list)(dl_store *store, const dl_query *query, dl_order order, dl_anchor anchor,
                      bool back, size_t limit, const char *focus, dl_arena *arena,
                      dl_doc_row **ret_rows, size_t *ret_count, dl_error *error);
    /* How many rows come before ANCHOR's row in that list: its number, counted from 0. */
    dl_status (*rank)(dl_store *store, const dl_query *query, dl_order order, dl_anchor anchor,
                      const char *focus, uint64_t *ret_rank, dl_error *error);
    /* The row of that number, counted from 0 (the last where there are fewer), as an anchor;
     * DL_ERR_NOT_FOUND where the list is empty. */
    dl_status (*seek)(dl_store *store, const dl_query *query, dl_order order, uint64_t rank,
                      const char *focus, dl_arena *arena, dl_anchor *ret_anchor, dl_error *error);

    dl_status (*count)(dl_store *store, const dl_query *query, const char *focus,
                       dl_counts *ret_counts, dl_error *error);
    /* The first LIMIT rows of the group of copies that the document of KEY is in: the head, then its
     * copies by key. None where it is in no group. */
    dl_status (*group)(dl_store *store, dl_key key, size_t limit, dl_arena *arena,
                       dl_doc_row **ret_rows, size_t *ret_count, dl_error *error);
    /* Sources that hold a document of the archive, by name, with their counts under QUERY without
     * its source: terms; the row without a source, where there is one, last. */
    dl_status (*sources)(dl_store *store, const dl_query *query, dl_arena *arena,
                         dl_source_row **ret_rows, size_t *ret_count, dl_error *error);
    /* Every name that a document of the archive bears as source, publisher or via, in the order that
     * lists by source have. */
    dl_status (*names)(dl_store *store, dl_arena *arena, const char *const **ret_names,
                       size_t *ret_count, dl_error *error);
    /* Entities under QUERY by mentions, most first, then by id; at most LIMIT. */
    dl_status (*entities)(dl_store *store, const dl_query *query, size_t limit, dl_arena *arena,
                          dl_entity_row **ret_rows, size_t *ret_count, dl_error *error);

    /* The rows of a timeline, by day (undated first), then by source. Counts are kept by month, so that by
     * month, year or in all this costs the same in an archive of any size; by day it reads the documents
     * of the span, and so it does where `least` is asked for. None for an entity that is not named. */
    dl_status (*timeline)(dl_store *store, const dl_timeline *wanted, dl_arena *arena,
                          dl_timeline_row **ret_rows, size_t *ret_count, dl_error *error);

    /* The entity of that id, or where nothing is mentioned under it, the one it was merged into;
     * DL_ERR_NOT_FOUND. */
    dl_status (*entity)(dl_store *store, const char *id, dl_arena *arena, dl_entity *ret,
                        dl_error *error);
    /* Entities that are mentioned under the name or alias TEXT, or have that id or the id
     * KIND's prefix/TEXT (letter case does not count); else the one that the entity of that name or id
     * was merged into; else those of whose names TEXT is a word.
     * Most mentioned first, at most LIMIT. KIND DL_KIND_COUNT: of any kind. OWN (or NULL): the
     * prefix of the kind of the user's own that they are to be of, KIND being DL_KIND_OTHER. TEXT
     * NULL: all of that kind. */
    dl_status (*resolve)(dl_store *store, dl_kind kind, const char *own, const char *text,
                         size_t limit, dl_arena *arena, dl_entity **ret_entities, size_t *ret_count,
                         dl_error *error);
    /* Entities of KIND (DL_KIND_COUNT: of any) one of whose names or spellings TEXT is, or is whole words of
     * ("kim" of Kim Yo Jong). Most mentioned first, at most LIMIT. */
    dl_status (*bearing)(dl_store *store, dl_kind kind, const char *text, size_t limit,
                         dl_arena *arena, dl_entity **ret_entities, size_t *ret_count,
                         dl_error *error);
    /* Entities that are mentioned and whose ids begin with ID and a slash ("org/KP": the bodies of that
     * country), most mentioned first, at most LIMIT. */
    dl_status (*below)(dl_store *store, const char *id, size_t limit, dl_arena *arena,
                       dl_entity **ret_entities, size_t *ret_count, dl_error *error);

    /* The next (BACK: previous) mentions of ENTITY under QUERY, in the order the documents have in
     * ORDER and by place within a document, after the mention at (ANCHOR, FIELD, START); an anchor
     * of DL_KEY_NONE begins at the end. At most LIMIT. Where ORDER goes by mentions, ENTITY's are
     * meant. */
    dl_status (*mentions)(dl_store *store, const dl_query *query, const char *entity,
                          dl_order order, dl_anchor anchor, dl_field field, uint32_t start,
                          bool back, size_t limit, dl_arena *arena, dl_mention_row **ret_rows,
                          size_t *ret_count, dl_error *error);

    /* How many of these mentions stand in the documents before ANCHOR's: the number, counted from 0, of
     * the first one that its document has. */
    dl_status (*mentions_before)(dl_store *store, const dl_query *query, const char *entity,
                                 dl_order order, dl_anchor anchor, uint64_t *ret_count,
                                 dl_error *error);

    /* Carries out the COUNT changes at CHANGES in their order, all of them or none. Returns the
     * changes that undo them, in the order they are to be carried out: none where nothing changed.
     * DL_ERR_NOT_FOUND (a document, an item, a name that is not there), DL_ERR_INVALID (a name that
     * is taken, what no change can be). */
    dl_status (*change)(dl_store *store, const dl_change *changes, size_t count, dl_arena *arena,
                        dl_change **ret_inverse, size_t *ret_inverse_count, dl_error *error);

    /* The notes on the document of that key and on the versions it replaced, by field, place and
     * time. Where a passage stands now, dl_passage_locate says. */
    dl_status (*notes)(dl_store *store, dl_key key, dl_arena *arena, dl_note **ret_notes,
                       size_t *ret_count, dl_error *error);
    /* Tags with how many documents bear them, by name; those that none bears are left out. */
    dl_status (*tags)(dl_store *store, dl_arena *arena, dl_name_row **ret_rows, size_t *ret_count,
                      dl_error *error);
    /* Saved searches, by name. */
    dl_status (*saved)(dl_store *store, dl_arena *arena, dl_saved_row **ret_rows, size_t *ret_count,
                       dl_error *error);
    /* Dossiers with how many items each has, by name. */
    dl_status (*dossiers)(dl_store *store, dl_arena *arena, dl_name_row **ret_rows,
                          size_t *ret_count, dl_error *error);
    /* The items of a dossier in their order; DL_ERR_NOT_FOUND. */
    dl_status (*cited)(dl_store *store, const char *dossier, dl_arena *arena, dl_cited **ret_items,
                       size_t *ret_count, dl_error *error);
    /* The place marked by LETTER; DL_ERR_NOT_FOUND. */
    dl_status (*place)(dl_store *store, char letter, dl_arena *arena, dl_passage *ret,
                       dl_error *error);

    /* --- decisions ---
     *
     * What the reader decides is applied to what import and annotation gave, which stays stored
     * beside it: by `put`, where the decisions of a replaced version count too, and at once when a
     * decision is made. All else in this table speaks of documents as she reads them. */

    /* Takes the COUNT decisions into the log, all or none, and makes the documents that they concern
     * anew. Those that have no id yet are stamped, later than all in the log; those whose id is
     * known change nothing. *RET_ADDED: how many were new. DL_ERR_INVALID. */
    dl_status (*decide)(dl_store *store, dl_decision *decisions, size_t count, size_t *ret_added,
                        dl_error *error);
    /* The whole log, in order. */
    dl_status (*decisions)(dl_store *store, dl_arena *arena, dl_decision **ret_log,
                           size_t *ret_count, dl_error *error);
    /* The decisions that hold, of KIND (DL_DECISION_COUNT: of any), and that name ENTITY or link to it (NULL: whatever
     * they are about), in order. */
    dl_status (*held)(dl_store *store, dl_decision_kind kind, const char *entity, dl_arena *arena,
                      dl_decision **ret_decisions, size_t *ret_count, dl_error *error);
    /* The decisions about mentions that hold, of the batch that the last of them is of, in order; none where
     * none holds. */
    dl_status (*corrected_last)(dl_store *store, dl_arena *arena, dl_decision **ret_decisions,
                                size_t *ret_count, dl_error *error);
    /* How often ENTITY is mentioned as SPELLING (folds are compared; NULL: however it is spelt) in the
     * archive: what a decision that goes everywhere is about. */
    dl_status (*spelled)(dl_store *store, const char *entity, const char *spelling,
                         uint64_t *ret_mentions, dl_error *error);
    /* How many mentions DECISION would make, change or take away if it were taken now, and in how many
     * documents. Reads each document that it concerns, and tells of them (dl_store_progress), as a change
     * does; DL_ERR_INVALID. */
    dl_status (*affected)(dl_store *store, const dl_decision *decision, uint64_t *ret_mentions,
                          uint64_t *ret_documents, dl_error *error);
    /* The document of that key as it was imported and annotated; DL_ERR_NOT_FOUND. */
    dl_status (*imported)(dl_store *store, dl_key key, dl_arena *arena, dl_stored *ret,
                          dl_error *error);
    /* Replaces the names found in the document of KEY by those of FOUND, which were looked for in its
     * document, as `get` gives it. *RET_CHANGED: whether that made a difference to the reader.
     * DL_ERR_NOT_FOUND where that text is not what the archive holds there (any more). */
    dl_status (*annotated)(dl_store *store, dl_key key, const dl_put *found, bool *ret_changed,
                           dl_error *error);
    /* What found the names of the documents that are held: versions (dl_put's annotator; "": none, or it
     * is not known which) in order, with their documents. These counts are kept, so that they cost the
     * same in an archive of any size. */
    dl_status (*annotators)(dl_store *store, dl_arena *arena, dl_name_row **ret_rows,
                            size_t *ret_count, dl_error *error);

    /* Verifies hashes, what is derived against what it is derived from, and the backend's own
     * structure; calls REPORT for each fault. DL_ERR_CORRUPT where there was any. The full-text
     * index is verified only in a store that can be written to. */
    dl_status (*check)(dl_store *store, dl_check_report *report, void *context, dl_error *error);

    /* Makes the operation that runs in another thread, or in this one below a signal handler, end
     * with DL_ERR_INTERRUPTED soon. */
    void (*interrupt)(dl_store *store);

    /* Sets *RET to a number that is another one once somebody else has changed the store. */
    dl_status (*generation)(dl_store *store, uint64_t *ret, dl_error *error);

    /* Whether the store can be written to. */
    bool (*writable)(dl_store *store);
} dl_store_ops;

/* Finds the names in DOCUMENT, for a store that has changed its text: sets mentions and entities of
 * *RET, which are ARENA's or live as long as the store. */
typedef dl_status dl_store_annotate(void *context, const dl_document *document, dl_arena *arena,
                                    dl_put *ret, dl_error *error);

/* Told now and then while an operation takes its time: DONE of its TOTAL parts are done; TOTAL 0: nobody
 * knows how many there are. It must not call the store. An operation that tells of parts is a change, and
 * false gives it up: nothing of it is then done, and it fails with DL_ERR_INTERRUPTED. */
typedef bool dl_store_progress(void *context, uint64_t done, uint64_t total);

/* Every backend's store begins with this. */
struct dl_store {
    const dl_store_ops *ops;

    /* Set by whoever has opened the store; NULL: nobody is told. */
    dl_store_progress *progress;
    void *progress_context;

    /* Set by whoever has opened the store; NULL: mentions in a text that a decision has changed are
     * left out until they are found anew. */
    dl_store_annotate *annotate;
    void *annotate_context;
};

/* The backends. Only cli names one; everything else goes through an open dl_store. */
extern const dl_store_ops dl_store_sqlite;
extern const dl_store_ops dl_store_memory; /* PATH is not used */

/* Whether two spellings of a name are one: their folds are the same. False when memory is out. */
bool dl_spelling_equal(const char *a, size_t a_len, const char *b, size_t b_len);

/* Sets *RET to the entities mentioned in STORE whose own name TEXT is, letter case aside (an alias is none), or to the
 * one alone whose id it is. At most DL_CALLED_MAX; all is ARENA's. None is no failure. */
#define DL_CALLED_MAX 20
dl_status dl_store_called(dl_store *store, const char *text, dl_arena *arena, dl_entity **ret,
                          size_t *ret_count, dl_error *error);

/* Makes *RET a new entity of that name, of the kind at PLACE of KINDS, with an id that nothing mentioned in STORE
 * has; its strings are ARENA's. Nothing is stored. */
dl_status dl_store_name(dl_store *store, const char *name, const dl_kinds *kinds, size_t place,
                        dl_arena *arena, dl_entity *ret, dl_error *error);

/* Binds QUERY's names to what STORE knows: sets `ids` and `shown` of its terms, in ARENA. An id means that one
 * entity. A name means whatever bears it; of a person any of her names will do ("kim"), even where somebody is known
 * by that one alone. country: means the country and every body of it ("org/KP/foreign-ministry"), which entity: does
 * not. A term with a name but without ids, because nothing bore it or it was not resolved, matches nothing. A name
 * that nothing bears is DL_ERR_NOT_FOUND with a sentence that names the nearest ("no source like
 * 'tas'; did you mean TASS?"). */
dl_status dl_store_resolve(dl_store *store, dl_arena *arena, dl_query *query, dl_error *error);

#endif
