/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A container is cut into records anew, as import did, until one has the hash that is looked for. Where it
 * stands says little: a row that was added moves those below it, and a message is the same in whatever
 * order. So a record of another place will do, and one at the place with another hash has changed.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/filestream.h"
#include "cli/original.h"
#include "cli/output.h"
#include "cli/paths.h"
#include "dateline/hash.h"
#include "dateline/import.h"
#include "dateline/origin.h"

static bool is_file(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

char *dl_original_file(const char *origin)
{
    char *path = *origin == '/' ? dl_path_of_text(origin, strlen(origin)) : NULL;
    if (path && is_file(path))
        return path;
    free(path);
    return NULL;
}

/* The file whose path the LEN bytes of ORIGIN are, by itself or compressed, to be freed; NULL: none. */
static char *find_at(const char *origin, size_t len)
{
    dl_str path;
    dl_str_init(&path);
    char *plain = dl_path_of_text(origin, len);
    dl_str_add(&path, plain);
    for (size_t i = 0; !is_file(path.text) && dl_origin_suffixes[i]; i++) {
        dl_str_clear(&path);
        dl_str_addf(&path, "%s%s", plain, dl_origin_suffixes[i]);
        dl_must(dl_str_ok(&path) ? path.text : NULL);
    }
    free(plain);
    char *found = dl_must(dl_str_detach(&path));
    if (is_file(found))
        return found;
    free(found);
    return NULL;
}

char *dl_original_container(const char *origin)
{
    char *found = NULL;
    if (*origin == '/' && (found = find_at(origin, strlen(origin))))
        return found;
    for (size_t len = 0; *origin == '/' && !found && dl_origin_next(origin, &len);)
        found = find_at(origin, len);
    return found;
}

/* A record that is looked for. */
typedef struct search {
    const char *origin, *sha256;
    dl_str *out;
    bool found, changed;
} search;

static dl_status compare_hash(void *context, const dl_document *document, dl_error *error)
{
    search *s = context;
    (void)error;
    s->found |= strcmp(document->sha256, s->sha256) == 0;
    return DL_OK;
}

/* Whether the document is one of several in RECORD: a mail attached to it. */
static bool holds_document(search *s, const dl_record *record)
{
    static const dl_import_options options = {.near = DL_DAY_NONE};
    size_t len = strlen(record->part.origin);
    if (strncmp(s->origin, record->part.origin, len) == 0 && s->origin[len] == '#')
        dl_import_parse(record, &options, compare_hash, s, NULL);
    return s->found;
}

static dl_status take_record(void *context, const dl_record *record, dl_error *error)
{
    search *s = context;
    char hash[DL_SHA256_HEX];
    dl_sha256_hex(record->data, record->len, hash);
    s->changed |= strcmp(record->part.origin, s->origin) == 0;
    if (strcmp(hash, s->sha256) != 0 && !holds_document(s, record))
        return DL_OK;
    s->found = true;
    dl_str_addn(s->out, record->data, record->len);
    return dl_fail(error, DL_ERR_INTERRUPTED, "found");
}

static void pass_failure(void *context, dl_status status, const dl_error *error)
{
    (void)context;
    (void)status;
    (void)error;
}

/* Looks through the file at PATH, which import called what ORIGIN begins with. */
static dl_status look_through(search *s, const char *path, dl_error *error)
{
    dl_filestream file;
    uint64_t read = 0;
    dl_status status = dl_filestream_open(&file, path, &read, error);
    if (status)
        return status;
    char *absolute = dl_path_text(path);
    /* a file compressed is called what it is without that by its format, as import had it */
    const dl_part part = {.origin = absolute, .path = path};
    const dl_splitting to = {.record = take_record, .failed = pass_failure, .context = s};
    status = dl_import_split(&part, &file.stream, &to, error);
    dl_filestream_close(&file);
    free(absolute);
    if (!dl_str_ok(s->out))
        return dl_fail_nomem(error);
    return s->found ? DL_OK : status;
}

dl_status dl_original_read(const char *origin, const char *sha256, dl_str *ret, dl_error *error)
{
    search s = {.origin = origin, .sha256 = sha256, .out = ret};
    if (strncmp(origin, "stdin/", 6) == 0)
        return dl_fail(error, DL_ERR_NOT_FOUND, "it came from standard input, and from no file");
    char *path = dl_original_container(origin);
    if (!path)
        return dl_fail(error, DL_ERR_NOT_FOUND, "%s is not there any more", origin);
    dl_status status = look_through(&s, path, error);
    if (!status && !s.found)
        status =
            s.changed
                ? dl_fail(error, DL_ERR_NOT_FOUND,
                          "%s has changed since it was imported; import it to read it anew", origin)
                : dl_fail(error, DL_ERR_NOT_FOUND, "%s is not in its file any more", origin);
    free(path);
    return status;
}
