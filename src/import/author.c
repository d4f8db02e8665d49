/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who wrote a text. What is for machines goes first, then what stands between the title and the text in an element
 * named "byline" or the like, then the byline among the blocks, then who reported it, as agencies have it below
 * their texts. Names in other places are those of teasers and of readers. What of all that is a name says names.c.
 */
#include <string.h>
#include <strings.h>

#include "dateline/datefind.h"
#include "import/choice.h"
#include "import/dateform.h"
#include "import/names.h"

#define BEFORE 6 /* blocks before the title in which its byline may stand */
#define BEHIND 4 /* blocks behind the beginning of the body */
#define AFTER 8  /* blocks behind the end of the body */
#define REPORTING_WORDS 40

typedef struct chooser {
    const dl_manuscript *m;
    const dl_page *page;
    dl_slice site;
    dl_arena *arena;
    bool *failed;
} chooser;

/* Reads the names in TEXT, which ends where a date begins. */
static void read_names(const chooser *c, dl_slice text, dl_names *ret)
{
    dl_date_parts parts;
    if (dl_date_scan(text.text, text.len, 0, 0, &parts) && parts.start)
        text.len = parts.start;
    dl_names_read(c->page->outlets, text, c->site, ret);
}

/* Whether the page calls itself, or who runs it, NAME. */
static bool is_site(const chooser *c, dl_slice name)
{
    for (size_t i = 0; i < c->m->claims.count; i++) {
        const dl_claim *claim = &c->m->claims.items[i];
        if (claim->fact == DL_FACT_SITE && strlen(claim->value) == name.len &&
            !strncasecmp(claim->value, name.text, name.len))
            return true;
    }
    return false;
}

static void read_claim(const chooser *c, const dl_claim *claim, dl_names *ret)
{
    size_t kept = 0;
    read_names(c, (dl_slice){claim->value, strlen(claim->value)}, ret);
    for (size_t i = 0; i < ret->persons_count; i++)
        if (!is_site(c, ret->persons[i]))
            ret->persons[kept++] = ret->persons[i];
    ret->persons_count = kept;
}

/* Whether CLAIM stands within the blocks from FROM up to TO. */
static bool stands_in(const dl_claim *claim, size_t from, size_t to)
{
    return claim->block && claim->block > from && claim->block <= to + 1;
}

/* Adds the persons of MORE to NAMES but those who are there already. */
static void add_names(dl_names *names, const dl_names *more)
{
    for (size_t i = 0; i < more->persons_count; i++) {
        dl_slice name = more->persons[i];
        bool known = names->persons_count == DL_NAMES_PERSONS;
        for (size_t k = 0; k < names->persons_count && !known; k++)
            known = memmem(names->persons[k].text, names->persons[k].len, name.text, name.len);
        if (!known)
            names->persons[names->persons_count++] = name;
    }
}

/* The names of the claim FIRST and of those like it: made by the same, in the same place. */
static const char *gather(const chooser *c, const dl_claim *first)
{
    dl_names names = {0}, more;
    bool turned = false, single = true;
    size_t block = first->block;
    for (const dl_claim *k = first; k < c->m->claims.items + c->m->claims.count; k++) {
        if (k->fact != DL_FACT_AUTHOR || k->by != first->by || k->block > block + 1)
            continue;
        read_claim(c, k, &more);
        single = single && !names.persons_count;
        turned = more.turned;
        add_names(&names, &more);
        block = k->block;
    }
    names.turned = turned && single;
    return dl_names_join(&names, c->arena, c->failed);
}

/* How many claims made otherwise than CLAIM name NAME as the author. */
static size_t count_others(const chooser *c, const dl_claim *claim, dl_slice name)
{
    size_t count = 0;
    for (size_t i = 0; i < c->m->claims.count; i++) {
        const dl_claim *other = &c->m->claims.items[i];
        count += other->fact == DL_FACT_AUTHOR && other->by != claim->by &&
                 memmem(other->value, strlen(other->value), name.text, name.len);
    }
    return count;
}

/* The best of the claims in the blocks from FROM up to TO, or of those that stand in none, of LEAST trust or more; of
 * two as good the one that others repeat more often, then the first. NULL where there is none. */
static const dl_claim *find_claim(const chooser *c, dl_trust least, bool placed, size_t from,
                                  size_t to)
{
    const dl_claim *best = NULL;
    size_t most = 0;
    dl_names names;
    for (size_t i = 0; i < c->m->claims.count; i++) {
        const dl_claim *claim = &c->m->claims.items[i];
        if (claim->fact != DL_FACT_AUTHOR || (claim->block != 0) != placed ||
            claim->trust < least || (placed && !stands_in(claim, from, to)) ||
            (best && claim->trust < best->trust))
            continue;
        read_claim(c, claim, &names);
        size_t heard =
            names.persons_count && !placed ? count_others(c, claim, names.persons[0]) : 0;
        if (!names.persons_count || (best && claim->trust == best->trust && heard <= most))
            continue;
        best = claim;
        most = heard;
    }
    return best;
}

/* "(Reporting by Ann Roe in Oslo; Editing by Jo Doe)" at the end of the text: those who reported. */
static const char *find_reporters(const chooser *c)
{
    static const char *const leads[] = {"reporting by ", "additional reporting by ", "report by "};
    size_t from = c->page->end > 2 ? c->page->end - 2 : 0;
    for (size_t i = from; i < c->page->count && i < c->page->end + AFTER; i++) {
        const dl_block *block = &c->page->blocks[i];
        dl_slice text = {block->text, block->words <= REPORTING_WORDS ? block->len : 0};
        while (text.len && strchr("([*", text.text[0]))
            text.text++, text.len--;
        const char *stop = text.len ? memchr(text.text, ';', text.len) : NULL;
        text.len = stop ? (size_t)(stop - text.text) : text.len;
        const char *editing = text.len ? memmem(text.text, text.len, "diting by", 9) : NULL;
        text.len = editing ? (size_t)(editing - text.text) - 1 : text.len;
        for (size_t k = 0; k < sizeof leads / sizeof *leads; k++) {
            size_t size = strlen(leads[k]);
            if (text.len <= size || strncasecmp(text.text, leads[k], size))
                continue;
            dl_names names;
            read_names(c, (dl_slice){text.text + size, text.len - size}, &names);
            return dl_names_join(&names, c->arena, c->failed);
        }
    }
    return NULL;
}

/* The byline among the blocks from FROM up to TO. */
static const char *find_byline(const chooser *c, size_t from, size_t to)
{
    const char *author = NULL;
    for (size_t i = from; i < to && i < c->page->count && !author; i++)
        author = dl_byline_read(c->page, &c->page->blocks[i], c->site, c->arena, c->failed);
    return author;
}

/* Of a page with mark-up. */
static const char *choose_marked(const chooser *c, size_t title)
{
    const dl_page *page = c->page;
    size_t head = title == DL_NO_BLOCK || title > page->begin ? page->begin : title;
    size_t from = head > BEFORE ? head - BEFORE : 0, to = page->begin + BEHIND;
    const dl_claim *claim = find_claim(c, DL_TRUST_HINT, false, 0, 0);
    if (!claim)
        claim = find_claim(c, DL_TRUST_HINT, true, head, to);
    if (!claim)
        claim = find_claim(c, DL_TRUST_HINT, true, from, to);
    const char *author = claim ? NULL : find_byline(c, from, to);
    if (!claim && !author)
        author = find_reporters(c);
    if (!claim && !author)
        claim = find_claim(c, DL_TRUST_HINT, true, page->end, page->end + AFTER);
    return claim ? gather(c, claim) : author;
}

const char *dl_author_choose(const dl_manuscript *m, const dl_page *page, size_t title,
                             dl_slice site, dl_arena *arena, bool *failed)
{
    const chooser c = {m, page, site, arena, failed};
    if (page->boxes && !page->whole)
        return choose_marked(&c, title);
    const dl_claim *claim = find_claim(&c, DL_TRUST_CLAIM, false, 0, 0);
    if (claim)
        return gather(&c, claim);
    const char *author = find_byline(&c, title == DL_NO_BLOCK ? 0 : title, page->begin + 2);
    if (!author)
        author = find_reporters(&c);
    claim = author ? NULL : find_claim(&c, DL_TRUST_HINT, false, 0, 0);
    return claim ? gather(&c, claim) : author;
}
