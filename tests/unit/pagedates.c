/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The day a page was published, of pages with one trap each (datepages.def). */
#include <string.h>
#include <time.h>

#include "dateline/day.h"
#include "dateline/import.h"
#include "dateline/str.h"
#include "import/importer.h"
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
    const char *utc;      /* NULL: not asked for */
    const char *captured; /* NULL: not known */
} pages[] = {
#define PAGE(name, published, html) {name, published, html, NULL, NULL},
#define PAGE_UTC(name, published, utc, html) {name, published, html, utc, NULL},
#define PAGE_CAPTURED(name, published, captured, html) {name, published, html, NULL, captured},
#include "datepages.def"
};

typedef struct reading {
    char published[DL_DATE_TEXT], utc[32];
} reading;

static dl_status keep(void *context, const dl_document *doc, dl_error *error)
{
    reading *r = context;
    (void)error;
    if (doc->published.precision != DL_PRECISION_NONE)
        dl_date_format(doc->published, r->published);
    time_t moment = (time_t)doc->published_utc;
    struct tm tm;
    if (doc->published_utc != DL_UTC_NONE && gmtime_r(&moment, &tm))
        strftime(r->utc, sizeof r->utc, "%Y-%m-%dT%H:%M", &tm);
    return DL_OK;
}

/* What PAGE says when it was published. JSON stands there with ' for ". */
static reading read_page(const struct page *page)
{
    reading ret = {"", ""};
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
    dl_record record = {.part = {.origin = "folder/page.html"},
                        .format = &dl_importer_html,
                        .data = html.text,
                        .len = html.len};
    if (page->captured)
        assert_true(dl_date_parse(page->captured, strlen(page->captured), &record.part.captured));
    dl_error error;
    if (dl_import_parse(&record, &options, keep, &ret, &error))
        fail_msg("%s: %s", page->name, error.message);
    dl_str_release(&html);
    return ret;
}

static void each_page_is_read(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        const struct page *page = &pages[i];
        reading r = read_page(page);
        if (strcmp(r.published, page->published) || (page->utc && strcmp(r.utc, page->utc))) {
            wrong++;
            print_message("%s: want %s (%s), got %s (%s)\n", page->name, page->published,
                          page->utc ? page->utc : "any", r.published, r.utc);
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
