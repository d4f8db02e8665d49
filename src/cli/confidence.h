/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_CONFIDENCE_H
#define CLI_CONFIDENCE_H

#include "cli/options.h"

/*
 * How sure a name has to be (0 to 100): what is less sure is not kept, printed or shown. It is
 * --confidence of the command line, else the setting "confidence" of the configuration file.
 */

/* Takes what OPTIONS, which must outlive the process's work, say of it. */
void dl_confidence_take(const dl_options *options);

/* The configuration file is read at the first call, where the command line does not say. */
int dl_confidence(void);

#endif
