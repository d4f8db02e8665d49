/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CMD_CORRECT_H
#define APP_CMD_CORRECT_H

#include "app/app.h"

/* What the open question of a correction asks for, with the letters that answer it; NULL where none
 * of it is open. In the paint arena. */
const char *dl_app_correction_asks(dl_app *app);

/* Takes the answer to QUESTION, one of a correction's. */
void dl_app_correction_answer(dl_app *app, dl_question question, dl_stroke answer);

/* Enters the open prompt where it is one of a correction's; whether it is. */
bool dl_app_correction_enter(dl_app *app);

/* Asks what is wrong with the COUNT mentions at PLACES of the documents KEYS, one for each: what `c` does. */
typedef struct dl_mention_place {
    dl_key key;
    dl_spot spot;
} dl_mention_place;
void dl_app_correct(dl_app *app, const dl_mention_place *places, size_t count);

/* Corrects the mention at hand as D says, of another. */
void dl_app_correct_again(dl_app *app, const dl_decision *d);

/* Carries the correction out as far as REACH, and says what came of it. */
void dl_app_correction_do(dl_app *app, dl_reach reach);

/* --- cmd_naming.c --- */

/* Asks who the mentions are of, or, to MERGE them, who their entities are too. */
void dl_app_name_another(dl_app *app, bool merge);

/* Asks for the name of what the mentions or the text to be corrected are, or, to SPLIT some off, of what
 * these are. */
void dl_app_name_entity(dl_app *app, bool split);

/* Whether the open prompt is one of these. */
bool dl_app_is_naming(const dl_app *app);

/* Finds whom TEXT, typed at that prompt, means. */
dl_status dl_app_naming_find(dl_app *app, const char *text, dl_error *error);

/* Adds how far the correction may go, with how many mentions, what is chosen in brackets, and the key that changes
 * it. */
void dl_app_say_reaches(const dl_app *app, dl_str *out);

/* Goes on to the next that it may have. */
void dl_app_turn_reach(dl_app *app);

/* Says above the open prompt, where it asks for that, what the text typed will be and how far it goes. */
void dl_app_naming_hint(dl_app *app);

/* Takes a stroke that changes the kind or how far it goes; whether it is one and such a prompt is open. */
bool dl_app_naming_key(dl_app *app, dl_stroke stroke);

/* Enters that prompt. */
void dl_app_naming_enter(dl_app *app);

/* --- cmd_facts.c --- */

/* Whether KIND is the prompt of a fact, and of which. */
bool dl_app_fact_of_prompt(dl_prompt_kind kind, dl_fact *ret);

/* Takes the letter of a fact: opens its prompt, or sets the end of the text. */
void dl_app_fact_answer(dl_app *app, dl_stroke answer);
void dl_app_fact_enter(dl_app *app, dl_fact fact);

/* Sets FACT to VALUE (NULL: not known) in what the command is meant for. */
void dl_app_set_fact(dl_app *app, dl_fact fact, const char *value);

/* --- cmd_source.c --- */

void dl_app_source_answer(dl_app *app, dl_stroke answer);

/* Makes TEXT the name that the archive has for a source so spelt but for letter case and the like; whether it
 * was another. */
bool dl_app_respell_source(dl_app *app, dl_str *text);
void dl_app_source_enter(dl_app *app);

/* --- cmd_repeat.c --- */

/* Keeps what CHANGE does, to be done again elsewhere. */
void dl_app_remember(dl_app *app, const dl_change *change);

/* --- renew.c --- */

/* Shows all anew, from the same place, after documents changed. */
bool dl_app_renew(dl_app *app);

#endif
