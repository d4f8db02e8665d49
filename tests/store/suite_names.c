/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a name in a query reaches: all persons that bear it, a country with its bodies, a great many at once. */
#include <stdio.h>
#include <string.h>

#include "bench.h"

/* --- persons --- */

static const sample family[] = {
    {.origin = "alone.txt", .body = "Only [Kim|person/kim] was there.", .date = "2024-01-01"},
    {.origin = "first.txt",
     .body = "[Kim Dal Rae|person/kim-dal-rae] and [Dal Rae|person/dal-rae] spoke.",
     .date = "2024-01-02"},
    {.origin = "second.txt",
     .body = "[Kim So Ra|person/kim-so-ra] left; [Kim|person/kim-so-ra] came back.",
     .date = "2024-01-03"},
    {.origin = "firm.txt",
     .body = "[Kim Mills|org/kim-mills], [Kimchi|place/kimchi] and [Hong Kimball|person/kimball].",
     .date = "2024-01-04"},
};

/* The ids that the first term of the query TEXT means, parted by blanks. */
static const char *meant(bench *b, const char *text)
{
    dl_query query = bench_query(b, text);
    dl_str out;
    dl_str_init(&out);
    for (size_t i = 0; i < query.terms[0].ids_count; i++)
        dl_str_addf(&out, "%s%s", i ? " " : "", query.terms[0].ids[i]);
    const char *ids = dl_arena_strdup(&b->arena, out.text);
    dl_str_release(&out);
    return ids;
}

static void test_namesakes(void *context)
{
    bench *b = context;
    bench_put_all(b, family, 4);
    CHECK_TEXT(meant(b, "person:kim"), "person/kim-so-ra person/kim person/kim-dal-rae");
    CHECK_TEXT(meant(b, "entity:KIM"), "person/kim-so-ra person/kim person/kim-dal-rae");
    CHECK_TEXT(meant(b, "person:rae"), "person/dal-rae person/kim-dal-rae");
    CHECK_TEXT(bench_query(b, "person:rae").terms[0].told,
               "2 bear the name rae (one: entity:person/dal-rae): Dal Rae, Kim Dal Rae");
    CHECK(!bench_query(b, "person:kim-so-ra").terms[0].told);
    CHECK_QUERY("person:kim", "alone.txt first.txt second.txt");
    CHECK_QUERY("-person:kim", "firm.txt");
    CHECK_QUERY("near(kim, \"dal rae\", sentence)", "first.txt");
    /* an id is one */
    CHECK_TEXT(meant(b, "person:person/kim"), "person/kim");
    CHECK_TEXT(meant(b, "entity:Person/Kim"), "person/kim");
    CHECK_TEXT(meant(b, "person:kim-so-ra"), "person/kim-so-ra");
    CHECK_QUERY("entity:person/kim", "alone.txt");
    /* so is a whole name of several words */
    CHECK_TEXT(meant(b, "person:\"dal rae\""), "person/dal-rae");
    CHECK_TEXT(meant(b, "person:\"kim dal rae\""), "person/kim-dal-rae");
    /* of other kinds whole names go before words of longer ones */
    CHECK_TEXT(meant(b, "org:kim"), "org/kim-mills");
    CHECK_TEXT(meant(b, "place:kim"), "");
}

/* --- countries --- */

static const sample lands[] = {
    {.origin = "1.txt",
     .body = "[Norland|country/XN] and the [Norlandish Foreign Ministry|org/XN/foreign-ministry].",
     .date = "2024-02-01"},
    {.origin = "2.txt",
     .body = "The [Foreign Ministry of Norland|org/XN/foreign-ministry] spoke.",
     .date = "2024-02-02"},
    {.origin = "3.txt",
     .body = "[Its press office|org/XN/foreign-ministry/press-office] did not.",
     .date = "2024-02-03"},
    {.origin = "4.txt", .body = "[Norland Works|org/norland-works] made it.", .date = "2024-02-04"},
    {.origin = "5.txt", .body = "[The Navy|org/XNA/navy] sailed.", .date = "2024-02-05"},
    {.origin = "6.txt",
     .body = "The [Bhutanese Foreign Ministry|org/BT/foreign-ministry] met [NATO|org/nato].",
     .date = "2024-02-06"},
};

static void test_countries(void *context)
{
    bench *b = context;
    bench_put_all(b, lands, 6);
    CHECK_TEXT(meant(b, "country:xn"),
               "country/XN org/XN/foreign-ministry org/XN/foreign-ministry/press-office");
    CHECK_QUERY("country:norland", "1.txt 2.txt 3.txt");
    CHECK_QUERY("country:country/XN", "1.txt 2.txt 3.txt");
    CHECK_QUERY("-country:xn", "4.txt 5.txt 6.txt");
    CHECK(bench_count(b, "country:xn", NULL).documents == 3);
    /* its own mentions alone: those of the entity, which is also what is counted as in focus */
    CHECK_QUERY("entity:xn", "1.txt");
    CHECK_QUERY("entity:norland", "1.txt");
    CHECK_QUERY("country:xn -entity:xn", "2.txt 3.txt");
    CHECK(bench_count(b, "country:xn", "country/XN").mentions == 1);
    CHECK_TEXT(bench_entities(b, "country:xn", 1), "org/XN/foreign-ministry 2/2");
    /* named by a body and not otherwise */
    CHECK_QUERY("country:bt", "6.txt");
    CHECK_QUERY("country:Bhutan org:nato", "6.txt");
    CHECK_TEXT(bench_query(b, "country:bt").terms[0].shown, "country:Bhutan");
    CHECK_TEXT(meant(b, "entity:bt"), "");
    CHECK_TEXT(meant(b, "country:nepal"), "");
    CHECK_TEXT(bench_query(b, "country:xn").terms[0].shown, "country:Norland");
    CHECK_TEXT(bench_query(b, "-country:xn").terms[0].shown, "-country:Norland");
}

/* --- a great many --- */

#define BODIES 70

/* A country with more bodies than there are walks to be merged: lists, counts and pages are as of few. */
static void test_many_bodies(void *context)
{
    bench *b = context;
    char bodies[BODIES][64], origins[BODIES][16], days[BODIES][16];
    for (int i = 0; i < BODIES; i++) {
        snprintf(bodies[i], sizeof bodies[i], "[Office %d|org/XN/office-%d] and [NATO|org/nato].",
                 i, i);
        snprintf(origins[i], sizeof origins[i], "%02d", i);
        snprintf(days[i], sizeof days[i], "2024-%02d-%02d", 1 + i / 28, 1 + i % 28);
        sample one = {.origin = origins[i], .body = bodies[i], .date = days[i]};
        one.source = i % 2 ? "Odd Wire" : "Even Post";
        CHECK(sample_store(b->store, &one) == DL_PUT_NEW);
    }
    bench_put_all(b, lands, 6);
    CHECK(bench_count(b, "country:xn", NULL).documents == BODIES + 3);
    CHECK(bench_count(b, "org:nato -country:xn", NULL).documents == 1);
    CHECK(bench_count(b, "country:xn source:odd", NULL).documents == BODIES / 2);
    CHECK(bench_count(b, "country:xn office", NULL).documents == BODIES + 1);
    CHECK_QUERY("country:xn date:2024-01-27..2024-02-01", "26 27 28 1.txt");
    for (size_t i = 0; i < ORDERS; i++) {
        dl_query query = bench_query(b, "country:xn");
        rows whole = bench_list(b, &query, orders[i], no_anchor, false, 200);
        rows back = bench_list(b, &query, orders[i], no_anchor, true, 200);
        CHECK(whole.count == BODIES + 3 && back.count == BODIES + 3);
        for (size_t k = 0; k < whole.count && k < back.count; k++)
            CHECK(whole.items[k].key == back.items[back.count - 1 - k].key);
        rows rest = bench_list(b, &query, orders[i], bench_anchor(&whole.items[40]), false, 9);
        CHECK(rest.count == 9 && rest.items[0].key == whole.items[41].key);
    }
}

/* --- forms and kinds --- */

static const sample forms[] = {
    {.origin = "office",
     .body = "The {[Norland|country/XN] minister|person/orlan} spoke.",
     .date = "2024-03-01"},
    {.origin = "name",
     .body = "[Orlan|person/orlan] met [NATO|org/nato=40].",
     .date = "2024-03-02"},
    {.origin = "ship",
     .body = "The [Tern|ship/tern] sank off [Havn|place/havn].",
     .date = "2024-03-03"},
    {.origin = "bare", .body = "Nobody is named.", .date = "2024-03-04"},
};

static void test_forms(void *context)
{
    bench *b = context;
    bench_put_all(b, forms, 4);
    CHECK_QUERY("form:office", "office");
    CHECK_QUERY("-form:office", "name ship bare");
    CHECK_QUERY("form:name", "office name ship");
    CHECK_QUERY("form:acronym", "");
    CHECK_QUERY("kind:person", "office name");
    CHECK_QUERY("kind:country", "office");
    CHECK_QUERY("kind:organisation", "name");
    CHECK_QUERY("kind:org form:name", "name");
    CHECK_QUERY("kind:place", "ship");
    CHECK_QUERY("kind:other", "ship");
    CHECK_QUERY("kind:other -kind:place", "");
    CHECK_QUERY("-kind:person", "ship bare");
    CHECK(bench_count(b, "kind:person form:name", NULL).documents == 2);
    b->least = 80;
    CHECK_QUERY("kind:org", "name"); /* what was found, however sure */
    /* what is decided counts at once, and no more when taken back */
    dl_decision d = {
        .kind = DL_DECISION_NOT_NAME, .reach = DL_REACH_EVERYWHERE, .spelling = "Tern"};
    char undone[DL_DECISION_ID];
    bench_decide(b, &d);
    CHECK_QUERY("kind:other", "");
    bench_revoke(b, d.id, undone);
    CHECK_QUERY("kind:other", "ship");
    /* another source: the row is made anew, its mentions are not */
    dl_decision moved = {.kind = DL_DECISION_FACT, .fact = DL_FACT_SOURCE, .value = "Zeta"};
    memcpy(moved.sha256, sample_hash(&b->arena, &forms[0]), sizeof moved.sha256);
    bench_decide(b, &moved);
    CHECK_QUERY("form:office source:zeta", "office");
}

/* --- how sure --- */

static const sample sure[] = {
    {.origin = "1",
     .body = "[Orlan|person/orlan=95] and [Orlan|person/orlan=40]; [Havn|place/havn=60].",
     .date = "2024-04-01",
     .source = "Wire"},
    {.origin = "2",
     .body = "[Orlan|person/orlan=40] here. [Havn|place/havn=90] too.",
     .date = "2024-04-02"},
    {.origin = "3",
     .body = "[Orlan|person/orlan=60], [Orlan|person/orlan=60], [Orlan|person/orlan=80].",
     .date = "2024-04-03",
     .source = "Wire"},
};

/* The places of the mentions of ENTITY under TEXT: "origin:start ...". */
static const char *walked(bench *b, const char *text, const char *entity, dl_order order, bool back)
{
    dl_query query = bench_query(b, text);
    dl_mention_row *found = NULL;
    size_t count = 0;
    dl_str line;
    dl_str_init(&line);
    CHECK_OK(b->ops->mentions(b->store, &query, entity, order, no_anchor, 0, 0, back, 99, &b->arena,
                              &found, &count, &test_error));
    for (size_t i = 0; i < count; i++)
        dl_str_addf(&line, "%s%u", i ? " " : "", found[i].mention.confidence);
    dl_str_addf(&b->transcript, "\n%s", line.text);
    const char *copy = dl_arena_strdup(&b->arena, line.text);
    dl_str_release(&line);
    return copy;
}

static void test_least(void *context)
{
    static const char orlan[] = "person/orlan", havn[] = "place/havn";
    bench *b = context;
    bench_put_all(b, sure, 3);
    CHECK(bench_count(b, "", orlan).mentions == 6);
    CHECK_TEXT(walked(b, "", orlan, DL_ORDER_OLDEST, false), "95 40 40 60 60 80");
    b->least = 60;
    CHECK(bench_count(b, "", orlan).mentions == 4);
    CHECK(bench_count(b, "", orlan).documents == 3);
    CHECK(bench_count(b, "source:wire", orlan).mentions == 4);
    CHECK_TEXT(walked(b, "", orlan, DL_ORDER_OLDEST, false), "95 60 60 80");
    CHECK_TEXT(walked(b, "", orlan, DL_ORDER_NEWEST, true), "95 80 60 60");
    CHECK_TEXT(walked(b, "", orlan, DL_ORDER_HITS, false), "60 60 80 95");
    CHECK_QUERY("person:orlan", "1 3");
    CHECK_QUERY("-person:orlan", "2");
    CHECK_QUERY("near(orlan, havn, document)", "1");
    CHECK_TEXT(bench_entities(b, "", 9), "person/orlan 4/2, place/havn 2/2");
    CHECK_TEXT(bench_entities(b, "source:wire", 9), "person/orlan 4/2, place/havn 1/1");
    b->least = 85;
    CHECK(bench_count(b, "", orlan).mentions == 1);
    CHECK(bench_count(b, "date:2024-04-02..", havn).mentions == 1);
    CHECK_QUERY("place:havn", "2");
    CHECK_QUERY("near(orlan, havn, document)", "");
    dl_query query = bench_query(b, "");
    rows all = bench_list(b, &query, DL_ORDER_OLDEST, no_anchor, false, 9);
    CHECK(all.count == 3);
    uint64_t before = 99;
    dl_anchor last = bench_anchor(&all.items[2]);
    CHECK_OK(b->ops->mentions_before(b->store, &query, orlan, DL_ORDER_OLDEST, last, &before,
                                     &test_error));
    CHECK(before == 1);
    b->least = 100;
    CHECK_TEXT(bench_entities(b, "", 9), "");
}

/* Of documents at random both backends answer the same, whatever has to be sure. */
static void test_least_of_many(void *context)
{
    bench *b = context;
    bench_put_random(b, RANDOM_DOCUMENTS);
    for (b->least = 0; b->least <= 100; b->least += 25)
        for (size_t f = 0; f < FILTERS; f++) {
            bench_count(b, bench_filters[f], BENCH_FOCUS);
            bench_entities(b, bench_filters[f], 30);
            for (size_t i = 0; i < ORDERS; i++) {
                dl_query query = bench_query(b, bench_filters[f]);
                bench_list(b, &query, orders[i], no_anchor, false, 100);
                walked(b, bench_filters[f], BENCH_FOCUS, orders[i], i % 2);
            }
        }
}

const bench_test suite_names[] = {
    {"forms and kinds", test_forms},
    {"how sure a mention must be", test_least},
    {"how sure, of documents at random", test_least_of_many},
    {"all that bear a name", test_namesakes},
    {"a country and its bodies", test_countries},
    {"a country of many bodies", test_many_bodies},
    {NULL, NULL},
};
