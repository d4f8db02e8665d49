/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "annotate/machine.h"
#include "annotate/model.h"
#include "dateline/asset.h"

#define LINE 64 /* bytes: what the tables are aligned to */

static uint64_t round_up(uint64_t len)
{
    return (len + LINE - 1) / LINE * LINE;
}

static bool is_little_endian(void)
{
    const uint16_t one = 1;
    return *(const uint8_t *)&one == 1;
}

dl_status dl_tagger_new(const void *data, size_t len, dl_tagger **ret, dl_error *error)
{
    const dl_model_header *header = data;
    if (!is_little_endian())
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "the tagger's model wants a little-endian machine");
    if (len < sizeof *header || (uintptr_t)data % LINE != 0 ||
        memcmp(header->magic, DL_MODEL_MAGIC, sizeof DL_MODEL_MAGIC) != 0)
        return dl_fail(error, DL_ERR_CORRUPT, "no model of a tagger, or one of another version");
    uint64_t rows = round_up((uint64_t)header->rows * sizeof(dl_model_row)),
             known = round_up((uint64_t)header->known * sizeof(dl_model_known));
    if (!rows || !known || !header->margin_step || header->version[sizeof header->version - 1] ||
        round_up(sizeof *header) + DL_FILTER_LEN + rows + known != len)
        return dl_fail(error, DL_ERR_CORRUPT, "the tagger's model is cut off");
    dl_tagger *tagger = calloc(1, sizeof *tagger);
    if (!tagger)
        return dl_fail_nomem(error);
    const char *at = (const char *)data + round_up(sizeof *header);
    tagger->header = header;
    tagger->filter = (const void *)at;
    at += DL_FILTER_LEN;
    tagger->rows = (const void *)at;
    tagger->known = (const void *)(at + rows);
    *ret = tagger;
    return DL_OK;
}

dl_status dl_tagger_load(dl_tagger **ret, dl_error *error)
{
    const dl_asset *asset = dl_asset_find("tagger/english.model");
    if (!asset)
        return dl_fail(error, DL_ERR_NOT_FOUND, "the program carries no model of a tagger");
    return dl_tagger_new(asset->data, asset->len, ret, error);
}

void dl_tagger_free(dl_tagger *tagger)
{
    free(tagger);
}

const char *dl_tagger_version(const dl_tagger *tagger)
{
    return tagger->header->version;
}

uint32_t dl_tagger_look(const dl_tagger *tagger, uint32_t hash)
{
    uint32_t count = tagger->header->known, place = dl_model_place(hash, count);
    uint16_t mark = dl_model_mark(hash);
    for (uint32_t tried = 0; tried < count; tried++) {
        dl_model_known known = tagger->known[place];
        if (known.mark == mark)
            return known.classes;
        if (!known.mark)
            return 0;
        place = place + 1 == count ? 0 : place + 1;
    }
    return 0;
}

void dl_tagger_fetch_known(const dl_tagger *tagger, uint32_t hash)
{
    dl_fetch(tagger->known + dl_model_place(hash, tagger->header->known));
}

/* The row that is wanted; NULL where it is not there. */
DL_INLINE const dl_model_row *find_row(const dl_tagger *tagger, dl_wanted wanted)
{
    uint32_t count = tagger->header->rows, place = wanted.place;
    for (uint32_t tried = 0; tried < count; tried++) {
        const dl_model_row *row = tagger->rows + place;
        if (row->mark == wanted.mark)
            return row;
        if (!row->mark)
            return NULL;
        place = place + 1 == count ? 0 : place + 1;
    }
    return NULL;
}

DL_INLINE void add_row(const dl_model_row *row, int32_t scores[DL_LANES])
{
    int8_t weights[DL_LANES];
    unsigned shift = row->shift & DL_ROW_SHIFT_MAX;
    memcpy(weights, row,
           sizeof weights); /* and what else a row holds, into lanes that nobody reads */
    for (int y = 0; y < DL_LANES; y++)
        scores[y] = (int32_t)((uint32_t)scores[y] + ((uint32_t)(int32_t)weights[y] << shift));
}

size_t dl_tagger_sift(const dl_tagger *tagger, const uint32_t *features, size_t count,
                      dl_wanted *ret)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t feature = features[i], bit = dl_model_bit(feature);
        ret[kept] =
            (dl_wanted){dl_model_place(feature, tagger->header->rows), dl_model_mark(feature)};
        kept += (size_t)tagger->filter[bit >> 3] >> (bit & 7) & 1;
    }
    for (size_t i = 0; i < kept; i++)
        dl_fetch(tagger->rows + ret[i].place);
    return kept;
}

DL_WIDE void dl_tagger_add(const dl_tagger *tagger, const dl_wanted *wanted, size_t count,
                           int32_t scores[DL_LANES])
{
    for (size_t i = 0; i < count; i++) {
        const dl_model_row *row = find_row(tagger, wanted[i]);
        if (row)
            add_row(row, scores);
    }
}

bool dl_label_follows(unsigned label, unsigned next, bool broken)
{
    bool open = label && DL_LABEL_PART(label) <= DL_TAG_INSIDE;
    bool goes_on =
        next && (DL_LABEL_PART(next) == DL_TAG_INSIDE || DL_LABEL_PART(next) == DL_TAG_END);
    if (open != goes_on)
        return false;
    return !open || (!broken && DL_LABEL_TYPE(label) == DL_LABEL_TYPE(next));
}
