/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <wordexp.h>

#include "cli/editor.h"
#include "cli/output.h"
#include "cli/process.h"

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

/* Starts the editor with FILE; 0, or an errno. */
static int start_editor(const wordexp_t *editor, char *file, pid_t *ret)
{
    char **words = dl_must(calloc(editor->we_wordc + 2, sizeof *words));
    memcpy(words, editor->we_wordv, editor->we_wordc * sizeof *words);
    words[editor->we_wordc] = file;
    int failure = dl_process_start(words, NULL, 0, ret);
    free(words);
    return failure;
}

dl_status dl_editor_run(dl_tui *tui, char *path, dl_error *error)
{
    wordexp_t editor;
    pid_t process;
    dl_status status = read_editor(&editor, error);
    if (status)
        return status;
    dl_tui_lend(tui);
    int failure = start_editor(&editor, path, &process);
    int code = failure ? -1 : dl_process_wait(process);
    dl_tui_take_back(tui);
    if (failure)
        status = dl_fail(error, DL_ERR_IO,
                         "%.60s cannot be started: %s (VISUAL or EDITOR names the editor)",
                         editor.we_wordv[0], strerror(failure));
    else if (code != 0)
        status = dl_fail(error, DL_ERR_IO, "%.60s failed, and nothing is taken from it",
                         editor.we_wordv[0]);
    wordfree(&editor);
    return status;
}
