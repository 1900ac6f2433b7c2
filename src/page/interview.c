// SPDX-License-Identifier: Apache-2.0
#include "page/interview.h"

#include "base/utf8.h"
#include "page/words.h"

#include <assert.h>
#include <string.h>

static uint64_t bit(size_t fact) {
    return (uint64_t)1 << fact;
}

// ---- the state

static rc work_out(interview *v, err *e) {
    arena_reset(v->mem);
    return jifen_assess(v->law, &v->p, (jifen_wishes){0}, v->mem, &v->answer, e);
}

rc interview_start(interview *v, const jifen_law *law, int64_t on, arena *mem, err *e) {
    *v = (interview){.law = law, .mem = mem};
    jifen_person_init(&v->p, on);
    return work_out(v, e);
}

// "Not sure", or a range, is an answer too: nothing is asked twice.
static bool can_be_asked(const interview *v, size_t fact) {
    const jifen_fact *f = jifen_fact_at(v->law, fact);
    return f->ask.len > 0 && !f->is_records && v->p.given[fact] == GIVEN_NOT;
}

int interview_next(const interview *v) {
    for (size_t i = 0; i < v->answer.n_missing; i++)
        if (can_be_asked(v, v->answer.missing[i]))
            return (int)v->answer.missing[i];
    return -1;
}

size_t interview_n_left(const interview *v) {
    size_t n = 0;
    for (size_t i = 0; i < v->answer.n_missing; i++)
        n += can_be_asked(v, v->answer.missing[i]);
    return n;
}

bool interview_is_decided(const interview *v) {
    for (size_t i = 0; i < v->answer.n_goals; i++)
        if (v->answer.goals[i].holds == TRI_OPEN)
            return false;
    return !v->answer.is_open;
}

int interview_presumed(const interview *v, size_t n) {
    for (size_t i = 0; i < v->answer.n_presumed; i++) {
        if (!can_be_asked(v, v->answer.presumed[i]))
            continue;
        if (n == 0)
            return (int)v->answer.presumed[i];
        n--;
    }
    return -1;
}

// ---- reading a reply

bool interview_has_choices(const jifen_type *t) {
    return t->kind == KIND_BOOL || t->kind == KIND_ENUM || t->kind == KIND_SET;
}

size_t interview_n_choices(const jifen_type *t) {
    return t->kind == KIND_BOOL ? 2 : t->n_options;
}

str interview_choice(const jifen_type *t, size_t n, bool english) {
    assert(n >= 1 && n <= interview_n_choices(t));
    if (t->kind == KIND_BOOL)
        return words_get(n == 1 ? WORD_YES : WORD_NO, english);
    return t->options[n - 1].label.len > 0 ? t->options[n - 1].label : t->options[n - 1].name;
}

static bool is_one_of(str text, const str *words, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (str_is(text, words[i]))
            return true;
    return false;
}

static bool says_unsure(const jifen_type *t, str text) {
    static const str words[] = {STR_INIT("?"), STR_INIT("？"), STR_INIT("不确定"), STR_INIT("不知道")};
    if (interview_has_choices(t) && (str_is(text, STR("0")) || str_is(text, STR("０"))))
        return true;
    return is_one_of(text, words, sizeof words / sizeof words[0]);
}

static bool says_none(str text) {
    static const str words[] = {STR_INIT("n"),    STR_INIT("N"),      STR_INIT("无"), STR_INIT("没有"),
                                STR_INIT("none"), STR_INIT("还没有"), STR_INIT("否")};
    return is_one_of(text, words, sizeof words / sizeof words[0]);
}

// The digit a letter stands for, ASCII or full-width; -1: none.
static int digit_of(uint32_t code) {
    if (code >= '0' && code <= '9')
        return (int)(code - '0');
    return code >= 0xFF10 && code <= 0xFF19 ? (int)(code - 0xFF10) : -1;
}

// All of text as a number of at most 3 digits.
static bool read_number(str text, size_t *out) {
    size_t value = 0;
    size_t n_digits = 0;
    for (size_t at = 0; at < text.len; n_digits++) {
        uint32_t code;
        at += utf8_next(text, at, &code);
        int digit = digit_of(code);
        if (digit < 0 || n_digits == 3)
            return false;
        value = value * 10 + (size_t)digit;
    }
    *out = value;
    return n_digits > 0;
}

// Cut the next number off *rest; between numbers stand blanks, commas or 、.
static bool next_number(str *rest, bool *is_number, size_t *n) {
    static const str between = STR_INIT(" \t,，、;；|\u3000");
    size_t from = rest->len;
    size_t at = 0;
    while (at < rest->len) {
        uint32_t code;
        size_t len = utf8_next(*rest, at, &code);
        bool is_between = false;
        for (size_t i = 0; i < between.len;) {
            uint32_t other;
            i += utf8_next(between, i, &other);
            is_between |= other == code;
        }
        if (!is_between && from == rest->len)
            from = at;
        if (is_between && from < rest->len)
            break;
        at += len;
    }
    if (from == rest->len)
        return false;
    *is_number = read_number(str_slice(*rest, from, at), n);
    *rest = str_slice(*rest, at, rest->len);
    return true;
}

bool interview_read_numbers(str text, size_t most, uint64_t *out_mask) {
    uint64_t mask = 0;
    bool is_number;
    size_t n = 0;
    for (str rest = text; next_number(&rest, &is_number, &n);) {
        if (!is_number || n < 1 || n > most)
            return false;
        mask |= bit(n - 1);
    }
    *out_mask = mask;
    return mask != 0;
}

// Numbers as a choice, or as several of a set. False: these are no numbers of choices.
static bool read_choices(const jifen_type *t, str text, set *out) {
    size_t n_choices = interview_n_choices(t);
    bool is_set = t->kind == KIND_SET;
    uint64_t mask;
    if (!interview_read_numbers(text, n_choices + is_set, &mask))
        return false;
    if (is_set && mask == bit(n_choices))
        mask = 0;  // none of these
    else if ((is_set && mask >> n_choices != 0) || (!is_set && (mask & (mask - 1)) != 0))
        return false;
    if (t->kind == KIND_BOOL)
        *out = set_one(KIND_BOOL, mask == 1);  // yes comes first
    else
        *out = is_set ? set_one(KIND_SET, (int64_t)mask) : (set){.lo = (int64_t)mask};
    return true;
}

static rc put_value(interview *v, size_t fact, str text, err *e) {
    const jifen_type *t = &jifen_fact_at(v->law, fact)->type;
    set value;
    if (says_unsure(t, text)) {
        jifen_put_null(&v->p, fact);
        return RC_OK;
    }
    if (interview_has_choices(t) && read_choices(t, text, &value))
        return jifen_put_set(v->law, &v->p, fact, value, e);
    if (t->kind == KIND_SET && says_none(text))
        return jifen_put_set(v->law, &v->p, fact, set_one(KIND_SET, 0), e);
    if (t->may_be_none && says_none(text))
        return jifen_put_set(v->law, &v->p, fact, set_none(), e);
    return jifen_put_text(v->law, &v->p, fact, text, true, e);
}

// ---- taking a reply, or giving it back

static void note_answer(interview *v, size_t fact) {
    for (size_t i = 0; i < v->n_answers; i++)
        if (v->order[i] == fact)
            return;
    v->order[v->n_answers++] = (uint8_t)fact;
}

static void drop_answer(interview *v, size_t fact) {
    size_t n = 0;
    for (size_t i = 0; i < v->n_answers; i++)
        if (v->order[i] != fact)
            v->order[n++] = v->order[i];
    v->n_answers = n;
}

// Work out what was changed; when it cannot be, the person is as before.
static reply settle(interview *v, const person *before, err *e) {
    rc code = work_out(v, e);
    if (code == RC_OK)
        return REPLY_TAKEN;
    v->p = *before;
    err again;
    err_clear(&again);
    if (work_out(v, &again) != RC_OK)
        return REPLY_FAILED;
    return code == RC_INPUT ? REPLY_CLASHES : REPLY_FAILED;
}

reply interview_reply(interview *v, size_t fact, str text, err *e) {
    person before = v->p;
    rc code = put_value(v, fact, str_trim(text), e);
    if (code != RC_OK) {
        v->p = before;
        return code == RC_INPUT ? REPLY_UNREADABLE : REPLY_FAILED;
    }
    reply r = settle(v, &before, e);
    if (r == REPLY_TAKEN)
        note_answer(v, fact);
    return r;
}

reply interview_forget(interview *v, size_t fact, err *e) {
    person before = v->p;
    v->p.given[fact] = GIVEN_NOT;
    reply r = settle(v, &before, e);
    if (r == REPLY_TAKEN)
        drop_answer(v, fact);
    return r;
}

reply interview_back(interview *v, err *e) {
    assert(v->n_answers > 0);
    return interview_forget(v, v->order[v->n_answers - 1], e);
}

// ---- words

static void print(buf *out, bool english, word w, ...) {
    va_list args;
    va_start(args, w);
    buf_print_list(out, words_format(w, english), &args);
    va_end(args);
}

void interview_print_answer(const interview *v, size_t fact, bool english, buf *out) {
    const jifen_fact *f = jifen_fact_at(v->law, fact);
    set value = v->p.value[fact];
    if (v->p.given[fact] == GIVEN_NULL)
        buf_put(out, words_get(WORD_UNSURE, english));
    else if (v->p.given[fact] == GIVEN_NOT)
        buf_put(out, f->default_text.len > 0 ? f->default_text : words_get(WORD_PRESUMED_BY_RULE, english));
    else if (f->type.kind == KIND_SET && value.hi == 0)
        buf_put(out, words_get(WORD_HINT_SET_NONE, english));
    else if (f->type.may_be_none && set_is_same(f->type.kind, value, set_none()))
        buf_put(out, words_get(WORD_NONE, english));
    else
        jifen_print_value(&f->type, value, true, out);
}

static void print_bounds(const jifen_type *t, buf *least, buf *most) {
    buf_put_decimal(least, t->domain.lo, t->scale);
    buf_put_decimal(most, t->domain.hi, t->scale);
}

void interview_print_hint(const interview *v, size_t fact, bool english, buf *out) {
    const jifen_type *t = &jifen_fact_at(v->law, fact)->type;
    char room[2][32];
    buf least = buf_over(room[0], sizeof room[0]);
    buf most = buf_over(room[1], sizeof room[1]);
    switch (t->kind) {
    case KIND_BOOL:
    case KIND_ENUM: return;
    case KIND_SET: buf_put(out, words_get(WORD_HINT_SET, english)); return;
    case KIND_NUMBER:
        print_bounds(t, &least, &most);
        print(out, english, WORD_HINT_NUMBER, buf_str(&least), buf_str(&most));
        break;
    case KIND_DATE: buf_put(out, words_get(WORD_HINT_DATE, english)); break;
    case KIND_MONTH: buf_put(out, words_get(WORD_HINT_MONTH, english)); break;
    }
    if (t->may_be_none)
        buf_put(out, words_get(WORD_HINT_DATE_NONE, english));
    buf_put(out, words_get(WORD_HINT_UNSURE, english));
}

static void print_bad_number(const jifen_type *t, str text, bool english, buf *out) {
    char room[3][80];
    buf least = buf_over(room[0], sizeof room[0]);
    buf most = buf_over(room[1], sizeof room[1]);
    buf digits = buf_over(room[2], sizeof room[2]);
    print_bounds(t, &least, &most);
    print(&digits, english, t->scale > 0 ? WORD_BAD_DECIMALS : WORD_BAD_WHOLE, (int64_t)t->scale);
    print(out, english, WORD_BAD_NUMBER, text, buf_str(&least), buf_str(&most), buf_str(&digits));
}

void interview_print_complaint(const interview *v, size_t fact, reply why, str text, const err *e,
                               bool english, buf *out) {
    const jifen_type *t = &jifen_fact_at(v->law, fact)->type;
    if (why == REPLY_CLASHES) {
        str words = err_words(e);
        print(out, english, WORD_BAD_TOGETHER, words.len > 0 ? words : err_text(e));
        return;
    }
    if (why != REPLY_UNREADABLE || text.len == 0) {
        buf_put(out, why == REPLY_UNREADABLE ? words_get(WORD_BAD_EMPTY, english) : err_text(e));
        return;
    }
    switch (t->kind) {
    case KIND_BOOL:
    case KIND_ENUM: print(out, english, WORD_BAD_CHOICE, text, (int64_t)interview_n_choices(t)); return;
    case KIND_SET: print(out, english, WORD_BAD_CHOICE, text, (int64_t)interview_n_choices(t) + 1); return;
    case KIND_NUMBER: print_bad_number(t, text, english, out); return;
    case KIND_DATE: print(out, english, WORD_BAD_DATE, text); return;
    case KIND_MONTH: print(out, english, WORD_BAD_MONTH, text); return;
    }
}
