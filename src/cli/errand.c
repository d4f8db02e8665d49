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

#include "cli/errand.h"
#include "cli/output.h"
#include "cli/process.h"

#define WORDS_MAX 16
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

/* The words of the user's editor, with FILE after them, up to NULL; they point into COPY. */
static void editor_words(char *copy, char *file, char **words)
{
    size_t count = 0;
    for (char *word = strtok(copy, " \t"); word && count < WORDS_MAX; word = strtok(NULL, " \t"))
        words[count++] = word;
    words[count++] = file;
    words[count] = NULL;
}

static const char *editor_command(void)
{
    static const char *const names[] = {"VISUAL", "EDITOR"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && value[strspn(value, " \t")])
            return value;
    }
    return "editor";
}

/* Writes the errand's text into a new file; its path, to be freed, or NULL. */
static char *write_text(const dl_errand *errand)
{
    const char *directory = getenv("TMPDIR");
    dl_str path;
    dl_str_init(&path);
    dl_str_addf(&path, "%s/dateline-XXXXXX.txt", directory && *directory ? directory : "/tmp");
    char *name = dl_must(dl_str_detach(&path));
    int file = mkostemps(name, 4, O_CLOEXEC); /* mode 0600 */
    FILE *stream = file >= 0 ? fdopen(file, "w") : NULL;
    bool written = stream && fwrite(errand->text, 1, errand->len, stream) == errand->len;
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

static void edit(dl_tui *tui, dl_app *app, const dl_errand *errand)
{
    dl_error error;
    bool own = is_file(errand->file);
    char *name = own ? dl_must(strdup(errand->file)) : write_text(errand), *back = NULL;
    char *command = dl_must(strdup(editor_command())), *words[WORDS_MAX + 2];
    if (!name) {
        dl_fail(&error, DL_ERR_IO, "the text cannot be written to a file: %s", strerror(errno));
        dl_app_say(app, error.message);
        dl_app_errand_done(app, NULL);
        free(command);
        return;
    }
    editor_words(command, name, words);
    pid_t process;
    dl_tui_lend(tui);
    bool started = start(words, -1, &process);
    int failure = errno, status = started ? wait_for(process) : -1;
    dl_tui_take_back(tui);
    if (!started)
        dl_fail(&error, DL_ERR_IO,
                "%.60s cannot be started: %s (VISUAL or EDITOR names the editor)", words[0],
                strerror(failure));
    else if (status != 0)
        dl_fail(&error, DL_ERR_IO, "%.60s failed, and nothing is taken from it", words[0]);
    else if (errand->back)
        back = read_back(name);
    if (!started || status != 0)
        dl_app_say(app, error.message);
    dl_app_errand_done(app, back);
    if (!own)
        unlink(name);
    free(back);
    free(command);
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
