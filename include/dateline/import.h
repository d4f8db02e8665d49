/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_IMPORT_H
#define DATELINE_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/document.h"
#include "dateline/status.h"

/*
 * Importers: from the bytes of a file to documents. An importer is one row of a table, asked in
 * order whether it knows the bytes; it then hands the documents on one by one, each in an arena of
 * its own that is cleared before the next, so that an archive of a million never sits in memory.
 * What a page's text says of itself (source, date, dateline, title, where the body begins and ends)
 * is found by one shared machinery, whatever the format.
 */

/* The bytes to read, and where they come from. */
typedef struct dl_input {
    const char *origin; /* the file's path as the user gave it */
    const char *data;
    size_t len;
} dl_input;

/* What the user says of the documents; it goes before what they say of themselves. */
typedef struct dl_import_options {
    const char *source, *publisher; /* NULL: not given */
    dl_day near; /* a date without a year is read as nearest to this day; DL_DAY_NONE: not given */
} dl_import_options;

/* Takes one document, which lives until it returns. Anything but DL_OK ends the reading with that
 * status. */
typedef dl_status dl_import_sink(void *context, const dl_document *document, dl_error *error);

typedef struct dl_importer {
    const char *name; /* "text" */
    /* How sure the importer is that INPUT is of its format: 0 not at all, to 100. */
    int (*sniff)(const dl_input *input);
    dl_status (*read)(const dl_input *input, const dl_import_options *options, dl_import_sink *sink,
                      void *context, dl_error *error);
} dl_importer;

/* Reads INPUT by the importer that knows it. DL_ERR_UNSUPPORTED, naming what the bytes look like,
 * where none does; DL_ERR_INVALID where there is no text in it. Messages begin with the origin. */
dl_status dl_import(const dl_input *input, const dl_import_options *options, dl_import_sink *sink,
                    void *context, dl_error *error);

#endif
