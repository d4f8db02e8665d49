/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every command of the reader is reached in a terminal, by its key. The ways are in routes.def; a
 * command without one fails the test.
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dateline/app.h"
#include "dateline/str.h"
#include "dateline/stroke.h"
#include "tty/archive.h"

#define ENTRIES 60

static const archive_text texts[] = {
    {"ferry.txt", "The ferry runs again\n\n"
                  "Date: 13/09/2024 | Source: Eastern Lens\n\n"
                  "NATO has lent the island a ferry, and Japan has lent it a bell.\n\n"
                  "The captain, John Mercer, said: \"The bell is louder than the ferry.\" Norway "
                  "agreed.\n"},
    {"ropes.txt", "A school for knots opens\n\n"
                  "Date: 16/09/2023 | Source: Ritzau\n\n"
                  "The school for knots teaches eleven knots. Iceland sent a teacher and Japan "
                  "sent rope.\n\n"
                  "NATO has asked for a twelfth knot, the teacher said.\n"},
    {"gulls.txt", "Gulls are counted twice\n\n"
                  "Date: 22/04/2021 | Source: Lantern Post\n\n"
                  "Observers from Norway counted the gulls, and NATO counted them again from the "
                  "air.\n"},
};

/* A text that is longer than any screen. */
static void write_ledger(dl_str *out)
{
    dl_str_add(out, "A ledger of the lighthouse\n\nDate: 27/01/2024 | Source: Coastline News\n\n"
                    "Norway has printed the ledger of the lighthouse line by line.\n\n");
    for (int i = 1; i <= ENTRIES; i++)
        dl_str_addf(out, "Entry %d says that the lamp was lit and that nothing was seen.\n\n", i);
    dl_str_add(out, "The last entry is signed by a visitor from NATO.\n");
}

/* The archive as it was imported: each way begins from it, for commands change it. */
static char *imported;
static size_t imported_len;

static void keep_archive(void)
{
    FILE *file = fopen(made.path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    imported_len = (size_t)ftell(file);
    imported = malloc(imported_len);
    assert_non_null(imported);
    rewind(file);
    assert_int_equal(fread(imported, 1, imported_len, file), imported_len);
    fclose(file);
}

static void restore_archive(void)
{
    static const char *const companions[] = {"-wal", "-shm"};
    for (size_t i = 0; i < COUNT_OF(companions); i++) {
        char path[320];
        snprintf(path, sizeof path, "%s%s", made.path, companions[i]);
        unlink(path);
    }
    FILE *file = fopen(made.path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(imported, 1, imported_len, file), imported_len);
    assert_int_equal(fclose(file), 0);
}

static int tear_down(void **state)
{
    free(imported);
    return archive_remove(state);
}

static int set_up(void **state)
{
    (void)state;
    dl_str ledger;
    dl_str_init(&ledger);
    write_ledger(&ledger);
    assert_true(dl_str_ok(&ledger));
    archive_text all[COUNT_OF(texts) + 1];
    memcpy(all, texts, sizeof texts);
    all[COUNT_OF(texts)] = (archive_text){"ledger.txt", ledger.text};
    int failed = archive_make(all, COUNT_OF(all));
    dl_str_release(&ledger);
    keep_archive();
    return failed;
}

typedef struct route {
    const char *name, *before, *after, *shows;
} route;

static const route routes[] = {
#define ROUTE(name, before, after, shows) {name, before, after, shows},
#include "tty/routes.def"
#undef ROUTE
};

/* The bytes that a terminal sends for STROKE. */
static void to_bytes(dl_stroke stroke, char ret[8])
{
    static const struct {
        dl_stroke stroke;
        const char *bytes;
    } keys[] = {
        {DL_STROKE_UP, "\033OA"},       {DL_STROKE_DOWN, "\033OB"},
        {DL_STROKE_RIGHT, "\033OC"},    {DL_STROKE_LEFT, "\033OD"},
        {DL_STROKE_HOME, "\033OH"},     {DL_STROKE_END, "\033OF"},
        {DL_STROKE_PAGE_UP, "\033[5~"}, {DL_STROKE_PAGE_DOWN, "\033[6~"},
        {DL_STROKE_BACK_TAB, "\033[Z"}, {DL_STROKE_F1, "\033OP"},
        {DL_STROKE_DELETE, "\033[3~"},  {DL_STROKE_INSERT, "\033[2~"},
    };
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (keys[i].stroke == stroke) {
            strcpy(ret, keys[i].bytes);
            return;
        }
    assert_true(stroke < 0x80);
    ret[0] = (char)stroke;
    ret[1] = '\0';
}

/* Presses KEYS, in vim's notation, up to the first blank. */
static void press(terminal *t, const char *keys)
{
    while (*keys && *keys != ' ') {
        dl_stroke stroke;
        size_t len = dl_stroke_parse(keys, &stroke);
        assert_true(len > 0);
        keys += len;
        char bytes[8];
        to_bytes(stroke, bytes);
        terminal_press(t, bytes);
    }
}

static const route *find_route(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(routes); i++)
        if (strcmp(routes[i].name, name) == 0)
            return &routes[i];
    return NULL;
}

static void call(terminal *t, const dl_command_info *command)
{
    if (command->keys[0]) {
        press(t, command->keys);
        return;
    }
    press(t, ":");
    terminal_type(t, command->name);
    press(t, "<Space>");
}

/* Whether the screen shows what WAY leads to. */
static bool is_there(terminal *t, const route *way)
{
    bool gone = way->shows[0] == '-';
    return (terminal_find(t, way->shows + gone, 0) >= 0) != gone;
}

static void expect_end(terminal *t, const dl_command_info *command)
{
    terminal_send(t, command->keys);
    int status = terminal_wait_end(t);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void take(const route *way, const dl_command_info *command)
{
    print_message("# %s\n", way->name);
    restore_archive();
    terminal *t = archive_read(120, 40, NULL, NULL);
    press(t, way->before);
    bool visible = way->shows[0] != '=';
    if (visible)
        terminal_assert(t, !is_there(t, way), "what the command is to show is there before");
    if (strcmp(way->shows, "=end") == 0)
        expect_end(t, command);
    else {
        call(t, command);
        press(t, way->after);
        terminal_assert_hides(t, "is not bound here");
        terminal_assert(t, !visible || is_there(t, way), way->shows);
    }
    terminal_free(t);
}

static void test_every_command_is_reached(void **state)
{
    (void)state;
    dl_command_info command;
    for (size_t i = 0; dl_command_at(i, &command); i++) {
        const route *way = find_route(command.name);
        if (!way)
            fail_msg("%s has no row in tests/tty/routes.def", command.name);
        take(way, &command);
    }
}

static void test_every_route_is_of_a_command(void **state)
{
    (void)state;
    dl_command_info command;
    for (size_t r = 0; r < COUNT_OF(routes); r++) {
        bool found = false;
        for (size_t i = 0; !found && dl_command_at(i, &command); i++)
            found = strcmp(command.name, routes[r].name) == 0;
        if (!found)
            fail_msg("%s of tests/tty/routes.def is no command", routes[r].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TERMINAL_TEST(test_every_route_is_of_a_command),
        TERMINAL_TEST(test_every_command_is_reached),
    };
    return cmocka_run_group_tests_name("routes", tests, set_up, tear_down);
}
