/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bars. Top: archive, the filter as chips, counts and the one order; below it the dates held.
 * Bottom: where one is and what `n` will do; the few keys that matter here, or a message, or the
 * prompt. Hints name the keys that are bound now, and only such.
 */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/cmd_correct.h"
#include "app/cmd_hints.h"
#include "app/cmd_mark.h"
#include "app/screen.h"
#include "dateline/origin.h"
#include "dateline/text.h"

#define PIECES_MAX 40
#define CHIP_LEAST 10 /* cells of what a chip says */
#define CHIP_FRAME 5  /* cells of a chip beside that, and of the gap to the next */

typedef struct pieces {
    dl_bar_piece items[PIECES_MAX];
    size_t count;
} pieces;

static void add(pieces *p, const char *text, dl_style style, bool right, int keep)
{
    if (text && p->count < PIECES_MAX)
        p->items[p->count++] = (dl_bar_piece){text, style, right, keep};
}

/* A number with its noun, in the plural where it is not one. */
static const char *counted(dl_app *app, uint64_t count, const char *noun)
{
    return dl_arena_printf(&app->paint, "%llu %s%s", (unsigned long long)count, noun,
                           count == 1 ? "" : "s");
}

static const char *order_name(dl_order order)
{
    static const char *const names[] = {
        [DL_ORDER_NEWEST] = "newest first",
        [DL_ORDER_OLDEST] = "oldest first",
        [DL_ORDER_SOURCE] = "by source",
        [DL_ORDER_SOURCE_DOWN] = "by source, z first",
        [DL_ORDER_HITS] = "most mentions first",
        [DL_ORDER_HITS_DOWN] = "fewest mentions first",
        [DL_ORDER_RELEVANCE] = "most relevant first",
        [DL_ORDER_RELEVANCE_DOWN] = "least relevant first",
    };
    return names[order];
}

/* The most cells that what a chip says may take for all of them to fit into ROOM: short ones leave
 * theirs to the long, and none is cut until it says nothing. */
static size_t chip_limit(const dl_app *app, size_t room)
{
    size_t cells[PIECES_MAX], count = app->filter.count, limit = room;
    if (count > PIECES_MAX)
        return CHIP_LEAST;
    for (size_t i = 0; i < count; i++)
        cells[i] = dl_text_cells(app->filter.terms[i].shown, strlen(app->filter.terms[i].shown));
    for (; limit > CHIP_LEAST; limit--) {
        size_t sum = 0;
        for (size_t i = 0; i < count; i++)
            sum += (cells[i] < limit ? cells[i] : limit) + CHIP_FRAME;
        if (sum <= room)
            break;
    }
    return limit > CHIP_LEAST ? limit : CHIP_LEAST;
}

static void add_chips(dl_app *app, pieces *p, size_t room)
{
    size_t limit = chip_limit(app, room);
    for (size_t i = 0; i < app->filter.count; i++)
        add(p,
            dl_arena_printf(&app->paint, "[%s %s]",
                            dl_screen_cut(app, app->filter.terms[i].shown, limit),
                            app->glyphs->times),
            DL_STYLE(CHIP), false, 90 - (int)i);
    if (app->filter_off)
        add(p, "(off)", DL_STYLE(BAR), false, 95);
}

/* How often the focus is named under the filter; of a text, as far as it is counted. */
static const char *describe_hits(dl_app *app)
{
    const dl_hits *hits = &app->hits;
    if (app->focus.kind == DL_FOCUS_ENTITY)
        return counted(app, app->counts.mentions, "mention");
    if (app->focus.kind == DL_FOCUS_NONE || (!hits->whole && !hits->total))
        return NULL;
    return hits->whole
               ? counted(app, hits->total, "hit")
               : dl_arena_printf(&app->paint, "%llu+ hits", (unsigned long long)hits->total);
}

/* Cells of a piece of the bar and of the gap beside it. */
static size_t cells_beside(const char *text)
{
    return text ? dl_text_cells(text, strlen(text)) + 1 : 0;
}

/* Counts and order are told however long the filter is: long chips are cut for them. */
static void paint_top_row(dl_app *app, dl_frame *frame)
{
    pieces p = {0};
    const char *docs =
        dl_arena_printf(&app->paint, "%llu of %s", (unsigned long long)app->counts.documents,
                        counted(app, app->counts.held, "doc"));
    if (app->counts.folded)
        docs = dl_arena_printf(&app->paint, "%s, %llu folded", docs ? docs : "",
                               (unsigned long long)app->counts.folded);
    const char *hits = describe_hits(app), *order = order_name(app->order);
    const char *sure = app->shown.least
                           ? dl_arena_printf(&app->paint, "confidence from %d", app->shown.least)
                           : NULL;
    size_t others = cells_beside(docs) + cells_beside(hits) + cells_beside(order) +
                    cells_beside(sure) + cells_beside(app->filter_off ? "(off)" : NULL) + 2;
    size_t width = (size_t)app->geometry.top[0].width;
    add(&p, "dateline", (dl_style){DL_ROLE_BAR, DL_STYLE_BOLD}, false, 30);
    add(&p, app->archive, DL_STYLE(BAR), false, 20);
    add_chips(app, &p, width > others ? width - others : 0);
    add(&p, sure, DL_STYLE(BAR), true, 45);
    add(&p, docs, DL_STYLE(BAR), true, 60);
    add(&p, hits, DL_STYLE(BAR), true, 50);
    add(&p, order, DL_STYLE(BAR), true, 40);
    dl_paint_bar(frame, app->geometry.top[0], p.items, p.count, app->glyphs);
}

/* The days of what is held: the filter's own dates are passed over, so that what they leave out can
 * be seen. */
static void paint_dates_row(dl_app *app, dl_frame *frame)
{
    pieces p = {0};
    char first[11], last[11];
    const dl_counts *held = &app->sources.dates;
    if (held->first != DL_DAY_NONE)
        add(&p,
            dl_arena_printf(&app->paint, "held %s to %s", dl_day_format(held->first, first),
                            dl_day_format(held->last, last)),
            DL_STYLE(BAR), false, 50);
    add(&p,
        dl_arena_printf(&app->paint, "undated %llu %s inferred %s%llu",
                        (unsigned long long)held->undated, app->glyphs->dot,
                        held->inferred ? "~" : "", (unsigned long long)held->inferred),
        DL_STYLE(BAR), true, 40);
    dl_paint_bar(frame, app->geometry.top[1], p.items, p.count, app->glyphs);
}

void dl_screen_paint_top(dl_app *app, dl_frame *frame)
{
    paint_top_row(app, frame);
    if (app->geometry.top[1].height > 0)
        paint_dates_row(app, frame);
}

/* --- bottom --- */

/* Which of the focus's spots in this text is the current one, counted from 1; 0: none. */
static size_t focus_number(const dl_reading *reading)
{
    for (size_t i = 0; reading->has_current && i < reading->focus.len; i++)
        if (dl_spot_compare(reading->focus.items[i], reading->current) == 0)
            return i + 1;
    return 0;
}

const char *dl_screen_cut(dl_app *app, const char *text, size_t room)
{
    size_t len = strlen(text), cells;
    if (room < 2 || dl_text_cells(text, len) <= room)
        return text;
    const char *cut =
        dl_arena_printf(&app->paint, "%.*s%s", (int)dl_text_fit(text, len, room - 1, &cells), text,
                        app->glyphs->ellipsis);
    return cut ? cut : text;
}

/* The focus's name, a quarter of the row at most: what else the bar says is not to give way to it. */
static const char *focus_name(dl_app *app)
{
    return dl_screen_cut(app, app->focus.name, (size_t)app->width / 4);
}

/* What `n` goes through: the focus, where one is in it, and how much of it the filter holds. */
static const char *describe_focus(dl_app *app)
{
    const dl_reading *reading = &app->reading;
    size_t at = focus_number(reading);
    char here[64];
    if (app->focus.kind == DL_FOCUS_NONE)
        return NULL;
    if (at)
        snprintf(here, sizeof here, "%zu/%zu", at, reading->focus.len);
    else
        snprintf(here, sizeof here, "%zu here", reading->focus.len);
    bool text = app->focus.kind == DL_FOCUS_TEXT;
    if (text && !app->hits.whole)
        return dl_arena_printf(&app->paint, "n: %s %s", focus_name(app), here);
    return dl_arena_printf(&app->paint, "n: %s %s, %llu in filter", focus_name(app), here,
                           (unsigned long long)(text ? app->hits.total : app->counts.mentions));
}

/* How far down the text the view has come, in hundredths. */
static unsigned progress(dl_app *app)
{
    dl_reading *reading = &app->reading;
    dl_field field;
    size_t len, end = reading->top + reading->height;
    dl_reading_field(reading, DL_FIELD_BODY, &len);
    if (!dl_reading_has_line(reading, end))
        return 100;
    size_t at = dl_reading_byte(reading, end, &field);
    return field == DL_FIELD_BODY && len ? (unsigned)(at * 100 / len) : 0;
}

/* COUNT with a comma after each thousand. */
static const char *grouped(dl_app *app, uint64_t count)
{
    char text[32];
    size_t at = sizeof text;
    text[--at] = '\0';
    for (int digits = 0; count || !digits; count /= 10, digits++) {
        if (digits && digits % 3 == 0)
            text[--at] = ',';
        text[--at] = (char)('0' + count % 10);
    }
    return dl_arena_strdup(&app->paint, text + at);
}

/* How far long work has come; NULL where none goes on. */
static const char *describe_work(dl_app *app)
{
    dl_progress progress;
    if (!dl_app_progress(app, &progress))
        return NULL;
    if (!progress.total)
        return dl_arena_printf(&app->paint, "%s%s", progress.what, app->glyphs->ellipsis);
    return dl_arena_printf(&app->paint, "%s %s of %s", progress.what, grouped(app, progress.done),
                           grouped(app, progress.total));
}

/* How far the import is that another process does. */
static void add_import(dl_app *app, pieces *p, dl_style style)
{
    const dl_import_state *import = &app->import;
    if (!import->running)
        return;
    add(p,
        import->done ? dl_arena_printf(&app->paint, "importing: %s", import->done)
                     : dl_arena_printf(&app->paint, "importing%s", app->glyphs->ellipsis),
        style, false, 69);
    add(p, import->rate, style, false, 47);
    add(p, ":import stops", style, false, 46);
}

/* How much is selected, and where. */
static const char *describe_selection(dl_app *app)
{
    dl_span span = dl_selection_span(&app->selection, &app->reading);
    const char *field = app->selection.field == DL_FIELD_TITLE ? "title " : "";
    return dl_arena_printf(&app->paint, "selected: %sbytes %zu-%zu", field, span.start, span.end);
}

/* Which line of the concordance it is; where its lines are not counted yet their numbers mean nothing. A
 * line is a mention or a hit, unless it may stand for several. */
static const char *describe_line(dl_app *app)
{
    const dl_concordance *conc = &app->concordance;
    const bool several = conc->viewed && conc->view.lines != conc->view.len;
    const char *what = several ? "line" : conc->focus.kind == DL_FOCUS_ENTITY ? "mention" : "hit";
    if (!conc->counted)
        return dl_arena_printf(&app->paint, "%s %s", what, app->glyphs->ellipsis);
    return dl_arena_printf(&app->paint, "%s %llu of %llu", what,
                           (unsigned long long)(conc->total ? conc->cursor + 1 : 0),
                           (unsigned long long)conc->total);
}

/* The file of the document shown, and its place in it. */
static const char *file_name(dl_app *app)
{
    return dl_origin_short(&app->paint, app->reading.doc.document.origin, app->glyphs->ellipsis);
}

/* What the line of the concordance under the cursor shows: where it stands, and why it is a mention. */
static void add_line(dl_app *app, pieces *p, dl_style style)
{
    const dl_conc_line *line = dl_concordance_current(&app->concordance);
    add(p, describe_line(app), style, false, 60);
    if (!line || line->group)
        return;
    const dl_mention *mention = line->mention;
    if (app->reading.open)
        add(p, file_name(app), style, false, 10);
    add(p,
        dl_arena_printf(&app->paint, "%sbytes %zu-%zu",
                        line->spot.field == DL_FIELD_TITLE ? "title " : "", line->spot.start,
                        line->spot.end),
        style, false, 55);
    if (!mention)
        return;
    const dl_own_kind *own = dl_shown_own(&app->shown, mention);
    add(p, own ? own->name : NULL, style, false, 45);
    add(p, dl_arena_printf(&app->paint, "form %s", dl_form_name(mention->form)), style, false, 43);
    add(p, dl_arena_printf(&app->paint, "rule %s", dl_rule_name(mention->rule)), style, false, 42);
    add(p, dl_app_say_sure(app, mention), style, false, 44);
}

/* How much of each passage the other does not have. */
static const char *describe_compared(dl_app *app)
{
    const dl_compare_side *sides = app->compare.sides;
    if (!sides[0].only_count && !sides[1].only_count)
        return "the same words";
    return dl_arena_printf(&app->paint, "%zu and %zu words, marked where they differ",
                           sides[0].words, sides[1].words);
}

static void add_position(dl_app *app, pieces *p, dl_style style)
{
    add(p, describe_work(app), style, false, 70);
    add_import(app, p, style);
    if (app->overlay == DL_OVERLAY_CONCORDANCE)
        add_line(app, p, style);
    else if (app->overlay == DL_OVERLAY_DOSSIER)
        add(p,
            dl_arena_printf(&app->paint, "passage %llu of %zu",
                            (unsigned long long)(app->dossier.len ? app->dossier.cursor + 1 : 0),
                            app->dossier.len),
            style, false, 60);
    else if (app->overlay == DL_OVERLAY_COMPARE)
        add(p, describe_compared(app), style, false, 60);
    else if (app->overlay == DL_OVERLAY_HELP)
        add(p, dl_arena_printf(&app->paint, "help, %zu lines", app->help.len), style, false, 60);
    else if (app->list.total)
        add(p,
            dl_arena_printf(&app->paint, "doc %llu/%llu", (unsigned long long)app->list.cursor + 1,
                            (unsigned long long)app->list.total),
            style, false, 60);
    else
        add(p, "no documents", style, false, 60);
    bool document = app->overlay == DL_OVERLAY_NONE || app->overlay == DL_OVERLAY_DOSSIER;
    if (app->reading.open && document) {
        add(p, file_name(app), style, false, 10);
        add(p, dl_arena_printf(&app->paint, "%u%%", progress(app)), style, false, 40);
    }
    if (app->marked.len)
        add(p, dl_arena_printf(&app->paint, "%zu marked", app->marked.len), style, false, 52);
    if (dl_app_context(app) == DL_CONTEXT_SELECT)
        add(p, describe_selection(app), style, false, 55);
    if (document)
        add(p, describe_focus(app), style, false, 50);
    if (app->trail.at && app->overlay == DL_OVERLAY_NONE)
        add(p, dl_arena_printf(&app->paint, "back: %s", counted(app, app->trail.at, "step")), style,
            false, 15);
}

/* What Enter does on the row of the sources under the cursor; NULL: nothing. */
static const char *describe_open(dl_app *app)
{
    const dl_source_line *line = dl_sources_current(&app->sources);
    if (line && line->kind == DL_SOURCE_DOSSIER)
        return "open the dossier";
    return line && dl_source_line_filters(line) ? "filter to it" : NULL;
}

static const char *describe_next(dl_app *app)
{
    return app->focus.kind == DL_FOCUS_NONE
               ? NULL
               : dl_arena_printf(&app->paint, "next %s", focus_name(app));
}

/* What COMMAND does where that depends; NULL: nothing now. */
static const char *describe_hint(dl_app *app, dl_command command)
{
    return command == DL_COMMAND_OPEN ? describe_open(app) : describe_next(app);
}

/* The few keys that matter where the keyboard is. What says nothing depends. */
static const struct {
    unsigned contexts;
    dl_command command;
    const char *says;
} hints[] = {
    {DL_CONTEXT_SOURCES, DL_COMMAND_OPEN, NULL},
    {DL_CONTEXT_SOURCES, DL_COMMAND_MARK_ROW, "one of several"},
    {DL_CONTEXT_DOSSIER, DL_COMMAND_OPEN, "go there"},
    {DL_CONTEXT_DOSSIER, DL_COMMAND_LEVEL_UP, "back"},
    {DL_CONTEXT_DOSSIER, DL_COMMAND_DOSSIER_COMMENT, "comment"},
    {DL_CONTEXT_DOSSIER, DL_COMMAND_DOSSIER_DOWN, "further down"},
    {DL_CONTEXT_DOSSIER, DL_COMMAND_DOSSIER_REMOVE, "take out"},
    {DL_CONTEXT_LIST, DL_COMMAND_OPEN, "read"},
    {DL_CONTEXT_NAMES, DL_COMMAND_OPEN, "first mention"},
    {DL_CONTEXT_TEXT, DL_COMMAND_NEXT_HIT, NULL},
    {DL_CONTEXT_LIST | DL_CONTEXT_TEXT, DL_COMMAND_NEXT_MENTION, "next name"},
    {DL_CONTEXT_TEXT, DL_COMMAND_FOCUS_NEXT, "focus"},
    {DL_CONTEXT_TEXT, DL_COMMAND_OPEN, "concordance"},
    {DL_CONTEXT_TEXT, DL_COMMAND_CITE_QUOTATION, "cite quote"},
    {DL_CONTEXT_LIST, DL_COMMAND_SOURCES, "sources"},
    {DL_CONTEXT_LIST, DL_COMMAND_DATES, "dates"},
    {DL_CONTEXT_LIST | DL_CONTEXT_TEXT, DL_COMMAND_FILTER, "filter"},
    {DL_CONTEXT_SELECT, DL_COMMAND_CITE_SELECTION, "cite"},
    {DL_CONTEXT_SELECT, DL_COMMAND_SELECT_QUOTATION, "quotation"},
    {DL_CONTEXT_SELECT, DL_COMMAND_SELECT_IN_SENTENCE, "sentence"},
    {DL_CONTEXT_SELECT, DL_COMMAND_SELECT_IN_PARAGRAPH, "paragraph"},
    {DL_CONTEXT_SELECT, DL_COMMAND_SELECT_OTHER_END, "other end"},
    {DL_CONTEXT_CONCORDANCE, DL_COMMAND_OPEN, "stay there"},
    {DL_CONTEXT_CONCORDANCE, DL_COMMAND_LEVEL_UP, "back to where I was"},
    {DL_CONTEXT_CONCORDANCE, DL_COMMAND_SORT, "sort"},
    {DL_CONTEXT_CONCORDANCE, DL_COMMAND_CONC_NARROW, "narrow"},
    {DL_CONTEXT_CONCORDANCE, DL_COMMAND_CONC_MARK, "mark"},
    {DL_CONTEXT_CONCORDANCE, DL_COMMAND_CITE_LINE, "cite"},
    {DL_CONTEXT_COMPARE, DL_COMMAND_OPEN, "go to this one"},
    {DL_CONTEXT_COMPARE, DL_COMMAND_OTHER_SIDE, "the other"},
    {DL_CONTEXT_COMPARE, DL_COMMAND_LEVEL_UP, "back to the lines"},
    {DL_CONTEXT_NAMED, DL_COMMAND_OPEN, "next line with it"},
    {DL_CONTEXT_NAMED, DL_COMMAND_LEVEL_UP, "back to the lines"},
    {DL_CONTEXT_HELP, DL_COMMAND_FIND, "search"},
    {DL_CONTEXT_HELP, DL_COMMAND_LEVEL_UP, "close"},
    {DL_CONTEXT_SOURCES | DL_CONTEXT_NAMES, DL_COMMAND_LEVEL_UP, "back"},
    {DL_CONTEXT_ANY & ~DL_CONTEXT_HELP, DL_COMMAND_HELP, "all keys"},
};

static void add_hints(dl_app *app, pieces *p, bool right)
{
    dl_context context = dl_app_context(app);
    int keep = 30; /* what stands earlier in the table stays longer */
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        char key[DL_CALL_TEXT];
        if (!(hints[i].contexts & context) ||
            *dl_keymap_call(&app->keymap, hints[i].command, context, key) == ':')
            continue;
        const char *says = hints[i].says ? hints[i].says : describe_hint(app, hints[i].command);
        const char *text = says ? dl_arena_printf(&app->paint, "%s %s", key, says) : NULL;
        add(p, text, DL_STYLE(BAR), right, hints[i].command == DL_COMMAND_HELP ? 45 : keep--);
    }
}

/* Whose documents are to be marked as read. */
static const char *describe_read_all(dl_app *app)
{
    const dl_source_line *line = dl_app_read_all_of(app);
    if (!line)
        return "of the whole list";
    return line->kind == DL_SOURCE_ALL ? "of all sources"
                                       : dl_arena_printf(&app->paint, "of %s", line->name);
}

/* The kinds of names, where the keys typed so far may become one that switches a kind. */
static const char *legend(dl_app *app)
{
    for (size_t i = 0; i < app->keymap.len; i++) {
        const dl_binding *binding = &app->keymap.items[i];
        if (binding->command == DL_COMMAND_TOGGLE_KIND && app->pending_len &&
            app->pending_len < binding->length &&
            memcmp(binding->strokes, app->pending, app->pending_len * sizeof *app->pending) == 0)
            return dl_app_list_kinds(app);
    }
    return NULL;
}

/* What is begun: a question, or the keys typed so far. NULL: nothing. */
static const char *describe_begun(dl_app *app)
{
    char text[DL_SEQUENCE_TEXT];
    if (app->question == DL_QUESTION_SORT && dl_app_context(app) == DL_CONTEXT_SOURCES)
        return "sort by: n name  c count  u unread (the same again turns it round)";
    if (app->question == DL_QUESTION_SORT)
        return dl_app_context(app) == DL_CONTEXT_CONCORDANCE
                   ? "sort by: d date  s source  l left  r right (the same again turns it round)"
                   : "sort by: d date  s source  r relevance  n mentions of the focus (again: "
                     "turned round)";
    if (app->question == DL_QUESTION_SAVED)
        return "the search: r rename  c change to this filter  d delete";
    if (app->question == DL_QUESTION_DOSSIER)
        return "the dossier: r rename  d delete";
    if (app->question == DL_QUESTION_QUIT)
        return "quit? q again quits, any other key stays";
    if (app->question == DL_QUESTION_MARK_PLACE)
        return "mark this place by a letter: a to z, A to Z";
    if (app->question == DL_QUESTION_GO_PLACE)
        return "go to the place marked by a letter, or by ' to where the last jump began";
    if (app->question == DL_QUESTION_HINT)
        return dl_app_hints_ask(app);
    if (app->question == DL_QUESTION_READ_ALL)
        return dl_arena_printf(&app->paint, "mark %s %s as read? y does, any other key does not",
                               counted(app, app->question_count, "unread document"),
                               describe_read_all(app));
    if (app->question >= DL_QUESTION_CORRECT)
        return dl_app_correction_asks(app);
    dl_sequence_show(app->pending, app->pending_len, text);
    const char *kinds = legend(app);
    if (kinds)
        return dl_arena_printf(&app->paint, "%s  %s 0 all", text, kinds);
    if (app->count)
        return dl_arena_printf(&app->paint, "%ld%s", app->count, text);
    return *text ? dl_arena_strdup(&app->paint, text) : NULL;
}

static size_t cells_of(const char *text)
{
    return dl_text_cells(text, strlen(text));
}

static void paint_prompt(dl_app *app, dl_frame *frame, dl_rect row)
{
    dl_prompt *prompt = &app->prompt;
    dl_table_row rows[16];
    dl_table_cell cells[16][2];
    const char *label = dl_prompt_labels[prompt->kind],
               *error = *prompt->error ? prompt->error : NULL;
    bool naming = dl_app_is_naming(app);
    if (prompt->searching)
        label = dl_arena_printf(&app->paint, "%s(history, %s) ", label, prompt->search.text);
    /* an error for which there is no room after the text stands above it */
    bool above = error && cells_of(label) + cells_of(prompt->text.text) + 2 + cells_of(error) >
                              (size_t)row.width;
    size_t count = prompt->candidates_count < 16 ? prompt->candidates_count : 16;
    for (size_t i = 0; i < count; i++) {
        const char *text = prompt->candidates[i].text, *what = prompt->candidates[i].what;
        cells[i][0] = (dl_table_cell){.text = text, .len = strlen(text), .style = DL_STYLE(BAR)};
        cells[i][1] = (dl_table_cell){.text = what, .len = strlen(what), .style = DL_STYLE(BAR)};
        rows[i] = (dl_table_row){.cells = cells[i], .cursor = i == prompt->chosen};
    }
    dl_prompt_view view = {.label = label,
                           .text = prompt->text.text,
                           .cursor = prompt->cursor,
                           .message = above ? NULL : error,
                           .hint = *prompt->hint && !naming ? prompt->hint : NULL,
                           .above = above                               ? error
                                    : *prompt->hint && naming && !error ? prompt->hint
                                                                        : NULL,
                           .candidates = rows,
                           .candidates_count = count,
                           .chosen = prompt->chosen};
    dl_rect area = {0, 0, row.width, row.y + 1};
    dl_paint_prompt(frame, area, &view, app->glyphs);
    if (above) {
        dl_bar_piece piece = {error, DL_STYLE(ERROR), false, 1};
        dl_paint_bar(frame, (dl_rect){0, row.y - 1, row.width, 1}, &piece, 1, app->glyphs);
    }
}

void dl_screen_paint_bottom(dl_app *app, dl_frame *frame)
{
    dl_rect first = app->geometry.bottom[0], second = app->geometry.bottom[1];
    bool two = second.height > 0;
    const char *begun = describe_begun(app);
    pieces upper = {0}, lower = {0};
    pieces *keys = two ? &lower : &upper;
    add_position(app, &upper, DL_STYLE(BAR));
    if (begun)
        add(keys, begun, DL_STYLE(BAR), false, 100);
    else if (*app->message)
        add(keys, app->message, app->message_is_error ? DL_STYLE(ERROR) : DL_STYLE(MESSAGE), false,
            100);
    else
        add_hints(app, keys, !two);
    dl_paint_bar(frame, first, upper.items, upper.count, app->glyphs);
    if (two)
        dl_paint_bar(frame, second, lower.items, lower.count, app->glyphs);
    if (app->prompt.kind)
        paint_prompt(app, frame, two ? second : first);
}
