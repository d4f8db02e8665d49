/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose text it is. Signs, from strong to weak:
 *   - a label: "Source: X";
 *   - a line that repeats the title and adds a name ("TITLE | X");
 *   - a line of its own above the text: a known outlet, or a short line that stands both above and
 *     below the title;
 *   - the agencies of the dateline: the first carried it, the others it was taken from;
 *   - an agency that signs off below the text;
 *   - the site, from "© 2024 X", "Join the X mailing list", or the host of the link.
 * The strongest is the source; a site that is another is the publisher of this copy, and an archive is
 * never a source. Where nothing is known, "as quoted by X from Y" still tells the way it took.
 */
#include <string.h>
#include <strings.h>

#include "dateline/text.h"
#include "import/imprint.h"
#include "import/outlet.h"

#define TAIL_REACH 60     /* blocks after the body in which the site names itself */
#define LINK_REACH 6      /* blocks around the body in which a link is the text's */
#define NAME_WORDS 6      /* of an outlet, at most */
#define QUOTE_REACH 65536 /* bytes of a body that are searched for "quoted by" */

static void trim(dl_slice *slice)
{
    while (slice->len && strchr(" \t:,.;|-", slice->text[0]))
        slice->text++, slice->len--;
    while (slice->len && strchr(" \t:,;|-", slice->text[slice->len - 1]))
        slice->len--;
}

static bool is_same(dl_slice a, dl_slice b)
{
    return a.len == b.len && !strncasecmp(a.text, b.text, a.len);
}

/* Finds WORDS in BLOCK, in any case; returns what follows them, or NULL. */
static const char *find_after(const dl_block *block, const char *words)
{
    size_t size = strlen(words);
    for (size_t i = 0; i + size <= block->len; i++)
        if (!strncasecmp(block->text + i, words, size))
            return block->text + i + size;
    return NULL;
}

static size_t count_words(dl_slice slice)
{
    size_t words = slice.len > 0;
    for (size_t i = 0; i < slice.len; i++)
        words += slice.text[i] == ' ';
    return words;
}

/* Whether a name is written like one: few words, the first with a capital, or a domain. */
static bool is_name(dl_slice name)
{
    size_t size;
    if (name.len < 2 || name.len > 80 || count_words(name) > NAME_WORDS)
        return false;
    uint32_t first = dl_text_decode(name.text, name.len, &size);
    return dl_text_is_upper(first) || (first >= 0x250 && dl_text_is_alnum(first)) ||
           (!memchr(name.text, ' ', name.len) && memchr(name.text, '.', name.len));
}

/* "Source: X" in a block, up to a bar or its end. */
static bool read_label(const dl_block *block, dl_slice *ret)
{
    const char *end = block->text + block->len;
    const char *value = block->words <= 24 ? find_after(block, "source:") : NULL;
    if (!value)
        return false;
    const char *bar = memchr(value, '|', (size_t)(end - value));
    dl_slice name = {value, (size_t)((bar ? bar : end) - value)};
    trim(&name);
    static const char *const nobody[] = {"News agencies", "Agencies", "Own", "Staff"};
    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++)
        if (is_same(name, (dl_slice){nobody[i], strlen(nobody[i])}))
            return false;
    if (!is_name(name))
        return false;
    *ret = name;
    return true;
}

/* Whether the block is a name that stands above and below the title. */
static bool frames_title(const dl_page *page, size_t title, size_t i)
{
    const dl_block *block = &page->blocks[i];
    if (title == DL_NO_BLOCK || i > title || !block->repeats || block->words > NAME_WORDS)
        return false;
    for (size_t k = title + 1; k < page->begin; k++)
        if (is_same((dl_slice){block->text, block->len},
                    (dl_slice){page->blocks[k].text, page->blocks[k].len}))
            return true;
    return false;
}

/* "TITLE | X": the site's name after the title, where the line repeats it. */
static bool read_page_title(const dl_block *block, const dl_block *title, dl_slice *ret)
{
    static const char *const bars[] = {" | ", " - ", " – ", " — ", " :: "};
    if (block->len <= title->len || memcmp(block->text, title->text, title->len))
        return false;
    dl_slice rest = {block->text + title->len, block->len - title->len};
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
        size_t size = strlen(bars[i]);
        if (rest.len > size && !memcmp(rest.text, bars[i], size)) {
            rest = (dl_slice){rest.text + size, rest.len - size};
            *ret = rest;
            return is_name(rest);
        }
    }
    return false;
}

/* The imprint among the blocks before the body; an archive that names itself there is the copy's
 * publisher. */
static bool read_head(const dl_page *page, size_t title, dl_slice *ret, dl_slice *ret_archive)
{
    const dl_outlet *outlet;
    dl_slice name;
    for (size_t i = 0; i < page->begin && i < TAIL_REACH; i++) {
        name = (dl_slice){page->blocks[i].text, page->blocks[i].len};
        if ((outlet = dl_outlet_find(page->outlets, name.text, name.len)) &&
            (outlet->kind == DL_OUTLET_ARCHIVE))
            *ret_archive = name;
    }
    for (size_t i = 0; i < page->begin; i++)
        if (read_label(&page->blocks[i], ret))
            return true;
    for (size_t i = 0; title != DL_NO_BLOCK && i < title && i < TAIL_REACH; i++)
        if (read_page_title(&page->blocks[i], &page->blocks[title], ret))
            return true;
    for (size_t i = page->begin; i-- > 0 && page->begin - i < TAIL_REACH;) {
        const dl_block *block = &page->blocks[i];
        name = (dl_slice){block->text, block->len};
        if (i == title || block->words > NAME_WORDS || !is_name(name))
            continue;
        outlet = block->bullet ? NULL : dl_outlet_find(page->outlets, name.text, name.len);
        if (outlet ? !(outlet->kind == DL_OUTLET_ARCHIVE) : frames_title(page, title, i)) {
            *ret = name;
            return true;
        }
    }
    return false;
}

/* Cuts from the begin of NAME what stands before it in "© Copyright 2009-2024 by the X". */
static void cut_marks(dl_slice *name)
{
    static const char *const words[] = {"copyright", "©", "(c)", "by ", "the ", "–"};
    for (bool more = true; more;) {
        trim(name);
        more = name->len && name->text[0] >= '0' && name->text[0] <= '9';
        size_t cut = more;
        for (size_t i = 0; i < sizeof words / sizeof *words && !cut; i++)
            if (name->len > strlen(words[i]) &&
                !strncasecmp(name->text, words[i], strlen(words[i])))
                cut = strlen(words[i]);
        name->text += cut;
        name->len -= cut;
        more = cut > 0;
    }
}

/* Cuts NAME where WORDS stand in it. */
static void cut_at(dl_slice *name, const char *words)
{
    dl_block rest = {.text = name->text, .len = name->len};
    const char *after = find_after(&rest, words);
    if (after)
        name->len = (size_t)(after - name->text) - strlen(words);
}

/* The site's name in a line of furniture; false where it does not say it. */
static bool read_site(const dl_block *block, dl_slice *ret)
{
    static const char *const before[] = {
        "©", "copyright", "(c)", "join the", "subscribe to", "sign up for the", "follow"};
    static const char *const after[] = {"mailing list", "newsletter",   "all rights", " on twitter",
                                        " on facebook", " on telegram", ". ",         " ltd",
                                        " inc.",        " llc",         " gmbh"};
    const char *value = NULL, *end = block->text + block->len;
    for (size_t i = 0; i < sizeof before / sizeof *before && !value; i++)
        value = find_after(block, before[i]);
    if (!value || block->words > 20)
        return false;
    dl_slice name = {value, (size_t)(end - value)};
    cut_marks(&name);
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        cut_at(&name, after[i]);
    trim(&name);
    if (name.len && name.text[name.len - 1] == '.')
        name.len--;
    if (!is_name(name))
        return false;
    *ret = name;
    return true;
}

/* Whether the last block of the body is an agency that signs off. */
static bool read_sign_off(const dl_page *page, dl_slice *ret)
{
    if (page->end < page->begin + 2)
        return false;
    const dl_block *last = &page->blocks[page->end - 1];
    dl_slice name = {last->text, last->len};
    trim(&name);
    if (last->words > 3 || last->ends || !dl_outlet_find(page->outlets, name.text, name.len))
        return false;
    *ret = name;
    return true;
}

/* Adds an agency that is not the source and not there yet. */
static void add_via(dl_imprint *imprint, dl_slice name)
{
    if (imprint->via_count == DL_IMPRINT_VIA || is_same(name, imprint->source))
        return;
    for (size_t i = 0; i < imprint->via_count; i++)
        if (is_same(name, imprint->via[i]))
            return;
    imprint->via[imprint->via_count++] = name;
}

/* Takes a name of up to four words with capitals from *POS on. */
static bool take_name(const char *text, size_t len, size_t *pos, dl_slice *ret)
{
    size_t start = *pos, end = start, size;
    for (int words = 0; words < 4 && *pos < len; words++) {
        uint32_t first = dl_text_decode(text + *pos, len - *pos, &size);
        if (!dl_text_is_upper(first))
            break;
        while (*pos < len && !strchr(" ,.;:\"()\n", text[*pos]))
            ++*pos;
        end = *pos;
        if (*pos >= len || text[*pos] != ' ')
            break;
        ++*pos;
    }
    *pos = end;
    *ret = (dl_slice){text + start, end - start};
    return end - start >= 2;
}

/* "as quoted by X from Y": the agencies that BLOCK names as the way it took. */
static void read_quoted(const dl_page *page, const dl_block *block, dl_imprint *imprint)
{
    static const char *const phrases[] = {"quoted by ", "reported by ", "cited by "};
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        const char *hit = memmem(block->text, block->len, phrases[i], strlen(phrases[i]));
        if (!hit)
            continue;
        size_t pos = (size_t)(hit - block->text) + strlen(phrases[i]);
        dl_slice name, from;
        if (!take_name(block->text, block->len, &pos, &name))
            continue;
        bool taken = block->len - pos > 6 && !memcmp(block->text + pos, " from ", 6);
        bool known = dl_outlet_find(page->outlets, name.text, name.len);
        pos += 6;
        taken = taken && take_name(block->text, block->len, &pos, &from);
        if (!known && !taken)
            continue;
        add_via(imprint, name);
        if (taken)
            add_via(imprint, from);
        return;
    }
}

/* The link to the text, in a line of its own above the body or just below it. */
static dl_slice find_link(const dl_page *page)
{
    dl_slice link = {0};
    size_t first = page->begin > LINK_REACH ? page->begin - LINK_REACH : 0;
    size_t last = page->end + LINK_REACH < page->count ? page->end + LINK_REACH : page->count;
    for (size_t i = first; i < last && !link.len; i++)
        if (i < page->begin || i >= page->end)
            link = dl_link_read(&page->blocks[i]);
    return link;
}

/* The host of LINK, without "www.". */
static dl_slice host_of(dl_slice link)
{
    const char *start = memmem(link.text, link.len, "://", 3);
    dl_slice host = {start + 3, link.len - (size_t)(start + 3 - link.text)};
    if (host.len > 4 && !strncasecmp(host.text, "www.", 4))
        host = (dl_slice){host.text + 4, host.len - 4};
    for (size_t i = 0; i < host.len; i++)
        if (strchr("/:?#", host.text[i]))
            host.len = i;
    return host;
}

/* The site that names itself below the body, or above it in a line of furniture. */
static bool find_site(const dl_page *page, dl_slice *ret)
{
    for (size_t i = page->end; i < page->count && i < page->end + TAIL_REACH; i++)
        if (page->blocks[i].furniture == DL_FURNITURE_END && read_site(&page->blocks[i], ret))
            return true;
    for (size_t i = page->count; i-- > page->end && page->count - i < TAIL_REACH;)
        if (page->blocks[i].furniture == DL_FURNITURE_END && read_site(&page->blocks[i], ret))
            return true;
    return false;
}

void dl_imprint_read(const dl_page *page, size_t title, dl_imprint *ret)
{
    dl_imprint imprint = {0};
    dl_slice site = {0}, sign = {0};
    bool has_site = find_site(page, &site);
    imprint.signed_off = read_sign_off(page, &sign);
    const dl_dateline *line = page->has_dateline ? &page->dateline : NULL;
    imprint.link = find_link(page);
    if (!has_site && imprint.link.len) {
        site = host_of(imprint.link);
        has_site = dl_outlet_find_host(page->outlets, site.text, site.len);
    }
    const dl_outlet *outlet = dl_outlet_find(page->outlets, site.text, site.len);
    bool archive = outlet && (outlet->kind == DL_OUTLET_ARCHIVE);
    if (read_head(page, title, &imprint.source, &imprint.publisher))
        ;
    else if (line && line->agencies_count)
        imprint.source = line->agencies[0];
    else if (imprint.signed_off)
        imprint.source = sign;
    else if (has_site && !archive)
        imprint.source = site;
    if (has_site && !is_same(site, imprint.source))
        imprint.publisher = site;
    for (size_t i = 0; line && i < line->agencies_count; i++)
        add_via(&imprint, line->agencies[i]);
    size_t read = 0;
    for (size_t i = page->begin; !imprint.source.len && !imprint.via_count && i < page->end; i++) {
        if ((read += page->blocks[i].len) > QUOTE_REACH)
            break;
        read_quoted(page, &page->blocks[i], &imprint);
    }
    *ret = imprint;
}
