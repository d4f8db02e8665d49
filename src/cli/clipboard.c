/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/clipboard.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/paths.h"
#include "cli/process.h"

#define PATIENCE 2000 /* ms that tmux is given for each part of its work */

/* --- the register --- */

static dl_status write_register(const char *text, size_t len, dl_error *error)
{
    char *directory;
    if (!dl_path_state(&directory))
        return dl_fail(error, DL_ERR_NOT_FOUND,
                       "HOME is not set, so there is no place for the register");
    dl_str path;
    dl_str_init(&path);
    dl_str_addf(&path, "%s/register", directory);
    dl_must(dl_str_ok(&path) ? path.text : NULL);
    dl_status status = dl_file_write(path.text, text, len, error);
    dl_str_release(&path);
    free(directory);
    return status;
}

/* --- tmux --- */

/* Starts tmux so that it reads its buffer from *RET_IN, a socket, and holds *RET_OUT open until it ends.
 * The two are to be closed, if they are set, in any case. */
static bool start_tmux(pid_t *ret, int *ret_in, int *ret_out)
{
    static char *const words[] = {"tmux", "load-buffer", "-w", "-", NULL};
    int in[2], out[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in) != 0)
        return false;
    if (pipe2(out, O_CLOEXEC) != 0) {
        close(in[0]);
        close(in[1]);
        return false;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDERR_FILENO);
    bool started = dl_process_start(words, &actions, 0, ret) == 0;
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    *ret_in = in[1];
    *ret_out = out[0];
    return started;
}

/* Sends TEXT to the socket FD as fast as it is taken; false where it is not. To a pipe that tmux has closed
 * the write would raise SIGPIPE, which ends the reader. */
static bool feed(int fd, const char *text, size_t len)
{
    while (len > 0) {
        struct pollfd wait = {.fd = fd, .events = POLLOUT};
        if (poll(&wait, 1, PATIENCE) <= 0)
            return false;
        ssize_t count = send(fd, text, len, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno != EAGAIN)
            return false;
        if (count > 0) {
            text += count;
            len -= (size_t)count;
        }
    }
    return true;
}

/* Waits until nobody holds the other end of FD any more. */
static bool wait_end(int fd)
{
    char said[256];
    for (;;) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        if (poll(&wait, 1, PATIENCE) <= 0)
            return false;
        ssize_t count = read(fd, said, sizeof said);
        if (count == 0)
            return true;
        if (count < 0)
            return false;
    }
}

/* Loads TEXT into tmux's buffer. */
static bool load_tmux(const char *text, size_t len)
{
    pid_t process;
    int in = -1, out = -1, status = -1;
    bool started = start_tmux(&process, &in, &out);
    bool fed = started && feed(in, text, len);
    if (in >= 0)
        close(in);
    bool ended = fed && wait_end(out);
    if (out >= 0)
        close(out);
    if (started && !ended)
        kill(process, SIGKILL);
    if (started)
        waitpid(process, &status, 0);
    return ended && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

dl_status dl_clipboard_take(dl_tui *tui, const char *text, size_t len, char *ret, size_t size,
                            dl_error *error)
{
    const char *tmux = getenv("TMUX");
    dl_error why;
    dl_status status = write_register(text, len, error);
    if (status)
        return status;
    if (tmux && *tmux)
        snprintf(ret, size, "%s",
                 load_tmux(text, len) ? "register and tmux's buffer"
                                      : "register; tmux did not take it into its buffer");
    else if (dl_tui_copy(tui, text, len, &why))
        snprintf(ret, size, "register; %s", why.message);
    else
        snprintf(ret, size, "register and clipboard");
    return DL_OK;
}
