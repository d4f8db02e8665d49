/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_OUTLETLINE_H
#define DL_IMPORT_OUTLETLINE_H

#include <stddef.h>

/* A line of a table of outlets, fields parted by tabs:
 *
 *   name  other spellings, parted by |  domains, parted by |  country  day-month habit  kind
 *
 * Fields left out at the end, empty or "-", are not known. Read at build time and, of the user's own
 * outlets, when files are imported: so it needs nothing but the C library. */

typedef enum dl_outlet_kind {
    DL_OUTLET_AGENCY,
    DL_OUTLET_OUTLET,
    DL_OUTLET_OFFICIAL, /* a government, a parliament, an international body */
    DL_OUTLET_CARRIER, /* carries the texts of others beside its own: a portal, a wire of press releases */
    DL_OUTLET_ARCHIVE, /* carries the texts of others alone: never a source */
    DL_OUTLET_KINDS    /* not known */
} dl_outlet_kind;

typedef struct dl_outlet_line {
    char *name, *spellings, *domains; /* as in the line; "" where there are none */
    char country[3];                  /* "": not known, or of no one country */
    int day_month;                    /* as dl_outlet; DL_OUTLET_NO_HABIT: not known */
    dl_outlet_kind kind;
} dl_outlet_line;

#define DL_OUTLET_NO_HABIT 2
#define DL_OUTLET_FAULT 160 /* bytes of a message */

/* Reads LINE, without its newline, and cuts it at its tabs; what *RET points to lies in it. 1: it is an outlet; 0: it
 * is empty or a comment; -1: it is wrong, and FAULT says why. */
int dl_outlet_line_read(char *line, dl_outlet_line *ret, char fault[DL_OUTLET_FAULT]);

/* Compares two spellings in lower case of ASCII, whatever the locale is: the order of tables. */
int dl_outlet_spelling_compare(const char *a, const char *b);

/* The next of the spellings or domains that bars part in *REST, cut off there; NULL behind the last. */
char *dl_outlet_line_next(char **rest);

#endif
