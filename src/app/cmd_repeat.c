/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last mark or correction once more: a mark and a fact on the document at hand, a correction of a
 * mention on the mention at hand. */
#include <stdlib.h>
#include <string.h>

#include "app/cmd_correct.h"
#include "app/cmd_mark.h"
#include "app/cmd_note.h"

void dl_app_remember(dl_app *app, const dl_change *change)
{
    bool fact = change->kind == DL_CHANGE_DECISION && change->decision.kind == DL_DECISION_FACT &&
                change->decision.fact != DL_FACT_END;
    bool mention =
        change->kind == DL_CHANGE_DECISION && dl_decision_is_of_mentions(change->decision.kind);
    bool mark = change->kind == DL_CHANGE_READ || change->kind == DL_CHANGE_STAR ||
                change->kind == DL_CHANGE_TAG || (change->kind == DL_CHANGE_NOTE && change->on);
    dl_arena arena = {0};
    dl_change copy;
    if (!fact && !mention && !mark)
        return;
    /* what is repeated may be what is remembered */
    if (dl_change_copy(&arena, change, &copy)) {
        dl_arena_release(&app->repeat_arena);
        app->repeat_arena = arena;
        app->repeat = copy;
        app->repeats = true;
    } else {
        dl_arena_release(&arena);
    }
}

static void repeat_mark(dl_app *app, const dl_change *mark)
{
    dl_targets targets = dl_app_targets(app);
    dl_change *changes = calloc(targets.count ? targets.count : 1, sizeof *changes);
    const char *what = mark->kind == DL_CHANGE_TAG    ? mark->mark.name
                       : mark->kind == DL_CHANGE_STAR ? "star"
                                                      : "read";
    dl_str text;
    dl_str_init(&text);
    dl_str_addf(&text, "%s%s%s", mark->kind == DL_CHANGE_TAG ? "tag " : "", what,
                mark->on ? "" : " taken off");
    for (size_t i = 0; changes && i < targets.count; i++) {
        changes[i] = *mark;
        memcpy(changes[i].mark.sha256, targets.hashes[i], sizeof targets.hashes[i]);
    }
    size_t count = targets.count;
    if (!changes || !dl_str_ok(&text))
        dl_app_say(app, dl_status_text(DL_ERR_NOMEM));
    else if (dl_app_change(app, changes, count, text.text))
        dl_app_sayf(app, app->changed ? "%s again; %s undoes" : "%s already", text.text,
                    dl_app_call(app, DL_COMMAND_UNDO));
    dl_str_release(&text);
    free(changes);
}

unsigned dl_cmd_repeat(dl_app *app, const dl_arg *arg)
{
    (void)arg;
    const dl_decision *d = &app->repeat.decision;
    if (!app->repeats)
        dl_app_say(app, "no mark or correction to repeat yet");
    else if (app->on_marked && !dl_app_has_targets(app))
        return 0;
    else if (app->repeat.kind == DL_CHANGE_NOTE)
        dl_app_note_again(app, app->repeat.note.text);
    else if (app->repeat.kind != DL_CHANGE_DECISION)
        repeat_mark(app, &app->repeat);
    else if (d->kind == DL_DECISION_FACT)
        dl_app_set_fact(app, d->fact, d->value);
    else
        dl_app_correct_again(app, d);
    return 0;
}
