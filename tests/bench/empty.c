/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program that does nothing but draw one empty screen with ncurses and wait for a key: the floor
 * that the reader's start is measured against. It writes the marker that the reader writes
 * (tests/bench/pty.h), with no key read.
 */
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <unistd.h>

int main(void)
{
    setlocale(LC_ALL, "");
    if (!initscr())
        return 1;
    refresh();
    char text[80];
    int len = snprintf(text, sizeof text, "\033]7766;dateline;0;%dx%d\a", COLS, LINES);
    if (write(STDOUT_FILENO, text, (size_t)len) != len)
        return 1;
    getch();
    endwin();
    return 0;
}
