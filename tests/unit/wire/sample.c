// SPDX-License-Identifier: Apache-2.0
#include "sample.h"

#include "main/embedded.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const jifen *sample_open(arena *mem) {
    jifen_file file = {.name = STR("swim-pass.md")};
    for (size_t i = 0; i < n_pack_files; i++)
        if (strcmp(pack_files[i].name, "swim-pass.md") == 0)
            file.text = (str){pack_files[i].text, pack_files[i].len};
    jifen *j;
    err e;
    err_clear(&e);
    buf report = buf_make(mem);
    if (jifen_open(&file, 1, mem, &j, &report, &e) == RC_OK)
        return j;
    fprintf(stderr, "%.*s\n%.*s\n", (int)report.len, report.ptr, (int)e.text_len, e.text);
    exit(1);
}
