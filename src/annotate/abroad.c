/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Names in other languages, found as they stand.
 *
 * At each place where a name may begin the longest one that is listed is taken, if it ends where a name
 * may end. Where that is depends on the script:
 *
 *   letters   (French, Spanish, German, Turkish, Russian, Ukrainian) between letters and other signs; an
 *             apostrophe parts ("l'Iran", "Rusya'nın"); endings of cases are listed with the names
 *   Arabic    (Arabic, Persian) the same, but in Arabic what is written to a word may stand before it:
 *             "and", "in", "for", "as", and "for the", of which the article is a part of the name
 *   Hangul    it begins a word, and what follows in that word is one of the particles and endings below
 *   Han       (Chinese, Japanese) anywhere; a name in Katakana is no part of a longer Katakana word
 *
 * Names are told by bytes: letter case counts, for most of these languages write names with capitals and
 * ordinary words without. What longer names hide (the Indian Ocean) is listed without an entity. What a capital's name
 * means is told by the words around it (abroad_seat.c).
 */
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include "annotate/abroad.h"
#include "dateline/text.h"
#include "dateline/vec.h"

static const struct {
    const char *language;
    dl_script script;
} scripts[] = {{"ar", DL_SCRIPT_ARABIC},
               {"fa", DL_SCRIPT_ARABIC},
               {"ko", DL_SCRIPT_HANGUL},
               {"ja", DL_SCRIPT_HAN},
               {"zh", DL_SCRIPT_HAN}};

/* What is written to an Arabic word; the empty one stands for the word itself. */
static const char *const prefixes[] = {"", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"};
#define FOR_THE "لل" /* "for" and the article, in which it loses its first letter */
#define ARTICLE "ال"

/* What may stand behind a name in one Korean word. */
static const char *const endings[] = {
    "은",     "는",       "이",     "가",       "을",       "를",   "의",     "에",     "에서",
    "에게",   "와",       "과",     "로",       "으로",     "도",   "만",     "까지",   "부터",
    "보다",   "처럼",     "과의",   "와의",     "에는",     "에도", "에서는", "에서도", "에서의",
    "로부터", "으로부터", "이나",   "나",       "이며",     "며",   "이다",   "이라는", "라는",
    "인",     "인은",     "인이",   "인의",     "군",       "군은", "군이",   "군의",   "측",
    "측은",   "측이",     "산",     "발",       "계",       "정부", "정부는", "정부가", "정부의",
    "대사",   "대사관",   "대통령", "대통령은", "대통령이", "총리", "총리는", "총리가", "외무성",
    "외교부", "당국",     "당국은", "당국이",   "내",
};

typedef struct finding {
    const dl_abroad_table *table;
    dl_script script;
    const dl_gazetteer *gazetteer;
    dl_field field;
    const char *text;
    size_t len;
    struct findings *found;
} finding;

/* The mentions, and of each the country whose government a capital's name may be; NULL: none. */
typedef struct findings {
    struct {
        dl_mention *items;
        size_t len, size;
    } mentions;
    struct {
        const dl_entity **items;
        size_t len, size;
    } seats;
} findings;

static dl_script script_of(const char *language)
{
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (strcmp(scripts[i].language, language) == 0)
            return scripts[i].script;
    return DL_SCRIPT_LETTERS;
}

/* --- edges --- */

static uint32_t before(const finding *f, size_t at)
{
    size_t n, start = at;
    while (start > 0 && start + 4 > at && ((unsigned char)f->text[--start] & 0xC0) == 0x80)
        ;
    return at ? dl_text_decode(f->text + start, at - start, &n) : ' ';
}

static uint32_t behind(const finding *f, size_t at)
{
    size_t n;
    return at < f->len ? dl_text_decode(f->text + at, f->len - at, &n) : ' ';
}

/* Whether CP is part of a word: a letter, a mark on one, a digit. */
static bool is_letter(uint32_t cp)
{
    return uc_is_property_alphabetic(cp) || uc_is_general_category(cp, UC_CATEGORY_M) ||
           uc_is_general_category(cp, UC_CATEGORY_Nd);
}

static bool is_katakana(uint32_t cp)
{
    return (cp >= 0x30A1 && cp <= 0x30FA) || cp == 0x30FC;
}

static bool is_hangul(uint32_t cp)
{
    return cp >= 0xAC00 && cp <= 0xD7A3;
}

/* Whether what follows END in its word is an ending. */
static bool is_ended(const finding *f, size_t end)
{
    size_t to = end, n;
    while (to < f->len && is_hangul(dl_text_decode(f->text + to, f->len - to, &n)))
        to += n;
    bool found = to == end;
    for (size_t i = 0; !found && i < sizeof endings / sizeof *endings; i++)
        found = strlen(endings[i]) == to - end && memcmp(endings[i], f->text + end, to - end) == 0;
    return found;
}

static bool may_begin(const finding *f, size_t at)
{
    uint32_t prev = before(f, at);
    if (f->script == DL_SCRIPT_HAN)
        return !(is_katakana(prev) && is_katakana(behind(f, at))) &&
               !(is_letter(prev) && prev < 0x500 && is_letter(behind(f, at)) &&
                 behind(f, at) < 0x500);
    return !is_letter(prev);
}

static bool may_end(const finding *f, size_t end)
{
    uint32_t last = before(f, end), next = behind(f, end);
    switch (f->script) {
    case DL_SCRIPT_HAN:
        return !(is_katakana(last) && is_katakana(next)) &&
               !(last < 0x500 && is_letter(last) && next < 0x500 && is_letter(next));
    case DL_SCRIPT_HANGUL:
        return is_hangul(last) ? is_ended(f, end) : !is_letter(next) || is_hangul(next);
    default:
        return !is_letter(next);
    }
}

/* --- names --- */

static int compare(const finding *f, const dl_abroad_name *name, const char *text, size_t len)
{
    size_t least = name->len < len ? name->len : len;
    int order = memcmp(f->table->text + name->text, text, least);
    return order ? order : (name->len > len) - (name->len < len);
}

/* The longest name that the LEN bytes at TEXT begin with and ENDS accepts, given where TEXT stands; NULL:
 * none. What begins with a name sorts behind it with nothing between but what begins so too: so the
 * name sought is the last one not behind the text, or one that this begins with. */
static const dl_abroad_name *longest(const finding *f, const char *text, size_t len, size_t at)
{
    const dl_abroad_name *names = f->table->names;
    size_t low = 0;
    for (size_t high = f->table->count; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (compare(f, &names[middle], text, len) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t number = low; number > 0; number = names[number - 1].inner) {
        const dl_abroad_name *name = &names[number - 1];
        if (name->len <= len && memcmp(f->table->text + name->text, text, name->len) == 0 &&
            may_end(f, at + name->len))
            return name;
    }
    return NULL;
}

/* The name that begins at AT behind the article that "for" has swallowed; sets where it ends. */
static const dl_abroad_name *behind_for(const finding *f, size_t at, size_t *ret_end)
{
    char text[160] = ARTICLE;
    size_t article = strlen(ARTICLE), gone = strlen(FOR_THE), left = f->len - at;
    if (left <= gone || memcmp(f->text + at, FOR_THE, gone) != 0)
        return NULL;
    left -= gone;
    left = left < sizeof text - article ? left : sizeof text - article;
    memcpy(text + article, f->text + at + gone, left);
    const dl_abroad_name *name = longest(f, text, article + left, at + gone - article);
    *ret_end = name ? at + gone - article + name->len : at;
    return name;
}

/* The name of the word that begins at *AT, what is written to it passed over; sets where it stands. */
static const dl_abroad_name *find_arabic(const finding *f, size_t *at, size_t *ret_end)
{
    bool arabic = strcmp(f->table->language, "ar") == 0;
    for (size_t i = 0; i < (arabic ? sizeof prefixes / sizeof *prefixes : 1); i++) {
        size_t len = strlen(prefixes[i]), start = *at + len;
        if (start > f->len || memcmp(f->text + *at, prefixes[i], len) != 0)
            continue;
        const dl_abroad_name *name = longest(f, f->text + start, f->len - start, start);
        *ret_end = start + (name ? name->len : 0);
        if (!name && arabic)
            name = behind_for(f, start, ret_end);
        if (name) {
            *at = start;
            return name;
        }
    }
    return NULL;
}

static bool is_acronym(const char *text, size_t len)
{
    size_t n, letters = 0;
    for (size_t pos = 0; pos < len; pos += n, letters++)
        if (!uc_is_upper((ucs4_t)dl_text_decode(text + pos, len - pos, &n)))
            return false;
    return letters > 1 && letters < 6;
}

static bool add(const finding *f, const dl_abroad_name *name, size_t start, size_t end)
{
    const char *id = f->table->text + name->id;
    const dl_entity *entity = *id ? dl_gazetteer_find(f->gazetteer, id) : NULL;
    const dl_entity *seat =
        name->seat ? dl_gazetteer_find(f->gazetteer, f->table->text + name->seat) : NULL;
    if (!entity)
        return true;
    dl_mention mention = {.field = f->field,
                          .start = (uint32_t)start,
                          .end = (uint32_t)end,
                          .entity = entity->id,
                          .kind = entity->kind,
                          .form = is_acronym(f->text + start, end - start) ? DL_FORM_ACRONYM
                                                                           : DL_FORM_NAME,
                          .rule = DL_RULE_GAZETTEER,
                          .confidence = DL_ABROAD_CONFIDENCE};
    return dl_vec_push(&f->found->mentions, mention) && dl_vec_push(&f->found->seats, seat);
}

/* Adds the town of a dateline in capitals; sets *RET_END behind it. */
static bool add_dateline(const finding *f, size_t *ret_end)
{
    char town[DL_ABROAD_TOWN_MAX];
    size_t start, end;
    *ret_end = 0;
    if (f->field != DL_FIELD_BODY || f->script != DL_SCRIPT_LETTERS ||
        !dl_abroad_dateline(f->table->language, f->text, f->len, &start, &end, town))
        return true;
    const finding alone = {
        .table = f->table, .script = f->script, .text = town, .len = strlen(town)};
    const dl_abroad_name *name = longest(&alone, town, alone.len, 0);
    if (!name || name->len != alone.len ||
        strncmp(f->table->text + name->id, "place/", strlen("place/")) != 0)
        return true;
    *ret_end = end;
    dl_abroad_name place = *name;
    place.seat = 0;
    return add(f, &place, start, end);
}

/* Makes the I-th mention the government that it may be. */
static void make_government(const finding *f, size_t i)
{
    dl_mention *m = &f->found->mentions.items[i];
    const dl_entity *seat = f->found->seats.items[i];
    m->entity = seat->id;
    m->kind = seat->kind;
    m->form = DL_FORM_METONYM;
}

/* Whether the I-th mention and the one behind it are joined, and the one of them that is FOR_SURE is a government. */
static bool is_joined(const finding *f, size_t i, size_t for_sure)
{
    const dl_mention *items = f->found->mentions.items;
    return i + 1 < f->found->mentions.len && items[for_sure].form == DL_FORM_METONYM &&
           dl_abroad_are_joined(f->table->language, f->text, items[i].end, items[i + 1].start);
}

/* Decides which of the capitals from FIRST on are governments; those that are joined are so together: "Москва и Пекин
 * заявили", "erklärten Paris und Rom". */
static void find_governments(const finding *f, size_t first)
{
    const dl_mention *items = f->found->mentions.items;
    size_t len = f->found->mentions.len;
    for (size_t i = len; i-- > first;)
        if (f->found->seats.items[i] &&
            (is_joined(f, i, i + 1) || dl_abroad_is_government(f->table->language, f->text, f->len,
                                                               items[i].start, items[i].end)))
            make_government(f, i);
    for (size_t i = first + 1; i < len; i++)
        if (f->found->seats.items[i] && is_joined(f, i - 1, i - 1))
            make_government(f, i);
}

/* Finds the names in a field; false when memory is out. */
static bool search(const finding *f)
{
    size_t n, first = f->found->mentions.len, from;
    if (!add_dateline(f, &from))
        return false;
    for (size_t at = from; at < f->len; at += n) {
        dl_text_decode(f->text + at, f->len - at, &n);
        if ((unsigned char)f->text[at] <= '@' || !may_begin(f, at))
            continue;
        size_t start = at, end = at;
        const dl_abroad_name *name;
        if (f->script == DL_SCRIPT_ARABIC) {
            name = find_arabic(f, &start, &end);
        } else {
            name = longest(f, f->text + at, f->len - at, at);
            end = at + (name ? name->len : 0);
        }
        if (!name)
            continue;
        if (!add(f, name, start, end))
            return false;
        n = end - at;
    }
    find_governments(f, first);
    return true;
}

static int compare_entities(const void *a, const void *b)
{
    return strcmp(((const dl_entity *)a)->id, ((const dl_entity *)b)->id);
}

/* The entities of the mentions, each once, ordered by id. */
static bool list_entities(const dl_gazetteer *gazetteer, dl_arena *arena, dl_annotation *ret)
{
    dl_entity *all = dl_arena_calloc(arena, ret->mentions_count + 1, sizeof *all);
    size_t kept = 0;
    if (!all)
        return false;
    for (size_t i = 0; i < ret->mentions_count; i++)
        all[i] = *dl_gazetteer_find(gazetteer, ret->mentions[i].entity);
    qsort(all, ret->mentions_count, sizeof *all, compare_entities);
    for (size_t i = 0; i < ret->mentions_count; i++)
        if (i == 0 || strcmp(all[i].id, all[i - 1].id) != 0)
            all[kept++] = all[i];
    ret->entities = all;
    ret->entities_count = kept;
    return true;
}

dl_status dl_abroad_annotate(const dl_abroad_table *table, const dl_gazetteer *gazetteer,
                             const dl_annotate_input *input, dl_arena *arena, dl_annotation *ret,
                             dl_error *error)
{
    findings found = {0};
    const char *texts[] = {input->title ? input->title : "", input->body};
    bool ok = true;
    for (int field = 0; table && ok && field < DL_FIELD_COUNT; field++) {
        finding f = {.table = table,
                     .script = script_of(table->language),
                     .gazetteer = gazetteer,
                     .field = (dl_field)field,
                     .text = texts[field],
                     .len = strlen(texts[field]),
                     .found = &found};
        ok = search(&f);
    }
    size_t count = found.mentions.len;
    ret->mentions = ok ? dl_arena_calloc(arena, count + 1, sizeof *ret->mentions) : NULL;
    if (ret->mentions && count)
        memcpy(ret->mentions, found.mentions.items, count * sizeof *found.mentions.items);
    ret->mentions_count = count;
    free(found.mentions.items);
    free(found.seats.items);
    dl_status status = ret->mentions ? DL_OK : dl_fail_nomem(error);
    if (!status)
        status = dl_abroad_add_listed(gazetteer, input, !table, arena, &ret->mentions,
                                      &ret->mentions_count, error);
    if (!status && !list_entities(gazetteer, arena, ret))
        status = dl_fail_nomem(error);
    return status ? status : dl_budget_look(input->budget, error);
}
