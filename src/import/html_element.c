/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The elements of HTML, and the words that pages name their parts with. Designers of pages call the
 * same things by the same few words all over the web ("entry-content", "related-posts", "byline"): a
 * name is taken apart at hyphens, underscores and inner capitals, and each word looked up.
 */
#include <string.h>
#include <strings.h>

#include "import/html_element.h"

#define BLOCK(name, element)                                                                       \
    {                                                                                              \
        name, DL_HTML_BLOCK, element, 0, false, false, 0                                           \
    }
#define BOX(name, element, inside)                                                                 \
    {                                                                                              \
        name, DL_HTML_BOX, element, 0, false, false, inside                                        \
    }
#define HEADING(name, level)                                                                       \
    {                                                                                              \
        name, DL_HTML_BLOCK, DL_ELEMENT_HEADING, level, false, false, 0                            \
    }
#define EMPHASIS(name)                                                                             \
    {                                                                                              \
        name, DL_HTML_INLINE, DL_ELEMENT_NONE, 0, false, true, 0                                   \
    }
#define OTHER(name, flow)                                                                          \
    {                                                                                              \
        name, flow, DL_ELEMENT_NONE, 0, false, false, 0                                            \
    }

/* Sorted by name. What is not in it is inline. */
static const dl_html_element elements[] = {
    {"a", DL_HTML_INLINE, DL_ELEMENT_NONE, 0, true, false, 0},
    BOX("address", DL_ELEMENT_BOX, DL_IN_META),
    OTHER("applet", DL_HTML_UNSEEN),
    BOX("article", DL_ELEMENT_BOX, DL_IN_ARTICLE),
    BOX("aside", DL_ELEMENT_BOX, DL_IN_ASIDE),
    OTHER("audio", DL_HTML_UNSEEN),
    EMPHASIS("b"),
    BOX("blockquote", DL_ELEMENT_QUOTE, 0),
    OTHER("body", DL_HTML_PAGE),
    OTHER("br", DL_HTML_BREAK),
    OTHER("button", DL_HTML_UNSEEN),
    OTHER("canvas", DL_HTML_UNSEEN),
    BLOCK("caption", DL_ELEMENT_CAPTION),
    BOX("center", DL_ELEMENT_BOX, 0),
    OTHER("datalist", DL_HTML_UNSEEN),
    BLOCK("dd", DL_ELEMENT_ITEM),
    BOX("details", DL_ELEMENT_BOX, 0),
    OTHER("dialog", DL_HTML_UNSEEN),
    BOX("div", DL_ELEMENT_BOX, 0),
    BOX("dl", DL_ELEMENT_BOX, 0),
    BLOCK("dt", DL_ELEMENT_ITEM),
    EMPHASIS("em"),
    BOX("fieldset", DL_ELEMENT_BOX, 0),
    BLOCK("figcaption", DL_ELEMENT_CAPTION),
    BOX("figure", DL_ELEMENT_BOX, DL_IN_FIGURE),
    BOX("footer", DL_ELEMENT_BOX, DL_IN_FOOTER),
    BOX("form", DL_ELEMENT_BOX, 0),
    HEADING("h1", 1),
    HEADING("h2", 2),
    HEADING("h3", 3),
    HEADING("h4", 4),
    HEADING("h5", 5),
    HEADING("h6", 6),
    OTHER("head", DL_HTML_PAGE),
    BOX("header", DL_ELEMENT_BOX, DL_IN_HEADER),
    OTHER("hr", DL_HTML_RULE),
    OTHER("html", DL_HTML_PAGE),
    EMPHASIS("i"),
    OTHER("iframe", DL_HTML_UNSEEN),
    OTHER("input", DL_HTML_UNSEEN),
    OTHER("label", DL_HTML_INLINE),
    BLOCK("legend", DL_ELEMENT_BOX),
    BLOCK("li", DL_ELEMENT_ITEM),
    BOX("main", DL_ELEMENT_BOX, DL_IN_MAIN),
    OTHER("map", DL_HTML_UNSEEN),
    OTHER("math", DL_HTML_UNSEEN),
    BOX("menu", DL_ELEMENT_BOX, DL_IN_NAV),
    BOX("nav", DL_ELEMENT_BOX, DL_IN_NAV),
    OTHER("noframes", DL_HTML_UNSEEN),
    OTHER("noscript", DL_HTML_UNSEEN),
    OTHER("object", DL_HTML_UNSEEN),
    BOX("ol", DL_ELEMENT_BOX, 0),
    OTHER("optgroup", DL_HTML_UNSEEN),
    OTHER("option", DL_HTML_UNSEEN),
    BLOCK("p", DL_ELEMENT_PARAGRAPH),
    BLOCK("pre", DL_ELEMENT_PREFORMATTED),
    OTHER("script", DL_HTML_UNSEEN),
    BOX("section", DL_ELEMENT_BOX, 0),
    OTHER("select", DL_HTML_UNSEEN),
    EMPHASIS("strong"),
    OTHER("style", DL_HTML_UNSEEN),
    BLOCK("summary", DL_ELEMENT_BOX),
    OTHER("svg", DL_HTML_UNSEEN),
    BOX("table", DL_ELEMENT_BOX, DL_IN_TABLE),
    BOX("tbody", DL_ELEMENT_BOX, 0),
    BOX("td", DL_ELEMENT_CELL, 0),
    OTHER("template", DL_HTML_UNSEEN),
    OTHER("textarea", DL_HTML_UNSEEN),
    BOX("tfoot", DL_ELEMENT_BOX, 0),
    BOX("th", DL_ELEMENT_CELL, 0),
    BOX("thead", DL_ELEMENT_BOX, 0),
    OTHER("title", DL_HTML_UNSEEN),
    BLOCK("tr", DL_ELEMENT_BOX),
    BOX("ul", DL_ELEMENT_BOX, 0),
    OTHER("video", DL_HTML_UNSEEN),
};

const dl_html_element *dl_html_element_find(const char *name)
{
    static const dl_html_element unknown = OTHER("", DL_HTML_INLINE);
    static const dl_html_element custom = BOX("", DL_ELEMENT_BOX, 0);
    size_t low = 0, high = sizeof elements / sizeof *elements;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(name, elements[middle].name);
        if (order == 0)
            return &elements[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return strchr(name, '-') ? &custom : &unknown;
}

/* A word that parts of pages are named with: what it says alone, and whether it names a text ("entry")
 * or the body of one ("content"), which the two together do. */
#define TEXT (1u << 30)
#define CONTENT (1u << 31)

/* Sorted by word. */
static const struct hint {
    const char *word;
    unsigned inside;
} hints[] = {
    {"ad", DL_IN_PROMO},
    {"ads", DL_IN_PROMO},
    {"advert", DL_IN_PROMO},
    {"advertisement", DL_IN_PROMO},
    {"article", TEXT},
    {"articlebody", DL_IN_BODY},
    {"articletext", DL_IN_BODY},
    {"aside", DL_IN_ASIDE},
    {"attribution", DL_IN_META},
    {"author", DL_IN_META},
    {"authorname", DL_IN_META},
    {"authors", DL_IN_META},
    {"banner", DL_IN_PROMO},
    {"bio", DL_IN_META},
    {"blog", TEXT},
    {"body", CONTENT},
    {"breadcrumb", DL_IN_NAV},
    {"breadcrumbs", DL_IN_NAV},
    {"button", DL_IN_SHARE},
    {"buttons", DL_IN_SHARE},
    {"byline", DL_IN_META},
    {"caption", DL_IN_FIGURE},
    {"carousel", DL_IN_RELATED},
    {"cmp", DL_IN_PROMO},
    {"comment", DL_IN_COMMENTS},
    {"commentarea", DL_IN_COMMENTS},
    {"commentlist", DL_IN_COMMENTS},
    {"comments", DL_IN_COMMENTS},
    {"consent", DL_IN_PROMO},
    {"content", CONTENT},
    {"cookie", DL_IN_PROMO},
    {"cookies", DL_IN_PROMO},
    {"copy", CONTENT},
    {"copyright", DL_IN_FOOTER},
    {"credit", DL_IN_FIGURE},
    {"credits", DL_IN_FIGURE},
    {"date", DL_IN_META},
    {"dateline", 0},
    {"deck", DL_IN_DECK},
    {"dek", DL_IN_DECK},
    {"disclaimer", DL_IN_FOOTER},
    {"disqus", DL_IN_COMMENTS},
    {"dropdown", DL_IN_NAV},
    {"entry", TEXT},
    {"facebook", DL_IN_SHARE},
    {"figcaption", DL_IN_FIGURE},
    {"figure", DL_IN_FIGURE},
    {"follow", DL_IN_SHARE},
    {"foot", DL_IN_FOOTER},
    {"footer", DL_IN_FOOTER},
    {"gallery", DL_IN_FIGURE},
    {"gdpr", DL_IN_PROMO},
    {"head", DL_IN_HEADER},
    {"header", DL_IN_HEADER},
    {"headline", DL_IN_TITLE},
    {"keywords", DL_IN_META},
    {"login", DL_IN_SHARE},
    {"masthead", DL_IN_HEADER},
    {"menu", DL_IN_NAV},
    {"meta", DL_IN_META},
    {"metadata", DL_IN_META},
    {"modal", DL_IN_PROMO},
    {"more", DL_IN_RELATED},
    {"nav", DL_IN_NAV},
    {"navbar", DL_IN_NAV},
    {"navigation", DL_IN_NAV},
    {"news", TEXT},
    {"newsletter", DL_IN_PROMO},
    {"onetrust", DL_IN_PROMO},
    {"outbrain", DL_IN_RELATED},
    {"overlay", DL_IN_PROMO},
    {"pagination", DL_IN_NAV},
    {"paragraphs", CONTENT},
    {"paywall", DL_IN_PROMO},
    {"photo", DL_IN_FIGURE},
    {"popular", DL_IN_RELATED},
    {"popup", DL_IN_PROMO},
    {"post", TEXT},
    {"print", DL_IN_SHARE},
    {"privacy", DL_IN_PROMO},
    {"profile", DL_IN_META},
    {"promo", DL_IN_PROMO},
    {"promotion", DL_IN_PROMO},
    {"pub", DL_IN_META},
    {"published", DL_IN_META},
    {"rail", DL_IN_ASIDE},
    {"read", DL_IN_RELATED},
    {"recent", DL_IN_RELATED},
    {"recirc", DL_IN_RELATED},
    {"recommendation", DL_IN_RELATED},
    {"recommendations", DL_IN_RELATED},
    {"recommended", DL_IN_RELATED},
    {"related", DL_IN_RELATED},
    {"replies", DL_IN_COMMENTS},
    {"respond", DL_IN_COMMENTS},
    {"share", DL_IN_SHARE},
    {"sharing", DL_IN_SHARE},
    {"sidebar", DL_IN_ASIDE},
    {"signup", DL_IN_PROMO},
    {"social", DL_IN_SHARE},
    {"sponsor", DL_IN_PROMO},
    {"sponsored", DL_IN_PROMO},
    {"standfirst", DL_IN_DECK},
    {"story", TEXT},
    {"storybody", DL_IN_BODY},
    {"storytext", DL_IN_BODY},
    {"subhead", DL_IN_DECK},
    {"subheadline", DL_IN_DECK},
    {"subscribe", DL_IN_PROMO},
    {"subscription", DL_IN_PROMO},
    {"subtitle", DL_IN_DECK},
    {"taboola", DL_IN_RELATED},
    {"tag", DL_IN_META},
    {"tags", DL_IN_META},
    {"teaser", DL_IN_RELATED},
    {"text", CONTENT},
    {"thumbnail", DL_IN_FIGURE},
    {"time", DL_IN_META},
    {"timestamp", DL_IN_META},
    {"toc", DL_IN_NAV},
    {"toolbar", DL_IN_SHARE},
    {"tools", DL_IN_SHARE},
    {"tooltip", DL_IN_PROMO},
    {"trending", DL_IN_RELATED},
    {"twitter", DL_IN_SHARE},
    {"widget", DL_IN_ASIDE},
};

/* What the LEN bytes of lower-case WORD say. */
static unsigned look_up(const char *word, size_t len)
{
    size_t low = 0, high = sizeof hints / sizeof *hints;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strncmp(word, hints[middle].word, len);
        if (order == 0)
            order = hints[middle].word[len] ? -1 : 0;
        if (order == 0)
            return hints[middle].inside;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return 0;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

#define WORD_MAX 16 /* bytes of the longest word in the table, and a few */

unsigned dl_html_hints(const char *names)
{
    unsigned found = 0, last = 0;
    for (const char *p = names; *p;) {
        if (!is_letter(*p)) {
            if (*p == ' ')
                last = 0;
            p++;
            continue;
        }
        char word[WORD_MAX] = "";
        size_t len = 0;
        bool fits = true;
        for (bool lower = false; is_letter(*p) && !(lower && is_upper(*p)); p++) {
            lower = !is_upper(*p);
            fits = fits && len < WORD_MAX;
            if (fits)
                word[len++] = (char)(*p | 0x20);
        }
        unsigned says = fits ? look_up(word, len) : 0;
        if ((says & CONTENT) && (last & TEXT))
            found |= DL_IN_BODY;
        found |= says;
        last = says;
    }
    return found & ~(TEXT | CONTENT);
}

bool dl_html_hides(const char *style)
{
    const char *display = strcasestr(style, "display");
    if (!display)
        return false;
    display += 7;
    while (*display == ' ' || *display == ':')
        display++;
    return !strncasecmp(display, "none", 4);
}
