/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader sets: changes and their inverses, notes and dossiers over new versions of a text. */
#include <stdio.h>
#include <string.h>

#include "bench.h"

/* --- making changes --- */

typedef struct undo {
    dl_change *items;
    size_t count;
} undo;

/* Carries the changes out; what takes them back. */
static undo change(bench *b, const dl_change *changes, size_t count)
{
    undo back = {0};
    CHECK_OK(
        b->ops->change(b->store, changes, count, &b->arena, &back.items, &back.count, &test_error));
    return back;
}

static undo change_it(bench *b, dl_change one)
{
    return change(b, &one, 1);
}

/* Where QUOTE stands in the body of FROM's document. */
static const dl_document *find(bench *b, const sample *from, const char *quote, size_t *ret_start,
                               size_t *ret_end)
{
    const dl_document *doc = sample_put(&b->arena, from).document;
    const char *at = strstr(doc->body, quote);
    test_need(at != NULL, quote);
    *ret_start = (size_t)(at - doc->body);
    *ret_end = *ret_start + strlen(quote);
    return doc;
}

static dl_passage passage(bench *b, const sample *from, const char *quote)
{
    dl_passage made = {.quote = ""};
    size_t start, end;
    const dl_document *doc = find(b, from, quote, &start, &end);
    CHECK(dl_passage_make(&b->arena, doc, DL_FIELD_BODY, start, end, &made));
    return made;
}

static dl_change note(bench *b, char digit, const sample *on, const char *quote, const char *text)
{
    size_t start, end;
    const dl_document *doc = find(b, on, quote, &start, &end);
    return change_note(&b->arena, digit, doc, start, end, text);
}

static dl_change cite(bench *b, char digit, const char *dossier, const sample *on,
                      const char *quote, const char *comment, int rank)
{
    size_t start, end;
    const dl_document *doc = find(b, on, quote, &start, &end);
    return change_cited(&b->arena, digit, dossier, doc, start, end, comment, rank);
}

static dl_change save(const char *name, const char *query, const char *from)
{
    return (dl_change){.kind = DL_CHANGE_SAVED,
                       .on = query || from,
                       .saved = {.name = name, .query = query, .from = from}};
}

static dl_change dossier(const char *name, bool on, const char *from)
{
    return (dl_change){
        .kind = DL_CHANGE_DOSSIER, .on = on, .dossier = {.name = name, .from = from}};
}

static dl_change star(bench *b, const sample *from, bool on)
{
    return change_mark(DL_CHANGE_STAR, sample_hash(&b->arena, from), NULL, on);
}

static dl_change tag(bench *b, const sample *from, const char *name, bool on)
{
    return change_mark(DL_CHANGE_TAG, sample_hash(&b->arena, from), name, on);
}

/* --- all that is set, as text --- */

static void add_passage(dl_str *out, const dl_passage *at)
{
    dl_str_addf(out, "%.8s %d:%u-%u %s|%s|%s", at->sha256, (int)at->field, at->start, at->end,
                at->prefix, at->quote, at->suffix);
}

static void add_documents(bench *b, dl_str *out)
{
    rows found = bench_list(b, &everything, DL_ORDER_NEWEST, no_anchor, false, 1000);
    for (size_t i = 0; i < found.count; i++) {
        const dl_doc_row *row = &found.items[i];
        dl_stored stored;
        dl_note *notes = NULL;
        size_t count = 0;
        CHECK_OK(b->ops->get(b->store, row->key, &b->arena, &stored, &test_error));
        CHECK_OK(b->ops->notes(b->store, row->key, &b->arena, &notes, &count, &test_error));
        CHECK(row->read == stored.read && row->starred == stored.starred);
        CHECK(row->noted == (count > 0) && row->tagged == (stored.tags_count > 0));
        dl_str_addf(out, "%s%s%s", stored.document.origin, row->read ? " read" : "",
                    row->starred ? " starred" : "");
        for (size_t t = 0; t < stored.tags_count; t++)
            dl_str_addf(out, " #%s", stored.tags[t]);
        for (size_t n = 0; n < count; n++) {
            dl_str_addf(out, " (%.2s %s ", notes[n].id, notes[n].text);
            add_passage(out, &notes[n].passage);
            dl_str_addf(out, " %lld)", (long long)notes[n].time);
        }
        dl_str_addc(out, '\n');
    }
}

static void add_dossiers(bench *b, dl_str *out)
{
    dl_name_row *found = NULL;
    size_t n = 0;
    CHECK_OK(b->ops->dossiers(b->store, &b->arena, &found, &n, &test_error));
    for (size_t i = 0; i < n; i++) {
        dl_cited *items = NULL;
        size_t count = 0;
        CHECK_OK(b->ops->cited(b->store, found[i].name, &b->arena, &items, &count, &test_error));
        CHECK(count == found[i].count);
        dl_str_addf(out, "dossier %s:", found[i].name);
        for (size_t c = 0; c < count; c++) {
            CHECK_TEXT(items[c].dossier, found[i].name);
            dl_str_addf(out, " (%.2s %lld %s ", items[c].id, (long long)items[c].rank,
                        items[c].comment ? items[c].comment : "-");
            add_passage(out, &items[c].passage);
            dl_str_addf(out, " %lld)", (long long)items[c].time);
        }
        dl_str_addc(out, '\n');
    }
}

/* Queries for what is set. */
static const char *const about_marks[] = {
    "is:unread",       "is:starred",           "is:noted",
    "-is:unread",      "-is:noted is:starred", "is:starred org:nato",
    "tag:x",           "tag:x tag:y",          "-tag:x",
    "tag:x is:unread", "tag:y date:2021..",    "is:unread source:none",
    "tag:x treaty",
};

/* Lists what each query holds in each order, and counts it. */
static void ask_all(bench *b)
{
    for (size_t q = 0; q < sizeof about_marks / sizeof *about_marks; q++) {
        dl_query query = bench_query(b, about_marks[q]);
        dl_counts counts = bench_count(b, about_marks[q], NULL);
        for (size_t o = 0; o < ORDERS; o++) {
            rows found = bench_list(b, &query, orders[o], no_anchor, false, 1000);
            CHECK(found.count == counts.documents);
        }
        bench_origins(b, about_marks[q], DL_ORDER_SOURCE);
        bench_origins(b, about_marks[q], DL_ORDER_OLDEST);
        bench_sources(b, about_marks[q]);
    }
}

/* Everything that the reader made, for comparing. */
static const char *state(bench *b)
{
    dl_name_row *tags = NULL;
    dl_saved_row *saved = NULL;
    size_t tags_count = 0, saved_count = 0;
    dl_str out;
    dl_str_init(&out);
    add_documents(b, &out);
    CHECK_OK(b->ops->tags(b->store, &b->arena, &tags, &tags_count, &test_error));
    for (size_t i = 0; i < tags_count; i++)
        dl_str_addf(&out, "#%s %lu\n", tags[i].name, (unsigned long)tags[i].count);
    CHECK_OK(b->ops->saved(b->store, &b->arena, &saved, &saved_count, &test_error));
    for (size_t i = 0; i < saved_count; i++)
        dl_str_addf(&out, "saved %s: %s\n", saved[i].name, saved[i].query);
    add_dossiers(b, &out);
    for (char letter = 'a'; letter <= 'c'; letter++) {
        dl_passage place;
        if (b->ops->place(b->store, letter, &b->arena, &place, NULL))
            continue;
        dl_str_addf(&out, "'%c ", letter);
        add_passage(&out, &place);
        dl_str_addc(&out, '\n');
    }
    const char *copy = dl_arena_strdup(&b->arena, out.text);
    dl_str_addf(&b->transcript, "\n%s", out.text);
    dl_str_release(&out);
    bench_check(b);
    return copy;
}

/* Carries CHANGES out, takes them back, and does them again: what was there each time is the same. */
static void there_and_back(bench *b, const dl_change *changes, size_t count)
{
    const char *before = state(b);
    undo back = change(b, changes, count);
    const char *after = state(b);
    CHECK(strcmp(before, after) != 0);
    undo again = change(b, back.items, back.count);
    CHECK_TEXT(state(b), before);
    back = change(b, again.items, again.count);
    CHECK_TEXT(state(b), after);
    change(b, back.items, back.count);
    CHECK_TEXT(state(b), before);
    change(b, changes, count);
}

/* --- tests --- */

static void test_each_change(void *context)
{
    bench *b = context;
    bench_put_all(b, bench_library, LIBRARY);
    const sample *doc = &bench_library[1], *other = &bench_library[3];
    const dl_change changes[] = {
        star(b, doc, true),
        tag(b, doc, "Fleet", true),
        tag(b, other, "fleet", true),
        tag(b, doc, "to check", true),
        tag(b, doc, "FLEET", false),
        note(b, '1', doc, "told us", "who is us?"),
        note(b, '1', doc, "ships", "who is we?"),
        note(b, '2', other, "ship of state", "figure of speech"),
        change_remove(DL_CHANGE_NOTE, '2'),
        save("late", "date:2021..", NULL),
        save("late", "date:2022..", NULL),
        save("later", NULL, "late"),
        save("latest", "date:2023..", "later"),
        save("all", "treaty", NULL),
        save("all", NULL, NULL),
        dossier("harbour", true, NULL),
        cite(b, '3', "harbour", doc, "left the harbour", NULL, 1),
        cite(b, '4', "harbour", other, "harbour master", "the same one?", 0),
        cite(b, '3', "harbour", doc, "left the harbour", "when?", -1),
        dossier("quay", true, "harbour"),
        dossier("empty", true, NULL),
        cite(b, '4', "empty", other, "harbour master", NULL, 0),
        change_remove(DL_CHANGE_CITED, '4'),
        cite(b, '5', "quay", other, "harbour", NULL, 5),
        dossier("quay", false, NULL),
        star(b, doc, false),
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        there_and_back(b, &changes[i], 1);
    dl_change place = {.kind = DL_CHANGE_PLACE, .on = true, .place = {.letter = 'b'}};
    place.place.passage = passage(b, doc, "NATO");
    there_and_back(b, &place, 1);
    place.place.passage = passage(b, other, "harbour");
    there_and_back(b, &place, 1);
    place.on = false;
    there_and_back(b, &place, 1);
}

static void test_many_changes(void *context)
{
    bench *b = context;
    bench_put_all(b, bench_library, LIBRARY);
    dl_change changes[] = {
        star(b, &bench_library[0], true),
        tag(b, &bench_library[0], "one", true),
        tag(b, &bench_library[2], "one", true),
        dossier("d", true, NULL),
        cite(b, 'a', "d", &bench_library[1], "harbour", NULL, 0),
        dossier("e", true, "d"),
        tag(b, &bench_library[0], "one", false),
        change_mark(DL_CHANGE_READ, sample_hash(&b->arena, &bench_library[4]), NULL, true),
        note(b, 'b', &bench_library[1], "harbour", "text"),
        dossier("e", false, NULL),
    };
    there_and_back(b, changes, sizeof changes / sizeof *changes);
    CHECK(change(b, NULL, 0).count == 0);
    /* all or nothing */
    const char *before = state(b);
    dl_change failing[] = {star(b, &bench_library[3], true), change_remove(DL_CHANGE_NOTE, 'f')};
    undo back;
    CHECK_STATUS(
        b->ops->change(b->store, failing, 2, &b->arena, &back.items, &back.count, &test_error),
        DL_ERR_NOT_FOUND);
    CHECK_TEXT(state(b), before);
}

/* What a change told of itself, and how long it is let go on. */
typedef struct watch {
    uint64_t calls, done, total, patience;
} watch;

static bool look(void *context, uint64_t done, uint64_t total)
{
    watch *w = context;
    if (!total)
        return true;
    w->calls++;
    w->done = done;
    w->total = total;
    return done < w->patience;
}

static void test_stopped_halfway(void *context)
{
    bench *b = context;
    bench_put_all(b, bench_library, LIBRARY);
    dl_change changes[] = {star(b, &bench_library[0], true), tag(b, &bench_library[1], "one", true),
                           star(b, &bench_library[2], true)};
    const char *before = state(b);
    watch w = {.patience = 2};
    undo back;
    b->store->progress = look;
    b->store->progress_context = &w;
    CHECK_STATUS(
        b->ops->change(b->store, changes, 3, &b->arena, &back.items, &back.count, &test_error),
        DL_ERR_INTERRUPTED);
    CHECK(w.calls == 2 && w.done == 2 && w.total == 3);
    CHECK_TEXT(state(b), before);
    dl_change wrong = {.kind = DL_CHANGE_DECISION,
                       .on = true,
                       .decision = {.kind = DL_DECISION_NOT_NAME,
                                    .reach = DL_REACH_EVERYWHERE,
                                    .spelling = "harbour",
                                    .entity = "org/kremlin"}};
    w = (watch){.patience =
                    1}; /* a decision tells of the documents that it makes anew, if there are any */
    dl_status status =
        b->ops->change(b->store, &wrong, 1, &b->arena, &back.items, &back.count, &test_error);
    CHECK(w.calls == 1 && status == DL_ERR_INTERRUPTED);
    CHECK_TEXT(state(b), before);
    w = (watch){.patience = 9};
    CHECK(change(b, changes, 3).count == 3);
    CHECK(w.calls == 3 && w.done == 3);
    b->store->progress = NULL;
}

static void test_what_changes_nothing(void *context)
{
    bench *b = context;
    bench_put_all(b, bench_library, LIBRARY);
    CHECK(change_it(b, star(b, &bench_library[0], false)).count == 0);
    CHECK(change_it(b, tag(b, &bench_library[0], "x", false)).count == 0);
    CHECK(change_it(b, star(b, &bench_library[0], true)).count == 1);
    CHECK(change_it(b, star(b, &bench_library[0], true)).count == 0);
    CHECK(change_it(b, tag(b, &bench_library[0], "x", true)).count == 1);
    CHECK(change_it(b, tag(b, &bench_library[0], "X", true)).count == 0);
}

static void test_what_cannot_be_changed(void *context)
{
    static const char unheard[] =
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    bench *b = context;
    bench_put_all(b, bench_library, LIBRARY);
    change_it(b, dossier("d", true, NULL));
    change_it(b, dossier("e", true, NULL));
    change_it(b, save("s", "x", NULL));
    change_it(b, save("t", "y", NULL));
    dl_change elsewhere = note(b, '1', &bench_library[0], "side", "t");
    memcpy(elsewhere.note.passage.sha256, unheard, sizeof unheard);
    dl_change place = {.kind = DL_CHANGE_PLACE, .place = {.letter = 'c'}};
    const dl_change missing[] = {
        change_mark(DL_CHANGE_READ, unheard, NULL, true),
        change_mark(DL_CHANGE_STAR, unheard, NULL, true),
        change_mark(DL_CHANGE_TAG, unheard, "x", true),
        elsewhere,
        change_remove(DL_CHANGE_NOTE, '1'),
        change_remove(DL_CHANGE_CITED, '1'),
        cite(b, '1', "nowhere", &bench_library[0], "side", NULL, 0),
        save("nothing", NULL, NULL),
        save("new", NULL, "nothing"),
        dossier("nowhere", false, NULL),
        dossier("new", true, "nowhere"),
        place,
    };
    dl_change bad_id = note(b, '1', &bench_library[0], "side", "t"), turned = bad_id,
              empty = bad_id;
    bad_id.note.id[3] = 'x';
    turned.note.passage.start = turned.note.passage.end + 1;
    empty.note.text = "";
    place.place.letter = '1';
    const dl_change invalid[] = {
        bad_id,
        turned,
        empty,
        place,
        change_mark(DL_CHANGE_STAR, "nonsense", NULL, true),
        change_mark(DL_CHANGE_TAG, sample_hash(&b->arena, &bench_library[0]), "", true),
        save("", "x", NULL),
        save("s", NULL, "t"),
        dossier("e", true, NULL),
        dossier("e", true, "d"),
    };
    const char *before = state(b);
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
        if (!CHECK_STATUS(change_one(b->store, missing[i]), DL_ERR_NOT_FOUND))
            printf("# missing %zu\n", i);
    for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++)
        if (!CHECK_STATUS(change_one(b->store, invalid[i]), DL_ERR_INVALID))
            printf("# invalid %zu\n", i);
    CHECK_TEXT(state(b), before);
    dl_cited *items;
    size_t count;
    dl_passage at;
    CHECK_STATUS(b->ops->cited(b->store, "nowhere", &b->arena, &items, &count, &test_error),
                 DL_ERR_NOT_FOUND);
    CHECK_STATUS(b->ops->place(b->store, 'z', &b->arena, &at, &test_error), DL_ERR_NOT_FOUND);
}

static const sample first = {.origin = "f.txt",
                             .body = "The pilot came aboard late.",
                             .date = "2022-02-13"},
                    second = {.origin = "f.txt",
                              .body = "At dawn the pilot came aboard.",
                              .date = "2022-02-13"},
                    third = {.origin = "f.txt", .body = "No pilot came.", .date = "2022-02-14"};

/* What is set on a document goes over to a new version of it, and is found by the old hash. */
static void test_marks_outlive_versions(void *context)
{
    bench *b = context;
    sample_store(b->store, &first);
    const dl_change changes[] = {
        star(b, &first, true),
        tag(b, &first, "pilots", true),
        note(b, '1', &first, "pilot came", "which?"),
        dossier("d", true, NULL),
        cite(b, '2', "d", &first, "aboard", NULL, 0),
    };
    undo back = change(b, changes, sizeof changes / sizeof *changes);
    CHECK(sample_store(b->store, &second) == DL_PUT_VERSION);
    state(b);
    CHECK(sample_store(b->store, &third) == DL_PUT_VERSION);
    state(b);
    dl_stored stored = bench_stored(b, &first);
    CHECK_TEXT(stored.document.sha256, sample_hash(&b->arena, &third));
    CHECK(stored.starred && stored.tags_count == 1);
    dl_former old;
    CHECK_OK(
        b->ops->former(b->store, sample_hash(&b->arena, &first), &b->arena, &old, &test_error));
    CHECK_TEXT(old.body, first.body);
    CHECK_TEXT(old.successor, sample_hash(&b->arena, &second));
    CHECK(old.title == NULL);
    /* a note on the present version beside one on the first */
    change_it(b, note(b, '3', &third, "No pilot", "none?"));
    dl_note *notes;
    size_t count = 0, start, end;
    CHECK_OK(b->ops->notes(b->store, stored.key, &b->arena, &notes, &count, &test_error));
    CHECK(count == 2);
    for (size_t i = 0; i < count; i++)
        CHECK(dl_passage_locate(&notes[i].passage, &stored.document, &start, &end));
    /* what undoes a change made before the versions came undoes it now */
    change(b, back.items, back.count);
    stored = bench_stored(b, &third);
    CHECK(!stored.starred && stored.tags_count == 0);
    change_it(b, change_remove(DL_CHANGE_NOTE, '3'));
    CHECK(strstr(state(b), "(") == NULL);
    /* the first text comes back: it is a document again, with its own marks */
    CHECK(sample_store(b->store, &first) == DL_PUT_VERSION);
    CHECK_STATUS(
        b->ops->former(b->store, sample_hash(&b->arena, &first), &b->arena, &old, &test_error),
        DL_ERR_NOT_FOUND);
    CHECK(bench_key(b, &second) == bench_key(b, &first));
    state(b);
}

#define OLD "0a00000000000000000000000000000000000000000000000000000000000000"
#define NEW "0b00000000000000000000000000000000000000000000000000000000000000"

/* Two files with one record; the one gets a new version, and then the other the same. */
static void test_marks_of_shared_records(void *context)
{
    const sample
        one = {.origin = "1", .body = "The mole is long.", .date = "2020-01-01", .hash = OLD},
        two = {.origin = "2", .body = "The mole is long.", .date = "2020-01-01", .hash = OLD},
        new_one = {.origin = "1", .body = "The mole is short.", .date = "2020-01-01", .hash = NEW},
        new_two = {.origin = "2", .body = "The mole is short.", .date = "2020-01-01", .hash = NEW};
    bench *b = context;
    CHECK(sample_store(b->store, &one) == DL_PUT_NEW);
    CHECK(sample_store(b->store, &two) == DL_PUT_ORIGIN);
    change_it(b, note(b, '1', &one, "mole", "animal?"));
    CHECK(sample_store(b->store, &new_one) == DL_PUT_VERSION);
    CHECK(bench_count(b, "", NULL).documents == 2);
    state(b); /* both show the note */
    undo back = change_it(b, change_remove(DL_CHANGE_NOTE, '1'));
    state(b);
    change(b, back.items, back.count);
    CHECK(sample_store(b->store, &new_two) == DL_PUT_VERSION);
    state(b);
}

/* Changes and versions in random order. */
static void test_churn(void *context)
{
    bench *b = context;
    unsigned long long seed = 11;
    dl_put puts[12];
    for (unsigned i = 0; i < 12; i++) {
        dl_document *doc = dl_arena_alloc(&b->arena, sizeof *doc);
        puts[i] = random_put(&b->arena, i);
        *doc = *puts[i].document;
        puts[i].document = doc;
    }
    for (int round = 0; round < 300; round++) {
        dl_put *put = &puts[test_random(&seed, 12)];
        dl_document *doc = (dl_document *)put->document;
        dl_put_outcome outcome;
        char digit = "0123456789abcdef"[test_random(&seed, 16)];
        dl_change made = change_mark((dl_change_kind)test_random(&seed, 3), doc->sha256,
                                     test_random(&seed, 2) ? "x" : "y", test_random(&seed, 3) > 0);
        if (test_random(&seed, 4) == 0) {
            size_t start = test_random(&seed, (unsigned)strlen(doc->body));
            made = change_note(&b->arena, digit, doc, start, start + 9, "n");
        } else if (test_random(&seed, 4) == 0) {
            made = change_remove(DL_CHANGE_NOTE, digit);
        }
        if (test_random(&seed, 4) == 0) {
            doc->origin = dl_arena_printf(&b->arena, "%u", test_random(&seed, 5));
            CHECK_OK(b->ops->put(b->store, put, &outcome, &test_error));
        }
        dl_str_addf(&b->transcript, " %d", (int)change_one(b->store, made));
        if (round % 25 == 0) {
            state(b);
            ask_all(b);
        }
    }
    state(b);
    ask_all(b);
}

static void test_queries_for_marks(void *context)
{
    const sample either = {.origin = "07",
                           .body = "Read as March or as April.",
                           .readings = {"2021-03-04", "2021-04-03"}};
    bench *b = context;
    bench_put_all(b, bench_library, LIBRARY);
    CHECK(sample_store(b->store, &either) == DL_PUT_NEW);
    const dl_change changes[] = {
        star(b, &bench_library[0], true),
        star(b, &bench_library[2], true),
        tag(b, &bench_library[2], "To check", true),
        tag(b, &bench_library[3], "to check", true),
        tag(b, &bench_library[3], "fleet", true),
        note(b, '1', &bench_library[4], "lower case", "why?"),
        change_mark(DL_CHANGE_READ, sample_hash(&b->arena, &bench_library[1]), NULL, true),
    };
    change(b, changes, sizeof changes / sizeof *changes);
    CHECK_QUERY("is:unread", "01 03 04 06 05 07");
    CHECK_QUERY("-is:unread", "02");
    CHECK_QUERY("is:starred", "01 03");
    CHECK_QUERY("is:starred -tag:\"to check\"", "01");
    CHECK_QUERY("is:noted", "05");
    CHECK_QUERY("tag:TO-CHECK", "03 04");
    CHECK_QUERY("tag:fleet tag:\"to check\"", "04");
    CHECK_QUERY("tag:\"to check\" person:brandt", "03");
    CHECK_QUERY("date:ambiguous", "07");
    CHECK_QUERY("date:ambiguous date:2020", "01 07");
    CHECK_QUERY("-date:ambiguous is:unread", "01 03 04 06 05");
    CHECK_QUERY("date:ambiguous date:inferred source:none", "07");
    CHECK(bench_count(b, "", NULL).ambiguous == 1);
    CHECK(bench_count(b, "is:unread", NULL).ambiguous == 1);
    CHECK(bench_count(b, "date:2021", NULL).ambiguous == 0);
    dl_query query;
    CHECK_OK(dl_query_parse(&b->arena, NULL, "tag:flet", &query, NULL, &test_error));
    CHECK_STATUS(dl_store_resolve(b->store, &b->arena, &query, &test_error), DL_ERR_NOT_FOUND);
    CHECK(strstr(test_error.message, "no tag like 'flet'; did you mean fleet?") != NULL);
    CHECK_OK(dl_query_parse(&b->arena, NULL, "tag:to-check", &query, NULL, &test_error));
    CHECK_OK(dl_store_resolve(b->store, &b->arena, &query, &test_error));
    CHECK_TEXT(query.terms[0].shown, "tag:\"To check\"");
    ask_all(b);
}

const bench_test suite_marks[] = {
    {"each change, there and back", test_each_change},
    {"many changes at once", test_many_changes},
    {"changes stopped halfway", test_stopped_halfway},
    {"changes that change nothing", test_what_changes_nothing},
    {"what cannot be changed", test_what_cannot_be_changed},
    {"marks outlive versions", test_marks_outlive_versions},
    {"marks of shared records", test_marks_of_shared_records},
    {"queries for marks", test_queries_for_marks},
    {"marks and versions, churned", test_churn},
    {NULL, NULL},
};
