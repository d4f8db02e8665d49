/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that the reader calls a name, or none, whatever they are mentions of: here, and in what comes later. */
#include <stdio.h>
#include <string.h>

#include "bench.h"

static const sample drill = {.origin = "drill.txt",
                             .title = "STURDY LANTERN begins",
                             .body =
                                 "The drill Sturdy Lantern 9 began. [Sturdy|person/sturdy] Lantern "
                                 "9, said [Brandt|person/brandt], is big. A sturdy lantern 9 "
                                 "helps.",
                             .date = "2024-01-02"};
static const sample fleet = {.origin = "fleet.txt",
                             .body =
                                 "[The Sturdy Lantern 9 Fleet|org/fleet] sailed. Sturdy-Lantern\n9 "
                                 "did not. Sturdy; Lantern 9. Sturdy\n\nLantern 9.",
                             .date = "2024-01-03"};
static const sample brief = {.origin = "brief.txt",
                             .body = "[Sturdy Lantern 9|other/lantern-light] is a lamp, and Sturdy "
                                     "Lantern 99 none.",
                             .date = "2024-01-04"};

static const dl_entity exercise = {"other/sturdy-lantern-9", "Sturdy Lantern 9", DL_KIND_OTHER};

static void put_all(bench *b)
{
    bench_put_all(b, (const sample[]){drill, fleet, brief}, 3);
}

static dl_decision about_words(const char *spelling, const char *entity, const dl_entity *to)
{
    dl_decision d = {.kind = to ? DL_DECISION_ALIAS : DL_DECISION_NOT_NAME,
                     .reach = DL_REACH_EVERYWHERE,
                     .spelling = spelling,
                     .entity = entity};
    if (to)
        d.to = *to;
    return d;
}

/* "mentions/documents" that the decision would change. */
static const char *affected(bench *b, const dl_decision *d)
{
    uint64_t mentions = 99, documents = 99;
    CHECK_OK(b->ops->affected(b->store, d, &mentions, &documents, &test_error));
    return dl_arena_printf(&b->arena, "%llu/%llu", (unsigned long long)mentions,
                           (unsigned long long)documents);
}

#define DRILL "Sturdy=person/sturdy, Brandt=person/brandt"
#define FLEET "The Sturdy Lantern 9 Fleet=org/fleet"
#define BRIEF "Sturdy Lantern 9=other/lantern-light"

static void test_everywhere(void *context)
{
    bench *b = context;
    char undone[DL_DECISION_ID];
    put_all(b);
    dl_decision d = about_words("Sturdy Lantern 9", NULL, &exercise);
    CHECK_TEXT(affected(b, &d), "4/3");
    CHECK_TEXT(bench_mentions(b, &drill), DRILL);
    bench_decide(b, &d);
    /* as whole words, as capitals allow, over a shorter name and within no longer one */
    CHECK_TEXT(bench_mentions(b, &drill),
               "Sturdy Lantern 9=other/sturdy-lantern-9, Sturdy Lantern\x20"
               "9=other/sturdy-lantern-9, Brandt=person/brandt");
    CHECK_TEXT(bench_mentions(b, &fleet), "The Sturdy Lantern 9 Fleet=org/fleet, Sturdy-Lantern\n"
                                          "9=other/sturdy-lantern-9");
    CHECK_TEXT(bench_mentions(b, &brief), "Sturdy Lantern 9=other/sturdy-lantern-9");
    CHECK_TEXT(bench_entities(b, "", 9),
               "other/sturdy-lantern-9 4/3, org/fleet 1/1, person/brandt 1/1");
    CHECK_TEXT(bench_resolve(b, DL_KIND_COUNT, "sturdy lantern 9", 9), "other/sturdy-lantern-9");
    CHECK_TEXT(affected(b, &d), "0/0");
    dl_stored stored = bench_stored(b, &drill);
    CHECK(stored.mentions[0].rule == DL_RULE_READER);
    CHECK(stored.mentions[0].confidence == 100);
    CHECK(stored.mentions[0].kind == DL_KIND_OTHER);
    bench_check(b);
    bench_revoke(b, d.id, undone);
    CHECK_TEXT(bench_mentions(b, &drill), DRILL);
    CHECK_TEXT(bench_mentions(b, &fleet), FLEET);
    CHECK_TEXT(bench_mentions(b, &brief), BRIEF);
    CHECK_TEXT(bench_resolve(b, DL_KIND_COUNT, "other/sturdy-lantern-9", 9), "");
}

static void test_of_one_entity(void *context)
{
    bench *b = context;
    char undone[DL_DECISION_ID];
    put_all(b);
    dl_decision d = about_words("Sturdy Lantern 9", "person/sturdy", &exercise);
    CHECK_TEXT(affected(b, &d), "3/2");
    bench_decide(b, &d);
    CHECK_TEXT(bench_mentions(b, &brief), BRIEF); /* which is of another */
    d = about_words("Sturdy Lantern 9", "other/lantern-light", &exercise);
    bench_decide(b, &d);
    CHECK_TEXT(bench_mentions(b, &brief), "Sturdy Lantern 9=other/sturdy-lantern-9");
    /* what is made so may be merged, and dismissed */
    dl_decision merge = {.kind = DL_DECISION_MERGE,
                         .reach = DL_REACH_EVERYWHERE,
                         .entity = exercise.id,
                         .to = {"org/fleet", "Fleet", DL_KIND_ORGANISATION}};
    bench_decide(b, &merge);
    CHECK_TEXT(bench_mentions(b, &brief), "Sturdy Lantern 9=org/fleet");
    dl_decision none = about_words("sturdy lantern 9", NULL, NULL);
    CHECK_TEXT(affected(b, &none), "4/3");
    bench_decide(b, &none);
    CHECK_TEXT(bench_mentions(b, &brief), "");
    CHECK_TEXT(bench_mentions(b, &fleet), FLEET);
    bench_check(b);
    bench_revoke(b, none.id, undone);
    bench_revoke(b, merge.id, undone);
    CHECK_TEXT(bench_mentions(b, &brief), "Sturdy Lantern 9=other/sturdy-lantern-9");
}

static void test_in_a_text(void *context)
{
    bench *b = context;
    char undone[DL_DECISION_ID];
    put_all(b);
    dl_decision d = about_words("Sturdy Lantern 9", NULL, &exercise);
    d.reach = DL_REACH_TEXT;
    memcpy(d.sha256, sample_hash(&b->arena, &drill), sizeof d.sha256);
    CHECK_TEXT(affected(b, &d), "2/1");
    bench_decide(b, &d);
    CHECK_TEXT(bench_entities(b, "", 1), "other/sturdy-lantern-9 2/1");
    CHECK_TEXT(bench_mentions(b, &brief), BRIEF);
    bench_revoke(b, d.id, undone);
    CHECK_TEXT(bench_mentions(b, &drill), DRILL);
}

/* The decision comes before the texts, goes into another archive, outlives names found anew and versions. */
static void test_later(void *context)
{
    bench *b = context;
    char undone[DL_DECISION_ID];
    bool changed = false;
    dl_decision d = about_words("Sturdy Lantern 9", NULL, &exercise);
    dl_decision none = about_words("brandt", NULL, NULL);
    bench_decide(b, &d);
    bench_decide(b, &none);
    put_all(b);
    CHECK_TEXT(bench_entities(b, "", 9), "other/sturdy-lantern-9 4/3, org/fleet 1/1");
    bench_check(b);
    sample found = drill;
    found.hash = sample_hash(&b->arena, &drill);
    found.body = "The drill Sturdy [Lantern|person/lantern] 9 began. Sturdy Lantern 9, said "
                 "[Brandt|person/brandt], is big. A sturdy [lantern|person/lantern] 9 helps.";
    dl_put put = sample_put(&b->arena, &found);
    CHECK_OK(b->ops->annotated(b->store, bench_key(b, &drill), &put, &changed, &test_error));
    CHECK(changed);
    CHECK_TEXT(bench_mentions(b, &drill),
               "Sturdy Lantern 9=other/sturdy-lantern-9, Sturdy Lantern\x20"
               "9=other/sturdy-lantern-9, lantern=person/lantern");
    sample newer = fleet;
    newer.body = "No [Fleet|org/fleet]: Sturdy Lantern 9 alone.";
    CHECK(sample_store(b->store, &newer) == DL_PUT_VERSION);
    CHECK_TEXT(bench_mentions(b, &newer),
               "Fleet=org/fleet, Sturdy Lantern 9=other/sturdy-lantern-9");
    bench_check(b);
    bench_revoke(b, d.id, undone);
    bench_revoke(b, none.id, undone);
    CHECK_TEXT(bench_mentions(b, &newer), "Fleet=org/fleet");
    CHECK_TEXT(bench_mentions(b, &drill),
               "Lantern=person/lantern, Brandt=person/brandt, lantern=person/lantern");
}

/* Whether the words NAME are a mention of what the reader called so in TEXT, and which bytes of it. */
static const char *named(bench *b, const char *name, const char *text)
{
    static unsigned number;
    char undone[DL_DECISION_ID];
    dl_stored stored;
    const sample said = {.origin = dl_arena_printf(&b->arena, "said-%u.txt", number++),
                         .body = text};
    dl_decision d = about_words(name, NULL, &exercise);
    bench_decide(b, &d);
    bench_put_all(b, &said, 1);
    stored = bench_stored(b, &said);
    const dl_mention *m = stored.mentions;
    const char *found =
        stored.mentions_count
            ? dl_arena_strndup(&b->arena, stored.document.body + m->start, m->end - m->start)
            : "";
    dl_key key = bench_key(b, &said);
    bench_revoke(b, d.id, undone);
    CHECK(bench_stored(b, &said).mentions_count == 0);
    CHECK_OK(b->ops->forget(b->store, key, &test_error));
    return found;
}

static void test_words(void *context)
{
    bench *b = context;
    static const struct {
        const char *name, *text, *found;
    } cases[] = {
        {"Guard", "on guard", ""},
        {"Guard", "THE GUARD CAME", "GUARD"},
        {"guard", "the Guard came", "Guard"},
        {"NATO", "said Nato's men", "Nato"},
        {"NATO", "said nato", ""},
        {"WHO", "Who came", ""},
        {"WHO", "the WHO's men", "WHO"},
        {"U.S.", "the US left", "US"},
        {"Orlan", "the Orlan’s crew", "Orlan"},
        {"Orlan", "Orlando left", ""},
        {"Orlan-10", "an Orlan 10 fell", "Orlan 10"},
        {"Orlan 10", "an Orlan–10 fell", "Orlan–10"},
        {"C++", "in C++ alone", "C++"},
        {"C++", "in C alone", ""},
        {"(Red) Line", "a (Red) Line was", "(Red) Line"},
        {"(Red) Line", "a Red Line was", ""},
        {"A/B", "the A/B and A B", "A/B"},
        {"A B", "the A/B and A  B", "A  B"},
        {"Årø", "på ÅRØ i dag", "ÅRØ"},
        {"中国", "说中国人", "中国"},
        {"C+", "in C+\xCC\x81 alone", ""}, /* a cluster is not cut */
        /* signs of LIKE, of full-text queries, of SQL */
        {"50%", "a 50% share of 505", "50%"},
        {"a_b", "an a_b and axb", "a_b"},
        {"near NOT* x", "a near NOT* x \"here\"", "near NOT* x"},
        {"say \"no\" OR", "we say \"no\" OR go", "say \"no\" OR"},
        {"body:x", "the body:x it is", "body:x"},
        {"'; DROP TABLE alias", "x'; DROP TABLE alias", "'; DROP TABLE alias"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_TEXT(named(b, cases[i].name, cases[i].text), cases[i].found);
}

static void test_refused(void *context)
{
    bench *b = context;
    static const char *const spellings[] = {NULL, "", "…", "--", "a\x1b[2J", "a\x7f"};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        dl_decision d = about_words(spellings[i], NULL, &exercise);
        CHECK_STATUS(b->ops->decide(b->store, &d, 1, NULL, &test_error), DL_ERR_INVALID);
        d = about_words(spellings[i], NULL, NULL);
        CHECK_STATUS(b->ops->decide(b->store, &d, 1, NULL, &test_error), DL_ERR_INVALID);
    }
    dl_decision d = about_words("Orlan", "", &exercise);
    CHECK_STATUS(b->ops->decide(b->store, &d, 1, NULL, &test_error), DL_ERR_INVALID);
    d = about_words("Orlan", NULL, &exercise);
    d.to.name = "turned \xE2\x80\xAE round";
    CHECK_STATUS(b->ops->decide(b->store, &d, 1, NULL, &test_error), DL_ERR_INVALID);
    d = about_words("Orlan", NULL, &exercise);
    d.reach = DL_REACH_HERE;
    memset(d.sha256, 'a', sizeof d.sha256 - 1);
    d.passage.quote = "Orlan";
    CHECK_STATUS(b->ops->decide(b->store, &d, 1, NULL, &test_error), DL_ERR_INVALID);
    uint64_t mentions, documents;
    CHECK_STATUS(b->ops->affected(b->store, &d, &mentions, &documents, &test_error),
                 DL_ERR_INVALID);
}

/* Those taken together bear the id of the first; what undoes them is taken together, too. */
static void test_together(void *context)
{
    bench *b = context;
    dl_change *undo, *redo,
        changes[3] = {{.kind = DL_CHANGE_DECISION, .on = true},
                      {.kind = DL_CHANGE_DECISION, .on = true},
                      {.kind = DL_CHANGE_DECISION, .on = true}};
    size_t count = 0, redo_count = 0, log_count = 0;
    dl_decision *log;
    put_all(b);
    changes[0].decision = about_words("Sturdy Lantern 9", NULL, &exercise);
    changes[1].decision = about_words("brandt", NULL, NULL);
    changes[2].decision = about_words("Fleet", NULL, &exercise);
    CHECK_OK(b->ops->change(b->store, changes, 2, &b->arena, &undo, &count, &test_error));
    CHECK(count == 2);
    CHECK_OK(b->ops->change(b->store, changes + 2, 1, &b->arena, &redo, &redo_count, &test_error));
    CHECK_OK(b->ops->change(b->store, undo, count, &b->arena, &redo, &redo_count, &test_error));
    CHECK_TEXT(bench_mentions(b, &drill), DRILL);
    CHECK_OK(b->ops->decisions(b->store, &b->arena, &log, &log_count, &test_error));
    if (!CHECK(log_count == 5))
        return;
    for (int i = 0; i < 5; i++) {
        CHECK_TEXT(log[i].batch, log[i == 1 || i == 4 ? i - 1 : i].id);
        CHECK(i == 0 || log[i].time > log[i - 1].time);
    }
    CHECK_OK(b->ops->change(b->store, redo, redo_count, &b->arena, &undo, &count, &test_error));
    CHECK_TEXT(bench_mentions(b, &brief), "Sturdy Lantern 9=other/sturdy-lantern-9");
}

const bench_test suite_alias[] = {
    {"names said: everywhere", test_everywhere},
    {"names said: of one entity and of none", test_of_one_entity},
    {"names said: in one text", test_in_a_text},
    {"names said: before the texts come", test_later},
    {"names said: what is the name and what is not", test_words},
    {"names said: refused", test_refused},
    {"names said: together", test_together},
    {NULL, NULL},
};
