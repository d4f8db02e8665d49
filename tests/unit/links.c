/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How well mentions are linked to their entities, on short articles written for it (tests/links): the day, an
 * empty title or one, an empty line, the body; "[text|id]" marks a name and whose it is. Two names of one
 * article are a pair where they are of one entity; counted is how many pairs are found, and how many of those
 * found are right. Offices are passed over.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/annotate.h"
#include "dateline/str.h"
#include "dateline/vec.h"
#include "support/test.h"

#define LEAST 92.0 /* of 100: what is asked of pairs */

typedef struct name {
    dl_field field;
    size_t start, end;
    char id[96];          /* as marked */
    const dl_mention *is; /* what was found there; NULL: nothing */
} name;

typedef struct article {
    dl_str texts[DL_FIELD_COUNT];
    dl_day day;
    struct {
        name *items;
        size_t len, size;
    } names;
} article;

typedef struct score {
    size_t right, wrong, missed, names, linked; /* pairs, and names with just the id marked */
} score;

/* Adds the LEN bytes of TEXT to a field, without marks. */
static void read_field(article *a, dl_field field, const char *text, size_t len)
{
    dl_str *out = &a->texts[field];
    const char *end = text + len;
    while (text < end) {
        const char *bar = *text == '[' ? memchr(text, '|', (size_t)(end - text)) : NULL;
        if (!bar) {
            dl_str_addc(out, *text++);
            continue;
        }
        const char *close = memchr(bar, ']', (size_t)(end - bar));
        assert_non_null(close);
        name n = {.field = field, .start = out->len};
        dl_str_addn(out, text + 1, (size_t)(bar - text - 1));
        n.end = out->len;
        snprintf(n.id, sizeof n.id, "%.*s", (int)(close - bar - 1), bar + 1);
        assert_true(dl_vec_push(&a->names, n));
        text = close + 1;
    }
}

static void read_article(const char *path, article *a)
{
    dl_str all;
    char buffer[4096];
    size_t n;
    dl_day last;
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s cannot be read", path);
    dl_str_init(&all);
    while ((n = fread(buffer, 1, sizeof buffer, file)) > 0)
        dl_str_addn(&all, buffer, n);
    fclose(file);
    *a = (article){0};
    for (int field = 0; field < DL_FIELD_COUNT; field++)
        dl_str_init(&a->texts[field]);
    assert_true(all.len > 11 && dl_day_parse(all.text, 10, &a->day, &last));
    const char *title = all.text + 11, *body = strstr(title, "\n\n");
    assert_non_null(body);
    read_field(a, DL_FIELD_TITLE, title, (size_t)(body - title));
    read_field(a, DL_FIELD_BODY, body + 2, strlen(body + 2));
    dl_str_release(&all);
}

static bool is_linked(const name *n)
{
    return n->is && strcmp(n->is->entity, n->id) == 0;
}

/* Finds for each name the mention of its bytes, else one that it meets. */
static void find_names(article *a, const dl_annotation *found)
{
    for (size_t i = 0; i < a->names.len; i++) {
        name *n = &a->names.items[i];
        for (size_t k = 0; k < found->mentions_count; k++) {
            const dl_mention *m = &found->mentions[k];
            bool meets = m->field == n->field && m->start < n->end && n->start < m->end;
            bool same = m->start == n->start && m->end == n->end;
            if (meets && !dl_mention_is_office(m) && (same || !n->is))
                n->is = m;
        }
    }
}

static void count_pairs(const char *file, const article *a, score *s)
{
    for (size_t i = 0; i < a->names.len; i++) {
        const name *x = &a->names.items[i];
        s->names++;
        s->linked += is_linked(x);
        if (!is_linked(x))
            printf("# %s: %.*s is %s, not %s\n", file, (int)(x->end - x->start),
                   a->texts[x->field].text + x->start, x->is ? x->is->entity : "not found", x->id);
        for (size_t k = i + 1; k < a->names.len; k++) {
            const name *y = &a->names.items[k];
            bool one = strcmp(x->id, y->id) == 0;
            bool said = x->is && y->is && strcmp(x->is->entity, y->is->entity) == 0;
            s->right += one && said;
            s->wrong += said && !one;
            s->missed += one && !said;
        }
    }
}

static void score_file(const dl_annotator *annotator, const char *folder, const char *file,
                       score *s)
{
    char path[4096];
    article a;
    dl_arena arena = {0};
    dl_annotation found;
    snprintf(path, sizeof path, "%s/%s", folder, file);
    read_article(path, &a);
    dl_annotate_input input = {
        .title = a.texts[DL_FIELD_TITLE].text, .body = a.texts[DL_FIELD_BODY].text, .day = a.day};
    assert_int_equal(dl_annotate(annotator, &input, &arena, &found, NULL), DL_OK);
    find_names(&a, &found);
    count_pairs(file, &a, s);
    dl_arena_release(&arena);
    for (int field = 0; field < DL_FIELD_COUNT; field++)
        dl_str_release(&a.texts[field]);
    free(a.names.items);
}

static int is_text(const struct dirent *entry)
{
    size_t len = strlen(entry->d_name);
    return len > 4 && strcmp(entry->d_name + len - 4, ".txt") == 0;
}

static void test_pairs(void **state)
{
    (void)state;
    const char *top = getenv("top_srcdir");
    char folder[2048];
    struct dirent **files;
    dl_annotator annotator;
    score s = {0};
    snprintf(folder, sizeof folder, "%s/tests/links", top ? top : ".");
    int count = scandir(folder, &files, is_text, alphasort);
    assert_true(count >= 20);
    assert_int_equal(dl_annotator_load(&annotator, NULL), DL_OK);
    for (int i = 0; i < count; i++) {
        score_file(&annotator, folder, files[i]->d_name, &s);
        free(files[i]);
    }
    free(files);
    dl_annotator_release(&annotator);
    double f1 = 200.0 * (double)s.right / (double)(2 * s.right + s.wrong + s.missed);
    printf("# pairs: %zu right, %zu wrong, %zu missed, F1 %.1f; %zu of %zu names have their id\n",
           s.right, s.wrong, s.missed, f1, s.linked, s.names);
    assert_true(f1 >= LEAST);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_pairs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
