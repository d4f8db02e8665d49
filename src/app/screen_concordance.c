/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The concordance: a line a mention, aligned on the first cell of the name; or, where more context is
 * asked for, as many rows a line as its sentence or paragraph takes, broken like a text.
 */
#include "app/cmd_lines.h"
#include "app/facts.h"
#include "app/screen.h"
#include "dateline/text.h"

enum { MARK, DATE, SOURCE, QUOTED, LINE, COUNT, COLUMNS };

/* --- the heading --- */

typedef struct piece {
    const char *text;
    dl_style style;
    bool right; /* stands at the right edge */
    int keep;   /* what goes first where there is no room is the least */
} piece;

#define PIECES 6

static const char *describe_sort(dl_app *app, bool all)
{
    static const char *const names[] = {"date", "source", "left", "right"};
    bool down, named = false;
    const char *now = dl_app_lines_sort(app, &down);
    const char *sign = down ? app->glyphs->open : app->glyphs->closed;
    if (!all)
        return dl_arena_printf(&app->paint, "sort %s%s", sign, now);
    dl_str text;
    dl_str_init(&text);
    dl_str_add(&text, "sort");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bool is_now = strcmp(names[i], now) == 0;
        dl_str_addf(&text, " %s%s", is_now ? sign : "", names[i]);
        named |= is_now;
    }
    if (!named) /* an order of the list's that no letter gives here */
        dl_str_addf(&text, " %s%s", sign, now);
    const char *copy = dl_str_ok(&text) ? dl_arena_strdup(&app->paint, text.text) : NULL;
    dl_str_release(&text);
    return copy;
}

/* What the lines are narrowed to, and how many that leaves. */
static const char *describe_narrowed(dl_app *app)
{
    const dl_concordance *conc = &app->concordance;
    if (!conc->tools.narrowed && !conc->tools.quoted_only)
        return NULL;
    return dl_arena_printf(
        &app->paint, "%s%s%s%s%zu of %zu lines", conc->tools.narrowed ? "& " : "",
        conc->tools.narrowed ? conc->narrow : "", conc->tools.narrowed ? " " : "",
        conc->tools.quoted_only ? "quoted only " : "", conc->view.lines,
        dl_conc_refs_count(&conc->refs));
}

/* The counts, which are known when all lines were read. */
static const char *describe_counts(dl_app *app, bool quoted)
{
    const dl_concordance *conc = &app->concordance;
    if (!conc->viewed)
        return NULL;
    return quoted ? dl_arena_printf(&app->paint, "%s quoted %zu", app->glyphs->quoted,
                                    conc->digest.quoted)
                  : dl_arena_printf(&app->paint, "same lines folded %zu", conc->view.hidden);
}

static int cells_of(const piece *p)
{
    return p->text ? (int)dl_text_cells(p->text, strlen(p->text)) : 0;
}

/* Leaves out the pieces for which WIDTH cells have no room. */
static void drop_pieces(piece *pieces, int width)
{
    for (;;) {
        int taken = 0, least = -1;
        for (int i = 0; i < PIECES; i++) {
            taken += pieces[i].text ? cells_of(&pieces[i]) + 2 : 0;
            if (pieces[i].text && (least < 0 || pieces[i].keep < pieces[least].keep))
                least = i;
        }
        if (taken <= width + 2 || least < 0 || pieces[least].keep > 90)
            return;
        pieces[least].text = NULL;
    }
}

/* The first row: what is listed, how it is sorted, and what became of its lines. */
static void paint_heading(dl_app *app, dl_frame *frame, dl_rect rect)
{
    const dl_concordance *conc = &app->concordance;
    dl_style style = DL_STYLE(TEXT);
    if (conc->focus.kind == DL_FOCUS_ENTITY)
        style = dl_shown_style(&app->shown, conc->focus.entity_kind, conc->focus.id);
    piece pieces[PIECES] = {
        {"CONCORDANCE", DL_STYLE(HEADING), false, 99},
        {conc->focus.name, style, false, 98},
        {describe_narrowed(app), DL_STYLE(SIGN), false, 80},
        {describe_sort(app, rect.width >= 100), DL_STYLE(TEXT), true, 70},
        {describe_counts(app, false), DL_STYLE(TEXT), true, conc->tools.folded ? 60 : 40},
        {describe_counts(app, true), DL_STYLE(TEXT), true, 50},
    };
    drop_pieces(pieces, rect.width - 2);
    int x = rect.x + 1, end = rect.x + rect.width;
    int right = end + 1;
    for (int i = 0; i < PIECES; i++)
        right -= pieces[i].text && pieces[i].right ? cells_of(&pieces[i]) + 2 : 0;
    for (int i = 0; i < PIECES; i++) {
        const piece *p = &pieces[i];
        if (!p->text)
            continue;
        if (p->right && x < right)
            x = right;
        if (x < end)
            x += 2 + dl_frame_label(frame, x, rect.y, end - x, p->style, p->text, strlen(p->text),
                                    app->glyphs->ellipsis);
    }
}

/* --- a line of one row --- */

/* The end of BEFORE that fits in WIDTH cells, beginning with a whole word. */
static const char *fit_before(const char *before, int width)
{
    size_t len = strlen(before), cells = dl_text_cells(before, len), at = 0;
    while (cells > (size_t)(width < 0 ? 0 : width) && at < len) {
        while (at < len && before[at] != ' ')
            at++;
        while (at < len && before[at] == ' ')
            at++;
        cells = dl_text_cells(before + at, len - at);
    }
    return before + at;
}

/* Bytes of AFTER that fit in WIDTH cells, ending with a whole word. */
static size_t fit_after(const char *after, int width)
{
    size_t len = strlen(after), fit = dl_text_fit(after, len, width < 0 ? 0 : (size_t)width, NULL);
    if (fit == len)
        return len;
    size_t word = fit;
    while (word > 0 && after[word] != ' ')
        word--;
    return word ? word : fit;
}

static dl_style name_style(const dl_app *app, const dl_conc_line *line)
{
    if (!line->mention)
        return (dl_style){.role = DL_ROLE_TEXT, .flags = DL_STYLE_HIT};
    dl_style style = dl_shown_style(&app->shown, line->mention->kind, line->mention->entity);
    if (line->mention->confidence < DL_CONFIDENCE_UNSURE)
        style.flags |= DL_STYLE_UNSURE;
    return style;
}

/* A cell that shows TEXT with the bytes [START, END) in the style of LINE's name. */
static dl_table_cell marked_cell(dl_app *app, const dl_conc_line *line, const char *text,
                                 size_t start, size_t end)
{
    dl_mark *mark = dl_arena_alloc(&app->paint, sizeof *mark);
    dl_table_cell cell = dl_screen_cell(text, DL_STYLE(TEXT));
    if (!mark || !text || start >= end)
        return cell;
    *mark = (dl_mark){start, end, name_style(app, line)};
    cell.marks = mark;
    cell.marks_count = 1;
    return cell;
}

/* The line itself: blanks that bring the name to its place, WIDTH cells from the left, what stands
 * before it, the name marked, and what follows in the rest of ROOM cells. */
static dl_table_cell line_cell(dl_app *app, const dl_conc_line *line, int width, int room)
{
    const char *before = fit_before(line->before, width);
    int pad = width - (int)dl_text_cells(before, strlen(before));
    int left = room - width - (int)dl_text_cells(line->name, strlen(line->name));
    const char *text = dl_arena_printf(&app->paint, "%*s%s%s%.*s", pad < 0 ? 0 : pad, "", before,
                                       line->name, (int)fit_after(line->after, left), line->after);
    size_t start = (size_t)(pad < 0 ? 0 : pad) + strlen(before);
    return marked_cell(app, line, text, start, start + strlen(line->name));
}

/* --- rows --- */

/* What rows are made of. */
typedef struct rows {
    dl_table_cell *cells; /* COLUMNS a row */
    dl_table_row *items;
    size_t count, height;
    int before, room; /* cells of the line: before the name, and in all */
} rows;

/* The cells of a new row; NULL where there is no room for one. */
static dl_table_cell *add_row(rows *r, bool cursor)
{
    if (r->count == r->height)
        return NULL;
    dl_table_cell *cells = r->cells + r->count * COLUMNS;
    r->items[r->count++] = (dl_table_row){.cells = cells, .cursor = cursor};
    return cells;
}

/* Date and source stand where they change. */
static void fill_facts(dl_app *app, uint64_t number, bool first, dl_table_cell *cells)
{
    const dl_concordance *conc = &app->concordance;
    const dl_conc_line *line = dl_concordance_line(conc, number);
    const dl_conc_line *above = number && !first ? dl_concordance_line(conc, number - 1) : NULL;
    char date[DL_LIST_DATE];
    if (dl_conc_marks_hold(&conc->marks, line->key, line->spot))
        cells[MARK] = dl_screen_cell(app->glyphs->marked, DL_STYLE(SIGN));
    dl_conc_row row;
    const dl_conc_ref *ref = dl_concordance_ref(conc, number, &row);
    if (ref && ref->quoted && !row.group) /* known when all lines were read */
        cells[QUOTED] = dl_screen_cell(app->glyphs->quoted, DL_STYLE(SIGN));
    if (line->count > 1 && !line->group)
        cells[COUNT] = dl_screen_cell(
            dl_arena_printf(&app->paint, "%s%u", app->glyphs->times, line->count), DL_STYLE(SIGN));
    if (above && above->key == line->key && !above->group && !line->group)
        return;
    if (!line->group)
        cells[DATE] = dl_screen_cell(
            dl_arena_strdup(&app->paint, dl_facts_date(line->published, line->ambiguous, date)),
            DL_STYLE(TEXT));
    cells[SOURCE] = dl_screen_cell(line->source ? line->source : "(no source)",
                                   line->source ? DL_STYLE(TEXT) : DL_STYLE(DIM));
}

/* The text of a line with more context. */
static const char *whole_text(dl_app *app, const dl_conc_line *line)
{
    return dl_arena_printf(&app->paint, "%s%s%s", line->before, line->name, line->after);
}

/* Adds the rows of a line's sentence or paragraph; CELLS are those of the first. */
static void add_text(dl_app *app, rows *r, const dl_conc_line *line, bool cursor,
                     dl_table_cell *cells)
{
    const char *text = whole_text(app, line);
    size_t start = strlen(line->before), end = start + strlen(line->name);
    dl_layout layout;
    dl_line row;
    if (!text)
        return;
    dl_layout_init(&layout, text, strlen(text), r->room > 0 ? (size_t)r->room : 1);
    for (size_t i = 0; dl_layout_line(&layout, i, &row); i++) {
        if (i > 0 && !(cells = add_row(r, cursor)))
            break;
        size_t from = start > row.start ? start : row.start, to = end < row.end ? end : row.end;
        const char *part = dl_arena_strndup(&app->paint, text + row.start, row.end - row.start);
        cells[LINE] = from < to ? marked_cell(app, line, part, from - row.start, to - row.start)
                                : dl_screen_cell(part, DL_STYLE(TEXT));
    }
    dl_layout_release(&layout);
}

static void add_line(dl_app *app, rows *r, uint64_t number)
{
    const dl_concordance *conc = &app->concordance;
    const dl_conc_line *line = dl_concordance_line(conc, number);
    bool cursor = number == conc->cursor, first = r->count == 0;
    dl_table_cell *cells = add_row(r, cursor);
    if (!cells)
        return;
    fill_facts(app, number, first, cells);
    if (line->group)
        cells[LINE] =
            dl_screen_cell(dl_arena_printf(&app->paint, "%s %u line%s", app->glyphs->closed,
                                           line->count, line->count == 1 ? "" : "s"),
                           DL_STYLE(DIM));
    else if (conc->lines.context == DL_CONC_LINE)
        cells[LINE] = line_cell(app, line, r->before, r->room);
    else
        add_text(app, r, line, cursor, cells);
}

/* How many rows line NUMBER takes. */
static size_t rows_of(dl_app *app, const rows *r, uint64_t number)
{
    const dl_conc_line *line = dl_concordance_line(&app->concordance, number);
    if (!line || line->group)
        return 1;
    dl_layout layout;
    const char *text = whole_text(app, line);
    if (!text)
        return 1;
    dl_layout_init(&layout, text, strlen(text), r->room > 0 ? (size_t)r->room : 1);
    size_t count = dl_layout_count(&layout);
    dl_layout_release(&layout);
    return count ? count : 1;
}

/* Moves the first line in view down until all of the one under the cursor is in view. */
static void show_cursor(dl_app *app, const rows *r)
{
    dl_concordance *conc = &app->concordance;
    size_t taken = 0;
    uint64_t top = conc->cursor;
    for (;; top--) {
        taken += rows_of(app, r, top);
        if (taken > r->height || top <= conc->top)
            break;
    }
    conc->top = taken > r->height && top < conc->cursor ? top + 1 : top;
}

/* Widths for a screen of WIDTH cells. Sets the cells of a line, which is what the others leave, and
 * those of its context before the name, which stands in the middle. */
static void set_columns(const dl_app *app, int width, dl_column *columns, rows *r)
{
    const dl_concordance *conc = &app->concordance;
    int source = width >= 110 ? 14 : width >= 70 ? 10 : -1;
    columns[MARK] = (dl_column){.width = conc->marks.len ? 1 : -1};
    columns[DATE] = (dl_column){.width = 11, .right = true};
    columns[SOURCE] = (dl_column){.width = source};
    columns[QUOTED] = (dl_column){.width = width >= 50 ? 1 : -1};
    columns[LINE] = (dl_column){0};
    columns[COUNT] =
        (dl_column){.width = conc->tools.folded && width >= 50 ? 6 : -1, .right = true};
    int taken = 1;
    for (int i = 0; i < COLUMNS; i++)
        taken += columns[i].width > 0 ? columns[i].width + 1 : 0;
    r->room = width > taken ? width - taken : 0;
    r->before = r->room > 4 ? r->room / 2 - 2 : 0;
}

void dl_screen_paint_concordance(dl_app *app, dl_frame *frame)
{
    dl_rect rect = app->geometry.panes[DL_PANE_LIST];
    dl_concordance *conc = &app->concordance;
    if (rect.width <= 0 || rect.height < 2)
        return;
    paint_heading(app, frame, rect);
    rect.y++;
    rect.height--;
    rows r = {.height = (size_t)rect.height};
    dl_error error;
    if (dl_concordance_show(conc, r.height, &error))
        dl_app_complain(app, &error);
    dl_column columns[COLUMNS];
    set_columns(app, rect.width, columns, &r);
    r.cells = dl_arena_calloc(&app->paint, r.height * COLUMNS, sizeof *r.cells);
    r.items = dl_arena_calloc(&app->paint, r.height, sizeof *r.items);
    if (!r.cells || !r.items) {
        frame->failed = true;
        return;
    }
    if (conc->lines.context != DL_CONC_LINE)
        show_cursor(app, &r);
    uint64_t number = conc->top;
    dl_screen_note(app, app->geometry.panes[DL_PANE_LIST], DL_CONTEXT_CONCORDANCE, DL_PANE_LIST, 0,
                   0, 0);
    for (; r.count < r.height && dl_concordance_line(conc, number); number++) {
        dl_rect lines = {rect.x, rect.y + (int)r.count, rect.width, 0};
        add_line(app, &r, number);
        lines.height = rect.y + (int)r.count - lines.y;
        dl_drawn_note(&app->drawn,
                      (dl_drawn_part){lines, DL_CONTEXT_CONCORDANCE, DL_PANE_LIST, true, number});
    }
    conc->page = conc->lines.context == DL_CONC_LINE ? 0 : (size_t)(number - conc->top);
    dl_table table = {.columns = columns,
                      .columns_count = COLUMNS,
                      .rows = r.items,
                      .rows_count = r.count,
                      .keyboard = dl_app_context(app) == DL_CONTEXT_CONCORDANCE};
    table.columns_count = dl_screen_drop_columns(columns, COLUMNS, r.cells, r.count);
    dl_paint_table(frame, rect, &table, app->glyphs);
}
