/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The configuration file, read as a stream of YAML events: each has the line it stands in, and what
 * came before a mistake in the syntax has been taken already.
 *
 *     marks: first
 *     keys:
 *       text:
 *         "gx": next-mention
 *         "zx": set marks=first
 *         "b": nothing
 *
 * Keys are bound when all is read: those that are to be bound to nothing first, so that it does not
 * matter which line stands before which.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <yaml.h>

#include "cli/config.h"
#include "cli/output.h"
#include "dateline/vec.h"

#define SIZE_LIMIT (1 << 20) /* bytes of a file that can be meant for this */
#define NOTHING "nothing"
#define AN_OPTION "\"marks: first\""

typedef struct key_line {
    unsigned contexts, line;
    const char *keys, *command;
} key_line;

typedef struct reader {
    dl_config *config;
    yaml_parser_t parser;
    yaml_event_t event;
    bool done; /* by a mistake in the syntax, or at the end */
    struct {
        key_line *items;
        size_t len, size;
    } keys;
} reader;

static void complain(reader *r, unsigned line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void complain(reader *r, unsigned line, const char *format, ...)
{
    char message[256];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    dl_config_fault_add(r->config, line, message);
}

/* --- events --- */

/* Goes to the next event. */
static void next(reader *r)
{
    yaml_event_delete(&r->event);
    if (r->done || yaml_parser_parse(&r->parser, &r->event)) {
        r->done = r->done || r->event.type == YAML_STREAM_END_EVENT;
        return;
    }
    const yaml_parser_t *parser = &r->parser;
    /* a quotation that is not closed is noticed far below where it is opened */
    bool within = parser->context && strstr(parser->context, "while scanning a quoted");
    size_t line = within ? parser->context_mark.line : parser->problem_mark.line;
    complain(r, (unsigned)line + 1,
             "this is no YAML: %s (what stands below is not read); options are written " AN_OPTION,
             parser->problem ? parser->problem : "it cannot be read");
    r->done = true;
}

static unsigned line_of(const reader *r)
{
    return (unsigned)r->event.start_mark.line + 1;
}

static bool is_scalar(const reader *r)
{
    return !r->done && r->event.type == YAML_SCALAR_EVENT;
}

/* The text of the scalar at hand, kept. */
static const char *take_text(reader *r)
{
    const char *text = (const char *)r->event.data.scalar.value;
    return dl_must((void *)dl_arena_strdup(&r->config->arena, text));
}

/* Goes past the node at hand, whatever it holds. */
static void skip(reader *r)
{
    int depth = 0;
    do {
        if (r->event.type == YAML_MAPPING_START_EVENT || r->event.type == YAML_SEQUENCE_START_EVENT)
            depth++;
        else if (r->event.type == YAML_MAPPING_END_EVENT ||
                 r->event.type == YAML_SEQUENCE_END_EVENT)
            depth--;
        next(r);
    } while (depth > 0 && !r->done);
}

/* Reads the mapping at hand: calls TAKE for each pair, its name being NAME and its value at hand. WHAT
 * says what was to stand here. */
static void read_mapping(reader *r, const char *what, void *context,
                         void (*take)(reader *r, const char *name, unsigned line, void *context))
{
    if (r->event.type != YAML_MAPPING_START_EVENT) {
        complain(r, line_of(r), "here stand %s", what);
        skip(r);
        return;
    }
    next(r);
    while (!r->done && r->event.type != YAML_MAPPING_END_EVENT) {
        unsigned line = line_of(r);
        if (!is_scalar(r)) {
            complain(r, line, "a name is wanted here, in quotes where it holds a sign of YAML");
            skip(r); /* the name and its value */
            skip(r);
            continue;
        }
        const char *name = take_text(r);
        next(r);
        if (!r->done)
            take(r, name, line, context);
    }
    next(r);
}

/* --- settings and keys --- */

static void take_key(reader *r, const char *keys, unsigned line, void *context)
{
    const unsigned *contexts = context;
    if (!is_scalar(r)) {
        complain(r, line, "%s wants the name of a command, or " NOTHING, keys);
        skip(r);
        return;
    }
    key_line key = {*contexts, line, keys, take_text(r)};
    if (!dl_vec_push(&r->keys, key))
        dl_must(NULL);
    next(r);
}

static void take_context(reader *r, const char *name, unsigned line, void *context)
{
    (void)context;
    unsigned contexts;
    if (dl_context_named(name, &contexts)) {
        read_mapping(r, "keys and their commands: \"gx\": next-mention", &contexts, take_key);
        return;
    }
    char names[160];
    complain(r, line, "no context '%.40s'; it can be %s", name,
             dl_context_list(names, sizeof names));
    skip(r);
}

static void take_setting(reader *r, const char *name, unsigned line, void *context)
{
    (void)context;
    dl_error error;
    dl_setting setting;
    if (strcmp(name, "keys") == 0) {
        read_mapping(r, "contexts with their keys", NULL, take_context);
        return;
    }
    dl_status status = dl_setting_find(name, strlen(name), &setting, &error);
    if (!status && !is_scalar(r))
        status = dl_fail(&error, DL_ERR_INVALID, "%s wants one value", name);
    if (!status)
        status = dl_settings_set(
            &r->config->settings, setting, (const char *)r->event.data.scalar.value,
            (dl_setting_origin){.from = DL_FROM_FILE, .where = r->config->path, .line = line},
            &error);
    if (status)
        complain(r, line, "%s", error.message);
    skip(r);
}

static void read_stream(reader *r)
{
    next(r); /* the stream's start */
    next(r);
    if (r->done)
        return;
    next(r); /* past the start of the document */
    bool empty = is_scalar(r) && r->event.data.scalar.length == 0;
    if (!r->done && !empty)
        read_mapping(r, "options and their values: " AN_OPTION, NULL, take_setting);
}

/* --- binding --- */

static void bind_key(reader *r, const key_line *key)
{
    dl_error error;
    size_t len = strcspn(key->command, " ");
    const char *text = key->command + len + strspn(key->command + len, " ");
    dl_command command = dl_command_named(key->command, len);
    if (command == DL_COMMAND_NONE) {
        const char *near = dl_command_near(key->command);
        complain(r, key->line, "no command '%.40s'%s%s%s", key->command,
                 near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    } else if (dl_keymap_rebind(&r->config->keymap, command, text, key->contexts, key->keys,
                                key->line, &error)) {
        complain(r, key->line, "%s", error.message);
    }
}

static void bind_keys(reader *r)
{
    dl_error error;
    if (r->keys.len && dl_keymap_init(&r->config->keymap, &error)) {
        complain(r, 0, "%s", error.message);
        return;
    }
    for (size_t i = 0; i < r->keys.len; i++) {
        const key_line *key = &r->keys.items[i];
        if (strcmp(key->command, NOTHING) == 0 &&
            dl_keymap_unbind(&r->config->keymap, key->contexts, key->keys, &error))
            complain(r, key->line, "%s", error.message);
    }
    for (size_t i = 0; i < r->keys.len; i++)
        if (strcmp(r->keys.items[i].command, NOTHING) != 0)
            bind_key(r, &r->keys.items[i]);
}

/* Opens the file at PATH; NULL where there is none, or, with *RET_PROBLEM set, none that can be read. */
static FILE *open_file(const char *path, const char **ret_problem)
{
    struct stat status;
    FILE *file = fopen(path, "re");
    if (!file) {
        if (errno != ENOENT && errno != ENOTDIR)
            *ret_problem = strerror(errno);
        return NULL;
    }
    if (fstat(fileno(file), &status) != 0)
        *ret_problem = strerror(errno);
    else if (S_ISDIR(status.st_mode))
        *ret_problem = "it is a directory";
    else if (status.st_size > SIZE_LIMIT)
        *ret_problem = "it is too large";
    if (!*ret_problem)
        return file;
    fclose(file);
    return NULL;
}

void dl_config_read_file(dl_config *config)
{
    reader r = {.config = config};
    const char *problem = NULL, *named = getenv("DATELINE_CONFIG");
    FILE *file = open_file(config->path, &problem);
    if (!file && !problem && named && *named)
        problem = "it does not exist";
    if (problem)
        complain(&r, 0, "%.200s cannot be read: %s", config->path, problem);
    if (!file)
        return;
    config->found = true;
    if (!yaml_parser_initialize(&r.parser))
        dl_must(NULL);
    yaml_parser_set_input_file(&r.parser, file);
    read_stream(&r);
    yaml_event_delete(&r.event);
    yaml_parser_delete(&r.parser);
    fclose(file);
    bind_keys(&r);
    free(r.keys.items);
}
