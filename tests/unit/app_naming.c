/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names that the reader gives: a new entity, another name of one, an entity split off another. */
#include <string.h>
#include <strings.h>

#include "support/reader.h"

/* The part of task 4 that is about a name: words that nobody knew are found, selected, and are an entity. */
static void test_words_become_an_entity(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>/grey sound<Enter>vc");
    assert_shows(r, "e new entity or name: “GREY SOUND”");
    test_press(r, "n");
    assert_shows(r, "that is no name yet: e makes it one");
    test_press(r, "<Esc>/echo sounder<Enter>vce");
    assert_shows(r, "it is called: echo sounder");
    assert_shows(r, "new: other  ^T kind  here 1  in this text 1  [everywhere 1]  ^O how far");
    test_press(r, "<Enter>");
    assert_shows(r, "“echo sounder” is echo sounder everywhere: 1 mention; u undoes");
    assert_int_equal(test_mentioned(r, "other/echo-sounder"), 1);
    assert_false(dl_app_is_selecting(r->app));
    test_press(r, "u");
    assert_shows(r, "undone: “echo sounder” is echo sounder everywhere");
    assert_int_equal(test_mentioned(r, "other/echo-sounder"), 0);
    test_press(r, "<C-r>");
    assert_int_equal(test_mentioned(r, "other/echo-sounder"), 1);
    test_press(r, "F<C-u>entity:\"echo sounder\"<Enter>");
    assert_int_equal(r->app->counts.documents, 1);
}

static void test_kind_and_reach(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>/berth<Enter>vce");
    assert_shows(r, "new: other  ^T kind  here 1  in this text 2  [everywhere 2]");
    test_press(r, "<C-t>");
    assert_shows(r, "new: person  ^T kind  here 1  in this text 2  [everywhere 2]");
    test_press(r, "<C-t><C-t><C-t><C-o>");
    assert_shows(r, "new: place  ^T kind  [here 1]  in this text 2  everywhere 2");
    test_press(r, "<C-u>The Berth<Enter>");
    assert_shows(r, "“berth” is The Berth here: 1 mention");
    assert_int_equal(test_mentioned(r, "place/the-berth"), 1);
    test_press(r, "/a berth<Enter>vce<C-u>the berth");
    assert_shows(r, "known: place  ^T new  here 1  in this text 1  [everywhere 1]  ^O how far");
    test_press(r, "<C-o><C-o><Enter>");
    assert_shows(r, "is The Berth in this text: 1 mention");
    assert_int_equal(test_mentioned(r, "place/the-berth"), 2);
    test_press(r, "2u");
    assert_int_equal(test_mentioned(r, "place/the-berth"), 0);
    test_press(r, "/berth<Enter>vce<C-u><Enter>");
    assert_shows(r, "nothing is named");
    test_press(r, "ce<Esc>");
    assert_int_equal(r->app->prompt.kind, DL_PROMPT_NONE);
}

static void test_another_name(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    uint64_t office = test_mentioned(r, "org/lamp-office");
    test_press(r, "<Enter>/dredgers<Enter>vceXLamp O<Tab>");
    assert_string_equal(r->app->prompt.text.text, "dredgersXLamp O"); /* nothing is called so */
    test_press(r, "<C-u>Lamp O<Tab><Enter>");
    assert_shows(r, "“dredgers” is Lamp Office everywhere: 2 mentions");
    assert_int_equal(test_mentioned(r, "org/lamp-office"), office + 2);
    test_press(r, "F<C-u>entity:dredgers<Enter>");
    assert_shows(r, "[entity:\"Lamp Office\"");
    test_press(r, "Fu");
    test_press(r, "<Esc>u");
    assert_int_equal(test_mentioned(r, "org/lamp-office"), office);
}

/* A mention becomes another's, and so do those so spelt that were linked as it was, but no others. */
static void test_from_a_mention(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    uint64_t league = test_mentioned(r, "org/harbour-league"), spelt = 0;
    assert_int_equal(
        r->ops->spelled(r->store, "org/harbour-league", "harbour league", &spelt, NULL), DL_OK);
    test_press(r, "<Enter>gg]ce");
    assert_shows(r, "it is called: Harbour League");
    assert_shows(r, "known: organisati");
    test_press(r, "<C-t>");
    assert_shows(r, "new: organisation  ^T kind  here 1");
    test_press(r, "<Enter>");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), league - spelt);
    assert_int_equal(test_mentioned(r, "org/harbour-league-2"), spelt);
    assert_string_equal(test_linked(r), "org/harbour-league-2");
    test_press(r, "u");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), league);
    test_press(r, "ce<C-u>Harbour League<C-t><C-o><Enter>");
    assert_int_equal(test_mentioned(r, "org/harbour-league-2"), 1);
    test_press(r, "]]]."); /* the same of another mention */
    assert_string_equal(test_linked(r), "org/harbour-league-2");
}

/* One that is known by the name is meant first, of whatever kind; a second one of the name is one only where that is
 * asked for. */
static void test_known_before_new(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    uint64_t league = test_mentioned(r, "org/harbour-league");
    test_press(r, "<Enter>gg]ce<Enter>"); /* on what is that one already */
    assert_shows(r, "that is Harbour League already");
    test_press(r, "<Esc>]]");
    assert_string_equal(test_linked(r), "person/ilse-brandvik");
    test_press(r, "ce<C-u>harbour league<C-o>"); /* a person is not kept from being it */
    assert_shows(r, "  ^T new  [here 1]");
    test_press(r, "<Enter>");
    assert_string_equal(test_linked(r), "org/harbour-league");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), league + 1);
    assert_int_equal(test_mentioned(r, "org/harbour-league-2"), 0);
    assert_int_equal(test_mentioned(r, "person/harbour-league"), 0);
    test_press(r, "u");
}

static void test_split(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    uint64_t league = test_mentioned(r, "org/harbour-league"), here = 0;
    const dl_stored *doc = &r->app->reading.doc;
    for (size_t i = 0; i < doc->mentions_count; i++)
        here += strcmp(doc->mentions[i].entity, "org/harbour-league") == 0;
    test_press(r, "<Enter>gg]grxxcs");
    assert_shows(r, "these are: Harbour League");
    assert_shows(r, "new: organisation  ^T kind  [these 2]  in these texts ");
    test_press(r, "<C-u>Other League<Enter>");
    assert_shows(r, "Harbour League split off as Other League here: 2 mentions; u undoes");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), league - 2);
    assert_int_equal(test_mentioned(r, "org/other-league"), 2);
    assert_int_equal(r->app->concordance.marks.len, 0);
    test_press(r, "u");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), league);
    assert_int_equal(test_mentioned(r, "org/other-league"), 0);
    test_press(r, "<C-r>");
    assert_int_equal(test_mentioned(r, "org/other-league"), 2);
    test_press(r, "uqgg]cs<C-u>Lamp Office<C-o><Enter>");
    assert_shows(r, "Harbour League split off as Lamp Office in this text: ");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), league - here);
    test_press(r, "cs<C-u>Lamp Office<Enter>"); /* a namesake of what it is by now */
    assert_shows(r, "Lamp Office split off as Lamp Office here: 1 mention");
    assert_int_equal(test_mentioned(r, "org/lamp-office-2"), 1);
}

/* Of several that are called so one is chosen among those offered, who are told apart by their ids. */
static void test_namesakes(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>gg]ce<C-t><C-o><Enter>"); /* a namesake of the one it was */
    assert_string_equal(test_linked(r), "org/harbour-league-2");
    uint64_t first = test_mentioned(r, "org/harbour-league"),
             second = test_mentioned(r, "org/harbour-league-2");
    test_press(r, "]]"); /* Ilse Brandvik */
    assert_string_equal(test_linked(r), "person/ilse-brandvik");
    test_press(r, "caharbour league");
    assert_shows(r, "2 called so: Tab  [here 1]");
    assert_shows(r, "Harbour League  org/harbour-league, ");
    assert_shows(r, "Harbour League  org/harbour-league-2, 1 mention");
    test_press(r, "<Enter>");
    assert_shows(r, "2 are called so: Tab chooses");
    assert_string_equal(test_linked(r), "person/ilse-brandvik");
    test_press(r, "<Tab>");
    assert_shows(r, " org/harbour-league  [here 1]");
    test_press(r, "<Tab>");
    assert_shows(r, " org/harbour-league-2  [here 1]");
    test_press(r, "<S-Tab><Tab><Enter>");
    assert_shows(r, "is Harbour League here: 1 mention");
    assert_string_equal(test_linked(r), "org/harbour-league-2");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), first);
    assert_int_equal(test_mentioned(r, "org/harbour-league-2"), second + 1);
    test_press(r, "ucmharbour league<Tab>"); /* so it is in a merge */
    assert_shows(r, " org/harbour-league  in this text");
    test_press(r, "<Esc>ceHarbour League"); /* what was typed goes on the proposed name */
    assert_shows(r, "new: person");
    test_press(r, "<C-u>Harbour League");
    assert_shows(r, "2 called so: Tab  ^T new");
    test_press(r, "<C-t>");
    assert_shows(r, "new: person  ^T kind");
    test_press(r, "<Esc>2u");
}

/* Who is of another kind is not proposed for a person, however he is called; both ways lead there. */
static void test_the_kind_that_fits(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>/berth<Enter>vce<C-u>Ilse Brandvik");
    assert_shows(r, "known: person  ^T new");
    test_press(r, "<C-t>");
    assert_shows(r, "new: other  ^T kind");
    test_press(r, "<M-t>");
    assert_shows(r, "known: person  ^T new");
    test_press(r, "<M-t>");
    assert_shows(r, "new: place  ^T kind");
    test_press(r, "<Enter>");
    assert_int_equal(test_mentioned(r, "place/ilse-brandvik"), 2);
    test_press(r, "gg/ilse<Enter>cs");
    assert_shows(r, "these are: Ilse Brandvik");
    assert_shows(r, "new: person  ^T kind  [here 1]");
    test_press(r, "<M-t>");
    assert_shows(r, "known: place  ^T new  [here 1]");
    test_press(r, "<C-t>");
    assert_shows(r, "new: person");
    test_press(r, "<C-t><M-t><Enter>");
    assert_string_equal(test_linked(r), "person/ilse-brandvik-2");
    test_press(r, "2u");
}

/* The longest of the marked spellings says most. */
static void test_a_split_proposes_the_longest_spelling(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>9]");
    assert_current(r, "HL");
    test_press(r, "grxggxcs");
    assert_shows(r, "these are: Harbour League");
}

static void list_names(const char *name, dl_listed_visit *visit, void *context)
{
    static const dl_entity listed[] = {
        {"person/tora-lund", "Tora Lund", DL_KIND_PERSON},
        {"person/arne-lund", "Arne Lund", DL_KIND_PERSON},
        {"org/harbour-league", "Harbour League", DL_KIND_ORGANISATION},
    };
    for (size_t i = 0; i < COUNT_OF(listed); i++) {
        bool exact = strcasecmp(name, listed[i].name) == 0 || strcmp(name, listed[i].id) == 0;
        if (exact || (i < 2 && strcasecmp(name, "lund") == 0))
            visit(context, &listed[i], i == 1 ? "" : "harbour master, from 2019", exact);
    }
}

/* Whom no text of the archive names can be meant, too, where lists know her. */
static void test_who_is_but_listed(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    r->app->list_names = list_names;
    test_press(r, "<Enter>gg]]]catora lund");
    assert_shows(r, "listed: person  [here 1]");
    assert_shows(r, "Tora Lund  person, in no text yet, harbour master, from 2019");
    test_press(r, "<Enter>");
    assert_shows(r, "is Tora Lund here: 1 mention");
    assert_string_equal(test_linked(r), "person/tora-lund");
    test_press(r, "ucalund");
    assert_shows(r, "2 called so: Tab");
    test_press(r, "<Enter>");
    assert_shows(r, "2 are called so: Tab chooses");
    test_press(r, "<Tab><Tab><Enter>");
    assert_string_equal(test_linked(r), "person/arne-lund");
    test_press(r, "ucmTora Lund<Enter>");
    assert_shows(r, "Ilse Brandvik is Tora Lund everywhere: ");
    assert_int_equal(test_mentioned(r, "person/ilse-brandvik"), 0);
    test_press(r, "uca<C-u>brandvik"); /* who it is already is not another */
    assert_shows(r, "known: Ilse Brandvik");
    test_press(r, "<Esc>ce<C-u>lund"); /* a new entity is called as it is typed */
    assert_shows(r, "new: person");
    test_press(r, "<C-u>Tora Lund");
    assert_shows(r, "listed: person  ^T new");
    test_press(r, "<Esc>ca<C-u>nobody at all<Enter>");
    assert_shows(r, "neither the archive nor a list knows anybody of that name");
}

static void test_what_is_no_name(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>ggVjjjc");
    assert_hides(r, "e new entity or name");
    test_press(r, "<Esc><Esc>/barley<Enter>");
    test_press(r, "gg/nuisance. <Enter>vc");
    assert_shows(r, "“nuisance”"); /* without the point after it */
    test_press(r, "e<C-u>\xE2\x80\xAE<Enter>");
    assert_shows(r, "no name has controls or hidden characters");
    test_press(r, "<C-u>50%_\"' OR 1<Enter>");
    assert_shows(r, "“nuisance” is 50%_\"' OR 1 everywhere: 1 mention");
    assert_int_equal(test_mentioned(r, "other/50-or-1"), 1);
    test_press(r, "u");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_words_become_an_entity),
        READER_TEST(test_kind_and_reach),
        READER_TEST(test_another_name),
        READER_TEST(test_from_a_mention),
        READER_TEST(test_known_before_new),
        READER_TEST(test_split),
        READER_TEST(test_namesakes),
        READER_TEST(test_the_kind_that_fits),
        READER_TEST(test_a_split_proposes_the_longest_spelling),
        READER_TEST(test_who_is_but_listed),
        READER_TEST(test_what_is_no_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
