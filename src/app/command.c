/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "app/command.h"
#include "dateline/distance.h"

#define SOURCES DL_CONTEXT_SOURCES
#define LIST DL_CONTEXT_LIST
#define TEXT DL_CONTEXT_TEXT
#define NAMES DL_CONTEXT_NAMES
#define CONCORDANCE DL_CONTEXT_CONCORDANCE
#define HELP DL_CONTEXT_HELP
#define SELECT DL_CONTEXT_SELECT
#define NAMED DL_CONTEXT_NAMED
#define COMPARE DL_CONTEXT_COMPARE
#define DOSSIER DL_CONTEXT_DOSSIER
#define ANY DL_CONTEXT_ANY
#define READER (ANY & ~((unsigned)HELP | SELECT | COMPARE | DOSSIER))
#define CHANGES (READER | DOSSIER)
#define UNSELECTED (ANY & ~(unsigned)SELECT)
#define MAIN ((unsigned)SOURCES | LIST | TEXT | NAMES)

static const dl_command_row table[] = {
    {0},
#define DL_COMMAND(id, name, group, contexts, keys, function, help)                                \
    {#id, name, group, contexts, keys, function, help},
#include "app/commands.def"
#undef DL_COMMAND
};

const dl_command_row *dl_command_find(dl_command command)
{
    return &table[command];
}

const char *dl_command_near(const char *word)
{
    size_t best = strlen(word) < 4 ? 2 : 3; /* in a short word two letters are most of it */
    const char *near = NULL;
    for (int i = 1; i < DL_COMMAND_COUNT; i++) {
        size_t distance = dl_distance(word, table[i].name, 2);
        if (distance < best) {
            best = distance;
            near = table[i].name;
        }
    }
    return near;
}

dl_command dl_command_named(const char *name, size_t len)
{
    for (int i = 1; i < DL_COMMAND_COUNT; i++)
        if (strlen(table[i].name) == len && memcmp(table[i].name, name, len) == 0)
            return (dl_command)i;
    return DL_COMMAND_NONE;
}

/* Names of the contexts in the order of their bits. */
static const char *const context_names[] = {"sources",     "documents", "text",      "names",
                                            "concordance", "help",      "selecting", "named",
                                            "compare",     "dossier"};

bool dl_context_named(const char *name, unsigned *ret)
{
    if (strcmp(name, "everywhere") == 0 || strcmp(name, "main") == 0) {
        *ret = *name == 'e' ? ANY : MAIN;
        return true;
    }
    for (size_t i = 0; i < sizeof context_names / sizeof *context_names; i++)
        if (strcmp(context_names[i], name) == 0) {
            *ret = 1U << i;
            return true;
        }
    return false;
}

char *dl_context_list(char *buf, size_t size)
{
    size_t len = (size_t)snprintf(buf, size, "everywhere, main");
    for (size_t i = 0; len < size && i < sizeof context_names / sizeof *context_names; i++)
        len += (size_t)snprintf(buf + len, size - len, ", %s", context_names[i]);
    return buf;
}

/* Writes the contexts of CONTEXTS parted by ", " into BUF of SIZE bytes. */
static void describe(unsigned contexts, char *buf, size_t size)
{
    const char *whole = contexts == ANY                             ? "everywhere"
                        : contexts == READER || contexts == CHANGES ? "everywhere but in the help"
                        : contexts == UNSELECTED ? "everywhere but while selecting"
                        : contexts == MAIN       ? "main screen"
                                                 : NULL;
    if (whole) {
        snprintf(buf, size, "%s", whole);
        return;
    }
    size_t len = 0;
    for (size_t i = 0; i < sizeof context_names / sizeof *context_names; i++) {
        size_t need = strlen(context_names[i]);
        if (!(contexts & 1U << i) || len + need + 3 > size)
            continue;
        if (len) {
            memcpy(buf + len, ", ", 2);
            len += 2;
        }
        memcpy(buf + len, context_names[i], need);
        len += need;
    }
    buf[len] = '\0';
}

bool dl_command_at(size_t i, dl_command_info *ret)
{
    if (i + 1 >= DL_COMMAND_COUNT)
        return false;
    const dl_command_row *row = &table[i + 1];
    *ret = (dl_command_info){
        .name = row->name, .group = row->group, .keys = row->keys, .help = row->help};
    describe(row->contexts, ret->contexts, sizeof ret->contexts);
    return true;
}
