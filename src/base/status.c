/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "dateline/status.h"

/* the analyser's macros */
#undef dl_fail
#undef dl_fail_in
#undef dl_fail_nomem

static const struct {
    const char *name, *text;
} table[] = {
#define DL_STATUS(id, name, text) {name, text},
#include "dateline/status.def"
#undef DL_STATUS
};

const char *dl_status_text(dl_status status)
{
    return status < DL_STATUS_COUNT ? table[status].text : "an unknown failure";
}

const char *dl_status_name(dl_status status)
{
    return status < DL_STATUS_COUNT ? table[status].name : "unknown";
}

/* Where vsnprintf cut MESSAGE inside a UTF-8 sequence, takes the begun sequence off. */
static void drop_cut_character(char *message, size_t size, int wanted)
{
    if (wanted < 0 || (size_t)wanted < size)
        return;
    size_t end = strlen(message), lead = end;
    while (lead > 0 && ((unsigned char)message[lead - 1] & 0xC0) == 0x80)
        lead--;
    if (lead == 0 || (unsigned char)message[lead - 1] < 0xC0)
        return;
    unsigned char first = (unsigned char)message[lead - 1];
    size_t need = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (end - (lead - 1) < need)
        message[lead - 1] = '\0';
}

dl_status dl_fail(dl_error *error, dl_status status, const char *format, ...)
{
    if (!error)
        return status;
    va_list args;
    va_start(args, format);
    char message[sizeof error->message];
    int wanted = vsnprintf(message, sizeof message, format, args);
    va_end(args);
    drop_cut_character(message, sizeof message, wanted);
    memcpy(error->message, message, sizeof message);
    error->status = status;
    return status;
}

dl_status dl_fail_nomem(dl_error *error)
{
    return dl_fail(error, DL_ERR_NOMEM, "%s", dl_status_text(DL_ERR_NOMEM));
}

dl_status dl_fail_in(dl_error *error, dl_status status, const char *context)
{
    if (!error)
        return status;
    dl_error inner = *error;
    return dl_fail(error, inner.status, "%s: %s", context, inner.message);
}
