/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_PLAIN_H
#define DL_IMPORT_PLAIN_H

#include "dateline/import.h"

/* Reads plain text. */
extern const dl_importer dl_importer_plain;

#endif
