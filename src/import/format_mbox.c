/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mailboxes in the form of mbox: messages one after the other, each below a line "From " with a sender
 * and the time. Lengths that headers give are not believed. Such a line begins a message where an empty
 * one is before it, a time and a year are in it, and a header follows; a line of the text that would be
 * like it has been given a ">" by whoever wrote the file, which is taken off again (mboxrd, and mboxo
 * with it). A message is called by its Message-ID, which stays when others are deleted.
 */
#include <string.h>
#include <strings.h>

#include "dateline/text.h"
#include "import/importer.h"
#include "import/seen.h"

#define SEPARATOR_MAX 1024 /* bytes of such a line, and of the header behind it that is looked at */
#define HEADERS_MAX 65536  /* bytes in which the Message-ID is looked for */
#define ID_MAX 200

typedef struct mailbox {
    const dl_part *part;
    dl_stream *in;
    dl_seen seen;
    size_t number;
    bool line_start, after_blank; /* where IN stands */
} mailbox;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whether LINE names a time ("12:30") and a year. */
static bool has_time(const char *line, size_t len)
{
    bool time = false, year = false;
    for (size_t i = 1; i + 3 < len; i++) {
        const char *c = line + i;
        bool two = is_digit(c[0]) && is_digit(c[1]);
        time |= two && c[2] == ':' && is_digit(c[3]) && i + 4 < len && is_digit(c[4]);
        year |= c[-1] == ' ' && two && is_digit(c[2]) && is_digit(c[3]);
    }
    return time && year;
}

/* Whether a header begins at TEXT: a name of printable signs and a colon. */
static bool is_header(const char *text, size_t len)
{
    size_t i = 0;
    while (i < len && text[i] > ' ' && text[i] < 0x7F && text[i] != ':')
        i++;
    return i > 0 && i < len && text[i] == ':';
}

/* Whether a message begins at TEXT. */
static bool is_separator(const char *text, size_t len)
{
    if (len < 5 || memcmp(text, "From ", 5))
        return false;
    const char *newline = memchr(text, '\n', len < SEPARATOR_MAX ? len : SEPARATOR_MAX);
    if (!newline)
        return false;
    size_t line = (size_t)(newline - text), rest = len - line - 1;
    if (line && text[line - 1] == '\r')
        line--;
    if (rest && newline[1] == '>' && rest > 6 && !memcmp(newline + 1, ">From ", 6))
        return has_time(text, line);
    return has_time(text, line) && is_header(newline + 1, rest);
}

static int sniff(const dl_part *part)
{
    return is_separator(part->head, part->head_len) ? 85 : 0;
}

/* How many bytes at the beginning of LINE are not the message's: one ">" of a line that is quoted. */
static size_t find_quote(const char *line, size_t len)
{
    size_t marks = 0;
    while (marks < len && line[marks] == '>')
        marks++;
    return marks && len - marks >= 5 && !memcmp(line + marks, "From ", 5) ? 1 : 0;
}

/* Gives the next bytes of the message at hand, at most a line; none where the next one begins. */
static dl_status pull(void *context, char *buf, size_t size, size_t *ret_len, dl_error *error)
{
    mailbox *box = context;
    const char *bytes;
    size_t len;
    dl_status status = dl_stream_peek(box->in, 2 * SEPARATOR_MAX, &bytes, &len, error);
    if (status)
        return status;
    *ret_len = 0;
    if (!len || (box->line_start && box->after_blank && is_separator(bytes, len)))
        return DL_OK;
    if (box->line_start)
        dl_stream_skip(box->in, find_quote(bytes, len));
    status = dl_stream_line(box->in, size, &bytes, &len, error);
    if (status)
        return status;
    memcpy(buf, bytes, len);
    box->after_blank = box->line_start && (buf[0] == '\n' || (len == 2 && buf[0] == '\r'));
    box->line_start = buf[len - 1] == '\n';
    *ret_len = len;
    return DL_OK;
}

/* The Message-ID among the headers at TEXT, without its brackets; NULL where there is none. */
static const char *find_id(const char *text, size_t len, size_t *ret_len)
{
    static const char name[] = "message-id:";
    const char *end = text + len;
    for (const char *line = text; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        size_t size = (size_t)((newline ? newline : end) - line);
        if (size == 0 || (size == 1 && *line == '\r'))
            return NULL;
        if (size > sizeof name && !strncasecmp(line, name, sizeof name - 1)) {
            const char *from = memchr(line, '<', size), *to = memchr(line, '>', size);
            *ret_len = from && to ? (size_t)(to - from) - 1 : 0;
            return from && to > from + 1 && *ret_len <= ID_MAX ? from + 1 : NULL;
        }
        line += size + (newline != NULL);
    }
    return NULL;
}

/* What the message that IN is of is called: "path#ID", or "path#N" where it has no name of its own. */
static dl_status make_origin(mailbox *box, dl_stream *message, dl_str *ret, dl_error *error)
{
    const char *bytes, *id;
    size_t len, id_len;
    bool is_new = true;
    dl_status status = dl_stream_peek(message, 1, &bytes, &len, error);
    while (!status && len < HEADERS_MAX && !memmem(bytes, len, "\n\n", 2) &&
           !memmem(bytes, len, "\n\r\n", 3) && !message->ended)
        status = dl_stream_peek(message, len + 1, &bytes, &len, error);
    if (status)
        return status;
    dl_str_clear(ret);
    dl_str_addf(ret, "%s#", box->part->origin);
    size_t before = ret->len;
    if ((id = find_id(bytes, len, &id_len)))
        dl_text_clean(ret, id, id_len);
    if (ret->len > before && !dl_seen_add(&box->seen, ret->text + before, &is_new))
        return dl_fail_nomem(error);
    if (!is_new)
        dl_str_cut(ret, before);
    if (ret->len == before)
        dl_str_addf(ret, "%zu", box->number);
    return dl_str_ok(ret) ? DL_OK : dl_fail_nomem(error);
}

/* Takes one message, of which IN stands at the line "From ". */
static dl_status take_message(mailbox *box, dl_split *to, dl_str *origin, dl_error *error)
{
    const char *line;
    size_t len;
    dl_stream message;
    dl_status status = dl_stream_line(box->in, SEPARATOR_MAX, &line, &len, error);
    if (status)
        return status;
    box->number++;
    box->line_start = true;
    box->after_blank = false;
    dl_stream_init(&message, pull, box);
    status = make_origin(box, &message, origin, error);
    if (!status) {
        const dl_part part = {
            .origin = origin->text, .media_type = "message/rfc822", .depth = box->part->depth + 1};
        status = dl_split_part(to, &part, &message, error);
    }
    if (!status)
        status = dl_stream_discard(&message, UINT64_MAX, NULL, error);
    dl_stream_release(&message);
    return status;
}

static dl_status split(const dl_part *part, dl_stream *in, dl_split *to, dl_error *error)
{
    mailbox box = {.part = part, .in = in};
    dl_str origin;
    const char *bytes;
    size_t len;
    dl_str_init(&origin);
    dl_status status = dl_stream_peek(in, 1, &bytes, &len, error);
    while (!status && len) {
        status = take_message(&box, to, &origin, error);
        if (!status)
            status = dl_stream_peek(in, 1, &bytes, &len, error);
    }
    dl_str_release(&origin);
    dl_seen_release(&box.seen);
    return status;
}

const dl_importer dl_importer_mbox = {.name = "mbox", .sniff = sniff, .split = split};
