/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "annotate/compiled_form.h"
#include "dateline/vec.h"

typedef struct writer {
    dl_gazetteer *gazetteer;
    dl_str *out;
    dl_compiled_header header;
    dl_lexicon *strings; /* each once: its table of text is the section */
    bool failed;         /* memory is out */
} writer;

/* The offset of TEXT in the section of strings. */
static uint32_t put_string(writer *w, const char *text)
{
    uint32_t number = text ? dl_lexicon_intern(w->strings, text, strlen(text)) : 0;
    w->failed = w->failed || (text && !number);
    return number ? w->strings->words.items[number].text : DL_COMPILED_NONE;
}

static void put_section(writer *w, unsigned section, const void *items, size_t count, size_t item)
{
    static const char zeroes[DL_COMPILED_BORDER];
    size_t over = w->out->len % DL_COMPILED_BORDER;
    dl_str_addn(w->out, zeroes, over ? DL_COMPILED_BORDER - over : 0);
    w->header.sections[section] =
        (dl_compiled_section){(uint32_t)w->out->len, (uint32_t)count, (uint32_t)item};
    dl_str_addn(w->out, items, count * item);
}

static void put_entities(writer *w)
{
    size_t count = w->gazetteer->entities.len, tenures_count = 0, at = 0;
    for (size_t i = 0; i < count; i++)
        tenures_count += w->gazetteer->entities.items[i].tenures_count;
    dl_compiled_entity *entities = calloc(count + 1, sizeof *entities);
    dl_compiled_tenure *tenures = calloc(tenures_count + 1, sizeof *tenures);
    w->failed = w->failed || !entities || !tenures;
    for (size_t i = 0; i < count && !w->failed; i++) {
        const dl_listed *l = &w->gazetteer->entities.items[i];
        entities[i] = (dl_compiled_entity){.id = put_string(w, l->entity.id),
                                           .name = put_string(w, l->entity.name),
                                           .country = put_string(w, l->country),
                                           .demonym = put_string(w, l->demonym),
                                           .surname = put_string(w, l->surname),
                                           .file = put_string(w, l->file),
                                           .line = l->line,
                                           .surname_hash = l->surname_hash,
                                           .surname_key = l->surname_key,
                                           .tenures = (uint32_t)at,
                                           .tenures_count = l->tenures_count,
                                           .kind = (uint32_t)l->entity.kind,
                                           .family_first = l->family_first,
                                           .outlet = l->outlet,
                                           .of = put_string(w, l->of)};
        for (size_t j = 0; j < l->tenures_count; j++) {
            const dl_tenure *t = &l->tenures[j];
            tenures[at++] = (dl_compiled_tenure){put_string(w, t->country), put_string(w, t->title),
                                                 t->from, t->to};
        }
    }
    if (!w->failed) {
        put_section(w, DL_COMPILED_ENTITIES, entities, count, sizeof *entities);
        put_section(w, DL_COMPILED_TENURES, tenures, tenures_count, sizeof *tenures);
    }
    free(entities);
    free(tenures);
}

static void put_bodies(writer *w)
{
    size_t count = w->gazetteer->bodies.len;
    dl_compiled_body *bodies = calloc(count + 1, sizeof *bodies);
    w->failed = w->failed || !bodies;
    for (size_t i = 0; i < count && !w->failed; i++) {
        const dl_body *body = &w->gazetteer->bodies.items[i];
        bodies[i] = (dl_compiled_body){put_string(w, body->slug), put_string(w, body->name)};
    }
    if (!w->failed)
        put_section(w, DL_COMPILED_BODIES, bodies, count, sizeof *bodies);
    free(bodies);
}

static void put_tables(writer *w)
{
    dl_table tables[DL_GAZETTEER_TABLES];
    dl_gazetteer_tables(w->gazetteer, tables);
    for (unsigned i = 0; i < DL_GAZETTEER_TABLES; i++)
        put_section(w, i, *tables[i].items, *tables[i].len, tables[i].item);
}

dl_status dl_compiled_write(dl_gazetteer *gazetteer, dl_str *out, dl_error *error)
{
    writer w = {.gazetteer = gazetteer, .out = out, .strings = dl_lexicon_new()};
    if (!w.strings)
        return dl_fail_nomem(error);
    dl_str_addn(out, (const char *)&w.header, sizeof w.header);
    put_tables(&w);
    put_entities(&w);
    put_bodies(&w);
    put_section(&w, DL_COMPILED_STRINGS, w.strings->text.items, w.strings->text.len, 1);
    dl_lexicon_free(w.strings);
    if (w.failed || !dl_str_ok(out))
        return dl_fail_nomem(error);
    if (out->len > UINT32_MAX)
        return dl_fail(error, DL_ERR_UNSUPPORTED, "the gazetteer is larger than 4 GB");
    memcpy(w.header.magic, DL_COMPILED_MAGIC, sizeof w.header.magic);
    memcpy(w.header.version, gazetteer->version, sizeof w.header.version);
    w.header.order = 1;
    w.header.len = (uint32_t)out->len;
    w.header.aliases = (uint32_t)gazetteer->aliases;
    memcpy(out->text, &w.header, sizeof w.header);
    return DL_OK;
}
