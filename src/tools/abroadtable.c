/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * abroadtable FILE...: writes to standard output the C source of the tables of src/annotate/abroad.h, from
 * assets/abroad/LANGUAGE.tsv, in the line format of the gazetteer. Run at build time only.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_MAX 16384

/* They stand in the file's text. */
typedef struct name {
    const char *text, *id;
} name;

static name names[NAMES_MAX];
static size_t count;
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
        if (strncmp(at, "name=", 5) != 0 || count == NAMES_MAX)
            return 0;
        names[count++] = (name){at + 5, id};
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
    count = 0;
    for (char *line = text, *next; ok && *line; line = next) {
        next = line + strcspn(line, "\n");
        if (*next)
            *next++ = '\0';
        ok = *line == '#' || !*line || add_line(line);
    }
    qsort(names, count, sizeof *names, compare);
    printf("static const char %.2s_text[] = \"", language);
    for (size_t i = 0; i < count; i++) {
        write_bytes(names[i].text);
        write_bytes(names[i].id);
    }
    printf("\";\nstatic const dl_abroad_name %.2s_names[] = {\n", language);
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        size_t bytes = strlen(names[i].text);
        printf("{%u, %u, %zu, %zu},\n", at, at + (uint32_t)bytes + 1, bytes, find_inner(i));
        at += (uint32_t)(bytes + strlen(names[i].id)) + 2;
    }
    puts("};");
    return ok && count > 0;
}

int main(int argc, char **argv)
{
    puts("#include \"annotate/abroad.h\"");
    for (int i = 1; i < argc; i++)
        if (!write_table(argv[i])) {
            fprintf(stderr, "abroadtable: %s cannot be read\n", argv[i]);
            return 1;
        }
    puts("const dl_abroad_table dl_abroad_tables[] = {");
    for (int i = 1; i < argc; i++) {
        const char *slash = strrchr(argv[i], '/'), *language = slash ? slash + 1 : argv[i];
        printf("{\"%.2s\", %.2s_text, %.2s_names, sizeof %.2s_names / sizeof *%.2s_names},\n",
               language, language, language, language, language);
    }
    puts("{0}};");
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
