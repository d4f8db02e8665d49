/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <time.h>

#include "dateline/change.h"
#include "dateline/date.h"
#include "dateline/decision.h"
#include "dateline/text.h"
#include "dateline/token.h"

static const char *const kinds[] = {
#define DL_DECISION(id, name) name,
#include "dateline/decisions.def"
#undef DL_DECISION
};

/* What has a name in files, one for people and a letter in menus. */
typedef struct named {
    const char *name, *said;
    char letter;
} named;

static const named reaches[] = {
#define DL_REACH(id, name, said, letter) {name, said, letter},
#include "dateline/reaches.def"
#undef DL_REACH
};

static const named facts[] = {
#define DL_FACT(id, name, said, letter) {name, said, letter},
#include "dateline/document_facts.def"
#undef DL_FACT
};

const char *dl_decision_name(dl_decision_kind kind)
{
    return kinds[kind];
}

const char *dl_reach_name(dl_reach reach)
{
    return reaches[reach].name;
}

const char *dl_reach_said(dl_reach reach)
{
    return reaches[reach].said;
}

const char *dl_fact_name(dl_fact fact)
{
    return facts[fact].name;
}

const char *dl_fact_said(dl_fact fact)
{
    return facts[fact].said;
}

/* The number of the entry of that NAME, or where that is NULL of that LETTER; COUNT: none. */
static int find(const named *entries, int count, const char *name, char letter)
{
    int i = 0;
    while (i < count && (name ? strcmp(entries[i].name, name) != 0 : entries[i].letter != letter))
        i++;
    return i;
}

bool dl_decision_parse(const char *name, dl_decision_kind *ret)
{
    int i = 0;
    while (i < DL_DECISION_COUNT && strcmp(kinds[i], name) != 0)
        i++;
    if (i < DL_DECISION_COUNT)
        *ret = (dl_decision_kind)i;
    return i < DL_DECISION_COUNT;
}

static bool find_reach(const char *name, char letter, dl_reach *ret)
{
    int i = find(reaches, DL_REACH_COUNT, name, letter);
    if (i < DL_REACH_COUNT)
        *ret = (dl_reach)i;
    return i < DL_REACH_COUNT;
}

static bool find_fact(const char *name, char letter, dl_fact *ret)
{
    int i = find(facts, DL_FACT_COUNT, name, letter);
    if (i < DL_FACT_COUNT)
        *ret = (dl_fact)i;
    return i < DL_FACT_COUNT;
}

bool dl_reach_parse(const char *name, dl_reach *ret)
{
    return find_reach(name, 0, ret);
}

bool dl_reach_of_letter(char letter, dl_reach *ret)
{
    return find_reach(NULL, letter, ret);
}

bool dl_fact_parse(const char *name, dl_fact *ret)
{
    return find_fact(name, 0, ret);
}

bool dl_fact_of_letter(char letter, dl_fact *ret)
{
    return find_fact(NULL, letter, ret);
}

dl_status dl_decision_stamp(dl_decision *decision, dl_error *error)
{
    dl_status status = dl_item_id_make(decision->id, error);
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    decision->time = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    return status;
}

void dl_decision_revoke(const char *id, dl_decision *ret)
{
    *ret = (dl_decision){.kind = DL_DECISION_REVOKE};
    strncpy(ret->revokes, id, sizeof ret->revokes - 1);
}

bool dl_decision_links(dl_decision_kind kind)
{
    return kind == DL_DECISION_ENTITY || kind == DL_DECISION_MERGE || kind == DL_DECISION_ALIAS;
}

void dl_decisions_batch(dl_decision *decisions, size_t count)
{
    const dl_decision *last = NULL;
    for (size_t i = 0; i < count; i++) {
        dl_decision *d = &decisions[i];
        bool unknown = *d->id && !*d->batch;
        if (unknown)
            memcpy(d->batch, last && d->time == last->time + 1 ? last->batch : d->id,
                   sizeof d->batch);
        last = unknown ? d : NULL;
    }
}

bool dl_decision_is_of_mentions(dl_decision_kind kind)
{
    return kind == DL_DECISION_NOT_NAME || dl_decision_links(kind);
}

/* --- whether one makes sense --- */

static bool is_hex(const char *text, size_t len)
{
    return strspn(text, "0123456789abcdef") == len && !text[len];
}

static bool is_given(const char *text)
{
    return text && *text;
}

static bool has_word(const char *text)
{
    dl_tokens walk = {.text = text, .len = strlen(text)};
    dl_token word;
    return dl_token_next(&walk, &word);
}

/* What is wrong with the words or the entity that a decision is about which goes further than one
 * mention. */
static const char *wrong_spelling(const dl_decision *d)
{
    bool by_words = d->kind == DL_DECISION_ALIAS || !is_given(d->entity);
    if (d->kind == DL_DECISION_MERGE)
        return is_given(d->entity) && !d->spelling
                   ? NULL
                   : "it does not say of which entity all mentions are meant";
    if (!is_given(d->spelling))
        return "it names no spelling";
    if (d->entity && !*d->entity)
        return "its entity has no id";
    if (d->kind == DL_DECISION_ENTITY && !is_given(d->entity))
        return "it names no entity so spelt";
    if (by_words && !has_word(d->spelling))
        return "its spelling has no letter or digit to be found by";
    if (by_words && strlen(d->spelling) > DL_DECISION_LINE)
        return "its spelling is longer than 1000 bytes";
    return NULL;
}

static const char *wrong_mention(const dl_decision *d)
{
    bool everywhere = d->reach == DL_REACH_EVERYWHERE, merge = d->kind == DL_DECISION_MERGE;
    const char *wrong;
    if (d->reach >= DL_REACH_COUNT)
        return "its reach is none known";
    if (!everywhere && !is_hex(d->sha256, DL_SHA256_HEX - 1))
        return "it names no document";
    if (everywhere && *d->sha256)
        return "it goes everywhere and names a document";
    if (d->reach == DL_REACH_HERE && !is_given(d->passage.quote))
        return "it quotes no mention";
    if (d->reach == DL_REACH_HERE && (merge || d->kind == DL_DECISION_ALIAS))
        return "it is about more than one mention, and names one";
    if (d->reach != DL_REACH_HERE && (wrong = wrong_spelling(d)))
        return wrong;
    if (dl_decision_links(d->kind) &&
        (!is_given(d->to.id) || !is_given(d->to.name) || d->to.kind >= DL_KIND_COUNT))
        return "it does not say which entity is meant";
    if (merge && strcmp(d->entity, d->to.id) == 0)
        return "it merges an entity with itself";
    return NULL;
}

static const char *wrong_fact(const dl_decision *d)
{
    dl_date date;
    if (d->fact >= DL_FACT_COUNT)
        return "its fact is none known";
    if (!is_hex(d->sha256, DL_SHA256_HEX - 1))
        return "it names no document";
    if (d->value && !*d->value)
        return "its value is empty";
    if (d->fact == DL_FACT_DATE && d->value && !dl_date_parse(d->value, strlen(d->value), &date))
        return "its date is not one of the calendar, as YYYY, YYYY-MM, YYYY-MM-DD or with THH:MM";
    if (d->fact == DL_FACT_END && !is_given(d->passage.quote))
        return "it does not quote what the text ends with";
    return NULL;
}

static const char *wrong_source(const dl_decision *d)
{
    if (!is_given(d->source))
        return "it names no source";
    if (d->kind == DL_DECISION_SOURCE_NAME)
        return is_given(d->value) ? NULL : "it does not say what the source is called";
    bool code = !d->value || (strspn(d->value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 2 && !d->value[2]);
    return code ? NULL : "its country is not two capital letters, as in ISO 3166-1";
}

/* Whether TEXT (or NULL), taken from documents, has no controls but tabs and newlines. */
static bool is_plain(const char *text)
{
    for (const char *c = text; c && *c; c++)
        if (((unsigned char)*c < 0x20 && *c != '\t' && *c != '\n') || *c == 0x7F ||
            ((unsigned char)*c == 0xC2 && (unsigned char)c[1] < 0xA0))
            return false;
    return true;
}

/* Whether TEXT (or NULL) is a line that shows what it is: nothing in it breaks, turns or hides. */
static bool is_line(const char *text)
{
    size_t n, len = text ? strlen(text) : 0;
    for (size_t at = 0; at < len; at += n) {
        uint32_t cp = dl_text_decode(text + at, len - at, &n);
        if (cp == '\n' || cp == 0x2028 || cp == 0x2029 || dl_text_is_treacherous(cp))
            return false;
    }
    return true;
}

/* What is wrong with its texts, whichever its kind has. */
static const char *wrong_text(const dl_decision *d)
{
    const char *lines[] = {d->value, d->to.id, d->to.name, d->entity};
    const char *parts[] = {d->spelling, d->source, d->passage.quote, d->passage.prefix,
                           d->passage.suffix};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        if (!is_line(lines[i]))
            return "a value or name in it has a line break, control or hidden character";
        if (lines[i] && strlen(lines[i]) > DL_DECISION_LINE)
            return "a value or name in it is longer than 1000 bytes";
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!is_plain(parts[i]))
            return "a text in it has a control character";
    return NULL;
}

static const char *wrong_with(const dl_decision *d)
{
    const char *wrong = wrong_text(d);
    if (wrong)
        return wrong;
    if (*d->id && !dl_item_id_check(d->id))
        return "its id is not 32 hexadecimal digits";
    if (*d->batch && !dl_item_id_check(d->batch))
        return "its batch is not 32 hexadecimal digits";
    switch (d->kind) {
    case DL_DECISION_NOT_NAME:
    case DL_DECISION_ENTITY:
    case DL_DECISION_MERGE:
    case DL_DECISION_ALIAS:
        return wrong_mention(d);
    case DL_DECISION_FACT:
        return wrong_fact(d);
    case DL_DECISION_SOURCE_NAME:
    case DL_DECISION_SOURCE_COUNTRY:
        return wrong_source(d);
    case DL_DECISION_REVOKE:
        return dl_item_id_check(d->revokes) ? NULL : "it does not say what it revokes";
    default:
        return "its kind is none known";
    }
}

dl_status dl_decision_check(const dl_decision *decision, dl_error *error)
{
    const char *wrong = wrong_with(decision);
    return wrong ? dl_fail(error, DL_ERR_INVALID, "a decision cannot be taken: %s", wrong) : DL_OK;
}

void dl_decision_tell(const dl_decision *decision, dl_str *out)
{
    bool here = decision->reach == DL_REACH_HERE;
    const char *quote = here ? decision->passage.quote : decision->spelling;
    if (quote)
        dl_str_addf(out, "“%s”%s", quote, decision->entity ? " of " : "");
    dl_str_addf(out, "%s is %s %s", decision->entity ? decision->entity : "",
                decision->to.id ? decision->to.id : "no name", dl_reach_said(decision->reach));
}

/* --- copies and order --- */

static bool copy(dl_arena *arena, const char **text)
{
    return !*text || (*text = dl_arena_strdup(arena, *text)) != NULL;
}

bool dl_decision_copy(dl_arena *arena, const dl_decision *decision, dl_decision *ret)
{
    dl_decision made = *decision;
    if (!copy(arena, &made.spelling) || !copy(arena, &made.entity) || !copy(arena, &made.to.id) ||
        !copy(arena, &made.to.name) || !copy(arena, &made.source) || !copy(arena, &made.value) ||
        !copy(arena, &made.passage.quote) || !copy(arena, &made.passage.prefix) ||
        !copy(arena, &made.passage.suffix))
        return false;
    *ret = made;
    return true;
}

int dl_decision_compare(const void *a, const void *b)
{
    const dl_decision *x = a, *y = b;
    return x->time != y->time ? (x->time < y->time ? -1 : 1) : strcmp(x->id, y->id);
}
