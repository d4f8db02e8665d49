/* SPDX-License-Identifier: GPL-3.0-or-later */
/* --map as it is written, and what is wrong with it. */
#include <string.h>

#include "dateline/fieldmap.h"
#include "support/test.h"

static void assert_fails(const char *text, const char *message)
{
    dl_field_map map = {.fields[DL_MAPPING_TITLE].len = 77};
    dl_error error;
    assert_int_equal(dl_field_map_parse(text, &map, &error), DL_ERR_INVALID);
    assert_string_equal(error.message, message);
    assert_int_equal(map.fields[DL_MAPPING_TITLE].len, 77);
}

static void test_pairs_are_read(void **state)
{
    (void)state;
    dl_field_map map;
    assert_int_equal(
        dl_field_map_parse("title=headline,published=meta.pub Date,link=a=b", &map, NULL), DL_OK);
    assert_memory_equal(map.fields[DL_MAPPING_TITLE].path, "headline", 8);
    assert_int_equal(map.fields[DL_MAPPING_TITLE].len, 8);
    assert_memory_equal(map.fields[DL_MAPPING_PUBLISHED].path, "meta.pub Date", 13);
    assert_int_equal(map.fields[DL_MAPPING_LINK].len, 3);
    assert_null(map.fields[DL_MAPPING_BODY].path);
}

static void test_what_is_wrong_is_told_with_its_place(void **state)
{
    (void)state;
    static const char form[] = ": write FACT=FIELD, several parted by commas "
                               "(title=headline,published=pubDate)";
    char message[128];
    assert_fails("title=a,pubished=b",
                 "at 9: no fact is called 'pubished'; did you mean published?");
    assert_fails("colour=b",
                 "at 1: no fact is called 'colour'; there are title, body, published, "
                 "updated, author, source, publisher, via, place, link, lang, captured");
    assert_fails("body=a,body=b", "at 8: body stands twice");
    static const struct {
        const char *text, *place;
    } wrong[] = {{"title", "at 6"}, {"title=", "at 7"},   {"", "at 1"},
                 {"=a", "at 1"},    {"title=a,", "at 9"}, {"body=x,,title=a", "at 8"}};
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        strcpy(message, wrong[i].place);
        strcat(message, form);
        assert_fails(wrong[i].text, message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs_are_read),
        cmocka_unit_test(test_what_is_wrong_is_told_with_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
