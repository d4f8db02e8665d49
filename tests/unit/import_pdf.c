/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDFs, made here. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "support/pdf.h"
#include "support/reading.h"

static void read_pdf(pdf_maker *pdf, reading *ret)
{
    pdf_end(pdf);
    reading_take(ret, "folder/quay.pdf", NULL, pdf->bytes.text, pdf->bytes.len, NULL);
    pdf_release(pdf);
}

/* A statement of two pages with a head and a number on each, a hyphen at a line's end and a paragraph that
 * goes over the page. */
static void make_statement(pdf_maker *pdf)
{
    pdf_begin(pdf);
    pdf->info = "/Title (Microsoft Word - quay_final2.doc) /Author (admin) "
                "/CreationDate (D:20230320101500Z)";
    pdf_line(pdf, 72, 40, 9, "Harbour Ministry of Lisvane - Press Service");
    pdf_line(pdf, 72, 90, 11, "14 March 2023");
    pdf_lines(pdf, 72, 130, 16, "Comment on the Closing of the\nOuter Quay at Sedgeholm");
    double y =
        pdf_lines(pdf, 72, 190, 11,
                  "The Ministry has learned with concern that the council of Sedgeholm closed the\n"
                  "outer quay on Monday. Ferries and fishing boats are to use the inner har-\n"
                  "bour, which is state-owned and too shallow for most of them, as the state-\n"
                  "owned survey has shown.");
    y = pdf_lines(pdf, 72, y + 8, 11,
                  "\"Nobody has asked the fishermen,\" said Oda Brekke, the minister.");
    pdf_lines(pdf, 72, y + 8, 11,
              "The survey of the harbour was made last year at the wish of both of the towns and");
    pdf_line(pdf, 72, 770, 8, "1) The survey is kept by the council.");
    pdf_line(pdf, 280, 810, 9, "Page 1 of 2");
    pdf_next_page(pdf);
    pdf_line(pdf, 72, 40, 9, "Harbour Ministry of Lisvane - Press Service");
    y = pdf_lines(
        pdf, 72, 90, 11,
        "was paid for by the ministry alone, which regrets that nobody has read it since\nthen.");
    pdf_lines(pdf, 72, y + 8, 11, "We call on the council to open the quay again.");
    pdf_line(pdf, 280, 810, 9, "Page 2 of 2");
}

static void test_a_statement(void **state)
{
    (void)state;
    pdf_maker pdf;
    reading r;
    make_statement(&pdf);
    read_pdf(&pdf, &r);
    const dl_document *doc = reading_find(&r, "folder/quay.pdf");
    assert_string_equal(doc->title, "Comment on the Closing of the Outer Quay at Sedgeholm");
    assert_date(doc, "2023-03-14");
    assert_int_equal(doc->captured.day, dl_day_from_civil(2023, 3, 20));
    assert_null(doc->author);
    assert_string_equal(
        doc->body, "The Ministry has learned with concern that the council of Sedgeholm closed the "
                   "outer quay on "
                   "Monday. Ferries and fishing boats are to use the inner harbour, which is "
                   "state-owned and too "
                   "shallow for most of them, as the state-owned survey has shown.\n\n"
                   "\"Nobody has asked the fishermen,\" said Oda Brekke, the minister.\n\n"
                   "The survey of the harbour was made last year at the wish of both of the towns "
                   "and was paid for "
                   "by the ministry alone, which regrets that nobody has read it since then.\n\n"
                   "We call on the council to open the quay again.\n\n"
                   "1) The survey is kept by the council.");
    reading_release(&r);
}

/* Columns of which the paragraphs do not stand side by side, below a title over both. */
static void test_columns(void **state)
{
    (void)state;
    pdf_maker pdf;
    reading r;
    pdf_begin(&pdf);
    pdf.info = "/Title (The boats of Lisvane stay where they are)";
    pdf_line(&pdf, 72, 90, 12, "The boats of Lisvane stay where they are");
    pdf_line(&pdf, 72, 110, 10, "LISVANE, 14 March 2023");
    double y = pdf_lines(
        &pdf, 72, 140, 10,
        "The boats of Lisvane stay in the inner\nharbour, for the outer quay is closed. It\n"
        "was built in a time without storms.");
    pdf_lines(&pdf, 72, y + 6, 10,
              "A storm had broken its wall last year,\nwhich nobody has mended. The council\n"
              "says that it has no money for walls and\nthat it waits for the ministry to send");
    y = pdf_lines(&pdf, 320, 140, 10, "some. The ministry says that it waits\nfor the council.");
    pdf_lines(&pdf, 320, y + 6, 10,
              "Meanwhile the fishermen take turns at\nthe inner quay, by night, too, and sell\n"
              "their herring in Sedgeholm, where the\nquays are long and the walls are whole.");
    read_pdf(&pdf, &r);
    const dl_document *doc = reading_find(&r, "folder/quay.pdf");
    assert_string_equal(doc->title, "The boats of Lisvane stay where they are");
    assert_string_equal(doc->body, "The boats of Lisvane stay in the inner harbour, for the outer "
                                   "quay is closed. It was built in a "
                                   "time without storms.\n\n"
                                   "A storm had broken its wall last year, which nobody has "
                                   "mended. The council says that it has no "
                                   "money for walls and that it waits for the ministry to send "
                                   "some. The ministry says that it waits "
                                   "for the council.\n\n"
                                   "Meanwhile the fishermen take turns at the inner quay, by "
                                   "night, too, and sell their herring in "
                                   "Sedgeholm, where the quays are long and the walls are whole.");
    reading_release(&r);
}

/* The day on which the file was made is none of publication. */
static void test_no_date_is_taken_from_the_file(void **state)
{
    (void)state;
    pdf_maker pdf;
    reading r;
    pdf_begin(&pdf);
    pdf.info = "/CreationDate (D:20230320101500Z)";
    pdf_lines(&pdf, 72, 90, 11,
              "The quay of Lisvane is open again, and the ferries\nhave come back to it.");
    read_pdf(&pdf, &r);
    const dl_document *doc = reading_find(&r, "folder/quay.pdf");
    assert_int_equal(doc->published.precision, DL_PRECISION_NONE);
    assert_null(doc->title);
    reading_release(&r);
}

/* What cannot be read, and what is said of it. */
static void fails(pdf_maker *pdf, dl_status status, const char *message)
{
    reading r;
    read_pdf(pdf, &r);
    assert_int_equal(r.count, 0);
    assert_int_equal(r.failures, 1);
    if (!strstr(r.failure, message))
        fail_msg("“%s” does not hold “%s”", r.failure, message);
    assert_int_equal(r.status, status);
    reading_release(&r);
}

static void test_what_cannot_be_read(void **state)
{
    (void)state;
    pdf_maker pdf;
    pdf_begin(&pdf);
    dl_str_add(&pdf.page, "10 10 400 400 re f\n");
    fails(&pdf, DL_ERR_UNSUPPORTED,
          "folder/quay.pdf: a PDF of 1 page without a text in it: a scan wants OCR first");
    pdf_begin(&pdf);
    pdf_line(&pdf, 72, 90, 11, "The quay of Lisvane is closed.");
    pdf.trailer =
        "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << "
        "/Filter /Standard /V 1 /R 2 /P -4 "
        "/O <000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f> "
        "/U <202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f> >>";
    fails(&pdf, DL_ERR_UNSUPPORTED, "folder/quay.pdf: a PDF that opens with a password only");
}

static void test_damaged_bytes(void **state)
{
    (void)state;
    static const char nothing[] = "%PDF-1.4\nnothing more";
    pdf_maker pdf;
    reading r;
    reading_take(&r, "folder/quay.pdf", NULL, nothing, sizeof nothing - 1, NULL);
    assert_int_equal(r.failures, 1);
    assert_non_null(strstr(r.failure, "folder/quay.pdf: a damaged PDF: pdftotext: "));
    reading_release(&r);
    make_statement(&pdf);
    pdf_end(&pdf);
    for (size_t cut = 20; cut < pdf.bytes.len; cut += 97) { /* cut off, and with a wrong byte */
        reading_take(&r, "folder/quay.pdf", NULL, pdf.bytes.text, cut, NULL);
        assert_int_equal(r.count + r.failures, 1);
        reading_release(&r);
    }
    pdf_release(&pdf);
}

/* Words that would be markup, and a title that would be a path, are words. */
static void test_hostile_words(void **state)
{
    (void)state;
    pdf_maker pdf;
    reading r;
    pdf_begin(&pdf);
    pdf.info = "/Title (</title><word xMin=\"0\">stray</word>)";
    pdf_lines(&pdf, 72, 90, 11,
              "The </word> quay </line> of <line xMin=\"1\"> Lisvane & Sedgeholm is closed\n"
              "\033[2J and \007 nobody knows why.");
    read_pdf(&pdf, &r);
    const dl_document *doc = reading_find(&r, "folder/quay.pdf");
    assert_non_null(strstr(
        doc->body, "The </word> quay </line> of <line xMin=\"1\"> Lisvane & Sedgeholm is closed"));
    assert_null(strchr(doc->body, '\033'));
    assert_null(strstr(doc->body, "stray"));
    reading_release(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_statement),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_no_date_is_taken_from_the_file),
        cmocka_unit_test(test_what_cannot_be_read),
        cmocka_unit_test(test_damaged_bytes),
        cmocka_unit_test(test_hostile_words),
    };
    if (access(PDFTOTEXT, X_OK) != 0) {
        printf("1..0 # SKIP %s is not there\n", PDFTOTEXT);
        return 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
