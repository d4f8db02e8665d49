/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mentions and marks, texts that mean harm, and the life of a store. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

/* --- mentions --- */

typedef struct mention_rows {
    dl_mention_row *items;
    size_t count;
} mention_rows;

static mention_rows mentions(bench *b, const dl_query *query, const char *entity, dl_order order,
                             dl_anchor anchor, dl_field field, uint32_t start, bool back,
                             size_t limit)
{
    mention_rows found = {0};
    CHECK_OK(b->ops->mentions(b->store, query, entity, order, anchor, field, start, back, limit,
                              &b->arena, &found.items, &found.count, &test_error));
    return found;
}

static bool same_mention(const dl_mention_row *a, const dl_mention_row *b)
{
    return a->key == b->key && a->mention.field == b->mention.field &&
           a->mention.start == b->mention.start && a->mention.end == b->mention.end;
}

/* Walks through ALL from each of its mentions, forward and back, a few at a time. */
static bool walk_mentions(bench *b, const dl_query *query, const char *entity, dl_order order,
                          mention_rows all)
{
    bool same = true;
    for (size_t i = 0; i < all.count && same; i++) {
        const dl_mention_row *at = &all.items[i];
        dl_stored stored;
        CHECK_OK(b->ops->get(b->store, at->key, &b->arena, &stored, &test_error));
        dl_anchor anchor = {at->key, stored.document.source};
        for (int back = 0; back < 2; back++) {
            mention_rows next = mentions(b, query, entity, order, anchor, at->mention.field,
                                         at->mention.start, back, 3);
            size_t left = back ? i : all.count - 1 - i;
            same &= next.count == (left < 3 ? left : 3);
            for (size_t j = 0; j < next.count && same; j++)
                same &= same_mention(&next.items[j], &all.items[back ? i - 1 - j : i + 1 + j]);
        }
    }
    return same;
}

static void test_mentions(void *context)
{
    static const char *const under[] = {"", "date:2021", "source:none", "treaty",
                                        "country:norland date:undated date:2020"};
    bench *b = context;
    bench_put_random(b, RANDOM_DOCUMENTS / 2);
    for (size_t q = 0; q < sizeof under / sizeof *under; q++) {
        dl_query query = bench_query(b, under[q]);
        for (size_t o = 0; o < ORDERS; o++) {
            mention_rows all = mentions(b, &query, "person/ada-brandt", orders[o], no_anchor,
                                        DL_FIELD_TITLE, 0, false, 10000);
            mention_rows back = mentions(b, &query, "person/ada-brandt", orders[o], no_anchor,
                                         DL_FIELD_TITLE, 0, true, 10000);
            CHECK(all.count == bench_count(b, under[q], "person/ada-brandt").mentions);
            CHECK(all.count > 0 && all.count == back.count);
            bool mirrored = all.count == back.count, whole = true;
            for (size_t i = 0; i < all.count && mirrored; i++) {
                mirrored &= same_mention(&all.items[i], &back.items[all.count - 1 - i]);
                whole &= strcmp(all.items[i].mention.entity, "person/ada-brandt") == 0 &&
                         all.items[i].mention.kind == DL_KIND_PERSON;
            }
            CHECK(mirrored);
            CHECK(whole);
            CHECK(walk_mentions(b, &query, "person/ada-brandt", orders[o], all));
        }
    }
    CHECK(mentions(b, &everything, "org/unheard-of", DL_ORDER_NEWEST, no_anchor, DL_FIELD_TITLE, 0,
                   false, 9)
              .count == 0);
}

/* Before each document stand as many mentions as the walk has met until there. */
static void test_mentions_before(void *context)
{
    static const char *const under[] = {"", "date:2021", "source:none", "treaty",
                                        "country:norland"};
    bench *b = context;
    bench_put_random(b, RANDOM_DOCUMENTS / 2);
    for (size_t q = 0; q < sizeof under / sizeof *under; q++) {
        dl_query query = bench_query(b, under[q]);
        for (size_t o = 0; o < ORDERS; o++) {
            rows all = bench_list(b, &query, orders[o], no_anchor, false, RANDOM_DOCUMENTS);
            mention_rows walked = mentions(b, &query, "person/ada-brandt", orders[o], no_anchor,
                                           DL_FIELD_TITLE, 0, false, 10000);
            bool right = all.count > 0;
            uint64_t met = 0, before = 7;
            for (size_t i = 0; i < all.count; i++) {
                CHECK_OK(b->ops->mentions_before(b->store, &query, "person/ada-brandt", orders[o],
                                                 bench_anchor(&all.items[i]), &before,
                                                 &test_error));
                right &= before == met;
                while (met < walked.count && walked.items[met].key == all.items[i].key)
                    met++;
            }
            CHECK(right);
            CHECK(met == walked.count && met > 0);
        }
    }
    uint64_t before = 7;
    CHECK_OK(b->ops->mentions_before(b->store, &everything, "person/ada-brandt", DL_ORDER_NEWEST,
                                     no_anchor, &before, &test_error));
    CHECK(before == 0);
    dl_anchor last = {DL_KEY_NONE + 1, NULL};
    CHECK_OK(b->ops->mentions_before(b->store, &everything, "org/unheard-of", DL_ORDER_NEWEST, last,
                                     &before, &test_error));
    CHECK(before == 0);
}

static void test_mentions_from_elsewhere(void *context)
{
    bench *b = context;
    const sample samples[] = {{.origin = "a",
                               .title = "[NATO|org/nato]",
                               .body = "[NATO|org/nato] [NATO|org/nato]",
                               .date = "2020-01-01"},
                              {.origin = "b", .body = "nobody", .date = "2021-01-01"},
                              {.origin = "c", .body = "one [NATO|org/nato]", .date = "2022-01-01"}};
    bench_put_all(b, samples, 3);
    dl_anchor at = {bench_key(b, &samples[1]), NULL};
    mention_rows found =
        mentions(b, &everything, "org/nato", DL_ORDER_OLDEST, at, DL_FIELD_BODY, 3, false, 9);
    CHECK(found.count == 1 && found.items[0].key == bench_key(b, &samples[2]));
    found = mentions(b, &everything, "org/nato", DL_ORDER_OLDEST, at, DL_FIELD_BODY, 3, true, 9);
    CHECK(found.count == 3 && found.items[0].mention.start == 5);
    CHECK(found.count == 3 && found.items[2].mention.field == DL_FIELD_TITLE);
    /* from a byte between two mentions, and from a document that the query leaves out */
    at.key = bench_key(b, &samples[0]);
    found = mentions(b, &everything, "org/nato", DL_ORDER_OLDEST, at, DL_FIELD_BODY, 2, true, 9);
    CHECK(found.count == 2 && found.items[0].mention.start == 0);
    dl_query late = bench_query(b, "date:2021..");
    found = mentions(b, &late, "org/nato", DL_ORDER_OLDEST, at, DL_FIELD_TITLE, 0, false, 9);
    CHECK(found.count == 1);
    found = mentions(b, &late, "org/nato", DL_ORDER_NEWEST, at, DL_FIELD_BODY, 9, true, 9);
    CHECK(found.count == 1 && found.items[0].key == bench_key(b, &samples[2]));
}

/* --- marks --- */

static void test_marks(void *context)
{
    bench *b = context;
    uint64_t before = 0, after = 0;
    CHECK_OK(b->ops->generation(b->store, &before, &test_error));
    bench_put_all(b, bench_library, LIBRARY);
    const char *hash = sample_hash(&b->arena, &bench_library[1]);
    CHECK_OK(change_one(b->store, change_mark(DL_CHANGE_READ, hash, NULL, true)));
    CHECK_OK(change_one(b->store, change_mark(DL_CHANGE_READ, hash, NULL, true)));
    CHECK(bench_stored(b, &bench_library[1]).read);
    CHECK(bench_count(b, "", NULL).unread == LIBRARY - 1);
    CHECK(bench_count(b, "date:2021-02", NULL).unread == 0);
    CHECK_OK(change_one(b->store, change_mark(DL_CHANGE_READ, hash, NULL, false)));
    CHECK(!bench_stored(b, &bench_library[1]).read);
    CHECK(bench_count(b, "", NULL).unread == LIBRARY);
    const char *unheard = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    CHECK_STATUS(change_one(b->store, change_mark(DL_CHANGE_READ, unheard, NULL, true)),
                 DL_ERR_NOT_FOUND);
    CHECK_STATUS(change_one(b->store, change_mark(DL_CHANGE_READ, "nonsense", NULL, true)),
                 DL_ERR_INVALID);
    CHECK_OK(b->ops->generation(b->store, &after, &test_error));
    CHECK(before == after); /* nobody else has changed it */
}

/* --- what others write --- */

static const char *const hostile[] = {
    "'; DROP TABLE document; --",
    "\" OR \"\"=\"",
    "a AND b OR NOT c NEAR(d e, 2)",
    "^title : {x}",
    "%_*?[a-z]",
    "\x1b[31mred\x07\x9b",
    "-1",
    "\\",
    "(",
    "null",
    "\xf0\x9f\x98\x80",
    "\xff\xfe\x80 not UTF-8",
    "e\xcc\x81\xe2\x80\xae evil",
    "body:x + y*",
};

static void test_hostile_texts(void *context)
{
    bench *b = context;
    size_t n = sizeof hostile / sizeof *hostile;
    for (size_t i = 0; i < n; i++) {
        const char *text = hostile[i], *id = dl_arena_printf(&b->arena, "org/%s", text);
        sample doc = {.origin = dl_arena_printf(&b->arena, "%s.txt", text),
                      .title = "T",
                      .body = "unlike",
                      .source = text,
                      .country = text,
                      .publisher = text,
                      .via = {text, text}};
        dl_put put = sample_put(&b->arena, &doc);
        dl_document hard = *put.document;
        hard.title = hard.body = hard.author = hard.place = hard.lang = hard.link = text;
        hard.evidence = text;
        dl_mention mention = {.field = DL_FIELD_BODY, .end = (uint32_t)strlen(text), .entity = id};
        dl_entity entity = {id, text, DL_KIND_ORGANISATION};
        dl_put_outcome outcome;
        put = (dl_put){.document = &hard,
                       .mentions = &mention,
                       .mentions_count = 1,
                       .entities = &entity,
                       .entities_count = 1};
        CHECK_OK(b->ops->put(b->store, &put, &outcome, &test_error));
    }
    CHECK(bench_count(b, "", NULL).documents == n);
    for (size_t i = 0; i < n; i++) {
        const char *text = hostile[i], *id = dl_arena_printf(&b->arena, "org/%s", text);
        dl_term source = {.kind = DL_TERM_SOURCE, .text = text, .ids = &text, .ids_count = 1};
        dl_term entity = {.kind = DL_TERM_ENTITY, .text = text, .ids = &id, .ids_count = 1};
        dl_term words = {.kind = DL_TERM_TEXT, .text = text, .prefix = i % 2};
        dl_query by_source = {.terms = &source, .count = 1},
                 by_entity = {.terms = &entity, .count = 1},
                 by_words = {.terms = &words, .count = 1};
        rows found = bench_list(b, &by_source, DL_ORDER_SOURCE, no_anchor, false, 99);
        CHECK(found.count == 1);
        CHECK_TEXT(found.count ? found.items[0].source : NULL, text);
        CHECK(bench_list(b, &by_entity, DL_ORDER_NEWEST, no_anchor, false, 99).count == 1);
        size_t hits = bench_list(b, &by_words, DL_ORDER_NEWEST, no_anchor, false, 99).count;
        dl_str_addf(&b->transcript, "\n%zu", hits);
        dl_tokens walk = {.text = text, .len = strlen(text)};
        dl_token word;
        CHECK(dl_token_next(&walk, &word) ? hits >= 1 : hits == 0);
        CHECK_TEXT(bench_resolve(b, DL_KIND_COUNT, id, 9), id);
        CHECK(mentions(b, &everything, id, DL_ORDER_OLDEST, no_anchor, DL_FIELD_TITLE, 0, false, 9)
                  .count == 1);
    }
}

/* --- life --- */

static void test_empty_store(void *context)
{
    bench *b = context;
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_SOURCE), "");
    CHECK_TEXT(bench_sources(b, "source:none"), "");
    CHECK_TEXT(bench_entities(b, "date:2020", 9), "");
    dl_counts c = bench_count(b, "", "org/nato");
    CHECK(c.documents == 0 && c.held == 0 && c.mentions == 0 && c.first == DL_DAY_NONE);
    CHECK_TEXT(bench_resolve(b, DL_KIND_COUNT, "nato", 9), "");
    const char *const *names;
    size_t n = 9;
    CHECK_OK(b->ops->names(b->store, &b->arena, &names, &n, &test_error));
    CHECK(n == 0);
    b->ops->interrupt(b->store);
    CHECK(bench_count(b, "", NULL).documents == 0);
    b->ops->close(NULL);
}

/* Many versions of many documents in random order, then the whole archive looked at. */
static void test_churn(void *context)
{
    bench *b = context;
    unsigned long long seed = 4;
    for (int round = 0; round < 240; round++) {
        dl_put put = random_put(&b->arena, test_random(&seed, 60));
        dl_document doc = *put.document;
        dl_put_outcome outcome = DL_PUT_NEW;
        doc.origin = dl_arena_printf(&b->arena, "churn/%u", test_random(&seed, 25));
        put.document = &doc;
        CHECK_OK(b->ops->put(b->store, &put, &outcome, &test_error));
        dl_str_addf(&b->transcript, " %d", (int)outcome);
        if (test_random(&seed, 4) == 0)
            CHECK_OK(change_one(
                b->store, change_mark(DL_CHANGE_READ, doc.sha256, NULL, test_random(&seed, 2))));
    }
    for (size_t o = 0; o < ORDERS; o++)
        for (size_t f = 0; f < FILTERS; f++)
            bench_origins(b, bench_filters[f], orders[o]);
    for (size_t f = 0; f < FILTERS; f++) {
        bench_count(b, bench_filters[f], "country/XN");
        bench_sources(b, bench_filters[f]);
        bench_entities(b, bench_filters[f], 4);
    }
    CHECK(bench_count(b, "", NULL).documents <= 25);
}

const bench_test suite_reading[] = {
    {"mentions across documents", test_mentions},
    {"mentions before a document", test_mentions_before},
    {"mentions from elsewhere", test_mentions_from_elsewhere},
    {"read marks", test_marks},
    {"hostile texts", test_hostile_texts},
    {"an empty store", test_empty_store},
    {"churn", test_churn},
    {NULL, NULL},
};
