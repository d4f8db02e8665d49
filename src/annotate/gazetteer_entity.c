/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the gazetteer's records of entities: what each is called, and what else is known of it. */
#include <string.h>

#include "annotate/gazetteer_read.h"
#include "dateline/vec.h"

/* Notes what a person's short form may be taken from. */
static dl_status note_surname(dl_record_reader *r, dl_surname surname)
{
    return dl_vec_push(&r->gazetteer->surnames, surname) ? DL_OK : dl_fail_nomem(r->error);
}

/* Forgets that name; false where it was not noted. */
static bool forget_surname(dl_gazetteer *gazetteer, dl_surname surname)
{
    for (size_t i = gazetteer->surnames.len; i-- > 0;) {
        dl_surname *s = &gazetteer->surnames.items[i];
        if (s->person != surname.person || s->first != surname.first || s->last != surname.last ||
            s->explicit != surname.explicit)
            continue;
        memmove(s, s + 1, (gazetteer->surnames.len - i - 1) * sizeof *s);
        gazetteer->surnames.len--;
        return true;
    }
    return false;
}

/* Adds or, where it bears the sign "-", takes away the short form NAME of a person. */
static dl_status add_short_form(dl_record_reader *r, uint32_t number, dl_slice name)
{
    bool take = name.len && *name.text == '-';
    uint32_t node;
    if (take)
        name = (dl_slice){name.text + 1, name.len - 1};
    dl_status status = dl_phrase_follow(r, name, &node);
    if (status != DL_OK || !node)
        return status;
    const dl_word *last = &r->words.items[r->words.len - 1];
    dl_surname surname = {number, r->words.items[0].id, last->id, true};
    if (take && !forget_surname(r->gazetteer, surname))
        return dl_record_fault(r, "\"%.*s\" is not listed so, and cannot be taken away",
                               (int)name.len, name.text);
    if (take)
        return DL_OK;
    r->gazetteer->entities.items[number].surname_hash = last->hash;
    return note_surname(r, surname);
}

static dl_status add_name(dl_record_reader *r, uint32_t number, dl_slice name, dl_form form)
{
    dl_entry entry = {.subject = number, .type = DL_ENTRY_ALIAS, .form = (uint8_t)form};
    bool person = r->gazetteer->entities.items[number].entity.kind == DL_KIND_PERSON;
    if (person && form == DL_FORM_SURNAME)
        return add_short_form(r, number, name);
    dl_status status = dl_phrase_add(r, name, entry);
    if (status != DL_OK || !person || r->words.len < 2)
        return status;
    const dl_word *words = r->words.items;
    dl_surname surname = {number, words[0].id, words[r->words.len - 1].id, false};
    if (!dl_keyed_note(r->gazetteer, number, name.text, name.len, *name.text == '-'))
        return dl_fail_nomem(r->error);
    if (*name.text != '-')
        return note_surname(r, surname);
    forget_surname(r->gazetteer, surname);
    return DL_OK;
}

static bool parse_form(dl_slice name, dl_form *ret)
{
    for (int form = 0; form < DL_FORM_OFFICE; form++)
        if (dl_slice_is(name, dl_form_name((dl_form)form))) {
            *ret = (dl_form)form;
            return true;
        }
    return false;
}

static dl_status read_alias(dl_record_reader *r, uint32_t number, dl_slice alias)
{
    dl_listed *listed = &r->gazetteer->entities.items[number];
    dl_slice text = alias, form_name;
    dl_form form;
    if (!dl_slice_cut(&text, '=', &form_name) || !text.len || !parse_form(form_name, &form))
        return dl_record_fault(r,
                               "\"%.*s\" is no alias; write form=text with the form name, acronym, "
                               "demonym, metonym or surname",
                               (int)alias.len, alias.text);
    if (form == DL_FORM_DEMONYM && !listed->demonym && *text.text != '-' &&
        !(listed->demonym = dl_record_keep(r, text)))
        return dl_fail_nomem(r->error);
    return add_name(r, number, text, form);
}

static dl_status read_aliases(dl_record_reader *r, uint32_t number, dl_slice aliases)
{
    dl_slice alias;
    dl_status status = DL_OK;
    while (status == DL_OK && aliases.len && dl_slice_cut(&aliases, '|', &alias))
        status = read_alias(r, number, alias);
    return status;
}

static dl_slice trim(dl_slice s)
{
    while (s.len && *s.text == ' ')
        s = (dl_slice){s.text + 1, s.len - 1};
    while (s.len && s.text[s.len - 1] == ' ')
        s.len--;
    return s;
}

/* Reads "FROM..TO". */
static bool parse_years(dl_slice years, dl_tenure *tenure)
{
    const char *dots = memmem(years.text, years.len, "..", 2);
    if (!dots)
        return false;
    dl_slice from = {years.text, (size_t)(dots - years.text)};
    dl_slice to = {dots + 2, years.len - from.len - 2};
    dl_day other;
    tenure->from = tenure->to = DL_DAY_NONE;
    return (!from.len || dl_day_parse(from.text, from.len, &tenure->from, &other)) &&
           (!to.len || dl_day_parse(to.text, to.len, &other, &tenure->to));
}

/* Reads "CC TITLE, FROM..TO" into *TENURE and the two slices. */
static bool parse_tenure(dl_slice text, dl_tenure *tenure, dl_slice *ret_country,
                         dl_slice *ret_title)
{
    dl_slice rest = text;
    if (!dl_slice_cut(&rest, ' ', ret_country) || !rest.text || !ret_country->len ||
        ret_country->len > 3)
        return false;
    const char *comma = memrchr(rest.text, ',', rest.len);
    if (!comma)
        return false;
    *ret_title = trim((dl_slice){rest.text, (size_t)(comma - rest.text)});
    const char *end = rest.text + rest.len;
    return parse_years(trim((dl_slice){comma + 1, (size_t)(end - comma - 1)}), tenure);
}

static dl_status add_tenure(dl_record_reader *r, dl_listed *listed, dl_slice value)
{
    dl_tenure tenure;
    dl_slice country, title;
    if (!parse_tenure(value, &tenure, &country, &title))
        return dl_record_fault(r, "\"%.*s\" is no office; write office=CC TITLE, FROM..TO",
                               (int)value.len, value.text);
    size_t count = listed->tenures_count;
    dl_tenure *tenures = dl_arena_calloc(&r->gazetteer->arena, count + 1, sizeof *tenures);
    tenure.country = dl_record_keep(r, country);
    tenure.title = dl_record_keep(r, title);
    if (!tenures || !tenure.country || !tenure.title)
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
static dl_status read_fact(dl_record_reader *r, uint32_t number, dl_slice key, dl_slice value)
{
    dl_listed *listed = &r->gazetteer->entities.items[number];
    if (dl_slice_is(key, "office"))
        return add_tenure(r, listed, value);
    if (dl_slice_is(key, "capital"))
        return add_name(r, number, value, DL_FORM_METONYM);
    if (dl_slice_is(key, "order")) {
        listed->family_first = dl_slice_is(value, "family-first");
        return listed->family_first ? DL_OK : dl_record_fault(r, "order can only be family-first");
    }
    if (dl_slice_is(key, "surname")) {
        if (!(listed->surname = dl_record_keep(r, value)))
            return dl_fail_nomem(r->error);
        return add_name(r, number, value, DL_FORM_SURNAME);
    }
    if (dl_slice_is(key, "country") && value.len != 2)
        return dl_record_fault(r, "country=%.*s must be two letters, as in country=NO",
                               (int)value.len, value.text);
    if (dl_slice_is(key, "country")) {
        listed->country = dl_record_keep(r, value);
        return listed->country ? DL_OK : dl_fail_nomem(r->error);
    }
    if (dl_slice_is(key, "of")) {
        listed->of = dl_record_keep(r, value);
        return listed->of ? DL_OK : dl_fail_nomem(r->error);
    }
    if (dl_slice_is(key, "kind"))
        listed->outlet = dl_slice_is(value, "agency") || dl_slice_is(value, "outlet");
    if (dl_slice_is(key, "until") || dl_slice_is(key, "kind"))
        return DL_OK;
    return dl_record_fault(
        r,
        "unknown fact \"%.*s\"; known are capital, until, country, office, order, "
        "surname, kind and of",
        (int)key.len, key.text);
}

static dl_status read_facts(dl_record_reader *r, uint32_t number, dl_slice facts)
{
    dl_slice fact, key;
    dl_status status = DL_OK;
    while (status == DL_OK && facts.len && dl_slice_cut(&facts, ';', &fact)) {
        while (fact.len && *fact.text == ' ')
            fact = (dl_slice){fact.text + 1, fact.len - 1};
        if (!fact.len)
            continue;
        dl_slice value = fact;
        if (!dl_slice_cut(&value, '=', &key) || !value.len)
            status = dl_record_fault(r, "\"%.*s\" is no fact; write key=value", (int)fact.len,
                                     fact.text);
        else
            status = read_fact(r, number, key, value);
    }
    return status;
}

static bool is_id(dl_slice id)
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
static const char *country_of_id(dl_record_reader *r, dl_slice id)
{
    const char *slash = memchr(id.text, '/', id.len);
    const char *at = slash + 1;
    size_t left = id.len - (size_t)(at - id.text);
    bool upper = left >= 2 && at[0] >= 'A' && at[0] <= 'Z' && (left == 2 || at[2] == '/');
    return dl_record_keep(r, (dl_slice){at, upper ? 2 : 0});
}

/* Adds an entity of that id and name to those that are listed. */
static dl_status add_entity(dl_record_reader *r, dl_slice id, dl_slice name)
{
    dl_gazetteer *gazetteer = r->gazetteer;
    dl_listed listed = {
        .entity = {.id = dl_record_keep(r, id), .name = dl_record_keep(r, name)},
        .country = country_of_id(r, id),
        .file = r->file,
        .line = (uint32_t)r->line,
    };
    if (!listed.entity.id || !listed.entity.name || !listed.country)
        return dl_fail_nomem(r->error);
    listed.entity.kind = dl_kind_of_id(listed.entity.id);
    if (!dl_vec_push(&gazetteer->entities, listed) || !dl_gazetteer_note_id(gazetteer))
        return dl_fail_nomem(r->error);
    return DL_OK;
}

/* Finds or adds the entity of the record F; SIZE_MAX with DL_OK where that is a fault. */
static dl_status find_subject(dl_record_reader *r, const dl_slice f[DL_RECORD_FIELDS],
                              size_t *ret_number)
{
    dl_gazetteer *gazetteer = r->gazetteer;
    *ret_number = SIZE_MAX;
    if (!is_id(f[0]))
        return dl_record_fault(r, "\"%.*s\" is no id; write kind/slug in ASCII", (int)f[0].len,
                               f[0].text);
    const char *id = dl_record_keep(r, f[0]);
    if (!id)
        return dl_fail_nomem(r->error);
    size_t number = dl_gazetteer_number(gazetteer, id);
    const dl_listed *old = number == SIZE_MAX ? NULL : &gazetteer->entities.items[number];
    if (old && number >= r->in->carried)
        return dl_record_fault(
            r, "the id %s is listed already at %s:%u; give it once, with all aliases", id,
            old->file, (unsigned)old->line);
    if (!old && !f[1].len)
        return dl_record_fault(r, "the name is missing");
    *ret_number = old ? number : gazetteer->entities.len;
    return old ? DL_OK : add_entity(r, f[0], f[1]);
}

dl_status dl_record_entity(dl_record_reader *r, const dl_slice f[DL_RECORD_FIELDS])
{
    size_t found;
    dl_status status = find_subject(r, f, &found);
    if (status != DL_OK || found == SIZE_MAX)
        return status;
    uint32_t number = (uint32_t)found;
    if (f[1].len) {
        const char *name = dl_record_keep(r, f[1]);
        if (!name)
            return dl_fail_nomem(r->error);
        r->gazetteer->entities.items[number].entity.name = name;
        status = add_name(r, number, f[1], DL_FORM_NAME);
    }
    if (status == DL_OK)
        status = read_aliases(r, number, f[2]);
    return status == DL_OK ? read_facts(r, number, f[3]) : status;
}
