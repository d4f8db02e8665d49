/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From lines on pages to blocks. First what is no text is told by its place: what stands at the top or the
 * bottom of several pages, but for its numbers the same, numbers of pages, and small print below the text.
 * Then a line goes on in the next where it is full, that is, where the first word of the next would not have
 * fitted on it, and nothing parts the two: a gap, an indent, another size of type. Over the edge of
 * a column or a page only these count: a line that is full, and no end of a sentence.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include "dateline/text.h"
#include "import/furniture.h"
#include "import/pdf.h"

#define MARGIN 0.14F     /* of a page's height: where heads and feet stand */
#define SAME_SIZE 0.2F   /* by which two heights of the same type differ */
#define SAME_TITLE 0.06F /* and those of the lines of a heading */
#define SMALL 0.88F      /* of the text's height: small print */
#define UPRIGHT 4.0F     /* times the text's height, and higher than wide: a line that is turned */
#define LARGE 1.15F      /* a heading */
#define GAP 1.35F        /* times the usual distance of two lines: a gap */
#define INDENT 0.6F      /* times its height: the indent of a line */
#define SPACE 0.3F       /* times its height: what is between two words */
#define COLUMN 60        /* lines around one that are looked at for the edge of its column */
#define TITLE_WORDS 3    /* fewer are a letterhead, or a heading */
#define STEPS 64         /* of a scale of distances */
#define STEP 0.1F

static float height(const dl_pdf_line *line)
{
    return line->bottom - line->top;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* --- heads, feet and notes --- */

/* A line at the edge of a page. */
typedef struct edge {
    uint64_t hash; /* of its text, all numbers being the same */
    dl_pdf_line *line;
    bool top;
} edge;

static uint64_t hash_text(const dl_pdf_line *line)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < line->len; i++) {
        bool digit = is_digit(line->text[i]);
        if (!digit || !i || !is_digit(line->text[i - 1]))
            hash = (hash ^ (unsigned char)(digit ? '0' : line->text[i])) * 1099511628211u;
    }
    return hash;
}

static int compare_edges(const void *a, const void *b)
{
    const edge *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

/* Whether LINE is the number of a page of PAGES: "3", "- 3 -", "3/7", "Page 3 of 7", and no date or year. */
static bool is_page_number(const dl_pdf_line *line, size_t pages)
{
    size_t numbers = 0, first = 0, last = 0, words = 0;
    for (size_t i = 0; i < line->len;) {
        unsigned char c = (unsigned char)line->text[i];
        size_t from = i++;
        if (is_digit((char)c)) {
            for (last = (size_t)(c - '0'); i < line->len && is_digit(line->text[i]); i++)
                last = last < 10000 ? last * 10 + (size_t)(line->text[i] - '0') : last;
            first = numbers++ ? first : last;
        } else if (c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) {
            while (i < line->len && line->text[i] != ' ' && !is_digit(line->text[i]))
                i++;
            words += i - from > 1;
        }
    }
    bool own = first == line->page + 1 && last < 1000 && words != 1;
    return (numbers == 1 && last < 1000 &&
            (words == 0 || (words == 1 && last == line->page + 1))) ||
           (numbers == 2 && words <= 2 && (last == pages || own));
}

/* Whether the two stand at the same edge of different pages. */
static bool is_again(const edge *a, const edge *b)
{
    return a->hash == b->hash && a->top == b->top && a->line->page != b->line->page;
}

/* Leaves the lines of EDGES, sorted, that come on several pages, but for the first of each. */
static void leave_running(edge *edges, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool before =
            i > 0 &&
            (is_again(&edges[i - 1], &edges[i]) || edges[i - 1].line->role == DL_PDF_LEFT) &&
            edges[i - 1].hash == edges[i].hash;
        bool after = i + 1 < count && is_again(&edges[i], &edges[i + 1]);
        if (before)
            edges[i].line->role = DL_PDF_LEFT;
        else if (after)
            edges[i].line->role = edges[i].top ? DL_PDF_HEAD : DL_PDF_NOTE;
    }
}

/* Tells heads, feet and page numbers. False when memory is out. */
static bool find_edges(dl_pdf *pdf)
{
    size_t count = 0;
    edge *edges = calloc(pdf->lines.len, sizeof *edges);
    if (!edges)
        return false;
    for (size_t i = 0; i < pdf->lines.len; i++) {
        dl_pdf_line *line = &pdf->lines.items[i];
        bool top = line->bottom < pdf->height * MARGIN;
        if (!top && line->top < pdf->height * (1 - MARGIN))
            continue;
        if (is_page_number(line, pdf->pages))
            line->role = DL_PDF_LEFT;
        else
            edges[count++] = (edge){hash_text(line), line, top};
    }
    qsort(edges, count, sizeof *edges, compare_edges);
    leave_running(edges, count);
    free(edges);
    return true;
}

/* What is most of a scale of STEPS steps, each counted. */
static float find_most(const size_t *counts)
{
    size_t most = 0;
    for (size_t i = 1; i < STEPS; i++)
        if (counts[i] > counts[most])
            most = i;
    return (float)most;
}

/* The height of the type that most of the text is set in. */
static float find_height(const dl_pdf *pdf)
{
    size_t counts[STEPS] = {0};
    for (size_t i = 0; i < pdf->lines.len; i++) {
        float steps = height(&pdf->lines.items[i]) * 2;
        if (steps >= 1 && steps < STEPS)
            counts[(size_t)steps] += pdf->lines.items[i].len;
    }
    return (find_most(counts) + 0.5F) / 2;
}

/* Tells notes: lines in small print below all that is not, on each page. */
static void find_notes(dl_pdf *pdf, float usual)
{
    for (size_t from = 0, to; from < pdf->lines.len; from = to) {
        float lowest = 0;
        for (to = from;
             to < pdf->lines.len && pdf->lines.items[to].page == pdf->lines.items[from].page;
             to++) {
            dl_pdf_line *line = &pdf->lines.items[to];
            if (height(line) > usual * UPRIGHT && line->len > 2 &&
                line->right - line->left < height(line))
                line->role = DL_PDF_LEFT; /* it stands upright, along the edge */
            if (line->role == DL_PDF_TEXT && height(line) >= usual * SMALL && line->top > lowest)
                lowest = line->top;
        }
        for (size_t i = from; lowest > 0 && i < to; i++) {
            dl_pdf_line *line = &pdf->lines.items[i];
            if (line->role == DL_PDF_TEXT && height(line) < usual * SMALL && line->top > lowest)
                line->role = DL_PDF_NOTE;
        }
    }
}

/* --- paragraphs --- */

/* The lines that are read as text, in their order. */
typedef struct layout {
    const dl_pdf_line **lines;
    size_t count;
    float usual; /* height of most of the text */
    float pitch; /* from one line to the next, in heights */
} layout;

static bool is_same_size(const dl_pdf_line *a, const dl_pdf_line *b)
{
    float x = height(a), y = height(b);
    return fabsf(x - y) <= SAME_SIZE * (x > y ? x : y);
}

/* Whether B stands below A in the same column. */
static bool is_below(const dl_pdf_line *a, const dl_pdf_line *b)
{
    return a->page == b->page && b->bottom > a->bottom && b->left < a->right && b->right > a->left;
}

static void measure_pitch(layout *l)
{
    size_t counts[STEPS] = {0};
    for (size_t i = 0; i + 1 < l->count; i++) {
        const dl_pdf_line *a = l->lines[i], *b = l->lines[i + 1];
        float h = height(a);
        if (h <= 0 || !is_below(a, b) || !is_same_size(a, b))
            continue;
        float steps = (b->bottom - a->bottom) / h / STEP;
        if (steps >= 1 && steps < STEPS)
            counts[(size_t)steps]++;
    }
    l->pitch = (find_most(counts) + 0.5F) * STEP;
}

/* The right edge of the column that line AT stands in. */
static float find_edge(const layout *l, size_t at)
{
    const dl_pdf_line *line = l->lines[at];
    size_t from = at > COLUMN ? at - COLUMN : 0;
    float right = line->right;
    for (size_t i = from; i < l->count && i < at + COLUMN; i++) {
        const dl_pdf_line *other = l->lines[i];
        bool same = other->page == line->page && other->region == line->region &&
                    fabsf(height(other) - height(line)) < SAME_TITLE * height(line);
        if (same && other->right > right && fabsf(other->left - line->left) < 4 * height(line))
            right = other->right;
    }
    return right;
}

/* The last code point of TEXT and where it begins. */
static uint32_t last_of(const char *text, size_t len, size_t *ret_at)
{
    size_t at = len - 1, size;
    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    *ret_at = at;
    return dl_text_decode(text + at, len - at, &size);
}

/* Whether the last word of LINE is parted, and goes on in the next one. */
static bool is_parted(const dl_pdf_line *line)
{
    size_t at, before;
    uint32_t last = line->len > 1 ? last_of(line->text, line->len, &at) : 0;
    bool hyphen = last == '-' || last == 0x2010 || last == 0xAD;
    return hyphen && at > 0 && dl_text_is_alnum(last_of(line->text, at, &before));
}

/* Whether the first word of the next line would not have fitted on line AT. */
static bool is_full(const layout *l, size_t at)
{
    const dl_pdf_line *a = l->lines[at], *b = l->lines[at + 1];
    return is_parted(a) || find_edge(l, at) - a->right < b->first + SPACE * height(a);
}

static bool is_centred(const dl_pdf_line *a, const dl_pdf_line *b)
{
    return fabsf(a->left - b->left) > height(a) &&
           fabsf(a->left + a->right - b->left - b->right) < height(a);
}

/* Whether line AT + 1 stands out as the first of a paragraph does: it begins to the right of the one before, or
 * of the one after it. */
static bool is_indented(const layout *l, size_t at)
{
    const dl_pdf_line *a = l->lines[at], *b = l->lines[at + 1];
    float indent = INDENT * height(b);
    const dl_pdf_line *c =
        at + 2 < l->count && is_below(b, l->lines[at + 2]) ? l->lines[at + 2] : b;
    if (dl_bullet(a->text, a->len))
        return b->left >
               a->left + 6 * height(b); /* what goes on below its bullet is no paragraph */
    return b->left > a->left + indent && (c == b || b->left > c->left + indent);
}

/* Whether A says that it goes on: it ends no sentence, and B begins with a small letter. */
static bool is_unfinished(const dl_pdf_line *a, const dl_pdf_line *b)
{
    size_t size;
    return !dl_ends_sentence(a->text, a->len) &&
           uc_is_lower(dl_text_decode(b->text, b->len, &size));
}

/* Whether line AT goes on in the next one. */
static bool goes_on(const layout *l, size_t at)
{
    const dl_pdf_line *a = l->lines[at], *b = l->lines[at + 1];
    if (a->role != b->role || !is_same_size(a, b) || dl_bullet(b->text, b->len))
        return false;
    if (!is_below(a, b)) /* the next column, or page */
        return !dl_ends_sentence(a->text, a->len) && height(a) < l->usual * LARGE && is_full(l, at);
    float distance = (b->bottom - a->bottom) / height(a);
    if (distance > l->pitch * GAP && distance > 1 + SPACE)
        return false;
    if (height(a) >= l->usual * LARGE || height(b) >= l->usual * LARGE)
        return fabsf(height(a) - height(b)) < SAME_TITLE * height(a);
    if (is_centred(a, b))
        return true;
    return !is_indented(l, at) && (is_full(l, at) || is_unfinished(a, b));
}

/* --- joining lines --- */

/* Whether the word that OUT ends with, its hyphen, and the word that NEXT begins with stand so within a line
 * somewhere: then the hyphen is the word's own. */
static bool has_hyphen(const layout *l, const dl_str *out, const dl_pdf_line *next)
{
    char word[128];
    size_t from = out->len, head, tail = 0;
    while (from > 0 && out->text[from - 1] != ' ')
        from--;
    head = out->len - from;
    while (tail < next->len && (dl_text_is_alnum((unsigned char)next->text[tail]) ||
                                (unsigned char)next->text[tail] >= 0x80))
        tail++;
    if (memchr(out->text + from, '-', head - 1))
        return true; /* it has others */
    if (head + tail >= sizeof word)
        return false;
    memcpy(word, out->text + from, head);
    memcpy(word + head, next->text, tail);
    for (size_t i = 0; i < l->count && i < 4096; i++)
        if (memmem(l->lines[i]->text, l->lines[i]->len, word, head + tail))
            return true;
    return false;
}

/* Adds LINE to OUT, which a paragraph stands in so far, with what is to be between them. */
static void add_line(const layout *l, dl_str *out, const dl_pdf_line *line)
{
    size_t at = 0, size;
    uint32_t last = out->len ? last_of(out->text, out->len, &at) : 0;
    uint32_t next = dl_text_decode(line->text, line->len, &size);
    bool hyphen = last == '-' || last == 0x2010 || last == 0xAD;
    bool letter = at > 0 && dl_text_is_alnum(last_of(out->text, at, &(size_t){0}));
    if (last == 0xAD || (hyphen && letter && uc_is_lower(next) && !has_hyphen(l, out, line)))
        dl_str_cut(out, at);
    else if (out->len && !(hyphen && letter) &&
             !(dl_text_is_unspaced(last) && dl_text_is_unspaced(next)))
        dl_str_addc(out, ' ');
    dl_str_addn(out, line->text, line->len);
}

/* Makes a block of the paragraph OUT. False when memory is out. */
static bool keep_block(dl_pdf *pdf, const dl_str *out, dl_blocks *ret)
{
    dl_str clean;
    dl_str_init(&clean);
    bool ok = dl_str_ok(out) && dl_text_clean(&clean, out->text, out->len) == DL_OK;
    const char *text = ok ? dl_arena_strndup(pdf->arena, clean.text, clean.len) : NULL;
    if (text && clean.len)
        ret->items[ret->count++] = (dl_block){.text = text, .len = clean.len};
    dl_str_release(&clean);
    return text;
}

/* Whether a block that begins with LINE, on the first page, may be its title, better than one set in type of
 * the height LARGEST. */
static bool is_title(const layout *l, const dl_pdf_line *line, const dl_str *text, float largest)
{
    size_t spaces = 0;
    for (size_t i = 0; i < text->len; i++)
        spaces += text->text[i] == ' ' || ((unsigned char)text->text[i] >= 0xE3 && i % 6 == 0);
    return line->page == 0 && line->role == DL_PDF_TEXT && spaces + 1 >= TITLE_WORDS &&
           text->len < 400 && height(line) >= l->usual * LARGE && height(line) > largest;
}

static bool make_blocks(dl_pdf *pdf, const layout *l, dl_blocks *ret, size_t *ret_title)
{
    bool ok = true, text = false;
    float largest = 0;
    dl_str out;
    dl_str_init(&out);
    for (size_t i = 0, first; ok && i < l->count; i++) {
        first = i;
        dl_str_clear(&out);
        add_line(l, &out, l->lines[i]);
        for (; i + 1 < l->count && goes_on(l, i); i++)
            add_line(l, &out, l->lines[i + 1]);
        text |= i > first + 2; /* a paragraph */
        if (!text && is_title(l, l->lines[first], &out, largest)) {
            largest = height(l->lines[first]);
            *ret_title = ret->count;
        }
        ok = keep_block(pdf, &out, ret);
    }
    dl_str_release(&out);
    return ok;
}

/* Puts the lines of a role behind those that are there. */
static void add_lines(const dl_pdf *pdf, dl_pdf_role from, dl_pdf_role to, layout *l)
{
    for (size_t i = 0; i < pdf->lines.len; i++)
        if (pdf->lines.items[i].role >= from && pdf->lines.items[i].role <= to)
            l->lines[l->count++] = &pdf->lines.items[i];
}

bool dl_pdf_blocks(dl_pdf *pdf, dl_blocks *ret, size_t *ret_title)
{
    layout l = {.lines = dl_arena_calloc(pdf->arena, pdf->lines.len, sizeof *l.lines),
                .usual = find_height(pdf)};
    *ret = (dl_blocks){.items = dl_arena_calloc(pdf->arena, pdf->lines.len, sizeof *ret->items)};
    *ret_title = (size_t)-1;
    if (!l.lines || !ret->items || !find_edges(pdf))
        return false;
    find_notes(pdf, l.usual);
    add_lines(pdf, DL_PDF_TEXT, DL_PDF_HEAD, &l);
    add_lines(pdf, DL_PDF_NOTE, DL_PDF_NOTE, &l);
    measure_pitch(&l);
    return make_blocks(pdf, &l, ret, ret_title) && dl_blocks_measure(ret);
}
