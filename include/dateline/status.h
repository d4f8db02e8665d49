/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_STATUS_H
#define DATELINE_STATUS_H

/*
 * Every function that can fail returns a dl_status and takes an optional dl_error last. The status
 * says what kind of failure it is, so that a caller can decide; the error says in a sentence what
 * failed, where and why, so that a person can act. Libraries never print: what to do with the
 * sentence is the caller's business.
 */

typedef enum dl_status {
#define DL_STATUS(id, name, text) DL_##id,
#include "dateline/status.def"
#undef DL_STATUS
    DL_STATUS_COUNT
} dl_status;

/* What went wrong, for a person. The message is UTF-8 without a final newline or full stop; it may
 * hold bytes of a file name or a document, so whoever shows it must pass it through dl_text_safe. */
typedef struct dl_error {
    dl_status status;
    char message[512];
} dl_error;

/* One sentence that says what STATUS means in general. Static storage. */
const char *dl_status_text(dl_status status);

/* The stable name of STATUS for programs ("not-found"). Static storage. */
const char *dl_status_name(dl_status status);

/* Sets *ERROR (which may be NULL) to STATUS and a message formatted as by printf, cut to fit at a
 * character's edge. Returns STATUS, so that a failing function can end with `return dl_fail(...)`. */
dl_status dl_fail(dl_error *error, dl_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Sets *ERROR (which may be NULL) to DL_ERR_NOMEM and returns it. */
dl_status dl_fail_nomem(dl_error *error);

/* Puts "CONTEXT: " before the message of *ERROR (which may be NULL). Returns the error's status
 * where ERROR is given, else STATUS. */
dl_status dl_fail_in(dl_error *error, dl_status status, const char *context);

#ifdef __clang_analyzer__
/* The analyser sees one file at a time and would follow paths on which a failure returns DL_OK. */
#define dl_fail(error, status, ...) ((dl_fail)(error, status, __VA_ARGS__), (status))
#define dl_fail_nomem(error) ((dl_fail_nomem)(error), DL_ERR_NOMEM)
#define dl_fail_in(error, status, context) ((dl_fail_in)(error, status, context), (status))
#endif

#endif
