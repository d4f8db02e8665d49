/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the gazetteer's files, line by line, and those of them that are lists of words. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "annotate/gazetteer_read.h"
#include "dateline/vec.h"

dl_status dl_record_fault(const dl_record_reader *r, const char *format, ...)
{
    char what[400];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    if (!r->in->report)
        return dl_fail(r->error, DL_ERR_SYNTAX, "%s:%zu: %s", r->file, r->line, what);
    r->in->report(r->in->context, &(dl_gazetteer_fault){r->file, r->line, what});
    return DL_OK;
}

bool dl_slice_cut(dl_slice *rest, char separator, dl_slice *ret)
{
    if (!rest->text)
        return false;
    const char *at = memchr(rest->text, separator, rest->len);
    size_t len = at ? (size_t)(at - rest->text) : rest->len;
    *ret = (dl_slice){rest->text, len};
    *rest = at ? (dl_slice){at + 1, rest->len - len - 1} : (dl_slice){0};
    return true;
}

bool dl_slice_is(dl_slice s, const char *word)
{
    return s.len == strlen(word) && memcmp(s.text, word, s.len) == 0;
}

char *dl_record_keep(const dl_record_reader *r, dl_slice s)
{
    return dl_arena_strndup(&r->gazetteer->arena, s.text, s.len);
}

static dl_status read_body(dl_record_reader *r, const dl_slice f[DL_RECORD_FIELDS])
{
    dl_slice shown = f[1];
    if (shown.len && *shown.text == '?')
        shown = (dl_slice){shown.text + 1, shown.len - 1};
    if (!f[0].len || !shown.len)
        return dl_record_fault(r, "a body needs a slug and a name");
    dl_body body = {.slug = dl_record_keep(r, f[0]), .name = dl_record_keep(r, shown)};
    if (!body.slug || !body.name || !dl_vec_push(&r->gazetteer->bodies, body))
        return dl_fail_nomem(r->error);
    dl_entry entry = {.subject = (uint32_t)(r->gazetteer->bodies.len - 1), .type = DL_ENTRY_BODY};
    dl_status status = dl_phrase_add(r, f[1], entry);
    dl_slice rest = f[2], spelling;
    while (status == DL_OK && rest.len && dl_slice_cut(&rest, '|', &spelling))
        status = dl_phrase_add(r, spelling, entry);
    return status;
}

/* An office and what it is called. */
static dl_status read_office(dl_record_reader *r, const dl_slice f[DL_RECORD_FIELDS])
{
    char folded[DL_WORD_FOLDED];
    size_t n = dl_word_fold(f[0].text, f[0].len, folded);
    if (!n || !f[1].len)
        return dl_record_fault(r, "an office needs a slug and what it is called");
    dl_entry entry = {.type = DL_ENTRY_OFFICE};
    entry.subject = dl_lexicon_intern(r->gazetteer->lexicon, folded, n);
    if (!entry.subject)
        return dl_fail_nomem(r->error);
    dl_slice rest = f[1], spelling;
    dl_status status = DL_OK;
    while (status == DL_OK && rest.len && dl_slice_cut(&rest, '|', &spelling))
        status = dl_phrase_add(r, spelling, entry);
    return status;
}

/* What the second field of a list of words can say. */
typedef struct meaning {
    const char *name;
    uint32_t value;
} meaning;

static const meaning given_meanings[] = {
    {"f", DL_CLASS_GIVEN | DL_CLASS_WOMAN},
    {"m", DL_CLASS_GIVEN | (uint32_t)DL_CLASS_MAN},
    {"u", DL_CLASS_GIVEN | DL_CLASS_WOMAN | (uint32_t)DL_CLASS_MAN},
    {0}};
static const meaning family_meanings[] = {
    {"ko", DL_CLASS_KOREAN}, {"zh", DL_CLASS_CHINESE}, {"vi", DL_CLASS_VIETNAMESE}, {0}};
static const meaning title_meanings[] = {
    {"office", DL_TITLE_OFFICE}, {"rank", DL_TITLE_RANK}, {"polite", DL_TITLE_POLITE}, {0}};
static const meaning org_meanings[] = {{"part", DL_ORG_PART}, {"body", DL_ORG_WHOLE}, {0}};

/* The meaning called NAME; NULL where there is none. */
static const meaning *find_meaning(dl_slice name, const meaning *meanings)
{
    for (; meanings->name; meanings++)
        if (dl_slice_is(name, meanings->name))
            return meanings;
    return NULL;
}

static dl_status fail_meaning(dl_record_reader *r, dl_slice name, const meaning *meanings)
{
    char list[100] = "";
    for (size_t i = 0, len = 0; meanings[i].name; i++)
        len += (size_t)snprintf(list + len, sizeof list - len, "%s%s",
                                i == 0                 ? ""
                                : meanings[i + 1].name ? ", "
                                                       : " or ",
                                meanings[i].name);
    return dl_record_fault(r, "the second field cannot be \"%.*s\"; write %s", (int)name.len,
                           name.text, list);
}

/* A name of one word: a class of that word. A name of several is split, and its first word counts:
 * the words after it are read as the rest of a person's name anyway. */
static dl_status read_class(dl_record_reader *r, const dl_slice f[DL_RECORD_FIELDS],
                            const meaning *meanings)
{
    const meaning *found = find_meaning(f[1], meanings);
    if (!found)
        return fail_meaning(r, f[1], meanings);
    r->words.len = 0;
    if (!dl_words_add(&r->words, NULL, f[0].text, f[0].len, 0))
        return dl_fail_nomem(r->error);
    char folded[DL_WORD_FOLDED];
    size_t n = 0;
    if (r->words.len) {
        const dl_word *first = &r->words.items[0];
        n = dl_word_fold(f[0].text + first->start, first->end - first->start, folded);
    }
    if (n == 0)
        return dl_record_fault(r, "\"%.*s\" is no name", (int)f[0].len, f[0].text);
    uint32_t word = dl_lexicon_intern(r->gazetteer->lexicon, folded, n);
    if (!word)
        return dl_fail_nomem(r->error);
    dl_lexicon_classify(r->gazetteer->lexicon, word, found->value);
    return DL_OK;
}

static dl_status read_phrase(dl_record_reader *r, const dl_slice f[DL_RECORD_FIELDS],
                             const meaning *meanings, dl_entry_type type)
{
    const meaning *found = find_meaning(f[1], meanings);
    if (!found)
        return fail_meaning(r, f[1], meanings);
    return dl_phrase_add(r, f[0], (dl_entry){.type = (uint8_t)type, .subject = found->value});
}

static dl_status read_given(dl_record_reader *r, const dl_slice f[DL_RECORD_FIELDS])
{
    return read_class(r, f, given_meanings);
}

static dl_status read_family(dl_record_reader *r, const dl_slice f[DL_RECORD_FIELDS])
{
    return read_class(r, f, family_meanings);
}

static dl_status read_title(dl_record_reader *r, const dl_slice f[DL_RECORD_FIELDS])
{
    return read_phrase(r, f, title_meanings, DL_ENTRY_TITLE);
}

static dl_status read_org_word(dl_record_reader *r, const dl_slice f[DL_RECORD_FIELDS])
{
    return read_phrase(r, f, org_meanings, DL_ENTRY_ORG_WORD);
}

typedef dl_status record_reader(dl_record_reader *r, const dl_slice f[DL_RECORD_FIELDS]);

/* What reads the records of a file, by its name's last part; NULL for one to be passed over. */
static record_reader *find_reader(const char *name)
{
    static const struct {
        const char *name;
        record_reader *read;
    } readers[] = {
        {"bodies.tsv", read_body},
        {"given-names.tsv", read_given},
        {"family-names.tsv", read_family},
        {"titles.tsv", read_title},
        {"org-words.tsv", read_org_word},
        {"offices.tsv", read_office},
        {"outlets.tsv", NULL},
        {"kinds.tsv", NULL},
    };
    const char *slash = strrchr(name, '/');
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        if (strcmp(slash ? slash + 1 : name, readers[i].name) == 0)
            return readers[i].read;
    return dl_record_entity;
}

/* Tells of a byte of LINE that no text has; sets *RET_SOUND where there is none. */
static dl_status check_bytes(const dl_record_reader *r, dl_slice line, bool *ret_sound)
{
    const uint8_t *bad = u8_check((const uint8_t *)line.text, line.len);
    *ret_sound = false;
    if (bad)
        return dl_record_fault(r, "byte %zu of the line is no UTF-8; save the file in UTF-8",
                               (size_t)(bad - (const uint8_t *)line.text) + 1);
    for (size_t i = 0; i < line.len; i++)
        if (((unsigned char)line.text[i] < ' ' && line.text[i] != '\t') || line.text[i] == 0x7F)
            return dl_record_fault(r, "byte %zu of the line is a control; take it out", i + 1);
    *ret_sound = true;
    return DL_OK;
}

static dl_status read_line(dl_record_reader *r, dl_slice line, record_reader *read)
{
    bool sound;
    dl_status status = check_bytes(r, line, &sound);
    if (status != DL_OK || !sound)
        return status;
    dl_slice f[DL_RECORD_FIELDS] = {{"", 0}, {"", 0}, {"", 0}, {"", 0}}, extra;
    size_t count = 0;
    while (count < DL_RECORD_FIELDS && dl_slice_cut(&line, '\t', &f[count]))
        count++;
    if (dl_slice_cut(&line, '\t', &extra))
        return dl_record_fault(r, "more than %d fields", DL_RECORD_FIELDS);
    return read(r, f);
}

dl_status dl_gazetteer_read(const dl_reading_in *in, const dl_gazetteer_source *source,
                            dl_error *error)
{
    record_reader *read = find_reader(source->name);
    if (!read)
        return DL_OK;
    dl_record_reader r = {.in = in, .gazetteer = in->gazetteer, .error = error};
    r.file = dl_arena_strdup(&in->gazetteer->arena, source->name);
    if (!r.file)
        return dl_fail_nomem(error);
    dl_status status = DL_OK;
    bool marked = source->len >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0; /* UTF-8 */
    dl_slice rest = {source->text + (marked ? 3 : 0), source->len - (marked ? 3 : 0)}, line;
    while (status == DL_OK && dl_slice_cut(&rest, '\n', &line)) {
        r.line++;
        if (line.len && line.text[line.len - 1] == '\r')
            line.len--;
        if (line.len && *line.text != '#')
            status = read_line(&r, line, read);
    }
    free(r.words.items);
    return status;
}
