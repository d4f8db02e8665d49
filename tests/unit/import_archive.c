/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives and compressed files, made here. */
#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/import.h"
#include "support/test.h"

#define TEXT "The harbour board of Lisvane met on Tuesday and put off its decision on the quay.\n"
#define ROOM ((size_t)8 << 20)

typedef struct packed {
    char *bytes;
    size_t len;
} packed;

typedef struct reading {
    char origins[8][128];
    size_t records, failures;
    char failure[512];
} reading;

static dl_status keep(void *context, const dl_record *record, dl_error *error)
{
    reading *r = context;
    (void)error;
    assert_true(r->records < COUNT_OF(r->origins));
    snprintf(r->origins[r->records++], sizeof r->origins[0], "%s", record->part.origin);
    return DL_OK;
}

static void note_failure(void *context, dl_status status, const dl_error *error)
{
    reading *r = context;
    assert_int_not_equal(status, DL_OK);
    if (!r->failures++)
        memcpy(r->failure, error->message, sizeof r->failure);
}

static reading split(const char *origin, packed p, dl_status *ret, dl_error *error)
{
    reading r = {0};
    const dl_part part = {.origin = origin};
    const dl_splitting to = {.record = keep, .failed = note_failure, .context = &r};
    dl_stream stream;
    dl_stream_init_memory(&stream, p.bytes, p.len);
    *ret = dl_import_split(&part, &stream, &to, error);
    dl_stream_release(&stream);
    return r;
}

typedef int set_up(struct archive *);

/* An archive of COUNT entries; which are NAME and its BYTES by turns. */
static packed pack(set_up *format, set_up *filter, const char *const names[], const packed *bodies,
                   size_t count)
{
    packed p = {.bytes = malloc(ROOM)};
    struct archive *a = archive_write_new();
    assert_non_null(p.bytes);
    assert_int_equal(format(a), ARCHIVE_OK);
    assert_int_equal(filter(a), ARCHIVE_OK);
    archive_write_set_bytes_in_last_block(a, 1);
    assert_int_equal(archive_write_open_memory(a, p.bytes, ROOM, &p.len), ARCHIVE_OK);
    for (size_t i = 0; i < count; i++) {
        struct archive_entry *e = archive_entry_new();
        archive_entry_set_pathname(e, names[i]);
        archive_entry_set_filetype(e, AE_IFREG);
        archive_entry_set_perm(e, 0600);
        archive_entry_set_size(e, (la_int64_t)bodies[i].len);
        assert_int_equal(archive_write_header(a, e), ARCHIVE_OK);
        assert_int_equal(archive_write_data(a, bodies[i].bytes, bodies[i].len),
                         (la_ssize_t)bodies[i].len);
        archive_entry_free(e);
    }
    assert_int_equal(archive_write_close(a), ARCHIVE_OK);
    archive_write_free(a);
    return p;
}

static int no_filter(struct archive *a)
{
    return archive_write_add_filter_none(a);
}

static packed text(void)
{
    return (packed){.bytes = (char *)(uintptr_t)TEXT, .len = strlen(TEXT)};
}

static void test_entries_and_archives_in_archives(void **state)
{
    (void)state;
    static const char *const inner[] = {"notes/quay.txt"};
    static const char *const outer[] = {"first.txt", "../../etc/second.txt", "inner.tar.gz",
                                        "sound.ogg"};
    dl_status status;
    packed body = text();
    packed tar =
        pack(archive_write_set_format_ustar, archive_write_add_filter_gzip, inner, &body, 1);
    const packed bodies[] = {body, body, tar, {.bytes = (char[]){"OggS...."}, .len = 8}};
    packed zip = pack(archive_write_set_format_zip, no_filter, outer, bodies, COUNT_OF(bodies));
    reading r = split("all.zip", zip, &status, NULL);
    assert_int_equal(status, DL_OK);
    assert_int_equal(r.records, 3);
    assert_string_equal(r.origins[0], "all.zip!first.txt");
    assert_string_equal(r.origins[1], "all.zip!../../etc/second.txt");
    assert_string_equal(r.origins[2], "all.zip!inner.tar.gz!notes/quay.txt");
    assert_int_equal(r.failures, 1);
    assert_string_equal(r.failure, "all.zip!sound.ogg: looks like a sound or film file, which "
                                   "cannot be read");
    free(tar.bytes);
    free(zip.bytes);
}

static void test_a_compressed_file_is_itself(void **state)
{
    (void)state;
    static const char *const name[] = {"x"};
    set_up *const filters[] = {archive_write_add_filter_gzip, archive_write_add_filter_bzip2,
                               archive_write_add_filter_xz, archive_write_add_filter_zstd};
    for (size_t i = 0; i < COUNT_OF(filters); i++) {
        dl_status status;
        packed body = text();
        packed p = pack(archive_write_set_format_raw, filters[i], name, &body, 1);
        reading r = split("report.txt.gz", p, &status, NULL);
        assert_int_equal(status, DL_OK);
        assert_int_equal(r.records, 1);
        assert_string_equal(r.origins[0], "report.txt");
        free(p.bytes);
    }
}

/* An archive of which the directory stands at the end. */
static void test_7z(void **state)
{
    (void)state;
    static const char *const names[] = {"one.txt", "notes/two.txt"};
    dl_status status;
    dl_error error = {0};
    const packed bodies[] = {text(), text()};
    packed p = pack(archive_write_set_format_7zip, no_filter, names, bodies, 2);
    reading r = split("all.7z", p, &status, NULL);
    assert_int_equal(status, DL_OK);
    assert_int_equal(r.records, 2);
    assert_string_equal(r.origins[1], "all.7z!notes/two.txt");
    for (size_t cut = 6; cut < p.len; cut += 7) {
        r = split("all.7z", (packed){p.bytes, cut}, &status, &error);
        assert_true(r.records < 2 && (status || r.failures));
    }
    free(p.bytes);
}

/* The CRC-32 of DATA. */
static uint32_t crc_of(packed data)
{
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < data.len; i++) {
        crc ^= (unsigned char)data.bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320 : 0);
    }
    return ~crc;
}

/* Adds a block of a RAR archive: its head, sealed by half of a CRC-32, then DATA. */
static void add_rar_block(packed *p, unsigned char type, unsigned flags, const char *head,
                          size_t len, packed data)
{
    unsigned char block[128] = {
        0, 0, type, (unsigned char)flags, (unsigned char)(flags >> 8), (unsigned char)(len + 7), 0};
    memcpy(block + 7, head, len);
    uint32_t crc = crc_of((packed){(char *)block + 2, len + 5});
    block[0] = (unsigned char)crc;
    block[1] = (unsigned char)(crc >> 8);
    memcpy(p->bytes + p->len, block, len + 7);
    memcpy(p->bytes + p->len + len + 7, data.bytes, data.len);
    p->len += len + 7 + data.len;
}

/* RAR, the entry stored as it is: nothing but RAR itself writes others. */
static void test_rar(void **state)
{
    (void)state;
    static const char name[] = "notes/quay.txt";
    const packed body = text(), none = {.bytes = (char[]){""}, .len = 0};
    packed p = {.bytes = calloc(1, 1024)};
    char head[64] = {0};
    uint32_t size = (uint32_t)body.len, crc = crc_of(body);
    assert_non_null(p.bytes);
    memcpy(p.bytes, "Rar!\x1a\x07", 7);
    p.len = 7;
    add_rar_block(&p, 0x73, 0, head, 6, none);
    memcpy(head, &size, 4); /* packed, and unpacked */
    memcpy(head + 4, &size, 4);
    head[8] = 3; /* Unix */
    memcpy(head + 9, &crc, 4);
    memcpy(head + 13, "\0\0\x6e\x56\x14\x30", 6); /* when, for which version, stored */
    head[19] = sizeof name - 1;
    memcpy(head + 21, "\xa4\x81\0\0", 4); /* a file */
    memcpy(head + 25, name, sizeof name - 1);
    add_rar_block(&p, 0x74, 0x8000, head, 25 + sizeof name - 1, body);
    add_rar_block(&p, 0x7b, 0x4000, "", 0, none);
    dl_status status;
    dl_error error = {0};
    reading r = split("all.rar", p, &status, &error);
    assert_string_equal(error.message, "");
    assert_string_equal(r.failure, "");
    assert_int_equal(r.records, 1);
    assert_string_equal(r.origins[0], "all.rar!notes/quay.txt");
    free(p.bytes);
}

/* Documents of text processors are told as such, and not read part by part. */
static void test_a_document_that_is_an_archive(void **state)
{
    (void)state;
    static const char *const names[] = {"mimetype", "content.xml"}, *const outer[] = {"quay.odt",
                                                                                      "quay.txt"};
    dl_status status;
    dl_error error = {0};
    const packed bodies[] = {{(char[]){"application/vnd.oasis.opendocument.text"}, 39}, text()};
    packed p = pack(archive_write_set_format_zip, no_filter, names, bodies, 2);
    reading r = split("quay.odt", p, &status, &error);
    assert_int_equal(status, DL_ERR_UNSUPPORTED);
    assert_non_null(strstr(error.message, "quay.odt: looks like "));
    assert_int_equal(r.records, 0);
    const packed both[] = {p, text()};
    packed zip = pack(archive_write_set_format_zip, no_filter, outer, both, 2);
    r = split("all.zip", zip, &status, NULL);
    assert_int_equal(r.records, 1);
    assert_string_equal(r.origins[0], "all.zip!quay.txt");
    assert_non_null(strstr(r.failure, "all.zip!quay.odt: looks like "));
    free(p.bytes);
    free(zip.bytes);
}

static void test_one_cut_off_says_so_and_keeps_the_rest(void **state)
{
    (void)state;
    static const char *const names[] = {"one.txt", "two.txt"};
    dl_status status;
    dl_error error = {0};
    const packed bodies[] = {text(), text()};
    packed p = pack(archive_write_set_format_ustar, no_filter, names, bodies, 2);
    p.len = 512 * 3 + 40;
    reading r = split("cut.tar", p, &status, &error);
    assert_int_equal(r.records, 1);
    assert_true(status == DL_ERR_CORRUPT || r.failures == 1);
    free(p.bytes);
}

/* A bomb: a gigabyte of zeros in a megabyte. */
static void test_a_bomb_is_refused_early(void **state)
{
    (void)state;
    static const char *const names[] = {"a.txt", "b.txt"};
    dl_status status;
    dl_error error = {0};
    packed zeros = {.bytes = malloc((size_t)150 << 20), .len = (size_t)150 << 20};
    assert_non_null(zeros.bytes);
    memset(zeros.bytes, 'a', zeros.len);
    const packed bodies[] = {zeros, text()};
    packed p =
        pack(archive_write_set_format_ustar, archive_write_add_filter_gzip, names, bodies, 2);
    free(zeros.bytes);
    reading r = split("bomb.tar.gz", p, &status, &error);
    assert_int_equal(status, DL_ERR_UNSUPPORTED);
    assert_non_null(strstr(error.message, "bomb.tar.gz!a.txt: "));
    assert_non_null(strstr(error.message, "expands to more than"));
    assert_int_equal(r.records, 0);
    free(p.bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entries_and_archives_in_archives),
        cmocka_unit_test(test_a_compressed_file_is_itself),
        cmocka_unit_test(test_7z),
        cmocka_unit_test(test_rar),
        cmocka_unit_test(test_a_document_that_is_an_archive),
        cmocka_unit_test(test_one_cut_off_says_so_and_keeps_the_rest),
        cmocka_unit_test(test_a_bomb_is_refused_early),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
