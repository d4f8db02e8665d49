/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `:set`, and what a setting changes at once. */
#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "app/cmd_set.h"

#define ORIGIN ((dl_setting_origin){.from = DL_FROM_READER, .where = ""})

const dl_theme *dl_app_theme(const dl_app *app)
{
    char name[DL_SETTING_TEXT];
    const dl_theme *theme = dl_theme_find(dl_settings_text(&app->settings, DL_SETTING_THEME, name));
    return theme ? theme : app->terminal_theme; /* auto */
}

const dl_settings *dl_app_settings(const dl_app *app)
{
    return &app->settings;
}

unsigned dl_app_apply_setting(dl_app *app, dl_setting setting)
{
    switch (setting) {
    case DL_SETTING_THEME:
        return DL_EFFECT_THEME;
    case DL_SETTING_MOUSE:
        return DL_EFFECT_MOUSE;
    case DL_SETTING_ASCII:
        app->glyphs = dl_settings_number(&app->settings, DL_SETTING_ASCII) ? dl_glyphs_ascii()
                                                                           : dl_glyphs_unicode();
        if (!dl_reading_set_glyphs(&app->reading, app->glyphs))
            dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
        return 0;
    case DL_SETTING_CONFIDENCE:
        dl_app_confide(app);
        return 0;
    case DL_SETTING_OFFICES:
        app->shown.hides_offices = !dl_settings_number(&app->settings, DL_SETTING_OFFICES);
        return 0;
    case DL_SETTING_MEASURE:
        dl_app_arrange(app);
        return 0;
    default:
        return 0; /* painted by, or asked when it is needed */
    }
}

bool dl_app_set(dl_app *app, dl_setting setting, const char *text, unsigned *ret_effects,
                dl_error *error)
{
    if (dl_settings_set(&app->settings, setting, text, ORIGIN, error))
        return false;
    *ret_effects = dl_app_apply_setting(app, setting);
    return true;
}

void dl_app_set_marks(dl_app *app, int marks)
{
    app->settings.values[DL_SETTING_MARKS].number = marks;
    app->settings.origins[DL_SETTING_MARKS] = ORIGIN;
}

void dl_app_show_offices(dl_app *app, bool shown)
{
    app->settings.values[DL_SETTING_OFFICES].number = shown;
    app->settings.origins[DL_SETTING_OFFICES] = ORIGIN;
    dl_app_apply_setting(app, DL_SETTING_OFFICES);
}

static void say_setting(dl_app *app, dl_setting setting)
{
    char value[DL_SETTING_TEXT];
    dl_app_sayf(app, "%s=%s (default %s): %s", dl_setting_name(setting),
                dl_settings_text(&app->settings, setting, value), dl_setting_default(setting),
                dl_setting_help(setting));
}

/* Says which settings are not what they are by default. */
static void say_changed(dl_app *app)
{
    dl_str text;
    dl_str_init(&text);
    for (int i = 0; i < DL_SETTING_COUNT; i++) {
        char value[DL_SETTING_TEXT];
        dl_settings_text(&app->settings, (dl_setting)i, value);
        if (strcmp(value, dl_setting_default((dl_setting)i)) != 0)
            dl_str_addf(&text, "%s%s=%s", text.len ? "  " : "", dl_setting_name((dl_setting)i),
                        value);
    }
    dl_app_say(app, text.len ? text.text : "all options have their defaults");
    dl_str_release(&text);
}

/* Takes "name", "noname", "name?" or "name=value". False, and *ERROR set, where it is none. */
static bool take(dl_app *app, const char *text, unsigned *ret_effects, dl_error *error)
{
    dl_setting setting;
    size_t len = strcspn(text, "=? ");
    const char *rest = text + len;
    bool no = strncmp(text, "no", 2) == 0 && !*rest && dl_setting_find(text, len, &setting, error);
    if (dl_setting_find(text + 2 * no, len - 2 * no, &setting, error)) {
        if (no) /* what is said is of the whole word */
            dl_setting_find(text, len, &setting, error);
        return false;
    }
    if (*rest == '=')
        return dl_app_set(app, setting, rest + 1, ret_effects, error);
    bool is_switch = dl_setting_type_of(setting) == DL_SETTING_TYPE_SWITCH;
    if (!*rest && is_switch)
        return dl_app_set(app, setting, no ? "false" : "true", ret_effects, error);
    if ((*rest && strcmp(rest, "?") != 0) || no) {
        char bounds[128];
        dl_fail(error, DL_ERR_INVALID, "write %s=VALUE; it can be %s", dl_setting_name(setting),
                dl_setting_bounds(setting, bounds, sizeof bounds));
        return false;
    }
    say_setting(app, setting);
    return true;
}

unsigned dl_cmd_set(dl_app *app, const dl_arg *arg)
{
    dl_error error;
    unsigned effects = 0;
    if (!*arg->text) {
        say_changed(app);
        return 0;
    }
    if (take(app, arg->text, &effects, &error))
        return effects;
    dl_prompt_open(&app->prompt, DL_PROMPT_COMMAND, "set ");
    dl_str_add(&app->prompt.text, arg->text);
    app->prompt.cursor = app->prompt.text.len;
    snprintf(app->prompt.error, sizeof app->prompt.error, "%s", error.message);
    return 0;
}
