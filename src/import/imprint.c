/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose text it is, as the words of a page say, whatever record it comes of:
 *   - a label: "Source: X";
 *   - a line that repeats the title and adds a name ("TITLE | X");
 *   - the masthead: a line of its own above the text that is a known outlet, or a short line that stands
 *     both above and below the title;
 *   - the agencies of the dateline, and those that sign below the text (credit.c);
 *   - the foot: "© 2024 X", "Join the X mailing list", an address to write to.
 * Words of menus stand above texts, too, and papers are called by words of menus (Time, Star, Print). So a
 * masthead of one word must stand by the title, or the foot must say the same. What of all this is the source is
 * decided in whose.c, where the claims of the record are known.
 */
#include <string.h>
#include <strings.h>

#include "dateline/text.h"
#include "import/imprint.h"
#include "import/names.h"
#include "import/outlet.h"

#define TAIL_REACH 60 /* blocks after the body in which the site names itself */
#define FOOT_BLOCKS 3
#define FOOT_WORDS 12
#define LINK_REACH 6   /* blocks around the body in which a link is the text's */
#define NAME_WORDS 6   /* of an outlet, at most */
#define BYLINE_REACH 3 /* blocks from the begin of the body in which its byline may stand */
#define TOP 5  /* blocks from the top, or from the title, among which one of several words stands */
#define NEAR 2 /* blocks between the title and a masthead of one word */

static size_t count_words(dl_slice slice)
{
    size_t words = slice.len > 0;
    for (size_t i = 0; i < slice.len; i++)
        words += slice.text[i] == ' ';
    return words;
}

static dl_slice slice_of(const dl_block *block)
{
    return (dl_slice){block->text, block->len};
}

/* Whether a name is written like one: few words, the first with a capital, or a domain. */
static bool is_name(dl_slice name)
{
    size_t size;
    if (name.len < 2 || name.len > 80 || count_words(name) > NAME_WORDS)
        return false;
    uint32_t first = dl_text_decode(name.text, name.len, &size);
    return dl_text_is_upper(first) || (first >= 0x250 && dl_text_is_alnum(first)) ||
           (!memchr(name.text, ' ', name.len) && memchr(name.text, '.', name.len));
}

/* Whether NAME says in words that it is nobody's. */
static bool is_nobody(dl_slice name)
{
    static const char *const nobody[] = {
        "Copyright", "Subscribe", "Email",  "Policy",       "Privacy Policy", "Terms",
        "Share",     "Contact",   "Home",   "Us",           "Copy Link",      "More",
        "Sign up",   "Login",     "Notice", "Infringement", "Reserved",       "News agencies",
        "Agencies",  "Own",       "Staff",  "Author",       "Various",        "Internet",
        "Website",   "Unknown"};
    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++)
        if (dl_slice_is_same(name, (dl_slice){nobody[i], strlen(nobody[i])}))
            return true;
    return false;
}

/* "Source: X" above the text. Of two names parted by a comma or a slash, of which the first is known, the other is
 * an agency it was taken from. */
static void read_label(const dl_page *page, size_t title, dl_imprint *ret)
{
    dl_slice name;
    dl_date_parts parts;
    size_t begin = page->boxes && title != DL_NO_BLOCK ? title : 0;
    for (size_t i = begin; i < page->begin && !ret->label.len; i++) {
        if (!dl_imprint_label(&page->blocks[i], &name))
            continue;
        if (dl_date_scan(name.text, name.len, 0, 0,
                         &parts)) { /* a picture's in a page, a line's in a text */
            name.len = page->boxes ? 0 : parts.start;
            dl_slice_trim(&name);
        }
        if (is_nobody(name) || !is_name(name))
            continue;
        const char *mark = memchr(name.text, ',', name.len);
        mark = mark ? mark : memchr(name.text, '/', name.len);
        dl_slice first = {name.text, mark ? (size_t)(mark - name.text) : name.len};
        dl_slice_trim(&first);
        bool list = mark && dl_outlet_find(page->outlets, first.text, first.len);
        ret->label = list ? first : name;
        if (list) {
            dl_slice rest = {mark + 1, (size_t)(name.text + name.len - mark) - 1};
            dl_slice_trim(&rest);
            if (dl_outlet_find(page->outlets, rest.text, rest.len))
                dl_imprint_add_credit(ret, rest);
        }
    }
}

/* Whether the block is a name that stands right above and right below the title. */
static bool frames_title(const dl_page *page, size_t title, size_t i)
{
    const dl_block *block = &page->blocks[i];
    return title != DL_NO_BLOCK && i + 1 == title && title + 1 < page->begin && block->repeats &&
           dl_slice_is_same(slice_of(block), slice_of(&page->blocks[title + 1]));
}

/* "TITLE | X": the site's name after the title, where the line repeats it. */
static bool read_page_title(const dl_block *block, const dl_block *title, dl_slice *ret)
{
    static const char *const bars[] = {" | ", " - ", " – ", " — ", " :: "};
    if (block->len <= title->len || memcmp(block->text, title->text, title->len))
        return false;
    dl_slice rest = {block->text + title->len, block->len - title->len};
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
        size_t size = strlen(bars[i]);
        if (rest.len > size && !memcmp(rest.text, bars[i], size)) {
            rest = (dl_slice){rest.text + size, rest.len - size};
            *ret = rest;
            return is_name(rest);
        }
    }
    return false;
}

/* "Published by X": X, where that is no person. */
static bool read_published(const dl_page *page, const dl_block *block, dl_slice *ret)
{
    static const char *const labels[] = {"published by ", "publisher: ", "published in "};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        size_t size = strlen(labels[i]);
        if (block->words > NAME_WORDS + 2 || block->len <= size ||
            strncasecmp(block->text, labels[i], size))
            continue;
        dl_slice name = {block->text + size, block->len - size};
        dl_slice_trim(&name);
        static const char *const words[] = {"news",   "gazette", "times",    "post",  "herald",
                                            "press",  "journal", "tribune",  "daily", "wire",
                                            "agency", "office",  "ministry", "radio", "courier",
                                            "review", "media"};
        bool outlet = dl_outlet_find(page->outlets, name.text, name.len) || labels[i][8] == 'r';
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            outlet |= dl_slice_find_after(name, words[k]) != NULL;
        *ret = name;
        return outlet && is_name(name);
    }
    return false;
}

/* The known outlet that BLOCK I is the name of, in brackets or not; an empty slice for none. */
static dl_slice masthead_at(const dl_page *page, size_t title, size_t i, dl_slice foot)
{
    const dl_block *block = &page->blocks[i];
    dl_slice name = slice_of(block);
    if (name.len > 2 && name.text[0] == '(' && name.text[name.len - 1] == ')')
        name = (dl_slice){name.text + 1, name.len - 2};
    if (block->bullet || block->words > NAME_WORDS || !is_name(name))
        return (dl_slice){0};
    const dl_outlet *outlet = dl_outlet_find_written(page->outlets, name.text, name.len);
    if (!outlet || outlet->kind == DL_OUTLET_ARCHIVE)
        return (dl_slice){0};
    if (dl_slice_is_same(name, foot))
        return name;
    size_t away = title == DL_NO_BLOCK ? page->begin - i : i < title ? title - i : i - title;
    if (memchr(name.text, ' ', name.len))
        return i < TOP || away <= TOP ? name : (dl_slice){0};
    if (outlet->kind == DL_OUTLET_AGENCY)
        return i + NEAR >= page->begin || (title != DL_NO_BLOCK && i > title) ? name
                                                                              : (dl_slice){0};
    bool near = title != DL_NO_BLOCK && (i < title ? title - i : i - title) <= NEAR;
    for (size_t k = title; near && k > 0 && k > i + 1; k--) /* nothing but names between */
        near = page->blocks[k - 1].words > 3;
    bool menu = i > 0 && page->blocks[i - 1].words <= 2 && i + 1 < page->count &&
                page->blocks[i + 1].words <= 2;
    return near && !menu ? name : (dl_slice){0};
}

/* Whether NAME is more than a word that a menu may hold ("Pocket"). */
static bool is_long(dl_slice name)
{
    return memchr(name.text, ' ', name.len) || memchr(name.text, '.', name.len);
}

/* The masthead among the blocks before the body, nearest first, and an archive that names itself there. */
static void read_masthead(const dl_page *page, size_t title, dl_imprint *ret)
{
    const dl_outlet *outlet;
    for (size_t i = 0; i < page->begin && i < TAIL_REACH; i++) {
        dl_slice name = slice_of(&page->blocks[i]);
        if ((outlet = dl_outlet_find_written(page->outlets, name.text, name.len)) &&
            outlet->kind == DL_OUTLET_ARCHIVE && !page->boxes && is_long(name))
            ret->archive = name;
    }
    for (size_t i = page->begin; i-- > 0 && page->begin - i < TAIL_REACH && !ret->masthead.len;) {
        const dl_block *block = &page->blocks[i];
        dl_slice name = slice_of(block);
        if (i == title || block->words > NAME_WORDS + 2)
            continue;
        if (read_published(page, block, &ret->masthead))
            return;
        ret->masthead = masthead_at(page, title, i, ret->foot);
        if (!ret->masthead.len && block->words > 1 && is_name(name) && frames_title(page, title, i))
            ret->masthead = name;
    }
}

/* Cuts from the begin of NAME what stands before it in "© Copyright 2009-2024 by the X". */
static void cut_marks(dl_slice *name)
{
    static const char *const words[] = {"copyright", "©", "(c)", "by ", "the ", "–", "for "};
    for (bool more = true; more;) {
        dl_slice_trim(name);
        more = name->len && name->text[0] >= '0' && name->text[0] <= '9';
        size_t cut = more;
        for (size_t i = 0; i < sizeof words / sizeof *words && !cut; i++)
            if (name->len > strlen(words[i]) &&
                !strncasecmp(name->text, words[i], strlen(words[i])))
                cut = strlen(words[i]);
        name->text += cut;
        name->len -= cut;
        more = cut > 0;
    }
}

/* Cuts NAME where WORDS stand in it. */
static void cut_at(dl_slice *name, const char *words)
{
    const char *after = dl_slice_find_after(*name, words);
    if (after)
        name->len = (size_t)(after - name->text) - strlen(words);
}

/* Cuts off the end of NAME what is no name there: a year, years. */
static void cut_years(dl_slice *name)
{
    while (name->len > 1 && strchr("0123456789 -–,.", name->text[name->len - 1])) {
        const char *space = memrchr(name->text, ' ', name->len);
        dl_slice last = {space ? space + 1 : name->text, 0};
        last.len = (size_t)(name->text + name->len - last.text);
        bool year = last.len >= 4 && (last.text[0] == '1' || last.text[0] == '2');
        if (year && space)
            name->len = (size_t)(space - name->text);
        else if (strchr(" -,.", name->text[name->len - 1]))
            name->len--;
        else
            return;
    }
}

/* Whether NAME is what is said of rights, in any of some languages, and no name. */
static bool says_rights(dl_slice name)
{
    static const char *const words[] = {
        "all rights",         "rechte vorbehalten", "tous droits",
        "todos los derechos", "todos os direitos",  "tutti i diritti",
        "alle rechten",       "права защищены",     "права захищені",
        "saugomos",           "copyright",          "hakları",
        "zastrzeżone",        "vyhrazena",          "Â"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (dl_slice_find_after(name, words[i]))
            return true;
    return false;
}

/* The site's name in a line of furniture; false where it does not say it. */
static bool read_site(const dl_block *block, dl_slice *ret)
{
    static const char *const before[] = {
        "©", "copyright", "(c)", "join the", "subscribe to", "sign up for the", "follow"};
    static const char *const after[] = {"mailing list", "newsletter",
                                        "all rights",   " on twitter",
                                        " on facebook", " on telegram",
                                        ". ",           " ltd",
                                        " inc.",        " inc",
                                        " llc",         " gmbh",
                                        " |",           " •",
                                        " /",           " ·",
                                        " – ",          " rights reserved",
                                        " und ",        ", "};
    const char *value = NULL, *end = block->text + block->len;
    size_t mark = 0;
    for (; mark < sizeof before / sizeof *before && !value; mark++)
        value = dl_slice_find_after(slice_of(block), before[mark]);
    if (!value || block->words > 20)
        return false;
    dl_slice name = {value, (size_t)(end - value)};
    cut_marks(&name);
    if (!is_name(name) && mark == 1 && value - block->text > 6) /* "X © 1998-2024" */
        name = (dl_slice){block->text, (size_t)(value - block->text) - 2};
    for (size_t i = 0; i < sizeof after / sizeof *after; i++)
        cut_at(&name, after[i]);
    cut_years(&name);
    dl_slice_trim(&name);
    if (name.len && name.text[name.len - 1] == '.')
        name.len--;
    *ret = name;
    return is_name(name) && !says_rights(name) && !dl_slice_find_after(name, "us on") &&
           !is_nobody(name) && !dl_slice_find_after(name, "©");
}

/* The link to the text, in a line of its own above the body or just below it. */
static dl_slice find_link(const dl_page *page)
{
    dl_slice link = {0};
    size_t first = page->begin > LINK_REACH ? page->begin - LINK_REACH : 0;
    size_t last = page->end + LINK_REACH < page->count ? page->end + LINK_REACH : page->count;
    for (size_t i = first; i < last && !link.len; i++)
        if (i < page->begin || i >= page->end)
            link = dl_link_read(&page->blocks[i]);
    return link;
}

/* The first block that can be of the foot: the last of the body, where they are short, for a text without a page
 * around it runs to its end. */
static size_t first_of_foot(const dl_page *page)
{
    size_t first = page->end;
    while (first > page->begin + 1 && page->end - first < FOOT_BLOCKS &&
           page->blocks[first - 1].words <= FOOT_WORDS && !page->blocks[first - 1].bullet)
        first--;
    return first;
}

/* Whether BLOCK is short and begins as lines do that ask to be followed. */
static bool begins_foot(const dl_block *block)
{
    static const char *const leads[] = {"follow ", "join the ", "subscribe to ", "sign up for "};
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (block->words <= FOOT_WORDS && block->len > strlen(leads[i]) &&
            !strncasecmp(block->text, leads[i], strlen(leads[i])))
            return true;
    return false;
}

/* The site that names itself below the body, first by what says that it ends there. */
static dl_slice find_foot(const dl_page *page)
{
    dl_slice name;
    for (size_t i = first_of_foot(page); i < page->count && i < page->end + TAIL_REACH; i++)
        if ((page->blocks[i].furniture == DL_FURNITURE_END || begins_foot(&page->blocks[i]) ||
             dl_slice_find_after(slice_of(&page->blocks[i]), "©")) &&
            read_site(&page->blocks[i], &name))
            return name;
    for (size_t i = page->count; i-- > page->end && page->count - i < TAIL_REACH;)
        if (page->blocks[i].furniture == DL_FURNITURE_END && read_site(&page->blocks[i], &name))
            return name;
    return (dl_slice){0};
}

/* The host of the address to write to, where the foot has one that is no provider's of mail for all. */
static dl_slice find_mail(const dl_page *page)
{
    static const char *const providers[] = {"gmail",   "yahoo",  "hotmail", "outlook",
                                            "mail.ru", "yandex", "gmx",     "web.de",
                                            "proton",  "aol",    "qq.com",  "163.com"};
    for (size_t i = first_of_foot(page); i < page->count && i < page->end + TAIL_REACH; i++) {
        const dl_block *block = &page->blocks[i];
        const char *at = block->words <= 20 ? memchr(block->text, '@', block->len) : NULL;
        if (!at || at == block->text || at[-1] == ' ')
            continue;
        dl_slice host = {at + 1, 0};
        while (at + 1 + host.len < block->text + block->len &&
               (host.text[host.len] == '.' || host.text[host.len] == '-' ||
                dl_text_is_alnum((unsigned char)host.text[host.len])))
            host.len++;
        while (host.len && host.text[host.len - 1] == '.')
            host.len--;
        bool all = !memchr(host.text, '.', host.len);
        for (size_t k = 0; k < sizeof providers / sizeof *providers; k++)
            all |= dl_slice_find_after(host, providers[k]) != NULL;
        if (!all && host.len > 3)
            return host;
    }
    return (dl_slice){0};
}

/* The agencies that the byline names. */
static void read_bylines(const dl_page *page, size_t title, dl_imprint *ret)
{
    size_t first = title == DL_NO_BLOCK || title > page->begin ? 0 : title;
    dl_names names;
    ret->head = first + 1;
    ret->lead = page->begin + BYLINE_REACH;
    for (size_t i = first; i < ret->lead && i < page->count; i++) {
        dl_slice byline = dl_byline_text(&page->blocks[i]);
        if (!byline.len)
            continue;
        dl_names_read(page->outlets, byline, (dl_slice){0}, &names);
        for (size_t k = 0; k < names.outlets_count; k++)
            if (names.outlets[k]->kind == DL_OUTLET_AGENCY)
                dl_imprint_add_credit(
                    ret, (dl_slice){names.outlets[k]->name, strlen(names.outlets[k]->name)});
    }
}

void dl_imprint_read(const dl_page *page, size_t title, dl_imprint *ret)
{
    dl_imprint imprint = {0};
    const dl_dateline *line = page->has_dateline ? &page->dateline : NULL;
    for (size_t i = 0; line && i < line->agencies_count; i++)
        dl_imprint_add_agency(&imprint, line->agencies[i]);
    imprint.link = find_link(page);
    imprint.foot = find_foot(page);
    imprint.mail = find_mail(page);
    read_label(page, title, &imprint);
    for (size_t i = 0; title != DL_NO_BLOCK && i < title && i < TAIL_REACH && !imprint.titled.len;
         i++) {
        dl_slice name;
        if (read_page_title(&page->blocks[i], &page->blocks[title], &name))
            imprint.titled = name;
    }
    read_masthead(page, title, &imprint);
    read_bylines(page, title, &imprint);
    dl_imprint_read_credits(page, &imprint);
    *ret = imprint;
}
