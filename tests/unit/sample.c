/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read out of the sample documents, facts and linked mentions, held against
 * tests/sample-gold.json. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "dateline/annotate.h"
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

/* Whether ID is one of those that GOLD, a string or a list of strings, allows. */
static bool allows(const json_t *gold, const char *id)
{
    if (json_is_string(gold))
        return strcmp(json_string_value(gold), id) == 0;
    for (size_t i = 0; i < json_array_size(gold); i++)
        if (strcmp(json_string_value(json_array_get(gold, i)), id) == 0)
            return true;
    return false;
}

/* How the mentions found compare with the gold's, over all documents. */
typedef struct score {
    size_t found, wanted, right;
} score;

/* Whether GOLD stands for the mention FOUND of TEXT. */
static bool same(const json_t *gold, const dl_mention *found, const char *text)
{
    const char *want = json_string_value(json_object_get(gold, "text"));
    return strlen(want) == found->end - found->start &&
           memcmp(want, text + found->start, strlen(want)) == 0 &&
           allows(json_object_get(gold, "kind"), dl_kind_name(found->kind)) &&
           allows(json_object_get(gold, "entity"), found->entity);
}

/* Counts the mentions of the body. The gold's offsets are those of the file, so the two lists are
 * gone through side by side: a mention found is right where the same one comes next in the gold, or
 * after some that were missed. What is optional there is neither asked for nor held against it. */
static void count_mentions(const char *name, const json_t *gold, const dl_document *doc,
                           const dl_annotation *found, score *total)
{
    const json_t *list = json_object_get(gold, "mentions");
    size_t next = 0, count = json_array_size(list);
    for (size_t i = 0; i < count; i++)
        total->wanted += !json_is_true(json_object_get(json_array_get(list, i), "optional"));
    for (size_t i = 0; i < found->mentions_count; i++) {
        const dl_mention *m = &found->mentions[i];
        size_t at = next;
        if (m->field != DL_FIELD_BODY)
            continue;
        while (at < count && !same(json_array_get(list, at), m, doc->body))
            at++;
        if (at == count) {
            total->found++;
            print_message("# %s: %.*s is no %s\n", name, (int)(m->end - m->start),
                          doc->body + m->start, m->entity);
            continue;
        }
        bool optional = json_is_true(json_object_get(json_array_get(list, at), "optional"));
        total->found += !optional;
        total->right += !optional;
        next = at + 1;
    }
}

/* The mentions that the gold has in the title must all be found there. */
static void check_title(const char *name, const json_t *gold, const dl_document *doc,
                        const dl_annotation *found)
{
    size_t i;
    json_t *want;
    json_array_foreach(json_object_get(gold, "title_mentions"), i, want)
    {
        bool met = false;
        for (size_t j = 0; j < found->mentions_count; j++)
            met |= found->mentions[j].field == DL_FIELD_TITLE &&
                   same(want, &found->mentions[j], doc->title);
        if (!met)
            fail_msg("%s: %s is not found in the title", name,
                     json_string_value(json_object_get(want, "text")));
    }
}

/* Calls CHECK for each sample document as it is imported. */
static void each_sample(void (*check_one)(const char *name, const json_t *gold,
                                          const dl_document *doc, void *context),
                        void *context)
{
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
        check_one(name, gold, &r.doc, context);
        dl_arena_release(&r.arena);
        free(text);
        documents++;
    }
    json_decref(all);
    assert_true(documents >= 12);
}

static void check_facts(const char *name, const json_t *gold, const dl_document *doc, void *context)
{
    (void)context;
    check_document(name, gold, doc);
}

static void sample_facts(void **state)
{
    (void)state;
    each_sample(check_facts, NULL);
}

typedef struct names {
    dl_annotator annotator;
    score total;
} names;

static void check_names(const char *name, const json_t *gold, const dl_document *doc, void *context)
{
    names *n = context;
    dl_arena arena = {0};
    dl_annotation found;
    dl_annotate_input input = {
        .title = doc->title, .body = doc->body, .place = doc->place, .day = doc->published.day};
    assert_int_equal(dl_annotate(&n->annotator, &input, &arena, &found, NULL), DL_OK);
    count_mentions(name, gold, doc, &found, &n->total);
    check_title(name, gold, doc, &found);
    dl_arena_release(&arena);
}

static void sample_mentions(void **state)
{
    (void)state;
    names n = {0};
    assert_int_equal(dl_annotator_load(&n.annotator, NULL), DL_OK);
    each_sample(check_names, &n);
    dl_annotator_release(&n.annotator);
    print_message("# %zu mentions wanted, %zu found, %zu right\n", n.total.wanted, n.total.found,
                  n.total.right);
    assert_true(n.total.wanted > 200);
    assert_true(n.total.right >= n.total.wanted * 97 / 100);
    assert_true(n.total.right >= n.total.found * 97 / 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sample_facts),
                                       cmocka_unit_test(sample_mentions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
