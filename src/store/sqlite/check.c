/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Verifying an archive: SQLite's own checks, then each document against the digest that was made
 * when it was stored (SQLite does not notice a changed byte within a text), then what is derived
 * against what it is derived from. Checking goes on after a fault, as far as the file can be read.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "dateline/str.h"
#include "store/names.h"
#include "store/near.h"
#include "store/put.h"
#include "store/sqlite/decisions.h"
#include "store/sqlite/marks.h"
#include "store/sqlite/select.h"
#include "store/sqlite/timeline.h"

typedef struct checking {
    dl_sqlite *store;
    dl_check_report *report;
    void *context;
    size_t faults;
    int64_t named; /* pairs of a document and an entity it mentions */
    dl_error *error;
} checking;

static void fault(checking *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void fault(checking *c, const char *format, ...)
{
    char sentence[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    c->faults++;
    c->report(c->context, sentence);
}

/* A failure to read is a fault of the file's, unless it is none of it. */
static dl_status take_failure(checking *c, dl_status status, const dl_error *why, const char *what)
{
    if (status != DL_ERR_CORRUPT && status != DL_ERR_NOT_FOUND && status != DL_ERR_IO) {
        if (status && c->error)
            *c->error = *why;
        return status;
    }
    fault(c, "%s: %s", what, why->message);
    return DL_OK;
}

/* --- SQLite's own checks --- */

#define LINES_MAX 100

/* Runs a PRAGMA that gives a row for each fault, or one that says "ok". */
static dl_status check_structure(checking *c, const char *pragma, const char *what)
{
    dl_error why = {0};
    sqlite3_stmt *rows = NULL;
    dl_status status = dl_rows_begin(c->store, pragma, DL_NO_VALUES, &rows, &why);
    bool row = true;
    for (int lines = 0; !status && lines < LINES_MAX; lines++) {
        status = dl_rows_next(c->store, rows, &row, &why);
        if (status || !row)
            break;
        const char *line = (const char *)sqlite3_column_text(rows, 0);
        if (line && strcmp(line, "ok") != 0)
            fault(c, "%s: %s", what, line);
    }
    dl_rows_end(rows);
    return take_failure(c, status, &why, what);
}

/* The words of every document against the full-text index; rank 1 means "and the texts". */
static dl_status check_words(checking *c)
{
    dl_error why = {0};
    if (!c->store->writable)
        return DL_OK;
    dl_status status =
        dl_sql_run(c->store, "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)",
                   DL_NO_VALUES, &why);
    return take_failure(c, status, &why, "the full-text index");
}

/* --- documents --- */

/* Sets *RET_ROW to whether SQL, given KEY, has a hash, and that in RET_HEX. */
static dl_status read_hash(checking *c, const char *sql, dl_key key, char ret_hex[DL_SHA256_HEX],
                           bool *ret_found, dl_error *why)
{
    sqlite3_stmt *rows;
    dl_status status = dl_rows_begin(c->store, sql, DL_VALUES(dl_value_int(key)), &rows, why);
    if (status)
        return status;
    bool row = false;
    status = dl_rows_next(c->store, rows, &row, why);
    *ret_found = !status && row && dl_column_hash(rows, 0, ret_hex);
    dl_rows_end(rows);
    return status;
}

/* Whether the heading held for lists is the one that the document has. */
static dl_status check_heading(checking *c, const dl_stored *stored, dl_error *why)
{
    size_t len;
    const char *heading = dl_document_short_heading(&stored->document, &len);
    int64_t same = 0;
    dl_status status = dl_sql_number(
        c->store, "SELECT heading = ? AND titled = ? FROM document WHERE key = ?",
        DL_VALUES(dl_value_textn(heading, len), dl_value_int(stored->document.title != NULL),
                  dl_value_int(stored->key)),
        &same, why);
    if (!status && !same)
        fault(c, "document %s: the heading in lists is not that of the text",
              stored->document.sha256);
    return status;
}

/* Whether each entity that the document mentions is filed with as many mentions. */
static dl_status check_named(checking *c, const dl_stored *stored, dl_error *why)
{
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < stored->mentions_count; i++) {
        const char *id = stored->mentions[i].entity;
        int64_t hits = 0, held = 0;
        bool seen = false;
        for (size_t j = 0; j < stored->mentions_count; j++) {
            bool same = stored->mentions[j].entity == id; /* one string an entity */
            seen |= same && j < i;
            hits += same;
        }
        if (seen)
            continue;
        c->named++;
        status = dl_sql_number(c->store,
                               "SELECT n.hits FROM entity e JOIN named n ON n.entity = e.number "
                               "WHERE e.id = ? AND n.key = ?",
                               DL_VALUES(dl_value_text(id), dl_value_int(stored->key)), &held, why);
        if (!status && held != hits)
            fault(c, "document %s: it mentions %s %lld times and is filed with %lld",
                  stored->document.sha256, id, (long long)hits, (long long)held);
    }
    return status;
}

/* Whether it is filed as surely as its mentions are, and with their forms and kinds. */
static dl_status check_levels(checking *c, const dl_stored *stored, dl_error *why)
{
    dl_arena arena = {0};
    bool bears = true;
    const char *entity = NULL;
    dl_status status = dl_naming_check(c->store, stored, &bears, &entity, &arena, why);
    if (!status && !bears)
        fault(c, "document %s: the forms and kinds noted are not those of its mentions",
              stored->document.sha256);
    if (!status && entity)
        fault(c, "document %s: how sure it mentions %s is not what is filed",
              stored->document.sha256, entity);
    dl_arena_release(&arena);
    return status;
}

/* Whether the steps between the document's mentions are those that its text has. */
static dl_status check_steps(checking *c, const dl_stored *stored, dl_error *why)
{
    dl_str steps;
    dl_str_init(&steps);
    dl_steps_add(&steps, &stored->document, stored->mentions, stored->mentions_count);
    int64_t same = stored->mentions_count == 0;
    dl_status status = dl_str_ok(&steps)
                           ? dl_sql_number(c->store, "SELECT steps = ? FROM mention WHERE key = ?",
                                           DL_VALUES(dl_value_blob(steps.text, steps.len),
                                                     dl_value_int(stored->key)),
                                           &same, why)
                           : dl_fail_nomem(why);
    dl_str_release(&steps);
    if (!status && !same)
        fault(c, "document %s: which of its mentions share a sentence is not as its text has it",
              stored->document.sha256);
    return status;
}

/* Whether the document is what decisions make of what was imported. */
static dl_status check_decided(checking *c, const dl_stored *stored, const dl_undecided *ground,
                               dl_error *why)
{
    bool same;
    dl_status status = dl_deciding_check(c->store, stored, ground, &same, why);
    if (!status && !same)
        fault(c, "document %s: it is not what your decisions make of the document imported",
              stored->document.sha256);
    return status;
}

static dl_status check_group(checking *c, const dl_stored *stored, dl_error *why)
{
    const char *what = NULL;
    dl_status status = dl_group_check(c->store, stored->key, &what, why);
    if (!status && what)
        fault(c, "document %s: %s", stored->document.sha256, what);
    return status;
}

static dl_status check_document(checking *c, dl_key key, dl_arena *arena, dl_error *why)
{
    char kept[DL_SHA256_HEX], now[DL_SHA256_HEX];
    bool found = false;
    dl_stored stored;
    dl_undecided ground;
    dl_status status = dl_sqlite_get(&c->store->store, key, arena, &stored, why);
    if (!status)
        status = dl_undecided_read(c->store, &stored, arena, &ground, why);
    if (!status)
        status = read_hash(c, "SELECT digest FROM record WHERE key = ?", key, kept, &found, why);
    if (status)
        return status;
    if (!dl_document_digest(&stored.document, ground.mentions, ground.mentions_count, now))
        return dl_fail_nomem(why);
    if (!found || strcmp(kept, now) != 0)
        fault(c,
              "document %s: what is stored is not what was put there; import %s again into a "
              "new archive",
              stored.document.sha256, stored.document.origin ? stored.document.origin : "it");
    status = check_heading(c, &stored, why);
    if (!status)
        status = check_steps(c, &stored, why);
    if (!status)
        status = check_named(c, &stored, why);
    if (!status)
        status = check_levels(c, &stored, why);
    if (!status)
        status = check_group(c, &stored, why);
    return status ? status : check_decided(c, &stored, &ground, why);
}

static dl_status check_documents(checking *c)
{
    int64_t key = DL_KEY_NONE, next;
    dl_arena arena = {0};
    dl_status status = DL_OK;
    while (!status) {
        dl_error why = {0};
        next = key;
        status =
            dl_sql_number(c->store, "SELECT key FROM document WHERE key > ? ORDER BY key LIMIT 1",
                          DL_VALUES(dl_value_int(key)), &next, &why);
        if (status || next <= key) {
            status = take_failure(c, status, &why, "the documents");
            break;
        }
        key = next;
        dl_arena_clear(&arena);
        status = check_document(c, key, &arena, &why);
        char hash[DL_SHA256_HEX] = "?", what[DL_SHA256_HEX + 16];
        bool found;
        if (status) {
            read_hash(c, "SELECT sha256 FROM document WHERE key = ?", key, hash, &found, NULL);
            snprintf(what, sizeof what, "document %s", hash);
            status = take_failure(c, status, &why, what);
        }
    }
    dl_arena_release(&arena);
    return status;
}

/* --- what is derived --- */

#define NAMES_BORNE                                                                                \
    "SELECT source, key FROM document WHERE source > 0 UNION SELECT publisher, key FROM record "   \
    "WHERE publisher > 0 UNION SELECT source, key FROM via"
#define TAGS_BORNE "SELECT g.tag, d.key FROM tagging g JOIN document d ON d.sha256 = g.sha256"
#define HELD_BY_MONTH                                                                              \
    "SELECT source, " DL_MONTH_OF_KEY(                                                             \
        "key") ", count(*), sum(read = 0), sum(how = 2), sum(ambiguous) "                          \
               "FROM document GROUP BY 1, 2 UNION ALL SELECT source, -1, count(*), sum(read = "    \
               "0), "                                                                              \
               "sum(how = 2), sum(ambiguous) FROM document WHERE key >= 1048576 GROUP BY 1"
#define TALLIED                                                                                    \
    "SELECT source, month, documents, unread, inferred, ambiguous FROM tally "                     \
    "WHERE documents <> 0 OR unread <> 0 OR inferred <> 0 OR ambiguous <> 0"

/* What must hold between tables: SQL counts the exceptions. */
static const struct {
    const char *what, *sql;
} rules[] = {
    {"documents without an origin", "SELECT count(*) FROM document d WHERE NOT EXISTS (SELECT 1 "
                                    "FROM origin o WHERE o.key = d.key)"},
    {"documents whose mark is not the one set",
     "SELECT count(*) FROM document d LEFT JOIN mark m ON m.sha256 = d.sha256 "
     "WHERE d.read <> coalesce(m.read, 0) OR d.starred <> coalesce(m.starred, 0)"},
    {"documents that are wrong about having a note",
     "WITH RECURSIVE line (h) AS (SELECT sha256 FROM note" DL_LINE_DOWN ") "
     "SELECT count(*) FROM document WHERE noted <> (sha256 IN line)"},
    {"documents that are wrong about having two dates",
     "SELECT count(*) FROM document d WHERE ambiguous <> "
     "((SELECT count(*) FROM reading r WHERE r.key = d.key) > 1)"},
    {"tags of documents that cannot be filtered by",
     "SELECT count(*) FROM (" TAGS_BORNE " EXCEPT SELECT tag, key FROM labelled)"},
    {"documents filed under a tag that they do not bear",
     "SELECT count(*) FROM (SELECT tag, key FROM labelled EXCEPT " TAGS_BORNE ")"},
    {"tags that nothing bears", "SELECT count(*) FROM tag t WHERE NOT EXISTS "
                                "(SELECT 1 FROM tagging g WHERE g.tag = t.id)"},
    {"notes, places and cited passages of no known text",
     "SELECT count(*) FROM (SELECT sha256 FROM note UNION ALL SELECT sha256 FROM cited "
     "UNION ALL SELECT sha256 FROM place) p WHERE NOT EXISTS (SELECT 1 FROM document d "
     "WHERE d.sha256 = p.sha256) AND NOT EXISTS (SELECT 1 FROM former f "
     "WHERE f.sha256 = p.sha256) AND NOT EXISTS (SELECT 1 FROM forgotten g "
     "WHERE g.sha256 = p.sha256)"},
    {"documents in the archive that are noted as forgotten",
     "SELECT count(*) FROM forgotten g JOIN document d ON d.sha256 = g.sha256"},
    {"copies of what is a copy itself, or of nothing",
     "SELECT count(*) FROM copy c WHERE c.head IN (SELECT key FROM copy) OR c.head NOT IN "
     "(SELECT key FROM document)"},
    {"sketches of no document that is a head",
     "SELECT count(*) FROM band b WHERE b.key IN (SELECT key FROM copy) OR b.key NOT IN "
     "(SELECT key FROM document)"},
    {"sources of documents that cannot be filtered by",
     "SELECT count(*) FROM (SELECT * FROM (" NAMES_BORNE
     ") EXCEPT SELECT source, key FROM carried)"},
    {"documents filed under a source that they do not bear",
     "SELECT count(*) FROM (SELECT source, key FROM carried EXCEPT "
     "SELECT source, key FROM (" NAMES_BORNE "))"},
    {"sources with a wrong count of documents",
     "SELECT count(*) FROM source s WHERE documents <> (SELECT count(*) FROM carried c "
     "WHERE c.source = s.id)"},
    {"entities with a wrong count",
     "SELECT count(*) FROM entity e LEFT JOIN (SELECT entity, sum(hits) AS mentions, "
     "count(*) AS documents FROM named GROUP BY entity) n ON n.entity = e.number "
     "WHERE e.mentions <> coalesce(n.mentions, 0) OR e.documents <> coalesce(n.documents, 0)"},
    {"entities whose spellings do not add up",
     "SELECT count(*) FROM entity e LEFT JOIN (SELECT entity, sum(mentions) AS mentions "
     "FROM alias GROUP BY entity) a ON a.entity = e.number "
     "WHERE e.mentions <> coalesce(a.mentions, 0)"},
    {"decisions that hold though revoked, or do not though not",
     "SELECT count(*) FROM decision d WHERE active <> NOT EXISTS (SELECT 1 FROM decision r "
     "WHERE r.revokes = d.id AND r.active)"},
    {"persons who are one with somebody of another name",
     "SELECT count(*) FROM person_key k WHERE NOT EXISTS (SELECT 1 FROM person_key p WHERE p.id = "
     "k.person "
     "AND p.person = p.id AND p.key = k.key)"},
    {"documents whose names were found by nobody knows what",
     "SELECT count(*) FROM document WHERE annotator NOT IN (SELECT id FROM annotator)"},
    {"versions of the annotator with a wrong count of documents",
     "SELECT count(*) FROM annotator a WHERE a.documents <> "
     "(SELECT count(*) FROM document d WHERE d.annotator = a.id)"},
    {"months with a wrong count",
     "SELECT count(*) FROM (SELECT * FROM (" HELD_BY_MONTH ") EXCEPT " TALLIED ")"},
    {"months with a count of nothing",
     "SELECT count(*) FROM (" TALLIED " EXCEPT SELECT * FROM (" HELD_BY_MONTH "))"},
};

/* --- what the reader made --- */

/* Reads the I-th item of a kind out of ROWS and hashes it. */
typedef dl_status digest_item(checking *c, sqlite3_stmt *rows, dl_arena *arena,
                              char ret_hex[DL_SHA256_HEX], dl_error *why);

static dl_status digest_note(checking *c, sqlite3_stmt *rows, dl_arena *arena,
                             char ret_hex[DL_SHA256_HEX], dl_error *why)
{
    dl_note note;
    dl_status status = dl_note_read(c->store, rows, arena, &note, why);
    return status || dl_note_digest(&note, ret_hex) ? status : dl_fail_nomem(why);
}

static dl_status digest_cited(checking *c, sqlite3_stmt *rows, dl_arena *arena,
                              char ret_hex[DL_SHA256_HEX], dl_error *why)
{
    dl_cited cited;
    dl_status status = dl_cited_read(c->store, rows, arena, &cited, why);
    return status || dl_cited_digest(&cited, ret_hex) ? status : dl_fail_nomem(why);
}

/* Holds each item that SQL gives against its digest, which stands in the last column. */
static dl_status check_items(checking *c, const char *sql, const char *what, digest_item *digest)
{
    dl_error why = {0};
    sqlite3_stmt *rows = NULL;
    dl_arena arena = {0};
    bool row = true;
    dl_status status = dl_rows_begin(c->store, sql, DL_NO_VALUES, &rows, &why);
    while (!status && !(status = dl_rows_next(c->store, rows, &row, &why)) && row) {
        char kept[DL_SHA256_HEX], now[DL_SHA256_HEX];
        dl_arena_clear(&arena);
        status = digest(c, rows, &arena, now, &why);
        bool whole = dl_column_hash(rows, sqlite3_column_count(rows) - 1, kept);
        if (!status && (!whole || strcmp(kept, now) != 0))
            fault(c, "%s %s: what is stored is not what was put there", what,
                  (const char *)sqlite3_column_text(rows, DL_PASSAGE_WIDTH));
    }
    dl_arena_release(&arena);
    dl_rows_end(rows);
    return take_failure(c, status, &why, what);
}

/* Whether nothing is filed under an entity but what check_named has met. */
static dl_status check_named_count(checking *c)
{
    dl_error why = {0};
    int64_t filed = 0;
    dl_status status =
        dl_sql_number(c->store, "SELECT count(*) FROM named", DL_NO_VALUES, &filed, &why);
    if (!status && filed != c->named)
        fault(c, "%lld documents are filed under a name, and %lld mention one", (long long)filed,
              (long long)c->named);
    return take_failure(c, status, &why, "documents by name");
}

static dl_status check_rule(checking *c, const char *what, const char *sql)
{
    dl_error why = {0};
    int64_t exceptions = 0;
    dl_status status = dl_sql_number(c->store, sql, DL_NO_VALUES, &exceptions, &why);
    if (!status && exceptions)
        fault(c, "%s: %lld", what, (long long)exceptions);
    return take_failure(c, status, &why, what);
}

static dl_status check_rules(checking *c)
{
    dl_status status = check_named_count(c);
    for (size_t i = 0; !status && i < sizeof rules / sizeof *rules; i++)
        status = check_rule(c, rules[i].what, rules[i].sql);
    if (!status)
        status =
            check_rule(c, "counts of an entity's mentions by month and source that are missing",
                       dl_timeline_missing);
    if (!status)
        status = check_rule(c, "counts of an entity's mentions by month and source that are wrong",
                            dl_timeline_excess);
    return status;
}

/* Runs SQL, which gives names and their folds, and tells of names that are folded otherwise. */
static dl_status check_folds(checking *c, const char *sql, const char *what)
{
    dl_error why = {0};
    sqlite3_stmt *rows = NULL;
    dl_status status = dl_rows_begin(c->store, sql, DL_NO_VALUES, &rows, &why);
    bool row = true;
    dl_str fold;
    dl_str_init(&fold);
    while (!status && !(status = dl_rows_next(c->store, rows, &row, &why)) && row) {
        const char *name = (const char *)sqlite3_column_text(rows, 0);
        const char *kept = (const char *)sqlite3_column_text(rows, 1);
        dl_str_clear(&fold);
        dl_name_fold(&fold, name ? name : "", name ? strlen(name) : 0);
        if (!dl_str_ok(&fold))
            status = dl_fail_nomem(&why);
        else if (!kept || strcmp(fold.text, kept) != 0)
            fault(c, "%s '%s' is not filed under its name", what, name ? name : "");
    }
    dl_str_release(&fold);
    dl_rows_end(rows);
    return take_failure(c, status, &why, what);
}

/* Replaced versions against their digests. */
static dl_status check_former(checking *c)
{
    dl_error why = {0};
    sqlite3_stmt *rows = NULL;
    dl_status status = dl_rows_begin(c->store, "SELECT sha256, digest, title, body FROM former",
                                     DL_NO_VALUES, &rows, &why);
    bool row = true;
    while (!status && !(status = dl_rows_next(c->store, rows, &row, &why)) && row) {
        dl_document doc = {.title = (const char *)sqlite3_column_text(rows, 2),
                           .body = (const char *)sqlite3_column_text(rows, 3)};
        char kept[DL_SHA256_HEX], now[DL_SHA256_HEX];
        bool whole = dl_column_hash(rows, 0, doc.sha256) && dl_column_hash(rows, 1, kept);
        if (!dl_document_digest(&doc, NULL, 0, now))
            status = dl_fail_nomem(&why);
        else if (!whole || strcmp(kept, now) != 0)
            fault(c, "a replaced version, %s: what is stored is not what was put there",
                  doc.sha256);
    }
    dl_rows_end(rows);
    return take_failure(c, status, &why, "replaced versions");
}

static dl_status check_log(checking *c)
{
    dl_error why = {0};
    size_t wrong = 0;
    dl_status status = dl_log_check(c->store, &wrong, &why);
    if (!status && wrong)
        fault(c, "decisions that are not what was put there: %zu", wrong);
    return take_failure(c, status, &why, "decisions");
}

dl_status dl_sqlite_check(dl_store *base, dl_check_report *report, void *context, dl_error *error)
{
    checking c = {
        .store = dl_sqlite_of(base), .report = report, .context = context, .error = error};
    dl_status status = check_structure(&c, "PRAGMA integrity_check", "the file");
    if (!status)
        status = check_structure(&c, "PRAGMA foreign_key_check",
                                 "a row without what it belongs to in table");
    if (!status)
        status = check_documents(&c);
    if (!status)
        status = check_former(&c);
    if (!status)
        status = check_log(&c);
    if (!status)
        status = check_rules(&c);
    if (!status)
        status =
            check_items(&c, "SELECT " DL_NOTE_COLUMNS ", digest FROM note", "note", digest_note);
    if (!status)
        status = check_items(&c, "SELECT " DL_CITED_COLUMNS ", digest FROM cited", "cited passage",
                             digest_cited);
    if (!status)
        status = check_folds(&c, "SELECT name, fold FROM tag", "tag");
    if (!status)
        status = check_folds(&c, "SELECT name, fold FROM source WHERE id > 0", "source");
    if (!status)
        status = check_folds(&c, "SELECT name, fold FROM entity", "entity");
    if (!status)
        status = check_words(&c);
    if (!status && c.faults)
        status = dl_fail(error, DL_ERR_CORRUPT, "%s: %zu %s found", c.store->path, c.faults,
                         c.faults == 1 ? "fault" : "faults");
    return status;
}
