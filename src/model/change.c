/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

#include "dateline/change.h"

#define ID_DIGITS (DL_ITEM_ID - 1)

dl_status dl_item_id_make(char ret_id[DL_ITEM_ID], dl_error *error)
{
    unsigned char bytes[ID_DIGITS / 2];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        return dl_fail(error, DL_ERR_IO, "the system gives no random numbers: %s", strerror(errno));
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(ret_id + 2 * i, 3, "%02x", bytes[i]);
    return DL_OK;
}

bool dl_item_id_check(const char *text)
{
    return strspn(text, "0123456789abcdef") == ID_DIGITS && !text[ID_DIGITS];
}

/* Copies the strings of a passage, which has none where an item is only named by its id. */
static bool copy_passage(dl_arena *arena, const dl_passage *passage, dl_passage *ret)
{
    if (passage->quote)
        return dl_passage_copy(arena, passage, ret);
    *ret = *passage;
    return true;
}

static bool copy_string(dl_arena *arena, const char **text)
{
    const char *from = *text;
    *text = dl_arena_strdup(arena, from);
    return *text || !from;
}

bool dl_note_copy(dl_arena *arena, const dl_note *note, dl_note *ret)
{
    dl_note copy = *note;
    if (!copy_passage(arena, &note->passage, &copy.passage) || !copy_string(arena, &copy.text))
        return false;
    *ret = copy;
    return true;
}

bool dl_cited_copy(dl_arena *arena, const dl_cited *cited, dl_cited *ret)
{
    dl_cited copy = *cited;
    if (!copy_passage(arena, &cited->passage, &copy.passage) ||
        !copy_string(arena, &copy.dossier) || !copy_string(arena, &copy.comment))
        return false;
    *ret = copy;
    return true;
}

bool dl_change_copy(dl_arena *arena, const dl_change *change, dl_change *ret)
{
    dl_change copy = *change;
    bool ok = true;
    switch (change->kind) {
    case DL_CHANGE_READ:
    case DL_CHANGE_STAR:
        break;
    case DL_CHANGE_TAG:
        ok = copy_string(arena, &copy.mark.name);
        break;
    case DL_CHANGE_NOTE:
        ok = dl_note_copy(arena, &change->note, &copy.note);
        break;
    case DL_CHANGE_SAVED:
        ok = copy_string(arena, &copy.saved.name) && copy_string(arena, &copy.saved.query) &&
             copy_string(arena, &copy.saved.from);
        break;
    case DL_CHANGE_DOSSIER:
        ok = copy_string(arena, &copy.dossier.name) && copy_string(arena, &copy.dossier.from);
        break;
    case DL_CHANGE_CITED:
        ok = dl_cited_copy(arena, &change->cited, &copy.cited);
        break;
    case DL_CHANGE_PLACE:
        ok = copy_passage(arena, &change->place.passage, &copy.place.passage);
        break;
    case DL_CHANGE_DECISION:
        ok = dl_decision_copy(arena, &change->decision, &copy.decision);
        break;
    }
    if (ok)
        *ret = copy;
    return ok;
}
