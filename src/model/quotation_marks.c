/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading the marks. Three things make up a cost: the character itself (only a straight mark is quite
 * open), what stands to its left, and what to its right, runs of marks being passed over. A blank to
 * the left and a letter to the right is how a quotation opens; the other way round it closes. Scripts
 * written without spaces say nothing either way.
 */
#include <string.h>
#include <strings.h>

#include "dateline/text.h"
#include "dateline/vec.h"
#include "model/quotation.h"

#define NEVER DL_COST_NEVER

/* A character that may be a mark, with what it costs to take it as an opening and as a closing one. */
typedef struct sign {
    const char *text;
    uint8_t family;
    uint16_t opens, closes;
} sign;

static const sign signs[] = {
    /* two characters that stand for one come first */
    {"''", DL_MARK_DOUBLE, 0, 0},
    {"``", DL_MARK_DOUBLE, 0, NEVER},
    {"\"", DL_MARK_DOUBLE, 0, 0},
    {"“", DL_MARK_DOUBLE, 0, 4}, /* closes what „ has opened */
    {"”", DL_MARK_DOUBLE, 8, 0}, /* opens in Swedish and Finnish */
    {"„", DL_MARK_DOUBLE, 0, NEVER},
    {"‟", DL_MARK_DOUBLE, 0, NEVER},
    {"″", DL_MARK_DOUBLE, 8, 0},
    {"＂", DL_MARK_DOUBLE, 0, 0},
    {"«", DL_MARK_GUILLEMET, 0, 4},
    {"»", DL_MARK_GUILLEMET, 4, 0},
    {"‹", DL_MARK_ANGLE, 0, 4},
    {"›", DL_MARK_ANGLE, 4, 0},
    {"「", DL_MARK_CORNER, 0, NEVER},
    {"」", DL_MARK_CORNER, NEVER, 0},
    {"｢", DL_MARK_CORNER, 0, NEVER},
    {"｣", DL_MARK_CORNER, NEVER, 0},
    {"『", DL_MARK_WHITE_CORNER, 0, NEVER},
    {"』", DL_MARK_WHITE_CORNER, NEVER, 0},
    {"〝", DL_MARK_PRIME, 0, NEVER},
    {"〞", DL_MARK_PRIME, NEVER, 0},
    {"〟", DL_MARK_PRIME, NEVER, 0},
    {"'", DL_MARK_SINGLE, 0, 0},
    {"‘", DL_MARK_SINGLE, 0, 4},
    {"’", DL_MARK_SINGLE, 8, 0},
    {"‚", DL_MARK_SINGLE, 0, NEVER},
    {"‛", DL_MARK_SINGLE, 0, NEVER},
    {"`", DL_MARK_SINGLE, 0, NEVER},
};

/* What stands beside a mark. */
typedef enum side {
    BLANK,
    LETTER,
    DIGIT,
    UNSPACED,
    STOP,
    COLON,
    ELLIPSIS,
    OPENER,
    CLOSER,
    DASH
} side;

/* What it costs to open and to close with that to the left, and to the right. */
static const struct {
    uint16_t left_opens, left_closes, right_opens, right_closes;
} costs[] = {
    [BLANK] = {0, 4, 5, 0},    [LETTER] = {6, 0, 0, 4}, [DIGIT] = {6, 0, 0, 4},
    [UNSPACED] = {1, 1, 1, 1}, [STOP] = {4, 0, 3, 0},   [COLON] = {2, 2, 3, 0},
    [ELLIPSIS] = {2, 0, 0, 0}, [OPENER] = {0, 4, 0, 4}, [CLOSER] = {4, 0, 3, 0},
    [DASH] = {0, 2, 2, 0},
};

/* Words that begin with an apostrophe. */
static const char *const elided[] = {"em",    "tis", "twas",  "til",  "till",
                                     "cause", "cos", "round", "bout", "n"};

static const sign *find_sign(const char *text, size_t len)
{
    unsigned char c = (unsigned char)*text;
    if (c < 0x80 && c != '"' && c != '\'' && c != '`')
        return NULL;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t n = strlen(signs[i].text);
        if (n <= len && memcmp(text, signs[i].text, n) == 0)
            return &signs[i];
    }
    return NULL;
}

/* Where the character that ends at AT, which is not 0, begins. */
static size_t step_back(const char *text, size_t at)
{
    size_t start = at - 1;
    while (start > 0 && at - start < 4 && ((unsigned char)text[start] & 0xC0) == 0x80)
        start--;
    return start;
}

static bool is_in(uint32_t cp, const uint32_t *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i] == cp)
            return true;
    return false;
}

#define IS_IN(cp, ...)                                                                             \
    is_in(cp, (const uint32_t[]){__VA_ARGS__}, sizeof((const uint32_t[]){__VA_ARGS__}) / 4)

/* The side that the character at AT makes, of a text of LEN bytes. */
static side side_of(const char *text, size_t len, size_t at)
{
    size_t n;
    uint32_t cp = dl_text_decode(text + at, len - at, &n);
    if (IS_IN(cp, ' ', '\t', '\n', 0xA0, 0x2002, 0x2003, 0x2009, 0x202F, 0x3000))
        return BLANK;
    if (dl_text_is_unspaced(cp))
        return UNSPACED;
    if (cp == 0x2026 ||
        (cp == '.' && ((at + 1 < len && text[at + 1] == '.') || (at > 0 && text[at - 1] == '.'))))
        return ELLIPSIS;
    if (IS_IN(cp, '.', ',', ';', '!', '?', 0x3001, 0x3002, 0xFF01, 0xFF0C, 0xFF1F, 0x60C, 0x61B,
              0x61F, 0x6D4, 0x964))
        return STOP;
    if (IS_IN(cp, ':', 0xFF1A))
        return COLON;
    if (IS_IN(cp, '(', '[', '{', '<', '/', 0xBF, 0xA1, 0xFF08))
        return OPENER;
    if (IS_IN(cp, ')', ']', '}', '>', 0xFF09))
        return CLOSER;
    if (IS_IN(cp, '-', 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015))
        return DASH;
    return cp >= '0' && cp <= '9' ? DIGIT : LETTER;
}

/* The side before START, marks passed over. */
static side left_of(const char *text, size_t len, size_t start)
{
    while (start > 0) {
        size_t at = step_back(text, start);
        if (!find_sign(text + at, start - at))
            return side_of(text, len, at);
        start = at;
    }
    return BLANK;
}

/* The side from END on, marks passed over. */
static side right_of(const char *text, size_t len, size_t end)
{
    for (const sign *next; end < len; end += strlen(next->text))
        if (!(next = find_sign(text + end, len - end)))
            return side_of(text, len, end);
    return BLANK;
}

static bool is_word(side s)
{
    return s == LETTER || s == DIGIT;
}

/* Whether a word that begins with an apostrophe, or a year without its century, stands at AT. */
static bool is_elided(const char *text, size_t len, size_t at)
{
    size_t n = 0;
    while (at + n < len && is_word(side_of(text, len, at + n)) &&
           !find_sign(text + at + n, len - at - n))
        n++;
    if (n && text[at] >= '0' && text[at] <= '9')
        return true;
    for (size_t i = 0; i < sizeof elided / sizeof *elided; i++)
        if (strlen(elided[i]) == n && strncasecmp(text + at, elided[i], n) == 0)
            return true;
    return false;
}

/* What it costs that a single mark is an apostrophe; within a word it is nothing else. */
static void judge_single(dl_quote_mark *mark, const char *text, size_t len, side left, side right)
{
    bool after = mark->start > 0 && is_word(side_of(text, len, step_back(text, mark->start))) &&
                 is_word(left);
    bool before =
        mark->end < len && !find_sign(text + mark->end, len - mark->end) && is_word(right);
    mark->plain = 8;
    if (after && before) {
        mark->opens = mark->closes = NEVER;
        mark->plain = 0;
    } else if (after) { /* the workers' rights */
        char last = text[mark->start - 1];
        mark->plain = last == 's' || last == 'S' ? 1 : 4;
    } else if (before) {
        mark->plain = 4;
        if (is_elided(text, len, mark->end)) {
            mark->opens = (uint16_t)(mark->opens + 3);
            mark->plain = 0;
        }
    }
}

/* What it costs that another mark is none: little within a word, and after a number, of inches. */
static void judge_other(dl_quote_mark *mark, side left, side right)
{
    bool inside = is_word(left) && is_word(right);
    mark->plain = inside || left == DIGIT ? 4 : 12;
}

static dl_quote_mark judge(const sign *found, const char *text, size_t len, size_t at)
{
    dl_quote_mark mark = {.start = at, .end = at + strlen(found->text), .family = found->family};
    side left = left_of(text, len, at), right = right_of(text, len, mark.end);
    mark.opens = (uint16_t)(found->opens + costs[left].left_opens + costs[right].right_opens);
    mark.closes = (uint16_t)(found->closes + costs[left].left_closes + costs[right].right_closes);
    if (mark.family == DL_MARK_SINGLE)
        judge_single(&mark, text, len, left, right);
    else
        judge_other(&mark, left, right);
    return mark;
}

/* Whether an empty line begins at AT, which is a newline: sets *RET to where the next paragraph does. */
static bool is_gap(const char *text, size_t len, size_t at, size_t *ret)
{
    size_t next = at + 1;
    while (next < len && (text[next] == ' ' || text[next] == '\t'))
        next++;
    if (next >= len || text[next] != '\n')
        return false;
    *ret = next + 1;
    return true;
}

bool dl_quote_marks_read(dl_quote_marks *ret, const char *text, size_t len)
{
    bool first = true, ok = true;
    size_t shown = 0, next; /* end of the text so far, without blanks */
    for (size_t at = 0; at < len && ok; at = next) {
        const sign *found = find_sign(text + at, len - at);
        next = at + 1;
        if (found) {
            dl_quote_mark mark = judge(found, text, len, at);
            mark.first = first;
            ok = dl_vec_push(ret, mark);
            shown = next = mark.end;
        } else if (text[at] == '\n' && is_gap(text, len, at, &next)) {
            dl_quote_mark gap = {.start = shown, .end = shown, .family = DL_MARK_GAP};
            ok = dl_vec_push(ret, gap);
            first = true;
        } else if (text[at] != ' ' && text[at] != '\n' && text[at] != '\t') {
            shown = next;
            first = false;
        }
    }
    dl_quote_mark end = {.start = shown, .end = shown, .family = DL_MARK_GAP};
    return ok && dl_vec_push(ret, end);
}
