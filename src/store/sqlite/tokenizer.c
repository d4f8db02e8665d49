/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * FTS5's tokenizer "dateline": the words and terms of dateline/token.h, so that the index, the search
 * in a pane and the mark of a hit agree on what a word is.
 */
#include <stdlib.h>

#include "dateline/str.h"
#include "dateline/token.h"
#include "store/sqlite/sqlite.h"

struct Fts5Tokenizer {
    dl_str term; /* of the word at hand; kept for its memory */
};

static int create(void *context, const char **args, int count, Fts5Tokenizer **ret)
{
    (void)context, (void)args, (void)count;
    Fts5Tokenizer *tokenizer = malloc(sizeof *tokenizer);
    if (!tokenizer)
        return SQLITE_NOMEM;
    dl_str_init(&tokenizer->term);
    *ret = tokenizer;
    return SQLITE_OK;
}

static void delete (Fts5Tokenizer *tokenizer)
{
    dl_str_release(&tokenizer->term);
    free(tokenizer);
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int len,
                    int (*emit)(void *, int, const char *, int, int, int))
{
    (void)flags;
    dl_tokens walk = {.text = text, .len = len > 0 ? (size_t)len : 0};
    dl_token word;
    int code = SQLITE_OK;
    while (code == SQLITE_OK && dl_token_next(&walk, &word)) {
        dl_str *term = &tokenizer->term;
        dl_str_clear(term);
        dl_token_term(term, text + word.start, word.end - word.start);
        code = dl_str_ok(term)
                   ? emit(context, 0, term->text, (int)term->len, (int)word.start, (int)word.end)
                   : SQLITE_NOMEM;
    }
    return code;
}

/* FTS5's own interface, which SQL hands out as a pointer. */
static fts5_api *find_api(sqlite3 *db)
{
    fts5_api *api = NULL;
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(db, "SELECT fts5(?)", -1, &stmt, NULL) == SQLITE_OK &&
        sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL) == SQLITE_OK)
        sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    return api;
}

int dl_tokenizer_register(sqlite3 *db)
{
    static const fts5_tokenizer functions = {create, delete, tokenize};
    fts5_api *api = find_api(db);
    if (!api)
        return SQLITE_ERROR;
    fts5_tokenizer copy = functions;
    return api->xCreateTokenizer(api, "dateline", NULL, &copy, NULL);
}
