/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinds of the user's own in the reader: their colours, switches, headings, queries and keys. */
#include <string.h>

#include "support/reader.h"

static const char declared[] = "weapon\tweapon\tviolet\nex\tsea exercise\taqua\n";

static dl_kinds kinds;

static void fault(void *context, unsigned line, const char *message)
{
    (void)context;
    fail_msg("%u: %s", line, message);
}

static void fill(dl_store *store)
{
    test_document_put(store, &(test_document){.origin = "tide.txt",
                                              .title = "A tide of ships",
                                              .body = "{country/NO Norway} shot a {weapon/tern "
                                                      "Tern-4} in {ex/tide Northern Tide}. The "
                                                      "{ship/heron Blue Heron} saw the "
                                                      "{weapon/tern Tern-4} fall.",
                                              .published = "2024-02-01"});
    test_document_put(store, &(test_document){.origin = "calm.txt",
                                              .title = "A calm",
                                              .body = "{country/NO Norway} has no {ship/heron "
                                                      "Blue Heron}.",
                                              .published = "2024-01-01"});
}

static void declare(const char *text)
{
    dl_kinds_release(&kinds);
    assert_int_equal(dl_kinds_read(&kinds, text, strlen(text), fault, NULL, NULL), DL_OK);
}

/* Opens the reader with the kinds that TEXT declares. */
static void open_with(test_reader *r, const char *text)
{
    declare(text);
    r->kinds = &kinds;
    test_reader_open(r, fill, NULL);
    test_resize(r, 120, 30);
}

/* Opens it anew on the same archive, going on with SESSION (or NULL), after TEXT declares other kinds. */
static void reopen_with(test_reader *r, const char *text, const char *session)
{
    dl_app_free(r->app);
    declare(text);
    dl_app_options options = {.store = r->store,
                              .archive = "archive.db",
                              .kinds = &kinds,
                              .session = session,
                              .theme = dl_theme_find("dark"),
                              .width = 120,
                              .height = 30};
    assert_int_equal(dl_app_new(&options, &r->app, NULL), DL_OK);
}

/* The role of the first cell of TEXT in the reading pane, which is below the list. */
static int role_of(test_reader *r, const char *text)
{
    test_screen(r);
    for (int y = 6; y < r->frame.height; y++)
        for (int x = 28; x + (int)strlen(text) <= r->frame.width; x++) {
            size_t i = 0;
            while (text[i] && dl_frame_cell(&r->frame, x + (int)i, y)->text[0] == text[i])
                i++;
            if (!text[i])
                return dl_frame_cell(&r->frame, x, y)->style.role;
        }
    fail_msg("%s is not on the screen:\n%s", text, r->text.text);
    return -1;
}

static void test_each_has_its_colour(void **state)
{
    test_reader *r = *state;
    open_with(r, declared);
    assert_int_equal(role_of(r, "Tern-4"), DL_ROLE_VIOLET);
    assert_int_equal(role_of(r, "Northern Tide"), DL_ROLE_AQUA);
    assert_int_equal(role_of(r, "Blue Heron"), DL_ROLE_OTHER);
    assert_int_equal(role_of(r, "Norway"), DL_ROLE_COUNTRY);
    reopen_with(r, "", NULL);
    assert_int_equal(role_of(r, "Tern-4"), DL_ROLE_OTHER);
}

static void test_each_has_its_switch(void **state)
{
    test_reader *r = *state;
    open_with(r, declared);
    test_press(r, "z");
    assert_shows(r, "z  1 person 2 country 3 organisation 4 place 5 weapon 6 sea exercise "
                    "7 other 0 all");
    test_press(r, "5");
    assert_shows(r, "weapon: not shown");
    assert_int_equal(role_of(r, "Tern-4"), DL_ROLE_TEXT);
    assert_int_equal(role_of(r, "Northern Tide"), DL_ROLE_AQUA);
    test_press(r, "<Enter>]]");
    assert_current(r, "Northern Tide"); /* what is not shown is gone over */
    test_press(r, "z6z7");
    assert_shows(r, "other: not shown");
    test_press(r, ":toggle-kind sea exercise<Enter>");
    assert_shows(r, "sea exercise: shown");
    test_press(r, ":toggle-kind weapon<Enter>");
    assert_int_equal(role_of(r, "Tern-4"), DL_ROLE_VIOLET);
    test_press(r, "z8");
    assert_shows(r, "there is no such kind of names; there are 1 person");
    test_press(r, "z0");
    assert_int_equal(role_of(r, "Blue Heron"), DL_ROLE_OTHER);
    test_press(r, ":toggle-kind s<Tab>");
    assert_shows(r, ":toggle-kind sea exercise");
}

static void test_those_beyond_nine_go_by_name(void **state)
{
    test_reader *r = *state;
    open_with(r, "ka\nkb\nkc\nkd\nke\nkf\nweapon\n");
    test_press(r, "z9");
    assert_shows(r, "ke: not shown");
    test_press(r, ":toggle-kind weapon<Enter>");
    assert_shows(r, "weapon: not shown");
    assert_int_equal(role_of(r, "Tern-4"), DL_ROLE_TEXT);
}

static void test_names_stand_under_their_kind(void **state)
{
    test_reader *r = *state;
    open_with(r, declared);
    test_press(r, "e");
    const char *screen = test_screen(r);
    const char *country = strstr(screen, " country "), *weapon = strstr(screen, " weapon "),
               *exercise = strstr(screen, " sea exercise "), *other = strstr(screen, " other ");
    assert_true(country && country < weapon && weapon < exercise && exercise < other);
    test_press(r, "<Esc><Esc>");
    reopen_with(r, "", NULL);
    test_press(r, "e");
    assert_hides(r, " weapon ");
    assert_shows(r, " other ");
}

static void test_the_filter_knows_them(void **state)
{
    test_reader *r = *state;
    open_with(r, declared);
    test_press(r, "Fweap<Tab>ter<Tab><Enter>");
    assert_shows(r, "[weapon:Tern-4 ×]");
    assert_shows(r, "1 of 2 docs");
    test_press(r, "F<C-u>kind:weapon<Enter>");
    assert_shows(r, "[kind:weapon ×]");
    assert_shows(r, "1 of 2 docs");
    assert_current(r, "Tern-4");
    test_press(r, "F<C-u>-kind:weapon<Enter>");
    assert_reads(r, "calm.txt");
    test_press(r, "F<C-u>weapon:heron<Enter>");
    assert_shows(r, "no weapon like 'heron'; did you mean entity:Blue Heron?");
    test_press(r, "<C-u>-weapon:tern<Enter>");
    assert_shows(r, "[-weapon:Tern-4 ×]");
    assert_reads(r, "calm.txt");
}

static void test_without_is_of_that_kind(void **state)
{
    test_reader *r = *state;
    open_with(r, declared);
    test_press(r, "<Enter>]]wn");
    assert_shows(r, "[-weapon:Tern-4 ×]");
}

static void test_a_concordance_and_where_say_the_kind(void **state)
{
    test_reader *r = *state;
    open_with(r, declared);
    test_press(r, "<Enter>]]<C-g>");
    assert_shows(r, "weapon/tern, weapon");
    test_press(r, "<Enter>");
    assert_shows(r, "CONCORDANCE  Tern-4");
    assert_shows(r, "weapon  form");
    assert_shows(r, "sure 90");
}

static void test_a_new_entity_is_of_one(void **state)
{
    test_reader *r = *state;
    open_with(r, declared);
    test_press(r, "<Enter>/fall<Enter>vce");
    assert_shows(r, "new: other");
    test_press(r, "<C-t><C-t><C-t><C-t><C-t>");
    assert_shows(r, "new: weapon");
    test_press(r, "<Enter>");
    assert_int_equal(role_of(r, "fall"), DL_ROLE_VIOLET);
    test_press(r, "F<C-u>weapon:fall<Enter>");
    assert_shows(r, "[weapon:fall ×]");
}

/* All mentions of this archive are 90 sure. */
static void test_what_is_less_sure_is_not_shown(void **state)
{
    test_reader *r = *state;
    open_with(r, declared);
    test_press(r, "<Enter>]]*");
    assert_shows(r, "n: Tern-4 2/2");
    test_press(r, ":set confidence=91<Enter>");
    assert_shows(r, "names less sure than 91 are not shown and not counted");
    assert_int_equal(role_of(r, "Norway"), DL_ROLE_TEXT);
    assert_int_equal(role_of(r, "Tern-4"), DL_ROLE_TEXT);
    assert_shows(r, "n: Tern-4 0 here");
    assert_shows(r, "0 of 5");
    assert_shows(r, " confidence from 91 ");
    assert_current(r, NULL);
    test_press(r, "f");
    assert_shows(r, "no mention in view as sure as 91; :set confidence=0 shows all");
    test_press(r, "e");
    assert_shows(r, "no names in this text as sure as 91");
    test_press(r, "gr"); /* nor is it in a concordance */
    assert_shows(r, "mention 0 of 0");
    test_press(r, ":set confidence=90<Enter>");
    assert_shows(r, "mention 1 of 2");
    test_press(r, "q:set confidence=91<Enter>F<C-u>weapon:tern-4<Enter>");
    assert_shows(r, "0 of ");
    test_press(r, "F<C-u>weapon:t<Tab>"); /* nor is it offered */
    assert_hides(r, "weapon, ");
    test_press(r, "<Esc><lt>:set confidence=90<Enter>F<C-u>weapon:t<Tab>");
    assert_string_equal(r->app->prompt.text.text, "weapon:Tern-4");
    test_press(r, "<Esc>");
    assert_int_equal(role_of(r, "Tern-4"), DL_ROLE_VIOLET);
    assert_shows(r, "5 in text");
    assert_shows(r, " confidence from 90 ");
    test_press(r, ":set confidence=0<Enter>");
    assert_hides(r, "confidence from");
    test_press(r, ":set confidence=101<Enter>");
    assert_shows(r, "0 to 100");
}

static void test_what_is_hidden_stays_hidden(void **state)
{
    test_reader *r = *state;
    dl_str session;
    open_with(r, declared);
    test_press(r, "z6z7z2");
    dl_str_init(&session);
    assert_true(dl_app_describe_session(r->app, &session));
    /* another kind stands there now, and one is new */
    reopen_with(r, "ship\nex\tsea exercise\taqua\nweapon\n", session.text);
    assert_int_equal(role_of(r, "Blue Heron"), DL_ROLE_RED + kinds.own[0].colour);
    assert_int_equal(role_of(r, "Northern Tide"), DL_ROLE_TEXT);
    assert_int_equal(role_of(r, "Tern-4"), DL_ROLE_RED + kinds.own[2].colour);
    assert_int_equal(role_of(r, "Norway"), DL_ROLE_TEXT);
    dl_str_release(&session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_each_has_its_colour),
        READER_TEST(test_each_has_its_switch),
        READER_TEST(test_those_beyond_nine_go_by_name),
        READER_TEST(test_names_stand_under_their_kind),
        READER_TEST(test_the_filter_knows_them),
        READER_TEST(test_without_is_of_that_kind),
        READER_TEST(test_a_concordance_and_where_say_the_kind),
        READER_TEST(test_a_new_entity_is_of_one),
        READER_TEST(test_what_is_less_sure_is_not_shown),
        READER_TEST(test_what_is_hidden_stays_hidden),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    dl_kinds_release(&kinds);
    return failed;
}
