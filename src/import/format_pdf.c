/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * PDF with a text in it, by pdftotext, a program of its own: what it reads was written by others, and what
 * it takes, in time and in memory, is bounded (dateline/child.h). The day on which the file was made is that of a copy
 * and never the day of publication; its title is one only where the text has it, too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/child.h"
#include "dateline/hash.h"
#include "dateline/text.h"
#include "import/facts.h"
#include "import/importer.h"
#include "import/pdf.h"

#ifndef DL_PDF_WAIT
#define DL_PDF_WAIT 30000 /* milliseconds to wait, and three times as many for each megabyte more */
#endif
#ifndef DL_PDF_OUTPUT
#define DL_PDF_OUTPUT ((uint64_t)512 << 20) /* bytes: twenty times the text */
#endif
#define SECONDS 10                     /* of a processor, and one for each megabyte */
#define REACH 1024                     /* bytes before which a PDF begins */
#define MEMORY ((uint64_t)1 << 30)     /* bytes that pdftotext may take */
#define PLAIN_MAX ((uint64_t)64 << 20) /* bytes of the text alone */
#define MEANINGLESS 4 /* of so many letters one without a meaning: the text cannot be read */

static int sniff(const dl_part *part)
{
    size_t reach = part->head_len < REACH ? part->head_len : REACH;
    if (reach >= 5 && !memcmp(part->head, "%PDF-", 5))
        return 90;
    const char *mark = memmem(part->head, reach, "%PDF-", 5);
    return mark && memchr(part->head, '\0', part->head_len) ? 70 : 0;
}

/* The program: as it was found when this one was built, or as a user or a test says. */
static const char *find_program(void)
{
    const char *said = secure_getenv("DATELINE_PDFTOTEXT");
    return said && *said == '/' ? said : PDFTOTEXT;
}

/* The first line of what pdftotext complained of. */
static const char *read_complaint(dl_child_report *report)
{
    report->complaint[strcspn(report->complaint, "\n")] = '\0';
    return *report->complaint ? report->complaint : "it does not say why";
}

/* What the end of pdftotext means for the file ORIGIN. */
static dl_status judge(dl_child_report *report, const char *origin, dl_error *error)
{
    switch (report->end) {
    case DL_CHILD_EXITED:
        break;
    case DL_CHILD_DIED:
        return dl_fail(error, DL_ERR_CORRUPT, "%s: pdftotext died of it (signal %d)", origin,
                       report->code);
    case DL_CHILD_LATE:
        return dl_fail(error, DL_ERR_UNSUPPORTED, "%s: pdftotext took too long; left out", origin);
    case DL_CHILD_FLOODED:
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "%s: pdftotext wrote more than any text is; left out", origin);
    default:
        return dl_fail(error, DL_ERR_IO, "%s: pdftotext cannot be watched", origin);
    }
    if (report->code == 0)
        return DL_OK;
    if (strstr(report->complaint, "ncorrect password"))
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "%s: a PDF that opens with a password only; take that off first "
                       "(qpdf --decrypt)",
                       origin);
    return dl_fail(error, DL_ERR_CORRUPT, "%s: a damaged PDF: pdftotext: %s", origin,
                   read_complaint(report));
}

/* Runs pdftotext with OPTION (NULL: none) over RECORD. */
static dl_status run(const dl_record *record, char *option, uint64_t output, dl_child_sink *sink,
                     void *context, dl_error *error)
{
    static char encoding[] = "-enc", utf8[] = "UTF-8", dash[] = "-", locale[] = "LC_ALL=C",
                path[] = "PATH=/usr/bin:/bin";
    char *const environment[] = {locale, path, NULL};
    char *program = strdup(find_program());
    unsigned more = (unsigned)(record->len >> 20);
    const dl_child_bounds bounds = {.cpu = SECONDS + more,
                                    .wait = DL_PDF_WAIT + more * 3000,
                                    .memory = MEMORY,
                                    .output = output};
    dl_child_report report;
    char *words[8] = {program, encoding, utf8};
    size_t count = 3;
    if (!program)
        return dl_fail_nomem(error);
    if (option)
        words[count++] = option;
    words[count++] = dash;
    words[count] = dash;
    dl_status status = dl_child_run(words, environment, record->data, record->len, &bounds, sink,
                                    context, &report, error);
    if (status == DL_ERR_NOT_FOUND)
        status = dl_fail(error, DL_ERR_UNSUPPORTED,
                         "%s: a PDF, which is read by %s, which is not there (Debian: "
                         "poppler-utils)",
                         record->part.origin, program);
    else if (status && status != DL_ERR_NOMEM)
        status = dl_fail_in(error, status, record->part.origin);
    free(program);
    return status ? status : judge(&report, record->part.origin, error);
}

static dl_status take_layout(void *context, const char *bytes, size_t len, dl_error *error)
{
    return dl_pdf_take(context, bytes, len, error);
}

static dl_status take_plain(void *context, const char *bytes, size_t len, dl_error *error)
{
    dl_str *plain = context;
    dl_str_addn(plain, bytes, len);
    return dl_str_ok(plain) ? DL_OK : dl_fail_nomem(error);
}

/* Reads once more a text that runs from right to left. */
static dl_status turn(const dl_record *record, dl_pdf *pdf, dl_error *error)
{
    dl_str plain;
    dl_str_init(&plain);
    dl_status status = run(record, NULL, PLAIN_MAX, take_plain, &plain, error);
    if (!status)
        dl_pdf_turn(pdf, plain.text, plain.len);
    dl_str_release(&plain);
    return status;
}

/* Whether the letters of PDF have a meaning outside of their fonts. */
static bool has_meaning(const dl_pdf *pdf)
{
    size_t letters = 0, lost = 0, size;
    for (size_t i = 0; i < pdf->lines.len; i++)
        for (size_t pos = 0; pos < pdf->lines.items[i].len; pos += size) {
            uint32_t cp = dl_text_decode(pdf->lines.items[i].text + pos,
                                         pdf->lines.items[i].len - pos, &size);
            lost += cp == 0xFFFD || (cp >= 0xE000 && cp < 0xF900) || (cp < ' ' && cp != '\t');
            letters += cp != ' ';
        }
    return lost * MEANINGLESS < letters;
}

static dl_status read_lines(const dl_record *record, dl_pdf *pdf, dl_error *error)
{
    static char layout[] = "-bbox-layout";
    dl_status status = run(record, layout, DL_PDF_OUTPUT, take_layout, pdf, error);
    if (status)
        return status;
    if (!pdf->lines.len)
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "%s: a PDF of %zu page%s without a text in it: a scan wants OCR first "
                       "(ocrmypdf)",
                       record->part.origin, pdf->pages, pdf->pages == 1 ? "" : "s");
    if (dl_pdf_is_backward(pdf))
        status = turn(record, pdf, error);
    if (!status && !has_meaning(pdf))
        return dl_fail(error, DL_ERR_UNSUPPORTED,
                       "%s: a PDF that shows letters but does not say which they are: it wants "
                       "OCR first (ocrmypdf --force-ocr)",
                       record->part.origin);
    return status;
}

/* Whether the title in the file's description is one: the text has it, too. */
static bool is_in_text(const dl_blocks *blocks, const dl_str *title)
{
    for (size_t i = 0; title->len && i < blocks->count && i < 20; i++)
        if (blocks->items[i].len == title->len &&
            !memcmp(blocks->items[i].text, title->text, title->len))
            return true;
    return false;
}

/* The day of a copy: when the file was made, "2023-03-14". */
static dl_date read_created(const dl_str *created)
{
    int year, month, day;
    if (sscanf(created->text, "%4d-%2d-%2d", &year, &month, &day) != 3 ||
        !dl_civil_valid(year, month, day))
        return (dl_date){0};
    return (dl_date){.day = dl_day_from_civil(year, month, day),
                     .precision = DL_PRECISION_DAY,
                     .how = DL_HOW_STATED};
}

static dl_status make_manuscript(dl_pdf *pdf, dl_manuscript *m, dl_error *error)
{
    size_t title;
    if (!dl_pdf_order(pdf) || !dl_pdf_blocks(pdf, &m->blocks, &title))
        return dl_fail_nomem(error);
    const dl_block *block = title < m->blocks.count ? &m->blocks.items[title] : NULL;
    bool ok = true;
    if (is_in_text(&m->blocks, &pdf->title))
        ok = dl_manuscript_claim(m, DL_FACT_TITLE, DL_TRUST_CLAIM, "PDF title", pdf->title.text,
                                 pdf->title.len, pdf->arena);
    else if (block)
        ok = dl_manuscript_claim(m, DL_FACT_TITLE, DL_TRUST_CLAIM, "largest type", block->text,
                                 block->len, pdf->arena);
    if (m->captured.precision == DL_PRECISION_NONE)
        m->captured = read_created(&pdf->created);
    return ok ? DL_OK : dl_fail_nomem(error);
}

static dl_status parse(const dl_record *record, const dl_import_options *options,
                       dl_import_sink *sink, void *context, dl_error *error)
{
    dl_arena arena = {0};
    dl_document document;
    dl_pdf pdf;
    dl_manuscript manuscript = {.origin = record->part.origin,
                                .bare = true,
                                .captured = record->part.captured,
                                .budget = record->budget};
    dl_pdf_init(&pdf, &arena);
    dl_status status = read_lines(record, &pdf, error);
    if (!status)
        status = make_manuscript(&pdf, &manuscript, error);
    if (!status)
        status = dl_facts_read(&manuscript, options, &arena, &document, error);
    if (!status) {
        dl_sha256_hex(record->data, record->len, document.sha256);
        status = sink(context, &document, error);
    }
    dl_pdf_release(&pdf);
    dl_arena_release(&arena);
    return status;
}

const dl_importer dl_importer_pdf = {
    .name = "pdf", .library = "pdftotext (poppler-utils)", .sniff = sniff, .parse = parse};
