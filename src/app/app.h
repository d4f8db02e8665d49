/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_APP_H
#define APP_APP_H

#include "app/command.h"
#include "app/compare.h"
#include "app/concordance.h"
#include "app/correction.h"
#include "app/doclist.h"
#include "app/dossier.h"
#include "app/drawn.h"
#include "app/focus.h"
#include "app/groups.h"
#include "app/help.h"
#include "app/hints.h"
#include "app/hits.h"
#include "app/idle.h"
#include "app/keymap.h"
#include "app/marked.h"
#include "app/names.h"
#include "app/prompt.h"
#include "app/reading.h"
#include "app/saved.h"
#include "app/search.h"
#include "app/selection.h"
#include "app/sources.h"
#include "app/stops.h"
#include "app/trail.h"
#include "app/undo.h"
#include "app/whom.h"
#include "dateline/app.h"
#include "dateline/pane.h"
#include "dateline/settings.h"

/*
 * The state of the reader. It changes in commands (the files cmd_*.c) and in the few functions of
 * session.c that carry a change out against the store; the files screen*.c only read it.
 */

/* What covers the panes. The keyboard is there. */
typedef enum dl_overlay {
    DL_OVERLAY_NONE,
    DL_OVERLAY_CONCORDANCE,
    DL_OVERLAY_COMPARE, /* over the concordance */
    DL_OVERLAY_DOSSIER,
    DL_OVERLAY_HELP,
} dl_overlay;

/* A question whose answer is the next stroke. */
typedef enum dl_question {
    DL_QUESTION_NONE,
    DL_QUESTION_SORT,
    DL_QUESTION_SAVED,   /* what to do with the one under the cursor */
    DL_QUESTION_DOSSIER, /* what to do with the one under the cursor */
    DL_QUESTION_QUIT,
    DL_QUESTION_READ_ALL,
    DL_QUESTION_MARK_PLACE,
    DL_QUESTION_GO_PLACE,
    DL_QUESTION_HINT,    /* letters on the mentions in view */
    DL_QUESTION_CORRECT, /* what is wrong with the mentions */
    DL_QUESTION_REACH,   /* how far the correction goes */
    DL_QUESTION_FACT,    /* which fact of the document */
    DL_QUESTION_SOURCE,  /* what of the source */
} dl_question;

/* The note that is being written. */
typedef struct dl_note_draft {
    dl_arena arena; /* of the note */
    dl_note note;
    bool known;     /* it is there already and is changed */
    dl_field field; /* where its passage stands now; an empty span: the document as a whole */
    dl_span span;
} dl_note_draft;

/* An import that another process does for the reader. */
typedef struct dl_import_state {
    bool running;
    char *wanted;      /* the paths typed */
    char *done, *rate; /* how far it is; NULL: nothing was told yet */
    char *summary;     /* of one that has ended and is to be told; NULL: none */
} dl_import_state;

/* An entity that was in focus when it was merged into another. */
typedef struct dl_merged_focus {
    char *id, *into;
} dl_merged_focus;

struct dl_app {
    dl_store *store;
    char *archive;
    dl_date_reader *read_date;  /* or NULL */
    dl_path_lister *list_paths; /* or NULL */
    dl_name_lister *list_names; /* or NULL */
    dl_settings settings;
    const dl_theme *terminal_theme; /* where the theme is "auto" */
    const dl_glyphs *glyphs;
    int width, height;
    dl_keymap keymap;

    /* what is being typed */
    dl_stroke pending[DL_SEQUENCE_MAX];
    size_t pending_len;
    long count; /* digits so far; 0: none */
    dl_question question;
    uint64_t question_count; /* of what it asks about */
    dl_prompt prompt;        /* open or not */

    /* the filter as the user asked for it; dl_app_query tells what is in force */
    dl_arena filter_arena;
    dl_query filter;
    dl_query no_filter; /* what is in force while the filter is off */
    bool filter_off;
    dl_open_groups groups; /* of copies, in the list */
    dl_order order;
    dl_counts counts; /* under the query in force, mentions of the focus */

    dl_focus focus;
    dl_merged_focus merged_focus;
    dl_search search;
    dl_saved_list saved;
    dl_hits hits;     /* of a text in focus */
    dl_shown shown;   /* which names, by their kinds */
    int marks_before; /* what zs goes back to */

    /* panes */
    dl_pane pane;          /* the one with the keyboard, where no overlay is */
    dl_pane before_prompt; /* the one that had it when a prompt that narrows a pane was opened */
    bool zoomed, sources_drawer, names_drawer;
    int list_more, left_more;
    dl_sources sources;
    dl_doclist list;
    dl_reading reading;
    dl_stops stops;
    dl_selection selection; /* in the reading pane; the keyboard is in it then */
    dl_hints hints;         /* that stand while DL_QUESTION_HINT is open */
    dl_names names;
    dl_overlay overlay;
    dl_overlay below_help; /* what the help was opened over */
    dl_concordance concordance;
    dl_compare compare;          /* of two of its lines */
    dl_place before_concordance; /* where it was opened */
    dl_dossier dossier;          /* shown, or shown last */
    dl_place before_dossier;     /* where it was opened */
    char *open_dossier;          /* that passages are added to; NULL: is asked for */
    dl_reference to_cite;        /* what waits for a dossier, if */
    bool is_to_cite;
    dl_help help;
    dl_geometry geometry;

    int64_t told_ms; /* when the bottom bar told last how far work in idle time has come */

    dl_trail trail;
    dl_undo undo;
    dl_note_draft note;
    size_t changed;        /* what the last list of changes came to; 0: all was so already */
    bool list_stale;       /* what was set since may have taken rows out of the list */
    dl_marked marked;      /* rows marked */
    bool on_marked;        /* the next command is for all of them */
    bool prompt_on_marked; /* so is what the open prompt asks for */
    bool on_facts_marked;  /* and what the open question of a fact asks for */
    dl_correction correction;
    dl_whom whom;     /* the text of its prompt means */
    dl_change repeat; /* the last mark or correction, where `repeats` */
    dl_arena repeat_arena;
    bool repeats;
    dl_command previous; /* the command before this one: a run of one motion is one step */
    dl_command running;

    /* soft edges: the command that said where its next press goes */
    dl_command edge_command;
    dl_stroke stroke; /* by which the running command was called */

    dl_arena paint; /* of what is painted; cleared before each frame */
    dl_drawn drawn; /* what stands where on the screen */
    char message[512];
    bool message_is_error;
    char *find_text; /* last text found in a list by `/` */
    char *link;
    dl_copied copied; /* what was cited last */
    char copied_what[160];
    dl_import_state import;
    bool told_news; /* the message is of new texts */
    size_t
        told_where; /* how many facts of where one is were told, where that was the command before */
    uint64_t generation; /* of the store, when it was listed last */
    bool looked;         /* that is known */
    dl_errand errand;
    dl_str errand_text;
};

/* --- session.c: carrying changes out against the store --- */

/* The query in force: the filter, or nothing while it is off; it folds groups that are not open. */
const dl_query *dl_app_query(const dl_app *app);

/* Makes the queries fold by the groups that are open now. */
void dl_app_fold(dl_app *app);

/* Has names that are less sure than the setting says count for nothing, nor be shown, anywhere: counts, lists and
 * lines are made anew. Says what the archive does not hold of what would now be shown. */
void dl_app_confide(dl_app *app);

/* Whether the filter, written as text, is TEXT. */
bool dl_app_filter_is(const dl_app *app, const char *text);

/* Counts, lists and sources anew after the filter, the order or the archive changed; the list's
 * cursor stays on the document read where the list still holds it, else goes to the first row, and
 * that is then previewed. False, and a message said, where the store failed. */
bool dl_app_requery(dl_app *app);

/* The list alone, after the order changed. */
bool dl_app_relist(dl_app *app);

/* Counts and list rows anew after the focus changed. */
bool dl_app_refocus(dl_app *app);

/* Parses and resolves TEXT and makes it the filter in force. False, and nothing changed but *RET_ERROR,
 * where it is wrong. */
bool dl_app_set_filter(dl_app *app, const char *text, dl_error *ret_error);

/* The two halves of that: parses and resolves TEXT into *RET, in ARENA; makes QUERY, all of which is ARENA's, the
 * filter, which takes the arena over. */
bool dl_app_read_filter(dl_app *app, const char *text, dl_arena *arena, dl_query *ret,
                        dl_error *ret_error);
void dl_app_take_filter(dl_app *app, dl_arena *arena, const dl_query *query);

/* Shows the document under the list's cursor in the reading pane: a preview, marked in no way. */
bool dl_app_preview(dl_app *app);

/* Shows the names of the document in the reading pane anew, after what is to be shown of them changed. */
void dl_app_show_names(dl_app *app);

/* Leaves the document in the reading pane; none is there then. */
bool dl_app_read_nothing(dl_app *app);

/* Reads the document KEY into the reading pane, unless it is there already; the list stays. */
bool dl_app_read(dl_app *app, dl_key key);

/* Shows the document KEY in the reading pane and puts the list's cursor on it. */
bool dl_app_show(dl_app *app, dl_key key);

/* Lands on the first hit of the document shown: where the words in focus stand closest together, else where names stand near each other as the filter asks, else of the
 * focus, else of what the filter asks for by words or names. Where there is none nothing changes. */
void dl_app_land_first(dl_app *app);

/* Shows the line of the concordance under the cursor in its text: a preview. */
void dl_app_preview_line(dl_app *app);

/* Counts and sources anew after documents changed that are not in view. */
bool dl_app_recount(dl_app *app);

/* The first of these alone: what the query holds; and the second: what each source does. */
bool dl_app_count(dl_app *app);
bool dl_app_count_sources(dl_app *app);

/* Says what went wrong in the bottom bar. */
void dl_app_complain(dl_app *app, const dl_error *error);
void dl_app_sayf(dl_app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Says that there is NOTHING ("no names in this text"), and that the setting hides what is less sure where it does. */
void dl_app_say_none(dl_app *app, const char *nothing);

/* --- changes.c: what the reader sets --- */

/* Carries the COUNT changes at CHANGES out, shows what they made and keeps them to be undone as WHAT
 * ("tag war on 12 documents"). Says nothing where that went well. False, with a message, where it
 * did not. */
bool dl_app_change(dl_app *app, const dl_change *changes, size_t count, const char *what);

/* Adds the heading of the document shown to OUT, in quotation marks and cut to what the bottom bar has
 * room for. */
void dl_app_name_document(const dl_app *app, dl_str *out);

/* Undoes what was done last (REDO: does again what was undone last) and says what; whether it did. */
bool dl_app_undo(dl_app *app, bool redo);

/* Marks the document shown as read, as going into its text does: that is not kept to be undone. */
void dl_app_mark_read(dl_app *app);

/* --- renew.c --- */

/* Puts the focus on the entity that the one in focus was merged into, or back on it once that is undone. */
void dl_app_follow_merge(dl_app *app);
void dl_merged_focus_release(dl_merged_focus *merged);

/* --- places.c: the trail --- */

/* Leaves the present place on the trail before a jump, unless the same motion was just made. */
void dl_app_leave(dl_app *app);

/* The same, the place left being PLACE, which the trail then owns. */
void dl_app_leave_from(dl_app *app, dl_place place);

/* The present place, which the caller owns. False, with a message, when memory is out. */
bool dl_app_describe_place(dl_app *app, dl_place *ret);

/* Puts the reading pane where PLACE says, in the document that is shown. */
void dl_app_restore_reading(dl_app *app, const dl_place *place);

/* Makes PLACE the present one; takes the focus out of it. */
void dl_app_restore_place(dl_app *app, dl_place *place);

/* Makes PLACE, of an earlier run, the present one of a reader that has listed nothing yet. What is gone
 * since then (its document, a name) is left out. */
void dl_app_begin_at(dl_app *app, dl_place *place);

/* Lists, counts and reads anew what another process may have changed; the place stays. */
bool dl_app_take_in(dl_app *app);

/* Goes back or forward on the trail. */
void dl_app_step(dl_app *app, bool back);

/* --- cmd_jump.c --- */

/* At a soft edge: says that WHAT is here and that the running command's next press goes to TARGET.
 * False, and nothing said, when this is that press. */
bool dl_app_edge(dl_app *app, const char *what, const char *target);

/* Makes the first mention in view current where none is, and says so. False where there is none. */
bool dl_app_select_mention(dl_app *app);

/* Makes the entity of the current mention the focus. */
bool dl_app_focus_mention(dl_app *app);

/* --- cmd_open.c --- */

/* Closes what covers the panes, and goes back to where it was opened; whether anything did. */
bool dl_app_close_overlay(dl_app *app);

/* Goes to the first mention of the name under the cursor of the names pane. Returns effects. */
unsigned dl_app_open_name(dl_app *app);

/* --- cmd_where.c --- */

/* How sure MENTION is: "sure 85", "unsure 40". Lives until the next paint. */
const char *dl_app_say_sure(dl_app *app, const dl_mention *mention);

/* --- cmd_select.c --- */

#define DL_REPEAT_MAX 10000 /* a count asks for no more steps */

/* Whether something is selected, and the keyboard there. */
bool dl_app_is_selecting(const dl_app *app);

/* Selects nothing any more. */
void dl_app_end_selection(dl_app *app);

/* Adds the mentions of the kinds shown that lie wholly in what is selected to SPOTS, in order. False when memory
 * is out. */
bool dl_app_selected_mentions(const dl_app *app, dl_spots *spots);

/* Brings the head of the selection into view. */
void dl_app_follow_selection(dl_app *app);

/* --- cmd_move.c --- */

/* Scrolls the pane with the keyboard by STEP rows; its cursor stays in view. Returns effects. */
unsigned dl_app_scroll(dl_app *app, int64_t step);

/* Puts the cursor of the pane with the keyboard on row ROW; whether it stood there already. */
bool dl_app_point(dl_app *app, uint64_t row);

/* --- cmd_pane.c --- */

/* The kinds of names with the digits that switch them: "1 person 2 country". Lives until the next paint. */
const char *dl_app_list_kinds(dl_app *app);

/* --- app.c --- */

/* Where the keyboard is. */
dl_context dl_app_context(const dl_app *app);

/* Gives the keyboard to PANE, opening its drawer where it has no column, closing others. */
void dl_app_enter(dl_app *app, dl_pane pane);

/* Places the panes anew for the screen's size and what is open, and tells them their sizes. */
void dl_app_arrange(dl_app *app);

/* Rows of the pane that has the keyboard, without its heading. */
size_t dl_app_page(const dl_app *app);

/* How COMMAND is called now, for a message: its keys, else its name after a colon. Lives until the next
 * paint. */
const char *dl_app_call(dl_app *app, dl_command command);

/* Calls COMMAND with ARG, as its key would. */
unsigned dl_app_run(dl_app *app, dl_command command, const dl_arg *arg);

/* --- cmd_import.c --- */

void dl_import_state_release(dl_import_state *import);

/* --- screen_compare.c --- */

/* Breaks the passages compared into lines for the screen there is. Returns how many lines of each there
 * is room for. */
size_t dl_screen_arrange_compare(dl_app *app);

/* --- screen.c --- */

/* Paint what they say into FRAME; used by dl_app_paint. */
void dl_screen_paint_top(dl_app *app, dl_frame *frame);
void dl_screen_paint_bottom(dl_app *app, dl_frame *frame);
void dl_screen_paint_sources(dl_app *app, dl_frame *frame);
void dl_screen_paint_names(dl_app *app, dl_frame *frame);
void dl_screen_paint_list(dl_app *app, dl_frame *frame);
void dl_screen_paint_text(dl_app *app, dl_frame *frame, dl_rect rect);
void dl_screen_paint_concordance(dl_app *app, dl_frame *frame);
void dl_screen_paint_named(dl_app *app, dl_frame *frame);
void dl_screen_paint_compare(dl_app *app, dl_frame *frame);
void dl_screen_paint_dossier(dl_app *app, dl_frame *frame);
/* Paints what a dossier keeps of the document under its cursor, where that is forgotten, into the reading pane's RECT. */
void dl_screen_paint_kept(dl_app *app, dl_frame *frame, dl_rect rect);
void dl_screen_paint_help(dl_app *app, dl_frame *frame);

#endif
