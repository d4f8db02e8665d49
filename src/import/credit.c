/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a text was taken from, as lines at its end say: "With inputs from X", "(X contributed to this report)",
 * "Source: X", "© X", or an agency's name alone. Only names known to be outlets count there, and none in the line
 * of a picture.
 */
#include <string.h>
#include <strings.h>

#include "dateline/text.h"
#include "import/imprint.h"
#include "import/outlet.h"

#define CREDIT_WORDS 30   /* a line of credits has no more */
#define CREDIT_REACH 8    /* blocks behind the body in which credits stand */
#define CREDIT_BLOCKS 2   /* blocks at the end of the body */
#define NAME_WORDS 4      /* of an agency */
#define QUOTE_REACH 65536 /* bytes of a body that are searched for "quoted by" */

bool dl_slice_is_same(dl_slice a, dl_slice b)
{
    return a.len == b.len && (!a.len || !strncasecmp(a.text, b.text, a.len));
}

void dl_slice_trim(dl_slice *slice)
{
    while (slice->len && strchr(" \t:,.;|-", slice->text[0]))
        slice->text++, slice->len--;
    while (slice->len && strchr(" \t:,;|-", slice->text[slice->len - 1]))
        slice->len--;
}

const char *dl_slice_find_after(dl_slice text, const char *words)
{
    size_t size = strlen(words);
    for (size_t i = 0; i + size <= text.len; i++)
        if (!strncasecmp(text.text + i, words, size))
            return text.text + i + size;
    return NULL;
}

static void add(dl_slice *list, size_t *count, dl_slice name)
{
    for (size_t i = 0; i < *count; i++)
        if (dl_slice_is_same(name, list[i]))
            return;
    if (name.len && *count < DL_IMPRINT_AGENCIES)
        list[(*count)++] = name;
}

void dl_imprint_add_agency(dl_imprint *imprint, dl_slice name)
{
    add(imprint->agencies, &imprint->agencies_count, name);
}

void dl_imprint_add_credit(dl_imprint *imprint, dl_slice name)
{
    add(imprint->credits, &imprint->credits_count, name);
}

static dl_slice slice_of(const dl_block *block)
{
    return (dl_slice){block->text, block->len};
}

/* --- "Source:" --- */

/* Bytes of the label at TEXT, with its colon; 0 where there is none. */
static size_t label_at(const char *text, size_t len)
{
    static const char *const labels[] = {
        "source",  "sources", "quelle",  "quellen", "fuente", "fuentes",  "fonte",    "fonti",
        "fontes",  "bron",    "kilde",   "källa",   "lähde",  "źródło",   "zdroj",    "forrás",
        "sursa",   "izvor",   "kaynak",  "sumber",  "nguồn",  "источник", "Источник", "джерело",
        "Джерело", "крыніца", "Крыніца", "πηγή",    "Πηγή",   "المصدر",   "منبع",     "מקור",
        "स्रोत",    "来源",    "來源",    "出典",    "出处",   "출처",     "mənbə",    "manba"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t size = strlen(labels[i]);
        if (len <= size || strncasecmp(text, labels[i], size))
            continue;
        while (size < len && text[size] == ' ')
            size++;
        if (size < len && text[size] == ':')
            return size + 1;
        if (len - size > 3 && !memcmp(text + size, "：", 3))
            return size + 3;
    }
    return 0;
}

/* Where "Source:" stands behind a date in BLOCK; its end where it does not. */
static const char *behind_date(const dl_block *block)
{
    const char *end = block->text + block->len;
    const char *at = memmem(block->text, block->len, " Source:", 8);
    for (const char *p = block->text; at && p < at; p++)
        if (*p >= '0' && *p <= '9')
            return at + 1;
    return end;
}

bool dl_imprint_label(const dl_block *block, dl_slice *ret)
{
    const char *end = block->text + block->len, *begin = block->text;
    if (!label_at(begin, block->len) && !memchr(begin, '|', block->len))
        begin = behind_date(block);
    for (const char *p = block->words <= 24 ? begin : end; p < end;) {
        while (p < end && strchr(" (|", *p))
            p++;
        size_t size = label_at(p, (size_t)(end - p));
        const char *bar = memchr(p, '|', (size_t)(end - p));
        if (size) {
            dl_slice name = {p + size, (size_t)((bar ? bar : end) - p) - size};
            dl_slice_trim(&name);
            while (name.len && strchr(").", name.text[name.len - 1]) &&
                   !memchr(name.text, '(', name.len))
                name.len--;
            *ret = name;
            return name.len > 0;
        }
        p = bar ? bar + 1 : end;
    }
    return false;
}

/* --- agencies by name --- */

/* The known outlet that stands at AT in TEXT, as written there; an empty slice for none. */
static dl_slice outlet_at(const dl_page *page, dl_slice text, size_t at)
{
    dl_slice best = {0};
    size_t end = at;
    for (int words = 0; words < NAME_WORDS && end < text.len; words++) {
        while (end < text.len && !strchr(" ,;/()\"|", text.text[end]))
            end++;
        dl_slice name = {text.text + at, end - at};
        while (name.len && strchr(".:", name.text[name.len - 1]))
            name.len--;
        const dl_outlet *outlet =
            name.len ? dl_outlet_find_written(page->outlets, name.text, name.len) : NULL;
        if (outlet && outlet->kind < DL_OUTLET_CARRIER)
            best = name;
        if (end >= text.len || text.text[end] != ' ')
            break;
        end++;
    }
    return best;
}

typedef void add_name(dl_imprint *imprint, dl_slice name);

/* Hands the known outlets that TEXT names, from its word at or behind FROM on, to ADD. Returns how many there are. */
static size_t add_outlets(const dl_page *page, dl_slice text, size_t from, add_name *add_to,
                          dl_imprint *imprint)
{
    size_t count = 0;
    for (size_t at = from; at < text.len;) {
        bool begins = at == 0 || strchr(" ,;/(|-", text.text[at - 1]);
        dl_slice name = begins ? outlet_at(page, text, at) : (dl_slice){0};
        if (name.len) {
            add_to(imprint, name);
            count++;
        }
        at += name.len ? name.len : 1;
    }
    return count;
}

/* Whether LINE is about a picture. */
static bool is_picture(dl_slice line)
{
    static const char *const words[] = {"photo",  "image",  "picture", "foto",         "bild",
                                        "imagen", "imagem", "getty",   "video:",       "camera",
                                        "фото",   "图片",   "graphic", "illustration", "caption",
                                        "(file)", "/file"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dl_slice_find_after(line, words[i]))
            return true;
    return false;
}

/* --- lines at the end --- */

/* A line that is a list of agencies and nothing else: "(dpa)", "dpa/afp". */
static bool read_signature(const dl_page *page, const dl_block *block, dl_imprint *imprint)
{
    dl_slice line = slice_of(block), names[DL_IMPRINT_AGENCIES];
    size_t count = 0, start = 0;
    while (line.len && strchr("(/[- ", line.text[0]))
        line.text++, line.len--;
    while (line.len && strchr(")/]-. ", line.text[line.len - 1]))
        line.len--;
    bool several = memchr(line.text, '/', line.len) || memchr(line.text, ',', line.len);
    if (block->words > 6 || !line.len)
        return false;
    for (size_t i = 0; i <= line.len && count < DL_IMPRINT_AGENCIES; i++) {
        if (i < line.len && !strchr("/,;", line.text[i]))
            continue;
        dl_slice name = {line.text + start, i - start};
        dl_slice_trim(&name);
        const dl_outlet *outlet = several
                                      ? dl_outlet_find(page->outlets, name.text, name.len)
                                      : dl_outlet_find_written(page->outlets, name.text, name.len);
        if (!outlet || outlet->kind != DL_OUTLET_AGENCY)
            return false;
        names[count++] = name;
        start = i + 1;
    }
    for (size_t i = 0; i < count; i++)
        dl_imprint_add_agency(imprint, names[i]);
    return count > 0;
}

/* "This article was originally published by X.": takes X as the one it was first published by. */
static bool read_republished(const dl_block *block, dl_imprint *imprint)
{
    static const char *const phrases[] = {
        "originally published by ", "originally published on ",
        "originally published in ", "originally published at ",
        "originally appeared in ",  "originally appeared on ",
        "first published by ",      "first published on ",
        "first published in ",      "first appeared in ",
        "first appeared on ",       "republished from ",
        "reprinted from ",          "republished with permission from "};
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        const char *value = dl_slice_find_after(slice_of(block), phrases[i]);
        if (!value)
            continue;
        dl_slice name = {value, (size_t)(block->text + block->len - value)};
        static const char *const ends[] = {" under ", " on ", " with ", " and ",
                                           ", ",      ". ",   " in ",   " ("};
        for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
            const char *at = memmem(name.text, name.len, ends[k], strlen(ends[k]));
            name.len = at ? (size_t)(at - name.text) : name.len;
        }
        dl_slice_trim(&name);
        while (name.len && name.text[name.len - 1] == '.')
            name.len--;
        size_t size;
        uint32_t first = name.len ? dl_text_decode(name.text, name.len, &size) : 0;
        dl_date_parts parts;
        if (dl_date_scan(name.text, name.len, 0, 0, &parts)) /* "first published on May 5" */
            continue;
        bool site = !memchr(name.text, ' ', name.len) && memchr(name.text, '.', name.len);
        if (!dl_text_is_upper(first) && !site)
            continue;
        imprint->republished = name;
        return true;
    }
    return false;
}

/* "With inputs from X", "X contributed to this report". */
static bool read_contributed(const dl_page *page, const dl_block *block, dl_imprint *imprint)
{
    static const char *const phrases[] = {"with inputs from",
                                          "with input from",
                                          "with inputs of",
                                          "inputs from",
                                          "with reporting from",
                                          "with reporting by",
                                          "with files from",
                                          "with information from",
                                          "with material from",
                                          "additional reporting by",
                                          "with reports from",
                                          "contributed to this",
                                          "contributed to the",
                                          "contributed reporting",
                                          "con información de",
                                          "con informacion de",
                                          "com informações d",
                                          "avec l'",
                                          "(avec ",
                                          "con agencias",
                                          "mit material",
                                          "mit agenturmaterial",
                                          "met medewerking van",
                                          "syndicated from",
                                          "based on reports",
                                          "courtesy of",
                                          "по материалам",
                                          "по информации"};
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (dl_slice_find_after(slice_of(block), phrases[i]))
            return add_outlets(page, slice_of(block), 0, dl_imprint_add_credit, imprint) > 0;
    return false;
}

/* "© 2020 AFP", "Copyright 2018 The Associated Press": an agency's; that of others is for the foot. */
static void read_copyright(const dl_page *page, const dl_block *block, dl_imprint *imprint)
{
    static const char *const marks[] = {"©", "copyright", "(c)"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *value = dl_slice_find_after(slice_of(block), marks[i]);
        if (!value)
            continue;
        dl_slice text = slice_of(block);
        dl_imprint found = {0};
        size_t from = (size_t)(value - text.text);
        add_outlets(page, text, from, dl_imprint_add_agency, &found);
        for (size_t k = 0; k < found.agencies_count; k++) {
            dl_slice name = found.agencies[k];
            const dl_outlet *outlet = dl_outlet_find(page->outlets, name.text, name.len);
            if (outlet && outlet->kind == DL_OUTLET_AGENCY)
                dl_imprint_add_agency(imprint, name);
        }
        return;
    }
}

static void read_line(const dl_page *page, size_t i, dl_imprint *imprint)
{
    const dl_block *block = &page->blocks[i];
    dl_slice label;
    if (!block->len || block->words > CREDIT_WORDS || is_picture(slice_of(block)))
        return;
    if (dl_imprint_label(block, &label)) {
        add_outlets(page, label, 0, dl_imprint_add_agency, imprint);
        return;
    }
    if (!block->apart && i > page->begin && read_signature(page, block, imprint)) {
        imprint->signed_off |= i + 1 == page->end;
        return;
    }
    if (!read_republished(block, imprint) && !read_contributed(page, block, imprint) &&
        i >= page->end)
        read_copyright(page, block, imprint);
}

void dl_imprint_read_credits(const dl_page *page, dl_imprint *imprint)
{
    size_t last = page->end > CREDIT_BLOCKS ? page->end - CREDIT_BLOCKS : 0;
    size_t first = last > page->begin ? last : page->begin + 1;
    for (size_t i = first; i < page->end + CREDIT_REACH && i < page->count; i++)
        read_line(page, i, imprint);
}

/* --- "as quoted by X from Y" --- */

/* Takes a name of up to four words with capitals from *POS on. */
static bool take_name(dl_slice text, size_t *pos, dl_slice *ret)
{
    size_t start = *pos, end = start, size;
    for (int words = 0; words < NAME_WORDS && *pos < text.len; words++) {
        uint32_t first = dl_text_decode(text.text + *pos, text.len - *pos, &size);
        if (!dl_text_is_upper(first))
            break;
        while (*pos < text.len && !strchr(" ,.;:\"()\n", text.text[*pos]))
            ++*pos;
        end = *pos;
        if (*pos >= text.len || text.text[*pos] != ' ')
            break;
        ++*pos;
    }
    *pos = end;
    *ret = (dl_slice){text.text + start, end - start};
    return end - start >= 2;
}

/* "as quoted by X from Y" in BLOCK. */
static bool read_quoted(const dl_page *page, const dl_block *block, dl_imprint *imprint)
{
    static const char *const phrases[] = {"quoted by ", "reported by ", "cited by "};
    dl_slice text = slice_of(block);
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        const char *hit = memmem(text.text, text.len, phrases[i], strlen(phrases[i]));
        if (!hit)
            continue;
        size_t pos = (size_t)(hit - text.text) + strlen(phrases[i]);
        dl_slice name, from = {0};
        if (!take_name(text, &pos, &name))
            continue;
        bool taken = text.len - pos > 6 && !memcmp(text.text + pos, " from ", 6);
        pos += 6;
        taken = taken && take_name(text, &pos, &from);
        if (!dl_outlet_find(page->outlets, name.text, name.len) && !taken)
            continue;
        dl_imprint_add_credit(imprint, name);
        if (taken)
            dl_imprint_add_credit(imprint, from);
        return true;
    }
    return false;
}

/* "..., X reports.", "X reported on Friday": an agency before a verb of telling. */
static bool read_reports(const dl_page *page, const dl_block *block, dl_imprint *imprint)
{
    static const char *const verbs[] = {" reports", " reported", " news agency reported",
                                        " news agency reports", " said in a report"};
    dl_slice text = slice_of(block);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        const char *hit = memmem(text.text, text.len, verbs[i], strlen(verbs[i]));
        size_t end = hit ? (size_t)(hit - text.text) : 0;
        for (size_t at = end, words = 0; at-- > 0 && words < NAME_WORDS;) {
            if (at > 0 && text.text[at - 1] != ' ')
                continue;
            words++;
            const dl_outlet *outlet =
                dl_outlet_find_written(page->outlets, text.text + at, end - at);
            if (outlet && outlet->kind == DL_OUTLET_AGENCY) {
                dl_imprint_add_credit(imprint, (dl_slice){text.text + at, end - at});
                return true;
            }
        }
    }
    return false;
}

void dl_imprint_read_quoted(const dl_page *page, dl_imprint *imprint)
{
    size_t read = 0;
    for (size_t i = page->begin; i < page->end; i++) {
        if ((read += page->blocks[i].len) > QUOTE_REACH)
            return;
        if (read_quoted(page, &page->blocks[i], imprint) ||
            read_reports(page, &page->blocks[i], imprint))
            return;
    }
}
