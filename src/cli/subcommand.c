/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/subcommand.h"
#include "dateline/distance.h"

#define O(id) (1u << DL_OPTION_##id)
#define MARKDOWN DL_SUBCOMMAND_MARKDOWN
#define FORMATS DL_SUBCOMMAND_FORMATS
#define READS (O(ARCHIVE) | O(DEMO) | O(FORMAT))
#define EVERYWHERE (O(HELP) | O(VERSION))

static const dl_subcommand table[] = {
#define DL_SUBCOMMAND(id, name, arguments, takes, sentence)                                        \
    {name, arguments, (takes) | EVERYWHERE, sentence, dl_run_##id},
#include "cli/subcommands.def"
#undef DL_SUBCOMMAND
};

#define TABLE_COUNT (sizeof table / sizeof table[0])

const dl_subcommand *dl_subcommand_at(size_t i)
{
    return i < TABLE_COUNT ? &table[i] : NULL;
}

const dl_subcommand *dl_subcommand_find(const char *name)
{
    for (size_t i = 0; i < TABLE_COUNT; i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

bool dl_subcommand_reads_files(const dl_subcommand *subcommand)
{
    return subcommand && subcommand->options & FORMATS;
}

const dl_subcommand *dl_subcommand_near(const char *word)
{
    /* Two letters make another word of a short one ("nato" of "date"), which then is rather a
     * query. */
    size_t most = strlen(word) < 6 ? 1 : 2, best = most + 1;
    const dl_subcommand *nearest = NULL;
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        size_t distance = dl_distance(word, table[i].name, most);
        if (distance < best) {
            best = distance;
            nearest = &table[i];
        }
    }
    return nearest;
}
