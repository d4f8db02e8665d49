/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every command of the reader is reached in a terminal, by its key. The ways are in routes.def; a
 * command without one fails the test.
 */
#include "support/test.h"

#include <string.h>
#include <sys/wait.h>

#include "dateline/app.h"
#include "tty/ways.h"

typedef struct route {
    const char *name, *before, *after, *shows;
} route;

static const route routes[] = {
#define ROUTE(name, before, after, shows) {name, before, after, shows},
#include "tty/routes.def"
#undef ROUTE
};

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
        ways_press(t, command->keys);
        return;
    }
    ways_press(t, ":");
    terminal_type(t, command->name);
    ways_press(t, "<Space>");
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
    ways_restore();
    terminal *t = archive_read(120, 40, "VISUAL=false", "BROWSER=true");
    ways_press(t, way->before);
    bool visible = way->shows[0] != '=';
    if (visible)
        terminal_assert(t, !is_there(t, way), "what the command is to show is there before");
    if (strcmp(way->shows, "=end") == 0)
        expect_end(t, command);
    else {
        call(t, command);
        ways_press(t, way->after);
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
    return cmocka_run_group_tests_name("routes", tests, ways_set_up, ways_tear_down);
}
