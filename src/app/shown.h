/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_SHOWN_H
#define APP_SHOWN_H

#include "dateline/frame.h"
#include "dateline/kinds.h"

/* Which names the reader shows as such, and how: by their kinds and by how sure they are. */
typedef struct dl_shown {
    const dl_kinds *kinds; /* the user's own; NULL: none */
    int least;             /* confidence below which a mention is not shown */
    unsigned places;       /* a bit for each kind shown, by its place */
    bool hides_offices;    /* which are a layer of their own, whatever kinds are shown */
} dl_shown;

#define DL_SHOWN_ALL (~0U)

/* Whether MENTION is as sure as it has to be. */
static inline bool dl_shown_is_sure(const dl_shown *shown, const dl_mention *mention)
{
    return mention->confidence >= shown->least;
}

/* Whether MENTION is one that is shown. */
bool dl_shown_holds(const dl_shown *shown, const dl_mention *mention);

/* The kind of the user's own that MENTION is of; NULL: of another. */
const dl_own_kind *dl_shown_own(const dl_shown *shown, const dl_mention *mention);

/* How a mention of the entity ID, of KIND, is drawn. */
dl_style dl_shown_style(const dl_shown *shown, dl_kind kind, const char *id);

#endif
