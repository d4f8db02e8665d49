/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/word.h"
#include "dateline/hash.h"
#include "dateline/vec.h"
#include "tools/train/pack.h"

#define LINE 64
#define FULL 70         /* of a hundred places of a table are taken */
#define MARGIN_STEP 150 /* of one class of margin, in units */

static const char *const class_names[] = {
#define DL_KNOWN(id, name) name,
#include "annotate/known.def"
#undef DL_KNOWN
};

/* --- the list of words --- */

static uint16_t read_classes(char *text)
{
    unsigned classes = 0;
    for (char *name = strtok(text, ","); name; name = strtok(NULL, ","))
        for (size_t i = 0; i < DL_KNOWN_BITS; i++)
            if (strcmp(name, class_names[i]) == 0)
                classes |= 1u << i;
    return (uint16_t)classes;
}

/* Adds the phrase of WORDS, and what it begins with. */
static bool add_phrase(word_list *list, const dl_words *words, uint16_t classes)
{
    struct listed_word word = {.hash = words->items[0].hash};
    bool ok = true;
    for (size_t i = 1; ok && i < words->len; i++) {
        word.classes = DL_KNOWN_MORE;
        ok = dl_vec_push(list, word);
        word.hash = dl_known_join(word.hash, words->items[i].hash);
    }
    word.classes = classes;
    return ok && dl_vec_push(list, word);
}

static bool add_line(word_list *list, char *line)
{
    char *tab = strchr(line, '\t');
    dl_words words = {0};
    if (!tab || *line == '#')
        return true;
    bool ok = dl_words_add(&words, NULL, line, (size_t)(tab - line), 0);
    uint16_t classes = ok && words.len ? read_classes(tab + 1) : 0;
    ok = ok && (!classes || add_phrase(list, &words, classes));
    free(words.items);
    return ok;
}

static int compare_words(const void *a, const void *b)
{
    const struct listed_word *x = a, *y = b;
    return (x->hash > y->hash) - (x->hash < y->hash);
}

/* Joins the classes of what has the same hash. */
static void merge(word_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->len; i++)
        if (kept && list->items[kept - 1].hash == list->items[i].hash)
            list->items[kept - 1].classes |= list->items[i].classes;
        else
            list->items[kept++] = list->items[i];
    list->len = kept;
}

bool word_list_read(word_list *list, const char *path)
{
    size_t len;
    char *text = read_whole(path, &len), *rest = text;
    bool ok = text;
    for (char *line; ok && (line = strsep(&rest, "\n"));)
        ok = add_line(list, line);
    free(text);
    if (ok && list->len) {
        qsort(list->items, list->len, sizeof *list->items, compare_words);
        merge(list);
    }
    return ok;
}

/* --- the file --- */

typedef struct candidate {
    uint32_t number;
    int32_t weight; /* the greatest of its weights, without sign */
} candidate;

static int compare_candidates(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return (x->number > y->number) - (x->number < y->number);
}

static int32_t greatest(const int32_t values[DL_LABELS])
{
    int32_t top = 0;
    for (int y = 0; y < DL_LABELS; y++)
        top = abs(values[y]) > top ? abs(values[y]) : top;
    return top;
}

static dl_model_row make_row(uint32_t hash, const int32_t values[DL_LABELS])
{
    dl_model_row row = {.mark = dl_model_mark(hash)};
    int32_t top = greatest(values);
    while (row.shift < DL_ROW_SHIFT_MAX && (top + (1 << row.shift >> 1)) >> row.shift > INT8_MAX)
        row.shift++;
    for (int y = 0; y < DL_LABELS; y++) {
        int32_t half = row.shift ? 1 << (row.shift - 1) : 0;
        int32_t size = (abs(values[y]) + half) >> row.shift;
        size = size > INT8_MAX ? INT8_MAX : size;
        row.weights[y] = (int8_t)(values[y] < 0 ? -size : size);
    }
    return row;
}

static void place_row(dl_model_row *rows, uint32_t count, uint32_t hash, dl_model_row row)
{
    uint32_t at = dl_model_place(hash, count);
    while (rows[at].mark)
        at = at + 1 == count ? 0 : at + 1;
    rows[at] = row;
}

static void place_word(dl_model_known *known, uint32_t count, const struct listed_word *word)
{
    uint32_t at = dl_model_place(word->hash, count);
    while (known[at].mark)
        at = at + 1 == count ? 0 : at + 1;
    known[at] = (dl_model_known){dl_model_mark(word->hash), word->classes};
}

static uint32_t places_for(size_t items)
{
    return (uint32_t)(items * 100 / FULL + 1);
}

static size_t round_up(size_t len)
{
    return (len + LINE - 1) / LINE * LINE;
}

/* The features that count, the most important first. */
static candidate *choose(const vocabulary *v, const weights *w, size_t limit, size_t *ret_count)
{
    candidate *all = calloc(v->len + 1, sizeof *all);
    size_t count = 0;
    for (size_t f = 0; all && f < v->len; f++) {
        int32_t weight = greatest(w->values[f]);
        if (weight)
            all[count++] = (candidate){(uint32_t)f, weight};
    }
    if (all && count)
        qsort(all, count, sizeof *all, compare_candidates);
    *ret_count = count < limit ? count : limit;
    return all;
}

static void stamp(packed *file)
{
    char hex[DL_SHA256_HEX];
    dl_model_header *header = (void *)file->data;
    dl_sha256_hex(file->data, file->len, hex);
    memcpy(header->version, hex, sizeof header->version - 1);
}

bool pack_model(const word_list *words, const vocabulary *v, const weights *w, size_t limit,
                const uint8_t confidence[DL_MODEL_MARGINS], packed *ret)
{
    size_t count = 0;
    candidate *chosen = w ? choose(v, w, limit, &count) : NULL;
    dl_model_header header = {.magic = DL_MODEL_MAGIC,
                              .rows = places_for(count),
                              .known = places_for(words->len),
                              .margin_step = MARGIN_STEP};
    size_t head = round_up(sizeof header), rows = round_up(header.rows * sizeof(dl_model_row));
    ret->len = head + DL_FILTER_LEN + rows + round_up(header.known * sizeof(dl_model_known));
    ret->data = aligned_alloc(LINE, ret->len);
    if (!ret->data || (w && !chosen)) {
        free(chosen);
        return false;
    }
    memset(ret->data, 0, ret->len);
    if (w)
        memcpy(header.transitions, w->transitions, sizeof header.transitions);
    if (confidence)
        memcpy(header.confidence, confidence, sizeof header.confidence);
    memcpy(ret->data, &header, sizeof header);
    for (size_t i = 0; i < count; i++) {
        uint32_t f = chosen[i].number;
        uint32_t bit = dl_model_bit(v->hashes[f]);
        ret->data[head + (bit >> 3)] |= (unsigned char)(1u << (bit & 7));
        place_row((void *)(ret->data + head + DL_FILTER_LEN), header.rows, v->hashes[f],
                  make_row(v->hashes[f], w->values[f]));
    }
    for (size_t i = 0; i < words->len; i++)
        place_word((void *)(ret->data + head + DL_FILTER_LEN + rows), header.known,
                   &words->items[i]);
    stamp(ret);
    free(chosen);
    return true;
}
