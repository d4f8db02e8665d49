/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which texts are copies of others, and whether sketches find those that are. */
#include <stdio.h>
#include <string.h>

#include "dateline/copy.h"
#include "dateline/sketch.h"
#include "dateline/str.h"
#include "support/test.h"

#define FIRST                                                                                      \
    "The harbour board of Tarn will rebuild its northern mole after two winters of storm damage, " \
    "the board said on Tuesday."
#define SECOND                                                                                     \
    "Work begins in April and is to cost 14 million crowns, a third of it paid by the fishing "    \
    "fleet, which lands most of its catch there."
#define THIRD                                                                                      \
    "\"We have waited long enough,\" said harbour master Ilse Brandt, who has asked for the wall " \
    "since the gale of 2019."
#define FOURTH                                                                                     \
    "The neighbouring port of Odde offered berths for forty boats while the work goes on. Its "    \
    "mayor, Per Lund, called that a matter of course. The ferries will keep to their timetable."
#define FIFTH                                                                                      \
    "Engineers expect the new mole to stand for eighty years. It will be two metres higher than "  \
    "the old one. Its stone comes from the quarry at Hest."
#define P "\n\n"
#define WHOLE FIRST P SECOND P THIRD P FOURTH P FIFTH

typedef struct sample {
    const char *what, *copy, *whole;
    bool is_copy, is_short;
} sample;

static const sample samples[] = {
    {"the same", WHOLE, WHOLE, true, false},
    {"another line length",
     "The harbour board of Tarn will\nrebuild its northern mole after two winters of storm "
     "damage,\nthe board said on Tuesday." P SECOND P THIRD P FOURTH P FIFTH,
     WHOLE, true, false},
    {"a headline", "Tarn rebuilds mole" P WHOLE, WHOLE, true, false},
    {"no headline", WHOLE, "Tarn rebuilds mole" P WHOLE, true, false},
    {"another headline and a byline", "New wall for Tarn" P "By Ada Holm" P WHOLE,
     "Tarn rebuilds mole" P WHOLE, true, false},
    {"a dateline that is not known as one", "TARN, March 3 (Northwire) - " WHOLE, WHOLE, true,
     false},
    {"a dateline lost", WHOLE, "TARN \xE2\x80\x94 " WHOLE, true, false},
    {"a line of furniture",
     FIRST P "Read also: Storm closes Tarn harbour" P SECOND P THIRD P FOURTH P FIFTH, WHOLE, true,
     false},
    {"an advertisement", FIRST P SECOND P "Advertisement" P THIRD P FOURTH P FIFTH, WHOLE, true,
     false},
    {"a signature", WHOLE P "Northwire", WHOLE, true, false},
    {"two signatures", WHOLE P "Northwire", WHOLE P "(Odde Courier)", true, false},
    {"a copyright", WHOLE P "\xC2\xA9 2024 Northwire. All rights reserved.", WHOLE, true, false},
    {"typographic quotation marks",
     FIRST P SECOND P
     "\xE2\x80\x9CWe have waited long enough,\xE2\x80\x9D said harbour master Ilse "
     "Brandt, who has asked for the wall since the gale of 2019." P FOURTH P FIFTH,
     WHOLE, true, false},
    {"cut after three paragraphs", FIRST P SECOND P THIRD, WHOLE, true, false},
    {"cut within a sentence", FIRST P SECOND P THIRD P "The neighbouring port of Odde offered",
     WHOLE, true, false},
    {"cut with dots", FIRST P SECOND P THIRD P "The neighbouring port of Odde offered berths...",
     WHOLE, true, false},
    /* versions */
    {"the whole of what was cut", WHOLE, FIRST P SECOND P THIRD, false, false},
    {"a number",
     FIRST P "Work begins in April and is to cost 15 million crowns, a third of it paid by the "
             "fishing fleet, which lands most of its catch there." P THIRD P FOURTH P FIFTH,
     WHOLE, false, false},
    {"a name",
     FIRST P SECOND P "\"We have waited long enough,\" said harbour master Else Brandt, who has "
                      "asked for the wall since the gale of 2019." P FOURTH P FIFTH,
     WHOLE, false, false},
    {"a sentence less", FIRST P THIRD P FOURTH P FIFTH, WHOLE, false, false},
    {"a sentence more", FIRST P SECOND P "The vote was close." P THIRD P FOURTH P FIFTH, WHOLE,
     false, false},
    {"a last sentence more", WHOLE P "The vote was close.", WHOLE, false, false},
    {"a last sentence less", WHOLE, WHOLE P "The vote was close.", false, false},
    {"a last paragraph less", FIRST P SECOND P THIRD P FOURTH, WHOLE P "The vote was close.", false,
     false},
    {"a first sentence more", "The vote was close." P WHOLE, WHOLE, false, false},
    {"another first sentence", "The board has voted." P SECOND P THIRD P FOURTH P FIFTH, WHOLE,
     false, false},
    {"a word more in the last sentence",
     FIRST P SECOND P THIRD P FOURTH P
     "Engineers expect the new mole to stand for eighty years. It will be two metres higher than "
     "the old one. Its stone comes from the quarry at Hest near Odde.",
     WHOLE, false, false},
    {"the words left out at its end", WHOLE,
     FIRST P SECOND P THIRD P FOURTH P
     "Engineers expect the new mole to stand for eighty years. It will be two metres higher than "
     "the old one. Its stone comes from the quarry at Hest near Odde.",
     false, false},
    {"per cent", "Of the fleet 14 % are at sea. " WHOLE, "Of the fleet 14 are at sea. " WHOLE,
     false, false},
    {"another currency", WHOLE " The fee is $5.",
     WHOLE " The fee is \xE2\x82\xAC"
           "5.",
     false, false},
    {"a minus", WHOLE " It fell by -5 points.", WHOLE " It fell by 5 points.", false, false},
    {"other names before a dash", "The mayor of Tarn - Ole Vik - spoke of it: " WHOLE,
     "The mayor of Odde - Ole Vik - spoke of it: " WHOLE, false, false},
    {"the order of paragraphs", FIRST P THIRD P SECOND P FOURTH P FIFTH, WHOLE, false, false},
    {"a table", "Herring 5" P "Cod 7" P "Plaice 9" P "Eel 2",
     "Herring 6" P "Cod 7" P "Plaice 9" P "Eel 2", false, false},
    {"only the opening is the same", FIRST P "That was all there was to say about it.", WHOLE,
     false, false},
    /* short ones */
    {"short and the same", "The office is closed today.", "The office is closed today.", true,
     true},
    {"short with a headline", "Notice" P "The office is closed today.",
     "The office is closed today.", false, false},
    {"short and cut", "The office is closed", "The office is closed today.", false, false},
    {"nothing", "", "", false, false},
    {"signs alone", "***", "***", false, false},
};

static void knows_copies_from_versions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        const sample *s = &samples[i];
        bool copy = false, is_short = false;
        assert_true(
            dl_copy_of((dl_copy_text){s->copy, 0}, (dl_copy_text){s->whole, 0}, &copy, &is_short));
        if (copy != s->is_copy || is_short != s->is_short)
            fail_msg("%s: copy %d, short %d", s->what, copy, is_short);
    }
}

static void passes_over_known_datelines(void **state)
{
    (void)state;
    static const char one[] = "ODDE, March 4. ", other[] = "TARN, March 3 \xE2\x80\x93 ";
    bool copy, is_short;
    assert_true(dl_copy_of((dl_copy_text){"ODDE, March 4. " WHOLE, sizeof one - 1},
                           (dl_copy_text){"TARN, March 3 \xE2\x80\x93 " WHOLE, sizeof other - 1},
                           &copy, &is_short));
    assert_true(copy);
}

/* --- sketches --- */

static dl_sketch sketch_of(const char *body)
{
    dl_sketch sketch;
    assert_true(dl_sketch_make(body, 0, &sketch));
    return sketch;
}

static size_t common(const char *a, const char *b)
{
    dl_sketch x = sketch_of(a), y = sketch_of(b);
    return dl_sketch_common(&x, &y);
}

static void sketches_find_copies(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        if (samples[i].is_copy && common(samples[i].copy, samples[i].whole) == 0)
            fail_msg("%s: not found", samples[i].what);
    assert_int_equal(common(WHOLE, WHOLE), DL_SKETCH_BANDS);
    assert_int_equal(sketch_of("").count, 0);
}

/* Writes a text of COUNT words made from SEED. */
static void write_words(dl_str *out, unsigned seed, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        seed = seed * 1664525 + 1013904223;
        dl_str_addf(out, "w%u ", seed >> 20);
    }
}

static void other_texts_share_nothing(void **state)
{
    (void)state;
    dl_sketch sketches[40];
    for (unsigned i = 0; i < 40; i++) {
        dl_str text;
        dl_str_init(&text);
        write_words(&text, i * 7919 + 1, 20 + (size_t)i * 10);
        sketches[i] = sketch_of(text.text);
        dl_str_release(&text);
    }
    for (size_t i = 0; i < 40; i++)
        for (size_t k = 0; k < i; k++)
            assert_int_equal(dl_sketch_common(&sketches[i], &sketches[k]), 0);
}

static void half_a_text_is_mostly_found(void **state)
{
    (void)state;
    size_t found = 0;
    for (unsigned i = 0; i < 100; i++) { /* the second halves are others, and so is the opening */
        dl_str a, b;
        dl_str_init(&a);
        dl_str_init(&b);
        write_words(&a, i + 1, 20);
        write_words(&b, i + 1000001, 20);
        write_words(&a, i + 5001, 400);
        write_words(&b, i + 5001, 400);
        write_words(&a, i + 2000001, 80);
        write_words(&b, i + 3000001, 80);
        found += common(a.text, b.text) > 0;
        dl_str_release(&a);
        dl_str_release(&b);
    }
    assert_true(found >= 80); /* two thirds of the shingles in common: 97 are expected */
}

static void are_the_same_everywhere(void **state)
{
    (void)state;
    dl_sketch sketch = sketch_of(FIRST);
    assert_int_equal(sketch.count, DL_SKETCH_BANDS);
    dl_sketch again = sketch_of("  " FIRST "\n");
    assert_memory_equal(&sketch, &again, sizeof sketch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_copies_from_versions),
        cmocka_unit_test(passes_over_known_datelines),
        cmocka_unit_test(sketches_find_copies),
        cmocka_unit_test(other_texts_share_nothing),
        cmocka_unit_test(half_a_text_is_mostly_found),
        cmocka_unit_test(are_the_same_everywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
