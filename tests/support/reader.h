/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_SUPPORT_READER_H
#define TESTS_SUPPORT_READER_H

#include "app/app.h"
#include "support/archive.h"
#include "support/test.h"

/*
 * The reader without a terminal, on an archive of its own: keys in, screens out. Every test of it
 * runs on both backends:
 *
 *     static const struct CMUnitTest tests[] = {READER_TEST(test_pages), ...};
 */

typedef struct test_reader {
    const dl_store_ops *ops;
    char *path;            /* of the archive's file */
    const dl_kinds *kinds; /* of the user's own; NULL: none */
    dl_store *store;
    dl_app *app;
    dl_frame frame;
    dl_str text;      /* of the last screen */
    unsigned effects; /* of the last key that had any */
} test_reader;

int test_reader_setup(void **state);
int test_reader_teardown(void **state);

#define READER_TEST(test)                                                                          \
    READER_TEST_ON("sqlite: " #test, test, dl_store_sqlite),                                       \
        READER_TEST_ON("memory: " #test, test, dl_store_memory)

#define READER_TEST_ON(name, test, backend)                                                        \
    {                                                                                              \
        (name), (test), test_reader_setup, test_reader_teardown, (void *)&(backend)                \
    }

/* Opens the reader at 80x24 on an archive that FILL fills (NULL: empty), filtered by QUERY (NULL: by
 * nothing). */
void test_reader_open(test_reader *reader, void (*fill)(dl_store *store), const char *query);

/* Opens it on the archive that tests share. */
void test_reader_start(test_reader *reader);

/* Types KEYS, in vim's notation. Paints after each stroke, and fails where a frame is not whole. */
void test_press(test_reader *reader, const char *keys);

/* Takes one stroke, and paints. */
void test_stroke(test_reader *reader, dl_stroke stroke);

void test_resize(test_reader *reader, int width, int height);

/* The screen as lines of text, all long work done. Lives until the next stroke. */
const char *test_screen(test_reader *reader);

/* The screen as it is now, with what work there is still to do. */
const char *test_screen_busy(test_reader *reader);

/* Row Y of the screen, counted from 0; below 0 from the last. Static storage. */
const char *test_row(test_reader *reader, int y);

/* Fail unless the screen holds TEXT, or does not. */
#define assert_shows(reader, part) test_assert_shows(reader, part, true, __FILE__, __LINE__)
#define assert_hides(reader, part) test_assert_shows(reader, part, false, __FILE__, __LINE__)
void test_assert_shows(test_reader *reader, const char *part, bool wanted, const char *file,
                       int line);

/* Fails unless the document read comes from the file ORIGIN. */
#define assert_reads(reader, origin) test_assert_reads(reader, origin, __FILE__, __LINE__)
void test_assert_reads(test_reader *reader, const char *origin, const char *file, int line);

/* Fails unless the current mention or hit reads TEXT (NULL: there is none). */
#define assert_current(reader, part) test_assert_current(reader, part, __FILE__, __LINE__)
void test_assert_current(test_reader *reader, const char *text, const char *file, int line);

/* How often the entity of that id is mentioned in the archive. */
uint64_t test_mentioned(test_reader *reader, const char *id);

/* What the mention at hand is linked to; "nothing" where there is none. */
const char *test_linked(test_reader *reader);

#endif
