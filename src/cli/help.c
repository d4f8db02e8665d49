/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/entity.h"
#include "cli/output.h"
#include "cli/subcommand.h"

static void print(const char *text)
{
    dl_output_bytes(text, strlen(text));
    dl_output_bytes("\n", 1);
}

static void print_option(const dl_option *option)
{
    dl_str line;
    dl_str_init(&line);
    dl_str_addf(&line, "  --%s%s%s", option->name, option->argument ? "=" : "",
                option->argument ? option->argument : "");
    if (line.len > 24) {
        print(line.text);
        dl_str_clear(&line);
    }
    dl_str_addf(&line, "%*s%s", (int)(26 - line.len), "", option->sentence);
    dl_output_line(&line);
    dl_str_release(&line);
}

static void print_options(unsigned options)
{
    print("\nOptions:");
    for (size_t i = 0; i < DL_OPTION_COUNT; i++)
        if (options >> i & 1)
            print_option(&dl_options_table[i]);
}

static void print_query_language(void)
{
    print(
        "\nA query is words, which must all be there, and fields:\n"
        "  nato \"press statement\" ukrain*           words, a phrase, the beginning of a word\n"
        "  source:tass source:none                  any of these sources\n"
        "  date:2022 date:2022-02..2022-04          any of these times; ..2021, undated, inferred\n"
        "  is:unread is:starred is:noted tag:later  what you have set on them\n"
        "  person:peskov country:KR org:nato        who is named; entity: for any kind");
}

static void print_program(void)
{
    print("Usage: dateline [--archive=FILE | --demo] [QUERY...]\n"
          "       dateline SUBCOMMAND [OPTION...] [ARGUMENT...]\n\n"
          "A reader in the terminal for archives of news articles and official statements.\n\n"
          "Subcommands (dateline SUBCOMMAND --help says more):");
    const dl_subcommand *subcommand;
    dl_str line;
    dl_str_init(&line);
    for (size_t i = 0; (subcommand = dl_subcommand_at(i)); i++) {
        dl_str_clear(&line);
        dl_str_addf(&line, "  %-12s%s", subcommand->name, subcommand->sentence);
        dl_output_line(&line);
    }
    dl_str_release(&line);
    print("\nA query whose first word is a subcommand's name begins after --.");
    print_options(~0u);
    print_query_language();
    print("\nThe archive is, in this order, --archive, $DATELINE_ARCHIVE, or\n"
          "$XDG_DATA_HOME/dateline/archive.db (XDG_DATA_HOME being ~/.local/share by default).\n"
          "Exit status: 0 done, also where nothing matched; 1 failed; 2 wrong use.");
}

void dl_help_print(const dl_subcommand *subcommand)
{
    if (!subcommand) {
        print_program();
        return;
    }
    dl_str line;
    dl_str_init(&line);
    dl_str_addf(&line, "Usage: dateline %s [OPTION...]%s%s\n\nWhat it does: %s.", subcommand->name,
                *subcommand->arguments ? " " : "", subcommand->arguments, subcommand->sentence);
    dl_output_line(&line);
    dl_str_release(&line);
    if (subcommand->run == dl_run_entity)
        dl_entity_print_words();
    print_options(subcommand->options);
    if (strstr(subcommand->arguments, "QUERY"))
        print_query_language();
}
