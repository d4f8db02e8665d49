/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose a document is, of all that its record, its page and its text say:
 *
 *   - the *imprint* is the site's that the page is of, or where there is no page the masthead's, the title
 *     line's, the foot's;
 *   - something may be *stated* to be another's: a record's field, "Source: X" above it, "first published by X".
 *     That is then the source, and the imprint carried it. An agency so named in the metadata of a paper is no
 *     other imprint, though: the paper took the text from it;
 *   - *agencies* stand in datelines, in bylines and below texts. Where there is no imprint the first is the
 *     source; the others, and all where there is one, are what it was taken from (via).
 *
 * An archive is never a source; a portal, which carries others' texts beside its own, is one where the text
 * names no other.
 */
#include <string.h>

#include "import/names.h"
#include "import/whose.h"

typedef struct decision {
    const dl_manuscript *m;
    const dl_outlets *own;
    const dl_site *site;
    const dl_imprint *imprint;
    dl_whose whose;
} decision;

/* The outlet that NAME is a spelling or the host of; NULL where none is known. */
static const dl_outlet *find_outlet(const decision *d, dl_slice name)
{
    const dl_outlet *outlet = name.len ? dl_outlet_find(d->own, name.text, name.len) : NULL;
    if (!outlet && name.len && !memchr(name.text, ' ', name.len))
        outlet = dl_outlet_find_host(d->own, name.text, name.len);
    return outlet;
}

/* NAME as it is shown. */
static dl_slice usual(const decision *d, dl_slice name)
{
    name = dl_address_host(name);
    const dl_outlet *outlet = find_outlet(d, name);
    return outlet ? (dl_slice){outlet->name, strlen(outlet->name)} : name;
}

static bool is_agency(const decision *d, dl_slice name)
{
    const dl_outlet *outlet = find_outlet(d, name);
    return outlet && outlet->kind == DL_OUTLET_AGENCY;
}

static bool is_archive(const decision *d, dl_slice name)
{
    const dl_outlet *outlet = find_outlet(d, name);
    return outlet && outlet->kind == DL_OUTLET_ARCHIVE;
}

static bool is_carrier(const decision *d, dl_slice name)
{
    const dl_outlet *outlet = find_outlet(d, name);
    return outlet && outlet->kind >= DL_OUTLET_CARRIER;
}

/* Whether A is the beginning of B, or B of A, as words: "Fjord Post" and "Fjord Post Media". */
static bool is_much_the_same(dl_slice a, dl_slice b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    dl_slice longer = a.len < b.len ? b : a;
    return least && dl_slice_is_same((dl_slice){a.text, least}, (dl_slice){b.text, least}) &&
           (longer.len == least || longer.text[least] == ' ');
}

static void add_via(decision *d, dl_slice name)
{
    name = usual(d, name);
    if (!name.len || d->whose.via_count == DL_WHOSE_VIA ||
        dl_slice_is_same(name, d->whose.source) || is_archive(d, name))
        return;
    for (size_t i = 0; i < d->whose.via_count; i++)
        if (dl_slice_is_same(name, d->whose.via[i]))
            return;
    d->whose.via[d->whose.via_count++] = name;
}

/* Adds the agencies of a claim that parts them with commas. */
static void add_list(decision *d, const char *list)
{
    while (*list) {
        dl_slice name = {list, strcspn(list, ",;")};
        list += name.len + (list[name.len] != '\0');
        dl_slice_trim(&name);
        add_via(d, name);
    }
}

/* What the page, or else the text, is under the name of. */
static dl_slice find_imprint(const decision *d)
{
    const dl_imprint *i = d->imprint;
    dl_slice names[] = {d->site->name, i->titled, i->masthead, i->foot, i->mail};
    bool agencies = i->agencies_count > 0;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        /* menus and companies stand in pages */
        bool weak = d->m->blocks.boxes && (k == 2 || k == 4 || (k == 3 && agencies));
        if (names[k].len && !weak && !(k == 4 && agencies) && !is_archive(d, names[k]))
            return usual(d, names[k]);
    }
    return (dl_slice){0};
}

/* What is stated to be the source, and is not OURS; an empty slice where nothing is, or where it is an agency that
 * metadata name beside an imprint. */
static dl_slice find_stated(decision *d, dl_slice ours)
{
    const dl_claim *claim = dl_manuscript_find(d->m, DL_FACT_SOURCE, DL_TRUST_HINT);
    bool sure = claim && claim->trust >= DL_TRUST_CLAIM;
    dl_slice claimed = {claim ? claim->value : NULL, claim ? strlen(claim->value) : 0};
    dl_slice names[] = {sure ? claimed : (dl_slice){0}, d->imprint->label, d->imprint->republished,
                        claimed};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        dl_slice name = usual(d, names[i]);
        if (!name.len || is_archive(d, name) || is_much_the_same(name, ours))
            continue;
        if (i == 3 && ours.len && !is_carrier(d, ours)) {
            if (is_agency(d, name))
                add_via(d, name);
            continue;
        }
        return name;
    }
    return (dl_slice){0};
}

/* Whether CLAIM names who wrote the text, or who answers for it. */
static bool is_byline(const decision *d, const dl_claim *claim)
{
    bool here = claim->block >= d->imprint->head && claim->block <= d->imprint->lead;
    return claim->fact == DL_FACT_SITE ||
           (claim->fact == DL_FACT_AUTHOR && (!claim->block || here));
}

/* The agencies that bylines name, or the page's own words of who made it. */
static void add_bylines(decision *d)
{
    dl_names names;
    for (size_t i = 0; i < d->m->claims.count; i++) {
        const dl_claim *claim = &d->m->claims.items[i];
        if (!is_byline(d, claim))
            continue;
        dl_names_read(d->own, (dl_slice){claim->value, strlen(claim->value)}, (dl_slice){0},
                      &names);
        for (size_t k = 0; k < names.outlets_count; k++)
            if (names.outlets[k]->kind == DL_OUTLET_AGENCY)
                add_via(d, (dl_slice){names.outlets[k]->name, strlen(names.outlets[k]->name)});
    }
}

/* Sets who carried this copy. */
static void set_publisher(decision *d, dl_slice ours)
{
    const dl_claim *claim = dl_manuscript_find(d->m, DL_FACT_PUBLISHER, DL_TRUST_HINT);
    dl_slice names[] = {d->site->carrier, d->imprint->archive, ours, d->imprint->foot};
    if (claim)
        d->whose.publisher = usual(d, (dl_slice){claim->value, strlen(claim->value)});
    for (size_t i = 0; i < 4 && !d->whose.publisher.len; i++) {
        bool page = i == 3 && d->m->blocks.boxes;
        bool named = i < 3 || (names[i].len && memchr(names[i].text, '.', names[i].len) &&
                               !d->site->name.len);
        bool carries = named || is_archive(d, names[i]);
        if (names[i].len && carries && !page &&
            !is_much_the_same(usual(d, names[i]), d->whose.source))
            d->whose.publisher = usual(d, names[i]);
    }
    if (is_much_the_same(d->whose.publisher, d->whose.source) || is_agency(d, d->whose.publisher))
        d->whose.publisher = (dl_slice){0};
}

void dl_whose_decide(const dl_manuscript *m, const dl_outlets *own, const dl_site *site,
                     const dl_imprint *imprint, dl_whose *ret)
{
    decision d = {.m = m, .own = own, .site = site, .imprint = imprint};
    dl_slice ours = find_imprint(&d);
    bool agency = ours.len && is_agency(&d, ours) && !site->name.len;
    dl_slice stated = find_stated(&d, ours);
    const dl_claim *via = dl_manuscript_find(m, DL_FACT_VIA, DL_TRUST_HINT);
    if (stated.len)
        d.whose.source = stated;
    else if (ours.len && !(agency && imprint->foot.len && !is_agency(&d, imprint->foot)))
        d.whose.source = ours;
    else if (agency)
        d.whose.source = usual(&d, imprint->foot), add_via(&d, ours);
    else if (imprint->agencies_count)
        d.whose.source = usual(&d, imprint->agencies[0]);
    if (via)
        add_list(&d, via->value);
    for (size_t i = 0; i < imprint->agencies_count; i++)
        if (!site->name.len || find_outlet(&d, imprint->agencies[i]))
            add_via(&d, imprint->agencies[i]);
    for (size_t i = 0; i < imprint->credits_count; i++)
        add_via(&d, imprint->credits[i]);
    add_bylines(&d);
    if (!d.whose.source.len && site->carrying && site->carrying->kind == DL_OUTLET_CARRIER) {
        d.whose.source = d.whose.via_count ? d.whose.via[0] : site->carrier;
        for (size_t i = 0; i + 1 < d.whose.via_count; i++)
            d.whose.via[i] = d.whose.via[i + 1];
        d.whose.via_count -= d.whose.via_count > 0;
    }
    set_publisher(&d, stated.len ? ours : (dl_slice){0});
    *ret = d.whose;
}
