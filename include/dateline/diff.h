/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DATELINE_DIFF_H
#define DATELINE_DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What two sequences have in common: the longest subsequence of both, and so the fewest items that
 * one has alone (Myers 1986, "An O(ND) difference algorithm and its variations", in linear space).
 * An item is a number; equal items have equal numbers.
 */

/* Sets RET_ONLY_A[i] to whether item i of A (A_LEN items) is no part of what both have, RET_ONLY_B the
 * same for B. Both are the caller's, as long as the sequences. False, and nothing set, when memory is
 * out. Takes time in proportion to the items times the differences. */
bool dl_diff(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len, bool *ret_only_a,
             bool *ret_only_b);

#endif
