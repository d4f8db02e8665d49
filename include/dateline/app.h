/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_APP_H
#define DATELINE_APP_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/document.h"
#include "dateline/frame.h"
#include "dateline/kinds.h"
#include "dateline/reference.h"
#include "dateline/settings.h"
#include "dateline/status.h"
#include "dateline/store.h"
#include "dateline/stroke.h"
#include "dateline/theme.h"

/*
 * The reader without a terminal: keystrokes in, frames out. It holds the state of the screen (the
 * filter, the cursor of each pane, the document read, the focus, the trail), changes it in commands
 * only, and reads the archive through an open store. Whoever drives it (the terminal's loop, a
 * script, a test) feeds strokes and paints frames.
 */
typedef struct dl_app dl_app;

/* What is left to the driver after a stroke. */
enum {
    DL_EFFECT_QUIT = 1,
    DL_EFFECT_SUSPEND = 2,  /* stop the process, as ^Z does */
    DL_EFFECT_REPAINT = 4,  /* draw the whole screen anew */
    DL_EFFECT_LINK = 8,     /* open dl_app_link in the user's browser */
    DL_EFFECT_THEME = 16,   /* dl_app_theme has changed */
    DL_EFFECT_COPY = 32,    /* put dl_app_copied where the user finds it, and say where */
    DL_EFFECT_MOUSE = 128,  /* the setting of the mouse has changed */
    DL_EFFECT_IMPORT = 256, /* import dl_app_import, or stop the import that runs */
    DL_EFFECT_ERRAND = 64,  /* do dl_app_errand and tell dl_app_errand_done */
};

/* Sets RET to what TEXT, typed by the reader as a date, may mean: one date, or two readings. Returns how many;
 * 0: no date is found in it. */
typedef size_t dl_date_reader(const char *text, dl_date ret[2]);

/* Sets RET to at most LIMIT paths that begin with TYPED, each as it is typed for an import, in ARENA. Returns how
 * many. */
typedef size_t dl_path_lister(const char *typed, dl_arena *arena, const char **ret, size_t limit);

/* Tells VISIT of whom lists know by NAME, or by that id: who it is, a few words about it ("RU Foreign Minister, from
 * 2004"; ""), and whether NAME is it in full. */
typedef void dl_listed_visit(void *context, const dl_entity *entity, const char *note, bool exact);
typedef void dl_name_lister(const char *name, dl_listed_visit *visit, void *context);

typedef struct dl_app_options {
    dl_store *store;             /* open; the caller's, must outlive the app */
    const char *archive;         /* how the archive is called in the top bar */
    const dl_kinds *kinds;       /* the user's own, which outlive the app; or NULL */
    const char *session;         /* to go on with, from dl_app_describe_session; or NULL */
    const char *query;           /* the filter at the start, or NULL */
    const dl_theme *theme;       /* where the settings leave it to the terminal */
    const dl_settings *settings; /* copied; NULL: all as by default */
    struct dl_keymap *keymap;    /* emptied: the app's from now on; NULL: all as by default */
    dl_date_reader *read_date;   /* for dates in other forms than dl_date_parse's; or NULL */
    dl_path_lister *list_paths;  /* to complete paths by; or NULL */
    dl_name_lister *list_names;  /* for corrections; or NULL */
    int width, height;           /* cells */
} dl_app_options;

/* Makes a reader on an archive. A query that is wrong is an error as from dl_query_parse and
 * dl_store_resolve. Freed with dl_app_free. */
dl_status dl_app_new(const dl_app_options *options, dl_app **ret_app, dl_error *error);
void dl_app_free(dl_app *app);

/* Takes a new size of the screen, in cells. What is read stays in view. */
void dl_app_resize(dl_app *app, int width, int height);

/* Does what STROKE means here. Returns the effects left to the caller. */
unsigned dl_app_key(dl_app *app, dl_stroke stroke);

/* Takes TEXT, any bytes, which was pasted: into the prompt that is open, as text whatever it holds, on one
 * line; without a prompt nothing is done, and that is said. */
void dl_app_paste(dl_app *app, const char *text);

/* Does what the mouse means there: goes to the row or name that was clicked, opens it where it was the one
 * gone to already, scrolls the pane under the wheel. Returns the effects left to the caller. */
unsigned dl_app_mouse(dl_app *app, dl_mouse mouse);

/* What dl_app_idle leaves to the driver. */
enum {
    DL_IDLE_MORE = 1,    /* there is more to do */
    DL_IDLE_CHANGED = 2, /* what the screen shows has changed: paint */
};

/* Does a slice, a few milliseconds, of what takes longer than a key may: counting, sorting, reading
 * many documents. To be called while no key is pending, until nothing is left to do. A key may come
 * between any two slices. */
unsigned dl_app_idle(dl_app *app);

/* Paints the screen into FRAME. */
dl_status dl_app_paint(dl_app *app, dl_frame *frame);

/* Whether another process has changed the archive since it was listed, which the bottom bar then says. To
 * be called now and then while nothing else is to be done, once at the beginning. */
bool dl_app_look(dl_app *app);

/* With DL_EFFECT_LINK: an http or https address. Lives until the next stroke. */
const char *dl_app_link(const dl_app *app);

/* With DL_EFFECT_COPY: what was cited. Lives until the next stroke. */
typedef struct dl_copied {
    const char *dossier; /* all of this dossier, and nothing of what follows; NULL: no dossier */
    const dl_document *document;
    dl_reference reference; /* the bytes cited of it */
    dl_reference written;   /* as that is written down */
    bool link_alone;        /* the document's link and nothing else */
    int form;               /* DL_CITE_TEXT, _MARKDOWN or _JSON */
    const char *what;       /* for the bottom bar: "quotation: “We sail at…" */
} dl_copied;

const dl_copied *dl_app_copied(const dl_app *app);

/* With DL_EFFECT_ERRAND: what another program is to do in the terminal. */
typedef struct dl_errand {
    const char *command; /* a line for the shell, which gets `text` on its standard input; NULL: the
                            editor is wanted, or the browser */
    bool browse;         /* the browser, for the document's file; there is no text then */
    const char *sha256;  /* of the document; NULL: the text is not one's */
    const char *const
        *origins; /* its places (dateline/origin.h), any of which may be there still */
    size_t origins_count;
    const char *text; /* for the editor where none is; UTF-8 */
    size_t len;
    bool back; /* the edited text is wanted back */
} dl_errand;

/* Lives until the next paint. */
const dl_errand *dl_app_errand(const dl_app *app);

/* Tells that the errand is done; TEXT is what was edited, NULL where it is not wanted or was given up. */
void dl_app_errand_done(dl_app *app, const char *text);

/* With DL_EFFECT_IMPORT: the files and folders to import, as they were typed, with quotes and patterns as a
 * shell has them; NULL: the import that runs is to end. */
const char *dl_app_import(const dl_app *app);

/* Tells how far the import is: DONE ("1,200 documents") and RATE ("0:12 left"), each NULL where nobody knows. */
void dl_app_import_told(dl_app *app, const char *done, const char *rate);

/* Tells that it has ended; SUMMARY is for the bar. The new texts are taken in by dl_app_look. */
void dl_app_import_ended(dl_app *app, const char *summary);

/* The entries of the prompts' histories: takes those that were kept, to be called once and before anything
 * is entered; and adds to OUT what STORED, kept meanwhile, and those of this run come to. */
void dl_app_read_histories(dl_app *app, const char *stored);
bool dl_app_merge_histories(const dl_app *app, const char *stored, dl_str *out);

/* The theme to show frames in. */
const dl_theme *dl_app_theme(const dl_app *app);

/* Adds where the reader is now to OUT, as text to go on with another time. False when memory is out. */
bool dl_app_describe_session(dl_app *app, dl_str *out);

/* The settings as they are now. */
const dl_settings *dl_app_settings(const dl_app *app);

/* Shows MESSAGE in the bottom bar until the next stroke. */
void dl_app_say(dl_app *app, const char *message);

/* The I-th command of the table (src/app/commands.def), for help and manual. */
typedef struct dl_command_info {
    const char *name;  /* as typed after ":" */
    const char *group; /* heading it stands under in the help */
    char contexts[64]; /* "everywhere", "everywhere but in the help", "main screen", or panes parted
                          by ", " */
    const char *keys;  /* its default keys, parted by one blank; may be empty */
    const char *help;  /* one sentence without a full stop */
} dl_command_info;

/* Sets *RET to the I-th command in the order of the table; false past the last. */
bool dl_command_at(size_t i, dl_command_info *ret);

#endif
