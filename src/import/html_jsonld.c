/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON-LD: what a page says of itself in schema.org's words. Objects stand in arrays, in "@graph", or
 * one in another; those whose type is that of an article are the page's. Where there are several, teasers
 * are among them, and it is the one with the title that the page has said by then, else the first. Where
 * there is none, what is said of the page as a page counts, but less.
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <jansson.h>

#include "dateline/str.h"
#include "import/html_meta.h"

#define DEPTH 6     /* objects in objects that are looked into */
#define AUTHORS 24  /* names that are taken */
#define SITES 4     /* objects about a site, or who runs it */
#define ARTICLES 32 /* objects among which the page's is looked for */

typedef struct ld {
    dl_manuscript *manuscript;
    dl_arena *arena;
    bool ok;
    const json_t *articles[ARTICLES];
    size_t count;
    const json_t *page;
    const json_t *sites[SITES];
    size_t sites_count;
} ld;

static void claim(ld *l, dl_fact fact, dl_trust trust, const char *by, const char *value)
{
    if (value)
        l->ok = l->ok &&
                dl_manuscript_claim(l->manuscript, fact, trust, by, value, strlen(value), l->arena);
}

/* The string of KEY in OBJECT, or the first of a list of them; NULL where there is none. */
static const char *string_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (json_is_array(value))
        value = json_array_get(value, 0);
    return json_string_value(value);
}

/* Claims the day that KEY of OBJECT holds, as text or as the number of an instant. */
static void claim_day(ld *l, dl_fact fact, dl_trust trust, const char *by, const json_t *object,
                      const char *key)
{
    const json_t *value = json_object_get(object, key);
    char number[32];
    if (json_is_integer(value)) {
        snprintf(number, sizeof number, "%lld", (long long)json_integer_value(value));
        claim(l, fact, trust, by, number);
    } else {
        claim(l, fact, trust, by, string_of(object, key));
    }
}

/* Whether the type of OBJECT ends with END. */
static bool is_type(const json_t *object, const char *end)
{
    const char *type = string_of(object, "@type");
    size_t len = type ? strlen(type) : 0, size = strlen(end);
    return len >= size && !strcmp(type + len - size, end);
}

/* Whether the type of OBJECT is one of those that articles have. */
static bool is_article(const json_t *object)
{
    static const char *const ends[] = {"Article", "BlogPosting",        "Report", "PressRelease",
                                       "Review",  "SocialMediaPosting", "Recipe", "VideoObject"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (is_type(object, ends[i]))
            return true;
    return false;
}

/* Adds the name, or the names, that VALUE gives to NAMES. */
static void add_names(const json_t *value, dl_str *names, int *count)
{
    const char *name = json_string_value(value);
    if (json_is_object(value)) {
        const json_t *named = json_object_get(value, "name");
        if (json_is_array(named))
            add_names(named, names, count);
        name = json_string_value(named);
    }
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value) && *count < AUTHORS; i++)
        if (!json_is_array(json_array_get(value, i)))
            add_names(json_array_get(value, i), names, count);
    if (!name || !*name || !strncasecmp(name, "http", 4))
        return;
    if ((*count)++)
        dl_str_add(names, ", ");
    dl_str_add(names, name);
}

/* Claims the days that OBJECT says of itself, the first trusted as TRUST says. */
static void claim_days(ld *l, const json_t *object, dl_trust trust)
{
    claim_day(l, DL_FACT_PUBLISHED, trust, "JSON-LD datePublished", object, "datePublished");
    claim_day(l, DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "JSON-LD uploadDate", object, "uploadDate");
    claim_day(l, DL_FACT_PUBLISHED, DL_TRUST_CLAIM, "JSON-LD dateCreated", object, "dateCreated");
    claim_day(l, DL_FACT_UPDATED, trust, "JSON-LD dateModified", object, "dateModified");
}

/* Claims the name of who or what KEY of OBJECT is. */
static void claim_name(ld *l, const json_t *object, const char *key, dl_fact fact, const char *by)
{
    const json_t *value = json_object_get(object, key);
    if (json_is_array(value))
        value = json_array_get(value, 0);
    claim(l, fact, DL_TRUST_HINT, by,
          json_is_object(value) ? string_of(value, "name") : json_string_value(value));
}

static void take_article(ld *l, const json_t *object)
{
    dl_str names;
    int count = 0;
    claim(l, DL_FACT_TITLE, DL_TRUST_RECORD, "JSON-LD headline", string_of(object, "headline"));
    claim(l, DL_FACT_TITLE, DL_TRUST_HINT, "JSON-LD name", string_of(object, "name"));
    claim_days(l, object, DL_TRUST_RECORD);
    claim(l, DL_FACT_LANG, DL_TRUST_CLAIM, "JSON-LD inLanguage", string_of(object, "inLanguage"));
    const char *text = string_of(object, "articleBody");
    if (text && !l->manuscript->text)
        l->ok = l->ok && (l->manuscript->text = dl_arena_strdup(l->arena, text));
    dl_str_init(&names);
    add_names(json_object_get(object, "author"), &names, &count);
    if (!count)
        add_names(json_object_get(object, "creator"), &names, &count);
    l->ok = l->ok && dl_str_ok(&names);
    claim(l, DL_FACT_AUTHOR, DL_TRUST_RECORD, "JSON-LD author", names.text);
    dl_str_clear(&names);
    count = 0;
    add_names(json_object_get(object, "publisher"), &names, &count);
    l->ok = l->ok && dl_str_ok(&names);
    claim(l, DL_FACT_SITE, DL_TRUST_CLAIM, "JSON-LD publisher", names.text);
    dl_str_release(&names);
    claim_name(l, object, "isPartOf", DL_FACT_SITE, "JSON-LD isPartOf");
    claim_name(l, object, "provider", DL_FACT_SOURCE, "JSON-LD provider");
    claim_name(l, object, "sourceOrganization", DL_FACT_SOURCE, "JSON-LD sourceOrganization");
}

/* Whether the page has said TITLE to be its own, with a site's name or without. */
static bool is_title(const ld *l, const char *title)
{
    for (size_t i = 0; title && *title && i < l->manuscript->claims.count; i++) {
        const dl_claim *claim = &l->manuscript->claims.items[i];
        bool part = strlen(claim->value) * 2 > strlen(title);
        if (claim->fact == DL_FACT_TITLE &&
            (strcasestr(claim->value, title) || (part && strcasestr(title, claim->value))))
            return true;
    }
    return false;
}

/* Takes what was found: the page's article, or the page. */
static void take(ld *l)
{
    size_t own = 0;
    while (own < l->count && !is_title(l, string_of(l->articles[own], "headline")))
        own++;
    if (l->count)
        take_article(l, l->articles[own < l->count ? own : 0]);
    else if (l->page)
        claim_days(l, l->page, DL_TRUST_CLAIM);
    for (size_t i = 0; i < l->sites_count; i++)
        claim(l, DL_FACT_SITE, is_type(l->sites[i], "WebSite") ? DL_TRUST_CLAIM : DL_TRUST_HINT,
              "JSON-LD site", string_of(l->sites[i], "name"));
}

/* Whether OBJECT is about the site, or who runs it. */
static bool is_site(const json_t *object)
{
    const char *type = string_of(object, "@type");
    return type && (!strcmp(type, "WebSite") || strstr(type, "Organization"));
}

/* Looks for articles in VALUE and what it holds, and for the site. */
static void walk(ld *l, const json_t *value, int depth)
{
    if (depth > DEPTH || l->count == ARTICLES)
        return;
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value); i++)
        walk(l, json_array_get(value, i), depth + 1);
    if (!json_is_object(value))
        return;
    if (is_article(value)) {
        l->articles[l->count++] = value;
        return;
    }
    if (is_site(value) && l->sites_count < SITES)
        l->sites[l->sites_count++] = value;
    if (!l->page && is_type(value, "Page"))
        l->page = value;
    walk(l, json_object_get(value, "@graph"), depth + 1);
    walk(l, json_object_get(value, "mainEntity"), depth + 1);
    walk(l, json_object_get(value, "mainEntityOfPage"), depth + 1);
}

/* A copy of TEXT in which the controls that JSON does not allow in strings, and pages put there, are spaces,
 * and the commas that nothing follows; the marks of comments around it are left off. */
static char *tidy(const char *text, size_t len, dl_arena *arena, size_t *ret_len)
{
    const char *begin = memchr(text, '{', len), *list = memchr(text, '[', len);
    if (list && (!begin || list < begin))
        begin = list;
    if (!begin)
        return NULL;
    len -= (size_t)(begin - text);
    while (len && begin[len - 1] != '}' && begin[len - 1] != ']')
        len--;
    char *copy = dl_arena_strndup(arena, begin, len);
    bool quoted = false;
    size_t comma = len; /* outside of strings, with nothing but spaces behind it so far */
    for (size_t i = 0; copy && i < len; i++) {
        if ((unsigned char)copy[i] < 0x20 || copy[i] == 0x7f)
            copy[i] = ' ';
        if (copy[i] == '"' && (i == 0 || copy[i - 1] != '\\'))
            quoted = !quoted;
        if (!quoted && comma < len && strchr("}]", copy[i]))
            copy[comma] = ' ';
        comma = !quoted && copy[i] == ',' ? i : copy[i] == ' ' ? comma : len;
    }
    *ret_len = len;
    return copy;
}

bool dl_html_jsonld(dl_manuscript *m, const char *text, size_t len, dl_arena *arena)
{
    ld l = {.manuscript = m, .arena = arena, .ok = true};
    size_t size;
    char *json = tidy(text, len, arena, &size);
    if (!json)
        return true;
    json_t *root = json_loadb(json, size, JSON_DISABLE_EOF_CHECK, NULL);
    walk(&l, root, 0);
    take(&l);
    json_decref(root);
    return l.ok;
}
