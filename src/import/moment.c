/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "import/moment.h"

double dl_moment_read(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    bool fraction =
        text[digits] == '.' && strspn(text + digits + 1, "0123456789") == strlen(text + digits + 1);
    bool whole = (digits >= 9 && digits <= 10) || digits == 13 || digits == 16;
    return whole && (!text[digits] || fraction) ? strtod(text, NULL) : 0;
}

bool dl_moment_add(dl_str *out, double number)
{
    struct tm tm;
    double seconds = number >= 1e14 ? number / 1e6 : number >= 1e11 ? number / 1e3 : number;
    time_t moment = (time_t)seconds;
    if (number < 1e8 || seconds >= 1e11 || !gmtime_r(&moment, &tm))
        return false;
    dl_str_addf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
                tm.tm_hour, tm.tm_min, tm.tm_sec);
    return true;
}
