/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Alphabets that differ by a few letters. A short text may hold no word that tells its language, but a letter that only
 * some have, or none of those that a text in a language is seldom without.
 */
#include <string.h>

#include <unicase.h>
#include <unictype.h>
#include <unistr.h>

#include "dateline/text.h"
#include "import/alphabet.h"

#define CYRILLIC_COMMON "абвгдежзклмнопрстуфхцчш"
#define ARABIC_COMMON "ابتثجحخدذرزسشصضطظعغفقلمنهوءآؤئأـ"

const dl_alphabet dl_alphabets[] = {
    {"ru", "ёийщъыьэюя", "", true},
    {"uk", "иійїєґщьюя", "іїєґ", true},
    {"be", "ёійўыьэюя", "ўі", true},
    {"bg", "ийщъьюя", "", true},
    {"sr", "ијљњћђџ", "јљњћђџ", true},
    {"mk", "ијљњќѓѕџѐѝ", "јљњќѓѕџ", true},
    {"kk", "ёийщъыьэюяәғқңөұүһі", "әғқңұһі", true},
    {"mn", "ёийщъыьэюяөү", "өү", true},
    {"ar", "يكةىإ", "", false},
    {"fa", "پچگژیکيكةۀ", "پچگژیک", false},
    {"ur", "پچگژیکےہںٹڈڑھۂۓ", "ےہںٹڈڑھ", false},
    {"ps", "پچگژیکيكةۀېۍړښځڅډټګڼ", "ېۍړښځڅډټګڼ", false},
    {NULL, NULL, NULL, false},
};

static bool has(const char *letters, uint32_t cp)
{
    return u8_strchr((const uint8_t *)letters, cp);
}

bool dl_alphabet_fits(const dl_alphabet *alphabet, const char *text, size_t len)
{
    bool own = !*alphabet->own;
    for (size_t pos = 0, size; pos < len; pos += size) {
        uint32_t cp = dl_text_decode(text + pos, len - pos, &size);
        if (cp < 0x370 || cp > 0x6FF || !uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L))
            continue; /* Latin letters, digits and marks tell nothing */
        cp = uc_tolower(cp);
        if (!has(alphabet->cyrillic ? CYRILLIC_COMMON : ARABIC_COMMON, cp) &&
            !has(alphabet->others, cp))
            return false;
        own = own || has(alphabet->own, cp);
    }
    return own;
}
