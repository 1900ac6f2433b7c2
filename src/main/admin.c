// SPDX-License-Identifier: Apache-2.0
#include "main/admin.h"

#include "desk/audit.h"
#include "desk/staff.h"
#include "main/say.h"

#include <stdio.h>
#include <string.h>

enum { LINE_BYTES = 512 };

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

// Signed lines, one a row, as the sender has appended them.
static rc check_lines(const char *path, desk *d, arena *mem, err *e) {
    char line[LINE_BYTES];
    FILE *f = fopen(path, "r");
    rc code = f == NULL ? err_set(e, RC_INPUT, "{s}: cannot be read", str_of_argument(path)) : RC_OK;
    while (code == RC_OK && fgets(line, sizeof line, f) != NULL) {
        checkpoint_check result;
        str text = str_trim(str_of_argument(line));
        code = audit_check(d, text, mem, &result, e);
        if (code == RC_OK && result == CHECKPOINT_FORGED)
            code = err_set(e, RC_INPUT, "not signed by this site: {s}", text);
        if (code == RC_OK && result == CHECKPOINT_BROKEN)
            code = err_set(e, RC_INPUT, "the audit does not hold: {s}", text);
    }
    if (f != NULL)
        (void)fclose(f);
    return code;
}

static rc verify(char *const *words, size_t n, desk *d, arena *mem, err *e) {
    audit_state state;
    buf out = buf_make(mem);
    rc code = audit_verify(d, mem, &state, e);
    if (code == RC_OK && state.broken_at != 0)
        return err_set(e, RC_INPUT, "the audit is broken at row {i}", state.broken_at);
    for (size_t i = 1; i < n && code == RC_OK; i++)
        code = check_lines(words[i], d, mem, e);
    if (code != RC_OK)
        return code;
    buf_print(&out, "{i} rows, all whole\n", state.n);
    return write_out(buf_str(&out)) == ENDED_WELL ? RC_OK : RC_BUG;
}

rc admin_run(char *const *words, size_t n, const settings *set, desk *d, int64_t now_ms, arena *mem, err *e) {
    if (n == 3 && strcmp(words[0], "invite") == 0)
        return invite(words, set, d, now_ms, mem, e);
    if (n >= 1 && strcmp(words[0], "audit-verify") == 0)
        return verify(words, n, d, mem, e);
    return err_set(e, RC_INPUT,
                   "expected: jifen-server admin invite NAME consultant|supervisor|admin, or audit-verify "
                   "[CHECKPOINTS]; and "
                   "--data DIR --db WHERE");
}
