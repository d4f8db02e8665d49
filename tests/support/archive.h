/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_SUPPORT_ARCHIVE_H
#define TESTS_SUPPORT_ARCHIVE_H

#include "dateline/store.h"

/*
 * Small archives of own documents. Names are marked within the texts, as "{org/harbour-league the
 * League}": the mark is taken out and becomes a mention of that entity; as an office with "^", which may hold
 * names: "{^person/otieno-maks the {country/KE Kenyan} minister}".
 */

typedef struct test_document {
    const char *origin;    /* its file name */
    const char *published; /* as dl_date_parse reads it; after "~" inferred; NULL: undated */
    const char *source, *country;
    const char *title; /* NULL: none */
    const char *body;
    const char *link;
} test_document;

/* Puts DOCUMENT into STORE. */
void test_document_put(dl_store *store, const test_document *document);

/*
 * The archive that the tests of the reader share, newest first:
 *
 *     dredgers  2024-03-10  Coast Wire (NO)    the League eight times, in the title too; several screens
 *     lamps    ~2024-01-27  no source          the League three times, first by its acronym
 *     perch     2023-06-02  Lake Post (KE)     no title; the League once
 *     kestrel   2022-02-13  Coast Wire (NO)    the League twice
 *     kelp      2021-04-02  Valley Radio       the League twice
 *     barley    2020-11-05  Lake Post (KE)     no mention at all
 *     ferry     undated     no source          no title; a person alone
 */
void test_archive_fill(dl_store *store);

#define TEST_LEAGUE "org/harbour-league"
#define TEST_ARCHIVE_DOCUMENTS 7
#define TEST_ARCHIVE_LEAGUE 16 /* mentions of it */

/* Puts COUNT short documents from the SEED-th on: a source of five, a day each (every ninth undated),
 * a title that holds its number, the League in every second. */
void test_archive_fill_many(dl_store *store, unsigned from, unsigned count);

#endif
