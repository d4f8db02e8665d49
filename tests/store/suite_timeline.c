/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often entities are named over time and by source: held counts against a recount from the mentions of
 * all documents, after whatever changes these.
 */
#include <stdlib.h>
#include <string.h>

#include "bench.h"

/* --- recounting --- */

typedef struct cells {
    dl_timeline_row items[1024];
    size_t len;
} cells;

static dl_day bucket_of(dl_bucket bucket, dl_day day)
{
    char text[11];
    dl_day first = day, last;
    if (day == DL_DAY_NONE || bucket == DL_BUCKET_ALL)
        return DL_DAY_NONE;
    dl_day_format(day, text);
    CHECK(dl_day_parse(text,
                       bucket == DL_BUCKET_YEAR    ? 4
                       : bucket == DL_BUCKET_MONTH ? 7
                                                   : 10,
                       &first, &last));
    return first;
}

static bool same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static void count_document(cells *list, const dl_timeline *wanted, const dl_stored *stored)
{
    dl_day day = dl_key_day(stored->key), bucket = bucket_of(wanted->bucket, day);
    const char *source = wanted->by_source ? stored->document.source : NULL;
    uint64_t hits = 0;
    size_t i = 0;
    for (size_t m = 0; wanted->entity && m < stored->mentions_count; m++)
        hits += strcmp(stored->mentions[m].entity, wanted->entity) == 0 &&
                stored->mentions[m].confidence >= wanted->least;
    if ((wanted->entity && !hits) || (wanted->first != DL_DAY_NONE && day < wanted->first) ||
        (wanted->last != DL_DAY_NONE && day > wanted->last))
        return;
    while (i < list->len && (list->items[i].day != bucket || !same(list->items[i].source, source)))
        i++;
    if (i == list->len)
        list->items[list->len++] = (dl_timeline_row){.day = bucket, .source = source};
    list->items[i].documents++;
    list->items[i].mentions += hits;
}

/* The place of SOURCE in the order of names. */
static size_t place_of(bench *b, const char *source)
{
    const char *const *names = NULL;
    size_t count = 0, i = 0;
    CHECK_OK(b->ops->names(b->store, &b->arena, &names, &count, &test_error));
    while (i < count && !same(names[i], source))
        i++;
    return i;
}

/* Whether A's row comes before B's. */
static bool is_before(bench *b, const dl_timeline_row *x, const dl_timeline_row *y)
{
    return x->day != y->day ? x->day < y->day : place_of(b, x->source) < place_of(b, y->source);
}

/* All keys of the archive, in the arena. */
static dl_key *all_keys(bench *b, size_t *ret_count)
{
    rows found = bench_list(b, &everything, DL_ORDER_OLDEST, no_anchor, false, 1000);
    dl_key *keys = dl_arena_calloc(&b->arena, found.count, sizeof *keys);
    for (size_t i = 0; i < found.count; i++)
        keys[i] = found.items[i].key;
    *ret_count = found.count;
    return keys;
}

static void recount(bench *b, const dl_timeline *wanted, cells *ret)
{
    size_t count;
    dl_key *keys = all_keys(b, &count);
    ret->len = 0;
    for (size_t i = 0; i < count; i++) {
        dl_stored stored;
        if (CHECK_OK(b->ops->get(b->store, keys[i], &b->arena, &stored, &test_error)))
            count_document(ret, wanted, &stored);
    }
}

/* What is held is what a recount finds, in its order. */
static void check_timeline(bench *b, const dl_timeline *wanted)
{
    static cells should;
    dl_timeline_row *found = NULL;
    size_t count = 0;
    CHECK_OK(b->ops->timeline(b->store, wanted, &b->arena, &found, &count, &test_error));
    recount(b, wanted, &should);
    CHECK(count == should.len);
    dl_str_addf(&b->transcript, "\n%s %d:", wanted->entity ? wanted->entity : "-",
                (int)wanted->bucket);
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < should.len && (should.items[k].day != found[i].day ||
                                  !same(should.items[k].source, found[i].source)))
            k++;
        CHECK(k < should.len && should.items[k].documents == found[i].documents &&
              should.items[k].mentions == found[i].mentions);
        CHECK(i == 0 || is_before(b, &found[i - 1], &found[i]));
        dl_str_addf(&b->transcript, " %d %s %d/%d", (int)found[i].day,
                    found[i].source ? found[i].source : "-", (int)found[i].mentions,
                    (int)found[i].documents);
    }
}

/* --- what is asked --- */

static const char *const entities[] = {"org/nato", "country/XN", "person/ada-brandt",
                                       "org/sea-council", NULL};
#define ENTITIES (sizeof entities / sizeof *entities)

static dl_day day(const char *text)
{
    dl_day first = DL_DAY_NONE, last;
    CHECK(dl_day_parse(text, strlen(text), &first, &last));
    return first;
}

static void test_spans(void *context)
{
    bench *b = context;
    const struct {
        const char *first, *last;
    } spans[] = {{NULL, NULL},         {"2021-01-01", NULL},         {NULL, "2022-06-30"},
                 {"2021-03-02", NULL}, {"2021-03-02", "2021-03-03"}, {"2021-03-02", "2023-02-02"},
                 {"2030-01-01", NULL}, {"2021-02-01", "2021-02-28"}, {"2023-01-01", "2021-01-01"}};
    static const unsigned least[] = {50, 75, 100};
    bench_put_random(b, RANDOM_DOCUMENTS);
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        for (size_t e = i % 2; e < ENTITIES; e += 2)
            for (int bucket = DL_BUCKET_ALL; bucket <= DL_BUCKET_DAY; bucket++)
                for (unsigned by = 0; by < 4; by++) {
                    const dl_timeline wanted = {
                        .entity = entities[e],
                        .least = by / 2 * least[(i + e / 2) % 3],
                        .first = spans[i].first ? day(spans[i].first) : DL_DAY_NONE,
                        .last = spans[i].last ? day(spans[i].last) : DL_DAY_NONE,
                        .bucket = (dl_bucket)bucket,
                        .by_source = by % 2};
                    check_timeline(b, &wanted);
                    dl_arena_clear(&b->arena);
                }
}

static void test_nobody(void *context)
{
    bench *b = context;
    const dl_timeline wanted = {.entity = "person/nobody", .bucket = DL_BUCKET_YEAR};
    check_timeline(b, &wanted);
    bench_put_random(b, 5);
    check_timeline(b, &wanted);
}

/* --- what changes it --- */

typedef struct storm {
    bench *b;
    unsigned long long seed;
    unsigned put; /* documents so far */
    char decided[64][DL_DECISION_ID];
    unsigned decided_count;
} storm;

static unsigned chance(storm *s, unsigned limit)
{
    return test_random(&s->seed, limit);
}

static void put(storm *s, unsigned number, const char *origin)
{
    dl_put made = random_put(&s->b->arena, number);
    dl_document document = *made.document;
    dl_put_outcome outcome;
    document.origin = origin ? origin : document.origin;
    made.document = &document;
    CHECK_OK(s->b->ops->put(s->b->store, &made, &outcome, &test_error));
}

static void put_new(storm *s)
{
    put(s, s->put++, NULL);
}

static void put_version(storm *s)
{
    unsigned old = chance(s, s->put);
    put(s, 1000 + s->put++, dl_arena_printf(&s->b->arena, "folder/%u.txt", old));
}

/* A document of the archive; DL_KEY_NONE where there is none. */
static dl_key choose(storm *s)
{
    size_t count;
    dl_key *keys = all_keys(s->b, &count);
    return count ? keys[chance(s, (unsigned)count)] : DL_KEY_NONE;
}

static void forget(storm *s)
{
    dl_key key = choose(s);
    if (key != DL_KEY_NONE)
        CHECK_OK(s->b->ops->forget(s->b->store, key, &test_error));
}

static void decide(storm *s, dl_decision d)
{
    CHECK_OK(s->b->ops->decide(s->b->store, &d, 1, NULL, &test_error));
    if (s->decided_count < 64 && d.kind != DL_DECISION_REVOKE)
        memcpy(s->decided[s->decided_count++], d.id, sizeof d.id);
}

static void merge(storm *s)
{
    unsigned from = chance(s, ENTITIES - 1);
    decide(s, (dl_decision){.kind = DL_DECISION_MERGE,
                            .reach = DL_REACH_EVERYWHERE,
                            .entity = entities[from],
                            .to = {"org/bridge", "Bridge", DL_KIND_ORGANISATION}});
}

static void dismiss(storm *s)
{
    decide(s, (dl_decision){.kind = DL_DECISION_NOT_NAME,
                            .reach = DL_REACH_EVERYWHERE,
                            .spelling = chance(s, 2) ? "Brandt" : "Norlandic",
                            .entity = chance(s, 2) ? "person/ada-brandt" : "country/XN"});
}

static void rename_source(storm *s)
{
    decide(s, (dl_decision){.kind = DL_DECISION_SOURCE_NAME,
                            .source = chance(s, 2) ? "Harbour Post" : "norland wire",
                            .value = chance(s, 2) ? "Norland Wire" : "Evening Harbour"});
}

/* Sets the date of a document; most get another month. */
static void redate(storm *s)
{
    dl_key key = choose(s);
    dl_stored stored;
    if (key == DL_KEY_NONE ||
        !CHECK_OK(s->b->ops->get(s->b->store, key, &s->b->arena, &stored, &test_error)))
        return;
    dl_decision d = {.kind = DL_DECISION_FACT,
                     .fact = DL_FACT_DATE,
                     .value = chance(s, 4)
                                  ? dl_arena_printf(&s->b->arena, "2021-%02u-07", 1 + chance(s, 12))
                                  : NULL};
    memcpy(d.sha256, stored.document.sha256, sizeof d.sha256);
    decide(s, d);
}

static void take_back(storm *s)
{
    dl_decision d;
    if (!s->decided_count)
        return;
    unsigned which = chance(s, s->decided_count--);
    dl_decision_revoke(s->decided[which], &d);
    memcpy(s->decided[which], s->decided[s->decided_count], DL_DECISION_ID);
    decide(s, d);
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(((const dl_entity *)a)->id, ((const dl_entity *)b)->id);
}

/* Another annotator finds every second name only. */
static void annotate(storm *s)
{
    dl_key key = choose(s);
    dl_stored stored;
    bool changed;
    if (key == DL_KEY_NONE ||
        !CHECK_OK(s->b->ops->get(s->b->store, key, &s->b->arena, &stored, &test_error)))
        return;
    dl_mention *found = dl_arena_calloc(&s->b->arena, stored.mentions_count, sizeof *found);
    dl_entity *known = dl_arena_calloc(&s->b->arena, stored.entities_count, sizeof *known);
    for (size_t i = 0; i < stored.entities_count; i++)
        known[i] = stored.entities[i];
    if (stored.entities_count)
        qsort(known, stored.entities_count, sizeof *known, compare_ids);
    dl_put names = {.document = &stored.document,
                    .mentions = found,
                    .entities = known,
                    .entities_count = stored.entities_count,
                    .annotator = "2"};
    for (size_t i = 0; i < stored.mentions_count; i += 2)
        found[names.mentions_count++] = stored.mentions[i];
    CHECK_OK(s->b->ops->annotated(s->b->store, key, &names, &changed, &test_error));
}

static void give_up(storm *s)
{
    CHECK_OK(s->b->ops->begin(s->b->store, &test_error));
    put(s, 5000, NULL);
    forget(s);
    s->b->ops->rollback(s->b->store);
}

static void test_storm(void *context)
{
    static void (*const changes[])(storm *) = {
        put_new, put_new, put_new,       put_version, forget,   merge,  dismiss,
        redate,  redate,  rename_source, take_back,   annotate, give_up};
    storm s = {.b = context, .seed = 4711};
    for (int round = 0; round < 40; round++)
        put_new(&s);
    for (int round = 0; round < 150; round++) {
        changes[chance(&s, sizeof changes / sizeof *changes)](&s);
        const dl_timeline wanted = {.entity = entities[chance(&s, ENTITIES)],
                                    .first = chance(&s, 3) ? DL_DAY_NONE : day("2021-03-02"),
                                    .last = chance(&s, 3) ? DL_DAY_NONE : day("2022-06-03"),
                                    .bucket = (dl_bucket)chance(&s, 4),
                                    .least = chance(&s, 3) ? 0 : 60,
                                    .by_source = chance(&s, 2)};
        check_timeline(s.b, &wanted);
        if (round % 10 == 0)
            bench_check(s.b);
        dl_arena_clear(&s.b->arena);
    }
    const dl_timeline merged = {.entity = "org/bridge", .bucket = DL_BUCKET_MONTH};
    check_timeline(s.b, &merged);
}

const bench_test suite_timeline[] = {
    {"timeline: buckets, spans and sources", test_spans},
    {"timeline: of what nothing names", test_nobody},
    {"timeline: after each of many changes", test_storm},
    {NULL, NULL},
};
