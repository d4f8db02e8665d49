/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_COMPLETE_H
#define APP_COMPLETE_H

#include "app/app.h"

/* Fills the candidates of the open prompt: what could stand in place of the word before the cursor,
 * with what it is. None where nothing fits or memory is out. */
void dl_complete(dl_app *app);

#define DL_CANDIDATES_MAX ((size_t)10)

/* How often the entity of that id is mentioned in the archive, as surely as is shown. */
uint64_t dl_complete_mentions(dl_app *app, const char *id);

/* Sets *RET to entities of the archive, most mentioned first, in ARENA. Returns how many. */
size_t dl_complete_entities(dl_app *app, dl_arena *arena, dl_entity_row **ret);

/* complete_whom.c: fills the candidates of the prompt of a correction with who may be meant by TEXT. */
void dl_complete_whom(dl_app *app, const char *text);

/* The row of the table of work: at a prompt that asks for a name, offers those that answer what was typed. */
dl_work dl_offer_step(dl_app *app);

#endif
