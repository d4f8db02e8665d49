/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/output.h"
#include "cli/record.h"
#include "cli/subcommand.h"
#include "dateline/datefind.h"
#include "dateline/text.h"

static const char *const columns[] = {"published", "precision",     "how",
                                      "readings",  "published_utc", NULL};

/* Prints a date, with its readings where it is ambiguous. */
static void print_date(dl_format format, const dl_date_found *found)
{
    char text[DL_DATE_TEXT], readings[2][DL_DATE_TEXT];
    const char *list[2];
    for (size_t i = 0; i < found->readings_count; i++)
        list[i] = dl_date_format(found->readings[i], readings[i]);
    if (format != DL_FORMAT_TEXT) {
        json_t *record = dl_record_new();
        dl_record_date(record, found->date, list, found->readings_count);
        dl_record_utc(record, found->utc);
        dl_record_print(record, format, columns);
        return;
    }
    dl_str line;
    dl_str_init(&line);
    dl_date_format(found->date, text);
    dl_str_add(&line, *text ? text : "none");
    if (*text)
        dl_str_addf(&line, " %s", dl_how_name(found->date.how));
    for (size_t i = 0; i < found->readings_count; i++)
        dl_str_addf(&line, "%s%s", i ? " or " : ", ambiguous: ", list[i]);
    if (found->evidence) {
        dl_str_add(&line, ", from ");
        dl_output_add_safe(&line, found->evidence, strlen(found->evidence), false);
    }
    dl_output_line(&line);
    dl_str_release(&line);
}

int dl_run_date(const dl_options *options)
{
    dl_str joined, text;
    dl_arena arena;
    dl_str_init(&joined);
    dl_str_init(&text);
    dl_arena_init(&arena);
    for (size_t i = 0; i < options->words_count; i++) {
        dl_str_add(&joined, i ? " " : "");
        dl_str_add(&joined, options->words[i]);
    }
    dl_must(dl_str_ok(&joined) ? joined.text : NULL);
    dl_must(dl_text_clean(&text, joined.text, joined.len) == DL_OK ? text.text : NULL);
    bool by_outlet = dl_date_habit(options->publisher, NULL) != 0;
    const dl_date_context context = {.near = options->near,
                                     .day_month = dl_date_habit(options->publisher, options->lang),
                                     .habit = by_outlet ? NULL : "by the language's habit",
                                     .rest = text.text,
                                     .lang = options->lang};
    dl_date_found found = {.utc = DL_UTC_NONE};
    dl_status status = dl_date_find(text.text, text.len, &context, &arena, &found);
    dl_must(status == DL_ERR_NOMEM ? NULL : &found);
    dl_record_head(options->format, columns);
    print_date(options->format, &found);
    dl_arena_release(&arena);
    dl_str_release(&text);
    dl_str_release(&joined);
    return DL_EXIT_DONE;
}
