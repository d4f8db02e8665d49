/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The world's scripts in the reading pane: whatever the width, the text stands there whole, in logical
 * order, no cluster is torn apart at a line's end, and a hit never begins or ends inside one.
 */
#include <string.h>

#include "dateline/text.h"
#include "support/reader.h"

#define E_ACUTE_DOT "e\xcc\xa3\xcc\x81"                       /* two marks on one letter */
#define FAMILY "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7" /* joined by U+200D */
#define FLAG "\xf0\x9f\x87\xb3\xf0\x9f\x87\xb4"               /* Norway's */
#define THUMB "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd"              /* with a skin tone */

static const char *const paragraphs[] = {
    "Die {org/harbour-league Liga} z" E_ACUTE_DOT "hlt " FAMILY " und " FLAG " und " THUMB ".",
    "\xe6\xb8\xaf\xe5\x8f\xa3\xe7\x9a\x84{org/harbour-league \xe8\x81\x94\xe7\x9b\x9f}\xe4\xbb\x8a"
    "\xe5\xa4\xa9\xe5\xae\xa3\xe5\xb8\x83\xef\xbc\x8c\xe7\x81\xaf\xe5\xa1\x94\xe4\xba\xae\xe4\xba"
    "\x86\xe3\x80\x82",
    "\xd9\x82\xd8\xa7\xd9\x84 \xd8\xa7\xd9\x84\xd9\x85\xd8\xaa\xd8\xad\xd8\xaf\xd8\xab \xd8\xa5\xd9"
    "\x86 {org/harbour-league \xd8\xa7\xd9\x84\xd8\xb1\xd8\xa7\xd8\xa8\xd8\xb7\xd8\xa9} "
    "\xd8\xaa\xd8"
    "\xb1\xd8\xad\xd9\x91\xd8\xa8.",
    "\xd7\x94\xd7\x93\xd7\x95\xd7\x91\xd7\xa8 \xd7\x90\xd7\x9e\xd7\xa8 "
    "\xd7\xa9\xd7\x94{org/harbour-"
    "league \xd7\x94\xd7\x9c\xd7\x99\xd7\x92\xd7\x94} \xd7\x9e\xd6\xbc\xd7\x9b\xd7\x99\xd7\xa8\xd7"
    "\x94.",
    "\xe0\xb9\x82\xe0\xb8\x86\xe0\xb8\xa9\xe0\xb8\x81\xe0\xb8\x81\xe0\xb8\xa5\xe0\xb9\x88\xe0\xb8"
    "\xb2"
    "\xe0\xb8\xa7\xe0\xb8\xa7\xe0\xb9\x88\xe0\xb8\xb2\xe0\xb8\xa1\xe0\xb8\xb5\xe0\xb9\x80\xe0\xb8"
    "\xa3"
    "\xe0\xb8\xb7\xe0\xb8\xad\xe0\xb8\xaa\xe0\xb8\xb2\xe0\xb8\xa1\xe0\xb8\xa5\xe0\xb8\xb3",
    "\xe0\xa4\xaa\xe0\xa5\x8d\xe0\xa4\xb0\xe0\xa4\xb5\xe0\xa4\x95\xe0\xa5\x8d\xe0\xa4\xa4\xe0\xa4"
    "\xbe "
    "\xe0\xa4\xa8\xe0\xa5\x87 \xe0\xa4\x95\xe0\xa4\xb9\xe0\xa4\xbe \xe0\xa4\x95\xe0\xa4\xbf "
    "{org/harbour-league \xe0\xa4\xb8\xe0\xa4\x82\xe0\xa4\x98} \xe0\xa4\xa4\xe0\xa5\x88\xe0\xa4\xaf"
    "\xe0\xa4\xbe\xe0\xa4\xb0 \xe0\xa4\xb9\xe0\xa5\x88\xe0\xa5\xa4",
};

static char body[4096]; /* without the marks, as it is stored */

static void fill(dl_store *store)
{
    char marked[4096] = "";
    for (size_t i = 0; i < COUNT_OF(paragraphs); i++) {
        strcat(marked, i ? "\n\n" : "");
        strcat(marked, paragraphs[i]);
    }
    test_document_put(store, &(test_document){.origin = "scripts.txt",
                                              .published = "2024-05-01",
                                              .title = "Scripts",
                                              .body = marked});
}

/* Adds to OUT what is seen of TEXT: its safe form without blanks. */
static void add_seen(dl_str *out, const char *text, size_t len)
{
    dl_str safe;
    dl_str_init(&safe);
    dl_text_safe(&safe, text, len);
    for (size_t i = 0; i < safe.len; i++)
        if (safe.text[i] != ' ')
            dl_str_addc(out, safe.text[i]);
    dl_str_release(&safe);
}

/* What the reading pane shows of the body, cell by cell, without blanks, signs and the strip. */
static void read_pane(test_reader *r, dl_str *out)
{
    dl_rect rect = r->app->geometry.panes[DL_PANE_TEXT];
    for (int y = rect.y; y < rect.y + rect.height; y++) {
        int end = rect.x + rect.width - DL_TEXT_MARGIN_RIGHT;
        for (int x = rect.x + DL_TEXT_MARGIN_LEFT; x < end;) {
            const dl_cell *cell = dl_frame_cell(&r->frame, x, y);
            if (cell->len != 1 || cell->text[0] != ' ')
                dl_str_addn(out, cell->text, cell->len);
            x += cell->cells;
        }
    }
}

static void open_scripts(test_reader *r)
{
    test_reader_open(r, fill, NULL);
    test_press(r, "<Enter>O");
    size_t len;
    const char *text = dl_reading_field(&r->app->reading, DL_FIELD_BODY, &len);
    assert_true(len < sizeof body);
    memcpy(body, text, len + 1);
}

static void test_the_text_stands_whole_at_every_width(void **state)
{
    test_reader *r = *state;
    open_scripts(r);
    dl_str wanted, shown;
    dl_str_init(&wanted);
    dl_str_init(&shown);
    add_seen(&wanted, body, strlen(body));
    assert_true(wanted.len > 200);
    for (int width = 20; width <= 130; width++) {
        test_resize(r, width, 60);
        dl_str_clear(&shown);
        read_pane(r, &shown);
        if (!strstr(shown.text, wanted.text))
            fail_msg("at %d columns:\n%s\nis not in\n%s", width, wanted.text, shown.text);
    }
    dl_str_release(&wanted);
    dl_str_release(&shown);
}

static bool is_edge(size_t at)
{
    size_t edge = 0;
    while (edge < at)
        edge += dl_text_grapheme(body + edge, strlen(body) - edge);
    return edge == at;
}

/* What is typed may end within a cluster, a vowel sign or an accent being left out; the hit does not. */
static void test_a_hit_covers_whole_clusters(void **state)
{
    static const char *const typed[] = {"\xe0\xa4\xa4", "\xe0\xa4\xaa", "ze", "\xd7\x9e",
                                        "\xe0\xb9\x82\xe0\xb8\x86"};
    test_reader *r = *state;
    open_scripts(r);
    int hits = 0;
    for (size_t i = 0; i < COUNT_OF(typed); i++) {
        test_press(r, "gg/<C-u>");
        test_press(r, typed[i]);
        test_press(r, "<Enter>");
        const dl_reading *reading = &r->app->reading;
        if (!reading->has_current)
            continue;
        hits++;
        assert_true(is_edge(reading->current.start));
        assert_true(is_edge(reading->current.end));
    }
    assert_true(hits >= 2);
}

static void test_a_hit_is_found_in_any_script(void **state)
{
    static const char *const words[] = {
        "\xe8\x81\x94\xe7\x9b\x9f", "\xd8\xa7\xd9\x84\xd9\x85\xd8\xaa\xd8\xad\xd8\xaf\xd8\xab",
        "\xd7\x90\xd7\x9e\xd7\xa8", "\xe0\xa4\xa4\xe0\xa5\x88\xe0\xa4\xaf\xe0\xa4\xbe\xe0\xa4\xb0"};
    test_reader *r = *state;
    open_scripts(r);
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        test_press(r, "gg/<C-u>");
        test_press(r, words[i]);
        test_press(r, "<Enter>");
        assert_current(r, words[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_the_text_stands_whole_at_every_width),
        READER_TEST(test_a_hit_covers_whole_clusters),
        READER_TEST(test_a_hit_is_found_in_any_script),
    };
    return cmocka_run_group_tests_name("app_scripts", tests, NULL, NULL);
}
