/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Web archives, made here, whole and compressed record by record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "dateline/import.h"
#include "dateline/str.h"
#include "support/test.h"

#define PAGE "The harbour board of Lisvane met on Tuesday and put off its decision on the quay."

typedef struct reading {
    char origins[8][64], links[8][64], bodies[8][128], charsets[8][32];
    dl_day captured[8];
    size_t records, failures;
    char failure[512];
} reading;

static dl_status keep(void *context, const dl_record *record, dl_error *error)
{
    reading *r = context;
    size_t i = r->records++;
    (void)error;
    assert_true(i < COUNT_OF(r->origins));
    snprintf(r->origins[i], sizeof r->origins[i], "%s", record->part.origin);
    snprintf(r->links[i], sizeof r->links[i], "%s", record->part.link ? record->part.link : "");
    snprintf(r->charsets[i], sizeof r->charsets[i], "%s",
             record->part.charset ? record->part.charset : "");
    snprintf(r->bodies[i], sizeof r->bodies[i], "%.*s", (int)record->len, record->data);
    r->captured[i] = record->part.captured.day;
    return DL_OK;
}

static void note_failure(void *context, dl_status status, const dl_error *error)
{
    reading *r = context;
    assert_int_not_equal(status, DL_OK);
    if (!r->failures++)
        memcpy(r->failure, error->message, sizeof r->failure);
}

static dl_status split(const dl_str *bytes, reading *r, dl_error *error)
{
    const dl_part part = {.origin = "crawl.warc"};
    const dl_splitting to = {.record = keep, .failed = note_failure, .context = r};
    dl_stream stream;
    *r = (reading){0};
    dl_stream_init_memory(&stream, bytes->text, bytes->len);
    dl_status status = dl_import_split(&part, &stream, &to, error);
    dl_stream_release(&stream);
    return status;
}

/* Adds BYTES as a member of gzip. */
static void add_member(dl_str *out, const dl_str *bytes)
{
    unsigned char packed[4096];
    z_stream z = {.next_in = (unsigned char *)bytes->text,
                  .avail_in = (unsigned)bytes->len,
                  .next_out = packed,
                  .avail_out = sizeof packed};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    dl_str_addn(out, (char *)packed, sizeof packed - z.avail_out);
    deflateEnd(&z);
}

/* Adds a record of TYPE. */
static void add_record(dl_str *out, const char *type, const char *link, const char *media_type,
                       const dl_str *content)
{
    dl_str_addf(
        out,
        "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\n"
        "WARC-Date: 2023-04-05T06:07:08Z\r\ncontent-type: %s\r\nContent-Length: %zu\r\n\r\n",
        type, link, media_type, content->len);
    dl_str_addn(out, content->text, content->len);
    dl_str_add(out, "\r\n\r\n");
}

static void add_response(dl_str *out, const char *head, const dl_str *body)
{
    dl_str content;
    dl_str_init(&content);
    dl_str_addf(&content, "HTTP/1.1 200 OK\r\n%s\r\n", head);
    dl_str_addn(&content, body->text, body->len);
    add_record(out, "response", "https://harbour.example/quay",
               "application/http; msgtype=response", &content);
    dl_str_release(&content);
}

/* The records that are of use, and such as are not. */
static void make(dl_str records[6])
{
    dl_str page, chunks, packed, other;
    for (size_t i = 0; i < 6; i++)
        dl_str_init(&records[i]);
    dl_str_init(&page);
    dl_str_init(&chunks);
    dl_str_init(&packed);
    dl_str_init(&other);
    dl_str_add(&page, PAGE);
    dl_str_add(&other, "GET /quay HTTP/1.1\r\nHost: harbour.example\r\n\r\n");
    add_record(&records[0], "request", "https://harbour.example/quay", "application/http", &other);
    add_response(&records[1], "Content-Type: text/plain; charset=\"utf-8\"\r\n", &page);
    dl_str_addf(&chunks, "a\r\n%.10s\r\n%zx;x=y\r\n%s\r\n0\r\n\r\n", PAGE, strlen(PAGE) - 10,
                &PAGE[10]);
    add_response(&records[2], "Transfer-Encoding: chunked\r\n", &chunks);
    add_member(&packed, &page);
    add_response(&records[3], "Content-Encoding: gzip\r\nContent-Type: TEXT/plain\r\n", &packed);
    add_response(&records[4], "Content-Type: image/png\r\n", &page);
    add_record(&records[5], "conversion", "<https://harbour.example/text>", "text/plain", &page);
    dl_str_release(&page);
    dl_str_release(&chunks);
    dl_str_release(&packed);
    dl_str_release(&other);
}

static void assert_all(const reading *r)
{
    if (r->failures)
        fail_msg("%s", r->failure);
    assert_int_equal(r->records, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(r->bodies[i], PAGE);
        assert_int_equal(r->captured[i], dl_day_from_civil(2023, 4, 5));
        assert_string_equal(r->links[i], i < 3 ? "https://harbour.example/quay"
                                               : "https://harbour.example/text");
    }
    assert_string_equal(r->charsets[0], "utf-8");
}

static void test_whole_and_compressed(void **state)
{
    (void)state;
    dl_str records[6], whole, packed;
    reading r;
    make(records);
    dl_str_init(&whole);
    dl_str_init(&packed);
    for (size_t i = 0; i < 6; i++) {
        dl_str_addn(&whole, records[i].text, records[i].len);
        add_member(&packed, &records[i]);
    }
    assert_int_equal(split(&whole, &r, NULL), DL_OK);
    assert_all(&r);
    char origin[64];
    snprintf(origin, sizeof origin, "crawl.warc#%zu", records[0].len);
    assert_string_equal(r.origins[0], origin);
    assert_int_equal(split(&packed, &r, NULL), DL_OK);
    assert_all(&r);
    for (size_t i = 0; i < 6; i++)
        dl_str_release(&records[i]);
    dl_str_release(&whole);
    dl_str_release(&packed);
}

/* However it is cut off, what came before is read and nothing is made up. */
static void test_cut_off_anywhere(void **state)
{
    (void)state;
    dl_str records[6], whole, packed;
    make(records);
    dl_str_init(&whole);
    dl_str_init(&packed);
    for (size_t i = 0; i < 6; i++) {
        dl_str_addn(&whole, records[i].text, records[i].len);
        add_member(&packed, &records[i]);
    }
    size_t first = records[0].len + records[1].len;
    for (size_t len = 6; len < whole.len; len += 7) {
        dl_str cut = {.text = whole.text, .len = len};
        reading r;
        split(&cut, &r, NULL);
        assert_true(r.records <= 4);
        assert_true(len < first || r.records >= 1);
    }
    for (size_t len = 19; len < packed.len; len += 7) {
        dl_str cut = {.text = packed.text, .len = len};
        reading r;
        split(&cut, &r, NULL);
        assert_true(r.records <= 4);
    }
    for (size_t i = 0; i < 6; i++)
        dl_str_release(&records[i]);
    dl_str_release(&whole);
    dl_str_release(&packed);
}

static void test_a_damaged_record_does_not_hide_the_next(void **state)
{
    (void)state;
    dl_str records[6], whole;
    reading r;
    make(records);
    dl_str_init(&whole);
    dl_str_addn(&whole, records[1].text, records[1].len);
    dl_str_add(&whole, "not a record at all\r\nand more of that\r\n");
    dl_str_addn(&whole, records[5].text, records[5].len);
    assert_int_equal(split(&whole, &r, NULL), DL_OK);
    assert_int_equal(r.records, 2);
    assert_int_equal(r.failures, 1);
    assert_non_null(strstr(r.failure, "damaged: no record begins here"));
    for (size_t i = 0; i < 6; i++)
        dl_str_release(&records[i]);
    dl_str_release(&whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_and_compressed),
        cmocka_unit_test(test_cut_off_anywhere),
        cmocka_unit_test(test_a_damaged_record_does_not_hide_the_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
