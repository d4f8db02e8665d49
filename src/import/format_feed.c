/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Feeds: RSS 0.9x, 1.0 and 2.0, and Atom, by libxml2's reader, an item at a time. Each item becomes a record
 * (records.h) with fields of the same names whatever the feed's kind. Entities that a feed declares are not
 * followed, and nothing is fetched.
 */
#include <libxml/uri.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlversion.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "import/html.h"
#include "import/records.h"
#include "import/xmlhead.h"

#define READER_OPTIONS                                                                             \
    (XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |               \
     XML_PARSE_COMPACT)
#define FEED_MAX ((size_t)64 << 20) /* bytes; ten thousand items have less */

#define ATOM "http://www.w3.org/2005/Atom"
#define DC "http://purl.org/dc/elements/1.1/"
#define MEDIA "http://search.yahoo.com/mrss/"
#define CONTENT "http://purl.org/rss/1.0/modules/content/"

typedef struct feed {
    dl_records *records;
    xmlTextReader *reader;
    dl_str title, lang; /* of the feed */
    int line;           /* where the XML was first found broken; 0: it was not */
    char what[160];
} feed;

static int sniff(const dl_part *part)
{
    size_t len;
    const char *root = dl_xml_find_root(part->head, part->head_len, &len);
    if (!root)
        return 0;
    if (dl_xml_begins(root, len, "<rss"))
        return 85;
    if (dl_xml_begins(root, len, "<feed") || dl_xml_begins(root, len, "<atom:feed"))
        return memmem(root, len, "w3.org/2005/Atom", 16) || memmem(root, len, "purl.org/atom", 13)
                   ? 85
                   : 0;
    return dl_xml_begins(root, len, "<rdf:RDF") && memmem(root, len, "purl.org/rss/", 13) ? 85 : 0;
}

/* How long the name of an entity of HTML is that begins at TEXT, behind the ampersand; 0 where none does, or
 * it is one that XML has too. */
static size_t html_entity(const char *text, size_t len)
{
    static const char *const own[] = {"amp", "lt", "gt", "quot", "apos"};
    size_t size = 0;
    while (size < len && size < 12 &&
           (((text[size] | 0x20) >= 'a' && (text[size] | 0x20) <= 'z') ||
            (size && text[size] >= '0' && text[size] <= '9')))
        size++;
    if (!size || size >= len || text[size] != ';')
        return 0;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (strlen(own[i]) == size && !memcmp(own[i], text, size))
            return 0;
    return size;
}

/* Adds the LEN bytes of a feed without declarations to OUT, its entities of HTML ("&nbsp;") written so that
 * they come through: XML knows five, and readers of feeds all. */
static void add_feed(dl_str *out, const char *text, size_t len)
{
    const char *end = text + len;
    while (text < end) {
        const char *sign = memchr(text, '&', (size_t)(end - text));
        const char *raw = memmem(text, (size_t)((sign ? sign : end) - text), "<![CDATA[", 9);
        const char *close = raw ? memmem(raw, (size_t)(end - raw), "]]>", 3) : NULL;
        const char *to = raw ? (close ? close + 3 : end) : sign ? sign + 1 : end;
        dl_str_addn(out, text, (size_t)(to - text));
        text = to;
        if (!raw && sign && html_entity(text, (size_t)(end - text)))
            dl_str_add(out, "amp;");
    }
}

/* Keeps the first place where the XML is broken; an entity that nobody declares does not count, for
 * those of HTML are used in feeds and are read. */
static void note_error(void *context, xmlErrorPtr error)
{
    feed *f = context;
    if (f->line || error->level != XML_ERR_FATAL || error->code == XML_ERR_UNDECLARED_ENTITY)
        return;
    f->line = error->line > 0 ? error->line : 1;
    snprintf(f->what, sizeof f->what, "%s", error->message ? error->message : "");
    f->what[strcspn(f->what, "\n")] = '\0';
}

/* Adds the text in NODE and below; entities that were not read stay as they are written. */
static void add_text(dl_str *out, const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            dl_str_add(out, (const char *)child->content);
        else if (child->type == XML_ENTITY_REF_NODE)
            dl_str_addf(out, "&%s;", (const char *)child->name);
        else if (child->type == XML_ELEMENT_NODE)
            add_text(out, child);
    }
}

/* Adds what is in NODE as it is marked up: Atom's XHTML. */
static bool add_markup(dl_str *out, const xmlNode *node)
{
    xmlBuffer *buffer = xmlBufferCreate();
    bool ok = buffer;
    for (xmlNode *child = node->children; ok && child; child = child->next)
        ok = xmlNodeDump(buffer, node->doc, child, 0, 0) >= 0;
    if (ok)
        dl_str_add(out, (const char *)xmlBufferContent(buffer));
    xmlBufferFree(buffer);
    return ok;
}

/* Sets FIELD of ITEM to TEXT, where it is not set yet or the new value is the better. */
static bool set_text(json_t *item, const char *field, const dl_str *text, bool better)
{
    if (!better && json_object_get(item, field))
        return true;
    return dl_str_ok(text) && dl_record_set(item, field, text->text, text->len);
}

/* Whether NODE is element NAME of the namespace URI, or for "" of one of those that feeds are in. */
static bool is_element(const xmlNode *node, const char *uri, const char *name)
{
    const char *own = node->ns && node->ns->href ? (const char *)node->ns->href : "";
    if (strcmp((const char *)node->name, name) != 0)
        return false;
    if (*uri)
        return strcmp(own, uri) == 0;
    return !*own || !strcmp(own, ATOM) || !strcmp(own, "http://purl.org/rss/1.0/") ||
           strstr(own, "purl.org/atom/") || strstr(own, "netscape.com/rdf") ||
           strstr(own, "userland.com/rss");
}

static bool has_attribute(const xmlNode *node, const char *name, const char *value)
{
    xmlChar *own = xmlGetNoNsProp((xmlNode *)(uintptr_t)node, (const xmlChar *)name);
    bool same = own && !strcasecmp((const char *)own, value);
    xmlFree(own);
    return same;
}

/* The element NAME in NODE; NULL where there is none. */
static const xmlNode *find_child(const xmlNode *node, const char *name)
{
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && is_element(child, "", name))
            return child;
    return NULL;
}

/* Makes the address LINK, in NODE, one that stands alone, where an xml:base around it says how. */
static void resolve(dl_str *link, const xmlNode *node)
{
    xmlChar *base = xmlNodeGetBase(node->doc, node);
    xmlChar *whole = base ? xmlBuildURI((const xmlChar *)link->text, base) : NULL;
    if (whole)
        dl_str_splice(link, 0, link->len, (const char *)whole, strlen((const char *)whole));
    xmlFree(whole);
    xmlFree(base);
}

/* The link of an entry: Atom's alternate one, or the text of the element. */
static bool set_link(json_t *item, const xmlNode *node)
{
    xmlChar *href = xmlGetNoNsProp((xmlNode *)(uintptr_t)node, (const xmlChar *)"href");
    xmlChar *rel = xmlGetNoNsProp((xmlNode *)(uintptr_t)node, (const xmlChar *)"rel");
    dl_str text;
    bool ok = true;
    dl_str_init(&text);
    if (href)
        dl_str_add(&text, (const char *)href);
    else
        add_text(&text, node);
    if (text.len && dl_str_ok(&text) && !strstr(text.text, "://"))
        resolve(&text, node);
    if (!rel || !strcmp((const char *)rel, "alternate"))
        ok = set_text(item, "link", &text, false);
    xmlFree(href);
    xmlFree(rel);
    dl_str_release(&text);
    return ok;
}

/* Adds a name to the authors: of an element with a name in it, or "mail@host (Name)". */
static bool add_author(json_t *item, const xmlNode *node)
{
    const xmlNode *name = find_child(node, "name");
    dl_str text;
    dl_str_init(&text);
    add_text(&text, name ? name : node);
    const char *open = strchr(text.text, '(');
    const char *close = open ? strrchr(open, ')') : NULL;
    if (strchr(text.text, '@')) {
        dl_str_cut(&text, close ? (size_t)(close - text.text) : 0);
        dl_str_splice(&text, 0, close ? (size_t)(open - text.text) + 1 : 0, "", 0);
    }
    json_t *authors = json_object_get(item, "author");
    json_t *one = json_object();
    bool ok = one && dl_record_set(one, "name", text.text, text.len);
    if (ok && json_object_size(one)) {
        if (!authors)
            ok = json_object_set_new(item, "author", authors = json_array()) == 0;
        ok = ok && json_array_append(authors, one) == 0;
    }
    json_decref(one);
    dl_str_release(&text);
    return ok;
}

/* The text of an entry, plain, HTML or XHTML. */
static bool set_content(json_t *item, const xmlNode *node, const char *field, bool better)
{
    dl_str text;
    dl_str_init(&text);
    bool ok = true;
    if (has_attribute(node, "type", "xhtml") || has_attribute(node, "mode", "xml"))
        ok = add_markup(&text, node);
    else
        add_text(&text, node);
    ok = ok && set_text(item, field, &text, better);
    dl_str_release(&text);
    return ok;
}

/* The elements that are a field just so, and which. */
static const struct plain {
    const char *uri, *element, *field;
} plains[] = {
    {"", "title", "title"},       {"", "pubDate", "published"}, {"", "published", "published"},
    {"", "issued", "published"},  {"", "created", "published"}, {DC, "date", "published"},
    {"", "updated", "updated"},   {"", "modified", "updated"},  {"", "id", "id"},
    {"", "guid", "id"},           {DC, "language", "language"}, {DC, "source", "source"},
    {"", "language", "language"},
};

/* Reads one element of an item. False when memory is out. */
static bool take_element(json_t *item, const xmlNode *node)
{
    dl_str text;
    bool ok = true;
    dl_str_init(&text);
    for (size_t i = 0; ok && i < sizeof plains / sizeof *plains; i++)
        if (is_element(node, plains[i].uri, plains[i].element)) {
            add_text(&text, node);
            ok = set_text(item, plains[i].field, &text, false);
            break;
        }
    if (ok && is_element(node, "", "link"))
        ok = set_link(item, node);
    else if (ok && (is_element(node, "", "author") || is_element(node, DC, "creator")))
        ok = add_author(item, node);
    else if (ok && (is_element(node, CONTENT, "encoded") || is_element(node, "", "content")))
        ok = set_content(item, node, "content_html", true);
    else if (ok && (is_element(node, "", "description") || is_element(node, "", "summary")))
        ok = set_content(item, node, "summary", true);
    else if (ok && is_element(node, MEDIA, "description"))
        ok = set_content(item, node, "summary", false);
    else if (ok && is_element(node, "", "source")) {
        const xmlNode *title = find_child(node, "title");
        add_text(&text, title ? title : node);
        ok = set_text(item, "source", &text, false);
    }
    if (ok && is_element(node, "", "guid") && !has_attribute(node, "isPermaLink", "false") &&
        !strncmp(text.text, "http", 4) && !json_object_get(item, "link"))
        ok = set_text(item, "guid", &text, false);
    dl_str_release(&text);
    return ok;
}

/* What the feed says of itself goes to each item: it is the source, but of what came from another it is
 * who carried that. */
static bool hand_down(const feed *f, json_t *item)
{
    bool other = json_object_get(item, "source");
    return set_text(item, other ? "publisher" : "feed_title", &f->title, false) &&
           set_text(item, "language", &f->lang, false);
}

/* Reads the elements of an item, those of a group of media too. False when memory is out. */
static bool take_elements(json_t *item, const xmlNode *node)
{
    bool ok = true;
    for (const xmlNode *child = node->children; ok && child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && is_element(child, MEDIA, "group"))
            ok = take_elements(item, child);
        else if (child->type == XML_ELEMENT_NODE)
            ok = take_element(item, child);
    return ok;
}

static dl_status take_item(feed *f, const xmlNode *node, dl_error *error)
{
    json_t *item = json_object();
    bool ok = item;
    ok = ok && take_elements(item, node) && hand_down(f, item);
    dl_status status = ok ? dl_records_take(f->records, item, error) : dl_fail_nomem(error);
    json_decref(item);
    return status;
}

/* Keeps the language that ELEMENT declares. */
static void note_lang(feed *f)
{
    const xmlChar *lang = xmlTextReaderConstXmlLang(f->reader);
    if (lang && !f->lang.len)
        dl_str_add(&f->lang, (const char *)lang);
}

/* Takes the element that the reader stands at. *RET_NEXT is set where it was taken whole. */
static dl_status take_node(feed *f, bool *ret_next, dl_error *error)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(f->reader);
    int depth = xmlTextReaderDepth(f->reader);
    *ret_next = false;
    if (depth == 0)
        note_lang(f);
    bool item = depth >= 1 && (!strcmp(name, "item") || !strcmp(name, "entry"));
    bool own = depth >= 1 && depth <= 2 && (!strcmp(name, "title") || !strcmp(name, "language"));
    if (!item && !own) /* of the channel's other elements the titles are not its own */
        *ret_next = depth >= 1 && strcmp(name, "channel") != 0;
    if (!item && !own)
        return DL_OK;
    const xmlNode *node = xmlTextReaderExpand(f->reader);
    *ret_next = true;
    if (!node)
        return DL_OK; /* the reader says why */
    if (item)
        return take_item(f, node, error);
    dl_str *field = *name == 't' ? &f->title : &f->lang;
    if (!field->len)
        add_text(field, node);
    return dl_str_ok(field) ? DL_OK : dl_fail_nomem(error);
}

/* Reads all items. */
static dl_status read_items(feed *f, dl_error *error)
{
    dl_status status = DL_OK;
    int more = xmlTextReaderRead(f->reader);
    while (more == 1 && !status) {
        bool next = false;
        if (xmlTextReaderNodeType(f->reader) == XML_READER_TYPE_ELEMENT)
            status = take_node(f, &next, error);
        if (!status)
            more = next ? xmlTextReaderNext(f->reader) : xmlTextReaderRead(f->reader);
    }
    if (!status && f->line)
        status = dl_fail(error, DL_ERR_CORRUPT, "%s: damaged in line %d: %s; %zu items were read",
                         f->records->part->origin, f->line, f->what, f->records->number);
    else if (!status && f->records->number == 0)
        status =
            dl_fail(error, DL_ERR_INVALID, "%s: a feed without items", f->records->part->origin);
    return status;
}

/* Reads the feed, whose declarations, if it has some, are left to libxml2 and its bounds. */
static dl_status read_feed(feed *f, const dl_str *content, dl_error *error)
{
    dl_str text;
    dl_status status;
    dl_str_init(&text);
    size_t reach = content->len < 4096 ? content->len : 4096;
    bool declares = memmem(content->text, reach, "<!DOCTYPE", 9);
    if (!declares)
        add_feed(&text, content->text, content->len);
    const dl_str *read = declares ? content : &text;
    dl_html_begin();
    f->reader = dl_str_ok(read)
                    ? xmlReaderForMemory(read->text, (int)read->len, NULL, NULL, READER_OPTIONS)
                    : NULL;
    if (f->reader) {
        xmlTextReaderSetStructuredErrorHandler(f->reader, note_error, f);
        status = read_items(f, error);
        xmlFreeTextReader(f->reader);
    } else {
        status = dl_fail_nomem(error);
    }
    dl_str_release(&text);
    return status;
}

static dl_status split(const dl_part *part, dl_stream *in, dl_split *to, dl_error *error)
{
    dl_records records;
    dl_str content;
    feed f = {.records = &records};
    dl_records_init(&records, part, to);
    dl_str_init(&content);
    dl_str_init(&f.title);
    dl_str_init(&f.lang);
    dl_status status = dl_stream_all(in, FEED_MAX, &content, error);
    if (status)
        status = dl_fail_in(error, status, part->origin);
    else
        status = read_feed(&f, &content, error);
    dl_str_release(&content);
    dl_str_release(&f.title);
    dl_str_release(&f.lang);
    dl_records_release(&records);
    return status;
}

const dl_importer dl_importer_feed = {
    .name = "feed", .library = "libxml2 " LIBXML_DOTTED_VERSION, .sniff = sniff, .split = split};
