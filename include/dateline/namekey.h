/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_NAMEKEY_H
#define DATELINE_NAMEKEY_H

#include <stddef.h>
#include <stdint.h>

/*
 * The key of a person's name that was brought into Latin letters from another script, by which spellings of
 * one name are told to be one: "Sergei Lavrov", "Sergueï Lavrov", "Sergej Lawrow".
 *
 * Only names of four traditions have one, for who is written in Latin letters at home is written in one way:
 * "Jon Smith" is nobody else's spelling. Which tradition it is, its own words tell, a given name or the
 * form of a surname; a name that tells nothing has no key.
 *
 *   Slavic (and whoever is named so)  BGN/PCGN 1947 and its relatives for Ukrainian (2019), Belarusian and
 *           Bulgarian (2013), ISO 9 and GOST 7.79 without marks, passports (ICAO 9303), and how French (ou, tch,
 *           gue, -ine), German (w, sch, tsch, ch, j) and Polish (sz, cz, w) papers write
 *   Arabic and Persian  BGN/PCGN 1956 and 1958, IJMES and ALA-LC without marks, the French of the Maghreb,
 *           and press usage of vowels
 *   Korean  McCune-Reischauer (1939), the Revised Romanisation (2000), Pyongyang's usage, and what families use
 *   Chinese  Hanyu Pinyin with given names joined, parted or hyphened; of Wade-Giles hs-, which is nothing else
 *
 * Two names are spellings of one where their keys are the same: as many parts, in the same order, each with
 * the same key. An initial stands for too many to have one. Translations are no spellings: Vladimir is not
 * Volodymyr, nor -ov -ova. A key is no text to be shown, and no id.
 */

typedef enum dl_tradition {
    DL_TRADITION_NONE,
    DL_TRADITION_SLAVIC,
    DL_TRADITION_ARABIC,
    DL_TRADITION_KOREAN,
    DL_TRADITION_CHINESE,
} dl_tradition;

#define DL_NAME_KEY 128 /* bytes of a key with its NUL */

/* Writes the key of the full name of LEN bytes at NAME (UTF-8, its words parted by anything but letters) to RET,
 * and returns its tradition; DL_TRADITION_NONE and "" where it has no key. */
dl_tradition dl_name_key(const char *name, size_t len, char ret[DL_NAME_KEY]);

/* The same for a surname of one who is of TRADITION: "" where it has none. Of Slavic, Arabic and Persian names
 * alone; Kims are too many. */
void dl_surname_key(dl_tradition tradition, const char *name, size_t len, char ret[DL_NAME_KEY]);

/* The key of the surname that the KEY of a full name ends with: "" where it has none. */
void dl_surname_key_of(const char *key, char ret[DL_NAME_KEY]);

/* What is known of a person whom no list has, to tell whether another is the same. */
typedef struct dl_person_key {
    const char *key;     /* of her name; NULL: nobody is told to be her */
    const char *country; /* ISO 3166-1 alpha-2, that the text says with her title; NULL where it does not */
} dl_person_key;

/* A hash of a key, by which those of listed persons are told apart. */
uint64_t dl_name_key_hash(const char *key);

#endif
