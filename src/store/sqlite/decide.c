/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Taking decisions. One that comes to hold, or holds no longer, concerns some documents; these are
 * found first, by index, and then made anew each.
 *
 *   revoked                    those that it had something to say of, which is noted (`decided`)
 *   about one document         that, whichever version of it is held
 *   about mentions everywhere  those that mention the entity, and hold the spelling where one is named;
 *                              where these are mentions of whichever entity, or are to become some,
 *                              those that hold it
 *   about a source             those that bear its name
 *
 * The last two are asked of documents as they are read, which is what decisions before it have left.
 * Where it does not come last in the log, later ones may hide what it is about: so all that others of
 * its sort have changed are looked at too.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/token.h"
#include "dateline/vec.h"
#include "store/changing.h"
#include "store/names.h"
#include "store/put.h"
#include "store/sqlite/decisions.h"
#include "store/sqlite/marks.h"
#include "store/sqlite/select.h"
#include "store/sqlite/sums.h"

#define EVERYWHERE SIZE_MAX
#define PAIRS_MAX 4U /* words of two letters in a spelling of which either case is looked for */

/* A document that is to be made anew, and the place of the decision that is about it alone. */
typedef struct concern {
    dl_key key;
    size_t own; /* or EVERYWHERE */
} concern;

/* The documents that are to be made anew. */
typedef struct concerned {
    dl_sqlite *store;
    struct {
        concern *items;
        size_t len, size;
    } keys;
    size_t own; /* of what is gathered next */
    dl_error *error;
} concerned;

/* Adds the keys that SQL gives. */
static dl_status gather(concerned *c, const char *sql, dl_values values)
{
    sqlite3_stmt *rows = NULL;
    dl_status status = dl_rows_begin(c->store, sql, values, &rows, c->error);
    bool row = true;
    while (!status && !(status = dl_rows_next(c->store, rows, &row, c->error)) && row) {
        const concern found = {sqlite3_column_int64(rows, 0), c->own};
        if (!dl_vec_push(&c->keys, found))
            status = dl_fail_nomem(c->error);
    }
    dl_rows_end(rows);
    return status;
}

/* Those of the document HASH or of a version that came of it. */
static dl_status gather_document(concerned *c, const char *sha256)
{
    unsigned char hash[DL_HASH_BYTES];
    dl_hash_bytes(sha256, hash);
    return gather(c,
                  "WITH RECURSIVE line (h) AS (SELECT ?" DL_LINE_DOWN
                  ") SELECT key FROM document WHERE sha256 IN line",
                  DL_VALUES(dl_value_blob(hash, sizeof hash)));
}

/* Whether the word is two letters of ASCII, with points or without. */
static bool is_pair(const char *word, size_t len)
{
    size_t letters = 0;
    for (size_t i = 0; i < len; i++) {
        if (word[i] != '.' && !isalpha((unsigned char)word[i]))
            return false;
        letters += word[i] != '.';
    }
    return letters == 2;
}

/* Adds SPELLING, every character of it a plain one, with its words of two letters in capitals where CAPITALS has the
 * bit of their number, else in lower case; without EITHER as they are written. Returns how many words these are. */
static unsigned add_phrase(dl_str *out, const char *spelling, bool either, unsigned capitals)
{
    dl_tokens walk = {.text = spelling, .len = strlen(spelling)};
    dl_token word = {0};
    unsigned pairs = 0;
    size_t at = 0;
    dl_str_addc(out, '"');
    while (dl_token_next(&walk, &word)) {
        bool pair = is_pair(spelling + word.start, word.end - word.start);
        bool upper = pair && pairs < PAIRS_MAX && capitals >> pairs & 1;
        for (; at < word.end; at++) {
            bool turned = pair && either && at >= word.start;
            unsigned char c = (unsigned char)spelling[at];
            if (c == '"')
                dl_str_addc(out, '"');
            dl_str_addc(out, (char)(!turned ? c : upper ? toupper(c) : tolower(c)));
        }
        pairs += pair;
    }
    for (; spelling[at]; at++) {
        if (spelling[at] == '"')
            dl_str_addc(out, '"');
        dl_str_addc(out, spelling[at]);
    }
    dl_str_addc(out, '"');
    return pairs < PAIRS_MAX ? pairs : PAIRS_MAX;
}

/* Writes SPELLING as a phrase for FTS5. Where folds are compared (FOLDED) it is one of several: the index has two
 * capitals as another word than the same letters in another case, and "CO Inc" is a spelling of "Co Inc". False where
 * it has no word to be found by. */
static bool make_phrase(const char *spelling, bool folded, dl_str *phrase)
{
    dl_tokens walk = {.text = spelling, .len = strlen(spelling)};
    dl_token word;
    if (!dl_token_next(&walk, &word))
        return false;
    unsigned pairs = add_phrase(phrase, spelling, folded, 0);
    for (unsigned capitals = 1; folded && capitals < 1U << pairs; capitals++) {
        dl_str_add(phrase, " OR ");
        add_phrase(phrase, spelling, true, capitals);
    }
    return true;
}

static dl_status gather_spelling(concerned *c, const dl_decision *d)
{
    bool alias = d->kind == DL_DECISION_ALIAS, anywhere = alias || !d->entity;
    int64_t entity = 0;
    dl_str phrase;
    dl_str_init(&phrase);
    dl_status status = anywhere ? DL_OK : dl_entity_number(c->store, d->entity, &entity, c->error);
    bool words = d->spelling && make_phrase(d->spelling, !alias, &phrase);
    if (!status && !dl_str_ok(&phrase))
        status = dl_fail_nomem(c->error);
    if (!status && anywhere)
        status = gather(c, "SELECT rowid FROM words WHERE words MATCH ?",
                        DL_VALUES(dl_value_textn(phrase.text, phrase.len)));
    else if (!status && words)
        status = gather(c,
                        "SELECT key FROM named WHERE entity = ? AND key IN "
                        "(SELECT rowid FROM words WHERE words MATCH ?)",
                        DL_VALUES(dl_value_int(entity), dl_value_textn(phrase.text, phrase.len)));
    else if (!status)
        status =
            gather(c, "SELECT key FROM named WHERE entity = ?", DL_VALUES(dl_value_int(entity)));
    dl_str_release(&phrase);
    return status;
}

/* Those that a decision about mentions, or about what may be a source, has changed. */
static dl_status gather_hidden(concerned *c, const dl_decision *d)
{
    if (d->source)
        return gather(c,
                      "SELECT key FROM decided x JOIN decision d ON d.number = x.decision "
                      "WHERE d.source IS NOT NULL OR d.kind = ?",
                      DL_VALUES(dl_value_int(DL_DECISION_FACT)));
    return gather(c,
                  "SELECT key FROM decided x JOIN decision d ON d.number = x.decision "
                  "WHERE d.kind IN (?, ?, ?, ?)",
                  DL_VALUES(dl_value_int(DL_DECISION_NOT_NAME), dl_value_int(DL_DECISION_ENTITY),
                            dl_value_int(DL_DECISION_MERGE), dl_value_int(DL_DECISION_ALIAS)));
}

/* Adds the documents that RULING, which came to hold or holds no longer, is about. LAST: the time of
 * the last decision before. */
static dl_status gather_concerned(concerned *c, const dl_ruling *ruling, int64_t last)
{
    const dl_decision *d = &ruling->decision;
    if (d->kind == DL_DECISION_REVOKE)
        return DL_OK;
    if (!ruling->applied)
        return gather(c, "SELECT key FROM decided WHERE decision = ?",
                      DL_VALUES(dl_value_int(ruling->number)));
    if (*d->sha256)
        return gather_document(c, d->sha256);
    dl_status status = d->source
                           ? gather(c,
                                    "SELECT c.key FROM source s JOIN carried c ON c.source = s.id "
                                    "WHERE s.id > 0 AND s.name = ?",
                                    DL_VALUES(dl_value_text(d->source)))
                           : gather_spelling(c, d);
    return !status && d->time <= last ? gather_hidden(c, d) : status;
}

static int compare_concerns(const void *a, const void *b)
{
    const concern *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->own > y->own) - (x->own < y->own);
}

/* Puts the documents in the order of their keys, each once for each decision about it. */
static void sort(concerned *c)
{
    size_t kept = 0;
    if (c->keys.len)
        qsort(c->keys.items, c->keys.len, sizeof *c->keys.items, compare_concerns);
    for (size_t i = 0; i < c->keys.len; i++)
        if (i == 0 || compare_concerns(&c->keys.items[i], &c->keys.items[kept - 1]) != 0)
            c->keys.items[kept++] = c->keys.items[i];
    c->keys.len = kept;
}

/* Makes the document of the concerns from FIRST to END anew, by AMENDING where that is not NULL. OWN has room for
 * as many places. */
static dl_status renew_one(concerned *c, const dl_amending *amending, size_t first, size_t end,
                           size_t *own, dl_arena *arena)
{
    const concern *items = c->keys.items;
    size_t count = 0;
    if (!amending)
        return dl_deciding_renew(c->store, items[first].key, NULL, NULL, c->error);
    for (size_t i = first; i < end; i++)
        if (items[i].own != EVERYWHERE)
            own[count++] = items[i].own;
    dl_arena_clear(arena);
    return dl_amending_renew(amending, items[first].key, own, count, arena, c->error);
}

/* Makes the documents anew. */
static dl_status renew(concerned *c, const dl_amending *amending)
{
    dl_arena arena = {0};
    dl_status status = DL_OK;
    sort(c);
    size_t len = c->keys.len, *own = calloc(len + 1, sizeof *own);
    if (!own)
        return dl_fail_nomem(c->error);
    dl_sums_hold(c->store);
    for (size_t i = 0, next; i < len && !status; i = next) {
        for (next = i; next < len && c->keys.items[next].key == c->keys.items[i].key; next++)
            continue;
        status = renew_one(c, amending, i, next, own, &arena);
        if (!status)
            status = dl_change_tell(&c->store->store, next, len, c->error);
    }
    if (!status)
        status = dl_sums_flush(c->store, c->error);
    dl_arena_release(&arena);
    free(own);
    return status;
}

/* The country of a source in the list of sources is what its documents say. */
static dl_status set_country(dl_sqlite *store, const char *name, dl_error *error)
{
    return dl_sql_run(store,
                      "UPDATE source SET country = (SELECT r.country FROM document d "
                      "JOIN record r ON r.key = d.key WHERE d.source = source.id "
                      "AND r.country IS NOT NULL ORDER BY d.key LIMIT 1) "
                      "WHERE id > 0 AND name = ?",
                      DL_VALUES(dl_value_text(name)), error);
}

static dl_status settle(dl_sqlite *store, const dl_rulings *flipped, int64_t last, dl_error *error)
{
    concerned c = {.store = store, .error = error};
    dl_amending amending;
    bool fits;
    dl_status status = dl_amending_begin(store, flipped, &amending, &fits, error);
    for (size_t i = 0; i < flipped->len && !status; i++) {
        c.own = *flipped->items[i].decision.sha256 ? i : EVERYWHERE;
        status = gather_concerned(&c, &flipped->items[i], last);
    }
    if (!status)
        status = renew(&c, fits ? &amending : NULL);
    for (size_t i = 0; i < flipped->len && !status; i++)
        if (flipped->items[i].decision.kind == DL_DECISION_SOURCE_COUNTRY)
            status = set_country(store, flipped->items[i].decision.source, error);
    dl_amending_release(&amending);
    free(c.keys.items);
    return status;
}

static dl_status take(dl_sqlite *store, dl_decision *decisions, size_t count, size_t *ret_added,
                      dl_error *error)
{
    dl_rulings flipped = {0};
    dl_arena arena = {0};
    int64_t before = 0, number;
    dl_status status = dl_log_last(store, &before, error);
    if (!status)
        status = dl_decisions_stamp(decisions, count, before, error);
    *ret_added = 0;
    for (size_t i = 0; i < count && !status; i++) {
        status = dl_log_add(store, &decisions[i], &arena, &flipped, &number, error);
        *ret_added += !status && number;
    }
    if (!status)
        status = settle(store, &flipped, before, error);
    free(flipped.items);
    dl_arena_release(&arena);
    return status;
}

dl_status dl_sqlite_decide(dl_store *base, dl_decision *decisions, size_t count, size_t *ret_added,
                           dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    size_t added = 0;
    bool own;
    dl_status status = dl_decisions_check(decisions, count, error);
    if (!status)
        status = dl_change_begin(base, &own, error);
    if (status)
        return status;
    status = dl_change_end(base, own, take(store, decisions, count, &added, error), error);
    if (!status && ret_added)
        *ret_added = added;
    return status;
}

/* --- what one would do --- */

dl_status dl_sqlite_affected(dl_store *base, const dl_decision *decision, uint64_t *ret_mentions,
                             uint64_t *ret_documents, dl_error *error)
{
    concerned c = {.store = dl_sqlite_of(base), .own = EVERYWHERE, .error = error};
    dl_ruling ruling = {.decision = *decision, .applied = true};
    uint64_t mentions = 0, documents = 0, changed = 0;
    dl_arena arena = {0};
    dl_status status = dl_decision_check(decision, error);
    if (!status)
        status = gather_concerned(&c, &ruling, INT64_MIN);
    sort(&c);
    for (size_t i = 0; i < c.keys.len && !status; i++) {
        dl_stored stored;
        int64_t source;
        dl_arena_clear(&arena);
        status = dl_amending_read(c.store, c.keys.items[i].key, &arena, &stored, &source, error);
        if (!status)
            status = dl_decide_count(decision, &stored, &changed, error);
        mentions += status ? 0 : changed;
        documents += !status && changed;
        if (!status)
            status = dl_change_tell(base, i + 1, c.keys.len, error);
    }
    free(c.keys.items);
    dl_arena_release(&arena);
    if (status)
        return status;
    *ret_mentions = mentions;
    *ret_documents = documents;
    return DL_OK;
}

/* --- what else has to do with decisions --- */

dl_status dl_sqlite_annotated(dl_store *base, dl_key key, const dl_put *found, bool *ret_changed,
                              dl_error *error)
{
    dl_sqlite *store = dl_sqlite_of(base);
    bool own;
    dl_status status = dl_change_begin(base, &own, error);
    if (status)
        return status;
    status = dl_deciding_renew(store, key, found, ret_changed, error);
    if (!own && status == DL_ERR_NOT_FOUND) /* before anything was written */
        return status;
    return dl_change_end(base, own, status, error);
}

dl_status dl_sqlite_imported(dl_store *base, dl_key key, dl_arena *arena, dl_stored *ret,
                             dl_error *error)
{
    dl_undecided imported;
    dl_stored stored;
    dl_status status = dl_sqlite_get(base, key, arena, &stored, error);
    if (!status)
        status = dl_undecided_read(dl_sqlite_of(base), &stored, arena, &imported, error);
    if (status)
        return status;
    *ret = stored;
    ret->document = imported.document;
    ret->mentions = imported.mentions;
    ret->mentions_count = imported.mentions_count;
    ret->entities = imported.entities;
    ret->entities_count = imported.entities_count;
    ret->decided = 0;
    return DL_OK;
}

dl_status dl_sqlite_spelled(dl_store *base, const char *entity, const char *spelling,
                            uint64_t *ret_mentions, dl_error *error)
{
    int64_t mentions = 0;
    dl_str fold;
    if (!spelling) {
        dl_status found =
            dl_sql_number(dl_sqlite_of(base), "SELECT mentions FROM entity WHERE id = ?",
                          DL_VALUES(dl_value_text(entity)), &mentions, error);
        if (!found)
            *ret_mentions = (uint64_t)mentions;
        return found;
    }
    dl_str_init(&fold);
    dl_name_fold(&fold, spelling, strlen(spelling));
    dl_status status = dl_str_ok(&fold) ? DL_OK : dl_fail_nomem(error);
    if (!status)
        status =
            dl_sql_number(dl_sqlite_of(base),
                          "SELECT a.mentions FROM entity e JOIN alias a ON a.entity = e.number "
                          "WHERE e.id = ? AND a.fold = ?",
                          DL_VALUES(dl_value_text(entity), dl_value_textn(fold.text, fold.len)),
                          &mentions, error);
    dl_str_release(&fold);
    if (!status)
        *ret_mentions = (uint64_t)mentions;
    return status;
}
