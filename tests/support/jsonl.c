/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * jsonl MEMBER...: reads lines of JSON from standard input, each of which must be an object that
 * begins with a format_version, and prints the members of each in a line, parted by tabs. Null is
 * printed as "null", lists and objects as JSON. Exit status 1, with a message, for anything else.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

static void print_member(const json_t *value)
{
    if (json_is_string(value)) {
        fputs(json_string_value(value), stdout);
        return;
    }
    char *text = value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;
    fputs(text ? text : "(missing)", stdout);
    free(text);
}

int main(int argc, char **argv)
{
    char *line = NULL;
    size_t size = 0;
    int code = 0;
    for (ssize_t len; (len = getline(&line, &size, stdin)) > 0 && !code;) {
        json_error_t error;
        json_t *record = json_loadb(line, (size_t)len, JSON_REJECT_DUPLICATES, &error);
        if (!json_is_object(record) || strncmp(line, "{\"format_version\":1,", 20) != 0) {
            fprintf(stderr, "jsonl: no record: %s\n%s", record ? "another beginning" : error.text,
                    line);
            code = 1;
        }
        for (int i = 1; i < argc && !code; i++) {
            if (i > 1)
                putchar('\t');
            print_member(json_object_get(record, argv[i]));
        }
        if (!code)
            putchar('\n');
        json_decref(record);
    }
    free(line);
    return code;
}
