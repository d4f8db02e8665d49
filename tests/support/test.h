/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TESTS_SUPPORT_TEST_H
#define TESTS_SUPPORT_TEST_H

/* What every test in C includes: cmocka with the headers it wants to find before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* Leaves a test that cannot be done here, saying why. (cmocka's own skip() prints "not ok ... # SKIP",
 * which is a failure to whoever reads TAP.) */
#define SKIP(why)                                                                                  \
    do {                                                                                           \
        print_message("# skipped: %s\n", why);                                                     \
        return;                                                                                    \
    } while (0)

#endif
