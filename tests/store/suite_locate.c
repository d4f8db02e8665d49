/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a reference to its passage, whatever has become of the document. */
#include <string.h>

#include "bench.h"
#include "dateline/locate.h"

#define FIRST "0a00000000000000000000000000000000000000000000000000000000000000"
#define SECOND "0b00000000000000000000000000000000000000000000000000000000000000"
#define THIRD "0c00000000000000000000000000000000000000000000000000000000000000"
#define LAST "0d00000000000000000000000000000000000000000000000000000000000000"

static const sample first = {.origin = "1",
                             .title = "The mole",
                             .body = "The mole is long. It is wet.",
                             .date = "2020-01-01",
                             .hash = FIRST},
                    second = {.origin = "1",
                              .title = "The new mole",
                              .body = "As of May the mole is shut. The mole is long. It is wet.",
                              .date = "2020-01-01",
                              .hash = SECOND},
                    third = {.origin = "1",
                             .title = "Another",
                             .body = "The mole is gone.",
                             .date = "2020-02-01",
                             .hash = THIRD},
                    last = {.origin = "1",
                            .title = "The mole",
                            .body = "It is wet. So: the mole is long.",
                            .date = "2020-03-01",
                            .hash = LAST};

/* The reference that TEXT is. */
static dl_reference reference(const char *text)
{
    dl_reference ret = {.whole = true};
    test_need(dl_reference_parse(text, &ret, &test_error) == DL_OK, text);
    return ret;
}

/* The passage that TEXT says, and where it is, in words: "here 4-8 mole". */
static const char *find(bench *b, const char *text)
{
    static const char *const how[] = {"here", "newer", "corrected", "gone"};
    dl_reference asked = reference(text);
    dl_passage passage = {.start = 0};
    dl_place_found found = {.how = DL_LOCATED_GONE};
    if (!CHECK_OK(dl_reference_resolve(b->store, &asked, &b->arena, &passage, &test_error)) ||
        !CHECK_OK(dl_passage_find(b->store, &passage, &b->arena, &found, &test_error)))
        return "failed";
    const dl_document *doc = &found.document.document;
    const char *field = passage.field == DL_FIELD_TITLE ? doc->title : doc->body;
    return dl_arena_printf(&b->arena, "%s %zu-%zu %.*s; was %s", how[found.how], found.start,
                           found.end, (int)(found.end - found.start), field + found.start,
                           passage.quote);
}

static void check_fails(bench *b, const char *text, dl_status status)
{
    dl_reference asked = reference(text);
    dl_passage passage;
    CHECK_STATUS(dl_reference_resolve(b->store, &asked, &b->arena, &passage, &test_error), status);
    CHECK(test_error.message[0] != '\0');
}

static void test_a_passage_through_versions(void *context)
{
    bench *b = context;
    CHECK(sample_store(b->store, &first) == DL_PUT_NEW);
    CHECK_TEXT(find(b, FIRST "#0-17"), "here 0-17 The mole is long.; was The mole is long.");
    CHECK_TEXT(find(b, FIRST "#title:4-8"), "here 4-8 mole; was mole");
    CHECK(sample_store(b->store, &first) == DL_PUT_UNCHANGED);
    CHECK_TEXT(find(b, "0a00000#18-28"), "here 18-28 It is wet.; was It is wet.");
    CHECK(sample_store(b->store, &second) == DL_PUT_VERSION);
    CHECK_TEXT(find(b, FIRST "#0-17"), "newer 28-45 The mole is long.; was The mole is long.");
    CHECK_TEXT(find(b, FIRST "#title:4-8"), "newer 8-12 mole; was mole");
    CHECK_TEXT(find(b, SECOND "#0-27"), "here 0-27 As of May the mole is shut.; was As of May the "
                                        "mole is shut.");
    CHECK(sample_store(b->store, &third) == DL_PUT_VERSION);
    CHECK_TEXT(find(b, FIRST "#0-17"), "gone 0-0 ; was The mole is long.");
    CHECK_TEXT(find(b, SECOND "#0-27"), "gone 0-0 ; was As of May the mole is shut.");
    CHECK(sample_store(b->store, &last) == DL_PUT_VERSION);
    CHECK_TEXT(find(b, FIRST "#18-28"), "newer 0-10 It is wet.; was It is wet.");
    CHECK_TEXT(find(b, THIRD "#0-8"), "gone 0-0 ; was The mole");
}

static void test_references_that_cannot_be_resolved(void *context)
{
    bench *b = context;
    sample twin = first;
    twin.origin = "2";
    twin.hash = "0a00000000000000000000000000000000000000000000000000000000000001";
    CHECK(sample_store(b->store, &first) == DL_PUT_NEW);
    check_fails(b, SECOND "#0-4", DL_ERR_NOT_FOUND);
    check_fails(b, FIRST "#0-29", DL_ERR_INVALID);
    check_fails(b, FIRST "#title:0-9", DL_ERR_INVALID);
    CHECK(sample_store(b->store, &twin) == DL_PUT_NEW);
    check_fails(b, "0a00000#0-4", DL_ERR_AMBIGUOUS);
}

const bench_test suite_locate[] = {
    {"a passage through versions", test_a_passage_through_versions},
    {"references that cannot be resolved", test_references_that_cannot_be_resolved},
    {NULL, NULL},
};
