/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved pages, written for this test, each with one trap. */
#include <stdlib.h>
#include <string.h>

#include "dateline/import.h"
#include "dateline/str.h"
#include "import/html.h"
#include "support/test.h"

#define FIRST                                                                                      \
    "The harbour board of Lisvane met on Tuesday and put off its decision on the new quay."
#define SECOND                                                                                     \
    "Two of its seven members had asked for more time, the chair, Orla Penhale, told those who "   \
    "had come to listen."
#define THIRD                                                                                      \
    "The board will meet again before the end of the month, and it will then have to decide."

typedef struct result {
    dl_arena arena;
    dl_document doc;
    size_t count;
    dl_status status;
    dl_error error;
} result;

static dl_status keep(void *context, const dl_document *doc, dl_error *error)
{
    result *r = context;
    r->count++;
    return dl_document_copy(&r->arena, doc, &r->doc) ? DL_OK : dl_fail_nomem(error);
}

static result import_bytes(const char *data, size_t len)
{
    result r = {0};
    dl_input input = {.origin = "folder/page.html", .data = data, .len = len};
    dl_import_options none = {0};
    r.status = dl_import(&input, &none, keep, &r, &r.error);
    return r;
}

static result import(const char *html)
{
    result r = import_bytes(html, strlen(html));
    if (r.status)
        fail_msg("%s", r.error.message);
    assert_int_equal(r.count, 1);
    return r;
}

static void done(result *r)
{
    dl_arena_release(&r->arena);
}

static void navigation_is_no_body(void **state)
{
    (void)state;
    result r = import(
        "<!DOCTYPE html><html lang=en><head><title>Quay put off | Lisvane Herald</title>"
        "<meta property='og:site_name' content='Lisvane Herald'></head><body>"
        "<nav><ul><li><a href=/>Home</a><li><a href=/news>News from the town and the shore</a></ul>"
        "</nav><article><h1>Quay put off</h1><p class=byline>By <b>Tamsin Orrell</b></p>"
        "<div class=article-body><p>" FIRST
        "</p><aside>Read what our readers say. It is a lot, and "
        "all of it can be read.</aside><p>" SECOND "</p><p>" THIRD "</p></div></article>"
        "<div id=comments><p>" SECOND " I was there, and it was not so at all.</p></div>"
        "<footer><p>The Herald is printed on the island. All rights reserved.</p></footer>"
        "</body></html>");
    assert_string_equal(r.doc.body, FIRST "\n\n" SECOND "\n\n" THIRD);
    assert_string_equal(r.doc.lang, "en");
    assert_string_equal(r.doc.publisher, "Lisvane Herald");
    done(&r);
}

static void a_piece_is_cut_into_blocks(void **state)
{
    (void)state;
    static const char html[] = "One <i>and</i> two.<br>Still<br><br>Three &amp; f&ouml;ur"
                               "<ul><li>five<li>six <script>seven</script></ul>";
    static const char *const texts[] = {"One and two. Still", "Three & f\xc3\xb6ur", "five", "six"};
    dl_arena arena = {0};
    dl_blocks blocks;
    assert_int_equal(dl_html_blocks(html, sizeof html - 1, NULL, &arena, &blocks, NULL), DL_OK);
    assert_int_equal(blocks.count, COUNT_OF(texts));
    for (size_t i = 0; i < blocks.count; i++) {
        assert_int_equal(blocks.items[i].len, strlen(texts[i]));
        assert_memory_equal(blocks.items[i].text, texts[i], blocks.items[i].len);
    }
    assert_int_equal(blocks.items[0].emphasised, 3);
    assert_int_equal(blocks.items[2].element, DL_ELEMENT_ITEM);
    dl_arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(navigation_is_no_body),
        cmocka_unit_test(a_piece_is_cut_into_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
