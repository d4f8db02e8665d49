/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Arena, strings, vectors, days, statuses, hashes and assets. The arena is built into this program
 * once more with a first block of 16 bytes, so that every edge of a block is met.
 */
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dateline/arena.h"
#include "dateline/asset.h"
#include "dateline/day.h"
#include "dateline/hash.h"
#include "dateline/status.h"
#include "dateline/str.h"
#include "dateline/vec.h"
#include "support/test.h"

/* --- arena --- */

static void test_arena_memory_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    dl_arena arena = {0};
    unsigned char *pieces[200];
    for (size_t i = 0; i < COUNT_OF(pieces); i++) {
        pieces[i] = dl_arena_alloc(&arena, i);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
        for (size_t k = 0; k < i; k++)
            assert_int_equal(pieces[i][k], 0);
        memset(pieces[i], (int)i, i);
    }
    for (size_t i = 0; i < COUNT_OF(pieces); i++)
        for (size_t k = 0; k < i; k++)
            assert_int_equal(pieces[i][k], (unsigned char)i);
    assert_true(arena.used >= 199 * 200 / 2);
    dl_arena_release(&arena);
    assert_int_equal(arena.used, 0);
}

static void test_arena_clear_gives_the_memory_out_again_zeroed(void **state)
{
    (void)state;
    dl_arena arena;
    dl_arena_init(&arena);
    for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 50; i++) {
            unsigned char *piece = dl_arena_alloc(&arena, 33);
            assert_non_null(piece);
            for (size_t k = 0; k < 33; k++)
                assert_int_equal(piece[k], 0);
            memset(piece, 0xEE, 33);
        }
        dl_arena_clear(&arena);
        assert_int_equal(arena.used, 0);
    }
    dl_arena_release(&arena);
    dl_arena_clear(&arena);
    assert_null(arena.head);
}

static void test_arena_refuses_sizes_that_overflow(void **state)
{
    (void)state;
    dl_arena arena = {0};
    assert_null(dl_arena_alloc(&arena, SIZE_MAX));
    assert_null(dl_arena_alloc(&arena, SIZE_MAX - 64));
    assert_null(dl_arena_calloc(&arena, SIZE_MAX / 2, 3));
    assert_null(dl_arena_strndup(&arena, "", SIZE_MAX));
    assert_non_null(dl_arena_calloc(&arena, 0, 8));
    assert_non_null(dl_arena_calloc(&arena, 8, 0));
    dl_arena_release(&arena);
}

static void test_arena_copies_strings(void **state)
{
    (void)state;
    dl_arena arena = {0};
    assert_string_equal(dl_arena_strndup(&arena, "envoy", 3), "env");
    assert_string_equal(dl_arena_strndup(&arena, NULL, 0), "");
    assert_string_equal(dl_arena_strdup(&arena, "envoy"), "envoy");
    assert_null(dl_arena_strdup(&arena, NULL));
    assert_string_equal(dl_arena_printf(&arena, "%s-%d", "a", 12345), "a-12345");
    dl_arena_release(&arena);
}

/* --- strings --- */

static void test_str_grows(void **state)
{
    (void)state;
    dl_str str;
    dl_str_init(&str);
    assert_string_equal(str.text, "");
    for (int i = 0; i < 1000; i++)
        dl_str_addc(&str, (char)('a' + i % 26));
    dl_str_add(&str, "");
    dl_str_addn(&str, "xyz", 2);
    dl_str_addf(&str, "%d|%s", 7, "end");
    assert_true(dl_str_ok(&str));
    assert_int_equal(str.len, 1007);
    assert_string_equal(str.text + 1000, "xy7|end");
    assert_int_equal(str.text[27], 'b');
    dl_str_cut(&str, 3);
    assert_string_equal(str.text, "abc");
    dl_str_clear(&str);
    assert_string_equal(str.text, "");
    dl_str_release(&str);
    dl_str_cut(&str, 0);
    dl_str_clear(&str);
    assert_string_equal(str.text, "");
}

static void test_str_splices(void **state)
{
    (void)state;
    dl_str str;
    dl_str_init(&str);
    dl_str_splice(&str, 0, 0, "", 0);
    dl_str_splice(&str, 0, 0, "middle", 6);
    dl_str_splice(&str, 0, 0, "<<", 2);
    dl_str_splice(&str, 8, 8, ">>", 2);
    assert_string_equal(str.text, "<<middle>>");
    dl_str_splice(&str, 2, 8, "x", 1);
    assert_string_equal(str.text, "<<x>>");
    dl_str_splice(&str, 0, 2, NULL, 0);
    assert_string_equal(str.text, "x>>");
    assert_int_equal(str.len, 3);
    dl_str_release(&str);
}

static void test_str_remembers_failure_until_cleared(void **state)
{
    (void)state;
    dl_str str;
    dl_str_init(&str);
    dl_str_add(&str, "kept");
    dl_str_addn(&str, "never read", SIZE_MAX / 2);
    dl_str_add(&str, "more");
    assert_false(dl_str_ok(&str));
    assert_string_equal(str.text, "kept");
    dl_str_clear(&str);
    dl_str_add(&str, "again");
    assert_true(dl_str_ok(&str));
    assert_string_equal(str.text, "again");
    dl_str_addn(&str, "never read", SIZE_MAX / 2);
    assert_null(dl_str_detach(&str));
    assert_true(dl_str_ok(&str));
}

static void test_str_detaches(void **state)
{
    (void)state;
    dl_str str;
    dl_str_init(&str);
    char *none = dl_str_detach(&str);
    assert_string_equal(none, "");
    free(none);
    dl_str_add(&str, "mine");
    char *mine = dl_str_detach(&str);
    assert_string_equal(mine, "mine");
    assert_string_equal(str.text, "");
    free(mine);
}

/* --- vectors --- */

static void test_vec_grows_and_refuses_overflow(void **state)
{
    (void)state;
    struct {
        int *items;
        size_t len, size;
    } vec = {0};
    for (int i = 0; i < 5000; i++)
        assert_true(dl_vec_push(&vec, i * 3));
    assert_int_equal(vec.len, 5000);
    for (int i = 0; i < 5000; i++)
        assert_int_equal(vec.items[i], i * 3);
    int *before = vec.items;
    size_t size = vec.size;
    assert_true(dl_vec_reserve(&vec, size - vec.len));
    assert_ptr_equal(vec.items, before);
    assert_false(dl_vec_grow((void **)&vec.items, &vec.size, SIZE_MAX / 2 + 2, sizeof(int)));
    assert_false(dl_vec_grow((void **)&vec.items, &vec.size, SIZE_MAX / 4 + 2, sizeof(int)));
    assert_int_equal(vec.size, size);
    free(vec.items);
}

static int compare_ints(const void *item, const void *key)
{
    int x = *(const int *)item, y = *(const int *)key;
    return (x > y) - (x < y);
}

static void test_vec_is_sought_where_it_is_sorted(void **state)
{
    (void)state;
    int items[] = {2, 3, 3, 3, 5, 8};
    struct {
        int *items;
        size_t len;
    } vec = {items, 0};
    for (; vec.len <= 6; vec.len++)
        for (int key = 1; key < 10; key++) {
            size_t before = 0, same = 0, first;
            for (size_t i = 0; i < vec.len; i++) {
                before += items[i] < key;
                same += items[i] == key;
            }
            assert_int_equal(dl_vec_seek(&vec, &key, compare_ints), before);
            assert_int_equal(dl_vec_range(&vec, &key, compare_ints, &first), same);
            assert_int_equal(first, before);
        }
}

/* --- days --- */

static void test_days_of_four_centuries_follow_one_another(void **state)
{
    (void)state;
    int leaps = 0;
    dl_day expected = dl_day_from_civil(1601, 1, 1);
    for (int year = 1601; year <= 2000; year++)
        for (int month = 1; month <= 12; month++) {
            leaps += month == 2 && dl_month_days(year, month) == 29;
            for (int day = 1; day <= dl_month_days(year, month); day++, expected++) {
                assert_int_equal(dl_day_from_civil(year, month, day), expected);
                dl_civil civil = dl_day_to_civil(expected);
                assert_true(civil.year == year && civil.month == month && civil.day == day);
            }
        }
    assert_int_equal(leaps, 97);
    assert_int_equal(expected - dl_day_from_civil(1601, 1, 1), 146097);
}

static void test_days_agree_with_the_system_calendar(void **state)
{
    (void)state;
    dl_day epoch = dl_day_from_civil(1970, 1, 1);
    struct tm first = {.tm_year = 0, .tm_mon = 0, .tm_mday = 1};
    struct tm last = {.tm_year = 200, .tm_mon = 11, .tm_mday = 31};
    time_t end = timegm(&last);
    for (time_t t = timegm(&first); t <= end; t += 86400) {
        struct tm tm;
        gmtime_r(&t, &tm);
        dl_day day = dl_day_from_civil(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
        assert_int_equal(day, epoch + t / 86400);
        assert_int_equal(dl_day_weekday(day), (tm.tm_wday + 6) % 7);
    }
}

static void test_days_that_do_not_exist_are_none(void **state)
{
    (void)state;
    static const int wrong[][3] = {{1900, 2, 29}, {2100, 2, 29}, {2023, 2, 29}, {2024, 2, 30},
                                   {2024, 4, 31}, {2024, 0, 1},  {2024, 13, 1}, {2024, 1, 0},
                                   {2024, 1, 32}, {0, 1, 1},     {10000, 1, 1}, {-1, 1, 1}};
    for (size_t i = 0; i < COUNT_OF(wrong); i++)
        assert_int_equal(dl_day_from_civil(wrong[i][0], wrong[i][1], wrong[i][2]), DL_DAY_NONE);
    assert_int_not_equal(dl_day_from_civil(2000, 2, 29), DL_DAY_NONE);
    assert_int_equal(dl_day_from_civil(1, 1, 1), DL_DAY_MIN);
    assert_int_equal(dl_day_from_civil(9999, 12, 31), DL_DAY_MAX);
    assert_int_equal(dl_day_to_civil(DL_DAY_MIN).year, 1);
    assert_int_equal(dl_day_to_civil(DL_DAY_MAX).day, 31);
}

static void test_days_are_written_and_read(void **state)
{
    (void)state;
    char buf[11];
    assert_string_equal(dl_day_format(dl_day_from_civil(2022, 2, 3), buf), "2022-02-03");
    assert_string_equal(dl_day_format(DL_DAY_MIN, buf), "0001-01-01");
    assert_string_equal(dl_day_format(DL_DAY_MAX, buf), "9999-12-31");
    assert_string_equal(dl_day_format(DL_DAY_NONE, buf), "----------");
    assert_string_equal(dl_day_format(DL_DAY_MAX + 1, buf), "----------");
    static const struct {
        const char *text;
        int first[3], last[3];
    } good[] = {{"2024", {2024, 1, 1}, {2024, 12, 31}},
                {"2024-02", {2024, 2, 1}, {2024, 2, 29}},
                {"2023-02", {2023, 2, 1}, {2023, 2, 28}},
                {"2022-02-13", {2022, 2, 13}, {2022, 2, 13}},
                {"0001-01-01", {1, 1, 1}, {1, 1, 1}}};
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        dl_day first = -1, last = -1;
        assert_true(dl_day_parse(good[i].text, strlen(good[i].text), &first, &last));
        const int *f = good[i].first, *l = good[i].last;
        assert_int_equal(first, dl_day_from_civil(f[0], f[1], f[2]));
        assert_int_equal(last, dl_day_from_civil(l[0], l[1], l[2]));
    }
}

static void test_days_that_cannot_be_read_set_nothing(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",           "202",         "20222",      "0000",       "2022-",
        "2022-00",    "2022-13",     "2022/02",    "2022-2-13",  "2022-02-30",
        "2022-02-00", "2022-02/13",  "2022-02-1x", "x022-02-13", "-022",
        "2022-02-29", "2022-02-13 ", " 2022",      "+022-02-13"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        dl_day first = -1, last = -1;
        assert_false(dl_day_parse(bad[i], strlen(bad[i]), &first, &last));
        assert_int_equal(first, -1);
        assert_int_equal(last, -1);
    }
}

/* The day of the system clock in a zone that is HOURS before UTC. */
static dl_day day_in_zone(const char *zone, int hours)
{
    setenv("TZ", zone, 1);
    tzset();
    return (dl_day)((time(NULL) + hours * 3600) / 86400) + dl_day_from_civil(1970, 1, 1);
}

static void test_today_is_the_day_of_the_zone(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        int hours;
    } zones[] = {{"UTC0", 0}, {"EAST-14", 14}, {"WEST12", -12}};
    for (size_t i = 0; i < COUNT_OF(zones); i++) {
        dl_day before = day_in_zone(zones[i].zone, zones[i].hours);
        dl_day today = dl_day_today();
        dl_day after = day_in_zone(zones[i].zone, zones[i].hours); /* midnight may pass meanwhile */
        assert_in_range(today, before, after);
    }
    unsetenv("TZ");
    tzset();
}

/* --- statuses --- */

static void test_statuses_have_names_and_sentences_of_their_own(void **state)
{
    (void)state;
    for (dl_status a = DL_OK; a < DL_STATUS_COUNT; a++) {
        assert_true(*dl_status_name(a) && *dl_status_text(a));
        for (dl_status b = DL_OK; b < a; b++)
            assert_string_not_equal(dl_status_name(a), dl_status_name(b));
    }
    assert_string_equal(dl_status_name(DL_STATUS_COUNT), "unknown");
    assert_non_null(dl_status_text(DL_STATUS_COUNT));
}

static void test_errors_are_cut_at_the_edge_of_a_character(void **state)
{
    (void)state;
    static const char *const characters[] = {"x", "é", "中", "😀"};
    dl_error error;
    for (size_t c = 0; c < COUNT_OF(characters); c++)
        for (size_t lead = 0; lead < 8; lead++) {
            char text[2048] = "";
            memset(text, '.', lead);
            while (strlen(text) < 1000)
                strcat(text, characters[c]);
            dl_fail(&error, DL_ERR_IO, "%s", text);
            size_t len = strlen(error.message), width = strlen(characters[c]);
            assert_int_equal(len, lead + (sizeof error.message - 1 - lead) / width * width);
            assert_memory_equal(error.message, text, len);
        }
}

static void test_errors_are_told_in_their_context(void **state)
{
    (void)state;
    dl_error error;
    assert_int_equal(dl_fail(&error, DL_ERR_SYNTAX, "line %d: no tab", 4), DL_ERR_SYNTAX);
    assert_int_equal(dl_fail_in(&error, DL_ERR_IO, "names.tsv"), DL_ERR_SYNTAX);
    assert_int_equal(error.status, DL_ERR_SYNTAX);
    assert_string_equal(error.message, "names.tsv: line 4: no tab");
    assert_int_equal(dl_fail(&error, DL_ERR_IO, "%s: again", error.message), DL_ERR_IO);
    assert_string_equal(error.message, "names.tsv: line 4: no tab: again");
    assert_int_equal(dl_fail(NULL, DL_ERR_BUSY, "unheard"), DL_ERR_BUSY);
    assert_int_equal(dl_fail_in(NULL, DL_ERR_BUSY, "unheard"), DL_ERR_BUSY);
    assert_int_equal(dl_fail_nomem(&error), DL_ERR_NOMEM);
    assert_string_equal(error.message, "out of memory");
}

/* --- hashes: the examples of FIPS 180-4 and of the validation suite --- */

static void test_hashes_are_those_of_the_standard(void **state)
{
    (void)state;
    char hex[DL_SHA256_HEX];
    dl_sha256_hex("", 0, hex);
    assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    dl_sha256_hex("abc", 3, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const char *two_blocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    dl_sha256_hex(two_blocks, strlen(two_blocks), hex);
    assert_string_equal(hex, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    char *million = malloc(1000000);
    assert_non_null(million);
    memset(million, 'a', 1000000);
    dl_sha256_hex(million, 1000000, hex);
    free(million);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* --- assets --- */

static void test_assets_are_sorted_found_and_hold_their_files(void **state)
{
    (void)state;
    size_t count = 0;
    for (const dl_asset *asset; (asset = dl_asset_at(count)); count++) {
        assert_ptr_equal(dl_asset_find(asset->name), asset);
        assert_int_equal(asset->data[asset->len], 0);
        if (count > 0)
            assert_true(strcmp(dl_asset_at(count - 1)->name, asset->name) < 0);
        char path[4096];
        const char *top = getenv("top_srcdir");
        snprintf(path, sizeof path, "%s/assets/%s", top ? top : ".", asset->name);
        FILE *file = fopen(path, "rb");
        assert_non_null(file);
        for (size_t i = 0; i < asset->len; i++)
            assert_int_equal(getc(file), asset->data[i]);
        assert_int_equal(getc(file), EOF);
        fclose(file);
    }
    assert_true(count > 0);
    assert_null(dl_asset_find("gazetteer/no-such-file"));
    assert_null(dl_asset_find(""));
    assert_null(dl_asset_at(SIZE_MAX));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arena_memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(test_arena_clear_gives_the_memory_out_again_zeroed),
        cmocka_unit_test(test_arena_refuses_sizes_that_overflow),
        cmocka_unit_test(test_arena_copies_strings),
        cmocka_unit_test(test_str_grows),
        cmocka_unit_test(test_str_splices),
        cmocka_unit_test(test_str_remembers_failure_until_cleared),
        cmocka_unit_test(test_str_detaches),
        cmocka_unit_test(test_vec_grows_and_refuses_overflow),
        cmocka_unit_test(test_vec_is_sought_where_it_is_sorted),
        cmocka_unit_test(test_days_of_four_centuries_follow_one_another),
        cmocka_unit_test(test_days_agree_with_the_system_calendar),
        cmocka_unit_test(test_days_that_do_not_exist_are_none),
        cmocka_unit_test(test_days_are_written_and_read),
        cmocka_unit_test(test_days_that_cannot_be_read_set_nothing),
        cmocka_unit_test(test_today_is_the_day_of_the_zone),
        cmocka_unit_test(test_statuses_have_names_and_sentences_of_their_own),
        cmocka_unit_test(test_errors_are_cut_at_the_edge_of_a_character),
        cmocka_unit_test(test_errors_are_told_in_their_context),
        cmocka_unit_test(test_hashes_are_those_of_the_standard),
        cmocka_unit_test(test_assets_are_sorted_found_and_hold_their_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
