/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_SETTINGS_H
#define DATELINE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "dateline/status.h"

/*
 * What can be set in the reader: the rows of settings.def, each with a value and with where that value
 * comes from. Plain data: whoever holds a dl_settings may copy it.
 */

typedef enum dl_setting {
#define DL_SETTING(id, name, type, low, high, words, value, help) DL_SETTING_##id,
#include "dateline/settings.def"
#undef DL_SETTING
    DL_SETTING_COUNT
} dl_setting;

typedef enum dl_setting_type {
    DL_SETTING_TYPE_SWITCH,
    DL_SETTING_TYPE_NUMBER,
    DL_SETTING_TYPE_WORD,
} dl_setting_type;

/* Values of settings whose type is WORD, in the order of their words. */
enum { DL_CITE_TEXT, DL_CITE_MARKDOWN, DL_CITE_JSON };
enum { DL_MARKS_ALL, DL_MARKS_FIRST, DL_MARKS_FOCUS, DL_MARKS_NONE };

#define DL_SETTING_TEXT 64 /* bytes of the longest value as text and its NUL */

typedef struct dl_setting_value {
    int number; /* of a switch 0 or 1, of a word its place */
} dl_setting_value;

/* Where a value comes from; what stands later goes before what stands earlier. */
typedef enum dl_setting_from {
    DL_FROM_DEFAULT,
    DL_FROM_ENVIRONMENT,
    DL_FROM_FILE,
    DL_FROM_COMMAND_LINE,
    DL_FROM_READER, /* set in the reader, for as long as it runs */
} dl_setting_from;

typedef struct dl_setting_origin {
    dl_setting_from from;
    const char *where; /* the file's path, the variable's name; "" else; not owned */
    unsigned line;     /* of a file, from 1 */
} dl_setting_origin;

typedef struct dl_settings {
    dl_setting_value values[DL_SETTING_COUNT];
    dl_setting_origin origins[DL_SETTING_COUNT];
} dl_settings;

/* Makes all settings their defaults. */
void dl_settings_init(dl_settings *settings);

/* The number that SETTING has: of a switch 0 or 1, of a word its place in the table. */
int dl_settings_number(const dl_settings *settings, dl_setting setting);

/* What SETTING has, as it would be typed. Returns BUF. */
const char *dl_settings_text(const dl_settings *settings, dl_setting setting,
                             char buf[DL_SETTING_TEXT]);

/* Reads TEXT as a value of SETTING and takes it, as coming from ORIGIN, where nothing that goes before
 * that has set it. DL_ERR_INVALID, and nothing changed, where TEXT is none; the message says what is. */
dl_status dl_settings_set(dl_settings *settings, dl_setting setting, const char *text,
                          dl_setting_origin origin, dl_error *error);

/* The same with "name=value" of LEN bytes. An unknown name is an error that says which may be meant. */
dl_status dl_settings_assign(dl_settings *settings, const char *text, dl_setting_origin origin,
                             dl_error *error);

/* Sets *RET to the setting called NAME (LEN bytes). DL_ERR_NOT_FOUND, and a message with the one that
 * may be meant, where there is none. */
dl_status dl_setting_find(const char *name, size_t len, dl_setting *ret, dl_error *error);

/* Writes VALUE of SETTING as it would be typed. Returns BUF. */
char *dl_setting_format(dl_setting setting, const dl_setting_value *value,
                        char buf[DL_SETTING_TEXT]);

/* Writes the I-th word that can be a value of SETTING, where its type has words (a switch: true and
 * false). Returns BUF; NULL past the last. */
char *dl_setting_word(dl_setting setting, size_t i, char buf[DL_SETTING_TEXT]);

const char *dl_setting_name(dl_setting setting);
dl_setting_type dl_setting_type_of(dl_setting setting);
const char *dl_setting_default(dl_setting setting); /* as it would be written */
const char *dl_setting_help(dl_setting setting);

/* Writes what can be a value of SETTING ("true or false", "20 to 400", "all, first, focus or none").
 * Returns BUF of SIZE bytes. */
char *dl_setting_bounds(dl_setting setting, char *buf, size_t size);

#endif
