// SPDX-License-Identifier: Apache-2.0
#include "engine/value_words.h"

#include "base/day.h"
#include "base/utf8.h"

enum { EXPECTED_BYTES = 220, FOUND_BYTES = 60, BLOCK_BYTES = 400, NEAR_EDITS = 3 };

static void put_names(const jifen_type *t, buf *out) {
    for (size_t i = 0; i < t->n_options; i++) {
        if (out->len > EXPECTED_BYTES) {
            BUF_LIT(out, ", …");
            return;
        }
        if (i > 0)
            BUF_LIT(out, ", ");
        buf_put(out, t->options[i].name);
    }
}

static void put_ends(const jifen_type *t, buf *out) {
    jifen_print_value(t, (set){.lo = t->domain.lo, .hi = t->domain.hi}, false, out);
}

static void put_number(const jifen_type *t, buf *out) {
    static const str nouns[] = {
        [UNIT_OF_PLAIN] = STR_INIT("a number "),
        [UNIT_OF_MONEY] = STR_INIT("an amount of money "),
        [UNIT_OF_PERCENT] = STR_INIT("a percentage "),
    };
    buf_put(out, t->scale == 0 ? STR("a whole number ") : nouns[t->unit]);
    put_ends(t, out);
    if (t->scale > 0)
        buf_print(out, " with at most {i} decimals", (int64_t)t->scale);
}

static void put_day(const jifen_type *t, buf *out) {
    BUF_LIT(out, "a date like 2026-03-10");
    if (t->domain.lo <= t->domain.hi && (t->domain.lo > day_min || t->domain.hi < day_max)) {
        BUF_LIT(out, ", ");
        put_ends(t, out);
    }
    if (t->may_be_none)
        BUF_LIT(out, " or none");
}

void value_put_expected(const jifen_type *t, buf *out) {
    switch (t->kind) {
    case KIND_BOOL: BUF_LIT(out, "true or false"); break;
    case KIND_ENUM:
        BUF_LIT(out, "one of ");
        put_names(t, out);
        break;
    case KIND_SET:
        BUF_LIT(out, "none or some of ");
        put_names(t, out);
        break;
    case KIND_NUMBER: put_number(t, out); break;
    case KIND_DATE: put_day(t, out); break;
    case KIND_MONTH: BUF_LIT(out, "a month like 2026-03"); break;
    }
}

void value_put_found(str found, buf *out) {
    if (found.len == 0) {
        BUF_LIT(out, "nothing");
        return;
    }
    size_t len = utf8_cut(found, FOUND_BYTES);
    buf_print(out, "'{s}{s}'", str_slice(found, 0, len), len < found.len ? STR("…") : STR(""));
}

// The option a misspelt text most likely meant; empty when none is near, or when it is no misspelling.
static str nearest_option(const jifen_type *t, str text) {
    size_t most = text.len / 3 + 1 < NEAR_EDITS ? text.len / 3 + 1 : NEAR_EDITS;
    str nearest = STR("");
    for (size_t i = 0; i < t->n_options && text.len > 0; i++) {
        size_t edits = str_distance(text, t->options[i].name, most);
        if (edits == 0)
            return STR("");
        if (edits > most)
            continue;
        nearest = t->options[i].name;
        most = edits - 1;
    }
    return nearest;
}

// Whatever stands between digits that people put there to group them.
static bool is_grouped(const jifen_type *t, str found) {
    bool has_comma = false;
    for (size_t i = 0; i < found.len; i++) {
        bool is_comma = i > 0 && found.ptr[i] == ',';
        has_comma |= is_comma;
        if (!is_comma && found.ptr[i] != '.' && (found.ptr[i] < '0' || found.ptr[i] > '9'))
            return false;
    }
    return has_comma && t->kind == KIND_NUMBER;
}

static rc refuse(const jifen_type *t, str more, str found, str hint, err *e) {
    char block[2][BLOCK_BYTES];
    buf expected = buf_over(block[0], BLOCK_BYTES), what = buf_over(block[1], BLOCK_BYTES);
    value_put_expected(t, &expected);
    value_put_found(found, &what);
    str nearest = nearest_option(t, found);
    str words = {expected.ptr, utf8_cut((str){expected.ptr, expected.len}, BLOCK_BYTES)};
    if (nearest.len > 0)
        return err_set(e, RC_INPUT, "expected {s}{s}, found {s}; did you mean '{s}'?", words, more,
                       buf_str(&what), nearest);
    return err_set(e, RC_INPUT, "expected {s}{s}, found {s}{s}", words, more, buf_str(&what), hint);
}

rc value_refuse(const jifen_type *t, str found, err *e) {
    return refuse(t, is_grouped(t, found) ? STR(" without commas") : STR(""), found, STR(""), e);
}

rc value_refuse_fine(const jifen_type *t, str found, err *e) {
    return refuse(t, STR(""), found, t->scale == 0 ? STR("") : STR(", which has more"), e);
}

rc value_refuse_order(str found, err *e) {
    char block[BLOCK_BYTES];
    buf what = buf_over(block, sizeof block);
    value_put_found(found, &what);
    return err_set(e, RC_INPUT, "expected the least first, as least..most, found {s}", buf_str(&what));
}

rc value_refuse_set(const jifen_type *t, set found, err *e) {
    char block[BLOCK_BYTES];
    buf what = buf_over(block, sizeof block);
    bool is_reversed = !set_is_mask(t->kind) && t->kind != KIND_SET && !found.none && found.lo > found.hi;
    if (is_reversed && found.lo != SET_NO_OPTION) {
        jifen_print_value(t, (set){.lo = found.lo, .hi = found.lo}, false, &what);
        BUF_LIT(&what, "..");
        jifen_print_value(t, (set){.lo = found.hi, .hi = found.hi}, false, &what);
        return value_refuse_order(buf_str(&what), e);
    }
    if (!set_is_empty(t->kind, found))
        jifen_print_value(t, found, false, &what);
    return refuse(t, STR(""), buf_str(&what), STR(""), e);
}

rc value_refuse_records(str found, err *e) {
    char block[BLOCK_BYTES];
    buf what = buf_over(block, sizeof block);
    value_put_found(found, &what);
    return err_set(e, RC_INPUT, "expected month records, found {s}", buf_str(&what));
}
