/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What tells one of a family from another before bearers.c asks which of those who bear a surname is meant: the sex of the
 * given name against "Mr" and "Mrs", and an office that somebody listed holds whom the text names nowhere in full, though it
 * names a relative of his.
 */
#include <string.h>

#include "annotate/reading.h"

#define FAMILIES (DL_CLASS_KOREAN | DL_CLASS_CHINESE | DL_CLASS_VIETNAMESE)

/* Titles of one sex alone. */
static const char men[] = " mr mister sir lord king prince duke baron monsieur ";
static const char women[] = " mrs ms miss madam madame lady dame queen princess duchess baroness "
                            "congresswoman chairwoman spokeswoman ";

static dl_sex sex_of_title(const dl_reading *r, const dl_titled *titled)
{
    if (dl_is_word_of(r, titled->first - 1, men))
        return DL_SEX_MAN;
    return dl_is_word_of(r, titled->first - 1, women) ? DL_SEX_WOMAN : DL_SEX_UNKNOWN;
}

/* What the classes of a given name tell. */
static dl_sex read_sex(uint32_t classes)
{
    uint32_t sexes = classes & (DL_CLASS_WOMAN | (uint32_t)DL_CLASS_MAN);
    return sexes == DL_CLASS_WOMAN           ? DL_SEX_WOMAN
           : sexes == (uint32_t)DL_CLASS_MAN ? DL_SEX_MAN
                                             : DL_SEX_UNKNOWN;
}

dl_sex dl_sex_of(const dl_reading *r, const dl_span *full)
{
    return full->family_first ? DL_SEX_UNKNOWN : read_sex(dl_reading_word(r, full->first)->classes);
}

dl_sex dl_sex_of_listed(const dl_reading *r, const dl_listed *person)
{
    char folded[DL_WORD_FOLDED];
    const dl_lexicon *lexicon = r->gazetteer->lexicon;
    size_t n = dl_word_fold(person->entity.name, strcspn(person->entity.name, " "), folded);
    uint32_t word = dl_lexicon_find(lexicon, folded, n, dl_lexicon_hash(folded, n));
    return person->family_first || !word ? DL_SEX_UNKNOWN
                                         : read_sex(dl_lexicon_classes(lexicon, word));
}

bool dl_is_of_sex(const dl_reading *r, const dl_titled *titled, const dl_span *full)
{
    dl_sex wanted = sex_of_title(r, titled), own = dl_sex_of(r, full);
    return !wanted || !own || wanted == own;
}

size_t dl_leave_bearers(const dl_reading *r, const dl_titled *titled, const dl_namesake **bearers,
                        size_t count)
{
    dl_sex sex = titled ? sex_of_title(r, titled) : DL_SEX_UNKNOWN;
    bool alike = false, named = false;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        alike = alike || (sex && bearers[i]->sex == sex);
        named = named || !bearers[i]->polite;
    }
    for (size_t i = 0; i < count; i++) {
        bool other = sex && bearers[i]->sex != sex && (alike || bearers[i]->sex);
        bool polite = !sex && named && bearers[i]->polite;
        if (!other && !polite)
            bearers[kept++] = bearers[i];
    }
    return kept;
}

/* Whether the title is one of an office, and of one that tells of somebody. */
static bool is_office(const dl_reading *r, const dl_titled *titled)
{
    return !sex_of_title(r, titled) && !dl_is_polite(r, titled) && !dl_is_any_office(r, titled);
}

bool dl_is_another_holder(const dl_reading *r, const dl_titled *titled,
                          const dl_namesake *const *bearers, size_t count)
{
    uint8_t confidence;
    if (dl_reading_word(r, titled->first)->classes & FAMILIES || !is_office(r, titled))
        return false;
    for (size_t i = 0; i < count; i++)
        if (dl_is_told(r, bearers[i], titled->first - 1u))
            return false;
    const dl_listed *holder = dl_holder_titled(r, titled, &confidence);
    for (size_t i = 0; holder && i < count; i++)
        if (bearers[i]->entity == &holder->entity)
            return false;
    return holder && confidence >= DL_CONFIDENCE_UNSURE;
}

bool dl_is_other_office(const dl_reading *r, const dl_titled *titled, const dl_namesake *bearer)
{
    const dl_listed *listed = bearer->listed;
    return listed && listed->tenures_count && is_office(r, titled) &&
           dl_reading_word(r, titled->first)->classes & FAMILIES &&
           !dl_is_told(r, bearer, titled->first - 1u) && !dl_knows_title(r, titled, listed);
}
