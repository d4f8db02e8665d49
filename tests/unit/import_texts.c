/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several texts in one file, made here: where they are parted and where not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dateline/import.h"
#include "dateline/str.h"
#include "support/test.h"

typedef struct reading {
    char origins[8][64];
    char *texts[8];
    size_t count, failures;
} reading;

static dl_status keep(void *context, const dl_record *record, dl_error *error)
{
    reading *r = context;
    size_t i = r->count++;
    (void)error;
    assert_true(i < COUNT_OF(r->origins));
    snprintf(r->origins[i], sizeof r->origins[i], "%s", record->part.origin);
    r->texts[i] = strndup(record->data, record->len);
    return DL_OK;
}

static void note_failure(void *context, dl_status status, const dl_error *error)
{
    (void)status;
    (void)error;
    ((reading *)context)->failures++;
}

static void split_part(const dl_part *part, const char *bytes, size_t len, reading *r)
{
    const dl_splitting to = {.record = keep, .failed = note_failure, .context = r};
    dl_stream stream;
    *r = (reading){0};
    dl_stream_init_memory(&stream, bytes, len);
    assert_int_equal(dl_import_split(part, &stream, &to, NULL), DL_OK);
    dl_stream_release(&stream);
    assert_int_equal(r->failures, 0);
}

static void split(const char *bytes, reading *r)
{
    const dl_part part = {.origin = "box"};
    split_part(&part, bytes, strlen(bytes), r);
}

static void done(reading *r)
{
    for (size_t i = 0; i < r->count; i++)
        free(r->texts[i]);
}

#define HERRING                                                                                    \
    "Quota for herring raised\n3 March 2024\n\n"                                                   \
    "The quota for the spring was raised by a tenth on Monday, the ministry in Grey Sound said. "  \
    "Fishermen had asked for more.\n"
#define MAYOR                                                                                      \
    "Mayor to leave office\n\n"                                                                    \
    "GREY SOUND, March 1, 2024 - Mayor Ada Lund will not stand again in the autumn, she told the " \
    "council on Friday. She has held the office for twelve years.\n"
#define FERRY                                                                                                                           \
    "渡船航线周一恢复运营\n2024年3月4日\n\n"                                                                               \
    "灰湾港务局周日表示，经过三天的暴风雨，渡船航线将于周一恢复运营，傍晚还将增开两班渡船。" \
    "市长感谢所有船员的辛勤工作。\n"

static void test_rules_part_what_begins_with_title_and_date(void **state)
{
    reading r;
    (void)state;
    split(HERRING "\n-----\n\n" MAYOR "\n* * *\n" FERRY, &r);
    assert_int_equal(r.count, 3);
    assert_string_equal(r.origins[0], "box#1");
    assert_string_equal(r.origins[2], "box#3");
    assert_true(!strncmp(r.texts[0], HERRING, sizeof HERRING - 1));
    assert_true(!strncmp(r.texts[1] + 1, MAYOR, sizeof MAYOR - 1));
    assert_string_equal(r.texts[2], FERRY);
    assert_null(strstr(r.texts[0], "---"));
    done(&r);
}

static void test_other_rules_belong_to_the_text(void **state)
{
    static const char *const files[] = {
        HERRING "\n* * *\n\nBoats leave on Tuesday, as they did before the storm of the week that "
                "has passed. The line said so on Sunday, and asked all who had booked for "
                "patience.\n",
        HERRING "\n-----\n\nRead on\nMayor to leave office\n1 March 2024\n-----\nFerries late\n",
        "Home\nSport\n-----\n" HERRING,
        HERRING "\n-----\n\nkelp_fan\n2 March 2024\n\nI have waited for this for years, and my "
                "uncle has, too. It is good that the ministry has seen that there are enough of "
                "them now.\n",
        HERRING "\nEnd of Document\nLoad-Date: 5 March 2024\n"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        reading r;
        split(files[i], &r);
        assert_int_equal(r.count, 1);
        assert_string_equal(r.origins[0], "box");
        assert_string_equal(r.texts[0], files[i]);
        done(&r);
    }
}

static void test_marks_part_texts_without_a_date(void **state)
{
    reading r;
    (void)state;
    split("2 results\r\n____________\r\n\r\nDocument 1 of 2\r\n\r\n" HERRING
          "____________\r\n\r\nDocument 2 of 2\r\n\r\nUndated\n\nThe lighthouse will be painted "
          "anew, the council said. It had been white and red for eighty years, and will be so "
          "again in the summer.\n____________\nCopyright\n",
          &r);
    assert_int_equal(r.count, 2);
    assert_non_null(strstr(r.texts[0], "herring"));
    assert_non_null(strstr(r.texts[1], "lighthouse"));
    assert_null(strstr(r.texts[1], "Document 2"));
    done(&r);
    split(HERRING "End of Document\n" MAYOR "\nEnd of Document\n", &r);
    assert_int_equal(r.count, 2);
    done(&r);
}

/* What is behind a rule is looked at once, up to the next one, so that as many rules as bytes allow cost no more. */
static void test_rules_alone_are_read_in_no_time(void **state)
{
    enum { RULES = 400000 };
    static char rules[4 * RULES + 1];
    (void)state;
    for (size_t i = 0; i < RULES; i++)
        memcpy(rules + 4 * i, "---\n", 5);
    for (size_t i = 0; i < 2; i++) {
        dl_str bytes;
        reading r;
        clock_t before = clock();
        dl_str_init(&bytes);
        dl_str_add(&bytes, i ? HERRING "---\n" MAYOR : HERRING);
        dl_str_add(&bytes, rules);
        assert_true(dl_str_ok(&bytes));
        split(bytes.text, &r);
        assert_int_equal(r.count, i + 1);
        assert_true(clock() - before < 5 * CLOCKS_PER_SEC);
        done(&r);
        dl_str_release(&bytes);
    }
}

static void test_what_a_container_calls_text_is_one(void **state)
{
    static const char text[] = HERRING "\n-----\n" MAYOR;
    const dl_part part = {.origin = "box", .media_type = "text/plain"};
    reading r;
    (void)state;
    split_part(&part, text, sizeof text - 1, &r);
    assert_int_equal(r.count, 1);
    done(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules_part_what_begins_with_title_and_date),
        cmocka_unit_test(test_other_rules_belong_to_the_text),
        cmocka_unit_test(test_marks_part_texts_without_a_date),
        cmocka_unit_test(test_rules_alone_are_read_in_no_time),
        cmocka_unit_test(test_what_a_container_calls_text_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
