/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_CONFIG_H
#define CLI_CONFIG_H

#include "app/keymap.h"
#include "cli/options.h"
#include "dateline/arena.h"
#include "dateline/settings.h"

/*
 * How the user wants the reader: settings and keys. They come, each going before the one above, from
 * the table of settings, the environment (NO_COLOR, the locale), the configuration file, and --set.
 *
 * The file is YAML: a mapping of settings to their values, and below `keys` a mapping of sequences to
 * commands for each context. What is wrong in it is a fault, told with its line; all else of it holds.
 */

typedef struct dl_config_fault {
    unsigned line; /* from 1; 0: the file as a whole */
    const char *message;
} dl_config_fault;

typedef struct dl_config {
    dl_settings settings;
    dl_keymap keymap; /* with no binding in it where the file binds no key */
    char *path;       /* of the file, whether it exists or not; NULL: there is no place for one */
    bool found;       /* it exists */
    struct {
        dl_config_fault *items;
        size_t len, size;
    } faults; /* by line */
    dl_arena arena;
} dl_config;

/* Makes *RET what the environment and the command line ask for, and where WITH_FILE the configuration
 * file. Ends the program where memory is out. Released with dl_config_release. */
void dl_config_load(dl_config *ret, const dl_options *options, bool with_file);
void dl_config_release(dl_config *config);

/* A sentence for the user of a reader about the faults; NULL where there are none. */
const char *dl_config_complaint(dl_config *config);

/* --- config_file.c --- */

/* Reads the file at CONFIG's path, if there is one, into CONFIG. */
void dl_config_read_file(dl_config *config);

/* Adds a fault at LINE. */
void dl_config_fault_add(dl_config *config, unsigned line, const char *message);

#endif
