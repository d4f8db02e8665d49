/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * blocks FILE...: shows how the importer sees pages. A line for each block: whether it is of the body,
 * what it is in the mark-up, the places and the box it stands in, its words, how much of it is linked,
 * and its beginning; then what the page claims. For whoever works on import/body.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dateline/stream.h"
#include "dateline/text.h"
#include "import/html.h"
#include "import/page.h"

static const char *const elements[] = {"text", "box",   "p",       "h",  "li",
                                       "cell", "quote", "caption", "pre"};

static const char *const places[DL_IN_PLACES] = {
    "body",     "article", "main",  "nav",  "header", "footer", "aside", "related",
    "comments", "share",   "promo", "meta", "figure", "title",  "deck",  "table"};

static const char *const facts[DL_FACTS] = {"title",  "author",    "published", "updated",
                                            "source", "publisher", "site",      "via",
                                            "place",  "link",      "lang"};

static char *read_file(const char *path, size_t *ret_len)
{
    FILE *file = fopen(path, "rb");
    dl_str all;
    char buf[65536];
    dl_str_init(&all);
    for (size_t n; file && (n = fread(buf, 1, sizeof buf, file)) > 0;)
        dl_str_addn(&all, buf, n);
    if (file)
        fclose(file);
    *ret_len = all.len;
    return dl_str_detach(&all);
}

static void print_block(const dl_page *page, size_t i)
{
    const dl_block *block = &page->blocks[i];
    bool within = i >= page->begin && i < page->end;
    const char *state = !within ? " " : dl_page_drops(page, block) ? "-" : "+";
    printf("%zu\t%s\t%s%u\t", i, state, elements[block->element], block->level);
    for (unsigned k = 0; k < DL_IN_PLACES; k++)
        if (block->inside & 1u << k)
            printf("%s ", places[k]);
    printf("\t%u\t%u\t%u\t%s%u\t%.*s\n", block->box, block->words, block->sentences,
           block->ends ? "." : "", block->len ? (unsigned)(block->linked * 100 / block->len) : 0,
           (int)block->len, block->text);
}

static bool show(const char *path)
{
    dl_arena arena = {0};
    dl_manuscript manuscript = {.origin = path};
    size_t len;
    char *bytes = read_file(path, &len);
    dl_str clean;
    dl_str_init(&clean);
    bool ok = bytes;
    if (ok && memchr(bytes, '<', len < 64 ? len : 64)) {
        ok = !dl_html_read(bytes, len, NULL, &arena, &manuscript, NULL);
    } else if (ok) {
        ok = !dl_text_clean(&clean, bytes, len) &&
             dl_blocks_cut(clean.text, clean.len, &arena, &manuscript.blocks);
    }
    dl_page page = {.blocks = manuscript.blocks.items,
                    .count = manuscript.blocks.count,
                    .boxes = manuscript.blocks.boxes,
                    .boxes_count = manuscript.blocks.boxes_count};
    ok = ok && (!page.count || dl_page_find_body(&page));
    printf("# %s\n", path);
    for (size_t i = 0; ok && i < page.count; i++)
        print_block(&page, i);
    for (size_t i = 0; ok && i < manuscript.claims.count; i++) {
        const dl_claim *claim = &manuscript.claims.items[i];
        printf("= %s\t%d\t%s\t%zu\t%s\n", facts[claim->fact], claim->trust, claim->by, claim->block,
               claim->value);
    }
    free(bytes);
    dl_str_release(&clean);
    dl_arena_release(&arena);
    return ok;
}

int main(int argc, char **argv)
{
    int failed = argc < 2;
    for (int i = 1; i < argc; i++)
        if (!show(argv[i])) {
            fprintf(stderr, "blocks: %s cannot be read\n", argv[i]);
            failed = 1;
        }
    return failed;
}
