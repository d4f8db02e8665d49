/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/richtext.h"

#include <string.h>
#include <strings.h>

#include "dateline/text.h"
#ifdef HAVE_LIBXML
#include "import/html.h"
#endif

#define TAG_REACH 2000 /* bytes of a tag with its attributes */

/* Whether a tag begins at TEXT: "<p>", "</a", "<br/>", and no "a < b". */
static bool is_tag(const char *text, size_t len)
{
    static const char *const names[] = {
        "p",      "br",   "a",       "div", "span", "b",   "i",    "em",      "strong",     "ul",
        "ol",     "li",   "h1",      "h2",  "h3",   "h4",  "h5",   "h6",      "img",        "table",
        "figure", "html", "article", "td",  "tr",   "hr",  "sup",  "section", "blockquote", "body",
        "pre",    "font", "iframe",  "u",   "sub",  "nav", "small"};
    size_t at = len > 1 && text[1] == '/' ? 2 : 1, size = 0;
    while (
        at + size < len && size < 12 &&
        ((text[at + size] | 0x20) >= 'a' || (text[at + size] >= '0' && text[at + size] <= '9')) &&
        (text[at + size] | 0x20) <= 'z')
        size++;
    if (!size || at + size >= len || !strchr(" \t\r\n/>", text[at + size]) || !text[at + size])
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == size && !strncasecmp(names[i], text + at, size))
            return memchr(text + at, '>', len - at < TAG_REACH ? len - at : TAG_REACH);
    return false;
}

static bool has_tags(const char *text, size_t len)
{
    const char *end = text + len;
    for (const char *p = text; (p = memchr(p, '<', (size_t)(end - p))); p++)
        if (is_tag(p, (size_t)(end - p)))
            return true;
    return false;
}

/* Whether there is "&amp;", "&#8217;" or the like in it. */
static bool has_entities(const char *text, size_t len)
{
    const char *end = text + len;
    for (const char *p = text; (p = memchr(p, '&', (size_t)(end - p))); p++) {
        const char *q = p + 1;
        bool number = q < end && *q == '#';
        q += number;
        while (q < end && q - p < 12 &&
               (((*q | 0x20) >= 'a' && (*q | 0x20) <= 'z') || (*q >= '0' && *q <= '9')))
            q++;
        if (q < end && *q == ';' && q - p > 2)
            return true;
    }
    return false;
}

#ifdef HAVE_LIBXML

/* Makes the lines of TEXT, which has entities and no tags, paragraphs of HTML. */
static void add_lines(dl_str *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n')
            dl_str_add(out, "<p>");
        else if (text[i] == '<')
            dl_str_add(out, "&lt;");
        else
            dl_str_addc(out, text[i]);
    }
}

static dl_status cut_html(const char *text, size_t len, dl_arena *arena, dl_manuscript *ret,
                          dl_error *error)
{
    if (has_tags(text, len))
        return dl_html_blocks(text, len, "utf-8", arena, ret, error);
    dl_str html;
    dl_str_init(&html);
    add_lines(&html, text, len);
    dl_status status = dl_str_ok(&html)
                           ? dl_html_blocks(html.text, html.len, "utf-8", arena, ret, error)
                           : dl_fail_nomem(error);
    dl_str_release(&html);
    return status;
}

dl_status dl_richtext_flatten(dl_str *text, const dl_manuscript *of, dl_error *error)
{
    dl_arena arena = {0};
    dl_manuscript piece = {.origin = of->origin, .budget = of->budget};
    dl_str flat;
    if (!has_tags(text->text, text->len) && !has_entities(text->text, text->len))
        return DL_OK;
    dl_str_init(&flat);
    dl_status status = cut_html(text->text, text->len, &arena, &piece, error);
    for (size_t i = 0; !status && i < piece.blocks.count; i++) {
        if (i)
            dl_str_addc(&flat, ' ');
        dl_str_addn(&flat, piece.blocks.items[i].text, piece.blocks.items[i].len);
    }
    if (!status)
        dl_str_splice(text, 0, text->len, flat.text, flat.len);
    dl_str_release(&flat);
    dl_arena_release(&arena);
    return status;
}

#else

static dl_status cut_html(const char *text, size_t len, dl_arena *arena, dl_manuscript *ret,
                          dl_error *error)
{
    (void)text, (void)len, (void)arena;
    return dl_fail(error, DL_ERR_UNSUPPORTED,
                   "%s: its text is HTML, which this program was built without (configure "
                   "--with-libxml2)",
                   ret->origin);
}

dl_status dl_richtext_flatten(dl_str *text, const dl_manuscript *of, dl_error *error)
{
    (void)text, (void)of, (void)error;
    return DL_OK;
}

#endif

static dl_status cut_plain(const char *text, size_t len, dl_arena *arena, dl_blocks *ret,
                           dl_error *error)
{
    dl_str clean;
    dl_str_init(&clean);
    dl_status status = dl_text_clean(&clean, text, len);
    const char *copy = status ? NULL : dl_arena_strndup(arena, clean.text, clean.len);
    status = copy && dl_blocks_cut(copy, clean.len, arena, ret) ? DL_OK : dl_fail_nomem(error);
    dl_str_release(&clean);
    return status;
}

dl_status dl_richtext_blocks(const char *text, size_t len, dl_richtext kind, dl_arena *arena,
                             dl_manuscript *ret, dl_error *error)
{
    bool html = kind == DL_RICHTEXT_HTML ||
                (kind == DL_RICHTEXT_GUESS && (has_tags(text, len) || has_entities(text, len)));
    return html ? cut_html(text, len, arena, ret, error)
                : cut_plain(text, len, arena, &ret->blocks, error);
}
