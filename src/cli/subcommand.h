/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_SUBCOMMAND_H
#define CLI_SUBCOMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/options.h"

struct dl_subcommand {
    const char *name;
    const char *arguments; /* as the help writes them; empty: it takes none */
    unsigned options;      /* bit 1 << dl_option_id for each it takes, and the bits below */
    const char *sentence;
    int (*run)(const dl_options *options); /* returns the exit code */
};

#define DL_SUBCOMMAND_MARKDOWN (1u << 31) /* its --format can be md */

#define DL_SUBCOMMAND_FORMATS (1u << 30) /* it reads files, and needs all formats */

/* The I-th subcommand in the order of the help, or NULL past the last. */
const dl_subcommand *dl_subcommand_at(size_t i);

/* The subcommand of that name, or NULL. */
const dl_subcommand *dl_subcommand_find(const char *name);

/* Whether SUBCOMMAND (may be NULL) reads files of all formats. */
bool dl_subcommand_reads_files(const dl_subcommand *subcommand);

/* What somebody who typed WORD may have meant: the nearest name, or NULL where none is near. */
const dl_subcommand *dl_subcommand_near(const char *word);

/* Prints the help of SUBCOMMAND, or of the program for NULL. */
void dl_help_print(const dl_subcommand *subcommand);

/* The subcommands' functions, a group of them in a file. */
#define DL_SUBCOMMAND(id, name, arguments, takes, sentence)                                        \
    int dl_run_##id(const dl_options *options);
#include "cli/subcommands.def"
#undef DL_SUBCOMMAND

#endif
