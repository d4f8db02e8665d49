/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_ENTITY_H
#define CLI_ENTITY_H

#include "cli/options.h"
#include "dateline/arena.h"
#include "dateline/store.h"
#include "dateline/str.h"

/* Finds the one entity that TEXT, an id or a name, means; its strings are ARENA's. DL_ERR_NOT_FOUND, or
 * DL_ERR_AMBIGUOUS with an id to give. */
dl_status dl_entity_find(dl_store *store, const char *text, dl_arena *arena, dl_entity *ret,
                         dl_error *error);

/* The same of what a correction may lead to: where the archive has nothing of that id or name, what the gazetteer, the
 * user's own files included, lists or composes. */
dl_status dl_entity_find_target(dl_store *store, const char *text, dl_arena *arena, dl_entity *ret,
                                dl_error *error);

/* What the gazetteer alone lists or composes by that id or name. DL_ERR_NOT_FOUND, DL_ERR_AMBIGUOUS. */
dl_status dl_entity_find_listed(const char *text, dl_arena *arena, dl_entity *ret, dl_error *error);

/* Whether TEXT is written as an id is: "person/kim-jong-un". */
bool dl_entity_is_id(const char *text);

/* The term that texts match which name ENTITY; it lives as long as that. */
dl_term dl_entity_term(const dl_entity *entity);

/* Prints why ENTITY is one: what ties its mentions together, with counts, in FORMAT. */
dl_status dl_entity_show(dl_store *store, const dl_entity *entity, dl_format format,
                         dl_error *error);

/* Whether the words of the command line are used wrongly; says then in OUT what is missing or too much. */
bool dl_entity_say_misuse(const dl_options *options, dl_str *out);

/* Prints the words that `entity` takes, with what each needs and does. */
void dl_entity_print_words(void);

/* Takes the decisions that they mean, or where it is a dry run counts what these would change, and says it. */
dl_status dl_entity_change(const dl_options *options, dl_store *store, dl_error *error);

#endif
