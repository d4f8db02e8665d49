/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why an entity is one. Its mentions are walked in the order of their documents, and counted by what ties
 * them together: how they are spelt (offices apart), which spellings a key says are one, which titles stand before them, in which form they are,
 * which rule found them. Each tie says in how many documents it is found, which is the first, and the dates of
 * the first and the last.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/documents.h"
#include "cli/entity.h"
#include "cli/output.h"
#include "cli/ownkinds.h"
#include "cli/record.h"
#include "dateline/gazetteer.h"
#include "dateline/namekey.h"
#include "dateline/vec.h"

/* What mentions are counted by, in the order in which it is printed. */
typedef enum tie_kind { TIE_SPELLING, TIE_KEY, TIE_TITLE, TIE_OFFICE, TIE_FORM, TIE_RULE } tie_kind;

static const char *const names[] = {"spelling", "key", "title", "office", "form", "rule"};
static const char decided[] = "decided"; /* what was decided about it, printed after the ties */

typedef struct tie {
    tie_kind kind;
    const char *value;
    uint64_t mentions, documents;
    dl_key last;       /* the document that was counted last */
    const char *first; /* hash of the first, */
    dl_date published; /* and its date */
    dl_date until;     /* the date of the last one that has any */
} tie;

typedef struct gathering {
    dl_store *store;
    dl_gazetteer *gazetteer; /* which knows the titles of persons; NULL for what has none */
    const dl_entity *entity;
    struct {
        tie *items;
        size_t len, size;
    } ties;
    uint64_t mentions, documents;
    dl_arena kept, arena; /* what the ties hold; one document */
} gathering;

/* Whether VALUE is what the tie counts; titles and offices count alike in any letter case. */
static bool is_tie(const tie *t, tie_kind kind, const char *value, size_t len)
{
    if (t->kind != kind)
        return false;
    if (kind == TIE_TITLE || kind == TIE_OFFICE)
        return dl_spelling_equal(t->value, strlen(t->value), value, len);
    return strncmp(t->value, value, len) == 0 && !t->value[len];
}

/* Counts a mention in DOC for the tie of that kind and value. */
static bool count(gathering *g, const dl_stored *doc, tie_kind kind, const char *value, size_t len)
{
    size_t i = 0;
    while (i < g->ties.len && !is_tie(&g->ties.items[i], kind, value, len))
        i++;
    if (i == g->ties.len) {
        tie made = {.kind = kind,
                    .value = dl_arena_strndup(&g->kept, value, len),
                    .first = dl_arena_strdup(&g->kept, doc->document.sha256),
                    .last = DL_KEY_NONE,
                    .published = doc->document.published};
        if (!made.value || !made.first || !dl_vec_push(&g->ties, made))
            return false;
    }
    tie *found = &g->ties.items[i];
    found->mentions++;
    found->documents += found->last != doc->key;
    found->last = doc->key;
    if (doc->document.published.precision != DL_PRECISION_NONE)
        found->until = doc->document.published;
    return true;
}

/* Counts the key of the name that the mention is, where it is a person's in full. */
static bool count_key(gathering *g, const dl_stored *doc, const dl_mention *m, const char *name)
{
    char key[DL_NAME_KEY];
    if (m->kind != DL_KIND_PERSON || m->form != DL_FORM_NAME ||
        dl_name_key(name, m->end - m->start, key) == DL_TRADITION_NONE)
        return true;
    return count(g, doc, TIE_KEY, key, strlen(key));
}

/* Counts the title that stands before the mention, where one does. */
static bool count_title(gathering *g, const dl_stored *doc, const dl_mention *m, const char *text)
{
    size_t start, end;
    if (!g->gazetteer || m->form == DL_FORM_OFFICE ||
        !dl_gazetteer_title_before(g->gazetteer, text, m->start, &start, &end))
        return true;
    return count(g, doc, TIE_TITLE, text + start, end - start);
}

static bool count_mention(gathering *g, const dl_stored *doc, const dl_mention *m)
{
    const char *text = m->field == DL_FIELD_TITLE ? doc->document.title : doc->document.body;
    const char *form = dl_form_name(m->form), *rule = dl_rule_name(m->rule);
    tie_kind spelling = m->form == DL_FORM_OFFICE ? TIE_OFFICE : TIE_SPELLING;
    return count(g, doc, spelling, text + m->start, m->end - m->start) &&
           count_key(g, doc, m, text + m->start) && count_title(g, doc, m, text) &&
           count(g, doc, TIE_FORM, form, strlen(form)) &&
           count(g, doc, TIE_RULE, rule, strlen(rule));
}

static dl_status visit(void *context, const dl_doc_row *row, dl_error *error)
{
    gathering *g = context;
    dl_stored doc;
    dl_arena_clear(&g->arena);
    dl_status status = g->store->ops->get(g->store, row->key, &g->arena, &doc, error);
    for (size_t i = 0; !status && i < doc.mentions_count; i++) {
        if (strcmp(doc.mentions[i].entity, g->entity->id) != 0)
            continue;
        if (!count_mention(g, &doc, &doc.mentions[i]))
            status = dl_fail_nomem(error);
        g->mentions++;
    }
    g->documents++;
    return status;
}

static dl_status walk(gathering *g, dl_error *error)
{
    dl_term term = dl_entity_term(g->entity);
    dl_query query = {.terms = &term, .count = 1};
    return dl_documents_walk(g->store, &query, DL_ORDER_OLDEST, SIZE_MAX, NULL, visit, g, error);
}

/* --- printing --- */

static const char *const columns[] = {"entity",    "tie",       "value",     "mentions",
                                      "documents", "published", "precision", "how",
                                      "sha256",    "until",     NULL};

/* By kind; the most mentioned first, then by value. */
static int compare(const void *a, const void *b)
{
    const tie *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->mentions != y->mentions)
        return x->mentions > y->mentions ? -1 : 1;
    return strcmp(x->value, y->value);
}

static void print_record(const gathering *g, const tie *t, dl_format format)
{
    json_t *record = dl_record_new();
    dl_record_text(record, "entity", g->entity->id);
    dl_record_text(record, "tie", names[t->kind]);
    dl_record_text(record, "value", t->value);
    dl_record_number(record, "mentions", t->mentions);
    dl_record_number(record, "documents", t->documents);
    dl_record_date(record, t->published, NULL, 0);
    dl_record_text(record, "sha256", t->first);
    char until[DL_DATE_TEXT];
    dl_date_format(t->until, until);
    dl_record_text(record, "until", *until ? until : NULL);
    dl_record_print(record, format, columns);
}

static void print_line(const tie *t, bool first)
{
    dl_str line;
    dl_str_init(&line);
    dl_str_addf(&line, "%-9s%7" PRIu64 " %6" PRIu64 "  ", first ? names[t->kind] : "", t->mentions,
                t->documents);
    dl_output_add_cell(&line, t->value, strlen(t->value), 36);
    dl_str_add(&line, "  ");
    dl_documents_add_date(&line, t->published, false);
    dl_str_addf(&line, "  %.*s  ", DL_SHORT_HASH, t->first);
    dl_documents_add_date(&line, t->until, false);
    dl_output_line(&line);
    dl_str_release(&line);
}

static void print_head(const gathering *g)
{
    dl_str line;
    dl_str_init(&line);
    dl_output_add_strong(&line, true);
    dl_output_add_safe(&line, g->entity->name, strlen(g->entity->name), false);
    dl_output_add_strong(&line, false);
    dl_str_addf(&line, "  %s  ", dl_kinds_called(dl_own_kinds(), g->entity->kind, g->entity->id));
    dl_output_add_safe(&line, g->entity->id, strlen(g->entity->id), false);
    dl_output_line(&line);
    dl_str_clear(&line);
    dl_str_addf(&line, "%-9s%7" PRIu64 " %6" PRIu64 "  %-36s   %-25s  %s", "", g->mentions,
                g->documents, "mentions, documents", "first in", "until");
    dl_output_line(&line);
    dl_str_release(&line);
}

/* The spellings that KEY ties together, "A = B"; NULL where there is but one. Ties are in order. */
static const char *tied_by(gathering *g, const char *key)
{
    const char *all = NULL;
    size_t count = 0;
    for (size_t i = 0; i < g->ties.len && g->ties.items[i].kind == TIE_SPELLING; i++) {
        const char *spelling = g->ties.items[i].value;
        char own[DL_NAME_KEY];
        dl_name_key(spelling, strlen(spelling), own);
        if (strcmp(own, key) != 0)
            continue;
        all = dl_must(all ? dl_arena_printf(&g->kept, "%s = %s", all, spelling)
                          : dl_arena_strdup(&g->kept, spelling));
        count++;
    }
    return count > 1 ? all : NULL;
}

/* Has keys say what they tie together, and leaves out those that tie nothing. */
static void name_keys(gathering *g)
{
    size_t kept = 0;
    for (size_t i = 0; i < g->ties.len; i++) {
        tie t = g->ties.items[i];
        if (t.kind == TIE_KEY && !(t.value = tied_by(g, t.value)))
            continue;
        g->ties.items[kept++] = t;
    }
    g->ties.len = kept;
}

static void print(gathering *g, dl_format format)
{
    if (g->ties.len)
        qsort(g->ties.items, g->ties.len, sizeof *g->ties.items, compare);
    name_keys(g);
    if (format == DL_FORMAT_TEXT)
        print_head(g);
    dl_record_head(format, columns);
    for (size_t i = 0; i < g->ties.len && dl_output_open(); i++) {
        const tie *t = &g->ties.items[i];
        if (format == DL_FORMAT_TEXT)
            print_line(t, i == 0 || t[-1].kind != t->kind);
        else
            print_record(g, t, format);
    }
}

/* --- decisions --- */

static void print_decision(const gathering *g, const dl_decision *d, dl_format format, bool first)
{
    char day[sizeof "9999-12-31 "];
    time_t seconds = (time_t)(d->time / 1000);
    struct tm civil;
    dl_str said, line;
    dl_str_init(&said);
    dl_str_init(&line);
    dl_decision_tell(d, &said);
    dl_must(dl_str_ok(&said) ? said.text : NULL);
    if (format == DL_FORMAT_TEXT) {
        gmtime_r(&seconds, &civil);
        strftime(day, sizeof day, "%Y-%m-%d", &civil);
        dl_str_addf(&line, "%-9s %s  ", first ? decided : "", day);
        dl_output_add_safe(&line, said.text, said.len, false);
        dl_output_line(&line);
    } else {
        json_t *record = dl_record_new();
        dl_record_text(record, "entity", g->entity->id);
        dl_record_text(record, "tie", decided);
        dl_record_text(record, "value", said.text);
        dl_record_text(record, "sha256", *d->sha256 ? d->sha256 : NULL);
        dl_record_print(record, format, columns);
    }
    dl_str_release(&said);
    dl_str_release(&line);
}

/* Prints the decisions that hold and speak of the entity. */
static dl_status print_decisions(gathering *g, dl_format format, dl_error *error)
{
    dl_decision *held;
    size_t count = 0;
    dl_status status = g->store->ops->held(g->store, DL_DECISION_COUNT, g->entity->id, &g->kept,
                                           &held, &count, error);
    for (size_t i = 0; !status && i < count && dl_output_open(); i++)
        print_decision(g, &held[i], format, i == 0);
    return status;
}

dl_status dl_entity_show(dl_store *store, const dl_entity *entity, dl_format format,
                         dl_error *error)
{
    gathering g = {.store = store, .entity = entity};
    uint64_t mentions = 0;
    dl_status status = store->ops->spelled(store, entity->id, NULL, &mentions, error);
    if (!status && entity->kind == DL_KIND_PERSON)
        status = dl_gazetteer_load(&g.gazetteer, error);
    if (!status && mentions)
        status = walk(&g, error);
    if (!status) {
        print(&g, format);
        status = print_decisions(&g, format, error);
    }
    dl_gazetteer_free(g.gazetteer);
    free(g.ties.items);
    dl_arena_release(&g.kept);
    dl_arena_release(&g.arena);
    return status;
}
