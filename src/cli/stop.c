/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thread that waits for a slow file is not woken by a signal that another one takes; so it waits for
 * the reading end of a pipe as well, into which the handler writes. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <unistd.h>

#include "cli/signals.h"
#include "cli/stop.h"

static atomic_bool asked;
static int wake[2] = {-1, -1};

static void ask_to_stop(int number)
{
    int before = errno;
    (void)number;
    atomic_store(&asked, true);
    (void)!write(wake[1], "", 1);
    errno = before;
}

void dl_stop_catch(void)
{
    if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0)
        wake[0] = wake[1] = -1;
    dl_signals_catch(ask_to_stop);
}

bool dl_stop_asked(void)
{
    return atomic_load(&asked);
}

bool dl_stop_await_for(int fd, int ms, bool *ret_ready)
{
    struct pollfd fds[] = {{.fd = fd, .events = POLLIN}, {.fd = wake[0], .events = POLLIN}};
    *ret_ready = false;
    for (;;) {
        int count = poll(fds, 2, ms);
        if (dl_stop_asked())
            return false;
        if (count >= 0 || errno != EINTR) {
            *ret_ready = count != 0 && fds[0].revents != 0;
            return true;
        }
    }
}

bool dl_stop_await(int fd)
{
    bool ready = false, going = true;
    while (going && !ready)
        going = dl_stop_await_for(fd, -1, &ready);
    return going;
}
