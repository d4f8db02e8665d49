/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader has set, as it is asked for. */
#include <stdlib.h>
#include <string.h>

#include "dateline/vec.h"
#include "store/changing.h"
#include "store/memory/memory.h"

dl_held_mark *dl_memory_mark(dl_memory *memory, const char *sha256)
{
    dl_held_mark mark = {.read = false};
    for (size_t i = 0; i < memory->now.marks.len; i++)
        if (strcmp(memory->now.marks.items[i].sha256, sha256) == 0)
            return &memory->now.marks.items[i];
    memcpy(mark.sha256, sha256, sizeof mark.sha256);
    return dl_vec_push(&memory->now.marks, mark)
               ? &memory->now.marks.items[memory->now.marks.len - 1]
               : NULL;
}

bool dl_memory_bears(const dl_memory *memory, const char *sha256, const char *fold)
{
    for (size_t i = 0; i < memory->now.tags.len; i++)
        if (strcmp(memory->now.tags.items[i].sha256, sha256) == 0 &&
            strcmp(memory->now.tags.items[i].fold, fold) == 0)
            return true;
    return false;
}

bool dl_memory_carry(dl_memory *memory, const char *from, const char *to)
{
    const dl_held_mark *mark = dl_memory_mark(memory, from);
    if (!mark)
        return false;
    const dl_held_mark old = *mark;
    dl_held_mark *new = dl_memory_mark(memory, to);
    if (!new)
        return false;
    new->read |= old.read;
    new->starred |= old.starred;
    for (size_t i = 0, count = memory->now.tags.len; i < count; i++) {
        dl_held_tag tag = memory->now.tags.items[i];
        if (strcmp(tag.sha256, from) != 0 || dl_memory_bears(memory, to, tag.fold))
            continue;
        memcpy(tag.sha256, to, sizeof tag.sha256);
        if (!dl_vec_push(&memory->now.tags, tag))
            return false;
    }
    return true;
}

bool dl_memory_show_marks(const dl_memory *memory, const dl_held *held, dl_doc_row *row)
{
    const char *hash = held->document->sha256;
    dl_line line = {0};
    bool ok = dl_memory_line(memory, hash, &line);
    row->ambiguous = held->document->readings_count > 1;
    row->read = held->read;
    row->starred = held->starred;
    row->noted = row->tagged = false;
    for (size_t i = 0; i < memory->now.notes.len; i++)
        row->noted |= dl_line_holds(&line, memory->now.notes.items[i].passage.sha256);
    for (size_t i = 0; i < memory->now.tags.len; i++)
        row->tagged |= strcmp(memory->now.tags.items[i].sha256, hash) == 0;
    free(line.items);
    return ok;
}

/* --- tags --- */

static int compare_tags(const void *a, const void *b)
{
    return strcmp(((const dl_held_tag *)a)->fold, ((const dl_held_tag *)b)->fold);
}

bool dl_memory_copy_tags(const dl_memory *memory, dl_arena *arena, dl_stored *stored)
{
    size_t all = memory->now.tags.len, count = 0;
    dl_held_tag *tags = dl_arena_calloc(arena, all, sizeof *tags);
    const char **names = dl_arena_calloc(arena, all, sizeof *names);
    if (!tags || !names)
        return false;
    for (size_t i = 0; i < all; i++)
        if (strcmp(memory->now.tags.items[i].sha256, stored->document.sha256) == 0)
            tags[count++] = memory->now.tags.items[i];
    if (count)
        qsort(tags, count, sizeof *tags, compare_tags);
    for (size_t i = 0; i < count; i++)
        if (!(names[i] = dl_arena_strdup(arena, tags[i].name)))
            return false;
    stored->tags = names;
    stored->tags_count = count;
    return true;
}

dl_status dl_memory_tags(dl_store *base, dl_arena *arena, dl_name_row **ret_rows, size_t *ret_count,
                         dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    size_t all = memory->now.tags.len, count = 0;
    dl_held_tag *tags = dl_arena_calloc(arena, all, sizeof *tags);
    dl_name_row *rows = dl_arena_calloc(arena, all, sizeof *rows);
    if (!tags || !rows)
        return dl_fail_nomem(error);
    if (all) {
        memcpy(tags, memory->now.tags.items, all * sizeof *tags);
        qsort(tags, all, sizeof *tags, compare_tags);
    }
    const char *last = NULL;
    for (size_t i = 0; i < all; i++) {
        if (!dl_memory_find_hash(memory, tags[i].sha256))
            continue;
        if (!last || strcmp(last, tags[i].fold) != 0)
            rows[count++].name = dl_arena_strdup(arena, tags[i].name);
        rows[count - 1].count++;
        last = tags[i].fold;
        if (!rows[count - 1].name)
            return dl_fail_nomem(error);
    }
    *ret_rows = rows;
    *ret_count = count;
    return DL_OK;
}

/* --- notes --- */

dl_status dl_memory_notes(dl_store *base, dl_key key, dl_arena *arena, dl_note **ret_notes,
                          size_t *ret_count, dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    const dl_held *held = dl_memory_find(memory, key);
    dl_line line = {0};
    size_t count = 0;
    dl_note *notes = dl_arena_calloc(arena, memory->now.notes.len, sizeof *notes);
    bool ok = notes && (!held || dl_memory_line(memory, held->document->sha256, &line));
    for (size_t i = 0; ok && i < memory->now.notes.len; i++) {
        const dl_note *note = &memory->now.notes.items[i];
        if (dl_line_holds(&line, note->passage.sha256))
            ok = dl_note_copy(arena, note, &notes[count++]);
    }
    free(line.items);
    if (!ok)
        return dl_fail_nomem(error);
    if (count)
        qsort(notes, count, sizeof *notes, dl_note_compare);
    *ret_notes = notes;
    *ret_count = count;
    return DL_OK;
}

/* --- what has a name --- */

static int compare_saved(const void *a, const void *b)
{
    return strcmp(((const dl_saved_row *)a)->name, ((const dl_saved_row *)b)->name);
}

dl_status dl_memory_saved(dl_store *base, dl_arena *arena, dl_saved_row **ret_rows,
                          size_t *ret_count, dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    size_t count = memory->now.saved.len;
    dl_saved_row *rows = dl_arena_calloc(arena, count, sizeof *rows);
    if (!rows)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < count; i++) {
        rows[i].name = dl_arena_strdup(arena, memory->now.saved.items[i].name);
        rows[i].query = dl_arena_strdup(arena, memory->now.saved.items[i].query);
        if (!rows[i].name || !rows[i].query)
            return dl_fail_nomem(error);
    }
    if (count)
        qsort(rows, count, sizeof *rows, compare_saved);
    *ret_rows = rows;
    *ret_count = count;
    return DL_OK;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const dl_name_row *)a)->name, ((const dl_name_row *)b)->name);
}

dl_status dl_memory_dossiers(dl_store *base, dl_arena *arena, dl_name_row **ret_rows,
                             size_t *ret_count, dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    size_t count = memory->now.dossiers.len;
    dl_name_row *rows = dl_arena_calloc(arena, count, sizeof *rows);
    if (!rows)
        return dl_fail_nomem(error);
    for (size_t i = 0; i < count; i++) {
        const char *name = memory->now.dossiers.items[i];
        if (!(rows[i].name = dl_arena_strdup(arena, name)))
            return dl_fail_nomem(error);
        for (size_t c = 0; c < memory->now.cited.len; c++)
            rows[i].count += strcmp(memory->now.cited.items[c].dossier, name) == 0;
    }
    if (count)
        qsort(rows, count, sizeof *rows, compare_names);
    *ret_rows = rows;
    *ret_count = count;
    return DL_OK;
}

static int compare_cited(const void *a, const void *b)
{
    const dl_cited *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return strcmp(x->id, y->id);
}

dl_status dl_memory_cited(dl_store *base, const char *dossier, dl_arena *arena,
                          dl_cited **ret_items, size_t *ret_count, dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    bool found = false;
    size_t count = 0;
    for (size_t i = 0; i < memory->now.dossiers.len; i++)
        found |= strcmp(memory->now.dossiers.items[i], dossier) == 0;
    if (!found)
        return dl_change_fail_missing("dossier", dossier, error);
    dl_cited *items = dl_arena_calloc(arena, memory->now.cited.len, sizeof *items);
    for (size_t i = 0; items && i < memory->now.cited.len; i++)
        if (strcmp(memory->now.cited.items[i].dossier, dossier) == 0 &&
            !dl_cited_copy(arena, &memory->now.cited.items[i], &items[count++]))
            return dl_fail_nomem(error);
    if (!items)
        return dl_fail_nomem(error);
    if (count)
        qsort(items, count, sizeof *items, compare_cited);
    *ret_items = items;
    *ret_count = count;
    return DL_OK;
}

dl_status dl_memory_place(dl_store *base, char letter, dl_arena *arena, dl_passage *ret,
                          dl_error *error)
{
    const dl_memory *memory = dl_memory_of(base);
    const char name[] = {letter, '\0'};
    for (size_t i = 0; i < memory->now.places.len; i++)
        if (memory->now.places.items[i].letter == letter)
            return dl_passage_copy(arena, &memory->now.places.items[i].passage, ret)
                       ? DL_OK
                       : dl_fail_nomem(error);
    return dl_change_fail_missing("place", name, error);
}
