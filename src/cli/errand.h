/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_ERRAND_H
#define CLI_ERRAND_H

#include "cli/scratch.h"
#include "cli/working.h"
#include "dateline/app.h"
#include "dateline/tui.h"

/*
 * Other programs, for what the reader has on the screen. In the terminal: the user's editor, on the
 * document's file, on a copy of its part of a container or on its text; or a command that she typed for the
 * shell. Beside it: the browser, on the document's file.
 */
typedef struct dl_errands {
    dl_tui *tui;
    dl_app *app;
    dl_working *working;
    const char *archive; /* path */
    dl_scratch scratch;  /* what the browser is shown, until the reader ends */
} dl_errands;

/* Does what the app has an errand of and tells it so; a failure is said in its bar. */
void dl_errand_do(dl_errands *errands);

#endif
