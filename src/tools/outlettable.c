/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outlettable FILE: writes to standard output the C source of the tables of src/import/outlet.h, from
 * assets/gazetteer/outlets.tsv: the outlets, and all their spellings and domains, sorted as in lower
 * case, each with its outlet. Run at build time only.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/outletline.h"

#define SPELLINGS_MAX 32768

static struct spelling {
    char *text;
    int outlet;
} spellings[SPELLINGS_MAX];
static int spellings_count;

static int compare_spellings(const void *a, const void *b)
{
    const struct spelling *x = a, *y = b;
    int order = dl_outlet_spelling_compare(x->text, y->text);
    return order ? order : x->outlet - y->outlet;
}

/* Writes TEXT as a string of C. */
static void write_string(const char *text)
{
    putchar('"');
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < ' ' || c > '~' || c == '"' || c == '\\' || c == '?')
            printf("\\%03o", c);
        else
            putchar(c);
    }
    putchar('"');
}

/* Adds a spelling, or a domain. */
static int add_spelling(const char *text, int outlet)
{
    char *copy = spellings_count < SPELLINGS_MAX ? strdup(text) : NULL;
    if (!copy)
        return -1;
    spellings[spellings_count++] = (struct spelling){copy, outlet};
    return 0;
}

/* Adds the name, the spellings and the domains of LINE. */
static int add_spellings(dl_outlet_line *line, int outlet)
{
    char *lists[] = {line->spellings, line->domains};
    int failed = add_spelling(line->name, outlet);
    for (int i = 0; i < 2; i++)
        for (char *text; (text = dl_outlet_line_next(&lists[i]));)
            failed |= add_spelling(text, outlet);
    return failed;
}

/* Writes the sorted spellings, and their texts one behind the other. */
static void write_spellings(void)
{
    size_t at = 0;
    printf("static const dl_outlet_spelling spellings[] = {\n");
    for (int i = 0; i < spellings_count; i++) {
        printf("    {%zu, %d},\n", at, spellings[i].outlet);
        at += strlen(spellings[i].text) + 1;
    }
    printf("};\nstatic const char texts[] =\n");
    for (int i = 0; i < spellings_count; i++) {
        printf("    ");
        write_string(spellings[i].text);
        printf(" \"\\0\"\n");
        free(spellings[i].text);
    }
    printf("    ;\nconst dl_outlet_index dl_outlet_known = {table, spellings, texts, %d};\n",
           spellings_count);
}

/* Tells of the spellings that two outlets share. Returns how many there are. */
static int count_shared(const char *path)
{
    int shared = 0;
    for (int i = 1; i < spellings_count; i++)
        if (!dl_outlet_spelling_compare(spellings[i].text, spellings[i - 1].text) &&
            spellings[i].outlet != spellings[i - 1].outlet) {
            fprintf(stderr, "outlettable: %s: \"%s\" is of two outlets\n", path, spellings[i].text);
            shared++;
        }
    return shared;
}

/* Writes the outlets of FILE as rows. Returns how many there are, or -1. */
static int write_outlets(FILE *file, const char *path)
{
    char line[4096], fault[DL_OUTLET_FAULT];
    dl_outlet_line outlet;
    int number = 0, count = 0;
    while (fgets(line, sizeof line, file)) {
        number++;
        line[strcspn(line, "\n")] = '\0';
        int is = dl_outlet_line_read(line, &outlet, fault);
        if (is < 0) {
            fprintf(stderr, "outlettable: %s:%d: %s\n", path, number, fault);
            return -1;
        }
        if (!is)
            continue;
        printf("    {");
        write_string(outlet.name);
        printf(", \"%s\", %d, %d},\n", outlet.country,
               outlet.day_month == DL_OUTLET_NO_HABIT ? 0 : outlet.day_month, (int)outlet.kind);
        if (add_spellings(&outlet, count)) {
            fprintf(stderr, "outlettable: %s: out of memory, or too many spellings\n", path);
            return -1;
        }
        count++;
    }
    return count;
}

int main(int argc, char **argv)
{
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (!file) {
        fprintf(stderr, argc == 2 ? "outlettable: %s: %s\n" : "usage: outlettable FILE\n",
                argc == 2 ? argv[1] : "", strerror(errno));
        return 2;
    }
    printf("/* Written by src/tools/outlettable.c. */\n#include \"import/outlet.h\"\n"
           "static const dl_outlet table[] = {\n");
    int count = write_outlets(file, argv[1]);
    fclose(file);
    if (count <= 0)
        return 1;
    qsort(spellings, (size_t)spellings_count, sizeof *spellings, compare_spellings);
    if (count_shared(argv[1]))
        return 1;
    printf("};\n");
    write_spellings();
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
