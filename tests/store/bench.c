/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

const dl_anchor no_anchor = {.key = DL_KEY_NONE};
const dl_query everything = {0};
const dl_order orders[ORDERS] = {DL_ORDER_NEWEST,      DL_ORDER_OLDEST,        DL_ORDER_SOURCE,
                                 DL_ORDER_SOURCE_DOWN, DL_ORDER_HITS,          DL_ORDER_HITS_DOWN,
                                 DL_ORDER_RELEVANCE,   DL_ORDER_RELEVANCE_DOWN};

/* Filters that paging is tried under. */
const char *const bench_filters[FILTERS] = {
    "",
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

const sample bench_library[LIBRARY] = {
    {.origin = "01",
     .title = "[Norland|country/XN] and the U.S. talk",
     .body = "Envoys of [Norland|country/XN] met. The [US|country/US] side was late.",
     .source = "Norland Wire",
     .country = "XN",
     .date = "2020-05-01",
     .lang = "en-GB"},
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
     .date = "2021-12-31",
     .lang = "JA"},
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

/* The query of TEXT, its names resolved where the archive knows them. */
dl_query bench_query(bench *b, const char *text)
{
    dl_query query = {0};
    CHECK_OK(dl_query_parse(&b->arena, NULL, text, &query, NULL, &test_error));
    dl_store_resolve(b->store, &b->arena, &query, NULL);
    query.least = b->least;
    return query;
}

void bench_put_all(bench *b, const sample *samples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        CHECK(sample_store(b->store, &samples[i]) == DL_PUT_NEW);
}

void bench_put_random(bench *b, unsigned count)
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

rows bench_list(bench *b, const dl_query *query, dl_order order, dl_anchor anchor, bool back,
                size_t limit)
{
    rows found = {0};
    CHECK_OK(b->ops->list(b->store, query, order, anchor, back, limit, BENCH_FOCUS, &b->arena,
                          &found.items, &found.count, &test_error));
    return found;
}

dl_anchor bench_anchor(const dl_doc_row *row)
{
    return (dl_anchor){row->key, row->source};
}

/* The origins of all that TEXT matches, in ORDER, parted by blanks. */
const char *bench_origins(bench *b, const char *text, dl_order order)
{
    dl_query query = bench_query(b, text);
    rows found = bench_list(b, &query, order, no_anchor, false, 1000);
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

dl_key bench_key(bench *b, const sample *from)
{
    dl_key key = DL_KEY_NONE;
    CHECK_OK(b->ops->find(b->store, sample_hash(&b->arena, from), &key, &test_error));
    return key;
}

dl_stored bench_stored(bench *b, const sample *from)
{
    dl_stored stored = {0};
    CHECK_OK(b->ops->get(b->store, bench_key(b, from), &b->arena, &stored, &test_error));
    return stored;
}

dl_counts bench_count(bench *b, const char *text, const char *focus)
{
    dl_query query = bench_query(b, text);
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
const char *bench_sources(bench *b, const char *text)
{
    dl_query query = bench_query(b, text);
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

const char *bench_entities(bench *b, const char *text, size_t limit)
{
    dl_query query = bench_query(b, text);
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

const char *bench_mentions(bench *b, const sample *from)
{
    dl_stored stored = bench_stored(b, from);
    dl_str text;
    dl_str_init(&text);
    for (size_t i = 0; i < stored.mentions_count; i++) {
        const dl_mention *m = &stored.mentions[i];
        const char *field =
            m->field == DL_FIELD_TITLE ? stored.document.title : stored.document.body;
        dl_str_addf(&text, "%s%s%.*s=%s", i ? ", " : "", dl_mention_is_office(m) ? "^" : "",
                    (int)(m->end - m->start), field + m->start, m->entity);
    }
    const char *copy = dl_arena_strdup(&b->arena, text.text);
    dl_str_addf(&b->transcript, "\n%s: %s", from->origin, text.text);
    dl_str_release(&text);
    return copy;
}

void bench_decide(bench *b, dl_decision *d)
{
    size_t added = 0;
    CHECK_OK(b->ops->decide(b->store, d, 1, &added, &test_error));
    CHECK(added == 1);
    CHECK(strlen(d->id) == DL_DECISION_ID - 1);
}

void bench_revoke(bench *b, const char *id, char ret_id[DL_DECISION_ID])
{
    dl_decision d;
    dl_decision_revoke(id, &d);
    bench_decide(b, &d);
    memcpy(ret_id, d.id, sizeof d.id);
}

void bench_check(bench *b)
{
    size_t faults = 0;
    CHECK_OK(b->ops->check(b->store, count_fault, &faults, &test_error));
    CHECK(faults == 0);
}

void bench_set_read(bench *b, const sample *from, bool read)
{
    CHECK_OK(change_one(b->store,
                        change_mark(DL_CHANGE_READ, sample_hash(&b->arena, from), NULL, read)));
}

const char *bench_resolve(bench *b, dl_kind kind, const char *text, size_t limit)
{
    return bench_resolve_own(b, kind, NULL, text, limit);
}

const char *bench_resolve_own(bench *b, dl_kind kind, const char *own, const char *text,
                              size_t limit)
{
    dl_entity *found = NULL;
    size_t n = 0;
    dl_str line;
    dl_str_init(&line);
    CHECK_OK(b->ops->resolve(b->store, kind, own, text, limit, &b->arena, &found, &n, &test_error));
    for (size_t i = 0; i < n; i++)
        dl_str_addf(&line, "%s%s", i ? " " : "", found[i].id);
    const char *copy = dl_arena_strdup(&b->arena, line.text);
    dl_str_addf(&b->transcript, "\n%s", line.text);
    dl_str_release(&line);
    return copy;
}
