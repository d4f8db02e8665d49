/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which languages a name is listed. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include "annotate/abroad.h"

static uint8_t *fold(const char *text, size_t *ret_len)
{
    return u8_casefold((const uint8_t *)text, strlen(text), NULL, UNINORM_NFC, NULL, ret_len);
}

bool dl_abroad_lookup(const char *name, dl_abroad_visit *visit, void *context)
{
    size_t len, other_len;
    uint8_t *folded = fold(name, &len);
    bool ok = folded;
    for (const dl_abroad_table *t = dl_abroad_tables; ok && t->language; t++) {
        const char *told = NULL; /* forms that differ in letter case are one name */
        for (size_t i = 0; ok && i < t->count; i++) {
            const char *id = t->text + t->names[i].id;
            uint8_t *other = fold(t->text + t->names[i].text, &other_len);
            bool same = other && other_len == len && memcmp(other, folded, len) == 0;
            ok = other;
            free(other);
            if (same && !(told && strcmp(told, id) == 0))
                visit(context, t->language, told = id);
        }
    }
    free(folded);
    return ok;
}
