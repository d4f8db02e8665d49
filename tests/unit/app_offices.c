/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layer of offices in the reader: titles that stand for their holder, over the names in them. */
#include <string.h>

#include "app/layers.h"
#include "support/reader.h"

#define OFFICE "{^person/otieno-maks {country/KE Kenyan} fisheries minister}"

static void fill(dl_store *store)
{
    test_document_put(
        store,
        &(test_document){.origin = "nets.txt",
                         .published = "2022-02-13",
                         .source = "Lake Post",
                         .title = OFFICE " lands",
                         .body = "The " OFFICE " met {person/ilse-brandvik Ilse Brandvik}.\n\n"
                                 "The {^person/otieno-maks minister of {country/KE Kenya}} left. "
                                 "{person/otieno-maks Otieno Maks} sang."});
}

/* The roles of the cells of the row that holds TEXT, from there on, as letters of a golden frame. */
static void assert_drawn(test_reader *r, const char *text, const char *letters)
{
    dl_str dump;
    dl_str_init(&dump);
    test_screen(r);
    dl_frame_dump_cells(&r->frame, &dump);
    const char *at = strstr(dump.text, text), *line = at;
    assert_non_null(at);
    while (line > dump.text && line[-1] != '\n')
        line--;
    const char *style = strchr(at, '\n');
    assert_non_null(style);
    size_t column = 0;
    for (const char *c = line; c < at; c++)
        column += ((unsigned char)*c & 0xC0) != 0x80;
    style += 1 + column;
    if (strncmp(style, letters, strlen(letters)) != 0)
        fail_msg("%s: drawn %.*s, wanted %s", text, (int)strlen(letters), style, letters);
    dl_str_release(&dump);
}

static void test_both_layers_are_gone_through(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    static const char *const mentions[] = {
        "Kenyan",        "Kenyan fisheries minister", "Kenyan", "Kenyan fisheries minister",
        "Ilse Brandvik", "minister of Kenya",         "Kenya",  "Otieno Maks"};
    test_press(r, "<Enter>");
    for (size_t i = 0; i < COUNT_OF(mentions); i++) {
        test_press(r, "]");
        assert_current(r, mentions[i]);
    }
    for (size_t i = COUNT_OF(mentions) - 1; i-- > 0;) {
        test_press(r, "[");
        assert_current(r, mentions[i]);
    }
}

static void test_names_are_drawn_within(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    assert_drawn(r, "Kenyan fisheries minister met", "CCCCCCFFFFFFFFFFFFFFFFFFF    ");
    assert_drawn(r, "minister of Kenya left", "FFFFFFFFFFFFCCCCC     ");
    test_press(r, "<Enter>4]");
    assert_drawn(r, "Kenyan fisheries minister met", "*************************    ");
    test_press(r, "[");
    assert_drawn(r, "Kenyan fisheries minister met", "******FFFFFFFFFFFFFFFFFFF    ");
}

static void test_hidden(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "<Enter>zO");
    assert_shows(r, "titles that stand for their holder: not shown");
    assert_drawn(r, "Kenyan fisheries minister met", "CCCCCC                       ");
    test_press(r, "]]");
    assert_current(r, "Kenyan");
    assert_int_equal(r->app->reading.current.field, DL_FIELD_BODY);
    test_press(r, "zO");
    assert_shows(r, "titles that stand for their holder: shown");
    test_press(r, "z1]");
    assert_current(r, "Kenyan fisheries minister"); /* a layer of its own */
    test_press(r, ":set nooffices<Enter>");
    assert_true(r->app->shown.hides_offices);
    test_press(r, "z0");
    assert_false(r->app->shown.hides_offices);
}

static void test_focus(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "<Enter>2]");
    assert_current(r, "Kenyan fisheries minister");
    test_press(r, "*");
    assert_string_equal(r->app->focus.id, "person/otieno-maks");
    assert_current(r, "Kenyan fisheries minister");
    test_press(r, "nn");
    assert_current(r, "Otieno Maks");
    test_press(r, "<Enter>");
    assert_shows(r, "mention 4 of 4");
    assert_shows(r, "Kenyan fisheries minister met");
    test_press(r, "kk");
    assert_shows(r, "form office");
}

static void test_corrected(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill, NULL);
    test_press(r, "<Enter>4]cnh");
    assert_drawn(r, "Kenyan fisheries minister met", "******                       ");
    assert_drawn(r, "minister of Kenya left", "FFFFFFFFFFFFCCCCC     ");
}

/* --- the marks --- */

static void check_merged(const dl_mark *names, size_t count, const dl_mark *offices, size_t more,
                         const char *wanted)
{
    dl_mark out[16];
    size_t len = dl_layers_merge(names, count, offices, more, out);
    dl_str text;
    dl_str_init(&text);
    for (size_t i = 0; i < len; i++)
        dl_str_addf(&text, "%s%zu-%zu%s", i ? " " : "", out[i].start, out[i].end,
                    out[i].style.role == DL_ROLE_OFFICE ? "^" : "");
    assert_string_equal(text.text, wanted);
    dl_str_release(&text);
}

static void test_marks(void **state)
{
    (void)state;
    const dl_mark names[] = {
        {0, 4, DL_STYLE(PERSON)}, {6, 9, DL_STYLE(COUNTRY)}, {12, 20, DL_STYLE(PLACE)}};
    dl_mark offices[] = {
        {2, 7, DL_STYLE(OFFICE)}, {9, 15, DL_STYLE(OFFICE)}, {30, 31, DL_STYLE(OFFICE)}};
    check_merged(names, 3, offices, 0, "0-4 6-9 12-20");
    check_merged(names, 0, offices, 3, "2-7^ 9-15^ 30-31^");
    check_merged(names, 3, offices, 3, "0-4 4-6^ 6-9 9-12^ 12-20 30-31^");
    offices[1].style.flags = DL_STYLE_CURRENT;
    check_merged(names, 3, offices, 3, "0-4 4-6^ 6-9 9-15^ 15-20 30-31^");
    offices[0].style.flags = DL_STYLE_CURRENT;
    check_merged(names, 3, offices, 1, "0-2 2-7^ 7-9 12-20");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        READER_TEST(test_both_layers_are_gone_through),
        READER_TEST(test_names_are_drawn_within),
        READER_TEST(test_hidden),
        READER_TEST(test_focus),
        READER_TEST(test_corrected),
        cmocka_unit_test(test_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
