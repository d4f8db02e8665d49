/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the gazetteer knows of one name: first what lists have, in English and in other languages; where they have
 * nothing, who is called so for short, and what the rules make of it (gazetteer_makes.c).
 */
#include <stdlib.h>
#include <string.h>

#include "annotate/abroad.h"
#include "annotate/gazetteer_makes.h"
#include "annotate/word.h"
#include "dateline/namekey.h"
#include "dateline/str.h"
#include "dateline/vec.h"

typedef struct description {
    const dl_gazetteer *gazetteer;
    dl_gazetteer_visit *visit;
    void *context;
    const char *name; /* what is asked for */
    dl_day day;
    dl_arena arena;
    struct {
        uint32_t *items;
        size_t len, size;
    } told; /* entities */
    bool found, failed;
} description;

typedef struct aliases {
    dl_gazetteer_alias *items;
    size_t len, size;
} aliases;

/* Gathers the names of the NUMBER-th entity, in the order of the files; false when memory is out. */
static bool gather(const dl_gazetteer *gazetteer, uint32_t number, aliases *ret)
{
    for (size_t i = 1; i < gazetteer->entries.len; i++) {
        const dl_entry *e = &gazetteer->entries.items[i];
        const dl_where *where = &gazetteer->where.items[i];
        if (e->type != DL_ENTRY_ALIAS || e->subject != number)
            continue;
        dl_gazetteer_alias alias = {.text = where->text,
                                    .form = (dl_form)e->form,
                                    .exact = e->exact,
                                    .doubtful = e->doubtful,
                                    .meant = e->meant,
                                    .file = where->file,
                                    .line = where->line};
        if (!dl_vec_push(ret, alias))
            return false;
    }
    return true;
}

const char *dl_known_as_name(dl_known_as known)
{
    static const char *const names[DL_KNOWN_COUNT] = {
        [DL_KNOWN_LISTED] = "listed",     [DL_KNOWN_SHORT] = "short",
        [DL_KNOWN_SPELLING] = "spelling", [DL_KNOWN_COMPOSED] = "composed",
        [DL_KNOWN_PART] = "part",         [DL_KNOWN_OFFICE] = "office",
        [DL_KNOWN_ABROAD] = "abroad",     [DL_KNOWN_WORD] = "word"};
    return names[known];
}

/* The languages in which the name means one entity. */
typedef struct languages {
    const char *id;
    dl_str list;
} languages;

static void add_language(void *context, const char *language, const char *id)
{
    languages *all = context;
    if (strcmp(id, all->id) == 0)
        dl_str_addf(&all->list, "%s%s", all->list.len ? " " : "", language);
}

static void tell_entity(description *d, uint32_t number, dl_known_as known)
{
    const dl_gazetteer *gazetteer = d->gazetteer;
    const dl_listed *l = &gazetteer->entities.items[number];
    aliases names = {0};
    for (size_t i = 0; i < d->told.len; i++)
        if (d->told.items[i] == number)
            return;
    languages abroad = {.id = l->entity.id};
    dl_str_init(&abroad.list);
    dl_gazetteer_office *offices = calloc(l->tenures_count + 1, sizeof *offices);
    d->failed = d->failed || !offices || !dl_vec_push(&d->told, number) ||
                !gather(gazetteer, number, &names) ||
                !dl_abroad_lookup(d->name, add_language, &abroad) || !dl_str_ok(&abroad.list);
    if (!d->failed) {
        for (size_t i = 0; i < l->tenures_count; i++)
            offices[i] = (dl_gazetteer_office){l->tenures[i].country, l->tenures[i].title,
                                               l->tenures[i].from, l->tenures[i].to};
        d->found = true;
        d->visit(d->context, &(dl_gazetteer_item){.entity = &l->entity,
                                                  .known = known,
                                                  .body = "",
                                                  .languages = abroad.list.text,
                                                  .country = l->country,
                                                  .file = l->file,
                                                  .line = l->line,
                                                  .family_first = l->family_first,
                                                  .aliases = names.items,
                                                  .aliases_count = names.len,
                                                  .offices = offices,
                                                  .offices_count = l->tenures_count});
    }
    free(names.items);
    free(offices);
    dl_str_release(&abroad.list);
}

static void tell_word(description *d, const char *what, const char *file, size_t line)
{
    d->found = true;
    d->visit(d->context, &(dl_gazetteer_item){.what = what,
                                              .known = DL_KNOWN_WORD,
                                              .body = "",
                                              .languages = "",
                                              .country = "",
                                              .file = file,
                                              .line = line});
}

/* Tells of the lists of phrases. */
static void tell_phrase(description *d, uint32_t number)
{
    static const char *const titles[] = {"title of an office", "rank", "form of address"};
    static const char *const heads[] = {"head of a part of an organisation",
                                        "head of an organisation"};
    const dl_entry *e = &d->gazetteer->entries.items[number];
    const dl_where *where = &d->gazetteer->where.items[number];
    if (e->type == DL_ENTRY_ALIAS)
        tell_entity(d, e->subject, DL_KNOWN_LISTED);
    else
        tell_word(d,
                  e->type == DL_ENTRY_BODY     ? "body of government"
                  : e->type == DL_ENTRY_OFFICE ? "office that one person holds"
                  : e->type == DL_ENTRY_TITLE  ? titles[e->subject]
                                               : heads[e->subject],
                  where->file, where->line);
}

/* Tells of the lists that hold WORD alone, and of who is called so for short. */
static void tell_classes(description *d, uint32_t word)
{
    static const struct {
        uint32_t class;
        const char *what;
    } classes[] = {{DL_CLASS_GIVEN, "given name"},
                   {DL_CLASS_KOREAN, "Korean family name"},
                   {DL_CLASS_CHINESE, "Chinese family name"},
                   {DL_CLASS_VIETNAMESE, "Vietnamese family name"}};
    const dl_bearer *bearers;
    size_t count = dl_gazetteer_bearers(d->gazetteer, word, &bearers);
    for (size_t i = 0; i < count; i++)
        tell_entity(d, bearers[i].person, DL_KNOWN_SHORT);
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (dl_lexicon_classes(d->gazetteer->lexicon, word) & classes[i].class)
            tell_word(d, classes[i].what, NULL, 0);
}

static void tell_name(description *d, const dl_words *words)
{
    const dl_lexicon *lexicon = d->gazetteer->lexicon;
    uint32_t node = words->len ? dl_lexicon_step(lexicon, 0, words->items[0].id) : 0;
    for (size_t i = 1; node && i < words->len; i++)
        node = dl_lexicon_step(lexicon, node, words->items[i].id);
    for (uint32_t i = node ? dl_lexicon_value(lexicon, node) : 0; i;
         i = d->gazetteer->entries.items[i].next)
        tell_phrase(d, i);
    if (words->len == 1 && words->items[0].id)
        tell_classes(d, words->items[0].id);
}

/* Tells of the entity that a language has by the name; asked once for each. */
static void tell_abroad(void *context, const char *language, const char *id)
{
    description *d = context;
    size_t number = *id ? dl_gazetteer_number(d->gazetteer, id) : SIZE_MAX;
    if (number != SIZE_MAX) {
        tell_entity(d, (uint32_t)number, DL_KNOWN_ABROAD);
    } else if (!*id) {
        d->found = true;
        d->visit(d->context,
                 &(dl_gazetteer_item){.what = "no name, and what it begins with is none",
                                      .known = DL_KNOWN_ABROAD,
                                      .body = "",
                                      .languages = language,
                                      .country = ""});
    }
}

/* --- called so for short --- */

/* Whether the words of NAME stand one after another in TEXT. */
static bool is_within(description *d, const dl_words *name, const char *text)
{
    dl_words words = {0};
    bool found = false;
    d->failed = d->failed || !dl_words_add(&words, d->gazetteer->lexicon, text, strlen(text), 0);
    for (size_t at = 0; !found && at + name->len <= words.len; at++) {
        size_t same = 0;
        while (same < name->len && words.items[at + same].hash == name->items[same].hash)
            same++;
        found = same == name->len;
    }
    free(words.items);
    return found;
}

/* Tells of the bearers of WORD in whose names the words of the name stand. */
static void tell_bearers(description *d, const dl_words *name, uint32_t word)
{
    const dl_bearer *bearers;
    size_t count = word ? dl_gazetteer_bearers(d->gazetteer, word, &bearers) : 0;
    for (size_t i = 0; i < count; i++) {
        aliases names = {0};
        bool within = false;
        d->failed = d->failed || !gather(d->gazetteer, bearers[i].person, &names);
        for (size_t k = 0; !within && k < names.len; k++)
            within = is_within(d, name, names.items[k].text);
        free(names.items);
        if (within)
            tell_entity(d, bearers[i].person, DL_KNOWN_SHORT);
    }
}

/* Tells of whose name it is in another spelling, or whose surname. */
static void tell_spelled(description *d)
{
    char full[DL_NAME_KEY];
    const dl_listed *one = dl_name_key(d->name, strlen(d->name), full) != DL_TRADITION_NONE
                               ? dl_gazetteer_keyed(d->gazetteer, full)
                               : NULL;
    if (one)
        tell_entity(d, (uint32_t)(one - d->gazetteer->entities.items), DL_KNOWN_SPELLING);
    static const dl_tradition traditions[] = {DL_TRADITION_SLAVIC, DL_TRADITION_ARABIC};
    for (size_t t = 0; !one && t < sizeof traditions / sizeof *traditions; t++) {
        char key[DL_NAME_KEY];
        dl_surname_key(traditions[t], d->name, strlen(d->name), key);
        uint32_t fold = dl_key_fold(key);
        for (uint32_t i = 0; fold && i < d->gazetteer->entities.len; i++)
            if (d->gazetteer->entities.items[i].surname_key == fold)
                tell_entity(d, i, DL_KNOWN_SPELLING);
    }
}

/* --- what the rules make of it --- */

static void tell_made(description *d, const dl_makes *made)
{
    const dl_where *where = NULL;
    if (made->listed) {
        tell_entity(d, (uint32_t)(made->listed - d->gazetteer->entities.items), made->known);
        return;
    }
    for (size_t i = 1; made->body && !where && i < d->gazetteer->entries.len; i++) {
        const dl_entry *e = &d->gazetteer->entries.items[i];
        if (e->type == DL_ENTRY_BODY && &d->gazetteer->bodies.items[e->subject] == made->body)
            where = &d->gazetteer->where.items[i];
    }
    d->found = true;
    d->visit(d->context,
             &(dl_gazetteer_item){.entity = &made->entity,
                                  .known = made->known,
                                  .body = made->body ? made->body->slug : "",
                                  .languages = "",
                                  .country = made->country ? made->country->country : "",
                                  .file = where ? where->file : NULL,
                                  .line = where ? where->line : 0});
}

/* Tells of what nothing lists. */
static void tell_unlisted(description *d, const dl_words *words)
{
    dl_makes made;
    bool found;
    if (!dl_gazetteer_make_id(d->gazetteer, d->name, &d->arena, &made, &found) ||
        (!found && !dl_gazetteer_make(d->gazetteer, d->name, d->day, &d->arena, &made, &found)))
        d->failed = true;
    else if (found)
        tell_made(d, &made);
    if (d->failed || d->found || !words->len)
        return;
    tell_bearers(d, words, words->items[words->len - 1].id);
    tell_bearers(d, words, words->items[0].id);
    if (!d->found)
        tell_spelled(d);
}

dl_status dl_gazetteer_describe(const dl_gazetteer *gazetteer, const char *name, dl_day day,
                                dl_gazetteer_visit *visit, void *context, dl_error *error)
{
    description d = {
        .gazetteer = gazetteer, .visit = visit, .context = context, .name = name, .day = day};
    dl_words words = {0};
    if (!gazetteer->where.len)
        return dl_fail(error, DL_ERR_INVALID, "a compiled gazetteer does not tell its names");
    size_t number = dl_gazetteer_number(gazetteer, name);
    if (number != SIZE_MAX)
        tell_entity(&d, (uint32_t)number, DL_KNOWN_LISTED);
    else if (dl_words_add(&words, gazetteer->lexicon, name, strlen(name), 0))
        tell_name(&d, &words);
    else
        d.failed = true;
    if (number == SIZE_MAX && !d.failed && !dl_abroad_lookup(name, tell_abroad, &d))
        d.failed = true;
    if (!d.failed && !d.found)
        tell_unlisted(&d, &words);
    free(words.items);
    free(d.told.items);
    dl_arena_release(&d.arena);
    if (d.failed)
        return dl_fail_nomem(error);
    if (!d.found)
        return dl_fail(error, DL_ERR_NOT_FOUND,
                       "neither the gazetteer nor its rules know anything called \"%.100s\"", name);
    return DL_OK;
}
