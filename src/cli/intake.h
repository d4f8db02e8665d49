/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_INTAKE_H
#define CLI_INTAKE_H

#include "cli/known.h"
#include "cli/options.h"
#include "cli/sitenames.h"
#include "cli/taken.h"
#include "cli/tally.h"
#include "dateline/import.h"

/*
 * Files on their way in. One thread walks and reads them and cuts them into records; others read the
 * documents out of the records and find the names in them; the calling thread takes the documents, in
 * the order of the files. Nothing is held whole but the records at hand.
 */

/* Takes TAKEN, of which it may keep what it empties. In the calling thread; what fails ends all. */
typedef dl_status dl_intake_sink(void *context, dl_taken *taken, dl_error *error);

typedef struct dl_intake {
    const dl_options *options;
    dl_import_options import;
    const dl_annotator *annotator; /* NULL: names are not looked for */
    dl_known *known;
    dl_intake_sink *sink;
    void *context;
    bool (*leave)(const char *path); /* whether a file is passed over; NULL: none is */
    bool follows;                    /* what is named was found in a folder that is followed */
    bool keeps_paths; /* origins are the paths as they were given, not from the root on */
    dl_tally *tally;
    dl_site_names sites; /* what lists of feeds name; to be ended when all is read */

    /* the producer's */
    uint64_t read; /* bytes */
    char *file;    /* the origin of the one at hand */
    bool walked;   /* it was found in a folder */
    struct dl_pipeline *pipeline;
    dl_error ended; /* what the pipeline gave when it took no more */
} dl_intake;

/* Reads the files and folders at the COUNT paths, until all is read or a stop is asked for. Files that
 * cannot be read are told and counted; a status is the sink's, or a lack of memory. */
dl_status dl_intake_run(dl_intake *intake, char *const *paths, size_t count, dl_error *error);

#endif
