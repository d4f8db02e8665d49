/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/documents.h"
#include "cli/output.h"

#define PAGE_ROWS 200

dl_status dl_documents_walk(dl_store *store, const dl_query *query, dl_order order, size_t limit,
                            const char *focus, dl_row_visit *visit, void *context, dl_error *error)
{
    dl_arena arena;
    dl_str source; /* the anchor's, which outlives the page it stood in */
    dl_anchor anchor = {.key = DL_KEY_NONE};
    size_t count = 1;
    dl_status status = DL_OK;
    dl_arena_init(&arena);
    dl_str_init(&source);
    while (!status && count && limit && dl_output_open()) {
        dl_doc_row *rows;
        dl_arena_clear(&arena);
        status = store->ops->list(store, query, order, anchor, false,
                                  limit < PAGE_ROWS ? limit : PAGE_ROWS, focus, &arena, &rows,
                                  &count, error);
        for (size_t i = 0; !status && i < count && dl_output_open(); i++)
            status = visit(context, &rows[i], error);
        if (status || !count)
            break;
        limit -= count;
        dl_str_clear(&source);
        dl_str_add(&source, rows[count - 1].source ? rows[count - 1].source : "");
        dl_must(dl_str_ok(&source) ? source.text : NULL);
        anchor.key = rows[count - 1].key;
        anchor.source = rows[count - 1].source ? source.text : NULL;
    }
    dl_str_release(&source);
    dl_arena_release(&arena);
    return status == DL_ERR_INTERRUPTED ? DL_OK : status;
}

void dl_documents_add_date(dl_str *out, dl_date date, bool ambiguous)
{
    char text[DL_DATE_TEXT];
    dl_date_format(date, text);
    text[10] = '\0'; /* to the day */
    dl_str_addf(out, "%c%-10s", date.how == DL_HOW_INFERRED ? '~' : ' ',
                *text       ? text
                : ambiguous ? "2 readings"
                            : "----------");
}

void dl_documents_add_source(dl_str *out, const char *source)
{
    source = source ? source : DL_NO_SOURCE;
    dl_output_add_cell(out, source, strlen(source), DL_SOURCE_CELLS);
}

dl_status dl_documents_original(dl_store *store, dl_key key, dl_arena *arena, const char **ret,
                                dl_error *error)
{
    dl_doc_row *head = NULL;
    size_t count = 0;
    dl_status status = store->ops->group(store, key, 1, arena, &head, &count, error);
    if (!status)
        *ret = count && head->key != key ? head->sha256 : NULL;
    return status;
}
