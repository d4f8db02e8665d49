/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/filter.h"

static bool is_of_part(const dl_term *term, dl_filter_part part)
{
    if (term->negated)
        return false;
    switch (part) {
    case DL_FILTER_SOURCES:
        return term->kind == DL_TERM_SOURCE;
    case DL_FILTER_DATES:
        return dl_term_is_date(term);
    default:
        return term->kind == DL_TERM_TEXT;
    }
}

void dl_filter_join(dl_str *out)
{
    if (out->len)
        dl_str_addc(out, ' ');
}

bool dl_filter_replace(const dl_query *filter, dl_filter_part part, const char *term, dl_str *out)
{
    for (size_t i = 0; i < filter->count; i++) {
        if (is_of_part(&filter->terms[i], part))
            continue;
        dl_filter_join(out);
        dl_term_format(out, &filter->terms[i]);
    }
    if (term && *term) {
        dl_filter_join(out);
        dl_str_add(out, term);
    }
    return dl_str_ok(out);
}

void dl_filter_source_term(dl_str *out, const char *name)
{
    dl_term term = {.kind = DL_TERM_SOURCE, .text = name};
    dl_term_format(out, &term);
}

bool dl_filter_apply(dl_app *app, const char *text, dl_error *ret_error)
{
    dl_arena arena = {0};
    dl_query query = {0};
    /* a wrong filter must leave no step on the trail */
    if (!dl_app_read_filter(app, text, &arena, &query, ret_error)) {
        dl_arena_release(&arena);
        return false;
    }
    dl_app_close_overlay(app);
    if (app->filter_off || !dl_query_equal(&query, &app->filter)) {
        dl_app_leave(app);
        dl_app_take_filter(app, &arena, &query);
    }
    dl_arena_release(&arena);
    dl_reading_close(&app->reading); /* so that the list begins at its first row */
    dl_app_requery(app);
    dl_app_enter(app, DL_PANE_LIST);
    dl_app_land_first(app);
    for (size_t i = 0; i < app->filter.count; i++)
        if (app->filter.terms[i].told)
            dl_app_say(app, app->filter.terms[i].told);
    return true;
}

/* The term that LINE stands for, and which part of the filter it replaces; an empty term for All. */
static dl_filter_part line_term(dl_app *app, const dl_source_line *line, dl_str *out)
{
    switch (line->kind) {
    case DL_SOURCE_NAMED:
        dl_filter_source_term(out, line->name);
        break;
    case DL_SOURCE_NONE:
        dl_filter_source_term(out, NULL);
        break;
    case DL_SOURCE_COUNTRY:
        for (size_t i = 0; i < app->sources.rows_count; i++)
            if (dl_source_line_holds(line, &app->sources.rows[i])) {
                dl_filter_join(out);
                dl_filter_source_term(out, app->sources.rows[i].name);
            }
        break;
    case DL_SOURCE_UNDATED:
        dl_str_add(out, "date:undated");
        return DL_FILTER_DATES;
    case DL_SOURCE_INFERRED:
        dl_str_add(out, "date:inferred");
        return DL_FILTER_DATES;
    case DL_SOURCE_AMBIGUOUS:
        dl_str_add(out, "date:ambiguous");
        return DL_FILTER_DATES;
    case DL_SOURCE_ALL:
    case DL_SOURCE_HEADING:
    case DL_SOURCE_DOSSIER:
    case DL_SOURCE_SAVED:
        break;
    }
    return DL_FILTER_SOURCES;
}

/* Whether the filter's terms of PART name what LINE stands for, and nothing else. */
static bool names_line_alone(const dl_app *app, dl_filter_part part, const dl_source_line *line)
{
    const dl_sources *sources = &app->sources;
    unsigned chosen = (sources->undated_chosen ? 1u : 0u) | (sources->inferred_chosen ? 2u : 0u) |
                      (sources->ambiguous_chosen ? 4u : 0u);
    if (app->filter_off || line->kind == DL_SOURCE_ALL)
        return false;
    if (part == DL_FILTER_DATES)
        return chosen == (line->kind == DL_SOURCE_UNDATED    ? 1u
                          : line->kind == DL_SOURCE_INFERRED ? 2u
                                                             : 4u);
    for (size_t i = 0; i < sources->rows_count; i++)
        if (sources->rows_chosen[i] != dl_source_line_holds(line, &sources->rows[i]))
            return false;
    return true;
}

bool dl_filter_of_line(dl_app *app, const dl_source_line *line, dl_str *out)
{
    if (line->kind == DL_SOURCE_SAVED) {
        dl_str_add(out, line->query);
        return dl_str_ok(out);
    }
    dl_str term;
    dl_str_init(&term);
    dl_filter_part part = line_term(app, line, &term);
    bool made = dl_str_ok(&term) && dl_filter_replace(dl_app_query(app), part, term.text, out);
    dl_str_release(&term);
    return made;
}

void dl_filter_to_line(dl_app *app, const dl_source_line *line)
{
    dl_str term, text;
    dl_str_init(&term);
    dl_str_init(&text);
    dl_error error = {.message = "out of memory"};
    dl_filter_part part = line_term(app, line, &term);
    bool again = names_line_alone(app, part, line);
    bool made = dl_str_ok(&term);
    if (line->kind == DL_SOURCE_SAVED)
        dl_str_add(&text, line->chosen && !app->filter_off ? "" : line->query);
    else
        made = made && dl_filter_replace(&app->filter, part, again ? NULL : term.text, &text);
    if (!made || !dl_filter_apply(app, text.text, &error))
        dl_app_complain(app, &error);
    dl_str_release(&term);
    dl_str_release(&text);
}
