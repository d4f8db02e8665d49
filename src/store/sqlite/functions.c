/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What SQL asks the program for each row of a scan, where an expression of SQL's own would copy every text.
 */
#include "store/names.h"
#include "store/sqlite/sqlite.h"

/* dl_holds(fold, words): whether WORDS stand in the folded name as whole words. */
static void run_holds(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    const char *fold = (const char *)sqlite3_value_text(values[0]);
    const char *words = (const char *)sqlite3_value_text(values[1]);
    sqlite3_result_int(context, fold && words && dl_name_holds(fold, words));
}

int dl_functions_register(sqlite3 *db)
{
    return sqlite3_create_function_v2(db, "dl_holds", 2,
                                      SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                                      run_holds, NULL, NULL, NULL);
}
