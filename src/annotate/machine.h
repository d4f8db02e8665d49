/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef ANNOTATE_MACHINE_H
#define ANNOTATE_MACHINE_H

/* What a compiler is told of the machine where it lets itself be told. Nothing depends on it but speed. */

/* Calls for memory that is to be read soon: a line of a table that is larger than the processor's cache comes while
 * other words are looked at. */
static inline void dl_fetch(const void *at)
{
#ifdef __GNUC__
    __builtin_prefetch(at);
#else
    (void)at;
#endif
}

/* A function over lanes of numbers: compiled a second time for processors with wider registers, which is chosen when
 * the program is loaded. What it calls is to be DL_INLINE, so that it is part of both. */
#ifdef HAVE_TARGET_CLONES
#define DL_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define DL_WIDE
#endif

#ifdef __GNUC__
#define DL_INLINE static inline __attribute__((always_inline))
#else
#define DL_INLINE static inline
#endif

#endif
