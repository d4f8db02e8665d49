/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_TRAIL_H
#define APP_TRAIL_H

#include "app/command.h"
#include "app/focus.h"
#include "app/reading.h"
#include "dateline/pane.h"

/*
 * The trail: places that were left by a jump, and the way forward again. A place keeps the document,
 * where in it, the pane with the keyboard, the filter and the order; a run of one motion is one
 * step, so that forty times `n` is undone by one `<`.
 */

typedef struct dl_place {
    char *filter; /* the query as text */
    bool filter_off;
    dl_order order;
    dl_pane pane;
    char *sha256;  /* of the document; NULL: none */
    size_t top_at; /* byte and field of the first line shown */
    dl_field top_field;
    bool heading; /* the view began in the heading, above the body */
    bool has_current;
    dl_spot current;
    dl_focus focus;
} dl_place;

typedef struct dl_trail {
    dl_place *items;
    size_t len, size;
    size_t at;     /* places before this are behind, from it on ahead */
    bool returned; /* the last step went back to where a jump began, and may be taken back */
    dl_command
        motion; /* the motion of the last step; DL_COMMAND_NONE: the next one is a new step */
} dl_trail;

void dl_place_release(dl_place *place);

void dl_trail_release(dl_trail *trail);

/* Puts PLACE, which the trail then owns, behind the present one and forgets what lay ahead. False
 * when memory is out; PLACE is released then. */
bool dl_trail_push(dl_trail *trail, dl_place place);

/* Steps BACK or forward: leaves PRESENT, which the trail then owns, in exchange for the place to go
 * to, which is the caller's in *RET. False, and PRESENT stays the caller's, where there is none. */
bool dl_trail_step(dl_trail *trail, bool back, dl_place present, dl_place *ret);

#endif
