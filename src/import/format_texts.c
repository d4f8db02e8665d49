/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several texts in one file, as people collect them and databases of the press export them. They are parted
 * by a rule ("-----", "* * *") behind which another text begins: a title and a date stand above sentences, or a
 * dateline before them. Any other rule belongs to the text it stands in. Marks that say it outright
 * ("Document 2 of 9", "End of Document") want sentences behind them and no more.
 *
 * Text that a container calls plain text is one: a web archive's record, an attachment.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "dateline/datefind.h"
#include "dateline/text.h"
#include "import/block.h"
#include "import/importer.h"
#include "import/magic.h"

#define LINE_MAX_SEEN 512 /* bytes of a line that may part texts */
#define AHEAD 8192        /* bytes of a text by which it is told that it is one */
#define HEAD_LINES 10     /* blocks above the first sentences */
#define SENTENCES_MIN 120 /* bytes of sentences that make a text */
#define PROSE_MIN 40      /* bytes of a block of sentences */
#define TITLE_MIN 12      /* bytes of a title */
#define DATELINE_MAX 80   /* bytes of a dateline */

/* A rule is one sign, three times or more, and nothing else but spaces. */
static bool is_rule(const char *line, size_t len)
{
    size_t signs = 0, size;
    uint32_t sign = 0;
    for (size_t i = 0; i < len; i += size) {
        uint32_t cp = dl_text_decode(line + i, len - i, &size);
        if (cp == ' ' || cp == '\t')
            continue;
        bool drawn =
            (cp >= 0x2010 && cp <= 0x2015) || (cp >= 0x2500 && cp <= 0x257F) || cp == 0x2022;
        if (signs++ ? cp != sign : !drawn && (cp >= 0x80 || !cp || !strchr("-=*_#~+", (int)cp)))
            return false;
        sign = cp;
    }
    return signs >= 3;
}

/* Whether LINE says that another text begins or ends there. */
static bool is_mark(const char *line, size_t len)
{
    static const char end[] = "end of document";
    char text[64];
    unsigned number, count;
    int read = 0;
    if (len == sizeof end - 1 && !strncasecmp(line, end, len))
        return true;
    if (len >= sizeof text)
        return false;
    for (size_t i = 0; i < len; i++)
        text[i] = (char)tolower((unsigned char)line[i]);
    text[len] = '\0';
    if (sscanf(text, "document %u of %u%n", &number, &count, &read) != 2 || (size_t)read != len) {
        read = 0;
        if (sscanf(text, "%u of %u documents%n", &number, &count, &read) != 2 ||
            (size_t)read != len)
            return false;
    }
    return number >= 1 && number <= count;
}

/* Bytes of the line at BYTES with its newline; *RET_LINE and *RET_LEN are the line without the space around it. */
static size_t cut_line(const char *bytes, size_t len, const char **ret_line, size_t *ret_len)
{
    const char *newline = memchr(bytes, '\n', len);
    size_t size = newline ? (size_t)(newline - bytes) + 1 : len, end = size, start = 0;
    while (end && isspace((unsigned char)bytes[end - 1]))
        end--;
    while (start < end && isspace((unsigned char)bytes[start]))
        start++;
    *ret_line = bytes + start;
    *ret_len = end - start;
    return size;
}

/* Whether BLOCK is sentences. */
static bool is_prose(const dl_block *block)
{
    return block->len >= PROSE_MIN && block->sentences && block->ends;
}

/* Bytes of sentences in BLOCKS; *RET_FIRST is the first block of them. */
static size_t count_prose(const dl_blocks *blocks, size_t *ret_first)
{
    size_t bytes = 0;
    *ret_first = blocks->count;
    for (size_t i = 0; i < blocks->count; i++) {
        if (!is_prose(&blocks->items[i]))
            continue;
        bytes += blocks->items[i].len;
        if (*ret_first == blocks->count)
            *ret_first = i;
    }
    return bytes;
}

/* Bytes of LEN at BYTES, and of those by which a text is told, before what may part texts. So no byte is looked at for
 * two texts, however many rules there are. */
static size_t find_extent(const char *bytes, size_t len)
{
    const char *line;
    size_t line_len, pos = 0;
    for (len = len < AHEAD ? len : AHEAD; pos < len;) {
        size_t size = cut_line(bytes + pos, len - pos, &line, &line_len);
        if (is_rule(line, line_len) || is_mark(line, line_len))
            break;
        pos += size;
    }
    return pos;
}

/* Whether the COUNT blocks above sentences are the head of a text: a title among them, and a date there or
 * in the dateline of PROSE. */
static bool is_head(const dl_block *blocks, size_t count, const dl_block *prose, dl_arena *arena)
{
    static const dl_date_context nothing = {.near = DL_DAY_NONE};
    dl_date_found found;
    bool titled = false, dated = false;
    if (!count || count > HEAD_LINES)
        return false;
    for (size_t i = 0; i < count; i++) {
        const dl_block *b = &blocks[i];
        bool is_date = !dl_date_find(b->text, b->len, &nothing, arena, &found);
        dated |= is_date;
        titled |= b->len >= TITLE_MIN && (b->words >= 3 || (unsigned char)*b->text >= 0x80) &&
                  !(is_date && found.end - found.start > b->len / 2);
    }
    size_t len = prose->len < DATELINE_MAX ? prose->len : DATELINE_MAX;
    return titled && (dated || !dl_date_find(prose->text, len, &nothing, arena, &found));
}

/* Whether a text begins at the LEN bytes at BYTES; one that is ANNOUNCED needs no head. */
static bool begins_text(const char *bytes, size_t len, bool announced)
{
    dl_arena arena = {0};
    dl_blocks blocks = {0};
    dl_str text;
    size_t first;
    bool begins = false;
    len = find_extent(bytes, len);
    if (len < SENTENCES_MIN)
        return false;
    dl_str_init(&text);
    if (!dl_text_clean(&text, bytes, len) && dl_blocks_cut(text.text, text.len, &arena, &blocks) &&
        count_prose(&blocks, &first) >= SENTENCES_MIN)
        begins = announced || is_head(blocks.items, first, &blocks.items[first], &arena);
    dl_str_release(&text);
    dl_arena_release(&arena);
    return begins;
}

/* Whether the line at BYTES parts two texts: LEN bytes are there, of it and of what is behind it. */
static bool is_boundary(const char *bytes, size_t len)
{
    const char *line;
    size_t line_len, size = cut_line(bytes, len, &line, &line_len);
    if (line_len >= LINE_MAX_SEEN)
        return false;
    bool mark = is_mark(line, line_len);
    return (mark || is_rule(line, line_len)) && begins_text(bytes + size, len - size, mark);
}

/* Several texts are told by two: one behind a boundary, and another there or at the beginning. */
static int sniff(const dl_part *part)
{
    const char *end = part->head + part->head_len, *at = part->head, *line;
    size_t texts = 0, len, size;
    if (part->media_type || part->link || dl_magic_find(part->head, part->head_len))
        return 0;
    for (; at < end && texts < 2; at += size) {
        size = cut_line(at, (size_t)(end - at), &line, &len);
        if (!is_boundary(at, (size_t)(end - at)))
            continue;
        if (!texts && begins_text(part->head, (size_t)(at - part->head), is_mark(line, len)))
            texts++;
        texts++;
    }
    return texts >= 2 ? 15 : 0;
}

typedef struct cutting {
    dl_stream *in;
    bool line_start; /* where IN stands */
} cutting;

/* Gives the next bytes of the text at hand, at most a line; none where the next one begins. */
static dl_status pull(void *context, char *buf, size_t size, size_t *ret_len, dl_error *error)
{
    cutting *c = context;
    const char *bytes, *line;
    size_t len, line_len;
    dl_status status = dl_stream_peek(c->in, LINE_MAX_SEEN, &bytes, &len, error);
    *ret_len = 0;
    if (status || !len)
        return status;
    cut_line(bytes, len, &line, &line_len);
    if (c->line_start && (is_rule(line, line_len) || is_mark(line, line_len))) {
        status = dl_stream_peek(c->in, LINE_MAX_SEEN + AHEAD, &bytes, &len, error);
        if (status || is_boundary(bytes, len))
            return status;
    }
    status = dl_stream_line(c->in, size, &bytes, &len, error);
    if (status)
        return status;
    memcpy(buf, bytes, len);
    c->line_start = buf[len - 1] == '\n';
    *ret_len = len;
    return DL_OK;
}

/* Whether TEXT holds more than what stands before the first of texts and behind the last: lines
 * that are no sentences. */
static dl_status has_text(dl_stream *text, bool *ret, dl_error *error)
{
    dl_arena arena = {0};
    dl_blocks blocks = {0};
    dl_str clean;
    const char *bytes;
    size_t len, first;
    dl_status status = dl_stream_peek(text, 2 * AHEAD, &bytes, &len, error);
    if (status)
        return status;
    dl_str_init(&clean);
    if (dl_text_clean(&clean, bytes, len) || !dl_blocks_cut(clean.text, clean.len, &arena, &blocks))
        status = dl_fail_nomem(error);
    else
        *ret = len >= 2 * AHEAD || count_prose(&blocks, &first) > 0;
    dl_str_release(&clean);
    dl_arena_release(&arena);
    return status;
}

/* Takes the text that C stands at, up to the next boundary, as the one of NUMBER, which is counted on. */
static dl_status take_text(cutting *c, const dl_part *file, size_t *number, dl_split *to,
                           dl_error *error)
{
    dl_stream text;
    dl_str origin;
    bool is_text = false;
    dl_str_init(&origin);
    dl_stream_init(&text, pull, c);
    dl_status status = has_text(&text, &is_text, error);
    if (!status && is_text)
        dl_str_addf(&origin, "%s#%zu", file->origin, ++*number);
    if (!status && !dl_str_ok(&origin))
        status = dl_fail_nomem(error);
    if (!status && is_text) {
        const dl_part part = {.origin = origin.text,
                              .media_type = "text/plain",
                              .charset = file->charset,
                              .captured = file->captured,
                              .depth = file->depth + 1};
        status = dl_split_part(to, &part, &text, error);
    }
    if (!status)
        status = dl_stream_discard(&text, UINT64_MAX, NULL, error);
    dl_stream_release(&text);
    dl_str_release(&origin);
    return status;
}

static dl_status split(const dl_part *part, dl_stream *in, dl_split *to, dl_error *error)
{
    cutting c = {.in = in, .line_start = true};
    const char *bytes;
    size_t len, number = 0;
    dl_status status = dl_stream_peek(in, LINE_MAX_SEEN + AHEAD, &bytes, &len, error);
    while (!status && len) {
        if (is_boundary(bytes, len)) /* a text begins behind it */
            status = dl_stream_line(in, LINE_MAX_SEEN, &bytes, &len, error);
        c.line_start = true;
        if (!status)
            status = take_text(&c, part, &number, to, error);
        if (!status)
            status = dl_stream_peek(in, LINE_MAX_SEEN + AHEAD, &bytes, &len, error);
    }
    return in->failure.status ? dl_fail_in(error, status, part->origin) : status;
}

const dl_importer dl_importer_texts = {.name = "texts", .sniff = sniff, .split = split};
