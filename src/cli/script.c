/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader without a terminal: for pictures of its screens, for tests, and for whoever wants to see
 * what keys do. What it prints depends on the archive, the keys and the size alone, and on the
 * locale's encoding and NO_COLOR as the reader itself does.
 */
#include "cli/script.h"
#include "cli/config.h"
#include "cli/namelist.h"
#include "cli/output.h"
#include "cli/ownkinds.h"
#include "cli/question.h"
#include "cli/typed_date.h"
#include "dateline/app.h"

/* Makes the frame that is seen when all work is done. Each is made, for some of the state is settled
 * while painting. */
static dl_status settle(dl_app *app, dl_frame *frame)
{
    dl_status status = dl_app_paint(app, frame);
    unsigned left;
    do {
        left = dl_app_idle(app);
        if (!status && (left & DL_IDLE_CHANGED))
            status = dl_app_paint(app, frame);
    } while (left & DL_IDLE_MORE);
    return status;
}

/* Presses KEYS, which can be read; stops where one of them quits. */
static dl_status press(dl_app *app, const char *keys, dl_frame *frame, dl_error *error)
{
    dl_status status = settle(app, frame);
    unsigned effects = 0;
    while (!status && *keys && !(effects & DL_EFFECT_QUIT)) {
        dl_stroke stroke;
        keys += dl_stroke_parse(keys, &stroke);
        effects = dl_app_key(app, stroke);
        status = settle(app, frame);
    }
    return status ? dl_fail(error, status, "%s", dl_status_text(status)) : DL_OK;
}

static void dump(const dl_frame *frame, const dl_theme *theme, dl_dump form)
{
    dl_str out;
    dl_str_init(&out);
    if (form == DL_DUMP_SVG)
        dl_frame_dump_svg(frame, theme, &out);
    else if (form == DL_DUMP_CELLS)
        dl_frame_dump_cells(frame, &out);
    else
        dl_frame_dump_text(frame, &out);
    dl_must(dl_str_ok(&out) ? out.text : NULL);
    if (out.len && out.text[out.len - 1] == '\n')
        dl_str_cut(&out, out.len - 1);
    if (form == DL_DUMP_SVG) { /* XML, in UTF-8 whatever the locale */
        dl_str_addc(&out, '\n');
        dl_output_bytes(out.text, out.len);
    } else {
        dl_output_line(&out);
    }
    dl_str_release(&out);
}

static dl_status run(dl_question *question, dl_error *error)
{
    dl_config config;
    const dl_options *options = question->options;
    dl_str query;
    dl_str_init(&query);
    dl_query_format(&query, &question->query);
    dl_config_load(&config, options, false);
    dl_app_options reader = {
        .store = question->store,
        .archive = question->archive,
        .kinds = dl_own_kinds(),
        .query = query.text,
        .theme = dl_theme_find("dark"),
        .read_date = dl_typed_date,
        .list_names = dl_names_list,
        .settings = &config.settings,
        .width = options->width,
        .height = options->height,
    };
    dl_app *app = NULL;
    dl_frame frame;
    dl_frame_init(&frame);
    dl_status status = dl_str_ok(&query) ? dl_app_new(&reader, &app, error) : dl_fail_nomem(error);
    if (!status)
        status = press(app, options->script, &frame, error);
    if (!status)
        dump(&frame, dl_app_theme(app), options->dump);
    dl_frame_release(&frame);
    dl_app_free(app);
    dl_config_release(&config);
    dl_str_release(&query);
    return status;
}

int dl_script_run(const dl_options *options)
{
    return dl_question_ask(options, options->words, options->words_count, run);
}
