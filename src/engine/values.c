// SPDX-License-Identifier: Apache-2.0
// Values as text: reading what people write, saying what was expected, printing what is known.
#include "engine/handle.h"
#include "engine/value_words.h"

#include "base/day.h"
#include "base/num.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

enum {
    FOLDED_BYTES = 64
};  // a number of LIMIT_DIGITS digits with sign, point and exponent, and a sign behind it

typedef struct {
    const jifen_type *type;
    bool loose;
    err *e;
} reader;

typedef struct {
    str text;
    bool is_true, is_loose;
} bool_word;

static const bool_word bool_words[] = {
    {STR_INIT("true"), true, false},  {STR_INIT("false"), false, false}, {STR_INIT("TRUE"), true, true},
    {STR_INIT("FALSE"), false, true}, {STR_INIT("是"), true, true},      {STR_INIT("True"), true, true},
    {STR_INIT("False"), false, true}, {STR_INIT("否"), false, true},
};

// ---- pieces of text

// Cut what stands before the next `sep` off *rest. False when nothing is left.
static bool next_part(str *rest, str sep, str *part) {
    if (rest->ptr == NULL)
        return false;
    size_t at = 0;
    while (at < rest->len && !str_starts(str_slice(*rest, at, rest->len), sep))
        at++;
    *part = str_trim(str_slice(*rest, 0, at));
    bool is_last = at == rest->len;
    *rest = is_last ? (str){NULL, 0} : str_slice(*rest, at + sep.len, rest->len);
    return true;
}

static bool has_part(str s, str sep) {
    str rest = s, part;
    (void)next_part(&rest, sep, &part);  // the first part is always there
    return rest.ptr != NULL;
}

static bool is_in_braces(str s) {
    return s.len >= 2 && s.ptr[0] == '{' && s.ptr[s.len - 1] == '}';
}

// Full-width letters as their ASCII twins; s as it is when it does not fit.
static str fold_width(str s, char out[FOLDED_BYTES]) {
    size_t len = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t code;
        size_t n = utf8_next(s, at, &code);
        bool is_wide = code >= 0xFF01 && code <= 0xFF5E;
        if (len + n > FOLDED_BYTES)
            return s;
        if (is_wide)
            out[len++] = (char)(code - 0xFEE0);
        for (size_t i = 0; !is_wide && i < n; i++)
            out[len++] = s.ptr[at + i];
        at += n;
    }
    return (str){out, len};
}

// ---- one value

static bool find_bool(const reader *r, str text, int64_t *value) {
    for (size_t i = 0; i < sizeof bool_words / sizeof bool_words[0]; i++) {
        const bool_word *w = &bool_words[i];
        if (!str_is(w->text, text) || (w->is_loose && !r->loose))
            continue;
        *value = w->is_true;
        return true;
    }
    return false;
}

static bool find_option(const reader *r, str text, int64_t *value) {
    for (size_t i = 0; i < r->type->n_options; i++) {
        const jifen_option *o = &r->type->options[i];
        if (!str_is(o->name, text) && !(r->loose && str_is(o->label, text)))
            continue;
        *value = (int64_t)i;
        return true;
    }
    return false;
}

static rc read_number(const reader *r, str text, int64_t *value) {
    char folded[FOLDED_BYTES];
    str s = r->loose ? str_trim(fold_width(text, folded)) : text;
    bool has_sign = r->loose && r->type->unit == UNIT_OF_PERCENT && s.len > 0 && s.ptr[s.len - 1] == '%';
    s = str_trim(str_slice(s, 0, s.len - has_sign));
    switch (num_parse(s, r->type->scale, value)) {
    case NUM_OK: return RC_OK;
    case NUM_TOO_FINE: return value_refuse_fine(r->type, text, r->e);
    case NUM_SYNTAX:
    case NUM_TOO_LONG: break;
    }
    return value_refuse(r->type, text, r->e);
}

static bool is_none_word(const reader *r, str text) {
    return str_is(text, STR("none")) || (r->loose && str_is(text, STR("没有")));
}

static rc read_day(const reader *r, str text, set *out) {
    int64_t day;
    if (r->type->may_be_none && is_none_word(r, text)) {
        *out = set_none();
        return RC_OK;
    }
    if (!(r->loose ? day_parse_loose(text, &day) : day_parse(text, &day)))
        return value_refuse(r->type, text, r->e);
    *out = set_one(KIND_DATE, day);
    return RC_OK;
}

static rc read_month(const reader *r, str text, set *out) {
    int64_t month;
    if (!(r->loose ? day_parse_month_loose(text, &month) : day_parse_month(text, &month)))
        return value_refuse(r->type, text, r->e);
    *out = set_one(KIND_MONTH, month);
    return RC_OK;
}

// Members of a set of options: none, {a, b}, a|b; loose: also a、b.
static rc read_members(const reader *r, str text, set *out) {
    int64_t value, members = 0;
    bool braces = is_in_braces(text);
    str rest = braces ? str_trim(str_slice(text, 1, text.len - 1)) : text, part;
    str sep = braces ? STR(",") : r->loose && !has_part(text, STR("|")) ? STR("、") : STR("|");
    bool is_empty = braces ? rest.len == 0 : is_none_word(r, text) && !find_option(r, text, &value);
    if (find_option(r, text, &value)) {  // a label may hold a separator
        members = (int64_t)1 << value;
        is_empty = true;
    }
    while (!is_empty && next_part(&rest, sep, &part)) {
        if (!find_option(r, part, &value))
            return value_refuse(r->type, part, r->e);
        members |= (int64_t)1 << value;
    }
    *out = set_one(KIND_SET, members);
    return RC_OK;
}

static rc read_one(const reader *r, str text, set *out) {
    int64_t value = 0;
    bool found = true;
    switch (r->type->kind) {
    case KIND_BOOL: found = find_bool(r, text, &value); break;
    case KIND_ENUM: found = find_option(r, text, &value); break;
    case KIND_SET: return read_members(r, text, out);
    case KIND_DATE: return read_day(r, text, out);
    case KIND_MONTH: return read_month(r, text, out);
    case KIND_NUMBER: {
        rc code = read_number(r, text, &value);
        if (code != RC_OK)
            return code;
        break;
    }
    }
    if (!found)
        return value_refuse(r->type, text, r->e);
    *out = set_one(r->type->kind, value);
    return RC_OK;
}

static rc read_checked(const reader *r, str text, set *out) {
    set v;
    rc code = read_one(r, text, &v);
    if (code != RC_OK)
        return code;
    if (!r->type->is_checked_later && !set_has(r->type->kind, r->type->domain, v))
        return value_refuse(r->type, text, r->e);
    *out = v;
    return RC_OK;
}

rc jifen_parse_value(const jifen_type *t, str text, bool loose, set *out, err *e) {
    reader r = {t, loose, e};
    return read_checked(&r, str_trim(text), out);
}

// ---- sets of values

// Values still possible of a bool or an enum: {a, b} or a/b. A label may hold a separator.
static rc read_choices(const reader *r, str text, set *out) {
    int64_t value;
    bool is_one = r->type->kind == KIND_BOOL ? find_bool(r, text, &value) : find_option(r, text, &value);
    bool braces = is_in_braces(text);
    str rest = braces ? str_slice(text, 1, text.len - 1) : text, part;
    str sep = is_one ? STR("\n") : braces ? STR(",") : STR("/");
    set all = {0};
    while (next_part(&rest, sep, &part)) {
        set v;
        rc code = read_checked(r, part, &v);
        if (code != RC_OK)
            return code;
        all.lo |= v.lo;
    }
    *out = all;
    return RC_OK;
}

static bool is_ordered(const reader *r, set least, set most) {
    if (r->type->kind == KIND_SET)
        return (least.lo & ~most.lo) == 0;
    return !least.none && !most.none && least.lo <= most.lo;
}

// One value, or least..most.
static rc read_range(const reader *r, str text, set *out) {
    str rest = text, part;
    set least, most;
    (void)next_part(&rest, STR(".."), &part);  // the first part is always there
    rc code = read_checked(r, part, &least);
    if (code != RC_OK)
        return code;
    most = least;
    if (rest.ptr != NULL)
        code = read_checked(r, str_trim(rest), &most);
    if (code != RC_OK)
        return code;
    if (rest.ptr != NULL && !is_ordered(r, least, most))
        return value_refuse_order(text, r->e);
    *out = least;
    if (rest.ptr != NULL)
        *out = (set){.lo = least.lo, .hi = most.lo};
    return RC_OK;
}

// A date that may be none beside others: none/least..most, or least..most/none. Loose dates hold slashes themselves,
// so only `none` at an end counts.
static str cut_none(const reader *r, str text, bool *has_none) {
    static const str before = STR_INIT("none/"), behind = STR_INIT("/none");
    *has_none = r->type->may_be_none;
    if (*has_none && str_starts(text, before))
        return str_trim(str_slice(text, before.len, text.len));
    if (*has_none && text.len > behind.len && str_is(str_slice(text, text.len - behind.len, text.len), behind))
        return str_trim(str_slice(text, 0, text.len - behind.len));
    *has_none = false;
    return text;
}

static rc read_set(const reader *r, str text, set *out) {
    if (set_is_mask(r->type->kind))
        return read_choices(r, text, out);
    bool has_none;
    set v = set_empty();
    rc code = read_range(r, cut_none(r, text, &has_none), &v);
    if (code != RC_OK)
        return code;
    *out = v;
    out->none |= has_none;
    return RC_OK;
}

static void put(person *p, size_t fact, given how, set value) {
    assert(fact < LIMIT_FACTS);
    value.live = 0;
    p->given[fact] = how;
    p->value[fact] = value;
}

rc jifen_put_text(const jifen_law *l, person *p, size_t fact, str text, bool loose, err *e) {
    const jifen_fact *f = jifen_fact_at(l, fact);
    text = str_trim(text);
    if (str_is(text, STR("?")) || (loose && str_is(text, STR("？")))) {
        jifen_put_null(p, fact);
        return RC_OK;
    }
    reader r = {&f->type, loose, e};
    set v = set_empty();
    rc code = f->is_records ? value_refuse_records(text, e) : read_set(&r, text, &v);
    if (code != RC_OK) {
        err_about(e, f->type.name);
        return code;
    }
    put(p, fact, GIVEN_SET, v);
    return RC_OK;
}

rc jifen_put_set(const jifen_law *l, person *p, size_t fact, set value, err *e) {
    const jifen_fact *f = jifen_fact_at(l, fact);
    bool fits =
        !f->is_records && !set_is_empty(f->type.kind, value) && set_has(f->type.kind, f->type.domain, value);
    if (!fits) {
        err_about(e, f->type.name);
        return f->is_records ? value_refuse_records(STR("a value"), e) : value_refuse_set(&f->type, value, e);
    }
    put(p, fact, GIVEN_SET, value);
    return RC_OK;
}

void jifen_put_null(person *p, size_t fact) {
    put(p, fact, GIVEN_NULL, set_empty());
}

void jifen_person_init(person *p, int64_t on) {
    memset(p, 0, sizeof *p);
    p->on = on;
}

// ---- printing

// Money that is not whole is written with all its decimals: 12434.50.
static void put_number(const jifen_type *t, int64_t v, buf *out) {
    int64_t one = num_pow10(t->scale);
    if (t->unit != UNIT_OF_MONEY || v % one == 0 || v == INT64_MIN) {
        buf_put_decimal(out, v, t->scale);
        return;
    }
    int64_t size = v < 0 ? -v : v;
    if (v < 0)
        buf_put_char(out, '-');
    buf_put_int(out, size / one);
    buf_put_char(out, '.');
    buf_put_padded(out, size % one, t->scale);
}

static void put_choice(const jifen_type *t, size_t idx, bool labels, buf *out) {
    if (t->kind == KIND_BOOL && labels)
        buf_put(out, idx != 0 ? STR("是") : STR("否"));
    else if (t->kind == KIND_BOOL)
        buf_put(out, idx != 0 ? STR("true") : STR("false"));
    else
        buf_put(out, labels ? t->options[idx].label : t->options[idx].name);
}

static void put_mask(const jifen_type *t, int64_t mask, str sep, bool labels, buf *out) {
    size_t n = t->kind == KIND_BOOL ? 2 : t->n_options;
    bool is_first = true;
    for (size_t i = 0; i < n; i++) {
        if (!(mask >> i & 1))
            continue;
        if (!is_first)
            buf_put(out, sep);
        is_first = false;
        put_choice(t, i, labels, out);
    }
}

static void put_members(const jifen_type *t, int64_t members, bool labels, buf *out) {
    if (members == 0)
        buf_put(out, labels ? STR("没有") : STR("none"));
    else
        put_mask(t, members, labels ? STR("、") : STR("|"), labels, out);
}

static void put_single(const jifen_type *t, int64_t v, bool labels, buf *out) {
    switch (t->kind) {
    case KIND_NUMBER: put_number(t, v, out); break;
    case KIND_DATE: buf_print(out, "{d}", v); break;
    case KIND_MONTH: buf_print(out, "{m}", v); break;
    case KIND_SET: put_members(t, v, labels, out); break;
    case KIND_BOOL:
    case KIND_ENUM: put_choice(t, (size_t)v, labels, out); break;
    }
}

void jifen_print_value(const jifen_type *t, set v, bool labels, buf *out) {
    if (set_is_mask(t->kind)) {
        put_mask(t, v.lo, STR("/"), labels, out);
        return;
    }
    bool has_range = t->kind == KIND_SET || (v.lo <= v.hi && v.lo != NONE_DAY);
    if (has_range)
        put_single(t, v.lo, labels, out);
    if (has_range && v.lo != v.hi) {
        BUF_LIT(out, "..");
        put_single(t, v.hi, labels, out);
    }
    if (has_range && labels && t->unit == UNIT_OF_PERCENT)
        buf_put_char(out, '%');
    if (v.none && has_range)
        buf_put_char(out, '/');
    if (v.none || !has_range)
        buf_put(out, labels ? STR("没有") : STR("none"));
}
