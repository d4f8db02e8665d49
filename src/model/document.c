/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dateline/document.h"

/* Copies the COUNT strings of LIST into ARENA; sets *FAILED when memory is out. */
static const char *const *copy_list(dl_arena *arena, const char *const *list, size_t count,
                                    bool *failed)
{
    if (count == 0)
        return NULL;
    const char **copy = dl_arena_calloc(arena, count, sizeof *copy);
    for (size_t i = 0; copy && i < count; i++)
        if (!(copy[i] = dl_arena_strdup(arena, list[i])))
            *failed = true;
    if (!copy)
        *failed = true;
    return copy;
}

bool dl_document_copy(dl_arena *arena, const dl_document *doc, dl_document *ret)
{
    dl_document copy = *doc;
    bool failed = false;
    const char **strings[] = {&copy.origin,         &copy.title,     &copy.body,     &copy.source,
                              &copy.source_country, &copy.publisher, &copy.evidence, &copy.place,
                              &copy.author,         &copy.lang,      &copy.link};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
        const char *from = *strings[i];
        *strings[i] = dl_arena_strdup(arena, from);
        failed |= from && !*strings[i];
    }
    copy.via = copy_list(arena, doc->via, doc->via_count, &failed);
    copy.readings = copy_list(arena, doc->readings, doc->readings_count, &failed);
    if (failed)
        return false;
    *ret = copy;
    return true;
}

/* Whether the full stop at byte STOP of TEXT is part of the word before it: of a single capital
 * ("U.S. troops"), or of a word that is written short and seldom stands last ("Mr. Speaker"). */
static bool is_shortened(const char *text, size_t stop)
{
    static const char *const words[] = {
        "Mr",  "Mrs", "Ms",  "Dr",  "Prof", "Gen", "Col", "Lt",  "Maj", "Capt", "Cmdr", "Adm",
        "Sgt", "Sen", "Rep", "Gov", "Pres", "Rev", "Hon", "St",  "vs",  "No",   "Jan",  "Feb",
        "Mar", "Apr", "Jun", "Jul", "Aug",  "Sep", "Oct", "Nov", "Dec", "Sept",
    };
    size_t start = stop;
    while (start > 0 && !strchr(" \n.(\"'-", text[start - 1]))
        start--;
    size_t len = stop - start;
    if (len == 1 && text[start] >= 'A' && text[start] <= 'Z')
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == len && memcmp(words[i], text + start, len) == 0)
            return true;
    return false;
}

/* Bytes of the first sentence of TEXT: up to a full stop, mark or newline that ends it. A full stop
 * ends a sentence only before white space and a capital, a quotation mark or the end, and not after
 * a shortened word. */
static size_t first_sentence(const char *text)
{
    size_t i = 0;
    for (; text[i] && text[i] != '\n'; i++) {
        if (!strchr(".!?", text[i]))
            continue;
        size_t end = i + 1;
        while (text[end] && strchr("\"')", text[end]))
            end++;
        bool goes_on = text[i] == '.' && is_shortened(text, i);
        if (!goes_on && (!text[end] || text[end] == '\n' ||
                         (text[end] == ' ' && !(text[end + 1] >= 'a' && text[end + 1] <= 'z'))))
            return end;
    }
    return i;
}

const char *dl_document_heading(const dl_document *doc, size_t *ret_len)
{
    if (doc->title) {
        *ret_len = strlen(doc->title);
        return doc->title;
    }
    const char *text = doc->body + doc->lead;
    text += strspn(text, " \t\n");
    *ret_len = first_sentence(text);
    return text;
}
