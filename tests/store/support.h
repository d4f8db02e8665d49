/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STORE_SUPPORT_H
#define TESTS_STORE_SUPPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/arena.h"
#include "dateline/store.h"
#include "dateline/str.h"

/*
 * What the tests of the store share: checks that are counted, documents written with their mentions
 * in brackets, and archives in a directory of their own.
 */

/* --- tests and checks, in TAP --- */

/* Runs one test and prints its line; a failed check prints where it stands. */
void test_run(const char *name, void (*test)(void *context), void *context);

/* Prints the plan; returns the exit status. */
int test_finish(void);

/* Checks that passed so far. */
size_t test_passed(void);

bool test_check(bool ok, const char *file, int line, const char *what);
bool test_same(const char *is, const char *should, const char *file, int line, const char *what);

#define CHECK(condition) test_check(condition, __FILE__, __LINE__, #condition)
#define CHECK_TEXT(is, should) test_same(is, should, __FILE__, __LINE__, #is)
/* Calls, whose last argument is the test's error. */
#define CHECK_OK(call) test_status(call, DL_OK, __FILE__, __LINE__, #call)
#define CHECK_STATUS(call, status) test_status(call, status, __FILE__, __LINE__, #call)

extern dl_error test_error;
bool test_status(dl_status is, dl_status should, const char *file, int line, const char *what);

/* Ends the test program: for what is not under test. */
void test_need(bool ok, const char *what);

/* --- a directory for files --- */

/* The path of NAME in the test's own directory, which is made on first use and removed at exit. */
const char *test_path(dl_arena *arena, const char *name);
/* The whole of a file; NULL where there is none. */
char *test_read(dl_arena *arena, const char *path, size_t *ret_len);
void test_write(const char *path, const void *data, size_t len);

/* --- documents --- */

/* A document in short. In title and body, [Kremlin|org/kremlin] is a mention of that entity: what
 * stands before the bar is the text; [Kremlin|org/kremlin=40] is one of that confidence. {[Russian|country/RU] minister|person/orlan} is an office, with a mention
 * in it. */
typedef struct sample {
    const char *origin;
    const char *title, *body;
    const char *source, *country, *publisher;
    const char *via[3];
    const char *readings[2]; /* of a date that has two */
    const char *date;        /* as dl_date_format; a final ~ makes it inferred; NULL: none */
    int64_t utc;             /* of that instant; 0: not known */
    const char *lang;
    const char *hash; /* whole or its beginning; NULL: that of origin, title and body */
} sample;

/* Makes a document of SAMPLE in ARENA. */
dl_put sample_put(dl_arena *arena, const sample *from);

/* Puts SAMPLE into STORE; what came of it. */
dl_put_outcome sample_store(dl_store *store, const sample *from);

/* The hash that the document of SAMPLE has, in ARENA. */
const char *sample_hash(dl_arena *arena, const sample *from);

/* A change of a mark on the document of that hash. NAME: the tag's. */
dl_change change_mark(dl_change_kind kind, const char *hash, const char *name, bool on);
/* A note on, and an item of DOSSIER from, the bytes START to END of DOC's body. Its id consists of
 * DIGIT. */
dl_change change_note(dl_arena *arena, char digit, const dl_document *doc, size_t start, size_t end,
                      const char *text);
dl_change change_cited(dl_arena *arena, char digit, const char *dossier, const dl_document *doc,
                       size_t start, size_t end, const char *comment, int rank);
/* What takes such an item away. */
dl_change change_remove(dl_change_kind kind, char digit);
/* Carries CHANGE out and forgets what undoes it; the error is the test's. */
dl_status change_one(dl_store *store, dl_change change);

/* A pseudo-random number below LIMIT; the same sequence for the same seed. */
unsigned test_random(unsigned long long *seed, unsigned limit);

/* A longer document, the same for the same NUMBER: some hundred words out of a small vocabulary,
 * with mentions, sources, dates. */
dl_put random_put(dl_arena *arena, unsigned number);

#endif
