/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_COMPILED_H
#define ANNOTATE_COMPILED_H

#include <stddef.h>

#include "annotate/gazetteer.h"
#include "dateline/str.h"

/*
 * The gazetteer as it is compiled when the program is built, in the byte order of the machine:
 *
 *     header    magic, version, for each section where it begins and how many items it has
 *     sections  on borders of 64 bytes
 *
 * It holds numbers and offsets and no pointer. The tables of numbers (words, trie, entries) are used
 * where they lie; what holds strings (entities, offices, bodies of government) is a section of
 * offsets into the strings, from which the pointers are made when it is opened: that is all the work.
 */

/* Writes GAZETTEER to the end of OUT. DL_ERR_NOMEM; DL_ERR_UNSUPPORTED for more than 4 GB. */
dl_status dl_compiled_write(dl_gazetteer *gazetteer, dl_str *out, dl_error *error);

/* The gazetteer of the LEN bytes at DATA, on a border of 64 bytes, which must outlive it.
 * DL_ERR_CORRUPT where it is none of this version of the program. */
dl_status dl_compiled_open(const void *data, size_t len, dl_gazetteer **ret, dl_error *error);

/* What src/tools/gazetteertable.c wrote, which the program carries. */
extern const unsigned char dl_compiled_data[];
extern const size_t dl_compiled_len;

#endif
