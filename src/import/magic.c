/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "dateline/text.h"
#include "import/magic.h"

#define REACH 65536 /* bytes looked at */

/* The bytes that files of a format begin with. */
static const struct magic {
    const char *bytes;
    size_t len;
    const char *name;
} magics[] = {
    {"%PDF-", 5, "a PDF document"},
    {"PK\3\4", 4, "a ZIP archive (or an office document, which is one)"},
    {"PK\5\6", 4, "an empty ZIP archive"},
    {"\x89PNG\r\n", 6, "a PNG picture"},
    {"\xff\xd8\xff", 3, "a JPEG picture"},
    {"GIF8", 4, "a GIF picture"},
    {"\x1f\x8b", 2, "a gzip-compressed file"},
    {"BZh", 3, "a bzip2-compressed file"},
    {"\xfd"
     "7zXZ",
     5, "an xz-compressed file"},
    {"\x28\xb5\x2f\xfd", 4, "a zstd-compressed file"},
    {"7z\xbc\xaf", 4, "a 7z archive"},
    {"Rar!", 4, "a RAR archive"},
    {"SQLite format 3", 15, "an SQLite database"},
    {"\x7f"
     "ELF",
     4, "a program"},
    {"MZ\x90", 3, "a Windows program"},
    {"\xd0\xcf\x11\xe0", 4, "an old office document"},
    {"{\\rtf", 5, "a rich text (RTF) document"},
    {"WARC/", 5, "a web archive (WARC)"},
    {"OggS", 4, "a sound or film file"},
    {"RIFF", 4, "a sound or film file"},
};

/* Marks that a file of text begins with, after white space, in any case. */
static const struct mark {
    const char *text, *name;
} marks[] = {
    {"<!doctype html", "an HTML page"},
    {"<html", "an HTML page"},
    {"<head", "an HTML page"},
    {"<body", "an HTML page"},
    {"<rss", "a feed (RSS)"},
    {"<feed", "a feed (Atom)"},
    {"<?xml", "an XML file"},
    {"<!--", "an HTML page"},
    {"<div", "an HTML page"},
    {"<opml", "a list of feeds (OPML)"},
    {"{\"", "a JSON file"},
    {"[{\"", "a JSON file"},
    {"[\n", "a JSON file"},
    {"{\n", "a JSON file"},
};

/* Whether so many bytes are controls that no text has that it is not one. */
static bool is_binary(const unsigned char *data, size_t len)
{
    size_t controls = 0;
    for (size_t i = 0; i < len; i++)
        if (data[i] < 0x20) /* NUL counts twice: it is the surest sign */
            controls += data[i] == 0 ? 2 : data[i] < '\t' || (data[i] > '\r' && data[i] != 0x1b);
    return controls * 10 > len;
}

const char *dl_magic_name(const char *data, size_t len)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (len >= magics[i].len && !memcmp(data, magics[i].bytes, magics[i].len))
            return magics[i].name;
    if (len > 262 && !memcmp(data + 257, "ustar", 5))
        return "a tar archive";
    size_t reach = len < REACH ? len : REACH, pos = 0;
    if (!strncmp(dl_text_charset(data, reach), "UTF-16", 6))
        return NULL;
    if (reach >= 3 && !memcmp(data, "\xef\xbb\xbf", 3))
        pos = 3;
    while (pos < reach && strchr(" \t\r\n", data[pos]) && data[pos])
        pos++;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t size = strlen(marks[i].text);
        if (reach - pos >= size && !strncasecmp(data + pos, marks[i].text, size))
            return marks[i].name;
    }
    return is_binary((const unsigned char *)data, reach) ? "binary data" : NULL;
}
