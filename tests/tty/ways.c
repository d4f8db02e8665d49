/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dateline/str.h"
#include "dateline/stroke.h"
#include "tty/ways.h"

#define ENTRIES 60

static const archive_text texts[] = {
    {"ferry.txt", "The ferry runs again\n\n"
                  "Date: 13/09/2024 | Source: Eastern Lens\n\n"
                  "NATO has lent the island a ferry, and Japan has lent it a bell.\n\n"
                  "The captain, John Mercer, said: \"The bell is louder than the ferry.\" Norway "
                  "agreed.\n"},
    {"ropes.txt", "A school for knots opens\n\n"
                  "Date: 16/09/2023 | Source: Ritzau\n\n"
                  "The school for knots teaches eleven knots. Iceland sent a teacher and Japan "
                  "sent rope.\n\n"
                  "NATO has asked for a twelfth knot, the teacher said.\n"},
    {"gulls.txt", "Gulls are counted twice\n\n"
                  "Date: 22/04/2021 | Source: Lantern Post\n\n"
                  "Observers from Norway counted the gulls, and NATO counted them again from the "
                  "air.\n"},
};

/* A text that is longer than any screen. */
static void write_ledger(dl_str *out)
{
    dl_str_add(out, "A ledger of the lighthouse\n\nDate: 27/01/2024 | Source: Coastline News\n\n"
                    "Norway has printed the ledger of the lighthouse line by line.\n\n");
    for (int i = 1; i <= ENTRIES; i++)
        dl_str_addf(out, "Entry %d says that the lamp was lit and that nothing was seen.\n\n", i);
    dl_str_add(out, "The last entry is signed by a visitor from NATO.\n");
}

/* The archive as it was imported: each way begins from it, for commands change it. */
static char *imported;
static size_t imported_len;

static void keep_archive(void)
{
    FILE *file = fopen(made.path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    imported_len = (size_t)ftell(file);
    imported = malloc(imported_len);
    assert_non_null(imported);
    rewind(file);
    assert_int_equal(fread(imported, 1, imported_len, file), imported_len);
    fclose(file);
}

void ways_restore(void)
{
    static const char *const companions[] = {"-wal", "-shm"};
    for (size_t i = 0; i < COUNT_OF(companions); i++) {
        char path[320];
        snprintf(path, sizeof path, "%s%s", made.path, companions[i]);
        unlink(path);
    }
    FILE *file = fopen(made.path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(imported, 1, imported_len, file), imported_len);
    assert_int_equal(fclose(file), 0);
}

int ways_tear_down(void **state)
{
    free(imported);
    return archive_remove(state);
}

int ways_set_up(void **state)
{
    (void)state;
    dl_str ledger;
    dl_str_init(&ledger);
    write_ledger(&ledger);
    assert_true(dl_str_ok(&ledger));
    archive_text all[COUNT_OF(texts) + 1];
    memcpy(all, texts, sizeof texts);
    all[COUNT_OF(texts)] = (archive_text){"ledger.txt", ledger.text};
    int failed = archive_make(all, COUNT_OF(all));
    dl_str_release(&ledger);
    keep_archive();
    return failed;
}

/* The bytes that a terminal sends for STROKE. */
static void to_bytes(dl_stroke stroke, char ret[8])
{
    static const struct {
        dl_stroke stroke;
        const char *bytes;
    } keys[] = {
        {DL_STROKE_UP, "\033OA"},       {DL_STROKE_DOWN, "\033OB"},
        {DL_STROKE_RIGHT, "\033OC"},    {DL_STROKE_LEFT, "\033OD"},
        {DL_STROKE_HOME, "\033OH"},     {DL_STROKE_END, "\033OF"},
        {DL_STROKE_PAGE_UP, "\033[5~"}, {DL_STROKE_PAGE_DOWN, "\033[6~"},
        {DL_STROKE_BACK_TAB, "\033[Z"}, {DL_STROKE_F1, "\033OP"},
        {DL_STROKE_DELETE, "\033[3~"},  {DL_STROKE_INSERT, "\033[2~"},
    };
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (keys[i].stroke == stroke) {
            strcpy(ret, keys[i].bytes);
            return;
        }
    assert_true(stroke < 0x80);
    ret[0] = (char)stroke;
    ret[1] = '\0';
}

void ways_press(terminal *t, const char *keys)
{
    while (*keys && *keys != ' ') {
        dl_stroke stroke;
        size_t len = dl_stroke_parse(keys, &stroke);
        assert_true(len > 0);
        keys += len;
        char bytes[8];
        to_bytes(stroke, bytes);
        terminal_press(t, bytes);
    }
}
