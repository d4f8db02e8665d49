/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who wrote a page with mark-up. What is for machines goes first, then what stands between the title and
 * the text in an element named "byline" or the like, then the byline among the blocks. Names in other
 * places are those of teasers and of readers.
 *
 * Such an element holds more than names: "By A. Name / AGENCY / Updated: ...". What is not of a name is
 * cut off.
 */
#include <string.h>
#include <strings.h>

#include "dateline/datefind.h"
#include "dateline/str.h"
#include "import/choice.h"
#include "import/dateform.h"

#define NAME_BYTES 80 /* of one name */
#define NAME_WORDS 7
#define NAMES_BYTES 2000
#define BEFORE 6 /* blocks before the title in which its byline may stand */
#define BEHIND 4 /* blocks behind the beginning of the body */
#define AFTER 8  /* blocks behind the end of the body */

static bool begins(dl_slice text, const char *word)
{
    size_t size = strlen(word);
    return text.len >= size && !strncasecmp(text.text, word, size);
}

/* Takes off what leads to a name: "By ". */
static dl_slice cut_lead(dl_slice text)
{
    static const char *const leads[] = {
        "written by ", "posted by ", "story by ", "words by ", "reported by ", "published by ",
        "by: ",        "by ",        "von ",      "par ",      "por ",         "di ",
        "door ",       "av ",        "af ",       "autor: ",   "author: ",     "автор: ",
        "текст: ",     "著者：",     "文：",      "文／",      "記者：",       "作者：",
        "记者：",      "编辑：",     "oleh ",     "- ",        "– ",           "— ",
        "by"};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        size_t size = strlen(leads[i]);
        if (!begins(text, leads[i]) || text.len <= size)
            continue;
        bool glued = leads[i][size - 1] == 'y';
        if (glued && !(text.text[size] >= 'A' && text.text[size] <= 'Z')) /* "ByA. Name" */
            continue;
        text.text += size;
        text.len -= size;
    }
    return text;
}

/* Cuts TEXT where what is no name begins: a date, a mark, a word that says what follows. */
static dl_slice cut_rest(dl_slice text)
{
    static const char *const ends[] = {
        " | ",     " / ",    " · ",   " • ",      "(",          " - ",     " – ",    " — ",
        "@",       ":",      "http",  " Updated", " Published", " Posted", " Last ", "Staff Writer",
        ", Staff", " is a ", " for ", ";",        "\t"};
    dl_date_parts parts;
    if (dl_date_scan(text.text, text.len, 0, 0, &parts))
        text.len = parts.start;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *at = memmem(text.text, text.len, ends[i], strlen(ends[i]));
        if (at)
            text.len = (size_t)(at - text.text);
    }
    while (text.len && strchr(" ,.-|/", text.text[text.len - 1]))
        text.len--;
    while (text.len && strchr(" ,-|/", text.text[0])) {
        text.text++;
        text.len--;
    }
    return text;
}

/* Whether TEXT can be one name or several. */
static bool is_name(dl_slice text)
{
    size_t digits = 0, words = 1, names = 1;
    for (size_t i = 0; i < text.len; i++) {
        digits += text.text[i] >= '0' && text.text[i] <= '9';
        words += text.text[i] == ' ';
        names += text.text[i] == ',';
    }
    return text.len > 1 && text.len <= NAME_BYTES * names && words <= NAME_WORDS * names &&
           digits * 3 < text.len;
}

/* What CLAIM says, without what is around the names; empty where it names nobody. */
static dl_slice read_claim(const dl_claim *claim)
{
    dl_slice text = {claim->value, strlen(claim->value)};
    if (memchr(text.text, '@', text.len) && !memchr(text.text, ' ', text.len))
        return (dl_slice){0}; /* an account */
    text = cut_rest(cut_lead(text));
    return is_name(text) ? text : (dl_slice){0};
}

/* Whether CLAIM stands within the blocks from FROM up to TO. */
static bool stands_in(const dl_claim *claim, size_t from, size_t to)
{
    return claim->block && claim->block > from && claim->block <= to + 1;
}

/* Adds NAME to NAMES unless it is there already. */
static void add_name(dl_str *names, dl_slice name)
{
    if (names->len + name.len > NAMES_BYTES ||
        (names->len && memmem(names->text, names->len, name.text, name.len)))
        return;
    if (names->len)
        dl_str_add(names, ", ");
    dl_str_addn(names, name.text, name.len);
}

/* The names of CLAIM and of those like it: made by the same, in the same place. */
static const char *gather(const dl_manuscript *m, const dl_claim *first, dl_arena *arena,
                          bool *failed)
{
    dl_str names;
    dl_str_init(&names);
    size_t block = first->block;
    for (const dl_claim *c = first; c < m->claims.items + m->claims.count; c++) {
        if (c->fact != DL_FACT_AUTHOR || c->by != first->by || c->block > block + 1)
            continue;
        dl_slice name = read_claim(c);
        if (name.len)
            add_name(&names, name);
        block = c->block;
    }
    const char *copy = dl_arena_strndup(arena, names.text, names.len);
    *failed |= !copy || !dl_str_ok(&names);
    dl_str_release(&names);
    return copy;
}

/* The best of the claims in the blocks from FROM up to TO, or of those that stand in none; of two as good the
 * first. NULL where there is none. */
static const dl_claim *find_claim(const dl_manuscript *m, bool placed, size_t from, size_t to)
{
    const dl_claim *best = NULL;
    for (size_t i = 0; i < m->claims.count; i++) {
        const dl_claim *claim = &m->claims.items[i];
        if (claim->fact != DL_FACT_AUTHOR || (claim->block != 0) != placed ||
            (placed && !stands_in(claim, from, to)))
            continue;
        if ((!best || claim->trust > best->trust) && read_claim(claim).len)
            best = claim;
    }
    return best;
}

const char *dl_author_choose(const dl_manuscript *m, const dl_page *page, size_t title,
                             dl_arena *arena, bool *failed)
{
    size_t head = title == DL_NO_BLOCK || title > page->begin ? page->begin : title;
    size_t from = head > BEFORE ? head - BEFORE : 0, to = page->begin + BEHIND;
    const dl_claim *claim = find_claim(m, false, 0, 0);
    if (!claim)
        claim = find_claim(m, true, head, to);
    if (!claim)
        claim = find_claim(m, true, from, to);
    const char *author = NULL;
    for (size_t i = from; !claim && !author && i < to && i < page->count; i++)
        author = dl_byline_read(page, &page->blocks[i], arena, failed);
    if (!claim && !author)
        claim = find_claim(m, true, page->end, page->end + AFTER);
    return claim ? gather(m, claim, arena, failed) : author;
}
