/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * embed DIR NAME...: writes to standard output the C source of the asset table (dateline/asset.h)
 * that holds the files DIR/NAME, sorted by name. Run at build time only.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/cbytes.h"

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Writes one file as a string, which compiles far faster than a list of numbers, on a border that a table
 * in it may want; sets its length. */
static int write_bytes(const char *dir, const char *name, int number, size_t *ret_len)
{
    char path[4096];
    if ((size_t)snprintf(path, sizeof path, "%s/%s", dir, name) >= sizeof path) {
        fprintf(stderr, "embed: %s/%s: path too long\n", dir, name);
        return -1;
    }
    FILE *file = fopen(path, "rb");
    if (!file) {
        fprintf(stderr, "embed: %s: %s\n", path, strerror(errno));
        return -1;
    }
    size_t len = 0;
    printf("_Alignas(64) static const unsigned char asset_%d[] =\n    \"", number);
    for (int c; (c = getc(file)) != EOF; len++)
        dl_cbytes_put(len, c);
    printf("\";\n");
    int failed = ferror(file);
    if (failed)
        fprintf(stderr, "embed: %s: %s\n", path, strerror(errno));
    fclose(file);
    *ret_len = len;
    return failed ? -1 : 0;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: embed DIR NAME...\n");
        return 2;
    }
    int count = argc - 2;
    char **names = argv + 2;
    size_t *lens = calloc((size_t)count + 1, sizeof *lens);
    if (!lens)
        return 1;
    qsort(names, (size_t)count, sizeof *names, compare_names);
    printf("/* Written by src/tools/embed.c. */\n#include \"base/asset.h\"\n");
    for (int i = 0; i < count; i++)
        if (write_bytes(argv[1], names[i], i, &lens[i]) < 0) {
            free(lens);
            return 1;
        }
    printf("const dl_asset dl_asset_table[] = {\n");
    for (int i = 0; i < count; i++)
        printf("    {\"%s\", asset_%d, %zu},\n", names[i], i, lens[i]);
    printf("    {0}};\nconst size_t dl_asset_count = %d;\n", count);
    free(lens);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
