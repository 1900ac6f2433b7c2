// SPDX-License-Identifier: Apache-2.0
#include "engine/handle.h"

#include "law/read.h"

rc jifen_format(jifen_file file, arena *mem, buf *out, buf *report, err *e) {
    diags d;
    diags_init(&d, mem);
    if (law_format((pack_source){file.name, file.text}, mem, out, &d))
        return RC_OK;
    pack_file named = {.name = file.name, .text = file.text};
    for (uint32_t i = 0; i < d.n; i++)
        diag_print(&d.items[i], &named, 1, report);
    return err_set(e, RC_INPUT, "the file cannot be laid out; see the report");
}
