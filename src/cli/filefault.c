/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/filefault.h"
#include "cli/output.h"
#include "cli/record.h"

const char *const dl_file_fault_columns[] = {"file", "line", "fault", NULL};

void dl_file_fault_print(const char *file, size_t line, const char *text, dl_format format)
{
    if (format != DL_FORMAT_TEXT) {
        json_t *record = dl_record_new();
        dl_record_text(record, "file", file);
        dl_record_number(record, "line", line);
        dl_record_text(record, "fault", text);
        dl_record_print(record, format, dl_file_fault_columns);
        return;
    }
    dl_str out;
    dl_str_init(&out);
    dl_output_add_safe(&out, file, strlen(file), false);
    if (line)
        dl_str_addf(&out, ":%zu", line);
    dl_str_add(&out, ": ");
    dl_output_add_safe(&out, text, strlen(text), false);
    dl_output_line(&out);
    dl_str_release(&out);
}
