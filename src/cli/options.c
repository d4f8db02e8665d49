/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options.h"
#include "cli/ownkinds.h"
#include "cli/subcommand.h"
#include "dateline/date.h"
#include "dateline/distance.h"
#include "dateline/settings.h"
#include "dateline/stroke.h"

const dl_option dl_options_table[DL_OPTION_COUNT] = {
#define DL_OPTION(id, name, argument, sentence) [DL_OPTION_##id] = {name, argument, sentence},
#include "cli/options.def"
#undef DL_OPTION
};

/* getopt_long returns option ID as FIRST_VALUE + ID, out of the way of characters. */
#define FIRST_VALUE 256

#define JOBS_MAX 64

bool dl_options_has(const dl_options *options, dl_option_id id)
{
    return (options->given >> id) & 1;
}

static dl_status fail_value(dl_option_id id, const char *value, dl_error *error)
{
    const dl_option *option = &dl_options_table[id];
    return dl_fail(error, DL_ERR_INVALID, "--%s=%.60s: write --%s=%s", option->name, value,
                   option->name, option->argument);
}

/* Sets *RET to the number of VALUE among the three NAMES. */
static dl_status read_choice(dl_option_id id, const char *const names[3], const char *value,
                             int *ret, dl_error *error)
{
    for (int i = 0; names[i]; i++)
        if (strcmp(value, names[i]) == 0) {
            *ret = i;
            return DL_OK;
        }
    return fail_value(id, value, error);
}

static dl_status read_format(const char *value, dl_format *ret, dl_error *error)
{
    static const char *const names[] = {"text", "json", "csv", "md", NULL};
    int choice = (int)*ret;
    dl_status status = read_choice(DL_OPTION_FORMAT, names, value, &choice, error);
    *ret = (dl_format)choice;
    return status;
}

static dl_status read_dump(const char *value, dl_dump *ret, dl_error *error)
{
    static const char *const names[] = {"text", "cells", "svg", NULL};
    int choice = (int)*ret;
    dl_status status = read_choice(DL_OPTION_DUMP, names, value, &choice, error);
    *ret = (dl_dump)choice;
    return status;
}

static dl_status read_keys(const char *value, const char **ret, dl_error *error)
{
    dl_stroke unused;
    size_t len;
    for (const char *at = value; *at; at += len) {
        len = dl_stroke_parse(at, &unused);
        if (!len)
            return dl_fail(error, DL_ERR_INVALID,
                           "--script: no key is called %.*s>; keys are written as in vim: <C-f>, "
                           "<Enter>, <lt>",
                           (int)strcspn(at, ">"), at);
    }
    *ret = value;
    return DL_OK;
}

/* Reads a size of 1x1 to 999x999. */
static dl_status read_size(const char *value, int *ret_width, int *ret_height, dl_error *error)
{
    char *end;
    long width = strtol(value, &end, 10);
    long height = *end == 'x' ? strtol(end + 1, &end, 10) : 0;
    if (strspn(value, "0123456789x") != strlen(value) || *end || width < 1 || width > 999 ||
        height < 1 || height > 999)
        return fail_value(DL_OPTION_SIZE, value, error);
    *ret_width = (int)width;
    *ret_height = (int)height;
    return DL_OK;
}

static dl_status read_order(const char *value, dl_order *ret, dl_error *error)
{
    static const struct {
        const char *name;
        dl_order order;
    } orders[] = {
        {"date", DL_ORDER_OLDEST},         {"-date", DL_ORDER_NEWEST},
        {"source", DL_ORDER_SOURCE},       {"-source", DL_ORDER_SOURCE_DOWN},
        {"relevance", DL_ORDER_RELEVANCE},
    };
    for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++)
        if (strcmp(value, orders[i].name) == 0) {
            *ret = orders[i].order;
            return DL_OK;
        }
    return fail_value(DL_OPTION_SORT, value, error);
}

/* Reads a whole number from LEAST to MOST. */
static dl_status read_number(dl_option_id id, const char *value, size_t least, size_t most,
                             size_t *ret, dl_error *error)
{
    char *end, upto[32] = "";
    errno = 0;
    unsigned long long number = strtoull(value, &end, 10);
    if (most < SIZE_MAX)
        snprintf(upto, sizeof upto, " to %zu", most);
    if (value[0] < '0' || value[0] > '9' || *end || errno || number < least || number > most)
        return dl_fail(error, DL_ERR_INVALID, "--%s=%.60s: write a number from %zu%s",
                       dl_options_table[id].name, value, least, upto);
    *ret = (size_t)number;
    return DL_OK;
}

static dl_status read_kind(const char *value, size_t *ret, dl_error *error)
{
    if (dl_kinds_find(dl_own_kinds(), value, strlen(value), ret))
        return DL_OK;
    return dl_fail(error, DL_ERR_SYNTAX,
                   "--kind=%s is none: person, country, organisation, place, other or one of "
                   "your own",
                   value);
}

static dl_status read_near(const char *value, dl_day *ret, dl_error *error)
{
    dl_date date;
    if (!dl_date_parse(value, strlen(value), &date) || date.precision != DL_PRECISION_DAY)
        return fail_value(DL_OPTION_NEAR, value, error);
    *ret = date.day;
    return DL_OK;
}

static dl_status read_map(const char *value, dl_field_map *ret, dl_error *error)
{
    dl_status status = dl_field_map_parse(value, ret, error);
    return status ? dl_fail_in(error, status, "--map") : DL_OK;
}

/* Looks at the setting that VALUE sets, and keeps it. */
static dl_status read_set(dl_options *options, const char *value, dl_error *error)
{
    dl_settings unused;
    dl_error reason;
    dl_settings_init(&unused);
    if (dl_settings_assign(&unused, value,
                           (dl_setting_origin){.from = DL_FROM_COMMAND_LINE, .where = ""}, &reason))
        return dl_fail(error, DL_ERR_INVALID, "--set: %s", reason.message);
    options->sets[options->sets_count++] = value;
    return DL_OK;
}

/* A language by its code of two or three letters, whatever may follow after a hyphen. */
static dl_status read_lang(const char *value, const char **ret, dl_error *error)
{
    size_t len = strspn(value, "abcdefghijklmnopqrstuvwxyz");
    if (len < 2 || len > 3 || (value[len] && value[len] != '-'))
        return dl_fail(error, DL_ERR_INVALID,
                       "--lang=%s: write the code of the language, as in --lang=en or --lang=pt-BR",
                       value);
    *ret = value;
    return DL_OK;
}

static dl_status read_option(dl_options *options, dl_option_id id, const char *value,
                             dl_error *error)
{
    options->given |= 1u << id;
    switch (id) {
    case DL_OPTION_ARCHIVE:
        options->archive = value;
        break;
    case DL_OPTION_SOURCE:
        options->source = value;
        break;
    case DL_OPTION_PUBLISHER:
        options->publisher = value;
        break;
    case DL_OPTION_LANG:
        return read_lang(value, &options->lang, error);
    case DL_OPTION_SCRIPT:
        return read_keys(value, &options->script, error);
    case DL_OPTION_SIZE:
        return read_size(value, &options->width, &options->height, error);
    case DL_OPTION_DUMP:
        return read_dump(value, &options->dump, error);
    case DL_OPTION_FORMAT:
        return read_format(value, &options->format, error);
    case DL_OPTION_SORT:
        return read_order(value, &options->order, error);
    case DL_OPTION_SET:
        return read_set(options, value, error);
    case DL_OPTION_LIMIT:
        return read_number(id, value, 1, SIZE_MAX, &options->limit, error);
    case DL_OPTION_CONFIDENCE:
        return read_number(id, value, 0, 100, &options->confidence, error);
    case DL_OPTION_JOBS:
        return read_number(id, value, 1, JOBS_MAX, &options->jobs, error);
    case DL_OPTION_REPORT:
        options->report = value;
        break;
    case DL_OPTION_MAP:
        return read_map(value, &options->map, error);
    case DL_OPTION_AS:
        options->as = value;
        break;
    case DL_OPTION_KIND:
        return read_kind(value, &options->kind, error);
    case DL_OPTION_NEAR:
        return read_near(value, &options->near, error);
    default:
        break;
    }
    return DL_OK;
}

/* What GIVEN, an argument that is no option, may have meant; NULL where none is near. */
static const char *nearest_option(const char *given)
{
    char name[DL_DISTANCE_WORD + 1];
    size_t len = strcspn(given + 2, "="), best = 3;
    const char *nearest = NULL;
    if (given[1] != '-' || len >= sizeof name)
        return NULL;
    memcpy(name, given + 2, len);
    name[len] = '\0';
    for (size_t i = 0; i < DL_OPTION_COUNT; i++) {
        size_t distance = dl_distance(name, dl_options_table[i].name, 2);
        if (distance < best) {
            best = distance;
            nearest = dl_options_table[i].name;
        }
    }
    return nearest;
}

/* What is wrong with the argument GIVEN, of which getopt returned VALUE. */
static dl_status fail_option(const char *given, int value, dl_error *error)
{
    if (optopt >= FIRST_VALUE) {
        const dl_option *option = &dl_options_table[optopt - FIRST_VALUE];
        if (value == ':')
            return dl_fail(error, DL_ERR_INVALID, "--%s wants an argument: --%s=%s", option->name,
                           option->name, option->argument);
        return dl_fail(error, DL_ERR_INVALID, "--%s takes no argument", option->name);
    }
    const char *nearest = nearest_option(given);
    if (nearest)
        return dl_fail(error, DL_ERR_INVALID, "no option '%.60s'; did you mean --%s?", given,
                       nearest);
    return dl_fail(error, DL_ERR_INVALID,
                   "no option '%.60s'; see dateline --help (words that begin with a hyphen stand "
                   "after --)",
                   given);
}

/* Takes the first word as the subcommand, if it is one. */
static dl_status take_subcommand(dl_options *options, dl_error *error)
{
    const char *word = options->words[0];
    options->subcommand = dl_subcommand_find(word);
    if (options->subcommand) {
        options->words_count--;
        memmove(options->words, options->words + 1, options->words_count * sizeof *options->words);
        return DL_OK;
    }
    if (strcmp(word, "help") == 0)
        return dl_fail(error, DL_ERR_INVALID,
                       "for help write dateline --help; to search for the "
                       "word, dateline -- help");
    const dl_subcommand *near = dl_subcommand_near(word);
    if (near)
        return dl_fail(error, DL_ERR_INVALID,
                       "no subcommand '%.60s'; did you mean %s? (to search for the word: dateline "
                       "-- %.60s)",
                       word, near->name, word);
    return DL_OK;
}

/* Fails where an option was given that the subcommand, or the reader, does not take. */
static dl_status check_options(const dl_options *options, dl_error *error)
{
    const dl_subcommand *subcommand = options->subcommand;
    unsigned taken =
        subcommand ? subcommand->options
                   : 1u << DL_OPTION_ARCHIVE | 1u << DL_OPTION_DEMO | 1u << DL_OPTION_DUMP |
                         1u << DL_OPTION_FRESH | 1u << DL_OPTION_HELP | 1u << DL_OPTION_SCRIPT |
                         1u << DL_OPTION_SET | 1u << DL_OPTION_SIZE | 1u << DL_OPTION_VERSION;
    for (size_t i = 0; i < DL_OPTION_COUNT; i++)
        if ((options->given & ~taken) >> i & 1)
            return dl_fail(error, DL_ERR_INVALID, "%s does not take --%s; see dateline %s%s--help",
                           subcommand ? subcommand->name : "the reader", dl_options_table[i].name,
                           subcommand ? subcommand->name : "", subcommand ? " " : "");
    if (dl_options_has(options, DL_OPTION_ARCHIVE) && dl_options_has(options, DL_OPTION_DEMO))
        return dl_fail(error, DL_ERR_INVALID, "--archive and --demo exclude each other");
    if (options->format == DL_FORMAT_MARKDOWN && !(subcommand->options & DL_SUBCOMMAND_MARKDOWN))
        return dl_fail(error, DL_ERR_INVALID, "%s does not write Markdown: --format=%s",
                       subcommand->name, "text, json or csv");
    if (!options->script && (options->given & (1u << DL_OPTION_DUMP | 1u << DL_OPTION_SIZE)))
        return dl_fail(error, DL_ERR_INVALID, "--dump and --size go with --script");
    if (subcommand && !*subcommand->arguments && options->words_count)
        return dl_fail(error, DL_ERR_INVALID, "%s takes no argument, but was given '%.60s'",
                       subcommand->name, options->words[0]);
    if (subcommand && *subcommand->arguments && subcommand->arguments[0] != '[' &&
        !options->words_count)
        return dl_fail(error, DL_ERR_INVALID, "%s needs an argument: dateline %s %s",
                       subcommand->name, subcommand->name, subcommand->arguments);
    return DL_OK;
}

/* Reads options and words; sets *RET_FIRST to whether the first word may be a subcommand, which a
 * word after -- never is. */
static dl_status read_arguments(int argc, char **argv, dl_options *options, bool *ret_first,
                                dl_error *error)
{
    struct option table[DL_OPTION_COUNT + 1] = {0};
    for (size_t i = 0; i < DL_OPTION_COUNT; i++)
        table[i] = (struct option){.name = dl_options_table[i].name,
                                   .has_arg = dl_options_table[i].argument ? required_argument
                                                                           : no_argument,
                                   .val = FIRST_VALUE + (int)i};
    opterr = 0;
    int value, at = optind > 0 ? optind : 1; /* the argument that getopt looks at */
    dl_status status = DL_OK;
    /* the leading hyphen: words come in their place, as value 1 */
    while (!status && (value = getopt_long(argc, argv, "-:h", table, NULL)) != -1) {
        if (value == 1)
            options->words[options->words_count++] = optarg;
        else if (value == 'h')
            options->given |= 1u << DL_OPTION_HELP;
        else if (value >= FIRST_VALUE)
            status = read_option(options, (dl_option_id)(value - FIRST_VALUE), optarg, error);
        else
            status = fail_option(argv[at], value, error);
        at = optind;
    }
    *ret_first = options->words_count > 0;
    if (!status)
        while (optind < argc)
            options->words[options->words_count++] = argv[optind++];
    return status;
}

dl_status dl_options_parse(int argc, char **argv, dl_options *ret, dl_error *error)
{
    dl_options options = {.limit = SIZE_MAX, .order = DL_ORDER_NEWEST, .width = 80, .height = 24};
    options.words = calloc((size_t)argc + 1, sizeof *options.words);
    options.sets = calloc((size_t)argc + 1, sizeof *options.sets);
    if (!options.words || !options.sets) {
        dl_options_release(&options);
        return dl_fail_nomem(error);
    }
    bool first;
    dl_status status = read_arguments(argc, argv, &options, &first, error);
    if (!status && first)
        status = take_subcommand(&options, error);
    if (!status && !dl_options_has(&options, DL_OPTION_HELP) &&
        !dl_options_has(&options, DL_OPTION_VERSION))
        status = check_options(&options, error);
    if (status)
        dl_options_release(&options);
    else
        *ret = options;
    return status;
}

void dl_options_release(dl_options *options)
{
    free(options->words);
    free(options->sets);
    options->sets = NULL;
    options->words = NULL;
    options->words_count = 0;
}
