/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "app/conc_field.h"
#include "dateline/text.h"

bool dl_conc_field_open(dl_conc_field *ret, const dl_stored *doc, dl_field which)
{
    bool body = which == DL_FIELD_BODY;
    const char *text = body ? doc->document.body : doc->document.title;
    *ret = (dl_conc_field){.text = text ? text : "", .len = text ? strlen(text) : 0};
    ret->sentences.prose =
        (dl_prose){.text = ret->text, .len = ret->len, .lead = body ? doc->document.lead : 0};
    return dl_quotations_find(&ret->quotations, ret->text, ret->len);
}

void dl_conc_field_release(dl_conc_field *field)
{
    dl_quotations_release(&field->quotations);
}

static bool is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* Hashes the sentence, each run of white space as one blank, folded. */
static bool hash_sentence(dl_conc_field *field)
{
    dl_str plain, folded;
    dl_str_init(&plain);
    dl_str_init(&folded);
    for (size_t i = field->sentence.start; i < field->sentence.end; i++)
        if (!is_white(field->text[i]))
            dl_str_addc(&plain, field->text[i]);
        else if (plain.len && plain.text[plain.len - 1] != ' ')
            dl_str_addc(&plain, ' ');
    dl_text_fold(&folded, plain.text, plain.len);
    bool ok = dl_str_ok(&plain) && dl_str_ok(&folded);
    if (ok)
        dl_sha256_hex(folded.text, folded.len, field->reads);
    dl_str_release(&plain);
    dl_str_release(&folded);
    return ok;
}

bool dl_conc_field_go(dl_conc_field *field, size_t at, bool *ret_new)
{
    dl_span sentence = dl_sentences_find(&field->sentences, at);
    *ret_new = field->sentence.end == 0 || sentence.start != field->sentence.start;
    if (!*ret_new)
        return true;
    field->sentence = sentence;
    field->counted = sentence.start;
    field->characters = 0;
    return hash_sentence(field);
}

/* Characters but white space in [START, END). */
static size_t count_characters(const char *text, size_t start, size_t end)
{
    size_t count = 0;
    for (size_t i = start; i < end; i++)
        count += !is_white(text[i]) && ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

void dl_conc_field_hash(dl_conc_field *field, size_t start, size_t end, char ret[DL_SHA256_HEX])
{
    if (field->counted > start) {
        field->counted = field->sentence.start;
        field->characters = 0;
    }
    field->characters += count_characters(field->text, field->counted, start);
    field->counted = start;
    char line[DL_SHA256_HEX + 48];
    int len = snprintf(line, sizeof line, "%s %zu %zu", field->reads, field->characters,
                       count_characters(field->text, start, end));
    dl_sha256_hex(line, (size_t)len, ret);
}
