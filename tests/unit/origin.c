/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The places of documents as text. */
#include <locale.h>
#include <string.h>

#include "dateline/origin.h"
#include "support/test.h"

static void assert_short(const char *origin, const char *text)
{
    dl_str out;
    dl_str_init(&out);
    dl_origin_add_short(origin, "...", &out);
    assert_true(dl_str_ok(&out));
    assert_string_equal(out.text, text);
    dl_str_release(&out);
}

static void test_a_place_in_short(void **state)
{
    (void)state;
    assert_short("/news/2024/day.html", "day.html");
    assert_short("stdin/12ab", "12ab");
    assert_short("plain", "plain");
    assert_short("/news/week.zip!tue/day.html", "week.zip!day.html");
    assert_short("/news/all.tar!a/box.mbox#<a@b.example>", "all.tar!box.mbox#<a@b.example>");
    assert_short("/news/feed.xml#https://tarn.example/2024/03/nine", "feed.xml#nine");
    assert_short("/news/feed.xml#https://tarn.example/nine/", "feed.xml#nine/");
    assert_short("/news/rows.jsonl#12", "rows.jsonl#12");
    assert_short("/news/a-name-of-a-file-that-goes-on-and-on-and-on.html",
                 "a-name-of-a-file-that-goes-on-an...");
    assert_short("/日本/灯灯灯灯灯灯灯灯灯灯灯灯灯灯灯灯灯.txt",
                 "灯灯灯灯灯灯灯灯灯灯灯灯灯灯灯灯...");
    assert_short("/odd/a#!b", "a#!b");
    assert_short("", "");
}

static void test_where_the_path_may_end(void **state)
{
    (void)state;
    static const char origin[] = "/c#/week.zip!tue.html#2";
    static const size_t ends[] = {2, 12, 21, 23};
    size_t len = 0;
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        assert_true(dl_origin_next(origin, &len));
        assert_int_equal(len, ends[i]);
    }
    assert_false(dl_origin_next(origin, &len));
    len = 0;
    assert_false(dl_origin_next("", &len));
}

int main(void)
{
    setlocale(LC_CTYPE, "C.UTF-8"); /* how wide characters are is the locale's */
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_place_in_short),
        cmocka_unit_test(test_where_the_path_may_end),
    };
    return cmocka_run_group_tests_name("origin", tests, NULL, NULL);
}
