/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is put, as a new document or as a version, and found again by its hash and key. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

/* --- what is put --- */

static const sample statement = {.origin = "a/statement.txt",
                                 .title = "Words at a [Sea Council|org/sea-council] meeting",
                                 .body = "HAVEN. The [Council|org/sea-council] met.",
                                 .source = "Norland Wire",
                                 .country = "XN",
                                 .publisher = "Mirror Archive",
                                 .via = {"Harbour Post", "Zeta"},
                                 .date = "2022-02-13T09:30"};

static void test_outcomes(void *context)
{
    bench *b = context;
    sample again = statement, other = statement;
    bool holds = true;
    const char *hash = sample_hash(&b->arena, &statement);
    CHECK_OK(b->ops->holds(b->store, hash, statement.origin, &holds, &test_error));
    CHECK(!holds);
    CHECK(sample_store(b->store, &statement) == DL_PUT_NEW);
    CHECK(sample_store(b->store, &again) == DL_PUT_UNCHANGED);
    CHECK_OK(b->ops->holds(b->store, hash, statement.origin, &holds, &test_error));
    CHECK(holds);
    other.origin = "b/copy.txt";
    other.hash = hash;
    CHECK_OK(b->ops->holds(b->store, hash, other.origin, &holds, &test_error));
    CHECK(!holds);
    CHECK(sample_store(b->store, &other) == DL_PUT_ORIGIN);
    CHECK(sample_store(b->store, &other) == DL_PUT_UNCHANGED);
    dl_stored stored = bench_stored(b, &statement);
    CHECK(stored.origins_count == 2);
    CHECK_TEXT(stored.document.origin, statement.origin);
    CHECK_TEXT(stored.origins[1], other.origin);
    CHECK(bench_count(b, "", NULL).documents == 1);
    CHECK_STATUS(b->ops->holds(b->store, "abc", "x", &holds, &test_error), DL_ERR_INVALID);
}

/* Fails unless IS has the two MENTIONS, with their entities. */
static void check_mentions(dl_stored is, const dl_mention *mentions)
{
    CHECK(is.mentions_count == 2);
    CHECK(memcmp(&is.mentions[0].start, &mentions[0].start, sizeof(uint32_t)) == 0);
    CHECK(is.mentions[0].field == DL_FIELD_TITLE && is.mentions[0].end == mentions[0].end);
    CHECK(is.mentions[0].form == DL_FORM_ACRONYM && is.mentions[0].rule == DL_RULE_EXPANSION);
    CHECK(is.mentions[1].field == DL_FIELD_BODY && is.mentions[1].confidence == 30);
    CHECK_TEXT(is.mentions[1].entity, "org/sea-council");
    CHECK(is.mentions[1].kind == DL_KIND_ORGANISATION);
    for (size_t i = 0; i < is.mentions_count; i++) {
        size_t found = 0;
        for (size_t j = 0; j < is.entities_count; j++)
            found += strcmp(is.entities[j].id, is.mentions[i].entity) == 0 &&
                     is.entities[j].kind == is.mentions[i].kind && is.entities[j].name[0];
        CHECK(found == 1);
    }
    CHECK(is.entities_count > 0 && is.entities_count <= is.mentions_count);
}

static void test_round_trip(void *context)
{
    bench *b = context;
    dl_put put = sample_put(&b->arena, &statement);
    dl_document doc = *put.document;
    const char *readings[] = {"2022-02-13", "2022-03-02"};
    dl_mention mentions[2] = {put.mentions[0], put.mentions[1]};
    mentions[0].form = DL_FORM_ACRONYM;
    mentions[0].rule = DL_RULE_EXPANSION;
    mentions[1].form = DL_FORM_SURNAME;
    mentions[1].confidence = 30;
    doc.readings = readings;
    doc.readings_count = 2;
    doc.evidence = "“Sunday”; 2022 in the text";
    CHECK(dl_date_parse("2023-01-05T23:59", 16, &doc.captured));
    doc.published_utc = -86400 * 365;
    doc.place = "HAVEN";
    doc.lead = 7;
    doc.author = "A. Brandt, B. Holm";
    doc.lang = "en";
    doc.link = "https://example.org/?a=1&b=%27";
    put.document = &doc;
    put.mentions = mentions;
    dl_put_outcome outcome = DL_PUT_UNCHANGED;
    CHECK_OK(b->ops->put(b->store, &put, &outcome, &test_error));
    dl_stored is = bench_stored(b, &statement);
    CHECK_TEXT(is.document.sha256, doc.sha256);
    CHECK_TEXT(is.document.title, doc.title);
    CHECK_TEXT(is.document.body, doc.body);
    CHECK_TEXT(is.document.source, doc.source);
    CHECK_TEXT(is.document.source_country, "XN");
    CHECK_TEXT(is.document.publisher, doc.publisher);
    CHECK(is.document.via_count == 2);
    CHECK_TEXT(is.document.via[0], "Harbour Post");
    CHECK_TEXT(is.document.via[1], "Zeta");
    CHECK(dl_date_compare(is.document.published, doc.published) == 0);
    CHECK(is.document.published.precision == DL_PRECISION_MINUTE);
    CHECK(is.document.published.how == DL_HOW_STATED);
    CHECK_TEXT(is.document.evidence, doc.evidence);
    CHECK(is.document.readings_count == 2);
    CHECK_TEXT(is.document.readings[1], readings[1]);
    CHECK(dl_date_compare(is.document.captured, doc.captured) == 0);
    CHECK(is.document.published_utc == doc.published_utc);
    CHECK(is.document.captured.precision == DL_PRECISION_MINUTE);
    CHECK_TEXT(is.document.place, doc.place);
    CHECK(is.document.lead == 7);
    CHECK_TEXT(is.document.author, doc.author);
    CHECK_TEXT(is.document.lang, doc.lang);
    CHECK_TEXT(is.document.link, doc.link);
    CHECK(!is.read && !is.replaces);
    check_mentions(is, mentions);
}

/* What a document has not got comes back as nothing. */
static void test_bare(void *context)
{
    bench *b = context;
    sample bare = {.origin = "bare.txt", .body = ""};
    CHECK(sample_store(b->store, &bare) == DL_PUT_NEW);
    dl_stored is = bench_stored(b, &bare);
    CHECK(!is.document.title && !is.document.source && !is.document.publisher);
    CHECK(!is.document.evidence && !is.document.link && is.document.via_count == 0);
    CHECK_TEXT(is.document.body, "");
    CHECK(is.entities_count == 0 && is.mentions_count == 0 && is.document.readings_count == 0);
    CHECK(is.document.published.precision == DL_PRECISION_NONE);
}

static void test_what_cannot_be_put(void *context)
{
    bench *b = context;
    dl_put_outcome outcome;
    const dl_put good = sample_put(&b->arena, &statement);
    dl_document doc = *good.document;
    dl_mention mentions[2] = {good.mentions[0], good.mentions[1]};
    dl_entity entities_wrong[] = {{"org/z", "Z", DL_KIND_ORGANISATION},
                                  {"org/sea-council", "S", DL_KIND_ORGANISATION}};
    dl_put put = good;
    put.document = &doc;
    put.mentions = mentions;
    CHECK_OK(b->ops->begin(b->store, &test_error));
#define REFUSED() CHECK_STATUS(b->ops->put(b->store, &put, &outcome, &test_error), DL_ERR_INVALID)
    doc.sha256[3] = 'G';
    REFUSED();
    doc = *good.document;
    doc.origin = NULL;
    REFUSED();
    doc = *good.document;
    doc.body = NULL;
    REFUSED();
    doc = *good.document;
    doc.published.day = DL_DAY_MAX + 1;
    REFUSED();
    doc = *good.document;
    doc.lead = 1000;
    REFUSED();
    doc = *good.document;
    mentions[1].end = 1000;
    REFUSED();
    mentions[1] = mentions[0];
    REFUSED();
    mentions[1] = good.mentions[1];
    mentions[1].entity = "org/unheard-of";
    REFUSED();
    mentions[1] = good.mentions[1];
    put.entities = entities_wrong;
    put.entities_count = 2;
    REFUSED();
    put = good;
    CHECK_OK(b->ops->put(b->store, &put, &outcome, &test_error));
    CHECK_OK(b->ops->commit(b->store, &test_error));
    CHECK(bench_count(b, "", NULL).documents == 1);
}

static void test_transactions(void *context)
{
    bench *b = context;
    sample second = statement, third = statement;
    second.origin = "second.txt";
    third.origin = "third.txt";
    CHECK_OK(b->ops->begin(b->store, &test_error));
    CHECK(sample_store(b->store, &statement) == DL_PUT_NEW);
    CHECK(bench_count(b, "", NULL).documents == 1);
    CHECK_QUERY("council", "a/statement.txt");
    b->ops->rollback(b->store);
    CHECK(bench_count(b, "", NULL).documents == 0);
    CHECK_QUERY("council", "");
    CHECK_TEXT(bench_sources(b, ""), "");
    CHECK_TEXT(bench_entities(b, "", 9), "");
    CHECK_OK(b->ops->begin(b->store, &test_error));
    CHECK(sample_store(b->store, &statement) == DL_PUT_NEW);
    CHECK(sample_store(b->store, &second) == DL_PUT_NEW);
    CHECK_OK(b->ops->commit(b->store, &test_error));
    CHECK_OK(b->ops->begin(b->store, &test_error));
    CHECK(sample_store(b->store, &third) == DL_PUT_NEW);
    CHECK_OK(change_one(b->store,
                        change_mark(DL_CHANGE_READ, sample_hash(&b->arena, &second), NULL, true)));
    b->ops->rollback(b->store);
    CHECK(!bench_stored(b, &second).read);
    CHECK(bench_count(b, "", NULL).documents == 2);
    CHECK_STATUS(b->ops->commit(b->store, &test_error), DL_ERR_IO);
    b->ops->rollback(b->store);
    CHECK(b->ops->writable(b->store));
}

/* --- versions --- */

static void test_versions(void *context)
{
    bench *b = context;
    const sample first = {.origin = "f.txt",
                          .body = "[NATO|org/nato] old text",
                          .date = "2022-02-13",
                          .source = "Norland Wire"};
    const sample second = {.origin = "f.txt",
                           .title = "New",
                           .body = "[NATO|org/nato] and "
                                   "[NATO|org/nato] new text",
                           .date = "2022-02-13",
                           .source = "Zeta"};
    const sample third = {.origin = "f.txt", .body = "redated", .date = "2023-05-01"};
    const sample beside = {.origin = "g.txt", .body = "another", .date = "2022-02-13"};
    CHECK(sample_store(b->store, &first) == DL_PUT_NEW);
    CHECK(sample_store(b->store, &beside) == DL_PUT_NEW);
    dl_key key = bench_key(b, &first);
    bench_set_read(b, &first, true);
    CHECK(sample_store(b->store, &second) == DL_PUT_VERSION);
    CHECK(bench_key(b, &second) == key);
    dl_stored stored = bench_stored(b, &second);
    CHECK(stored.read);
    CHECK_TEXT(stored.replaces, sample_hash(&b->arena, &first));
    CHECK(stored.origins_count == 1);
    CHECK(bench_key(b, &first) == key); /* what has replaced it */
    CHECK_QUERY("old", "");
    CHECK_QUERY("new", "f.txt");
    CHECK_TEXT(bench_entities(b, "", 9), "org/nato 2/1");
    CHECK_TEXT(bench_sources(b, ""), "Zeta 1/0, (none) 1/1");
    CHECK(sample_store(b->store, &third) == DL_PUT_VERSION);
    CHECK(dl_key_day(bench_key(b, &third)) == dl_day_from_civil(2023, 5, 1));
    CHECK_STATUS(b->ops->get(b->store, key, &b->arena, &stored, &test_error), DL_ERR_NOT_FOUND);
    CHECK(bench_stored(b, &third).read);
    CHECK_TEXT(bench_entities(b, "", 9), "");
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_NEWEST), "f.txt g.txt");
    bench_set_read(b, &third, false);
    CHECK(sample_store(b->store, &first) == DL_PUT_VERSION);
    stored = bench_stored(b, &first);
    CHECK(stored.read);
    CHECK_TEXT(stored.replaces, sample_hash(&b->arena, &third));
    CHECK_TEXT(bench_entities(b, "", 9), "org/nato 1/1");
    CHECK_QUERY("old", "f.txt");
    CHECK(bench_count(b, "", NULL).documents == 2);
}

static void test_versions_of_shared_records(void *context)
{
    bench *b = context;
    const sample one = {.origin = "one.txt", .body = "the shared record", .date = "2022-02-13"};
    sample two = one, moved = {.origin = "two.txt", .body = "a later record", .date = "2022-02-13"};
    two.origin = "two.txt";
    two.hash = sample_hash(&b->arena, &one);
    CHECK(sample_store(b->store, &one) == DL_PUT_NEW);
    CHECK(sample_store(b->store, &two) == DL_PUT_ORIGIN);
    bench_set_read(b, &one, true);
    CHECK(sample_store(b->store, &moved) == DL_PUT_VERSION);
    CHECK_QUERY("", "one.txt two.txt");
    CHECK(bench_stored(b, &moved).read);
    CHECK(bench_key(b, &moved) != bench_key(b, &one));
    /* one.txt takes up the record that two.txt has: the shared one is held by nobody now */
    sample same = moved;
    same.origin = "one.txt";
    same.hash = sample_hash(&b->arena, &moved);
    bench_set_read(b, &moved, false);
    CHECK(sample_store(b->store, &same) == DL_PUT_VERSION);
    CHECK(bench_count(b, "", NULL).documents == 1);
    dl_stored stored = bench_stored(b, &moved);
    CHECK(stored.origins_count == 2);
    CHECK_TEXT(stored.origins[0], "one.txt");
    CHECK_TEXT(stored.replaces, sample_hash(&b->arena, &one));
    CHECK(stored.read);
    CHECK(bench_count(b, "", NULL).unread == 0);
}

/* --- by hash --- */

static void test_find(void *context)
{
    bench *b = context;
    const sample first = {.origin = "1", .body = "x", .hash = "aaaaaaaa1"};
    const sample second = {.origin = "2", .body = "y", .hash = "aaaaaaaa2"};
    dl_key key = DL_KEY_NONE;
    bench_put_all(b, &first, 1);
    bench_put_all(b, &second, 1);
    CHECK_OK(b->ops->find(b->store, "aaaaaaaa1", &key, &test_error));
    CHECK(key == bench_key(b, &first));
    CHECK_OK(b->ops->find(b->store, "AAAAAAAA2", &key, &test_error));
    CHECK(key == bench_key(b, &second));
    CHECK_STATUS(b->ops->find(b->store, "aaaaaaaa", &key, &test_error), DL_ERR_AMBIGUOUS);
    CHECK_STATUS(b->ops->find(b->store, "aaaaaaab", &key, &test_error), DL_ERR_NOT_FOUND);
    CHECK_STATUS(b->ops->find(b->store, "aaaaaa", &key, &test_error), DL_ERR_INVALID);
    CHECK_STATUS(b->ops->find(b->store, "", &key, &test_error), DL_ERR_INVALID);
    CHECK_STATUS(b->ops->find(b->store, "aaaaaaaa%", &key, &test_error), DL_ERR_INVALID);
    dl_stored stored;
    CHECK_STATUS(b->ops->get(b->store, 12345, &b->arena, &stored, &test_error), DL_ERR_NOT_FOUND);
    CHECK_STATUS(b->ops->get(b->store, DL_KEY_NONE, &b->arena, &stored, &test_error),
                 DL_ERR_NOT_FOUND);
}

/* --- keys --- */

static void test_keys(void *context)
{
    bench *b = context;
    const dl_day day = dl_day_from_civil(2022, 2, 13);
    CHECK(dl_key_day(dl_key_make(day, 0)) == day);
    CHECK(dl_key_day(dl_key_make(day, (1 << 20) - 1)) == day);
    CHECK(dl_key_make(day, (1 << 20) - 1) < dl_key_make(day + 1, 0));
    CHECK(dl_key_day(dl_key_make(DL_DAY_MIN, 0)) == DL_DAY_MIN);
    CHECK(dl_key_day(dl_key_make(DL_DAY_MAX, 7)) == DL_DAY_MAX);
    CHECK(dl_key_day(dl_key_make(DL_DAY_NONE, 0)) == DL_DAY_NONE);
    CHECK(dl_key_day(dl_key_make(DL_DAY_NONE, UINT32_MAX)) == DL_DAY_NONE);
    CHECK(dl_key_make(DL_DAY_NONE, UINT32_MAX) < dl_key_make(DL_DAY_MIN, 0));
    CHECK(dl_key_make(DL_DAY_NONE, 1) > dl_key_make(DL_DAY_NONE, 0));
    CHECK(dl_key_make(DL_DAY_NONE, 0) > DL_KEY_NONE);
    const sample ends[] = {{.origin = "first", .body = "a", .date = "0001-01-01"},
                           {.origin = "last", .body = "b", .date = "9999-12-31"},
                           {.origin = "none", .body = "c"}};
    bench_put_all(b, ends, 3);
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_NEWEST), "last first none");
    CHECK_TEXT(bench_origins(b, "", DL_ORDER_OLDEST), "first last none");
    CHECK_QUERY("date:..0001", "first");
    CHECK_QUERY("date:9999", "last");
    CHECK(bench_count(b, "", NULL).first == DL_DAY_MIN);
    CHECK(bench_count(b, "", NULL).last == DL_DAY_MAX);
}

const bench_test suite_put[] = {
    {"outcomes of a put", test_outcomes},
    {"all fields come back", test_round_trip},
    {"a document with few of them", test_bare},
    {"what cannot be put", test_what_cannot_be_put},
    {"transactions", test_transactions},
    {"versions", test_versions},
    {"versions of shared records", test_versions_of_shared_records},
    {"documents by hash", test_find},
    {"keys and the ends of time", test_keys},
    {NULL, NULL},
};
