/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_TTY_WAYS_H
#define TESTS_TTY_WAYS_H

#include "tty/archive.h"

/* What the tests share that go to every command and to every screen: an archive of four texts, one of
 * them longer than any screen, and keys in vim's notation. */

/* A set-up that makes the archive, and its tear-down. */
int ways_set_up(void **state);
int ways_tear_down(void **state);

/* Makes the archive again what it was when it was imported. */
void ways_restore(void);

/* Presses KEYS, in vim's notation, up to the first blank. */
void ways_press(terminal *t, const char *keys);

#endif
