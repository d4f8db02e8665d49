/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the gazetteer knows of one name. */
#include <stdlib.h>
#include <string.h>

#include "annotate/gazetteer.h"
#include "annotate/word.h"
#include "dateline/vec.h"

typedef struct description {
    const dl_gazetteer *gazetteer;
    dl_gazetteer_visit *visit;
    void *context;
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

static void tell_entity(description *d, uint32_t number)
{
    const dl_gazetteer *gazetteer = d->gazetteer;
    const dl_listed *l = &gazetteer->entities.items[number];
    aliases names = {0};
    for (size_t i = 0; i < d->told.len; i++)
        if (d->told.items[i] == number)
            return;
    dl_gazetteer_office *offices = calloc(l->tenures_count + 1, sizeof *offices);
    d->failed = d->failed || !offices || !dl_vec_push(&d->told, number) ||
                !gather(gazetteer, number, &names);
    if (!d->failed) {
        for (size_t i = 0; i < l->tenures_count; i++)
            offices[i] = (dl_gazetteer_office){l->tenures[i].country, l->tenures[i].title,
                                               l->tenures[i].from, l->tenures[i].to};
        d->found = true;
        d->visit(d->context, &(dl_gazetteer_item){.entity = &l->entity,
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
}

static void tell_word(description *d, const char *what, const char *file, size_t line)
{
    d->found = true;
    d->visit(d->context,
             &(dl_gazetteer_item){.what = what, .country = "", .file = file, .line = line});
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
        tell_entity(d, e->subject);
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
        tell_entity(d, bearers[i].person);
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

dl_status dl_gazetteer_describe(const dl_gazetteer *gazetteer, const char *name,
                                dl_gazetteer_visit *visit, void *context, dl_error *error)
{
    description d = {.gazetteer = gazetteer, .visit = visit, .context = context};
    dl_words words = {0};
    if (!gazetteer->where.len)
        return dl_fail(error, DL_ERR_INVALID, "a compiled gazetteer does not tell its names");
    size_t number = dl_gazetteer_number(gazetteer, name);
    if (number != SIZE_MAX)
        tell_entity(&d, (uint32_t)number);
    else if (dl_words_add(&words, gazetteer->lexicon, name, strlen(name), 0))
        tell_name(&d, &words);
    else
        d.failed = true;
    free(words.items);
    free(d.told.items);
    if (d.failed)
        return dl_fail_nomem(error);
    if (!d.found)
        return dl_fail(error, DL_ERR_NOT_FOUND, "the gazetteer knows nothing called \"%.100s\"",
                       name);
    return DL_OK;
}
