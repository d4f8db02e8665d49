/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References, and citations in each of their forms. */
#include <locale.h>
#include <string.h>

#include "cli/citation.h"
#include "support/test.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void test_references_are_read(void **state)
{
    (void)state;
    dl_reference r;
    assert_int_equal(dl_reference_parse("0123456#12-40", &r, NULL), DL_OK);
    assert_string_equal(r.sha256, "0123456");
    assert_false(r.whole);
    assert_int_equal(r.field, DL_FIELD_BODY);
    assert_int_equal(r.start, 12);
    assert_int_equal(r.end, 40);
    assert_int_equal(dl_reference_parse(HASH "#title:0-5", &r, NULL), DL_OK);
    assert_int_equal(r.field, DL_FIELD_TITLE);
    assert_int_equal(dl_reference_parse(HASH "#body:0-5", &r, NULL), DL_OK);
    assert_int_equal(r.field, DL_FIELD_BODY);
    assert_int_equal(dl_reference_parse(HASH, &r, NULL), DL_OK);
    assert_true(r.whole);
    assert_int_equal(dl_reference_parse("01234567", &r, NULL), DL_OK);
}

/* What a query may be is left to the query; what begins as a reference and is none is told. */
static void test_what_is_no_reference(void **state)
{
    (void)state;
    static const char *const others[] = {"",         "nato",        "0123456",      "012345#1-2",
                                         "#1-2",     "ABCDEF0#1-2", "0123456x#1-2", HASH "0",
                                         "deadbeef!"};
    static const char *const wrong[] = {
        "0123456#",     "0123456#1",    "0123456#2-1",      "0123456#1-1",
        "0123456#-1-2", "0123456#1-2x", "0123456#head:1-2", "0123456#1-99999999999"};
    dl_reference r;
    dl_error error;
    for (size_t i = 0; i < COUNT_OF(others); i++)
        if (dl_reference_parse(others[i], &r, &error) != DL_ERR_NOT_FOUND)
            fail_msg("%s", others[i]);
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        assert_int_equal(dl_reference_parse(wrong[i], &r, &error), DL_ERR_SYNTAX);
        assert_non_null(strstr(error.message, wrong[i]));
    }
}

static void assert_reference(dl_reference r, const char *want)
{
    dl_str text;
    dl_str_init(&text);
    dl_reference_format(&text, &r);
    assert_string_equal(text.text, want);
    dl_str_release(&text);
}

static void test_references_are_written(void **state)
{
    (void)state;
    assert_reference((dl_reference){.sha256 = "ab", .field = DL_FIELD_BODY, .start = 1, .end = 9},
                     "ab#1-9");
    assert_reference((dl_reference){.sha256 = "ab", .field = DL_FIELD_TITLE, .end = 9},
                     "ab#title:0-9");
    assert_reference((dl_reference){.sha256 = "ab", .whole = true}, "ab");
}

static const char *const agencies[] = {"Wire A", "Wire B"};
static const char *const readings[] = {"2024-02-01", "2024-01-02"};

/* A document about which all is known. */
static dl_document known(void)
{
    dl_document doc = {.sha256 = HASH,
                       .origin = "/texts/bell_1.txt",
                       .title = "A *bell*",
                       .body = "One.\n\n\"Two <b>\xE2\x80\xAE bells,\" said\n- Mr. O.\n\n3. Three.",
                       .source = "Eastern Lens",
                       .publisher = "Bell Archive",
                       .via = agencies,
                       .via_count = 2,
                       .link = "https://example.org/a(b)<c>"};
    assert_true(dl_date_parse("2024-01-27T13:41", 16, &doc.published));
    doc.published.how = DL_HOW_INFERRED;
    doc.evidence = "“Saturday”";
    return doc;
}

static void assert_cited(const dl_document *doc, dl_reference reference, int form, const char *want)
{
    dl_str text;
    dl_str_init(&text);
    memcpy(reference.sha256, HASH, sizeof reference.sha256);
    dl_citation_add(&text, doc, &reference, &reference, form);
    assert_true(dl_str_ok(&text));
    assert_string_equal(text.text, want);
    dl_str_release(&text);
}

static const dl_reference passage = {.field = DL_FIELD_BODY, .start = 6, .end = 50};

static void test_as_text(void **state)
{
    (void)state;
    dl_document doc = known();
    assert_cited(&doc, passage, DL_CITE_TEXT,
                 "\"Two <b> bells,\" said\n- Mr. O.\n\n3. Three.\n\n"
                 "Eastern Lens, on Bell Archive, via Wire A ‹ Wire B, ~2024-01-27 13:41 (inferred "
                 "from “Saturday”)\nA *bell*\nhttps://example.org/a(b)<c>\n" HASH "#6-50\n");
}

static void test_as_markdown(void **state)
{
    (void)state;
    dl_document doc = known();
    assert_cited(
        &doc, passage, DL_CITE_MARKDOWN,
        "> \"Two \\<b\\> bells,\" said\n> \\- Mr. O.\n> \n> 3\\. Three.\n\n"
        "Eastern Lens, on Bell Archive, via Wire A ‹ Wire B, \\~2024-01-27 13:41 (inferred "
        "from “Saturday”): [A \\*bell\\*](<https://example.org/a(b)%3Cc%3E>). `" HASH "#6-50`\n");
    doc.link = "javascript:alert(1)";
    doc.title = NULL;
    assert_cited(
        &doc, (dl_reference){.whole = true}, DL_CITE_MARKDOWN,
        "Eastern Lens, on Bell Archive, via Wire A ‹ Wire B, \\~2024-01-27 13:41 (inferred "
        "from “Saturday”), file /texts/bell\\_1.txt. `" HASH "`\n");
}

static void test_as_json(void **state)
{
    (void)state;
    dl_document doc = known();
    assert_cited(&doc, passage, DL_CITE_JSON,
                 "{\"format_version\":1,\"reference\":\"" HASH "#6-50\","
                 "\"quote\":\"\\\"Two <b>\\u202e bells,\\\" said\\n- Mr. O.\\n\\n3. Three.\","
                 "\"field\":\"body\",\"start\":6,\"end\":50,\"source\":\"Eastern Lens\","
                 "\"publisher\":\"Bell Archive\",\"via\":[\"Wire A\",\"Wire B\"],"
                 "\"published\":\"2024-01-27T13:41\",\"precision\":\"minute\",\"how\":\"inferred\","
                 "\"evidence\":\"“Saturday”\",\"title\":\"A *bell*\",\"author\":null,"
                 "\"link\":\"https://example.org/a(b)<c>\",\"origin\":\"/texts/bell_1.txt\","
                 "\"sha256\":\"" HASH "\"}\n");
}

static void test_what_is_not_known_is_said(void **state)
{
    (void)state;
    dl_document doc = {
        .sha256 = HASH, .origin = "a.txt", .body = "One.", .published = {.day = DL_DAY_NONE}};
    dl_reference one = {.field = DL_FIELD_BODY, .start = 0, .end = 4};
    assert_cited(&doc, one, DL_CITE_TEXT, "One.\n\nno source, no date\nfile a.txt\n" HASH "#0-4\n");
    doc.readings = readings;
    doc.readings_count = 2;
    assert_cited(&doc, one, DL_CITE_TEXT,
                 "One.\n\nno source, date unsure: 2024-02-01 or 2024-01-02\nfile a.txt\n" HASH
                 "#0-4\n");
}

/* What was not cleaned when it came in is when it goes out. */
static void test_controls_do_not_pass(void **state)
{
    (void)state;
    dl_document doc = {.sha256 = HASH,
                       .title = "A\033]52;c;Zm9v\abell\x7F",
                       .body = "One\r\ttwo\b.\nThr\xC2\x9B"
                               "ee.",
                       .source = "Le\xE2\x80\xAEns",
                       .link = "https://example.org/\xC2\x9B\xE2\x80\xAE",
                       .published = {.day = DL_DAY_NONE}};
    dl_reference all = {.field = DL_FIELD_BODY, .start = 0, .end = 19};
    assert_cited(&doc, all, DL_CITE_TEXT,
                 "One\ttwo.\nThree.\n\nLens, no date\nA]52;c;Zm9vbell\n"
                 "https://example.org/\n" HASH "#0-19\n");
    assert_cited(&doc, all, DL_CITE_MARKDOWN,
                 "> One\ttwo.\n> Three.\n\nLens, no date: [A\\]52;c;Zm9vbell]"
                 "(<https://example.org/%C2%9B%E2%80%AE>). `" HASH "#0-19`\n");
    dl_str text;
    dl_str_init(&text);
    dl_citation_add(&text, &doc, &all, &all, DL_CITE_JSON);
    assert_non_null(strstr(text.text, "\"title\":\"A\\u001B]52;c;Zm9v\\u0007bell\\u007f\""));
    assert_non_null(strstr(text.text, "Thr\\u009bee."));
    dl_str_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_references_are_read),
        cmocka_unit_test(test_what_is_no_reference),
        cmocka_unit_test(test_references_are_written),
        cmocka_unit_test(test_as_text),
        cmocka_unit_test(test_as_markdown),
        cmocka_unit_test(test_as_json),
        cmocka_unit_test(test_what_is_not_known_is_said),
        cmocka_unit_test(test_controls_do_not_pass),
    };
    setlocale(LC_CTYPE, "C.UTF-8");
    return cmocka_run_group_tests_name("citation", tests, NULL, NULL);
}
