/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "dateline/vec.h"
#include "store/decide.h"
#include "store/names.h"
#include "store/occurrence.h"
#include "store/put.h"

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

dl_status dl_decisions_check(const dl_decision *decisions, size_t count, dl_error *error)
{
    dl_status status = DL_OK;
    for (size_t i = 0; i < count && !status; i++)
        status = dl_decision_check(&decisions[i], error);
    return status;
}

dl_status dl_decisions_stamp(dl_decision *decisions, size_t count, int64_t last, dl_error *error)
{
    dl_status status = DL_OK;
    const char *batch = NULL;
    dl_decisions_batch(decisions, count);
    for (size_t i = 0; i < count && !status; i++) {
        dl_decision *d = &decisions[i];
        if (*d->id)
            continue;
        status = dl_decision_stamp(d, error);
        if (d->time <= last || batch)
            d->time = last + 1;
        last = d->time;
        batch = batch ? batch : d->id;
        memcpy(d->batch, batch, sizeof d->batch);
    }
    return status;
}

/* --- facts --- */

static void set_date(dl_document *doc, const char *value)
{
    dl_date date;
    if (!value || !dl_date_parse(value, strlen(value), &date))
        date = (dl_date){.day = DL_DAY_NONE};
    date.how = DL_HOW_READER;
    doc->published = date;
    doc->evidence = NULL;
    doc->readings = NULL;
    doc->readings_count = 0;
}

/* Ends the body with the passage; whether it is there. */
static bool end_body(dl_document *doc, const dl_passage *passage, dl_arena *arena,
                     dl_status *status)
{
    size_t start, end;
    if (passage->field != DL_FIELD_BODY || !dl_passage_locate(passage, doc, &start, &end))
        return false;
    const char *body = dl_arena_strndup(arena, doc->body, end);
    if (!body) {
        *status = DL_ERR_NOMEM;
        return false;
    }
    doc->body = body;
    if (doc->lead > end)
        doc->lead = end;
    return true;
}

/* Sets the fact; whether it could be set. */
static bool set_fact(dl_document *doc, const dl_decision *d, dl_arena *arena, dl_status *status)
{
    switch (d->fact) {
    case DL_FACT_DATE:
        set_date(doc, d->value);
        return true;
    case DL_FACT_SOURCE:
        doc->source = d->value;
        doc->source_country = NULL;
        return true;
    case DL_FACT_PUBLISHER:
        doc->publisher = d->value;
        return true;
    case DL_FACT_TITLE:
        doc->title = d->value;
        return true;
    case DL_FACT_AUTHOR:
        doc->author = d->value;
        return true;
    case DL_FACT_PLACE:
        doc->place = d->value;
        return true;
    case DL_FACT_END:
        return end_body(doc, &d->passage, arena, status);
    default:
        return false;
    }
}

/* Makes *LIST COUNT other names, those that are FROM turned into TO; whether there was one. */
static bool rename_list(const char *const **list, size_t count, const char *from, const char *to,
                        dl_arena *arena, dl_status *status)
{
    size_t first = 0;
    while (first < count && !same((*list)[first], from))
        first++;
    const char **renamed = first < count ? dl_arena_calloc(arena, count, sizeof *renamed) : NULL;
    if (first < count && !renamed)
        *status = DL_ERR_NOMEM;
    if (!renamed)
        return false;
    for (size_t i = 0; i < count; i++)
        renamed[i] = same((*list)[i], from) ? to : (*list)[i];
    *list = renamed;
    return true;
}

/* Gives the sources that are spelt so the other spelling; whether there was one. */
static bool rename_sources(dl_document *doc, const dl_decision *d, dl_arena *arena,
                           dl_status *status)
{
    bool source = same(doc->source, d->source), publisher = same(doc->publisher, d->source);
    if (source)
        doc->source = d->value;
    if (publisher)
        doc->publisher = d->value;
    return rename_list(&doc->via, doc->via_count, d->source, d->value, arena, status) || source ||
           publisher;
}

dl_status dl_decide_facts(dl_ruling *rulings, size_t count, dl_arena *arena, dl_document *document,
                          unsigned *ret_facts, dl_error *error)
{
    dl_status status = DL_OK;
    unsigned facts = 0;
    for (size_t i = 0; i < count && !status; i++) {
        const dl_decision *d = &rulings[i].decision;
        bool applied = false;
        if (d->kind == DL_DECISION_FACT) {
            applied = set_fact(document, d, arena, &status);
            facts |= applied ? 1U << d->fact : 0;
        } else if (d->kind == DL_DECISION_SOURCE_NAME) {
            applied = rename_sources(document, d, arena, &status);
        } else if (d->kind == DL_DECISION_SOURCE_COUNTRY && same(document->source, d->source)) {
            document->source_country = d->value;
            applied = true;
        }
        rulings[i].applied |= applied;
    }
    if (!status)
        *ret_facts = facts;
    return status ? dl_fail_nomem(error) : DL_OK;
}

bool dl_decide_reads_alike(const dl_document *a, const dl_document *b)
{
    return same(a->title, b->title) && same(a->place, b->place) &&
           dl_document_day(a) == dl_document_day(b) && same(a->body, b->body);
}

dl_status dl_decide_found_check(const dl_put *found, const dl_document *document, dl_error *error)
{
    const dl_document *read = found->document;
    if (strcmp(read->sha256, document->sha256) == 0 && dl_decide_reads_alike(read, document))
        return DL_OK;
    return dl_fail(error, DL_ERR_NOT_FOUND, "the document has another text by now");
}

/* --- mentions --- */

/* Mentions while rulings are applied to them, one after another. */
typedef struct marking {
    const dl_document *doc;
    struct {
        dl_mention *items;
        size_t len, size;
    } mentions;
    dl_str fold, wanted;
    size_t changed; /* mentions that are others by the ruling applied last */
} marking;

/* Whether MENTION is spelt as the fold WANTED is. */
static bool is_spelt(marking *m, const dl_mention *mention)
{
    const char *text = dl_document_field(m->doc, mention->field);
    dl_str_clear(&m->fold);
    dl_name_fold(&m->fold, text + mention->start, mention->end - mention->start);
    return strcmp(m->fold.text, m->wanted.text) == 0;
}

static void link_to(dl_mention *mention, const dl_entity *to)
{
    mention->entity = to->id;
    mention->kind = to->kind;
    mention->rule = DL_RULE_READER;
    mention->confidence = 100;
}

/* Applies D to the mentions of its entity, those so spelt where it names a spelling. */
static void rule_spelling(marking *m, const dl_decision *d)
{
    size_t kept = 0, before = m->mentions.len;
    dl_str_clear(&m->wanted);
    if (d->spelling)
        dl_name_fold(&m->wanted, d->spelling, strlen(d->spelling));
    for (size_t i = 0; i < before; i++) {
        dl_mention *mention = &m->mentions.items[i];
        bool meant = (!d->entity || strcmp(mention->entity, d->entity) == 0) &&
                     (!d->spelling || is_spelt(m, mention));
        m->changed += meant;
        if (meant && d->kind == DL_DECISION_NOT_NAME)
            continue;
        if (meant)
            link_to(mention, &d->to);
        m->mentions.items[kept++] = *mention;
    }
    m->mentions.len = kept;
}

/* Whether the bytes [start, end) of FIELD are those of an office: what is decided of it leaves the names in
 * it alone, and what is decided of a name the offices over it. */
static bool is_office_at(const marking *m, dl_field field, size_t start, size_t end)
{
    const dl_mention *there =
        dl_mention_find(m->mentions.items, m->mentions.len, field, start, end);
    return there && dl_mention_is_office(there) && there->start == start && there->end == end;
}

/* Applies D to the one mention that its passage holds: what lies there is no mention, or the passage
 * is one of another entity, whatever annotation makes of its bytes by now. */
static dl_status rule_here(marking *m, const dl_decision *d)
{
    size_t start, end, kept = 0;
    bool entity = d->kind == DL_DECISION_ENTITY;
    if (!dl_passage_locate(&d->passage, m->doc, &start, &end))
        return DL_OK;
    dl_mention made = {.field = d->passage.field, .start = (uint32_t)start, .end = (uint32_t)end};
    bool office = is_office_at(m, made.field, start, end);
    for (size_t i = 0; i < m->mentions.len; i++) {
        dl_mention *mention = &m->mentions.items[i];
        bool there = mention->field == made.field && mention->start < end && mention->end > start &&
                     dl_mention_is_office(mention) == office;
        bool within = there && mention->start >= start && mention->end <= end;
        if (within)
            made.form = mention->form;
        m->changed += !entity && within;
        if (!(entity ? there : within))
            m->mentions.items[kept++] = *mention;
    }
    m->mentions.len = kept;
    if (!entity)
        return DL_OK;
    link_to(&made, &d->to);
    m->changed++;
    if (!dl_vec_push(&m->mentions, made))
        return DL_ERR_NOMEM;
    qsort(m->mentions.items, m->mentions.len, sizeof made, dl_mention_compare);
    return DL_OK;
}

/* Whether a name of D's that lies from START to END is to be one of its entity: none of the COUNT mentions
 * that it meets is longer, or so long and of an entity that is not meant. */
static bool is_alias(const dl_decision *d, dl_token range, const dl_mention *met, size_t count)
{
    size_t len = range.end - range.start;
    for (size_t i = 0; i < count; i++) {
        bool same = met[i].start == range.start && met[i].end == range.end;
        if (met[i].end - met[i].start > len)
            return false;
        if (same && (strcmp(met[i].entity, d->to.id) == 0 ||
                     (d->entity && strcmp(met[i].entity, d->entity) != 0)))
            return false;
    }
    return true;
}

/* The mentions of FIELD as D makes them, added to ALL. MET are those there were. */
static dl_status rule_field(marking *m, const dl_decision *d, const dl_occurrences *names,
                            dl_field field, const dl_mention *met, size_t count, marking *all)
{
    const char *text = dl_document_field(m->doc, field);
    size_t len = text ? strlen(text) : 0, i = 0;
    dl_token range = {0};
    while (text && dl_occurrence_find(names, text, len, range.end, &range)) {
        for (; i < count && met[i].end <= range.start; i++)
            if (!dl_vec_push(&all->mentions, met[i]))
                return DL_ERR_NOMEM;
        size_t over = i;
        while (over < count && met[over].start < range.end)
            over++;
        if (!is_alias(d, range, met + i, over - i))
            continue;
        dl_mention made = {
            .field = field, .start = (uint32_t)range.start, .end = (uint32_t)range.end};
        if (over - i == 1 && met[i].start == made.start && met[i].end == made.end)
            made.form = met[i].form;
        link_to(&made, &d->to);
        if (!dl_vec_push(&all->mentions, made))
            return DL_ERR_NOMEM;
        i = over;
        m->changed++;
    }
    for (; i < count; i++)
        if (!dl_vec_push(&all->mentions, met[i]))
            return DL_ERR_NOMEM;
    return DL_OK;
}

static int compare_layers(const void *a, const void *b)
{
    int x = dl_mention_is_office(a), y = dl_mention_is_office(b);
    return x != y ? x - y : dl_mention_compare(a, b);
}

/* Adds the COUNT offices to ALL, but those that have become names. */
static dl_status add_offices(marking *all, const dl_mention *offices, size_t count)
{
    size_t names = all->mentions.len;
    for (size_t i = 0; i < count; i++) {
        const dl_mention *same = dl_mention_find(all->mentions.items, names, offices[i].field,
                                                 offices[i].start, offices[i].end);
        bool gone = same && dl_mention_compare(same, &offices[i]) == 0;
        if (!gone && !dl_vec_push(&all->mentions, offices[i]))
            return DL_ERR_NOMEM;
    }
    if (all->mentions.len)
        qsort(all->mentions.items, all->mentions.len, sizeof *all->mentions.items,
              dl_mention_compare);
    return DL_OK;
}

/* Makes the words of D's spelling mentions of what it says they name. Offices may lie over them. */
static dl_status rule_alias(marking *m, const dl_decision *d)
{
    marking all = {0};
    dl_occurrences names;
    size_t titled = 0, count = 0, len = m->mentions.len;
    if (!dl_occurrences_init(&names, d->spelling))
        return DL_ERR_NOMEM;
    if (len)
        qsort(m->mentions.items, len, sizeof *m->mentions.items, compare_layers);
    while (count < len && !dl_mention_is_office(&m->mentions.items[count]))
        count++;
    while (titled < count && m->mentions.items[titled].field == DL_FIELD_TITLE)
        titled++;
    dl_status status = rule_field(m, d, &names, DL_FIELD_TITLE, m->mentions.items, titled, &all);
    if (!status)
        status = rule_field(m, d, &names, DL_FIELD_BODY, m->mentions.items + titled, count - titled,
                            &all);
    if (!status)
        status = add_offices(&all, m->mentions.items + count, len - count);
    dl_occurrences_release(&names);
    if (status) {
        free(all.mentions.items);
        return status;
    }
    free(m->mentions.items);
    m->mentions.items = all.mentions.items;
    m->mentions.len = all.mentions.len;
    m->mentions.size = all.mentions.size;
    return DL_OK;
}

/* Takes over the mentions of BASE that lie in the texts as read. */
static dl_status take_mentions(marking *m, const dl_put *base, const char *title)
{
    const dl_document *doc = m->doc;
    bool titled = same(doc->title, title);
    size_t body = strlen(doc->body);
    for (size_t i = 0; i < base->mentions_count; i++) {
        const dl_mention *mention = &base->mentions[i];
        bool there = mention->field == DL_FIELD_TITLE ? titled : mention->end <= body;
        if (there && !dl_vec_push(&m->mentions, *mention))
            return DL_ERR_NOMEM;
    }
    return DL_OK;
}

static int compare_entities(const void *a, const void *b)
{
    return strcmp(((const dl_entity *)a)->id, ((const dl_entity *)b)->id);
}

/* The entity of that id: one of BASE's, or one that a ruling speaks of. */
static dl_entity find_entity(const char *id, const dl_put *base, const dl_ruling *rulings,
                             size_t count)
{
    const dl_entity *known = dl_put_entity(base, id);
    for (size_t i = 0; !known && i < count; i++)
        if (rulings[i].decision.to.id && strcmp(rulings[i].decision.to.id, id) == 0)
            known = &rulings[i].decision.to;
    return known ? *known : (dl_entity){.id = id, .name = id, .kind = dl_kind_of_id(id)};
}

/* Makes *RET the mentions, with the entities that they name. */
static dl_status make_put(const marking *m, const dl_put *base, const dl_ruling *rulings,
                          size_t count, dl_arena *arena, dl_put *ret)
{
    size_t len = m->mentions.len, kept = 0;
    dl_mention *mentions = dl_arena_calloc(arena, len, sizeof *mentions);
    dl_entity *entities = dl_arena_calloc(arena, len, sizeof *entities);
    if (!mentions || !entities)
        return DL_ERR_NOMEM;
    for (size_t i = 0; i < len; i++) {
        mentions[i] = m->mentions.items[i];
        entities[i].id = mentions[i].entity;
    }
    if (len)
        qsort(entities, len, sizeof *entities, compare_entities);
    for (size_t i = 0; i < len; i++)
        if (kept == 0 || strcmp(entities[kept - 1].id, entities[i].id) != 0)
            entities[kept++] = find_entity(entities[i].id, base, rulings, count);
    *ret = (dl_put){.document = m->doc,
                    .mentions = mentions,
                    .mentions_count = len,
                    .entities = entities,
                    .entities_count = kept};
    return DL_OK;
}

/* Applies D, where it is about mentions. */
static dl_status rule(marking *m, const dl_decision *d)
{
    m->changed = 0;
    if (!dl_decision_is_of_mentions(d->kind))
        return DL_OK;
    if (d->reach == DL_REACH_HERE)
        return rule_here(m, d);
    if (d->kind == DL_DECISION_ALIAS)
        return rule_alias(m, d);
    rule_spelling(m, d);
    return DL_OK;
}

static void marking_init(marking *m, const dl_document *doc)
{
    *m = (marking){.doc = doc};
    dl_str_init(&m->fold);
    dl_str_init(&m->wanted);
}

/* Whether memory has lasted. */
static bool marking_release(marking *m)
{
    bool ok = dl_str_ok(&m->fold) && dl_str_ok(&m->wanted);
    free(m->mentions.items);
    dl_str_release(&m->fold);
    dl_str_release(&m->wanted);
    return ok;
}

dl_status dl_decide_mentions(dl_ruling *rulings, size_t count, const dl_put *base,
                             const char *title, dl_arena *arena, dl_put *ret, dl_error *error)
{
    marking m;
    marking_init(&m, base->document);
    dl_status status = take_mentions(&m, base, title);
    for (size_t i = 0; i < count && !status; i++) {
        status = rule(&m, &rulings[i].decision);
        rulings[i].applied |= m.changed > 0;
    }
    bool ok = !status && make_put(&m, base, rulings, count, arena, ret) == DL_OK;
    ok &= marking_release(&m);
    return ok ? DL_OK : dl_fail_nomem(error);
}

dl_status dl_decide_count(const dl_decision *decision, const dl_stored *stored, uint64_t *ret,
                          dl_error *error)
{
    marking m;
    dl_put base = {.mentions = stored->mentions, .mentions_count = stored->mentions_count};
    marking_init(&m, &stored->document);
    dl_status status = take_mentions(&m, &base, stored->document.title);
    if (!status)
        status = rule(&m, decision);
    uint64_t changed = m.changed;
    if (!marking_release(&m) || status)
        return dl_fail_nomem(error);
    *ret = changed;
    return DL_OK;
}
