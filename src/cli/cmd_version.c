/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/output.h"
#include "cli/record.h"
#include "cli/subcommand.h"
#include "dateline/gazetteer.h"

static const char *const columns[] = {"version", "gazetteer", "entities", "aliases", NULL};

int dl_run_version(const dl_options *options)
{
    dl_gazetteer *gazetteer;
    dl_error error = {0};
    size_t entities, aliases;
    if (dl_gazetteer_load(&gazetteer, &error))
        return dl_message_error(&error);
    dl_gazetteer_size(gazetteer, &entities, &aliases);
    const char *version = dl_gazetteer_version(gazetteer);
    if (options->format == DL_FORMAT_TEXT) {
        dl_str line;
        dl_str_init(&line);
        dl_str_addf(&line, "dateline %s\ngazetteer %.16s: %zu entities, %zu names", PACKAGE_VERSION,
                    version, entities, aliases);
        dl_output_line(&line);
        dl_str_release(&line);
    } else {
        json_t *record = dl_record_new();
        dl_record_text(record, "version", PACKAGE_VERSION);
        dl_record_text(record, "gazetteer", version);
        dl_record_number(record, "entities", entities);
        dl_record_number(record, "aliases", aliases);
        dl_record_head(options->format, columns);
        dl_record_print(record, options->format, columns);
    }
    dl_gazetteer_free(gazetteer);
    return DL_EXIT_DONE;
}
