/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/distance.h"
#include "dateline/settings.h"

static const struct {
    const char *name;
    dl_setting_type type;
    int low, high;
    const char *words, *value, *help;
} table[DL_SETTING_COUNT] = {
#define DL_SETTING(id, name, type, low, high, words, value, help)                                  \
    {name, DL_SETTING_TYPE_##type, low, high, words, value, help},
#include "dateline/settings.def"
#undef DL_SETTING
};

const char *dl_setting_name(dl_setting setting)
{
    return table[setting].name;
}

dl_setting_type dl_setting_type_of(dl_setting setting)
{
    return table[setting].type;
}

const char *dl_setting_default(dl_setting setting)
{
    return table[setting].value;
}

const char *dl_setting_help(dl_setting setting)
{
    return table[setting].help;
}

/* --- what can be a value --- */

/* The words of a switch and those of a list. */
static const char *words_of(dl_setting setting)
{
    return table[setting].type == DL_SETTING_TYPE_SWITCH ? "false|true" : table[setting].words;
}

char *dl_setting_word(dl_setting setting, size_t i, char buf[DL_SETTING_TEXT])
{
    const char *word = words_of(setting);
    for (; i > 0 && *word; i--) {
        word += strcspn(word, "|");
        word += *word == '|';
    }
    size_t len = strcspn(word, "|");
    if (!len || len >= DL_SETTING_TEXT)
        return NULL;
    memcpy(buf, word, len);
    buf[len] = '\0';
    return buf;
}

char *dl_setting_bounds(dl_setting setting, char *buf, size_t size)
{
    char word[DL_SETTING_TEXT], next[DL_SETTING_TEXT];
    int low = table[setting].low, high = table[setting].high;
    size_t len = 0;
    *buf = '\0';
    switch (table[setting].type) {
    case DL_SETTING_TYPE_NUMBER:
        snprintf(buf, size, "%d to %d", low, high);
        return buf;
    default:
        for (size_t i = 0; len < size && dl_setting_word(setting, i, word); i++) {
            bool last = !dl_setting_word(setting, i + 1, next);
            len += (size_t)snprintf(buf + len, size - len, "%s%s",
                                    i == 0 ? ""
                                    : last ? " or "
                                           : ", ",
                                    word);
        }
        return buf;
    }
}

/* --- values --- */

static bool read_number(dl_setting setting, const char *text, int *ret)
{
    char *end;
    long number = strtol(text, &end, 10);
    if (end == text || *end || strspn(text, "0123456789") != strlen(text) ||
        number < table[setting].low || number > table[setting].high)
        return false;
    *ret = (int)number;
    return true;
}

static bool read_word(dl_setting setting, const char *text, int *ret)
{
    char word[DL_SETTING_TEXT];
    for (size_t i = 0; dl_setting_word(setting, i, word); i++)
        if (strcmp(word, text) == 0) {
            *ret = (int)i;
            return true;
        }
    return false;
}

/* A switch takes what one may write out of habit, too. */
static bool read_switch(dl_setting setting, const char *text, int *ret)
{
    static const struct {
        const char *text;
        int number;
    } habits[] = {{"on", 1}, {"yes", 1}, {"1", 1}, {"off", 0}, {"no", 0}, {"0", 0}};
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
        if (strcmp(habits[i].text, text) == 0) {
            *ret = habits[i].number;
            return true;
        }
    return read_word(setting, text, ret);
}

static bool read_value(dl_setting setting, const char *text, dl_setting_value *ret)
{
    *ret = (dl_setting_value){0};
    switch (table[setting].type) {
    case DL_SETTING_TYPE_SWITCH:
        return read_switch(setting, text, &ret->number);
    case DL_SETTING_TYPE_NUMBER:
        return read_number(setting, text, &ret->number);
    default:
        return read_word(setting, text, &ret->number);
    }
}

char *dl_setting_format(dl_setting setting, const dl_setting_value *value,
                        char buf[DL_SETTING_TEXT])
{
    switch (table[setting].type) {
    case DL_SETTING_TYPE_NUMBER:
        snprintf(buf, DL_SETTING_TEXT, "%d", value->number);
        return buf;
    default:
        if (!dl_setting_word(setting, (size_t)value->number, buf))
            *buf = '\0';
        return buf;
    }
}

void dl_settings_init(dl_settings *settings)
{
    for (int i = 0; i < DL_SETTING_COUNT; i++) {
        read_value((dl_setting)i, table[i].value, &settings->values[i]);
        settings->origins[i] = (dl_setting_origin){.from = DL_FROM_DEFAULT, .where = ""};
    }
}

int dl_settings_number(const dl_settings *settings, dl_setting setting)
{
    return settings->values[setting].number;
}

const char *dl_settings_text(const dl_settings *settings, dl_setting setting,
                             char buf[DL_SETTING_TEXT])
{
    return dl_setting_format(setting, &settings->values[setting], buf);
}

dl_status dl_settings_set(dl_settings *settings, dl_setting setting, const char *text,
                          dl_setting_origin origin, dl_error *error)
{
    char bounds[128];
    dl_setting_value value;
    if (!read_value(setting, text, &value))
        return dl_fail(error, DL_ERR_INVALID, "%s=%.40s: it can be %s", table[setting].name, text,
                       dl_setting_bounds(setting, bounds, sizeof bounds));
    if (settings->origins[setting].from > origin.from)
        return DL_OK;
    settings->values[setting] = value;
    settings->origins[setting] = origin;
    return DL_OK;
}

dl_status dl_settings_assign(dl_settings *settings, const char *text, dl_setting_origin origin,
                             dl_error *error)
{
    dl_setting setting;
    size_t len = strcspn(text, "=");
    if (!text[len])
        return dl_fail(error, DL_ERR_INVALID, "%.40s: write name=value", text);
    dl_status status = dl_setting_find(text, len, &setting, error);
    return status ? status : dl_settings_set(settings, setting, text + len + 1, origin, error);
}

dl_status dl_setting_find(const char *name, size_t len, dl_setting *ret, dl_error *error)
{
    char given[DL_DISTANCE_WORD + 1];
    size_t best = 3;
    const char *near = NULL;
    snprintf(given, sizeof given, "%.*s", (int)len, name);
    for (int i = 0; i < DL_SETTING_COUNT; i++) {
        size_t distance = dl_distance(given, table[i].name, 2);
        if (strlen(table[i].name) == len && memcmp(table[i].name, name, len) == 0) {
            *ret = (dl_setting)i;
            return DL_OK;
        }
        if (distance < best) {
            best = distance;
            near = table[i].name;
        }
    }
    return dl_fail(error, DL_ERR_NOT_FOUND, "no option '%s'%s%s%s", given,
                   near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}
