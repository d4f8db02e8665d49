/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/namelist.h"
#include "cli/owngazetteer.h"
#include "dateline/gazetteer.h"
#include "dateline/str.h"

static dl_gazetteer *lists; /* NULL: not read yet */
static bool failed;         /* and cannot be */

static bool read_lists(void)
{
    if (lists || failed)
        return lists;
    dl_gazetteer *read = NULL;
    failed = dl_gazetteer_parse(dl_own_gazetteer_pass, NULL, &read, NULL) ||
             dl_own_gazetteer_add(read, dl_own_gazetteer_pass, NULL, NULL);
    if (failed)
        dl_gazetteer_free(read);
    else
        lists = read;
    return lists;
}

typedef struct listing {
    dl_listed_visit *visit;
    void *context;
} listing;

static int year_of(dl_day day)
{
    return (int)dl_day_to_civil(day).year;
}

/* Adds the office held last: "RU Foreign Minister, from 2004", "US President, 2009 to 2017". */
static void add_office(dl_str *note, const dl_gazetteer_item *item)
{
    const dl_gazetteer_office *last = NULL;
    for (size_t i = 0; i < item->offices_count; i++)
        if (!last || item->offices[i].from > last->from)
            last = &item->offices[i];
    if (!last)
        return;
    dl_str_addf(note, "%s%s%s", *last->country != '-' ? last->country : "",
                *last->country != '-' ? " " : "", last->title);
    if (last->from != DL_DAY_NONE)
        dl_str_addf(note, ", %s%d", last->to == DL_DAY_NONE ? "from " : "", year_of(last->from));
    if (last->to != DL_DAY_NONE)
        dl_str_addf(note, "%sto %d", last->from == DL_DAY_NONE ? ", " : " ", year_of(last->to));
}

static void tell(void *context, const dl_gazetteer_item *item)
{
    const listing *l = context;
    dl_str note;
    if (!item->entity)
        return;
    dl_str_init(&note);
    add_office(&note, item);
    bool exact = item->known == DL_KNOWN_LISTED || item->known == DL_KNOWN_COMPOSED ||
                 item->known == DL_KNOWN_ABROAD;
    l->visit(l->context, item->entity, dl_str_ok(&note) ? note.text : "", exact);
    dl_str_release(&note);
}

void dl_names_list(const char *name, dl_listed_visit *visit, void *context)
{
    listing l = {visit, context};
    if (*name && read_lists())
        dl_gazetteer_describe(lists, name, DL_DAY_NONE, tell, &l, NULL);
}
