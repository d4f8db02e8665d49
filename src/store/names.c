/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/store.h"
#include "dateline/text.h"
#include "dateline/token.h"
#include "store/names.h"

void dl_name_fold(dl_str *out, const char *name, size_t len)
{
    dl_str terms;
    dl_str_init(&terms);
    dl_tokens walk = {.text = name, .len = len};
    dl_token token;
    while (dl_token_next(&walk, &token)) {
        if (terms.len)
            dl_str_addc(&terms, ' ');
        dl_token_term(&terms, name + token.start, token.end - token.start);
    }
    if (terms.len == 0)
        dl_str_addn(&terms, name, len);
    if (dl_str_ok(&terms))
        dl_text_fold(out, terms.text, terms.len);
    else
        out->failed = true;
    dl_str_release(&terms);
}

bool dl_name_holds(const char *name, const char *words)
{
    size_t len = strlen(words);
    if (len == 0)
        return false;
    for (const char *at = name; (at = strstr(at, words)); at++)
        if ((at == name || at[-1] == ' ') && (at[len] == '\0' || at[len] == ' '))
            return true;
    return false;
}

bool dl_id_equal(const char *a, const char *b)
{
    for (; *a && *b; a++, b++) {
        char x = *a >= 'A' && *a <= 'Z' ? (char)(*a + ('a' - 'A')) : *a;
        char y = *b >= 'A' && *b <= 'Z' ? (char)(*b + ('a' - 'A')) : *b;
        if (x != y)
            return false;
    }
    return *a == *b;
}

bool dl_spelling_equal(const char *a, size_t a_len, const char *b, size_t b_len)
{
    dl_str x, y;
    dl_str_init(&x);
    dl_str_init(&y);
    dl_name_fold(&x, a, a_len);
    dl_name_fold(&y, b, b_len);
    bool same = dl_str_ok(&x) && dl_str_ok(&y) && strcmp(x.text, y.text) == 0;
    dl_str_release(&x);
    dl_str_release(&y);
    return same;
}
