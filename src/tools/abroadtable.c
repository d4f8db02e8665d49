/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * abroadtable WORDS FILE...: writes to standard output the C source of the tables of src/annotate/abroad.h, from
 * assets/abroad/LANGUAGE.tsv, in the line format of the gazetteer, and from assets/abroad/words.tsv. Run at build
 * time only.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_MAX 16384

/* They stand in the file's text. */
typedef struct name {
    const char *text, *id;
    const char *seat; /* the country whose government it may be; NULL: none */
} name;

static name names[NAMES_MAX], seats[NAMES_MAX];
static size_t count, seats_count;
static char text[1 << 20];

static int compare(const void *a, const void *b)
{
    return strcmp(((const name *)a)->text, ((const name *)b)->text);
}

/* Adds the names of a line; false where there are too many. */
static int add_line(char *line)
{
    char *fields[3] = {line, NULL, NULL};
    for (int i = 1; i < 3; i++) {
        fields[i] = fields[i - 1] ? strchr(fields[i - 1], '\t') : NULL;
        if (!fields[i])
            return 1;
        *fields[i]++ = '\0';
    }
    const char *id = strcmp(line, "-") == 0 ? "" : line;
    for (char *at = strtok(fields[2], "|"); at; at = strtok(NULL, "|")) {
        if (count == NAMES_MAX || seats_count == NAMES_MAX)
            return 0;
        if (strncmp(at, "name=", 5) == 0)
            names[count++] = (name){at + 5, id, NULL};
        else if (strncmp(at, "metonym=", 8) == 0)
            seats[seats_count++] = (name){at + 8, NULL, id};
        else
            return 0;
    }
    return 1;
}

static void write_bytes(const char *bytes)
{
    for (; *bytes; bytes++)
        printf("\\%03o", (unsigned char)*bytes);
    printf("\\000\"\n\"");
}

/* The longest other name that the I-th begins with, its number from 1; 0: none. Names are in order. */
static size_t find_inner(size_t i)
{
    for (size_t k = i; k > 0; k--)
        if (strncmp(names[k - 1].text, names[i].text, strlen(names[k - 1].text)) == 0)
            return k;
    return 0;
}

/* Gives the names that are metonyms, which must be names of places, their countries. */
static int place_seats(void)
{
    for (size_t i = 0; i < seats_count; i++) {
        name *found = bsearch(&seats[i], names, count, sizeof *names, compare);
        if (!found)
            return 0;
        found->seat = seats[i].seat;
    }
    return 1;
}

static void write_names(const char *language)
{
    printf("static const char %.2s_text[] = \"", language);
    for (size_t i = 0; i < count; i++) {
        write_bytes(names[i].text);
        write_bytes(names[i].id);
        if (names[i].seat)
            write_bytes(names[i].seat);
    }
    printf("\";\nstatic const dl_abroad_name %.2s_names[] = {\n", language);
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        size_t bytes = strlen(names[i].text);
        uint32_t id = at + (uint32_t)bytes + 1, end = id + (uint32_t)strlen(names[i].id) + 1;
        printf("{%u, %u, %u, %zu, %zu},\n", at, id, names[i].seat ? end : 0, bytes, find_inner(i));
        at = end + (uint32_t)(names[i].seat ? strlen(names[i].seat) + 1 : 0);
    }
    puts("};");
}

/* Writes the table of one language. */
static int write_table(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *language = slash ? slash + 1 : path;
    FILE *file = fopen(path, "r");
    if (!file)
        return 0;
    size_t len = fread(text, 1, sizeof text - 1, file);
    int ok = feof(file) && !ferror(file);
    fclose(file);
    text[len] = '\0';
    count = seats_count = 0;
    for (char *line = text, *next; ok && *line; line = next) {
        next = line + strcspn(line, "\n");
        if (*next)
            *next++ = '\0';
        ok = *line == '#' || !*line || add_line(line);
    }
    qsort(names, count, sizeof *names, compare);
    ok = ok && place_seats();
    write_names(language);
    return ok && count > 0;
}

/* Writes the lists of words of the languages, a line of the file each. */
static int write_words(const char *path)
{
    static const char *const classes[] = {"say", "small", "and", "town"};
    FILE *file = fopen(path, "r");
    char *line = text;
    if (!file)
        return 0;
    puts("const dl_abroad_words dl_abroad_word_lists[] = {");
    while (fgets(line, sizeof text, file)) {
        char *class = strchr(line, '\t'), *words = class ? strchr(class + 1, '\t') : NULL;
        size_t known = 0;
        line[strcspn(line, "\n")] = '\0';
        if (*line == '#' || !*line)
            continue;
        if (!words)
            break;
        *class ++ = *words++ = '\0';
        while (known < 4 && strcmp(classes[known], class) != 0)
            known++;
        if (known == 4)
            break;
        printf("{\"%s\", %zu, \" %s \"},\n", line, known, words);
    }
    puts("{0}};");
    int ok = feof(file) && !ferror(file);
    fclose(file);
    return ok;
}

int main(int argc, char **argv)
{
    puts("#include \"annotate/abroad.h\"");
    if (argc < 2 || !write_words(argv[1])) {
        fprintf(stderr, "abroadtable: the lists of words cannot be read\n");
        return 1;
    }
    for (int i = 2; i < argc; i++)
        if (!write_table(argv[i])) {
            fprintf(stderr, "abroadtable: %s cannot be read\n", argv[i]);
            return 1;
        }
    puts("const dl_abroad_table dl_abroad_tables[] = {");
    for (int i = 2; i < argc; i++) {
        const char *slash = strrchr(argv[i], '/'), *language = slash ? slash + 1 : argv[i];
        printf("{\"%.2s\", %.2s_text, %.2s_names, sizeof %.2s_names / sizeof *%.2s_names},\n",
               language, language, language, language, language);
    }
    puts("{0}};");
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
