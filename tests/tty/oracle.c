/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "dateline/text.h"
#include "tty/oracle.h"

/* The length of a sequence at the beginning of BYTES that is one of these, or 0. */
typedef size_t match(const char *bytes, size_t len);

static bool begins(const char *bytes, size_t len, const char *with)
{
    return strlen(with) <= len && memcmp(bytes, with, strlen(with)) == 0;
}

/* Sequences that are always the same: character sets, keypad, modes of the screen and the cursor,
 * title saved and brought back, colours as they were. */
static size_t match_fixed(const char *bytes, size_t len)
{
    static const char *const fixed[] = {
        "\033(B",      "\033=",       "\033>",       "\033M",        "\0337",        "\0338",
        "\033[?1h",    "\033[?1l",    "\033[?12l",   "\033[?12;25h", "\033[?25h",    "\033[?25l",
        "\033[?1049h", "\033[?1049l", "\033[?7h",    "\033[?7l",     "\033[22;0;0t", "\033[23;0;0t",
        "\033[4l",     "\033]104\a",  "\033[?1034h", "\033[?2004h", "\033[?2004l",
    };
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (begins(bytes, len, fixed[i]))
            return strlen(fixed[i]);
    return 0;
}

/* Moves, erasures, insertions, scrolling, attributes: CSI, numbers, one of these letters. */
static size_t match_control(const char *bytes, size_t len)
{
    if (!begins(bytes, len, "\033["))
        return 0;
    size_t pos = 2;
    while (pos < len && pos < 64 && strchr("0123456789;", bytes[pos]) && bytes[pos])
        pos++;
    return pos < len && bytes[pos] && strchr("ABCDGHJKLMPSTX@bdmr", bytes[pos]) ? pos + 1 : 0;
}

static size_t match_marker(const char *bytes, size_t len)
{
    static const char start[] = "\033]7766;dateline;";
    if (!begins(bytes, len, start))
        return 0;
    size_t pos = strlen(start);
    while (pos < len && pos < 80 && strchr("0123456789;x", bytes[pos]) && bytes[pos])
        pos++;
    if (begins(bytes + pos, len - pos, "busy"))
        pos += strlen("busy");
    return pos < len && bytes[pos] == '\a' ? pos + 1 : 0;
}

/* What moves the cursor without an escape. */
static size_t match_plain_move(const char *bytes, size_t len)
{
    return len > 0 && bytes[0] && strchr("\r\n\b\t", bytes[0]) ? 1 : 0;
}

/* Whether CP turns text around, cannot be seen, or belongs to a sequence. */
static bool is_hidden(uint32_t cp)
{
    return cp == 0x00AD || cp == 0x061C ||
           (cp >= 0x200B && cp <= 0x200F && cp != 0x200C && cp != 0x200D) ||
           (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF ||
           (cp >= 0xFFF9 && cp <= 0xFFFB) || (cp >= 0xFE00 && cp <= 0xFE0F) || cp >= 0xE0000;
}

static size_t match_text(const char *bytes, size_t len)
{
    if (len == 0)
        return 0;
    size_t n;
    uint32_t cp = dl_text_decode(bytes, len, &n);
    bool broken = n == 1 && (unsigned char)bytes[0] >= 0x80;
    return broken || cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || is_hidden(cp) ? 0 : n;
}

bool oracle_accepts(const char *bytes, size_t len, char why[ORACLE_WHY])
{
    static match *const matches[] = {match_text, match_plain_move, match_fixed, match_control,
                                     match_marker};
    for (size_t pos = 0, n; pos < len; pos += n) {
        n = 0;
        for (size_t i = 0; n == 0 && i < sizeof matches / sizeof *matches; i++)
            n = matches[i](bytes + pos, len - pos);
        if (n > 0)
            continue;
        int used = snprintf(why, ORACLE_WHY, "byte %zu:", pos);
        for (size_t i = pos; i < len && i < pos + 24; i++)
            used +=
                snprintf(why + used, ORACLE_WHY - (size_t)used, " %02x", (unsigned char)bytes[i]);
        return false;
    }
    return true;
}
