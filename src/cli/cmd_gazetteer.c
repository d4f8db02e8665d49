/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `dateline gazetteer check`: what is wrong in the lists of names, the program's and the user's;
 * `dateline gazetteer list NAME`: what they know of a name. */
#include <stdlib.h>
#include <string.h>

#include "cli/filefault.h"
#include "cli/output.h"
#include "cli/owngazetteer.h"
#include "cli/ownkinds.h"
#include "cli/record.h"
#include "cli/subcommand.h"
#include "cli/words.h"
#include "dateline/text.h"
#include "dateline/vec.h"

static const char *const item_columns[] = {"entity",    "kind",    "name",  "country",
                                           "names",     "offices", "known", "body",
                                           "languages", "what",    "where", NULL};

/* A fault, kept to be printed in the order of files and lines. */
typedef struct kept_fault {
    char *file, *text;
    size_t line;
} kept_fault;

typedef struct faults {
    kept_fault *items;
    size_t len, size;
} faults;

static void keep_fault(void *context, const dl_gazetteer_fault *fault)
{
    faults *kept = context;
    kept_fault one = {dl_must(strdup(fault->file)), dl_must(strdup(fault->text)), fault->line};
    if (!dl_vec_push(kept, one))
        dl_must(NULL);
}

static int compare_faults(const void *a, const void *b)
{
    const kept_fault *x = a, *y = b;
    int order = strcmp(x->file, y->file);
    if (!order)
        order = (x->line > y->line) - (x->line < y->line);
    return order ? order : strcmp(x->text, y->text);
}

/* Prints the faults in order, and frees them. */
static void print_faults(faults *found, dl_format format)
{
    if (found->len)
        qsort(found->items, found->len, sizeof *found->items, compare_faults);
    dl_record_head(format, dl_file_fault_columns);
    for (size_t i = 0; i < found->len; i++) {
        dl_file_fault_print(found->items[i].file, found->items[i].line, found->items[i].text,
                            format);
        free(found->items[i].file);
        free(found->items[i].text);
    }
    free(found->items);
}

/* Reads all the files; faults are told to REPORT. */
static dl_status parse(dl_gazetteer_report *report, void *context, dl_gazetteer **ret,
                       dl_error *error)
{
    dl_status status = dl_gazetteer_parse(report, context, ret, error);
    return status ? status : dl_own_gazetteer_add(*ret, report, context, error);
}

/* Says once of each kind of which entities are that it is declared nowhere, where it is like no other. */
static void tell_stray(void *context, const dl_entity *entity, const char *file, size_t line,
                       const char *nearest)
{
    dl_str *told = context;
    dl_str word;
    dl_str_init(&word);
    dl_str_addf(&word, " %.*s ", (int)strcspn(entity->id, "/"), entity->id);
    if (!nearest && !strstr(told->text, word.text)) {
        dl_str_add(told, word.text);
        dl_message("%s:%zu: kinds.tsv declares no kind%swhose names are shown as \"other\"", file,
                   line, word.text);
    }
    dl_str_release(&word);
}

static void tell_strays(const dl_gazetteer *gazetteer)
{
    dl_str told;
    dl_str_init(&told);
    dl_gazetteer_undeclared(gazetteer, dl_own_kinds(), tell_stray, &told);
    dl_str_release(&told);
}

static int run_check(const dl_options *options)
{
    dl_gazetteer *gazetteer = NULL;
    dl_tagger *tagger = NULL;
    dl_error error = {0};
    faults found = {0};
    dl_status status = parse(keep_fault, &found, &gazetteer, &error);
    if (!status)
        status = dl_tagger_load(&tagger, &error);
    if (!status)
        status = dl_gazetteer_check(gazetteer, tagger, keep_fault, &found, &error);
    size_t count = found.len, entities = 0, aliases = 0;
    print_faults(&found, options->format);
    if (status)
        dl_message_error(&error);
    else
        dl_gazetteer_size(gazetteer, &entities, &aliases);
    if (!status)
        tell_strays(gazetteer);
    if (!status && count)
        dl_message("%zu fault%s in %zu entities with %zu names", count, count == 1 ? "" : "s",
                   entities, aliases);
    else if (!status)
        dl_message("%zu entities with %zu names, no fault found", entities, aliases);
    dl_tagger_free(tagger);
    dl_gazetteer_free(gazetteer);
    return status || count ? DL_EXIT_FAILED : DL_EXIT_DONE;
}

/* Adds "FORM=TEXT", the signs before the text, as the files write it. */
static void add_alias(dl_str *out, const dl_gazetteer_alias *alias)
{
    dl_str_addf(out, "%s=%s%s%s", dl_form_name(alias->form), alias->exact ? "!" : "",
                alias->doubtful ? "?" : "", alias->meant ? "+" : "");
    dl_output_add_safe(out, alias->text, strlen(alias->text), false);
}

/* Adds the day on which an office began or (LAST) ended, by the year or the month alone where it is the
 * first or the last of it, as the files write it; nothing for an open end. */
static void add_day(dl_str *out, dl_day day, bool last)
{
    char text[11];
    if (day == DL_DAY_NONE)
        return;
    dl_civil civil = dl_day_to_civil(last && day < DL_DAY_MAX ? day + 1 : day);
    dl_day_format(day, text);
    dl_str_addn(out, text, civil.day > 1 ? 10 : civil.month > 1 ? 7 : 4);
}

/* Adds "CC TITLE, FROM..TO". */
static void add_office(dl_str *out, const dl_gazetteer_office *office)
{
    dl_output_add_safe(out, office->country, strlen(office->country), false);
    dl_str_addc(out, ' ');
    dl_output_add_safe(out, office->title, strlen(office->title), false);
    dl_str_add(out, ", ");
    add_day(out, office->from, false);
    dl_str_add(out, "..");
    add_day(out, office->to, true);
}

static void add_where(dl_str *out, const char *file, size_t line)
{
    dl_output_add_safe(out, file, strlen(file), false);
    dl_str_addf(out, ":%zu", line);
}

/* Adds the kind of ENTITY where it is of the user's own, which its id does not say in full. */
static void add_own_kind(dl_str *out, const dl_entity *entity)
{
    size_t place = dl_kinds_place(dl_own_kinds(), entity->kind, entity->id);
    const dl_own_kind *own = dl_kinds_own(dl_own_kinds(), place);
    if (!own)
        return;
    dl_str_add(out, "  kind=");
    dl_output_add_safe(out, own->name, strlen(own->name), false);
}

static void print_text(const dl_gazetteer_item *item)
{
    dl_str line;
    dl_str_init(&line);
    const char *name = item->entity ? item->entity->name : item->what;
    if (item->entity)
        dl_str_addf(&line, "%s  ", item->entity->id);
    dl_output_add_strong(&line, true);
    dl_output_add_safe(&line, name, strlen(name), false);
    dl_output_add_strong(&line, false);
    if (item->entity)
        add_own_kind(&line, item->entity);
    if (item->entity || item->known != DL_KNOWN_WORD)
        dl_str_addf(&line, "  known=%s", dl_known_as_name(item->known));
    if (*item->country)
        dl_str_addf(&line, "  country=%s", item->country);
    if (*item->body)
        dl_str_addf(&line, "  body=%s", item->body);
    if (*item->languages)
        dl_str_addf(&line, "  languages=%s", item->languages);
    if (item->family_first)
        dl_str_add(&line, "  order=family-first");
    if (item->file) {
        dl_str_add(&line, "  ");
        add_where(&line, item->file, item->line);
    }
    for (size_t i = 0; i < item->aliases_count; i++) {
        const dl_gazetteer_alias *alias = &item->aliases[i];
        dl_str_add(&line, "\n  ");
        add_alias(&line, alias);
        if (strcmp(alias->file, item->file) != 0 || alias->line != item->line) {
            dl_str_add(&line, "  ");
            add_where(&line, alias->file, alias->line);
        }
    }
    for (size_t i = 0; i < item->offices_count; i++) {
        dl_str_add(&line, "\n  office=");
        add_office(&line, &item->offices[i]);
    }
    dl_output_line(&line);
    dl_str_release(&line);
}

/* Adds a list of COUNT texts, each made by ADD of the I-th thing of ITEM. */
static void record_list(json_t *record, const char *name, const dl_gazetteer_item *item,
                        size_t count,
                        void (*add)(dl_str *out, const dl_gazetteer_item *item, size_t i))
{
    char **texts = dl_must(calloc(count + 1, sizeof *texts));
    for (size_t i = 0; i < count; i++) {
        dl_str text;
        dl_str_init(&text);
        add(&text, item, i);
        texts[i] = dl_must(dl_str_detach(&text));
    }
    dl_record_list(record, name, (const char *const *)texts, count);
    for (size_t i = 0; i < count; i++)
        free(texts[i]);
    free(texts);
}

static void add_item_alias(dl_str *out, const dl_gazetteer_item *item, size_t i)
{
    add_alias(out, &item->aliases[i]);
}

static void add_item_office(dl_str *out, const dl_gazetteer_item *item, size_t i)
{
    add_office(out, &item->offices[i]);
}

/* The files and lines of an item: the entity's own, then those that add to its names. */
static void record_where(json_t *record, const dl_gazetteer_item *item)
{
    dl_str where;
    dl_str_init(&where);
    if (item->file)
        add_where(&where, item->file, item->line);
    dl_record_text(record, "where", item->file ? where.text : NULL);
    dl_str_release(&where);
}

static void print_record(const dl_gazetteer_item *item, dl_format format)
{
    json_t *record = dl_record_new();
    const dl_entity *entity = item->entity;
    dl_record_text(record, "entity", entity ? entity->id : NULL);
    dl_record_text(record, "kind",
                   entity ? dl_kinds_called(dl_own_kinds(), entity->kind, entity->id) : NULL);
    dl_record_text(record, "name", entity ? entity->name : NULL);
    dl_record_text(record, "known", dl_known_as_name(item->known));
    dl_record_text(record, "country", *item->country ? item->country : NULL);
    dl_record_text(record, "body", *item->body ? item->body : NULL);
    dl_record_text(record, "languages", *item->languages ? item->languages : NULL);
    record_list(record, "names", item, item->aliases_count, add_item_alias);
    record_list(record, "offices", item, item->offices_count, add_item_office);
    dl_record_text(record, "what", item->what);
    record_where(record, item);
    dl_record_print(record, format, item_columns);
}

static void print_item(void *context, const dl_gazetteer_item *item)
{
    const dl_format *format = context;
    if (*format == DL_FORMAT_TEXT)
        print_text(item);
    else
        print_record(item, *format);
}

static int run_list(const dl_options *options)
{
    dl_gazetteer *gazetteer = NULL;
    dl_error error = {0};
    dl_str words, name;
    dl_str_init(&words);
    dl_str_init(&name);
    for (size_t i = 1; i < options->words_count; i++)
        dl_str_addf(&words, "%s%s", i > 1 ? " " : "", options->words[i]);
    if (!dl_str_ok(&words) || dl_text_clean(&name, words.text, words.len))
        dl_must(NULL);
    if (!dl_str_ok(&name))
        dl_must(NULL);
    dl_format format = options->format;
    dl_status status = name.len ? DL_OK : dl_fail(&error, DL_ERR_INVALID, "the name is empty");
    if (!status)
        status = parse(dl_own_gazetteer_tell, NULL, &gazetteer, &error);
    if (!status) {
        dl_record_head(format, item_columns);
        status = dl_gazetteer_describe(gazetteer, name.text, dl_day_today(), print_item, &format,
                                       &error);
    }
    if (status)
        dl_message_error(&error);
    dl_gazetteer_free(gazetteer);
    dl_str_release(&name);
    dl_str_release(&words);
    return status ? DL_EXIT_FAILED : DL_EXIT_DONE;
}

int dl_run_gazetteer(const dl_options *options)
{
    const char *word = options->words_count ? options->words[0] : "";
    if (strcmp(word, "check") == 0 && options->words_count == 1)
        return run_check(options);
    if (strcmp(word, "list") == 0 && options->words_count > 1)
        return run_list(options);
    bool known = strcmp(word, "check") == 0 || strcmp(word, "list") == 0;
    dl_message("gazetteer takes the word check, or the word list and a name or an id, not '%.60s'",
               known ? options->words[options->words_count - 1] : word);
    return DL_EXIT_USAGE;
}
