/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_HELP_H
#define APP_HELP_H

#include "app/keymap.h"

/*
 * The help: every command under its group, with the keys that call it now. What a line has no room for
 * goes on in the next.
 */

typedef struct dl_help_line {
    const char *group; /* a heading; NULL: a command's line */
    const char *keys;  /* from the live keymap, parted by one blank */
    const char *name;  /* "" but in a command's first line */
    const char *help;
    const dl_command_row *row; /* the command; of a heading, the first below it */
} dl_help_line;

typedef struct dl_help {
    dl_arena arena;
    char *narrow;        /* only commands whose line holds this; NULL: all */
    dl_help_line *items; /* the lines */
    size_t len, size;
    size_t cursor, top;
    int width; /* of the screen that they are made for */
} dl_help;

/* Cells of each column on a screen of WIDTH; no column of names: 0. */
typedef struct dl_help_columns {
    int keys, help, name;
} dl_help_columns;
dl_help_columns dl_help_columns_for(int width);

void dl_help_init(dl_help *help);
void dl_help_release(dl_help *help);

/* Makes the lines from the command table and KEYMAP for a screen of WIDTH cells. False when memory is out. */
bool dl_help_load(dl_help *help, const dl_keymap *keymap, int width);

/* The same for a screen of another width; the cursor stays on its command. */
bool dl_help_resize(dl_help *help, const dl_keymap *keymap, int width);

#endif
