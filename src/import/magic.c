/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What bytes are that are no plain text (magic.def has the table). Documents of text processors and
 * e-books are ZIP archives whose parts make no sense alone; they are told by their first entry, which
 * their formats prescribe, so that an archive of such documents is still one of files.
 */
#include <string.h>
#include <strings.h>

#include "dateline/text.h"
#include "import/magic.h"

#define REACH 65536   /* bytes looked at */
#define ENTRY 30      /* bytes of a ZIP entry before its name */
#define TABLE_ROWS 3  /* with as many separators */
#define TABLE_NAMES 2 /* separators in its first row, at least */
#define TABLE_NAME 64 /* bytes of a column's name */
#define CONTROLS 15   /* bytes on each control of a binary file at most; random ones have ten */
#define SIGNS 50 /* letters and signs on each sign of a program's at most; prose has hundreds */
#define BRACES_LEAST 2 /* of either kind: a link may hold one pair */
#define SIGNS_LEAST 5  /* of a program */

#ifdef HAVE_LIBXML
#define XML_CLAUSE "which is no feed (RSS, Atom), no list of feeds (OPML) and no page"
#else
#define XML_CLAUSE "which this program was built without (configure --with-libxml2)"
#endif
#define BUILT_WITHOUT(option) "which this program was built without (configure --with-" option ")"

static const struct sign {
    size_t at, len;
    const char *bytes;
    dl_magic magic;
} signs[] = {
#define DL_MAGIC(at, bytes, name, clause) {at, sizeof bytes - 1, bytes, {name, clause}},
#include "import/magic.def"
};

static const struct mark {
    const char *text;
    dl_magic magic;
} entries[] =
    {
#define DL_MAGIC_ENTRY(entry, name, clause) {entry, {name, clause}},
#include "import/magic.def"
},
  types[] =
      {
#define DL_MAGIC_TYPE(type, name, clause) {type, {name, clause}},
#include "import/magic.def"
},
  marks[] = {
#define DL_MAGIC_MARK(text, name, clause) {text, {name, clause}},
#include "import/magic.def"
};

#define COUNT(table) (sizeof(table) / sizeof *(table))

/* The row of TABLE that the LEN bytes at TEXT begin with. */
static const dl_magic *find_mark(const struct mark *table, size_t count, const char *text,
                                 size_t len)
{
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(table[i].text);
        if (len >= size && !strncasecmp(text, table[i].text, size))
            return &table[i].magic;
    }
    return NULL;
}

/* What a ZIP archive is more than that, by its first entry. */
static const dl_magic *find_entry(const char *data, size_t len)
{
    if (len < ENTRY || memcmp(data, "PK\3\4", 4) != 0)
        return NULL;
    const unsigned char *size = (const unsigned char *)data + ENTRY - 4;
    size_t name = size[0] | (size_t)size[1] << 8, extra = size[2] | (size_t)size[3] << 8;
    const char *text = data + ENTRY;
    if (name > len - ENTRY)
        return NULL;
    if (name != 8 || memcmp(text, "mimetype", 8) != 0)
        return find_mark(entries, COUNT(entries), text, name);
    size_t body = ENTRY + name + extra;
    return body < len ? find_mark(types, COUNT(types), data + body, len - body) : NULL;
}

bool dl_magic_is_document(const char *data, size_t len)
{
    return find_entry(data, len);
}

/* Whether TEXT, ASCII, stands in DATA as UTF-16, as names in old office documents do. */
static bool has_wide(const char *data, size_t len, const char *text)
{
    char wide[64];
    size_t size = strlen(text) * 2;
    for (size_t i = 0; i < size; i++)
        wide[i] = i % 2 ? '\0' : text[i / 2];
    return memmem(data, len, wide, size);
}

/* What kind of an old office document it is. */
static const dl_magic *find_office(const char *data, size_t len)
{
    static const dl_magic message = {"an Outlook message (msg)",
                                     "which cannot be read; save it as .eml first, as with "
                                     "msgconvert"},
                          other = {"an old office document (doc, xls, ppt)",
                                   "which cannot be read; convert it first, as with libreoffice "
                                   "--headless --convert-to html"};
    if (len < 4 || memcmp(data, "\xd0\xcf\x11\xe0", 4) != 0)
        return NULL;
    return has_wide(data, len, "__substg1.0_") || has_wide(data, len, "__properties_") ? &message
                                                                                       : &other;
}

/* --- mail --- */

/* Whether the LEN bytes at LINE are a field, and which of those that tell a mail: 2 for one that only
 * mails have, with the address of a sender as well, 1 for one that texts may begin with too; 0 for any other, -1 for
 * no field. */
static int weigh_line(const char *line, size_t len)
{
    static const char *const sure[] = {
        "Message-ID:", "Received:", "Return-Path:", "MIME-Version:", "Delivered-To:", "X-Mailer:"};
    static const char *const likely[] = {"From:", "Subject:", "To:", "Date:"};
    const char *colon = memchr(line, ':', len);
    if (len && (*line == ' ' || *line == '\t'))
        return 0; /* the one before goes on */
    if (!colon || colon == line || memchr(line, ' ', (size_t)(colon - line)))
        return -1;
    for (size_t i = 0; i < COUNT(sure); i++)
        if (len >= strlen(sure[i]) && !strncasecmp(line, sure[i], strlen(sure[i])))
            return 2;
    if (len > 5 && !strncasecmp(line, "From:", 5) && memchr(line, '@', len))
        return 2;
    for (size_t i = 0; i < COUNT(likely); i++)
        if (len >= strlen(likely[i]) && !strncasecmp(line, likely[i], strlen(likely[i])))
            return 1;
    return 0;
}

bool dl_magic_is_mail(const char *data, size_t len)
{
    int sure = 0, likely = 0;
    for (size_t pos = 0; pos < len;) {
        const char *line = data + pos;
        const char *end = memchr(line, '\n', len - pos);
        size_t size = end ? (size_t)(end - line) : len - pos;
        pos += size + 1;
        size -= size && line[size - 1] == '\r';
        int weight = size ? weigh_line(line, size) : -1;
        if (weight < 0)
            break;
        sure += weight == 2;
        likely += weight == 1;
    }
    return sure >= 1 && sure + likely >= 2;
}

#ifndef HAVE_GMIME
static const dl_magic *find_mail(const char *data, size_t len)
{
    static const dl_magic mail = {"a mail", BUILT_WITHOUT("gmime")},
                          box = {"a mailbox (mbox)", BUILT_WITHOUT("gmime")};
    const char *line = len > 5 && !memcmp(data, "From ", 5) ? memchr(data, '\n', len) : NULL;
    if (line && dl_magic_is_mail(line + 1, len - (size_t)(line + 1 - data)))
        return &box;
    return dl_magic_is_mail(data, len) ? &mail : NULL;
}
#endif

#ifndef HAVE_LIBCSV
/* How often SIGN stands in the LEN bytes at LINE outside of quotes; 0 where a cell is longer than a name,
 * if NAMES. */
static size_t count_sign(const char *line, size_t len, char sign, bool names)
{
    size_t count = 0, cell = 0;
    bool quoted = false;
    for (size_t i = 0; i < len; i++) {
        quoted ^= line[i] == '"';
        bool parts = line[i] == sign && !quoted;
        count += parts;
        cell = parts ? 0 : cell + 1;
        if (names && cell > TABLE_NAME)
            return 0;
    }
    return count;
}

/* Whether the first lines are rows of a table: names, and below them as many cells. */
static const dl_magic *find_table(const char *data, size_t len)
{
    static const dl_magic table = {"a table (CSV)", BUILT_WITHOUT("libcsv")};
    for (const char *sign = ",;\t"; *sign; sign++) {
        size_t names = 0, rows = 0, pos = 0;
        for (const char *end; pos < len && rows <= TABLE_ROWS; rows++) {
            end = memchr(data + pos, '\n', len - pos);
            size_t size = end ? (size_t)(end - data) - pos : len - pos;
            size_t count = count_sign(data + pos, size, *sign, rows == 0);
            if (rows == 0)
                names = count;
            if (names < TABLE_NAMES || count != names)
                break;
            pos += size + 1;
        }
        if (rows > TABLE_ROWS || (rows > 1 && pos >= len))
            return &table;
    }
    return NULL;
}
#endif

/* Whether so many bytes are controls that no text has that it is not one. */
static bool is_binary(const unsigned char *data, size_t len)
{
    size_t controls = 0;
    for (size_t i = 0; i < len; i++)
        if (data[i] < 0x20) /* NUL counts twice: it is the surest sign */
            controls += data[i] == 0 ? 2 : data[i] < '\t' || (data[i] > '\r' && data[i] != 0x1b);
    return controls * CONTROLS > len;
}

/* Whether it is written for a machine, as the scripts and style sheets are that browsers save beside a page. */
static bool is_program_text(const char *data, size_t len)
{
    size_t ink = 0, opened = 0, closed = 0, others = 0;
    for (size_t i = 0; i < len; i++) {
        ink += (unsigned char)data[i] > ' ';
        opened += data[i] == '{';
        closed += data[i] == '}';
        others += data[i] == ';' || data[i] == '=';
    }
    size_t count = opened + closed + others;
    return opened >= BRACES_LEAST && closed >= BRACES_LEAST && others && count >= SIGNS_LEAST &&
           count * SIGNS > ink;
}

/* What a text is that is none for people. */
static const dl_magic *find_text(const char *data, size_t len)
{
    size_t pos = len >= 3 && !memcmp(data, "\xef\xbb\xbf", 3) ? 3 : 0;
    while (pos < len && strchr(" \t\r\n", data[pos]) && data[pos])
        pos++;
    const dl_magic *found = find_mark(marks, COUNT(marks), data + pos, len - pos);
#ifndef HAVE_GMIME
    found = found ? found : find_mail(data, len);
#endif
#ifndef HAVE_LIBCSV
    found = found ? found : find_table(data, len);
#endif
    return found;
}

const dl_magic *dl_magic_find(const char *data, size_t len)
{
    static const dl_magic binary = {"binary data", "which cannot be read"},
                          program = {"a script or a style sheet", "which is no document"};
    const dl_magic *found = find_entry(data, len);
    found = found ? found : find_office(data, len);
    for (size_t i = 0; !found && i < COUNT(signs); i++)
        if (len >= signs[i].at + signs[i].len &&
            !memcmp(data + signs[i].at, signs[i].bytes, signs[i].len))
            found = &signs[i].magic;
    size_t reach = len < REACH ? len : REACH;
    if (found || !strncmp(dl_text_charset(data, reach), "UTF-16", 6))
        return found;
    found = find_text(data, reach);
    if (!found && is_binary((const unsigned char *)data, reach))
        found = &binary;
    return !found && is_program_text(data, reach) ? &program : found;
}
