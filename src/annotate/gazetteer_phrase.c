/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the phrases of the gazetteer's files into its trie. */
#include <string.h>

#include "annotate/gazetteer_read.h"
#include "dateline/vec.h"

#define PHRASE_WORDS 16 /* words that a listed name can have */

/* Leads on from NODE by WORD, which is numbered; 0 when memory is out, or where the folded word does
 * not fit, which *RET_LONG tells. */
static uint32_t follow_word(dl_lexicon *lexicon, uint32_t node, const char *text, dl_word *word,
                            bool *ret_long)
{
    char folded[DL_WORD_FOLDED];
    size_t n = dl_word_fold(text + word->start, word->end - word->start, folded);
    *ret_long = n == 0;
    word->id = n ? dl_lexicon_intern(lexicon, folded, n) : 0;
    return word->id ? dl_lexicon_grow(lexicon, node, word->id) : 0;
}

dl_status dl_phrase_follow(dl_record_reader *r, dl_slice phrase, uint32_t *ret_node)
{
    r->words.len = 0;
    *ret_node = 0;
    if (!dl_words_add(&r->words, NULL, phrase.text, phrase.len, 0))
        return dl_fail_nomem(r->error);
    size_t count = r->words.len;
    r->words.len = 0;
    if (count == 0 || count > PHRASE_WORDS)
        return dl_record_fault(r, "\"%.*s\" must have 1 to %d words", (int)phrase.len, phrase.text,
                               PHRASE_WORDS);
    uint32_t node = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_long;
        node = follow_word(r->gazetteer->lexicon, node, phrase.text, &r->words.items[i], &is_long);
        if (is_long)
            return dl_record_fault(r, "\"%.*s\" has a word of more than %d bytes", (int)phrase.len,
                                   phrase.text, DL_WORD_FOLDED);
        if (!node)
            return dl_fail_nomem(r->error);
    }
    r->words.len = count;
    *ret_node = node;
    return DL_OK;
}

/* Whether the words in R are spelled as ENTRY's are. */
static bool spelled_alike(const dl_record_reader *r, const dl_entry *entry)
{
    const dl_spelling *spelling = dl_entry_spelling(r->gazetteer, entry);
    for (size_t i = 0; i < r->words.len; i++)
        if (r->words.items[i].shape != spelling[i].shape)
            return false;
    return true;
}

/* The number of the entry of the same subject, type and form at NODE that is spelled as the words in
 * R, and of the one before it there (0: none); 0 where there is none. */
static uint32_t find_entry(const dl_record_reader *r, uint32_t node, const dl_entry *like,
                           uint32_t *ret_before)
{
    *ret_before = 0;
    for (uint32_t i = dl_lexicon_value(r->gazetteer->lexicon, node); i;
         i = r->gazetteer->entries.items[i].next) {
        const dl_entry *entry = &r->gazetteer->entries.items[i];
        if (entry->type == like->type && entry->subject == like->subject &&
            entry->form == like->form && entry->words == like->words && spelled_alike(r, entry))
            return i;
        *ret_before = i;
    }
    return 0;
}

/* Whether the phrase in R is one word in capitals. */
static bool is_acronym(const dl_record_reader *r)
{
    return r->words.len == 1 && r->words.items[0].shape == DL_SHAPE_UPPER;
}

/* Takes the entry that is like ENTRY out of NODE. */
static dl_status take_entry(dl_record_reader *r, uint32_t node, dl_slice phrase, dl_entry entry)
{
    dl_gazetteer *gazetteer = r->gazetteer;
    uint32_t before, number = find_entry(r, node, &entry, &before);
    if (!number)
        return dl_record_fault(r, "\"%.*s\" is not listed so, and cannot be taken away",
                               (int)phrase.len, phrase.text);
    uint32_t next = gazetteer->entries.items[number].next;
    if (before)
        gazetteer->entries.items[before].next = next;
    else
        dl_lexicon_set_value(gazetteer->lexicon, node, next);
    gazetteer->entries.items[number].type = DL_ENTRY_TYPES;
    gazetteer->aliases -= entry.type == DL_ENTRY_ALIAS;
    return DL_OK;
}

/* Notes where the entry that was added last is listed, in a gazetteer that is not compiled. */
static bool note_where(dl_record_reader *r, dl_slice phrase)
{
    if (!r->gazetteer->where.len)
        return true;
    dl_where where = {.file = r->file, .text = dl_record_keep(r, phrase), .line = r->line};
    return where.text && dl_vec_push(&r->gazetteer->where, where);
}

/* Puts ENTRY, whose words are in R, before those that NODE has. */
static dl_status put_entry(dl_record_reader *r, uint32_t node, dl_slice phrase, dl_entry entry)
{
    dl_gazetteer *gazetteer = r->gazetteer;
    entry.spelling = (uint32_t)gazetteer->spellings.len;
    for (size_t i = 0; i < r->words.len; i++) {
        const dl_word *word = &r->words.items[i];
        dl_spelling spelling = {word->shape, word->gap, word->flags & DL_WORD_POSSESSIVE};
        if (!dl_vec_push(&gazetteer->spellings, spelling))
            return dl_fail_nomem(r->error);
    }
    entry.next = dl_lexicon_value(gazetteer->lexicon, node);
    if (!dl_vec_push(&gazetteer->entries, entry) || !note_where(r, phrase))
        return dl_fail_nomem(r->error);
    dl_lexicon_set_value(gazetteer->lexicon, node, (uint32_t)(gazetteer->entries.len - 1));
    gazetteer->aliases += entry.type == DL_ENTRY_ALIAS;
    return DL_OK;
}

dl_status dl_phrase_add(dl_record_reader *r, dl_slice phrase, dl_entry entry)
{
    bool take = false;
    for (; phrase.len && memchr("!?+-", *phrase.text, 4);
         phrase = (dl_slice){phrase.text + 1, phrase.len - 1}) {
        entry.exact = entry.exact || *phrase.text == '!';
        entry.doubtful = entry.doubtful || *phrase.text == '?';
        entry.meant = entry.meant || *phrase.text == '+';
        take = take || *phrase.text == '-';
    }
    uint32_t node, before;
    dl_status status = dl_phrase_follow(r, phrase, &node);
    if (status != DL_OK || !node)
        return status;
    entry.words = (uint8_t)r->words.len;
    if (entry.type == DL_ENTRY_ALIAS && entry.form == DL_FORM_NAME && is_acronym(r))
        entry.form = DL_FORM_ACRONYM;
    if (take)
        return take_entry(r, node, phrase, entry);
    uint32_t old = find_entry(r, node, &entry, &before);
    if (!old)
        return put_entry(r, node, phrase, entry);
    r->gazetteer->entries.items[old].exact |= entry.exact;
    r->gazetteer->entries.items[old].doubtful |= entry.doubtful;
    r->gazetteer->entries.items[old].meant |= entry.meant;
    return DL_OK;
}
