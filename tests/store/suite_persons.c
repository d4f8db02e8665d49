/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Persons whom no list has: one across the archive by the keys of their names, in whatever order they come. */
#include <stdio.h>
#include <string.h>

#include "bench.h"

static const sample perm = {.origin = "perm.txt",
                            .body = "[Aleksei Dobrolyubsky|person/aleksei-dobrolyubsky] met "
                                    "[Ole Brandt|person/ole-brandt].",
                            .date = "2024-01-02"};
static const sample paris = {.origin = "paris.txt",
                             .body = "[Alekseï Dobrolioubski|person/aleksei-dobrolioubski] wrote. "
                                     "[Ole Brandt|person/ole-brandt] read, "
                                     "[Zoe Lund|person/zoe-lund] did not.",
                             .date = "2024-01-03"};
static const sample sofia = {
    .origin = "sofia.txt",
    .body = "[Alexey Dobrolyubskiy|person/alexey-dobrolyubskiy] slept. [Dobrolyubskiy|person/"
            "alexey-dobrolyubskiy] woke.",
    .date = "2024-01-04"};
static const sample *const all[] = {&perm, &paris, &sofia};

/* The document of FROM with the keys of the names that its ids are made of; those of COUNTRY that are keyed. */
static dl_put keyed(bench *b, const sample *from, const char *country)
{
    dl_put put = sample_put(&b->arena, from);
    dl_person_key *keys = dl_arena_calloc(&b->arena, put.entities_count, sizeof *keys);
    for (size_t i = 0; i < put.entities_count; i++) {
        char key[DL_NAME_KEY];
        const char *name = strchr(put.entities[i].id, '/') + 1;
        if (dl_name_key(name, strlen(name), key))
            keys[i] = (dl_person_key){dl_arena_strdup(&b->arena, key), country};
    }
    put.keys = keys;
    return put;
}

static void store(bench *b, const sample *from, const char *country)
{
    dl_put_outcome outcome;
    dl_put put = keyed(b, from, country);
    CHECK_OK(b->ops->put(b->store, &put, &outcome, &test_error));
    CHECK(outcome == DL_PUT_NEW);
}

static void forget_all(bench *b)
{
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        CHECK_OK(b->ops->forget(b->store, bench_key(b, all[i]), &test_error));
}

/* In each order they are one, by the id of the first. */
static void test_orders(void *context)
{
    static const size_t orders_of[][3] = {{0, 1, 2}, {2, 1, 0}, {1, 2, 0}};
    bench *b = context;
    const size_t *order = orders_of[0];
    for (size_t i = 0; i < 3; i++)
        store(b, all[order[i]], NULL);
    CHECK_TEXT(bench_entities(b, "", 9), "person/aleksei-dobrolyubsky 4/3, person/ole-brandt 2/2, "
                                         "person/zoe-lund 1/1");
    CHECK_TEXT(bench_mentions(b, &sofia), "Alexey Dobrolyubskiy=person/aleksei-dobrolyubsky, "
                                          "Dobrolyubskiy=person/aleksei-dobrolyubsky");
    CHECK_TEXT(bench_mentions(b, &paris),
               "Alekseï Dobrolioubski=person/aleksei-dobrolyubsky, Ole Brandt=person/ole-brandt, "
               "Zoe Lund=person/zoe-lund");
    bench_check(b);
    /* who was the first stays that, whatever is left */
    forget_all(b);
    store(b, &sofia, NULL);
    CHECK_TEXT(bench_entities(b, "", 9), "person/aleksei-dobrolyubsky 2/1");
}

static void test_other_order(void *context)
{
    bench *b = context;
    store(b, &sofia, NULL);
    store(b, &perm, NULL);
    store(b, &paris, NULL);
    CHECK_TEXT(bench_entities(b, "", 9), "person/alexey-dobrolyubskiy 4/3, person/ole-brandt 2/2, "
                                         "person/zoe-lund 1/1");
    CHECK_TEXT(bench_mentions(b, &perm),
               "Aleksei Dobrolyubsky=person/alexey-dobrolyubskiy, Ole Brandt=person/ole-brandt");
}

/* She is found by each of her names and ids. */
static void test_found(void *context)
{
    bench *b = context;
    dl_entity found;
    store(b, &perm, NULL);
    store(b, &sofia, NULL);
    CHECK_TEXT(bench_resolve(b, DL_KIND_PERSON, "alexey dobrolyubskiy", 9),
               "person/aleksei-dobrolyubsky");
    CHECK_TEXT(bench_resolve(b, DL_KIND_PERSON, "alexey-dobrolyubskiy", 9),
               "person/aleksei-dobrolyubsky");
    CHECK_OK(
        b->ops->entity(b->store, "person/alexey-dobrolyubskiy", &b->arena, &found, &test_error));
    CHECK_TEXT(found.id, "person/aleksei-dobrolyubsky");
    CHECK_TEXT(found.name, "Aleksei Dobrolyubsky");
}

/* Two countries make two of them; none is of both. */
static void test_countries(void *context)
{
    bench *b = context;
    store(b, &perm, "RU");
    store(b, &sofia, "BG");
    store(b, &paris, NULL);
    CHECK_TEXT(bench_mentions(b, &sofia), "Alexey Dobrolyubskiy=person/alexey-dobrolyubskiy, "
                                          "Dobrolyubskiy=person/alexey-dobrolyubskiy");
    CHECK_TEXT(bench_mentions(b, &paris),
               "Alekseï Dobrolioubski=person/aleksei-dobrolyubsky, Ole Brandt=person/ole-brandt, "
               "Zoe Lund=person/zoe-lund");
    bench_check(b);
}

static void test_country_said_later(void *context)
{
    bench *b = context;
    store(b, &perm, NULL);
    store(b, &paris, "RU");
    store(b, &sofia, "BG");
    CHECK_TEXT(bench_entities(b, "", 9),
               "person/aleksei-dobrolyubsky 2/2, person/alexey-dobrolyubskiy 2/1, "
               "person/ole-brandt 2/2, person/zoe-lund 1/1");
}

/* Names that are found anew join, those without a key part again. */
static void test_found_anew(void *context)
{
    bench *b = context;
    bool changed = false;
    dl_put plain = sample_put(&b->arena, &sofia);
    bench_put_all(b, (const sample[]){perm, sofia}, 2);
    CHECK_TEXT(bench_entities(b, "", 9),
               "person/alexey-dobrolyubskiy 2/1, person/aleksei-dobrolyubsky 1/1, "
               "person/ole-brandt 1/1");
    dl_put found = keyed(b, &sofia, NULL);
    CHECK_OK(b->ops->annotated(b->store, bench_key(b, &sofia), &found, &changed, &test_error));
    CHECK(!changed);
    found = keyed(b, &perm, NULL);
    CHECK_OK(b->ops->annotated(b->store, bench_key(b, &perm), &found, &changed, &test_error));
    CHECK(changed);
    CHECK_TEXT(bench_entities(b, "", 9), "person/alexey-dobrolyubskiy 3/2, person/ole-brandt 1/1");
    bench_check(b);
    CHECK_OK(b->ops->annotated(b->store, bench_key(b, &sofia), &plain, &changed, &test_error));
    CHECK(!changed);
}

/* Where another version makes other keys, the old ones are forgotten. */
static void test_other_keys(void *context)
{
    bench *b = context;
    bool changed = false;
    const sample *const those[] = {&perm, &sofia};
    store(b, &perm, NULL);
    store(b, &sofia, NULL);
    for (size_t i = 0; i < 2; i++) {
        dl_put found = keyed(b, those[i], NULL);
        dl_person_key *keys = dl_arena_calloc(&b->arena, found.entities_count, sizeof *keys);
        keys[0].key = i ? "s:another" : "s:one";
        found.keys = keys;
        CHECK_OK(
            b->ops->annotated(b->store, bench_key(b, those[i]), &found, &changed, &test_error));
        CHECK(changed == (i == 1));
    }
    CHECK_TEXT(bench_entities(b, "", 9),
               "person/alexey-dobrolyubskiy 2/1, person/aleksei-dobrolyubsky 1/1, "
               "person/ole-brandt 1/1");
    bench_check(b);
}

/* What the reader says of a spelling goes before its key, now and in what comes later. */
static void test_parted(void *context)
{
    bench *b = context;
    const dl_entity poet = {"person/dobrolyubskiy-the-poet", "Dobrolyubskiy the poet",
                            DL_KIND_PERSON};
    dl_decision d = {.kind = DL_DECISION_ENTITY,
                     .reach = DL_REACH_EVERYWHERE,
                     .spelling = "Alexey Dobrolyubskiy",
                     .entity = "person/aleksei-dobrolyubsky",
                     .to = poet};
    store(b, &perm, NULL);
    store(b, &sofia, NULL);
    bench_decide(b, &d);
    CHECK_TEXT(bench_mentions(b, &sofia), "Alexey Dobrolyubskiy=person/dobrolyubskiy-the-poet, "
                                          "Dobrolyubskiy=person/aleksei-dobrolyubsky");
    CHECK_OK(b->ops->forget(b->store, bench_key(b, &sofia), &test_error));
    store(b, &sofia, NULL);
    CHECK_TEXT(bench_mentions(b, &sofia), "Alexey Dobrolyubskiy=person/dobrolyubskiy-the-poet, "
                                          "Dobrolyubskiy=person/aleksei-dobrolyubsky");
    bench_check(b);
}

/* An id of which the reader has decided something before it came to an archive stays itself. */
static void test_decided_before(void *context)
{
    bench *b = context;
    const dl_entity poet = {"person/poet", "The Poet", DL_KIND_PERSON};
    dl_decision d = {.kind = DL_DECISION_MERGE,
                     .reach = DL_REACH_EVERYWHERE,
                     .entity = "person/alexey-dobrolyubskiy",
                     .to = poet};
    store(b, &perm, NULL);
    bench_decide(b, &d);
    store(b, &sofia, NULL);
    store(b, &paris, NULL);
    CHECK_TEXT(bench_entities(b, "", 9), "person/aleksei-dobrolyubsky 2/2, person/ole-brandt 2/2, "
                                         "person/poet 2/1, person/zoe-lund 1/1");
    bench_check(b);
}

/* A merge is of all spellings, those that come later too. */
static void test_merged(void *context)
{
    bench *b = context;
    const dl_entity poet = {"person/poet", "The Poet", DL_KIND_PERSON};
    dl_decision d = {.kind = DL_DECISION_MERGE,
                     .reach = DL_REACH_EVERYWHERE,
                     .entity = "person/aleksei-dobrolyubsky",
                     .to = poet};
    store(b, &perm, NULL);
    store(b, &sofia, NULL);
    bench_decide(b, &d);
    store(b, &paris, NULL);
    CHECK_TEXT(bench_entities(b, "", 9),
               "person/poet 4/3, person/ole-brandt 2/2, person/zoe-lund 1/1");
    CHECK_TEXT(bench_resolve(b, DL_KIND_PERSON, "alexey-dobrolyubskiy", 9), "person/poet");
    bench_check(b);
}

/* What is taken back was never there. */
static void test_taken_back(void *context)
{
    bench *b = context;
    CHECK_OK(b->ops->begin(b->store, &test_error));
    store(b, &perm, NULL);
    b->ops->rollback(b->store);
    store(b, &sofia, NULL);
    store(b, &perm, NULL);
    CHECK_TEXT(bench_entities(b, "", 9), "person/alexey-dobrolyubskiy 3/2, person/ole-brandt 1/1");
}

const bench_test suite_persons[] = {
    {"persons: one by the key of their names", test_orders},
    {"persons: in another order", test_other_order},
    {"persons: found by each name and id", test_found},
    {"persons: of two countries", test_countries},
    {"persons: a country that is said later", test_country_said_later},
    {"persons: found anew", test_found_anew},
    {"persons: keys of another version", test_other_keys},
    {"persons: parted by the reader", test_parted},
    {"persons: decided of before", test_decided_before},
    {"persons: merged", test_merged},
    {"persons: taken back", test_taken_back},
    {NULL, NULL},
};
