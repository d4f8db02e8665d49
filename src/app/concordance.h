/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CONCORDANCE_H
#define APP_CONCORDANCE_H

#include "app/conc_line.h"
#include "app/conc_marks.h"
#include "app/conc_view.h"
#include "app/idle.h"
#include "app/slicesort.h"

/*
 * The concordance (KWIC: key word in context, Luhn 1960): a line a mention of an entity, or a hit of
 * a text, across the archive under the filter, aligned on the name.
 *
 * It opens at once, on the lines around the one that is asked for, in the one order; a row is then a
 * line. All the other lines are found and read as idle work (conc_work.c). What needs to know them all,
 * sorting by what stands around the name, folding, narrowing, is asked for at any time (`wanted`) and
 * comes into force (`tools`) when it can: rows are then those of `view`.
 */

/* What idle work is at. */
typedef enum dl_conc_stage {
    DL_CONC_FINDING,   /* the other lines */
    DL_CONC_READING,   /* what they are sorted, folded and counted by */
    DL_CONC_NARROWING, /* which of them match */
    DL_CONC_SORTING,
    DL_CONC_READY,
} dl_conc_stage;

typedef struct dl_concordance {
    dl_store *store;
    const dl_query *query;
    dl_order order;
    dl_focus focus; /* what it lists */
    bool valid; /* what it lists is still so; false: to be listed anew when it is opened again */

    dl_conc_refs refs;
    dl_conc_digest digest;
    dl_conc_stage stage;
    dl_conc_tools wanted, tools; /* asked for; in force */
    bool sorted_anew;            /* by context, since the rows were made */
    bool stale;                  /* something is asked for that is not in force */
    char *narrow_wanted;         /* the words that lines are to hold; NULL: any */
    char *narrow;                /* the same, in force */
    dl_phrase *phrase;           /* while narrowing */
    size_t narrowed;             /* lines looked at */
    dl_slicesort sorting;
    uint32_t *sorted; /* the lines as the sort in force has them; NULL: as they are */
    dl_conc_closed closed;
    dl_conc_view view;
    bool viewed; /* rows are those of `view`, else each line is one */

    dl_conc_marks marks;
    size_t named_cursor, named_top; /* of `view.named` */

    dl_conc_lines lines; /* those in view, as they are drawn */
    uint64_t total;      /* rows in the list, or where they are not `counted` those met so far */
    bool counted;
    uint64_t margin; /* rows kept in view above and below the cursor */
    uint64_t cursor, top;
    size_t page; /* lines that the screen had room for last; 0: as many as it has rows */

    char *looked_for;                /* what a line is looked for that shows it; NULL: nothing */
    uint64_t looked_from, looked_at; /* from which row on; rows after it that do not show it */

    /* the line left by the last visit, for reopening there */
    char *left_sha256;
    dl_spot left_spot;
} dl_concordance;

void dl_concordance_init(dl_concordance *conc);
void dl_concordance_release(dl_concordance *conc);

/* Lists FOCUS under QUERY in ORDER, with the cursor on the line of the mention at SPOT in the document
 * KEY where there is one (DL_KEY_NONE: on the first line). TOTAL: how many lines there are, which is
 * known of an entity; of a text it is found out by and by. The tools in use stay so where FOCUS is the
 * one listed before, else there are none. */
dl_status dl_concordance_load(dl_concordance *conc, dl_store *store, const dl_query *query,
                              dl_order order, const dl_focus *focus, uint64_t total, dl_key key,
                              dl_spot spot, dl_error *error);

/* Puts the cursor on the line of SPOT in the document KEY, or near where it would stand. */
dl_status dl_concordance_find(dl_concordance *conc, dl_key key, dl_spot spot, dl_error *error);

/* Puts the cursor on row NUMBER, or the last. */
dl_status dl_concordance_go(dl_concordance *conc, uint64_t number, dl_error *error);
dl_status dl_concordance_go_end(dl_concordance *conc, dl_error *error);

/* To the first row of the next (BACK: previous) document. */
dl_status dl_concordance_go_document(dl_concordance *conc, bool back, dl_error *error);

/* Makes the rows in view ready to be drawn. */
dl_status dl_concordance_show(dl_concordance *conc, size_t height, dl_error *error);

/* Sets *RET to row NUMBER as it is drawn, which is read where it must be; NULL past the last. */
dl_status dl_concordance_read(dl_concordance *conc, uint64_t number, const dl_conc_line **ret,
                              dl_error *error);

/* Row NUMBER as it is drawn; NULL where it is not in view. */
const dl_conc_line *dl_concordance_line(const dl_concordance *conc, uint64_t number);
const dl_conc_line *dl_concordance_current(const dl_concordance *conc);

/* The line that row NUMBER stands for first, and how many it stands for; NULL where it was not found
 * yet or there is none. */
const dl_conc_ref *dl_concordance_ref(const dl_concordance *conc, uint64_t number,
                                      dl_conc_row *ret_row);

/* How many rows of a screen it would like to have. */
size_t dl_concordance_rows(const dl_concordance *conc);

/* The entity under the cursor of those named with what is listed; NULL where there is none. */
const dl_conc_named *dl_concordance_named(const dl_concordance *conc);

/* Remembers the line under the cursor as the one left. */
void dl_concordance_remember(dl_concordance *conc);

/* --- conc_work.c --- */

/* Says that `wanted`, `narrow_wanted` or `closed` has changed. */
void dl_concordance_ask(dl_concordance *conc);

/* One unit of idle work. */
dl_status dl_concordance_step(dl_concordance *conc, dl_work *ret_work, dl_error *error);

/* How far the work for what was asked for has come; false where nothing is asked for that is not in
 * force. */
bool dl_concordance_progress(const dl_concordance *conc, dl_progress *ret);

/* Gives all work up after a failure. */
void dl_concordance_fail(dl_concordance *conc);

/* Asks for nothing but what is in force. */
void dl_concordance_stop(dl_concordance *conc);

/* Whether there are too many lines for the tools. */
bool dl_concordance_too_long(const dl_concordance *conc);

#endif
