/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An import of fifty documents, some of them copies of others, and five new versions of them, each starred,
 * tagged and with a note; then what a reader keeps under names, decisions about many documents, a correction
 * after them, and documents forgotten that others are copies of: cut off at each change it makes to a file, once by an error that
 * passes, once by the power going off, and now and then by SIGKILL. What was acknowledged must be there after
 * that, whole batches and nothing else, and the import run again must bring the rest. That takes minutes, so
 * points are taken evenly from all there are, others of each kind; "tests/store/faults every" takes all.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "faults.h"
#include "support.h"

#define BATCHES 3 /* the last one holds versions */
#define STEPS                                                                                      \
    7 /* and then there is what is kept, the decisions, a correction, and what is forgotten */
#define KEPT 4 /* a dossier, what is cited in it, a saved search, a place */
#define DECISIONS 4
#define BATCH 25
#define DOCUMENTS 50
#define VERSIONS 5
#define VERSION_STEP 10 /* every n-th document has a new version */
#define COPY_STEP 10    /* every n-th document but two is a copy of the one before */
#define COPIES 5
#define FORGOTTEN 2 /* documents of the first batch, of which others are copies */
#define POINTS 30   /* tried of each kind */
#define KILL_STEP 3 /* of those, every n-th is tried by SIGKILL */

static const dl_store_ops *const ops = &dl_store_sqlite;
static dl_arena documents; /* of what is imported */
static dl_put imported[DOCUMENTS + VERSIONS];
static const char *path;
static size_t step = 1; /* from a point that is tried to the next */
static size_t lost;     /* documents that were acknowledged and are not there */

/* --- the import --- */

/* Makes document I a copy of the one before it. */
static void make_copy(unsigned i)
{
    dl_document *doc = dl_arena_alloc(&documents, sizeof *doc);
    *doc = *imported[i].document;
    doc->body = imported[i - 1].document->body;
    doc->published = imported[i - 1].document->published;
    imported[i] = (dl_put){.document = doc};
}

/* The number of the I-th document that is forgotten. */
static size_t forgotten(size_t i)
{
    return i * COPY_STEP + COPY_STEP - 3;
}

static void make_documents(void)
{
    for (unsigned i = 0; i < DOCUMENTS + VERSIONS; i++) {
        imported[i] = random_put(&documents, i);
        if (i < DOCUMENTS && i % COPY_STEP == COPY_STEP - 2)
            make_copy(i);
        if (i < DOCUMENTS)
            continue;
        dl_document *doc = dl_arena_alloc(&documents, sizeof *doc);
        *doc = *imported[i].document;
        doc->origin = imported[(i - DOCUMENTS) * VERSION_STEP].document->origin;
        imported[i].document = doc;
    }
}

/* What is decided: of names, of sources, and of a date, so that a document gets another key. */
static void make_decisions(dl_decision decisions[DECISIONS])
{
    const char *hash = imported[DOCUMENTS].document->sha256;
    const dl_entity guild = {"org/guild", "Guild", DL_KIND_ORGANISATION};
    const dl_mention *mention = &imported[1].mentions[0];
    const dl_document *doc = imported[1].document;
    const char *field = mention->field == DL_FIELD_TITLE ? doc->title : doc->body;
    const char *spelling =
        dl_arena_strndup(&documents, field + mention->start, mention->end - mention->start);
    decisions[0] = (dl_decision){.kind = DL_DECISION_ENTITY,
                                 .reach = DL_REACH_EVERYWHERE,
                                 .spelling = spelling,
                                 .entity = mention->entity,
                                 .to = guild};
    decisions[1] = (dl_decision){
        .kind = DL_DECISION_SOURCE_NAME, .source = "norland wire", .value = "Norland Wire"};
    decisions[2] =
        (dl_decision){.kind = DL_DECISION_FACT, .fact = DL_FACT_DATE, .value = "2019-05-06"};
    memcpy(decisions[2].sha256, hash, sizeof decisions[2].sha256);
    dl_decision_revoke("00000000000000000000000000000001", &decisions[3]);
    for (int i = 0; i < DECISIONS; i++) {
        snprintf(decisions[i].id, sizeof decisions[i].id, "%032d", i);
        decisions[i].time = 1000 + i;
    }
}

static dl_status decide(dl_store *store)
{
    dl_decision decisions[DECISIONS];
    make_decisions(decisions);
    return ops->decide(store, decisions, DECISIONS, NULL, &test_error);
}

/* Corrects mentions in many documents, by a decision that comes last. */
static dl_status correct(dl_store *store)
{
    dl_decision merge = {.time = 2000,
                         .kind = DL_DECISION_MERGE,
                         .reach = DL_REACH_EVERYWHERE,
                         .entity = "country/XN",
                         .to = {"org/nato", "NATO", DL_KIND_ORGANISATION}};
    snprintf(merge.id, sizeof merge.id, "%032d", DECISIONS);
    return ops->decide(store, &merge, 1, NULL, &test_error);
}

/* How many decisions are in the log. */
static size_t count_decisions(dl_store *store)
{
    dl_arena arena = {0};
    dl_decision *log;
    size_t count = 0;
    CHECK_OK(ops->decisions(store, &arena, &log, &count, &test_error));
    dl_arena_release(&arena);
    return count;
}

static size_t batch_end(size_t batch)
{
    size_t end = (batch + 1) * BATCH;
    return end < DOCUMENTS + VERSIONS ? end : DOCUMENTS + VERSIONS;
}

/* Stars the document and puts a note on it. */
static dl_status mark(dl_store *store, size_t i)
{
    const dl_document *doc = imported[i].document;
    dl_arena arena = {0};
    dl_change changes[] = {change_mark(DL_CHANGE_STAR, doc->sha256, NULL, true),
                           change_mark(DL_CHANGE_TAG, doc->sha256, "imported", true),
                           change_note(&arena, '0', doc, 0, 9, "imported")};
    dl_change *inverse;
    size_t count;
    snprintf(changes[2].note.id, DL_ITEM_ID, "%032zx", i);
    dl_status status = ops->change(store, changes, 3, &arena, &inverse, &count, &test_error);
    dl_arena_release(&arena);
    return status;
}

/* How much of what keep() keeps is there. */
static size_t count_kept(dl_store *store)
{
    dl_arena arena = {0};
    dl_name_row *dossiers;
    dl_cited *cited;
    dl_saved_row *saved;
    dl_passage place;
    size_t kept = 0, count = 0;
    CHECK_OK(ops->dossiers(store, &arena, &dossiers, &count, &test_error));
    kept += count;
    if (count && CHECK_OK(ops->cited(store, "bells", &arena, &cited, &count, &test_error)))
        kept += count;
    CHECK_OK(ops->saved(store, &arena, &saved, &count, &test_error));
    kept += count;
    kept += ops->place(store, 'b', &arena, &place, &test_error) == DL_OK;
    dl_arena_release(&arena);
    return kept;
}

/* Keeps a passage of the newest version in a dossier and as a place, and a search, unless they are kept. */
static dl_status keep(dl_store *store)
{
    const dl_document *doc = imported[DOCUMENTS].document;
    dl_arena arena = {0};
    dl_change *inverse;
    size_t count;
    if (count_kept(store) == KEPT)
        return DL_OK;
    dl_change cited = change_cited(&arena, 'c', "bells", doc, 0, 9, "rung twice", 1);
    const dl_change changes[KEPT] = {
        {.kind = DL_CHANGE_DOSSIER, .on = true, .dossier = {.name = "bells"}},
        cited,
        {.kind = DL_CHANGE_SAVED, .on = true, .saved = {.name = "rung", .query = "bell"}},
        {.kind = DL_CHANGE_PLACE,
         .on = true,
         .place = {.letter = 'b', .passage = cited.cited.passage}}};
    dl_status status = ops->change(store, changes, KEPT, &arena, &inverse, &count, &test_error);
    dl_arena_release(&arena);
    return status;
}

static dl_status import_batch(dl_store *store, size_t batch)
{
    dl_put_outcome outcome;
    dl_status status = ops->begin(store, &test_error);
    if (status)
        return status;
    for (size_t i = batch * BATCH; !status && i < batch_end(batch); i++)
        if (!(status = ops->put(store, &imported[i], &outcome, &test_error)))
            status = mark(store, i);
    if (!status)
        return ops->commit(store, &test_error);
    ops->rollback(store);
    return status;
}

/* Forgets documents, all in one transaction, unless they are forgotten. */
static dl_status forget(dl_store *store)
{
    dl_key key;
    if (ops->find(store, imported[forgotten(0)].document->sha256, &key, &test_error))
        return DL_OK;
    dl_status status = ops->begin(store, &test_error);
    if (status)
        return status;
    for (size_t i = 0; !status && i < FORGOTTEN; i++) {
        status = ops->find(store, imported[forgotten(i)].document->sha256, &key, &test_error);
        if (!status)
            status = ops->forget(store, key, &test_error);
    }
    if (!status)
        return ops->commit(store, &test_error);
    ops->rollback(store);
    return status;
}

/* Whether document I is held, as the newest version of its origin. */
static bool is_held(dl_store *store, size_t i)
{
    const dl_document *doc = imported[i].document;
    bool holds = false;
    return ops->holds(store, doc->sha256, doc->origin, &holds, &test_error) == DL_OK && holds;
}

/* Imports all batches that are not held yet; sets *ACKNOWLEDGED to how many were. A batch that fails is tried once more. */
static dl_status import(bool retry, volatile size_t *acknowledged)
{
    dl_store *store = NULL;
    *acknowledged = 0;
    dl_status status = ops->open(path, DL_OPEN_CREATE, &store, &test_error);
    if (status && retry)
        status = ops->open(path, DL_OPEN_CREATE, &store, &test_error);
    for (size_t batch = 0; !status && batch < BATCHES; batch++) {
        bool held = is_held(store, batch_end(batch) - 1);
        status = held ? DL_OK : import_batch(store, batch);
        if (status && retry)
            status = import_batch(store, batch);
        if (!status)
            *acknowledged = batch + 1;
    }
    if (!status && (status = keep(store)) && retry)
        status = keep(store);
    if (!status)
        *acknowledged = BATCHES + 1;
    if (!status && (status = decide(store)) && retry)
        status = decide(store);
    if (!status)
        *acknowledged = BATCHES + 2;
    if (!status && (status = correct(store)) && retry)
        status = correct(store);
    if (!status)
        *acknowledged = BATCHES + 3;
    if (!status && (status = forget(store)) && retry)
        status = forget(store);
    if (!status)
        *acknowledged = STEPS;
    ops->close(store);
    return status;
}

static void remove_archive(void)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        char name[256];
        snprintf(name, sizeof name, "%s%s", path, suffixes[i]);
        unlink(name);
    }
}

/* --- what is left --- */

static void show_fault(void *context, const char *sentence)
{
    printf("# fault: %s\n", sentence);
    ++*(size_t *)context;
}

/* Whether each document has the marks that were set with it; *RET_COPIES is how many are copies. */
static bool are_marked(dl_store *store, size_t *ret_copies)
{
    static const dl_query everything = {0};
    const dl_anchor start = {.key = DL_KEY_NONE};
    dl_arena arena = {0};
    dl_doc_row *rows = NULL;
    size_t count = 0;
    CHECK_OK(ops->list(store, &everything, DL_ORDER_NEWEST, start, false, DOCUMENTS * 2, NULL,
                       &arena, &rows, &count, &test_error));
    bool all = true;
    *ret_copies = 0;
    for (size_t i = 0; i < count; i++) {
        all &= rows[i].starred && rows[i].tagged && rows[i].noted;
        *ret_copies += rows[i].copies;
    }
    dl_arena_release(&arena);
    return all;
}

/* How many of the documents that are to be forgotten are so; none before their batch is there. */
static size_t count_forgotten(dl_store *store)
{
    size_t count = 0;
    for (size_t i = 0; i < FORGOTTEN; i++)
        count += !is_held(store, forgotten(i));
    return is_held(store, batch_end(0) - 1) ? count : 0;
}

/* Checks that the first ACKNOWLEDGED steps are done, of the next all or nothing, no more. */
static void check_left(dl_store *store, size_t acknowledged)
{
    bool versions_in = is_held(store, DOCUMENTS);
    size_t gone = count_forgotten(store);
    CHECK(acknowledged == STEPS ? gone == FORGOTTEN : gone == 0 || gone == FORGOTTEN);
    CHECK(acknowledged >= STEPS - 1 || gone == 0);
    for (size_t batch = 0; batch < BATCHES; batch++) {
        size_t held = 0, expected = 0;
        for (size_t i = batch * BATCH; i < batch_end(batch); i++) {
            held += is_held(store, i);
            expected += !(versions_in && i < DOCUMENTS && i % VERSION_STEP == 0);
        }
        expected -= batch == 0 ? gone : 0;
        if (batch < acknowledged && held < expected)
            lost += expected - held;
        CHECK(batch < acknowledged ? held == expected : held == 0 || held == expected);
        CHECK(batch <= acknowledged || held == 0);
    }
    size_t copies;
    CHECK(are_marked(store, &copies));
    CHECK(acknowledged < STEPS || copies == COPIES - FORGOTTEN);
    size_t kept = count_kept(store), decisions = count_decisions(store);
    if (acknowledged > BATCHES && kept < KEPT)
        lost += KEPT - kept;
    CHECK(acknowledged > BATCHES ? kept == KEPT : kept == 0 || kept == KEPT);
    size_t decided = acknowledged > BATCHES + 2   ? DECISIONS + 1
                     : acknowledged > BATCHES + 1 ? DECISIONS
                                                  : 0;
    if (decisions < decided)
        lost += decided - decisions;
    CHECK(decisions >= decided);
    CHECK(decisions == 0 || decisions == DECISIONS || decisions == DECISIONS + 1);
}

/* Opens the archive with nothing failing, checks it, and imports what is missing. */
static void check_recovery(size_t acknowledged)
{
    static const dl_query everything = {0};
    size_t faults = 0;
    volatile size_t all = 0;
    dl_store *store = NULL;
    dl_counts counts = {0};
    faults_arm(FAULTS_NONE, 0);
    if (!CHECK_OK(ops->open(path, DL_OPEN_CREATE, &store, &test_error)))
        return;
    check_left(store, acknowledged);
    ops->close(store);
    CHECK_OK(import(false, &all));
    CHECK(all == STEPS);
    if (!CHECK_OK(ops->open(path, DL_OPEN_WRITE, &store, &test_error)))
        return;
    CHECK_OK(ops->check(store, show_fault, &faults, &test_error));
    CHECK(faults == 0);
    CHECK_OK(ops->count(store, &everything, NULL, &counts, &test_error));
    CHECK(counts.documents == DOCUMENTS - FORGOTTEN);
    ops->close(store);
}

/* --- the points --- */

/* How many changes the whole import makes. */
static size_t count_points(void)
{
    volatile size_t acknowledged;
    remove_archive();
    faults_arm(FAULTS_NONE, 0);
    CHECK_OK(import(false, &acknowledged));
    CHECK(acknowledged == STEPS);
    size_t points = faults_count();
    check_recovery(STEPS);
    return points;
}

static void test_power(void *context)
{
    size_t points = *(const size_t *)context, cut = 0, tried = 0;
    for (size_t n = 1; n <= points; n += step, tried++) {
        volatile size_t acknowledged;
        remove_archive();
        faults_arm(FAULTS_POWER, n);
        cut += import(false, &acknowledged) != DL_OK;
        check_recovery(acknowledged);
    }
    CHECK(cut > tried / 2);
}

static void test_once(void *context)
{
    size_t points = *(const size_t *)context;
    for (size_t n = 1 + step / 2; n <= points; n += step) {
        volatile size_t acknowledged;
        remove_archive();
        faults_arm(FAULTS_ONCE, n);
        dl_status status = import(true, &acknowledged);
        CHECK(faults_count() >= n);
        if (!CHECK(status == DL_OK && acknowledged == STEPS))
            printf("# point %zu: %s\n", n, test_error.message);
        check_recovery(acknowledged);
    }
}

static void test_kill(void *context)
{
    size_t points = *(const size_t *)context;
    volatile size_t *acknowledged =
        mmap(NULL, sizeof *acknowledged, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    test_need(acknowledged != MAP_FAILED, "mmap");
    for (size_t n = 1 + step / 3; n <= points; n += step * KILL_STEP) {
        int status = 0;
        remove_archive();
        fflush(stdout);
        pid_t child = fork();
        test_need(child >= 0, "fork");
        if (child == 0) {
            faults_arm(FAULTS_KILL, n);
            import(false, acknowledged);
            _exit(0);
        }
        CHECK(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
        check_recovery(*acknowledged);
    }
    munmap((void *)acknowledged, sizeof *acknowledged);
}

static void test_whole(void *context)
{
    *(size_t *)context = count_points();
}

int main(int argc, char **argv)
{
    dl_arena arena = {0};
    size_t points = 0;
    bool every = argc == 2 && strcmp(argv[1], "every") == 0;
    path = test_path(&arena, "faults.db");
    make_documents();
    faults_install();
    test_run("an import that nothing disturbs", test_whole, &points);
    step = every || points < POINTS ? 1 : points / POINTS;
    test_run("the power goes off", test_power, &points);
    test_run("a change fails once", test_once, &points);
    test_run("killed", test_kill, &points);
    printf("# faults: %zu points, lost %zu\n", points, lost);
    dl_arena_release(&documents);
    dl_arena_release(&arena);
    return test_finish();
}
