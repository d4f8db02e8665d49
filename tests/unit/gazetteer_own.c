/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gazetteer compiled and opened again, and the files of a user's own that join it. */
#include <stdlib.h>
#include <string.h>

#include "annotate/compiled.h"
#include "dateline/annotate.h"
#include "support/test.h"

static const char listed[] =
    "country/ZZ\tZedland\tname=Zedland Republic|demonym=Zeddish\tcapital=Zed City\n"
    "org/river-league\tRiver League\tacronym=RLG|name=League of Rivers\tcountry=ZZ\n"
    "person/ada-quill\tAda Quill\tname=Adah Quill|name=Ada Quillon\t"
    "office=ZZ President, 2010..2014;office=- Envoy, 2016-05..\n"
    "person/han-ji\tHan Ji Won\t\torder=family-first;country=ZZ\n";
static const char bodies[] = "tide-office\tTide Office\t?Tide Board\n";

/* The gazetteer of the above, compiled and opened. */
typedef struct compiled {
    dl_str bytes;
    void *at; /* the bytes on a border */
    dl_gazetteer *parsed, *opened;
} compiled;

static void *aligned_copy(const char *bytes, size_t len)
{
    void *at = aligned_alloc(64, (len + 63) / 64 * 64);
    assert_non_null(at);
    memcpy(at, bytes, len);
    return at;
}

static int set_up(void **state)
{
    compiled *c = calloc(1, sizeof *c);
    const dl_gazetteer_source sources[] = {{"x/bodies.tsv", bodies, sizeof bodies - 1},
                                           {"x/listed.tsv", listed, sizeof listed - 1}};
    dl_error error = {0};
    assert_non_null(c);
    dl_str_init(&c->bytes);
    assert_int_equal(dl_gazetteer_new(sources, 2, NULL, NULL, &c->parsed, &error), DL_OK);
    assert_int_equal(dl_compiled_write(c->parsed, &c->bytes, &error), DL_OK);
    c->at = aligned_copy(c->bytes.text, c->bytes.len);
    assert_int_equal(dl_compiled_open(c->at, c->bytes.len, &c->opened, &error), DL_OK);
    *state = c;
    return 0;
}

static int tear_down(void **state)
{
    compiled *c = *state;
    dl_gazetteer_free(c->parsed);
    dl_gazetteer_free(c->opened);
    dl_str_release(&c->bytes);
    free(c->at);
    free(c);
    return 0;
}

/* The ids of who is named in TEXT, parted by blanks. */
static const char *names_in(const dl_gazetteer *gazetteer, const char *text)
{
    static char out[400];
    dl_arena arena = {0};
    dl_annotation found;
    dl_error error = {0};
    const dl_annotate_input input = {.body = text};
    const dl_annotator annotator = {.gazetteer = (dl_gazetteer *)gazetteer};
    assert_int_equal(dl_annotate(&annotator, &input, &arena, &found, &error), DL_OK);
    *out = '\0';
    for (size_t i = 0; i < found.mentions_count; i++) {
        assert_true(strlen(out) + strlen(found.mentions[i].entity) + 2 < sizeof out);
        strcat(strcat(out, *out ? " " : ""), found.mentions[i].entity);
    }
    dl_arena_release(&arena);
    return out;
}

static void test_same_entities(void **state)
{
    const compiled *c = *state;
    size_t entities, aliases, opened_entities, opened_aliases;
    dl_gazetteer_size(c->parsed, &entities, &aliases);
    dl_gazetteer_size(c->opened, &opened_entities, &opened_aliases);
    assert_int_equal(entities, opened_entities);
    assert_int_equal(aliases, opened_aliases);
    assert_string_equal(dl_gazetteer_version(c->parsed), dl_gazetteer_version(c->opened));
    for (size_t i = 0; i < entities; i++) {
        const dl_listed *a = &c->parsed->entities.items[i], *b = &c->opened->entities.items[i];
        assert_string_equal(a->entity.id, b->entity.id);
        assert_string_equal(a->entity.name, b->entity.name);
        assert_int_equal(a->entity.kind, b->entity.kind);
        assert_string_equal(a->country, b->country);
        assert_int_equal(!a->demonym, !b->demonym);
        assert_int_equal(a->family_first, b->family_first);
        assert_int_equal(a->line, b->line);
        assert_int_equal(a->tenures_count, b->tenures_count);
        for (size_t j = 0; j < a->tenures_count; j++) {
            assert_string_equal(a->tenures[j].country, b->tenures[j].country);
            assert_string_equal(a->tenures[j].title, b->tenures[j].title);
            assert_int_equal(a->tenures[j].from, b->tenures[j].from);
            assert_int_equal(a->tenures[j].to, b->tenures[j].to);
        }
    }
}

static void test_same_names(void **state)
{
    const compiled *c = *state;
    static const char *const texts[] = {
        "The Zeddish Tide Office met Ada Quill of the RLG in Zed City.",
        "Mr Quill and Han Ji Won left; Han had spoken for the League of Rivers.",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        char *parsed = strdup(names_in(c->parsed, texts[i]));
        assert_string_equal(parsed, names_in(c->opened, texts[i]));
        assert_true(strlen(parsed) > 20);
        free(parsed);
    }
}

static void test_same_bytes(void **state)
{
    const compiled *c = *state;
    dl_error error = {0};
    dl_str again;
    dl_str_init(&again);
    assert_int_equal(dl_compiled_write(c->parsed, &again, &error), DL_OK);
    assert_int_equal(again.len, c->bytes.len);
    assert_memory_equal(again.text, c->bytes.text, again.len);
    dl_str_release(&again);
}

/* What is cut off, or of another kind, is refused wherever it is cut. */
static void test_damage(void **state)
{
    const compiled *c = *state;
    dl_gazetteer *gazetteer = NULL;
    dl_error error = {0};
    for (size_t len = 0; len < c->bytes.len; len += 1 + len / 16)
        assert_int_equal(dl_compiled_open(c->at, len, &gazetteer, &error), DL_ERR_CORRUPT);
    assert_null(gazetteer);
    char *other = aligned_copy(c->bytes.text, c->bytes.len);
    other[0] ^= 1;
    assert_int_equal(dl_compiled_open(other, c->bytes.len, &gazetteer, &error), DL_ERR_CORRUPT);
    free(other);
}

/* The faults that were told, each as a line. */
static void note_fault(void *context, const dl_gazetteer_fault *fault)
{
    dl_str_addf(context, "%s:%zu: %s\n", fault->file, fault->line, fault->text);
}

static dl_str extend(dl_gazetteer *gazetteer, const char *text)
{
    const dl_gazetteer_source source = {"home/mine.tsv", text, strlen(text)};
    dl_error error = {0};
    dl_str faults;
    dl_str_init(&faults);
    assert_int_equal(dl_gazetteer_extend(gazetteer, &source, 1, note_fault, &faults, &error),
                     DL_OK);
    return faults;
}

static void test_own_names_join(void **state)
{
    const compiled *c = *state;
    char *version = strdup(dl_gazetteer_version(c->opened));
    dl_str faults = extend(c->opened, "org/river-league\t\tname=Stream Union\n"
                                      "ship/blue-heron\tBlue Heron\n"
                                      "person/ada-quill\tAda Quillfeather\n"
                                      "person/bo-marsh\tBo Marsh\n");
    assert_int_equal(faults.len, 0);
    assert_string_equal(
        names_in(c->opened, "The Stream Union and the RLG sent the Blue Heron to Bo Marsh."),
        "org/river-league org/river-league ship/blue-heron person/bo-marsh");
    assert_string_equal(names_in(c->opened, "Bo Marsh spoke. Mr Marsh left."),
                        "person/bo-marsh person/bo-marsh");
    assert_string_equal(names_in(c->opened, "Ada Quill is Ada Quillfeather."),
                        "person/ada-quill person/ada-quill");
    assert_string_equal(dl_gazetteer_find(c->opened, "person/ada-quill")->name, "Ada Quillfeather");
    assert_string_equal(dl_gazetteer_find(c->opened, "org/river-league")->name, "River League");
    assert_string_not_equal(version, dl_gazetteer_version(c->opened));
    dl_str_release(&faults);
    free(version);
}

static void test_own_files_take_away(void **state)
{
    const compiled *c = *state;
    assert_string_equal(names_in(c->opened, "The RLG met in Zedland."),
                        "org/river-league country/ZZ");
    dl_str faults = extend(c->opened, "org/river-league\t\tacronym=-RLG\n"
                                      "country/ZZ\t\tname=-Zedland|metonym=-Zed City\n"
                                      "person/ada-quill\t\tname=-Ada Quillon\n");
    assert_int_equal(faults.len, 0);
    assert_string_equal(names_in(c->opened, "The RLG met in Zedland."), "");
    assert_string_equal(names_in(c->opened, "The River League met in the Zedland Republic."),
                        "org/river-league country/ZZ");
    assert_string_equal(names_in(c->opened, "President Quill met President Quillon of Zedland."),
                        "person/ada-quill");
    dl_str_release(&faults);
}

/* A fault costs what it is in and no more. */
static void test_own_faults(void **state)
{
    const compiled *c = *state;
    dl_str faults = extend(c->opened, "org/river-league\t\tnick=Rivers|name=Stream Union\n"
                                      "no id\tNobody\n"
                                      "org/river-league\t\tname=-Never Listed\n"
                                      "org/new\n"
                                      "org/reed\tReed Guild\t\tcolour=red;country=ZZ\n"
                                      "org/reed\tReed Guild\n");
    assert_string_equal(
        faults.text,
        "home/mine.tsv:1: \"nick=Rivers\" is no alias; write form=text with the form name, "
        "acronym, "
        "demonym, metonym or surname\n"
        "home/mine.tsv:2: \"no id\" is no id; write kind/slug in ASCII\n"
        "home/mine.tsv:3: \"Never Listed\" is not listed so, and cannot be taken away\n"
        "home/mine.tsv:4: the name is missing\n"
        "home/mine.tsv:5: unknown fact \"colour\"; known are capital, until, country, office, "
        "order, "
        "surname, kind and of\n"
        "home/mine.tsv:6: the id org/reed is listed already at home/mine.tsv:5; give it once, with "
        "all aliases\n");
    assert_string_equal(names_in(c->opened, "The Stream Union is no Reed Guild."),
                        "org/river-league org/reed");
    dl_str_release(&faults);
}

typedef struct clash_case {
    const char *text, *faults;
} clash_case;

static const clash_case clashes[] = {
    {"org/a\tReed Guild\norg/b\tWillow Guild\tname=Reed Guild\n",
     "m.tsv:2: Reed Guild is a name of org/b and of org/a (m.tsv:1); put ? before the one that is "
     "rarer, or both\n"},
    {"org/a\tReed Guild\norg/b\tWillow Guild\tname=?Reed Guild\n", ""},
    {"org/a\tReed Guild\norg/b\tWillow Guild\tname=+Reed Guild\n", ""},
    {"org/a\tReed Guild\tacronym=REG\norg/b\tReg\tname=+Reg\n", ""},
    {"country/ZZ\tZedland\tdemonym=Zed\ncountry/YY\tZedmark\tdemonym=Zed\n",
     "m.tsv:2: Zed is a demonym of country/YY and of country/ZZ (m.tsv:1); put ? before the one "
     "that "
     "is rarer, or both\n"},
    {"country/ZZ\tZedland\t\tcapital=Zed City\nplace/zed-city\tZed City\n", ""},
    {"person/a\tAda Quill\t\toffice=ZZ King, 2001..2009\n"
     "person/b\tBo Marsh\t\toffice=ZZ King, 2005..\n",
     "m.tsv:2: person/b holds the office \"ZZ King\" while person/a does (m.tsv:1)\n"},
    {"person/a\tAda Quill\t\toffice=ZZ King, 2001..2009\n"
     "person/b\tBo Marsh\t\toffice=ZZ King, 2009..\n",
     ""},
    {"person/a\tAda Quill\t\toffice=ZZ Deputy Minister, 2001..\n"
     "person/b\tBo Marsh\t\toffice=ZZ Deputy Minister, 2005..\n",
     ""},
    {"org/a\tParkland\n",
     "m.tsv:1: Parkland, a name of org/a, is a common word; write ?Parkland, which counts only "
     "where "
     "the text gives a sign of it, or +Parkland if that is right as it stands\n"},
    {"org/a\tParkland\tname=?Parkland\n", ""},
    {"org/a\tPark Reed\n", ""},
    {"ship/a\tMay\n", "m.tsv:1: May, a name of ship/a, is a month or a weekday; write ?May, which "
                      "counts only where the "
                      "text gives a sign of it, or +May if that is right as it stands\n"},
    {"ship/a\tReed Star\tname=!Friday\n",
     "m.tsv:1: Friday, a name of ship/a, is a month or a weekday; write ?Friday, which counts only "
     "where the text gives a sign of it, or +Friday if that is right as it stands\n"},
    {"person/a\tMark\n", "m.tsv:1: Mark, a name of person/a, is a common word; write ?Mark, which "
                         "counts only where the "
                         "text gives a sign of it, or +Mark if that is right as it stands\n"},
    {"ship/a\tReed Star\tname=?May|name=+Will|name=!Mark|acronym=SUN\n", ""},
    {"place/a\tEagle\n", ""},
};

static void test_clashes(void **state)
{
    (void)state;
    dl_tagger *tagger = NULL;
    dl_error error = {0};
    assert_int_equal(dl_tagger_load(&tagger, &error), DL_OK);
    for (size_t i = 0; i < COUNT_OF(clashes); i++) {
        const dl_gazetteer_source source = {"m.tsv", clashes[i].text, strlen(clashes[i].text)};
        dl_gazetteer *gazetteer = NULL;
        dl_str faults;
        dl_str_init(&faults);
        dl_str_add(&faults, "");
        assert_int_equal(dl_gazetteer_new(&source, 1, NULL, NULL, &gazetteer, &error), DL_OK);
        assert_int_equal(dl_gazetteer_check(gazetteer, tagger, note_fault, &faults, &error), DL_OK);
        assert_string_equal(faults.text, clashes[i].faults);
        dl_str_release(&faults);
        dl_gazetteer_free(gazetteer);
    }
    dl_tagger_free(tagger);
}

/* What the program carries is without a clash. */
static void test_carried_is_clean(void **state)
{
    (void)state;
    dl_gazetteer *gazetteer = NULL;
    dl_tagger *tagger = NULL;
    dl_error error = {0};
    dl_str faults;
    dl_str_init(&faults);
    dl_str_add(&faults, "");
    assert_int_equal(dl_gazetteer_parse(note_fault, &faults, &gazetteer, &error), DL_OK);
    assert_int_equal(dl_tagger_load(&tagger, &error), DL_OK);
    assert_int_equal(dl_gazetteer_check(gazetteer, tagger, note_fault, &faults, &error), DL_OK);
    assert_string_equal(faults.text, "");
    dl_str_release(&faults);
    dl_tagger_free(tagger);
    dl_gazetteer_free(gazetteer);
}

/* Adds an item in one line. */
static void note_item(void *context, const dl_gazetteer_item *item)
{
    dl_str_addf(context, "%s:", item->entity ? item->entity->id : item->what);
    for (size_t i = 0; i < item->aliases_count; i++)
        dl_str_addf(context, " %s=%s%s", dl_form_name(item->aliases[i].form),
                    item->aliases[i].doubtful ? "?" : "", item->aliases[i].text);
    for (size_t i = 0; i < item->offices_count; i++)
        dl_str_addf(context, " %s", item->offices[i].title);
    dl_str_add(context, "\n");
}

static void test_description(void **state)
{
    const compiled *c = *state;
    static const struct {
        const char *name, *items;
    } cases[] = {
        {"org/river-league",
         "org/river-league: name=River League acronym=RLG name=League of Rivers\n"},
        {"rlg", "org/river-league: name=River League acronym=RLG name=League of Rivers\n"},
        {"ada  quillon",
         "person/ada-quill: name=Ada Quill name=Adah Quill name=Ada Quillon President Envoy\n"},
        {"Quill",
         "person/ada-quill: name=Ada Quill name=Adah Quill name=Ada Quillon President Envoy\n"},
        {"tide board", "body of government:\n"},
    };
    dl_error error = {0};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        dl_str items;
        dl_str_init(&items);
        assert_int_equal(
            dl_gazetteer_describe(c->parsed, cases[i].name, DL_DAY_NONE, note_item, &items, &error),
            DL_OK);
        assert_string_equal(items.text, cases[i].items);
        dl_str_release(&items);
    }
    assert_int_equal(
        dl_gazetteer_describe(c->parsed, "nobody at all", DL_DAY_NONE, note_item, NULL, &error),
        DL_ERR_NOT_FOUND);
    assert_int_equal(dl_gazetteer_describe(c->opened, "rlg", DL_DAY_NONE, note_item, NULL, &error),
                     DL_ERR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_same_entities, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_same_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_same_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damage, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_own_names_join, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_own_files_take_away, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_own_faults, set_up, tear_down),
        cmocka_unit_test(test_clashes),
        cmocka_unit_test(test_carried_is_clean),
        cmocka_unit_test_setup_teardown(test_description, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
