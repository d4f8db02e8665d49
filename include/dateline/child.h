/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_CHILD_H
#define DATELINE_CHILD_H

#include <stddef.h>
#include <stdint.h>

#include "dateline/status.h"

/*
 * A program of others that reads what is given to it and writes what it makes of that, run so that
 * nothing of either can do harm: started by its path and words, by no shell, with an environment of its own,
 * no file open but its three, bounded in processor time, waiting, memory and output, and killed with whatever
 * it has started when it goes beyond. May be called in any thread.
 */

/* What a child may take. */
typedef struct dl_child_bounds {
    unsigned cpu;    /* seconds of a processor */
    unsigned wait;   /* milliseconds from its start to its end */
    uint64_t memory; /* bytes of address space */
    uint64_t output; /* bytes */
} dl_child_bounds;

typedef enum dl_child_end {
    DL_CHILD_EXITED,  /* by itself: `code` is its exit code */
    DL_CHILD_DIED,    /* of a signal: `code` */
    DL_CHILD_LATE,    /* killed: it took too long */
    DL_CHILD_FLOODED, /* killed: it wrote too much */
    DL_CHILD_STOPPED, /* killed, because what it wrote was not taken */
} dl_child_end;

/* How a child ended. */
typedef struct dl_child_report {
    dl_child_end end;
    int code;
    char complaint[512]; /* the beginning of what it wrote to standard error; a string */
} dl_child_report;

/* Takes LEN bytes that the child has written. Anything but DL_OK ends the child. */
typedef dl_status dl_child_sink(void *context, const char *bytes, size_t len, dl_error *error);

/* Runs WORDS (up to NULL; the first is a path) with ENVIRONMENT (up to NULL) and LEN bytes at INPUT as a
 * standard input that can be read from any place; hands its output to SINK, and sets *RET when it
 * has ended, however that was. DL_ERR_NOT_FOUND where there is no such program, DL_ERR_IO where it cannot be
 * run; what SINK returned. */
dl_status dl_child_run(char *const *words, char *const *environment, const char *input, size_t len,
                       const dl_child_bounds *bounds, dl_child_sink *sink, void *context,
                       dl_child_report *ret, dl_error *error);

#endif
