/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The clipboard by way of the terminal: OSC 52, an operating system command that carries the text in
 * base64, so that no byte of it can be taken for a control. A terminal that does not know such commands
 * would show it as text, so it is sent only to one whose description says that it does. GNU screen
 * passes it on within a device control string, and takes such a string in pieces only.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <term.h>

#include "dateline/base64.h"
#include "tui/tui.h"

#define SCREEN_PIECE 76 /* characters of base64 that screen is given at a time */

/* Whether the terminal's description says that it understands operating system commands: it can set
 * the selection, or is like xterm, or sets its title by one. */
static bool understands_commands(void)
{
    const char *title = tigetstr("tsl");
    const char *selection = tigetstr("Ms");
    bool has_selection = selection && (intptr_t)selection != -1;
    bool has_title = title && (intptr_t)title != -1 && strncmp(title, "\033]", 2) == 0;
    return has_selection || tigetflag("XT") > 0 || has_title;
}

static bool in_screen(void)
{
    const char *session = getenv("STY");
    return session && *session;
}

/* The command for the LEN bytes of TEXT. */
static void add_command(dl_str *out, const char *text, size_t len, bool wrapped)
{
    dl_str data;
    dl_str_init(&data);
    dl_base64_add(&data, text, len);
    dl_str_add(out, wrapped ? "\033P\033]52;c;" : "\033]52;c;");
    for (size_t at = 0; at < data.len; at += SCREEN_PIECE) {
        size_t left = data.len - at, piece = left < SCREEN_PIECE ? left : SCREEN_PIECE;
        dl_str_add(out, wrapped && at ? "\033\\\033P" : "");
        dl_str_addn(out, data.text + at, piece);
    }
    dl_str_add(out, wrapped ? "\a\033\\" : "\a");
    if (!dl_str_ok(&data))
        out->failed = true;
    dl_str_release(&data);
}

static bool send(const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t sent = write(STDOUT_FILENO, bytes, len);
        if (sent < 0 && errno == EAGAIN) /* half a command would swallow what comes after it */
            poll(&(struct pollfd){.fd = STDOUT_FILENO, .events = POLLOUT}, 1, -1);
        else if (sent < 0 && errno != EINTR)
            return false;
        if (sent > 0) {
            bytes += sent;
            len -= (size_t)sent;
        }
    }
    return true;
}

dl_status dl_tui_copy(dl_tui *tui, const char *text, size_t len, dl_error *error)
{
    (void)tui;
    bool wrapped = in_screen();
    if (!wrapped && !understands_commands())
        return dl_fail(error, DL_ERR_UNSUPPORTED, "this terminal has no clipboard");
    if (len > DL_TUI_COPY_MAX)
        return dl_fail(error, DL_ERR_INVALID,
                       "too long for the terminal's clipboard, %zu kB at most",
                       DL_TUI_COPY_MAX / 1000);
    dl_str command;
    dl_str_init(&command);
    add_command(&command, text, len, wrapped);
    bool made = dl_str_ok(&command);
    fflush(stdout); /* what the screen still has to send must not come into the middle of it */
    bool sent = made && send(command.text, command.len);
    dl_str_release(&command);
    if (!made)
        return dl_fail_nomem(error);
    return sent ? DL_OK : dl_fail(error, DL_ERR_IO, "the terminal: %s", strerror(errno));
}
