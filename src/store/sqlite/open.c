/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Opening an archive. The file may come from anywhere, so it is looked at before SQLite may write to
 * it, and SQLite is told to trust nothing it finds there: no schema that runs functions, no
 * extensions, no triggers or views, no cells whose sizes do not add up.
 *
 * The directory's path is made real first, because SQLITE_OPEN_NOFOLLOW refuses a symbolic link
 * anywhere in a path; what must not be one is the file itself.
 *
 * Reading needs a writable directory as well, for a reader takes part in the -shm file. Where there
 * is none, and no -wal file either, the archive is opened as immutable: nobody can be writing it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "dateline/str.h"
#include "store/sqlite/decisions.h"
#include "store/sqlite/select.h"
#include "store/sqlite/sums.h"

#define BUSY_MS 5000
#define PAGE_SIZE "16384"
/* Pages kept in memory: an import fills the index faster with more of them; a reader finds what it reads again
 * among these, and the rest in the system's cache. */
#define CACHE_IMPORT "PRAGMA cache_size = -32768"
#define CACHE_READ "PRAGMA cache_size = -4096"

/* Sets *RET to the path of the file PATH with its directory made real. Freed with free(). */
static dl_status make_real(const char *path, char **ret, dl_error *error)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    char *dir = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
    char *real = dir ? realpath(dir, NULL) : NULL;
    dl_str full;
    dl_str_init(&full);
    dl_status status = DL_OK;
    if (!dir) {
        status = dl_fail_nomem(error);
        goto out;
    }
    if (!real) {
        status = dl_fail(error, errno == ENOENT ? DL_ERR_NOT_FOUND : DL_ERR_IO, "%s: %s", dir,
                         strerror(errno));
        goto out;
    }
    dl_str_addf(&full, "%s/%s", real, name);
    if (!(*ret = dl_str_detach(&full)))
        status = dl_fail_nomem(error);
out:
    dl_str_release(&full);
    free(real);
    free(dir);
    return status;
}

/* Makes an empty file for the owner alone. SQLite gives the -wal and -shm files its mode. */
static dl_status make_file(const char *path, dl_error *error)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST)
        return DL_OK;
    if (fd < 0 || fchmod(fd, 0600) != 0) {
        dl_status status = dl_fail(error, DL_ERR_IO, "%s: %s", path, strerror(errno));
        if (fd >= 0)
            close(fd);
        return status;
    }
    close(fd);
    return DL_OK;
}

/* Looks at what stands at PATH, and makes it where it may. */
static dl_status look_at_file(const char *path, dl_open_mode mode, dl_error *error)
{
    struct stat st;
    if (lstat(path, &st) != 0) {
        if (errno != ENOENT)
            return dl_fail(error, DL_ERR_IO, "%s: %s", path, strerror(errno));
        if (mode == DL_OPEN_CREATE)
            return make_file(path, error);
        return dl_fail(error, DL_ERR_NOT_FOUND, "%s: there is no archive", path);
    }
    if (S_ISLNK(st.st_mode))
        return dl_fail(error, DL_ERR_INVALID,
                       "%s: an archive must not be a symbolic link; name the file it leads to",
                       path);
    if (!S_ISREG(st.st_mode))
        return dl_fail(error, DL_ERR_INVALID, "%s: not a file", path);
    return dl_schema_peek(path, error);
}

/* PATH as a URI that says nobody writes the file. */
static bool add_immutable_uri(dl_str *uri, const char *path)
{
    static const char kept[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-~";
    dl_str_add(uri, "file://");
    for (; *path; path++)
        if (strchr(kept, *path))
            dl_str_addc(uri, *path);
        else
            dl_str_addf(uri, "%%%02X", (unsigned)(unsigned char)*path);
    dl_str_add(uri, "?immutable=1");
    return dl_str_ok(uri);
}

static bool has_wal(const char *path)
{
    dl_str wal;
    dl_str_init(&wal);
    dl_str_addf(&wal, "%s-wal", path);
    bool has = !dl_str_ok(&wal) || access(wal.text, F_OK) == 0;
    dl_str_release(&wal);
    return has;
}

/* Whether the connection can read the file: SQLite opens files lazily. */
static int try_read(sqlite3 *db)
{
    return sqlite3_exec(db, "PRAGMA schema_version", NULL, NULL, NULL);
}

static int connect_as(dl_sqlite *store, const char *name, int flags)
{
    sqlite3_close(store->db);
    store->db = NULL;
    int code = sqlite3_open_v2(
        name, &store->db,
        flags | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (code == SQLITE_OK)
        sqlite3_busy_timeout(store->db, BUSY_MS);
    return code == SQLITE_OK ? try_read(store->db) : code;
}

/* Connects for writing; MODE READ falls back to reading, and to reading what nobody writes. */
static dl_status connect_to(dl_sqlite *store, const char *path, dl_open_mode mode, dl_error *error)
{
    int code = SQLITE_CANTOPEN;
    store->writable = access(path, W_OK) == 0;
    if (store->writable)
        code = connect_as(store, path, SQLITE_OPEN_READWRITE);
    bool refused = (code & 0xFF) == SQLITE_CANTOPEN || (code & 0xFF) == SQLITE_READONLY;
    if (refused && mode != DL_OPEN_READ)
        return dl_fail(error, DL_ERR_READONLY, "%s: no permission to write this archive", path);
    if (refused) {
        store->writable = false;
        code = connect_as(store, path, SQLITE_OPEN_READONLY);
    }
    refused = (code & 0xFF) == SQLITE_CANTOPEN || (code & 0xFF) == SQLITE_READONLY;
    if (refused && !has_wal(path)) {
        dl_str uri;
        dl_str_init(&uri);
        code = add_immutable_uri(&uri, path)
                   ? connect_as(store, uri.text, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI)
                   : SQLITE_NOMEM;
        dl_str_release(&uri);
    }
    return code == SQLITE_OK ? DL_OK : dl_sqlite_fail(store, code, error);
}

#define TELL_EVERY 10000 /* steps of SQLite's machine, half a millisecond or so */

/* Tells that a statement takes its time. It goes on whatever is said to that. */
static int on_progress(void *context)
{
    const dl_store *store = context;
    if (store->progress)
        store->progress(store->progress_context, 0, 0);
    return 0;
}

static dl_status harden(dl_sqlite *store, dl_open_mode mode, dl_error *error)
{
    static const struct {
        int option, value;
    } options[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},       {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},  {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},         {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
    };
    int code = SQLITE_OK;
    for (size_t i = 0; code == SQLITE_OK && i < sizeof options / sizeof *options; i++)
        code = sqlite3_db_config(store->db, options[i].option, options[i].value, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(store->db,
                            "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
                            "PRAGMA synchronous = FULL;"
                            "PRAGMA journal_size_limit = 67108864",
                            NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(store->db, mode == DL_OPEN_READ ? CACHE_READ : CACHE_IMPORT, NULL, NULL,
                            NULL);
    if (code == SQLITE_OK)
        code = dl_tokenizer_register(store->db);
    if (code == SQLITE_OK)
        code = dl_near_register(store->db);
    if (code == SQLITE_OK)
        code = dl_functions_register(store->db);
    return code == SQLITE_OK ? DL_OK : dl_sqlite_fail(store, code, error);
}

/* Switches to write-ahead logging. Two processes that do so at once are not made to wait by SQLite,
 * so the one that comes second tries again. */
static dl_status use_wal(dl_sqlite *store, dl_error *error)
{
    const struct timespec pause = {.tv_nsec = 10 * 1000 * 1000};
    int code = sqlite3_exec(store->db, "PRAGMA page_size = " PAGE_SIZE, NULL, NULL, NULL);
    if (code != SQLITE_OK)
        return dl_sqlite_fail(store, code, error);
    for (int ms = 0; ms < BUSY_MS; ms += 10) {
        code = sqlite3_exec(store->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if ((code & 0xFF) != SQLITE_BUSY)
            break;
        nanosleep(&pause, NULL);
    }
    return code == SQLITE_OK ? DL_OK : dl_sqlite_fail(store, code, error);
}

dl_status dl_sqlite_open(const char *path, dl_open_mode mode, dl_store **ret_store, dl_error *error)
{
    char *real = NULL;
    int64_t version = 0;
    dl_sqlite *store = calloc(1, sizeof *store);
    if (!store || !(store->path = strdup(path))) {
        free(store);
        return dl_fail_nomem(error);
    }
    store->store.ops = &dl_store_sqlite;
    dl_status status = make_real(path, &real, error);
    if (!status)
        status = look_at_file(real, mode, error);
    if (!status)
        status = connect_to(store, real, mode, error);
    if (!status)
        status = harden(store, mode, error);
    if (!status)
        status = dl_schema_check(store, &version, error);
    if (!status && store->writable)
        status = use_wal(store, error);
    if (!status)
        status = dl_schema_migrate(store, version, error);
    if (!status)
        sqlite3_progress_handler(store->db, TELL_EVERY, on_progress, &store->store);
    free(real);
    if (status) {
        dl_sqlite_close(&store->store);
        return status;
    }
    *ret_store = &store->store;
    return DL_OK;
}

void dl_sqlite_close(dl_store *base)
{
    if (!base)
        return;
    dl_sqlite *store = dl_sqlite_of(base);
    if (store->db)
        dl_sqlite_rollback(base);
    dl_statements_release(store);
    dl_ranked_release(store);
    dl_bywords_release(store);
    dl_known_clear(store);
    dl_sums_release(store);
    sqlite3_close(store->db);
    free(store->path);
    free(store);
}
