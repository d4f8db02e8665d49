/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of copies: found as documents are put, kept when they change, folded away in lists; and
 * documents forgotten. */
#include <stdio.h>
#include <string.h>

#include "bench.h"

#define OPENING                                                                                    \
    "The [Sea Council|org/sea-council] will meet in Haven in May to agree on the quota for "       \
    "herring, its secretary said on Monday. "
#define MIDDLE                                                                                     \
    "Boats from six countries may take 40,000 tonnes a year, a fifth less than before, and none "  \
    "at all in the bay of Odde. "
#define REST                                                                                       \
    "The council was founded in 1961. It has nine members. Its seat has always been Haven. The "   \
    "secretary is chosen every four years. Nobody has ever been chosen twice. The next one will "  \
    "be chosen in autumn. Three names are being spoken of. None of them wished to say anything."
#define WHOLE OPENING "\n\n" MIDDLE "\n\n" REST

static const sample wire = {.origin = "wire",
                            .title = "Council meets",
                            .body = WHOLE,
                            .source = "Norland Wire",
                            .date = "2022-03-07"};
static const sample post = {.origin = "post",
                            .title = "Herring talks",
                            .body = "HAVEN - " WHOLE,
                            .source = "Harbour Post",
                            .date = "2022-03-08"};
static const sample zeta = {.origin = "zeta",
                            .title = "Less herring",
                            .body = WHOLE "\n\nZeta",
                            .source = "Zeta",
                            .date = "2022-03-09"};
static const sample changed = {.origin = "changed",
                               .title = "Council meets",
                               .body =
                                   OPENING "\n\nBoats from six countries may take 50,000 tonnes "
                                           "a year, a fifth less than before, and none at all "
                                           "in the bay of Odde. \n\n" REST,
                               .source = "Norland Wire",
                               .date = "2022-03-10"};
static const sample cut = {.origin = "cut",
                           .title = "In short",
                           .body = OPENING "\n\n" MIDDLE,
                           .source = "Courier",
                           .date = "2022-03-11"};
static const sample first = {.origin = "first",
                             .title = "The council",
                             .body = WHOLE,
                             .source = "Courier",
                             .date = "2022-03-01"};

/* The origins of the group of FROM, parted by blanks. */
static const char *group_of(bench *b, const sample *from)
{
    dl_doc_row *group = NULL;
    size_t count = 0;
    dl_str text;
    dl_str_init(&text);
    CHECK_OK(
        b->ops->group(b->store, bench_key(b, from), 100, &b->arena, &group, &count, &test_error));
    for (size_t i = 0; i < count; i++) {
        dl_stored stored;
        CHECK_OK(b->ops->get(b->store, group[i].key, &b->arena, &stored, &test_error));
        CHECK(group[i].copy == (i > 0) && group[i].copies == (i ? 0 : count - 1));
        dl_str_addf(&text, "%s%s", i ? " " : "", stored.document.origin);
    }
    const char *copy = dl_arena_strdup(&b->arena, text.text);
    dl_str_addf(&b->transcript, "\n%s: %s", from->origin, text.text);
    dl_str_release(&text);
    return copy;
}

/* The same of a list of TEXT that folds but for OPEN (DL_KEY_NONE: for none); walked by pages of two, and
 * found again by numbers. */
static const char *folded(bench *b, const char *text, dl_order order, dl_key open)
{
    const dl_fold fold = {&open, open != DL_KEY_NONE};
    dl_query query = bench_query(b, text);
    query.fold = &fold;
    dl_anchor anchor = no_anchor;
    dl_str out;
    dl_str_init(&out);
    uint64_t number = 0;
    for (rows page; (page = bench_list(b, &query, order, anchor, false, 2)).count;)
        for (size_t i = 0; i < page.count; i++, number++) {
            dl_stored stored;
            dl_anchor sought;
            uint64_t rank = 99;
            anchor = bench_anchor(&page.items[i]);
            CHECK_OK(b->ops->get(b->store, anchor.key, &b->arena, &stored, &test_error));
            CHECK_OK(
                b->ops->rank(b->store, &query, order, anchor, BENCH_FOCUS, &rank, &test_error));
            CHECK(rank == number);
            CHECK_OK(b->ops->seek(b->store, &query, order, number, BENCH_FOCUS, &b->arena, &sought,
                                  &test_error));
            CHECK(sought.key == anchor.key);
            dl_str_addf(&out, "%s%s", out.len ? " " : "", stored.document.origin);
        }
    dl_counts counts;
    CHECK_OK(b->ops->count(b->store, &query, NULL, &counts, &test_error));
    CHECK(counts.documents - counts.folded == number);
    const char *copy = dl_arena_strdup(&b->arena, out.text);
    dl_str_addf(&b->transcript, "\n%s: %s", text, out.text);
    dl_str_release(&out);
    return copy;
}

static void test_groups(void *context)
{
    bench *b = context;
    const sample all[] = {wire, post, zeta, changed, cut};
    bench_put_all(b, all, 5);
    CHECK_TEXT(group_of(b, &zeta), "wire post zeta cut");
    CHECK_TEXT(group_of(b, &wire), "wire post zeta cut");
    CHECK_TEXT(group_of(b, &changed), "");
    CHECK_QUERY("is:duplicate", "post zeta cut");
    CHECK_QUERY("-is:duplicate", "wire changed");
    /* one that was published before is the head from then on */
    sample_store(b->store, &first);
    CHECK_TEXT(group_of(b, &wire), "first wire post zeta cut");
}

/* Whatever order they come in, the groups are the same. */
static void test_order(void *context)
{
    bench *b = context;
    const sample all[] = {cut, zeta, changed, first, post, wire};
    bench_put_all(b, all, 6);
    CHECK_TEXT(group_of(b, &wire), "first wire post zeta cut");
    CHECK_QUERY("-is:duplicate", "first changed");
}

/* What was cut is no head of the whole, not even where it came before. */
static void test_cut_first(void *context)
{
    bench *b = context;
    sample early = cut, same_day = cut;
    early.date = "2022-03-01";
    early.origin = "early";
    same_day.date = wire.date;
    same_day.origin = "same";
    sample_store(b->store, &early);
    sample_store(b->store, &same_day);
    CHECK_TEXT(group_of(b, &same_day), "early same");
    sample_store(b->store, &wire);
    CHECK_TEXT(group_of(b, &wire), "");
    sample last = cut;
    last.date = NULL;
    last.origin = "undated";
    sample_store(b->store, &last);
    CHECK_TEXT(group_of(b, &last), "early undated same");
}

static void test_same_day(void *context)
{
    bench *b = context;
    sample same_day = cut;
    same_day.date = wire.date;
    sample_store(b->store, &same_day);
    sample_store(b->store, &wire);
    CHECK_TEXT(group_of(b, &wire), "wire cut");
}

static void test_short(void *context)
{
    bench *b = context;
    sample a = {.origin = "a", .body = "The office is closed.", .date = "2022-03-07"}, c = a, d = a;
    c.origin = "c";
    d.origin = "d";
    d.date = "2022-03-14";
    const sample all[] = {a, c, d};
    bench_put_all(b, all, 3);
    CHECK_TEXT(group_of(b, &a), "a c");
    CHECK_TEXT(group_of(b, &d), "");
}

static void test_folding(void *context)
{
    bench *b = context;
    const sample all[] = {wire, post, zeta, changed, cut};
    bench_put_all(b, all, 5);
    dl_key none = DL_KEY_NONE, head = bench_key(b, &wire);
    for (size_t i = 0; i < ORDERS; i++)
        folded(b, "", orders[i], none);
    CHECK_TEXT(folded(b, "", DL_ORDER_OLDEST, none), "wire changed");
    CHECK_TEXT(folded(b, "", DL_ORDER_NEWEST, none), "changed wire");
    CHECK_TEXT(folded(b, "", DL_ORDER_OLDEST, head), "wire post zeta changed cut");
    CHECK_TEXT(folded(b, "", DL_ORDER_SOURCE, none), "changed wire");
    CHECK_TEXT(folded(b, "herring", DL_ORDER_RELEVANCE, none),
               dl_arena_strdup(&b->arena, folded(b, "herring", DL_ORDER_RELEVANCE, none)));
    CHECK_TEXT(folded(b, "herring", DL_ORDER_OLDEST, none), "wire changed");
    /* where the head is not meant, its copies have rows of their own */
    CHECK_TEXT(folded(b, "date:2022-03-08..", DL_ORDER_OLDEST, none), "post zeta changed cut");
    CHECK_TEXT(folded(b, "source:zeta", DL_ORDER_OLDEST, none), "zeta");
    CHECK_TEXT(folded(b, "source:zeta source:\"Norland Wire\"", DL_ORDER_OLDEST, none),
               "wire changed");
    CHECK_TEXT(folded(b, "is:duplicate", DL_ORDER_OLDEST, none), "post zeta cut");
    CHECK_TEXT(folded(b, "org:\"sea council\"", DL_ORDER_OLDEST, none), "wire changed");
}

static void test_mentions(void *context)
{
    bench *b = context;
    const sample all[] = {wire, post, changed};
    bench_put_all(b, all, 3);
    const dl_fold fold = {0};
    dl_query query = {.fold = &fold};
    dl_mention_row *lines = NULL;
    size_t count = 0;
    dl_counts counts;
    uint64_t before = 99;
    CHECK_OK(b->ops->mentions(b->store, &query, "org/sea-council", DL_ORDER_OLDEST, no_anchor,
                              DL_FIELD_TITLE, 0, false, 10, &b->arena, &lines, &count,
                              &test_error));
    CHECK(count == 2);
    CHECK_OK(b->ops->count(b->store, &query, "org/sea-council", &counts, &test_error));
    CHECK(counts.mentions == 2 && counts.documents == 3 && counts.folded == 1);
    dl_anchor last = {bench_key(b, &changed), changed.source};
    CHECK_OK(b->ops->mentions_before(b->store, &query, "org/sea-council", DL_ORDER_OLDEST, last,
                                     &before, &test_error));
    CHECK(before == 1);
    query.fold = NULL;
    CHECK_OK(b->ops->count(b->store, &query, "org/sea-council", &counts, &test_error));
    CHECK(counts.mentions == 3 && counts.folded == 0);
}

/* A new version leaves the group, and the others find theirs anew where it was the head. */
static void test_versions(void *context)
{
    bench *b = context;
    const sample all[] = {wire, post, zeta};
    bench_put_all(b, all, 3);
    sample other = wire;
    other.body = changed.body;
    CHECK(sample_store(b->store, &other) == DL_PUT_VERSION);
    CHECK_TEXT(group_of(b, &zeta), "post zeta");
    CHECK_TEXT(group_of(b, &other), "");
    CHECK(sample_store(b->store, &wire) == DL_PUT_VERSION);
    CHECK_TEXT(group_of(b, &zeta), "wire post zeta");
}

/* So it is where the reader says that the date is another, or where the text ends. */
static void test_corrected(void *context)
{
    bench *b = context;
    const sample all[] = {wire, post, zeta};
    bench_put_all(b, all, 3);
    dl_decision date = {.kind = DL_DECISION_FACT, .fact = DL_FACT_DATE, .value = "2022-02-01"};
    memcpy(date.sha256, sample_hash(&b->arena, &zeta), sizeof date.sha256);
    size_t added;
    CHECK_OK(b->ops->decide(b->store, &date, 1, &added, &test_error));
    CHECK_TEXT(group_of(b, &post), "zeta wire post");
}

static void test_forget(void *context)
{
    bench *b = context;
    const sample all[] = {wire, post, zeta};
    bench_put_all(b, all, 3);
    sample other = wire;
    other.body = changed.body;
    sample_store(b->store, &other);
    bench_set_read(b, &other, true);
    dl_stored stored = bench_stored(b, &other);
    CHECK_OK(change_one(b->store,
                        change_note(&b->arena, '1', &stored.document, 4, 15, "who are they?")));
    dl_key key = bench_key(b, &other);
    CHECK_OK(b->ops->forget(b->store, key, &test_error));
    CHECK_STATUS(b->ops->get(b->store, key, &b->arena, &stored, &test_error), DL_ERR_NOT_FOUND);
    CHECK_STATUS(b->ops->forget(b->store, key, &test_error), DL_ERR_NOT_FOUND);
    dl_former former;
    CHECK_STATUS(
        b->ops->former(b->store, sample_hash(&b->arena, &wire), &b->arena, &former, &test_error),
        DL_ERR_NOT_FOUND);
    CHECK_QUERY("", "post zeta");
    CHECK_QUERY("founded", "post zeta");
    CHECK(bench_count(b, "", "org/sea-council").mentions == 2);
    bench_check(b);
    /* it comes again, and with it what was set on it */
    CHECK(sample_store(b->store, &other) == DL_PUT_NEW);
    stored = bench_stored(b, &other);
    CHECK(stored.read && stored.noted);
    CHECK_OK(b->ops->forget(b->store, bench_key(b, &post), &test_error));
    CHECK_TEXT(group_of(b, &zeta), "");
}

/* The instant decides where both are known: the later local day may be the earlier one. */
static void test_instants(void *context)
{
    bench *b = context;
    sample east = wire, west = post;
    east.date = "2022-03-08T05:30";
    east.utc = 1646688600; /* 7 March 21:30 in UTC */
    west.date = "2022-03-07T18:00";
    west.utc = 1646697600; /* 8 March 00:00 */
    const sample all[] = {west, east};
    bench_put_all(b, all, 2);
    CHECK_TEXT(group_of(b, &west), "wire post");
    bench_check(b);
}

const bench_test suite_group[] = {
    {"copies are grouped, versions are not", test_groups},
    {"groups do not depend on the order of import", test_order},
    {"the whole is never a copy of what was cut", test_cut_first},
    {"of one day the whole is the head", test_same_day},
    {"of two instants the earlier is the head", test_instants},
    {"short texts are copies on one day only", test_short},
    {"copies are folded away", test_folding},
    {"mentions in copies are folded away", test_mentions},
    {"a new version leaves its group", test_versions},
    {"groups follow a corrected date", test_corrected},
    {"what is forgotten is gone, and comes back as it was", test_forget},
    {NULL, NULL},
};
