// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "main/backup.h"

#include "desk/manifest.h"
#include "main/file_copy.h"
#include "main/input.h"
#include "main/say.h"
#include "main/tool.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DAY_S = 86400, SHANGHAI_S = 8 * 3600, NAME_BYTES = 64 };

static const char of_file[] = "sqlite", of_dump[] = "pg_dump";

typedef struct {
    service *s;
    const settings *set;
    arena *mem;
    int64_t now_ms;
    const char *folder;
    char name[NAME_BYTES];                // jifen-2026-12-01-083000
    char file[PATH_MAX], part[PATH_MAX];  // as it is called at the end, and until then
    manifest m;
} job;

static bool is_postgres(const settings *set) {
    return store_is_postgres(str_of_argument(set->db));
}

// ---- saying what there is ----------------------------------------------------------------------------------------------

static void print_time(buf *out, int64_t at_ms) {
    int64_t s = at_ms / 1000 + SHANGHAI_S, of_day = s % DAY_S;
    buf_put_day(out, s / DAY_S);
    buf_put_char(out, '-');
    buf_put_padded(out, of_day / 3600, 2);
    buf_put_padded(out, of_day / 60 % 60, 2);
    buf_put_padded(out, of_day % 60, 2);
}

static void print_stock(buf *out, const stock *s, const sealed_state *sealed, const audit_state *audit) {
    for (size_t i = 0; i < s->n_tables; i++)
        buf_print(out, "  {s} {i}\n", s->tables[i].table, s->tables[i].n);
    if (sealed != NULL)
        buf_print(out, "  {i} sealed values, all open; {i} of them with an older key\n", sealed->n,
                  sealed->n_old);
    if (audit != NULL)
        buf_print(out, "  the audit has {i} rows, all whole\n", audit->n);
}

// Goes over all of what is at `db`.
static rc check_at(service *s, const char *db, arena *mem, stock *out, sealed_state *sealed,
                   audit_state *audit, err *e) {
    desk *d = NULL;
    rc code = service_desk_at(s, db, mem, &d, e);
    if (code != RC_OK)
        return code;
    code = stock_check(d, mem, sealed, audit, e);
    if (code == RC_OK)
        code = stock_count(d, mem, out, e);
    store_close(d->db);
    return code;
}

rc backup_check(service *s, const settings *set, arena *mem, str *said, err *e) {
    stock found;
    sealed_state sealed;
    audit_state audit;
    rc code = check_at(s, set->db, mem, &found, &sealed, &audit, e);
    buf b = buf_make(mem);
    buf_print(&b, "{s} is whole\n", is_postgres(set) ? STR("the database") : str_of_argument(set->db));
    if (code == RC_OK)
        print_stock(&b, &found, &sealed, &audit);
    *said = buf_str(&b);
    return code;
}

// ---- making one --------------------------------------------------------------------------------------------------------

static rc name_it(job *j, err *e) {
    buf name = buf_over(j->name, sizeof j->name);
    BUF_LIT(&name, "jifen-");
    print_time(&name, j->now_ms);
    buf_put_char(&name, '\0');
    const char *tail = is_postgres(j->set) ? "dump" : "db";
    if (snprintf(j->file, sizeof j->file, "%s/%s.%s", j->folder, j->name, tail) >= (int)sizeof j->file - 16)
        return err_set(e, RC_INPUT, "{s}: the path is too long", str_of_argument(j->folder));
    (void)snprintf(j->part, sizeof j->part, "%s/%s.part", j->folder, j->name);
    return RC_OK;
}

// The name is this one's from here on, also while another backup is made in the same second.
static rc reserve(const job *j, err *e) {
    int fd = file_is(j->file) ? -1 : open(j->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (fd >= 0)
        close(fd);
    else if (errno != EEXIST && !file_is(j->file))
        return err_set(e, RC_STORE, "{s}: {s}", str_of_argument(j->part), str_of_argument(strerror(errno)));
    return fd >= 0 ? RC_OK : err_set(e, RC_INPUT, "{s} is there already", str_of_argument(j->file));
}

// The copy is checked as it will be found: opened, and gone over.
static rc copy_file(job *j, desk *d, err *e) {
    sealed_state sealed;
    audit_state audit;
    rc code = store_copy(d->db, str_of_argument(j->part), e);
    return code == RC_OK ? check_at(j->s, j->part, j->mem, &j->m.stock, &sealed, &audit, e) : code;
}

// What is counted and what is dumped is of one moment. The text may be written to by whom it is given to.
static rc dump(store *db, void *ctx, err *e) {
    job *j = ctx;
    char program[] = "pg_dump", format[] = "--format=custom", file[PATH_MAX + 16], snapshot[256];
    char *words[] = {program, format, file, snapshot, NULL};
    desk d = {.db = db, .keys = service_keys(j->s)};
    rows name;
    rc code = store_run(db, SNAPSHOT_BEGIN, NULL, 0, j->mem, NULL, e);
    if (code == RC_OK)
        code = store_run(db, SNAPSHOT_NAME, NULL, 0, j->mem, &name, e);
    if (code == RC_OK)
        code = stock_count(&d, j->mem, &j->m.stock, e);
    if (code != RC_OK)
        return code;
    str called = rows_at(&name, 0, 0)->s;
    (void)snprintf(file, sizeof file, "--file=%s", j->part);
    (void)snprintf(snapshot, sizeof snapshot, "--snapshot=%.*s", (int)called.len, called.ptr);
    return tool_run(words, str_of_argument(j->set->db), e);
}

static rc write_manifest(const job *j, const char *path, err *e) {
    str text = manifest_print(&j->m, service_keys(j->s), j->mem);
    FILE *f = text.len == 0 ? NULL : fopen(path, "wx");
    bool is_written =
        f != NULL && fwrite(text.ptr, 1, text.len, f) == text.len && fflush(f) == 0 && fsync(fileno(f)) == 0;
    if (f != NULL)
        is_written &= fclose(f) == 0;
    return is_written ? RC_OK : err_set(e, RC_STORE, "{s} cannot be written", str_of_argument(path));
}

// The manifest comes last: a copy without one is none.
static rc publish(job *j, err *e) {
    char fresh[PATH_MAX], path[PATH_MAX];
    (void)snprintf(fresh, sizeof fresh, "%s/%s.manifest.part", j->folder, j->name);
    (void)snprintf(path, sizeof path, "%s/%s.manifest", j->folder, j->name);
    j->m.file = str_of_argument(strrchr(j->file, '/') + 1);
    j->m.kind = str_of_argument(is_postgres(j->set) ? of_dump : of_file);
    j->m.made_ms = j->now_ms;
    j->m.keys = keys_mark(service_keys(j->s), j->mem);
    rc code = file_sum(j->part, j->mem, &j->m.bytes, &j->m.sha256, e);
    if (code == RC_OK)
        code = write_manifest(j, fresh, e);
    if (code == RC_OK)
        code = file_publish(j->part, j->file, e);
    if (code == RC_OK)
        code = file_publish(fresh, path, e);
    (void)unlink(fresh);
    return code;
}

// ---- and its end -------------------------------------------------------------------------------------------------------

static bool has_tail(const char *name, const char *tail) {
    size_t n = strlen(name), m = strlen(tail);
    return n > m && strcmp(name + n - m, tail) == 0;
}

static bool is_over(const job *j, const char *path) {
    str text = {0};
    input in;
    err ignored;
    err_clear(&ignored);
    if (input_open(path, false, j->mem, &in, &ignored) != RC_OK)
        return false;
    rc code = input_read_all(&in, MANIFEST_BYTES_MOST, j->mem, &text, &ignored);
    input_close(&in);
    int64_t made_ms = code == RC_OK ? manifest_made_ms(text) : 0;
    return made_ms > 0 && made_ms <= j->now_ms - (int64_t)BACKUP_DAYS * DAY_S * 1000;
}

// Its copies first: a manifest that is left shows what is missing.
static void remove_one(const job *j, const char *manifest_name) {
    static const char *const tails[] = {"db", "dump", "manifest"};
    int len = (int)(strlen(manifest_name) - strlen("manifest"));
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
        char path[PATH_MAX];
        if (snprintf(path, sizeof path, "%s/%.*s%s", j->folder, len, manifest_name, tails[i]) < PATH_MAX)
            (void)unlink(path);
    }
}

static int64_t remove_old(const job *j) {
    int64_t n = 0;
    DIR *all = opendir(j->folder);
    for (struct dirent *one = all == NULL ? NULL : readdir(all); one != NULL; one = readdir(all)) {
        char path[PATH_MAX];
        if (strncmp(one->d_name, "jifen-", 6) != 0 || !has_tail(one->d_name, ".manifest") ||
            snprintf(path, sizeof path, "%s/%s", j->folder, one->d_name) >= PATH_MAX || !is_over(j, path))
            continue;
        remove_one(j, one->d_name);
        n++;
    }
    if (all != NULL)
        (void)closedir(all);
    return n;
}

static rc make(job *j, desk *d, err *e) {
    rc code = reserve(j, e);
    if (code != RC_OK)
        return code;
    code = is_postgres(j->set) ? store_do(d->db, dump, j, e) : copy_file(j, d, e);
    if (code == RC_OK)
        code = publish(j, e);
    (void)unlink(j->part);
    return code;
}

rc backup_make(service *s, const settings *set, const char *folder, int64_t now_ms, arena *mem, str *said,
               err *e) {
    job *j = ARENA_NEW(mem, job);
    desk *d = NULL;
    if (j == NULL)
        return err_set(e, RC_MEMORY, "no memory for a backup");
    *j = (job){.s = s, .set = set, .mem = mem, .now_ms = now_ms, .folder = folder};
    (void)mkdir(folder, S_IRWXU);  // what cannot be written into is seen soon
    rc code = name_it(j, e);
    if (code == RC_OK)
        code = service_desk(s, mem, &d, e);
    if (code == RC_OK)
        code = make(j, d, e);
    if (code != RC_OK)
        return code;
    buf b = buf_make(mem);
    buf_print(&b, "{s}: {i} bytes\n", str_of_argument(j->file), j->m.bytes);
    print_stock(&b, &j->m.stock, NULL, NULL);
    buf_print(&b, "{i} older than {i} days removed\n", remove_old(j), (int64_t)BACKUP_DAYS);
    buf_print(&b, "The keys are not in it: keep a copy of {s}/root.key in another place.\n",
              str_of_argument(set->data));
    *said = buf_str(&b);
    return RC_OK;
}

// ---- the way back ------------------------------------------------------------------------------------------------------

typedef struct {
    service *s;
    const settings *set;
    const char *file;
    arena *mem;
    manifest m;
    stock found;
    sealed_state sealed;
    audit_state audit;
} way_back;

// jifen-….db has jifen-….manifest beside it.
static rc read_manifest(way_back *w, err *e) {
    char path[PATH_MAX];
    const char *dot = strrchr(w->file, '.'), *slash = strrchr(w->file, '/');
    input in;
    str text;
    if (dot == NULL || (slash != NULL && dot < slash) ||
        snprintf(path, sizeof path, "%.*s.manifest", (int)(dot - w->file), w->file) >= PATH_MAX)
        return err_set(e, RC_INPUT, "{s}: expected a backup such as jifen-2026-12-01-083000.db",
                       str_of_argument(w->file));
    rc code = input_open(path, false, w->mem, &in, e);
    if (code != RC_OK)
        return code;
    code = input_read_all(&in, MANIFEST_BYTES_MOST, w->mem, &text, e);
    input_close(&in);
    if (code == RC_OK)
        code = manifest_parse(text, service_keys(w->s), w->mem, &w->m, e);
    str name = str_of_argument(slash == NULL ? w->file : slash + 1);
    if (code == RC_OK && !str_is(name, w->m.file))
        code = err_set(e, RC_INPUT, "the manifest is of {s}, not of {s}", w->m.file, name);
    return code;
}

static rc check_bytes(way_back *w, err *e) {
    int64_t bytes = 0;
    str sha256 = {0}, name = str_of_argument(w->file);
    rc code = file_sum(w->file, w->mem, &bytes, &sha256, e);
    if (code == RC_OK && bytes != w->m.bytes)
        code = err_set(e, RC_INPUT, "{s} is not whole: {i} bytes were written, {i} are there", name,
                       w->m.bytes, bytes);
    if (code == RC_OK && !str_is(sha256, w->m.sha256))
        code = err_set(e, RC_INPUT, "{s} is not what was written: its SHA-256 is another", name);
    return code;
}

static rc check_target(way_back *w, err *e) {
    const char *kind = is_postgres(w->set) ? of_dump : of_file;
    char log[PATH_MAX];
    bool is_empty = true;
    rc code = RC_OK;
    if (!str_is(w->m.kind, str_of_argument(kind)))
        return err_set(e, RC_INPUT, "the backup is of another kind of database than --db: {s}", w->m.kind);
    if (is_postgres(w->set))
        code = store_look(str_of_argument(w->set->db), w->mem, &is_empty, e);
    else {
        (void)snprintf(log, sizeof log, "%s-wal", w->set->db);
        is_empty = !file_is(w->set->db) && !file_is(log);
    }
    return code == RC_OK && !is_empty
               ? err_set(e, RC_INPUT, "--db is not empty: a backup is restored into an empty place")
               : code;
}

// What was counted when it was made has to be there, and nothing more.
static rc compare(const way_back *w, err *e) {
    const stock *was = &w->m.stock;
    for (size_t i = 0; i < was->n_tables; i++) {
        int64_t n = stock_rows(&w->found, was->tables[i].table);
        if (n != was->tables[i].n)
            return err_set(e, RC_STORE, "{s}: {i} rows were written, {i} are there", was->tables[i].table,
                           was->tables[i].n, n);
    }
    return w->found.audit_seq == was->audit_seq && str_is(w->found.audit_hash, was->audit_hash)
               ? RC_OK
               : err_set(e, RC_STORE, "the audit ends elsewhere than it did");
}

static rc check_restored(way_back *w, const char *db, err *e) {
    rc code = check_at(w->s, db, w->mem, &w->found, &w->sealed, &w->audit, e);
    return code == RC_OK ? compare(w, e) : code;
}

// Under another name until it was gone over.
static rc restore_file(way_back *w, err *e) {
    char part[PATH_MAX];
    if (snprintf(part, sizeof part, "%s.part", w->set->db) >= PATH_MAX || file_is(part))
        return err_set(e, RC_INPUT, "{s}.part is there already, or the path is too long",
                       str_of_argument(w->set->db));
    rc code = file_copy(w->file, part, e);
    if (code == RC_OK)
        code = check_restored(w, part, e);
    if (code == RC_OK)
        code = file_publish(part, w->set->db, e);
    (void)unlink(part);
    return code;
}

static rc restore_dump(way_back *w, err *e) {
    char program[] = "pg_restore", whole[] = "--single-transaction", stop[] = "--exit-on-error",
         owner[] = "--no-owner", rights[] = "--no-privileges", to[] = "--dbname=", file[PATH_MAX];
    char *words[] = {program, whole, stop, owner, rights, to, file, NULL};
    if (snprintf(file, sizeof file, "%s", w->file) >= PATH_MAX)
        return err_set(e, RC_INPUT, "the path is too long");
    rc code = tool_run(words, str_of_argument(w->set->db), e);
    return code == RC_OK ? check_restored(w, w->set->db, e) : code;
}

rc backup_restore(service *s, const settings *set, const char *file, arena *mem, str *said, err *e) {
    way_back w = {.s = s, .set = set, .file = file, .mem = mem};
    rc code = read_manifest(&w, e);
    if (code == RC_OK)
        code = check_bytes(&w, e);
    if (code == RC_OK)
        code = check_target(&w, e);
    if (code == RC_OK)
        code = is_postgres(set) ? restore_dump(&w, e) : restore_file(&w, e);
    if (code != RC_OK)
        return code;
    buf b = buf_make(mem);
    buf_print(&b, "restored {s}, made ", w.m.file);
    print_time(&b, w.m.made_ms);
    buf_print(&b, ": {i} bytes, SHA-256 as written\n", w.m.bytes);
    print_stock(&b, &w.found, &w.sealed, &w.audit);
    *said = buf_str(&b);
    return RC_OK;
}
