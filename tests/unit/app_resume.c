/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session: the reader is opened again where it was left. */
#include <stdlib.h>
#include <string.h>

#include "support/reader.h"

/* Where the reader is now, to be freed. */
static char *describe(test_reader *r)
{
    dl_str text;
    dl_str_init(&text);
    assert_true(dl_app_describe_session(r->app, &text));
    return dl_str_detach(&text);
}

/* Opens the archive of R anew, going on with SESSION, filtered by QUERY where it is one. */
static void reopen(test_reader *r, const char *session, const char *query)
{
    dl_error error = {.message = ""};
    dl_app_free(r->app);
    r->app = NULL;
    dl_app_options options = {.store = r->store,
                              .archive = "archive.db",
                              .query = query,
                              .session = session,
                              .theme = dl_theme_find("dark"),
                              .width = 80,
                              .height = 24};
    if (dl_app_new(&options, &r->app, &error))
        fail_msg("%s", error.message);
    test_screen(r);
}

/* The terminal may go while words are typed: they are no filter before Enter. */
static void test_a_search_not_entered_is_left(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Forg:league<Enter><Enter>]O");
    char *before = describe(r);
    test_press(r, "szyzzyva");
    assert_shows(r, "no document");
    char *typing = describe(r);
    assert_string_equal(typing, before);
    test_press(r, "<Esc>");
    char *after = describe(r);
    assert_string_equal(after, before);
    free(before);
    free(typing);
    free(after);
}

static void test_it_is_as_it_was(void **state)
{
    test_reader *r = *state;
    static const char *const ways[] = {
        "",
        "jj",
        "<Enter>",
        "<Enter>]]",
        "<Enter>9]*)z2zs",
        "Forg:league date:..2023<Enter><Enter>]*n",
        "Forg:league<Enter>\\\\gssgss",
        "gsdG<Enter><C-d>O",
        "<Enter>/strip<Enter>nn",
        "<C-w>+<C-w>+",
        "<Enter>]]gr",
        "Flamp\\ne<Esc>",
        "<Enter>GJ:set marks=first<Enter>",
        "Fzyzzyva<Enter>", /* nothing holds it */
        "Sta<Esc>",
    };
    for (size_t i = 0; i < COUNT_OF(ways); i++) {
        print_message("# %s\n", ways[i]);
        if (i == 0)
            test_reader_start(r);
        else
            reopen(r, NULL, NULL);
        test_press(r, ways[i]);
        test_press(r, "<Esc>");
        char *session = describe(r);
        bool concordance = r->app->overlay == DL_OVERLAY_CONCORDANCE;
        if (concordance)
            test_press(r, "q"); /* what covers the panes is not opened again */
        char *screen = strdup(test_screen(r));
        assert_non_null(screen);
        char *focus = r->app->focus.name ? strdup(r->app->focus.name) : NULL;
        size_t behind = r->app->trail.at;
        unsigned kinds = r->app->shown.places;
        reopen(r, session, NULL);
        test_stroke(r, DL_STROKE_ESC);
        assert_string_equal(test_screen(r), screen);
        assert_string_equal(r->app->focus.name ? r->app->focus.name : "", focus ? focus : "");
        assert_int_equal(r->app->trail.at, behind);
        assert_int_equal(r->app->shown.places, kinds);
        char *again = describe(r);
        assert_string_equal(again, session);
        for (size_t step = 0; step < behind; step++)
            test_press(r, "<lt>");
        assert_hides(r, "cannot");
        free(again);
        free(screen);
        free(focus);
        free(session);
    }
}

static void test_a_query_goes_before_the_session(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Forg:league<Enter><Enter>]*zs");
    char *session = describe(r);
    const char *origin = r->app->reading.doc.document.origin;
    char *read = strdup(origin);
    reopen(r, session, "source:coast");
    assert_int_equal(r->app->counts.documents, 2);
    assert_int_equal(r->app->list.cursor, 0);
    assert_int_equal(dl_settings_number(dl_app_settings(r->app), DL_SETTING_MARKS), DL_MARKS_FOCUS);
    test_press(r, "<lt>"); /* where one was is a step away */
    assert_reads(r, read);
    assert_shows(r, "Harbour League");
    free(read);
    free(session);
}

/* Replaces the first FROM of SESSION by TO; to be freed. */
static char *forge(const char *session, const char *from, const char *to)
{
    dl_str text;
    dl_str_init(&text);
    dl_str_add(&text, session);
    const char *at = strstr(text.text, from);
    assert_non_null(at);
    size_t start = (size_t)(at - text.text);
    dl_str_splice(&text, start, start + strlen(from), to, strlen(to));
    return dl_str_detach(&text);
}

static void test_what_is_gone_is_left_out(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Forg:league<Enter><Enter>]*");
    char *session = describe(r);
    char *sha256 = strdup(r->app->reading.doc.document.sha256);
    static const char no_such[] =
        "0000000000000000000000000000000000000000000000000000000000000000";
    char *gone = forge(session, sha256, no_such);
    reopen(r, gone, NULL);
    assert_shows(r, "[org:\"Harbour League\" ×]");
    assert_true(r->app->reading.open);
    assert_int_equal(r->app->focus.kind, DL_FOCUS_ENTITY);
    free(gone);
    gone = forge(session, "org:league", "org:leek");
    reopen(r, gone, NULL);
    assert_true(r->app->message_is_error); /* the filter names nobody any more */
    assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS);
    assert_true(r->app->reading.open);
    free(gone);
    gone = forge(session, r->app->focus.id, "org/nobody");
    reopen(r, gone, NULL);
    assert_int_equal(r->app->focus.kind, DL_FOCUS_NONE);
    free(gone);
    gone = forge(session, "session\t1", "session\t2"); /* a newer program's */
    reopen(r, gone, NULL);
    assert_int_equal(r->app->trail.len, 0);
    assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS);
    free(gone);
    free(sha256);
    free(session);
}

static void test_half_a_session_is_none(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Forg:league<Enter><Enter>]*");
    char *session = describe(r);
    size_t len = strlen(session);
    for (size_t cut = 0; cut < len; cut += cut < 200 ? 1 : 7) {
        char *part = strndup(session, cut);
        reopen(r, part, NULL);
        assert_int_equal(r->app->trail.len, 0);
        assert_int_equal(r->app->filter.count, 0);
        free(part);
    }
    free(session);
}

/* A file may hold anything: each field wrong in some way. */
static void test_a_forged_session_does_no_harm(void **state)
{
    test_reader *r = *state;
    static const char *const values[] = {"",     "-1", "4294967295", "99999999999999999999",
                                         "text", "\\", "\xff\xfe",   "org/nato"};
    test_reader_start(r);
    test_press(r, "Forg:league<Enter><Enter>9]*");
    char *session = describe(r);
    for (size_t at = 0; session[at]; at++) {
        if (session[at] != '\t')
            continue;
        size_t end = at + 1 + strcspn(session + at + 1, "\t\n");
        for (size_t i = 0; i < COUNT_OF(values); i++) {
            dl_str forged;
            dl_str_init(&forged);
            dl_str_add(&forged, session);
            dl_str_splice(&forged, at + 1, end, values[i], strlen(values[i]));
            reopen(r, forged.text, NULL);
            test_press(r, "<C-g><lt>]n<C-e><C-y>");
            dl_str_release(&forged);
        }
    }
    free(session);
}

/* What a dossier previews is no place to come back to; that it is the open one is known. */
static void test_a_dossier_is_left_by_quitting(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>/silt does<Enter>YqSilt<Enter>");
    char *cited = strdup(r->app->reading.doc.document.origin);
    test_press(r, "<Esc>qjj");
    char *place = strdup(r->app->reading.doc.document.origin);
    assert_string_not_equal(cited, place);
    test_press(r, "hG<Enter>");
    assert_int_equal(r->app->overlay, DL_OVERLAY_DOSSIER);
    assert_reads(r, cited);
    char *session = describe(r);
    reopen(r, session, NULL);
    assert_reads(r, place);
    assert_string_equal(r->app->open_dossier, "Silt");
    test_press(r, "<Enter>Yd");
    assert_shows(r, "added to the dossier Silt");
    free(session);
    free(place);
    free(cited);
}

/* What an earlier session decided is not undone by this one's key: it says what does. */
static void test_what_an_earlier_session_decided_is_told(void **state)
{
    static const char told[] = "nothing to undo; dateline entity undo: “";
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>gg]cne");
    assert_shows(r, "is no name everywhere");
    uint64_t left = test_mentioned(r, "org/harbour-league");
    reopen(r, NULL, NULL);
    test_press(r, "u");
    assert_shows(r, told);
    assert_shows(r, "arbour League” of org/harb");
    test_press(r, "ru"); /* what this one did is undone first */
    assert_shows(r, "undone: marked unread");
    test_press(r, "u");
    assert_shows(r, told);
    test_press(r, "<C-r><C-r>");
    assert_shows(r, "nothing to redo");
    assert_int_equal(test_mentioned(r, "org/harbour-league"), left);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READER_TEST(test_a_search_not_entered_is_left),
        READER_TEST(test_it_is_as_it_was),
        READER_TEST(test_a_query_goes_before_the_session),
        READER_TEST(test_what_is_gone_is_left_out),
        READER_TEST(test_a_dossier_is_left_by_quitting),
        READER_TEST(test_half_a_session_is_none),
        READER_TEST(test_a_forged_session_does_no_harm),
        READER_TEST(test_what_an_earlier_session_decided_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
