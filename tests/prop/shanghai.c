// SPDX-License-Identifier: Apache-2.0
#include "prop/shanghai.h"

#include "main/embedded.h"

#include <stdio.h>
#include <stdlib.h>

jifen *shanghai_engine(arena *mem) {
    jifen_file *files = ARENA_ARRAY(mem, jifen_file, n_pack_files);
    for (size_t i = 0; i < n_pack_files; i++) {
        size_t n = 0;
        while (pack_files[i].name[n] != '\0')
            n++;
        files[i] = (jifen_file){{pack_files[i].name, n}, {pack_files[i].text, pack_files[i].len}, false};
    }
    buf report = buf_make(mem);
    err e;
    err_clear(&e);
    jifen *j = NULL;
    if (jifen_open(files, n_pack_files, mem, &j, &report, &e) == RC_OK)
        return j;
    str text = buf_str(&report);
    printf("the packs do not open: %.*s\n%.*s", (int)err_text(&e).len, err_text(&e).ptr, (int)text.len,
           text.ptr);
    exit(1);
}

const jifen_law *shanghai_law(arena *mem) {
    return jifen_law_at(shanghai_engine(mem), 0);
}
