/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dateline/datefind.h"

/* A text, what is known besides, and what must be read out of it. */
struct example {
    const char *text;
    const char *want; /* as dl_date_format; "": no date */
    const char *near; /* "YYYY-MM-DD" or NULL */
    int day_month;
    const char *rest;
};

static dl_day day_of(const char *text)
{
    dl_day first = DL_DAY_NONE, last;
    if (text)
        assert_true(dl_day_parse(text, strlen(text), &first, &last));
    return first;
}

/* Reads EXAMPLE from memory of its very size, so that the sanitizers see a step beyond it. */
static dl_status find(const struct example *e, dl_arena *arena, dl_date_found *ret)
{
    size_t len = strlen(e->text);
    char *copy = malloc(len ? len : 1);
    assert_non_null(copy);
    memcpy(copy, e->text, len);
    dl_date_context context = {.near = day_of(e->near), .day_month = e->day_month, .rest = e->rest};
    *ret = (dl_date_found){0};
    dl_status status = dl_date_find(copy, len, &context, arena, ret);
    free(copy);
    return status;
}

static void check(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct example *e = &examples[i];
        dl_arena arena = {0};
        dl_date_found found;
        char buf[DL_DATE_TEXT];
        find(e, &arena, &found);
        dl_date_format(found.date, buf);
        if (strcmp(buf, e->want))
            fail_msg("\"%s\" near %s: read \"%s\", want \"%s\"", e->text, e->near ? e->near : "-",
                     buf, e->want);
        assert_true(found.start <= found.end && found.end <= strlen(e->text));
        dl_arena_release(&arena);
    }
}

#define CHECK(examples) check(examples, sizeof examples / sizeof *examples)

static void words_and_years(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"August 7, 2019", "2019-08-07", NULL, 0, NULL},
        {"Aug. 7, 2019", "2019-08-07", NULL, 0, NULL},
        {"AUGUST 7 2019", "2019-08-07", NULL, 0, NULL},
        {"7 August 2019", "2019-08-07", NULL, 0, NULL},
        {"7th of August, 2019", "2019-08-07", NULL, 0, NULL},
        {"the 1st of March 1999", "1999-03-01", NULL, 0, NULL},
        {"August 22nd, 2019", "2019-08-22", NULL, 0, NULL},
        {"7-Aug-2019", "2019-08-07", NULL, 0, NULL},
        {"07/Aug/2019", "2019-08-07", NULL, 0, NULL},
        {"2019 August 7", "2019-08-07", NULL, 0, NULL},
        {"Wednesday, August 7, 2019", "2019-08-07", NULL, 0, NULL},
        {"Wed., 7 Aug 2019", "2019-08-07", NULL, 0, NULL},
        {"Wednesday 7 August 2019", "2019-08-07", NULL, 0, NULL},
        {"August 7, 2019 (Wednesday)", "2019-08-07", NULL, 0, NULL},
        {"Sept 9, 2020", "2020-09-09", NULL, 0, NULL},
        {"May 5, 2020", "2020-05-05", NULL, 0, NULL},
        {"3 Feb '24", "2024-02-03", NULL, 0, NULL},
        {"03-Feb-71", "1971-02-03", NULL, 0, NULL},
        {"August 2019", "2019-08", NULL, 0, NULL},
        {"Published in March, 2004", "2004-03", NULL, 0, NULL},
        {"29 February 2020", "2020-02-29", NULL, 0, NULL},
        {"(12 June 2001)", "2001-06-12", NULL, 0, NULL},
        {"“12 June 2001”", "2001-06-12", NULL, 0, NULL},
        {"12\xc2\xa0June\xc2\xa0"
         "2001",
         "2001-06-12", NULL, 0, NULL},
    };
    CHECK(examples);
}

static void figures(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"2019-08-07", "2019-08-07", NULL, 0, NULL},
        {"2019/8/7", "2019-08-07", NULL, 0, NULL},
        {"2019.08.07", "2019-08-07", NULL, 0, NULL},
        {"2019.8.7.", "2019-08-07", NULL, 0, NULL},
        {"23/08/2019", "2019-08-23", NULL, 0, NULL},
        {"08/23/2019", "2019-08-23", NULL, 0, NULL},
        {"8/23/19", "2019-08-23", NULL, 0, NULL},
        {"23-8-2019", "2019-08-23", NULL, 0, NULL},
        {"7.8.2019", "2019-08-07", NULL, 0, NULL},
        {"7.8.19", "2019-08-07", NULL, 0, NULL},
        {"08/08/2019", "2019-08-08", NULL, 0, NULL},
        {"412-07-08-2019", "2019-08-07", NULL, 0, NULL},
        {"20190807", "2019-08-07", NULL, 0, NULL},
        {"https://example.org/2019/08/07/a-story", "2019-08-07", NULL, 0, NULL},
        {"https://example.org/07-Aug-2019/a-story", "2019-08-07", NULL, 0, NULL},
        {"https://example.org/2019/a-190807-b02.htm", "2019-08-07", NULL, 0, NULL},
        {"https://example.org/news/20190807-story", "2019-08-07", NULL, 0, NULL},
        {"/2019/08/a-story.html", "2019-08", NULL, 0, NULL},
        {"example.org/stream/1565136000-77345/a-story", "", NULL, 0, NULL},
    };
    CHECK(examples);
}

static void times(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"August 7, 2019 3:05 PM", "2019-08-07T15:05", NULL, 0, NULL},
        {"August 7, 2019 at 3:05 p.m. EDT", "2019-08-07T15:05", NULL, 0, NULL},
        {"7 August 2019, 12:10 am", "2019-08-07T00:10", NULL, 0, NULL},
        {"7 August 2019 | 12:10 PM", "2019-08-07T12:10", NULL, 0, NULL},
        {"7 August 2019 – 23:59", "2019-08-07T23:59", NULL, 0, NULL},
        {"7 August 2019 14:05 PM", "2019-08-07T14:05", NULL, 0, NULL},
        {"5 pm, 7 August 2019", "2019-08-07T17:00", NULL, 0, NULL},
        {"09:13 UTC+8, 2019-08-07", "2019-08-07T09:13", NULL, 0, NULL},
        {"Wed 6:45 PM, Aug 7, 2019", "2019-08-07T18:45", NULL, 0, NULL},
        {"Wed, 07 Aug 2019 23:30:00 -0500", "2019-08-07T23:30", NULL, 0, NULL},
        {"2019-08-07T23:30:00Z", "2019-08-07T23:30", NULL, 0, NULL},
        {"2019-08-07T23:30:00.125+02:00", "2019-08-07T23:30", NULL, 0, NULL},
        {"2019-08-07 08:00", "2019-08-07T08:00", NULL, 0, NULL},
        {"7 August 2019 25:10", "2019-08-07", NULL, 0, NULL},
        {"7 August 2019 10:61", "2019-08-07", NULL, 0, NULL},
    };
    CHECK(examples);
}

static void datelines(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"OSLO, May 9. /NTB/. Ferries stood still.", "2018-05-09", "2018-05-10", 0, NULL},
        {"OSLO, May 9. /Correspondent of NTB/. Ferries.", "2018-05-09", "2018-05-10", 0, NULL},
        {"OSLO, Jan 2 (Reuters) - Ferries", "2018-01-02", "2018-01-03", 0, NULL},
        {"SALEM, N.H., Dec. 31 (AP) — Ferries", "2017-12-31", "2018-01-01", 0, NULL},
        {"SALEM, Ore., Feb 6 - Ferries", "2018-02-06", "2018-05-10", 0, NULL},
        {"SALEM, Va. Feb 6 - Ferries", "2018-02-06", "2018-05-10", 0, NULL},
        {"OSLO/NEW DELHI, March 5 (Reuters) - Ferries", "2018-03-05", "2018-05-10", 0, NULL},
        {"Hanoi, July 4 (VNA) -- Ferries", "2018-07-04", "2018-05-10", 0, NULL},
        {"HANOI, July 4 (VNA) – Ferries", "2018-07-04", "2018-05-10", 0, NULL},
        {"OSLO (Fjord Post / NTB - 9th May, 2018) Ferries stood", "2018-05-09", NULL, 0, NULL},
        {"GENEVA, 3 January 2018 (OCHA) - Ferries", "2018-01-03", NULL, 0, NULL},
        {"OSLO, Feb 29 - Ferries", "2016-02-29", "2017-11-01", 0, NULL},
        {"OSLO, May 9. /NTB/. Ferries stood still.", "", NULL, 0, NULL},
        {"OSLO - Ferries stood still on Tuesday at last", "", "2018-05-10", 0, NULL},
        {"Oslo, Norway | NTB | The ferries stood still on Tuesday", "", "2018-05-10", 0, NULL},
        {"Oslo\nJune 4, 2018", "2018-06-04", NULL, 0, NULL},
    };
    CHECK(examples);
}

static void labels(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"March 1, 2021\nFjord Post\nDate: 17/02/2021 | Source: NTB", "2021-02-17", NULL, 0, NULL},
        {"Published: 5:30 am, 3 Feb 2021 · Updated: 9:10 am, 5 Feb 2021", "2021-02-03T05:30", NULL,
         0, NULL},
        {"Updated 5 Feb 2021 | Posted 3 Feb 2021", "2021-02-03", NULL, 0, NULL},
        {"Last modified 5 Feb 2021", "2021-02-05", NULL, 0, NULL},
        {"Accessed 5 Feb 2021\nIssued 3 Feb 2019", "2019-02-03", NULL, 0, NULL},
        {"© 1998-2021\nOslo, 4 May 2018", "2018-05-04", NULL, 0, NULL},
        {"Copyright 4 May 2018", "", NULL, 0, NULL},
        /* the day of a visit above, the text's own day in its dateline */
        {"June 20, 2019\nOSLO, March 14 (Reuters) -", "2019-03-14", NULL, 0, NULL},
        {"January 20, 2019\nOSLO, November 14 (Reuters) -", "2018-11-14", NULL, 0, NULL},
        {"March 15, 2019\nOSLO, March 14 (Reuters) -", "2019-03-15", NULL, 0, NULL},
    };
    CHECK(examples);
}

static void orders(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"03/04/2024", "", NULL, 0, NULL},
        {"03/04/2024", "2024-04-03", NULL, 1, NULL},
        {"03/04/2024", "2024-03-04", NULL, -1, NULL},
        {"Thursday, 03/05/2018", "2018-05-03", NULL, 0, NULL}, /* 5 March 2018 was a Monday */
        {"03/04/2024", "2024-04-03", "2024-04-05", 0, NULL},
        {"Date: 04/03/2005\n\nOSLO, March 3 --", "2005-03-04", NULL, 0, NULL},
        {"Date: 04/03/2005\n\nOSLO, April 3 --", "2005-04-03", NULL, 0, NULL},
        {"5-6-2021", "2021-06-05", NULL, 1, NULL},
        {"13/14/2024", "", NULL, 0, NULL},
    };
    CHECK(examples);
}

static void two_readings(void **state)
{
    (void)state;
    dl_arena arena = {0};
    dl_date_found found;
    char buf[DL_DATE_TEXT];
    static const struct example e = {.text = "Date: 03/04/2024"};
    assert_int_equal(find(&e, &arena, &found), DL_OK);
    assert_int_equal(found.date.precision, DL_PRECISION_NONE);
    assert_int_equal(found.readings_count, 2);
    assert_string_equal(dl_date_format(found.readings[0], buf), "2024-04-03");
    assert_string_equal(dl_date_format(found.readings[1], buf), "2024-03-04");
    assert_int_equal(found.start, 6);
    assert_int_equal(found.end, 16);
    dl_arena_release(&arena);
}

static void years_inferred(void **state)
{
    (void)state;
    static const struct example examples[] = {
        /* 9 May was a Wednesday in 2001, 2007, 2012 and 2018 */
        {"he said, Wednesday, May 9.", "2018-05-09", NULL, 0, "The Games of 2018 were near."},
        {"he said, Wednesday, May 9.", "2018-05-09", NULL, 0, "In 2017 and again in 2018"},
        {"he said, Wednesday, May 9.", "", NULL, 0, "In 2012 and again in 2018"},
        {"he said, Wednesday, May 9.", "", NULL, 0, "In 2016"},
        {"he said, Wednesday, May 9.", "", NULL, 0, "It cost 2.018 and 2018.5 and 20,180"},
        {"he said, Wednesday, May 9.", "2018-05-09", "2017-05-09", 0, NULL},
        {"On Wednesday (9/5), the strait froze", "2018-05-09", NULL, 0, "the winter of 2018"},
        {"May 9", "", NULL, 0, "In 2018"},
        {"9 May", "", NULL, 0, NULL},
    };
    CHECK(examples);
}

static void evidence(void **state)
{
    (void)state;
    dl_arena arena = {0};
    dl_date_found found;
    static const struct example weekday = {.text = "he said, Wednesday, May 9.",
                                           .rest = "The Games of 2018"};
    assert_int_equal(find(&weekday, &arena, &found), DL_OK);
    assert_int_equal(found.date.how, DL_HOW_INFERRED);
    assert_string_equal(found.evidence, "“Wednesday, May 9”; 2018 in the text");
    static const struct example near = {.text = "OSLO, May 9 (Reuters) -", .near = "2018-06-01"};
    assert_int_equal(find(&near, &arena, &found), DL_OK);
    assert_string_equal(found.evidence, "“May 9”; the year nearest to 2018-06-01");
    static const struct example stated = {.text = "9 May 2018"};
    assert_int_equal(find(&stated, &arena, &found), DL_OK);
    assert_int_equal(found.date.how, DL_HOW_STATED);
    assert_null(found.evidence);
    dl_arena_release(&arena);
}

static void told_from_a_day(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"the port said on Sunday", "2018-05-06", "2018-05-09", 0, NULL},
        {"the port said on Wednesday", "2018-05-09", "2018-05-09", 0, NULL},
        {"last Wednesday", "2018-05-02", "2018-05-09", 0, NULL},
        {"yesterday", "2018-05-08", "2018-05-09", 0, NULL},
        {"3 days ago", "2018-05-06", "2018-05-09", 0, NULL},
        {"2 weeks ago", "2018-04-25", "2018-05-09", 0, NULL},
        {"Last updated 2 hours ago", "2018-05-09", "2018-05-09", 0, NULL},
        {"the port said on Sunday", "", NULL, 0, NULL},
        {"yesterday", "", NULL, 0, NULL},
        {"earlier this week", "", "2018-05-09", 0, NULL},
    };
    CHECK(examples);
}

static void nothing_invented(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"", "", NULL, 0, NULL},
        {"February 30, 2024", "", NULL, 0, NULL},
        {"31 June 2024", "", NULL, 0, NULL},
        {"29 February 2023", "", NULL, 0, NULL},
        {"2024-13-01", "", NULL, 0, NULL},
        {"2024-00-10", "", NULL, 0, NULL},
        {"32/01/2024", "", NULL, 0, NULL},
        {"0 May 2024", "", NULL, 0, NULL},
        {"00/05/2024", "", NULL, 0, NULL},
        {"May 0, 2024", "", NULL, 0, NULL},
        {"March 10,000 men", "", "2024-03-01", 0, NULL},
        {"they may 5 times", "", "2024-03-01", 0, NULL},
        {"5 march past", "", "2024-03-01", 0, NULL},
        {"won 3-2 on 5/6 courts", "", "2024-03-01", 0, NULL},
        {"version 1.2.2024.7", "", NULL, 0, NULL},
        {"call 22-10-2024-11", "", NULL, 0, NULL},
        {"ID2024-01-02", "", NULL, 0, NULL},
        {"order 20240104", "", NULL, 0, NULL},
        {"99999999", "", NULL, 0, NULL},
        {"May 5% of all", "", "2024-03-01", 0, NULL},
        {"2024", "", NULL, 0, NULL},
    };
    CHECK(examples);
}

static void eras(void **state)
{
    (void)state;
    static const struct example examples[] = {
        {"Juche 107 (2018)", "2018", NULL, 0, NULL},
        {"May 9, Juche 107 (2018)", "2018-05-09", NULL, 0, NULL},
        {"May 9, Juche107(2018)", "2018-05-09", NULL, 0, NULL},
        {"9. May Juche 107 (2018)", "2018-05-09", NULL, 0, NULL},
    };
    CHECK(examples);
}

static void habits(void **state)
{
    (void)state;
    assert_int_equal(dl_date_habit(".co.uk", NULL), 1);
    assert_int_equal(dl_date_habit("US", NULL), -1);
    assert_int_equal(dl_date_habit("de", NULL), 1);
    assert_int_equal(dl_date_habit(NULL, "nl"), 1);
    assert_int_equal(dl_date_habit(NULL, "en"), 0);
    assert_int_equal(dl_date_habit(NULL, "en-US"), -1);
    assert_int_equal(dl_date_habit(NULL, "ja"), 0);
    assert_int_equal(dl_date_habit("No Such Paper", NULL), 0);
    assert_int_equal(dl_date_habit(NULL, NULL), 0);
}

/* Pieces of dates in random order: nothing is read beyond the end, and every date exists. */
static void random_pieces(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "May", "31",   "2",     "2024", "-",      "/",      ".",     ",",        " ",  " ",
        "(",   ")",    "13:05", "pm",   "a.m",    "Sunday", "Juche", "GMT",      "+",  "T",
        "Z",   "\n",   ":",     "ago",  "days",   "last",   "Date:", "of",       "th", "'",
        "–",   "\xe2", "\x80",  "\xc2", "/TASS/", "OSLO",   "|",     "20240131", "%",  "1,000"};
    uint32_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        char text[256] = "";
        size_t len = 0;
        for (int i = 0; i < 12; i++) {
            seed = seed * 1664525 + 1013904223;
            const char *piece = pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)];
            memcpy(text + len, piece, strlen(piece) + 1);
            len += strlen(piece);
        }
        dl_arena arena = {0};
        dl_date_found found;
        struct example e = {text, "", round & 1 ? "2018-05-09" : NULL, 0, "2018 2019"};
        if (find(&e, &arena, &found) == DL_OK) {
            assert_true(found.start < found.end && found.end <= len);
            assert_true(found.date.precision == DL_PRECISION_NONE ||
                        (found.date.day >= DL_DAY_MIN && found.date.day <= DL_DAY_MAX));
        }
        dl_arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_and_years),
        cmocka_unit_test(figures),
        cmocka_unit_test(times),
        cmocka_unit_test(datelines),
        cmocka_unit_test(labels),
        cmocka_unit_test(orders),
        cmocka_unit_test(two_readings),
        cmocka_unit_test(years_inferred),
        cmocka_unit_test(evidence),
        cmocka_unit_test(told_from_a_day),
        cmocka_unit_test(nothing_invented),
        cmocka_unit_test(eras),
        cmocka_unit_test(habits),
        cmocka_unit_test(random_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
