/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bounded SECONDS MEGABYTES COMMAND...: runs the command with so many seconds of processor time, and ends as
 * it does; with 120 where it took more of those, with 121 where it took more memory. Time is CPU time, so
 * that a busy machine changes nothing; memory is what was resident at once.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TOO_LONG = 120, TOO_MUCH = 121, FAILED = 126 };

int main(int argc, char **argv)
{
    if (argc < 4) {
        fprintf(stderr, "usage: bounded SECONDS MEGABYTES COMMAND...\n");
        return 2;
    }
    rlim_t seconds = (rlim_t)strtoul(argv[1], NULL, 10);
    long kilobytes = strtol(argv[2], NULL, 10) * 1024;
    pid_t child = fork();
    if (child == 0) {
        const struct rlimit limit = {seconds, seconds + 1};
        setrlimit(RLIMIT_CPU, &limit);
        execvp(argv[3], argv + 3);
        _exit(FAILED);
    }
    struct rusage used;
    int status;
    if (child < 0 || wait4(child, &status, 0, &used) != child)
        return FAILED;
    if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)) {
        fprintf(stderr, "bounded: more than %s s\n", argv[1]);
        return TOO_LONG;
    }
    if (used.ru_maxrss > kilobytes) {
        fprintf(stderr, "bounded: %ld MB\n", used.ru_maxrss / 1024);
        return TOO_MUCH;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : FAILED;
}
