/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which site a page is of. Its address tells, where the host is that of a known outlet. Otherwise the page
 * calls itself something, in many places and in as many ways: the site's name, a slogan behind it, the
 * company's, that of the software it is made with. Each is weighed: by where it stands, by whether others say
 * the same, and by whether the host can have been made of it. Where none is worth anything, the host is
 * the name.
 */
#include <string.h>
#include <strings.h>

#include "dateline/str.h"
#include "dateline/text.h"
#include "import/site.h"

#define CANDIDATES 32
#define NAME_WORDS 7
#define NAME_BYTES 70
#define TITLE_WORDS 4 /* of a name before a title */
#define ENOUGH 5      /* weight that a name must have */

typedef struct candidate {
    dl_slice name;
    int weight;
} candidate;

typedef struct finder {
    const dl_manuscript *m;
    const dl_outlets *own;
    dl_arena *arena;
    dl_site site;
    candidate items[CANDIDATES];
    size_t count;
} finder;

static bool is_same(dl_slice a, dl_slice b)
{
    return a.len == b.len && !strncasecmp(a.text, b.text, a.len);
}

static dl_slice slice_of(const char *text)
{
    return (dl_slice){text, strlen(text)};
}

static size_t count_words(dl_slice name)
{
    size_t words = name.len > 0;
    for (size_t i = 0; i + 1 < name.len; i++)
        words += name.text[i] == ' ';
    return words;
}

/* Writes the ASCII letters and digits of TEXT in lower case, of others their base, to OUT. */
static size_t write_letters(dl_slice text, char *out, size_t size)
{
    dl_str slug;
    size_t len = 0;
    dl_str_init(&slug);
    dl_text_slug(&slug, text.text, text.len);
    for (size_t i = 0; i < slug.len && len + 1 < size; i++)
        if (slug.text[i] != '-')
            out[len++] = slug.text[i];
    dl_str_release(&slug);
    out[len] = '\0';
    return len;
}

/* Whether all letters of WORD stand in NAME, in their order, from its first on. */
static bool is_abbreviation(const char *word, const char *name)
{
    if (*word != *name)
        return false;
    for (; *name && *word; name++)
        word += *word == *name;
    return !*word;
}

/* Whether NAME can have given the label of a host. */
static bool gives_label(const char *name, size_t len, const char *label, size_t size)
{
    const char *bare = len > 5 && !strncmp(name, "the", 3) ? name + 3 : name;
    if (size < 2 || len < 2)
        return false;
    if (is_abbreviation(label, name) || is_abbreviation(label, bare))
        return true;
    return strlen(bare) >= 3 && strstr(label, bare);
}

bool dl_site_agrees(dl_slice name, dl_slice host)
{
    char letters[NAME_BYTES + 1], label[64];
    size_t len = write_letters(name, letters, sizeof letters);
    for (size_t at = 0; at < host.len;) {
        const char *dot = memchr(host.text + at, '.', host.len - at);
        if (!dot) /* the last label is no name */
            return false;
        size_t end = (size_t)(dot - host.text);
        size_t size = write_letters((dl_slice){host.text + at, end - at}, label, sizeof label);
        if (gives_label(letters, len, label, size))
            return true;
        at = end + 1;
    }
    return false;
}

static void trim(dl_slice *name)
{
    while (name->len && strchr(" \t|-:,.»›·", name->text[0]) && (unsigned char)name->text[0] < 0x80)
        name->text++, name->len--;
    while (name->len && strchr(" \t|-:,", name->text[name->len - 1]))
        name->len--;
}

/* Whether NAME is what software calls a site, or a part of one, that has no name. */
static bool is_generic(dl_slice name)
{
    static const char *const names[] = {
        "home",        "homepage",  "home page", "start",     "startseite",    "accueil",
        "inicio",      "início",    "blogger",   "wordpress", "wordpress.com", "my site",
        "my blog",     "blog",      "news",      "website",   "untitled",      "index",
        "главная",     "welcome",   "default",   "site name", "google",        "magazine",
        "rss",         "rss 2.0",   "atom",      "feed",      "comments",      "article",
        "articles",    "entries",   "press",     "newsroom",  "portal",        "главная страница",
        "nachrichten", "aktuelles", "rss feed",  "news feed", "search",        "posts"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is_same(name, slice_of(names[i])))
            return true;
    return false;
}

/* Cuts what feeds add to a name: " » Feed", " RSS". */
static void cut_feed(dl_slice *name)
{
    static const char *const ends[] = {" feed",        " rss",       " atom",     " rss feed",
                                       " - rss",       " comments",  " stories",  " headlines",
                                       " latest news", " news feed", " articles", " »"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(ends[i]);
        if (name->len > size && !strncasecmp(name->text + name->len - size, ends[i], size))
            name->len -= size;
    }
    while (name->len > 3 && !memcmp(name->text + name->len - 2, "»", 2))
        name->len -= 2;
    trim(name);
}

/* Of "Name | What it says of itself" the part that the host agrees with, else the first. */
static dl_slice choose_part(const finder *f, dl_slice name)
{
    static const char *const marks[] = {" | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • "};
    dl_slice first = {0}, rest = name;
    while (rest.len) {
        size_t cut = rest.len, size = 0;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
            const char *at = memmem(rest.text, rest.len, marks[i], strlen(marks[i]));
            if (at && (size_t)(at - rest.text) < cut) {
                cut = (size_t)(at - rest.text);
                size = strlen(marks[i]);
            }
        }
        dl_slice part = {rest.text, cut};
        trim(&part);
        if (!first.len)
            first = part;
        if (f->site.host.len && part.len && dl_site_agrees(part, f->site.host))
            return part;
        rest.text += cut + size;
        rest.len -= cut + size;
    }
    return first;
}

/* Takes TEXT, a name that is an address or the host of one, for the page's, where no link tells it. */
static bool take_name_as_link(finder *f, const char *text, bool is_link)
{
    dl_address address;
    const char *link = is_link ? text : dl_arena_printf(f->arena, "http://%s", text);
    if (!link || !dl_address_read(slice_of(link), f->arena, &address))
        return false;
    if (!f->site.host.len && !f->site.carrier.len) {
        f->site.host = address.host;
        f->site.outlet = dl_outlet_find_host(f->own, address.host.text, address.host.len);
    }
    return true;
}

/* Notes that the page is called TEXT, which weighs WEIGHT. False when memory is out. */
static bool note(finder *f, const char *text, int weight)
{
    dl_slice name = slice_of(text);
    bool is_link = strstr(text, "://");
    if ((is_link || (strchr(text, '.') && !strpbrk(text, " /@"))) &&
        !take_name_as_link(f, text, is_link))
        return false;
    if (is_link || text[0] == '@' || text[0] == '/')
        return true;
    cut_feed(&name);
    name = choose_part(f, name);
    if (name.len < 2 || name.len > NAME_BYTES || count_words(name) > NAME_WORDS || is_generic(name))
        return true;
    for (size_t i = 0; i < f->count; i++)
        if (is_same(f->items[i].name, name)) {
            f->items[i].weight = (f->items[i].weight > weight ? f->items[i].weight : weight) + 1;
            return true;
        }
    if (f->count < CANDIDATES)
        f->items[f->count++] = (candidate){name, weight};
    return true;
}

/* Notes the names before and behind the title in <title>, which are the site's, a section's, or of the title. */
static bool note_titles(finder *f)
{
    static const char *const marks[] = {
        " | ", " - ", " – ", " — ", " :: ", " » ", " · ", "｜", " < "};
    for (size_t i = 0; i < f->m->claims.count; i++) {
        const dl_claim *claim = &f->m->claims.items[i];
        if (claim->fact != DL_FACT_TITLE || strcmp(claim->by, "title"))
            continue;
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
            size_t size = strlen(marks[k]);
            const char *first = strstr(claim->value, marks[k]), *last = first;
            for (const char *at = first; at; at = strstr(at + size, marks[k]))
                last = at;
            if (!first)
                continue;
            char *head = dl_arena_strndup(f->arena, claim->value, (size_t)(first - claim->value));
            if (!head || (count_words(slice_of(head)) <= TITLE_WORDS && !note(f, head, 2)) ||
                !note(f, last + size, 3))
                return false;
        }
    }
    return true;
}

/* Whether NAME says that it is a company's. */
static bool is_company(dl_slice name)
{
    static const char *const ends[] = {
        " inc",    " inc.",        " llc",         " ltd",   " ltd.",     " gmbh",
        " ag",     " plc",         " s.l.",        " s.a.",  " corp",     " corp.",
        " co. kg", " interactive", " media group", " group", " holdings", " verlag"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(ends[i]);
        if (name.len > size && !strncasecmp(name.text + name.len - size, ends[i], size))
            return true;
    }
    return false;
}

/* Whether NAME is the carrier's own. */
static bool is_carrier(const finder *f, dl_slice name)
{
    const dl_outlet *outlet = dl_outlet_find(f->own, name.text, name.len);
    return outlet && (outlet == f->site.carrying || outlet->kind == DL_OUTLET_ARCHIVE);
}

/* The weight of C with all that is known. */
static int weigh(const finder *f, const candidate *c)
{
    bool agrees = f->site.host.len && dl_site_agrees(c->name, f->site.host);
    bool lower =
        !memchr(c->name.text, ' ', c->name.len) && c->name.text[0] >= 'a' && c->name.text[0] <= 'z';
    const dl_outlet *outlet = dl_outlet_find(f->own, c->name.text, c->name.len);
    int weight = c->weight;
    if (f->site.host.len)
        weight += agrees ? 4 : outlet && outlet->kind == DL_OUTLET_AGENCY ? -4 : 0;
    weight += outlet && outlet->kind != DL_OUTLET_AGENCY ? 2 : 0;
    weight -= 3 * lower + 2 * is_company(c->name) + (count_words(c->name) > 5);
    return is_carrier(f, c->name) ? 0 : weight;
}

/* Takes the host of LINK; what carries it, if anything does, is kept beside it. False when memory is out. */
static bool take_link(finder *f, dl_slice link)
{
    dl_address address;
    dl_site *site = &f->site;
    if (!dl_address_read(link, f->arena, &address))
        return false;
    dl_slice hosts[] = {address.carrier, address.host};
    for (int i = 0; i < 2; i++) {
        const dl_outlet *outlet = dl_outlet_find_host(f->own, hosts[i].text, hosts[i].len);
        bool carries = i == 0 || (outlet && outlet->kind >= DL_OUTLET_CARRIER);
        if (hosts[i].len && carries && !site->carrier.len) {
            site->carrier = outlet ? slice_of(outlet->name) : hosts[i];
            site->carrying = outlet;
        } else if (hosts[i].len && !carries && !site->host.len) {
            site->host = hosts[i];
            site->outlet = outlet;
        }
    }
    return true;
}

/* Takes the links that are claimed, the most trusted first, and then LINK. */
static bool take_links(finder *f, dl_slice link)
{
    for (int trust = DL_TRUST_RECORD; trust >= DL_TRUST_HINT; trust--)
        for (size_t i = 0; i < f->m->claims.count; i++) {
            const dl_claim *claim = &f->m->claims.items[i];
            if (claim->fact == DL_FACT_LINK && (int)claim->trust == trust &&
                !take_link(f, slice_of(claim->value)))
                return false;
        }
    return !link.len || take_link(f, link);
}

/* Notes what is claimed to be the site's name. */
static bool note_claims(finder *f)
{
    static const int weights[] = {[DL_TRUST_HINT] = 3, [DL_TRUST_CLAIM] = 5, [DL_TRUST_RECORD] = 6};
    for (size_t i = 0; i < f->m->claims.count; i++) {
        const dl_claim *claim = &f->m->claims.items[i];
        if (claim->fact == DL_FACT_SITE && !note(f, claim->value, weights[claim->trust]))
            return false;
    }
    return true;
}

/* Where the address is a known outlet's, and the page calls itself another that is known: that one carries it. */
static void note_carrier(finder *f)
{
    const dl_claim *claim = dl_manuscript_find(f->m, DL_FACT_SITE, DL_TRUST_RECORD);
    const dl_outlet *outlet =
        claim ? dl_outlet_find(f->own, claim->value, strlen(claim->value)) : NULL;
    if (!f->site.outlet || !outlet || outlet == f->site.outlet ||
        outlet->kind == DL_OUTLET_AGENCY || f->site.carrier.len ||
        dl_site_agrees(slice_of(outlet->name), f->site.host))
        return;
    f->site.carrying = outlet;
    f->site.carrier = slice_of(outlet->name);
}

bool dl_site_find(const dl_manuscript *m, const dl_outlets *own, dl_slice link, dl_arena *arena,
                  dl_site *ret)
{
    finder f = {.m = m, .own = own, .arena = arena};
    if (!take_links(&f, link) || !note_claims(&f) || !note_titles(&f))
        return false;
    const candidate *best = NULL;
    int most = ENOUGH - 1;
    for (size_t i = 0; i < f.count && !f.site.outlet; i++) {
        int weight = weigh(&f, &f.items[i]);
        if (weight > most) {
            most = weight;
            best = &f.items[i];
        }
    }
    if (!f.site.outlet && f.site.host.len && !best)
        f.site.outlet = dl_outlet_find_host(own, f.site.host.text, f.site.host.len);
    note_carrier(&f);
    if (best)
        f.site.outlet = dl_outlet_find(own, best->name.text, best->name.len);
    f.site.name = f.site.outlet ? slice_of(f.site.outlet->name) : best ? best->name : f.site.host;
    *ret = f.site;
    return true;
}
