/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/tagging.h"
#include "dateline/vec.h"
#include "tools/train/corpus.h"

#define FOLDS 5

char *read_whole(const char *path, size_t *ret_len)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    size_t len = 0, size = 0;
    for (bool more = file; more;) {
        if (len + 1 >= size) {
            size = size ? size * 2 : 65536;
            char *larger = realloc(text, size);
            if (!larger)
                break;
            text = larger;
        }
        size_t got = fread(text + len, 1, size - len - 1, file);
        len += got;
        more = got > 0;
    }
    if (!file || !text || ferror(file)) {
        fprintf(stderr, "train: %s: %s\n", path, strerror(errno));
        free(text);
        text = NULL;
    } else
        text[len] = '\0';
    if (file)
        fclose(file);
    *ret_len = len;
    return text;
}

/* CRC-32 of ISO 3309, as zlib's, of TEXT after what CRC is of. */
static uint32_t add_crc(uint32_t crc, const char *text)
{
    crc = ~crc;
    for (; *text; text++) {
        crc ^= (unsigned char)*text;
        for (int k = 0; k < 8; k++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

static unsigned read_types(const char *text)
{
    unsigned types = strstr(text, "PER") ? 1u << DL_TAG_PERSON : 0;
    types |= strstr(text, "LOC") ? 1u << DL_TAG_PLACE : 0;
    return types | (strstr(text, "ORG") ? 1u << DL_TAG_ORGANISATION : 0);
}

static bool read_gold(labelled *doc, const char *path)
{
    size_t len;
    char *text = read_whole(path, &len);
    if (!text)
        return false;
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        gold g = {0};
        char type[64];
        if (sscanf(line, "%u\t%u\t%63s", &g.start, &g.end, type) != 3)
            continue;
        g.types = read_types(type);
        g.skip = strstr(type, "UNK") || strstr(type, "MISC") || !g.types;
        if (doc->to && (g.start < doc->from || g.end > doc->to))
            continue;
        gold *more = realloc(doc->gold, (doc->gold_count + 1) * sizeof *more);
        if (!more)
            break;
        doc->gold = more;
        doc->gold[doc->gold_count++] = g;
    }
    free(text);
    return true;
}

/* The bytes of document ID that are labelled, by the folder's _spans.tsv, where it has one. */
static void read_reach(labelled *doc, const char *spans)
{
    size_t len = strlen(doc->id);
    for (const char *line = spans; line && *line; line = strchr(line, '\n'), line += line != NULL)
        if (strncmp(line, doc->id, len) == 0 && line[len] == '\t')
            sscanf(line + len, "%u\t%u", &doc->from, &doc->to);
}

static bool read_document(corpus *c, const char *dir, const char *id, const char *spans)
{
    char path[4096];
    const char *set = strrchr(dir, '/') ? strrchr(dir, '/') + 1 : dir;
    labelled doc = {.set = strdup(set), .id = strdup(id)};
    size_t len;
    if (!doc.set || !doc.id)
        return false;
    doc.fold = add_crc(add_crc(0, set), id) % FOLDS;
    read_reach(&doc, spans);
    snprintf(path, sizeof path, "%s/%s.txt", dir, id);
    doc.text = read_whole(path, &len);
    snprintf(path, sizeof path, "%s/%s.ann.tsv", dir, id);
    return doc.text && read_gold(&doc, path) && dl_vec_push(c, doc);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool corpus_read(corpus *c, const char *dir)
{
    struct {
        char **items;
        size_t len, size;
    } ids = {0};
    DIR *folder = opendir(dir);
    char path[4096];
    size_t len;
    if (!folder) {
        fprintf(stderr, "train: %s: %s\n", dir, strerror(errno));
        return false;
    }
    bool ok = true;
    for (struct dirent *entry; ok && (entry = readdir(folder));) {
        char *end = strstr(entry->d_name, ".ann.tsv");
        ok = !end || dl_vec_push(&ids, strndup(entry->d_name, (size_t)(end - entry->d_name)));
    }
    closedir(folder);
    if (ids.len)
        qsort(ids.items, ids.len, sizeof *ids.items, compare_names);
    snprintf(path, sizeof path, "%s/_spans.tsv", dir);
    FILE *there = fopen(path, "r");
    char *spans = there ? read_whole(path, &len) : NULL;
    if (there)
        fclose(there);
    for (size_t i = 0; i < ids.len; i++) {
        ok = ok && ids.items[i] && read_document(c, dir, ids.items[i], spans);
        free(ids.items[i]);
    }
    free(spans);
    free(ids.items);
    return ok;
}

static void release_words(labelled *doc)
{
    free(doc->starts);
    free(doc->ends);
    free(doc->labels);
    free(doc->far);
    free(doc->broken);
    free(doc->offsets);
    free(doc->features);
}

void corpus_release(corpus *c)
{
    for (size_t i = 0; i < c->len; i++) {
        labelled *doc = &c->items[i];
        release_words(doc);
        free(doc->set);
        free(doc->id);
        free(doc->text);
        free(doc->gold);
    }
    free(c->items);
}

/* Gives the words of one gold span their labels; not where another has been there. */
static void label_span(labelled *doc, const gold *g)
{
    size_t first = doc->words, end = 0;
    for (size_t i = 0; i < doc->words; i++)
        if (doc->starts[i] < g->end && doc->ends[i] > g->start) {
            first = i < first ? i : first;
            end = i + 1;
            if (doc->labels[i])
                return;
        }
    unsigned type = g->types & 1u << DL_TAG_PERSON  ? DL_TAG_PERSON
                    : g->types & 1u << DL_TAG_PLACE ? DL_TAG_PLACE
                                                    : DL_TAG_ORGANISATION;
    for (size_t i = first; i < end; i++) {
        unsigned part = end - first == 1 ? DL_TAG_SINGLE
                        : i == first     ? DL_TAG_BEGIN
                        : i + 1 == end   ? DL_TAG_END
                                         : DL_TAG_INSIDE;
        doc->labels[i] = (uint8_t)DL_LABEL(type, part);
        if (i > first)
            doc->broken[i] = false;
    }
}

static bool note_words(labelled *doc, const dl_reading *r, const dl_glances *glances)
{
    size_t len = r->words.len, used = 0;
    doc->words = len;
    doc->starts = calloc(len + 1, sizeof *doc->starts);
    doc->ends = calloc(len + 1, sizeof *doc->ends);
    doc->labels = calloc(len + 1, sizeof *doc->labels);
    doc->far = calloc(len + 1, sizeof *doc->far);
    doc->broken = calloc(len + 1, sizeof *doc->broken);
    doc->offsets = calloc(len + 1, sizeof *doc->offsets);
    doc->features = malloc((len + 1) * DL_FEATURES_MAX * sizeof *doc->features);
    if (!doc->starts || !doc->ends || !doc->labels || !doc->far || !doc->broken || !doc->offsets ||
        !doc->features)
        return false;
    for (size_t i = 0; i < len; i++) {
        doc->starts[i] = r->words.items[i].start;
        doc->ends[i] = r->words.items[i].end;
        doc->far[i] = glances->items[i].far;
        doc->broken[i] = dl_tagging_breaks(r, i);
        doc->offsets[i] = (uint32_t)used;
        if (!doc->far[i])
            used += dl_features_write(glances, i, doc->features + used);
    }
    doc->offsets[len] = (uint32_t)used;
    uint32_t *kept = realloc(doc->features, (used + 1) * sizeof *kept);
    doc->features = kept ? kept : doc->features;
    for (size_t i = 0; i < doc->gold_count; i++)
        if (!doc->gold[i].skip)
            label_span(doc, &doc->gold[i]);
    return true;
}

static bool look_at(labelled *doc, const dl_gazetteer *gazetteer, const dl_tagger *words,
                    bool narrow)
{
    dl_arena arena = {0};
    dl_glances glances = {0};
    const dl_annotate_input input = {.body = doc->text, .day = DL_DAY_NONE};
    dl_reading r = {.gazetteer = gazetteer,
                    .tagger = words,
                    .input = &input,
                    .arena = &arena,
                    .texts = {"", doc->text}};
    release_words(doc);
    bool ok = dl_reading_cut(&r) && dl_reading_rules(&r, NULL) == DL_OK &&
              dl_glances_init(&glances, &r, words);
    glances.narrow = narrow;
    ok = ok && note_words(doc, &r, &glances);
    dl_glances_release(&glances);
    dl_reading_discard(&r);
    dl_arena_release(&arena);
    return ok;
}

bool corpus_look(corpus *c, const dl_gazetteer *gazetteer, const dl_tagger *words, bool narrow)
{
    for (size_t i = 0; i < c->len; i++)
        if (!look_at(&c->items[i], gazetteer, words, narrow))
            return false;
    return true;
}
