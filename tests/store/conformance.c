/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One suite for every backend. Each test is given the operations and an empty store of its own; the
 * same checks must pass in each, and their number is printed at the end. What a backend answers is
 * also written down, and the transcripts must be the same to the byte.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dateline/date.h"
#include "dateline/token.h"
#include "support.h"

/* A store under test. */
typedef struct bench {
    const dl_store_ops *ops;
    dl_store *store;
    dl_arena arena;
    dl_str transcript; /* of all tests */
} bench;

static const dl_anchor no_anchor = {.key = DL_KEY_NONE};
static const dl_query everything = {0};
static const dl_order orders[] = {DL_ORDER_NEWEST, DL_ORDER_OLDEST, DL_ORDER_SOURCE,
                                  DL_ORDER_SOURCE_DOWN};

#define ORDERS (sizeof orders / sizeof *orders)

/* --- helpers --- */

/* The query of TEXT, its names resolved where the archive knows them. */
static dl_query query_of(bench *b, const char *text)
{
    dl_query query = {0};
    CHECK_OK(dl_query_parse(&b->arena, text, &query, NULL, &test_error));
    dl_store_resolve(b->store, &b->arena, &query, NULL);
    return query;
}

static void put_all(bench *b, const sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        CHECK(sample_store(b->store, &samples[i]) == DL_PUT_NEW);
}

static void put_random(bench *b, unsigned count)
{
    CHECK_OK(b->ops->begin(b->store, &test_error));
    for (unsigned i = 0; i < count; i++) {
        dl_put put = random_put(&b->arena, i);
        dl_put_outcome outcome = DL_PUT_UNCHANGED;
        CHECK_OK(b->ops->put(b->store, &put, &outcome, &test_error));
        CHECK(outcome == DL_PUT_NEW);
    }
    CHECK_OK(b->ops->commit(b->store, &test_error));
}

typedef struct rows {
    dl_doc_row *items;
    size_t count;
} rows;

static rows list(bench *b, const dl_query *query, dl_order order, dl_anchor anchor, bool back,
                 size_t limit)
{
    rows found = {0};
    CHECK_OK(b->ops->list(b->store, query, order, anchor, back, limit, NULL, &b->arena,
                          &found.items, &found.count, &test_error));
    return found;
}

static dl_anchor anchor_of(const dl_doc_row *row)
{
    return (dl_anchor){row->key, row->source};
}

/* The origins of all that TEXT matches, in ORDER, parted by blanks. */
static const char *origins(bench *b, const char *text, dl_order order)
{
    dl_query query = query_of(b, text);
    rows found = list(b, &query, order, no_anchor, false, 1000);
    dl_str line;
    dl_str_init(&line);
    for (size_t i = 0; i < found.count; i++) {
        dl_stored stored;
        CHECK_OK(b->ops->get(b->store, found.items[i].key, &b->arena, &stored, &test_error));
        dl_str_addf(&line, "%s%s", i ? " " : "", stored.document.origin);
    }
    const char *copy = dl_arena_strdup(&b->arena, line.text);
    dl_str_addc(&b->transcript, '\n');
    dl_str_add(&b->transcript, line.text);
    dl_str_release(&line);
    return copy;
}

#define CHECK_QUERY(text, should) CHECK_TEXT(origins(b, text, DL_ORDER_OLDEST), should)

static dl_key key_of(bench *b, const sample *from)
{
    dl_key key = DL_KEY_NONE;
    CHECK_OK(b->ops->find(b->store, sample_hash(&b->arena, from), &key, &test_error));
    return key;
}

static dl_stored stored_of(bench *b, const sample *from)
{
    dl_stored stored = {0};
    CHECK_OK(b->ops->get(b->store, key_of(b, from), &b->arena, &stored, &test_error));
    return stored;
}

static dl_counts count(bench *b, const char *text, const char *focus)
{
    dl_query query = query_of(b, text);
    dl_counts counts = {0};
    CHECK_OK(b->ops->count(b->store, &query, focus, &counts, &test_error));
    dl_str_addf(&b->transcript, "\n%s: %lu %lu %lu %lu %lu %lu %d %d", text,
                (unsigned long)counts.documents, (unsigned long)counts.unread,
                (unsigned long)counts.undated, (unsigned long)counts.inferred,
                (unsigned long)counts.held, (unsigned long)counts.mentions, counts.first,
                counts.last);
    return counts;
}

/* "Name documents/unread, ..." of the source list under TEXT. */
static const char *sources(bench *b, const char *text)
{
    dl_query query = query_of(b, text);
    dl_source_row *found = NULL;
    size_t n = 0;
    dl_str line;
    dl_str_init(&line);
    CHECK_OK(b->ops->sources(b->store, &query, &b->arena, &found, &n, &test_error));
    for (size_t i = 0; i < n; i++)
        dl_str_addf(&line, "%s%s %lu/%lu", i ? ", " : "", found[i].name ? found[i].name : "(none)",
                    (unsigned long)found[i].documents, (unsigned long)found[i].unread);
    const char *copy = dl_arena_strdup(&b->arena, line.text);
    dl_str_addf(&b->transcript, "\n%s", line.text);
    dl_str_release(&line);
    return copy;
}

static const char *entities(bench *b, const char *text, size_t limit)
{
    dl_query query = query_of(b, text);
    dl_entity_row *found = NULL;
    size_t n = 0;
    dl_str line;
    dl_str_init(&line);
    CHECK_OK(b->ops->entities(b->store, &query, limit, &b->arena, &found, &n, &test_error));
    for (size_t i = 0; i < n; i++)
        dl_str_addf(&line, "%s%s %lu/%lu", i ? ", " : "", found[i].entity.id,
                    (unsigned long)found[i].mentions, (unsigned long)found[i].documents);
    const char *copy = dl_arena_strdup(&b->arena, line.text);
    dl_str_addf(&b->transcript, "\n%s", line.text);
    dl_str_release(&line);
    return copy;
}

static void count_fault(void *context, const char *sentence)
{
    printf("# fault: %s\n", sentence);
    ++*(size_t *)context;
}

static void check_store(bench *b)
{
    size_t faults = 0;
    CHECK_OK(b->ops->check(b->store, count_fault, &faults, &test_error));
    CHECK(faults == 0);
}

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
    dl_stored stored = stored_of(b, &statement);
    CHECK(stored.origins_count == 2);
    CHECK_TEXT(stored.document.origin, statement.origin);
    CHECK_TEXT(stored.origins[1], other.origin);
    CHECK(count(b, "", NULL).documents == 1);
    CHECK_STATUS(b->ops->holds(b->store, "abc", "x", &holds, &test_error), DL_ERR_INVALID);
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
    doc.place = "HAVEN";
    doc.lead = 7;
    doc.author = "A. Brandt, B. Holm";
    doc.lang = "en";
    doc.link = "https://example.org/?a=1&b=%27";
    put.document = &doc;
    put.mentions = mentions;
    dl_put_outcome outcome = DL_PUT_UNCHANGED;
    CHECK_OK(b->ops->put(b->store, &put, &outcome, &test_error));
    dl_stored is = stored_of(b, &statement);
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
    CHECK(is.document.captured.precision == DL_PRECISION_MINUTE);
    CHECK_TEXT(is.document.place, doc.place);
    CHECK(is.document.lead == 7);
    CHECK_TEXT(is.document.author, doc.author);
    CHECK_TEXT(is.document.lang, doc.lang);
    CHECK_TEXT(is.document.link, doc.link);
    CHECK(!is.read && !is.replaces);
    CHECK(is.mentions_count == 2);
    CHECK(memcmp(&is.mentions[0].start, &mentions[0].start, sizeof(uint32_t)) == 0);
    CHECK(is.mentions[0].field == DL_FIELD_TITLE && is.mentions[0].end == mentions[0].end);
    CHECK(is.mentions[0].form == DL_FORM_ACRONYM && is.mentions[0].rule == DL_RULE_EXPANSION);
    CHECK(is.mentions[1].field == DL_FIELD_BODY && is.mentions[1].confidence == 30);
    CHECK_TEXT(is.mentions[1].entity, "org/sea-council");
    CHECK(is.mentions[1].kind == DL_KIND_ORGANISATION);
    sample bare = {.origin = "bare.txt", .body = ""};
    CHECK(sample_store(b->store, &bare) == DL_PUT_NEW);
    is = stored_of(b, &bare);
    CHECK(!is.document.title && !is.document.source && !is.document.publisher);
    CHECK(!is.document.evidence && !is.document.link && is.document.via_count == 0);
    CHECK_TEXT(is.document.body, "");
    CHECK(is.mentions_count == 0 && is.document.readings_count == 0);
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
    CHECK(count(b, "", NULL).documents == 1);
}

static void test_transactions(void *context)
{
    bench *b = context;
    sample second = statement, third = statement;
    second.origin = "second.txt";
    third.origin = "third.txt";
    CHECK_OK(b->ops->begin(b->store, &test_error));
    CHECK(sample_store(b->store, &statement) == DL_PUT_NEW);
    CHECK(count(b, "", NULL).documents == 1);
    CHECK_QUERY("council", "a/statement.txt");
    b->ops->rollback(b->store);
    CHECK(count(b, "", NULL).documents == 0);
    CHECK_QUERY("council", "");
    CHECK_TEXT(sources(b, ""), "");
    CHECK_TEXT(entities(b, "", 9), "");
    CHECK_OK(b->ops->begin(b->store, &test_error));
    CHECK(sample_store(b->store, &statement) == DL_PUT_NEW);
    CHECK(sample_store(b->store, &second) == DL_PUT_NEW);
    CHECK_OK(b->ops->commit(b->store, &test_error));
    CHECK_OK(b->ops->begin(b->store, &test_error));
    CHECK(sample_store(b->store, &third) == DL_PUT_NEW);
    CHECK_OK(b->ops->set_read(b->store, sample_hash(&b->arena, &second), true, &test_error));
    b->ops->rollback(b->store);
    CHECK(!stored_of(b, &second).read);
    CHECK(count(b, "", NULL).documents == 2);
    CHECK_STATUS(b->ops->commit(b->store, &test_error), DL_ERR_IO);
    b->ops->rollback(b->store);
    CHECK(b->ops->writable(b->store));
}

/* --- versions --- */

static void set_read(bench *b, const sample *from, bool read)
{
    CHECK_OK(b->ops->set_read(b->store, sample_hash(&b->arena, from), read, &test_error));
}

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
    dl_key key = key_of(b, &first), unused;
    set_read(b, &first, true);
    CHECK(sample_store(b->store, &second) == DL_PUT_VERSION);
    CHECK(key_of(b, &second) == key);
    dl_stored stored = stored_of(b, &second);
    CHECK(stored.read);
    CHECK_TEXT(stored.replaces, sample_hash(&b->arena, &first));
    CHECK(stored.origins_count == 1);
    CHECK_STATUS(b->ops->find(b->store, sample_hash(&b->arena, &first), &unused, &test_error),
                 DL_ERR_NOT_FOUND);
    CHECK_QUERY("old", "");
    CHECK_QUERY("new", "f.txt");
    CHECK_TEXT(entities(b, "", 9), "org/nato 2/1");
    CHECK_TEXT(sources(b, ""), "Zeta 1/0, (none) 1/1");
    CHECK(sample_store(b->store, &third) == DL_PUT_VERSION);
    CHECK(dl_key_day(key_of(b, &third)) == dl_day_from_civil(2023, 5, 1));
    CHECK_STATUS(b->ops->get(b->store, key, &b->arena, &stored, &test_error), DL_ERR_NOT_FOUND);
    CHECK(stored_of(b, &third).read);
    CHECK_TEXT(entities(b, "", 9), "");
    CHECK_TEXT(origins(b, "", DL_ORDER_NEWEST), "f.txt g.txt");
    set_read(b, &third, false);
    CHECK(sample_store(b->store, &first) == DL_PUT_VERSION);
    stored = stored_of(b, &first);
    CHECK(stored.read);
    CHECK_TEXT(stored.replaces, sample_hash(&b->arena, &third));
    CHECK_TEXT(entities(b, "", 9), "org/nato 1/1");
    CHECK_QUERY("old", "f.txt");
    CHECK(count(b, "", NULL).documents == 2);
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
    set_read(b, &one, true);
    CHECK(sample_store(b->store, &moved) == DL_PUT_VERSION);
    CHECK_QUERY("", "one.txt two.txt");
    CHECK(stored_of(b, &moved).read);
    CHECK(key_of(b, &moved) != key_of(b, &one));
    /* one.txt takes up the record that two.txt has: the shared one is held by nobody now */
    sample same = moved;
    same.origin = "one.txt";
    same.hash = sample_hash(&b->arena, &moved);
    set_read(b, &moved, false);
    CHECK(sample_store(b->store, &same) == DL_PUT_VERSION);
    CHECK(count(b, "", NULL).documents == 1);
    dl_stored stored = stored_of(b, &moved);
    CHECK(stored.origins_count == 2);
    CHECK_TEXT(stored.origins[0], "one.txt");
    CHECK_TEXT(stored.replaces, sample_hash(&b->arena, &one));
    CHECK(stored.read);
    CHECK(count(b, "", NULL).unread == 0);
}

/* --- by hash --- */

static void test_find(void *context)
{
    bench *b = context;
    const sample first = {.origin = "1", .body = "x", .hash = "aaaaaaaa1"};
    const sample second = {.origin = "2", .body = "y", .hash = "aaaaaaaa2"};
    dl_key key = DL_KEY_NONE;
    put_all(b, &first, 1);
    put_all(b, &second, 1);
    CHECK_OK(b->ops->find(b->store, "aaaaaaaa1", &key, &test_error));
    CHECK(key == key_of(b, &first));
    CHECK_OK(b->ops->find(b->store, "AAAAAAAA2", &key, &test_error));
    CHECK(key == key_of(b, &second));
    CHECK_STATUS(b->ops->find(b->store, "aaaaaaaa", &key, &test_error), DL_ERR_AMBIGUOUS);
    CHECK_STATUS(b->ops->find(b->store, "aaaaaaab", &key, &test_error), DL_ERR_NOT_FOUND);
    CHECK_STATUS(b->ops->find(b->store, "aaaaaaa", &key, &test_error), DL_ERR_INVALID);
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
    put_all(b, ends, 3);
    CHECK_TEXT(origins(b, "", DL_ORDER_NEWEST), "last first none");
    CHECK_TEXT(origins(b, "", DL_ORDER_OLDEST), "first last none");
    CHECK_QUERY("date:..0001", "first");
    CHECK_QUERY("date:9999", "last");
    CHECK(count(b, "", NULL).first == DL_DAY_MIN);
    CHECK(count(b, "", NULL).last == DL_DAY_MAX);
}

/* --- lists --- */

#define RANDOM_DOCUMENTS 90

/* Filters that paging is tried under. */
static const char *const filters[] = {"",
                                      "source:\"Norland Wire\"",
                                      "source:none",
                                      "source:\"Norland Wire\" source:none source:\"Harbour Post\"",
                                      "date:2021",
                                      "date:2020-03..2022-02",
                                      "date:2020 date:2022-05..2023",
                                      "date:undated date:2021",
                                      "date:inferred",
                                      "date:inferred date:2020 date:undated",
                                      "org:nato",
                                      "org:nato country:norland date:2021..",
                                      "person:brandt source:none",
                                      "treaty",
                                      "\"of the\"",
                                      "gra* source:none",
                                      "peace org:nato date:..2022 source:\"norland wire\""};

#define FILTERS (sizeof filters / sizeof *filters)

/* Pages through ROWS, which is the whole list, from every edge of a page, forward or back. */
static void check_pages(bench *b, const dl_query *query, dl_order order, rows all, bool back,
                        size_t page)
{
    dl_anchor anchor = no_anchor;
    size_t seen = 0;
    bool same = true;
    for (;;) {
        rows found = list(b, query, order, anchor, back, page);
        for (size_t i = 0; i < found.count && seen < all.count; i++, seen++)
            same &= found.items[i].key == all.items[back ? all.count - 1 - seen : seen].key;
        if (found.count == 0)
            break;
        same &= found.count <= page;
        anchor = anchor_of(&found.items[found.count - 1]);
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
    put_random(b, RANDOM_DOCUMENTS);
    for (size_t f = 0; f < FILTERS; f++) {
        dl_query query = query_of(b, filters[f]);
        for (size_t o = 0; o < ORDERS; o++) {
            rows all = list(b, &query, orders[o], no_anchor, false, RANDOM_DOCUMENTS + 1);
            origins(b, filters[f], orders[o]);
            CHECK(all.count == count(b, filters[f], NULL).documents);
            CHECK(f > 0 || all.count == RANDOM_DOCUMENTS);
            for (size_t p = f == 0 ? 0 : 1; p < sizeof pages / sizeof *pages; p++) {
                check_pages(b, &query, orders[o], all, false, pages[p]);
                check_pages(b, &query, orders[o], all, true, pages[p]);
            }
        }
    }
    CHECK(list(b, &everything, DL_ORDER_NEWEST, no_anchor, false, 0).count == 0);
}

static void test_rank_and_seek(void *context)
{
    bench *b = context;
    put_random(b, RANDOM_DOCUMENTS);
    for (size_t f = 0; f < FILTERS; f++) {
        dl_query query = query_of(b, filters[f]);
        for (size_t o = 0; o < ORDERS; o++) {
            rows all = list(b, &query, orders[o], no_anchor, false, RANDOM_DOCUMENTS + 1);
            bool ranks = true, seeks = true;
            for (size_t i = 0; i < all.count; i += f == 0 ? 1 : 3) {
                uint64_t rank = UINT64_MAX;
                dl_anchor found = no_anchor;
                CHECK_OK(b->ops->rank(b->store, &query, orders[o], anchor_of(&all.items[i]), &rank,
                                      &test_error));
                ranks &= rank == i;
                CHECK_OK(
                    b->ops->seek(b->store, &query, orders[o], i, &b->arena, &found, &test_error));
                seeks &= found.key == all.items[i].key;
                seeks &= found.source && all.items[i].source
                             ? strcmp(found.source, all.items[i].source) == 0
                             : found.source == all.items[i].source;
            }
            CHECK(ranks);
            CHECK(seeks);
            dl_anchor last = no_anchor;
            CHECK_OK(
                b->ops->seek(b->store, &query, orders[o], 1000000, &b->arena, &last, &test_error));
            CHECK(all.count && last.key == all.items[all.count - 1].key);
        }
    }
    dl_query none = query_of(b, "unheardof");
    dl_anchor anchor;
    uint64_t rank = 7;
    CHECK_STATUS(b->ops->seek(b->store, &none, DL_ORDER_NEWEST, 0, &b->arena, &anchor, &test_error),
                 DL_ERR_NOT_FOUND);
    CHECK_OK(b->ops->rank(b->store, &everything, DL_ORDER_NEWEST, no_anchor, &rank, &test_error));
    CHECK(rank == 0);
}

/* An anchor is a place, whether a row of the list stands there or not. */
static void test_anchors_off_the_list(void *context)
{
    bench *b = context;
    const sample samples[] = {{.origin = "a", .body = "x", .date = "2020-01-01", .source = "B"},
                              {.origin = "b", .body = "x", .date = "2022-01-01", .source = "D"},
                              {.origin = "c", .body = "x", .source = "D"}};
    put_all(b, samples, 3);
    dl_anchor between = {dl_key_make(dl_day_from_civil(2021, 1, 1), 5), "C"};
    for (size_t o = 0; o < ORDERS; o++) {
        static const size_t before[] = {1, 1, 1, 2};
        uint64_t rank = 9;
        CHECK(list(b, &everything, orders[o], between, true, 9).count == before[o]);
        CHECK(list(b, &everything, orders[o], between, false, 9).count == 3 - before[o]);
        CHECK_OK(b->ops->rank(b->store, &everything, orders[o], between, &rank, &test_error));
        CHECK(rank == before[o]);
    }
}

static void test_rows(void *context)
{
    bench *b = context;
    dl_str wide;
    dl_str_init(&wide);
    for (int i = 0; i < 300; i++)
        dl_str_add(&wide, "ж");
    const sample samples[] = {
        {.origin = "a",
         .title = "Title of [NATO|org/nato]",
         .body = "[NATO|org/nato].",
         .date = "2022-03",
         .source = "Zeta"},
        {.origin = "b", .body = "First sentence here. Second one.", .date = "2021-02-03T04:05"},
        {.origin = "c", .body = wide.text, .date = "2020~"}};
    put_all(b, samples, 3);
    set_read(b, &samples[1], true);
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
    CHECK_TEXT(found[1].heading, "First sentence here.");
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

/* --- queries --- */

static const sample library[] = {
    {.origin = "01",
     .title = "[Norland|country/XN] and the U.S. talk",
     .body = "Envoys of [Norland|country/XN] met. The [US|country/US] side was late.",
     .source = "Norland Wire",
     .country = "XN",
     .date = "2020-05-01"},
    {.origin = "02",
     .body = "They told us nothing. [NATO|org/nato]’s ships left the harbour.",
     .source = "Harbour Post",
     .date = "2021-02-28",
     .via = {"Norland Wire"}},
    {.origin = "03",
     .body = "[Ada Brandt|person/ada-brandt] spoke; [Brandt|person/ada-brandt] "
             "smiled. The envoy's ship sailed.",
     .source = "Norland Wire",
     .publisher = "Mirror Archive",
     .date = "2021-03-01~"},
    {.origin = "04",
     .body = "平和条約 was signed. The ship of state, the harbour master said.",
     .date = "2021-12-31"},
    {.origin = "05",
     .title = "Ships",
     .body = "[nato|org/nato] in lower case, and [Brandt|"
             "person/karl-brandt] the elder. Kim Yo-jong.",
     .source = "NORLAND WIRE"},
    {.origin = "06",
     .body = "Nothing of note. [Norland’s|country/XN] grain, 3.5 tonnes.",
     .publisher = "Mirror Archive",
     .via = {"Zeta", "Norland Wire"},
     .date = "2022-01-01"},
};

#define LIBRARY (sizeof library / sizeof *library)

static void test_terms(void *context)
{
    bench *b = context;
    put_all(b, library, LIBRARY);
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
    put_all(b, library, LIBRARY);
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
    dl_query query = {&term, 1};
    CHECK(list(b, &query, DL_ORDER_NEWEST, no_anchor, false, 9).count == 1);
    term.text = "";
    CHECK(list(b, &query, DL_ORDER_NEWEST, no_anchor, false, 9).count == 0);
    term.text = " -- \" * ";
    CHECK(list(b, &query, DL_ORDER_NEWEST, no_anchor, false, 9).count == 0);
}

/* --- facets --- */

static void test_counts(void *context)
{
    bench *b = context;
    put_all(b, library, LIBRARY);
    set_read(b, &library[0], true);
    set_read(b, &library[4], true);
    dl_counts c = count(b, "", "country/XN");
    CHECK(c.documents == 6 && c.held == 6 && c.unread == 4 && c.undated == 1 && c.inferred == 1);
    CHECK(c.mentions == 3);
    CHECK(c.first == dl_day_from_civil(2020, 5, 1) && c.last == dl_day_from_civil(2022, 1, 1));
    c = count(b, "date:2021", "org/nato");
    CHECK(c.documents == 3 && c.held == 6 && c.unread == 3 && c.undated == 0 && c.mentions == 1);
    CHECK(c.first == dl_day_from_civil(2021, 2, 28) && c.last == dl_day_from_civil(2021, 12, 31));
    c = count(b, "date:2021-03-01..2021-12-30", NULL);
    CHECK(c.documents == 1 && c.inferred == 1 && c.mentions == 0);
    c = count(b, "date:undated", "org/nato");
    CHECK(c.documents == 1 && c.undated == 1 && c.unread == 0 && c.mentions == 1);
    CHECK(c.first == DL_DAY_NONE && c.last == DL_DAY_NONE);
    c = count(b, "date:1999", NULL);
    CHECK(c.documents == 0 && c.first == DL_DAY_NONE && c.held == 6);
    c = count(b, "person:brandt", "person/ada-brandt");
    CHECK(c.documents == 2 && c.unread == 1 && c.mentions == 2 && c.undated == 1);
    c = count(b, "ship* source:\"Norland Wire\"", "org/nato");
    CHECK(c.documents == 3 && c.mentions == 2);
    c = count(b, "", "org/unheard-of");
    CHECK(c.documents == 6 && c.mentions == 0);
    for (size_t f = 0; f < FILTERS; f++)
        count(b, filters[f], "org/nato");
}

static void test_sources(void *context)
{
    bench *b = context;
    put_all(b, library, LIBRARY);
    set_read(b, &library[2], true);
    CHECK_TEXT(sources(b, ""), "Harbour Post 1/1, NORLAND WIRE 1/1, Norland Wire 2/1, (none) 2/2");
    CHECK_TEXT(sources(b, "source:harbour"),
               "Harbour Post 1/1, NORLAND WIRE 1/1, Norland Wire 2/1, (none) 2/2");
    CHECK_TEXT(sources(b, "date:2021"),
               "Harbour Post 1/1, NORLAND WIRE 0/0, Norland Wire 1/0, (none) 1/1");
    CHECK_TEXT(sources(b, "date:2021-02-28..2021-03-01 date:undated"),
               "Harbour Post 1/1, NORLAND WIRE 1/1, Norland Wire 1/0, (none) 0/0");
    CHECK_TEXT(sources(b, "ship* source:none"),
               "Harbour Post 1/1, NORLAND WIRE 1/1, Norland Wire 1/0, (none) 1/1");
    CHECK_TEXT(sources(b, "country:norland date:2020"),
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
    put_all(b, library, LIBRARY);
    CHECK_TEXT(entities(b, "", 9),
               "country/XN 3/2, org/nato 2/2, person/ada-brandt 2/1, country/US 1/1, "
               "person/karl-brandt 1/1");
    CHECK_TEXT(entities(b, "", 2), "country/XN 3/2, org/nato 2/2");
    CHECK_TEXT(entities(b, "", 0), "");
    CHECK_TEXT(entities(b, "source:harbour", 9), "org/nato 1/1");
    CHECK_TEXT(entities(b, "person:brandt", 9),
               "person/ada-brandt 2/1, org/nato 1/1, person/karl-brandt 1/1");
    CHECK_TEXT(entities(b, "date:undated date:2020", 9),
               "country/XN 2/1, country/US 1/1, org/nato 1/1, person/karl-brandt 1/1");
    CHECK_TEXT(entities(b, "harbour", 9), "org/nato 1/1");
    CHECK_TEXT(entities(b, "date:1999", 9), "");
    dl_entity entity;
    CHECK_OK(b->ops->entity(b->store, "person/ada-brandt", &b->arena, &entity, &test_error));
    CHECK_TEXT(entity.name, "Ada Brandt");
    CHECK(entity.kind == DL_KIND_PERSON);
    CHECK_STATUS(b->ops->entity(b->store, "person/nobody", &b->arena, &entity, &test_error),
                 DL_ERR_NOT_FOUND);
}

/* --- names --- */

/* The ids that TEXT resolves to, parted by blanks. */
static const char *resolve(bench *b, dl_kind kind, const char *text, size_t limit)
{
    dl_entity *found = NULL;
    size_t n = 0;
    dl_str line;
    dl_str_init(&line);
    CHECK_OK(b->ops->resolve(b->store, kind, text, limit, &b->arena, &found, &n, &test_error));
    for (size_t i = 0; i < n; i++)
        dl_str_addf(&line, "%s%s", i ? " " : "", found[i].id);
    const char *copy = dl_arena_strdup(&b->arena, line.text);
    dl_str_addf(&b->transcript, "\n%s", line.text);
    dl_str_release(&line);
    return copy;
}

static void test_resolve(void *context)
{
    bench *b = context;
    const dl_kind any = DL_KIND_COUNT;
    put_all(b, library, LIBRARY);
    CHECK_TEXT(resolve(b, any, "NATO", 9), "org/nato");
    CHECK_TEXT(resolve(b, any, "n.a.t.o.", 9), "org/nato");
    CHECK_TEXT(resolve(b, DL_KIND_ORGANISATION, "nato", 9), "org/nato");
    CHECK_TEXT(resolve(b, DL_KIND_PERSON, "nato", 9), "");
    CHECK_TEXT(resolve(b, any, "org/nato", 9), "org/nato");
    CHECK_TEXT(resolve(b, any, "ORG/NATO", 9), "org/nato");
    CHECK_TEXT(resolve(b, any, "xn", 9), "country/XN");
    CHECK_TEXT(resolve(b, DL_KIND_COUNTRY, "XN", 9), "country/XN");
    CHECK_TEXT(resolve(b, DL_KIND_PLACE, "XN", 9), "");
    CHECK_TEXT(resolve(b, any, "norland", 9), "country/XN");
    CHECK_TEXT(resolve(b, any, "u.s.", 9), "country/US");
    CHECK_TEXT(resolve(b, any, "us", 9), "country/US");
    CHECK_TEXT(resolve(b, any, "brandt", 9), "person/ada-brandt person/karl-brandt");
    CHECK_TEXT(resolve(b, any, "brandt", 1), "person/ada-brandt");
    CHECK_TEXT(resolve(b, any, "ada", 9), "person/ada-brandt");
    CHECK_TEXT(resolve(b, any, "Ada\n  BRANDT", 9), "person/ada-brandt");
    CHECK_TEXT(resolve(b, any, "ad", 9), "");
    CHECK_TEXT(resolve(b, any, "", 9), "");
    CHECK_TEXT(resolve(b, any, "%", 9), "");
    CHECK_TEXT(resolve(b, any, "' OR 1 --", 9), "");
}

/* The message that TEXT is refused with. */
static const char *refusal(bench *b, const char *text)
{
    dl_query query;
    CHECK_OK(dl_query_parse(&b->arena, text, &query, NULL, &test_error));
    CHECK_STATUS(dl_store_resolve(b->store, &b->arena, &query, &test_error), DL_ERR_NOT_FOUND);
    return dl_arena_strdup(&b->arena, test_error.message);
}

static void test_query_names(void *context)
{
    bench *b = context;
    put_all(b, library, LIBRARY);
    dl_query query;
    CHECK_OK(dl_query_parse(&b->arena,
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

/* --- mentions --- */

typedef struct mention_rows {
    dl_mention_row *items;
    size_t count;
} mention_rows;

static mention_rows mentions(bench *b, const dl_query *query, const char *entity, dl_order order,
                             dl_anchor anchor, dl_field field, uint32_t start, bool back,
                             size_t limit)
{
    mention_rows found = {0};
    CHECK_OK(b->ops->mentions(b->store, query, entity, order, anchor, field, start, back, limit,
                              &b->arena, &found.items, &found.count, &test_error));
    return found;
}

static bool same_mention(const dl_mention_row *a, const dl_mention_row *b)
{
    return a->key == b->key && a->mention.field == b->mention.field &&
           a->mention.start == b->mention.start && a->mention.end == b->mention.end;
}

/* Walks through ALL from each of its mentions, forward and back, a few at a time. */
static bool walk_mentions(bench *b, const dl_query *query, const char *entity, dl_order order,
                          mention_rows all)
{
    bool same = true;
    for (size_t i = 0; i < all.count && same; i++) {
        const dl_mention_row *at = &all.items[i];
        dl_stored stored;
        CHECK_OK(b->ops->get(b->store, at->key, &b->arena, &stored, &test_error));
        dl_anchor anchor = {at->key, stored.document.source};
        for (int back = 0; back < 2; back++) {
            mention_rows next = mentions(b, query, entity, order, anchor, at->mention.field,
                                         at->mention.start, back, 3);
            size_t left = back ? i : all.count - 1 - i;
            same &= next.count == (left < 3 ? left : 3);
            for (size_t j = 0; j < next.count && same; j++)
                same &= same_mention(&next.items[j], &all.items[back ? i - 1 - j : i + 1 + j]);
        }
    }
    return same;
}

static void test_mentions(void *context)
{
    static const char *const under[] = {"", "date:2021", "source:none", "treaty",
                                        "country:norland date:undated date:2020"};
    bench *b = context;
    put_random(b, RANDOM_DOCUMENTS / 2);
    for (size_t q = 0; q < sizeof under / sizeof *under; q++) {
        dl_query query = query_of(b, under[q]);
        for (size_t o = 0; o < ORDERS; o++) {
            mention_rows all = mentions(b, &query, "person/ada-brandt", orders[o], no_anchor,
                                        DL_FIELD_TITLE, 0, false, 10000);
            mention_rows back = mentions(b, &query, "person/ada-brandt", orders[o], no_anchor,
                                         DL_FIELD_TITLE, 0, true, 10000);
            CHECK(all.count == count(b, under[q], "person/ada-brandt").mentions);
            CHECK(all.count > 0 && all.count == back.count);
            bool mirrored = all.count == back.count, whole = true;
            for (size_t i = 0; i < all.count && mirrored; i++) {
                mirrored &= same_mention(&all.items[i], &back.items[all.count - 1 - i]);
                whole &= strcmp(all.items[i].mention.entity, "person/ada-brandt") == 0 &&
                         all.items[i].mention.kind == DL_KIND_PERSON;
            }
            CHECK(mirrored);
            CHECK(whole);
            CHECK(walk_mentions(b, &query, "person/ada-brandt", orders[o], all));
        }
    }
    CHECK(mentions(b, &everything, "org/unheard-of", DL_ORDER_NEWEST, no_anchor, DL_FIELD_TITLE, 0,
                   false, 9)
              .count == 0);
}

static void test_mentions_from_elsewhere(void *context)
{
    bench *b = context;
    const sample samples[] = {{.origin = "a",
                               .title = "[NATO|org/nato]",
                               .body = "[NATO|org/nato] [NATO|org/nato]",
                               .date = "2020-01-01"},
                              {.origin = "b", .body = "nobody", .date = "2021-01-01"},
                              {.origin = "c", .body = "one [NATO|org/nato]", .date = "2022-01-01"}};
    put_all(b, samples, 3);
    dl_anchor at = {key_of(b, &samples[1]), NULL};
    mention_rows found =
        mentions(b, &everything, "org/nato", DL_ORDER_OLDEST, at, DL_FIELD_BODY, 3, false, 9);
    CHECK(found.count == 1 && found.items[0].key == key_of(b, &samples[2]));
    found = mentions(b, &everything, "org/nato", DL_ORDER_OLDEST, at, DL_FIELD_BODY, 3, true, 9);
    CHECK(found.count == 3 && found.items[0].mention.start == 5);
    CHECK(found.count == 3 && found.items[2].mention.field == DL_FIELD_TITLE);
    /* from a byte between two mentions, and from a document that the query leaves out */
    at.key = key_of(b, &samples[0]);
    found = mentions(b, &everything, "org/nato", DL_ORDER_OLDEST, at, DL_FIELD_BODY, 2, true, 9);
    CHECK(found.count == 2 && found.items[0].mention.start == 0);
    dl_query late = query_of(b, "date:2021..");
    found = mentions(b, &late, "org/nato", DL_ORDER_OLDEST, at, DL_FIELD_TITLE, 0, false, 9);
    CHECK(found.count == 1);
    found = mentions(b, &late, "org/nato", DL_ORDER_NEWEST, at, DL_FIELD_BODY, 9, true, 9);
    CHECK(found.count == 1 && found.items[0].key == key_of(b, &samples[2]));
}

/* --- marks --- */

static void test_marks(void *context)
{
    bench *b = context;
    put_all(b, library, LIBRARY);
    const char *hash = sample_hash(&b->arena, &library[1]);
    CHECK_OK(b->ops->set_read(b->store, hash, true, &test_error));
    CHECK_OK(b->ops->set_read(b->store, hash, true, &test_error));
    CHECK(stored_of(b, &library[1]).read);
    CHECK(count(b, "", NULL).unread == LIBRARY - 1);
    CHECK(count(b, "date:2021-02", NULL).unread == 0);
    CHECK_OK(b->ops->set_read(b->store, hash, false, &test_error));
    CHECK(!stored_of(b, &library[1]).read);
    CHECK(count(b, "", NULL).unread == LIBRARY);
    CHECK_STATUS(b->ops->set_read(b->store, sample_hash(&b->arena, &statement), true, &test_error),
                 DL_ERR_NOT_FOUND);
    CHECK_STATUS(b->ops->set_read(b->store, "nonsense", true, &test_error), DL_ERR_INVALID);
}

/* --- what others write --- */

static const char *const hostile[] = {
    "'; DROP TABLE document; --",
    "\" OR \"\"=\"",
    "a AND b OR NOT c NEAR(d e, 2)",
    "^title : {x}",
    "%_*?[a-z]",
    "\x1b[31mred\x07\x9b",
    "-1",
    "\\",
    "(",
    "null",
    "\xf0\x9f\x98\x80",
    "\xff\xfe\x80 not UTF-8",
    "e\xcc\x81\xe2\x80\xae evil",
    "body:x + y*",
};

static void test_hostile_texts(void *context)
{
    bench *b = context;
    size_t n = sizeof hostile / sizeof *hostile;
    for (size_t i = 0; i < n; i++) {
        const char *text = hostile[i], *id = dl_arena_printf(&b->arena, "org/%s", text);
        sample doc = {.origin = dl_arena_printf(&b->arena, "%s.txt", text),
                      .title = "T",
                      .body = "unlike",
                      .source = text,
                      .country = text,
                      .publisher = text,
                      .via = {text, text}};
        dl_put put = sample_put(&b->arena, &doc);
        dl_document hard = *put.document;
        hard.title = hard.body = hard.author = hard.place = hard.lang = hard.link = text;
        hard.evidence = text;
        dl_mention mention = {.field = DL_FIELD_BODY, .end = (uint32_t)strlen(text), .entity = id};
        dl_entity entity = {id, text, DL_KIND_ORGANISATION};
        dl_put_outcome outcome;
        put = (dl_put){&hard, &mention, 1, &entity, 1};
        CHECK_OK(b->ops->put(b->store, &put, &outcome, &test_error));
    }
    CHECK(count(b, "", NULL).documents == n);
    for (size_t i = 0; i < n; i++) {
        const char *text = hostile[i], *id = dl_arena_printf(&b->arena, "org/%s", text);
        dl_term source = {.kind = DL_TERM_SOURCE, .text = text, .ids = &text, .ids_count = 1};
        dl_term entity = {.kind = DL_TERM_ENTITY, .text = text, .ids = &id, .ids_count = 1};
        dl_term words = {.kind = DL_TERM_TEXT, .text = text, .prefix = i % 2};
        dl_query by_source = {&source, 1}, by_entity = {&entity, 1}, by_words = {&words, 1};
        rows found = list(b, &by_source, DL_ORDER_SOURCE, no_anchor, false, 99);
        CHECK(found.count == 1);
        CHECK_TEXT(found.count ? found.items[0].source : NULL, text);
        CHECK(list(b, &by_entity, DL_ORDER_NEWEST, no_anchor, false, 99).count == 1);
        size_t hits = list(b, &by_words, DL_ORDER_NEWEST, no_anchor, false, 99).count;
        dl_str_addf(&b->transcript, "\n%zu", hits);
        dl_tokens walk = {.text = text, .len = strlen(text)};
        dl_token word;
        CHECK(dl_token_next(&walk, &word) ? hits >= 1 : hits == 0);
        CHECK_TEXT(resolve(b, DL_KIND_COUNT, id, 9), id);
        CHECK(mentions(b, &everything, id, DL_ORDER_OLDEST, no_anchor, DL_FIELD_TITLE, 0, false, 9)
                  .count == 1);
    }
}

/* --- life --- */

static void test_empty_store(void *context)
{
    bench *b = context;
    CHECK_TEXT(origins(b, "", DL_ORDER_SOURCE), "");
    CHECK_TEXT(sources(b, "source:none"), "");
    CHECK_TEXT(entities(b, "date:2020", 9), "");
    dl_counts c = count(b, "", "org/nato");
    CHECK(c.documents == 0 && c.held == 0 && c.mentions == 0 && c.first == DL_DAY_NONE);
    CHECK_TEXT(resolve(b, DL_KIND_COUNT, "nato", 9), "");
    const char *const *names;
    size_t n = 9;
    CHECK_OK(b->ops->names(b->store, &b->arena, &names, &n, &test_error));
    CHECK(n == 0);
    b->ops->interrupt(b->store);
    CHECK(count(b, "", NULL).documents == 0);
    b->ops->close(NULL);
}

/* Many versions of many documents in random order, then the whole archive looked at. */
static void test_churn(void *context)
{
    bench *b = context;
    unsigned long long seed = 4;
    for (int round = 0; round < 240; round++) {
        dl_put put = random_put(&b->arena, test_random(&seed, 60));
        dl_document doc = *put.document;
        dl_put_outcome outcome = DL_PUT_NEW;
        doc.origin = dl_arena_printf(&b->arena, "churn/%u", test_random(&seed, 25));
        put.document = &doc;
        CHECK_OK(b->ops->put(b->store, &put, &outcome, &test_error));
        dl_str_addf(&b->transcript, " %d", (int)outcome);
        if (test_random(&seed, 4) == 0)
            CHECK_OK(b->ops->set_read(b->store, doc.sha256, test_random(&seed, 2), &test_error));
    }
    for (size_t o = 0; o < ORDERS; o++)
        for (size_t f = 0; f < FILTERS; f++)
            origins(b, filters[f], orders[o]);
    for (size_t f = 0; f < FILTERS; f++) {
        count(b, filters[f], "country/XN");
        sources(b, filters[f]);
        entities(b, filters[f], 4);
    }
    CHECK(count(b, "", NULL).documents <= 25);
}

/* --- the suite --- */

static const struct {
    const char *name;
    void (*test)(void *context);
} tests[] = {
    {"outcomes of a put", test_outcomes},
    {"all fields come back", test_round_trip},
    {"what cannot be put", test_what_cannot_be_put},
    {"transactions", test_transactions},
    {"versions", test_versions},
    {"versions of shared records", test_versions_of_shared_records},
    {"documents by hash", test_find},
    {"keys and the ends of time", test_keys},
    {"paging in every order", test_paging},
    {"rank and seek", test_rank_and_seek},
    {"anchors off the list", test_anchors_off_the_list},
    {"rows of the list", test_rows},
    {"query terms", test_terms},
    {"words and phrases", test_words},
    {"counts", test_counts},
    {"sources", test_sources},
    {"entities", test_entities},
    {"names to entities", test_resolve},
    {"names in queries", test_query_names},
    {"mentions across documents", test_mentions},
    {"mentions from elsewhere", test_mentions_from_elsewhere},
    {"read marks", test_marks},
    {"hostile texts", test_hostile_texts},
    {"an empty store", test_empty_store},
    {"churn", test_churn},
};

/* A test and the store it is given. */
typedef struct trial {
    bench *bench;
    void (*test)(void *context);
} trial;

static void try(void *context)
{
    const trial *t = context;
    t->test(t->bench);
    check_store(t->bench);
}

/* Runs every test on a store of its own; returns how many checks passed. */
static size_t run_suite(bench *b)
{
    size_t before = test_passed();
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        char name[128], file[32];
        snprintf(name, sizeof name, "%s: %s", b->ops->name, tests[i].name);
        snprintf(file, sizeof file, "conformance-%zu.db", i);
        test_need(b->ops->open(test_path(&b->arena, file), DL_OPEN_CREATE, &b->store,
                               &test_error) == DL_OK,
                  test_error.message);
        dl_str_addf(&b->transcript, "\n--- %s", tests[i].name);
        trial t = {b, tests[i].test};
        test_run(name, try, &t);
        b->ops->close(b->store);
        dl_arena_clear(&b->arena);
    }
    return test_passed() - before;
}

typedef struct both {
    const bench *sqlite, *memory;
    size_t sqlite_passed, memory_passed;
} both;

static void test_agreement(void *context)
{
    const both *two = context;
    const char *a = two->sqlite->transcript.text, *b = two->memory->transcript.text;
    size_t same = 0, line = 0;
    CHECK(two->sqlite_passed == two->memory_passed);
    for (; a[same] && a[same] == b[same]; same++)
        if (a[same] == '\n')
            line = same + 1;
    if (!CHECK(a[same] == b[same]))
        printf("# sqlite: %.*s\n# memory: %.*s\n", (int)strcspn(a + line, "\n"), a + line,
               (int)strcspn(b + line, "\n"), b + line);
}

int main(void)
{
    bench sqlite = {.ops = &dl_store_sqlite}, memory = {.ops = &dl_store_memory};
    both two = {.sqlite = &sqlite, .memory = &memory};
    dl_str_init(&sqlite.transcript);
    dl_str_init(&memory.transcript);
    two.sqlite_passed = run_suite(&sqlite);
    two.memory_passed = run_suite(&memory);
    test_run("the backends say the same", test_agreement, &two);
    printf("# store: sqlite %zu, memory %zu\n", two.sqlite_passed, two.memory_passed);
    dl_str_release(&sqlite.transcript);
    dl_str_release(&memory.transcript);
    dl_arena_release(&sqlite.arena);
    dl_arena_release(&memory.arena);
    return test_finish();
}
