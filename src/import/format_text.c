/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text: what people paste. One record is one document. */
#include <string.h>

#include "dateline/hash.h"
#include "dateline/text.h"
#include "import/facts.h"
#include "import/importer.h"
#include "import/magic.h"

/* Anything may be plain text, so it is only taken where no other format is surer. */
static int sniff(const dl_part *part)
{
    return dl_magic_find(part->head, part->head_len) ? 0 : 10;
}

static dl_status parse(const dl_record *record, const dl_import_options *options,
                       dl_import_sink *sink, void *context, dl_error *error)
{
    dl_arena arena = {0};
    dl_document document;
    dl_manuscript manuscript = {
        .origin = record->part.origin, .captured = record->part.captured, .budget = record->budget};
    dl_str text;
    const char *link = record->part.link;
    dl_str_init(&text);
    dl_status status = dl_text_clean_as(&text, record->data, record->len, record->part.charset);
    if (status || !dl_blocks_cut(text.text, text.len, &arena, &manuscript.blocks) ||
        (link && !dl_manuscript_claim(&manuscript, DL_FACT_LINK, DL_TRUST_HINT, "address", link,
                                      strlen(link), &arena))) {
        status = dl_fail_nomem(error);
        goto out;
    }
    status = dl_facts_read(&manuscript, options, &arena, &document, error);
    if (status)
        goto out;
    dl_sha256_hex(record->data, record->len, document.sha256);
    status = sink(context, &document, error);
out:
    dl_str_release(&text);
    dl_arena_release(&arena);
    return status;
}

const dl_importer dl_importer_text = {.name = "text", .sniff = sniff, .parse = parse};
