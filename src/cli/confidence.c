/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/confidence.h"
#include "cli/config.h"

static const dl_options *asked;
static int confidence = -1; /* not known yet */

void dl_confidence_take(const dl_options *options)
{
    asked = options;
    confidence = dl_options_has(options, DL_OPTION_CONFIDENCE) ? (int)options->confidence : -1;
}

int dl_confidence(void)
{
    dl_config config;
    if (confidence >= 0)
        return confidence;
    if (!asked)
        return 0;
    dl_config_load(&config, asked, true);
    confidence = dl_settings_number(&config.settings, DL_SETTING_CONFIDENCE);
    dl_config_release(&config);
    return confidence;
}
