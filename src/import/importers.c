/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All formats: see importer.h. */
#include "import/importer.h"

const dl_importer *const dl_importers[] = {
#define DL_IMPORTER(name) &dl_importer_##name,
#include "import/importers.def"
#undef DL_IMPORTER
    NULL};

const bool dl_imports_all = true;
