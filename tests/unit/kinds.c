/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinds of the user's own: how they are declared, where they stand, and what a query makes of them. */
#include <stdio.h>
#include <string.h>

#include "dateline/kinds.h"
#include "dateline/query.h"
#include "support/test.h"

typedef struct faults {
    unsigned lines[64];
    char last[400];
    size_t count;
} faults;

static void note(void *context, unsigned line, const char *message)
{
    faults *f = context;
    f->lines[f->count++] = line;
    snprintf(f->last, sizeof f->last, "%s", message);
}

static faults declare(dl_kinds *kinds, const char *text)
{
    faults f = {0};
    assert_int_equal(dl_kinds_read(kinds, text, strlen(text), note, &f, NULL), DL_OK);
    return f;
}

static void test_without_any_there_are_those_of_the_table(void **state)
{
    (void)state;
    size_t place = 99;
    assert_int_equal(dl_kinds_count(NULL), DL_KIND_COUNT);
    for (size_t i = 0; i < DL_KIND_COUNT; i++) {
        assert_string_equal(dl_kinds_name(NULL, i), dl_kind_name((dl_kind)i));
        assert_null(dl_kinds_own(NULL, i));
    }
    assert_int_equal(dl_kinds_place(NULL, DL_KIND_OTHER, "weapon/tern"), DL_KIND_OTHER);
    assert_string_equal(dl_kinds_called(NULL, DL_KIND_OTHER, "weapon/tern"), "other");
    assert_false(dl_kinds_find(NULL, "weapon", 6, &place));
    assert_int_equal(place, 99);
}

static void test_declared_kinds_stand_before_other(void **state)
{
    (void)state;
    dl_kinds kinds;
    dl_kinds_init(&kinds);
    faults f = declare(&kinds, "# mine\n\nweapon\tweapon\tviolet\r\nship\nex\tsea exercise\t\n"
                               "law\tZákon");
    assert_int_equal(f.count, 0);
    assert_int_equal(dl_kinds_count(&kinds), DL_KIND_COUNT + 4);
    static const char *const names[] = {"person", "country",      "organisation", "place", "weapon",
                                        "ship",   "sea exercise", "Zákon",        "other"};
    static const char *const prefixes[] = {"person", "country", "org", "place", "weapon",
                                           "ship",   "ex",      "law", "other"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        assert_string_equal(dl_kinds_name(&kinds, i), names[i]);
        assert_string_equal(dl_kinds_prefix(&kinds, i), prefixes[i]);
        assert_int_equal(dl_kinds_stored(&kinds, i), i < 4 ? i : DL_KIND_OTHER);
        size_t place = 99;
        assert_true(dl_kinds_find(&kinds, names[i], strlen(names[i]), &place));
        assert_int_equal(place, i);
        assert_true(dl_kinds_find(&kinds, prefixes[i], strlen(prefixes[i]), &place));
        assert_int_equal(place, i);
    }
    assert_int_equal(kinds.own[0].colour, DL_COLOUR_VIOLET);
    /* who has no colour gets one that no kind before has */
    assert_int_equal(kinds.own[1].colour, DL_COLOUR_RED);
    assert_int_equal(kinds.own[2].colour, DL_COLOUR_GREEN);
    assert_int_equal(dl_kinds_place(&kinds, DL_KIND_OTHER, "ship/heron"), 5);
    assert_int_equal(dl_kinds_place(&kinds, DL_KIND_OTHER, "shipyard/heron"), 8);
    assert_int_equal(dl_kinds_place(&kinds, DL_KIND_OTHER, "ship"), 8);
    assert_int_equal(dl_kinds_place(&kinds, DL_KIND_ORGANISATION, "ship/heron"), 2);
    assert_string_equal(dl_kinds_called(&kinds, DL_KIND_OTHER, "ex/tide"), "sea exercise");
    dl_kinds_release(&kinds);
}

static void test_a_bad_line_is_told_and_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *line, *says;
    } cases[] = {
        {"Weapon\tx", "'Weapon' cannot begin an id; write 1 to 20 letters a to z"},
        {"\tweapon", "cannot begin an id"},
        {"two words\tx", "cannot begin an id"},
        {"weapon2\tx", "cannot begin an id"},
        {"weaponweaponweaponwea\tx", "cannot begin an id"},
        {"person\tx", "there is a kind 'person' already"},
        {"org\tx", "there is a kind 'org' already"},
        {"bloc\tx", "there is a kind 'bloc' already"},
        {"other\tx", "there is a kind 'other' already"},
        {"ship\tx", "there is a kind 'ship' already"},
        {"boat\tship", "there is a kind 'ship' already"},
        {"boat\torganisation", "there is a kind 'organisation' already"},
        {"source\tx", "'source' means something else in a query"},
        {"kind\tx", "'kind' means something else in a query"},
        {"near\tx", "'near' means something else in a query"},
        {"boat\ttag", "'tag' means something else in a query"},
        {"boat\tboat\tpink", "no colour 'pink'; it can be red, green, blue, violet or aqua"},
        {"boat\tboat\tred\t4", "more than three fields"},
        {"boat\t boat", "this is no name for a kind"},
        {"boat\tbo\x1b[2Jat", "this is no name for a kind"},
        {"boat\tbo\xE2\x80\xAE"
         "at",
         "this is no name for a kind"},
        {"boat\tbo\xff", "this is no name for a kind"},
        {"boat\ta boat with a name that goes on", "this is no name for a kind"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        dl_kinds kinds;
        char text[200];
        dl_kinds_init(&kinds);
        snprintf(text, sizeof text, "ship\n%s\nlaw\n", cases[i].line);
        faults f = declare(&kinds, text);
        if (f.count != 1 || f.lines[0] != 2 || !strstr(f.last, cases[i].says))
            fail_msg("%s: %zu faults, line %u: %s", cases[i].line, f.count, f.lines[0], f.last);
        assert_int_equal(kinds.own_count, 2);
        assert_string_equal(kinds.own[1].prefix, "law");
        dl_kinds_release(&kinds);
    }
}

static void test_there_is_an_end_to_them(void **state)
{
    (void)state;
    dl_kinds kinds;
    char text[64 * 4] = "";
    dl_kinds_init(&kinds);
    for (int i = 0; i < DL_OWN_KINDS + 2; i++)
        snprintf(text + strlen(text), 8, "k%c%c\n", 'a' + i / 5, 'a' + i % 5);
    faults f = declare(&kinds, text);
    assert_int_equal(f.count, 2);
    assert_int_equal(kinds.own_count, DL_OWN_KINDS);
    assert_true(dl_kinds_count(&kinds) <= 32); /* a bit each */
    dl_kinds_release(&kinds);
}

static void test_a_query_asks_by_prefix_or_name(void **state)
{
    (void)state;
    dl_kinds kinds;
    dl_arena arena = {0};
    dl_query query;
    dl_error error;
    dl_kinds_init(&kinds);
    declare(&kinds, "weapon\nex\texercise\nlaw\told law\n");
    assert_int_equal(dl_query_parse(&arena, &kinds,
                                    "Weapon:tern -exercise:\"northern tide\" other:x", &query, NULL,
                                    &error),
                     DL_OK);
    assert_int_equal(query.count, 3);
    assert_int_equal(query.terms[0].kind, DL_TERM_ENTITY);
    assert_int_equal(query.terms[0].entity_kind, DL_KIND_OTHER);
    assert_string_equal(query.terms[0].own, "weapon");
    assert_string_equal(query.terms[1].own, "ex");
    assert_null(query.terms[2].own);
    dl_str text;
    dl_str_init(&text);
    dl_query_format(&text, &query);
    assert_string_equal(text.text, "weapon:tern -ex:\"northern tide\" other:x");
    dl_query again;
    assert_int_equal(dl_query_parse(&arena, &kinds, text.text, &again, NULL, &error), DL_OK);
    assert_true(dl_query_equal(&query, &again));
    again.terms[0].own = "ex";
    assert_false(dl_query_equal(&query, &again));
    dl_str_release(&text);
    assert_int_equal(dl_query_parse(&arena, &kinds, "wepon:x", &query, NULL, &error),
                     DL_ERR_SYNTAX);
    assert_non_null(strstr(error.message, "did you mean weapon:?"));
    assert_int_equal(dl_query_parse(&arena, &kinds, "qqq:x", &query, NULL, &error), DL_ERR_SYNTAX);
    assert_non_null(strstr(error.message, "place: weapon: ex: law: other: entity: kind: form:"));
    assert_int_equal(dl_query_parse(&arena, NULL, "weapon:x", &query, NULL, &error), DL_ERR_SYNTAX);
    assert_int_equal(
        dl_query_parse(&arena, &kinds, "-kind:exercise kind:other", &query, NULL, &error), DL_OK);
    assert_true(query.terms[0].whole_kind && query.terms[0].negated);
    assert_string_equal(query.terms[0].own, "ex");
    assert_string_equal(query.terms[0].shown, "-kind:ex");
    assert_null(query.terms[1].own);
    assert_int_equal(dl_query_parse(&arena, &kinds, "ex:ex", &again, NULL, &error), DL_OK);
    again.terms[0].negated = true;
    assert_false(dl_query_equal(&(dl_query){.terms = query.terms, .count = 1}, &again));
    assert_int_equal(dl_query_parse(&arena, &kinds, "kind:person", &query, NULL, &error), DL_OK);
    assert_true(query.terms[0].whole_kind);
    assert_int_equal(query.terms[0].entity_kind, DL_KIND_PERSON);
    assert_int_equal(dl_query_parse(&arena, &kinds, "kind:parson", &query, NULL, &error),
                     DL_ERR_SYNTAX);
    assert_non_null(strstr(error.message, "no kind 'parson'; there are person country org"));
    assert_non_null(strstr(error.message, "weapon ex law other"));
    dl_arena_release(&arena);
    dl_kinds_release(&kinds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_without_any_there_are_those_of_the_table),
        cmocka_unit_test(test_declared_kinds_stand_before_other),
        cmocka_unit_test(test_a_bad_line_is_told_and_left_out),
        cmocka_unit_test(test_there_is_an_end_to_them),
        cmocka_unit_test(test_a_query_asks_by_prefix_or_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
