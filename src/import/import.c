/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dateline/import.h"
#include "import/magic.h"
#include "import/plain.h"

static const dl_importer *const importers[] = {&dl_importer_plain};

/* The importer that is surest of INPUT; NULL where none knows it. */
static const dl_importer *find_importer(const dl_input *input)
{
    const dl_importer *best = NULL;
    int surest = 0;
    for (size_t i = 0; i < sizeof importers / sizeof *importers; i++) {
        int sure = importers[i]->sniff(input);
        if (sure > surest) {
            surest = sure;
            best = importers[i];
        }
    }
    return best;
}

dl_status dl_import(const dl_input *input, const dl_import_options *options, dl_import_sink *sink,
                    void *context, dl_error *error)
{
    if (input->len == 0)
        return dl_fail(error, DL_ERR_INVALID, "%s: the file is empty", input->origin);
    const dl_importer *importer = find_importer(input);
    if (!importer) {
        const char *name = dl_magic_name(input->data, input->len);
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "%s: looks like %s, which cannot be read; only plain text can",
                       input->origin, name ? name : "nothing known");
    }
    return importer->read(input, options, sink, context, error);
}
