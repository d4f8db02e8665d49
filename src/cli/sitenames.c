/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "cli/files.h"
#include "cli/output.h"
#include "cli/paths.h"
#include "cli/sitenames.h"
#include "dateline/str.h"
#include "dateline/vec.h"

void dl_site_names_release(dl_site_names *names)
{
    for (size_t i = 0; i < names->len; i++) {
        free(names->items[i].name);
        free(names->items[i].host);
    }
    free(names->items);
}

void dl_site_names_add(dl_site_names *names, const char *name, const char *host)
{
    struct dl_site_name named = {dl_must(strdup(name)), dl_must(strdup(host))};
    if (!dl_vec_push(names, named))
        dl_must(NULL);
}

static int compare(const void *a, const void *b)
{
    const struct dl_site_name *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : strcmp(x->host, y->host);
}

/* Whether the site at INDEX was told before under another name: the first holds. */
static bool is_again(const dl_site_names *names, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (!strcmp(names->items[i].host, names->items[index].host))
            return true;
    return false;
}

/* Adds the new ones to LINES: a line a name, its sites parted by bars. Returns how many sites are new. */
static size_t add_lines(const dl_site_names *names, const dl_outlets *own, dl_str *lines)
{
    const struct dl_site_name *last = NULL;
    size_t count = 0;
    for (size_t i = 0; i < names->len; i++) {
        const struct dl_site_name *named = &names->items[i];
        if (dl_outlets_know_host(own, named->host) || dl_outlets_have_name(own, named->name) ||
            is_again(names, i))
            continue;
        if (last && !strcmp(last->name, named->name))
            dl_str_addf(lines, "|%s", named->host);
        else
            dl_str_addf(lines, "%s%s\t\t%s", last ? "\n" : "", named->name, named->host);
        last = named;
        count++;
    }
    if (count)
        dl_str_addc(lines, '\n');
    return count;
}

dl_status dl_site_names_end(dl_site_names *names, const dl_outlets *own, bool stored,
                            dl_error *error)
{
    char *path;
    dl_str lines;
    dl_status status = DL_OK;
    if (!names->len)
        return DL_OK;
    if (!dl_path_outlets(&path))
        return dl_fail(error, DL_ERR_NOT_FOUND,
                       "no home: set HOME or XDG_CONFIG_HOME, so that sources can be named");
    dl_str_init(&lines);
    qsort(names->items, names->len, sizeof *names->items, compare);
    size_t count = add_lines(names, own, &lines);
    dl_must(dl_str_ok(&lines) ? lines.text : NULL);
    if (count && stored)
        status = dl_file_append(path, lines.text, lines.len, error);
    if (!status && count)
        dl_message("%zu source%s %s in %s, for the imports that follow; %zu known already", count,
                   count == 1 ? "" : "s", stored ? "named" : "would be named", path,
                   names->len - count);
    else if (!status)
        dl_message("the %zu source%s of the list%s known already", names->len,
                   names->len == 1 ? "" : "s", names->len == 1 ? " is" : " are");
    dl_str_release(&lines);
    free(path);
    return status;
}
