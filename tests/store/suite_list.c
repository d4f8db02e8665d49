/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists: pages, ranks and rows in every order. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

/* --- lists --- */

/* Pages through ROWS, which is the whole list, from every edge of a page, forward or back. */
static void check_pages(bench *b, const dl_query *query, dl_order order, rows all, bool back,
                        size_t page)
{
    dl_anchor anchor = no_anchor;
    size_t seen = 0;
    bool same = true;
    for (;;) {
        rows found = bench_list(b, query, order, anchor, back, page);
        for (size_t i = 0; i < found.count && seen < all.count; i++, seen++)
            same &= found.items[i].key == all.items[back ? all.count - 1 - seen : seen].key;
        if (found.count == 0)
            break;
        same &= found.count <= page;
        anchor = bench_anchor(&found.items[found.count - 1]);
        if (!same || found.count < page)
            break;
    }
    CHECK(same);
    CHECK(seen == all.count);
}

static void test_paging(void *context)
{
    static const size_t pages[] = {1, 2, 7, 100};
    bench *b = context;
    bench_put_random(b, RANDOM_DOCUMENTS);
    for (size_t f = 0; f < FILTERS; f++) {
        dl_query query = bench_query(b, bench_filters[f]);
        for (size_t o = 0; o < ORDERS; o++) {
            rows all = bench_list(b, &query, orders[o], no_anchor, false, RANDOM_DOCUMENTS + 1);
            bench_origins(b, bench_filters[f], orders[o]);
            CHECK(all.count == bench_count(b, bench_filters[f], NULL).documents);
            CHECK(f > 0 || all.count == RANDOM_DOCUMENTS);
            for (size_t p = f == 0 ? 0 : 1; p < sizeof pages / sizeof *pages; p++) {
                check_pages(b, &query, orders[o], all, false, pages[p]);
                check_pages(b, &query, orders[o], all, true, pages[p]);
            }
        }
    }
    CHECK(bench_list(b, &everything, DL_ORDER_NEWEST, no_anchor, false, 0).count == 0);
}

static void test_rank_and_seek(void *context)
{
    bench *b = context;
    bench_put_random(b, RANDOM_DOCUMENTS);
    for (size_t f = 0; f < FILTERS; f++) {
        dl_query query = bench_query(b, bench_filters[f]);
        for (size_t o = 0; o < ORDERS; o++) {
            rows all = bench_list(b, &query, orders[o], no_anchor, false, RANDOM_DOCUMENTS + 1);
            bool ranks = true, seeks = true;
            for (size_t i = 0; i < all.count; i += f == 0 ? 1 : 3) {
                uint64_t rank = UINT64_MAX;
                dl_anchor found = no_anchor;
                CHECK_OK(b->ops->rank(b->store, &query, orders[o], bench_anchor(&all.items[i]),
                                      BENCH_FOCUS, &rank, &test_error));
                ranks &= rank == i;
                CHECK_OK(b->ops->seek(b->store, &query, orders[o], i, BENCH_FOCUS, &b->arena,
                                      &found, &test_error));
                seeks &= found.key == all.items[i].key;
                seeks &= found.source && all.items[i].source
                             ? strcmp(found.source, all.items[i].source) == 0
                             : found.source == all.items[i].source;
            }
            CHECK(ranks);
            CHECK(seeks);
            dl_anchor last = no_anchor;
            CHECK_OK(b->ops->seek(b->store, &query, orders[o], 1000000, BENCH_FOCUS, &b->arena,
                                  &last, &test_error));
            CHECK(all.count && last.key == all.items[all.count - 1].key);
        }
    }
    dl_query none = bench_query(b, "unheardof");
    dl_anchor anchor;
    uint64_t rank = 7;
    CHECK_STATUS(
        b->ops->seek(b->store, &none, DL_ORDER_NEWEST, 0, NULL, &b->arena, &anchor, &test_error),
        DL_ERR_NOT_FOUND);
    CHECK_OK(
        b->ops->rank(b->store, &everything, DL_ORDER_NEWEST, no_anchor, NULL, &rank, &test_error));
    CHECK(rank == 0);
}

/* An anchor is a place, whether a row of the list stands there or not. */
static void test_anchors_off_the_list(void *context)
{
    bench *b = context;
    const sample samples[] = {{.origin = "a", .body = "x", .date = "2020-01-01", .source = "B"},
                              {.origin = "b", .body = "x", .date = "2022-01-01", .source = "D"},
                              {.origin = "c", .body = "x", .source = "D"}};
    bench_put_all(b, samples, 3);
    dl_anchor between = {dl_key_make(dl_day_from_civil(2021, 1, 1), 5), "C"};
    for (size_t o = 0; o < ORDERS; o++) {
        static const size_t before[] = {1, 1, 1, 2, 1, 1, 1, 1};
        uint64_t rank = 9;
        CHECK(bench_list(b, &everything, orders[o], between, true, 9).count == before[o]);
        CHECK(bench_list(b, &everything, orders[o], between, false, 9).count == 3 - before[o]);
        CHECK_OK(b->ops->rank(b->store, &everything, orders[o], between, BENCH_FOCUS, &rank,
                              &test_error));
        CHECK(rank == before[o]);
    }
}

/* Under what the reader does to the archive meanwhile too. */
static void test_by_mentions(void *context)
{
    bench *b = context;
    const char *ada = "[Ada|" BENCH_FOCUS "]";
    const char *twice = dl_arena_printf(&b->arena, "%s met %s.", ada, ada);
    const char *once = dl_arena_printf(&b->arena, "%s left.", ada);
    const sample samples[] = {{.origin = "none", .body = "Nobody came.", .date = "2022-05-01"},
                              {.origin = "old", .body = once, .date = "2020-01-01"},
                              {.origin = "two", .body = twice, .date = "2019-01-01"},
                              {.origin = "new", .body = once, .date = "2022-01-01"}};
    bench_put_all(b, samples, 4);
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_HITS), "two new old none");
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_HITS_DOWN), "none new old two");
    CHECK_TEXT(bench_origins(b, "is:unread", DL_ORDER_HITS), "two new old none");
    bench_set_read(b, &samples[3], true);
    CHECK_TEXT(bench_origins(b, "is:unread", DL_ORDER_HITS), "two old none");
    const sample more = {.origin = "more", .body = twice, .date = "2023-01-01"};
    CHECK_OK(b->ops->begin(b->store, &test_error));
    bench_put_all(b, &more, 1);
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_HITS), "more two new old none");
    b->ops->rollback(b->store);
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_HITS), "two new old none");
    bench_put_all(b, &more, 1);
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_HITS), "more two new old none");
}

static void test_by_relevance(void *context)
{
    bench *b = context;
    const sample samples[] = {
        {.origin = "long",
         .body = "One ferry among many other words of a long day.",
         .date = "2022"},
        {.origin = "often", .body = "Ferry after ferry.", .date = "2019"},
        {.origin = "short", .body = "A ferry left.", .date = "2020"},
        {.origin = "titled", .title = "Ferry", .body = "A ferry is late.", .date = "2018"},
        {.origin = "new", .body = "A ferry sank.", .date = "2021"},
        {.origin = "rare", .body = "A ferry and a lighthouse.", .date = "2017"}};
    bench_put_all(b, samples, 6);
    for (size_t i = 0; i < 9; i++) { /* that the word is none that most documents hold */
        const sample other = {.origin = dl_arena_printf(&b->arena, "other-%zu", i),
                              .body = dl_arena_printf(&b->arena, "Nothing of it, %zu.", i)};
        bench_put_all(b, &other, 1);
    }
    CHECK_TEXT(bench_origins(b, "ferry", DL_ORDER_RELEVANCE), "often titled new short rare long");
    CHECK_TEXT(bench_origins(b, "ferry", DL_ORDER_RELEVANCE_DOWN),
               "long rare new short titled often");
    CHECK_TEXT(bench_origins(b, "ferry -title:ferry date:..2020", DL_ORDER_RELEVANCE),
               "often short rare");
    CHECK_TEXT(bench_origins(b, "title:ferry ferr*", DL_ORDER_RELEVANCE), "titled");
    CHECK_TEXT(bench_origins(b, "date:2019..2020", DL_ORDER_RELEVANCE), "short often");
    /* a term that is aside asks, but does not rank */
    dl_query query = bench_query(b, "ferry lighthouse");
    query.terms[0].aside = true;
    CHECK(bench_list(b, &query, DL_ORDER_RELEVANCE, no_anchor, false, 9).count == 1);
}

static void test_rows(void *context)
{
    bench *b = context;
    dl_str wide;
    dl_str_init(&wide);
    for (int i = 0; i < 300; i++)
        dl_str_add(&wide, "ж");
    const sample samples[] = {{.origin = "a",
                               .title = "Title of [NATO|org/nato]",
                               .body = "[NATO|org/nato].",
                               .date = "2022-03",
                               .source = "Zeta"},
                              {.origin = "b",
                               .body = "Adm. Aas left the U.S. by ferry No. 5. Second one.",
                               .date = "2021-02-03T04:05"},
                              {.origin = "c", .body = wide.text, .date = "2020~"}};
    bench_put_all(b, samples, 3);
    bench_set_read(b, &samples[1], true);
    dl_doc_row *found;
    size_t n;
    CHECK_OK(b->ops->list(b->store, &everything, DL_ORDER_NEWEST, no_anchor, false, 9, "org/nato",
                          &b->arena, &found, &n, &test_error));
    if (!CHECK(n == 3))
        return;
    CHECK_TEXT(found[0].heading, "Title of NATO");
    CHECK(found[0].titled && found[0].hits == 2 && !found[0].read);
    CHECK(found[0].published.precision == DL_PRECISION_MONTH);
    CHECK_TEXT(found[0].source, "Zeta");
    CHECK_TEXT(found[0].sha256, sample_hash(&b->arena, &samples[0]));
    CHECK_TEXT(found[1].heading, "Adm. Aas left the U.S. by ferry No. 5.");
    CHECK(!found[1].titled && found[1].hits == 0 && found[1].read && !found[1].source);
    CHECK(found[1].published.minute == 4 * 60 + 5);
    CHECK(found[2].published.how == DL_HOW_INFERRED);
    CHECK(found[2].published.precision == DL_PRECISION_YEAR);
    CHECK(strlen(found[2].heading) == 400);
    CHECK_OK(b->ops->list(b->store, &everything, DL_ORDER_NEWEST, no_anchor, false, 9, "org/none",
                          &b->arena, &found, &n, &test_error));
    CHECK(n == 3 && found[0].hits == 0);
    dl_str_release(&wide);
}

const bench_test suite_list[] = {
    {"paging in every order", test_paging},
    {"rank and seek", test_rank_and_seek},
    {"anchors off the list", test_anchors_off_the_list},
    {"by mentions of the focus", test_by_mentions},
    {"by relevance", test_by_relevance},
    {"rows of the list", test_rows},
    {NULL, NULL},
};
