/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_WHEN_H
#define DL_IMPORT_WHEN_H

#include "dateline/datefind.h"
#include "import/dateform.h"
#include "import/dateline.h"

/* Where in a document a date stands, from what says least of the day it was published to what says
 * most. */
typedef enum dl_when_role {
    DL_WHEN_OTHER,    /* it is told to be something else: an event, a deadline, a copyright */
    DL_WHEN_CAPTURED, /* labelled as the day the copy was made */
    DL_WHEN_LISTED,   /* in a list of teasers, or of dates */
    DL_WHEN_TAIL,     /* far behind the text */
    DL_WHEN_SPEECH,   /* in the text, where it says when somebody was quoted */
    DL_WHEN_TELLING,  /* told from another day ("yesterday") */
    DL_WHEN_INSIDE,   /* in a line of its own within the text */
    DL_WHEN_AFTER,    /* after the text, without a label */
    DL_WHEN_TOP,      /* above the title */
    DL_WHEN_UPDATED,  /* labelled as the day of a change */
    DL_WHEN_LINK,     /* in the document's link or file name */
    DL_WHEN_FOOT,     /* labelled, after the text */
    DL_WHEN_LEAD,     /* in a line of its own near the text's beginning */
    DL_WHEN_DATELINE,
    DL_WHEN_HEAD, /* between title and text */
    DL_WHEN_META, /* what a page says of itself for machines, under a name that may mean its making */
    DL_WHEN_PUBLISHED, /* labelled as such, or a machine's prefix */
    DL_WHEN_RECORD,    /* what the record is for: a feed's date, a mail's, a page's metadata */
} dl_when_role;

typedef struct dl_when {
    const char *text; /* what `parts` is relative to */
    dl_date_parts parts;
    dl_when_role role;
    bool shown;   /* to readers, between title and text */
    bool machine; /* in the form that machines read */
} dl_when;

#define DL_WHENS 128

/* The dates a document shows, in the order they stand. What is more than it can hold is left. */
typedef struct dl_whens {
    dl_when items[DL_WHENS];
    size_t count;
    const dl_outlets *outlets; /* of the user's own, or NULL */
    dl_day captured;           /* the copy; DL_DAY_NONE: not known */
    dl_day latest;             /* on which it can have been published; DL_DAY_NONE: not known */
} dl_whens;

/* Notes the dates in a line. Each has ROLE, but where a label before it says otherwise. FLAGS as for
 * dl_date_scan. Returns how many there are. */
size_t dl_whens_note(dl_whens *whens, const char *text, size_t len, dl_when_role role,
                     unsigned flags);

/* The same for those that start at byte FROM or later; what stands before may be the label of the first. */
size_t dl_whens_note_from(dl_whens *whens, const char *text, size_t len, size_t from,
                          dl_when_role role, unsigned flags);

/* The role of a date of ROLE that stands behind the LEN bytes at LABEL, which may say what it is of. */
dl_when_role dl_when_labelled(const char *label, size_t len, dl_when_role role, unsigned flags);

/* Notes the date of the link or path TEXT. */
void dl_whens_note_link(dl_whens *whens, const char *text, size_t len);

/* Notes the date of LINE, read from TEXT, where it has one. */
void dl_whens_note_dateline(dl_whens *whens, const char *text, const dl_dateline *line);

/* Of the dates noted, the day the document was published. *RET_CHOSEN is what it was read from, or
 * NULL where nothing is noted; *RET is filled as by dl_date_find, relative to its text. */
bool dl_whens_choose(const dl_whens *whens, const dl_date_context *context, dl_arena *arena,
                     const dl_when **ret_chosen, dl_date_found *ret);

/* Of the dates noted, the day the copy was made; precision NONE where it does not say. */
dl_date dl_whens_captured(const dl_whens *whens, dl_date published);

/* The day that WHEN states whole; DL_DAY_NONE where it does not, or may mean another. */
dl_day dl_when_day(const dl_when *when);

/* The day that WHEN, which lacks a year, states, in the year in which it is nearest to NEAR. */
dl_day dl_when_nearest(const dl_when *when, dl_day near);

/* BEST, or what is to be chosen instead because the page shows it (whenshown.c). */
const dl_when *dl_whens_prefer_shown(const dl_whens *whens, const dl_when *best);

/* Makes *RET, which BEST was made into, the day and the time that the page shows for it, where BEST is an instant
 * in UTC. The instant stays. False when memory is out. */
bool dl_whens_make_local(const dl_whens *whens, const dl_when *best, dl_arena *arena,
                         dl_date_found *ret);

#endif
