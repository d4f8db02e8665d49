/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The highlight layer on sentences that hold one trap each. In a case's text brackets mark the
 * spans that must be found, braces the offices over them; the mentions are given in order, each as "entity
 * form", with a "?" behind where it must be uncertain. What is not in brackets must not be found.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/annotate.h"
#include "dateline/str.h"
#include "support/test.h"

typedef struct trap {
    const char *name;
    const char *text;     /* of the body, with brackets */
    const char *mentions; /* the title's first */
    const char *title;    /* with brackets; NULL: none */
    const char *day;      /* of publication; NULL: not known */
} trap;

static const trap traps[] = {
#define TRAP_WITH(name, text, mentions, title, day) {name, text, mentions, title, day},
#define TRAP(name, text, mentions) TRAP_WITH(name, text, mentions, NULL, NULL)
#include "unit/traps.def"
};

/* Read with the tagger only. */
static const trap names[] = {
#include "unit/names.def"
};

static const trap tagged[] = {
#define TAGGED(name, text, mentions) {name, text, mentions, NULL, NULL},
#include "unit/tagged.def"
};

static const trap offices[] = {
#define OFFICE(name, text, mentions, title, day) {name, text, mentions, title, day},
#include "unit/offices.def"
};

/* By rules alone, and with the tagger. */
enum { RULES, TAGGER, WAYS };
static dl_annotator ways[WAYS];

static int set_up(void **state)
{
    (void)state;
    dl_error error = {0};
    dl_status status = dl_annotator_load(&ways[TAGGER], &error);
    if (status != DL_OK)
        print_error("%s\n", error.message);
    ways[RULES].gazetteer = ways[TAGGER].gazetteer;
    return status == DL_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    dl_annotator_release(&ways[TAGGER]);
    return 0;
}

/* TEXT without brackets. */
static dl_str plain(const char *text)
{
    dl_str out;
    dl_str_init(&out);
    for (; text && *text; text++)
        if (!strchr("[]{}", *text))
            dl_str_addc(&out, *text);
    return out;
}

/* Fails unless MENTION lies in TEXT, in order, and after what its layer had before, up to *AT. */
static void check_place(const dl_mention *mention, const char *text, uint32_t *at)
{
    assert_true(mention->start >= *at && mention->start < mention->end);
    assert_true(mention->end <= strlen(text));
    *at = mention->end;
}

/* Adds the text of one field with its mentions in brackets, the offices in braces. */
static void add_marked(dl_str *out, const char *text, dl_field field, const dl_annotation *found)
{
    static const char *const signs[2][2] = {{"[", "]"}, {"{", "}"}};
    uint32_t at[2] = {0}; /* where the last of each layer ends */
    size_t len = strlen(text);
    for (size_t i = 0; i < found->mentions_count; i++)
        if (found->mentions[i].field == field)
            check_place(&found->mentions[i], text, &at[dl_mention_is_office(&found->mentions[i])]);
    for (size_t c = 0; c <= len; c++) {
        for (int layer = 0; layer < 2; layer++)
            for (size_t i = 0; i < found->mentions_count; i++)
                if (found->mentions[i].field == field && found->mentions[i].end == c &&
                    dl_mention_is_office(&found->mentions[i]) == layer)
                    dl_str_add(out, signs[layer][1]);
        for (int layer = 1; layer >= 0; layer--)
            for (size_t i = 0; i < found->mentions_count; i++)
                if (found->mentions[i].field == field && found->mentions[i].start == c &&
                    dl_mention_is_office(&found->mentions[i]) == layer)
                    dl_str_add(out, signs[layer][0]);
        dl_str_addn(out, text + c, c < len);
    }
}

/* What was found, as a case says what must be: "title \n body \n mentions". */
static dl_str describe(const trap *t, const dl_annotation *found)
{
    dl_str out, title = plain(t->title), body = plain(t->text);
    dl_str_init(&out);
    add_marked(&out, title.text, DL_FIELD_TITLE, found);
    dl_str_add(&out, "\n");
    add_marked(&out, body.text, DL_FIELD_BODY, found);
    dl_str_add(&out, "\n");
    for (size_t i = 0; i < found->mentions_count; i++) {
        const dl_mention *m = &found->mentions[i];
        dl_str_addf(&out, "%s%s %s%s", i ? ", " : "", m->entity, dl_form_name(m->form),
                    m->confidence < DL_CONFIDENCE_UNSURE ? "?" : "");
    }
    dl_str_release(&title);
    dl_str_release(&body);
    return out;
}

static void check_trap(const trap *t, const dl_annotator *way)
{
    dl_str title = plain(t->title), body = plain(t->text);
    dl_annotate_input input = {.title = t->title ? title.text : NULL, .body = body.text};
    dl_day last;
    if (t->day)
        assert_true(dl_day_parse(t->day, strlen(t->day), &input.day, &last));
    dl_arena arena = {0};
    dl_annotation found;
    dl_error error = {0};
    assert_int_equal(dl_annotate(way, &input, &arena, &found, &error), DL_OK);
    dl_str got = describe(t, &found), want;
    dl_str_init(&want);
    dl_str_addf(&want, "%s\n%s\n%s", t->title ? t->title : "", t->text, t->mentions);
    if (strcmp(got.text, want.text) != 0)
        fail_msg("%s\n--- wanted:\n%s\n--- found:\n%s", t->name, want.text, got.text);
    for (size_t i = 0; i < found.mentions_count; i++) {
        size_t k = 0;
        while (k < found.entities_count &&
               strcmp(found.entities[k].id, found.mentions[i].entity) != 0)
            k++;
        assert_true(k < found.entities_count);
        assert_int_equal(found.entities[k].kind, found.mentions[i].kind);
    }
    dl_str_release(&got);
    dl_str_release(&want);
    dl_str_release(&title);
    dl_str_release(&body);
    dl_arena_release(&arena);
}

static void test_by_rules(void **state)
{
    check_trap(*state, &ways[RULES]);
}

static void test_by_both(void **state)
{
    check_trap(*state, &ways[TAGGER]);
}

/* The same sentence, with what is found besides where the tagger sees more. */
static void test_with_tagger(void **state)
{
    const trap *base = *state;
    trap t = *base;
    for (size_t i = 0; i < COUNT_OF(tagged); i++)
        if (strcmp(tagged[i].name, base->name) == 0) {
            t.text = tagged[i].text;
            t.mentions = tagged[i].mentions;
        }
    check_trap(&t, &ways[TAGGER]);
}

/* Each sentence of tagged.def is one of traps.def. */
static void test_tagged_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(tagged); i++) {
        size_t k = 0;
        while (k < COUNT_OF(traps) && strcmp(traps[k].name, tagged[i].name) != 0)
            k++;
        assert_true(k < COUNT_OF(traps));
        dl_str text = plain(tagged[i].text), same = plain(traps[k].text);
        assert_string_equal(text.text, same.text);
        dl_str_release(&text);
        dl_str_release(&same);
    }
}

static const struct {
    const char *text, *kinds;
} capitals[] = {
#define CAPITAL(text, kinds) {text, kinds},
#include "unit/capitals.def"
};

/* 'P' or 'G' for the mention of a capital from START to END; '-' where there is none. */
static char kind_of_capital(const dl_annotation *found, size_t start, size_t end)
{
    for (size_t i = 0; i < found->mentions_count; i++) {
        const dl_mention *m = &found->mentions[i];
        if (m->start == start && m->end == end)
            return m->form == DL_FORM_METONYM ? 'G' : m->kind == DL_KIND_PLACE ? 'P' : '-';
    }
    return '-';
}

static void test_capitals(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(capitals); i++) {
        dl_str body = plain(capitals[i].text);
        dl_annotate_input input = {.body = body.text};
        dl_arena arena = {0};
        dl_annotation found;
        assert_int_equal(dl_annotate(&ways[TAGGER], &input, &arena, &found, NULL), DL_OK);
        const char *kind = capitals[i].kinds;
        size_t at = 0, start = 0;
        for (const char *c = capitals[i].text; *c; c++) {
            if (*c == '[')
                start = at;
            else if (*c != ']')
                at++;
            else if (kind_of_capital(&found, start, at) != *kind++)
                fail_msg("not %c: %s", kind[-1], capitals[i].text);
        }
        assert_true(*kind == '\0');
        dl_arena_release(&arena);
        dl_str_release(&body);
    }
}

/* The shown name of an unlisted person is the full name that the text writes most often. */
static void test_name_as_written_most_often(void **state)
{
    (void)state;
    dl_annotate_input input = {
        .body = "Ilze B. Sprogis spoke. ILZE SPROGIS TO SPEAK AGAIN. Later Ilze Sprogis "
                "and minister Ilze Sprogis left."};
    dl_arena arena = {0};
    dl_annotation found;
    assert_int_equal(dl_annotate(&ways[TAGGER], &input, &arena, &found, NULL), DL_OK);
    assert_int_equal(found.entities_count, 1);
    assert_string_equal(found.entities[0].name, "Ilze Sprogis");
    dl_arena_release(&arena);
}

/* Byte offsets, beside characters of several bytes. */
static void test_offsets(void **state)
{
    (void)state;
    static const char body[] = "\xF0\x9F\x87\xBA\xF0\x9F\x87\xB3 \xE6\x9C\x9D\xE9\xB2\x9C: "
                               "NATO\xE2\x80\x99s \xC3\x89lan";
    dl_annotate_input input = {.body = body};
    dl_arena arena = {0};
    dl_annotation found;
    assert_int_equal(dl_annotate(&ways[RULES], &input, &arena, &found, NULL), DL_OK);
    assert_int_equal(found.mentions_count, 1);
    assert_int_equal(found.mentions[0].start, strstr(body, "NATO") - body);
    assert_int_equal(found.mentions[0].end, found.mentions[0].start + 4);
    dl_arena_release(&arena);
}

static void annotate_big(const char *unit, size_t size)
{
    dl_str body;
    dl_str_init(&body);
    while (body.len < size)
        dl_str_add(&body, unit);
    dl_annotate_input input = {.title = "", .body = body.text};
    dl_arena arena = {0};
    dl_annotation found;
    assert_int_equal(dl_annotate(&ways[TAGGER], &input, &arena, &found, NULL), DL_OK);
    dl_arena_release(&arena);
    dl_str_release(&body);
}

/* Texts that would take a careless rule quadratic time: this test ends, or the suite does not. */
static void test_big(void **state)
{
    (void)state;
    annotate_big("AAAA BBB ", 1 << 20);
    annotate_big("A", 1 << 18);
    annotate_big("Kim Jong Un and Kim Yo Jong met Kim. ", 1 << 18);
    annotate_big("Ministry of Ministry of Foreign Affairs of ", 1 << 18);
    annotate_big("Office of the ", 1 << 18);
    annotate_big("President ", 1 << 18);
    annotate_big("President Anna Lindqvist met the president of Norway, the Norwegian president. ",
                 1 << 18);
    annotate_big("(ABC) ABC (Alpha Beta Council) ", 1 << 18);
}

/* As many unlisted persons as can be: finding each again must not search all. */
static void test_many_persons(void **state)
{
    (void)state;
    dl_str body;
    dl_str_init(&body);
    const char letters[] = "bdfglmnpr"; /* none of them is another spelling of one */
    for (int i = 0; i < 5000; i++)
        dl_str_addf(&body, "Anna Q%c%c%c%cova said no. ", letters[i % 9], letters[i / 9 % 9],
                    letters[i / 81 % 9], letters[i / 729]);
    dl_annotate_input input = {.body = body.text};
    dl_arena arena = {0};
    dl_annotation found;
    assert_int_equal(dl_annotate(&ways[TAGGER], &input, &arena, &found, NULL), DL_OK);
    assert_int_equal(found.entities_count, 5000);
    dl_arena_release(&arena);
    dl_str_release(&body);
}

int main(void)
{
    static struct CMUnitTest
        tests[WAYS * COUNT_OF(traps) + COUNT_OF(names) + COUNT_OF(offices) + 6];
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(traps); i++)
        tests[count++] =
            (struct CMUnitTest){traps[i].name, test_by_rules, NULL, NULL, (void *)&traps[i]};
    for (size_t i = 0; i < COUNT_OF(traps); i++)
        tests[count++] =
            (struct CMUnitTest){traps[i].name, test_with_tagger, NULL, NULL, (void *)&traps[i]};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        tests[count++] =
            (struct CMUnitTest){names[i].name, test_by_both, NULL, NULL, (void *)&names[i]};
    for (size_t i = 0; i < COUNT_OF(offices); i++)
        tests[count++] =
            (struct CMUnitTest){offices[i].name, test_by_both, NULL, NULL, (void *)&offices[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_tagged_names);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_name_as_written_most_often);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_capitals);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_offsets);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_big);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_many_persons);
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
