/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/mention.h"

static const struct {
    const char *name, *prefix;
} kinds[] = {
#define DL_KIND(id, name, prefix) {name, prefix},
#include "dateline/kinds.def"
#undef DL_KIND
};

static const char *const forms[] = {
#define DL_FORM(id, name) name,
#include "dateline/forms.def"
#undef DL_FORM
};

static const struct {
    const char *name, *text;
} rules[] = {
#define DL_RULE(id, name, text) {name, text},
#include "dateline/rules.def"
#undef DL_RULE
};

const char *dl_kind_name(dl_kind kind)
{
    return kinds[kind].name;
}

const char *dl_kind_prefix(dl_kind kind)
{
    return kinds[kind].prefix;
}

const char *dl_form_name(dl_form form)
{
    return forms[form];
}

const char *dl_rule_name(dl_rule rule)
{
    return rules[rule].name;
}

const char *dl_rule_text(dl_rule rule)
{
    return rules[rule].text;
}

const char *dl_field_name(dl_field field)
{
    return field == DL_FIELD_TITLE ? "title" : "body";
}

dl_kind dl_kind_of_id(const char *id)
{
    size_t len = strcspn(id, "/");
    for (int kind = 0; kind < DL_KIND_COUNT; kind++)
        if (strlen(kinds[kind].prefix) == len && memcmp(kinds[kind].prefix, id, len) == 0)
            return (dl_kind)kind;
    return len == 4 && memcmp(id, "bloc", 4) == 0 ? DL_KIND_PLACE : DL_KIND_OTHER;
}

bool dl_kind_parse(const char *name, size_t len, dl_kind *ret_kind)
{
    for (int kind = 0; kind < DL_KIND_COUNT; kind++) {
        const char *both[] = {kinds[kind].name, kinds[kind].prefix};
        for (int i = 0; i < 2; i++)
            if (strlen(both[i]) == len && memcmp(both[i], name, len) == 0) {
                *ret_kind = (dl_kind)kind;
                return true;
            }
    }
    return false;
}

int dl_mention_compare(const void *a, const void *b)
{
    const dl_mention *x = a, *y = b;
    if (x->field != y->field)
        return x->field < y->field ? -1 : 1;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

bool dl_mention_is_office(const dl_mention *mention)
{
    return mention->form == DL_FORM_OFFICE;
}

const dl_mention *dl_mention_find(const dl_mention *mentions, size_t count, dl_field field,
                                  size_t start, size_t end)
{
    const dl_mention *found = NULL;
    for (size_t i = 0; i < count; i++) {
        const dl_mention *m = &mentions[i];
        if (m->field != field || m->start > start || start >= m->end)
            continue;
        if (m->start == start && m->end == end)
            return m;
        if (!found || dl_mention_is_office(found))
            found = m;
    }
    return found;
}
