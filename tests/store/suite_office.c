/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offices: titles that stand for their holder, a layer of mentions over the names. */
#include <stdio.h>
#include <string.h>

#include "bench.h"

static const sample visit = {
    .origin = "visit.txt",
    .title = "{[Norland|country/NO]'s minister|person/orlan} leaves",
    .body = "The {minister of [Norland|country/NO]|person/orlan} met the [Guild|org/guild]. "
            "{[Norlandic|country/NO] minister|person/orlan} and {envoy|person/brandt} left.",
    .date = "2022-02-13"};
static const sample letter = {.origin = "letter.txt",
                              .body =
                                  "[Jan Orlan|person/orlan] wrote, the {minister|person/orlan}.",
                              .date = "2022-02-14"};

static void put_both(bench *b)
{
    bench_put_all(b, (const sample[]){visit, letter}, 2);
}

#define TITLE "Norland=country/NO, ^Norland's minister=person/orlan, "
#define FIRST "^minister of Norland=person/orlan, Norland=country/NO, Guild=org/guild, "
#define SECOND "Norlandic=country/NO, ^Norlandic minister=person/orlan, "

static void test_layers(void *context)
{
    bench *b = context;
    put_both(b);
    CHECK_TEXT(bench_mentions(b, &visit), TITLE FIRST SECOND "^envoy=person/brandt");
    CHECK_TEXT(bench_mentions(b, &letter), "Jan Orlan=person/orlan, ^minister=person/orlan");
    CHECK(bench_count(b, "", "person/orlan").mentions == 5);
    CHECK(bench_count(b, "", "country/NO").mentions == 3);
}

/* A name and an office in the same place are told apart where one of them goes. */
static void test_one_place(void *context)
{
    static const char both[] =
        "The {[Envoy|person/brandt]|person/orlan} came. {Envoy|person/orlan} left.";
    static const char *const less[] = {"The [Envoy|person/brandt] came. {Envoy|person/orlan} left.",
                                       "The {Envoy|person/orlan} came. Envoy left.",
                                       "The {[Envoy|person/orlan]|person/orlan} came. Envoy left."};
    bench *b = context;
    sample text = {.origin = "envoy.txt", .body = both};
    text.hash = sample_hash(&b->arena, &text);
    sample_store(b->store, &text);
    for (size_t i = 0; i < 2 * sizeof less / sizeof *less; i++) {
        bool changed = false;
        text.body = i % 2 ? both : less[i / 2];
        dl_put found = sample_put(&b->arena, &text);
        CHECK_OK(b->ops->annotated(b->store, bench_key(b, &text), &found, &changed, &test_error));
        CHECK(changed);
        bench_check(b);
        CHECK(bench_count(b, "", "person/orlan").mentions == (i % 2 ? 2 : i == 4 ? 2 : 1));
    }
}

static void test_walk(void *context)
{
    bench *b = context;
    dl_query all = {0};
    dl_mention_row *found;
    size_t count;
    put_both(b);
    CHECK_OK(b->ops->mentions(b->store, &all, "person/orlan", DL_ORDER_OLDEST,
                              (dl_anchor){.key = DL_KEY_NONE}, DL_FIELD_TITLE, 0, false, 10,
                              &b->arena, &found, &count, &test_error));
    CHECK(count == 5);
    CHECK(found[1].mention.form == DL_FORM_OFFICE && found[3].mention.form == DL_FORM_NAME);
    CHECK(found[1].mention.start == 4 && found[1].mention.end == 23);
}

/* A decision about the bytes of the NUMBER-th mention. */
static void decide_on(bench *b, const sample *from, size_t number, dl_decision_kind kind,
                      const dl_entity *to)
{
    dl_decision d = {.kind = kind, .reach = DL_REACH_HERE};
    dl_stored stored = bench_stored(b, from);
    const dl_mention *m = &stored.mentions[number];
    memcpy(d.sha256, stored.document.sha256, sizeof d.sha256);
    if (to)
        d.to = *to;
    CHECK(dl_passage_make(&b->arena, &stored.document, m->field, m->start, m->end, &d.passage));
    CHECK_OK(b->ops->decide(b->store, &d, 1, NULL, &test_error));
}

/* What is decided of an office leaves the name in it, what is decided of the name the office. */
static void test_decisions(void *context)
{
    bench *b = context;
    const dl_entity brandt = {"person/brandt", "Brandt", DL_KIND_PERSON};
    const dl_entity island = {"place/norland", "Norland", DL_KIND_PLACE};
    put_both(b);
    decide_on(b, &visit, 1, DL_DECISION_NOT_NAME, NULL);
    CHECK_TEXT(bench_mentions(b, &visit),
               "Norland=country/NO, " FIRST SECOND "^envoy=person/brandt");
    decide_on(b, &visit, 1, DL_DECISION_ENTITY, &brandt);
    CHECK_TEXT(bench_mentions(b, &visit),
               "Norland=country/NO, ^minister of Norland=person/brandt, Norland=country/NO, "
               "Guild=org/guild, " SECOND "^envoy=person/brandt");
    decide_on(b, &visit, 2, DL_DECISION_ENTITY, &island);
    CHECK_TEXT(bench_mentions(b, &visit),
               "Norland=country/NO, ^minister of Norland=person/brandt, Norland=place/norland, "
               "Guild=org/guild, " SECOND "^envoy=person/brandt");
    decide_on(b, &visit, 4, DL_DECISION_NOT_NAME, NULL);
    CHECK_TEXT(bench_mentions(b, &visit),
               "Norland=country/NO, ^minister of Norland=person/brandt, Norland=place/norland, "
               "Guild=org/guild, ^Norlandic minister=person/orlan, ^envoy=person/brandt");
}

static void test_refused(void *context)
{
    bench *b = context;
    dl_put_outcome outcome;
    dl_put put = sample_put(&b->arena, &visit);
    dl_mention mentions[8];
    CHECK(put.mentions_count == 8);
    memcpy(mentions, put.mentions, sizeof mentions);
    put.mentions = mentions;
    mentions[7].start = mentions[6].start + 1; /* an office within an office */
    CHECK_STATUS(b->ops->put(b->store, &put, &outcome, &test_error), DL_ERR_INVALID);
    mentions[7] = mentions[1]; /* out of order */
    CHECK_STATUS(b->ops->put(b->store, &put, &outcome, &test_error), DL_ERR_INVALID);
    memcpy(mentions, sample_put(&b->arena, &visit).mentions, sizeof mentions);
    mentions[2].form = DL_FORM_NAME; /* a name over another */
    CHECK_STATUS(b->ops->put(b->store, &put, &outcome, &test_error), DL_ERR_INVALID);
}

const bench_test suite_office[] = {
    {"offices: they lie over names", test_layers},
    {"offices: a name and an office in one place", test_one_place},
    {"offices: walked with the other mentions", test_walk},
    {"offices: what is decided of either layer", test_decisions},
    {"offices: what cannot be put", test_refused},
    {NULL, NULL},
};
