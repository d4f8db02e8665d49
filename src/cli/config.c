/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "cli/config.h"
#include "cli/output.h"
#include "cli/paths.h"
#include "dateline/theme.h"
#include "dateline/vec.h"

static dl_setting_origin from_variable(const char *name)
{
    return (dl_setting_origin){.from = DL_FROM_ENVIRONMENT, .where = name};
}

/* The variable that sets the locale's encoding. */
static const char *locale_variable(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return names[i];
    }
    return "LC_ALL";
}

static void take_environment(dl_settings *settings)
{
    const char *no_color = getenv("NO_COLOR");
    if (no_color && *no_color)
        dl_settings_set(settings, DL_SETTING_THEME, "none", from_variable("NO_COLOR"), NULL);
    if (!dl_output_utf8() || dl_glyphs_for_locale() == dl_glyphs_ascii())
        dl_settings_set(settings, DL_SETTING_ASCII, "true", from_variable(locale_variable()), NULL);
}

void dl_config_load(dl_config *ret, const dl_options *options, bool with_file)
{
    *ret = (dl_config){0};
    dl_settings_init(&ret->settings);
    take_environment(&ret->settings);
    if (with_file && dl_path_config(&ret->path))
        dl_config_read_file(ret);
    for (size_t i = 0; i < options->sets_count; i++) /* whose values were looked at already */
        dl_settings_assign(&ret->settings, options->sets[i],
                           (dl_setting_origin){.from = DL_FROM_COMMAND_LINE, .where = ""}, NULL);
}

void dl_config_release(dl_config *config)
{
    dl_keymap_release(&config->keymap);
    dl_arena_release(&config->arena);
    free(config->faults.items);
    free(config->path);
    *config = (dl_config){0};
}

void dl_config_fault_add(dl_config *config, unsigned line, const char *message)
{
    dl_config_fault fault = {line, dl_must((void *)dl_arena_strdup(&config->arena, message))};
    size_t at = config->faults.len;
    if (!dl_vec_push(&config->faults, fault))
        dl_must(NULL);
    for (; at > 0 && config->faults.items[at - 1].line > line; at--)
        config->faults.items[at] = config->faults.items[at - 1];
    config->faults.items[at] = fault;
}

const char *dl_config_complaint(dl_config *config)
{
    if (!config->faults.len)
        return NULL;
    const dl_config_fault *first = config->faults.items;
    dl_str text;
    dl_str_init(&text);
    dl_str_add(&text, "config");
    if (first->line)
        dl_str_addf(&text, ":%u", first->line);
    dl_str_addf(&text, ": %s", first->message);
    if (config->faults.len > 1)
        dl_str_addf(&text, " (%zu more: dateline config check)", config->faults.len - 1);
    const char *copy = dl_arena_strdup(&config->arena, text.text);
    dl_str_release(&text);
    return dl_must((void *)copy);
}
