/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * keys_page: prints the section KEYS of dateline(1), in mdoc, from the table of commands. `make manual`
 * puts it into the page; a test compares the two.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "dateline/app.h"

static const char preface[] =
    ".Sh KEYS\n"
    "Keys are written as in\n"
    ".Xr vim 1 :\n"
    ".Li <C-f>\n"
    "is\n"
    ".Li f\n"
    "with the control key.\n"
    "Digits before a key are a count.\n"
    "Each command can be called by its name after\n"
    ".Li \\&:\n"
    "too, which stands behind what it does, with the panes it is for where it is not\n"
    "for all.\n"
    "In a prompt the keys are those of\n"
    ".Xr readline 3 ;\n"
    ".Li <Tab>\n"
    "completes,\n"
    ".Li <Esc>\n"
    "leaves all as it was.\n"
    "Where a correction asks who somebody is, the row above the prompt says whom the\n"
    "name typed means and how far the correction goes, with the number of mentions:\n"
    ".Li <C-o>\n"
    "changes that, and\n"
    ".Li <Enter>\n"
    "does it.\n"
    "That a mention is no name is asked in the same way;\n"
    ".Li h ,\n"
    ".Li t\n"
    "and\n"
    ".Li e\n"
    "then do it at once, here, in this text and everywhere.\n"
    "Of several who are called so,\n"
    ".Li <Tab>\n"
    "chooses one of those offered, with the office that lists know, and with ids where\n"
    "their names are the same; who is in the gazetteer but in no text yet can be meant,\n"
    "too.\n"
    "For a new entity\n"
    ".Li <C-t>\n"
    "goes on to the next kind, and\n"
    ".Li <A-t>\n"
    "back; where somebody is called so already they lead to a new one and to her again.\n"
    "What is pasted into one is text of it, on one line; elsewhere it does nothing, in\n"
    "terminals that say where pasted text begins and ends.\n";

/* Prints the LEN bytes of TEXT so that nothing in it is a request, a macro or an escape. */
static void print_plain(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\\')
            fputs("\\e", stdout);
        else if (text[i] == '"')
            fputs("\\(dq", stdout);
        else
            putchar(text[i]);
    }
}

/* Prints KEYS, parted by blanks, as the head of an item; a command without any by its name. */
static void print_head(const dl_command_info *info)
{
    fputs(".It", stdout);
    for (const char *key = info->keys; *key; key += strspn(key, " ")) {
        size_t len = strcspn(key, " ");
        fputs(" Li \\&", stdout);
        print_plain(key, len);
        key += len;
    }
    if (!*info->keys)
        printf(" Ic :%s", info->name);
    putchar('\n');
}

static void print_command(const dl_command_info *info)
{
    print_head(info);
    putchar(toupper((unsigned char)*info->help));
    print_plain(info->help + 1, strlen(info->help) - 1);
    bool everywhere = strcmp(info->contexts, "everywhere") == 0;
    printf(".\n.Pq Ic :%s%s%s\n", info->name, everywhere ? "" : " ; ",
           everywhere ? "" : info->contexts);
}

int main(void)
{
    dl_command_info info;
    const char *group = "";
    fputs(preface, stdout);
    for (size_t i = 0; dl_command_at(i, &info); i++) {
        if (strcmp(info.group, group) != 0)
            printf("%s.Ss %s\n.Bl -tag -width Ds -compact\n", *group ? ".El\n" : "", info.group);
        group = info.group;
        print_command(&info);
    }
    puts(".El");
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
