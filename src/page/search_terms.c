// SPDX-License-Identifier: Apache-2.0
#include "page/search_terms.h"

#include "base/utf8.h"

bool terms_is_han(uint32_t code) {
    return (code >= 0x4E00 && code <= 0x9FFF) || (code >= 0x3400 && code <= 0x4DBF) ||
           (code >= 0x20000 && code <= 0x323AF) || code == 0x3007;
}

uint32_t terms_fold(uint32_t code) {
    if (code >= 0xFF01 && code <= 0xFF5E)
        code -= 0xFEE0;
    if (code >= 'A' && code <= 'Z')
        code += 'a' - 'A';
    bool is_word = (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') || terms_is_han(code) ||
                   (code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7);
    return is_word ? code : 0;
}

// Longer ones first.
static const str question_words[] = {
    STR_INIT("为什么"),   STR_INIT("怎么办"), STR_INIT("怎么样"), STR_INIT("有没有"), STR_INIT("能不能"),
    STR_INIT("可不可以"), STR_INIT("是不是"), STR_INIT("要不要"), STR_INIT("怎么"),   STR_INIT("怎样"),
    STR_INIT("什么"),     STR_INIT("如何"),   STR_INIT("多少"),   STR_INIT("哪些"),   STR_INIT("哪里"),
    STR_INIT("可以"),     STR_INIT("需要"),   STR_INIT("请问"),   STR_INIT("一下"),   STR_INIT("的"),
    STR_INIT("了"),       STR_INIT("吗"),     STR_INIT("呢"),     STR_INIT("是"),     STR_INIT("我"),
    STR_INIT("您"),       STR_INIT("你"),     STR_INIT("要"),     STR_INIT("还"),     STR_INIT("会"),
    STR_INIT("能"),
};

static size_t question_word_at(str text, size_t at) {
    str rest = str_slice(text, at, text.len);
    for (size_t i = 0; i < sizeof question_words / sizeof question_words[0]; i++)
        if (str_starts(rest, question_words[i]))
            return question_words[i].len;
    return 0;
}

terms terms_begin(str text, bool is_query) {
    return (terms){.text = text, .is_query = is_query};
}

// The letters and digits of a word, mixed (FNV-1a); the top bit keeps words apart from pairs.
static bool take_word(terms *t, term *out) {
    uint64_t key = UINT64_C(0xcbf29ce484222325);
    out->from = t->at;
    while (t->at < t->text.len) {
        uint32_t code = 0;
        size_t n = utf8_next(t->text, t->at, &code);
        code = terms_fold(code);
        if (code == 0 || terms_is_han(code))
            break;
        key = (key ^ code) * UINT64_C(0x100000001b3);
        t->at += n;
    }
    out->to = t->at;
    out->key = key | UINT64_C(1) << 63;
    out->is_single = false;
    return true;
}

// A letter by itself, and the pair it makes with the one before.
static void take_han(terms *t, uint32_t code, size_t n, term *out) {
    term single = {code, t->at, t->at + n, true};
    *out = single;
    if (t->before != 0) {
        *out = (term){(uint64_t)t->before << 24 | code, t->before_at, t->at + n, false};
        t->pending = single;
        t->has_pending = true;
    }
    t->before = code;
    t->before_at = t->at;
    t->at += n;
}

bool terms_next(terms *t, term *out) {
    if (t->has_pending) {
        t->has_pending = false;
        *out = t->pending;
        return true;
    }
    while (t->at < t->text.len) {
        uint32_t code = 0;
        size_t n = utf8_next(t->text, t->at, &code);
        size_t skipped = t->is_query ? question_word_at(t->text, t->at) : 0;
        code = terms_fold(code);
        if (skipped == 0 && terms_is_han(code)) {
            take_han(t, code, n, out);
            return true;
        }
        t->before = 0;
        if (skipped == 0 && code != 0)
            return take_word(t, out);
        t->at += skipped > 0 ? skipped : n;
    }
    return false;
}
