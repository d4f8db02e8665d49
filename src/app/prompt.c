/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Editing a line as readline does. The cursor always stands at the edge of a grapheme cluster; a word
 * is a run of letters and digits, and for ^W a run of anything but white space.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/prompt.h"
#include "dateline/text.h"

const char *const dl_prompt_labels[DL_PROMPT_COUNT] = {
    [DL_PROMPT_NOTE] = "note: ",
    [DL_PROMPT_NOTE_WHOLE] = "note on the document: ",
    [DL_PROMPT_NOTE_MARKED] = "note on all marked: ",
    [DL_PROMPT_NONE] = "",
    [DL_PROMPT_FILTER] = "filter: ",
    [DL_PROMPT_DATES] = "dates: ",
    [DL_PROMPT_SOURCES] = "source: ",
    [DL_PROMPT_NAMES] = "name: ",
    [DL_PROMPT_FIND] = "/",
    [DL_PROMPT_SEARCH] = "search: ",
    [DL_PROMPT_SAVE] = "save as: ",
    [DL_PROMPT_RENAME_SAVED] = "new name: ",
    [DL_PROMPT_PIPE] = "pipe to: ",
    [DL_PROMPT_NARROW] = "lines with: ",
    [DL_PROMPT_DOSSIER] = "to which dossier: ",
    [DL_PROMPT_DOSSIER_NAME] = "new name: ",
    [DL_PROMPT_COMMENT] = "comment: ",
    [DL_PROMPT_TAG] = "tag: ",
    [DL_PROMPT_COMMAND] = ":",
    [DL_PROMPT_ENTITY] = "it is: ",
    [DL_PROMPT_MERGE] = "merge into: ",
    [DL_PROMPT_NEW] = "it is called: ",
    [DL_PROMPT_SPLIT] = "these are: ",
    [DL_PROMPT_FACT_DATE] = "set date: ",
    [DL_PROMPT_FACT_SOURCE] = "set source: ",
    [DL_PROMPT_FACT_PUBLISHER] = "set publisher: ",
    [DL_PROMPT_FACT_TITLE] = "set title: ",
    [DL_PROMPT_FACT_AUTHOR] = "set author: ",
    [DL_PROMPT_FACT_PLACE] = "set place: ",
    [DL_PROMPT_RENAME] = "call it: ",
    [DL_PROMPT_JOIN] = "the same as: ",
    [DL_PROMPT_COUNTRY] = "set country: ",
};

void dl_prompt_init(dl_prompt *prompt)
{
    *prompt = (dl_prompt){.chosen = SIZE_MAX};
    dl_str_init(&prompt->text);
    dl_str_init(&prompt->killed);
    dl_str_init(&prompt->draft);
    dl_str_init(&prompt->search);
}

void dl_prompt_release(dl_prompt *prompt)
{
    dl_str_release(&prompt->text);
    dl_str_release(&prompt->killed);
    dl_str_release(&prompt->draft);
    dl_str_release(&prompt->search);
    for (int kind = 0; kind < DL_PROMPT_COUNT; kind++)
        dl_history_release(&prompt->history[kind]);
    dl_arena_release(&prompt->arena);
    dl_prompt_init(prompt);
    memset(prompt->history, 0, sizeof prompt->history);
}

static void forget_candidates(dl_prompt *prompt)
{
    prompt->candidates = NULL;
    prompt->candidates_count = 0;
    prompt->chosen = SIZE_MAX;
    dl_arena_clear(&prompt->arena);
}

static void set_text(dl_prompt *prompt, const char *text)
{
    dl_str_clear(&prompt->text);
    dl_str_add(&prompt->text, text);
    prompt->cursor = prompt->text.len;
}

void dl_prompt_open(dl_prompt *prompt, dl_prompt_kind kind, const char *text)
{
    forget_candidates(prompt);
    prompt->kind = kind;
    prompt->unoffered = !*text; /* what it is opened with stands there already */
    prompt->literal = prompt->prefixed = prompt->searching = false;
    prompt->error[0] = prompt->hint[0] = '\0';
    prompt->history_at = prompt->history[kind].len;
    dl_str_clear(&prompt->draft);
    set_text(prompt, text);
}

/* Adds TEXT to LINE, each run of white space in it that holds more than blanks a blank. */
static void add_line(dl_str *line, const char *text)
{
    for (size_t len; *text; text += len) {
        len = strcspn(text, "\r\n\t");
        size_t dark = len; /* blanks before a line's end are of the run */
        while (text[len] && dark > 0 && text[dark - 1] == ' ')
            dark--;
        dl_str_addn(line, text, dark);
        size_t white = strspn(text + len, " \r\n\t");
        if (white && text[len + white] && line->len)
            dl_str_addc(line, ' ');
        len += white;
    }
}

void dl_prompt_set(dl_prompt *prompt, const char *text)
{
    dl_str_clear(&prompt->text);
    add_line(&prompt->text, text);
    prompt->cursor = prompt->text.len;
    prompt->error[0] = '\0';
    forget_candidates(prompt);
}

void dl_prompt_close(dl_prompt *prompt, bool keep)
{
    if (keep && prompt->text.len)
        dl_history_add(&prompt->history[prompt->kind], prompt->text.text, true);
    forget_candidates(prompt);
    prompt->kind = DL_PROMPT_NONE;
}

/* --- where the cursor can go --- */

static size_t next_cluster(const dl_prompt *prompt, size_t at)
{
    return at + dl_text_grapheme(prompt->text.text + at, prompt->text.len - at);
}

static size_t previous_cluster(const dl_prompt *prompt, size_t at)
{
    size_t before = 0;
    for (size_t i = 0; i < at; i = next_cluster(prompt, i))
        before = i;
    return before;
}

static bool is_word(const dl_prompt *prompt, size_t at)
{
    size_t len;
    return at < prompt->text.len &&
           dl_text_is_alnum(dl_text_decode(prompt->text.text + at, prompt->text.len - at, &len));
}

static bool is_dark(const dl_prompt *prompt, size_t at)
{
    return prompt->text.text[at] != ' ' && prompt->text.text[at] != '\t';
}

/* Where the word before AT begins, in words of which IN says what belongs to one. */
static size_t word_before(const dl_prompt *prompt, size_t at,
                          bool (*in)(const dl_prompt *prompt, size_t at))
{
    while (at > 0 && !in(prompt, previous_cluster(prompt, at)))
        at = previous_cluster(prompt, at);
    while (at > 0 && in(prompt, previous_cluster(prompt, at)))
        at = previous_cluster(prompt, at);
    return at;
}

static size_t word_after(const dl_prompt *prompt, size_t at)
{
    while (at < prompt->text.len && !is_word(prompt, at))
        at = next_cluster(prompt, at);
    while (at < prompt->text.len && is_word(prompt, at))
        at = next_cluster(prompt, at);
    return at;
}

/* --- edits --- */

static dl_prompt_event move(dl_prompt *prompt, size_t to)
{
    prompt->cursor = to;
    return DL_PROMPT_MOVED;
}

/* Takes [START, END) out; KILL keeps it for ^Y. */
static dl_prompt_event take_out(dl_prompt *prompt, size_t start, size_t end, bool kill)
{
    if (start >= end)
        return DL_PROMPT_NOTHING;
    if (kill) {
        dl_str_clear(&prompt->killed);
        dl_str_addn(&prompt->killed, prompt->text.text + start, end - start);
    }
    dl_str_splice(&prompt->text, start, end, "", 0);
    prompt->cursor = start;
    return DL_PROMPT_CHANGED;
}

static dl_prompt_event put_in(dl_prompt *prompt, const char *text, size_t len)
{
    dl_str_splice(&prompt->text, prompt->cursor, prompt->cursor, text, len);
    if (!dl_str_ok(&prompt->text)) { /* out of memory: what was typed before stays */
        prompt->text.failed = false;
        return DL_PROMPT_NOTHING;
    }
    prompt->cursor += len;
    return DL_PROMPT_CHANGED;
}

/* What STROKE types, into BUF. Returns BUF. */
static const char *text_of(dl_stroke stroke, char buf[DL_STROKE_TEXT])
{
    if (stroke != '<' && stroke != ' ' && stroke != '|')
        return dl_stroke_format(stroke, buf);
    buf[0] = (char)stroke; /* written by name in vim's notation */
    buf[1] = '\0';
    return buf;
}

static dl_prompt_event type(dl_prompt *prompt, dl_stroke stroke)
{
    char text[DL_STROKE_TEXT];
    text_of(stroke, text);
    return put_in(prompt, text, strlen(text));
}

/* Walks the history of the prompt's kind. */
static dl_prompt_event walk_history(dl_prompt *prompt, bool back)
{
    dl_history *history = &prompt->history[prompt->kind];
    if (back ? prompt->history_at == 0 : prompt->history_at >= history->len)
        return DL_PROMPT_NOTHING;
    if (prompt->history_at == history->len) {
        dl_str_clear(&prompt->draft);
        dl_str_addn(&prompt->draft, prompt->text.text, prompt->text.len);
    }
    prompt->history_at += back ? (size_t)-1 : 1;
    set_text(prompt, prompt->history_at == history->len ? prompt->draft.text
                                                        : history->items[prompt->history_at]);
    return DL_PROMPT_CHANGED;
}

/* Chooses the next candidate (BACK: the one before) and puts it in the text's place. */
static dl_prompt_event choose(dl_prompt *prompt, bool back)
{
    size_t count = prompt->candidates_count;
    if (!count)
        return DL_PROMPT_COMPLETE;
    if (prompt->chosen == SIZE_MAX)
        prompt->chosen = back ? count - 1 : 0;
    else
        prompt->chosen = (prompt->chosen + (back ? count - 1 : 1)) % count;
    const char *text = prompt->candidates[prompt->chosen].text;
    dl_str_splice(&prompt->text, prompt->candidates_from, prompt->candidates_to, text,
                  strlen(text));
    if (!dl_str_ok(&prompt->text)) {
        prompt->text.failed = false;
        return DL_PROMPT_NOTHING;
    }
    prompt->candidates_to = prompt->cursor = prompt->candidates_from + strlen(text);
    prompt->error[0] = '\0'; /* it was said of another text */
    return count > 1 ? DL_PROMPT_MOVED : DL_PROMPT_CHANGED; /* the only one leaves no choice */
}

/* Up, Down, ^P, ^N: rows of the pane that the prompt narrows, else its history. */
static dl_prompt_event vertical(dl_prompt *prompt, bool back)
{
    if (prompt->kind == DL_PROMPT_SOURCES || prompt->kind == DL_PROMPT_NAMES)
        return back ? DL_PROMPT_PREVIOUS : DL_PROMPT_NEXT;
    return walk_history(prompt, back);
}

static dl_prompt_event move_key(dl_prompt *prompt, dl_stroke stroke)
{
    switch (stroke) {
    case DL_STROKE_CTRL('a'):
    case DL_STROKE_HOME:
        return move(prompt, 0);
    case DL_STROKE_CTRL('e'):
    case DL_STROKE_END:
        return move(prompt, prompt->text.len);
    case DL_STROKE_CTRL('b'):
    case DL_STROKE_LEFT:
        return move(prompt, previous_cluster(prompt, prompt->cursor));
    case DL_STROKE_CTRL('f'):
    case DL_STROKE_RIGHT:
        return move(prompt, next_cluster(prompt, prompt->cursor));
    case DL_STROKE_ALT | 'b':
        return move(prompt, word_before(prompt, prompt->cursor, is_word));
    case DL_STROKE_ALT | 'f':
        return move(prompt, word_after(prompt, prompt->cursor));
    default:
        return DL_PROMPT_NOTHING;
    }
}

static dl_prompt_event edit_key(dl_prompt *prompt, dl_stroke stroke)
{
    switch (stroke) {
    case DL_STROKE_BACKSPACE:
    case DL_STROKE_CTRL('h'):
        if (!prompt->text.len)
            return DL_PROMPT_CANCEL;
        return take_out(prompt, previous_cluster(prompt, prompt->cursor), prompt->cursor, false);
    case DL_STROKE_DELETE:
    case DL_STROKE_CTRL('d'):
        return take_out(prompt, prompt->cursor, next_cluster(prompt, prompt->cursor), false);
    case DL_STROKE_CTRL('w'):
        return take_out(prompt, word_before(prompt, prompt->cursor, is_dark), prompt->cursor, true);
    case DL_STROKE_CTRL('u'):
        return take_out(prompt, 0, prompt->cursor, true);
    case DL_STROKE_CTRL('k'):
        return take_out(prompt, prompt->cursor, prompt->text.len, true);
    case DL_STROKE_CTRL('y'):
        return put_in(prompt, prompt->killed.text, prompt->killed.len);
    case DL_STROKE_CTRL('v'):
        prompt->literal = true;
        return DL_PROMPT_MOVED;
    default:
        return move_key(prompt, stroke);
    }
}

/* --- looking for an entry of the history --- */

static dl_prompt_event start_search(dl_prompt *prompt)
{
    size_t len = prompt->history[prompt->kind].len;
    if (prompt->history_at == len) {
        dl_str_clear(&prompt->draft);
        dl_str_addn(&prompt->draft, prompt->text.text, prompt->text.len);
    }
    prompt->searching = true;
    prompt->history_at = len;
    dl_str_clear(&prompt->search);
    return DL_PROMPT_MOVED;
}

/* Shows the newest entry before AT that holds what is looked for. */
static dl_prompt_event find_entry(dl_prompt *prompt, size_t at)
{
    const dl_history *history = &prompt->history[prompt->kind];
    size_t found = dl_history_find(history, prompt->search.text, at);
    if (found == SIZE_MAX) {
        snprintf(prompt->error, sizeof prompt->error, "nothing of that in the history");
        return DL_PROMPT_MOVED;
    }
    prompt->history_at = found;
    set_text(prompt, history->items[found]);
    return DL_PROMPT_CHANGED;
}

/* What STROKE does to a search. False where it ends the search and means what it always does. */
static bool search_key(dl_prompt *prompt, dl_stroke stroke, dl_prompt_event *ret_event)
{
    char text[DL_STROKE_TEXT];
    dl_str *search = &prompt->search;
    size_t newest = prompt->history[prompt->kind].len;
    if (dl_stroke_is_text(stroke)) {
        dl_str_add(search, text_of(stroke, text));
        *ret_event = find_entry(prompt, newest);
    } else if (stroke == DL_STROKE_CTRL('r')) {
        *ret_event = find_entry(prompt, prompt->history_at);
    } else if (stroke == DL_STROKE_BACKSPACE || stroke == DL_STROKE_CTRL('h')) {
        size_t last = 0;
        for (size_t at = 0; at < search->len;
             at += dl_text_grapheme(search->text + at, search->len - at))
            last = at;
        dl_str_cut(search, last);
        *ret_event = find_entry(prompt, newest);
    } else if (stroke == DL_STROKE_ESC || stroke == DL_STROKE_CTRL('c') ||
               stroke == DL_STROKE_CTRL('g')) {
        prompt->searching = false;
        prompt->history_at = newest;
        set_text(prompt, prompt->draft.text);
        *ret_event = DL_PROMPT_CHANGED;
    } else {
        prompt->searching = false;
        return false;
    }
    return true;
}

/* The text has changed: what was said of it is no longer true. */
static void become_other(dl_prompt *prompt)
{
    forget_candidates(prompt);
    prompt->unoffered = true;
    prompt->error[0] = prompt->hint[0] = '\0';
}

/* --- strokes --- */

/* What STROKE means that neither types nor edits. */
static dl_prompt_event command_key(dl_prompt *prompt, dl_stroke stroke)
{
    switch (stroke) {
    case DL_STROKE_ENTER:
        return DL_PROMPT_SUBMIT;
    case DL_STROKE_ESC:
    case DL_STROKE_CTRL('c'):
    case DL_STROKE_CTRL('g'):
        return DL_PROMPT_CANCEL;
    case DL_STROKE_TAB:
        return choose(prompt, false);
    case DL_STROKE_BACK_TAB:
        return choose(prompt, true);
    case DL_STROKE_UP:
    case DL_STROKE_CTRL('p'):
        return vertical(prompt, true);
    case DL_STROKE_DOWN:
    case DL_STROKE_CTRL('n'):
        return vertical(prompt, false);
    case DL_STROKE_CTRL('r'):
        return start_search(prompt);
    case DL_STROKE_CTRL('x'):
        prompt->prefixed = true;
        return DL_PROMPT_MOVED;
    default:
        return edit_key(prompt, stroke);
    }
}

/* Adds what of TEXT is text to CLEAN. */
static void add_clean(dl_str *clean, const char *text)
{
    size_t left = strlen(text), len;
    for (; left; text += len, left -= len) {
        uint32_t cp = dl_text_decode(text, left, &len);
        bool valid = len > 1 || (unsigned char)*text < 0x80;
        if (valid && (dl_stroke_is_text(cp) || strchr("\r\n\t", (char)*text)))
            dl_str_addn(clean, text, len);
    }
}

dl_prompt_event dl_prompt_paste(dl_prompt *prompt, const char *text)
{
    dl_prompt_event event = DL_PROMPT_NOTHING;
    dl_str clean, line;
    dl_str_init(&clean);
    dl_str_init(&line);
    add_clean(&clean, text);
    add_line(&line, clean.text);
    prompt->literal = prompt->prefixed = false;
    if (!dl_str_ok(&clean) || !dl_str_ok(&line) || !line.len)
        ;
    else if (prompt->searching) {
        dl_str_add(&prompt->search, line.text);
        event = find_entry(prompt, prompt->history[prompt->kind].len);
    } else {
        event = put_in(prompt, line.text, line.len);
    }
    if (event == DL_PROMPT_CHANGED)
        become_other(prompt);
    dl_str_release(&clean);
    dl_str_release(&line);
    return event;
}

dl_prompt_event dl_prompt_key(dl_prompt *prompt, dl_stroke stroke)
{
    dl_prompt_event event;
    bool literal = prompt->literal, prefixed = prompt->prefixed;
    prompt->literal = prompt->prefixed = false;
    if (prefixed)
        return stroke == DL_STROKE_CTRL('e') ? DL_PROMPT_EDIT : DL_PROMPT_MOVED;
    if (prompt->searching && search_key(prompt, stroke, &event)) {
        if (event == DL_PROMPT_CHANGED)
            prompt->error[0] = prompt->hint[0] = '\0';
        return event;
    }
    if (literal && stroke == DL_STROKE_TAB)
        event = put_in(prompt, "\t", 1);
    else if (dl_stroke_is_text(stroke))
        event = type(prompt, stroke);
    else
        event = command_key(prompt, stroke);
    if (event == DL_PROMPT_CHANGED)
        become_other(prompt);
    return event;
}
