/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/cmd_set.h"
#include "app/resume.h"
#include "dateline/vec.h"

#define HEAD "dateline session"
#define VERSION "1"
#define TRAIL_MAX ((size_t)100) /* steps kept behind, and ahead */
#define FIELDS_MAX 20

static const char *const orders[] = {
    [DL_ORDER_NEWEST] = "newest",       [DL_ORDER_OLDEST] = "oldest",
    [DL_ORDER_SOURCE] = "source",       [DL_ORDER_SOURCE_DOWN] = "-source",
    [DL_ORDER_HITS] = "mentions",       [DL_ORDER_HITS_DOWN] = "-mentions",
    [DL_ORDER_RELEVANCE] = "relevance", [DL_ORDER_RELEVANCE_DOWN] = "-relevance",
};
static const char *const panes[] = {
    [DL_PANE_SOURCES] = "sources",
    [DL_PANE_NAMES] = "names",
    [DL_PANE_LIST] = "documents",
    [DL_PANE_TEXT] = "text",
};
static const char *const focuses[] = {
    [DL_FOCUS_NONE] = "none",
    [DL_FOCUS_ENTITY] = "entity",
    [DL_FOCUS_TEXT] = "text",
};
static const char *const fields[] = {[DL_FIELD_TITLE] = "title", [DL_FIELD_BODY] = "body"};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* --- writing --- */

static void add_field(dl_str *out, const char *text)
{
    dl_str_addc(out, '\t');
    for (; text && *text; text++) {
        const char *escape = *text == '\t'   ? "\\t"
                             : *text == '\n' ? "\\n"
                             : *text == '\\' ? "\\\\"
                                             : NULL;
        if (escape)
            dl_str_add(out, escape);
        else
            dl_str_addc(out, *text);
    }
}

static void add_number(dl_str *out, long long number)
{
    dl_str_addf(out, "\t%lld", number);
}

static void add_place(dl_str *out, const char *record, const dl_place *place)
{
    const dl_focus *focus = &place->focus;
    dl_str_add(out, record);
    add_field(out, place->filter);
    add_number(out, place->filter_off);
    add_field(out, (size_t)place->order < COUNT_OF(orders) ? orders[place->order] : orders[0]);
    add_field(out, panes[place->pane]);
    add_field(out, place->sha256);
    add_number(out, place->heading);
    add_field(out, fields[place->top_field]);
    add_number(out, (long long)place->top_at);
    add_number(out, place->has_current);
    add_field(out, fields[place->current.field]);
    add_number(out, (long long)place->current.start);
    add_number(out, (long long)place->current.end);
    add_field(out, focuses[focus->kind]);
    add_field(out, focus->id);
    add_field(out, focus->name);
    add_field(out, dl_kind_name(focus->entity_kind));
    dl_str_addc(out, '\n');
}

/* The place to come back to: where a search that is being typed, a concordance or a dossier was opened
 * from, else the present one. */
static bool add_here(dl_app *app, dl_str *out)
{
    const dl_place *before = app->search.typing                       ? &app->search.before
                             : app->overlay == DL_OVERLAY_CONCORDANCE ? &app->before_concordance
                             : app->overlay == DL_OVERLAY_DOSSIER     ? &app->before_dossier
                                                                      : NULL;
    if (before && before->filter) {
        add_place(out, "here", before);
        return true;
    }
    dl_place here;
    if (!dl_app_describe_place(app, &here))
        return false;
    add_place(out, "here", &here);
    dl_place_release(&here);
    return true;
}

/* A bit for each dl_kind that is shown: places are not written, since what has them changes with the kinds
 * that the user declares. */
static unsigned shown_bits(const dl_shown *shown)
{
    unsigned bits = 0;
    for (size_t place = 0; place < dl_kinds_count(shown->kinds); place++)
        if ((shown->places & 1U << place) && !dl_kinds_own(shown->kinds, place))
            bits |= 1U << dl_kinds_stored(shown->kinds, place);
    return bits;
}

/* Adds a line for each kind of the user's own that is not shown. */
static void add_hidden(dl_str *out, const dl_shown *shown)
{
    for (size_t place = 0; place < dl_kinds_count(shown->kinds); place++) {
        const dl_own_kind *own = dl_kinds_own(shown->kinds, place);
        if (!own || (shown->places & 1U << place))
            continue;
        dl_str_add(out, "hidden");
        add_field(out, own->prefix);
        dl_str_addc(out, '\n');
    }
}

bool dl_app_describe_session(dl_app *app, dl_str *out)
{
    char marks[DL_SETTING_TEXT];
    bool set_here = app->settings.origins[DL_SETTING_MARKS].from == DL_FROM_READER;
    const dl_trail *trail = &app->trail;
    dl_str_add(out, HEAD "\t" VERSION "\npanes");
    add_number(out, app->search.typing ? app->search.before_zoomed : app->zoomed);
    add_number(out, app->list_more);
    add_number(out, app->left_more);
    dl_str_add(out, "\nmarked");
    add_number(out, shown_bits(&app->shown));
    add_field(out, set_here ? dl_settings_text(&app->settings, DL_SETTING_MARKS, marks) : "");
    dl_str_addc(out, '\n');
    add_hidden(out, &app->shown);
    if (app->settings.origins[DL_SETTING_OFFICES].from == DL_FROM_READER) {
        dl_str_add(out, "offices");
        add_number(out, !app->shown.hides_offices);
        dl_str_addc(out, '\n');
    }
    if (app->open_dossier) {
        dl_str_add(out, "dossier");
        add_field(out, app->open_dossier);
        dl_str_addc(out, '\n');
    }
    if (!add_here(app, out))
        return false;
    for (size_t i = trail->at > TRAIL_MAX ? trail->at - TRAIL_MAX : 0; i < trail->at; i++)
        add_place(out, "behind", &trail->items[i]);
    for (size_t i = trail->at; i < trail->len && i < trail->at + TRAIL_MAX; i++)
        add_place(out, "ahead", &trail->items[i]);
    dl_str_add(out, "end\n");
    return dl_str_ok(out);
}

/* --- reading --- */

typedef struct session {
    bool zoomed, whole;
    int list_more, left_more;
    unsigned kinds; /* a bit for each dl_kind */
    const char *hidden[DL_OWN_KINDS];
    size_t hidden_count;
    const char *marks;
    const char *offices; /* NULL: as the settings say */
    const char *dossier; /* the open one; NULL: none */
    dl_place here;
    dl_trail trail;
} session;

/* The fields of a line, made strings in place. */
typedef struct record {
    char *fields[FIELDS_MAX];
    size_t count, at;
    bool wrong; /* a field was not what it must be */
} record;

static void unescape(char *text)
{
    char *to = text;
    for (; *text; text++) {
        if (*text == '\\' && text[1]) {
            text++;
            *to++ = (char)(*text == 't' ? '\t' : *text == 'n' ? '\n' : *text);
        } else {
            *to++ = *text;
        }
    }
    *to = '\0';
}

static void split(char *line, record *ret)
{
    *ret = (record){0};
    for (char *at = line; at && ret->count < FIELDS_MAX;) {
        char *tab = strchr(at, '\t');
        if (tab)
            *tab++ = '\0';
        ret->fields[ret->count++] = at;
        unescape(at);
        at = tab;
    }
}

static const char *take_text(record *r)
{
    if (r->at < r->count)
        return r->fields[r->at++];
    r->wrong = true;
    return "";
}

static long long take_number(record *r, long long low, long long high)
{
    char *end;
    const char *text = take_text(r);
    long long number = strtoll(text, &end, 10);
    if (!*text || *end || number < low || number > high) {
        r->wrong = true;
        return low;
    }
    return number;
}

static int take_word(record *r, const char *const *words, size_t count)
{
    const char *text = take_text(r);
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], text) == 0)
            return (int)i;
    r->wrong = true;
    return 0;
}

static bool take_focus(record *r, dl_focus *ret)
{
    dl_focus_kind kind = (dl_focus_kind)take_word(r, focuses, COUNT_OF(focuses));
    const char *id = take_text(r), *name = take_text(r), *kind_name = take_text(r);
    dl_kind entity_kind = DL_KIND_PERSON;
    if (kind == DL_FOCUS_TEXT)
        return dl_focus_set_words(ret, name);
    if (kind == DL_FOCUS_NONE)
        return true;
    dl_entity entity = {id, name, entity_kind};
    if (!*id || !*name || !dl_kind_parse(kind_name, strlen(kind_name), &entity.kind))
        return false;
    return dl_focus_set_entity(ret, &entity);
}

static bool take_place(record *r, dl_place *ret)
{
    const long long most = UINT32_MAX; /* bytes of a document, and more than any */
    dl_place place = {.filter = strdup(take_text(r))};
    place.filter_off = take_number(r, 0, 1);
    place.order = (dl_order)take_word(r, orders, COUNT_OF(orders));
    place.pane = (dl_pane)take_word(r, panes, COUNT_OF(panes));
    const char *sha256 = take_text(r);
    place.sha256 = *sha256 ? strdup(sha256) : NULL;
    place.heading = take_number(r, 0, 1);
    place.top_field = (dl_field)take_word(r, fields, COUNT_OF(fields));
    place.top_at = (size_t)take_number(r, 0, most);
    place.has_current = take_number(r, 0, 1);
    place.current.field = (dl_field)take_word(r, fields, COUNT_OF(fields));
    place.current.start = (size_t)take_number(r, 0, most);
    place.current.end = (size_t)take_number(r, 0, most);
    bool memory = place.filter && (place.sha256 || !*sha256);
    if (!memory || !take_focus(r, &place.focus) || r->wrong) {
        dl_place_release(&place);
        return false;
    }
    *ret = place;
    return true;
}

static bool take_step(record *r, dl_trail *trail, bool behind)
{
    dl_place place;
    if (!take_place(r, &place))
        return false;
    if (!dl_vec_push(trail, place)) {
        dl_place_release(&place);
        return false;
    }
    trail->at += behind;
    return true;
}

/* Reads a line into S; false where it is none of a session. */
static bool take_line(session *s, char *line)
{
    record r;
    split(line, &r);
    const char *name = take_text(&r);
    if (strcmp(name, "here") == 0)
        return !s->here.filter && take_place(&r, &s->here);
    if (strcmp(name, "behind") == 0)
        return s->trail.at == s->trail.len && take_step(&r, &s->trail, true);
    if (strcmp(name, "ahead") == 0)
        return take_step(&r, &s->trail, false);
    if (strcmp(name, "panes") == 0) {
        s->zoomed = take_number(&r, 0, 1);
        s->list_more = (int)take_number(&r, -200, 200);
        s->left_more = (int)take_number(&r, -200, 200);
    } else if (strcmp(name, "marked") == 0) {
        s->kinds = (unsigned)take_number(&r, 0, (1LL << DL_KIND_COUNT) - 1);
        s->marks = take_text(&r);
    } else if (strcmp(name, "hidden") == 0) {
        if (s->hidden_count == DL_OWN_KINDS)
            return false;
        s->hidden[s->hidden_count++] = take_text(&r);
    } else if (strcmp(name, "offices") == 0) {
        s->offices = take_number(&r, 0, 1) ? "true" : "false";
    } else if (strcmp(name, "dossier") == 0) {
        s->dossier = take_text(&r);
    } else if (strcmp(name, "end") == 0) {
        s->whole = true;
    } else {
        return false;
    }
    return !r.wrong;
}

/* Reads TEXT, which it changes and S points into. */
static bool read_session(char *text, session *s)
{
    static const char head[] = HEAD "\t" VERSION "\n";
    if (strncmp(text, head, strlen(head)) != 0)
        return false;
    for (char *line = text + strlen(head); !s->whole && *line;) {
        char *end = strchr(line, '\n');
        if (!end)
            return false;
        *end = '\0';
        if (!take_line(s, line))
            return false;
        line = end + 1;
    }
    return s->whole && s->here.filter && s->marks;
}

/* --- coming back --- */

/* Takes what the user has changed of how names are marked, unless the command line says otherwise. */
static void take_setting(dl_app *app, dl_setting setting, const char *text)
{
    const dl_setting_origin here = {.from = DL_FROM_READER, .where = ""};
    if (text && *text && app->settings.origins[setting].from < DL_FROM_COMMAND_LINE) {
        dl_settings_set(&app->settings, setting, text, here, NULL);
        dl_app_apply_setting(app, setting);
    }
}

/* Hides the kinds that were hidden; one that is declared no longer is passed over. */
static void take_kinds(dl_shown *shown, const session *s)
{
    shown->places = DL_SHOWN_ALL;
    for (size_t place = 0; place < dl_kinds_count(shown->kinds); place++)
        if (!dl_kinds_own(shown->kinds, place) &&
            !(s->kinds & 1U << dl_kinds_stored(shown->kinds, place)))
            shown->places &= ~(1U << place);
    for (size_t i = 0, place; i < s->hidden_count; i++)
        if (dl_kinds_find(shown->kinds, s->hidden[i], strlen(s->hidden[i]), &place))
            shown->places &= ~(1U << place);
}

bool dl_resume(dl_app *app, const char *text, bool keep_filter)
{
    session s = {0};
    char *copy = strdup(text);
    bool ok = copy && read_session(copy, &s);
    if (ok) {
        app->zoomed = s.zoomed && !keep_filter;
        app->list_more = s.list_more;
        app->left_more = s.left_more;
        take_kinds(&app->shown, &s);
        take_setting(app, DL_SETTING_MARKS, s.marks);
        take_setting(app, DL_SETTING_OFFICES, s.offices);
        if (s.dossier && *s.dossier)
            app->open_dossier = strdup(s.dossier);
        app->trail = s.trail;
        s.trail = (dl_trail){0};
        if (keep_filter) {
            dl_app_leave_from(app, s.here);
            s.here = (dl_place){0};
            ok = false; /* lists are made as without a session */
        } else {
            dl_app_begin_at(app, &s.here);
        }
    }
    dl_place_release(&s.here);
    dl_trail_release(&s.trail);
    free(copy);
    return ok;
}
