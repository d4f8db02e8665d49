/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_STR_H
#define DATELINE_STR_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A growing string (the model is git's strbuf). `text` is always a NUL-terminated string, so it can
 * be passed to any function that takes one; `len` counts bytes before that NUL.
 *
 * When memory runs out the string keeps what it holds and remembers it: later additions do nothing
 * and dl_str_ok returns false. So a function adds what it has to and asks once at its end.
 */

typedef struct dl_str {
    char *text;
    size_t len;
    size_t size; /* bytes allocated; 0: `text` is the shared empty string */
    bool failed;
} dl_str;

/* Makes STR empty. Allocates nothing. */
void dl_str_init(dl_str *str);

/* Frees STR's memory and leaves it empty and usable. */
void dl_str_release(dl_str *str);

/* Empties STR but keeps its memory; also forgets an earlier failure. */
void dl_str_clear(dl_str *str);

/* Whether everything added since the last clear is in STR. */
bool dl_str_ok(const dl_str *str);

void dl_str_add(dl_str *str, const char *text);
void dl_str_addn(dl_str *str, const char *text, size_t len);
void dl_str_addc(dl_str *str, char c);
void dl_str_addf(dl_str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Replaces the bytes [start, end) by LEN bytes of TEXT. The range must lie within STR. */
void dl_str_splice(dl_str *str, size_t start, size_t end, const char *text, size_t len);

/* Cuts STR to LEN bytes, which must not be more than it holds. */
void dl_str_cut(dl_str *str, size_t len);

/* Hands STR's memory to the caller, who frees it with free(), and empties STR. NULL if STR failed
 * or memory is out. */
char *dl_str_detach(dl_str *str);

#endif
