// SPDX-License-Identifier: Apache-2.0
// replay FOLDER - feed each file of a corpus to the fuzz target this is linked with. A crash is the failure; so is an
// empty corpus. Each input is copied to memory of just its size, so that a sanitizer sees one byte too far.
#define _POSIX_C_SOURCE 200809L
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

static _Noreturn void die(const char *path) {
    perror(path);
    exit(1);
}

static void replay_file(const char *path) {
    FILE *in = fopen(path, "rb");
    if (in == NULL || fseek(in, 0, SEEK_END) != 0)
        die(path);
    long end = ftell(in);
    if (end < 0 || fseek(in, 0, SEEK_SET) != 0)
        die(path);
    size_t size = (size_t)end;
    uint8_t *data = malloc(size > 0 ? size : 1);
    if (data == NULL || fread(data, 1, size, in) != size)
        die(path);
    fclose(in);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
}

static int replay_folder(const char *folder) {
    DIR *dir = opendir(folder);
    if (dir == NULL)
        die(folder);
    int n_inputs = 0;
    for (struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir)) {
        if (entry->d_name[0] == '.')
            continue;
        char path[4096];
        int len = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (len < 0 || (size_t)len >= sizeof path)
            die(folder);
        fprintf(stderr, "%s\n", path);  // the last name printed is the one that crashed
        replay_file(path);
        n_inputs++;
    }
    closedir(dir);
    return n_inputs;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: replay FOLDER\n");
        return 2;
    }
    int n_inputs = replay_folder(argv[1]);
    printf("%d inputs\n", n_inputs);
    return n_inputs == 0;
}
