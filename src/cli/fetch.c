/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/companion.h"
#include "cli/fetch.h"
#include "cli/output.h"
#include "cli/process.h"
#include "dateline/text.h"

#define LOOK_MS 10 /* between two looks for keys */
#define SAID "dateline: "

/* Starts the process; *RET_SAID is what it says on standard error. False where that fails, and errno says why. */
static bool start(const char *archive, const char *sha256, int out, pid_t *ret, int *ret_said)
{
    char program[PATH_MAX], subcommand[] = "original", option[] = "--archive";
    char *words[] = {program, subcommand, option, (char *)archive, (char *)sha256, NULL};
    int said[2];
    dl_companion_find(program);
    if (pipe2(said, O_CLOEXEC) != 0)
        return false;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, said[1], STDERR_FILENO);
    int failure = dl_process_start(words, &actions, 0, ret);
    posix_spawn_file_actions_destroy(&actions);
    close(said[1]);
    if (failure)
        close(said[0]);
    *ret_said = said[0];
    errno = failure;
    return !failure;
}

/* Reads into SAID what comes from FD, up to its end; false where that is not waited for. */
static bool hear(dl_working *working, int fd, dl_str *said)
{
    for (;;) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        char bytes[512];
        if (poll(&wait, 1, LOOK_MS) > 0) {
            ssize_t count = read(fd, bytes, sizeof bytes);
            if (count == 0 || (count < 0 && errno != EINTR))
                return true;
            if (count > 0 && said->len < sizeof bytes)
                dl_str_addn(said, bytes, (size_t)count);
        }
        if (!dl_working_goes_on(working, "reading the file"))
            return false;
    }
}

/* The last line of what was said, as text, without the program's name before it. */
static dl_status fail_said(dl_str *said, dl_error *error)
{
    dl_str clean;
    dl_str_init(&clean);
    while (said->len && said->text[said->len - 1] == '\n')
        dl_str_cut(said, said->len - 1);
    dl_text_clean(&clean, said->text, said->len);
    const char *line = strrchr(clean.text, '\n');
    line = line ? line + 1 : clean.text;
    if (strncmp(line, SAID, strlen(SAID)) == 0)
        line += strlen(SAID);
    dl_fail(error, DL_ERR_NOT_FOUND, "%s", *line ? line : "the file cannot be read");
    dl_str_release(&clean);
    return DL_ERR_NOT_FOUND;
}

dl_status dl_fetch(dl_working *working, const char *archive, const char *sha256, int fd,
                   dl_error *error)
{
    pid_t process;
    int pipe;
    dl_str said;
    if (!start(archive, sha256, fd, &process, &pipe))
        return dl_fail(error, DL_ERR_IO, "the file cannot be read: %s", strerror(errno));
    dl_str_init(&said);
    bool ended = hear(working, pipe, &said);
    close(pipe);
    if (!ended)
        kill(process, SIGTERM);
    int code = dl_process_wait(process);
    dl_status result = DL_OK;
    if (!ended)
        result = dl_fail(error, DL_ERR_INTERRUPTED, "stopped");
    else if (code != 0)
        result = fail_said(&said, error);
    dl_str_release(&said);
    return result;
}
