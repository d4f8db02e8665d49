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

/* Boxes hold mails that have few fields. */
static void test_a_mail_of_a_box_is_one_by_its_place(void **state)
{
    (void)state;
    reading r;
    reading_text(&r,
                 "From p@post.example Tue Mar 14 09:30:00 2023\nSubject: Low water\n"
                 "Date: Tue, 14 Mar 2023 09:30:00 +0100\n\n" SEDGE "\n",
                 NULL);
    assert_int_equal(r.count, 1);
    assert_string_equal(r.docs[0].title, "Low water");
    assert_string_equal(r.docs[0].body, SEDGE);
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

/* The body of a mail whose plain text is of TYPE and has LINES. */
static void assert_body(const char *type, const char *lines, const char *body)
{
    reading r;
    dl_str mail;
    dl_str_init(&mail);
    dl_str_addf(&mail, HEAD "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8%s\n\n%s",
                type, lines);
    reading_text(&r, mail.text, NULL);
    assert_string_equal(reading_find(&r, "folder/file")->body, body);
    assert_string_equal(reading_find(&r, "folder/file")->title, "Kaién waits");
    reading_release(&r);
    dl_str_release(&mail);
}

/* What a mailer or a hand has broken is one paragraph, be there as few lines as may be. */
static void test_lines_of_a_paragraph(void **state)
{
    (void)state;
    assert_body("",
                "The harbour board of Lisvane has put off its decision on the north\n"
                "quay until May.\n",
                "The harbour board of Lisvane has put off its decision on the north quay until "
                "May.");
    assert_body("",
                "Dear all,\nthe harbour board of Lisvane has put off its decision\n"
                "on the north quay until May, when the council of Sedgeholm\n"
                "will hear the fishermen.\nNothing is open.\n\nIda Berg\nHarbour desk\n",
                "Dear all,\n\nthe harbour board of Lisvane has put off its decision on the north "
                "quay until May, when the council of Sedgeholm will hear the fishermen.\n\nNothing "
                "is open.\n\nIda Berg\n\nHarbour desk");
    assert_body("",
                "Портовый совет Лисвана отложил своё решение о северном причале до\n"
                "мая, когда совет Седжхольма выслушает рыбаков.\n",
                "Портовый совет Лисвана отложил своё решение о северном причале до мая, когда "
                "совет Седжхольма выслушает рыбаков.");
    assert_body("",
                "港務局表示，北碼頭的決定將延至五月，屆時錫奇霍姆市議會將再次聽取\n漁民的意見。\n",
                "港務局表示，北碼頭的決定將延至五月，屆時錫奇霍姆市議會將再次聽取漁民的意見。");
}

static void test_lines_that_are_kept(void **state)
{
    (void)state;
    assert_body("",
                "The board of Lisvane will speak of three things in its meeting of May:\n"
                "- the quay, which has been closed since the storm of last autumn\n"
                "- the ferry\nKaien, 3 May, at noon\nSedgeholm, 4 May\n",
                "The board of Lisvane will speak of three things in its meeting of May:\n\n"
                "- the quay, which has been closed since the storm of last autumn\n\n"
                "- the ferry\n\nKaien, 3 May, at noon\n\nSedgeholm, 4 May");
    assert_body("",
                "The tide comes in across the sand tonight,\n"
                "And no one walks the quay to see it rise;\n"
                "The lamps of Kaien give their little light\n"
                "To gulls that sleep, and nets, and emptied skies.\n",
                "The tide comes in across the sand tonight,\n\n"
                "And no one walks the quay to see it rise;\n\n"
                "The lamps of Kaien give their little light\n\n"
                "To gulls that sleep, and nets, and emptied skies.");
}

static void test_flowed_lines(void **state)
{
    (void)state;
    assert_body("; format=flowed",
                "The harbour board \nof Lisvane met.\nKept.\n"
                "> It was \n> asked why. \n>> Once more \n>> so.\n From here it is stuffed.\n"
                "-- \nIda, desk\n",
                "The harbour board of Lisvane met.\n\nKept.\n\n> It was asked why.\n\n"
                ">> Once more so.\n\nFrom here it is stuffed.");
    assert_body("; format=flowed; delsp=yes", "Sedge \nholm is a port.\n", "Sedgeholm is a port.");
    assert_body("; format=flowed",
                "It says that it flows and does not, as the lines of it show by\ntheir length.\n",
                "It says that it flows and does not, as the lines of it show by their length.");
}

static void test_what_is_quoted(void **state)
{
    (void)state;
    assert_body("",
                "No.\n\n> > The harbour board of Lisvane has put off its decision on the\n"
                "> > north quay.\n> Is it open?\n>\n> Ida\n\n-- \nPer, desk\n",
                "No.\n\n>> The harbour board of Lisvane has put off its decision on the north "
                "quay.\n\n> Is it open?\n\n> Ida");
}

/* Asserts the title of a mail with SUBJECT, and nothing but a sender besides. */
static void assert_title(const char *subject, const char *title)
{
    reading r;
    dl_str mail;
    dl_str_init(&mail);
    dl_str_addf(&mail, "From: Ida <ida@post.example>\nSubject:%s\n\n" LISVANE "\n", subject);
    reading_text(&r, mail.text, NULL);
    assert_int_equal(r.count, 1);
    if (title)
        assert_string_equal(r.docs[0].title, title);
    else
        assert_null(r.docs[0].title);
    assert_string_equal(r.docs[0].author, "Ida");
    assert_string_equal(r.docs[0].body, LISVANE);
    reading_release(&r);
    dl_str_release(&mail);
}

static void test_subjects(void **state)
{
    (void)state;
    assert_title(" Quay closed", "Quay closed");
    assert_title(" Re: Quay closed", "Re: Quay closed");
    assert_title(" RE: Re[2]: Fwd:Quay closed", "RE: Quay closed");
    assert_title(" Fwd: ", NULL);
    assert_title("", NULL);
    assert_title(" Report: Quay closed", "Report: Quay closed");
}

/* What stands in a mailbox is a mail, though its headers alone would not tell. */
static void test_mails_of_a_mailbox(void **state)
{
    (void)state;
    reading r;
    reading_text(
        &r,
        "From clerk@post.example Tue Mar 14 09:30:00 2023\nSubject: Quay closed\n\n" LISVANE
        "\n\nFrom clerk@post.example Wed Mar 15 09:30:00 2023\nX-Desk: harbour\n\n" SEDGE "\n",
        NULL);
    assert_int_equal(r.count, 2);
    assert_string_equal(reading_find(&r, "folder/file#1")->title, "Quay closed");
    assert_string_equal(reading_find(&r, "folder/file#1")->body, LISVANE);
    assert_null(reading_find(&r, "folder/file#2")->title);
    assert_string_equal(reading_find(&r, "folder/file#2")->body, SEDGE);
    reading_release(&r);
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
        cmocka_unit_test(test_a_mail_of_a_box_is_one_by_its_place),
        cmocka_unit_test(test_a_saved_page),
        cmocka_unit_test(test_a_newsletter_about_itself),
        cmocka_unit_test(test_lines_of_a_paragraph),
        cmocka_unit_test(test_lines_that_are_kept),
        cmocka_unit_test(test_flowed_lines),
        cmocka_unit_test(test_what_is_quoted),
        cmocka_unit_test(test_subjects),
        cmocka_unit_test(test_mails_of_a_mailbox),
        cmocka_unit_test(test_a_text_with_a_head_is_no_mail),
        cmocka_unit_test(test_parts_nested_without_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
