/* SPDX-License-Identifier: GPL-3.0-or-later */
/* near(a, b, sentence): two names and how far apart they may stand. */
#include <string.h>
#include <strings.h>

#include "dateline/query.h"
#include "model/query.h"

#define EXAMPLE "as in near(nato, ukraine, sentence)"

const char *dl_scope_name(dl_scope scope)
{
    static const char *const names[] = {"sentence", "paragraph", "document"};
    return names[scope];
}

bool dl_query_at_near(const dl_query_parser *p)
{
    return strncasecmp(p->text + p->pos, "near(", strlen("near(")) == 0;
}

static void skip_space(dl_query_parser *p)
{
    while (dl_query_is_space(p->text[p->pos]))
        p->pos++;
}

/* Reads what stands up to the next comma or parenthesis; *RET_AT is where. */
static dl_status read_part(dl_query_parser *p, const char **ret_text, size_t *ret_at)
{
    skip_space(p);
    size_t start = p->pos, end = start;
    *ret_at = start;
    if (p->text[start] == '"') {
        dl_status status = dl_query_read_quoted(p, ret_text);
        skip_space(p);
        return status;
    }
    for (; p->text[p->pos] && !strchr(",)", p->text[p->pos]); p->pos++) {
        if (strchr("(\"*", p->text[p->pos]))
            return dl_query_fail_at(p, p->pos, "names stand in near(), parted by commas, " EXAMPLE);
        if (!dl_query_is_space(p->text[p->pos]))
            end = p->pos + 1;
    }
    *ret_text = dl_arena_strndup(p->arena, p->text + start, end - start);
    return *ret_text ? DL_OK : dl_query_fail_nomem(p);
}

/* Takes the mark C, which must stand here. */
static dl_status take(dl_query_parser *p, char c, const char *what)
{
    if (p->text[p->pos] != c)
        return dl_query_fail_at(p, p->pos, "%s, " EXAMPLE, what);
    p->pos++;
    return DL_OK;
}

static dl_status read_name(dl_query_parser *p, dl_named *ret)
{
    size_t at;
    dl_status status = read_part(p, &ret->text, &at);
    if (!status && !dl_query_holds_word(ret->text))
        return dl_query_fail_at(p, at, "the name of an entity stands here, " EXAMPLE);
    ret->shown = ret->text;
    return status ? status : take(p, ',', "a comma and more follow a name in near()");
}

static dl_status read_scope(dl_query_parser *p, dl_scope *ret)
{
    const char *word;
    size_t at;
    dl_status status = read_part(p, &word, &at);
    for (unsigned i = 0; !status && i < DL_SCOPE_COUNT; i++)
        if (dl_query_equals_word(word, dl_scope_name((dl_scope)i))) {
            *ret = (dl_scope)i;
            return take(p, ')', "near() ends with a parenthesis");
        }
    if (status)
        return status;
    return dl_query_fail_at(p, at, "sentence, paragraph or document stands here, " EXAMPLE);
}

dl_status dl_query_read_near(dl_query_parser *p)
{
    dl_term term = {.kind = DL_TERM_NEAR, .at = p->pos};
    term.near = dl_arena_calloc(p->arena, 2, sizeof *term.near);
    if (!term.near)
        return dl_query_fail_nomem(p);
    p->pos += strlen("near(");
    dl_status status = read_name(p, &term.near[0]);
    if (!status)
        status = read_name(p, &term.near[1]);
    if (!status)
        status = read_scope(p, &term.scope);
    if (!status && p->text[p->pos] && !dl_query_is_space(p->text[p->pos]))
        return dl_query_fail_at(p, p->pos, "put a space after near()");
    return status ? status : dl_query_add_term(p, term);
}
