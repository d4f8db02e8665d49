/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tagger: its model's file, the lattice beside a search through all rows of labels, features, and names
 * that nobody listed in sentences made for this. */
#include <stdlib.h>
#include <string.h>

#include "annotate/lattice.h"
#include "annotate/tagging.h"
#include "dateline/annotate.h"
#include "dateline/asset.h"
#include "support/test.h"

/* --- the file --- */

static unsigned char *copy_model(size_t *ret_len)
{
    const dl_asset *asset = dl_asset_find("tagger/english.model");
    assert_non_null(asset);
    unsigned char *copy = aligned_alloc(64, (asset->len + 63) / 64 * 64);
    assert_non_null(copy);
    memcpy(copy, asset->data, asset->len);
    *ret_len = asset->len;
    return copy;
}

static void assert_corrupt(const void *data, size_t len, const char *says)
{
    dl_tagger *tagger = NULL;
    dl_error error = {0};
    assert_int_equal(dl_tagger_new(data, len, &tagger, &error), DL_ERR_CORRUPT);
    assert_null(tagger);
    assert_non_null(strstr(error.message, says));
}

static void test_model_is_checked(void **state)
{
    (void)state;
    size_t len;
    unsigned char *model = copy_model(&len);
    dl_model_header *header = (void *)model, kept = *header;
    assert_corrupt(model, len - 64, "cut off");
    assert_corrupt(model, sizeof *header - 1, "no model");
    assert_corrupt(model, 0, "no model");
    header->rows = UINT32_MAX;
    assert_corrupt(model, len, "cut off");
    *header = kept;
    header->rows = 0;
    assert_corrupt(model, len, "cut off");
    *header = kept;
    header->margin_step = 0;
    assert_corrupt(model, len, "cut off");
    *header = kept;
    header->magic[16]++;
    assert_corrupt(model, len, "another version");
    free(model);
}

/* Rows that are full and weights at random: it still ends, within the tables. */
static void test_hostile_model(void **state)
{
    (void)state;
    size_t len;
    dl_tagger *tagger;
    unsigned char *model = copy_model(&len);
    uint32_t seed = 1;
    for (size_t i = (sizeof(dl_model_header) + 63) / 64 * 64; i < len; i++) {
        seed = seed * 1664525u + 1013904223u;
        model[i] = (unsigned char)(seed >> 24 | 1);
    }
    assert_int_equal(dl_tagger_new(model, len, &tagger, NULL), DL_OK);
    int32_t scores[DL_LANES] = {0};
    for (uint32_t i = 0; i < 50; i++) {
        uint32_t feature = i * 77777777u;
        dl_wanted wanted;
        dl_tagger_add(tagger, &wanted, dl_tagger_sift(tagger, &feature, 1, &wanted), scores);
    }
    for (uint32_t word = 0; word < 50; word++)
        dl_tagger_known(tagger, word * 77777777u);
    dl_tagger_free(tagger);
    free(model);
}

static void test_versions(void **state)
{
    (void)state;
    dl_annotator annotator;
    char both[DL_ANNOTATOR_VERSION], rules[DL_ANNOTATOR_VERSION];
    assert_int_equal(dl_annotator_load(&annotator, NULL), DL_OK);
    dl_annotator_version(&annotator, both);
    dl_annotator_version(&(dl_annotator){.gazetteer = annotator.gazetteer}, rules);
    assert_int_equal(strlen(both), 64);
    assert_string_not_equal(both, rules);
    assert_string_not_equal(rules, dl_gazetteer_version(annotator.gazetteer));
    assert_int_equal(strlen(dl_tagger_version(annotator.tagger)), 23);
    dl_annotator_release(&annotator);
}

/* --- the lattice --- */

#define LEN 4

typedef struct puzzle {
    dl_lattice lattice;
    int32_t transitions[DL_LABELS][DL_LABELS];
    dl_moves moves;
    uint8_t row[LEN], best_row[LEN];
    int32_t best;
    int32_t best_with[LEN][DL_LABELS]; /* of the rows with that label there */
} puzzle;

static int32_t draw(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (int32_t)(*seed >> 20) - 2048;
}

static void weigh_row(puzzle *p)
{
    int32_t score = 0;
    for (int i = 0; i < LEN; i++) {
        unsigned before = i ? p->row[i - 1] : 0;
        score += p->lattice.scores[i][p->row[i]] + p->transitions[before][p->row[i]];
    }
    if (score > p->best) {
        p->best = score;
        memcpy(p->best_row, p->row, LEN);
    }
    for (int i = 0; i < LEN; i++)
        if (score > p->best_with[i][p->row[i]])
            p->best_with[i][p->row[i]] = score;
}

/* Tries all rows of labels from word AT on. */
static void search(puzzle *p, int at)
{
    unsigned before = at ? p->row[at - 1] : 0;
    if (at == LEN) {
        if (!before || DL_LABEL_PART(before) >= DL_TAG_END)
            weigh_row(p);
        return;
    }
    for (unsigned y = 0; y < DL_LABELS; y++) {
        if (!dl_label_follows(before, y, p->lattice.broken[at]) || (p->lattice.far[at] && y))
            continue;
        p->row[at] = (uint8_t)y;
        search(p, at + 1);
    }
}

static void fill(puzzle *p, uint32_t *seed)
{
    for (int i = 0; i < LEN; i++) {
        p->lattice.far[i] = draw(seed) > 1400;
        p->lattice.broken[i] = i == 0 || draw(seed) > 1200;
        for (int y = 0; y < DL_LABELS; y++) {
            p->lattice.scores[i][y] = p->lattice.far[i] ? 0 : draw(seed);
            p->best_with[i][y] = INT32_MIN;
        }
    }
    for (int x = 0; x < DL_LABELS; x++)
        for (int y = 0; y < DL_LABELS; y++)
            p->transitions[x][y] = draw(seed);
    dl_moves_init(&p->moves, p->transitions);
    p->best = INT32_MIN;
}

static void test_lattice(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 60; round++) {
        puzzle p = {0};
        uint8_t labels[LEN];
        int32_t margins[LEN];
        assert_true(dl_lattice_begin(&p.lattice, LEN));
        fill(&p, &seed);
        search(&p, 0);
        dl_lattice_walk(&p.lattice, &p.moves, labels);
        dl_lattice_margins(&p.lattice, &p.moves, labels, margins);
        assert_memory_equal(labels, p.best_row, LEN);
        for (int i = 0; i < LEN; i++) {
            int32_t other = INT32_MIN;
            for (int y = 0; y < DL_LABELS; y++)
                if (y != labels[i] && p.best_with[i][y] > other)
                    other = p.best_with[i][y];
            assert_int_equal(margins[i], other == INT32_MIN ? INT32_MAX : p.best - other);
        }
        dl_lattice_release(&p.lattice);
    }
}

/* Many features at once weigh what each of them weighs, and those without a row nothing. */
static void test_features_add_up(void **state)
{
    (void)state;
    dl_tagger *tagger;
    assert_int_equal(dl_tagger_load(&tagger, NULL), DL_OK);
    uint32_t features[3000];
    dl_wanted wanted[COUNT_OF(features)], alone;
    int32_t sum[DL_LANES] = {0}, together[DL_LANES] = {0};
    size_t weighing = 0;
    for (uint32_t i = 0; i < COUNT_OF(features); i++) {
        int32_t one[DL_LANES] = {0};
        features[i] = i * 2654435769u;
        dl_tagger_add(tagger, &alone, dl_tagger_sift(tagger, &features[i], 1, &alone), one);
        bool weighs = false;
        for (int y = 0; y < DL_LABELS; y++) {
            sum[y] += one[y];
            weighs |= one[y] != 0;
        }
        weighing += weighs;
    }
    size_t count = dl_tagger_sift(tagger, features, COUNT_OF(features), wanted);
    dl_tagger_add(tagger, wanted, count, together);
    assert_memory_equal(sum, together, DL_LABELS * sizeof *sum);
    assert_in_range(weighing, 0, COUNT_OF(features) / 20); /* by chance alone */
    dl_tagger_free(tagger);
}

static void test_what_follows(void **state)
{
    (void)state;
    unsigned begin = DL_LABEL(DL_TAG_PERSON, DL_TAG_BEGIN),
             end = DL_LABEL(DL_TAG_PERSON, DL_TAG_END);
    unsigned single = DL_LABEL(DL_TAG_PLACE, DL_TAG_SINGLE),
             other = DL_LABEL(DL_TAG_PLACE, DL_TAG_END);
    assert_true(dl_label_follows(0, begin, false));
    assert_true(dl_label_follows(begin, end, false));
    assert_true(dl_label_follows(end, single, true));
    assert_true(dl_label_follows(single, 0, false));
    assert_false(dl_label_follows(begin, end, true));
    assert_false(dl_label_follows(begin, other, false));
    assert_false(dl_label_follows(begin, 0, false));
    assert_false(dl_label_follows(0, end, false));
}

/* --- features --- */

static void test_features(void **state)
{
    (void)state;
    static const char text[] =
        "Zoltana Brkvic of the Quillport Observatory spoke.\n\nBrkvic left Quillport.";
    const dl_annotate_input input = {.body = text};
    uint32_t rows[2][32][DL_FEATURES_MAX];
    size_t counts[2][32], words = 0;
    dl_annotator annotator;
    assert_int_equal(dl_annotator_load(&annotator, NULL), DL_OK);
    for (int round = 0; round < 2; round++) {
        dl_arena arena = {0};
        dl_glances glances = {0};
        dl_reading r = {.gazetteer = annotator.gazetteer,
                        .input = &input,
                        .arena = &arena,
                        .texts = {"", text}};
        assert_true(dl_reading_cut(&r));
        assert_int_equal(dl_reading_rules(&r, NULL), DL_OK);
        assert_true(dl_glances_init(&glances, &r, annotator.tagger));
        words = r.words.len;
        assert_true(words < 32);
        for (size_t i = 0; i < words; i++)
            counts[round][i] = dl_features_write(&glances, i, rows[round][i]);
        dl_glances_release(&glances);
        dl_reading_discard(&r);
        dl_arena_release(&arena);
    }
    for (size_t i = 0; i < words; i++) {
        assert_in_range(counts[0][i], 7, DL_FEATURES_MAX);
        assert_int_equal(counts[0][i], counts[1][i]);
        assert_memory_equal(rows[0][i], rows[1][i], counts[0][i] * sizeof rows[0][i][0]);
    }
    dl_annotator_release(&annotator);
}

/* --- names that nobody listed --- */

static const struct sentence {
    const char *text, *name;
    dl_kind kind;
    const char *entity;
} sentences[] = {
    {"The bridge was opened by Tavish Okonwe, who built it.", "Tavish Okonwe", DL_KIND_PERSON,
     "person/tavish-okonwe"},
    {"She was born in Drumkessock and studied law.", "Drumkessock", DL_KIND_PLACE,
     "place/drumkessock"},
    {"They live in the village of Upper Tarnby near the coast.", "Upper Tarnby", DL_KIND_PLACE,
     "place/upper-tarnby"},
    {"Mirela Dragosz said that she would resign.", "Mirela Dragosz", DL_KIND_PERSON,
     "person/mirela-dragosz"},
    {"He joined the Velmora Peace Council (VPC) as its secretary.", "Velmora Peace Council",
     DL_KIND_ORGANISATION, "org/velmora-peace-council"},
    {"Engineers of Brightwater Dynamics Inc. tested the pump.", "Brightwater Dynamics Inc",
     DL_KIND_ORGANISATION, "org/brightwater-dynamics-inc"},
    {"The Northern Fishers Forum met in Oslo. Later the Forum voted on nets.", "Forum",
     DL_KIND_ORGANISATION, "org/northern-fishers-forum"},
    {"The Society of Polar Cartographers was founded in 1911. Members of the Society meet in "
     "spring, and the "
     "Society pays.",
     "Society", DL_KIND_ORGANISATION, "org/society-of-polar-cartographers"},
};

static const dl_mention *find(const dl_annotation *found, const char *text,
                              const struct sentence *s)
{
    const char *last = NULL;
    for (const char *at = text; (at = strstr(at, s->name)); at++)
        last = at;
    for (size_t i = 0; last && i < found->mentions_count; i++)
        if (found->mentions[i].start == (size_t)(last - text) &&
            found->mentions[i].end == found->mentions[i].start + strlen(s->name))
            return &found->mentions[i];
    return NULL;
}

static void test_sentences(void **state)
{
    (void)state;
    dl_annotator annotator;
    assert_int_equal(dl_annotator_load(&annotator, NULL), DL_OK);
    for (size_t i = 0; i < COUNT_OF(sentences); i++) {
        const struct sentence *s = &sentences[i];
        const dl_annotate_input input = {.body = s->text};
        dl_arena arena = {0};
        dl_annotation found;
        assert_int_equal(dl_annotate(&annotator, &input, &arena, &found, NULL), DL_OK);
        const dl_mention *m = find(&found, s->text, s);
        if (!m || m->kind != s->kind || strcmp(m->entity, s->entity) != 0)
            fail_msg("%s: %s is not found as %s but as %s", s->text, s->name, s->entity,
                     m ? m->entity : "nothing");
        assert_in_range(m->confidence, 1, 100);
        dl_arena_release(&arena);
    }
    dl_annotator_release(&annotator);
}

/* A name with a line's end within it, in a text that is wrapped, is the same name. */
static void test_wrapped(void **state)
{
    (void)state;
    static const char *const names[][2] = {{"said Commodore Vigda ", "Strand"},
                                           {"said engineers of Brightwater ", "Dynamics Inc"},
                                           {"said Mirela ", "Dragosz"},
                                           {"said the Velmora Peace ", "Council"}};
    dl_annotator annotator;
    assert_int_equal(dl_annotator_load(&annotator, NULL), DL_OK);
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        dl_arena arena = {0};
        dl_annotation found[2];
        for (int wrapped = 0; wrapped < 2; wrapped++) {
            char *text = dl_arena_printf(
                &arena, "The harbour was quiet and nobody had been hurt, %s%s. It rained.",
                names[i][0], names[i][1]);
            if (wrapped)
                *(strstr(text, names[i][1]) - 1) = '\n';
            const dl_annotate_input input = {.body = text};
            assert_int_equal(dl_annotate(&annotator, &input, &arena, &found[wrapped], NULL), DL_OK);
            assert_int_equal(found[wrapped].mentions_count, 1);
        }
        const dl_mention *a = found[0].mentions, *b = found[1].mentions;
        assert_int_equal(a->start, b->start);
        assert_int_equal(a->end, b->end);
        assert_string_equal(a->entity, b->entity);
        dl_arena_release(&arena);
    }
    dl_annotator_release(&annotator);
}

/* A word that stands alone is less sure than a name with signs around it. */
static void test_confidence(void **state)
{
    (void)state;
    static const char text[] =
        "Mayor Tavish Okonwe, of Drumkessock, said so. Thistle or no Thistle, it rained.";
    const dl_annotate_input input = {.body = text};
    dl_arena arena = {0};
    dl_annotation found;
    dl_annotator annotator;
    uint8_t low = 100, high = 0;
    assert_int_equal(dl_annotator_load(&annotator, NULL), DL_OK);
    assert_int_equal(dl_annotate(&annotator, &input, &arena, &found, NULL), DL_OK);
    for (size_t i = 0; i < found.mentions_count; i++) {
        uint8_t confidence = found.mentions[i].confidence;
        low = confidence < low ? confidence : low;
        high = confidence > high ? confidence : high;
    }
    assert_true(found.mentions_count >= 2);
    assert_true(low < high);
    dl_arena_release(&arena);
    dl_annotator_release(&annotator);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_model_is_checked), cmocka_unit_test(test_hostile_model),
        cmocka_unit_test(test_versions),         cmocka_unit_test(test_lattice),
        cmocka_unit_test(test_features_add_up),  cmocka_unit_test(test_what_follows),
        cmocka_unit_test(test_features),         cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_wrapped),          cmocka_unit_test(test_confidence)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
