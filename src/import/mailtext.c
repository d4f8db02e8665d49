/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of a mail as paragraphs. Mailers break lines at some seventy cells. Those that write
 * format=flowed say which breaks are theirs; of the others it is told by the width (wrap.h), which is that of
 * what was written by one hand: the text itself, and what it quotes.
 */
#include "import/mailtext.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dateline/vec.h"
#include "import/wrap.h"

#define LEVELS_MAX 9 /* ">" that are shown */

typedef struct mail_line {
    dl_line line;
    unsigned level; /* ">" before it */
    bool soft;      /* it ends in a space, as a flowed line does */
} mail_line;

typedef struct {
    mail_line *items;
    size_t len, size;
} mail_lines;

/* Whether the LEN bytes at LINE begin the signature. */
static bool is_signature(const char *line, size_t len)
{
    return len == 3 && !memcmp(line, "-- ", 3);
}

/* Takes the ">" off the line at *TEXT: those in a row, and of a text that is not flowed those with a space
 * between, too. Returns their number. */
static unsigned strip_level(const char **text, size_t *len, bool flowed)
{
    unsigned level = 0;
    size_t at = 0;
    while (at < *len && (*text)[at] == '>') {
        level++;
        at++;
        if (!flowed && at + 1 < *len && (*text)[at] == ' ' && (*text)[at + 1] == '>')
            at++;
    }
    if (at < *len && (*text)[at] == ' ' && (level || flowed))
        at++; /* before a text that is quoted, and where flowed lines are stuffed */
    *text += at;
    *len -= at;
    return level;
}

/* The line at TEXT, which is not empty. */
static mail_line read_line(const char *text, size_t len, bool flowed)
{
    mail_line ret = {.level = strip_level(&text, &len, flowed)};
    ret.soft = len && text[len - 1] == ' ';
    ret.line.indented = len && (*text == ' ' || *text == '\t');
    while (len && (*text == ' ' || *text == '\t')) {
        text++;
        len--;
    }
    while (len && (text[len - 1] == ' ' || text[len - 1] == '\t'))
        len--;
    ret.line.text = text;
    ret.line.len = len;
    ret.line.cells = dl_wrap_cells(text, len);
    return ret;
}

/* Cuts TEXT, up to its signature, into the lines that are not empty. */
static bool cut_lines(const dl_str *text, bool flowed, mail_lines *ret)
{
    bool gap = false;
    unsigned level = 0;
    for (size_t pos = 0; pos < text->len;) {
        const char *start = text->text + pos, *end = memchr(start, '\n', text->len - pos);
        size_t len = end ? (size_t)(end - start) : text->len - pos;
        pos += len + 1;
        if (is_signature(start, len))
            break;
        mail_line l = read_line(start, len, flowed);
        l.line.after_gap = gap || l.level != level;
        gap = !l.line.len;
        level = l.level;
        if (l.line.len && !dl_vec_push(ret, l))
            return false;
    }
    return true;
}

/* The width of the lines that are QUOTED, or of the others. False when memory is out. */
static bool find_width(const mail_lines *all, bool quoted, size_t *ret)
{
    size_t count = 0;
    dl_line *lines = malloc((all->len + 1) * sizeof *lines);
    if (!lines)
        return false;
    for (size_t i = 0; i < all->len; i++)
        if ((all->items[i].level > 0) == quoted)
            lines[count++] = all->items[i].line;
    *ret = dl_wrap_width(lines, count, true);
    free(lines);
    return true;
}

/* Whether one of the lines is broken as those of a flowed text are. */
static bool has_soft(const mail_lines *all)
{
    for (size_t i = 0; i < all->len; i++)
        if (all->items[i].soft)
            return true;
    return false;
}

/* Adds LINE to the paragraph that RET ends with, or a new one. */
static void add_line(const mail_line *line, bool goes_on, bool spaced, dl_str *ret)
{
    static const char marks[LEVELS_MAX + 1] = ">>>>>>>>>";
    const dl_line *l = &line->line;
    unsigned level = line->level < LEVELS_MAX ? line->level : LEVELS_MAX;
    if (goes_on && spaced) {
        dl_str_addc(ret, ' ');
    } else if (!goes_on) {
        dl_str_add(ret, ret->len ? "\n\n" : "");
        dl_str_addn(ret, marks, level);
        dl_str_add(ret, level ? " " : "");
    }
    dl_str_addn(ret, l->text, l->len);
}

bool dl_mailtext_unwrap(dl_str *text, dl_flow flow)
{
    mail_lines all = {0};
    dl_str out;
    size_t widths[2] = {0};
    bool flowed = flow != DL_FLOW_FIXED;
    dl_str_init(&out);
    bool ok = cut_lines(text, flowed, &all);
    if (ok && flowed && !has_soft(&all))
        flowed = false; /* it says so and is none */
    if (ok && !flowed)
        ok = find_width(&all, false, &widths[0]) && find_width(&all, true, &widths[1]);
    for (size_t i = 0; ok && i < all.len; i++) {
        const mail_line *b = &all.items[i], *a = i ? b - 1 : b;
        bool goes_on =
            i && (flowed ? a->soft && !b->line.after_gap
                         : dl_wrap_goes_on(&a->line, &b->line, widths[b->level > 0], true));
        add_line(b, goes_on, flowed ? flow != DL_FLOW_DELSP : dl_wrap_is_spaced(&a->line, &b->line),
                 &out);
    }
    ok = ok && dl_str_ok(&out);
    if (ok)
        dl_str_splice(text, 0, text->len, out.text, out.len);
    free(all.items);
    dl_str_release(&out);
    return ok && dl_str_ok(text);
}

/* Bytes of a prefix at TEXT that says that a mail answers or hands on another (RFC 5256, 2.1), and of the
 * spaces behind it; 0 where there is none. */
static size_t prefix_len(const char *text)
{
    static const char *const words[] = {"re", "fwd", "fw"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t len = strlen(words[i]);
        if (strncasecmp(text, words[i], len))
            continue;
        if (text[len] == '[') /* "Re[2]:" */
            len += strspn(text + len, "[0123456789]");
        if (text[len] == ':')
            return len + 1 + strspn(text + len + 1, " \t");
    }
    return 0;
}

void dl_mail_title_add(dl_str *ret, const char *subject)
{
    subject += strspn(subject, " \t\r\n");
    const char *rest = subject;
    size_t first = prefix_len(subject);
    for (size_t len = first; len; len = prefix_len(rest))
        rest += len;
    if (*rest)
        dl_str_addf(ret, "%.*s%s", (int)first, subject, rest);
}
