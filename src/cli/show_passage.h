/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_SHOW_PASSAGE_H
#define CLI_SHOW_PASSAGE_H

#include "cli/options.h"
#include "dateline/reference.h"
#include "dateline/store.h"

/* Prints the passage that REFERENCE, which has a range, says, as a citation in FORMAT. */
dl_status dl_show_passage(dl_store *store, const dl_reference *reference, dl_format format,
                          dl_error *error);

#endif
