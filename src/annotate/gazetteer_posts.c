/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who held which office: from the tenures of persons, whose titles are written as news writes them, to a
 * table by office and by whose it is. A title is read as an office of the tenure's country ("Foreign
 * Minister"), as a body and an office in it ("NATO Secretary General", "Foreign Ministry Spokesperson"), or as
 * an office of a body ("President of the European Commission"). What is none of these, or no office
 * that one person holds at a time (offices.tsv), is left out.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/gazetteer.h"
#include "annotate/word.h"
#include "dateline/vec.h"

#define OF_ID 128 /* bytes of the id of a country or body */

/* A tenure whose title is read. */
typedef struct title {
    dl_gazetteer *gazetteer;
    const dl_tenure *tenure;
    const dl_word *words;
    size_t len;
    dl_post post;
} title;

/* The first entry of the words [first, end); 0 where they are no phrase. */
static uint32_t entries_at(const title *t, size_t first, size_t end)
{
    uint32_t node = 0;
    for (size_t i = first; i < end; i++)
        if (!(node = dl_lexicon_step(t->gazetteer->lexicon, node, t->words[i].id)))
            return 0;
    return node ? dl_lexicon_value(t->gazetteer->lexicon, node) : 0;
}

/* Adds the tenure for each office that the words [first, end) may be, OF a country or body. */
static bool add_posts(title *t, size_t first, size_t end, const char *of, bool *ret_any)
{
    bool country = strncmp(of, dl_kind_prefix(DL_KIND_COUNTRY), 7) == 0;
    *ret_any = false;
    for (uint32_t i = entries_at(t, first, end); i; i = t->gazetteer->entries.items[i].next) {
        const dl_entry *entry = &t->gazetteer->entries.items[i];
        if (entry->type != DL_ENTRY_OFFICE || (country && entry->doubtful))
            continue;
        t->post.office = entry->subject;
        t->post.of = dl_lexicon_hash(of, strlen(of));
        *ret_any = true;
        if (!dl_vec_push(&t->gazetteer->posts, t->post))
            return false;
    }
    return true;
}

/* Writes the id of the body that the words [first, end) name, first the one of the tenure's country;
 * false where they name none. */
static bool find_body(const title *t, size_t first, size_t end, char id[OF_ID])
{
    const dl_gazetteer *g = t->gazetteer;
    const char *listed = NULL;
    for (uint32_t i = entries_at(t, first, end); i; i = g->entries.items[i].next) {
        const dl_entry *entry = &g->entries.items[i];
        if (entry->type == DL_ENTRY_BODY && *t->tenure->country != '-')
            return snprintf(id, OF_ID, "org/%s/%s", t->tenure->country,
                            g->bodies.items[entry->subject].slug) < OF_ID;
        if (entry->type == DL_ENTRY_ALIAS &&
            g->entities.items[entry->subject].entity.kind == DL_KIND_ORGANISATION)
            listed = g->entities.items[entry->subject].entity.id;
    }
    return listed && snprintf(id, OF_ID, "%s", listed) < OF_ID;
}

/* "NATO Secretary General": the body is the shorter part that is one. */
static bool read_body_first(title *t, bool *ret_any)
{
    char of[OF_ID];
    for (size_t cut = 1; cut < t->len && !*ret_any; cut++)
        if (find_body(t, 0, cut, of) && !add_posts(t, cut, t->len, of, ret_any))
            return false;
    return true;
}

/* "President of the European Commission". */
static bool read_office_first(title *t, bool *ret_any)
{
    char of[OF_ID];
    for (size_t cut = 1; cut + 1 < t->len && !*ret_any; cut++) {
        if (!(dl_lexicon_classes(t->gazetteer->lexicon, t->words[cut].id) & DL_CLASS_OF))
            continue;
        uint32_t next = t->words[cut + 1].id;
        bool article = dl_lexicon_classes(t->gazetteer->lexicon, next) & DL_CLASS_ARTICLE;
        size_t body = cut + 1 + article;
        if (body < t->len && find_body(t, body, t->len, of) && !add_posts(t, 0, cut, of, ret_any))
            return false;
    }
    return true;
}

static bool read_title(title *t)
{
    char of[OF_ID];
    bool any = false;
    snprintf(of, sizeof of, "country/%s", t->tenure->country);
    if (*t->tenure->country != '-' && !add_posts(t, 0, t->len, of, &any))
        return false;
    any = false; /* "Treasury Secretary" is both the country's and the Treasury's */
    return read_body_first(t, &any) && (any || read_office_first(t, &any));
}

static int compare_posts(const void *a, const void *b)
{
    const dl_post *x = a, *y = b;
    if (x->office != y->office)
        return x->office < y->office ? -1 : 1;
    if (x->of != y->of)
        return x->of < y->of ? -1 : 1;
    if (x->person != y->person)
        return x->person < y->person ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static bool add_person(dl_gazetteer *gazetteer, uint32_t number, dl_words *words)
{
    const dl_listed *person = &gazetteer->entities.items[number];
    bool ok = true;
    for (uint32_t i = 0; ok && i < person->tenures_count; i++) {
        const dl_tenure *tenure = &person->tenures[i];
        words->len = 0;
        ok = dl_words_add(words, gazetteer->lexicon, tenure->title, strlen(tenure->title), 0);
        title t = {.gazetteer = gazetteer,
                   .tenure = tenure,
                   .words = words->items,
                   .len = words->len,
                   .post = {.person = number, .number = i}};
        ok = ok && read_title(&t);
    }
    return ok;
}

bool dl_posts_make(dl_gazetteer *gazetteer)
{
    dl_words words = {0};
    bool ok = true;
    gazetteer->posts.len = 0;
    for (uint32_t i = 0; ok && i < gazetteer->entities.len; i++)
        ok = add_person(gazetteer, i, &words);
    free(words.items);
    if (ok && gazetteer->posts.len)
        qsort(gazetteer->posts.items, gazetteer->posts.len, sizeof *gazetteer->posts.items,
              compare_posts);
    return ok;
}

size_t dl_gazetteer_posts(const dl_gazetteer *gazetteer, uint32_t office, uint32_t of,
                          const dl_post **ret_posts)
{
    const dl_post key = {.office = office, .of = of};
    size_t from = dl_vec_seek(&gazetteer->posts, &key, compare_posts), count = 0;
    const dl_post *first = gazetteer->posts.items + from;
    while (from + count < gazetteer->posts.len && first[count].office == office &&
           (!of || first[count].of == of))
        count++;
    *ret_posts = first;
    return count;
}
