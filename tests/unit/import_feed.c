/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Feeds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/str.h"
#include "support/reading.h"

#define LISVANE "The harbour board of Lisvane put off its decision on the quay."
#define SEDGE "The council of Sedgeholm will hear the fishermen in May."

static void test_rss(void **state)
{
    (void)state;
    reading r;
    reading_text(
        &r,
        "<?xml version=\"1.0\"?>\n<!-- a feed -->\n<rss version=\"2.0\""
        " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>Lisvane Courier</title>"
        "<image><title>Logo</title></image><language>en-gb</language>"
        "<item><title>Nets &amp;amp; boats&nbsp;wait</title><media:title>no</media:title>"
        "<guid isPermaLink=\"true\">https://courier.example/1</guid>"
        "<pubDate>Tue, 14 Mar 2023 09:30:00 +0100</pubDate><dc:creator>Ida Morn</dc:creator>"
        "<description>Short.</description><content:encoded><![CDATA[<p>" LISVANE "</p><p>" SEDGE
        "</p>]]></content:encoded></item>"
        "<item><title>Two</title><link>https://courier.example/2</link><guid "
        "isPermaLink=\"false\">c-2</guid><author>desk@courier.example (Per Aske)</author>"
        "<source url=\"https://post.example/feed\">Sedge Post</source>"
        "<description>" SEDGE "</description></item></channel></rss>\n",
        NULL);
    assert_int_equal(r.failures, 0);
    assert_int_equal(r.count, 2);
    const dl_document *doc = reading_find(&r, "folder/file#https://courier.example/1");
    assert_string_equal(doc->title, "Nets & boats wait");
    assert_string_equal(doc->body, LISVANE "\n\n" SEDGE);
    assert_string_equal(doc->link, "https://courier.example/1");
    assert_string_equal(doc->author, "Ida Morn");
    assert_string_equal(doc->source, "Lisvane Courier");
    assert_string_equal(doc->lang, "en-gb");
    assert_int_equal(doc->published.day, dl_day_from_civil(2023, 3, 14));
    doc = reading_find(&r, "folder/file#c-2");
    assert_string_equal(doc->link, "https://courier.example/2");
    assert_string_equal(doc->source, "Sedge Post");
    assert_string_equal(doc->publisher, "Lisvane Courier");
    assert_string_equal(doc->author, "Per Aske");
    reading_release(&r);
}

static void test_rss_1(void **state)
{
    (void)state;
    reading r;
    reading_text(
        &r,
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
        " xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
        "<channel><title>Sedge Post</title></channel><item><title>Nets</title>"
        "<link>https://post.example/n</link><dc:date>2022-11-05T08:00:00Z</dc:date>"
        "<description>" SEDGE "</description></item></rdf:RDF>",
        NULL);
    const dl_document *doc = reading_find(&r, "folder/file#https://post.example/n");
    assert_string_equal(doc->source, "Sedge Post");
    assert_int_equal(doc->published.day, dl_day_from_civil(2022, 11, 5));
    reading_release(&r);
}

static void test_atom(void **state)
{
    (void)state;
    reading r;
    reading_text(
        &r,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"nb\"><title>Kaibladet</title>"
        "<entry><id>tag:kai.example,2023:1</id><title type=\"html\">Kai &lt;b&gt;venter&lt;/b&gt;"
        "</title><link rel=\"enclosure\" href=\"https://kai.example/1.mp3\"/>"
        "<link href=\"https://kai.example/1\"/><updated>2023-03-15T00:00:00Z</updated>"
        "<published>2023-03-14T09:30:00+01:00</published><author><name>Ida Morn</name>"
        "<email>ida@kai.example</email></author><author><name>Per Aske</name></author>"
        "<summary>Kort.</summary><content type=\"xhtml\"><div "
        "xmlns=\"http://www.w3.org/1999/xhtml\">"
        "<p>" LISVANE "</p><p>" SEDGE "</p></div></content></entry></feed>",
        NULL);
    const dl_document *doc = reading_find(&r, "folder/file#tag:kai.example,2023:1");
    assert_string_equal(doc->title, "Kai venter");
    assert_string_equal(doc->link, "https://kai.example/1");
    assert_string_equal(doc->author, "Ida Morn, Per Aske");
    assert_string_equal(doc->body, LISVANE "\n\n" SEDGE);
    assert_string_equal(doc->source, "Kaibladet");
    assert_string_equal(doc->lang, "nb");
    assert_int_equal(doc->published.day, dl_day_from_civil(2023, 3, 14));
    reading_release(&r);
}

/* Links that are told from where the feed stands, XHTML, and a text that is only that of a film. */
static void test_atom_of_many_kinds(void **state)
{
    (void)state;
    reading r;
    reading_text(
        &r,
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:media='http://search.yahoo.com/mrss/' "
        "xml:base='https://quay.example/blog/'><title>Quay Post</title>"
        "<entry xml:base='2023/'><id>a</id><title type='xhtml'><div xmlns='http://www.w3.org/1999/"
        "xhtml'>Quay <em>closed</em></div></title><link rel='enclosure' href='a.mp3'/><link href="
        "'03/closed'/><published>2023-03-14T09:00:00Z</published><content type='xhtml'><div xmlns="
        "'http://www.w3.org/1999/xhtml'><p>" LISVANE "</p><p>" SEDGE "</p></div></content></entry>"
        "<entry><id>b</id><title>A film</title><media:group><media:title>No title</media:title>"
        "<media:description>" SEDGE "</media:description></media:group></entry></feed>",
        NULL);
    const dl_document *doc = reading_find(&r, "folder/file#a");
    assert_string_equal(doc->title, "Quay closed");
    assert_string_equal(doc->link, "https://quay.example/blog/2023/03/closed");
    assert_string_equal(doc->body, LISVANE "\n\n" SEDGE);
    doc = reading_find(&r, "folder/file#b");
    assert_string_equal(doc->title, "A film");
    assert_string_equal(doc->body, SEDGE);
    reading_release(&r);
}

/* Ten entities, each ten of the one before. */
static void test_a_billion_laughs(void **state)
{
    (void)state;
    dl_str text;
    reading r;
    dl_str_init(&text);
    dl_str_add(&text, "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"haha\">");
    for (int i = 1; i < 11; i++) {
        dl_str_addf(&text, "<!ENTITY a%d \"", i);
        for (int k = 0; k < 10; k++)
            dl_str_addf(&text, "&a%d;", i - 1);
        dl_str_add(&text, "\">");
    }
    dl_str_add(&text, "<!ENTITY file SYSTEM \"file:///etc/passwd\">]><rss><channel><title>T</title>"
                      "<item><guid>1</guid><title>&a10;</title><description>&a10; &file; " SEDGE
                      "</description></item></channel></rss>");
    reading_text(&r, text.text, NULL);
    assert_true(r.count <= 1);
    if (r.count) {
        assert_true(strlen(r.docs[0].body) < 4096);
        assert_null(strstr(r.docs[0].body, "root:"));
    }
    reading_release(&r);
    dl_str_release(&text);
}

static void test_one_cut_off_keeps_what_was_whole(void **state)
{
    (void)state;
    reading r;
    reading_text(&r,
                 "<rss><channel><title>T</title><item><guid>1</guid><description>" LISVANE
                 "</description></item><item><guid>2</guid><description>" SEDGE,
                 NULL);
    assert_true(r.count >= 1);
    assert_string_equal(reading_find(&r, "folder/file#1")->body, LISVANE);
    assert_int_equal(r.failures, 1);
    assert_non_null(strstr(r.failure, "folder/file: damaged in line 1: "));
    reading_release(&r);
    reading_text(&r, "<rss><channel><title>T</title></channel></rss>", NULL);
    assert_string_equal(r.failure, "folder/file: a feed without items");
    reading_release(&r);
}

static void test_nested_deep(void **state)
{
    (void)state;
    dl_str text;
    reading r;
    dl_str_init(&text);
    dl_str_add(&text, "<rss><channel><item><description>");
    for (int i = 0; i < 100000; i++)
        dl_str_add(&text, "<a>");
    reading_text(&r, text.text, NULL);
    assert_true(r.failures >= 1);
    reading_release(&r);
    dl_str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rss),
        cmocka_unit_test(test_rss_1),
        cmocka_unit_test(test_atom),
        cmocka_unit_test(test_atom_of_many_kinds),
        cmocka_unit_test(test_a_billion_laughs),
        cmocka_unit_test(test_one_cut_off_keeps_what_was_whole),
        cmocka_unit_test(test_nested_deep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
