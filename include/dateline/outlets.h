/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_OUTLETS_H
#define DATELINE_OUTLETS_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/status.h"

/*
 * The user's own outlets: newspapers, agencies and ministries that the program does not know, or knows
 * by another name. They are read from lines like those of the program's own table
 * (assets/gazetteer/outlets.tsv; docs/outlets.md), and go before it.
 */
typedef struct dl_outlets dl_outlets;

/* Told of a LINE (from 1) that is wrong and left out; MESSAGE says what to do. */
typedef void dl_outlets_fault(void *context, unsigned line, const char *message);

/* Reads the LEN bytes at TEXT. What is left out of a line (country, habit, kind) is that of the known
 * outlet of the same name, where there is one. Of faults FAULT is told, with CONTEXT; the other lines
 * hold. Sets *RET, which the caller frees and any number of threads may read. Fails only where
 * memory is out. */
dl_status dl_outlets_read(const char *text, size_t len, dl_outlets_fault *fault, void *context,
                          dl_outlets **ret, dl_error *error);
void dl_outlets_free(dl_outlets *outlets);

/* Whether an outlet of OUTLETS (NULL: none) or of the program's own has the site HOST, or one around it; whether one
 * of OUTLETS has that NAME. */
bool dl_outlets_know_host(const dl_outlets *outlets, const char *host);
bool dl_outlets_have_name(const dl_outlets *outlets, const char *name);

/* How many there are. */
size_t dl_outlets_count(const dl_outlets *outlets);

#endif
