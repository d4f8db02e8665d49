/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/whose.h"

#include <string.h>

#include "dateline/str.h"

/* Writes what DOC says of whose it is as whose_is takes it. */
static void write_whose(const dl_document *doc, dl_str *out)
{
    dl_str_clear(out);
    dl_str_add(out, doc->source ? doc->source : "-");
    dl_str_add(out, " / ");
    dl_str_add(out, doc->publisher ? doc->publisher : "-");
    dl_str_add(out, " / ");
    for (size_t i = 0; i < doc->via_count; i++)
        dl_str_addf(out, "%s%s", i ? ", " : "", doc->via[i]);
    dl_str_add(out, doc->via_count ? "" : "-");
}

/* Whether GOT, of TEXT, is WANT; prints both where it is not. */
static bool is_right(const char *text, const char *got, const char *want)
{
    if (!want || strcmp(got, want) == 0)
        return true;
    print_message("%.150s\n  got  %s\n  want %s\n", text, got, want);
    return false;
}

bool whose_is(const char *text, const char *want, const char *author)
{
    reading r;
    dl_str got;
    reading_text(&r, text, NULL);
    assert_int_equal(r.count, 1);
    dl_str_init(&got);
    write_whose(&r.docs[0], &got);
    bool right = is_right(text, got.text, want);
    right &= is_right(text, r.docs[0].author ? r.docs[0].author : "-", author);
    dl_str_release(&got);
    reading_release(&r);
    return right;
}
