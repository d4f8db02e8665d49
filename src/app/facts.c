/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "app/facts.h"
#include "dateline/annotate.h"
#include "dateline/origin.h"
#include "dateline/str.h"

char *dl_facts_date(dl_date date, bool ambiguous, char buf[DL_LIST_DATE])
{
    char text[DL_DATE_TEXT];
    if (date.precision > DL_PRECISION_DAY)
        date.precision = DL_PRECISION_DAY;
    dl_date_format(date, text);
    snprintf(buf, DL_LIST_DATE, "%s%.10s", *text && date.how == DL_HOW_INFERRED ? "~" : "",
             *text       ? text
             : ambiguous ? "2 readings"
                         : "----------");
    return buf;
}

/* Adds a fact to a line of them, parted from the one before (GLYPHS NULL: it is one with it). */
static void add_fact(dl_str *line, const dl_glyphs *glyphs, const char *before, const char *fact)
{
    if (glyphs && line->len && line->text[line->len - 1] != '\n')
        dl_str_addf(line, " %s ", glyphs->dot);
    dl_str_add(line, before);
    dl_str_add(line, fact);
}

static void add_date(dl_str *line, const dl_document *doc, const dl_glyphs *glyphs)
{
    char text[DL_DATE_TEXT];
    dl_date_format(doc->published, text);
    if (!*text && doc->readings_count > 1) {
        add_fact(line, glyphs, "", doc->readings[0]);
        for (size_t i = 1; i < doc->readings_count; i++)
            dl_str_addf(line, " or %s", doc->readings[i]);
        if (doc->evidence)
            dl_str_addf(line, " (%s)", doc->evidence);
        return;
    }
    if (!*text) {
        add_fact(line, glyphs, "",
                 doc->published.how == DL_HOW_READER ? "no date (set by you)" : "no date");
        return;
    }
    char *t = strchr(text, 'T');
    if (t)
        *t = ' ';
    add_fact(line, glyphs, doc->published.how == DL_HOW_INFERRED ? "~" : "", text);
    dl_str_addf(line, " %s", dl_how_said(doc->published.how));
    if (doc->evidence && doc->published.how != DL_HOW_STATED)
        dl_str_addf(line, " (%s)", doc->evidence);
}

/* Says which facts the reader has set; that the date is, stands with it. */
static void add_decided(dl_str *line, const dl_stored *stored, const dl_glyphs *glyphs)
{
    bool first = true;
    for (int fact = 0; fact < DL_FACT_COUNT; fact++) {
        if (fact == DL_FACT_DATE || !(stored->decided & 1U << fact))
            continue;
        add_fact(line, first ? glyphs : NULL, first ? "set by you: " : ", ",
                 dl_fact_said((dl_fact)fact));
        first = false;
    }
}

static void add_source(dl_str *line, const dl_document *doc, const dl_glyphs *glyphs)
{
    add_fact(line, glyphs, "", doc->source ? doc->source : "no source");
    if (doc->publisher)
        dl_str_addf(line, ", on %s", doc->publisher);
}

/* Adds a line of what the reader has set, where she has. */
static void add_marks(dl_str *text, const dl_stored *stored, const dl_glyphs *glyphs)
{
    if (!stored->starred && !stored->tags_count)
        return;
    dl_str_addc(text, '\n');
    if (stored->starred)
        dl_str_add(text, "! starred");
    for (size_t i = 0; i < stored->tags_count; i++)
        if (i)
            dl_str_addf(text, ", %s", stored->tags[i]);
        else
            add_fact(text, glyphs, "tagged ", stored->tags[i]);
}

/* Adds where the document was read from, and how many other places hold it. */
static void add_places(dl_str *text, const dl_stored *stored, const dl_glyphs *glyphs)
{
    if (!stored->document.origin)
        return;
    add_fact(text, glyphs, "file ", "");
    dl_origin_add_short(stored->document.origin, glyphs->ellipsis, text);
    if (stored->origins_count > 1)
        dl_str_addf(text, " and %zu other place%s", stored->origins_count - 1,
                    stored->origins_count == 2 ? "" : "s");
}

#define CARRIERS_NAMED 2

/* Adds a line of who else carried the text: the first sources by name, how many documents more there are. */
static void add_group(dl_str *text, const dl_stored *stored, const dl_doc_row *group, size_t count)
{
    const char *named[CARRIERS_NAMED];
    size_t names = 0, others = 0, all = count ? (size_t)group[0].copies : 0;
    for (size_t i = 0; i < count; i++) {
        const char *source = group[i].source;
        bool known = names == CARRIERS_NAMED || !source || group[i].key == stored->key;
        for (size_t k = 0; !known && k < names; k++)
            known = strcmp(named[k], source) == 0;
        if (!known)
            named[names++] = source;
    }
    if (!all)
        return;
    others = all - names;
    dl_str_add(text, names ? "\nalso carried by " : "\ncarried more than once");
    for (size_t i = 0; i < names; i++)
        dl_str_addf(text, "%s%s", i ? ", " : "", named[i]);
    if (others)
        dl_str_addf(text, " (+%zu)", others);
}

const char *dl_facts_format(const dl_stored *stored, const dl_doc_row *group, size_t group_count,
                            const dl_glyphs *glyphs, dl_arena *arena)
{
    const dl_document *doc = &stored->document;
    dl_str text;
    dl_str_init(&text);
    add_date(&text, doc, glyphs);
    add_source(&text, doc, glyphs);
    add_fact(&text, glyphs, "", doc->place ? doc->place : "no dateline");
    if (doc->author)
        add_fact(&text, glyphs, "by ", doc->author);
    if (dl_annotate_lists_only(doc->lang))
        add_fact(&text, glyphs, "only listed names in ", doc->lang);
    add_decided(&text, stored, glyphs);
    dl_str_addc(&text, '\n');
    for (size_t i = 0; i < doc->via_count; i++)
        dl_str_addf(&text, "%s%s", i ? " < " : "via ", doc->via[i]);
    if (doc->link)
        add_fact(&text, glyphs, "", doc->link);
    add_places(&text, stored, glyphs);
    add_group(&text, stored, group, group_count);
    add_marks(&text, stored, glyphs);
    char *copy = dl_str_ok(&text) ? dl_arena_strndup(arena, text.text, text.len) : NULL;
    dl_str_release(&text);
    return copy;
}
