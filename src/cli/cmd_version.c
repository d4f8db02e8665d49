/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/output.h"
#include "cli/owngazetteer.h"
#include "cli/record.h"
#include "cli/subcommand.h"
#include "dateline/annotate.h"
#include "dateline/import.h"

static const char *const columns[] = {"version", "gazetteer", "entities", "aliases",
                                      "tagger",  "formats",   NULL};

static void print_text(const char *gazetteer, size_t entities, size_t aliases, const char *tagger)
{
    const char *name, *library;
    dl_str line;
    dl_str_init(&line);
    dl_str_addf(&line,
                "dateline %s\ngazetteer %.16s: %zu entities, %zu names\ntagger %.16s\nformats:",
                PACKAGE_VERSION, gazetteer, entities, aliases, tagger);
    for (size_t i = 0; dl_import_format(i, &name, &library); i++) {
        dl_str_addf(&line, "\n  %-*s%s%s", library ? 10 : 0, name, library ? " " : "",
                    library ? library : "");
    }
    dl_output_line(&line);
    dl_str_release(&line);
}

/* The formats as texts, "html libxml2 2.9.14". */
static void add_formats(json_t *record)
{
    const char *name, *library;
    json_t *formats = dl_must(json_array());
    for (size_t i = 0; dl_import_format(i, &name, &library); i++) {
        dl_str text;
        dl_str_init(&text);
        dl_str_addf(&text, "%s%s%s", name, library ? " " : "", library ? library : "");
        if (!dl_str_ok(&text) || json_array_append_new(formats, json_string(text.text)))
            dl_must(NULL);
        dl_str_release(&text);
    }
    if (json_object_set_new(record, "formats", formats))
        dl_must(NULL);
}

int dl_run_version(const dl_options *options)
{
    dl_annotator names;
    dl_error error = {0};
    size_t entities, aliases;
    if (dl_own_annotator_load(&names, dl_own_gazetteer_tell, &error))
        return dl_message_error(&error);
    dl_gazetteer_size(names.gazetteer, &entities, &aliases);
    const char *version = dl_gazetteer_version(names.gazetteer);
    const char *tagger = dl_tagger_version(names.tagger);
    if (options->format == DL_FORMAT_TEXT) {
        print_text(version, entities, aliases, tagger);
    } else {
        json_t *record = dl_record_new();
        dl_record_text(record, "version", PACKAGE_VERSION);
        dl_record_text(record, "gazetteer", version);
        dl_record_number(record, "entities", entities);
        dl_record_number(record, "aliases", aliases);
        dl_record_text(record, "tagger", tagger);
        add_formats(record);
        dl_record_head(options->format, columns);
        dl_record_print(record, options->format, columns);
    }
    dl_annotator_release(&names);
    return DL_EXIT_DONE;
}
