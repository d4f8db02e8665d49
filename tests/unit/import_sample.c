/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts read out of the sample documents, held against tests/sample-gold.json. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "dateline/import.h"

typedef struct result {
    dl_arena arena;
    dl_document doc;
    size_t count;
} result;

static dl_status keep(void *context, const dl_document *doc, dl_error *error)
{
    result *r = context;
    r->count++;
    return dl_document_copy(&r->arena, doc, &r->doc) ? DL_OK : dl_fail_nomem(error);
}

/* The file NAME below the source tree, with its length. The caller frees it. */
static char *read_file(const char *name, size_t *ret_len)
{
    char path[1024];
    const char *top = getenv("top_srcdir");
    snprintf(path, sizeof path, "%s/%s", top ? top : ".", name);
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s cannot be read", path);
    char *data = malloc(1 << 20);
    assert_non_null(data);
    *ret_len = fread(data, 1, 1 << 20, file);
    assert_true(*ret_len > 0 && *ret_len < 1 << 20);
    fclose(file);
    return data;
}

/* Fails, naming the document and the fact, where GOT is not what the gold says of KEY. */
static void check(const char *name, const json_t *gold, const char *key, const char *got)
{
    const char *want = json_string_value(json_object_get(gold, key));
    if (strcmp(got ? got : "", want ? want : ""))
        fail_msg("%s: %s is \"%s\", want \"%s\"", name, key, got ? got : "", want ? want : "");
}

static void check_document(const char *name, const json_t *gold, const dl_document *doc)
{
    char published[DL_DATE_TEXT], captured[DL_DATE_TEXT];
    dl_precision precision = doc->published.precision;
    check(name, gold, "title", doc->title);
    check(name, gold, "source", doc->source);
    check(name, gold, "published", dl_date_format(doc->published, published));
    check(name, gold, "precision", precision ? dl_precision_name(precision) : NULL);
    check(name, gold, "how", dl_how_name(doc->published.how));
    check(name, gold, "place", doc->place);
    check(name, gold, "author", doc->author);
    if (json_object_get(gold, "publisher"))
        check(name, gold, "publisher", doc->publisher);
    if (json_object_get(gold, "captured"))
        check(name, gold, "captured", dl_date_format(doc->captured, captured));
    const json_t *via = json_object_get(gold, "via");
    if (via) {
        assert_int_equal(doc->via_count, json_array_size(via));
        for (size_t i = 0; i < doc->via_count; i++)
            assert_string_equal(doc->via[i], json_string_value(json_array_get(via, i)));
    }
    const char *begins = json_string_value(json_object_get(gold, "body_begins"));
    const char *ends = json_string_value(json_object_get(gold, "body_ends"));
    size_t len = strlen(doc->body);
    if (strncmp(doc->body, begins, strlen(begins)))
        fail_msg("%s: the body begins \"%.60s\"", name, doc->body);
    if (len < strlen(ends) || strcmp(doc->body + len - strlen(ends), ends))
        fail_msg("%s: the body ends \"%s\"", name, doc->body + (len > 60 ? len - 60 : 0));
}

static void sample_documents(void **state)
{
    (void)state;
    size_t len, documents = 0;
    char *text = read_file("tests/sample-gold.json", &len);
    json_t *all = json_loadb(text, len, 0, NULL), *gold;
    const char *name;
    free(text);
    assert_non_null(all);
    json_object_foreach(all, name, gold)
    {
        char path[256];
        snprintf(path, sizeof path, "assets/sample/%s", name);
        text = read_file(path, &len);
        dl_input input = {.origin = name, .data = text, .len = len};
        dl_import_options options = {0};
        result r = {0};
        assert_int_equal(dl_import(&input, &options, keep, &r, NULL), DL_OK);
        assert_int_equal(r.count, 1);
        check_document(name, gold, &r.doc);
        dl_arena_release(&r.arena);
        free(text);
        documents++;
    }
    json_decref(all);
    assert_true(documents >= 12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sample_documents)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
