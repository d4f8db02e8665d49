/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/fieldmap.h"
#include "support/reading.h"

#define LISVANE "The harbour board of Lisvane put off its decision on the quay."
#define SEDGE "The council of Sedgeholm will hear the fishermen in May."

static void test_separators_and_quotes(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Title,Pub-Date,source.name,Text\nQuay,2023-03-14,Lisvane Courier,\"" LISVANE
        "\n\nHe said: \"\"No, not yet.\"\"\"\nNets,2022-11-05,Sedge Post," SEDGE "\n",
        "\xef\xbb\xbfTitle;Pub-Date;source.name;Text\r\nQuay;2023-03-14;Lisvane Courier;\"" LISVANE
        "\r\n\r\nHe said: \"\"No, not yet.\"\"\"\r\n\r\nNets;2022-11-05;Sedge Post;" SEDGE,
        "Title\tPub-Date\tsource.name\tText\nQuay\t2023-03-14\tLisvane Courier\t\"" LISVANE
        "\n\nHe said: \"\"No, not yet.\"\"\"\nNets\t2022-11-05\tSedge Post\t" SEDGE "\n",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        reading r;
        reading_text(&r, texts[i], NULL);
        assert_int_equal(r.failures, 0);
        assert_int_equal(r.count, 2);
        const dl_document *doc = reading_find(&r, "folder/file#1");
        assert_string_equal(doc->title, "Quay");
        assert_string_equal(doc->source, "Lisvane Courier");
        assert_string_equal(doc->body, LISVANE "\n\nHe said: \"No, not yet.\"");
        assert_date(doc, "2023-03-14");
        doc = reading_find(&r, "folder/file#2");
        assert_string_equal(doc->body, SEDGE);
        assert_date(doc, "2022-11-05");
        reading_release(&r);
    }
}

static void test_rows_that_are_wrong_are_told(void **state)
{
    (void)state;
    reading r;
    reading_text(&r,
                 "id,title,text\na,One,\"" LISVANE "\nand more.\"\nb,Two," SEDGE
                 ",too,many\n\nc,Three\nd,Four," SEDGE "\n",
                 NULL);
    assert_int_equal(r.count, 2);
    assert_string_equal(reading_find(&r, "folder/file#d")->title, "Four");
    assert_int_equal(r.failures, 2);
    assert_string_equal(r.failure, "folder/file#2: line 4 has 5 cells, and the first row names 3");
    reading_release(&r);
}

static void test_names_of_other_languages(void **state)
{
    (void)state;
    static const char *const heads[] = {
        "Überschrift;Veröffentlicht;Inhalt;Quelle",
        "Titre;Date;Texte;Lien",
        "Título;Fecha;Texto;Fuente",
        "Заголовок;Дата;Текст;Источник",
    };
    for (size_t i = 0; i < COUNT_OF(heads); i++) {
        char text[2048];
        reading r;
        snprintf(text, sizeof text, "%s\nKade;2021-03-02;%s;\nNet;2021-03-14;%s;\n", heads[i],
                 LISVANE, SEDGE);
        reading_text(&r, text, NULL);
        assert_int_equal(r.count, 2);
        assert_string_equal(r.docs[0].title, "Kade");
        assert_int_equal(r.docs[1].published.precision, DL_PRECISION_DAY);
        reading_release(&r);
    }
}

static void test_names_that_say_nothing(void **state)
{
    (void)state;
    static const char text[] =
        "nr;kop;tekst\n1;Kade;" LISVANE "\n2;Net;" SEDGE "\n3;Net;" SEDGE "\n4;Net;" SEDGE "\n";
    dl_field_map map;
    dl_import_options options = {.near = DL_DAY_NONE, .map = &map};
    reading r;
    assert_int_equal(dl_field_map_parse("title=kop,body=tekst", &map, NULL), DL_OK);
    reading_text(&r, text, &options);
    assert_int_equal(r.count, 4);
    assert_string_equal(r.docs[0].title, "Kade");
    reading_release(&r);
    reading_text(&r, text, NULL);
    assert_int_equal(r.failures, 4);
    assert_string_equal(r.failure, "folder/file#1: no field holds a text; say which with --map "
                                   "body=FIELD (its fields: nr, kop, tekst)");
    reading_release(&r);
}

static void test_text_with_commas_is_no_table(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Lisvane, Monday\n\nThe board, the council, and the fishermen met.\nNo one, it is said, "
        "spoke.\n",
        "Home, News, Text\n\n" LISVANE "\n" SEDGE "\n",
        LISVANE "\n",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        reading r;
        reading_text(&r, texts[i], NULL);
        assert_int_equal(r.count, 1);
        assert_string_equal(r.docs[0].origin, "folder/file");
        reading_release(&r);
    }
}

static void test_hostile_ones(void **state)
{
    (void)state;
    static const char binary[] = "title,text\nA,\"x y\x1b[31m quay of Lisvane\"\n\xff,\xfe\n";
    reading r;
    reading_take(&r, "folder/file", NULL, binary, sizeof binary - 1, NULL);
    assert_int_equal(r.count, 2);
    assert_null(strchr(r.docs[0].body, 0x1b));
    reading_release(&r);
    size_t len = (size_t)4 << 20; /* a quote that is never closed */
    char *text = malloc(len + 1);
    assert_non_null(text);
    memset(text, 'a', len);
    memcpy(text, "title,text\nB,\"", 14);
    text[len] = '\0';
    reading_text(&r, text, NULL);
    assert_true(r.count + r.failures <= 1);
    reading_release(&r);
    memset(text, ',', len); /* a million columns */
    reading_text(&r, text, NULL);
    assert_true(r.count + r.failures <= 1);
    reading_release(&r);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_separators_and_quotes),
        cmocka_unit_test(test_rows_that_are_wrong_are_told),
        cmocka_unit_test(test_names_of_other_languages),
        cmocka_unit_test(test_names_that_say_nothing),
        cmocka_unit_test(test_text_with_commas_is_no_table),
        cmocka_unit_test(test_hostile_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
