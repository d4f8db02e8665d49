/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Furniture: the lines of a page that are about the page. Their words are few and alike all over the
 * web; a line is furniture where it is short and begins with, ends with or is one of the phrases
 * below. `?` in a phrase stands for any words.
 */
#include <string.h>
#include <strings.h>

#include "dateline/text.h"
#include "import/furniture.h"

#define FURNITURE_WORDS 14  /* a line with more words is text, unless it is small print */
#define FURNITURE_BYTES 400 /* small print in longer blocks is not looked for */

enum { BEGINS, IS, HOLDS };

static const struct phrase {
    const char *text; /* lower case */
    unsigned char how;
    unsigned char kind;
} phrases[] = {
    {"view in browser", BEGINS, DL_FURNITURE_ASIDE},
    {"view in your browser", BEGINS, DL_FURNITURE_ASIDE},
    {"view this email", BEGINS, DL_FURNITURE_ASIDE},
    {"view this newsletter", BEGINS, DL_FURNITURE_ASIDE},
    {"trouble viewing this", BEGINS, DL_FURNITURE_ASIDE},
    {"having trouble viewing", BEGINS, DL_FURNITURE_ASIDE},
    {"unsubscribe", BEGINS, DL_FURNITURE_END},
    {"to unsubscribe", BEGINS, DL_FURNITURE_END},
    {"you are receiving this", BEGINS, DL_FURNITURE_END},
    {"you're receiving this", BEGINS, DL_FURNITURE_END},
    {"you receive this", BEGINS, DL_FURNITURE_END},
    {"you received this", BEGINS, DL_FURNITURE_END},
    {"manage your preferences", BEGINS, DL_FURNITURE_END},
    {"update your preferences", BEGINS, DL_FURNITURE_END},
    {"more from ", BEGINS, DL_FURNITURE_END},
    {"more on this", BEGINS, DL_FURNITURE_END},
    {"more stories", BEGINS, DL_FURNITURE_END},
    {"more news", BEGINS, DL_FURNITURE_END},
    {"more in ", BEGINS, DL_FURNITURE_END},
    {"related stories", BEGINS, DL_FURNITURE_END},
    {"related articles", BEGINS, DL_FURNITURE_END},
    {"related news", BEGINS, DL_FURNITURE_END},
    {"other news", BEGINS, DL_FURNITURE_END},
    {"next up in ", BEGINS, DL_FURNITURE_END},
    {"related topics", BEGINS, DL_FURNITURE_END},
    {"related posts", BEGINS, DL_FURNITURE_END},
    {"related content", BEGINS, DL_FURNITURE_END},
    {"related", IS, DL_FURNITURE_END},
    {"recommended", BEGINS, DL_FURNITURE_END},
    {"you may also", BEGINS, DL_FURNITURE_END},
    {"you might also", BEGINS, DL_FURNITURE_END},
    {"most read", BEGINS, DL_FURNITURE_END},
    {"most popular", BEGINS, DL_FURNITURE_END},
    {"most viewed", BEGINS, DL_FURNITURE_END},
    {"most commented", BEGINS, DL_FURNITURE_END},
    {"trending", BEGINS, DL_FURNITURE_END},
    {"popular posts", BEGINS, DL_FURNITURE_END},
    {"recent posts", BEGINS, DL_FURNITURE_END},
    {"latest news", BEGINS, DL_FURNITURE_END},
    {"latest stories", BEGINS, DL_FURNITURE_END},
    {"editor's picks", BEGINS, DL_FURNITURE_END},
    {"editors' picks", BEGINS, DL_FURNITURE_END},
    {"read next", BEGINS, DL_FURNITURE_END},
    {"up next", BEGINS, DL_FURNITURE_END},
    {"next article", BEGINS, DL_FURNITURE_END},
    {"next post", BEGINS, DL_FURNITURE_END},
    {"previous article", BEGINS, DL_FURNITURE_END},
    {"previous post", BEGINS, DL_FURNITURE_END},
    {"comments", BEGINS, DL_FURNITURE_END},
    {"comment", IS, DL_FURNITURE_END},
    {"view comments", BEGINS, DL_FURNITURE_END},
    {"show comments", BEGINS, DL_FURNITURE_END},
    {"view all comments", BEGINS, DL_FURNITURE_END},
    {"responses to", BEGINS, DL_FURNITURE_END},
    {"leave a comment", BEGINS, DL_FURNITURE_END},
    {"leave a reply", BEGINS, DL_FURNITURE_END},
    {"post a comment", BEGINS, DL_FURNITURE_END},
    {"join the conversation", BEGINS, DL_FURNITURE_END},
    {"join the discussion", BEGINS, DL_FURNITURE_END},
    {"join our ", BEGINS, DL_FURNITURE_END},
    {"mailing list", HOLDS, DL_FURNITURE_END},
    {"newsletter", HOLDS, DL_FURNITURE_END},
    {"sign up for ", BEGINS, DL_FURNITURE_END},
    {"subscribe to ", BEGINS, DL_FURNITURE_END},
    {"all rights reserved", HOLDS, DL_FURNITURE_END},
    {"copyright", BEGINS, DL_FURNITURE_END},
    {"©", BEGINS, DL_FURNITURE_END},
    {"(c) 20", BEGINS, DL_FURNITURE_END},
    {"terms of use", HOLDS, DL_FURNITURE_END},
    {"terms of service", HOLDS, DL_FURNITURE_END},
    {"terms and conditions", HOLDS, DL_FURNITURE_END},
    {"privacy policy", HOLDS, DL_FURNITURE_END},
    {"about the author", BEGINS, DL_FURNITURE_END},
    {"tags:", BEGINS, DL_FURNITURE_END},
    {"tags", IS, DL_FURNITURE_END},
    {"topics:", BEGINS, DL_FURNITURE_END},
    {"filed under", BEGINS, DL_FURNITURE_END},
    {"keywords:", BEGINS, DL_FURNITURE_END},
    {"follow us", BEGINS, DL_FURNITURE_END},
    {"follow @", BEGINS, DL_FURNITURE_END},
    {"donate", BEGINS, DL_FURNITURE_END},
    {"donation", HOLDS, DL_FURNITURE_END},
    {"support our journalism", HOLDS, DL_FURNITURE_END},
    {"cookies", HOLDS, DL_FURNITURE_END},
    {"log in", BEGINS, DL_FURNITURE_END},
    {"back to top", BEGINS, DL_FURNITURE_END},
    {"subscribe now", BEGINS, DL_FURNITURE_END},
    {"subscribe for ", BEGINS, DL_FURNITURE_END},
    {"subscribe", IS, DL_FURNITURE_END},
    {"already a subscriber", BEGINS, DL_FURNITURE_END},
    {"already a member", BEGINS, DL_FURNITURE_END},
    {"are you a subscriber", BEGINS, DL_FURNITURE_END},
    {"with a subscription", HOLDS, DL_FURNITURE_END},
    {"to continue reading", HOLDS, DL_FURNITURE_END},
    {"we value your privacy", BEGINS, DL_FURNITURE_END},
    {"related:", BEGINS, DL_FURNITURE_ASIDE},
    {"related post:", BEGINS, DL_FURNITURE_ASIDE},
    {"related story:", BEGINS, DL_FURNITURE_ASIDE},
    {"have a tip?", BEGINS, DL_FURNITURE_ASIDE},
    {"can be reached at", HOLDS, DL_FURNITURE_ASIDE},
    {"may be reached at", HOLDS, DL_FURNITURE_ASIDE},
    {"follow her on ", HOLDS, DL_FURNITURE_ASIDE},
    {"follow him on ", HOLDS, DL_FURNITURE_ASIDE},
    {"see also", BEGINS, DL_FURNITURE_ASIDE},
    {"read also", BEGINS, DL_FURNITURE_ASIDE},
    {"also read", BEGINS, DL_FURNITURE_ASIDE},
    {"read more", BEGINS, DL_FURNITURE_ASIDE},
    {"read original", BEGINS, DL_FURNITURE_ASIDE},
    {"watch:", BEGINS, DL_FURNITURE_ASIDE},
    {"watch now", BEGINS, DL_FURNITURE_ASIDE},
    {"advertisement", BEGINS, DL_FURNITURE_ASIDE},
    {"advertising", IS, DL_FURNITURE_ASIDE},
    {"story continues", BEGINS, DL_FURNITURE_ASIDE},
    {"article continues", BEGINS, DL_FURNITURE_ASIDE},
    {"sponsored", BEGINS, DL_FURNITURE_ASIDE},
    {"share", IS, DL_FURNITURE_ASIDE},
    {"share this", BEGINS, DL_FURNITURE_ASIDE},
    {"share on ", BEGINS, DL_FURNITURE_ASIDE},
    {"click here", BEGINS, DL_FURNITURE_ASIDE},
    {"click to ", BEGINS, DL_FURNITURE_ASIDE},
    {"print", IS, DL_FURNITURE_ASIDE},
    {"email", IS, DL_FURNITURE_ASIDE},
    {"tweet", IS, DL_FURNITURE_ASIDE},
    {"facebook", BEGINS, DL_FURNITURE_ASIDE},
    {"twitter", BEGINS, DL_FURNITURE_ASIDE},
    {"whatsapp", IS, DL_FURNITURE_ASIDE},
    {"linkedin", IS, DL_FURNITURE_ASIDE},
    {"reddit", IS, DL_FURNITURE_ASIDE},
    {"pinterest", IS, DL_FURNITURE_ASIDE},
    {"image caption", BEGINS, DL_FURNITURE_ASIDE},
    {"media caption", BEGINS, DL_FURNITURE_ASIDE},
    {"image copyright", BEGINS, DL_FURNITURE_ASIDE},
    {"photo:", BEGINS, DL_FURNITURE_ASIDE},
    {"image:", BEGINS, DL_FURNITURE_ASIDE},
    {"file photo", BEGINS, DL_FURNITURE_ASIDE},
    {"getty images", HOLDS, DL_FURNITURE_ASIDE},
    {"submitted photo", HOLDS, DL_FURNITURE_ASIDE},
    {"ap photo", HOLDS, DL_FURNITURE_ASIDE},
    {".jpg", HOLDS, DL_FURNITURE_ASIDE},
    {".png", HOLDS, DL_FURNITURE_ASIDE},
    {"loading", BEGINS, DL_FURNITURE_ASIDE},
    {"skip to ", BEGINS, DL_FURNITURE_ASIDE},
    /* the same in other languages; letters that are no ASCII stand as they are written */
    {"kommentare", BEGINS, DL_FURNITURE_END},
    {"weitere artikel", BEGINS, DL_FURNITURE_END},
    {"mehr zum thema", BEGINS, DL_FURNITURE_END},
    {"das könnte sie auch", BEGINS, DL_FURNITURE_END},
    {"meistgelesen", BEGINS, DL_FURNITURE_END},
    {"sur le même sujet", BEGINS, DL_FURNITURE_END},
    {"commentaires", BEGINS, DL_FURNITURE_END},
    {"dans la même rubrique", BEGINS, DL_FURNITURE_END},
    {"más noticias", BEGINS, DL_FURNITURE_END},
    {"noticias relacionadas", BEGINS, DL_FURNITURE_END},
    {"te puede interesar", BEGINS, DL_FURNITURE_END},
    {"comentarios", BEGINS, DL_FURNITURE_END},
    {"notícias relacionadas", BEGINS, DL_FURNITURE_END},
    {"comentários", BEGINS, DL_FURNITURE_END},
    {"commenti", BEGINS, DL_FURNITURE_END},
    {"articoli correlati", BEGINS, DL_FURNITURE_END},
    {"komentarze", BEGINS, DL_FURNITURE_END},
    {"ilgili haberler", BEGINS, DL_FURNITURE_END},
    {"yorumlar", BEGINS, DL_FURNITURE_END},
    {"Комментарии", BEGINS, DL_FURNITURE_END},
    {"Материалы по теме", BEGINS, DL_FURNITURE_END},
    {"Другие новости", BEGINS, DL_FURNITURE_END},
    {"Коментарі", BEGINS, DL_FURNITURE_END},
    {"التعليقات", BEGINS, DL_FURNITURE_END},
    {"相关阅读", BEGINS, DL_FURNITURE_END},
    {"相关新闻", BEGINS, DL_FURNITURE_END},
    {"相關新聞", BEGINS, DL_FURNITURE_END},
    {"延伸阅读", BEGINS, DL_FURNITURE_END},
    {"延伸閱讀", BEGINS, DL_FURNITURE_END},
    {"责任编辑", BEGINS, DL_FURNITURE_END},
    {"関連記事", BEGINS, DL_FURNITURE_END},
    {"あわせて読みたい", BEGINS, DL_FURNITURE_END},
    {"관련기사", BEGINS, DL_FURNITURE_END},
    {"reacties", IS, DL_FURNITURE_END},
    {"По теме", IS, DL_FURNITURE_END},
    {"alle rechte vorbehalten", HOLDS, DL_FURNITURE_END},
    {"tous droits réservés", HOLDS, DL_FURNITURE_END},
    {"todos los derechos reservados", HOLDS, DL_FURNITURE_END},
    {"todos os direitos reservados", HOLDS, DL_FURNITURE_END},
    {"tutti i diritti riservati", HOLDS, DL_FURNITURE_END},
    {"alle rechten voorbehouden", HOLDS, DL_FURNITURE_END},
    {"wszelkie prawa zastrzeżone", HOLDS, DL_FURNITURE_END},
    {"tüm hakları saklıdır", HOLDS, DL_FURNITURE_END},
    {"права защищены", HOLDS, DL_FURNITURE_END},
    {"جميع الحقوق محفوظة", HOLDS, DL_FURNITURE_END},
    {"版权所有", HOLDS, DL_FURNITURE_END},
    {"版權所有", HOLDS, DL_FURNITURE_END},
    {"無断転載", HOLDS, DL_FURNITURE_END},
    {"무단전재", HOLDS, DL_FURNITURE_END},
    {"무단 전재", HOLDS, DL_FURNITURE_END},
    {"lesen sie auch", BEGINS, DL_FURNITURE_ASIDE},
    {"lesen sie mehr", BEGINS, DL_FURNITURE_ASIDE},
    {"lire aussi", BEGINS, DL_FURNITURE_ASIDE},
    {"à lire aussi", BEGINS, DL_FURNITURE_ASIDE},
    {"À lire aussi", BEGINS, DL_FURNITURE_ASIDE},
    {"lire la suite", BEGINS, DL_FURNITURE_ASIDE},
    {"lea también", BEGINS, DL_FURNITURE_ASIDE},
    {"lee también", BEGINS, DL_FURNITURE_ASIDE},
    {"leer más", BEGINS, DL_FURNITURE_ASIDE},
    {"leia também", BEGINS, DL_FURNITURE_ASIDE},
    {"leia mais", BEGINS, DL_FURNITURE_ASIDE},
    {"veja também", BEGINS, DL_FURNITURE_ASIDE},
    {"leggi anche", BEGINS, DL_FURNITURE_ASIDE},
    {"lees ook", BEGINS, DL_FURNITURE_ASIDE},
    {"lees meer", BEGINS, DL_FURNITURE_ASIDE},
    {"czytaj także", BEGINS, DL_FURNITURE_ASIDE},
    {"czytaj też", BEGINS, DL_FURNITURE_ASIDE},
    {"zobacz także", BEGINS, DL_FURNITURE_ASIDE},
    {"Читайте также", BEGINS, DL_FURNITURE_ASIDE},
    {"Читать далее", BEGINS, DL_FURNITURE_ASIDE},
    {"Читайте також", BEGINS, DL_FURNITURE_ASIDE},
    {"اقرأ أيضا", BEGINS, DL_FURNITURE_ASIDE},
    {"anzeige", IS, DL_FURNITURE_ASIDE},
    {"werbung", IS, DL_FURNITURE_ASIDE},
    {"publicité", IS, DL_FURNITURE_ASIDE},
    {"publicidad", IS, DL_FURNITURE_ASIDE},
    {"publicidade", IS, DL_FURNITURE_ASIDE},
    {"reklama", IS, DL_FURNITURE_ASIDE},
    {"Реклама", IS, DL_FURNITURE_ASIDE},
    {"pubblicità", IS, DL_FURNITURE_ASIDE},
    {"advertentie", IS, DL_FURNITURE_ASIDE},
    {"广告", IS, DL_FURNITURE_ASIDE},
};

/* A text in lower case, and which pairs of bytes stand in it, by a hash: few phrases are looked for in vain. */
typedef struct lowered {
    char text[FURNITURE_BYTES];
    size_t len;
    uint64_t pairs[8];
} lowered;

static unsigned pair_of(const char *at)
{
    return ((unsigned char)at[0] * 29u + (unsigned char)at[1]) % 512;
}

/* Lowers the LEN bytes at TEXT, which fit. */
static void lower(lowered *ret, const char *text, size_t len)
{
    memset(ret->pairs, 0, sizeof ret->pairs);
    ret->len = len;
    for (size_t i = 0; i < len; i++)
        ret->text[i] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 0x20 : text[i]);
    for (size_t i = 0; i + 1 < len; i++) {
        unsigned pair = pair_of(ret->text + i);
        ret->pairs[pair / 64] |= (uint64_t)1 << pair % 64;
    }
}

/* Whether PHRASE stands anywhere in what was lowered. */
static bool holds(const lowered *low, const char *phrase)
{
    const char *text = low->text, *end = low->text + low->len;
    size_t size = strlen(phrase);
    for (size_t i = 0; i + 1 < size; i++) {
        unsigned pair = pair_of(phrase + i);
        if (!(low->pairs[pair / 64] >> pair % 64 & 1))
            return false;
    }
    for (; (text = memchr(text, phrase[0], (size_t)(end - text))); text++)
        if ((size_t)(end - text) >= size && !memcmp(text, phrase, size))
            return true;
    return false;
}

/* Whether PHRASE stands in what was lowered as it must. A final colon or full stop does not keep a text
 * from being the phrase. */
static bool says(const struct phrase *phrase, const lowered *low)
{
    const char *text = low->text;
    size_t len = low->len, size;
    if (phrase->how == HOLDS)
        return holds(low, phrase->text);
    if (phrase->text[0] != text[0] || (size = strlen(phrase->text)) > len)
        return false;
    return !memcmp(text, phrase->text, size) &&
           (phrase->how == BEGINS || len == size || (len == size + 1 && strchr(":.", text[size])));
}

/* What only the small print of a page says, however long its sentences are. */
static const char *const small_print[] = {
    "all rights reserved",
    "your email address will not be",
    "we use cookies",
    "subscribe now",
    "information on your device",
    "information on a device",
    "process personal data",
    "precise geolocation",
    "website uses cookies",
    "site uses cookies",
    "may not be published, broadcast",
    "by submitting this form",
    "by signing up",
    "information provided on this website",
    "evaluated by the food and drug administration",
    "are registered trademarks",
    "subject to copyright",
    "this site is protected by recaptcha",
};

dl_furniture dl_furniture_of(const dl_block *block)
{
    lowered low;
    const char *text = block->text;
    size_t len = block->len;
    while (len && strchr("0123456789[( ", *text)) { /* "34 Comments" */
        text++;
        len--;
    }
    if (len >= sizeof low.text || len == 0)
        return DL_FURNITURE_NONE;
    lower(&low, text, len);
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases && block->words <= FURNITURE_WORDS; i++)
        if (says(&phrases[i], &low))
            return phrases[i].kind;
    for (size_t i = 0; i < sizeof small_print / sizeof *small_print; i++)
        if (holds(&low, small_print[i]))
            return DL_FURNITURE_END;
    return DL_FURNITURE_NONE;
}

bool dl_heads_comments(const dl_block *block)
{
    static const char *const words[] = {"omment",    "ommentaire", "ommentar", "omentario",
                                        "omentário", "esponses",   "eplies",   "омментарии"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (memmem(block->text, block->len, words[i], strlen(words[i])))
            return block->furniture == DL_FURNITURE_END;
    return false;
}

size_t dl_bullet(const char *text, size_t len)
{
    static const char *const bullets[] = {"•", "*", "□", "☆", "○", "■", "▪", "●", "◦",
                                          "·", "‣", "»", "›", "-", "+", "★", "▸", "►"};
    if (len == 0 || (text[0] & 0x80 ? (text[0] & 0xff) < 0xc2 : !strchr("*-+", text[0])))
        return 0;
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        size_t size = strlen(bullets[i]);
        if (len < size || memcmp(text, bullets[i], size) || (len > size && text[size] != ' '))
            continue;
        while (size < len && text[size] == ' ')
            size++;
        return size;
    }
    return 0;
}

/* Whether TEXT has a field of a form in it: "[ ]", "[     ". */
static bool has_field(const char *text, size_t len)
{
    const char *end = text + len;
    for (; (text = memchr(text, '[', (size_t)(end - text))); text++)
        if (end - text >= 3 && text[1] == ' ' && (text[2] == ' ' || text[2] == ']'))
            return true;
    return false;
}

bool dl_is_boxed(const char *text, size_t len)
{
    if (len < 512 && has_field(text, len))
        return true;
    if (len >= 2 && text[0] == '[' && memchr(text, ']', len) == text + len - 1 && len < 60)
        return true;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x80 ? (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
                     : c != 0xe2 && c != 0xc2)
            return false;
        if (c == '"' || c == 0xe2 ||
            c == 0xc2) { /* a rule, not a quotation mark that stands alone */
            size_t size;
            uint32_t cp = dl_text_decode(text + i, len - i, &size);
            if (cp == '"' || dl_text_is_alnum(cp) || (cp >= 0x2018 && cp <= 0x201f))
                return false;
            i += size - 1;
        }
    }
    return true;
}

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

bool dl_ends_sentence(const char *text, size_t len)
{
    static const char *const closing[] = {"\"", "'", ")", "]", "”", "’", "»", " "};
    for (bool more = true; more && len && !is_letter(text[len - 1]);) {
        more = false;
        for (size_t i = 0; i < sizeof closing / sizeof *closing; i++) {
            size_t size = strlen(closing[i]);
            if (len >= size && !memcmp(text + len - size, closing[i], size)) {
                len -= size;
                more = true;
            }
        }
    }
    if (len == 0 || is_letter(text[len - 1]))
        return false;
    static const char *const ends[] = {".", "!", "?", "…", "。", "！", "？", "।", "؟", "۔", ":"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t size = strlen(ends[i]);
        if (len >= size && !memcmp(text + len - size, ends[i], size))
            return true;
    }
    return false;
}
