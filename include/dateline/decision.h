/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_DECISION_H
#define DATELINE_DECISION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dateline/arena.h"
#include "dateline/hash.h"
#include "dateline/mention.h"
#include "dateline/passage.h"
#include "dateline/status.h"
#include "dateline/str.h"

/*
 * Decisions: what the reader knows better than the program. They stand in an append-only log, which
 * is hers: import and annotation never write to it, and what they find is stored with the decisions
 * applied on top, now and whenever it is found anew. A later decision goes before an earlier one;
 * taking one back is a decision too (REVOKE), so the log tells all that was ever held.
 *
 * The log is ordered by time, then id, and a decision has the same id in every archive it is taken
 * into. So two archives that have exchanged their logs hold the same, whoever was first.
 *
 * Decisions that were taken together, and are to be undone together, are a batch: they bear the id of the
 * first of them. Before batches were noted it was told by their times, which are a millisecond apart each.
 */

#define DL_DECISION_ID 33     /* bytes of an id as a string: 32 hexadecimal digits and a NUL */
#define DL_DECISION_LINE 1000 /* bytes of a value, name or id of an entity at most */

typedef enum dl_decision_kind {
#define DL_DECISION(id, name) DL_DECISION_##id,
#include "dateline/decisions.def"
#undef DL_DECISION
    DL_DECISION_COUNT
} dl_decision_kind;

/* How far a decision about a mention goes. Spellings are the same where their folds are (letter case,
 * points and hyphens aside). */
typedef enum dl_reach {
#define DL_REACH(id, name, said, letter) DL_REACH_##id,
#include "dateline/reaches.def"
#undef DL_REACH
    DL_REACH_COUNT
} dl_reach;

typedef enum dl_fact {
#define DL_FACT(id, name, said, letter) DL_FACT_##id,
#include "dateline/document_facts.def"
#undef DL_FACT
    DL_FACT_COUNT
} dl_fact;

typedef struct dl_decision {
    char id[DL_DECISION_ID];    /* 128 random bits; "": not in a log yet */
    char batch[DL_DECISION_ID]; /* the id of the first that was taken with it; "": not noted */
    int64_t time;               /* milliseconds since 1970 in UTC */
    dl_decision_kind kind;

    /* the document: of a fact, and of mentions but EVERYWHERE; else "" */
    char sha256[DL_SHA256_HEX];

    /* NOT_NAME, ENTITY: mentions so spelt that were linked to `entity` (NOT_NAME with NULL: to
     * whatever); HERE the one that `passage` holds, whatever it was linked to. MERGE: TEXT or
     * EVERYWHERE, all mentions of `entity`, however they are spelt. ALIAS: TEXT or EVERYWHERE, the
     * words of `spelling` wherever they stand, mentions or not, but within a longer one or as one of
     * another entity than `entity` (NULL: as one of whichever). */
    dl_reach reach;
    const char *spelling;
    const char *entity;
    dl_entity to; /* ENTITY, MERGE, ALIAS: what they are mentions of; id NULL: not set */

    /* a fact, or a source */
    dl_fact fact;
    const char *source; /* SOURCE_NAME, SOURCE_COUNTRY: the name it goes by so far */
    const char *value;  /* what the fact is, the name, the country (ISO 3166-1 alpha-2); NULL: not
                           known. A date is written as by dl_date_format */

    dl_passage passage; /* HERE: the mention; DL_FACT_END: what the text ends with; else no quote */

    char revokes[DL_DECISION_ID]; /* REVOKE: the other decision's id */
} dl_decision;

/* Names as files hold them, and facts and reaches as they are said to people; static storage. */
const char *dl_decision_name(dl_decision_kind kind);
const char *dl_reach_name(dl_reach reach);
const char *dl_reach_said(dl_reach reach);
const char *dl_fact_name(dl_fact fact);
const char *dl_fact_said(dl_fact fact);

/* What is so named; false where nothing is. */
bool dl_decision_parse(const char *name, dl_decision_kind *ret);
bool dl_reach_parse(const char *name, dl_reach *ret);
bool dl_fact_parse(const char *name, dl_fact *ret);

/* The fact or reach with that letter in a menu; false where there is none. */
bool dl_fact_of_letter(char letter, dl_fact *ret);
bool dl_reach_of_letter(char letter, dl_reach *ret);

/* Gives DECISION an id of its own, and the present time. DL_ERR_IO where the system has no random
 * numbers to give. */
dl_status dl_decision_stamp(dl_decision *decision, dl_error *error);

/* Whether decisions of that kind are about mentions, and whether they say what these are mentions of. */
bool dl_decision_is_of_mentions(dl_decision_kind kind);
bool dl_decision_links(dl_decision_kind kind);

/* Notes the batch of those of the COUNT decisions, in the order of the log, that have an id and no batch, by
 * their times. */
void dl_decisions_batch(dl_decision *decisions, size_t count);

/* Makes *RET the decision that takes the one of id ID back; not stamped. */
void dl_decision_revoke(const char *id, dl_decision *ret);

/* Whether DECISION has all that its kind needs, and makes sense; DL_ERR_INVALID says what is not. An id
 * need not be there yet. Values, names and entities' ids are lines of at most DL_DECISION_LINE bytes
 * without what dl_text_is_treacherous tells of; texts of documents have no controls. */
dl_status dl_decision_check(const dl_decision *decision, dl_error *error);

/* Adds what DECISION, which is about mentions, says to OUT: "“Orlan” is org/guild everywhere". */
void dl_decision_tell(const dl_decision *decision, dl_str *out);

/* Makes *RET a copy of DECISION with its strings in ARENA. False when memory is out. */
bool dl_decision_copy(dl_arena *arena, const dl_decision *decision, dl_decision *ret);

/* Orders decisions as the log does. For qsort. */
int dl_decision_compare(const void *a, const void *b);

#endif
