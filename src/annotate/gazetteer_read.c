/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads the gazetteer's files (assets/gazetteer/README.md tells their format): a record a line, its
 * fields parted by tabs. What is wrong is said with file and line, for people write these files.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/gazetteer.h"
#include "annotate/word.h"
#include "dateline/text.h"
#include "dateline/vec.h"

#define PHRASE_WORDS 16 /* words that a listed name can have */
#define FIELDS 4

typedef struct slice {
    const char *text;
    size_t len;
} slice;

typedef struct reader {
    dl_gazetteer *gazetteer;
    const char *file; /* the gazetteer's copy */
    size_t line;
    dl_words words; /* of the phrase at hand */
    dl_error *error;
} reader;

static dl_status __attribute__((format(printf, 2, 3)))
syntax(const reader *r, const char *format, ...)
{
    char what[400];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    return dl_fail(r->error, DL_ERR_SYNTAX, "%s:%zu: %s", r->file, r->line, what);
}

/* Cuts the next part off REST, up to SEPARATOR; false when nothing is left. */
static bool cut(slice *rest, char separator, slice *ret)
{
    if (!rest->text)
        return false;
    const char *at = memchr(rest->text, separator, rest->len);
    size_t len = at ? (size_t)(at - rest->text) : rest->len;
    *ret = (slice){rest->text, len};
    *rest = at ? (slice){at + 1, rest->len - len - 1} : (slice){0};
    return true;
}

static bool is_word(slice s, const char *word)
{
    return s.len == strlen(word) && memcmp(s.text, word, s.len) == 0;
}

static char *keep(const reader *r, slice s)
{
    return dl_arena_strndup(&r->gazetteer->arena, s.text, s.len);
}

/* Leads from the root along the words of PHRASE, which are left in R. Sets the node, 0 when memory
 * is out. */
static dl_status follow(reader *r, slice phrase, uint32_t *ret_node)
{
    dl_lexicon *lexicon = r->gazetteer->lexicon;
    r->words.len = 0;
    if (!dl_words_add(&r->words, NULL, phrase.text, phrase.len, 0))
        return dl_fail_nomem(r->error);
    if (r->words.len == 0 || r->words.len > PHRASE_WORDS)
        return syntax(r, "\"%.*s\" must have 1 to %d words", (int)phrase.len, phrase.text,
                      PHRASE_WORDS);
    uint32_t node = 0;
    for (size_t i = 0; i < r->words.len; i++) {
        dl_word *word = &r->words.items[i];
        char folded[DL_WORD_FOLDED];
        size_t n = dl_word_fold(phrase.text + word->start, word->end - word->start, folded);
        if (n == 0)
            return syntax(r, "\"%.*s\" has a word of more than %d bytes", (int)phrase.len,
                          phrase.text, DL_WORD_FOLDED);
        word->id = dl_lexicon_intern(lexicon, folded, n);
        node = word->id ? dl_lexicon_grow(lexicon, node, word->id) : 0;
        if (!node)
            return dl_fail_nomem(r->error);
    }
    *ret_node = node;
    return DL_OK;
}

/* An entry of the same subject, type and form at NODE, or NULL. */
static dl_entry *find_entry(dl_gazetteer *gazetteer, uint32_t node, const dl_entry *like)
{
    for (uint32_t i = dl_lexicon_value(gazetteer->lexicon, node); i;
         i = gazetteer->entries.items[i].next) {
        dl_entry *entry = &gazetteer->entries.items[i];
        if (entry->type == like->type && entry->subject == like->subject &&
            entry->form == like->form && entry->words == like->words)
            return entry;
    }
    return NULL;
}

/* Whether the words in R are spelled as ENTRY's are. */
static bool spelled_alike(const reader *r, const dl_entry *entry)
{
    for (size_t i = 0; i < r->words.len; i++)
        if (r->words.items[i].shape != entry->spelling[i].shape)
            return false;
    return true;
}

/* Whether the phrase in R is one word in capitals. */
static bool is_acronym(const reader *r)
{
    return r->words.len == 1 && r->words.items[0].shape == DL_SHAPE_UPPER;
}

/* Adds PHRASE, which may begin with the signs "!" and "?", as ENTRY says. Listed twice for one
 * subject, as a name and as an alias with a sign, it is one entry with the sign. */
static dl_status add_phrase(reader *r, slice phrase, dl_entry entry)
{
    dl_gazetteer *gazetteer = r->gazetteer;
    for (; phrase.len && (*phrase.text == '!' || *phrase.text == '?');
         phrase = (slice){phrase.text + 1, phrase.len - 1}) {
        entry.exact = entry.exact || *phrase.text == '!';
        entry.doubtful = entry.doubtful || *phrase.text == '?';
    }
    uint32_t node = 0;
    dl_status status = follow(r, phrase, &node);
    if (status != DL_OK)
        return status;
    entry.words = (uint8_t)r->words.len;
    if (entry.type == DL_ENTRY_ALIAS && entry.form == DL_FORM_NAME && is_acronym(r))
        entry.form = DL_FORM_ACRONYM;
    dl_entry *old = find_entry(gazetteer, node, &entry);
    if (old && spelled_alike(r, old)) {
        old->exact = old->exact || entry.exact;
        old->doubtful = old->doubtful || entry.doubtful;
        return DL_OK;
    }
    dl_spelling *spelling = dl_arena_calloc(&gazetteer->arena, r->words.len, sizeof *spelling);
    if (!spelling)
        return dl_fail_nomem(r->error);
    for (size_t i = 0; i < r->words.len; i++) {
        const dl_word *word = &r->words.items[i];
        spelling[i] = (dl_spelling){word->shape, word->gap, word->flags & DL_WORD_POSSESSIVE};
    }
    entry.spelling = spelling;
    entry.next = dl_lexicon_value(gazetteer->lexicon, node);
    if (!dl_vec_push(&gazetteer->entries, entry))
        return dl_fail_nomem(r->error);
    dl_lexicon_set_value(gazetteer->lexicon, node, (uint32_t)(gazetteer->entries.len - 1));
    gazetteer->aliases += entry.type == DL_ENTRY_ALIAS;
    return DL_OK;
}

/* Notes the words in R as a person's name (or, EXPLICIT, as her short form). */
static dl_status note_surname(reader *r, uint32_t person, bool explicit)
{
    size_t count = r->words.len;
    dl_surname surname = {person, r->words.items[0].id, r->words.items[count - 1].id, explicit};
    if (count < 2 && !explicit)
        return DL_OK;
    return dl_vec_push(&r->gazetteer->surnames, surname) ? DL_OK : dl_fail_nomem(r->error);
}

static dl_status add_name(reader *r, uint32_t number, slice name, dl_form form)
{
    dl_entry entry = {.subject = number, .type = DL_ENTRY_ALIAS, .form = (uint8_t)form};
    dl_gazetteer *gazetteer = r->gazetteer;
    bool person = gazetteer->entities.items[number].entity.kind == DL_KIND_PERSON;
    if (person && form == DL_FORM_SURNAME) {
        uint32_t node = 0;
        dl_status status = follow(r, name, &node);
        if (status != DL_OK)
            return status;
        const dl_word *last = &r->words.items[r->words.len - 1];
        gazetteer->entities.items[number].surname_hash = last->hash;
        return note_surname(r, number, true);
    }
    dl_status status = add_phrase(r, name, entry);
    return status == DL_OK && person ? note_surname(r, number, false) : status;
}

static bool parse_form(slice name, dl_form *ret)
{
    for (int form = 0; form < DL_FORM_OFFICE; form++)
        if (is_word(name, dl_form_name((dl_form)form))) {
            *ret = (dl_form)form;
            return true;
        }
    return false;
}

static dl_status read_aliases(reader *r, uint32_t number, slice aliases)
{
    slice alias, form_name;
    dl_status status = DL_OK;
    while (status == DL_OK && aliases.len && cut(&aliases, '|', &alias)) {
        slice text = alias;
        dl_form form;
        if (!cut(&text, '=', &form_name) || !text.len || !parse_form(form_name, &form))
            return syntax(r,
                          "\"%.*s\" is no alias; write form=text with the form name, acronym, "
                          "demonym, metonym or surname",
                          (int)alias.len, alias.text);
        if (form == DL_FORM_DEMONYM && !r->gazetteer->entities.items[number].demonym &&
            !(r->gazetteer->entities.items[number].demonym = keep(r, text)))
            return dl_fail_nomem(r->error);
        status = add_name(r, number, text, form);
    }
    return status;
}

/* Reads "CC TITLE, FROM..TO". */
static bool parse_tenure(slice text, dl_tenure *ret)
{
    slice country, rest = text;
    if (!cut(&rest, ' ', &country) || !rest.text || country.len == 0 ||
        country.len >= sizeof ret->country)
        return false;
    const char *comma = NULL;
    for (size_t i = 0; i < rest.len; i++)
        if (rest.text[i] == ',')
            comma = rest.text + i;
    if (!comma)
        return false;
    slice years = {comma + 1, rest.len - (size_t)(comma + 1 - rest.text)}, from;
    while (years.len && *years.text == ' ')
        years = (slice){years.text + 1, years.len - 1};
    const char *dots = memmem(years.text, years.len, "..", 2);
    if (!dots)
        return false;
    from = (slice){years.text, (size_t)(dots - years.text)};
    slice to = {dots + 2, years.len - from.len - 2};
    dl_tenure tenure = {.from = DL_DAY_NONE, .to = DL_DAY_NONE};
    dl_day other;
    if ((from.len && !dl_day_parse(from.text, from.len, &tenure.from, &other)) ||
        (to.len && !dl_day_parse(to.text, to.len, &other, &tenure.to)))
        return false;
    memcpy(tenure.country, country.text, country.len);
    *ret = tenure;
    return true;
}

static dl_status add_tenure(reader *r, dl_listed *listed, slice value)
{
    dl_tenure tenure;
    if (!parse_tenure(value, &tenure))
        return syntax(r, "\"%.*s\" is no office; write office=CC TITLE, FROM..TO", (int)value.len,
                      value.text);
    size_t count = listed->tenures_count;
    dl_tenure *tenures = dl_arena_calloc(&r->gazetteer->arena, count + 1, sizeof *tenures);
    if (!tenures)
        return dl_fail_nomem(r->error);
    if (count)
        memcpy(tenures, listed->tenures, count * sizeof *tenures);
    tenures[count] = tenure;
    listed->tenures = tenures;
    listed->tenures_count++;
    return DL_OK;
}

/* A capital is a place of its own (place/slug) unless places.tsv lists it, which is read later; so
 * here only the government's metonym is added. */
static dl_status read_fact(reader *r, uint32_t number, slice key, slice value)
{
    dl_listed *listed = &r->gazetteer->entities.items[number];
    if (is_word(key, "office"))
        return add_tenure(r, listed, value);
    if (is_word(key, "capital"))
        return add_name(r, number, value, DL_FORM_METONYM);
    if (is_word(key, "order")) {
        listed->family_first = is_word(value, "family-first");
        return listed->family_first ? DL_OK : syntax(r, "order can only be family-first");
    }
    if (is_word(key, "surname")) {
        if (!(listed->surname = keep(r, value)))
            return dl_fail_nomem(r->error);
        return add_name(r, number, value, DL_FORM_SURNAME);
    }
    if (is_word(key, "country")) {
        listed->country = keep(r, value);
        return listed->country ? DL_OK : dl_fail_nomem(r->error);
    }
    if (is_word(key, "until") || is_word(key, "kind"))
        return DL_OK;
    return syntax(r,
                  "unknown fact \"%.*s\"; known are capital, until, country, office, order, "
                  "surname and kind",
                  (int)key.len, key.text);
}

static dl_status read_facts(reader *r, uint32_t number, slice facts)
{
    slice fact, key;
    dl_status status = DL_OK;
    while (status == DL_OK && facts.len && cut(&facts, ';', &fact)) {
        while (fact.len && *fact.text == ' ')
            fact = (slice){fact.text + 1, fact.len - 1};
        if (!fact.len)
            continue;
        slice value = fact;
        if (!cut(&value, '=', &key) || !value.len)
            return syntax(r, "\"%.*s\" is no fact; write key=value", (int)fact.len, fact.text);
        status = read_fact(r, number, key, value);
    }
    return status;
}

static bool is_id(slice id)
{
    const char *slash = memchr(id.text, '/', id.len);
    if (!slash || slash == id.text || slash == id.text + id.len - 1)
        return false;
    for (size_t i = 0; i < id.len; i++) {
        char c = id.text[i];
        if (!((c | 0x20) >= 'a' && (c | 0x20) <= 'z') && !(c >= '0' && c <= '9') && c != '-' &&
            c != '/')
            return false;
    }
    return true;
}

/* The two letters that an id says: "country/RU", "org/RU/foreign-ministry"; NULL without memory. */
static const char *country_of_id(reader *r, slice id)
{
    const char *slash = memchr(id.text, '/', id.len);
    const char *at = slash + 1;
    size_t left = id.len - (size_t)(at - id.text);
    bool upper = left >= 2 && at[0] >= 'A' && at[0] <= 'Z' && (left == 2 || at[2] == '/');
    return keep(r, (slice){at, upper ? 2 : 0});
}

static dl_status read_entity(reader *r, const slice f[FIELDS])
{
    dl_gazetteer *gazetteer = r->gazetteer;
    if (!is_id(f[0]))
        return syntax(r, "\"%.*s\" is no id; write kind/slug in ASCII", (int)f[0].len, f[0].text);
    if (!f[1].len)
        return syntax(r, "the name is missing");
    dl_listed listed = {
        .entity = {.id = keep(r, f[0]), .name = keep(r, f[1])},
        .country = country_of_id(r, f[0]),
        .file = r->file,
        .line = r->line,
    };
    if (!listed.entity.id || !listed.entity.name || !listed.country)
        return dl_fail_nomem(r->error);
    listed.entity.kind = dl_kind_of_id(listed.entity.id);
    uint32_t number = (uint32_t)gazetteer->entities.len;
    if (!dl_vec_push(&gazetteer->entities, listed))
        return dl_fail_nomem(r->error);
    dl_status status = add_name(r, number, f[1], DL_FORM_NAME);
    if (status == DL_OK)
        status = read_aliases(r, number, f[2]);
    return status == DL_OK ? read_facts(r, number, f[3]) : status;
}

static dl_status read_body(reader *r, const slice f[FIELDS])
{
    slice shown = f[1];
    if (shown.len && *shown.text == '?')
        shown = (slice){shown.text + 1, shown.len - 1};
    if (!f[0].len || !shown.len)
        return syntax(r, "a body needs a slug and a name");
    dl_body body = {.slug = keep(r, f[0]), .name = keep(r, shown)};
    if (!body.slug || !body.name || !dl_vec_push(&r->gazetteer->bodies, body))
        return dl_fail_nomem(r->error);
    dl_entry entry = {.subject = (uint32_t)(r->gazetteer->bodies.len - 1), .type = DL_ENTRY_BODY};
    dl_status status = add_phrase(r, f[1], entry);
    slice rest = f[2], spelling;
    while (status == DL_OK && rest.len && cut(&rest, '|', &spelling))
        status = add_phrase(r, spelling, entry);
    return status;
}

/* What the second field of a list of words can say. */
typedef struct meaning {
    const char *name;
    uint32_t value;
} meaning;

static const meaning given_meanings[] = {
    {"f", DL_CLASS_GIVEN}, {"m", DL_CLASS_GIVEN}, {"u", DL_CLASS_GIVEN}, {0}};
static const meaning family_meanings[] = {
    {"ko", DL_CLASS_KOREAN}, {"zh", DL_CLASS_CHINESE}, {"vi", DL_CLASS_VIETNAMESE}, {0}};
static const meaning title_meanings[] = {
    {"office", DL_TITLE_OFFICE}, {"rank", DL_TITLE_RANK}, {"polite", DL_TITLE_POLITE}, {0}};
static const meaning org_meanings[] = {{"part", DL_ORG_PART}, {"body", DL_ORG_WHOLE}, {0}};

static dl_status find_meaning(reader *r, slice name, const meaning *meanings, uint32_t *ret)
{
    for (; meanings->name; meanings++)
        if (is_word(name, meanings->name)) {
            *ret = meanings->value;
            return DL_OK;
        }
    return syntax(r, "the second field cannot be \"%.*s\"", (int)name.len, name.text);
}

/* A name of one word: a class of that word. A name of several is split, and its first word counts:
 * the words after it are read as the rest of a person's name anyway. */
static dl_status read_class(reader *r, const slice f[FIELDS], const meaning *meanings)
{
    uint32_t classes = 0;
    dl_status status = find_meaning(r, f[1], meanings, &classes);
    if (status != DL_OK)
        return status;
    r->words.len = 0;
    if (!dl_words_add(&r->words, NULL, f[0].text, f[0].len, 0))
        return dl_fail_nomem(r->error);
    char folded[DL_WORD_FOLDED];
    size_t n = 0;
    if (r->words.len) {
        const dl_word *first = &r->words.items[0];
        n = dl_word_fold(f[0].text + first->start, first->end - first->start, folded);
    }
    if (n == 0)
        return syntax(r, "\"%.*s\" is no name", (int)f[0].len, f[0].text);
    uint32_t word = dl_lexicon_intern(r->gazetteer->lexicon, folded, n);
    if (!word)
        return dl_fail_nomem(r->error);
    dl_lexicon_classify(r->gazetteer->lexicon, word, classes);
    return DL_OK;
}

static dl_status read_phrase(reader *r, const slice f[FIELDS], const meaning *meanings,
                             dl_entry_type type)
{
    dl_entry entry = {.type = (uint8_t)type};
    dl_status status = find_meaning(r, f[1], meanings, &entry.subject);
    return status == DL_OK ? add_phrase(r, f[0], entry) : status;
}

static dl_status read_given(reader *r, const slice f[FIELDS])
{
    return read_class(r, f, given_meanings);
}

static dl_status read_family(reader *r, const slice f[FIELDS])
{
    return read_class(r, f, family_meanings);
}

static dl_status read_title(reader *r, const slice f[FIELDS])
{
    return read_phrase(r, f, title_meanings, DL_ENTRY_TITLE);
}

static dl_status read_org_word(reader *r, const slice f[FIELDS])
{
    return read_phrase(r, f, org_meanings, DL_ENTRY_ORG_WORD);
}

typedef dl_status record_reader(reader *r, const slice f[FIELDS]);

/* What reads the records of a file, by its name's last part; NULL for one to be passed over. */
static record_reader *find_reader(const char *name)
{
    static const struct {
        const char *name;
        record_reader *read;
    } readers[] = {
        {"bodies.tsv", read_body},         {"given-names.tsv", read_given},
        {"family-names.tsv", read_family}, {"titles.tsv", read_title},
        {"org-words.tsv", read_org_word},  {"outlets.tsv", NULL},
    };
    const char *slash = strrchr(name, '/');
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (strcmp(slash ? slash + 1 : name, readers[i].name) == 0)
            return readers[i].read;
    return read_entity;
}

static dl_status read_line(reader *r, slice line, record_reader *read)
{
    slice f[FIELDS] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}}, extra;
    size_t count = 0;
    while (count < FIELDS && cut(&line, '\t', &f[count]))
        count++;
    if (cut(&line, '\t', &extra))
        return syntax(r, "more than %d fields", FIELDS);
    return read(r, f);
}

dl_status dl_gazetteer_read(dl_gazetteer *gazetteer, const dl_gazetteer_source *source,
                            dl_error *error)
{
    record_reader *read = find_reader(source->name);
    if (!read)
        return DL_OK;
    reader r = {.gazetteer = gazetteer, .error = error};
    r.file = dl_arena_strdup(&gazetteer->arena, source->name);
    if (!r.file)
        return dl_fail_nomem(error);
    dl_status status = DL_OK;
    slice rest = {source->text, source->len}, line;
    while (status == DL_OK && cut(&rest, '\n', &line)) {
        r.line++;
        if (line.len && line.text[line.len - 1] == '\r')
            line.len--;
        if (line.len && *line.text != '#')
            status = read_line(&r, line, read);
    }
    free(r.words.items);
    return status;
}
