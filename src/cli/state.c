/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/output.h"
#include "cli/paths.h"
#include "cli/state.h"
#include "dateline/hash.h"

#define SIZE_LIMIT (4 << 20) /* bytes of a file that can be one of these */

void dl_state_init(dl_state_files *state)
{
    *state = (dl_state_files){0};
    if (!dl_path_state(&state->directory))
        state->directory = NULL;
}

void dl_state_release(dl_state_files *state)
{
    free(state->directory);
    free(state->session);
    *state = (dl_state_files){0};
}

/* The path of the file NAME in the directory, to be freed. */
static char *path_of(const dl_state_files *state, const char *name)
{
    dl_str path;
    dl_str_init(&path);
    dl_str_addf(&path, "%s/%s", state->directory, name);
    return dl_must(dl_str_detach(&path));
}

void dl_state_choose(dl_state_files *state, const char *path)
{
    char *absolute, hex[DL_SHA256_HEX], name[32];
    if (!state->directory || dl_path_absolute(path, &absolute, NULL))
        return;
    dl_sha256_hex(absolute, strlen(absolute), hex);
    snprintf(name, sizeof name, "session-%.16s", hex);
    free(absolute);
    free(state->session);
    state->session = path_of(state, name);
}

/* The text of the file at PATH, to be freed; NULL where there is none. */
static char *read_file(const char *path)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (file < 0)
        return NULL;
    char *text = NULL;
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= SIZE_LIMIT) {
        size_t size = (size_t)status.st_size, len = 0;
        text = dl_must(malloc(size + 1));
        for (ssize_t n; len < size && (n = read(file, text + len, size - len)) > 0;)
            len += (size_t)n;
        text[len] = '\0';
    }
    close(file);
    return text;
}

static bool write_all(int file, const char *text, size_t len)
{
    for (ssize_t n; len > 0; text += n, len -= (size_t)n) {
        n = write(file, text, len);
        if (n < 0 && errno == EINTR)
            n = 0;
        else if (n < 0)
            return false;
    }
    return true;
}

/* Makes TEXT the file at PATH: another file is written first and takes its place when it is whole. */
static void replace_file(const char *path, const dl_str *text)
{
    dl_str other;
    dl_str_init(&other);
    dl_str_addf(&other, "%s.XXXXXX", path);
    char *name = dl_must(dl_str_detach(&other));
    int file = mkostemp(name, O_CLOEXEC); /* mode 0600 */
    if (file >= 0) {
        bool written = write_all(file, text->text, text->len) && fdatasync(file) == 0;
        if (close(file) != 0 || !written || rename(name, path) != 0)
            unlink(name);
    }
    free(name);
}

char *dl_state_read_session(const dl_state_files *state)
{
    return state->session ? read_file(state->session) : NULL;
}

void dl_state_read_histories(const dl_state_files *state, dl_app *app)
{
    if (!state->directory)
        return;
    char *path = path_of(state, "history"), *text = read_file(path);
    if (text)
        dl_app_read_histories(app, text);
    free(text);
    free(path);
}

/* What is entered in another reader is read again under a lock, so that neither loses it. */
static void write_histories(const dl_state_files *state, const dl_app *app)
{
    char *path = path_of(state, "history"), *lock = path_of(state, "lock");
    int held = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (held >= 0 && flock(held, LOCK_EX) == 0) {
        dl_str merged;
        dl_str_init(&merged);
        char *stored = read_file(path);
        bool made = dl_app_merge_histories(app, stored ? stored : "", &merged);
        if (made && strcmp(merged.text, stored ? stored : "") != 0)
            replace_file(path, &merged);
        free(stored);
        dl_str_release(&merged);
    }
    if (held >= 0)
        close(held);
    free(lock);
    free(path);
}

void dl_state_write(const dl_state_files *state, dl_app *app)
{
    if (!state->directory)
        return;
    char *inside = path_of(state, "");
    dl_status status = dl_path_make_parents(inside, NULL);
    free(inside);
    if (status)
        return;
    dl_str session;
    dl_str_init(&session);
    if (state->session && dl_app_describe_session(app, &session))
        replace_file(state->session, &session);
    dl_str_release(&session);
    write_histories(state, app);
}
