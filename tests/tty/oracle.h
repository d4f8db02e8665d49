/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_TTY_ORACLE_H
#define TESTS_TTY_ORACLE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Reads what a program wrote to a terminal and knows what ncurses has a reason to write: text in
 * UTF-8 that neither controls nor hides anything, moves and erasures, attributes, the modes that a
 * screen needs, and the marker. Anything else must have come from a document.
 */

#define ORACLE_WHY 160

/* Whether the LEN bytes are nothing else; if not, WHY says what stands where. */
bool oracle_accepts(const char *bytes, size_t len, char why[ORACLE_WHY]);

#endif
