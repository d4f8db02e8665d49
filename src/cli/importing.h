/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_IMPORTING_H
#define CLI_IMPORTING_H

#include <stdbool.h>
#include <sys/types.h>

#include "dateline/app.h"
#include "dateline/str.h"

/*
 * An import that the reader has asked for: another process of the program, in a group of its own, so that what ends a
 * program in the terminal does not end it. What it tells of its progress and its report come through pipes,
 * which are read as the reader's loop comes by.
 */
typedef struct dl_importing {
    pid_t process; /* 0: none runs */
    int report, said;
    dl_str report_text, line;
    bool stopped;
} dl_importing;

void dl_importing_init(dl_importing *importing);
bool dl_importing_runs(const dl_importing *importing);

/* Starts to import PATHS, words as for a shell, into ARCHIVE. */
dl_status dl_importing_start(dl_importing *importing, const char *archive, const char *paths,
                             dl_error *error);

/* Asks it to end after its batch. */
void dl_importing_stop(dl_importing *importing);

/* Reads what it told meanwhile and tells APP; whether that changed something. */
bool dl_importing_step(dl_importing *importing, dl_app *app);

/* Ends it and waits for that; adds to SUMMARY what it came to. Nothing where none runs. */
void dl_importing_release(dl_importing *importing, dl_str *summary);

#endif
