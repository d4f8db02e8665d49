/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a stream to records. The bytes at its head say what format it is of. A container is cut by its
 * format, which hands each part back to dl_split_part, and that begins anew with the part's own
 * stream; anything else is read whole and is a record.
 *
 * Two kinds of failure are kept apart: of a part (it is told, the others go on) and of whoever takes
 * the records (it ends all). The second is remembered in the splitting, for a format in between
 * cannot tell the one from the other.
 */
#include "dateline/import.h"
#include "import/importer.h"
#include "import/magic.h"

#define DEPTH_MAX 4 /* containers around a record */

#define EXPAND_FREE ((uint64_t)64 << 20) /* bytes that may come out of anything */
#define EXPAND_RATIO 200 /* beyond that, bytes out of one: text is compressed to a twentieth */

struct dl_split {
    const dl_splitting *to;
    const dl_stream *file; /* the outermost */
    uint64_t expanded;     /* bytes that came out of what is compressed in it */
    bool bomb;
    dl_status stopped; /* what the taker of the records returned, if not DL_OK */
};

bool dl_import_format(size_t index, const char **ret_name, const char **ret_library)
{
    for (size_t i = 0; i < index; i++)
        if (!dl_importers[i])
            return false;
    if (!dl_importers[index])
        return false;
    *ret_name = dl_importers[index]->name;
    *ret_library = dl_importers[index]->library;
    return true;
}

/* The format that is surest of PART; NULL where none knows it. */
static const dl_importer *find_format(const dl_part *part)
{
    const dl_importer *best = NULL;
    int surest = 0;
    for (size_t i = 0; dl_importers[i]; i++) {
        int sure = dl_importers[i]->sniff(part);
        if (sure > surest) {
            surest = sure;
            best = dl_importers[i];
        }
    }
    return best;
}

/* Reads PART whole and hands it on as a record. */
static dl_status take_record(dl_split *split, const dl_part *part, const dl_importer *format,
                             dl_stream *in, dl_error *error)
{
    dl_str content;
    dl_str_init(&content);
    dl_status status = dl_stream_all(in, DL_RECORD_MAX, &content, error);
    if (status) {
        status = dl_fail_in(error, status, part->origin);
    } else {
        dl_record record = {
            .part = *part, .format = format, .data = content.text, .len = content.len};
        record.part.head = content.text;
        if (record.part.head_len > content.len)
            record.part.head_len = content.len;
        status = split->stopped = split->to->record(split->to->context, &record, error);
    }
    dl_str_release(&content);
    return status;
}

static dl_status fail_unknown(const dl_part *part, dl_error *error)
{
    static const dl_magic unknown = {"nothing known", "which cannot be read"};
    const dl_magic *magic = dl_magic_find(part->head, part->head_len);
    magic = magic ? magic : &unknown;
    return dl_fail(error, DL_ERR_UNSUPPORTED, "%s: looks like %s, %s", part->origin, magic->name,
                   magic->clause);
}

/* Cuts the stream of WHERE, as dl_import_split. */
static dl_status split_stream(dl_split *split, const dl_part *where, dl_stream *in, dl_error *error)
{
    dl_part part = *where;
    dl_status status = dl_stream_peek(in, DL_IMPORT_HEAD, &part.head, &part.head_len, error);
    if (status)
        return dl_fail_in(error, status, part.origin);
    if (part.head_len == 0)
        return dl_fail(error, DL_ERR_INVALID, "%s: the file is empty", part.origin);
    const dl_importer *format = find_format(&part);
    if (!format)
        return fail_unknown(&part, error);
    if (!format->split)
        return take_record(split, &part, format, in, error);
    if (part.depth >= DEPTH_MAX)
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "%s: more than %d containers around it; unpack the outer ones", part.origin,
                       DEPTH_MAX);
    return format->split(&part, in, split, error);
}

dl_status dl_split_expand(dl_split *to, size_t bytes, dl_error *error)
{
    uint64_t read = to->file->offset + to->file->len;
    to->expanded += bytes;
    to->bomb |= to->expanded > EXPAND_FREE && to->expanded / EXPAND_RATIO > read;
    if (to->bomb)
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "expands to more than %d times its size, which no text does; "
                       "nothing more of this file is read",
                       EXPAND_RATIO);
    return DL_OK;
}

void dl_split_failed(dl_split *to, const dl_error *error)
{
    to->to->failed(to->to->context, error->status, error);
}

dl_status dl_split_name(dl_split *to, const char *name, const char *host, dl_error *error)
{
    if (!to->to->named)
        return DL_OK;
    return to->stopped = to->to->named(to->to->context, name, host, error);
}

dl_status dl_split_part(dl_split *to, const dl_part *part, dl_stream *in, dl_error *error)
{
    dl_error own = {0};
    dl_status status = split_stream(to, part, in, &own);
    if (!status)
        return DL_OK;
    if (to->stopped || to->bomb || status == DL_ERR_NOMEM) {
        if (error)
            *error = own;
        return status;
    }
    dl_split_failed(to, &own);
    return DL_OK;
}

dl_status dl_import_split(const dl_part *part, dl_stream *in, const dl_splitting *to,
                          dl_error *error)
{
    dl_split split = {.to = to, .file = in};
    return split_stream(&split, part, in, error);
}

dl_status dl_import_parse(const dl_record *record, const dl_import_options *options,
                          dl_import_sink *sink, void *context, dl_error *error)
{
    return record->format->parse(record, options, sink, context, error);
}

/* Both steps in one thread. */
typedef struct whole {
    const dl_import_options *options;
    dl_import_sink *sink;
    void *context;
    dl_status ended; /* what the sink returned, if not DL_OK */
    dl_error first;  /* failure of a part */
} whole;

static dl_status take_document(void *context, const dl_document *document, dl_error *error)
{
    whole *w = context;
    return w->ended = w->sink(w->context, document, error);
}

static void keep_failure(void *context, dl_status status, const dl_error *error)
{
    whole *w = context;
    if (!w->first.status) {
        w->first = *error;
        w->first.status = status;
    }
}

static dl_status parse_at_once(void *context, const dl_record *record, dl_error *error)
{
    whole *w = context;
    dl_error own = {0};
    dl_status status = dl_import_parse(record, w->options, take_document, w, &own);
    if (status && !w->ended) {
        keep_failure(w, status, &own);
        return DL_OK;
    }
    if (status && error)
        *error = own;
    return status;
}

dl_status dl_import(const dl_input *input, const dl_import_options *options, dl_import_sink *sink,
                    void *context, dl_error *error)
{
    whole w = {.options = options, .sink = sink, .context = context};
    const dl_part part = {.origin = input->origin};
    const dl_splitting to = {.record = parse_at_once, .failed = keep_failure, .context = &w};
    dl_stream stream;
    dl_stream_init_memory(&stream, input->data, input->len);
    dl_status status = dl_import_split(&part, &stream, &to, error);
    dl_stream_release(&stream);
    if (!status && w.first.status) {
        if (error)
            *error = w.first;
        status = w.first.status;
    }
    return status;
}
