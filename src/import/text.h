/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_TEXT_H
#define DL_IMPORT_TEXT_H

#include "dateline/import.h"

/* Reads plain text. */
extern const dl_importer dl_importer_text;

#endif
