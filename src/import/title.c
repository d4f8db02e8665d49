/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The title of a page with mark-up. It is said several times: in <title>, with the site's name and
 * perhaps the section's; in metadata, for those who pass the page on; in a heading, for those who read.
 * The heading is what was written, but a page has many; the one meant is the one that the others
 * repeat, in part at least. Likeness is counted in bytes, four at a time, which serves every script.
 */
#include <string.h>
#include <strings.h>

#include "import/choice.h"
#include "import/outlet.h"

#define HEADINGS 400  /* blocks among which headings are looked at */
#define TITLE_MAX 400 /* bytes of a title that are compared */
#define LIKE_FIRST 50 /* percent of a first heading that the other titles repeat */
#define LIKE_LOWER 70 /* the same for a second or third one */
#define SITE_WORDS 4  /* a site's name has no more */
#define GRAM 4        /* bytes */
#define GRAMS 8192    /* bits of a set of them */

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

/* The place of the bytes at TEXT in a set of GRAMS bits. */
static unsigned gram(const char *text)
{
    uint32_t bytes = 0;
    for (int i = 0; i < GRAM; i++)
        bytes = bytes << 8 | (unsigned char)lower(text[i]);
    return bytes * 2654435761u >> 19;
}

/* How much of TEXT stands in OTHER too, in percent. */
static unsigned likeness(dl_slice text, dl_slice other)
{
    unsigned char set[GRAMS / 8] = {0};
    size_t same = 0, len = text.len < TITLE_MAX ? text.len : TITLE_MAX;
    if (len < GRAM)
        return len && memmem(other.text, other.len, text.text, len) ? 100 : 0;
    for (size_t i = 0; i + GRAM <= other.len && i < TITLE_MAX; i++) {
        unsigned bit = gram(other.text + i);
        set[bit / 8] |= (unsigned char)(1u << bit % 8);
    }
    for (size_t i = 0; i + GRAM <= len; i++) {
        unsigned bit = gram(text.text + i);
        same += set[bit / 8] >> bit % 8 & 1;
    }
    return (unsigned)(same * 100 / (len - GRAM + 1));
}

static dl_slice slice_of(const dl_claim *claim)
{
    return claim ? (dl_slice){claim->value, strlen(claim->value)} : (dl_slice){0};
}

static size_t count_words(dl_slice text)
{
    size_t words = text.len > 0;
    for (size_t i = 0; i + 1 < text.len; i++)
        words += text.text[i] == ' ';
    return words;
}

/* Whether NAME is the site's: what the page calls its publisher, or a known outlet. */
static bool is_site(const dl_manuscript *m, const dl_outlets *own, dl_slice name)
{
    for (size_t i = 0; i < m->claims.count; i++) {
        const dl_claim *claim = &m->claims.items[i];
        if ((claim->fact == DL_FACT_SITE || claim->fact == DL_FACT_PUBLISHER) &&
            strlen(claim->value) == name.len && !strncasecmp(claim->value, name.text, name.len))
            return true;
    }
    return name.len && dl_outlet_find(own, name.text, name.len);
}

/* Marks between a title and the names around it. */
static const char *const separators[] = {" | ", " - ", " – ", " — ", " :: ", " : ",
                                         " » ", " › ", " · ", " • ", "｜",   " < "};

/* Finds the last separator in TEXT: its place, and its length in *RET_SIZE; 0 where there is none. */
static size_t last_separator(dl_slice text, size_t *ret_size)
{
    size_t found = 0;
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        size_t size = strlen(separators[i]);
        for (size_t at = found + 1; at + size < text.len; at++)
            if (!memcmp(text.text + at, separators[i], size)) {
                found = at;
                *ret_size = size;
            }
    }
    return found;
}

/* TITLE without the names of site and section behind it. Where it is not SURE that there are such, only a name
 * known to be the site's is taken off. */
static dl_slice cut_site(const dl_manuscript *m, const dl_outlets *own, dl_slice title, bool sure)
{
    if (!title.len)
        return title;
    for (int names = 0; names < 2; names++) {
        size_t size = 0, at = last_separator(title, &size);
        dl_slice head = {title.text, at}, tail = {title.text + at + size, title.len - at - size};
        bool shorter = count_words(tail) <= SITE_WORDS && tail.len * 2 <= head.len;
        if (!at || (!is_site(m, own, tail) && (!sure || !shorter)))
            break;
        title = head;
    }
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++) {
        size_t size = strlen(separators[i]);
        const char *at = memmem(title.text, title.len, separators[i], size);
        size_t len = at ? (size_t)(at - title.text) : 0;
        if (len && is_site(m, own, (dl_slice){title.text, len}))
            return (dl_slice){at + size, title.len - len - size};
    }
    return title;
}

/* How much of TEXT the titles that are claimed besides headings repeat. */
static unsigned is_repeated(const dl_manuscript *m, dl_slice text)
{
    unsigned most = 0;
    for (size_t i = 0; i < m->claims.count; i++) {
        const dl_claim *claim = &m->claims.items[i];
        if (claim->fact != DL_FACT_TITLE || claim->block > 1 || !strcmp(claim->by, "h1"))
            continue;
        unsigned like = likeness(text, slice_of(claim));
        most = like > most ? like : most;
    }
    return most;
}

/* The heading that the other titles repeat; of several the one of which most is, then the longer one. */
static dl_slice find_heading(const dl_manuscript *m, const dl_page *page, size_t whole,
                             size_t *ret_block)
{
    dl_slice best = {0};
    unsigned most = 0;
    for (size_t i = 0; i < page->count && i < HEADINGS; i++) {
        const dl_block *block = &page->blocks[i];
        dl_slice text = {block->text, block->len};
        bool first = block->level == 1;
        if (block->element != DL_ELEMENT_HEADING || block->level > 3 || !text.len ||
            text.len > TITLE_MAX || is_site(m, page->outlets, text))
            continue;
        if (text.len * 2 < whole && (!first || block->linked * 2 > block->len))
            continue;
        unsigned like = is_repeated(m, text);
        unsigned weight = like + (first ? 10 : 0) + (text.len < 60 ? (unsigned)text.len / 6 : 10);
        if (like >= (first ? LIKE_FIRST : LIKE_LOWER) && weight > most) {
            most = weight;
            best = text;
            *ret_block = i;
        }
    }
    return best;
}

/* The first heading nearest before the body, where it has words enough for a title. */
static dl_slice find_first_heading(const dl_page *page, size_t *ret_block)
{
    for (size_t i = page->begin < page->count ? page->begin + 1 : page->count; i-- > 0;) {
        const dl_block *block = &page->blocks[i];
        if (block->level == 1 && block->words >= SITE_WORDS && block->len <= TITLE_MAX) {
            *ret_block = i;
            return (dl_slice){block->text, block->len};
        }
    }
    return (dl_slice){0};
}

/* The claim of a title that is made BY the <title>, or by anything else but a heading. */
static dl_slice find_claim(const dl_manuscript *m, bool by_title)
{
    const dl_claim *best = NULL;
    for (size_t i = 0; i < m->claims.count; i++) {
        const dl_claim *claim = &m->claims.items[i];
        if (claim->fact == DL_FACT_TITLE && !strcmp(claim->by, "title") == by_title &&
            strcmp(claim->by, "h1") && (!best || claim->trust > best->trust))
            best = claim;
    }
    return slice_of(best);
}

/* The h1 that stands in no block: one that is hidden, or drawn as a picture. */
static dl_slice find_hidden(const dl_manuscript *m, const dl_outlets *own)
{
    for (size_t i = 0; i < m->claims.count; i++) {
        const dl_claim *claim = &m->claims.items[i];
        if (claim->fact == DL_FACT_TITLE && !strcmp(claim->by, "h1") &&
            is_repeated(m, slice_of(claim)) >= LIKE_LOWER && !is_site(m, own, slice_of(claim)))
            return slice_of(claim);
    }
    return (dl_slice){0};
}

dl_slice dl_title_choose(const dl_manuscript *m, const dl_page *page, size_t *ret_block)
{
    dl_slice told = cut_site(m, page->outlets, find_claim(m, true), true);
    dl_slice claimed = cut_site(m, page->outlets, find_claim(m, false), false);
    dl_slice found = find_heading(m, page, told.len, ret_block);
    if (!found.len && !claimed.len)
        found = find_first_heading(page, ret_block);
    if (!found.len)
        found = claimed.len ? claimed : told;
    return found.len ? found : find_hidden(m, page->outlets);
}
