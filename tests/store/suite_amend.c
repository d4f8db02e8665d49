/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Corrections of mentions, alone and several together, taken back in order and out of it, among documents that
 * come, get another date or are annotated anew. After each change every document must be what its log makes of
 * what was found in it: `check` makes it anew, and the other store never does anything else.
 */
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "dateline/vec.h"

#define ROUNDS 160
#define TOGETHER 4 /* decisions taken at once, at most */

static const dl_entity entities[] = {
    {"country/XN", "Norland", DL_KIND_COUNTRY},
    {"org/nato", "NATO", DL_KIND_ORGANISATION},
    {"org/sea-council", "Sea Council", DL_KIND_ORGANISATION},
    {"other/bridge", "Bridge", DL_KIND_OTHER},
    {"person/ada-brandt", "Ada Brandt", DL_KIND_PERSON},
};
#define ENTITIES (sizeof entities / sizeof *entities)

static const char *const spellings[] = {"Brandt", "Norlandic",  "NATO",      "Sea Council",
                                        "treaty", "delegation", "the treaty"};
#define SPELLINGS (sizeof spellings / sizeof *spellings)

typedef struct held {
    char id[DL_DECISION_ID], batch[DL_DECISION_ID];
} held;

typedef struct storm {
    bench *b;
    unsigned long long seed;
    unsigned put; /* documents so far */
    struct {
        held *items; /* decisions that were taken and not taken back */
        size_t len, size;
    } held;
} storm;

static unsigned chance(storm *s, size_t limit)
{
    return test_random(&s->seed, (unsigned)limit);
}

static void put(storm *s)
{
    dl_put made = random_put(&s->b->arena, s->put++);
    dl_put_outcome outcome;
    CHECK_OK(s->b->ops->put(s->b->store, &made, &outcome, &test_error));
}

/* Some document as it is read. */
static dl_stored choose(storm *s)
{
    dl_stored stored = {0};
    dl_put made = random_put(&s->b->arena, chance(s, s->put));
    dl_key key;
    CHECK_OK(s->b->ops->find(s->b->store, made.document->sha256, &key, &test_error));
    CHECK_OK(s->b->ops->get(s->b->store, key, &s->b->arena, &stored, &test_error));
    return stored;
}

/* A decision about one mention of DOC, which has some. */
static dl_decision about_mention(storm *s, const dl_stored *doc)
{
    const dl_mention *m = &doc->mentions[chance(s, doc->mentions_count)];
    dl_decision d = {.kind = chance(s, 2) ? DL_DECISION_NOT_NAME : DL_DECISION_ENTITY,
                     .reach = DL_REACH_HERE};
    CHECK(dl_passage_make(&s->b->arena, &doc->document, m->field, m->start, m->end, &d.passage));
    return d;
}

/* A decision about mentions of any kind and reach. */
static dl_decision draw(storm *s)
{
    static const dl_decision_kind kinds[] = {DL_DECISION_MERGE, DL_DECISION_NOT_NAME,
                                             DL_DECISION_ENTITY, DL_DECISION_ALIAS};
    const dl_entity *from = &entities[chance(s, ENTITIES)], *to = &entities[chance(s, ENTITIES)];
    dl_stored doc = choose(s);
    dl_decision d = {.kind = kinds[chance(s, 4)], .reach = DL_REACH_EVERYWHERE};
    if (chance(s, 4) == 0 && doc.mentions_count)
        d = about_mention(s, &doc);
    else if (chance(s, 2))
        d.reach = DL_REACH_TEXT;
    if (d.reach != DL_REACH_EVERYWHERE)
        memcpy(d.sha256, doc.document.sha256, sizeof d.sha256);
    if (d.kind == DL_DECISION_MERGE)
        while (to == from)
            to = &entities[chance(s, ENTITIES)];
    if (dl_decision_links(d.kind))
        d.to = *to;
    if (d.kind != DL_DECISION_MERGE && d.reach != DL_REACH_HERE)
        d.spelling = spellings[chance(s, SPELLINGS)];
    if (d.kind == DL_DECISION_MERGE || d.kind == DL_DECISION_ENTITY || chance(s, 2))
        d.entity = from->id;
    return d;
}

static void take(storm *s, dl_decision *decisions, size_t count)
{
    CHECK_OK(s->b->ops->decide(s->b->store, decisions, count, NULL, &test_error));
    for (size_t i = 0; i < count; i++) {
        held taken;
        memcpy(taken.id, decisions[i].id, sizeof taken.id);
        memcpy(taken.batch, decisions[i].batch, sizeof taken.batch);
        if (decisions[i].kind != DL_DECISION_REVOKE)
            test_need(dl_vec_push(&s->held, taken), "memory");
    }
}

static void correct(storm *s)
{
    dl_decision decisions[TOGETHER];
    size_t count = 1 + chance(s, TOGETHER);
    for (size_t i = 0; i < count; i++)
        decisions[i] = draw(s);
    take(s, decisions, count);
}

/* Takes back those from FIRST to END that are of one batch with the first. */
static void revoke(storm *s, size_t first, size_t end)
{
    dl_decision revoked[TOGETHER];
    size_t count = 0, kept = first;
    char batch[DL_DECISION_ID];
    memcpy(batch, s->held.items[first].batch, sizeof batch);
    for (size_t i = first; i < s->held.len; i++)
        if (i < end && count < TOGETHER && strcmp(s->held.items[i].batch, batch) == 0)
            dl_decision_revoke(s->held.items[i].id, &revoked[count++]);
        else
            s->held.items[kept++] = s->held.items[i];
    s->held.len = kept;
    take(s, revoked, count);
}

/* Takes back what was taken last, all of it or but a part. */
static void undo(storm *s)
{
    size_t first = s->held.len;
    if (!first)
        return;
    while (first > 0 &&
           strcmp(s->held.items[first - 1].batch, s->held.items[s->held.len - 1].batch) == 0)
        first--;
    revoke(s, first + (chance(s, 4) == 0 ? chance(s, s->held.len - first) : 0), s->held.len);
}

static void take_back(storm *s)
{
    if (!s->held.len)
        return;
    size_t which = chance(s, s->held.len);
    revoke(s, which, which + 1);
}

static void redate(storm *s)
{
    dl_decision d = {.kind = DL_DECISION_FACT, .fact = DL_FACT_DATE, .value = "2021-05-07"};
    dl_stored doc = choose(s);
    memcpy(d.sha256, doc.document.sha256, sizeof d.sha256);
    CHECK_OK(s->b->ops->decide(s->b->store, &d, 1, NULL, &test_error));
}

/* Another annotator finds nothing in a document but its first name. */
static void annotate(storm *s)
{
    dl_stored doc = choose(s), found;
    bool changed;
    CHECK_OK(s->b->ops->imported(s->b->store, doc.key, &s->b->arena, &found, &test_error));
    if (!found.mentions_count)
        return;
    dl_entity known = {
        .id = found.mentions[0].entity, .name = "It", .kind = found.mentions[0].kind};
    const dl_put names = {.document = &doc.document,
                          .mentions = found.mentions,
                          .mentions_count = 1,
                          .entities = &known,
                          .entities_count = 1,
                          .annotator = "2"};
    CHECK_OK(s->b->ops->annotated(s->b->store, doc.key, &names, &changed, &test_error));
}

/* Writes down what all documents mention, and what is held of the entities. */
static void write_down(bench *b)
{
    const dl_anchor start = {.key = DL_KEY_NONE};
    rows all = bench_list(b, &everything, DL_ORDER_OLDEST, start, false, 1000);
    for (size_t i = 0; i < all.count; i++) {
        dl_stored doc;
        CHECK_OK(b->ops->get(b->store, all.items[i].key, &b->arena, &doc, &test_error));
        for (size_t k = 0; k < doc.mentions_count; k++)
            dl_str_addf(&b->transcript, "%s%u %s %d", k ? ", " : "\n", doc.mentions[k].start,
                        doc.mentions[k].entity, (int)doc.mentions[k].rule);
    }
    bench_entities(b, "", 9);
    for (size_t i = 0; i < SPELLINGS; i++)
        bench_resolve(b, DL_KIND_COUNT, spellings[i], 9);
}

/* Whether number I of the COUNT decisions of LOG holds: none after it that holds takes it back. */
static bool does_hold(const dl_decision *log, size_t count, size_t i)
{
    for (size_t k = i + 1; k < count; k++)
        if (log[k].kind == DL_DECISION_REVOKE && strcmp(log[k].revokes, log[i].id) == 0 &&
            does_hold(log, count, k))
            return false;
    return true;
}

/* What the store says to hold of ENTITY is what the whole log does. */
static void check_held(bench *b, const char *entity)
{
    dl_decision *log, *said;
    size_t count, said_count = 0, found = 0;
    CHECK_OK(b->ops->decisions(b->store, &b->arena, &log, &count, &test_error));
    CHECK_OK(b->ops->held(b->store, DL_DECISION_COUNT, entity, &b->arena, &said, &said_count,
                          &test_error));
    for (size_t i = 0; i < count; i++) {
        bool named = (log[i].entity && strcmp(log[i].entity, entity) == 0) ||
                     (log[i].to.id && strcmp(log[i].to.id, entity) == 0);
        if (!named || !does_hold(log, count, i))
            continue;
        CHECK(found < said_count && strcmp(said[found].id, log[i].id) == 0);
        found++;
    }
    CHECK(found == said_count);
    CHECK_OK(b->ops->held(b->store, DL_DECISION_MERGE, entity, &b->arena, &said, &said_count,
                          &test_error));
    for (size_t i = 0; i < said_count; i++)
        CHECK(said[i].kind == DL_DECISION_MERGE && said_count <= found);
}

/* What is to be undone next is the last of what the whole log says holds, and what was taken with it. */
static void check_last(bench *b)
{
    dl_decision *log, *last;
    size_t count, last_count = 0, found = 0;
    CHECK_OK(b->ops->decisions(b->store, &b->arena, &log, &count, &test_error));
    CHECK_OK(b->ops->corrected_last(b->store, &b->arena, &last, &last_count, &test_error));
    bool *holds = dl_arena_calloc(&b->arena, count, sizeof *holds);
    const char *batch = "none";
    for (size_t i = 0; i < count; i++) {
        holds[i] = dl_decision_is_of_mentions(log[i].kind) && does_hold(log, count, i);
        batch = holds[i] ? log[i].batch : batch;
    }
    for (size_t i = 0; i < count; i++) {
        if (!holds[i] || strcmp(log[i].batch, batch) != 0)
            continue;
        CHECK(found < last_count && strcmp(last[found].id, log[i].id) == 0);
        found++;
    }
    CHECK(found == last_count);
}

static void test_storm(void *context)
{
    static void (*const changes[])(storm *) = {correct, correct, correct,   undo,
                                               undo,    undo,    take_back, put};
    storm s = {.b = context, .seed = 815};
    for (int i = 0; i < 25; i++)
        put(&s);
    for (int round = 0; round < ROUNDS; round++) {
        changes[chance(&s, sizeof changes / sizeof *changes)](&s);
        if (round % 20 == 7)
            redate(&s);
        if (round % 20 == 17)
            annotate(&s);
        write_down(s.b);
        check_last(s.b);
        check_held(s.b, entities[chance(&s, ENTITIES)].id);
        bench_check(s.b);
        dl_arena_clear(&s.b->arena);
    }
    free(s.held.items);
}

/* What is undone leaves no trace but in the log. */
static void test_undone(void *context)
{
    bench *b = context;
    storm s = {.b = b, .seed = 4};
    for (int i = 0; i < 30; i++)
        put(&s);
    for (int round = 0; round < 30; round++) {
        size_t start = b->transcript.len;
        write_down(b);
        const char *before = dl_arena_strdup(&b->arena, b->transcript.text + start);
        correct(&s);
        revoke(&s, 0, s.held.len);
        start = b->transcript.len;
        write_down(b);
        CHECK_TEXT(b->transcript.text + start, before);
        bench_check(b);
        dl_arena_clear(&b->arena);
    }
    free(s.held.items);
}

/* A list by how often something is named is of today. */
static void test_ranked(void *context)
{
    static const sample often = {.origin = "often.txt",
                                 .body = "[Brandt|person/ada-brandt], [Brandt|person/ada-brandt] "
                                         "and [Ada|person/ada].",
                                 .date = "2021-01-01"},
                        once = {.origin = "once.txt",
                                .body = "[Brandt|person/ada-brandt]. [Ada|person/ada], "
                                        "[Ada|person/ada], [Ada|person/ada].",
                                .date = "2021-01-02"};
    bench *b = context;
    const dl_entity to = {BENCH_FOCUS, "Ada Brandt", DL_KIND_PERSON};
    bench_put_all(b, (const sample[]){often, once}, 2);
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_HITS), "often.txt once.txt");
    dl_decision d = {
        .kind = DL_DECISION_MERGE, .reach = DL_REACH_EVERYWHERE, .entity = "person/ada", .to = to};
    bench_decide(b, &d);
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_HITS), "once.txt often.txt");
}

const bench_test suite_amend[] = {
    {"corrections: after each of many", test_storm},
    {"corrections: undone", test_undone},
    {"corrections: lists by them", test_ranked},
    {NULL, NULL},
};
