// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "main/file_copy.h"

#include "main/say.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK_BYTES = 65536 };

static rc refuse(rc code, const char *path, int why, err *e) {
    return err_set(e, code, "{s}: {s}", str_of_argument(path), str_of_argument(strerror(why)));
}

bool file_is(const char *path) {
    struct stat about;
    return lstat(path, &about) == 0;
}

rc file_sum(const char *path, arena *mem, int64_t *out_bytes, str *out_sha256, err *e) {
    unsigned char block[BLOCK_BYTES], hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state s;
    char *hex = arena_alloc(mem, 2 * sizeof hash + 1, 1);
    ssize_t n = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || hex == NULL)
        return refuse(RC_INPUT, path, errno, e);
    (void)crypto_hash_sha256_init(&s);
    *out_bytes = 0;
    while ((n = read(fd, block, sizeof block)) > 0) {
        (void)crypto_hash_sha256_update(&s, block, (size_t)n);
        *out_bytes += n;
    }
    bool is_read = n == 0 && fsync(fd) == 0;
    int why = errno;
    close(fd);
    (void)crypto_hash_sha256_final(&s, hash);
    *out_sha256 = str_of_argument(sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash));
    return is_read ? RC_OK : refuse(RC_INPUT, path, why, e);
}

static bool copy_bytes(int from, int to) {
    char block[BLOCK_BYTES];
    ssize_t n = 0;
    bool is_written = true;
    while (is_written && (n = read(from, block, sizeof block)) > 0)
        is_written = write(to, block, (size_t)n) == n;
    return is_written && n == 0 && fsync(to) == 0;
}

rc file_copy(const char *from, const char *to, err *e) {
    int in = open(from, O_RDONLY | O_CLOEXEC);
    if (in < 0)
        return refuse(RC_INPUT, from, errno, e);
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    bool is_copied = out >= 0 && copy_bytes(in, out);
    int why = errno;
    close(in);
    if (out >= 0)
        is_copied &= close(out) == 0;
    return is_copied ? RC_OK : refuse(RC_STORE, to, why, e);
}

// The folder too: the name is on the disk when this comes back.
static bool sync_folder_of(const char *path) {
    char folder[PATH_MAX];
    const char *slash = strrchr(path, '/');
    int len = slash == NULL ? 0 : (int)(slash - path) + 1;
    (void)snprintf(folder, sizeof folder, "%.*s.", len, path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool is_synced = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        close(fd);
    return is_synced;
}

rc file_publish(const char *from, const char *to, err *e) {
    bool is_named = link(from, to) == 0 && unlink(from) == 0 && sync_folder_of(to);
    return is_named ? RC_OK : refuse(errno == EEXIST ? RC_INPUT : RC_STORE, to, errno, e);
}
