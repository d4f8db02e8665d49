/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outlets FILE: writes to standard output the C source of the tables of src/import/outlet.h, from
 * assets/gazetteer/outlets.tsv: the outlets, and all their spellings and domains in lower case,
 * sorted, each with its outlet. Run at build time only.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME, SPELLINGS, DOMAINS, COUNTRY, HABIT, KIND, FIELDS };

#define SPELLINGS_MAX 32768

static struct spelling {
    char *text;
    int outlet;
} spellings[SPELLINGS_MAX];
static int spellings_count;

static int compare_spellings(const void *a, const void *b)
{
    const struct spelling *x = a, *y = b;
    int order = strcmp(x->text, y->text);
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

/* Adds the spellings that bars part in FIELD. */
static int add_spellings(char *field, int outlet)
{
    for (char *save = NULL, *text = strtok_r(field, "|", &save); text;
         text = strtok_r(NULL, "|", &save)) {
        char *lower = spellings_count < SPELLINGS_MAX ? strdup(text) : NULL;
        if (!lower)
            return -1;
        for (char *p = lower; *p; p++)
            if (*p >= 'A' && *p <= 'Z')
                *p = (char)(*p | 0x20);
        spellings[spellings_count++] = (struct spelling){lower, outlet};
    }
    return 0;
}

/* Cuts LINE at its tabs. Returns how many fields there are. */
static int cut_fields(char *line, char *fields[FIELDS])
{
    int count = 0;
    while (line && count < FIELDS) {
        fields[count++] = line;
        line = strchr(line, '\t');
        if (line)
            *line++ = '\0';
    }
    return count;
}

/* Writes the sorted spellings, and their texts one behind the other. */
static void write_spellings(void)
{
    size_t at = 0;
    printf("const dl_outlet_spelling dl_outlet_spellings[] = {\n");
    for (int i = 0; i < spellings_count; i++) {
        printf("    {%zu, %d},\n", at, spellings[i].outlet);
        at += strlen(spellings[i].text) + 1;
    }
    printf("};\nconst size_t dl_outlet_spellings_count = %d;\n", spellings_count);
    printf("const char dl_outlet_texts[] =\n");
    for (int i = 0; i < spellings_count; i++) {
        printf("    ");
        write_string(spellings[i].text);
        printf(" \"\\0\"\n");
        free(spellings[i].text);
    }
    printf("    ;\n");
}

/* Writes the outlets of FILE as rows. Returns how many there are, or -1. */
static int write_outlets(FILE *file, const char *path)
{
    char line[4096], *fields[FIELDS];
    int number = 0, count = 0;
    while (fgets(line, sizeof line, file)) {
        number++;
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || line[0] == '\0')
            continue;
        if (cut_fields(line, fields) != FIELDS || strlen(fields[COUNTRY]) > 2) {
            fprintf(stderr,
                    "outlets: %s:%d: an outlet has %d fields, the fourth a country's two "
                    "letters or -\n",
                    path, number, FIELDS);
            return -1;
        }
        const char *habit = fields[HABIT];
        printf("    {");
        write_string(fields[NAME]);
        printf(", \"%s\", %d, %d},\n", strcmp(fields[COUNTRY], "-") ? fields[COUNTRY] : "",
               !strcmp(habit, "dmy")   ? 1
               : !strcmp(habit, "mdy") ? -1
                                       : 0,
               !strcmp(fields[KIND], "archive"));
        for (int i = NAME; i <= DOMAINS; i++)
            if (add_spellings(fields[i], count) < 0) {
                fprintf(stderr, "outlets: %s: out of memory, or too many spellings\n", path);
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
        fprintf(stderr, argc == 2 ? "outlets: %s: %s\n" : "usage: outlets FILE\n",
                argc == 2 ? argv[1] : "", strerror(errno));
        return 2;
    }
    printf("/* Written by src/tools/outlets.c. */\n#include \"import/outlet.h\"\n"
           "const dl_outlet dl_outlet_table[] = {\n");
    int count = write_outlets(file, argv[1]);
    fclose(file);
    if (count <= 0)
        return 1;
    qsort(spellings, (size_t)spellings_count, sizeof *spellings, compare_spellings);
    printf("};\n");
    write_spellings();
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
