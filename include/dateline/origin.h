/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_ORIGIN_H
#define DATELINE_ORIGIN_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/arena.h"
#include "dateline/str.h"

/*
 * Where a document was read from, as text: the path of a file, behind it its place where the file is a
 * container, and so on for a container in a container.
 *
 *   /news/day.html                    a file
 *   /news/week.zip!tue/day.html       an entry of an archive
 *   /news/feed.xml#https://host/1     an item, a message, a row: by what it calls itself, else its number
 *   /news/all.tar!box.mbox#<a@host>   a message of a mailbox of an archive
 *
 * A file that holds one other, compressed, is called what it is called without the compression. The signs
 * ! and # may be a path's own: which they are only the file system can tell.
 */

/* The suffixes that a compressed file has and its origin has not, up to NULL. */
extern const char *const dl_origin_suffixes[];

/* Goes to the next length at which the path of the file may end in ORIGIN, which is longer than *LEN:
 * before a sign of a place, or at the end of all. False behind that. Begin with 0. */
bool dl_origin_next(const char *origin, size_t *len);

/* Adds ORIGIN to OUT as short as it can still be recognised: the name of the file and of the place, without
 * the directories of either; what is longer than some thirty cells is cut, and ELLIPSIS put there. */
void dl_origin_add_short(const char *origin, const char *ellipsis, dl_str *out);

/* The same as text in ARENA; NULL when memory is out. */
const char *dl_origin_short(dl_arena *arena, const char *origin, const char *ellipsis);

#endif
