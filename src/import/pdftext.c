/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What pdftotext writes, as lines (pdf.h). An element stands on a line of its own; a number has a point
 * whatever the locale, so it is not strtod that reads it. */
#include <stdlib.h>
#include <string.h>

#include "dateline/text.h"
#include "dateline/vec.h"
#include "import/pdf.h"

#define PARTIAL_MAX 65536 /* bytes of a line of the output: a word, an element */
#define WORD 3            /* heights that a word is wide */

void dl_pdf_init(dl_pdf *pdf, dl_arena *arena)
{
    *pdf = (dl_pdf){.arena = arena};
    dl_str_init(&pdf->title);
    dl_str_init(&pdf->created);
    dl_str_init(&pdf->partial);
    dl_str_init(&pdf->words);
}

void dl_pdf_release(dl_pdf *pdf)
{
    free(pdf->lines.items);
    dl_str_release(&pdf->title);
    dl_str_release(&pdf->created);
    dl_str_release(&pdf->partial);
    dl_str_release(&pdf->words);
}

/* The number that stands in quotes behind NAME in TEXT; 0 where there is none. */
static float read_number(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    double value = 0, unit = 1;
    if (!at)
        return 0;
    at += strlen(name);
    bool minus = *at == '-';
    for (at += minus; *at >= '0' && *at <= '9' && value < 1e6; at++)
        value = value * 10 + (*at - '0');
    if (*at == '.')
        for (at++; *at >= '0' && *at <= '9' && unit > 1e-6; at++)
            value += (*at - '0') * (unit /= 10);
    return (float)(minus ? -value : value);
}

/* Adds LEN bytes at TEXT to OUT, the five entities that are used read. */
static void add_unescaped(dl_str *out, const char *text, size_t len)
{
    static const struct {
        const char *entity;
        char sign;
    } entities[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t pos = 0; pos < len;) {
        size_t step = 0;
        for (size_t i = 0; text[pos] == '&' && !step && i < sizeof entities / sizeof *entities; i++)
            if (len - pos >= strlen(entities[i].entity) &&
                !memcmp(text + pos, entities[i].entity, strlen(entities[i].entity))) {
                step = strlen(entities[i].entity);
                dl_str_addc(out, entities[i].sign);
            }
        if (!step)
            dl_str_addc(out, text[pos]);
        pos += step ? step : 1;
    }
}

/* Whether CP is a letter of a script written from right to left. */
static bool is_backward(uint32_t cp)
{
    return (cp >= 0x590 && cp < 0x900) || (cp >= 0xFB1D && cp < 0xFE00) ||
           (cp >= 0xFE70 && cp < 0xFEFF) || (cp >= 0x10800 && cp < 0x11000);
}

static void count_letters(dl_pdf *pdf, const char *word, size_t len)
{
    size_t size;
    for (size_t pos = 0; pos < len; pos += size) {
        uint32_t cp = dl_text_decode(word + pos, len - pos, &size);
        pdf->letters += size;
        pdf->backward += is_backward(cp) ? size : 0;
    }
}

/* Takes the word in the element ELEMENT of LEN bytes. */
static void take_word(dl_pdf *pdf, const char *element, size_t len)
{
    dl_pdf_line *line = &pdf->line;
    const char *text = memchr(element, '>', len);
    const char *end = text ? memmem(text, len - (size_t)(text - element), "</word>", 7) : NULL;
    if (!end)
        return;
    float left = read_number(element, "xMin=\""), right = read_number(element, "xMax=\"");
    size_t size = (size_t)(end - ++text), before = pdf->words.len + (pdf->words.len > 0);
    if (pdf->words.len)
        dl_str_addc(&pdf->words, ' ');
    else
        line->first = right - left;
    line->last = right - left;
    add_unescaped(&pdf->words, text, size);
    if (dl_str_ok(&pdf->words))
        count_letters(pdf, pdf->words.text + before, pdf->words.len - before);
    if (size > pdf->longest) {
        pdf->longest = size;
        line->top = read_number(element, "yMin=\"");
        line->bottom = read_number(element, "yMax=\"");
    }
}

/* Keeps the line at hand. False when memory is out. */
static bool keep_line(dl_pdf *pdf)
{
    if (!pdf->words.len)
        return true;
    pdf->line.text = dl_arena_strndup(pdf->arena, pdf->words.text, pdf->words.len);
    pdf->line.len = pdf->words.len;
    return pdf->line.text && dl_vec_push(&pdf->lines, pdf->line);
}

/* Takes one line of the output. False when memory is out. */
static bool take_element(dl_pdf *pdf, const char *text, size_t len)
{
    static const char created[] = "<meta name=\"CreationDate\" content=\"", title[] = "<title>";
    while (len && *text == ' ') {
        text++;
        len--;
    }
    if (!strncmp(text, "<word ", 6)) {
        take_word(pdf, text, len);
    } else if (!strncmp(text, "<line ", 6)) {
        dl_str_clear(&pdf->words);
        pdf->longest = 0;
        pdf->line = (dl_pdf_line){.left = read_number(text, "xMin=\""),
                                  .right = read_number(text, "xMax=\""),
                                  .page = (unsigned)pdf->pages - (pdf->pages > 0)};
    } else if (!strncmp(text, "</line>", 7)) {
        return dl_str_ok(&pdf->words) && keep_line(pdf);
    } else if (!strncmp(text, "<page ", 6)) {
        pdf->pages++;
        pdf->width = read_number(text, "width=\"");
        pdf->height = read_number(text, "height=\"");
    } else if (!strncmp(text, title, sizeof title - 1) && !pdf->title.len) {
        const char *end = memmem(text, len, "</title>", 8);
        size_t size = end ? (size_t)(end - text) - (sizeof title - 1) : 0;
        add_unescaped(&pdf->title, text + sizeof title - 1, size);
    } else if (!strncmp(text, created, sizeof created - 1)) {
        const char *value = text + sizeof created - 1;
        dl_str_addn(&pdf->created, value, strcspn(value, "\"T"));
    }
    return dl_str_ok(&pdf->title) && dl_str_ok(&pdf->created);
}

dl_status dl_pdf_take(dl_pdf *pdf, const char *bytes, size_t len, dl_error *error)
{
    for (const char *end = bytes + len, *newline; bytes < end; bytes = newline + 1) {
        newline = memchr(bytes, '\n', (size_t)(end - bytes));
        size_t size = (size_t)((newline ? newline : end) - bytes);
        if (pdf->partial.len + size <= PARTIAL_MAX)
            dl_str_addn(&pdf->partial, bytes, size);
        if (!newline)
            break;
        if (!dl_str_ok(&pdf->partial) || !take_element(pdf, pdf->partial.text, pdf->partial.len))
            return dl_fail_nomem(error);
        dl_str_clear(&pdf->partial);
    }
    return DL_OK;
}

bool dl_pdf_is_backward(const dl_pdf *pdf)
{
    return pdf->backward * 3 > pdf->letters;
}

/* Takes the marks of direction out of the line TEXT, and what they leave of doubled spaces; how long it is then. */
static size_t drop_marks(char *text, size_t len)
{
    size_t kept = 0, size;
    for (size_t pos = 0; pos < len; pos += size) {
        uint32_t cp = dl_text_decode(text + pos, len - pos, &size);
        bool mark = (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) ||
                    cp == 0x200E || cp == 0x200F || (cp == ' ' && (!kept || text[kept - 1] == ' '));
        memmove(text + kept, text + pos, mark ? 0 : size);
        kept += mark ? 0 : size;
    }
    return kept;
}

/* Gives the COUNT lines at LINES the lines of a page, TEXT up to END, where they are as many. */
static void turn_page(dl_pdf *pdf, dl_pdf_line *lines, size_t count, const char *text,
                      const char *end)
{
    size_t seen = 0;
    for (const char *p = text; p < end; p++)
        seen += *p != '\n' && (p + 1 == end || p[1] == '\n');
    for (; seen == count && count && text < end; text++) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        size_t len = (size_t)((newline ? newline : end) - text);
        char *copy = len ? dl_arena_strndup(pdf->arena, text, len) : NULL;
        if (copy) {
            lines->text = copy;
            lines->len = drop_marks(copy, len);
        }
        lines += len > 0;
        text += len;
    }
}

/* Lets the lines be as a mirror shows them, for they begin on the right. Words whose letters are joined are
 * often told in pieces, so one is taken to have the width of a usual one at least. */
static void mirror(dl_pdf *pdf)
{
    for (size_t i = 0; i < pdf->lines.len; i++) {
        dl_pdf_line *line = &pdf->lines.items[i];
        float left = line->left;
        line->left = pdf->width - line->right;
        line->right = pdf->width - left;
        line->first = line->last > WORD * (line->bottom - line->top)
                          ? line->last
                          : WORD * (line->bottom - line->top);
    }
}

void dl_pdf_turn(dl_pdf *pdf, const char *plain, size_t len)
{
    const char *end = plain + len, *text = plain, *feed = memchr(plain, '\f', len);
    unsigned at = 0;
    for (size_t from = 0, to; from < pdf->lines.len; from = to) {
        unsigned page = pdf->lines.items[from].page;
        for (to = from; to < pdf->lines.len && pdf->lines.items[to].page == page; to++)
            ;
        for (; feed && at < page; at++) {
            text = feed + 1;
            feed = memchr(text, '\f', (size_t)(end - text));
        }
        if (feed)
            turn_page(pdf, &pdf->lines.items[from], to - from, text, feed);
    }
    mirror(pdf);
}
