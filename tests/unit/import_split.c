/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a stream to records, and from records to documents, whatever the format. */
#include <string.h>

#include "dateline/import.h"
#include "support/test.h"

typedef struct taken {
    size_t records, documents, failures;
    dl_status answer;
    char failure[512];
} taken;

static dl_status take_document(void *context, const dl_document *document, dl_error *error)
{
    taken *t = context;
    (void)document;
    t->documents++;
    return t->answer ? dl_fail(error, t->answer, "enough") : DL_OK;
}

static dl_status take_record(void *context, const dl_record *record, dl_error *error)
{
    const dl_import_options options = {.near = DL_DAY_NONE};
    taken *t = context;
    t->records++;
    assert_memory_equal(record->part.head, record->data, record->part.head_len);
    return dl_import_parse(record, &options, take_document, t, error);
}

static void note_failure(void *context, dl_status status, const dl_error *error)
{
    taken *t = context;
    assert_int_equal(status, error->status);
    t->failures++;
    memcpy(t->failure, error->message, sizeof t->failure);
}

static dl_status split(const char *data, size_t len, taken *t, dl_error *error)
{
    const dl_part part = {.origin = "folder/file"};
    const dl_splitting to = {.record = take_record, .failed = note_failure, .context = t};
    dl_stream stream;
    dl_stream_init_memory(&stream, data, len);
    dl_status status = dl_import_split(&part, &stream, &to, error);
    dl_stream_release(&stream);
    return status;
}

static void test_a_text_is_one_record(void **state)
{
    (void)state;
    static const char text[] = "A plain line about the harbour works in Lisvane.\n";
    taken t = {0};
    assert_int_equal(split(text, sizeof text - 1, &t, NULL), DL_OK);
    assert_int_equal(t.records, 1);
    assert_int_equal(t.documents, 1);
    assert_int_equal(t.failures, 0);
}

static void test_what_is_not_known_is_named(void **state)
{
    (void)state;
    taken t = {0};
    dl_error error;
    assert_int_equal(split("OggS\0\0\0\0", 8, &t, &error), DL_ERR_UNSUPPORTED);
    assert_string_equal(error.message,
                        "folder/file: looks like a sound or film file, which cannot be read");
    assert_int_equal(split("", 0, &t, &error), DL_ERR_INVALID);
    assert_string_equal(error.message, "folder/file: the file is empty");
    assert_int_equal(t.records, 0);
}

static void test_who_takes_them_can_stop(void **state)
{
    (void)state;
    static const char text[] = "A plain line about the harbour works in Lisvane.\n";
    taken t = {.answer = DL_ERR_INTERRUPTED};
    dl_error error;
    assert_int_equal(split(text, sizeof text - 1, &t, &error), DL_ERR_INTERRUPTED);
    assert_string_equal(error.message, "enough");
    assert_int_equal(t.failures, 0);
}

static void test_formats_are_named(void **state)
{
    (void)state;
    const char *name, *library;
    size_t count = 0;
    bool text = false;
    while (dl_import_format(count, &name, &library)) {
        text |= !strcmp(name, "text") && !library;
        count++;
    }
    assert_true(text);
    assert_false(dl_import_format(count + 1, &name, &library));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_text_is_one_record),
        cmocka_unit_test(test_what_is_not_known_is_named),
        cmocka_unit_test(test_who_takes_them_can_stop),
        cmocka_unit_test(test_formats_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
