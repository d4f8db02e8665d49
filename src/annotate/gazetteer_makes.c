/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the rules make of a name that no list has. It is put into a sentence of common words, for a name alone would be
 * read as a headline, and the rules read that; an answer is a span over the whole name, an article before it aside. A
 * name without capitals is read with them when it means nothing as it stands.
 */
#include <string.h>
#include <unicase.h>
#include <unistr.h>

#include "annotate/gazetteer_makes.h"
#include "annotate/reading.h"
#include "dateline/str.h"
#include "dateline/text.h"

#define BEFORE "They know "
#define BEHIND " well."
#define BEFORE_WORDS 2

/* Whether SPAN is over all the words [BEFORE_WORDS, end) but articles. */
static bool is_whole(const dl_reading *r, const dl_span *span, size_t end)
{
    size_t first = span->first;
    while (first > BEFORE_WORDS && dl_reading_word(r, first - 1)->classes & DL_CLASS_ARTICLE)
        first--;
    return !span->dropped && first == BEFORE_WORDS && span->end == end;
}

static dl_known_as known_by(const dl_span *span)
{
    switch ((dl_rule)span->rule) {
    case DL_RULE_GAZETTEER:
        return DL_KNOWN_LISTED;
    case DL_RULE_COMPOSED:
        return DL_KNOWN_COMPOSED;
    case DL_RULE_PART:
        return DL_KNOWN_PART;
    case DL_RULE_OFFICE:
        return DL_KNOWN_OFFICE;
    default:
        return DL_KNOWN_SPELLING;
    }
}

/* Takes what SPAN means, if it is somebody whom not this text alone knows. */
static bool take(const dl_gazetteer *gazetteer, const dl_span *span, dl_arena *arena, dl_makes *ret,
                 bool *ret_found)
{
    bool made = span->rule == DL_RULE_COMPOSED || span->rule == DL_RULE_PART;
    dl_makes whole = {0};
    bool of_country = false;
    if (!made && !span->listed)
        return true;
    if (made && !dl_gazetteer_make_id(gazetteer, span->entity->id, arena, &whole, &of_country))
        return false;
    *ret = (dl_makes){known_by(span), span->listed, *span->entity, whole.country, whole.body};
    *ret_found = true;
    return true;
}

/* Takes the first of the COUNT spans that is over the whole name. */
static bool take_whole(const dl_reading *r, const dl_span *spans, size_t count, dl_makes *ret,
                       bool *ret_found)
{
    size_t end = r->words.len - 1;
    for (size_t i = 0; !*ret_found && i < count; i++)
        if (is_whole(r, &spans[i], end) && !take(r->gazetteer, &spans[i], r->arena, ret, ret_found))
            return false;
    return true;
}

/* Reads NAME as it stands. */
static bool read_name(const dl_gazetteer *gazetteer, const char *name, dl_day day, dl_arena *arena,
                      dl_makes *ret, bool *ret_found)
{
    const char *text = dl_arena_printf(arena, BEFORE "%s" BEHIND, name);
    const dl_annotate_input input = {.body = text, .day = day};
    dl_reading r = {
        .gazetteer = gazetteer, .input = &input, .arena = arena, .texts = {"", text ? text : ""}};
    bool ok = text && dl_reading_cut(&r) && !dl_reading_rules(&r, NULL) && dl_find_offices(&r) &&
              take_whole(&r, r.spans.items, r.spans.len, ret, ret_found) &&
              take_whole(&r, r.offices.items, r.offices.len, ret, ret_found);
    dl_reading_discard(&r);
    return ok;
}

/* Whether the LEN bytes at WORD are a word that names have in lower case. */
static bool is_small(const char *word, size_t len)
{
    static const char *const small[] = {"a", "an", "and", "for", "in", "of", "on", "the", "to"};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (strlen(small[i]) == len && memcmp(small[i], word, len) == 0)
            return true;
    return false;
}

/* NAME with a capital at each word but small ones, in ARENA; NULL when memory is out. */
static const char *capitalise(const char *name, dl_arena *arena)
{
    dl_str text;
    dl_str_init(&text);
    for (size_t n; *name; name += n) {
        n = strcspn(name, " ");
        uint8_t capital[6];
        size_t step = 0, len = 0;
        if (n && !is_small(name, n)) {
            ucs4_t cp = dl_text_decode(name, n, &step);
            len = (size_t)u8_uctomb(capital, uc_toupper(cp), sizeof capital);
        }
        dl_str_addn(&text, (const char *)capital, len);
        dl_str_addn(&text, name + step, n - step);
        if (!n)
            dl_str_addc(&text, name[n++]);
    }
    const char *kept = dl_str_ok(&text) ? dl_arena_strdup(arena, text.text) : NULL;
    dl_str_release(&text);
    return kept;
}

bool dl_gazetteer_make(const dl_gazetteer *gazetteer, const char *name, dl_day day, dl_arena *arena,
                       dl_makes *ret, bool *ret_found)
{
    *ret_found = false;
    if (!read_name(gazetteer, name, day, arena, ret, ret_found))
        return false;
    const char *capitals = *ret_found ? NULL : capitalise(name, arena);
    return *ret_found || (capitals && (strcmp(capitals, name) == 0 ||
                                       read_name(gazetteer, capitals, day, arena, ret, ret_found)));
}

bool dl_gazetteer_make_id(const dl_gazetteer *gazetteer, const char *id, dl_arena *arena,
                          dl_makes *ret, bool *ret_found)
{
    char country[] = "country/--";
    const size_t prefix = strlen("org/XX/");
    *ret_found = false;
    if (strncmp(id, "org/", 4) != 0 || strlen(id) <= prefix || id[prefix - 1] != '/')
        return true;
    memcpy(country + strlen("country/"), id + 4, 2);
    size_t number = dl_gazetteer_number(gazetteer, country), len = strcspn(id + prefix, "/");
    for (size_t i = 0; number != SIZE_MAX && i < gazetteer->bodies.len; i++) {
        const dl_body *body = &gazetteer->bodies.items[i];
        if (strlen(body->slug) != len || memcmp(body->slug, id + prefix, len) != 0)
            continue;
        *ret = (dl_makes){.known = id[prefix + len] ? DL_KNOWN_PART : DL_KNOWN_COMPOSED,
                          .entity.kind = DL_KIND_ORGANISATION,
                          .country = &gazetteer->entities.items[number],
                          .body = body};
        *ret_found = true;
        return dl_body_compose(arena, ret->country, body, &ret->entity.id, &ret->entity.name);
    }
    return true;
}
