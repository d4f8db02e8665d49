/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The names in a byline. It is cut into pieces at what joins names, and from each piece is cut what is none: a
 * role, a place, an address. A piece is an outlet that is known, a person, or nothing.
 */
#include <string.h>
#include <strings.h>

#include <unicase.h>
#include <unistr.h>

#include "dateline/str.h"
#include "dateline/text.h"
#include "import/names.h"

#define NAME_BYTES 80
#define NAME_WORDS 6

typedef struct reader {
    const dl_outlets *own;
    dl_slice site;
    dl_names *names;
} reader;

/* Words of roles, and those that stand before one. */
static const char *const roles[] = {
    "editor",       "editors",      "reporter", "reporters", "correspondent", "correspondents",
    "writer",       "writers",      "staff",    "columnist", "journalist",    "contributor",
    "contributors", "producer",     "analyst",  "chief",     "author",        "redakteur",
    "redakteurin",  "photographer", "intern",   "fellow",    "blogger",       "director",
    "manager",      "specialist",   "critic",   "publisher", "administrator", "webmaster",
    "moderator",    "journaliste",  "редактор"};
static const char *const before_roles[] = {
    "senior",    "chief",     "foreign",   "political",   "special",
    "deputy",    "associate", "assistant", "managing",    "news",
    "sports",    "business",  "science",   "health",      "technology",
    "tech",      "world",     "national",  "local",       "web",
    "online",    "digital",   "features",  "culture",     "economics",
    "security",  "defence",   "defense",   "diplomatic",  "video",
    "photo",     "city",      "guest",     "freelance",   "lead",
    "executive", "energy",    "travel",    "food",        "education",
    "europe",    "asia",      "africa",    "environment", "investigative",
    "data",      "general",   "our",       "the",         "a",
    "an",        "copy",      "night",     "day",         "state",
    "central"};

/* Words of those who are several: with a name of their own they may have written something. */
static const char *const groups[] = {
    "bureau",    "desk",     "team",      "newsroom",  "office",  "department",
    "board",     "service",  "services",  "newsdesk",  "webdesk", "editorial",
    "agencies",  "agency",   "redaktion", "redacción", "redação", "rédaction",
    "redazione", "redactie", "redaksi",   "редакция"};

/* What stands for nobody. */
static const char *const nobody[] = {"admin",
                                     "administrator",
                                     "unknown",
                                     "anonymous",
                                     "guest",
                                     "none",
                                     "n/a",
                                     "null",
                                     "undefined",
                                     "user",
                                     "root",
                                     "author",
                                     "by",
                                     "author name",
                                     "name",
                                     "various",
                                     "published",
                                     "posted",
                                     "updated",
                                     "press release",
                                     "the",
                                     "more",
                                     "share",
                                     "login",
                                     "phd",
                                     "ph.d",
                                     "ph.d.",
                                     "md",
                                     "m.d.",
                                     "jr",
                                     "jr.",
                                     "sr",
                                     "sr.",
                                     "esq",
                                     "iii",
                                     "view profile",
                                     "about the author",
                                     "follow",
                                     "print",
                                     "email",
                                     "e-mail",
                                     "contributed"};

static bool is_same(dl_slice a, const char *b)
{
    return a.len == strlen(b) && !strncasecmp(a.text, b, a.len);
}

static bool is_one_of(dl_slice word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (is_same(word, list[i]))
            return true;
    return false;
}

#define IS_ONE_OF(word, list) is_one_of(word, list, sizeof list / sizeof *(list))

static void trim(dl_slice *text)
{
    while (text->len && strchr(" \t,|/-.:;()[]\"'*", text->text[0]))
        text->text++, text->len--;
    while (text->len && strchr(" \t,|/-:;([\"'*", text->text[text->len - 1]))
        text->len--;
    while (text->len && strchr(".)]", text->text[text->len - 1]) &&
           !(text->len > 3 && text->text[text->len - 1] == '.' &&
             (text->text[text->len - 2] == 'r' || text->text[text->len - 3] == '.')))
        text->len--;
}

/* Cuts the next word off REST. */
static dl_slice next_word(dl_slice *rest)
{
    while (rest->len && rest->text[0] == ' ')
        rest->text++, rest->len--;
    const char *end = memchr(rest->text, ' ', rest->len);
    dl_slice word = {rest->text, end ? (size_t)(end - rest->text) : rest->len};
    rest->text += word.len;
    rest->len -= word.len;
    return word;
}

static size_t count_words(dl_slice text)
{
    size_t words = 0;
    while (next_word(&text).len)
        words++;
    return words;
}

/* Cuts the leads off TEXT: "By ", "Written by: ". */
static void cut_lead(dl_slice *text)
{
    static const char *const leads[] = {
        "by:",         "by ",          "written by",  "posted by",      "story by",
        "words by",    "reported by",  "report by",   "published by",   "author:",
        "authors:",    "autor:",       "autorin:",    "auteur :",       "автор:",
        "текст:",      "von ",         "par ",        "por ",           "di ",
        "door ",       "av ",          "af ",         "oleh ",          "著者：",
        "文：",        "文／",         "記者：",      "作者：",         "记者：",
        "编辑：",      "reporting by", "text by",     "text:",          "writes ",
        "analysis by", "opinion by",   "compiled by", "contributed by", "submitted by",
        "interview by"};
    for (bool more = true; more;) {
        more = false;
        trim(text);
        for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
            size_t size = strlen(leads[i]);
            if (text->len <= size || strncasecmp(text->text, leads[i], size))
                continue;
            text->text += size;
            text->len -= size;
            more = true;
        }
        if (text->len > 3 && !memcmp(text->text, "By", 2) && text->text[2] >= 'A' &&
            text->text[2] <= 'Z') { /* "ByAnn Roe" */
            text->text += 2;
            text->len -= 2;
        }
    }
}

/* Cuts TEXT at the words that end a name. */
static void cut_tail(dl_slice *text)
{
    static const char *const ends[] = {
        " in ",    " at ",     " for ",     " is ",        " was ",       " has ",
        " from ",  " on ",     " covers ",  " reports ",   " reporting ", " writes ",
        " http",   " - ",      " – ",       " — ",         " Updated",    " Published",
        " Posted", " Last ",   " updated ", " published ", " who ",       " contributed",
        " bei ",   " aus ",    " à ",       " desde ",     " в ",         " with additional",
        " email ", " follow ", " Follow ",  ": "};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *at = memmem(text->text, text->len, ends[i], strlen(ends[i]));
        if (at)
            text->len = (size_t)(at - text->text);
    }
    trim(text);
}

/* Takes the words with an "@" out of TEXT, which ends or begins with them; of "ADDRESS (Name)" the name stays. */
static void cut_addresses(dl_slice *text)
{
    const char *at = memchr(text->text, '@', text->len);
    if (!at)
        return;
    const char *begin = at, *end = at, *stop = text->text + text->len;
    while (begin > text->text && !strchr(" (<,", begin[-1]))
        begin--;
    while (end < stop && !strchr(" )>,", *end))
        end++;
    if (begin == text->text || (begin == text->text + 1 && strchr("(<", *text->text)))
        *text = (dl_slice){end, (size_t)(stop - end)};
    else
        text->len = (size_t)(begin - text->text);
    trim(text);
}

/* Where in WORD a role is glued to a name: "RoeStaff"; 0 where none is. */
static size_t find_glued(dl_slice word)
{
    for (size_t i = 2; i + 3 < word.len; i++)
        if (word.text[i] >= 'A' && word.text[i] <= 'Z' && word.text[i - 1] >= 'a' &&
            word.text[i - 1] <= 'z') {
            dl_slice tail = {word.text + i, word.len - i};
            if (IS_ONE_OF(tail, roles) || IS_ONE_OF(tail, before_roles))
                return i;
        }
    return 0;
}

/* Cuts off the role behind a name of two words or more: "Ann Roe Foreign Editor". */
static void cut_role(dl_slice *text)
{
    dl_slice rest = *text;
    size_t words = 0;
    const char *begin = NULL;
    for (dl_slice word; (word = next_word(&rest)).len; words++) {
        bool lead = IS_ONE_OF(word, before_roles), role = IS_ONE_OF(word, roles);
        size_t glued = words ? find_glued(word) : 0;
        if (glued) {
            begin = word.text + glued;
            role = true;
        } else if (words >= 2 && (lead || role) && !begin)
            begin = word.text;
        else if (!lead && !role)
            begin = NULL;
        if (role && begin) {
            text->len = (size_t)(begin - text->text);
            trim(text);
            return;
        }
    }
}

/* Cuts off the outlet behind a name of two words: "Ann Roe Fjord Post"; returns it, or NULL. */
static const dl_outlet *cut_outlet(const reader *r, dl_slice *text)
{
    dl_slice rest = *text, word;
    for (size_t words = 0; (word = next_word(&rest)).len; words++) {
        dl_slice tail = {word.text, word.len + rest.len};
        const dl_outlet *outlet =
            words >= 2 ? dl_outlet_find_written(r->own, tail.text, tail.len) : NULL;
        if (outlet) {
            text->len = (size_t)(word.text - text->text);
            trim(text);
            return outlet;
        }
    }
    return NULL;
}

/* Whether all words of TEXT are roles, or stand before them. */
static bool is_role(dl_slice text)
{
    dl_slice word;
    bool role = false;
    while ((word = next_word(&text)).len) {
        bool is = IS_ONE_OF(word, roles) || IS_ONE_OF(word, groups);
        if (!is && !IS_ONE_OF(word, before_roles) && !is_same(word, "of") && !is_same(word, "and"))
            return false;
        role |= is;
    }
    return role;
}

/* Whether TEXT is the site's name with no more than roles behind it, or ends with what no person's name ends with. */
static bool is_body(const reader *r, dl_slice text)
{
    static const char *const ends[] = {
        "news", "press", "media",      "network",   "magazine",   "tv",    "radio",  "inc",   "ltd",
        "llc",  "gmbh",  "foundation", "institute", "university", "times", "agency", "online"};
    dl_slice rest = text, word, last = {0};
    if (r->site.len && text.len >= r->site.len &&
        !strncasecmp(text.text, r->site.text, r->site.len)) {
        dl_slice more = {text.text + r->site.len, text.len - r->site.len};
        trim(&more);
        return !more.len || is_role(more);
    }
    while ((word = next_word(&rest)).len)
        last = word;
    while (last.len && last.text[last.len - 1] == '.')
        last.len--;
    return last.text != text.text && IS_ONE_OF(last, ends);
}

static bool can_be_person(const reader *r, dl_slice text)
{
    size_t digits = 0, size;
    if (text.len < 2 || text.len > NAME_BYTES || count_words(text) > NAME_WORDS ||
        IS_ONE_OF(text, nobody) || is_role(text) || is_body(r, text))
        return false;
    for (size_t i = 0; i < text.len; i++)
        digits += text.text[i] >= '0' && text.text[i] <= '9';
    uint32_t first = dl_text_decode(text.text, text.len, &size);
    return digits * 3 < text.len && dl_text_is_alnum(first) && !(first >= '0' && first <= '9');
}

static void add_outlet(reader *r, const dl_outlet *outlet)
{
    for (size_t i = 0; i < r->names->outlets_count; i++)
        if (r->names->outlets[i] == outlet)
            return;
    if (r->names->outlets_count < DL_NAMES_OUTLETS)
        r->names->outlets[r->names->outlets_count++] = outlet;
}

static void add_person(reader *r, dl_slice name)
{
    for (size_t i = 0; i < r->names->persons_count; i++)
        if (r->names->persons[i].len == name.len &&
            !strncasecmp(r->names->persons[i].text, name.text, name.len))
            return;
    if (r->names->persons_count < DL_NAMES_PERSONS)
        r->names->persons[r->names->persons_count++] = name;
}

/* The outlet that TEXT names, with "Staff" and the like behind it or not; NULL where it names none. */
static const dl_outlet *find_outlet(const reader *r, dl_slice text)
{
    while (text.len) {
        const dl_outlet *outlet = dl_outlet_find_written(r->own, text.text, text.len);
        if (outlet)
            return outlet;
        const char *space = memrchr(text.text, ' ', text.len);
        dl_slice last = {space ? space + 1 : text.text, 0};
        last.len = (size_t)(text.text + text.len - last.text);
        if (!space || !(IS_ONE_OF(last, roles) || IS_ONE_OF(last, before_roles)))
            return NULL;
        text.len = (size_t)(space - text.text);
    }
    return NULL;
}

/* Takes a piece: an outlet, a person, or nobody. */
static void take_piece(reader *r, dl_slice piece)
{
    trim(&piece);
    const dl_outlet *outlet = find_outlet(r, piece);
    if (outlet) {
        add_outlet(r, outlet);
        return;
    }
    cut_addresses(&piece);
    cut_lead(&piece);
    cut_tail(&piece);
    const char *open = memchr(piece.text, '(', piece.len);
    if (open > piece.text) {
        dl_slice inner = {open + 1, piece.len - (size_t)(open + 1 - piece.text)};
        trim(&inner);
        if ((outlet = find_outlet(r, inner)))
            add_outlet(r, outlet);
        piece.len = (size_t)(open - piece.text);
        trim(&piece);
    }
    if (r->site.len && !is_body(r, piece)) { /* "Ann Roe SITE Staff Writer" */
        const char *at = memmem(piece.text, piece.len, r->site.text, r->site.len);
        piece.len = at && at > piece.text ? (size_t)(at - piece.text) : piece.len;
        trim(&piece);
    }
    if ((outlet = cut_outlet(r, &piece)))
        add_outlet(r, outlet);
    cut_role(&piece);
    if ((outlet = find_outlet(r, piece)))
        add_outlet(r, outlet);
    else if (can_be_person(r, piece))
        add_person(r, piece);
}

/* Bytes of what joins names at TEXT; 0 where nothing does. */
static size_t joint_at(const char *text, size_t len)
{
    static const char *const joints[] = {" and ", " AND ", " And ", " & ", ";",   ",",     " | ",
                                         "|",     " / ",   "/",     " · ", " • ", " via ", " with ",
                                         "、",    "，",    "\t",    " – ", " — "};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        size_t size = strlen(joints[i]);
        if (len >= size && !memcmp(text, joints[i], size))
            return size;
    }
    return 0;
}

/* Whether there are two words with capitals at least on each side of the "and" of another language at AT, of SIZE
 * bytes: "Ortega y Gasset" is one name. */
static bool joins_names(dl_slice text, size_t at, size_t size)
{
    dl_slice before = {text.text, at}, after = {text.text + at + size, text.len - at - size};
    return count_words(before) >= 2 && count_words(after) >= 2;
}

/* As joint_at, for the words of other languages within the piece TEXT. */
static size_t foreign_joint_at(dl_slice text, size_t at)
{
    static const char *const joints[] = {" und ", " et ", " y ",  " e ",   " og ", " och ",
                                         " en ",  " и ",  " ve ", " dan ", " ja ", " i "};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        size_t size = strlen(joints[i]);
        if (text.len - at > size && !memcmp(text.text + at, joints[i], size) &&
            joins_names(text, at, size))
            return size;
    }
    return 0;
}

/* Takes the pieces of TEXT, which holds no joint but those of other languages. */
static void take_pieces(reader *r, dl_slice text)
{
    for (size_t at = 0; at < text.len; at++) {
        size_t size = text.text[at] == ' ' ? foreign_joint_at(text, at) : 0;
        if (!size)
            continue;
        take_piece(r, (dl_slice){text.text, at});
        text = (dl_slice){text.text + at + size, text.len - at - size};
        at = 0;
    }
    take_piece(r, text);
}

/* Whether NAME is one word in capitals, as that of an office or a paper is. */
static bool is_acronym(dl_slice name)
{
    for (size_t i = 0; i < name.len; i++)
        if (name.text[i] < 'A' || name.text[i] > 'Z')
            return false;
    return name.len <= 12;
}

/* Takes the acronyms out that follow names, "Ann Roe, FPNN". */
static void drop_acronyms(dl_names *names)
{
    size_t kept = 0;
    for (size_t i = 0; i < names->persons_count; i++)
        if (i == 0 || !is_acronym(names->persons[i]))
            names->persons[kept++] = names->persons[i];
    names->persons_count = kept;
}

void dl_names_read(const dl_outlets *own, dl_slice text, dl_slice site, dl_names *ret)
{
    reader r = {.own = own, .site = site, .names = ret};
    *ret = (dl_names){0};
    cut_lead(&text);
    size_t start = 0;
    for (size_t at = 0; at <= text.len;) {
        size_t size = at < text.len ? joint_at(text.text + at, text.len - at) : 1;
        if (!size) {
            at++;
            continue;
        }
        if (at > start)
            take_pieces(&r, (dl_slice){text.text + start, at - start});
        at += size;
        start = at;
    }
    drop_acronyms(ret);
    const char *comma = text.len ? memchr(text.text, ',', text.len) : NULL;
    ret->turned = ret->persons_count == 2 && comma && count_words(ret->persons[0]) == 1 &&
                  ret->persons[0].text < comma && ret->persons[1].text == comma + 2 &&
                  count_words(ret->persons[1]) == 1;
}

/* Adds NAME, all in capitals, to OUT in lower case but for the first letter of each part of a word. */
static void add_lowered(dl_str *out, dl_slice name)
{
    size_t size;
    bool head = true;
    for (size_t i = 0; i < name.len; i += size) {
        uint32_t cp = dl_text_decode(name.text + i, name.len - i, &size);
        uint8_t bytes[6];
        bool mc = i >= 2 && !strncasecmp(name.text + i - 2, "Mc", 2) &&
                  (i == 2 || name.text[i - 3] == ' ');
        int n = u8_uctomb(bytes, head || mc ? cp : uc_tolower(cp), sizeof bytes);
        if (n > 0)
            dl_str_addn(out, (const char *)bytes, (size_t)n);
        head = !dl_text_is_alnum(cp);
    }
}

/* Whether NAME is all in capitals, and of two words at least, so that they are no acronym. */
static bool is_capitals(dl_slice name)
{
    size_t size, letters = 0;
    for (size_t i = 0; i < name.len; i += size) {
        uint32_t cp = dl_text_decode(name.text + i, name.len - i, &size);
        if (dl_text_is_alnum(cp) && !dl_text_is_upper(cp))
            return false;
        letters += dl_text_is_alnum(cp);
    }
    return letters > 4 && memchr(name.text, ' ', name.len);
}

const char *dl_names_join(const dl_names *names, dl_arena *arena, bool *failed)
{
    dl_str joined;
    if (!names->persons_count)
        return NULL;
    dl_str_init(&joined);
    for (size_t i = 0; i < names->persons_count; i++) {
        dl_slice name = names->persons[names->turned ? 1 - i : i];
        dl_str_add(&joined, i ? names->turned ? " " : ", " : "");
        if (is_capitals(name))
            add_lowered(&joined, name);
        else
            dl_str_addn(&joined, name.text, name.len);
    }
    const char *copy = dl_arena_strndup(arena, joined.text, joined.len);
    *failed |= !copy || !dl_str_ok(&joined);
    dl_str_release(&joined);
    return copy;
}
