/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mail (RFC 5322, MIME), by GMime: a file of its own (eml, an entry of a Maildir). Its text is the plain part,
 * but where that only points to a page ("view in browser") the HTML. Mails attached to it are documents
 * of their own; other attachments are left. A page that a browser has saved in one file (MHTML) has the form
 * of a mail, and is read as the page that it is.
 */
#include <gmime/gmime.h>
#include <pthread.h>
#include <string.h>
#include <strings.h>

#include "dateline/hash.h"
#include "dateline/text.h"
#include "import/facts.h"
#include "import/importer.h"
#include "import/magic.h"
#include "import/mailtext.h"
#include "import/richtext.h"
#ifdef HAVE_LIBXML
#include "import/html.h"
#endif

#define DEPTH_MAX 16    /* parts around a part */
#define ATTACHED_MAX 64 /* mails in a mail */
#define STUB_MAX 600    /* bytes of a plain part that may only point to a page */
#define STUB_RATIO 5    /* times that the HTML is then longer */

/* The parts of a mail that are of use. */
typedef struct parts {
    GMimeTextPart *plain, *html;
    GMimeMessage *attached[ATTACHED_MAX];
    size_t attached_count;
} parts;

typedef struct mail {
    const dl_record *record;
    const dl_import_options *options;
    dl_import_sink *sink;
    void *context;
    size_t number; /* of the mail in the record, from 0 */
} mail;

static pthread_once_t started = PTHREAD_ONCE_INIT;

/* What a mailbox holds is a mail, whichever fields it has. */
static int sniff(const dl_part *part)
{
    bool said = part->media_type && !strcmp(part->media_type, "message/rfc822");
    return said || dl_magic_is_mail(part->head, part->head_len) ? 75 : 0;
}

/* Notes what is of use in OBJECT and the parts in it. */
static void find_parts(GMimeObject *object, int depth, parts *ret)
{
    if (!object || depth > DEPTH_MAX)
        return;
    if (GMIME_IS_MULTIPART(object)) {
        GMimeMultipart *multipart = GMIME_MULTIPART(object);
        for (int i = 0; i < g_mime_multipart_get_count(multipart); i++)
            find_parts(g_mime_multipart_get_part(multipart, i), depth + 1, ret);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        if (message && ret->attached_count < ATTACHED_MAX)
            ret->attached[ret->attached_count++] = message;
    } else if (GMIME_IS_TEXT_PART(object) && !g_mime_part_is_attachment(GMIME_PART(object))) {
        GMimeContentType *type = g_mime_object_get_content_type(object);
        if (!ret->plain && g_mime_content_type_is_type(type, "text", "plain"))
            ret->plain = GMIME_TEXT_PART(object);
        else if (!ret->html && g_mime_content_type_is_type(type, "text", "html"))
            ret->html = GMIME_TEXT_PART(object);
    }
}

/* How PART says that its lines are broken. */
static dl_flow flow_of(GMimeTextPart *part)
{
    GMimeObject *object = GMIME_OBJECT(part);
    const char *format = g_mime_object_get_content_type_parameter(object, "format");
    const char *delsp = g_mime_object_get_content_type_parameter(object, "delsp");
    if (!format || strcasecmp(format, "flowed"))
        return DL_FLOW_FIXED;
    return delsp && !strcasecmp(delsp, "yes") ? DL_FLOW_DELSP : DL_FLOW_FLOWED;
}

/* Sets RET to the text of PART, in UTF-8. */
static void read_text(GMimeTextPart *part, dl_str *ret)
{
    char *text = part ? g_mime_text_part_get_text(part) : NULL;
    if (text)
        dl_str_add(ret, text);
    g_free(text);
}

/* Sets RET to the paragraphs of the plain PART. */
static bool read_plain(GMimeTextPart *part, dl_str *ret)
{
    dl_str raw;
    dl_str_init(&raw);
    read_text(part, &raw);
    bool ok = dl_str_ok(&raw) && !dl_text_clean(ret, raw.text, raw.len) &&
              (!part || dl_mailtext_unwrap(ret, flow_of(part)));
    dl_str_release(&raw);
    return ok;
}

static dl_status read_body(const parts *p, dl_arena *arena, dl_manuscript *ret, dl_error *error)
{
    dl_str plain, html;
    dl_str_init(&plain);
    dl_str_init(&html);
    bool ok = read_plain(p->plain, &plain);
    read_text(p->html, &html);
    bool stub = plain.len < STUB_MAX && html.len > plain.len * STUB_RATIO;
    dl_status status =
        !ok || !dl_str_ok(&html) ? dl_fail_nomem(error)
        : stub ? dl_richtext_blocks(html.text, html.len, DL_RICHTEXT_HTML, arena, ret, error)
               : dl_richtext_blocks(plain.text, plain.len, DL_RICHTEXT_PLAIN, arena, ret, error);
    ret->whole = true;
    dl_str_release(&plain);
    dl_str_release(&html);
    return status;
}

static bool claim(dl_manuscript *m, dl_fact fact, dl_trust trust, const char *by, const char *value,
                  dl_arena *arena)
{
    return !value || dl_manuscript_claim(m, fact, trust, by, value, strlen(value), arena);
}

/* Who sent it: the author; of a newsletter the list, or else the sender's host, is the source. */
static bool claim_sender(GMimeMessage *message, dl_manuscript *m, dl_arena *arena)
{
    InternetAddressList *from = g_mime_message_get_from(message);
    InternetAddress *first = from && internet_address_list_length(from)
                                 ? internet_address_list_get_address(from, 0)
                                 : NULL;
    const char *address = first && INTERNET_ADDRESS_IS_MAILBOX(first)
                              ? internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(first))
                              : NULL;
    const char *name = first ? internet_address_get_name(first) : NULL;
    const char *host = address ? strrchr(address, '@') : NULL;
    const char *list = g_mime_object_get_header(GMIME_OBJECT(message), "List-Id");
    bool letter = list || g_mime_object_get_header(GMIME_OBJECT(message), "List-Unsubscribe");
    bool ok =
        claim(m, DL_FACT_AUTHOR, DL_TRUST_RECORD, "From", name && *name ? name : address, arena);
    size_t len = list ? strcspn(list, "<") : 0;
    if (ok && len && strspn(list, " \t\"") < len) {
        size_t skip = strspn(list, " \t\"");
        while (len > skip && strchr(" \t\"", list[len - 1]))
            len--;
        ok = dl_manuscript_claim(m, DL_FACT_SOURCE, DL_TRUST_CLAIM, "List-Id", list + skip,
                                 len - skip, arena);
    }
    return ok &&
           claim(m, DL_FACT_SOURCE, DL_TRUST_HINT, "From", letter && host ? host + 1 : NULL, arena);
}

/* What a mail claims of itself. */
static bool claim_headers(GMimeMessage *message, dl_manuscript *m, dl_arena *arena)
{
    const char *subject = g_mime_message_get_subject(message);
    dl_str title;
    dl_str_init(&title);
    if (subject)
        dl_mail_title_add(&title, subject);
    bool ok =
        dl_str_ok(&title) && claim(m, DL_FACT_TITLE, DL_TRUST_RECORD, "Subject", title.text, arena);
    dl_str_release(&title);
    return ok &&
           claim(m, DL_FACT_PUBLISHED, DL_TRUST_RECORD, "Date",
                 g_mime_object_get_header(GMIME_OBJECT(message), "Date"), arena) &&
           claim_sender(message, m, arena);
}

#ifdef HAVE_LIBXML
/* Whether MESSAGE is none but a page that a browser has saved in one file (MHTML). */
static bool is_page(GMimeMessage *message)
{
    const char *from = g_mime_object_get_header(GMIME_OBJECT(message), "From");
    return g_mime_object_get_header(GMIME_OBJECT(message), "Snapshot-Content-Location") ||
           (from && strstr(from, "<Saved by "));
}

/* Reads a page that was saved as a mail: its Date is the day of the copy. */
static dl_status read_page(GMimeMessage *message, const parts *p, dl_arena *arena,
                           dl_manuscript *ret, dl_error *error)
{
    dl_str html;
    GDateTime *date = g_mime_message_get_date(message);
    dl_str_init(&html);
    read_text(p->html, &html);
    if (date)
        ret->captured = (dl_date){.day = dl_day_from_civil(g_date_time_get_year(date),
                                                           g_date_time_get_month(date),
                                                           g_date_time_get_day_of_month(date)),
                                  .precision = DL_PRECISION_DAY,
                                  .how = DL_HOW_STATED};
    bool ok =
        dl_str_ok(&html) &&
        claim(ret, DL_FACT_LINK, DL_TRUST_HINT, "address",
              g_mime_object_get_header(GMIME_OBJECT(message), "Snapshot-Content-Location"), arena);
    dl_status status =
        ok ? dl_html_read(html.text, html.len, "utf-8", arena, ret, error) : dl_fail_nomem(error);
    dl_str_release(&html);
    return status;
}
#endif

/* Reads what MESSAGE, of which FOUND are the parts, says of itself and its text. */
static dl_status read_whole(GMimeMessage *message, const parts *found, dl_arena *arena,
                            dl_manuscript *ret, dl_error *error)
{
#ifdef HAVE_LIBXML
    if (found->html && is_page(message))
        return read_page(message, found, arena, ret, error);
#endif
    if (!claim_headers(message, ret, arena))
        return dl_fail_nomem(error);
    return read_body(found, arena, ret, error);
}

/* Makes a document of MESSAGE, which FOUND are the parts of. */
static dl_status make_document(mail *m, GMimeMessage *message, const parts *found, dl_error *error)
{
    dl_arena arena = {0};
    dl_document document;
    const char *origin = m->record->part.origin;
    if (m->number)
        origin = dl_arena_printf(&arena, "%s#%zu", origin, m->number);
    dl_manuscript manuscript = {
        .origin = origin, .captured = m->record->part.captured, .budget = m->record->budget};
    GMimeObject *object = GMIME_OBJECT(message);
    char *bytes = NULL;
    dl_status status =
        origin ? read_whole(message, found, &arena, &manuscript, error) : dl_fail_nomem(error);
    if (!status)
        status = dl_facts_read(&manuscript, m->options, &arena, &document, error);
    if (!status) {
        if (m->number)
            bytes = g_mime_object_to_string(object, NULL);
        dl_sha256_hex(bytes ? bytes : m->record->data, bytes ? strlen(bytes) : m->record->len,
                      document.sha256);
        status = m->sink(m->context, &document, error);
    }
    g_free(bytes);
    dl_arena_release(&arena);
    return status;
}

/* Reads MESSAGE and the mails attached to it. One without a text that carries others is only their cover. */
static dl_status read_message(mail *m, GMimeMessage *message, int depth, dl_error *error)
{
    parts found = {0};
    dl_status status = DL_OK;
    find_parts(g_mime_message_get_mime_part(message), depth, &found);
    if (found.plain || found.html || found.attached_count == 0)
        status = make_document(m, message, &found, error);
    for (size_t i = 0; !status && i < found.attached_count && m->number < ATTACHED_MAX; i++) {
        m->number++;
        if (depth < DEPTH_MAX)
            status = read_message(m, found.attached[i], depth + 1, error);
    }
    return status;
}

static dl_status parse(const dl_record *record, const dl_import_options *options,
                       dl_import_sink *sink, void *context, dl_error *error)
{
    mail m = {.record = record, .options = options, .sink = sink, .context = context};
    pthread_once(&started, g_mime_init);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(record->data, record->len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    dl_status status =
        message ? read_message(&m, message, 0, error)
                : dl_fail(error, DL_ERR_CORRUPT, "%s: is no whole mail", record->part.origin);
    if (message)
        g_object_unref(message);
    g_object_unref(parser);
    g_object_unref(stream);
    return status;
}

const dl_importer dl_importer_mail = {
    .name = "mail", .library = "GMime 3", .sniff = sniff, .parse = parse};
