/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/names.h"
#include "app/narrow.h"
#include "dateline/vec.h"

void dl_names_init(dl_names *names)
{
    *names = (dl_names){0};
}

void dl_names_release(dl_names *names)
{
    dl_arena_release(&names->arena);
    free(names->narrow);
    free(names->items);
    *names = (dl_names){0};
}

const dl_name_line *dl_names_current(const dl_names *names)
{
    bool named = names->cursor < names->len && !names->items[names->cursor].heading;
    return named ? &names->items[names->cursor] : NULL;
}

/* Orders names by kind, the kind's heading first, then by mentions, most first, then by place. */
static int compare_lines(const void *a, const void *b)
{
    const dl_name_line *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    if (x->heading != y->heading)
        return x->heading ? -1 : 1;
    if (x->mentions != y->mentions)
        return x->mentions > y->mentions ? -1 : 1;
    return dl_spot_compare(x->first, y->first);
}

/* The line of the entity ID among those made so far; NULL where there is none. */
static dl_name_line *find_line(dl_names *names, const char *id)
{
    for (size_t i = 0; i < names->len; i++)
        if (strcmp(names->items[i].entity.id, id) == 0)
            return &names->items[i];
    return NULL;
}

/* Whether MENTION, as it is spelt in DOC, holds what narrows the names. */
static bool answers(const dl_names *names, const dl_stored *doc, const dl_mention *mention)
{
    if (!names->narrow)
        return false;
    const char *text = mention->field == DL_FIELD_TITLE ? doc->document.title : doc->document.body;
    char *spelling = strndup(text + mention->start, mention->end - mention->start);
    bool holds = spelling && dl_narrow_holds(spelling, names->narrow);
    free(spelling);
    return holds;
}

/* Counts MENTION under its entity's line, which is made where there is none yet. */
static bool count_mention(dl_names *names, const dl_kinds *kinds, const dl_stored *doc,
                          const dl_mention *mention)
{
    dl_name_line *line = find_line(names, mention->entity);
    if (line) {
        line->mentions++;
        line->answers = line->answers || answers(names, doc, mention);
        return true;
    }
    const dl_entity *entity = doc->entities;
    while (strcmp(entity->id, mention->entity) != 0)
        entity++;
    dl_name_line fresh = {.entity = {.id = dl_arena_strdup(&names->arena, entity->id),
                                     .name = dl_arena_strdup(&names->arena, entity->name),
                                     .kind = entity->kind},
                          .place = dl_kinds_place(kinds, entity->kind, entity->id),
                          .mentions = 1,
                          .answers = answers(names, doc, mention),
                          .first = {mention->field, mention->start, mention->end}};
    return fresh.entity.id && fresh.entity.name && dl_vec_push(names, fresh);
}

/* Takes the lines out of which neither the name nor a spelling holds the narrowing text. */
static void narrow(dl_names *names)
{
    size_t kept = 0;
    for (size_t i = 0; i < names->len; i++)
        if (names->items[i].answers || dl_narrow_holds(names->items[i].entity.name, names->narrow))
            names->items[kept++] = names->items[i];
    names->len = kept;
}

/* Adds a heading for each kind that has a name. */
static bool add_headings(dl_names *names, const dl_kinds *kinds)
{
    size_t counts[DL_KIND_PLACES] = {0}, named = names->len;
    for (size_t i = 0; i < named; i++)
        counts[names->items[i].place] += names->items[i].mentions;
    for (size_t place = 0; place < dl_kinds_count(kinds); place++) {
        dl_name_line line = {
            .heading = true,
            .entity = {"", dl_kinds_name(kinds, place), dl_kinds_stored(kinds, place)},
            .place = place,
            .mentions = counts[place]};
        if (counts[place] && !dl_vec_push(names, line))
            return false;
    }
    return true;
}

dl_status dl_names_load(dl_names *names, const dl_shown *shown, const dl_reading *reading,
                        dl_error *error)
{
    const dl_name_line *old = dl_names_current(names);
    char *keep = old ? strdup(old->entity.id) : NULL;
    dl_arena_clear(&names->arena);
    names->len = names->total = names->hidden = names->cursor = names->top = 0;
    dl_status status = DL_OK;
    for (size_t i = 0; reading->open && i < reading->doc.mentions_count; i++) {
        if (!dl_shown_is_sure(shown, &reading->doc.mentions[i])) {
            names->hidden++;
            continue;
        }
        if (!count_mention(names, shown->kinds, &reading->doc, &reading->doc.mentions[i])) {
            status = dl_fail_nomem(error);
            goto out;
        }
        names->total++;
    }
    narrow(names);
    if (!add_headings(names, shown->kinds)) {
        status = dl_fail_nomem(error);
        goto out;
    }
    if (names->len)
        qsort(names->items, names->len, sizeof *names->items, compare_lines);
    dl_names_move(names, 1);
    for (size_t i = 0; keep && i < names->len; i++)
        if (!names->items[i].heading && strcmp(names->items[i].entity.id, keep) == 0)
            names->cursor = i;
out:
    if (status)
        names->len = 0;
    free(keep);
    return status;
}

void dl_names_pick(dl_names *names)
{
    dl_narrow best = DL_NARROW_NOT;
    for (size_t i = 0; i < names->len; i++) {
        dl_narrow match = names->items[i].heading
                              ? DL_NARROW_NOT
                              : dl_narrow_match(names->items[i].entity.name, names->narrow);
        if (match > best) {
            names->cursor = i;
            best = match;
        }
    }
}

void dl_names_move(dl_names *names, long step)
{
    long direction = step < 0 ? -1 : 1;
    for (long left = step * direction; left > 0; left--) {
        size_t at = names->cursor;
        do
            at += (size_t)direction; /* below 0 it wraps, and is then past the end */
        while (at < names->len && names->items[at].heading);
        if (at >= names->len)
            return;
        names->cursor = at;
    }
}
