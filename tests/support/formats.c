/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef HAVE_LIBARCHIVE
#include <archive.h>
#include <archive_entry.h>
#endif

#include "dateline/str.h"
#include "support/formats.h"
#ifdef HAVE_PDFTOTEXT
#include "support/pdf.h"
#endif

#define TEXTS 5 /* in a container */
#define HEAD                                                                                       \
    "From: press@harbour.example\nSubject: Berth %u\nMessage-Id: <%u@harbour.example>\n"           \
    "Date: Tue, 4 Apr 2023 10:00:00 +0000\nTo: all@harbour.example\nMIME-Version: 1.0\n"           \
    "Content-Type: text/plain; charset=utf-8\n\n"

typedef struct maker {
    const char *directory;
    unsigned last; /* the number of the text written last */
    formats_file files[24];
    size_t count;
} maker;

static void need(int ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "formats: %s\n", what);
    exit(99);
}

/* The next text. */
static const char *next_text(maker *m)
{
    static char text[256];
    snprintf(text, sizeof text,
             "The harbour office of Lisvane said on Tuesday that berth %u is closed until the %u "
             "of May, and that its ferries go elsewhere meanwhile.",
             m->last + 1, m->last % 28 + 1);
    m->last++;
    return text;
}

static char *path_of(const maker *m, const char *name)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s", m->directory, name);
    return path;
}

static void add_file(maker *m, const char *name, size_t documents)
{
    m->files[m->count++] = (formats_file){name, documents};
}

/* Writes the file NAME of so many DOCUMENTS and releases its BYTES. */
static void put(maker *m, const char *name, size_t documents, dl_str *bytes)
{
    FILE *file = fopen(path_of(m, name), "wb");
    need(file && dl_str_ok(bytes) && fwrite(bytes->text, 1, bytes->len, file) == bytes->len &&
             fclose(file) == 0,
         name);
    dl_str_release(bytes);
    dl_str_init(bytes);
    add_file(m, name, documents);
}

static void write_text(maker *m)
{
    dl_str s;
    dl_str_init(&s);
    dl_str_addf(&s, "Berth closed\n\n%s\n", next_text(m));
    put(m, "berth.txt", 1, &s);
    for (unsigned i = 0; i < TEXTS; i++)
        dl_str_addf(&s, "Document %u of %u\n\nBerth closed\n\n%s\n", i + 1, TEXTS, next_text(m));
    put(m, "texts.txt", TEXTS, &s);
    dl_str_add(&s, "[");
    for (unsigned i = 0; i < TEXTS; i++)
        dl_str_addf(&s, "%s{\"id\":\"%u\",\"title\":\"Berth\",\"text\":\"%s\"}", i ? "," : "", i,
                    next_text(m));
    dl_str_add(&s, "]");
    put(m, "list.json", TEXTS, &s);
    for (unsigned i = 0; i < TEXTS; i++)
        dl_str_addf(&s, "{\"id\":\"%u\",\"title\":\"Berth\",\"text\":\"%s\"}\n", i, next_text(m));
    put(m, "lines.jsonl", TEXTS, &s);
#ifdef HAVE_LIBCSV
    dl_str_add(&s, "id,title,text,date\n");
    for (unsigned i = 0; i < TEXTS; i++)
        dl_str_addf(&s, "%u,Berth,\"%s\",2023-04-05\n", i, next_text(m));
    put(m, "table.csv", TEXTS, &s);
#endif
}

#ifdef HAVE_LIBXML
static void write_marked_up(maker *m)
{
    dl_str s;
    dl_str_init(&s);
    dl_str_addf(&s, "<!doctype html><html><body><h1>Berth</h1><p>%s</p></body></html>",
                next_text(m));
    put(m, "page.html", 1, &s);
    dl_str_add(&s, "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Office</title>");
    for (unsigned i = 0; i < TEXTS; i++)
        dl_str_addf(&s,
                    "<item><title>Berth</title><guid>%u</guid><description>%s</description></item>",
                    i, next_text(m));
    dl_str_add(&s, "</channel></rss>");
    put(m, "feed.xml", TEXTS, &s);
}
#endif

#ifdef HAVE_GMIME
static void write_mails(maker *m)
{
    dl_str s;
    dl_str_init(&s);
    dl_str_addf(&s, HEAD "%s\n", 0U, 0U, next_text(m));
    put(m, "letter.eml", 1, &s);
    for (unsigned i = 0; i < TEXTS; i++)
        dl_str_addf(&s, "From press@harbour.example Tue Apr  4 10:00:00 2023\n" HEAD "%s\n\n", i, i,
                    next_text(m));
    put(m, "box.mbox", TEXTS, &s);
}
#endif

#ifdef HAVE_ZLIB
static void write_warc(maker *m)
{
    dl_str s;
    dl_str_init(&s);
    for (unsigned i = 0; i < TEXTS; i++) {
        const char *text = next_text(m);
        dl_str_addf(&s,
                    "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://h.example/%u\r\n"
                    "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012u>\r\n"
                    "WARC-Date: 2023-04-05T06:07:08Z\r\nContent-Type: text/plain\r\n"
                    "Content-Length: %zu\r\n\r\n%s\r\n\r\n",
                    i, i, strlen(text), text);
    }
    put(m, "crawl.warc", TEXTS, &s);
}
#endif

#ifdef HAVE_LIBARCHIVE
static void pack(maker *m, const char *name, int (*format)(struct archive *),
                 int (*filter)(struct archive *))
{
    struct archive *a = archive_write_new();
    need(a && format(a) == ARCHIVE_OK && filter(a) == ARCHIVE_OK &&
             archive_write_open_filename(a, path_of(m, name)) == ARCHIVE_OK,
         name);
    for (unsigned i = 0; i < TEXTS; i++) {
        const char *text = next_text(m);
        char entry_name[32];
        snprintf(entry_name, sizeof entry_name, "berth/%u.txt", i);
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, entry_name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_size(entry, (la_int64_t)strlen(text));
        need(archive_write_header(a, entry) == ARCHIVE_OK &&
                 archive_write_data(a, text, strlen(text)) == (la_ssize_t)strlen(text),
             name);
        archive_entry_free(entry);
    }
    need(archive_write_close(a) == ARCHIVE_OK, name);
    archive_write_free(a);
    add_file(m, name, TEXTS);
}
#endif

#ifdef HAVE_PDFTOTEXT
static void write_pdf(maker *m)
{
    pdf_maker pdf = {0};
    pdf_begin(&pdf);
    pdf_line(&pdf, 72, 72, 18, "Berth closed");
    pdf_line(&pdf, 72, 110, 8, next_text(m));
    pdf_end(&pdf);
    put(m, "berth.pdf", 1, &pdf.bytes);
    pdf_release(&pdf);
}
#endif

/* The cache of newsboat. */
static void write_cache(maker *m)
{
    sqlite3 *db = NULL;
    dl_str s;
    dl_str_init(&s);
    dl_str_add(&s,
               "CREATE TABLE rss_feed (rssurl, url, title);"
               "CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid, title, author, url,"
               " feedurl, pubDate INTEGER, content, unread INTEGER, deleted INTEGER);"
               "INSERT INTO rss_feed VALUES ('https://h.example/f', 'https://h.example', 'O');");
    for (unsigned i = 0; i < TEXTS; i++)
        dl_str_addf(&s,
                    "INSERT INTO rss_item VALUES (NULL, 'g%u', 'Berth', '', 'https://h.example/%u',"
                    " 'https://h.example/f', 1678786200, '%s', 1, 0);",
                    i, i, next_text(m));
    remove(path_of(m, "cache.db"));
    need(sqlite3_open(path_of(m, "cache.db"), &db) == SQLITE_OK &&
             sqlite3_exec(db, s.text, NULL, NULL, NULL) == SQLITE_OK,
         "cache.db");
    sqlite3_close(db);
    dl_str_release(&s);
    add_file(m, "cache.db", TEXTS);
}

const formats_file *formats_write(const char *directory)
{
    static maker m;
    m = (maker){.directory = directory};
    write_text(&m);
    write_cache(&m);
#ifdef HAVE_LIBXML
    write_marked_up(&m);
#endif
#ifdef HAVE_GMIME
    write_mails(&m);
#endif
#ifdef HAVE_ZLIB
    write_warc(&m);
#endif
#ifdef HAVE_LIBARCHIVE
    pack(&m, "all.zip", archive_write_set_format_zip, archive_write_add_filter_none);
    pack(&m, "all.tar.gz", archive_write_set_format_ustar, archive_write_add_filter_gzip);
#endif
#ifdef HAVE_PDFTOTEXT
    write_pdf(&m);
#endif
    m.files[m.count] = (formats_file){0};
    return m.files;
}
