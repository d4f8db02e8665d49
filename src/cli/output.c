/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <uniconv.h>

#include "cli/options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "dateline/text.h"

static struct {
    char *charset; /* the locale's encoding; NULL: UTF-8 */
    int failure;   /* errno of the first write that failed */
} output;

void *dl_must(void *pointer)
{
    if (pointer)
        return pointer;
    fputs("dateline: out of memory\n", stderr);
    exit(DL_EXIT_FAILED);
}

void dl_output_init(void)
{
    /* what characters are is all that is asked of the locale: each other part of it is files to open
     * before the first screen, and what is written for programs must not depend on them */
    if (!setlocale(LC_CTYPE, "")) {
        setlocale(LC_CTYPE, "C.UTF-8");
        return;
    }
    const char *charset = nl_langinfo(CODESET);
    if (strcmp(charset, "UTF-8") == 0)
        return;
    output.charset = dl_must(strdup(charset));
    setlocale(LC_CTYPE, "C.UTF-8"); /* text is measured as the UTF-8 it is until it is written */
}

bool dl_output_open(void)
{
    return output.failure == 0;
}

bool dl_output_utf8(void)
{
    return !output.charset;
}

size_t dl_output_width(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO))
        return 0;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

void dl_output_bytes(const char *bytes, size_t len)
{
    if (output.failure == 0 && fwrite(bytes, 1, len, stdout) != len)
        output.failure = errno;
}

/* Writes UTF-8 to FILE in the encoding of the locale; false where that failed. */
static bool write_text(FILE *file, const char *text, size_t len)
{
    if (!output.charset)
        return fwrite(text, 1, len, file) == len;
    size_t converted_len = 0;
    char *converted = u8_conv_to_encoding(output.charset, iconveh_question_mark,
                                          (const uint8_t *)text, len, NULL, NULL, &converted_len);
    if (!converted && errno != EILSEQ && errno != EINVAL)
        dl_must(converted);
    bool ok = fwrite(converted ? converted : "?", 1, converted ? converted_len : 1, file) ==
              (converted ? converted_len : 1);
    free(converted);
    return ok;
}

void dl_output_line(const dl_str *text)
{
    dl_must(dl_str_ok(text) ? text->text : NULL);
    if (output.failure == 0 &&
        (!write_text(stdout, text->text, text->len) || putc('\n', stdout) == EOF))
        output.failure = errno;
}

void dl_output_add_safe(dl_str *out, const char *text, size_t len, bool lines)
{
    while (lines) {
        const char *newline = memchr(text, '\n', len);
        if (!newline)
            break;
        dl_text_safe(out, text, (size_t)(newline - text));
        dl_str_addc(out, '\n');
        len -= (size_t)(newline + 1 - text);
        text = newline + 1;
    }
    dl_text_safe(out, text, len);
}

void dl_output_add_cell(dl_str *out, const char *text, size_t len, size_t cells)
{
    size_t start = out->len, used;
    dl_text_safe(out, text, len);
    if (dl_text_cells(out->text + start, out->len - start) > cells) {
        size_t fit = dl_text_fit(out->text + start, out->len - start, cells ? cells - 1 : 0, &used);
        dl_str_cut(out, start + fit);
        if (cells)
            dl_str_add(out, "…");
    }
    used = dl_text_cells(out->text + start, out->len - start);
    for (; used < cells; used++)
        dl_str_addc(out, ' ');
}

void dl_output_add_strong(dl_str *out, bool on)
{
    const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");
    if ((no_color && *no_color) || !term || strcmp(term, "dumb") == 0 || !isatty(STDOUT_FILENO))
        return;
    dl_str_add(out, on ? "\x1b[1m" : "\x1b[m");
}

int dl_output_end(int code)
{
    if (fflush(stdout) != 0 && output.failure == 0)
        output.failure = errno;
    if (output.failure == 0 || output.failure == EPIPE)
        return code;
    dl_message("the output could not be written: %s", strerror(output.failure));
    return DL_EXIT_FAILED;
}

/* Writes a line to standard error. Should that fail there is nobody left to tell. */
static void write_message(const dl_str *line)
{
    dl_progress_hide();
    dl_must(dl_str_ok(line) ? line->text : NULL);
    if (write_text(stderr, line->text, line->len))
        putc('\n', stderr);
}

void dl_message(const char *format, ...)
{
    va_list args;
    char *message;
    va_start(args, format);
    if (vasprintf(&message, format, args) < 0)
        dl_must(NULL);
    va_end(args);
    dl_str line;
    dl_str_init(&line);
    dl_str_add(&line, "dateline: ");
    dl_text_safe(&line, message, strlen(message));
    write_message(&line);
    dl_str_release(&line);
    free(message);
}

int dl_message_error(const dl_error *error)
{
    dl_message("%s", error->message);
    return DL_EXIT_FAILED;
}

void dl_message_detail(const char *text, size_t caret)
{
    dl_str line;
    dl_str_init(&line);
    dl_str_add(&line, "  ");
    dl_text_safe(&line, text, strlen(text));
    write_message(&line);
    if (caret != SIZE_MAX) {
        dl_str_clear(&line);
        dl_text_safe(&line, text, caret);
        size_t cells = dl_str_ok(&line) ? dl_text_cells(line.text, line.len) : 0;
        dl_str_clear(&line);
        dl_str_addf(&line, "%*s^", (int)cells + 2, "");
        write_message(&line);
    }
    dl_str_release(&line);
}
