/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/status.h"
#include "dateline/str.h"

/*
 * What the subcommands print: data to standard output, messages to standard error. Text that was
 * not made by the program goes through dl_text_safe before it is added to a line, so that no byte
 * of a document is a control on the terminal. Lines are made in UTF-8 and written in the encoding of
 * the user's locale, what it lacks transliterated or as a question mark.
 *
 * A pipe that the reader has closed ends the output quietly; any other failure to write makes the
 * call of the program a failure.
 */

/* Sets the locale. To be called once, before anything else here. */
void dl_output_init(void);

/* Whether the output can still be written: whoever prints much asks, and stops. */
bool dl_output_open(void);

/* Columns of the terminal that is standard output; 0 where it is none. */
size_t dl_output_width(void);

/* Whether the locale's encoding is UTF-8. */
bool dl_output_utf8(void);

/* Writes TEXT and a newline. */
void dl_output_line(const dl_str *text);

/* The same for bytes that must not be changed (JSON is UTF-8 or ASCII whatever the locale). */
void dl_output_bytes(const char *bytes, size_t len);

/* Adds the LEN bytes at TEXT made safe; newlines stay where LINES. */
void dl_output_add_safe(dl_str *out, const char *text, size_t len, bool lines);

/* Adds TEXT, made safe, cut or filled up to exactly CELLS. */
void dl_output_add_cell(dl_str *out, const char *text, size_t len, size_t cells);

/* Adds the start and the end of emphasis, if standard output is a terminal that shows it. */
void dl_output_add_strong(dl_str *out, bool on);

/* Ends the output. Returns CODE, or DL_EXIT_FAILED (after a message) where writing had failed. */
int dl_output_end(int code);

/* Writes "dateline: " and the message, made safe, to standard error. */
void dl_message(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same for the message of a failure; returns the exit code DL_EXIT_FAILED. */
int dl_message_error(const dl_error *error);

/* Writes a line of detail under a message, indented; CARET, where it is not SIZE_MAX, is the byte
 * of TEXT to point at in a second line. */
void dl_message_detail(const char *text, size_t caret);

/* Returns POINTER; ends the program where it is NULL, which it is only when memory is out. */
void *dl_must(void *pointer);

#endif
