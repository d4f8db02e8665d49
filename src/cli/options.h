/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/day.h"
#include "dateline/fieldmap.h"
#include "dateline/status.h"
#include "dateline/store.h"

/* How a call of the program ends. */
enum { DL_EXIT_DONE, DL_EXIT_FAILED, DL_EXIT_USAGE };

typedef enum dl_option_id {
#define DL_OPTION(id, name, argument, sentence) DL_OPTION_##id,
#include "cli/options.def"
#undef DL_OPTION
    DL_OPTION_COUNT
} dl_option_id;

typedef struct dl_option {
    const char *name;     /* without the hyphens */
    const char *argument; /* what its argument is called; NULL: it takes none */
    const char *sentence;
} dl_option;

/* By dl_option_id. */
extern const dl_option dl_options_table[DL_OPTION_COUNT];

typedef enum dl_format {
    DL_FORMAT_TEXT,
    DL_FORMAT_JSON,
    DL_FORMAT_CSV,
    DL_FORMAT_MARKDOWN, /* of subcommands that say so in subcommands.def */
} dl_format;

/* How the screen of a script is printed. */
typedef enum dl_dump { DL_DUMP_TEXT, DL_DUMP_CELLS, DL_DUMP_SVG } dl_dump;

typedef struct dl_subcommand dl_subcommand;

/* One call of the program, as the user gave it. Strings are argv's. */
typedef struct dl_options {
    const dl_subcommand *subcommand; /* NULL: the reader */
    unsigned given;                  /* bit 1 << dl_option_id for each option that was given */
    const char *archive, *source, *publisher, *lang, *as;
    size_t kind; /* of a new entity: its place in dl_own_kinds */
    dl_format format;
    dl_order order;
    size_t limit; /* SIZE_MAX: none was given */
    dl_day near;
    dl_field_map map;   /* nothing in it: none was given */
    size_t confidence;  /* 0 to 100 */
    size_t jobs;        /* 0: as many as there are processors */
    const char *report; /* path; NULL: none is wanted */
    const char *script; /* keys; NULL: none were given */
    int width, height;  /* of a script's screen, in cells */
    dl_dump dump;
    const char **sets; /* "name=value" of the reader's settings, all of them sound */
    size_t sets_count;
    char **words; /* what is neither an option nor the subcommand */
    size_t words_count;
} dl_options;

/* Whether that option was given. */
bool dl_options_has(const dl_options *options, dl_option_id id);

/* Reads the command line. A failure is one of use, and its message says what to write instead. */
dl_status dl_options_parse(int argc, char **argv, dl_options *ret, dl_error *error);
void dl_options_release(dl_options *options);

#endif
