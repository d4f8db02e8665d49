/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved pages, written for this test, each with one trap. */
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/budget.h"
#include "dateline/day.h"
#include "dateline/import.h"
#include "dateline/str.h"
#include "import/html.h"
#include "support/test.h"

#define FIRST                                                                                      \
    "The harbour board of Lisvane met on Tuesday and put off its decision on the new quay."
#define SECOND                                                                                     \
    "Two of its seven members had asked for more time, the chair, Orla Penhale, told those who "   \
    "had come to listen."
#define THIRD                                                                                      \
    "The board will meet again before the end of the month, and it will then have to decide."

typedef struct result {
    dl_arena arena;
    dl_document doc;
    size_t count;
    dl_status status;
    dl_error error;
} result;

static dl_status keep(void *context, const dl_document *doc, dl_error *error)
{
    result *r = context;
    r->count++;
    return dl_document_copy(&r->arena, doc, &r->doc) ? DL_OK : dl_fail_nomem(error);
}

static result import_bytes(const char *data, size_t len)
{
    result r = {0};
    dl_input input = {.origin = "folder/page.html", .data = data, .len = len};
    dl_import_options none = {0};
    r.status = dl_import(&input, &none, keep, &r, &r.error);
    return r;
}

static result import(const char *html)
{
    result r = import_bytes(html, strlen(html));
    if (r.status)
        fail_msg("%s", r.error.message);
    assert_int_equal(r.count, 1);
    return r;
}

static void done(result *r)
{
    dl_arena_release(&r->arena);
}

static void navigation_is_no_body(void **state)
{
    (void)state;
    result r = import(
        "<!DOCTYPE html><html lang=en><head><title>Quay put off | Lisvane Herald</title>"
        "<meta property='og:site_name' content='Lisvane Herald'></head><body>"
        "<nav><ul><li><a href=/>Home</a><li><a href=/news>News from the town and the shore</a></ul>"
        "</nav><article><h1>Quay put off</h1><p class=byline>By <b>Tamsin Orrell</b></p>"
        "<div class=article-body><p>" FIRST
        "</p><aside>Read what our readers say. It is a lot, and "
        "all of it can be read.</aside><p>" SECOND "</p><p>" THIRD "</p></div></article>"
        "<div id=comments><p>" SECOND " I was there, and it was not so at all.</p></div>"
        "<footer><p>The Herald is printed on the island. All rights reserved.</p></footer>"
        "</body></html>");
    assert_string_equal(r.doc.body, FIRST "\n\n" SECOND "\n\n" THIRD);
    assert_string_equal(r.doc.lang, "en");
    assert_string_equal(r.doc.source, "Lisvane Herald");
    assert_null(r.doc.publisher);
    done(&r);
}

static void a_piece_is_cut_into_blocks(void **state)
{
    (void)state;
    static const char html[] = "One <i>and</i> two.<br>Still<br><br>Three &amp; f&ouml;ur"
                               "<ul><li>five<li>six <script>seven</script></ul>";
    static const char *const texts[] = {"One and two. Still", "Three & f\xc3\xb6ur", "five", "six"};
    dl_arena arena = {0};
    dl_manuscript piece = {.origin = "piece"};
    assert_int_equal(dl_html_blocks(html, sizeof html - 1, NULL, &arena, &piece, NULL), DL_OK);
    assert_int_equal(piece.blocks.count, COUNT_OF(texts));
    for (size_t i = 0; i < piece.blocks.count; i++) {
        assert_int_equal(piece.blocks.items[i].len, strlen(texts[i]));
        assert_memory_equal(piece.blocks.items[i].text, texts[i], piece.blocks.items[i].len);
    }
    assert_int_equal(piece.blocks.items[0].emphasised, 3);
    assert_int_equal(piece.blocks.items[2].element, DL_ELEMENT_ITEM);
    dl_arena_release(&arena);
}

/* What libxml2 does with attributes takes the square of how many they are. */
static void attributes_without_end_are_refused(void **state)
{
    (void)state;
    dl_str html;
    dl_error error;
    dl_arena arena = {0};
    dl_manuscript manuscript = {.origin = "page.html"};
    dl_str_init(&html);
    dl_str_add(&html, "<!-- <p a=1> --><p title=\">\"");
    for (int i = 0; i < 300000; i++)
        dl_str_addf(&html, " a%d=%s", i, i % 3 ? "'<'" : "1");
    dl_str_add(&html, ">Text.");
    assert_int_equal(dl_html_read(html.text, html.len, NULL, &arena, &manuscript, &error),
                     DL_ERR_UNSUPPORTED);
    assert_string_equal(error.message,
                        "page.html: an element in it has more than 20000 attributes; left out");
    dl_str_clear(&html);
    dl_str_add(&html, "<script>if (a<b && c =='");
    for (int i = 0; i < 30000; i++)
        dl_str_add(&html, " x = 1;");
    dl_str_add(&html, "</script><p>5 <6 and a<b, all the same<p>");
    for (int i = 0; i < 30000; i++)
        dl_str_add(&html, "one = two ");
    assert_int_equal(dl_html_read(html.text, html.len, NULL, &arena, &manuscript, &error), DL_OK);
    dl_str_release(&html);
    dl_arena_release(&arena);
}

static void a_place_that_holds_most_says_nothing(void **state)
{
    (void)state;
    result r = import("<html><body><div class=sidebar><p>" FIRST "</p><p>" SECOND "</p><p>" THIRD
                      "</p></div><div class=footer><p>We print on Fridays, and you can have the "
                      "paper brought to your door.</p></div></body></html>");
    assert_string_equal(r.doc.body, FIRST "\n\n" SECOND "\n\n" THIRD);
    done(&r);
}

static void teasers_are_no_body(void **state)
{
    (void)state;
    static const char teaser[] =
        "<div><h3><a href=/x>The boat to the mainland is late again</a></h3>"
        "<p>It has been late for most of the year, says who knows.</p></div>";
    dl_str html;
    dl_str_init(&html);
    dl_str_add(&html, "<html><body><h1>Quay put off</h1><p>" FIRST "</p><p>" SECOND "</p><p>" THIRD
                      "</p>");
    for (int i = 0; i < 5; i++)
        dl_str_add(&html, teaser);
    result r = import(html.text);
    assert_string_equal(r.doc.body, FIRST "\n\n" SECOND "\n\n" THIRD);
    dl_str_release(&html);
    done(&r);
}

static void a_quoted_post_is_text(void **state)
{
    (void)state;
    result r =
        import("<html><body><article><p>" FIRST "</p><div class=twitter><blockquote "
               "class=twitter-tweet><p>The quay can wait, and so can we.</p></blockquote></div>"
               "<div class=share-tools><p>Share this with all whom you know.</p></div><p>" SECOND
               "</p></article></body></html>");
    assert_string_equal(r.doc.body, FIRST "\n\nThe quay can wait, and so can we.\n\n" SECOND);
    done(&r);
}

/* What a page with HEAD, and TOP above its text, gives. */
static result import_page(const char *head, const char *top)
{
    dl_str html;
    dl_str_init(&html);
    dl_str_addf(&html,
                "<!doctype html><html><head>%s</head><body>%s<div class='entry-content'><p>" FIRST
                "</p><p>" SECOND "</p><p>" THIRD "</p></div></body></html>",
                head, top);
    result r = import(html.text);
    dl_str_release(&html);
    return r;
}

static void the_title_is_the_heading_that_others_repeat(void **state)
{
    (void)state;
    result r = import_page("<title>Decision on quay put off again | Lisvane Herald</title>",
                           "<h1><a href=/>Lisvane Herald</a></h1><h2>The island and its boats</h2>"
                           "<h1>Decision on quay put off again</h1>");
    assert_string_equal(r.doc.title, "Decision on quay put off again");
    done(&r);
    r = import_page("<title>Decision on quay put off again - News - Lisvane Herald</title>"
                    "<meta property=og:site_name content='Lisvane Herald'>",
                    "<h2>Most read</h2>");
    assert_string_equal(r.doc.title, "Decision on quay put off again");
    done(&r);
}

static void json_ld_is_read_through_its_faults(void **state)
{
    (void)state;
    result r = import_page(
        "<title>Quay</title><script "
        "type='application/ld+json'>\n<!--\n[{\"@context\":\"x\",\"@graph\":["
        "{\"@type\":\"WebSite\",\"name\":\"Herald\"},{\"@type\":[\"NewsArticle\"],\"headline\":"
        "\"Quay put"
        "\noff\",\"datePublished\":\"2023-04-05T06:07:08+02:00\",\"author\":[{\"@type\":\"Person\","
        "\"name\":\"Tamsin Orrell\"},{\"name\":\"Bram Tully\"}],\"publisher\":{\"name\":\"Lisvane "
        "Herald\"}}]}]\n-->\n</script>",
        "<p class=byline>By Somebody Else</p>");
    assert_string_equal(r.doc.title, "Quay put off");
    assert_string_equal(r.doc.author, "Tamsin Orrell, Bram Tully");
    assert_string_equal(r.doc.source, "Lisvane Herald");
    assert_null(r.doc.publisher);
    assert_int_equal(r.doc.published.day, dl_day_from_civil(2023, 4, 5));
    done(&r);
}

static void a_byline_is_cut_to_its_names(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "<div class=post-byline>By Tamsin Orrell / HERALD / Updated: Oct 9, 2019, 11:05</div>",
        "<p>By <a href=/author/orrell rel=author>Tamsin Orrell</a></p>",
        "<span itemprop=author>Tamsin Orrell</span>",
        "<span class=author>Par Tamsin Orrell (Lisvane)</span>",
    };
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        dl_str top;
        dl_str_init(&top);
        dl_str_addf(&top, "<h1>Quay put off once more</h1>%s", lines[i]);
        result r = import_page("<title>Quay put off once more</title>", top.text);
        assert_string_equal(r.doc.author, "Tamsin Orrell");
        dl_str_release(&top);
        done(&r);
    }
}

static void charsets_are_declared_or_found(void **state)
{
    (void)state;
    static const struct {
        const char *html, *title;
    } rows[] = {
        {"<meta charset=windows-1251><title>\xcf\xf0\xe8\xf7\xe0\xeb</title>", "Причал"},
        {"<meta http-equiv=content-type content='text/html; charset=gb2312'><title>\xc2\xeb\xcd\xb7"
         "</title>",
         "码头"},
        {"<meta charset='Shift_JIS'><title>\x94\x67\x8e\x7e\x8f\xea</title>", "波止場"},
        {"<meta charset=euc-kr><title>\xba\xce\xb5\xce</title>", "부두"},
        {"<title>Caf\xe9 on the quay</title>", "Café on the quay"},
        {"<meta charset=utf-8><title>Caf\xe9 on the quay</title>", "Café on the quay"},
        {"<meta charset=iso-8859-1><title>Caf\xc3\xa9 on the quay</title>", "Café on the quay"},
        {"<meta charset=no-such-thing><title>Caf\xe9 on the quay</title>", "Café on the quay"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        result r = import_page(rows[i].html, "");
        assert_string_equal(r.doc.title, rows[i].title);
        done(&r);
    }
}

/* The bytes of the text tell what nobody says; those of tags and scripts, ASCII all, tell nothing. */
static void charsets_that_nobody_says_are_told_by_the_text(void **state)
{
    (void)state;
    static const struct {
        const char *charset, *title, *text;
    } rows[] = {
        {"windows-1251", "Причал закрыт",
         "Причал закрыли в воскресенье после трёх дней шторма, сообщила мэр. Паром вернётся "
         "завтра."},
        {"koi8-r", "Причал закрыт",
         "Причал закрыли в воскресенье после трёх дней шторма, сообщила мэр. Паром вернётся "
         "завтра."},
        {"euc-jp", "波止場が閉鎖",
         "波止場は三日間の嵐のあと日曜日に閉鎖されたと市長が述べた。船は明日の朝に戻るという。"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char page[2048], bytes[2048], *from = page, *to = bytes;
        int len = snprintf(page, sizeof page,
                           "<html><head><style>.quay { color: red; width: 80em }</style><script>if "
                           "(a < b) { load('harbour-of-the-north', 12); }</script></head><body "
                           "class='page-of-the-harbour'><h1>%s</h1><p>%s</p></body></html>",
                           rows[i].title, rows[i].text);
        size_t left = (size_t)len, room = sizeof bytes;
        iconv_t way = iconv_open(rows[i].charset, "UTF-8");
        assert_true(iconv(way, &from, &left, &to, &room) != (size_t)-1);
        iconv_close(way);
        result r = import_bytes(bytes, sizeof bytes - room);
        assert_string_equal(r.doc.title, rows[i].title);
        assert_string_equal(r.doc.body, rows[i].text);
        done(&r);
    }
}

static void utf_16_is_read_with_a_mark_and_without(void **state)
{
    (void)state;
    static const char page[] = "<html><body><p>" FIRST "</p><p>" SECOND "</p></body></html>";
    for (int mark = 0; mark < 2; mark++) {
        char wide[2 * sizeof page];
        size_t len = 0;
        if (mark) {
            memcpy(wide, "\xff\xfe", 2);
            len = 2;
        }
        for (size_t i = 0; page[i]; i++) {
            wide[len++] = page[i];
            wide[len++] = '\0';
        }
        result r = import_bytes(wide, len);
        assert_int_equal(r.status, DL_OK);
        assert_string_equal(r.doc.body, FIRST "\n\n" SECOND);
        done(&r);
    }
}

/* A page with its text, then COUNT times PIECE, then TAIL: it is read, with the text, in bounds. */
static void assert_survives(const char *piece, size_t count, const char *tail, size_t tails)
{
    dl_str html;
    dl_str_init(&html);
    dl_str_add(&html, "<html><body><p>" FIRST "</p><p>" SECOND "</p>");
    for (size_t i = 0; i < count; i++)
        dl_str_add(&html, piece);
    for (size_t i = 0; i < tails; i++)
        dl_str_add(&html, tail);
    dl_budget budget;
    dl_arena arena = {0};
    dl_manuscript manuscript = {.origin = "page.html", .budget = &budget};
    dl_budget_start(&budget, "page.html", html.len);
    assert_int_equal(dl_html_read(html.text, html.len, NULL, &arena, &manuscript, NULL), DL_OK);
    assert_true(manuscript.blocks.count >= 2);
    assert_memory_equal(manuscript.blocks.items[0].text, FIRST, sizeof FIRST - 1);
    dl_arena_release(&arena);
    dl_str_release(&html);
}

static void hostile_pages_are_bounded(void **state)
{
    (void)state;
    assert_survives("<div>", 100000, "</div>", 100000);
    assert_survives("<b>", 100000, "</i>", 100000); /* each end tag ends nothing */
    assert_survives("<table><tr><td>", 20000, "<p>x", 1);
    assert_survives("<a href='", 1, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 1000000);
    assert_survives("<div ", 1, "a=1 ", 20000);
    assert_survives("<!--", 1, "x -", 1000000);
    assert_survives("<script>", 1, "if (a</b>) '<p>';", 100000);
    assert_survives("<", 100000, "&", 100000);
    assert_survives("<script type='application/ld+json'>", 1, "[", 200000);
}

static void entities_are_not_expanded(void **state)
{
    (void)state;
    result r =
        import("<!DOCTYPE html [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c SYSTEM "
               "'file:///etc/passwd'>]><html><body><p>" FIRST " &b; &c; &amp;</p></body></html>");
    assert_string_equal(r.doc.body, FIRST " &b; &c; &");
    done(&r);
}

static void nuls_and_controls_are_no_text(void **state)
{
    (void)state;
    static const char page[] =
        "<html><body><p>One\0two and three of them \x1b[31mwere red, as all could "
        "see who stood there.</p></body></html>";
    result r = import_bytes(page, sizeof page - 1);
    assert_int_equal(r.status, DL_OK);
    assert_null(strchr(r.doc.body, '\x1b'));
    assert_non_null(strstr(r.doc.body, "One two and three"));
    done(&r);
}

static void comments_may_be_more_than_the_text(void **state)
{
    (void)state;
    dl_str html;
    dl_str_init(&html);
    dl_str_add(&html,
               "<html><body><div><p>" FIRST "</p><p>" SECOND "</p></div><div class=comments>");
    for (int i = 0; i < 8; i++)
        dl_str_addf(
            &html,
            "<div><p>Reader %d was there as well, and did not see it so at all, he says.</p></div>",
            i);
    dl_str_add(&html, "</div></body></html>");
    result r = import(html.text);
    assert_string_equal(r.doc.body, FIRST "\n\n" SECOND);
    dl_str_release(&html);
    done(&r);
}

static void a_page_without_text_says_so(void **state)
{
    (void)state;
    static const char page[] =
        "<html><head><title></title></head><body><script>x</script></body></html>";
    result r = import_bytes(page, sizeof page - 1);
    assert_int_equal(r.status, DL_ERR_INVALID);
    assert_non_null(strstr(r.error.message, "folder/page.html"));
    done(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(navigation_is_no_body),
        cmocka_unit_test(a_place_that_holds_most_says_nothing),
        cmocka_unit_test(teasers_are_no_body),
        cmocka_unit_test(a_quoted_post_is_text),
        cmocka_unit_test(the_title_is_the_heading_that_others_repeat),
        cmocka_unit_test(json_ld_is_read_through_its_faults),
        cmocka_unit_test(a_byline_is_cut_to_its_names),
        cmocka_unit_test(charsets_are_declared_or_found),
        cmocka_unit_test(charsets_that_nobody_says_are_told_by_the_text),
        cmocka_unit_test(utf_16_is_read_with_a_mark_and_without),
        cmocka_unit_test(a_piece_is_cut_into_blocks),
        cmocka_unit_test(attributes_without_end_are_refused),
        cmocka_unit_test(hostile_pages_are_bounded),
        cmocka_unit_test(entities_are_not_expanded),
        cmocka_unit_test(nuls_and_controls_are_no_text),
        cmocka_unit_test(comments_may_be_more_than_the_text),
        cmocka_unit_test(a_page_without_text_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
