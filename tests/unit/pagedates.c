/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day a page was published, of pages with one trap each (datepages.def). */
#include <string.h>

#include "dateline/day.h"
#include "dateline/import.h"
#include "dateline/str.h"
#include "support/test.h"

#define TEXT                                                                                       \
    "<p>The harbour board of Lisvane met on Tuesday and put off its decision on the new quay.</p>" \
    "<p>Two of its seven members had asked for more time, the chair told those who had come.</p>"  \
    "<p>The board will meet again before the end of the month, and it will have to decide.</p>"
#define HEAD "<!DOCTYPE html><html lang=en><head><title>Quay put off</title>"
#define BODY "</head><body><h1>Quay put off</h1>"
#define LD(json) "<script type='application/ld+json'>" json "</script>"

static const struct page {
    const char *name, *published, *html;
} pages[] = {
#define PAGE(name, published, html) {name, published, html},
#include "datepages.def"
};

static dl_status keep(void *context, const dl_document *doc, dl_error *error)
{
    char *buf = context;
    (void)error;
    dl_date_format(doc->published, buf);
    if (doc->published.precision == DL_PRECISION_NONE)
        *buf = '\0';
    return DL_OK;
}

/* What `published` of PAGE is, in BUF. JSON stands there with ' for ". */
static void read_page(const struct page *page, char buf[DL_DATE_TEXT])
{
    dl_str html;
    dl_import_options options = {.today = dl_day_from_civil(2026, 2, 1)};
    dl_str_init(&html);
    const char *json = NULL;
    for (const char *p = page->html; *p; p++) {
        if (!strncmp(p, "ld+json'>", 9))
            json = p + 8;
        else if (!strncmp(p, "</script>", 9))
            json = NULL;
        dl_str_addc(&html, json && p > json && *p == '\'' ? '"' : *p);
    }
    dl_input input = {.origin = "folder/page.html", .data = html.text, .len = html.len};
    dl_error error;
    strcpy(buf, "?");
    if (dl_import(&input, &options, keep, buf, &error))
        fail_msg("%s: %s", page->name, error.message);
    dl_str_release(&html);
}

static void each_page_is_read(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        char buf[DL_DATE_TEXT];
        read_page(&pages[i], buf);
        if (strcmp(buf, pages[i].published)) {
            wrong++;
            print_message("%s: want %s, got %s\n", pages[i].name, pages[i].published, buf);
        }
    }
    print_message("%zu of %zu pages read right\n", COUNT_OF(pages) - wrong, COUNT_OF(pages));
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_page_is_read)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
