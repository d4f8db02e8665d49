/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_COMMAND_H
#define APP_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/app.h"

/* Commands: the rows of commands.def. The state of the reader changes in them only. */

typedef enum dl_command {
    DL_COMMAND_NONE,
#define DL_COMMAND(id, name, group, contexts, keys, function, help) DL_COMMAND_##id,
#include "app/commands.def"
#undef DL_COMMAND
    DL_COMMAND_COUNT
} dl_command;

/* Where the keyboard is; bits, so that a command can hold in several. */
typedef enum dl_context {
    DL_CONTEXT_SOURCES = 1,
    DL_CONTEXT_LIST = 2,
    DL_CONTEXT_TEXT = 4,
    DL_CONTEXT_NAMES = 8,
    DL_CONTEXT_CONCORDANCE = 16,
    DL_CONTEXT_HELP = 32,
    DL_CONTEXT_SELECT = 64, /* the reading pane while something is selected */
    DL_CONTEXT_NAMED = 128, /* who is named with what a concordance lists */
    DL_CONTEXT_COMPARE = 256,
    DL_CONTEXT_DOSSIER = 512,
    DL_CONTEXT_ANY = 1023,
} dl_context;

/* What a command is called with. */
typedef struct dl_arg {
    long count;       /* the number typed before it; 1 where none was */
    bool counted;     /* one was */
    dl_stroke stroke; /* the last stroke that called it; DL_STROKE_NONE after ":" */
    const char *text; /* what stood after its name after ":"; "" where nothing did */
} dl_arg;

typedef unsigned dl_command_function(dl_app *app, const dl_arg *arg);

typedef struct dl_command_row {
    const char *id, *name, *group;
    unsigned contexts;
    const char *keys;
    dl_command_function *function;
    const char *help;
} dl_command_row;

/* The row of COMMAND, which must be one. */
const dl_command_row *dl_command_find(dl_command command);

/* Sets *RET to the contexts called NAME: "everywhere", "main" or a pane. False where there are none. */
bool dl_context_named(const char *name, unsigned *ret);

/* Writes the names of all contexts, parted by ", ", into BUF of SIZE bytes. Returns BUF. */
char *dl_context_list(char *buf, size_t size);

/* The name of the command nearest to WORD; NULL where none is near. */
const char *dl_command_near(const char *word);

/* The command called NAME (LEN bytes); DL_COMMAND_NONE where there is none. */
dl_command dl_command_named(const char *name, size_t len);

#define DL_COMMAND(id, name, group, contexts, keys, function, help) dl_command_function function;
#include "app/commands.def"
#undef DL_COMMAND

#endif
