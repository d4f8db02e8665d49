/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * gazetteertable DIR NAME...: compiles the gazetteer's files DIR/NAME (annotate/compiled.h) and writes it
 * to standard output as C source. Run at build time only; the same files give the same bytes.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/compiled.h"
#include "tools/cbytes.h"

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool read_file(const char *dir, const char *name, dl_str *ret)
{
    char buffer[65536];
    size_t n;
    dl_str path;
    dl_str_init(&path);
    dl_str_addf(&path, "%s/%s", dir, name);
    FILE *file = dl_str_ok(&path) ? fopen(path.text, "rb") : NULL;
    dl_str_release(&path);
    if (!file)
        return false;
    while ((n = fread(buffer, 1, sizeof buffer, file)) > 0)
        dl_str_addn(ret, buffer, n);
    bool ok = !ferror(file) && dl_str_ok(ret);
    fclose(file);
    return ok;
}

static void print_source(const dl_str *compiled)
{
    printf("/* Written by src/tools/gazetteertable.c. */\n"
           "#include \"annotate/compiled.h\"\n"
           "_Alignas(64) const unsigned char dl_compiled_data[] =\n    \"");
    for (size_t i = 0; i < compiled->len; i++)
        dl_cbytes_put(i, (unsigned char)compiled->text[i]);
    printf("\";\nconst size_t dl_compiled_len = %zu;\n", compiled->len);
}

static dl_status compile(const dl_gazetteer_source *sources, size_t count, dl_error *error)
{
    dl_gazetteer *gazetteer;
    dl_str compiled;
    dl_str_init(&compiled);
    dl_status status = dl_gazetteer_new(sources, count, NULL, NULL, &gazetteer, error);
    if (status)
        return status;
    status = dl_compiled_write(gazetteer, &compiled, error);
    if (!status)
        print_source(&compiled);
    dl_gazetteer_free(gazetteer);
    dl_str_release(&compiled);
    return status;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: gazetteertable DIR NAME...\n");
        return 2;
    }
    int code = 1;
    size_t count = (size_t)argc - 2;
    dl_error error = {0};
    dl_str *texts = calloc(count + 1, sizeof *texts);
    dl_gazetteer_source *sources = calloc(count + 1, sizeof *sources);
    if (!texts || !sources)
        goto out;
    qsort(argv + 2, count, sizeof *argv, compare_names);
    for (size_t i = 0; i < count; i++) {
        if (!read_file(argv[1], argv[i + 2], &texts[i])) {
            fprintf(stderr, "gazetteertable: %s/%s: %s\n", argv[1], argv[i + 2], strerror(errno));
            goto out;
        }
        sources[i] = (dl_gazetteer_source){argv[i + 2], texts[i].text, texts[i].len};
    }
    if (compile(sources, count, &error))
        fprintf(stderr, "gazetteertable: %s\n", error.message);
    else
        code = fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
out:
    for (size_t i = 0; texts && i < count; i++)
        dl_str_release(&texts[i]);
    free(texts);
    free(sources);
    return code;
}
