// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "main/key_file.h"

#include "main/say.h"
#include "main/secret_file.h"

#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static rc find_path(const char *folder, const char *name, char path[PATH_MAX], err *e) {
    return snprintf(path, PATH_MAX, "%s/%s", folder, name) < PATH_MAX
               ? RC_OK
               : err_set(e, RC_INPUT, "--data: the path is too long");
}

// ---- a single key ------------------------------------------------------------------------------------------------------

static rc make_key(const char *path, err *e) {
    unsigned char key[KEY_BYTES];
    randombytes_buf(key, sizeof key);
    rc code = secret_file_make(path, (str){(const char *)key, sizeof key}, e);
    sodium_memzero(key, sizeof key);
    return code;
}

rc key_file_open(const char *folder, const char *name, const char *lost, unsigned char out[KEY_BYTES], err *e) {
    char path[PATH_MAX];
    size_t len = 0;
    if (sodium_init() < 0)
        return err_set(e, RC_BUG, "the library of ciphers does not start");
    rc code = find_path(folder, name, path, e);
    if (code == RC_OK)
        code = secret_file_folder(folder, e);
    if (code == RC_OK && access(path, F_OK) != 0)
        code = make_key(path, e);
    if (code == RC_OK)
        code = secret_file_read(path, (char *)out, KEY_BYTES, &len, e);
    if (code == RC_OK && len != KEY_BYTES)
        return err_set(e, RC_INPUT, "--data: {s}: expected 32 bytes; without the key {s}",
                       str_of_argument(path), str_of_argument(lost));
    return code;
}

// ---- the ring ----------------------------------------------------------------------------------------------------------

typedef rc writer(const char *path, str bytes, err *e);

static rc write_ring(const char *path, const key_ring *r, writer *how, err *e) {
    char text[RING_TEXT_BYTES];
    buf b = buf_over(text, sizeof text);
    ring_print(r, &b);
    rc code = b.failed ? RC_BUG : how(path, buf_str(&b), e);
    sodium_memzero(text, sizeof text);
    return code;
}

static rc make_ring(const char *path, err *e) {
    key_ring r;
    if (!ring_make(&r))
        return err_set(e, RC_BUG, "the library of ciphers does not start");
    rc code = write_ring(path, &r, secret_file_make, e);
    ring_wipe(&r);
    return code;
}

rc ring_file_read(const char *folder, key_ring *out, err *e) {
    char path[PATH_MAX], text[RING_TEXT_BYTES];
    size_t len = 0;
    if (sodium_init() < 0)
        return err_set(e, RC_BUG, "the library of ciphers does not start");
    rc code = find_path(folder, "root.key", path, e);
    if (code == RC_OK && access(path, F_OK) != 0)
        return err_set(e, RC_INPUT, "--data: {s} is not there: put it back from where it was copied to",
                       str_of_argument(path));
    if (code == RC_OK)
        code = secret_file_read(path, text, sizeof text, &len, e);
    if (code == RC_OK && !ring_parse((str){text, len}, out))
        code =
            err_set(e, RC_INPUT,
                    "--data: {s}: expected lines of keys; without them nothing in the database can be read: "
                    "put it back from where it was copied to",
                    str_of_argument(path));
    sodium_memzero(text, sizeof text);
    return code;
}

rc ring_file_open(const char *folder, key_ring *out, err *e) {
    char path[PATH_MAX];
    rc code = find_path(folder, "root.key", path, e);
    if (code == RC_OK)
        code = secret_file_folder(folder, e);
    if (code == RC_OK && access(path, F_OK) != 0)
        code = make_ring(path, e);
    return code == RC_OK ? ring_file_read(folder, out, e) : code;
}

rc ring_file_write(const char *folder, const key_ring *r, err *e) {
    char path[PATH_MAX];
    rc code = find_path(folder, "root.key", path, e);
    return code == RC_OK ? write_ring(path, r, secret_file_replace, e) : code;
}
