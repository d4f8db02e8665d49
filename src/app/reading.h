/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_READING_H
#define APP_READING_H

#include "app/focus.h"
#include "app/notes.h"
#include "app/shown.h"
#include "dateline/layout.h"
#include "dateline/store.h"
#include "dateline/theme.h"

/*
 * The document in the reading pane: its text laid out, its mentions, the hits of the focus, the
 * place read at, and the current mention.
 *
 * The pane scrolls through one sequence of lines: title, facts, notes on the whole, an empty line, the
 * body with the notes on its passages. Lines are counted through all of them. A spot is a place in the document: a mention of any entity, or a hit
 * of a text; both are named by field and byte range.
 */

typedef struct dl_spot {
    dl_field field;
    size_t start, end;
} dl_spot;

typedef struct dl_spots {
    dl_spot *items;
    size_t len, size;
} dl_spots;

enum {
    DL_SECTION_TITLE,
    DL_SECTION_FACTS,
    DL_SECTION_NOTES,
    DL_SECTION_GAP,
    DL_SECTION_BODY,
    DL_SECTION_COUNT
};

typedef struct dl_reading {
    const dl_glyphs *glyphs;
    bool open; /* there is a document */
    dl_arena arena;
    dl_stored doc;
    dl_doc_row *group; /* of copies that it is in, the head first; the first of them */
    size_t group_count;
    const char *facts; /* the lines between title and body */
    dl_layout sections[DL_SECTION_COUNT];
    dl_notes notes;
    size_t width, height; /* of the text in the pane, in cells */
    size_t top;           /* number of the first line shown */
    bool has_from; /* one has gone from the current spot to a line, from which reading goes on: */
    size_t from;   /* its number */
    bool has_current; /* a spot is current: the last one landed on, while in view */
    dl_spot current;
    bool *firsts;       /* of each mention: the first of its entity; NULL: not asked for yet */
    dl_spots focus;     /* where the focus is named, in order */
} dl_reading;

void dl_reading_init(dl_reading *reading, const dl_glyphs *glyphs);
void dl_reading_release(dl_reading *reading);

/* Reads the document KEY from STORE and shows its beginning. */
dl_status dl_reading_open(dl_reading *reading, dl_store *store, dl_key key, dl_error *error);

/* Reads anew what is set on the document: star, tags, notes. The view stays on the text it shows. */
dl_status dl_reading_refresh(dl_reading *reading, dl_store *store, dl_error *error);

/* Shows no document. */
void dl_reading_close(dl_reading *reading);

/* Takes the size of the pane; the line at the top keeps its text there. */
void dl_reading_resize(dl_reading *reading, size_t width, size_t height);

/* Finds where FOCUS is named in the document, by mentions of a confidence of LEAST or more. False when memory is
 * out. */
bool dl_reading_set_focus(dl_reading *reading, const dl_focus *focus, int least);

/* The text of FIELD, and its length; an empty string where there is none. */
const char *dl_reading_field(const dl_reading *reading, dl_field field, size_t *ret_len);

/* Sets *RET to the line of text that line LINE of the pane shows; false where it shows another thing or is
 * past the last. */
bool dl_reading_text_line(dl_reading *reading, size_t line, dl_field *ret_field, dl_line *ret);

/* Number of the line that holds byte AT of FIELD. */
size_t dl_reading_line(dl_reading *reading, dl_field field, size_t at);

/* How many lines there are: lays the whole document out. */
size_t dl_reading_lines(dl_reading *reading);

/* Whether there is a line of that number: lays out no more than up to it. */
bool dl_reading_has_line(dl_reading *reading, size_t line);

/* Byte of FIELD at which line LINE begins; lines of the facts count as the body's begin. */
size_t dl_reading_byte(dl_reading *reading, size_t line, dl_field *ret_field);

/* Scrolls so that line TOP is the first shown, or as near as the end of the text allows (a text
 * shorter than the pane does not scroll). Unsets a current spot that is no longer in view. */
void dl_reading_scroll(dl_reading *reading, size_t top);

/* Goes to line LINE, as near to the top as the end of the text allows: reading goes on from there, and
 * a spot that was current on another line is so no longer. */
void dl_reading_go(dl_reading *reading, size_t line);

/* Makes SPOT current and brings it into view: where it is not, to the upper third, with the heading
 * in view where it fits. */
void dl_reading_land(dl_reading *reading, dl_spot spot);

/* Whether line LINE is in view. */
bool dl_reading_in_view(const dl_reading *reading, size_t line);

/* Sets *RET to the place that is drawn CELL cells from the beginning of line LINE; false where no text of
 * the document is drawn there. */
bool dl_reading_point(dl_reading *reading, size_t line, size_t cell, dl_spot *ret);

/* The mention at SPOT, or, where there is none of its bytes, the one over its start; NULL for none. */
const dl_mention *dl_reading_mention(const dl_reading *reading, dl_spot spot);

/* Of each mention in turn, whether it is the first of its entity (in its layer) in the document. Lives as long as the
 * document is open; NULL when memory is out. */
const bool *dl_reading_firsts(dl_reading *reading);

/* Takes other signs for the facts. False when memory is out. */
bool dl_reading_set_glyphs(dl_reading *reading, const dl_glyphs *glyphs);

/* Orders spots by field, start and end: negative, 0 or positive. */
int dl_spot_compare(dl_spot a, dl_spot b);

/* A place between spots, from which the next one is looked for. */
typedef struct dl_position {
    dl_field field;
    size_t at; /* byte of the field */
    size_t
        end; /* of the spot that begins there, after which the next one is looked for; 0: none does */
    bool here; /* going forward, a spot that begins at `at` itself counts */
} dl_position;

/* Where a search for the next spot begins: at the current one, else at the line gone to, else at the first
 * line in view (BACK: after the last). */
dl_position dl_reading_position(dl_reading *reading, bool back);

/* The beginning of a document, and its end. */
#define DL_POSITION_START ((dl_position){.field = DL_FIELD_TITLE, .here = true})
#define DL_POSITION_END ((dl_position){.field = DL_FIELD_BODY, .at = SIZE_MAX})

/* Adds the places where FOCUS is named in DOC to SPOTS, in order, but not by mentions of a confidence below LEAST; of a text of several parts there are none
 * where one of them is missing. All counts of hits come from here. False when memory is out. */
bool dl_spots_find(const dl_stored *doc, const dl_focus *focus, int least, dl_spots *spots);

/* The first of SPOTS after FROM (BACK: the last before it); false where there is none. */
bool dl_spots_next(const dl_spots *spots, dl_position from, bool back, dl_spot *ret);

/* Sets *RET to the first place where the document holds a word, phrase or name that QUERY, whose names
 * are resolved, asks for; false where it asks for none. */
bool dl_reading_find(const dl_reading *reading, const dl_query *query, dl_spot *ret);

/* Sets *RET to the first mention that stands as a near() of QUERY asks; false where there is none. */
bool dl_reading_find_near(const dl_reading *reading, const dl_query *query, dl_spot *ret);

/* Adds the mentions of SHOWN to SPOTS, in order. False when memory is out. */
bool dl_reading_spots(const dl_reading *reading, const dl_shown *shown, dl_spots *spots);

#endif
