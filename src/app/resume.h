/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_RESUME_H
#define APP_RESUME_H

#include "app/app.h"

/*
 * A session as text: where the reader was left, so that it can be opened there again. A line is a
 * record, its fields parted by tabs, with \t, \n and \\ for what would break that; the first line is
 * the format's name and version. A text that is not whole, or of another version, is no session.
 */

/* Makes the state of APP, which is new and has listed nothing yet, that of the session TEXT, and lists.
 * KEEP_FILTER: nothing is listed, APP's filter stays, and the place of the session goes on the trail.
 * Whether it has listed; where TEXT is no session nothing is changed. */
bool dl_resume(dl_app *app, const char *text, bool keep_filter);

#endif
