/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Long lists, of which the reader holds a window: whichever way it is moved, what stands at a number is
 * what the store has there. Built a second time with pages of a few rows, so that every edge is met.
 */
#include <stdlib.h>
#include <string.h>

#include "support/reader.h"

#define DOCUMENTS 300
#define HEIGHT 12

static void fill(dl_store *store)
{
    test_archive_fill_many(store, 0, DOCUMENTS);
}

static const dl_query everything;
static const dl_order orders[] = {DL_ORDER_NEWEST,      DL_ORDER_OLDEST,        DL_ORDER_SOURCE,
                                  DL_ORDER_SOURCE_DOWN, DL_ORDER_HITS,          DL_ORDER_HITS_DOWN,
                                  DL_ORDER_RELEVANCE,   DL_ORDER_RELEVANCE_DOWN};

static unsigned next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33);
}

/* --- documents --- */

static void check_rows(const dl_doclist *list, const dl_doc_row *all, size_t count)
{
    assert_true(list->total == count && list->cursor < count);
    assert_true(list->top <= list->cursor && list->cursor < list->top + HEIGHT);
    for (uint64_t number = list->top; number < list->top + HEIGHT && number < count; number++) {
        const dl_doc_row *row = dl_doclist_row(list, number);
        assert_non_null(row);
        assert_true(row->key == all[number].key);
    }
}

static void test_documents_wherever_one_goes(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    uint64_t seed = 7;
    for (size_t o = 0; o < COUNT_OF(orders); o++) {
        dl_arena arena = {0};
        dl_doc_row *all;
        size_t count;
        dl_anchor none = {.key = DL_KEY_NONE};
        const char *focus = TEST_LEAGUE;
        assert_int_equal(r->ops->list(r->store, &everything, orders[o], none, false, 2 * DOCUMENTS,
                                      focus, &arena, &all, &count, NULL),
                         DL_OK);
        assert_int_equal(count, DOCUMENTS);
        dl_doclist list;
        dl_doclist_init(&list);
        assert_int_equal(dl_doclist_load(&list, r->store, &everything, orders[o], &focus, count,
                                         all[200].key, all[200].source, NULL),
                         DL_OK);
        assert_int_equal(list.cursor, 200);
        for (int i = 0; i < 400; i++) {
            unsigned at = next_random(&seed) % DOCUMENTS;
            bool found;
            dl_doc_row *row;
            switch (next_random(&seed) % 5) {
            case 0:
                assert_int_equal(dl_doclist_go(&list, at, NULL), DL_OK);
                assert_int_equal(list.cursor, at);
                break;
            case 1:
                assert_int_equal(dl_doclist_find(&list, all[at].key, all[at].source, &found, NULL),
                                 DL_OK);
                assert_true(found && list.cursor == at);
                break;
            case 2:
                assert_int_equal(dl_doclist_fetch(&list, at, &row, NULL), DL_OK);
                assert_true(row->key == all[at].key);
                break;
            default: /* as j and k do */
                at = (unsigned)list.cursor + 1;
                assert_int_equal(dl_doclist_go(&list, at, NULL), DL_OK);
            }
            assert_int_equal(dl_doclist_show(&list, HEIGHT, NULL), DL_OK);
            check_rows(&list, all, count);
            assert_non_null(dl_doclist_current(&list));
        }
        dl_doclist_release(&list);
        dl_arena_release(&arena);
    }
}

static void test_a_document_the_list_does_not_hold(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, "source:reed");
    dl_doclist *list = &r->app->list;
    test_press(r, "30G");
    dl_arena arena = {0};
    dl_doc_row *all;
    size_t count, other = 0;
    bool found;
    const dl_anchor none = {.key = DL_KEY_NONE};
    assert_int_equal(r->ops->list(r->store, &everything, DL_ORDER_NEWEST, none, false, DOCUMENTS,
                                  NULL, &arena, &all, &count, NULL),
                     DL_OK);
    while (!all[other].source || strcmp(all[other].source, "Lake Post") != 0)
        other++;
    assert_int_equal(dl_doclist_find(list, all[other].key, "Lake Post", &found, NULL), DL_OK);
    dl_arena_release(&arena);
    assert_false(found);
    assert_int_equal(list->cursor, 29); /* stays, and its row is there */
    assert_non_null(dl_doclist_current(list));
    dl_doc_row *row;
    assert_int_equal(dl_doclist_fetch(list, list->total, &row, NULL), DL_OK);
    assert_null(row);
}

/* --- lines of a concordance --- */

typedef struct reference {
    dl_key key;
    const char *source;
    dl_spot spot;
} reference;

/* What the concordance of the League must be, document by document. */
static size_t list_reference(test_reader *r, dl_order order, dl_arena *arena, reference *ret)
{
    dl_doc_row *all;
    size_t count, lines = 0;
    dl_anchor none = {.key = DL_KEY_NONE};
    assert_int_equal(r->ops->list(r->store, &everything, order, none, false, 2 * DOCUMENTS,
                                  TEST_LEAGUE, arena, &all, &count, NULL),
                     DL_OK);
    for (size_t i = 0; i < count; i++) {
        dl_stored doc;
        assert_int_equal(r->ops->get(r->store, all[i].key, arena, &doc, NULL), DL_OK);
        for (size_t j = 0; j < doc.mentions_count; j++) {
            const dl_mention *m = &doc.mentions[j];
            ret[lines++] = (reference){all[i].key, all[i].source, {m->field, m->start, m->end}};
        }
    }
    return lines;
}

/* The place of the line under the cursor in ALL. */
static size_t place_of(const dl_concordance *conc, const reference *all, size_t count)
{
    const dl_conc_line *line = dl_concordance_current(conc);
    assert_non_null(line);
    size_t at = 0;
    while (at < count && (line->key != all[at].key || dl_spot_compare(line->spot, all[at].spot)))
        at++;
    assert_true(at < count);
    return at;
}

/* Rows are numbered by their place in the list only where all before them are counted. */
static void check_lines(const dl_concordance *conc, const reference *all, size_t count)
{
    size_t at = place_of(conc, all, count);
    assert_true(conc->top <= conc->cursor && conc->cursor < conc->top + HEIGHT);
    assert_true(!conc->counted || conc->cursor == at);
    assert_true(conc->cursor - conc->top <= at);
    size_t first = at - (size_t)(conc->cursor - conc->top);
    for (size_t i = 0; i < HEIGHT && first + i < count; i++) {
        const dl_conc_line *line = dl_concordance_line(conc, conc->top + i);
        assert_non_null(line);
        assert_true(line->key == all[first + i].key);
        assert_int_equal(dl_spot_compare(line->spot, all[first + i].spot), 0);
    }
}

/* Does COUNT units of idle work; false when none was left. */
static bool work(dl_concordance *conc, unsigned count)
{
    dl_work done = DL_WORK_DONE;
    while (done != DL_WORK_NONE && count--)
        assert_int_equal(dl_concordance_step(conc, &done, NULL), DL_OK);
    return done != DL_WORK_NONE;
}

/* Moves CONC by the MOVE-th way of moving. */
static void move_lines(dl_concordance *conc, unsigned move, size_t at, const reference *all,
                       size_t count)
{
    size_t before = place_of(conc, all, count);
    switch (move) {
    case 0:
        assert_int_equal(dl_concordance_find(conc, all[at].key, all[at].spot, NULL), DL_OK);
        assert_int_equal(place_of(conc, all, count), at);
        break;
    case 1:
        assert_int_equal(dl_concordance_go(conc, at, NULL), DL_OK);
        assert_int_equal(place_of(conc, all, count), at);
        break;
    case 2:
        assert_int_equal(dl_concordance_go_end(conc, NULL), DL_OK);
        assert_int_equal(place_of(conc, all, count), count - 1);
        assert_int_equal(dl_concordance_show(conc, HEIGHT, NULL), DL_OK);
        assert_int_equal(conc->cursor - conc->top, HEIGHT - 1); /* at the bottom */
        break;
    case 3:
        assert_int_equal(dl_concordance_go_document(conc, true, NULL), DL_OK);
        at = place_of(conc, all, count);
        assert_true(at == 0 || at < before);
        assert_true(at == 0 || all[at].key != all[at - 1].key);
        break;
    case 4:
        work(conc, (unsigned)at);
        assert_int_equal(place_of(conc, all, count), before);
        break;
    default:
        assert_int_equal(dl_concordance_go(conc, conc->cursor + 1, NULL), DL_OK);
        assert_int_equal(place_of(conc, all, count), before + 1 < count ? before + 1 : before);
    }
}

/* Walks the lines of FOCUS at random, against what they must be. */
static void walk_lines(test_reader *r, const dl_focus *focus, dl_order order, const reference *all,
                       size_t count)
{
    uint64_t seed = 11, known = focus->kind == DL_FOCUS_ENTITY ? count : 0;
    dl_concordance conc;
    dl_concordance_init(&conc);
    for (int i = 0; i < 400; i++) {
        size_t at = next_random(&seed) % count;
        if (i % 40 == 0) {
            assert_int_equal(dl_concordance_load(&conc, r->store, &everything, order, focus, known,
                                                 all[at].key, all[at].spot, NULL),
                             DL_OK);
            assert_int_equal(place_of(&conc, all, count), at);
        } else {
            move_lines(&conc, next_random(&seed) % 8, at, all, count);
        }
        assert_int_equal(dl_concordance_show(&conc, HEIGHT, NULL), DL_OK);
        check_lines(&conc, all, count);
    }
    while (work(&conc, 100))
        ;
    assert_true(conc.viewed && conc.counted);
    assert_int_equal(conc.total, count);
    dl_concordance_release(&conc);
}

static void test_lines_wherever_one_goes(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    static reference all[2 * DOCUMENTS];
    const dl_entity league = {TEST_LEAGUE, "Harbour League", DL_KIND_ORGANISATION};
    for (size_t o = 0; o < COUNT_OF(orders); o++) {
        dl_arena arena = {0};
        dl_focus entity = {0}, text = {0};
        size_t count = list_reference(r, orders[o], &arena, all);
        assert_int_equal(count, DOCUMENTS);
        assert_true(dl_focus_set_entity(&entity, &league));
        walk_lines(r, &entity, orders[o], all, count);
        /* a word that stands once in each of these documents */
        assert_true(dl_focus_set_text(&text, "daily", false));
        size_t kept = 0;
        for (size_t i = 0; i < count; i++)
            if (i == 0 || all[i].key != all[i - 1].key)
                all[kept++] = all[i];
        static const char body[] =
            "The Harbour League read its gauge at noon.\n\nThe League reads it daily.\n";
        size_t daily = (size_t)(strstr(body, "daily") - body);
        for (size_t i = 0; i < kept; i++)
            all[i].spot = (dl_spot){DL_FIELD_BODY, daily, daily + strlen("daily")};
        bool counts_names = orders[o] == DL_ORDER_HITS || orders[o] == DL_ORDER_HITS_DOWN;
        if (!counts_names) /* which a text is not */
            walk_lines(r, &text, orders[o], all, kept);
        dl_focus_release(&entity);
        dl_focus_release(&text);
        dl_arena_release(&arena);
    }
}

static void test_the_reader_on_a_long_list(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "G");
    assert_int_equal(r->app->list.cursor, DOCUMENTS - 1);
    test_press(r, "50%");
    assert_int_equal(r->app->list.cursor, (DOCUMENTS - 1) / 2);
    test_press(r, "/reading 250<Enter>");
    assert_shows(r, "Gauge reading 250");
    assert_string_equal(dl_doclist_current(&r->app->list)->heading, "Gauge reading 250");
    test_press(
        r,
        "O<Enter>"); /* one pane on the screen: the list is not painted, its neighbours are known */
    for (int i = 0; i < 20; i++)
        test_press(r, "J");
    test_press(r, "G<Space><Space>");
    assert_hides(r, "last document");
    test_press(r, "]]]]");
    assert_hides(r, "last document");
}

/* --- orders by score --- */

static void test_by_mentions_of_the_focus(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "gsn");
    assert_shows(r, "no name in focus");
    assert_int_equal(r->app->order, DL_ORDER_NEWEST);
    test_press(r, "]<Enter>q"); /* the concordance has made the League the focus */
    test_press(r, "gsn");
    assert_shows(r, "most mentions first");
    const dl_doclist *list = &r->app->list;
    assert_true(dl_doclist_row(list, 0)->hits > 1);
    for (uint64_t i = 1; i < list->total; i++)
        assert_true(dl_doclist_row(list, i)->hits <= dl_doclist_row(list, i - 1)->hits);
    test_press(r, "gsn");
    assert_shows(r, "fewest mentions first");
    for (uint64_t i = 1; i < list->total; i++)
        assert_true(dl_doclist_row(list, i)->hits >= dl_doclist_row(list, i - 1)->hits);
    test_press(r, "gr"); /* the lines go along the order */
    assert_shows(r, "mentions");
    test_press(r, "gsn");
    assert_shows(r, "not an order");
    test_press(r, "q");
    assert_int_equal(r->app->order, DL_ORDER_HITS_DOWN);
    test_press(r, "sleague<Enter>"); /* a text is the focus: there are no mentions of it */
    assert_int_equal(r->app->order, DL_ORDER_NEWEST);
    test_press(r, "gsn");
    assert_shows(r, "no name in focus");
}

static void test_by_relevance(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "gsr");
    assert_shows(r, "no words in the filter");
    test_press(r, "sgauge<Enter>gsr");
    assert_shows(r, "most relevant first");
    assert_int_equal(r->app->order, DL_ORDER_RELEVANCE);
    const dl_key first = dl_doclist_row(&r->app->list, 0)->key;
    const uint64_t cursor = r->app->list.cursor;
    test_press(r, ")"); /* the focus narrows the list; its words do not rank it otherwise */
    assert_int_equal(r->app->list.cursor, cursor + 1);
    assert_true(dl_doclist_row(&r->app->list, 0)->key == first);
    test_press(r, "gsr");
    assert_shows(r, "least relevant first");
    const dl_key last = dl_doclist_row(&r->app->list, 0)->key;
    test_press(r, "F<C-u>gauge lang:en<Enter>gsd<lt>"); /* a place on the trail has its order */
    assert_int_equal(r->app->order, DL_ORDER_RELEVANCE_DOWN);
    assert_true(dl_doclist_row(&r->app->list, 0)->key == last);
    test_press(r, "\\\\"); /* without the filter there is nothing to rank by */
    assert_int_equal(r->app->order, DL_ORDER_NEWEST);
}

static const struct CMUnitTest tests[] = {
    READER_TEST(test_documents_wherever_one_goes),
    READER_TEST(test_a_document_the_list_does_not_hold),
    READER_TEST(test_lines_wherever_one_goes),
    READER_TEST(test_the_reader_on_a_long_list),
    READER_TEST(test_by_mentions_of_the_focus),
    READER_TEST(test_by_relevance),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
