/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mails. */
#include <string.h>

#include "dateline/str.h"
#include "support/reading.h"

#define LISVANE "The harbour board of Lisvane put off its decision on the quay."
#define SEDGE "The council of Sedgeholm will hear the fishermen in May."
#define HEAD                                                                                       \
    "Message-ID: <1@post.example>\r\nFrom: =?utf-8?q?Ida_M=C3=B8rn?= <ida@post.example>\r\n"       \
    "Subject: =?iso-8859-1?Q?Kai=E9n?= waits\r\nDate: Tue, 14 Mar 2023 23:30:00 -0500\r\n"

static void test_a_plain_mail(void **state)
{
    (void)state;
    reading r;
    reading_text(&r,
                 HEAD "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1; "
                      "format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                      "The harbour board of=20\r\nLisvane put off its d=E9cision.\r\n\r\n" SEDGE
                      "\r\n-- \r\nIda, desk\r\n",
                 NULL);
    assert_int_equal(r.count, 1);
    const dl_document *doc = reading_find(&r, "folder/file");
    assert_string_equal(doc->title, "Kaién waits");
    assert_string_equal(doc->author, "Ida Mørn");
    assert_int_equal(doc->published.day, dl_day_from_civil(2023, 3, 14));
    assert_null(strstr(doc->body, "desk"));
    assert_non_null(strstr(doc->body, "décision"));
    assert_non_null(strstr(doc->body, SEDGE));
    reading_release(&r);
}

static void test_a_newsletter_whose_text_is_html(void **state)
{
    (void)state;
    reading r;
    reading_text(&r,
                 HEAD "List-Id: Sedge Post Daily <daily.post.example>\nMIME-Version: 1.0\n"
                      "Content-Type: multipart/alternative; boundary=b\n\n--b\n"
                      "Content-Type: text/plain\n\nView in browser.\n--b\n"
                      "Content-Type: text/html; charset=utf-8\n\n<p>" LISVANE "</p><p>" SEDGE
                      "</p>\n--b--\n",
                 NULL);
    const dl_document *doc = reading_find(&r, "folder/file");
#ifdef HAVE_LIBXML
    assert_string_equal(doc->body, LISVANE "\n\n" SEDGE);
#endif
    assert_string_equal(doc->source, "Sedge Post Daily");
    reading_release(&r);
}

static void test_a_mail_in_a_mail(void **state)
{
    (void)state;
    reading r;
    reading_text(&r,
                 HEAD "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
                      "Content-Type: text/plain\n\n" LISVANE
                      "\n--b\nContent-Type: message/rfc822\n\n"
                      "From: per@post.example\nSubject: Within\nMessage-ID: <2@x>\n\n" SEDGE
                      "\n--b\nContent-Type: text/plain\nContent-Disposition: attachment\n\nleft\n"
                      "--b--\n",
                 NULL);
    assert_int_equal(r.count, 2);
    assert_string_equal(reading_find(&r, "folder/file")->body, LISVANE);
    assert_string_equal(reading_find(&r, "folder/file#1")->title, "Within");
    assert_string_equal(reading_find(&r, "folder/file#1")->body, SEDGE);
    reading_release(&r);
}

/* A page saved in one file: what the browser says of the day is of the copy. */
static void test_a_saved_page(void **state)
{
    (void)state;
#ifdef HAVE_LIBXML
    reading r;
    reading_text(
        &r,
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://quay.example/closed\r\n"
        "Subject: Quay closed | The Quay\r\nDate: Tue, 21 Mar 2023 10:00:00 -0000\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<html><head><title>Quay closed | The Quay</title><meta property=3D"
        "\"article:published_time\" content=3D\"2023-03-14\"></head><body><nav><a href=3D"
        "\"/\">Home</a></nav><h1>Quay closed</h1><p>" LISVANE "</p><p>" SEDGE
        "</p></body></html>\r\n--b--\r\n",
        NULL);
    const dl_document *doc = reading_find(&r, "folder/file");
    assert_string_equal(doc->title, "Quay closed");
    assert_string_equal(doc->body, LISVANE "\n\n" SEDGE);
    assert_string_equal(doc->link, "https://quay.example/closed");
    assert_null(doc->author);
    assert_date(doc, "2023-03-14");
    assert_int_equal(doc->captured.day, dl_day_from_civil(2023, 3, 21));
    reading_release(&r);
#endif
}

/* What newsletters say of themselves above and below their text is left. */
static void test_a_newsletter_about_itself(void **state)
{
    (void)state;
#ifdef HAVE_LIBXML
    reading r;
    reading_text(&r,
                 HEAD "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
                      "<table><tr><td><a href='x'>View in browser</a></td></tr><tr><td><p>" LISVANE
                      "</p><p>" SEDGE
                      "</p></td></tr><tr><td>You are receiving this because you asked "
                      "for it.<br><a href='y'>Unsubscribe</a></td></tr></table>",
                 NULL);
    assert_string_equal(reading_find(&r, "folder/file")->body, LISVANE "\n\n" SEDGE);
    reading_release(&r);
#endif
}

static void test_a_text_with_a_head_is_no_mail(void **state)
{
    (void)state;
    reading r;
    reading_text(&r, "From: the harbour office\nDate: 14 March 2023\n\n" LISVANE "\n", NULL);
    assert_int_equal(r.count, 1);
    assert_null(r.docs[0].author);
    reading_release(&r);
}

static void test_parts_nested_without_end(void **state)
{
    (void)state;
    dl_str text;
    reading r;
    dl_str_init(&text);
    dl_str_add(&text, HEAD "MIME-Version: 1.0\n");
    for (int i = 0; i < 3000; i++)
        dl_str_addf(&text, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
    dl_str_add(&text, "Content-Type: text/plain\n\n" LISVANE "\n");
    reading_text(&r, text.text, NULL);
    assert_int_equal(r.count + r.failures, 1);
    reading_release(&r);
    dl_str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_plain_mail),
        cmocka_unit_test(test_a_newsletter_whose_text_is_html),
        cmocka_unit_test(test_a_mail_in_a_mail),
        cmocka_unit_test(test_a_saved_page),
        cmocka_unit_test(test_a_newsletter_about_itself),
        cmocka_unit_test(test_a_text_with_a_head_is_no_mail),
        cmocka_unit_test(test_parts_nested_without_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
