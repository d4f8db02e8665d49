/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "annotate/model.h"
#include "annotate/reading.h"
#include "dateline/str.h"
#include "dateline/text.h"
#include "dateline/vec.h"

#define LISTED_BYTES 32 /* of a word in a list of words, and the space around it */

const dl_word dl_word_none = {.gap = DL_GAP_BREAK};

bool dl_reading_add(dl_reading *r, dl_span span, bool *ret_added)
{
    if (ret_added)
        *ret_added = false;
    for (size_t i = span.first; i < span.end; i++) {
        const dl_span *old = dl_reading_span(r, i);
        if (old && (old->first < span.first || old->end > span.end ||
                    old->end - old->first >= span.end - span.first))
            return true;
    }
    if (!dl_vec_push(&r->spans, span))
        return false;
    for (size_t i = span.first; i < span.end; i++) {
        if (r->covered[i])
            r->spans.items[r->covered[i] - 1].dropped = true;
        r->covered[i] = (uint32_t)r->spans.len;
    }
    if (ret_added)
        *ret_added = true;
    return true;
}

void dl_reading_drop(dl_reading *r, size_t word)
{
    dl_span *span = &r->spans.items[r->covered[word] - 1];
    span->dropped = true;
    for (size_t i = span->first; i < span->end; i++)
        r->covered[i] = 0;
}

const char *dl_reading_text(dl_reading *r, size_t first, size_t end)
{
    size_t len;
    const char *start = dl_reading_bytes(r, first, &len);
    len = dl_reading_word(r, end - 1)->end - dl_reading_word(r, first)->start;
    char *text = dl_arena_strndup(r->arena, start, len);
    if (!text)
        return NULL;
    size_t kept = 0;
    for (size_t i = 0; i < len; i++) {
        bool space = text[i] == ' ' || text[i] == '\n' || text[i] == '\t';
        if (!space)
            text[kept++] = text[i];
        else if (text[kept - 1] != ' ')
            text[kept++] = ' ';
    }
    text[kept] = '\0';
    return text;
}

dl_mention dl_span_mention(const dl_reading *r, const dl_span *span)
{
    const dl_word *first = dl_reading_word(r, span->first);
    return (dl_mention){.field = first->flags & DL_WORD_BODY ? DL_FIELD_BODY : DL_FIELD_TITLE,
                        .start = first->start,
                        .end = dl_reading_word(r, span->end - 1)->end,
                        .entity = span->entity->id,
                        .kind = span->entity->kind,
                        .form = (dl_form)span->form,
                        .rule = (dl_rule)span->rule,
                        .confidence = span->confidence};
}

/* Writes the slug of an organisation anew to OUT with one spelling of the words that have two: "corp" for "corporation". */
static void write_alike(dl_str *out, const char *slug)
{
    static const char *const alike[][2] = {{"corporation", "corp"},
                                           {"incorporated", "inc"},
                                           {"limited", "ltd"},
                                           {"company", "co"},
                                           {"organisation", "organization"},
                                           {"organisations", "organizations"},
                                           {"centre", "center"},
                                           {"defence", "defense"},
                                           {"labour", "labor"},
                                           {"programme", "program"}};
    for (size_t len; *slug; slug += len + (slug[len] == '-')) {
        size_t i = 0, count = sizeof alike / sizeof *alike;
        len = strcspn(slug, "-");
        while (i < count && (strlen(alike[i][0]) != len || memcmp(alike[i][0], slug, len) != 0))
            i++;
        if (i < count)
            dl_str_add(out, alike[i][1]);
        else
            dl_str_addn(out, slug, len);
        if (slug[len])
            dl_str_addc(out, '-');
    }
}

const char *dl_reading_id(dl_reading *r, const char *prefix, const char *text)
{
    dl_str id;
    dl_str_init(&id);
    dl_str_add(&id, prefix);
    dl_text_slug(&id, text, strlen(text));
    if (strcmp(prefix, "org/") == 0 && dl_str_ok(&id) &&
        dl_gazetteer_number(r->gazetteer, id.text) == SIZE_MAX) {
        dl_str one;
        dl_str_init(&one);
        dl_str_add(&one, prefix);
        write_alike(&one, id.text + strlen(prefix));
        dl_str_release(&id);
        id = one;
    }
    const char *kept = dl_str_ok(&id) ? dl_arena_strndup(r->arena, id.text, id.len) : NULL;
    dl_str_release(&id);
    return kept;
}

/* The slot of the made entity ID, or the free one where it would go. */
static dl_made **find_made(dl_made **made, size_t size, const char *id)
{
    size_t slot = dl_lexicon_hash(id, strlen(id)) & (size - 1);
    while (made[slot] && strcmp(made[slot]->entity.id, id) != 0)
        slot = (slot + 1) & (size - 1);
    return &made[slot];
}

static bool double_made(dl_reading *r)
{
    size_t size = r->made_size * 2;
    dl_made **made = calloc(size, sizeof *made);
    if (!made)
        return false;
    for (size_t i = 0; i < r->made_size; i++)
        if (r->made[i])
            *find_made(made, size, r->made[i]->entity.id) = r->made[i];
    free(r->made);
    r->made = made;
    r->made_size = size;
    return true;
}

const dl_entity *dl_reading_made(const dl_reading *r, const char *id, const dl_listed **ret_listed)
{
    size_t number = dl_gazetteer_number(r->gazetteer, id);
    *ret_listed = number == SIZE_MAX ? NULL : &r->gazetteer->entities.items[number];
    if (*ret_listed)
        return &(*ret_listed)->entity;
    const dl_made *made = *find_made(r->made, r->made_size, id);
    return made ? &made->entity : NULL;
}

const dl_entity *dl_reading_entity(dl_reading *r, const char *id, const char *name,
                                   const dl_listed **ret_listed)
{
    const dl_entity *found = dl_reading_made(r, id, ret_listed);
    if (found)
        return found;
    if (r->made_len * 2 >= r->made_size && !double_made(r))
        return NULL;
    dl_made **slot = find_made(r->made, r->made_size, id);
    *slot = dl_arena_alloc(r->arena, sizeof **slot);
    if (!*slot)
        return NULL;
    **slot = (dl_made){.entity = {.id = id, .name = name, .kind = dl_kind_of_id(id)}};
    r->made_len++;
    return &(*slot)->entity;
}

void dl_reading_rename(dl_reading *r, const dl_entity *entity, const char *name)
{
    dl_made *made = *find_made(r->made, r->made_size, entity->id);
    if (made)
        made->entity.name = name;
}

void dl_reading_set_surname(dl_reading *r, const dl_entity *entity, uint32_t key)
{
    dl_made *made = *find_made(r->made, r->made_size, entity->id);
    if (made)
        made->surname_key = key;
}

bool dl_is_word_of(const dl_reading *r, size_t word, const char *list)
{
    char key[LISTED_BYTES] = " ";
    size_t len;
    const char *text = dl_reading_bytes(r, word, &len);
    if (word >= r->words.len || len + 3 > sizeof key)
        return false;
    for (size_t i = 0; i < len; i++)
        key[i + 1] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 0x20 : text[i]);
    key[len + 1] = ' ';
    return strstr(list, key);
}

bool dl_seen_lower(const dl_reading *r, const dl_word *word)
{
    size_t slot = word->hash & r->lower_mask;
    while (r->lower[slot] && r->lower[slot] != word->hash)
        slot = (slot + 1) & r->lower_mask;
    return r->lower[slot];
}

bool dl_seen_acronym(const dl_reading *r, const dl_word *word)
{
    size_t i = 0;
    while (i < r->acronyms_len && r->acronyms[i] != word->hash)
        i++;
    return i < r->acronyms_len;
}

uint32_t dl_reading_known(const dl_reading *r, size_t word)
{
    return r->tagger ? dl_tagger_known(r->tagger, dl_reading_word(r, word)->hash) : 0;
}

bool dl_reading_is_common(const dl_reading *r, size_t word)
{
    uint32_t names =
        1u << DL_KNOWN_BIT_GIVEN | 1u << DL_KNOWN_BIT_SURNAME | 1u << DL_KNOWN_BIT_FAMOUS_PERSON;
    uint32_t known = dl_reading_known(r, word);
    return known & 1u << DL_KNOWN_BIT_COMMON && !(known & names);
}

bool dl_is_name_word(const dl_word *word)
{
    if (word->flags & DL_WORD_STRANGE ||
        word->classes & (DL_CLASS_FUNCTION | DL_CLASS_DATE | DL_CLASS_ARTICLE | DL_CLASS_IN))
        return false;
    if (word->shape == DL_SHAPE_UPPER)
        return word->flags & DL_WORD_CAPITALS && word->end - word->start > 1;
    return word->shape == DL_SHAPE_CAPITAL || word->shape == DL_SHAPE_MIXED;
}

bool dl_is_suffix(const dl_reading *r, size_t word)
{
    size_t len;
    const char *text = dl_reading_bytes(r, word, &len);
    bool number = len > 1 && strspn(text, "IVX") >= len;
    return number || (len == 2 && (memcmp(text, "Jr", 2) == 0 || memcmp(text, "Sr", 2) == 0)) ||
           (len == 3 && memcmp(text, "Jnr", 3) == 0);
}

/* The first of two surnames as Spain and Latin America have them ("Herrera Montalvo"), which may stand for
 * both; the last word where there is none. */
static uint32_t first_surname(const dl_reading *r, const dl_span *span)
{
    uint32_t last = span->end - 1, middle = last - 1;
    const dl_word *given = dl_reading_word(r, span->first), *w = dl_reading_word(r, middle);
    bool three = !span->family_first && !span->listed && span->end - span->first == 3;
    bool family = dl_is_name_word(w) && w->shape == DL_SHAPE_CAPITAL &&
                  !(w->classes & (DL_CLASS_GIVEN | DL_CLASS_PARTICLE | DL_CLASS_DATE)) &&
                  w->gap == DL_GAP_SPACE && !dl_is_suffix(r, last);
    return three && family && given->classes & DL_CLASS_GIVEN ? middle : last;
}

/* The family name between a given name and two Chinese ones ("Anthony Loke Siew Fook"); the last word where there is
 * none. */
static uint32_t inner_surname(const dl_reading *r, const dl_span *span)
{
    uint32_t last = span->end - 1, at = span->first + 1;
    if (span->family_first || span->end - span->first != 4 ||
        !(dl_reading_word(r, span->first)->classes & DL_CLASS_GIVEN))
        return last;
    for (uint32_t i = at + 1; i <= last; i++) {
        size_t len;
        const char *text = dl_reading_bytes(r, i, &len);
        if ((!dl_is_name_word(dl_reading_word(r, i)) && !dl_is_second_syllable(r, i)) ||
            !(dl_is_chinese_given(text, len) || dl_is_hyphened_given(text, len)))
            return last;
    }
    return at;
}

bool dl_note_person(dl_reading *r, const dl_span *span)
{
    if (span->end - span->first < 2)
        return true;
    uint32_t word = span->family_first ? span->first : inner_surname(r, span);
    uint32_t other = first_surname(r, span);
    dl_namesake namesake = {
        .word = span->first,
        .entity = span->entity,
        .listed = span->listed,
        .sex = (uint8_t)dl_sex_of(r, span),
    };
    dl_namesake second = namesake;
    second.hash = dl_reading_word(r, other)->hash;
    if (!span->family_first && span->end - span->first > 2 && dl_is_suffix(r, word))
        word--;
    else if (other != span->end - 1 && !dl_note_namesake(r, second))
        return false;
    namesake.hash = dl_reading_word(r, word)->hash;
    if (span->rule == DL_RULE_TRANSLITERATION && !dl_note_namesake(r, namesake))
        return false;
    if (span->listed && span->listed->surname_hash) {
        namesake.own = namesake.hash != span->listed->surname_hash;
        namesake.hash = span->listed->surname_hash;
    }
    return dl_note_namesake(r, namesake);
}
