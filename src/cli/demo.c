/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/demo.h"
#include "cli/ingest.h"
#include "cli/output.h"
#include "cli/signals.h"
#include "dateline/asset.h"
#include "dateline/import.h"

#define SAMPLE "sample/"

/* What is to be removed: the directory, then its files as SQLite names them. Arrays of fixed size,
 * for the handler of a signal reads them. */
static struct {
    char directory[512];
    char files[4][544];
} demo;

void dl_demo_remove(void)
{
    if (!demo.directory[0])
        return;
    for (size_t i = 0; i < sizeof demo.files / sizeof demo.files[0]; i++)
        unlink(demo.files[i]);
    rmdir(demo.directory);
    demo.directory[0] = '\0';
}

static void remove_and_die(int number)
{
    dl_demo_remove();
    raise(number); /* its default is in force again */
}

static dl_status make_directory(dl_error *error)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    const char *parent = getenv("TMPDIR");
    char directory[sizeof demo.directory];
    int len = snprintf(directory, sizeof directory, "%s/dateline-demo-XXXXXX",
                       parent && *parent ? parent : "/tmp");
    if (len < 0 || (size_t)len >= sizeof directory)
        return dl_fail(error, DL_ERR_IO, "TMPDIR is too long a path");
    if (!mkdtemp(directory))
        return dl_fail(error, DL_ERR_IO, "cannot make the directory %s: %s", directory,
                       strerror(errno));
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++)
        snprintf(demo.files[i], sizeof demo.files[i], "%s/sample.db%s", directory, suffixes[i]);
    memcpy(demo.directory, directory, sizeof directory);
    dl_signals_catch(remove_and_die);
    return DL_OK;
}

/* The sample documents on their way into an archive. */
typedef struct samples {
    dl_ingest ingest;
    dl_annotator annotator;
} samples;

static dl_status take_sample(void *context, const dl_document *document, dl_error *error)
{
    samples *s = context;
    dl_taken taken = {0};
    dl_status status = dl_taken_add(&taken, document, &s->annotator, NULL, error);
    if (!status)
        status = dl_ingest_take(&s->ingest, &taken, error);
    dl_taken_release(&taken);
    return status;
}

/* Reads the sample documents that the program carries. */
static dl_status read_samples(samples *s, dl_error *error)
{
    const dl_import_options options = {.near = DL_DAY_NONE};
    const dl_asset *asset;
    dl_status status = DL_OK;
    for (size_t i = 0; !status && (asset = dl_asset_at(i)); i++) {
        const char *end = asset->name + strlen(asset->name);
        if (strncmp(asset->name, SAMPLE, strlen(SAMPLE)) != 0 || end - asset->name < 4 ||
            strcmp(end - 4, ".txt") != 0)
            continue;
        const dl_input input = {
            .origin = asset->name, .data = (const char *)asset->data, .len = asset->len};
        status = dl_import(&input, &options, take_sample, s, error);
    }
    return status ? status : dl_ingest_end(&s->ingest, error);
}

dl_status dl_demo_make(char **ret, dl_error *error)
{
    dl_status status = make_directory(error);
    if (status)
        return status;
    dl_store *store = NULL;
    dl_tally tally = {0};
    samples s = {0};
    status = dl_store_sqlite.open(demo.files[0], DL_OPEN_CREATE, &store, error);
    dl_ingest_init(&s.ingest, store, &tally);
    if (!status)
        status = dl_annotator_load(&s.annotator, error);
    if (!status)
        status = read_samples(&s, error);
    dl_annotator_release(&s.annotator);
    dl_ingest_release(&s.ingest);
    dl_store_sqlite.close(store);
    if (status)
        dl_demo_remove();
    else
        *ret = dl_must(strdup(demo.files[0]));
    return status;
}
