/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where on a page the dates stand. A date is noted where the line it stands in is about a text and not
 * part of one: a date with hardly a word besides, a byline, a label, a time. What such a line says
 * depends on its place:
 *   - between title and text, it is the text's;
 *   - in the text, the less the more of the text stands before it: what is taken for the text may begin
 *     too early, but never with much prose;
 *   - above the title it may be the day of the visit, below the text that of another text.
 * Lines of a list, and lines that others with other dates surround, are those of teasers, and say less.
 */
#include <string.h>

#include "import/furniture.h"
#include "import/pagedates.h"

#define HEAD_REACH 8  /* blocks above a body without a title that are its head */
#define TAIL_DATES 12 /* blocks after the body in which a date is the text's */
#define LINE_WORDS 32 /* words of a line about a text */
#define LINE_BYTES 300
#define TOLD_WORDS 8 /* of a line that tells the day from that of the copy: "2 hours ago" */
#define LABEL_WORDS 3
#define LABEL_BYTES 32
#define LEAD_WORDS 60      /* words of prose before a date that may still be the head's */
#define LEAD_BYTES 32      /* bytes of a paragraph in which a date that begins it starts */
#define NEAR_BLOCKS 4      /* blocks around a line that show a list of teasers */
#define SPEECH_REACH 65536 /* bytes of the body in which a day is looked for */

/* Words between FROM and TO in BLOCK. */
static size_t count_words(const dl_block *block, size_t from, size_t to)
{
    size_t words = 0;
    bool in_word = false;
    for (size_t i = from; i < to; i++) {
        unsigned char c = (unsigned char)block->text[i];
        bool part = c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        words += part && !in_word;
        in_word = part;
    }
    return words;
}

/* Whether BLOCK is a line about a text that holds a whole date. Sets *RET_DAY to the first. */
static bool is_about(const dl_block *block, unsigned flags, dl_day *ret_day)
{
    dl_date_parts parts;
    size_t outside = 0, from = 0;
    bool whole = false, timed = false;
    bool labelled = memchr(block->text, '|', block->len);
    if (block->words > LINE_WORDS || block->len > LINE_BYTES)
        return false;
    for (; dl_date_scan(block->text, block->len, from, flags, &parts); from = parts.end) {
        outside += count_words(block, from, parts.start);
        labelled |= from == 0 && memchr(block->text, ':', parts.start);
        timed |= parts.minute >= 0;
        if (!whole && parts.year && parts.day) {
            *ret_day = dl_day_from_civil(parts.year, parts.month, parts.day);
            whole = true;
        }
    }
    outside += count_words(block, from, block->len);
    if (!whole)
        return false;
    if (block->ends && !labelled && !timed)
        return outside <= 1;
    return outside <= 8 || ((labelled || timed) && outside <= 20);
}

/* Notes the date with which a paragraph of the text begins ("12 May 2019, 10:00 The ..."). */
static void note_opening(const dl_block *block, unsigned flags, dl_whens *whens)
{
    dl_date_parts parts;
    size_t len = block->len < 2 * LEAD_BYTES + 32 ? block->len : 2 * LEAD_BYTES + 32;
    if (dl_date_scan(block->text, len, 0, flags, &parts) && parts.year && parts.day &&
        (parts.start == 0 || (parts.start < LEAD_BYTES && parts.minute >= 0)))
        dl_whens_note(whens, block->text, parts.end, DL_WHEN_INSIDE, flags);
}

/* Whether so many lines close to block I show other days than DAY that it is one of a list. */
static bool is_listed(const dl_page *page, size_t i, dl_day day, unsigned flags, size_t enough)
{
    size_t first = i > NEAR_BLOCKS ? i - NEAR_BLOCKS : 0, others = 0;
    for (size_t k = first; k < page->count && k <= i + NEAR_BLOCKS; k++) {
        dl_day other;
        if (k != i && is_about(&page->blocks[k], flags, &other) && other != day)
            others++;
    }
    return others >= enough;
}

/* The places among those that say something here in which dates are of other texts. A date between title and text
 * may be linked, or named as a way to its day. */
static unsigned other_places(const dl_page *page, dl_when_role role)
{
    unsigned head = DL_IN_RELATED, rest = head | DL_IN_COMMENTS | DL_IN_NAV;
    return page->places & (role == DL_WHEN_HEAD ? head : rest);
}

/* Whether BLOCK may say what the date in the next one is of: "Published:". */
static bool is_label(const dl_block *block)
{
    return block->words <= LABEL_WORDS && block->len <= LABEL_BYTES &&
           !memchr(block->text, '.', block->len) && !memchr(block->text, '|', block->len);
}

/* Notes the dates of block I, which has ROLE by its place. */
static void note_block(const dl_page *page, size_t i, dl_when_role role, unsigned flags,
                       dl_whens *whens)
{
    const dl_block *block = &page->blocks[i];
    dl_day day = DL_DAY_NONE;
    bool about = is_about(block, flags, &day);
    if (!about && whens->captured != DL_DAY_NONE && role == DL_WHEN_HEAD &&
        block->words <= TOLD_WORDS)
        flags |= DL_DATE_RELATIVES;
    else if (!about && (role <= DL_WHEN_INSIDE || !dl_is_date_line(block)))
        return;
    bool elsewhere = block->inside & other_places(page, role);
    bool listed =
        about && (elsewhere || is_listed(page, i, day, flags, role == DL_WHEN_HEAD ? 3 : 2));
    if (i > 0 && about && !listed && is_label(block - 1))
        role = dl_when_labelled(block[-1].text, block[-1].len, role, flags);
    dl_whens_note(whens, block->text, block->len, listed ? DL_WHEN_LISTED : role, flags);
}

/* The role that the place of block I gives to a date before which WORDS of prose stand. */
static dl_when_role place(const dl_page *page, size_t i, size_t title, size_t words, bool ended)
{
    if (i < page->begin) {
        bool far = title == DL_NO_BLOCK ? i + HEAD_REACH < page->begin : i < title;
        return far ? DL_WHEN_TOP : DL_WHEN_HEAD;
    }
    if (i < page->end)
        return words < LEAD_WORDS ? DL_WHEN_LEAD : DL_WHEN_INSIDE;
    ended |= (page->blocks[i].inside & page->places & DL_IN_FOOTER) != 0;
    return ended || i >= page->end + TAIL_DATES ? DL_WHEN_TAIL : DL_WHEN_AFTER;
}

/* Whether the day of the K-th claim stands among other days for machines, as those of teasers do. */
static bool is_claim_listed(const dl_manuscript *m, size_t k)
{
    const dl_claim *claim = &m->claims.items[k];
    size_t first = k > NEAR_BLOCKS ? k - NEAR_BLOCKS : 0, others = 0;
    for (size_t i = first; i < m->claims.count && i <= k + NEAR_BLOCKS; i++) {
        const dl_claim *other = &m->claims.items[i];
        others += i != k && other->fact == claim->fact && other->block &&
                  other->trust == claim->trust && other->block + NEAR_BLOCKS >= claim->block &&
                  other->block <= claim->block + NEAR_BLOCKS &&
                  strncmp(other->value, claim->value, 10);
    }
    return others >= 2;
}

/* Whether no other place of the page claims another day than the K-th claim does. */
static bool is_sole(const dl_manuscript *m, size_t k)
{
    const dl_claim *claim = &m->claims.items[k];
    for (size_t i = 0; i < m->claims.count; i++) {
        const dl_claim *other = &m->claims.items[i];
        if (i != k && other->fact == claim->fact && other->trust == claim->trust &&
            strncmp(other->value, claim->value, 10))
            return false;
    }
    return true;
}

/* What a date for machines says: as its place, but where it is named the day of publication. */
static dl_when_role role_of_claim(const dl_page *page, const dl_manuscript *m, size_t k,
                                  dl_when_role role)
{
    const dl_claim *claim = &m->claims.items[k];
    if (claim->trust == DL_TRUST_RECORD)
        return DL_WHEN_RECORD;
    bool head = role == DL_WHEN_HEAD || role == DL_WHEN_LEAD;
    if (claim->quoted || claim->inside & other_places(page, role) ||
        (!head && is_claim_listed(m, k)))
        return DL_WHEN_LISTED;
    if (claim->fact == DL_FACT_UPDATED)
        return DL_WHEN_UPDATED;
    if (!claim->block)
        return DL_WHEN_META;
    if (claim->trust == DL_TRUST_HINT)
        return head ? DL_WHEN_HEAD : role;
    return head || is_sole(m, k) ? DL_WHEN_PUBLISHED : role > DL_WHEN_TAIL ? DL_WHEN_FOOT : role;
}

/* Whether a machine says it because it has nothing to say: the first day that it can count. */
static bool is_default(const dl_date_parts *p)
{
    static const short years[] = {1900, 1901, 1970};
    bool eve = p->year == 1969 && p->month == 12 && p->day == 31;
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        if (p->year == years[i] && p->month == 1 && p->day == 1)
            return true;
    return eve || p->year < 1500;
}

/* Notes the K-th claim, where it is a date, at a place with ROLE. */
static bool note_claim(const dl_page *page, const dl_manuscript *m, size_t k, dl_when_role role,
                       unsigned flags, dl_arena *arena, dl_whens *whens)
{
    const dl_claim *claim = &m->claims.items[k];
    bool day = claim->fact == DL_FACT_PUBLISHED || claim->fact == DL_FACT_UPDATED;
    if (!day || whens->count == DL_WHENS)
        return true;
    role = role_of_claim(page, m, k, role);
    const char *text = claim->value;
    size_t from = 0;
    if (claim->label) {
        text = dl_arena_printf(arena, "%s %s", claim->label, claim->value);
        from = strlen(claim->label) + 1;
    }
    size_t first = whens->count;
    if (text)
        dl_whens_note_from(whens, text, strlen(text), from, role, flags | DL_DATE_COMPACT);
    for (size_t i = first; i < whens->count; i++) {
        dl_when *when = &whens->items[i];
        when->machine = true;
        when->shown = false;
        if (is_default(&when->parts))
            when->role = DL_WHEN_OTHER;
    }
    return text;
}

/* Notes the claims from the *NEXT-th on that stand before or in block I. */
static bool note_claims(const dl_page *page, const dl_manuscript *m, size_t *next, size_t i,
                        dl_when_role role, unsigned flags, dl_arena *arena, dl_whens *whens)
{
    for (; *next < m->claims.count && m->claims.items[*next].block <= i + 1; ++*next)
        if (m->claims.items[*next].block && !note_claim(page, m, *next, role, flags, arena, whens))
            return false;
    return true;
}

bool dl_page_note_dates(const dl_page *page, const dl_manuscript *m, size_t title, unsigned flags,
                        dl_arena *arena, dl_whens *whens)
{
    size_t words = 0, next = 0;
    bool ended = false;
    for (size_t k = 0; k < m->claims.count; k++)
        if (!m->claims.items[k].block && !note_claim(page, m, k, DL_WHEN_TOP, flags, arena, whens))
            return false;
    for (size_t i = 0; i < page->count; i++) {
        const dl_block *block = &page->blocks[i];
        bool within = i >= page->begin && i < page->end;
        bool prose = block->words > LINE_WORDS || (block->ends && block->words > 10);
        ended |= i >= page->end && block->furniture == DL_FURNITURE_END;
        dl_when_role role = place(page, i, title, words, ended);
        if (!note_claims(page, m, &next, i, role, flags, arena, whens))
            return false;
        if (i == page->begin && page->has_dateline)
            dl_whens_note_dateline(whens, block->text, &page->dateline);
        if (within && words < LEAD_WORDS && prose)
            note_opening(block, flags, whens);
        if (i == title)
            dl_whens_note(whens, block->text, block->len, DL_WHEN_INSIDE, flags);
        else if (!within || !prose || !block->ends)
            note_block(page, i, role, flags, whens);
        words += within && prose ? block->words : 0;
    }
    return note_claims(page, m, &next, page->count, DL_WHEN_TAIL, flags, arena, whens);
}

/* Whether a sentence that ends at byte END of TEXT says who was quoted. */
static bool tells_speech(const char *text, size_t end)
{
    static const char *const words[] = {"quoted by", "reported by", "cited by", " said", " told "};
    size_t begin = end > 400 ? end - 400 : 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (memmem(text + begin, end - begin, words[i], strlen(words[i])))
            return true;
    return false;
}

/* Only a day that stands with its weekday after a comma counts ("he said as quoted by X, Monday, May
 * 6."). */
void dl_page_note_speech(const dl_page *page, unsigned flags, dl_whens *whens)
{
    size_t read = 0;
    for (size_t i = page->begin; i < page->end && read < SPEECH_REACH; i++) {
        const dl_block *block = &page->blocks[i];
        size_t len = block->len < SPEECH_REACH ? block->len : SPEECH_REACH;
        dl_date_parts parts;
        for (size_t from = 0; dl_date_scan(block->text, len, from, flags, &parts);
             from = parts.end) {
            bool apart = parts.start > 2 && !memcmp(block->text + parts.start - 2, ", ", 2);
            if (apart && parts.named && parts.weekday >= 0 && parts.day &&
                tells_speech(block->text, parts.start) && whens->count < DL_WHENS)
                whens->items[whens->count++] =
                    (dl_when){.text = block->text, .parts = parts, .role = DL_WHEN_SPEECH};
        }
        read += len;
    }
}
