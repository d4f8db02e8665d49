/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The batches of an import, made small, and what is acknowledged of them counted. */
#define BATCH_DOCUMENTS 2
#define dl_tally_put faults_tally_put
#include "../../src/cli/ingest.c"
