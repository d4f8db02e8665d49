/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_KEYMAP_H
#define APP_KEYMAP_H

#include "app/command.h"

/*
 * From strokes to commands. A key's sequence is one to three strokes; no sequence begins another in
 * the same context, so nothing ever waits on a timer. Where two bindings hold, the one of fewer
 * contexts goes first: a pane's own before one that holds everywhere.
 */

#define DL_SEQUENCE_MAX 3
#define DL_SEQUENCE_TEXT (DL_SEQUENCE_MAX * DL_STROKE_TEXT) /* bytes of its text and its NUL */

/* Writes the COUNT strokes of a sequence, at most DL_SEQUENCE_MAX, and a NUL into BUF. Returns BUF. */
char *dl_sequence_format(const dl_stroke *strokes, size_t count, char buf[DL_SEQUENCE_TEXT]);

typedef struct dl_binding {
    dl_stroke strokes[DL_SEQUENCE_MAX];
    unsigned char length;
    unsigned contexts;
    dl_command command;
} dl_binding;

typedef struct dl_keymap {
    dl_binding *items;
    size_t len, size;
} dl_keymap;

/* Fills KEYMAP with the keys of the command table. Fails as dl_keymap_bind does. */
dl_status dl_keymap_init(dl_keymap *keymap, dl_error *error);
/* Binds KEYS, sequences parted by one blank, to COMMAND in CONTEXTS. DL_ERR_SYNTAX for keys that cannot
 * be read; DL_ERR_AMBIGUOUS where a sequence begins another in a context. */
dl_status dl_keymap_bind(dl_keymap *keymap, dl_command command, unsigned contexts, const char *keys,
                         dl_error *error);
void dl_keymap_release(dl_keymap *keymap);

/* The command that the LENGTH strokes call in CONTEXT; DL_COMMAND_NONE where none does. *RET_BEGINS
 * says whether they begin a longer sequence. */
dl_command dl_keymap_find(const dl_keymap *keymap, dl_context context, const dl_stroke *strokes,
                          size_t length, bool *ret_begins);

#endif
