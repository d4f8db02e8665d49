/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/str.h"
#include "dateline/vec.h"
#include "support/archive.h"
#include "support/test.h"

static const dl_entity entities[] = {
    {"org/harbour-league", "Harbour League", DL_KIND_ORGANISATION},
    {"org/lamp-office", "Lamp Office", DL_KIND_ORGANISATION},
    {"org/sound-pilots", "Grey Sound Pilot Inspection Board", DL_KIND_ORGANISATION},
    {"org/sound-office", "Grey Sound Pilot Inspection Office", DL_KIND_ORGANISATION},
    {"person/ilse-brandvik", "Ilse Brandvik", DL_KIND_PERSON},
    {"person/otieno-maks", "Otieno Maks", DL_KIND_PERSON},
    {"country/NO", "Norway", DL_KIND_COUNTRY},
    {"country/KE", "Kenya", DL_KIND_COUNTRY},
    {"place/grey-sound", "Grey Sound", DL_KIND_PLACE},
    {"weapon/tern", "Tern-4", DL_KIND_OTHER},
    {"ex/tide", "Northern Tide", DL_KIND_OTHER},
    {"ship/heron", "Blue Heron", DL_KIND_OTHER},
};

static const dl_entity *find_entity(const char *id)
{
    for (size_t i = 0; i < COUNT_OF(entities); i++)
        if (strcmp(entities[i].id, id) == 0)
            return &entities[i];
    fail_msg("no entity %s", id);
    return NULL;
}

typedef struct mentions {
    dl_mention *items;
    size_t len, size;
} mentions;

static void end_mention(dl_mention *mention, const dl_str *out, mentions *found)
{
    mention->end = (uint32_t)out->len;
    assert_true(dl_vec_push(found, *mention));
    mention->entity = NULL;
}

/* Adds TEXT without its marks to OUT, and what they mark to FOUND. */
static void read_marks(const char *text, dl_field field, dl_str *out, mentions *found)
{
    dl_mention name = {0}, office = {0}; /* what is open */
    size_t first = found->len;
    for (const char *at = text; *at; at++) {
        if (*at == '{') {
            bool is_office = at[1] == '^';
            at += 1 + is_office;
            char id[64];
            snprintf(id, sizeof id, "%.*s", (int)strcspn(at, " "), at);
            at += strlen(id);
            const dl_entity *entity = find_entity(id);
            *(is_office ? &office : &name) =
                (dl_mention){.field = field,
                             .start = (uint32_t)out->len,
                             .entity = entity->id,
                             .kind = entity->kind,
                             .form = is_office ? DL_FORM_OFFICE : DL_FORM_NAME,
                             .confidence = 90};
        } else if (*at == '}' && (name.entity || office.entity)) {
            end_mention(name.entity ? &name : &office, out, found);
        } else {
            dl_str_addc(out, *at);
        }
    }
    if (found->len > first)
        qsort(found->items + first, found->len - first, sizeof *found->items, dl_mention_compare);
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(((const dl_entity *)a)->id, ((const dl_entity *)b)->id);
}

/* The entities that FOUND names, each once, by id. */
static size_t list_entities(const mentions *found, dl_entity *ret)
{
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(entities); i++)
        for (size_t j = 0; j < found->len; j++)
            if (strcmp(found->items[j].entity, entities[i].id) == 0) {
                ret[count++] = entities[i];
                break;
            }
    qsort(ret, count, sizeof *ret, compare_ids);
    return count;
}

static dl_date read_date(const char *text)
{
    dl_date date = {.day = DL_DAY_NONE};
    bool inferred = text && *text == '~';
    if (text)
        assert_true(dl_date_parse(text + inferred, strlen(text + inferred), &date));
    if (inferred)
        date.how = DL_HOW_INFERRED;
    return date;
}

void test_document_put(dl_store *store, const test_document *document)
{
    dl_str title, body;
    dl_str_init(&title);
    dl_str_init(&body);
    mentions found = {0};
    if (document->title)
        read_marks(document->title, DL_FIELD_TITLE, &title, &found);
    read_marks(document->body, DL_FIELD_BODY, &body, &found);
    dl_document doc = {.origin = document->origin,
                       .title = document->title ? title.text : NULL,
                       .body = body.text,
                       .source = document->source,
                       .source_country = document->country,
                       .published = read_date(document->published),
                       .captured = {.day = DL_DAY_NONE},
                       .link = document->link};
    dl_str record;
    dl_str_init(&record);
    dl_str_addf(&record, "%s\n%s", document->origin, document->body);
    dl_sha256_hex(record.text, record.len, doc.sha256);
    dl_str_release(&record);
    dl_entity named[COUNT_OF(entities)];
    dl_put put = {.document = &doc,
                  .mentions = found.items,
                  .mentions_count = found.len,
                  .entities = named,
                  .entities_count = list_entities(&found, named)};
    dl_put_outcome outcome;
    dl_error error;
    if (store->ops->put(store, &put, &outcome, &error))
        fail_msg("%s: %s", document->origin, error.message);
    assert_true(outcome == DL_PUT_NEW || outcome == DL_PUT_VERSION);
    free(found.items);
    dl_str_release(&title);
    dl_str_release(&body);
}

/* --- the archive of the reader's tests --- */

static const char dredgers[] =
    "GREY SOUND, March 10 - The {org/harbour-league Harbour League} has chartered two dredgers for "
    "the "
    "winter, its secretary {person/ilse-brandvik Ilse Brandvik} said.\n\n"
    "The vessels lie at berth four and wait for a berth pilot, who is ill.\n\n"
    "{person/ilse-brandvik Brandvik} called the delay a nuisance. \"The {org/harbour-league "
    "League} pays "
    "by the hour,\" she said, \"and silt does not wait for anybody.\"\n\n"
    "Soundings taken in the northern basin show that the channel has lost a third of its depth "
    "since "
    "the storm of the autumn before last, and that a bar has formed across its mouth.\n\n"
    "Two ferries touched ground there in one week. Neither was damaged, and nobody was hurt.\n\n"
    "{country/NO Norway} lends a survey boat, which the {org/harbour-league League} will crew with "
    "its own "
    "people after a course of ten days.\n\n"
    "The boat carries an echo sounder of a kind that draws the bottom in strips; what it draws is "
    "laid "
    "out on a table the next morning and compared, strip by strip, with the year before.\n\n"
    "\"One reads it like a field after ploughing,\" a skipper said. He has worked the sound for "
    "thirty "
    "years and has never seen the bar so near the surface.\n\n"
    "The {org/lamp-office Lamp Office} is to move three buoys. It asked the {org/harbour-league "
    "HL} for a "
    "list of the wrecks in {place/grey-sound Grey Sound}, of which there are eleven.\n\n"
    "Nine of them are charted. The tenth is a barge that sank with a load of bricks; the eleventh "
    "is "
    "known from a fisherman's net alone.\n\n"
    "Money is short. The {org/harbour-league League} has put aside enough for forty days of "
    "dredging, and "
    "the pilots think that sixty are needed.\n\n"
    "A second tender closes on Friday. Three yards have asked for the papers, one of them from "
    "{country/KE Kenya}, where a dredger of the right draught is laid up.\n\n"
    "The {org/harbour-league League} meets again when the soundings are complete. Until then the "
    "northern "
    "basin is closed to ships of more than four metres.\n\n"
    "{person/ilse-brandvik Brandvik} said that the {org/harbour-league Harbour League} would "
    "publish every "
    "strip, so that skippers need not take its word.\n";

static const test_document documents[] = {
    {"dredgers.txt", "2024-03-10T08:15", "Coast Wire", "NO",
     "{org/harbour-league Harbour League} charters dredgers for a silted sound", dredgers,
     "https://example.org/dredgers"},
    {"lamps.txt", "~2024-01-27", NULL, NULL, "Lamps of the outer skerries go dark for a night",
     "The {org/harbour-league HL} will put out eleven lamps on Saturday to count birds.\n\n"
     "Skippers were told by radio. The {org/lamp-office Lamp Office} lights them again at dawn, "
     "and "
     "the {org/harbour-league League} keeps a boat at sea meanwhile.\n\n"
     "\"Nobody has tried this before,\" {person/ilse-brandvik Ilse Brandvik} of the "
     "{org/harbour-league Harbour League} said.\n",
     NULL},
    {"perch.txt", "2023-06-02", "Lake Post", "KE", NULL,
     "Perch nets of a finer mesh will be handed out at three landings, {person/otieno-maks Otieno "
     "Maks} "
     "said. The {org/harbour-league Harbour League} paid for the twine.\n\n"
     "{country/KE Kenya} counts its nets each June.\n",
     "javascript:alert(1)"},
    {"kestrel.txt", "2022-02-13", "Coast Wire", "NO", "A kestrel nests on a crane",
     "Work on a crane in the third dock has stopped, for a kestrel sits in it.\n\n"
     "The {org/harbour-league League} has fenced the dock. \"She was here first,\" the crane "
     "driver "
     "said, and the {org/harbour-league Harbour League} agreed.\n",
     NULL},
    {"kelp.txt", "2021-04-02", "Valley Radio", NULL, "Kelp rope passes its test",
     "A rope spun from kelp has held four tonnes in a test at {place/grey-sound Grey Sound}.\n\n"
     "The {org/harbour-league Harbour League} watched; {country/NO Norwegian} ropemakers did too. "
     "It will moor one ferry of the {org/harbour-league League} for a year.\n",
     NULL},
    {"barley.txt", "2020-11-05", "Lake Post", "KE", "Barley is in before the rain",
     "The barley of the upper fields is in. It rained an hour later.\n", NULL},
    {"ferry.txt", NULL, NULL, NULL, NULL,
     "A ferry timetable, pencilled on the back of a menu by {person/otieno-maks Otieno Maks}.\n\n"
     "It names no day.\n",
     NULL},
};

void test_archive_fill(dl_store *store)
{
    for (size_t i = COUNT_OF(documents); i-- > 0;)
        test_document_put(store, &documents[i]);
}

void test_archive_fill_many(dl_store *store, unsigned from, unsigned count)
{
    static const char *const sources[] = {"Coast Wire", "Lake Post", "Valley Radio", NULL,
                                          "Reed Times"};
    for (unsigned i = from; i < from + count; i++) {
        char origin[32], title[64], date[16];
        snprintf(origin, sizeof origin, "n%05u.txt", i);
        snprintf(title, sizeof title, "Gauge reading %u", i);
        snprintf(date, sizeof date, "%04u-%02u-%02u", 2000 + i / 336 % 25, 1 + i / 28 % 12,
                 1 + i % 28);
        test_document document = {
            .origin = origin,
            .published = i % 9 == 8 ? NULL : date,
            .source = sources[i % COUNT_OF(sources)],
            .country = i % COUNT_OF(sources) == 0 ? "NO" : NULL,
            .title = title,
            .body = i % 2 ? "The water stands at the second mark.\n"
                          : "The {org/harbour-league Harbour League} read its gauge at noon.\n\n"
                            "The {org/harbour-league League} reads it daily.\n",
        };
        test_document_put(store, &document);
    }
}
