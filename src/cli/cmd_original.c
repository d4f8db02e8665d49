/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/archive.h"
#include "cli/original.h"
#include "cli/output.h"
#include "cli/subcommand.h"
#include "dateline/reference.h"

/* Reads the document's bytes from the first of its origins that has them still; of several failures the
 * first is told. */
static dl_status read_original(const dl_stored *doc, dl_str *ret, dl_error *error)
{
    dl_error other;
    dl_status status = DL_ERR_NOT_FOUND;
    for (size_t i = 0; status && i < doc->origins_count; i++) {
        dl_str_clear(ret);
        status = dl_original_read(doc->origins[i], doc->document.sha256, ret, i ? &other : error);
    }
    return status;
}

static dl_status print_original(dl_store *store, const char *hash, dl_error *error)
{
    dl_arena arena = {0};
    dl_stored doc;
    dl_key key;
    dl_str bytes;
    dl_str_init(&bytes);
    dl_status status = store->ops->find(store, hash, &key, error);
    if (!status)
        status = store->ops->get(store, key, &arena, &doc, error);
    if (!status)
        status = read_original(&doc, &bytes, error);
    if (!status)
        dl_output_bytes(bytes.text, bytes.len);
    dl_str_release(&bytes);
    dl_arena_release(&arena);
    return status;
}

int dl_run_original(const dl_options *options)
{
    dl_archive archive;
    dl_reference reference;
    dl_error error = {0};
    if (options->words_count != 1 || dl_reference_parse(options->words[0], &reference, &error)) {
        dl_message("original takes one HASH, as list and show print them");
        return DL_EXIT_USAGE;
    }
    if (!dl_archive_open(options, DL_OPEN_READ, &archive))
        return DL_EXIT_FAILED;
    dl_status status = print_original(archive.store, reference.sha256, &error);
    int code = status ? dl_message_error(&error) : DL_EXIT_DONE;
    dl_archive_close(&archive);
    return code;
}
