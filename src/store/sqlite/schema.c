/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The schema's versions. Each is an asset schema/NNN.sql that builds on the one before; the file's
 * user_version says which were run, its application_id that it is an archive of this program.
 *
 * The file's head is read by hand before SQLite opens it, so that a file of another program or of a
 * newer version of this one is left as it is, byte for byte. What the head says is asked again
 * within the transaction that migrates, for a -wal file can say otherwise, and another process may
 * have been quicker.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dateline/asset.h"
#include "dateline/str.h"
#include "store/sqlite/decisions.h"
#include "store/sqlite/timeline.h"

#define APPLICATION_ID 0x644C6E31 /* "dLn1" */

/* Of the 100 bytes at the head of an SQLite file (its documentation, "The Database Header"). */
#define HEAD_SIZE 100
#define HEAD_MAGIC "SQLite format 3"
#define HEAD_USER_VERSION 60
#define HEAD_APPLICATION_ID 68

/* The SQL that makes schema VERSION of the one before, or NULL past the newest. */
static const dl_asset *find_migration(int version)
{
    dl_str name;
    dl_str_init(&name);
    dl_str_addf(&name, "schema/%03d.sql", version);
    const dl_asset *asset = dl_str_ok(&name) ? dl_asset_find(name.text) : NULL;
    dl_str_release(&name);
    return asset;
}

static int newest_version(void)
{
    int version = 0;
    while (find_migration(version + 1))
        version++;
    return version;
}

/* Whether a file with that id and version may be opened. Without either it is one to be made. */
static dl_status judge(const char *path, int64_t id, int64_t version, dl_error *error)
{
    if (id != APPLICATION_ID && (id != 0 || version != 0))
        return dl_fail(error, DL_ERR_INVALID,
                       "%s: an SQLite file of another program, not an archive of dateline", path);
    if (version > newest_version())
        return dl_fail(error, DL_ERR_NEWER,
                       "%s: the archive has version %lld, this program knows up to %d; use the "
                       "program that made it, or a newer one",
                       path, (long long)version, newest_version());
    return DL_OK;
}

static uint32_t read_be32(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Reads the file's head. It goes through SQLite's own way to files: closing a descriptor of a file gives up all
 * locks that the process has on it, and SQLite alone knows whether there are any. */
static int read_head(const char *path, unsigned char head[HEAD_SIZE], sqlite3_int64 *ret_len)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    const char *name = sqlite3_create_filename(path, "", "", 0, NULL);
    sqlite3_file *file = vfs ? calloc(1, (size_t)vfs->szOsFile) : NULL;
    int given, code = name && file ? SQLITE_OK : SQLITE_NOMEM;
    if (code == SQLITE_OK)
        code = vfs->xOpen(vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, &given);
    if (code == SQLITE_OK)
        code = file->pMethods->xFileSize(file, ret_len);
    if (code == SQLITE_OK && *ret_len >= HEAD_SIZE)
        code = file->pMethods->xRead(file, head, HEAD_SIZE, 0);
    if (file && file->pMethods)
        file->pMethods->xClose(file);
    free(file);
    sqlite3_free_filename((char *)name);
    return code;
}

dl_status dl_schema_peek(const char *path, dl_error *error)
{
    unsigned char head[HEAD_SIZE];
    sqlite3_int64 len = 0;
    int code = read_head(path, head, &len);
    if (code == SQLITE_NOMEM)
        return dl_fail_nomem(error);
    if (code != SQLITE_OK)
        return dl_fail(error, DL_ERR_IO, "%s: %s", path,
                       access(path, R_OK) ? strerror(errno) : sqlite3_errstr(code));
    if (len == 0)
        return DL_OK;
    if (len < HEAD_SIZE || memcmp(head, HEAD_MAGIC, sizeof HEAD_MAGIC) != 0)
        return dl_fail(error, DL_ERR_INVALID, "%s: not an archive of dateline", path);
    return judge(path, read_be32(head + HEAD_APPLICATION_ID), read_be32(head + HEAD_USER_VERSION),
                 error);
}

/* Judges the file by what SQLite reads of it, -wal and all; sets the schema's version. */
static dl_status ask_version(dl_sqlite *store, int64_t *ret_version, dl_error *error)
{
    int64_t id = 0, objects = 0;
    dl_status status = dl_sql_number(store, "PRAGMA application_id", DL_NO_VALUES, &id, error);
    if (!status)
        status = dl_sql_number(store, "PRAGMA user_version", DL_NO_VALUES, ret_version, error);
    if (!status && *ret_version == 0)
        status = dl_sql_number(store, "SELECT count(*) FROM sqlite_schema", DL_NO_VALUES, &objects,
                               error);
    if (!status && objects > 0)
        return dl_fail(error, DL_ERR_INVALID,
                       "%s: an SQLite file of another program, not an archive of dateline",
                       store->path);
    return status ? status : judge(store->path, id, *ret_version, error);
}

static dl_status run_script(dl_sqlite *store, const char *sql, dl_error *error)
{
    int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? DL_OK : dl_sqlite_fail(store, code, error);
}

/* What SQL alone cannot fill in, after the script of that version. */
static const struct {
    int version;
    dl_status (*run)(dl_sqlite *store, dl_error *error);
} steps[] = {
    {6, dl_group_all},           {8, dl_timeline_fill_all}, {9, dl_log_batch_all},
    {9, dl_deciding_digest_all}, {11, dl_derive_all},
};

static dl_status run_steps(dl_sqlite *store, int version, dl_error *error)
{
    dl_status status = DL_OK;
    for (size_t i = 0; !status && i < sizeof steps / sizeof *steps; i++)
        if (steps[i].version == version)
            status = steps[i].run(store, error);
    return status;
}

/* Runs the migrations after VERSION; a transaction is open. What the program itself has to do comes last,
 * for it reads and writes the newest form. */
static dl_status migrate_from(dl_sqlite *store, int64_t version, dl_error *error)
{
    const dl_asset *asset;
    dl_status status = DL_OK;
    int from = (int)version + 1;
    while (!status && (asset = find_migration((int)version + 1))) {
        status = run_script(store, (const char *)asset->data, error);
        version++;
    }
    for (int i = from; !status && i <= version; i++)
        status = run_steps(store, i, error);
    if (status)
        return status;
    dl_str mark;
    dl_str_init(&mark);
    dl_str_addf(&mark, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID,
                (int)version);
    status = dl_str_ok(&mark) ? run_script(store, mark.text, error) : dl_fail_nomem(error);
    dl_str_release(&mark);
    return status;
}

/* Says that the archive of that VERSION was not brought up to date, for the reason that ERROR tells. */
static dl_status fail_migration(dl_sqlite *store, int64_t version, dl_status status,
                                dl_error *error)
{
    dl_error reason = *error;
    const char *why = reason.message;
    size_t path = strlen(store->path);
    if (status == DL_ERR_NOMEM)
        return status;
    if (strncmp(why, store->path, path) == 0 && strncmp(why + path, ": ", 2) == 0)
        why += path + 2;
    return dl_fail(error, status,
                   "%s: this archive has an older form (%lld), could not be brought to that of "
                   "this program (%lld) "
                   "and stays as it was: %s%s",
                   store->path, (long long)version, (long long)newest_version(), why,
                   status == DL_ERR_IO ? "; once that is mended, open it again" : "");
}

dl_status dl_schema_check(dl_sqlite *store, int64_t *ret_version, dl_error *error)
{
    dl_status status = ask_version(store, ret_version, error);
    if (status) /* a -wal file left behind stays as it is, too */
        sqlite3_db_config(store->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    return status;
}

dl_status dl_schema_migrate(dl_sqlite *store, int64_t version, dl_error *error)
{
    if (version == newest_version())
        return DL_OK;
    if (!store->writable)
        return dl_fail(error, DL_ERR_READONLY,
                       "%s: the archive has an older form (%lld) and cannot be written to",
                       store->path, (long long)version);
    dl_error reason;
    dl_status status = dl_sqlite_begin(&store->store, error);
    if (status)
        return status;
    status = ask_version(store, &version, &reason);
    if (!status)
        status = migrate_from(store, version, &reason);
    status = dl_change_end(&store->store, true, status, &reason);
    if (!status)
        return DL_OK;
    status = fail_migration(store, version, status, &reason);
    if (error)
        *error = reason;
    return status;
}
