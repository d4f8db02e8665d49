/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_FILTER_H
#define DL_IMPORT_FILTER_H

#include <zlib.h>

#include "import/importer.h"

/*
 * Streams over streams: a length of one, what is compressed in one. What is underneath must live as
 * long and is read no further than needed.
 */

/* The next bytes of a stream, and no more than so many. */
typedef struct dl_bounded {
    dl_stream stream; /* to read from */
    dl_stream *in;
    uint64_t left; /* not yet read from IN */
} dl_bounded;

void dl_bounded_init(dl_bounded *bounded, dl_stream *in, uint64_t len);

/* Takes from IN what is left of the bytes, so that IN stands behind them. *RET_MISSING (may be NULL) is
 * how many there should have been more. */
dl_status dl_bounded_finish(dl_bounded *bounded, uint64_t *ret_missing, dl_error *error);

/* What is compressed by gzip (one member after the other), zlib or deflate. */
typedef struct dl_inflated {
    dl_stream stream; /* to read from */
    dl_stream *in;
    dl_split *split; /* told how much comes out; may be NULL */
    z_stream z;
    bool raw;     /* deflate without a header */
    bool started; /* the first member was begun */
    bool begun;   /* within a member */
} dl_inflated;

dl_status dl_inflated_init(dl_inflated *inflated, dl_stream *in, dl_split *split, dl_error *error);
void dl_inflated_release(dl_inflated *inflated);

#endif
