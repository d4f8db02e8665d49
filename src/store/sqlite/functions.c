/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What SQL asks the program for each row of a scan, where an expression of SQL's own would copy every text.
 */
#include "store/names.h"
#include "store/sqlite/levels.h"
#include "store/sqlite/sqlite.h"

/* dl_holds(fold, words): whether WORDS stand in the folded name as whole words. */
static void run_holds(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const char *fold = (const char *)sqlite3_value_text(values[0]);
    const char *words = (const char *)sqlite3_value_text(values[1]);
    sqlite3_result_int(context, fold && words && dl_name_holds(fold, words));
}

/* dl_hits(levels, least): how many mentions have a confidence of LEAST or more. */
static void run_hits(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const unsigned char *bytes = sqlite3_value_blob(values[0]);
    size_t len = bytes ? (size_t)sqlite3_value_bytes(values[0]) : 0;
    sqlite3_result_int64(
        context, (int64_t)dl_levels_count(bytes, len, (unsigned)sqlite3_value_int(values[1])));
}

int dl_functions_register(sqlite3 *db)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
    int code =
        sqlite3_create_function_v2(db, "dl_holds", 2, flags, NULL, run_holds, NULL, NULL, NULL);
    return code == SQLITE_OK ? sqlite3_create_function_v2(db, "dl_hits", 2, flags, NULL, run_hits,
                                                          NULL, NULL, NULL)
                             : code;
}
