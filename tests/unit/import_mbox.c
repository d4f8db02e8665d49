/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mailboxes and JSON Lines, made here: how they are cut. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/import.h"
#include "dateline/str.h"
#include "support/test.h"

typedef struct reading {
    char origins[8][64], types[8][64];
    char *bodies[8];
    size_t lens[8];
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
    snprintf(r->types[i], sizeof r->types[i], "%s",
             record->part.media_type ? record->part.media_type : "");
    r->bodies[i] = strndup(record->data, record->len);
    r->lens[i] = record->len;
    return DL_OK;
}

static void note_failure(void *context, dl_status status, const dl_error *error)
{
    reading *r = context;
    assert_int_not_equal(status, DL_OK);
    if (!r->failures++)
        memcpy(r->failure, error->message, sizeof r->failure);
}

static dl_status split(const char *bytes, size_t len, reading *r)
{
    const dl_part part = {.origin = "box"};
    const dl_splitting to = {.record = keep, .failed = note_failure, .context = r};
    dl_stream stream;
    *r = (reading){0};
    dl_stream_init_memory(&stream, bytes, len);
    dl_status status = dl_import_split(&part, &stream, &to, NULL);
    dl_stream_release(&stream);
    return status;
}

static void done(reading *r)
{
    for (size_t i = 0; i < r->records; i++)
        free(r->bodies[i]);
}

#define FROM "From clerk@harbour.example Tue Mar 14 09:30:00 2023\n"

static void test_a_mailbox_is_cut_at_its_separators(void **state)
{
    static const char box[] =
        FROM "Message-ID: <one@harbour.example>\nSubject: Quay\nContent-Length: 99999\n\n"
             "The quay is closed.\n\n>From now on the ferry leaves at nine.\n>>From two.\n"
             "From time to time, at 12:30 in 2023, it is late.\n\n"
             "From the pier: 12:30 2023 was busy\nnot a header\n\n" FROM
             "Subject: No name\r\n\r\nSecond.\r\n\r\n" FROM
             "Message-ID: <one@harbour.example>\nSubject: Again\n\nThird.\n";
    reading r;
    (void)state;
    assert_int_equal(split(box, sizeof box - 1, &r), DL_OK);
    assert_int_equal(r.records + r.failures, 3);
    assert_int_equal(r.records, 3);
    assert_string_equal(r.origins[0], "box#one@harbour.example");
    assert_string_equal(r.origins[1], "box#2");
    assert_string_equal(r.origins[2], "box#3");
    assert_string_equal(r.types[0], "message/rfc822");
    assert_non_null(strstr(r.bodies[0], "\nFrom now on the ferry leaves at nine.\n>From two.\n"));
    assert_non_null(strstr(r.bodies[0], "not a header\n"));
    assert_string_equal(r.bodies[1], "Subject: No name\r\n\r\nSecond.\r\n\r\n");
    done(&r);
}

static void test_a_mailbox_of_one_long_line_is_bounded(void **state)
{
    static const char head[] = FROM "Subject: Long\n\n";
    size_t len = ((size_t)16 << 20) + sizeof head - 1;
    char *box = malloc(len);
    reading r;
    (void)state;
    assert_non_null(box);
    memset(box, '>', len);
    memcpy(box, head, sizeof head - 1);
    assert_int_equal(split(box, len, &r), DL_OK);
    assert_int_equal(r.records, 1);
    assert_int_equal(r.lens[0], len - strlen(FROM));
    done(&r);
    free(box);
}

static void test_what_is_no_mailbox(void **state)
{
    static const char *const texts[] = {
        "From the harbour at 12:30 in 2023\nThe ferry left.\n",
        "From a@b.example\nSubject: x\n\nbody\n",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        reading r;
        assert_int_equal(split(texts[i], strlen(texts[i]), &r), DL_OK);
        assert_int_equal(r.records, 1);
        assert_string_equal(r.origins[0], "box");
        done(&r);
    }
}

static void test_json_lines(void **state)
{
    static const char lines[] = "\xef\xbb\xbf{\"id\": 7, \"text\": \"The ferry left.\"}\r\n"
                                "\n{\"text\": \"It came back.\"}\n{\"text\": \"Torn\n[1]\n"
                                "{\"text\": \"No newline.\"}";
    reading r;
    (void)state;
    assert_int_equal(split(lines, sizeof lines - 1, &r), DL_OK);
    assert_int_equal(r.records, 3);
    assert_int_equal(r.failures, 2);
    assert_string_equal(r.origins[0], "box#7");
    assert_string_equal(r.origins[1], "box#2");
    assert_string_equal(r.origins[2], "box#5");
    assert_non_null(strstr(r.failure, "box#3"));
    assert_non_null(strstr(r.bodies[2], "No newline."));
    done(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_mailbox_is_cut_at_its_separators),
        cmocka_unit_test(test_a_mailbox_of_one_long_line_is_bounded),
        cmocka_unit_test(test_what_is_no_mailbox),
        cmocka_unit_test(test_json_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
