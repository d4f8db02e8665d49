/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef DL_IMPORT_HTML_CHARSET_H
#define DL_IMPORT_HTML_CHARSET_H

#include "dateline/status.h"
#include "dateline/str.h"

/* The text of the page at *HTML as well-formed UTF-8 without NUL: sets *HTML and *LEN to it, which
 * are BUF's where it had to be made. CHARSET: what the container says, or NULL. */
dl_status dl_html_decode(const char **html, size_t *len, const char *charset, dl_str *buf,
                         dl_error *error);

#endif
