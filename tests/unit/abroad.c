/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names in other languages than English: what is found in the texts of abroad.def, and nothing else. */
#include <stdlib.h>
#include <string.h>

#include "annotate/abroad.h"
#include "dateline/str.h"
#include "support/test.h"

static dl_annotator annotator;

static int load(void **state)
{
    (void)state;
    return dl_annotator_load(&annotator, NULL) != DL_OK;
}

static int release(void **state)
{
    (void)state;
    dl_annotator_release(&annotator);
    return 0;
}

static const struct {
    const char *lang, *text, *names;
} texts[] = {
#define ABROAD(lang, text, names) {lang, text, names},
#include "abroad.def"
};

static void annotate(const char *lang, const char *title, const char *body, dl_arena *arena,
                     dl_annotation *ret)
{
    const dl_annotate_input input = {
        .title = title, .body = body, .lang = lang, .day = DL_DAY_NONE};
    assert_int_equal(dl_annotate(&annotator, &input, arena, ret, NULL), DL_OK);
}

static void test_what_is_found(void **state)
{
    (void)state;
    int failures = 0;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        dl_arena arena = {0};
        dl_annotation found;
        dl_str names;
        dl_str_init(&names);
        annotate(texts[i].lang, NULL, texts[i].text, &arena, &found);
        for (size_t k = 0; k < found.mentions_count; k++) {
            const dl_mention *m = &found.mentions[k];
            dl_str_addf(&names, "%s%.*s=%s", k ? ", " : "", (int)(m->end - m->start),
                        texts[i].text + m->start, m->entity);
            assert_true(k == 0 || m[-1].end <= m->start);
        }
        if (strcmp(names.text, texts[i].names) != 0) {
            print_error("%s: %s\n  got  %s\n  want %s\n", texts[i].lang, texts[i].text, names.text,
                        texts[i].names);
            failures++;
        }
        dl_str_release(&names);
        dl_arena_release(&arena);
    }
    assert_int_equal(failures, 0);
}

/* Every text cut at every byte that ends a character, and read as every language. */
static void test_whatever_it_is_read_as(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        for (const dl_abroad_table *t = dl_abroad_tables; t->language; t++)
            for (size_t len = strlen(texts[i].text), at = 0; at <= len; at++) {
                if (((unsigned char)texts[i].text[at] & 0xC0) == 0x80)
                    continue;
                dl_arena arena = {0};
                dl_annotation found;
                char *text = strndup(texts[i].text, at);
                annotate(t->language, text, text, &arena, &found);
                for (size_t k = 0; k < found.mentions_count; k++) {
                    assert_true(found.mentions[k].start < found.mentions[k].end);
                    assert_true(found.mentions[k].end <= at);
                    assert_true(((unsigned char)text[found.mentions[k].start] & 0xC0) != 0x80);
                    assert_true(((unsigned char)text[found.mentions[k].end] & 0xC0) != 0x80);
                }
                free(text);
                dl_arena_release(&arena);
            }
}

static void test_every_name_is_of_the_gazetteer_and_found(void **state)
{
    (void)state;
    for (const dl_abroad_table *t = dl_abroad_tables; t->language; t++) {
        size_t missed = 0;
        assert_true(t->count > 400);
        for (size_t i = 0; i < t->count; i++) {
            const char *id = t->text + t->names[i].id, *name = t->text + t->names[i].text;
            dl_arena arena = {0};
            dl_annotation found;
            if (*id && !dl_gazetteer_find(annotator.gazetteer, id))
                fail_msg("%s: %s is nobody", t->language, id);
            annotate(t->language, NULL, name, &arena, &found);
            bool whole = found.mentions_count == 1 && found.mentions[0].start == 0 &&
                         found.mentions[0].end == strlen(name) &&
                         strcmp(found.mentions[0].entity, id) == 0;
            missed += *id && !whole;
            if (*id && !whole)
                print_error("%s: %s is not found whole\n", t->language, name);
            dl_arena_release(&arena);
        }
        assert_int_equal(missed, 0);
    }
}

static void test_which_languages_there_are(void **state)
{
    (void)state;
    static const char *const some[] = {"ar", "zh", "fr", "ru",         "es",    "ko",    "ja", "de",
                                       "uk", "tr", "fa", "zh-Hant-TW", "fr-CA", "fr_CA", "DE"};
    for (size_t i = 0; i < COUNT_OF(some); i++)
        assert_true(dl_annotate_lists_only(some[i]));
    static const char *const without[] = {"it", "fra", "pt-BR", "zhx"};
    for (size_t i = 0; i < COUNT_OF(without); i++) {
        assert_true(dl_annotate_lists_only(without[i]));
        assert_null(dl_abroad_find(without[i]));
    }
    static const char *const others[] = {"en",  "en-GB", "EN_US", "eng", "f",
                                         "und", "",      "mul",   "-",   "english"};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_false(dl_annotate_lists_only(others[i]));
    assert_false(dl_annotate_lists_only(NULL));
}

/* An English text is read as before, whether its language is known or not. */
static void test_english_is_not_touched(void **state)
{
    (void)state;
    static const char text[] =
        "Moscow said Dmitry Peskov met Chad's president in La Paz. España won.";
    dl_arena arena = {0};
    dl_annotation plain, english;
    annotate(NULL, NULL, text, &arena, &plain);
    annotate("en", NULL, text, &arena, &english);
    assert_int_equal(plain.mentions_count, english.mentions_count);
    assert_true(plain.mentions_count >= 3);
    for (size_t i = 0; i < plain.mentions_count; i++)
        assert_string_equal(plain.mentions[i].entity, english.mentions[i].entity);
    dl_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_found),
        cmocka_unit_test(test_whatever_it_is_read_as),
        cmocka_unit_test(test_every_name_is_of_the_gazetteer_and_found),
        cmocka_unit_test(test_which_languages_there_are),
        cmocka_unit_test(test_english_is_not_touched),
    };
    return cmocka_run_group_tests(tests, load, release);
}
