/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Programs in the place of pdftotext that do not do what it does, and bounds that are soon reached. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/reading.h"

#define PDF "%PDF-1.4\n%%EOF\n"

/* Puts SCRIPT in the place of pdftotext and reads; what is told begins with MESSAGE. */
static void fails(const char *script, dl_status status, const char *message)
{
    char path[] = "/tmp/dateline-pdf-XXXXXX";
    reading r;
    int file = mkstemp(path);
    FILE *stream = fdopen(file, "w");
    assert_non_null(stream);
    fprintf(stream, "#!/bin/sh\n%s\n", script);
    assert_int_equal(fchmod(file, 0700), 0);
    fclose(stream);
    assert_int_equal(setenv("DATELINE_PDFTOTEXT", path, 1), 0);
    reading_text(&r, PDF, NULL);
    unlink(path);
    assert_int_equal(r.count, 0);
    assert_int_equal(r.failures, 1);
    if (strncmp(r.failure, message, strlen(message)) != 0)
        fail_msg("“%s” does not begin with “%s”", r.failure, message);
    assert_int_equal(r.status, status);
    reading_release(&r);
}

static void test_one_that_hangs(void **state)
{
    (void)state;
    fails("exec sleep 1000", DL_ERR_UNSUPPORTED, "folder/file: pdftotext took too long; left out");
    fails("echo '<page width=\"1\">'; sleep 1000", DL_ERR_UNSUPPORTED,
          "folder/file: pdftotext took too long; left out");
}

static void test_one_that_floods(void **state)
{
    (void)state;
    fails("exec yes '<word xMin=\"1\">x</word>'", DL_ERR_UNSUPPORTED,
          "folder/file: pdftotext wrote more than any text is; left out");
    fails("exec cat /dev/zero", DL_ERR_UNSUPPORTED,
          "folder/file: pdftotext wrote more than any text is; left out");
}

static void test_one_that_dies(void **state)
{
    (void)state;
    fails("kill -SEGV $$", DL_ERR_CORRUPT, "folder/file: pdftotext died of it (signal 11)");
    fails("echo 'Syntax Error: no quay' >&2; exit 1", DL_ERR_CORRUPT,
          "folder/file: a damaged PDF: pdftotext: Syntax Error: no quay");
    fails("exit 99", DL_ERR_CORRUPT, "folder/file: a damaged PDF: pdftotext: it does not say why");
}

static void test_one_that_writes_nonsense(void **state)
{
    (void)state;
    fails("echo nonsense", DL_ERR_UNSUPPORTED, "folder/file: a PDF of 0 pages without a text");
    fails("printf '<page width=\"nan\">\\n<line xMin=\"1e999\">\\n<word>\\n</line>\\n</line>\\n'",
          DL_ERR_UNSUPPORTED, "folder/file: a PDF of 1 page without a text");
    fails("printf '<line >\\n<word >\\342\\202</word>\\n</line>\\n'", DL_ERR_UNSUPPORTED,
          "folder/file: a PDF that shows letters but does not say which they are");
}

static void test_none_at_all(void **state)
{
    (void)state;
    reading r;
    assert_int_equal(setenv("DATELINE_PDFTOTEXT", "/no/such/pdftotext", 1), 0);
    reading_text(&r, PDF, NULL);
    assert_string_equal(r.failure,
                        "folder/file: a PDF, which is read by /no/such/pdftotext, which is "
                        "not there (Debian: poppler-utils)");
    assert_int_equal(r.status, DL_ERR_UNSUPPORTED);
    reading_release(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_that_hangs), cmocka_unit_test(test_one_that_floods),
        cmocka_unit_test(test_one_that_dies),  cmocka_unit_test(test_one_that_writes_nonsense),
        cmocka_unit_test(test_none_at_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
