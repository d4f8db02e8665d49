/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "dateline/stroke.h"
#include "dateline/text.h"

/* Names of strokes; where one has two, the first is the one written. */
static const struct {
    const char *name;
    dl_stroke stroke;
} names[] = {
    {"Enter", DL_STROKE_ENTER},
    {"CR", DL_STROKE_ENTER},
    {"Tab", DL_STROKE_TAB},
    {"S-Tab", DL_STROKE_BACK_TAB},
    {"Esc", DL_STROKE_ESC},
    {"Space", ' '},
    {"BS", DL_STROKE_BACKSPACE},
    {"Backspace", DL_STROKE_BACKSPACE},
    {"lt", '<'},
    {"Bar", '|'},
    {"Up", DL_STROKE_UP},
    {"Down", DL_STROKE_DOWN},
    {"Left", DL_STROKE_LEFT},
    {"Right", DL_STROKE_RIGHT},
    {"Home", DL_STROKE_HOME},
    {"End", DL_STROKE_END},
    {"PageUp", DL_STROKE_PAGE_UP},
    {"PgUp", DL_STROKE_PAGE_UP},
    {"PageDown", DL_STROKE_PAGE_DOWN},
    {"PgDn", DL_STROKE_PAGE_DOWN},
    {"Del", DL_STROKE_DELETE},
    {"Ins", DL_STROKE_INSERT},
};

#define NAMES (sizeof names / sizeof *names)

/* The stroke of the LEN bytes of NAME, which stood in angle brackets; DL_STROKE_NONE for no name. */
static dl_stroke find_name(const char *name, size_t len)
{
    for (size_t i = 0; i < NAMES; i++)
        if (strlen(names[i].name) == len && strncasecmp(names[i].name, name, len) == 0)
            return names[i].stroke;
    if (len == 3 && name[1] == '-' && (name[0] == 'C' || name[0] == 'c'))
        return DL_STROKE_CTRL(name[2]);
    if (len > 2 && name[1] == '-' && strchr("AaMm", name[0])) {
        dl_stroke stroke =
            len == 3 ? (dl_stroke)(unsigned char)name[2] : find_name(name + 2, len - 2);
        return stroke ? DL_STROKE_ALT | stroke : DL_STROKE_NONE;
    }
    if (len >= 2 && len <= 3 && (name[0] == 'F' || name[0] == 'f')) {
        int number = name[1] - '0';
        if (len == 3)
            number = number * 10 + (name[2] - '0');
        if (number >= 1 && number <= 12)
            return DL_STROKE_F1 + (dl_stroke)number - 1;
    }
    return DL_STROKE_NONE;
}

size_t dl_stroke_parse(const char *text, dl_stroke *ret_stroke)
{
    if (!*text)
        return 0;
    const char *close = *text == '<' && text[1] != '<' ? strchr(text, '>') : NULL;
    if (close && close - text > 1 && close - text < 12 &&
        !memchr(text, ' ', (size_t)(close - text))) {
        dl_stroke stroke = find_name(text + 1, (size_t)(close - text) - 1);
        if (!stroke)
            return 0;
        *ret_stroke = stroke;
        return (size_t)(close - text) + 1;
    }
    size_t len;
    *ret_stroke = dl_text_decode(text, strlen(text), &len);
    return len;
}

char *dl_stroke_format(dl_stroke stroke, char buf[DL_STROKE_TEXT])
{
    const char *alt = stroke & DL_STROKE_ALT ? "A-" : "";
    dl_stroke plain = stroke & ~(dl_stroke)DL_STROKE_ALT;
    for (size_t i = 0; i < NAMES; i++)
        if (names[i].stroke == plain) {
            snprintf(buf, DL_STROKE_TEXT, "<%s%.8s>", alt, names[i].name);
            return buf;
        }
    if (plain >= DL_STROKE_F1 && plain <= DL_STROKE_F12)
        snprintf(buf, DL_STROKE_TEXT, "<%sF%u>", alt, (unsigned)(plain - DL_STROKE_F1) % 12 + 1);
    else if (plain < 32)
        snprintf(buf, DL_STROKE_TEXT, "<%sC-%c>", alt,
                 (char)(plain >= 1 && plain <= 26 ? plain + 96 : plain + 64));
    else if (*alt && plain < 127)
        snprintf(buf, DL_STROKE_TEXT, "<A-%c>", (char)plain);
    else {
        size_t len = 0;
        if (plain < 0x80)
            buf[len++] = (char)plain;
        else if (plain < 0x800)
            buf[len++] = (char)(0xC0 | plain >> 6);
        else if (plain < 0x10000)
            buf[len++] = (char)(0xE0 | plain >> 12);
        else
            buf[len++] = (char)(0xF0 | (plain >> 18 & 7));
        if (plain >= 0x10000)
            buf[len++] = (char)(0x80 | (plain >> 12 & 63));
        if (plain >= 0x800)
            buf[len++] = (char)(0x80 | (plain >> 6 & 63));
        if (plain >= 0x80)
            buf[len++] = (char)(0x80 | (plain & 63));
        buf[len] = '\0';
    }
    return buf;
}

bool dl_stroke_is_text(dl_stroke stroke)
{
    bool control = stroke < 32 || (stroke >= 127 && stroke < 160);
    bool surrogate = stroke >= 0xD800 && stroke < 0xE000;
    return !control && !surrogate && stroke < 0x110000;
}
