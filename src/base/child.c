/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The input is a file in memory that has no name: nobody else can read it, and the child cannot block
 * us by not reading. So there is one loop, over its output, its complaints and its end, until all have
 * come or the time is over. The child leads a group of processes, and the whole group is killed.
 */
#include "dateline/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CHUNK 65536

enum { OUTPUT, COMPLAINT, RUNNING, ENDS };

typedef struct child {
    pid_t pid;
    int ends[ENDS];    /* two to read from, one that tells its end; -1: closed */
    uint64_t deadline; /* milliseconds of the monotonic clock */
    uint64_t left;     /* bytes of output that it may yet write */
    dl_child_report *report;
} child;

static uint64_t read_clock(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

/* A file of LEN bytes that stands at its beginning; -1 where that fails. */
static int make_input(const char *bytes, size_t len)
{
    int file = memfd_create("input", MFD_CLOEXEC);
    while (file >= 0 && len > 0) {
        ssize_t count = write(file, bytes, len);
        if (count < 0 && errno != EINTR) {
            close(file);
            return -1;
        }
        bytes += count > 0 ? count : 0;
        len -= count > 0 ? (size_t)count : 0;
    }
    if (file >= 0)
        lseek(file, 0, SEEK_SET);
    return file;
}

static void bound(pid_t pid, const dl_child_bounds *bounds)
{
    const struct rlimit cpu = {bounds->cpu, bounds->cpu + 1},
                        memory = {bounds->memory, bounds->memory}, none = {0, 0};
    prlimit(pid, RLIMIT_CPU, &cpu, NULL);
    prlimit(pid, RLIMIT_AS, &memory, NULL);
    prlimit(pid, RLIMIT_CORE, &none, NULL);
    prlimit(pid, RLIMIT_FSIZE, &none, NULL); /* it has no business with files */
}

/* Starts WORDS with these three files; an errno, or 0. */
static int start(char *const *words, char *const *environment, const int files[3], pid_t *ret)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    for (int i = 0; i < 3; i++)
        posix_spawn_file_actions_adddup2(&actions, files[i], i);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                              POSIX_SPAWN_SETPGROUP);
    int failure = posix_spawn(ret, words[0], &actions, &attributes, words, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return failure;
}

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

/* Makes the pipes and starts the child; an errno, or 0. */
static int open_child(child *c, char *const *words, char *const *environment, int input)
{
    int out[2] = {-1, -1}, err[2] = {-1, -1}, failure = 0;
    if (pipe2(out, O_CLOEXEC) || pipe2(err, O_CLOEXEC))
        failure = errno;
    if (!failure)
        failure = start(words, environment, (int[]){input, out[1], err[1]}, &c->pid);
    close_end(&out[1]);
    close_end(&err[1]);
    c->ends[OUTPUT] = out[0];
    c->ends[COMPLAINT] = err[0];
    if (!failure && (c->ends[RUNNING] = pidfd_open(c->pid, 0)) < 0)
        c->report->end = DL_CHILD_STOPPED;
    return failure;
}

static void keep_complaint(dl_child_report *report, const char *bytes, size_t len)
{
    size_t held = strlen(report->complaint), room = sizeof report->complaint - 1 - held;
    if (!memchr(bytes, '\0', len)) {
        memcpy(report->complaint + held, bytes, len < room ? len : room);
        report->complaint[held + (len < room ? len : room)] = '\0';
    }
}

/* Reads once from the child's end I. */
static dl_status take(child *c, int i, dl_child_sink *sink, void *context, dl_error *error)
{
    char chunk[CHUNK];
    ssize_t count = i == RUNNING ? 0 : read(c->ends[i], chunk, sizeof chunk);
    if (count < 0 && errno == EINTR)
        return DL_OK;
    if (count <= 0) {
        close_end(&c->ends[i]);
        return DL_OK;
    }
    if (i == COMPLAINT) {
        keep_complaint(c->report, chunk, (size_t)count);
        return DL_OK;
    }
    if ((uint64_t)count > c->left) {
        c->report->end = DL_CHILD_FLOODED;
        return DL_OK;
    }
    c->left -= (uint64_t)count;
    dl_status status = sink(context, chunk, (size_t)count, error);
    if (status)
        c->report->end = DL_CHILD_STOPPED;
    return status;
}

static bool is_open(const child *c)
{
    return c->ends[OUTPUT] >= 0 || c->ends[COMPLAINT] >= 0 || c->ends[RUNNING] >= 0;
}

/* Reads until the child has ended and all it wrote is read, or it is to be killed (`report->end`). */
static dl_status listen_to(child *c, dl_child_sink *sink, void *context, dl_error *error)
{
    dl_status status = DL_OK;
    while (c->report->end == DL_CHILD_EXITED && is_open(c)) {
        uint64_t now = read_clock();
        struct pollfd polled[ENDS];
        if (now >= c->deadline) {
            c->report->end = DL_CHILD_LATE;
            break;
        }
        for (int i = 0; i < ENDS; i++)
            polled[i] = (struct pollfd){.fd = c->ends[i], .events = POLLIN};
        if (poll(polled, ENDS, (int)(c->deadline - now)) < 0)
            continue;
        for (int i = 0; i < ENDS && c->report->end == DL_CHILD_EXITED; i++)
            if (polled[i].fd >= 0 && polled[i].revents)
                status = take(c, i, sink, context, error);
    }
    return status;
}

/* Kills the child, where it is to be, and takes its end. */
static void end_child(child *c)
{
    int status;
    pid_t ended;
    if (c->report->end != DL_CHILD_EXITED)
        kill(-c->pid, SIGKILL);
    while ((ended = waitpid(c->pid, &status, 0)) < 0 && errno == EINTR)
        ;
    if (c->report->end != DL_CHILD_EXITED || ended < 0) /* < 0: nobody may ask; its output tells */
        return;
    if (WIFEXITED(status)) {
        c->report->code = WEXITSTATUS(status);
    } else {
        c->report->code = WTERMSIG(status);
        c->report->end = c->report->code == SIGXCPU ? DL_CHILD_LATE : DL_CHILD_DIED;
    }
}

dl_status dl_child_run(char *const *words, char *const *environment, const char *input, size_t len,
                       const dl_child_bounds *bounds, dl_child_sink *sink, void *context,
                       dl_child_report *ret, dl_error *error)
{
    dl_child_report report = {.end = DL_CHILD_EXITED};
    child c = {.ends = {-1, -1, -1},
               .deadline = read_clock() + bounds->wait,
               .left = bounds->output,
               .report = &report};
    int file = make_input(input, len);
    int failure = file < 0 ? errno : open_child(&c, words, environment, file);
    dl_status status = DL_OK;
    close_end(&file);
    if (failure) {
        status = dl_fail(error, failure == ENOENT ? DL_ERR_NOT_FOUND : DL_ERR_IO, "%s: %s",
                         words[0], strerror(failure));
    } else {
        bound(c.pid, bounds);
        status = listen_to(&c, sink, context, error);
        end_child(&c);
        *ret = report;
    }
    for (int i = 0; i < ENDS; i++)
        close_end(&c.ends[i]);
    return status;
}
