/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_MAILTEXT_H
#define DL_IMPORT_MAILTEXT_H

#include <stdbool.h>

#include "dateline/str.h"

/* How a text/plain part says that its lines are broken (RFC 3676). */
typedef enum dl_flow {
    DL_FLOW_FIXED,  /* it does not say */
    DL_FLOW_FLOWED, /* a line that goes on ends in a space */
    DL_FLOW_DELSP,  /* the same, and the space is no part of the text */
} dl_flow;

/*
 * Makes of TEXT, the clean text (dateline/text.h) of a mail, its paragraphs, each a line with an empty one
 * behind it. The signature below "-- " is cut off. What is quoted by ">" is put together level by
 * level, and each of its paragraphs begins with the ">" of its level. False when memory is out.
 */
bool dl_mailtext_unwrap(dl_str *text, dl_flow flow);

/* The part of SUBJECT, a mail's, that is a title: without white space around it, and with one "Re:" or
 * "Fwd:" of several, the first, which is this mail's own. Added to RET; nothing where SUBJECT says
 * nothing besides them. */
void dl_mail_title_add(dl_str *ret, const char *subject);

#endif
