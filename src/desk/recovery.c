// SPDX-License-Identifier: Apache-2.0
#include "desk/recovery.h"

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

static const str alphabet = STR_INIT("0123456789ABCDEFGHJKMNPQRSTVWXYZ");

bool recovery_read(str typed, char out[RECOVERY_LETTERS]) {
    size_t n = 0;
    for (size_t i = 0; i < typed.len; i++) {
        char c = typed.ptr[i];
        if (c == ' ' || c == '-')
            continue;
        if (c >= 'a' && c <= 'z')
            c = (char)(c + 'A' - 'a');
        c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
        if (n == RECOVERY_LETTERS || str_find(alphabet, c) == alphabet.len)
            return false;
        out[n++] = c;
    }
    return n == RECOVERY_LETTERS;
}

// So many letters by chance cannot be tried out: a quick hash does.
static str index_of(const desk *d, str staff_id, str letters, arena *mem) {
    str parts[] = {staff_id, letters};
    return secret_index(d->keys, STR("recovery"), parts, COUNT(parts), mem);
}

static str shown(const char letters[RECOVERY_LETTERS], arena *mem) {
    buf b = buf_make(mem);
    for (size_t i = 0; i < RECOVERY_LETTERS; i += 4) {
        if (i > 0)
            BUF_LIT(&b, "-");
        buf_put(&b, (str){letters + i, 4});
    }
    return buf_str(&b);
}

static rc make_one(desk *d, str staff_id, arena *mem, str *out, err *e) {
    char letters[RECOVERY_LETTERS];
    for (size_t i = 0; i < RECOVERY_LETTERS; i++)
        letters[i] = alphabet.ptr[secret_below((uint32_t)alphabet.len)];
    value takes[] = {value_str(index_of(d, staff_id, (str){letters, RECOVERY_LETTERS}, mem)),
                     value_str(staff_id)};
    *out = shown(letters, mem);
    return store_run(d->db, RECOVERY_PUT, takes, COUNT(takes), mem, NULL, e);
}

rc recovery_make(desk *d, str staff_id, arena *mem, recovery_set *out, err *e) {
    value whose = value_str(staff_id);
    rc code = store_run(d->db, RECOVERY_DROP, &whose, 1, mem, NULL, e);
    for (size_t i = 0; i < RECOVERY_CODES && code == RC_OK; i++)
        code = make_one(d, staff_id, mem, &out->codes[i], e);
    return code;
}

rc recovery_use(desk *d, str staff_id, str typed, int64_t now_ms, arena *mem, bool *out_is_right, err *e) {
    char letters[RECOVERY_LETTERS];
    rows used = {0};
    *out_is_right = false;
    if (!recovery_read(typed, letters))
        return RC_OK;
    value takes[] = {value_str(index_of(d, staff_id, (str){letters, RECOVERY_LETTERS}, mem)),
                     value_str(staff_id), value_int(now_ms)};
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
