/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What files are that are not read, and what is said of them. */
#include <stdio.h>
#include <string.h>

#include "dateline/str.h"
#include "import/magic.h"
#include "support/test.h"

static const char *name_of(const char *data, size_t len)
{
    const dl_magic *magic = dl_magic_find(data, len);
    return magic ? magic->name : "text";
}

static void test_signs(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        const char *name;
    } cases[] = {
        {"{\\rtf1\\ansi Quay}", 16, "a rich text (RTF) document"},
        {"!BDN\0\0\0\0", 8, "an Outlook mailbox (PST)"},
        {"\x89PNG\r\n\x1a\n", 8, "a PNG picture"},
        {"\xff\xd8\xff\xe0", 4, "a JPEG picture"},
        {"RIFF\x10\0\0\0WEBPVP8 ", 16, "a WebP picture"},
        {"RIFF\x10\0\0\0WAVEfmt ", 16, "a sound or film file"},
        {"\0\0\0\x18"
         "ftypheic",
         12, "a HEIF picture"},
        {"\0\0\0\x18"
         "ftypmp42",
         12, "a sound or film file"},
        {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, "an old office document (doc, xls, ppt)"},
        {"SQLite format 3\0", 16, "an SQLite database"},
        {"\x7f"
         "ELF\2\1\1",
         7, "a program"},
        {"AT&TFORM\0\0\0\1DJVU", 16, "a DjVu document"},
        {"%!PS-Adobe-3.0\n", 15, "a PostScript document"},
        {"\0\1\2\3\4\5\6\7", 8, "binary data"},
        {"Qu\3ay of Lisvane, tor\5n out", 26, "binary data"},
        {".quay { color: teal; }\n.buoy { margin: 0; }\n", 44, "a script or a style sheet"},
        {"function moor(x){var y=x;}function cast(){x=y;}", 47, "a script or a style sheet"},
        {"The quay https://lisvane.example/a?b=${c};d&e=1 is closed, it is said.\n", 71, "text"},
        {"The quay {Lisvane} = old; so it was, they said.\n", 48, "text"},
        {"The quay of Lisvane.\n", 21, "text"},
        {"ID3 is what they call the third quay.\n", 38, "text"},
        {"", 0, "text"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        assert_string_equal(name_of(cases[i].bytes, cases[i].len), cases[i].name);
    char mobi[80] = "quay";
    memcpy(mobi + 60, "BOOKMOBI", 8);
    assert_string_equal(name_of(mobi, sizeof mobi), "an e-book (Mobipocket)");
    static const char message[] =
        "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1_\0_\0p\0r\0o\0p\0e\0r\0t\0i\0e\0s\0_";
    assert_string_equal(name_of(message, sizeof message), "an Outlook message (msg)");
}

/* The head of a ZIP archive of which the first entry is NAME and holds BODY. */
static void make_zip(dl_str *out, const char *name, const char *body)
{
    dl_str_clear(out);
    dl_str_addn(out, "PK\3\4\24\0\0\0\0\0\0\0\0\0\0\0\0\0", 18);
    for (size_t i = 0; i < 8; i++) /* the two sizes */
        dl_str_addc(out, i % 4 ? '\0' : (char)strlen(body));
    dl_str_addc(out, (char)strlen(name));
    dl_str_addn(out, "\0\0\0", 3);
    dl_str_add(out, name);
    dl_str_add(out, body);
}

static void test_documents_that_are_archives(void **state)
{
    (void)state;
    static const struct {
        const char *entry, *body, *name;
    } cases[] = {
        {"mimetype", "application/epub+zipPK", "an e-book (EPUB)"},
        {"mimetype", "application/vnd.oasis.opendocument.textPK",
         "an OpenDocument text (odt, odp)"},
        {"mimetype", "application/vnd.oasis.opendocument.spreadsheetPK", "a spreadsheet (ods)"},
        {"[Content_Types].xml", "<x/>", "an office document (docx, xlsx, pptx)"},
        {"_rels/.rels", "<x/>", "an office document (docx, xlsx, pptx)"},
        {"word/document.xml", "<x/>", "a Word document (docx)"},
    };
    dl_str zip;
    dl_str_init(&zip);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        make_zip(&zip, cases[i].entry, cases[i].body);
        assert_true(dl_magic_is_document(zip.text, zip.len));
        assert_string_equal(name_of(zip.text, zip.len), cases[i].name);
    }
    const char *const files[] = {"word/list.txt", "Index/quay.txt", "quay.docx", "mimetypes"};
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        make_zip(&zip, files[i], "x");
        assert_false(dl_magic_is_document(zip.text, zip.len));
    }
    for (size_t len = 0; len < zip.len; len++) /* cut off wherever */
        assert_false(dl_magic_is_document(zip.text, len));
    dl_str_release(&zip);
}

static void test_mails(void **state)
{
    (void)state;
    static const char mail[] = "Received: from a\n by b\nFrom: c\n\nFrom: d\n",
                      note[] = "From: c\nTo: d\n\nx";
    assert_true(dl_magic_is_mail(mail, sizeof mail - 1));
    assert_false(dl_magic_is_mail(note, sizeof note - 1));
}

/* What is read where the library for it is there, and told to be left out where it is not. */
static void test_formats_of_libraries(void **state)
{
    (void)state;
    static const char box[] = "From a@b Tue Mar 14 10:00:00 2023\nMessage-ID: <1>\nFrom: a\n\nx\n",
                      table[] = "title,day,text\nQuay,14,closed\nFerry,15,open\n";
    const dl_magic *magic = dl_magic_find(box, sizeof box - 1);
#ifdef HAVE_GMIME
    assert_null(magic);
#else
    assert_string_equal(magic->name, "a mailbox (mbox)");
    assert_string_equal(magic->clause,
                        "which this program was built without (configure --with-gmime)");
#endif
    magic = dl_magic_find(table, sizeof table - 1);
#ifdef HAVE_LIBCSV
    assert_null(magic);
#else
    assert_string_equal(magic->name, "a table (CSV)");
    static const char letter[] =
        "Dear friends,\nthe quay is closed, they say,\nand nobody knows why.\n";
    assert_null(dl_magic_find(letter, sizeof letter - 1));
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_signs),
        cmocka_unit_test(test_documents_that_are_archives),
        cmocka_unit_test(test_mails),
        cmocka_unit_test(test_formats_of_libraries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
