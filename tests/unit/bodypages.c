/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body of pages of many designs (bodypages.def). */
#include <stdlib.h>
#include <string.h>

#include "dateline/import.h"
#include "dateline/str.h"
#include "support/test.h"

#define HEAD "<!DOCTYPE html><html lang=en><head><title>Quay put off</title>"
#define N "\n\n"
#define P1 "The harbour board of Lisvane met on Tuesday and put off its decision on the new quay."
#define P2                                                                                         \
    "Two of its seven members had asked for more time, the chair told those who had come to "      \
    "listen."
#define P3 "The board will meet again before the end of the month, and it will then have to decide."
#define P4                                                                                         \
    "Whoever has seen the old quay in a storm knows that nobody ought to wait for another winter."
#define P5                                                                                         \
    "My father mended nets there all his life, and he would have laughed at a new wall of stone."
#define R1 "ועדת הנמל של ליסוויין נפגשה ביום שלישי ודחתה את ההחלטה על הרציף החדש."
#define R2 "שניים משבעת חבריה ביקשו עוד זמן, אמרה היושבת בראש למי שבא לשמוע."
#define R3 "הוועדה תיפגש שוב לפני סוף החודש, ואז יהיה עליה להחליט מה לעשות."

static const struct page {
    const char *name, *body, *html;
} pages[] = {
#define PAGE(name, body, html) {name, body, html},
#include "bodypages.def"
};

static dl_status keep(void *context, const dl_document *doc, dl_error *error)
{
    (void)error;
    dl_str_add(context, doc->body);
    return DL_OK;
}

static void each_body_is_found(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        dl_import_options none = {0};
        dl_input input = {
            .origin = "folder/page.html", .data = pages[i].html, .len = strlen(pages[i].html)};
        dl_error error;
        dl_str body;
        dl_str_init(&body);
        if (dl_import(&input, &none, keep, &body, &error))
            fail_msg("%s: %s", pages[i].name, error.message);
        if (!body.text || strcmp(body.text, pages[i].body)) {
            wrong++;
            print_message("--- %s: want\n%s\n--- got\n%s\n", pages[i].name, pages[i].body,
                          body.text ? body.text : "");
        }
        dl_str_release(&body);
    }
    print_message("%zu of %zu bodies found\n", COUNT_OF(pages) - wrong, COUNT_OF(pages));
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_body_is_found)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
