/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_STORE_FAULTS_H
#define TESTS_STORE_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A file system that fails on purpose: an SQLite VFS over the default one, which it replaces. It
 * counts what changes a file (writes, syncs, truncations, deletions) and does something at the n-th.
 * As long as it is whole, it does everything but wait for the disk.
 */

typedef enum faults_kind {
    FAULTS_NONE,  /* all goes well; changes are counted */
    FAULTS_ONCE,  /* the n-th change fails, the rest goes well: a disk that was full for a moment */
    FAULTS_POWER, /* from the n-th change on all fail, and of what was written and not synced before,
                     some is lost: the power went off */
    FAULTS_KILL,  /* at the n-th change the process is killed */
} faults_kind;

/* Makes the VFS the default. Once a process. */
void faults_install(void);

/* Begins counting anew, to do KIND at the N-th change, counted from 1. */
void faults_arm(faults_kind kind, size_t n);

/* Changes since then. */
size_t faults_count(void);

#endif
