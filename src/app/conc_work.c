/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is done for a concordance in idle time, stage by stage: the other lines are found, all are read,
 * and then whatever is asked for of them (narrowing, sorting) is done, after which the rows are made
 * anew. What is asked for meanwhile is looked at when the stage is over, or at once where it makes
 * what is being done needless.
 */
#include <stdlib.h>
#include <string.h>

#include "app/concordance.h"
#include "dateline/sentence.h"

#define LINES_MAX 250000 /* that tools are offered for: some 60 MB */
#define SORTED_AT_ONCE 512

bool dl_concordance_too_long(const dl_concordance *conc)
{
    return dl_conc_refs_count(&conc->refs) > LINES_MAX;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

void dl_concordance_ask(dl_concordance *conc)
{
    conc->stale = true;
    if (conc->stage == DL_CONC_NARROWING || conc->stage == DL_CONC_SORTING)
        conc->stage = DL_CONC_READY;
}

/* --- finding and reading --- */

static dl_status find_more(dl_concordance *conc, bool *ret_changed, dl_error *error)
{
    dl_conc_refs *refs = &conc->refs;
    if (!refs->on.end || !refs->back.end)
        return dl_conc_refs_extend(refs, refs->on.end, error);
    uint64_t shift;
    dl_status status = dl_conc_refs_join(refs, &shift, error);
    if (status)
        return status;
    conc->cursor = conc->cursor > shift ? conc->cursor - shift : 0;
    conc->top = conc->top > shift ? conc->top - shift : 0;
    conc->total = dl_conc_refs_count(refs);
    conc->counted = true;
    dl_conc_lines_clear(&conc->lines);
    conc->stage = dl_concordance_too_long(conc) ? DL_CONC_READY : DL_CONC_READING;
    *ret_changed = true;
    return dl_concordance_go(conc, conc->cursor, error);
}

static dl_status read_more(dl_concordance *conc, dl_error *error)
{
    if (conc->digest.at < conc->total)
        return dl_conc_digest_next(&conc->digest, &conc->refs, error);
    conc->stage = DL_CONC_READY;
    return DL_OK;
}

/* --- narrowing --- */

static dl_status begin_narrowing(dl_concordance *conc, dl_error *error)
{
    const char *text = conc->narrow_wanted;
    size_t len = strlen(text);
    bool prefix = len && text[len - 1] == '*';
    dl_phrase_free(conc->phrase);
    conc->phrase = dl_phrase_new(text, len - prefix, prefix);
    if (!conc->phrase)
        return dl_fail_nomem(error);
    conc->narrowed = 0;
    conc->stage = DL_CONC_NARROWING;
    return DL_OK;
}

/* A field of the document whose lines are looked at, and what its last sentence was found to be. */
typedef struct narrowing {
    dl_sentences sentences;
    dl_span sentence;
    bool match;
} narrowing;

static void begin_field(narrowing *n, const dl_stored *doc, dl_field field)
{
    bool body = field == DL_FIELD_BODY;
    const char *text = body ? doc->document.body : doc->document.title;
    *n = (narrowing){.sentences.prose = {.text = text ? text : "",
                                         .len = text ? strlen(text) : 0,
                                         .lead = body ? doc->document.lead : 0}};
}

/* Whether the sentence of SPOT holds the words. */
static bool is_match(narrowing *n, const dl_phrase *phrase, dl_spot spot)
{
    const dl_prose *prose = &n->sentences.prose;
    dl_token hit;
    if (spot.end > prose->len)
        return false;
    dl_span span = dl_sentences_find(&n->sentences, spot.start);
    if (n->sentence.end == 0 || span.start != n->sentence.start)
        n->match = dl_phrase_find(phrase, prose->text + span.start, span.end - span.start, 0, &hit);
    n->sentence = span;
    return n->match;
}

/* The words are held by the lines that were found to. */
static dl_status end_narrowing(dl_concordance *conc, dl_error *error)
{
    char *narrow = strdup(conc->narrow_wanted);
    if (!narrow)
        return dl_fail_nomem(error);
    free(conc->narrow);
    conc->narrow = narrow;
    for (size_t i = 0; i < conc->narrowed; i++) {
        dl_conc_ref *ref = dl_conc_refs_at(&conc->refs, i);
        ref->matches = ref->will_match;
    }
    conc->stage = DL_CONC_READY;
    return DL_OK;
}

/* Looks at the lines of the next document. */
static dl_status narrow_more(dl_concordance *conc, dl_error *error)
{
    dl_arena arena = {0};
    dl_stored doc;
    dl_conc_ref *ref = dl_conc_refs_at(&conc->refs, conc->narrowed);
    if (!ref)
        return end_narrowing(conc, error);
    dl_key key = ref->key;
    dl_status status = conc->store->ops->get(conc->store, key, &arena, &doc, error);
    bool gone = status == DL_ERR_NOT_FOUND;
    narrowing fields[DL_FIELD_COUNT];
    for (dl_field i = 0; !status && i < DL_FIELD_COUNT; i++)
        begin_field(&fields[i], &doc, i);
    for (; (!status || gone) && ref && ref->key == key;
         ref = dl_conc_refs_at(&conc->refs, ++conc->narrowed))
        ref->will_match = !gone && is_match(&fields[ref->spot.field], conc->phrase, ref->spot);
    dl_arena_release(&arena);
    return gone ? DL_OK : status;
}

/* --- sorting --- */

typedef struct sorting {
    const dl_conc_refs *refs;
    dl_conc_tools tools;
} sorting;

static int compare(const void *context, uint32_t a, uint32_t b)
{
    const sorting *s = context;
    const dl_conc_ref *first = dl_conc_refs_at(s->refs, a), *second = dl_conc_refs_at(s->refs, b);
    int order = s->tools.sort == DL_CONC_BY_LEFT ? strcmp(first->left, second->left)
                                                 : strcmp(first->right, second->right);
    return s->tools.down ? -order : order;
}

static dl_status begin_sorting(dl_concordance *conc, dl_error *error)
{
    if (!dl_slicesort_begin(&conc->sorting, conc->digest.at))
        return dl_fail_nomem(error);
    conc->stage = DL_CONC_SORTING;
    return DL_OK;
}

static dl_status sort_more(dl_concordance *conc)
{
    const sorting context = {&conc->refs, conc->wanted};
    if (!dl_slicesort_go(&conc->sorting, compare, &context, SORTED_AT_ONCE))
        return DL_OK;
    free(conc->sorted);
    conc->sorted = conc->sorting.from;
    conc->sorting.from = NULL;
    dl_slicesort_release(&conc->sorting);
    conc->tools.sort = conc->wanted.sort;
    conc->sorted_anew = true;
    conc->tools.down = conc->wanted.down;
    conc->stage = DL_CONC_READY;
    return DL_OK;
}

/* --- what is asked for comes into force --- */

/* Makes the rows anew, the cursor staying on its line; but a sort by context is read from its first. */
static dl_status remake(dl_concordance *conc, dl_error *error)
{
    dl_conc_row row;
    const dl_conc_ref *ref = dl_concordance_ref(conc, conc->cursor, &row);
    uint32_t line = !ref ? 0 : conc->viewed ? row.line : (uint32_t)conc->cursor;
    uint64_t below = conc->cursor - conc->top;
    conc->tools = conc->wanted;
    if (conc->tools.sort == DL_CONC_BY_ORDER) {
        free(conc->sorted);
        conc->sorted = NULL;
    }
    if (!dl_conc_view_make(&conc->view, &conc->refs, &conc->digest, conc->sorted, &conc->tools,
                           &conc->closed))
        return dl_fail_nomem(error);
    conc->viewed = true;
    conc->stale = false;
    conc->total = conc->view.len;
    dl_conc_lines_clear(&conc->lines);
    size_t cursor = conc->sorted_anew ? 0 : dl_conc_view_find(&conc->view, &conc->refs, line);
    conc->sorted_anew = false;
    conc->top = cursor > below ? cursor - below : 0;
    return dl_concordance_go(conc, cursor, error);
}

/* Begins what is still to be done for what is asked for, or brings it into force. */
static dl_status go_on(dl_concordance *conc, bool *ret_changed, dl_error *error)
{
    const dl_conc_tools *wanted = &conc->wanted;
    bool sorted =
        wanted->sort == DL_CONC_BY_ORDER ||
        (conc->sorted && conc->tools.sort == wanted->sort && conc->tools.down == wanted->down);
    if (dl_concordance_too_long(conc)) {
        conc->stale = false;
        return DL_OK;
    }
    conc->wanted.narrowed = conc->narrow_wanted != NULL;
    if (conc->narrow_wanted && !same_text(conc->narrow_wanted, conc->narrow))
        return begin_narrowing(conc, error);
    if (!sorted)
        return begin_sorting(conc, error);
    *ret_changed = true;
    return remake(conc, error);
}

dl_status dl_concordance_step(dl_concordance *conc, dl_work *ret_work, dl_error *error)
{
    bool changed = false;
    dl_status status = DL_OK;
    *ret_work = DL_WORK_NONE;
    if (conc->stage == DL_CONC_READY && !conc->stale)
        return DL_OK;
    switch (conc->stage) {
    case DL_CONC_FINDING:
        status = find_more(conc, &changed, error);
        break;
    case DL_CONC_READING:
        status = read_more(conc, error);
        break;
    case DL_CONC_NARROWING:
        status = narrow_more(conc, error);
        break;
    case DL_CONC_SORTING:
        status = sort_more(conc);
        break;
    case DL_CONC_READY:
        status = go_on(conc, &changed, error);
        break;
    }
    *ret_work = changed ? DL_WORK_CHANGED : DL_WORK_DONE;
    return status;
}

/* Whether something is asked for that takes more than the lines as they are. */
static bool is_awaited(const dl_concordance *conc)
{
    const dl_conc_tools *wanted = &conc->wanted, *tools = &conc->tools;
    return conc->stale &&
           (wanted->sort != tools->sort || wanted->down != tools->down ||
            wanted->folded != tools->folded || wanted->quoted_only != tools->quoted_only ||
            !same_text(conc->narrow_wanted, tools->narrowed ? conc->narrow : NULL));
}

bool dl_concordance_progress(const dl_concordance *conc, dl_progress *ret)
{
    uint64_t found = dl_conc_refs_count(&conc->refs);
    if (!is_awaited(conc))
        return false;
    switch (conc->stage) {
    case DL_CONC_FINDING:
        *ret = (dl_progress){"finding lines", found, conc->counted ? conc->total : 0};
        break;
    case DL_CONC_NARROWING:
        *ret = (dl_progress){"narrowing", conc->narrowed, found};
        break;
    case DL_CONC_SORTING:
        *ret = (dl_progress){"sorting", dl_slicesort_done(&conc->sorting), found};
        break;
    default:
        *ret = (dl_progress){"reading lines", conc->digest.at, found};
    }
    return true;
}

void dl_concordance_stop(dl_concordance *conc)
{
    char *narrow = conc->tools.narrowed && conc->narrow ? strdup(conc->narrow) : NULL;
    conc->wanted = conc->tools;
    conc->wanted.narrowed = narrow != NULL;
    free(conc->narrow_wanted);
    conc->narrow_wanted = narrow;
    dl_concordance_ask(conc);
}

void dl_concordance_fail(dl_concordance *conc)
{
    conc->wanted = conc->tools;
    conc->stage = DL_CONC_READY;
    conc->stale = false;
}
