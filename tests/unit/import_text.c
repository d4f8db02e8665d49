/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dateline/hash.h"
#include "dateline/import.h"

/* What one import gave: the document in an arena that outlives it. */
typedef struct result {
    dl_arena arena;
    dl_document doc;
    size_t count;
    dl_status status;
    dl_error error;
} result;

static dl_status keep(void *context, const dl_document *doc, dl_error *error)
{
    result *r = context;
    r->count++;
    return dl_document_copy(&r->arena, doc, &r->doc) ? DL_OK : dl_fail_nomem(error);
}

static result import_bytes(const char *data, size_t len, const dl_import_options *options)
{
    result r = {0};
    char *copy = malloc(len ? len : 1); /* of its very size, for the sanitizers */
    assert_non_null(copy);
    if (len)
        memcpy(copy, data, len);
    dl_input input = {.origin = "folder/file.txt", .data = copy, .len = len};
    dl_import_options none = {0};
    r.status = dl_import(&input, options ? options : &none, keep, &r, &r.error);
    free(copy);
    return r;
}

static result import(const char *text)
{
    result r = import_bytes(text, strlen(text), NULL);
    if (r.status != DL_OK)
        fail_msg("%s", r.error.message);
    assert_int_equal(r.count, 1);
    return r;
}

static void done(result *r)
{
    dl_arena_release(&r->arena);
}

static void assert_text(const char *got, const char *want)
{
    if (!want)
        assert_null(got);
    else {
        assert_non_null(got);
        assert_string_equal(got, want);
    }
}

static void assert_published(const result *r, const char *want, dl_how how)
{
    char buf[DL_DATE_TEXT];
    assert_string_equal(dl_date_format(r->doc.published, buf), want);
    assert_int_equal(r->doc.published.how, how);
}

static void wire_copy(void **state)
{
    (void)state;
    result r = import("date 2019-03-05 BERGEN, March 5. /NTB/. The port authority closed two piers "
                      "after the storm "
                      "damaged their cranes, the harbour master said.\n\n"
                      "Repairs will take until the summer, he added.\n");
    assert_text(r.doc.title, NULL);
    assert_text(r.doc.source, "NTB");
    assert_text(r.doc.place, "BERGEN");
    assert_published(&r, "2019-03-05", DL_HOW_STATED);
    assert_int_equal(strncmp(r.doc.body, "BERGEN, March 5. /NTB/.", 23), 0);
    assert_int_equal(strncmp(r.doc.body + r.doc.lead, "The port authority", 18), 0);
    assert_non_null(strstr(r.doc.body, "said.\n\nRepairs will"));
    done(&r);
}

static void agencies_in_brackets(void **state)
{
    (void)state;
    result r =
        import(" date 2019-03-05 (@HarbourDesk77)\n\n"
               "BERGEN (Fjord Post / NTB - 5th March, 2019) The port authority closed two piers "
               "after a storm damaged the cranes on both of them.\n\n"
               "Repairs will take until the summer, the harbour master added.\n");
    assert_text(r.doc.title, NULL);
    assert_text(r.doc.source, "Fjord Post");
    assert_int_equal(r.doc.via_count, 1);
    assert_text(r.doc.via[0], "NTB");
    assert_text(r.doc.author, "@HarbourDesk77");
    assert_text(r.doc.place, "BERGEN");
    assert_published(&r, "2019-03-05", DL_HOW_STATED);
    assert_int_equal(strncmp(r.doc.body, "BERGEN (Fjord", 13), 0);
    done(&r);
}

static void labelled_statement(void **state)
{
    (void)state;
    result r = import(
        "March 9, 2021\nMirror Archive Sea Office (EN)\n\n"
        "Statement of the Sea Office on the closing of the strait\n\n"
        "Date: 17/02/2021 | Source: Sea Office (EN) | Read the original\n\n"
        "The Sea Office has taken note of the decision to close the strait to fishing boats for "
        "the "
        "whole of the winter.\n\n"
        "It regrets that the decision was taken without any talks with those who live from it.\n\n"
        "More From Sea Office (EN)\n\n"
        "A new lighthouse is lit\n\nA new lighthouse is lit\n\n"
        "The lighthouse on the northern cape was lit for the first time on\n\n"
        "March 8, 2021\n\n"
        "The lighthouse on the northern cape was lit for the first time on\n\n"
        "Crews at sea are back\n\nCrews at sea are back\n\n"
        "Crews that were at sea for three months are back in their\n\nMarch 7, 2021\n\n"
        "Crews that were at sea for three months are back in their\n");
    assert_text(r.doc.title, "Statement of the Sea Office on the closing of the strait");
    assert_text(r.doc.source, "Sea Office (EN)");
    assert_published(&r, "2021-02-17", DL_HOW_STATED);
    char buf[DL_DATE_TEXT];
    assert_string_equal(dl_date_format(r.doc.captured, buf), "2021-03-09");
    assert_int_equal(strncmp(r.doc.body, "The Sea Office has taken note", 29), 0);
    assert_null(strstr(r.doc.body, "More From"));
    assert_null(strstr(r.doc.body, "lighthouse"));
    assert_non_null(strstr(r.doc.body, "who live from it."));
    done(&r);
}

static void year_inferred(void **state)
{
    (void)state;
    result r = import(
        "Port Authority Denies Any Plan To Close The Northern Piers For Good\n"
        "BERGEN - The port authority has firmly denied that it plans to close the northern piers.\n"
        "\"The piers stay open,\" its head said as quoted by NTB from Kystnytt, Wednesday, May 9.\n"
        "SEE ALSO:\n"
        "The Northern Games of 2018 will bring two hundred ships, she said.\n");
    assert_text(r.doc.title, "Port Authority Denies Any Plan To Close The Northern Piers For Good");
    assert_text(r.doc.source, NULL);
    assert_int_equal(r.doc.via_count, 2);
    assert_text(r.doc.via[0], "NTB");
    assert_text(r.doc.via[1], "Kystnytt");
    assert_text(r.doc.place, "BERGEN");
    assert_published(&r, "2018-05-09", DL_HOW_INFERRED);
    assert_text(r.doc.evidence, "“Wednesday, May 9”; 2018 in the text");
    assert_null(strstr(r.doc.body, "SEE ALSO"));
    assert_non_null(strstr(r.doc.body, "May 9.\n\nThe Northern Games"));
    done(&r);
}

/* What stands right behind the first paragraph does not make that a part of the head. */
static void aside_after_first_paragraph(void **state)
{
    (void)state;
    result r =
        import("Ferry Line Reopens After Storm\n"
               "By Anna Strandvik and Peter Lindqvist\n"
               "Published: 5 March 2024 10:15 GMT | Source: Island Wire\n\n"
               "A ferry line between Samoa and Fiji reopened on Tuesday, the operator said.\n\n"
               "SEE ALSO: Ten ships to see\n\n"
               "The ship was found to be safe, and the crew had been trained twice.\n");
    assert_text(r.doc.title, "Ferry Line Reopens After Storm");
    assert_text(r.doc.author, "Anna Strandvik, Peter Lindqvist");
    assert_text(r.doc.body,
                "A ferry line between Samoa and Fiji reopened on Tuesday, the operator said.\n\n"
                "The ship was found to be safe, and the crew had been trained twice.");
    done(&r);
}

static void page_with_banner(void **state)
{
    (void)state;
    result r = import("HARBOUR AID - Please make a charitable donation today!\n\n"
                      "Ships and Shipping (SAS)\n\nNorth Radio 5\n\n"
                      "Harbour warns of delay if more piers are closed this winter\n\n"
                      "North Radio 5\n\nFriday, 02 March 2018 2:15 PM\n\n"
                      "The harbour has warned the council that any plan to close more piers would "
                      "delay ships.\n\n"
                      "\"We cannot unload them twice,\" its head told the radio on Friday.\n\n"
                      "The council meets again in April.\n\n"
                      "Join the SeaArchive.org mailing list\n");
    assert_text(r.doc.title, "Harbour warns of delay if more piers are closed this winter");
    assert_text(r.doc.source, "North Radio 5");
    assert_text(r.doc.publisher, "SeaArchive.org");
    assert_published(&r, "2018-03-02T14:15", DL_HOW_STATED);
    assert_int_equal(strncmp(r.doc.body, "The harbour has warned", 22), 0);
    assert_string_equal(r.doc.body + strlen(r.doc.body) - 6, "April.");
    done(&r);
}

static void hard_wrapped(void **state)
{
    (void)state;
    result r = import("COUNCIL TO VOTE ON PIERS\n\n"
                      "BERGEN, March 5 - The town council will vote on the closing of two piers\n"
                      "that were damaged by the storm, its speaker said on Monday after a long\n"
                      "meeting with those who work there.\n\n"
                      "The vote was put off twice before. Nobody expects that it will be put off\n"
                      "again, since the insurer has asked for a decision before the end of June\n"
                      "at the latest.\n");
    assert_text(r.doc.title, "COUNCIL TO VOTE ON PIERS");
    assert_text(r.doc.place, "BERGEN");
    assert_published(&r, "", DL_HOW_NONE); /* nothing in it fixes the year */
    assert_non_null(strstr(r.doc.body, "two piers that were"));
    assert_non_null(strstr(r.doc.body, "work there.\n\nThe vote"));
    assert_null(strstr(strstr(r.doc.body, "The vote"), "\n"));
    done(&r);
    dl_import_options options = {.near = dl_day_from_civil(1987, 6, 30)};
    static const char text[] =
        "COUNCIL TO VOTE\n\nBERGEN, March 5 - The council will vote on it.\n";
    r = import_bytes(text, sizeof text - 1, &options);
    assert_published(&r, "1987-03-05", DL_HOW_INFERRED);
    done(&r);
}

static void small_documents(void **state)
{
    (void)state;
    static const char text[] = "The ferry is late.";
    char hash[DL_SHA256_HEX];
    result r = import(text);
    dl_sha256_hex(text, sizeof text - 1, hash);
    assert_string_equal(r.doc.sha256, hash);
    assert_text(r.doc.title, NULL);
    assert_text(r.doc.body, "The ferry is late.");
    assert_published(&r, "", DL_HOW_NONE);
    done(&r);
    r = import("Ferry late again\nThe ferry to the islands was late again.   \n");
    assert_text(r.doc.title, "Ferry late again");
    assert_text(r.doc.body, "The ferry to the islands was late again.");
    done(&r);
    r = import("Ferry");
    assert_text(r.doc.title, NULL);
    assert_text(r.doc.body, "Ferry");
    done(&r);
    r = import("NORTH SEA LINES 4TH QTR NET\n\nShr 42 cts vs 76 cts\n\nNet 2.3 mln vs 3.3 mln\n");
    assert_text(r.doc.title, "NORTH SEA LINES 4TH QTR NET");
    assert_text(r.doc.body, "Shr 42 cts vs 76 cts\n\nNet 2.3 mln vs 3.3 mln");
    done(&r);
}

static void bylines(void **state)
{
    (void)state;
    static const char *const examples[][2] = {
        {"By Anna Berg", "Anna Berg"},
        {"By Anna Berg and Jon Lund", "Anna Berg, Jon Lund"},
        {"By Anna Berg, Jon Lund and Eva Dahl", "Anna Berg, Jon Lund, Eva Dahl"},
        {"by Anna van der Berg | 4 May 2018", "Anna van der Berg"},
        {"By Anna Berg, Staff Writer", "Anna Berg"},
        {"By the editors of this paper", NULL},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        char text[512];
        snprintf(text, sizeof text,
                 "Ferries stand still for a third day\n\n%s\n\nThe ferries to the islands stood "
                 "still for a third day in a row, and nobody could say until when.\n",
                 examples[i][0]);
        result r = import(text);
        assert_text(r.doc.title, "Ferries stand still for a third day");
        assert_text(r.doc.author, examples[i][1]);
        assert_int_equal(strncmp(r.doc.body, examples[i][1] ? "The ferries" : r.doc.body, 5), 0);
        done(&r);
    }
}

static void user_overrides(void **state)
{
    (void)state;
    static const char text[] = "BERGEN, March 5. /NTB/. The port authority closed two piers.\n";
    dl_import_options options = {.source = "North Radio 5", .publisher = "SeaArchive.org"};
    result r = import_bytes(text, sizeof text - 1, &options);
    assert_text(r.doc.source, "North Radio 5");
    assert_text(r.doc.publisher, "SeaArchive.org");
    done(&r);
}

static void two_readings_kept(void **state)
{
    (void)state;
    result r = import("Ferries stand still\n\nDate: 03/04/2018\n\nThe ferries to the islands stood "
                      "still for a third day in a row, and nobody could say until when.\n");
    assert_published(&r, "", DL_HOW_NONE);
    assert_int_equal(r.doc.readings_count, 2);
    assert_text(r.doc.readings[0], "2018-04-03");
    assert_text(r.doc.readings[1], "2018-03-04");
    done(&r);
}

static void file_name_dates(void **state)
{
    (void)state;
    static const char text[] = "The ferries to the islands stood still for a third day in a row.\n";
    result r = {0};
    dl_input input = {
        .origin = "news/2018-05-09-ferries.txt", .data = text, .len = sizeof text - 1};
    dl_import_options none = {0};
    assert_int_equal(dl_import(&input, &none, keep, &r, &r.error), DL_OK);
    assert_published(&r, "2018-05-09", DL_HOW_FILE);
    done(&r);
}

static void links(void **state)
{
    (void)state;
    static const char body[] =
        "The ferries to the islands stood still for a third day in a row, and "
        "nobody could say until when.\n";
    char text[512];
    snprintf(text, sizeof text,
             "Ferries stand still\n\nhttps://www.reuters.com/world/ferries-2018-05-09/\n\n%s",
             body);
    result r = import(text);
    assert_text(r.doc.link, "https://www.reuters.com/world/ferries-2018-05-09/");
    assert_text(r.doc.title, "Ferries stand still");
    assert_text(r.doc.source, "Reuters");
    assert_text(r.doc.source_country, "GB");
    assert_published(&r, "2018-05-09", DL_HOW_FILE);
    assert_int_equal(strncmp(r.doc.body, "The ferries", 11), 0);
    done(&r);
    snprintf(text, sizeof text, "Ferries stand still\n\n%s\nLink: http://example.org/a\n", body);
    r = import(text);
    assert_text(r.doc.link, "http://example.org/a");
    assert_text(r.doc.source, "example.org");
    assert_string_equal(r.doc.body + strlen(r.doc.body) - 5, "when.");
    done(&r);
    snprintf(text, sizeof text, "Ferries stand still\n\nHarbour (http://example.org/a_(b)).\n\n%s",
             body);
    r = import(text);
    assert_text(r.doc.link, "http://example.org/a_(b)");
    done(&r);
    r = import(
        "Ferries stand still\n\njavascript:alert(1)\n\nThe ferries stood still, they said.\n");
    assert_text(r.doc.link, NULL);
    done(&r);
}

static void markdown_title(void **state)
{
    (void)state;
    result r =
        import("# Ferries stand still\n\nBy Ina Feld\n\nOSLO, 4 March 2024 - The ferries to the "
               "islands stood still on Monday, they said.\n");
    assert_text(r.doc.title, "Ferries stand still");
    assert_text(r.doc.author, "Ina Feld");
    done(&r);
    r = import("#Ferries stand still\n\nOSLO, 4 March 2024 - The ferries to the islands stood "
               "still on Monday, they said.\n");
    assert_text(r.doc.title, "#Ferries stand still");
    done(&r);
}

static void hard_wrapped_by_indent(void **state)
{
    (void)state;
    result r = import("  The town council will vote on the closing of two piers that were\n"
                      "damaged by the storm, its speaker said on Monday after a meeting with\n"
                      "those who work there.\n"
                      "  The vote was put off twice before. Nobody expects that it will be\n"
                      "put off again, since the insurer has asked for a decision before the\n"
                      "end of June at the latest.\n");
    assert_text(r.doc.title, NULL);
    assert_non_null(strstr(r.doc.body, "that were damaged"));
    assert_non_null(strstr(r.doc.body, "work there.\n\nThe vote"));
    done(&r);
}

/* Lines of verse are not put together; those of prose as narrow are, and in letters of two bytes too. */
static void verse_is_kept(void **state)
{
    (void)state;
    result r = import("The tide comes in across the sand tonight,\n"
                      "And no one walks the quay to see it rise;\n"
                      "The lamps of Kaien give their little light\n"
                      "To gulls that sleep, and nets, and emptied skies.\n\n"
                      "No ferry calls, no porter and no crane\n"
                      "Is heard upon the stones where once they stood.\n");
    assert_non_null(strstr(r.doc.body, "see it rise;\n\nThe lamps"));
    assert_non_null(strstr(r.doc.body, "no crane\n\nIs heard"));
    done(&r);
    r = import("Ferries wait at the piers of Bergen\n\n"
               "The town council will vote on closing the two\n"
               "piers that were damaged by the storm, said\n"
               "its speaker on Monday, after a meeting with\n"
               "Bergen's fishermen and those who work there.\n");
    assert_non_null(strstr(r.doc.body, "the two piers"));
    assert_non_null(strstr(r.doc.body, "with Bergen's"));
    done(&r);
    r = import("Паромы ждут\n\n"
               "Городской совет проголосует за закрытие двух причалов, которые были\n"
               "повреждены бурей, сообщил в понедельник его представитель после долгой\n"
               "встречи с теми, кто там работает.\n");
    assert_non_null(strstr(r.doc.body, "были повреждены"));
    assert_non_null(strstr(r.doc.body, "долгой встречи"));
    done(&r);
}

/* Lines of all sorts in random order: whatever comes out is a document. */
static void random_pages(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "",
        "",
        "Ferries stand still for a third day",
        "By Anna Berg",
        "March 5, 2019",
        "OSLO, March 5. /NTB/. The ferries to the islands stood still.",
        "- A link",
        "•",
        "[   ]",
        "The ferries to the islands stood still for a third day, he said.",
        "Share this",
        "Date: 03/04/2018 | Source: Reuters",
        "More From Reuters",
        "© 2019 Fjord Post",
        "\"",
        "-",
        "Join the SeaArchive.org mailing list",
        "https://example.org/2019/03/05/a",
        "(@Desk)",
        "Posted: May 5 at 10:30 am",
        "Anna says:",
        "date 2019-03-05 ",
        "SEE ALSO:",
        "   indented",
        "OSLO - ",
        "(AP) -",
        "Source:",
        "By ",
        "Reuters",
        "ФЕРРИ",
        "渡船は今日も止まっている。"};
    uint32_t seed = 11;
    for (int round = 0; round < 3000; round++) {
        char text[2048] = "";
        size_t len = 0;
        seed = seed * 1664525 + 1013904223;
        int count = 1 + (int)(seed >> 16) % 14;
        for (int i = 0; i < count; i++) {
            seed = seed * 1664525 + 1013904223;
            len += (size_t)snprintf(text + len, sizeof text - len, "%s\n",
                                    lines[(seed >> 16) % (sizeof lines / sizeof *lines)]);
        }
        result r = import_bytes(text, len, NULL);
        if (r.status == DL_OK) {
            assert_true(r.doc.lead <= strlen(r.doc.body));
            assert_true(strlen(r.doc.body) > 0);
            assert_true(!r.doc.title || *r.doc.title);
            assert_true(!r.doc.source || *r.doc.source);
            assert_true((r.doc.published.precision == DL_PRECISION_NONE) ==
                        (r.doc.published.day == DL_DAY_NONE));
        } else
            assert_int_equal(r.status, DL_ERR_INVALID);
        done(&r);
    }
}

/* Heads of pages as they are pasted: which line is the title, and whose page it is. */
static void heads(void **state)
{
    (void)state;
    static const char body[] = "Crews on the ferries to the islands walked out on Tuesday after "
                               "talks over pay broke down.\n";
    static const struct {
        const char *head, *title, *source, *author;
    } examples[] = {
        {"Press Statement\n\nAnna Berg, Harbour Spokesperson\n\nJune 4, 2018\n", "Press Statement",
         NULL, NULL},
        {"Ferries to the islands stand still\n\nThe company says it will not give in to the "
         "crews\n",
         "Ferries to the islands stand still", NULL, NULL},
        {"Title: Ferries stand still\nAuthor: Anna Berg\nSource: Fjord Post\n",
         "Ferries stand still", "Fjord Post", "Anna Berg"},
        {"Crews walk out over pay | Fjord Post\nWORLD\nCrews walk out over pay\n5 May 2018\n",
         "Crews walk out over pay", "Fjord Post", NULL},
        {"Crews walk out over pay\nPublished\n5 March 2019\nShare\nBy Anna Berg\nImage source, "
         "Getty Images\n",
         "Crews walk out over pay", NULL, "Anna Berg"},
        {"FOR IMMEDIATE RELEASE\n\nCrews walk out over pay\n", "Crews walk out over pay", NULL,
         NULL},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        char text[1024];
        snprintf(text, sizeof text, "%s\n%s", examples[i].head, body);
        result r = import(text);
        assert_text(r.doc.title, examples[i].title);
        assert_text(r.doc.source, examples[i].source);
        assert_text(r.doc.author, examples[i].author);
        done(&r);
    }
}

/* What the foot of a page says of the site that carried the text. */
static void feet(void **state)
{
    (void)state;
    static const char *const examples[][2] = {
        {"© 2019 Fjord Post Ltd. All rights reserved.", "Fjord Post"},
        {"Copyright 1998-2019 by the Fjord Post", "Fjord Post"},
        {"Subscribe to the Fjord Post newsletter", "Fjord Post"},
        {"Join the SeaArchive.org mailing list", "SeaArchive.org"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        char text[1024];
        snprintf(
            text, sizeof text,
            "Crews walk out over pay\n\nSource: North Radio 5\n\nCrews on the ferries to the "
            "islands walked out on Tuesday after talks over pay.\n\nThey are the first to do so "
            "in ten years, the company said.\n\n%s\n",
            examples[i][0]);
        result r = import(text);
        assert_text(r.doc.source, "North Radio 5");
        assert_text(r.doc.publisher, examples[i][1]);
        assert_string_equal(r.doc.body + strlen(r.doc.body) - 5, "said.");
        done(&r);
    }
}

/* No control may come out of a text, whatever its bytes are. */
static void assert_clean(const char *text)
{
    for (const unsigned char *p = (const unsigned char *)text; *p; p++)
        assert_true((*p >= 0x20 && *p != 0x7f) || *p == '\n' || *p == '\t');
}

static void hostile_bytes(void **state)
{
    (void)state;
    static const char nul[] =
        "Ferries\0 stand still\n\n\033[31mThe ferries\007 stood\r\nstill\x9b today.";
    result r = import_bytes(nul, sizeof nul - 1, NULL);
    assert_int_equal(r.status, DL_OK);
    assert_clean(r.doc.body);
    assert_clean(r.doc.title ? r.doc.title : "");
    done(&r);
    static const char utf16[] = "\xff\xfeT\0h\0e\0 \0f\0e\0r\0r\0y\0.\0";
    r = import_bytes(utf16 + 2, sizeof utf16 - 3, NULL);
    assert_int_equal(r.status, DL_OK);
    assert_text(r.doc.body, "The ferry.");
    done(&r);
    r = import_bytes(utf16, sizeof utf16 - 1, NULL);
    assert_int_equal(r.status, DL_OK);
    assert_text(r.doc.body, "The ferry.");
    done(&r);
    r = import("The caf\xe9 closed.\r\n\r\nIt rained.\r\n");
    assert_text(r.doc.body, "The café closed.\n\nIt rained.");
    done(&r);
}

static void refused(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        dl_status status;
        const char *says;
    } examples[] = {
        {"", 0, DL_ERR_INVALID, "empty"},
        {" \n\n \t\n", 6, DL_ERR_INVALID, "no text"},
        {"%PDF-1.4\n1 0 obj", 16, DL_ERR_UNSUPPORTED, "PDF"},
        {"PK\3\4\24\0\0\0", 8, DL_ERR_UNSUPPORTED, "ZIP"},
        {"\x89PNG\r\n\x1a\n", 8, DL_ERR_UNSUPPORTED, "PNG"},
        {"\n <!DOCTYPE html><p>x", 21, DL_ERR_UNSUPPORTED, "HTML"},
        {"<HTML><body>", 12, DL_ERR_UNSUPPORTED, "HTML"},
        {"{\"title\": 1}", 12, DL_ERR_UNSUPPORTED, "JSON"},
        {"\1\2\3\4\5\0\0\0abc", 11, DL_ERR_UNSUPPORTED, "binary"},
        {"date 2019-03-05 ", 16, DL_ERR_INVALID, "date"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        result r = import_bytes(examples[i].bytes, examples[i].len, NULL);
        assert_int_equal(r.status, examples[i].status);
        assert_int_equal(r.count, 0);
        assert_non_null(strstr(r.error.message, "folder/file.txt"));
        if (!strstr(r.error.message, examples[i].says))
            fail_msg("\"%s\" does not say \"%s\"", r.error.message, examples[i].says);
        done(&r);
    }
}

static dl_status refuse(void *context, const dl_document *doc, dl_error *error)
{
    (void)context;
    (void)doc;
    return dl_fail(error, DL_ERR_INTERRUPTED, "enough");
}

static void sink_ends_it(void **state)
{
    (void)state;
    dl_input input = {.origin = "a", .data = "The ferry.", .len = 10};
    dl_import_options none = {0};
    dl_error error;
    assert_int_equal(dl_import(&input, &none, refuse, NULL, &error), DL_ERR_INTERRUPTED);
}

/* Texts of several megabytes that would take hours were anything quadratic in them. */
static void large_texts(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        size_t times;
    } examples[] = {
        {"The ferry to the islands was late, he said on May 5, and 2018 was no better. ", 70000},
        {"x", 5000000},
        {"\n", 3000000},
        {"a\n", 500000},
        {"May 5, ", 500000},
        {"1/2/", 500000},
        {"ferry late again\n", 200000},
        {"- A link to a story\n\n", 100000},
        {"(AP) - ", 300000},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        size_t unit = strlen(examples[i].unit), len = unit * examples[i].times;
        char *text = malloc(len + 6);
        assert_non_null(text);
        for (size_t k = 0; k < len; k += unit)
            memcpy(text + k, examples[i].unit, unit);
        memcpy(text + len, " end.\n", 6);
        result r = import_bytes(text, len + 6, NULL);
        assert_int_equal(r.status, DL_OK);
        assert_true(strlen(r.doc.body) <= 2 * len + 6);
        done(&r);
        free(text);
    }
}

static dl_status parse_record(void *context, const dl_record *record, dl_error *error)
{
    const dl_import_options none = {0};
    return dl_import_parse(record, &none, keep, context, error);
}

/* As a web archive says where it fetched a text from. */
static void test_the_address_a_container_tells(void **state)
{
    static const char text[] = "Ferry back\n14 March 2023\n\nThe ferry is back, the line said. It "
                               "left the quay at nine.\n";
    const dl_part part = {.origin = "crawl.warc#9", .link = "https://quay.example/ferry"};
    result r = {0};
    const dl_splitting to = {.record = parse_record, .context = &r};
    dl_stream stream;
    (void)state;
    dl_stream_init_memory(&stream, text, sizeof text - 1);
    assert_int_equal(dl_import_split(&part, &stream, &to, NULL), DL_OK);
    dl_stream_release(&stream);
    assert_int_equal(r.count, 1);
    assert_text(r.doc.link, "https://quay.example/ferry");
    assert_text(r.doc.source, "quay.example");
    done(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wire_copy),
        cmocka_unit_test(agencies_in_brackets),
        cmocka_unit_test(labelled_statement),
        cmocka_unit_test(year_inferred),
        cmocka_unit_test(aside_after_first_paragraph),
        cmocka_unit_test(page_with_banner),
        cmocka_unit_test(hard_wrapped),
        cmocka_unit_test(small_documents),
        cmocka_unit_test(bylines),
        cmocka_unit_test(user_overrides),
        cmocka_unit_test(two_readings_kept),
        cmocka_unit_test(file_name_dates),
        cmocka_unit_test(hostile_bytes),
        cmocka_unit_test(refused),
        cmocka_unit_test(sink_ends_it),
        cmocka_unit_test(large_texts),
        cmocka_unit_test(links),
        cmocka_unit_test(markdown_title),
        cmocka_unit_test(hard_wrapped_by_indent),
        cmocka_unit_test(verse_is_kept),
        cmocka_unit_test(random_pages),
        cmocka_unit_test(heads),
        cmocka_unit_test(feet),
        cmocka_unit_test(test_the_address_a_container_tells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
