/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines are sorted by the words on one side of the name, read outward from it: so lines with the same
 * wording stand together, to the left as to the right. Words are those that searching knows
 * (dateline/token.h), folded; as many are kept as SORTED_BYTES hold.
 *
 * Lines are the same where their sentences read the same, white space, letter case and the place of
 * the name in it considered. A hash of that is kept, of 128 bits: a document must not be able to make
 * lines fall together that are not.
 */
#include <stdlib.h>
#include <string.h>

#include "app/conc_digest.h"
#include "app/conc_field.h"
#include "dateline/text.h"
#include "dateline/vec.h"

#define SORTED_BYTES 64 /* of the words on one side: some ten of them */
#define SIDE_BYTES 240  /* of the text in which these words are looked for */
#define LINES 64        /* of one document read in a call */

/* --- the words on either side --- */

/* Adds the folded term of a word, and a sign lower than any letter after it. */
static void add_word(dl_str *out, dl_str *term, const char *text, dl_token word)
{
    dl_str_clear(term);
    dl_token_term(term, text + word.start, word.end - word.start);
    dl_text_fold(out, term->text, term->len);
    dl_str_addc(out, '\1');
}

static const char *copy_words(dl_conc_digest *digest, dl_str *out, dl_str *term)
{
    bool ok = dl_str_ok(out) && dl_str_ok(term);
    size_t len = out->len < SORTED_BYTES ? out->len : SORTED_BYTES;
    char *copy = ok ? dl_arena_strndup(&digest->words, out->text, len) : NULL;
    dl_str_release(out);
    dl_str_release(term);
    return copy;
}

static const char *right_words(dl_conc_digest *digest, const char *text, size_t len, size_t end)
{
    dl_str out, term;
    dl_str_init(&out);
    dl_str_init(&term);
    dl_tokens walk = {.text = text, .len = len, .pos = end};
    dl_token word;
    while (out.len < SORTED_BYTES && dl_token_next(&walk, &word))
        add_word(&out, &term, text, word);
    return copy_words(digest, &out, &term);
}

static const char *left_words(dl_conc_digest *digest, const char *text, size_t start)
{
    dl_str out, term;
    dl_token words[SIDE_BYTES], word;
    size_t count = 0;
    dl_str_init(&out);
    dl_str_init(&term);
    size_t from = start > SIDE_BYTES ? start - SIDE_BYTES : 0;
    while (from > 0 && from < start && text[from - 1] != ' ' && text[from - 1] != '\n')
        from++; /* a word that is cut is none */
    dl_tokens walk = {.text = text, .len = start, .pos = from};
    while (count < SIDE_BYTES && dl_token_next(&walk, &word))
        words[count++] = word;
    while (count > 0 && out.len < SORTED_BYTES)
        add_word(&out, &term, text, words[--count]);
    return copy_words(digest, &out, &term);
}

/* --- lines that read the same --- */

static size_t find_same(const struct dl_conc_same *table, size_t size, const char *hash)
{
    uint64_t number;
    memcpy(&number, hash, sizeof number);
    size_t at = (size_t)(number * 0x9E3779B97F4A7C15U >> 32) & (size - 1);
    while (table[at].line && memcmp(table[at].hash, hash, sizeof table[at].hash) != 0)
        at = (at + 1) & (size - 1);
    return at;
}

static bool grow_same(dl_conc_digest *digest)
{
    if (digest->different * 2 < digest->same_size)
        return true;
    size_t size = digest->same_size ? digest->same_size * 2 : 1024;
    struct dl_conc_same *table = calloc(size, sizeof *table);
    if (!table)
        return false;
    for (size_t i = 0; i < digest->same_size; i++)
        if (digest->same[i].line)
            table[find_same(table, size, digest->same[i].hash)] = digest->same[i];
    free(digest->same);
    digest->same = table;
    digest->same_size = size;
    return true;
}

/* Sets *RET to the first line that reads like LINE, which stands at SPOT of IN. */
static bool find_first(dl_conc_digest *digest, uint32_t line, dl_conc_field *in, dl_spot spot,
                       uint32_t *ret)
{
    char hash[DL_SHA256_HEX];
    if (!grow_same(digest))
        return false;
    dl_conc_field_hash(in, spot.start, spot.end, hash);
    struct dl_conc_same *place = &digest->same[find_same(digest->same, digest->same_size, hash)];
    if (!place->line) {
        memcpy(place->hash, hash, sizeof place->hash);
        place->line = line + 1;
        digest->different++;
    }
    *ret = place->line - 1;
    return true;
}

/* --- who is named in the sentence --- */

/* Sets *RET to the number of the entity ID, which is added where it is new. */
static bool find_entity(dl_conc_digest *digest, const dl_stored *doc, const char *id, uint32_t *ret)
{
    size_t low = 0;
    for (size_t high = digest->by_id.len; low < high;) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(digest->entities.items[digest->by_id.items[middle]].id, id);
        if (order == 0) {
            *ret = digest->by_id.items[middle];
            return true;
        }
        *(order < 0 ? &low : &high) = order < 0 ? middle + 1 : middle;
    }
    const dl_entity *entity = NULL;
    for (size_t i = 0; !entity && i < doc->entities_count; i++)
        if (strcmp(doc->entities[i].id, id) == 0)
            entity = &doc->entities[i];
    dl_conc_named named = {.id = dl_arena_strdup(&digest->words, id),
                           .name = dl_arena_strdup(&digest->words, entity ? entity->name : id),
                           .kind = entity ? entity->kind : dl_kind_of_id(id)};
    if (!named.id || !named.name || !dl_vec_reserve(&digest->by_id, 1) ||
        !dl_vec_push(&digest->entities, named))
        return false;
    uint32_t *items = digest->by_id.items;
    memmove(items + low + 1, items + low, (digest->by_id.len - low) * sizeof *items);
    items[low] = *ret = (uint32_t)(digest->entities.len - 1);
    digest->by_id.len++;
    return true;
}

static bool holds(const uint32_t *items, size_t count, uint32_t item)
{
    for (size_t i = 0; i < count; i++)
        if (items[i] == item)
            return true;
    return false;
}

/* The first mention in DOC that begins at START of FIELD or behind it. */
static size_t first_mention(const dl_stored *doc, dl_field field, size_t start)
{
    size_t low = 0;
    for (size_t high = doc->mentions_count; low < high;) {
        size_t middle = low + (high - low) / 2;
        const dl_mention *m = &doc->mentions[middle];
        if (m->field < field || (m->field == field && m->start < start))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Lists the entities but the focus that are named in the sentence of IN, a FIELD, each once. */
static bool list_named(dl_conc_digest *digest, const char *focus, const dl_stored *doc,
                       dl_field field, dl_conc_field *in)
{
    in->named = (uint32_t)digest->named.len;
    for (size_t i = first_mention(doc, field, in->sentence.start); i < doc->mentions_count; i++) {
        const dl_mention *m = &doc->mentions[i];
        uint32_t number;
        if (m->field != field || m->start >= in->sentence.end)
            break;
        if (focus && strcmp(m->entity, focus) == 0)
            continue;
        if (!find_entity(digest, doc, m->entity, &number))
            return false;
        size_t count = digest->named.len - in->named;
        if (count < UINT16_MAX && !holds(digest->named.items + in->named, count, number) &&
            !dl_vec_push(&digest->named, number))
            return false;
    }
    in->named_count = (uint32_t)digest->named.len - in->named;
    return true;
}

/* --- a document --- */

/* The document that is read, kept from one call to the next where its lines go on. */
struct dl_conc_open {
    dl_key key;
    const char *source;
    dl_arena arena;
    dl_stored doc;
    dl_conc_field fields[DL_FIELD_COUNT];
};

static void close_document(dl_conc_digest *digest)
{
    struct dl_conc_open *open = digest->open;
    if (!open)
        return;
    for (int i = 0; i < DL_FIELD_COUNT; i++)
        dl_conc_field_release(&open->fields[i]);
    dl_arena_release(&open->arena);
    free(open);
    digest->open = NULL;
}

static dl_status open_document(dl_conc_digest *digest, dl_store *store, dl_key key, dl_error *error)
{
    if (digest->open && digest->open->key == key)
        return DL_OK;
    close_document(digest);
    struct dl_conc_open *open = digest->open = calloc(1, sizeof *open);
    if (!open)
        return dl_fail_nomem(error);
    dl_status status = store->ops->get(store, key, &open->arena, &open->doc, error);
    if (status) {
        close_document(digest);
        return status;
    }
    open->key = key;
    const char *source = open->doc.document.source;
    open->source = dl_arena_strdup(&digest->words, source);
    bool ok = open->source || !source;
    for (dl_field i = 0; ok && i < DL_FIELD_COUNT; i++)
        ok = dl_conc_field_open(&open->fields[i], &open->doc, i);
    return ok ? DL_OK : dl_fail_nomem(error);
}

static bool read_line(dl_conc_digest *digest, const char *focus, uint32_t line, dl_conc_ref *ref)
{
    struct dl_conc_open *open = digest->open;
    dl_conc_field *in = &open->fields[ref->spot.field];
    bool is_new;
    ref->left = ref->right = "";
    ref->same = line;
    ref->source = open->source;
    if (ref->spot.end > in->len) /* the document has changed meanwhile */
        return true;
    if (!dl_conc_field_go(in, ref->spot.start, &is_new) ||
        (is_new && !list_named(digest, focus, &open->doc, ref->spot.field, in)))
        return false;
    ref->named = in->named;
    ref->named_count = (uint16_t)in->named_count;
    ref->quoted = dl_quotations_at(&in->quotations, ref->spot.start) != NULL;
    digest->quoted += ref->quoted;
    ref->left = left_words(digest, in->text, ref->spot.start);
    ref->right = right_words(digest, in->text, in->len, ref->spot.end);
    return ref->left && ref->right && find_first(digest, line, in, ref->spot, &ref->same);
}

void dl_conc_digest_release(dl_conc_digest *digest)
{
    close_document(digest);
    dl_arena_release(&digest->words);
    free(digest->entities.items);
    free(digest->by_id.items);
    free(digest->named.items);
    free(digest->same);
    *digest = (dl_conc_digest){0};
}

dl_status dl_conc_digest_next(dl_conc_digest *digest, dl_conc_refs *refs, dl_error *error)
{
    dl_conc_ref *ref = dl_conc_refs_at(refs, digest->at);
    dl_key key = ref->key;
    dl_status status = open_document(digest, refs->store, key, error);
    if (status == DL_ERR_NOT_FOUND) { /* it has gone meanwhile */
        ref->left = ref->right = "";
        ref->same = (uint32_t)digest->at++;
        return DL_OK;
    }
    for (int i = 0; !status && i < LINES && ref && ref->key == key; i++) {
        if (!read_line(digest, refs->focus->id, (uint32_t)digest->at, ref))
            status = dl_fail_nomem(error);
        ref = dl_conc_refs_at(refs, ++digest->at);
    }
    if (status || !ref)
        close_document(digest);
    return status;
}
