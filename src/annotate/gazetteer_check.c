/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What clashes in the gazetteer. Each line may be right by itself; what is looked for here is two
 * lines that cannot both be meant, or one that catches words of every text. Names that a sign in the
 * context has to confirm ("?"), or that bear the sign of being right ("+"), clash with nothing, and a capital's name is the government's and the
 * town's by design.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/gazetteer.h"
#include "annotate/model.h"
#include "annotate/word.h"
#include "dateline/distance.h"
#include "dateline/vec.h"

#define YEAR 366 /* days: offices whose years are known alone may share that of a change */

typedef struct check {
    const dl_gazetteer *gazetteer;
    const dl_tagger *tagger;
    dl_gazetteer_report *report;
    void *context;
} check;

static void __attribute__((format(printf, 4, 5)))
tell(const check *c, const char *file, size_t line, const char *format, ...)
{
    char text[400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    c->report(c->context, &(dl_gazetteer_fault){file, line, text});
}

static const dl_listed *subject_of(const check *c, const dl_entry *entry)
{
    return &c->gazetteer->entities.items[entry->subject];
}

/* Whether case tells the two apart: one counts only as it is written, and the other is not so. */
static bool parted_by_case(const check *c, const dl_entry *a, const dl_entry *b)
{
    const dl_spelling *x = dl_entry_spelling(c->gazetteer, a);
    const dl_spelling *y = dl_entry_spelling(c->gazetteer, b);
    bool matters = a->exact || b->exact || a->form == DL_FORM_ACRONYM || b->form == DL_FORM_ACRONYM;
    bool alike = true;
    for (size_t i = 0; i < a->words; i++)
        alike = alike && x[i].shape == y[i].shape;
    return matters && !alike;
}

/* Whether A is a government by the name of its seat, and B the place. */
static bool is_seat(const check *c, const dl_entry *a, const dl_entry *b)
{
    return a->form == DL_FORM_METONYM && subject_of(c, b)->entity.kind == DL_KIND_PLACE;
}

static bool clash(const check *c, const dl_entry *a, const dl_entry *b)
{
    return b->type == DL_ENTRY_ALIAS && a->subject != b->subject && !a->doubtful && !b->doubtful &&
           !a->meant && !b->meant && !parted_by_case(c, a, b) && !is_seat(c, a, b) &&
           !is_seat(c, b, a);
}

/* Tells of the entries that the I-th clashes with, of those listed before it. */
static void check_names(const check *c, uint32_t i)
{
    const dl_entry *entries = c->gazetteer->entries.items, *a = &entries[i];
    const dl_where *where = c->gazetteer->where.items;
    for (uint32_t j = a->next; j; j = entries[j].next) {
        const dl_entry *b = &entries[j];
        if (!clash(c, a, b))
            continue;
        bool demonyms = a->form == DL_FORM_DEMONYM && b->form == DL_FORM_DEMONYM;
        tell(c, where[i].file, where[i].line,
             "%s is %s of %s and of %s (%s:%zu); put ? before the one that is rarer, or both",
             where[i].text, demonyms ? "a demonym" : "a name", subject_of(c, a)->entity.id,
             subject_of(c, b)->entity.id, where[j].file, where[j].line);
    }
}

/* Whether the word of ENTRY, folded, is a common one in English. That a town is called so, too, excuses what is
 * a place itself, and that many know a name by it what is none: "Mark" is as often the verb or somebody else. */
static bool is_common(const check *c, const dl_entry *entry, uint32_t hash)
{
    static const uint32_t places =
        1u << DL_KNOWN_BIT_CITY | 1u << DL_KNOWN_BIT_REGION | 1u << DL_KNOWN_BIT_FAMOUS_PLACE;
    dl_kind kind = subject_of(c, entry)->entity.kind;
    uint32_t names = kind == DL_KIND_PLACE || kind == DL_KIND_COUNTRY ? places : 0;
    uint32_t known = c->tagger ? dl_tagger_known(c->tagger, hash) : 0;
    return known & 1u << DL_KNOWN_BIT_COMMON && !(known & names);
}

/* Tells of a name of one word that is another word in every text: a month or a weekday, or one that is common in
 * English. A demonym is that always, and what counts only as it is written is no common word. */
static void check_word(const check *c, uint32_t i)
{
    const dl_entry *entry = &c->gazetteer->entries.items[i];
    const dl_where *where = &c->gazetteer->where.items[i];
    const dl_lexicon *lexicon = c->gazetteer->lexicon;
    char folded[DL_WORD_FOLDED];
    if (entry->words != 1 || entry->doubtful || entry->meant || entry->form == DL_FORM_ACRONYM ||
        entry->form == DL_FORM_DEMONYM)
        return;
    size_t n = dl_word_fold(where->text, strlen(where->text), folded);
    uint32_t hash = dl_lexicon_hash(folded, n), word = dl_lexicon_find(lexicon, folded, n, hash);
    bool date = dl_lexicon_classes(lexicon, word) & DL_CLASS_DATE;
    if (n && (date || (!entry->exact && is_common(c, entry, hash))))
        tell(c, where->file, where->line,
             "%s, a name of %s, is %s; write ?%s, which counts only where the text gives a sign of "
             "it, "
             "or +%s if that is right as it stands",
             where->text, subject_of(c, entry)->entity.id,
             date ? "a month or a weekday" : "a common word", where->text, where->text);
}

/* An office and who holds it. */
typedef struct holding {
    const dl_tenure *tenure;
    const dl_listed *holder;
} holding;

typedef struct holdings {
    holding *items;
    size_t len, size;
} holdings;

static int compare_holdings(const void *a, const void *b)
{
    const holding *x = a, *y = b;
    int order = strcmp(x->tenure->country, y->tenure->country);
    if (!order)
        order = strcmp(x->tenure->title, y->tenure->title);
    if (!order)
        order = (x->tenure->from > y->tenure->from) - (x->tenure->from < y->tenure->from);
    return order ? order : strcmp(x->holder->entity.id, y->holder->entity.id);
}

/* Whether many hold an office of that title at a time. */
static bool is_shared(const char *title)
{
    static const char *const words[] = {"Deputy",       "Vice",    "Member",         "Senator",
                                        "Commissioner", "Spokes",  "Representative", "Aide",
                                        "Adviser",      "Marshal", "Envoy",          "Ambassador"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(title, words[i]))
            return true;
    return false;
}

/* Whether the second of two tenures begins well before the first ends. What nobody dated overlaps
 * nothing. */
static bool overlap(const dl_tenure *first, const dl_tenure *second)
{
    if (first->from == DL_DAY_NONE || second->from == DL_DAY_NONE)
        return false;
    bool first_open = first->to == DL_DAY_NONE, second_open = second->to == DL_DAY_NONE;
    dl_day end = first_open || (!second_open && second->to < first->to) ? second->to : first->to;
    return (first_open && second_open) || end - second->from > YEAR;
}

static void check_offices(const check *c, const holdings *all)
{
    for (size_t i = 0; i < all->len; i++) {
        const holding *a = &all->items[i];
        for (size_t j = i + 1; j < all->len; j++) {
            const holding *b = &all->items[j];
            if (strcmp(a->tenure->country, b->tenure->country) != 0 ||
                strcmp(a->tenure->title, b->tenure->title) != 0)
                break;
            if (a->holder != b->holder && overlap(a->tenure, b->tenure))
                tell(c, b->holder->file, b->holder->line,
                     "%s holds the office \"%s %s\" while %s does (%s:%u)", b->holder->entity.id,
                     b->tenure->country, b->tenure->title, a->holder->entity.id, a->holder->file,
                     (unsigned)a->holder->line);
        }
    }
}

/* Gathers the offices that one holds at a time, in order; false when memory is out. */
static bool gather(const dl_gazetteer *gazetteer, holdings *ret)
{
    for (size_t i = 0; i < gazetteer->entities.len; i++) {
        const dl_listed *l = &gazetteer->entities.items[i];
        for (size_t j = 0; j < l->tenures_count; j++)
            if (!is_shared(l->tenures[j].title) &&
                !dl_vec_push(ret, ((holding){&l->tenures[j], l})))
                return false;
    }
    if (ret->len)
        qsort(ret->items, ret->len, sizeof *ret->items, compare_holdings);
    return true;
}

/* Tells of persons of whom another has a name that is a spelling of theirs: no spelling that is not listed is either's. */
static void check_keys(const check *c)
{
    const dl_keyed *all = c->gazetteer->keyed.items;
    for (size_t i = 1; i < c->gazetteer->keyed.len; i++) {
        const dl_listed *a = &c->gazetteer->entities.items[all[i - 1].person];
        const dl_listed *b = &c->gazetteer->entities.items[all[i].person];
        if (all[i].key == all[i - 1].key && a != b)
            tell(c, b->file, b->line,
                 "a name of %s is another spelling of one of %s (%s:%u): if they are two, other "
                 "spellings "
                 "are nobody's",
                 b->entity.id, a->entity.id, a->file, (unsigned)a->line);
    }
}

/* Tells of each name that ends at NODE. */
static void check_node(const check *c, uint32_t node)
{
    const dl_entry *entries = c->gazetteer->entries.items;
    for (uint32_t i = dl_lexicon_value(c->gazetteer->lexicon, node); i; i = entries[i].next) {
        if (entries[i].type != DL_ENTRY_ALIAS)
            continue;
        check_names(c, i);
        check_word(c, i);
    }
}

/* The prefix of a kind that the LEN bytes at PREFIX may have been meant as; NULL where none is near. */
static const char *nearest_kind(const dl_kinds *kinds, const char *prefix, size_t len)
{
    char word[DL_DISTANCE_WORD + 1];
    const char *nearest = NULL;
    size_t most = len > 4 ? 2 : 1, best = most + 1;
    snprintf(word, sizeof word, "%.*s", (int)len, prefix);
    for (size_t place = 0; place < dl_kinds_count(kinds); place++) {
        const char *known = dl_kinds_prefix(kinds, place);
        size_t distance = dl_distance(word, known, most);
        if (distance < best) {
            best = distance;
            nearest = known;
        }
    }
    return nearest;
}

void dl_gazetteer_undeclared(const dl_gazetteer *gazetteer, const dl_kinds *kinds,
                             dl_gazetteer_stray *visit, void *context)
{
    for (size_t i = 0; i < gazetteer->entities.len; i++) {
        const dl_listed *l = &gazetteer->entities.items[i];
        size_t place = dl_kinds_place(kinds, l->entity.kind, l->entity.id);
        if (l->entity.kind != DL_KIND_OTHER || dl_kinds_own(kinds, place))
            continue;
        const char *nearest = nearest_kind(kinds, l->entity.id, strcspn(l->entity.id, "/"));
        visit(context, &l->entity, l->file, l->line, nearest);
    }
}

dl_status dl_gazetteer_check(const dl_gazetteer *gazetteer, const dl_tagger *tagger,
                             dl_gazetteer_report *report, void *context, dl_error *error)
{
    const check c = {gazetteer, tagger, report, context};
    holdings all = {0};
    if (!gazetteer->where.len)
        return dl_fail(error, DL_ERR_INVALID, "a compiled gazetteer cannot be checked");
    if (!gather(gazetteer, &all)) {
        free(all.items);
        return dl_fail_nomem(error);
    }
    for (uint32_t node = 1; node < gazetteer->lexicon->values.len; node++)
        check_node(&c, node);
    check_offices(&c, &all);
    check_keys(&c);
    free(all.items);
    return DL_OK;
}
