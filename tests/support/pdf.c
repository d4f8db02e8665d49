/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/pdf.h"

#include <string.h>

#include "support/test.h"

#define HEIGHT 842
#define LEADING 1.2

/* Objects: 1 the catalogue, 2 the list of pages, 3 the font, 4 the description, then two a page. */
enum { CATALOGUE = 1, PAGES, FONT, INFO, FIRST };

void pdf_begin(pdf_maker *pdf)
{
    *pdf = (pdf_maker){0};
    dl_str_init(&pdf->bytes);
    dl_str_init(&pdf->page);
    dl_str_add(&pdf->bytes, "%PDF-1.4\n");
}

static void begin_object(pdf_maker *pdf, size_t number)
{
    assert_true(number < COUNT_OF(pdf->offsets));
    pdf->offsets[number] = pdf->bytes.len;
    dl_str_addf(&pdf->bytes, "%zu 0 obj\n", number);
}

void pdf_line(pdf_maker *pdf, double x, double y, double size, const char *text)
{
    dl_str_addf(&pdf->page, "BT /F %.1f Tf %.1f %.1f Td (", size, x, HEIGHT - y);
    for (; *text; text++) {
        if (strchr("()\\", *text))
            dl_str_addc(&pdf->page, '\\');
        dl_str_addc(&pdf->page, *text);
    }
    dl_str_add(&pdf->page, ") Tj ET\n");
}

double pdf_lines(pdf_maker *pdf, double x, double y, double size, const char *text)
{
    char line[256];
    for (size_t len; *text; text += len + (text[len] == '\n')) {
        len = strcspn(text, "\n");
        assert_true(len < sizeof line);
        memcpy(line, text, len);
        line[len] = '\0';
        pdf_line(pdf, x, y, size, line);
        y += size * LEADING;
    }
    return y;
}

void pdf_next_page(pdf_maker *pdf)
{
    size_t number = FIRST + 2 * pdf->pages++;
    begin_object(pdf, number);
    dl_str_addf(&pdf->bytes,
                "<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 %d] /Contents %zu 0 R "
                "/Resources << /Font << /F %d 0 R >> >> >>\nendobj\n",
                PAGES, HEIGHT, number + 1, FONT);
    begin_object(pdf, number + 1);
    dl_str_addf(&pdf->bytes, "<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n", pdf->page.len,
                pdf->page.text);
    dl_str_clear(&pdf->page);
}

void pdf_end(pdf_maker *pdf)
{
    pdf_next_page(pdf);
    begin_object(pdf, CATALOGUE);
    dl_str_addf(&pdf->bytes, "<< /Type /Catalog /Pages %d 0 R >>\nendobj\n", PAGES);
    begin_object(pdf, PAGES);
    dl_str_addf(&pdf->bytes, "<< /Type /Pages /Count %zu /Kids [", pdf->pages);
    for (size_t i = 0; i < pdf->pages; i++)
        dl_str_addf(&pdf->bytes, " %zu 0 R", FIRST + 2 * i);
    dl_str_add(&pdf->bytes, " ] >>\nendobj\n");
    begin_object(pdf, FONT);
    dl_str_add(&pdf->bytes, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n");
    begin_object(pdf, INFO);
    dl_str_addf(&pdf->bytes, "<< %s >>\nendobj\n", pdf->info ? pdf->info : "");
    size_t count = FIRST + 2 * pdf->pages, at = pdf->bytes.len;
    dl_str_addf(&pdf->bytes, "xref\n0 %zu\n0000000000 65535 f \n", count);
    for (size_t i = 1; i < count; i++)
        dl_str_addf(&pdf->bytes, "%010zu 00000 n \n", pdf->offsets[i]);
    dl_str_addf(&pdf->bytes,
                "trailer\n<< /Size %zu /Root %d 0 R /Info %d 0 R %s >>\nstartxref\n%zu\n%%%%EOF\n",
                count, CATALOGUE, INFO, pdf->trailer ? pdf->trailer : "", at);
    assert_true(dl_str_ok(&pdf->bytes));
}

void pdf_release(pdf_maker *pdf)
{
    dl_str_release(&pdf->bytes);
    dl_str_release(&pdf->page);
}
