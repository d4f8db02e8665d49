/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_PROMPT_H
#define APP_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "app/history.h"
#include "dateline/arena.h"
#include "dateline/str.h"
#include "dateline/stroke.h"

/*
 * A line being typed at the bottom of the screen, edited as by readline. The prompt knows nothing of
 * what its text is for: whoever opened it reads `kind` when a stroke submits, changes or cancels it,
 * and offers candidates for completion.
 */

typedef enum dl_prompt_kind {
    DL_PROMPT_NONE, /* no prompt is open */
    DL_PROMPT_FILTER,
    DL_PROMPT_DATES,
    DL_PROMPT_SOURCES, /* narrows the source pane */
    DL_PROMPT_NAMES,   /* narrows the names pane */
    DL_PROMPT_TAG,
    DL_PROMPT_NOTE,        /* on a passage */
    DL_PROMPT_NOTE_WHOLE,  /* on a document */
    DL_PROMPT_NOTE_MARKED, /* on all marked documents */
    DL_PROMPT_FIND,        /* text of the reading pane, rows of any other */
    DL_PROMPT_NARROW,      /* keeps the lines of a concordance that hold it */
    DL_PROMPT_PIPE,        /* a command that the text is given to */
    DL_PROMPT_SEARCH,      /* the archive */
    DL_PROMPT_ENTITY,      /* which entity a name is of */
    DL_PROMPT_MERGE,       /* which entity another is, too */
    DL_PROMPT_NEW,         /* what a new entity is called */
    DL_PROMPT_SPLIT,       /* what some mentions are of */
    DL_PROMPT_FACT_DATE,
    DL_PROMPT_FACT_SOURCE,
    DL_PROMPT_FACT_PUBLISHER,
    DL_PROMPT_FACT_TITLE,
    DL_PROMPT_FACT_AUTHOR,
    DL_PROMPT_FACT_PLACE,
    DL_PROMPT_RENAME, /* a source */
    DL_PROMPT_JOIN,   /* with the source of that name */
    DL_PROMPT_COUNTRY,
    DL_PROMPT_SAVE,         /* a name for the filter */
    DL_PROMPT_RENAME_SAVED, /* another for the saved search under the cursor */
    DL_PROMPT_DOSSIER,      /* the one that passages are added to */
    DL_PROMPT_DOSSIER_NAME, /* a new one for the dossier under the cursor */
    DL_PROMPT_COMMENT,      /* on a passage in a dossier */
    DL_PROMPT_COMMAND,
    DL_PROMPT_COUNT
} dl_prompt_kind;

/* What could complete the text. */
typedef struct dl_candidate {
    const char *text; /* replaces the bytes [candidates_from, candidates_to) of the text */
    const char *what; /* kind and count, for a person; may be NULL */
    const char *id;   /* of an entity, which others may be called as; else NULL */
} dl_candidate;

typedef struct dl_prompt {
    dl_prompt_kind kind;
    dl_str text;
    size_t cursor;  /* byte of the text */
    dl_str killed;  /* what ^W ^U ^K took, for ^Y */
    dl_str draft;   /* the text before the history was walked */
    bool literal;   /* the next stroke is text, whatever it is (^V) */
    bool prefixed;  /* ^X was typed, and what follows is awaited */
    bool searching; /* what is typed is looked for in the history (^R) */
    bool unoffered; /* the text has changed since candidates were offered */
    dl_str search;
    char error[512];
    char hint[160]; /* what the text means, where it has to be said */
    dl_history history[DL_PROMPT_COUNT];
    size_t history_at; /* entries of the history before this one are older; its length: the draft */

    dl_arena arena; /* of the candidates */
    dl_candidate *candidates;
    size_t candidates_count, candidates_from, candidates_to;
    size_t chosen; /* SIZE_MAX: none */
} dl_prompt;

/* What a stroke did to the prompt. */
typedef enum dl_prompt_event {
    DL_PROMPT_NOTHING,
    DL_PROMPT_MOVED,    /* the cursor or the chosen candidate */
    DL_PROMPT_CHANGED,  /* the text: candidates are to be offered anew */
    DL_PROMPT_COMPLETE, /* Tab, and no candidates are offered yet */
    DL_PROMPT_NEXT,     /* ^N or Down in a prompt that narrows a pane: its next row */
    DL_PROMPT_PREVIOUS,
    DL_PROMPT_SUBMIT,
    DL_PROMPT_CANCEL,
    DL_PROMPT_EDIT, /* ^X^E: the text is wanted in the editor */
} dl_prompt_event;

void dl_prompt_init(dl_prompt *prompt);
void dl_prompt_release(dl_prompt *prompt);

/* Opens the prompt with TEXT in it and the cursor at its end. */
void dl_prompt_open(dl_prompt *prompt, dl_prompt_kind kind, const char *text);

/* Closes it; REMEMBER keeps its text in the history of its kind. */
void dl_prompt_close(dl_prompt *prompt, bool remember);

/* Makes TEXT the prompt's, each run of white space in it that holds more than blanks a blank. */
void dl_prompt_set(dl_prompt *prompt, const char *text);

/* Puts TEXT, any bytes, in at the cursor, as dl_prompt_set makes one line of it, without controls and what is
 * no UTF-8. While the history is searched it is looked for there. */
dl_prompt_event dl_prompt_paste(dl_prompt *prompt, const char *text);

/* Takes a stroke. */
dl_prompt_event dl_prompt_key(dl_prompt *prompt, dl_stroke stroke);

/* The labels that stand before the text, by kind; "" for none. Under them the histories are kept. */
extern const char *const dl_prompt_labels[DL_PROMPT_COUNT];

#endif
