// SPDX-License-Identifier: Apache-2.0
#include "main/admin.h"

#include "desk/staff.h"
#include "main/say.h"

#include <string.h>

static rc invite(char *const *words, const settings *set, desk *d, int64_t now_ms, arena *mem, err *e) {
    str token;
    rc code = staff_invite(d, str_of_argument(words[1]), str_of_argument(words[2]), now_ms, mem, &token, e);
    if (code != RC_OK)
        return code;
    if (token.len == 0)
        return err_set(e, RC_INPUT, "there is somebody called '{s}' already", str_of_argument(words[1]));
    buf out = buf_make(mem);
    buf_print(&out, "http://{s}:{i}/desk/join/{s}\n", str_of_argument(set->desk_listen.host),
              (int64_t)set->desk_listen.port, token);
    return write_out(buf_str(&out)) == ENDED_WELL ? RC_OK : RC_BUG;
}

rc admin_run(char *const *words, size_t n, const settings *set, desk *d, int64_t now_ms, arena *mem, err *e) {
    if (n == 3 && strcmp(words[0], "invite") == 0)
        return invite(words, set, d, now_ms, mem, e);
    return err_set(
        e, RC_INPUT,
        "expected: jifen-server admin invite NAME consultant|supervisor|admin --data DIR --db WHERE");
}
