/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plain text alone: see importer.h. */
#include "import/importer.h"

const dl_importer *const dl_importers[] = {&dl_importer_text, NULL};

const bool dl_imports_all = false;
