/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <langinfo.h>
#include <locale.h>
#include <string.h>

#include "dateline/text.h"
#include "dateline/theme.h"

static const dl_glyphs unicode_glyphs = {
    .vertical = "│",
    .horizontal = "─",
    .tee_right = "├",
    .tee_down = "┬",
    .tee_up = "┴",
    .cursor = "▌",
    .current = "›",
    .in_view = "┃",
    .focus_here = "◆",
    .track = "╎",
    .open = "▾",
    .closed = "▸",
    .untitled = "¶",
    .ellipsis = "…",
    .none = "·",
    .times = "×",
    .dot = "·",
    .marked = "+",
    .quoted = "“",
};

static const dl_glyphs ascii_glyphs = {
    .vertical = "|",
    .horizontal = "-",
    .tee_right = "+",
    .tee_down = "+",
    .tee_up = "+",
    .cursor = ">",
    .current = ">",
    .in_view = "#",
    .focus_here = "*",
    .track = ":",
    .open = "-",
    .closed = "+",
    .untitled = "%",
    .ellipsis = "~",
    .none = ".",
    .times = "x",
    .dot = "-",
    .marked = "+",
    .quoted = "\"",
};

const dl_glyphs *dl_glyphs_unicode(void)
{
    return &unicode_glyphs;
}

const dl_glyphs *dl_glyphs_ascii(void)
{
    return &ascii_glyphs;
}

/* Whether terminals in the locale in force are likely to draw ambiguous characters two cells wide,
 * whatever the C library says. */
static bool is_east_asian(void)
{
    const char *name = setlocale(LC_CTYPE, NULL);
    return name && (strncmp(name, "ja", 2) == 0 || strncmp(name, "ko", 2) == 0 ||
                    strncmp(name, "zh", 2) == 0);
}

const dl_glyphs *dl_glyphs_for_locale(void)
{
    const uint32_t left_half_block = 0x258C;
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 || is_east_asian() ||
        dl_text_cp_cells(left_half_block) != 1)
        return &ascii_glyphs;
    return &unicode_glyphs;
}
