/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>

#include "cli/companion.h"
#include "cli/confidence.h"
#include "cli/output.h"
#include "cli/reader.h"
#include "cli/script.h"
#include "cli/subcommand.h"
#include "dateline/import.h"

static int run(const dl_options *options, char **argv)
{
    if (dl_options_has(options, DL_OPTION_HELP)) {
        dl_help_print(options->subcommand);
        return DL_EXIT_DONE;
    }
    bool version = dl_options_has(options, DL_OPTION_VERSION);
    if (!dl_imports_all && (version || dl_subcommand_reads_files(options->subcommand)))
        return dl_companion_run(argv);
    if (version)
        return dl_run_version(options);
    if (options->subcommand)
        return options->subcommand->run(options);
    return options->script ? dl_script_run(options) : dl_reader_run(options);
}

int main(int argc, char **argv)
{
    dl_output_init();
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is seen where it is written to */
    dl_options options;
    dl_error error;
    if (dl_options_parse(argc, argv, &options, &error)) {
        dl_message("%s", error.message);
        return DL_EXIT_USAGE;
    }
    dl_confidence_take(&options);
    int code = dl_output_end(run(&options, argv));
    dl_options_release(&options);
    return code;
}
