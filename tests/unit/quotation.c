/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "dateline/quotation.h"
#include "dateline/str.h"
#include "support/test.h"

/* The quotations of a text, each between bars, with a `+` before for each one around it and a `>` after
 * where nothing closes it. */
static const struct {
    const char *text, *want;
} cases[] = {
    {"", ""},
    {"No one was quoted on Monday.", ""},
    {"\"The ferry sails,\" she said.", "|\"The ferry sails,\"|"},
    {"He called it \"folly\", then \"a gift\".", "|\"folly\"|\"a gift\"|"},
    {"“The ferry sails,” she said. “At noon.”", "|“The ferry sails,”|“At noon.”|"},
    {"“Fine\" was all, and \"fine” again.", "|“Fine\"|\"fine”|"},
    {"``Fine'' was all.", "|``Fine''|"},
    {"„Wir fahren“, sagte er, „bald“.", "|„Wir fahren“|„bald“|"},
    {"„Jedziemy” i „jutro”.", "|„Jedziemy”|„jutro”|"},
    {"”Vi åker”, sade hon. ”Snart.”", "|”Vi åker”|”Snart.”|"},
    {"« Nous partons », dit-il, «demain».", "|« Nous partons »|«demain»|"},
    {"« Nous partons », dit-il.", "|« Nous partons »|"},
    {"»Wir fahren«, sagte er, »bald«.", "|»Wir fahren«|»bald«|"},
    {"»Vi åker», sade hon.", "|»Vi åker»|"},
    {"Er las ›heute‹ und ‹hier›.", "|›heute‹|‹hier›|"},
    {"彼は「明日『出発』する」と言った。", "|「明日『出発』する」|+『出発』|"},
    {"他说“我们走”然后离开。", "|“我们走”|"},
    {"他说\"我们走\"然后离开。", "|\"我们走\"|"},
    {"Он сказал: «Порт „Север“ открыт».", "|«Порт „Север“ открыт»|+„Север“|"},
    {"قال: «الميناء مفتوح».", "|«الميناء مفتوح»|"},
    /* nested */
    {"\"She said 'never' to it,\" he told us.", "|\"She said 'never' to it,\"|+'never'|"},
    {"“She said ‘never’ to it,” he told us.", "|“She said ‘never’ to it,”|+‘never’|"},
    {"“‘Never,’ she said,” he told us.", "|“‘Never,’ she said,”|+‘Never,’|"},
    {"‘She said “never” to it,’ he told us.", "|‘She said “never” to it,’|+“never”|"},
    {"\"She said \"never\" to it,\" he told us.", "|\"She said \"never\" to it,\"|+\"never\"|"},
    {"“She said: ‘Call it “late” then.’”",
     "|“She said: ‘Call it “late” then.’”|+‘Call it “late” then.’|++“late”|"},
    /* apostrophes */
    {"The port's crew didn't quote the sailors' song.", ""},
    {"The port’s crew didn’t quote the sailors’ song.", ""},
    {"'The sailors' song is ours,' he said.", "|'The sailors' song is ours,'|"},
    {"‘It’s ours,’ he said of the sailors’ song.", "|‘It’s ours,’|"},
    {"Give 'em the '90s song, said the sailors' wives.", ""},
    {"In Sana'a, O'Hara met 'Abd al-Hadi.", ""},
    {"\"It's the sailors' song,\" he said, \"isn't it?\"",
     "|\"It's the sailors' song,\"|\"isn't it?\"|"},
    {"הנמל של צה\"ל נסגר.", ""},
    {"A 12\" pipe and \"a 3\" valve\" came.", "|\"a 3\" valve\"|"},
    /* what is badly written */
    {"\"We sail, \"he said. \"Soon.\"", "|\"We sail, \"|\"Soon.\"|"},
    {"\"We sail,\"he said.", "|\"We sail,\"|"},
    {"He said:\"We sail.\"", "|\"We sail.\"|"},
    {"We sail and call it \"folly\" today\".", "|\"folly\"|"},
    {"(\"We sail\")—\"soon\"—he said...\"and gladly\".", "|\"We sail\"|\"soon\"|\"and gladly\"|"},
    /* across paragraphs, and where nothing closes */
    {"\"One.\n\n\"Two.\n\n\"Three,\" he said.", "|\"One.\n\n\"Two.\n\n\"Three,\"|"},
    {"“One ‘a’.\n\n“Two ‘b’,” he said. “Four.”", "|“One ‘a’.\n\n“Two ‘b’,”|+‘a’|+‘b’|“Four.”|"},
    {"« Un.\n\n» Deux », dit-il.", "|« Un.\n\n» Deux »|"},
    {"\"One,\" he said.\n\n\"Two,\" she said.", "|\"One,\"|\"Two,\"|"},
    {"\"One has no end.\n\nNext: \"two\" is whole.", "|\"One has no end.>|\"two\"|"},
    {"He said: \"One has no end.  \n\nNext.", "|\"One has no end.>|"},
    {"He said: “One has no end. \n \nNext “two”.", "|“One has no end.>|“two”|"},
    {"One has no start,” he said.\n\n“Two,” he said.", "|“Two,”|"},
    {"\"One.\n\n\"\n\nTwo, he said.", "|\"One.\n\n\"|"},
    /* marks that cross: the surer ones stay */
    {"“One ‘two” three’ four.", "|“One ‘two”|"},
};

static void write(dl_str *out, const dl_quotations *found, const char *text)
{
    for (size_t i = 0; i < found->len; i++) {
        const dl_quotation *q = &found->items[i];
        dl_str_add(out, i ? "" : "|");
        for (size_t up = q->parent; up != SIZE_MAX; up = found->items[up].parent)
            dl_str_addc(out, '+');
        dl_str_addn(out, text + q->start, q->end - q->start);
        dl_str_add(out, q->unclosed ? ">|" : "|");
    }
}

static void test_quotations_are_found(void **state)
{
    (void)state;
    dl_quotations found = {0};
    dl_str got;
    dl_str_init(&got);
    size_t failed = 0;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        dl_str_clear(&got);
        assert_true(dl_quotations_find(&found, cases[i].text, strlen(cases[i].text)));
        write(&got, &found, cases[i].text);
        if (strcmp(got.text, cases[i].want) != 0) {
            print_message("# %s\n# want %s\n#  got %s\n", cases[i].text, cases[i].want, got.text);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
    dl_str_release(&got);
    dl_quotations_release(&found);
}

static void test_inside_is_without_the_marks(void **state)
{
    (void)state;
    static const char text[] = "He: “One ‘two’.”";
    dl_quotations found = {0};
    assert_true(dl_quotations_find(&found, text, sizeof text - 1));
    assert_int_equal(found.len, 2);
    const dl_quotation *outer = &found.items[0], *inner = &found.items[1];
    assert_memory_equal(text + outer->inner_start, "One ‘two’.",
                        outer->inner_end - outer->inner_start);
    assert_memory_equal(text + inner->inner_start, "two", inner->inner_end - inner->inner_start);
    assert_ptr_equal(dl_quotations_at(&found, 0), NULL);
    assert_ptr_equal(dl_quotations_at(&found, outer->start), outer);
    assert_ptr_equal(dl_quotations_at(&found, outer->inner_start), outer);
    assert_ptr_equal(dl_quotations_at(&found, inner->inner_start), inner);
    assert_ptr_equal(dl_quotations_at(&found, inner->end), outer);
    assert_ptr_equal(dl_quotations_at(&found, outer->end - 1), outer);
    assert_ptr_equal(dl_quotations_at(&found, outer->end), NULL);
    assert_ptr_equal(dl_quotations_outermost(&found, inner), outer);
    assert_ptr_equal(dl_quotations_outermost(&found, outer), outer);
    dl_quotations_release(&found);
}

/* Whatever marks stand in whatever order: quotations lie in the text, in order, and nest. */
static void test_any_text_gives_quotations_that_nest(void **state)
{
    (void)state;
    static const char *const parts[] = {"\"", "'",  "“",  "”", "„",   "‘", "’",  "«",
                                        "»",  "「", "」", "a", "b s", " ", ", ", "\n\n",
                                        "9",  "''", "‹",  "›", "漢",  "."};
    unsigned seed = 1;
    dl_quotations found = {0};
    dl_str text;
    dl_str_init(&text);
    for (int round = 0; round < 2000; round++) {
        dl_str_clear(&text);
        for (int i = 0; i < 40; i++) {
            seed = seed * 1103515245U + 12345U;
            dl_str_add(&text, parts[(seed >> 16) % COUNT_OF(parts)]);
        }
        assert_true(dl_quotations_find(&found, text.text, text.len));
        for (size_t i = 0; i < found.len; i++) {
            const dl_quotation *q = &found.items[i];
            assert_true(q->start < q->inner_start && q->inner_start <= q->inner_end &&
                        q->inner_end <= q->end && q->end <= text.len);
            assert_true(i == 0 || found.items[i - 1].start < q->start);
            const dl_quotation *up = q->parent == SIZE_MAX ? NULL : &found.items[q->parent];
            assert_true(!up || (up < q && q->end <= up->end));
            for (size_t k = 0; k < i; k++)
                assert_true(found.items[k].end <= q->start || found.items[k].end >= q->end);
        }
    }
    dl_str_release(&text);
    dl_quotations_release(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_quotations_are_found),
        cmocka_unit_test(test_inside_is_without_the_marks),
        cmocka_unit_test(test_any_text_gives_quotations_that_nest),
    };
    return cmocka_run_group_tests_name("quotation", tests, NULL, NULL);
}
