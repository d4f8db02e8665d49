/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dateline/vec.h"
#include "support.h"

/* --- tests and checks --- */

static struct {
    size_t tests, passed, failed_tests;
    bool failed; /* the test that runs */
} run;

dl_error test_error;

void test_run(const char *name, void (*test)(void *context), void *context)
{
    run.failed = false;
    test(context);
    run.failed_tests += run.failed;
    printf("%sok %zu - %s\n", run.failed ? "not " : "", ++run.tests, name);
    fflush(stdout);
}

int test_finish(void)
{
    printf("1..%zu\n", run.tests);
    return run.failed_tests ? 1 : 0;
}

size_t test_passed(void)
{
    return run.passed;
}

bool test_check(bool ok, const char *file, int line, const char *what)
{
    if (ok)
        run.passed++;
    else
        printf("# %s:%d: %s\n", file, line, what);
    run.failed |= !ok;
    return ok;
}

bool test_same(const char *is, const char *should, const char *file, int line, const char *what)
{
    bool same = is && should ? strcmp(is, should) == 0 : is == should;
    test_check(same, file, line, what);
    if (!same)
        printf("#   is     \"%s\"\n#   should \"%s\"\n", is ? is : "NULL",
               should ? should : "NULL");
    return same;
}

bool test_status(dl_status is, dl_status should, const char *file, int line, const char *what)
{
    test_check(is == should, file, line, what);
    if (is != should)
        printf("#   is %s (%s)\n#   should be %s\n", dl_status_name(is), test_error.message,
               dl_status_name(should));
    return is == should;
}

void test_need(bool ok, const char *what)
{
    if (ok)
        return;
    printf("Bail out! %s\n", what);
    exit(1);
}

/* --- files --- */

static char directory[64];

static void remove_directory(void)
{
    DIR *dir = opendir(directory);
    test_need(dir != NULL, "opendir");
    for (const struct dirent *entry; (entry = readdir(dir));) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            unlinkat(dirfd(dir), entry->d_name, 0) != 0)
            unlinkat(dirfd(dir), entry->d_name, AT_REMOVEDIR);
    }
    closedir(dir);
    rmdir(directory);
}

const char *test_path(dl_arena *arena, const char *name)
{
    if (!directory[0]) {
        strcpy(directory, "/tmp/dateline-test-XXXXXX");
        test_need(mkdtemp(directory) != NULL, "mkdtemp");
        atexit(remove_directory);
    }
    const char *path = dl_arena_printf(arena, "%s/%s", directory, name);
    test_need(path != NULL, "memory");
    return path;
}

char *test_read(dl_arena *arena, const char *path, size_t *ret_len)
{
    FILE *file = fopen(path, "rb");
    struct stat st;
    if (!file)
        return NULL;
    test_need(fstat(fileno(file), &st) == 0, "fstat");
    char *data = dl_arena_alloc(arena, (size_t)st.st_size + 1);
    test_need(data && fread(data, 1, (size_t)st.st_size, file) == (size_t)st.st_size, "fread");
    fclose(file);
    *ret_len = (size_t)st.st_size;
    return data;
}

void test_write(const char *path, const void *data, size_t len)
{
    FILE *file = fopen(path, "wb");
    test_need(file && fwrite(data, 1, len, file) == len && fclose(file) == 0, path);
}

/* --- documents --- */

typedef struct mention_list {
    dl_mention *items;
    size_t len, size;
} mention_list;

/* Ends the mention open in OPEN, of the entity that stands between BAR and the bracket END. */
static void end_mention(dl_arena *arena, const dl_mention *open, size_t at, const char *bar,
                        const char *end, mention_list *mentions)
{
    dl_mention mention = *open;
    test_need(bar && end && bar < end, "a mention");
    mention.end = (uint32_t)at;
    const char *sure = memchr(bar, '=', (size_t)(end - bar));
    if (sure)
        mention.confidence = (uint8_t)atoi(sure + 1);
    mention.entity = dl_arena_strndup(arena, bar + 1, (size_t)((sure ? sure : end) - bar - 1));
    mention.kind = dl_kind_of_id(mention.entity);
    test_need(dl_vec_push(mentions, mention), "memory");
}

/* Takes the mentions out of TEXT; returns it without brackets. */
static const char *read_marked(dl_arena *arena, const char *text, dl_field field,
                               mention_list *mentions)
{
    dl_mention open[2] = {0}; /* a name, an office */
    bool named = false;
    size_t first = mentions->len;
    dl_str plain;
    dl_str_init(&plain);
    for (const char *c = text; *c; c++) {
        if (*c == '[' || *c == '{') {
            named = *c == '[';
            open[!named] = (dl_mention){.field = field,
                                        .start = (uint32_t)plain.len,
                                        .form = named ? DL_FORM_NAME : DL_FORM_OFFICE,
                                        .confidence = 90};
        } else if (*c == '|') {
            const char *end = strchr(c, named ? ']' : '}');
            end_mention(arena, &open[!named], plain.len, c, end, mentions);
            named = false;
            c = end;
        } else {
            dl_str_addc(&plain, *c);
        }
    }
    if (mentions->len > first)
        qsort(mentions->items + first, mentions->len - first, sizeof *mentions->items,
              dl_mention_compare);
    const char *copy = dl_arena_strdup(arena, plain.text);
    dl_str_release(&plain);
    return copy;
}

static int compare_entities(const void *a, const void *b)
{
    return strcmp(((const dl_entity *)a)->id, ((const dl_entity *)b)->id);
}

/* The entities of MENTIONS, each once, by id; the name is what the first mention says. */
static void list_entities(dl_arena *arena, dl_put *put)
{
    dl_entity *entities = dl_arena_calloc(arena, put->mentions_count, sizeof *entities);
    size_t count = 0;
    for (size_t i = 0; i < put->mentions_count; i++) {
        const dl_mention *m = &put->mentions[i];
        bool known = false;
        for (size_t j = 0; j < count; j++)
            known |= strcmp(entities[j].id, m->entity) == 0;
        if (known)
            continue;
        const char *text = m->field == DL_FIELD_TITLE ? put->document->title : put->document->body;
        entities[count++] = (dl_entity){
            m->entity, dl_arena_strndup(arena, text + m->start, m->end - m->start), m->kind};
    }
    if (count)
        qsort(entities, count, sizeof *entities, compare_entities);
    put->entities = entities;
    put->entities_count = count;
}

static dl_date read_date(const char *text)
{
    dl_date date = {.how = DL_HOW_NONE};
    size_t len = text ? strlen(text) : 0;
    bool inferred = len && text[len - 1] == '~';
    if (text) {
        test_need(dl_date_parse(text, len - inferred, &date), text);
        date.how = inferred ? DL_HOW_INFERRED : DL_HOW_STATED;
    }
    return date;
}

const char *sample_hash(dl_arena *arena, const sample *from)
{
    char hash[DL_SHA256_HEX];
    const char *all = dl_arena_printf(arena, "%s\n%s\n%s", from->origin,
                                      from->title ? from->title : "", from->body);
    dl_sha256_hex(all, strlen(all), hash);
    if (from->hash)
        memcpy(hash, from->hash, strlen(from->hash));
    return dl_arena_strdup(arena, hash);
}

dl_put sample_put(dl_arena *arena, const sample *from)
{
    mention_list mentions = {0};
    dl_document *doc = dl_arena_alloc(arena, sizeof *doc);
    memcpy(doc->sha256, sample_hash(arena, from), sizeof doc->sha256);
    doc->origin = from->origin;
    if (from->title)
        doc->title = read_marked(arena, from->title, DL_FIELD_TITLE, &mentions);
    doc->body = read_marked(arena, from->body, DL_FIELD_BODY, &mentions);
    doc->source = from->source;
    doc->source_country = from->country;
    doc->publisher = from->publisher;
    const char **via = dl_arena_calloc(arena, 3, sizeof *via);
    while (doc->via_count < 3 && from->via[doc->via_count]) {
        via[doc->via_count] = from->via[doc->via_count];
        doc->via_count++;
    }
    doc->via = via;
    const char **readings = dl_arena_calloc(arena, 2, sizeof *readings);
    while (doc->readings_count < 2 && from->readings[doc->readings_count]) {
        readings[doc->readings_count] = from->readings[doc->readings_count];
        doc->readings_count++;
    }
    doc->readings = readings;
    doc->published = read_date(from->date);
    doc->lang = from->lang;
    doc->published_utc = from->utc;
    dl_put put = {.document = doc, .mentions_count = mentions.len};
    dl_mention *copy = dl_arena_calloc(arena, mentions.len, sizeof *copy);
    if (mentions.len)
        memcpy(copy, mentions.items, mentions.len * sizeof *copy);
    put.mentions = copy;
    free(mentions.items);
    list_entities(arena, &put);
    return put;
}

dl_put_outcome sample_store(dl_store *store, const sample *from)
{
    dl_arena arena = {0};
    dl_put put = sample_put(&arena, from);
    dl_put_outcome outcome = DL_PUT_NEW;
    CHECK_OK(store->ops->put(store, &put, &outcome, &test_error));
    dl_arena_release(&arena);
    return outcome;
}

/* --- documents by the number --- */

unsigned test_random(unsigned long long *seed, unsigned limit)
{
    *seed = *seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (unsigned)(*seed >> 33) % limit;
}

/* A word of the vocabulary; the first are more frequent. */
static const char *random_word(unsigned long long *seed)
{
    static const char *const words[] = {"the",
                                        "of",
                                        "said",
                                        "talks",
                                        "border",
                                        "minister",
                                        "harbour",
                                        "grain",
                                        "statement",
                                        "Tuesday",
                                        "sanction",
                                        "U.S.",
                                        "us",
                                        "US",
                                        "peace",
                                        "treaty",
                                        "Russia’s",
                                        "vote",
                                        "3.5",
                                        "平和",
                                        "оборона",
                                        "delegation",
                                        "fleet",
                                        "energy",
                                        "[NATO|org/nato]",
                                        "[Norland|country/XN]",
                                        "[Norlandic|country/XN]",
                                        "[Ada Brandt|person/ada-brandt]",
                                        "[Brandt|person/ada-brandt]",
                                        "[Sea Council|org/sea-council]"};
    unsigned count = sizeof words / sizeof *words;
    unsigned a = test_random(seed, count), b = test_random(seed, count);
    return words[a < b ? a : b];
}

dl_put random_put(dl_arena *arena, unsigned number)
{
    static const char *const sources[] = {"Norland Wire",
                                          "norland wire",
                                          "Harbour Post",
                                          NULL,
                                          "Ünïon Daily",
                                          "Zeta's \"Gazette\"",
                                          NULL};
    unsigned long long seed = number * 7919ULL + 17;
    sample doc = {.origin = dl_arena_printf(arena, "folder/%u.txt", number)};
    dl_str body;
    dl_str_init(&body);
    for (unsigned i = 0, n = 20 + test_random(&seed, 60); i < n; i++)
        dl_str_addf(&body, "%s%s", i ? " " : "", random_word(&seed));
    doc.body = dl_arena_strdup(arena, body.text);
    dl_str_release(&body);
    if (test_random(&seed, 3))
        doc.title =
            dl_arena_printf(arena, "%s %s %u", random_word(&seed), random_word(&seed), number);
    doc.source = sources[test_random(&seed, 7)];
    doc.publisher = test_random(&seed, 4) ? NULL : "Mirror Archive";
    doc.via[0] = test_random(&seed, 4) ? NULL : sources[test_random(&seed, 3)];
    if (test_random(&seed, 8))
        doc.date = dl_arena_printf(arena, "20%02u-%02u-%02u%s", test_random(&seed, 4) + 20,
                                   test_random(&seed, 12) + 1, test_random(&seed, 4) + 1,
                                   test_random(&seed, 5) ? "" : "~");
    dl_put put = sample_put(arena, &doc);
    dl_mention *mentions = dl_arena_calloc(arena, put.mentions_count, sizeof *mentions);
    for (size_t i = 0; i < put.mentions_count; i++) {
        mentions[i] = put.mentions[i];
        mentions[i].confidence = (uint8_t)(100 - (mentions[i].start + i) % 6 * 12);
    }
    put.mentions = mentions;
    return put;
}

/* --- changes --- */

dl_change change_mark(dl_change_kind kind, const char *hash, const char *name, bool on)
{
    dl_change change = {.kind = kind, .on = on, .mark = {.name = name}};
    strncpy(change.mark.sha256, hash, sizeof change.mark.sha256 - 1);
    return change;
}

static void set_id(char id[DL_ITEM_ID], char digit)
{
    memset(id, digit, DL_ITEM_ID - 1);
    id[DL_ITEM_ID - 1] = '\0';
}

dl_change change_note(dl_arena *arena, char digit, const dl_document *doc, size_t start, size_t end,
                      const char *text)
{
    dl_change made = {
        .kind = DL_CHANGE_NOTE, .on = true, .note = {.text = text, .time = 1700000000}};
    set_id(made.note.id, digit);
    test_need(dl_passage_make(arena, doc, DL_FIELD_BODY, start, end, &made.note.passage), "memory");
    return made;
}

dl_change change_cited(dl_arena *arena, char digit, const char *dossier, const dl_document *doc,
                       size_t start, size_t end, const char *comment, int rank)
{
    dl_change made = {
        .kind = DL_CHANGE_CITED,
        .on = true,
        .cited = {.dossier = dossier, .comment = comment, .time = 1700000001, .rank = rank}};
    set_id(made.cited.id, digit);
    test_need(dl_passage_make(arena, doc, DL_FIELD_BODY, start, end, &made.cited.passage),
              "memory");
    return made;
}

dl_change change_remove(dl_change_kind kind, char digit)
{
    dl_change made = {.kind = kind};
    set_id(kind == DL_CHANGE_NOTE ? made.note.id : made.cited.id, digit);
    return made;
}

dl_status change_one(dl_store *store, dl_change change)
{
    dl_arena arena = {0};
    dl_change *inverse;
    size_t count;
    dl_status status = store->ops->change(store, &change, 1, &arena, &inverse, &count, &test_error);
    dl_arena_release(&arena);
    return status;
}
