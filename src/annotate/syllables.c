/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether a word is spelled as a given name of Korea or China is, in the romanisations that news
 * uses. With a family name before it that is a strong sign of a person; without it none at all.
 */
#include <string.h>

#include "annotate/reading.h"

#define NAME_MAX 12 /* letters of two syllables */

/* Length of the longest item of LIST (words parted by spaces, longest first) that TEXT begins with;
 * 0 where there is none. */
static size_t starts_with(const char *text, const char *list)
{
    for (size_t len; *list; list += len) {
        list += *list == ' ';
        len = strcspn(list, " ");
        if (len && strncmp(text, list, len) == 0)
            return len;
    }
    return 0;
}

/* Whether TEXT is made of at most COUNT syllables: an initial or none, a middle, a final or none. */
static bool is_syllables(const char *text, int count, const char *initials, const char *middles,
                         const char *finals)
{
    if (*text == '\0')
        return true;
    if (count == 0)
        return false;
    size_t initial = starts_with(text, initials);
    size_t middle = starts_with(text + initial, middles);
    if (!middle)
        return false;
    const char *rest = text + initial + middle;
    size_t final = starts_with(rest, finals);
    /* "nam" and "na-m": a final is taken first, and given back where the rest needs it. */
    if (final && is_syllables(rest + final, count - 1, initials, middles, finals))
        return true;
    if (final > 1 && is_syllables(rest + 1, count - 1, initials, middles, finals))
        return true;
    return is_syllables(rest, count - 1, initials, middles, finals);
}

static bool lower_ascii(const char *word, size_t len, char out[NAME_MAX + 1])
{
    if (len < 1 || len > NAME_MAX)
        return false;
    for (size_t i = 0; i < len; i++) {
        out[i] = (char)(word[i] | 0x20);
        if (out[i] < 'a' || out[i] > 'z')
            return false;
    }
    out[len] = '\0';
    return true;
}

bool dl_is_korean_given(const char *word, size_t len)
{
    char text[NAME_MAX + 1];
    return lower_ascii(word, len, text) && len >= 2 &&
           is_syllables(text, 2, "ssh ch sh kk tt pp ss jj b c d g h j k l m n p r s t w y",
                        "yeo yoo you yae woo eui yu ya ye yo wi we wa wo eo eu ae ai oe oo ou ee "
                        "ui uh a e i o u",
                        "ng ck k n l m p t h b g d r");
}

bool dl_is_hyphened_given(const char *word, size_t len)
{
    char text[NAME_MAX + 1];
    return lower_ascii(word, len, text) && len >= 2 &&
           is_syllables(text, 1,
                        "ch gw hs hw kw ng sh sz ts tz zh b c d f g h j k l m n p q r s t w x y z",
                        "eoi eui iao uai uei ai ao au ee eo ei eu ia ie io iu oe oi oo ou ua ue ui "
                        "uk un ue uo yu a e i o u",
                        "ng k m n p r t h");
}

bool dl_is_chinese_given(const char *word, size_t len)
{
    char text[NAME_MAX + 1];
    return lower_ascii(word, len, text) && len >= 2 &&
           is_syllables(text, 2, "zh ch sh b p m f d t n l g k h j q x r z c s y w",
                        "iao uai ian ie iu ia ua uo ui ue ai ei ao ou io un a e i o u", "ng n r");
}
