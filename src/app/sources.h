/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_SOURCES_H
#define APP_SOURCES_H

#include "app/saved.h"
#include "dateline/store.h"

/*
 * The source pane: All, the sources under their countries, which fold, then the rows that stand for
 * what documents lack: no source, no date, an inferred date, one with two readings; then
 * saved searches and dossiers. Moving filters nothing.
 */

typedef enum dl_source_kind {
    DL_SOURCE_ALL,
    DL_SOURCE_COUNTRY,
    DL_SOURCE_NAMED,
    DL_SOURCE_NONE,
    DL_SOURCE_UNDATED,
    DL_SOURCE_INFERRED,
    DL_SOURCE_AMBIGUOUS,
    DL_SOURCE_HEADING, /* above what is the reader's own */
    DL_SOURCE_SAVED,
    DL_SOURCE_DOSSIER, /* `documents` counts its passages */
} dl_source_kind;

typedef struct dl_source_line {
    dl_source_kind kind;
    const char *name;    /* as shown */
    const char *country; /* ISO 3166-1 alpha-2: of a country's row, or of a source under one */
    uint64_t documents, unread;
    bool chosen;       /* the filter names it */
    bool open;         /* a country's fold */
    const char *query; /* of a saved search */
} dl_source_line;

/* By what the sources of a country stand, and the countries with them. */
typedef enum dl_source_sort {
    DL_SOURCES_BY_NAME,
    DL_SOURCES_BY_COUNT,  /* most documents first */
    DL_SOURCES_BY_UNREAD, /* most unread ones first */
} dl_source_sort;

typedef struct dl_sources {
    dl_arena arena;
    dl_source_row *rows; /* as the store gave them */
    size_t rows_count;
    dl_source_sort sort;
    bool down;             /* turned round */
    dl_name_row *dossiers; /* with their passages */
    size_t dossiers_count;
    bool *rows_chosen; /* one a row: the filter names it */
    bool undated_chosen, inferred_chosen, ambiguous_chosen;
    const dl_saved_list *saved; /* NULL: not read yet */
    char *filter;               /* the query as text: what saved searches are held against */
    uint64_t documents, unread; /* of the line of all */
    dl_counts dates;            /* under the query without its dates: what it leaves out too */
    char (*closed)[3];          /* countries whose fold is closed */
    size_t closed_len, closed_size;
    bool
        choosing; /* one is being chosen: what is no source, saved searches and dossiers, is not shown */
    char *narrow; /* only lines whose name holds this, letter case aside; NULL: all */

    dl_source_line *items; /* the lines shown, made from the rest */
    size_t len, size;
    size_t cursor, top;
} dl_sources;

void dl_sources_init(dl_sources *sources);
void dl_sources_release(dl_sources *sources);

/* Reads the sources with their counts under QUERY, whose own counts are COUNTS, and marks those it
 * names as chosen. The cursor stays on the line it was on where that is still there. */
dl_status dl_sources_load(dl_sources *sources, dl_store *store, const dl_query *query,
                          const dl_counts *counts, dl_error *error);

/* Shows the searches of LIST, which the caller keeps, below the sources; QUERY is the one in force. */
void dl_sources_set_saved(dl_sources *sources, const dl_saved_list *list, const dl_query *query);

/* Sorts the sources by SORT; what they are sorted by already is turned round. QUERY is the one in force. */
void dl_sources_sort(dl_sources *sources, dl_source_sort sort, const dl_query *query);

/* Whether LINE stands for documents, so that the filter can be set to it. */
bool dl_source_line_filters(const dl_source_line *line);

/* Counts a document of the source NAME (NULL: none), which passes the query, as READ or no longer. */
void dl_sources_mark(dl_sources *sources, const char *name, bool read);

/* Makes the lines shown anew after folds or `narrow` changed. False when memory is out. */
bool dl_sources_arrange(dl_sources *sources);

/* Puts the cursor on the line that answers `narrow` best by its own name; where only countries do, on
 * the first source under them. */
void dl_sources_pick(dl_sources *sources);

/* Opens or closes the fold of the line under the cursor, or of the country it stands under. */
void dl_sources_fold(dl_sources *sources, bool open);
void dl_sources_fold_all(dl_sources *sources, bool open);

/* Whether LINE stands for the source of ROW: it is its line, or that of its country. */
bool dl_source_line_holds(const dl_source_line *line, const dl_source_row *row);

/* The line under the cursor; NULL where there is none. */
const dl_source_line *dl_sources_current(const dl_sources *sources);

#endif
