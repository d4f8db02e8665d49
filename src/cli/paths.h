/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_PATHS_H
#define CLI_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/options.h"
#include "dateline/status.h"

/* Sets *RET to the path of the archive that OPTIONS name, to be freed: --archive, else
 * DATELINE_ARCHIVE, else archive.db in dateline's directory below XDG_DATA_HOME. */
dl_status dl_path_archive(const dl_options *options, char **ret, dl_error *error);

/* Sets *RET to the path of the configuration file, to be freed: DATELINE_CONFIG, else config in
 * dateline's directory below XDG_CONFIG_HOME. False where nobody knows the user's home. */
bool dl_path_config(char **ret);

/* Sets *RET to the path of the user's own outlets, to be freed: outlets.tsv in dateline's directory
 * below XDG_CONFIG_HOME. False where nobody knows the user's home. */
bool dl_path_outlets(char **ret);

/* Sets *RET to the folder of the user's own gazetteer, to be freed: gazetteer in dateline's directory
 * below XDG_CONFIG_HOME. False where nobody knows the user's home. */
bool dl_path_gazetteer(char **ret);

/* Sets *RET to the directory in which the reader keeps its state, to be freed: dateline's below
 * XDG_STATE_HOME. False where nobody knows the user's home. */
bool dl_path_state(char **ret);

/* Makes the directories that PATH lies in, as far as they are missing, for the user alone (0700),
 * as the XDG base directory specification asks. */
dl_status dl_path_make_parents(const char *path, dl_error *error);

/* Sets *RET to PATH from the root on, symbolic links of its directory resolved, to be freed. The
 * last element need not exist. */
dl_status dl_path_absolute(const char *path, char **ret, dl_error *error);

/* PATH as text, to be freed: bytes that are no UTF-8, controls and backslashes written as \\xNN, so
 * that two paths never become one. */
char *dl_path_text(const char *path);

/* The path that the LEN bytes of TEXT, made by dl_path_text, stand for, to be freed. */
char *dl_path_of_text(const char *text, size_t len);

#endif
