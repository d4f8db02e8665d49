/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names that the reader gives: a new entity, another name of one, an entity split off another. */
#include <string.h>

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
    assert_shows(r, "new: other  here 1  in this text 1  [everywhere 1]  ^T kind  ^O how far");
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
    assert_shows(r, "new: other  here 1  in this text 2  [everywhere 2]");
    test_press(r, "<C-t>");
    assert_shows(r, "new: person  here 1  in this text 2  [everywhere 2]");
    test_press(r, "<C-t><C-t><C-t><C-o>");
    assert_shows(r, "new: place  [here 1]  in this text 2  everywhere 2");
    test_press(r, "<C-u>The Berth<Enter>");
    assert_shows(r, "“berth” is The Berth here: 1 mention");
    assert_int_equal(test_mentioned(r, "place/the-berth"), 1);
    test_press(r, "/a berth<Enter>vce<C-u>the berth");
    assert_shows(r, "known: place  here 1  in this text 1  [everywhere 1]  ^O how far");
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
    assert_shows(r, "new: organisation  here 1");
    test_press(r, "<Enter>"); /* a namesake */
    assert_int_equal(test_mentioned(r, "org/harbour-league"), league - spelt);
    assert_int_equal(test_mentioned(r, "org/harbour-league-2"), spelt);
    assert_string_equal(test_linked(r), "org/harbour-league-2");
    test_press(r, "u");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), league);
    test_press(r, "ce<C-u>Harbour League<C-o><Enter>");
    assert_int_equal(test_mentioned(r, "org/harbour-league-2"), 1);
    test_press(r, "]]]."); /* the same of another mention */
    assert_string_equal(test_linked(r), "org/harbour-league-2");
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
    assert_shows(r, "these are: H");
    assert_shows(r, "new: organisation  [these 2]  all in these texts ");
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
        READER_TEST(test_split),
        READER_TEST(test_what_is_no_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
