/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A story is its facts (two countries, an organisation, two speakers, a place, a day, a source),
 * drawn first, and then a text drawn from the pools of story.def, in which {x} stands for one of
 * the facts or a draw from another pool. Words and names come by Zipf's law, as in real text, and the
 * invented names give it the long tail of words that are met once or twice.
 */
#include "tools/story.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>

#include "dateline/day.h"

#define FIRST_YEAR 2004
#define YEARS 20
#define SPEAKERS 8000 /* invented persons that come again and again */
#define PLACES 30000  /* invented places */

typedef struct speaker {
    char full[96], surname[48];
} speaker;

typedef struct story {
    const dl_mill *mill;
    dl_chance chance;
    const dl_roster_country *countries[2];
    const dl_roster_name *organisation;
    speaker speakers[2];
    char place[48];
    const char *source;
    dl_civil date;
    dl_day day;
    dl_str *out;
} story;

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};

/* --- pools --- */

typedef struct rule {
    const char *pool, *text;
} rule;

static const rule rules[] = {
#define RULE(pool, text) {#pool, text},
#define WORDS(pool, words)
#include "tools/story.def"
#undef RULE
#undef WORDS
};

static const rule words[] = {
#define RULE(pool, text)
#define WORDS(pool, words) {#pool, words},
#include "tools/story.def"
#undef RULE
#undef WORDS
};

static bool is_name(const char *name, const char *text, size_t len)
{
    return !strncmp(name, text, len) && !name[len];
}

/* The rules of a pool, which stand together. */
static const rule *find_rules(const char *name, size_t len, size_t *ret_count)
{
    const rule *first = NULL;
    *ret_count = 0;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (is_name(rules[i].pool, name, len) && !(*ret_count)++)
            first = &rules[i];
    return first;
}

/* Adds a word of a pool of words by Zipf's law; whether there is such a pool. */
static bool add_word(story *s, const char *name, size_t len)
{
    const rule *pool = NULL;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_name(words[i].pool, name, len))
            pool = &words[i];
    if (!pool)
        return false;
    size_t count = 1;
    for (const char *at = pool->text; (at = strchr(at, ' ')); at++)
        count++;
    const char *word = pool->text;
    for (size_t i = dl_zipf_draw(&s->mill->zipf, &s->chance, count); i > 0; i--)
        word = strchr(word, ' ') + 1;
    dl_str_addn(s->out, word, strcspn(word, " "));
    return true;
}

/* --- names --- */

/* The same invented name for the same NUMBER. */
static void invent(const dl_mill *mill, uint64_t number, char *ret, size_t size)
{
    dl_str out;
    dl_str_init(&out);
    story s = {.mill = mill, .chance = dl_chance_begin(mill->seed ^ 1, number), .out = &out};
    add_word(&s, "stem", 4);
    if (number % 3)
        add_word(&s, "middle", 6);
    add_word(&s, "tail", 4);
    snprintf(ret, size, "%s", out.text);
    dl_str_release(&out);
}

static void invent_speaker(story *s, speaker *ret)
{
    const dl_roster *roster = &s->mill->roster;
    uint64_t number = dl_zipf_draw(&s->mill->zipf, &s->chance, SPEAKERS);
    dl_chance own = dl_chance_begin(s->mill->seed ^ 2, number);
    const char *given = roster->given[dl_chance_below(&own, roster->given_count)].name;
    invent(s->mill, PLACES + number, ret->surname, sizeof ret->surname);
    snprintf(ret->full, sizeof ret->full, "%.40s %s", given, ret->surname);
}

static void add_place(story *s)
{
    char place[48];
    invent(s->mill, dl_zipf_draw(&s->mill->zipf, &s->chance, PLACES), place, sizeof place);
    dl_str_add(s->out, place);
}

static const dl_roster_country *draw_country(story *s)
{
    const dl_roster *roster = &s->mill->roster;
    return &roster->countries[dl_zipf_draw(&s->mill->zipf, &s->chance, roster->countries_count)];
}

static const dl_roster_name *draw_name(story *s, const dl_roster_name *names, size_t count)
{
    return &names[dl_zipf_draw(&s->mill->zipf, &s->chance, count)];
}

/* --- text --- */

/* The fact or name that NAME stands for; NULL where it is none of the plain ones. */
static const char *find_fact(story *s, const char *name, size_t len)
{
    const dl_roster *roster = &s->mill->roster;
    const struct {
        const char *name, *text;
    } facts[] = {
        {"A", s->countries[0]->name},
        {"As", s->countries[0]->adjective},
        {"Ac", s->countries[0]->capital},
        {"B", s->countries[1]->name},
        {"Bs", s->countries[1]->adjective},
        {"Bc", s->countries[1]->capital},
        {"O", s->organisation->name},
        {"o", s->organisation->acronym},
        {"surname", s->speakers[0].surname},
        {"surname2", s->speakers[1].surname},
        {"speaker", s->speakers[0].full},
        {"second", s->speakers[1].full},
        {"place", s->place},
        {"weekday", weekdays[dl_day_weekday(s->day)]},
        {"month", months[s->date.month % 12]},
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        if (is_name(facts[i].name, name, len))
            return facts[i].text;
    if (is_name("C", name, len))
        return draw_country(s)->name;
    if (is_name("Cs", name, len))
        return draw_country(s)->adjective;
    if (is_name("org", name, len))
        return draw_name(s, roster->organisations, roster->organisations_count)->name;
    if (is_name("person", name, len))
        return draw_name(s, roster->persons, roster->persons_count)->name;
    return NULL;
}

static void expand(story *s, const char *text);

/* Adds what is made on the spot: whether NAME is of that kind. */
static bool add_made(story *s, const char *name, size_t len)
{
    if (is_name("town", name, len))
        add_place(s);
    else if (is_name("ship", name, len))
        expand(s, "{^noun} of {town}");
    else if (is_name("number", name, len))
        dl_str_addf(s->out, "%zu", 2 + dl_zipf_draw(&s->mill->zipf, &s->chance, 97));
    else if (is_name("big", name, len))
        dl_str_addf(s->out, "%d,%03d", (int)dl_chance_below(&s->chance, 90) + 1,
                    (int)dl_chance_below(&s->chance, 1000));
    else
        return false;
    return true;
}

/* Adds what {NAME} stands for. */
static void add_slot(story *s, const char *name, size_t len)
{
    bool capital = *name == '^';
    name += capital;
    len -= capital;
    size_t start = s->out->len;
    const char *text = find_fact(s, name, len);
    if (text)
        dl_str_add(s->out, text);
    else if (!add_word(s, name, len) && !add_made(s, name, len)) {
        size_t count;
        const rule *first = find_rules(name, len, &count);
        if (first)
            expand(s, first[dl_chance_below(&s->chance, count)].text);
    }
    if (capital && dl_str_ok(s->out) && s->out->len > start)
        s->out->text[start] = (char)toupper((unsigned char)s->out->text[start]);
}

static void expand(story *s, const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "{");
        dl_str_addn(s->out, text, len);
        text += len;
        if (!*text)
            break;
        len = strcspn(text, "}");
        add_slot(s, text + 1, len - 1);
        text += len + 1;
    }
}

/* Makes "a" before a vowel "an", from START on. */
static void mend_articles(dl_str *out, size_t start)
{
    for (size_t i = start; i + 2 < out->len; i++) {
        bool word = i == start || strchr(" \n\"", out->text[i - 1]);
        if (word && tolower((unsigned char)out->text[i]) == 'a' && out->text[i + 1] == ' ' &&
            strchr("aeio", out->text[i + 2]))
            dl_str_splice(out, i + 1, i + 1, "n", 1);
    }
}

static void add_line(story *s, const char *text)
{
    size_t start = s->out->len;
    expand(s, text);
    mend_articles(s->out, start);
}

/* Adds text to about LEN bytes: paragraphs of a sentence or three. */
static void add_body(story *s, size_t len)
{
    size_t end = s->out->len + len;
    add_line(s, "{lead}");
    add_line(s, "\n\n{^role} {speaker} was there. {body}");
    while (s->out->len < end && dl_str_ok(s->out)) {
        add_line(s, dl_chance_below(&s->chance, 4) ? "\n\n{body}" : "\n\n{quote}");
        for (uint64_t more = dl_chance_below(&s->chance, 3); more > 0; more--)
            add_line(s, " {body}");
    }
    dl_str_addc(s->out, '\n');
}

/* --- forms of pages --- */

static void add_capitals(dl_str *out, const char *text)
{
    size_t len = 0;
    uint8_t *upper = u8_toupper((const uint8_t *)text, strlen(text), NULL, NULL, NULL, &len);
    dl_str_addn(out, upper ? (char *)upper : "", upper ? len : 0);
    free(upper);
}

static void add_wire(story *s, bool prefix)
{
    const char *month = months[s->date.month - 1];
    if (prefix)
        dl_str_addf(s->out, " date %04d-%02d-%02d ", s->date.year, s->date.month, s->date.day);
    else
        dl_str_addf(s->out, "%.3s %d, %d\n\n", month, s->date.day, s->date.year);
    add_capitals(s->out, s->countries[0]->capital);
    dl_str_addf(s->out, ", %s %d. /%s/. ", month, s->date.day, s->source);
}

static void add_desk(story *s)
{
    const char *month = months[s->date.month - 1];
    dl_str_addf(s->out, "%s, %s %d, %d\n\n", weekdays[dl_day_weekday(s->day)], month, s->date.day,
                s->date.year);
    add_capitals(s->out, s->countries[0]->capital);
    dl_str_addf(s->out, ", %s %d (%s) -- ", month, s->date.day, s->source);
}

static void add_labels(story *s)
{
    dl_str_addf(s->out, "Date: %d %s %d | Source: %s | Read original version at source\n\n",
                s->date.day, months[s->date.month - 1], s->date.year, s->source);
}

/* Adds title and imprint in a form that is drawn; a few in a hundred name no source, or no day. */
static void add_head(story *s)
{
    unsigned form = (unsigned)dl_chance_below(&s->chance, 100);
    if (form >= 15)
        add_line(s, "{^title}\n\n");
    if (form < 40)
        add_wire(s, form < 15);
    else if (form < 65)
        add_desk(s);
    else if (form < 95)
        add_labels(s);
    else if (form < 98)
        dl_str_addf(s->out, "%d %s %d\n\n", s->date.day, months[s->date.month - 1], s->date.year);
    else
        dl_str_addf(s->out, "Source: %s\n\n", s->source);
}

/* --- stories --- */

/* A day of the twenty years; Saturdays and Sundays have half as many stories. */
static dl_day draw_day(story *s)
{
    dl_day first = dl_day_from_civil(FIRST_YEAR, 1, 1);
    dl_day end = dl_day_from_civil(FIRST_YEAR + YEARS, 1, 1);
    dl_day day;
    do
        day = first + (dl_day)dl_chance_below(&s->chance, (uint64_t)(end - first));
    while (dl_day_weekday(day) >= 5 && dl_chance_below(&s->chance, 2));
    return day;
}

static void draw_source(story *s)
{
    size_t count;
    const rule *first = find_rules("source", 6, &count);
    s->source = first[dl_zipf_draw(&s->mill->zipf, &s->chance, count)].text;
}

/* Draws the facts of story NUMBER, which is to be added to OUT. */
static story draw_story(const dl_mill *mill, uint64_t number, dl_str *out)
{
    story s = {.mill = mill, .chance = dl_chance_begin(mill->seed, number), .out = out};
    s.day = draw_day(&s);
    s.date = dl_day_to_civil(s.day);
    draw_source(&s);
    s.countries[0] = draw_country(&s);
    do
        s.countries[1] = draw_country(&s);
    while (s.countries[1] == s.countries[0]);
    s.organisation = draw_name(&s, mill->roster.organisations, mill->roster.organisations_count);
    invent_speaker(&s, &s.speakers[0]);
    invent_speaker(&s, &s.speakers[1]);
    invent(mill, dl_zipf_draw(&mill->zipf, &s.chance, PLACES), s.place, sizeof s.place);
    return s;
}

void dl_story_add(const dl_mill *mill, uint64_t number, dl_str *out)
{
    story s = draw_story(mill, number, out);
    add_head(&s);
    add_body(&s, 700 + dl_chance_below(&s.chance, 900) + dl_chance_below(&s.chance, 900));
}

/* Puts a backslash before what would end a JSON string, from START on. */
static void escape(dl_str *out, size_t start)
{
    for (size_t i = start; i < out->len; i++)
        if (out->text[i] == '"' || out->text[i] == '\\')
            dl_str_splice(out, i, i, "\\", 1), i++;
}

void dl_brief_add(const dl_mill *mill, uint64_t number, dl_str *out)
{
    story s = draw_story(mill, number, out);
    dl_str_addf(out,
                "{\"id\":\"b%07d\",\"published\":\"%04d-%02d-%02d\",\"source\":\"%s\",\"title\":\"",
                (int)number, s.date.year, s.date.month, s.date.day, s.source);
    size_t start = out->len;
    add_line(&s, "{^title}");
    escape(out, start);
    dl_str_add(out, "\",\"body\":\"");
    start = out->len;
    add_line(&s, "{lead} {^role} {speaker} was there. {body}");
    escape(out, start);
    dl_str_add(out, "\"}\n");
}

int dl_mill_init(dl_mill *mill, uint64_t seed)
{
    mill->seed = seed;
    dl_arena_init(&mill->arena);
    dl_zipf_init(&mill->zipf);
    return dl_roster_read(&mill->arena, seed, &mill->roster);
}

void dl_mill_release(dl_mill *mill)
{
    dl_arena_release(&mill->arena);
}
