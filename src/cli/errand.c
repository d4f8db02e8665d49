/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <wordexp.h>

#include "cli/errand.h"
#include "cli/output.h"
#include "cli/process.h"

#define BACK_LIMIT 65536 /* bytes of an edited text that a prompt takes */

/* Starts WORDS, with INPUT as standard input where it is one; false where that fails, and errno says why. */
static bool start(char **words, int input, pid_t *ret)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (input >= 0)
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    int failure = dl_process_start(words, &actions, 0, ret);
    posix_spawn_file_actions_destroy(&actions);
    errno = failure;
    return !failure;
}

/* Waits for the end of PROCESS; its exit status, -1 where it did not end by itself. */
static int wait_for(pid_t process)
{
    int status;
    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* --- the editor --- */

/* The user's editor with its arguments, as a shell would read them: words, quotes, variables, but no commands;
 * the file is a word of its own after them. */
static dl_status read_editor(wordexp_t *ret, dl_error *error)
{
    static const char *const names[] = {"VISUAL", "EDITOR"};
    const char *value = "editor", *name = "EDITOR";
    for (size_t i = sizeof names / sizeof *names; i > 0; i--) {
        const char *set = getenv(names[i - 1]);
        if (set && set[strspn(set, " \t")]) {
            value = set;
            name = names[i - 1];
        }
    }
    int failure = wordexp(value, ret, WRDE_NOCMD);
    if (!failure && ret->we_wordc)
        return DL_OK;
    if (!failure || failure == WRDE_NOSPACE) /* which may have allocated */
        wordfree(ret);
    return failure == WRDE_NOSPACE
               ? dl_fail_nomem(error)
               : dl_fail(
                     error, DL_ERR_INVALID,
                     "%s names no editor: “%.60s” (a command and its arguments; quotes in pairs)",
                     name, value);
}

/* Starts the editor with FILE; false where that fails, and errno says why. */
static bool start_editor(const wordexp_t *editor, char *file, pid_t *ret)
{
    char **words = dl_must(calloc(editor->we_wordc + 2, sizeof *words));
    memcpy(words, editor->we_wordv, editor->we_wordc * sizeof *words);
    words[editor->we_wordc] = file;
    bool started = start(words, -1, ret);
    int failure = errno;
    free(words);
    errno = failure;
    return started;
}

/* Writes the errand's text into a new file, for reading alone unless it is wanted back; its path, to be freed,
 * or NULL. */
static char *write_text(const dl_errand *errand)
{
    const char *directory = getenv("TMPDIR");
    dl_str path;
    dl_str_init(&path);
    dl_str_addf(&path, "%s/dateline-XXXXXX.txt", directory && *directory ? directory : "/tmp");
    char *name = dl_must(dl_str_detach(&path));
    int file = mkostemps(name, 4, O_CLOEXEC); /* mode 0600 */
    FILE *stream = file >= 0 ? fdopen(file, "w") : NULL;
    bool written = stream && fwrite(errand->text, 1, errand->len, stream) == errand->len &&
                   (errand->back || fchmod(file, S_IRUSR) == 0);
    if (stream && fclose(stream) == 0 && written)
        return name;
    if (file >= 0)
        unlink(name);
    free(name);
    return NULL;
}

/* What the file NAME holds now, to be freed; NULL where that is not to be had. */
static char *read_back(const char *name)
{
    FILE *file = fopen(name, "re");
    if (!file)
        return NULL;
    char *text = dl_must(malloc(BACK_LIMIT + 1));
    size_t len = fread(text, 1, BACK_LIMIT, file);
    text[len] = '\0';
    fclose(file);
    return text;
}

/* Whether the document's file is there still, and one to edit. */
static bool is_file(const char *path)
{
    struct stat status;
    return path && *path == '/' && stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

/* Lets the editor edit the file NAME; OWN: the document's. */
static void edit_file(dl_tui *tui, dl_app *app, const dl_errand *errand, char *name, bool own)
{
    dl_error error = {.message = ""};
    wordexp_t editor;
    char *back = NULL;
    if (read_editor(&editor, &error)) {
        dl_app_say(app, error.message);
        dl_app_errand_done(app, NULL);
        return;
    }
    pid_t process;
    dl_tui_lend(tui);
    bool started = start_editor(&editor, name, &process);
    int failure = errno, status = started ? wait_for(process) : -1;
    dl_tui_take_back(tui);
    if (!started)
        dl_fail(&error, DL_ERR_IO,
                "%.60s cannot be started: %s (VISUAL or EDITOR names the editor)",
                editor.we_wordv[0], strerror(failure));
    else if (status != 0)
        dl_fail(&error, DL_ERR_IO, "%.60s failed, and nothing is taken from it",
                editor.we_wordv[0]);
    else if (errand->back)
        back = read_back(name);
    else if (!own)
        dl_fail(&error, DL_ERR_IO,
                "the document has no file here: that was a copy, and no change to it is kept");
    if (*error.message)
        dl_app_say(app, error.message);
    dl_app_errand_done(app, back);
    free(back);
    wordfree(&editor);
}

static void edit(dl_tui *tui, dl_app *app, const dl_errand *errand)
{
    dl_error error;
    bool own = is_file(errand->file);
    char *name = own ? dl_must(strdup(errand->file)) : write_text(errand);
    if (!name) {
        dl_fail(&error, DL_ERR_IO, "the text cannot be written to a file: %s", strerror(errno));
        dl_app_say(app, error.message);
        dl_app_errand_done(app, NULL);
        return;
    }
    edit_file(tui, app, errand, name, own);
    if (!own)
        unlink(name);
    free(name);
}

/* --- a command --- */

/* Takes away the signal of a failed write: it is blocked, and would end the reader later. */
static void forget_broken_pipe(void)
{
    static const struct timespec now;
    sigset_t broken;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    sigtimedwait(&broken, NULL, &now); /* this thread's own goes before one sent from outside */
}

static void write_to(int output, const char *text, size_t len)
{
    for (ssize_t n; len > 0; text += n, len -= (size_t)n)
        if ((n = write(output, text, len)) < 0) {
            if (errno == EPIPE) { /* it has read what it wants */
                forget_broken_pipe();
                return;
            }
            if (errno != EINTR)
                return;
            n = 0;
        }
}

/* Waits for a line from the terminal, which stands in the mode of a shell's. */
static void wait_for_enter(void)
{
    static const char text[] = "\n[Enter goes back to dateline] ";
    write_to(STDOUT_FILENO, text, sizeof text - 1);
    char byte = 0;
    while (byte != '\n' && byte != '\r' && read(STDIN_FILENO, &byte, 1) == 1)
        ;
}

static void pipe_to(dl_tui *tui, dl_app *app, const dl_errand *errand)
{
    char shell[] = "/bin/sh", option[] = "-c", *line = dl_must(strdup(errand->command));
    char *words[] = {shell, option, line, NULL};
    int ends[2] = {-1, -1};
    pid_t process;
    dl_error error;
    dl_tui_lend(tui);
    bool started = pipe2(ends, O_CLOEXEC) == 0 && start(words, ends[0], &process);
    int failure = errno;
    if (ends[0] >= 0)
        close(ends[0]);
    if (started)
        write_to(ends[1], errand->text, errand->len);
    if (ends[1] >= 0)
        close(ends[1]);
    int status = started ? wait_for(process) : -1;
    if (started)
        wait_for_enter();
    dl_tui_take_back(tui);
    if (!started)
        dl_fail(&error, DL_ERR_IO, "the shell cannot be started: %s", strerror(failure));
    else if (status != 0)
        dl_fail(&error, DL_ERR_IO, "the command failed");
    if (!started || status != 0)
        dl_app_say(app, error.message);
    dl_app_errand_done(app, NULL);
    free(line);
}

void dl_errand_do(dl_tui *tui, dl_app *app)
{
    const dl_errand *errand = dl_app_errand(app);
    void (*before)(int) = signal(SIGCHLD, SIG_DFL); /* else nothing could be waited for */
    if (errand->command)
        pipe_to(tui, app, errand);
    else
        edit(tui, app, errand);
    signal(SIGCHLD, before);
}
