/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Apart from the annotator, so that who asks this of an archive need not carry it. */
#include <stdlib.h>
#include <string.h>

#include "dateline/annotate.h"

unsigned dl_annotator_least(const char *version)
{
    const char *at = strchr(version, '@');
    return at ? (unsigned)strtoul(at + 1, NULL, 10) : 0;
}
