/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader's life: made on an archive, fed strokes, asked for frames. A stroke goes to what is open
 * for it, in this order: a question, a prompt, a count or a command begun, the keymap.
 */
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/cmd_correct.h"
#include "app/cmd_dossier.h"
#include "app/cmd_hints.h"
#include "app/cmd_mark.h"
#include "app/cmd_note.h"
#include "app/cmd_prompt.h"
#include "app/cmd_sort.h"
#include "app/resume.h"

#define COUNT_MAX 99999999L

dl_status dl_app_new(const dl_app_options *options, dl_app **ret_app, dl_error *error)
{
    dl_app *app = calloc(1, sizeof *app);
    if (!app)
        return dl_fail_nomem(error);
    app->store = options->store;
    app->read_date = options->read_date;
    app->list_paths = options->list_paths;
    app->list_names = options->list_names;
    if (options->settings)
        app->settings = *options->settings;
    else
        dl_settings_init(&app->settings);
    app->terminal_theme = options->theme;
    app->glyphs = dl_settings_number(&app->settings, DL_SETTING_ASCII) ? dl_glyphs_ascii()
                                                                       : dl_glyphs_unicode();
    app->width = options->width;
    app->height = options->height;
    app->shown =
        (dl_shown){.kinds = options->kinds,
                   .places = DL_SHOWN_ALL,
                   .least = dl_settings_number(&app->settings, DL_SETTING_CONFIDENCE),
                   .hides_offices = !dl_settings_number(&app->settings, DL_SETTING_OFFICES)};
    app->pane = DL_PANE_LIST;
    dl_app_fold(app);
    dl_prompt_init(&app->prompt);
    dl_str_init(&app->errand_text);
    dl_sources_init(&app->sources);
    dl_doclist_init(&app->list);
    dl_reading_init(&app->reading, app->glyphs);
    dl_names_init(&app->names);
    dl_concordance_init(&app->concordance);
    dl_help_init(&app->help);
    app->archive = strdup(options->archive);
    if (options->keymap) {
        app->keymap = *options->keymap;
        *options->keymap = (dl_keymap){0};
    }
    dl_status status = app->archive ? DL_OK : dl_fail_nomem(error);
    if (!status && !app->keymap.len)
        status = dl_keymap_init(&app->keymap, error);
    if (!status && options->query && !dl_app_set_filter(app, options->query, error))
        status = error ? error->status : DL_ERR_INVALID;
    if (status) {
        dl_app_free(app);
        return status;
    }
    bool resumed = options->session && dl_resume(app, options->session, options->query != NULL);
    if (!resumed) {
        dl_app_arrange(app);
        if (dl_app_requery(app))
            dl_app_land_first(app);
    }
    *ret_app = app;
    return DL_OK;
}

void dl_app_free(dl_app *app)
{
    if (!app)
        return;
    dl_help_release(&app->help);
    dl_concordance_release(&app->concordance);
    dl_dossier_release(&app->dossier);
    dl_place_release(&app->before_dossier);
    free(app->open_dossier);
    dl_compare_release(&app->compare);
    dl_place_release(&app->before_concordance);
    dl_names_release(&app->names);
    dl_hints_release(&app->hints);
    dl_merged_focus_release(&app->merged_focus);
    dl_reading_release(&app->reading);
    dl_doclist_release(&app->list);
    dl_sources_release(&app->sources);
    dl_prompt_release(&app->prompt);
    dl_trail_release(&app->trail);
    dl_undo_release(&app->undo);
    dl_correction_release(&app->correction);
    dl_whom_release(&app->whom);
    dl_arena_release(&app->repeat_arena);
    dl_marked_release(&app->marked);
    dl_arena_release(&app->note.arena);
    dl_focus_release(&app->focus);
    dl_hits_release(&app->hits);
    dl_search_release(&app->search);
    dl_saved_release(&app->saved);
    dl_keymap_release(&app->keymap);
    dl_arena_release(&app->filter_arena);
    dl_open_groups_release(&app->groups);
    dl_arena_release(&app->paint);
    dl_drawn_release(&app->drawn);
    free(app->find_text);
    free(app->link);
    dl_str_release(&app->errand_text);
    dl_import_state_release(&app->import);
    free(app->archive);
    free(app);
}

const char *dl_app_link(const dl_app *app)
{
    return app->link ? app->link : "";
}

dl_context dl_app_context(const dl_app *app)
{
    static const dl_context of_pane[DL_PANE_COUNT] = {
        [DL_PANE_SOURCES] = DL_CONTEXT_SOURCES,
        [DL_PANE_NAMES] = DL_CONTEXT_NAMES,
        [DL_PANE_LIST] = DL_CONTEXT_LIST,
        [DL_PANE_TEXT] = DL_CONTEXT_TEXT,
    };
    if (app->overlay == DL_OVERLAY_HELP)
        return DL_CONTEXT_HELP;
    if (app->overlay == DL_OVERLAY_DOSSIER)
        return DL_CONTEXT_DOSSIER;
    if (app->overlay == DL_OVERLAY_COMPARE)
        return DL_CONTEXT_COMPARE;
    if (dl_app_is_selecting(app))
        return DL_CONTEXT_SELECT;
    if (app->overlay == DL_OVERLAY_CONCORDANCE && app->pane != DL_PANE_TEXT)
        return app->pane == DL_PANE_NAMES ? DL_CONTEXT_NAMED : DL_CONTEXT_CONCORDANCE;
    return of_pane[app->pane];
}

/* --- where the panes stand --- */

static size_t text_width(const dl_app *app, dl_rect rect)
{
    int width = rect.width - DL_TEXT_MARGIN_LEFT - DL_TEXT_MARGIN_RIGHT;
    int measure = dl_settings_number(&app->settings, DL_SETTING_MEASURE);
    return width < 1 ? 1 : width > measure ? (size_t)measure : (size_t)width;
}

void dl_app_arrange(dl_app *app)
{
    bool concordance = app->overlay == DL_OVERLAY_CONCORDANCE;
    dl_geometry_wish wish = {
        .sources_drawer = app->sources_drawer,
        .names_drawer = app->names_drawer,
        .zoomed = app->zoomed && app->overlay == DL_OVERLAY_NONE,
        .zoomed_pane = app->pane,
        .whole_width = app->overlay != DL_OVERLAY_NONE,
        .aside = concordance,
        .list_rows = concordance                          ? dl_concordance_rows(&app->concordance)
                     : app->overlay == DL_OVERLAY_DOSSIER ? app->dossier.len
                                                          : (size_t)app->list.total,
        .sources_rows = app->sources.len,
        .list_more = app->list_more,
        .left_more = app->left_more,
    };
    app->list.margin = app->concordance.margin =
        (uint64_t)dl_settings_number(&app->settings, DL_SETTING_SCROLL_MARGIN);
    dl_geometry_make(&app->geometry, app->width, app->height, &wish);
    dl_rect text = app->geometry.panes[DL_PANE_TEXT];
    if (text.width > 0 && text.height > 0)
        dl_reading_resize(&app->reading, text_width(app, text), (size_t)text.height);
    dl_app_renew_hints(app);
    if (app->overlay == DL_OVERLAY_HELP && !dl_help_resize(&app->help, &app->keymap, app->width))
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
}

void dl_app_resize(dl_app *app, int width, int height)
{
    app->width = width;
    app->height = height;
    dl_app_arrange(app);
    if (dl_app_is_selecting(app))
        dl_app_follow_selection(app);
}

/* Whether PANE has its place on the screen without a drawer. */
static bool has_column(const dl_app *app, dl_pane pane)
{
    if (pane == DL_PANE_LIST || pane == DL_PANE_TEXT)
        return true;
    dl_geometry plain;
    dl_geometry_wish wish = {.sources_rows = app->sources.len, .list_rows = 1};
    dl_geometry_make(&plain, app->width, app->height, &wish);
    return plain.panes[pane].width > 0 && plain.panes[pane].height > 0;
}

void dl_app_enter(dl_app *app, dl_pane pane)
{
    if (pane != DL_PANE_TEXT)
        dl_app_end_selection(app);
    app->pane = pane;
    bool drawer = app->overlay != DL_OVERLAY_CONCORDANCE && !has_column(app, pane);
    app->sources_drawer = pane == DL_PANE_SOURCES && drawer;
    app->names_drawer = pane == DL_PANE_NAMES && drawer;
    dl_app_arrange(app);
}

size_t dl_app_page(const dl_app *app)
{
    const dl_geometry *g = &app->geometry;
    int heading = dl_app_context(app) & (DL_CONTEXT_TEXT | DL_CONTEXT_SELECT) ? 0 : 1;
    int rows = g->panes[app->pane].height - heading;
    if (app->overlay == DL_OVERLAY_COMPARE)
        return dl_screen_arrange_compare((dl_app *)app);
    if (app->overlay == DL_OVERLAY_HELP) /* which has all that the bars leave */
        rows = app->height - g->top[0].height - g->top[1].height - g->bottom[0].height -
               g->bottom[1].height - heading;
    if (dl_app_context(app) == DL_CONTEXT_CONCORDANCE && app->concordance.page)
        rows = (int)app->concordance.page;
    return rows > 1 ? (size_t)rows : 1;
}

/* --- strokes --- */

const char *dl_app_call(dl_app *app, dl_command command)
{
    char call[DL_CALL_TEXT];
    unsigned here = dl_app_context(app);
    dl_keymap_call(&app->keymap, command, here, call);
    if (*call == ':') /* it may have keys in another pane */
        dl_keymap_call(&app->keymap, command, DL_CONTEXT_ANY, call);
    const char *copy = dl_arena_strdup(&app->paint, call);
    return copy ? copy : dl_command_find(command)->name;
}

unsigned dl_app_run(dl_app *app, dl_command command, const dl_arg *arg)
{
    app->running = command;
    app->stroke = arg->stroke;
    if (app->on_marked && !dl_app_takes_marked(command)) {
        app->on_marked = false;
        dl_app_sayf(app, "%s is not done on marked rows; once more does it here",
                    dl_command_find(command)->name);
        return 0;
    }
    unsigned effects = dl_command_find(command)->function(app, arg);
    effects |= dl_app_answer(app, arg->text);
    app->previous = command;
    if (command != DL_COMMAND_ON_MARKED)
        app->on_marked = false;
    if (app->edge_command != command)
        app->edge_command = DL_COMMAND_NONE;
    return effects;
}

/* Takes a digit of a count; whether STROKE was one. */
static bool take_digit(dl_app *app, dl_stroke stroke)
{
    if (app->pending_len || stroke > '9' || stroke < '0' || (stroke == '0' && !app->count))
        return false;
    long count = app->count * 10 + (long)(stroke - '0');
    app->count = count > COUNT_MAX ? COUNT_MAX : count;
    return true;
}

static void forget_begun(dl_app *app)
{
    app->pending_len = 0;
    app->count = 0;
}

/* Takes a stroke of a command's sequence. */
static unsigned take_key(dl_app *app, dl_stroke stroke)
{
    bool begun = app->pending_len || app->count;
    if (begun && (stroke == DL_STROKE_ESC || stroke == DL_STROKE_CTRL('c'))) {
        forget_begun(app);
        return 0;
    }
    app->pending[app->pending_len++] = stroke;
    bool begins;
    const dl_binding *binding =
        dl_keymap_find(&app->keymap, dl_app_context(app), app->pending, app->pending_len, &begins);
    if (!binding && begins)
        return 0;
    dl_arg arg = {.count = app->count ? app->count : 1,
                  .counted = app->count > 0,
                  .stroke = stroke,
                  .text = binding ? binding->text : ""};
    if (binding) {
        forget_begun(app);
        return dl_app_run(app, binding->command, &arg);
    }
    char text[DL_SEQUENCE_TEXT];
    dl_sequence_show(app->pending, app->pending_len, text);
    forget_begun(app);
    dl_app_sayf(app, "%s is not bound here; %s shows all keys", text,
                dl_app_call(app, DL_COMMAND_HELP));
    return 0;
}

/* Takes the answer to an open question. */
static unsigned answer(dl_app *app, dl_stroke stroke)
{
    dl_question question = app->question;
    app->question = DL_QUESTION_NONE;
    if (question == DL_QUESTION_SORT)
        return dl_app_sort(app, stroke);
    if (question == DL_QUESTION_HINT)
        return dl_app_answer_hint(app, stroke);
    if (stroke == DL_STROKE_ESC || stroke == DL_STROKE_CTRL('c'))
        return 0;
    if (question >= DL_QUESTION_CORRECT) {
        dl_app_correction_answer(app, question, stroke);
        return 0;
    }
    if (question == DL_QUESTION_SAVED) {
        dl_saved_answer(app, stroke);
        return 0;
    }
    if (question == DL_QUESTION_MARK_PLACE) {
        dl_app_mark_place(app, stroke);
        return 0;
    }
    if (question == DL_QUESTION_GO_PLACE) {
        dl_app_go_place(app, stroke);
        return 0;
    }
    if (question == DL_QUESTION_DOSSIER) {
        dl_app_answer_dossier(app, stroke);
        return 0;
    }
    if (question == DL_QUESTION_READ_ALL) {
        if (stroke == 'y')
            dl_app_read_all(app);
        return 0;
    }
    return stroke == 'y' || stroke == 'q' || stroke == DL_STROKE_ENTER ? DL_EFFECT_QUIT : 0;
}

unsigned dl_app_key(dl_app *app, dl_stroke stroke)
{
    app->message[0] = '\0';
    app->message_is_error = app->told_news = false;
    if (app->question)
        return answer(app, stroke);
    if (app->prompt.kind)
        return dl_app_prompt_key(app, stroke);
    return take_digit(app, stroke) ? 0 : take_key(app, stroke);
}

dl_status dl_app_paint(dl_app *app, dl_frame *frame)
{
    dl_status status = dl_frame_begin(frame, app->width, app->height);
    if (status)
        return status;
    dl_arena_clear(&app->paint);
    app->drawn.len = 0;
    if (app->geometry.too_small) {
        static const char text[] = "too small";
        dl_frame_text(frame, 0, 0, app->width, DL_STYLE(TEXT), text, sizeof text - 1);
        return DL_OK;
    }
    if (app->overlay == DL_OVERLAY_HELP)
        dl_screen_paint_help(app, frame);
    else if (app->overlay == DL_OVERLAY_COMPARE)
        dl_screen_paint_compare(app, frame);
    else {
        if (app->overlay == DL_OVERLAY_CONCORDANCE)
            dl_screen_paint_concordance(app, frame);
        else if (app->overlay == DL_OVERLAY_DOSSIER)
            dl_screen_paint_dossier(app, frame);
        else
            dl_screen_paint_list(app, frame);
        dl_screen_paint_text(app, frame, app->geometry.panes[DL_PANE_TEXT]);
        dl_paint_borders(frame, &app->geometry, app->glyphs);
        dl_screen_paint_sources(app, frame);
        if (app->overlay == DL_OVERLAY_CONCORDANCE)
            dl_screen_paint_named(app, frame);
        else
            dl_screen_paint_names(app, frame);
    }
    dl_screen_paint_top(app, frame);
    dl_screen_paint_bottom(app, frame);
    return frame->failed ? DL_ERR_NOMEM : DL_OK;
}
