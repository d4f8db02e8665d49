/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader decides, applied to what was imported, now and whenever it comes anew. */
#include <stdio.h>
#include <string.h>

#include "bench.h"

static const sample talks = {.origin = "talks.txt",
                             .title = "[Orlan|person/orlan] speaks",
                             .body = "[Orlan|person/orlan] met the [Guild|org/guild]. The guild "
                                     "said no. [ORLAN|person/orlan] left. Join our list.",
                             .source = "Norland Wire",
                             .country = "NO",
                             .publisher = "Mirror",
                             .via = {"Norland Wire", "Zeta"},
                             .date = "2022-02-13"};
static const sample ferry = {.origin = "ferry.txt",
                             .title = "A ferry",
                             .body =
                                 "The ferry [Orlan|person/orlan] sank. [Jan Orlan|person/orlan] "
                                 "was not on it.",
                             .source = "Harbour Post",
                             .country = "SE",
                             .date = "2022-02-13"};
static const sample other = {.origin = "other.txt",
                             .body = "The [Guild|org/guild] of [Norland|country/NO].",
                             .source = "norland wire",
                             .date = "2023-05-01"};

static const dl_entity guild = {"org/guild", "Guild", DL_KIND_ORGANISATION};
static const dl_entity ship = {"other/orlan", "Orlan (ship)", DL_KIND_OTHER};

/* --- saying it --- */

/* Date, how, source, country, publisher, first via, title, author, place, end of the document. */
static const char *facts_of(bench *b, const sample *from)
{
    dl_stored stored = bench_stored(b, from);
    const dl_document *d = &stored.document;
    char date[DL_DATE_TEXT];
    size_t len = strlen(d->body);
    const char *text = dl_arena_printf(
        &b->arena, "%s %s|%s %s|%s|%s|%s|%s|%s|%s|%x", dl_date_format(d->published, date),
        dl_how_name(d->published.how), d->source ? d->source : "-",
        d->source_country ? d->source_country : "-", d->publisher ? d->publisher : "-",
        d->via_count ? d->via[0] : "-", d->title ? d->title : "-", d->author ? d->author : "-",
        d->place ? d->place : "-", d->body + (len > 9 ? len - 9 : 0), stored.decided);
    dl_str_addf(&b->transcript, "\n%s: %s", from->origin, text);
    return text;
}

static dl_decision about_spelling(bench *b, dl_reach reach, const sample *from,
                                  const char *spelling, const char *entity, const dl_entity *to)
{
    dl_decision d = {.kind = to ? DL_DECISION_ENTITY : DL_DECISION_NOT_NAME,
                     .reach = reach,
                     .spelling = spelling,
                     .entity = entity};
    if (to)
        d.to = *to;
    if (reach != DL_REACH_EVERYWHERE)
        memcpy(d.sha256, sample_hash(&b->arena, from), sizeof d.sha256);
    return d;
}

/* A decision about the NUMBER-th mention of the document alone. */
static dl_decision about_mention(bench *b, const sample *from, size_t number, const dl_entity *to)
{
    dl_decision d = about_spelling(b, DL_REACH_HERE, from, NULL, NULL, to);
    dl_stored stored = bench_stored(b, from);
    const dl_mention *m = &stored.mentions[number];
    CHECK(dl_passage_make(&b->arena, &stored.document, m->field, m->start, m->end, &d.passage));
    return d;
}

static dl_decision about_fact(bench *b, const sample *from, dl_fact fact, const char *value)
{
    dl_decision d = {.kind = DL_DECISION_FACT, .fact = fact, .value = value};
    memcpy(d.sha256, sample_hash(&b->arena, from), sizeof d.sha256);
    return d;
}

static void put_all(bench *b)
{
    bench_put_all(b, (const sample[]){talks, ferry, other}, 3);
}

static uint64_t spelled(bench *b, const char *entity, const char *spelling)
{
    uint64_t mentions = 99;
    CHECK_OK(b->ops->spelled(b->store, entity, spelling, &mentions, &test_error));
    return mentions;
}

/* --- mentions --- */

#define TALKS "Orlan=person/orlan, Orlan=person/orlan, Guild=org/guild, ORLAN=person/orlan"
#define FERRY "Orlan=person/orlan, Jan Orlan=person/orlan"

static void test_everywhere(void *context)
{
    bench *b = context;
    char undo[DL_DECISION_ID], redo[DL_DECISION_ID];
    put_all(b);
    CHECK_TEXT(bench_mentions(b, &talks), TALKS);
    CHECK(spelled(b, "person/orlan", "orlan") == 4);
    dl_decision d = about_spelling(b, DL_REACH_EVERYWHERE, NULL, "Orlan", "person/orlan", NULL);
    bench_decide(b, &d);
    CHECK_TEXT(bench_mentions(b, &talks), "Guild=org/guild");
    CHECK_TEXT(bench_mentions(b, &ferry), "Jan Orlan=person/orlan");
    CHECK_TEXT(bench_entities(b, "", 9), "org/guild 2/2, country/NO 1/1, person/orlan 1/1");
    CHECK(spelled(b, "person/orlan", "orlan") == 0);
    bench_check(b);
    bench_revoke(b, d.id, undo);
    CHECK_TEXT(bench_mentions(b, &talks), TALKS);
    CHECK_TEXT(bench_mentions(b, &ferry), FERRY);
    bench_revoke(b, undo, redo);
    CHECK_TEXT(bench_mentions(b, &talks), "Guild=org/guild");
    bench_revoke(b, redo, undo);
    CHECK_TEXT(bench_entities(b, "", 9), "person/orlan 5/2, org/guild 2/2, country/NO 1/1");
}

static const sample headline = {.origin = "headline.txt",
                                .title = "[NO PILOTS CO|org/no-pilots-co] SAILS",
                                .body = "The boats went out.",
                                .date = "2022-02-14"};
static const sample article = {.origin = "article.txt",
                               .body = "[No Pilots Co|org/no-pilots-co] sails at dawn.",
                               .date = "2022-02-15"};

/* A spelling goes in capitals and in others, two letters as well as more; and what comes later is asked, too. */
static void test_two_letters(void *context)
{
    static const char *const spellings[] = {"NO PILOTS CO", "No Pilots Co", "no pilots CO"};
    bench *b = context;
    for (size_t i = 0; i < 3; i++) {
        char undo[DL_DECISION_ID];
        uint64_t mentions = 99, documents = 99;
        dl_decision d = about_spelling(b, DL_REACH_EVERYWHERE, NULL, spellings[i],
                                       i == 2 ? NULL : "org/no-pilots-co", NULL);
        if (i == 0)
            bench_put_all(b, (const sample[]){headline}, 1);
        CHECK_OK(b->ops->affected(b->store, &d, &mentions, &documents, &test_error));
        CHECK(mentions == (i ? 2 : 1) && documents == mentions);
        bench_decide(b, &d);
        if (i == 0)
            bench_put_all(b, (const sample[]){article}, 1);
        CHECK_TEXT(bench_mentions(b, &headline), "");
        CHECK_TEXT(bench_mentions(b, &article), "");
        bench_revoke(b, d.id, undo);
        CHECK(spelled(b, "org/no-pilots-co", "no pilots co") == 2);
        bench_check(b);
    }
}

static void test_another_entity(void *context)
{
    bench *b = context;
    char undo[DL_DECISION_ID];
    put_all(b);
    dl_decision first =
        about_spelling(b, DL_REACH_EVERYWHERE, NULL, "orlan", "person/orlan", &ship);
    bench_decide(b, &first);
    CHECK_TEXT(bench_mentions(b, &ferry), "Orlan=other/orlan, Jan Orlan=person/orlan");
    CHECK_TEXT(bench_resolve(b, DL_KIND_COUNT, "orlan", 9), "other/orlan person/orlan");
    dl_stored stored = bench_stored(b, &ferry);
    CHECK(stored.mentions[0].kind == DL_KIND_OTHER);
    CHECK(stored.mentions[0].rule == DL_RULE_READER);
    CHECK(stored.mentions[0].confidence == 100);
    /* what comes of the first, in one text */
    dl_decision then = about_spelling(b, DL_REACH_TEXT, &talks, "Orlan", "other/orlan", &guild);
    bench_decide(b, &then);
    CHECK_TEXT(bench_mentions(b, &talks),
               "Orlan=org/guild, Orlan=org/guild, Guild=org/guild, ORLAN=org/guild");
    CHECK_TEXT(bench_mentions(b, &ferry), "Orlan=other/orlan, Jan Orlan=person/orlan");
    bench_check(b);
    bench_revoke(b, first.id, undo);
    CHECK_TEXT(bench_mentions(b, &talks), TALKS);
    CHECK_TEXT(bench_mentions(b, &ferry), FERRY);
    bench_revoke(b, undo, undo);
    CHECK_TEXT(bench_mentions(b, &talks),
               "Orlan=org/guild, Orlan=org/guild, Guild=org/guild, ORLAN=org/guild");
}

static dl_decision about_entity(const char *entity, const dl_entity *to)
{
    return (dl_decision){
        .kind = DL_DECISION_MERGE, .reach = DL_REACH_EVERYWHERE, .entity = entity, .to = *to};
}

static void test_merge(void *context)
{
    bench *b = context;
    char undo[DL_DECISION_ID], gone[DL_DECISION_ID];
    put_all(b);
    CHECK(spelled(b, "person/orlan", NULL) == 5);
    CHECK(spelled(b, "person/nobody", NULL) == 0);
    dl_decision merge = about_entity("person/orlan", &guild);
    bench_decide(b, &merge);
    CHECK_TEXT(bench_mentions(b, &talks),
               "Orlan=org/guild, Orlan=org/guild, Guild=org/guild, ORLAN=org/guild");
    CHECK_TEXT(bench_mentions(b, &ferry), "Orlan=org/guild, Jan Orlan=org/guild");
    CHECK_TEXT(bench_entities(b, "", 9), "org/guild 7/3, country/NO 1/1");
    CHECK_TEXT(bench_resolve(b, DL_KIND_COUNT, "jan orlan", 9), "org/guild");
    CHECK(spelled(b, "org/guild", NULL) == 7);
    dl_stored stored = bench_stored(b, &ferry);
    CHECK(stored.mentions[1].kind == DL_KIND_ORGANISATION);
    CHECK(stored.mentions[1].rule == DL_RULE_READER);
    bench_check(b);
    /* another on top of it; what is merged back is with the rest */
    dl_decision then = about_entity("org/guild", &ship), back = about_entity("other/orlan", &guild);
    bench_decide(b, &then);
    CHECK_TEXT(bench_mentions(b, &ferry), "Orlan=other/orlan, Jan Orlan=other/orlan");
    CHECK_TEXT(bench_mentions(b, &other), "Guild=other/orlan, Norland=country/NO");
    bench_decide(b, &back);
    CHECK_TEXT(bench_entities(b, "", 9), "org/guild 7/3, country/NO 1/1");
    bench_check(b);
    bench_revoke(b, back.id, gone);
    bench_revoke(b, then.id, gone);
    /* what comes later is merged, too, until that is undone */
    static const sample late = {.origin = "late.txt", .body = "[J. Orlan|person/orlan] is back."};
    bench_put_all(b, &late, 1);
    CHECK_TEXT(bench_mentions(b, &late), "J. Orlan=org/guild");
    bench_revoke(b, merge.id, undo);
    CHECK_TEXT(bench_mentions(b, &talks), TALKS);
    CHECK_TEXT(bench_mentions(b, &ferry), FERRY);
    CHECK_TEXT(bench_mentions(b, &late), "J. Orlan=person/orlan");
    bench_check(b);
}

/* What was merged is found by what it was called, as long as it is. */
static void test_merged_is_found(void *context)
{
    bench *b = context;
    char undo[DL_DECISION_ID], then_undo[DL_DECISION_ID];
    dl_entity entity;
    put_all(b);
    dl_decision merge = about_entity("country/NO", &guild), then = about_entity("org/guild", &ship);
    bench_decide(b, &merge);
    CHECK_TEXT(bench_resolve(b, DL_KIND_COUNT, "COUNTRY/no", 9), "org/guild");
    CHECK_TEXT(bench_resolve(b, DL_KIND_COUNTRY, "no", 9), "");
    CHECK_TEXT(bench_resolve(b, DL_KIND_ORGANISATION, "country/NO", 9), "org/guild");
    CHECK_QUERY("entity:country/NO", "talks.txt other.txt");
    CHECK_OK(b->ops->entity(b->store, "country/NO", &b->arena, &entity, &test_error));
    CHECK_TEXT(entity.id, "org/guild");
    bench_decide(b, &then);
    CHECK_TEXT(bench_resolve(b, DL_KIND_COUNT, "country/no", 9), "other/orlan");
    CHECK_TEXT(bench_resolve(b, DL_KIND_COUNT, "org/guild", 9), "other/orlan");
    CHECK_OK(b->ops->entity(b->store, "country/NO", &b->arena, &entity, &test_error));
    CHECK_TEXT(entity.id, "other/orlan");
    bench_revoke(b, merge.id, undo);
    CHECK_TEXT(bench_resolve(b, DL_KIND_COUNT, "country/no", 9), "country/NO");
    CHECK_OK(b->ops->entity(b->store, "country/NO", &b->arena, &entity, &test_error));
    CHECK_TEXT(entity.id, "country/NO");
    bench_revoke(b, then.id, then_undo);
    bench_revoke(b, undo, undo);
    CHECK_TEXT(bench_resolve(b, DL_KIND_COUNT, "country/no", 9), "org/guild");
    CHECK_STATUS(b->ops->entity(b->store, "country/XX", &b->arena, &entity, &test_error),
                 DL_ERR_NOT_FOUND);
    /* by a name that no mention has any more */
    static const sample odd = {
        .origin = "odd.txt",
        .body = "[Ada Brandt|person/ada-brandt] came, [Brandt|person/ada-brandt] left."};
    bench_put_all(b, &odd, 1);
    dl_decision none =
        about_spelling(b, DL_REACH_EVERYWHERE, NULL, "Ada Brandt", "person/ada-brandt", NULL);
    bench_decide(b, &none);
    dl_decision away = about_entity("person/ada-brandt", &guild);
    bench_decide(b, &away);
    CHECK_TEXT(bench_resolve(b, DL_KIND_COUNT, "Ada Brandt", 9), "org/guild");
}

static void test_merge_in_a_text(void *context)
{
    bench *b = context;
    char undo[DL_DECISION_ID];
    put_all(b);
    dl_decision merge = about_entity("person/orlan", &guild);
    merge.reach = DL_REACH_TEXT;
    memcpy(merge.sha256, sample_hash(&b->arena, &ferry), sizeof merge.sha256);
    bench_decide(b, &merge);
    CHECK_TEXT(bench_mentions(b, &ferry), "Orlan=org/guild, Jan Orlan=org/guild");
    CHECK_TEXT(bench_mentions(b, &talks), TALKS);
    bench_check(b);
    bench_revoke(b, merge.id, undo);
    CHECK_TEXT(bench_mentions(b, &ferry), FERRY);
    merge = about_entity("org/guild", &guild);
    CHECK_STATUS(b->ops->decide(b->store, &merge, 1, NULL, &test_error), DL_ERR_INVALID);
}

static void test_here(void *context)
{
    bench *b = context;
    char undo[DL_DECISION_ID];
    put_all(b);
    dl_decision name = about_mention(b, &ferry, 0, NULL);
    bench_decide(b, &name);
    CHECK_TEXT(bench_mentions(b, &ferry), "Jan Orlan=person/orlan");
    dl_decision link = about_mention(b, &talks, 3, &ship);
    bench_decide(b, &link);
    CHECK_TEXT(bench_mentions(b, &talks),
               "Orlan=person/orlan, Orlan=person/orlan, Guild=org/guild, ORLAN=other/orlan");
    bench_revoke(b, name.id, undo);
    CHECK_TEXT(bench_mentions(b, &ferry), FERRY);
    CHECK_STATUS(b->ops->decide(b->store, &(dl_decision){.kind = DL_DECISION_NOT_NAME}, 1, NULL,
                                &test_error),
                 DL_ERR_INVALID);
}

/* --- facts --- */

static void test_date(void *context)
{
    bench *b = context;
    char undo[DL_DECISION_ID];
    put_all(b);
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_OLDEST), "talks.txt ferry.txt other.txt");
    dl_decision d = about_fact(b, &talks, DL_FACT_DATE, "2024-07");
    bench_decide(b, &d);
    CHECK_TEXT(facts_of(b, &talks), "2024-07 reader|Norland Wire NO|Mirror|Norland Wire|Orlan "
                                    "speaks|-|-|our list.|1");
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_OLDEST), "ferry.txt other.txt talks.txt");
    CHECK_TEXT(bench_origins(b, "date:2024", DL_ORDER_OLDEST), "talks.txt");
    CHECK_TEXT(bench_mentions(b, &talks), TALKS);
    CHECK_TEXT(bench_origins(b, "person:orlan guild", DL_ORDER_NEWEST), "talks.txt");
    CHECK(bench_count(b, "", NULL).undated == 0);
    dl_decision none = about_fact(b, &talks, DL_FACT_DATE, NULL);
    bench_decide(b, &none);
    CHECK(bench_count(b, "", NULL).undated == 1);
    CHECK(bench_stored(b, &talks).document.published.precision == DL_PRECISION_NONE);
    bench_check(b);
    bench_revoke(b, none.id, undo);
    bench_revoke(b, d.id, undo);
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_OLDEST), "talks.txt ferry.txt other.txt");
    CHECK_TEXT(facts_of(b, &talks), "2022-02-13 stated|Norland Wire NO|Mirror|Norland Wire|Orlan "
                                    "speaks|-|-|our list.|0");
}

static void test_facts(void *context)
{
    bench *b = context;
    char undo[DL_DECISION_ID];
    put_all(b);
    static const struct {
        dl_fact fact;
        const char *value;
    } facts[] = {{DL_FACT_SOURCE, "Guild Gazette"},
                 {DL_FACT_PUBLISHER, NULL},
                 {DL_FACT_TITLE, "Words of Orlan"},
                 {DL_FACT_AUTHOR, "A. Brandt"},
                 {DL_FACT_PLACE, "HAVEN"}};
    dl_decision made[5];
    for (size_t i = 0; i < 5; i++) {
        made[i] = about_fact(b, &talks, facts[i].fact, facts[i].value);
        bench_decide(b, &made[i]);
    }
    CHECK_TEXT(facts_of(b, &talks), "2022-02-13 stated|Guild Gazette -|-|Norland Wire|Words of "
                                    "Orlan|A. Brandt|HAVEN|our list.|3e");
    CHECK_TEXT(bench_mentions(b, &talks),
               "Orlan=person/orlan, Guild=org/guild, ORLAN=person/orlan");
    CHECK_TEXT(bench_origins(b, "words", DL_ORDER_OLDEST), "talks.txt");
    CHECK_TEXT(bench_origins(b, "source:\"Guild Gazette\"", DL_ORDER_OLDEST), "talks.txt");
    CHECK_TEXT(bench_origins(b, "speaks", DL_ORDER_OLDEST), "");
    bench_check(b);
    dl_stored imported;
    CHECK_OK(b->ops->imported(b->store, bench_key(b, &talks), &b->arena, &imported, &test_error));
    CHECK_TEXT(imported.document.title, "Orlan speaks");
    CHECK_TEXT(imported.document.source, "Norland Wire");
    CHECK_TEXT(imported.document.publisher, "Mirror");
    CHECK(imported.mentions_count == 4);
    for (size_t i = 5; i > 0; i--)
        bench_revoke(b, made[i - 1].id, undo);
    CHECK_TEXT(facts_of(b, &talks), "2022-02-13 stated|Norland Wire NO|Mirror|Norland Wire|Orlan "
                                    "speaks|-|-|our list.|0");
    CHECK_TEXT(bench_mentions(b, &talks), TALKS);
}

static void test_end(void *context)
{
    bench *b = context;
    char undo[DL_DECISION_ID];
    put_all(b);
    dl_stored stored = bench_stored(b, &talks);
    const char *body = stored.document.body, *end = strstr(body, "no.") + 3;
    dl_decision d = about_fact(b, &talks, DL_FACT_END, NULL);
    CHECK(dl_passage_make(&b->arena, &stored.document, DL_FIELD_BODY, (size_t)(end - body) - 9,
                          (size_t)(end - body), &d.passage));
    bench_decide(b, &d);
    CHECK_TEXT(facts_of(b, &talks), "2022-02-13 stated|Norland Wire NO|Mirror|Norland Wire|Orlan "
                                    "speaks|-|-| said no.|40");
    CHECK_TEXT(bench_mentions(b, &talks),
               "Orlan=person/orlan, Orlan=person/orlan, Guild=org/guild");
    CHECK_TEXT(bench_origins(b, "list", DL_ORDER_OLDEST), "");
    bench_check(b);
    bench_revoke(b, d.id, undo);
    CHECK_TEXT(bench_mentions(b, &talks), TALKS);
    CHECK_TEXT(bench_origins(b, "list", DL_ORDER_OLDEST), "talks.txt");
}

/* --- sources --- */

static void test_sources(void *context)
{
    bench *b = context;
    char undo[DL_DECISION_ID], country_undo[DL_DECISION_ID];
    put_all(b);
    CHECK_TEXT(bench_sources(b, ""), "Harbour Post 1/1, Norland Wire 1/1, norland wire 1/1");
    dl_decision join = {
        .kind = DL_DECISION_SOURCE_NAME, .source = "norland wire", .value = "Norland Wire"};
    dl_decision name = {
        .kind = DL_DECISION_SOURCE_NAME, .source = "Norland Wire", .value = "Wire of Norland"};
    dl_decision country = {
        .kind = DL_DECISION_SOURCE_COUNTRY, .source = "Wire of Norland", .value = "DK"};
    bench_decide(b, &join);
    CHECK_TEXT(bench_sources(b, ""), "Harbour Post 1/1, Norland Wire 2/2");
    bench_decide(b, &name);
    CHECK_TEXT(bench_sources(b, ""), "Harbour Post 1/1, Wire of Norland 2/2");
    CHECK_TEXT(facts_of(b, &talks), "2022-02-13 stated|Wire of Norland NO|Mirror|Wire of Norland|"
                                    "Orlan speaks|-|-|our list.|0");
    bench_decide(b, &country);
    CHECK_TEXT(facts_of(b, &other), "2023-05-01 stated|Wire of Norland DK|-|-|-|-|-|"
                                    " Norland.|0");
    dl_source_row *list;
    size_t count = 0;
    CHECK_OK(b->ops->sources(b->store, &everything, &b->arena, &list, &count, &test_error));
    CHECK(count == 2);
    CHECK_TEXT(list[1].country, "DK");
    bench_check(b);
    bench_revoke(b, country.id, country_undo);
    CHECK_OK(b->ops->sources(b->store, &everything, &b->arena, &list, &count, &test_error));
    CHECK_TEXT(list[1].country, "NO");
    bench_revoke(b, join.id, undo); /* the later one goes on holding */
    CHECK_TEXT(bench_sources(b, ""), "Harbour Post 1/1, norland wire 1/1, Wire of Norland 1/1");
    bench_revoke(b, name.id, undo);
    CHECK_TEXT(bench_sources(b, ""), "Harbour Post 1/1, Norland Wire 1/1, norland wire 1/1");
}

/* --- what comes anew --- */

static void test_version(void *context)
{
    bench *b = context;
    put_all(b);
    dl_decision date = about_fact(b, &talks, DL_FACT_DATE, "2024-07-02");
    dl_decision name = about_spelling(b, DL_REACH_TEXT, &talks, "Orlan", "person/orlan", NULL);
    dl_decision here = about_mention(b, &talks, 2, &ship);
    bench_decide(b, &date);
    bench_decide(b, &name);
    bench_decide(b, &here);
    sample newer = talks, newest = talks, late = ferry;
    newer.body = "More on it. [Orlan|person/orlan] met the [Guild|org/guild]. The end.";
    newest.body = "Then: [Orlan|person/orlan] met the [Guild|org/guild] again.";
    CHECK(sample_store(b->store, &newer) == DL_PUT_VERSION);
    CHECK_TEXT(facts_of(b, &newer), "2024-07-02 reader|Norland Wire NO|Mirror|Norland Wire|Orlan "
                                    "speaks|-|-| The end.|1");
    CHECK_TEXT(bench_mentions(b, &newer), "Guild=other/orlan");
    CHECK(sample_store(b->store, &newest) == DL_PUT_VERSION);
    CHECK_TEXT(bench_mentions(b, &newest), "Guild=other/orlan");
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_OLDEST), "ferry.txt other.txt talks.txt");
    bench_check(b);
    /* a decision made by then about the first counts for what has come of it */
    dl_decision author = about_fact(b, &talks, DL_FACT_AUTHOR, "B. Holm");
    bench_decide(b, &author);
    CHECK_TEXT(bench_stored(b, &newest).document.author, "B. Holm");
    /* back to the first, and a document that is one already */
    CHECK(sample_store(b->store, &talks) == DL_PUT_VERSION);
    CHECK_TEXT(bench_mentions(b, &talks), "Guild=other/orlan");
    late.origin = talks.origin;
    late.hash = sample_hash(&b->arena, &ferry);
    CHECK(sample_store(b->store, &late) == DL_PUT_VERSION);
    CHECK_TEXT(bench_mentions(b, &ferry), "Jan Orlan=person/orlan");
    CHECK_TEXT(facts_of(b, &ferry), "2024-07-02 reader|Harbour Post SE|-|-|A ferry|B. Holm|-|"
                                    "ot on it.|11");
}

static void test_import(void *context)
{
    bench *b = context;
    dl_decision d = about_spelling(b, DL_REACH_EVERYWHERE, NULL, "Orlan", "person/orlan", NULL);
    dl_decision date = about_fact(b, &talks, DL_FACT_DATE, "2024-07-02");
    bench_decide(b, &d);
    bench_decide(b, &date);
    put_all(b);
    CHECK_TEXT(bench_mentions(b, &talks), "Guild=org/guild");
    CHECK_TEXT(bench_mentions(b, &ferry), "Jan Orlan=person/orlan");
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_OLDEST), "ferry.txt other.txt talks.txt");
    sample again = ferry;
    CHECK(sample_store(b->store, &again) == DL_PUT_UNCHANGED);
    CHECK_TEXT(bench_mentions(b, &ferry), "Jan Orlan=person/orlan");
}

static void test_annotated(void *context)
{
    bench *b = context;
    char undo[DL_DECISION_ID];
    bool changed = true;
    put_all(b);
    dl_decision d = about_spelling(b, DL_REACH_EVERYWHERE, NULL, "Orlan", "person/orlan", NULL);
    bench_decide(b, &d);
    sample found = ferry;
    found.hash = sample_hash(&b->arena, &ferry);
    found.body = "The [ferry|other/ferry] [Orlan|person/orlan] sank. Jan [Orlan|person/orlan] was "
                 "not on it.";
    dl_put put = sample_put(&b->arena, &found);
    CHECK_OK(b->ops->annotated(b->store, bench_key(b, &ferry), &put, &changed, &test_error));
    CHECK(changed);
    CHECK_TEXT(bench_mentions(b, &ferry), "ferry=other/ferry");
    CHECK_OK(b->ops->annotated(b->store, bench_key(b, &ferry), &put, &changed, &test_error));
    CHECK(!changed);
    bench_check(b);
    bench_revoke(b, d.id, undo);
    CHECK_TEXT(bench_mentions(b, &ferry),
               "ferry=other/ferry, Orlan=person/orlan, Orlan=person/orlan");
    dl_mention outside = {.field = DL_FIELD_BODY, .start = 1, .end = 999, .entity = "org/guild"};
    put.mentions = &outside;
    put.mentions_count = 1;
    CHECK_STATUS(b->ops->annotated(b->store, bench_key(b, &ferry), &put, &changed, &test_error),
                 DL_ERR_INVALID);
    CHECK_STATUS(b->ops->annotated(b->store, 12345, &put, &changed, &test_error), DL_ERR_NOT_FOUND);
}

/* The origins of the documents whose names VERSION did not find. */
static const char *outdated(bench *b, const char *version)
{
    dl_query query = {.outdated = version};
    dl_counts counts;
    dl_str list;
    rows found = bench_list(b, &query, DL_ORDER_OLDEST, no_anchor, false, 10);
    dl_str_init(&list);
    for (size_t i = 0; i < found.count; i++) {
        dl_stored stored;
        CHECK_OK(b->ops->get(b->store, found.items[i].key, &b->arena, &stored, &test_error));
        dl_str_addf(&list, "%s%s", list.len ? " " : "", stored.document.origin);
        CHECK(!stored.annotator || strcmp(stored.annotator, version) != 0);
    }
    CHECK_OK(b->ops->count(b->store, &query, NULL, &counts, &test_error));
    CHECK(counts.documents == found.count);
    const char *text = dl_arena_strdup(&b->arena, dl_str_ok(&list) ? list.text : "?");
    dl_str_release(&list);
    return text;
}

/* Versions with how many documents each has. */
static const char *annotators(bench *b)
{
    dl_name_row *found = NULL;
    size_t count = 0;
    dl_str list;
    dl_str_init(&list);
    CHECK_OK(b->ops->annotators(b->store, &b->arena, &found, &count, &test_error));
    for (size_t i = 0; i < count; i++)
        dl_str_addf(&list, "%s%s:%d", i ? " " : "", found[i].name, (int)found[i].count);
    const char *text = dl_arena_strdup(&b->arena, dl_str_ok(&list) ? list.text : "?");
    dl_str_release(&list);
    return text;
}

/* The names of FROM are found by VERSION. */
static void annotate_by(bench *b, const sample *from, const char *version)
{
    bool changed = true;
    dl_put put = sample_put(&b->arena, from);
    put.annotator = version;
    CHECK_OK(b->ops->annotated(b->store, bench_key(b, from), &put, &changed, &test_error));
    CHECK(!changed);
}

static void test_outdated(void *context)
{
    bench *b = context;
    char undo[DL_DECISION_ID];
    CHECK_TEXT(annotators(b), "");
    put_all(b);
    CHECK_TEXT(outdated(b, "1"), "talks.txt ferry.txt other.txt");
    CHECK_TEXT(annotators(b), ":3");
    annotate_by(b, &ferry, "1");
    annotate_by(b, &talks, "2");
    CHECK_TEXT(annotators(b), ":1 1:1 2:1");
    CHECK_TEXT(outdated(b, "1"), "talks.txt other.txt");
    CHECK_TEXT(outdated(b, "2"), "ferry.txt other.txt");
    CHECK_TEXT(outdated(b, "3"), "talks.txt ferry.txt other.txt");
    CHECK_TEXT(bench_stored(b, &ferry).annotator, "1");
    /* what a decision makes of the names, and of the day, is no other version's */
    dl_decision name = about_spelling(b, DL_REACH_EVERYWHERE, NULL, "Orlan", "person/orlan", NULL);
    bench_decide(b, &name);
    CHECK_TEXT(outdated(b, "1"), "talks.txt other.txt");
    bench_revoke(b, name.id, undo);
    CHECK_TEXT(outdated(b, "1"), "talks.txt other.txt");
    /* but in a text that nobody has looked through there may be others */
    dl_decision title = about_fact(b, &ferry, DL_FACT_TITLE, "Another title");
    bench_decide(b, &title);
    CHECK_TEXT(outdated(b, "1"), "talks.txt ferry.txt other.txt");
    CHECK_TEXT(annotators(b), ":2 2:1");
    CHECK_OK(b->ops->forget(b->store, bench_key(b, &talks), &test_error));
    CHECK_TEXT(annotators(b), ":2");
    bench_check(b);
}

/* Names that were looked for in another text than is there by now are not taken. */
static void test_annotated_too_late(void *context)
{
    bench *b = context;
    bool changed = false;
    put_all(b);
    dl_put late = sample_put(&b->arena, &ferry);
    late.annotator = "1";
    dl_key key = bench_key(b, &ferry), second = bench_key(b, &talks);
    dl_decision title = about_fact(b, &ferry, DL_FACT_TITLE, "Another title");
    bench_decide(b, &title);
    CHECK_OK(b->ops->begin(b->store, &test_error));
    CHECK_STATUS(b->ops->annotated(b->store, key, &late, &changed, &test_error), DL_ERR_NOT_FOUND);
    CHECK_STATUS(b->ops->annotated(b->store, second, &late, &changed, &test_error),
                 DL_ERR_NOT_FOUND);
    late = sample_put(&b->arena, &talks);
    late.annotator = "1";
    CHECK_OK(b->ops->annotated(b->store, second, &late, &changed, &test_error));
    CHECK_OK(b->ops->commit(b->store, &test_error)); /* what is refused does not spoil the rest */
    CHECK_TEXT(outdated(b, "1"), "ferry.txt other.txt");
    bench_check(b);
}

/* Names are found anew, by whoever opened the store, where a decision changed the text. */
static dl_status annotate(void *context, const dl_document *document, dl_arena *arena, dl_put *ret,
                          dl_error *error)
{
    (void)error;
    ++*(size_t *)context;
    dl_mention *mention = dl_arena_calloc(arena, 1, sizeof *mention);
    dl_entity *entity = dl_arena_calloc(arena, 1, sizeof *entity);
    *entity = guild;
    *mention = (dl_mention){.field = DL_FIELD_TITLE,
                            .end = (uint32_t)strlen(document->title),
                            .entity = entity->id,
                            .kind = entity->kind};
    *ret =
        (dl_put){.mentions = mention, .mentions_count = 1, .entities = entity, .entities_count = 1};
    return DL_OK;
}

static void test_annotator(void *context)
{
    bench *b = context;
    char undo[DL_DECISION_ID];
    size_t asked = 0;
    b->store->annotate = annotate;
    b->store->annotate_context = &asked;
    put_all(b);
    CHECK(asked == 0);
    dl_decision author = about_fact(b, &talks, DL_FACT_AUTHOR, "A. Brandt");
    bench_decide(b, &author);
    CHECK(asked == 0);
    dl_decision title = about_fact(b, &talks, DL_FACT_TITLE, "The Guild");
    bench_decide(b, &title);
    CHECK(asked == 1);
    CHECK_TEXT(bench_mentions(b, &talks), "The Guild=org/guild");
    bench_check(b);
    CHECK(asked == 1);
    bench_revoke(b, title.id, undo);
    CHECK(asked == 2);
    CHECK_TEXT(bench_mentions(b, &talks), "Orlan speaks=org/guild");
}

/* --- the log --- */

static void test_log(void *context)
{
    bench *b = context;
    char undo[DL_DECISION_ID];
    dl_decision *log, copies[6];
    size_t count = 0, added = 9;
    put_all(b);
    dl_decision first =
        about_spelling(b, DL_REACH_EVERYWHERE, NULL, "orlan", "person/orlan", &ship);
    dl_decision second = about_spelling(b, DL_REACH_EVERYWHERE, NULL, "ORLAN", "other/orlan", NULL);
    dl_decision third = {
        .kind = DL_DECISION_SOURCE_NAME, .source = "norland wire", .value = "Norland Wire"};
    dl_decision fourth = about_fact(b, &other, DL_FACT_SOURCE, "Harbour Post");
    bench_decide(b, &first);
    bench_decide(b, &second);
    bench_decide(b, &third);
    bench_decide(b, &fourth);
    bench_revoke(b, second.id, undo);
    CHECK_OK(b->ops->decisions(b->store, &b->arena, &log, &count, &test_error));
    if (!CHECK(count == 5))
        return;
    CHECK_TEXT(log[0].id, first.id);
    CHECK_TEXT(log[1].spelling, "ORLAN");
    CHECK_TEXT(log[0].to.name, ship.name);
    CHECK_TEXT(log[3].value, "Harbour Post");
    CHECK_TEXT(log[4].revokes, second.id);
    for (size_t i = 1; i < count; i++)
        CHECK(log[i - 1].time < log[i].time);
    const char *talks_are = bench_mentions(b, &talks), *sources_are = bench_sources(b, "");
    CHECK_OK(b->ops->decide(b->store, log, count, &added, &test_error));
    CHECK(added == 0);
    /* taken one by one and the last first, into an archive that is empty of them: the same */
    dl_store *again = NULL, *here = b->store;
    CHECK_OK(b->ops->open(test_path(&b->arena, "again.db"), DL_OPEN_CREATE, &again, &test_error));
    b->store = again;
    put_all(b);
    for (size_t i = count; i > 0; i--) {
        copies[0] = log[i - 1];
        CHECK_OK(b->ops->decide(again, copies, 1, &added, &test_error));
        CHECK(added == 1);
        bench_check(b);
    }
    CHECK_TEXT(bench_mentions(b, &talks), talks_are);
    CHECK_TEXT(bench_mentions(b, &ferry), "Orlan=other/orlan, Jan Orlan=person/orlan");
    CHECK_TEXT(bench_sources(b, ""), sources_are);
    b->ops->close(again);
    b->store = here;
    remove(test_path(&b->arena, "again.db"));
}

static void test_rollback(void *context)
{
    bench *b = context;
    size_t added, count = 9;
    dl_decision *log;
    put_all(b);
    dl_decision d[2] = {about_spelling(b, DL_REACH_EVERYWHERE, NULL, "Orlan", "person/orlan", NULL),
                        {.kind = DL_DECISION_FACT}};
    CHECK_STATUS(b->ops->decide(b->store, d, 2, &added, &test_error), DL_ERR_INVALID);
    CHECK_TEXT(bench_mentions(b, &talks), TALKS);
    CHECK_OK(b->ops->begin(b->store, &test_error));
    bench_decide(b, &d[0]);
    CHECK_TEXT(bench_mentions(b, &talks), "Guild=org/guild");
    b->ops->rollback(b->store);
    CHECK_TEXT(bench_mentions(b, &talks), TALKS);
    CHECK_OK(b->ops->decisions(b->store, &b->arena, &log, &count, &test_error));
    CHECK(count == 0);
}

const bench_test suite_decide[] = {
    {"decisions: a name dismissed everywhere", test_everywhere},
    {"decisions: a spelling with words of two letters", test_two_letters},
    {"decisions: another entity", test_another_entity},
    {"decisions: one entity merged into another", test_merge},
    {"decisions: what was merged is found", test_merged_is_found},
    {"decisions: merged in one text", test_merge_in_a_text},
    {"decisions: one mention", test_here},
    {"decisions: a date moves the document", test_date},
    {"decisions: facts", test_facts},
    {"decisions: the end of the text", test_end},
    {"decisions: sources joined, renamed, given a country", test_sources},
    {"decisions: a new version", test_version},
    {"decisions: an import after them", test_import},
    {"decisions: annotated anew", test_annotated},
    {"decisions: what found the names of a document", test_outdated},
    {"decisions: names found in a text that is another by now", test_annotated_too_late},
    {"decisions: a text changed is annotated", test_annotator},
    {"decisions: the log", test_log},
    {"decisions: not taken", test_rollback},
    {NULL, NULL},
};
