/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/output.h"
#include "cli/ownkinds.h"
#include "cli/words.h"
#include "dateline/text.h"

/* The length of the field and colon that TEXT begins with, where a value follows; else 0. */
static size_t field_length(const char *text)
{
    size_t colon = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    bool is_field = colon > 0 && text[colon] == ':' && text[colon + 1] && text[colon + 1] != ' ';
    return is_field ? colon + 1 : 0;
}

/* The length of the field and colon that WORD begins with, where the shell took the quotation marks
 * off its value; else 0. A word that holds a second field is a query, in one pair of the shell's
 * quotation marks. */
static size_t unquoted_field(const char *word)
{
    const char *blank = strchr(word, ' ');
    if (!blank || strchr(word, '"'))
        return 0;
    for (; blank; blank = strchr(blank + 1, ' '))
        if (field_length(blank + 1))
            return 0;
    return field_length(word);
}

void dl_words_join(dl_str *out, char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        dl_str clean;
        dl_str_init(&clean);
        dl_must(dl_text_clean(&clean, words[i], strlen(words[i])) == DL_OK ? clean.text : NULL);
        size_t field = unquoted_field(clean.text);
        if (i)
            dl_str_addc(out, ' ');
        dl_str_addn(out, clean.text, field);
        dl_str_add(out, field ? "\"" : "");
        dl_str_add(out, clean.text + field);
        dl_str_add(out, field ? "\"" : "");
        dl_str_release(&clean);
    }
    dl_must(dl_str_ok(out) ? out->text : NULL);
}

bool dl_words_parse(char *const *words, size_t count, dl_arena *arena, dl_query *ret)
{
    dl_str text;
    dl_error error = {0};
    size_t at;
    dl_str_init(&text);
    dl_words_join(&text, words, count);
    dl_status status = dl_query_parse(arena, dl_own_kinds(), text.text, ret, &at, &error);
    if (status) {
        dl_message("%s", error.message);
        dl_message_detail(text.text, at);
    }
    dl_str_release(&text);
    return !status;
}
