/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * datewords NAMES WORDS: writes to standard output the C source of the tables of
 * src/import/datewords.h, from assets/dates: each word folded as it is compared, sorted, with what it
 * means in which language. Run at build time only.
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unistr.h>

#include "import/datefold.h"
#include "import/datelex.h"
#include "import/datewords.h"

#define ROWS_MAX 16384
#define LANGUAGES_MAX 128
#define WORD_MAX 96 /* bytes */

static struct row {
    char *text;
    int value, kind, language, calendar, brief, capital;
} rows[ROWS_MAX];
static int rows_count;

static char languages[LANGUAGES_MAX][4];
static int languages_count;

static const struct {
    const char *name;
    int kind;
} kinds[] = {
    {"of", DL_DATE_OF},
    {"at", DL_DATE_AT},
    {"ordinal", DL_DATE_ORDINAL},
    {"hour", DL_DATE_HOUR},
    {"minutes", DL_DATE_HOUR},
    {"meridiem", DL_DATE_MERIDIEM},
    {"halfday", DL_DATE_HALFDAY},
    {"zone", DL_DATE_ZONE},
    {"sign", DL_DATE_SIGN},
    {"era", DL_DATE_ERA},
    {"yearsign", DL_DATE_YEARSIGN},
    {"relative", DL_DATE_RELATIVE},
    {"ago", DL_DATE_AGO},
    {"last", DL_DATE_LAST},
    {"unit", DL_DATE_UNIT},
    {"label", DL_DATE_LABEL},
};

/* Reports what is wrong in a file and ends. */
static void fail(const char *path, int line, const char *what)
{
    fprintf(stderr, "datewords: %s:%d: %s\n", path, line, what);
    exit(1);
}

/* The number of the language CODE, a new one where it is the first of it. */
static int find_language(const char *code)
{
    if (!strcmp(code, "*"))
        return DL_DATE_ANY_LANGUAGE;
    for (int i = 0; i < languages_count; i++)
        if (!strcmp(languages[i], code))
            return i;
    if (strlen(code) > 3 || languages_count == LANGUAGES_MAX)
        return -1;
    strcpy(languages[languages_count], code);
    return languages_count++;
}

/* Writes TEXT folded into BUF. Returns its length; 0 where it is too long. */
static size_t fold(const char *text, char buf[WORD_MAX])
{
    size_t len = 0;
    const uint8_t *p = (const uint8_t *)text, *end = p + strlen(text);
    while (p < end) {
        ucs4_t cp;
        int size = u8_mbtouc(&cp, p, (size_t)(end - p));
        p += size;
        if (cp < 0x80)
            cp = cp == '-' ? ' ' : cp >= 'A' && cp <= 'Z' ? cp | 0x20 : cp;
        else
            cp = dl_date_fold(cp);
        if (cp) {
            int n = u8_uctomb((uint8_t *)buf + len, cp, (ptrdiff_t)(WORD_MAX - 1 - len));
            if (n < 0)
                return 0;
            len += (size_t)n;
        }
    }
    while (len && buf[len - 1] == '.')
        len--;
    buf[len] = '\0';
    return len;
}

static bool add_row(const char *text, struct row row)
{
    for (int i = 0; i < rows_count; i++)
        if (!strcmp(rows[i].text, text) && rows[i].kind == row.kind &&
            rows[i].language == row.language && rows[i].value == row.value &&
            rows[i].calendar == row.calendar)
            return true;
    row.text = rows_count < ROWS_MAX ? strdup(text) : NULL;
    if (row.text)
        rows[rows_count++] = row;
    return row.text;
}

/* Adds the word TEXT, and the first parts of one that has several. */
static bool add_word(const char *text, struct row row)
{
    char word[WORD_MAX];
    row.capital = *text == '^' || row.kind == DL_DATE_ZONE || (row.brief && row.language == 0);
    size_t len = fold(text + (*text == '^'), word);
    if (!len || !add_row(word, row))
        return false;
    for (size_t i = len; i-- > 1;)
        if (word[i] == ' ' || word[i] == '.') {
            word[i] = '\0';
            if (!add_row(word, (struct row){.kind = DL_DATE_PART, .language = row.language}))
                return false;
        }
    return true;
}

/* Adds the words that bars part in FIELD; those behind a semicolon are cut short. */
static bool add_words(char *field, struct row row)
{
    char *brief = strchr(field, ';');
    if (brief)
        *brief++ = '\0';
    for (int turn = 0; turn < 2; turn++, field = brief, row.brief = 1)
        for (char *save = NULL, *text = field ? strtok_r(field, "|", &save) : NULL; text;
             text = strtok_r(NULL, "|", &save))
            if (!add_word(text, row))
                return false;
    return true;
}

/* Reads a line of names: months or weekdays, in their order. */
static bool add_names(char **fields, int count, int language)
{
    static const char *const months[] = {"month", "solar", "hijri"};
    struct row row = {.language = language, .kind = DL_DATE_WEEKDAY};
    if (count == 9 && !strcmp(fields[1], "weekday")) {
        for (int i = 0; i < 7; i++, row.value++)
            if (!add_words(fields[2 + i], row))
                return false;
        return true;
    }
    for (int calendar = 0; count == 14 && calendar < 3; calendar++)
        if (!strcmp(fields[1], months[calendar])) {
            row.kind = DL_DATE_MONTH;
            row.calendar = calendar;
            for (int i = 0; i < 12; i++)
                if (row.value = i + 1, !add_words(fields[2 + i], row))
                    return false;
            return true;
        }
    return false;
}

/* Reads a line of other words: kind, value, words. */
static bool add_others(char **fields, int count, int language)
{
    if (count != 4)
        return false;
    struct row row = {.language = language, .kind = -1};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (!strcmp(kinds[i].name, fields[1])) {
            row.kind = kinds[i].kind;
            row.value = !strcmp(fields[2], "?") ? DL_DATE_ZONE_NONE : atoi(fields[2]);
            if (!strcmp(fields[1], "minutes"))
                row.value = 1;
        }
    return row.kind >= 0 && add_words(fields[3], row);
}

static void read_file(const char *path, bool (*add)(char **, int, int))
{
    char line[8192], *fields[16];
    FILE *file = fopen(path, "r");
    if (!file)
        fail(path, 0, strerror(errno));
    for (int number = 1; fgets(line, sizeof line, file); number++) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '#' || line[0] == '\0')
            continue;
        int count = 0;
        for (char *p = line; p && count < 16;) {
            fields[count++] = p;
            p = strchr(p, '\t');
            if (p)
                *p++ = '\0';
        }
        int language = find_language(fields[0]);
        if (language < 0 || count < 3 || !add(fields, count, language))
            fail(path, number, "no line of this table (assets/dates/README.md)");
    }
    fclose(file);
}

static int compare_rows(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    int part = (x->kind == DL_DATE_PART) - (y->kind == DL_DATE_PART);
    if (!order && !part)
        order = x->language - y->language;
    if (!order && !part)
        order = x->calendar - y->calendar;
    if (!order && !part)
        order = x->kind - y->kind;
    return order ? order : part ? part : x->value - y->value;
}

static void write_string(const char *text)
{
    printf("    \"");
    for (; *text; text++)
        printf("\\%03o", (unsigned char)*text);
    printf("\\0\"\n");
}

/* Writes the index of the words. */
static void write_places(void)
{
    static struct dl_date_place places[DL_DATE_PLACES];
    int words = 0;
    for (int i = 0, next; i < rows_count; i = next, words++) {
        for (next = i + 1; next < rows_count && !strcmp(rows[i].text, rows[next].text);)
            next++;
        unsigned place = dl_date_word_place(rows[i].text, strlen(rows[i].text));
        while (places[place].row)
            place = (place + 1) % DL_DATE_PLACES;
        places[place] = (struct dl_date_place){(unsigned short)(i + 1), (unsigned short)(next - i)};
    }
    if (words * 2 > (int)DL_DATE_PLACES)
        fail("the index", 0, "too many words");
    printf("const struct dl_date_place dl_date_places[] = {\n");
    for (size_t i = 0; i < DL_DATE_PLACES; i++)
        printf("    {%d, %d},\n", places[i].row, places[i].count);
    printf("};\n");
}

static void write_tables(void)
{
    static unsigned char bits[DL_DATE_PREFIX_BITS / 8];
    size_t at = 0;
    printf("/* Written by src/tools/datewords.c. */\n#include \"import/datewords.h\"\n"
           "const dl_date_word dl_date_words[] = {\n");
    for (int i = 0; i < rows_count; i++) {
        const struct row *row = &rows[i];
        if (i && strcmp(row->text, rows[i - 1].text))
            at += strlen(rows[i - 1].text) + 1;
        printf("    {%zu, %d, %d, %d, %d, %d, %d},\n", at, row->value, row->kind, row->language,
               row->calendar, row->brief, row->capital);
        unsigned bit = dl_date_prefix_bit(row->text, strlen(row->text));
        bits[bit / 8] |= (unsigned char)(1u << bit % 8);
    }
    printf("};\nconst size_t dl_date_words_count = %d;\nconst char dl_date_words_text[] =\n",
           rows_count);
    for (int i = 0; i < rows_count; i++)
        if (!i || strcmp(rows[i].text, rows[i - 1].text))
            write_string(rows[i].text);
    printf("    ;\nconst unsigned char dl_date_words_prefixes[] = {");
    for (size_t i = 0; i < sizeof bits; i++)
        printf("%s%d,", i % 16 ? " " : "\n    ", bits[i]);
    printf("\n};\nconst char dl_date_languages[][4] = {\n");
    for (int i = 0; i < languages_count; i++)
        printf("    \"%s\",\n", languages[i]);
    printf("};\nconst size_t dl_date_languages_count = %d;\n", languages_count);
    write_places();
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: datewords NAMES WORDS\n");
        return 2;
    }
    read_file(argv[1], add_names);
    read_file(argv[2], add_others);
    qsort(rows, (size_t)rows_count, sizeof *rows, compare_rows);
    write_tables();
    for (int i = 0; i < rows_count; i++)
        free(rows[i].text);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
