/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A page, event by event: libxml2's parser tells of elements and text as they come, and no tree is
 * made of them. What is kept is the stack of the open elements, each with what it and those around it
 * say of their text; the text of the whole page, white space made one, a newline after each block;
 * and for each block where it begins and what is known of it. At the end the text is cleaned at once
 * and cut at its newlines again.
 *
 * A block takes of the places it stands in those that all of its text stands in.
 */
#include <pthread.h>
#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>

#include "dateline/text.h"
#include "dateline/vec.h"
#include "import/html.h"
#include "import/html_charset.h"
#include "import/html_element.h"
#include "import/html_meta.h"
#include "import/html_tags.h"

#define STACK 256 /* open elements of which something is known; those further in are as these */
#define DEPTH_MAX 1000              /* elements open at once, after which a page is read anew */
#define CHUNK 16384                 /* bytes given to the parser at once */
#define SCRIPT_MAX 1048576          /* bytes of one script that are looked at */
#define TEXT_MAX ((size_t)64 << 20) /* bytes of text that are read of a page */
#define MARKS 6                     /* elements whose text is a claim, one in another */
#define MARK_MAX 600                /* bytes of such a text */
#define DAY_MAX 80                  /* the same where it is a day */
#define DAYS 48                     /* elements with days for machines that are looked at */
#define LABEL_MAX 160               /* bytes of the text before such a day */

/* An open element. */
typedef struct frame {
    unsigned inside;
    uint32_t box;
    unsigned char element, level;
    bool link, emphasised;
    bool parted; /* from the heading it stands in */
} frame;

/* A block while it is made. */
typedef struct draft {
    dl_block block;
    size_t start; /* in the text */
} draft;

typedef struct mark {
    dl_html_mark what;
    size_t depth, start;
} mark;

typedef struct page {
    dl_manuscript *manuscript;
    dl_arena *arena;
    bool claims; /* are to be taken */
    bool failed; /* memory is out */

    frame stack[STACK];
    size_t depth;  /* of the open elements; may be more than the stack has */
    size_t unseen; /* the depth of the outermost that is not to be read; 0: none */

    dl_str text;
    size_t start; /* of the block that is being made */
    draft now;
    bool space;      /* is to stand before the next word */
    unsigned breaks; /* <br> since the last word */
    struct {
        draft *items;
        size_t len, size;
    } drafts;
    struct {
        dl_box *items;
        size_t len, size;
    } boxes;

    dl_str script; /* of the <title> or JSON-LD that is open */
    bool in_title, in_jsonld, has_title;
    mark marks[MARKS];
    size_t marks_count;
    unsigned days;
} page;

static frame *top(page *p)
{
    return &p->stack[p->depth < STACK ? p->depth : STACK - 1];
}

/* Ends the block that is being made, if there is text in it. */
static void end_block(page *p)
{
    if (p->text.len > p->start) {
        p->now.start = p->start;
        p->failed = p->failed || !dl_vec_push(&p->drafts, p->now);
        dl_str_addc(&p->text, '\n');
        p->start = p->text.len;
    }
    p->now = (draft){0};
    p->space = false;
    p->breaks = 0;
}

/* Makes the block what the innermost element says of text in it. */
static void describe(page *p, size_t len)
{
    const frame *in = top(p);
    dl_block *block = &p->now.block;
    if (p->text.len == p->start) {
        block->element = in->element;
        block->level = in->level;
        block->box = in->box;
        block->inside = in->inside;
    }
    block->inside &= in->inside;
    block->linked += in->link ? (uint32_t)len : 0;
    block->emphasised += in->emphasised ? (uint32_t)len : 0;
}

/* Bytes of white space at TEXT: 0 where there is none. */
static size_t space_at(const char *text, size_t len)
{
    if (*text == ' ' || (*text >= '\t' && *text <= '\r'))
        return 1;
    if (len >= 2 && !memcmp(text, "\xc2\xa0", 2)) /* no-break space */
        return 2;
    return len >= 3 && !memcmp(text, "\xe3\x80\x80", 3) ? 3 : 0; /* ideographic space */
}

/* Adds a word, or a part of one. */
static void add_word(page *p, const char *word, size_t len)
{
    if (p->breaks > 1)
        end_block(p);
    if (p->text.len > TEXT_MAX)
        return;
    if ((p->space || p->breaks) && p->text.len > p->start)
        dl_str_addc(&p->text, ' ');
    p->space = false;
    p->breaks = 0;
    describe(p, len);
    dl_str_addn(&p->text, word, len);
}

static void add_text(page *p, const char *text, size_t len)
{
    bool preformatted = top(p)->element == DL_ELEMENT_PREFORMATTED;
    for (size_t i = 0; i < len;) {
        size_t gap = space_at(text + i, len - i);
        if (gap) {
            p->breaks += preformatted && text[i] == '\n';
            p->breaks += p->breaks == 1 && gap == 3; /* so a paragraph begins after a <br> */
            p->space = true;
            i += gap;
            continue;
        }
        size_t end = i;
        do
            end++;
        while (end < len && (unsigned char)text[end] > ' ' && text[end] != '\xc2' &&
               text[end] != '\xe3');
        add_word(p, text + i, end - i);
        i = end;
    }
}

static void on_text(void *context, const xmlChar *text, int len)
{
    page *p = context;
    if (p->failed || len <= 0)
        return;
    if ((p->in_title || p->in_jsonld) && p->script.len < SCRIPT_MAX)
        dl_str_addn(&p->script, (const char *)text, (size_t)len);
    if (!p->unseen)
        add_text(p, (const char *)text, (size_t)len);
}

/* A browser that saves a page notes where it had it from: "saved from url=(0028)https://...", "url: https://...". */
static void on_comment(void *context, const xmlChar *comment)
{
    page *p = context;
    const char *text = (const char *)comment, *link = strstr(text, "http");
    bool saved = strstr(text, "saved from url=(") || strstr(text, "Page saved with SingleFile");
    if (p->failed || p->drafts.len || !saved || !link)
        return;
    size_t len = strcspn(link, " \t\r\n\"<>");
    p->failed = !dl_manuscript_claim(p->manuscript, DL_FACT_LINK, DL_TRUST_HINT, "saved from", link,
                                     len, p->arena);
}

static void claim(page *p, const dl_html_mark *what, const char *text, size_t len)
{
    dl_manuscript *m = p->manuscript;
    size_t count = m->claims.count;
    if (!dl_manuscript_claim(m, what->fact, what->trust, what->by, text, len, p->arena))
        p->failed = true;
    else if (m->claims.count > count)
        m->claims.items[count].block = p->drafts.len + 1;
}

/* The attributes of an element that anything is made of; NULL where it has not got them. */
typedef struct attributes {
    dl_html_attributes mark;
    const char *role, *style, *hidden, *aria_hidden, *type, *value, *name, *http_equiv, *lang;
} attributes;

static void read_attributes(const xmlChar **list, attributes *ret)
{
    static const struct {
        const char *name;
        size_t place;
    } rows[] = {
#define AT(name, field) {name, offsetof(attributes, field)}
        AT("class", mark.class_name),
        AT("id", mark.id),
        AT("itemprop", mark.itemprop),
        AT("rel", mark.rel),
        AT("property", mark.property),
        AT("role", role),
        AT("style", style),
        AT("hidden", hidden),
        AT("aria-hidden", aria_hidden),
        AT("type", type),
        AT("href", mark.href),
        AT("content", mark.content),
        AT("value", value),
        AT("name", name),
        AT("datetime", mark.datetime),
        AT("title", mark.title),
        AT("pubdate", mark.pubdate),
        AT("http-equiv", http_equiv),
        AT("lang", lang),
#undef AT
    };
    *ret = (attributes){0};
    for (; list && list[0]; list += 2) {
        const char *name = (const char *)list[0];
        if (!strncmp(name, "data-", 5)) {
            bool day = !ret->mark.data && list[1] && dl_html_is_day(name, (const char *)list[1]);
            ret->mark.data = day ? (const char *)list[1] : ret->mark.data;
            continue;
        }
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            if (name[0] == rows[i].name[0] && !strcmp(name, rows[i].name)) {
                const char **field = (const char **)((char *)ret + rows[i].place);
                *field = list[1] ? (const char *)list[1] : "";
                break;
            }
        }
    }
}

/* Keeps where the last claim, a day, stands, and what stands before it in the block that is being made: that may say
 * what day it is. */
static void place_claim(page *p)
{
    dl_manuscript *m = p->manuscript;
    dl_claim *last = &m->claims.items[m->claims.count - 1];
    size_t len = p->text.len - p->start;
    dl_str label;
    last->block = p->drafts.len + 1;
    last->inside = top(p)->inside;
    last->quoted = top(p)->element == DL_ELEMENT_QUOTE;
    if (len == 0 || len > LABEL_MAX)
        return;
    dl_str_init(&label);
    p->failed |= dl_text_clean(&label, p->text.text + p->start, len) != DL_OK;
    if (label.len)
        last->label = dl_arena_strndup(p->arena, label.text, label.len);
    dl_str_release(&label);
}

/* What a <meta> claims that stands in the text, where its element says something. */
static bool claim_of_item(page *p, const char *name, const char *content)
{
    dl_manuscript *m = p->manuscript;
    size_t count = m->claims.count;
    bool ok = dl_html_meta(m, name, content, p->arena);
    const dl_claim *last = &m->claims.items[count];
    if (m->claims.count > count &&
        (last->fact == DL_FACT_PUBLISHED || last->fact == DL_FACT_UPDATED) && p->drafts.len > 0)
        place_claim(p);
    return ok;
}

/* What <meta>, <link> and <html> claim. */
static void claim_of_head(page *p, const char *name, const attributes *a)
{
    bool ok = true;
    const char *content = a->mark.content ? a->mark.content : a->value;
    if (!strcmp(name, "meta") && content) {
        const char *names[] = {a->mark.property, a->name, a->http_equiv};
        for (size_t i = 0; i < 3 && ok; i++)
            if (names[i])
                ok = dl_html_meta(p->manuscript, names[i], content, p->arena);
        if (a->mark.itemprop && ok)
            ok = claim_of_item(p, a->mark.itemprop, content);
    } else if (!strcmp(name, "link") && a->mark.href && a->mark.rel &&
               !strcasecmp(a->mark.rel, "canonical")) {
        ok = dl_manuscript_claim(p->manuscript, DL_FACT_LINK, DL_TRUST_RECORD, "link canonical",
                                 a->mark.href, strlen(a->mark.href), p->arena);
    } else if (!strcmp(name, "link") && a->mark.title && a->type && strstr(a->type, "+xml") &&
               a->mark.rel && !strcasecmp(a->mark.rel, "alternate")) {
        ok = dl_manuscript_claim(p->manuscript, DL_FACT_SITE, DL_TRUST_HINT, "link to a feed",
                                 a->mark.title, strlen(a->mark.title), p->arena);
    } else if (!strcmp(name, "html") && a->lang) {
        ok = dl_manuscript_claim(p->manuscript, DL_FACT_LANG, DL_TRUST_CLAIM, "html lang", a->lang,
                                 strlen(a->lang), p->arena);
    }
    p->failed = p->failed || !ok;
}

/* What an element with a day for machines claims. */
static bool claim_day(page *p, const char *name, const attributes *a, unsigned places)
{
    dl_html_mark what;
    const char *value;
    if (!dl_html_date_find(name, &a->mark, places, &what, &value) || p->days >= DAYS)
        return false;
    size_t count = p->manuscript->claims.count;
    p->days++;
    claim(p, &what, value, strlen(value));
    if (p->manuscript->claims.count > count)
        place_claim(p);
    return true;
}

/* What an element in the text claims: by its attributes now, or by its text when it ends. */
static void claim_of_body(page *p, const char *name, const attributes *a, unsigned places)
{
    mark m = {.depth = p->depth, .start = p->text.len};
    if (claim_day(p, name, a, places) || !dl_html_mark_find(name, &a->mark, places, &m.what))
        return;
    if (a->mark.content)
        claim(p, &m.what, a->mark.content, strlen(a->mark.content));
    else if (p->marks_count < MARKS)
        p->marks[p->marks_count++] = m;
}

/* Whether an element is made not to be seen. */
static bool is_hidden(const attributes *a)
{
    return a->hidden || (a->aria_hidden && !strcmp(a->aria_hidden, "true")) ||
           (a->style && dl_html_hides(a->style));
}

/* The places that the names of an element say it is. */
static unsigned hint(const attributes *a)
{
    unsigned inside = 0;
    const char *names[] = {a->mark.class_name, a->mark.id, a->role};
    for (size_t i = 0; i < 3; i++)
        inside |= names[i] ? dl_html_hints(names[i]) : 0;
    return inside;
}

/* Opens the frame of an element within the one it stands in. */
static void push(page *p, const dl_html_element *e, const attributes *a, unsigned places)
{
    frame next = *top(p);
    if (++p->depth >= STACK)
        return;
    next.parted = false;
    next.inside |= e->inside;
    next.link |= e->link;
    next.emphasised |= e->emphasised;
    if (e->element != DL_ELEMENT_NONE &&
        !(e->element == DL_ELEMENT_BOX &&
          (next.element == DL_ELEMENT_QUOTE || next.element == DL_ELEMENT_ITEM))) {
        next.element = e->element;
        next.level = e->level;
    }
    next.inside |= places;
    if (e->element == DL_ELEMENT_QUOTE) /* what somebody posted is named after where he did */
        next.inside &= ~(unsigned)DL_IN_SHARE;
    if (a->mark.itemprop && strcasestr(a->mark.itemprop, "articleBody"))
        next.inside |= DL_IN_BODY;
    if (e->flow == DL_HTML_BOX) {
        dl_box box = {.parent = next.box, .inside = next.inside};
        p->failed = p->failed || !dl_vec_push(&p->boxes, box);
        next.box = (uint32_t)(p->boxes.len - 1);
    }
    *top(p) = next;
}

static void on_start(void *context, const xmlChar *element, const xmlChar **list)
{
    page *p = context;
    const char *name = (const char *)element;
    const dl_html_element *e = dl_html_element_find(name);
    attributes a;
    if (p->failed)
        return;
    if (e->flow != DL_HTML_INLINE && e->flow != DL_HTML_BREAK && e->flow != DL_HTML_UNSEEN)
        end_block(p);
    if (e->flow == DL_HTML_BREAK)
        p->breaks++;
    read_attributes(list, &a);
    unsigned places = e->flow == DL_HTML_PAGE ? 0 : hint(&a);
    bool parted =
        e->flow == DL_HTML_INLINE && top(p)->element == DL_ELEMENT_HEADING && (places & DL_IN_META);
    if (parted)
        end_block(p);
    push(p, e, &a, places);
    if (parted && p->depth < STACK) {
        top(p)->element = DL_ELEMENT_BOX;
        top(p)->parted = true;
    }
    if (p->claims)
        claim_of_head(p, name, &a);
    if (p->unseen) {
        p->in_jsonld = p->claims && !strcmp(name, "script") && a.type &&
                       !strncasecmp(a.type, "application/ld+json", 19);
        return;
    }
    if (e->flow == DL_HTML_UNSEEN) {
        p->in_title = p->claims && !p->has_title && !strcmp(name, "title");
        p->in_jsonld = p->claims && !strcmp(name, "script") && a.type &&
                       !strncasecmp(a.type, "application/ld+json", 19);
        p->unseen = p->depth;
        return;
    }
    if (e->flow != DL_HTML_PAGE && is_hidden(&a))
        p->unseen = p->depth;
    else if (p->claims)
        claim_of_body(p, name, &a, places);
}

/* Ends what the text of an unseen element is read for. */
static void end_script(page *p)
{
    static const dl_html_mark title = {DL_FACT_TITLE, DL_TRUST_HINT, "title"};
    if (p->in_title) {
        claim(p, &title, p->script.text, p->script.len);
        p->has_title = true;
    } else if (p->in_jsonld &&
               !dl_html_jsonld(p->manuscript, p->script.text, p->script.len, p->arena)) {
        p->failed = true;
    }
    dl_str_clear(&p->script);
    p->in_title = p->in_jsonld = false;
}

static void on_end(void *context, const xmlChar *element)
{
    page *p = context;
    const dl_html_element *e = dl_html_element_find((const char *)element);
    if (p->failed || p->depth == 0)
        return;
    if (p->in_title || p->in_jsonld)
        end_script(p);
    while (p->marks_count && p->marks[p->marks_count - 1].depth >= p->depth) {
        const mark *m = &p->marks[--p->marks_count];
        size_t count = p->manuscript->claims.count, len = p->text.len - m->start;
        bool day = m->what.fact == DL_FACT_PUBLISHED || m->what.fact == DL_FACT_UPDATED;
        if (len <= (day ? DAY_MAX : MARK_MAX))
            claim(p, &m->what, p->text.text + m->start, len);
        if (day && p->manuscript->claims.count > count) {
            p->manuscript->claims.items[count].inside = top(p)->inside;
            p->manuscript->claims.items[count].quoted = top(p)->element == DL_ELEMENT_QUOTE;
        }
    }
    if (p->unseen == p->depth)
        p->unseen = 0;
    if (e->flow == DL_HTML_BLOCK || e->flow == DL_HTML_BOX || e->flow == DL_HTML_PAGE ||
        (p->depth < STACK && top(p)->parted))
        end_block(p);
    p->depth--;
}

void dl_html_begin(void)
{
    static pthread_once_t begun = PTHREAD_ONCE_INIT;
    pthread_once(&begun, xmlInitParser);
}

static htmlParserCtxtPtr new_parser(page *p)
{
    static const int options = HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                               HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC;
    htmlSAXHandler sax = {.startElement = on_start,
                          .endElement = on_end,
                          .characters = on_text,
                          .ignorableWhitespace = on_text,
                          .cdataBlock = on_text,
                          .comment = on_comment};
    dl_html_begin();
    htmlParserCtxtPtr parser =
        htmlCreatePushParserCtxt(&sax, p, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (parser)
        htmlCtxtUseOptions(parser, options);
    return parser;
}

/* Ends what is open, and PARSER. */
static void end_parser(page *p, htmlParserCtxtPtr parser)
{
    if (parser)
        htmlParseChunk(parser, "", 0, 1);
    htmlFreeParserCtxt(parser);
    p->depth = p->unseen = p->marks_count = 0;
}

/* Gives the page to the parser piece by piece. To each end tag that ends nothing the parser looks through all that
 * is open, so where that is more than in any page a person wrote, it is ended and the rest read anew. */
static dl_status run(page *p, const char *html, size_t len, dl_error *error)
{
    htmlParserCtxtPtr parser = new_parser(p);
    dl_status status = DL_OK;
    for (size_t pos = 0; parser && pos < len && !p->failed && !status; pos += CHUNK) {
        status = dl_budget_look(p->manuscript->budget, error);
        htmlParseChunk(parser, html + pos, (int)(len - pos < CHUNK ? len - pos : CHUNK), 0);
        if (p->depth > DEPTH_MAX) {
            end_parser(p, parser);
            parser = new_parser(p);
        }
    }
    p->failed |= !parser;
    end_parser(p, parser);
    end_block(p);
    p->failed |= !dl_str_ok(&p->text) || !dl_str_ok(&p->script);
    return p->failed ? dl_fail_nomem(error) : status;
}

/* Makes blocks of the drafts, whose text is cleaned and cut at its newlines. */
static bool finish(page *p, dl_blocks *ret)
{
    dl_str clean;
    dl_str_init(&clean);
    dl_blocks blocks = {.boxes_count = p->boxes.len};
    blocks.items = dl_arena_calloc(p->arena, p->drafts.len, sizeof *blocks.items);
    blocks.boxes = dl_arena_calloc(p->arena, p->boxes.len, sizeof *blocks.boxes);
    const char *text = NULL;
    if (blocks.items && blocks.boxes && dl_text_clean(&clean, p->text.text, p->text.len) == DL_OK)
        text = dl_arena_strndup(p->arena, clean.text, clean.len);
    dl_str_release(&clean);
    if (!text)
        return false;
    memcpy(blocks.boxes, p->boxes.items, p->boxes.len * sizeof *blocks.boxes);
    for (size_t i = 0; i < p->drafts.len; i++) {
        const char *end = strchr(text, '\n');
        dl_block *block = &blocks.items[blocks.count];
        *block = p->drafts.items[i].block;
        block->text = text;
        block->len = end ? (size_t)(end - text) : strlen(text);
        blocks.count += block->len > 0;
        text = end ? end + 1 : text + block->len;
    }
    *ret = blocks;
    return dl_blocks_measure(ret);
}

/* Reads HTML into MANUSCRIPT, with its claims or without. */
static dl_status read_html(const char *html, size_t len, const char *charset, bool claims,
                           dl_arena *arena, dl_manuscript *ret, dl_error *error)
{
    dl_str decoded;
    dl_str_init(&decoded);
    page *p = dl_arena_alloc(arena, sizeof *p);
    dl_box whole = {0};
    if (!p)
        return dl_fail_nomem(error);
    p->manuscript = ret;
    p->arena = arena;
    p->claims = claims;
    p->stack[0].element = DL_ELEMENT_BOX;
    dl_str_init(&p->text);
    dl_str_init(&p->script);
    dl_status status = dl_html_decode(&html, &len, charset, &decoded, error);
    if (!status && !dl_vec_push(&p->boxes, whole))
        status = dl_fail_nomem(error);
    if (!status && !dl_html_tags_bounded(html, len))
        status = dl_fail(error, DL_ERR_UNSUPPORTED,
                         "%s: an element in it has more than %d attributes; left out", ret->origin,
                         DL_HTML_ATTRIBUTES);
    if (!status)
        status = run(p, html, len, error);
    if (!status && !finish(p, &ret->blocks))
        status = dl_fail_nomem(error);
    free(p->drafts.items);
    free(p->boxes.items);
    dl_str_release(&p->text);
    dl_str_release(&p->script);
    dl_str_release(&decoded);
    return status;
}

dl_status dl_html_read(const char *html, size_t len, const char *charset, dl_arena *arena,
                       dl_manuscript *ret, dl_error *error)
{
    return read_html(html, len, charset, true, arena, ret, error);
}

dl_status dl_html_blocks(const char *html, size_t len, const char *charset, dl_arena *arena,
                         dl_manuscript *ret, dl_error *error)
{
    dl_manuscript piece = {.origin = ret->origin, .budget = ret->budget};
    dl_status status = read_html(html, len, charset, false, arena, &piece, error);
    if (!status)
        ret->blocks = piece.blocks;
    return status;
}
