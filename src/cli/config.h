/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_CONFIG_H
#define CLI_CONFIG_H

#include "cli/options.h"
#include "dateline/settings.h"

/* Makes *RET the settings that the environment asks for: no colour (NO_COLOR), ASCII (the locale). */
void dl_config_load(dl_settings *ret);

#endif
