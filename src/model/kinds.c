/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "dateline/kinds.h"
#include "dateline/text.h"
#include "model/query.h"

#define PREFIX_MAX 20 /* bytes */
#define NAME_CELLS 24

static const char *const colours[] = {
#define DL_COLOUR(id, name) name,
#include "dateline/colours.def"
#undef DL_COLOUR
};

void dl_kinds_init(dl_kinds *kinds)
{
    *kinds = (dl_kinds){0};
}

void dl_kinds_release(dl_kinds *kinds)
{
    dl_arena_release(&kinds->arena);
    *kinds = (dl_kinds){0};
}

/* --- places --- */

static size_t own_count(const dl_kinds *kinds)
{
    return kinds ? kinds->own_count : 0;
}

size_t dl_kinds_count(const dl_kinds *kinds)
{
    return DL_KIND_COUNT + own_count(kinds);
}

static bool begins(const char *id, const char *prefix)
{
    size_t len = strlen(prefix);
    return strncmp(id, prefix, len) == 0 && id[len] == '/';
}

size_t dl_kinds_place(const dl_kinds *kinds, dl_kind kind, const char *id)
{
    if (kind != DL_KIND_OTHER)
        return kind;
    size_t i = 0;
    while (i < own_count(kinds) && !begins(id, kinds->own[i].prefix))
        i++;
    return DL_KIND_OTHER + i;
}

const dl_own_kind *dl_kinds_own(const dl_kinds *kinds, size_t place)
{
    bool own = place >= DL_KIND_OTHER && place < DL_KIND_OTHER + own_count(kinds);
    return own ? &kinds->own[place - DL_KIND_OTHER] : NULL;
}

dl_kind dl_kinds_stored(const dl_kinds *kinds, size_t place)
{
    (void)kinds;
    return place < DL_KIND_OTHER ? (dl_kind)place : DL_KIND_OTHER;
}

const char *dl_kinds_name(const dl_kinds *kinds, size_t place)
{
    const dl_own_kind *own = dl_kinds_own(kinds, place);
    return own ? own->name : dl_kind_name(dl_kinds_stored(kinds, place));
}

const char *dl_kinds_prefix(const dl_kinds *kinds, size_t place)
{
    const dl_own_kind *own = dl_kinds_own(kinds, place);
    return own ? own->prefix : dl_kind_prefix(dl_kinds_stored(kinds, place));
}

const char *dl_kinds_called(const dl_kinds *kinds, dl_kind kind, const char *id)
{
    return dl_kinds_name(kinds, dl_kinds_place(kinds, kind, id));
}

static bool is(const char *name, size_t len, const char *word)
{
    return strlen(word) == len && memcmp(word, name, len) == 0;
}

bool dl_kinds_find(const dl_kinds *kinds, const char *name, size_t len, size_t *ret_place)
{
    for (size_t place = 0; place < dl_kinds_count(kinds); place++)
        if (is(name, len, dl_kinds_name(kinds, place)) ||
            is(name, len, dl_kinds_prefix(kinds, place))) {
            *ret_place = place;
            return true;
        }
    return false;
}

/* --- declarations --- */

/* What is read, and who is told of faults. */
typedef struct reader {
    dl_kinds *kinds;
    dl_kinds_fault *fault;
    void *context;
    unsigned line;
} reader;

static void complain(const reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void complain(const reader *r, const char *format, ...)
{
    char message[400];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    r->fault(r->context, r->line, message);
}

/* Whether PREFIX can begin an id and stand before the colon of a query. */
static bool is_prefix(const char *prefix)
{
    size_t len = strspn(prefix, "abcdefghijklmnopqrstuvwxyz");
    return len && !prefix[len] && len <= PREFIX_MAX;
}

/* Whether NAME is clean, holds nothing that is shown by a sign, and is not too long. False too, with
 * *NOMEM, when memory is out. */
static bool is_name(const char *name, bool *nomem)
{
    dl_str clean;
    size_t len = strlen(name);
    dl_str_init(&clean);
    bool whole = dl_text_clean(&clean, name, len) == DL_OK;
    bool same = whole && clean.len == len && memcmp(clean.text, name, len) == 0;
    dl_str_clear(&clean);
    if (same) {
        dl_text_safe(&clean, name, len);
        same = clean.len == len && memcmp(clean.text, name, len) == 0;
    }
    *nomem |= !whole || !dl_str_ok(&clean);
    dl_str_release(&clean);
    return same && *name != ' ' && name[len - 1] != ' ' && dl_text_cells(name, len) <= NAME_CELLS;
}

/* Whether WORD means something already; complains of it then. */
static bool is_taken(const reader *r, const char *word)
{
    size_t place;
    if (dl_query_has_field(word) || strcmp(word, "near") == 0) {
        complain(r, "'%s' means something else in a query; take another word", word);
        return true;
    }
    if (strcmp(word, "bloc") == 0 || dl_kinds_find(r->kinds, word, strlen(word), &place)) {
        complain(r, "there is a kind '%s' already; each needs a prefix and a name of its own",
                 word);
        return true;
    }
    return false;
}

/* Sets *RET to the colour called NAME, or where that is empty to the first that the fewest kinds have. */
static bool find_colour(const reader *r, const char *name, dl_colour *ret)
{
    size_t used[DL_COLOUR_COUNT] = {0};
    for (int i = 0; *name && i < DL_COLOUR_COUNT; i++)
        if (strcmp(colours[i], name) == 0) {
            *ret = (dl_colour)i;
            return true;
        }
    if (*name)
        return false;
    for (size_t i = 0; i < r->kinds->own_count; i++)
        used[r->kinds->own[i].colour]++;
    *ret = 0;
    for (int i = 1; i < DL_COLOUR_COUNT; i++)
        if (used[i] < used[*ret])
            *ret = (dl_colour)i;
    return true;
}

static void complain_of_colour(const reader *r, const char *name)
{
    char list[128];
    size_t len = 0;
    for (int i = 0; i < DL_COLOUR_COUNT; i++)
        len += (size_t)snprintf(list + len, sizeof list - len, "%s%s",
                                i == 0                    ? ""
                                : i + 1 < DL_COLOUR_COUNT ? ", "
                                                          : " or ",
                                colours[i]);
    complain(r, "no colour '%.40s'; it can be %s", name, list);
}

/* Cuts the next field off *REST, as a string; an empty one past the last. NULL when memory is out. */
static const char *cut_field(dl_arena *arena, const char **rest, const char *end)
{
    size_t left = (size_t)(end - *rest);
    const char *tab = left ? memchr(*rest, '\t', left) : NULL;
    const char *text = dl_arena_strndup(arena, *rest, tab ? (size_t)(tab - *rest) : left);
    *rest = tab ? tab + 1 : end;
    return text;
}

/* Reads the line from TEXT to END; false when memory is out. */
static bool read_line(const reader *r, const char *text, const char *end)
{
    dl_kinds *kinds = r->kinds;
    bool nomem = false;
    dl_own_kind kind = {.prefix = cut_field(&kinds->arena, &text, end)};
    kind.name = cut_field(&kinds->arena, &text, end);
    const char *colour = cut_field(&kinds->arena, &text, end);
    if (!kind.prefix || !kind.name || !colour)
        return false;
    bool named = *kind.name;
    if (!named)
        kind.name = kind.prefix;
    if (text != end)
        complain(r, "more than three fields; write prefix, name and colour, parted by tabs");
    else if (!is_prefix(kind.prefix))
        complain(r, "'%.40s' cannot begin an id; write 1 to %d letters a to z, as in weapon",
                 kind.prefix, PREFIX_MAX);
    else if (!is_name(kind.name, &nomem))
        complain(r, "this is no name for a kind; write up to %d cells of plain text", NAME_CELLS);
    else if (is_taken(r, kind.prefix) ||
             (named && strcmp(kind.name, kind.prefix) != 0 && is_taken(r, kind.name)))
        return true;
    else if (!find_colour(r, colour, &kind.colour))
        complain_of_colour(r, colour);
    else if (kinds->own_count == DL_OWN_KINDS)
        complain(r, "there are %d kinds already, and no more can be told apart; leave one out",
                 DL_OWN_KINDS);
    else
        kinds->own[kinds->own_count++] = kind;
    return !nomem;
}

dl_status dl_kinds_read(dl_kinds *kinds, const char *text, size_t len, dl_kinds_fault *fault,
                        void *context, dl_error *error)
{
    reader r = {.kinds = kinds, .fault = fault, .context = context};
    for (const char *end = text + len; text < end;) {
        const char *next = memchr(text, '\n', (size_t)(end - text));
        const char *stop = next ? next : end;
        r.line++;
        if (stop > text && stop[-1] == '\r')
            stop--;
        if (stop > text && *text != '#' && !read_line(&r, text, stop))
            return dl_fail_nomem(error);
        text = next ? next + 1 : end;
    }
    return DL_OK;
}
