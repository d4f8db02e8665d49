/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Completion. What can be typed at a prompt is offered from the same tables that it is read by: the
 * fields of the query language, the sources and entities of the archive, the commands, the options.
 */
#include <stdio.h>
#include <string.h>

#include "app/cmd_correct.h"
#include "app/complete.h"
#include "app/narrow.h"
#include "dateline/country.h"

#define ENTITIES_MAX ((size_t)2000)

static bool is_full(const dl_prompt *prompt)
{
    return prompt->candidates_count == DL_CANDIDATES_MAX;
}

/* Adds a candidate; both texts are copied. */
static void add(dl_prompt *prompt, const char *text, const char *what)
{
    if (is_full(prompt))
        return;
    dl_candidate candidate = {.text = dl_arena_strdup(&prompt->arena, text),
                              .what = dl_arena_strdup(&prompt->arena, what)};
    if (candidate.text && candidate.what)
        prompt->candidates[prompt->candidates_count++] = candidate;
}

/* Where the last word of TEXT begins: after the last blank that does not stand within quotes. */
static size_t last_word(const char *text)
{
    size_t start = 0;
    bool quoted = false;
    for (size_t i = 0; text[i]; i++) {
        if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == ' ' && !quoted)
            start = i + 1;
    }
    return start;
}

/* Adds NAME as WRITE writes it. */
static void add_written(dl_prompt *prompt, const char *name,
                        void (*write)(dl_str *out, const char *name), const char *what)
{
    dl_str text;
    dl_str_init(&text);
    write(&text, name);
    if (dl_str_ok(&text))
        add(prompt, text.text, what);
    dl_str_release(&text);
}

/* Adds TERM, as the query language writes it. */
static void add_term(dl_prompt *prompt, const dl_term *term, const char *what)
{
    dl_str text;
    dl_str_init(&text);
    dl_term_format(&text, term);
    if (dl_str_ok(&text))
        add(prompt, text.text, what);
    dl_str_release(&text);
}

/* Offers the sources that answer PART as well as MATCH says. */
static void add_sources(dl_app *app, const char *part, dl_narrow match)
{
    for (size_t i = 0; i < app->sources.rows_count && !is_full(&app->prompt); i++) {
        const dl_source_row *row = &app->sources.rows[i];
        if (dl_narrow_match(row->name ? row->name : "none", part) != match)
            continue;
        char what[48];
        snprintf(what, sizeof what, "source, %llu document%s", (unsigned long long)row->documents,
                 row->documents == 1 ? "" : "s");
        add_term(&app->prompt, &(dl_term){.kind = DL_TERM_SOURCE, .text = row->name}, what);
    }
}

static void complete_source(dl_app *app, const char *part)
{
    for (dl_narrow match = DL_NARROW_BEGINS; match > DL_NARROW_NOT; match--)
        add_sources(app, part, match);
}

#define ANY_KIND SIZE_MAX

uint64_t dl_complete_mentions(dl_app *app, const char *id)
{
    const dl_query shown = {.least = (unsigned)app->shown.least};
    dl_counts counts = {0};
    return app->store->ops->count(app->store, &shown, id, &counts, NULL) ? 0 : counts.mentions;
}

/* How often the entity of ROW is mentioned as surely as is shown. */
static uint64_t count_shown(dl_app *app, const dl_entity_row *row)
{
    return app->shown.least ? dl_complete_mentions(app, row->entity.id) : row->mentions;
}

/* What ENTITY is: its kind, and how often it is mentioned. */
static const char *describe(const dl_app *app, const dl_entity *entity, uint64_t mentions,
                            char *buf, size_t size)
{
    snprintf(buf, size, "%s, %llu mention%s",
             dl_kinds_called(app->shown.kinds, entity->kind, entity->id),
             (unsigned long long)mentions, mentions == 1 ? "" : "s");
    return buf;
}

size_t dl_complete_entities(dl_app *app, dl_arena *arena, dl_entity_row **ret)
{
    static const dl_query everything;
    size_t count = 0;
    if (app->store->ops->entities(app->store, &everything, ENTITIES_MAX, arena, ret, &count, NULL))
        return 0;
    return count;
}

/* Offers those of COUNT entities that are of the kind at PLACE (ANY_KIND: of any) and answer PART as well as
 * MATCH says. */
static void add_entities(dl_app *app, const dl_entity_row *rows, size_t count, size_t place,
                         const char *part, dl_narrow match)
{
    const dl_kinds *kinds = app->shown.kinds;
    for (size_t i = 0; i < count && !is_full(&app->prompt); i++) {
        const dl_entity *entity = &rows[i].entity;
        char what[128];
        if ((place != ANY_KIND && dl_kinds_place(kinds, entity->kind, entity->id) != place) ||
            dl_narrow_match(entity->name, part) != match)
            continue;
        uint64_t mentions = count_shown(app, &rows[i]);
        if (!mentions)
            continue;
        const dl_own_kind *own = dl_kinds_own(kinds, place);
        dl_term term = {.kind = DL_TERM_ENTITY,
                        .text = entity->name,
                        .any_kind = place == ANY_KIND,
                        .entity_kind = entity->kind,
                        .own = own ? own->prefix : NULL};
        add_term(&app->prompt, &term, describe(app, entity, mentions, what, sizeof what));
    }
}

/* Offers entities of the kind at PLACE, those that begin with PART first, among equals the most
 * mentioned. */
static void complete_entity(dl_app *app, size_t place, const char *part)
{
    dl_arena arena = {0};
    dl_entity_row *rows;
    size_t count = dl_complete_entities(app, &arena, &rows);
    for (dl_narrow match = DL_NARROW_BEGINS; match > DL_NARROW_NOT; match--)
        add_entities(app, rows, count, place, part, match);
    dl_arena_release(&arena);
}

/* Offers the tags that answer PART, those that begin with it first: as a TERM of a query, or alone. */
static void complete_tag(dl_app *app, const char *part, bool term)
{
    dl_arena arena = {0};
    dl_name_row *rows;
    size_t count = 0;
    if (app->store->ops->tags(app->store, &arena, &rows, &count, NULL))
        count = 0;
    for (dl_narrow match = DL_NARROW_BEGINS; match > DL_NARROW_NOT; match--)
        for (size_t i = 0; i < count && !is_full(&app->prompt); i++) {
            char what[48];
            if (dl_narrow_match(rows[i].name, part) != match)
                continue;
            snprintf(what, sizeof what, "tag, %llu document%s", (unsigned long long)rows[i].count,
                     rows[i].count == 1 ? "" : "s");
            if (term)
                add_term(&app->prompt, &(dl_term){.kind = DL_TERM_TAG, .text = rows[i].name}, what);
            else
                add(&app->prompt, rows[i].name, what);
        }
    dl_arena_release(&arena);
}

/* Offers the names of entities as they are typed where only a name is asked for, as WRITE
 * writes them. */
static void complete_name(dl_app *app, const char *text,
                          void (*write)(dl_str *out, const char *name))
{
    dl_arena arena = {0};
    dl_entity_row *rows;
    size_t count = dl_complete_entities(app, &arena, &rows);
    for (dl_narrow match = DL_NARROW_BEGINS; match > DL_NARROW_NOT; match--)
        for (size_t i = 0; i < count && !is_full(&app->prompt); i++) {
            char what[128];
            if (dl_narrow_match(rows[i].entity.name, text) != match)
                continue;
            uint64_t mentions = count_shown(app, &rows[i]);
            if (mentions)
                add_written(&app->prompt, rows[i].entity.name, write,
                            describe(app, &rows[i].entity, mentions, what, sizeof what));
        }
    dl_arena_release(&arena);
}

/* Where the part of a near() begins that TEXT ends in, blanks passed over, and how many stand before it; NULL
 * where it ends in none. */
static const char *near_part(const char *text, size_t *ret_before)
{
    const char *part = NULL;
    *ret_before = 0;
    bool quoted = false;
    for (; *text; text++) {
        if (*text == '"')
            quoted = !quoted;
        else if (!quoted && !part && strncmp(text, "near(", strlen("near(")) == 0) {
            text += strlen("near(") - 1;
            part = text + 1;
            *ret_before = 0;
        } else if (!quoted && part && *text == ',') {
            part = text + 1;
            ++*ret_before;
        } else if (!quoted && *text == ')') {
            part = NULL;
        }
    }
    return part ? part + strspn(part, " ") : NULL;
}

/* Offers what may stand where TYPED ends within near(): an entity, or how far apart they stand. Whether TYPED
 * ends there. */
static bool complete_near(dl_app *app, const char *typed)
{
    size_t before;
    const char *part = near_part(typed, &before);
    if (!part)
        return false;
    app->prompt.candidates_from = (size_t)(part - typed);
    if (before < 2)
        complete_name(app, part + (*part == '"'), dl_near_add_name);
    for (int i = 0; before == 2 && i < DL_SCOPE_COUNT; i++) {
        char scope[32];
        snprintf(scope, sizeof scope, "%s)", dl_scope_name((dl_scope)i));
        if (strncmp(scope, part, strlen(part)) == 0)
            add(&app->prompt, scope, "in one of these both are named");
    }
    return true;
}

/* Offers the fields of the user's own kinds that begin with WORD. */
static void complete_own_field(dl_app *app, const char *word)
{
    const dl_own_kind *own;
    for (size_t place = DL_KIND_OTHER; (own = dl_kinds_own(app->shown.kinds, place)); place++) {
        char field[64], what[128];
        snprintf(field, sizeof field, "%s:", own->prefix);
        snprintf(what, sizeof what, "of your own kind %s", own->name);
        if (strncmp(field, word, strlen(word)) == 0 && strcmp(field, word) != 0)
            add(&app->prompt, field, what);
    }
}

/* Offers what stands after kind: and form:, where that is typed. */
static void complete_bears(dl_app *app, const char *word)
{
    char field[64];
    for (size_t i = 0; strncmp(word, "kind:", 5) == 0 && i < dl_kinds_count(app->shown.kinds);
         i++) {
        snprintf(field, sizeof field, "kind:%s", dl_kinds_prefix(app->shown.kinds, i));
        if (strncmp(field, word, strlen(word)) == 0 && strcmp(field, word) != 0)
            add(&app->prompt, field, "whatever is of that kind");
    }
    for (int form = 0; strncmp(word, "form:", 5) == 0 && form < DL_FORM_COUNT; form++) {
        snprintf(field, sizeof field, "form:%s", dl_form_name((dl_form)form));
        if (strncmp(field, word, strlen(word)) == 0 && strcmp(field, word) != 0)
            add(&app->prompt, field, "texts with a mention in that form");
    }
}

static void complete_filter(dl_app *app, const char *typed)
{
    static const struct {
        const char *field, *what;
    } fields[] = {
        {"source:", "whose imprint, or who carried it"},
        {"via:", "an agency it was taken from"},
        {"date:", "2022, 2022-02..2022-04, ..2021"},
        {"since:", "30d, 2w, 6m, 1y"},
        {"date:undated", "documents without a date"},
        {"date:inferred", "documents whose date is inferred"},
        {"date:ambiguous", "documents whose date has two readings"},
        {"is:unread", "documents not read yet"},
        {"is:starred", "documents with a star"},
        {"is:noted", "documents with a note"},
        {"is:duplicate", "copies of other documents"},
        {"tag:", "documents with a tag"},
        {"person:", "a person named"},
        {"country:", "a country named, or a body of it"},
        {"org:", "an organisation named"},
        {"place:", "a place named"},
        {"entity:", "anybody or anything named"},
        {"kind:", "whatever is of a kind"},
        {"form:", "a form of mention: office, acronym"},
        {"near(", "near(a, b, sentence): two names near each other"},
        {"title:", "a word of the title"},
        {"lang:", "a language: en, ru"},
    };
    dl_prompt *prompt = &app->prompt;
    if (complete_near(app, typed))
        return;
    prompt->candidates_from = last_word(typed);
    prompt->candidates_from += typed[prompt->candidates_from] == '-'; /* what is excluded */
    const char *word = typed + prompt->candidates_from;
    const char *colon = strchr(word, ':');
    size_t place;
    if (colon) {
        size_t field = (size_t)(colon - word);
        const char *part = colon + 1 + (colon[1] == '"');
        if (field == 6 && memcmp(word, "source", 6) == 0)
            complete_source(app, part);
        else if (field == 6 && memcmp(word, "entity", 6) == 0)
            complete_entity(app, ANY_KIND, part);
        else if (field == 3 && memcmp(word, "tag", 3) == 0)
            complete_tag(app, part, true);
        else if (dl_kinds_find(app->shown.kinds, word, field, &place))
            complete_entity(app, place, part);
    }
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strncmp(fields[i].field, word, strlen(word)) == 0 && strcmp(fields[i].field, word) != 0)
            add(prompt, fields[i].field, fields[i].what);
    complete_own_field(app, word);
    complete_bears(app, word);
}

/* Offers the options that begin with TEXT, after an `=` in it the words that they can be. */
static void complete_setting(dl_prompt *prompt, const char *text)
{
    char option[2 * DL_SETTING_TEXT], word[DL_SETTING_TEXT], what[192];
    for (int i = 0; i < DL_SETTING_COUNT; i++) {
        dl_setting setting = (dl_setting)i;
        const char *name = dl_setting_name(setting);
        if (!strchr(text, '=')) {
            snprintf(option, sizeof option, "%s=", name);
            snprintf(what, sizeof what, "default %s: %s", dl_setting_default(setting),
                     dl_setting_help(setting));
            if (strncmp(option, text, strlen(text)) == 0)
                add(prompt, option, what);
            continue;
        }
        for (size_t at = 0; dl_setting_word(setting, at, word); at++) {
            bool is_default = strcmp(word, dl_setting_default(setting)) == 0;
            snprintf(option, sizeof option, "%s=%s", name, word);
            if (strncmp(option, text, strlen(text)) == 0)
                add(prompt, option, is_default ? "the default" : "");
        }
    }
}

/* Where the last word of TEXT begins: after the last blank that no backslash stands before. */
static size_t last_path(const char *text)
{
    size_t start = 0;
    for (size_t i = 0; text[i]; i++) {
        if (text[i] == '\\' && text[i + 1])
            i++;
        else if (text[i] == ' ')
            start = i + 1;
    }
    return start;
}

/* Offers the paths that begin as the last word of TEXT, which stands FROM bytes into the prompt's. */
static void complete_path(dl_app *app, const char *text, size_t from)
{
    dl_prompt *prompt = &app->prompt;
    const char *paths[DL_CANDIDATES_MAX];
    size_t start = last_path(text), count = 0;
    prompt->candidates_from = from + start;
    if (app->list_paths)
        count = app->list_paths(text + start, &prompt->arena, paths, DL_CANDIDATES_MAX);
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(paths[i]);
        add(prompt, paths[i], len && paths[i][len - 1] == '/' ? "folder" : "");
    }
}

/* Offers the kinds of names that begin as TEXT. */
static void complete_kind(dl_app *app, const char *text)
{
    const dl_kinds *kinds = app->shown.kinds;
    for (size_t place = 0; place < dl_kinds_count(kinds); place++)
        if (strncmp(dl_kinds_name(kinds, place), text, strlen(text)) == 0)
            add(&app->prompt, dl_kinds_name(kinds, place),
                app->shown.places & 1U << place ? "shown" : "not shown");
}

static void complete_command(dl_app *app, const char *text)
{
    dl_prompt *prompt = &app->prompt;
    if (strncmp(text, "import ", 7) == 0) {
        complete_path(app, text + 7, 7);
        return;
    }
    if (strncmp(text, "set ", 4) == 0) {
        prompt->candidates_from = 4;
        complete_setting(prompt, text + 4);
        return;
    }
    if (strncmp(text, "toggle-kind ", 12) == 0) {
        prompt->candidates_from = 12;
        complete_kind(app, text + 12);
        return;
    }
    dl_command_info info;
    for (size_t i = 0; dl_command_at(i, &info); i++)
        if (strncmp(info.name, text, strlen(text)) == 0)
            add(prompt, info.name, info.help);
}

static void complete_dates(dl_app *app, const char *text)
{
    static const struct {
        const char *text, *what;
    } dates[] = {
        {"undated", "documents without a date"},
        {"inferred", "documents whose date is inferred"},
        {"ambiguous", "documents whose date has two readings"},
    };
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        if (strncmp(dates[i].text, text, strlen(text)) == 0)
            add(&app->prompt, dates[i].text, dates[i].what);
}

/* Offers the names that documents bear as source, publisher or via. */
static void complete_source_name(dl_app *app, const char *text)
{
    dl_arena arena = {0};
    const char *const *names;
    size_t count = 0;
    if (app->store->ops->names(app->store, &arena, &names, &count, NULL))
        count = 0;
    for (dl_narrow match = DL_NARROW_BEGINS; match > DL_NARROW_NOT; match--)
        for (size_t i = 0; i < count && !is_full(&app->prompt); i++)
            if (dl_narrow_match(names[i], text) == match)
                add(&app->prompt, names[i], "source");
    dl_arena_release(&arena);
}

static void complete_country(dl_app *app, const char *text)
{
    dl_arena arena = {0};
    const char *name;
    char code[3];
    for (dl_narrow match = DL_NARROW_BEGINS; match > DL_NARROW_NOT; match--)
        for (size_t i = 0; !is_full(&app->prompt) && dl_country_nth(i, &arena, &name, code); i++)
            if (dl_narrow_match(name, text) == match)
                add(&app->prompt, name, code);
    dl_arena_release(&arena);
}

/* What completes the prompts of facts and sources. */
static void complete_fact(dl_app *app, const char *text)
{
    switch (app->prompt.kind) {
    case DL_PROMPT_FACT_SOURCE:
    case DL_PROMPT_FACT_PUBLISHER:
    case DL_PROMPT_RENAME:
    case DL_PROMPT_JOIN:
        complete_source_name(app, text);
        return;
    case DL_PROMPT_COUNTRY:
        complete_country(app, text);
        return;
    default:
        return;
    }
}

static void complete_dossier(dl_app *app, const char *text)
{
    const dl_sources *sources = &app->sources;
    for (dl_narrow match = DL_NARROW_BEGINS; match > DL_NARROW_NOT; match--)
        for (size_t i = 0; i < sources->dossiers_count && !is_full(&app->prompt); i++) {
            const dl_name_row *row = &sources->dossiers[i];
            char what[48];
            if (dl_narrow_match(row->name, text) != match)
                continue;
            snprintf(what, sizeof what, "%llu passage%s", (unsigned long long)row->count,
                     row->count == 1 ? "" : "s");
            add(&app->prompt, row->name, what);
        }
}

void dl_complete(dl_app *app)
{
    dl_prompt *prompt = &app->prompt;
    dl_arena_clear(&prompt->arena);
    prompt->candidates_count = prompt->candidates_from = 0;
    prompt->chosen = SIZE_MAX;
    prompt->unoffered = false;
    prompt->candidates =
        dl_arena_calloc(&prompt->arena, DL_CANDIDATES_MAX, sizeof *prompt->candidates);
    const char *typed = dl_arena_strndup(&prompt->arena, prompt->text.text, prompt->cursor);
    prompt->candidates_to = prompt->cursor;
    if (!prompt->candidates || !typed)
        return;
    if (prompt->kind == DL_PROMPT_FILTER || prompt->kind == DL_PROMPT_SEARCH)
        complete_filter(app, typed);
    else if (prompt->kind == DL_PROMPT_COMMAND)
        complete_command(app, typed);
    else if (prompt->kind == DL_PROMPT_DATES)
        complete_dates(app, typed);
    else if (prompt->kind == DL_PROMPT_TAG)
        complete_tag(app, typed, false);
    else if (prompt->kind == DL_PROMPT_DOSSIER)
        complete_dossier(app, typed);
    else if (dl_app_is_naming(app))
        dl_complete_whom(app, typed);
    else
        complete_fact(app, typed);
}

/* Whether what a prompt of KIND asks for is a name that is known, most often. */
static bool asks_for_name(dl_prompt_kind kind)
{
    return kind == DL_PROMPT_ENTITY || kind == DL_PROMPT_MERGE || kind == DL_PROMPT_NEW ||
           kind == DL_PROMPT_SPLIT || kind == DL_PROMPT_JOIN || kind == DL_PROMPT_COUNTRY ||
           kind == DL_PROMPT_FACT_SOURCE || kind == DL_PROMPT_FACT_PUBLISHER ||
           kind == DL_PROMPT_RENAME || kind == DL_PROMPT_DOSSIER;
}

dl_work dl_offer_step(dl_app *app)
{
    dl_prompt *prompt = &app->prompt;
    if (!prompt->unoffered || !asks_for_name(prompt->kind))
        return DL_WORK_NONE;
    dl_complete(app);
    dl_app_naming_hint(app);
    return DL_WORK_CHANGED;
}
