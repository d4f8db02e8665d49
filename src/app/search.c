/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/cmd_concordance.h"
#include "app/cmd_sort.h"
#include "app/filter.h"
#include "app/search.h"
#include "dateline/text.h"

#define PREFIX_LETTERS 3 /* of a word that stands for all that begin with it */
#define LARGE 40000      /* documents: in a larger archive it is one letter more */

void dl_search_release(dl_search *search)
{
    dl_place_release(&search->before);
}

/* --- from the words to the filter --- */

/* Letters of the last word of TEXT. */
static size_t last_letters(const char *text)
{
    dl_tokens walk = {.text = text, .len = strlen(text)};
    dl_token word = {0, 0};
    while (dl_token_next(&walk, &word))
        continue;
    size_t letters = 0;
    for (size_t at = word.start, n; at < word.end; at += n, letters++)
        n = dl_text_grapheme(text + at, word.end - at);
    return letters;
}

/* Makes the last word of QUERY, which was read from TYPED, a prefix where it is one; OPEN: whatever mark
 * it ends with. */
static void set_prefix(const dl_app *app, const char *typed, bool open, dl_query *query)
{
    dl_term *last = query->count ? &query->terms[query->count - 1] : NULL;
    size_t len = strlen(typed);
    open = open || (len > 0 && !strchr(" \"*)", typed[len - 1]));
    size_t letters = PREFIX_LETTERS + (app->counts.held > LARGE);
    if (last && open && last->kind == DL_TERM_TEXT && !last->negated &&
        last_letters(last->text) >= letters)
        last->prefix = true;
}

/* Reads what was typed (OPEN: its last word, though a mark stands behind it, is still being typed); its
 * memory is ARENA's. */
static dl_status read_typed(const dl_app *app, const char *typed, bool open, dl_arena *arena,
                            dl_query *ret, size_t *ret_at, dl_error *error)
{
    dl_status status = dl_query_parse(arena, app->shown.kinds, typed, ret, ret_at, error);
    if (!status)
        set_prefix(app, typed, open, ret);
    return status;
}

/* The text of the filter there was before, where it was in force, with the words of QUERY in place of
 * its own. */
static dl_status add_filter(const dl_app *app, const dl_query *query, dl_str *out, dl_error *error)
{
    dl_arena arena = {0};
    dl_query before = {0};
    dl_status status = DL_OK;
    if (!app->search.before.filter_off)
        status = dl_query_parse(&arena, app->shown.kinds, app->search.before.filter, &before, NULL,
                                error);
    if (!status)
        dl_filter_replace(&before, DL_FILTER_WORDS, NULL, out);
    if (query->count)
        dl_filter_join(out);
    dl_query_format(out, query);
    dl_arena_release(&arena);
    return status || dl_str_ok(out) ? status : dl_fail_nomem(error);
}

/* --- showing what is found --- */

/* Lists the first page of the filter; a page that is not full is all there is. */
static bool list_page(dl_app *app)
{
    dl_error error;
    app->search.uncounted = app->search.unsourced = true;
    app->concordance.valid = false;
    dl_hits_release(&app->hits); /* they were those of other words */
    dl_reading_close(&app->reading);
    dl_app_settle_order(app);
    if (dl_doclist_load_page(&app->list, app->store, dl_app_query(app), app->order,
                             (const char *const *)&app->focus.id, &error)) {
        dl_app_complain(app, &error);
        return false;
    }
    app->counts.documents = app->list.total;
    app->counts.folded = 0;
    dl_app_arrange(app);
    return true;
}

/* Makes the words of QUERY the focus, or where it wants none the focus there was before. */
static bool set_focus(dl_app *app, const dl_query *query)
{
    dl_focus before = {0};
    bool ok = dl_focus_copy(&app->search.before.focus, &before);
    dl_focus_release(&app->focus);
    app->focus = before;
    return ok && dl_focus_set_query(&app->focus, query);
}

/* Puts the filter that QUERY makes in force and shows its first document. False, and nothing changed,
 * where it names what nobody knows. */
static bool show(dl_app *app, const dl_query *query, dl_error *error)
{
    dl_str text;
    dl_str_init(&text);
    bool ok = !add_filter(app, query, &text, error) && dl_app_set_filter(app, text.text, error);
    dl_str_release(&text);
    if (ok && !set_focus(app, query)) {
        dl_fail_nomem(error);
        ok = false;
    }
    if (!ok)
        return false;
    if (list_page(app) && dl_app_preview(app))
        dl_app_land_first(app);
    return true;
}

/* Says beside the text that its last word, the last of QUERY's, stands for more than itself, where the text
 * does not say so. */
static void explain_prefix(dl_prompt *prompt, const dl_query *query)
{
    const dl_term *last = query->count ? &query->terms[query->count - 1] : NULL;
    size_t len = prompt->text.len;
    if (!last || !last->prefix || (len && prompt->text.text[len - 1] == '*'))
        return;
    dl_str word;
    dl_str_init(&word);
    dl_term_format(&word, last);
    if (dl_str_ok(&word))
        snprintf(prompt->hint, sizeof prompt->hint, "%s: all that begins so, until a blank follows",
                 word.text);
    dl_str_release(&word);
}

void dl_search_typed(dl_app *app)
{
    dl_arena arena = {0};
    dl_query query;
    dl_error error; /* of words half typed: said when they are entered */
    dl_str typed;
    dl_str_init(&typed);
    dl_str_add(&typed, app->prompt.text.text);
    bool quoted = false;
    for (size_t i = 0; i < typed.len; i++)
        quoted ^= typed.text[i] == '"' && (i == 0 || typed.text[i - 1] != '\\');
    if (quoted) /* a phrase is looked for before it is closed */
        dl_str_addc(&typed, '"');
    if (dl_str_ok(&typed) && !read_typed(app, typed.text, quoted, &arena, &query, NULL, &error)) {
        show(app, &query, &error);
        explain_prefix(&app->prompt, &query);
    }
    dl_str_release(&typed);
    dl_arena_release(&arena);
}

dl_work dl_search_step(dl_app *app)
{
    dl_search *search = &app->search;
    if (search->uncounted) {
        search->uncounted = false;
        if (dl_app_count(app))
            app->list.total = app->counts.documents - app->counts.folded;
    } else if (search->unsourced && !search->typing) {
        search->unsourced = false;
        dl_app_count_sources(app);
        dl_hits_start(app);
    } else {
        return DL_WORK_NONE;
    }
    return DL_WORK_CHANGED;
}

/* --- the prompt --- */

/* Notes where the search begins, with the panes as they are below what covers them. */
static bool begin(dl_app *app)
{
    dl_search *search = &app->search;
    search->before_concordance = app->overlay == DL_OVERLAY_CONCORDANCE;
    dl_app_close_overlay(app);
    dl_place_release(&search->before);
    if (!dl_app_describe_place(app, &search->before))
        return false;
    search->before_zoomed = app->zoomed;
    app->zoomed = false;
    dl_app_enter(app, DL_PANE_LIST);
    return true;
}

unsigned dl_cmd_search(dl_app *app, const dl_arg *arg)
{
    if (*arg->text) {
        dl_app_search_for(app, arg->text);
        return 0;
    }
    if (!begin(app))
        return 0;
    app->search.typing = true;
    dl_prompt_open(&app->prompt, DL_PROMPT_SEARCH, "");
    return 0;
}

unsigned dl_cmd_search_selected(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    dl_span span = dl_selection_span(&app->selection, &app->reading);
    size_t len;
    const char *text = dl_reading_field(&app->reading, app->selection.field, &len);
    char *copy = strndup(text + span.start, span.end - span.start);
    if (copy)
        dl_app_search_for(app, copy);
    else
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    free(copy);
    return 0;
}

void dl_search_leave(dl_app *app)
{
    dl_search *search = &app->search;
    search->typing = false;
    dl_prompt_close(&app->prompt, false);
    dl_app_restore_place(app, &search->before);
    dl_place_release(&search->before);
    app->zoomed = search->before_zoomed;
    dl_app_arrange(app);
    if (search->before_concordance)
        dl_cmd_concordance(app, &(dl_arg){.count = 1, .text = ""});
}

/* Keeps what is shown: the place left is a step on the trail. */
static void keep(dl_app *app)
{
    app->search.typing = false;
    dl_app_leave_from(app, app->search.before);
    app->search.before = (dl_place){0};
    dl_app_enter(app, DL_PANE_LIST);
}

bool dl_search_enter(dl_app *app)
{
    dl_prompt *prompt = &app->prompt;
    dl_arena arena = {0};
    dl_query query;
    dl_error error = {.message = ""};
    size_t at = prompt->text.len;
    if (!prompt->text.text[strspn(prompt->text.text, " ")]) { /* an empty Enter changes nothing */
        dl_search_leave(app);
        return true;
    }
    if (read_typed(app, prompt->text.text, false, &arena, &query, &at, &error))
        prompt->cursor = at;
    else if (show(app, &query, &error) && !app->list.total)
        dl_fail(&error, DL_ERR_NOT_FOUND, "no text holds all of that");
    dl_arena_release(&arena);
    snprintf(prompt->error, sizeof prompt->error, "%s", error.message);
    if (*error.message)
        return false;
    dl_prompt_close(prompt, true);
    keep(app);
    return true;
}

void dl_app_search_for(dl_app *app, const char *text)
{
    dl_term term = {.kind = DL_TERM_TEXT, .text = text};
    dl_error error = {.message = "out of memory"};
    dl_tokens walk = {.text = text, .len = strlen(text)};
    dl_token word;
    if (!dl_token_next(&walk, &word)) {
        dl_app_say(app, "nothing to search for: no letter and no digit");
        return;
    }
    if (!begin(app))
        return;
    if (show(app, &(dl_query){.terms = &term, .count = 1}, &error)) {
        keep(app);
        return;
    }
    dl_app_complain(app, &error);
    dl_app_restore_place(app, &app->search.before);
    dl_place_release(&app->search.before);
}
