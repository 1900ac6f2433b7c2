// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "main/secret_file.h"

#include "main/say.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static rc refuse(const char *path, const char *why, err *e) {
    return err_set(e, RC_INPUT, "--data: {s}: {s}", str_of_argument(path), str_of_argument(why));
}

rc secret_file_folder(const char *folder, err *e) {
    return mkdir(folder, S_IRWXU) == 0 || errno == EEXIST ? RC_OK : refuse(folder, strerror(errno), e);
}

// Under another name first: a start that is cut off leaves no half of a file behind.
static rc write_beside(const char *path, str bytes, char fresh[PATH_MAX], err *e) {
    if (snprintf(fresh, PATH_MAX, "%s.%ld", path, (long)getpid()) >= PATH_MAX)
        return refuse(path, "the path is too long", e);
    int fd = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    bool is_made = fd >= 0 && write(fd, bytes.ptr, bytes.len) == (ssize_t)bytes.len && fsync(fd) == 0;
    int why = errno;
    if (fd >= 0 && close(fd) != 0 && is_made) {
        why = errno;
        is_made = false;
    }
    return is_made ? RC_OK : refuse(path, strerror(why), e);
}

rc secret_file_make(const char *path, str bytes, err *e) {
    char fresh[PATH_MAX];
    rc code = write_beside(path, bytes, fresh, e);
    if (code == RC_OK && link(fresh, path) != 0 && errno != EEXIST)
        code = refuse(path, strerror(errno), e);
    (void)unlink(fresh);
    return code;
}

rc secret_file_replace(const char *path, str bytes, err *e) {
    char fresh[PATH_MAX];
    rc code = write_beside(path, bytes, fresh, e);
    if (code == RC_OK && rename(fresh, path) != 0)
        code = refuse(path, strerror(errno), e);
    if (code != RC_OK)
        (void)unlink(fresh);
    return code;
}

// One byte more than there may be is asked for, to see that there are none.
rc secret_file_read(const char *path, char *out, size_t most, size_t *out_len, err *e) {
    struct stat about;
    char more;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &about) != 0)
        return refuse(path, strerror(errno), e);
    ssize_t n = read(fd, out, most), rest = n < 0 ? n : read(fd, &more, 1);
    close(fd);
    if (n < 0 || rest != 0)
        return refuse(path, n < 0 ? "it cannot be read" : "it is too long", e);
    if ((about.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return refuse(path, "others can read it; run chmod u=rw,go= on it", e);
    *out_len = (size_t)n;
    return RC_OK;
}
