/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that follow `entity`: what each needs, what it does, and what is missing where one is used wrongly. */
#include <stdint.h>
#include <string.h>

#include "cli/entity.h"
#include "cli/output.h"
#include "dateline/distance.h"

static const struct {
    const char *name, *arguments;
    size_t least, most; /* words that these are */
    const char *sentence;
} words[] = {
    {"show", "NAME", 1, 1, "say why it is one: spellings, forms, rules, decisions"},
    {"merge", "NAME INTO", 2, 2, "all mentions of one are those of another"},
    {"new", "NAME --kind=KIND", 1, 1, "a new one, wherever NAME stands"},
    {"alias", "NAME SPELLING", 2, 2, "SPELLING is another name of one that is known"},
    {"split", "NAME QUERY... --as=NAME", 2, SIZE_MAX, "those in the texts of QUERY are another's"},
    {"ignore", "SPELLING", 1, 1, "what is so spelt is no name"},
    {"undo", "", 0, 0, "take the last of these back"},
};

#define WORDS_COUNT (sizeof words / sizeof *words)

static size_t find(const char *name)
{
    size_t i = 0;
    while (i < WORDS_COUNT && strcmp(words[i].name, name) != 0)
        i++;
    return i;
}

static const char *find_near(const char *name)
{
    for (size_t most = 1; most <= 2; most++)
        for (size_t i = 0; i < WORDS_COUNT; i++)
            if (dl_distance(name, words[i].name, most) <= most)
                return words[i].name;
    return NULL;
}

/* Says which word there is not. */
static void say_unknown(const char *name, dl_str *out)
{
    const char *near = find_near(name);
    if (near) {
        dl_str_addf(out, "entity does not know '%s'; did you mean %s?", name, near);
        return;
    }
    dl_str_addf(out, "entity does not know '%s'; it takes ", name);
    for (size_t i = 0; i < WORDS_COUNT; i++)
        dl_str_addf(out, "%s%s", i ? ", " : "", words[i].name);
    dl_str_add(out, "; dateline entity --help says what each does");
}

static bool is_blank(const char *word)
{
    return !word[strspn(word, " \t\n")];
}

/* Adds argument NUMBER, counted from 0, of ARGUMENTS. */
static void add_argument(const char *arguments, size_t number, dl_str *out)
{
    while (number-- && strchr(arguments, ' '))
        arguments = strchr(arguments, ' ') + 1;
    dl_str_addf(out, "%.*s", (int)strcspn(arguments, " ."), arguments);
}

bool dl_entity_say_misuse(const dl_options *options, dl_str *out)
{
    const char *name = options->words[0];
    size_t i = find(name), given = options->words_count - 1, blank = 0;
    if (i == WORDS_COUNT) {
        say_unknown(name, out);
        return true;
    }
    while (blank < given && !is_blank(options->words[1 + blank]))
        blank++;
    bool as = strstr(words[i].arguments, "--as") == NULL || options->as;
    if (given >= words[i].least && given <= words[i].most && blank == given && as)
        return false;
    if (given > words[i].most) {
        dl_str_addf(out, "'%s' is one word too many; a name of several words is quoted",
                    options->words[1 + words[i].most]);
    } else if (blank < given) {
        add_argument(words[i].arguments, blank, out);
        dl_str_add(out, " is empty");
    } else if (given < words[i].least) {
        add_argument(words[i].arguments, given, out);
        dl_str_add(out, " is missing");
    } else {
        dl_str_add(out, "--as=NAME, who these are, is missing");
    }
    dl_str_addf(out, ": dateline entity %s%s%s", name, *words[i].arguments ? " " : "",
                words[i].arguments);
    return true;
}

void dl_entity_print_words(void)
{
    dl_str line;
    dl_str_init(&line);
    dl_output_line(&line);
    for (size_t i = 0; i < WORDS_COUNT; i++) {
        int pad = 29 - (int)strlen(words[i].name);
        dl_str_addf(&line, "  %s %-*s  %s", words[i].name, pad, words[i].arguments,
                    words[i].sentence);
        dl_output_line(&line);
        dl_str_clear(&line);
    }
    dl_str_release(&line);
}
