/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "dateline/gazetteer.h"
#include "support/test.h"

/* Loads one file called NAME; the status, and the message in *ERROR. */
static dl_status load(const char *name, const char *text, dl_gazetteer **ret, dl_error *error)
{
    dl_gazetteer_source source = {name, text, strlen(text)};
    *error = (dl_error){0};
    *ret = NULL;
    return dl_gazetteer_new(&source, 1, NULL, NULL, ret, error);
}

static void test_entities(void **state)
{
    (void)state;
    static const char text[] =
        "# a comment\n"
        "\n"
        "country/ZZ\tZedland\tname=Republic of Zedland|acronym=ZDL|demonym=Zed|demonym=Zeds\t"
        "capital=Zed City\n"
        "org/ZZ/river-board\tRiver Board\r\n"
        "person/ada-zed\tAda Zed\tname=Ada B. Zed\toffice=ZZ President, 2010..2014-05; "
        "office=- Envoy, 2016..;country=ZZ;surname=Zed\n";
    dl_gazetteer *gazetteer;
    dl_error error;
    assert_int_equal(load("mine.tsv", text, &gazetteer, &error), DL_OK);
    size_t entities, aliases;
    dl_gazetteer_size(gazetteer, &entities, &aliases);
    assert_int_equal(entities, 3);
    assert_int_equal(aliases, 9);
    const dl_entity *board = dl_gazetteer_find(gazetteer, "org/ZZ/river-board");
    assert_non_null(board);
    assert_string_equal(board->name, "River Board");
    assert_int_equal(board->kind, DL_KIND_ORGANISATION);
    assert_null(dl_gazetteer_find(gazetteer, "org/ZZ/river"));
    dl_gazetteer_free(gazetteer);
}

typedef struct error_case {
    const char *name, *text, *message;
} error_case;

static const error_case errors[] = {
    {"a.tsv", "# c\n\nZedland\tZedland\n", "a.tsv:3: \"Zedland\" is no id"},
    {"a.tsv", "country/\tZedland\n", "a.tsv:1: \"country/\" is no id"},
    {"a.tsv", "place/ü\tÜ\n", "a.tsv:1: \"place/ü\" is no id"},
    {"a.tsv", "place/u\n", "a.tsv:1: the name is missing"},
    {"a.tsv", "place/u\tU\talias\n", "a.tsv:1: \"alias\" is no alias"},
    {"a.tsv", "place/u\tU\tnick=Uu\n", "a.tsv:1: \"nick=Uu\" is no alias"},
    {"a.tsv", "place/u\tU\tname=\n", "a.tsv:1: \"name=\" is no alias"},
    {"a.tsv", "place/u\tU\tname=!?\n", "a.tsv:1: \"\" must have 1 to 16 words"},
    {"a.tsv", "place/u\tU\t\tcolour=red\n", "a.tsv:1: unknown fact \"colour\""},
    {"a.tsv", "place/u\tU\t\tcapital\n", "a.tsv:1: \"capital\" is no fact"},
    {"a.tsv", "person/u\tU V\t\toffice=ZZ King\n", "a.tsv:1: \"ZZ King\" is no office"},
    {"a.tsv", "person/u\tU V\t\toffice=ZZ King, 2010\n", "a.tsv:1: \"ZZ King, 2010\" is no office"},
    {"a.tsv", "person/u\tU V\t\toffice=ZZ King, 20..21\n", "a.tsv:1: \"ZZ King, 20..21\" is no"},
    {"a.tsv", "person/u\tU V\t\torder=last\n", "a.tsv:1: order can only be family-first"},
    {"a.tsv", "place/u\tU\t\t\textra\n", "a.tsv:1: more than 4 fields"},
    {"a.tsv", "place/u\tU\nplace/v\tV\nplace/u\tW\n",
     "a.tsv:3: the id place/u is listed already at a.tsv:1"},
    {"x/bodies.tsv", "navy\n", "x/bodies.tsv:1: a body needs a slug and a name"},
    {"titles.tsv", "Captain\tship\n",
     "titles.tsv:1: the second field cannot be \"ship\"; write office, rank or polite"},
    {"given-names.tsv", "Ada\tq\n",
     "given-names.tsv:1: the second field cannot be \"q\"; write f, m or u"},
    {"family-names.tsv", "Kim\tja\n",
     "family-names.tsv:1: the second field cannot be \"ja\"; write ko, zh or vi"},
    {"org-words.tsv", "Office\n",
     "org-words.tsv:1: the second field cannot be \"\"; write part or body"},
};

static void test_errors(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(errors); i++) {
        dl_gazetteer *gazetteer;
        dl_error error;
        assert_int_equal(load(errors[i].name, errors[i].text, &gazetteer, &error), DL_ERR_SYNTAX);
        assert_null(gazetteer);
        if (strncmp(error.message, errors[i].message, strlen(errors[i].message)) != 0)
            fail_msg("\"%s\" does not begin with \"%s\"", error.message, errors[i].message);
    }
}

static void test_clash_between_files(void **state)
{
    (void)state;
    dl_gazetteer_source sources[] = {{"a.tsv", "place/u\tU\n", 10}, {"b.tsv", "place/u\tV\n", 10}};
    dl_gazetteer *gazetteer = NULL;
    dl_error error = {0};
    assert_int_equal(dl_gazetteer_new(sources, 2, NULL, NULL, &gazetteer, &error), DL_ERR_SYNTAX);
    assert_non_null(strstr(error.message, "b.tsv:1: the id place/u is listed already at a.tsv:1"));
}

static void test_outlets_are_passed_over(void **state)
{
    (void)state;
    dl_gazetteer *gazetteer;
    dl_error error;
    assert_int_equal(load("x/outlets.tsv", "anything at all\n", &gazetteer, &error), DL_OK);
    dl_gazetteer_free(gazetteer);
}

static void test_version(void **state)
{
    (void)state;
    dl_gazetteer *one, *same, *other;
    dl_error error;
    assert_int_equal(load("a.tsv", "place/u\tU\n", &one, &error), DL_OK);
    assert_int_equal(load("a.tsv", "place/u\tU\n", &same, &error), DL_OK);
    assert_int_equal(load("a.tsv", "place/u\tV\n", &other, &error), DL_OK);
    assert_int_equal(strlen(dl_gazetteer_version(one)), 64);
    assert_string_equal(dl_gazetteer_version(one), dl_gazetteer_version(same));
    assert_string_not_equal(dl_gazetteer_version(one), dl_gazetteer_version(other));
    dl_gazetteer_free(one);
    dl_gazetteer_free(same);
    dl_gazetteer_free(other);
}

/* What the program carries: it loads, and is of the size that was promised. */
static void test_carried(void **state)
{
    (void)state;
    dl_gazetteer *gazetteer = NULL;
    dl_error error = {0};
    dl_status status = dl_gazetteer_load(&gazetteer, &error);
    if (status != DL_OK)
        fail_msg("%s", error.message);
    size_t entities, aliases;
    dl_gazetteer_size(gazetteer, &entities, &aliases);
    assert_true(entities > 1500);
    assert_true(aliases > entities);
    static const char *const ids[] = {"country/RU", "country/KP", "org/nato", "org/kremlin",
                                      "person/dmitry-peskov"};
    for (size_t i = 0; i < COUNT_OF(ids); i++)
        assert_non_null(dl_gazetteer_find(gazetteer, ids[i]));
    dl_gazetteer_free(gazetteer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entities),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_clash_between_files),
        cmocka_unit_test(test_outlets_are_passed_over),
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_carried),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
