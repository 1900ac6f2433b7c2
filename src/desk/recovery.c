// SPDX-License-Identifier: Apache-2.0
#include "desk/recovery.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

// So many letters by chance cannot be tried out: a quick hash does.
static str index_of(const desk *d, str staff_id, str letters, arena *mem) {
    str parts[] = {staff_id, letters};
    return secret_index(d->keys, STR("recovery"), parts, COUNT(parts), mem);
}

static str shown(str letters, arena *mem) {
    buf b = buf_make(mem);
    for (size_t i = 0; i < letters.len; i += 4) {
        if (i > 0)
            BUF_LIT(&b, "-");
        buf_put(&b, str_slice(letters, i, i + 4));
    }
    return buf_str(&b);
}

static rc make_one(desk *d, str staff_id, arena *mem, str *out, err *e) {
    str letters = secret_letters(RECOVERY_LETTERS, mem);
    value takes[] = {value_str(index_of(d, staff_id, letters, mem)), value_str(staff_id)};
    *out = shown(letters, mem);
    return letters.len == 0 ? err_set(e, RC_MEMORY, "no memory for codes on paper")
                            : store_run(d->db, RECOVERY_PUT, takes, COUNT(takes), mem, NULL, e);
}

rc recovery_make(desk *d, str staff_id, arena *mem, recovery_set *out, err *e) {
    value whose = value_str(staff_id);
    rc code = store_run(d->db, RECOVERY_DROP, &whose, 1, mem, NULL, e);
    for (size_t i = 0; i < RECOVERY_CODES && code == RC_OK; i++)
        code = make_one(d, staff_id, mem, &out->codes[i], e);
    return code;
}

rc recovery_use(desk *d, str staff_id, str typed, int64_t now_ms, arena *mem, bool *out_is_right, err *e) {
    str letters = secret_read_spelled(typed, RECOVERY_LETTERS, mem);
    rows used = {0};
    *out_is_right = false;
    if (letters.len == 0)
        return RC_OK;
    value takes[] = {value_str(index_of(d, staff_id, letters, mem)), value_str(staff_id), value_int(now_ms)};
    rc code = store_run(d->db, RECOVERY_USE, takes, COUNT(takes), mem, &used, e);
    *out_is_right = code == RC_OK && used.n > 0;
    return code;
}

rc recovery_left(desk *d, str staff_id, arena *mem, int64_t *out, err *e) {
    value whose = value_str(staff_id);
    rows found;
    rc code = store_run(d->db, RECOVERY_LEFT, &whose, 1, mem, &found, e);
    if (code == RC_OK)
        *out = rows_at(&found, 0, 0)->i;
    return code;
}
