/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * htmlrate FILE...: how fast saved pages are read, beside libxml2's bare parse of the same ones. Both are
 * done in turns in this process, so that they meet the same machine; the fastest of the rounds of each
 * counts. Prints pages a second of CPU for both, and what share of the parser's rate the importer has.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <libxml/HTMLparser.h>

#include "dateline/import.h"
#include "dateline/str.h"

#define ROUNDS 7

static bool read_file(const char *path, dl_str *out)
{
    FILE *file = fopen(path, "rb");
    char buf[65536];
    dl_str_init(out);
    if (!file)
        return false;
    for (size_t n; (n = fread(buf, 1, sizeof buf, file)) > 0;)
        dl_str_addn(out, buf, n);
    fclose(file);
    return dl_str_ok(out);
}

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void parse_bare(const dl_str *page)
{
    const int options =
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;
    xmlFreeDoc(htmlReadMemory(page->text, (int)page->len, NULL, NULL, options));
}

static dl_status ignore(void *context, const dl_document *document, dl_error *error)
{
    (void)context;
    (void)document;
    (void)error;
    return DL_OK;
}

static void import(const dl_str *page, const char *path)
{
    const dl_import_options options = {0};
    const dl_input input = {.origin = path, .data = page->text, .len = page->len};
    dl_import(&input, &options, ignore, NULL,
              NULL); /* a page without text is read as fast as any */
}

int main(int argc, char **argv)
{
    int count = argc - 1;
    size_t bytes = 0;
    double best[2] = {0, 0};
    dl_str *pages = calloc((size_t)argc, sizeof *pages);
    if (count < 1 || !pages) {
        fprintf(stderr, "usage: htmlrate FILE...\n");
        return 2;
    }
    for (int i = 0; i < count; i++) {
        if (!read_file(argv[i + 1], &pages[i])) {
            fprintf(stderr, "htmlrate: %s cannot be read\n", argv[i + 1]);
            return 1;
        }
        bytes += pages[i].len;
    }
    for (int round = 0; round < ROUNDS * 2; round++) {
        double start = cpu_seconds(), *least = &best[round & 1];
        for (int i = 0; i < count; i++)
            if (round & 1)
                import(&pages[i], argv[i + 1]);
            else
                parse_bare(&pages[i]);
        double spent = cpu_seconds() - start;
        if (*least == 0 || spent < *least)
            *least = spent;
    }
    printf(
        "html: %d pages of %.2f MB; libxml2's bare parse %.0f pages/s, imported %.0f pages/s: %.2f "
        "of it\n",
        count, (double)bytes / 1e6, count / best[0], count / best[1], best[0] / best[1]);
    for (int i = 0; i < count; i++)
        dl_str_release(&pages[i]);
    free(pages);
    return 0;
}
