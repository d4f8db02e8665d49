/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with the lines of a concordance: sorting, folding, narrowing, context, marks. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "support/reader.h"

/* Some of these sentences read the same but for white space and letter case; some stand in quotation
 * marks. */
static const test_document documents[] = {
    {.origin = "heron.txt",
     .published = "2024-05-01",
     .source = "Coast Wire",
     .country = "NO",
     .title = "Herons return",
     .body = "A pilot met {org/harbour-league the League} at dawn.\n\n"
             "\"We thank {org/harbour-league the League} for {org/lamp-office Lamp Office} oil,\" "
             "said a keeper.\n"},
    {.origin = "otter.txt",
     .published = "2024-04-01",
     .source = "Lake Post",
     .country = "KE",
     .title = "Otters leave",
     .body = "A pilot  met {org/harbour-league the League} at DAWN.\n\n"
             "Nobody asked {org/harbour-league the League} about {org/lamp-office Lamp Office}.\n"},
    {.origin = "plover.txt",
     .published = "2024-03-01",
     .source = "Coast Wire",
     .country = "NO",
     .title = "Plovers wait",
     .body = "Later a pilot met {org/harbour-league the League} at dawn.\n"},
};

static void fill(dl_store *store)
{
    for (size_t i = 0; i < COUNT_OF(documents); i++)
        test_document_put(store, &documents[i]);
}

static void many(dl_store *store)
{
    test_archive_fill_many(store, 0, 600);
}

/* One sentence that a machine wrote: nothing parts its many names. */
static void one_sentence(dl_store *store)
{
    dl_str body;
    dl_str_init(&body);
    for (int i = 0; i < 8000; i++)
        dl_str_add(&body, "{org/harbour-league the League} met {org/lamp-office Lamp Office} ");
    test_document document = documents[0];
    document.body = body.text;
    test_document_put(store, &document);
    dl_str_release(&body);
}

/* Opens the concordance of the League. */
static void start(test_reader *r)
{
    test_reader_open(r, fill, NULL);
    test_press(r, "<Enter>]<Enter>");
    assert_int_equal(r->app->concordance.total, 5);
}

/* What stands before the name in each row, its end alone, parted by bars. */
static const char *befores(test_reader *r, char *ret, size_t size)
{
    ret[0] = '\0';
    for (uint64_t i = 0; i < r->app->concordance.total; i++) {
        const dl_conc_line *line = dl_concordance_line(&r->app->concordance, i);
        assert_non_null(line);
        const char *space = strrchr(line->before, ' ');
        while (space && space > line->before && space[1] == '\0')
            for (space--; space > line->before && *space != ' ';)
                space--;
        size_t len = strlen(ret);
        snprintf(ret + len, size - len, "%s%s", len ? "|" : "", space ? space + 1 : line->before);
    }
    return ret;
}

/* A sort by context is read from its first line, and the text below goes there too. */
static void test_a_sort_begins_at_the_top(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>gg]grG");
    assert_hides(r, "mention 1 of");
    test_press(r, "gsl");
    assert_shows(r, "mention 1 of");
    const dl_conc_line *line = dl_concordance_current(&r->app->concordance);
    assert_int_equal(line->key, r->app->reading.doc.key);
    test_press(r, "gsd");
    assert_int_equal(dl_concordance_current(&r->app->concordance)->key, r->app->reading.doc.key);
}

static void test_sorts_by_context(void **state)
{
    test_reader *r = *state;
    char text[256];
    start(r);
    test_press(r, "gsl");
    assert_string_equal(befores(r, text, sizeof text), "asked |met |met |met |thank ");
}

static void test_equal_lines_are_one(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "zd");
    assert_int_equal(r->app->concordance.total, 4);
    assert_shows(r, "×2");
    assert_shows(r, "line 1 of 4");
    test_press(r, "x"); /* both are marked */
    assert_int_equal(r->app->concordance.marks.len, 2);
    test_press(r, "gsrzd");
    assert_int_equal(r->app->concordance.total, 5);
    assert_hides(r, "×2");
    test_press(r, "X");
    assert_int_equal(r->app->concordance.marks.len, 0);
}

/* What lines have in common is found once: each for itself would take minutes. */
static void test_a_sentence_of_many_names(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, one_sentence, NULL);
    clock_t start = clock();
    test_press(r, "<Enter>]<Enter>zd");
    assert_shows(r, "no two lines read the same");
    test_press(r, "&office<Enter>");
    assert_shows(r, "mention 1 of 8000");
    test_press(r, "gslG");
    assert_shows(r, "mention 8000 of 8000");
    assert_true((clock() - start) / CLOCKS_PER_SEC < 20);
}

static void test_narrowed(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "&PILOT met<Enter>");
    assert_int_equal(r->app->concordance.total, 3);
    assert_shows(r, "& PILOT met 3 of 5 lines");
    test_press(r, "&pilo<Enter>"); /* a word, not a part of one */
    assert_int_equal(r->app->concordance.total, 0);
    assert_shows(r, "no line holds pilo; & and Enter: all lines again");
    test_press(r, "jkG{}x+zdzdgsl"); /* an empty list is no trap */
    test_press(r, "gsd&pilo*<Enter>");
    assert_int_equal(r->app->concordance.total, 3);
    test_press(r, "Gq"); /* the text stays as it is while it is closed and reopened */
    test_press(r, "gr");
    assert_int_equal(r->app->concordance.total, 3);
    assert_reads(r, "plover.txt");
    test_press(r, "&<Enter>");
    assert_int_equal(r->app->concordance.total, 5);
    assert_reads(r, "plover.txt");
}

static void test_quoted(void **state)
{
    test_reader *r = *state;
    start(r);
    assert_shows(r, "“ quoted 1");
    test_press(r, "z\"");
    assert_int_equal(r->app->concordance.total, 1);
    assert_shows(r, "quoted only 1 of 5 lines");
    assert_reads(r, "heron.txt");
    test_press(r, "&otter<Enter>");
    assert_int_equal(r->app->concordance.total, 0);
    test_press(r, "z\"&<Enter>");
    assert_int_equal(r->app->concordance.total, 5);
}

static void test_sources_fold(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "zc");
    assert_shows(r, "gs s");
    test_press(r, "gssggzc");
    assert_int_equal(r->app->concordance.total, 3);
    assert_shows(r, "▸ 3 lines");
    test_press(r, "jzoG");
    assert_int_equal(r->app->concordance.total, 3);
    test_press(r, "zM");
    assert_int_equal(r->app->concordance.total, 2);
    assert_reads(r, "otter.txt");
    test_press(r, "x");
    assert_int_equal(r->app->concordance.marks.len, 2);
    test_press(r, "zR");
    assert_int_equal(r->app->concordance.total, 5);
    test_press(r, "gsszc"); /* turned round */
    assert_int_equal(r->app->concordance.total, 4);
}

static void test_context(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "j+");
    assert_shows(r, "\"We thank the League for Lamp Office oil,\"");
    test_press(r, "+");
    assert_shows(r, "said a keeper.");
    test_press(r, "+");
    assert_shows(r, "the most there is");
    test_press(r, "---");
    assert_shows(r, "the least there is");
}

/* The cursor is in view, and so is all of its line, wherever one goes. */
static void test_moves_among_long_lines(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, many, "date:2000-01");
    test_press(r, "JJ<Enter>]<Enter>++");
    static const char *const keys[] = {"G", "k", "<C-u>", "<C-b>", "j", "<C-d>", "<Space>", "10G"};
    for (size_t i = 0; i < 40; i++) {
        const dl_concordance *conc = &r->app->concordance;
        test_press(r, keys[i * 7 % COUNT_OF(keys)]);
        assert_true(conc->cursor >= conc->top && conc->cursor < conc->top + conc->page);
    }
}

static void test_into_the_text_and_back(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "<Tab>");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_TEXT);
    test_press(r, "<Tab>"); /* below 100 columns nobody stands beside it */
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_CONCORDANCE);
    test_press(r, "<Tab>n"); /* the next line all the same */
    assert_int_equal(r->app->concordance.cursor, 1);
    assert_current(r, "the League");
    test_press(r, "v");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_SELECT);
    test_press(r, "<Esc>");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_TEXT);
    test_press(r, "q");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_CONCORDANCE);
    test_press(r, "<Tab>]<Enter>"); /* another concordance, from where this one led */
    assert_shows(r, "CONCORDANCE  Lamp Office");
    test_press(r, "q");
    assert_int_equal(r->app->overlay, DL_OVERLAY_NONE);
    assert_current(r, "Lamp Office");
    test_press(r, "<lt>");
    assert_current(r, "the League");
}

static void test_who_is_named_with_it(void **state)
{
    test_reader *r = *state;
    start(r);
    test_resize(r, 120, 40);
    assert_shows(r, "NAMED IN THE SAME SENTENCE");
    assert_shows(r, "│ Lamp Office               2");
    test_press(r, "<Tab><Tab>");
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_NAMED);
    test_press(r, "<Enter>");
    assert_int_equal(r->app->concordance.cursor, 1);
    test_press(r, "<Enter>");
    assert_int_equal(r->app->concordance.cursor, 3);
    test_press(r, "<Enter>jkG"); /* around the end */
    assert_int_equal(r->app->concordance.cursor, 1);
    test_press(r, "<Tab>&dawn<Enter>");
    assert_hides(r, "│ Lamp Office");
    test_press(r, "<S-Tab><Enter>jjG<C-d>q"); /* nobody */
    assert_int_equal(dl_app_context(r->app), DL_CONTEXT_CONCORDANCE);
}

static void test_finds_a_line(void **state)
{
    test_reader *r = *state;
    start(r);
    test_press(r, "/thank<Enter>");
    assert_int_equal(r->app->concordance.cursor, 1);
    assert_reads(r, "heron.txt");
    test_press(r, "/later<Enter>");
    assert_int_equal(r->app->concordance.cursor, 4);
    test_press(r, "/thank<Enter>"); /* around the end */
    assert_int_equal(r->app->concordance.cursor, 0);
    test_press(r, "/walrus<Enter>");
    assert_shows(r, "no line holds walrus");
    assert_int_equal(r->app->concordance.cursor, 0);
    test_press(r, "&walrus<Enter>/heron<Enter>");
    assert_shows(r, "no line holds heron");
}

static void test_finding_goes_on_in_slices(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, many, NULL);
    test_press(r, "J<Enter>]<Enter>/walrus");
    dl_app_key(r->app, DL_STROKE_ENTER);
    dl_progress progress;
    assert_true(dl_app_progress(r->app, &progress));
    dl_app_idle(r->app);
    dl_app_key(r->app, 'j'); /* keys are taken meanwhile */
    assert_int_equal(r->app->concordance.cursor, 1);
    assert_non_null(dl_concordance_current(&r->app->concordance));
    dl_app_key(r->app, DL_STROKE_ESC);
    assert_false(dl_app_progress(r->app, &progress));
    assert_int_equal(r->app->overlay, DL_OVERLAY_CONCORDANCE);
    test_press(r, "/walrus<Enter>");
    assert_shows(r, "no line holds walrus");
    assert_int_equal(r->app->concordance.cursor, 1);
}

static void test_asked_for_before_all_are_read(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, many, NULL);
    test_press(r, "J<Enter>]");
    dl_app_key(r->app, DL_STROKE_ENTER);
    dl_app_key(r->app, 'z');
    dl_app_key(r->app, 'd');
    dl_progress progress;
    assert_true(dl_app_progress(r->app, &progress));
    test_screen_busy(r);
    assert_shows(r, progress.what);
    dl_app_key(r->app, DL_STROKE_ESC);
    test_screen(r);
    assert_shows(r, "stopped");
    assert_false(r->app->concordance.tools.folded);
    test_press(r, "zd");
    assert_true(r->app->concordance.view.hidden > 0);
    assert_int_equal(r->app->concordance.view.lines, dl_conc_refs_count(&r->app->concordance.refs));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        READER_TEST(test_a_sort_begins_at_the_top),
        READER_TEST(test_sorts_by_context),
        READER_TEST(test_equal_lines_are_one),
        READER_TEST(test_a_sentence_of_many_names),
        READER_TEST(test_narrowed),
        READER_TEST(test_quoted),
        READER_TEST(test_sources_fold),
        READER_TEST(test_context),
        READER_TEST(test_moves_among_long_lines),
        READER_TEST(test_into_the_text_and_back),
        READER_TEST(test_who_is_named_with_it),
        READER_TEST(test_finds_a_line),
        READER_TEST(test_finding_goes_on_in_slices),
        READER_TEST(test_asked_for_before_all_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
