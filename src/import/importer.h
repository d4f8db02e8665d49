/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_IMPORTER_H
#define DL_IMPORT_IMPORTER_H

#include "dateline/import.h"

/*
 * A format: how to tell it, and how to read it. A container has `split`, any other `parse`; each format
 * is one file, format_NAME.c with `dl_importer_NAME`, and one row in importers.def. Where the library it is read with was not
 * there when the program was built, so is the row not.
 */

#define DL_IMPORT_HEAD 65536              /* bytes of `head`, where there are so many */
#define DL_RECORD_MAX ((size_t)256 << 20) /* bytes of a record; what is larger is refused */

typedef struct dl_split dl_split;

typedef struct dl_importer {
    const char *name;    /* "html" */
    const char *library; /* "libxml2 2.9.14"; NULL: own code */

    /* How sure it is that PART, of which `head` is there, is of this format: 0 not at all, to 100. */
    int (*sniff)(const dl_part *part);

    /* Cuts IN into parts and hands each to dl_split_part. */
    dl_status (*split)(const dl_part *part, dl_stream *in, dl_split *to, dl_error *error);

    /* As dl_import_parse. */
    dl_status (*parse)(const dl_record *record, const dl_import_options *options,
                       dl_import_sink *sink, void *context, dl_error *error);
} dl_importer;

/* Takes PART, whose bytes are IN from here on to its end, and whatever is in it. A failure of the part's
 * own is told, and DL_OK returned; any other status ends the container. */
dl_status dl_split_part(dl_split *to, const dl_part *part, dl_stream *in, dl_error *error);

/* Tells that a part named by the message's beginning could not be read, for one that has no stream. */
void dl_split_failed(dl_split *to, const dl_error *error);

/* Tells the name of the source whose site HOST is. What it returns ends the container. */
dl_status dl_split_name(dl_split *to, const char *name, const char *host, dl_error *error);

/* Says that BYTES more have come out of something compressed. DL_ERR_UNSUPPORTED, and the end of the
 * whole file, once they are out of all proportion to what was read of it: it is a bomb. */
dl_status dl_split_expand(dl_split *to, size_t bytes, dl_error *error);

/* The formats of the program, in the order of importers.def, up to NULL. A program that reads all of
 * them links importers.c, one that reads only plain text, and loads no library for the others,
 * importers_text.c. */
extern const dl_importer *const dl_importers[];

#define DL_IMPORTER(name) extern const dl_importer dl_importer_##name;
#include "import/importers.def"
#undef DL_IMPORTER

#endif
