/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>

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
