/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who may be meant at the prompt of a correction: first whom the name means as it is typed, then those whose names hold
 * it. A row says of which kind somebody is and how often she is mentioned; where several may be meant, the office that
 * lists know, and of namesakes the id.
 */
#include <string.h>

#include "app/cmd_correct.h"
#include "app/complete.h"
#include "app/narrow.h"
#include "dateline/token.h"

typedef struct offered {
    dl_entity entity;
    uint64_t mentions;
} offered;

typedef struct offers {
    offered items[DL_CANDIDATES_MAX];
    size_t count;
} offers;

static void offer(dl_app *app, offers *all, const dl_entity *entity, uint64_t mentions)
{
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->items[i].entity.id, entity->id) == 0)
            return;
    if (all->count < DL_CANDIDATES_MAX && !dl_correction_is_of(&app->correction, entity->id))
        all->items[all->count++] = (offered){*entity, mentions};
}

/* Offers whom TEXT means. */
static void offer_meant(dl_app *app, offers *all, const char *text)
{
    const dl_whom *whom = &app->whom;
    if (dl_app_naming_find(app, text, NULL))
        return;
    for (size_t i = 0; i < whom->count; i++)
        offer(app, all, &whom->found[i],
              whom->listed ? 0 : dl_complete_mentions(app, whom->found[i].id));
}

/* Offers who is likely before anything is typed: of the KIND of the mention those who bear its last word, then those
 * named in this text. */
static void offer_likely(dl_app *app, offers *all, dl_kind kind, dl_arena *arena)
{
    const char *spelling = app->correction.mentions.items[0].spelling;
    const dl_stored *doc = &app->reading.doc;
    dl_tokens walk = {.text = spelling, .len = strlen(spelling)};
    dl_token word = {0};
    dl_entity *bearing = NULL;
    size_t count = 0;
    while (dl_token_next(&walk, &word))
        continue;
    const char *last = dl_arena_strndup(arena, spelling + word.start, word.end - word.start);
    if (!last || !*last ||
        app->store->ops->bearing(app->store, kind, last, DL_CANDIDATES_MAX, arena, &bearing, &count,
                                 NULL))
        count = 0;
    for (size_t i = 0; i < count; i++)
        offer(app, all, &bearing[i], dl_complete_mentions(app, bearing[i].id));
    for (size_t i = 0; app->reading.open && i < doc->entities_count; i++)
        if (doc->entities[i].kind == kind)
            offer(app, all, &doc->entities[i], dl_complete_mentions(app, doc->entities[i].id));
}

/* Offers those of COUNT entities of KIND (DL_KIND_COUNT: of any) that answer TEXT, those that begin with it first. */
static void offer_like(dl_app *app, offers *all, const dl_entity_row *rows, size_t count,
                       dl_kind kind, const char *text)
{
    for (dl_narrow match = DL_NARROW_BEGINS; match > DL_NARROW_NOT; match--)
        for (size_t i = 0; i < count && all->count < DL_CANDIDATES_MAX; i++) {
            uint64_t mentions = rows[i].mentions;
            if ((kind != DL_KIND_COUNT && rows[i].entity.kind != kind) ||
                dl_narrow_match(rows[i].entity.name, text) != match)
                continue;
            if (app->shown.least)
                mentions = dl_complete_mentions(app, rows[i].entity.id);
            if (mentions)
                offer(app, all, &rows[i].entity, mentions);
        }
}

/* --- what is said of each --- */

typedef struct noting {
    dl_arena *arena;
    const char *id, *note;
} noting;

static void take_note(void *context, const dl_entity *entity, const char *note, bool exact)
{
    (void)exact;
    noting *n = context;
    if (!n->note && *note && strcmp(entity->id, n->id) == 0)
        n->note = dl_arena_strdup(n->arena, note);
}

/* What lists know of the entity; NULL: nothing. */
static const char *find_note(dl_app *app, const char *id)
{
    noting n = {.arena = &app->prompt.arena, .id = id};
    if (app->list_names)
        app->list_names(id, take_note, &n);
    return n.note;
}

static bool has_namesake(const offers *all, size_t at)
{
    const char *name = all->items[at].entity.name;
    for (size_t i = 0; i < all->count; i++) {
        const char *other = all->items[i].entity.name;
        if (i != at && dl_spelling_equal(name, strlen(name), other, strlen(other)))
            return true;
    }
    return false;
}

static const char *describe(dl_app *app, const offers *all, size_t at)
{
    const offered *o = &all->items[at];
    const char *kind = dl_kinds_called(app->shown.kinds, o->entity.kind, o->entity.id);
    bool namesake = has_namesake(all, at), open = app->whom.count > 1 && !app->whom.settled;
    const char *note = namesake || open || !o->mentions ? find_note(app, o->entity.id) : NULL;
    const char *mentions =
        o->mentions        ? dl_arena_printf(&app->prompt.arena, "%llu mention%s",
                                             (unsigned long long)o->mentions, o->mentions == 1 ? "" : "s")
        : app->whom.listed ? "in no text yet"
                           : "0 mentions";
    return dl_arena_printf(&app->prompt.arena, "%s, %s%s%s", namesake ? o->entity.id : kind,
                           mentions ? mentions : "", note ? ", " : "", note ? note : "");
}

void dl_complete_whom(dl_app *app, const char *text)
{
    dl_prompt *prompt = &app->prompt;
    dl_arena arena = {0};
    dl_entity_row *rows;
    offers all = {0};
    size_t len = strlen(text);
    while (len && text[len - 1] == ' ')
        len--;
    const char *name = dl_arena_strndup(&arena, text, len);
    if (name) {
        offer_meant(app, &all, name + strspn(name, " "));
        const char *id = app->correction.mentions.items[0].entity;
        size_t count = dl_complete_entities(app, &arena, &rows);
        if (id && !*text) {
            offer_likely(app, &all, dl_kind_of_id(id), &arena);
            offer_like(app, &all, rows, count, dl_kind_of_id(id), text);
        }
        offer_like(app, &all, rows, count, DL_KIND_COUNT, text);
    }
    for (size_t i = 0; i < all.count; i++) {
        dl_candidate row = {.text = dl_arena_strdup(&prompt->arena, all.items[i].entity.name),
                            .what = describe(app, &all, i),
                            .id = dl_arena_strdup(&prompt->arena, all.items[i].entity.id)};
        if (row.text && row.what && row.id)
            prompt->candidates[prompt->candidates_count++] = row;
    }
    dl_arena_release(&arena);
}
