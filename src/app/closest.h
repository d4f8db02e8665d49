/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef APP_CLOSEST_H
#define APP_CLOSEST_H

#include "app/reading.h"

/* Where the words of a search stand together: sets *RET to the last hit of the shortest stretch of the
 * document that holds every part of the text in FOCUS, the first of several as short. False where FOCUS
 * has but one part or none, or a field does not hold them all. */
bool dl_reading_closest(const dl_reading *reading, const dl_focus *focus, dl_spot *ret);

#endif
