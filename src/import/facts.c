/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a document says of itself: blocks are cut, the body is found among them, then the title, the
 * byline, the imprint and the dates in what stands around it. See page.h, imprint.h and when.h for
 * the rules of each.
 */
#include <string.h>
#include <strings.h>

#include "dateline/str.h"
#include "import/choice.h"
#include "import/datefix.h"
#include "import/datewords.h"
#include "import/facts.h"
#include "import/imprint.h"
#include "dateline/language.h"
#include "import/outlet.h"
#include "import/pagedates.h"
#include "import/site.h"
#include "import/when.h"
#include "import/whose.h"

typedef struct facts {
    dl_arena *arena;
    const dl_manuscript *manuscript;
    const dl_import_options *options;
    dl_page page;
    dl_document doc;
    dl_whens whens;
    size_t title;
    dl_imprint imprint;
    dl_site site;
    int day_month;
} facts;

/* Takes a machine's prefix, "date 2024-01-05 ", from the first block. What is left of it stays. */
static void strip_prefix(facts *f)
{
    static const char *const words[] = {"date ", "date: ", "published ", "published: "};
    dl_block *block = &f->page.blocks[0];
    dl_date_parts parts;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i]);
        if (block->len < size + 10 || strncasecmp(block->text, words[i], size) ||
            !dl_date_scan(block->text, size + 32 < block->len ? size + 32 : block->len, size, 0,
                          &parts) ||
            parts.start != size || parts.named || !parts.year || !parts.day)
            continue;
        size_t rest = parts.end;
        while (rest < block->len && block->text[rest] == ' ')
            rest++;
        bool label = rest < block->len && strchr("|,;", block->text[rest]);
        if (label)
            return;
        dl_whens_note(&f->whens, block->text, parts.end, DL_WHEN_PUBLISHED, 0);
        block->text += rest;
        block->len -= rest;
        if (block->len == 0) {
            f->page.blocks++;
            f->page.count--;
        }
        return;
    }
}

/* A string of SLICE, or NULL for an empty one. */
static const char *keep(facts *f, dl_slice slice, bool *ok)
{
    if (!slice.len)
        return NULL;
    const char *copy = dl_arena_strndup(f->arena, slice.text, slice.len);
    *ok = *ok && copy;
    return copy;
}

/* What is known of FACT: by a claim that goes before what the text says, by FOUND in the text, by any
 * claim. An empty slice where nothing is. */
static dl_slice settle(const facts *f, dl_fact fact, dl_slice found)
{
    const dl_claim *claim =
        dl_manuscript_find(f->manuscript, fact, found.len ? DL_TRUST_CLAIM : DL_TRUST_HINT);
    return claim ? (dl_slice){claim->value, strlen(claim->value)} : found;
}

/* What the text says of whose it is, and which site it is of. The title must be found. */
static bool set_site(facts *f)
{
    dl_imprint_read(&f->page, f->title, &f->imprint);
    return dl_site_find(f->manuscript, f->options->outlets, f->imprint.link, f->arena, &f->site);
}

/* The country of the source, and the habit of day and month. */
static void set_habit(facts *f)
{
    const char *names[] = {f->doc.publisher, f->doc.source};
    for (size_t i = 0; i < 2; i++) {
        const dl_outlet *outlet =
            names[i] ? dl_outlet_find(f->options->outlets, names[i], strlen(names[i])) : NULL;
        if (outlet && outlet->day_month)
            f->day_month = outlet->day_month;
        if (outlet && i == 1 && outlet->country[0])
            f->doc.source_country = outlet->country;
    }
    if (!f->day_month && f->doc.link)
        f->day_month = dl_outlet_link_habit(f->doc.link);
}

/* The link to the document: of those claimed the most trusted that leads somewhere, else what the text shows. */
static dl_slice find_link(const facts *f)
{
    const dl_claim *best = NULL;
    for (size_t i = 0; i < f->manuscript->claims.count; i++) {
        const dl_claim *claim = &f->manuscript->claims.items[i];
        if (claim->fact == DL_FACT_LINK && strstr(claim->value, "://") &&
            (!best || claim->trust > best->trust))
            best = claim;
    }
    return best ? (dl_slice){best->value, strlen(best->value)} : f->imprint.link;
}

/* Source, publisher and via. The site must be found. */
static bool set_whose(facts *f)
{
    bool ok = true;
    dl_whose whose;
    const dl_import_options *options = f->options;
    dl_whose_decide(f->manuscript, options->outlets, &f->site, &f->imprint, &whose);
    if (!whose.source.len && !whose.via_count) {
        dl_imprint_read_quoted(&f->page, &f->imprint);
        dl_whose_decide(f->manuscript, options->outlets, &f->site, &f->imprint, &whose);
    }
    if (options->source)
        whose.source = (dl_slice){options->source, strlen(options->source)};
    if (options->publisher)
        whose.publisher = (dl_slice){options->publisher, strlen(options->publisher)};
    f->doc.source = keep(f, whose.source, &ok);
    f->doc.publisher = keep(f, whose.publisher, &ok);
    f->doc.link = keep(f, find_link(f), &ok);
    const char **via = dl_arena_calloc(f->arena, whose.via_count, sizeof *via);
    for (size_t i = 0; via && ok && i < whose.via_count; i++)
        if (!dl_slice_is_same(whose.via[i], whose.source))
            via[f->doc.via_count++] = keep(f, whose.via[i], &ok);
    f->doc.via = f->doc.via_count ? via : NULL;
    set_habit(f);
    return ok && via;
}

/* The title. */
static bool set_title(facts *f)
{
    bool ok = true;
    dl_slice title = {0};
    f->title = dl_page_find_title(&f->page);
    if (f->title != DL_NO_BLOCK) {
        const dl_block *block = &f->page.blocks[f->title];
        size_t label = dl_title_label(block);
        title = (dl_slice){block->text + label, block->len - label};
    }
    if (f->page.boxes && !f->page.whole) {
        dl_slice chosen = dl_title_choose(f->manuscript, &f->page, &f->title);
        f->doc.title = keep(f, chosen.len ? chosen : title, &ok);
    } else {
        f->doc.title = keep(f, settle(f, DL_FACT_TITLE, title), &ok);
    }
    return ok;
}

/* Notes the dates around the body, in the order they stand. */
static bool note_dates(facts *f)
{
    unsigned flags = dl_date_flag_of(f->doc.lang);
    if (f->manuscript->captured.precision >= DL_PRECISION_DAY)
        f->whens.captured = f->manuscript->captured.day;
    f->whens.latest = f->whens.captured != DL_DAY_NONE ? f->whens.captured : f->options->today;
    f->whens.latest += f->whens.latest != DL_DAY_NONE; /* it may be the next day where it is from */
    if (!dl_page_note_dates(&f->page, f->manuscript, f->title, flags, f->arena, &f->whens))
        return false;
    if (f->doc.link)
        dl_whens_note_link(&f->whens, f->doc.link, strlen(f->doc.link));
    const char *name = strrchr(f->doc.origin, '/');
    name = name ? name + 1 : f->doc.origin;
    dl_whens_note_link(&f->whens, name, strlen(name));
    if (f->whens.count == 0)
        dl_page_note_speech(&f->page, flags, &f->whens);
    return true;
}

/* What a person may want to know of a date that is stated whole: its words. */
static const char *quote(facts *f, const dl_when *when)
{
    return dl_arena_printf(f->arena, "“%.*s”", (int)(when->parts.end - when->parts.start),
                           when->text + when->parts.start);
}

/* The language: as the user says; as the record says, where the text does not surely say another; else as
 * the text says. Languages tell the order of day and month where no outlet does. The body must be made. */
static bool set_language(facts *f)
{
    bool ok = true, sure;
    const char *found = dl_language_find(f->doc.body, strlen(f->doc.body), &sure);
    if (!found && f->doc.title)
        found = dl_language_find(f->doc.title, strlen(f->doc.title), &sure);
    dl_slice lang = {found, found ? strlen(found) : 0};
    const dl_claim *claim = dl_manuscript_find(f->manuscript, DL_FACT_LANG, DL_TRUST_HINT);
    bool agrees = claim && (!found || dl_date_language(claim->value) == dl_date_language(found));
    if (claim && (agrees || !sure))
        lang = (dl_slice){claim->value, strlen(claim->value)};
    if (f->options->lang)
        lang = (dl_slice){f->options->lang, strlen(f->options->lang)};
    f->doc.lang = keep(f, lang, &ok);
    if (!f->day_month && f->doc.lang)
        f->day_month = dl_date_habit(NULL, f->doc.lang);
    return ok;
}

/* The day it was published, and how that is known. The body must be made. */
static bool set_dates(facts *f)
{
    dl_date_context context = {.near = f->options->near,
                               .day_month = f->day_month,
                               .rest = f->doc.body,
                               .lang = f->doc.lang};
    const dl_when *chosen;
    dl_date_found found = {.utc = DL_UTC_NONE};
    if (!note_dates(f) || !dl_whens_choose(&f->whens, &context, f->arena, &chosen, &found))
        return false;
    f->doc.captured = dl_whens_captured(&f->whens, found.date);
    if (!chosen)
        return true;
    f->doc.published = found.date;
    f->doc.published_utc = found.utc;
    if (found.date.precision != DL_PRECISION_NONE || found.readings_count)
        f->doc.evidence = found.evidence ? found.evidence : quote(f, chosen);
    if (found.readings_count) {
        const char **readings = dl_arena_calloc(f->arena, found.readings_count, sizeof *readings);
        char buf[DL_DATE_TEXT];
        for (size_t i = 0; readings && i < found.readings_count; i++)
            if (!(readings[i] = dl_arena_strdup(f->arena, dl_date_format(found.readings[i], buf))))
                return false;
        f->doc.readings = readings;
        f->doc.readings_count = readings ? found.readings_count : 0;
        return readings;
    }
    return found.date.precision == DL_PRECISION_NONE || f->doc.evidence;
}

/* The body: its blocks, parted by an empty line, without the furniture among them. */
static bool set_body(facts *f)
{
    const dl_page *page = &f->page;
    size_t len = 1;
    for (size_t i = page->begin; i < page->end; i++)
        len += page->blocks[i].bullet + page->blocks[i].len + 2;
    char *body = dl_arena_alloc(f->arena, len), *p = body;
    if (!body)
        return false;
    size_t end = page->end - f->imprint.signed_off;
    for (size_t i = page->begin; i < end; i++) {
        const dl_block *block = &page->blocks[i];
        if (i > page->begin && dl_page_drops(page, block))
            continue;
        if (p > body) {
            *p++ = '\n';
            *p++ = '\n';
        }
        memcpy(p, block->text - block->bullet, block->bullet + block->len);
        p += block->bullet + block->len;
    }
    bool ok = true;
    dl_slice place = {0};
    f->doc.body = body;
    if (page->has_dateline) {
        f->doc.lead = page->dateline.end + page->blocks[page->begin].bullet;
        place = page->dateline.place;
    }
    f->doc.place = keep(f, settle(f, DL_FACT_PLACE, place), &ok);
    return ok;
}

dl_status dl_facts_read(const dl_manuscript *manuscript, const dl_import_options *options,
                        dl_arena *arena, dl_document *ret, dl_error *error)
{
    facts f = {.arena = arena,
               .options = options,
               .manuscript = manuscript,
               .doc = {.origin = manuscript->origin}};
    if (manuscript->blocks.count == 0)
        return dl_fail(error, DL_ERR_INVALID, "%s: there is no text in it", manuscript->origin);
    f.page.blocks = manuscript->blocks.items;
    f.page.count = manuscript->blocks.count;
    f.page.boxes = manuscript->blocks.boxes;
    f.page.boxes_count = manuscript->blocks.boxes_count;
    f.page.whole = manuscript->whole;
    f.page.outlets = f.whens.outlets = options->outlets;
    f.page.bare = manuscript->bare;
    strip_prefix(&f);
    if (f.page.count == 0)
        return dl_fail(error, DL_ERR_INVALID, "%s: there is nothing but a date in it",
                       manuscript->origin);
    if (!dl_page_find_body(&f.page))
        return dl_fail_nomem(error);
    bool failed = false;
    if (!set_title(&f) || !set_site(&f) || !set_whose(&f) || !set_body(&f))
        return dl_fail_nomem(error);
    f.doc.author = dl_author_choose(manuscript, &f.page, f.title, f.site.name, arena, &failed);
    if (failed)
        return dl_fail_nomem(error);
    dl_status spent = dl_budget_look(manuscript->budget, error);
    if (spent)
        return spent;
    if (!set_language(&f) || !set_dates(&f))
        return dl_fail_nomem(error);
    if (manuscript->captured.precision != DL_PRECISION_NONE)
        f.doc.captured = manuscript->captured;
    *ret = f.doc;
    return DL_OK;
}
