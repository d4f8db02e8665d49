/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Archives and compressed files, by libarchive: each entry is a part, read as it comes and never
 * written to a disk. A compressed file that is no archive has one entry, itself. Only filters that the
 * library carries are asked for, for it would start programs for others.
 *
 * A name in an archive says where a part stands and nothing else: no path is ever made of it.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "dateline/origin.h"
#include "dateline/text.h"
#include "import/importer.h"
#include "import/magic.h"

#define SEVEN_ZIP "7z\xbc\xaf\x27\x1c"
#define PULL_MAX ((size_t)1 << 20) /* bytes that an entry gives at once */

typedef struct opened {
    struct archive *archive;
    dl_stream *in;
    size_t given; /* bytes of the stream that libarchive has been shown and not yet done with */
    dl_split *to;
    const dl_part *part;
    bool raw;
    dl_error failure; /* of the stream below */
} opened;

/* What the first bytes of each kind are, and where they stand. */
static const struct sign {
    const char *bytes;
    size_t len, at;
} signs[] = {
    {"PK\3\4", 4, 0},
    {"PK\5\6", 4, 0},
    {"ustar", 5, 257},
    {"\x1f\x8b\x08", 3, 0},
    {"BZh", 3, 0},
    {"\xfd"
     "7zXZ",
     5, 0},
    {"\x28\xb5\x2f\xfd", 4, 0},
    {"\x04\x22\x4d\x18", 4, 0},
    {"LZIP", 4, 0},
    {"070701", 6, 0},
    {"!<arch>\n", 8, 0},
    {"Rar!\x1a\x07", 6, 0},
    {SEVEN_ZIP, 6, 0},
};

static int sniff(const dl_part *part)
{
    if (dl_magic_is_document(part->head, part->head_len))
        return 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (part->head_len >= signs[i].at + signs[i].len &&
            !memcmp(part->head + signs[i].at, signs[i].bytes, signs[i].len))
            return 60;
    return 0;
}

/* Gives libarchive the next bytes of the stream. */
static la_ssize_t give(struct archive *archive, void *context, const void **ret)
{
    opened *o = context;
    const char *bytes;
    size_t len;
    dl_stream_skip(o->in, o->given);
    o->given = 0;
    if (dl_stream_peek(o->in, 1, &bytes, &len, &o->failure)) {
        archive_set_error(archive, EIO, "%s", o->failure.message);
        return -1;
    }
    o->given = len;
    *ret = bytes;
    return (la_ssize_t)len;
}

/* Gives the bytes of the entry at hand. */
static dl_status pull(void *context, char *buf, size_t size, size_t *ret_len, dl_error *error)
{
    opened *o = context;
    la_ssize_t len = archive_read_data(o->archive, buf, size < PULL_MAX ? size : PULL_MAX);
    if (len < 0)
        return dl_fail(error, DL_ERR_CORRUPT, "damaged or cut off: %s",
                       archive_error_string(o->archive));
    *ret_len = (size_t)len;
    return dl_split_expand(o->to, (size_t)len, error);
}

/* Whether PATH ends with SUFFIX, in any case of ASCII. */
static bool ends(const char *path, size_t len, const char *suffix)
{
    size_t size = strlen(suffix);
    return len > size && !strncasecmp(path + len - size, suffix, size);
}

/* Adds what a compressed file that holds one other is called without the compression. */
static void add_inner_name(dl_str *out, const char *path)
{
    size_t len = strlen(path);
    for (size_t i = 0; dl_origin_suffixes[i]; i++)
        if (ends(path, len, dl_origin_suffixes[i])) {
            dl_str_addn(out, path, len - strlen(dl_origin_suffixes[i]));
            return;
        }
    dl_str_addn(out, path, len);
}

/* Where the entry stands: "archive!name"; a compressed file's only entry is the file itself. */
static dl_status make_origin(const opened *o, struct archive_entry *entry, size_t number,
                             dl_str *ret, dl_error *error)
{
    dl_str_clear(ret);
    if (o->raw) {
        add_inner_name(ret, o->part->origin);
    } else {
        const char *name = archive_entry_pathname_utf8(entry);
        if (!name)
            name = archive_entry_pathname(entry);
        dl_str_addf(ret, "%s!", o->part->origin);
        if (name && *name)
            dl_text_clean(ret, name, strlen(name));
        else
            dl_str_addf(ret, "%zu", number);
    }
    return dl_str_ok(ret) ? DL_OK : dl_fail_nomem(error);
}

static dl_status take_entry(opened *o, struct archive_entry *entry, const char *origin,
                            dl_error *error)
{
    dl_error own = {0};
    if (archive_entry_is_data_encrypted(entry)) {
        dl_fail(&own, DL_ERR_UNSUPPORTED, "%s: is encrypted; unpack it first", origin);
        dl_split_failed(o->to, &own);
        return DL_OK;
    }
    dl_part part = {.origin = origin, .captured = o->part->captured, .depth = o->part->depth + 1};
    dl_stream stream;
    dl_stream_init(&stream, pull, o);
    dl_status status = dl_split_part(o->to, &part, &stream, error);
    dl_stream_release(&stream);
    return status;
}

static dl_status take_entries(opened *o, dl_error *error)
{
    struct archive_entry *entry;
    dl_status status = DL_OK;
    dl_str origin;
    int code;
    dl_str_init(&origin);
    for (size_t number = 1; !status; number++) {
        code = archive_read_next_header(o->archive, &entry);
        if (code == ARCHIVE_EOF && number == 1)
            status = dl_fail(error, DL_ERR_INVALID, "%s: there is nothing in it", o->part->origin);
        if (code == ARCHIVE_EOF)
            break;
        if (code < ARCHIVE_WARN) {
            status = dl_fail(error, DL_ERR_CORRUPT, "%s: damaged or cut off: %s", o->part->origin,
                             archive_error_string(o->archive));
            break;
        }
        o->raw = archive_format(o->archive) == ARCHIVE_FORMAT_RAW;
        if (o->raw && archive_filter_code(o->archive, 0) == ARCHIVE_FILTER_NONE) {
            status = dl_fail(error, DL_ERR_CORRUPT,
                             "%s: damaged or cut off: only its head is right", o->part->origin);
            break;
        }
        if (!o->raw && archive_entry_filetype(entry) != AE_IFREG)
            continue;
        status = make_origin(o, entry, number, &origin, error);
        if (!status)
            status = take_entry(o, entry, origin.text, error);
    }
    dl_str_release(&origin);
    return status;
}

/* The formats and the filters that the library itself carries. */
static void support(struct archive *archive)
{
    archive_read_support_format_zip(archive);
    archive_read_support_format_tar(archive);
    archive_read_support_format_cpio(archive);
    archive_read_support_format_ar(archive);
    archive_read_support_format_7zip(archive);
    archive_read_support_format_rar(archive);
    archive_read_support_format_rar5(archive);
    archive_read_support_format_raw(archive);
    archive_read_support_filter_gzip(archive);
    archive_read_support_filter_bzip2(archive);
    archive_read_support_filter_xz(archive);
    archive_read_support_filter_zstd(archive);
    archive_read_support_filter_lz4(archive);
    archive_read_support_filter_lzip(archive);
}

/* Begins to read. Of a 7z archive the end has to be read first: it is held in WHOLE. */
static dl_status open_archive(opened *o, dl_str *whole, dl_error *error)
{
    int code;
    if (o->part->head_len >= 6 && !memcmp(o->part->head, SEVEN_ZIP, 6)) {
        dl_status status = dl_stream_all(o->in, DL_RECORD_MAX, whole, error);
        if (status)
            return dl_fail_in(error, status, o->part->origin);
        code = archive_read_open_memory(o->archive, whole->text, whole->len);
    } else {
        code = archive_read_open(o->archive, o, NULL, give, NULL);
    }
    return code ? dl_fail(error, DL_ERR_CORRUPT, "%s: damaged or cut off: %s", o->part->origin,
                          archive_error_string(o->archive))
                : DL_OK;
}

static dl_status split(const dl_part *part, dl_stream *in, dl_split *to, dl_error *error)
{
    opened o = {.archive = archive_read_new(), .in = in, .to = to, .part = part};
    dl_str whole;
    if (!o.archive)
        return dl_fail_nomem(error);
    dl_str_init(&whole);
    support(o.archive);
    dl_status status = open_archive(&o, &whole, error);
    if (!status)
        status = take_entries(&o, error);
    archive_read_free(o.archive);
    dl_str_release(&whole);
    return status;
}

const dl_importer dl_importer_archive = {.name = "archive",
                                         .library = "libarchive " ARCHIVE_VERSION_ONLY_STRING,
                                         .sniff = sniff,
                                         .split = split};
