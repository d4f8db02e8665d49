/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_IMPORT_H
#define DATELINE_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/budget.h"
#include "dateline/document.h"
#include "dateline/outlets.h"
#include "dateline/status.h"
#include "dateline/stream.h"

/*
 * Importers: from the bytes of a file to documents, in two steps that may run in different threads.
 *
 *   dl_import_split  cuts what comes in a stream into records: a file of one document is one record,
 *                    an archive, a mailbox or a web archive many, and a container in a container is
 *                    cut in its turn. One thread, in order, and no more in memory than one record.
 *   dl_import_parse  reads the documents out of one record; any number of threads at once.
 *
 * The formats are rows of one table (src/import/importers.def); which one bytes are of is told by the
 * bytes, not by a name. What a text says of itself (source, date, dateline, title, where the body
 * begins and ends) is found by one shared machinery, whatever the format.
 */

/* Some bytes that may hold documents: a file, an entry of an archive, a message of a mailbox.
 * Strings are NULL where nothing is known. */
typedef struct dl_part {
    const char *origin;     /* what the archive keeps: "path", "path!entry", "path#3" */
    const char *path;       /* of a file that holds these bytes and no others */
    const char *media_type; /* as the container says ("text/html"), without parameters */
    const char *charset;    /* as the container says ("iso-8859-1") */
    const char *link;       /* as the container says: the address it was fetched from */
    dl_date captured;       /* as the container says */
    const char *head;       /* its first bytes */
    size_t head_len;
    unsigned depth; /* containers around it */
} dl_part;

/* A part that is no container, whole, and the format it is of. */
typedef struct dl_record {
    dl_part part;
    const struct dl_importer *format;
    const char *data;
    size_t len;
    dl_budget *budget; /* of the thread that parses it; NULL: no bounds */
} dl_record;

/* What the user says of the documents; it goes before what they say of themselves. */
typedef struct dl_import_options {
    const char *source, *publisher; /* NULL: not given */
    const char *lang;               /* BCP 47; NULL: not given */
    const struct dl_field_map
        *map;                  /* which fields hold what (dateline/fieldmap.h); NULL: not given */
    const dl_outlets *outlets; /* the user's own; NULL: there are none */
    dl_day near; /* a date without a year is read as nearest to this day; DL_DAY_NONE: not given */
    dl_day
        today; /* a later date is no day of publication if there is another; DL_DAY_NONE: not known */
} dl_import_options;

/* Takes one record, which lives until it returns. Anything but DL_OK ends the splitting with that
 * status. */
typedef dl_status dl_record_sink(void *context, const dl_record *record, dl_error *error);

/* Told of a part of a container that could not be read; the others go on. The message of ERROR begins
 * with the part's origin. */
typedef void dl_import_failed(void *context, dl_status status, const dl_error *error);

/* Told of the NAME of a source whose site HOST is ("example.org"): a list of feeds names them. */
typedef dl_status dl_import_named(void *context, const char *name, const char *host,
                                  dl_error *error);

typedef struct dl_splitting {
    dl_record_sink *record;
    dl_import_failed *failed;
    dl_import_named *named; /* NULL: names of sources are not wanted */
    void *context;
} dl_splitting;

/* Cuts what IN holds from here on into records. PART says where it is from (`head` is set by this
 * function). DL_ERR_UNSUPPORTED, naming what the bytes look like, where no format knows them;
 * DL_ERR_INVALID where there are none; what went wrong within a container is told to TO alone.
 * Messages begin with the origin. */
dl_status dl_import_split(const dl_part *part, dl_stream *in, const dl_splitting *to,
                          dl_error *error);

/* Takes one document, which lives until it returns. Anything but DL_OK ends the reading with that
 * status. */
typedef dl_status dl_import_sink(void *context, const dl_document *document, dl_error *error);

/* Reads the documents of RECORD and hands them on one by one. DL_ERR_INVALID where there is none in
 * it. Messages begin with the origin. */
dl_status dl_import_parse(const dl_record *record, const dl_import_options *options,
                          dl_import_sink *sink, void *context, dl_error *error);

/* The bytes of a file, all at once. */
typedef struct dl_input {
    const char *origin; /* the file's path as the user gave it */
    const char *data;
    size_t len;
} dl_input;

/* Both steps for INPUT, in this thread. Of several failures the first is returned, after all that
 * could be read was. */
dl_status dl_import(const dl_input *input, const dl_import_options *options, dl_import_sink *sink,
                    void *context, dl_error *error);

/* The formats that this program reads, in the order of their table: sets *RET_NAME, and *RET_LIBRARY to
 * what reads it, NULL for own code. False behind the last. */
bool dl_import_format(size_t index, const char **ret_name, const char **ret_library);

/* Whether this is the program that reads all formats. The one that a reader looks at reads plain text
 * alone, for the libraries of the others take longer to load than its first screen may. */
extern const bool dl_imports_all;

#endif
