/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/browser.h"
#include "cli/process.h"
#include "dateline/arena.h"

#define WORDS_MAX 16
#define PLACE "%s" /* where the address goes */

/* WORD with LINK in the place that it keeps for it. */
static char *fill_in(dl_arena *arena, const char *word, size_t len, const char *link,
                     bool *ret_placed)
{
    const char *place = memmem(word, len, PLACE, strlen(PLACE));
    if (!place)
        return dl_arena_strndup(arena, word, len);
    size_t before = (size_t)(place - word), after = len - before - strlen(PLACE);
    size_t middle = strlen(link);
    char *filled = dl_arena_alloc(arena, before + middle + after + 1);
    if (!filled)
        return NULL;
    memcpy(filled, word, before);
    memcpy(filled + before, link, middle);
    memcpy(filled + before + middle, place + strlen(PLACE), after);
    filled[before + middle + after] = '\0';
    *ret_placed = true;
    return filled;
}

/* Makes the words of the command that opens LINK, up to NULL. COMMAND is the first of a list parted
 * by colons, as BROWSER holds one. */
static dl_status make_words(dl_arena *arena, const char *command, const char *link, char **words,
                            dl_error *error)
{
    size_t count = 0, end = strcspn(command, ":");
    bool placed = false;
    for (size_t pos = 0, len; pos < end; pos += len) {
        pos += strspn(command + pos, " \t");
        len = strcspn(command + pos, " \t:");
        if (len == 0 || pos >= end)
            break;
        if (count == WORDS_MAX)
            return dl_fail(error, DL_ERR_INVALID, "BROWSER has too many words");
        if (!(words[count++] = fill_in(arena, command + pos, len, link, &placed)))
            return dl_fail_nomem(error);
    }
    if (!placed && !(words[count++] = dl_arena_strndup(arena, link, strlen(link))))
        return dl_fail_nomem(error);
    words[count] = NULL;
    return DL_OK;
}

/* Runs WORDS in a session of its own. */
static int spawn(char **words)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
    int failure = dl_process_let_go(words, &actions, POSIX_SPAWN_SETSID);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

dl_status dl_browser_open(const char *link, dl_error *error)
{
    const char *command = getenv("BROWSER");
    if (!command || strspn(command, " \t:") == strlen(command))
        command = "xdg-open";
    char *words[WORDS_MAX + 2];
    dl_arena arena = {0};
    dl_status status = make_words(&arena, command, link, words, error);
    if (!status) {
        int failure = spawn(words);
        if (failure)
            status = dl_fail(error, DL_ERR_IO, "the link could not be opened with %.60s: %s",
                             words[0], strerror(failure));
    }
    dl_arena_release(&arena);
    return status;
}
