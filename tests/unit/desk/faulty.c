// SPDX-License-Identifier: Apache-2.0
#include "desk/faulty.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_MOST = 8, NAME_MOST = 256, SECTOR_BYTES = 512, DEEDS_MOST = 4096 };

// What was done to a file since it was last synced: bytes written at a place, or (bytes NULL) cut to a size.
typedef struct {
    unsigned char *bytes;
    sqlite3_int64 at;
    int len;
} deed;

// A file by its name: what of it is safe, and what is not yet. It stays when it is closed, as a file does.
typedef struct {
    char name[NAME_MOST];
    unsigned char *safe;
    sqlite3_int64 n_safe;
    deed deeds[DEEDS_MOST];
    int n_deeds;
} image;

typedef struct {
    sqlite3_file base;
    image *of;           // NULL: not one that matters, such as a temporary file
    sqlite3_file *real;  // behind this struct
} file;

static image *images[FILES_MOST];
static sqlite3_vfs *disk;
static sqlite3_vfs faulty;
static fault kind;
static int left;  // deeds until one fails; 0: none will
static bool has_failed;

// ---- failing -----------------------------------------------------------------------------------------------------------

void faulty_begin(fault what, int n) {
    kind = what;
    left = n;
    has_failed = false;
}

bool faulty_end(void) {
    left = 0;
    return has_failed;
}

static bool fails(bool counts) {
    if (left == 0 && !has_failed)
        return false;
    if (has_failed)
        return left == 0 ? false : counts || kind == FAULT_POWER;
    if (!counts || --left > 0)
        return false;
    left = 1;  // stays broken until faulty_end
    return has_failed = true;
}

static bool is_write_fault(void) {
    return kind != FAULT_SYNC;
}

// ---- what is safe ------------------------------------------------------------------------------------------------------

static void put_safe(image *m, const unsigned char *bytes, sqlite3_int64 at, int len) {
    if (at + len > m->n_safe) {
        m->safe = realloc(m->safe, (size_t)(at + len));
        memset(m->safe + m->n_safe, 0, (size_t)(at + len - m->n_safe));
        m->n_safe = at + len;
    }
    memcpy(m->safe + at, bytes, (size_t)len);
}

static void settle(image *m, const deed *d) {
    if (d->bytes != NULL)
        put_safe(m, d->bytes, d->at, d->len);
    else if (d->at < m->n_safe)
        m->n_safe = d->at;
}

// Sector by sector, each there or not.
static void settle_some(image *m, const deed *d) {
    if (d->bytes == NULL) {
        if (rand() % 2 == 0)
            settle(m, d);
        return;
    }
    for (int from = 0; from < d->len;) {
        int to = from + SECTOR_BYTES - (int)((d->at + from) % SECTOR_BYTES);
        to = to < d->len ? to : d->len;
        if (rand() % 2 == 0)
            put_safe(m, d->bytes + from, d->at + from, to - from);
        from = to;
    }
}

static void settle_all(image *m, void (*how)(image *m, const deed *d)) {
    for (int i = 0; i < m->n_deeds; i++) {
        how(m, &m->deeds[i]);
        free(m->deeds[i].bytes);
    }
    m->n_deeds = 0;
}

static void note(image *m, const void *bytes, int len, sqlite3_int64 at) {
    if (m->n_deeds == DEEDS_MOST) {
        printf("too many deeds without a sync\n");
        exit(1);
    }
    deed d = {NULL, at, len};
    if (bytes != NULL) {
        d.bytes = malloc((size_t)len);
        memcpy(d.bytes, bytes, (size_t)len);
    }
    m->deeds[m->n_deeds++] = d;
}

static void put_back(const image *m) {
    FILE *f = fopen(m->name, "wb");
    if (f == NULL || fwrite(m->safe, 1, (size_t)m->n_safe, f) != (size_t)m->n_safe || fclose(f) != 0) {
        printf("%s cannot be put back\n", m->name);
        exit(1);
    }
}

// A file that was deleted stays deleted: SQLite deletes only what it does not need.
void faulty_cut(unsigned seed) {
    srand(seed);
    for (size_t i = 0; i < FILES_MOST; i++)
        if (images[i] != NULL) {
            settle_all(images[i], settle_some);
            put_back(images[i]);
        }
}

static void forget(image *m) {
    for (int i = 0; i < m->n_deeds; i++)
        free(m->deeds[i].bytes);
    free(m->safe);
    free(m);
}

static image **find(const char *name) {
    image **empty = NULL;
    for (size_t i = 0; i < FILES_MOST; i++) {
        if (images[i] == NULL)
            empty = &images[i];
        else if (strcmp(images[i]->name, name) == 0)
            return &images[i];
    }
    return empty;
}

// What stands in it when it is first opened is safe.
static image *open_image(const char *name) {
    image **at = find(name);
    if (*at != NULL)
        return *at;
    *at = calloc(1, sizeof **at);
    (void)snprintf((*at)->name, NAME_MOST, "%s", name);
    FILE *f = fopen(name, "rb");
    unsigned char block[4096];
    for (size_t n; f != NULL && (n = fread(block, 1, sizeof block, f)) > 0;)
        put_safe(*at, block, (*at)->n_safe, (int)n);
    if (f != NULL)
        (void)fclose(f);
    return *at;
}

// ---- a file ------------------------------------------------------------------------------------------------------------

#define REAL(f) (((file *)(f))->real)
#define METHODS(f) (REAL(f)->pMethods)

static int close_file(sqlite3_file *f) {
    return METHODS(f)->xClose(REAL(f));
}

static int read_file(sqlite3_file *f, void *to, int n, sqlite3_int64 at) {
    return fails(false) ? SQLITE_IOERR_READ : METHODS(f)->xRead(REAL(f), to, n, at);
}

static int write_file(sqlite3_file *f, const void *from, int n, sqlite3_int64 at) {
    image *m = ((file *)f)->of;
    if (m != NULL && fails(is_write_fault()))
        return kind == FAULT_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    if (m != NULL)
        note(m, from, n, at);
    return METHODS(f)->xWrite(REAL(f), from, n, at);
}

static int cut_file(sqlite3_file *f, sqlite3_int64 size) {
    image *m = ((file *)f)->of;
    if (m != NULL && fails(is_write_fault()))
        return SQLITE_IOERR_TRUNCATE;
    if (m != NULL)
        note(m, NULL, 0, size);
    return METHODS(f)->xTruncate(REAL(f), size);
}

static int sync_file(sqlite3_file *f, int flags) {
    image *m = ((file *)f)->of;
    (void)flags;  // the real disk does not have to be asked
    if (m != NULL && fails(kind == FAULT_SYNC || kind == FAULT_POWER))
        return SQLITE_IOERR_FSYNC;
    if (m != NULL)
        settle_all(m, settle);
    return SQLITE_OK;
}

static int size_file(sqlite3_file *f, sqlite3_int64 *out) {
    return METHODS(f)->xFileSize(REAL(f), out);
}

static int lock_file(sqlite3_file *f, int how) {
    return METHODS(f)->xLock(REAL(f), how);
}

static int unlock_file(sqlite3_file *f, int how) {
    return METHODS(f)->xUnlock(REAL(f), how);
}

static int check_lock(sqlite3_file *f, int *out) {
    return METHODS(f)->xCheckReservedLock(REAL(f), out);
}

// Hints about sizes would write past this disk.
static int control_file(sqlite3_file *f, int what, void *with) {
    return what == SQLITE_FCNTL_SIZE_HINT || what == SQLITE_FCNTL_CHUNK_SIZE
               ? SQLITE_OK
               : METHODS(f)->xFileControl(REAL(f), what, with);
}

static int sector_size(sqlite3_file *f) {
    (void)f;
    return SECTOR_BYTES;
}

// Not of those that write powersafe: a sector beside the written one may be lost too.
static int traits(sqlite3_file *f) {
    (void)f;
    return 0;
}

static int map_shared(sqlite3_file *f, int region, int size, int extend, void volatile **out) {
    return METHODS(f)->xShmMap(REAL(f), region, size, extend, out);
}

static int lock_shared(sqlite3_file *f, int at, int n, int flags) {
    return METHODS(f)->xShmLock(REAL(f), at, n, flags);
}

static void barrier(sqlite3_file *f) {
    METHODS(f)->xShmBarrier(REAL(f));
}

static int unmap_shared(sqlite3_file *f, int is_deleted) {
    return METHODS(f)->xShmUnmap(REAL(f), is_deleted);
}

static const sqlite3_io_methods methods = {
    2,           close_file,  read_file,    write_file,   cut_file,    sync_file, size_file,
    lock_file,   unlock_file, check_lock,   control_file, sector_size, traits,    map_shared,
    lock_shared, barrier,     unmap_shared, NULL,         NULL};

static int open_file(sqlite3_vfs *v, sqlite3_filename name, sqlite3_file *out, int flags, int *out_flags) {
    file *f = (file *)out;
    (void)v;
    f->real = (sqlite3_file *)(f + 1);
    f->base.pMethods = NULL;
    bool matters =
        name != NULL && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    f->of = matters ? open_image(name) : NULL;
    int result = disk->xOpen(disk, name, f->real, flags, out_flags);
    if (f->real->pMethods != NULL)
        f->base.pMethods = &methods;
    return result;
}

static int delete_file(sqlite3_vfs *v, const char *name, int is_synced) {
    (void)v;
    if (fails(false))
        return SQLITE_IOERR_DELETE;
    image **m = find(name);
    if (m != NULL && *m != NULL) {
        forget(*m);
        *m = NULL;
    }
    return disk->xDelete(disk, name, is_synced);
}

void faulty_install(void) {
    disk = sqlite3_vfs_find(NULL);
    faulty = *disk;
    faulty.zName = "faulty";
    faulty.szOsFile = (int)sizeof(file) + disk->szOsFile;
    faulty.xOpen = open_file;
    faulty.xDelete = delete_file;
    faulty.pNext = NULL;
    (void)sqlite3_vfs_register(&faulty, 1);
}
