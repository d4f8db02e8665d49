/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Claims of metadata, in the many vocabularies that pages have been marked up with: OpenGraph, Dublin Core,
 * Highwire's citation_*, Parse.ly, Sailthru, schema.org's microdata, and the plain names of old. A
 * name says one thing whoever writes it, so they are rows of one table.
 */
#include <string.h>
#include <strings.h>

#include "import/html_meta.h"
#include "import/moment.h"

/* Names of metadata in lower case, `_`, `-` and ` ` as `.`, sorted. */
static const struct name {
    const char *name;
    unsigned char fact, trust;
    const char *by;
} rows[] = {
    {"al:android:app.name", DL_FACT_SITE, DL_TRUST_HINT, "meta al:android:app_name"},
    {"al:ios:app.name", DL_FACT_SITE, DL_TRUST_HINT, "meta al:ios:app_name"},
    {"apple.mobile.web.app.title", DL_FACT_SITE, DL_TRUST_HINT, "meta apple-mobile-web-app-title"},
    {"application.name", DL_FACT_SITE, DL_TRUST_HINT, "meta application-name"},
    {"article.created", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta article.created"},
    {"article.published", DL_FACT_PUBLISHED, DL_TRUST_RECORD, "meta article.published"},
    {"article.published.time", DL_FACT_PUBLISHED, DL_TRUST_RECORD, "meta article_published_time"},
    {"article.updated", DL_FACT_UPDATED, DL_TRUST_CLAIM, "meta article.updated"},
    {"article:author", DL_FACT_AUTHOR, DL_TRUST_CLAIM, "meta article:author"},
    {"article:author.name", DL_FACT_AUTHOR, DL_TRUST_CLAIM, "meta article:author_name"},
    {"article:modified", DL_FACT_UPDATED, DL_TRUST_CLAIM, "meta article:modified"},
    {"article:modified.time", DL_FACT_UPDATED, DL_TRUST_CLAIM, "meta article:modified_time"},
    {"article:provider", DL_FACT_SOURCE, DL_TRUST_HINT, "meta article:provider"},
    {"article:published", DL_FACT_PUBLISHED, DL_TRUST_RECORD, "meta article:published"},
    {"article:published.time", DL_FACT_PUBLISHED, DL_TRUST_RECORD, "meta article:published_time"},
    {"author", DL_FACT_AUTHOR, DL_TRUST_CLAIM, "meta author"},
    {"authors", DL_FACT_AUTHOR, DL_TRUST_CLAIM, "meta authors"},
    {"bt:author", DL_FACT_AUTHOR, DL_TRUST_CLAIM, "meta bt:author"},
    {"bt:moddate", DL_FACT_UPDATED, DL_TRUST_CLAIM, "meta bt:modDate"},
    {"bt:pubdate", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta bt:pubDate"},
    {"byl", DL_FACT_AUTHOR, DL_TRUST_CLAIM, "meta byl"},
    {"byline", DL_FACT_AUTHOR, DL_TRUST_CLAIM, "meta byline"},
    {"citation.author", DL_FACT_AUTHOR, DL_TRUST_RECORD, "meta citation_author"},
    {"citation.date", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta citation_date"},
    {"citation.online.date", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta citation_online_date"},
    {"citation.publication.date", DL_FACT_PUBLISHED, DL_TRUST_RECORD,
     "meta citation_publication_date"},
    {"citation.publisher", DL_FACT_SITE, DL_TRUST_HINT, "meta citation_publisher"},
    {"citation.title", DL_FACT_TITLE, DL_TRUST_RECORD, "meta citation_title"},
    {"content.language", DL_FACT_LANG, DL_TRUST_CLAIM, "meta content-language"},
    {"cre", DL_FACT_SITE, DL_TRUST_CLAIM, "meta cre"},
    {"created", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta created"},
    {"cxenseparse:author", DL_FACT_AUTHOR, DL_TRUST_CLAIM, "meta cXenseParse:author"},
    {"cxenseparse:recs:publishtime", DL_FACT_PUBLISHED, DL_TRUST_CLAIM,
     "meta cXenseParse:recs:publishtime"},
    {"date", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta date"},
    {"date.created", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta date_created"},
    {"date.modified", DL_FACT_UPDATED, DL_TRUST_CLAIM, "meta date_modified"},
    {"date.published", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta date_published"},
    {"datecreated", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "dateCreated"},
    {"datemodified", DL_FACT_UPDATED, DL_TRUST_CLAIM, "dateModified"},
    {"datepublished", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "datePublished"},
    {"datepublished.iso", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta date"},
    {"dc.contributor", DL_FACT_AUTHOR, DL_TRUST_HINT, "meta dc.contributor"},
    {"dc.creator", DL_FACT_AUTHOR, DL_TRUST_CLAIM, "meta dc.creator"},
    {"dc.date", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta dc.date"},
    {"dc.date.created", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta dc.date.created"},
    {"dc.date.issued", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta dc.date.issued"},
    {"dc.date.modified", DL_FACT_UPDATED, DL_TRUST_CLAIM, "meta dc.date.modified"},
    {"dc.language", DL_FACT_LANG, DL_TRUST_CLAIM, "meta dc.language"},
    {"dc.publisher", DL_FACT_SITE, DL_TRUST_HINT, "meta dc.publisher"},
    {"dc.source", DL_FACT_SOURCE, DL_TRUST_HINT, "meta dc.source"},
    {"dc.title", DL_FACT_TITLE, DL_TRUST_CLAIM, "meta dc.title"},
    {"dcterms.created", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta dcterms.created"},
    {"dcterms.creator", DL_FACT_AUTHOR, DL_TRUST_CLAIM, "meta dcterms.creator"},
    {"dcterms.date", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta dcterms.date"},
    {"dcterms.issued", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta dcterms.issued"},
    {"dcterms.modified", DL_FACT_UPDATED, DL_TRUST_CLAIM, "meta dcterms.modified"},
    {"dcterms.title", DL_FACT_TITLE, DL_TRUST_CLAIM, "meta dcterms.title"},
    {"displaydate", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta displaydate"},
    {"eprints.title", DL_FACT_TITLE, DL_TRUST_CLAIM, "meta eprints.title"},
    {"gentime", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta gentime"},
    {"headline", DL_FACT_TITLE, DL_TRUST_CLAIM, "headline"},
    {"last.modified", DL_FACT_UPDATED, DL_TRUST_HINT, "meta last-modified"},
    {"lastmod", DL_FACT_UPDATED, DL_TRUST_CLAIM, "meta lastmod"},
    {"lastmodified", DL_FACT_UPDATED, DL_TRUST_CLAIM, "meta lastmodified"},
    {"modified", DL_FACT_UPDATED, DL_TRUST_CLAIM, "meta modified"},
    {"og:article:author", DL_FACT_AUTHOR, DL_TRUST_CLAIM, "meta og:article:author"},
    {"og:article:published.time", DL_FACT_PUBLISHED, DL_TRUST_RECORD,
     "meta og:article:published_time"},
    {"og:locale", DL_FACT_LANG, DL_TRUST_HINT, "meta og:locale"},
    {"og:pubdate", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta og:pubdate"},
    {"og:published.time", DL_FACT_PUBLISHED, DL_TRUST_RECORD, "meta og:published_time"},
    {"og:release.date", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta og:release_date"},
    {"og:site.name", DL_FACT_SITE, DL_TRUST_RECORD, "meta og:site_name"},
    {"og:title", DL_FACT_TITLE, DL_TRUST_CLAIM, "meta og:title"},
    {"og:updated.time", DL_FACT_UPDATED, DL_TRUST_CLAIM, "meta og:updated_time"},
    {"og:url", DL_FACT_LINK, DL_TRUST_CLAIM, "meta og:url"},
    {"original.source", DL_FACT_SOURCE, DL_TRUST_CLAIM, "meta original-source"},
    {"originalpublicationdate", DL_FACT_PUBLISHED, DL_TRUST_RECORD, "meta OriginalPublicationDate"},
    {"parsely.author", DL_FACT_AUTHOR, DL_TRUST_CLAIM, "meta parsely-author"},
    {"parsely.pub.date", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta parsely-pub-date"},
    {"parsely.title", DL_FACT_TITLE, DL_TRUST_CLAIM, "meta parsely-title"},
    {"pdate", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta pdate"},
    {"provider", DL_FACT_SOURCE, DL_TRUST_HINT, "meta provider"},
    {"ptime", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta ptime"},
    {"pubdate", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta pubdate"},
    {"publication.date", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta publication_date"},
    {"publicationdate", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta publicationdate"},
    {"publish.date", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta publish-date"},
    {"publishdate", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta publishdate"},
    {"published", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta published"},
    {"published.date", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta published_date"},
    {"published.time", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta published_time"},
    {"publisheddate", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta publishedDate"},
    {"publisher", DL_FACT_SITE, DL_TRUST_HINT, "meta publisher"},
    {"revision.date", DL_FACT_UPDATED, DL_TRUST_CLAIM, "meta revision_date"},
    {"rnews:datepublished", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "rnews:datePublished"},
    {"sailthru.author", DL_FACT_AUTHOR, DL_TRUST_CLAIM, "meta sailthru.author"},
    {"sailthru.date", DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "meta sailthru.date"},
    {"sailthru.title", DL_FACT_TITLE, DL_TRUST_CLAIM, "meta sailthru.title"},
    {"source", DL_FACT_SOURCE, DL_TRUST_HINT, "meta source"},
    {"syndication.source", DL_FACT_SOURCE, DL_TRUST_CLAIM, "meta syndication-source"},
    {"timestamp", DL_FACT_PUBLISHED, DL_TRUST_HINT, "meta timestamp"},
    {"title", DL_FACT_TITLE, DL_TRUST_CLAIM, "meta title"},
    {"twitter:title", DL_FACT_TITLE, DL_TRUST_HINT, "meta twitter:title"},
    {"updated", DL_FACT_UPDATED, DL_TRUST_CLAIM, "meta updated"},
    {"updated.time", DL_FACT_UPDATED, DL_TRUST_CLAIM, "meta updated_time"},
};

#define NAME_MAX_BYTES 48

/* The row of NAME; NULL where it is of no interest. */
static const struct name *find_name(const char *name)
{
    char key[NAME_MAX_BYTES];
    size_t len = 0;
    for (; name[len] && len + 1 < sizeof key; len++)
        key[len] = (char)(strchr("_- ", name[len])               ? '.'
                          : name[len] >= 'A' && name[len] <= 'Z' ? name[len] | 0x20
                                                                 : name[len]);
    key[len] = '\0';
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].name[0] == key[0] && !strcmp(rows[i].name, key))
            return name[len] ? NULL : &rows[i];
    return NULL;
}

/* Whether an author is given as a page about him, not by name. */
static bool is_address(const char *text)
{
    return !strncasecmp(text, "http", 4) || strstr(text, "://") || !strncasecmp(text, "www.", 4);
}

bool dl_html_meta(dl_manuscript *m, const char *name, const char *content, dl_arena *arena)
{
    const struct name *row = find_name(name);
    if (!m->summary && *content &&
        (!strcasecmp(name, "description") || !strcasecmp(name, "og:description")))
        return (m->summary = dl_arena_strdup(arena, content));
    if (!row || (row->fact == DL_FACT_AUTHOR && is_address(content)))
        return true;
    return dl_manuscript_claim(m, row->fact, row->trust, row->by, content, strlen(content), arena);
}

/* Whether NAMES, parted by spaces, has WORD as one of them, in any case. */
static bool has_word(const char *names, const char *word)
{
    size_t len = strlen(word);
    for (const char *p = names; (p = strcasestr(p, word)); p += len)
        if ((p == names || p[-1] == ' ') && (!p[len] || p[len] == ' '))
            return true;
    return false;
}

/* What microdata and RDFa call parts of a text; prefixes ("schema:", "rnews:") are left off. */
static bool find_property(const char *property, dl_html_mark *ret)
{
    static const struct {
        const char *name;
        dl_html_mark mark;
    } properties[] = {
        {"headline", {DL_FACT_TITLE, DL_TRUST_CLAIM, "itemprop headline"}},
        {"datePublished", {DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "itemprop datePublished"}},
        {"dateCreated", {DL_FACT_PUBLISHED, DL_TRUST_HINT, "itemprop dateCreated"}},
        {"dateModified", {DL_FACT_UPDATED, DL_TRUST_CLAIM, "itemprop dateModified"}},
        {"author", {DL_FACT_AUTHOR, DL_TRUST_CLAIM, "itemprop author"}},
        {"creator", {DL_FACT_AUTHOR, DL_TRUST_CLAIM, "itemprop creator"}},
        {"publisher", {DL_FACT_SITE, DL_TRUST_CLAIM, "itemprop publisher"}},
    };
    const char *colon = strrchr(property, ':');
    property = colon ? colon + 1 : property;
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (has_word(property, properties[i].name)) {
            *ret = properties[i].mark;
            return true;
        }
    return false;
}

/* Names of classes, in the order of how much they tell: what ends with, or is, one of them. */
static const struct {
    const char *name, *by;
} classes[] = {
    {"byline-name", "class byline-name"}, {"author-name", "class author-name"},
    {"author_name", "class author_name"}, {"authorname", "class authorname"},
    {"byline", "class byline"},           {"author", "class author"},
};

/* Whether one of NAMES ends with WORD as a word of its own ("post__author"). */
static bool has_ending(const char *names, const char *word)
{
    size_t len = strlen(word);
    for (const char *p = names; (p = strcasestr(p, word)); p += len)
        if ((p == names || strchr(" -_", p[-1])) && (!p[len] || p[len] == ' '))
            return true;
    return false;
}

/* Whether LINK leads to a page about who wrote something. */
static bool leads_to_author(const char *link)
{
    static const char *const paths[] = {"author/",    "authors/",    "by/",      "byline/",
                                        "autor/",     "autoren/",    "auteur/",  "autori/",
                                        "writer/",    "writers/",    "reporter", "columnist",
                                        "journalist", "contributor", "staff/"};
    for (const char *p = link; (p = strchr(p, '/'));)
        for (size_t i = (p++, 0); i < sizeof paths / sizeof *paths; i++)
            if (*p == paths[i][0] && !strncmp(p, paths[i], strlen(paths[i])))
                return true;
    return false;
}

/* What the names of an element with a day say that it is. */
static dl_html_mark name_day(const dl_html_attributes *a)
{
    const char *names[] = {a->class_name, a->id};
    bool changed = false;
    for (size_t i = 0; i < 2; i++) {
        if (names[i] && (strcasestr(names[i], "publish") || strcasestr(names[i], "pubdate")))
            return (dl_html_mark){DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "class published"};
        changed |= names[i] && (strcasestr(names[i], "updated") || strcasestr(names[i], "modif"));
    }
    if (changed)
        return (dl_html_mark){DL_FACT_UPDATED, DL_TRUST_CLAIM, "class updated"};
    return (dl_html_mark){DL_FACT_PUBLISHED, DL_TRUST_HINT, "time"};
}

bool dl_html_mark_find(const char *name, const dl_html_attributes *a, unsigned places,
                       dl_html_mark *ret)
{
    if (a->itemprop && find_property(a->itemprop, ret))
        return true;
    if (a->property && find_property(a->property, ret))
        return true;
    if (a->rel && has_word(a->rel, "author")) {
        *ret = (dl_html_mark){DL_FACT_AUTHOR, DL_TRUST_CLAIM, "rel author"};
        return true;
    }
    if (!strcmp(name, "h1")) {
        *ret = (dl_html_mark){DL_FACT_TITLE, DL_TRUST_HINT, "h1"};
        return true;
    }
    if (a->href && leads_to_author(a->href)) {
        *ret = (dl_html_mark){DL_FACT_AUTHOR, DL_TRUST_HINT, "link to an author"};
        return true;
    }
    for (size_t i = 0; (places & DL_IN_META) && i < sizeof classes / sizeof *classes; i++)
        if ((a->class_name && has_ending(a->class_name, classes[i].name)) ||
            (a->id && has_ending(a->id, classes[i].name))) {
            *ret = (dl_html_mark){DL_FACT_AUTHOR, DL_TRUST_HINT, classes[i].by};
            return true;
        }
    if (!(places & DL_IN_META))
        return false;
    *ret = name_day(a);
    return ret->trust > DL_TRUST_HINT;
}

/* Whether VALUE begins as machines write days, or is the number of an instant. */
static bool is_machine_day(const char *value)
{
    static const char form[] = "dddd-dd-dd";
    size_t i = 0;
    while (form[i] && (form[i] == 'd' ? value[i] >= '0' && value[i] <= '9' : value[i] == form[i]))
        i++;
    return !form[i] || dl_moment_read(value) > 0;
}

bool dl_html_is_day(const char *name, const char *value)
{
    static const char *const words[] = {"date", "time", "publish", "posted", "epoch"};
    if (!is_machine_day(value))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasestr(name, words[i]))
            return true;
    return false;
}

bool dl_html_date_find(const char *name, const dl_html_attributes *a, unsigned places,
                       dl_html_mark *ret, const char **ret_value)
{
    bool named = (a->itemprop || a->property) && dl_html_mark_find("", a, 0, ret) &&
                 (ret->fact == DL_FACT_PUBLISHED || ret->fact == DL_FACT_UPDATED);
    bool timed = !strcmp(name, "time") || !strcmp(name, "abbr") || (places & DL_IN_META);
    const char *value = named || timed ? a->datetime : NULL;
    if (!value && named)
        value = a->content;
    else if (!value && timed)
        value = a->data ? a->data : a->title && is_machine_day(a->title) ? a->title : NULL;
    if (!value)
        return false;
    if (!named && a->pubdate)
        *ret = (dl_html_mark){DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "time pubdate"};
    else if (!named)
        *ret = name_day(a);
    *ret_value = value;
    return true;
}
