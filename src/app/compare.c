/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "app/compare.h"
#include "app/facts.h"
#include "dateline/diff.h"
#include "dateline/origin.h"
#include "dateline/sentence.h"
#include "dateline/text.h"
#include "dateline/token.h"
#include "dateline/vec.h"

/* Of a longer paragraph what stands around the place is compared: comparing takes time in proportion to
 * the words times the differences. */
#define BYTES_MAX ((size_t)12000)

void dl_compare_release(dl_compare *compare)
{
    for (int i = 0; i < 2; i++)
        dl_layout_release(&compare->sides[i].layout);
    dl_arena_release(&compare->arena);
    *compare = (dl_compare){0};
}

/* --- the passages --- */

static bool is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* The paragraph of SPOT in TEXT, cut to whole words around it where it is too long. */
static dl_span find_passage(const dl_prose *prose, dl_spot spot)
{
    dl_span span = dl_paragraph_at(prose, spot.start);
    if (span.end < spot.end)
        span.end = spot.end;
    if (span.end - span.start <= BYTES_MAX)
        return span;
    if (spot.start - span.start > BYTES_MAX / 2)
        span.start = spot.start - BYTES_MAX / 2;
    if (span.end - spot.end > BYTES_MAX / 2)
        span.end = spot.end + BYTES_MAX / 2;
    while (span.start < spot.start && !is_white(prose->text[span.start]))
        span.start++;
    while (span.end > spot.end && !is_white(prose->text[span.end - 1]))
        span.end--;
    return span;
}

static dl_status read_side(dl_compare *compare, dl_store *store, const dl_compare_place *place,
                           const dl_glyphs *glyphs, dl_compare_side *ret, dl_error *error)
{
    dl_arena arena = {0};
    dl_stored stored;
    char date[DL_LIST_DATE];
    dl_status status = store->ops->get(store, place->key, &arena, &stored, error);
    if (status)
        goto out;
    const dl_document *doc = &stored.document;
    const char *text = place->spot.field == DL_FIELD_TITLE ? doc->title : doc->body;
    dl_prose prose = {.text = text ? text : "",
                      .len = text ? strlen(text) : 0,
                      .lead = place->spot.field == DL_FIELD_BODY ? doc->lead : 0};
    if (place->spot.end > prose.len) {
        status = dl_fail(error, DL_ERR_NOT_FOUND, "a passage to compare has changed meanwhile");
        goto out;
    }
    dl_span span = find_passage(&prose, place->spot);
    *ret = (dl_compare_side){.key = place->key, .spot = place->spot, .len = span.end - span.start};
    ret->text = dl_arena_strndup(&compare->arena, prose.text + span.start, ret->len);
    ret->heading = dl_arena_printf(
        &compare->arena, "%s %s %s %s %s", dl_facts_date(doc->published, doc->readings_count > 1, date), glyphs->dot,
        doc->source ? doc->source : "no source", glyphs->dot,
        doc->title ? doc->title : dl_origin_short(&compare->arena, doc->origin, glyphs->ellipsis));
    ret->name.start = place->spot.start - span.start;
    ret->name.end = place->spot.end - span.start;
    if (!ret->text || !ret->heading)
        status = dl_fail_nomem(error);
out:
    dl_arena_release(&arena);
    return status;
}

/* --- the words --- */

/* A word of either side. */
typedef struct word {
    const char *term;
    dl_token range;
    uint32_t number; /* the same for the same terms */
} word;

typedef struct words {
    word *items;
    size_t len, size;
} words;

static bool split(const dl_compare_side *side, dl_arena *arena, words *ret)
{
    dl_tokens walk = {.text = side->text, .len = side->len};
    dl_str term, folded;
    word item = {0};
    bool ok = true;
    dl_str_init(&term);
    dl_str_init(&folded);
    while (ok && dl_token_next(&walk, &item.range)) {
        dl_str_clear(&term);
        dl_str_clear(&folded);
        dl_token_term(&term, side->text + item.range.start, item.range.end - item.range.start);
        dl_text_fold(&folded, term.text, term.len);
        item.term =
            dl_str_ok(&term) && dl_str_ok(&folded) ? dl_arena_strdup(arena, folded.text) : NULL;
        ok = item.term && dl_vec_push(ret, item);
    }
    dl_str_release(&term);
    dl_str_release(&folded);
    return ok;
}

/* Orders words by their terms. For qsort. */
static int compare_terms(const void *a, const void *b)
{
    return strcmp((*(word *const *)a)->term, (*(word *const *)b)->term);
}

/* Gives the words of both sides their numbers; false when memory is out. */
static bool number_words(words sides[2])
{
    size_t count = sides[0].len + sides[1].len, at = 0;
    word **all = calloc(count + 1, sizeof *all);
    if (!all)
        return false;
    for (int s = 0; s < 2; s++)
        for (size_t i = 0; i < sides[s].len; i++)
            all[at++] = &sides[s].items[i];
    qsort(all, count, sizeof *all, compare_terms);
    for (size_t i = 1; i < count; i++)
        all[i]->number = all[i - 1]->number + (strcmp(all[i]->term, all[i - 1]->term) != 0);
    free(all);
    return true;
}

/* Marks the words of SIDE that stand alone in it; such words beside each other are one mark. */
static bool mark_words(dl_compare *compare, dl_compare_side *side, const words *w, const bool *only)
{
    side->words = w->len;
    side->only = dl_arena_calloc(&compare->arena, w->len + 1, sizeof *side->only);
    if (!side->only)
        return false;
    for (size_t i = 0; i < w->len; i++) {
        if (!only[i])
            continue;
        if (i && only[i - 1])
            side->only[side->only_count - 1].end = w->items[i].range.end;
        else
            side->only[side->only_count++] =
                (dl_mark){w->items[i].range.start,
                          w->items[i].range.end,
                          {.role = DL_ROLE_TEXT, .flags = DL_STYLE_HIT}};
    }
    return true;
}

static bool diff_words(dl_compare *compare, words sides[2])
{
    size_t count = sides[0].len + sides[1].len;
    uint32_t *numbers = calloc(count + 1, sizeof *numbers);
    bool *only = calloc(count + 1, sizeof *only);
    bool ok = numbers && only;
    for (size_t i = 0; ok && i < count; i++)
        numbers[i] =
            i < sides[0].len ? sides[0].items[i].number : sides[1].items[i - sides[0].len].number;
    ok = ok && dl_diff(numbers, sides[0].len, numbers + sides[0].len, sides[1].len, only,
                       only + sides[0].len);
    ok = ok && mark_words(compare, &compare->sides[0], &sides[0], only) &&
         mark_words(compare, &compare->sides[1], &sides[1], only + sides[0].len);
    free(numbers);
    free(only);
    return ok;
}

dl_status dl_compare_load(dl_compare *compare, dl_store *store, const dl_compare_place places[2],
                          const dl_glyphs *glyphs, dl_error *error)
{
    dl_compare made = {0};
    dl_arena arena = {0};
    words sides[2] = {{0}};
    dl_status status = DL_OK;
    for (int i = 0; !status && i < 2; i++)
        status = read_side(&made, store, &places[i], glyphs, &made.sides[i], error);
    if (!status &&
        !(split(&made.sides[0], &arena, &sides[0]) && split(&made.sides[1], &arena, &sides[1]) &&
          number_words(sides) && diff_words(&made, sides)))
        status = dl_fail_nomem(error);
    for (int i = 0; i < 2; i++)
        free(sides[i].items);
    dl_arena_release(&arena);
    if (status) {
        dl_compare_release(&made);
        return status;
    }
    dl_compare_release(compare);
    *compare = made;
    return DL_OK;
}

/* --- lines --- */

void dl_compare_layout(dl_compare *compare, size_t first, size_t second)
{
    for (int i = 0; i < 2; i++) {
        dl_compare_side *side = &compare->sides[i];
        size_t width = i ? second : first;
        if (side->layout.text && side->layout.width == width)
            continue;
        dl_layout_release(&side->layout);
        dl_layout_init(&side->layout, side->text, side->len, width);
    }
}

size_t dl_compare_lines(dl_compare *compare)
{
    size_t first = dl_layout_count(&compare->sides[0].layout);
    size_t second = dl_layout_count(&compare->sides[1].layout);
    return first > second ? first : second;
}
