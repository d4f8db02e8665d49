/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "app/hints.h"
#include "dateline/vec.h"

/* Without l and o, which look like I and 0; those under the fingers first. */
static const char alphabet[] = "asdfghjkqwertyuipzxcvbnm";
#define LETTERS (sizeof alphabet - 1)

void dl_hints_release(dl_hints *hints)
{
    free(hints->items);
    *hints = (dl_hints){0};
}

/* Adds those of SPOTS that are in view: they are in order, and what is below is not even laid out. */
static bool add_in_view(dl_hints *hints, dl_reading *reading, const dl_spots *spots)
{
    for (size_t i = 0; i < spots->len && hints->len < LETTERS * LETTERS; i++) {
        dl_spot spot = spots->items[i];
        size_t line = dl_reading_line(reading, spot.field, spot.start);
        if (line >= reading->top + reading->height)
            return true;
        if (line >= reading->top && !dl_vec_push(hints, (dl_hint){.spot = spot}))
            return false;
    }
    return true;
}

bool dl_hints_make(dl_hints *hints, dl_reading *reading, const dl_shown *shown)
{
    dl_spots spots = {0};
    hints->len = 0;
    memset(hints->typed, 0, sizeof hints->typed);
    bool ok = dl_reading_spots(reading, shown, &spots) && add_in_view(hints, reading, &spots);
    free(spots.items);
    for (size_t i = 0; i < hints->len; i++) {
        char *letters = hints->items[i].letters;
        if (hints->len > LETTERS)
            *letters++ = alphabet[i / LETTERS];
        *letters = alphabet[i % LETTERS];
    }
    return ok;
}

const char *dl_hints_rest(const dl_hints *hints, const dl_hint *hint)
{
    size_t len = strlen(hints->typed);
    for (size_t i = 0; i < len; i++)
        if (tolower((unsigned char)hints->typed[i]) != hint->letters[i])
            return NULL;
    return hint->letters + len;
}

/* The first hint that begins as what was typed, or NULL. */
static const dl_hint *find_begun(const dl_hints *hints)
{
    for (size_t i = 0; i < hints->len; i++)
        if (dl_hints_rest(hints, &hints->items[i]))
            return &hints->items[i];
    return NULL;
}

dl_hint_taken dl_hints_take(dl_hints *hints, dl_stroke stroke, dl_spot *ret)
{
    size_t len = strlen(hints->typed);
    bool capital = stroke >= 'A' && stroke <= 'Z';
    if (len == DL_HINT_LETTERS || (!capital && (stroke < 'a' || stroke > 'z')))
        return DL_HINT_UNKNOWN;
    if (len && capital != (hints->typed[0] >= 'A' && hints->typed[0] <= 'Z'))
        return DL_HINT_UNKNOWN; /* it is not clear which of the two is meant */
    hints->typed[len] = (char)stroke;
    const dl_hint *hint = find_begun(hints);
    if (!hint)
        return DL_HINT_UNKNOWN;
    if (hint->letters[len + 1])
        return DL_HINT_BEGUN;
    *ret = hint->spot;
    return capital ? DL_HINT_CONCORDANCE : DL_HINT_JUMP;
}
