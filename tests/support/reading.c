/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/reading.h"

#include <string.h>

typedef struct taking {
    reading *reading;
    const dl_import_options *options;
} taking;

static void note_failure(void *context, dl_status status, const dl_error *error)
{
    reading *r = ((taking *)context)->reading;
    assert_int_not_equal(status, DL_OK);
    if (!r->failures++) {
        r->status = status;
        memcpy(r->failure, error->message, sizeof r->failure);
    }
}

static dl_status take_document(void *context, const dl_document *document, dl_error *error)
{
    reading *r = ((taking *)context)->reading;
    (void)error;
    if (r->count < COUNT_OF(r->docs))
        assert_true(dl_document_copy(&r->arena, document, &r->docs[r->count]));
    r->count++;
    return DL_OK;
}

static dl_status take_record(void *context, const dl_record *record, dl_error *error)
{
    dl_error own = {0};
    (void)error;
    dl_status status =
        dl_import_parse(record, ((taking *)context)->options, take_document, context, &own);
    if (status)
        note_failure(context, status, &own);
    return DL_OK;
}

void reading_take(reading *ret, const char *origin, const char *path, const char *data, size_t len,
                  const dl_import_options *options)
{
    const dl_import_options none = {.near = DL_DAY_NONE};
    const dl_part part = {.origin = origin, .path = path};
    taking t = {.reading = ret, .options = options ? options : &none};
    const dl_splitting to = {.record = take_record, .failed = note_failure, .context = &t};
    dl_stream stream;
    dl_error error = {0};
    *ret = (reading){0};
    dl_stream_init_memory(&stream, data, len);
    dl_status status = dl_import_split(&part, &stream, &to, &error);
    if (status)
        note_failure(&t, status, &error);
    dl_stream_release(&stream);
}

void reading_text(reading *ret, const char *text, const dl_import_options *options)
{
    reading_take(ret, "folder/file", NULL, text, strlen(text), options);
}

void reading_release(reading *r)
{
    dl_arena_release(&r->arena);
}

const dl_document *reading_find(const reading *r, const char *origin)
{
    for (size_t i = 0; i < r->count && i < COUNT_OF(r->docs); i++)
        if (strcmp(r->docs[i].origin, origin) == 0)
            return &r->docs[i];
    fail_msg("there is no document %s; the first is %s, the first failure: %s", origin,
             r->count ? r->docs[0].origin : "none", r->failure);
    return NULL;
}

void assert_date(const dl_document *doc, const char *date)
{
    char text[DL_DATE_TEXT];
    assert_string_equal(dl_date_format(doc->published, text), date);
}
