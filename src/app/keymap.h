/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_KEYMAP_H
#define APP_KEYMAP_H

#include "app/command.h"
#include "dateline/arena.h"

/*
 * From strokes to commands. A key's sequence is one to three strokes; no sequence begins another in
 * the same context, so nothing ever waits on a timer. Where two bindings hold, the one of fewer
 * contexts goes first: a pane's own before one that holds everywhere.
 */

#define DL_SEQUENCE_MAX 3
#define DL_SEQUENCE_TEXT (DL_SEQUENCE_MAX * DL_STROKE_TEXT) /* bytes of its text and its NUL */

/* Writes the COUNT strokes of a sequence, at most DL_SEQUENCE_MAX, and a NUL into BUF. Returns BUF. */
char *dl_sequence_format(const dl_stroke *strokes, size_t count, char buf[DL_SEQUENCE_TEXT]);

/* The same for a person to read and not for dl_stroke_parse: a key is what stands on it, < and not <lt>. */
char *dl_sequence_show(const dl_stroke *strokes, size_t count, char buf[DL_SEQUENCE_TEXT]);

typedef struct dl_keymap dl_keymap;

typedef struct dl_binding {
    dl_stroke strokes[DL_SEQUENCE_MAX];
    unsigned char length;
    unsigned contexts;
    dl_command command;
    const char *text; /* what the command is called with, as after ":"; "" for nothing */
    unsigned line;    /* of the configuration file that says so; 0: as in the table of commands */
} dl_binding;

struct dl_keymap {
    dl_binding *items;
    size_t len, size;
    dl_arena arena; /* of the texts */
};

/* Fills KEYMAP with the keys of the command table, which do not clash: a test sees to it, so that no start
 * of the reader has to. */
dl_status dl_keymap_init(dl_keymap *keymap, dl_error *error);
/* Binds KEYS, sequences parted by one blank, to COMMAND in CONTEXTS. DL_ERR_SYNTAX for keys that cannot
 * be read; DL_ERR_AMBIGUOUS where a sequence begins another in a context. */
dl_status dl_keymap_bind(dl_keymap *keymap, dl_command command, unsigned contexts, const char *keys,
                         dl_error *error);
void dl_keymap_release(dl_keymap *keymap);

/* Binds the one sequence KEYS to COMMAND, called with TEXT, in those of CONTEXTS that the command is for,
 * as LINE of a configuration file says. The table's own binding of the same keys gives way there.
 * DL_ERR_SYNTAX for keys that cannot be read or never be typed, DL_ERR_INVALID where the command does
 * nothing in CONTEXTS, DL_ERR_AMBIGUOUS where the keys begin others, others begin them, or a line
 * before has bound them; nothing is changed then. */
dl_status dl_keymap_rebind(dl_keymap *keymap, dl_command command, const char *text,
                           unsigned contexts, const char *keys, unsigned line, dl_error *error);

/* Takes what the one sequence KEYS is bound to in CONTEXTS away. DL_ERR_NOT_FOUND where it is bound to
 * nothing there. */
dl_status dl_keymap_unbind(dl_keymap *keymap, unsigned contexts, const char *keys, dl_error *error);

/* Writes how COMMAND is called in CONTEXT into BUF: its first keys, without angle brackets where it is one
 * key with a name, or, where no keys call it, its name after a colon. Returns BUF. */
#define DL_CALL_TEXT 64
char *dl_keymap_call(const dl_keymap *keymap, dl_command command, unsigned context,
                     char buf[DL_CALL_TEXT]);

/* The binding of the LENGTH strokes in CONTEXT; NULL where there is none. *RET_BEGINS says whether they
 * begin a longer sequence. */
const dl_binding *dl_keymap_find(const dl_keymap *keymap, dl_context context,
                                 const dl_stroke *strokes, size_t length, bool *ret_begins);

#endif
