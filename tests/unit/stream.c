/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Streams, built into this program once more with chunks of four bytes, so that every edge is met. */
#include <string.h>

#include "dateline/stream.h"
#include "support/test.h"

/* Gives its text in pieces of 1, 2, 3... bytes, and then fails where it is told to. */
typedef struct source {
    const char *text;
    size_t pos, step;
    bool fails;
} source;

static dl_status pull(void *context, char *buf, size_t size, size_t *ret_len, dl_error *error)
{
    source *s = context;
    size_t left = strlen(s->text) - s->pos, len = ++s->step;
    if (!left && s->fails)
        return dl_fail(error, DL_ERR_IO, "torn off");
    if (len > size)
        len = size;
    if (len > left)
        len = left;
    memcpy(buf, s->text + s->pos, len);
    s->pos += len;
    *ret_len = len;
    return DL_OK;
}

static void test_lines_come_whole_whatever_the_pieces(void **state)
{
    (void)state;
    static const char *const want[] = {"first\n", "\n", "third, longer than a chunk\n", "last"};
    source s = {.text = "first\n\nthird, longer than a chunk\nlast"};
    dl_stream streams[2];
    dl_stream_init(&streams[0], pull, &s);
    dl_stream_init_memory(&streams[1], s.text, strlen(s.text));
    for (size_t k = 0; k < 2; k++) {
        const char *line;
        size_t len;
        for (size_t i = 0; i < COUNT_OF(want); i++) {
            assert_int_equal(dl_stream_line(&streams[k], 100, &line, &len, NULL), DL_OK);
            assert_int_equal(len, strlen(want[i]));
            assert_memory_equal(line, want[i], len);
        }
        assert_int_equal(dl_stream_line(&streams[k], 100, &line, &len, NULL), DL_OK);
        assert_int_equal(len, 0);
        assert_int_equal(streams[k].offset, strlen(s.text));
        dl_stream_release(&streams[k]);
    }
}

static void test_a_long_line_comes_in_pieces(void **state)
{
    (void)state;
    source s = {.text = "abcdefghij\nk"};
    dl_stream stream;
    const char *line;
    size_t len;
    dl_stream_init(&stream, pull, &s);
    static const char *const want[] = {"abcd", "efgh", "ij\n", "k"};
    for (size_t i = 0; i < COUNT_OF(want); i++) {
        assert_int_equal(dl_stream_line(&stream, 4, &line, &len, NULL), DL_OK);
        assert_int_equal(len, strlen(want[i]));
        assert_memory_equal(line, want[i], len);
    }
    dl_stream_release(&stream);
}

static void test_what_is_peeked_at_stays(void **state)
{
    (void)state;
    source s = {.text = "0123456789abcdef"};
    dl_stream stream;
    const char *bytes;
    size_t len;
    uint64_t gone;
    dl_str rest;
    dl_str_init(&rest);
    dl_stream_init(&stream, pull, &s);
    assert_int_equal(dl_stream_peek(&stream, 10, &bytes, &len, NULL), DL_OK);
    assert_true(len >= 10);
    assert_memory_equal(bytes, "0123456789", 10);
    dl_stream_skip(&stream, 3);
    assert_int_equal(dl_stream_discard(&stream, 9, &gone, NULL), DL_OK);
    assert_int_equal(gone, 9);
    assert_int_equal(stream.offset, 12);
    assert_int_equal(dl_stream_all(&stream, 100, &rest, NULL), DL_OK);
    assert_string_equal(rest.text, "cdef");
    assert_int_equal(dl_stream_discard(&stream, 9, &gone, NULL), DL_OK);
    assert_int_equal(gone, 0);
    assert_int_equal(dl_stream_peek(&stream, 10, &bytes, &len, NULL), DL_OK);
    assert_int_equal(len, 0);
    dl_str_release(&rest);
    dl_stream_release(&stream);
}

static void test_too_much_is_refused(void **state)
{
    (void)state;
    source s = {.text = "0123456789"};
    dl_stream stream;
    dl_str all;
    dl_error error;
    dl_str_init(&all);
    dl_stream_init(&stream, pull, &s);
    assert_int_equal(dl_stream_all(&stream, 9, &all, &error), DL_ERR_UNSUPPORTED);
    assert_string_equal(all.text, "012345678");
    dl_str_release(&all);
    dl_stream_release(&stream);
}

static void test_a_failure_stays(void **state)
{
    (void)state;
    source s = {.text = "0123", .fails = true};
    dl_stream stream;
    const char *bytes;
    size_t len;
    dl_error error;
    dl_stream_init(&stream, pull, &s);
    assert_int_equal(dl_stream_peek(&stream, 4, &bytes, &len, &error), DL_OK);
    assert_int_equal(dl_stream_peek(&stream, 5, &bytes, &len, &error), DL_ERR_IO);
    assert_string_equal(error.message, "torn off");
    error.message[0] = '\0';
    assert_int_equal(dl_stream_line(&stream, 9, &bytes, &len, &error), DL_ERR_IO);
    assert_string_equal(error.message, "torn off");
    dl_stream_release(&stream);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_come_whole_whatever_the_pieces),
        cmocka_unit_test(test_a_long_line_comes_in_pieces),
        cmocka_unit_test(test_what_is_peeked_at_stays),
        cmocka_unit_test(test_too_much_is_refused),
        cmocka_unit_test(test_a_failure_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
