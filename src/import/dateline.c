/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Datelines, known by their shape: a place in capitals or with capitals, perhaps a date, perhaps an
 * agency in brackets, slashes or between upright bars, and then a mark that parts all this from the
 * sentence:
 *
 *     PLACE, Month D. /AGENCY/. Text         PLACE, Mon D (AGENCY) - Text
 *     PLACE (AGENCY / AGENCY - date) Text    PLACE - Text        Place | Agency | Text
 *     (AGENCY) - Text                        PLACE: Text
 *
 * The less of it there is, the more the rest must say: a place alone counts only in capitals, with a
 * dash after it and a sentence in lower case after that.
 */
#include <string.h>
#include <strings.h>

#include "dateline/text.h"
#include "import/datelex.h"
#include "import/dateline.h"
#include "import/outlet.h"

#define REACH 200     /* bytes in which a dateline must end */
#define PLACE_WORDS 8 /* of a place with its state, or of two */
#define NAME_WORDS 4  /* of the name of one */

typedef struct reader {
    const dl_outlets *own;
    const char *text;
    size_t len, pos;
    bool capitals; /* the place is all in capitals */
    bool known;    /* an agency is a known outlet */
    bool barred;   /* the agency stands between bars */
    bool closed;   /* a whole date in brackets, and a point */
} reader;

static void skip_space(reader *r)
{
    while (r->pos < r->len && (r->text[r->pos] == ' ' || r->text[r->pos] == '\t'))
        r->pos++;
}

static bool at(const reader *r, char c)
{
    return r->pos < r->len && r->text[r->pos] == c;
}

static bool is_small_word(const char *word, size_t len)
{
    static const char *const small[] = {"and", "of",  "de", "del", "la", "el",
                                        "al",  "the", "on", "do",  "da"};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (strlen(small[i]) == len && !memcmp(small[i], word, len))
            return true;
    return false;
}

/* Bytes of the word at POS: letters, with points, hyphens and apostrophes among them. */
static size_t word_len(const reader *r, size_t pos)
{
    size_t start = pos;
    while (pos < r->len) {
        size_t size;
        uint32_t cp = dl_text_decode(r->text + pos, r->len - pos, &size);
        bool joint = cp == '.' || cp == '\'' || cp == 0x2019 || cp == '-';
        if (joint && pos + size < r->len) {
            size_t next_size;
            uint32_t next = dl_text_decode(r->text + pos + size, r->len - pos - size, &next_size);
            joint = cp == '.' ? pos > start : dl_text_is_alnum(next);
        }
        if (!dl_text_is_alnum(cp) && !joint)
            break;
        pos += size;
    }
    return pos - start;
}

/* Whether a date starts at POS. */
static bool date_at(const reader *r, size_t pos, dl_date_parts *ret)
{
    dl_date_token token = dl_date_lex(r->text, r->len, pos, -1);
    return (dl_date_as(&token, DL_DATE_MONTH) || token.kind == DL_DATE_NUMBER ||
            dl_date_as(&token, DL_DATE_WEEKDAY)) &&
           token.start == pos && dl_date_scan(r->text, r->len, pos, 0, ret) && ret->start == pos;
}

/* Reads words with capitals, parted by spaces, commas and slashes, up to a date or any other mark.
 * A full stop that no word follows within the place ends it. */
static void read_place(reader *r, dl_slice *ret)
{
    size_t start = r->pos, end = r->pos, letters = 0, lower = 0;
    dl_date_parts date;
    for (int words = 0, name = 0; words < PLACE_WORDS; words++) {
        size_t len = word_len(r, r->pos), size;
        if (len == 0 || name++ == NAME_WORDS || date_at(r, r->pos, &date))
            break;
        uint32_t first = dl_text_decode(r->text + r->pos, len, &size);
        bool small = words > 0 && is_small_word(r->text + r->pos, len);
        if (!dl_text_is_upper(first) && !small)
            break;
        for (size_t i = 0; !small && i < len; i++) {
            letters += r->text[r->pos + i] >= 'A';
            lower += r->text[r->pos + i] >= 'a' && r->text[r->pos + i] <= 'z';
        }
        r->pos += len;
        end = small ? end : r->pos;
        bool parted = at(r, ',') || at(r, '/');
        r->pos += parted;
        name = parted ? 0 : name;
        skip_space(r);
    }
    while (end > start && r->text[end - 1] == ' ')
        end--;
    ret->text = r->text + start;
    ret->len = end - start;
    /* "D.C." keeps its point, "MOSCOW." does not; "Va" within "RICHMOND, Va" is no lower case */
    r->capitals = letters >= 2 && lower * 3 <= letters;
}

static void trim(dl_slice *slice)
{
    while (slice->len && strchr(" \t,;:-", slice->text[0]))
        slice->text++, slice->len--;
    for (;;) {
        bool dash = slice->len > 2 && !memcmp(slice->text + slice->len - 3, "–", 3);
        if (!dash && !(slice->len && strchr(" \t,;:-", slice->text[slice->len - 1])))
            return;
        slice->len -= dash ? 3 : 1;
    }
}

/* Adds the agency PIECE says: "TASS", "Correspondent of TASS". False where it is none. */
static bool add_agency(reader *r, dl_dateline *line, dl_slice piece)
{
    static const char of[] = " of ";
    trim(&piece);
    if (piece.len > 14 && !strncasecmp(piece.text, "correspondent", 13)) {
        const char *name = memmem(piece.text, piece.len, of, 4);
        size_t skip = name ? (size_t)(name - piece.text) + 4 : 13;
        piece.text += skip;
        piece.len -= skip;
        trim(&piece);
    }
    size_t size, words = 1;
    if (piece.len == 0 || line->agencies_count == DL_DATELINE_AGENCIES)
        return piece.len == 0;
    for (size_t i = 0; i < piece.len; i++)
        words += piece.text[i] == ' ';
    uint32_t first = dl_text_decode(piece.text, piece.len, &size);
    bool known = dl_outlet_find(r->own, piece.text, piece.len);
    if (!known && (words > 4 || !(dl_text_is_upper(first) || piece.len <= 4)))
        return false;
    r->known |= known;
    line->agencies[line->agencies_count++] = piece;
    return true;
}

/* Reads what stands between START and END: agencies parted by slashes, perhaps a date. */
static bool read_agencies(reader *r, size_t start, size_t end, dl_dateline *line)
{
    size_t piece = start;
    dl_date_parts date;
    if (!line->dated && dl_date_scan(r->text, end, start, 0, &date)) {
        size_t before = date.start;
        line->dated = true;
        line->date = date;
        for (size_t i = piece; i < before; i++)
            if (r->text[i] == '/') {
                if (!add_agency(r, line, (dl_slice){r->text + piece, i - piece}))
                    return false;
                piece = i + 1;
            }
        return add_agency(r, line, (dl_slice){r->text + piece, before - piece});
    }
    for (size_t i = start; i <= end; i++)
        if (i == end || r->text[i] == '/') {
            if (!add_agency(r, line, (dl_slice){r->text + piece, i - piece}))
                return false;
            piece = i + 1;
        }
    return true;
}

/* Reads the agency in "(...)", "/.../" or "| ... |" where one stands here. */
static bool read_brackets(reader *r, dl_dateline *line)
{
    skip_space(r);
    char open = r->pos < r->len ? r->text[r->pos] : '\0';
    char close = (char)(open == '(' ? ')' : open);
    if (!open || !strchr("(/|", open))
        return true;
    const char *end = memchr(r->text + r->pos + 1, close, r->len - r->pos - 1);
    if (!end || end - (r->text + r->pos) > 90)
        return open == '('; /* a bracket without its end is the sentence's */
    size_t stop = (size_t)(end - r->text);
    bool dated = line->dated;
    if (!read_agencies(r, r->pos + 1, stop, line))
        return false;
    r->barred = open != '(';
    r->pos = stop + 1;
    bool whole = line->dated && !dated && line->date.end == stop && line->date.year;
    r->closed = whole && (at(r, '.') || at(r, ':'));
    return true;
}

/* Takes a date where one stands here, and the points after it. */
static void read_date(reader *r, dl_dateline *line)
{
    size_t pos = r->pos;
    while (at(r, ',') || at(r, ' '))
        r->pos++;
    if (!line->dated && date_at(r, r->pos, &line->date)) {
        line->dated = true;
        pos = line->date.end;
    }
    r->pos = pos;
    while (at(r, '.') || at(r, ','))
        r->pos++;
}

/* Whether PLACE is a word that labels a line, not a place: "NOTE: ...". */
static bool is_label(dl_slice place)
{
    static const char *const labels[] = {"NOTE",  "WATCH", "UPDATE",  "BREAKING",  "PHOTO", "VIDEO",
                                         "ALERT", "READ",  "CORRECT", "EXCLUSIVE", "SEE",   "FOCUS",
                                         "LIVE",  "FACT",  "TEXT",    "OPINION",   "BOX"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (place.len >= strlen(labels[i]) && !memcmp(place.text, labels[i], strlen(labels[i])))
            return true;
    return false;
}

/* Takes the mark that parts a dateline from its text: a dash that does not join two words, or the
 * colon after a place in capitals. */
static bool read_parting(reader *r, const dl_dateline *line)
{
    static const char *const dashes[] = {"--", "—", "–", "―", "-"};
    bool spaced = r->pos == 0 || at(r, ' ') || strchr(" .,)/|", r->text[r->pos - 1]) || line->dated;
    skip_space(r);
    if (at(r, ':') && r->capitals && line->place.len >= 4 && !is_label(line->place)) {
        r->pos++;
        return true;
    }
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t len = strlen(dashes[i]);
        if (r->len - r->pos >= len && !memcmp(r->text + r->pos, dashes[i], len) &&
            (spaced || len > 1)) {
            r->pos += len;
            return true;
        }
    }
    return false;
}

/* Whether a sentence in lower case goes on at POS. */
static bool sentence_follows(const reader *r)
{
    size_t lower = 0, upper = 0, end = r->pos + 60 < r->len ? r->pos + 60 : r->len;
    for (size_t i = r->pos; i < end; i++) {
        lower += r->text[i] >= 'a' && r->text[i] <= 'z';
        upper += r->text[i] >= 'A' && r->text[i] <= 'Z';
    }
    return r->len - r->pos >= 24 && lower > upper;
}

/* Whether what was read is enough of a dateline. */
static bool is_enough(const reader *r, const dl_dateline *line, bool parted)
{
    bool agency = line->agencies_count > 0;
    if (!line->place.len)
        return agency && r->known && parted;
    if (agency && line->dated)
        return true;
    if (agency && r->barred)
        return r->capitals || r->known || sentence_follows(r);
    if (agency)
        return parted ? r->capitals || r->known : r->capitals && r->known;
    if (line->dated)
        return parted || ((r->capitals || r->closed) && sentence_follows(r));
    return r->capitals && parted && sentence_follows(r);
}

bool dl_dateline_read(const dl_outlets *own, const char *text, size_t len, dl_dateline *ret)
{
    reader r = {.own = own, .text = text, .len = len < REACH ? len : REACH};
    dl_dateline line = {0};
    skip_space(&r);
    read_place(&r, &line.place);
    read_date(&r, &line);
    if (!read_brackets(&r, &line))
        return false;
    read_date(&r, &line);
    bool parted = read_parting(&r, &line);
    skip_space(&r);
    r.len = len;
    if (!is_enough(&r, &line, parted))
        return false;
    line.end = r.pos;
    *ret = line;
    return true;
}
