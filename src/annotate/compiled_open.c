/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "annotate/compiled_form.h"

typedef struct opening {
    const char *data;
    const dl_compiled_header *header;
    dl_gazetteer *gazetteer;
} opening;

static const void *section_at(const opening *o, unsigned section)
{
    return o->data + o->header->sections[section].start;
}

static const char *string_at(const opening *o, uint32_t offset)
{
    if (offset == DL_COMPILED_NONE)
        return NULL;
    return (const char *)section_at(o, DL_COMPILED_STRINGS) + offset;
}

/* Points the tables of numbers at their sections; false where one is not of this program. */
static bool point_tables(const opening *o)
{
    dl_table tables[DL_GAZETTEER_TABLES];
    dl_gazetteer_tables(o->gazetteer, tables);
    for (unsigned i = 0; i < DL_GAZETTEER_TABLES; i++) {
        const dl_compiled_section *s = &o->header->sections[i];
        if (s->item != tables[i].item)
            return false;
        *tables[i].items = (void *)section_at(o, i);
        *tables[i].len = s->count;
    }
    return true;
}

static dl_listed open_entity(const opening *o, const dl_compiled_entity *e,
                             const dl_tenure *tenures)
{
    return (dl_listed){.entity = {.id = string_at(o, e->id),
                                  .name = string_at(o, e->name),
                                  .kind = (dl_kind)e->kind},
                       .country = string_at(o, e->country),
                       .demonym = string_at(o, e->demonym),
                       .surname = string_at(o, e->surname),
                       .surname_hash = e->surname_hash,
                       .surname_key = e->surname_key,
                       .tenures = tenures + e->tenures,
                       .tenures_count = e->tenures_count,
                       .family_first = e->family_first,
                       .outlet = e->outlet,
                       .of = string_at(o, e->of),
                       .file = string_at(o, e->file),
                       .line = e->line};
}

/* Makes the entities, whose pointers are this process's own; false when memory is out. */
static bool open_entities(const opening *o)
{
    dl_gazetteer *g = o->gazetteer;
    const dl_compiled_entity *entities = section_at(o, DL_COMPILED_ENTITIES);
    const dl_compiled_tenure *from = section_at(o, DL_COMPILED_TENURES);
    size_t count = o->header->sections[DL_COMPILED_ENTITIES].count;
    size_t tenures_count = o->header->sections[DL_COMPILED_TENURES].count;
    dl_tenure *tenures = dl_arena_calloc(&g->arena, tenures_count, sizeof *tenures);
    g->entities.items = malloc((count + 1) * sizeof *g->entities.items);
    if (!tenures || !g->entities.items)
        return false;
    g->entities.len = count;
    g->entities.size = count + 1;
    for (size_t i = 0; i < tenures_count; i++)
        tenures[i] = (dl_tenure){string_at(o, from[i].country), string_at(o, from[i].title),
                                 from[i].from, from[i].to};
    for (size_t i = 0; i < count; i++)
        g->entities.items[i] = open_entity(o, &entities[i], tenures);
    return true;
}

static bool open_bodies(const opening *o)
{
    dl_gazetteer *g = o->gazetteer;
    const dl_compiled_body *bodies = section_at(o, DL_COMPILED_BODIES);
    size_t count = o->header->sections[DL_COMPILED_BODIES].count;
    g->bodies.items = malloc((count + 1) * sizeof *g->bodies.items);
    if (!g->bodies.items)
        return false;
    g->bodies.len = count;
    g->bodies.size = count + 1;
    for (size_t i = 0; i < count; i++)
        g->bodies.items[i] = (dl_body){string_at(o, bodies[i].slug), string_at(o, bodies[i].name)};
    return true;
}

/* Whether the LEN bytes at HEADER can be what this program writes. */
static bool is_whole(const dl_compiled_header *header, size_t len)
{
    if (len < sizeof *header || (uintptr_t)header % DL_COMPILED_BORDER != 0 ||
        memcmp(header->magic, DL_COMPILED_MAGIC, sizeof header->magic) != 0 || header->order != 1 ||
        header->len != len || header->version[DL_SHA256_HEX - 1] != '\0')
        return false;
    for (size_t i = 0; i < DL_COMPILED_SECTIONS; i++) {
        const dl_compiled_section *s = &header->sections[i];
        if (s->start > len || (uint64_t)s->count * s->item > len - s->start)
            return false;
    }
    return header->sections[DL_COMPILED_ENTITIES].item == sizeof(dl_compiled_entity) &&
           header->sections[DL_COMPILED_TENURES].item == sizeof(dl_compiled_tenure) &&
           header->sections[DL_COMPILED_BODIES].item == sizeof(dl_compiled_body);
}

dl_status dl_compiled_open(const void *data, size_t len, dl_gazetteer **ret, dl_error *error)
{
    if (!is_whole(data, len))
        return dl_fail(error, DL_ERR_CORRUPT,
                       "no compiled gazetteer, or one of another version of the program");
    const opening o = {data, data, calloc(1, sizeof(dl_gazetteer))};
    if (!o.gazetteer || !(o.gazetteer->lexicon = calloc(1, sizeof *o.gazetteer->lexicon))) {
        free(o.gazetteer);
        return dl_fail_nomem(error);
    }
    dl_status status = DL_OK;
    if (!point_tables(&o))
        status = dl_fail(error, DL_ERR_CORRUPT,
                         "the compiled gazetteer is of another version of the program");
    else if (!open_entities(&o) || !open_bodies(&o))
        status = dl_fail_nomem(error);
    o.gazetteer->aliases = o.header->aliases;
    memcpy(o.gazetteer->version, o.header->version, sizeof o.gazetteer->version);
    if (status == DL_OK)
        *ret = o.gazetteer;
    else
        dl_gazetteer_free(o.gazetteer);
    return status;
}
