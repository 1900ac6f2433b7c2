// SPDX-License-Identifier: Apache-2.0
#define _POSIX_C_SOURCE 200809L
#include "main/input.h"

#include "main/say.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static bool is_folder(FILE *file) {
    struct stat info;
    return fstat(fileno(file), &info) == 0 && S_ISDIR(info.st_mode);
}

static rc refuse_file(int reason, err *e) {
    return err_set(e, RC_INPUT, "expected a file that can be read, found: {s}",
                   str_of_argument(strerror(reason)));
}

rc input_open(const char *name, bool is_decoded, arena *mem, input *out, err *e) {
    bool is_standard = strcmp(name, "-") == 0;
    *out = (input){.name = name, .is_decoded = is_decoded};
    out->block = arena_alloc(mem, DECODE_BLOCK_BYTES, 1);
    if (out->block == NULL)
        return err_set(e, RC_MEMORY, "no memory to read with");
    if (is_decoded) {
        rc code = decode_open(mem, &out->decoder, e);
        if (code != RC_OK)
            return code;
    }
    out->file = is_standard ? stdin : fopen(name, "rb");
    if (out->file == NULL)
        return refuse_file(errno, e);
    if (!is_folder(out->file))
        return RC_OK;
    input_close(out);
    return refuse_file(EISDIR, e);
}

void input_close(input *in) {
    if (in->is_decoded)
        decode_close(&in->decoder);
    if (in->file != NULL && in->file != stdin)
        fclose(in->file);
    in->file = NULL;
}

// One block as it stands in the file; empty at the end.
static rc read_block(input *in, str *out, err *e) {
    size_t n = fread(in->block, 1, DECODE_BLOCK_BYTES, in->file);
    if (n < DECODE_BLOCK_BYTES && ferror(in->file))
        return refuse_file(errno, e);
    in->has_ended = n < DECODE_BLOCK_BYTES;
    *out = (str){in->block, n};
    return RC_OK;
}

static rc decode_block(input *in, str block, str *out, err *e) {
    text_code before = in->decoder.code;
    rc code = decode_next(&in->decoder, block, in->has_ended, out, e);
    if (code == RC_OK && before != TEXT_GB18030 && in->decoder.code == TEXT_GB18030)
        say("{s}: read as GB18030（按 GB18030 编码读入）", str_of_argument(in->name));
    return code;
}

rc input_next(input *in, str *out, err *e) {
    *out = (str){0};
    // A block may end in the middle of its only letter: then there is nothing yet, but it is not the end.
    while (!in->has_ended && out->len == 0) {
        rc code = read_block(in, out, e);
        if (code == RC_OK && in->is_decoded)
            code = decode_block(in, *out, out, e);
        if (code != RC_OK)
            return code;
    }
    return RC_OK;
}

rc input_read_all(input *in, size_t most, arena *mem, str *out, err *e) {
    buf all = buf_make(mem);
    for (;;) {
        str block;
        rc code = input_next(in, &block, e);
        if (code != RC_OK)
            return code;
        if (block.len == 0)
            break;
        if (block.len > most - all.len)
            return err_set(e, RC_LIMIT, "expected at most {i} bytes, found more（文件太大）", (int64_t)most);
        buf_put(&all, block);
    }
    if (all.failed)
        return err_set(e, RC_MEMORY, "no memory for the file");
    *out = buf_str(&all);
    return RC_OK;
}
