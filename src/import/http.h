/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_HTTP_H
#define DL_IMPORT_HTTP_H

#include "import/importer.h"

/* Messages of HTTP/1.1 (RFC 9112) as archives keep them, and the fields of their heads. */

/* Whether the line is the field NAME; its value is set without white space around it. */
bool dl_http_field(const char *line, size_t len, const char *name, const char **ret,
                   size_t *ret_len);

/* Parts a Content-Type into the media type in lower case and the charset (NULL where it gives none),
 * both to be freed. False when memory is out. */
bool dl_http_media_type(const char *value, char **ret_type, char **ret_charset);

/* Whether VALUE, a Content-Type, says that a message of HTTP follows. */
bool dl_http_is_message(const char *value);

/* Whether what is of that media type (NULL: not known) may be a document. */
bool dl_http_is_text(const char *media_type);

/* Reads a response from IN and hands what it carries to TO as PART, whose media type and charset are
 * set from its head. Nothing where it tells of no success or carries no text. */
dl_status dl_http_take(const dl_part *part, dl_stream *in, dl_split *to, dl_error *error);

#endif
