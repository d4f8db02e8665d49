/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/browser.h"
#include "cli/editor.h"
#include "cli/errand.h"
#include "cli/fetch.h"
#include "cli/files.h"
#include "cli/original.h"
#include "cli/output.h"
#include "cli/process.h"
#include "dateline/hash.h"
#include "dateline/origin.h"

#define BACK_LIMIT 65536               /* bytes of an edited text that a prompt takes */
#define COMPARED_MAX ((off_t)64 << 20) /* bytes of a file that is asked whether it has changed */

/* --- the document's file --- */

/* Sets *RET_FILE to the first of the document's files that is no container, else *RET_CONTAINER to the first that is
 * one, each to be freed; and *RET_ORIGIN to the place. All are NULL where none is there. */
static void find_original(const dl_errand *errand, char **ret_file, char **ret_container,
                          const char **ret_origin)
{
    *ret_file = *ret_container = NULL;
    *ret_origin = NULL;
    for (size_t i = 0; i < errand->origins_count && !*ret_file; i++)
        if ((*ret_file = dl_original_file(errand->origins[i])))
            *ret_origin = errand->origins[i];
    for (size_t i = 0; i < errand->origins_count && !*ret_file && !*ret_container; i++)
        if ((*ret_container = dl_original_container(errand->origins[i])))
            *ret_origin = errand->origins[i];
}

/* ORIGIN as the bar has room for it, to be freed. */
static char *shorten(const char *origin)
{
    dl_str text;
    dl_str_init(&text);
    dl_origin_add_short(origin, "…", &text);
    return dl_must(dl_str_detach(&text));
}

/* Writes the document's bytes into a new file in SCRATCH; sets *RET to its path, to be freed. What is wrong with a
 * place is said of it in short. */
static dl_status fetch(dl_errands *e, dl_scratch *scratch, const char *origin, char **ret,
                       dl_error *error)
{
    const dl_errand *errand = dl_app_errand(e->app);
    char *name = shorten(origin);
    int fd;
    dl_status status = dl_scratch_add(scratch, name, ret, &fd, error);
    if (!status) {
        status = dl_fetch(e->working, e->archive, errand->sha256, fd, error);
        fchmod(fd, S_IRUSR);
        close(fd);
        if (status) {
            free(*ret);
            *ret = NULL;
        }
    }
    for (size_t i = 0; status && i < errand->origins_count; i++) {
        size_t len = strlen(errand->origins[i]);
        if (strncmp(error->message, errand->origins[i], len) != 0)
            continue;
        dl_error longer = *error;
        free(name);
        name = shorten(errand->origins[i]);
        dl_fail(error, status, "%s%s", name, longer.message + len);
    }
    free(name);
    return status;
}

/* --- the editor --- */

/* Writes the errand's text into a new file in SCRATCH, for reading alone unless it is wanted back. */
static dl_status write_text(const dl_errand *errand, dl_scratch *scratch, char **ret,
                            dl_error *error)
{
    int fd;
    dl_status status = dl_scratch_add(scratch, "text.txt", ret, &fd, error);
    if (status)
        return status;
    FILE *stream = fdopen(fd, "w");
    bool written = stream && fwrite(errand->text, 1, errand->len, stream) == errand->len &&
                   (errand->back || fchmod(fd, S_IRUSR) == 0);
    if (stream && fclose(stream) == 0 && written)
        return DL_OK;
    free(*ret);
    *ret = NULL;
    return dl_fail(error, DL_ERR_IO, "the text cannot be written to a file: %s", strerror(errno));
}

/* What the file at PATH holds now, to be freed; NULL where that is not to be had. */
static char *read_back(const char *path)
{
    FILE *file = fopen(path, "re");
    if (!file)
        return NULL;
    char *text = dl_must(malloc(BACK_LIMIT + 1));
    size_t len = fread(text, 1, BACK_LIMIT, file);
    text[len] = '\0';
    fclose(file);
    return text;
}

/* Edits the text in a prompt. */
static dl_status edit_prompt(dl_errands *e, char **ret_back, dl_error *error)
{
    dl_scratch scratch = {0};
    char *path = NULL;
    dl_status status = write_text(dl_app_errand(e->app), &scratch, &path, error);
    if (status)
        return status;
    status = dl_editor_run(e->tui, path, error);
    if (!status)
        *ret_back = read_back(path);
    free(path);
    dl_scratch_release(&scratch);
    return status;
}

/* Edits the document's own file, and says so where that is not what was imported. */
static dl_status edit_file(dl_errands *e, char *path, dl_error *error)
{
    struct stat info;
    char hash[DL_SHA256_HEX];
    dl_str content;
    dl_status status = dl_editor_run(e->tui, path, error);
    if (status || stat(path, &info) != 0 || info.st_size > COMPARED_MAX)
        return status;
    dl_str_init(&content);
    if (!dl_file_read(path, &content, NULL)) {
        const char *slash = strrchr(path, '/');
        dl_sha256_hex(content.text, content.len, hash);
        if (strcmp(hash, dl_app_errand(e->app)->sha256) != 0)
            status = dl_fail(error, DL_ERR_IO,
                             "%.80s is not what was imported any more; import it to read it anew",
                             slash + 1);
    }
    dl_str_release(&content);
    return status;
}

/* Edits a copy of the document's part of a container, or of its text where that cannot be had. */
static dl_status edit_copy(dl_errands *e, const char *origin, dl_error *error)
{
    const dl_errand *errand = dl_app_errand(e->app);
    dl_scratch scratch = {0};
    dl_error why;
    char *path = NULL, *name = shorten(origin ? origin : *errand->origins);
    dl_status status = DL_ERR_NOT_FOUND;
    if (origin)
        status = fetch(e, &scratch, origin, &path, &why);
    else if (**errand->origins == '/')
        dl_fail(&why, status, "%.120s is not there any more", name);
    else
        dl_fail(&why, status, "the document has no file here");
    bool whole = !status;
    if (status == DL_ERR_NOT_FOUND)
        status = write_text(errand, &scratch, &path, &why);
    if (!status)
        status = dl_editor_run(e->tui, path, error);
    else
        dl_fail(error, status, "%s", why.message);
    if (!status && whole)
        status = dl_fail(error, DL_ERR_IO, "that was a copy of %.120s, and no change to it is kept",
                         name);
    else if (!status)
        status = dl_fail(error, DL_ERR_IO, "%.240s; that was a copy, and no change to it is kept",
                         why.message);
    free(name);
    free(path);
    dl_scratch_release(&scratch);
    return status;
}

static void edit(dl_errands *e)
{
    const dl_errand *errand = dl_app_errand(e->app);
    dl_error error;
    char *file = NULL, *container = NULL, *back = NULL;
    const char *origin = NULL;
    find_original(errand, &file, &container, &origin);
    dl_status status = errand->back ? edit_prompt(e, &back, &error)
                       : file       ? edit_file(e, file, &error)
                                    : edit_copy(e, origin, &error);
    if (status)
        dl_app_say(e->app, error.message);
    dl_app_errand_done(e->app, back);
    free(back);
    free(file);
    free(container);
}

/* --- the browser --- */

/* The suffix of PATH's name, where the browser may be handed a file of it as it lies there: one that is looked at and
 * not run. NULL: none of these. */
static bool is_harmless(const char *path)
{
    static const char *const suffixes[] = {".html", ".htm", ".xhtml", ".pdf", ".txt"};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof suffixes / sizeof *suffixes; i++)
        if (strcasecmp(dot, suffixes[i]) == 0)
            return true;
    return false;
}

/* What kind of file the one at PATH is by its first bytes, as a suffix. */
static const char *find_suffix(const char *path)
{
    char head[1025] = "";
    FILE *file = fopen(path, "re");
    if (!file)
        return ".txt";
    head[fread(head, 1, sizeof head - 1, file)] = '\0';
    fclose(file);
    if (strncmp(head, "%PDF-", 5) == 0)
        return ".pdf";
    return strcasestr(head, "<html") || strcasestr(head, "<!doctype html") ? ".html" : ".txt";
}

/* Gives the copy at *PATH the suffix of its kind. */
static void add_suffix(char **path)
{
    dl_str named;
    dl_str_init(&named);
    dl_str_addf(&named, "%s%s", *path, find_suffix(*path));
    char *new = dl_must(dl_str_detach(&named));
    if (rename(*path, new) == 0) {
        free(*path);
        *path = new;
    } else {
        free(new);
    }
}

/* Opens the file at PATH in the browser, by an address that holds nothing but letters, digits and a few signs. */
static dl_status browse_file(const char *path, dl_error *error)
{
    dl_str link;
    dl_str_init(&link);
    dl_str_add(&link, "file://");
    for (const char *c = path; *c; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                     (*c >= '0' && *c <= '9') || strchr("/._-", *c);
        dl_str_addf(&link, plain ? "%c" : "%%%02X", (unsigned)(unsigned char)*c);
    }
    dl_status status = dl_browser_open(dl_must(dl_str_ok(&link) ? link.text : NULL), error);
    dl_str_release(&link);
    return status;
}

static void browse(dl_errands *e)
{
    const dl_errand *errand = dl_app_errand(e->app);
    dl_error error;
    char *file = NULL, *container = NULL;
    const char *origin = NULL;
    dl_status status = DL_OK;
    find_original(errand, &file, &container, &origin);
    if (!origin)
        status = dl_fail(&error, DL_ERR_NOT_FOUND,
                         "this document has no link to the web, and no file here any more");
    else if (!file || !is_harmless(file)) {
        free(file);
        status = fetch(e, &e->scratch, origin, &file, &error);
        if (status)
            file = NULL;
        else
            add_suffix(&file);
    }
    if (!status && file)
        status = browse_file(file, &error);
    dl_app_say(e->app, status ? error.message : "its file is opened in the browser");
    dl_app_errand_done(e->app, NULL);
    free(file);
    free(container);
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

/* Starts WORDS, with INPUT as standard input; false where that fails, and errno says why. */
static bool start(char **words, int input, pid_t *ret)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    int failure = dl_process_start(words, &actions, 0, ret);
    posix_spawn_file_actions_destroy(&actions);
    errno = failure;
    return !failure;
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
    int status = started ? dl_process_wait(process) : -1;
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

void dl_errand_do(dl_errands *errands)
{
    const dl_errand *errand = dl_app_errand(errands->app);
    if (errand->browse)
        browse(errands);
    else if (errand->command)
        pipe_to(errands->tui, errands->app, errand);
    else
        edit(errands);
}
