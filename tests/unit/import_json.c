/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records with named fields, in files of JSON. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/fieldmap.h"
#include "dateline/hash.h"
#include "dateline/str.h"
#include "support/reading.h"

#define LISVANE "The harbour board of Lisvane put off its decision on the quay."
#define SEDGE "The council of Sedgeholm will hear the fishermen in May."

static void test_an_object_is_a_document(void **state)
{
    (void)state;
    static const char text[] =
        "{\n \"Head-Line\": \"Quay waits\", \"maintext\": \"" LISVANE "\\n\\n" SEDGE "\",\n"
        " \"pub_date\": \"2023-03-14T09:30:00Z\", \"authors\": [{\"name\": \"Ida Morn\"}, \"Per "
        "Aske\"],\n"
        " \"source\": {\"id\": null, \"name\": \"Lisvane Courier\"}, \"language\": \"en_GB\",\n"
        " \"url\": \"https://courier.example/quay\", \"crawled_at\": \"2024-01-02\"}\n";
    char hash[DL_SHA256_HEX];
    reading r;
    reading_text(&r, text, NULL);
    const dl_document *doc = reading_find(&r, "folder/file");
    assert_int_equal(r.count, 1);
    assert_string_equal(doc->title, "Quay waits");
    assert_string_equal(doc->body, LISVANE "\n\n" SEDGE);
    assert_string_equal(doc->author, "Ida Morn, Per Aske");
    assert_string_equal(doc->source, "Lisvane Courier");
    assert_string_equal(doc->lang, "en-GB");
    assert_string_equal(doc->link, "https://courier.example/quay");
    assert_int_equal(doc->published.day, dl_day_from_civil(2023, 3, 14));
    assert_int_equal(doc->captured.day, dl_day_from_civil(2024, 1, 2));
    dl_sha256_hex(text, sizeof text - 1, hash);
    assert_string_equal(doc->sha256, hash);
    reading_release(&r);
}

static void test_lists_and_what_is_around_them(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "[{\"id\":7,\"title\":\"One\",\"text\":\"" LISVANE
        "\"},{\"title\":\"Two\",\"text\":\"" SEDGE "\"}]",
        "{\"status\":\"ok\",\"data\":{\"articles\":[{\"id\":7,\"title\":\"One\",\"text\":\"" LISVANE
        "\"},{\"title\":\"Two\",\"text\":\"" SEDGE "\"}]}}",
        "{\"hits\":{\"hits\":[{\"id\":7,\"_source\":{\"title\":\"One\",\"text\":\"" LISVANE
        "\"}},{\"_source\":{\"title\":\"Two\",\"text\":\"" SEDGE "\"}}]}}",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        reading r;
        reading_text(&r, texts[i], NULL);
        assert_int_equal(r.count, 2);
        assert_int_equal(r.failures, 0);
        assert_string_equal(reading_find(&r, "folder/file#7")->title, "One");
        assert_string_equal(reading_find(&r, "folder/file#2")->body, SEDGE);
        assert_null(reading_find(&r, "folder/file#2")->source);
        reading_release(&r);
    }
}

static void test_a_json_feed(void **state)
{
    (void)state;
    reading r;
    reading_text(
        &r,
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Sedge Post\","
        "\"language\":\"en\",\"items\":[{\"id\":\"a1\",\"url\":\"https://sedge.example/a1\","
        "\"title\":\"Nets &amp; boats\",\"content_html\":\"<p>" SEDGE "</p><p>" LISVANE
        "</p>\",\"date_published\":\"2022-11-05T08:00:00+01:00\"}]}",
        NULL);
#ifdef HAVE_LIBXML
    const dl_document *doc = reading_find(&r, "folder/file#a1");
    assert_string_equal(doc->source, "Sedge Post");
    assert_string_equal(doc->lang, "en");
    assert_int_equal(doc->published.day, dl_day_from_civil(2022, 11, 5));
    assert_string_equal(doc->title, "Nets & boats");
    assert_string_equal(doc->body, SEDGE "\n\n" LISVANE);
#else
    assert_string_equal(r.failure, "folder/file#a1: its text is HTML, which this program was built "
                                   "without (configure --with-libxml2)");
#endif
    reading_release(&r);
}

static void test_the_user_says_which_field(void **state)
{
    (void)state;
    dl_field_map map;
    dl_import_options options = {.near = DL_DAY_NONE, .map = &map};
    reading r;
    assert_int_equal(
        dl_field_map_parse("title=kop,body=inhoud.tekst,published=meta.dag,source=x.0", &map, NULL),
        DL_OK);
    reading_text(
        &r,
        "[{\"title\":\"Not this\",\"kop\":\"De kade\",\"inhoud\":{\"Tekst\":\"" LISVANE
        "\"},\"meta.dag\":1678786200,\"x\":[\"Kadeblad\"]},{\"title\":\"None\",\"text\":\"" SEDGE
        "\"}]",
        &options);
    const dl_document *doc = reading_find(&r, "folder/file#1");
    assert_string_equal(doc->title, "De kade");
    assert_string_equal(doc->body, LISVANE);
    assert_string_equal(doc->source, "Kadeblad");
    assert_int_equal(doc->published.day, dl_day_from_civil(2023, 3, 14));
    assert_int_equal(r.failures, 1);
    assert_string_equal(
        r.failure, "folder/file#2: there is no text in inhoud.tekst (its fields: title, text)");
    reading_release(&r);
}

static void test_dates_in_numbers(void **state)
{
    (void)state;
    static const char *const dates[] = {"1678786200",     "1678786200000",
                                        "\"1678786200\"", "{\"$date\":1678786200000}",
                                        "20230314",       "1678786200.25"};
    for (size_t i = 0; i < COUNT_OF(dates); i++) {
        char text[256];
        reading r;
        snprintf(text, sizeof text, "{\"text\":\"" LISVANE "\",\"timestamp\":%s}", dates[i]);
        reading_text(&r, text, NULL);
        assert_int_equal(r.count, 1);
        assert_int_equal(r.docs[0].published.day, dl_day_from_civil(2023, 3, 14));
        reading_release(&r);
    }
}

static void test_an_id_that_comes_again_names_one(void **state)
{
    (void)state;
    reading r;
    reading_text(&r, "[{\"id\":3,\"text\":\"" LISVANE "\"},{\"id\":3,\"text\":\"" SEDGE "\"}]",
                 NULL);
    assert_string_equal(reading_find(&r, "folder/file#3")->body, LISVANE);
    assert_string_equal(reading_find(&r, "folder/file#2")->body, SEDGE);
    reading_release(&r);
}

static void test_damage_costs_itself_alone(void **state)
{
    (void)state;
    static const char text[] =
        "[{\"text\":\"" LISVANE "\"},{\"text\":oops},17,{\"text\":\"" SEDGE "\"},{\"text\":\"half";
    reading r;
    reading_text(&r, text, NULL);
    assert_int_equal(r.count, 2);
    assert_int_equal(r.failures, 3);
    assert_non_null(strstr(r.failure, "folder/file#2: damaged, in its line 1"));
    assert_string_equal(reading_find(&r, "folder/file#4")->body, SEDGE);
    reading_release(&r);
    reading_text(&r, "{\"text\":\"half", NULL);
    assert_int_equal(r.count, 0);
    assert_non_null(strstr(r.failure, "folder/file: damaged JSON: line 1"));
    reading_release(&r);
}

static void test_hostile_ones(void **state)
{
    (void)state;
    size_t deep = (size_t)1 << 20;
    char *text = malloc(deep + 1);
    reading r;
    assert_non_null(text);
    memset(text, '[', deep);
    memcpy(text, "[{\"a\":", 6);
    text[deep] = '\0';
    reading_text(&r, text, NULL);
    assert_int_equal(r.count, 0);
    assert_true(r.failures > 0);
    reading_release(&r);
    free(text);
    static const char strange[] =
        "{\"text\":\"Lisvane \\u0000\\u001b[31m caf\xe9\xff quay\\u2028\",\"title\":\"a\tb\"}";
    reading_take(&r, "folder/file", NULL, strange, sizeof strange - 1, NULL);
    assert_int_equal(r.count, 1);
    assert_null(strchr(r.docs[0].body, 0x1b));
    reading_release(&r);
    reading_text(&r, "{\"a\":[],\"b\":{},\"c\":null}", NULL);
    assert_string_equal(r.failure, "folder/file: no field holds a text; say which with --map "
                                   "body=FIELD (its fields: a, b, c)");
    reading_release(&r);
    reading_text(&r, "[{}]]", NULL);
    assert_int_equal(r.count, 0);
    reading_release(&r);
}

/* Lines that are longer than what a format is told by, and one object alone that is. */
static void test_long_lines(void **state)
{
    (void)state;
    dl_str text;
    reading r;
    dl_str_init(&text);
    for (int i = 0; i < 3; i++) {
        dl_str_addf(&text, "{\"id\":%d,\"title\":\"Quay\",\"text\":\"", i);
        for (int k = 0; k < 4000; k++)
            dl_str_addf(&text, "The quay of Lisvane is closed. ");
        dl_str_add(&text, "\"} \r\n");
    }
    reading_text(&r, text.text, NULL);
    assert_int_equal(r.failures, 0);
    assert_int_equal(r.count, 3);
    assert_non_null(reading_find(&r, "folder/file#2"));
    reading_release(&r);
    dl_str_cut(&text, text.len / 3); /* one line */
    reading_text(&r, text.text, NULL);
    assert_int_equal(r.count, 1);
    assert_non_null(reading_find(&r, "folder/file"));
    reading_release(&r);
    dl_str_add(&text, "what is this");
    reading_text(&r, text.text, NULL);
    assert_int_equal(r.count, 0);
    assert_int_equal(r.status, DL_ERR_CORRUPT);
    reading_release(&r);
    dl_str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_object_is_a_document),
        cmocka_unit_test(test_lists_and_what_is_around_them),
        cmocka_unit_test(test_a_json_feed),
        cmocka_unit_test(test_the_user_says_which_field),
        cmocka_unit_test(test_dates_in_numbers),
        cmocka_unit_test(test_an_id_that_comes_again_names_one),
        cmocka_unit_test(test_damage_costs_itself_alone),
        cmocka_unit_test(test_long_lines),
        cmocka_unit_test(test_hostile_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
