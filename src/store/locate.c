/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/locate.h"

/* Whether REFERENCE's bytes are there in DOC. */
static bool has_range(const dl_document *doc, const dl_reference *reference, size_t *ret_len)
{
    const char *text = reference->field == DL_FIELD_TITLE ? doc->title : doc->body;
    *ret_len = text ? strlen(text) : 0;
    return reference->whole || reference->end <= *ret_len;
}

static dl_status make_passage(const dl_document *doc, const dl_reference *reference,
                              dl_arena *arena, dl_passage *ret, dl_error *error)
{
    size_t len;
    if (!has_range(doc, reference, &len))
        return dl_fail(error, DL_ERR_INVALID, "the %s of %.12s has %zu bytes, and not %zu",
                       dl_field_name(reference->field), doc->sha256, len, reference->end);
    return dl_passage_make(arena, doc, reference->field, reference->start, reference->end, ret)
               ? DL_OK
               : dl_fail_nomem(error);
}

/* A reference counts the bytes of the document as it was imported, whatever the reader has corrected
 * since; those of what he has made of it where it had not got as many. */
static dl_status make_held(dl_store *store, const dl_stored *stored, const dl_reference *reference,
                           dl_arena *arena, dl_passage *ret, dl_error *error)
{
    dl_stored imported;
    size_t len;
    dl_status status = store->ops->imported(store, stored->key, arena, &imported, error);
    if (status)
        return status;
    const dl_document *doc = &imported.document;
    if (!has_range(doc, reference, &len) && has_range(&stored->document, reference, &len))
        doc = &stored->document;
    return make_passage(doc, reference, arena, ret, error);
}

static bool begins(const char *sha256, const char *prefix)
{
    return strncmp(sha256, prefix, strlen(prefix)) == 0;
}

dl_status dl_reference_resolve(dl_store *store, const dl_reference *reference, dl_arena *arena,
                               dl_passage *ret, dl_error *error)
{
    dl_key key;
    dl_stored stored;
    dl_former former;
    dl_error none;
    dl_status status = store->ops->find(store, reference->sha256, &key, &none);
    if (status == DL_ERR_NOT_FOUND)
        return dl_fail(error, status,
                       "no document here has a hash that begins with %.12s; was it imported into "
                       "another archive (--archive)?",
                       reference->sha256);
    if (!status)
        status = store->ops->get(store, key, arena, &stored, &none);
    if (!status && begins(stored.document.sha256, reference->sha256))
        return make_held(store, &stored, reference, arena, ret, error);
    if (!status)
        status = store->ops->former(store, reference->sha256, arena, &former, &none);
    if (status)
        return dl_fail(error, status, "%s", none.message);
    dl_document old = {.title = former.title, .body = former.body};
    memcpy(old.sha256, former.sha256, sizeof old.sha256);
    return make_passage(&old, reference, arena, ret, error);
}

dl_status dl_reference_settle(dl_store *store, const dl_stored *doc, const dl_reference *shown,
                              dl_reference *ret, dl_error *error)
{
    dl_arena arena = {0};
    dl_stored imported;
    dl_passage passage;
    dl_reference settled = *shown;
    dl_status status = DL_OK;
    memcpy(settled.sha256, doc->document.sha256, sizeof settled.sha256);
    if (shown->whole || shown->field == DL_FIELD_BODY) /* of which nothing is put elsewhere */
        goto out;
    status = store->ops->imported(store, doc->key, &arena, &imported, error);
    if (!status)
        status = make_passage(&doc->document, shown, &arena, &passage, error);
    if (!status && !dl_passage_locate(&passage, &imported.document, &settled.start, &settled.end)) {
        settled.whole = true;
        settled.start = settled.end = 0;
    }
out:
    if (!status)
        *ret = settled;
    dl_arena_release(&arena);
    return status;
}

/* Whether the document KEY holds PASSAGE as it was imported. */
static dl_status was_imported(dl_store *store, dl_key key, const dl_passage *passage, bool *ret,
                              dl_error *error)
{
    dl_arena arena = {0};
    dl_stored imported;
    size_t start, end;
    dl_status status = store->ops->imported(store, key, &arena, &imported, error);
    if (!status)
        *ret = dl_passage_locate(passage, &imported.document, &start, &end);
    dl_arena_release(&arena);
    return status;
}

dl_status dl_passage_find(dl_store *store, const dl_passage *passage, dl_arena *arena,
                          dl_place_found *ret, dl_error *error)
{
    dl_key key;
    dl_place_found found = {.how = DL_LOCATED_HERE};
    dl_status status = store->ops->find(store, passage->sha256, &key, error);
    if (!status)
        status = store->ops->get(store, key, arena, &found.document, error);
    if (status)
        return status;
    bool newer = strcmp(found.document.document.sha256, passage->sha256) != 0;
    bool corrected = !newer;
    if (newer)
        found.how = DL_LOCATED_NEWER;
    if (!dl_passage_locate(passage, &found.document.document, &found.start, &found.end)) {
        if (newer)
            status = was_imported(store, found.document.key, passage, &corrected, error);
        found.how = corrected ? DL_LOCATED_CORRECTED : DL_LOCATED_GONE;
    }
    if (!status)
        *ret = found;
    return status;
}
