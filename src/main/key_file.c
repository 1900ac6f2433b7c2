// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "main/key_file.h"

#include "main/say.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static rc refuse(const char *path, const char *why, err *e) {
    return err_set(e, RC_INPUT, "--data: {s}: {s}", str_of_argument(path), str_of_argument(why));
}

// Under another name first: a start that is cut off leaves no half of a key behind, and of two at once one wins.
static rc make_key(const char *path, err *e) {
    char fresh[PATH_MAX];
    unsigned char key[KEY_BYTES];
    randombytes_buf(key, sizeof key);
    if (snprintf(fresh, sizeof fresh, "%s.%ld", path, (long)getpid()) >= (int)sizeof fresh)
        return refuse(path, "the path is too long", e);
    int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    bool is_made = fd >= 0 && write(fd, key, sizeof key) == (ssize_t)sizeof key && fsync(fd) == 0;
    if (fd >= 0)
        is_made &= close(fd) == 0;
    is_made = is_made && (link(fresh, path) == 0 || errno == EEXIST);
    int why = errno;
    (void)unlink(fresh);
    sodium_memzero(key, sizeof key);
    return is_made ? RC_OK : refuse(path, strerror(why), e);
}

// One byte more than a key has is asked for, to see that there are none.
static rc read_key(const char *path, const char *lost, unsigned char out[KEY_BYTES], err *e) {
    unsigned char bytes[KEY_BYTES + 1];
    struct stat about;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &about) != 0)
        return refuse(path, strerror(errno), e);
    ssize_t n = read(fd, bytes, sizeof bytes);
    close(fd);
    memcpy(out, bytes, KEY_BYTES);
    sodium_memzero(bytes, sizeof bytes);
    if (n != KEY_BYTES)
        return err_set(e, RC_INPUT, "--data: {s}: expected 32 bytes; without the key {s}",
                       str_of_argument(path), str_of_argument(lost));
    if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return refuse(path, "others can read it; run chmod u=rw,go= on it", e);
    return RC_OK;
}

rc key_file_open(const char *folder, const char *name, const char *lost, unsigned char out[KEY_BYTES], err *e) {
    char path[PATH_MAX];
    if (sodium_init() < 0)
        return err_set(e, RC_BUG, "the library of ciphers does not start");
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        return refuse(folder, "the path is too long", e);
    if (mkdir(folder, S_IRWXU) != 0 && errno != EEXIST)
        return refuse(folder, strerror(errno), e);
    rc code = access(path, F_OK) == 0 ? RC_OK : make_key(path, e);
    return code == RC_OK ? read_key(path, lost, out, e) : code;
}
