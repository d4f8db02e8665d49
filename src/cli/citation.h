/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CLI_CITATION_H
#define CLI_CITATION_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "dateline/document.h"
#include "dateline/reference.h"
#include "dateline/settings.h"
#include "dateline/str.h"

/*
 * Citations: a passage with all that is known of where it comes from: source, publisher and agencies,
 * the date and how it is known, the title, the link or the file, and its reference. The quote is what
 * stands in the document; but in text and Markdown the characters that would turn or hide what stands
 * around them are left out, in JSON they are escaped. HERE must lie within DOC; WRITTEN, with the whole hash,
 * is what is written down for it (dl_reference_settle).
 */

/* Adds the citation to OUT as text, or as Markdown; it ends with a newline. */
void dl_citation_add_text(dl_str *out, const dl_document *doc, const dl_reference *here,
                          const dl_reference *written);
void dl_citation_add_markdown(dl_str *out, const dl_document *doc, const dl_reference *here,
                              const dl_reference *written);

/* The citation as a record. */
json_t *dl_citation_record(const dl_document *doc, const dl_reference *here,
                           const dl_reference *written);

/* Adds the citation in FORM, which is DL_CITE_TEXT, _MARKDOWN or _JSON (a line). */
void dl_citation_add(dl_str *out, const dl_document *doc, const dl_reference *here,
                     const dl_reference *written, int form);

/* Adds the LEN bytes at TEXT so that Markdown shows them as they stand; each line begins with PREFIX. */
void dl_markdown_add(dl_str *out, const char *text, size_t len, const char *prefix);

/* The bytes of DOC that HERE says; none where that is the document as a whole. */
const char *dl_citation_quote(const dl_document *doc, const dl_reference *here, size_t *ret_len);

#endif
