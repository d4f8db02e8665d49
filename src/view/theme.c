/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The palettes. Every theme is one row of data: a look for each role, and what each flag changes.
 *
 * Flags are applied from the weakest to the strongest: the selected row, the focus, the current
 * mention, the hit. A later one takes the colours; what it does not set stays, so that a name that
 * was hit keeps its underline. Where a theme has no colour to spend, a flag turns the cell round
 * (reverse video). A selected row that is turned round turns its focus back again: what matters is
 * that the two differ.
 */
#include <string.h>

#include "dateline/theme.h"

#define OWN (-1)  /* the terminal's own colour */
#define KEEP (-2) /* in an effect: the colour that was */

#define BOLD DL_ATTR_BOLD
#define UNDERLINE DL_ATTR_UNDERLINE
#define ITALIC DL_ATTR_ITALIC
#define REVERSE DL_ATTR_REVERSE

/* What a flag changes. */
typedef struct effect {
    int16_t foreground, background;
    uint8_t attributes;
} effect;

struct dl_theme {
    const char *name;
    int colours;
    int16_t screen_foreground, screen_background; /* for pictures */
    effect selected, focus, current, hit;
    bool selected_turns; /* the selected row is turned round, and what is in it back again */
    dl_look roles[DL_ROLE_COUNT];
};

#define ROLE(id, ...) [DL_ROLE_##id] = {__VA_ARGS__}

/* The roles that stand without colour in more than one theme. */
#define COLOURLESS_ROLES                                                                           \
    ROLE(OTHER, OWN, OWN, UNDERLINE), ROLE(RED, OWN, OWN, UNDERLINE),                              \
        ROLE(GREEN, OWN, OWN, UNDERLINE), ROLE(BLUE, OWN, OWN, UNDERLINE),                         \
        ROLE(VIOLET, OWN, OWN, UNDERLINE), ROLE(AQUA, OWN, OWN, UNDERLINE),                        \
        ROLE(TEXT, OWN, OWN, 0), ROLE(TITLE, OWN, OWN, 0), ROLE(DIM, OWN, OWN, 0),                 \
        ROLE(BAR, OWN, OWN, REVERSE), ROLE(CHIP, OWN, OWN, REVERSE | BOLD),                        \
        ROLE(HEADING, OWN, OWN, BOLD), ROLE(BORDER, OWN, OWN, 0), ROLE(SIGN, OWN, OWN, 0),         \
        ROLE(KEY, OWN, OWN, REVERSE | BOLD), ROLE(HINT, OWN, OWN, REVERSE | BOLD),                 \
        ROLE(MESSAGE, OWN, OWN, REVERSE | BOLD)

static const dl_theme themes[] = {
    {
        .name = "dark",
        .colours = 256,
        .screen_foreground = 252,
        .screen_background = 0,
        .selected = {KEEP, 18, 0},
        .focus = {KEEP, 237, 0},
        .current = {KEEP, 16, REVERSE},
        .hit = {16, 220, 0},
        .roles = {ROLE(PERSON, 222, OWN, BOLD),
                  ROLE(OFFICE, 222, OWN, BOLD | ITALIC),
                  ROLE(COUNTRY, 111, OWN, UNDERLINE),
                  ROLE(ORGANISATION, 210, OWN, BOLD | UNDERLINE),
                  ROLE(PLACE, 151, OWN, ITALIC),
                  ROLE(OTHER, 180, OWN, UNDERLINE),
                  ROLE(RED, 208, OWN, UNDERLINE),
                  ROLE(GREEN, 83, OWN, UNDERLINE),
                  ROLE(BLUE, 45, OWN, UNDERLINE),
                  ROLE(VIOLET, 177, OWN, UNDERLINE),
                  ROLE(AQUA, 49, OWN, UNDERLINE),
                  ROLE(TEXT, 252, OWN, 0),
                  ROLE(TITLE, 252, OWN, 0),
                  ROLE(DIM, 247, OWN, 0),
                  ROLE(BAR, 252, 238, 0),
                  ROLE(CHIP, 252, 238, BOLD),
                  ROLE(HEADING, 252, OWN, BOLD),
                  ROLE(BORDER, 252, OWN, 0),
                  ROLE(SIGN, 252, OWN, 0),
                  ROLE(KEY, 252, 238, BOLD),
                  ROLE(HINT, 252, 16, REVERSE | BOLD),
                  ROLE(MESSAGE, 252, 238, BOLD),
                  ROLE(ERROR, 217, 238, BOLD)},
    },
    {
        .name = "light",
        .colours = 256,
        .screen_foreground = 235,
        .screen_background = 231,
        .selected = {KEEP, 195, 0},
        .focus = {KEEP, 253, 0},
        .current = {KEEP, 231, REVERSE},
        .hit = {16, 222, 0},
        .roles = {ROLE(PERSON, 58, OWN, BOLD),
                  ROLE(OFFICE, 58, OWN, BOLD | ITALIC),
                  ROLE(COUNTRY, 19, OWN, UNDERLINE),
                  ROLE(ORGANISATION, 125, OWN, BOLD | UNDERLINE),
                  ROLE(PLACE, 23, OWN, ITALIC),
                  ROLE(OTHER, 52, OWN, UNDERLINE),
                  ROLE(RED, 124, OWN, UNDERLINE),
                  ROLE(GREEN, 22, OWN, UNDERLINE),
                  ROLE(BLUE, 25, OWN, UNDERLINE),
                  ROLE(VIOLET, 91, OWN, UNDERLINE),
                  ROLE(AQUA, 24, OWN, UNDERLINE),
                  ROLE(TEXT, 235, OWN, 0),
                  ROLE(TITLE, 235, OWN, 0),
                  ROLE(DIM, 240, OWN, 0),
                  ROLE(BAR, 235, 252, 0),
                  ROLE(CHIP, 235, 252, BOLD),
                  ROLE(HEADING, 235, OWN, BOLD),
                  ROLE(BORDER, 235, OWN, 0),
                  ROLE(SIGN, 235, OWN, 0),
                  ROLE(KEY, 235, 252, BOLD),
                  ROLE(HINT, 235, 231, REVERSE | BOLD),
                  ROLE(MESSAGE, 235, 252, BOLD),
                  ROLE(ERROR, 88, 252, BOLD)},
    },
    {
        .name = "16",
        .colours = 8,
        .screen_foreground = 7,
        .screen_background = 0,
        .selected = {7, 4, 0},
        .focus = {KEEP, KEEP, REVERSE},
        .current = {KEEP, KEEP, REVERSE | BOLD},
        .hit = {0, 3, 0},
        .roles = {ROLE(PERSON, 3, OWN, BOLD), ROLE(OFFICE, 3, OWN, BOLD | ITALIC),
                  ROLE(COUNTRY, 6, OWN, UNDERLINE), ROLE(ORGANISATION, 5, OWN, BOLD | UNDERLINE),
                  ROLE(PLACE, 2, OWN, ITALIC), COLOURLESS_ROLES, ROLE(ERROR, 7, 1, BOLD)},
    },
    {
        .name = "16-light",
        .colours = 8,
        .screen_foreground = 0,
        .screen_background = 15,
        .selected = {0, 6, 0},
        .focus = {KEEP, KEEP, REVERSE},
        .current = {KEEP, KEEP, REVERSE | BOLD},
        .hit = {0, 3, 0},
        .roles = {ROLE(PERSON, 1, OWN, BOLD), ROLE(OFFICE, 1, OWN, BOLD | ITALIC),
                  ROLE(COUNTRY, 4, OWN, UNDERLINE), ROLE(ORGANISATION, 5, OWN, BOLD | UNDERLINE),
                  ROLE(PLACE, 2, OWN, ITALIC), COLOURLESS_ROLES, ROLE(ERROR, 7, 1, BOLD)},
    },
    {
        .name = "none",
        .colours = 0,
        .screen_foreground = 7,
        .screen_background = 0,
        .selected = {KEEP, KEEP, 0},
        .selected_turns = true,
        .focus = {KEEP, KEEP, REVERSE},
        .current = {KEEP, KEEP, REVERSE | BOLD},
        .hit = {KEEP, KEEP, REVERSE},
        .roles = {ROLE(PERSON, OWN, OWN, BOLD), ROLE(OFFICE, OWN, OWN, BOLD | ITALIC),
                  ROLE(COUNTRY, OWN, OWN, UNDERLINE),
                  ROLE(ORGANISATION, OWN, OWN, BOLD | UNDERLINE), ROLE(PLACE, OWN, OWN, ITALIC),
                  COLOURLESS_ROLES, ROLE(ERROR, OWN, OWN, REVERSE | BOLD)},
    },
};

#define THEMES (sizeof themes / sizeof *themes)

const dl_theme *dl_theme_find(const char *name)
{
    for (size_t i = 0; i < THEMES; i++)
        if (strcmp(themes[i].name, name) == 0)
            return &themes[i];
    return NULL;
}

const dl_theme *dl_theme_at(size_t i)
{
    return i < THEMES ? &themes[i] : NULL;
}

const char *dl_theme_name(const dl_theme *theme)
{
    return theme->name;
}

int dl_theme_colours(const dl_theme *theme)
{
    return theme->colours;
}

static void apply(dl_look *look, const effect *change)
{
    if (change->foreground != KEEP)
        look->foreground = change->foreground;
    if (change->background != KEEP)
        look->background = change->background;
    look->attributes |= change->attributes;
}

dl_look dl_theme_look(const dl_theme *theme, dl_style style)
{
    dl_look look = theme->roles[style.role];
    if (style.flags & DL_STYLE_BOLD)
        look.attributes |= BOLD;
    if (style.flags & DL_STYLE_UNSURE)
        look.attributes |= ITALIC;
    if (style.flags & DL_STYLE_SELECTED)
        apply(&look, &theme->selected);
    if ((style.flags & DL_STYLE_FOCUS) && !(style.flags & DL_STYLE_HIT))
        apply(&look, &theme->focus);
    if (style.flags & DL_STYLE_CURRENT)
        apply(&look, &theme->current);
    if (style.flags & DL_STYLE_HIT)
        apply(&look, &theme->hit);
    if (style.flags & DL_STYLE_CHOSEN) { /* one block, whatever is marked in it */
        look = theme->roles[DL_ROLE_TEXT];
        look.attributes |= REVERSE | theme->roles[style.role].attributes;
    }
    if ((style.flags & DL_STYLE_SELECTED) && theme->selected_turns)
        look.attributes ^= REVERSE;
    return look;
}

uint32_t dl_colour_rgb(int colour)
{
    static const uint32_t first[16] = {0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD,
                                       0x00CDCD, 0xE5E5E5, 0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00,
                                       0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF};
    static const uint8_t steps[6] = {0, 95, 135, 175, 215, 255};
    if (colour < 16)
        return first[colour < 0 ? 0 : colour];
    if (colour >= 232)
        return (uint32_t)(8 + 10 * ((colour < 256 ? colour : 255) - 232)) * 0x010101;
    int cube = colour - 16;
    return (uint32_t)steps[cube / 36] << 16 | (uint32_t)steps[cube / 6 % 6] << 8 | steps[cube % 6];
}

uint32_t dl_theme_foreground(const dl_theme *theme)
{
    return dl_colour_rgb(theme->screen_foreground);
}

uint32_t dl_theme_background(const dl_theme *theme)
{
    return dl_colour_rgb(theme->screen_background);
}
