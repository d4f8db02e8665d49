/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the body begins and ends. Each block is weighed: sentences speak for it, the more words the
 * more, up to a bound; short lines without an end speak against, links in lists and repeated lines
 * more so, and furniture most. The body is the run of blocks with the greatest sum, so a heading or
 * an "Advertisement" between two paragraphs is bridged, and the comments behind "Comments" are not.
 *
 * A bare text (no sign of a page) is trusted more: all of it is body but for its head and what is
 * plainly furniture at its ends, since a table of figures or a short reply has no sentences either.
 */
#include <string.h>

#include "import/furniture.h"
#include "import/page.h"

#define WORDS_BOUND 60 /* words of a block that count */
#define PROSE_WORDS 20 /* so many words without an end are prose too */
#define HEAD_BLOCKS 14 /* of a bare text, at most */
#define LISTED 3       /* lines of a list after which further ones speak less against it */
#define LISTED_EASE 7  /* so many times less */
#define LINKS 3        /* so many short lines in a row are links */
#define STAMP_WORDS 12 /* of a line that stamps a comment or a teaser */
#define BEFORE_TITLE 4 /* a share of the words, one in so many, that may stand before it */
#define NEXT_WORDS 40  /* of text, after which another may follow */
#define STAMPS 3       /* so many show that what follows them is no body */

static int weigh(const dl_page *page, const dl_block *block)
{
    if (page->boxes)
        return dl_markup_weigh(block);
    int words = (int)(block->words < WORDS_BOUND ? block->words : WORDS_BOUND);
    if (block->furniture == DL_FURNITURE_END)
        return -80;
    if (block->furniture == DL_FURNITURE_ASIDE)
        return -3;
    if (block->boxed)
        return -2;
    if (block->repeats)
        return block->ends && words > 10 ? -4 : -8;
    if (block->bullet)
        return block->ends && words > 8 ? words / 2 : -5;
    if (block->ends)
        return words >= 10 ? words : words >= 4 ? words / 3 : -1;
    if (words >= PROSE_WORDS)
        return words / 2;
    return words >= 4 ? -6 : -7;
}

/* Whether BLOCK is a paragraph of text. */
static bool is_prose(const dl_block *block)
{
    if (block->furniture || block->boxed || block->bullet)
        return false;
    return block->words >= PROSE_WORDS || (block->ends && block->words >= 6 && !block->capitals);
}

/* Whether BLOCK may be a line of a list within a text, of figures or of names. */
static bool is_listed(const dl_block *block)
{
    return !block->furniture && !block->boxed && !block->bullet && !block->repeats &&
           !block->ends && block->words >= 2 && block->words < PROSE_WORDS;
}

/* The run of blocks with the greatest sum of weights. */
static void find_heaviest(dl_page *page)
{
    long sum = 0, best = 0;
    size_t start = 0, listed = 0;
    page->begin = page->end = 0;
    for (size_t i = 0; i < page->count; i++) {
        if (sum <= 0) {
            sum = 0;
            start = i;
        }
        int weight = weigh(page, &page->blocks[i]);
        listed = is_listed(&page->blocks[i]) ? listed + 1 : 0;
        sum += listed > LISTED && !page->boxes ? weight / LISTED_EASE : weight;
        if (sum > best) {
            best = sum;
            page->begin = start;
            page->end = i + 1;
        }
    }
}

/* Whether the blocks bear no sign of a page around the text. Many short lines above the first
 * paragraph are such a sign where there are paragraphs at all. */
static bool is_bare(const dl_page *page)
{
    size_t signs = 0, prose = 0, above = 0;
    if (page->boxes)
        return false;
    for (size_t i = 0; i < page->count; i++) {
        const dl_block *b = &page->blocks[i];
        signs +=
            (b->bullet && !b->ends) || b->boxed || b->repeats || b->furniture == DL_FURNITURE_END;
        prose += is_prose(b);
        above += prose == 0;
    }
    if (prose > 1 && above > HEAD_BLOCKS)
        return false;
    return signs * 6 < page->count || page->count < 4;
}

/* The head of a bare text goes to its last line about the text, or to its title. A line about the text
 * may follow a title that reads like a sentence; furniture behind a paragraph stands within the text. */
static void find_bare_begin(dl_page *page)
{
    size_t reach = page->count < HEAD_BLOCKS ? page->count : HEAD_BLOCKS, prose = 0;
    while (prose < reach && !is_prose(&page->blocks[prose]))
        prose++;
    if (prose == reach) /* figures, verse: nothing but the first line can be a title */
        prose = page->count > 1;
    page->begin = 0;
    for (size_t i = 0; i < reach && i <= prose + 1; i++)
        if (dl_is_meta(page, &page->blocks[i]) || (i < prose && page->blocks[i].furniture))
            page->begin = i + 1;
    if (page->begin >= page->count)
        page->begin = 0;
    if (page->begin > prose)
        return;
    page->begin = prose;
    size_t title = dl_page_find_title(page);
    page->begin = title == DL_NO_BLOCK ? 0 : title + 1;
    for (size_t i = page->begin; i < prose; i++)
        if (dl_is_meta(page, &page->blocks[i]) || page->blocks[i].furniture ||
            page->blocks[i].boxed)
            page->begin = i + 1;
}

/* Whether the block at I, for which the dateline was read, begins with who speaks: a colon parts that from
 * what is said, and another block begins so. */
static bool is_speech(const dl_page *page, size_t i)
{
    const dl_block *block = &page->blocks[i];
    const char *colon = memchr(block->text, ':', page->dateline.end);
    size_t len = colon ? (size_t)(colon - block->text) + 1 : 0;
    for (size_t k = 0; len && k < page->count; k++)
        if (k != i && page->blocks[k].len >= len && !memcmp(page->blocks[k].text, block->text, len))
            return true;
    return false;
}

/* Finds the dateline with which the body begins, in the blocks FROM up to TO. One that holds a date
 * or an agency is surer than any other sign of where the body begins. */
static bool find_dateline(dl_page *page, size_t from, size_t to, bool sure)
{
    bool begun = false;
    for (size_t i = from; i < to; i++) {
        const dl_block *block = &page->blocks[i];
        begun |= i > page->begin && is_prose(block - 1) && block[-1].words >= PROSE_WORDS;
        if (block->words < 5 ||
            !dl_dateline_read(page->outlets, block->text, block->len, &page->dateline))
            continue;
        bool bare_place = !page->dateline.dated && !page->dateline.agencies_count;
        if (bare_place && (sure || begun || dl_is_date_line(block) || is_speech(page, i)))
            continue;
        page->begin = i;
        page->has_dateline = true;
        return true;
    }
    return false;
}

/* Whether a block is the stamp of a comment or a teaser: a day with its time, "says:". */
static bool is_stamp(const dl_block *block)
{
    dl_date_parts parts;
    if (block->words > STAMP_WORDS || block->len > 80)
        return false;
    if (block->len > 5 && !memcmp(block->text + block->len - 5, "says:", 5))
        return true;
    return dl_date_scan(block->text, block->len, 0, DL_DATE_RELATIVES, &parts) &&
           parts.start < 24 &&
           ((parts.day && parts.minute >= 0) || parts.relation == DL_DATE_OFFSET);
}

/* Cuts the body before the first of the stamps in it, where there are so many that what follows is
 * comments or teasers, and before the short lines that lead to it. */
static void cut_stamped(dl_page *page)
{
    size_t stamps = 0, first = 0, prose = 0;
    for (size_t i = page->begin; i < page->end; i++) {
        prose += is_prose(&page->blocks[i]);
        if (prose && is_stamp(&page->blocks[i]) && stamps++ == 0)
            first = i;
    }
    if (stamps < STAMPS)
        return;
    while (first > page->begin + 1 && !is_prose(&page->blocks[first - 1]))
        first--;
    page->end = first;
}

/* Moves the beginning behind the heading of the whole page, where little stands before it: a picture's
 * caption, a promise of what is to be read. */
static void begin_behind_title(dl_page *page)
{
    size_t words = 0, before = 0, begin = page->begin;
    for (size_t i = page->begin; i < page->end; i++) {
        const dl_block *block = &page->blocks[i];
        if (block->level == 1 && begin == page->begin) {
            begin = i + 1;
            before = words;
        }
        words += block->apart ? 0 : block->words;
    }
    if (before * BEFORE_TITLE < words && begin < page->end)
        page->begin = begin;
}

/* The box that holds BOX, or is it, and stands in OUTER itself; OUTER where it is not in there. */
static uint32_t box_within(const dl_page *page, uint32_t box, uint32_t outer)
{
    while (box > outer && page->boxes[box].parent != outer)
        box = page->boxes[box].parent;
    return box > outer ? box : outer;
}

/* The innermost box that holds both A and B. */
static uint32_t box_of_both(const dl_page *page, uint32_t a, uint32_t b)
{
    while (a != b) {
        if (a > b)
            a = page->boxes[a].parent;
        else
            b = page->boxes[b].parent;
    }
    return a;
}

/* Ends the body before the next article, where one stands below it in a box of its own, as this does: under the
 * same kind of heading, and with text between the two headings that is all in the box of the first. */
static void end_before_next(dl_page *page)
{
    size_t first = DL_NO_BLOCK, words = 0;
    for (size_t i = 0; i < page->end; i++) {
        const dl_block *block = &page->blocks[i];
        words += i >= page->begin && !block->apart ? block->words : 0;
        if (block->level != 1)
            continue;
        if (words >= NEXT_WORDS && first != DL_NO_BLOCK) {
            uint32_t own = page->blocks[first].box;
            uint32_t both = box_of_both(page, own, block->box);
            uint32_t mine = box_within(page, own, both);
            bool apart = mine != both && box_within(page, block->box, both) != both;
            for (size_t k = page->begin; apart && k < i; k++)
                apart =
                    page->blocks[k].apart || box_within(page, page->blocks[k].box, both) == mine;
            if (apart)
                page->end = i;
            return;
        }
        if (words == 0)
            first = i;
    }
}

/* The body that the record gives as such is all of it, but for the furniture at its ends. */
static void take_whole(dl_page *page)
{
    page->bare = true;
    page->begin = 0;
    page->end = page->count;
    while (page->end > 1 && page->blocks[page->end - 1].furniture)
        page->end--;
    while (page->begin + 1 < page->end && page->blocks[page->begin].furniture)
        page->begin++;
    page->has_dateline = false;
    find_dateline(page, page->begin, page->begin + 1, true);
}

bool dl_page_find_body(dl_page *page)
{
    if (page->whole) {
        take_whole(page);
        return true;
    }
    if (page->boxes && !dl_page_read_markup(page))
        return false;
    size_t head = page->count < HEAD_BLOCKS ? page->count : HEAD_BLOCKS;
    page->bare = page->bare || is_bare(page);
    page->has_dateline = false;
    if (!page->bare)
        find_heaviest(page);
    if (page->bare || page->begin == page->end) {
        page->bare = true;
        page->end = page->count;
        if (!find_dateline(page, 0, head, true))
            find_bare_begin(page);
        size_t furniture = page->begin;
        while (furniture < page->end && page->blocks[furniture].furniture != DL_FURNITURE_END)
            furniture++;
        if (furniture > page->begin && furniture * 2 > page->count)
            page->end = furniture;
        while (page->end > page->begin + 1 && (page->blocks[page->end - 1].boxed ||
                                               dl_link_read(&page->blocks[page->end - 1]).len))
            page->end--;
    } else if (page->boxes) {
        begin_behind_title(page);
        end_before_next(page);
    } else
        cut_stamped(page);
    if (!page->has_dateline) {
        size_t to = page->begin + 4 < page->end ? page->begin + 4 : page->end;
        find_dateline(page, page->begin > 3 ? page->begin - 3 : 0, to, false);
    }
    return true;
}

/* Whether BLOCK is one of several short lines in a row that are no list of figures: links to other texts. */
static bool is_among_links(const dl_page *page, const dl_block *block)
{
    const dl_block *first = block, *last = block;
    if (!is_listed(block))
        return false;
    while (first > page->blocks && is_listed(first - 1))
        first--;
    while (last + 1 < page->blocks + page->count && is_listed(last + 1))
        last++;
    for (const dl_block *b = first; b <= last; b++)
        for (size_t i = 0; i < b->len; i++)
            if (strchr("0123456789:", b->text[i]))
                return false;
    return last - first + 1 >= LINKS;
}

bool dl_page_drops(const dl_page *page, const dl_block *block)
{
    if (block->furniture || block->apart)
        return true;
    if (block->boxed)
        return !page->bare;
    if (page->boxes)
        return false;
    if (!page->bare && is_among_links(page, block))
        return true;
    return !page->bare && (block->repeats || (block->bullet && !block->ends && block->words < 8));
}
