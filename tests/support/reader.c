/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/reader.h"

int test_reader_setup(void **state)
{
    test_reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return -1;
    reader->ops = *state;
    char path[] = "/tmp/dateline-test-XXXXXX";
    if (!mkdtemp(path))
        return -1;
    dl_str name;
    dl_str_init(&name);
    dl_str_addf(&name, "%s/archive.db", path);
    reader->path = dl_str_detach(&name);
    dl_frame_init(&reader->frame);
    dl_str_init(&reader->text);
    *state = reader;
    return reader->path ? 0 : -1;
}

static void close_reader(test_reader *reader)
{
    dl_app_free(reader->app);
    reader->app = NULL;
    if (reader->store)
        reader->ops->close(reader->store);
    reader->store = NULL;
}

int test_reader_teardown(void **state)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    test_reader *reader = *state;
    close_reader(reader);
    char file[64];
    for (size_t i = 0; i < COUNT_OF(suffixes); i++) {
        snprintf(file, sizeof file, "%s%s", reader->path, suffixes[i]);
        unlink(file);
    }
    *strrchr(reader->path, '/') = '\0';
    rmdir(reader->path);
    dl_frame_release(&reader->frame);
    dl_str_release(&reader->text);
    free(reader->path);
    free(reader);
    return 0;
}

void test_reader_open(test_reader *reader, void (*fill)(dl_store *store), const char *query)
{
    dl_error error = {.message = ""};
    close_reader(reader);
    if (reader->ops->open(reader->path, DL_OPEN_CREATE, &reader->store, &error))
        fail_msg("%s", error.message);
    if (fill) {
        assert_int_equal(reader->ops->begin(reader->store, &error), DL_OK);
        fill(reader->store);
        assert_int_equal(reader->ops->commit(reader->store, &error), DL_OK);
    }
    dl_app_options options = {.store = reader->store,
                              .archive = "archive.db",
                              .kinds = reader->kinds,
                              .query = query,
                              .theme = dl_theme_find("dark"),
                              .width = 80,
                              .height = 24};
    if (dl_app_new(&options, &reader->app, &error))
        fail_msg("%s", error.message);
    test_screen(reader);
}

void test_reader_start(test_reader *reader)
{
    test_reader_open(reader, test_archive_fill, NULL);
}

/* Fails unless every row of the frame is painted over all of its width. */
static void check_frame(const dl_frame *frame)
{
    assert_false(frame->failed);
    for (int y = 0; y < frame->height; y++)
        for (int x = 0; x < frame->width;) {
            const dl_cell *cell = dl_frame_cell(frame, x, y);
            assert_in_range(cell->cells, 1, 2);
            assert_true(cell->len > 0);
            assert_true((unsigned char)cell->text[0] >= ' ' && cell->text[0] != 127);
            x += cell->cells;
            assert_true(x <= frame->width);
        }
    assert_true(frame->cursor_x < frame->width && frame->cursor_y < frame->height);
}

/* Paints, and makes sure that the frame is whole. */
static void paint(test_reader *reader)
{
    assert_int_equal(dl_app_paint(reader->app, &reader->frame), DL_OK);
    check_frame(&reader->frame);
}

const char *test_screen_busy(test_reader *reader)
{
    paint(reader);
    dl_str_clear(&reader->text);
    dl_frame_dump_text(&reader->frame, &reader->text);
    return reader->text.text;
}

const char *test_screen(test_reader *reader)
{
    if (reader->app->width < 1 || reader->app->height < 1)
        return "";
    paint(reader);
    unsigned left;
    do {
        left = dl_app_idle(reader->app);
        if (left & DL_IDLE_CHANGED)
            paint(reader);
    } while (left & DL_IDLE_MORE);
    dl_str_clear(&reader->text);
    dl_frame_dump_text(&reader->frame, &reader->text);
    return reader->text.text;
}

void test_stroke(test_reader *reader, dl_stroke stroke)
{
    unsigned effects = dl_app_key(reader->app, stroke);
    if (effects)
        reader->effects = effects;
    test_screen(reader);
}

void test_press(test_reader *reader, const char *keys)
{
    while (*keys) {
        dl_stroke stroke;
        size_t len = dl_stroke_parse(keys, &stroke);
        if (!len)
            fail_msg("no stroke: %s", keys);
        test_stroke(reader, stroke);
        keys += len;
    }
}

void test_resize(test_reader *reader, int width, int height)
{
    dl_app_resize(reader->app, width, height);
    test_screen(reader);
}

const char *test_row(test_reader *reader, int y)
{
    static char row[2048];
    const char *text = reader->text.text;
    for (int i = y < 0 ? reader->frame.height + y : y; i > 0; i--)
        text = strchr(text, '\n') + 1;
    snprintf(row, sizeof row, "%.*s", (int)strcspn(text, "\n"), text);
    return row;
}

void test_assert_shows(test_reader *reader, const char *part, bool wanted, const char *file,
                       int line)
{
    bool shown = strstr(reader->text.text, part) != NULL;
    if (shown == wanted)
        return;
    fprintf(stderr, "%s \"%s\" on this screen:\n%s", wanted ? "no" : "there is", part,
            reader->text.text);
    _fail(file, line);
}

void test_assert_reads(test_reader *reader, const char *origin, const char *file, int line)
{
    const dl_reading *reading = &reader->app->reading;
    const char *read = reading->open ? reading->doc.document.origin : "nothing";
    if (strcmp(read, origin) == 0)
        return;
    fprintf(stderr, "reads %s, not %s:\n%s", read, origin, reader->text.text);
    _fail(file, line);
}

void test_assert_current(test_reader *reader, const char *text, const char *file, int line)
{
    const dl_reading *reading = &reader->app->reading;
    char current[256] = "";
    if (reading->has_current) {
        size_t len;
        const char *field = dl_reading_field(reading, reading->current.field, &len);
        snprintf(current, sizeof current, "%.*s",
                 (int)(reading->current.end - reading->current.start),
                 field + reading->current.start);
    }
    if (strcmp(current, text ? text : "") == 0)
        return;
    fprintf(stderr, "the current mention is \"%s\", not \"%s\":\n%s", current, text ? text : "",
            reader->text.text);
    _fail(file, line);
}

uint64_t test_mentioned(test_reader *r, const char *id)
{
    static const dl_query everything;
    dl_arena arena = {0};
    dl_entity_row *rows;
    size_t count = 0;
    uint64_t mentions = 0;
    assert_int_equal(r->ops->entities(r->store, &everything, 100, &arena, &rows, &count, NULL),
                     DL_OK);
    for (size_t i = 0; i < count; i++)
        if (strcmp(rows[i].entity.id, id) == 0)
            mentions = rows[i].mentions;
    dl_arena_release(&arena);
    return mentions;
}

const char *test_linked(test_reader *r)
{
    const dl_mention *m = dl_reading_mention(&r->app->reading, r->app->reading.current);
    return m ? m->entity : "nothing";
}
