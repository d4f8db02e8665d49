/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "cli/config.h"
#include "cli/output.h"
#include "dateline/theme.h"

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

void dl_config_load(dl_settings *ret)
{
    const char *no_color = getenv("NO_COLOR");
    dl_settings_init(ret);
    if (no_color && *no_color)
        dl_settings_set(ret, DL_SETTING_THEME, "none", from_variable("NO_COLOR"), NULL);
    if (!dl_output_utf8() || dl_glyphs_for_locale() == dl_glyphs_ascii())
        dl_settings_set(ret, DL_SETTING_ASCII, "true", from_variable(locale_variable()), NULL);
}
