/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_GAZETTEER_H
#define DATELINE_GAZETTEER_H

#include <stddef.h>

#include "dateline/mention.h"
#include "dateline/status.h"

/*
 * The gazetteer: the entities that are known by name before any text is read, with their aliases,
 * and the words that tell of names it does not list (titles, given names, heads of organisations).
 * Its line format is described in assets/gazetteer/README.md. Immutable once loaded; any number of
 * annotators may share one.
 */

typedef struct dl_gazetteer dl_gazetteer;

/* A file of the gazetteer. What stands in it is told by its name's last part: bodies.tsv,
 * titles.tsv, given-names.tsv, family-names.tsv and org-words.tsv are lists of words, outlets.tsv is
 * not the gazetteer's and is passed over, any other holds entities. */
typedef struct dl_gazetteer_source {
    const char *name; /* for messages too */
    const char *text; /* LEN bytes of UTF-8 */
    size_t len;
} dl_gazetteer_source;

/* Makes a gazetteer of COUNT files, which may go away then. DL_ERR_SYNTAX names file and line.
 * Freed with dl_gazetteer_free. */
dl_status dl_gazetteer_new(const dl_gazetteer_source *sources, size_t count, dl_gazetteer **ret,
                           dl_error *error);

/* The same of the files that the program carries (assets gazetteer/...tsv). */
dl_status dl_gazetteer_load(dl_gazetteer **ret, dl_error *error);
void dl_gazetteer_free(dl_gazetteer *gazetteer);

/* Tells one version of the gazetteer from another: hexadecimal, stable between runs. */
const char *dl_gazetteer_version(const dl_gazetteer *gazetteer);

/* How many entities and aliases it holds. */
void dl_gazetteer_size(const dl_gazetteer *gazetteer, size_t *ret_entities, size_t *ret_aliases);

/* The entity of that id, or NULL. Lives as long as the gazetteer. */
const dl_entity *dl_gazetteer_find(const dl_gazetteer *gazetteer, const char *id);

#endif
