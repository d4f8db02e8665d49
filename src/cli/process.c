/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/wait.h>

#include "cli/process.h"

extern char **environ;

int dl_process_start(char *const *words, const posix_spawn_file_actions_t *actions, short flags,
                     pid_t *ret)
{
    posix_spawnattr_t attributes;
    sigset_t none, changed;
    sigemptyset(&none);
    sigemptyset(&changed);
    sigaddset(&changed, SIGPIPE);
    sigaddset(&changed, SIGCHLD);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &changed);
    posix_spawnattr_setflags(&attributes,
                             (short)(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | flags));
    int failure = posix_spawnp(ret, words[0], actions, &attributes, words, environ);
    posix_spawnattr_destroy(&attributes);
    return failure;
}

int dl_process_wait(pid_t process)
{
    int status;
    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int dl_process_let_go(char *const *words, const posix_spawn_file_actions_t *actions, short flags)
{
    static pid_t
        gone[16]; /* which may have ended: their entries are given back when more are started */
    static size_t count;
    pid_t process;
    int failure = dl_process_start(words, actions, flags, &process);
    for (size_t i = count; i > 0; i--)
        if (waitpid(gone[i - 1], NULL, WNOHANG) != 0)
            gone[i - 1] = gone[--count];
    if (!failure && count < sizeof gone / sizeof *gone)
        gone[count++] = process;
    return failure;
}
