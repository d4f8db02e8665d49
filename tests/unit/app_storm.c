/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader where things are missing, small or many: empty archives, read-only ones, a few cells, and
 * keys without sense. Every stroke is followed by a frame, which test_press looks at. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "support/reader.h"

static const char all_keys[] =
    "jkGgg<C-f><C-b><C-d><C-u><C-e><C-y>50%]*n)(N#[<Enter><Esc>gr<Enter>q<lt>>JKruu<C-r>o/"
    "x<Enter>z1z0zs"
    "<C-g>F<Esc>Dx<Enter><Esc>Sx<Enter><Esc><Esc>ex<Enter><Esc><Esc>gsdgss\\\\<BS>:3<Enter>?jGgg/"
    "key<Enter>"
    "qhlhjxXzozczazRzM<Tab><S-Tab>O}{ztzzzbO<C-w>h<C-w>l<C-w>+<C-w>=<C-l>";

static void test_an_empty_archive(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, NULL, NULL);
    assert_shows(r, "the archive is empty");
    assert_shows(r, "0 of 0 docs");
    assert_shows(r, "no documents");
    test_press(r, all_keys);
    test_resize(r, 120, 40);
    test_press(r, all_keys);
    assert_int_equal(r->app->trail.len, 0);
}

static void test_an_archive_that_cannot_be_written_to(void **state)
{
    test_reader *r = *state;
    if (r->ops != &dl_store_sqlite)
        SKIP("the archive in memory can always be written to");
    test_reader_start(r);
    dl_app_free(r->app);
    r->app = NULL;
    r->ops->close(r->store);
    dl_error error;
    assert_int_equal(chmod(r->path, 0400), 0);
    dl_status status = r->ops->open(r->path, DL_OPEN_READ, &r->store, &error);
    assert_int_equal(status, DL_OK);
    bool writable = r->ops->writable(r->store);
    dl_settings settings;
    dl_settings_init(&settings);
    settings.values[DL_SETTING_ASCII].number = 1;
    dl_app_options options = {.store = r->store,
                              .archive = "archive.db",
                              .theme = dl_theme_find("none"),
                              .settings = &settings,
                              .width = 80,
                              .height = 24};
    assert_int_equal(dl_app_new(&options, &r->app, &error), DL_OK);
    test_press(r, "<Enter>");
    assert_int_equal(r->app->reading.doc.read, writable); /* reading goes on without the mark */
    assert_hides(r, "cannot");
    test_press(r, "r");
    if (!writable) {
        assert_true(r->app->message_is_error);
        assert_int_equal(r->app->undo.len, 0);
    }
    test_press(r, all_keys);
}

static void test_a_document_that_was_replaced(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>J");
    /* another program replaces the text that the trail leads back to */
    static const test_document changed = {"dredgers.txt", "2024-03-10", "Coast Wire", "NO",
                                          "Short",        "Short.\n",   NULL};
    dl_put put = {0};
    dl_document doc = {.origin = changed.origin,
                       .title = changed.title,
                       .body = changed.body,
                       .source = changed.source,
                       .captured = {.day = DL_DAY_NONE}};
    dl_sha256_hex("other", 5, doc.sha256);
    assert_true(dl_date_parse(changed.published, strlen(changed.published), &doc.published));
    put.document = &doc;
    dl_put_outcome outcome;
    assert_int_equal(r->ops->put(r->store, &put, &outcome, NULL), DL_OK);
    assert_int_equal(outcome, DL_PUT_VERSION);
    test_press(r, "<lt>"); /* to what stands there now */
    assert_reads(r, "dredgers.txt");
    assert_string_equal(r->app->reading.doc.document.title, "Short");
    test_press(r, all_keys);
}

/* --- sizes --- */

static const struct {
    int width, height;
} sizes[] = {{200, 60}, {120, 40}, {100, 24}, {99, 23}, {80, 24}, {60, 10}, {40, 12}, {30, 7},
             {20, 5},   {20, 4},   {19, 5},   {3, 2},   {1, 1},   {2, 60},  {200, 1}, {80, 24}};

static void test_a_storm_of_sizes_over_every_screen(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    static const char *const screens[] = {
        "",    "<Enter>3]", "<Enter>]", "?",      "Ff", "S", "Sco", "e", "el",
        "D20", ":ha<Tab>",  "/x",       "F<Tab>", "gs", "g", "O",   "q", "Fx:<Enter>"};
    for (size_t i = 0; i < COUNT_OF(screens); i++) {
        test_press(r, screens[i]);
        for (size_t j = 0; j < COUNT_OF(sizes); j++)
            test_resize(r, sizes[j].width, sizes[j].height);
        test_press(r, "<Esc><Esc>");
    }
    for (size_t j = 0; j < COUNT_OF(sizes); j++) {
        test_resize(r, sizes[j].width, sizes[j].height);
        test_press(r, all_keys);
    }
}

static void test_what_is_read_stays_in_view(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_press(r, "<Enter>8]");
    dl_spot spot = r->app->reading.current;
    for (size_t j = 0; j < COUNT_OF(sizes); j++) {
        test_resize(r, sizes[j].width, sizes[j].height);
        dl_reading *reading = &r->app->reading;
        assert_true(reading->has_current);
        assert_int_equal(dl_spot_compare(reading->current, spot), 0);
        assert_true(dl_reading_in_view(reading, dl_reading_line(reading, spot.field, spot.start)));
    }
}

static void test_too_small_says_so(void **state)
{
    test_reader *r = *state;
    test_reader_start(r);
    test_resize(r, 19, 5);
    assert_shows(r, "too small");
    test_resize(r, 20, 5);
    assert_hides(r, "too small");
    assert_shows(r, "Harbour");
}

/* --- keys without sense --- */

static const char *const words[] = {
    "<Esc>", "<Enter>", "<Tab>", "<BS>",   "<Space>", "gg",     "gr",      "gsd",    "gss",
    "z1",    "z0",      "zs",    "zt",     "zz",      "zb",     "<C-w>h",  "<C-w>+", "F",
    "S",     "e",       "D",     "/",      ":",       "?",      "\\",      "x",      "X",
    "*",     "#",       "n",     "N",      ")",       "(",      "<lt>",    ">",      "]",
    "[",     "J",       "K",     "j",      "k",       "h",      "l",       "G",      "O",
    "}",     "{",       "r",     "u",      "<C-r>",   "q",      "<C-g>",   "<C-u>",  "<C-p>",
    "<C-n>", "<C-w>",   "<C-k>", "<C-y>",  "<A-b>",   "<Left>", "<Right>", "<Up>",   "<Down>",
    "<C-v>", "9",       "%",     "a",      "e\u0301", "\u65e5", "\u202e",  "\"",     "source:",
    "date:", "league",  "20",    "\u200d", "zc",      "zM",
};

static unsigned next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*seed >> 33);
}

static void storm(test_reader *r, uint64_t seed, int strokes)
{
    for (int i = 0; i < strokes; i++) {
        unsigned at = next_random(&seed);
        if (at % 251 == 0) {
            size_t size = next_random(&seed) % COUNT_OF(sizes);
            test_resize(r, sizes[size].width, sizes[size].height);
        }
        if (at % 97 == 0)
            test_stroke(r, next_random(&seed) % 0x500000); /* any number at all */
        test_press(r, words[at % COUNT_OF(words)]);
    }
}

static void fill_crowd(dl_store *store)
{
    test_archive_fill(store);
    test_archive_fill_many(store, 0, 400);
}

static void test_a_storm_of_keys(void **state)
{
    test_reader *r = *state;
    test_reader_open(r, fill_crowd, NULL);
    for (unsigned i = 0; i < 5; i++) {
        test_resize(r, sizes[i * 2].width, sizes[i * 2].height);
        storm(r, 20240310 + i, 2000);
    }
    assert_int_equal(r->app->counts.held, TEST_ARCHIVE_DOCUMENTS + 400);
}

static const struct CMUnitTest tests[] = {
    READER_TEST(test_an_empty_archive),
    READER_TEST(test_an_archive_that_cannot_be_written_to),
    READER_TEST(test_a_document_that_was_replaced),
    READER_TEST(test_a_storm_of_sizes_over_every_screen),
    READER_TEST(test_what_is_read_stays_in_view),
    READER_TEST(test_too_small_says_so),
    READER_TEST(test_a_storm_of_keys),
};

int main(void)
{
    return cmocka_run_group_tests(tests, NULL, NULL);
}
