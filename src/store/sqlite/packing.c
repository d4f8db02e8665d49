/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "store/sqlite/packing.h"
#include "store/sqlite/select.h"

static void add_number(dl_str *out, uint64_t number)
{
    for (; number >= 0x80; number >>= 7)
        dl_str_addc(out, (char)(number | 0x80));
    dl_str_addc(out, (char)number);
}

/* The byte that the start of MENTIONS[i] is told from. */
static uint32_t place_before(const dl_mention *mentions, size_t i)
{
    bool office = dl_mention_is_office(&mentions[i]);
    for (size_t k = i; k-- > 0 && mentions[k].field == mentions[i].field;)
        if (office || !dl_mention_is_office(&mentions[k]))
            return office ? mentions[k].start : mentions[k].end;
    return 0;
}

void dl_mention_pack(dl_str *out, const dl_mention *mentions, size_t i, int64_t number)
{
    const dl_mention *mention = &mentions[i];
    uint32_t from = place_before(mentions, i);
    add_number(out, (uint64_t)number);
    dl_str_addc(out, (char)(mention->form * 2 + mention->field));
    dl_str_addc(out, (char)mention->rule);
    dl_str_addc(out, (char)mention->confidence);
    add_number(out, mention->start - from);
    add_number(out, mention->end - mention->start);
}

static bool read_number(dl_unpacking *walk, uint64_t most, uint64_t *ret)
{
    uint64_t number = 0;
    for (unsigned shift = 0; shift < 63 && walk->pos < walk->len; shift += 7) {
        unsigned char byte = walk->bytes[walk->pos++];
        number |= (uint64_t)(byte & 0x7F) << shift;
        if (!(byte & 0x80)) {
            *ret = number;
            return number <= most;
        }
    }
    return false;
}

bool dl_mention_unpack(dl_unpacking *walk, dl_packed *ret)
{
    size_t start = walk->pos;
    uint64_t number, gap, len;
    if (!read_number(walk, INT64_MAX, &number) || walk->len - walk->pos < 3)
        goto wrong;
    const unsigned char *bytes = walk->bytes + walk->pos;
    walk->pos += 3;
    dl_field field = (dl_field)(bytes[0] & 1);
    bool office = bytes[0] / 2 == DL_FORM_OFFICE;
    uint32_t end = field == walk->field ? walk->end : 0;
    uint32_t from = !office ? end : field == walk->field ? walk->start : 0;
    if (bytes[0] / 2 >= DL_FORM_COUNT || bytes[1] >= DL_RULE_COUNT || field < walk->field ||
        !read_number(walk, UINT32_MAX - from, &gap) ||
        !read_number(walk, UINT32_MAX - from - gap, &len) || len == 0)
        goto wrong;
    *ret = (dl_packed){.entity = (int64_t)number,
                       .mention = {.field = field,
                                   .start = from + (uint32_t)gap,
                                   .end = from + (uint32_t)gap + (uint32_t)len,
                                   .form = (dl_form)(bytes[0] / 2),
                                   .rule = (dl_rule)bytes[1],
                                   .confidence = bytes[2]}};
    walk->field = field;
    walk->start = ret->mention.start;
    walk->end = office ? end : ret->mention.end;
    return true;
wrong:
    walk->pos = start;
    return false;
}

/* Unpacks the blob that the row has. */
static dl_status unpack(dl_sqlite *store, sqlite3_stmt *rows, dl_arena *arena, dl_packed **ret,
                        size_t *ret_count, dl_error *error)
{
    dl_unpacking walk = {.bytes = sqlite3_column_blob(rows, 0),
                         .len = (size_t)sqlite3_column_bytes(rows, 0)};
    size_t most = walk.len / 6, count = 0; /* no mention is shorter */
    dl_packed *packed = dl_arena_calloc(arena, most + 1, sizeof *packed);
    if (!packed || (walk.len && !walk.bytes))
        return dl_fail_nomem(error);
    while (walk.pos < walk.len && dl_mention_unpack(&walk, &packed[count]))
        count++;
    if (walk.pos != walk.len)
        return dl_sqlite_corrupt(store, "mention", error);
    *ret = packed;
    *ret_count = count;
    return DL_OK;
}

static dl_status read_packed(dl_sqlite *store, const char *sql, dl_key key, dl_arena *arena,
                             dl_packed **ret, size_t *ret_count, dl_error *error)
{
    sqlite3_stmt *rows;
    dl_status status = dl_rows_begin(store, sql, DL_VALUES(dl_value_int(key)), &rows, error);
    if (status)
        return status;
    bool row = false;
    *ret = NULL;
    *ret_count = 0;
    status = dl_rows_next(store, rows, &row, error);
    if (!status && row)
        status = unpack(store, rows, arena, ret, ret_count, error);
    dl_rows_end(rows);
    return status;
}

dl_status dl_packed_read(dl_sqlite *store, dl_key key, dl_arena *arena, dl_packed **ret,
                         size_t *ret_count, dl_error *error)
{
    return read_packed(store, DL_MENTIONS_OF_DOCUMENT, key, arena, ret, ret_count, error);
}

dl_status dl_mentions_read(dl_sqlite *store, const char *sql, dl_key key, dl_arena *arena,
                           const dl_mention **ret_mentions, size_t *ret_mentions_count,
                           const dl_entity **ret_entities, size_t *ret_entities_count,
                           dl_error *error)
{
    dl_packed *packed = NULL;
    size_t count = 0, known = 0;
    dl_status status = read_packed(store, sql, key, arena, &packed, &count, error);
    dl_mention *mentions = dl_arena_calloc(arena, count, sizeof *mentions);
    dl_entity *entities = dl_arena_calloc(arena, count, sizeof *entities);
    int64_t *numbers = dl_arena_calloc(arena, count, sizeof *numbers);
    if (!status && (!mentions || !entities || !numbers))
        status = dl_fail_nomem(error);
    for (size_t i = 0; !status && i < count; i++) {
        size_t at = 0;
        while (at < known && numbers[at] != packed[i].entity)
            at++;
        if (at == known) {
            numbers[known++] = packed[i].entity;
            status = dl_entity_read(store, packed[i].entity, arena, &entities[at], error);
        }
        mentions[i] = packed[i].mention;
        mentions[i].entity = entities[at].id;
        mentions[i].kind = entities[at].kind;
    }
    if (status)
        return status;
    *ret_mentions = mentions;
    *ret_mentions_count = count;
    *ret_entities = entities;
    *ret_entities_count = known;
    return DL_OK;
}

static int compare_entities(const void *a, const void *b)
{
    return strcmp(((const dl_entity *)a)->id, ((const dl_entity *)b)->id);
}

dl_status dl_entities_sort(const dl_entity **entities, size_t count, dl_arena *arena,
                           dl_error *error)
{
    dl_entity *sorted = dl_arena_calloc(arena, count, sizeof *sorted);
    if (!sorted)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < count; i++)
        sorted[i] = (*entities)[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, compare_entities);
    *entities = sorted;
    return DL_OK;
}

bool dl_mentions_fit(const dl_stored *stored)
{
    const dl_document *doc = &stored->document;
    size_t lengths[DL_FIELD_COUNT] = {doc->title ? strlen(doc->title) : 0, strlen(doc->body)};
    for (size_t i = 0; i < stored->mentions_count; i++) {
        const dl_mention *mention = &stored->mentions[i];
        if (mention->start >= mention->end || mention->end > lengths[mention->field])
            return false;
    }
    return true;
}
