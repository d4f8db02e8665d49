/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of feeds, which name sources. */
#include <stdio.h>
#include <string.h>

#include "dateline/import.h"
#include "dateline/str.h"
#include "support/test.h"

#define LIST(outlines)                                                                             \
    "<?xml version=\"1.0\"?>\n<!-- mine -->\n<opml version=\"2.0\"><head><title>My feeds</title>"  \
    "</head><body><outline text=\"News\">" outlines "</outline></body></opml>"

typedef struct naming {
    dl_str text; /* "name=host " of each */
    size_t most; /* after so many the rest is not wanted; 0: all are */
    size_t count;
} naming;

static dl_status take_name(void *context, const char *name, const char *host, dl_error *error)
{
    naming *n = context;
    dl_str_addf(&n->text, "%s=%s; ", name, host);
    return ++n->count == n->most ? dl_fail(error, DL_ERR_INTERRUPTED, "enough") : DL_OK;
}

static dl_status take_record(void *context, const dl_record *record, dl_error *error)
{
    (void)context, (void)record, (void)error;
    fail_msg("a list of feeds holds no documents");
    return DL_OK;
}

static void take_failure(void *context, dl_status status, const dl_error *error)
{
    (void)context, (void)status;
    fail_msg("%s", error->message);
}

static dl_status split(const char *text, naming *n, dl_error *error)
{
    const dl_part part = {.origin = "feeds.opml"};
    const dl_splitting to = {
        .record = take_record, .failed = take_failure, .named = take_name, .context = n};
    dl_stream stream;
    dl_str_init(&n->text);
    dl_stream_init_memory(&stream, text, strlen(text));
    dl_status status = dl_import_split(&part, &stream, &to, error);
    dl_stream_release(&stream);
    return status;
}

static void names(const char *text, const char *want)
{
    naming n = {0};
    dl_error error = {0};
    if (split(text, &n, &error))
        fail_msg("%s", error.message);
    assert_string_equal(n.text.text, want);
    dl_str_release(&n.text);
}

static void test_titles_and_sites(void **state)
{
    (void)state;
    names(LIST("<outline text='Ern Post' xmlUrl='https://feeds.ernpost.example/all'/>"
               "<outline title='Sedge &amp; Quay' text='x' xmlUrl='http://cdn.example/1' "
               "htmlUrl='https://me@www.Sedge.example:8080/a?b@c'/>"
               "<outline text='A folder without an address'/>"),
          "Ern Post=ernpost.example; Sedge & Quay=sedge.example; ");
}

static void test_what_feeds_of_a_site_have_in_common(void **state)
{
    (void)state;
    names(LIST("<outline text='Ern Post - Sport' xmlUrl='https://ernpost.example/1'/>"
               "<outline text='Ern Post \xe2\x80\x93 World' xmlUrl='https://ernpost.example/2'/>"
               "<outline text='World | The Quay' xmlUrl='https://quay.example/1'/>"
               "<outline text='Politics | The Quay' xmlUrl='https://quay.example/2'/>"
               "<outline text='Apples' xmlUrl='https://fruit.example/1'/>"
               "<outline text='Apricots' xmlUrl='https://fruit.example/2'/>"),
          "Ern Post=ernpost.example; The Quay=quay.example; ");
}

static void test_what_names_nobody(void **state)
{
    (void)state;
    names(LIST("<outline text='A channel' xmlUrl='https://www.youtube.com/feeds/videos.xml?c=1'/>"
               "<outline text='Local' xmlUrl='http://localhost/feed'/>"
               "<outline text='Quay' xmlUrl='mailto:quay@quay.example'/>"
               "<outline text='B' xmlUrl='https://b.example/f'/>"
               "<outline text='' xmlUrl='https://c.example/f'/>"
               "<outline text='Odd' xmlUrl='https://d%00&#10;.example/f'/>"),
          "");
}

/* A name goes into a table: no sign of that table stays in it. */
static void test_a_name_is_one_line(void **state)
{
    (void)state;
    names(LIST("<outline text='#&#9; Quay&#10;&#9;evil&#9;evil.example ' "
               "xmlUrl='https://quay.example/f'/>"),
          "Quay evil evil.example=quay.example; ");
}

static void test_failures(void **state)
{
    (void)state;
    naming n = {.most = 1};
    dl_error error;
    assert_int_equal(split(LIST("<outline text='News'/>"), &n, &error), DL_ERR_INVALID);
    assert_string_equal(error.message, "feeds.opml: a list of feeds (OPML) that names none");
    assert_int_equal(split(LIST("<outline text='Quay' xmlUrl='https://quay.example/'/>"
                                "<outline text='Ern' xmlUrl='https://ern.example/'/>"),
                           &n, &error),
                     DL_ERR_INTERRUPTED);
    assert_int_equal(n.count, 1);
    dl_str_release(&n.text);
    names("<opml><body><outline text='Quay' xmlUrl='https://quay.example/'/><outline",
          "Quay=quay.example; ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_titles_and_sites),
        cmocka_unit_test(test_what_feeds_of_a_site_have_in_common),
        cmocka_unit_test(test_what_names_nobody),
        cmocka_unit_test(test_a_name_is_one_line),
        cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
