/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `dateline config`: the reader's options and what sets each; `dateline config check`: what is wrong. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/config.h"
#include "cli/filefault.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/owngazetteer.h"
#include "cli/paths.h"
#include "cli/record.h"
#include "cli/subcommand.h"
#include "dateline/outlets.h"

#define NAME_CELLS 16
#define VALUE_CELLS 26

static const char *const option_columns[] = {"option", "value", "default", "origin", NULL};

/* Writes where ORIGIN is into OUT. */
static void add_origin(dl_str *out, const dl_setting_origin *origin)
{
    switch (origin->from) {
    case DL_FROM_ENVIRONMENT:
        dl_str_addf(out, "environment, %s", origin->where);
        break;
    case DL_FROM_FILE:
        dl_output_add_safe(out, origin->where, strlen(origin->where), false);
        dl_str_addf(out, ":%u", origin->line);
        break;
    case DL_FROM_COMMAND_LINE:
        dl_str_add(out, "--set");
        break;
    default:
        dl_str_add(out, "default");
    }
}

static void print_option(dl_setting setting, const dl_settings *settings, dl_format format)
{
    char value[DL_SETTING_TEXT];
    const char *name = dl_setting_name(setting), *by_default = dl_setting_default(setting);
    dl_str origin, line;
    dl_str_init(&origin);
    dl_str_init(&line);
    dl_settings_text(settings, setting, value);
    add_origin(&origin, &settings->origins[setting]);
    if (format == DL_FORMAT_TEXT) {
        dl_output_add_cell(&line, name, strlen(name), NAME_CELLS);
        dl_output_add_cell(&line, value, strlen(value), VALUE_CELLS);
        dl_str_addc(&line, ' ');
        dl_str_add(&line, origin.text);
        if (settings->origins[setting].from != DL_FROM_DEFAULT)
            dl_str_addf(&line, " (default %s)", by_default);
        dl_output_line(&line);
    } else {
        json_t *record = dl_record_new();
        dl_record_text(record, "option", name);
        dl_record_text(record, "value", value);
        dl_record_text(record, "default", by_default);
        dl_record_text(record, "origin", origin.text);
        dl_record_print(record, format, option_columns);
    }
    dl_str_release(&origin);
    dl_str_release(&line);
}

/* Says in a message how the file is, where its faults are not printed. */
static void say_file(const dl_config *config)
{
    if (!config->path)
        dl_message("HOME is not set, so there is no place for a configuration file");
    else if (config->faults.len)
        dl_message("%s: %zu fault%s", config->path, config->faults.len,
                   config->faults.len == 1 ? "" : "s");
    else
        dl_message("%s: %s", config->path,
                   config->found ? "no fault found" : "there is no such file");
}

/* Prints the path of one of the program's files, what it is being WHAT, and frees it. */
static void print_file(const char *what, char *path, const char *note)
{
    dl_str line;
    dl_str_init(&line);
    dl_output_add_cell(&line, what, strlen(what), NAME_CELLS);
    if (path)
        dl_output_add_safe(&line, path, strlen(path), false);
    else
        dl_str_add(&line, "nowhere: HOME is not set");
    dl_str_add(&line, note);
    dl_output_line(&line);
    dl_str_release(&line);
    free(path);
}

/* Prints what the user can add to of the program's own: FIND is the path of it. */
static void print_own(const char *what, bool (*find)(char **ret), const char *missing)
{
    char *path = NULL;
    if (!find(&path))
        path = NULL;
    print_file(what, path, !path || access(path, F_OK) == 0 ? "" : missing);
}

/* Prints which files the reader uses. */
static void print_files(const dl_options *options, const dl_config *config)
{
    char *archive = NULL, *state = NULL, *file = NULL;
    dl_str text;
    dl_str_init(&text);
    dl_output_line(&text);
    if (config->path)
        file = dl_must(strdup(config->path));
    print_file("configuration", file, config->found || !file ? "" : " (there is no such file)");
    print_own("outlets", dl_path_outlets, " (there is no such file)");
    print_own("gazetteer", dl_path_gazetteer, " (there is no such folder)");
    if (dl_path_archive(options, &archive, NULL))
        archive = NULL;
    print_file("archive", archive, "");
    if (dl_path_state(&state)) {
        dl_str_addf(&text, "%s/register", state);
        free(state);
        state = dl_must(dl_str_detach(&text));
    } else {
        state = NULL;
    }
    print_file("register", state, "");
    dl_str_release(&text);
}

/* What is wrong in the file of the user's own outlets. */
typedef struct outlet_faults {
    const char *path;
    dl_format format;
    size_t count;
} outlet_faults;

static void print_outlet_fault(void *context, unsigned line, const char *message)
{
    outlet_faults *faults = context;
    dl_file_fault_print(faults->path, line, message, faults->format);
    faults->count++;
}

/* Prints the faults in that file; returns how many there are. */
static size_t check_outlets(dl_format format)
{
    char *path;
    dl_str text;
    dl_error error;
    dl_outlets *outlets = NULL;
    if (!dl_path_outlets(&path))
        return 0;
    outlet_faults faults = {.path = path, .format = format};
    dl_str_init(&text);
    if (access(path, F_OK) == 0 && dl_file_read(path, &text, &error))
        print_outlet_fault(&faults, 0, error.message);
    else if (text.len &&
             dl_outlets_read(text.text, text.len, print_outlet_fault, &faults, &outlets, &error))
        dl_must(NULL);
    dl_outlets_free(outlets);
    dl_str_release(&text);
    free(path);
    return faults.count;
}

/* The faults in the user's own gazetteer. */
typedef struct gazetteer_faults {
    dl_format format;
    size_t count;
} gazetteer_faults;

static void print_gazetteer_fault(void *context, const dl_gazetteer_fault *found)
{
    gazetteer_faults *faults = context;
    dl_file_fault_print(found->file, found->line, found->text, faults->format);
    faults->count++;
}

/* Prints them; returns how many there are. */
static size_t check_gazetteer(dl_format format)
{
    gazetteer_faults faults = {.format = format};
    dl_gazetteer *gazetteer = NULL;
    dl_error error;
    if (dl_gazetteer_load(&gazetteer, &error) ||
        dl_own_gazetteer_add(gazetteer, print_gazetteer_fault, &faults, &error)) {
        dl_message_error(&error);
        faults.count++;
    }
    dl_gazetteer_free(gazetteer);
    return faults.count;
}

int dl_run_config(const dl_options *options)
{
    dl_config config;
    bool check = options->words_count > 0;
    if (options->words_count > 1 || (check && strcmp(options->words[0], "check") != 0)) {
        dl_message("config takes nothing or the word check, but was given '%.60s'",
                   options->words[options->words_count - 1]);
        return DL_EXIT_USAGE;
    }
    dl_config_load(&config, options, true);
    dl_record_head(options->format, check ? dl_file_fault_columns : option_columns);
    for (size_t i = 0; check && i < config.faults.len; i++)
        dl_file_fault_print(config.path, config.faults.items[i].line,
                            config.faults.items[i].message, options->format);
    for (int i = 0; !check && i < DL_SETTING_COUNT; i++)
        print_option((dl_setting)i, &config.settings, options->format);
    if (!check && options->format == DL_FORMAT_TEXT)
        print_files(options, &config);
    size_t faults = config.faults.len;
    if (check)
        faults += check_outlets(options->format) + check_gazetteer(options->format);
    if (check || config.faults.len)
        say_file(&config);
    int code = check && faults ? DL_EXIT_FAILED : DL_EXIT_DONE;
    dl_config_release(&config);
    return code;
}
