/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <jansson.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wordexp.h>

#include "cli/companion.h"
#include "cli/importing.h"
#include "cli/output.h"
#include "cli/process.h"
#include "dateline/origin.h"

#define SAID "dateline: "
#define REPORT_MAX ((size_t)64 << 20) /* bytes */
#define LINE_MAX_BYTES 4096 /* of what is said; the rest of a longer line is passed over */
#define READS_A_STEP 64     /* of a few kB each, so that a key need not wait */

void dl_importing_init(dl_importing *importing)
{
    *importing = (dl_importing){.report = -1, .said = -1};
    dl_str_init(&importing->report_text);
    dl_str_init(&importing->line);
}

bool dl_importing_runs(const dl_importing *importing)
{
    return importing->process != 0;
}

/* --- starting --- */

/* Reads PATHS as a shell would: words, quotes, patterns, variables, a home directory, but no commands. */
static dl_status read_paths(const char *paths, wordexp_t *ret, dl_error *error)
{
    int failure = wordexp(paths, ret, WRDE_NOCMD);
    if (!failure && ret->we_wordc)
        return DL_OK;
    if (!failure || failure == WRDE_NOSPACE) /* which may have allocated */
        wordfree(ret);
    if (failure == WRDE_NOSPACE)
        return dl_fail_nomem(error);
    return dl_fail(error, DL_ERR_INVALID,
                   failure == WRDE_BADCHAR
                       ? "put a \\ before any of | & ; < > ( ) { } in a name"
                       : "these are no paths: quotes stand in pairs, and no command is run");
}

/* Starts the process with the COUNT paths; its streams come from *RET_REPORT and *RET_SAID. 0, or an errno. */
static int start(const char *archive, char **paths, size_t count, dl_importing *ret)
{
    char program[PATH_MAX];
    static const char *const head[] = {"import", "--report=-", "--archive"};
    enum { HEAD = sizeof head / sizeof *head };
    int report[2], said[2], failure = 0;
    if (pipe2(report, O_CLOEXEC) != 0)
        return errno;
    if (pipe2(said, O_CLOEXEC) != 0) {
        failure = errno;
        close(report[0]);
        close(report[1]);
        return failure;
    }
    char **words = dl_must(calloc(HEAD + count + 4, sizeof *words));
    size_t len = 0;
    dl_companion_find(program);
    words[len++] = program;
    for (size_t i = 0; i < HEAD; i++)
        words[len++] = (char *)head[i];
    words[len++] = (char *)archive;
    words[len++] = (char *)"--";
    memcpy(words + len, paths, count * sizeof *words);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, report[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, said[1], STDERR_FILENO);
    failure = dl_process_start(words, &actions, POSIX_SPAWN_SETPGROUP, &ret->process);
    posix_spawn_file_actions_destroy(&actions);
    free(words);
    close(report[1]);
    close(said[1]);
    ret->report = report[0];
    ret->said = said[0];
    fcntl(ret->report, F_SETFL, O_NONBLOCK);
    fcntl(ret->said, F_SETFL, O_NONBLOCK);
    return failure;
}

static void close_streams(dl_importing *importing)
{
    if (importing->report >= 0)
        close(importing->report);
    if (importing->said >= 0)
        close(importing->said);
    importing->report = importing->said = -1;
}

dl_status dl_importing_start(dl_importing *importing, const char *archive, const char *paths,
                             dl_error *error)
{
    wordexp_t words;
    dl_status status = read_paths(paths, &words, error);
    if (status)
        return status;
    importing->stopped = false;
    dl_str_clear(&importing->report_text);
    dl_str_clear(&importing->line);
    int failure = start(archive, words.we_wordv, words.we_wordc, importing);
    wordfree(&words);
    if (failure) {
        close_streams(importing);
        importing->process = 0;
        return dl_fail(error, DL_ERR_IO, "the import cannot be started: %s", strerror(failure));
    }
    return DL_OK;
}

void dl_importing_stop(dl_importing *importing)
{
    if (importing->process && !importing->stopped)
        kill(importing->process, SIGINT);
    importing->stopped = true;
}

/* --- listening --- */

/* Takes a line of what it says: a number comes first where it is told how far it is. */
static bool take_line(dl_importing *importing, dl_app *app)
{
    const char *line = importing->line.text;
    if (!app || strncmp(line, SAID, strlen(SAID)) != 0)
        return false;
    line += strlen(SAID);
    const char *comma = strstr(line, ", ");
    if (*line < '0' || *line > '9' || !comma || strstr(line, " new, "))
        return false;
    char *done = dl_must(strndup(line, (size_t)(comma - line)));
    dl_app_import_told(app, done, comma + 2);
    free(done);
    return true;
}

/* Reads from *FD what is there into BYTES; closes it at its end. Returns the number of bytes. */
static size_t read_some(int *fd, char *bytes, size_t size)
{
    ssize_t count = *fd >= 0 ? read(*fd, bytes, size) : -1;
    if (*fd >= 0 && (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR))) {
        close(*fd);
        *fd = -1;
    }
    return count > 0 ? (size_t)count : 0;
}

static bool listen_once(dl_importing *importing, dl_app *app, bool *ret_any)
{
    char bytes[4096];
    bool changed = false;
    size_t count = read_some(&importing->report, bytes, sizeof bytes);
    *ret_any = count > 0;
    if (importing->report_text.len < REPORT_MAX)
        dl_str_addn(&importing->report_text, bytes, count);
    count = read_some(&importing->said, bytes, sizeof bytes);
    *ret_any |= count > 0;
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] != '\n' && importing->line.len < LINE_MAX_BYTES)
            dl_str_addc(&importing->line, bytes[i]);
        if (bytes[i] != '\n')
            continue;
        changed |= take_line(importing, app);
        dl_str_clear(&importing->line);
    }
    return changed;
}

/* --- its end --- */

/* Adds COUNT of WHAT where there are any, parted from what stands before. */
static void add_count(dl_str *out, size_t before, uint64_t count, const char *what)
{
    if (!count)
        return;
    dl_str_addf(out, "%s%" PRIu64 " %s", out->len > before ? ", " : "", count, what);
}

/* The entry of the first file that failed, else of the first that was skipped; NULL: none. */
static const json_t *find_left(const json_t *entries)
{
    size_t i;
    const json_t *entry, *skipped = NULL;
    json_array_foreach(entries, i, entry)
    {
        const char *outcome = json_string_value(json_object_get(entry, "outcome"));
        if (outcome && strcmp(outcome, "failed") == 0)
            return entry;
        if (outcome && !skipped && strcmp(outcome, "skipped") == 0)
            skipped = entry;
    }
    return skipped;
}

/* Adds why that file was left out. */
static void add_reason(dl_str *out, const json_t *entry)
{
    const char *origin = json_string_value(json_object_get(entry, "origin"));
    const char *reason = json_string_value(json_object_get(entry, "reason"));
    if (!origin || !reason)
        return;
    dl_str_add(out, " (");
    dl_origin_add_short(origin, "…", out);
    dl_str_addf(out, ": %s)", reason);
}

/* Adds what the REPORT says to SUMMARY. */
static void add_report(dl_str *summary, const json_t *report)
{
    static const struct {
        const char *name, *said;
    } counts[] = {
        {"new", "new"},
        {"versions", "new versions"},
        {"duplicates", "copies of others"},
        {"other_origins", "known from elsewhere"},
        {"unchanged", "unchanged"},
        {"undated", "without a date"},
        {"skipped", "skipped"},
        {"failed", "failed"},
    };
    const json_t *totals = json_object_get(report, "totals");
    size_t before = summary->len;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        json_int_t count = json_integer_value(json_object_get(totals, counts[i].name));
        add_count(summary, before, (uint64_t)count, counts[i].said);
    }
    if (summary->len == before)
        dl_str_add(summary, "nothing found to read");
    add_reason(summary, find_left(json_object_get(report, "entries")));
}

/* Adds what the import came to, which has ended. */
static void end(dl_importing *importing, dl_str *summary)
{
    dl_process_wait(importing->process);
    importing->process = 0;
    json_t *report = json_loadb(importing->report_text.text, importing->report_text.len, 0, NULL);
    dl_str_add(summary, importing->stopped ? "import stopped" : "import");
    if (report) {
        dl_str_add(summary, ": ");
        add_report(summary, report);
    } else if (!importing->stopped) { /* else it had not begun */
        dl_str_add(summary, " failed");
        if (importing->line.len)
            dl_str_addf(summary, ": %s", importing->line.text);
    }
    json_decref(report);
    dl_must(dl_str_ok(summary) ? summary->text : NULL);
}

bool dl_importing_step(dl_importing *importing, dl_app *app)
{
    bool changed = false, any = true;
    if (!importing->process)
        return false;
    for (int i = 0; i < READS_A_STEP && any; i++)
        changed |= listen_once(importing, app, &any);
    if (importing->report >= 0 || importing->said >= 0)
        return changed;
    dl_str summary;
    dl_str_init(&summary);
    end(importing, &summary);
    dl_app_import_ended(app, summary.text);
    dl_str_release(&summary);
    return true;
}

void dl_importing_release(dl_importing *importing, dl_str *summary)
{
    bool any;
    dl_importing_stop(importing);
    while (importing->process && (importing->report >= 0 || importing->said >= 0)) {
        struct pollfd fds[] = {{.fd = importing->report, .events = POLLIN},
                               {.fd = importing->said, .events = POLLIN}};
        poll(fds, 2, -1);
        listen_once(importing, NULL, &any);
    }
    if (importing->process)
        end(importing, summary);
    dl_str_release(&importing->report_text);
    dl_str_release(&importing->line);
}
