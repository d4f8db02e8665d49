/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Decisions about words, whatever they are mentions of: a document that comes is not asked for all of them,
 * which may be thousands, but for those of which the first word stands in it. So the first words are
 * kept, hashed and sorted, until the log has grown; each word of a document is looked for among them once.
 */
#include <stdlib.h>
#include <string.h>

#include "dateline/text.h"
#include "dateline/token.h"
#include "dateline/vec.h"
#include "store/put.h"
#include "store/sqlite/decisions.h"

static uint64_t hash_bytes(const char *text, size_t len)
{
    uint64_t hash = 0xCBF29CE484222325; /* FNV-1a */
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 0x100000001B3;
    return hash;
}

/* Sets *RET to the hash of the next word's term, folded: two capitals are another term than the same letters in another
 * case, but the same spelling. False after the last. */
static bool next_hash(dl_tokens *walk, dl_str *scratch, uint64_t *ret)
{
    dl_token word;
    if (!dl_token_next(walk, &word))
        return false;
    dl_str_clear(scratch);
    dl_token_term(scratch, walk->text + word.start, word.end - word.start);
    char capitals[8]; /* two of them */
    size_t len = scratch->len, n;
    if (len && len <= sizeof capitals && dl_text_is_upper(dl_text_decode(scratch->text, len, &n))) {
        memcpy(capitals, scratch->text, len);
        dl_str_clear(scratch);
        dl_text_fold(scratch, capitals, len);
    }
    *ret = hash_bytes(scratch->text, scratch->len);
    return true;
}

static int compare(const void *a, const void *b)
{
    const dl_byword *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->decision > y->decision) - (x->decision < y->decision);
}

static int compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* --- keeping --- */

/* Adds the decision of the row: by the entity it is about, or by the first of its words. */
static dl_status take_row(dl_bywords *bywords, sqlite3_stmt *rows, dl_str *scratch, dl_error *error)
{
    const char *spelling = (const char *)sqlite3_column_text(rows, 1);
    const char *entity = (const char *)sqlite3_column_text(rows, 2);
    dl_byword byword = {.decision = sqlite3_column_int64(rows, 0)};
    if (entity && sqlite3_column_int(rows, 3) != DL_DECISION_ALIAS)
        return dl_vec_push(&bywords->entities, hash_bytes(entity, strlen(entity)))
                   ? DL_OK
                   : dl_fail_nomem(error);
    if (!spelling)
        return DL_OK;
    dl_tokens walk = {.text = spelling, .len = strlen(spelling)};
    if (!next_hash(&walk, scratch, &byword.hash))
        return DL_OK;
    return dl_str_ok(scratch) && dl_vec_push(bywords, byword) ? DL_OK : dl_fail_nomem(error);
}

static dl_status read_all(dl_sqlite *store, dl_str *scratch, dl_error *error)
{
    dl_bywords *bywords = &store->bywords;
    sqlite3_stmt *rows = NULL;
    bool row = true;
    bywords->len = bywords->entities.len = 0;
    dl_status status =
        dl_rows_begin(store,
                      "SELECT number, spelling, entity, kind FROM decision WHERE active "
                      "AND sha256 IS NULL AND (spelling IS NOT NULL OR entity IS NOT NULL)",
                      DL_NO_VALUES, &rows, error);
    while (!status && !(status = dl_rows_next(store, rows, &row, error)) && row)
        status = take_row(bywords, rows, scratch, error);
    dl_rows_end(rows);
    if (!status && bywords->len)
        qsort(bywords->items, bywords->len, sizeof *bywords->items, compare);
    if (!status && bywords->entities.len)
        qsort(bywords->entities.items, bywords->entities.len, sizeof *bywords->entities.items,
              compare_hashes);
    return status;
}

/* Reads them again where the log has grown. */
static dl_status refresh(dl_sqlite *store, dl_str *scratch, dl_error *error)
{
    int64_t last = 0;
    dl_status status =
        dl_sql_number(store, "SELECT number FROM decision ORDER BY number DESC LIMIT 1",
                      DL_NO_VALUES, &last, error);
    if (status || last == store->bywords.made_of)
        return status;
    store->bywords.made_of = -1;
    status = read_all(store, scratch, error);
    if (!status)
        store->bywords.made_of = last;
    return status;
}

void dl_bywords_release(dl_sqlite *store)
{
    free(store->bywords.items);
    free(store->bywords.entities.items);
    store->bywords = (dl_bywords){.made_of = -1};
}

/* --- asking --- */

bool dl_bywords_concern(const dl_sqlite *store, const char *id)
{
    uint64_t hash = hash_bytes(id, strlen(id));
    return store->bywords.entities.len &&
           bsearch(&hash, store->bywords.entities.items, store->bywords.entities.len, sizeof hash,
                   compare_hashes);
}

/* Adds the decisions about a word of that hash, unless they are FOUND already. False when memory is out. */
static bool add_found(const dl_bywords *bywords, uint64_t hash, dl_byword_numbers *found)
{
    size_t low = 0, high = bywords->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (bywords->items[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < bywords->len && bywords->items[low].hash == hash; low++) {
        size_t i = 0;
        while (i < found->len && found->items[i] != bywords->items[low].decision)
            i++;
        if (i == found->len && !dl_vec_push(found, bywords->items[low].decision))
            return false;
    }
    return true;
}

dl_status dl_bywords_find(dl_sqlite *store, const dl_document *doc, dl_byword_numbers *found,
                          dl_error *error)
{
    dl_str scratch;
    dl_str_init(&scratch);
    dl_status status = refresh(store, &scratch, error);
    bool ok = true;
    for (int field = 0; field < DL_FIELD_COUNT && store->bywords.len && !status; field++) {
        const char *text = dl_document_field(doc, (dl_field)field);
        dl_tokens walk = {.text = text, .len = text ? strlen(text) : 0};
        uint64_t hash;
        while (ok && next_hash(&walk, &scratch, &hash))
            ok = add_found(&store->bywords, hash, found);
    }
    ok &= dl_str_ok(&scratch);
    dl_str_release(&scratch);
    return status || ok ? status : dl_fail_nomem(error);
}
