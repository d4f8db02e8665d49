/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/decision.h"
#include "support/test.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define GUILD                                                                                      \
    {                                                                                              \
        "org/guild", "Guild", DL_KIND_ORGANISATION                                                 \
    }
#define ID "0123456789abcdef0123456789abcdef"

static void test_names(void **state)
{
    (void)state;
    for (int i = 0; i < DL_DECISION_COUNT; i++) {
        dl_decision_kind kind;
        assert_true(dl_decision_parse(dl_decision_name((dl_decision_kind)i), &kind));
        assert_int_equal(kind, i);
    }
    for (int i = 0; i < DL_REACH_COUNT; i++) {
        dl_reach reach;
        assert_true(dl_reach_parse(dl_reach_name((dl_reach)i), &reach));
        assert_int_equal(reach, i);
    }
    for (int i = 0; i < DL_FACT_COUNT; i++) {
        dl_fact fact;
        assert_true(dl_fact_parse(dl_fact_name((dl_fact)i), &fact));
        assert_int_equal(fact, i);
    }
    dl_fact fact = DL_FACT_TITLE;
    dl_reach reach = DL_REACH_TEXT;
    assert_false(dl_fact_parse("weather", &fact));
    assert_false(dl_fact_of_letter('x', &fact));
    assert_int_equal(fact, DL_FACT_TITLE);
    assert_true(dl_fact_of_letter('l', &fact));
    assert_int_equal(fact, DL_FACT_PLACE);
    assert_true(dl_reach_of_letter('e', &reach));
    assert_int_equal(reach, DL_REACH_EVERYWHERE);
    assert_string_equal(dl_fact_said(DL_FACT_END), "end of text");
}

static void test_stamp(void **state)
{
    (void)state;
    dl_decision a = {.kind = DL_DECISION_REVOKE}, b = a;
    assert_int_equal(dl_decision_stamp(&a, NULL), DL_OK);
    assert_int_equal(dl_decision_stamp(&b, NULL), DL_OK);
    assert_int_equal(strspn(a.id, "0123456789abcdef"), DL_DECISION_ID - 1);
    assert_string_not_equal(a.id, b.id);
    assert_true(a.time > 1600000000000 && a.time <= b.time);
    assert_true(dl_decision_compare(&a, &b) != 0);
    b.time = a.time - 1;
    assert_true(dl_decision_compare(&a, &b) > 0);
}

/* A decision, and what is said of it where it cannot be taken. */
static const struct {
    dl_decision decision;
    const char *wrong;
} trials[] = {
    {{.kind = DL_DECISION_NOT_NAME,
      .reach = DL_REACH_EVERYWHERE,
      .spelling = "Orlan",
      .entity = "person/orlan"},
     NULL},
    {{.kind = DL_DECISION_NOT_NAME, .reach = DL_REACH_EVERYWHERE, .spelling = "Orlan"}, NULL},
    {{.kind = DL_DECISION_NOT_NAME, .reach = DL_REACH_EVERYWHERE, .spelling = "..."},
     "no letter or digit"},
    {{.kind = DL_DECISION_NOT_NAME, .reach = DL_REACH_EVERYWHERE, .entity = "person/orlan"},
     "no spelling"},
    {{.kind = DL_DECISION_ENTITY, .reach = DL_REACH_EVERYWHERE, .spelling = "Orlan", .to = GUILD},
     "no entity so spelt"},
    {{.kind = DL_DECISION_ALIAS, .reach = DL_REACH_EVERYWHERE, .spelling = "Orlan", .to = GUILD},
     NULL},
    {{.kind = DL_DECISION_ALIAS,
      .sha256 = HASH,
      .reach = DL_REACH_TEXT,
      .spelling = "Orlan",
      .entity = "person/orlan",
      .to = GUILD},
     NULL},
    {{.kind = DL_DECISION_ALIAS, .reach = DL_REACH_EVERYWHERE, .spelling = "Orlan"},
     "which entity"},
    {{.kind = DL_DECISION_ALIAS, .reach = DL_REACH_EVERYWHERE, .spelling = "-", .to = GUILD},
     "no letter or digit"},
    {{.kind = DL_DECISION_ALIAS, .reach = DL_REACH_EVERYWHERE, .spelling = "a\nb\x1b", .to = GUILD},
     "control"},
    {{.kind = DL_DECISION_NOT_NAME,
      .reach = DL_REACH_TEXT,
      .spelling = "Orlan",
      .entity = "person/orlan"},
     "no document"},
    {{.kind = DL_DECISION_NOT_NAME,
      .sha256 = HASH,
      .reach = DL_REACH_EVERYWHERE,
      .spelling = "Orlan",
      .entity = "person/orlan"},
     "everywhere and names a document"},
    {{.kind = DL_DECISION_NOT_NAME, .sha256 = HASH, .reach = DL_REACH_HERE}, "quotes no mention"},
    {{.kind = DL_DECISION_ENTITY,
      .reach = DL_REACH_EVERYWHERE,
      .spelling = "Orlan",
      .entity = "person/orlan"},
     "which entity"},
    {{.kind = DL_DECISION_MERGE,
      .reach = DL_REACH_EVERYWHERE,
      .entity = "person/orlan",
      .to = GUILD},
     NULL},
    {{.kind = DL_DECISION_MERGE,
      .sha256 = HASH,
      .reach = DL_REACH_TEXT,
      .entity = "person/orlan",
      .to = GUILD},
     NULL},
    {{.kind = DL_DECISION_MERGE, .reach = DL_REACH_EVERYWHERE, .to = GUILD}, "of which entity"},
    {{.kind = DL_DECISION_MERGE,
      .reach = DL_REACH_EVERYWHERE,
      .entity = "person/orlan",
      .spelling = "Orlan",
      .to = GUILD},
     "of which entity"},
    {{.kind = DL_DECISION_MERGE, .reach = DL_REACH_EVERYWHERE, .entity = "person/orlan"},
     "which entity"},
    {{.kind = DL_DECISION_MERGE, .reach = DL_REACH_EVERYWHERE, .entity = "org/guild", .to = GUILD},
     "with itself"},
    {{.kind = DL_DECISION_FACT, .sha256 = HASH, .fact = DL_FACT_DATE, .value = "2022-02"}, NULL},
    {{.kind = DL_DECISION_FACT, .sha256 = HASH, .fact = DL_FACT_DATE}, NULL},
    {{.kind = DL_DECISION_FACT, .sha256 = HASH, .fact = DL_FACT_DATE, .value = "2022-02-30"},
     "not one of the calendar"},
    {{.kind = DL_DECISION_FACT, .sha256 = HASH, .fact = DL_FACT_TITLE, .value = ""}, "empty"},
    {{.kind = DL_DECISION_FACT, .sha256 = HASH, .fact = DL_FACT_END}, "ends with"},
    {{.kind = DL_DECISION_FACT, .sha256 = "abc", .fact = DL_FACT_TITLE}, "no document"},
    {{.kind = DL_DECISION_FACT, .sha256 = HASH, .fact = DL_FACT_COUNT}, "none known"},
    {{.kind = DL_DECISION_SOURCE_NAME, .source = "Mirror", .value = "The Mirror"}, NULL},
    {{.kind = DL_DECISION_SOURCE_NAME, .source = "Mirror"}, "called"},
    {{.kind = DL_DECISION_SOURCE_COUNTRY, .source = "Mirror", .value = "NO"}, NULL},
    {{.kind = DL_DECISION_SOURCE_COUNTRY, .source = "Mirror", .value = "Norway"}, "two capital"},
    {{.kind = DL_DECISION_SOURCE_COUNTRY, .value = "NO"}, "no source"},
    {{.kind = DL_DECISION_REVOKE, .revokes = ID}, NULL},
    {{.kind = DL_DECISION_REVOKE}, "what it revokes"},
    {{.kind = DL_DECISION_REVOKE, .revokes = ID, .id = "12"}, "32 hexadecimal"},
    {{.kind = DL_DECISION_COUNT}, "none known"},
    {{.kind = DL_DECISION_SOURCE_NAME, .source = "Mirror", .value = "The\033[2J"}, "control"},
    {{.kind = DL_DECISION_SOURCE_NAME, .source = "Mirror", .value = "The\nMirror"}, "line break"},
    {{.kind = DL_DECISION_SOURCE_NAME, .source = "Mirror", .value = "\xE2\x80\xAEM"}, "hidden"},
    {{.kind = DL_DECISION_SOURCE_NAME, .source = "Mir\xC2\x9Bror", .value = "M"}, "control"},
    {{.kind = DL_DECISION_SOURCE_NAME, .source = "M\xE2\x80\xAE\nr", .value = "\xC3\x89"}, NULL},
};

static void test_check(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        dl_error error = {0};
        dl_status status = dl_decision_check(&trials[i].decision, &error);
        if ((status == DL_OK) != !trials[i].wrong)
            fail_msg("trial %zu: %s", i, error.message);
        if (trials[i].wrong && !strstr(error.message, trials[i].wrong))
            fail_msg("trial %zu: '%s' does not hold '%s'", i, error.message, trials[i].wrong);
    }
}

static void test_long_values(void **state)
{
    (void)state;
    char value[DL_DECISION_LINE + 2];
    memset(value, 'a', sizeof value);
    value[DL_DECISION_LINE + 1] = '\0';
    dl_decision d = {.kind = DL_DECISION_SOURCE_NAME, .source = "Mirror", .value = value};
    assert_int_equal(dl_decision_check(&d, NULL), DL_ERR_INVALID);
    value[DL_DECISION_LINE] = '\0';
    assert_int_equal(dl_decision_check(&d, NULL), DL_OK);
}

static void test_copy(void **state)
{
    (void)state;
    dl_arena arena = {0};
    char name[] = "Orlan";
    dl_decision d = {.kind = DL_DECISION_ENTITY, .spelling = name, .to = {.name = name}}, copy;
    assert_true(dl_decision_copy(&arena, &d, &copy));
    name[0] = 'X';
    assert_string_equal(copy.spelling, "Orlan");
    assert_string_equal(copy.to.name, "Orlan");
    assert_null(copy.value);
    dl_arena_release(&arena);
    dl_decision_revoke(ID, &d);
    memset(d.batch, 'x', sizeof d.batch - 1);
    assert_int_equal(dl_decision_check(&d, NULL), DL_ERR_INVALID);
    d.batch[0] = '\0';
    assert_string_equal(d.revokes, ID);
    assert_int_equal(dl_decision_check(&d, NULL), DL_OK);
}

static void set_id(char id[DL_DECISION_ID], char digit)
{
    memset(id, digit, DL_DECISION_ID - 1);
    id[DL_DECISION_ID - 1] = '\0';
}

/* Those whose batch is not noted are told by their times, others left as they are. */
static void test_batch(void **state)
{
    (void)state;
    static const struct {
        int64_t time;
        char batch, should;
    } wanted[] = {{10, 0, '0'}, {11, 0, '0'}, {12, 0, '0'}, {14, 0, '3'}, {15, '7', '7'},
                  {16, 0, '5'}, {17, 0, '5'}, {17, 0, '7'}, {18, 0, '7'}, {1, 0, '9'}};
    size_t count = sizeof wanted / sizeof *wanted;
    dl_decision log[11] = {0};
    for (size_t i = 0; i < count; i++) {
        log[i].time = wanted[i].time;
        set_id(log[i].id, (char)('0' + i));
        if (wanted[i].batch)
            set_id(log[i].batch, wanted[i].batch);
    }
    dl_decisions_batch(log, count + 1);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(log[i].batch[0], wanted[i].should);
    assert_string_equal(log[count].batch, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names), cmocka_unit_test(test_stamp),
        cmocka_unit_test(test_check), cmocka_unit_test(test_long_values),
        cmocka_unit_test(test_copy),  cmocka_unit_test(test_batch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
