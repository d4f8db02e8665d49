/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader without a terminal: for pictures of its screens, for tests, and for whoever wants to see
 * what keys do. What it prints depends on the archive, the keys and the size alone, and on the
 * locale's encoding and NO_COLOR as the reader itself does.
 */
#include <stdlib.h>
#include <string.h>

#include "cli/archive.h"
#include "cli/output.h"
#include "cli/script.h"
#include "cli/words.h"
#include "dateline/app.h"

/* Presses KEYS; stops where one of them quits. DL_ERR_SYNTAX where they cannot be read. */
static dl_status press(dl_app *app, const char *keys, dl_frame *frame, dl_error *error)
{
    dl_status status = dl_app_paint(app, frame);
    unsigned effects = 0;
    while (!status && *keys && !(effects & DL_EFFECT_QUIT)) {
        dl_stroke stroke;
        size_t len = dl_stroke_parse(keys, &stroke);
        if (!len)
            return dl_fail(error, DL_ERR_SYNTAX,
                           "--script: no key is called %.12s; keys are written as in vim: <C-f> "
                           "<Enter> <lt>",
                           keys);
        keys += len;
        effects = dl_app_key(app, stroke);
        /* each frame is made, for some of the state is settled while painting */
        status = dl_app_paint(app, frame);
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

/* Runs the script on ARCHIVE, filtered by QUERY. */
static dl_status run(const dl_options *options, const dl_archive *archive, const char *query,
                     dl_error *error)
{
    const char *slash = strrchr(archive->path, '/'), *no_color = getenv("NO_COLOR");
    dl_app_options reader = {
        .store = archive->store,
        .archive = slash ? slash + 1 : archive->path,
        .query = query,
        .theme = dl_theme_find(no_color && *no_color ? "none" : "dark"),
        .glyphs = dl_output_utf8() ? dl_glyphs_unicode() : dl_glyphs_ascii(),
        .width = options->width,
        .height = options->height,
    };
    dl_app *app;
    dl_status status = dl_app_new(&reader, &app, error);
    if (status)
        return status;
    dl_frame frame;
    dl_frame_init(&frame);
    status = press(app, options->script, &frame, error);
    if (!status)
        dump(&frame, dl_app_theme(app), options->dump);
    dl_frame_release(&frame);
    dl_app_free(app);
    return status;
}

int dl_script_run(const dl_options *options)
{
    dl_arena arena = {0};
    dl_archive archive;
    dl_query query;
    dl_error error = {0};
    dl_str text;
    dl_str_init(&text);
    int code = DL_EXIT_USAGE;
    if (dl_words_parse(options->words, options->words_count, &arena, &query)) {
        dl_words_join(&text, options->words, options->words_count);
        code = DL_EXIT_FAILED;
        if (dl_archive_open(options, DL_OPEN_READ, &archive)) {
            dl_status status = run(options, &archive, text.text, &error);
            if (status)
                dl_message_error(&error);
            code = !status ? DL_EXIT_DONE : status == DL_ERR_SYNTAX ? DL_EXIT_USAGE : code;
            dl_archive_close(&archive);
        }
    }
    dl_str_release(&text);
    dl_arena_release(&arena);
    return code;
}
