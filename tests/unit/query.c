/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/query.h"
#include "support/test.h"

static dl_arena arena;

static int clear_arena(void **state)
{
    (void)state;
    dl_arena_release(&arena);
    return 0;
}

static dl_query parse(const char *text)
{
    dl_query query;
    dl_error error = {0};
    if (dl_query_parse(&arena, NULL, text, &query, NULL, &error))
        fail_msg("'%s': %s", text, error.message);
    return query;
}

/* TEXT is read and written again as WANT, which is read as the same terms. */
static void assert_written(const char *text, const char *want)
{
    dl_query query = parse(text);
    dl_str out;
    dl_str_init(&out);
    dl_query_format(&out, &query);
    assert_true(dl_str_ok(&out));
    assert_string_equal(out.text, want);
    dl_query again = parse(out.text);
    assert_true(dl_query_equal(&query, &again));
    dl_str_release(&out);
}

/* TEXT is refused at byte AT with a message that holds WANT. */
static void assert_refused(const char *text, size_t at, const char *want)
{
    dl_query query = {0};
    dl_error error = {0};
    size_t got = SIZE_MAX;
    dl_status status = dl_query_parse(&arena, NULL, text, &query, &got, &error);
    if (status != DL_ERR_SYNTAX)
        fail_msg("'%s' is not refused", text);
    assert_null(query.terms);
    if (got != at || !strstr(error.message, want))
        fail_msg("'%s': at %zu, want %zu: %s", text, got, at, error.message);
    assert_int_equal(error.status, DL_ERR_SYNTAX);
}

static void test_each_kind_of_term_is_read(void **state)
{
    (void)state;
    dl_query q = parse("nato \"press statement\" ukrain* source:tass source:none "
                       "date:2022-02..2022-04 date:undated date:inferred person:peskov "
                       "country:KR org:nato place:minsk entity:\"kim yo jong\"");
    static const dl_term_kind kinds[] = {
        DL_TERM_TEXT,   DL_TERM_TEXT,    DL_TERM_TEXT,     DL_TERM_SOURCE, DL_TERM_SOURCE,
        DL_TERM_DATE,   DL_TERM_UNDATED, DL_TERM_INFERRED, DL_TERM_ENTITY, DL_TERM_ENTITY,
        DL_TERM_ENTITY, DL_TERM_ENTITY,  DL_TERM_ENTITY};
    assert_int_equal(q.count, sizeof kinds / sizeof kinds[0]);
    for (size_t i = 0; i < q.count; i++)
        assert_int_equal(q.terms[i].kind, kinds[i]);
    assert_string_equal(q.terms[1].text, "press statement");
    assert_false(q.terms[1].prefix);
    assert_string_equal(q.terms[2].text, "ukrain");
    assert_true(q.terms[2].prefix);
    assert_string_equal(q.terms[3].text, "tass");
    assert_null(q.terms[4].text);
    assert_int_equal(q.terms[5].first, dl_day_from_civil(2022, 2, 1));
    assert_int_equal(q.terms[5].last, dl_day_from_civil(2022, 4, 30));
    assert_int_equal(q.terms[8].entity_kind, DL_KIND_PERSON);
    assert_int_equal(q.terms[9].entity_kind, DL_KIND_COUNTRY);
    assert_int_equal(q.terms[10].entity_kind, DL_KIND_ORGANISATION);
    assert_int_equal(q.terms[11].entity_kind, DL_KIND_PLACE);
    assert_true(q.terms[12].any_kind);
    assert_string_equal(q.terms[12].text, "kim yo jong");
    assert_string_equal(q.terms[12].shown, "entity:\"kim yo jong\"");
    assert_int_equal(q.terms[1].at, 5);
}

static void test_an_empty_query_has_no_term(void **state)
{
    (void)state;
    assert_int_equal(parse("").count, 0);
    assert_int_equal(parse(" \t\n").count, 0);
    assert_written("", "");
}

static void test_what_is_written_reads_the_same(void **state)
{
    (void)state;
    assert_written("nato", "nato");
    assert_written("  nato\tukraine ", "nato ukraine");
    assert_written("\"nato\"", "nato");
    assert_written("\"eastern eur\"*", "\"eastern eur\"*");
    assert_written("\"a \\\"b\\\" \\\\ c\"", "\"a \\\"b\\\" \\\\ c\"");
    assert_written("\"OR\" \"AND\" \"NOT\" or and not", "\"OR\" \"AND\" \"NOT\" or and not");
    assert_written("\"-word\" x-word", "\"-word\" x-word");
    assert_written("\"source:tass\"", "\"source:tass\"");
    assert_written("12:30", "12:30");
    assert_written("\"f(x)\" \"a*b\"", "\"f(x)\" \"a*b\"");
    assert_written("U.S. Russia’s 평양", "U.S. Russia’s 평양");
    assert_written("Source:TASS SOURCE:None", "source:TASS source:none");
    assert_written("source:\"none\"", "source:\"none\"");
    assert_written("source:\"Iran Press TV\"", "source:\"Iran Press TV\"");
    assert_written("organisation:nato entity:person/kim-yo-jong",
                   "org:nato entity:person/kim-yo-jong");
}

static void test_dates_are_written_in_the_coarsest_unit(void **state)
{
    (void)state;
    assert_written("date:2022", "date:2022");
    assert_written("date:2022-01-01..2022-12-31", "date:2022");
    assert_written("date:2022-02", "date:2022-02");
    assert_written("date:2024-02-29", "date:2024-02-29");
    assert_written("date:2021..2022", "date:2021..2022");
    assert_written("date:2022..2022-04", "date:2022-01..2022-04");
    assert_written("date:2022-02-13..2022-04", "date:2022-02-13..2022-04-30");
    assert_written("date:..2021", "date:..2021");
    assert_written("date:2022-02..", "date:2022-02..");
    assert_written("date:0001..9999", "date:0001..");
    assert_written("date:UNDATED date:Inferred", "date:undated date:inferred");
    assert_written("date:Ambiguous -date:ambiguous", "date:ambiguous -date:ambiguous");
    assert_written("is:Unread -IS:starred is:noted", "is:unread -is:starred is:noted");
    assert_written("tag:\"to check\" -tag:x", "tag:\"to check\" -tag:x");
}

static void test_half_given_ends_are_rounded_outward(void **state)
{
    (void)state;
    dl_term term;
    assert_int_equal(dl_query_parse_date("2022-02..2023", &term, NULL), DL_OK);
    assert_int_equal(term.kind, DL_TERM_DATE);
    assert_int_equal(term.first, dl_day_from_civil(2022, 2, 1));
    assert_int_equal(term.last, dl_day_from_civil(2023, 12, 31));
    assert_int_equal(dl_query_parse_date("..2021", &term, NULL), DL_OK);
    assert_int_equal(term.first, DL_DAY_MIN);
    assert_int_equal(dl_query_parse_date("2021-06..", &term, NULL), DL_OK);
    assert_int_equal(term.last, DL_DAY_MAX);
    assert_int_equal(dl_query_parse_date("undated", &term, NULL), DL_OK);
    assert_int_equal(term.kind, DL_TERM_UNDATED);
}

static void test_other_languages_are_refused(void **state)
{
    (void)state;
    assert_refused("nato OR ukraine", 5, "quotation marks");
    assert_refused("a AND b", 2, "without AND");
    assert_refused("(nato ukraine)", 0, "parentheses");
    assert_refused("nato)", 4, "parentheses");
    assert_refused("near (nato)", 5, "only after near");
    assert_refused("source:(a b)", 7, "parentheses");
}

static void test_terms_are_excluded(void **state)
{
    (void)state;
    dl_query q = parse("nato -ukraine NOT source:tass -\"a b\"* NOT  near(a, b, document) x");
    static const bool negated[] = {false, true, true, true, true, false};
    assert_int_equal(q.count, COUNT_OF(negated));
    for (size_t i = 0; i < q.count; i++)
        assert_int_equal(q.terms[i].negated, negated[i]);
    assert_string_equal(q.terms[2].shown, "-source:tass");
    assert_written("NOT ukraine -source:none NOT date:2022 -org:nato",
                   "-ukraine -source:none -date:2022 -org:nato");
    assert_written("-\"-x\" NOTE", "-\"-x\" NOTE");
    assert_false(dl_query_equal(&q, &(dl_query){.terms = q.terms, .count = 1}));
    dl_query a = parse("-nato"), b = parse("nato");
    assert_false(dl_query_equal(&a, &b));
    assert_refused("--help", 1, "hyphen");
    assert_refused("NOT -x", 4, "excluded already");
    assert_refused("- x", 0, "nothing stands after this -");
    assert_refused("a NOT", 2, "nothing stands after NOT");
    assert_refused("-OR", 1, "OR is not");
    assert_refused("-sorce:tass", 1, "did you mean source:?");
}

static void test_near_holds_two_names_and_a_scope(void **state)
{
    (void)state;
    dl_query q = parse("Near( kim yo jong ,\"a, b\" , Sentence) near(a,b,paragraph)");
    assert_int_equal(q.count, 2);
    assert_int_equal(q.terms[0].kind, DL_TERM_NEAR);
    assert_string_equal(q.terms[0].near[0].text, "kim yo jong");
    assert_string_equal(q.terms[0].near[1].text, "a, b");
    assert_int_equal(q.terms[0].scope, DL_SCOPE_SENTENCE);
    assert_int_equal(q.terms[1].scope, DL_SCOPE_PARAGRAPH);
    assert_string_equal(q.terms[0].shown, "near(kim yo jong, \"a, b\", sentence)");
    assert_written("near(org/nato,\"u\",document)", "near(org/nato, u, document)");
    assert_written("near(\"a \\\"b\\\" (c)\", x, sentence)",
                   "near(\"a \\\"b\\\" (c)\", x, sentence)");
    dl_query a = parse("near(a, b, sentence)"), b = parse("near(a, b, paragraph)"),
             c = parse("near(a, c, sentence)");
    assert_false(dl_query_equal(&a, &b));
    assert_false(dl_query_equal(&a, &c));
    assert_refused("near(nato, ukraine)", 18, "a comma");
    assert_refused("near(nato", 9, "a comma");
    assert_refused("near(, b, sentence)", 5, "the name of an entity");
    assert_refused("near(a, b, page)", 11, "sentence, paragraph or document");
    assert_refused("near(a, b, sentence", 19, "parenthesis");
    assert_refused("near(a, b, sentence)x", 20, "space");
    assert_refused("near(a (b), c, sentence)", 7, "parted by commas");
    assert_refused("near(\"a, b, sentence)", 5, "not closed");
    assert_refused("x near(nato*, b, sentence)", 11, "parted by commas");
}

static void test_further_fields_are_read(void **state)
{
    (void)state;
    assert_written("title:summit title:\"press stat\"* lang:en-GB via:Sputnik since:30d",
                   "title:summit title:\"press stat\"* lang:en-GB via:Sputnik since:30d");
    dl_query q = parse("since:2w -since:1y");
    assert_int_equal(q.terms[0].kind, DL_TERM_DATE);
    assert_int_equal(q.terms[0].first, dl_day_today() - 14);
    assert_int_equal(q.terms[0].last, DL_DAY_MAX);
    assert_int_equal(q.terms[1].first, dl_day_today() - 365);
    assert_true(q.terms[1].negated);
    assert_int_equal(parse("since:9999y").terms[0].first, DL_DAY_MIN);
    assert_refused("since:30", 6, "30d, 2w");
    assert_refused("since:0d", 6, "30d, 2w");
    assert_refused("since:d", 6, "30d, 2w");
    assert_refused("since:99999999999999999999d", 6, "30d, 2w");
    assert_refused("lang:en*", 7, "not the value of lang:");
}

static void test_the_wrong_character_is_counted_in_characters(void **state)
{
    (void)state;
    assert_refused("Чехия sorce:tass", 11, "(character 7)");
    assert_refused("평양 (", 7, "(character 4)");
}

static void test_unknown_fields_get_a_suggestion(void **state)
{
    (void)state;
    assert_refused("sorce:tass", 0, "did you mean source:?");
    assert_refused("nato perosn:x", 5, "did you mean person:?");
    assert_refused("label:x", 0, "there are source:");
    assert_refused("is:red", 3, "is:unread, is:starred, is:noted and is:duplicate");
    assert_refused("is:", 3, "nothing stands after is:");
    assert_refused("https://example.org", 0, "quote it");
    assert_refused("source:", 7, "nothing stands after source:");
    assert_refused("person: peskov", 7, "nothing stands after person:");
    assert_refused("source:\"\"", 8, "empty");
    assert_refused("org:...", 4, "no letter");
}

static void test_quotation_marks_are_held_to_account(void **state)
{
    (void)state;
    assert_refused("nato \"press statement", 5, "not closed");
    assert_refused("\"a\\\"", 0, "not closed");
    assert_refused("\"a\"b", 3, "closing quotation mark");
    assert_refused("a\"b\"", 1, "within a word");
    assert_refused("source:\"TASS", 7, "not closed");
    assert_refused("\"\"", 0, "no letter");
    assert_refused("nato –", 5, "no letter");
    assert_refused("-", 0, "nothing stands after this -");
}

static void test_a_star_ends_a_word(void **state)
{
    (void)state;
    assert_refused("*", 0, "end of a word");
    assert_refused("ukr*ine", 3, "end of a word");
    assert_refused("ukr**", 3, "end of a word");
    assert_refused("source:tas*", 10, "not the value of source:");
    assert_refused("date:2022*", 9, "not the value of date:");
    assert_refused("\"a\"*b", 4, "closing quotation mark");
}

static void test_wrong_dates_say_what_is_wrong(void **state)
{
    (void)state;
    assert_refused("date:2022-13", 5, "no month 2022-13");
    assert_refused("nato date:2023-02-29", 10, "no day 2023-02-29");
    assert_refused("date:2022-02..2022-13", 14, "no month 2022-13");
    assert_refused("date:0000", 5, "no year 0000");
    assert_refused("date:2023..2022", 5, "write 2022..2023");
    assert_refused("date:..", 5, "first or a last day");
    assert_refused("date:yesterday", 5, "'yesterday' is not a date");
    assert_refused("date:13/09/2024", 5, "is not a date");
    assert_refused("date:\"2022-1\"", 6, "is not a date");
    assert_refused("date:2022..2023..2024", 11, "is not a date");
}

static void test_long_words_are_cut_at_a_character(void **state)
{
    (void)state;
    char text[400] = "x:";
    memset(text + 2, 'x', 3);
    for (size_t i = 0; i < 60; i++)
        strcat(text, "é");
    assert_refused(text, 0, "no field 'x:'");
}

static void test_terms_differ_by_what_they_ask(void **state)
{
    (void)state;
    static const char *const different[] = {
        "nato",         "nato*",        "Nato",          "source:nato", "source:none",
        "org:nato",     "entity:nato",  "person:nato",   "date:2022",   "date:..2022",
        "date:2022-01", "date:undated", "date:inferred",
    };
    size_t count = sizeof different / sizeof different[0];
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            dl_query a = parse(different[i]), b = parse(different[j]);
            assert_int_equal(dl_query_equal(&a, &b), i == j);
        }
}

/* A generator of its own, so that a failure can be repeated anywhere. */
static uint32_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33);
}

static void test_any_bytes_are_read_or_refused_at_a_place(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "nato",    "\"",   "\\",      "*",     "(",    ")",    ":",       "..",
        "-",       " ",    "source:", "date:", "2022", "-02",  "-31",     "undated",
        "entity:", "none", "OR",      "é",     "평",   "\xff", "\x1b[2J",
    };
    uint64_t seed = 20220213;
    size_t read = 0, refused = 0;
    for (int round = 0; round < 30000; round++) {
        char text[200] = "";
        for (uint32_t n = next_random(&seed) % 8; n > 0; n--) {
            char byte[2] = {(char)(next_random(&seed) % 255 + 1), '\0'};
            uint32_t which = next_random(&seed) % (sizeof pieces / sizeof pieces[0] + 2);
            strcat(text, which < sizeof pieces / sizeof pieces[0] ? pieces[which] : byte);
        }
        dl_query query;
        dl_error error = {0};
        size_t at = SIZE_MAX;
        dl_arena_clear(&arena);
        dl_status status = dl_query_parse(&arena, NULL, text, &query, &at, &error);
        if (status) {
            refused++;
            assert_int_equal(status, DL_ERR_SYNTAX);
            assert_true(at <= strlen(text));
            assert_true(error.message[0]);
            continue;
        }
        read++;
        dl_str out;
        dl_str_init(&out);
        dl_query_format(&out, &query);
        dl_query again = parse(out.text);
        if (!dl_query_equal(&query, &again))
            fail_msg("'%s' is written '%s'", text, out.text);
        dl_str_release(&out);
    }
    assert_true(read > 1000 && refused > 1000);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_teardown(name, clear_arena)
    const struct CMUnitTest tests[] = {
        TEST(test_each_kind_of_term_is_read),
        TEST(test_an_empty_query_has_no_term),
        TEST(test_what_is_written_reads_the_same),
        TEST(test_dates_are_written_in_the_coarsest_unit),
        TEST(test_half_given_ends_are_rounded_outward),
        TEST(test_other_languages_are_refused),
        TEST(test_terms_are_excluded),
        TEST(test_near_holds_two_names_and_a_scope),
        TEST(test_further_fields_are_read),
        TEST(test_the_wrong_character_is_counted_in_characters),
        TEST(test_unknown_fields_get_a_suggestion),
        TEST(test_quotation_marks_are_held_to_account),
        TEST(test_a_star_ends_a_word),
        TEST(test_wrong_dates_say_what_is_wrong),
        TEST(test_long_words_are_cut_at_a_character),
        TEST(test_terms_differ_by_what_they_ask),
        TEST(test_any_bytes_are_read_or_refused_at_a_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
