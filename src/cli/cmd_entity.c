/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entities from the command line: why one is one (entity_show.c), and corrections (entity_change.c). */
#include <string.h>
#include <strings.h>

#include "cli/archive.h"
#include "cli/entity.h"
#include "cli/output.h"
#include "cli/subcommand.h"
#include "dateline/str.h"

#define NAMED_MAX 6 /* of several who bear a name */

/* Says who all bear TEXT, and by which ids they are told apart. */
static dl_status fail_ambiguous(const char *text, const dl_entity *found, size_t count,
                                dl_error *error)
{
    dl_str names;
    dl_str_init(&names);
    for (size_t i = 0; i < count && i < NAMED_MAX; i++)
        dl_str_addf(&names, "%s%s (%s)", i ? ", " : "", found[i].name, found[i].id);
    dl_status status =
        dl_fail(error, DL_ERR_AMBIGUOUS, "%zu bear the name '%s'; give one's id: %s%s", count, text,
                names.text, count > NAMED_MAX ? " and others" : "");
    dl_str_release(&names);
    return status;
}

dl_status dl_entity_find(dl_store *store, const char *text, dl_arena *arena, dl_entity *ret,
                         dl_error *error)
{
    dl_entity *found = NULL;
    size_t count = 0;
    dl_status status = dl_store_called(store, text, arena, &found, &count, error);
    bool called = count == 1;
    if (!status && !called)
        status = store->ops->resolve(store, DL_KIND_COUNT, NULL, text, DL_CALLED_MAX, arena, &found,
                                     &count, error);
    /* who is but spelt so somewhere is one of all persons who bear that name */
    if (!status && !called && count == 1 && found[0].kind == DL_KIND_PERSON &&
        strcasecmp(found[0].id, text) != 0) {
        dl_entity *bearing = NULL;
        size_t bearing_count = 0;
        status = store->ops->bearing(store, DL_KIND_PERSON, text, DL_CALLED_MAX, arena, &bearing,
                                     &bearing_count, error);
        if (!status && bearing_count > 1) {
            found = bearing;
            count = bearing_count;
        }
    }
    if (status)
        return status;
    if (!count)
        return dl_fail(error, DL_ERR_NOT_FOUND,
                       "the archive knows nobody and nothing called '%s'; 'entities' lists whom it "
                       "knows",
                       text);
    if (count > 1)
        return fail_ambiguous(text, found, count, error);
    *ret = found[0];
    return DL_OK;
}

dl_term dl_entity_term(const dl_entity *entity)
{
    return (dl_term){.kind = DL_TERM_ENTITY,
                     .text = entity->id,
                     .any_kind = true,
                     .ids = &entity->id,
                     .ids_count = 1,
                     .shown = entity->name};
}

static dl_status show(const dl_options *options, dl_store *store, dl_error *error)
{
    dl_arena arena = {0};
    dl_entity entity;
    dl_status status = dl_entity_find(store, options->words[1], &arena, &entity, error);
    if (!status)
        status = dl_entity_show(store, &entity, options->format, error);
    dl_arena_release(&arena);
    return status;
}

int dl_run_entity(const dl_options *options)
{
    bool shows = strcmp(options->words[0], "show") == 0;
    bool dry = dl_options_has(options, DL_OPTION_DRY_RUN);
    dl_archive archive;
    dl_error error = {0};
    dl_str misuse;
    dl_str_init(&misuse);
    bool wrong = dl_entity_say_misuse(options, &misuse);
    if (wrong)
        dl_message("%s", (const char *)dl_must(dl_str_ok(&misuse) ? misuse.text : NULL));
    dl_str_release(&misuse);
    if (wrong)
        return DL_EXIT_USAGE;
    if (!dl_archive_open(options, shows || dry ? DL_OPEN_READ : DL_OPEN_WRITE, &archive))
        return DL_EXIT_FAILED;
    dl_status status = shows ? show(options, archive.store, &error)
                             : dl_entity_change(options, archive.store, &error);
    dl_archive_close(&archive);
    return status ? dl_message_error(&error) : DL_EXIT_DONE;
}
