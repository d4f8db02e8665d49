/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Corrections: of mentions as far as is asked for, of facts, of sources; undone, and done again. */
#include <string.h>

#include "support/reader.h"

static void test_not_a_name(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    uint64_t before = test_mentioned(r, "org/harbour-league");
    assert_true(before > 3);
    test_press(r, "<Enter>c"); /* none is current: the first in view is taken */
    assert_shows(r, "n not a name  a another  m merge  s split  e new: ");
    test_press(r, "<Esc>");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), before);
    test_press(r, "gg]");
    assert_string_equal(test_linked(r), "org/harbour-league");
    test_press(r, "cn");
    assert_shows(r, "not a name:  [here 1]  in this text ");
    assert_shows(r, "  ^O how far");
    test_press(r, "<Enter>");
    assert_shows(r, "is no name here: 1 mention; u undoes");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), before - 1);
    assert_string_equal(test_linked(r), "nothing");
    test_press(r, "u");
    assert_shows(r, "undone: “");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), before);
    test_press(r, "<C-r>");
    assert_shows(r, "redone: “");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), before - 1);
    test_press(r, "u");
}

static void test_everywhere_and_again(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>gg]");
    uint64_t before = test_mentioned(r, "org/harbour-league"), spelt = 0;
    assert_int_equal(
        r->ops->spelled(r->store, "org/harbour-league", "harbour league", &spelt, NULL), DL_OK);
    assert_true(spelt > 1);
    test_press(r, "cx");
    assert_shows(r, "the letters: n not a name, a another, m merge, s split, e new entity");
    test_press(r, "cnx");
    assert_shows(r, "nothing is changed: Enter does it, ^O or h here, t this text, e everywhere");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), before);
    test_press(r, "cne");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), before - spelt);
    test_press(r, "]"); /* Ilse Brandvik */
    assert_string_equal(test_linked(r), "person/ilse-brandvik");
    uint64_t her = test_mentioned(r, "person/ilse-brandvik");
    test_press(r, ".");
    assert_shows(r, "is no name everywhere");
    assert_true(test_mentioned(r, "person/ilse-brandvik") < her);
    test_press(r, "2u");
    assert_int_equal(test_mentioned(r, "person/ilse-brandvik"), her);
    assert_int_equal(test_mentioned(r, "org/harbour-league"), before);
}

/* What is corrected already is not corrected once more, which would have to be undone once more. */
static void test_not_twice_on_one(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    uint64_t league = test_mentioned(r, "org/harbour-league"),
             office = test_mentioned(r, "org/lamp-office");
    test_press(r, "<Enter>gg]caLamp Office<Enter>");
    assert_int_equal(test_mentioned(r, "org/lamp-office"), office + 1);
    test_press(r, ".");
    assert_shows(r, "that is Lamp Office already");
    test_press(r, "u");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), league);
    test_press(r, "gg]ceLamp<C-u>Lamp Office<Enter>.");
    assert_shows(r, "that is Lamp Office already");
    test_press(r, "u");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), league);
    test_press(r, "gg]cnh");
    uint64_t her = test_mentioned(r, "person/ilse-brandvik");
    test_press(r, ".");
    assert_shows(r, "that is no name already; ");
    assert_int_equal(test_mentioned(r, "person/ilse-brandvik"), her);
    test_press(r, "u");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), league);
}

/* Fails unless the list's cursor is on the document that is read. */
static void assert_one_document(test_reader *r)
{
    const dl_doc_row *row = dl_doclist_current(&r->app->list);
    assert_non_null(row);
    assert_true(r->app->reading.open);
    assert_int_equal(row->key, r->app->reading.doc.key);
}

/* A text that a correction takes out of what is listed stays under the cursor until one goes on. */
static void test_out_of_the_list(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "F<C-u>entity:org/harbour-league<Enter>");
    uint64_t documents = r->app->counts.documents;
    assert_true(documents > 2);
    test_press(r, "j<Enter>gg");
    dl_key read = r->app->reading.doc.key;
    for (int tries = 0; tries < 30 && strcmp(test_linked(r), "org/harbour-league") != 0; tries++)
        test_press(r, "]");
    assert_string_equal(test_linked(r), "org/harbour-league");
    test_press(r, "cmLamp Office<C-o><Enter>");
    assert_shows(r, "Harbour League is Lamp Office in this text: ");
    assert_int_equal(r->app->counts.documents, documents - 1);
    assert_int_equal(r->app->reading.doc.key, read);
    assert_one_document(r);
    test_press(r, "u");
    assert_int_equal(r->app->counts.documents, documents);
    assert_int_equal(r->app->reading.doc.key, read);
    assert_one_document(r);
    test_press(r, "<C-r>");
    assert_int_equal(r->app->reading.doc.key, read);
    assert_one_document(r);
    test_press(r, "J");
    assert_true(r->app->reading.doc.key != read);
    assert_one_document(r);
    assert_int_equal(r->app->list.total, documents - 1);
    test_press(r, "K");
    assert_true(r->app->reading.doc.key != read);
    assert_one_document(r);
}

static void test_another_entity(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>gg]caUnheard Of<Enter>");
    assert_shows(r, "neither the archive nor a list knows anybody of that name");
    test_press(r, "<C-u>Lamp<Tab>");
    assert_string_equal(r->app->prompt.text.text, "Lamp Office");
    assert_shows(r, "known: organisation  [here 1]  in this text ");
    test_press(r, "<C-o><Enter>");
    assert_shows(r, "is Lamp Office in this text");
    assert_string_equal(test_linked(r), "org/lamp-office");
    const dl_mention *m = dl_reading_mention(&r->app->reading, r->app->reading.current);
    assert_int_equal(m->rule, DL_RULE_READER);
    test_press(r, "u");
    assert_string_equal(test_linked(r), "org/harbour-league");
}

static void test_merge(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    uint64_t league = test_mentioned(r, "org/harbour-league"),
             office = test_mentioned(r, "org/lamp-office");
    uint64_t spelt = 0;
    assert_int_equal(
        r->ops->spelled(r->store, "org/harbour-league", "harbour league", &spelt, NULL), DL_OK);
    assert_true(spelt < league); /* there is more of it than one spelling */
    test_press(r, "<Enter>gg]cmHarbour League<Enter>");
    assert_shows(r, "that is Harbour League itself");
    test_press(r, "<C-u>Lamp Office");
    assert_shows(r, "known: organisation  in this text ");
    assert_shows(r, "  [everywhere ");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), league);
    test_press(r, "<Enter>");
    assert_shows(r, "Harbour League is Lamp Office everywhere: ");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), 0);
    assert_int_equal(test_mentioned(r, "org/lamp-office"), league + office);
    assert_string_equal(test_linked(r), "org/lamp-office");
    test_press(r, ".");
    assert_shows(r, "that is Lamp Office already");
    test_press(r, "u");
    assert_shows(r, "undone: Harbour League is Lamp Office everywhere");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), league);
    test_press(r, "cmLamp Office<C-o><Enter>");
    assert_shows(r, "Harbour League is Lamp Office in this text: ");
    assert_true(test_mentioned(r, "org/harbour-league") > 0);
    assert_true(test_mentioned(r, "org/harbour-league") < league);
}

static void test_merged_lines(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    uint64_t league = test_mentioned(r, "org/harbour-league"),
             office = test_mentioned(r, "org/lamp-office");
    test_press(r, "<Enter>gg]grxxcmLamp Office<Enter>");
    assert_shows(r, "these are Lamp Office everywhere: ");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), 0);
    assert_int_equal(test_mentioned(r, "org/lamp-office"), league + office);
    test_press(r, "u");
    assert_int_equal(test_mentioned(r, "org/lamp-office"), office);
}

/* What is in focus, and what the filter asks for, is followed into what it is merged into, and back. */
static void test_merge_of_the_focus(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "F<C-u>org:\"harbour league\"<Enter>");
    uint64_t documents = r->app->counts.documents, league = test_mentioned(r, "org/harbour-league");
    test_press(r, "<Enter>gg]*]]");
    assert_string_equal(r->app->focus.id, "org/harbour-league");
    test_press(r, "gg]cmKenya<Enter>");
    assert_shows(r, "of two kinds, organisation and country: Enter again makes them one");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), league);
    test_press(r, "<Enter>");
    assert_shows(r, "Harbour League is Kenya everywhere: ");
    assert_string_equal(r->app->focus.id, "country/KE");
    test_press(r, "u");
    assert_string_equal(r->app->focus.id, "org/harbour-league");
    assert_int_equal(r->app->counts.documents, documents);
    test_press(r, "<C-r>F<C-u>entity:org/harbour-league<Enter>");
    assert_shows(r, "[entity:Kenya");
    assert_true(r->app->counts.documents >= documents);
    test_press(r, "u");
    assert_shows(r, "[entity:\"Harbour League\"");
    assert_int_equal(r->app->counts.documents, documents);
}

static void test_lines(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>gg]gr");
    assert_shows(r, "CONCORDANCE");
    uint64_t before = test_mentioned(r, "org/harbour-league");
    test_press(r, "xx");
    assert_shows(r, "2 marked");
    test_press(r, "c");
    assert_shows(r, "n not a name  a another  m merge  s split  e new: 2 mentions");
    test_press(r, "nh");
    assert_shows(r, "these are no names here: 2 mentions; u undoes");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), before - 2);
    assert_int_equal(r->app->concordance.marks.len, 0);
    test_press(r, "u");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), before);
    test_press(r, "cnh");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), before - 1);
}

/* What another process has taken back is not taken back once more, nor done again. */
static void test_undone_elsewhere(void **state)
{
    test_reader *r = *state;
    dl_arena arena = {0};
    dl_decision *taken, back;
    size_t count = 0;
    test_reader_start(r);
    uint64_t before = test_mentioned(r, "org/harbour-league");
    test_press(r, "!<Enter>gg]cnh");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), before - 1);
    assert_int_equal(r->ops->corrected_last(r->store, &arena, &taken, &count, NULL), DL_OK);
    assert_int_equal(count, 1);
    dl_decision_revoke(taken[0].id, &back);
    assert_int_equal(r->ops->decide(r->store, &back, 1, NULL, NULL), DL_OK);
    test_press(r, "u");
    assert_shows(r, "already undone elsewhere: “");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), before);
    test_press(r, "<C-r>");
    assert_hides(r, "redone: “Harbour");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), before);
    test_press(r, "u"); /* and what was done before that is undone next */
    assert_shows(r, "undone: star");
    dl_arena_release(&arena);
}

/* --- facts --- */

static void test_date(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "C");
    assert_shows(r, "set: d date  s source");
    test_press(r, "x");
    assert_shows(r,
                 "the letters: d date, s source, p publisher, t title, a author, l place, e end");
    test_press(r, "Cd");
    assert_shows(r, "set date: 2024-03-10");
    test_press(r, "<C-u>soon<Enter>");
    assert_shows(r, "no date is read from that");
    test_press(r, "<C-u>1999-12<Enter>");
    assert_shows(r, "date “1999-12”, set on 1 document; u undoes");
    assert_shows(r, "1999-12 set by you");
    assert_int_equal(r->app->list.cursor + 1, r->app->list.total - r->app->counts.undated);
    test_press(r, "Cd<C-u><Enter>");
    assert_shows(r, "no date (set by you)");
    test_press(r, "2u");
    assert_shows(r, "2024-03-10 08:15 stated");
    assert_int_equal(r->app->list.cursor, 0);
    test_press(r, "Cd<Enter>");
    assert_shows(r, "the date stays as it was");
}

static void test_facts(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Ct<C-u>The dredgers wait<Enter>");
    assert_shows(r, "The dredgers wait");
    assert_shows(r, "set by you: title");
    test_press(r, "CaA. Holm<Enter>ClHAVEN<Enter>CpMirror<Enter>");
    assert_shows(r, "Coast Wire, on Mirror · HAVEN · by A. Holm");
    test_press(r, "4ujk");
    assert_hides(r, "set by you");
    assert_hides(r, "The dredgers wait");
}

/* The part of task 4 that is about a source. */
static void test_source_of_marked(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Cs<C-u>Pilots' Paper<Enter>");
    assert_shows(r, "Pilots' Paper · no dateline · set by you: source");
    test_press(r, "u");
    assert_hides(r, "set by you");
    test_press(r, "xjx;C");
    assert_shows(r, "of 2 marked set: d date");
    test_press(r, "s<C-u>Pilots' Paper<Enter>");
    assert_shows(r, "set on 2 documents");
    assert_shows(r, "Pilots' Paper");
    test_press(r, "jj.");
    assert_shows(r, "set on 1 document;");
    test_press(r, "FC<C-u>source:\"Pilots' Paper\"<Enter>");
    assert_int_equal(r->app->counts.documents, 3);
}

/* A spelling that differs from a source's by letter case alone makes no second source. */
static void test_a_source_keeps_its_spelling(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Cs<C-u>lake");
    assert_shows(r, " Lake Post"); /* offered while it is typed */
    test_press(r, " post<Enter>");
    assert_shows(r, "the archive knows it spelt so: source “Lake Post”, set on 1 document");
    test_press(r, "Cs<C-u>LAKE POST<Enter>");
    assert_shows(r, "the source stays as it was");
    test_resize(r, 120, 40);
    test_press(r, "h/Valley<Enter>cjlake post<Enter>");
    assert_shows(r, "Valley Radio is Lake Post; u undoes");
}

/* Who may be meant is offered as soon as one is asked for, and follows what is typed. */
static void test_entities_are_offered(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]ca");
    assert_shows(r, " Harbour League ");
    assert_shows(r, " Lamp Office ");
    test_press(r, "lam");
    assert_hides(r, " Harbour League  ");
    assert_shows(r, " Lamp Office  organisation");
    test_press(r, "<Tab><Enter>");
    assert_shows(r, "“Harbour League” is Lamp Office here: 1 mention");
}

/* Before anything is typed those stand first who are likely: they bear the name, are of the kind, are in this text. */
static void test_the_likely_are_offered_first(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>gg]ce<C-t><C-o><Enter>]]"); /* on Ilse Brandvik, of whom there will be two */
    assert_string_equal(test_linked(r), "person/ilse-brandvik");
    test_press(r, "cs<C-u>Tora Brandvik<Enter>");
    assert_string_equal(test_linked(r), "person/tora-brandvik");
    test_press(r, "ca");
    assert_string_equal(r->app->prompt.candidates[0].id, "person/ilse-brandvik");
    test_press(r, "<Esc>gg]ca");
    assert_string_equal(r->app->prompt.candidates[0].id, "org/harbour-league");
    assert_memory_equal(r->app->prompt.candidates[1].what, "organisation, ", 14);
    test_press(r, "<Esc>2u");
}

static void test_end(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Ce");
    assert_shows(r, "select the last words of the text first");
    test_press(r, "<Enter>gg]]vC");
    test_press(r, "e");
    assert_shows(r, "the text ends here now; u undoes");
    assert_shows(r, "set by you: end of text");
    assert_hides(r, "chartered two");
    test_press(r, "u");
    assert_shows(r, "chartered two");
}

static void test_sources(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "hggc");
    assert_shows(r, "this row is no source");
    test_press(r, "/Lake<Enter>c");
    const dl_source_line *line = dl_sources_current(&r->app->sources);
    if (!line || line->kind != DL_SOURCE_NAMED)
        skip();
    assert_shows(r, "r rename  j join with another spelling  c set its country");
    test_press(r, "r<C-u>Lake Courier<Enter>");
    assert_shows(r, "is called Lake Courier; u undoes");
    test_press(r, "ul");
    assert_hides(r, "Lake Courier");
    test_press(r, "h/Lake<Enter>cj");
    test_press(r, "nowhere<Enter>");
    assert_shows(r, "no source is called so");
    test_press(r, "<Esc>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_not_a_name),
        READER_TEST(test_everywhere_and_again),
        READER_TEST(test_not_twice_on_one),
        READER_TEST(test_out_of_the_list),
        READER_TEST(test_another_entity),
        READER_TEST(test_merge),
        READER_TEST(test_merged_lines),
        READER_TEST(test_merge_of_the_focus),
        READER_TEST(test_lines),
        READER_TEST(test_undone_elsewhere),
        READER_TEST(test_date),
        READER_TEST(test_facts),
        READER_TEST(test_source_of_marked),
        READER_TEST(test_a_source_keeps_its_spelling),
        READER_TEST(test_entities_are_offered),
        READER_TEST(test_the_likely_are_offered_first),
        READER_TEST(test_end),
        READER_TEST(test_sources),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
