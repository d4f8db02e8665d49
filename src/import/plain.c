/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text: what people paste. One file is one document. */
#include "import/plain.h"
#include "dateline/hash.h"
#include "dateline/text.h"
#include "import/facts.h"
#include "import/magic.h"

/* Anything may be plain text, so it is only taken where no other importer is surer. */
static int sniff(const dl_input *input)
{
    return dl_magic_name(input->data, input->len) ? 0 : 10;
}

static dl_status read(const dl_input *input, const dl_import_options *options, dl_import_sink *sink,
                      void *context, dl_error *error)
{
    dl_arena arena = {0};
    dl_document document;
    dl_str text;
    dl_str_init(&text);
    dl_status status = dl_text_clean(&text, input->data, input->len);
    if (status != DL_OK) {
        dl_fail_nomem(error);
        goto out;
    }
    status = dl_facts_read(text.text, text.len, input->origin, options, &arena, &document, error);
    if (status != DL_OK)
        goto out;
    dl_sha256_hex(input->data, input->len, document.sha256);
    status = sink(context, &document, error);
out:
    dl_str_release(&text);
    dl_arena_release(&arena);
    return status;
}

const dl_importer dl_importer_plain = {.name = "text", .sniff = sniff, .read = read};
