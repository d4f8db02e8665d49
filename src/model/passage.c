/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Making a passage and finding it again. Texts are compared sign by sign, a sign being a character or
 * a run of white space, after what often differs between two copies of one text is made the same:
 * typographic quotation marks, apostrophes and dashes. So a passage outlives a file saved again by
 * another program.
 */
#include <string.h>

#include "dateline/passage.h"
#include "dateline/text.h"

static const char *field_text(const dl_document *doc, dl_field field)
{
    const char *text = field == DL_FIELD_TITLE ? doc->title : doc->body;
    return text ? text : "";
}

static bool is_space(uint32_t cp)
{
    return cp == ' ' || cp == '\n' || cp == '\t' || cp == 0xA0 || cp == 0x202F;
}

/* The sign at TEXT, made plain, and its length in bytes. */
static uint32_t read_sign(const char *text, size_t len, size_t *ret_len)
{
    uint32_t cp = dl_text_decode(text, len, ret_len);
    if (is_space(cp)) {
        size_t next;
        while (*ret_len < len && is_space(dl_text_decode(text + *ret_len, len - *ret_len, &next)))
            *ret_len += next;
        return ' ';
    }
    if ((cp >= 0x2018 && cp <= 0x201B) || cp == 0x2032)
        return '\'';
    if ((cp >= 0x201C && cp <= 0x201F) || cp == 0x2033)
        return '"';
    return cp >= 0x2010 && cp <= 0x2015 ? '-' : cp;
}

/* Where the character before byte AT begins. */
static size_t previous(const char *text, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80);
    return at;
}

/* The sign that ends before byte END, and where it begins. */
static uint32_t read_sign_back(const char *text, size_t end, size_t *ret_start)
{
    size_t at = previous(text, end), len;
    uint32_t sign = read_sign(text + at, end - at, &len);
    while (sign == ' ' && at > 0) {
        size_t before = previous(text, at);
        if (read_sign(text + before, at - before, &len) != ' ')
            break;
        at = before;
    }
    *ret_start = at;
    return sign;
}

/* How many signs A and B have in common from their beginnings. *RET_LEN: the bytes of A that are all of
 * B; SIZE_MAX where B goes on otherwise. */
static size_t common_start(const char *a, size_t a_len, const char *b, size_t b_len,
                           size_t *ret_len)
{
    size_t i = 0, k = 0, signs = 0;
    while (i < a_len && k < b_len) {
        size_t a_sign, b_sign;
        if (read_sign(a + i, a_len - i, &a_sign) != read_sign(b + k, b_len - k, &b_sign))
            break;
        i += a_sign;
        k += b_sign;
        signs++;
    }
    *ret_len = k == b_len ? i : SIZE_MAX;
    return signs;
}

/* How many signs A and B have in common from their ends. */
static size_t common_end(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t signs = 0;
    while (a_len > 0 && b_len > 0) {
        if (read_sign_back(a, a_len, &a_len) != read_sign_back(b, b_len, &b_len))
            break;
        signs++;
    }
    return signs;
}

/* --- making --- */

/* The byte COUNT characters before AT, and COUNT characters after it; less at the text's ends. */
static size_t step_back(const char *text, size_t at, size_t count)
{
    for (; at > 0 && count > 0; count--)
        at = previous(text, at);
    return at;
}

static size_t step_on(const char *text, size_t at, size_t len, size_t count)
{
    for (; at < len && count > 0; count--) {
        size_t step;
        dl_text_decode(text + at, len - at, &step);
        at += step;
    }
    return at;
}

/* The first byte of a cluster at or after AT (DOWN: at or before it). */
static size_t cluster_edge(const char *text, size_t len, size_t at, bool down)
{
    /* no cluster crosses a newline, so the walk begins there */
    size_t edge = at;
    while (edge > 0 && text[edge - 1] != '\n')
        edge--;
    while (edge < at) {
        size_t step = dl_text_grapheme(text + edge, len - edge);
        if (edge + step > at)
            return down ? edge : edge + step;
        edge += step;
    }
    return edge;
}

bool dl_passage_make(dl_arena *arena, const dl_document *doc, dl_field field, size_t start,
                     size_t end, dl_passage *ret)
{
    const char *text = field_text(doc, field);
    size_t len = strlen(text);
    end = end > len ? len : cluster_edge(text, len, end, false);
    start = start > end ? end : cluster_edge(text, len, start, true);
    size_t from = step_back(text, start, DL_PASSAGE_CONTEXT);
    size_t to = step_on(text, end, len, DL_PASSAGE_CONTEXT);
    bool whole = start == 0 && end == 0;
    dl_passage passage = {
        .field = field,
        .start = (uint32_t)start,
        .end = (uint32_t)end,
        .quote = dl_arena_strndup(arena, text + start, end - start),
        .prefix = dl_arena_strndup(arena, text + from, start - from),
        .suffix = dl_arena_strndup(arena, text + end, whole ? 0 : to - end),
    };
    if (!passage.quote || !passage.prefix || !passage.suffix)
        return false;
    memcpy(passage.sha256, doc->sha256, sizeof passage.sha256);
    *ret = passage;
    return true;
}

bool dl_passage_copy(dl_arena *arena, const dl_passage *passage, dl_passage *ret)
{
    dl_passage copy = *passage;
    copy.quote = dl_arena_strdup(arena, passage->quote);
    copy.prefix = dl_arena_strdup(arena, passage->prefix);
    copy.suffix = dl_arena_strdup(arena, passage->suffix);
    if (!copy.quote || !copy.prefix || !copy.suffix)
        return false;
    *ret = copy;
    return true;
}

bool dl_passage_is_whole(const dl_passage *passage)
{
    return passage->start == 0 && passage->end == 0;
}

/* --- finding again --- */

/* An occurrence of the quote: how much of the context it has, and how far it is from the old place. */
typedef struct occurrence {
    size_t start, end, context, distance;
} occurrence;

static bool is_better(const occurrence *a, const occurrence *b)
{
    return a->context != b->context ? a->context > b->context : a->distance < b->distance;
}

/* Weighs the occurrence of PASSAGE's quote that TEXT has from START to END. */
static occurrence weigh(const dl_passage *passage, const char *text, size_t len, size_t start,
                        size_t end)
{
    size_t unused;
    return (occurrence){
        .start = start,
        .end = end,
        .context =
            common_end(text, start, passage->prefix, strlen(passage->prefix)) +
            common_start(text + end, len - end, passage->suffix, strlen(passage->suffix), &unused),
        .distance = start > passage->start ? start - passage->start : passage->start - start,
    };
}

static bool stands_at_its_place(const dl_passage *passage, const char *text, size_t len)
{
    size_t size = strlen(passage->quote);
    return size > 0 && passage->end <= len && passage->end - passage->start == size &&
           memcmp(text + passage->start, passage->quote, size) == 0;
}

bool dl_passage_locate(const dl_passage *passage, const dl_document *doc, size_t *ret_start,
                       size_t *ret_end)
{
    const char *text = field_text(doc, passage->field);
    size_t len = strlen(text), quote = strlen(passage->quote);
    bool same = strcmp(passage->sha256, doc->sha256) == 0;
    if (dl_passage_is_whole(passage) || (same && stands_at_its_place(passage, text, len))) {
        *ret_start = passage->start;
        *ret_end = passage->end;
        return true;
    }
    occurrence best = {.start = SIZE_MAX};
    for (size_t at = 0, step; quote > 0 && at < len; at += step) {
        size_t found;
        common_start(text + at, len - at, passage->quote, quote, &found);
        if (found != SIZE_MAX) {
            occurrence here = weigh(passage, text, len, at, at + found);
            if (best.start == SIZE_MAX || is_better(&here, &best))
                best = here;
        }
        read_sign(text + at, len - at, &step);
    }
    if (best.start == SIZE_MAX)
        return false;
    *ret_start = best.start;
    *ret_end = best.end;
    return true;
}
