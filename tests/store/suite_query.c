/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What queries match, and what they hold in numbers and names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

/* --- queries --- */

static void test_terms(void *context)
{
    bench *b = context;
    bench_put_all(b, bench_library, LIBRARY);
    CHECK_QUERY("", "01 02 03 04 06 05");
    /* sources: source, publisher or via; any of them */
    CHECK_QUERY("source:\"harbour post\"", "02");
    CHECK_QUERY("source:mirror", "03 06");
    CHECK_QUERY("source:zeta", "06");
    CHECK_QUERY("source:none", "04 06");
    CHECK_QUERY("source:none source:harbour", "02 04 06");
    CHECK_QUERY("source:\"Norland Wire\"", "01 02 03 06 05");
    CHECK_QUERY("source:zeta source:mirror source:none", "03 04 06");
    CHECK_QUERY("source:unheard", "");
    CHECK_QUERY("source:unheard source:none", "04 06");
    /* dates: any of them */
    CHECK_QUERY("date:2021", "02 03 04");
    CHECK_QUERY("date:2021-03..2021-12-30", "03");
    CHECK_QUERY("date:..2020", "01");
    CHECK_QUERY("date:2021-12-31..", "04 06");
    CHECK_QUERY("date:2020 date:2022", "01 06");
    CHECK_QUERY("date:2020..2021-02 date:2021-02-28..2021-03", "01 02 03");
    CHECK_QUERY("date:undated", "05");
    CHECK_QUERY("date:inferred", "03");
    CHECK_QUERY("date:undated date:inferred", "03 05");
    CHECK_QUERY("date:undated date:2022 date:inferred", "03 06 05");
    /* entities: all of them */
    CHECK_QUERY("org:nato", "02 05");
    CHECK_QUERY("country:norland", "01 06");
    CHECK_QUERY("country:XN country:us", "01");
    CHECK_QUERY("person:brandt", "03 05");
    CHECK_QUERY("person:\"ada brandt\"", "03");
    CHECK_QUERY("person:karl-brandt", "05");
    CHECK_QUERY("entity:nato person:brandt", "05");
    CHECK_QUERY("org:nato country:norland", "");
    CHECK_QUERY("org:norland", "");
    /* together */
    CHECK_QUERY("source:\"Norland Wire\" date:2021", "02 03");
    CHECK_QUERY("source:\"Norland Wire\" date:2021 org:nato", "02");
    CHECK_QUERY("harbour source:none", "04");
    CHECK_QUERY("ship date:2021 person:brandt source:mirror", "03");
    CHECK_QUERY("ship source:zeta", "");
    CHECK_QUERY("nothing country:norland date:2022", "06");
}

static void test_words(void *context)
{
    bench *b = context;
    bench_put_all(b, bench_library, LIBRARY);
    CHECK_QUERY("ships", "02 05");
    CHECK_QUERY("SHIPS", "02 05");
    CHECK_QUERY("ship", "03 04");
    CHECK_QUERY("ship*", "02 03 04 05");
    CHECK_QUERY("ship harbour", "04");
    CHECK_QUERY("\"ship of state\"", "04");
    CHECK_QUERY("\"state of ship\"", "");
    CHECK_QUERY("\"the harbour\"", "02 04");
    CHECK_QUERY("\"harbour mas*\"", "");
    CHECK_QUERY("US", "01");
    CHECK_QUERY("U.S.", "01");
    CHECK_QUERY("us", "02");
    CHECK_QUERY("nato", "02 05");
    CHECK_QUERY("NATO", "02 05");
    CHECK_QUERY("\"nato ships\"", "02");
    CHECK_QUERY("envoy", "03");
    CHECK_QUERY("norland", "01 06");
    CHECK_QUERY("\"envoys of Norland\"", "01");
    CHECK_QUERY("talk", "01");
    CHECK_QUERY("\"talk envoys\"", ""); /* title and body are apart */
    CHECK_QUERY("平和", "04");
    CHECK_QUERY("和条", "04");
    CHECK_QUERY("和平", "");
    CHECK_QUERY("3.5", "06");
    CHECK_QUERY("yo-jong", "05");
    CHECK_QUERY("\"yo jong\"", "05");
    /* terms by hand: a prefix in a phrase, and texts without a word */
    dl_term term = {.kind = DL_TERM_TEXT, .text = "harbour mas", .prefix = true};
    dl_query query = {.terms = &term, .count = 1};
    CHECK(bench_list(b, &query, DL_ORDER_NEWEST, no_anchor, false, 9).count == 1);
    term.text = "";
    CHECK(bench_list(b, &query, DL_ORDER_NEWEST, no_anchor, false, 9).count == 0);
    term.text = " -- \" * ";
    CHECK(bench_list(b, &query, DL_ORDER_NEWEST, no_anchor, false, 9).count == 0);
}

static void test_excluded(void *context)
{
    bench *b = context;
    bench_put_all(b, bench_library, LIBRARY);
    /* words */
    CHECK_QUERY("-ship*", "01 06");
    CHECK_QUERY("harbour -ship", "02");
    CHECK_QUERY("ship* -nato -\"ship of state\"", "03");
    CHECK_QUERY("-unheardof", "01 02 03 04 06 05");
    CHECK_QUERY("nato -nato", "");
    CHECK_QUERY("title:ships", "05");
    CHECK_QUERY("title:nor*", "01");
    CHECK_QUERY("title:norland envoys", "01");
    CHECK_QUERY("ships -title:ships", "02");
    CHECK_QUERY("-title:ships", "01 02 03 04 06");
    /* sources */
    CHECK_QUERY("-source:\"norland wire\"", "04");
    CHECK_QUERY("-source:none", "01 02 03 05");
    CHECK_QUERY("source:mirror -source:none", "03");
    CHECK_QUERY("source:none -source:zeta", "04");
    CHECK_QUERY("-source:unheard", "01 02 03 04 06 05");
    CHECK_QUERY("via:\"Norland Wire\"", "02 06");
    CHECK_QUERY("via:zeta", "06");
    CHECK_QUERY("via:mirror", "");
    CHECK_QUERY("-via:\"Norland Wire\"", "01 03 04 05");
    CHECK_QUERY("via:zeta -via:unheard", "06");
    /* dates */
    CHECK_QUERY("-date:2021", "01 06 05");
    CHECK_QUERY("-date:undated", "01 02 03 04 06");
    CHECK_QUERY("date:2021 -date:2021-03", "02 04");
    CHECK_QUERY("date:2020..2022 -date:2021-01..2021-03 -date:2022", "01 04");
    CHECK_QUERY("-date:inferred", "01 02 04 06 05");
    CHECK_QUERY("date:2021 -date:inferred", "02 04");
    CHECK_QUERY("date:inferred date:2020 -date:2021", "01");
    CHECK_QUERY("date:2021 date:undated -date:2021", "05");
    CHECK_QUERY("since:1d", "");
    CHECK_QUERY("-since:1d", "01 02 03 04 06 05");
    CHECK_QUERY("since:9999y", "01 02 03 04 06");
    /* entities */
    CHECK_QUERY("-country:norland", "02 03 04 05");
    CHECK_QUERY("-country:norland -org:nato", "03 04");
    CHECK_QUERY("person:brandt -org:nato", "03");
    CHECK_QUERY("-person:brandt", "01 02 04 06");
    CHECK_QUERY("-person:unheard", "01 02 03 04 06 05");
    /* languages */
    CHECK_QUERY("lang:en", "01");
    CHECK_QUERY("lang:EN-gb", "01");
    CHECK_QUERY("lang:en-G", "");
    CHECK_QUERY("lang:ja", "04");
    CHECK_QUERY("-lang:en -lang:ja", "02 03 06 05");
    /* together */
    CHECK_QUERY("ship* -ship -title:ships -source:none", "02");
    dl_counts c = bench_count(b, "-country:norland", "org/nato");
    CHECK(c.documents == 4 && c.undated == 1 && c.mentions == 2);
    c = bench_count(b, "-date:2021", NULL);
    CHECK(c.documents == 3 && c.undated == 1 && c.inferred == 0);
    c = bench_count(b, "-ship*", NULL);
    CHECK(c.documents == 2);
    CHECK(bench_count(b, "-date:undated -source:none", NULL).documents == 3);
}

/* --- nearness --- */

static const sample near_library[] = {
    {.origin = "one sentence",
     .title = "[Union|org/union] news",
     .body = "[NATO|org/nato] met [Norland|country/XN].\n\n[Ada Brandt|person/ada-brandt] left.",
     .date = "2021-01-01"},
    {.origin = "one paragraph",
     .body = "[NATO|org/nato] met. [Norland|country/XN] did not.\n\n[Brandt|person/ada-brandt].",
     .date = "2021-01-02"},
    {.origin = "one document",
     .body = "[NATO|org/nato] met Gen.\n\n[Norland|country/XN] did not.",
     .date = "2021-01-03"},
    {.origin = "title",
     .title = "[NATO|org/nato] meets [Norland|country/XN]. [Union|org/union]?",
     .body = "[Brandt|person/ada-brandt] of the U.S. Navy and [Union|org/union] came.",
     .date = "2021-01-04"},
    {.origin = "alone", .body = "[NATO|org/nato] met.", .date = "2021-01-05"},
    {.origin = "twice",
     .body = "[NATO|org/nato] and [nato|org/nato], said [Brandt|person/karl-brandt] of it.",
     .date = "2021-01-06"},
    {.origin = "far",
     .body = "[NATO|org/nato]. [Ada Brandt|person/ada-brandt]. [NATO|org/nato] and [Norland|"
             "country/XN] and [Brandt|person/karl-brandt].",
     .date = "2021-01-07"},
};

static void test_near(void *context)
{
    bench *b = context;
    bench_put_all(b, near_library, sizeof near_library / sizeof *near_library);
    CHECK_QUERY("near(nato, norland, sentence)", "one sentence title far");
    CHECK_QUERY("near(norland, nato, sentence)", "one sentence title far");
    CHECK_QUERY("near(nato, norland, paragraph)", "one sentence one paragraph title far");
    CHECK_QUERY("near(nato, norland, document)",
                "one sentence one paragraph one document title far");
    CHECK_QUERY("near(nato, union, sentence)", "");
    CHECK_QUERY("near(nato, union, paragraph)", "title");
    CHECK_QUERY("near(nato, union, document)", "one sentence title");
    CHECK_QUERY("near(brandt, union, sentence)", "title");
    CHECK_QUERY("near(nato, nato, sentence)", "twice");
    CHECK_QUERY("near(nato, nato, paragraph)", "twice far");
    CHECK_QUERY("near(brandt, brandt, document)", "far");
    CHECK_QUERY("near(org/nato, person/karl-brandt, sentence)", "twice far");
    CHECK_QUERY("near(nato, \"ada brandt\", sentence)", "");
    CHECK_QUERY("near(nato, unheard, document)", "");
    CHECK_QUERY("-near(nato, norland, sentence)", "one paragraph one document alone twice");
    CHECK_QUERY("-near(nato, norland, document) -near(nato, unheard, document)", "alone twice");
    CHECK_QUERY("near(nato, norland, sentence) date:2021-01-04..", "title far");
    CHECK_QUERY("near(nato, norland, sentence) -person:ada-brandt", "");
    CHECK_QUERY("met near(nato, norland, paragraph)", "one sentence one paragraph");
    CHECK_QUERY("near(nato, norland, document) near(nato, brandt, sentence)", "far");
    CHECK(bench_count(b, "near(nato, norland, sentence)", "org/nato").documents == 3);
    CHECK(bench_count(b, "near(nato, norland, sentence)", "org/nato").mentions == 4);
    dl_query q = bench_query(b, "near(org/nato, XN, sentence)");
    CHECK_TEXT(q.terms[0].shown, "near(NATO, Norland, sentence)");
}

/* --- facets --- */

static void test_counts(void *context)
{
    bench *b = context;
    bench_put_all(b, bench_library, LIBRARY);
    bench_set_read(b, &bench_library[0], true);
    bench_set_read(b, &bench_library[4], true);
    dl_counts c = bench_count(b, "", "country/XN");
    CHECK(c.documents == 6 && c.held == 6 && c.unread == 4 && c.undated == 1 && c.inferred == 1);
    CHECK(c.mentions == 3);
    CHECK(c.first == dl_day_from_civil(2020, 5, 1) && c.last == dl_day_from_civil(2022, 1, 1));
    c = bench_count(b, "date:2021", "org/nato");
    CHECK(c.documents == 3 && c.held == 6 && c.unread == 3 && c.undated == 0 && c.mentions == 1);
    CHECK(c.first == dl_day_from_civil(2021, 2, 28) && c.last == dl_day_from_civil(2021, 12, 31));
    c = bench_count(b, "date:2021-03-01..2021-12-30", NULL);
    CHECK(c.documents == 1 && c.inferred == 1 && c.mentions == 0);
    c = bench_count(b, "date:undated", "org/nato");
    CHECK(c.documents == 1 && c.undated == 1 && c.unread == 0 && c.mentions == 1);
    CHECK(c.first == DL_DAY_NONE && c.last == DL_DAY_NONE);
    c = bench_count(b, "date:1999", NULL);
    CHECK(c.documents == 0 && c.first == DL_DAY_NONE && c.held == 6);
    c = bench_count(b, "person:brandt", "person/ada-brandt");
    CHECK(c.documents == 2 && c.unread == 1 && c.mentions == 2 && c.undated == 1);
    c = bench_count(b, "ship* source:\"Norland Wire\"", "org/nato");
    CHECK(c.documents == 3 && c.mentions == 2);
    c = bench_count(b, "", "org/unheard-of");
    CHECK(c.documents == 6 && c.mentions == 0);
    for (size_t f = 0; f < FILTERS; f++)
        bench_count(b, bench_filters[f], "org/nato");
}

static void test_sources(void *context)
{
    bench *b = context;
    bench_put_all(b, bench_library, LIBRARY);
    bench_set_read(b, &bench_library[2], true);
    CHECK_TEXT(bench_sources(b, ""),
               "Harbour Post 1/1, NORLAND WIRE 1/1, Norland Wire 2/1, (none) 2/2");
    CHECK_TEXT(bench_sources(b, "source:harbour"),
               "Harbour Post 1/1, NORLAND WIRE 1/1, Norland Wire 2/1, (none) 2/2");
    CHECK_TEXT(bench_sources(b, "date:2021"),
               "Harbour Post 1/1, NORLAND WIRE 0/0, Norland Wire 1/0, (none) 1/1");
    CHECK_TEXT(bench_sources(b, "date:2021-02-28..2021-03-01 date:undated"),
               "Harbour Post 1/1, NORLAND WIRE 1/1, Norland Wire 1/0, (none) 0/0");
    CHECK_TEXT(bench_sources(b, "ship* source:none"),
               "Harbour Post 1/1, NORLAND WIRE 1/1, Norland Wire 1/0, (none) 1/1");
    CHECK_TEXT(bench_sources(b, "country:norland date:2020"),
               "Harbour Post 0/0, NORLAND WIRE 0/0, Norland Wire 1/1, (none) 0/0");
    dl_source_row *found;
    size_t n;
    CHECK_OK(b->ops->sources(b->store, &everything, &b->arena, &found, &n, &test_error));
    CHECK(n == 4 && !found[0].country);
    CHECK(n == 4 && found[2].country && strcmp(found[2].country, "XN") == 0);
    const char *const *names;
    CHECK_OK(b->ops->names(b->store, &b->arena, &names, &n, &test_error));
    CHECK(n == 5);
    static const char *const all[] = {"Harbour Post", "Mirror Archive", "NORLAND WIRE",
                                      "Norland Wire", "Zeta"};
    for (size_t i = 0; i < 5 && i < n; i++)
        CHECK_TEXT(names[i], all[i]);
}

static void test_entities(void *context)
{
    bench *b = context;
    bench_put_all(b, bench_library, LIBRARY);
    CHECK_TEXT(bench_entities(b, "", 9),
               "country/XN 3/2, org/nato 2/2, person/ada-brandt 2/1, country/US 1/1, "
               "person/karl-brandt 1/1");
    CHECK_TEXT(bench_entities(b, "", 2), "country/XN 3/2, org/nato 2/2");
    CHECK_TEXT(bench_entities(b, "", 0), "");
    CHECK_TEXT(bench_entities(b, "source:harbour", 9), "org/nato 1/1");
    CHECK_TEXT(bench_entities(b, "person:brandt", 9),
               "person/ada-brandt 2/1, org/nato 1/1, person/karl-brandt 1/1");
    CHECK_TEXT(bench_entities(b, "date:undated date:2020", 9),
               "country/XN 2/1, country/US 1/1, org/nato 1/1, person/karl-brandt 1/1");
    CHECK_TEXT(bench_entities(b, "harbour", 9), "org/nato 1/1");
    CHECK_TEXT(bench_entities(b, "date:1999", 9), "");
    dl_entity entity;
    CHECK_OK(b->ops->entity(b->store, "person/ada-brandt", &b->arena, &entity, &test_error));
    CHECK_TEXT(entity.name, "Ada Brandt");
    CHECK(entity.kind == DL_KIND_PERSON);
    CHECK_STATUS(b->ops->entity(b->store, "person/nobody", &b->arena, &entity, &test_error),
                 DL_ERR_NOT_FOUND);
}

/* --- names --- */

static void test_resolve(void *context)
{
    bench *b = context;
    const dl_kind any = DL_KIND_COUNT;
    bench_put_all(b, bench_library, LIBRARY);
    CHECK_TEXT(bench_resolve(b, any, "NATO", 9), "org/nato");
    CHECK_TEXT(bench_resolve(b, any, "n.a.t.o.", 9), "org/nato");
    CHECK_TEXT(bench_resolve(b, DL_KIND_ORGANISATION, "nato", 9), "org/nato");
    CHECK_TEXT(bench_resolve(b, DL_KIND_PERSON, "nato", 9), "");
    CHECK_TEXT(bench_resolve(b, any, "org/nato", 9), "org/nato");
    CHECK_TEXT(bench_resolve(b, any, "ORG/NATO", 9), "org/nato");
    CHECK_TEXT(bench_resolve(b, any, "xn", 9), "country/XN");
    CHECK_TEXT(bench_resolve(b, DL_KIND_COUNTRY, "XN", 9), "country/XN");
    CHECK_TEXT(bench_resolve(b, DL_KIND_PLACE, "XN", 9), "");
    CHECK_TEXT(bench_resolve(b, any, "norland", 9), "country/XN");
    CHECK_TEXT(bench_resolve(b, any, "u.s.", 9), "country/US");
    CHECK_TEXT(bench_resolve(b, any, "us", 9), "country/US");
    CHECK_TEXT(bench_resolve(b, any, "brandt", 9), "person/ada-brandt person/karl-brandt");
    CHECK_TEXT(bench_resolve(b, any, "brandt", 1), "person/ada-brandt");
    CHECK_TEXT(bench_resolve(b, any, "ada", 9), "person/ada-brandt");
    CHECK_TEXT(bench_resolve(b, any, "Ada\n  BRANDT", 9), "person/ada-brandt");
    CHECK_TEXT(bench_resolve(b, any, "ad", 9), "");
    CHECK_TEXT(bench_resolve(b, any, "", 9), "");
    CHECK_TEXT(bench_resolve(b, any, "%", 9), "");
    CHECK_TEXT(bench_resolve(b, any, "' OR 1 --", 9), "");
}

/* The message that TEXT is refused with. */
static const char *refusal(bench *b, const char *text)
{
    static const dl_kinds kinds = {.own = {{"weapon", "weapon", 0}, {"ship", "ship", 1}},
                                   .own_count = 2};
    dl_query query;
    CHECK_OK(dl_query_parse(&b->arena, &kinds, text, &query, NULL, &test_error));
    CHECK_STATUS(dl_store_resolve(b->store, &b->arena, &query, &test_error), DL_ERR_NOT_FOUND);
    return dl_arena_strdup(&b->arena, test_error.message);
}

static const sample armed[] = {
    {.origin = "shot.txt",
     .body = "A [Tern|weapon/tern] fell on the [Tern|ship/tern]. [Tern II|weapon/tern-2] did not.",
     .date = "2024-01-02"},
    {.origin = "calm.txt", .body = "The [Tern|ship/tern] is at sea.", .date = "2024-01-01"},
    {.origin = "odd.txt",
     .body = "[Weaponry|weaponry/tern] of [Tern|person/tern].",
     .date = "2023-01-01"},
};

/* Kinds of the user's own are the first part of an id and nothing else. */
static void test_own_kinds(void *context)
{
    bench *b = context;
    const dl_kind other = DL_KIND_OTHER;
    bench_put_all(b, armed, 3);
    CHECK_TEXT(bench_resolve(b, other, "tern", 9), "ship/tern weapon/tern");
    CHECK_TEXT(bench_resolve_own(b, other, "weapon", "tern", 9), "weapon/tern");
    CHECK_TEXT(bench_resolve_own(b, other, "weapon", "Tern-2", 9), "weapon/tern-2");
    CHECK_TEXT(bench_resolve_own(b, other, "weapon", "weapon/tern", 9), "weapon/tern");
    CHECK_TEXT(bench_resolve_own(b, other, "weapon", "ship/tern", 9), "");
    CHECK_TEXT(bench_resolve_own(b, other, "ship", "ii", 9), "");
    CHECK_TEXT(bench_resolve_own(b, other, "weapon", "ii", 9), "weapon/tern-2");
    CHECK_TEXT(bench_resolve_own(b, other, "weaponry", "tern", 9), "weaponry/tern");
    CHECK_TEXT(bench_resolve_own(b, other, "weapon' OR 1 --", "tern", 9), "");
    CHECK_TEXT(bench_resolve_own(b, other, "weapon", NULL, 9), "weapon/tern weapon/tern-2");
    CHECK_TEXT(bench_resolve_own(b, other, "weapon", NULL, 1), "weapon/tern");
    CHECK_TEXT(bench_resolve_own(b, other, "law", NULL, 9), "");
    CHECK_TEXT(bench_resolve_own(b, DL_KIND_PERSON, NULL, NULL, 9), "person/tern");
    CHECK_TEXT(refusal(b, "weapon:terns"), "no weapon like 'terns'; did you mean Tern?");
    CHECK_TEXT(refusal(b, "ship:ii"), "no ship like 'ii'; did you mean entity:Tern II?");
}

static void test_query_names(void *context)
{
    bench *b = context;
    bench_put_all(b, bench_library, LIBRARY);
    dl_query query;
    CHECK_OK(dl_query_parse(&b->arena, NULL,
                            "harbour source:NORLAND source:\"harbour post\" org:nato "
                            "source:none person:brandt entity:ada",
                            &query, NULL, &test_error));
    CHECK_OK(dl_store_resolve(b->store, &b->arena, &query, &test_error));
    if (!CHECK(query.count == 7))
        return;
    CHECK_TEXT(query.terms[0].shown, "harbour");
    CHECK(query.terms[1].ids_count == 2);
    CHECK_TEXT(query.terms[1].shown, "source:NORLAND");
    CHECK(query.terms[2].ids_count == 1);
    CHECK_TEXT(query.terms[2].ids[0], "Harbour Post");
    CHECK_TEXT(query.terms[2].shown, "source:\"Harbour Post\"");
    CHECK_TEXT(query.terms[3].shown, "org:NATO");
    CHECK_TEXT(query.terms[3].ids[0], "org/nato");
    CHECK_TEXT(query.terms[4].shown, "source:none");
    CHECK(query.terms[5].ids_count == 2);
    CHECK_TEXT(query.terms[6].shown, "entity:\"Ada Brandt\"");
    CHECK_TEXT(refusal(b, "source:zetta"), "no source like 'zetta'; did you mean Zeta?");
    CHECK_TEXT(refusal(b, "source:habrour"),
               "no source like 'habrour'; did you mean Harbour Post?");
    CHECK_TEXT(refusal(b, "source:xyzzy"), "no source like 'xyzzy'");
    CHECK_TEXT(refusal(b, "org:nsto"), "no organisation like 'nsto'; did you mean NATO?");
    CHECK_TEXT(refusal(b, "person:nato"), "no person like 'nato'; did you mean org:NATO?");
    CHECK_TEXT(refusal(b, "person:brand"), "no person like 'brand'; did you mean Ada Brandt?");
    CHECK_TEXT(refusal(b, "entity:qqqqqq"), "no name like 'qqqqqq'");
}

const bench_test suite_query[] = {
    {"query terms", test_terms},
    {"words and phrases", test_words},
    {"what is excluded", test_excluded},
    {"near each other", test_near},
    {"counts", test_counts},
    {"sources", test_sources},
    {"entities", test_entities},
    {"names to entities", test_resolve},
    {"names in queries", test_query_names},
    {"kinds of the user's own", test_own_kinds},
    {NULL, NULL},
};
