/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names found anew in small batches, and Ctrl-C pressed when so many documents were read. */
#define BATCH_DOCUMENTS 3
#define dl_pipeline_put faults_pipeline_put
#include "../../src/cli/cmd_reannotate.c"
