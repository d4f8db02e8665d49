/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_TAGGER_H
#define DATELINE_TAGGER_H

#include <stddef.h>

#include "dateline/status.h"

/*
 * The model by which names are found that nobody listed: weights of an averaged structured perceptron
 * (Collins 2002) and a list of common words and names, as src/tools/train writes them. Immutable, and
 * nothing of it is copied: any number of annotators may share one.
 */

typedef struct dl_tagger dl_tagger;

/* A tagger over the LEN bytes of the model at DATA, which must outlive it. DL_ERR_CORRUPT where they
 * are no model, or one of another version. Freed with dl_tagger_free. */
dl_status dl_tagger_new(const void *data, size_t len, dl_tagger **ret, dl_error *error);

/* The same of the model that the program carries (assets tagger/english.model). */
dl_status dl_tagger_load(dl_tagger **ret, dl_error *error);
void dl_tagger_free(dl_tagger *tagger);

/* Tells one model from another: hexadecimal, stable between runs. */
const char *dl_tagger_version(const dl_tagger *tagger);

#endif
