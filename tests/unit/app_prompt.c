/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prompts of the reader: the filter, dates, sources, names, find, commands; completion and errors. */
#include <stdio.h>
#include <string.h>

#include "support/reader.h"

static const char *typed(const test_reader *r)
{
    return r->app->prompt.text.text;
}

/* --- the filter --- */

static void test_F_edits_the_filter(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>F");
    assert_shows(r, "filter: ");
    test_press(r, "org:league date:..2023<Enter>");
    assert_int_equal(r->app->counts.documents, 3);
    assert_shows(r, "[org:\"Harbour League\" ×]  [date:..2023 ×]");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    assert_reads(r, "perch.txt"); /* the first row, previewed */
    assert_false(r->app->reading.doc.read);
    test_press(r, "F");
    assert_string_equal(typed(r), "org:league date:..2023 ");
    test_press(r, "<C-u><Enter>"); /* an empty one clears it */
    assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS);
    test_press(r, "<lt>");
    assert_int_equal(r->app->counts.documents, 3);
}

static void test_the_first_hit_of_the_filter_is_current(void **state)
{
    test_reader *r = *state;
    static const struct {
        const char *filter, *hit;
    } cases[] = {
        {"org:league", "Harbour League"},           /* of the title */
        {"lamp \"echo sounder\"", "echo sounder"},  /* the first in the text, not in the filter */
        {"person:brandvik buoys", "Ilse Brandvik"}, /* names and words alike */
        {"twi*", "twine"},
        {"source:coast", NULL}, /* asks for nothing in a text */
    };
    test_reader_start(r);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        test_press(r, "F<C-u>");
        test_press(r, cases[i].filter);
        test_press(r, "<Enter>");
        assert_current(r, cases[i].hit);
        assert_int_equal(r->app->focus.kind, DL_FOCUS_NONE);
    }
}

static void test_a_filter_at_the_start_has_its_first_hit_too(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, test_archive_fill, "lamp");
    assert_reads(r, "dredgers.txt");
    assert_current(r, "Lamp");
    test_press(r, "j"); /* a preview */
    assert_current(r, NULL);
    test_press(r, "<Enter>"); /* into the text */
    assert_current(r, "Lamp");
}

static void test_an_unchanged_filter_is_no_change(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, test_archive_fill, "source:coast");
    test_press(r, "jF<Enter>D<Enter>F<Esc>D<C-c>F<C-u><C-g>");
    assert_int_equal(r->app->trail.len, 0);
    assert_reads(r, "kestrel.txt"); /* where the cursor was */
    assert_int_equal(r->app->counts.documents, 2);
}

static void test_a_wrong_filter_stays_open(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    static const struct {
        const char *keys;
        size_t cursor;
        const char *says;
    } wrong[] = {
        {"Fsorce:coast<Enter>", 0, "source:"},
        {"Flamp (rope<Enter>", 5, "("},
        {"Fsource:coost<Enter>", 12, "did you mean"},
        {"Flamp date:2022-13<Enter>", 5, "2022-13"},
    };
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        test_press(r, wrong[i].keys);
        assert_int_equal(r->app->prompt.kind, DL_PROMPT_FILTER);
        assert_in_range(r->app->prompt.cursor, wrong[i].cursor, strlen(typed(r)));
        assert_non_null(strstr(r->app->prompt.error, wrong[i].says));
        test_press(r, "<Left>"); /* moving keeps what is said, typing takes it away */
        assert_true(*r->app->prompt.error);
        test_press(r, "x");
        assert_false(*r->app->prompt.error);
        test_press(r, "<Esc>");
        assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS);
        assert_int_equal(r->app->trail.len, 0);
    }
}

static void test_the_filter_off_and_on(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, test_archive_fill, "source:coast");
    test_press(r, "\\");
    assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS);
    assert_shows(r, "[source:\"Coast Wire\" ×]");
    assert_shows(r, "(off)");
    assert_reads(r, "dredgers.txt");
    test_press(r, "\\");
    assert_int_equal(r->app->counts.documents, 2);
    test_press(r, "\\F<Enter>"); /* the same again, but on */
    assert_int_equal(r->app->counts.documents, 2);
    test_press(r, "<BS>");
    assert_int_equal(r->app->filter.count, 0);
    test_press(r, "\\");
    assert_shows(r, "no filter to turn off");
    test_press(r, "<BS>");
    assert_shows(r, "no filter to drop");
}

/* However long the filter is, what it leaves is told, and in which order. */
static void test_long_chips_leave_room_for_counts(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r,
               "F-\"the longest phrase that nobody ever wrote about any harbour at all\"<Enter>");
    assert_shows(r, "[-\"the long");
    assert_shows(r, "7 of 7 docs");
    assert_shows(r, "newest first");
    test_press(r, "\\");
    assert_shows(r, "[-\"the long");
    assert_shows(r, "(off)");
    assert_shows(r, "newest first");
    test_press(r, "F-source:none -lamp<Enter>"); /* three: the short ones stay whole */
    assert_shows(r, "[-\"the");
    assert_shows(r, "[-source:none ");
    assert_shows(r, "[-lamp ");
    assert_shows(r, " docs");
}

static void test_backspace_drops_the_last_chip(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, test_archive_fill, "source:coast date:2022 league");
    assert_int_equal(r->app->counts.documents, 1);
    test_press(r, "<BS>");
    assert_hides(r, "[league");
    assert_int_equal(r->app->filter.count, 2);
    test_press(r, "2<BS>");
    assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS);
    test_press(r, "<lt>");
    assert_int_equal(r->app->filter.count, 3);
}

static void test_an_empty_result_says_how_to_go_on(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Fperch kestrel<Enter>");
    assert_int_equal(r->app->counts.documents, 0);
    assert_shows(r, "no document passes this filter");
    assert_shows(r, "0 of 7 docs");
    test_press(r, "jkGgg<Enter>]n)*<Enter>gr<C-g>rJ<C-f>50%o/x<Enter>e<Esc>");
    assert_shows(r, "no document passes this filter");
    test_press(r, "\\");
    assert_reads(r, "dredgers.txt");
}

/* --- dates --- */

static void test_D_filters_by_date(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    static const struct {
        const char *typed;
        unsigned documents;
    } dates[] = {
        {"2022", 1}, {"2022-02..2024-01", 3}, {"..2021", 2}, {"undated", 1}, {"inferred", 1},
    };
    for (size_t i = 0; i < COUNT_OF(dates); i++) {
        test_press(r, "D");
        assert_string_equal(typed(r), i ? dates[i - 1].typed : ""); /* those in force */
        test_press(r, "<C-u>");
        test_press(r, dates[i].typed);
        test_press(r, "<Enter>");
        assert_int_equal(r->app->counts.documents, dates[i].documents);
        assert_int_equal(r->app->filter.count, 1);
    }
    test_press(r, "D<C-u>soon<Enter>");
    assert_int_equal(r->app->prompt.kind, DL_PROMPT_DATES);
    assert_true(*r->app->prompt.error);
    test_press(r, "<Esc>D<C-u><Enter>");
    assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS);
}

static void test_dates_leave_the_rest_of_the_filter(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, test_archive_fill, "date:2022 source:coast date:2024");
    test_press(r, "D<Enter>"); /* unchanged, though it shows one of two */
    assert_int_equal(r->app->filter.count, 3);
    test_press(r, "D<C-u>2024<Enter>");
    assert_int_equal(r->app->filter.count, 2);
    assert_reads(r, "dredgers.txt");
    assert_int_equal(r->app->counts.documents, 1);
}

/* --- sources --- */

static void test_S_narrows_and_chooses(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "S");
    assert_shows(r, "SOURCES");
    test_press(r, "la");
    assert_hides(r, "Valley Radio  ");
    assert_string_equal(dl_sources_current(&r->app->sources)->name, "Lake Post");
    test_press(r, "<Enter>");
    assert_hides(r, "SOURCES");
    assert_int_equal(r->app->counts.documents, 2);
    assert_reads(r, "perch.txt");
    test_press(r, "S<Enter>"); /* an empty Enter changes nothing */
    assert_int_equal(r->app->counts.documents, 2);
    test_press(r, "Skenya<Enter>"); /* by its country too; the same again takes it out */
    assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS);
    test_press(r, "S<C-n><C-n><C-n><C-p><Enter>");
    assert_int_equal(r->app->counts.documents, 2);
    test_press(r, "Szzz");
    assert_shows(r, "no source holds that");
    test_press(r, "<Enter>");
    assert_shows(r, "no such source");
    assert_int_equal(r->app->prompt.kind, DL_PROMPT_SOURCES);
}

/* What begins with what was typed is meant before what merely holds it. */
static void test_typing_picks_what_begins_so(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "Sr"); /* "Coast Wire" merely holds it, and stands before */
    assert_string_equal(dl_sources_current(&r->app->sources)->name, "Valley Radio");
    test_press(r, "<Esc>el"); /* Ilse, Harbour League, Lamp Office */
    assert_string_equal(dl_names_current(&r->app->names)->entity.name, "Lamp Office");
    test_press(r, "<Esc><Esc>Fsource:\"wi<Tab>");
    assert_string_equal(typed(r), "source:\"Coast Wire\"");
    test_press(r, "<C-u>entity:l<Tab><Tab>");
    assert_string_equal(typed(r), "entity:\"Lamp Office\"");
    test_press(r, "<Tab>"); /* then what has a word that begins so */
    assert_string_equal(typed(r), "entity:\"Harbour League\"");
    test_press(r, "<Tab>");
    assert_string_equal(typed(r), "entity:\"Ilse Brandvik\"");
}

static void test_S_and_escape_once_and_twice(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Sva<Esc>"); /* a list with the usual keys, all of it */
    assert_int_equal(r->app->prompt.kind, DL_PROMPT_NONE);
    assert_int_equal(r->app->pane, DL_PANE_SOURCES);
    assert_shows(r, "Lake Post");
    assert_string_equal(dl_sources_current(&r->app->sources)->name, "Valley Radio");
    test_press(r, "jk");
    assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS); /* moving filters nothing */
    test_press(r, "<Esc>");
    assert_int_equal(r->app->pane, DL_PANE_LIST);
    assert_hides(r, "SOURCES");
}

static void test_rows_of_the_source_pane(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    static const struct {
        const char *find;
        unsigned documents;
    } rows[] = {
        {"kenya", 2}, {"valley", 1}, {"no source", 2}, {"undated", 1}, {"inferred", 1},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        test_press(r, "F<C-u><Enter>h/");
        test_press(r, rows[i].find);
        test_press(r, "<Enter><Enter>");
        assert_int_equal(r->app->counts.documents, rows[i].documents);
        assert_int_equal(r->app->pane, DL_PANE_LIST);
        test_press(r, "h<Enter>"); /* on the same again: taken out */
        assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS);
    }
    test_press(r, "hgg<Enter>"); /* All, and nothing to take out: no step */
    size_t steps = r->app->trail.len;
    test_press(r, "h<Enter>");
    assert_int_equal(r->app->trail.len, steps);
}

static void test_x_chooses_several_sources(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 120, 40);
    test_press(r, "h/lake<Enter>x");
    assert_int_equal(r->app->counts.documents, 2);
    assert_int_equal(r->app->pane, DL_PANE_SOURCES);
    test_press(r, "/valley<Enter>x/no source<Enter>x");
    assert_int_equal(r->app->counts.documents, 5);
    test_press(r, "/lake<Enter>x"); /* and no longer */
    assert_int_equal(r->app->counts.documents, 3);
    test_press(r, "ggx");
    assert_shows(r, "x is for a source");
    test_press(r, "XX"); /* the second changes nothing, and is no step */
    assert_int_equal(r->app->counts.documents, TEST_ARCHIVE_DOCUMENTS);
    test_press(r, "<lt>");
    assert_int_equal(r->app->counts.documents, 3);
}

static void test_x_takes_one_of_many_that_a_word_means(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, test_archive_fill, "source:post source:radio source:wire");
    assert_int_equal(r->app->counts.documents, 5);
    test_resize(r, 120, 40);
    test_press(r, "h/coast<Enter>x");
    assert_int_equal(r->app->counts.documents, 3);
    test_press(r, "/coast<Enter>x");
    assert_int_equal(r->app->counts.documents, 5);
}

/* --- names --- */

static void test_e_narrows_the_names(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "e");
    assert_shows(r, "NAMES HERE");
    assert_string_equal(dl_names_current(&r->app->names)->entity.name, "Ilse Brandvik");
    test_press(r, "lea");
    assert_string_equal(dl_names_current(&r->app->names)->entity.name, "Harbour League");
    test_press(r, "<Enter>");
    assert_current(r, "Harbour League");
    assert_int_equal(r->app->reading.current.field, DL_FIELD_TITLE);
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    assert_hides(r, "NAMES HERE");
    test_press(r, "eHL"); /* as the text spells her, too */
    assert_string_equal(dl_names_current(&r->app->names)->entity.name, "Harbour League");
    assert_int_equal(r->app->names.len, 2); /* with the heading of her kind */
    test_press(r, "<Esc><Esc>ezzz<Enter>");
    assert_shows(r, "no such name");
    assert_int_equal(r->app->prompt.kind, DL_PROMPT_NAMES);
}

static void fill_alike(dl_store *store)
{
    static const test_document pilots = {
        .origin = "pilots.txt",
        .published = "2025-06-01",
        .title = "Pilots wait",
        .body = "The {org/sound-pilots Grey Sound Pilot Inspection Board} wrote to the "
                "{org/sound-office Grey Sound Pilot Inspection Office}."};
    test_document_put(store, &pilots);
}

/* Names that begin alike are cut where they can still be told apart. */
static void test_names_that_begin_alike(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill_alike, NULL);
    test_resize(r, 120, 40);
    assert_shows(r, "  Grey Soun…on Board");
    assert_shows(r, "  Grey Soun…n Office");
    test_press(r, "30<C-w>>"); /* where there is room they are whole */
    assert_shows(r, "  Grey Sound Pilot Inspection Board");
}

static void test_e_and_escape_once_and_twice(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "elea<Esc>");
    assert_int_equal(r->app->pane, DL_PANE_NAMES);
    assert_shows(r, "Ilse Brandvik");
    assert_string_equal(dl_names_current(&r->app->names)->entity.name, "Harbour League");
    test_press(r, "gr"); /* of the name at the cursor */
    assert_shows(r, "CONCORDANCE");
    assert_string_equal(r->app->focus.id, TEST_LEAGUE);
    test_press(r, "qe<Esc>gg");
    assert_string_equal(dl_names_current(&r->app->names)->entity.name, "Ilse Brandvik");
    test_press(r, "k"); /* over headings, and no further than the first */
    assert_string_equal(dl_names_current(&r->app->names)->entity.name, "Ilse Brandvik");
    test_press(r, "j");
    assert_string_equal(dl_names_current(&r->app->names)->entity.name, "Norway");
    test_press(r, "/lamp<Enter>");
    assert_string_equal(dl_names_current(&r->app->names)->entity.name, "Lamp Office");
    test_press(r, "<Esc>");
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
    assert_hides(r, "NAMES HERE");
    test_press(r, "elamp<Esc>*"); /* the name at the cursor, from its first mention on */
    assert_string_equal(r->app->focus.name, "Lamp Office");
    assert_current(r, "Lamp Office");
    test_press(r, "elea<Esc>#");
    assert_string_equal(r->app->focus.id, TEST_LEAGUE);
    assert_int_equal(r->app->pane, DL_PANE_TEXT);
}

/* --- find --- */

static void test_slash_finds_rows(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "/KELP<Enter>");
    assert_reads(r, "kelp.txt");
    test_press(r, "/lake post<Enter>"); /* by its source, on from the cursor */
    assert_reads(r, "barley.txt");
    test_press(r, "/<Enter>"); /* the same again, around the end */
    assert_reads(r, "perch.txt");
    test_press(r, "/zzz<Enter>");
    assert_shows(r, "no title or source holds zzz; F filters by words of the texts");
    assert_reads(r, "perch.txt");
    test_press(r, "/lake post<Enter>");
    assert_reads(r, "barley.txt");
    test_press(r, "n"); /* nothing is in focus */
    assert_reads(r, "perch.txt");
    test_press(r, "NN");
    assert_reads(r, "perch.txt");
    test_press(r, "h/zzz<Enter>");
    assert_shows(r, "no source holds zzz");
    test_press(r, "<Esc>e<Esc>/zzz<Enter>");
    assert_shows(r, "no name in this text holds zzz");
    test_press(r, "<Esc>?/fold<Enter>");
    assert_shows(r, "close all folds");
    assert_hides(r, "half a page");
    test_press(r, "<Esc>"); /* all of it again, then closed */
    assert_shows(r, "half a page");
    test_press(r, "/zzzz<Enter>");
    assert_shows(r, "no command holds zzzz");
    test_press(r, "<Esc><Esc>");
    assert_hides(r, "half a page");
}

static void test_slash_finds_lines(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "]<Enter>/crane<Enter>");
    assert_reads(r, "kestrel.txt");
    test_press(r, "/zzz<Enter>");
    assert_shows(r, "no line holds zzz");
    assert_reads(r, "kestrel.txt");
}

/* --- commands --- */

static void test_commands_by_name(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, ":down<Enter>");
    assert_reads(r, "lamps.txt");
    test_press(r, ":nonsense<Enter>");
    assert_shows(r, "no command 'nonsense'");
    assert_string_equal(typed(r), "nonsense");
    test_press(r, ":"); /* as if it were the first */
    assert_string_equal(typed(r), "");
    assert_hides(r, "no command");
    test_press(r, "up:<Enter>");
    assert_shows(r, "no command 'up:'");
    test_press(r, "<Esc>:wq<Enter>");
    assert_hides(r, "did you mean");
    test_press(r, "<Esc>:line-to-top<Enter>");
    assert_shows(r, "line-to-top does nothing here");
    test_press(r, "<Esc>:sort s<Enter>");
    assert_int_equal(r->app->order, DL_ORDER_SOURCE);
    test_press(r, ":h<Enter>");
    assert_int_equal(r->app->overlay, DL_OVERLAY_HELP);
    test_press(r, "q: <Enter>"); /* empty: nothing */
    assert_int_equal(r->app->prompt.kind, DL_PROMPT_NONE);
    test_press(r, ":filter<Enter>");
    assert_int_equal(r->app->prompt.kind, DL_PROMPT_FILTER);
}

/* What stands after the name of a command is the answer to what it asks. */
static void test_commands_with_words(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, ":filter source:coast<Enter>");
    assert_int_equal(r->app->counts.documents, 2);
    test_press(r, ":filter sorce:coast<Enter>"); /* a wrong one stays to be mended */
    assert_int_equal(r->app->prompt.kind, DL_PROMPT_FILTER);
    assert_string_equal(typed(r), "sorce:coast");
    test_press(r, "<Esc><BS>:dates 2025<Enter>");
    assert_shows(r, "[date:2025");
    test_press(r, "<BS>:sources coast<Enter>");
    assert_shows(r, "[source:\"Coast Wire\"");
    test_press(r, "<BS>gg:names lea<Enter>");
    assert_current(r, "Harbour League");
    test_press(r, "q:find barley<Enter>");
    assert_reads(r, "barley.txt");
    assert_int_equal(r->app->prompt.kind, DL_PROMPT_NONE);
}

/* Puts the reader where a command of CONTEXTS holds. */
static void go_to(test_reader *r, const char *contexts)
{
    test_press(r, "<Esc><Esc><Esc>S<Esc>q");
    if (strstr(contexts, "everywhere") || strstr(contexts, "main screen"))
        test_press(r, "gg");
    else if (strstr(contexts, "text"))
        test_press(r, "gg<Enter>");
    else if (strstr(contexts, "selecting"))
        test_press(r, "gg<Enter>v");
    else if (strstr(contexts, "sources"))
        test_press(r, "S<Esc>");
    else if (strstr(contexts, "dossier"))
        test_press(r, "gg<Enter>:dossier x<Enter>]YsqS<Esc>G<Enter>");
    else if (strstr(contexts, "compare"))
        test_press(r, "99[grXggxjx=");
    else
        test_press(r, "99[gr");
}

static void test_every_command_by_its_name_and_by_each_key(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    dl_command_info info;
    for (size_t i = 0; dl_command_at(i, &info); i++) {
        char keys[96];
        go_to(r, info.contexts);
        snprintf(keys, sizeof keys, ":%s<Enter>", info.name);
        test_press(r, keys);
        assert_int_equal(r->app->running, (dl_command)(i + 1));
        assert_false(*r->app->prompt.error);
        for (const char *key = info.keys; *key; key += strspn(key, " ")) {
            size_t len = strcspn(key, " ");
            snprintf(keys, sizeof keys, "%.*s", (int)len, key);
            go_to(r, info.contexts);
            test_press(r, keys);
            assert_int_equal(r->app->running, (dl_command)(i + 1));
            key += len;
        }
    }
}

/* --- completion --- */

static void test_tab_completes(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Fso<Tab>"); /* there is but one */
    assert_string_equal(typed(r), "source:");
    test_press(r, "<Tab>");
    assert_shows(r, "source:\"Coast Wire\"");
    assert_shows(r, "source, 2 documents");
    assert_string_equal(typed(r), "source:");
    test_press(r, "<Tab>");
    assert_string_equal(typed(r), "source:\"Lake Post\"");
    test_press(r, "<Tab><Tab>");
    assert_string_equal(typed(r), "source:\"Valley Radio\"");
    test_press(r, "<S-Tab>");
    assert_string_equal(typed(r), "source:\"Coast Wire\"");
    test_press(r, " org:h<Tab>");
    assert_string_equal(typed(r), "source:\"Coast Wire\" org:\"Harbour League\"");
    test_press(r, "<Enter>");
    assert_int_equal(r->app->counts.documents, 2);
    test_press(r, "F<C-u>entity:\"bra<Tab>");
    assert_string_equal(typed(r), "entity:\"Ilse Brandvik\"");
    test_press(r, "<C-u>zzz<Tab>");
    assert_string_equal(typed(r), "zzz");
    test_press(r, "<Esc>Du<Tab>");
    assert_string_equal(typed(r), "undated");
    test_press(r, "<Esc>:half<Tab>");
    assert_shows(r, "half-page-up");
    test_press(r, "<Tab><Tab>");
    assert_string_equal(typed(r), "half-page-up");
    test_press(r, "<C-u>set theme=l<Tab>");
    assert_string_equal(typed(r), "set theme=light");
}

static void test_tab_completes_at_the_cursor(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Fsource:la date:2023<A-b><A-b><Left><Tab>");
    assert_string_equal(typed(r), "source:\"Lake Post\" date:2023");
    assert_int_equal(r->app->prompt.cursor, strlen("source:\"Lake Post\""));
    test_press(r, "<C-e><C-w><C-w>so<C-a><Tab>");
    assert_shows(r, "whose imprint"); /* before the first character anything may stand */
}

/* --- history --- */

static void test_history_of_each_kind(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "Fkelp<Enter>F<C-u>perch<Enter>:down<Enter>F<C-u>dr");
    test_press(r, "<C-p>");
    assert_string_equal(typed(r), "perch");
    test_press(r, "<Up>");
    assert_string_equal(typed(r), "kelp");
    test_press(r, "<Up>");
    assert_string_equal(typed(r), "kelp");
    test_press(r, "<C-n><Down>");
    assert_string_equal(typed(r), "dr"); /* what was being typed */
    test_press(r, "<Esc>:<C-p>");
    assert_string_equal(typed(r), "down");
    test_press(r, "<Esc>F<C-p>"); /* an escaped prompt leaves nothing behind */
    assert_string_equal(typed(r), "perch");
}

static const struct CMUnitTest tests[] = {
    READER_TEST(test_F_edits_the_filter),
    READER_TEST(test_the_first_hit_of_the_filter_is_current),
    READER_TEST(test_a_filter_at_the_start_has_its_first_hit_too),
    READER_TEST(test_an_unchanged_filter_is_no_change),
    READER_TEST(test_a_wrong_filter_stays_open),
    READER_TEST(test_the_filter_off_and_on),
    READER_TEST(test_long_chips_leave_room_for_counts),
    READER_TEST(test_backspace_drops_the_last_chip),
    READER_TEST(test_an_empty_result_says_how_to_go_on),
    READER_TEST(test_D_filters_by_date),
    READER_TEST(test_dates_leave_the_rest_of_the_filter),
    READER_TEST(test_S_narrows_and_chooses),
    READER_TEST(test_typing_picks_what_begins_so),
    READER_TEST(test_S_and_escape_once_and_twice),
    READER_TEST(test_rows_of_the_source_pane),
    READER_TEST(test_x_chooses_several_sources),
    READER_TEST(test_x_takes_one_of_many_that_a_word_means),
    READER_TEST(test_e_narrows_the_names),
    READER_TEST(test_names_that_begin_alike),
    READER_TEST(test_e_and_escape_once_and_twice),
    READER_TEST(test_slash_finds_rows),
    READER_TEST(test_slash_finds_lines),
    READER_TEST(test_commands_by_name),
    READER_TEST(test_commands_with_words),
    READER_TEST(test_every_command_by_its_name_and_by_each_key),
    READER_TEST(test_tab_completes),
    READER_TEST(test_tab_completes_at_the_cursor),
    READER_TEST(test_history_of_each_kind),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
