/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_HELP_H
#define APP_HELP_H

#include "app/keymap.h"

/* The help: every command under its group, with the keys that call it now. */

typedef struct dl_help_line {
    const char *group; /* a heading; NULL: a command's line */
    const char *keys;  /* from the live keymap, parted by one blank */
    const char *name, *help;
} dl_help_line;

typedef struct dl_help {
    dl_arena arena;
    char *narrow;        /* only commands whose line holds this; NULL: all */
    dl_help_line *items; /* the lines */
    size_t len, size;
    size_t cursor, top;
} dl_help;

void dl_help_init(dl_help *help);
void dl_help_release(dl_help *help);

/* Makes the lines from the command table and KEYMAP. False when memory is out. */
bool dl_help_load(dl_help *help, const dl_keymap *keymap);

#endif
