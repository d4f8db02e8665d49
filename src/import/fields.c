/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From named fields to claims. Names differ from program to program, but there are not many: they are
 * compared without case and signs, and some hold the fact a floor deeper ({"source": {"name": ...}},
 * {"title": {"rendered": ...}}) or the whole record ({"_source": {...}}). Values are brought to what claims
 * are: dates in numbers become a day and a time, lists of names one line, addresses a host.
 */
#include "import/fields.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "dateline/datefind.h"
#include "dateline/text.h"
#include "import/moment.h"
#include "import/richtext.h"

#define NAME_MAX_BYTES 40 /* of a folded name: the longest guess is shorter */
#define VALUE_DEPTH 4     /* objects and lists in a value */
#define INNER 10000       /* added to the rank of what stands in an object in the record */

static const struct guess {
    dl_mapping field;
    const char *name;
} guesses[] = {
#define DL_GUESS(field, name) {DL_MAPPING_##field, name},
#include "import/guesses.def"
#undef DL_GUESS
};
#define GUESSES (sizeof guesses / sizeof *guesses)

/* The claim that each field makes; DL_FACTS for what is none. */
static const dl_fact facts[DL_MAPPINGS] = {
    [DL_MAPPING_TITLE] = DL_FACT_TITLE,         [DL_MAPPING_BODY] = DL_FACTS,
    [DL_MAPPING_PUBLISHED] = DL_FACT_PUBLISHED, [DL_MAPPING_UPDATED] = DL_FACT_UPDATED,
    [DL_MAPPING_AUTHOR] = DL_FACT_AUTHOR,       [DL_MAPPING_SOURCE] = DL_FACT_SOURCE,
    [DL_MAPPING_PUBLISHER] = DL_FACT_PUBLISHER, [DL_MAPPING_VIA] = DL_FACT_VIA,
    [DL_MAPPING_PLACE] = DL_FACT_PLACE,         [DL_MAPPING_LINK] = DL_FACT_LINK,
    [DL_MAPPING_LANG] = DL_FACT_LANG,           [DL_MAPPING_CAPTURED] = DL_FACTS,
};

/* Which field of a record holds a fact, and how sure that is: a lower rank goes before. */
typedef struct found {
    const json_t *value;
    const char *by;
    size_t rank;
} found;

/* Writes the letters and digits of NAME in lower case into BUF; false where they do not fit. */
static bool fold_name(const char *name, size_t len, char buf[NAME_MAX_BYTES])
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++) {
        char c = name[i];
        bool upper = c >= 'A' && c <= 'Z';
        if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && !(c & 0x80))
            continue;
        if (count + 1 >= NAME_MAX_BYTES)
            return false;
        buf[count++] = upper ? (char)(c - 'A' + 'a') : c;
    }
    buf[count] = '\0';
    return count > 0;
}

/* Whether there is anything in VALUE. */
static bool holds_any(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_STRING: {
        const char *text = json_string_value(value);
        return strspn(text, " \t\r\n") < json_string_length(value);
    }
    case JSON_OBJECT:
        return json_object_size(value) > 0;
    case JSON_ARRAY:
        return json_array_size(value) > 0;
    case JSON_INTEGER:
    case JSON_REAL:
        return true;
    default:
        return false;
    }
}

/* Whether objects of that name hold the record's fields, or some of them. */
static bool is_wrapper(const char *name, const char *folded)
{
    static const char *const names[] = {"article", "fields",   "data", "attributes",
                                        "doc",     "document", "node", "properties",
                                        "record",  "metadata", "item", "meta"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(folded, names[i]) == 0)
            return true;
    return strcmp(name, "_source") == 0;
}

/* Notes each fact that a field called FOLDED holds. */
static void guess_field(const char *folded, const json_t *value, found ret[DL_MAPPINGS])
{
    for (size_t i = 0; i < GUESSES; i++) {
        found *best = &ret[guesses[i].field];
        if (strcmp(guesses[i].name, folded) == 0 && (!best->value || i < best->rank))
            *best = (found){value, guesses[i].name, i};
    }
}

/* Notes what the fields of OBJECT are called; then, behind these, those of objects in it that hold a
 * record's. */
static void guess_fields(const json_t *object, bool inner, found ret[DL_MAPPINGS])
{
    const char *name;
    json_t *value;
    char folded[NAME_MAX_BYTES];
    json_object_foreach((json_t *)(uintptr_t)object, name, value)
    {
        found within[DL_MAPPINGS] = {0};
        if (!holds_any(value) || !fold_name(name, strlen(name), folded))
            continue;
        bool wraps = !inner && json_is_object(value) && is_wrapper(name, folded);
        if (wraps)
            guess_fields(value, true, within);
        if (!wraps || !within[DL_MAPPING_BODY].value)
            guess_field(folded, value, ret);
        for (size_t i = 0; wraps && i < DL_MAPPINGS; i++)
            if (within[i].value && (!ret[i].value || within[i].rank + INNER < ret[i].rank))
                ret[i] = (found){within[i].value, within[i].by, within[i].rank + INNER};
    }
}

/* The member of OBJECT called by the LEN bytes at NAME: as written, else whatever case it has. */
static json_t *find_member(const json_t *object, const char *name, size_t len)
{
    char wanted[NAME_MAX_BYTES], folded[NAME_MAX_BYTES];
    const char *key;
    json_t *value = json_object_getn(object, name, len);
    if (value || !fold_name(name, len, wanted))
        return value;
    json_object_foreach((json_t *)(uintptr_t)object, key, value)
    {
        if (fold_name(key, strlen(key), folded) && strcmp(folded, wanted) == 0)
            return value;
    }
    return NULL;
}

/* What stands in RECORD under the dotted path; a name with dots in it goes before the way it may spell. */
static const json_t *find_path(const json_t *record, const char *path, size_t len)
{
    const json_t *value = json_is_object(record) ? find_member(record, path, len) : NULL;
    const char *dot = memchr(path, '.', len);
    if (value || !dot)
        return value ? value
                     : (json_is_array(record) ? json_array_get(record, strtoul(path, NULL, 10))
                                              : NULL);
    size_t first = (size_t)(dot - path);
    const json_t *inner = json_is_array(record) ? json_array_get(record, strtoul(path, NULL, 10))
                                                : find_member(record, path, first);
    return inner ? find_path(inner, dot + 1, len - first - 1) : NULL;
}

/* Puts what MAP says before what names say. */
static void apply_map(const json_t *record, const dl_field_map *map, found ret[DL_MAPPINGS])
{
    for (size_t i = 0; i < DL_MAPPINGS; i++) {
        if (!map->fields[i].path)
            continue;
        const json_t *value = find_path(record, map->fields[i].path, map->fields[i].len);
        if (value && holds_any(value))
            ret[i] = (found){value, "--map", 0};
    }
}

/* Adds NUMBER as the instant it is, or as it is where it is none. */
static void add_moment(dl_str *out, double number)
{
    if (!dl_moment_add(out, number))
        dl_str_addf(out, "%.0f", number);
}

/* The names under which an object holds what it stands for, the first that is there counts. */
static const json_t *find_inside(const json_t *object, dl_mapping field)
{
    static const char *const names[] = {"name",    "rendered",    "value",  "html",  "text",
                                        "content", "title",       "label",  "#text", "$t",
                                        "$date",   "$numberLong", "@value", "url",   "href"};
    static const char *const addresses[] = {"href", "url", "canonical", "@id", "value"};
    const char *const *list = field == DL_MAPPING_LINK ? addresses : names;
    size_t count = field == DL_MAPPING_LINK ? sizeof addresses / sizeof *addresses
                                            : sizeof names / sizeof *names;
    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_object_get(object, list[i]);
        if (value && holds_any(value))
            return value;
    }
    return NULL;
}

/* Adds VALUE as the text of FIELD. */
static void add_value(dl_str *out, const json_t *value, dl_mapping field, int depth)
{
    bool dated = field == DL_MAPPING_PUBLISHED || field == DL_MAPPING_UPDATED ||
                 field == DL_MAPPING_CAPTURED;
    if (depth > VALUE_DEPTH)
        return;
    if (json_is_string(value)) {
        const char *text = json_string_value(value);
        double moment = dated ? dl_moment_read(text) : 0;
        if (moment > 0)
            add_moment(out, moment);
        else
            dl_str_addn(out, text, json_string_length(value));
    } else if (json_is_number(value)) {
        if (dated)
            add_moment(out, json_number_value(value));
        else
            dl_str_addf(out, "%.15g", json_number_value(value));
    } else if (json_is_object(value)) {
        const json_t *inside = find_inside(value, field);
        if (inside)
            add_value(out, inside, field, depth + 1);
    } else if (json_is_array(value)) {
        bool several =
            field == DL_MAPPING_BODY || field == DL_MAPPING_AUTHOR || field == DL_MAPPING_VIA;
        for (size_t i = 0; i < json_array_size(value); i++) {
            size_t before = out->len;
            if (before)
                dl_str_add(out, field == DL_MAPPING_BODY ? "\n\n" : ", ");
            size_t start = out->len;
            add_value(out, json_array_get(value, i), field, depth + 1);
            if (out->len == start)
                dl_str_cut(out, before);
            else if (!several)
                break;
        }
    }
}

/* Makes an address or a host a host without "www.". False where TEXT is neither. */
static bool cut_to_host(dl_str *text)
{
    const char *start = strstr(text->text, "://");
    size_t from = start ? (size_t)(start - text->text) + 3 : 0;
    if (strncasecmp(text->text + from, "www.", 4) == 0)
        from += 4;
    size_t len = strcspn(text->text + from, "/:?#");
    const char *dot = memchr(text->text + from, '.', len);
    if (!dot || dot == text->text + from || text->text[from + len - 1] == '.' ||
        strcspn(text->text + from, " \t\n\"'<>,") < len)
        return false;
    dl_str_cut(text, from + len);
    dl_str_splice(text, 0, from, "", 0);
    return true;
}

/* Brings TEXT, which stands for FIELD, to what a claim of it is; empties it where it is none. */
static dl_trust tidy(dl_mapping field, dl_str *text)
{
    switch (field) {
    case DL_MAPPING_SOURCE:
        return cut_to_host(text) ? DL_TRUST_HINT : DL_TRUST_RECORD;
    case DL_MAPPING_LINK:
        if (strncasecmp(text->text, "http://", 7) && strncasecmp(text->text, "https://", 8))
            dl_str_cut(text, 0);
        break;
    case DL_MAPPING_AUTHOR:
        if (text->len > 3 && !strncasecmp(text->text, "by ", 3))
            dl_str_splice(text, 0, 3, "", 0);
        break;
    case DL_MAPPING_LANG: {
        size_t letters = 0;
        while (letters < text->len && ((text->text[letters] | 0x20) >= 'a') &&
               ((text->text[letters] | 0x20) <= 'z'))
            letters++;
        if (letters < 2 || letters > 3 ||
            (text->text[letters] && !strchr("-_", text->text[letters])))
            dl_str_cut(text, 0);
        else if (text->text[letters] == '_')
            text->text[letters] = '-';
        break;
    }
    default:
        break;
    }
    return DL_TRUST_RECORD;
}

static dl_status read_captured(const dl_str *text, dl_arena *arena, dl_manuscript *ret,
                               dl_error *error)
{
    const dl_date_context context = {.near = DL_DAY_NONE};
    dl_date_found date;
    dl_status status = dl_date_find(text->text, text->len, &context, arena, &date);
    if (status == DL_ERR_NOMEM)
        return dl_fail_nomem(error);
    if (!status && date.date.precision != DL_PRECISION_NONE)
        ret->captured = date.date;
    return DL_OK;
}

/* The fact that a claim BY a field is of: what a feed or a site is called, or the host of one, is not yet whose its
 * texts are. */
static dl_fact fact_of(dl_mapping field, const char *by, dl_trust trust)
{
    static const char *const sites[] = {"feedtitle", "sitename", "ogsitename", "site", "website"};
    for (size_t i = 0; field == DL_MAPPING_SOURCE && i < sizeof sites / sizeof *sites; i++)
        if (trust == DL_TRUST_HINT || !strcmp(by, sites[i]))
            return DL_FACT_SITE;
    return facts[field];
}

/* Reads one field that is no body. */
static dl_status read_field(dl_mapping field, const found *from, dl_arena *arena,
                            dl_manuscript *ret, dl_error *error)
{
    dl_str text;
    dl_status status = DL_OK;
    dl_str_init(&text);
    add_value(&text, from->value, field, 0);
    if (field != DL_MAPPING_LINK)
        status = dl_richtext_flatten(&text, ret, error);
    dl_trust trust = tidy(field, &text);
    if (!status && !dl_str_ok(&text))
        status = dl_fail_nomem(error);
    if (!status && field == DL_MAPPING_CAPTURED)
        status = read_captured(&text, arena, ret, error);
    else if (!status && text.len &&
             !dl_manuscript_claim(ret, fact_of(field, from->by, trust), trust, from->by, text.text,
                                  text.len, arena))
        status = dl_fail_nomem(error);
    dl_str_release(&text);
    return status;
}

static dl_status read_body(const found *from, dl_arena *arena, dl_manuscript *ret, dl_error *error)
{
    dl_str text;
    dl_str_init(&text);
    add_value(&text, from->value, DL_MAPPING_BODY, 0);
    dl_status status = dl_str_ok(&text) ? dl_richtext_blocks(text.text, text.len, DL_RICHTEXT_GUESS,
                                                             arena, ret, error)
                                        : dl_fail_nomem(error);
    ret->whole = true;
    dl_str_release(&text);
    return status;
}

/* Says that no field holds a text, and which there are. */
static dl_status fail_body(const json_t *record, const dl_field_map *map, const char *origin,
                           dl_error *error)
{
    const char *name;
    json_t *value;
    dl_str all;
    dl_str_init(&all);
    json_object_foreach((json_t *)(uintptr_t)record, name, value)
    {
        if (all.len < 200)
            dl_str_addf(&all, "%s%.40s", all.len ? ", " : "", name);
    }
    bool mapped = map && map->fields[DL_MAPPING_BODY].path;
    dl_status status =
        mapped ? dl_fail(error, DL_ERR_INVALID, "%s: there is no text in %.*s (its fields: %s)",
                         origin, (int)map->fields[DL_MAPPING_BODY].len,
                         map->fields[DL_MAPPING_BODY].path, all.text)
               : dl_fail(error, DL_ERR_INVALID,
                         "%s: no field holds a text; say which with --map body=FIELD (its fields: "
                         "%s)",
                         origin, all.len ? all.text : "none");
    dl_str_release(&all);
    return status;
}

dl_status dl_fields_read(const json_t *record, const dl_field_map *map, dl_arena *arena,
                         dl_manuscript *ret, dl_error *error)
{
    found fields[DL_MAPPINGS] = {0};
    dl_status status = DL_OK;
    guess_fields(record, false, fields);
    if (map) {
        apply_map(record, map, fields);
        const found *body = &fields[DL_MAPPING_BODY];
        if (map->fields[DL_MAPPING_BODY].path && body->value && strcmp(body->by, "--map") != 0)
            return fail_body(record, map, ret->origin, error);
    }
    if (!fields[DL_MAPPING_BODY].value)
        return fail_body(record, map, ret->origin, error);
    for (size_t i = 0; !status && i < DL_MAPPINGS; i++)
        if (fields[i].value && i != DL_MAPPING_BODY)
            status = read_field((dl_mapping)i, &fields[i], arena, ret, error);
    if (!status)
        status = read_body(&fields[DL_MAPPING_BODY], arena, ret, error);
    return status;
}

bool dl_fields_is(const char *name, size_t len, dl_mapping field)
{
    char folded[NAME_MAX_BYTES];
    if (!fold_name(name, len, folded))
        return false;
    for (size_t i = 0; i < GUESSES; i++)
        if (guesses[i].field == field && strcmp(guesses[i].name, folded) == 0)
            return true;
    return false;
}

bool dl_fields_have_body(const json_t *record)
{
    found fields[DL_MAPPINGS] = {0};
    guess_fields(record, false, fields);
    return fields[DL_MAPPING_BODY].value;
}
