/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mouse in the reader: what is clicked is found as it is painted. */
#include <stdlib.h>
#include <string.h>

#include "dateline/text.h"
#include "support/reader.h"

static void act(test_reader *r, dl_mouse_kind kind, int x, int y)
{
    r->effects = dl_app_mouse(r->app, (dl_mouse){kind, x, y});
    while (dl_app_idle(r->app) & DL_IDLE_MORE)
        ;
    test_screen(r);
}

static void click(test_reader *r, int x, int y)
{
    act(r, DL_MOUSE_CLICK, x, y);
}

/* The cell of PART in row Y; -1 where the row does not show it. */
static int column_of(test_reader *r, const char *part, int y)
{
    const char *row = test_row(r, y), *at = strstr(row, part);
    return at ? (int)dl_text_cells(row, (size_t)(at - row)) : -1;
}

static void test_rows(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    dl_rect list = r->app->geometry.panes[DL_PANE_LIST];
    click(r, list.x + 5, list.y + 3);
    assert_reads(r, "perch.txt");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    assert_false(r->app->reading.doc.read); /* a preview */
    click(r, list.x + 5, list.y);           /* the heading */
    assert_reads(r, "perch.txt");
    click(r, list.x + 40, list.y + 3); /* again: as Enter */
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    assert_true(r->app->reading.doc.read);
    click(r, list.x + 5, list.y + 3); /* the keyboard comes back first */
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    click(r, list.x + 5, list.y + list.height + 40); /* beyond the screen */
    click(r, -1, -1);
    assert_reads(r, "perch.txt");
}

static void test_every_name_that_is_painted(void **state)
{
    test_reader *r = *state;
    static const struct {
        int width, height;
    } sizes[] = {{80, 24}, {120, 40}, {40, 30}};
    test_reader_start(r);
    for (size_t s = 0; s < COUNT_OF(sizes); s++) {
        test_resize(r, sizes[s].width, sizes[s].height);
        test_press(r, "gg");
        dl_rect text = r->app->geometry.panes[DL_PANE_TEXT];
        int found = 0;
        for (int y = text.y; y < text.y + text.height; y++)
            for (int x = text.x; x < text.x + text.width; x++) {
                const dl_cell *cell = dl_frame_cell(&r->frame, x, y);
                bool marked = cell->style.role < DL_ROLE_TEXT;
                r->app->reading.has_current = false;
                r->app->pane = DL_PANE_TEXT;
                size_t top = r->app->reading.top;
                if (cell->cells == 0) /* the second half of a wide character */
                    continue;
                click(r, x, y);
                assert_int_equal(r->app->reading.has_current, marked);
                assert_int_equal(r->app->reading.top, top);
                found += marked;
                r->app->reading.has_current = false;
                test_screen(r);
            }
        assert_true(found > 20);
    }
}

static void test_a_name_again_is_its_concordance(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    dl_rect text = r->app->geometry.panes[DL_PANE_TEXT];
    int y = text.y;
    while (column_of(r, "Harbour League", y) < 0)
        y++;
    click(r, column_of(r, "Harbour League", y) + 8, y);
    assert_current(r, "Harbour League");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    assert_int_equal(r->app->trail.at, 1);
    click(r, column_of(r, "Harbour League", y), y);
    assert_int_equal(r->app->overlay, DL_OVERLAY_CONCORDANCE);
    dl_rect lines = r->app->geometry.panes[DL_PANE_LIST];
    click(r, 10, lines.y + 3);
    assert_int_equal(column_of(r, "▌", lines.y + 3), 0);
    act(r, DL_MOUSE_WHEEL_DOWN, 10, lines.y + 2);
    text = r->app->geometry.panes[DL_PANE_TEXT];
    click(r, 10, text.y + 3); /* as Tab goes into its text */
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_TEXT);
    click(r, 10, lines.y + 1 + (int)(r->app->concordance.cursor - r->app->concordance.top));
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_CONCORDANCE); /* the keyboard first */
    click(r, 10, lines.y + 1 + (int)(r->app->concordance.cursor - r->app->concordance.top));
    assert_int_equal(r->app->overlay, DL_OVERLAY_NONE); /* stays there */
    test_press(r, "<lt><lt>");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
}

static void test_drawers_lie_over_the_rest(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "S<Esc>");
    dl_rect sources = r->app->geometry.panes[DL_PANE_SOURCES];
    assert_true(sources.width > 0);
    test_press(r, "l");
    test_press(r, "hgg");
    if (r->app->pane == DL_PANE_SOURCES) {
        sources = r->app->geometry.panes[DL_PANE_SOURCES];
        click(r, sources.x + 3, sources.y + 2);
        assert_int_equal(r->app->sources.cursor, r->app->sources.top + 1);
        assert_int_equal(r->app->filter.count, 0);
        click(r, sources.x + 3, sources.y + 2);
        assert_int_equal(r->app->filter.count + (r->app->sources.cursor == 0), 1);
    }
}

static void test_the_wheel_by_pane(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    dl_rect text = r->app->geometry.panes[DL_PANE_TEXT];
    act(r, DL_MOUSE_WHEEL_DOWN, text.x + 4, text.y + 4);
    assert_int_equal(r->app->reading.top, 3);
    assert_int_equal(r->app->pane, DL_PANE_LIST); /* the keyboard stays */
    assert_int_equal(r->app->list.cursor, 0);
    act(r, DL_MOUSE_WHEEL_UP, text.x + 4, text.y + 4);
    act(r, DL_MOUSE_WHEEL_UP, text.x + 4, text.y + 4);
    assert_int_equal(r->app->reading.top, 0);
    test_press(r, "?");
    act(r, DL_MOUSE_WHEEL_DOWN, 4, 4);
    assert_int_equal(r->app->help.top, 3);
    click(r, 4, 4);
    assert_int_equal(r->app->overlay, DL_OVERLAY_HELP);
    test_press(r, "qF");
    click(r, text.x + 4, text.y + 4); /* what is being typed stays */
    assert_int_equal(r->app->prompt.kind, DL_PROMPT_FILTER);
    test_press(r, "<Esc>");
    test_resize(r, 10, 3);
    click(r, 1, 1);
    act(r, DL_MOUSE_WHEEL_DOWN, 1, 1);
}

/* Whether the text pane shows at column X, row Y, what the document has where a click there leads. */
static bool agrees(test_reader *r, int x, int y, bool *ret_text)
{
    dl_rect text = r->app->geometry.panes[DL_PANE_TEXT];
    dl_spot spot;
    size_t len, line = r->app->reading.top + (size_t)(y - text.y);
    int column = x - text.x - DL_TEXT_MARGIN_LEFT;
    const char *row = test_row(r, y);
    *ret_text = column >= 0 && dl_reading_point(&r->app->reading, line, (size_t)column, &spot);
    if (!*ret_text)
        return true;
    size_t at = dl_text_fit(row, strlen(row), (size_t)x, NULL);
    return row[at] == dl_reading_field(&r->app->reading, spot.field, &len)[spot.start];
}

/* Notes stand between the lines of the text and move those below them down. */
static void test_below_notes(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>/chartered<Enter>aa note that is longer than the line it stands under, "
                  "as notes by one who likes to write are<Enter>");
    test_press(r, "/nuisance<Enter>aon a later one<Enter>");
    for (int top = 0; top < 6; top++) {
        dl_rect text = r->app->geometry.panes[DL_PANE_TEXT];
        int cells = 0;
        dl_reading_scroll(&r->app->reading, (size_t)top);
        test_screen(r);
        for (int y = text.y; y < text.y + text.height; y++)
            for (int x = text.x; x < text.x + text.width - 1; x++) {
                bool is_text;
                assert_true(agrees(r, x, y, &is_text));
                cells += is_text;
            }
        assert_true(cells > 100);
    }
    assert_shows(r, "+ on a later one");
    int y = r->app->geometry.panes[DL_PANE_TEXT].y;
    while (column_of(r, "+ on a later one", y) < 0)
        y++;
    r->app->reading.has_current = false;
    click(r, column_of(r, "+ on a later one", y) + 4, y); /* a note is no name */
    assert_false(r->app->reading.has_current);
}

static void test_a_dossier(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>/silt does<Enter>YqSilt<Enter>/Norway<Enter>YsYd");
    test_resize(r, 120, 40);
    test_press(r, "qhG<Enter>");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_DOSSIER);
    dl_rect list = r->app->geometry.panes[DL_PANE_LIST],
            text = r->app->geometry.panes[DL_PANE_TEXT];
    click(r, 20, list.y + 3);
    assert_int_equal(r->app->dossier.cursor, 2);
    act(r, DL_MOUSE_WHEEL_DOWN, 20, text.y + 1); /* its text, not its rows */
    assert_int_equal(r->app->dossier.cursor, 2);
    act(r, DL_MOUSE_WHEEL_UP, 20, text.y + 1);
    click(r, 20, text.y + 1); /* which one reads on in by Enter */
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_DOSSIER);
    click(r, 20, list.y + 2);
    assert_int_equal(r->app->dossier.cursor, 1);
    assert_int_equal(r->app->overlay, DL_OVERLAY_DOSSIER);
    click(r, 20, list.y + 2); /* again: as Enter */
    assert_int_equal(r->app->overlay, DL_OVERLAY_NONE);
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_TEXT);
}

/* Where a line of the concordance takes several rows, each of them is that line's. */
static void test_lines_of_several_rows(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>]gr+");
    dl_rect list = r->app->geometry.panes[DL_PANE_LIST];
    int rows = 0;
    for (int y = list.y + 1; y < list.y + list.height; y++) {
        const dl_drawn_part *seen = dl_drawn_find(&r->app->drawn, 10, y);
        assert_non_null(seen);
        if (!seen->is_row)
            break;
        uint64_t line = seen->row;
        test_press(r, "gg");
        click(r, 10, y);
        assert_int_equal(r->app->overlay, line == 0 ? DL_OVERLAY_NONE : DL_OVERLAY_CONCORDANCE);
        if (line == 0)
            test_press(r, "gr"); /* at the row left */
        else
            assert_int_equal(r->app->concordance.cursor, line);
        rows++;
    }
    assert_true(rows > (int)r->app->concordance.page); /* some take more than one */
}

static void test_who_is_named_with_it(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "<Enter>]gr");
    dl_rect named = r->app->geometry.panes[DL_PANE_NAMES];
    assert_true(named.width > 0);
    click(r, named.x + 4, named.y + 2);
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_NAMED);
    assert_int_equal(r->app->concordance.named_cursor, 1);
    click(r, named.x + 4, named.y + 2); /* again: the next line with it */
    assert_int_equal(r->app->overlay, DL_OVERLAY_CONCORDANCE);
    uint64_t cursor = r->app->concordance.cursor;
    act(r, DL_MOUSE_WHEEL_DOWN, named.x + 4, named.y + 2);
    assert_int_equal(r->app->concordance.cursor, cursor);
}

static void test_passages_compared(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "<Enter>]grxx=");
    assert_int_equal(r->app->overlay, DL_OVERLAY_COMPARE);
    int side = r->app->compare.side;
    click(r, side ? 10 : 80, 6);
    assert_int_equal(r->app->compare.side, !side);
    click(r, side ? 10 : 80, 8); /* again: as Enter */
    assert_int_equal(r->app->overlay, DL_OVERLAY_CONCORDANCE);
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_TEXT);
}

static void test_the_help(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "?");
    click(r, 10, 6);
    click(r, 10, 6); /* there is nothing to open */
    assert_int_equal(r->app->overlay, DL_OVERLAY_HELP);
    assert_int_equal(column_of(r, "▌", 6), 0);
}

static void test_it_is_asked_for(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, ":set mouse<Enter>");
    assert_int_equal(r->effects, DL_EFFECT_MOUSE);
    assert_int_equal(dl_settings_number(dl_app_settings(r->app), DL_SETTING_MOUSE), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_rows),
        READER_TEST(test_every_name_that_is_painted),
        READER_TEST(test_a_name_again_is_its_concordance),
        READER_TEST(test_drawers_lie_over_the_rest),
        READER_TEST(test_the_wheel_by_pane),
        READER_TEST(test_below_notes),
        READER_TEST(test_a_dossier),
        READER_TEST(test_lines_of_several_rows),
        READER_TEST(test_who_is_named_with_it),
        READER_TEST(test_passages_compared),
        READER_TEST(test_the_help),
        READER_TEST(test_it_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
