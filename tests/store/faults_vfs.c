/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "faults.h"
#include "support.h"

/* What a write replaced, until it is synced. */
typedef struct undo {
    struct undo *before;
    sqlite3_int64 offset, size; /* of the file before the write */
    int len;
    unsigned char bytes[];
} undo;

/* A file of this VFS: SQLite allocates it with room for the real one after it. */
typedef struct faulty_file {
    sqlite3_file base;
    undo *unsynced;
    struct faulty_file *next; /* of the files that are open */
} faulty_file;

static struct {
    sqlite3_vfs vfs, *real;
    faults_kind kind;
    size_t count, at;
    bool off; /* the power is */
    faulty_file *files;
    unsigned long long seed;
} state;

static sqlite3_file *real_of(sqlite3_file *file)
{
    return (sqlite3_file *)((faulty_file *)file + 1);
}

/* --- what happens at the n-th change --- */

static void forget_undo(faulty_file *file)
{
    while (file->unsynced) {
        undo *u = file->unsynced;
        file->unsynced = u->before;
        free(u);
    }
}

/* Takes back some of what was written and not synced: a disk may write in any order. */
static void lose_unsynced(faulty_file *file)
{
    sqlite3_file *real = real_of(&file->base);
    for (const undo *u = file->unsynced; u; u = u->before) {
        if (test_random(&state.seed, 2))
            continue;
        if (u->len)
            real->pMethods->xWrite(real, u->bytes, u->len, u->offset);
        else
            real->pMethods->xTruncate(real, u->size);
    }
    forget_undo(file);
}

/* Counts a change; whether it may be made. */
static bool may_change(void)
{
    if (state.off)
        return false;
    if (++state.count != state.at || state.kind == FAULTS_NONE)
        return true;
    if (state.kind == FAULTS_KILL)
        raise(SIGKILL);
    if (state.kind == FAULTS_POWER) {
        state.off = true;
        for (faulty_file *file = state.files; file; file = file->next)
            lose_unsynced(file);
    }
    return false;
}

/* --- files --- */

static int file_close(sqlite3_file *base)
{
    faulty_file *file = (faulty_file *)base;
    faulty_file **link = &state.files;
    while (*link != file)
        link = &(*link)->next;
    *link = file->next;
    forget_undo(file);
    return real_of(base)->pMethods->xClose(real_of(base));
}

static int file_read(sqlite3_file *base, void *data, int len, sqlite3_int64 offset)
{
    return real_of(base)->pMethods->xRead(real_of(base), data, len, offset);
}

/* Keeps what a write is about to replace. */
static void keep_undo(faulty_file *file, int len, sqlite3_int64 offset)
{
    sqlite3_file *real = real_of(&file->base);
    sqlite3_int64 size = 0;
    real->pMethods->xFileSize(real, &size);
    int old = offset >= size ? 0 : size - offset < len ? (int)(size - offset) : len;
    undo *u = malloc(sizeof *u + (size_t)old);
    test_need(u != NULL, "memory");
    *u = (undo){.before = file->unsynced, .offset = offset, .size = size, .len = old};
    if (old)
        real->pMethods->xRead(real, u->bytes, old, offset);
    file->unsynced = u;
}

static int file_write(sqlite3_file *base, const void *data, int len, sqlite3_int64 offset)
{
    if (!may_change())
        return state.kind == FAULTS_ONCE && state.count % 2 ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    if (state.kind == FAULTS_POWER)
        keep_undo((faulty_file *)base, len, offset);
    return real_of(base)->pMethods->xWrite(real_of(base), data, len, offset);
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size)
{
    if (!may_change())
        return SQLITE_IOERR_TRUNCATE;
    return real_of(base)->pMethods->xTruncate(real_of(base), size);
}

static int file_sync(sqlite3_file *base, int flags)
{
    (void)flags;
    if (!may_change())
        return SQLITE_IOERR_FSYNC;
    forget_undo((faulty_file *)base);
    return SQLITE_OK;
}

static int file_size(sqlite3_file *base, sqlite3_int64 *ret)
{
    return real_of(base)->pMethods->xFileSize(real_of(base), ret);
}

static int file_lock(sqlite3_file *base, int lock)
{
    return real_of(base)->pMethods->xLock(real_of(base), lock);
}

static int file_unlock(sqlite3_file *base, int lock)
{
    return real_of(base)->pMethods->xUnlock(real_of(base), lock);
}

static int file_check_lock(sqlite3_file *base, int *ret)
{
    return real_of(base)->pMethods->xCheckReservedLock(real_of(base), ret);
}

static int file_control(sqlite3_file *base, int op, void *arg)
{
    return real_of(base)->pMethods->xFileControl(real_of(base), op, arg);
}

static int file_sector_size(sqlite3_file *base)
{
    return real_of(base)->pMethods->xSectorSize(real_of(base));
}

static int file_traits(sqlite3_file *base)
{
    return real_of(base)->pMethods->xDeviceCharacteristics(real_of(base));
}

static int file_shm_map(sqlite3_file *base, int page, int size, int extend, void volatile **ret)
{
    return real_of(base)->pMethods->xShmMap(real_of(base), page, size, extend, ret);
}

static int file_shm_lock(sqlite3_file *base, int offset, int n, int flags)
{
    return real_of(base)->pMethods->xShmLock(real_of(base), offset, n, flags);
}

static void file_shm_barrier(sqlite3_file *base)
{
    real_of(base)->pMethods->xShmBarrier(real_of(base));
}

static int file_shm_unmap(sqlite3_file *base, int remove)
{
    return real_of(base)->pMethods->xShmUnmap(real_of(base), remove);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2, /* no memory mapping: it would go past xWrite */
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_traits,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *ret)
{
    faulty_file *file = (faulty_file *)base;
    (void)vfs;
    memset(file, 0, sizeof *file);
    int code = state.real->xOpen(state.real, name, real_of(base), flags, ret);
    if (code == SQLITE_OK) {
        file->base.pMethods = &methods;
        file->next = state.files;
        state.files = file;
    }
    return code;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    return may_change() ? state.real->xDelete(state.real, name, sync) : SQLITE_IOERR_DELETE;
}

void faults_install(void)
{
    state.real = sqlite3_vfs_find(NULL);
    state.vfs = *state.real;
    state.vfs.zName = "faults";
    state.vfs.szOsFile = (int)sizeof(faulty_file) + state.real->szOsFile;
    state.vfs.xOpen = vfs_open;
    state.vfs.xDelete = vfs_delete;
    test_need(sqlite3_vfs_register(&state.vfs, 1) == SQLITE_OK, "sqlite3_vfs_register");
}

void faults_arm(faults_kind kind, size_t n)
{
    state.kind = kind;
    state.at = n;
    state.count = 0;
    state.off = false;
    state.seed = n;
}

size_t faults_count(void)
{
    return state.count;
}
