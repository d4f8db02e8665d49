/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands before the body: the title, the byline, lines about the text. */
#include <string.h>
#include <strings.h>

#include "dateline/text.h"
#include "import/dateform.h"
#include "import/datelex.h"
#include "import/names.h"
#include "import/outlet.h"
#include "import/page.h"

#define META_WORDS 24  /* a line about the text has no more */
#define TITLE_WORDS 40 /* a title has no more */
#define TITLE_BYTES 400
#define DECK_WORDS 6 /* a title that another line follows has so many; fewer are a section's name */
#define TITLE_REACH 30 /* blocks before the body in which a title stands */
#define BYLINE_WORDS 16
#define LINK_WORDS 4 /* a line with a link has no more, the link being one */

/* Words of letters or digits in TEXT. */
static size_t count_words(const char *text, size_t len)
{
    dl_date_token token = {0};
    size_t words = 0;
    while ((token = dl_date_lex(text, len, token.end, -1)).kind != DL_DATE_END)
        words += token.kind != DL_DATE_MARK;
    return words;
}

bool dl_is_date_line(const dl_block *block)
{
    dl_date_parts parts;
    size_t outside = 0, from = 0;
    bool whole = false, labelled = memchr(block->text, '|', block->len);
    if (block->words > META_WORDS || block->len > 160)
        return false;
    while (dl_date_scan(block->text, block->len, from, 0, &parts)) {
        outside += count_words(block->text + from, parts.start - from);
        labelled |= from == 0 && memchr(block->text, ':', parts.start);
        whole |= parts.year && parts.day;
        from = parts.end;
    }
    if (from == 0)
        return false;
    outside += count_words(block->text + from, block->len - from);
    if (block->ends && outside > 1 && !labelled)
        return false;
    return outside <= 3 || (whole && outside <= (labelled ? 16 : 6));
}

/* Whether the LEN bytes at TEXT begin with WORD, in any case. */
static bool begins(const char *text, size_t len, const char *word)
{
    size_t size = strlen(word);
    return len >= size && !strncasecmp(text, word, size);
}

/* Bytes of the words that say a byline is one; 0 where it is none. */
static size_t byline_prefix(const dl_block *block)
{
    static const char *const words[] = {"by ",        "by: ",         "written by ",
                                        "posted by ", "author: ",     "authors: ",
                                        "story by ",  "reported by ", "words by "};
    if (block->words > BYLINE_WORDS || block->words < 2 || block->len > 160)
        return 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (begins(block->text, block->len, words[i]))
            return strlen(words[i]);
    return 0;
}

/* Whether BLOCK is an account's handle and nothing else: "(@name)". */
static bool is_handle(const dl_block *block, const char **ret_text, size_t *ret_len)
{
    const char *text = block->text;
    size_t len = block->len;
    if (len > 2 && text[0] == '(' && text[len - 1] == ')') {
        text++;
        len -= 2;
    }
    if (len < 2 || len > 40 || text[0] != '@' || memchr(text, ' ', len))
        return false;
    *ret_text = text;
    *ret_len = len;
    return true;
}

/* The length of LINK without what the sentence around it added: its marks, a bracket that was opened before. */
static size_t bare_len(dl_slice link)
{
    int open = 0;
    for (size_t i = 0; i < link.len; i++)
        open += (link.text[i] == '(') - (link.text[i] == ')');
    size_t len = link.len;
    for (; len > 0 && strchr(".,;:!?')", link.text[len - 1]); len--) {
        bool closes = link.text[len - 1] == ')';
        if (closes && open >= 0)
            break;
        open += closes;
    }
    return len;
}

dl_slice dl_link_read(const dl_block *block)
{
    static const char *const schemes[] = {"https://", "http://"};
    dl_slice link = {0};
    for (size_t i = 0; block->words <= LINK_WORDS && i < 2 && !link.text; i++) {
        link.text = memmem(block->text, block->len, schemes[i], strlen(schemes[i]));
        if (link.text)
            link.len = block->len - (size_t)(link.text - block->text);
    }
    for (size_t i = 0; i < link.len; i++)
        if (strchr(" \t|<>\"", link.text[i]))
            link.len = i;
    link.len = bare_len(link);
    return link.len > 10 ? link : (dl_slice){0};
}

bool dl_is_meta(const dl_page *page, const dl_block *block)
{
    const char *handle;
    size_t len;
    if (block->words > META_WORDS)
        return false;
    return dl_is_date_line(block) || byline_prefix(block) || is_handle(block, &handle, &len) ||
           begins(block->text, block->len, "source:") ||
           begins(block->text, block->len, "for immediate release") || dl_link_read(block).len ||
           (block->words <= 6 && dl_outlet_find_written(page->outlets, block->text, block->len));
}

/* Bytes of the name that TEXT begins with: words with capitals, and the small words in names. */
static size_t name_len(const char *text, size_t len)
{
    static const char *const small[] = {"de",  "van", "von", "bin", "al",
                                        "der", "da",  "di",  "el",  "la"};
    size_t pos = 0, end = 0;
    for (int words = 0; pos < len && words < 6; words++) {
        size_t word = pos, size;
        while (word < len && !strchr(" ,|()/;:&", text[word]))
            word++;
        if (word == pos)
            break;
        uint32_t first = dl_text_decode(text + pos, len - pos, &size);
        bool is_small = false;
        for (size_t i = 0; i < sizeof small / sizeof *small; i++)
            is_small |= strlen(small[i]) == word - pos && !memcmp(small[i], text + pos, word - pos);
        bool dash = first == '-' || (first >= 0x2010 && first <= 0x2015) || first == 0xb7;
        if (dash ||
            (!dl_text_is_upper(first) && !is_small && !(first >= 0x250 && dl_text_is_alnum(first))))
            break;
        end = is_small ? end : word;
        pos = word;
        if (pos >= len || text[pos] != ' ')
            break;
        while (pos < len && text[pos] == ' ')
            pos++;
    }
    return end;
}

dl_slice dl_byline_text(const dl_block *block)
{
    size_t prefix = byline_prefix(block);
    return prefix ? (dl_slice){block->text + prefix, block->len - prefix} : (dl_slice){0};
}

const char *dl_byline_read(const dl_page *page, const dl_block *block, dl_slice site,
                           dl_arena *arena, bool *failed)
{
    dl_slice text;
    size_t prefix = byline_prefix(block);
    if (is_handle(block, &text.text, &text.len)) {
        const char *author = dl_arena_strndup(arena, text.text, text.len);
        *failed |= !author;
        return author;
    }
    if (!prefix)
        return NULL;
    dl_names names, capitals = {0};
    dl_date_parts parts;
    text = (dl_slice){block->text + prefix, block->len - prefix};
    if (dl_date_scan(block->text, block->len, prefix, 0, &parts))
        text.len = parts.start - prefix;
    dl_names_read(page->outlets, text, site, &names);
    for (size_t i = 0; i < names.persons_count; i++)
        if (name_len(names.persons[i].text, names.persons[i].len) == names.persons[i].len)
            capitals.persons[capitals.persons_count++] = names.persons[i];
    return dl_names_join(&capitals, arena, failed);
}

size_t dl_title_label(const dl_block *block)
{
    static const char *const words[] = {"title:", "headline:", "# "}; /* the last is Markdown's */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (block->words > 1 && begins(block->text, block->len, words[i])) {
            size_t len = strlen(words[i]);
            while (len < block->len && block->text[len] == ' ')
                len++;
            return len;
        }
    return 0;
}

/* Whether BLOCK is a person and an office: "Anna Berg, Department Spokesperson". */
static bool is_speaker(const dl_block *block)
{
    static const char *const offices[] = {"pokes",        "ecretary", "inister",
                                          "irector",      "resident", "hair",
                                          "orrespondent", "ditor",    "mbassador"};
    const char *comma = memchr(block->text, ',', block->len);
    size_t rest = comma ? (size_t)(block->text + block->len - comma) : 0;
    for (size_t i = 0; rest && block->words <= 8 && i < sizeof offices / sizeof *offices; i++)
        if (memmem(comma, rest, offices[i], strlen(offices[i])))
            return name_len(block->text, (size_t)(comma - block->text)) > 0;
    return false;
}

/* Whether BLOCK can be a title at all. */
static bool can_be_title(const dl_page *page, const dl_block *block)
{
    return !block->furniture && !block->boxed && block->words >= 2 && block->words <= TITLE_WORDS &&
           block->len <= TITLE_BYTES && !dl_is_meta(page, block);
}

/* How much BLOCK is like a title, which it can be. AWAY: blocks between it and the body that could
 * be one too. */
static int title_weight(const dl_block *block, int away)
{
    if (dl_title_label(block))
        return 100;
    int weight = (int)(block->words < 10 ? block->words : 10) * 2;
    weight -= away * 3;
    if (block->bullet || is_speaker(block))
        weight -= 12;
    if (block->text[block->len - 1] == '.' || block->text[block->len - 1] == ':')
        weight -= 8;
    return weight;
}

/* Whether ABOVE, which stands right above the line most like a title, is the title, and that line a
 * second one that says more. */
static bool is_above_deck(const dl_page *page, const dl_block *above, const dl_block *deck)
{
    return can_be_title(page, above) && above->words >= DECK_WORDS && above->words <= deck->words &&
           !above->ends && !above->bullet && !dl_title_label(deck);
}

/* Whether BLOCK is the title alone, which PAGE_TITLE gives together with the site's name. */
static bool is_repeated_by(const dl_page *page, const dl_block *page_title, const dl_block *block)
{
    return can_be_title(page, block) && block->len < page_title->len &&
           !memcmp(page_title->text, block->text, block->len);
}

size_t dl_page_find_title(const dl_page *page)
{
    size_t best = DL_NO_BLOCK;
    int best_weight = 0, away = 0;
    size_t first = page->begin > TITLE_REACH ? page->begin - TITLE_REACH : 0;
    for (size_t i = page->begin; i-- > first;) {
        const dl_block *block = &page->blocks[i];
        if (!can_be_title(page, block))
            continue;
        int weight = title_weight(block, away);
        if (weight > best_weight) {
            best_weight = weight;
            best = i;
        }
        away++;
    }
    if (best != DL_NO_BLOCK && best > first &&
        is_above_deck(page, &page->blocks[best - 1], &page->blocks[best]))
        best--;
    for (size_t i = best + 1; best != DL_NO_BLOCK && i < page->begin; i++)
        if (is_repeated_by(page, &page->blocks[best], &page->blocks[i]))
            return i;
    return best;
}
