/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * foldsource FILE...: writes C sources one after another without what means nothing: comments, how lines are
 * broken and indented, and where a string is parted to fit a line. What is left is the same however a file is
 * formatted, and another where its code is; so a checksum of it tells one way of finding names from another.
 *
 * Between two tokens a blank is left where they would be another token without it. A line of the preprocessor
 * stays a line of its own, with single blanks. Nothing is parsed beyond that: what follows "#if 0" is kept.
 */
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file as it is read, its continued lines joined. */
typedef struct source {
    FILE *file;
    int ahead[2]; /* read and not taken */
    int count;
} source;

/* What has been written of a file. */
typedef struct folding {
    source in;
    int last;       /* the last character; 0: none on this line yet */
    bool blank;     /* blanks or a comment stood since */
    bool fresh;     /* nothing but blanks stood on this line of the file */
    bool directive; /* within a line of the preprocessor */
    bool quoted;    /* the last was a string, whose closing quote is not written yet */
} folding;

/* --- reading --- */

static int peek(source *in, int n)
{
    while (in->count <= n) {
        int c = getc(in->file);
        if (c == '\\') {
            int next = getc(in->file);
            if (next == '\n')
                continue;
            ungetc(next, in->file);
        }
        in->ahead[in->count++] = c;
    }
    return in->ahead[n];
}

static int take(source *in)
{
    int c = peek(in, 0);
    in->ahead[0] = in->ahead[1];
    in->count--;
    return c;
}

/* Passes over a comment, if one begins here. One to the end of the line leaves that. */
static bool pass_comment(source *in)
{
    if (peek(in, 0) != '/' || (peek(in, 1) != '*' && peek(in, 1) != '/'))
        return false;
    take(in);
    bool line = take(in) == '/';
    while (peek(in, 0) != EOF) {
        if (line && peek(in, 0) == '\n')
            break;
        if (!line && peek(in, 0) == '*' && peek(in, 1) == '/') {
            take(in);
            take(in);
            break;
        }
        take(in);
    }
    return true;
}

/* --- writing --- */

static bool is_word(int c)
{
    return isalnum(c) || c == '_' || c >= 0x80;
}

/* Whether A and B would be one token, or part of one, without a blank between them. */
static bool would_join(int a, int b)
{
    return (is_word(a) && is_word(b)) || (a == b && strchr("+-&|<>=", a)) ||
           (a == '/' && strchr("/*", b)) || (is_word(a) && strchr("\"'", b)) ||
           (a == '.' && isdigit(b)) || (isdigit(a) && b == '.');
}

/* Ends a string that another might have followed. */
static void end_string(folding *f)
{
    if (f->quoted)
        putchar('"');
    f->quoted = false;
}

static void put(folding *f, int c)
{
    end_string(f);
    if (f->blank && f->last && (f->directive || would_join(f->last, c)))
        putchar(' ');
    putchar(c);
    f->last = c;
    f->blank = f->fresh = false;
}

/* Writes a string or character up to its closing quote. */
static void fold_quoted(folding *f)
{
    int quote = take(&f->in), c;
    if (quote == '"' && f->quoted && !f->directive)
        f->quoted = false; /* goes on */
    else
        put(f, quote);
    while ((c = peek(&f->in, 0)) != EOF && c != '\n' && c != quote) {
        putchar(take(&f->in));
        if (c == '\\' && peek(&f->in, 0) != EOF)
            putchar(take(&f->in));
    }
    if (c == quote)
        take(&f->in);
    f->last = quote;
    f->blank = f->fresh = false;
    f->quoted = quote == '"';
    if (!f->quoted)
        putchar(quote);
}

/* The end of a line of the file. */
static void fold_newline(folding *f)
{
    if (f->directive) {
        end_string(f);
        putchar('\n');
        f->last = 0;
    }
    f->directive = false;
    f->blank = f->fresh = true;
}

static void fold(folding *f)
{
    while (peek(&f->in, 0) != EOF) {
        int c = peek(&f->in, 0);
        if (pass_comment(&f->in)) {
            f->blank = true;
        } else if (c == '\n') {
            take(&f->in);
            fold_newline(f);
        } else if (isspace(c)) {
            take(&f->in);
            f->blank = true;
        } else if (c == '"' || c == '\'') {
            fold_quoted(f);
        } else {
            if (c == '#' && f->fresh) {
                end_string(f);
                if (f->last)
                    putchar('\n');
                f->last = 0;
                f->directive = true;
            }
            put(f, take(&f->in));
        }
    }
    end_string(f);
    putchar('\n');
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        folding f = {.in = {.file = fopen(argv[i], "rb")}, .fresh = true};
        if (!f.in.file) {
            fprintf(stderr, "foldsource: %s: %s\n", argv[i], strerror(errno));
            return EXIT_FAILURE;
        }
        fold(&f);
        bool failed = ferror(f.in.file);
        fclose(f.in.file);
        if (failed) {
            fprintf(stderr, "foldsource: %s: it cannot be read\n", argv[i]);
            return EXIT_FAILURE;
        }
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
